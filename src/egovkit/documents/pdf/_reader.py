"""Open a PDF, to judge or to sign it: strictly, and so that looking ends.

The library walks from object to object along every path that leads there, and a
file of some kilobytes can have more paths than anybody can walk. So every visit is
counted by the size of what is visited, and a file that asks for too much is
unreadable.

Source:
    ISO 32000-2 7.3.10 (any object may refer to any other one, as often as it likes).
"""

import io
from functools import cache
from typing import Any

from egovkit._optional import require

__all__ = ["MAX_PDF", "open_pdf"]

MAX_PDF = 64 * 2**20
_MAX_STREAM = 16 * 2**20
_MAX_XMP = 256 * 2**10
_MAX_VISITED = 2_000_000  # values, of all revisions together


def open_pdf(pdf: bytes) -> Any:  # noqa: ANN401 - an object of the extra
    """A reader of a file.

    Raises:
        ValueError: Or whatever else the library fails with, now or later.
    """
    library = require("pyhanko.pdf_utils.decode_limits", extra="pdf")
    bound, metadata = library.StreamDecodeLimits, library.DecodePurpose.XMP_METADATA
    # How far compressed streams may swell: a bomb is no letter.
    limits = library.DecodeLimits(
        per_stream=bound(max_output_size=_MAX_STREAM),
        per_purpose={metadata: bound(max_output_size=_MAX_XMP)},
        document_budget=library.DocumentDecodeBudget(MAX_PDF, max_ratio=4),
    )
    return _reader_class()(io.BytesIO(pdf), strict=True, decode_limits=limits)


@cache
def _reader_class() -> Any:  # noqa: ANN401 - a class of the extra
    library = require("pyhanko.pdf_utils.reader", extra="pdf")

    class Revision(library.HistoricalResolver):  # type: ignore[misc, name-defined]
        def get_object(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            return self.reader.visited(super().get_object(*args, **kwargs))

    class Reader(library.PdfFileReader):  # type: ignore[misc, name-defined]
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            self._bounded: dict[int, Revision] = {}
            self._visited = 0
            super().__init__(*args, **kwargs)

        def get_object(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            return self.visited(super().get_object(*args, **kwargs))

        def get_historical_resolver(self, revision: int) -> Any:  # noqa: ANN401
            if revision not in self._bounded:
                self._bounded[revision] = Revision(self, revision)
            return self._bounded[revision]

        def visited(self, found: Any) -> Any:  # noqa: ANN401
            self.spend(_size(found))
            return found

        def spend(self, values: int) -> None:
            self._visited += values
            if self._visited > _MAX_VISITED:
                raise ValueError("visited")

    return Reader


def _size(found: Any) -> int:  # noqa: ANN401
    """How many values an object holds, what it refers to left out."""
    size, pending = 0, [found]
    while pending:
        value = pending.pop()
        size += 1
        if isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return size
