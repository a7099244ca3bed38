"""NISN of a pupil and NPSN of a school.

Source:
    Data centre of the ministry of education (PDSP) for both; Wikidata property
    P4128 for the forms of the NPSN. No clause of a regulation was read.
"""

import re
from enum import StrEnum
from typing import ClassVar

from egovkit._identifier import Identifier
from egovkit.identity._patterned import Patterned

__all__ = ["NISN", "NPSN", "NPSNKind"]

_FIRST_OF_OLD_MILLENNIUM = 900


class NISN(Identifier):
    """*Nomor Induk Siswa Nasional*: three digits of the birth year, seven made up.

    The first digit is often 0: a table calculator that takes it away breaks it.

    Args:
        value: Ten ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not ten digits.

    Source:
        PDSP; unconfirmed, see the module.

    Mask: the last three digits stay visible; the first three are a birth year
    and do not.

    Example:
        >>> nisn = NISN("0051234567")
        >>> nisn, nisn.birth_year
        (NISN('*******567'), 2005)
    """

    __slots__ = ()

    NAME = "NISN"
    PREFIX = "nisn"
    LENGTHS: ClassVar[tuple[int, ...]] = (10,)
    MASK = (0, 3)
    EXAMPLE = "0059000001"

    @property
    def birth_year(self) -> int:
        """The year of birth that the first three digits stand for."""
        digits = int(self._value[:3])
        return digits + (1000 if digits >= _FIRST_OF_OLD_MILLENNIUM else 2000)


class NPSNKind(StrEnum):
    """What sort of institution a number is for."""

    SCHOOL = "school"
    """Eight digits."""
    COMMUNITY = "community"
    """P and seven digits: PKBM or SKB, learning outside school."""
    COURSE = "course"
    """K and seven digits: LKP, courses."""
    UNIVERSITY = "university"
    """Six digits: higher education."""


class NPSN(Patterned):
    """*Nomor Pokok Sekolah Nasional*: the number of a school or university.

    Args:
        value: Eight digits, or P or K and seven, or six; `parse` forgives
            separators and small letters.

    Raises:
        egovkit.errors.InvalidFormatError: None of these.

    Source:
        Wikidata property P4128; unconfirmed, see the module.

    Mask: everything stays visible; the numbers of schools are public.

    Example:
        >>> str(NPSN("20100001")), NPSN.parse("p9900001").kind
        ('20100001', <NPSNKind.COMMUNITY: 'community'>)
    """

    __slots__ = ()

    NAME = "NPSN"
    PREFIX = "npsn"
    LENGTHS: ClassVar[tuple[int, ...]] = (8, 6)
    MASK = (8, 0)
    EXAMPLE = "20100001"
    PATTERN = re.compile(r"[0-9]{8}|[KP][0-9]{7}|[0-9]{6}")

    @property
    def kind(self) -> NPSNKind:
        """School, community learning, course or university, by its form."""
        if len(self._value) == _UNIVERSITY_LENGTH:
            return NPSNKind.UNIVERSITY
        return _KINDS.get(self._value[0], NPSNKind.SCHOOL)


_UNIVERSITY_LENGTH = 6
_KINDS = {"P": NPSNKind.COMMUNITY, "K": NPSNKind.COURSE}
