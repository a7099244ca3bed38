"""What a bulk job imports in every process: a document, its key and a verifier."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from egovkit.identity import NIK
from egovkit.qr import SealedDocument, Verifier, sealed
from egovkit.signatures import SigningKey, TrustList
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PASSWORD = "contoh-9001"


class Certificate(
    SealedDocument,
    registry="kota-contoh",
    profile=7,
    labels={"id": "Sertifikat Contoh", "en": "Sample Certificate"},
):
    """A certificate as a training office issues by the thousand."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK")
    given: date = sealed(id="Tanggal", en="Date")
    hours: int = sealed(id="Jam", en="Hours", default=8)


def signer():
    """Open the office's key, as every process does for itself."""
    with (folder() / "opened").open("a") as log:
        log.write(f"{os.getpid()}\n")
    return SigningKey.load(folder() / "key.pem", password=PASSWORD, use="seal")


def verifier():
    """Make the verifier from the lists on file."""
    trust = TrustList.from_bundle((folder() / "trust.json").read_bytes(), at=AT)
    return Verifier(trust=trust, documents=[Certificate])


def folder():
    """Where the office keeps its files; the test says so to every process."""
    return Path(os.environ["BULK_OFFICE"])


def set_up(path):
    """Write a key and the trust list that knows it."""
    authority = TestAuthority()
    key = authority.issuer_key("balai-latihan", documents=[Certificate])
    key.save(path / "key.pem", password=PASSWORD)
    (path / "trust.json").write_bytes(authority.trust_list().to_bundle())


class Pair(
    SealedDocument,
    registry="kota-contoh",
    profile=8,
    labels={"id": "Pasangan Contoh", "en": "Sample Pair"},
):
    """Two dates that have to follow one another: wrong together, not one by one."""

    first: date = sealed(id="Mulai", en="From")
    last: date = sealed(id="Selesai", en="Until")

    @model_validator(mode="after")
    def _in_order(self) -> "Pair":
        if self.first > self.last:
            raise PydanticCustomError("pair_order", "Not in order.")
        return self
