"""Service requests: the pure core, the store, work lists, the history.

The peers get the same workflow of eight states, nine transitions, roles, a
reason and a requirement, and walk the same path of six steps, creation
included. Databases are made in a temporary directory; the PostgreSQL part needs
Debian's server binaries and is left out, with a line that says so, where they
are missing.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from _timing import Bench, compare
from statemachine import State as PeerState
from statemachine import StateMachine
from transitions import Machine

from egovkit._clock import WIB
from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Actor,
    RequestDesk,
    ServiceDefinition,
    SQLiteStore,
    Store,
    WorkQuery,
    verify_history,
)
from egovkit.services._core import Command, decide, fold
from egovkit.services._events import Event, chain
from egovkit.services._schema import NO_DATE
from egovkit.services._state import State

bench = Bench("Service requests")
FLOW = [
    ("submitted", "check", "checked", "petugas"),
    ("submitted", "back", "returned", "petugas"),
    ("returned", "resubmit", "submitted", "applicant"),
    ("checked", "paraf", "initialled", "seklur"),
    ("initialled", "approve", "approved", "lurah"),
    ("initialled", "reject", "rejected", "lurah"),
    ("approved", "sign", "signed", "lurah"),
    ("signed", "hand_over", "done", "petugas"),
    ("submitted", "withdraw", "rejected", "applicant"),
]
PATH = ["check", "paraf", "approve", "sign", "hand_over"]
ROLES = {action: role for _, action, _, role in FLOW}
definition = ServiceDefinition.from_mapping(
    {
        "id": "bench",
        "title": "Bench",
        "facts": {"paid": ["bank"]},
        "workflow": {
            "initial": "submitted",
            "transitions": [
                {
                    "from": source,
                    "action": action,
                    "to": target,
                    "roles": [role],
                    "reasons": ["blurred"] if action == "back" else [],
                    "requires": ["paid"] if action == "sign" else [],
                }
                for source, action, target, role in FLOW
            ],
        },
        "terms": {"statutory": {"length": 5}},
    }
)
ACTORS = {
    role: Actor.officer(f"u-{role}", role)
    for role in set(ROLES.values()) - {"applicant"}
}
FILED = {"definition": "bench@1", "form_version": 1, "to": "submitted"}
BEGIN = Event("0" * 10, 1, "submitted", 1, "applicant", "citizen", "applicant", FILED)
PAID = Event("0" * 10, 2, "recorded", 2, "b", "system", "bank", {"fact": "paid"})


def our_path() -> None:
    """File, pay, and walk the path; each command is decided, then folded."""
    state = fold(State(BEGIN.ticket), BEGIN)
    state = fold(state, PAID)
    for at, action in enumerate(PATH, 3):
        event = decide(definition, state, Command(action, ACTORS[ROLES[action]], at))
        state = fold(state, event)
    assert state.state == "done"


class Peer(StateMachine):
    """The same workflow in python-statemachine."""

    submitted = PeerState(initial=True)
    returned = PeerState()
    checked = PeerState()
    initialled = PeerState()
    approved = PeerState()
    signed = PeerState()
    done = PeerState(final=True)
    rejected = PeerState(final=True)

    check = submitted.to(checked, cond="is_petugas")
    back = submitted.to(returned, cond="is_petugas")
    resubmit = returned.to(submitted)
    paraf = checked.to(initialled, cond="is_seklur")
    approve = initialled.to(approved, cond="is_lurah")
    reject = initialled.to(rejected, cond="is_lurah")
    sign = approved.to(signed, cond=["is_lurah", "paid"])
    hand_over = signed.to(done, cond="is_petugas")
    withdraw = submitted.to(rejected)

    def __init__(self) -> None:
        self.role = ""
        self.paid = False
        self.history: list[tuple[str, str]] = []
        super().__init__()

    def is_petugas(self) -> bool:
        """The role guard."""
        return self.role == "petugas"

    def is_seklur(self) -> bool:
        """The role guard."""
        return self.role == "seklur"

    def is_lurah(self) -> bool:
        """The role guard."""
        return self.role == "lurah"


def peer_path() -> None:
    """The same path in python-statemachine."""
    machine = Peer()
    machine.paid = True
    for action in PATH:
        machine.role = ROLES[action]
        getattr(machine, action)()
        machine.history.append((action, machine.role))
    assert machine.done.is_active


class Thing:
    """The model of the shared `transitions` machine."""

    def __init__(self) -> None:
        self.role = ""
        self.paid = True
        self.history: list[tuple[str, str]] = []


MACHINE = Machine(
    model=None,
    states=sorted({s for row in FLOW for s in (row[0], row[2])}),
    initial="submitted",
    auto_transitions=False,
)
for source, action, target, role in FLOW:
    guards = []
    if role != "applicant":
        guards.append(lambda event, role=role: event.model.role == role)
    if action == "sign":
        guards.append(lambda event: event.model.paid)
    MACHINE.add_transition(action, source, target, conditions=guards)
MACHINE.send_event = True


def transitions_path() -> None:
    """The same path with one shared machine of `transitions`."""
    thing = Thing()
    MACHINE.add_model(thing)
    for action in PATH:
        thing.role = ROLES[action]
        thing.trigger(action)
        thing.history.append((action, thing.role))
    assert thing.state == "done"
    MACHINE.remove_model(thing)


bench.at_least(
    "decide + fold against python-statemachine", 20, ours=our_path, other=peer_path
)
bench.at_least(
    "decide + fold against transitions", 1, ours=our_path, other=transitions_path
)

# a stored transition against a bare commit

FILED_BEFORE = 500  # requests that are acted on in turn
NOW = datetime(2027, 3, 5, 14, 10, tzinfo=WIB)
SEESAW = ServiceDefinition.from_mapping(
    {
        "id": "seesaw",
        "title": "Seesaw",
        "workflow": {
            "initial": "left",
            "transitions": [
                {"from": "left", "action": "push", "to": "right", "roles": ["petugas"]},
                {"from": "right", "action": "pull", "to": "left", "roles": ["petugas"]},
                {"from": "right", "action": "end", "to": "done", "roles": ["petugas"]},
            ],
        },
        "terms": {"statutory": {"length": 5}},
    }
)


def office(path: Path) -> tuple[RequestDesk, list[str]]:
    """A desk on a file of its own, and requests that wait there."""
    store = SQLiteStore(path)
    desk = RequestDesk(SEESAW, store=store, calendar=WorkCalendar.indonesia())
    citizen = Actor.citizen("9971015708459002")
    store.read(lambda t: t.one("PRAGMA synchronous = OFF"))  # only to fill it
    tickets = [desk.submit({}, by=citizen, at=NOW).ticket for _ in range(FILED_BEFORE)]
    store.read(lambda t: t.one("PRAGMA synchronous = FULL"))
    return desk, tickets


def acting(path: Path) -> Callable[[], None]:
    """One `act`, on each of the requests in turn."""
    desk, tickets = office(path)
    officer = Actor.officer("u-petugas", "petugas")
    rounds = count()

    def act() -> None:
        lap, turn = divmod(next(rounds), FILED_BEFORE)
        action = "pull" if lap % 2 else "push"
        desk.act(tickets[turn], action, by=officer, at=NOW)

    return act


def stating(path: Path, event: int, state: int) -> Callable[[], None]:
    """What the database does for an `act`, and nothing else: random bytes."""
    desk, tickets = office(path)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA secure_delete = ON")
    due = desk.worklist(WorkQuery(limit=1))[0].cursor[0]
    at = int(NOW.timestamp())
    rounds = count()

    def run(sql: str, *values: object) -> None:
        raw.execute(sql, values).fetchall()

    def statements() -> None:
        lap, turn = divmod(next(rounds), FILED_BEFORE)
        key, head = tickets[turn].replace("-", ""), os.urandom(32)
        run("BEGIN IMMEDIATE")
        run("SELECT head, pseudonym, snapshot, due FROM egk_request"
            " WHERE ticket = ?", key)  # fmt: skip
        run("INSERT INTO egk_event VALUES (?, ?, ?, ?)",
            key, lap + 2, head, os.urandom(event))  # fmt: skip
        run("UPDATE egk_request SET definition = ?, state = ?, place = ?, due = ?,"
            " opened = ?, closed = ?, seq = ?, head = ?, snapshot = ?"
            " WHERE ticket = ?", "seesaw@1", "left" if lap % 2 else "right", "", due,
            at, None, lap + 2, head, os.urandom(state), key)  # fmt: skip
        run("INSERT INTO egk_outbox VALUES (0, ?, ?, 'acted', 'created', 0, ?)",
            key, lap + 2, at)  # fmt: skip
        run("COMMIT")

    return statements


LOG_PAGES = 1000  # SQLite begins to write its log anew after as many


def bare(path: Path, size: int) -> Callable[[], None]:
    """A row of an event's size, committed to a log that has stopped growing.

    While the log still grows, each sync also writes the file's new length, and a
    commit takes twice as long; a transition's log is full within a hundred.
    """
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, digest BLOB, body BLOB)")

    def commit() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(
            "INSERT INTO event (digest, body) VALUES (?, ?)",
            (os.urandom(32), os.urandom(size)),
        )
        raw.execute("COMMIT")

    for _ in range(LOG_PAGES + 100):
        commit()
    return commit


def stored(directory: Path) -> None:
    """One `act` on a file with synchronous=FULL, and a bare commit beside it."""
    act = acting(directory / "ours.db")
    act()
    raw = sqlite3.connect(directory / "ours.db")
    (event,) = raw.execute("SELECT max(length(body)) FROM egk_event").fetchone()
    (state,) = raw.execute("SELECT max(length(snapshot)) FROM egk_request").fetchone()
    raw.close()
    commit = bare(directory / "bare.db", event)
    wall = time.perf_counter
    bench.at_most(
        "a stored transition against a bare commit (SQLite, FULL)",
        1.5,
        ours=act,
        other=commit,
        clock=wall,
    )
    statements = stating(directory / "statements.db", event, state)
    mine, its = compare(statements, commit, rounds=7 if bench.short else 25, clock=wall)
    bench.value("its statements alone, against the same", min(mine) / min(its), "×")


# work lists over a million requests

COUNT = 100_000 if bench.short else 1_000_000
STATES = ("left", "right", "done")


def rows(number: int) -> Iterator[tuple[object, ...]]:
    """Rows of requests: three states, five hundred offices, spread dates."""
    for n in range(number):
        state = STATES[n % 3]
        due = NO_DATE if state == "done" else 1_800_000_000 + n * 7919 % 5_000_000
        yield (f"{n:010d}", "seesaw", "seesaw@1", state, f"place-{n % 499}", due,
               1_790_000_000 + n, None, None, 1, b"h" * 32, b"{}")  # fmt: skip


COLUMNS = (
    "egk_request (ticket, service, definition, state, place, due, opened, closed,"
    " pseudonym, seq, head, snapshot)"
)
INSERT = f"INSERT INTO {COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
QUERIES = {
    "by role and place": WorkQuery(role="petugas", place="place-7"),
    "by role, all places": WorkQuery(role="petugas"),
    "by state, due in a week": WorkQuery(
        states=("right",), due_before=datetime.fromtimestamp(1_800_600_000, WIB)
    ),
}


def worklists(name: str, store: Store) -> None:
    """The slowest of some queries, after one that warms the cache."""
    desk = RequestDesk(SEESAW, store=store, calendar=WorkCalendar.indonesia())
    for title, query in QUERIES.items():
        assert len(desk.worklist(query)) == 50  # noqa: PLR2004
        times = []
        for _ in range(20):
            begin = time.perf_counter()
            desk.worklist(query)
            times.append(time.perf_counter() - begin)
        bench.value(
            f"work list {title}, {COUNT:,} requests ({name}), slowest of 20",
            max(times) * 1000,
            "ms",
            at_most=50,
        )


def sqlite_worklists(directory: Path) -> None:
    """A million rows in SQLite."""
    with SQLiteStore(directory / "work.db") as store:
        store.write(lambda t: t._db.raw.executemany(INSERT, rows(COUNT)))  # noqa: SLF001
        worklists("SQLite", store)


def postgres_worklists() -> None:
    """A million rows in PostgreSQL."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "services"))
    import postgres_server

    if postgres_server.binaries() is None:
        print("| PostgreSQL is not installed: left out | | | | |")
        return
    import psycopg

    from egovkit.integrations.postgres import PostgresStore

    server = postgres_server.PostgresServer()
    try:
        with PostgresStore(server.conninfo) as store:
            with psycopg.connect(server.conninfo) as connection:
                with (
                    connection.cursor() as cursor,
                    cursor.copy(f"COPY {COLUMNS} FROM STDIN") as copy,
                ):
                    for row in rows(COUNT):
                        copy.write_row(row)
                connection.commit()
                connection.autocommit = True
                connection.execute("ANALYZE egk_request")
            worklists("PostgreSQL", store)
    finally:
        server.remove()


# the history


def chained(requests: int, events: int) -> Iterator[tuple[str, int, bytes, bytes]]:
    """Rows of a history, made as they are read."""
    for n in range(requests):
        ticket, digest = f"{n:010d}", bytes(32)
        for seq in range(1, events + 1):
            data = {"action": "push", "from": "left", "to": "right"}
            event = Event(ticket, seq, "acted", seq, "u-1", "officer", "petugas", data)
            body = event.body()
            digest = chain(digest, body)
            yield ticket, seq, digest, body


def history() -> None:
    """Verify 100,000 events that a program hands over as rows."""
    made = list(chained(10_000, 10))
    assert verify_history(made).checks[0].facts["events"] == 100_000  # noqa: PLR2004
    seconds = fastest(lambda rows=made: verify_history(rows))
    rate = len(made) / seconds
    bench.value("history of rows in memory", rate, "events/s", at_least=100_000)


MEMORY = """
import resource, sys
from egovkit.services import verify_history
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small, large = sys.argv[1:]
assert verify_history(small).outcome == "valid"
before = peak()
assert verify_history(large).outcome == "valid"
print(peak() - before)
"""


def memory(small: Path, large: Path) -> None:
    """What a process needs for a history a hundred times as long.

    A process of its own: this one has held millions of rows, and its peak would
    hide whatever is measured here.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, small, large],
        check=True,
        capture_output=True,
        text=True,
    )
    grown = int(done.stdout) / 1024
    bench.value("memory grown by a history 100 times as long", grown, "MiB", at_most=5)


def filled(path: Path, requests: int, copies: int) -> int:
    """A file of requests with ten events each; copies get tickets of their own."""
    with SQLiteStore(path) as store:
        store.read(lambda t: t.one("PRAGMA synchronous = OFF"))  # only to make it
        desk = RequestDesk(SEESAW, store=store, calendar=WorkCalendar.indonesia())
        officer = Actor.officer("u-petugas", "petugas")
        for n in range(requests):
            at = NOW + timedelta(seconds=n)
            ticket = desk.submit({}, by=officer, at=at).ticket
            for step in range(9):
                action = "pull" if step % 2 else "push"
                desk.act(ticket, action, by=officer, at=at)
    raw = sqlite3.connect(path)
    events = raw.execute("SELECT ticket, seq, body FROM egk_event").fetchall()
    rows = raw.execute("SELECT * FROM egk_request").fetchall()
    for copy in range(1, copies):
        names = {row[0]: f"{copy}{n:09d}" for n, row in enumerate(rows)}
        heads = dict.fromkeys(names, bytes(32))
        copied = []
        for old, seq, body in events:
            body = body.replace(*_bytes(old, names[old]))  # noqa: PLW2901
            heads[old] = chain(heads[old], body)
            copied.append((names[old], seq, heads[old], body))
        raw.executemany("INSERT INTO egk_event VALUES (?, ?, ?, ?)", copied)
        raw.executemany(
            INSERT,
            [
                (names[old], *row, heads[old], state.replace(*_bytes(old, names[old])))
                for old, *row, _, state in rows
            ],
        )
    raw.commit()
    raw.close()
    return len(events) * copies


def _bytes(*texts: str) -> Iterator[bytes]:
    return (text.encode() for text in texts)


def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest of three."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def read_and_hash(path: Path) -> None:
    """What nothing can do without: every row read in order, and SHA-256 of it."""
    raw = sqlite3.connect(path)
    sql = "SELECT ticket, seq, digest, body FROM egk_event ORDER BY ticket, seq"
    for _, _, digest, body in raw.execute(sql):
        sha256(digest + body).digest()
    raw.close()


def stored_history(directory: Path) -> None:
    """The same from a file, with and without folding every state."""
    path = directory / "history.db"
    events = filled(path, 100 if bench.short else 1_000, 10)
    filled(directory / "small.db", 10 if bench.short else 100, 1)
    memory(directory / "small.db", path)
    least = fastest(lambda: read_and_hash(path))
    for states in (False, True):
        assert verify_history(path, states=states).outcome == "valid"
        seconds = fastest(lambda s=states: verify_history(path, states=s))
        what = "every state folded" if states else "chain and heads"
        bench.value(
            f"history of {events:,} events in a file, {what}",
            events / seconds,
            "events/s",
            at_least=100_000,
        )
        bench.value(
            f"the same, {what}, against reading and hashing alone", seconds / least, "×"
        )


with tempfile.TemporaryDirectory() as name:
    stored(Path(name))
    sqlite_worklists(Path(name))
    postgres_worklists()
    history()
    stored_history(Path(name))
bench.exit()
