"""PDF letters: typeset, sign and verify (extra ``pdf``).

`to_pdf` typesets an `egovkit.documents.OfficialLetter` as PDF/A-2a and PDF/UA-1.
`sign_pdf` adds invisible PAdES signatures, `verify_pdf` reports on all of them, and
`extend_pdf` makes a signed file last.

Source:
    ISO 19005-2 (PDF/A-2), ISO 14289-1 (PDF/UA-1), ETSI EN 319 142-1 (PAdES).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egovkit.documents.pdf._sign import Level, add_fields, extend_pdf, sign_pdf
    from egovkit.documents.pdf._typeset import to_pdf
    from egovkit.documents.pdf._verify import PdfReport, PdfSignature, verify_pdf

__all__ = [
    "Level",
    "PdfReport",
    "PdfSignature",
    "add_fields",
    "extend_pdf",
    "sign_pdf",
    "to_pdf",
    "verify_pdf",
]
_HOME = {
    "Level": "_sign",
    "PdfReport": "_verify",
    "PdfSignature": "_verify",
    "add_fields": "_sign",
    "extend_pdf": "_sign",
    "sign_pdf": "_sign",
    "to_pdf": "_typeset",
    "verify_pdf": "_verify",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _HOME)
