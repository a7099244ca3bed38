"""Scenario B: an income test, another agency's answer, a reasoned rejection.

The office waits for the social service (Dinsos): its own promise stands still
meanwhile, the statutory term does not. The rule is the agency's (local practice,
the figures are invented); the decision names the rule, its version and a digest of
what it looked at, so income and decile stay with the personal data. The applicant
objects within 21 working days (UU 30/2014 art. 77) and files again.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from pydantic import BaseModel, Field

from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Actor,
    MemoryStore,
    Objection,
    RequestDesk,
    ServiceDefinition,
)

POVERTY_LINE = 700_000  # rupiah for each person and month; invented
HIGHEST_DECILE = 4


class Permohonan(BaseModel):
    """The application (shortened)."""

    nama: str
    jumlah_tanggungan: int = Field(ge=0)
    penghasilan_bulanan: int = Field(ge=0)
    luas_lantai_m2: int
    keperluan: Literal["bpjs", "beasiswa", "bantuan_hukum", "rumah_sakit"]


definition = ServiceDefinition.from_mapping(
    {
        "id": "sktm",
        "title": "Surat Keterangan Tidak Mampu (CONTOH)",
        "prefix": "SKTM",
        "facts": {"reasoned": ["kasi_sosial"]},
        "workflow": {
            "initial": "diajukan",
            "branches": [
                {"name": "desil", "state": "diajukan", "roles": ["dinsos"],
                 "reasons": ["tidak_terdata"], "waits": "dinsos"},
            ],
            "transitions": [
                {"from": "diajukan", "action": "verifikasi", "to": "diverifikasi",
                 "roles": ["kasi_sosial"], "requires": ["branches", "reasoned"]},
                {"from": "diajukan", "action": "tolak", "to": "ditolak",
                 "roles": ["lurah"], "requires": ["reasoned"],
                 "reasons": ["tidak_memenuhi_kriteria", "tidak_terdata"]},
                {"from": "diverifikasi", "action": "issue", "to": "terbit",
                 "roles": ["lurah"], "not_by": ["verifikasi"]},
            ],
        },
        "terms": {
            "promise": {"length": 1, "pauses": ["applicant", "dinsos"]},
            "promise_urgent": {"length": 3, "unit": "working_hours",
                               "pauses": ["applicant", "dinsos"]},
            "statutory": {"length": 5, "source": "UU 30/2014 Pasal 53(2)"},
        },
    },
    form=Permohonan,
)  # fmt: skip


def judge(form: Permohonan, decile: int) -> dict[str, Any]:
    """The agency's rule: eligible by decile, or by income for each person."""
    each = form.penghasilan_bulanan // (form.jumlah_tanggungan + 1)
    tests = {
        "desil_paling_tinggi_4": decile <= HIGHEST_DECILE,
        "penghasilan_di_bawah_garis": each <= POVERTY_LINE,
    }
    looked_at = {**form.model_dump(), "desil": decile}
    return {
        "rule": "sktm-contoh",
        "version": 1,
        "inputs": sha256(json.dumps(looked_at, sort_keys=True).encode()).hexdigest(),
        "satisfied": [name for name, held in tests.items() if held],
        "failed": [name for name, held in tests.items() if not held],
    }


calendar = WorkCalendar.indonesia()
desk = RequestDesk(definition, store=MemoryStore(), calendar=calendar)
citizen = Actor.citizen("9971015708459003")
dinsos = Actor.system("dinsos-contoh", "dinsos")
kasi, lurah = Actor.officer("u-21", "kasi_sosial"), Actor.officer("u-22", "lurah")


def at(day: int, hour: int) -> datetime:
    """A time in April 2027, in the office's zone."""
    return datetime(2027, 4, day, hour, tzinfo=calendar.zone)


form = Permohonan(
    nama="Budi Contoh",
    jumlah_tanggungan=1,
    penghasilan_bulanan=3_400_000,
    luas_lantai_m2=21,
    keperluan="rumah_sakit",
)
ticket = desk.submit(form, by=citizen, at=at(1, 9)).ticket
for name, deadline in desk.get(ticket).deadlines(at=at(1, 10)).items():
    print(f"{name}: {deadline.due or 'berhenti, menunggu ' + str(deadline.paused_for)}")

desk.answer(ticket, "desil", "accepted", by=dinsos, at=at(2, 9), reference="DS-9-27")
urgent = desk.get(ticket).deadline("promise_urgent", at=at(2, 9))
print(f"Setelah jawaban Dinsos, janji mendesak sampai {urgent.due_at:%d %B %H.%M}")

reasons = judge(form, decile=6)
digest = sha256(json.dumps(reasons, sort_keys=True).encode()).hexdigest()
desk.record(ticket, "reasoned", by=kasi, at=at(2, 10), reference=digest)
note = f"Tidak terpenuhi: {', '.join(map(str, reasons['failed']))}"
desk.act(ticket, "tolak", by=lurah, at=at(2, 13), note=note,
         reason="tidak_memenuhi_kriteria")  # fmt: skip
print("Keputusan:", desk.get(ticket).state, "-", reasons["failed"])

objection = Objection.file(announced=at(2, 13).date(), on=at(20, 9).date(),
                           calendar=calendar)  # fmt: skip
print("Keberatan diputus paling lambat", objection.due(calendar))
silent = objection.granted_by_silence(as_of=at(30, 9).date(), calendar=calendar)
print("Dikabulkan karena diam?", "ya" if silent else "belum")

again = desk.submit(form.model_copy(update={"jumlah_tanggungan": 4}), by=citizen,
                    at=at(21, 9), links={"mengulang": ticket}).ticket  # fmt: skip
assert desk.get(again).inner.links == {"mengulang": ticket.key}
exported = "".join(str(entry) for entry in desk.timeline(ticket))
assert "3400000" not in exported
assert "Budi" not in exported
print("Penghasilan dan desil tidak ada dalam riwayat.")
