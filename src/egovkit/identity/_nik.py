"""NIK, *Nomor Induk Kependudukan*: the number of a resident, for life.

Six digits of the region where its bearer was first registered, the birth date
as DDMMYY with 40 added to the day for women, and a serial number from 0001.

Source:
    PP 40/2019, articles 30 to 33 (article 31 for the composition); UU 23/2006
    as amended by UU 24/2013, article 13.
"""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from egovkit._identifier import Identifier
from egovkit.errors import InvalidComponentError
from egovkit.identity import _calendar
from egovkit.identity._sex import Sex
from egovkit.regions import Region, active

if TYPE_CHECKING:
    from egovkit.identity._finding import Finding

__all__ = ["NIK"]

_LENGTH = 16
_WOMAN = 40  # added to the day

_DAYS = _calendar.DAYS | {f"{int(d[:2]) + _WOMAN}{d[2:]}" for d in _calendar.DAYS}
_LEAP_DAYS = _calendar.LEAP_DAYS | {
    f"{int(d[:2]) + _WOMAN}{d[2:]}" for d in _calendar.LEAP_DAYS
}


# What the four digits say, so that reading a date is one look-up.
_DAY_MONTH = {
    digits: (int(digits[:2]) % _WOMAN, int(digits[2:]))
    for digits in (*_DAYS, "2902", "6902")
}
_MALE, _FEMALE = Sex.MALE, Sex.FEMALE


def _is_nik(value: str) -> bool:
    return (
        len(value) == _LENGTH
        and value.isascii()
        and value.isdigit()
        and value[:2] in active().names
        and (value[6:10] in _DAYS or value[6:12] in _LEAP_DAYS)
        and value[12:] != "0000"
    )


class NIK(Identifier):
    """A well-formed NIK: sixteen digits, an existing province, a date, a serial.

    It proves neither that the number was issued nor whose it is. The region is
    where its bearer was first registered and does not follow a move; the
    century of the birth date is not in it; and it is not reissued when a birth
    date is corrected.

    Args:
        value: Sixteen ASCII digits, nothing else; `parse` forgives separators.
        strict: Also refuse a regency or district that no edition since 2015
            lists. By default that is a finding: people registered before
            carry codes that no open table has.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not sixteen digits.
        egovkit.errors.InvalidComponentError: A province, date or serial number
            that cannot be; with ``strict`` an unknown region too.

    Source:
        PP 40/2019, article 31.

    Mask: the first six digits, the region of first registration, stay visible.

    Example:
        >>> nik = NIK.parse("31.71.01-570845 9002")
        >>> nik
        NIK('317101**********')
        >>> nik.sex, nik.birth_dates(as_of=date(2026, 11, 24)), nik.region.name
        (<Sex.FEMALE: 'P'>, (datetime.date(1945, 8, 17),), 'Gambir')
    """

    __slots__ = ()

    NAME = "NIK"
    PREFIX = "nik"
    LENGTHS: ClassVar[tuple[int, ...]] = (_LENGTH,)
    MASK = (6, 0)
    EXAMPLE = "3171015708459002"

    def __init__(self, value: str, *, strict: bool = False) -> None:
        if type(value) is str and _is_nik(value):
            object.__setattr__(self, "_value", value)
        else:
            super().__init__(value)  # finds out what is wrong
        if strict and value[:6] not in active().names:
            raise InvalidComponentError("nik_region_unknown")

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        if value[:2] not in active().names:
            raise InvalidComponentError("nik_province")
        if value[12:] == "0000":
            raise InvalidComponentError("nik_serial")
        if not _is_nik(value):
            raise InvalidComponentError("nik_date")

    @classmethod
    def parse(cls, text: str, *, strict: bool = False) -> Self:
        """Read a NIK as people write it: separators and spaces are forgiven.

        Args:
            text: At most 64 characters; digits of other scripts and masked
                text are refused.
            strict: As for the class.

        Raises:
            egovkit.errors.InvalidValueError: No NIK.
        """
        return cls(cls.readable(text), strict=strict)

    @classmethod
    def is_valid(cls, text: object, *, strict: bool = False) -> bool:
        """Whether `parse` would accept the text, with the same ``strict``.

        Example:
            >>> NIK.is_valid("3171990101909001"), NIK.is_valid("9971010101909001")
            (True, False)
            >>> NIK.is_valid("3171990101909001", strict=True)  # no 31.71.99
            False
        """
        # Most texts are a NIK without separators: decided without an object.
        if type(text) is str and _is_nik(text):
            return not strict or text[:6] in active().names
        try:
            cls.parse(text, strict=strict)  # type: ignore[arg-type]
        except ValueError:
            return False
        return True

    def formatted(self) -> str:
        """The digits as the card prints them, without separators."""
        return self._value

    @property
    def sex(self) -> Sex:
        """Female when 40 was added to the day.

        Source:
            PP 40/2019, article 31.
        """
        return _FEMALE if self._value[6] >= "4" else _MALE

    @property
    def region(self) -> Region:
        """Where its bearer was first registered: current, retired or unknown."""
        return active().find(self._value[:6])

    @property
    def serial(self) -> int:
        """The last four digits, 1 to 9999."""
        return int(self._value[12:])

    def birth_dates(self, *, as_of: date) -> tuple[date, ...]:
        """The birth dates it can mean on a given day, the later one first.

        Both centuries when both are possible; a date in the future or more
        than 120 years back is none.

        Args:
            as_of: The day to judge from.

        Example:
            >>> NIK("3171010101209001").birth_dates(as_of=date(2026, 11, 24))
            (datetime.date(2020, 1, 1), datetime.date(1920, 1, 1))
        """
        value = self._value
        day, month = _DAY_MONTH[value[6:10]]
        return _calendar.readings(day, month, int(value[10:12]), as_of)

    def fits_birth_date(self, birth_date: date) -> bool:
        """Whether day, month and the year's last two digits are those of a date."""
        value = self._value
        day_month = _DAY_MONTH[value[6:10]]
        year = int(value[10:12])
        return (*day_month, year) == (
            birth_date.day,
            birth_date.month,
            birth_date.year % 100,
        )

    def findings(self, *, as_of: date | None = None) -> "list[Finding]":
        """What to know about the number itself: its region, and its date.

        Args:
            as_of: The day to judge the birth date from; without it the date is
                not judged.

        Example:
            >>> print(NIK("9101010101909001").findings()[0].sentence("en"))
            The region 91.01.01 was last listed in edition 2021; today it is 93.01.01.
        """
        from egovkit.identity._number_findings import region_findings, warning

        found = region_findings(self.region, "nik")
        if as_of is not None and not self.birth_dates(as_of=as_of):
            found.append(warning("nik_no_birth_date", "nik"))
        return found
