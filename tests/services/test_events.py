"""Events as bytes: one spelling, read back as they were; and the state they lead to."""

import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import definition

from egovkit.errors import DefinitionError, UsageError
from egovkit.services import Catalogue
from egovkit.services._events import (
    CHECKPOINT_DOMAIN,
    GENESIS,
    Event,
    chain,
    decode_event,
    encode_json,
)
from egovkit.services._state import State, Wait

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
EVENTS = st.builds(
    Event,
    ticket=st.text("0123456789ABC", min_size=10, max_size=10),
    seq=st.integers(1, 10**6),
    kind=st.sampled_from(["submitted", "acted", "anything"]),
    at=st.integers(0, 2**40),
    by=st.text(max_size=8),
    actor=st.sampled_from(["citizen", "officer", "system"]),
    role=st.text(max_size=8),
    data=st.dictionaries(st.text(max_size=5), PLAIN, max_size=4),
)


@pytest.mark.property
@given(EVENTS)
def test_an_event_has_one_spelling_and_is_read_back(event):
    """Names sorted, no spaces, ASCII; whatever the order of the data's names."""
    members = {**event._asdict(), "v": 1}
    text = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    assert event.body() == text.encode("ascii")
    turned = event._replace(data=dict(reversed(event.data.items())))
    assert turned.body() == event.body()
    assert decode_event(event.body()) == event
    end = b'"seq":%d,"ticket":"%s","v":1}' % (event.seq, event.ticket.encode())
    assert event.body().endswith(end)


@pytest.mark.parametrize(
    "value",
    [
        1.0, float("nan"), [1, 2.5], {"a": {"b": [None, 0.1]}}, (0.0,),
        {"a": [[["x", -0.0]]]},
    ],
    ids=repr,
)  # fmt: skip
def test_a_fraction_has_no_one_spelling(value):
    """However deep it lies: refused, in an event and in a digest."""
    with pytest.raises(UsageError, match="event_float"):
        encode_json(value)
    event = Event("0" * 10, 1, "acted", 0, "u", "officer", "r", {"x": value})
    with pytest.raises(UsageError, match="event_float"):
        event.body()


def test_the_digest_of_an_event_covers_the_one_before():
    """SHA-256 over a fixed word, the digest before and the body; 32 zeros at first."""
    assert bytes(32) == GENESIS
    body = b"{}"
    first = sha256(b"egovkit.event.v1\n" + bytes(32) + body).digest()
    assert chain(GENESIS, body) == first
    assert chain(first, body) == sha256(b"egovkit.event.v1\n" + first + body).digest()
    assert CHECKPOINT_DOMAIN == b"egovkit.checkpoint.v1\n"


BODY = {"actor": "o", "at": 1, "by": "u", "data": {}, "kind": "k", "role": "r",
        "seq": 1, "ticket": "t", "v": 1}  # fmt: skip


@pytest.mark.parametrize("name", BODY)
def test_a_body_has_nine_members(name):
    """One less, or one more in its place: unreadable."""
    less = {key: value for key, value in BODY.items() if key != name}
    for members in (less, {**less, name + "x": BODY[name]}, {**BODY, "more": 1}):
        with pytest.raises(UsageError, match="event_unreadable"):
            decode_event(json.dumps(members).encode())


@pytest.mark.parametrize(
    ("version", "code"),
    [(2, "event_format"), (0, "event_format"), (-1, "event_format"),
     ("1", "event_unreadable"), (None, "event_unreadable"), ([1], "event_unreadable"),
     (1.5, "event_unreadable")],
)  # fmt: skip
def test_another_layout_is_never_guessed_at(version, code):
    """A higher version is said to be one; what is no number is no version."""
    with pytest.raises(UsageError) as caught:
        decode_event(json.dumps({**BODY, "v": version}).encode())
    assert caught.value.code == code
    if code == "event_format":
        assert caught.value.facts == {"version": version}


# states

NAMES = st.text("abcdef", min_size=1, max_size=4)
TEXTS = st.dictionaries(NAMES, st.text(max_size=5), max_size=3)
TIMES = st.integers(0, 9)
WAITS = st.builds(Wait, NAMES, NAMES, TIMES, st.none() | TIMES, NAMES)
STATES = st.fixed_dictionaries(
    {},
    optional={
        "definition": st.text(max_size=5),
        "form_version": st.integers(1, 9),
        "state": NAMES,
        "seq": st.integers(0, 99),
        "closed_at": st.none() | st.integers(0, 2**40),
        "links": TEXTS,
        "acted": st.dictionaries(NAMES, st.lists(NAMES, max_size=3).map(tuple)),
        "starts": st.dictionaries(NAMES, st.integers(0, 99), max_size=3),
        "waits": st.lists(WAITS, max_size=3).map(tuple),
        "facts": st.lists(NAMES, max_size=3).map(tuple),
        "missing": st.lists(NAMES, max_size=3).map(tuple),
        "branches": st.dictionaries(
            NAMES, st.sampled_from(["requested", "accepted", "rejected"]), max_size=3
        ),
        "subrequests": TEXTS,
        "fee": st.integers(0, 10**9),
        "status_index": st.none() | st.integers(0, 2**32 - 1),
        "overdue": st.lists(NAMES, max_size=2).map(tuple),
        "erased": st.booleans(),
    },
)  # fmt: skip


@pytest.mark.property
@given(STATES, STATES)
def test_a_state_is_kept_as_json_and_read_again(changes, later):
    """What has its usual value is left out; unknown names of other versions too."""
    state = State("0" * 10).after(changes)
    plain = json.loads(json.dumps(state.to_plain()))
    assert State.from_plain(plain) == state
    assert State.from_plain({**plain, "name_of_2031": 1}) == state
    for name, value in plain.items():
        assert value != getattr(State, name, None)
    following = state.after(later)
    expected = {**changes, **later}
    assert all(getattr(following, name) == value for name, value in expected.items())
    assert all(getattr(state, name) == value for name, value in changes.items())
    with pytest.raises(AttributeError):
        state.fee = 1


@pytest.mark.property
@given(STATES)
def test_computed_facts_follow_from_the_state(changes):
    """Documents, fee, branches, rejection, parts: each by its own rule."""
    state = State("0" * 10).after(changes)
    answers = changes.get("branches", {}).values()
    facts = changes.get("facts", ())
    paid = not changes.get("fee") or {"paid", "waived"} & set(facts)
    expected = {
        "documents": not changes.get("missing"),
        "fee": bool(paid),
        "branches": all(answer == "accepted" for answer in answers),
        "rejection": "rejected" in answers,
        "subrequests": "" not in changes.get("subrequests", {}).values(),
    }
    assert {name: state.holds(name) for name in expected} == expected
    for name in ("a", "b", "visited"):
        assert state.holds(name) is (name in facts)
    assert state.closed is (changes.get("closed_at") is not None)


@pytest.mark.parametrize("fact", ["paid", "waived"])
def test_a_fee_is_settled_by_paying_or_waiving(fact):
    """A fee of nothing is settled at once."""
    owed = State("0" * 10).after({"fee": 25_000})
    assert not owed.holds("fee")
    assert owed.after({"facts": (fact,)}).holds("fee")
    assert not owed.after({"facts": ("visited",)}).holds("fee")
    assert State("0" * 10).holds("fee")


# the catalogue

PERIODS = st.tuples(
    st.none() | st.integers(0, 9), st.none() | st.integers(0, 9), st.booleans()
).filter(lambda p: None in p[:2] or p[0] <= p[1])


def day(number):
    """A day of January 2027."""
    return None if number is None else date(2027, 1, 1 + number)


@pytest.mark.property
@given(periods=st.lists(PERIODS, max_size=5), asked=st.integers(0, 9))
def test_the_highest_version_in_force_takes_requests(periods, asked):
    """Published, begun and not ended: of those the highest, or none."""
    versions = [
        definition(
            version=n, valid_from=day(since), valid_until=day(until), published=out
        )
        for n, (since, until, out) in enumerate(periods, 1)
    ]
    good = [
        n
        for n, (since, until, out) in enumerate(periods, 1)
        if out and (since or 0) <= asked <= (9 if until is None else until)
    ]
    for catalogue in (Catalogue(versions), Catalogue(reversed(versions))):
        found = catalogue.in_force("domisili", day(asked))
        assert (found and found.version) == max(good, default=None)
        assert catalogue.in_force("lain", day(asked)) is None
        assert [d.version for d in catalogue.versions("domisili")] == sorted(
            d.version for d in versions
        )
        assert len(catalogue) == len(versions)


def test_a_catalogue_holds_each_version_once():
    """And names the one that it has not."""
    one, other = definition(), definition(id="lain", version=3)
    catalogue = Catalogue([one, other])
    assert catalogue.get("domisili@1") is one
    assert catalogue.services == ("domisili", "lain")
    with pytest.raises(DefinitionError) as caught:
        catalogue.get("lain@1")
    assert caught.value.facts == {"service": "lain@1"}
    with pytest.raises(DefinitionError, match="catalogue_twice"):
        Catalogue([one, other, definition()])
