"""Telephone numbers of Indonesia, kept in the form of E.164.

Source:
    ITU-T E.164; the national numbering plan of the ministry of communication,
    in the ranges that libphonenumber 9.0.43 has for mobile numbers
    (``8[1-35-9]`` and 7 to 10 digits more), for toll-free ones (``800`` and 5 to 7
    more) and for the call centres that an office answers under (``1500`` and 3).
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
_CALL_CENTRE = "1500"  # dialled as it stands, without a 0
_TOLL_FREE = "800"
_SERVICE = rf"{_TOLL_FREE}[0-9]{{5,7}}|{_CALL_CENTRE}[0-9]{{3}}"


class PhoneNumber(Patterned):
    """A mobile, landline or service number of Indonesia.

    Args:
        value: ``+62`` and the national number without its leading 0; `parse`
            also reads ``0812…``, ``62812…``, ``1500…`` and the usual separators.

    Raises:
        egovkit.errors.InvalidFormatError: No such number: another country, a
            short code such as 112, or too few or too many digits.

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

    PATTERN = re.compile(rf"\+62(?:{_MOBILE}|{_LANDLINE}|{_SERVICE})")

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
        """``"mobile"``, ``"landline"`` or ``"service"`` (0800… and 1500…)."""
        digits = self._value[3:]
        if digits.startswith((_TOLL_FREE, _CALL_CENTRE)):
            return "service"
        return "mobile" if digits[0] == "8" else "landline"

    def formatted(self) -> str:
        """In groups, with the country code."""
        return f"+62 {self._grouped()}"

    def national(self) -> str:
        """As printed and dialled inside the country, with the leading 0.

        Example:
            >>> PhoneNumber("+62213456789").national()
            '(021) 3456789'
        """
        grouped = self._grouped()
        if self.kind == "landline":
            area, _, rest = grouped.partition(" ")
            return f"(0{area}) {rest}"
        return grouped if grouped.startswith(_CALL_CENTRE) else f"0{grouped}"

    def _grouped(self) -> str:
        digits = self._value[3:]
        if self.kind == "mobile":
            middle = 6 if len(digits) == 9 else 7  # noqa: PLR2004 - 3-3-3, 3-4-…
            return f"{digits[:3]}-{digits[3:middle]}-{digits[middle:]}"
        if self.kind == "service":
            lead = 4 if digits.startswith(_CALL_CENTRE) else 3
        else:
            lead = 2 if digits.startswith(_SHORT_AREAS) else 3
        return f"{digits[:lead]} {digits[lead:]}"


def _international(compact: str) -> str:
    for prefix in ("+620", "+62", "620", "62", "0"):  # "+62 (0)812" is common
        if compact.startswith(prefix):
            return f"+62{compact[len(prefix) :]}"
    return f"+62{compact}" if compact.startswith(_CALL_CENTRE) else compact
