"""Seals as text, as tokens and under a true signature; foreign codes; bare CBOR."""

import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from _fuzz import Input, Target, run

from egovkit._cbor import decode, decode_foreign, encode
from egovkit.qr import (
    ForeignReport,
    SealReport,
    StatusSet,
    Verifier,
    read_claim169,
    read_hc1,
)
from egovkit.qr._transport import from_text, to_base45
from egovkit.signatures import Outcome, SigningKey, TrustList
from egovkit.signatures.cose import build_sign1, parse_sign1

VECTORS = json.loads(
    (Path(__file__).parent.parent / "tests" / "seal-v1.json").read_text("utf-8")
)
AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
TRUST = TrustList.from_bundle(json.dumps(VECTORS["trust"]).encode(), at=AT)
STATUSES = StatusSet.from_tokens(
    [bytes.fromhex(token) for token in VECTORS["status_tokens"]], trust=TRUST, at=AT
)
VERIFIER = Verifier(TRUST, statuses=STATUSES)
TEXTS = [test["text"] for test in VECTORS["tests"] if len(test["text"]) < 2000]
TOKENS = [
    from_text(test["text"])
    for test in VECTORS["tests"]
    if test["check"] not in ("format", "signature", "issuer")
]
GENUINE = set(TOKENS)


def judged(report: SealReport) -> SealReport:
    """A report speaks, and shows fields only under a true signature."""
    assert report.explain("id")
    assert report.explain("en")
    assert report.to_dict()["outcome"] == str(report.outcome)
    names = [check.code for check in report.checks if check.name == "signature"]
    assert not report.fields or names == ["signature_true"]
    return report


def text(data: Input) -> SealReport:
    """Only a genuine token is anything but INVALID."""
    report = judged(VERIFIER.verify(data, at=AT))
    if report.outcome is not Outcome.INVALID:
        assert isinstance(data, str)
        assert from_text(data) in GENUINE
    return report


def token(data: Input) -> SealReport:
    """Bytes that are no genuine token are INVALID."""
    report = judged(VERIFIER.verify(data, at=AT))
    assert report.outcome is Outcome.INVALID or data in GENUINE
    return report


# the vectors' agency under a key that is at hand, so that any payload can be signed
KEY = SigningKey.generate("Ed25519", use="seal")
ENTRY = TRUST.issuers["kelurahan-contoh"].keys_for("seal")[0]
OWN = Verifier(
    replace(TRUST, _by_kid={KEY.kid: (replace(ENTRY, key=KEY.public),)}),
    statuses=STATUSES,
)
PAYLOADS = [parse_sign1(genuine).payload for genuine in TOKENS]


def signed(payload: Input) -> SealReport:
    """Whatever stands under a true signature, the answer is a report."""
    assert isinstance(payload, bytes)
    message = build_sign1(payload, alg=-8, sign=KEY.sign, kid=KEY.kid)
    return judged(OWN.verify(message, at=AT))


FOREIGN_KEY = SigningKey.generate("Ed25519", use="seal")
DCC = {
    "ver": "1.3.0",
    "nam": {"fn": "Contoh", "fnt": "CONTOH"},
    "dob": "1964-08-12",
    "v": [{"tg": "840539006", "dn": 1, "sd": 2, "ci": "URN:UVCI:01:ID:9001"}],
}
CWTS = [
    build_sign1(encode(claims), alg=-8, sign=FOREIGN_KEY.sign)
    for claims in (
        {1: "ID", 4: 1_811_116_800, 6: 1_795_482_000, -260: {1: DCC}},
        {1: "ID", 6: 1_795_482_000, 169: {4: "Contoh Satu", 9: 2, 18: [1, 2]}},
    )
]
CODES = ["HC1:" + to_base45(zlib.compress(cwt)) for cwt in CWTS]


def foreign_text(data: Input) -> ForeignReport:
    """Both readers, the text as given and with the other's prefix."""
    assert isinstance(data, str)
    for read in (read_hc1, read_claim169):
        report = read(data.removeprefix("HC1:"), keys=FOREIGN_KEY.public, at=AT)
        assert report.explain("id")
    report = read_hc1(data, keys=FOREIGN_KEY.public, at=AT)
    assert report.signature_ok or not report.claims
    return report


def foreign_token(data: Input) -> ForeignReport:
    """What stands under the compression."""
    assert isinstance(data, bytes)
    code = to_base45(zlib.compress(data, 1))
    report = read_claim169(code, keys=FOREIGN_KEY.public, at=AT)
    assert report.explain("en")
    return report


def strict(data: Input) -> bytes:
    """What is read has the one encoding that it came in."""
    assert isinstance(data, bytes)
    value = decode(data)
    assert encode(value) == data
    return data


def lenient(data: Input) -> object:
    """Other writers' forms."""
    assert isinstance(data, bytes)
    return decode_foreign(data)


run(
    Target("seal text", text, seeds=TEXTS, limit=0.1),
    Target("seal token", token, seeds=TOKENS, limit=0.1),
    Target("signed payload", signed, seeds=PAYLOADS, limit=0.1),
    Target("foreign text", foreign_text, seeds=CODES, limit=0.1),
    Target("foreign token", foreign_token, seeds=CWTS, limit=0.1),
    Target("CBOR, strict", strict, seeds=[*TOKENS, *PAYLOADS], limit=0.1),
    Target("CBOR, foreign", lenient, seeds=[*CWTS, *PAYLOADS], limit=0.1),
)
