"""Text that shows as it is written.

A seal's text is compared with paper by eye, so it holds nothing that the eye
does not see or that makes the eye see another order: no control and format
characters (bidirectional marks among them), no private ones, no separators of
lines, and one spelling of every letter (NFC).

Example:
    >>> is_clean("Siti Aminah"), is_clean("a\u202eb"), is_clean("e\u0301")
    (True, False, False)
"""

import re
import unicodedata

__all__ = ["is_clean", "normalized", "on_one_line"]

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def is_clean(text: str) -> bool:
    """Whether the text may stand in a seal."""
    if text.isascii():
        return text.isprintable()
    return unicodedata.is_normalized("NFC", text) and not _REFUSED.intersection(
        map(unicodedata.category, text)
    )


def normalized(text: str) -> str:
    """The text in NFC, the one spelling a seal holds."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def on_one_line(text: str) -> str:
    r"""Text of others as one line: breaks and control characters become a comma.

    Example:
        >>> on_one_line("Jl. Contoh 1\nKota Contoh")
        'Jl. Contoh 1, Kota Contoh'
    """
    return _BREAKS.sub(", ", text)
