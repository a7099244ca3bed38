"""The numbers against slow, plain statements of their rules.

Each oracle is written from the rule and shares nothing with the package: dates
come from `datetime.strptime`, regions from the source table, sums from arithmetic.
"""

import csv
import re
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egovkit.identity import NIK, NIP, NITKU, NPWP, CivilDeedNumber, KKNumber

PREFIXES: set[str] = set()


@pytest.fixture(scope="module", autouse=True)
def prefixes(repo):
    """All six-digit codes since 2015, read from the sources."""
    folder = repo / "tools" / "data" / "regions"
    for name in ("regions.csv", "history.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                PREFIXES.add(row["code"].replace(".", ""))


def is_date(text: str, form: str) -> bool:
    """Whether `strptime` reads a text, in one century or the other."""
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - only whether it exists
    except ValueError:
        return False
    return True


def is_short_date(ddmmyy: str) -> bool:
    """Whether a DDMMYY exists in the 20th or the 21st century."""
    return any(
        is_date(f"{ddmmyy[:4]}{century}{ddmmyy[4:]}", "%d%m%Y")
        for century in ("19", "20")
    )


def is_nik(text: str) -> bool:
    """PP 40/2019, article 31, read as it stands."""
    if not re.fullmatch(r"[0-9]{16}", text) or text[:2] not in PREFIXES:
        return False
    day = int(text[6:8])
    born = f"{day - 40:02}" if day > 40 else f"{day:02}"
    return is_short_date(f"{born}{text[8:12]}") and text[12:] != "0000"


def is_kk(text: str) -> bool:
    """The same composition, nothing added to the day."""
    if not re.fullmatch(r"[0-9]{16}", text) or text[:2] not in PREFIXES:
        return False
    return is_short_date(text[6:12]) and text[12:] != "0000"


def is_nip(text: str) -> bool:
    """Perka BKN 22/2007 for PNS, the form in use for PPPK."""
    pns = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
    pppk = r"(?:19|20)[0-9]{2}2[1-9]"
    form = rf"(?:19|20)[0-9]{{6}}(?:{pns}|{pppk})[12](?!000)[0-9]{{3}}"
    if not re.fullmatch(form, text, re.ASCII):
        return False
    grown_up = int(text[8:12]) - int(text[:4]) >= 15
    return is_date(text[:8], "%Y%m%d") and grown_up


def has_check_digit(nine: str) -> bool:
    """Luhn: every second digit from the right doubled, its digits added."""
    total = 0
    for position, digit in enumerate(reversed(nine)):
        product = int(digit) * (2 if position % 2 else 1)
        total += product // 10 + product % 10
    return total % 10 == 0


def is_npwp(text: str) -> bool:
    """PMK 112/2022: the old number, the old number after 0, a NIK, or Coretax."""
    if re.fullmatch(r"0?[0-9]{15}", text):
        old = text[-15:]
        if len(text) == 15 or text[0] == "0":
            return old != "0" * 15 and has_check_digit(old[:9])
    return bool(re.fullmatch(r"[0-9]{16}", text)) and (is_nik(text) or text[0] == "1")


# Digits that are near the rule: real prefixes, days around every edge.
two = st.integers(0, 99).map("{:02}".format)
days = st.sampled_from(["00", "01", "28", "29", "30", "31", "32", "40"]) | two
women = st.sampled_from(["41", "68", "69", "70", "71", "72", "81"])
months = st.sampled_from(["00", "01", "02", "04", "12", "13"]) | two
prefix = st.sampled_from(
    ["317101", "910101", "317199", "647301", "997101", "110101", "960301"]
) | st.integers(0, 999_999).map("{:06}".format)
serial = st.sampled_from(["0000", "0001", "9999"]) | st.integers(0, 9999).map(
    "{:04}".format
)
near_nik = st.builds("".join, st.tuples(prefix, days | women, months, two, serial))


@pytest.mark.property
class TestNIK:
    """Fast and slow agree on every number, however it is asked."""

    @given(text=near_nik)
    @example("3171012902000001")
    @example("3171016902000001")
    @example("3171012902010001")
    def test_a_nik(self, text):
        """`is_valid`, the constructor and `parse` with separators."""
        expected = is_nik(text)
        assert NIK.is_valid(text) == expected
        assert NIK.is_valid(f" {text[:6]}.{text[6:12]}-{text[12:]}") == expected
        strictly = expected and text[:6] in PREFIXES
        assert NIK.is_valid(text, strict=True) == strictly
        assert NIK.is_valid(f"{text[:6]} {text[6:]}", strict=True) == strictly
        if expected:
            assert NIK(text).reveal() == text

    @given(text=near_nik)
    def test_a_family_card(self, text):
        """The same prefix and serial, another rule for the day."""
        assert KKNumber.is_valid(text) == is_kk(text)

    @given(text=near_nik)
    def test_what_the_digits_say(self, text):
        """Sex, serial and region of a number that is one."""
        if not is_nik(text):
            return
        nik = NIK(text)
        assert (nik.sex == "P") == (int(text[6:8]) > 40)
        assert nik.serial == int(text[12:])
        assert nik.region.plain == text[:6]
        assert (nik.region.status != "unknown") == (text[:6] in PREFIXES)

    def test_every_prefix_since_2015_is_known(self):
        """7,285 current and 594 retired districts, strictly, one by one."""
        districts = sorted(code for code in PREFIXES if len(code) == 6)
        assert len(districts) == 7285 + 594
        for code in districts:
            assert NIK.is_valid(f"{code}0101909001", strict=True), code


@pytest.mark.property
@given(
    born=st.builds(
        "{}{}{}".format, st.sampled_from(["1986", "2000", "1886"]), two, two
    ),
    year=st.sampled_from(["1999", "2000", "2001", "2015", "2024", "2115"]),
    month=two,
    sex=st.sampled_from("0123"),
    number=st.sampled_from(["000", "001", "999"]),
)
def test_a_nip(born, year, month, sex, number):
    """PNS and PPPK, dates around every edge."""
    text = f"{born}{year}{month}{sex}{number}"
    assert NIP.is_valid(text) == is_nip(text)
    if is_nip(text):
        nip = NIP(text)
        assert nip.birth_date.strftime("%Y%m%d") == born
        assert (nip.appointment_month is None) != (nip.contract is None)


near_npwp = (
    st.text(alphabet="0123456789", min_size=14, max_size=17)
    | st.builds("0{}".format, st.text(alphabet="0123456789", min_size=15, max_size=15))
    | near_nik
)


@pytest.mark.property
@given(text=near_npwp)
@example("013121660091000")
@example("0013121660091000")
@example("0" * 15)
@example("0" * 16)
def test_an_npwp_and_a_place(text):
    """A number is one exactly by the rule, and a NITKU exactly with six digits more."""
    assert NPWP.is_valid(text) == is_npwp(text)
    if len(text) == 16:
        assert NITKU.is_valid(f"{text}000012") == is_npwp(text)
    if is_npwp(text):
        assert NPWP(text).to_16().to_16() == NPWP(text).to_16()


@pytest.mark.property
@given(
    region=st.sampled_from(["3201", "9101", "9901", "0000"]),
    kind=st.sampled_from(["LU", "LT", "LD", "KW", "CR", "KM", "ZZ", "lu"]),
    day=days,
    month=months,
    year=st.sampled_from(["2020", "2021", "2000", "1900", "1896", "0000"]),
)
def test_a_deed_number(region, kind, day, month, year):
    """Province, kind and a date of the calendar, not before 1900."""
    expected = (
        region[:2] in PREFIXES
        and kind.upper() != "ZZ"
        and year >= "1900"
        and is_date(f"{day}{month}{year}", "%d%m%Y")
    )
    assert CivilDeedNumber.is_valid(f"{region} {kind} {day}{month}{year} 9001") == (
        expected
    )
