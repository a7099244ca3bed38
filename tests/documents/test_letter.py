"""Forms of an official letter (Permendagri 1/2023 Pasal 14 and 44)."""

from datetime import date

import pytest

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
    """a.n. names the giver's office first; Plt. and Plh. prefix the signer's own."""
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
