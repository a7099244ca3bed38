"""Language tags: what a caller may write, and what it means here."""

from egovkit.errors import UsageError

__all__ = ["OWN", "language"]

OWN = frozenset({"id", "en"})  # tables of our own; the others come from CLDR
_MAX_TAG = 35  # the longest tag of RFC 5646 without extensions
_OLD_CODES = {"in": "id", "jw": "jv"}  # ISO 639 withdrew them in 1989 and 2001


def language(tag: str) -> str:
    """The language of a tag such as ``id-ID``, ``id_ID`` or ``in``.

    Raises:
        egovkit.errors.UsageError: Not a language tag.

    Example:
        >>> language("id-ID"), language("in"), language("su_Latn_ID")
        ('id', 'id', 'su')
    """
    if not isinstance(tag, str):
        raise UsageError("language_tag")
    if tag in OWN:
        return tag
    if not tag.isascii() or len(tag) > _MAX_TAG:
        raise UsageError("language_tag")
    code = tag.replace("_", "-").split("-")[0].lower()
    if not (code.isalpha() and 2 <= len(code) <= 3):  # noqa: PLR2004 - ISO 639
        raise UsageError("language_tag")
    return _OLD_CODES.get(code, code)
