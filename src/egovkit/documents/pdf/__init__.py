"""PDF letters: typeset, sign and verify (extra ``pdf``).

`to_pdf` typesets an `egovkit.documents.OfficialLetter` as PDF/A-2a and PDF/UA-1.
`sign_pdf` adds invisible PAdES signatures, `verify_pdf` reports on all of them.

Source:
    ISO 19005-2 (PDF/A-2), ISO 14289-1 (PDF/UA-1), ETSI EN 319 142-1 (PAdES).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egovkit.documents.pdf._sign import Level, add_fields, sign_pdf
    from egovkit.documents.pdf._typeset import to_pdf
    from egovkit.documents.pdf._verify import PdfReport, PdfSignature, verify_pdf

__all__ = [
    "Level",
    "PdfReport",
    "PdfSignature",
    "add_fields",
    "sign_pdf",
    "to_pdf",
    "verify_pdf",
]
_HOME = {
    "Level": "_sign",
    "PdfReport": "_verify",
    "PdfSignature": "_verify",
    "add_fields": "_sign",
    "sign_pdf": "_sign",
    "to_pdf": "_typeset",
    "verify_pdf": "_verify",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value  # found once, then an ordinary name
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
