"""Tickets: ten symbols that survive a telephone call.

Crockford's base 32 (no I, L, O, U) with one check symbol of the same alphabet.
The check symbol is a weighted sum in the field with 32 elements, each position
with another power of a generator. A single wrong symbol changes the sum, and so
does a swap of any two different symbols, near or far. The letters before the
ten symbols name the service for people; nothing depends on them.

A ticket is drawn at random. It names a request and proves nothing: showing a
request's data needs more than knowing its ticket.

Source:
    Crockford, D., *Base 32* (alphabet and the letters read as digits).

Example:
    >>> ticket = Ticket.parse("dom 7k3m 9q2x 49")
    >>> ticket
    Ticket('DOM-7K3M-9Q2X-49')
    >>> Ticket.is_valid("DOM-7K3M-9Q2X-4V")
    False
"""

import re
import secrets
from collections.abc import Callable
from typing import Self

from egovkit.errors import (
    InvalidChecksumError,
    InvalidFormatError,
    InvalidLengthError,
)

__all__ = ["ALPHABET", "Ticket", "check_symbol"]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1: x generates all 31 non-zero elements
_BODY = 9
_MAX_INPUT = 40
_PREFIX = re.compile(r"[A-Z]{0,8}")


def _double(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 0b100000 else value


def check_symbol(body: str) -> str:
    """The check symbol of up to 30 symbols of the alphabet.

    Horner's rule: the last symbol gets the generator itself, the one before it
    its square, and so on, so the check symbol, with weight 1, differs from all.
    """
    total = 0
    for symbol in body:
        total = _double(total ^ _VALUES[symbol])
    return ALPHABET[total]


class Ticket(str):
    """The name of a request, in its printed form ``DOM-7K3M-9Q2X-49``.

    It is a `str`, so it goes into JSON, a form field or a message as it is.

    Args:
        text: Exactly the printed form; `parse` forgives case and separators.

    Raises:
        egovkit.errors.InvalidFormatError: A symbol outside the alphabet.
        egovkit.errors.InvalidLengthError: Not ten symbols.
        egovkit.errors.InvalidChecksumError: The check symbol does not fit, so
            one symbol is wrong or two are swapped.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if text != cls.parse(text):
            raise InvalidFormatError("ticket_format")
        return super().__new__(cls, text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a ticket as people write or say it.

        Raises:
            egovkit.errors.InvalidValueError: No ticket.
        """
        if not isinstance(text, str):
            raise InvalidFormatError("not_text")
        if len(text) > _MAX_INPUT:
            raise InvalidLengthError("text_too_long", limit=_MAX_INPUT)
        if not text.isascii():
            raise InvalidFormatError("ticket_format")
        compact = re.sub(r"[\s.\-/]", "", text).upper()
        prefix, body = compact[: -_BODY - 1], compact[-_BODY - 1 :]
        body = body.translate(_READ_AS)
        if len(body) != _BODY + 1:
            raise InvalidLengthError("ticket_length", expected=10, got=len(body))
        if not (_PREFIX.fullmatch(prefix) and all(s in _VALUES for s in body)):
            raise InvalidFormatError("ticket_format")
        if check_symbol(body[:-1]) != body[-1]:
            raise InvalidChecksumError("ticket_checksum")
        return cls._of(prefix, body)

    @classmethod
    def _of(cls, prefix: str, body: str) -> Self:
        groups = (body[:4], body[4:8], body[8:])
        parts = (prefix, *groups) if prefix else groups
        return super().__new__(cls, "-".join(parts))

    @classmethod
    def from_key(cls, key: str, prefix: str = "") -> Self:
        """The ticket of a stored key, with the letters of its service."""
        return cls._of(prefix, key)

    @classmethod
    def new(
        cls, prefix: str = "", *, choice: Callable[[str], str] = secrets.choice
    ) -> Self:
        """Draw a new ticket.

        Args:
            prefix: Up to eight letters A–Z that name the service.
            choice: Draws one symbol; replaced only in tests.

        Raises:
            egovkit.errors.InvalidFormatError: Other letters in front.
        """
        if not isinstance(prefix, str):
            raise InvalidFormatError("not_text")
        if not _PREFIX.fullmatch(prefix):
            raise InvalidFormatError("ticket_format")
        body = "".join(choice(ALPHABET) for _ in range(_BODY))
        return cls._of(prefix, body + check_symbol(body))

    @classmethod
    def is_valid(cls, text: str) -> bool:
        """Whether `parse` would accept the text."""
        try:
            cls.parse(text)
        except (InvalidFormatError, InvalidLengthError, InvalidChecksumError):
            return False
        return True

    @property
    def key(self) -> str:
        """The ten symbols alone, as stores hold them."""
        return str.replace(self, "-", "")[-_BODY - 1 :]

    @property
    def prefix(self) -> str:
        """The letters that name the service, or nothing."""
        return str.replace(self, "-", "")[: -_BODY - 1]

    def __repr__(self) -> str:
        return f"Ticket({str(self)!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return (type(self), (str(self),))
