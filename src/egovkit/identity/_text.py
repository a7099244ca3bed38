"""Text fields of the models: one line, trimmed, without control characters."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

__all__ = ["Line", "Name"]


def _printable(text: str) -> str:
    # Control and format characters: newlines break forms, bidirectional marks
    # make a name read otherwise than it is stored.
    if any(unicodedata.category(c) in _UNPRINTABLE for c in text):
        code = "text_unprintable"
        raise PydanticCustomError(
            code, "The text holds a control or direction character."
        )
    return unicodedata.normalize("NFC", text)


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    AfterValidator(_printable),
]
"""One line of text, at most 200 characters; may be empty."""

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150),
    AfterValidator(_printable),
]
"""A name: one line, 1 to 150 characters."""
