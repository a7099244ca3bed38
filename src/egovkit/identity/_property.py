"""NOP, *Nomor Objek Pajak*: the number of land and buildings for their tax.

Source:
    PER-12/PJ/2010 and PER-48/PJ/2015.
"""

from typing import ClassVar

from egovkit._identifier import Identifier

__all__ = ["NOP"]


class NOP(Identifier):
    """The number of a tax object in the rural and urban sector (PBB-P2).

    Its first ten digits are a region in the numbering of the statistics office
    (BPS), three digits for district and village each. They are never compared
    with the codes of `egovkit.regions`, which number otherwise.

    Args:
        value: Eighteen ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not eighteen digits.

    Source:
        PER-12/PJ/2010; PER-48/PJ/2015 for other sectors, where digits 11 to 18
        mean something else.

    Mask: the first four digits, province and regency, stay visible.

    Example:
        >>> nop = NOP.parse("31.71.010.001.001-9001.0")
        >>> nop, nop.block, nop.serial, nop.formatted()
        (NOP('3171**************'), '001', '9001', '31.71.010.001.001-9001.0')
    """

    __slots__ = ()

    NAME = "NOP"
    PREFIX = "nop"
    LENGTHS: ClassVar[tuple[int, ...]] = (18,)
    MASK = (4, 0)
    EXAMPLE = "317101000100190010"

    @property
    def village(self) -> str:
        """Ten digits of the region down to the village, in the numbering of BPS."""
        return self._value[:10]

    @property
    def block(self) -> str:
        """Three digits of the block."""
        return self._value[10:13]

    @property
    def serial(self) -> str:
        """Four digits of the object inside its block."""
        return self._value[13:17]

    @property
    def flag(self) -> str:
        """The last digit: 0 for a single object, 7 SISTEP, 9 for one held jointly."""
        return self._value[17]

    def formatted(self) -> str:
        """With the dots and the dash of the tax notice."""
        v = self._value
        region = f"{v[:2]}.{v[2:4]}.{v[4:7]}.{v[7:10]}"
        return f"{region}.{v[10:13]}-{v[13:17]}.{v[17]}"
