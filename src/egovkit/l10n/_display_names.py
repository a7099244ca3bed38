"""Names of languages and territories in Indonesian, through Babel and CLDR.

Example:
    >>> language_name("su"), territory_name("CN")
    ('Sunda', 'Tiongkok')
"""

from egovkit.errors import CoverageError, UsageError
from egovkit.l10n._locale import language

__all__ = ["language_name", "territory_name"]


def language_name(code: str, *, lang: str = "id") -> str:
    """The name of a language.

    Args:
        code: An ISO 639 code or a tag that begins with one.
        lang: The language of the answer.

    Raises:
        egovkit.errors.UsageError: Not a language tag.
        egovkit.errors.CoverageError: CLDR has no name for it in that language.
    """
    from egovkit.l10n._regional import locale

    name = locale(language(lang)).languages.get(language(code))
    if name is None:
        raise CoverageError("name_not_in_cldr")
    return str(name)


def territory_name(code: str, *, lang: str = "id") -> str:
    """The name of a country or territory.

    Args:
        code: An ISO 3166-1 code of two letters, any case.
        lang: The language of the answer.

    Raises:
        egovkit.errors.UsageError: Not text, or not a language tag.
        egovkit.errors.CoverageError: CLDR has no name for it in that language.
    """
    from egovkit.l10n._regional import locale

    if not isinstance(code, str):
        raise UsageError("language_tag")
    name = locale(language(lang)).territories.get(code.upper())
    if name is None:
        raise CoverageError("name_not_in_cldr")
    return str(name)
