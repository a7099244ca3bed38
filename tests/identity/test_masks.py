"""What each mask shows, number by number, and what it must never show.

The table is written out from the pages of the reference ("Mask shows"); the
constants of the classes are not asked.
"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.identity import (
    KPJ,
    NIB,
    NIK,
    NIP,
    NISN,
    NITKU,
    NOP,
    NPSN,
    NPWP,
    BPJSKesehatan,
    CivilDeedNumber,
    KKNumber,
    PassportNumber,
    PhoneNumber,
    PlateNumber,
    PostalCode,
    SIMNumber,
)
from egovkit.identity._registry import _OURS

SHOWN = [
    (NIK, "3171015708459002", "317101**********"),
    (KKNumber, "3171012301129001", "317101**********"),
    (NPWP, "010000008091007", "01*************"),
    (NPWP, "0010000008000000", "00**************"),
    (NPWP, "3171015708459002", "31**************"),
    (NITKU, "0010000008000000000012", "****************000012"),
    (NIP, "198609262015051901", "***************901"),
    (NIB, "9120000000002", "*********0002"),
    (NISN, "0059000001", "*******001"),
    (NPSN, "20100001", "20100001"),
    (NPSN, "P9900001", "P9900001"),
    (NPSN, "001002", "001002"),
    (BPJSKesehatan, "0009000000001", "**********001"),
    (KPJ, "90000000018", "********018"),
    (PassportNumber, "X9000001", "X*******"),
    (PassportNumber, "AB900001", "A*******"),
    (PassportNumber, "AB9000001", "A********"),
    (SIMNumber, "011340009001", "*********001"),
    (SIMNumber, "3171015708459002", "*************002"),
    (PlateNumber, "B9001XYZ", "B*******"),
    (PlateNumber, "AB9A", "A***"),
    (PlateNumber, "B1", "B*"),
    (NOP, "317101000100190010", "3171**************"),
    (CivilDeedNumber, "3201-LT-12052018-9042", "3201-LT**************"),
    (PhoneNumber, "+6281234567890", "+62********890"),
    (PhoneNumber, "+623112345", "+62****345"),
    (PostalCode, "10110", "10110"),
]


@pytest.mark.parametrize(
    ("kind", "text", "masked"), SHOWN, ids=[f"{k.__name__}-{m}" for k, _, m in SHOWN]
)
def test_what_a_mask_shows(kind, text, masked):
    """The page of each number says it in words."""
    assert kind(text).masked == masked
    assert f"{kind(text)}" == str(kind(text)) == masked


def test_no_type_is_left_out():
    """A new number states here what its mask shows."""
    assert {kind for kind, _, _ in SHOWN} == set(_OURS)


PAGES = {
    BPJSKesehatan: "bpjs-kesehatan",
    CivilDeedNumber: "civil-deed",
    KKNumber: "kk",
    KPJ: "kpj",
    NIB: "nib",
    NIK: "nik",
    NIP: "nip",
    NISN: "nisn",
    NITKU: "nitku",
    NOP: "nop",
    NPSN: "npsn",
    NPWP: "npwp",
    PassportNumber: "passport",
    PhoneNumber: "phone",
    PlateNumber: "plate",
    PostalCode: "postal-code",
    SIMNumber: "sim",
}


@pytest.mark.parametrize("kind", _OURS, ids=lambda kind: kind.__name__)
def test_the_page_of_a_number_says_what_its_mask_shows(kind, repo):
    """The same count of signs, and the same end of the number."""
    text = (repo / f"docs/reference/identity/{PAGES[kind]}.md").read_text("utf-8")
    (row,) = re.findall(r"\*\*Mask shows\*\* \| (.*) \|", text)
    said = {
        "everything": (None, None),
        "the first six digits": (6, 0),
        "the first four digits": (4, 0),
        "the first two digits": (2, 0),
        "the first letter": (1, 0),
        "regency and kind": (7, 0),
        "the last three digits": (0, 3),
        "the last four digits": (0, 4),
        "the last six digits": (0, 6),
        "`+62` and the last three digits": (3, 3),
    }
    first, last = next(said[words] for words in said if row.startswith(words))
    value = kind(kind.EXAMPLE)
    if first is None:
        assert value.masked == kind.EXAMPLE
    else:
        hidden = len(kind.EXAMPLE) - first - last
        end = kind.EXAMPLE[-last:] if last else ""
        assert value.masked == f"{kind.EXAMPLE[:first]}{'*' * hidden}{end}"


@pytest.mark.property
class TestNeverShown:
    """A birth date and a serial are nowhere in a mask."""

    @given(born=st.dates(date(1950, 1, 1), date(2005, 12, 31)))
    def test_no_birth_date_of_a_civil_servant(self, born):
        """Two civil servants of one serial look the same, whenever they were born."""
        nip = NIP(f"{born:%Y%m%d}{born.year + 20}051901")
        assert nip.masked == "***************901"

    @given(
        born=st.dates(date(1950, 1, 1), date(2025, 12, 31)),
        woman=st.booleans(),
        serial=st.integers(1, 9999),
    )
    def test_of_a_nik_the_district_only(self, born, woman, serial):
        """Neither date nor sex nor serial can be told from the mask."""
        day = born.day + 40 * woman
        nik = NIK(f"317101{day:02}{born:%m%y}{serial:04}")
        assert nik.masked == "317101**********"

    @given(year=st.integers(0, 999), rest=st.integers(0, 9_999))
    def test_no_birth_year_of_a_pupil(self, year, rest):
        """The first three digits of an NISN are a birth year."""
        assert NISN(f"{year:03}{rest:04}901").masked == "*******901"
