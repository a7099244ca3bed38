"""Scenario C: certificates of digital competence for a cohort of forty.

One request of the training unit, one part for each participant; whoever does not
meet the agency's thresholds (invented here) gets none, and the others do. The head
reserves, signs and issues all that passed in one round. Each certificate is a
signed envelope in the shape of an Open Badge; the personnel office sums the lesson
hours of the year and drops what was revoked. PP 11/2017
art. 203 asks for at least 20 hours a year of every PNS (later amendments were not
read); of a PPPK it is the other way round: at most 24 in a year of the contract (PP
49/2018 art. 40).
"""

import json
from datetime import datetime
from types import SimpleNamespace

from pydantic import BaseModel

from egovkit.l10n import WorkCalendar
from egovkit.services import Actor, MemoryStore, RequestDesk, ServiceDefinition
from egovkit.signatures import SigningKey, sign, verify


class Peserta(BaseModel):
    """A participant."""

    nip: str
    jp: int
    kehadiran_persen: int
    nilai: int


definition = ServiceDefinition.from_mapping(
    {
        "id": "sertifikat",
        "title": "Sertifikat Kompetensi Digital (CONTOH)",
        "prefix": "SERT",
        "facts": {"memenuhi": ["penjamin_mutu"]},
        "workflow": {
            "initial": "diusulkan",
            "transitions": [
                {"from": "diusulkan", "action": "setujui", "to": "disetujui",
                 "roles": ["penjamin_mutu"], "requires": ["memenuhi"]},
                {"from": "diusulkan", "action": "tolak", "to": "ditolak",
                 "roles": ["penjamin_mutu"], "reasons": ["kehadiran", "nilai"]},
                {"from": "diusulkan", "action": "tutup", "to": "selesai",
                 "roles": ["penyelenggara"], "requires": ["subrequests"]},
                {"from": "disetujui", "action": "issue", "to": "terbit",
                 "roles": ["kepala_pusat"], "not_by": ["setujui"]},
            ],
        },
        "terms": {"promise": {"length": 5}},
        "number": {"register": "sertifikat", "template": "{urut:04}/DIG/{tahun}"},
    }
)  # fmt: skip

LEAST_ATTENDANCE, LEAST_SCORE = 85, 70  # the agency's, invented
HOURS_A_YEAR = 20
ABSENT, WEAK = 7, 12  # two participants who will not pass

calendar = WorkCalendar.indonesia()
desk = RequestDesk(definition, store=MemoryStore(), calendar=calendar)
unit = Actor.officer("lan-1", "penyelenggara")
quality = Actor.officer("lan-2", "penjamin_mutu")
head = Actor.officer("lan-3", "kepala_pusat")
key = SigningKey.generate("Ed25519", use="approval")
now = datetime(2027, 4, 1, 9, tzinfo=calendar.zone)

# Synthetic NIPs: 1 January 1990, appointed in 2015, serials 900 to 939.
cohort = [
    Peserta(
        nip=f"199001012015011{900 + n}",
        jp=24,
        kehadiran_persen=80 if n == ABSENT else 95,
        nilai=65 if n == WEAK else 82,
    )
    for n in range(40)
]
batch = desk.submit({"angkatan": "2027-1"}, by=unit, at=now).ticket


def failing(person: Peserta) -> str | None:
    """Which of the agency's thresholds is missed, if one is."""
    if person.kehadiran_persen < LEAST_ATTENDANCE:
        return "kehadiran"
    return "nilai" if person.nilai < LEAST_SCORE else None


def badge(person: Peserta, number: str | None) -> bytes:
    """The certificate, in the shape of an Open Badge 3.0 achievement."""
    achievement = {
        "type": "Achievement",
        "name": "Kompetensi digital (CONTOH)",
        "creditsAvailable": person.jp,
        "alignment": [{"targetCode": "LITERASI-DIGITAL"}],
    }
    subject = {"type": "AchievementSubject", "identifier": person.nip}
    whole = {"id": number, "credentialSubject": {**subject, "achievement": achievement}}
    return json.dumps(whole).encode()


passed: dict[str, Peserta] = {}
refused: dict[str, int] = {}
for person in cohort:
    part = desk.submit(person, by=unit, at=now, parent=batch,
                       idempotency_key=f"2027-1/{person.nip}").ticket  # fmt: skip
    reason = failing(person)
    if reason:
        desk.act(part, "tolak", by=quality, reason=reason, at=now)
        refused[reason] = refused.get(reason, 0) + 1
        continue
    desk.record(part, "memenuhi", by=quality, at=now)
    desk.act(part, "setujui", by=quality, at=now)
    passed[part] = person

# One round: numbers for all, signatures outside any transaction, then all at once.
reserved = desk.reserve_many(passed, by=head, at=now)
sealed, issued = [], {}  # issued: ticket → NIP, envelope
for draft in reserved.done:
    person = passed[draft.ticket]
    content = badge(person, draft.number)
    envelope = str(sign(content, key=key, purpose="approval", at=now))
    sealed.append((draft, SimpleNamespace(token=envelope.encode())))
    issued[draft.ticket] = (person.nip, envelope)
outcome = desk.issue_many(sealed, by=head, at=now)
assert desk.issue_many(sealed, by=head, at=now) == outcome  # again: the same answer
print("Ditolak saat penerbitan:", len(reserved.refused) + len(outcome.refused))

# The same participant again gives the same part, not a second certificate.
repeated = desk.submit(cohort[0], by=unit, at=now, parent=batch,
                       idempotency_key=f"2027-1/{cohort[0].nip}").ticket  # fmt: skip
assert repeated in issued
desk.act(batch, "tutup", by=unit, at=now)
print(f"Terbit {len(issued)}, ditolak {refused}, induk {desk.get(batch).state}")
print("Nomor terakhir:", desk.numbers("sertifikat", 2027)[-1][1])

# The personnel office: verify, sum the hours, drop what was revoked.
withdrawn = next(iter(issued))
desk.revoke(withdrawn, reason="issued_in_error", by=head, at=now)
hours: dict[str, int] = {}
for ticket, (nip, envelope) in issued.items():
    report = verify(envelope, trust=key.public, purpose="approval", at=now)
    content = json.loads(report.require(bytes))
    if desk.get(ticket).document == "issued":
        achievement = content["credentialSubject"]["achievement"]
        hours[nip] = hours.get(nip, 0) + achievement["creditsAvailable"]
print(f"{len(hours)} pegawai dengan paling sedikit 20 JP:",
      sum(jp >= HOURS_A_YEAR for jp in hours.values()))  # fmt: skip
assert issued[withdrawn][0] not in hours
