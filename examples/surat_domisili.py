"""From an application to a letter that anybody verifies without asking a server.

Reads `data/permohonan.json` and `data/instansi.toml`. Files go to `out/<ticket>/`
(another folder: the first argument; another folder of data: the second);
the database and the keys stay in `out/`, so running it again gives a new request
and the next number. All persons are fictitious. A surat keterangan domisili is
local practice, not a population document.
"""

import json
import secrets
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kelurahan.kepercayaan import kept, kept_key, make_trust_list
from kelurahan.naskah import Keperluan, SuratDomisili, typeset
from pydantic import ValidationError

from egovkit import qr
from egovkit.identity import Citizen
from egovkit.l10n import WorkCalendar
from egovkit.privacy import safe_errors
from egovkit.services import Actor, Draft, RequestDesk, ServiceDefinition, SQLiteStore
from egovkit.signatures import TrustList

given = dict(enumerate(sys.argv))
OUT = Path(given.get(1, "out"))
DATA = Path(given.get(2, Path(__file__).parent / "data"))
NOW = datetime.now(UTC)

office = tomllib.loads((DATA / "instansi.toml").read_text("utf-8"))
form = json.loads((DATA / "permohonan.json").read_text("utf-8"))
OUT.mkdir(exist_ok=True)
secret = kept(OUT / "rahasia.bin", secrets.token_bytes(32))
calendar = WorkCalendar.indonesia()
desk = RequestDesk(
    ServiceDefinition.from_mapping(office["layanan"]),
    store=SQLiteStore(OUT / "layanan.db"),
    calendar=calendar,
    status_indices=qr.StatusIndexAllocator(secret),
    secret=secret,
)
officers = {role: Actor.officer(who, role) for who, role in office["pejabat"].items()}
lurah = officers["lurah"]
key = {
    use: kept_key(OUT / f"{use}.pem", use, office["kata_sandi"])
    for use in ("seal", "status", "trust")
}
sealer = qr.Sealer(key=key["seal"], issuer=office["penerbit"], url=office["url"])
bundle = kept(OUT / "trust.json", make_trust_list(office, SuratDomisili, key, at=NOW))


def approved_request(citizen: Citizen) -> str:
    """Submit the form and take it past the three officers; gives the ticket."""
    applicant = Actor.citizen(citizen.nik.reveal())
    ticket = desk.submit(form, by=applicant, at=NOW).ticket
    for action, role in office["langkah"].items():
        desk.act(ticket, action, by=officers[role], at=NOW)
    return ticket


def seal(draft: Draft, citizen: Citizen) -> tuple[SuratDomisili, qr.Seal]:
    """The letter and its seal, made outside any transaction."""
    letter = SuratDomisili(
        nomor=str(draft.number),
        nama=citizen.name,
        nik=citizen.nik,
        keperluan=Keperluan[form["keperluan"].upper()],
        berlaku_sampai=NOW.date() + timedelta(days=office["berlaku_hari"]),
    )
    return letter, sealer.seal(letter, at=NOW, status_index=draft.status_index)


def status_token() -> bytes:
    """The signed status list of everything issued up to now."""
    entries = qr.StatusList.from_entries(2**20, desk.statuses())
    week = NOW + timedelta(days=7)
    return entries.to_token(
        key=key["status"], uri=office["status"], at=NOW, expires=week
    )


def verify(text: str, status: bytes) -> str:
    """What anybody finds with the trust list and the status list, offline."""
    trust = TrustList.from_bundle(bundle, at=NOW)
    statuses = qr.StatusSet.from_tokens([status], trust=trust, at=NOW)
    verifier = qr.Verifier(trust=trust, documents=[SuratDomisili], statuses=statuses)
    return verifier.verify(text, at=NOW).explain()


def main() -> None:
    """Run the job and print each step."""
    try:
        citizen = Citizen.model_validate(form["pemohon"])
    except ValidationError as error:
        faults = [f"{fault['loc'][0]}: {fault['msg']}" for fault in safe_errors(error)]
        sys.exit("\n".join(["Permohonan ditolak:", *faults]))
    print(f"1. {citizen.name}, NIK {citizen.nik}, {citizen.nik.region.name}")
    print("   Temuan:", [f.sentence() for f in citizen.findings()] or "tidak ada")

    ticket = approved_request(citizen)
    refusal = desk.check(ticket, "issue", by=officers["petugas"], at=NOW)
    answer = refusal.sentence() if refusal else "boleh"
    print(f"2. Tiket {ticket}. Petugas menerbitkan sendiri? {answer}")
    print("  ", desk.get(ticket).deadline(at=NOW).explain().replace("\n", "\n   "))

    draft = desk.reserve(ticket, by=lurah, at=NOW)  # number and index, pending
    letter, made = seal(draft, citizen)
    desk.issue(draft, seal=made, by=lurah, at=NOW)  # issued, status valid
    print(f"3. Terbit: nomor {draft.number}, kode QR versi {made.symbol.version}")

    folder = OUT / str(ticket)
    folder.mkdir()
    facts = {"address": form["alamat"], "day": calendar.day_of(NOW)}
    page = typeset(letter, made, citizen=citizen, office=office, **facts)
    (folder / "surat.html").write_text(page, "utf-8")
    (folder / "seal.svg").write_text(made.to_svg(), "utf-8")
    (folder / "seal.png").write_bytes(made.to_png())
    (folder / "trust.json").write_bytes(bundle)
    (folder / "status").write_bytes(status_token())

    scanned = qr.scan(folder / "seal.png")[0]
    print("4. Dipindai dari seal.png:", verify(scanned, status_token()))
    flipped = scanned[:-9] + str((int(scanned[-9]) + 1) % 10) + scanned[-8:]
    print("5. Satu angka diubah:", verify(flipped, status_token()))

    pending = desk.reserve(approved_request(citizen), by=lurah, at=NOW)
    _, never_issued = seal(pending, citizen)
    print("6. Tidak pernah terbit:", verify(never_issued.text, status_token()))
    desk.void(pending, reason="withdrawn", by=lurah, at=NOW)

    desk.revoke(ticket, reason="data_wrong", by=lurah, at=NOW)
    (folder / "status-setelah-dicabut").write_bytes(status_token())
    print("7. Dicabut:", verify(scanned, status_token()))
    print(f"8. Semua berkas ada di {folder.resolve()}")


if __name__ == "__main__":
    main()
