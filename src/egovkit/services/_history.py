"""What happened, for those who did not see it: timeline, checkpoints, export.

A chain of digests shows that a history is consistent, not that it is the one
that was written first: whoever owns the database could write another one. What
stands against that is kept elsewhere, the head on a citizen's receipt and
signed checkpoints which hold the heads of all requests.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovkit._clock import to_epoch
from egovkit.errors import UsageError
from egovkit.services._desk_base import DeskBase, Moment
from egovkit.services._events import CHECKPOINT_DOMAIN, decode_event, encode_json
from egovkit.services._store import Store
from egovkit.services._tables import Row, Tables
from egovkit.signatures._signing import signing

if TYPE_CHECKING:
    from egovkit.signatures import Signer

__all__ = ["EXPORT_FORMAT", "History", "TimelineEntry", "verifier_script"]

EXPORT_FORMAT = "egovkit-history/1"
KEY_USE = "history"
"""The use of a key that signs checkpoints."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event, for people.

    Args:
        seq: Its number in the request's history.
        at: When, in UTC.
        kind: What kind, such as ``acted`` or ``issued``.
        action: The action of the workflow, or nothing.
        by: ``applicant``, or an account reference.
        role: The role at that time.
        capacity: ``a.n.``, ``u.b.``, ``Plt.`` or ``Plh.``, or nothing.
        reason: The reason code, or nothing.
        decision: The digest of a `ReasonedDecision`, or nothing.
        state: The state after it, or nothing where it did not change.
        facts: What else it refers to: the ``branch`` and its ``answer``, the ``fact``
            recorded, the ``term`` with its ``due`` date or its added ``length``, the
            ``number``, a ``reference`` of somebody else's, another ``ticket`` and its
            ``relation``, the ``purpose`` and ``fields`` of a reading, the
            ``definition`` it went on under, by how many seconds the clock had gone
            back (``clock_back``).
    """

    seq: int
    at: datetime
    kind: str
    action: str
    by: str
    role: str
    capacity: str
    reason: str
    decision: str
    state: str
    facts: Mapping[str, Any]


_FACTS = (
    "branch", "answer", "fact", "term", "due", "deemed_granted", "length", "number",
    "reference", "relation", "ticket", "purpose", "fields", "definition", "clock_back",
)  # fmt: skip


class History(DeskBase):
    """The verbs of looking back."""

    def timeline(self, ticket: str) -> tuple[TimelineEntry, ...]:
        """What happened to a request, oldest first, without personal data.

        Raises:
            egovkit.errors.Refused: There is no such request.
        """

        def work(tables: Tables) -> tuple[TimelineEntry, ...]:
            row = self._row(tables, ticket)
            bodies = (body for _, _, body in tables.events(row.state.ticket))
            return tuple(_entry(body) for body in bodies)

        return self._store.read(work)

    def checkpoint(self, *, key: "Signer", at: Moment) -> int:
        """Sign the heads of all requests that changed since the last checkpoint.

        Run it every night, and send the number and the digest that it covers to
        somebody who keeps it where the database's owner cannot write.

        Args:
            key: A signer whose use is ``history``.
            at: When.

        Returns:
            The checkpoint's number.

        Raises:
            egovkit.errors.UsageError: A key for another use.
            egovkit.errors.SigningError: What the signer gave is not its signature.
        """
        if getattr(key, "use", None) != KEY_USE:
            raise UsageError("key_of_other_use", needed=KEY_USE)

        def work(tables: Tables) -> int:
            last = tables.last_checkpoint()
            number = last[0] + 1 if last else 1
            changed = tables.unmarked()
            body = encode_json(
                {
                    "algorithm": str(key.algorithm),
                    "at": to_epoch(at),
                    "heads": [[t, n, head.hex()] for t, n, head in changed],
                    "kid": key.kid.hex(),
                    "number": number,
                    "previous": digest(last[1]) if last else "",
                }
            )
            tables.put_checkpoint(number, body, signing(key)(CHECKPOINT_DOMAIN + body))
            for ticket, seq, _ in changed:
                tables.mark(ticket, seq)
            return number

        return self._store.write(work)

    def export(self, path: str | PathLike[str]) -> int:
        """Write the whole history to one JSON Lines file for an auditor.

        The file holds references only, no personal data. `verifier_script` gives
        a program that checks it without egovkit.

        Returns:
            How many events were written.
        """
        events = 0
        with Path(path).open("w", encoding="ascii", newline="\n") as file:
            for line in export_lines(self._store):
                events += line["type"] == "event"
                file.write(json.dumps(line, separators=(",", ":")) + "\n")
        return events


def digest(body: bytes) -> str:
    """SHA-256 of bytes, as hexadecimal digits."""
    from hashlib import sha256

    return sha256(body).hexdigest()


def _entry(body: bytes) -> TimelineEntry:
    event = decode_event(body)
    data = event.data
    return TimelineEntry(
        seq=event.seq,
        at=datetime.fromtimestamp(event.at, UTC),
        kind=event.kind,
        action=data.get("action", ""),
        by=event.by,
        role=event.role,
        capacity=data.get("capacity", [""])[0],
        reason=data.get("reason", ""),
        decision=data.get("decision", ""),
        state=data.get("to", ""),
        facts={name: data[name] for name in _FACTS if name in data},
    )


def export_lines(store: Store) -> Iterator[dict[str, Any]]:
    """The lines of an export: checkpoints, then events, each request's head last."""
    yield {"type": "header", "format": EXPORT_FORMAT}
    counts = {"checkpoints": 0, "events": 0, "requests": 0}
    for _, body, signature in checkpoints(store):
        counts["checkpoints"] += 1
        yield {
            "type": "checkpoint",
            "body": body.decode("ascii"),
            "signature": signature.hex(),
        }
    previous: Row | None = None
    for row in history_rows(store):
        if previous is not None and previous[0] != row[0]:
            yield _head_line(previous)
            counts["requests"] += 1
        counts["events"] += 1
        yield {
            "type": "event",
            "ticket": row[0],
            "seq": row[1],
            "digest": bytes(row[2]).hex(),
            "body": bytes(row[3]).decode("ascii"),
        }
        previous = row
    if previous is not None:
        yield _head_line(previous)
        counts["requests"] += 1
    yield {"type": "end", **counts}


def _head_line(row: Row) -> dict[str, Any]:
    """Where a request ends; nothing, when the request itself is gone."""
    head = bytes(row[5] or b"").hex()
    return {"type": "head", "ticket": row[0], "seq": row[4] or 0, "head": head}


def checkpoints(store: Store) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, body and signature of every checkpoint."""
    last = 0
    while found := store.read(lambda tables, after=last: tables.checkpoint(after)):  # type: ignore[misc]
        yield found
        last = found[0]


def history_rows(store: Store) -> Iterator[Row]:
    """All events in order with their requests' ends, a page at a time."""
    last: tuple[str, int] = ("", 0)
    while rows := store.read(lambda tables, after=last: tables.history_page(after)):  # type: ignore[misc]
        yield from rows
        last = (rows[-1][0], rows[-1][1])


def verifier_script() -> str:
    """The text of a program that verifies an export without egovkit.

    It needs Python alone; with the package ``cryptography`` and the public key
    it checks the signatures of checkpoints too.
    """
    return Path(__file__).with_name("_verifier_script.py").read_text("utf-8")
