"""Forms of an official letter (Permendagri 1/2023 Pasal 14 and 44)."""

from datetime import date

import pytest
from pydantic import ValidationError

from egovkit.documents import Capacity, Facts, Kop, OfficialLetter, Signatory
from egovkit.errors import DefinitionError

KOP = Kop(baris=("Pemerintah Kota Contoh", "Kelurahan Contoh"), alamat="Jalan Contoh 1")
SIGNER = Signatory(jabatan="Lurah Contoh", nama="Budi Contoh, S.Sos.")


def letter(**changes):
    """A titled letter, with changes."""
    return OfficialLetter(
        **{
            "kop": KOP,
            "nomor": "470/1/KEL-CTH/2026",
            "tempat": "Kota Contoh",
            "tanggal": date(2026, 11, 24),
            "isi": ("Yang bertanda tangan di bawah ini menerangkan:",),
            "penandatangan": SIGNER,
            "judul": "Surat Keterangan Domisili",
        }
        | changes
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"hal": "Undangan"}, id="title-and-subject"),
        pytest.param({"judul": None}, id="neither"),
        pytest.param({"tujuan": ("Bapak Camat",)}, id="title-with-addressee"),
        pytest.param({"judul": None, "hal": "Undangan"}, id="subject-no-addressee"),
    ],
)
def test_a_letter_has_one_form(changes):
    """A letter is titled without addressee, or correspondence with one."""
    with pytest.raises(DefinitionError):
        letter(**changes)


def test_correspondence_is_accepted():
    """Hal and tujuan together make correspondence."""
    made = letter(judul=None, hal="Undangan", tujuan=("Camat Contoh", "di tempat"))
    assert made.hal == "Undangan"


@pytest.mark.parametrize(
    ("signer", "expected"),
    [
        pytest.param({}, ("Lurah Contoh",), id="own-office"),
        pytest.param(
            {"dalam_kedudukan": Capacity.ATAS_NAMA, "mewakili": "Camat Contoh"},
            ("a.n. Camat Contoh", "Lurah Contoh"),
            id="a.n.",
        ),
        pytest.param(
            {
                "dalam_kedudukan": Capacity.UNTUK_BELIAU,
                "mewakili": "Wali Kota Contoh",
                "melalui": "Camat Contoh",
            },
            ("a.n. Wali Kota Contoh", "Camat Contoh", "u.b.", "Lurah Contoh"),
            id="u.b.",
        ),
        pytest.param(
            {"dalam_kedudukan": Capacity.PELAKSANA_TUGAS},
            ("Plt. Lurah Contoh",),
            id="plt",
        ),
        pytest.param(
            {"dalam_kedudukan": Capacity.PELAKSANA_HARIAN},
            ("Plh. Lurah Contoh",),
            id="plh",
        ),
    ],
)
def test_capacity_stands_before_the_office(signer, expected):
    """a.n. names the giver's office first, u.b. stands under an a.n. only.

    Plt. and Plh. prefix the signer's own (Perka BKN 16/2020 Pasal 241-243).
    """
    assert (
        Signatory(jabatan="Lurah Contoh", nama="Budi Contoh", **signer).heading
        == expected
    )


@pytest.mark.parametrize(
    "signer",
    [
        pytest.param({"dalam_kedudukan": Capacity.ATAS_NAMA}, id="a.n.-for-nobody"),
        pytest.param({"dalam_kedudukan": Capacity.UNTUK_BELIAU}, id="u.b.-for-nobody"),
        pytest.param(
            {"dalam_kedudukan": Capacity.PELAKSANA_TUGAS, "mewakili": "Camat"},
            id="plt-with-a.n.",
        ),
        pytest.param({"mewakili": "Camat"}, id="represents-without-capacity"),
        pytest.param(
            {"dalam_kedudukan": Capacity.UNTUK_BELIAU, "mewakili": "Wali Kota"},
            id="u.b.-without-the-one-between",
        ),
        pytest.param(
            {
                "dalam_kedudukan": Capacity.ATAS_NAMA,
                "mewakili": "Wali Kota",
                "melalui": "Camat",
            },
            id="a.n.-with-one-between",
        ),
        pytest.param({"melalui": "Camat"}, id="between-without-capacity"),
    ],
)
def test_only_an_and_ub_represent_another_office(signer):
    """Plt. and Plh. are not combined with a.n.; a.n. and u.b. name an office."""
    with pytest.raises(DefinitionError):
        Signatory(jabatan="Lurah Contoh", nama="Budi Contoh", **signer)


def test_rows_keep_their_order():
    """The rows of a person's data are printed in the order given."""
    rows = (("Nama", "Siti Aminah"), ("Agama", "Islam"))
    assert Facts(baris=rows).baris == rows


@pytest.mark.parametrize(
    ("signer", "footing"),
    [
        ({}, ()),
        ({"nip": "19800101 200501 1 901"}, ("NIP 19800101 200501 1 901",)),
        (
            {"nip": "19800101 200501 1 901", "pangkat": "Penata (III/c)"},
            ("Penata (III/c)", "NIP 19800101 200501 1 901"),
        ),
    ],
    ids=["regent", "nip", "rank-and-nip"],
)
def test_rank_and_nip_stand_under_the_name(signer, footing):
    """Heads of regions sign without them (Permendagri 1/2023 Pasal 44(3)-(5))."""
    made = Signatory(jabatan="Lurah Contoh", nama="Budi Contoh", **signer)
    assert made.footing == footing


@pytest.mark.parametrize(
    "tujuan", ["Yth. Camat Contoh", "yth Camat", "Kepada Camat", "KEPADA YTH. Camat"]
)
def test_the_greeting_is_the_letters_own(tujuan):
    """Badan Bahasa: "Yth." without "Kepada"; and nobody is greeted twice."""
    with pytest.raises(DefinitionError) as refused:
        letter(judul=None, hal="Undangan", tujuan=(tujuan,))
    assert refused.value.code == "letter_greeting"


HIDDEN = {
    "nul": "\0",
    "escape": "\x1b[31m",
    "tab": "\t",
    "right-to-left": "\u202e",
    "isolate": "\u2066",
    "left-to-right-mark": "\u200e",
    "zero-width-space": "\u200b",
    "zero-width-joiner": "\u200d",
    "byte-order-mark": "\ufeff",
    "soft-hyphen": "\u00ad",
    "private": "\ue000",
    "tag": "\U000e0041",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize(
    "place",
    [
        lambda text: letter(nomor=text),
        lambda text: letter(tempat=text),
        lambda text: letter(judul=text),
        lambda text: letter(tentang=text),
        lambda text: letter(isi=(text,)),
        lambda text: letter(isi=(Facts(baris=(("Nama", text),)),)),
        lambda text: letter(isi=(Facts(baris=((text, "x"),)),)),
        lambda text: letter(tembusan=(text,)),
        lambda text: letter(kop=Kop(baris=(text,), alamat="Jalan")),
        lambda text: letter(kop=Kop(baris=("Kota",), alamat=text)),
        lambda text: letter(kop=Kop(baris=("Kota",), alamat="Jalan", kontak=text)),
        lambda text: Signatory(jabatan="Lurah", nama=text),
        lambda text: letter(judul=None, hal="Undangan", tujuan=(text,)),
    ],
    ids=[
        "nomor",
        "tempat",
        "judul",
        "tentang",
        "isi",
        "value",
        "label",
        "tembusan",
        "kop",
        "alamat",
        "kontak",
        "nama",
        "tujuan",
    ],
)
def test_a_letter_holds_nothing_that_does_not_show(place, hidden):
    """What is read on paper is what is in the file, in that order."""
    with pytest.raises(DefinitionError) as refused:
        place(f"Siti{hidden}Aminah")
    assert refused.value.code == "letter_text"
    assert "Siti" not in str(refused.value)


def test_half_a_character_is_no_text():
    """A lone surrogate has no form in any file."""
    with pytest.raises(ValidationError):
        letter(nomor="470\ud800")


def test_letters_are_spelt_one_way():
    """Composed (NFC), whatever a keyboard sent; spaces around are not kept."""
    made = letter(tempat="  Me\u0301ntok ", isi=("Baris satu\r\nbaris dua",))
    assert made.tempat == "M\u00e9ntok"
    assert made.isi == ("Baris satu\nbaris dua",)


def test_a_line_has_no_line_end_and_a_paragraph_may():
    """A number, a name or an office stands on one line."""
    with pytest.raises(DefinitionError):
        letter(nomor="470\n1")
    assert letter(isi=("satu\ndua",)).isi == ("satu\ndua",)


@pytest.mark.parametrize(
    "changes",
    [
        {"nomor": ""},
        {"nomor": " "},
        {"nomor": "x" * 301},
        {"isi": ()},
        {"isi": ("x" * 10_001,)},
        {"tembusan": ("x",) * 31},
        {"tanggal": "besok"},
        {"warna": "merah"},
    ],
    ids=["empty", "blank", "long-line", "no-body", "long-text", "copies", "date", "x"],
)
def test_bounds(changes):
    """Empty, endless or unknown parts are refused without quoting them."""
    with pytest.raises(ValidationError) as refused:
        letter(**changes)
    assert "besok" not in str(refused.value)
    assert "merah" not in str(refused.value)


def test_the_head_of_correspondence_keeps_the_usual_order():
    """Nomor, Sifat, Lampiran, Hal; what is not stated is not printed."""
    made = letter(
        judul=None,
        hal="Undangan",
        sifat="Segera",
        lampiran="satu berkas",
        tujuan=("Camat Contoh",),
    )
    assert [label for label, _ in made.reference] == [
        "Nomor",
        "Sifat",
        "Lampiran",
        "Hal",
    ]
    short = letter(judul=None, hal="Undangan", tujuan=("Camat Contoh",))
    assert short.reference == (("Nomor", "470/1/KEL-CTH/2026"), ("Hal", "Undangan"))
