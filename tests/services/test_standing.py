"""For which role somebody acts: their own before another's, and who it was before.

`granted_role` is asked for every action; the reading beside it goes through the
roles and the letters of assignment one by one.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import CITIZEN, definition

from egovkit.services import Actor, Capacity, Delegation, Refusal
from egovkit.services._core import Command, Standing, decide, granted_role, make_event
from egovkit.services._events import Event
from egovkit.services._state import State

ROLES = ["camat", "kasi", "lurah", "petugas", "seklur"]
SETS = st.sets(st.sampled_from(ROLES), max_size=3)
DELEGATIONS = st.lists(
    st.builds(
        Delegation,
        st.sampled_from(list(Capacity)),
        st.sampled_from(ROLES),
        st.sampled_from(["ST-1", "ST-2"]),
    ),
    max_size=3,
)


def naive(asked, own, delegations, delegable, applicant):
    """Applicant, own role first in the alphabet, first letter that fits."""
    if applicant and "applicant" in asked:
        return Standing("applicant")
    for role in sorted(asked):
        if role in own:
            return Standing(role)
    for letter in delegations:
        if letter.role in asked and letter.capacity in delegable:
            return Standing(letter.role, letter.capacity.value, letter.reference)
    return None


@pytest.mark.property
@given(
    asked=SETS,
    own=SETS,
    delegations=DELEGATIONS,
    delegable=st.sets(st.sampled_from(list(Capacity))),
    applicant=st.booleans(),
    citizen_may=st.booleans(),
)
def test_own_roles_come_before_letters(
    asked, own, delegations, delegable, applicant, citizen_may
):
    """And a letter only where the row allows its capacity."""
    asked = frozenset(asked | ({"applicant"} if citizen_may else set()))
    actor = Actor.officer("u-1", *own, delegations=delegations)
    command = Command("act", actor, 0, applicant=applicant)
    found = granted_role(asked, command, frozenset(delegable))
    assert found == naive(asked, own, delegations, delegable, applicant)


@pytest.mark.property
@given(
    at=st.integers(0, 100),
    last=st.integers(0, 100),
    behalf=st.sampled_from(["", "Plt.", "a.n."]),
    seq=st.integers(0, 9),
)
def test_time_never_runs_backwards_in_a_history(at, last, behalf, seq):
    """An earlier clock is written down, and the event stands at the last time."""
    state = State("0" * 10).after({"last_at": last, "seq": seq})
    standing = Standing("lurah", behalf, "ST-9" if behalf else "")
    command = Command("act", Actor.officer("u-1"), at)
    event = make_event(state, command, "acted", standing, {"x": 1})
    data = {"x": 1}
    if behalf:
        data["capacity"] = [behalf, "ST-9"]
    if at < last:
        data["clock_back"] = last - at
    assert event == Event(
        "0" * 10, seq + 1, "acted", max(at, last), "u-1", "officer", "lurah", data
    )
    assert Standing.of(event) == standing


def test_a_citizen_is_named_in_no_event():
    """By the word applicant, whoever it is; an officer by the account."""
    state = State("0" * 10)
    for actor, name in [(CITIZEN, "applicant"), (Actor.officer("u-7"), "u-7")]:
        event = make_event(state, Command("x", actor, 5), "acted", Standing(), {})
        assert (event.by, event.actor) == (name, actor.kind)


SERVICE = definition()
CHECKED = State("0" * 10).after(
    {"state": "submitted", "seq": 3, "version": 2, "fee": 0, "acted": {}}
)
OFFICER = Actor.officer("u-1", "petugas")


@pytest.mark.parametrize(
    ("expected", "refused"),
    [(None, False), (2, False), (3, True), (1, True), (0, True)],
)
def test_a_stale_version_is_refused_with_both_numbers(expected, refused):
    """What the caller has seen, and what there is; readings do not count."""
    command = Command("return", OFFICER, 5, "wrong_address", expected_version=expected)
    answer = decide(SERVICE, CHECKED, command)
    if refused:
        assert answer == Refusal("version_conflict", {"expected": expected, "found": 2})
    else:
        assert (answer.seq, answer.data["to"]) == (4, "returned")


@pytest.mark.parametrize(
    ("by", "applicant", "code"),
    [
        (OFFICER, None, "wrong_role"),
        (OFFICER, True, None),
        (CITIZEN, None, "wrong_role"),
        (CITIZEN, False, "wrong_role"),
        (CITIZEN, True, None),
    ],
)
def test_only_who_filed_is_the_applicant(by, applicant, code):
    """Nobody is, unless the desk has found them to be: not by being a citizen."""
    told = {} if applicant is None else {"applicant": applicant}
    answer = decide(SERVICE, CHECKED, Command("withdraw", by, 5, **told))
    assert (answer.code if isinstance(answer, Refusal) else None) == code


@pytest.mark.parametrize(
    ("action", "reason", "data"),
    [
        ("return", "wrong_address",
         {"to": "returned", "waits": "applicant", "reason": "wrong_address"}),
        ("check", None, {"to": "checked"}),
    ],
    ids=["with a reason", "without"],
)  # fmt: skip
def test_an_event_says_what_was_done_and_why(action, reason, data):
    """The row, what its new state means, the reason where one was given; no more."""
    answer = decide(SERVICE, CHECKED, Command(action, OFFICER, 5, reason))
    assert answer.data == {"action": action, "from": "submitted", **data}
    closed = decide(SERVICE, CHECKED, Command("withdraw", CITIZEN, 5, applicant=True))
    assert closed.data == {
        "action": "withdraw", "from": "submitted", "to": "withdrawn", "closes": True,
    }  # fmt: skip
    more = Command(action, OFFICER, 5, reason, data={"missing": []})
    assert decide(SERVICE, CHECKED, more).data == {**answer.data, "missing": []}


FAULTS = [
    # from the one that is told first to the one that is told last
    ({"action": "approve"}, "wrong_state"),
    ({"by": Actor.officer("u-2", "seklur")}, "wrong_role"),
    ({"expected_version": 9}, "version_conflict"),
    ({"reason": None}, "reason_required"),
]


@pytest.mark.parametrize("rank", range(len(FAULTS)))
def test_the_first_fault_is_the_one_that_is_told(rank):
    """Row, role, version, reason: alone, and with all that come after it."""
    whole = {"action": "return", "by": OFFICER, "at": 5, "reason": "wrong_address"}
    assert isinstance(decide(SERVICE, CHECKED, Command(**whole)), Event)
    (alone, code), later = FAULTS[rank], {}
    for fault, _ in FAULTS[rank:]:
        later |= fault
    for faults in (alone, later):
        answer = decide(SERVICE, CHECKED, Command(**{**whole, **faults}))
        assert answer.code == code


@pytest.mark.parametrize(
    ("action", "reason", "code"),
    [
        ("fly", None, "unknown_action"),
        ("return", "mood", "unknown_reason"),
        ("check", "mood", "unknown_reason"),
        ("check", None, None),
    ],
)
def test_words_come_from_closed_lists(action, reason, code):
    """An action of the table; a reason of the row, and none where it has no list."""
    answer = decide(SERVICE, CHECKED, Command(action, OFFICER, 5, reason))
    assert (answer.code if isinstance(answer, Refusal) else None) == code
