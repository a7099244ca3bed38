"""Working days by decree: national holidays, *cuti bersama*, weekends.

A day outside the covered years gives `CalendarCoverageError`: the decree for
the next year appears in September, and a computed calendar would give a wrong
deadline with confidence.

Source:
    The yearly joint decree (SKB 3 Menteri) for holidays and *cuti bersama*;
    Perpres 21/2023 articles 3–4 for the five-day week. UU 30/2014, UU 25/2009
    and UU 14/2008 do not define *hari kerja*: whether *cuti bersama* counts and
    which day is day 1 are parameters here.

Example:
    >>> from datetime import date
    >>> WorkCalendar.indonesia().add_working_days(date(2027, 3, 5), 5)
    datetime.date(2027, 3, 22)
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self, TypedDict, Unpack

from egovkit._clock import WIB, aware
from egovkit.errors import CoverageError, DefinitionError, UsageError
from egovkit.l10n._dates import require_date
from egovkit.l10n._days import DAYS_OFF, DayKind, DayRecord, Holiday
from egovkit.l10n._times import zone_of

__all__ = ["CalendarCoverageError", "CalendarOptions", "WorkCalendar"]

_DATA = Path(__file__).parent / "_data" / "hari_libur.csv"


class CalendarCoverageError(CoverageError):
    """The calendar has no decree for that year."""


class CalendarOptions(TypedDict, total=False):
    """What the law leaves to the office."""

    days_per_week: Literal[5, 6]
    """5 (Monday to Friday, the default) or 6 (to Saturday)."""
    cuti_bersama_works: bool
    """Whether *cuti bersama* is a working day; False by default. The law does
    not say; civil servants have it off by a decree of their own."""
    first_day_counts: bool
    """Whether the day a count starts from is day 1, where it is a working day.
    By default it is day 0."""
    additions: Iterable[Holiday]
    """Local holidays, such as those of a governor's decision. A day that is a
    holiday already keeps its decree."""
    cut_off: time | None
    """From this time of day on, a moment belongs to the next day."""
    zone: tzinfo | Literal["WIB", "WITA", "WIT"]
    """The office's zone, for moments: WIB (the default), WITA or WIT."""


class WorkCalendar:
    """Which days are working days, over the years that decrees cover.

    Immutable. Building costs about a millisecond; a count is a search in a
    sorted table. `indonesia` gives the calendar of the joint decrees, `from_file`
    one of a newer table.

    Args:
        holidays: National holidays and *cuti bersama*. The calendar covers the
            whole years from the earliest to the latest of them; a year between
            without a national holiday is refused.
        **options: As in `CalendarOptions`.

    Raises:
        egovkit.errors.DefinitionError: Two holidays for one day, a year
            without any, something that is no holiday, or an unknown option.
    """

    __slots__ = (
        "_cut_off",
        "_days",
        "_first",
        "_first_day_counts",
        "_holidays",
        "_last",
        "_off",
        "_zone",
    )

    def __init__(
        self, holidays: Iterable[Holiday], **options: Unpack[CalendarOptions]
    ) -> None:
        _require_options(options)
        days_per_week = options.get("days_per_week", 5)
        table = _table(holidays)
        self._first, self._last = _coverage(table.values())
        for extra in _checked(options.get("additions", ())):
            if self._first <= extra.day <= self._last:
                table.setdefault(extra.day, extra)
        self._holidays = table
        self._off = frozenset(range(days_per_week, 7))
        works = options.get("cuti_bersama_works", False)
        closed = {
            day.toordinal()
            for day, holiday in table.items()
            if not (works and holiday.kind is DayKind.CUTI_BERSAMA)
        }
        # Monday is ordinal 1, so (ordinal - 1) % 7 is date.weekday().
        self._days = [
            ordinal
            for ordinal in range(self._first.toordinal(), self._last.toordinal() + 1)
            if (ordinal - 1) % 7 < days_per_week and ordinal not in closed
        ]
        self._first_day_counts = options.get("first_day_counts", False)
        self._cut_off = options.get("cut_off")
        zone = options.get("zone", WIB)
        self._zone = zone_of(zone) if isinstance(zone, str) else zone

    @classmethod
    def indonesia(cls, **options: Unpack[CalendarOptions]) -> "WorkCalendar":
        """The calendar of the joint decrees that ship with egovkit.

        Args:
            **options: As in `CalendarOptions`.

        Source:
            SKB 3 Menteri 2022–2027, see ``l10n/_data/SOURCES``.

        Example:
            >>> calendar = WorkCalendar.indonesia()
            >>> calendar.first_year, calendar.last_year
            (2022, 2027)
        """
        return WorkCalendar(_decreed(), **options) if options else _default()

    @classmethod
    def from_file(
        cls, path: str | PathLike[str], **options: Unpack[CalendarOptions]
    ) -> Self:
        """A calendar from a newer table.

        Args:
            path: A CSV file in UTF-8 with the columns ``date`` (ISO), ``kind``
                (``libur_nasional``, ``cuti_bersama`` or ``libur_daerah``),
                ``name`` and ``decree``; further columns are ignored.
            **options: As in `CalendarOptions`.

        Raises:
            egovkit.errors.DefinitionError: Not such a table; the line is named.
            OSError: The file cannot be read.
        """
        from egovkit.l10n._calendar_file import read_holidays

        return cls(read_holidays(path), **options)

    @classmethod
    def from_holidays(
        cls,
        table: Mapping[date, str],
        *,
        years: Iterable[int] | None = None,
        decree: str = "",
        **options: Unpack[CalendarOptions],
    ) -> Self:
        """A calendar from an object of the PyPI package ``holidays``.

        Args:
            table: ``holidays.ID(years=…, categories=("public", "government"),
                language="id")``, or any mapping of dates to names. Names with
                *Cuti Bersama* (*Joint Holiday*) are cuti bersama.
            years: The years that a decree covers. Without them every year of the
                table counts, except that one after the last decree shipped here
                is refused where it has no cuti bersama: the package computes
                years that no decree covers, and those have none.
            decree: The decree that the table follows, for `explain`.
            **options: As in `CalendarOptions`.

        Raises:
            egovkit.errors.DefinitionError: A year without a national holiday, or
                one that no decree seems to cover.
        """
        if not isinstance(table, Mapping):
            raise DefinitionError("calendar_holiday")
        # A copy first: such an object adds a year to itself when it is asked.
        names = dict(table.items())
        if not all(isinstance(day, date) for day in names):
            raise DefinitionError("calendar_holiday")
        wanted = frozenset(years or (day.year for day in names))
        found = [
            Holiday(day, _kind_by_name(name), name, decree)
            for day, name in names.items()
            if day.year in wanted
        ]
        leave = {h.day.year for h in found if h.kind is DayKind.CUTI_BERSAMA}
        known = _default().last_year
        computed = {year for year in wanted - leave if year > known}
        if years is None and computed:
            raise DefinitionError("calendar_no_decree", year=min(computed))
        return cls(found, **options)

    @property
    def first_year(self) -> int:
        """The first year covered, from 1 January."""
        return self._first.year

    @property
    def last_year(self) -> int:
        """The last year covered, to 31 December."""
        return self._last.year

    @property
    def first_day_counts(self) -> bool:
        """Whether the day a count starts from can be day 1."""
        return self._first_day_counts

    @property
    def cut_off(self) -> time | None:
        """From this time of day on, a moment belongs to the next day."""
        return self._cut_off

    @property
    def zone(self) -> tzinfo:
        """The office's zone."""
        return self._zone

    @property
    def holidays(self) -> Mapping[date, Holiday]:
        """Every holiday by its date, local additions included."""
        return MappingProxyType(self._holidays)

    def kind(self, day: date) -> DayKind:
        """What the day is; a holiday on a Sunday is a holiday.

        Raises:
            egovkit.l10n.CalendarCoverageError: Outside the covered years.

        Example:
            >>> print(WorkCalendar.indonesia().kind(date(2025, 8, 18)))
            cuti_bersama
        """
        day = self._covered(day)
        holiday = self._holidays.get(day)
        if holiday is not None:
            return holiday.kind
        if day.weekday() in self._off:
            return DayKind.AKHIR_PEKAN
        return DayKind.HARI_KERJA

    def holiday(self, day: date) -> Holiday | None:
        """The holiday of that day with its decree, or None.

        Raises:
            egovkit.l10n.CalendarCoverageError: Outside the covered years.
        """
        return self._holidays.get(self._covered(day))

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on that day.

        Raises:
            egovkit.l10n.CalendarCoverageError: Outside the covered years.

        Example:
            >>> WorkCalendar.indonesia().is_working_day(date(2026, 12, 24))
            False
        """
        ordinal = self._covered(day).toordinal()
        at = bisect_left(self._days, ordinal)
        return at < len(self._days) and self._days[at] == ordinal

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after the start.

        Args:
            start: A date, or a moment with a zone (see `day_of`).
            n: How many working days; below zero counts backwards; 0 gives the
                start itself, working day or not.

        Raises:
            egovkit.l10n.CalendarCoverageError: The start or the answer lies
                outside the covered years.
            egovkit.errors.UsageError: Not a date or not an `int`.

        Example:
            >>> WorkCalendar.indonesia().add_working_days(date(2026, 12, 31), 5)
            datetime.date(2027, 1, 11)
        """
        day = self._covered(start)
        if n.__class__ is not int:
            raise UsageError("integer_expected")
        ordinal = day.toordinal()
        if n > 0:
            search = bisect_left if self._first_day_counts else bisect_right
            at = search(self._days, ordinal) + n - 1
        elif n < 0:
            search = bisect_right if self._first_day_counts else bisect_left
            at = search(self._days, ordinal) + n
        else:
            return day
        if not 0 <= at < len(self._days):
            raise self._outside()
        return date.fromordinal(self._days[at])

    def count_working_days(self, first: date, last: date) -> int:
        """How many working days lie between two dates, both of them included.

        Raises:
            egovkit.l10n.CalendarCoverageError: Outside the covered years.
            egovkit.errors.UsageError: The last day lies before the first.

        Example:
            >>> year = date(2026, 1, 1), date(2026, 12, 31)
            >>> WorkCalendar.indonesia().count_working_days(*year)
            240
        """
        begin, end = self._covered(first).toordinal(), self._covered(last).toordinal()
        if end < begin:
            raise UsageError("dates_reversed")
        return bisect_right(self._days, end) - bisect_left(self._days, begin)

    def explain(self, start: date, n: int) -> list[DayRecord]:
        """Every day of a count, from the start to the n-th working day, and why.

        Args:
            start: As in `add_working_days`.
            n: How many working days, 0 or more.

        Raises:
            egovkit.l10n.CalendarCoverageError: As in `add_working_days`.
            egovkit.errors.UsageError: Below zero, not a date or not an `int`.

        Example:
            >>> days = WorkCalendar.indonesia().explain(date(2027, 3, 5), 5)
            >>> len(days), sum(day.counted for day in days)
            (18, 5)
        """
        end = self.add_working_days(start, n)
        if n < 0:
            raise UsageError("count_below_zero")
        day = self._covered(start)
        number = 0
        records: list[DayRecord] = []
        while day <= end:
            is_start = not records and not (self._first_day_counts and n)
            counted = not is_start and self.is_working_day(day)
            number += counted
            holiday = self._holidays.get(day)
            records.append(
                DayRecord(
                    date=day,
                    kind=self.kind(day),
                    counted=counted,
                    name=holiday.name if holiday else None,
                    decree=holiday.decree if holiday else None,
                    number=number if counted else 0 if is_start else None,
                )
            )
            day += timedelta(days=1)
        return records

    def day_of(self, moment: datetime) -> date:
        """The office's date of a moment: in its zone, and after the cut-off.

        What arrives from the cut-off on belongs to the next calendar day. (Not
        to the next working day: then Friday evening would come after Saturday.)

        Raises:
            egovkit.errors.UsageError: The moment has no zone.
            egovkit.l10n.CalendarCoverageError: A moment of the year 1 or 9999
                that has no date in that zone.

        Example:
            >>> calendar = WorkCalendar.indonesia(cut_off=time(16))
            >>> calendar.day_of(datetime(2026, 11, 24, 16, 0, tzinfo=WIB))
            datetime.date(2026, 11, 25)
        """
        try:
            local = aware(moment).astimezone(self._zone)
            late = self._cut_off is not None and local.time() >= self._cut_off
            return local.date() + timedelta(days=late)
        except OverflowError:  # the first and the last day that a date can be
            raise self._outside() from None

    def _covered(self, day: date) -> date:
        if isinstance(day, datetime):
            day = self.day_of(day)
        require_date(day)
        if not self._first <= day <= self._last:
            raise self._outside()
        return day

    def _outside(self) -> CalendarCoverageError:
        return CalendarCoverageError(
            "calendar_coverage", first=self._first.year, last=self._last.year
        )


def _kind_by_name(name: str) -> DayKind:
    leave = any(word in name.casefold() for word in ("cuti bersama", "joint holiday"))
    return DayKind.CUTI_BERSAMA if leave else DayKind.LIBUR_NASIONAL


def _require_options(options: Mapping[str, object]) -> None:
    cut_off, zone = options.get("cut_off"), options.get("zone", WIB)
    if not (
        options.keys() <= CalendarOptions.__annotations__.keys()
        and options.get("days_per_week", 5) in (5, 6)
        and (cut_off is None or (isinstance(cut_off, time) and cut_off.tzinfo is None))
        and isinstance(zone, (str, tzinfo))
    ):
        raise DefinitionError("calendar_option")


def _is_holiday(value: object) -> bool:
    return (
        isinstance(value, Holiday)
        and type(value.day) is date
        and type(value.kind) is DayKind
        and value.kind in DAYS_OFF
    )


def _checked(holidays: Iterable[Holiday]) -> Iterator[Holiday]:
    if not isinstance(holidays, Iterable):
        raise DefinitionError("calendar_holiday")
    for holiday in holidays:
        if not _is_holiday(holiday):
            raise DefinitionError("calendar_holiday")
        yield holiday


def _table(holidays: Iterable[Holiday]) -> dict[date, Holiday]:
    table: dict[date, Holiday] = {}
    for holiday in _checked(holidays):
        if holiday.day in table:
            raise DefinitionError("calendar_day_twice", day=holiday.day.isoformat())
        table[holiday.day] = holiday
    return table


def _coverage(holidays: Iterable[Holiday]) -> tuple[date, date]:
    national = {h.day.year for h in holidays if h.kind is DayKind.LIBUR_NASIONAL}
    if not national:
        raise DefinitionError("calendar_empty")
    first, last = min(national), max(national)
    missing = set(range(first, last + 1)) - national
    if missing:
        raise DefinitionError("calendar_gap", year=min(missing))
    return date(first, 1, 1), date(last, 12, 31)


@cache
def _decreed() -> tuple[Holiday, ...]:
    from egovkit.l10n._calendar_file import read_holidays

    return tuple(read_holidays(_DATA))


@cache
def _default() -> WorkCalendar:
    return WorkCalendar(_decreed())
