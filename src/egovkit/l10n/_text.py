"""Text from outside: really text, and not absurdly long, before any work."""

from egovkit.errors import InvalidFormatError, InvalidLengthError

__all__ = ["bounded"]


def bounded(text: object, limit: int) -> str:
    """The text itself.

    Raises:
        egovkit.errors.InvalidFormatError: Not a `str`.
        egovkit.errors.InvalidLengthError: Longer than the limit.
    """
    if not isinstance(text, str):
        raise InvalidFormatError("not_text")
    if len(text) > limit:
        raise InvalidLengthError("text_too_long", limit=limit)
    return text
