"""A printable label: the code, the official host, and what to do with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from egovkit.qr._render import path
from egovkit.qr.symbol import QUIET_ZONE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["to_label"]

_TEXT_WIDTH = 52.0  # millimetres right of the code
_SIZE, _LARGE = 3.2, 4.2  # font sizes in millimetres: 9 and 12 points
_LINE = 1.45
_EM = 0.62  # a wide estimate of a character of a sans-serif bold font
_INSTRUCTION = (
    "Pindai dengan kamera ponsel,",
    "lalu cocokkan isi yang tampil",
    "dengan isi dokumen ini.",
)


def _fitting(text: str) -> float:
    """The font size at which a text is no wider than its place."""
    return min(_SIZE, _TEXT_WIDTH / (_EM * len(text)))


def _broken(host: str) -> list[str]:
    """A host in lines that can be read, broken after dots and hyphens."""
    lines = [""]
    for part in re.split(r"(?<=[.-])", host):
        longer = lines[-1] + part
        if lines[-1] and _fitting(longer) < _SIZE:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def to_label(rows: Sequence[bytes], *, host: str, module_mm: float) -> str:
    """The label as SVG, in millimetres."""
    modules = len(rows) + 2 * QUIET_ZONE
    side = modules * module_mm
    lines = [("KODE VERIFIKASI", _LARGE, True)]
    lines += [(line, _SIZE, False) for line in _INSTRUCTION]
    lines += [("Alamat resmi:", _SIZE, False)]
    lines += [(line, _fitting(line), True) for line in _broken(host)]
    block = _LINE * sum(size for _, size, _ in lines)
    height = max(side, block + 2 * _SIZE)
    width = side + _TEXT_WIDTH + _SIZE
    texts, y = [], (height - block) / 2 - _SIZE / 3  # a line's air is above it
    for text, size, bold in lines:
        y += _LINE * size
        weight = ' font-weight="bold"' if bold else ""
        texts.append(
            f'<text x="{side:.2f}" y="{y:.2f}" font-size="{size:.2f}"{weight}>'
            f"{escape(text)}</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}mm" '
        f'height="{height:.2f}mm" viewBox="0 0 {width:.2f} {height:.2f}" role="img">'
        "<title>Kode verifikasi</title>"
        f"<desc>Kode QR. {escape(' '.join(_INSTRUCTION))} "
        f"Alamat resmi: {escape(host)}.</desc>"
        f'<path fill="#fff" d="M0 0h{width:.2f}v{height:.2f}H0z"/>'
        f'<g transform="translate(0 {(height - side) / 2:.2f}) scale({module_mm:g})">'
        f'<path stroke="#000" shape-rendering="crispEdges" d="{path(rows)}"/></g>'
        f'<g font-family="Arial, Helvetica, sans-serif">{"".join(texts)}</g></svg>'
    )
