"""How a region code is written: 2, 4, 6 or 10 digits, with dots or without."""

import re

from egovkit.errors import InvalidFormatError

__all__ = [
    "DISTRICT_DIGITS",
    "LEVELS",
    "VILLAGE_LEVEL",
    "dotted",
    "parent_of",
    "to_plain",
]

LEVELS = {2: 1, 4: 2, 6: 3, 10: 4}
"""Digits of a plain code → level."""
DISTRICT_DIGITS = 6
VILLAGE_LEVEL = 4

_CODE = re.compile(r"[0-9]{2}(?:\.?[0-9]{2}(?:\.?[0-9]{2}(?:\.?[0-9]{4})?)?)?")


def to_plain(code: object) -> str:
    """The digits of a code.

    Raises:
        egovkit.errors.InvalidFormatError: No region code.
    """
    if not isinstance(code, str):
        raise InvalidFormatError("not_text")
    if not _CODE.fullmatch(code):
        raise InvalidFormatError("region_code_format")
    return code.replace(".", "")


def dotted(plain: str) -> str:
    """The code as decrees print it."""
    parts = (plain[0:2], plain[2:4], plain[4:6], plain[6:])
    return ".".join(part for part in parts if part)


def parent_of(plain: str) -> str:
    """The code one level up; empty for a province."""
    return plain[:DISTRICT_DIGITS] if len(plain) > DISTRICT_DIGITS else plain[:-2]
