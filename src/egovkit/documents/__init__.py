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

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
