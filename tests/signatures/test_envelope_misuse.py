"""Envelopes in careless hands: answers for what was received, errors for the caller."""

import copy
import pickle
from datetime import datetime

import pytest

from egovkit._clock import WIB
from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.signatures import (
    Envelope,
    EnvelopePolicy,
    Outcome,
    SigningKey,
    loads_strict,
    prepare,
    sign,
    verify,
)
from egovkit.signatures.jws import b64url, parse

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
KEY = SigningKey.generate("Ed25519", use="approval")
OTHER = SigningKey.generate("ES256", use="approval")
ENVELOPE = sign(b"isi", key=KEY, purpose="approval", at=NOW)
# What a form field, a database column or a queue may hold instead of an envelope.
RECEIVED = [None, 5, 1.5, [1], {"a": 1}, object(), True, bytearray(b"e30.e30.AAAA")]
RECEIVED_IDS = [type(value).__name__ for value in RECEIVED]


def judged(envelope, **changes):
    """The report on whatever it is."""
    call = {"trust": KEY.public, "purpose": "approval", "at": NOW}
    return verify(envelope, **(call | changes))


@pytest.mark.parametrize("value", RECEIVED, ids=RECEIVED_IDS)
def test_what_cannot_be_an_envelope_is_an_answer(value):
    """Received data gives a report, whatever its kind."""
    report = judged(value)
    assert (report.outcome, report.reason.code) == (Outcome.INVALID, "jws_form")
    for read in (parse, Envelope.parse):
        with pytest.raises(InvalidFormatError):
            read(value)


@pytest.mark.parametrize("value", [5, "isi", [1], 1.5], ids=repr)
def test_content_that_is_not_bytes_is_an_answer(value):
    """Text beside a detached signature has no bytes until somebody encodes it."""
    report = judged(ENVELOPE.detached(), content=value)
    assert (report.outcome, report.reason.code) == (Outcome.INVALID, "not_bytes")


@pytest.mark.parametrize("value", RECEIVED[:-1], ids=RECEIVED_IDS[:-1])
def test_json_of_another_kind(value):
    """Only text and bytes are JSON."""
    with pytest.raises(InvalidFormatError) as caught:
        loads_strict(value)
    assert caught.value.code == "json_malformed"


@pytest.mark.parametrize(
    "changes",
    [
        {"trust": None},
        {"trust": 5},
        {"trust": "kunci"},
        {"trust": [None]},
        {"trust": [KEY]},
        {"policy": 5},
        {"policy": "hybrid"},
        {"at": None},
        {"at": datetime(2026, 11, 24)},  # noqa: DTZ001 - the point
    ],
    ids=["none", "number", "text", "list", "signer", "policy", "word", "no-time",
         "naive"],
)  # fmt: skip
def test_what_the_caller_expects_is_checked_first(changes):
    """A mistake of the caller's is an error, on good and on bad input alike."""
    for envelope in (ENVELOPE, "bukan amplop"):
        with pytest.raises(UsageError) as caught:
            judged(envelope, **changes)
        assert caught.value.code in {
            "argument_wrong", "naive_datetime", "not_a_moment",
        }  # fmt: skip


@pytest.mark.parametrize("value", [None, 5, "kunci", KEY.public, [None], [KEY, 5]])
def test_who_cannot_sign(value):
    """A public key, or anything else that is no signer, is refused by its name."""
    with pytest.raises(UsageError) as caught:
        sign(b"isi", key=value, purpose="approval", at=NOW)
    assert caught.value.facts == {"argument": "key"}
    with pytest.raises(UsageError):
        ENVELOPE.cosigned(key=value, at=NOW)


@pytest.mark.parametrize("value", [None, 5, KEY], ids=["none", "number", "signer"])
def test_prepare_takes_a_public_key(value):
    """The private half has no business there."""
    with pytest.raises(UsageError) as caught:
        prepare(b"isi", public=value, purpose="approval", at=NOW)
    assert caught.value.facts == {"argument": "public"}


@pytest.mark.parametrize("signers", [0, -1, 1.5, True, None], ids=str)
def test_a_policy_that_anything_fulfils(signers):
    """Zero signers would make every envelope fit."""
    with pytest.raises(UsageError) as caught:
        EnvelopePolicy(signers=signers)
    assert caught.value.code == "policy_signers"


def test_cosigning_another_content_is_refused():
    """The second officer must sign what the envelope carries, nothing else."""
    with pytest.raises(UsageError) as caught:
        ENVELOPE.cosigned(key=OTHER, at=NOW, content=b"isi lain")
    assert caught.value.code == "content_twice"
    with pytest.raises(UsageError) as caught:
        ENVELOPE.detached().cosigned(key=OTHER, at=NOW)
    assert caught.value.code == "envelope_detached"
    with pytest.raises(UsageError) as caught:
        ENVELOPE.detached().cosigned(key=OTHER, at=NOW, content="isi")
    assert caught.value.code == "not_bytes"


def test_cosigning_beside_the_content():
    """Detached, two officers: both signatures cover the content given."""
    both = ENVELOPE.detached().cosigned(key=OTHER, at=NOW, content=b"isi")
    trust = [KEY.public, OTHER.public]
    policy = EnvelopePolicy(signers=2)
    report = judged(both, trust=trust, content=b"isi", policy=policy)
    assert report.outcome is Outcome.VALID
    other = judged(both, trust=trust, content=b"isi lain", policy=policy)
    assert other.reason.code == "signature_false"


def test_cosigning_what_is_no_envelope():
    """A JWS of others has no purpose that could be cosigned."""
    foreign = ".".join(
        (b64url(b'{"alg":"EdDSA"}').decode(), "aXNp", b64url(bytes(64)).decode())
    )
    with pytest.raises(InvalidFormatError) as caught:
        Envelope.parse(foreign).cosigned(key=OTHER, at=NOW)
    assert caught.value.code == "envelope_header"
    mixed = (
        f'{{"payload":"aXNp","signatures":[{{"protected":"{foreign.split(".")[0]}",'
        f'"signature":"{foreign.split(".")[2]}"}}]}}'
    )
    with pytest.raises(InvalidFormatError):
        Envelope.parse(mixed).cosigned(key=OTHER, at=NOW)


def test_an_unreadable_envelope_can_be_shown():
    """A repr in a log or a debugger never raises."""
    assert repr(Envelope("bukan amplop")) == "<Envelope, unreadable: jws_form>"
    assert repr(ENVELOPE) == "<Envelope, 1 signature(s)>"


@pytest.mark.parametrize(
    "make", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
def test_envelopes_and_drafts_travel(make):
    """A draft waits in a queue until the remote key has signed it."""
    assert make(ENVELOPE) == ENVELOPE
    draft = make(prepare(b"isi", public=KEY.public, purpose="approval", at=NOW))
    done = draft.complete(KEY.sign(draft.message))
    assert judged(done).require(bytes) == b"isi"
    with pytest.raises(EgovkitError):
        draft.complete(bytes(64))
    with pytest.raises(EgovkitError):
        draft.complete(None)
