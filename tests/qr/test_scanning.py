"""Finding codes: pictures, PDF pages, several at once."""

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from egovkit import _optional
from egovkit.errors import (
    InvalidFormatError,
    InvalidLengthError,
    MissingDependencyError,
)
from egovkit.qr import scan, scanning


@pytest.fixture(scope="module")
def seal(sealer, letter, at):
    """The reference letter, sealed."""
    return sealer.seal(letter, at=at, mask=2)


def other_code(text):
    """A code that is no seal."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(code.to_image(scale=6))


def page(*pictures):
    """A sheet with several codes on it."""
    sheet = Image.new("L", (1800, 900), 255)
    for number, picture in enumerate(pictures):
        sheet.paste(picture.convert("L"), (30 + 620 * number, 60))
    return sheet


def as_file(picture, kind):
    """The picture as a file's bytes."""
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PDF"])
def test_files(seal, kind):
    """The usual kinds of picture, and a PDF."""
    picture = Image.open(io.BytesIO(seal.to_png())).convert("L")
    assert scan(as_file(picture, kind)) == [seal.text]


def test_path_bytes_and_image(seal, tmp_path):
    """A path, a path as text, bytes and an open image."""
    file = tmp_path / "surat.png"
    file.write_bytes(seal.to_png())
    image = Image.open(file)
    for source in (file, str(file), seal.to_png(), image):
        assert scan(source) == [seal.text]
    image.close()


def test_the_seal_is_found_among_others(seal):
    """Seals come first, whatever stands before them on the page."""
    picture = Image.open(io.BytesIO(seal.to_png(scale=6)))
    sheet = page(other_code("https://iklan.example/"), picture, other_code("halo"))
    texts = scan(sheet)
    assert texts[0] == seal.text
    assert sorted(texts[1:]) == ["halo", "https://iklan.example/"]


def test_the_same_code_twice_is_one(seal):
    """A letter may carry its code on every page."""
    picture = Image.open(io.BytesIO(seal.to_png(scale=6)))
    assert scan(page(picture, picture)) == [seal.text]


def test_pdf_pages(seal):
    """Every page is looked at."""
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(seal.to_png())).convert("L")
    empty = Image.new("L", (800, 800), 255)
    empty.save(
        out, "PDF", save_all=True, append_images=[empty, picture], resolution=200
    )
    assert scan(out.getvalue()) == [seal.text]


def test_transparent_png(seal):
    """A transparent background is white paper, whatever colour lies under it."""
    modules = Image.open(io.BytesIO(seal.to_png())).convert("L")
    picture = Image.new("RGBA", modules.size, (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), mask=modules.point(lambda value: 255 - value))
    assert scan(as_file(picture, "PNG")) == [seal.text]


def test_turned_and_photographed(seal):
    """A rotated, smaller, compressed picture is still read."""
    picture = Image.open(io.BytesIO(seal.to_png())).convert("L")
    turned = picture.rotate(30, expand=True, fillcolor=255, resample=Image.BICUBIC)
    smaller = turned.resize((turned.width // 2, turned.height // 2))
    out = io.BytesIO()
    smaller.save(out, "JPEG", quality=40)
    assert scan(out.getvalue()) == [seal.text]


def test_no_code():
    """An empty page has none."""
    assert scan(Image.new("L", (200, 200), 255)) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"],
)
def test_unreadable(data):
    """Neither a picture nor a PDF."""
    with pytest.raises(InvalidFormatError) as caught:
        scan(data)
    assert caught.value.code == "scan_unreadable"


def test_cut_png(seal):
    """A picture cut short is unreadable, not half a picture."""
    picture = Image.open(io.BytesIO(seal.to_png())).convert("L")
    data = as_file(picture, "PNG")
    with pytest.raises(InvalidFormatError):
        scan(data[: len(data) // 2])


def test_missing_file(tmp_path):
    """A path that is not there is the caller's own error."""
    with pytest.raises(FileNotFoundError):
        scan(tmp_path / "none.png")


def test_picture_bomb():
    """A small file that claims a huge picture is refused before it is unpacked."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(InvalidLengthError) as caught:
        scan(out.getvalue())
    assert caught.value.code == "scan_too_many_pixels"


def test_large_picture():
    """Above 64 million pixels nothing is unpacked either."""
    out = io.BytesIO()
    Image.new("1", (8_100, 8_100)).save(out, "PNG")
    with pytest.raises(InvalidLengthError):
        scan(out.getvalue())


def test_large_pdf_page():
    """A page of ten metres is refused."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(30_000, 30_000)
    out = io.BytesIO()
    document.save(out)
    document.close()
    with pytest.raises(InvalidLengthError) as caught:
        scan(out.getvalue())
    assert caught.value.code == "scan_too_many_pixels"


def test_large_file(monkeypatch):
    """The cap on bytes comes before any decoder."""
    monkeypatch.setattr(scanning, "MAX_BYTES", 10)
    with pytest.raises(InvalidLengthError) as caught:
        scan(b"x" * 11)
    assert caught.value.code == "scan_too_large"


@pytest.mark.parametrize("module", ["zxingcpp", "PIL.Image"])
def test_without_the_extra(monkeypatch, seal, module):
    """The error names the extra."""

    def missing(name):
        if name == module:
            raise ImportError(name)
        return __import__(name, fromlist=["_"])

    monkeypatch.setattr(_optional, "import_module", missing)
    with pytest.raises(MissingDependencyError) as caught:
        scan(seal.to_png())
    assert caught.value.facts["extra"] == "scan"
