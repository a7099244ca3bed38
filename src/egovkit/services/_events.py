"""Events: what happened to a request, as bytes in a chain of digests.

An event holds references only: a ticket, account references of officers, names
of states and reasons, digests, numbers. Personal data stand outside, under a
commitment (`egovkit.services._vault`).

The digest of an event covers the digest before it, so no event can be changed,
left out or put elsewhere without changing every later digest.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic_core import from_json

from egovkit.errors import UsageError

__all__ = [
    "CHECKPOINT_DOMAIN",
    "FORMAT",
    "GENESIS",
    "Event",
    "chain",
    "decode_event",
    "encode_json",
]

FORMAT = 1
"""Version of the body's layout; readers refuse a higher one."""

GENESIS = bytes(32)
"""What stands before the first event of a request."""

_DOMAIN = b"egovkit.event.v1\n"
CHECKPOINT_DOMAIN = b"egovkit.checkpoint.v1\n"
"""Stands before a checkpoint's bytes when it is signed."""


def encode_json(value: object) -> bytes:
    """Canonical bytes of plain data: sorted names, no spaces, ASCII only.

    Raises:
        egovkit.errors.UsageError: A float, which has no one spelling.
    """
    _no_floats(value)
    return _dumps(value)


def _dumps(value: object) -> bytes:
    return _ENCODER.encode(value).encode("ascii")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)


def _no_floats(value: object) -> None:
    kind = value.__class__
    if kind is str or kind is int or value is None:
        return
    if isinstance(value, float):
        raise UsageError("event_float")
    if isinstance(value, Mapping):
        value = value.values()
    if not isinstance(value, str) and isinstance(value, Iterable):
        for item in value:
            _no_floats(item)


class Event(NamedTuple):
    """Something that happened, once and for all.

    Attributes:
        ticket: The request's ten symbols.
        seq: 1 for the first event of the request.
        kind: Such as ``submitted``, ``acted``, ``issued``.
        at: Seconds since 1970-01-01 UTC.
        by: ``applicant``, or the account reference of an officer or system.
        actor: ``citizen``, ``officer`` or ``system``.
        role: The role at that time, for which the action was allowed.
        data: References, by kind.
    """

    ticket: str
    seq: int
    kind: str
    at: int
    by: str
    actor: str
    role: str
    data: Mapping[str, Any]

    def body(self) -> bytes:
        """The bytes that are stored and digested."""
        _no_floats(self.data)
        return _dumps(
            {
                "actor": self.actor,
                "at": self.at,
                "by": self.by,
                "data": self.data,
                "kind": self.kind,
                "role": self.role,
                "seq": self.seq,
                "ticket": self.ticket,
                "v": FORMAT,
            }
        )


def decode_event(body: bytes) -> Event:
    """The event of stored bytes.

    Raises:
        egovkit.errors.UsageError: The bytes are no event of a known layout.
    """
    try:
        found = from_json(body, allow_inf_nan=False)
        version, members = found["v"], len(found)
        event = Event._make(_members(found))
    except (ValueError, TypeError, LookupError) as error:
        raise UsageError("event_unreadable") from error
    if version != FORMAT and isinstance(version, int):
        raise UsageError("event_format", version=version)
    if version != FORMAT or members != len(Event._fields) + 1:
        raise UsageError("event_unreadable")
    return event


_members = itemgetter(*Event._fields)


def chain(previous: bytes, body: bytes) -> bytes:
    """The digest of an event: SHA-256 over domain, previous digest, body."""
    return sha256(_DOMAIN + previous + body).digest()
