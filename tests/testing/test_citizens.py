"""Synthetic people: well formed, agreeing with themselves, and nobody's.

The numbers are worked out here from the rules of the register, not by the code
that makes them: six digits of the district, the birth day (40 more for women),
month and year, and a serial.
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit.errors import UsageError
from egovkit.identity import NIK, Citizen, CivilServant, FamilyCard, Sex
from egovkit.testing import (
    sample_citizen,
    sample_family_card,
    sample_nik,
    sample_official,
)

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
NUMBERS = st.integers(0, 998)
WRONG_NUMBERS = [-1, 999, 10_000, 1.0, "1", None, True, b"1", []]


def refused(call, *args, **kwargs):
    """Code and facts of the refusal."""
    with pytest.raises(UsageError) as caught:
        call(*args, **kwargs)
    assert "{" not in caught.value.sentence("id")
    return caught.value.code, dict(caught.value.facts)


class TestNIK:
    """`sample_nik`: a number for a birth date and a sex."""

    @pytest.mark.parametrize(
        ("born", "sex", "number", "digits"),
        [
            (date(1945, 8, 17), "L", 0, "3171011708459001"),
            (date(1945, 8, 17), "P", 0, "3171015708459001"),
            (date(2000, 2, 29), "P", 1, "3171016902009002"),
            (date(1999, 12, 31), "L", 998, "3171013112999999"),
            (date(2009, 1, 1), Sex.FEMALE, 98, "3171014101099099"),
        ],
    )
    def test_by_hand(self, born, sex, number, digits):
        """Kecamatan Gambir is 31.71.01; women's days are 41 to 71."""
        assert sample_nik(born, sex, number=number).reveal() == digits

    @pytest.mark.property
    @given(born=DAYS, sex=st.sampled_from("LP"), number=NUMBERS)
    def test_it_says_what_it_was_made_of(self, born, sex, number):
        """Sex, birth date (of one century or the other) and a made-up serial."""
        nik = sample_nik(born, sex, number=number)
        assert nik.sex.value == sex
        assert born in nik.birth_dates(as_of=born)
        assert nik.region.status == "current"
        assert 9001 <= int(nik.reveal()[12:]) <= 9999

    @pytest.mark.property
    @given(born=DAYS, sex=st.sampled_from("LP"), one=NUMBERS, other=NUMBERS)
    def test_another_number_is_another_person(self, born, sex, one, other):
        """Two on one day and of one sex differ in the serial only."""
        first = sample_nik(born, sex, number=one)
        second = sample_nik(born, sex, number=other)
        assert (first == second) is (one == other)
        assert first.reveal()[:12] == second.reveal()[:12]

    @pytest.mark.parametrize("number", WRONG_NUMBERS, ids=repr)
    def test_numbers_there_are_not(self, number):
        """Above 998 the serial has five digits; below 0 it may be somebody's."""
        said = refused(sample_nik, date(2000, 1, 1), "L", number=number)
        assert said == ("sample_number", {"most": 998})

    @pytest.mark.parametrize("sex", ["X", "", None, 1, "LP"], ids=repr)
    def test_a_sex_there_is_not(self, sex):
        """L or P, as on the card."""
        said = refused(sample_nik, date(2000, 1, 1), sex)
        assert said == ("argument_wrong", {"argument": "sex"})

    @pytest.mark.parametrize("born", [None, "2000-01-01", 2000, timedelta(1)], ids=repr)
    def test_a_day_that_is_none(self, born):
        """A date, or a datetime, which is one."""
        said = refused(sample_nik, born, "L")
        assert said == ("argument_wrong", {"argument": "birth_date"})
        moment = datetime(2000, 1, 2, 3, 4)  # noqa: DTZ001 - only its day counts
        assert sample_nik(moment, "L") == sample_nik(moment.date(), "L")


class TestCitizen:
    """`sample_citizen`: a person in whose data nothing disagrees."""

    @pytest.mark.parametrize("number", range(0, 999, 37))
    def test_nothing_to_find(self, number):
        """No finding about number, date or sex, for any of them."""
        citizen = sample_citizen(number)
        assert isinstance(citizen, Citizen)
        assert citizen.findings() == []
        assert citizen.nik.reveal()[12:] == str(9001 + number)

    def test_the_same_number_is_the_same_person(self):
        """So that a failing test fails again."""
        assert [sample_citizen(n) for n in range(50)] == [
            sample_citizen(n) for n in range(50)
        ]

    def test_numbers_are_different_people(self):
        """999 people, 999 numbers."""
        numbers = {sample_citizen(n).nik.reveal() for n in range(999)}
        assert len(numbers) == 999

    def test_women_and_men_by_turns(self):
        """An even number is a woman with a woman's name; names go round."""
        women = [sample_citizen(n) for n in range(0, 16, 2)]
        men = [sample_citizen(n) for n in range(1, 17, 2)]
        assert {person.sex for person in women} == {Sex.FEMALE}
        assert {person.sex for person in men} == {Sex.MALE}
        assert [person.name for person in women[:4]] == [
            person.name for person in women[4:]
        ]
        assert len({person.name for person in (*women, *men)}) == 8

    def test_all_are_grown_up(self):
        """Whoever files a request has an identity card (17 years), and all of these
        are married (19 years: UU 16/2019, 7), whenever in 2026 a test begins.
        """
        births = [sample_citizen(n).birth_date for n in range(999)]
        assert min(births) == date(1945, 8, 17)
        assert max(births) == date(2004, 10, 16) < date(2026 - 19, 1, 1)
        # eleven dates, 2161 days apart
        assert sorted(set(births)) == [
            date(1945, 8, 17) + n * timedelta(days=2161) for n in range(11)
        ]

    @pytest.mark.property
    @given(number=NUMBERS, born=st.dates(date(1930, 1, 1), date(2025, 12, 31)))
    def test_the_number_follows_what_is_changed(self, number, born):
        """A birth date and a sex that are stated shape the NIK."""
        for sex in "LP":
            citizen = sample_citizen(number, birth_date=born, sex=sex)
            assert (citizen.birth_date, citizen.sex.value) == (born, sex)
            assert citizen.findings() == []
            assert citizen.nik == sample_nik(born, sex, number=number)

    def test_a_date_as_text_and_a_sex_as_a_member(self):
        """As a form sends them, or as the program has them."""
        one = sample_citizen(4, birth_date="1990-05-06", sex="L")
        other = sample_citizen(4, birth_date=date(1990, 5, 6), sex=Sex.MALE)
        assert one == other

    def test_whoever_wants_a_finding_states_both(self):
        """A NIK that is stated is not changed."""
        nik = sample_nik(date(1970, 1, 1), "L")
        citizen = sample_citizen(nik=nik, birth_date=date(1990, 1, 1))
        assert citizen.nik == nik
        assert {finding.code for finding in citizen.findings()} >= {
            "nik_birth_date_mismatch"
        }

    def test_other_fields(self):
        """Any field of a citizen can be stated, and none that is not one."""
        assert sample_citizen(name="Maria Contoh").name == "Maria Contoh"
        with pytest.raises(ValidationError):
            sample_citizen(namee="Maria Contoh")

    @pytest.mark.parametrize("number", WRONG_NUMBERS, ids=repr)
    def test_numbers_there_are_not(self, number):
        """As for a NIK."""
        assert refused(sample_citizen, number) == ("sample_number", {"most": 998})

    @pytest.mark.parametrize(
        ("change", "argument"),
        [
            ({"sex": "X"}, "sex"),
            ({"sex": None}, "sex"),
            ({"birth_date": "17-08-1945"}, "birth_date"),
            ({"birth_date": "3171015708459002"}, "birth_date"),
            ({"birth_date": None}, "birth_date"),
        ],
        ids=str,
    )
    def test_what_cannot_be_meant(self, change, argument):
        """It is named, and not repeated: it may be somebody's number."""
        said = refused(sample_citizen, **change)
        assert said == ("argument_wrong", {"argument": argument})


class TestFamily:
    """`sample_family_card`: father, mother and child."""

    @pytest.mark.parametrize("number", [0, 1, 150, 300])
    def test_a_family(self, number):
        """One card number, three people of one household, no finding."""
        card = sample_family_card(number)
        assert isinstance(card, FamilyCard)
        assert card.number.reveal() == f"317101230112{9001 + number}"
        assert [member.relation.value for member in card.members] == [
            "kepala_keluarga",
            "istri",
            "anak",
        ]
        assert card.findings() == []
        serials = [int(member.nik.reveal()[12:]) for member in card.members]
        assert serials == [9001 + 3 * number + place for place in range(3)]

    def test_who_they_are(self):
        """Two parents and a child of school age; the child is not married, and each
        number says its own birth date (the mother's day is 2 + 40).
        """
        father, mother, child = sample_family_card().members
        assert [one.birth_date for one in (father, mother, child)] == [
            date(1985, 3, 1),
            date(1987, 6, 2),
            date(2012, 9, 3),
        ]
        assert [one.nik.reveal()[6:12] for one in (father, mother, child)] == [
            "010385",
            "420687",
            "030912",
        ]
        assert [one.marital_status.value for one in (father, mother, child)] == [
            "kawin_tercatat",
            "kawin_tercatat",
            "belum_kawin",
        ]
        assert len({one.name for one in (father, mother, child)}) == 3

    def test_no_person_in_two_families(self):
        """301 cards, 903 people."""
        cards = [sample_family_card(number) for number in range(301)]
        people = [member.nik.reveal() for card in cards for member in card.members]
        assert len(set(people)) == len(people) == 903
        assert len({card.number.reveal() for card in cards}) == 301

    @pytest.mark.parametrize("number", [-1, 301, None, "0", 1.0, True], ids=repr)
    def test_numbers_there_are_not(self, number):
        """Beyond 300 the serials would end."""
        assert refused(sample_family_card, number) == ("sample_number", {"most": 300})


class TestOfficial:
    """`sample_official`: a civil servant of Kota Contoh."""

    @pytest.mark.parametrize("number", [0, 1, 50, 98])
    def test_an_official(self, number):
        """A NIP of someone born on 26 September 1986 and serving since May 2015."""
        official = sample_official(number)
        assert isinstance(official, CivilServant)
        assert official.nip.reveal() == f"198609262015052{901 + number}"
        assert official.nip.birth_date == date(1986, 9, 26)
        assert official.sex is Sex.FEMALE
        assert official.agency == "Pemerintah Kota Contoh"

    def test_fields_stated_otherwise(self):
        """Any field of a civil servant."""
        assert sample_official(position="Camat").position == "Camat"
        with pytest.raises(ValidationError):
            sample_official(posisi="Camat")

    @pytest.mark.parametrize("number", [-1, 99, None, "0", 1.0, True], ids=repr)
    def test_numbers_there_are_not(self, number):
        """The serial of a NIP has three digits."""
        assert refused(sample_official, number) == ("sample_number", {"most": 98})


def test_no_number_shows():
    """A failing assertion shows people: masked, like all others."""
    people = (sample_citizen(), sample_family_card(), sample_official())
    shown = "".join(f"{person} {person!r}" for person in people)
    for digits in (
        people[0].nik.reveal(),
        people[1].number.reveal(),
        people[1].members[2].nik.reveal(),
        people[2].nip.reveal(),
    ):
        assert digits not in shown


def test_the_samples_of_the_docs():
    """What the guides and docstrings print."""
    assert NIK("3171015708459001") == sample_citizen().nik
    assert sample_citizen().name == "Siti Aminah"
