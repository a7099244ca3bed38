"""Roman numerals have one spelling each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidComponentError, InvalidFormatError, UsageError
from egovkit.l10n import parse_roman, parse_roman_month, roman, roman_month

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def test_every_numeral_is_read_back_to_its_number():
    """1 to 3999, each spelled differently."""
    spelled = {n: roman(n) for n in range(1, 4000)}
    assert len(set(spelled.values())) == 3999
    assert all(parse_roman(text) == n for n, text in spelled.items())
    assert all(parse_roman(text.lower()) == n for n, text in spelled.items())


def test_the_numerals_are_built_digit_by_digit():
    """Thousands, hundreds, tens and units are written one after the other."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    hundreds = ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM")
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for n in range(1, 4000):
        thousand, rest = divmod(n, 1000)
        written = "M" * thousand + hundreds[rest // 100] + tens[rest // 10 % 10]
        assert roman(n) == written + units[rest % 10]


def test_months():
    """The twelve months of a letter number."""
    assert tuple(roman_month(n) for n in range(1, 13)) == MONTHS
    assert [parse_roman_month(text) for text in MONTHS] == list(range(1, 13))


@pytest.mark.parametrize("n", [0, -1, 4000, 10**40])
def test_numbers_without_a_numeral(n):
    """There is no zero, and nothing above MMMCMXCIX."""
    with pytest.raises(InvalidComponentError):
        roman(n)


@pytest.mark.parametrize("n", [0, 13, -1])
def test_numbers_without_a_month(n):
    """A year has twelve months."""
    with pytest.raises(InvalidComponentError) as caught:
        roman_month(n)
    assert caught.value.code == "month_range"


@pytest.mark.parametrize("value", [True, 1.0, "1", None], ids=repr)
@pytest.mark.parametrize("function", [roman, roman_month])
def test_only_ints_are_written(function, value):
    """A bool is no month."""
    with pytest.raises(UsageError):
        function(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "IIII", "VX", "IIX", "IC", "VV", "XIIII", "MMMM", "A", "I I", "N"),
        *("\u2160", "ⅻ", "X\n", "-I", "1", "M" * 40, "\u0131v"),
    ],
)
@pytest.mark.parametrize("function", [parse_roman, parse_roman_month])
def test_other_spellings_are_refused(function, text):
    """One number, one spelling; no look-alikes."""
    with pytest.raises(InvalidFormatError):
        function(text)


def test_a_numeral_above_twelve_is_no_month():
    """XIII is a number but no month."""
    assert parse_roman("XIII") == 13
    with pytest.raises(InvalidComponentError):
        parse_roman_month("XIII")


@pytest.mark.parametrize("value", [None, 4, b"IV"], ids=repr)
def test_only_text_is_read(value):
    """Bytes are no numeral."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_roman(value)
    assert caught.value.code == "not_text"


@pytest.mark.property
@given(st.text("IVXLCDMivxlcdm", max_size=16))
def test_whatever_is_accepted_is_the_spelling_of_its_value(text):
    """No two texts, but for capitals, have one value."""
    try:
        n = parse_roman(text)
    except InvalidFormatError:
        return
    assert roman(n) == text.upper()
