"""The smaller numbers against plain statements of their forms, sign by sign.

No oracle here uses a pattern: each walks the text as a person at a counter would.
"""

import pytest
from hypothesis import example, given
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

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
# Letters, digits, and what looks like them
signs = st.sampled_from([*"AKPXZ", *"0159", *"ax -O", "\u0661", "\uff11", "\u00c9"])
texts = st.text(signs, max_size=18)


def runs(text: str) -> list[str]:
    """The text in runs of letters and of digits; an empty list for another sign."""
    found: list[str] = []
    kind = ""
    for sign in text:
        now = "L" if sign in LETTERS else "D" if sign in DIGITS else "?"
        if now == "?":
            return []
        if now == kind:
            found[-1] += sign
        else:
            found.append(sign)
        kind = now
    return found


def all_digits(text: str, *lengths: int) -> bool:
    """Nothing but ASCII digits, and one of these counts of them."""
    return len(text) in lengths and all(sign in DIGITS for sign in text)


def is_plate(text: str) -> bool:
    """Perpol 7/2021: one or two letters, up to four digits, up to three letters."""
    parts = runs(text)
    if len(parts) not in (2, 3) or parts[0][0] not in LETTERS:
        return False
    area, number, series = (*parts, "")[:3]
    return len(area) <= 2 and len(number) <= 4 and number[0] != "0" and len(series) <= 3


def is_passport(text: str) -> bool:
    """One or two letters and six or seven digits."""
    parts = runs(text)
    return (
        len(parts) == 2
        and parts[0][0] in LETTERS
        and len(parts[0]) <= 2
        and len(parts[1]) in (6, 7)
    )


def is_npsn(text: str) -> bool:
    """Eight digits, P or K and seven, or six."""
    if text[:1] in ("P", "K"):
        return all_digits(text[1:], 7)
    return all_digits(text, 8, 6)


ORACLES = {
    PlateNumber: is_plate,
    PassportNumber: is_passport,
    NPSN: is_npsn,
    NIB: lambda text: all_digits(text, 13),
    NISN: lambda text: all_digits(text, 10),
    BPJSKesehatan: lambda text: all_digits(text, 13),
    KPJ: lambda text: all_digits(text, 11),
    SIMNumber: lambda text: all_digits(text, 12, 13, 14, 15, 16),
    NOP: lambda text: all_digits(text, 18),
    PostalCode: lambda text: all_digits(text, 5) and text[0] != "0",
}
kinds = pytest.mark.parametrize("kind", ORACLES, ids=lambda kind: kind.__name__)


def is_strict(kind, text) -> bool:
    """Whether the constructor takes the text as it stands."""
    try:
        kind(text)
    except ValueError:
        return False
    return True


@kinds
@pytest.mark.property
class TestForms:
    """The constructor takes a text exactly where the rule does."""

    @given(text=texts)
    @example(text="")
    @example(text="B1")
    @example(text="AB1234XYZ")
    @example(text="B0123XY")
    @example(text="P9900001")
    @example(text="10110")
    def test_a_text_near_the_rule(self, kind, text):
        """Digits of other scripts and small letters are none of it."""
        assert is_strict(kind, text) == ORACLES[kind](text)

    @given(text=st.text(DIGITS, min_size=4, max_size=19))
    def test_digits_of_any_count(self, kind, text):
        """The count decides, and for a postal code the first one."""
        assert is_strict(kind, text) == ORACLES[kind](text)

    @given(
        area=st.text(LETTERS, max_size=3),
        number=st.text(DIGITS, max_size=8),
        series=st.text(LETTERS, max_size=4),
    )
    def test_letters_around_digits(self, kind, area, number, series):
        """As on plates and passports, with one too many and one too few."""
        text = f"{area}{number}{series}"
        assert is_strict(kind, text) == ORACLES[kind](text)

    @given(data=st.data())
    def test_what_is_typed_is_read_as_the_same(self, kind, data):
        """Small letters and a space wherever somebody puts one."""
        text = data.draw(st.from_regex(kind.pattern(), fullmatch=True), label="text")
        if not is_strict(kind, text):
            return
        at = data.draw(st.integers(0, len(text)), label="at")
        typed = f" {text[:at]} {text[at:]}\u00a0".lower()
        assert kind.parse(typed) == kind(text)
        assert kind.parse(kind(text).formatted()) == kind(text)


@pytest.mark.property
@given(
    area=st.text(LETTERS, min_size=1, max_size=2),
    number=st.integers(1, 9999),
    series=st.text(LETTERS, max_size=3),
)
def test_a_plate_is_printed_in_its_groups(area, number, series):
    """Area, number, series, a space between."""
    plate = PlateNumber(f"{area}{number}{series}")
    assert plate.formatted().split() == [
        area,
        str(number),
        *([series] if series else []),
    ]


@pytest.mark.property
@given(text=st.text(DIGITS, min_size=18, max_size=18))
def test_a_tax_object_is_its_parts(text):
    """2.2.3.3.3-4.1, in order and nothing left over (PER-12/PJ/2010)."""
    nop = NOP(text)
    assert nop.village + nop.block + nop.serial + nop.flag == text
    groups = nop.formatted().replace("-", ".").split(".")
    assert list(map(len, groups)) == [2, 2, 3, 3, 3, 4, 1]
    assert "".join(groups) == text


@pytest.mark.property
@example(year=1900, rest="0000001")
@example(year=2899, rest="0000001")
@given(year=st.integers(1900, 2899), rest=st.text(DIGITS, min_size=7, max_size=7))
def test_a_pupil_was_born_in_the_year_of_the_first_digits(year, rest):
    """Three digits of 1900 to 2899: below 900 the first one was a 2."""
    assert NISN(f"{year % 1000:03}{rest}").birth_year == year


COUNTS = {  # signs of the strict form, with dashes and the plus
    NIK: {16},
    KKNumber: {16},
    NPWP: {15, 16},
    NITKU: {22},
    NIP: {18},
    NIB: {13},
    NISN: {10},
    NPSN: {6, 8},
    BPJSKesehatan: {13},
    KPJ: {11},
    PassportNumber: {7, 8, 9},
    SIMNumber: {12, 13, 14, 15, 16},
    PlateNumber: set(range(2, 10)),
    NOP: {18},
    CivilDeedNumber: {21},
    PhoneNumber: set(range(10, 16)),
    PostalCode: {5},
}
STRICT = {
    PassportNumber: ["A123456", "A1234567", "AB123456", "AB1234567"],
    PlateNumber: ["B1", "AB1", "B12C", "B123C", "B1234C", "AB1234C", "B1234CDE"],
    NPSN: ["001002", "20100001"],
    SIMNumber: ["0" * count for count in range(12, 17)],
    NPWP: ["010000008000000", "0010000008000000"],
    PhoneNumber: [
        *("+623112345", "+6231123456", "+62211234567", "+6281234567890"),
        *("+62812345678", "+62812345678901"),
    ],
}


@pytest.mark.parametrize("kind", COUNTS, ids=lambda kind: kind.__name__)
def test_a_type_says_how_long_it_is(kind):
    """`LENGTHS` is what forms and databases ask for their columns."""
    assert set(kind.LENGTHS) == COUNTS[kind]
    assert len(kind.LENGTHS) == len(COUNTS[kind])
    for text in STRICT.get(kind, [kind.EXAMPLE]):
        assert len(kind(text).reveal()) in COUNTS[kind]


def test_every_type_is_in_the_table():
    """A new number states its length here."""
    assert set(COUNTS) == set(_OURS)
