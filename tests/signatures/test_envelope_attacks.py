"""One test for each known attack on signed envelopes, named after it."""

import hashlib
import hmac
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB
from egovkit.signatures import (
    EnvelopePolicy,
    EnvelopeReport,
    Outcome,
    SigningKey,
    sign,
    verify,
)
from egovkit.signatures.jws import b64url, unb64url

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
EPOCH = 1795482000
KEY = SigningKey.generate("Ed25519", use="approval")
EC = SigningKey.generate("ES256", use="approval")
MALLORY = SigningKey.generate("Ed25519", use="approval")
CONTENT = b"setuju"
ENVELOPE = str(sign(CONTENT, key=KEY, purpose="approval", at=NOW))
HEADER = {
    "alg": "EdDSA",
    "iat": EPOCH,
    "kid": KEY.public.hint,
    "typ": "egovkit.approval+jws",
}


def forged(header, *, key=KEY, content=CONTENT):
    """A compact JWS with any header, signed by a key."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    message = b64url(text) + b"." + b64url(content)
    return message + b"." + b64url(key.sign(message))


def judged(envelope, trust=KEY.public, **options):
    """The report on an envelope."""
    return verify(envelope, trust=trust, purpose="approval", at=NOW, **options)


def refused(envelope, code, trust=KEY.public, **options):
    """Assert that an envelope is INVALID for a reason, and gives nothing away."""
    report = judged(envelope, trust, **options)
    assert report.outcome is Outcome.INVALID
    assert code in [c.code for c in report.checks]
    assert report.payload is None
    return report


def test_the_unharmed_envelope_is_valid():
    """What the attacks start from; header members in any order."""
    assert judged(ENVELOPE).outcome is Outcome.VALID
    assert judged(forged(dict(reversed(HEADER.items())))).outcome is Outcome.VALID


@pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE"])
def test_algorithm_none(name):
    """An envelope that says it is not signed, with and without a signature."""
    head = b64url(json.dumps(HEADER | {"alg": name}).encode())
    refused(head + b"." + b64url(CONTENT) + b".", "jws_algorithm_none")
    refused(forged(HEADER | {"alg": name}), "jws_algorithm_none")


def test_hmac_with_the_public_key():
    """The public key's bytes used as an HMAC secret."""
    for secret in (KEY.public.to_bytes(), KEY.public.to_pem(), KEY.public.to_spki()):
        message = b64url(json.dumps(HEADER | {"alg": "HS256"}).encode())
        message += b"." + b64url(CONTENT)
        tag = hmac.digest(secret, message, hashlib.sha256)
        refused(message + b"." + b64url(tag), "algorithm_other")


def test_algorithm_confusion():
    """The header names another algorithm than the key's."""
    for name in ("ES256", "RS256", "PS256", "ML-DSA-65", "Ed448", "x"):
        refused(forged(HEADER | {"alg": name}), "algorithm_other")
    refused(
        forged(HEADER | {"kid": EC.public.hint}, key=EC), "algorithm_other", EC.public
    )


@pytest.mark.parametrize("member", ["jwk", "jku", "x5u", "x5c"])
def test_embedded_key(member):
    """The attacker's key, or where to fetch it, comes with the message."""
    value = MALLORY.public.to_jwk() if member == "jwk" else "https://jahat.example/k"
    header = HEADER | {member: value, "kid": MALLORY.public.hint}
    refused(forged(header, key=MALLORY), "jws_embedded_key")
    refused(forged(HEADER | {member: value}), "jws_embedded_key")


@pytest.mark.parametrize(
    "critical",
    [
        {"crit": ["exp"], "exp": EPOCH + 10},
        {"crit": ["baru"], "baru": 1},
        {"crit": []},
        {"crit": "b64", "b64": True},
        {"crit": ["b64"]},
        {"crit": ["b64", "b64"], "b64": True},
        {"crit": ["b64", "alg"], "b64": True},
        {"crit": None},
        {"b64": False},
        {"crit": ["b64"], "b64": "false"},
    ],
    ids=str,
)
def test_unknown_critical_header(critical):
    """An extension that is demanded but not known is never ignored."""
    refused(forged(HEADER | critical), "jws_critical")


def test_unencoded_payload_is_no_envelope():
    """b64=false is understood, but an envelope has no such member."""
    refused(forged(HEADER | {"crit": ["b64"], "b64": False}), "envelope_header")


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t + "=",
        lambda t: t + "==",
        lambda t: t.replace(".", "=.", 1),
        lambda t: t[:-1] + chr(ord(t[-1]) + 1),
        lambda t: t.replace("-", "+").replace("_", "/") + "+",
        lambda t: t[:10] + "\n" + t[10:],
        lambda t: t[:10] + " " + t[10:],
        lambda t: t + "\n",
        lambda t: t[:-1],
        lambda t: t[:-3] + "\u00e9" + t[-2:],
    ],
    ids=["pad", "pad2", "pad-head", "bits", "alphabet", "newline", "space", "end",
         "short", "unicode"],
)  # fmt: skip
def test_non_canonical_base64(damage):
    """One spelling of the bytes only; no padding, no blanks, no loose bits."""
    text = damage(ENVELOPE)
    report = judged(text)
    assert report.outcome is Outcome.INVALID
    assert report.checks[0].code == "jws_base64"


def test_ecdsa_signature_in_der_or_malleated():
    """A DER signature is refused; (r, n - s) verifies but gives the same content."""
    envelope = sign(CONTENT, key=EC, purpose="approval", at=NOW)
    head, body, value = str(envelope).split(".")
    raw = unb64url(value.encode())
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    der = b64url(encode_dss_signature(r, s)).decode()
    refused(f"{head}.{body}.{der}", "signature_false", EC.public)
    for bad in (b"\0" * 64, b"\xff" * 64, raw[:32] + b"\0" * 32, b""):
        text = f"{head}.{body}.{b64url(bad).decode()}"
        refused(text, "signature_false", EC.public)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    twin = raw[:32] + (order - s).to_bytes(32, "big")
    report = judged(f"{head}.{body}.{b64url(twin).decode()}", EC.public)
    assert report.require(bytes) == CONTENT


def test_content_of_another_envelope():
    """Signature wrapping: a true signature put on another content."""
    head, _, value = ENVELOPE.split(".")
    refused(f"{head}.{b64url(b'tolak').decode()}.{value}", "signature_false")


def test_signature_of_another_key():
    """Mallory signs and claims the officer's hint."""
    refused(forged(HEADER, key=MALLORY), "signature_false")
    refused(
        forged(HEADER | {"kid": MALLORY.public.hint}, key=MALLORY), "signer_unknown"
    )


def test_zero_signatures():
    """JSON with an empty list of signatures is not signed."""
    payload = b64url(CONTENT).decode()
    refused(json.dumps({"payload": payload, "signatures": []}), "jws_unsigned")
    refused(json.dumps({"payload": payload, "signatures": {}}), "jws_unsigned")
    refused(json.dumps({"payload": payload}), "jws_unprotected")
    head, body, _ = ENVELOPE.split(".")
    refused(f"{head}.{body}.", "signature_false")


def test_the_same_key_counted_twice():
    """A threshold counts keys, not signatures."""
    head, body, value = ENVELOPE.split(".")
    one = {"protected": head, "signature": value}
    text = json.dumps({"payload": body, "signatures": [one, one]})
    report = refused(text, "signer_twice", policy=EnvelopePolicy(signers=2))
    assert "signers_too_few" in [c.code for c in report.checks]


def test_unprotected_header():
    """Members outside the signature decide nothing and are refused."""
    head, body, value = ENVELOPE.split(".")
    for outside in (
        {"alg": "EdDSA"},
        {"kid": KEY.public.hint},
        {"jwk": {}},
        {},
        [],
        {"kid": 1},
    ):
        signature = {"protected": head, "signature": value, "header": outside}
        text = json.dumps({"payload": body, "signatures": [signature]})
        refused(text, "jws_unprotected")
    flat = {"payload": body, "header": {"alg": "EdDSA"}, "signature": value}
    refused(json.dumps(flat), "jws_unprotected")


def test_duplicate_header_member():
    """A name twice in the header: readers would differ."""
    raw = json.dumps(HEADER)[:-1] + ',"alg":"EdDSA"}'
    refused(forged(raw.encode()), "jws_json")


def test_duplicate_payload_member():
    """A name twice in the JSON around the signatures."""
    head, body, value = ENVELOPE.split(".")
    other = b64url(b"tolak").decode()
    text = (
        f'{{"payload":"{other}","payload":"{body}","protected":"{head}",'
        f'"signature":"{value}"}}'
    )
    refused(text, "jws_json")


def test_general_and_flattened_at_once():
    """RFC 7515 7.2.2: both forms in one object are refused."""
    head, body, value = ENVELOPE.split(".")
    one = {"protected": head, "signature": value}
    refused(json.dumps({"payload": body, "signatures": [one]} | one), "jws_form")


def test_cross_protocol_reuse():
    """A signature for one purpose shown for another, or of another type."""
    key = SigningKey.generate(use="trust")
    other = sign(CONTENT, key=key, purpose="trust", at=NOW)
    refused(other, "purpose_other", key.public)
    for kind in ("JWT", "egovkit.approval", "egovkit.Approval+jws", 5, None):
        refused(forged(HEADER | {"typ": kind}), "envelope_header")


def test_purpose_widened_by_the_signer():
    """A seal key that states the purpose approval is still a seal key."""
    key = SigningKey.generate(use="seal")
    header = HEADER | {"kid": key.public.hint}
    refused(forged(header, key=key), "key_of_other_purpose_found", key.public)


@pytest.mark.parametrize(
    "change",
    [
        {"iat": -1},
        {"iat": "1795482000"},
        {"iat": 1.5},
        {"iat": True},
        {"iat": 2**41},
        {"exp": None},
        {"cty": "x"},
        {"cty": 3},
        {"kid": "AAAAAB"},
        {"kid": "AAAA"},
        {"extra": 1},
    ],
    ids=str,
)
def test_header_members_of_other_kinds(change):
    """Every member has one kind; there are no others."""
    refused(forged(HEADER | change), "envelope_header")


@pytest.mark.parametrize("name", ["iat", "kid", "typ"])
def test_header_member_missing(name):
    """Time, key and purpose must be stated."""
    refused(forged({k: v for k, v in HEADER.items() if k != name}), "envelope_header")


def test_key_hint_of_another_kind():
    """A number for a key hint is no envelope."""
    refused(forged(HEADER | {"kid": 5}), "jws_form")


def test_oversized_input():
    """Caps before any work: the whole, the header, the depth."""
    refused("A" * ((8 << 20) + 1), "jws_too_long")
    refused(b"A" * 5000 + b"." + b"AA" + b".AA", "jws_too_long")
    refused("[" * 100_000, "jws_form")
    refused('{"a":' * 100, "jws_json")


def test_signatures_that_disagree():
    """Two signatures of one envelope state two purposes or schemas."""
    other = forged(
        HEADER | {"alg": "ES256", "kid": EC.public.hint, "cty": "kota/x;v=1"}, key=EC
    ).decode()
    parts = [ENVELOPE.split("."), other.split(".")]
    text = json.dumps(
        {
            "payload": parts[0][1],
            "signatures": [{"protected": h, "signature": s} for h, _, s in parts],
        }
    )
    refused(text, "signatures_disagree", [KEY.public, EC.public])


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "...", "a.b.c", "{}", "null", "[]", "{", '{"signatures":[1]}',
     '{"signatures":[{"protected":1,"signature":"x"}]}', "\ud800", "\x00"],
    ids=ascii,
)  # fmt: skip
def test_garbage_is_an_answer_not_an_error(text):
    """No text makes `verify` raise."""
    report = judged(text)
    assert report.outcome is Outcome.INVALID
    assert report.checks[0].name == "form"


@pytest.mark.property
@given(st.data())
def test_no_byte_of_an_envelope_may_change(data):
    """Any byte replaced: INVALID, and only a report comes out."""
    at = data.draw(st.integers(0, len(ENVELOPE) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != ord(ENVELOPE[at])))
    mutated = bytearray(ENVELOPE.encode())
    mutated[at] = byte
    report = judged(bytes(mutated))
    assert isinstance(report, EnvelopeReport)
    assert report.outcome is Outcome.INVALID
