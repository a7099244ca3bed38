"""Whether a history is the one that was written."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, Field

from egovkit.errors import UsageError
from egovkit.services._core import fold
from egovkit.services._events import CHECKPOINT_DOMAIN, GENESIS, chain, decode_event
from egovkit.services._history import (
    EXPORT_FORMAT,
    KEY_USE,
    checkpoints,
    history_rows,
)
from egovkit.services._sqlite import SQLiteConnection, translated
from egovkit.services._state import State
from egovkit.services._store import demand_known
from egovkit.services._tables import Row, Tables, as_bytes, snapshot

if TYPE_CHECKING:
    from egovkit.services._store import Store
    from egovkit.signatures import Check, VerificationKey, VerificationReport

__all__ = ["verify_history"]

T = TypeVar("T")
EventRow = tuple[str, int, bytes, bytes]
_SQLITE = b"SQLite format 3\x00"


class _Found(Exception):  # noqa: N818 - an answer, caught below
    """The first thing that does not hold together."""

    def __init__(
        self, name: str, code: str, ticket: object = "", seq: object = 0
    ) -> None:
        super().__init__(code)
        self.name, self.code = name, code
        # A tampered row may hold anything, a person's number too: only what looks
        # like a ticket and a number is repeated.
        named = isinstance(ticket, str) and _TICKET.fullmatch(ticket)
        self.facts: dict[str, str | int] = {
            "ticket": str(ticket) if named else "?",
            "seq": seq if isinstance(seq, int) and seq < _MOST else 0,
        }


_TICKET = re.compile(r"[0-9A-Z-]{1,15}")
_MOST = 1 << 31


def verify_history(
    source: "str | PathLike[str] | Store | Iterable[EventRow]",
    *,
    key: "VerificationKey | None" = None,
    states: bool = True,
) -> "VerificationReport":
    """Verify every chain of digests and what was promised about it.

    Args:
        source: A SQLite file of requests, an export in JSON Lines, a store, or
            rows ``(ticket, seq, digest, body)`` in order of ticket and seq.
        key: The public key that signed the checkpoints.
        states: Whether to fold the events of each request and compare the result
            with the stored state (database and store only).

    Returns:
        A report. ``report.reason.facts`` names the first broken event by
        ``ticket`` and ``seq``. Checkpoints without a key to check them make it
        INDETERMINATE.

    Raises:
        egovkit.errors.StoreError: The file cannot be read, or a later egovkit
            wrote it.
        egovkit.errors.UsageError: Neither a database nor an export nor such rows,
            or a key for another use.

    Example:
        >>> verify_history([]).outcome
        <Outcome.VALID: 'valid'>
    """
    from egovkit.signatures import Check, Outcome, VerificationKey, VerificationReport

    if key is not None:
        if not isinstance(key, VerificationKey):
            raise UsageError("history_key")
        if key.use not in (None, KEY_USE):
            raise UsageError("key_of_other_use", needed=KEY_USE)
    try:
        checks = tuple(_checks(source, key, states=states))
    except _Found as found:
        broken = Check(found.name, Outcome.INVALID, found.code, found.facts)
        return VerificationReport((broken,))
    return VerificationReport(checks)


def _checks(
    source: object, key: "VerificationKey | None", *, states: bool
) -> "Iterator[Check]":
    if isinstance(source, str | PathLike):
        path = Path(fspath(source))
        if _is_sqlite(path):
            store = _ReadOnly(path)
            try:
                if not store.read(lambda tables: demand_known(tables, "sqlite")):
                    raise UsageError("history_unreadable")
                yield from _check_store(store, key, states=states)
            finally:
                store.close()
            return
        yield from _check_lines(path, key)
    elif hasattr(source, "scrub"):
        yield from _check_store(source, key, states=states)
    else:
        yield _check_rows(source)


def _check_rows(source: Any) -> "Check":  # noqa: ANN401 - judged here
    walk = _Walk()
    try:
        for ticket, seq, digest, body in source:
            walk.event(ticket, int(seq), digest, bytes(memoryview(body)))
    except (TypeError, ValueError, AttributeError) as error:
        raise UsageError("history_rows") from error
    return _intact(walk)


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError) as error:  # a path that no file can have
        raise UsageError("history_unreadable") from error


class _ReadOnly:
    """A store that only reads a SQLite file."""

    def __init__(self, path: Path) -> None:
        try:
            self._raw = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
            )
        except sqlite3.Error as error:
            raise translated(error) from error
        self._tables = Tables(SQLiteConnection(self._raw))

    def read(self, work: Callable[[Tables], T]) -> T:
        return work(self._tables)

    def close(self) -> None:
        self._raw.close()


class _Walk:
    """Follows the chains, one event at a time, and remembers only the last one."""

    def __init__(self) -> None:
        self.ticket, self.seq, self.digest = "", 0, GENESIS
        self.events = self.requests = 0

    def event(self, ticket: Any, seq: int, digest: bytes, body: bytes) -> None:  # noqa: ANN401 - as found
        """Follow one event."""
        if ticket != self.ticket:
            if not isinstance(ticket, str) or ticket < self.ticket:
                raise _Found("chain", "history_order", ticket, seq)
            self.ticket, self.seq, self.digest = ticket, 0, GENESIS
            self.requests += 1
        if seq != self.seq + 1:
            raise _Found("chain", "history_gap", ticket, seq)
        found = chain(self.digest, body)
        if found != digest:
            raise _Found("chain", "history_changed", ticket, seq)
        # The canonical form ends so, and a body in another form was not written
        # by a desk.
        if not body.endswith(b'"seq":%d,"ticket":"%s","v":1}' % (seq, ticket.encode())):
            raise _Found("chain", "history_misplaced", ticket, seq)
        self.seq, self.digest = seq, found
        self.events += 1

    def head(self, ticket: str, seq: int, head: bytes) -> None:
        """Compare where a request's chain ends."""
        if (ticket, seq, head) != (self.ticket, self.seq, self.digest):
            raise _Found("heads", "history_cut", ticket, seq)


def _check_store(
    store: Any,  # noqa: ANN401 - anything that reads
    key: "VerificationKey | None",
    *,
    states: bool,
) -> "Iterator[Check]":
    walk = _Walk()
    previous: Row | None = None
    folded = State("")
    for row in history_rows(store):
        ticket, seq, digest, body = row[:4]
        if previous is None or ticket != previous[0]:
            _check_end(walk, previous, folded, states=states)
            folded = State(ticket)
        if body.__class__ is not bytes:
            body = as_bytes(body)
        walk.event(ticket, seq, digest, body)
        if states:
            folded = _folded(folded, body)
        previous = row
    _check_end(walk, previous, folded, states=states)
    lost = store.read(Tables.without_events)
    if lost is not None:
        raise _Found("heads", "history_cut", lost, 1)
    yield _intact(walk)
    yield from _check_checkpoints(
        checkpoints(store),
        lambda ticket, seq: store.read(lambda tables: tables.digest_at(ticket, seq)),
        key,
    )


def _folded(state: State, body: bytes) -> State:
    """The state after one more event, whatever somebody wrote into it."""
    try:
        return fold(state, decode_event(body))
    except (
        UsageError,
        ArithmeticError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        place = {"ticket": state.ticket, "seq": state.seq + 1}
        raise _Found("states", "history_event_unreadable", **place) from error


def _check_end(walk: _Walk, last: Row | None, folded: State, *, states: bool) -> None:
    """Compare where a request's events end with what its row says."""
    if last is None:
        return
    ticket, _, _, _, seq, head, stored = last
    walk.head(ticket, seq or 0, as_bytes(head))
    if states and not _is_stored(folded, as_bytes(stored)):
        raise _Found("states", "history_state_differs", ticket, seq)


def _is_stored(state: State, stored: bytes) -> bool:
    """Whether a state is the stored one: as a rule, to the byte."""
    if snapshot(state) == stored:
        return True
    try:
        return State.from_plain(json.loads(stored)) == state
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _check_checkpoints(
    found: Iterable[tuple[int, bytes, bytes]],
    digest_at: Callable[[str, int], bytes | None],
    key: "VerificationKey | None",
) -> "Iterator[Check]":
    from egovkit.signatures import Check, Outcome

    previous, count = "", 0
    for number, body, signature in found:
        count += 1
        content = _Checkpoint.read(body, count)
        if (number, content.previous) != (count, previous):
            raise _Found("checkpoints", "checkpoint_order", seq=number)
        previous = sha256(body).hexdigest()
        for ticket, seq, head in content.heads:
            digest = digest_at(ticket, seq)
            if digest is None or digest.hex() != head:
                raise _Found("checkpoints", "checkpoint_differs", ticket, seq)
        if key is not None and not (
            content.algorithm == key.algorithm
            and key.verifies(signature, CHECKPOINT_DOMAIN + body)
        ):
            raise _Found("checkpoints", "checkpoint_signature", seq=number)
    if count and key is None:
        yield Check(
            "checkpoints",
            Outcome.INDETERMINATE,
            "checkpoint_no_key",
            {"checkpoints": count},
        )
    elif count:
        yield Check(
            "checkpoints", Outcome.VALID, "checkpoint_signed", {"checkpoints": count}
        )


class _Checkpoint(BaseModel):
    """What a checkpoint's bytes say."""

    algorithm: str
    number: int
    previous: str
    heads: list[tuple[str, Annotated[int, Field(gt=0, lt=_MOST)], str]]

    @classmethod
    def read(cls, body: bytes, number: int) -> "_Checkpoint":
        """Read the checkpoint that has to come next."""
        try:
            content = cls.model_validate_json(body, strict=True)
        except ValueError as error:
            raise _Found("checkpoints", "checkpoint_order", seq=number) from error
        if content.number != number:
            raise _Found("checkpoints", "checkpoint_order", seq=number)
        return content


def _check_lines(path: Path, key: "VerificationKey | None") -> "Iterator[Check]":
    export = _Export()
    try:
        with path.open(encoding="ascii") as file:
            for text in file:
                export.line(json.loads(text))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise UsageError("history_unreadable") from error
    if not export.complete:
        raise _Found("file", "history_file_cut")
    yield _intact(export.walk)
    yield from _check_checkpoints(
        export.signed, lambda ticket, seq: export.seen.get((ticket, seq)), key
    )


class _Export:
    """Reads the lines of an export."""

    def __init__(self) -> None:
        self.walk = _Walk()
        self.signed: list[tuple[int, bytes, bytes]] = []
        self.promised: set[tuple[str, int]] = set()
        self.seen: dict[tuple[str, int], bytes] = {}
        self.started = self.complete = False
        self.headed = True

    def line(self, line: dict[str, Any]) -> None:
        """Read one line."""
        if (line["type"] == "header") == self.started:  # the first line, and no other
            raise UsageError("history_unreadable")
        if self.complete:
            raise _Found("file", "history_file_cut")
        self._KINDS[line["type"]](self, line)

    def _header(self, line: dict[str, Any]) -> None:
        if line["format"] != EXPORT_FORMAT:
            raise UsageError("history_unreadable")
        self.started = True

    def _checkpoint(self, line: dict[str, Any]) -> None:
        if self.walk.events:  # what is promised has to be known before
            raise UsageError("history_unreadable")
        body = line["body"].encode("ascii")
        content = _Checkpoint.read(body, len(self.signed) + 1)
        signature = bytes.fromhex(line["signature"])
        self.signed.append((content.number, body, signature))
        self.promised |= {(ticket, seq) for ticket, seq, _ in content.heads}

    def _event(self, line: dict[str, Any]) -> None:
        ticket, seq = line["ticket"], line["seq"]
        if (ticket != self.walk.ticket) != self.headed:
            raise _Found("heads", "history_cut", self.walk.ticket, self.walk.seq)
        self.headed = False
        digest = bytes.fromhex(line["digest"])
        self.walk.event(ticket, seq, digest, line["body"].encode("ascii"))
        if (ticket, seq) in self.promised:
            self.seen[ticket, seq] = digest

    def _head(self, line: dict[str, Any]) -> None:
        if self.headed:  # a second head, or one of nothing
            raise _Found("heads", "history_cut", line["ticket"], line["seq"])
        self.walk.head(line["ticket"], line["seq"], bytes.fromhex(line["head"]))
        self.headed = True

    def _end(self, line: dict[str, Any]) -> None:
        walk = self.walk
        found = (len(self.signed), walk.events, walk.requests)
        promised = (line["checkpoints"], line["events"], line["requests"])
        if found != promised or not self.headed:
            raise _Found("file", "history_file_cut")
        self.complete = True

    _KINDS: ClassVar[dict[str, Callable[["_Export", dict[str, Any]], None]]] = {
        "header": _header,
        "checkpoint": _checkpoint,
        "event": _event,
        "head": _head,
        "end": _end,
    }


def _intact(walk: _Walk) -> "Check":
    from egovkit.signatures import Check, Outcome

    facts = {"events": walk.events, "requests": walk.requests}
    return Check("chain", Outcome.VALID, "history_intact", facts)
