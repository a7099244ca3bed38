"""Numbers of the two social insurances, BPJS Kesehatan and Ketenagakerjaan.

Source:
    Samples in the documentation of the VClaim interface (health); practice
    (employment). No structure and no check digit is known of either.
"""

from typing import ClassVar

from egovkit._identifier import Identifier

__all__ = ["KPJ", "BPJSKesehatan"]


class BPJSKesehatan(Identifier):
    """The card number of a member of the health insurance.

    Cards seen begin with 00: a table calculator that takes it away breaks it.

    Args:
        value: Thirteen ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not thirteen digits.

    Source:
        VClaim documentation (``noKartu``).

    Mask: the last three digits stay visible; they mean nothing.

    Example:
        >>> BPJSKesehatan("0002000000003")
        BPJSKesehatan('**********003')
    """

    __slots__ = ()

    NAME = "Nomor kartu BPJS Kesehatan"
    PREFIX = "bpjs"
    LENGTHS: ClassVar[tuple[int, ...]] = (13,)
    MASK = (0, 3)
    EXAMPLE = "0009000000001"


class KPJ(Identifier):
    """*Kartu Peserta Jamsostek*: the number of a member of BPJS Ketenagakerjaan.

    Args:
        value: Eleven ASCII digits; `parse` forgives separators.

    Raises:
        egovkit.errors.InvalidFormatError: A character other than an ASCII digit.
        egovkit.errors.InvalidLengthError: Not eleven digits.

    Source:
        Practice; no document was read.

    Mask: the last three digits stay visible; they mean nothing.

    Example:
        >>> KPJ("20000000018")
        KPJ('********018')
    """

    __slots__ = ()

    NAME = "Nomor KPJ"
    PREFIX = "kpj"
    LENGTHS: ClassVar[tuple[int, ...]] = (11,)
    MASK = (0, 3)
    EXAMPLE = "90000000018"
