"""A document about to be made, and what was made of it.

`Draft` is what reserving gives; the seal that comes back states what it is for, and is
held to the draft and to the definition's output.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Protocol

from egovkit.errors import UsageError
from egovkit.services._definition import OutputProfile, ServiceDefinition
from egovkit.services._refusal import Refusal
from egovkit.services._ticket import Ticket

__all__ = ["SILENT", "Draft", "Made", "Sealed"]


class Sealed(Protocol):
    """What issuing needs of a seal; `egovkit.qr.Seal` is one.

    One that also says its ``profile`` and ``status_index`` is held to the definition's
    output and to the draft.
    """

    @property
    def token(self) -> bytes:
        """The signed bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A document about to be made: its number and status index are taken.

    Args:
        ticket: The request.
        number: The letter number; None for a service that numbers nothing.
        register: The register the number stands in.
        year: The register's year.
        serial: The number's place in it.
        status_index: For the seal; None without a status list.
        reserved_at: Seconds since 1970-01-01 UTC.
    """

    ticket: Ticket
    number: str | None
    register: str
    year: int
    serial: int
    status_index: int | None
    reserved_at: int


SILENT = object()
"""In place of a status index that a seal says nothing of; none is an answer too."""


class Made(NamedTuple):
    """What a seal says of itself.

    Attributes:
        token: SHA-256 of its signed bytes, in hexadecimal digits.
        profile: The number of the sealed document's profile, where it says one.
        status_index: Its status index; `SILENT` where it says nothing of one.
    """

    token: str
    profile: object
    status_index: object

    @classmethod
    def of(cls, seal: Sealed) -> "Made":
        """What a seal says.

        Raises:
            egovkit.errors.UsageError: It has no signed bytes.
        """
        token: object = getattr(seal, "token", None)
        if not isinstance(token, bytes):
            raise UsageError("not_bytes")
        return cls(
            sha256(token).hexdigest(),
            getattr(seal, "profile", None),
            getattr(seal, "status_index", SILENT),
        )

    def demand(self, definition: ServiceDefinition, draft: Draft) -> None:
        """Refuse a seal that was made for another draft, or of another document.

        Under another index the document could never be revoked.
        """
        wanted = draft.status_index
        if wanted is not None and self.status_index not in (wanted, SILENT):
            Refusal("seal_other_index", {"expected": wanted}).throw()
        output = definition.output
        profile = output.profile if isinstance(output, OutputProfile) else None
        if profile is not None and self.profile != profile:
            Refusal("seal_other_profile", {"expected": profile}).throw()
