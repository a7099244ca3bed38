"""Person, Citizen, FamilyCard, CivilServant, Organization and their findings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit.identity import (
    NIK,
    Address,
    CardMaritalStatus,
    Citizen,
    Citizenship,
    CivilServant,
    FamilyCard,
    Finding,
    Organization,
    Person,
    PNSGrade,
    PPPKGrade,
    Religion,
    Severity,
    Sex,
)
from egovkit.testing import (
    sample_citizen,
    sample_family_card,
    sample_nik,
    sample_official,
)

AS_OF = date(2026, 11, 24)


def codes(findings: list[Finding]) -> list[str]:
    """The codes of findings, in their order."""
    return [finding.code for finding in findings]


def fields(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and field of findings."""
    return [(finding.code, finding.field) for finding in findings]


class TestPerson:
    """One field for the name, titles apart, everything else optional."""

    @pytest.mark.parametrize(
        "name", ["Suharto", "I Gusti Ngurah Contoh", "Ny. O'Contoh", "Ü"]
    )
    def test_one_word_is_a_name(self, name):
        """Mononyms are normal: no finding, no second field."""
        assert Person(name=name).name == name
        assert Person(name=name).findings() == []

    @pytest.mark.parametrize(
        "name", ["", "   ", "x" * 151, "Siti\nAminah", "\u202eSiti"]
    )
    def test_a_name_is_one_printable_line(self, name):
        """Nothing empty, endless, or that reads otherwise than it is stored."""
        with pytest.raises(ValidationError):
            Person(name=name)

    def test_names_are_trimmed_and_composed(self):
        """Unicode NFC, so that equal names are equal."""
        assert Person(name=" Re\u0301mi ").name == "R\u00e9mi"

    def test_a_birth_date_to_come_is_a_finding_only_when_a_day_is_given(self):
        """Without a clock nothing is judged by age."""
        person = Person(name="Siti", birth_date=date(2030, 1, 1))
        assert person.findings() == []
        assert fields(person.findings(as_of=AS_OF)) == [
            ("birth_date_in_future", "birth_date")
        ]

    def test_an_error_does_not_show_the_name(self):
        """Pydantic would print what was refused."""
        with pytest.raises(ValidationError) as caught:
            Person(name="Siti\nRahasia")
        assert "Rahasia" not in str(caught.value)

    def test_an_address_speaks_for_itself(self):
        """Its findings are the person's, with the path."""
        person = Person(name="Siti", address=Address(region_code="91.01.01"))
        assert fields(person.findings()) == [("region_replaced", "address.region_code")]


class TestCitizen:
    """The fields of the KTP-el, and the NIK against them."""

    def test_the_design_example(self):
        """As the design shows it, with text where the card has text."""
        siti = Citizen(
            nik="3171015708459002",
            name="Siti Aminah",
            birth_place="Jakarta",
            birth_date=date(1945, 8, 17),
            sex="P",
        )
        assert siti.findings() == []
        assert siti.sex is Sex.FEMALE
        assert siti.citizenship is Citizenship.WNI

    def test_what_the_card_prints_is_read(self):
        """Capitals and older spellings of the card find the value."""
        siti = sample_citizen(
            religion="KATHOLIK", marital_status="CERAI MATI", sex="PEREMPUAN"
        )
        assert siti.religion is Religion.KATOLIK
        assert siti.marital_status is CardMaritalStatus.CERAI_MATI
        assert siti.sex is Sex.FEMALE

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"birth_date": date(1945, 8, 18)}, ["nik_birth_date_mismatch"]),
            ({"birth_date": date(1946, 8, 17)}, ["nik_birth_date_mismatch"]),
            ({"birth_date": date(1845, 8, 17)}, []),  # the century is not in it
            ({"sex": Sex.MALE}, ["nik_sex_mismatch"]),
            (
                {"sex": Sex.MALE, "birth_date": date(1945, 8, 16)},
                ["nik_birth_date_mismatch", "nik_sex_mismatch"],
            ),
            ({"nik": NIK("9101015708459002")}, ["region_replaced"]),
            ({"nik": NIK("3171995708459002")}, ["region_unknown"]),
        ],
        ids=[
            "another day",
            "another year",
            "another century",
            "another sex",
            "both",
            "retired region",
            "unknown region",
        ],
    )
    def test_the_nik_against_the_rest(self, change, expected):
        """A disagreement is a finding and never an error."""
        siti = sample_citizen().model_copy(update=change)
        assert codes(siti.findings()) == expected

    def test_an_address_elsewhere_is_no_finding(self):
        """PP 40/2019, article 30(2): the NIK does not follow the domicile."""
        moved = sample_citizen(address=Address(region_code="73.71.01"))
        assert moved.findings(as_of=AS_OF) == []

    def test_findings_are_sentences_without_the_number(self):
        """Both languages, a field, a severity; the NIK in none of them."""
        siti = sample_citizen().model_copy(update={"birth_date": date(1945, 8, 18)})
        (finding,) = siti.findings()
        assert finding.severity is Severity.WARNING
        assert finding.field == "birth_date"
        assert finding.sentence() == (
            "Tanggal lahir berbeda dengan yang tercantum dalam NIK."
        )
        for text in (str(finding), repr(finding), finding.sentence("en")):
            assert siti.nik.reveal() not in text
            assert "1945" not in text

    def test_a_finding_can_be_kept_in_a_set(self):
        """Frozen, hashable, equal by value."""
        siti = sample_citizen().model_copy(update={"sex": Sex.MALE})
        assert set(siti.findings()) == set(siti.findings())

    def test_the_occupation_is_open_and_its_code_is_looked_up(self):
        """A text of SIAK's list has a code, another text stands as it is."""
        assert sample_citizen(occupation="GURU").occupation_code.code == "65"
        assert sample_citizen(occupation="Pembuat Contoh").occupation_code is None
        assert sample_citizen(occupation=None).occupation_code is None

    def test_unknown_fields_are_refused_and_fields_cannot_be_changed(self):
        """A closed, frozen model."""
        with pytest.raises(ValidationError):
            sample_citizen(shoe_size=42)
        with pytest.raises(ValidationError):
            sample_citizen().name = "Lain"

    def test_json_and_back(self):
        """The wire carries everything and reads back the same."""
        siti = sample_citizen(address=Address.at("31.71.01.1001", rt="1"))
        assert Citizen.model_validate_json(siti.model_dump_json()) == siti
        assert siti.nik.reveal() in siti.model_dump_json()
        assert siti.nik.reveal() not in repr(siti)

    @pytest.mark.property
    @given(
        number=st.integers(0, 998),
        birth_date=st.dates(date(1907, 1, 1), AS_OF),
        sex=st.sampled_from(["L", "P"]),
    )
    def test_sample_citizens_are_consistent(self, number, birth_date, sex):
        """Whatever is changed, the NIK follows, so there is nothing to find."""
        assert sample_citizen(number).findings(as_of=AS_OF) == []
        changed = sample_citizen(number, birth_date=birth_date, sex=sex)
        assert changed.findings(as_of=AS_OF) == []
        assert changed.nik.serial >= 9001
        assert sample_citizen(number) == sample_citizen(number)

    def test_sample_dates_may_be_text(self):
        """As JSON would bring it."""
        assert sample_citizen(birth_date="1990-05-06").birth_date == date(1990, 5, 6)


class TestFamilyCard:
    """One head, every NIK once, no child as old as the head."""

    def test_the_sample_is_in_order(self):
        """A family of three without a finding."""
        card = sample_family_card()
        assert card.findings(as_of=AS_OF) == []
        assert card.head.name == "Budi Contoh"

    @pytest.mark.parametrize(
        ("position", "change", "expected"),
        [
            (0, {"relation": "famili_lain"}, [("family_no_head", "members")]),
            (
                1,
                {"relation": "kepala_keluarga"},
                [("family_several_heads", "members")],
            ),
            (
                2,
                {"birth_date": "1985-03-01", "nik": "3171010103859009"},
                [("family_child_too_old", "members.2.birth_date")],
            ),
            (
                1,
                {"relation": "suami"},
                [("family_spouse_sex", "members.1.relation")],
            ),
            (
                1,
                {"marital_status": "belum_kawin"},
                [("family_spouse_unmarried", "members.1.marital_status")],
            ),
            (
                2,
                {"sex": "P"},
                [("nik_sex_mismatch", "members.2.sex")],
            ),
        ],
        ids=["no head", "two heads", "old child", "husband", "unmarried", "sex"],
    )
    def test_each_rule(self, position, change, expected):
        """One change, one finding, with the line it is about."""
        data = sample_family_card().model_dump(mode="json")
        data["members"][position] |= change
        assert fields(FamilyCard.model_validate(data).findings()) == expected

    def test_a_nik_stands_once(self):
        """Both lines are named."""
        data = sample_family_card().model_dump(mode="json")
        data["members"][2] |= {
            key: data["members"][0][key] for key in ("nik", "birth_date", "sex")
        }
        found = fields(FamilyCard.model_validate(data).findings())
        assert ("family_nik_twice", "members.0.nik") in found
        assert ("family_nik_twice", "members.2.nik") in found

    def test_without_a_head_no_child_is_compared(self):
        """Nothing follows from a head that is not there."""
        data = sample_family_card().model_dump(mode="json")
        data["members"] = data["members"][2:]
        card = FamilyCard.model_validate(data)
        assert card.head is None
        assert codes(card.findings()) == ["family_no_head"]

    def test_the_address_and_the_number_are_looked_at_too(self):
        """A retired region of either is a finding with its path."""
        card = sample_family_card().model_copy(
            update={"address": Address(region_code="91.01")}
        )
        assert fields(card.findings()) == [("region_replaced", "address.region_code")]

    def test_a_card_has_members(self):
        """An empty card is none."""
        with pytest.raises(ValidationError):
            FamilyCard(number="3171012301129001", members=())


class TestCivilServant:
    """NIP against birth date, sex and grade."""

    def test_the_sample_is_in_order(self):
        """Nothing to find; rank as a signature block prints it."""
        official = sample_official()
        assert official.findings(as_of=AS_OF) == []
        assert official.grade is PNSGrade.III_D
        assert official.pangkat == "Penata Tingkat I (III/d)"

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"birth_date": "1986-09-27"}, ["nip_birth_date_mismatch"]),
            ({"birth_date": "1986-09-26"}, []),
            ({"sex": "L"}, ["nip_sex_mismatch"]),
            ({"sex": None}, []),
            ({"grade": "IX"}, ["nip_grade_mismatch"]),
            ({"nip": "200012312024212901"}, ["nip_grade_mismatch"]),
            ({"nip": "200012312024212901", "grade": "IX"}, []),
            ({"nik": sample_nik(date(1986, 9, 26), "P")}, []),
            (
                {"nik": sample_nik(date(1986, 9, 26), "L")},
                ["nik_sex_mismatch"],
            ),
            (
                {"nik": sample_nik(date(1985, 9, 26), "P")},
                ["nik_birth_date_mismatch"],
            ),
        ],
        ids=[
            "other day",
            "same day",
            "other sex",
            "no sex",
            "PPPK grade",
            "PPPK with PNS grade",
            "PPPK",
            "NIK fits",
            "NIK of a man",
            "NIK of another year",
        ],
    )
    def test_each_rule(self, change, expected):
        """One change, one finding; where the person states nothing the NIP does."""
        assert codes(sample_official(**change).findings()) == expected

    def test_grades_of_both_kinds(self):
        """A PPPK has a golongan only; who has no grade prints none."""
        assert sample_official(grade="IX").grade is PPPKGrade.IX
        assert sample_official(grade="IX").pangkat == "Golongan IX"
        assert sample_official(grade=None).pangkat is None
        with pytest.raises(ValidationError):
            sample_official(grade="V/a")

    def test_the_nip_is_masked_in_text(self):
        """No birth date of an official in a log line."""
        assert "19860926" not in repr(sample_official())
        assert isinstance(sample_official(), CivilServant)


class TestOrganization:
    """The numbers of a business against each other."""

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({}, []),
            ({"npwp": "01.000.000.8-000.000"}, []),
            ({"npwp": "02.123.456.2-000.000"}, ["nitku_npwp_mismatch"]),
            ({"npwp": "1000000000000001", "nitku": None}, ["npwp_unverified"]),
            ({"npwp": None, "nitku": None}, []),
            ({"address": {"region_code": "31.71.99"}}, ["region_unknown"]),
        ],
        ids=["16 digits", "15 digits", "another", "unverified", "none", "address"],
    )
    def test_each_rule(self, change, expected):
        """A NITKU begins with the NPWP, old or new form."""
        fields = {
            "name": "CV Contoh Jaya",
            "npwp": "0010000008000000",
            "nitku": "0010000008000000000012",
            "nib": "9120000000002",
        }
        found = Organization.model_validate({**fields, **change}).findings()
        assert codes(found) == expected
