"""The letter as PDF/A-2a and PDF/UA-1, typeset from data and never from markup."""

import io
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import AT, AUTHORITY, letter

from egovkit.documents import Facts, Signatory
from egovkit.documents.pdf import to_pdf
from egovkit.errors import SigningError
from egovkit.qr import SealedDocument, Sealer, Verifier, scan, sealed


class Sample(
    SealedDocument,
    registry="kota-contoh",
    profile=7,
    labels={"id": "Surat Contoh", "en": "Sample"},
):
    """A document to seal."""

    number: str = sealed(id="Nomor", en="Number")


def text_of(pdf):
    """What a reader sees, page after page, by another library."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_file_says_pdf_a_and_pdf_ua():
    """Part 2 conformance A and UA part 1 stand in the metadata, with tags."""
    with pikepdf.open(io.BytesIO(to_pdf(letter()))) as pdf:
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "2"
            assert meta["pdfaid:conformance"] == "A"
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "Surat Keterangan Usaha 500/9001/KEL-CTH/2026"
        assert str(pdf.Root.Lang) == "id-ID"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root


def test_the_same_letter_gives_the_same_bytes():
    """Nothing of the clock or of chance is in the file."""
    assert to_pdf(letter()) == to_pdf(letter())


def test_a_titled_letter_reads_as_printed():
    """Title, number, facts, place and date, office, name, rank and NIP."""
    signer = Signatory(
        jabatan="Lurah Contoh",
        nama="Budi Contoh, S.Sos.",
        pangkat="Penata (III/c)",
        nip="19800101 200501 1 901",
    )
    text = text_of(
        to_pdf(letter(penandatangan=signer, tembusan=("Camat Contoh",), contoh=True))
    )
    for part in (
        "PEMERINTAH KOTA CONTOH",
        "SURAT KETERANGAN USAHA",
        "Nomor: 500/9001/KEL-CTH/2026",
        "Siti Aminah",
        "Kota Contoh, 24 November 2026",
        "Budi Contoh, S.Sos.",
        "Penata (III/c)",
        "NIP 19800101 200501 1 901",
        "Camat Contoh",
        "CONTOH",
    ):
        assert part in text


def test_correspondence_has_its_addressee():
    """Nomor, Sifat, Hal at the left, Yth. without "Kepada"."""
    text = text_of(
        to_pdf(
            letter(judul=None, hal="Undangan", sifat="Biasa", tujuan=("Camat Contoh",))
        )
    )
    assert "Yth. Camat Contoh" in text
    assert "Undangan" in text
    assert "Kepada" not in text


@pytest.mark.parametrize(
    "hostile",
    [
        "#panic()",
        '#read("/etc/passwd")',
        "*bukan tebal*",
        "$x^2$",
        "@label",
        "= judul",
        "\\ \\u{41}",
        '"]) #import "@preview/x:0.1.0"',
        "<label>",
        "// komentar",
    ],
)
def test_what_a_person_wrote_is_never_markup(hostile):
    """Typst code in a field is shown letter by letter."""
    pdf = to_pdf(letter(isi=(hostile, Facts(baris=(("Nama", hostile),)))))
    shown = "".join(text_of(pdf).split())
    assert shown.count("".join(hostile.split())) == 2


def test_the_seal_is_read_from_the_page():
    """An independent decoder reads the printed code, and it verifies."""
    key = AUTHORITY.issuer_key("kelurahan-contoh", documents=[Sample])
    sealer = Sealer(
        key=key, issuer="kelurahan-contoh", url="https://v.contoh.example/s"
    )
    seal = sealer.seal(Sample(number="500/9001"), at=AT)
    pdf = to_pdf(letter(), seal=seal, host=seal.host)
    assert scan(pdf) == [seal.text]
    assert "v.contoh.example" in text_of(pdf)
    verifier = Verifier(trust=AUTHORITY.trust_list(), documents=[Sample])
    assert verifier.verify(scan(pdf)[0], at=AT).require(Sample).number == "500/9001"


def test_the_stamp_is_drawn_by_the_typesetter():
    """What the page says of the signature stands there before anybody signs."""
    pdf = to_pdf(letter(), stamp="Ditandatangani secara elektronik")
    assert "Ditandatangani secara elektronik" in text_of(pdf)


def test_long_letters_continue_on_the_next_page():
    """Nothing is cut off at the foot of a page."""
    pdf = to_pdf(letter(isi=tuple(f"Paragraf {n}." for n in range(120))))
    assert len(pypdfium2.PdfDocument(pdf)) > 1
    assert "Paragraf 119." in text_of(pdf)


def test_a_character_without_a_font_is_an_error_without_the_text():
    """The compiler's complaint may quote the letter; ours does not."""
    secret = "\U00013000rahasia"  # an Egyptian hieroglyph
    with pytest.raises(SigningError) as refused:
        to_pdf(letter(isi=(secret,)))
    error = refused.value
    assert error.code == "pdf_typeset"
    assert "rahasia" not in f"{error}{error.__cause__}"
    assert error.__suppress_context__
