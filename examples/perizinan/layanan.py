"""The services of a licence: the whole, and one part for each agency.

All figures are invented.
"""

from typing import Literal

from pydantic import BaseModel

from egovkit.qr import SealedDocument, sealed
from egovkit.services import Catalogue, ServiceDefinition

__all__ = ["AGENCIES", "ANSWERS", "Licence", "Permohonan", "catalogue"]

AGENCIES = {  # part: its agency, working days
    "kkpr": ("atr_bpn", 25),
    "lingkungan": ("dlh", 14),
    "kebakaran": ("damkar", 5),
    "bangunan": ("pupr", 28),
}
REASONS = ["tata_ruang", "dokumen", "keselamatan"]
ANSWERS: dict[str, Literal["accepted", "rejected"]] = {
    "disetujui": "accepted",
    "ditolak": "rejected",
}


class Permohonan(BaseModel):
    """The application (shortened)."""

    nama_usaha: str
    luas_m2: int


def part_of(name: str, role: str, days: int) -> ServiceDefinition:
    """The service of one agency: asks the owner once at most, then decides."""
    decide = [
        {"from": state, "action": action, "to": end, "roles": [role], **more}
        for state in ("dinilai", "dinilai_lagi")
        for action, end, more in [
            ("setujui", "disetujui", {}),
            ("tolak", "ditolak", {"reasons": REASONS}),
            ("hentikan", "dihentikan", {"roles": ["dpmptsp"]}),
        ]
    ]
    return ServiceDefinition.from_mapping(
        {
            "id": name,
            "title": f"Penilaian {name} (CONTOH)",
            "workflow": {
                "initial": "dinilai",
                "waiting": {"klarifikasi": "applicant"},
                "transitions": [
                    {"from": "dinilai", "action": "minta_klarifikasi",
                     "to": "klarifikasi", "roles": [role],
                     "reasons": ["gambar_denah", "akta"]},
                    {"from": "klarifikasi", "action": "jawab", "to": "dinilai_lagi",
                     "roles": ["applicant"]},
                    *decide,
                ],
            },
            "terms": {"statutory": {"length": days, "source": "contoh"}},
        },
        form=Permohonan,
    )  # fmt: skip


licence = ServiceDefinition.from_mapping(
    {
        "id": "izin_kafe",
        "title": "Izin Usaha Kafe (CONTOH)",
        "agency": "DPMPTSP Kota Contoh",
        "prefix": "KAFE",
        "facts": {"paid": ["bank"]},
        "fee": {"field": "luas_m2", "source": "Perda Contoh 9/2025", "brackets": [
            {"up_to": 50, "base": 250_000}, {"base": 150_000, "rate": 2_500}]},
        "workflow": {
            "initial": "diterima",
            "branches": [
                {"name": name, "state": "dinilai", "roles": ["penghubung"],
                 "reasons": REASONS}
                for name in AGENCIES
            ],
            "transitions": [
                {"from": "diterima", "action": "teruskan", "to": "dinilai",
                 "roles": ["dpmptsp"]},
                {"from": "dinilai", "action": "issue", "to": "terbit",
                 "roles": ["kepala"], "requires": ["branches", "subrequests", "fee"]},
                {"from": "dinilai", "action": "tolak", "to": "ditolak",
                 "roles": ["kepala"], "requires": ["rejection"]},
            ],
        },
        "terms": {
            "statutory": {"length": 40, "source": "contoh", "starts": "teruskan"},
        },
        "number": {"register": "izin", "template": "{urut:03}/IU/{tahun}"},
    },
    form=Permohonan,
)  # fmt: skip


class Licence(
    SealedDocument,
    registry="kota-contoh",
    profile=4,
    labels={"id": "Izin Usaha Kafe", "en": "Café Licence"},
):
    """What the code on the licence states (shortened)."""

    number: str = sealed(id="Nomor", en="Number")


parts = [part_of(name, *agency) for name, agency in AGENCIES.items()]
catalogue = Catalogue([licence, *parts])
