"""Numbers in words: the rules of CLDR's ``id.xml`` and EYD, argued one by one."""

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError, InvalidComponentError, UsageError
from egovkit.l10n import (
    fraction_in_words,
    ordinal,
    percent_in_words,
    terbilang,
    terbilang_rupiah,
)

LARGEST = 10**36 - 1
UNITS = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
]
# KBBI's names of the powers of a thousand, written out here once more
POWERS = (
    (10**33, "desiliun"),
    (10**30, "noniliun"),
    (10**27, "oktiliun"),
    (10**24, "septiliun"),
    (10**21, "sekstiliun"),
    (10**18, "kuintiliun"),
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
)


def _reference(n: int) -> str:
    """CLDR's rule set *spellout-cardinal* for Indonesian, rule by rule.

    It shares nothing with the tables of the module: it recurses as the rules do.
    """
    for size, name in POWERS:
        if n >= size:
            return _joined(f"{_reference(n // size)} {name}", n % size)
    for size, one, name in ((1000, "seribu", "ribu"), (100, "seratus", "ratus")):
        if n >= size:
            head = one if n // size == 1 else f"{_reference(n // size)} {name}"
            return _joined(head, n % size)
    if n >= 20:
        return _joined(f"{UNITS[n // 10]} puluh", n % 10)
    if n >= 12:
        return f"{UNITS[n - 10]} belas"
    return {10: "sepuluh", 11: "sebelas"}.get(n) or UNITS[n]


def _joined(head: str, rest: int) -> str:
    return f"{head} {_reference(rest)}" if rest else head


def test_every_number_below_ten_thousand_is_spelled_by_the_rules():
    """The first ten thousand numbers hold every rule below a million."""
    for n in range(10_000):
        assert terbilang(n) == _reference(n)


@pytest.mark.property
@given(st.integers(0, LARGEST))
def test_every_number_is_spelled_by_the_rules(n):
    """Up to 10^36 - 1 the words are those of the rule set."""
    assert terbilang(n) == _reference(n)


@pytest.mark.property
@given(st.lists(st.sampled_from([0, 1, 2, 10, 11, 100, 101, 999]), max_size=12))
def test_groups_of_zero_and_one_are_spelled_by_the_rules(groups):
    """Empty groups vanish, and a lone thousand is *seribu* after any group."""
    n = 0
    for group in groups:
        n = n * 1000 + group
    assert terbilang(n) == _reference(n)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1_001_000, "satu juta seribu"),
        (1_000_001_000, "satu miliar seribu"),
        (21_001_000, "dua puluh satu juta seribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (10**18, "satu kuintiliun"),
        (10**21 + 1, "satu sekstiliun satu"),
    ],
    ids=str,
)
def test_what_other_packages_get_wrong(n, words):
    """A lone thousand, *satu juta* and not *sejuta*, and the names of KBBI."""
    assert terbilang(n) == words


def test_the_largest_number_has_twelve_groups():
    """10^36 - 1 is written; one more is refused by its size."""
    words = terbilang(LARGEST)
    assert words.startswith("sembilan ratus sembilan puluh sembilan desiliun")
    assert words.count("sembilan ratus sembilan puluh sembilan") == 12
    for n in (LARGEST + 1, -LARGEST - 1):
        with pytest.raises(InvalidComponentError) as caught:
            terbilang(n)
        assert caught.value.code == "number_too_large"


def test_minus_is_a_word_before_the_number():
    """The sign word is a choice with a default."""
    assert terbilang(-11) == "minus sebelas"
    assert terbilang(-11, minus="negatif") == "negatif sebelas"
    assert terbilang(-11, minus="min") == "min sebelas"
    for n in (-11, 11):
        with pytest.raises(UsageError):
            terbilang(n, minus="kurang")


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("value", ["0", "0.0", "0.00"])
def test_zero_has_no_sign(sign, value):
    """Minus zero is zero."""
    words = terbilang(Decimal(sign + value))
    assert words == " ".join(
        ["nol", *(["koma"] if "." in value else [])] + ["nol"] * max(0, len(value) - 2)
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1.50", "satu koma lima nol"),
        ("0.05", "nol koma nol lima"),
        ("-2.5", "minus dua koma lima"),
        ("1E+3", "seribu"),
        ("1.5E+1", "lima belas"),
        ("12E-3", "nol koma nol satu dua"),
        ("100", "seratus"),
    ],
)
def test_decimals_are_spoken_one_by_one_as_written(value, words):
    """Each digit after *koma*, closing zeros included, whatever the exponent."""
    assert terbilang(Decimal(value)) == words


@pytest.mark.property
@given(st.integers(0, LARGEST), st.text("0123456789", min_size=1, max_size=36))
def test_decimals_follow_the_whole_part(n, places):
    """The words are those of the whole part, *koma*, and one word for each digit."""
    words = terbilang(Decimal(f"{n}.{places}"))
    expected = " ".join(UNITS[int(digit)] for digit in places)
    assert words == f"{_reference(n)} koma {expected}"


@pytest.mark.parametrize(
    "value", [1.0, True, False, "12", None, Fraction(1, 2), 1j, [1]], ids=repr
)
@pytest.mark.parametrize("function", [terbilang, terbilang_rupiah, ordinal])
def test_what_is_no_int_or_decimal_is_refused(function, value):
    """A float does not hold what was written, a bool is a mistake."""
    with pytest.raises(UsageError):
        function(value)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_refused(value):
    """Words exist for finite numbers."""
    with pytest.raises(InvalidComponentError) as caught:
        terbilang(Decimal(value))
    assert caught.value.code == "number_not_finite"


@pytest.mark.parametrize("value", ["1E+36", "1E+999999", "-1E+36", "123E+34"])
def test_a_huge_exponent_is_refused_before_work(value):
    """10^999999 would be a million digits."""
    with pytest.raises(InvalidComponentError) as caught:
        terbilang(Decimal(value))
    assert caught.value.code == "number_too_large"


@pytest.mark.parametrize("value", ["1E-37", "1E-999999", "0E-37", "0.5" + 36 * "0"])
def test_a_tiny_exponent_is_refused_before_work(value):
    """More than 36 decimals are no figure that anybody writes."""
    with pytest.raises(InvalidComponentError) as caught:
        terbilang(Decimal(value))
    assert caught.value.code == "number_too_fine"


def test_zero_as_an_int_has_no_sign_either():
    """In every case and as an amount."""
    assert terbilang(0, case="upper") == "NOL"
    assert terbilang_rupiah(0, case="sentence") == "Nol rupiah"
    assert fraction_in_words(0, 1) == "nol"


def test_the_finest_number_has_36_decimals():
    """One in the thirty-sixth place is still said."""
    words = terbilang(Decimal("1E-36"))
    assert words == "nol koma " + "nol " * 35 + "satu"
    assert terbilang(Decimal("-1E-36")) == f"minus {words}"


def test_zero_with_a_large_exponent_is_zero():
    """``0E+99`` has one digit."""
    assert terbilang(Decimal("0E+99")) == "nol"


def test_an_integer_enum_is_its_number():
    """An int by another name is an int."""

    class Level(IntEnum):
        SECOND = 2

    assert terbilang(Level.SECOND) == "dua"
    assert ordinal(Level.SECOND) == "kedua"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("lower", "dua puluh satu ribu"),
        ("sentence", "Dua puluh satu ribu"),
        ("title", "Dua Puluh Satu Ribu"),
        ("upper", "DUA PULUH SATU RIBU"),
    ],
)
def test_case(case, words):
    """In running text small, on a receipt's line with a capital."""
    assert terbilang(21_000, case=case) == words


def test_an_unknown_case_is_refused():
    """A typing error in an option does not pass as a default."""
    for function in (terbilang, terbilang_rupiah):
        with pytest.raises(UsageError) as caught:
            function(1, case="Title")
        assert caught.value.facts == {"option": "case"}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "nol rupiah"),
        ("1", "satu rupiah"),
        ("1500.00", "seribu lima ratus rupiah"),
        ("1500.50", "seribu lima ratus rupiah lima puluh sen"),
        ("1500.5", "seribu lima ratus rupiah lima puluh sen"),
        ("1500.05", "seribu lima ratus rupiah lima sen"),
        ("1500.050", "seribu lima ratus rupiah lima sen"),
        ("0.25", "dua puluh lima sen"),
        ("0.00", "nol rupiah"),
        ("-0.25", "minus dua puluh lima sen"),
        ("-1500.01", "minus seribu lima ratus rupiah satu sen"),
    ],
)
def test_sen_are_written_when_asked(amount, words):
    """A hundred sen are a rupiah; none are left out."""
    assert terbilang_rupiah(Decimal(amount), sen="tulis") == words


@pytest.mark.parametrize("amount", ["1500.5", "0.01", "-0.99"])
def test_sen_are_refused_by_default(amount):
    """State payments are in whole rupiah (PMK 250/PMK.05/2010 as quoted)."""
    with pytest.raises(InvalidComponentError) as caught:
        terbilang_rupiah(Decimal(amount))
    assert caught.value.code == "rupiah_has_sen"


@pytest.mark.parametrize("amount", ["1.005", "0.001"])
def test_parts_of_a_sen_are_refused(amount):
    """There is no coin below the sen."""
    with pytest.raises(InvalidComponentError) as caught:
        terbilang_rupiah(Decimal(amount), sen="tulis")
    assert caught.value.code == "rupiah_finer_than_sen"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1500.49", "seribu lima ratus rupiah"),
        ("1500.5", "seribu lima ratus satu rupiah"),
        ("999.999", "seribu rupiah"),
        ("-0.5", "minus satu rupiah"),
        ("-0.4", "nol rupiah"),
        ("0.4", "nol rupiah"),
    ],
)
def test_rounding_to_rupiah_takes_a_half_away_from_zero(amount, words):
    """Commercial rounding, only when asked; what rounds to zero has no sign."""
    assert terbilang_rupiah(Decimal(amount), sen="bulatkan") == words


def test_rounding_up_beyond_the_largest_number_is_refused():
    """The rounded amount is held to the same limit."""
    with pytest.raises(InvalidComponentError):
        terbilang_rupiah(Decimal(f"{LARGEST}.5"), sen="bulatkan")


def test_an_unknown_policy_is_refused():
    """A typing error in a policy about money does not pass."""
    with pytest.raises(UsageError) as caught:
        terbilang_rupiah(1, sen="write")
    assert caught.value.facts == {"option": "sen"}


def test_guard_marks_close_the_line():
    """On a receipt nothing can be written before or after the words."""
    assert (
        terbilang_rupiah(1_500_000, case="sentence", guard=True)
        == "# Satu juta lima ratus ribu rupiah #"
    )


@pytest.mark.property
@given(st.integers(0, LARGEST), st.integers(0, 99))
def test_rupiah_and_sen_say_the_amount(rupiah, sen):
    """Rupiah and sen in words are the whole part and the hundredths."""
    words = terbilang_rupiah(Decimal(f"{rupiah}.{sen:02}"), sen="tulis")
    if sen == 0:
        assert words == f"{_reference(rupiah)} rupiah"
    elif rupiah == 0:
        assert words == f"{_reference(sen)} sen"
    else:
        assert words == f"{_reference(rupiah)} rupiah {_reference(sen)} sen"


@pytest.mark.property
@given(st.integers(2, LARGEST))
def test_an_ordinal_is_ke_and_the_cardinal(n):
    """CLDR: *spellout-ordinal* is ``ke`` + cardinal, without a space."""
    assert ordinal(n) == f"ke{_reference(n)}"
    assert ordinal(n, form="digits") == f"ke-{n}"


def test_the_first_is_pertama_unless_a_decision_counts():
    """*Pertama* in a text; the dictums of a decision begin with *kesatu*."""
    assert ordinal(1) == "pertama"
    assert ordinal(1, first="kesatu") == "kesatu"
    assert ordinal(2, first="kesatu") == "kedua"


def test_three_forms_of_one_century():
    """EYD: abad XX, abad ke-20, abad kedua puluh."""
    assert [ordinal(20, form=form) for form in ("roman", "digits", "words")] == [
        "XX",
        "ke-20",
        "kedua puluh",
    ]


@pytest.mark.parametrize("n", [0, -1, 10**36])
@pytest.mark.parametrize("form", ["words", "digits", "roman"])
def test_there_is_no_ordinal_below_one_or_beyond_the_words(n, form):
    """Nobody is the zeroth."""
    with pytest.raises(InvalidComponentError):
        ordinal(n, form=form)


@pytest.mark.parametrize("options", [{"form": "kata"}, {"first": "satu"}])
def test_unknown_options_of_an_ordinal_are_refused(options):
    """A typing error in an option does not pass as a default."""
    for form in ({}, {"form": "digits"}, {"form": "roman"}):
        with pytest.raises(UsageError):
            ordinal(1, **form | options)


# EYD's list of fractions, and its neighbours by the same rule
FRACTIONS = [
    ((1, 2), "setengah"),
    ((1, 4), "seperempat"),
    ((3, 4), "tiga perempat"),
    ((2, 3), "dua pertiga"),
    ((1, 16), "seperenam belas"),
    ((1, 100), "seperseratus"),
    ((1, 1000), "seperseribu"),
    ((2, 10), "dua persepuluh"),
    ((3, 2), "tiga perdua"),
    ((2, 2), "dua perdua"),
    ((3, 1), "tiga"),
    ((0, 5), "nol perlima"),
    ((-1, 2), "minus setengah"),
    ((-3, 4), "minus tiga perempat"),
]


@pytest.mark.parametrize(("pair", "words"), FRACTIONS, ids=str)
def test_fractions(pair, words):
    """*per* + denominator; one of them is *se*; the half has its own word."""
    assert fraction_in_words(*pair) == words


def test_a_fraction_object_is_reduced():
    """`fractions.Fraction` keeps its lowest terms; two numbers stay as given."""
    assert fraction_in_words(Fraction(2, 10)) == "seperlima"
    assert fraction_in_words(Fraction(4, 2)) == "dua"


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ((5, 2), "dua setengah"),
        ((11, 3), "tiga dua pertiga"),
        ((5, 4), "satu seperempat"),
        ((4, 2), "dua"),
        ((1, 2), "setengah"),
        ((-5, 2), "minus dua setengah"),
    ],
    ids=str,
)
def test_mixed_fractions(pair, words):
    """The whole part stands before the fraction."""
    assert fraction_in_words(*pair, mixed=True) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3/4", "tiga perempat"),
        ("2 1/2", "dua setengah"),
        (" 1/16 ", "seperenam belas"),
        ("1\u20444", "seperempat"),
        ("1,2", "satu dua persepuluh"),
        ("1.25", "satu dua puluh lima perseratus"),
        ("0,5", "lima persepuluh"),
        ("7", "tujuh"),
        ("10%", "sepuluh persen"),
        ("2,5 %", "dua koma lima persen"),
        ("2.5%", "dua koma lima persen"),
        ("1‰", "satu permil"),
        ("-1%", "minus satu persen"),
        ("-1/2", "minus setengah"),
    ],
)
def test_fractions_from_text(text, words):
    """Fractions, decimals and percentages as forms hold them."""
    assert fraction_in_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        *("", "1/", "/2", "1/0", "1//2", "a/b", "1.500%", "1.500", "٣/٤", "1/2/3"),
        *("1 2", "%", "1%%", "9" * 37, f"1/{'9' * 37}", "1,", "1" * 101),
    ],
)
def test_other_texts_are_refused(text):
    """Nothing is guessed: ``1.500%`` could be 1500 percent."""
    with pytest.raises(EgovkitError):
        fraction_in_words(text)


@pytest.mark.parametrize("value", [0.5, True, None, Decimal("0.5"), 3])
def test_a_fraction_needs_two_whole_numbers(value):
    """A single number is no fraction; a float least of all."""
    with pytest.raises(UsageError):
        fraction_in_words(value)


@pytest.mark.parametrize("denominator", [0, -2])
def test_a_denominator_is_positive(denominator):
    """The sign stands with the numerator."""
    with pytest.raises(InvalidComponentError):
        fraction_in_words(1, denominator)


@pytest.mark.parametrize(
    ("ratio", "permil", "words"),
    [
        ("0.01", False, "satu persen"),
        ("0.1", False, "sepuluh persen"),
        ("0.125", False, "dua belas koma lima persen"),
        ("1", False, "seratus persen"),
        ("0", False, "nol persen"),
        ("-0.005", False, "minus nol koma lima persen"),
        ("0.001", True, "satu permil"),
        ("0.0125", True, "dua belas koma lima permil"),
        ("0.100", False, "sepuluh persen"),
    ],
)
def test_percent_takes_the_ratio(ratio, permil, words):
    """A ratio of one is a hundred percent, as for `format_percent`."""
    assert percent_in_words(Decimal(ratio), permil=permil) == words


def test_percent_is_held_to_the_same_limit():
    """The hundredfold must be sayable too."""
    with pytest.raises(InvalidComponentError):
        percent_in_words(LARGEST)
