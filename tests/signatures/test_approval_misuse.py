"""Approval chains in careless hands, and where a chain must not go on."""

import copy
import json
import pickle
from datetime import datetime

import pytest

from egovkit._clock import WIB
from egovkit.errors import UsageError
from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    Officer,
    Outcome,
    SigningKey,
    Stage,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
STAFF, HEAD = (SigningKey.generate(use="approval") for _ in range(2))
TRUST = [STAFF.public, HEAD.public]
PLAN = ApprovalPlan(
    officers=(
        Officer(id="p-9001", role="Staf", key=STAFF.public.fingerprint),
        Officer(id="p-9002", role="Lurah", key=HEAD.public.fingerprint),
    ),
    stages=(Stage.paraf("Staf"), Stage.signature("Lurah")),
)
START = ApprovalChain.start(b"konsep", plan=PLAN)
INITIALLED = START.paraf(role="Staf", key=STAFF, at=NOW)
SIGNED = INITIALLED.sign(role="Lurah", key=HEAD, at=NOW)
RETURNED = INITIALLED.send_back(role="Lurah", key=HEAD, at=NOW, reason="salah_alamat")
REJECTED = INITIALLED.reject(role="Lurah", key=HEAD, at=NOW, reason="bukan_warga")


@pytest.mark.parametrize(
    "chain", [START, INITIALLED, SIGNED, REJECTED],
    ids=["empty", "under-way", "signed", "rejected"],
)  # fmt: skip
def test_only_a_returned_chain_is_continued(chain):
    """Nothing follows a signature or a rejection, and one that runs, runs on."""
    with pytest.raises(UsageError) as caught:
        ApprovalChain.start(b"konsep baru", plan=PLAN, continues=chain)
    assert caught.value.code == "chain_not_returned"


def test_a_returned_chain_is_continued_once_more():
    """Returned twice, signed the third time; each chain binds the one before."""
    second = ApprovalChain.start(b"konsep 2", plan=PLAN, continues=RETURNED)
    second = second.send_back(role="Staf", key=STAFF, at=NOW, reason="lampiran_kurang")
    third = ApprovalChain.start(b"konsep 3", plan=PLAN, continues=second)
    third = third.paraf(role="Staf", key=STAFF, at=NOW)
    third = third.sign(role="Lurah", key=HEAD, at=NOW)
    assert third.origin == second.head != RETURNED.head
    report = third.verify(document=b"konsep 3", trust=TRUST, at=NOW)
    assert report.outcome is Outcome.VALID
    assert [act.step.decision for act in report.acts] == ["paraf", "signature"]


def test_a_draft_is_not_taken_over_into_another_returned_chain():
    """The first step binds the head of its own predecessor."""
    other = START.send_back(role="Staf", key=STAFF, at=NOW, reason="salah_alamat")
    chain = ApprovalChain.start(b"konsep 2", plan=PLAN, continues=RETURNED)
    chain = chain.paraf(role="Staf", key=STAFF, at=NOW)
    moved = json.loads(chain.to_json()) | {"origin": other.head}
    read = ApprovalChain.from_json(json.dumps(moved), document=b"konsep 2", plan=PLAN)
    report = read.verify(document=b"konsep 2", trust=TRUST, at=NOW)
    assert (report.outcome, report.reason.code) == (
        Outcome.INVALID,
        "step_other_chain",
    )


@pytest.mark.parametrize(
    ("call", "facts"),
    [
        (lambda: ApprovalChain.start("konsep", plan=PLAN), {}),
        (lambda: ApprovalChain.start(b"k", plan=None), {"argument": "plan"}),
        (lambda: ApprovalChain.start(b"k", plan=PLAN, continues=5),
         {"argument": "continues"}),
        (lambda: ApprovalChain.from_json(SIGNED.to_json(), document=None, plan=PLAN),
         {}),
        (lambda: ApprovalChain.from_json(SIGNED.to_json(), document=b"k", plan={}),
         {"argument": "plan"}),
        (lambda: START.paraf(role="Staf", key=None, at=NOW), {"argument": "key"}),
        (lambda: START.paraf(role="Staf", key=STAFF.public, at=NOW),
         {"argument": "key"}),
        (lambda: START.paraf(role="Staf", key=STAFF, at=None), {}),
        (lambda: START.paraf(role=None, key=STAFF, at=NOW), {}),
        (lambda: START.paraf(role="Staf", key=STAFF, at=NOW, acting="pp."), {}),
        (lambda: SIGNED.verify(document=b"konsep", trust=None, at=NOW),
         {"argument": "trust"}),
        (lambda: START.verify(document=b"konsep", trust=TRUST, at=None), {}),
    ],
)  # fmt: skip
def test_mistakes_of_the_caller_are_named(call, facts):
    """A usage error, that says which argument where it can."""
    with pytest.raises(UsageError) as caught:
        call()
    assert caught.value.facts == facts


@pytest.mark.parametrize("document", [None, "konsep", 5, ["konsep"]], ids=repr)
def test_a_document_that_is_not_bytes_is_an_answer(document):
    """The document is received; what it is decides, as with any other."""
    report = SIGNED.verify(document=document, trust=TRUST, at=NOW)
    assert (report.outcome, report.reason.code) == (Outcome.INVALID, "not_bytes")
    assert report.acts == ()


@pytest.mark.parametrize(
    "make", [copy.copy, copy.deepcopy, lambda c: pickle.loads(pickle.dumps(c))]
)
def test_a_chain_travels(make):
    """Between processes it stays the same chain, equal and judged alike."""
    again = make(SIGNED)
    assert again == SIGNED
    assert hash(again) == hash(SIGNED)
    report = again.verify(document=b"konsep", trust=TRUST, at=NOW)
    assert report.outcome is Outcome.VALID


def test_chains_differ_by_every_part():
    """Steps, document, plan and origin all count."""
    other_plan = ApprovalPlan(
        officers=PLAN.officers, stages=(Stage.signature("Lurah"),)
    )
    others = [
        START,
        INITIALLED,
        RETURNED,
        ApprovalChain.start(b"lain", plan=PLAN),
        ApprovalChain.start(b"konsep", plan=other_plan),
        ApprovalChain.start(b"konsep", plan=PLAN, continues=RETURNED),
        "rangkaian",
    ]
    assert all(other != SIGNED for other in others)
    assert len({SIGNED, *others}) == len(others) + 1


def test_a_chain_does_not_change():
    """Steps are added to copies only."""
    with pytest.raises(AttributeError):
        SIGNED.steps = ()
