"""Time comes in from outside, with a zone."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import (
    WIB,
    WIT,
    WITA,
    SystemClock,
    aware,
    local_minute,
    to_epoch,
)
from egovkit.errors import UsageError
from egovkit.testing import FixedClock


class NoOffset(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _moment):
        """Nothing."""


@pytest.mark.parametrize("read", [aware, to_epoch])
@pytest.mark.parametrize("zone", [None, NoOffset()])
def test_a_time_without_an_offset_is_refused(read, zone):
    """A naive time, and one whose zone says nothing, mean no moment."""
    with pytest.raises(UsageError) as caught:
        read(datetime(2026, 11, 24, tzinfo=zone))
    assert caught.value.code == "naive_datetime"


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1970, 1, 1, 7, tzinfo=WIB), 0),
        (datetime(1970, 1, 1, 8, tzinfo=WITA), 0),
        (datetime(1970, 1, 1, 9, tzinfo=WIT), 0),
        (datetime(2026, 11, 24, 8, tzinfo=WIB), 1_795_482_000),
        (datetime(1970, 1, 1, 0, 0, 0, 999_999, tzinfo=UTC), 0),
        (datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC), -1),
        (datetime(1970, 1, 1, tzinfo=timezone(timedelta(minutes=-30))), 1800),
    ],
)
def test_whole_seconds(moment, seconds):
    """Fractions are dropped downwards, before 1970 too."""
    assert to_epoch(moment) == seconds
    assert to_epoch(FixedClock(moment)) == seconds


_zones = st.builds(
    lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-1439, 1439)
)


@pytest.mark.property
@given(st.datetimes(timezones=_zones | st.sampled_from([UTC, WIB, WITA, WIT])))
def test_the_second_that_has_begun(moment):
    """In any year and zone: counted in whole days from the calendar, never a float."""
    days = moment.date().toordinal() - date(1970, 1, 1).toordinal()
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    offset = int(moment.utcoffset().total_seconds())
    assert to_epoch(moment) == days * 86_400 + clock - offset


@pytest.mark.parametrize("zone", [UTC, WIB, WIT], ids=str)
@pytest.mark.parametrize("year", [1, 2514, 2600, 9999])
def test_the_last_microsecond_of_a_year_is_in_it(year, zone):
    """The next year's first second is one later, though floats would say the same."""
    last = datetime(year, 12, 31, 23, 59, 59, 999_999, zone)
    assert to_epoch(last) == to_epoch(last.replace(microsecond=0))
    assert to_epoch(last) == to_epoch(datetime(year, 12, 31, tzinfo=zone)) + 86_399


def test_the_moment_itself_or_the_clocks():
    """A time is given back as it is; a clock is asked."""
    moment = datetime(2026, 11, 24, tzinfo=WIB)
    assert aware(moment) is moment
    assert aware(FixedClock(moment)) == moment


def test_the_machines_clock_has_a_zone():
    """The one place that reads the clock gives UTC."""
    assert SystemClock().now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("read", [aware, to_epoch])
@pytest.mark.parametrize("value", [None, 5, "2026-11-24", date(2026, 11, 24)], ids=repr)
def test_what_is_no_time_is_refused(read, value):
    """A day is no moment, and a text is not parsed."""
    with pytest.raises(UsageError) as caught:
        read(value)
    assert caught.value.code == "not_a_moment"


@pytest.mark.parametrize("read", [aware, to_epoch])
def test_a_clock_that_tells_no_time(read):
    """A clock must answer with a datetime."""

    class Broken:
        def now(self):
            return 1_795_482_000

    with pytest.raises(UsageError) as caught:
        read(Broken())
    assert caught.value.code == "not_a_moment"


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        (0, "1970-01-01 07:00 WIB"),
        (1_795_482_059, "2026-11-24 08:00 WIB"),
        (253_402_275_599, "9999-12-31 23:59 WIB"),
        (253_402_275_600, "253402275600 s"),
        (2**53 - 1, "9007199254740991 s"),
        (2**80, "1208925819614629174706176 s"),
    ],
)
def test_a_second_is_told_as_a_minute_or_as_it_stands(epoch, expected):
    """Seven hours ahead of UTC; beyond the last year there is no date to tell."""
    assert local_minute(epoch) == expected
