"""The clock of a request: Indonesian working days, pauses, and the reasons.

The rule, in one sentence: *a term of n days ends with the n-th day D after the
start that counts and lies in no pause, where a pause takes the days with
begin < D ≤ end*. So the day of the start is day 0, the day on which a pause
begins still counts, days already used are kept, and a pause within one day
changes nothing. While a pause is open there is no date, unless the term had
ended before. Outside the calendar's years there is an error, never a guess.

Source:
    UU 30/2014 art. 53 (the term starts with complete receipt). The law does not
    say whether the first day counts, nor what a working day is: both are
    choices of the calendar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import count
from typing import NamedTuple, Protocol

from egovkit._messages import sentence
from egovkit.errors import CoverageError
from egovkit.services._definition import OfficeHours, Term, Unit
from egovkit.services._state import State, Wait
from egovkit.services._words import Lang, Words, word_for

__all__ = ["Calendar", "Day", "DayKind", "Deadline", "compute"]


class Calendar(Protocol):
    """What the clock asks of a calendar; `egovkit.l10n.WorkCalendar` is one."""

    @property
    def zone(self) -> tzinfo:
        """The office's zone."""
        ...

    @property
    def first_day_counts(self) -> bool:
        """Whether the day a term starts on is its first day, not day 0."""
        ...

    def day_of(self, moment: datetime, /) -> date:
        """The office's date of a moment, after its cut-off hour."""
        ...

    def is_working_day(self, day: date, /) -> bool:
        """Whether the office works on the day.

        Raises:
            egovkit.errors.CoverageError: The calendar does not cover the year.
        """
        ...

    def kind(self, day: date, /) -> str:
        """What the day is, such as ``libur_nasional``."""
        ...

    def holiday(self, day: date, /) -> "NamedDay | None":
        """The holiday with its decree, if the day is one."""
        ...


class NamedDay(Protocol):
    """A holiday as a calendar knows it."""

    @property
    def name(self) -> str:
        """Its name in Indonesian."""
        ...

    @property
    def decree(self) -> str:
        """The decree it stands in."""
        ...


class DayKind(StrEnum):
    """What a day was for a clock."""

    START = "start"
    COUNTED = "counted"
    PAUSED = "paused"
    WEEKEND = "akhir_pekan"
    HOLIDAY = "libur_nasional"
    LEAVE = "cuti_bersama"
    LOCAL = "libur_daerah"


class Day(NamedTuple):
    """One day of an explanation.

    Attributes:
        day: The day in the office's zone.
        kind: What it was.
        number: How many days of the term are used after it.
        note: The holiday with its decree, or for whom the clock stood still.
    """

    day: date
    kind: DayKind
    number: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where a clock of a request stands.

    Args:
        name: The term's name, such as ``statutory``.
        term: The term.
        started: When it started; None before.
        due: The last day of the term in the office's zone; None while nobody can
            say, because the clock has not started or stands still.
        due_at: The last moment of the term.
        paused_for: For whom the clock stands still now.
        used: Units used up to now (days; for hour terms, seconds).
        overdue: Whether the term ended before the request did.
        deemed_granted: The term ended and its rule says that silence grants. A
            flag for people who decide: nothing is issued by it.
        days: Each day from the start on, with its reason.
        closed_on: When the request was closed.
        words: What people read for those it waits for; see `ServiceDefinition.words`.
    """

    name: str
    term: Term
    started: datetime | None = None
    due: date | None = None
    due_at: datetime | None = None
    paused_for: str | None = None
    used: int = 0
    overdue: bool = False
    deemed_granted: bool = False
    days: tuple[Day, ...] = ()
    closed_on: datetime | None = None
    words: Words = field(default_factory=dict, compare=False, repr=False)

    def explain(self, lang: Lang = "id") -> str:
        """Every day and why it counts or not, one line each.

        Args:
            lang: ``"id"`` for formal Indonesian, ``"en"`` for English.
        """
        lines = [self._head(lang)]
        for day in self.days:
            text = sentence(f"clock_{day.kind.value}", lang, count=day.number)
            note = f" ({self._note(day, lang)})" if day.note else ""
            lines.append(f"{_date(day.day, lang)}: {text}{note}")
        return "\n".join(lines)

    def _head(self, lang: Lang) -> str:
        facts = {"term": self.term.describe(lang), "source": self.term.source or "—"}
        if self.started is None:
            return sentence("deadline_not_started", lang, **facts)
        if self.due is None:
            who = word_for(self.paused_for or "", lang, self.words)
            return sentence("deadline_paused", lang, waiter=who, **facts)
        code = "deadline_overdue" if self.overdue else "deadline_due"
        return sentence(code, lang, date=_date(self.due, lang), **facts)

    def _note(self, day: Day, lang: Lang) -> str:
        if day.kind is not DayKind.PAUSED:
            return day.note
        who = word_for(day.note, lang, self.words)
        return sentence("clock_waiting_for", lang, waiter=who)


def _date(day: date, lang: Lang) -> str:
    from egovkit.l10n import format_date

    weekday = format_date(day, "full", lang=lang).partition(",")[0]
    return f"{weekday}, {format_date(day, 'long', lang=lang)}"


class _Span(NamedTuple):
    """A pause on this clock, in seconds since 1970; end None while open."""

    begin: int
    end: int | None
    waiter: str


def compute(  # noqa: PLR0913 - a clock depends on that much
    name: str,
    term: Term,
    state: State,
    *,
    calendar: Calendar,
    hours: OfficeHours,
    at: int,
) -> Deadline:
    """Where a clock stands at a time (seconds since 1970-01-01 UTC).

    Raises:
        egovkit.errors.CoverageError: The term reaches outside the calendar.
    """
    zone = calendar.zone
    begun = state.starts.get(term.starts)
    length = term.length + state.extensions.get(name, 0)
    closed = state.closed_at
    until = at if closed is None else min(at, closed)
    shut = None if closed is None else datetime.fromtimestamp(closed, zone)
    if begun is None or begun > at:
        return Deadline(name, term, closed_on=shut)
    spans = tuple(_spans(term, state.waits, closed, at))
    walk = _walk_days if term.unit in _DAY_UNITS else _walk_hours
    clock = _Clock(term, length, begun, until, spans, calendar, zone, hours)
    try:
        due_at, used, days = walk(clock)
    except OverflowError as error:
        raise CoverageError("deadline_no_date") from error
    waiting = next((s.waiter for s in spans if s.end is None), None)
    overdue = due_at is not None and until > due_at
    return Deadline(
        name=name,
        term=term,
        started=datetime.fromtimestamp(begun, zone),
        due=None if due_at is None else datetime.fromtimestamp(due_at, zone).date(),
        due_at=None if due_at is None else datetime.fromtimestamp(due_at, zone),
        paused_for=waiting if due_at is None else None,
        used=used,
        overdue=overdue,
        deemed_granted=overdue and term.deemed_granted,
        days=days,
        closed_on=shut,
    )


def spent(
    term: Term, state: State, *, calendar: Calendar, hours: OfficeHours
) -> int | None:
    """Units of a term that a closed request took, past the term's end too.

    Pauses are left out; an hour or minute that was begun counts whole. None where
    the request is open or the term never started.

    Raises:
        egovkit.errors.CoverageError: The time reaches outside the calendar.
    """
    begun, closed = state.starts.get(term.starts), state.closed_at
    if begun is None or closed is None:
        return None
    spans = tuple(_spans(term, state.waits, closed, closed))
    clock = _Clock(term, 0, begun, closed, spans, calendar, calendar.zone, hours)
    if term.unit in _DAY_UNITS:
        return _spent_days(clock)
    return -(-_spent_seconds(clock) // _SECONDS[term.unit])


def _spans(
    term: Term, waits: tuple[Wait, ...], closed: int | None, at: int
) -> Iterator[_Span]:
    for wait in waits:
        if wait.waiter not in term.pauses or wait.begin > at:
            continue
        end = wait.end if wait.end is not None else closed
        yield _Span(wait.begin, end if end is None or end <= at else None, wait.waiter)


_DAY_UNITS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})


class _Clock(NamedTuple):
    term: Term
    length: int
    begun: int
    until: int
    spans: tuple[_Span, ...]
    calendar: Calendar
    zone: tzinfo
    hours: OfficeHours


_Walk = tuple[int | None, int, tuple[Day, ...]]


def _walk_days(clock: _Clock) -> _Walk:
    """Count days; gives the last second of the last one, days used, all days."""
    start, today, pauses = _in_days(clock)
    open_since = min((b for b, e, _ in pauses if e is None), default=None)
    days = [] if clock.calendar.first_day_counts else [Day(start, DayKind.START, 0)]
    counted = used = 0
    for offset in count(len(days)):
        day = start + timedelta(days=offset)
        if open_since is not None and day > max(open_since, today):
            return None, used, tuple(days)
        kind, note = _judge(day, clock, pauses)
        counted += kind is DayKind.COUNTED
        days.append(Day(day, kind, counted, note))
        if day <= today:
            used = counted
        if counted == clock.length:
            break
    return _last_second(days[-1].day, clock.zone), used, tuple(days)


_Pauses = list[tuple[date, date | None, str]]


def _in_days(clock: _Clock) -> tuple[date, date, _Pauses]:
    """The first and the last day to look at, and the pauses in days."""

    def day_of(moment: int) -> date:
        return clock.calendar.day_of(datetime.fromtimestamp(moment, clock.zone))

    pauses = [
        (day_of(s.begin), None if s.end is None else day_of(s.end), s.waiter)
        for s in clock.spans
    ]
    return day_of(clock.begun), day_of(clock.until), pauses


def _spent_days(clock: _Clock) -> int:
    start, last, pauses = _in_days(clock)
    first = 0 if clock.calendar.first_day_counts else 1
    return sum(
        _judge(start + timedelta(days=n), clock, pauses)[0] is DayKind.COUNTED
        for n in range(first, (last - start).days + 1)
    )


def _judge(day: date, clock: _Clock, pauses: _Pauses) -> tuple[DayKind, str]:
    if clock.term.unit is Unit.WORKING_DAYS and not clock.calendar.is_working_day(day):
        return DayKind(str(clock.calendar.kind(day))), _holiday(clock.calendar, day)
    for begin, end, waiter in pauses:
        if begin < day and (end is None or day <= end):
            return DayKind.PAUSED, waiter
    return DayKind.COUNTED, ""


def _holiday(calendar: Calendar, day: date) -> str:
    found = calendar.holiday(day)
    if found is None:
        return ""
    return f"{found.name}, {found.decree}" if found.decree else found.name


def _last_second(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(23, 59, 59), zone).timestamp())


def _walk_hours(clock: _Clock) -> _Walk:
    """Count seconds of the clock or of office time, without the pauses."""
    need = clock.length * _SECONDS[clock.term.unit]
    used = passed = 0
    for begin, end in _windows(clock):
        for free_from, free_to in _without(begin, end, clock.spans):
            if passed + free_to - free_from >= need:
                due = free_from + need - passed
                used += max(0, min(due, clock.until) - free_from)
                return due, used, ()
            passed += free_to - free_from
            used += max(0, min(free_to, clock.until) - free_from)
        if any(span.end is None and span.begin < end for span in clock.spans):
            return None, used, ()
    raise AssertionError("windows never end")


def _spent_seconds(clock: _Clock) -> int:
    total = 0
    for begin, end in _windows(clock):
        if begin >= clock.until:
            return total
        parts = _without(begin, end, clock.spans)
        total += sum(max(0, min(to, clock.until) - since) for since, to in parts)
    raise AssertionError("windows never end")


_SECONDS: Mapping[Unit, int] = {
    Unit.HOURS: 3600,
    Unit.WORKING_HOURS: 3600,
    Unit.WORKING_MINUTES: 60,
}


def _windows(clock: _Clock) -> Iterator[tuple[int, int]]:
    """Spans of time that count, from the start on, in order."""
    zone = clock.zone
    start = datetime.fromtimestamp(clock.begun, zone).date()
    for offset in count():
        day = start + timedelta(days=offset)
        for opens, closes in _opening(day, clock):
            begin = int(datetime.combine(day, opens, zone).timestamp())
            end = int(datetime.combine(day, closes, zone).timestamp())
            end += closes == time.max  # midnight is written as the last microsecond
            if end > clock.begun:
                yield max(begin, clock.begun), end


def _opening(day: date, clock: _Clock) -> tuple[tuple[time, time], ...]:
    if clock.term.unit is Unit.HOURS:
        return ((time.min, time.max),)
    if not clock.calendar.is_working_day(day):
        return ()
    return clock.hours.of(day)


def _without(
    begin: int, end: int, spans: tuple[_Span, ...]
) -> Iterator[tuple[int, int]]:
    """The parts of a span of time that no pause covers."""
    for span in sorted(spans, key=lambda span: span.begin):  # an open one has no end
        if span.begin > begin:
            yield begin, min(end, span.begin)
        begin = max(begin, end if span.end is None else span.end)
        if begin >= end:
            return
    yield begin, end
