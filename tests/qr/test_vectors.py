"""The published vectors of the seal format, and that the script still makes them."""

import importlib
import json
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from egovkit.qr import StatusSet, Verifier
from egovkit.qr._transport import from_base45, from_digits, to_base45, to_digits
from egovkit.signatures import Outcome, TrustList

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "seal-v1.json"
VECTORS = json.loads(FILE.read_text("utf-8"))
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def trust():
    """The vectors' trust list, from its bundle and under its fingerprint."""
    return TrustList.from_bundle(
        json.dumps(VECTORS["trust"]).encode(),
        root_fingerprint=VECTORS["trust_root_fingerprint"],
        at=NOW,
    )


@pytest.fixture(scope="module")
def verifiers(trust):
    """Without and with the vectors' status lists."""
    tokens = [bytes.fromhex(token) for token in VECTORS["status_tokens"]]
    statuses = StatusSet.from_tokens(tokens, trust=trust, at=NOW)
    return {False: Verifier(trust), True: Verifier(trust, statuses=statuses)}


def answer(verifiers, test):
    """The report for a vector."""
    original = test.get("original")
    return verifiers[test["with_status"]].verify(
        test["text"],
        at=datetime.fromtimestamp(test["at"], UTC),
        original=None if original is None else bytes.fromhex(original),
    )


@pytest.mark.parametrize("test", VECTORS["tests"], ids=lambda test: test["id"])
def test_vector(verifiers, test):
    """Outcome, deciding check, its code, and every field as stated."""
    report = answer(verifiers, test)
    assert str(report.outcome) == test["outcome"]
    assert (report.reason and report.reason.name) == test["check"]
    assert (report.reason and report.reason.code) == test["code"]
    assert [
        [*field.labelled("id"), *field.labelled("en")] for field in report.fields
    ] == test["fields"]


def cpu_seconds(call):
    """CPU time of a call, the least of three: other processes do not count."""
    times = []
    for _ in range(3):
        started = time.process_time()
        call()
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize(
    "test",
    [test for test in VECTORS["tests"] if test["outcome"] == "invalid"],
    ids=lambda test: test["id"],
)
def test_bad_input_is_refused_quickly(verifiers, test):
    """Within five milliseconds, bombs too."""
    verifier, at = verifiers[False], datetime.fromtimestamp(test["at"], UTC)
    # a tracer, such as coverage, makes Python several times slower
    soon = 0.005 if sys.gettrace() is None else 0.05
    assert cpu_seconds(lambda: verifier.verify(test["text"], at=at)) < soon


def test_every_check_fails_somewhere():
    """The vectors reach every check that can fail."""
    assert {test["check"] for test in VECTORS["tests"]} == {
        None,
        *("format", "signature", "issuer", "key", "profile", "validity", "status"),
        *("content", "original"),
    }
    assert {test["outcome"] for test in VECTORS["tests"]} == set(Outcome)
    assert len(VECTORS["tests"]) >= 140


def test_the_page_and_the_vectors_name_the_same_codes(verifiers):
    """Each rule of seal-format.md has a vector that breaks it, and each vector's
    reason stands on the page.
    """
    page = (ROOT / "docs" / "reference" / "seal-format.md").read_text("utf-8")
    on_page = set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+)+)`", page))
    broken = {
        check.code
        for test in VECTORS["tests"]
        for check in answer(verifiers, test).checks
        if check.outcome is not Outcome.VALID
    }
    assert on_page == broken


@pytest.mark.parametrize(("data", "text"), VECTORS["transport"]["digits"])
def test_digits(data, text):
    """Bytes to digits and back."""
    assert to_digits(bytes.fromhex(data)) == text
    assert from_digits(text).hex() == data


@pytest.mark.parametrize(("data", "text"), VECTORS["transport"]["base45"])
def test_base45(data, text):
    """Bytes to base45 and back."""
    assert to_base45(bytes.fromhex(data)) == text
    assert from_base45(text).hex() == data


def test_another_implementation_agrees(trust):
    """Forty lines with cbor2 and bare Ed25519 keys accept what we accept.

    Only signature and times are looked at: enough to see that no vector is
    valid for our decoder alone.
    """
    keys = {
        kid: Ed25519PublicKey.from_public_bytes(key.key.to_bytes())
        for issuer in trust.issuers.values()
        for key in issuer.keys
        for kid in (key.key.kid,)
        if str(key.key.algorithm) == "Ed25519" and key.use == "seal"
    }
    accepted = 0
    for test in VECTORS["tests"]:
        digits = test["text"].strip().partition("#")[2]
        if test["outcome"] != "valid" or not digits:
            continue
        token = b"".join(
            int(digits[at : at + 17]).to_bytes(
                {17: 7, 15: 6, 13: 5, 10: 4, 8: 3, 5: 2, 3: 1}[
                    len(digits[at : at + 17])
                ],
                "big",
            )
            for at in range(0, len(digits), 17)
        )
        protected, _, payload, signature = cbor2.loads(token).value
        headers = cbor2.loads(protected)
        if headers[1] != -8:
            continue
        signed = cbor2.dumps(["Signature1", protected, b"", payload])
        try:
            keys[headers[4]].verify(signature, signed)
        except InvalidSignature:  # pragma: no cover - then the test has failed
            pytest.fail(test["id"])
        claims = cbor2.loads(payload)
        assert claims[6] - 300 <= test["at"] < claims.get(4, 2**40)
        accepted += 1
    assert accepted >= 12


def test_the_script_makes_this_file(monkeypatch):
    """The same source gives the same bytes."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    module = importlib.import_module("make_seal_vectors")
    assert module.document() == FILE.read_text("utf-8")
