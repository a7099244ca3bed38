"""The clock: scenario dates, pauses, units, and why each day counts or not.

The dates of the scenarios are those of the service facts; the others are
counted by hand from the decrees (SKB 3 Menteri for 2026 and 2027).
"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import (
    CITIZEN,
    OFFICER,
    START,
    definition,
    file_one,
    make_desk,
    wib,
)

from egovkit._clock import WIB, WIT
from egovkit.errors import CoverageError, DefinitionError, UsageError
from egovkit.l10n import WorkCalendar
from egovkit.services import MemoryStore, OfficeHours, Term
from egovkit.services._deadline import compute
from egovkit.services._schema import NO_DATE
from egovkit.services._state import State, Wait

CALENDAR = WorkCalendar.indonesia()
SIX_DAYS = WorkCalendar.indonesia(days_per_week=6)
NO_LEAVE = WorkCalendar.indonesia(cuti_bersama_works=True)


def state(begun, *waits, closed=None, **more):
    """A request that began then and waited so; times as datetimes."""
    return State("0" * 10).after(
        {
            "starts": {"submit": seconds(begun)},
            "waits": tuple(
                Wait("applicant", "state", seconds(b), e and seconds(e))
                for b, e in waits
            ),
            "closed_at": closed and seconds(closed),
            **more,
        }
    )


def seconds(moment):
    """Seconds since 1970."""
    return int(moment.timestamp())


def clock(found, term=None, *, at=None, calendar=CALENDAR, hours=None):
    """Where a clock stands."""
    return compute(
        "statutory",
        term or Term(length=5),
        found,
        calendar=calendar,
        hours=hours or OfficeHours(),
        at=seconds(at or wib(2027, 12, 30, 9)),
    )


@pytest.mark.parametrize(
    ("start", "calendar", "due"),
    [
        (wib(2027, 3, 5, 14, 10), CALENDAR, date(2027, 3, 22)),
        (wib(2027, 3, 5, 14, 10), NO_LEAVE, date(2027, 3, 17)),
        (wib(2027, 3, 5, 14, 10), SIX_DAYS, date(2027, 3, 18)),
        (wib(2026, 12, 21, 9), CALENDAR, date(2026, 12, 30)),
        (wib(2026, 12, 21, 9), NO_LEAVE, date(2026, 12, 29)),
        (wib(2025, 3, 27, 9), CALENDAR, date(2025, 4, 14)),
        (wib(2025, 3, 27, 9), NO_LEAVE, date(2025, 4, 7)),
    ],
)
def test_five_working_days_by_calendar(start, calendar, due):
    """Facts page, section 5: the same term under different calendars."""
    assert clock(state(start), calendar=calendar).due == due


@pytest.mark.parametrize(
    ("length", "due"),
    [
        (5, date(2027, 3, 1)),
        (14, date(2027, 3, 22)),
        (25, date(2027, 4, 8)),
        (28, date(2027, 4, 13)),
        (40, date(2027, 4, 29)),
    ],
)
def test_scenario_d_terms_from_22_february(length, due):
    """Facts page, scenario D."""
    assert clock(state(wib(2027, 2, 22, 9)), Term(length=length)).due == due


def test_a_pause_keeps_the_days_already_used():
    """KKPR, 25 working days from 1 April 2027: 7 May without, 4 June with pauses.

    Three late clarifications of five working days each; keep-consumed, where a
    reset would give 15 September.
    """
    begun = wib(2027, 4, 1, 9)
    assert clock(state(begun), Term(length=25)).due == date(2027, 5, 7)
    waits, found = [], None
    for _ in range(3):
        found = clock(state(begun, *waits), Term(length=25))
        # The clarification is asked on the last working day before the end.
        asked = CALENDAR.add_working_days(found.due, -1)
        back = CALENDAR.add_working_days(asked, 5)
        at = time(10)
        waits.append(
            (datetime.combine(asked, at, WIB), datetime.combine(back, at, WIB))
        )
    found = clock(state(begun, *waits), Term(length=25))
    assert found.due == date(2027, 6, 4)


def test_while_a_pause_is_open_there_is_no_date():
    """Nobody can say; what was used is kept."""
    found = clock(
        state(wib(2027, 3, 15, 9), (wib(2027, 3, 18, 9), None)),
        at=wib(2027, 3, 25, 9),
    )
    assert (found.due, found.due_at, found.paused_for) == (None, None, "applicant")
    assert found.used == 3  # 16, 17, and the 18th on which the pause began
    assert not found.overdue


def test_a_term_that_had_ended_before_the_pause_has_ended():
    """Returning a late request does not make it punctual."""
    found = clock(
        state(wib(2027, 4, 1, 9), (wib(2027, 4, 20, 9), None)),
        at=wib(2027, 4, 21, 9),
    )
    assert found.due == date(2027, 4, 8)
    assert found.overdue


def test_a_pause_within_one_day_changes_nothing():
    """Returned at nine and handed in again at three: the day counts."""
    begun = wib(2027, 4, 1, 9)
    same_day = (wib(2027, 4, 6, 9), wib(2027, 4, 6, 15))
    assert clock(state(begun, same_day)).due == clock(state(begun)).due


def test_a_closed_request_is_judged_at_its_end():
    """On time when closed on the last day, whatever the day is now."""
    begun = wib(2027, 4, 1, 9)
    on_time = state(begun, closed=wib(2027, 4, 8, 23, 59))
    late = state(begun, closed=wib(2027, 4, 9, 0, 0))
    assert not clock(on_time).overdue
    assert clock(late).overdue
    assert clock(on_time).used == 5
    assert clock(on_time).closed_on == wib(2027, 4, 8, 23, 59)
    withdrawn = state(begun, (wib(2027, 4, 2, 9), None), closed=wib(2027, 4, 5, 9))
    assert clock(withdrawn).due is not None


def test_the_flag_of_silence_issues_nothing_and_needs_its_rule():
    """`deemed_granted` only where the term's rule says so."""
    begun = wib(2027, 4, 1, 9)
    term = Term(length=5, deemed_granted=True)
    assert clock(state(begun), term).deemed_granted
    assert not clock(state(begun)).deemed_granted
    assert not clock(state(begun), term, at=wib(2027, 4, 8, 20)).deemed_granted


def test_outside_the_calendar_there_is_no_guess(desk):
    """A term into a year without a decree is an error; the request is taken in."""
    with pytest.raises(CoverageError):
        clock(state(wib(2027, 12, 30, 9)))
    ticket = file_one(desk, wib(2027, 12, 30, 9))
    with pytest.raises(CoverageError):
        desk.get(ticket).deadline(at=wib(2027, 12, 30, 10))
    due = desk._store.read(lambda t: t.one("SELECT due FROM egk_request"))[0]
    assert due < NO_DATE  # the promise ends within the year
    file_one(desk, wib(2027, 12, 31, 9))
    dues = desk._store.read(lambda t: t.execute("SELECT due FROM egk_request"))
    assert max(dues)[0] == NO_DATE


def test_the_cut_off_hour_and_the_zone_are_the_offices():
    """What comes after four in the afternoon belongs to the next day."""
    late = WorkCalendar.indonesia(cut_off=time(16))
    start = wib(2027, 4, 1, 16, 0)
    assert clock(state(start)).due == date(2027, 4, 8)
    # 1 April counts as the 2nd: day 0 is Friday, day 5 the 9th.
    assert clock(state(start), calendar=late).due == date(2027, 4, 9)
    east = WorkCalendar.indonesia(zone=WIT)
    night = wib(2027, 4, 1, 22, 30)  # 2 April 00.30 in Jayapura
    assert clock(state(night), calendar=east).due == date(2027, 4, 9)
    assert clock(state(night), calendar=east).due_at.utcoffset() == timedelta(hours=9)


def test_the_first_day_counts_where_the_calendar_says_so():
    """Whether the day of receipt is day 1 is a choice the law leaves open."""
    first = WorkCalendar.indonesia(first_day_counts=True)
    assert clock(state(wib(2027, 4, 1, 9)), calendar=first).due == date(2027, 4, 7)


# explanations


def test_each_day_has_its_reason():
    """Holidays with name and decree, weekends, pauses with for whom."""
    found = clock(
        state(wib(2027, 3, 5, 14, 10), (wib(2027, 3, 16, 9), wib(2027, 3, 18, 20)))
    )
    assert found.due == date(2027, 3, 24)
    kinds = {day.day.day: day.kind.value for day in found.days}
    assert kinds[5] == "start"
    assert (kinds[6], kinds[7]) == ("akhir_pekan", "akhir_pekan")
    assert (kinds[8], kinds[9], kinds[10]) == (
        "libur_nasional", "cuti_bersama", "libur_nasional",
    )  # fmt: skip
    assert (kinds[16], kinds[17], kinds[18]) == ("counted", "paused", "paused")
    text = found.explain("id")
    assert text.splitlines()[0] == (
        "Jangka waktu 5 hari kerja (dasar: —) telah lewat pada Rabu, 24 Maret 2027."
    )
    assert "Senin, 8 Maret 2027: libur nasional" in text
    assert "SKB 1205/2026" in text
    assert "Rabu, 17 Maret 2027: berhenti (menunggu pemohon)" in text
    english = found.explain("en")
    assert "Monday, 8 March 2027: national holiday" in english
    assert "paused (waiting for the applicant)" in english


def test_the_explanation_of_a_pause_and_of_a_clock_not_started():
    """What the citizen reads while there is no date."""
    paused = clock(
        state(wib(2027, 3, 15, 9), (wib(2027, 3, 16, 9), None)), at=wib(2027, 3, 17, 9)
    )
    assert "berhenti: menunggu pemohon" in paused.explain("id").splitlines()[0]
    fresh = compute(
        "statutory",
        Term(length=5, starts="accept"),
        state(START),
        calendar=CALENDAR,
        hours=OfficeHours(),
        at=seconds(START),
    )
    assert fresh.started is None
    assert fresh.explain("en") == (
        "The term of 5 working days (basis: —) has not started."
    )
    due = clock(state(wib(2027, 4, 1, 9)), at=wib(2027, 4, 2, 9))
    assert due.explain("id").startswith("Jangka waktu 5 hari kerja (dasar: —) berakhir")


# other units


def test_calendar_days_ask_no_calendar():
    """UU 25/2009 says "hari": every day counts, weekends and holidays too."""
    term = Term(length=14, unit="calendar_days")
    assert clock(state(wib(2027, 3, 5, 9)), term).due == date(2027, 3, 19)
    assert clock(state(wib(2028, 2, 20, 9)), term, at=wib(2028, 3, 1, 9)).due == date(
        2028, 3, 5
    )


def test_hours_run_by_the_clock():
    """UU 27/2022: 3 x 24 hours, on holidays too, to the second."""
    term = Term(length=72, unit="hours")
    found = clock(state(wib(2027, 3, 5, 14, 10)), term, at=wib(2027, 3, 6, 14, 10))
    assert found.due_at == wib(2027, 3, 8, 14, 10)
    assert (found.used, found.days) == (24 * 3600, ())
    waits = (wib(2027, 3, 6, 0), wib(2027, 3, 6, 6))
    paused = clock(state(wib(2027, 3, 5, 14, 10), waits), term)
    assert paused.due_at == wib(2027, 3, 8, 20, 10)
    open_pause = clock(state(wib(2027, 3, 5, 14), (wib(2027, 3, 5, 16), None)), term)
    assert (open_pause.due_at, open_pause.used) == (None, 2 * 3600)
    assert open_pause.paused_for == "applicant"


def test_office_hours_count_only_while_the_office_is_open():
    """Scenario B: three working hours; breaks, weekends and holidays do not count."""
    term = Term(length=3, unit="working_hours")
    assert clock(state(wib(2027, 4, 1, 8, 0)), term).due_at == wib(2027, 4, 1, 11, 0)
    # Thursday 11.00: one hour to the break, two after it.
    assert clock(state(wib(2027, 4, 1, 11, 0)), term).due_at == wib(2027, 4, 1, 15, 0)
    # Friday 16.00: half an hour, then Monday from 07.30.
    assert clock(state(wib(2027, 4, 2, 16, 0)), term).due_at == wib(2027, 4, 5, 10, 0)
    # Friday 5 March 15.30: one hour, then Tuesday 16 March (Nyepi, Idulfitri, leave).
    assert clock(state(wib(2027, 3, 5, 15, 30)), term).due_at == wib(2027, 3, 16, 9, 30)
    minutes = Term(length=10, unit="working_minutes")
    assert clock(state(wib(2027, 4, 1, 11, 55)), minutes).due_at == wib(
        2027, 4, 1, 13, 5
    )
    six = OfficeHours(saturday=((time(8), time(12)),))
    saturday = clock(state(wib(2027, 4, 3, 9)), term, calendar=SIX_DAYS, hours=six)
    assert saturday.due_at == wib(2027, 4, 3, 12)
    assert six.of(date(2027, 4, 4)) == ()


def test_a_pause_in_office_time_counts_no_office_time():
    """From ten to two with the break between: three office hours are lost."""
    term = Term(length=3, unit="working_hours")
    found = clock(
        state(wib(2027, 4, 1, 9, 0), (wib(2027, 4, 1, 10), wib(2027, 4, 1, 14))), term
    )
    assert found.due_at == wib(2027, 4, 1, 16, 0)


# laws of the rule


@pytest.mark.property
@given(
    start=st.integers(0, 300),
    length=st.integers(1, 30),
    pauses=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=4),
    extra=st.tuples(st.integers(0, 60), st.integers(0, 30)),
)
def test_a_pause_never_brings_the_end_nearer(start, length, pauses, extra):
    """Adding a pause, in any order and with any overlap, never shortens a term."""
    begun = wib(2025, 1, 6, 9) + timedelta(days=start)

    def spans(pairs):
        return [
            (begun + timedelta(days=b), begun + timedelta(days=b + n)) for b, n in pairs
        ]

    term = Term(length=length)
    less = clock(state(begun, *spans(pauses)), term)
    more = clock(state(begun, *spans([*pauses, extra])), term)
    turned = clock(state(begun, *spans([extra, *reversed(pauses)])), term)
    assert more.due >= less.due
    assert turned.due == more.due
    assert CALENDAR.is_working_day(more.due)
    counted = [day for day in more.days if day.kind.value == "counted"]
    assert len(counted) == length


@pytest.mark.property
@given(start=st.integers(0, 900), length=st.integers(1, 60))
def test_without_pauses_it_is_the_calendars_answer(start, length):
    """The independent oracle: `WorkCalendar.add_working_days`."""
    begun = wib(2022, 1, 3, 9) + timedelta(days=start)
    expected = CALENDAR.add_working_days(begun.date(), length)
    assert clock(state(begun), Term(length=length)).due == expected


@pytest.mark.property
@given(st.integers(1, 5), st.integers(1, 5))
def test_an_extension_only_adds(length, more):
    """A term of n extended by m ends as one of n + m."""
    begun = wib(2027, 4, 1, 9)
    extended = state(begun, extensions={"statutory": more})
    assert clock(extended, Term(length=length)).due == (
        clock(state(begun), Term(length=length + more)).due
    )


# stating terms


def test_a_term_that_cannot_work_is_found_when_it_is_stated():
    """Unknown starting action, or a pause for somebody nobody waits for."""
    with pytest.raises(DefinitionError, match="term_unknown_action"):
        definition(terms={"statutory": {"length": 5, "starts": "fly"}})
    with pytest.raises(DefinitionError, match="term_unknown_pause"):
        definition(terms={"statutory": {"length": 5, "pauses": ["dinsos"]}})


def test_a_clock_may_start_with_an_action(desk):
    """From complete receipt: the action that finds the request complete."""
    store = MemoryStore()
    desk = make_desk(
        store, definition=definition(terms={"t": {"length": 5, "starts": "check"}})
    )
    ticket = file_one(desk, wib(2027, 4, 1, 9))
    assert desk.get(ticket).deadline(at=wib(2027, 4, 5, 9)).started is None
    desk.act(ticket, "check", by=OFFICER, at=wib(2027, 4, 5, 9))
    found = desk.get(ticket).deadline(at=wib(2027, 4, 5, 9))
    assert found.due == date(2027, 4, 12)
    with pytest.raises(UsageError, match="term_unknown"):
        desk.get(ticket).deadline("other", at=START)
    bare = make_desk(store, definition=definition(terms={}, version=2))
    other = bare.submit({"name": "S", "purpose": "x"}, by=CITIZEN, at=START).ticket
    with pytest.raises(UsageError, match="term_unknown"):
        bare.get(other).deadline(at=START)
    assert bare.get(other).deadlines(at=START) == {}
    store.close()


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("working_days", ("1 hari kerja", "1 working day", "2 working days")),
        ("calendar_days", ("1 hari kalender", "1 calendar day", "2 calendar days")),
        ("hours", ("1 jam", "1 hour", "2 hours")),
        ("working_hours", ("1 jam kerja", "1 working hour", "2 working hours")),
        ("working_minutes", ("1 menit kerja", "1 working minute", "2 working minutes")),
    ],
)
def test_terms_in_words(unit, words):
    """Indonesian has no plural; English has."""
    one, two = Term(length=1, unit=unit), Term(length=2, unit=unit)
    assert (one.describe(), one.describe("en"), two.describe("en")) == words
