"""Strategies give what they promise: well formed, agreeing, visibly made up."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

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
