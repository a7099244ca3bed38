"""What `scan` looks at, to its last page and pixel, and what it leaves alone."""

import io
import time

import pypdfium2
import pytest
from PIL import Image

from egovkit.errors import EgovkitError, InvalidFormatError, InvalidLengthError
from egovkit.qr import scan, scanning

WHITE, BLACK = 255, 0


@pytest.fixture(scope="module")
def seal(sealer, letter, at):
    """The reference letter, sealed."""
    return sealer.seal(letter, at=at, mask=2)


@pytest.fixture(scope="module")
def picture(seal):
    """Its code, four pixels a module."""
    return Image.open(io.BytesIO(seal.to_png(scale=4))).convert("L")


def saved(pages, kind, **options):
    """Pictures as one file."""
    out = io.BytesIO()
    first, *rest = (page.copy() for page in pages)  # Pillow notes settings in them
    first.save(out, kind, save_all=True, append_images=rest, **options)
    return out.getvalue()


def blank(mode="L", size=(40, 40), colour=WHITE):
    """An empty page."""
    return Image.new(mode, size, colour)


def pdf(*sizes):
    """A PDF of empty pages, sizes in points."""
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


class TestPages:
    """The first fifty pages are looked at, and no more."""

    def test_the_numbers_of_the_docstring(self):
        """50 pages, 64 million pixels, 64 MiB."""
        assert scanning.MAX_PAGES == 50
        assert scanning.MAX_PIXELS == 64_000_000
        assert scanning.MAX_BYTES == 67_108_864

    @pytest.mark.parametrize(("before", "found"), [(0, True), (49, True), (50, False)])
    def test_of_a_pdf(self, seal, picture, before, found):
        """The code on page 50 is found; on page 51 it is not."""
        pages = [*[blank()] * before, picture]
        data = saved(pages, "PDF", resolution=200)
        assert scan(data) == ([seal.text] if found else [])

    @pytest.mark.parametrize("kind", ["TIFF", "GIF", "WEBP", "PNG"])
    @pytest.mark.parametrize("before", [0, 1, 3])
    def test_of_a_fax(self, seal, picture, kind, before):
        """Scanners write several pages into one TIFF; animations are alike."""
        size = picture.size
        pages = [
            *[blank(size=size, colour=200 + number) for number in range(before)],
            picture,
        ]
        options = {"lossless": True} if kind == "WEBP" else {}
        assert scan(saved(pages, kind, **options)) == [seal.text]

    @pytest.mark.parametrize(("before", "found"), [(49, True), (50, False)])
    def test_of_a_long_fax(self, seal, picture, before, found):
        """As many as of a PDF."""
        data = saved([*[blank()] * before, picture], "TIFF")
        assert scan(data) == ([seal.text] if found else [])

    def test_a_fax_cut_short(self, picture):
        """Its second page is damaged: unreadable, as a first page would be."""
        data = saved([picture, picture], "TIFF")
        for end in range(len(data) // 2, len(data), len(data) // 40):
            with pytest.raises(EgovkitError) as caught:
                scan(data[:end])
            assert caught.value.code == "scan_unreadable"

    def test_codes_of_all_pages_once(self, seal, picture, sealer, letter, at):
        """In the order of the pages, none twice."""
        second = sealer.seal(letter, at=at, status_index=7, mask=2)
        other = Image.open(io.BytesIO(second.to_png(scale=4))).convert("L")
        data = saved([picture, other, picture], "TIFF")
        assert scan(data) == [seal.text, second.text]
        data = saved([other, picture, other], "PDF", resolution=200)
        assert scan(data) == [second.text, seal.text]


class TestPixels:
    """What would be drawn or unpacked is reckoned before."""

    @pytest.mark.parametrize(("most", "good"), [(10_000, True), (9_999, False)])
    def test_of_a_picture(self, monkeypatch, most, good):
        """Width times height, to the last pixel; as an image and as a file."""
        monkeypatch.setattr(scanning, "MAX_PIXELS", most)
        image = blank(size=(50, 200))
        for source in (image, saved([image], "PNG")):
            if good:
                assert scan(source) == []
            else:
                with pytest.raises(InvalidLengthError) as caught:
                    scan(source)
                assert caught.value.code == "scan_too_many_pixels"

    @pytest.mark.parametrize("kind", ["GIF", "TIFF"])
    @pytest.mark.parametrize(("pages", "good"), [(4, True), (5, False)])
    def test_of_an_animation(self, monkeypatch, kind, pages, good):
        """Four times as many as one picture may have: fifty pages of A4 at 200 dpi
        are 193 million, and fifty of 64 million would keep a reader busy.
        """
        monkeypatch.setattr(scanning, "MAX_PIXELS", 1_000)
        data = saved([blank(size=(25, 40), colour=9 * n) for n in range(pages)], kind)
        if good:
            assert scan(data) == []
        else:
            with pytest.raises(InvalidLengthError) as caught:
                scan(data)
            assert caught.value.code == "scan_too_many_pixels"

    # at 200 dpi an inch, 72 points, has 200 pixels
    @pytest.mark.parametrize(
        ("size", "good"),
        [
            ((72, 72), True),
            ((36, 144), True),
            ((72, 72.5), False),
            ((73, 72), False),
            ((720, 7.2), True),
            ((720, 7.3), False),
        ],
    )
    def test_of_a_page(self, monkeypatch, size, good):
        """The pixels it would be drawn with, and not its points."""
        monkeypatch.setattr(scanning, "MAX_PIXELS", 40_000)
        if good:
            assert scan(pdf(size)) == []
        else:
            with pytest.raises(InvalidLengthError) as caught:
                scan(pdf(size))
            assert caught.value.code == "scan_too_many_pixels"

    def test_pages_are_drawn_at_200_dpi_in_grey(self):
        """An A4 page has 1654 by 2339 pixels then (8.27 by 11.69 inches)."""
        (page,) = scanning._pages(pdf((595, 842)))
        assert page.mode == "L"
        assert page.size == (1653, 2339)

    def test_one_large_page_among_small_ones(self, picture):
        """Refused as a whole: half an answer would be taken for all of it."""
        good = pypdfium2.PdfDocument(saved([picture], "PDF", resolution=200))
        good.new_page(30_000, 30_000)
        out = io.BytesIO()
        good.save(out)
        good.close()
        with pytest.raises(InvalidLengthError):
            scan(out.getvalue())


def test_a_large_picture_gives_no_warning_of_pillows():
    """Between its two limits Pillow only warns; where warnings are errors, as here,
    that would be an exception of its own.
    """
    data = saved([blank("1", (10_000, 9_000), 1)], "PNG")
    with pytest.raises(InvalidLengthError) as caught:
        scan(data)
    assert caught.value.code == "scan_too_many_pixels"


class TestBytes:
    """A file is not read beyond the cap, whatever its size."""

    @pytest.mark.parametrize(
        ("size", "code"),
        [
            (64 * 2**20, "scan_unreadable"),
            (64 * 2**20 + 1, "scan_too_large"),
            (50 * 2**30, "scan_too_large"),
        ],
        ids=["64 MiB", "one byte more", "50 GiB"],
    )
    def test_of_a_file(self, tmp_path, size, code):
        """64 MiB are looked at (and are no picture here); more is refused soon."""
        path = tmp_path / "scan.tiff"
        with path.open("wb") as file:
            file.truncate(size)
        started = time.process_time()
        with pytest.raises(EgovkitError) as caught:
            scan(path)
        assert time.process_time() - started < 2
        assert caught.value.code == code
        if code == "scan_too_large":
            assert caught.value.facts == {"limit": 64}
            assert "64" in str(caught.value)

    def test_of_bytes(self):
        """Bytes at hand as well, before any decoder sees them."""
        with pytest.raises(InvalidLengthError) as caught:
            scan(bytes(64 * 2**20 + 1))
        assert caught.value.facts == {"limit": 64}

    @pytest.mark.parametrize("lead", [b"", b"\n", b" \t\r\n", b" " * 1019])
    def test_a_pdf_may_begin_a_little_later(self, lead):
        """As readers forgive: white space before the header, within 1024 bytes."""
        assert scan(lead + pdf((72, 72))) == []

    def test_a_pdf_that_begins_much_later(self):
        """Then it is no picture and no PDF."""
        with pytest.raises(InvalidFormatError):
            scan(b" " * 1024 + pdf((72, 72)))


class TestColours:
    """Whatever a picture's mode, the code in it is black on white."""

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
    def test_modes(self, seal, picture, mode):
        """As phones, scanners and browsers write them."""
        assert scan(picture.convert(mode)) == [seal.text]

    @pytest.mark.parametrize("mode", ["I;16", "I", "F"])
    def test_deep_pictures(self, mode):
        """A scanner's 16 bits: read or refused, never an error of Pillow's."""
        try:
            scan(Image.new(mode, (40, 40)))
        except EgovkitError as error:
            assert error.code == "scan_unreadable"

    @pytest.mark.parametrize("under", [BLACK, 128, WHITE])
    def test_what_lies_under_transparency_does_not_show(self, under):
        """A wholly transparent picture is white paper to its last pixel."""
        image = Image.new("RGBA", (7, 5), (under, under, under, 0))
        grey = scanning._grey(image)
        assert grey.size == (7, 5)
        assert grey.getextrema() == (WHITE, WHITE)

    def test_half_transparent(self):
        """Black ink of half its strength is grey on the white paper."""
        grey = scanning._grey(Image.new("RGBA", (7, 5), (0, 0, 0, 128)))
        lowest, highest = grey.getextrema()
        assert lowest == highest == 127

    def test_palette_with_a_transparent_colour(self, seal, picture):
        """A GIF whose white is "no colour"."""
        image = picture.convert("P")
        white = image.getpixel((0, 0))
        assert scan(saved([image], "GIF", transparency=white)) == [seal.text]

    def test_light_on_dark(self, seal, picture):
        """A screen in its dark mode shows the code the other way round."""
        assert scan(picture.point(lambda value: WHITE - value)) == [seal.text]

    def test_mirrored(self, seal, picture):
        """Through glass, or by a front camera."""
        mirrored = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert scan(mirrored) == [seal.text]


def test_other_kinds_of_code_are_left_alone():
    """A DataMatrix or a bar code on the paper is no seal, and no text of ours."""
    zxingcpp = pytest.importorskip("zxingcpp")
    for kind, text in (
        (zxingcpp.BarcodeFormat.DataMatrix, "https://iklan.example/"),
        (zxingcpp.BarcodeFormat.Aztec, "https://iklan.example/"),
        (zxingcpp.BarcodeFormat.Code128, "470 9001"),
    ):
        code = zxingcpp.create_barcode(text, kind)
        assert scan(Image.fromarray(code.to_image(scale=4))) == []
