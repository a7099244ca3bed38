"""The letter of `surat_domisili.py`: what its seal states, and how it is printed."""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from typing import Any

from egovkit.documents import Facts, Kop, OfficialLetter, Signatory, to_html
from egovkit.identity import NIK, Citizen
from egovkit.l10n import format_date
from egovkit.qr import Seal, SealedDocument, sealed


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


def typeset(  # noqa: PLR0913 - what is printed comes from that many places
    letter: SuratDomisili,
    seal: Seal,
    *,
    citizen: Citizen,
    address: str,
    office: Mapping[str, Any],
    day: date,
) -> str:
    """The letter as the agency prints it, with the NIK in full for its owner."""
    rows = {
        "Nama": citizen.name,
        "NIK": citizen.nik.formatted(),
        "Tempat lahir": citizen.birth_place,
        "Tanggal lahir": format_date(citizen.birth_date, "long"),
        "Alamat": address,
        "Keperluan": letter.keperluan.name.capitalize(),
        "Berlaku sampai": format_date(letter.berlaku_sampai, "long"),
    }
    signer = Signatory(**office["penandatangan"])
    page = OfficialLetter(
        kop=Kop(**office["kop"]),
        judul="Surat Keterangan Domisili",
        nomor=letter.nomor,
        tempat=office["tempat"],
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
