"""Numbers in Indonesian words.

Source:
    CLDR ``common/rbnf/id.xml``: *seratus* and *seribu* for exactly one hundred
    and one thousand, *satu juta* and above; decimals digit by digit after
    *koma*; ordinals *ke-* + cardinal, the first *pertama*. Names of the powers
    from 10^15 on: KBBI. Fractions, percent: EYD V, *penulisan bilangan*. The
    sign word is a choice: *minus* by default (CLDR says *negatif*).

Example:
    >>> terbilang(1_001_000)
    'satu juta seribu'
    >>> terbilang_rupiah(1_500_000, case="sentence")
    'Satu juta lima ratus ribu rupiah'
"""

from egovkit.errors import InvalidComponentError, InvalidFormatError, UsageError
from egovkit.l10n._number import parts, whole
from egovkit.l10n._text import bounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Literal

    from egovkit.l10n._number import Number

    Case = Literal["lower", "sentence", "title", "upper"]
    Minus = Literal["minus", "negatif", "min"]

__all__ = [
    "DIGITS",
    "MINUS_WORDS",
    "SCALES",
    "fraction_in_words",
    "ordinal",
    "percent_in_words",
    "spell",
    "terbilang",
    "terbilang_rupiah",
]

DIGITS = (
    *("nol", "satu", "dua", "tiga", "empat"),
    *("lima", "enam", "tujuh", "delapan", "sembilan"),
)
SCALES = (
    *("", "ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun"),
    *("sekstiliun", "septiliun", "oktiliun", "noniliun", "desiliun"),
)
MINUS_WORDS = ("minus", "negatif", "min")
_MAX_TEXT = 100  # characters of a fraction or a percentage in digits


def _below_hundred(n: int) -> str:
    tens, unit = divmod(n, 10)
    if n in (10, 11):
        return "sepuluh" if n == 10 else "sebelas"  # noqa: PLR2004 - 10 and 11
    if tens == 0:
        return DIGITS[unit]
    if tens == 1:
        return f"{DIGITS[unit]} belas"
    return f"{DIGITS[tens]} puluh {DIGITS[unit]}" if unit else f"{DIGITS[tens]} puluh"


def _below_thousand() -> list[str]:
    small = [_below_hundred(n) for n in range(100)]
    hundreds = ["seratus", *(f"{DIGITS[h]} ratus" for h in range(2, 10))]
    return small + [
        f"{hundred} {small[rest]}" if rest else hundred
        for hundred in hundreds
        for rest in range(100)
    ]


# Power of a thousand → the words of 0 to 999 of it, at the start of a number and
# after a higher group. Filled when a number first needs them: all twelve powers
# at once would cost more than a program that writes one receipt should pay.
_HEADS: list[list[str]] = [[] for _ in SCALES]
_TAILS: list[list[str]] = [[] for _ in SCALES]


def _fill(power: int) -> None:
    if power == 0:
        words = _below_thousand()
    else:
        words = [f"{word} {SCALES[power]}" for word in _HEADS[0] or _below_thousand()]
    if power == 1:
        words[1] = "seribu"
    _TAILS[power] += ["", *(f" {word}" for word in words[1:])]
    _HEADS[power] += words


def spell(n: int) -> str:
    """The words of a whole number from 0 to 10^36 - 1; nothing is checked."""
    text = ""
    rest = n
    power = 0
    try:
        while rest >= 1000:  # noqa: PLR2004 - one group of three digits
            text = _TAILS[power][rest % 1000] + text
            rest //= 1000
            power += 1
        return _HEADS[power][rest] + text
    except IndexError:  # the tables of this power are still empty
        _fill(power)
        return spell(n)


def terbilang(
    number: "Number", *, case: "Case" = "lower", minus: "Minus" = "minus"
) -> str:
    """Write a number in words.

    Args:
        number: An `int` or a `decimal.Decimal` with at most 36 digits before
            and 36 after the comma. Decimals are spoken one by one, as many as
            the value carries: ``Decimal("1.50")`` is *satu koma lima nol*.
        case: ``"lower"`` as in running text, ``"sentence"``, ``"title"`` or
            ``"upper"``.
        minus: The word before a number below zero.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool` or another type.
        egovkit.errors.InvalidComponentError: Too many digits, or not finite.

    Source:
        CLDR ``rbnf/id.xml``, *spellout-cardinal*.

    Example:
        >>> terbilang(2026)
        'dua ribu dua puluh enam'
        >>> from decimal import Decimal
        >>> terbilang(Decimal("-0.05"))
        'minus nol koma nol lima'
    """
    plain = case == "lower" and minus == "minus"
    if plain and type(number) is int and 0 <= number < 10**36:
        return spell(number)
    negative, n, decimals = parts(number)
    words = _decimal(n, decimals)
    return _cased(_signed(words, minus, negative=negative), case)


def terbilang_rupiah(
    amount: "Number",
    *,
    sen: "Literal['tolak', 'tulis', 'bulatkan']" = "tolak",
    case: "Case" = "lower",
    guard: bool = False,
    minus: "Minus" = "minus",
) -> str:
    """Write an amount of rupiah in words, as on a receipt (*kuitansi*).

    Args:
        amount: Rupiah, not sen.
        sen: What happens to an amount that is not whole: ``"tolak"`` refuses
            it, ``"tulis"`` writes the sen, ``"bulatkan"`` rounds to the nearest
            rupiah, a half away from zero.
        case: As in `terbilang`.
        guard: Put the guard marks ``# … #`` around the words, so that nothing
            can be added before or after them.
        minus: As in `terbilang`.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool`, or an unknown policy.
        egovkit.errors.InvalidComponentError: Sen where they are refused, parts
            of a sen, too many digits, or not finite.

    Source:
        PMK 250/PMK.05/2010 article 2 as quoted: state payments are in whole
        rupiah. 1 rupiah = 100 sen.

    Example:
        >>> from decimal import Decimal
        >>> terbilang_rupiah(Decimal("1500.05"), sen="tulis")
        'seribu lima ratus rupiah lima sen'
        >>> terbilang_rupiah(1_500_000, guard=True)
        '# satu juta lima ratus ribu rupiah #'
    """
    negative, rupiah, decimals = parts(amount)
    rupiah, cents = _with_sen(rupiah, decimals.rstrip("0"), sen)
    words = f"{spell(rupiah)} rupiah" if rupiah or not cents else ""
    if cents:
        words = f"{words} {spell(cents)} sen".strip()
    negative = negative and bool(rupiah or cents)
    text = _cased(_signed(words, minus, negative=negative), case)
    return f"# {text} #" if guard else text


def _with_sen(rupiah: int, decimals: str, policy: str) -> tuple[int, int]:
    if policy == "bulatkan":
        return whole(rupiah + (decimals[:1] >= "5")), 0
    if policy not in ("tolak", "tulis"):
        raise UsageError("unknown_option", option="sen")
    if not decimals:
        return rupiah, 0
    if policy == "tolak":
        raise InvalidComponentError("rupiah_has_sen")
    if len(decimals) > 2:  # noqa: PLR2004 - a rupiah has a hundred sen
        raise InvalidComponentError("rupiah_finer_than_sen")
    return rupiah, int(decimals.ljust(2, "0"))


def ordinal(
    number: int,
    *,
    form: "Literal['words', 'digits', 'roman']" = "words",
    first: "Literal['pertama', 'kesatu']" = "pertama",
) -> str:
    """Write the place in a sequence.

    Args:
        number: 1 or more.
        form: ``"words"`` (*kedua puluh*), ``"digits"`` (*ke-20*) or ``"roman"``
            (*XX*, as in *abad XX*).
        first: The word for 1. The dictums of a decision count *kesatu*, *kedua*.

    Raises:
        egovkit.errors.UsageError: Not an `int`, or an unknown form.
        egovkit.errors.InvalidComponentError: Below 1, or above the largest
            number that the form can write.

    Source:
        EYD V: *abad XX*, *abad ke-20*, *abad kedua puluh*. CLDR ``rbnf/id.xml``,
        *spellout-ordinal*.

    Example:
        >>> ordinal(3), ordinal(1), ordinal(20, form="digits")
        ('ketiga', 'pertama', 'ke-20')
    """
    n = whole(number)
    if first not in ("pertama", "kesatu"):
        raise UsageError("unknown_option", option="first")
    if n < 1:
        raise InvalidComponentError("ordinal_below_one")
    if form == "digits":
        return f"ke-{n}"
    if form == "roman":
        from egovkit.l10n._roman import roman

        return roman(n)
    if form != "words":
        raise UsageError("unknown_option", option="form")
    return first if n == 1 else f"ke{spell(n)}"


def fraction_in_words(
    value: "Fraction | int | str",
    denominator: int | None = None,
    *,
    mixed: bool = False,
) -> str:
    """Write a fraction in words.

    Args:
        value: A `fractions.Fraction`; or the numerator, with the denominator
            as second argument, which is then not reduced (2/10 stays *dua
            persepuluh*); or a text such as ``"3/4"``, ``"2 1/2"``, ``"1,2"``,
            ``"10%"`` or ``"2,5‰"``.
        denominator: 1 or more.
        mixed: Write 5/2 as *dua setengah*, not as *lima perdua*. A text with a
            whole number before its fraction is mixed by itself.

    Raises:
        egovkit.errors.UsageError: Another type.
        egovkit.errors.InvalidComponentError: A denominator below 1, too large.
        egovkit.errors.InvalidFormatError: A text of another form.

    Source:
        EYD, *bilangan pecahan*: setengah, tiga perempat, seperenam belas,
        seperseratus, satu dua persepuluh (1,2), satu persen, satu permil.

    Example:
        >>> fraction_in_words(1, 2), fraction_in_words("3/4")
        ('setengah', 'tiga perempat')
        >>> fraction_in_words(1, 16)
        'seperenam belas'
    """
    if isinstance(value, str):
        return _fraction_text(value)
    if denominator is None:
        from fractions import Fraction

        if not isinstance(value, Fraction):
            raise UsageError("fraction_expected")
        value, denominator = value.numerator, value.denominator
    numerator, denominator = whole(value), whole(denominator)
    if denominator < 1:
        raise InvalidComponentError("denominator_below_one")
    words = _fraction(abs(numerator), denominator, mixed=mixed)
    return _signed(words, "minus", negative=numerator < 0)


def _fraction(numerator: int, denominator: int, *, mixed: bool) -> str:
    if denominator == 1:
        return spell(numerator)
    count, rest = divmod(numerator, denominator) if mixed else (0, numerator)
    if count and not rest:
        return spell(count)
    if (rest, denominator) == (1, 2):
        part = "setengah"
    elif rest == 1:
        part = f"seper{spell(denominator)}"
    else:
        part = f"{spell(rest)} per{spell(denominator)}"
    return f"{spell(count)} {part}" if count else part


def _fraction_text(text: str) -> str:
    import re

    line = bounded(text, _MAX_TEXT).strip()
    # A dot with three digits after it could be a thousand: it is refused.
    decimal = r"(-?)([0-9]+)(?:(?:,|\.(?![0-9]{3}(?![0-9])))([0-9]+))?"
    if rate := re.fullmatch(rf"{decimal}\s?([%‰])", line):
        sign, count, places, unit = rate.groups()
        words = f"{_decimal(int(count), places or '')} {_UNITS[unit]}"
        return _signed(words, "minus", negative=bool(sign))
    if match := re.fullmatch(decimal, line):
        sign, count, places = match.groups()
        top, bottom = int(places or 0), 10 ** len(places or "")
    else:
        match = re.fullmatch(
            r"(-?)(?:([0-9]+)\s+)?([0-9]+)\s?[/\u2044]\s?([0-9]+)", line
        )
        if match is None:
            raise InvalidFormatError("fraction_text")
        sign, count = match[1], match[2]
        top, bottom = int(match[3]), int(match[4])
    if bottom < 1:
        raise InvalidComponentError("denominator_below_one")
    numerator = whole(int(count or 0) * bottom + top)
    words = _fraction(numerator, whole(bottom), mixed=count is not None)
    return _signed(words, "minus", negative=bool(sign))


_UNITS = {"%": "persen", "‰": "permil"}


def percent_in_words(ratio: "Number", *, permil: bool = False) -> str:
    """Write a ratio as a percentage in words.

    Args:
        ratio: The ratio itself, as for `format_percent`: 0.1 is ten percent.
        permil: Per thousand instead of per hundred.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool` or another type.
        egovkit.errors.InvalidComponentError: Too many digits, or not finite.

    Source:
        EYD V: *satu persen*, *satu permil*.

    Example:
        >>> from decimal import Decimal
        >>> percent_in_words(Decimal("0.125"))
        'dua belas koma lima persen'
    """
    negative, count, decimals = parts(ratio)
    shift = 3 if permil else 2
    moved = decimals.ljust(shift, "0")
    words = _decimal(int(f"{count}{moved[:shift]}"), moved[shift:].rstrip("0"))
    unit = "permil" if permil else "persen"
    return _signed(f"{words} {unit}", "minus", negative=negative)


def _decimal(n: int, places: str) -> str:
    words = spell(whole(n))
    if places:
        words += " koma " + " ".join(DIGITS[int(digit)] for digit in places)
    return words


def _signed(words: str, minus: str, *, negative: bool) -> str:
    if minus not in MINUS_WORDS:
        raise UsageError("unknown_option", option="minus")
    return f"{minus} {words}" if negative else words


def _cased(words: str, case: str) -> str:
    if case == "lower":
        return words
    if case == "sentence":
        return words[:1].upper() + words[1:]
    if case == "title":
        return " ".join(word.capitalize() for word in words.split(" "))
    if case == "upper":
        return words.upper()
    raise UsageError("unknown_option", option="case")
