"""The QR symbol of a seal: which version, which error correction, how large.

The default was measured on simulated prints and cameras: level Q while the
symbol stays at version 13 or below, else M up to version 16; never L, which
breaks at the first scratch, and never H, whose finer modules cost more than its
redundancy brings. Below 0.4 mm a module phones start to fail.

Source:
    ISO/IEC 18004:2015, tables 1 (sizes), 3 (count bits) and 7 (data capacity).

Example:
    >>> symbol = Symbol.fitting(prefix=27, digits=433, signed_bytes=178)
    >>> symbol.version, symbol.error_correction, symbol.modules
    (13, 'Q', 69)
    >>> symbol.printed(dpi=300).side_mm
    32.6
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from egovkit._arguments import is_count, wrong
from egovkit.errors import UsageError

__all__ = [
    "LEVELS",
    "PrintSize",
    "Symbol",
    "count_bits",
    "data_bits",
    "smallest_version",
]

Level = Literal["M", "Q"]

# data codewords of versions 1 to 40
_CODEWORDS: dict[str, tuple[int, ...]] = {
    "M": (
        *(16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415, 453),
        *(507, 563, 627, 669, 714, 782, 860, 914, 1000, 1062, 1128, 1193, 1267, 1373),
        *(1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334),
    ),
    "Q": (
        *(13, 22, 34, 48, 62, 76, 88, 110, 132, 154, 180, 206, 244, 261, 295, 325),
        *(367, 397, 445, 485, 512, 568, 614, 664, 718, 754, 808, 871, 911, 985, 1033),
        *(1115, 1171, 1231, 1286, 1354, 1426, 1502, 1582, 1666),
    ),
}
LEVELS = tuple(_CODEWORDS)
MAX_VERSION = 40
DEFAULT_MAX_VERSION = 16
_Q_UP_TO = 13
QUIET_ZONE = 4
MIN_MODULE_MM = 0.4
_MM_PER_INCH = 25.4
_MODE_BITS = 4


def _numeric_bits(digits: int) -> int:
    return digits // 3 * 10 + (0, 4, 7)[digits % 3]


def count_bits(version: int) -> tuple[int, int]:
    """Width of the character counts of a byte and of a numeric segment (table 3)."""
    if version < 10:  # noqa: PLR2004 - the table's own steps
        return 8, 10
    return 16, 12 if version < 27 else 14  # noqa: PLR2004


def data_bits(version: int, prefix: int, digits: int) -> int:
    """Bits of a byte segment followed by a numeric one (tables 3 and 4).

    Args:
        version: 1 to 40; it sets the width of the counts.
        prefix: Characters of the address, the number sign included.
        digits: Decimal digits after it.
    """
    byte_count, numeric_count = count_bits(version)
    return (
        2 * _MODE_BITS + byte_count + 8 * prefix + numeric_count + _numeric_bits(digits)
    )


@cache
def smallest_version(level: Level, prefix: int, digits: int) -> int | None:
    """The smallest version that holds the text at that level, if any does."""
    for version, codewords in enumerate(_CODEWORDS[level], 1):
        if data_bits(version, prefix, digits) <= 8 * codewords:
            return version
    return None


@dataclass(frozen=True, slots=True)
class PrintSize:
    """How large a symbol comes out on paper.

    Attributes:
        dpi: Printer dots per inch.
        dots: Printer dots per module.
        module_mm: Side of a module in millimetres.
        side_mm: Side of the whole in millimetres, quiet zone included.
        warning: Code of a warning, or None.
    """

    dpi: int
    dots: int
    module_mm: float
    side_mm: float
    warning: str | None

    def sentence(self, lang: Literal["id", "en"] = "id") -> str:
        """Size and warning in words."""
        from egovkit._messages import sentence

        module, side = f"{self.module_mm:.2f}", f"{self.side_mm:.1f}"
        if lang == "id":
            module, side = module.replace(".", ","), side.replace(".", ",")
        return sentence(self.warning or "print_size", lang, module=module, side=side)


@dataclass(frozen=True, slots=True)
class Symbol:
    """What was chosen for a seal.

    Attributes:
        version: 1 to 40.
        error_correction: ``"M"`` (survives about 8 % damage in one place) or
            ``"Q"`` (about 15 %).
        signed_bytes: Length of the signed token.
        mask: The fixed mask 0 to 7, or None for the best one.
    """

    version: int
    error_correction: Level
    signed_bytes: int
    mask: int | None = None

    @classmethod
    @lru_cache(maxsize=1024, typed=True)  # typed: True is no mask, 1 is
    def fitting(  # noqa: PLR0913 - sizes and wishes, each named
        cls,
        *,
        prefix: int,
        digits: int,
        signed_bytes: int,
        error_correction: Level | None = None,
        max_version: int = DEFAULT_MAX_VERSION,
        mask: int | None = None,
    ) -> Symbol:
        """The symbol by the measured budget.

        Args:
            prefix: Characters of the address, the number sign included.
            digits: Decimal digits after it.
            signed_bytes: Length of the token.
            error_correction: Ask for ``"M"`` or ``"Q"`` instead.
            max_version: Refuse anything larger.
            mask: A fixed mask.

        Raises:
            egovkit.errors.UsageError: An unknown level or mask, a size that
                cannot be, or no version up to the largest allowed holds the
                text.
        """
        for name, size in (
            ("prefix", prefix),
            ("digits", digits),
            ("signed_bytes", signed_bytes),
        ):
            if type(size) is not int or size < 0:
                raise wrong(name)
        if not is_count(max_version):
            raise UsageError("symbol_version")
        if error_correction not in (None, *LEVELS):
            raise UsageError("symbol_level")
        if mask is not None and not (type(mask) is int and 0 <= mask <= 7):  # noqa: PLR2004
            raise UsageError("symbol_mask")
        if error_correction is None:
            version = smallest_version("Q", prefix, digits)
            level: Level = "Q" if version and version <= _Q_UP_TO else "M"
        else:
            level = error_correction
        version = smallest_version(level, prefix, digits)
        if version is None or version > max_version:
            raise UsageError(
                "symbol_too_large", bytes=signed_bytes, version=max_version
            )
        return cls(version, level, signed_bytes, mask)

    @property
    def modules(self) -> int:
        """Modules along one side, without the quiet zone."""
        return 17 + 4 * self.version

    def printed(self, *, dpi: int = 300, dots: int | None = None) -> PrintSize:
        """The size on paper.

        Args:
            dpi: Printer dots per inch.
            dots: Printer dots per module; the fewest that make 0.4 mm if None.

        Raises:
            egovkit.errors.UsageError: Not a positive whole number.
        """
        if not is_count(dpi) or (dots is not None and not is_count(dots)):
            raise UsageError("print_resolution")
        if dots is None:
            dots = -(-4 * dpi // 254)
        module = dots * _MM_PER_INCH / dpi
        side = module * (self.modules + 2 * QUIET_ZONE)
        # in integers, since 4 dots at 254 dpi are exactly 0.4 mm
        warning = "print_module_small" if 254 * dots < 4 * dpi else None
        return PrintSize(dpi, dots, round(module, 3), round(side, 1), warning)
