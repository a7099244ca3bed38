"""Other languages than Indonesian and English, through Babel and CLDR.

This module imports Babel and is itself imported only when such a language, or
the name of a language or territory, is asked for.
"""

from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

from egovkit.errors import CoverageError

__all__ = ["date_text", "join", "locale", "separators"]


def locale(lang: str) -> Locale:
    """Babel's locale of a language.

    Raises:
        egovkit.errors.CoverageError: CLDR has no such language, as for Balinese
            or Minangkabau.
    """
    try:
        return Locale(lang)
    except UnknownLocaleError as error:
        raise CoverageError("language_not_in_cldr") from error


def date_text(value: date, style: str, lang: str) -> str:
    """A date in the language's own form."""
    return format_date(value, style, locale=locale(lang))


def separators(lang: str) -> tuple[str, str]:
    """The signs between thousands and before decimals."""
    symbols = locale(lang).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


# CLDR 47 has the English "or" in Sundanese lists.
_OR = {"su": "atawa"}


def join(words: list[str], kind: str, lang: str) -> str:
    """A list in the language's own words."""
    known = locale(lang)
    if kind == "or" and lang in _OR and words[1:]:
        comma = "," * (len(words) > 2)  # noqa: PLR2004 - a pair needs no comma
        return f"{', '.join(words[:-1])}{comma} {_OR[lang]} {words[-1]}"
    return format_list(words, style="standard" if kind == "and" else "or", locale=known)
