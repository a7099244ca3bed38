"""Scenario A: a letter of domicile is returned once, and its clock keeps count.

Five working days from complete receipt (UU 30/2014 art. 53(2) as amended by UU
6/2023; before, it was ten). Complete on Friday 5 March 2027, before Nyepi and
Idulfitri; returned because the Kartu Keluarga is blurred; handed in again two days
later; signed, and the survey asked for. A surat keterangan domisili is local
practice, not a population document.
"""

from datetime import datetime

from pydantic import BaseModel

from egovkit.l10n import WorkCalendar, format_date
from egovkit.qr import SealedDocument, Sealer, sealed
from egovkit.services import (
    Actor,
    Attachment,
    MemoryStore,
    RequestDesk,
    ServiceDefinition,
    survey_index,
    verify_history,
)
from egovkit.testing import TestAuthority


class Permohonan(BaseModel):
    """What the citizen fills in (shortened)."""

    nama: str
    nik: str
    alamat_domisili: str
    keperluan: str


class DomicileLetter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat Keterangan Domisili", "en": "Letter of Domicile"},
):
    """What the code on the letter states (shortened)."""

    number: str = sealed(id="Nomor", en="Number")


key = TestAuthority().issuer_key("kelurahan-contoh", documents=[DomicileLetter])
sealer = Sealer(key=key, issuer="kelurahan-contoh", url="https://v.contoh.example/s")

definition = ServiceDefinition.from_mapping(
    {
        "id": "domisili",
        "title": "Surat Keterangan Domisili (CONTOH)",
        "agency": "Kelurahan Contoh",
        "prefix": "DOM",
        "workflow": {
            "initial": "diajukan",
            "waiting": {"dikembalikan": "applicant"},
            "labels": {"paraf_kasi": {"id": "Paraf Kepala Seksi"}},
            "transitions": [
                {"from": "diajukan", "action": "periksa", "to": "diperiksa",
                 "roles": ["petugas_loket"], "requires": ["documents"]},
                {"from": "diajukan", "action": "kembalikan", "to": "dikembalikan",
                 "roles": ["petugas_loket"],
                 "reasons": ["kk_buram", "alamat_berbeda"]},
                {"from": "dikembalikan", "action": "ajukan_lagi", "to": "diajukan",
                 "roles": ["applicant"], "amends": True},
                {"from": "diperiksa", "action": "paraf_kasi", "to": "diparaf_kasi",
                 "roles": ["kasi"], "not_by": ["periksa"]},
                {"from": "diparaf_kasi", "action": "paraf_seklur", "to": "diparaf",
                 "roles": ["seklur"]},
                {"from": "diparaf", "action": "issue", "to": "terbit",
                 "roles": ["lurah"], "not_by": ["periksa"],
                 "delegable": ["a.n.", "Plt.", "Plh."]},
            ],
        },
        "labels": {"kasi": {"id": "Kepala Seksi Pemerintahan"}},
        "requirements": [
            {"name": "pengantar_rt", "title": "Pengantar RT/RW", "max_age_days": 30},
            {"name": "kk", "title": "Kartu Keluarga"},
        ],
        "terms": {
            "statutory": {"length": 5, "source": "UU 30/2014 Ps. 53(2) jo. UU 6/2023"},
            "promise": {"length": 1, "source": "standar pelayanan (contoh)"},
        },
        "fee": {"amount": 0},
        "output": {"title": "Surat Keterangan Domisili", "profile": 1},
        "number": {
            "register": "surat",
            "template": "{klasifikasi}/{urut}/{unit}/{bulan:romawi}/{tahun}",
            "slots": {"klasifikasi": "400.12", "unit": "KEL-CTH"},
        },
    },
    form=Permohonan,
)  # fmt: skip

calendar = WorkCalendar.indonesia()
desk = RequestDesk(definition, store=MemoryStore(), calendar=calendar)
citizen = Actor.citizen("9971015708459002")
loket, kasi = Actor.officer("u-11", "petugas_loket"), Actor.officer("u-12", "kasi")
seklur, lurah = Actor.officer("u-13", "seklur"), Actor.officer("u-14", "lurah")
rangkap = Actor.officer("u-11", "petugas_loket", "kasi")  # the same person as loket


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in March 2027, in the office's zone."""
    return datetime(2027, 3, day, hour, minute, tzinfo=calendar.zone)


form = Permohonan(
    nama="Siti Aminah",
    nik="9971015708459002",
    alamat_domisili="Jalan Contoh 9",
    keperluan="sekolah",
)
files = [
    Attachment.of("pengantar_rt", b"pindaian 1", "image/png", dated=at(2, 8).date()),
    Attachment.of("kk", b"pindaian 2", "image/png"),
]
ticket = desk.submit(form, by=citizen, at=at(5, 14, 10), attachments=files).ticket
due = desk.get(ticket).deadline(at=at(5, 15)).due
print(f"Diterima lengkap 5 Maret 2027, batas waktu {due}")

desk.act(ticket, "kembalikan", by=loket, reason="kk_buram", at=at(16, 10))
print(desk.get(ticket).deadline(at=at(17, 9)).explain().splitlines()[0])

clear = [Attachment.of("kk", b"pindaian yang jelas", "image/png")]
desk.act(ticket, "ajukan_lagi", by=citizen, at=at(18, 20), attachments=clear)
deadline = desk.get(ticket).deadline(at=at(18, 20))
print(f"Diajukan lagi 18 Maret, batas waktu {deadline.due}")

desk.act(ticket, "periksa", by=loket, at=at(19, 8))
tries = [("paraf_kasi", loket), ("paraf_kasi", rangkap), ("issue", lurah)]
for action, by in tries:
    refusal = desk.check(ticket, action, by=by, at=at(19, 9))
    print(f"Ditolak ({refusal.code}): {refusal.sentence()}" if refusal else "Boleh")
desk.act(ticket, "paraf_kasi", by=kasi, at=at(19, 9))
desk.act(ticket, "paraf_seklur", by=seklur, at=at(19, 10))
draft = desk.reserve(ticket, by=lurah, at=at(19, 11))
letter = DomicileLetter(number=str(draft.number))
until = at(19, 11).replace(month=9)  # six months, the office's own rule
seal = sealer.seal(letter, at=at(19, 11), expires=until)
desk.issue(draft, seal=seal, by=lurah, at=at(19, 11))
print(f"Terbit dengan nomor {draft.number}, berlaku sampai {format_date(until.date())}")

index = survey_index([(4, 4, 3, 4, 4, 4, 4, 4, 3), (4, 3, 4, 4, 4, 4, 4, 4, 4)])
print(f"SKM dari dua responden: {index.index} ({index.grade})")
desk.export("riwayat.jsonl")
print(verify_history("riwayat.jsonl").explain())
