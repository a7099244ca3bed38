"""NIP: the number of a civil servant, of both kinds.

Eighteen digits either way, printed in groups of 8, 6, 1 and 3. PNS: birth date,
year and month of appointment as a candidate, sex, serial. PPPK: birth date,
year of appointment, the digit 2, the number of the contract, sex, serial. The
thirteenth and fourteenth digit tell them apart: a month, or 21 to 29.

Source:
    Perka BKN 22/2007 and 43/2007 (PNS). PPPK: practice of BKN; the regulation
    is unconfirmed.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from egovkit._identifier import Identifier
from egovkit.errors import InvalidComponentError
from egovkit.identity._sex import Sex

__all__ = ["NIP", "NIPKind"]

_YOUNGEST = 15
"""Years at appointment below which a number is misread. The law asks for 18
(PP 11/2017, article 23); appointments of long ago knew exceptions."""
_CENTURIES = ("19", "20")
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_CONTRACTS = frozenset(f"2{count}" for count in range(1, 10))


class NIPKind(StrEnum):
    """The two kinds of civil servants (UU 20/2023)."""

    PNS = "pns"
    """*Pegawai negeri sipil*, appointed for good."""
    PPPK = "pppk"
    """*Pegawai pemerintah dengan perjanjian kerja*, on a contract."""


class NIP(Identifier):
    """A well-formed number of a civil servant, PNS or PPPK.

    Args:
        value: Eighteen ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not eighteen digits.
        egovkit.errors.InvalidComponentError: A birth date, appointment, sex or
            serial number that cannot be.

    Source:
        Perka BKN 22/2007; for PPPK unconfirmed, see the module.

    Mask: the last three digits, the serial, stay visible; the first eight are
    a birth date and do not.

    Example:
        >>> nip = NIP.parse("19860926 201505 1 901")
        >>> nip, nip.kind, nip.birth_date.isoformat(), nip.appointment_month
        (NIP('***************901'), <NIPKind.PNS: 'pns'>, '1986-09-26', 5)
        >>> pppk = NIP("200012312024212901")
        >>> pppk.kind, pppk.contract, pppk.sex
        (<NIPKind.PPPK: 'pppk'>, 1, <Sex.FEMALE: 'P'>)
    """

    __slots__ = ()

    NAME = "NIP"
    PREFIX = "nip"
    LENGTHS: ClassVar[tuple[int, ...]] = (18,)
    MASK = (0, 3)
    EXAMPLE = "198609262015051901"

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        born = _date(value[:8])
        if born is None:
            raise InvalidComponentError("nip_birth_date")
        if value[8:10] not in _CENTURIES or value[12:14] not in _MONTHS | _CONTRACTS:
            raise InvalidComponentError("nip_appointment")
        if int(value[8:12]) - born.year < _YOUNGEST:
            raise InvalidComponentError("nip_age", limit=_YOUNGEST)
        if value[14] not in "12":
            raise InvalidComponentError("nip_sex")
        if value[15:] == "000":
            raise InvalidComponentError("nip_serial")

    @property
    def kind(self) -> NIPKind:
        """PNS or PPPK."""
        return NIPKind.PNS if self._value[12:14] in _MONTHS else NIPKind.PPPK

    @property
    def birth_date(self) -> date:
        """The birth date, century and all."""
        v = self._value
        return date(int(v[:4]), int(v[4:6]), int(v[6:8]))

    @property
    def appointment_year(self) -> int:
        """The year of appointment (PNS: as a candidate, *TMT CPNS*)."""
        return int(self._value[8:12])

    @property
    def appointment_month(self) -> int | None:
        """The month of appointment, 1 to 12; None for a PPPK, who has none."""
        return int(self._value[12:14]) if self.kind is NIPKind.PNS else None

    @property
    def contract(self) -> int | None:
        """Which contract it is for a PPPK, 1 to 9; None for a PNS."""
        return int(self._value[13]) if self.kind is NIPKind.PPPK else None

    @property
    def sex(self) -> Sex:
        """The fifteenth digit: 1 male, 2 female."""
        return Sex.from_code("SIASN", self._value[14])

    @property
    def serial(self) -> int:
        """1 to 999."""
        return int(self._value[15:])

    def formatted(self) -> str:
        """In groups, as letters print it: ``19860926 201505 1 901``."""
        v = self._value
        return f"{v[:8]} {v[8:14]} {v[14]} {v[15:]}"


def _date(digits: str) -> date | None:
    if digits[:2] not in _CENTURIES:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
