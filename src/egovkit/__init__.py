"""Typed building blocks for Indonesian e-government.

Importing this module costs about nothing: subpackages load on first use. The
canonical spelling in programs is the subpackage, ``from egovkit.identity import
NIK``; the names here are for the prompt and for small scripts.
"""

TYPE_CHECKING = False  # checkers know this idiom; `typing` alone costs 7 ms
if TYPE_CHECKING:
    from egovkit import (
        clock,
        documents,
        errors,
        identity,
        l10n,
        privacy,
        qr,
        regions,
        services,
        signatures,
        testing,
    )
    from egovkit.identity import NIK, Citizen
    from egovkit.l10n import WorkCalendar, format_date, format_rupiah, terbilang

    __version__: str

__all__ = [
    "NIK",
    "Citizen",
    "WorkCalendar",
    "__version__",
    "clock",
    "documents",
    "errors",
    "format_date",
    "format_rupiah",
    "identity",
    "l10n",
    "privacy",
    "qr",
    "regions",
    "services",
    "signatures",
    "terbilang",
    "testing",
]
_SUBMODULES = frozenset(
    {
        "clock",
        "documents",
        "errors",
        "identity",
        "l10n",
        "privacy",
        "qr",
        "regions",
        "services",
        "signatures",
        "testing",
    }
)
_EXPORTS = {
    "NIK": "identity",
    "Citizen": "identity",
    "WorkCalendar": "l10n",
    "format_date": "l10n",
    "format_rupiah": "l10n",
    "terbilang": "l10n",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in _SUBMODULES:
            value = import_module(f"{__name__}.{name}")
        elif name in _EXPORTS:
            value = getattr(import_module(f"{__name__}.{_EXPORTS[name]}"), name)
        elif name == "__version__":
            from importlib.metadata import version

            value = version("egovkit")
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value  # found once, then an ordinary name
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
