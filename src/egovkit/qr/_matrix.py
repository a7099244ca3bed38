"""The modules of a symbol: bits in, rows of dark and light out.

The layout of the fixed patterns, the blocks and the field arithmetic come from
the qrcode package; what runs for every seal is arranged so that Python does it
in a few long operations: one table per generator polynomial, one permutation
per version, one exclusive-or per mask.

Source:
    ISO/IEC 18004:2015, 7.3 (modes), 7.5 (error correction), 7.7 (placement),
    7.8 (masks and their penalties).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from qrcode import base, constants, util  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]

from egovkit.qr.symbol import count_bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from egovkit.qr.symbol import Level

__all__ = ["matrix"]

_LEVEL_NUMBERS = {
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
}
_BYTE_MODE, _NUMERIC_MODE = "0100", "0001"
_PAD = "1110110000010001"
_MASKS = range(8)
_THREE = {f"{n:03d}": f"{n:010b}" for n in range(1000)}
_RUN = re.compile(b"0{5,}|1{5,}")
_FINDER = re.compile(b"(?=10111010000|00001011101)")


def matrix(
    prefix: str, digits: str, *, version: int, level: Level, mask: int | None
) -> tuple[bytes, ...]:
    """The rows of a symbol, each module ``0`` (light) or ``1`` (dark).

    Args:
        prefix: Text of the byte segment.
        digits: Text of the numeric segment.
        version: 1 to 40; it must hold both.
        level: ``"M"`` or ``"Q"``.
        mask: 0 to 7, or None for the one with the smallest penalty.
    """
    bits = _codeword_bits(prefix, digits, version, level)
    place, size = _placement(version)
    data = int.from_bytes(bytes(place(bits)), "big")
    if mask is not None:
        return _rows(data, version, level, mask, size)
    candidates = [_rows(data, version, level, number, size) for number in _MASKS]
    return min(candidates, key=_penalty)


def _rows(
    data: int, version: int, level: Level, mask: int, size: int
) -> tuple[bytes, ...]:
    flat = (data ^ _template(version, level, mask)).to_bytes(size * size, "big")
    return tuple(flat[at : at + size] for at in range(0, size * size, size))


def _codeword_bits(prefix: str, digits: str, version: int, level: Level) -> bytes:
    blocks, generator = _blocks(version, level)
    data = _data(prefix, digits, version, sum(size for size, _ in blocks))
    parts, corrections, at = [], [], 0
    for size, ec in blocks:
        part = data[at : at + size]
        parts.append(part)
        corrections.append(_remainder(part, generator, ec))
        at += size
    words = _interleave(parts) + _interleave(corrections)
    # the bit after the last is light: fixed patterns and remainder bits use it
    return f"{int.from_bytes(words, 'big'):0{8 * len(words)}b}0".encode()


def _data(prefix: str, digits: str, version: int, size: int) -> bytes:
    byte_count, numeric_count = count_bits(version)
    text = prefix.encode("ascii")
    end = len(digits) - len(digits) % 3
    groups = [_THREE[digits[at : at + 3]] for at in range(0, end, 3)]
    rest = digits[end:]
    if rest:
        groups.append(f"{int(rest):0{(4, 7)[len(rest) - 1]}b}")
    bits = "".join(
        (
            f"{_BYTE_MODE}{len(text):0{byte_count}b}",
            f"{int.from_bytes(text, 'big'):0{8 * len(text)}b}",
            f"{_NUMERIC_MODE}{len(digits):0{numeric_count}b}",
            *groups,
        )
    )
    bits += "0000"[: 8 * size - len(bits)]
    bits += "0" * (-len(bits) % 8)
    missing = 8 * size - len(bits)
    bits += (_PAD * (missing // 16 + 1))[:missing]
    return int(bits, 2).to_bytes(size, "big")


def _remainder(part: bytes, generator: list[int], ec: int) -> bytes:
    """Error correction codewords: the remainder by the generator polynomial."""
    shift = 8 * (ec - 1)
    keep = (1 << shift) - 1
    rest = 0
    for word in part:
        rest = ((rest & keep) << 8) ^ generator[word ^ (rest >> shift)]
    return rest.to_bytes(ec, "big")


def _interleave(parts: list[bytes]) -> bytes:
    """Blocks column by column; blocks differ by one codeword at most."""
    shortest = min(map(len, parts))
    out = bytearray(shortest * len(parts))
    for number, part in enumerate(parts):
        out[number :: len(parts)] = part[:shortest]
    for part in parts:
        out += part[shortest:]
    return bytes(out)


@cache
def _blocks(version: int, level: Level) -> tuple[list[tuple[int, int]], list[int]]:
    """(data, correction) codewords of every block; multiples of the generator."""
    blocks = [
        (block.data_count, block.total_count - block.data_count)
        for block in base.rs_blocks(version, _LEVEL_NUMBERS[level])
    ]
    return blocks, _generator(blocks[0][1])


@cache
def _generator(ec: int) -> list[int]:
    polynomial = base.Polynomial([1], 0)
    for power in range(ec):
        polynomial *= base.Polynomial([1, base.gexp(power)], 0)
    # the leading coefficient is 1 and is what the division removes
    logs = [base.glog(polynomial[at]) for at in range(1, ec + 1)]
    return [0] + [
        int.from_bytes(
            bytes(base.gexp((base.glog(factor) + log) % 255) for log in logs), "big"
        )
        for factor in range(1, 256)
    ]


class _Fixed(QRCode):  # type: ignore[misc]
    """A symbol whose data modules stay open (None)."""

    def map_data(self, data: Any, mask_pattern: Any) -> None:  # noqa: ANN401
        """Place nothing."""


def _fixed(version: int, level: Level, mask: int) -> list[list[bool | None]]:
    code = _Fixed(version, _LEVEL_NUMBERS[level], mask_pattern=mask)
    code.data_cache = []
    code.makeImpl(test=False, mask_pattern=mask)
    return cast("list[list[bool | None]]", code.modules)


@cache
def _placement(version: int) -> tuple[Callable[[bytes], tuple[int, ...]], int]:
    """For every module in reading order, which bit stands there; and the side."""
    modules = _fixed(version, "M", 0)
    size = len(modules)
    total = sum(block.total_count for block in base.rs_blocks(version, 0))
    last = 8 * total
    source = [last] * (size * size)
    for bit, (row, column) in enumerate(_zigzag(size, modules)):
        source[row * size + column] = min(bit, last)
    return itemgetter(*source), size


def _zigzag(size: int, modules: list[list[bool | None]]) -> Iterator[tuple[int, int]]:
    """The data modules in the order of 7.7.3: pairs of columns, up and down."""
    upward = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        rows = range(size - 1, -1, -1) if upward else range(size)
        for row in rows:
            for column in (right, right - 1):
                if modules[row][column] is None:
                    yield row, column
        upward = not upward


@cache
def _template(version: int, level: Level, mask: int) -> int:
    """Fixed patterns and the mask, to be combined with the data by exclusive or."""
    masked = util.mask_func(mask)
    flat = bytes(
        masked(row, column) if module is None else module
        for row, modules in enumerate(_fixed(version, level, mask))
        for column, module in enumerate(modules)
    )
    return int.from_bytes(flat, "big")


def _penalty(rows: tuple[bytes, ...]) -> int:
    """The penalty of 7.8.3.1, which tells how hard a symbol is to read."""
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    lines = b" ".join((*rows, *columns))
    runs = sum(len(run) - 2 for run in _RUN.findall(lines))
    finders = sum(1 for _ in _FINDER.finditer(lines))
    numbers = [int(row, 2) for row in rows]
    inner = (1 << (len(rows) - 1)) - 1
    squares = sum(
        (~((a ^ b) | ((a ^ b) >> 1) | (a ^ (a >> 1))) & inner).bit_count()
        for a, b in pairwise(numbers)
    )
    dark = sum(number.bit_count() for number in numbers)
    deviation = abs(20 * dark - 10 * len(rows) ** 2) // len(rows) ** 2
    return runs + 3 * squares + 40 * finders + 10 * deviation
