"""Amounts as people type them: nothing that can mean two things is read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError, InvalidFormatError, InvalidLengthError
from egovkit.l10n import format_rupiah, parse_rupiah


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp1.500.000", "1500000"),
        ("Rp 1.500.000", "1500000"),
        ("Rp\u00a01.500.000", "1500000"),
        ("Rp\u202f1.500.000", "1500000"),
        ("Rp. 1.500.000,-", "1500000"),
        ("Rp.1.500.000,--", "1500000"),
        ("Rp1.500.000,\u2013", "1500000"),
        ("Rp1.500.000.-", "1500000"),
        ("rp1.500", "1500"),
        ("RP1.500", "1500"),
        ("IDR 1.500", "1500"),
        ("1.500.000", "1500000"),
        ("1500000", "1500000"),
        ("Rp1500", "1500"),
        ("1.500,50", "1500.50"),
        ("1.500,5", "1500.5"),
        ("Rp0", "0"),
        ("0,05", "0.05"),
        ("Rp1.500,00", "1500.00"),
        ("-Rp1.500", "-1500"),
        ("Rp-1.500", "-1500"),
        ("-1.500", "-1500"),
        ("\u2212Rp1.500", "-1500"),
        ("(Rp1.500)", "-1500"),
        ("(1.500,25)", "-1500.25"),
        ("  Rp1.500 ", "1500"),
        ("-Rp0", "0"),
        ("1,5", "1.5"),
    ],
)
def test_accepted(text, amount):
    """The forms of offices, browsers and word processors."""
    assert str(parse_rupiah(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1.5",
        "1.50",
        "Rp1,500",
        "1.500,505",
        "Rp1.50.000",
        "1500.000",
        "1.5000",
        "1..500",
        "1.500.",
        "1.500,",
        ".500",
        ",50",
        "01.500",
        "00",
        "1 500",
        "1'500",
        "1_000",
        "1e3",
        "+1.500",
        "--1.500",
        "-Rp-1.500",
        "(-1.500)",
        "(1.500",
        "1.500)",
        "-(1.500)",
        "NaN",
        "Infinity",
        "abc",
        "Rp",
        "Rp.",
        "-",
        "",
        " ",
        "Rp1,5 juta",
        "1.500 rupiah",
        "US$1.500",
        "Rp1.500Rp",
        "1.500,50,-",
        "\u0661\u0665\u0660\u0660",
        "\uff11\uff15\uff10\uff10",
        "Rp1.500\n2",
        "R\u0440" + "1.500",
        "\u0131DR 1.500",
        "9" * 37,
    ],
)
def test_refused(text):
    """Two readings, broken groups, other notations, other scripts."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_rupiah(text)
    assert caught.value.code == "rupiah_format"


def test_one_and_a_half_is_never_fifteen():
    """A lenient parser reads ``1.5`` as 15; this one asks to write it clearly."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_rupiah("1.5")
    assert "Rp1.500,50" in caught.value.sentence("id")


def test_all_digits_are_kept():
    """No rounding to the 28 digits of the decimal context, below zero neither."""
    text = format_rupiah(-(10**36 - 1))
    assert parse_rupiah(text) == -(10**36 - 1)


@pytest.mark.parametrize("value", [None, 1500, b"1500", Decimal(1500)], ids=repr)
def test_only_text_is_read(value):
    """A number is no text, and needs no reading."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_rupiah(value)
    assert caught.value.code == "not_text"


def test_absurd_lengths_are_refused_before_work():
    """A million digits are no amount."""
    with pytest.raises(InvalidLengthError):
        parse_rupiah("1" * 1_000_000)


@pytest.mark.property
@given(st.text("0123456789.,-Rp ()", max_size=14))
def test_an_accepted_text_is_a_spelling_of_its_value(text):
    """Without signs and spaces, the digits of the text are those of the value."""
    try:
        value = parse_rupiah(text)
    except EgovkitError:
        return
    whole, _, places = text.partition(",")
    digits = "".join(c for c in whole if c.isdigit())
    assert int(digits) == abs(int(value))
    assert "".join(c for c in places if c.isdigit()) in (
        "",
        f"{value:f}".partition(".")[2],
    )
