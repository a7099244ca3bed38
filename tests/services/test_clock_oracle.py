"""The clock against another one that counts day by day and minute by minute.

The other clock knows nothing of egovkit: its holidays are copied from the decrees
(`decrees`) and it looks at every day, or every minute, by itself.
"""

from datetime import date, datetime, time, timedelta

import pytest
from decrees import LEAVE, NATIONAL, nth, works
from hypothesis import given, settings
from hypothesis import strategies as st

from egovkit._clock import WIB, WIT, WITA
from egovkit.l10n import WorkCalendar
from egovkit.services import OfficeHours, Term
from egovkit.services._deadline import Day, DayKind, compute, spent
from egovkit.services._state import State, Wait

CALENDAR = WorkCalendar.indonesia()
FIRST = datetime(2026, 1, 5, tzinfo=WIB)
MINUTES = st.integers(0, 60 * 24 * 480).map(lambda m: FIRST + timedelta(minutes=m))
PAUSES = st.lists(
    st.tuples(MINUTES, st.integers(0, 60 * 24 * 20)).map(
        lambda p: (p[0], p[0] + timedelta(minutes=p[1]))
    ),
    max_size=4,
)


def clock(term, begun, pauses, at):
    """Where egovkit's clock stands."""
    waits = tuple(
        Wait("applicant", "state", int(b.timestamp()), int(e.timestamp()))
        for b, e in pauses
    )
    begun_at = int(begun.timestamp())
    state = State("0" * 10).after({"starts": {"submit": begun_at}, "waits": waits})
    return compute(
        "term",
        term,
        state,
        calendar=CALENDAR,
        hours=OfficeHours(),
        at=int(at.timestamp()),
    )


def test_the_decrees_and_the_calendar_agree():
    """Both clocks know the same working days of 2026 and 2027."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
    assert [d for d in days if works(d)] == [
        d for d in days if CALENDAR.is_working_day(d)
    ]
    assert sum(works(d) for d in days if d.year == 2027) == 242  # the facts' figure


@pytest.mark.property
@settings(max_examples=300)
@given(
    begun=MINUTES,
    length=st.integers(1, 60),
    pauses=PAUSES,
    unit=st.sampled_from(["working_days", "calendar_days"]),
)
def test_the_nth_day_in_no_pause(begun, length, pauses, unit):
    """The n-th day D after the start that counts, with no pause begin < D <= end."""
    day, left = begun.date(), length
    while left:
        day += timedelta(days=1)
        counts = unit == "calendar_days" or works(day)
        held = any(b.date() < day <= e.date() for b, e in pauses)
        left -= counts and not held
    at = datetime(2027, 12, 30, tzinfo=WIB)
    found = clock(Term(length=length, unit=unit), begun, pauses, at)
    assert found.due == day
    assert found.days[-1].number == length
    assert found.due_at == datetime.combine(day, time(23, 59, 59), WIB)
    assert found.overdue


HOURS = {
    0: [(450, 720), (780, 960)],  # 7.30 to 12.00, 13.00 to 16.00
    4: [(450, 690), (780, 990)],  # 7.30 to 11.30, 13.00 to 16.30
}


def open_at(moment):
    """Whether the office is open in this minute."""
    if not works(moment.date()):
        return False
    spans = HOURS[4 if moment.weekday() == 4 else 0]
    minute = moment.hour * 60 + moment.minute
    return any(begin <= minute < end for begin, end in spans)


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(
    begun=MINUTES,
    length=st.integers(1, 900),
    pauses=PAUSES,
    unit=st.sampled_from(["working_minutes", "hours"]),
)
def test_the_nth_minute_in_no_pause(begun, length, pauses, unit):
    """Minutes are counted while the office is open, or all of them, less the pauses."""
    minutes = length if unit == "working_minutes" else (length % 50 + 1) * 60
    term = Term(
        length=length if unit == "working_minutes" else minutes // 60, unit=unit
    )
    moment, left = begun, minutes
    while left:
        counts = unit == "hours" or open_at(moment)
        held = any(b <= moment < e for b, e in pauses)
        left -= counts and not held
        moment += timedelta(minutes=1)
    at = datetime(2027, 12, 30, tzinfo=WIB)
    assert clock(term, begun, pauses, at).due_at == moment


@pytest.mark.property
@given(
    begun=MINUTES,
    length=st.integers(1, 20),
    pauses=PAUSES,
    at=MINUTES,
    unit=st.sampled_from(["working_days", "working_minutes"]),
)
def test_what_is_used_is_counted_up_to_now(begun, length, pauses, at, unit):
    """Days that ended or began by today; seconds that have passed; never too many."""
    term = Term(length=length, unit=unit)
    past = [(b, e) for b, e in pauses if e <= at]
    found = clock(term, begun, past, at)
    if begun > at:
        assert (found.started, found.used) == (None, 0)
        return
    if unit == "working_days":
        days = (at.date() - begun.date()).days
        walked = (begun.date() + timedelta(days=n) for n in range(1, days + 1))
        used = sum(
            works(d) and not any(b.date() < d <= e.date() for b, e in past)
            for d in walked
        )
        assert found.used == min(used, length)
    else:
        assert 0 <= found.used <= length * 60
        assert (found.used == length * 60) == (found.due_at <= at)


FIRST_COUNTS = WorkCalendar.indonesia(first_day_counts=True)
DAY_UNITS = st.sampled_from(["working_days", "calendar_days"])
SHORT = st.lists(
    st.tuples(MINUTES, st.integers(0, 60 * 24 * 3)).map(
        lambda p: (p[0], p[0] + timedelta(minutes=p[1]))
    ),
    max_size=3,
)


def stored(begun, pauses, *, closed=None, opened=None, starts="submit"):
    """The state of a request that waited so, and may be waiting or closed now."""
    spans = [*pauses, (opened, None)] if opened else pauses
    waits = tuple(
        Wait("applicant", "state", int(b.timestamp()), e and int(e.timestamp()))
        for b, e in spans
    )
    return State("0" * 10).after(
        {
            "starts": {starts: int(begun.timestamp())},
            "waits": waits,
            "closed_at": closed and int(closed.timestamp()),
        }
    )


def where(term, state, at, calendar=CALENDAR, hours=None):
    """Where egovkit's clock stands."""
    seconds = int(at.timestamp())
    hours = hours or OfficeHours()
    return compute("t", term, state, calendar=calendar, hours=hours, at=seconds)


def kind_of(day, unit, pauses):
    """What a reader of the decrees and of the file would write beside a day."""
    if unit == "working_days" and not works(day):
        if day in NATIONAL:
            return DayKind.HOLIDAY
        return DayKind.LEAVE if day in LEAVE else DayKind.WEEKEND
    held = any(b.date() < day and (e is None or day <= e.date()) for b, e in pauses)
    return DayKind.PAUSED if held else DayKind.COUNTED


@pytest.mark.property
@given(
    begun=MINUTES,
    length=st.integers(1, 12),
    pauses=SHORT,
    unit=DAY_UNITS,
    first=st.booleans(),
)
def test_every_day_is_explained(begun, length, pauses, unit, first):
    """From the start to the last day, each once, with its reason and its number.

    The start is day 0, unless the calendar counts it: then it is a day like the
    others.
    """
    at = datetime(2027, 12, 30, tzinfo=WIB)
    calendar = FIRST_COUNTS if first else CALENDAR
    found = where(Term(length=length, unit=unit), stored(begun, pauses), at, calendar)
    expected = [] if first else [(begun.date(), DayKind.START, 0)]
    day, number = begun.date() + timedelta(days=not first), 0
    while number < length:
        kind = kind_of(day, unit, pauses)
        number += kind is DayKind.COUNTED
        expected.append((day, kind, number))
        day += timedelta(days=1)
    assert [found_day[:3] for found_day in found.days] == expected
    assert found.due == expected[-1][0]
    for day in found.days:
        named = day.kind in (DayKind.HOLIDAY, DayKind.LEAVE, DayKind.PAUSED)
        assert bool(day.note) is named


@pytest.mark.property
@given(
    begun=MINUTES,
    length=st.integers(1, 12),
    pauses=SHORT,
    unit=DAY_UNITS,
    first=st.booleans(),
    waited=st.integers(0, 60 * 24 * 15),
    later=st.integers(0, 60 * 24 * 15),
)
def test_while_somebody_is_waited_for(
    begun, length, pauses, unit, first, waited, later
):
    """No date, unless the term had ended by the day on which the waiting began."""
    opened = begun + timedelta(minutes=waited)
    at = opened + timedelta(minutes=later)
    past = [(b, e) for b, e in pauses if e <= at]
    calendar = FIRST_COUNTS if first else CALENDAR
    state = stored(begun, past, opened=opened)
    found = where(Term(length=length, unit=unit), state, at, calendar)
    day, used, due = begun.date() + timedelta(days=not first), 0, None
    while day <= max(opened, at).date() and due is None:
        used += kind_of(day, unit, [*past, (opened, None)]) is DayKind.COUNTED
        due = day if used == length else None
        day += timedelta(days=1)
    assert (found.due, found.used) == (due, used)
    assert found.paused_for == (None if due else "applicant")
    assert found.overdue is (due is not None and due < at.date())
    assert found.days[-1].day == (due or at.date()) or (
        found.days == (Day(begun.date(), DayKind.START, 0),)
        and at.date() == begun.date()
    )


@pytest.mark.property
@given(
    begun=MINUTES,
    pauses=SHORT,
    took=st.integers(0, 60 * 24 * 30),
    unit=DAY_UNITS,
    first=st.booleans(),
)
def test_days_that_a_closed_request_took(begun, pauses, took, unit, first):
    """Every counted day from the start to the closing, past the term's end too."""
    closed = begun + timedelta(minutes=took)
    past = [(b, min(e, closed)) for b, e in pauses if b <= closed]
    calendar = FIRST_COUNTS if first else CALENDAR
    days = (closed.date() - begun.date()).days
    walked = [begun.date() + timedelta(days=n) for n in range(not first, days + 1)]
    expected = sum(kind_of(day, unit, past) is DayKind.COUNTED for day in walked)
    state = stored(begun, past, closed=closed)
    term = Term(length=1, unit=unit)
    assert spent(term, state, calendar=calendar, hours=OfficeHours()) == expected


def open_minutes(begun, end, pauses, unit):
    """The minutes between two moments that count."""
    count, moment = 0, begun
    while moment < end:
        held = any(b <= moment and (e is None or moment < e) for b, e in pauses)
        count += (unit == "hours" or open_at(moment)) and not held
        moment += timedelta(minutes=1)
    return count


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(
    begun=MINUTES,
    length=st.integers(1, 12),
    pauses=SHORT,
    took=st.integers(0, 60 * 24 * 6),
    unit=st.sampled_from(["hours", "working_hours", "working_minutes"]),
    waiting=st.booleans(),
)
def test_time_used_up_to_a_moment(begun, length, pauses, took, unit, waiting):
    """Seconds used now, never more than the term; what was begun counts whole."""
    at = begun + timedelta(minutes=took)
    past = [(b, min(e, at)) for b, e in pauses if b <= at]
    opened = begun + timedelta(minutes=took // 2) if waiting else None
    spans = [*past, (opened, None)] if waiting else past
    minutes = open_minutes(begun, at, spans, unit)
    term = Term(length=length, unit=unit)
    whole = length * (1 if unit == "working_minutes" else 60)
    found = where(term, stored(begun, past, opened=opened), at)
    assert found.used == 60 * min(minutes, whole)
    assert (found.due_at is None) is (waiting and minutes < whole)
    step = 1 if unit == "working_minutes" else 60
    closed = stored(begun, past, opened=opened, closed=at)
    used = spent(term, closed, calendar=CALENDAR, hours=OfficeHours())
    assert used == -(-minutes // step)


@pytest.mark.parametrize("at", [(9, 0), (9, 59), (10, 0), (10, 30), (15, 0)])
def test_what_is_used_stops_at_the_end_of_the_term(at):
    """One office hour from 9.00: all of it is used at 10.00, and no more later."""
    begun = datetime(2027, 4, 1, 9, tzinfo=WIB)
    found = where(
        Term(length=1, unit="working_hours"),
        stored(begun, []),
        datetime(2027, 4, 1, *at, tzinfo=WIB),
    )
    minutes = (at[0] - 9) * 60 + at[1]
    assert found.due_at == datetime(2027, 4, 1, 10, tzinfo=WIB)
    assert found.used == min(minutes, 60) * 60
    assert found.overdue is (minutes > 60)


def test_a_term_in_hours_that_ends_with_a_window_is_due_there():
    """Three hours from 13.00 end at 16.00 with the office, not on the next day."""
    begun = datetime(2027, 4, 1, 13, tzinfo=WIB)
    for length, due in [
        (3, datetime(2027, 4, 1, 16, tzinfo=WIB)),
        (4, datetime(2027, 4, 2, 8, 30, tzinfo=WIB)),  # Good Friday was 26 March
    ]:
        term = Term(length=length, unit="working_hours")
        found = where(term, stored(begun, []), due)
        assert found.due_at == due
        assert (found.used, found.overdue) == (length * 3600, False)
        late = where(term, stored(begun, []), due + timedelta(seconds=1))
        assert (late.used, late.overdue) == (length * 3600, True)


def test_a_clock_that_never_started_took_no_time():
    """No time at all is not the same as none: there is nothing to tell."""
    begun = datetime(2027, 4, 1, 9, tzinfo=WIB)
    term = Term(length=1, starts="check")
    asked = {"calendar": CALENDAR, "hours": OfficeHours()}
    assert spent(term, stored(begun, [], closed=begun), **asked) is None
    assert spent(term, stored(begun, [], starts="check"), **asked) is None
    both = stored(begun, [], closed=begun, starts="check")
    assert spent(term, both, **asked) == 0
    assert spent(term, both, calendar=FIRST_COUNTS, hours=OfficeHours()) == 1


def test_a_night_shift_ends_at_midnight():
    """The last moment of a day is written 23.59.59.999999 and means 24.00."""
    night = OfficeHours(
        monday_to_thursday=((time(22), time.max),), friday=(), saturday=()
    )
    begun = datetime(2027, 4, 5, 22, tzinfo=WIB)  # a Monday
    for length, due in [
        (1, datetime(2027, 4, 5, 23, tzinfo=WIB)),
        (2, datetime(2027, 4, 6, 0, tzinfo=WIB)),
        (3, datetime(2027, 4, 6, 23, tzinfo=WIB)),
        (8, datetime(2027, 4, 9, 0, tzinfo=WIB)),
        (9, datetime(2027, 4, 12, 23, tzinfo=WIB)),  # no Friday, no weekend
    ]:
        term = Term(length=length, unit="working_hours")
        found = where(term, stored(begun, []), due, hours=night)
        assert (found.due_at, found.used) == (due, length * 3600)


@pytest.mark.property
@given(
    begun=MINUTES,
    length=st.integers(1, 300),
    cuts=st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6, unique=True),
)
def test_any_office_hours_are_counted_minute_by_minute(begun, length, cuts):
    """Whatever spans an office works, the same on every weekday."""
    cuts = sorted(cuts[: len(cuts) // 2 * 2])
    minutes = list(zip(cuts[::2], cuts[1::2], strict=True))
    spans = tuple((time(*divmod(b, 60)), time(*divmod(e, 60))) for b, e in minutes)
    hours = OfficeHours(monday_to_thursday=spans, friday=spans)
    length = min(length, 2 * sum(e - b for b, e in minutes))  # two days at most
    moment, left = begun, length
    while left:
        minute = moment.hour * 60 + moment.minute
        left -= works(moment.date()) and any(b <= minute < e for b, e in minutes)
        moment += timedelta(minutes=1)
    term = Term(length=length, unit="working_minutes")
    at = datetime(2027, 12, 30, tzinfo=WIB)
    assert where(term, stored(begun, []), at, hours=hours).due_at == moment


@pytest.mark.property
@given(begun=MINUTES, length=st.integers(1, 15), zone=st.sampled_from([WIB, WITA, WIT]))
def test_days_are_those_of_the_offices_zone(begun, length, zone):
    """One moment is two dates across the islands; the office's date counts."""
    calendar = WorkCalendar.indonesia(zone=zone)
    at = datetime(2027, 12, 30, tzinfo=WIB)
    found = where(Term(length=length), stored(begun, []), at, calendar)
    day = nth(begun.astimezone(zone).date(), length)
    assert found.due == day
    assert found.due_at == datetime.combine(day, time(23, 59, 59), zone)


@pytest.mark.parametrize("unit", ["hours", "working_hours", "working_minutes"])
def test_two_are_asked_at_once_and_one_has_answered(unit):
    """Pauses of the same second, one of them ended: the clock waits for the other."""
    begun = datetime(2027, 4, 1, 9, tzinfo=WIB)
    asked, answered = (begun + timedelta(minutes=m) for m in (20, 50))
    one, other = (
        Wait(waiter, cause, int(asked.timestamp()), end)
        for waiter, cause, end in (
            ("damkar", "fire", None),
            ("atr", "zone", int(answered.timestamp())),
        )
    )
    length = 120 if unit == "working_minutes" else 2
    term = Term(length=length, unit=unit, pauses=["damkar", "atr"])
    for waits in ((one, other), (other, one)):
        state = stored(begun, []).after({"waits": waits})
        found = where(term, state, begun + timedelta(hours=3))
        assert (found.due_at, found.paused_for) == (None, "damkar")
        assert found.used == 20 * 60
