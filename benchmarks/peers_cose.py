"""Sealing and verifying against the general COSE packages, on the same claims.

They need ``cbor2<6``, so this script has a session and an environment of its
own: ``nox -s bench_cose``. The peers get the bare claims and the key; egovkit
seals from the document and makes every check with its status.
"""

import json
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

import cbor2
import cwt
from _timing import Bench
from pycose.headers import KID, Algorithm
from pycose.keys import CoseKey, OKPKey
from pycose.keys.curves import Ed25519
from pycose.messages import CoseMessage, Sign1Message

from egovkit.identity import NIK
from egovkit.qr import (
    Seal,
    SealedDocument,
    Sealer,
    StatusList,
    Verifier,
    sealed,
)
from egovkit.signatures import Outcome
from egovkit.testing import TestAuthority

REFERENCE = json.loads(
    (Path(__file__).parent.parent / "tests/qr/data/reference_letter.json").read_text(
        encoding="utf-8"
    )
)
ISSUED = datetime.fromisoformat(REFERENCE["issued_at"])
EXPIRES = datetime.fromisoformat("2039-05-24T08:00:00+07:00")  # cwt asks the clock
INDEX = REFERENCE["status_index"]


class Letter(
    SealedDocument,
    registry=REFERENCE["registry"],
    profile=REFERENCE["profile"],
    labels={"id": "Surat Rujukan", "en": "Reference Letter"},
):
    """The letter by which sizes and times are compared."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
    birth_place: str = sealed(id="Tempat lahir", en="Place of birth")
    birth_date: date = sealed(id="Tanggal lahir", en="Date of birth")


print(", ".join(f"{p} {version(p)}" for p in ("cwt", "pycose", "cbor2")))
bench = Bench("Seals against general COSE packages")

authority = TestAuthority()
key = authority.issuer_key("kelurahan-contoh", documents=[Letter])
statuses = StatusList(size=2**20)
statuses.issue(INDEX)
sealer = Sealer(key=key, issuer="kelurahan-contoh", url=REFERENCE["url"])
verifier = Verifier(
    trust=authority.trust_list(),
    documents=[Letter],
    statuses=authority.statuses(statuses, at=ISSUED),
)
letter = Letter(**REFERENCE["fields"])


def our_sign() -> Seal:
    return sealer.seal(letter, at=ISSUED, expires=EXPIRES, status_index=INDEX)


TOKEN = our_sign().token
CLAIMS = {
    label: list(value) if isinstance(value, (list, tuple)) else value
    for label, value in cbor2.loads(cbor2.loads(TOKEN).value[2]).items()
}


def our_verify() -> Outcome:
    return verifier.verify(TOKEN, at=ISSUED).outcome


seed = key.private_key.private_bytes_raw()
public = key.public.to_bytes()
cwt_key = cwt.COSEKey.new({1: 1, 2: key.kid, 3: -8, -1: 6, -2: public, -4: seed})
cwt_public = cwt.COSEKey.new({1: 1, 2: key.kid, 3: -8, -1: 6, -2: public})


def cwt_sign() -> bytes:
    return cwt.encode(CLAIMS, cwt_key)


CWT_TOKEN = cwt_sign()


def cwt_verify() -> object:
    return cwt.decode(CWT_TOKEN, cwt_public)


cose_key: CoseKey = OKPKey(crv=Ed25519, x=public, d=seed)


def pycose_sign() -> bytes:
    message = Sign1Message(
        phdr={Algorithm: "EDDSA", KID: key.kid}, payload=cbor2.dumps(CLAIMS)
    )
    message.key = cose_key
    return message.encode()


PYCOSE_TOKEN = pycose_sign()


def pycose_verify() -> object:
    message = CoseMessage.decode(PYCOSE_TOKEN)
    message.key = cose_key
    assert message.verify_signature()
    return cbor2.loads(message.payload)


assert our_verify() is Outcome.VALID
assert cwt_verify()[-65537] == pycose_verify()[-65537] == CLAIMS[-65537]  # type: ignore[index]
for name, sign, verify in (
    ("cwt", cwt_sign, cwt_verify),
    ("pycose", pycose_sign, pycose_verify),
):
    bench.at_most(f"seal against {name} signing", 1, ours=our_sign, other=sign)
    bench.at_most(f"verify against {name}", 1, ours=our_verify, other=verify)
bench.value("our token", len(TOKEN), "bytes")
bench.value("cwt's token", len(CWT_TOKEN), "bytes")
bench.value("pycose's token", len(PYCOSE_TOKEN), "bytes")
bench.exit()
