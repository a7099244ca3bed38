"""Complaints by the steps of UU 25/2009 Pasal 42, 44 and 50, in calendar days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import wib

from egovkit.errors import CoverageError, Refused, UsageError
from egovkit.l10n import WorkCalendar
from egovkit.services import Complaint
from egovkit.services._complaint import ComplaintClass

SERVED = date(2026, 3, 2)
FILED = date(2026, 3, 16)


def filed(**more):
    """A complaint filed in time."""
    return Complaint.file(served=SERVED, on=FILED, **more)


def test_a_complaint_may_be_filed_for_30_days():
    """Day 30 after the service is 1 April 2026; day 31 is too late."""
    assert Complaint.file(served=SERVED, on=date(2026, 4, 1)).filed == date(2026, 4, 1)
    with pytest.raises(Refused) as refused:
        Complaint.file(served=SERVED, on=date(2026, 4, 2))
    assert refused.value.refusal.facts["due"] == "2026-04-01"


@pytest.mark.parametrize(
    ("served", "on"),
    [
        (wib(2026, 3, 2, 9), wib(2026, 4, 1, 14)),
        (SERVED, wib(2026, 3, 16, 9)),
        (SERVED, "2026-03-16"),
        (SERVED, None),
    ],
    ids=["two moments", "one moment", "text", "nothing"],
)
def test_days_are_counted_not_hours(served, on):
    """A moment on day 30 would be late by its hour; so only dates are taken."""
    with pytest.raises(UsageError, match="remedy_day"):
        Complaint.file(served=served, on=on)
    with pytest.raises(UsageError, match="remedy_day"):
        filed().answer(on=wib(2026, 3, 20, 9), complete=True)


def test_a_class_may_be_named_by_its_word():
    """As a store keeps it; a word that names none is refused."""
    named = filed(kind="permintaan_informasi")
    assert named.kind is ComplaintClass.INFORMATION
    for kind in ("urgent", None, 5):
        with pytest.raises(UsageError, match="complaint_class"):
            filed(kind=kind)
    with pytest.raises(UsageError, match="remedy_day"):
        named.overdue(as_of=wib(2026, 4, 1, 9))


def test_a_complaint_at_the_end_of_time_is_refused():
    """There is no day 30 after the last date."""
    with pytest.raises(CoverageError, match="deadline_no_date"):
        Complaint.file(served=date.max, on=date.max)


def test_each_step_has_the_term_of_its_clause():
    """14 days to answer, 60 from completeness to decide, 14 to tell."""
    complaint = filed()
    assert complaint.next_due() == date(2026, 3, 30)  # 14 days
    complaint = complaint.answer(on=date(2026, 3, 20), complete=False)
    assert complaint.next_due() == date(2026, 4, 19)  # 30 days
    complaint = complaint.complete(on=date(2026, 4, 1))
    assert complaint.next_due() == date(2026, 5, 31)  # 60 days
    complaint = complaint.decide(on=date(2026, 5, 4))
    assert complaint.next_due() == date(2026, 5, 18)  # 14 days
    complaint = complaint.tell(on=date(2026, 5, 5))
    assert (complaint.next_due(), complaint.waiting_for) == (None, None)


def test_a_complete_complaint_skips_the_completion():
    """If nothing is missing, the 60 days start with the answer."""
    complaint = filed().answer(on=date(2026, 3, 20), complete=True)
    assert complaint.waiting_for == "decision"
    assert complaint.next_due() == date(2026, 5, 19)


def test_what_is_not_completed_in_time_counts_as_withdrawn():
    """Pasal 44(5): after day 30 it is withdrawn and takes nothing more."""
    complaint = filed().answer(on=date(2026, 3, 20), complete=False)
    assert not complaint.withdrawn(as_of=date(2026, 4, 19))
    assert complaint.withdrawn(as_of=date(2026, 4, 20))
    with pytest.raises(Refused):
        complaint.complete(on=date(2026, 4, 20))


def test_a_late_step_is_seen():
    """The office is late from the day after the last one."""
    assert not filed().overdue(as_of=date(2026, 3, 30))
    assert filed().overdue(as_of=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        # March 2026 has Nyepi and Idulfitri: 18 to 24 March do not count.
        pytest.param(ComplaintClass.INFORMATION, date(2026, 3, 30), id="5"),
        pytest.param(ComplaintClass.NO_SUPERVISION, date(2026, 4, 13), id="14"),
    ],
)
def test_the_government_standard_counts_working_days(kind, expected):
    """5 or 14 working days from receipt, by class."""
    assert filed(kind=kind).standard_due(WorkCalendar.indonesia()) == expected


def test_three_classes():
    """PermenPANRB 62/2018: 5, 14 and 60 working days."""
    assert [kind.working_days for kind in ComplaintClass] == [5, 14, 60]


STEPS = ("answer", "complete", "decide", "tell")


def do(complaint, step, on):
    """One step by its name; an answer leaves the complaint incomplete."""
    extra = {"complete": False} if step == "answer" else {}
    return getattr(complaint, step)(on=on, **extra)


@pytest.mark.property
@given(st.lists(st.sampled_from(STEPS), max_size=6))
def test_steps_happen_once_and_in_order(steps):
    """Whatever is tried: the steps that succeed are a prefix of the statute's."""
    complaint, done, day = filed(), [], FILED
    for step in steps:
        day += timedelta(days=1)
        try:
            complaint = do(complaint, step, day)
        except Refused:
            continue
        done.append(step)
    assert tuple(done) == STEPS[: len(done)]


@pytest.mark.parametrize("step", STEPS)
def test_no_step_before_the_one_it_follows(step):
    """A date before the previous step is refused."""
    complaint, day = filed(), FILED
    for earlier in STEPS[: STEPS.index(step)]:
        day += timedelta(days=2)
        complaint = do(complaint, earlier, day)
    with pytest.raises(Refused) as refused:
        do(complaint, step, day - timedelta(days=1))
    assert refused.value.refusal.code == "remedy_order"


def test_a_complaint_follows_the_service():
    """Nobody complains of a service before it was given."""
    with pytest.raises(Refused):
        Complaint.file(served=SERVED, on=SERVED - timedelta(days=1))


def test_a_complaint_needs_no_supervision_unless_somebody_says_so():
    """The middle class, 14 working days, is taken where none is named."""
    bare = Complaint(served=SERVED, filed=FILED)
    for complaint in (bare, filed()):
        assert (complaint.kind, complaint.kind.working_days) == (
            ComplaintClass.NO_SUPERVISION,
            14,
        )


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_refused_step_is_said_in_words(lang):
    """Neither names of fields nor ISO dates stand in a sentence for people."""
    waits = filed().answer(on=FILED, complete=False)
    with pytest.raises(Refused) as late:
        waits.complete(on=FILED + timedelta(days=31))
    with pytest.raises(Refused) as early:
        filed().tell(on=FILED)
    said = [error.value.refusal.sentence(lang) for error in (late, early)]
    names = {
        "id": ("pelengkapan pengaduan", "pengiriman keputusan"),
        "en": ("completion of the complaint", "notice of the decision"),
    }[lang]
    assert all(name in text for name, text in zip(names, said, strict=True))
    due = FILED + timedelta(days=30)
    assert due.isoformat() not in said[0]
    assert str(due.year) in said[0]
