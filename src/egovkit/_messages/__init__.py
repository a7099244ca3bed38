"""Sentences by code, in formal Indonesian and in English.

Modules by room of the house, or by subject where a room says much, each with one
table ``SENTENCES``: code → (Indonesian, English). Placeholders are `str.format`
fields and are filled with figures and names only, never with text that came from
outside.

Example:
    >>> sentence("nik_length", "en", expected=16, got=3)
    'A NIK has 16 digits, not 3.'
"""

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ROOMS = (
    "bulk",
    "cbor",
    "certificates",
    "cli",
    "common",
    "definitions",
    "documents",
    "identity",
    "l10n",
    "names",
    "privacy",
    "qr",
    "refusals",
    "regions",
    "remote",
    "services",
    "signatures",
    "status",
    "trust",
)
LANGUAGES = ("id", "en")
_ADDED: "dict[str, tuple[str, str]]" = {}


@cache
def table() -> "Mapping[str, tuple[str, str]]":
    """All sentences: code → (Indonesian, English)."""
    from importlib import import_module

    merged: dict[str, tuple[str, str]] = {}
    for room in ROOMS:
        merged |= import_module(f"{__name__}.{room}").SENTENCES
    return merged | _ADDED


def add(sentences: "Mapping[str, tuple[str, str]]") -> None:
    """Take sentences from outside the house: code → (Indonesian, English)."""
    _ADDED.update(sentences)
    table.cache_clear()


def sentence(code: str, lang: str, /, **facts: object) -> str:
    """The sentence of a code, filled with its facts.

    A code without a sentence gives the code itself, and a fact that is missing
    shows as ``…``: an error about an error would hide the first one.
    """
    pair = table().get(code)
    if pair is None:
        return code
    return pair[LANGUAGES.index(lang) if lang in LANGUAGES else 1].format_map(
        _Facts(facts)
    )


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
