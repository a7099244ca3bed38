"""Hijri dates as the Indonesian government counts them.

The first day of Ramadan, Syawal and Zulhijah is fixed by the Minister of
Religious Affairs after the *sidang isbat*; the yearly holiday decree fixes five
days of each Hijri year in advance, Ramadan not among them. Between those days
the calendar of Umm al-Qura fills in, shifted so that every month has 29 or 30
days: such a date is *computed*, may be a day off, and says so.

Source:
    Fixed days: SKB 3 Menteri 2022–2027, and for Ramadan 2022–2026 the decisions
    after the *sidang isbat*; see ``l10n/_data/SOURCES``. Month names: KBBI and
    CLDR 48 ``id``.

Example:
    >>> from datetime import date
    >>> str(hijri(date(2026, 3, 21))), hijri(date(2026, 3, 21)).official
    ('1 Syawal 1447', True)
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Self

from egovkit.errors import CoverageError, DefinitionError
from egovkit.l10n._dates import require_date

__all__ = ["HIJRI_MONTHS", "HijriCalendar", "HijriDate", "Isbat", "hijri"]

HIJRI_MONTHS = (
    *("Muharam", "Safar", "Rabiulawal", "Rabiulakhir", "Jumadilawal"),
    *("Jumadilakhir", "Rajab", "Syakban", "Ramadan", "Syawal", "Zulkaidah", "Zulhijah"),
)
_DATA = Path(__file__).parent / "_data"
_MONTHS = 12
_SHORT, _LONG = 29, 30
_SHORTEST = 28  # Umm al-Qura had such months before 1946
_MAX_SHIFT = 3  # days between Umm al-Qura and a fixed day; more is a typing error
_MAX_ROWS = 2000


class Isbat(NamedTuple):
    """The first day of a Hijri month, fixed by the government."""

    month: int
    """1 (Muharam) to 12 (Zulhijah)."""
    start: date
    decree: str


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A day of the Hijri calendar; `str` writes it in Indonesian."""

    year: int
    month: int
    """1 (Muharam) to 12 (Zulhijah)."""
    day: int
    decree: str | None
    """The decree that fixes the month's first day; None where it is computed."""

    @property
    def official(self) -> bool:
        """Whether a decree fixes the month; otherwise the date is computed."""
        return self.decree is not None

    @property
    def month_name(self) -> str:
        """The month's Indonesian name."""
        return HIJRI_MONTHS[self.month - 1]

    def __str__(self) -> str:
        return f"{self.day} {self.month_name} {self.year}"


class HijriCalendar:
    """Hijri dates from the days that a government has fixed.

    Args:
        fixed: First days of months. The year follows from the date.

    Raises:
        egovkit.errors.DefinitionError: A day that lies more than three days from
            the computed month, two that cannot both be, or no `Isbat`.
    """

    __slots__ = ("_decrees", "_first_month", "_starts")

    def __init__(self, fixed: Iterable[Isbat]) -> None:
        first_year, starts = _umm_al_qura()
        self._first_month = first_year * _MONTHS
        self._decrees: dict[int, str] = {}
        anchors: dict[int, int] = {}
        for month, start, decree in _require_fixed(fixed):
            at = _place(starts, month, start)
            anchors[at] = start.toordinal()
            self._decrees[at] = decree
        self._starts = _fitted(starts, anchors)

    @classmethod
    def indonesia(cls) -> "HijriCalendar":
        """The calendar with the days that the shipped holiday decrees fix."""
        return _shipped()

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """A calendar from a newer table of fixed days.

        Args:
            path: A CSV file in UTF-8 with the columns ``month`` (1 to 12),
                ``start`` (ISO date of the month's first day) and ``decree``.

        Raises:
            egovkit.errors.DefinitionError: Not such a table.
            OSError: The file cannot be read.
        """
        return cls(_read(path))

    def of(self, day: date) -> HijriDate:
        """The Hijri date of a day (not of the evening before it).

        Raises:
            egovkit.errors.CoverageError: Before August 1924 or after November
                2077.
            egovkit.errors.UsageError: Not a date.
        """
        require_date(day)
        ordinal = day.toordinal()
        at = bisect_right(self._starts, ordinal) - 1
        if not 0 <= at < len(self._starts) - 1:
            raise CoverageError("hijri_coverage")
        year, month = divmod(self._first_month + at, _MONTHS)
        number = ordinal - self._starts[at] + 1
        return HijriDate(year, month + 1, number, self._decrees.get(at))


def hijri(day: date) -> HijriDate:
    """The Hijri date of a day, as Indonesia counts.

    Args:
        day: A date; the Hijri day that begins on the evening before it.

    Returns:
        The date, and whether a decree fixes its month (``official``) or it is
        computed.

    Raises:
        egovkit.errors.CoverageError: Before August 1924 or after November 2077.
        egovkit.errors.UsageError: Not a date.

    Example:
        >>> hijri(date(2026, 11, 24)).official
        False
    """
    return _shipped().of(day)


@cache
def _shipped() -> HijriCalendar:
    return HijriCalendar(_read(_DATA / "hijri_isbat.csv"))


@cache
def _umm_al_qura() -> tuple[int, tuple[int, ...]]:
    """The first year, and the ordinal of each month's first day and of the end."""
    head, *lines = (_DATA / "hijri_ummalqura.txt").read_text("ascii").split("\n")
    year, first = head.split(" ")
    starts = [date.fromisoformat(first).toordinal()]
    for digit in "".join(lines):
        starts.append(starts[-1] + _SHORTEST + int(digit))
    return int(year), tuple(starts)


def _require_fixed(rows: object) -> Iterator[Isbat]:
    if not isinstance(rows, Iterable):
        raise DefinitionError("hijri_table")
    for row in rows:
        if not isinstance(row, Isbat) or type(row.start) is not date:
            raise DefinitionError("hijri_table")
        yield row


def _place(starts: tuple[int, ...], month: int, start: date) -> int:
    """Which of the computed months a fixed day means."""
    ordinal = start.toordinal()
    near = bisect_right(starts, ordinal + _MAX_SHIFT) - 1
    # The first computed month is a Muharam.
    if not (0 <= near < len(starts) - 1 and near % _MONTHS == month - 1):
        raise DefinitionError("hijri_fixed_day", day=start.isoformat())
    if abs(starts[near] - ordinal) > _MAX_SHIFT:
        raise DefinitionError("hijri_fixed_day", day=start.isoformat())
    return near


def _fitted(computed: tuple[int, ...], anchors: Mapping[int, int]) -> list[int]:
    """Month starts through the fixed days, with months of 29 or 30 days.

    Each computed start moves as little as it must: within one month of its
    neighbour, and so that the next fixed day can still be reached.
    """
    starts = list(computed)
    places = sorted(anchors)
    for at in places:
        starts[at] = anchors[at]
    for at, following in pairwise(places):
        _fit_between(starts, at, following)
    if places:
        _fit_outwards(starts, range(places[0] - 1, -1, -1), step=1)
        _fit_outwards(starts, range(places[-1] + 1, len(starts)), step=-1)
    return starts


def _fit_between(starts: list[int], first: int, last: int) -> None:
    months, days = last - first, starts[last] - starts[first]
    if not _SHORT * months <= days <= _LONG * months:
        day = date.fromordinal(starts[last]).isoformat()
        raise DefinitionError("hijri_fixed_day", day=day)
    for at in range(first + 1, last):
        left = last - at
        low = max(starts[at - 1] + _SHORT, starts[last] - _LONG * left)
        high = min(starts[at - 1] + _LONG, starts[last] - _SHORT * left)
        starts[at] = _between(starts[at], low, high)


def _fit_outwards(starts: list[int], places: range, *, step: int) -> None:
    """Before the first and after the last fixed day, until nothing moves."""
    for at in places:
        neighbour = starts[at + step]
        near, far = neighbour - step * _SHORT, neighbour - step * _LONG
        fitted = _between(starts[at], min(near, far), max(near, far))
        if fitted == starts[at]:
            return
        starts[at] = fitted


def _between(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)


def _read(path: str | PathLike[str]) -> list[Isbat]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        try:
            rows = list(csv.DictReader(file, strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            raise DefinitionError("calendar_file") from error
    if len(rows) > _MAX_ROWS:
        raise DefinitionError("calendar_file")
    try:
        return [
            Isbat(int(row["month"]), date.fromisoformat(row["start"]), row["decree"])
            for row in rows
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise DefinitionError("calendar_file") from error
