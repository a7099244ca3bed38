"""Arguments of another kind, refused by name before Python stumbles over them.

A text where an object belongs, one file where several do: such calls are made
while a program is being written, so the answer names the argument and never
shows what was given.

Example:
    >>> from egovkit.errors import UsageError
    >>> try:
    ...     several(b"one token", "tokens")
    ... except UsageError as error:
    ...     print(error)
    The argument tokens is not of the kind that is needed. [argument_wrong]
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import index as integer_of
from types import UnionType
from typing import TypeVar

from egovkit.errors import EgovkitError, UsageError

__all__ = [
    "integer",
    "is_count",
    "is_kind",
    "is_length",
    "of_kind",
    "several",
    "taken_apart",
    "wrong",
]

T = TypeVar("T")


def wrong(argument: str) -> UsageError:
    """The error for an argument of another kind."""
    return UsageError("argument_wrong", argument=argument)


def is_kind(value: object, kind: type | UnionType) -> bool:
    """Whether it is what its annotation promises, which nobody checks by itself."""
    return isinstance(value, kind)


def of_kind(value: object, kind: type | UnionType, argument: str) -> None:
    """Refuse a value of another kind.

    Raises:
        egovkit.errors.UsageError: It is.
    """
    if not isinstance(value, kind):
        raise wrong(argument)


def several(values: Iterable[T], argument: str) -> Iterable[T]:
    """The values themselves, to be gone through.

    One text or one file is not several, though Python would take it apart.

    Raises:
        egovkit.errors.UsageError: It is one, or nothing to go through.
    """
    if isinstance(values, str | bytes | bytearray | memoryview):
        raise wrong(argument)
    try:
        return iter(values)
    except TypeError:
        raise wrong(argument) from None


@contextmanager
def taken_apart(argument: str) -> Iterator[None]:
    """Go through an argument whose parts may be of another kind.

    Raises:
        egovkit.errors.UsageError: They are; what Python said is the cause.
    """
    try:
        yield
    except EgovkitError:
        raise
    except (TypeError, ValueError) as error:
        raise wrong(argument) from error


def integer(value: object, code: str, **facts: str | int) -> int:
    """A whole number, NumPy's too.

    Raises:
        egovkit.errors.UsageError: Anything else, with this code and these facts.
    """
    try:
        return integer_of(value)  # type: ignore[arg-type]  # that is the question
    except TypeError:
        raise UsageError(code, **facts) from None


def is_count(value: object, most: int | None = None) -> bool:
    """Whether it is a whole number of 1 or more, and no truth value."""
    return type(value) is int and value >= 1 and (most is None or value <= most)


def is_length(value: object, least: float, most: float) -> bool:
    """Whether it is a number within the bounds, and no truth value."""
    return type(value) in (int, float) and least <= value <= most  # type: ignore[operator]
