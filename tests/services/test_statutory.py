"""Every term that the law sets, in one table: article, length, unit, what silence does.

The table is written from the statutes as the facts quote them; the ends of terms
are counted day by day from the holiday decrees, without egovkit's calendar.
"""

from datetime import date, datetime, time, timedelta

import pytest
from decrees import always, nth, works
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from services_office import wib

from egovkit.errors import CoverageError, Refused, UsageError
from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Complaint,
    ComplaintClass,
    Objection,
    OfficeHours,
    Remedy,
    Retention,
    Term,
    Unit,
    statutory,
)
from egovkit.services._deadline import compute
from egovkit.services._state import State

CALENDAR = WorkCalendar.indonesia()
SIX_DAYS = WorkCalendar.indonesia(days_per_week=6)
NO_LEAVE = WorkCalendar.indonesia(cuti_bersama_works=True)
WORKING, CALENDAR_DAYS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS

# name: length, unit, articles that have to be named, whether silence grants
LAW = {
    # UU 30/2014, working days
    "DECISION": (5, WORKING, ("UU 30/2014", "53(2)", "UU 6/2023", "175"), True),
    "LICENCE": (10, WORKING, ("UU 30/2014", "39(6)", "UU 6/2023"), False),
    "NOTICE": (5, WORKING, ("UU 30/2014", "50(3)"), False),
    "DELIVERY": (5, WORKING, ("UU 30/2014", "62(2)"), False),
    "DELIVERY_MASS": (10, WORKING, ("UU 30/2014", "62(3)"), False),
    "OBJECTION_FILING": (21, WORKING, ("UU 30/2014", "77(1)"), False),
    "OBJECTION_DECISION": (10, WORKING, ("UU 30/2014", "77(4)"), True),
    "APPEAL_FILING": (10, WORKING, ("UU 30/2014", "78(1)"), False),
    "APPEAL_DECISION": (10, WORKING, ("UU 30/2014", "78(4)"), True),
    "GRANTED_BY_SILENCE": (5, WORKING, ("UU 30/2014", "77(7)", "78(6)"), False),
    # UU 25/2009 says "hari" without "kerja"
    "COMPLAINT_FILING": (30, CALENDAR_DAYS, ("UU 25/2009", "42(2)"), False),
    "COMPLAINT_RESPONSE": (14, CALENDAR_DAYS, ("UU 25/2009", "44(3)"), False),
    "COMPLAINT_COMPLETION": (30, CALENDAR_DAYS, ("UU 25/2009", "44(4)"), False),
    "COMPLAINT_DECISION": (60, CALENDAR_DAYS, ("UU 25/2009", "50(1)"), False),
    "COMPLAINT_NOTICE": (14, CALENDAR_DAYS, ("UU 25/2009", "50(2)"), False),
}


def test_the_table_is_whole():
    """No term of the law is without its row here, and no row without its term."""
    terms = {n for n, value in vars(statutory).items() if isinstance(value, Term)}
    assert terms == set(LAW) == set(statutory.__all__) - {"expires_on"}


@pytest.mark.parametrize("name", LAW)
def test_a_term_is_what_its_article_says(name):
    """Length, unit, article, and whether silence grants."""
    term = getattr(statutory, name)
    length, unit, articles, granted = LAW[name]
    assert (term.length, term.unit, term.deemed_granted) == (length, unit, granted)
    assert [part for part in articles if part not in term.source] == []
    assert (term.starts, term.pauses) == (Term(length=1).starts, Term(length=1).pauses)


def end_of(term, start, calendar=CALENDAR):
    """Where the clock of a request would put the last day of a term."""
    begun = int(wib(start.year, start.month, start.day, 9).timestamp())
    state = State("0" * 10).after({"starts": {term.starts: begun}})
    found = compute(
        "term", term, state, calendar=calendar, hours=OfficeHours(), at=begun
    )
    return found.due


@pytest.mark.parametrize("name", LAW)
@pytest.mark.parametrize(
    "start",
    [date(2026, 3, 13), date(2026, 12, 21), date(2027, 3, 5), date(2027, 5, 14)],
    ids=str,
)
def test_each_term_ends_where_the_decrees_put_it(name, start):
    """Before Idulfitri 2026, Christmas 2026, Nyepi and Idulfitri 2027, Iduladha."""
    length, unit, _, _ = LAW[name]
    counts = works if unit is WORKING else always
    assert end_of(getattr(statutory, name), start) == nth(start, length, counts)


@pytest.mark.parametrize(
    ("start", "weekday", "public", "leave", "six"),
    [
        ("2026-12-21", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-29"),
        ("2027-03-05", "2027-03-12", "2027-03-17", "2027-03-22", "2027-03-18"),
        ("2025-03-27", "2025-04-03", "2025-04-07", "2025-04-14", "2025-04-11"),
    ],
)
def test_five_days_under_four_ideas_of_a_working_day(
    start, weekday, public, leave, six
):
    """Facts, section 5: weekdays alone, with holidays, with leave, six-day week."""
    day = date.fromisoformat(start)
    found = [
        nth(day, 5, lambda d: d.weekday() < 5),
        end_of(statutory.DECISION, day, NO_LEAVE),
        end_of(statutory.DECISION, day),
        end_of(statutory.DECISION, day, SIX_DAYS),
    ]
    assert [d.isoformat() for d in found] == [weekday, public, leave, six]


def test_how_often_a_simpler_calendar_is_wrong():
    """Facts, finding 3: of the 240 working days of 2026, 25 % and 10 %."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    starts = [day for day in days if works(day)]
    right = [end_of(statutory.DECISION, day) for day in starts]
    assert right == [nth(day, 5) for day in starts]
    plain = [nth(day, 5, lambda d: d.weekday() < 5) for day in starts]
    public = [end_of(statutory.DECISION, day, NO_LEAVE) for day in starts]
    assert len(starts) == 240
    assert sum(a != b for a, b in zip(plain, right, strict=True)) == 60  # 25 %
    assert sum(a != b for a, b in zip(public, right, strict=True)) == 25  # 10.4 %


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, 238), (2025, 237), (2026, 240), (2027, 242)]
)
def test_working_days_of_a_year(year, expected):
    """Facts, section 5: Monday to Friday, without holidays and leave."""
    first = date(year, 1, 1)
    days = (
        first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)
    )
    assert sum(map(CALENDAR.is_working_day, days)) == expected


def hours(spans):
    """Hours of a day's spans."""
    return sum(
        (end.hour - begin.hour) * 60 + end.minute - begin.minute for begin, end in spans
    ) / 60  # fmt: skip


def test_the_usual_week_is_that_of_the_decree():
    """Perpres 21/2023: 37.5 hours from 7.30; breaks of 60 minutes, on Friday of 90."""
    usual = OfficeHours()
    week = [usual.of(date(2027, 4, 5) + timedelta(days=n)) for n in range(7)]
    assert [hours(day) for day in week] == [7.5, 7.5, 7.5, 7.5, 7.5, 0, 0]
    assert sum(map(hours, week)) == 37.5
    for day in week[:5]:
        (begin, pause), (again, _) = day
        assert begin == time(7, 30)
        minutes = (again.hour - pause.hour) * 60 + again.minute - pause.minute
        assert minutes == (90 if day is week[4] else 60)
    six = OfficeHours(saturday=[("07:30", "12:00")])
    assert hours(six.of(date(2027, 4, 10))) == 4.5
    assert six.of(date(2027, 4, 11)) == ()


@pytest.mark.parametrize(
    ("make", "good", "bad"),
    [
        (lambda n: Term(length=n), [1, 3660], [0, -1, 3661, 1.5, None]),
        (lambda n: Term(length=1, extension=n), [0, 1, 10**6], [-1, 0.5]),
        (lambda n: Retention(years=n), [0, 1, 100], [-1, 101, 1.5]),
    ],
    ids=["term", "extension", "retention"],
)
def test_lengths_have_their_bounds(make, good, bad):
    """Ten years of days, a hundred years of keeping: beyond is a typing error."""
    for number in good:
        make(number)
    for number in bad:
        with pytest.raises(ValidationError):
            make(number)


# classes of complaints (PermenPANRB 62/2018)


@pytest.mark.parametrize(
    ("kind", "word", "days"),
    [
        (ComplaintClass.INFORMATION, "permintaan_informasi", 5),
        (ComplaintClass.NO_SUPERVISION, "tidak_berkadar_pengawasan", 14),
        (ComplaintClass.SUPERVISION, "berkadar_pengawasan", 60),
    ],
)
@pytest.mark.parametrize(
    "filed", [date(2026, 3, 16), date(2026, 12, 18), date(2027, 2, 26)], ids=str
)
def test_each_class_of_complaint_has_its_working_days(kind, word, days, filed):
    """5, 14 and 60 from receipt, whatever holidays lie between."""
    complaint = Complaint.file(served=filed, on=filed, kind=word)
    assert (complaint.kind, str(kind), kind.working_days) == (kind, word, days)
    assert complaint.standard_due(CALENDAR) == nth(filed, days)


def test_a_complaint_has_a_class_without_being_given_one():
    """Without supervision: 14 working days, the middle one."""
    complaint = Complaint.file(served=date(2027, 1, 4), on=date(2027, 1, 4))
    assert complaint.kind is ComplaintClass.NO_SUPERVISION


# the steps, at their last day and the day after


DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.property
@given(announced=DAYS, later=st.integers(0, 60))
def test_an_objection_is_taken_up_to_the_21st_working_day(announced, later):
    """Pasal 77(1): from the day of the announcement itself to day 21, no other day."""
    on, last = announced + timedelta(days=later), nth(announced, 21)
    if on <= last:
        found = Objection.file(announced=announced, on=on, calendar=CALENDAR)
        assert (found.remedy, found.against, found.filed) == (
            Remedy.OBJECTION,
            announced,
            on,
        )
        assert found.due(CALENDAR) == nth(on, 10)
        assert found.issue_due(CALENDAR) == nth(nth(on, 10), 5)
    else:
        with pytest.raises(Refused) as refused:
            Objection.file(announced=announced, on=on, calendar=CALENDAR)
        assert refused.value.refusal.code == "remedy_late"
        assert refused.value.refusal.facts["due"] == last.isoformat()


@pytest.mark.property
@given(received=DAYS, later=st.integers(0, 30), before=st.integers(0, 40))
def test_an_appeal_is_taken_up_to_the_10th_working_day(received, later, before):
    """Pasal 78(1): from the day on which the decision on the objection arrived."""
    filed = received - timedelta(days=before)
    objection = Objection.file(announced=filed, on=filed, calendar=CALENDAR)
    refused = objection.decide(on=received, granted=False)
    on, last = received + timedelta(days=later), nth(received, 10)
    if on > last:
        with pytest.raises(Refused, match="remedy_late"):
            refused.appeal(received=received, on=on, calendar=CALENDAR)
        return
    appeal = refused.appeal(received=received, on=on, calendar=CALENDAR)
    assert (appeal.remedy, appeal.against, appeal.filed) == (
        Remedy.APPEAL,
        received,
        on,
    )
    assert appeal.due(CALENDAR) == nth(on, 10)


@pytest.mark.property
@given(
    filed=DAYS,
    decided=st.none() | st.integers(0, 40),
    asked=st.integers(0, 60),
    granted=st.booleans(),
)
def test_silence_grants_from_the_day_after_the_10th(filed, decided, asked, granted):
    """Pasal 77(5): unless a decision came by day 10, whatever came afterwards."""
    objection = Objection.file(announced=filed, on=filed, calendar=CALENDAR)
    last, as_of = nth(filed, 10), filed + timedelta(days=asked)
    in_time = False
    if decided is not None:
        on = filed + timedelta(days=decided)
        objection = objection.decide(on=on, granted=granted)
        assert (objection.decided, objection.granted) == (on, granted)
        in_time = on <= last
    assert objection.granted_by_silence(as_of=as_of, calendar=CALENDAR) is (
        as_of > last and not in_time
    )


def test_an_objection_may_be_decided_on_the_day_it_is_filed():
    """Nothing in Pasal 77 makes an office wait; the day before is before filing."""
    day = date(2027, 1, 4)
    objection = Objection.file(announced=day, on=day, calendar=CALENDAR)
    assert objection.decide(on=day, granted=True).decided == day
    with pytest.raises(Refused, match="remedy_order"):
        objection.decide(on=day - timedelta(days=1), granted=True)
    refused = objection.decide(on=day, granted=False)
    assert refused.appeal(received=day, on=day, calendar=CALENDAR).filed == day
    with pytest.raises(Refused, match="remedy_order"):
        refused.appeal(received=day - timedelta(days=1), on=day, calendar=CALENDAR)


def test_a_complaint_may_be_settled_on_one_day():
    """Served, complained of, answered, decided and told on the same day."""
    day = date(2027, 1, 4)
    complaint = Complaint.file(served=day, on=day)
    settled = complaint.answer(on=day, complete=True).decide(on=day).tell(on=day)
    assert (settled.told, settled.waiting_for) == (day, None)
    asked = complaint.answer(on=day, complete=False)
    assert asked.completed is None
    assert asked.complete(on=day).decide(on=day).tell(on=day).completed == day


STEPS = [
    # step, the one it follows, its days
    ("answer", "filed", 14),
    ("completion", "answered", 30),
    ("decision", "completed", 60),
    ("notice", "decided", 14),
]


def complaint_waiting_for(step, since):
    """A complaint whose next step runs from a day."""
    complaint = Complaint.file(served=since, on=since)
    if step == "answer":
        return complaint
    complaint = complaint.answer(on=since, complete=step != "completion")
    if step == "notice":
        complaint = complaint.decide(on=since)
    return complaint


@pytest.mark.property
@pytest.mark.parametrize(("step", "follows", "days"), STEPS)
@given(since=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_each_step_of_a_complaint_is_late_after_its_day(step, follows, days, since):
    """The last day is in time, the next one late; weekends and holidays count."""
    complaint = complaint_waiting_for(step, since)
    assert (complaint.waiting_for, getattr(complaint, follows)) == (step, since)
    last = since + timedelta(days=days)
    assert complaint.next_due() == last
    assert [complaint.overdue(as_of=last + timedelta(days=n)) for n in (-1, 0, 1)] == [
        False,
        False,
        True,
    ]
    assert complaint.withdrawn(as_of=last + timedelta(days=1)) is (step == "completion")
    assert not complaint.withdrawn(as_of=last)


@pytest.mark.property
@given(served=st.dates(date(2020, 1, 1), date(2040, 1, 1)), later=st.integers(0, 40))
def test_a_complaint_is_taken_up_to_day_30(served, later):
    """Pasal 42(2), calendar days."""
    on = served + timedelta(days=later)
    if later <= 30:
        assert Complaint.file(served=served, on=on).filed == on
    else:
        with pytest.raises(Refused) as refused:
            Complaint.file(served=served, on=on)
        due = served + timedelta(days=30)
        assert refused.value.refusal.facts["due"] == due.isoformat()


def test_a_late_completion_says_until_when_it_could_be_made():
    """Pasal 44(5): withdrawn after day 30 of the answer."""
    day = date(2027, 1, 4)
    asked = Complaint.file(served=day, on=day).answer(on=day, complete=False)
    last = day + timedelta(days=30)
    assert asked.complete(on=last).completed == last
    with pytest.raises(Refused) as refused:
        asked.complete(on=last + timedelta(days=1))
    assert refused.value.refusal.code == "remedy_late"
    assert refused.value.refusal.facts["due"] == "2027-02-03"


def test_a_late_decision_is_recorded_all_the_same():
    """The office is late; the complainant still gets the decision, and is told it."""
    day = date(2027, 1, 4)
    complaint = Complaint.file(served=day, on=day).answer(on=day, complete=True)
    late = complaint.decide(on=day + timedelta(days=90))
    assert late.next_due() == day + timedelta(days=104)
    assert not late.overdue(as_of=late.next_due())


@pytest.mark.property
@given(
    received=DAYS,
    decided=st.none() | st.integers(0, 30),
    asked=st.integers(0, 40),
    granted=st.booleans(),
)
def test_silence_grants_an_appeal_as_it_grants_an_objection(
    received, decided, asked, granted
):
    """Pasal 78(5) and (6): ten working days, then five to set it down."""
    objection = Objection.file(announced=received, on=received, calendar=CALENDAR)
    refused = objection.decide(on=received, granted=False)
    appeal = refused.appeal(received=received, on=received, calendar=CALENDAR)
    last, as_of = nth(received, 10), received + timedelta(days=asked)
    in_time = False
    if decided is not None:
        on = received + timedelta(days=decided)
        appeal = appeal.decide(on=on, granted=granted)
        in_time = on <= last
    assert appeal.granted_by_silence(as_of=as_of, calendar=CALENDAR) is (
        as_of > last and not in_time
    )
    assert appeal.issue_due(CALENDAR) == nth(last, 5)


@pytest.mark.property
@given(steps=st.integers(0, 5), gap=st.integers(0, 12), whole=st.booleans())
def test_remedies_are_kept_as_json_between_their_steps(steps, gap, whole):
    """Wherever they are kept: what comes back is equal and waits for the same."""
    day = date(2027, 1, 4)
    complaint = Complaint.file(served=day, on=day, kind="berkadar_pengawasan")
    objection = Objection.file(announced=day, on=day, calendar=CALENDAR)
    for _ in range(steps):
        day += timedelta(days=gap)
        waits = complaint.waiting_for
        if waits == "answer":
            complaint = complaint.answer(on=day, complete=whole)
        elif waits is not None:
            step = {"completion": "complete", "decision": "decide", "notice": "tell"}
            complaint = getattr(complaint, step[waits])(on=day)
        if objection.decided is None:
            objection = objection.decide(on=day, granted=whole)
    for found in (complaint, objection):
        kept = TypeAdapter(type(found))
        assert kept.validate_json(kept.dump_json(found)) == found
        assert hash(kept.validate_json(kept.dump_json(found))) == hash(found)


# days, not moments; and the ends of what is known


@pytest.mark.parametrize(
    "day",
    [datetime(2027, 1, 4), wib(2027, 1, 4, 9), "2027-01-04", 20270104, None, True],  # noqa: DTZ001
    ids=["naive", "aware", "text", "number", "none", "truth"],
)
def test_a_day_is_a_date_and_nothing_else(day):
    """The law counts days; a `datetime` is a date to Python, and not here."""
    good = date(2027, 1, 4)
    complaint = Complaint.file(served=good, on=good)
    objection = Objection.file(announced=good, on=good, calendar=CALENDAR)
    refused = objection.decide(on=good, granted=False)
    for call in (
        lambda: Complaint.file(served=day, on=good),
        lambda: Complaint.file(served=good, on=day),
        lambda: complaint.answer(on=day, complete=True),
        lambda: complaint.overdue(as_of=day),
        lambda: Objection.file(announced=day, on=good, calendar=CALENDAR),
        lambda: Objection.file(announced=good, on=day, calendar=CALENDAR),
        lambda: objection.decide(on=day, granted=True),
        lambda: objection.granted_by_silence(as_of=day, calendar=CALENDAR),
        lambda: refused.appeal(received=day, on=good, calendar=CALENDAR),
        lambda: refused.appeal(received=good, on=day, calendar=CALENDAR),
    ):
        with pytest.raises(UsageError, match="remedy_day"):
            call()


def test_outside_the_decrees_there_is_an_error_and_no_date():
    """An objection at the end of the last known year cannot be given a day."""
    last = date(2027, 12, 20)
    with pytest.raises(CoverageError):
        Objection.file(announced=last, on=last, calendar=CALENDAR)
    complaint = Complaint.file(served=last, on=last)
    assert complaint.next_due() == date(2028, 1, 3)  # calendar days need no decree
    with pytest.raises(CoverageError):
        complaint.standard_due(CALENDAR)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (date(2027, 1, 1), date(2027, 1, 4)),  # New Year, a Friday: Monday
        (date(2027, 1, 3), date(2027, 1, 4)),  # a Sunday
        (date(2027, 1, 2), date(2027, 1, 2)),  # a Saturday is neither
        (date(2027, 1, 6), date(2027, 1, 6)),  # a day like others
        (date(2027, 3, 10), date(2027, 3, 16)),  # Idulfitri, with the leave behind it
        (date(2027, 3, 12), date(2027, 3, 12)),  # leave alone is no national holiday
    ],
    ids=str,
)
def test_a_decision_expires_on_no_sunday_and_no_national_holiday(end, last):
    """UU 30/2014 Pasal 58(3): it holds until the next working day."""
    for calendar in (CALENDAR, WorkCalendar.indonesia(first_day_counts=True)):
        assert statutory.expires_on(end, calendar=calendar) == last


@pytest.mark.property
@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)))
def test_a_decision_never_expires_earlier_and_moves_onto_a_working_day(end):
    """Day by day from the decrees, without egovkit's calendar."""
    last = statutory.expires_on(end, calendar=CALENDAR)
    if last != end:
        assert end < last
        assert works(last)
        between = (end + timedelta(days=n) for n in range((last - end).days))
        assert not any(map(works, between))


def test_the_end_of_a_decision_is_a_day():
    """A moment has an hour, which the article knows nothing of."""
    with pytest.raises(UsageError, match="remedy_day"):
        statutory.expires_on(wib(2027, 1, 3), calendar=CALENDAR)
    with pytest.raises(CoverageError):
        statutory.expires_on(date(2033, 1, 2), calendar=CALENDAR)
