"""The clock against another one that counts day by day and minute by minute.

The other clock knows nothing of egovkit: its holidays are copied from the decrees
(`decrees`) and it looks at every day, or every minute, by itself.
"""

from datetime import date, datetime, time, timedelta

import pytest
from decrees import works
from hypothesis import given, settings
from hypothesis import strategies as st

from egovkit._clock import WIB
from egovkit.l10n import WorkCalendar
from egovkit.services import OfficeHours, Term
from egovkit.services._deadline import compute
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
