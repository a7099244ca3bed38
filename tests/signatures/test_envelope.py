"""Envelopes: what is signed is what is read, for one purpose, by a trusted key."""

import json
import pickle
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB
from egovkit.errors import NotVerified, SigningError, UsageError
from egovkit.signatures import (
    Envelope,
    EnvelopePolicy,
    Issuer,
    IssuerKey,
    Outcome,
    SignableModel,
    SigningKey,
    prepare,
    sign,
    verify,
)
from egovkit.signatures.jws import b64url

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
EPOCH = 1795482000
KEY = SigningKey.generate("Ed25519", use="approval")
OTHER = SigningKey.generate("ES256", use="approval")
QUANTUM = SigningKey.generate("ML-DSA-65", use="approval")
CONTENT = b"Surat 470/9001 disetujui"


class Decision(SignableModel, schema="kota-contoh/keputusan", version=2):
    """A decision of this test."""

    number: str
    approved: bool


class OldDecision(SignableModel, schema="kota-contoh/keputusan", version=1):
    """The same as it was before."""

    number: str
    approved: bool


def made(content=CONTENT, key=KEY, **options):
    """An envelope of purpose approval, made now."""
    return sign(content, key=key, purpose="approval", at=NOW, **options)


def judged(envelope, trust=KEY.public, at=NOW, **options):
    """The report on an envelope."""
    return verify(envelope, trust=trust, purpose="approval", at=at, **options)


def codes(report):
    """The codes of the checks that are not VALID."""
    return [c.code for c in report.checks if c.outcome is not Outcome.VALID]


@pytest.mark.parametrize("name", ["Ed25519", "ES256", "ES384", "ML-DSA-65"])
def test_what_was_signed_is_what_is_read(name):
    """Every algorithm: the content comes out of the report, and of nothing else."""
    key = SigningKey.generate(name, use="approval")
    report = judged(str(made(key=key)), key.public)
    assert report.outcome is Outcome.VALID
    assert report.require(bytes) == report.payload == CONTENT
    assert report.purpose == "approval"
    assert [(s.key, s.issuer, s.signed_at) for s in report.signers] == [
        (key.public, None, EPOCH)
    ]


def test_the_header_is_under_the_signature():
    """alg, iat, kid, typ, and cty and exp where there are any; in this order."""
    envelope = made(
        Decision(number="470/9001", approved=True), expires=NOW + timedelta(days=1)
    )
    header, payload, _ = envelope.to_compact().split(".")
    assert (
        header
        == b64url(
            f'{{"alg":"EdDSA","cty":"kota-contoh/keputusan;v=2","exp":{EPOCH + 86400},'
            f'"iat":{EPOCH},"kid":"{KEY.public.hint}","typ":"egovkit.approval+jws"}}'.encode()
        ).decode()
    )
    assert payload == b64url(b'{"approved":true,"number":"470/9001"}').decode()


def test_a_model_comes_back_as_its_own_schema_and_version_only():
    """Version 1 does not read what was signed as version 2, bytes do."""
    report = judged(made(Decision(number="470/9001", approved=True)))
    assert report.require(Decision) == Decision(number="470/9001", approved=True)
    assert report.require(bytes) == b'{"approved":true,"number":"470/9001"}'
    for cls in (OldDecision, str):
        with pytest.raises(NotVerified) as caught:
            report.require(cls)
        assert caught.value.code == "document_of_other_class"
    with pytest.raises(NotVerified):
        judged(made(b'{"approved":true,"number":"470/9001"}')).require(Decision)


def test_signed_bytes_that_are_not_the_models_form_are_refused():
    """A signer that writes the schema but not its form is not read as it."""
    envelope = made(Decision(number="1", approved=True))
    header = envelope.jws.signatures[0].protected
    payload = b64url(b'{ "approved":true,"number":"1"}')
    signature = b64url(KEY.sign(header + b"." + payload))
    report = judged(b".".join((header, payload, signature)))
    assert report.outcome is Outcome.VALID
    with pytest.raises(NotVerified) as caught:
        report.require(Decision)
    assert caught.value.code == "payload_not_canonical"


def test_serializations_are_equivalent():
    """Compact, general and flattened JSON, text and bytes: the same envelope."""
    envelope = made()
    protected, payload, signature = envelope.to_compact().split(".")
    flat = json.dumps(
        {"payload": payload, "protected": protected, "signature": signature}
    )
    for form in (
        envelope,
        str(envelope),
        bytes(envelope),
        envelope.to_json(),
        flat,
        flat.encode(),
    ):
        assert judged(form).require(bytes) == CONTENT
    assert Envelope.parse(flat).to_compact() == str(envelope)
    assert Envelope.parse(str(envelope)) == envelope
    assert hash(Envelope.parse(str(envelope))) == hash(envelope)
    assert Envelope.parse(bytes(envelope)) == envelope
    assert repr(envelope) == "<Envelope, 1 signature(s)>"
    assert envelope != "x"
    assert pickle.loads(pickle.dumps(envelope)) == envelope
    with pytest.raises(AttributeError):
        envelope.payload = b""


def test_detached_content_travels_apart():
    """RFC 7515 appendix F: the same signature, the content given to verify."""
    envelope = made().detached()
    assert envelope.is_detached
    assert not made().is_detached
    for form in (str(envelope), envelope.to_json()):
        assert ".." in form or '"payload"' not in form
        assert judged(form, content=CONTENT).require(bytes) == CONTENT
        assert codes(judged(form, content=CONTENT + b" ")) == ["signature_false"]
        assert codes(judged(form)) == ["content_missing"]
    assert codes(judged(made(), content=CONTENT)) == ["content_twice"]


def test_prepare_and_complete_are_sign_in_two_steps():
    """A remote key signs `message`; `complete` closes the envelope."""
    prepared = prepare(CONTENT, public=KEY.public, purpose="approval", at=NOW)
    envelope = prepared.complete(KEY.sign(prepared.message))
    assert envelope == made()
    assert judged(envelope).require(bytes) == CONTENT
    with pytest.raises(SigningError) as caught:
        prepared.complete(OTHER.sign(prepared.message))
    assert caught.value.code == "signature_false"


def test_several_signers():
    """Several keys at once, or one after another, over the same content."""
    together = made(key=(KEY, OTHER))
    after = made().cosigned(key=OTHER, at=NOW)
    trust = [KEY.public, OTHER.public]
    for envelope in (
        together,
        after,
        made().detached().cosigned(key=OTHER, at=NOW, content=CONTENT),
    ):
        content = CONTENT if envelope.is_detached else None
        report = judged(
            str(envelope), trust, content=content, policy=EnvelopePolicy(signers=2)
        )
        assert report.require(bytes) == CONTENT
        assert len(report.signers) == 2
    with pytest.raises(UsageError) as caught:
        together.to_compact()
    assert caught.value.code == "envelope_not_compact"
    with pytest.raises(UsageError):
        together.cosigned(key=KEY, at=NOW)
    with pytest.raises(UsageError):
        made().detached().cosigned(key=OTHER, at=NOW)
    with pytest.raises(UsageError):
        made().cosigned(key=SigningKey.generate(use="trust"), at=NOW)


def test_trust_may_be_any_iterable():
    """A generator of keys serves all signatures."""
    keys = (key.public for key in (KEY, OTHER))
    assert judged(made(key=(KEY, OTHER)), keys).outcome is Outcome.VALID


def test_every_signature_must_verify():
    """One unknown signer among two is not VALID."""
    envelope = made(key=(KEY, OTHER))
    assert codes(judged(envelope)) == ["signer_unknown"]
    assert judged(envelope).payload is None


def test_at_most_sixteen_signatures():
    """The seventeenth is refused when signing and when reading."""
    # Of so many keys at random, two would share a hint of four bytes one day.
    seeds = [number.to_bytes(32, "big") for number in range(16)]
    keys = [SigningKey.from_bytes(seed, use="approval") for seed in seeds]
    envelope = made(key=keys)
    with pytest.raises(UsageError):
        envelope.cosigned(key=KEY, at=NOW)
    value = json.loads(envelope.to_json())
    value["signatures"].append(value["signatures"][0])
    assert codes(judged(json.dumps(value))) == ["jws_too_many"]


def test_hybrid_demands_both_kinds():
    """Classical and ML-DSA, both of one owner; either alone is not enough."""
    policy = EnvelopePolicy(hybrid=True)
    trust = [KEY.public, OTHER.public, QUANTUM.public]
    assert judged(made(key=(KEY, QUANTUM)), trust, policy=policy).payload == CONTENT
    for keys in ((KEY,), (QUANTUM,), (KEY, OTHER)):
        assert codes(judged(made(key=keys), trust, policy=policy)) == ["hybrid_one"]


class FakeList:
    """The two names of a trust list that verifying asks for."""

    expires_at = EPOCH + 1000

    def __init__(self, *keys):
        self.keys = keys

    def keys_by_kid(self, kid):
        """All keys with that hint."""
        return tuple(k for k in self.keys if k.key.kid == kid)


def listed(key=KEY, issuer="kelurahan-contoh", **facts):
    """A key as a trust list has it."""
    owner = Issuer(
        id=issuer, name="Kelurahan Contoh", registry="kota-contoh", profiles=frozenset()
    )
    return IssuerKey(
        **{"key": key.public, "use": "approval", "status": "active", "issuer": owner}
        | facts
    )


def test_hybrid_halves_of_two_owners_are_no_hybrid():
    """A classical signature of one agency and a quantum one of another."""
    policy = EnvelopePolicy(hybrid=True)
    envelope = made(key=(KEY, QUANTUM))
    one = FakeList(listed(), listed(QUANTUM))
    two = FakeList(listed(), listed(QUANTUM, issuer="dinas-lain"))
    assert judged(envelope, one, policy=policy).outcome is Outcome.VALID
    assert codes(judged(envelope, two, policy=policy)) == ["hybrid_one"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"not_before": EPOCH, "not_after": EPOCH}, None),
        ({"status": "retired", "retired_at": EPOCH + 1}, None),
        ({"status": "retired", "retired_at": EPOCH}, "key_not_in_force"),
        ({"not_before": EPOCH + 1}, "key_not_in_force"),
        ({"not_after": EPOCH - 1}, "key_not_in_force"),
        ({"status": "compromised"}, "signer_compromised"),
        ({"use": "seal"}, "key_of_other_purpose_found"),
    ],
    ids=str,
)
def test_the_trust_list_decides_who_may_sign(facts, code):
    """Status, use and validity of the key at the time the signer states."""
    report = judged(made(), FakeList(listed(**facts)))
    assert codes(report) == ([code] if code else [])
    if code is None:
        assert report.signers[0].issuer == "kelurahan-contoh"


def test_an_expired_trust_list_decides_nothing():
    """INDETERMINATE: fetch a newer list first; until its last second it decides."""
    last = judged(made(), FakeList(listed()), at=NOW + timedelta(seconds=1000))
    assert last.outcome is Outcome.VALID
    report = judged(made(), FakeList(listed()), at=NOW + timedelta(seconds=1001))
    assert report.outcome is Outcome.INDETERMINATE
    assert codes(report) == ["trust_expired"]


def test_no_trust_at_all_decides_nothing():
    """Without any key nothing can be said."""
    report = judged(made(), [])
    assert report.outcome is Outcome.INDETERMINATE
    assert codes(report) == ["trust_empty"]


def test_validity_of_a_key_you_trust_yourself():
    """The key's own times hold at the time stated."""
    key = KEY.public.restricted(use="approval", not_after=EPOCH - 1)
    assert codes(judged(made(), key)) == ["key_not_in_force"]


def test_a_signature_from_the_future_is_refused():
    """A quarter of an hour of clock difference is forgiven, no more."""
    early = NOW - timedelta(minutes=15)
    assert judged(made(), at=early).outcome is Outcome.VALID
    early -= timedelta(seconds=1)
    assert codes(judged(made(), at=early)) == ["signed_in_future"]


def test_an_expired_envelope_is_refused():
    """Valid before its end, not at it."""
    envelope = made(expires=NOW + timedelta(seconds=10))
    assert judged(envelope, at=NOW + timedelta(seconds=9)).outcome is Outcome.VALID
    late = judged(envelope, at=NOW + timedelta(seconds=10))
    assert codes(late) == ["envelope_expired"]


def test_an_algorithm_past_its_date_is_neither_used_nor_accepted():
    """The registry's dates, at the time stated and at the time of verifying."""
    late = datetime(2041, 1, 1, 8, 0, tzinfo=WIB)
    with pytest.raises(SigningError) as caught:
        sign(CONTENT, key=KEY, purpose="approval", at=late)
    assert caught.value.code == "algorithm_past"

    def stating(moment):
        """An envelope of a signer who does not look at the registry."""
        header = b64url(
            f'{{"alg":"EdDSA","iat":{moment},"kid":"{KEY.public.hint}",'
            '"typ":"egovkit.approval+jws"}'.encode()
        )
        message = header + b"." + b64url(CONTENT)
        return (message + b"." + b64url(KEY.sign(message))).decode()

    last_signed, last_accepted = 2240611199, 2556143999  # ends of 2040 and of 2050
    in_time = stating(last_signed)
    for text, at, expected in (
        (in_time, last_signed, []),
        (in_time, last_accepted, []),
        (in_time, last_accepted + 1, ["algorithm_not_accepted"]),
        (stating(last_signed + 1), last_signed + 1, ["algorithm_not_accepted"]),
        # Backdated by who can forge it: the present decides.
        (stating(EPOCH), last_accepted + 1, ["algorithm_not_accepted"]),
    ):
        report = judged(text, at=datetime.fromtimestamp(at, WIB))
        assert codes(report) == expected


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": SigningKey.generate(use="seal")}, "key_of_other_purpose"),
        ({"key": ()}, "signer_twice"),
        ({"key": (KEY, KEY)}, "signer_twice"),
        ({"purpose": "seal"}, "key_of_other_purpose"),
        ({"purpose": "Approval"}, "key_of_other_purpose"),
        ({"payload": "text"}, "payload_type"),
        ({"payload": b""}, "payload_empty"),
        ({"expires": NOW}, "envelope_ends_before"),
        ({"at": datetime(2026, 11, 24)}, "naive_datetime"),  # noqa: DTZ001
    ],
    ids=[
        "a-key-of-another-use",
        "no-key",
        "one-key-twice",
        "another-purpose",
        "a-purpose-in-capitals",
        "text-for-bytes",
        "no-content",
        "an-end-at-the-start",
        "a-naive-time",
    ],
)
def test_what_cannot_be_meant_is_refused(changes, code):
    """Another use, the same key twice, a naive time, text for bytes."""
    call = {"payload": CONTENT, "key": KEY, "purpose": "approval", "at": NOW} | changes
    with pytest.raises(UsageError) as caught:
        sign(call.pop("payload"), **call)
    assert caught.value.code == code


def test_a_model_without_a_stated_schema_goes_by_its_name():
    """The class's name in lower case, version 1."""

    class PaymentOrder(SignableModel):
        """States no schema."""

        name: str

    order = PaymentOrder(name="x")
    assert PaymentOrder.schema_id == "payment-order;v=1"
    assert judged(made(order)).require(PaymentOrder) == order


def test_a_key_outside_its_validity_does_not_sign():
    """The key's own times hold for signing too."""
    key = SigningKey.generate(use="approval", not_before=EPOCH + 1)
    with pytest.raises(SigningError) as caught:
        made(key=key)
    assert caught.value.code == "key_outside_validity"


def test_report_speaks_indonesian():
    """A sentence for every check."""
    assert judged(made()).explain() == (
        "Hasil: SAH.\n"
        "- Amplop terbaca.\n"
        "- Tujuan tanda tangan sesuai.\n"
        "- Penanda tangan dikenal dan berwenang pada waktu itu.\n"
        "- Waktu yang dinyatakan wajar.\n"
        "- Tanda tangan cocok dengan isi dan kunci."
    )


def test_report_travels_between_processes():
    """Pickling keeps signers, content and schema."""
    report = judged(made(Decision(number="1", approved=True)))
    copy = pickle.loads(pickle.dumps(report))
    assert copy.require(Decision) == report.require(Decision)
    assert copy.signers == report.signers
    assert copy.purpose == "approval"


@pytest.mark.property
@given(st.binary(min_size=1, max_size=300))
def test_any_content_survives(content):
    """Whatever the bytes: signed, written, read, the same bytes."""
    assert judged(str(made(content))).require(bytes) == content
