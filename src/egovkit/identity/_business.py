"""NIB, *Nomor Induk Berusaha*: the number of a business.

Source:
    PP 24/2018, article 25 as quoted by commentaries: thirteen digits, random,
    with an electronic signature; PP 28/2025 for the system today. Clauses
    unconfirmed.
"""

from typing import ClassVar

from egovkit._identifier import Identifier

__all__ = ["NIB"]


class NIB(Identifier):
    """Thirteen digits without an inner structure: only the form is checked.

    Args:
        value: Thirteen ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not thirteen digits.

    Source:
        PP 24/2018; unconfirmed, see the module.

    Mask: the last four digits stay visible; they mean nothing.

    Example:
        >>> NIB.parse("9120 0000 0000 2")
        NIB('*********0002')
    """

    __slots__ = ()

    NAME = "NIB"
    PREFIX = "nib"
    LENGTHS: ClassVar[tuple[int, ...]] = (13,)
    MASK = (0, 4)
    EXAMPLE = "9120000000002"
