"""Telephone numbers of Indonesia, kept in the form of E.164.

Source:
    ITU-T E.164; the national numbering plan of the ministry of communication,
    in the ranges that libphonenumber 9.0.43 has for mobile numbers
    (``8[1-35-9]`` and 7 to 10 digits more) and for the area codes of landlines.
"""

import re
from typing import ClassVar, Self

from egovkit.identity._patterned import Patterned

__all__ = ["PhoneNumber"]

_MOBILE = r"8[1-35-9][0-9]{7,10}"
# Area codes of two digits and the lengths behind them: Jakarta, Bandung,
# Semarang, Surabaya, Medan. Jakarta answers some offices under 14… and 500… too.
_SHORT_AREAS = ("21", "22", "24", "31", "61")
_IN_SHORT_AREAS = (
    "2[124][0-9]{7,8}|22[0-9]{6}|21(?:14|500)[0-9]{3}|[36]1[0-9]{5,8}|619[0-9]{8}"
)
# Area codes of three digits: the first two, and which third ones there are.
_LONG_AREAS = """
    23[1-4] 25[1-4] 26[0-8] 27[1-6] 28[0-9] 29[1-8]
    32[1-8] 33[1-68] 34[1-3] 35[1-8] 36[1-3568] 37[0-469] 38[0-9]
    40[1-4589] 41[0-1347-9] 42[0-236-8] 43[0-24-68] 44[3] 45[1-378] 46[1-5]
    47[134] 48[1245]
    51[1-35-9] 52[25-8] 53[124-9] 54[1-3589] 55[1-46] 56[1-8]
    62[0-9] 63[1-69] 64[1-6] 65[0-9]
    70[2] 71[1-9] 72[1-9] 73[0-9] 74[1-8] 75[1-9] 76[0-9] 77[0-36-9]
    90[12] 91[0-13-8] 92[0-479] 95[1-25-8] 96[236-79] 97[159] 98[0-1346]
"""
_LANDLINE = rf"{_IN_SHORT_AREAS}|(?:{'|'.join(_LONG_AREAS.split())})[0-9]{{5,8}}"


class PhoneNumber(Patterned):
    """A mobile or landline number of Indonesia.

    Args:
        value: ``+62`` and the national number without its leading 0; `parse`
            also reads ``0812…``, ``62812…`` and the usual separators.

    Raises:
        egovkit.errors.InvalidFormatError: No such number: another country, a
            service number, or too few or too many digits.

    Source:
        ITU-T E.164; the ranges of libphonenumber.

    Mask: ``+62`` and the last three digits stay visible.

    Example:
        >>> phone = PhoneNumber.parse("0812-3456-7890")
        >>> phone, phone.kind, phone.formatted()
        (PhoneNumber('+62********890'), 'mobile', '+62 812-3456-7890')
    """

    __slots__ = ()

    NAME = "Nomor telepon"
    PREFIX = "phone"
    LENGTHS: ClassVar[tuple[int, ...]] = tuple(range(10, 16))
    MASK = (3, 3)
    EXAMPLE = "+6281234567890"

    PATTERN = re.compile(rf"\+62(?:{_MOBILE}|{_LANDLINE})")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number with +62, 62 or 0 in front and the usual separators.

        Raises:
            egovkit.errors.InvalidValueError: No such number.
        """
        return cls(_international(cls.readable(text)))

    @classmethod
    def compact(cls, text: str) -> str:
        """The text without separators and brackets; nothing is checked."""
        return super().compact(text).replace("(", "").replace(")", "")

    @property
    def kind(self) -> str:
        """``"mobile"`` or ``"landline"``."""
        return "mobile" if self._value[3] == "8" else "landline"

    def formatted(self) -> str:
        """In groups, with the country code."""
        return f"+62 {self._grouped()}"

    def national(self) -> str:
        """As printed and dialled inside the country, with the leading 0.

        Example:
            >>> PhoneNumber("+62213456789").national()
            '(021) 3456789'
        """
        area, landline, rest = self._grouped().partition(" ")
        return f"(0{area}) {rest}" if landline else f"0{area}"

    def _grouped(self) -> str:
        digits = self._value[3:]
        if self.kind == "mobile":
            middle = 6 if len(digits) == 9 else 7  # noqa: PLR2004 - 3-3-3, 3-4-…
            return f"{digits[:3]}-{digits[3:middle]}-{digits[middle:]}"
        area = 2 if digits.startswith(_SHORT_AREAS) else 3
        return f"{digits[:area]} {digits[area:]}"


def _international(compact: str) -> str:
    for prefix in ("+620", "+62", "620", "62", "0"):  # "+62 (0)812" is common
        if compact.startswith(prefix):
            return f"+62{compact[len(prefix) :]}"
    return compact
