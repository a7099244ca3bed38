"""Objection and appeal (UU 30/2014 Pasal 75-78)."""

from datetime import date

import pytest
from services_office import wib

from egovkit.errors import Refused, UsageError
from egovkit.l10n import WorkCalendar
from egovkit.services import Objection
from egovkit.services._objection import Remedy
from egovkit.services.statutory import (
    APPEAL_FILING,
    DECISION,
    LICENCE,
    OBJECTION_FILING,
)

CALENDAR = WorkCalendar.indonesia()
ANNOUNCED = date(2026, 6, 2)  # a Tuesday; June 2026 has two holidays: 1 and 16 June


def filed(on=date(2026, 6, 10)):
    """An objection filed in time."""
    return Objection.file(announced=ANNOUNCED, on=on, calendar=CALENDAR)


def test_an_objection_may_be_filed_for_21_working_days():
    """From 2 June 2026, 16 June being a holiday, the 21st working day is 2 July."""
    assert filed(date(2026, 7, 2)).filed == date(2026, 7, 2)
    with pytest.raises(Refused) as refused:
        filed(date(2026, 7, 3))
    assert refused.value.refusal.code == "remedy_late"
    assert refused.value.refusal.facts["due"] == "2026-07-02"


def test_it_is_decided_in_10_working_days():
    """From 10 June: 11, 12, 15, 17, 18, 19, 22, 23, 24, 25 June."""
    assert filed().due(CALENDAR) == date(2026, 6, 25)


def test_silence_grants_and_is_set_down_in_5_working_days():
    """After 25 June without a decision it is granted; set down by 2 July."""
    objection = filed()
    assert not objection.granted_by_silence(as_of=date(2026, 6, 25), calendar=CALENDAR)
    assert objection.granted_by_silence(as_of=date(2026, 6, 26), calendar=CALENDAR)
    assert objection.issue_due(CALENDAR) == date(2026, 7, 2)


def test_a_late_decision_does_not_undo_what_silence_granted():
    """A refusal after the term changes nothing; one in time prevents it."""
    late = filed().decide(on=date(2026, 6, 29), granted=False)
    assert late.granted_by_silence(as_of=date(2026, 7, 1), calendar=CALENDAR)
    in_time = filed().decide(on=date(2026, 6, 25), granted=False)
    assert not in_time.granted_by_silence(as_of=date(2026, 7, 1), calendar=CALENDAR)


def test_an_appeal_is_filed_in_10_working_days_not_21():
    """UU 30/2014 Pasal 78(1): from receipt of the decision on the objection."""
    refused_objection = filed().decide(on=date(2026, 6, 17), granted=False)
    received = date(2026, 6, 18)  # the tenth working day after it is 2 July
    appeal = refused_objection.appeal(
        received=received, on=date(2026, 7, 2), calendar=CALENDAR
    )
    assert appeal.remedy is Remedy.APPEAL
    assert appeal.due(CALENDAR) == date(2026, 7, 16)
    with pytest.raises(Refused):
        refused_objection.appeal(
            received=received, on=date(2026, 7, 3), calendar=CALENDAR
        )


def test_the_outcome_is_true_or_false_and_days_are_dates():
    """A word such as "no" would grant; an hour would make day 10 late."""
    filed = Objection.file(
        announced=date(2027, 3, 1), on=date(2027, 3, 5), calendar=CALENDAR
    )
    for granted in ("no", None, 0):
        with pytest.raises(UsageError, match="remedy_granted"):
            filed.decide(on=date(2027, 3, 8), granted=granted)
    moment = wib(2027, 3, 31, 9)
    with pytest.raises(UsageError, match="remedy_day"):
        filed.decide(on=moment, granted=True)
    with pytest.raises(UsageError, match="remedy_day"):
        filed.granted_by_silence(as_of=moment, calendar=CALENDAR)
    with pytest.raises(UsageError, match="remedy_day"):
        Objection.file(announced=date(2027, 3, 1), on=moment, calendar=CALENDAR)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda o: o.decide(on=date(2026, 6, 9), granted=True), id="early"),
        pytest.param(
            lambda o: o.decide(on=date(2026, 6, 15), granted=True).decide(
                on=date(2026, 6, 17), granted=False
            ),
            id="decided-twice",
        ),
        pytest.param(
            lambda o: o.appeal(
                received=date(2026, 6, 15), on=date(2026, 6, 15), calendar=CALENDAR
            ),
            id="appeal-undecided",
        ),
        pytest.param(
            lambda o: o.decide(on=date(2026, 6, 15), granted=True).appeal(
                received=date(2026, 6, 15), on=date(2026, 6, 15), calendar=CALENDAR
            ),
            id="appeal-against-a-grant",
        ),
        pytest.param(
            lambda o: o.decide(on=date(2026, 6, 15), granted=False).appeal(
                received=date(2026, 6, 12), on=date(2026, 6, 15), calendar=CALENDAR
            ),
            id="received-before-decided",
        ),
    ],
)
def test_steps_out_of_order_are_refused(act):
    """Nothing is decided before it is filed, twice, or appealed without cause."""
    with pytest.raises(Refused):
        act(filed())


def test_an_appeal_ends_the_ladder():
    """Against the decision on an appeal there is no second appeal."""
    appeal = (
        filed()
        .decide(on=date(2026, 6, 15), granted=False)
        .appeal(received=date(2026, 6, 15), on=date(2026, 6, 17), calendar=CALENDAR)
        .decide(on=date(2026, 6, 22), granted=False)
    )
    with pytest.raises(Refused):
        appeal.appeal(
            received=date(2026, 6, 22), on=date(2026, 6, 22), calendar=CALENDAR
        )


@pytest.mark.parametrize("remedy", list(Remedy))
@pytest.mark.parametrize("granted", [None, True, False])
def test_a_value_put_together_by_hand_is_held_to_the_steps(remedy, granted):
    """Refused without a day of the decision: there is nothing to appeal against."""
    by_hand = Objection(remedy, ANNOUNCED, ANNOUNCED, None, granted)
    with pytest.raises(Refused) as refused:
        by_hand.appeal(received=ANNOUNCED, on=ANNOUNCED, calendar=CALENDAR)
    assert refused.value.refusal.code == "remedy_step"


@pytest.mark.parametrize(
    ("decided", "granted"),
    [(date(2026, 6, 24), False), (date(2026, 6, 25), False), (date(2026, 6, 26), True)],
    ids=["day before", "last day", "day after"],
)
def test_the_tenth_working_day_is_in_time(decided, granted):
    """Decided on 25 June, the last day: no silence; on the 26th silence had granted."""
    objection = filed().decide(on=decided, granted=False)
    for as_of in (date(2026, 6, 26), date(2026, 7, 31)):
        assert objection.granted_by_silence(as_of=as_of, calendar=CALENDAR) is granted
    assert not objection.granted_by_silence(as_of=date(2026, 6, 25), calendar=CALENDAR)


def test_filing_before_the_announcement_is_refused():
    """There is nothing to object to yet."""
    with pytest.raises(Refused):
        filed(date(2026, 6, 1))


def test_terms_differ_by_kind_of_decision():
    """Five working days in general, ten for licences; each with its article."""
    assert (DECISION.length, LICENCE.length) == (5, 10)
    assert (OBJECTION_FILING.length, APPEAL_FILING.length) == (21, 10)
    assert all(
        "UU 30/2014 Pasal" in term.source
        for term in (DECISION, LICENCE, OBJECTION_FILING, APPEAL_FILING)
    )
    assert DECISION.deemed_granted
    assert not LICENCE.deemed_granted


def test_a_decision_without_an_outcome_cannot_be_appealed_against():
    """Only a decision that turned the objection down opens the appeal (Pasal 78)."""
    by_hand = Objection(Remedy.OBJECTION, ANNOUNCED, ANNOUNCED, ANNOUNCED, None)
    with pytest.raises(Refused) as refused:
        by_hand.appeal(received=ANNOUNCED, on=ANNOUNCED, calendar=CALENDAR)
    assert refused.value.refusal.code == "remedy_step"
