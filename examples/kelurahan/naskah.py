"""The letter of `surat_domisili.py`: what its seal states, and how it is printed."""

from datetime import date
from enum import IntEnum

from egovkit.documents import Facts, OfficialLetter, to_html
from egovkit.identity import NIK
from egovkit.l10n import format_date
from egovkit.qr import Seal, SealedDocument, sealed
from kelurahan.berkas import Instansi, Permohonan


class Keperluan(IntEnum):
    """What the letter is for; the numbers are what the seal carries."""

    SEKOLAH = 1
    KESEHATAN = 2
    PEKERJAAN = 3


class SuratDomisili(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat Keterangan Domisili", "en": "Letter of Domicile"},
):
    """The facts that anybody can check from the code alone."""

    nomor: str = sealed(id="Nomor", en="Number")
    nama: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK")  # masked in the seal
    keperluan: Keperluan = sealed(id="Keperluan", en="Purpose")
    berlaku_sampai: date = sealed(id="Berlaku sampai", en="Valid until")


def letter_for(form: Permohonan, *, number: str, until: date) -> SuratDomisili:
    """What is sealed of an application."""
    return SuratDomisili(
        nomor=number,
        nama=form.pemohon.name,
        nik=form.pemohon.nik,
        keperluan=Keperluan[form.keperluan.upper()],
        berlaku_sampai=until,
    )


def typeset(
    letter: SuratDomisili, seal: Seal, form: Permohonan, office: Instansi, *, day: date
) -> str:
    """The letter as the agency prints it, with the NIK in full for its owner."""
    citizen, signer = form.pemohon, office.penandatangan
    rows = {
        "Nama": citizen.name,
        "NIK": citizen.nik.formatted(),
        "Tempat lahir": citizen.birth_place,
        "Tanggal lahir": format_date(citizen.birth_date, "long"),
        "Alamat": form.alamat,
        "Keperluan": letter.keperluan.name.capitalize(),
        "Berlaku sampai": format_date(letter.berlaku_sampai, "long"),
    }
    page = OfficialLetter(
        kop=office.kop,
        judul="Surat Keterangan Domisili",
        nomor=letter.nomor,
        tempat=office.tempat,
        tanggal=day,
        isi=(
            f"Yang bertanda tangan di bawah ini, {signer.jabatan}, menerangkan bahwa:",
            Facts(baris=tuple(rows.items())),
            "benar berdomisili di alamat tersebut menurut catatan kami.",
            "Surat ini dibuat untuk dipergunakan sebagaimana mestinya.",
        ),
        penandatangan=signer,
        contoh=True,
    )
    return to_html(page, seal=seal, host=seal.host)
