"""Hijri dates against two calendars that anybody can reckon: the tables and the moon.

Neither is what the government decides; both show a table that slipped by a month, a
year counted twice, or months that drift away from the moon.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.l10n import HIJRI_MONTHS, HijriCalendar, Isbat, hijri
from egovkit.l10n._hijri import _umm_al_qura

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)
in_range = st.dates(FIRST, LAST)
# The civil calendar begins on Friday, 16 July 622 in the Julian count.
_EPOCH = date(1, 1, 1).toordinal() + 227_014
_LEAP_YEARS = {2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29}  # of each thirty


def tabular(year: int, month: int, day: int) -> int:
    """The day of the old tables: months of 30 and 29 days, 11 leap years in thirty."""
    cycles, rest = divmod(year - 1, 30)
    days = cycles * (30 * 354 + 11)
    days += sum(354 + (at in _LEAP_YEARS) for at in range(1, rest + 1))
    days += sum(30 if at % 2 else 29 for at in range(1, month))
    return _EPOCH + days + day - 1


# A new moon of NASA's tables, and the mean length of a lunation.
_NEW_MOON = datetime(2000, 1, 6, 18, 14, tzinfo=UTC)
_LUNATION = timedelta(days=29.530588853)


def age_of_the_moon(day: date) -> float:
    """Days since the nearest mean new moon, at sunset in Jakarta the evening before.

    Below zero where it is still to come. The true moon is up to 14 hours from the
    mean one.
    """
    evening = datetime(day.year, day.month, day.day, 11, tzinfo=UTC) - timedelta(1)
    age = (evening - _NEW_MOON) % _LUNATION
    return (age if age < _LUNATION / 2 else age - _LUNATION) / timedelta(days=1)


def test_the_tables_know_their_own_examples():
    """1 Muharam 1 was a Friday; 1 Muharam 1400 fell on 21 November 1979."""
    assert tabular(1, 1, 1) % 7 == 5
    assert date.fromordinal(tabular(1400, 1, 1)) == date(1979, 11, 21)
    assert tabular(31, 1, 1) - tabular(1, 1, 1) == 10_631


@pytest.mark.property
@given(day=in_range)
def test_no_date_is_two_days_from_the_tables(day):
    """One day later at most, two days earlier: the tables run behind the moon."""
    value = hijri(day)
    assert -2 <= day.toordinal() - tabular(value.year, value.month, value.day) <= 1


@pytest.mark.property
@given(day=in_range)
def test_a_month_begins_with_the_moon(day):
    """On the first evening the moon is about new: no month is a crescent off."""
    first = day - timedelta(days=hijri(day).day - 1)
    assert -1.5 < age_of_the_moon(first) < 2


def test_every_month_of_the_table_has_a_moon():
    """1,896 months, one by one, in the computed calendar without any decree."""
    year, starts = _umm_al_qura()
    computed = HijriCalendar([])
    for at, start in enumerate(starts[:-1]):
        first = date.fromordinal(start)
        value = computed.of(first)
        assert (value.year, value.month) == (year + at // 12, at % 12 + 1)
        assert (value.day, value.official) == (1, False)
        assert value.month_name == HIJRI_MONTHS[at % 12]
        assert -1.5 < age_of_the_moon(first) < 2
    assert len(starts) - 1 == 12 * (1500 - 1343 + 1)


@pytest.mark.property
@given(day=in_range)
def test_a_year_has_354_or_355_days(day):
    """From one Muharam to the next; a day more or less where old months had 28 days."""
    year = hijri(day).year
    starts = []
    for wanted in (year, year + 1):
        about = date.fromordinal(tabular(wanted, 1, 1))
        for shift in range(-4, 5):
            near = about + timedelta(days=shift)
            if not FIRST <= near <= LAST:
                return
            value = hijri(near)
            if (value.month, value.day) == (1, 1):
                starts.append(near)
    assert len(starts) == 2
    assert 353 <= (starts[1] - starts[0]).days <= 356


class TestFixedDays:
    """A day that the government fixes moves what it must, and nothing else."""

    YEAR, STARTS = _umm_al_qura()

    def isbat(self, at, shift=0):
        """The month at a place of the table, fixed so many days from it."""
        start = date.fromordinal(self.STARTS[at] + shift)
        return Isbat(at % 12 + 1, start, "Keputusan contoh")

    @pytest.mark.property
    @given(data=st.data())
    def test_days_that_agree_with_the_table_move_nothing(self, data):
        """Two fixed days where they are computed: every month stays where it was."""
        first = data.draw(st.integers(400, 1500), label="first")
        last = first + data.draw(st.integers(1, 30), label="months")
        plain, fixed = (
            HijriCalendar([]),
            HijriCalendar([self.isbat(first), self.isbat(last)]),
        )
        for at in range(first - 2, last + 3):
            day = date.fromordinal(self.STARTS[at])
            assert str(fixed.of(day)) == str(plain.of(day))
            assert fixed.of(day).official == (at in (first, last))

    @pytest.mark.property
    @given(at=st.integers(400, 1500), shift=st.sampled_from([-1, 1]))
    def test_a_day_that_moves_by_one_moves_few(self, at, shift):
        """Its neighbours follow only until a month of 29 or 30 days is reached."""
        moved = HijriCalendar([self.isbat(at, shift)])
        starts = {}
        for place in range(at - 30, at + 31):
            near = date.fromordinal(self.STARTS[place])
            for days in range(-3, 4):
                day = near + timedelta(days=days)
                if moved.of(day).day == 1:
                    starts[place] = day.toordinal()
        assert set(starts) == set(range(at - 30, at + 31))
        assert starts[at] == self.STARTS[at] + shift
        for step in (1, -1):
            place = at + step
            while starts[place] != self.STARTS[place]:
                # it moved since the month beside it would have 28 or 31 days
                beside = self.STARTS[place] - starts[place - step]
                assert abs(beside) not in (29, 30)
                assert starts[place] - self.STARTS[place] == shift
                place += step
            rest = range(place, at + 31 * step, step)
            assert all(starts[other] == self.STARTS[other] for other in rest)

    @pytest.mark.parametrize("at", [0, 1, 1895])
    def test_the_first_and_the_last_month_can_be_fixed(self, at):
        """Muharam 1343 and Zulhijah 1500 are in the table."""
        assert len(self.STARTS) - 1 == 1896
        fixed = HijriCalendar([self.isbat(at)])
        value = fixed.of(date.fromordinal(self.STARTS[at]))
        assert (value.day, value.official) == (1, True)
