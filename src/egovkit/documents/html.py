"""An official letter as one HTML file, ready for a browser's printer.

Everything a person wrote is escaped; the page loads nothing and runs nothing,
and says so in its Content-Security-Policy.
"""

from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import Protocol

from egovkit._arguments import of_kind, wrong
from egovkit._messages import sentence
from egovkit.documents.letter import Facts, OfficialLetter
from egovkit.l10n import format_date

__all__ = ["PrintableSeal", "to_html"]


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class PrintableSeal(Protocol):
    """What `to_html` needs of an `egovkit.qr.Seal`."""

    @property
    def text(self) -> str:
        """The text in the code."""

    def to_svg(self) -> str:
        """The code as SVG."""


def to_html(
    letter: OfficialLetter,
    *,
    seal: PrintableSeal | None = None,
    host: str | None = None,
) -> str:
    """Typeset a letter as HTML.

    Args:
        letter: The letter.
        seal: Its seal, printed beside the signature as inline SVG.
        host: The agency's official host, printed under the code. It is what a
            reader compares with the address the code opens; a look-alike code
            opens another one.

    Returns:
        One HTML document in Indonesian, UTF-8, without any link to outside.

    Raises:
        egovkit.errors.UsageError: An argument of another kind.
    """
    check_printable(letter, seal, host)
    title = letter.judul or letter.hal or ""
    parts = [
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)} {escape(letter.nomor)}</title>",
        f"<style>\n{_css()}</style>\n</head>\n<body>",
        '<div class="specimen" role="note">CONTOH</div>' if letter.contoh else "",
        _kop(letter),
        "<main>",
        _titled(letter) if letter.judul else _correspondence(letter),
        *(_block(block) for block in letter.isi),
        "</main>",
        f'<section class="close">{_seal(seal, host)}{_signature(letter)}</section>',
        _copies(letter),
        "</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part)


def check_printable(
    letter: OfficialLetter, seal: PrintableSeal | None, host: str | None
) -> None:
    """Refuse what cannot be typeset, in HTML or in PDF.

    Raises:
        egovkit.errors.UsageError: An argument of another kind.
    """
    of_kind(letter, OfficialLetter, "letter")
    of_kind(host, str | None, "host")
    if seal is not None and not callable(getattr(seal, "to_svg", None)):
        raise wrong("seal")


def _css() -> str:
    return (files(__package__) / "letter.css").read_text(encoding="utf-8")


def _kop(letter: OfficialLetter) -> str:
    lines = "".join(f'<p class="office">{escape(x)}</p>' for x in letter.kop.baris)
    address = f'<p class="address">{escape(letter.kop.alamat)}</p>'
    if letter.kop.kontak:
        address += f'<p class="address">{escape(letter.kop.kontak)}</p>'
    return f"<header>{lines}{address}</header>"


def _titled(letter: OfficialLetter) -> str:
    about = f"<p>TENTANG<br>{escape(letter.tentang)}</p>" if letter.tentang else ""
    return (
        f'<div class="title"><h1>{escape(letter.judul or "")}</h1>'
        f"<p>Nomor: {escape(letter.nomor)}</p>{about}</div>"
    )


def _correspondence(letter: OfficialLetter) -> str:
    left = _table(letter.reference)
    to = "<br>".join(escape(line) for line in letter.tujuan)
    return (
        f'<div class="reference"><div>{left}</div><div>{_place_and_date(letter)}</div>'
        f"</div><p>Yth. {to}</p>"
    )


def _place_and_date(letter: OfficialLetter) -> str:
    return f"{escape(letter.tempat)}, {format_date(letter.tanggal, 'long')}"


def _table(rows: Iterable[tuple[str, str]], css: str = "") -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>:</td>'
        f"<td>{escape(text)}</td></tr>"
        for label, text in rows
    )
    return f'<table class="{css}">{body}</table>'


def _block(block: str | Facts) -> str:
    if isinstance(block, Facts):
        return _table(block.baris, "facts")
    return f"<p>{escape(block)}</p>"


def _seal(seal: PrintableSeal | None, host: str | None) -> str:
    if seal is None:
        return "<div></div>"
    return f'<div class="seal">{seal.to_svg()}<p>{escape(caption(host))}</p></div>'


def caption(host: str | None) -> str:
    """What stands under the code, in HTML and in PDF."""
    name = "letter_seal_caption_host" if host else "letter_seal_caption"
    return sentence(name, "id", host=host)


def _signature(letter: OfficialLetter) -> str:
    signer = letter.penandatangan
    heading = [escape(line) for line in signer.heading]
    if letter.judul:  # correspondence has its date at the top
        heading.insert(0, _place_and_date(letter))
    foot = [f'<p class="name">{escape(signer.nama)}</p>']
    foot += [f"<p>{escape(line)}</p>" for line in signer.footing]
    body = "".join(f"<p>{line}</p>" for line in heading)
    return f'<div class="sign">{body}<div class="space"></div>{"".join(foot)}</div>'


def _copies(letter: OfficialLetter) -> str:
    if not letter.tembusan:
        return ""
    items = "".join(f"<li>{escape(name)}</li>" for name in letter.tembusan)
    return f'<section class="copies"><p>Tembusan:</p><ol>{items}</ol></section>'
