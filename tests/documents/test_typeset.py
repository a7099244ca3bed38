"""The letter as PDF/A-2a and PDF/UA-1, typeset from data and never from markup."""

import io
import re
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst
from PIL import ImageOps

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pdf_case

from pdf_case import AT, letter

from egovkit.documents import Capacity, Facts, Signatory, to_html
from egovkit.documents.pdf import to_pdf
from egovkit.errors import SigningError, UsageError
from egovkit.qr import SealedDocument, Sealer, Verifier, scan, sealed
from egovkit.signatures import SigningKey, TrustListBuilder
from egovkit.testing import TestAuthority

# One key, so one code in every run: decoders are good, and not always.
KEY = SigningKey.from_bytes(bytes(range(32)), use="seal")


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
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


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
    pdf, seal = sealed_letter()
    assert scan(pdf) == [seal.text]
    assert "v.contoh.example" in text_of(pdf)
    authority = TestAuthority()
    authority.issuer_key("kecamatan-contoh", documents=[Sample])
    builder = TrustListBuilder(authority.trust_list())
    builder.add_key("kecamatan-contoh", KEY.public)
    trust = builder.sign(
        authority.keepers, root=authority.root, at=AT, expires=AT + timedelta(days=1)
    )
    verifier = Verifier(trust=trust, documents=[Sample])
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


def structure(node):
    """The tags of a file, in reading order, with what they carry."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S), str(kid.get("/Alt", ""))
            yield from structure(kid)


def a_seal():
    """A seal of the one key."""
    sealer = Sealer(
        key=KEY, issuer="kecamatan-contoh", url="https://v.contoh.example/s"
    )
    return sealer.seal(Sample(number="500/9001"), at=AT)


def sealed_letter(**changes):
    """A letter with a seal, as PDF; and the seal."""
    seal = a_seal()
    return to_pdf(letter(**changes), seal=seal, host=seal.host), seal


def test_tags_name_title_paragraphs_and_the_picture():
    """PDF/UA: one heading, paragraphs, and words in place of the code."""
    pdf, _ = sealed_letter()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(structure(opened.Root.StructTreeRoot))
        assert opened.Root.ViewerPreferences.DisplayDocTitle
    kinds = [kind for kind, _ in found]
    assert kinds.count("/H1") == 1
    assert "/P" in kinds
    assert [alt for kind, alt in found if kind == "/Figure"] == [
        "Kode verifikasi surat ini, dapat dipindai dan diperiksa di v.contoh.example"
    ]


def test_nothing_is_left_to_the_readers_machine():
    """PDF/A-2: fonts embedded, colours defined, no script, file or encryption."""
    pdf, _ = sealed_letter(contoh=True)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())
        assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert not opened.is_encrypted
        assert {"/OpenAction", "/AA", "/JavaScript"}.isdisjoint(opened.Root.keys())
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        page = opened.pages[0]
        assert [round(float(n)) for n in page.MediaBox] == [0, 0, 595, 842]  # A4


@pytest.mark.parametrize("zone", ["Asia/Jayapura", "America/New_York"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1945, 8, 17), date(9999, 12, 31)])
def test_the_machines_zone_does_not_show(monkeypatch, zone, day):
    """The same bytes wherever the letter is typeset, on any day that a date has."""
    expected = to_pdf(letter(tanggal=day))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert to_pdf(letter(tanggal=day)) == expected
    finally:
        monkeypatch.undo()
        time.tzset()


def test_every_part_of_correspondence_is_on_the_page():
    """Kop, reference, addressee, body, a.n. and u.b., name, copies, in this order."""
    signer = Signatory(
        jabatan="Kepala Bagian Umum",
        nama="Rina Contoh, S.E.",
        dalam_kedudukan=Capacity.UNTUK_BELIAU,
        mewakili="Wali Kota Contoh",
        melalui="Sekretaris Daerah",
    )
    shown = text_of(
        to_pdf(
            letter(
                judul=None,
                hal="Undangan Rapat",
                sifat="Segera",
                lampiran="satu berkas",
                tujuan=("Camat Contoh", "di Kota Contoh"),
                isi=("Pembuka.", "Penutup."),
                penandatangan=signer,
                tembusan=("Arsip",),
            )
        )
    )
    order = [
        "PEMERINTAH KOTA CONTOH",
        "Jalan Contoh 1",
        "Nomor",
        "Sifat",
        "Segera",
        "Lampiran",
        "satu berkas",
        "Hal",
        "Undangan Rapat",
        "Yth. Camat Contoh",
        "di Kota Contoh",
        "Pembuka.",
        "Penutup.",
        "a.n. Wali Kota Contoh",
        "Sekretaris Daerah",
        "u.b.",
        "Kepala Bagian Umum",
        "Rina Contoh, S.E.",
        "Tembusan:",
        "Arsip",
    ]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)
    assert shown.count("24 November 2026") == 1


def test_paper_and_page_say_the_same():
    """HTML and PDF of one letter hold the same words under the same code."""
    pdf, seal = sealed_letter()
    page = to_html(letter(), seal=seal, host=seal.host)
    caption = re.search(r"<p>(Kode verifikasi\..*?)</p>", page)[1]
    assert "".join(caption.split()) in "".join(text_of(pdf).split())


def test_ink_stays_inside_the_margins():
    """Drawn as pixels: 3 cm at the left, 2 cm at the other sides stay white."""
    pdf, _ = sealed_letter(isi=("Kata " * 900,), tembusan=("Camat Contoh",) * 5)
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=2, grayscale=True).to_pil()
        left, top, right, bottom = ImageOps.invert(image).getbbox()
        centimetre = 2 * 72 / 2.54
        assert left >= 3 * centimetre - 4
        assert top >= 2 * centimetre - 4
        assert right <= image.width - 2 * centimetre + 4
        assert bottom <= image.height - 2 * centimetre + 4


def test_the_watermark_does_not_hide_the_code():
    """CONTOH lies behind: the code is read from the pixels of a specimen."""
    pdf, seal = sealed_letter(contoh=True)
    assert scan(pdf) == [seal.text]


def test_the_signature_block_stays_together():
    """Office, name and code are never torn apart by a page's end."""
    for lines in range(20, 34):
        pdf, _ = sealed_letter(isi=("Baris.\n" * lines,))
        pages = [
            page.get_textpage().get_text_bounded()
            for page in pypdfium2.PdfDocument(pdf)
        ]
        assert sum("Budi Contoh" in text for text in pages) == 1
        (last,) = [text for text in pages if "Budi Contoh" in text]
        assert "Lurah Contoh" in last
        assert "Kode verifikasi" in last


def alternatives(pdf):
    """What is read aloud in place of each picture."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(structure(opened.Root.StructTreeRoot))
    return [alt for kind, alt in found if kind == "/Figure"]


def test_a_code_without_a_host_is_described_as_its_caption_says():
    """A sentence that ends with "di" and names no place is none."""
    pdf = to_pdf(letter(), seal=a_seal())
    assert alternatives(pdf) == [
        "Kode verifikasi. Pindai untuk memeriksa surat ini, lalu cocokkan isinya."
    ]


def test_correspondence_is_titled_by_its_subject():
    """PDF/UA-1 7.1: the title says what the document is, in the window's frame."""
    pdf = to_pdf(letter(judul=None, hal="Undangan Rapat", tujuan=("Camat Contoh",)))
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as meta:
        assert meta["dc:title"] == "Undangan Rapat 500/9001/KEL-CTH/2026"


def test_the_author_and_the_day_are_the_letters():
    """The last line of the kop, and midnight UTC of the letter's own day."""
    pdf = to_pdf(letter(tanggal=date(2025, 3, 9)))
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as meta:
        assert meta["dc:creator"] == ["Pemerintah Kota Contoh"]
        assert meta["xmp:CreateDate"].startswith("2025-03-09")


@pytest.mark.parametrize("odd", [5, b"x", ["Ditandatangani"], True], ids=repr)
def test_a_stamp_is_text(odd):
    """What is printed above a name is not made of something else."""
    with pytest.raises(UsageError) as refused:
        to_pdf(letter(), stamp=odd)
    assert refused.value.facts == {"argument": "stamp"}


def test_the_compiler_sees_one_file_of_ours(monkeypatch):
    """No fonts of the machine, no packages of the user, no folder but one."""
    told, compile_ = {}, typst.compile

    def watched(path, **options):
        told.update(options, files=sorted(p.name for p in Path(path).parent.iterdir()))
        return compile_(path, **options)

    monkeypatch.setattr(typst, "compile", watched)
    to_pdf(letter(nomor="500/9002/KEL-CTH/2026"))
    assert told["ignore_system_fonts"] is True
    assert told["files"] == ["letter.typ"]
    assert told["root"] == told["package_path"] == told["package_cache_path"]
    assert "font_paths" not in told
    assert not Path(told["root"]).exists()  # nothing of the letter stays behind


def test_each_fact_stands_beside_its_label_and_facts_in_their_order():
    """Paragraphs and facts alternate as they were given."""
    facts = [Facts(baris=(("Nama", "Siti Aminah"), ("Usaha", "Warung Contoh")))]
    facts.append(Facts(baris=(("Alamat", "Jalan Contoh 2"),)))
    shown = text_of(to_pdf(letter(isi=("Satu.", facts[0], "Dua.", facts[1], "Tiga."))))
    order = [
        "Satu.", "Nama", "Siti Aminah", "Usaha", "Warung Contoh", "Dua.", "Alamat",
        "Jalan Contoh 2", "Tiga.",
    ]  # fmt: skip
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_what_a_letter_does_not_have_is_not_printed():
    """No "None", no "TENTANG", no "Tembusan", no stamp, no specimen, no code."""
    shown = text_of(to_pdf(letter()))
    absent = ("None", "none", "TENTANG", "Tembusan", "CONTOH\n", "Kode verifikasi")
    assert not [part for part in absent if part in shown.replace("KOTA CONTOH", "")]
    assert "TENTANG" in text_of(to_pdf(letter(tentang="Izin Contoh")))
