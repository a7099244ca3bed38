"""Finding codes in pictures and PDF pages (extra ``[scan]``)."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovkit._arguments import of_kind
from egovkit._optional import require
from egovkit.errors import EgovkitError, InvalidFormatError, InvalidLengthError
from egovkit.qr._transport import from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["scan"]

MAX_BYTES = 64 * 2**20
MAX_PIXELS = 64_000_000
MAX_PAGES = 50
_MAX_LARGE_PAGES = 4  # pictures of one file that may have all the pixels allowed
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_PDF_DPI = 200
_POINTS_PER_INCH = 72
# what Pillow raises; its warnings too, where a program takes warnings for errors
_DAMAGED = (OSError, ValueError, SyntaxError, UserWarning)


def scan(source: bytes | str | os.PathLike[str] | Any) -> list[str]:  # noqa: ANN401
    """The texts of the QR codes in a picture or a PDF, seals first.

    Whether a text that looks like a seal is one, `Verifier.verify` says.

    Args:
        source: A file's path, its bytes, or a `PIL.Image.Image`. PDF pages are
            drawn at 200 dpi, the first 50 of them; of a file with several
            pictures, such as a fax, as many are looked at.

    Returns:
        The texts, none twice: first those in the form of a seal, then the
        others. Empty if there is no code.

    Raises:
        egovkit.errors.InvalidFormatError: No picture and no PDF.
        egovkit.errors.InvalidLengthError: A file above 64 MB, a picture above 64
            million pixels, or several in one file above 256 million.
        egovkit.errors.MissingDependencyError: The extra is not installed.
        egovkit.errors.UsageError: None of these sources.
    """
    reader = require("zxingcpp", extra="scan")
    texts: dict[str, None] = {}
    for picture in _pictures(source):
        found = reader.read_barcodes(picture, formats=reader.BarcodeFormat.QRCode)
        texts.update((code.text, None) for code in found)
    return sorted(texts, key=_is_other)  # a stable sort keeps the order otherwise


def _is_other(text: str) -> bool:
    try:
        from_text(text)
    except EgovkitError:
        return True
    return False


def _pictures(source: Any) -> Iterator[Any]:  # noqa: ANN401 - see scan
    image = require("PIL.Image", extra="scan")
    if isinstance(source, image.Image):
        yield _grey(source)
        return
    of_kind(source, bytes | str | os.PathLike, "source")
    data = source if isinstance(source, bytes) else _contents(source)
    if len(data) > MAX_BYTES:
        raise InvalidLengthError("scan_too_large", limit=MAX_BYTES // 2**20)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        yield from _pages(data)
        return
    try:
        picture = image.open(io.BytesIO(data), formats=_FORMATS)
    except _DAMAGED:
        raise InvalidFormatError("scan_unreadable") from None
    except (image.DecompressionBombError, image.DecompressionBombWarning):
        raise InvalidLengthError("scan_too_many_pixels") from None
    with picture:
        yield from _frames(picture)


def _frames(picture: Any) -> Iterator[Any]:  # noqa: ANN401 - a PIL image
    """The pages of a scanned fax; most files have one.

    An animation of a few bytes may unpack to as many large pictures.
    """
    pixels = 0
    for number in range(MAX_PAGES):
        try:
            picture.seek(number)
        except EOFError:  # the one before was the last
            return
        except _DAMAGED:
            raise InvalidFormatError("scan_unreadable") from None
        pixels += picture.width * picture.height
        if pixels > _MAX_LARGE_PAGES * MAX_PIXELS:
            raise InvalidLengthError("scan_too_many_pixels")
        yield _grey(picture)


def _contents(source: str | os.PathLike[str]) -> bytes:
    with Path(source).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _grey(picture: Any) -> Any:  # noqa: ANN401 - a PIL image
    if picture.width * picture.height > MAX_PIXELS:
        raise InvalidLengthError("scan_too_many_pixels")
    try:
        if picture.has_transparency_data:  # as on white paper
            picture = picture.convert("RGBA")
            paper = picture.copy()
            paper.paste((255, 255, 255, 255), (0, 0, *picture.size))
            paper.alpha_composite(picture)
            picture = paper
        return picture.convert("L")
    except _DAMAGED:  # cut short, or damaged
        raise InvalidFormatError("scan_unreadable") from None


def _pages(data: bytes) -> Iterator[Any]:
    pdfium = require("pypdfium2", extra="scan")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise InvalidFormatError("scan_unreadable") from None
    try:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            scale = _PDF_DPI / _POINTS_PER_INCH
            width, height = page.get_size()
            if width * height * scale * scale > MAX_PIXELS:
                raise InvalidLengthError("scan_too_many_pixels")
            yield page.render(scale=scale, grayscale=True).to_pil()
            page.close()
    finally:
        document.close()
