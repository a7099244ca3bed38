"""Symbols: the standard's tables, the modules, and the pictures."""

import io
import re
import xml.etree.ElementTree as ET
import zlib
from itertools import pairwise
from struct import unpack

import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode import util

from egovkit.errors import UsageError
from egovkit.qr import Symbol
from egovkit.qr._matrix import _penalty, matrix
from egovkit.qr.symbol import _CODEWORDS, data_bits, smallest_version

PREFIX = "https://v.contoh.example/s#"
LEVELS = {"M": qrcode.ERROR_CORRECT_M, "Q": qrcode.ERROR_CORRECT_Q}
SVG = "{http://www.w3.org/2000/svg}"


def by_qrcode(prefix, digits, version, level, mask):
    """The same symbol by the qrcode package."""
    code = qrcode.QRCode(
        version=version, error_correction=LEVELS[level], border=0, mask_pattern=mask
    )
    code.add_data(util.QRData(prefix.encode(), util.MODE_8BIT_BYTE), optimize=0)
    code.add_data(util.QRData(digits.encode(), util.MODE_NUMBER), optimize=0)
    code.make(fit=False)
    return tuple(bytes(b"01"[dark] for dark in row) for row in code.get_matrix())


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", range(1, 41))
def test_capacities(version, level):
    """ISO/IEC 18004, table 7: the data codewords are those of the qrcode package."""
    bits = util.BIT_LIMIT_TABLE[LEVELS[level]][version]
    assert 8 * _CODEWORDS[level][version - 1] == bits


@pytest.mark.parametrize("version", [1, 2, 6, 7, 9, 10, 13, 14, 21, 26, 27, 32, 40])
@pytest.mark.parametrize("level", LEVELS)
def test_full_symbols_by_another_writer(version, level):
    """Every module is where the qrcode package puts it, in symbols of all shapes."""
    prefix = PREFIX if version > 3 else "x"
    digits = "9"
    while data_bits(version, len(prefix), len(digits) + 1) <= (
        8 * _CODEWORDS[level][version - 1]
    ):
        digits += str(7 * len(digits) % 10)
    for mask in range(8) if version in (6, 10, 13) else (version % 8,):
        assert matrix(
            prefix, digits, version=version, level=level, mask=mask
        ) == by_qrcode(prefix, digits, version, level, mask)


@pytest.mark.property
@settings(max_examples=15)
@given(st.from_regex(r"[0-9]{1,400}", fullmatch=True), st.integers(0, 7))
def test_any_digits_by_another_writer(digits, mask):
    """Padding and remainders of every length are the standard's."""
    version = smallest_version("M", len(PREFIX), len(digits))
    assert matrix(PREFIX, digits, version=version, level="M", mask=mask) == by_qrcode(
        PREFIX, digits, version, "M", mask
    )


def penalty_by_the_letter(rows):
    """ISO/IEC 18004, 7.8.3.1, module by module."""
    size = len(rows)
    grid = [[module - 48 for module in row] for row in rows]
    lines = grid + [list(column) for column in zip(*grid, strict=True)]
    total = 0
    for line in lines:
        run = 1
        for one, other in pairwise([*line, None]):
            if one == other:
                run += 1
                continue
            total += run - 2 if run >= 5 else 0
            run = 1
        for at in range(size - 10):
            part = line[at : at + 11]
            if part in (
                [1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0],
                [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1],
            ):
                total += 40
    for y in range(size - 1):
        for x in range(size - 1):
            square = {grid[y][x], grid[y][x + 1], grid[y + 1][x], grid[y + 1][x + 1]}
            total += 3 if len(square) == 1 else 0
    percent = 100 * sum(map(sum, grid)) / size**2
    return total + 10 * int(abs(percent - 50) / 5)


def test_best_mask():
    """Without a fixed mask it is the one with the smallest penalty."""
    digits = "31415926535897932384626433832795028841971" * 10
    candidates = [
        matrix(PREFIX, digits, version=10, level="M", mask=mask) for mask in range(8)
    ]
    penalties = [penalty_by_the_letter(rows) for rows in candidates]
    assert [_penalty(rows) for rows in candidates] == penalties
    best = matrix(PREFIX, digits, version=10, level="M", mask=None)
    assert best == candidates[penalties.index(min(penalties))]


def test_penalty_of_a_blank():
    """All light: every run, every square and the whole proportion count."""
    size = 21
    runs = 2 * size * (size - 2)
    squares = 3 * (size - 1) ** 2
    assert _penalty((b"0" * size,) * size) == runs + squares + 100


@pytest.mark.parametrize("error_correction", ["M", "Q"])
@pytest.mark.parametrize("mask", [None, *range(8)])
def test_scanners_read_it(sealer, letter, at, error_correction, mask):
    """zxing-cpp reads every mask from the PNG, and sees version and level."""
    seal = sealer.seal(letter, at=at, mask=mask, error_correction=error_correction)
    # Asked for every kind of code it also sees bars in some random modules.
    (found,) = zxingcpp.read_barcodes(
        Image.open(io.BytesIO(seal.to_png())), formats=zxingcpp.BarcodeFormat.QRCode
    )
    assert found.text == seal.text
    assert found.ec_level == error_correction == seal.symbol.error_correction


class TestSVG:
    """One path of horizontal strokes, with words for screen readers."""

    @pytest.fixture
    def seal(self, sealer, letter, reference):
        """The reference letter at version 10-M."""
        return sealer.seal(
            letter,
            at=reference["issued_at"],
            expires=reference["expires"],
            status_index=reference["status_index"],
            error_correction="M",
        )

    def test_size(self, seal):
        """At most 7 kB for the reference letter at 10-M."""
        assert seal.symbol.version == 10
        assert len(seal.to_svg().encode()) <= 7000

    def test_strokes_are_the_modules(self, seal):
        """Replaying the path gives the modules, quiet zone of four around them."""
        root = ET.fromstring(seal.to_svg())  # noqa: S314 - our own output
        side = 57 + 8
        assert root.get("viewBox") == f"0 0 {side} {side}"
        paper, path = root.findall(f"{SVG}path")
        assert paper.get("d") == f"M0 0h{side}v{side}H0z"
        dark = set()
        x = y = 0.0
        for command, numbers in re.findall(r"([Mmh])([\d. ]+)", path.get("d")):
            values = [float(number) for number in numbers.split()]
            if command == "M":
                x, y = values
            elif command == "m":
                x, y = x + values[0], y + values[1]
            else:
                row = int(y - 0.5)
                dark |= {(int(x) + step, row) for step in range(int(values[0]))}
                x += values[0]
        modules = seal._rows()
        assert dark == {
            (column + 4, row + 4)
            for row, line in enumerate(modules)
            for column, module in enumerate(line)
            if module == ord("1")
        }

    def test_words(self, seal):
        """A title and a description, in Indonesian, naming the official host."""
        root = ET.fromstring(seal.to_svg())  # noqa: S314 - our own output
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text == "Kode verifikasi"
        assert "v.contoh.example" in root.find(f"{SVG}desc").text

    def test_own_words_are_text(self, seal):
        """Words of the caller are text, never markup."""
        svg = seal.to_svg(title="<script>&", description='"]]>')
        root = ET.fromstring(svg)  # noqa: S314 - our own output
        assert root.find(f"{SVG}title").text == "<script>&"
        assert root.find(f"{SVG}desc").text == '"]]>'

    def test_millimetres(self, seal):
        """A fixed size on paper: 65 modules of 0.4 mm are 26 mm."""
        assert 'width="26mm" height="26mm"' in seal.to_svg(module_mm=0.4)
        assert "width=" not in seal.to_svg()


class TestPNG:
    """One bit a pixel, without Pillow."""

    def chunks(self, data):
        """The chunks of a PNG, their checksums checked."""
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        at, found = 8, {}
        while at < len(data):
            (size,) = unpack(">I", data[at : at + 4])
            kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
            assert unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(
                kind + body
            )
            found[kind] = body
            at += 12 + size
        return found

    @pytest.mark.parametrize("scale", [1, 3, 8])
    def test_pixels(self, sealer, letter, at, scale):
        """Every module is a square of pixels, dark ones black."""
        seal = sealer.seal(letter, at=at, error_correction="M")
        rows = seal._rows()
        image = Image.open(io.BytesIO(seal.to_png(scale=scale)))
        assert image.mode == "1"
        assert image.size == ((len(rows) + 8) * scale,) * 2
        side = image.width
        for y in range(0, side, max(1, scale - 1)):
            for x in range(0, side, max(1, scale - 1)):
                row, column = y // scale - 4, x // scale - 4
                inside = 0 <= row < len(rows) and 0 <= column < len(rows)
                dark = inside and rows[row][column] == ord("1")
                assert (image.getpixel((x, y)) == 0) == dark

    def test_header(self, sealer, letter, at):
        """Bit depth 1, greyscale; 300 dpi are 11811 pixels a metre."""
        chunks = self.chunks(sealer.seal(letter, at=at).to_png(dpi=300))
        assert chunks[b"IHDR"][8:] == bytes([1, 0, 0, 0, 0])
        assert unpack(">IIB", chunks[b"pHYs"]) == (11811, 11811, 1)

    @pytest.mark.parametrize("options", [{"scale": 0}, {"scale": 65}, {"dpi": 0}])
    def test_refused(self, sealer, letter, at, options):
        """A picture nobody can have meant."""
        with pytest.raises(UsageError) as caught:
            sealer.seal(letter, at=at).to_png(**options)
        assert caught.value.code == "print_resolution"


@pytest.mark.parametrize("size", [0, -0.4, 65, float("nan"), float("inf")])
def test_an_image_of_no_size(sealer, letter, at, size):
    """Modules of a size that nobody can print."""
    with pytest.raises(UsageError) as caught:
        sealer.seal(letter, at=at).to_svg(module_mm=size)
    assert caught.value.code == "print_resolution"


def test_terminal(sealer, letter, at):
    """Half blocks: light modules are drawn, two rows a line, quiet zone around."""
    seal = sealer.seal(letter, at=at, error_correction="M")
    modules = seal._rows()
    lines = [
        re.sub(r"\x1b\[[0-9;]*m", "", line) for line in seal.to_terminal().splitlines()
    ]
    size = len(modules) + 8
    assert len(lines) == (size + 1) // 2
    assert {len(line) for line in lines} == {size}
    light = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
    drawn = [[light[char][half] for char in line] for line in lines for half in (0, 1)]
    for y, row in enumerate(modules):
        assert drawn[y + 4][4:-4] == [module == ord("0") for module in row]
    assert all(all(line) for line in (*drawn[:4], *drawn[size - 4 :]))


class TestPrinting:
    """Millimetres at a printer's resolution."""

    def test_reference(self):
        """13-Q at 300 dpi: 5 dots are 0.423 mm, 77 modules of them 32.6 mm."""
        size = Symbol(13, "Q", 178).printed(dpi=300)
        assert (size.dots, size.module_mm, size.side_mm) == (5, 0.423, 32.6)
        assert size.warning is None
        assert size.sentence("id") == "Kode tercetak 32,6 mm, 0,42 mm per modul."

    @pytest.mark.parametrize(
        ("dpi", "dots", "warning"),
        [
            (300, 4, "print_module_small"),  # 0.339 mm
            (300, 5, None),
            (600, 9, "print_module_small"),  # 0.381 mm
            (600, 10, None),
            (203, 3, "print_module_small"),  # 0.375 mm
            (203, 4, None),
            (254, 4, None),  # exactly 0.4 mm
        ],
    )
    def test_warning_below_0_4_mm(self, dpi, dots, warning):
        """Below 0.4 mm a module there is a warning with the figure in it."""
        size = Symbol(10, "M", 178).printed(dpi=dpi, dots=dots)
        assert size.warning == warning
        assert f"{size.module_mm:.2f}" in size.sentence("en")

    def test_fewest_dots(self):
        """Without dots, the fewest that reach 0.4 mm."""
        assert [Symbol(10, "M", 178).printed(dpi=d).dots for d in (203, 300, 600)] == [
            4,
            5,
            10,
        ]

    @pytest.mark.parametrize("options", [{"dpi": 0}, {"dots": 0}])
    def test_refused(self, options):
        """No printer has that resolution."""
        with pytest.raises(UsageError):
            Symbol(10, "M", 178).printed(**options)

    def test_modules(self):
        """Version v has 17 + 4 v modules a side."""
        assert [Symbol(v, "M", 1).modules for v in (1, 10, 40)] == [21, 57, 177]
