"""Drawing: SVG as one path of horizontal strokes, 1-bit PNG, text for a terminal."""

from __future__ import annotations

import re
import zlib
from struct import pack
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from egovkit.qr.symbol import QUIET_ZONE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["to_png", "to_svg", "to_terminal"]

_STROKES = re.compile("(0*)(1+)")
_INCH = 0.0254  # metres


class _Moves(dict[tuple[str, str], str]):
    """(light modules, dark modules) → a move and a stroke; filled as needed."""

    def __missing__(self, run: tuple[str, str]) -> str:
        light, dark = map(len, run)
        move = f"m{light} 0h{dark}" if light else f"h{dark}"
        self[run] = move
        return move


_MOVES = _Moves()


def path(rows: Sequence[bytes]) -> str:
    """The dark modules as one path: a horizontal stroke for every run."""
    parts = []
    for y, row in enumerate(rows, QUIET_ZONE):
        parts.append(f"M{QUIET_ZONE} {y}.5")
        parts += [_MOVES[run] for run in _STROKES.findall(row.decode())]
    return "".join(parts)


def to_svg(
    rows: Sequence[bytes],
    *,
    title: str,
    description: str,
    module_mm: float | None,
) -> str:
    """An SVG image with a title and a description for screen readers."""
    side = len(rows) + 2 * QUIET_ZONE
    size = ""
    if module_mm is not None:
        size = f' width="{side * module_mm:g}mm" height="{side * module_mm:g}mm"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"{size}'
        ' role="img" shape-rendering="crispEdges">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="{path(rows)}"/></svg>'
    )


def to_png(rows: Sequence[bytes], *, scale: int, dpi: int) -> bytes:
    """A 1-bit greyscale PNG."""
    modules = len(rows) + 2 * QUIET_ZONE
    side = modules * scale
    edge = "0" * QUIET_ZONE
    widen = {ord("0"): "1" * scale, ord("1"): "0" * scale}  # 1 is white
    tail = "0" * (-side % 8)
    width = (side + 7) // 8

    def line(row: str) -> bytes:
        pixels = int((edge + row + edge).translate(widen) + tail, 2)
        return (b"\0" + pixels.to_bytes(width, "big")) * scale

    margin = line("0" * len(rows)) * QUIET_ZONE
    body = b"".join([line(row.decode()) for row in rows])
    density = round(dpi / _INCH)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
            _chunk(b"pHYs", pack(">IIB", density, density, 1)),
            _chunk(b"IDAT", zlib.compress(margin + body + margin)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def to_terminal(rows: Sequence[bytes]) -> str:
    """Half blocks, two modules a character; light on dark terminals too."""
    empty = b"0" * len(rows)
    edge = b"0" * QUIET_ZONE
    padded = [edge + row + edge for row in rows]
    blank = edge + empty + edge
    padded = [blank] * QUIET_ZONE + padded + [blank] * QUIET_ZONE
    padded.append(blank)  # the side of a symbol is odd, so the rows now pair up
    # light modules are drawn, dark ones left to the background
    lines = [
        "".join(_HALVES[upper, lower] for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in zip(padded[::2], padded[1::2], strict=True)
    ]
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" for line in lines) + "\n"


_LIGHT, _DARK = b"01"
_HALVES = {
    (_LIGHT, _LIGHT): "█",
    (_LIGHT, _DARK): "▀",
    (_DARK, _LIGHT): "▄",
    (_DARK, _DARK): " ",
}
