"""Telephone numbers of Indonesia, kept in the form of E.164.

Source:
    ITU-T E.164; the national numbering plan of the ministry of communication,
    in the ranges that libphonenumber 9.0.43 has for mobile numbers
    (``8[1-35-9]`` and 7 to 10 digits more).
"""

import re
from typing import ClassVar, Self

from egovkit.identity._patterned import Patterned

__all__ = ["PhoneNumber"]

_MOBILE = r"8[1-35-9][0-9]{7,10}"
# Area codes of two digits: Jakarta, Bandung, Semarang, Surabaya, Medan. Others
# have three. One that began with 8 would be a mobile number or a service.
_SHORT_AREAS = ("21", "22", "24", "31", "61")
_LANDLINE = rf"(?:{'|'.join(_SHORT_AREAS)})[0-9]{{7,8}}|[2-79][0-9]{{2}}[0-9]{{5,8}}"


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
    LENGTHS: ClassVar[tuple[int, ...]] = tuple(range(11, 16))
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
