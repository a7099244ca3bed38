"""One suite for every store: memory, SQLite and PostgreSQL, owned and borrowed."""

import sqlite3
import threading
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from orm_backends import ORM
from services_office import (
    ARCHIVIST,
    CITIZEN,
    LURAH,
    NIK,
    OFFICER,
    SEKLUR,
    START,
    Seal,
    approved,
    definition,
    file_one,
    issued,
    make_desk,
    sqlite_transaction,
    wib,
)

from egovkit.errors import (
    NoTransactionError,
    Refused,
)
from egovkit.l10n import DayKind, Holiday, WorkCalendar
from egovkit.services import (
    Actor,
    Delivery,
    MemoryStore,
    Outbox,
    RequestDesk,
    SQLiteStore,
    WorkQuery,
    verify_history,
)
from egovkit.signatures import Outcome, SigningKey


class Backend:
    """A store, and how to open a transaction for it where the caller must."""

    def __init__(self, store, begin=nullcontext, close=lambda: None):
        self.store = store
        self.begin = begin
        self.close = close
        self.desk = make_desk(store)


def memory(_request, _tmp_path):
    """Our own, in memory."""
    store = MemoryStore()
    return Backend(store, close=store.close)


def sqlite_file(_request, tmp_path):
    """Our own file."""
    store = SQLiteStore(tmp_path / "l.db")
    return Backend(store, close=store.close)


def sqlite_borrowed(_request, tmp_path):
    """The caller's sqlite3 connection."""
    connection = sqlite3.connect(tmp_path / "app.db", isolation_level=None)
    store = SQLiteStore.on(connection)
    with sqlite_transaction(connection):
        store.create_tables()
    return Backend(store, lambda: sqlite_transaction(connection), connection.close)


def postgres_owned(request, _tmp_path):
    """Our own PostgreSQL connection."""
    from egovkit.integrations.postgres import PostgresStore

    server = request.getfixturevalue("postgres")
    store = PostgresStore(server.schema())
    return Backend(store, close=store.close)


def postgres_borrowed(request, _tmp_path):
    """The caller's psycopg connection."""
    import psycopg

    from egovkit.integrations.postgres import PostgresStore

    server = request.getfixturevalue("postgres")
    connection = psycopg.connect(server.schema(), autocommit=True)
    store = PostgresStore.on(connection)
    with connection.transaction():
        store.create_tables()
    return Backend(store, connection.transaction, connection.close)


def orm(make):
    """A store inside the transactions of Django or SQLAlchemy."""

    def backend(request, tmp_path):
        made = make(request, tmp_path)
        return Backend(made.store, made.begin, made.close)

    backend.__name__ = make.__name__
    return backend


BORROWED = [sqlite_borrowed, postgres_borrowed, *map(orm, ORM)]
BACKENDS = [memory, sqlite_file, postgres_owned, *BORROWED]


@pytest.fixture(params=BACKENDS, ids=lambda make: make.__name__)
def backend(request, tmp_path):
    """Each kind of store in turn."""
    made = request.param(request, tmp_path)
    yield made
    made.close()


@pytest.fixture(params=BORROWED, ids=lambda make: make.__name__)
def borrowed(request, tmp_path):
    """Each store inside a transaction of the caller's."""
    made = request.param(request, tmp_path)
    yield made
    made.close()


def test_the_main_job_runs_on_every_store(backend):
    """Submit, check, paraf, approve, reserve, issue, revoke; then verify all."""
    desk = backend.desk
    with backend.begin():
        ticket = issued(desk)
        desk.revoke(ticket, reason="by_court", by=LURAH, at=START)
    with backend.begin():
        assert desk.get(ticket).inner.paper == "revoked"
        assert desk.numbers("surat", 2027) == (
            (1, "400.12/1/KEL-CTH/III/2027", "issued"),
        )
        report = verify_history(backend.store)
    assert report.outcome is Outcome.VALID
    assert report.checks[0].facts == {"events": 7, "requests": 1}


def test_the_same_key_gives_the_same_answer(backend):
    """A repeated submission is the first one; other content is refused."""
    desk = backend.desk
    form = {"name": "Siti", "purpose": "x"}
    with backend.begin():
        first = desk.submit(form, by=CITIZEN, at=START, idempotency_key="k1")
    with backend.begin():
        later = wib(2027, 3, 6, 9)
        again = desk.submit(form, by=CITIZEN, at=later, idempotency_key="k1")
        assert again == first
        desk.act(first.ticket, "check", by=OFFICER, at=START, idempotency_key="k2")
    with backend.begin():
        acted = desk.act(
            first.ticket, "check", by=OFFICER, at=START, idempotency_key="k2"
        )
        assert (acted.state, acted.seq) == ("checked", 2)
        assert desk.submit(form, by=CITIZEN, at=later, idempotency_key="k1") == first
        with pytest.raises(Refused, match="idempotency_mismatch"):
            desk.submit(
                {**form, "name": "Other"}, by=CITIZEN, at=START, idempotency_key="k1"
            )


def test_a_stale_version_is_refused(backend):
    """Optimistic concurrency: whoever has seen an older version looks again."""
    desk = backend.desk
    with backend.begin():
        ticket = file_one(desk)
        seen = desk.get(ticket).version
        desk.read(ticket, by=OFFICER, at=START)
        desk.act(ticket, "check", by=OFFICER, at=START, expected_version=seen)
    with backend.begin():
        refusal = desk.check(
            ticket, "paraf", by=SEKLUR, at=START, expected_version=seen
        )
    assert refusal.code == "version_conflict"
    assert refusal.facts == {"expected": 1, "found": 3}


def test_a_refused_action_writes_nothing(backend):
    """Neither event nor message nor counter moves."""
    desk = backend.desk
    with backend.begin():
        ticket = approved(desk)
        before = dump(backend.store)
    for call in (
        lambda: desk.act(ticket, "check", by=OFFICER, at=START),
        lambda: desk.reserve(ticket, by=OFFICER, at=START),
        lambda: desk.submit({"name": ""}, by=CITIZEN, at=START),
        lambda: desk.revoke(ticket, reason="by_court", by=LURAH, at=START),
    ):
        with backend.begin(), pytest.raises(Refused):
            call()
    with backend.begin():
        assert dump(backend.store) == before


def dump(store):
    """All rows of all tables, in a comparable form."""
    tables = ("event", "request", "outbox", "counter", "number", "once", "data", "key")
    return {
        name: sorted(
            repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for row in store.read(
                lambda t, n=name: t.execute(f"SELECT * FROM egk_{n}")  # noqa: S608
            )
        )
        for name in tables
    }


def test_work_lists_show_who_has_what_to_do(backend):
    """By role, state, place, service and date; those that end first at the top."""
    desk = backend.desk
    form = {"name": "S", "purpose": "x"}
    with backend.begin():
        late = desk.submit(form, by=CITIZEN, at=START, place="3171").ticket
        early = desk.submit(
            form, by=CITIZEN, at=START - timedelta(days=2), place="3171"
        ).ticket
        other = desk.submit(form, by=CITIZEN, at=START, place="3172").ticket
        ready = approved(desk)
    with backend.begin():
        mine = desk.worklist(WorkQuery(role="petugas", place="3171"))
        assert [item.ticket for item in mine] == [early, late]
        assert mine[0].due_at < mine[1].due_at
        assert mine[0].definition == "domisili@1"
        assert {i.ticket for i in desk.worklist(WorkQuery(role="petugas"))} == {
            late, early, other,
        }  # fmt: skip
        assert [i.ticket for i in desk.worklist(WorkQuery(role="lurah"))] == [ready]
        assert len(desk.worklist(WorkQuery())) == 4
        assert desk.worklist(WorkQuery(states=("checked",))) == ()
        assert desk.worklist(WorkQuery(service="other")) == ()
        before = WorkQuery(role="petugas", due_before=wib(2027, 3, 6, 0))
        assert [i.ticket for i in desk.worklist(before)] == [early]


def test_a_work_list_is_read_page_by_page(backend):
    """The cursor of the last line leads to the next page; none is lost."""
    desk = backend.desk
    with backend.begin():
        tickets = {file_one(desk, START + timedelta(days=n)) for n in range(7)}
    seen, cursor = [], None
    with backend.begin():
        while page := desk.worklist(
            WorkQuery(limit=3, **({"after": cursor} if cursor else {}))
        ):
            seen += [item.ticket for item in page]
            cursor = page[-1].cursor
    assert len(seen) == 7
    assert set(seen) == tickets


def test_a_citizen_finds_their_requests_by_pseudonym(backend):
    """Open and closed ones, the newest first; nobody else's."""
    desk = backend.desk
    with backend.begin():
        old = file_one(desk, START)
        new = file_one(desk, START + timedelta(days=1))
        desk.act(old, "withdraw", by=CITIZEN, at=START + timedelta(days=1))
        file_one(desk, by=Actor.citizen("9971015708459003"))
    with backend.begin():
        assert [item.ticket for item in desk.find(CITIZEN)] == [new, old]
        assert [item.ticket for item in desk.find(NIK)] == [new, old]
        assert desk.find("9971015708459009") == ()


def test_reminders_look_ahead(backend):
    """Requests whose clock ends within three days from now."""
    desk = backend.desk
    with backend.begin():
        soon = file_one(desk, wib(2027, 3, 1, 9))  # promise ends 2 March
        file_one(desk, wib(2027, 3, 5, 9))  # promise ends 16 March
    with backend.begin():
        found = desk.reminders(
            at=wib(2027, 3, 1, 10), within=timedelta(days=3), limit=1
        )
        assert [item.ticket for item in found] == [soon]


DECREED = WorkCalendar.indonesia().holidays.values()
"""The days off of all decrees; tables of earlier years are parts of it."""


def test_a_newer_calendar_gives_the_dates_anew(backend):
    """A request of the last days of a year has no date until the next decree is known.

    Filed on Monday 28 December 2026: 29, 30, 31 December, 4 and 6 January (the 1st and
    the 5th are holidays). A closed request and one of March are as they were.
    """
    statutory = {"statutory": {"length": 5, "deemed_granted": True}}
    service = definition(terms=statutory)
    december, system = wib(2026, 12, 28, 9), Actor.system("malam")

    def desk_with(holidays):
        return RequestDesk(
            service, store=backend.store, calendar=WorkCalendar(holidays)
        )

    old = desk_with([day for day in DECREED if day.day.year <= 2026])
    desk = desk_with(DECREED)
    with backend.begin():
        file_one(old, wib(2026, 3, 2, 9))
        ticket, ended = file_one(old, december), file_one(old, december)
        old.act(ended, "withdraw", by=CITIZEN, at=december)
        known = old.worklist(WorkQuery())
        assert [item.due_at is None for item in known] == [False, True]
    with backend.begin():
        assert desk.redate() == 1
        assert desk.redate() == 0
        item = desk.worklist(WorkQuery())[1]
        assert (item.ticket, item.due_at) == (ticket, wib(2027, 1, 6, 23, 59, 59))
        assert desk.worklist(WorkQuery())[0] == known[0]
        assert [
            item.ticket
            for item in desk.reminders(at=wib(2027, 1, 4), within=timedelta(days=3))
        ] == [ticket]
        assert ticket in desk.mark_overdue(by=system, at=wib(2027, 1, 7, 1))
        assert verify_history(backend.store).outcome is Outcome.VALID


def test_a_decree_that_moves_a_day_moves_dates(backend):
    """Thursday 18 March 2027 becomes a day off: the 22nd becomes the 23rd."""
    extra = Holiday(date(2027, 3, 18), DayKind.CUTI_BERSAMA, "Libur contoh", "contoh")
    one, other = (
        make_desk(backend.store, definition=definition(**terms))
        for terms in ({"terms": {"statutory": {"length": 5}}}, {"id": "lain"})
    )
    moved = RequestDesk(
        one.catalogue, store=backend.store, calendar=WorkCalendar([*DECREED, extra])
    )
    with backend.begin():
        ticket = file_one(one)
        theirs = file_one(other)
        before = other.worklist(WorkQuery())
    with backend.begin():
        assert moved.redate() == 1
        (item,) = moved.worklist(WorkQuery())
        assert (item.ticket, item.due_at) == (ticket, wib(2027, 3, 23, 23, 59, 59))
        assert other.worklist(WorkQuery()) == before  # of another desk
        assert before[0].ticket == theirs


def test_personal_data_are_read_and_erased(backend):
    """The same verbs on every store."""
    desk = backend.desk
    with backend.begin():
        ticket = issued(desk)
        assert desk.read(ticket, by=OFFICER, at=START).values["name"] == "Siti Aminah"
        assert desk.verify_data(ticket)
    with backend.begin():
        desk.erase(ticket, by=ARCHIVIST, at=START + timedelta(days=800))
        assert verify_history(backend.store).outcome is Outcome.VALID
        with pytest.raises(Refused, match="erased"):
            desk.read(ticket, by=OFFICER, at=START)
        for name in ("key", "data", "once"):
            assert dump(backend.store)[name] == []


def test_checkpoints_and_export_are_the_same_everywhere(backend, tmp_path):
    """The export of any store verifies."""
    key = SigningKey.generate("Ed25519", use="history")
    desk = backend.desk
    with backend.begin():
        issued(desk)
        file_one(desk)
        desk.checkpoint(key=key, at=START)
        desk.export(tmp_path / "x.jsonl")
        assert verify_history(backend.store, key=key.public).outcome is Outcome.VALID
    assert verify_history(tmp_path / "x.jsonl", key=key.public).outcome is Outcome.VALID


# the outbox


def test_messages_are_delivered_at_least_once_with_backoff(backend):
    """A dead sender's messages come back after the lease; failures wait longer."""
    desk = backend.desk
    outbox = Outbox(backend.store, lease=60, max_attempts=3)
    now = START
    with backend.begin():
        ticket = issued(desk)
        kinds = [m.kind for m in outbox.claim(at=now)]
        assert kinds == [
            "submitted", "acted", "acted", "acted", "number_reserved", "issued",
        ]  # fmt: skip
        assert outbox.claim(at=now + timedelta(seconds=59)) == []
    now += timedelta(seconds=60)
    with backend.begin():
        again = outbox.claim(at=now, limit=2)
        assert [(m.seq, m.attempts) for m in again] == [(1, 2), (2, 2)]
        assert again[0].ticket == desk.get(ticket).ticket.key
        assert outbox.settle(again[0], "delivered", at=now) is Delivery.DELIVERED
        failed = outbox.settle(again[1], "temporary_failure", at=now)
        assert failed is Delivery.TEMPORARY_FAILURE
        waiting = {m.seq for m in outbox.claim(at=now + timedelta(seconds=59))}
        assert waiting == {3, 4, 5, 6}
        later = now + timedelta(seconds=60)  # 30 s, doubled once
        third = next(m for m in outbox.claim(at=later) if m.seq == 2)
        assert third.attempts == 3
        gone = outbox.settle(third, "temporary_failure", at=later)
        assert gone is Delivery.PERMANENT_FAILURE
        assert outbox.counts() == {
            Delivery.DELIVERED: 1,
            Delivery.PERMANENT_FAILURE: 1,
            Delivery.SENDING: 4,
        }
        outbox.purge(before=later + timedelta(days=1))
        assert Delivery.DELIVERED not in outbox.counts()


def test_sending_is_one_call(backend):
    """`run` claims, sends and settles; what raises stays for the next run."""
    outbox = Outbox(backend.store)
    with backend.begin():
        file_one(backend.desk)
    sent = []

    def send(message):
        sent.append(message.kind)
        return "delivered"

    with backend.begin():
        assert outbox.run(send, at=START) == 1
        assert outbox.run(send, at=START) == 0
    assert sent == ["submitted"]


class CallerError(Exception):
    """The caller changes its mind."""


def file_and_fail(backend):
    """File a request in a transaction that is then given up."""
    with backend.begin():
        file_one(backend.desk)
        raise CallerError


def test_a_message_belongs_to_its_event(borrowed):
    """What is rolled back is never sent."""
    with pytest.raises(CallerError):
        file_and_fail(borrowed)
    with borrowed.begin():
        assert Outbox(borrowed.store).claim(at=START) == []
        assert borrowed.desk.worklist(WorkQuery()) == ()


def test_without_a_transaction_a_borrowed_store_refuses(borrowed):
    """The caller's transaction is the caller's: without one nothing is written."""
    with pytest.raises(NoTransactionError, match="no_transaction"):
        file_one(borrowed.desk)


def test_making_the_tables_again_changes_nothing(borrowed):
    """Migrating what is there already does nothing."""
    with borrowed.begin():
        ticket = file_one(borrowed.desk)
        borrowed.store.create_tables()
        assert borrowed.desk.get(ticket).state == "submitted"


# racing


def another(backend, tmp_path):
    """A second store over the same database."""
    if isinstance(backend.store, SQLiteStore):
        return SQLiteStore(tmp_path / "l.db")
    return type(backend.store)(backend.store._conninfo)


@pytest.mark.parametrize("make", [sqlite_file, postgres_owned], ids=["sqlite", "pg"])
def test_racing_desks_never_share_a_number(make, request, tmp_path):
    """Four threads, each with a connection of its own, reserve and issue."""
    first = make(request, tmp_path)
    stores = [first.store, *(another(first, tmp_path) for _ in range(3))]
    errors = []

    def run(store):
        try:
            desk = make_desk(store)
            for _ in range(8):
                ticket = approved(desk)
                draft = desk.reserve(ticket, by=LURAH, at=START)
                desk.issue(draft, seal=Seal(ticket.encode()), by=LURAH, at=START)
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    numbers = first.desk.numbers("surat", 2027)
    assert [serial for serial, _, _ in numbers] == list(range(1, 33))
    assert {state for _, _, state in numbers} == {"issued"}
    assert verify_history(first.store).outcome is Outcome.VALID
    for store in stores:
        store.close()


@pytest.mark.parametrize("make", [sqlite_file, postgres_owned], ids=["sqlite", "pg"])
def test_parts_that_end_at_once_are_all_told_to_the_whole(make, request, tmp_path):
    """Three desks end the parts of one request; its history holds every end."""
    first = make(request, tmp_path)
    stores = [first.store, *(another(first, tmp_path) for _ in range(2))]
    whole = file_one(first.desk)
    form = {"name": "Siti", "purpose": "sekolah"}
    parts = [
        first.desk.submit(form, by=CITIZEN, at=START, parent=whole).ticket
        for _ in range(12)
    ]
    errors = []

    def run(store, mine):
        try:
            for ticket in mine:
                make_desk(store).act(ticket, "withdraw", by=CITIZEN, at=START)
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [
        threading.Thread(target=run, args=(store, parts[n::3]))
        for n, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    ended = first.desk.get(whole).inner.subrequests
    assert ended == {part.key: "withdrawn" for part in parts}
    assert first.desk.timeline(whole)[-1].seq == 1 + 12 + 12
    assert verify_history(first.store).outcome is Outcome.VALID
    for store in stores:
        store.close()


@pytest.mark.parametrize("make", [sqlite_file, postgres_owned], ids=["sqlite", "pg"])
def test_one_key_from_many_desks_files_once(make, request, tmp_path):
    """A citizen who presses the button in three windows has one request."""
    first = make(request, tmp_path)
    stores = [first.store, *(another(first, tmp_path) for _ in range(2))]
    form = {"name": "Siti", "purpose": "sekolah"}
    receipts, errors = [], []

    def run(store):
        try:
            desk = make_desk(store, secret=b"the same for all desks of an office")
            for n in range(6):
                key = {"idempotency_key": f"press-{n}"}
                receipt = desk.submit(form, by=CITIZEN, at=START, **key)
                receipts.append((n, receipt))
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(receipts) == 18
    assert len({(n, r.ticket, r.head) for n, r in receipts}) == 6
    assert len(first.desk.worklist(WorkQuery())) == 6
    for store in stores:
        store.close()


@pytest.mark.parametrize("make", [sqlite_file, postgres_owned], ids=["sqlite", "pg"])
def test_two_officers_on_one_request_both_get_an_answer(make, request, tmp_path):
    """One acts, the other is refused: no lost update, no doubled event."""
    first = make(request, tmp_path)
    second = another(first, tmp_path)
    tickets = [file_one(first.desk) for _ in range(10)]
    outcomes = {ticket: [] for ticket in tickets}

    def run(desk):
        for ticket in tickets:
            try:
                desk.act(ticket, "check", by=OFFICER, at=START)
                outcomes[ticket].append("done")
            except Refused as refused:
                outcomes[ticket].append(refused.code)

    threads = [
        threading.Thread(target=run, args=(desk,))
        for desk in (first.desk, make_desk(second))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(sorted(o) == ["done", "wrong_state"] for o in outcomes.values())
    assert verify_history(first.store).checks[0].facts["events"] == 20
    second.close()
    first.close()
