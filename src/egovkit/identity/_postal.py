"""Kode pos: the postal code.

Source:
    Pos Indonesia; the first digit is never 0. Lists of codes by village differ
    from each other, so a code is never checked against a region.
"""

from typing import ClassVar

from egovkit._identifier import Identifier
from egovkit.errors import InvalidComponentError

__all__ = ["PostalCode"]


class PostalCode(Identifier):
    """Five digits that begin with 1 to 9.

    Args:
        value: Five ASCII digits, nothing else; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not five digits.
        egovkit.errors.InvalidComponentError: It begins with 0.

    Source:
        Pos Indonesia.

    Mask: all five digits stay visible: thousands of people share one.

    Example:
        >>> str(PostalCode("10110"))
        '10110'
    """

    __slots__ = ()

    NAME = "Kode pos"
    PREFIX = "postal_code"
    LENGTHS: ClassVar[tuple[int, ...]] = (5,)
    MASK = (5, 0)
    EXAMPLE = "10110"

    @classmethod
    def check(cls, value: str) -> None:
        super().check(value)
        if value[0] == "0":
            raise InvalidComponentError("postal_code_zero")
