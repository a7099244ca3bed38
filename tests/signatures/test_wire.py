"""The wire, fixed: what was signed by this version must verify under every later one.

Each expected text was built here with ``json``, ``base64`` and the cryptography
package alone, and stands printed, so that a change of the wire cannot pass unseen.
"""

import base64
import hashlib
import json
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from egovkit.clock import WIB
from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    Officer,
    Outcome,
    SignableModel,
    SigningKey,
    Stage,
    sign,
    verify,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
EPOCH = 1795482000
SEEDS = (bytes(range(32)), bytes(range(1, 33)))
KEYS = [SigningKey.from_bytes(seed, use="approval") for seed in SEEDS]


def b64(data):
    """Base64url without padding, by the standard library."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw_key(seed):
    """A private key and the hint of its public half, by the cryptography package."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return private, b64(hashlib.sha256(public).digest()[:4])


def by_hand(seed, payload, **header):
    """An envelope built without egovkit: sorted header, compact JWS, EdDSA."""
    private, hint = raw_key(seed)
    names = {"alg": "EdDSA", "kid": hint, "typ": "egovkit.approval+jws", **header}
    head = json.dumps(names, sort_keys=True, separators=(",", ":")).encode()
    message = f"{b64(head)}.{b64(payload)}"
    return f"{message}.{b64(private.sign(message.encode()))}"


def test_an_envelope_over_bytes():
    """alg, iat, kid, typ in this order; Ed25519 signs the same way each time."""
    made = str(sign(b"setuju", key=KEYS[0], purpose="approval", at=NOW))
    assert made == by_hand(SEEDS[0], b"setuju", iat=EPOCH)
    assert made == (
        "eyJhbGciOiJFZERTQSIsImlhdCI6MTc5NTQ4MjAwMCwia2lkIjoiVmtkYXB3IiwidHlwIjoi"
        "ZWdvdmtpdC5hcHByb3ZhbCtqd3MifQ.c2V0dWp1."
        "Bm5Jo1dn6lmxWZuZnkeWUu_DDtEhtOkhNHIVgKFcEW2ZlGD5fPY8WzA6xedn"
        "eYR5V9jGSKsWh81TBtcH71T-Dw"
    )


class Payment(SignableModel, schema="kota-contoh/pembayaran", version=3):
    """A payment order."""

    number: str
    rupiah: int
    urgent: bool = False


def test_an_envelope_over_a_model_that_ends():
    """Cty and exp join; the payload is the model's canonical JSON."""
    until = datetime(2026, 11, 25, 8, 0, tzinfo=WIB)
    order = Payment(number="900/9001", rupiah=1_500_000)
    made = sign(order, key=KEYS[1], purpose="approval", at=NOW, expires=until)
    payload = b'{"number":"900/9001","rupiah":1500000,"urgent":false}'
    assert str(made) == by_hand(
        SEEDS[1],
        payload,
        cty="kota-contoh/pembayaran;v=3",
        exp=EPOCH + 86400,
        iat=EPOCH,
    )


@pytest.mark.parametrize("order", [sorted, lambda names: sorted(names, reverse=True)])
def test_envelopes_of_another_implementation(order):
    """Built by hand in any order of members, read by us."""
    private, hint = raw_key(SEEDS[0])
    names = {"alg": "EdDSA", "iat": EPOCH, "kid": hint, "typ": "egovkit.approval+jws"}
    head = json.dumps({name: names[name] for name in order(names)}, indent=1).encode()
    message = f"{b64(head)}.{b64(b'setuju')}"
    text = f"{message}.{b64(private.sign(message.encode()))}"
    report = verify(text, trust=KEYS[0].public, purpose="approval", at=NOW)
    assert report.require(bytes) == b"setuju"


def plan():
    """Two officers: one initials, one signs."""
    return ApprovalPlan(
        officers=(
            Officer(id="p-1", role="Kasi", key=KEYS[0].public.fingerprint),
            Officer(id="p-2", role="Lurah", key=KEYS[1].public.fingerprint),
        ),
        stages=(Stage.paraf("Kasi"), Stage.signature("Lurah")),
    )


def plan_by_hand():
    """The canonical JSON of that plan."""
    prefix = bytes.fromhex("302a300506032b6570032100")  # the SPKI of Ed25519
    prints = [
        hashlib.sha256(
            prefix
            + Ed25519PrivateKey.from_private_bytes(s).public_key().public_bytes_raw()
        ).hexdigest()
        for s in SEEDS
    ]
    value = {
        "delegations": [],
        "officers": [
            {"id": "p-1", "key": prints[0], "role": "Kasi"},
            {"id": "p-2", "key": prints[1], "role": "Lurah"},
        ],
        "stages": [
            {"action": "paraf", "roles": ["Kasi"], "threshold": 1},
            {"action": "signature", "roles": ["Lurah"], "threshold": 1},
        ],
    }
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def step_by_hand(number, previous, role, decision):
    """The canonical JSON of a step."""
    value = {
        "acting": None,
        "decision": decision,
        "document": hashlib.sha256(b"surat").hexdigest(),
        "number": number,
        "officer": f"p-{number}",
        "plan": hashlib.sha256(plan_by_hand()).hexdigest(),
        "previous": previous,
        "reason": None,
        "role": role,
    }
    payload = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    return by_hand(
        SEEDS[number - 1], payload, cty="egovkit/approval-step;v=1", iat=EPOCH
    )


def chain_by_hand():
    """The whole chain as JSON, built without egovkit."""
    first = step_by_hand(1, None, "Kasi", "paraf")
    signed = first.rsplit(".", 1)[0].encode()
    previous = hashlib.sha256(signed).hexdigest()
    second = step_by_hand(2, previous, "Lurah", "signature")
    return json.dumps({"origin": None, "steps": [first, second]}, separators=(",", ":"))


def test_the_digest_of_a_plan():
    """SHA-256 over its canonical JSON."""
    assert plan().canonical() == plan_by_hand()
    assert plan().digest == hashlib.sha256(plan_by_hand()).hexdigest()


def test_an_approval_chain():
    """Every byte of it, as an independent program would write it."""
    chain = ApprovalChain.start(b"surat", plan=plan())
    chain = chain.paraf(role="Kasi", key=KEYS[0], at=NOW)
    chain = chain.sign(role="Lurah", key=KEYS[1], at=NOW)
    assert chain.to_json() == chain_by_hand()


def test_an_approval_chain_of_another_implementation():
    """Built by hand, judged by us."""
    chain = ApprovalChain.from_json(chain_by_hand(), document=b"surat", plan=plan())
    trust = [key.public for key in KEYS]
    report = chain.verify(document=b"surat", trust=trust, at=NOW)
    assert report.outcome is Outcome.VALID
    assert [act.step.decision for act in report.acts] == ["paraf", "signature"]
    assert hashlib.sha256(chain_by_hand().encode()).hexdigest() == (
        "1b02b82cfe2f9ffbfd67902ac1d55c42ee63de680590c38374aff023969d01bd"
    )
