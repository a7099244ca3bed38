"""Words back to numbers: only the one spelling, or its known variants."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
)
from egovkit.l10n import parse_terbilang, terbilang, terbilang_rupiah

LARGEST = 10**36 - 1
VOCABULARY = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan"),
    *("sembilan", "sepuluh", "sebelas", "belas", "puluh", "seratus", "ratus"),
    *("seribu", "ribu", "juta", "miliar", "triliun", "koma", "minus"),
)


@pytest.mark.property
@given(st.integers(-LARGEST, LARGEST))
def test_what_terbilang_writes_is_read_back(n):
    """Strict reading is the inverse of `terbilang`."""
    assert parse_terbilang(terbilang(n)) == n


@pytest.mark.property
@given(st.integers(0, LARGEST), st.text("0123456789", min_size=1, max_size=36))
def test_decimals_are_read_back_digit_by_digit(n, places):
    """The value comes back with as many decimals as were spoken."""
    value = Decimal(f"{n}.{places}")
    read = parse_terbilang(terbilang(value))
    assert isinstance(read, Decimal)
    assert read.as_tuple() == value.as_tuple()


@pytest.mark.property
@given(st.lists(st.sampled_from(VOCABULARY), max_size=8))
def test_whatever_is_accepted_is_the_spelling_of_its_value(words):
    """Strict: an accepted text is exactly what `terbilang` gives for the value."""
    text = " ".join(words)
    try:
        value = parse_terbilang(text)
    except EgovkitError:
        return
    assert terbilang(value) == text


@pytest.mark.property
@given(st.lists(st.sampled_from([*VOCABULARY, "rupiah", "sen", "sejuta"]), max_size=8))
def test_lenient_reading_accepts_no_nonsense(words):
    """Lenient: what is accepted has a value that is read back to itself."""
    try:
        value = parse_terbilang(" ".join(words), lenient=True)
    except EgovkitError:
        return
    assert parse_terbilang(terbilang(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "dua juta tiga juta",
        "seribu juta",
        "lima belas ratus",
        "tiga puluh sebelas",
        "nol satu",
        "lima ribu dua juta",
        "seratus seratus",
        "satu ratus",
        "satu puluh",
        "satu belas",
        "satu ribu",
        "satu juta satu ribu",
        "sejuta",
        "dua puluh sepuluh",
        "belas",
        "ratus",
        "ribu",
        "juta satu",
        "dua tiga",
        "minus nol",
        "minus",
        "minus minus satu",
        "minus nol koma nol",
        "koma",
        "satu koma",
        "koma satu",
        "satu koma sepuluh",
        "satu koma lima juta",
        "satu koma satu koma satu",
        "satu  juta",
        " satu",
        "satu ",
        "Satu",
        "satu\njuta",
        "satu milyar",
        "satu rupiah",
        "1",
        "",
        " ",
        "satu desiliun satu desiliun",
        "seribu desiliun",
        "satu-satu",
    ],
)
def test_strict_refuses(text):
    """Anything but the one spelling."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_terbilang(text)
    assert caught.value.code == "terbilang_words"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Satu Juta Lima Ratus Ribu Rupiah", 1_500_000),
        ("# satu juta rupiah #", 1_000_000),
        ("(satu juta rupiah)", 1_000_000),
        ("satu milyar", 10**9),
        ("dua trilyun", 2 * 10**12),
        ("sejuta", 10**6),
        ("semiliar", 10**9),
        ("semilyar", 10**9),
        ("setriliun", 10**12),
        ("satu ratus", 100),
        ("satu puluh", 10),
        ("satu belas", 11),
        ("satu ribu", 1000),
        ("satu ribu satu ratus", 1100),
        ("satu juta satu ribu", 1_001_000),
        ("dua puluh satu ribu", 21_000),
        ("seratus satu ribu", 101_000),
        ("limaratus ribu", 500_000),
        ("duapuluh lima", 25),
        ("duapuluhlima", 25),
        ("tujuhbelas", 17),
        ("SERIBU", 1000),
        ("seribu rupiah.", 1000),
        ("satu juta, dua ratus ribu", 1_200_000),
        ("minus seratus", -100),
        ("negatif seratus", -100),
        ("min seratus", -100),
        ("minus nol", 0),
        ("kosong", 0),
        ("dua koma lima", Decimal("2.5")),
        ("minus dua koma lima", Decimal("-2.5")),
    ],
)
def test_lenient_reads(text, value):
    """Variants that are unambiguous although no dictionary has them."""
    assert parse_terbilang(text, lenient=True) == value


# As it is also written → as KBBI writes it
OTHER_SPELLINGS = {
    "kosong": "nol",
    "dua rebu": "dua ribu",
    "dua milyar": "dua miliar",
    "dua milyard": "dua miliar",
    "dua miliard": "dua miliar",
    "dua trilyun": "dua triliun",
    "dua triliyun": "dua triliun",
    "dua trilliun": "dua triliun",
    "dua trilyunan": "dua triliun",
    "negatif dua": "minus dua",
    "min dua": "minus dua",
}


@pytest.mark.parametrize("text", OTHER_SPELLINGS)
def test_another_spelling_means_the_same_and_is_not_the_one(text):
    """Lenient takes it for what KBBI writes; strict has one spelling only."""
    value = parse_terbilang(OTHER_SPELLINGS[text])
    assert parse_terbilang(text, lenient=True) == value
    with pytest.raises(InvalidFormatError):
        parse_terbilang(text)


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize(
    "text",
    ["seribu desiliun", "satu ribu desiliun", "seratus desiliun seratus desiliun"],
)
def test_beyond_the_largest_number_there_is_none(text, lenient):
    """A thousand desiliun would be 10^36, which has no words of its own."""
    with pytest.raises(InvalidFormatError):
        parse_terbilang(text, lenient=lenient)


@pytest.mark.parametrize(
    "text",
    [
        "dua juta tiga juta",
        "seribu juta",
        "lima belas ratus",
        "tiga puluh sebelas",
        "satu koma lima juta",
        "seratus seribu",
        "lima sen rupiah",
        "rupiah",
        "sen",
        "dua rupiah tiga rupiah",
        "seratus sen",
        "seribu rupiah seratus sen",
        "lima juta dan dua",
        "1 juta",
        "sejutaan",
        "selusin",
        "dua lusin",
        "",
        "#",
    ],
)
def test_lenient_refuses_what_is_no_number(text):
    """Leniency is about spelling, not about sense."""
    with pytest.raises(InvalidFormatError):
        parse_terbilang(text, lenient=True)


@pytest.mark.property
@given(st.integers(-LARGEST, LARGEST), st.integers(0, 99))
def test_a_receipt_is_read_back(rupiah, sen):
    """Lenient reading is the inverse of `terbilang_rupiah`, guard marks and all."""
    amount = Decimal(f"{rupiah}.{sen:02}")
    line = terbilang_rupiah(amount, sen="tulis", case="title", guard=True)
    assert parse_terbilang(line, lenient=True) == amount


def test_sen_give_two_decimals():
    """A value with sen is a Decimal in rupiah."""
    value = parse_terbilang("lima puluh sen", lenient=True)
    assert str(value) == "0.50"
    value = parse_terbilang("seribu rupiah dan lima sen", lenient=True)
    assert str(value) == "1000.05"


@pytest.mark.parametrize("lenient", [False, True])
def test_absurd_lengths_are_refused_before_work(lenient):
    """The longest number of 36 and 36 digits has about a thousand characters."""
    longest = terbilang(-Decimal("8" * 36 + "." + "8" * 36))
    assert parse_terbilang(longest, lenient=lenient) < 0
    with pytest.raises(InvalidLengthError):
        parse_terbilang("satu " * 1000, lenient=lenient)


@pytest.mark.parametrize("value", [None, 1, b"satu", ["satu"]])
def test_only_text_is_read(value):
    """Bytes and numbers are no words."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_terbilang(value)
    assert caught.value.code == "not_text"


def test_too_many_decimals_are_refused():
    """Thirty-six decimals are read, thirty-seven are not."""
    assert parse_terbilang("nol koma" + " satu" * 36) > 0
    with pytest.raises(InvalidFormatError):
        parse_terbilang("nol koma" + " satu" * 37)
