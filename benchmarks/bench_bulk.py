"""Sealing and verifying record batches, against the bare Ed25519 operations.

What Arrow, the model and the seal cost beyond the signature; the keys stay in this
process, so that both sides are one core's work.
"""

from datetime import UTC, date, datetime
from functools import cache

import pyarrow as pa
from _timing import Bench

from egovkit.identity import NIK
from egovkit.integrations.bulk import SealJob, VerifyJob
from egovkit.qr import SealedDocument, Verifier, sealed
from egovkit.signatures import SigningKey
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ROWS = 200
MESSAGE = bytes(128)


class Certificate(
    SealedDocument,
    registry="kota-contoh",
    profile=7,
    labels={"id": "Sertifikat Contoh", "en": "Sample Certificate"},
):
    """A certificate of a training office."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK")
    given: date = sealed(id="Tanggal", en="Date")


@cache
def office() -> tuple[TestAuthority, SigningKey]:
    """The authority and the key that it trusts."""
    authority = TestAuthority()
    return authority, authority.issuer_key("balai-latihan", documents=[Certificate])


def signer() -> SigningKey:
    """The office's key."""
    return office()[1]


def verifier() -> Verifier:
    """A verifier that knows the key."""
    return Verifier(trust=office()[0].trust_list(), documents=[Certificate])


def main() -> None:
    """One batch of two hundred rows, in turns with as many bare operations."""
    batch = pa.RecordBatch.from_pydict(
        {
            "number": [f"421/{n:05}/2026" for n in range(ROWS)],
            "name": [f"Peserta Contoh {n}" for n in range(ROWS)],
            "nik": ["3171015708459002"] * ROWS,
            "given": [date(2026, 11, 24)] * ROWS,
        }
    )
    seal = SealJob(
        document=Certificate,
        signer=signer,
        issuer="balai-latihan",
        url="https://v.contoh.example/s",
        at=AT,
    )
    check = VerifyJob(verifier=verifier, at=AT)
    texts = seal(batch).select(["text"])
    key = signer()
    signature = key.sign(MESSAGE)
    public = key.public

    bench = Bench("Many at once")
    bench.at_most(
        "a batch of 200 sealed, against 200 raw signatures",
        2.5,
        ours=lambda: seal(batch),
        other=lambda: [key.sign(MESSAGE) for _ in range(ROWS)],
    )
    bench.at_most(
        "a batch of 200 verified, against 200 raw verifications",
        1.6,
        ours=lambda: check(texts),
        other=lambda: [public.verifies(signature, MESSAGE) for _ in range(ROWS)],
    )
    bench.exit()


if __name__ == "__main__":
    main()
