"""A letter, two officers and a time: what the PDF tests share."""

from datetime import UTC, date, datetime

from egovkit.documents import Facts, Kop, OfficialLetter, Signatory
from egovkit.documents.pdf import add_fields, sign_pdf, to_pdf
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
AUTHORITY = TestAuthority()
HEAD = AUTHORITY.officer("Lurah Contoh")
CLERK = AUTHORITY.officer("Kasi Contoh")


def letter(**changes):
    """A titled letter, with changes."""
    return OfficialLetter(
        **{
            "kop": Kop(baris=("Pemerintah Kota Contoh",), alamat="Jalan Contoh 1"),
            "judul": "Surat Keterangan Usaha",
            "nomor": "500/9001/KEL-CTH/2026",
            "tempat": "Kota Contoh",
            "tanggal": date(2026, 11, 24),
            "isi": ("Menerangkan bahwa:", Facts(baris=(("Nama", "Siti Aminah"),))),
            "penandatangan": Signatory(jabatan="Lurah Contoh", nama="Budi Contoh"),
        }
        | changes
    )


def prepared():
    """The letter with two empty fields."""
    return add_fields(to_pdf(letter()), ["Paraf", "Tanda Tangan"])


def signed(pdf, officer=HEAD, **more):
    """Signed by an officer at the case's time."""
    return sign_pdf(
        pdf,
        key=officer.key,
        certificate=officer.certificate,
        chain=officer.chain,
        at=AT,
        **more,
    )


def revocation():
    """The lists of both authorities, made at the case's time."""
    return AUTHORITY.revocation(at=AT)
