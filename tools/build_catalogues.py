"""Write the gettext catalogues of egovkit's sentences, with Babel.

    python tools/build_catalogues.py

The tables in ``egovkit._messages`` are the source; the catalogues carry them to
programs that translate with gettext (Django, Jinja, WTForms). The key is the
English sentence with the code as its context, because two codes may share a
sentence. Run it after a change of the tables and commit the result; a test
compares.
"""

import io
import string
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from egovkit._messages import pydantic, table

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "egovkit" / "l10n" / "locale" / "id" / "LC_MESSAGES"
# A fixed date: the same tables give the same bytes.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

HEADER = """\
# Formal Indonesian sentences of egovkit.
# Written by tools/build_catalogues.py from egovkit._messages."""


class Reproducible(Catalog):
    """A catalogue without the headers that change with Babel or name nobody."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers of the file."""
        left_out = {"Generated-By", "Report-Msgid-Bugs-To"}
        return [pair for pair in self._get_mime_headers() if pair[0] not in left_out]

    @mime_headers.setter
    def mime_headers(self, headers: list[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def catalogue() -> Catalog:
    """Every sentence of egovkit and of pydantic's error types."""
    result = Reproducible(
        locale="id",
        domain="egovkit",
        project="egovkit",
        version="0.1",
        copyright_holder="The egovkit contributors",
        header_comment=HEADER,
        creation_date=EPOCH,
        revision_date=EPOCH,
        last_translator="The egovkit contributors",
        language_team="id",
        fuzzy=False,
    )
    # Babel 2.18 believes that Indonesian has two plural forms; it has one.
    result.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    for code, (indonesian, english) in sorted(
        (pydantic.SENTENCES | dict(table())).items()
    ):
        result.add(english, indonesian, context=code, flags=_flags(english))
    return result


def _flags(text: str) -> list[str]:
    fields = (name for _, name, _, _ in string.Formatter().parse(text))
    return ["python-brace-format"] if any(fields) else []


def po() -> bytes:
    """The catalogue as text."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue(), width=0, sort_output=True)
    return buffer.getvalue()


def mo() -> bytes:
    """The catalogue as gettext loads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue())
    return buffer.getvalue()


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "egovkit.po").write_bytes(po())
    (TARGET / "egovkit.mo").write_bytes(mo())
    print(TARGET.relative_to(ROOT))
