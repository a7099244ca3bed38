"""What the desk asks of a database, in one SQL for all of them.

`Connection` is the whole adapter: run a statement, say whether a transaction is
open, name the dialect. sqlite3, psycopg, Django and SQLAlchemy each need some
thirty lines for it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol, cast

from pydantic_core import from_json, to_json

from egovkit.services._events import GENESIS, Event, chain
from egovkit.services._state import State

__all__ = [
    "PAGE",
    "Connection",
    "Dialect",
    "RequestRow",
    "Row",
    "Tables",
    "as_bytes",
    "snapshot",
]

Dialect = Literal["sqlite", "postgres"]
Row = tuple[Any, ...]
PAGE = 500
"""Rows read at a time, so that memory stays flat."""


_CLAIM = (
    "SELECT ticket, seq FROM egk_outbox WHERE settled = 0 AND due <= ?"
    " ORDER BY ticket, seq LIMIT ?"
)
_WORK_PAGE = (
    "SELECT due, ticket, definition, state, place, opened FROM egk_request"
    " WHERE service = ? AND state = ?{} AND (due, ticket) > (?, ?) AND due < ?"
    " ORDER BY due, ticket LIMIT ?"
)
_WORK_ALL_PLACES = _WORK_PAGE.format("")
_WORK_ONE_PLACE = _WORK_PAGE.format(" AND place = ?")


class Connection(Protocol):
    """A database connection, as little of it as is needed."""

    dialect: Dialect

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one statement with ``?`` placeholders; rows as plain tuples.

        Raises:
            egovkit.errors.StoreError: The database refused or failed.
        """
        ...

    def in_transaction(self) -> bool:
        """Whether a transaction is open, so that what is written belongs to it."""
        ...


class RequestRow(NamedTuple):
    """A request as stored: where its chain ends, and its state."""

    head: bytes
    pseudonym: bytes | None
    state: State
    due: int


class Tables:
    """Reads and writes on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        postgres = connection.dialect == "postgres"
        self._for_update = " FOR UPDATE" if postgres else ""

    def execute(self, sql: str, *params: object) -> list[Row]:
        """Run one statement."""
        return self._db.execute(sql, params)

    def one(self, sql: str, *params: object) -> Row | None:
        """The first row, if any."""
        rows = self._db.execute(sql, params)
        return rows[0] if rows else None

    # requests

    def request(self, ticket: str, *, lock: bool = False) -> RequestRow | None:
        """A request by its ten symbols; ``lock`` keeps others from changing it."""
        row = self.one(
            "SELECT head, pseudonym, snapshot, due FROM egk_request WHERE ticket = ?"  # noqa: S608 - a constant
            + (self._for_update if lock else ""),
            ticket,
        )
        if row is None:
            return None
        who = None if row[1] is None else bytes(row[1])
        state = State.from_plain(from_json(bytes(row[2])))
        return RequestRow(bytes(row[0]), who, state, row[3])

    def insert(
        self, event: Event, state: State, due: int, pseudonym: bytes | None
    ) -> bytes:
        """Write the first event of a request; gives its digest."""
        digest = self._event(GENESIS, event)
        service = state.definition.partition("@")[0]
        self.execute(
            "INSERT INTO egk_request (ticket, service, definition, state, place, due,"
            " opened, closed, pseudonym, seq, head, snapshot)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            state.ticket, service, state.definition, state.state, state.place, due,
            state.opened_at, state.closed_at, pseudonym, state.seq, digest,
            snapshot(state),
        )  # fmt: skip
        return digest

    def append(self, head: bytes, event: Event, state: State, due: int) -> bytes:
        """Write a further event; gives the new head."""
        digest = self._event(head, event)
        self.execute(
            "UPDATE egk_request SET definition = ?, state = ?, place = ?, due = ?,"
            " opened = ?, closed = ?, seq = ?, head = ?, snapshot = ?"
            " WHERE ticket = ?",
            state.definition, state.state, state.place, due, state.opened_at,
            state.closed_at, state.seq, digest, snapshot(state), state.ticket,
        )  # fmt: skip
        return digest

    def _event(self, head: bytes, event: Event) -> bytes:
        body = event.body()
        digest = chain(head, body)
        self.execute(
            "INSERT INTO egk_event (ticket, seq, digest, body) VALUES (?, ?, ?, ?)",
            event.ticket, event.seq, digest, body,
        )  # fmt: skip
        return digest

    def events(self, ticket: str) -> list[tuple[int, bytes, bytes]]:
        """Sequence number, digest and body of each event of a request."""
        rows = self.execute(
            "SELECT seq, digest, body FROM egk_event WHERE ticket = ? ORDER BY seq",
            ticket,
        )
        return [(seq, bytes(digest), bytes(body)) for seq, digest, body in rows]

    def history_page(self, after: tuple[str, int]) -> list[Row]:
        """Events in order, each with its request's end; the next page.

        Ticket, number, digest, body; the request's last number, head, and (on
        its last event) state. One statement, so a page is of one moment even
        while others write.
        """
        return self.execute(
            "SELECT e.ticket, e.seq, e.digest, e.body, r.seq, r.head,"
            " CASE WHEN e.seq = r.seq THEN r.snapshot END"
            " FROM egk_event e LEFT JOIN egk_request r ON r.ticket = e.ticket"
            " WHERE (e.ticket, e.seq) > (?, ?) ORDER BY e.ticket, e.seq LIMIT ?",
            *after, PAGE,
        )  # fmt: skip

    def without_events(self) -> str | None:
        """A request that has lost all its events, if there is one."""
        row = self.one(
            "SELECT ticket FROM egk_request r WHERE NOT EXISTS"
            " (SELECT 1 FROM egk_event e WHERE e.ticket = r.ticket) LIMIT 1"
        )
        return row[0] if row else None

    def unmarked(self) -> list[tuple[str, int, bytes]]:
        """Ticket, last event and head of requests changed since the checkpoint."""
        rows = self.execute(
            "SELECT r.ticket, r.seq, r.head FROM egk_request r"
            " LEFT JOIN egk_mark m ON m.ticket = r.ticket"
            " WHERE m.seq IS NULL OR m.seq < r.seq ORDER BY r.ticket"
        )
        return [(ticket, seq, bytes(head)) for ticket, seq, head in rows]

    def mark(self, ticket: str, seq: int) -> None:
        """Remember that a checkpoint holds a request's head."""
        self.execute(
            "INSERT INTO egk_mark (ticket, seq) VALUES (?, ?)"
            " ON CONFLICT (ticket) DO UPDATE SET seq = excluded.seq",
            ticket, seq,
        )  # fmt: skip

    def checkpoint(self, after: int) -> tuple[int, bytes, bytes] | None:
        """Number, body and signature of the next checkpoint."""
        row = self.one(
            "SELECT seq, body, signature FROM egk_checkpoint"
            " WHERE seq > ? ORDER BY seq LIMIT 1",
            after,
        )
        return (row[0], as_bytes(row[1]), as_bytes(row[2])) if row else None

    def last_checkpoint(self) -> tuple[int, bytes] | None:
        """Number and body of the newest checkpoint."""
        row = self.one("SELECT seq, body FROM egk_checkpoint ORDER BY seq DESC LIMIT 1")
        return (row[0], bytes(row[1])) if row else None

    def put_checkpoint(self, number: int, body: bytes, signature: bytes) -> None:
        """Keep a signed checkpoint."""
        self.execute(
            "INSERT INTO egk_checkpoint (seq, body, signature) VALUES (?, ?, ?)",
            number, body, signature,
        )  # fmt: skip

    def digest_at(self, ticket: str, seq: int) -> bytes | None:
        """The digest of one event."""
        row = self.one(
            "SELECT digest FROM egk_event WHERE ticket = ? AND seq = ?", ticket, seq
        )
        return bytes(row[0]) if row else None

    # work lists

    def work_page(
        self,
        stage: tuple[str, str],
        place: str | None,
        *,
        before: int,
        after: tuple[int, str],
        limit: int,
    ) -> list[Row]:
        """Requests of a service in a state; the due date and the ticket come first."""
        if place is None:
            return self.execute(_WORK_ALL_PLACES, *stage, *after, before, limit)
        return self.execute(_WORK_ONE_PLACE, *stage, place, *after, before, limit)

    def of_citizen(self, pseudonym: bytes) -> list[Row]:
        """The requests of a citizen, as `work_page` gives them, newest first."""
        return self.execute(
            "SELECT due, ticket, definition, state, place, opened"
            " FROM egk_request WHERE pseudonym = ? ORDER BY opened DESC, ticket",
            pseudonym,
        )

    def closed_page(self, begin: int, end: int, after: str) -> list[tuple[str, bytes]]:
        """Ticket and state of requests closed in a time, the next page."""
        rows = self.execute(
            "SELECT ticket, snapshot FROM egk_request"
            " WHERE ticket > ? AND closed >= ? AND closed < ? ORDER BY ticket LIMIT ?",
            after, begin, end, PAGE,
        )  # fmt: skip
        return [(ticket, bytes(snapshot)) for ticket, snapshot in rows]

    def open_page(self, after: str) -> list[Row]:
        """Ticket, definition and place of requests that are open, the next page."""
        return self.execute(
            "SELECT ticket, definition, place FROM egk_request"
            " WHERE ticket > ? AND closed IS NULL ORDER BY ticket LIMIT ?",
            after, PAGE,
        )  # fmt: skip

    def stages(self) -> list[Row]:
        """Definition, state and number of open requests."""
        return self.execute(
            "SELECT definition, state, count(*) FROM egk_request WHERE closed IS NULL"
            " GROUP BY definition, state ORDER BY definition, state"
        )

    def set_due(self, ticket: str, due: int) -> None:
        """Set the end of a request's next clock, as work lists order by it."""
        self.execute("UPDATE egk_request SET due = ? WHERE ticket = ?", due, ticket)

    # personal data

    def put_key(self, ticket: str, wrapped: bytes) -> None:
        """Keep the wrapped key of a request."""
        self.execute(
            "INSERT INTO egk_key (ticket, wrapped) VALUES (?, ?)", ticket, wrapped
        )

    def key(self, ticket: str) -> bytes | None:
        """The wrapped key of a request, unless it was erased."""
        row = self.one("SELECT wrapped FROM egk_key WHERE ticket = ?", ticket)
        return bytes(row[0]) if row else None

    def put_data(self, ticket: str, seq: int, block: bytes) -> None:
        """Keep an encrypted block."""
        self.execute(
            "INSERT INTO egk_data (ticket, seq, block) VALUES (?, ?, ?)",
            ticket, seq, block,
        )  # fmt: skip

    def data(self, ticket: str) -> list[tuple[int, bytes]]:
        """The encrypted blocks of a request in order."""
        rows = self.execute(
            "SELECT seq, block FROM egk_data WHERE ticket = ? ORDER BY seq", ticket
        )
        return [(seq, bytes(block)) for seq, block in rows]

    def erase(self, ticket: str) -> None:
        """Drop key, data, pseudonym and idempotency keys of a request."""
        for table in ("egk_key", "egk_data", "egk_once"):
            self.execute(f"DELETE FROM {table} WHERE ticket = ?", ticket)  # noqa: S608 - names from the line above
        self.execute("UPDATE egk_request SET pseudonym = NULL WHERE ticket = ?", ticket)

    # doing a thing once

    def once(self, key: bytes) -> tuple[str, int, bytes] | None:
        """What an idempotency key led to: ticket, event, fingerprint."""
        row = self.one(
            "SELECT ticket, seq, fingerprint FROM egk_once WHERE key = ?", key
        )
        return (row[0], row[1], bytes(row[2])) if row else None

    def put_once(self, key: bytes, ticket: str, seq: int, fingerprint: bytes) -> None:
        """Remember what an idempotency key led to."""
        self.execute(
            "INSERT INTO egk_once (key, ticket, seq, fingerprint) VALUES (?, ?, ?, ?)",
            key, ticket, seq, fingerprint,
        )  # fmt: skip

    # numbers

    def count(self, name: str) -> int:
        """The next value of a counter, starting at 1; locks it till the end."""
        rows = self.execute(
            "INSERT INTO egk_counter (name, value) VALUES (?, 1)"
            " ON CONFLICT (name) DO UPDATE SET value = egk_counter.value + 1"
            " RETURNING value",
            name,
        )
        return cast("int", rows[0][0])

    def raise_counter(self, name: str, value: int) -> int:
        """Lift a counter to at least a value; gives what it was before."""
        row = self.one("SELECT value FROM egk_counter WHERE name = ?", name)
        before = row[0] if row else 0
        if value > before:
            self.execute(
                "INSERT INTO egk_counter (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name, value,
            )  # fmt: skip
        return cast("int", before)

    def put_number(
        self, place: tuple[str, int, int], ticket: str, state: str, number: str
    ) -> None:
        """Enter a number in its register: register, year, serial."""
        self.execute(
            "INSERT INTO egk_number (register, year, serial, ticket, state, number)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            *place, ticket, state, number,
        )  # fmt: skip

    def set_number(self, place: tuple[str, int, int], state: str) -> None:
        """Mark a number as issued or void."""
        self.execute(
            "UPDATE egk_number SET state = ?"
            " WHERE register = ? AND year = ? AND serial = ?",
            state, *place,
        )  # fmt: skip

    def numbers(self, register: str, year: int) -> list[tuple[int, str, str, str]]:
        """Serial, number, state and ticket of a register's year, in order."""
        rows = self.execute(
            "SELECT serial, number, state, ticket FROM egk_number"
            " WHERE register = ? AND year = ? ORDER BY serial",
            register, year,
        )  # fmt: skip
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    # status of documents

    def set_status(self, index: int, ticket: str, word: str, since: int) -> None:
        """Set the status of a document's index."""
        self.execute(
            "INSERT INTO egk_status (idx, ticket, word, since) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (idx) DO UPDATE SET word = excluded.word,"
            " since = excluded.since",
            index, ticket, word, since,
        )  # fmt: skip

    def status_page(self, after: int) -> list[Row]:
        """Index and status of issued documents, the next page."""
        return self.execute(
            "SELECT idx, word FROM egk_status WHERE idx > ? ORDER BY idx LIMIT ?",
            after, PAGE,
        )  # fmt: skip

    # messages

    def put_message(self, event: Event) -> None:
        """Put a reference to an event into the outbox."""
        self.execute(
            "INSERT INTO egk_outbox (settled, ticket, seq, kind, state, attempts, due)"
            " VALUES (0, ?, ?, ?, 'created', 0, ?)",
            event.ticket, event.seq, event.kind, event.at,
        )  # fmt: skip

    def claim_messages(self, now: int, until: int, limit: int) -> list[Row]:
        """Take messages that are due: ticket, seq, kind, attempts."""
        sql = _CLAIM + (" FOR UPDATE SKIP LOCKED" if self._for_update else "")
        found = self.execute(sql, now, limit)
        return [
            self.execute(
                "UPDATE egk_outbox SET state = 'sending', due = ?,"
                " attempts = attempts + 1 WHERE settled = 0 AND ticket = ? AND seq = ?"
                " RETURNING ticket, seq, kind, attempts",
                until, ticket, seq,
            )[0]
            for ticket, seq in found
        ]  # fmt: skip

    def settle_message(
        self, ticket: str, seq: int, state: str, due: int, *, settled: bool
    ) -> None:
        """Write down what became of a message that is not settled yet."""
        self.execute(
            "UPDATE egk_outbox SET settled = ?, state = ?, due = ?"
            " WHERE settled = 0 AND ticket = ? AND seq = ?",
            int(settled), state, due, ticket, seq,
        )  # fmt: skip

    def message_counts(self) -> list[Row]:
        """State and number of messages."""
        return self.execute(
            "SELECT state, count(*) FROM egk_outbox GROUP BY state ORDER BY state"
        )

    def purge_messages(self, before: int) -> None:
        """Drop messages that were delivered before a time."""
        self.execute(
            "DELETE FROM egk_outbox"
            " WHERE settled = 1 AND state = 'delivered' AND due < ?",
            before,
        )

    # refusals

    def definition_of(self, ticket: str) -> str | None:
        """Under which definition a request runs."""
        row = self.one("SELECT definition FROM egk_request WHERE ticket = ?", ticket)
        return row[0] if row else None

    def count_refusals(self, counts: Mapping[tuple[str, str, str], int]) -> None:
        """Add to how often something was refused: definition, code, day."""
        for key, times in sorted(counts.items()):
            self.execute(
                "INSERT INTO egk_refusal (definition, code, day, times)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (definition, code, day)"
                " DO UPDATE SET times = egk_refusal.times + excluded.times",
                *key, times,
            )  # fmt: skip

    def refusals(self, first: str, last: str) -> list[Row]:
        """Definition, code and how often, between two days."""
        return self.execute(
            "SELECT definition, code, CAST(sum(times) AS BIGINT) FROM egk_refusal"
            " WHERE day >= ? AND day <= ? GROUP BY definition, code"
            " ORDER BY definition, code",
            first, last,
        )  # fmt: skip

    # the store itself

    def meta(self, name: str) -> bytes | None:
        """A value of the store itself."""
        row = self.one("SELECT value FROM egk_meta WHERE name = ?", name)
        return bytes(row[0]) if row else None

    def put_meta(self, name: str, value: bytes) -> None:
        """Set a value of the store itself, unless it is there."""
        self.execute(
            "INSERT INTO egk_meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
            name, value,
        )  # fmt: skip


def as_bytes(value: object) -> bytes:
    """What a column holds; a tampered one may hold anything."""
    if isinstance(value, str):
        return value.encode()
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def snapshot(state: State) -> bytes:
    """A state as it is stored."""
    return to_json(state.to_plain())
