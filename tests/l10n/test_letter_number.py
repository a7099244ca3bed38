"""Letter numbers: what a template writes, it reads; and in one way only."""

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import (
    DefinitionError,
    EgovkitError,
    InvalidComponentError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)
from egovkit.l10n import LetterNumberTemplate

USUAL = LetterNumberTemplate("{klasifikasi}/{urut:03}/{unit}/{bulan:romawi}/{tahun}")
VALUES = {
    "klasifikasi": "470",
    "urut": 7,
    "unit": "KEL-CTH",
    "bulan": 11,
    "tahun": 2026,
}
# Patterns seen in use, with values and the number they give
PATTERNS = [
    (USUAL.template, VALUES, "470/007/KEL-CTH/XI/2026"),
    (
        "B-{urut}/{unit}/{bulan:angka2}/{tahun}",
        {
            "urut": 1214,
            "unit": "C.6.Cpl.1",
            "bulan": 2,
            "tahun": 2022,
        },
        "B-1214/C.6.Cpl.1/02/2022",
    ),
    (
        "{urut:03}/{unit}/{bulan:romawi}/{tahun:2}",
        {"urut": 30, "unit": "M2.LMJ", "bulan": 11, "tahun": 2023},
        "030/M2.LMJ/XI/23",
    ),
    (
        "{nomor}/{klasifikasi}/{tahun}",
        {"nomor": 5, "klasifikasi": "OT.01", "tahun": 2026},
        "5/OT.01/2026",
    ),
    ("No. {urut:04} Tahun {tahun}", {"urut": 12, "tahun": 2026}, "No. 0012 Tahun 2026"),
    (
        "{tanggal:02}.{bulan:02}.{tahun}/{urut}",
        {"tanggal": 5, "bulan": 1, "tahun": 2026, "urut": 3},
        "05.01.2026/3",
    ),
    ("{tanggal}-{bulan}-{urut}", {"tanggal": 5, "bulan": 1, "urut": 3}, "5-1-3"),
    ("{bulan:angka}/{urut}", {"bulan": 12, "urut": 3}, "12/3"),
    ("{buku:romawi}/{urut}", {"buku": 14, "urut": 3}, "XIV/3"),
    ("{seri:2}/{urut}", {"seri": 4, "urut": 3}, "04/3"),
    ("{unit}-{sub}/{urut}", {"unit": "A.B", "sub": "C-D", "urut": 1}, "A.B-C-D/1"),
    ("{kode}", {"kode": "100.3/5 (a)"}, "100.3/5 (a)"),
]


@pytest.mark.parametrize(
    ("pattern", "values", "text"),
    PATTERNS,
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_patterns_in_use(pattern, values, text):
    """Written by the pattern and read back to the same values."""
    template = LetterNumberTemplate(pattern)
    assert template.format(**values) == text
    assert template.parse(text) == values
    assert template.slots == tuple(values)


@pytest.mark.property
@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.()&_ \-]{0,59}", fullmatch=True),
    st.integers(1, 10**18 - 1),
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.()&_ \-]{0,20}", fullmatch=True),
    st.integers(1, 12),
    st.integers(1000, 9999),
)
def test_parse_undoes_format(klasifikasi, urut, unit, bulan, tahun):
    """For every value that the template can write."""
    values = {
        "klasifikasi": klasifikasi,
        "urut": urut,
        "unit": unit,
        "bulan": bulan,
        "tahun": tahun,
    }
    try:
        text = USUAL.format(**values)
    except InvalidFormatError:
        assert len(klasifikasi) + len(unit) > 60  # the whole number is too long
        return
    assert USUAL.parse(text) == values


@pytest.mark.property
@given(st.text("0123456789IVX/.-ABC", max_size=24))
def test_format_undoes_parse(text):
    """Only the template's own spelling is read."""
    try:
        values = USUAL.parse(text)
    except EgovkitError:
        return
    assert USUAL.format(**values) == text


def test_the_date_fills_its_slots():
    """Month and year come from the letter's date, unless they are given."""
    day = date(2026, 11, 24)
    text = USUAL.format(klasifikasi="470", urut=7, unit="X", on=day)
    assert text == "470/007/X/XI/2026"
    text = USUAL.format(klasifikasi="470", urut=7, unit="X", bulan=1, on=day)
    assert text == "470/007/X/I/2026"
    daily = LetterNumberTemplate("{tanggal}/{urut}")
    assert daily.format(urut=1, on=day) == "24/1"


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("", "letter_template_length"),
        ("{a}" * 100, "letter_template_length"),
        ("470/2026", "letter_template_slot"),
        ("{urut}\n", "letter_template_slot"),
        ("{urut}/{urut}", "letter_template_twice"),
        ("{urut}{tahun}", "letter_template_separator"),
        ("{unit}{urut:03}", "letter_template_separator"),
        ("{urut}X{tahun}", "letter_template_separator"),
        ("{urut}2026", "letter_template_separator"),
        ("{urut", "letter_template_brace"),
        ("urut}", "letter_template_brace"),
        ("{{urut}}", "letter_template_brace"),
        ("{}", "letter_template_brace"),
        ("{0}", "letter_template_brace"),
        ("{Urut}", "letter_template_brace"),
        ("{urut!r}", "letter_template_brace"),
        ("{urut.x}", "letter_template_brace"),
        ("{urut[0]}", "letter_template_brace"),
        ("{bulan:xyz}", "letter_template_spec"),
        ("{bulan:3}", "letter_template_spec"),
        ("{tahun:4}", "letter_template_spec"),
        ("{tanggal:romawi}", "letter_template_spec"),
        ("{urut:0}", "letter_template_spec"),
        ("{urut:19}", "letter_template_spec"),
        ("{urut:abc}", "letter_template_spec"),
        ("{unit:abc}", "letter_template_spec"),
    ],
)
def test_a_bad_template_fails_when_built(template, code):
    """Not on the first letter of the year."""
    with pytest.raises(DefinitionError) as caught:
        LetterNumberTemplate(template)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"urut": None}, UsageError, "integer_expected"),
        ({"urut": "7"}, UsageError, "integer_expected"),
        ({"urut": True}, UsageError, "integer_expected"),
        ({"urut": 7.0}, UsageError, "integer_expected"),
        ({"bulan": "XI"}, UsageError, "integer_expected"),
        ({"unit": 5}, UsageError, "letter_number_text"),
        ({"urut": 0}, InvalidComponentError, "letter_number_range"),
        ({"urut": -1}, InvalidComponentError, "letter_number_range"),
        ({"urut": 10**18}, InvalidComponentError, "letter_number_range"),
        ({"bulan": 13}, InvalidComponentError, "letter_number_range"),
        ({"bulan": 0}, InvalidComponentError, "letter_number_range"),
        ({"tahun": 26}, InvalidComponentError, "letter_number_range"),
        ({"unit": "A/B"}, InvalidFormatError, "letter_number_code"),
        ({"unit": ""}, InvalidFormatError, "letter_number_code"),
        ({"unit": "-A"}, InvalidFormatError, "letter_number_code"),
        ({"unit": "A\nB"}, InvalidFormatError, "letter_number_code"),
        ({"unit": "A{B}"}, InvalidFormatError, "letter_number_code"),
        ({"unit": "a" * 61}, InvalidFormatError, "letter_number_code"),
        ({"unit": "\u0663"}, InvalidFormatError, "letter_number_code"),
        ({"lain": "x"}, UsageError, "letter_number_unknown"),
    ],
    ids=str,
)
def test_values_that_a_slot_cannot_hold(change, error, code):
    """Wrong types, ranges, and codes that could be read in two ways."""
    with pytest.raises(error) as caught:
        USUAL.format(**VALUES | change)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("slot", "low", "high", "written"),
    [
        ("bulan", 1, 12, ("1", "12")),
        ("bulan:angka", 1, 12, ("1", "12")),
        ("bulan:02", 1, 12, ("01", "12")),
        ("bulan:angka2", 1, 12, ("01", "12")),
        ("bulan:romawi", 1, 12, ("I", "XII")),
        ("tanggal", 1, 31, ("1", "31")),
        ("tanggal:02", 1, 31, ("01", "31")),
        ("tahun", 1000, 9999, ("1000", "9999")),
        ("tahun:2", 2000, 2099, ("00", "99")),
        ("urut", 1, 10**18 - 1, ("1", "9" * 18)),
        ("urut:18", 1, 10**18 - 1, ("0" * 17 + "1", "9" * 18)),
        ("buku:romawi", 1, 3999, ("I", "MMMCMXCIX")),
    ],
)
def test_each_slot_has_its_range(slot, low, high, written):
    """The ends are written and read back; what lies outside is refused."""
    template = LetterNumberTemplate(f"{{{slot}}}")
    name = slot.partition(":")[0]
    for value, text in zip((low, high), written, strict=True):
        assert template.format(**{name: value}) == text
        assert template.parse(text) == {name: value}
    for value in (low - 1, high + 1):
        with pytest.raises(InvalidComponentError):
            template.format(**{name: value})


def test_a_missing_value_is_named():
    """By its slot, which the author wrote."""
    with pytest.raises(UsageError) as caught:
        USUAL.format(klasifikasi="470", urut=7)
    assert caught.value.facts == {"slot": "unit"}
    assert "unit" in caught.value.sentence("id")


def test_two_digit_years_are_of_this_century():
    """23 is 2023; 1999 cannot be written so."""
    template = LetterNumberTemplate("{urut}/{tahun:2}")
    assert template.parse("1/23") == {"urut": 1, "tahun": 2023}
    with pytest.raises(InvalidComponentError):
        template.format(urut=1, tahun=1999)


@pytest.mark.parametrize(
    "text",
    [
        "470/7/KEL-CTH/XI/2026",
        "470/0007/KEL-CTH/XI/2026",
        "470/000/KEL-CTH/XI/2026",
        "470/007/KEL-CTH/XIII/2026",
        "470/007/KEL-CTH/xi/2026",
        "470/007/KEL-CTH/IIII/2026",
        "470/007/KEL-CTH/11/2026",
        "470/007/KEL-CTH/XI/26",
        "470/007/KEL-CTH/XI/0926",
        "470/007/KEL/CTH/XI/2026",
        "470/007//XI/2026",
        "470/007/KEL-CTH/XI/2026 ",
        "470/\u0660\u0660\u0667/KEL-CTH/XI/2026",
        "",
    ],
)
def test_other_spellings_are_refused(text):
    """The number in the register is the number on the letter, to the character."""
    with pytest.raises(InvalidFormatError) as caught:
        USUAL.parse(text)
    assert caught.value.code == "letter_number_format"


def test_lengths_are_bounded():
    """Before the pattern is tried."""
    with pytest.raises(InvalidLengthError):
        USUAL.parse("4" * 121)
    with pytest.raises(InvalidFormatError):
        USUAL.parse(None)


def test_templates_are_values():
    """Equal by their pattern, and shown by it."""
    same = LetterNumberTemplate(USUAL.template)
    assert same == USUAL
    assert hash(same) == hash(USUAL)
    assert same != USUAL.template
    assert repr(LetterNumberTemplate("{urut}")) == "LetterNumberTemplate('{urut}')"


@pytest.mark.parametrize(
    "travel",
    [lambda t: pickle.loads(pickle.dumps(t)), copy.copy, copy.deepcopy],
    ids=["pickle", "copy", "deepcopy"],
)
def test_a_template_travels_to_another_process(travel):
    """A pool of workers gets the definition of the service with its template."""
    other = travel(USUAL)
    assert other == USUAL
    text = USUAL.format(klasifikasi="470", urut=7, unit="A", on=date(2026, 11, 24))
    assert other.parse(text) == USUAL.parse(text)
