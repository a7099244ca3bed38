"""Numbers, rupiah, percentages and lists in figures."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import CoverageError, InvalidComponentError, UsageError
from egovkit.l10n import (
    format_compact,
    format_list,
    format_number,
    format_percent,
    format_rupiah,
    parse_rupiah,
)

LARGEST = 10**36 - 1
ROUNDINGS = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
}
decimals = st.builds(
    lambda sign, n, places: Decimal(f"{sign}{n}.{places}"),
    st.sampled_from(["", "-"]),
    st.integers(0, 10**33),
    st.text("0123456789", min_size=1, max_size=12),
)


def _by_decimal(value: Decimal, places: int, rounding: str) -> str:
    """The figure by `decimal`'s own rounding and formatting, in 99 digits."""
    with localcontext(prec=99):
        exact = value.quantize(Decimal(1).scaleb(-places), ROUNDINGS[rounding])
        text = f"{abs(exact):,f}"
    swapped = text.translate(str.maketrans(",.", ".,"))
    return f"-{swapped}" if exact < 0 else swapped


@pytest.mark.property
@given(decimals, st.integers(0, 6), st.sampled_from(sorted(ROUNDINGS)))
def test_rounding_is_that_of_decimal(value, places, rounding):
    """The three roundings are those of the decimal standard, without a context."""
    expected = _by_decimal(value, places, rounding)
    assert format_number(value, decimals=places, rounding=rounding) == expected
    money = format_rupiah(value, decimals=places, rounding=rounding)
    assert money == expected.replace("-", "-Rp") if "-" in expected else f"Rp{expected}"


@pytest.mark.property
@given(st.integers(-LARGEST, LARGEST))
def test_dots_group_by_three(n):
    """Groups of three from the right, and the minus before *Rp*."""
    groups = []
    digits = str(abs(n))
    while digits:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    assert format_rupiah(n) == ("-Rp" if n < 0 else "Rp") + ".".join(groups)


@pytest.mark.property
@given(st.integers(-LARGEST, LARGEST), st.integers(0, 99))
def test_what_is_written_is_read_back(rupiah, sen):
    """`parse_rupiah` is the inverse, in every style."""
    amount = Decimal(f"{rupiah}.{sen:02}")
    for style in ("plain", "accounting"):
        text = format_rupiah(amount, decimals=2, style=style)
        assert parse_rupiah(text) == amount
    assert parse_rupiah(format_rupiah(rupiah, style="dash")) == rupiah


@pytest.mark.parametrize(
    ("amount", "rounding", "text"),
    [
        ("0.5", "half_up", "Rp1"),
        ("2.5", "half_up", "Rp3"),
        ("0.5", "half_even", "Rp0"),
        ("2.5", "half_even", "Rp2"),
        ("2.51", "half_even", "Rp3"),
        ("3.5", "half_even", "Rp4"),
        ("1500.99", "down", "Rp1.500"),
        ("-0.5", "half_up", "-Rp1"),
        ("-0.4", "half_up", "Rp0"),
        ("999.5", "half_up", "Rp1.000"),
        ("999999.999", "half_up", "Rp1.000.000"),
    ],
)
def test_a_half_goes_where_the_call_says(amount, rounding, text):
    """Away from zero by default; what rounds to zero has no minus."""
    assert format_rupiah(Decimal(amount), rounding=rounding) == text


def test_rounding_can_be_refused():
    """Where not a sen may be lost."""
    assert format_rupiah(Decimal("1500.00"), rounding="refuse") == "Rp1.500"
    with pytest.raises(InvalidComponentError) as caught:
        format_rupiah(Decimal("1500.01"), rounding="refuse")
    assert caught.value.code == "number_too_fine"
    assert caught.value.facts == {"limit": 0}


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [
        (5000, 2, "Rp5.000,00"),
        (0, 2, "Rp0,00"),
        (Decimal("0.05"), 2, "Rp0,05"),
        (Decimal("-0.05"), 2, "-Rp0,05"),
        (Decimal("-0.001"), 2, "Rp0,00"),
        (1, 4, "Rp1,0000"),
    ],
)
def test_decimals_are_explicit(amount, decimals, text):
    """As many as asked for, never as many as a locale believes."""
    assert format_rupiah(amount, decimals=decimals) == text


def test_there_is_no_space_after_rp():
    """EYD: *Rp5.000,00*; not the no-break space that browsers put there."""
    assert format_rupiah(5000, decimals=2).isascii()
    assert " " not in format_rupiah(5000, decimals=2)


@pytest.mark.parametrize(
    ("amount", "style", "text"),
    [
        (-1500, "accounting", "(Rp1.500)"),
        (1500, "accounting", "Rp1.500"),
        (0, "accounting", "Rp0"),
        (1_500_000, "dash", "Rp1.500.000,-"),
        (-1_500_000, "dash", "-Rp1.500.000,-"),
    ],
)
def test_styles(amount, style, text):
    """Parentheses for accounts; the dash only for who asks for it."""
    assert format_rupiah(amount, style=style) == text


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"style": "kurung"}, "style"),
        ({"rounding": "up"}, "rounding"),
        ({"decimals": -1}, "decimals"),
        ({"decimals": 37}, "decimals"),
        ({"decimals": 1.0}, "decimals"),
        ({"decimals": True}, "decimals"),
    ],
    ids=str,
)
def test_unknown_options_are_refused(options, option):
    """A typing error in an option does not pass as a default."""
    for amount in (Decimal("1.5"), 1500, -1500):
        with pytest.raises(UsageError) as caught:
            format_rupiah(amount, **options)
        assert caught.value.facts == {"option": option}


def test_the_dash_stands_for_no_sen():
    """``,-`` means that there are none, so it cannot follow decimals."""
    with pytest.raises(UsageError) as caught:
        format_rupiah(1500, decimals=2, style="dash")
    assert caught.value.code == "dash_needs_whole_rupiah"


@pytest.mark.parametrize("value", [1.5, True, "1500", None], ids=repr)
@pytest.mark.parametrize(
    "function", [format_rupiah, format_number, format_percent, format_compact]
)
def test_only_int_and_decimal_are_written(function, value):
    """A float does not hold what was written."""
    with pytest.raises(UsageError):
        function(value)


@pytest.mark.parametrize("function", [format_rupiah, format_number])
@pytest.mark.parametrize(
    "value",
    [
        10**36,
        -(10**36),
        Decimal("1E+36"),
        Decimal("1E-37"),
        Decimal("1E+400"),
        Decimal("NaN"),
        Decimal("-Infinity"),
    ],
)
def test_sizes_are_bounded(function, value):
    """Thirty-six digits, as for words."""
    with pytest.raises(InvalidComponentError):
        function(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234567.891", "1.234.567,891"),
        ("1.50", "1,5"),
        ("1.000", "1"),
        ("3.14159", "3,142"),
        ("0.0004", "0"),
        ("-0.0004", "0"),
        ("-0.5", "-0,5"),
        ("1E+3", "1.000"),
    ],
)
def test_a_number_has_at_most_three_decimals_unless_asked(value, text):
    """CLDR's pattern ``#,##0.###``: no closing zeros."""
    assert format_number(Decimal(value)) == text


def test_english_numbers_swap_dot_and_comma():
    """The same number for an English page."""
    value = Decimal("1234567.891")
    assert format_number(value, lang="en") == "1,234,567.891"
    assert format_number(value, decimals=1, lang="en-GB") == "1,234,567.9"


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ("0.1", "10%"),
        ("0.125", "12,5%"),
        ("0.33333", "33,33%"),
        ("0.12345", "12,35%"),
        ("1", "100%"),
        ("12.5", "1.250%"),
        ("0", "0%"),
        ("-0.05", "-5%"),
        ("-0.00001", "0%"),
        ("0.100", "10%"),
    ],
)
def test_percent_takes_the_ratio(ratio, text):
    """At most two decimals; no space before the sign."""
    assert format_percent(Decimal(ratio)) == text


def test_percent_with_decimals():
    """As many as asked for."""
    assert format_percent(Decimal("0.5"), decimals=2) == "50,00%"
    assert format_percent(Decimal("0.125"), decimals=0) == "13%"
    assert format_percent(Decimal("0.125"), decimals=0, rounding="half_even") == "12%"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1 ribu"),
        (1500, "1,5 ribu"),
        (1550, "1,6 ribu"),
        (1_234_567, "1,2 juta"),
        (999_949, "999,9 ribu"),
        (999_950, "1 juta"),
        (999_999_999, "1 miliar"),
        (2_500_000_000_000, "2,5 triliun"),
        (10**16, "10.000 triliun"),
        (-1_500_000, "-1,5 juta"),
    ],
)
def test_compact_numbers_say_their_power(n, text):
    """One decimal; a group that rounds up to a thousand takes the next word."""
    assert format_compact(n) == text


def test_compact_takes_decimals_and_english():
    """999,96 is a thousand in short."""
    assert format_compact(Decimal("999.96")) == "1 ribu"
    assert format_compact(Decimal("0.04")) == "0"
    assert format_compact(1_500_000, lang="en") == "1.5 million"


def test_compact_has_no_words_for_other_languages():
    """CLDR's Sundanese has none either."""
    with pytest.raises(UsageError) as caught:
        format_compact(1500, lang="su")
    assert caught.value.facts == {"option": "lang"}


@pytest.mark.parametrize(
    ("items", "kind", "lang", "text"),
    [
        ([], "and", "id", ""),
        (["A"], "and", "id", "A"),
        (["A", "B"], "and", "id", "A dan B"),
        (["A", "B", "C"], "and", "id", "A, B, dan C"),
        (["A", "B", "C", "D"], "or", "id", "A, B, C, atau D"),
        (["A", "B"], "or", "id", "A atau B"),
        (["A", "B", "C"], "and", "en", "A, B and C"),
        (["A", "B", "C"], "or", "en", "A, B or C"),
        (["A", "B"], "and", "in", "A dan B"),
    ],
)
def test_lists(items, kind, lang, text):
    """CLDR: a comma before *dan* from three on, none in British English."""
    assert format_list(items, kind, lang=lang) == text


def test_a_list_takes_any_iterable():
    """A generator is a list too."""
    assert format_list(word for word in ("A", "B")) == "A dan B"


def test_unknown_kinds_of_lists_are_refused():
    """There is *and* and *or*."""
    with pytest.raises(UsageError):
        format_list(["A"], "dan")


def test_a_language_outside_cldr_is_refused():
    """Balinese is in no table of CLDR."""
    with pytest.raises(CoverageError) as caught:
        format_number(1, lang="ban")
    assert caught.value.code == "language_not_in_cldr"


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [
        ("0", 0, "Rp0"),
        ("-0.00", 2, "Rp0,00"),
        ("0E+50", 0, "Rp0"),
        ("0E-36", 36, f"Rp0,{'0' * 36}"),
        ("1500.5", 2, "Rp1.500,50"),
        ("1500.50", 1, "Rp1.500,5"),
        ("1.5E+3", 0, "Rp1.500"),
        ("1E-36", 36, f"Rp0,{'0' * 35}1"),
        ("9" * 36, 2, "Rp" + ".".join(["999"] * 12) + ",00"),
    ],
)
def test_amounts_at_the_edges_of_the_quick_way(amount, decimals, text):
    """A `Decimal` that needs no rounding is written without taking it apart."""
    assert format_rupiah(Decimal(amount), decimals=decimals) == text


@pytest.mark.parametrize("decimals", ["2", 2.0, True, -1, 37], ids=repr)
def test_the_quick_way_takes_no_other_decimals(decimals):
    """0 to 36, an int: for whole amounts and for those with sen."""
    for amount in (1500, Decimal("1500.5"), Decimal(1500)):
        with pytest.raises(UsageError) as caught:
            format_rupiah(amount, decimals=decimals)
        assert caught.value.facts == {"option": "decimals"}


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_no_amount_is_infinite(amount):
    """Refused by either way."""
    with pytest.raises(InvalidComponentError) as caught:
        format_rupiah(Decimal(amount), decimals=2)
    assert caught.value.code == "number_not_finite"
