"""Who acts: a citizen, an officer or a system, and in which capacity.

Source:
    UU 30/2014 art. 14 (mandate: the holder names the giver, *atas nama*; Plt.
    for an office vacant for good, Plh. for an official absent for a time).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from egovkit.errors import UsageError
from egovkit.services._codes import is_reference

__all__ = ["APPLICANT", "Actor", "ActorKind", "Capacity", "Delegation", "demand_actor"]

APPLICANT = "applicant"
"""The role of the citizen who filed the request; nobody is given it by hand."""

# Ten digits in a row are the start of a NIP, a NIK or a telephone number; fifteen
# with separators between them are one that is written in groups.
_PERSONAL = re.compile(r"[0-9]{10}|[0-9](?:[._:@-]?[0-9]){14}")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}")


class ActorKind(StrEnum):
    """What acts."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    SYSTEM = "system"


class Capacity(StrEnum):
    """In which capacity somebody else than the holder of an office acts or signs.

    *a.n.* (*atas nama*) and *u.b.* (*untuk beliau*, one step further down) stand in
    lower case before the giver's office; *Plt.* (*pelaksana tugas*) and *Plh.*
    (*pelaksana harian*) with a capital before the signer's own.

    Source:
        UU 30/2014 Pasal 14; Perka BKN 16/2020 Pasal 241-243 as quoted.
    """

    ATAS_NAMA = "a.n."
    UNTUK_BELIAU = "u.b."
    PELAKSANA_TUGAS = "Plt."
    PELAKSANA_HARIAN = "Plh."


@dataclass(frozen=True, slots=True)
class Delegation:
    """The right to act in the place of another office.

    Args:
        capacity: ``"a.n."`` or ``"u.b."`` (mandate), ``"Plt."`` or ``"Plh."``.
        role: The role that was handed over, such as ``"lurah"``.
        reference: The assignment letter's number or code, without spaces; goes
            into the history.

    Raises:
        egovkit.errors.UsageError: Another capacity, or no plain reference.
    """

    capacity: Capacity
    role: str
    reference: str

    def __post_init__(self) -> None:
        if self.capacity not in list(Capacity):
            raise UsageError("delegation_capacity", allowed=", ".join(Capacity))
        object.__setattr__(self, "capacity", Capacity(self.capacity))
        if not is_reference(self.reference):
            raise UsageError("reference_format")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts on requests.

    Args:
        id: A citizen's identifier, which never enters the history; or an
            officer's or system's *account reference*, which does and therefore
            must not be a personal number.
        roles: The roles held now, such as ``{"lurah"}``; any collection of names.
        kind: Citizen, officer or system.
        delegations: Offices in whose place the officer may act now.

    Raises:
        egovkit.errors.UsageError: An identifier that is no printable text; an
            officer's or system's reference that holds
            a personal number or a character outside ``A–Z a–z 0–9 _ . : @ -``;
            a role named ``applicant``.

    Example:
        >>> Actor.officer("u-014", "lurah").may("lurah")
        True
    """

    id: str
    roles: Collection[str] = frozenset()
    kind: ActorKind = ActorKind.OFFICER
    delegations: tuple[Delegation, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        if isinstance(self.roles, str):
            raise UsageError("actor_roles_text")
        object.__setattr__(self, "roles", frozenset(self.roles))
        object.__setattr__(self, "kind", ActorKind(self.kind))
        object.__setattr__(self, "delegations", tuple(self.delegations))
        if APPLICANT in self.roles:
            raise UsageError("actor_role_reserved", role=APPLICANT)
        if not _is_printable(self.id):
            raise UsageError("actor_id_text")
        if self.kind is ActorKind.CITIZEN:
            return
        if _PERSONAL.search(self.id):
            raise UsageError("actor_id_personal")
        if not _REFERENCE.fullmatch(self.id):
            raise UsageError("actor_id_format")

    @classmethod
    def citizen(cls, identifier: str) -> Self:
        """The citizen with this identifier, such as ``nik.reveal()``."""
        return cls(identifier, frozenset(), ActorKind.CITIZEN)

    @classmethod
    def officer(
        cls, reference: str, *roles: str, delegations: Iterable[Delegation] = ()
    ) -> Self:
        """An officer by account reference, with the roles held now."""
        return cls(reference, frozenset(roles), delegations=tuple(delegations))

    @classmethod
    def system(cls, reference: str, *roles: str) -> Self:
        """A program that acts, such as a payment service."""
        return cls(reference, frozenset(roles), ActorKind.SYSTEM)

    def may(self, role: str) -> bool:
        """Whether the actor holds the role itself."""
        return role in self.roles

    def __repr__(self) -> str:
        shown = "***" if self.kind is ActorKind.CITIZEN else self.id
        return f"Actor({shown!r}, {sorted(self.roles)}, {self.kind.value!r})"


def _is_printable(text: object) -> bool:
    return isinstance(text, str) and text != "" and text.isprintable()


def demand_actor(by: object) -> None:
    """Refuse anything but an actor.

    Raises:
        egovkit.errors.UsageError: Something else.
    """
    if not isinstance(by, Actor):
        raise UsageError("actor_type")
