"""Envelopes, chains, models, keys, certificates, CMS and time stamps."""

import json
import ssl
from datetime import UTC, datetime

from _fuzz import Input, Target, run

from egovkit.errors import EgovkitError, InvalidFormatError
from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    ApprovalStep,
    EnvelopeReport,
    Officer,
    Outcome,
    RevocationData,
    SigningKey,
    Stage,
    TimestampRequest,
    TimestampToken,
    VerificationKey,
    canonicalize,
    loads_strict,
    sign,
    sign_cms,
    verify,
    verify_certificate,
    verify_cms,
)
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
CONTENT = b"Surat 470/9001 CONTOH"
KEYS = [
    SigningKey.generate(name, use="approval")
    for name in ("Ed25519", "ES256", "ML-DSA-65")
]
TRUST = [key.public for key in KEYS]
AUTHORITY = TestAuthority()
OFFICER = AUTHORITY.officer("Budi Contoh")
ANCHORS = AUTHORITY.anchors()
REVOCATION = AUTHORITY.revocation(at=AT)

ENVELOPES = [sign(CONTENT, key=key, purpose="approval", at=AT) for key in KEYS]
BOTH = sign(CONTENT, key=KEYS[:2], purpose="approval", at=AT)


def envelope(data: Input) -> EnvelopeReport:
    """Only the content that was signed comes out, and only as VALID."""
    report = verify(data, trust=TRUST, purpose="approval", at=AT)
    assert report.explain("id")
    assert report.explain("en")
    assert report.payload in (None, CONTENT)
    assert (report.payload is None) == (report.outcome is not Outcome.VALID)
    return report


PLAN = ApprovalPlan(
    officers=tuple(
        Officer(id=f"p-{n}", role=f"Jabatan {n}", key=key.public.fingerprint)
        for n, key in enumerate(KEYS[:2])
    ),
    stages=(Stage.paraf("Jabatan 0"), Stage.signature("Jabatan 1")),
)
CHAIN = (
    ApprovalChain.start(CONTENT, plan=PLAN)
    .paraf(role="Jabatan 0", key=KEYS[0], at=AT)
    .sign(role="Jabatan 1", key=KEYS[1], at=AT)
)


def chain(data: Input) -> None:
    """VALID only with the steps that were signed."""
    read = ApprovalChain.from_json(data, document=CONTENT, plan=PLAN)
    report = read.verify(document=CONTENT, trust=TRUST, at=AT)
    if report.outcome is Outcome.VALID:
        made = [s.jws.payload for s in CHAIN.steps]
        assert [s.jws.payload for s in read.steps] == made


def strict_json(data: Input) -> None:
    """What is read has a canonical form that reads to itself."""
    value = loads_strict(data)
    form = canonicalize(value)
    try:
        again = loads_strict(form)
    except InvalidFormatError:
        return  # a float beyond 2^53 prints as digits
    assert canonicalize(again) == form


def model(data: Input) -> None:
    """One form only."""
    assert isinstance(data, bytes)
    assert ApprovalStep.read(data).canonical() == data


def key(data: Input) -> None:
    """Public keys in PEM, DER and raw form."""
    assert isinstance(data, bytes)
    for read in (
        VerificationKey.from_pem,
        VerificationKey.from_spki,
        VerificationKey.from_bytes,
    ):
        try:
            assert read(data).to_spki()
        except EgovkitError:
            continue


def jwk(data: Input) -> None:
    """Public keys as JWK."""
    value = loads_strict(data)
    if isinstance(value, dict):
        VerificationKey.from_jwk(value).to_jwk()


STAMPER = AUTHORITY.timestamper(at=AT)
SIGNATURES = [
    sign_cms(
        CONTENT,
        key=OFFICER.key,
        certificate=OFFICER.certificate,
        chain=OFFICER.chain,
        at=AT,
        timestamp=stamp,
    )
    for stamp in (None, STAMPER)
]


def cms(data: Input) -> None:
    """VALID only for the content that was signed."""
    assert isinstance(data, bytes)
    call = {"anchors": ANCHORS, "at": AT, "revocation": REVOCATION}
    report = verify_cms(data, content=CONTENT, **call)  # type: ignore[arg-type]
    assert report.explain("id")
    other = verify_cms(data, content=b"lain", **call)  # type: ignore[arg-type]
    assert other.outcome is Outcome.INVALID


REQUEST = TimestampRequest.over(CONTENT, nonce=9001)
RESPONSE = STAMPER(REQUEST.to_der())


def timestamp(data: Input) -> None:
    """A proven time is the authority's."""
    assert isinstance(data, bytes)
    token = TimestampToken.from_response(data)
    report = token.verify(CONTENT, anchors=ANCHORS, at=AT, revocation=REVOCATION)
    assert report.time in (None, AT)


def certificate(data: Input) -> None:
    """Any bytes as a certificate, with revocation."""
    assert isinstance(data, bytes)
    verify_certificate(
        data, anchors=ANCHORS, at=AT, chain=OFFICER.chain, revocation=REVOCATION
    )


def revocation(data: Input) -> None:
    """Any bytes as CRL and as OCSP response."""
    assert isinstance(data, bytes)
    for given in ({"crls": [data]}, {"ocsp": [data]}):
        try:
            read = RevocationData.read(**given)
        except EgovkitError:
            continue
        verify_certificate(
            OFFICER.certificate,
            anchors=ANCHORS,
            at=AT,
            chain=OFFICER.chain,
            revocation=read,
        )


run(
    Target("envelope text", envelope, [str(e) for e in (*ENVELOPES, BOTH)]),
    Target("envelope bytes", envelope, [e.to_json().encode() for e in ENVELOPES]),
    Target("approval chain", chain, [CHAIN.to_json()]),
    Target(
        "strict JSON", strict_json, ['{"a":[1,-2.5e3,"x\\u00e9",null,true]}', "[[]]"]
    ),
    Target("model", model, [s.jws.payload or b"" for s in CHAIN.steps]),
    Target("public key", key, [k.public.to_pem() for k in KEYS[:2]]),
    Target("JWK", jwk, [json.dumps(k.public.to_jwk()) for k in KEYS]),
    Target("CMS", cms, SIGNATURES),
    Target("time stamp", timestamp, [RESPONSE]),
    Target(
        "certificate",
        certificate,
        [
            OFFICER.certificate_pem,
            ssl.PEM_cert_to_DER_cert(OFFICER.certificate_pem.decode()),
        ],
    ),
    Target(
        "revocation",
        revocation,
        [*AUTHORITY.crls(at=AT), AUTHORITY.ocsp(OFFICER.certificate, at=AT)],
    ),
)
