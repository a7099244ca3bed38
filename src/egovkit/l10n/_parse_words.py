"""Number words back to a number: parse, spell again, compare.

The comparison is the rule: whatever the reading made of the words, only the one
spelling that `terbilang` gives is accepted. So *dua juta tiga juta* and *seribu
juta* fail without a rule of their own.

Example:
    >>> parse_terbilang("satu juta seribu")
    1001000
    >>> parse_terbilang("# Satu Milyar Rupiah #", lenient=True)
    1000000000
"""

from decimal import Decimal

from egovkit.errors import InvalidFormatError
from egovkit.l10n._number import LIMIT, MAX_PLACES
from egovkit.l10n._text import bounded
from egovkit.l10n._words import DIGITS, MINUS_WORDS, SCALES, spell

__all__ = ["parse_terbilang"]

_MAX_TEXT = 1200  # the longest number with 36 decimals has about 1000 characters
_UNITS = {word: n for n, word in enumerate(DIGITS)} | {"sepuluh": 10, "sebelas": 11}
_SCALES = {word: 1000**power for power, word in enumerate(SCALES) if word}
_SPELLINGS = {
    "kosong": "nol",
    "rebu": "ribu",
    "milyar": "miliar",
    "milyard": "miliar",
    "miliard": "miliar",
    "trilyun": "triliun",
    "triliyun": "triliun",
    "trilliun": "triliun",
    "trilyunan": "triliun",
    **dict.fromkeys(MINUS_WORDS, "minus"),
}
_WORDS = frozenset(
    {*_UNITS, *_SCALES, *_SPELLINGS.values(), "belas", "puluh", "ratus", "seratus"}
    | {"seribu", "koma", "rupiah", "sen", "dan"}
)
_MARKS = str.maketrans(dict.fromkeys("#*=()[].,;:\"'-\u2013\u2014", " "))


def parse_terbilang(text: str, *, lenient: bool = False) -> int | Decimal:
    """Read a number in words.

    Args:
        text: Strict: exactly what `terbilang` writes, in small letters, *minus*
            and *koma* included. Lenient: also capitals, guard marks and signs,
            *rupiah* and *sen*, *milyar*, *sejuta*, *satu ratus*, *satu juta
            satu ribu*, and words written together.
        lenient: Accept those variants. What they mean is never guessed: *satu
            koma lima juta* stays refused.

    Returns:
        An `int`; a `decimal.Decimal` where the words have decimals or sen.

    Raises:
        egovkit.errors.InvalidFormatError: Not a well-formed numeral.
        egovkit.errors.InvalidLengthError: Longer than 1200 characters.

    Example:
        >>> parse_terbilang("seribu rupiah lima sen", lenient=True)
        Decimal('1000.05')
    """
    line = bounded(text, _MAX_TEXT)
    return _lenient(line) if lenient else _strict(line)


def _strict(line: str) -> int | Decimal:
    words = line.removeprefix("minus ")
    count, koma, decimals = words.partition(" koma ")
    n = _whole(count)
    negative = words is not line and words != line
    if not koma:
        if negative and n == 0:
            raise InvalidFormatError("terbilang_words")
        return -n if negative else n
    places = decimals.split(" ")
    if len(places) > MAX_PLACES or not all(word in DIGITS for word in places):
        raise InvalidFormatError("terbilang_words")
    digits = "".join(str(DIGITS.index(word)) for word in places)
    value = Decimal(f"{'-' if negative else ''}{n}.{digits}")
    if negative and not value:
        raise InvalidFormatError("terbilang_words")
    return value


def _whole(text: str) -> int:
    n = _value(text.split(" "))
    if not 0 <= n < LIMIT or spell(n) != text:
        raise InvalidFormatError("terbilang_words")
    return n


def _value(words: list[str]) -> int:
    """What the words add up to, if they are a number at all."""
    total = group = unit = 0
    for word in words:
        if word in _UNITS:
            unit = _UNITS[word]
        elif word == "belas":
            unit += 10
        elif word in ("puluh", "ratus"):
            group += unit * (10 if word == "puluh" else 100)
            unit = 0
        elif word == "seratus":
            group += 100
        elif word == "seribu":
            total += 1000
        elif word in _SCALES:
            total += (group + unit) * _SCALES[word]
            group = unit = 0
        else:
            raise InvalidFormatError("terbilang_words")
    return total + group + unit


def _lenient(line: str) -> int | Decimal:
    words: list[str] = []
    for word in line.casefold().translate(_MARKS).split():
        words += _vocabulary(word)
    if words[:1] != ["minus"]:
        return _amount(words)
    value = _amount(words[1:])
    if isinstance(value, int):
        return -value
    # An exact copy: unary minus would round to the context's 28 digits.
    return value.copy_negate() if value else value


def _amount(words: list[str]) -> int | Decimal:
    """A number, or rupiah with or without sen."""
    if words[-1:] != ["sen"]:
        if words[-1:] == ["rupiah"]:
            words = words[:-1]
        return _strict(" ".join(_standard(words)))
    rupiah: list[str] = ["nol"]
    if "rupiah" in words:
        at = words.index("rupiah")
        rupiah, words = words[:at], words[at + 1 :]
        if words[:1] == ["dan"]:
            words = words[1:]
    sen = _whole(" ".join(_standard(words[:-1])))
    if sen > 99:  # noqa: PLR2004 - a rupiah has a hundred sen
        raise InvalidFormatError("terbilang_words")
    return Decimal(f"{_whole(' '.join(_standard(rupiah)))}.{sen:02}")


def _vocabulary(word: str) -> list[str]:
    """The word in its standard spelling, or the words that it was joined from."""
    word = _SPELLINGS.get(word, word)
    if word in _WORDS:
        return [word]
    if word.startswith("se") and word[2:] not in ("ratus", "ribu"):
        scale = _SPELLINGS.get(word[2:], word[2:])
        if scale in _SCALES:
            return ["satu", scale]  # "sejuta"
    found: list[str] = []
    while word:
        first = next((w for w in _LONGEST_FIRST if word.startswith(w)), None)
        if first is None:
            raise InvalidFormatError("terbilang_words")
        found.append(_SPELLINGS.get(first, first))
        word = word[len(first) :]
    return found


_LONGEST_FIRST = sorted(_WORDS | _SPELLINGS.keys(), key=len, reverse=True)


def _standard(words: list[str]) -> list[str]:
    """Write *seratus* for *satu ratus* and the like, where it stands alone."""
    result: list[str] = []
    for word in words:
        alone = result[-1:] == ["satu"]
        if alone and word in ("belas", "puluh", "ratus"):
            result[-1] = f"se{word}"
        elif alone and word == "ribu" and (len(result) == 1 or result[-2] in _SCALES):
            # Not in "dua puluh satu ribu", where satu belongs to twenty-one.
            result[-1] = "seribu"
        else:
            result.append(word)
    return result
