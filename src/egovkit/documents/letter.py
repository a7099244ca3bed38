"""An official letter (*naskah dinas*) as data, before it is typeset.

Two forms are in use: correspondence (*korespondensi*) with sender's data on the
left and an addressee, and titled documents (*surat keterangan*, *berita acara*,
*pengumuman*) with a centred title and no addressee. Agencies differ in the
rest, so nothing else is fixed here.

Source:
    Permendagri 1/2023 Pasal 14 and 44 (forms; names, NIP and rank of the
    signer); Perka BKN 16/2020 Pasal 241-243 as quoted (a.n., u.b., Plt., Plh.).
"""

from datetime import date
from typing import Annotated, Self
from unicodedata import normalize

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from egovkit._model import Model
from egovkit.errors import DefinitionError
from egovkit.qr._text import is_clean
from egovkit.services import Capacity

__all__ = ["Capacity", "Facts", "Kop", "OfficialLetter", "Signatory"]

# "Yth." is printed by the letter, and "Kepada" is not written before it.
_GREETINGS = ("yth", "kepada")


def _line(text: str) -> str:
    """A letter is compared by eye: it holds nothing that the eye does not see."""
    text = normalize("NFC", text)
    if not is_clean(text):
        raise DefinitionError("letter_text")
    return text


def _text(text: str) -> str:
    return "\n".join(_line(part) for part in text.splitlines())


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_line),
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    AfterValidator(_text),
]


class Kop(Model):
    """The letterhead: the agency's line of offices, highest first, and its address."""

    baris: tuple[Line, ...] = Field(min_length=1, max_length=6)
    alamat: Line
    kontak: Line | None = None


class Signatory(Model):
    """Who signs, with the data that is printed under the signature.

    Args:
        jabatan: The signer's own office.
        nama: With titles where the kind of letter carries them.
        nip: As printed; officials such as a regent sign without one.
        pangkat: Rank and grade, such as ``"Penata Tk. I (III/d)"``.
        dalam_kedudukan: The capacity when the signer stands in for another.
        mewakili: The office represented; required by *a.n.* and *u.b.*.
        melalui: The office that holds the mandate and hands it one step down;
            required by *u.b.*, which stands under an *a.n.* only.

    Raises:
        egovkit.errors.DefinitionError: An office that the capacity needs is
            missing, or one that it does not know is there.
    """

    jabatan: Line
    nama: Line
    nip: Line | None = None
    pangkat: Line | None = None
    dalam_kedudukan: Capacity | None = None
    mewakili: Line | None = None
    melalui: Line | None = None

    @model_validator(mode="after")
    def _represents_someone(self) -> Self:
        further = self.dalam_kedudukan is Capacity.UNTUK_BELIAU
        stands_in = further or self.dalam_kedudukan is Capacity.ATAS_NAMA
        if stands_in != (self.mewakili is not None):
            raise DefinitionError("letter_represents")
        if further != (self.melalui is not None):
            raise DefinitionError("letter_through")
        return self

    @property
    def heading(self) -> tuple[str, ...]:
        """The lines above the signature.

        Example:
            >>> Signatory(jabatan="Sekretaris", nama="Rina", mewakili="Lurah Contoh",
            ...     dalam_kedudukan=Capacity.ATAS_NAMA).heading
            ('a.n. Lurah Contoh', 'Sekretaris')
            >>> Signatory(jabatan="Kepala Bagian Umum", nama="Rina",
            ...     dalam_kedudukan=Capacity.UNTUK_BELIAU,
            ...     mewakili="Wali Kota Contoh", melalui="Sekretaris Daerah").heading
            ('a.n. Wali Kota Contoh', 'Sekretaris Daerah', 'u.b.', 'Kepala Bagian Umum')
        """
        if self.dalam_kedudukan is None:
            return (self.jabatan,)
        if self.mewakili is None:
            return (f"{self.dalam_kedudukan} {self.jabatan}",)
        first = f"{Capacity.ATAS_NAMA} {self.mewakili}"
        if self.melalui is None:
            return (first, self.jabatan)
        return (first, self.melalui, Capacity.UNTUK_BELIAU.value, self.jabatan)

    @property
    def footing(self) -> tuple[str, ...]:
        """The lines under the name: rank and NIP, as far as they are printed."""
        nip = f"NIP {self.nip}" if self.nip else None
        return tuple(line for line in (self.pangkat, nip) if line)


class Facts(Model):
    """Rows of label and text inside a letter's body, such as a person's data."""

    baris: tuple[tuple[Line, Line], ...] = Field(min_length=1, max_length=60)


class OfficialLetter(Model):
    """A letter ready to be typeset.

    Args:
        kop: Letterhead.
        nomor: The number as the register gave it.
        tempat: Place of issue.
        tanggal: Date of issue.
        isi: Paragraphs and `Facts`, in order; a line end inside a paragraph
            starts a new line.
        penandatangan: Who signs.
        judul: The title; a titled document has one and no addressee.
        tentang: The subject under the title.
        hal: The subject of a correspondence letter.
        tujuan: Lines of the addressee after "Yth.", for correspondence.
        sifat: Security or urgency, such as ``"Biasa"``.
        lampiran: Enclosures in words, such as ``"satu berkas"``.
        tembusan: Who receives copies.
        contoh: Whether "CONTOH" is printed across the page.

    Raises:
        egovkit.errors.DefinitionError: Neither or both of ``judul`` and
            ``hal``, an addressee under a title or one that begins with the
            "Yth." that is printed anyway, or text with characters that do not
            show (control characters, marks that reorder).
    """

    kop: Kop
    nomor: Line
    tempat: Line
    tanggal: date
    isi: tuple[Text | Facts, ...] = Field(min_length=1, max_length=200)
    penandatangan: Signatory
    judul: Line | None = None
    tentang: Line | None = None
    hal: Line | None = None
    tujuan: tuple[Line, ...] = Field(default=(), max_length=8)
    sifat: Line | None = None
    lampiran: Line | None = None
    tembusan: tuple[Line, ...] = Field(default=(), max_length=30)
    contoh: bool = False

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.judul is None) == (self.hal is None):
            raise DefinitionError("letter_form")
        if (self.judul is None) != bool(self.tujuan):
            raise DefinitionError("letter_addressee")
        if self.tujuan and self.tujuan[0].casefold().startswith(_GREETINGS):
            raise DefinitionError("letter_greeting")
        return self

    @property
    def reference(self) -> tuple[tuple[str, str], ...]:
        """The rows at the head of correspondence, as far as they are stated."""
        rows = (
            ("Nomor", self.nomor),
            ("Sifat", self.sifat),
            ("Lampiran", self.lampiran),
            ("Hal", self.hal),
        )
        return tuple((label, text) for label, text in rows if text)
