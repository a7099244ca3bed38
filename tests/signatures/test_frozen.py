"""What was verified or decided cannot be changed afterwards in its place."""

import dataclasses
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from egovkit.signatures import (
    Algorithm,
    ApprovalChain,
    CertificatePolicy,
    Check,
    EnvelopePolicy,
    FieldSpec,
    Outcome,
    RevocationData,
    SigningKey,
    TimestampRequest,
    TrustList,
    TrustState,
    VerificationKey,
    prepare,
    prepare_cms,
    sign,
    verify,
    verify_certificate,
    verify_cms,
)
from egovkit.signatures.trust import TrustChange, compare
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TA = TestAuthority()
KEY = TA.issuer_key("kelurahan-contoh", use="approval")
TRUST = TA.trust_list()
BUDI = TA.officer("Budi Contoh")
ENVELOPE = sign(b"isi", key=KEY, purpose="approval", at=NOW)
PREPARED = prepare_cms(
    b"isi", public=BUDI.key.public, certificate=BUDI.certificate, at=NOW
)
VALUES = {
    "algorithm": Algorithm.ES256.spec,
    "anchor": next(iter(TA.anchors())),
    "certificate-policy": CertificatePolicy(),
    "detached-signature": TRUST.signatures[0],
    "envelope-policy": EnvelopePolicy(),
    "field": FieldSpec("nama", {"id": "Nama", "en": "Name"}, "text"),
    "issuer": TRUST.issuers["kelurahan-contoh"],
    "issuer-key": TRUST.keys_by_kid(KEY.kid)[0],
    "prepared-cms": PREPARED,
    "prepared-envelope": prepare(b"isi", public=KEY.public, purpose="approval", at=NOW),
    "registry": TRUST.registries["kelurahan-contoh"],
    "revocation": RevocationData(),
    "root": TRUST.root,
    "timestamp-request": TimestampRequest.over(b"isi"),
    "trust-change": compare(None, TRUST)[0],
    "trust-list": TRUST,
    "trust-state": TRUST.state,
}
REPORTS = {
    "envelope": verify(ENVELOPE, trust=TRUST, purpose="approval", at=NOW),
    "certificate": verify_certificate(
        BUDI.certificate, anchors=TA.anchors(), at=NOW, chain=BUDI.chain
    ),
    "cms": verify_cms(b"?", anchors=TA.anchors(), at=NOW),
}


@pytest.mark.parametrize("name", VALUES)
def test_no_field_of_a_value_changes(name):
    """Each field of it, and no new one beside them."""
    value = VALUES[name]
    fields = dataclasses.fields(value)
    assert fields
    for field in fields:
        before = getattr(value, field.name)
        with pytest.raises(AttributeError):
            setattr(value, field.name, None)
        with pytest.raises(AttributeError):
            delattr(value, field.name)
        assert getattr(value, field.name) is before
    with pytest.raises((AttributeError, TypeError)):
        value.more = 1
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("name", REPORTS)
def test_no_part_of_a_report_changes(name):
    """An outcome is not talked into another one."""
    report = REPORTS[name]
    before = report.outcome, report.checks
    for part, other in (
        ("outcome", Outcome.VALID),
        ("checks", (Check("x", Outcome.VALID, "signature_true"),)),
        ("signers", ()),
        ("assurance", "certified"),
        ("more", 1),
    ):
        with pytest.raises(AttributeError):
            setattr(report, part, other)
        with pytest.raises(AttributeError):
            delattr(report, part)
    assert (report.outcome, report.checks) == before


def test_an_envelope_stays_as_it_was_signed():
    """Neither its text nor its parts."""
    for part in ("text", "_jws", "more"):
        with pytest.raises(AttributeError):
            setattr(ENVELOPE, part, None)
    chain = object.__new__(ApprovalChain)
    for part in ("document", "plan", "steps"):
        with pytest.raises(AttributeError):
            setattr(chain, part, None)


def test_a_change_of_a_list_is_told_by_value():
    """Two equal differences are one; the order of facts does not matter."""
    assert TrustChange("x", {"a": 1, "b": 2}) == TrustChange("x", {"b": 2, "a": 1})
    assert TrustChange("x", {"a": 1}) != TrustChange("x", {"a": 2})
    assert TrustState() == TrustState()
    assert TrustState(latest=1) != TrustState(latest=2)
    assert TrustState(root_digest="a") != TrustState()


def test_a_root_is_itself_however_it_was_reached():
    """Where it came from is no part of what it is."""
    root = TRUST.root
    other = dataclasses.replace(root, previous=root)
    assert other == root
    assert other.chain == (root, other)
    assert "previous" not in repr(other)


def test_a_key_signs_for_itself_only():
    """The private half is not handed over by assignment to another's name."""
    key = SigningKey.generate(use="seal")
    with pytest.raises(AttributeError):
        key.use = "trust"
    with pytest.raises(AttributeError):
        key.algorithm = Algorithm.ES256
    at = NOW + timedelta(days=1)
    assert verify(ENVELOPE, trust=TRUST, purpose="approval", at=at).signers[0].key.use


@pytest.mark.parametrize("listed", [False, True], ids=["own", "from-a-list"])
def test_a_public_key_is_what_it_was_made_as(listed):
    """Its algorithm and its use are its own, and nobody gives it others."""
    key = TRUST.keys_by_kid(KEY.kid)[0].key if listed else KEY.public
    parts = ("algorithm", "kid", "hint", "use", "not_before", "not_after", "public_key")
    before = [getattr(key, part) for part in parts]
    for part in (*parts, "_verify", "_spki", "_fingerprint", "more"):
        with pytest.raises(AttributeError):
            setattr(key, part, None)
        with pytest.raises(AttributeError):
            delattr(key, part)
    assert [getattr(key, part) for part in parts] == before
    assert key.restricted(use="seal").use == "seal"
    assert not hasattr(key, "more")


def test_a_key_of_a_list_is_opened_by_many_threads_at_once(monkeypatch):
    """A server's first requests come together: each of them finds the key whole."""
    slow = VerificationKey.from_bytes

    def from_bytes(*args, **kwargs):
        time.sleep(0.01)
        return slow(*args, **kwargs)

    trust = TrustList.from_bundle(TA.bundle(), at=NOW)
    key = trust.keys_by_kid(KEY.kid)[0].key
    monkeypatch.setattr(VerificationKey, "from_bytes", from_bytes)
    signature = KEY.sign(b"isi")

    def ask(number):
        if number % 2:
            return key.verifies(signature, b"isi")
        return key.to_spki() == KEY.public.to_spki() and bool(key.fingerprint)

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(64)))
