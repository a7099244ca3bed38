"""The time limits of UU 27/2022 are hours on the clock, each with its article."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB, WIT
from egovkit.errors import CoverageError, UsageError
from egovkit.privacy import TIME_LIMITS
from egovkit.testing import FixedClock


@pytest.mark.parametrize(
    ("duty", "article", "hours"),
    [
        ("correction", "30(1)", 72),
        ("access", "32(2)", 72),
        ("stop_processing", "40(2)", 72),
        ("restriction", "41(1)", 72),
        ("breach_notice", "46(1)", 72),
        ("end_processing", "42(2)", None),
        ("deletion", "43(2)", None),
        ("destruction", "44(2)", None),
    ],
)
def test_each_duty_has_its_article_and_its_hours(duty, article, hours):
    """Five duties have 3 × 24 hours; ending, deleting and destroying have none."""
    limit = TIME_LIMITS[duty]
    assert (limit.duty, limit.article, limit.hours) == (duty, article, hours)


def test_there_are_no_other_duties():
    """A duty that is added needs a line in the test above."""
    assert len(TIME_LIMITS) == 8


def test_a_breach_has_no_stated_beginning():
    """Article 46 does not say from when its hours count."""
    assert TIME_LIMITS["breach_notice"].starts is None
    assert TIME_LIMITS["access"].starts == "request"


def test_the_hours_run_over_a_weekend():
    """Received on Friday at 15.30, due on Monday at 15.30."""
    friday = datetime(2026, 11, 27, 15, 30, tzinfo=WIB)
    assert TIME_LIMITS["access"].due(friday) == datetime(
        2026, 11, 30, 15, 30, tzinfo=WIB
    )


def test_the_answer_is_in_the_zone_of_the_question():
    """A request in Jayapura is due by Jayapura's clock."""
    asked = datetime(2026, 11, 27, 15, 30, tzinfo=WIT)
    assert TIME_LIMITS["access"].due(asked).isoformat() == "2026-11-30T15:30:00+09:00"


def test_hours_are_real_hours():
    """Where clocks are changed (never in Indonesia) 72 hours are still 72."""
    zone = ZoneInfo("Europe/Amsterdam")
    asked = datetime(2026, 10, 23, 12, 0, tzinfo=zone)  # clocks go back on 25 October
    due = TIME_LIMITS["access"].due(asked)
    assert due.astimezone(UTC) - asked.astimezone(UTC) == timedelta(hours=72)
    assert due.hour == 11


def test_where_the_law_has_no_figure_there_is_no_date():
    """Deletion is due "as laws and regulations provide"."""
    assert TIME_LIMITS["deletion"].due(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_a_clock_is_taken_for_its_moment():
    """`at=` takes a clock wherever it takes a time."""
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    assert TIME_LIMITS["access"].due(clock) == datetime(2026, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("duty", ["access", "deletion"])
def test_a_time_without_a_zone_is_refused(duty):
    """With or without a figure."""
    with pytest.raises(UsageError) as refused:
        TIME_LIMITS[duty].due(datetime(2026, 1, 1))  # noqa: DTZ001
    assert refused.value.code == "naive_datetime"


def test_a_limit_beyond_the_calendar_is_not_guessed():
    """A record from elsewhere may carry any time that a datetime can hold."""
    with pytest.raises(CoverageError) as refused:
        TIME_LIMITS["access"].due(datetime.max.replace(tzinfo=UTC))
    assert refused.value.code == "limit_out_of_range"


def test_the_table_cannot_be_changed():
    """The law is not a setting."""
    with pytest.raises(TypeError):
        TIME_LIMITS["access"] = None  # type: ignore[index]


def test_every_duty_is_named_in_both_languages():
    """Formal Indonesian first."""
    for limit in TIME_LIMITS.values():
        assert limit.label() != limit.label("en")
    assert TIME_LIMITS["deletion"].label() == "Menghapus data"


@pytest.mark.property
@given(st.datetimes(timezones=st.just(WIB), max_value=datetime(9990, 1, 1)))  # noqa: DTZ001
def test_three_days_have_seventy_two_hours(asked):
    """Whatever the day."""
    assert TIME_LIMITS["access"].due(asked) - asked == timedelta(days=3)
