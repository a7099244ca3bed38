"""Strategies give what they promise: well formed, agreeing, visibly made up."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from pydantic import ValidationError

from egovkit.errors import UsageError
from egovkit.identity import Sex
from egovkit.testing import TestAuthority
from egovkit.testing.strategies import citizens, moments, niks

AUTHORITY = TestAuthority()
DAYS = st.dates(date(1930, 1, 1), date(2025, 12, 31))


@pytest.mark.property
class TestNumbers:
    """`niks` gives numbers of people who could exist and do not."""

    @given(nik=niks())
    def test_the_region_is_a_district_of_today(self, nik):
        """Six digits that the table in use knows as current."""
        assert nik.region.status == "current"
        assert nik.region.level == 3

    @given(nik=niks())
    def test_the_serial_marks_it_as_made_up(self, nik):
        """Registers count each day's births from 0001."""
        assert 9001 <= int(nik.reveal()[-4:]) <= 9999

    @given(data=st.data(), born=DAYS, sex=st.sampled_from(list(Sex)))
    def test_birth_date_and_sex_are_those_asked_for(self, data, born, sex):
        """The number says them back; of the century it says nothing."""
        nik = data.draw(niks(birth_date=born, sex=sex))
        assert nik.sex is sex
        assert born in nik.birth_dates(as_of=date(2029, 12, 31))

    def test_a_sex_there_is_not(self):
        """What cannot be meant is refused when the strategy is made."""
        with pytest.raises(ValueError, match="X"):
            niks(sex="X")

    @pytest.mark.parametrize("born", ["2000-01-01", 2000, True, []], ids=repr)
    def test_a_day_that_is_none(self, born):
        """The same, and not only when the first number is drawn."""
        with pytest.raises(UsageError) as caught:
            niks(birth_date=born)
        assert caught.value.facts == {"argument": "birth_date"}


QUICK = settings(max_examples=2_000, database=None, phases=[Phase.generate])
LONG = settings(QUICK, max_examples=20_000)  # one of a hundred years is met for sure


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [
        (niks(birth_date=date(2000, 2, 29), sex="P"), "690200"),
        (niks(birth_date=date(2000, 2, 29), sex="L"), "290200"),
        (niks(birth_date=date(1999, 12, 31), sex="P"), "711299"),
    ],
    ids=["leap day", "a man", "the last day"],
)
def test_the_six_digits_by_hand(strategy, wanted):
    """Day (40 more for women), month and year of the century."""
    nik = find(strategy, lambda _: True, settings=QUICK)
    assert nik.reveal()[6:12] == wanted


@pytest.mark.parametrize(
    ("strategy", "lowest", "highest"),
    [
        (
            moments(),
            datetime(2020, 1, 2, tzinfo=UTC),
            datetime(2039, 12, 30, tzinfo=UTC),
        ),
        (
            citizens().map(lambda citizen: citizen.birth_date),
            date(1930, 1, 1),
            date(2025, 12, 31),
        ),
    ],
    ids=["moments", "births"],
)
def test_bounds_of_what_is_drawn(strategy, lowest, highest):
    """The docstring's first and last: nothing before or after is found, and the years
    at both ends come.
    """
    for outside in (lambda value: value < lowest, lambda value: value > highest):
        with pytest.raises(NoSuchExample):
            find(strategy, outside, settings=settings(QUICK, max_examples=40))
    for year in (lowest.year, highest.year):
        assert find(strategy, lambda value, y=year: value.year == y, settings=LONG)


@pytest.mark.property
class TestPeople:
    """`citizens` gives people in whose data nothing disagrees."""

    @given(citizen=citizens())
    def test_there_is_nothing_to_find(self, citizen):
        """No warning about number, date or sex."""
        assert citizen.findings() == []

    @given(citizen=citizens(sex="P", birth_date=date(1945, 8, 17), name="Dewi Contoh"))
    def test_what_is_fixed_stays(self, citizen):
        """And the number follows it: 17 + 40."""
        assert (citizen.name, citizen.sex) == ("Dewi Contoh", Sex.FEMALE)
        assert citizen.nik.reveal()[6:12] == "570845"

    @given(citizen=citizens(birth_date="2000-02-29", sex="L"))
    def test_a_date_may_be_text(self, citizen):
        """As in a form."""
        assert citizen.birth_date == date(2000, 2, 29)
        assert citizen.nik.reveal()[6:12] == "290200"

    @given(citizen=citizens(nik="3171015708459002", birth_date=date(1990, 1, 1)))
    def test_a_number_that_is_fixed_may_disagree(self, citizen):
        """Whoever wants a finding states both."""
        assert citizen.findings() != []

    @given(citizen=citizens())
    def test_a_person_shows_no_number(self, citizen):
        """Hypothesis prints examples that fail: they are masked like all others."""
        assert citizen.nik.reveal() not in repr(citizen)


@pytest.mark.property
@given(at=moments())
def test_an_authority_holds_at_each_moment(at):
    """A list of the authority for tests is in force whenever `moments` says."""
    assert at.tzinfo is UTC
    assert datetime(2020, 1, 1, tzinfo=UTC) < at < datetime(2040, 1, 1, tzinfo=UTC)
    assert AUTHORITY.trust_list().version >= 1


@given(data=st.data())
def test_a_field_there_is_not(data):
    """A typing error in a name is an error of the model, when one is drawn."""
    with pytest.raises(ValidationError) as caught:
        data.draw(citizens(namee="Siti"))
    assert [error["type"] for error in caught.value.errors()] == ["extra_forbidden"]
