"""Envelopes, canonical JSON, approval chains and certificate paths.

Against raw signatures of the cryptography package, and against joserfc, PyJWT
and rfc8785 doing the same work: the same content, a header with purpose, key
hint and time, and reading those back.
"""

import json
import warnings
from datetime import UTC, datetime

import jwt
import rfc8785
from _timing import Bench, seconds_per_call
from joserfc import jws
from joserfc.jwk import OKPKey

from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    CertificatePolicy,
    Officer,
    RevocationPolicy,
    SigningKey,
    Stage,
    canonicalize,
    sign,
    verify,
    verify_certificate,
)
from egovkit.testing import TestAuthority

warnings.simplefilter("ignore")  # peers warn about each other's taste

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
bench = Bench("Signatures")

# A decision with eight attachments, 1.6 kB.
RECORD = {
    "nomor": "470/9001/2026",
    "tanggal": "2026-11-24",
    "pemohon": {"nama": "Siti Aminah", "nik": "3171015708459002"},
    "lampiran": [
        {"nama": f"berkas-{n}.pdf", "sha256": f"{n:064x}", "bita": 102_400 + n}
        for n in range(8)
    ],
    "setuju": True,
    "catatan": None,
    "paraf": ["Kasi Pemerintahan", "Sekretaris", "Lurah"],
}
# A decision as it is signed in an approval, 300 bytes.
CONTENT = canonicalize({**RECORD, "lampiran": [RECORD["lampiran"][0]]})

key = SigningKey.generate("Ed25519", use="approval")
raw, raw_public = key.private_key, key.public.public_key
signature = raw.sign(CONTENT)
text = str(sign(CONTENT, key=key, purpose="approval", at=AT))


def our_sign() -> str:
    return str(sign(CONTENT, key=key, purpose="approval", at=AT))


def our_verify() -> bytes:
    return verify(text, trust=key.public, purpose="approval", at=AT).require(bytes)


HEADER = {
    "alg": "EdDSA",
    "iat": int(AT.timestamp()),
    "kid": key.public.hint,
    "typ": "egovkit.approval+jws",
}
pem = key.to_pem(password=None).split(b"\n", 1)[1].decode()
their_key = OKPKey.import_key(pem)
registry = jws.JWSRegistry(algorithms=["EdDSA"], strict_check_header=False)
their_text = jws.serialize_compact(HEADER, CONTENT, their_key, registry=registry)
pyjwt = jwt.PyJWS()
their_token = pyjwt.encode(CONTENT, raw, algorithm="EdDSA", headers=HEADER)


def fits(header: dict[str, object]) -> None:
    """What our verification asks of the header."""
    assert header["typ"] == "egovkit.approval+jws"
    assert header["kid"] == key.public.hint
    issued = header["iat"]
    assert isinstance(issued, int)
    assert issued <= AT.timestamp() + 900


def joserfc_verify() -> bytes:
    found = jws.deserialize_compact(their_text, their_key, registry=registry)
    fits(found.headers())
    return found.payload


def pyjwt_verify() -> bytes:
    found = pyjwt.decode_complete(their_token, raw_public, algorithms=["EdDSA"])
    fits(found["header"])
    payload: bytes = found["payload"]
    return payload


assert our_verify() == joserfc_verify() == pyjwt_verify() == CONTENT

bench.at_most(
    "envelope: sign against a raw Ed25519 signature",
    1.5,
    ours=our_sign,
    other=lambda: raw.sign(CONTENT),
)
bench.at_most(
    "envelope: verify against a raw Ed25519 verification",
    1.3,
    ours=our_verify,
    other=lambda: raw_public.verify(signature, CONTENT),
)
bench.at_least(
    "envelope: sign against joserfc",
    1.0,
    ours=our_sign,
    other=lambda: jws.serialize_compact(HEADER, CONTENT, their_key, registry=registry),
)
bench.at_least(
    "envelope: verify against joserfc", 1.0, ours=our_verify, other=joserfc_verify
)
bench.at_least(
    "envelope: sign against PyJWT",
    1.0,
    ours=our_sign,
    other=lambda: pyjwt.encode(CONTENT, raw, algorithm="EdDSA", headers=HEADER),
)
bench.at_least(
    "envelope: verify against PyJWT", 1.0, ours=our_verify, other=pyjwt_verify
)

assert canonicalize(RECORD) == rfc8785.dumps(RECORD)
bench.at_least(
    "canonical JSON against rfc8785, a record of 1.6 kB",
    2.0,
    ours=lambda: canonicalize(RECORD),
    other=lambda: rfc8785.dumps(RECORD),
)
bench.at_most(
    "canonical JSON against json.dumps with sorted keys",
    4.0,
    ours=lambda: canonicalize(RECORD),
    other=lambda: json.dumps(RECORD, sort_keys=True),
)

ROLES = ("Kasi Pemerintahan", "Kasi Pelayanan", "Sekretaris", "Lurah")
keys = [SigningKey.generate(use="approval") for _ in ROLES]
plan = ApprovalPlan(
    officers=tuple(
        Officer(id=f"p-{n}", role=role, key=one.public.fingerprint)
        for n, (role, one) in enumerate(zip(ROLES, keys, strict=True))
    ),
    stages=(*map(Stage.paraf, ROLES[:3]), Stage.signature(ROLES[3])),
)
chain = ApprovalChain.start(CONTENT, plan=plan)
for role, one in zip(ROLES[:3], keys, strict=False):
    chain = chain.paraf(role=role, key=one, at=AT)
chain = chain.sign(role=ROLES[3], key=keys[3], at=AT)
chain_text = chain.to_json()
trust = [one.public for one in keys]


def chain_verify() -> bytes:
    read = ApprovalChain.from_json(chain_text, document=CONTENT, plan=plan)
    return read.verify(document=CONTENT, trust=trust, at=AT).require(bytes)


bench.at_most(
    "approval chain of four steps, read and verified, in raw verifications",
    7.0,
    ours=chain_verify,
    other=lambda: raw_public.verify(signature, CONTENT),
)

authority = TestAuthority()
officer = authority.officer("Budi Contoh")
anchors = authority.anchors()
policy = CertificatePolicy(revocation=RevocationPolicy.SKIP)
revocation = authority.revocation(at=AT)


def path() -> object:
    return verify_certificate(
        officer.certificate, anchors=anchors, at=AT, chain=officer.chain, policy=policy
    )


def path_with_lists() -> object:
    return verify_certificate(
        officer.certificate,
        anchors=anchors,
        at=AT,
        chain=officer.chain,
        revocation=revocation,
    )


rounds = 7 if bench.short else 25
bench.value(
    "certificate paths validated",
    1 / min(seconds_per_call(path, rounds=rounds)),
    "1/s",
    at_least=2000,
)
bench.value(
    "certificate paths validated with both CRLs",
    1 / min(seconds_per_call(path_with_lists, rounds=rounds)),
    "1/s",
)
bench.exit()
