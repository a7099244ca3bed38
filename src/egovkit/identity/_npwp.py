"""NPWP, *Nomor Pokok Wajib Pajak*: the number of a taxpayer, and NITKU of a place.

Three generations are in use. Fifteen digits, with a check digit, until the end
of 2024. Sixteen since: for residents the NIK; for others 0 and the old fifteen.
Numbers that Coretax issues since 2025 may begin with 1; no rule for their
digits is published, so they are taken as they are and called unverified.

Source:
    PMK 112/PMK.03/2022 as amended by PMK 136/2023; PER-6/PJ/2024 (the old form
    until the end of 2024; NITKU); PER-7/PJ/2025.
"""

from enum import StrEnum
from typing import ClassVar

from egovkit._identifier import Identifier
from egovkit.errors import (
    InvalidChecksumError,
    InvalidComponentError,
)
from egovkit.identity._nik import NIK

__all__ = ["NITKU", "NPWP", "NPWPKind"]

_OLD, _NEW = 15, 16


class NPWPKind(StrEnum):
    """What can be told of an NPWP from its digits."""

    OLD = "old"
    """Fifteen digits with their check digit."""
    ENTITY = "entity"
    """0 and an old number with its check digit: entities, agencies, non-residents."""
    NIK = "nik"
    """A resident's NIK."""
    UNVERIFIED = "unverified"
    """Begins with 1 and is no NIK: nothing but its length could be checked."""


def luhn(digits: str) -> int:
    """The sum by Luhn's rule, modulo 10; 0 when the last digit is the check digit.

    Example:
        >>> luhn("010000008"), luhn("010000009")
        (0, 1)
    """
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - a digit
    return total % 10


def _check_old(value: str) -> None:
    if not value.strip("0"):
        raise InvalidComponentError("npwp_zero")
    if luhn(value[:9]):
        raise InvalidChecksumError("npwp_checksum")


def _kind(value: str) -> NPWPKind | None:
    """The kind of a number that was or will be checked; None if it is no NPWP."""
    if len(value) == _OLD:
        return NPWPKind.OLD
    if value[0] == "0":
        return NPWPKind.ENTITY
    if NIK.is_valid(value):
        return NPWPKind.NIK
    return NPWPKind.UNVERIFIED if value[0] == "1" else None


class NPWP(Identifier):
    """A well-formed taxpayer number of 15 or 16 digits.

    Args:
        value: Fifteen or sixteen ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Neither 15 nor 16 digits.
        egovkit.errors.InvalidChecksumError: The check digit of the old number,
            or of the old number after 0, does not fit.
        egovkit.errors.InvalidComponentError: Sixteen digits that are neither a
            NIK nor 0 and an old number nor begin with 1; or nothing but zeros.

    Source:
        PMK 112/PMK.03/2022; PER-6/PJ/2024. The check digit (the ninth, by
        Luhn's rule) is common knowledge of tax offices, not in these texts.

    Mask: the first two digits stay visible: the kind of taxpayer, or the
    province of first registration.

    Example:
        >>> npwp = NPWP.parse("01.000.000.8-000.000")
        >>> npwp, npwp.kind, npwp.to_16().reveal()
        (NPWP('01*************'), <NPWPKind.OLD: 'old'>, '0010000008000000')
        >>> NPWP("3171015708459002").kind
        <NPWPKind.NIK: 'nik'>
    """

    __slots__ = ()

    NAME = "NPWP"
    PREFIX = "npwp"
    LENGTHS: ClassVar[tuple[int, ...]] = (_NEW, _OLD)
    MASK = (2, 0)
    EXAMPLE = "0010000008000000"

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        kind = _kind(value)
        if kind is None:
            raise InvalidComponentError("npwp_unknown")
        if kind in {NPWPKind.OLD, NPWPKind.ENTITY}:
            _check_old(value[-_OLD:])

    @property
    def kind(self) -> NPWPKind:
        """What can be told from the digits."""
        kind = _kind(self._value)
        # A NIK stays one only as long as its province is in the table in use.
        return NPWPKind.UNVERIFIED if kind is None else kind

    @property
    def nik(self) -> NIK | None:
        """The NIK that the number is, for residents."""
        return NIK(self._value) if self.kind is NPWPKind.NIK else None

    @property
    def old(self) -> str | None:
        """The fifteen digits of the old form inside it, if any."""
        if self.kind in {NPWPKind.OLD, NPWPKind.ENTITY}:
            return self._value[-_OLD:]
        return None

    @property
    def tax_office(self) -> str | None:
        """Three digits of the office (KPP) in the old form, if any."""
        return self.old[9:12] if self.old else None

    @property
    def branch(self) -> str | None:
        """Three digits of the branch in the old form, ``000`` for the head office."""
        return self.old[12:] if self.old else None

    def to_16(self) -> "NPWP":
        """The form of sixteen digits: an old number with 0 in front.

        True for entities, agencies and non-residents. A resident's old number
        became the NIK instead, which cannot be computed.
        """
        return NPWP(f"0{self._value}") if len(self._value) == _OLD else self

    def formatted(self) -> str:
        """As printed: ``01.000.000.8-000.000``, or four groups of four."""
        v = self._value
        if len(v) == _OLD:
            return f"{v[:2]}.{v[2:5]}.{v[5:8]}.{v[8]}-{v[9:12]}.{v[12:]}"
        return f"{v[:4]} {v[4:8]} {v[8:12]} {v[12:]}"


class NITKU(Identifier):
    """A well-formed NITKU, the number of a taxpayer's place of business.

    Sixteen digits of the NPWP and six of the place; 000000 is the head office.

    Args:
        value: Twenty-two ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not 22 digits.
        egovkit.errors.InvalidValueError: The first sixteen are no NPWP.

    Source:
        PMK 112/PMK.03/2022, article 1(6); PER-6/PJ/2024.

    Mask: the last six digits, the place, stay visible.

    Example:
        >>> place = NITKU("0010000008000000000012")
        >>> place.npwp.formatted(), place.place, place.is_head_office
        ('0010 0000 0800 0000', '000012', False)
    """

    __slots__ = ()

    NAME = "NITKU"
    PREFIX = "nitku"
    LENGTHS: ClassVar[tuple[int, ...]] = (22,)
    MASK = (0, 6)
    EXAMPLE = "0010000008000000000012"

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        NPWP.check(value[:_NEW])

    @property
    def npwp(self) -> NPWP:
        """The taxpayer's number, sixteen digits."""
        return NPWP(self._value[:_NEW])

    @property
    def place(self) -> str:
        """Six digits of the place."""
        return self._value[_NEW:]

    @property
    def is_head_office(self) -> bool:
        """Whether it is the head office, or a person's only place."""
        return self.place == "000000"

    def formatted(self) -> str:
        """The NPWP in four groups, then the place."""
        return f"{self.npwp.formatted()} {self.place}"
