"""Scenario D: a café's licence, decided by four agencies side by side.

The office's clock runs while the others decide; the join is "all accepted" or the
first rejection. A clarification is a pause with a reason and keeps the days that
were used (it does not start the term again, as is complained of in practice). The
retribution depends on the floor area; paying is an event from outside. All
figures are invented; the terms from 22 February 2027 are those of the calendar.
"""

from datetime import datetime

from pydantic import BaseModel

from egovkit.errors import Refused
from egovkit.l10n import WorkCalendar, format_rupiah
from egovkit.services import Actor, MemoryStore, RequestDesk, ServiceDefinition

AGENCIES = {
    "kkpr": ("atr_bpn", 25),
    "lingkungan": ("dlh", 14),
    "kebakaran": ("damkar", 5),
    "bangunan": ("pupr", 28),
}


class Permohonan(BaseModel):
    """The application (shortened)."""

    nama_usaha: str
    luas_m2: int


definition = ServiceDefinition.from_mapping(
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
            "waiting": {"klarifikasi": "applicant"},
            "branches": [
                {"name": name, "state": "dinilai", "roles": [role],
                 "reasons": ["tata_ruang", "dokumen", "keselamatan"]}
                for name, (role, _) in AGENCIES.items()
            ],
            "transitions": [
                {"from": "diterima", "action": "nilai", "to": "dinilai",
                 "roles": ["dpmptsp"]},
                {"from": "dinilai", "action": "minta_klarifikasi", "to": "klarifikasi",
                 "roles": ["dpmptsp"], "reasons": ["gambar_denah", "akta"]},
                {"from": "klarifikasi", "action": "jawab", "to": "ditinjau",
                 "roles": ["applicant"]},
                {"from": "ditinjau", "action": "issue", "to": "terbit",
                 "roles": ["kepala"], "requires": ["branches", "fee"]},
                {"from": "ditinjau", "action": "tolak", "to": "ditolak",
                 "roles": ["kepala"], "requires": ["rejection"]},
                {"from": "dinilai", "action": "tinjau", "to": "ditinjau",
                 "roles": ["dpmptsp"]},
            ],
        },
        "terms": {"statutory": {"length": 40, "source": "contoh", "starts": "nilai"}},
        "number": {"register": "izin", "template": "{urut:03}/IU/{tahun}"},
    },
    form=Permohonan,
)  # fmt: skip

calendar = WorkCalendar.indonesia()
desk = RequestDesk(definition, store=MemoryStore(), calendar=calendar)
owner = Actor.citizen("9971015708459004")
office, head = Actor.officer("p-1", "dpmptsp"), Actor.officer("p-2", "kepala")
bank = Actor.system("bank-contoh", "bank")
agency = {role: Actor.officer(f"{role}:1", role) for role, _ in AGENCIES.values()}


def at(month: int, day: int, hour: int = 9) -> datetime:
    """A time in 2027, in the office's zone."""
    return datetime(2027, month, day, hour, tzinfo=calendar.zone)


start = at(2, 22)
for name, (role, days) in AGENCIES.items():
    due = calendar.add_working_days(start.date(), days)
    print(f"{name} ({role}): {days} hari kerja, sampai {due}")

ticket = desk.submit(
    Permohonan(nama_usaha="Kafe Contoh", luas_m2=120), by=owner, at=start
).ticket
desk.act(ticket, "nilai", by=office, at=start)
print("Retribusi:", format_rupiah(desk.get(ticket).fee))
print("Batas waktu induk:", desk.get(ticket).deadline(at=start).due)

for name, (role, _) in AGENCIES.items():
    desk.answer(ticket, name, "accepted", by=agency[role], at=at(3, 1))
desk.act(ticket, "minta_klarifikasi", by=office, reason="gambar_denah", at=at(3, 2))
print(desk.get(ticket).deadline(at=at(3, 4)).explain().splitlines()[0])
desk.act(ticket, "jawab", by=owner, at=at(3, 4))
print("Setelah klarifikasi dua hari:", desk.get(ticket).deadline(at=at(3, 4)).due)

try:
    desk.reserve(ticket, by=head, at=at(3, 5))
except Refused as refused:
    print("Belum:", refused.sentence())
desk.record(ticket, "paid", by=bank, at=at(3, 5), reference="TRX-9001")
draft = desk.reserve(ticket, by=head, at=at(3, 5))
print("Nomor dicadangkan:", draft.number)
desk.void(draft, reason="typesetting_failed", by=head, at=at(3, 5))
print("Register:", desk.numbers("izin", 2027))

second = desk.submit(
    Permohonan(nama_usaha="Kafe Lain", luas_m2=40), by=owner, at=start
).ticket
desk.act(second, "nilai", by=office, at=start)
desk.answer(second, "kkpr", "rejected", by=agency["atr_bpn"], at=at(3, 1),
            reason="tata_ruang")  # fmt: skip
desk.act(second, "tinjau", by=office, at=at(3, 1))
desk.act(second, "tolak", by=head, at=at(3, 2))
print("Permohonan kedua:", desk.get(second).state)
