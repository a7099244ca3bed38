"""Enumerations of official codes, each code with the system it belongs to.

Registers number the same thing differently: SIAK says 1 for *belum kawin* and
SIASN says 4. So a value has a name of its own and knows its code in each
system; a bare code is never guessed at.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from egovkit.errors import InvalidComponentError

__all__ = ["Coded", "fold"]


class Coded(StrEnum):
    """A value of an official list.

    Members are tuples: value, Indonesian label, English label, codes by
    system, and other spellings in use. A member is also found by its label or
    another spelling, in any case.

    Example:
        >>> from egovkit.identity import Religion
        >>> Religion("KATHOLIK").label(), Religion.KATOLIK.code("SIAK")
        ('Katolik', '3')
        >>> Religion.from_code("SIAK", "7").label("en")
        'Belief in the One Almighty God'
    """

    labels: tuple[str, str]
    codes: Mapping[str, str]
    spellings: tuple[str, ...]

    def __new__(
        cls,
        value: str,
        indonesian: str = "",
        english: str = "",
        codes: Mapping[str, str] | None = None,
        spellings: tuple[str, ...] = (),
    ) -> Self:
        """Make a member from its tuple, or find one by its value alone."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.labels = (indonesian, english)
        member.codes = codes or {}
        member.spellings = spellings
        return member

    @classmethod
    def _missing_(cls, value: object) -> "Self | None":
        if isinstance(value, str) and len(value) <= _MAX_LABEL:
            wanted = fold(value)
            for member in cls:
                names = (member.value, *member.labels, *member.spellings)
                if wanted in map(fold, names):
                    return member
        return None

    @classmethod
    def from_code(cls, system: str, code: str | int) -> Self:
        """The member with a code in a system.

        Args:
            system: Such as ``"SIAK"`` or ``"SIASN"``.
            code: As text, or as the number it is.

        Raises:
            egovkit.errors.InvalidComponentError: The system has no such code.
        """
        for member in cls:
            if member.codes.get(system) == str(code):
                return member
        raise InvalidComponentError("code_unknown", list=cls.__name__)

    def code(self, system: str) -> str | None:
        """The code in a system, or None where it has none."""
        return self.codes.get(system)

    def label(self, lang: str = "id") -> str:
        """The official label (``"id"``) or its English translation (``"en"``)."""
        return self.labels[0 if lang == "id" else 1]


_MAX_LABEL = 100


def fold(text: str) -> str:
    """A label without case, spaces and punctuation.

    A sign at the end stays: it tells blood types apart.

    Example:
        >>> fold("LAKI-LAKI") == fold("Laki laki"), fold("O +"), fold("O")
        (True, 'o+', 'o')
    """
    sign = text.rstrip()[-1:]
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return letters + sign if sign in ("+", "-") else letters
