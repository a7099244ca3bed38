"""Scenario B: an income test, another agency's answer, a reasoned rejection.

The office waits for the social service (Dinsos): its own promise stands still
meanwhile, the statutory term does not. The rule is the agency's (local practice,
the figures are invented); the decision names the rule, its version and what it
looked at. It stays with the personal data: the history holds its digest, from which
nobody can guess an income. The applicant has the decision, can show that it is the
one that was taken, objects within 21 working days (UU 30/2014 art. 77) and files again.
"""

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from egovkit.l10n import WorkCalendar
from egovkit.services import (
    Actor,
    MemoryStore,
    Objection,
    ReasonedDecision,
    RequestDesk,
    RuleTest,
    ServiceDefinition,
)

POVERTY_LINE = 700_000  # rupiah for each person and month; invented
HIGHEST_DECILE = 4
LEAST_FLOOR = 8  # square metres for each person: an indicator, decides nothing


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
        "facts": {"memenuhi": ["kasi_sosial"]},
        "workflow": {
            "initial": "diajukan",
            "branches": [
                {"name": "desil", "state": "diajukan", "roles": ["dinsos"],
                 "reasons": ["tidak_terdata"], "waits": "dinsos"},
            ],
            "transitions": [
                {"from": "diajukan", "action": "verifikasi", "to": "diverifikasi",
                 "roles": ["kasi_sosial"], "requires": ["branches", "memenuhi"]},
                {"from": "diajukan", "action": "tolak", "to": "ditolak",
                 "roles": ["lurah"], "reasoned": True,
                 "reasons": ["tidak_memenuhi_kriteria", "tidak_terdata"]},
                {"from": "diverifikasi", "action": "issue", "to": "terbit",
                 "roles": ["lurah"], "not_by": ["verifikasi"]},
            ],
        },
        "terms": {
            "promise": {"length": 1, "pauses": ["applicant", "dinsos"]},
            "promise_urgent": {"length": 3, "unit": "working_hours",
                               "pauses": ["applicant", "dinsos"]},
            "statutory": {"length": 5, "source": "UU 30/2014 Ps. 53(2) jo. UU 6/2023"},
        },
    },
    form=Permohonan,
)  # fmt: skip


def judge(form: Permohonan, decile: int) -> RuleTest:
    """The agency's rule: eligible by decile, or by income for each person."""
    each = form.penghasilan_bulanan // (form.jumlah_tanggungan + 1)
    tests = {
        "desil_paling_tinggi_4": decile <= HIGHEST_DECILE,
        "penghasilan_di_bawah_garis": each <= POVERTY_LINE,
        "lantai_kurang_dari_8_m2": form.luas_lantai_m2
        < LEAST_FLOOR * (form.jumlah_tanggungan + 1),
    }
    return RuleTest.of("sktm_contoh", 1, {"desil": decile, "per_orang": each}, tests)


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

found = judge(form, decile=6)
why, when = "tidak_memenuhi_kriteria", at(2, 13)
refusal = desk.check(ticket, "tolak", by=lurah, at=when, reason=why)
print("Tanpa alasan:", refusal and refusal.sentence())
decision = ReasonedDecision(
    pertimbangan=(
        "bahwa desil kesejahteraan pemohon di atas 4",
        "bahwa penghasilan per orang di atas garis kemiskinan setempat",
    ),
    dasar_hukum=("Perwali Contoh 9/2025 Pasal 4",),
    diktum=(
        "Permohonan ditolak.",
        "Pemohon dapat mengajukan keberatan dalam 21 hari kerja sejak diumumkan.",
    ),
    tests=(found,),
)
desk.act(ticket, "tolak", by=lurah, at=when, reason=why, decision=decision)
print("Keputusan:", desk.get(ticket).state, "-", ", ".join(found.failed))
print(decision.to_text())

objection = Objection.file(announced=at(2, 13).date(), on=at(20, 9).date(),
                           calendar=calendar)  # fmt: skip
print("Keberatan diputus paling lambat", objection.due(calendar))
silent = objection.granted_by_silence(as_of=at(30, 9).date(), calendar=calendar)
print("Dikabulkan karena diam?", "ya" if silent else "belum")

again = desk.submit(form.model_copy(update={"jumlah_tanggungan": 4}), by=citizen,
                    at=at(21, 9), links={"mengulang": ticket}).ticket  # fmt: skip
assert desk.get(again).links["mengulang"].key == ticket.key
# The applicant's copy is the decision that was taken; the history tells none of it.
assert desk.timeline(ticket)[-1].decision == decision.digest
desk.export("riwayat.jsonl")
exported = Path("riwayat.jsonl").read_text("utf-8")
for private in ("3400000", "1700000", "Budi", "desil_paling", decision.salt):
    assert private not in exported
print("Penghasilan dan desil tidak ada dalam riwayat.")
