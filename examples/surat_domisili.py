"""From an application to a letter that anybody verifies without asking a server.

Reads `data/permohonan.json` and `data/instansi.toml`. Files go to `out/<ticket>/`
(another folder: the first argument; another folder of data: the second);
the database and the keys stay in `out/`, so running it again gives a new request
and the next number. All persons are fictitious. A surat keterangan domisili is
local practice, not a population document.
"""

import argparse
import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kelurahan.berkas import Instansi, Permohonan, TidakTerbaca, read_agency, read_form
from kelurahan.kepercayaan import kept, kept_key, make_trust_list
from kelurahan.naskah import SuratDomisili, letter_for, typeset

from egovkit import qr
from egovkit.errors import EgovkitError
from egovkit.l10n import WorkCalendar
from egovkit.services import Actor, Draft, RequestDesk, ServiceDefinition, SQLiteStore
from egovkit.signatures import TrustList

NOW = datetime.now(UTC)


class Kelurahan:
    """The agency at work: its desk, its officers, its keys and lists."""

    def __init__(self, folder: Path, office: Instansi) -> None:
        self.office, self.calendar = office, WorkCalendar.indonesia()
        secret = kept(folder / "rahasia.bin", secrets.token_bytes(32))
        self.desk = RequestDesk(
            ServiceDefinition.from_mapping(office.layanan, form=Permohonan),
            store=SQLiteStore(folder / "layanan.db"),
            calendar=self.calendar,
            status_indices=qr.StatusIndexAllocator(secret),
            secret=secret,
        )
        self.officers = {r: Actor.officer(who, r) for who, r in office.pejabat.items()}
        self.lurah = self.officers["lurah"]
        self.keys = {
            use: kept_key(folder / f"{use}.pem", use, office.kata_sandi)
            for use in ("seal", "status", "trust")
        }
        self.sealer = qr.Sealer(
            key=self.keys["seal"], issuer=office.penerbit, url=office.url
        )
        self.trust = make_trust_list(office, SuratDomisili, self.keys, at=NOW)

    def approved(self, form: Permohonan) -> str:
        """Submit the form and take it past the three officers; gives the ticket."""
        applicant = Actor.citizen(form.pemohon.nik.reveal())
        ticket = self.desk.submit(form, by=applicant, at=NOW).ticket
        for action, role in self.office.langkah.items():
            self.desk.act(ticket, action, by=self.officers[role], at=NOW)
        return ticket

    def seal(self, draft: Draft, form: Permohonan) -> tuple[SuratDomisili, qr.Seal]:
        """The letter and its seal, made outside any transaction."""
        until = NOW.date() + timedelta(days=self.office.berlaku_hari)
        letter = letter_for(form, number=str(draft.number), until=until)
        return letter, self.sealer.seal(letter, at=NOW, status_index=draft.status_index)

    def status_token(self) -> bytes:
        """The signed status list of everything issued up to now."""
        entries = qr.StatusList.from_entries(2**20, self.desk.statuses())
        week = NOW + timedelta(days=7)
        return entries.to_token(
            key=self.keys["status"], uri=self.office.status, at=NOW, expires=week
        )

    def verify(self, text: str) -> str:
        """What anybody finds with the trust list and the status list, offline."""
        trust = TrustList.from_bundle(self.trust, at=NOW)
        statuses = qr.StatusSet.from_tokens([self.status_token()], trust=trust, at=NOW)
        documents = [SuratDomisili]
        verifier = qr.Verifier(trust=trust, documents=documents, statuses=statuses)
        return verifier.verify(text, at=NOW).explain()


def run(out: Path, data: Path) -> None:
    """Run the job and print each step."""
    form = read_form(data / "permohonan.json")
    office = read_agency(data / "instansi.toml")
    out.mkdir(parents=True, exist_ok=True)
    agency = Kelurahan(out, office)
    desk, lurah, citizen = agency.desk, agency.lurah, form.pemohon
    print(f"1. {citizen.name}, NIK {citizen.nik}, {citizen.nik.region.name}")
    print("   Temuan:", [f.sentence() for f in citizen.findings()] or "tidak ada")

    ticket = agency.approved(form)
    refusal = desk.check(ticket, "issue", by=agency.officers["petugas"], at=NOW)
    answer = refusal.sentence() if refusal else "boleh"
    print(f"2. Tiket {ticket}. Petugas menerbitkan sendiri? {answer}")
    print("  ", desk.get(ticket).deadline(at=NOW).explain().replace("\n", "\n   "))

    draft = desk.reserve(ticket, by=lurah, at=NOW)  # number and index, pending
    letter, made = agency.seal(draft, form)
    page = typeset(letter, made, form, office, day=agency.calendar.day_of(NOW))
    desk.issue(draft, seal=made, by=lurah, at=NOW)  # issued, status valid
    print(f"3. Terbit: nomor {draft.number}, kode QR versi {made.symbol.version}")

    folder = out / str(ticket)
    folder.mkdir()
    (folder / "surat.html").write_text(page, "utf-8")
    (folder / "seal.svg").write_text(made.to_svg(), "utf-8")
    (folder / "seal.png").write_bytes(made.to_png())
    (folder / "trust.json").write_bytes(agency.trust)
    (folder / "status").write_bytes(agency.status_token())

    scanned = qr.scan(folder / "seal.png")[0]
    print("4. Dipindai dari seal.png:", agency.verify(scanned))
    flipped = scanned[:-1] + ("1" if scanned.endswith("0") else "0")
    print("5. Satu angka diubah:", agency.verify(flipped))

    pending = desk.reserve(agency.approved(form), by=lurah, at=NOW)
    _, never_issued = agency.seal(pending, form)
    print("6. Tidak pernah terbit:", agency.verify(never_issued.text))
    desk.void(pending, reason="withdrawn", by=lurah, at=NOW)

    desk.revoke(ticket, reason="data_wrong", by=lurah, at=NOW)
    (folder / "status-setelah-dicabut").write_bytes(agency.status_token())
    print("7. Dicabut:", agency.verify(scanned))
    print(f"8. Semua berkas ada di {folder.resolve()}")


if __name__ == "__main__":
    words = argparse.ArgumentParser(
        description="Surat domisili, dari awal sampai akhir"
    )
    words.add_argument("out", nargs="?", type=Path, default="out")
    words.add_argument(
        "data", nargs="?", type=Path, default=Path(__file__).parent / "data"
    )
    try:
        run(**vars(words.parse_args()))
    except TidakTerbaca as error:
        sys.exit(str(error))
    except EgovkitError as error:
        sys.exit(f"{error.sentence()} [{error.code}]")
    except OSError as error:
        sys.exit(f"{error.filename or 'Keluaran'}: tidak dapat dibaca atau ditulis.")
