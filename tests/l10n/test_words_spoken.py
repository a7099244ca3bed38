"""Words of numbers heard and spoken by somebody who only knows the grammar.

A listener adds and multiplies what is said, word by word, and knows nothing of how
`terbilang` builds its text; a speaker spells as it is taught at school: in threes
from the right, each with the name of its place. Both are slow and share nothing
with the package.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError
from egovkit.l10n import (
    fraction_in_words,
    ordinal,
    parse_terbilang,
    terbilang,
    terbilang_rupiah,
)

LARGEST = 10**36 - 1
DIGITS = [
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
# KBBI: each is a thousand times the one before.
PLACES = [
    "ribu",
    "juta",
    "miliar",
    "triliun",
    "kuadriliun",
    "kuintiliun",
    "sekstiliun",
    "septiliun",
    "oktiliun",
    "noniliun",
    "desiliun",
]
numbers = st.integers(0, LARGEST) | st.builds(
    lambda head, power, rest: (head * 10**power + rest) % (LARGEST + 1),
    st.integers(1, 999),
    st.integers(0, 33),
    st.integers(0, 9999),
)


def heard(words: str) -> int:
    """What a listener understands: add, multiply, add.

    Within three places *belas*, *puluh* and *ratus* act on the digit before them;
    the name of a place multiplies what was gathered since the last one.
    """
    total = gathered = digit = 0
    for word in words.split():
        if word in ("sepuluh", "sebelas", "seratus", "seribu"):
            gathered += {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}[
                word
            ]
            if word == "seribu":
                total, gathered = total + gathered, 0
        elif word == "belas":
            gathered, digit = gathered + 10 + digit, 0
        elif word in ("puluh", "ratus"):
            gathered += digit * {"puluh": 10, "ratus": 100}[word]
            digit = 0
        elif word in PLACES:
            total += (gathered + digit) * 1000 ** (PLACES.index(word) + 1)
            gathered = digit = 0
        else:
            digit = DIGITS.index(word)
    return total + gathered + digit


def spoken(n: int) -> str:
    """What a pupil says: in threes from the right, the leftmost first.

    *se-* stands for one before *puluh*, *belas* and *ratus*, and before *ribu* where
    nothing but one stands in that group.
    """
    groups = []
    text = str(n)
    while text:
        groups.append(text[-3:].rjust(3, "0"))
        text = text[:-3]
    said = []
    for place, group in reversed(list(enumerate(groups))):
        words = _three(*map(int, group))
        if place == 1 and group == "001":
            said.append("seribu")
        elif words and place:
            said.append(f"{words} {PLACES[place - 1]}")
        elif words:
            said.append(words)
    return " ".join(said) or "nol"


def _three(hundreds: int, tens: int, ones: int) -> str:
    said = []
    if hundreds:
        said.append("seratus" if hundreds == 1 else f"{DIGITS[hundreds]} ratus")
    if tens == 1 and ones in (0, 1):
        said.append("sepuluh" if ones == 0 else "sebelas")
    elif tens == 1:
        said.append(f"{DIGITS[ones]} belas")
    else:
        said += [f"{DIGITS[tens]} puluh"] * bool(tens) + [DIGITS[ones]] * bool(ones)
    return " ".join(said)


class TestOracles:
    """The two know the examples of the rule, and each other."""

    @pytest.mark.parametrize(
        ("n", "words"),
        [
            (0, "nol"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (19, "sembilan belas"),
            (21, "dua puluh satu"),
            (101, "seratus satu"),
            (1_000, "seribu"),
            (1_945, "seribu sembilan ratus empat puluh lima"),
            (101_000, "seratus satu ribu"),
            (1_001_000, "satu juta seribu"),
            (10**33, "satu desiliun"),
        ],
    )
    def test_examples(self, n, words):
        """As EYD and CLDR print them."""
        assert spoken(n) == words
        assert heard(words) == n

    @pytest.mark.property
    @given(n=numbers)
    def test_the_listener_understands_the_pupil(self, n):
        """Neither is right alone."""
        assert heard(spoken(n)) == n


@pytest.mark.property
class TestNumbers:
    """What the package writes is what the pupil says and the listener hears."""

    @given(n=numbers)
    def test_every_number_is_heard_as_itself(self, n):
        """Whatever its places."""
        assert heard(terbilang(n)) == n

    @given(n=numbers)
    def test_every_number_is_said_as_at_school(self, n):
        """Word by word."""
        assert terbilang(n) == spoken(n)

    @given(n=numbers)
    def test_the_larger_number_is_not_said_like_the_smaller(self, n):
        """No two numbers share their words."""
        assert terbilang(n) != terbilang((n + 1) % (LARGEST + 1))

    @given(n=numbers, places=st.text("0123456789", min_size=1, max_size=36))
    def test_decimals_are_heard_one_by_one(self, n, places):
        """Behind *koma* each digit is a word."""
        whole, comma, rest = terbilang(Decimal(f"{n}.{places}")).partition(" koma ")
        assert comma
        assert heard(whole) == n
        assert "".join(str(DIGITS.index(word)) for word in rest.split()) == places

    @given(rupiah=numbers, sen=st.integers(0, 99))
    def test_an_amount_is_heard_in_both_coins(self, rupiah, sen):
        """Rupiah before its word, sen before its own; none of them where there is
        none.
        """
        words = terbilang_rupiah(Decimal(f"{rupiah}.{sen:02}"), sen="tulis")
        in_sen = 0
        for coin, worth in (("rupiah", 100), ("sen", 1)):
            said, found, words_left = words.partition(f" {coin}")
            if found:
                in_sen += heard(said) * worth
                words = words_left
        assert words == ""
        assert in_sen == rupiah * 100 + sen

    @given(n=st.integers(2, LARGEST))
    def test_an_ordinal_is_heard_behind_ke(self, n):
        """*ke* and the number, written as one."""
        words = ordinal(n)
        assert words.startswith("ke")
        assert heard(words.removeprefix("ke")) == n

    @given(upper=st.integers(1, 10**6), lower=st.integers(3, 10**6))
    def test_a_fraction_is_heard_around_per(self, upper, lower):
        """*tiga perempat*: the upper number, *per*, the lower; *se-* is one."""
        words = fraction_in_words(upper, lower)
        above, _, below = words.partition("per")
        assert heard(below) == lower
        assert (above == "se") == (upper == 1)
        if upper > 1:
            assert heard(above) == upper

    @given(
        words=st.lists(
            st.sampled_from([*DIGITS, *PLACES[:3], "belas", "puluh", "ratus"])
            | st.sampled_from(["sepuluh", "sebelas", "seratus", "seribu"]),
            min_size=1,
            max_size=7,
        )
    )
    def test_what_is_read_is_what_is_heard(self, words):
        """Strict: read is only what the pupil would say, with the value heard."""
        text = " ".join(words)
        is_proper = spoken(heard(text)) == text
        try:
            value = parse_terbilang(text)
        except EgovkitError:
            assert not is_proper
        else:
            assert is_proper
            assert value == heard(text)
