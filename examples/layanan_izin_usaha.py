"""Scenario D: a café's licence; four agencies decide side by side, each on its clock.

The licensing office files one part for each agency. A part is a request of its own:
with its officers, its term in working days and its one clarification, which stops
that agency's clock and nobody else's, and keeps the days that were used (it does not
start the term again, as is complained of in practice). What an agency decides on its
part is carried to the whole as an answer; the join is "all accepted" or the first
rejection. The retribution depends on the floor area; paying is an event from outside.
All figures are invented; the dates from 22 February 2027 are those of the calendar.
"""

from datetime import date, datetime

from perizinan.layanan import AGENCIES, ANSWERS, Licence, Permohonan, catalogue

from egovkit.errors import Refused
from egovkit.l10n import WorkCalendar, format_rupiah
from egovkit.qr import Sealer
from egovkit.services import (
    Actor,
    MemoryStore,
    Message,
    Outbox,
    RequestDesk,
)
from egovkit.testing import TestAuthority

TOLD = {"branch_not_requested", "closed"}  # a message came twice, or too late

key = TestAuthority().issuer_key("dpmptsp-contoh", documents=[Licence])
sealer = Sealer(key=key, issuer="dpmptsp-contoh", url="https://v.contoh.example/s")
calendar = WorkCalendar.indonesia()
store = MemoryStore()
desk = RequestDesk(catalogue, store=store, calendar=calendar)
outbox = Outbox(store)
owner = Actor.citizen("9971015708459004")
office, head = Actor.officer("p-1", "dpmptsp"), Actor.officer("p-2", "kepala")
bank = Actor.system("bank-contoh", "bank")
portal = Actor.system("portal-contoh", "penghubung")
agency = {
    name: Actor.officer(f"{role}:1", role) for name, (role, _) in AGENCIES.items()
}


def at(month: int, day: int, hour: int = 9) -> datetime:
    """A time in 2027, in the office's zone."""
    return datetime(2027, month, day, hour, tzinfo=calendar.zone)


def forward(form: Permohonan, when: datetime) -> tuple[str, dict[str, str]]:
    """File the whole, ask the agencies, file a part for each; gives the tickets."""
    whole = desk.submit(form, service="izin_kafe", by=owner, at=when).ticket
    desk.act(whole, "teruskan", by=office, at=when)
    return whole, {
        name: desk.submit(form, service=name, by=office, applicant=owner, parent=whole,
                          at=when, idempotency_key=f"{whole}/{name}").ticket
        for name in AGENCIES
    }  # fmt: skip


def carry(when: datetime) -> None:
    """Send what happened: the decision on a part answers the branch of its name."""

    def send(message: Message) -> str:
        part = desk.get(message.ticket)
        event = desk.timeline(message.ticket)[message.seq - 1]
        if part.parent and event.state in ANSWERS:
            try:
                desk.answer(
                    part.parent,
                    part.definition.id,
                    ANSWERS[event.state],
                    reason=event.reason or None,
                    reference=part.ticket,
                    by=portal,
                    at=when,
                )
            except Refused as refused:
                if refused.code not in TOLD:
                    raise
        return "delivered"

    while outbox.run(send, at=when):
        pass


def decided(
    name: str, part: str, action: str, when: datetime, reason: str | None = None
) -> None:
    """An agency decides; the portal tells the whole."""
    desk.act(part, action, by=agency[name], at=when, reason=reason)
    carry(when)


start = at(2, 22)
ticket, part = forward(Permohonan(nama_usaha="Kafe Contoh", luas_m2=120), start)
for name, (role, days) in AGENCIES.items():
    due = desk.get(part[name]).deadline(at=start).due
    print(f"{name} ({role}): {days} hari kerja, sampai {due}")
print("Batas waktu induk:", desk.get(ticket).deadline(at=start).due)
print("Retribusi:", format_rupiah(desk.get(ticket).fee))

# A clarification: the fire service waits, the whole does not.
fire = part["kebakaran"]
desk.act(fire, "minta_klarifikasi", by=agency["kebakaran"], reason="gambar_denah",
         at=at(2, 24))  # fmt: skip
print(desk.get(fire).deadline(at=at(2, 25)).explain().splitlines()[0])
print("Induk tetap:", desk.get(ticket).deadline(at=at(2, 25)).due)
desk.act(fire, "jawab", by=owner, at=at(2, 26))
print("Setelah klarifikasi, kebakaran:", desk.get(fire).deadline(at=at(2, 26)).due)
again = desk.check(fire, "minta_klarifikasi", by=agency["kebakaran"], reason="akta",
                   at=at(3, 1))  # fmt: skip
print("Klarifikasi kedua:", again and again.code)

decided("kebakaran", fire, "setujui", at(3, 2))
decided("lingkungan", part["lingkungan"], "setujui", at(3, 5))
decided("kkpr", part["kkpr"], "setujui", at(3, 18))
try:
    desk.reserve(ticket, by=head, at=at(3, 18))
except Refused as refused:
    print("Belum:", refused.sentence())
decided("bangunan", part["bangunan"], "setujui", at(4, 1))
desk.record(ticket, "paid", by=bank, at=at(4, 2), reference="TRX-9001")

draft = desk.reserve(ticket, by=head, at=at(4, 2))
desk.void(draft, reason="typesetting_failed", by=head, at=at(4, 2))
draft = desk.reserve(ticket, by=head, at=at(4, 2, 10))
seal = sealer.seal(Licence(number=str(draft.number)), at=at(4, 2, 10))
desk.issue(draft, seal=seal, by=head, at=at(4, 2, 10))
print("Register:", desk.numbers("izin", 2027))

# The first rejection is enough; what the others still look at is stopped.
second, other = forward(Permohonan(nama_usaha="Kafe Lain", luas_m2=40), start)
decided("kkpr", other["kkpr"], "tolak", at(3, 1), reason="tata_ruang")
desk.act(second, "tolak", by=head, at=at(3, 2))
for name in ("lingkungan", "kebakaran", "bangunan"):
    desk.act(other[name], "hentikan", by=office, at=at(3, 2))
carry(at(3, 2))
print("Permohonan kedua:", desk.get(second).state)

# Clarifications are counted, for each agency.
for report in desk.performance(date(2027, 1, 1), date(2027, 12, 31)):
    if report.pauses:
        print("Jeda", report.definition, dict(report.pauses))
