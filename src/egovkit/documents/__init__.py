"""Official letters (*naskah dinas*): the model and its HTML."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egovkit.documents.html import PrintableSeal, to_html
    from egovkit.documents.letter import (
        Capacity,
        Facts,
        Kop,
        OfficialLetter,
        Signatory,
    )

__all__ = [
    "Capacity",
    "Facts",
    "Kop",
    "OfficialLetter",
    "PrintableSeal",
    "Signatory",
    "to_html",
]
_MODULES = dict.fromkeys(__all__, "letter") | {
    "PrintableSeal": "html",
    "to_html": "html",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _MODULES)
