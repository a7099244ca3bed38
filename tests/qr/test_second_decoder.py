"""A second scanner, with no line in common with the first, reads what we print.

ZBar looks for codes along lines, zxing-cpp by their corner marks; phones have scanners
of either kind.
"""

import io
import random

import pytest
from PIL import Image, ImageFilter

from egovkit.qr import SealedDocument, sealed

zbar = pytest.importorskip(
    "pyzbar.pyzbar", reason="ZBar is not installed", exc_type=ImportError
)


class Note(
    SealedDocument,
    registry="kota-contoh",
    profile=4,
    labels={"id": "Catatan", "en": "Note"},
):
    """A document of any length."""

    text: str = sealed(id="Teks", en="Text")


def read(image: Image.Image) -> list[str]:
    """The texts of the QR codes in an image."""
    found = zbar.decode(image.convert("L"), symbols=[zbar.ZBarSymbol.QRCODE])
    return [item.data.decode("utf-8") for item in found]


def picture(seal, **options) -> Image.Image:
    """The PNG of a seal."""
    return Image.open(io.BytesIO(seal.to_png(**options))).convert("L")


@pytest.mark.parametrize("error_correction", ["M", "Q"])
@pytest.mark.parametrize("mask", [None, *range(8)])
def test_every_mask_is_read(sealer, letter, at, error_correction, mask):
    """The address in bytes and the token in digits, as one text."""
    seal = sealer.seal(letter, at=at, mask=mask, error_correction=error_correction)
    assert read(picture(seal)) == [seal.text]


@pytest.mark.parametrize("length", [1, 40, 90, 140, 190, 240, 290])
def test_every_size_in_use_is_read(sealer, at, length):
    """From a line to the largest code that is made without asking."""
    text = "".join(random.Random(length).choices("ABCDEFGHIJ 0123456789", k=length))
    seal = sealer.seal(Note(text=text), at=at)
    assert read(picture(seal)) == [seal.text]


def test_the_sizes_differ(sealer, at):
    """The row above crosses from small symbols to large ones."""
    versions = [sealer.seal(Note(text="A" * n), at=at).symbol.version for n in (1, 290)]
    assert versions[0] < 10 < versions[1]


@pytest.mark.parametrize("scale", [2, 3, 4, 8, 12])
def test_every_scale_is_read(sealer, letter, at, scale):
    """From two pixels a module on."""
    seal = sealer.seal(letter, at=at)
    assert read(picture(seal, scale=scale)) == [seal.text]


@pytest.mark.parametrize("turn", [90, 180, 270, 7, 33, -12])
def test_a_turned_sheet_is_read(sealer, letter, at, turn):
    """Upside down or askew in the scanner."""
    seal = sealer.seal(letter, at=at)
    sheet = picture(seal).rotate(turn, expand=True, fillcolor=255)
    assert read(sheet) == [seal.text]


def test_a_poor_copy_is_read(sealer, letter, at):
    """Grey paper, soft edges, specks: a copy of a copy."""
    seal = sealer.seal(letter, at=at)
    chance = random.Random(9)
    copy = picture(seal).point(lambda level: 60 + level * 150 // 255)
    copy = copy.filter(ImageFilter.GaussianBlur(1.5))
    for _ in range(copy.width * copy.height // 400):
        spot = chance.randrange(copy.width), chance.randrange(copy.height)
        copy.putpixel(spot, chance.randrange(256))
    assert read(copy) == [seal.text]


@pytest.mark.parametrize("corner", [(0.40, 0.55), (0.55, 0.40), (0.60, 0.70)])
def test_a_stamp_over_a_twentieth_is_read(sealer, letter, at, corner):
    """Ink over a part of the code: what error correction is for."""
    seal = sealer.seal(letter, at=at, error_correction="Q")
    sheet = picture(seal)
    side = int(sheet.width * 0.05**0.5)
    at_x, at_y = (int(sheet.width * part) for part in corner)
    sheet.paste(0, (at_x, at_y, at_x + side, at_y + side))
    assert read(sheet) == [seal.text]


def test_what_it_reads_verifies(sealer, verifier, letter, at):
    """From the picture to the answer, through another scanner."""
    seal = sealer.seal(letter, at=at)
    (text,) = read(picture(seal))
    report = verifier.verify(text, at=at)
    assert report.require(type(letter)) == letter
