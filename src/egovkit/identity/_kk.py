"""Nomor KK: the number of a family card, *Kartu Keluarga*.

Six digits of the region, the date of recording as DDMMYY (nothing is added for
women), and a serial number from 0001. It has the shape of a NIK: only a day
above 40 tells that a number cannot be one.

Source:
    UU 24/2013; UU 23/2006, article 61(3), by which it stays as long as the
    head of the family does. The composition is quoted by offices of the civil
    registry; the clause is unconfirmed.
"""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from egovkit._identifier import Identifier
from egovkit.errors import InvalidComponentError
from egovkit.identity import _calendar
from egovkit.regions import Region, active

if TYPE_CHECKING:
    from egovkit.identity._finding import Finding

__all__ = ["KKNumber"]


class KKNumber(Identifier):
    """A well-formed number of a family card.

    Args:
        value: Sixteen ASCII digits, nothing else; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not sixteen digits.
        egovkit.errors.InvalidComponentError: A province, date or serial number
            that cannot be.

    Source:
        UU 23/2006, article 61; composition as quoted by civil registry offices.

    Mask: the first six digits, the region, stay visible.

    Example:
        >>> kk = KKNumber.parse("3171 0123 0112 9001")
        >>> kk, kk.region.name, kk.recorded_on(as_of=date(2026, 11, 24))
        (KKNumber('317101**********'), 'Gambir', datetime.date(2012, 1, 23))
    """

    __slots__ = ()

    NAME = "Nomor KK"
    PREFIX = "kk"
    LENGTHS: ClassVar[tuple[int, ...]] = (16,)
    MASK = (6, 0)
    EXAMPLE = "3171012301129001"

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        if value[:2] not in active().names:
            raise InvalidComponentError("kk_province")
        if not _calendar.exists(value[6:12]):
            raise InvalidComponentError("kk_date")
        if value[12:] == "0000":
            raise InvalidComponentError("kk_serial")

    @property
    def region(self) -> Region:
        """Where it was recorded: current, retired or unknown."""
        return active().find(self._value[:6])

    def recorded_on(self, *, as_of: date) -> date | None:
        """The latest day of recording it can mean; None if all are in the future.

        The century is not in the number; cards with such numbers are of this
        one, almost all.

        Args:
            as_of: The day to judge from.
        """
        value = self._value
        found = _calendar.readings(
            int(value[6:8]), int(value[8:10]), int(value[10:12]), as_of
        )
        return found[0] if found else None

    def findings(self) -> "list[Finding]":
        """What to know about the number itself: its region."""
        from egovkit.identity._number_findings import region_findings

        return region_findings(self.region, "kk_number")
