"""Text from outside: really text, and not absurdly long, before any work."""

from egovkit.errors import InvalidFormatError, InvalidLengthError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["bounded", "one_of"]


def one_of(value: object, choices: "Container[str]") -> bool:
    """Whether it is one of the choices; what cannot be hashed is none."""
    return isinstance(value, str) and value in choices


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
