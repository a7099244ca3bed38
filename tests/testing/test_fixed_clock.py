"""A clock for tests: it stands, and moves when it is told."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB, aware, to_epoch
from egovkit.errors import UsageError
from egovkit.testing import FixedClock

AT = datetime(2026, 11, 24, 8, tzinfo=WIB)


def test_it_stands():
    """Asked twice, it says the same; the moment keeps its zone."""
    clock = FixedClock(AT)
    assert clock.now() is clock.now()
    assert clock.now() == AT
    assert clock.now().tzinfo is WIB


def test_without_a_moment():
    """The first of January 2026, eight o'clock UTC: always, on every machine."""
    assert FixedClock().now() == datetime(2026, 1, 1, 8, tzinfo=UTC)
    assert FixedClock(None).now() == FixedClock().now()


def test_it_is_a_clock():
    """Whatever takes a moment takes it."""
    clock = FixedClock(AT)
    assert aware(clock) == AT
    assert to_epoch(clock) == 1_795_482_000


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"days": 1}, datetime(2026, 11, 25, 8, tzinfo=WIB)),
        ({"hours": 16}, datetime(2026, 11, 25, 0, tzinfo=WIB)),
        ({"weeks": -1, "minutes": 5}, datetime(2026, 11, 17, 8, 5, tzinfo=WIB)),
        ({"seconds": 0.5}, datetime(2026, 11, 24, 8, 0, 0, 500_000, tzinfo=WIB)),
        ({"days": 365}, datetime(2027, 11, 24, 8, tzinfo=WIB)),
        ({}, AT),
    ],
    ids=str,
)
def test_it_moves(step, expected):
    """By a duration, forwards and backwards."""
    clock = FixedClock(AT)
    clock.tick(**step)
    assert clock.now() == expected


@pytest.mark.property
@given(steps=st.lists(st.integers(-10_000, 10_000), max_size=8))
def test_steps_add_up(steps):
    """In whatever order, and never to another zone."""
    clock = FixedClock(AT)
    for step in steps:
        clock.tick(seconds=step)
    assert clock.now() == AT + timedelta(seconds=sum(steps))
    assert clock.now().tzinfo is WIB


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (datetime(2026, 11, 24), "naive_datetime"),  # noqa: DTZ001 - the point
        (date(2026, 11, 24), "not_a_moment"),
        ("2026-11-24T08:00:00+07:00", "not_a_moment"),
        (0, "not_a_moment"),
        ("", "not_a_moment"),
        (False, "not_a_moment"),
        ([], "not_a_moment"),
    ],
    ids=repr,
)
def test_what_is_no_moment(moment, code):
    """Nothing empty stands for the default: an empty text was meant as a time."""
    with pytest.raises(UsageError) as caught:
        FixedClock(moment)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "step",
    [{"day": 1}, {"days": "1"}, {"days": None}, {"years": 1}, {"days": 10**9}],
    ids=str,
)
def test_steps_there_are_not(step):
    """Refused, with what Python said as the cause; the clock stands where it stood."""
    clock = FixedClock(AT)
    with pytest.raises(UsageError) as caught:
        clock.tick(**step)
    assert caught.value.facts == {"argument": "step"}
    assert isinstance(caught.value.__cause__, (TypeError, OverflowError))
    assert clock.now() == AT


def test_out_of_all_years():
    """Before the year 1 there is no moment."""
    clock = FixedClock(datetime(1, 1, 2, tzinfo=timezone(timedelta(0))))
    clock.tick(days=-1)
    with pytest.raises(UsageError):
        clock.tick(days=-1)
    assert clock.now().date() == date(1, 1, 1)
