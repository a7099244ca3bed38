"""Typeset a letter as PDF/A-2a and PDF/UA-1 with Typst.

What a person wrote reaches Typst as JSON data and is never read as markup. The
compiler sees one file of ours in an empty folder: no packages, no system fonts,
no network. The same letter gives the same bytes.
"""

import json
import tempfile
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any

from egovkit._arguments import of_kind
from egovkit._messages import sentence
from egovkit._optional import require
from egovkit.documents.html import PrintableSeal, caption, check_printable
from egovkit.documents.letter import Facts, OfficialLetter
from egovkit.errors import SigningError
from egovkit.l10n import format_date

__all__ = ["to_pdf"]

_TEMPLATE = "letter.typ"
_STANDARDS = ["a-2a", "ua-1"]


def to_pdf(
    letter: OfficialLetter,
    *,
    seal: PrintableSeal | None = None,
    host: str | None = None,
    stamp: str | None = None,
) -> bytes:
    """Typeset a letter; the result can be signed with `sign_pdf`.

    Args:
        letter: The letter.
        seal: Its seal, printed beside the signature.
        host: The agency's official host, printed under the code.
        stamp: What the page says of the electronic signature that will follow,
            in a frame above the name, such as ``"Ditandatangani secara
            elektronik"``. It is drawn here because the signature itself is
            invisible.

    Returns:
        A PDF/A-2a and PDF/UA-1 file, the same bytes for the same letter.

    Raises:
        egovkit.errors.MissingDependencyError: The extra is not installed.
        egovkit.errors.SigningError: The typesetter refused, for example a
            character that no font at hand has.
        egovkit.errors.UsageError: An argument of another kind.
    """
    check_printable(letter, seal, host)
    of_kind(stamp, str | None, "stamp")
    typst = require("typst", extra="pdf")
    data = json.dumps(_data(letter, seal, host, stamp))
    source = (files(__package__) / _TEMPLATE).read_bytes()
    with tempfile.TemporaryDirectory(prefix="egovkit-") as folder:
        path = Path(folder) / _TEMPLATE
        path.write_bytes(source)
        try:
            pdf: bytes = typst.compile(
                str(path),
                root=folder,
                ignore_system_fonts=True,
                sys_inputs={"letter": data},
                pdf_standards=_STANDARDS,
                package_path=folder,
                package_cache_path=folder,
                timestamp=_midnight(letter.tanggal),
            )
        except RuntimeError:
            # The compiler's message may quote the letter.
            raise SigningError("pdf_typeset") from None
    return pdf


def _midnight(day: date) -> int:
    """In UTC: the machine's own zone must not show."""
    return int(datetime.combine(day, time(), UTC).timestamp())


def _data(
    letter: OfficialLetter,
    seal: PrintableSeal | None,
    host: str | None,
    stamp: str | None,
) -> dict[str, Any]:
    signer = letter.penandatangan
    return {
        "title": f"{letter.judul or letter.hal} {letter.nomor}",
        "kop": letter.kop.model_dump(),
        "judul": letter.judul,
        "tentang": letter.tentang,
        "nomor": letter.nomor,
        "tempat": letter.tempat,
        "tanggal": format_date(letter.tanggal, "long"),
        "year": letter.tanggal.year,
        "month": letter.tanggal.month,
        "day": letter.tanggal.day,
        "reference": letter.reference,
        "tujuan": letter.tujuan,
        "isi": [b.baris if isinstance(b, Facts) else b for b in letter.isi],
        "heading": signer.heading,
        "nama": signer.nama,
        "foot": signer.footing,
        "tembusan": letter.tembusan,
        "contoh": letter.contoh,
        "stamp": stamp,
        "seal": None if seal is None else seal.to_svg(),
        "alt": _alt(host),
        "caption": caption(host),
    }


def _alt(host: str | None) -> str:
    """What a screen reader says in place of the code."""
    return sentence("letter_seal_alt", "id", host=host) if host else caption(None)
