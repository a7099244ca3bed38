"""Numbers, rupiah, percentages and lists in figures.

The dot groups thousands and the comma starts the decimals; ``Rp`` stands before
the figure without a space.

Source:
    EYD V: *Rp5.000,00*, no space. CLDR ``id``: separators, minus before the
    currency, lists. CLDR 48 changes the default decimals of the rupiah from 2
    to 0, which is why the decimals are always explicit here.

Example:
    >>> format_rupiah(1_500_000)
    'Rp1.500.000'
    >>> format_list(["KTP", "KK", "akta kelahiran"])
    'KTP, KK, dan akta kelahiran'
"""

from egovkit.errors import InvalidComponentError, UsageError
from egovkit.l10n._locale import language
from egovkit.l10n._number import MAX_DIGITS, MAX_PLACES, is_decimal, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from typing import Literal

    from egovkit.l10n._number import Number

    Rounding = Literal["half_up", "half_even", "down", "refuse"]

__all__ = [
    "LIST_WORDS",
    "SEPARATORS",
    "format_compact",
    "format_list",
    "format_number",
    "format_percent",
    "format_rupiah",
    "rounded",
]

# language → thousands, decimals
SEPARATORS = {"id": (".", ","), "en": (",", ".")}
# language → (between two, before the last of three or more) for "and" and "or"
LIST_WORDS = {
    "id": {"and": (" dan ", ", dan "), "or": (" atau ", ", atau ")},
    "en": {"and": (" and ", " and "), "or": (" or ", " or ")},
}
_COMPACT = {
    "id": ("", "ribu", "juta", "miliar", "triliun"),
    "en": ("", "thousand", "million", "billion", "trillion"),
}


def format_rupiah(
    amount: "Number",
    *,
    decimals: int = 0,
    rounding: "Rounding" = "half_up",
    style: "Literal['plain', 'accounting', 'dash']" = "plain",
) -> str:
    """Write an amount of rupiah in figures.

    Args:
        amount: Rupiah, not sen: an `int` or a `decimal.Decimal`.
        decimals: How many decimals are written, 0 to 36; never taken from a
            locale.
        rounding: What happens to further decimals: ``"half_up"`` (a half away
            from zero), ``"half_even"``, ``"down"`` (cut off) or ``"refuse"``.
        style: ``"accounting"`` puts an amount below zero in parentheses;
            ``"dash"`` ends a whole amount with ``,-``, an old form that EYD
            advises against.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool`, or an unknown option.
        egovkit.errors.InvalidComponentError: Too many digits, not finite, or
            decimals that would be lost with ``rounding="refuse"``.

    Source:
        EYD V: no space after *Rp*. CLDR ``id``: the minus before it.

    Example:
        >>> from decimal import Decimal
        >>> format_rupiah(Decimal("1500.5"), decimals=2)
        'Rp1.500,50'
        >>> format_rupiah(-1500, style="accounting")
        '(Rp1.500)'
    """
    plain = style == "plain" and rounding == "half_up"
    if plain and type(amount) is int and decimals == 0 <= amount < 10**36:
        return f"Rp{amount:,}".replace(",", ".")
    if plain and is_decimal(amount) and (text := _rounding_nothing(amount, decimals)):
        return text
    negative, text = _figure(amount, decimals, rounding, ".", ",")
    if style == "plain":
        return f"-Rp{text}" if negative else f"Rp{text}"
    if style == "accounting":
        return f"(Rp{text})" if negative else f"Rp{text}"
    if style != "dash":
        raise UsageError("unknown_option", option="style")
    if decimals:
        raise UsageError("dash_needs_whole_rupiah")
    return f"-Rp{text},-" if negative else f"Rp{text},-"


def _rounding_nothing(amount: "Decimal", decimals: int) -> str:
    """The quick way for an amount from 0 on that loses no decimal, or ``""``."""
    if not -MAX_PLACES <= amount.adjusted() < MAX_DIGITS:
        return ""
    whole, _, places = f"Rp{amount:,f}".partition(".")
    if not "0" <= whole[2] <= "9":  # below zero, or no number
        return ""
    missing = decimals - len(places) if decimals.__class__ is int else -1
    if missing < 0 or decimals > MAX_PLACES:
        return ""
    whole = whole.replace(",", ".")
    if missing:
        places += "0" * missing
    return f"{whole},{places}" if decimals else whole


def format_number(
    number: "Number",
    *,
    decimals: int | None = None,
    rounding: "Rounding" = "half_up",
    lang: str = "id",
) -> str:
    """Write a number in figures.

    Args:
        number: An `int` or a `decimal.Decimal`.
        decimals: How many decimals are written; None writes those that the
            value has, without closing zeros, at most three.
        rounding: As in `format_rupiah`.
        lang: ``"id"``, ``"en"``, or a language that CLDR knows.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool`, or an unknown option.
        egovkit.errors.InvalidComponentError: Too many digits, or not finite.
        egovkit.errors.CoverageError: A language that CLDR does not know.

    Source:
        CLDR ``id``, pattern ``#,##0.###``. CLDR rounds half to even; here it is
        said in the call.

    Example:
        >>> from decimal import Decimal
        >>> format_number(Decimal("1234567.891"))
        '1.234.567,891'
    """
    lang = language(lang)
    if lang in SEPARATORS:
        group, comma = SEPARATORS[lang]
    else:
        from egovkit.l10n._regional import separators

        group, comma = separators(lang)
    negative, text = _figure(number, decimals, rounding, group, comma, at_most=3)
    return f"-{text}" if negative else text


def format_percent(
    ratio: "Number",
    *,
    decimals: int | None = None,
    rounding: "Rounding" = "half_up",
) -> str:
    """Write a ratio as a percentage.

    Args:
        ratio: The ratio itself: ``Decimal("0.125")`` is 12,5 percent.
        decimals: How many decimals are written; None writes those that the
            percentage has, without closing zeros, at most two.
        rounding: As in `format_rupiah`.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool`, or an unknown option.
        egovkit.errors.InvalidComponentError: Too many digits, or not finite.

    Source:
        CLDR ``id``: no space before the sign.

    Example:
        >>> from decimal import Decimal
        >>> format_percent(Decimal("0.125"))
        '12,5%'
    """
    negative, n, places = parts(ratio)
    moved = places.ljust(2, "0")
    figures = (negative, int(f"{n}{moved[:2]}"), moved[2:])
    sign, text = _written(figures, decimals, rounding, ".", ",", at_most=2)
    return f"-{text}%" if sign else f"{text}%"


def format_compact(number: "Number", *, lang: str = "id") -> str:
    """Write a large number in short, with the word for its power of thousand.

    One decimal at most, a half rounded away from zero. The one-letter forms of
    CLDR are not offered: *M* is *miliar* in Indonesian and *million* in English.

    Raises:
        egovkit.errors.UsageError: A `float`, a `bool`, or a language without
            such words here.
        egovkit.errors.InvalidComponentError: Too many digits, or not finite.

    Source:
        CLDR ``id``, long compact form.

    Example:
        >>> format_compact(1_500_000_000)
        '1,5 miliar'
    """
    lang = language(lang)
    if lang not in _COMPACT:
        raise UsageError("unknown_option", option="lang")
    negative, n, places = parts(number)
    *_, largest = words = _COMPACT[lang]
    for word in words:
        # Rounded first: 999,95 ribu is 1 juta.
        if word == largest or rounded(n, places, 1, "half_up")[0] < 1000:  # noqa: PLR2004
            break
        n, group = divmod(n, 1000)
        places = f"{group:03}{places}"
    figures = (negative, n, places)
    sign, text = _written(figures, None, "half_up", *SEPARATORS[lang], at_most=1)
    return f"{'-' if sign else ''}{text} {word}".rstrip()


def format_list(
    items: "Iterable[str]",
    kind: "Literal['and', 'or']" = "and",
    *,
    lang: str = "id",
) -> str:
    """Join words to a list: *A dan B*; *A, B, dan C*.

    Args:
        items: The words, in order.
        kind: ``"and"`` or ``"or"``.
        lang: ``"id"``, ``"en"``, or a language that CLDR knows.

    Raises:
        egovkit.errors.UsageError: An unknown kind, or one text instead of a list.
        egovkit.errors.CoverageError: A language that CLDR does not know.

    Source:
        CLDR ``id`` and ``en-ID``, standard and *or* lists.

    Example:
        >>> format_list(["A", "B", "C"], "or")
        'A, B, atau C'
    """
    if isinstance(items, str) or not hasattr(items, "__iter__"):
        raise UsageError("list_expected")
    words = [str(item) for item in items]
    if kind not in ("and", "or"):
        raise UsageError("unknown_option", option="kind")
    lang = language(lang)
    if lang not in LIST_WORDS:
        from egovkit.l10n._regional import join

        return join(words, kind, lang)
    two, last = LIST_WORDS[lang][kind]
    if len(words) <= 2:  # noqa: PLR2004 - a pair needs no comma
        return two.join(words)
    return f"{', '.join(words[:-1])}{last}{words[-1]}"


def rounded(n: int, places: str, keep: int, rounding: str) -> tuple[int, str]:
    """The whole part and exactly or at most ``keep`` decimals after rounding.

    Raises:
        egovkit.errors.UsageError: An unknown rounding.
        egovkit.errors.InvalidComponentError: Decimals would be lost and
            rounding is refused.
    """
    kept, cut = places[:keep], places[keep:]
    if rounding == "half_up":
        up = cut[:1] >= "5"
    elif rounding == "half_even":
        half = "5".ljust(len(cut), "0")
        odd = int(f"{n}{kept}") % 2 == 1
        up = cut > half or (cut == half and odd)
    elif rounding == "down":
        up = False
    elif rounding == "refuse":
        if cut.strip("0"):
            raise InvalidComponentError("number_too_fine", limit=keep)
        up = False
    else:
        raise UsageError("unknown_option", option="rounding")
    if not up:
        return n, kept
    digits = str(int(f"{n}{kept}") + 1).rjust(len(kept) + 1, "0")
    split = len(digits) - len(kept)
    return int(digits[:split]), digits[split:]


def _figure(  # noqa: PLR0913 - one figure has that many choices
    number: "Number",
    decimals: int | None,
    rounding: str,
    group: str,
    comma: str,
    *,
    at_most: int = MAX_PLACES,
) -> tuple[bool, str]:
    return _written(parts(number), decimals, rounding, group, comma, at_most=at_most)


def _written(  # noqa: PLR0913 - as above
    figures: tuple[bool, int, str],
    decimals: int | None,
    rounding: str,
    group: str,
    comma: str,
    *,
    at_most: int,
) -> tuple[bool, str]:
    negative, n, places = figures
    if decimals is None:
        n, places = rounded(n, places, at_most, rounding)
        places = places.rstrip("0")
    elif type(decimals) is int and 0 <= decimals <= MAX_PLACES:
        n, places = rounded(n, places, decimals, rounding)
        places = places.ljust(decimals, "0")
    else:
        raise UsageError("unknown_option", option="decimals")
    text = f"{n:,}"
    if group != ",":
        text = text.replace(",", group)
    # "-Rp0" says nothing that "Rp0" does not.
    negative = negative and bool(n or places.strip("0"))
    return negative, f"{text}{comma}{places}" if places else text
