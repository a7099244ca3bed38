"""Numbers that hold letters too: upper case, no separators, one pattern."""

import re
from typing import ClassVar

from egovkit._identifier import Identifier
from egovkit.errors import InvalidFormatError

__all__ = ["Patterned"]


class Patterned(Identifier):
    r"""An identifier whose whole rule is a pattern of ASCII letters and digits.

    Attributes:
        PATTERN: Matched against the whole value. Written with ``[0-9]``, since
            ``\d`` would take the digits of every script.
    """

    __slots__ = ()

    DIGITS = False
    PATTERN: ClassVar[re.Pattern[str]]

    @classmethod
    def check(cls, value: str) -> None:
        """Raise unless the pattern fits.

        Raises:
            egovkit.errors.InvalidFormatError: It does not.
        """
        if cls.PATTERN.fullmatch(value):
            return
        raise InvalidFormatError(
            "masked_text" if "*" in value else f"{cls.PREFIX}_format"
        )

    @classmethod
    def compact(cls, text: str) -> str:
        """The text in upper case, without separators; nothing is checked."""
        # Only ASCII is raised: "ß".upper() would be two letters.
        return super().compact(text).translate(_UPPER)

    @classmethod
    def pattern(cls) -> str:
        """A regular expression of the strict form, for JSON Schema."""
        return f"^(?:{cls.PATTERN.pattern})$"


_UPPER = {ord(c): ord(c) - 32 for c in "abcdefghijklmnopqrstuvwxyz"}
