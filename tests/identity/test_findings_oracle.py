"""Findings of whole cards and files against plain statements of their rules.

Families, officials and firms are drawn so that every rule is kept and broken; what
must be found is said here once more, without the package's own words for it.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.identity import (
    NIK,
    NIP,
    CivilServant,
    FamilyCard,
    FamilyMember,
    Organization,
    PNSGrade,
    PPPKGrade,
    Severity,
)

AS_OF = date(2026, 11, 24)
births = st.dates(date(1950, 1, 1), date(2020, 12, 31))
sexes = st.sampled_from(["L", "P"])
# Current, retired, and in no edition
districts = st.sampled_from(["317101", "910101", "317199"])
RELATIONS = ("kepala_keluarga", "suami", "istri", "anak", "famili_lain")
STATES = (None, "belum_kawin", "kawin_tercatat", "cerai_hidup_tercatat", "cerai_mati")


def number_of(district: str, born: date, sex: str, serial: int) -> str:
    """A NIK as PP 40/2019, article 31, composes it."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{district}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"


@st.composite
def members(draw):
    """A line of a card, whose NIK may be somebody else's."""
    born, sex = draw(births), draw(sexes)
    of_nik = draw(st.just((born, sex)) | st.tuples(births, sexes))
    return {
        "name": "Siti Contoh",
        "birth_place": "Contoh",
        "birth_date": born,
        "sex": sex,
        "nik": number_of(draw(districts), *of_nik, draw(st.integers(9001, 9003))),
        "relation": draw(st.sampled_from(RELATIONS)),
        "marital_status": draw(st.sampled_from(STATES)),
    }


def found_on_a_line(line: dict) -> list[str]:
    """What is wrong with one line alone."""
    found = []
    nik, born = line["nik"], line["birth_date"]
    day = int(nik[6:8])
    if (day - 40 if day > 40 else day, int(nik[8:10]), int(nik[10:12])) != (
        born.day,
        born.month,
        born.year % 100,
    ):
        found.append("birth_date:nik_birth_date_mismatch")
    if (day > 40) != (line["sex"] == "P"):
        found.append("sex:nik_sex_mismatch")
    if nik.startswith("910101"):
        found.append("nik:region_replaced")
    if nik.startswith("317199"):
        found.append("nik:region_unknown")
    spouse = {"suami": "L", "istri": "P"}.get(line["relation"])
    if spouse and line["sex"] != spouse:
        found.append("relation:family_spouse_sex")
    if spouse and line["marital_status"] == "belum_kawin":
        found.append("marital_status:family_spouse_unmarried")
    return found


def found_on_a_card(lines: list[dict]) -> Counter:
    """What is wrong with a card: its lines, its head, its children, its numbers."""
    found = Counter()
    heads = [line for line in lines if line["relation"] == "kepala_keluarga"]
    if not heads:
        found["members:family_no_head"] += 1
    if len(heads) > 1:
        found["members:family_several_heads"] += 1
    for position, line in enumerate(lines):
        here = found_on_a_line(line)
        if sum(other["nik"] == line["nik"] for other in lines) > 1:
            here.append("nik:family_nik_twice")
        is_child = line["relation"] == "anak"
        if is_child and heads and line["birth_date"] <= heads[0]["birth_date"]:
            here.append("birth_date:family_child_too_old")
        found.update(f"members.{position}.{one}" for one in here)
    return found


def told(findings) -> Counter:
    """Place and code of each finding."""
    return Counter(f"{finding.field}:{finding.code}" for finding in findings)


@pytest.mark.property
class TestFamilies:
    """UU 23/2006, article 61: a card names a head and its members."""

    @given(line=members())
    def test_a_line(self, line):
        """By itself, without the card."""
        assert told(FamilyMember(**line).findings()) == Counter(found_on_a_line(line))

    @given(lines=st.lists(members(), min_size=1, max_size=6))
    def test_a_card(self, lines):
        """Every finding that the rules make, each where it is, and no other."""
        card = FamilyCard(number="3171012301129001", members=lines)
        assert told(card.findings()) == found_on_a_card(lines)

    @given(lines=st.lists(members(), min_size=1, max_size=4))
    def test_no_finding_holds_a_number_or_a_date(self, lines):
        """In its facts, its sentence, or its text."""
        card = FamilyCard(number="3171012301129001", members=lines)
        for finding in card.findings(as_of=AS_OF):
            said = f"{finding} {finding.sentence('id')} {finding.facts}"
            for line in lines:
                assert line["nik"] not in said
                assert str(line["birth_date"]) not in said
                assert line["nik"][6:] not in said

    @given(lines=st.lists(members(), min_size=1, max_size=4), days=st.integers(-9, 9))
    def test_a_birth_in_the_future_is_found_with_a_day_to_judge_from(self, lines, days):
        """From the day after its birth nobody is in the future."""
        as_of = lines[0]["birth_date"] + timedelta(days)
        card = FamilyCard(number="3171012301129001", members=lines)
        found = told(card.findings(as_of=as_of))
        for position, line in enumerate(lines):
            place = f"members.{position}.birth_date:birth_date_in_future"
            assert found[place] == (line["birth_date"] > as_of)


@pytest.mark.property
class TestOfficials:
    """Perka BKN 22/2007: eight digits of birth date, the fifteenth the sex."""

    @given(
        born=births.filter(lambda day: day.year < 2000),
        sex=sexes,
        pppk=st.booleans(),
        stated_birth=st.none() | births,
        stated_sex=st.none() | sexes,
        grade=st.none() | st.sampled_from([*PNSGrade, *PPPKGrade]),
        nik_of=st.none() | st.tuples(births, sexes),
    )
    def test_a_file(self, born, sex, pppk, stated_birth, stated_sex, grade, nik_of):
        """The NIP against what is stated, the NIK against either."""
        month = "21" if pppk else "05"
        nip = NIP(f"{born:%Y%m%d}{born.year + 25}{month}{'1' if sex == 'L' else 2}901")
        nik = nik_of and NIK(number_of("317101", *nik_of, 9001))
        official = CivilServant(
            name="Dewi Contoh",
            nip=nip,
            nik=nik,
            birth_date=stated_birth,
            sex=stated_sex,
            grade=grade,
        )
        expected = Counter()
        if stated_birth and stated_birth != born:
            expected["birth_date:nip_birth_date_mismatch"] += 1
        if stated_sex and stated_sex != sex:
            expected["sex:nip_sex_mismatch"] += 1
        if grade is not None and isinstance(grade, PPPKGrade) != pppk:
            expected["grade:nip_grade_mismatch"] += 1
        if nik_of:
            day, woman = nik_of[0], nik_of[1]
            whose = stated_birth or born
            if (day.day, day.month, day.year % 100) != (
                whose.day,
                whose.month,
                whose.year % 100,
            ):
                expected["birth_date:nik_birth_date_mismatch"] += 1
            if woman != (stated_sex or sex):
                expected["sex:nik_sex_mismatch"] += 1
        assert told(official.findings()) == expected


NPWPS = {
    "010000008000000": "0010000008000000",  # the old form → the new one
    "0010000008000000": "0010000008000000",
    "021234562000000": "0021234562000000",
    "3171015708459002": "3171015708459002",
    "1000000000000001": "1000000000000001",
}


@pytest.mark.property
@given(
    npwp=st.none() | st.sampled_from(sorted(NPWPS)),
    place=st.none() | st.sampled_from(sorted(set(NPWPS.values()))),
)
def test_a_firm(npwp, place):
    """PMK 112/2022: a place's number begins with that of its taxpayer."""
    firm = Organization(name="CV Contoh", npwp=npwp, nitku=place and f"{place}000012")
    expected = Counter()
    if npwp and place and NPWPS[npwp] != place:
        expected["nitku:nitku_npwp_mismatch"] += 1
    if npwp and npwp.startswith("1"):
        expected["npwp:npwp_unverified"] += 1
    found = firm.findings()
    assert told(found) == expected
    for finding in found:
        is_info = finding.code == "npwp_unverified"
        assert finding.severity is (Severity.INFO if is_info else Severity.WARNING)
