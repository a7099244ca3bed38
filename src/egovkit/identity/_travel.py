"""Numbers of passports, driving licences and vehicles.

Source:
    UU 6/2011 (passports), Perpol 7/2021 (plates) and practice of the police
    (licences); the forms are those in use, no clause was read. The check digits
    of ICAO 9303 stand in the machine-readable zone, not in the number.
"""

import re
from typing import ClassVar

from egovkit._identifier import Identifier
from egovkit.identity._patterned import Patterned

__all__ = ["PassportNumber", "PlateNumber", "SIMNumber"]


class PassportNumber(Patterned):
    """The number of an Indonesian passport.

    What kind of passport it is cannot be told from the letters.

    Args:
        value: One or two letters and six or seven digits; `parse` forgives
            separators and small letters.

    Raises:
        egovkit.errors.InvalidFormatError: None of these.

    Source:
        The forms in use; unconfirmed, see the module.

    Mask: the first letter stays visible.

    Example:
        >>> PassportNumber.parse("x 9000001")
        PassportNumber('X*******')
    """

    __slots__ = ()

    NAME = "Nomor paspor"
    PREFIX = "passport"
    LENGTHS: ClassVar[tuple[int, ...]] = (8, 7, 9)
    MASK = (1, 0)
    EXAMPLE = "X9000001"
    PATTERN = re.compile(r"[A-Z]{1,2}[0-9]{6,7}")


class SIMNumber(Identifier):
    """The number of a driving licence, *Surat Izin Mengemudi*.

    Older licences have twelve digits that begin with year and month of birth;
    newer ones of sixteen carry the NIK. Lengths between were seen too, so only
    digits and length are checked.

    Args:
        value: Twelve to sixteen ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Fewer than 12 or more than 16 digits.

    Source:
        Practice of the police; unconfirmed.

    Mask: the last three digits, the end of a serial, stay visible.

    Example:
        >>> SIMNumber("011340009001")
        SIMNumber('*********001')
    """

    __slots__ = ()

    NAME = "Nomor SIM"
    PREFIX = "sim"
    LENGTHS: ClassVar[tuple[int, ...]] = (12, 13, 14, 15, 16)
    MASK = (0, 3)
    EXAMPLE = "011340009001"


class PlateNumber(Patterned):
    """The registration of a vehicle, *nomor registrasi kendaraan bermotor*.

    Letters of the area, a number without leading zeros, letters of the series.
    Areas change and are not checked. Plates of the armed forces and the police
    have other forms and are refused. A diplomatic plate (``CD 12 34``) is taken up
    to four digits, as one group: where its first group ends is not kept.

    Args:
        value: Upper case, without spaces; `parse` forgives both.

    Raises:
        egovkit.errors.InvalidFormatError: Not of this form.

    Source:
        Perpol 7/2021; its annex of areas was not read.

    Mask: the first letter, the area, stays visible.

    Example:
        >>> plate = PlateNumber.parse("b 9001 xyz")
        >>> plate, plate.formatted()
        (PlateNumber('B*******'), 'B 9001 XYZ')
    """

    __slots__ = ()

    NAME = "Nomor polisi kendaraan"
    PREFIX = "plate"
    LENGTHS: ClassVar[tuple[int, ...]] = tuple(range(2, 10))
    MASK = (1, 0)
    EXAMPLE = "B9001XYZ"
    PATTERN = re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,3}[A-Z]{0,3}")

    def formatted(self) -> str:
        """With the spaces of the plate."""
        parts = re.split(r"([0-9]+)", self._value)
        return " ".join(part for part in parts if part)
