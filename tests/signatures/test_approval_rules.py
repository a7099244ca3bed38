"""Rules of an approval chain that a walk at random seldom meets."""

import json
from datetime import datetime

import pytest
from pydantic import ValidationError

from egovkit._clock import WIB
from egovkit.errors import InvalidFormatError, UsageError
from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    ApprovalStep,
    Delegation,
    Officer,
    Outcome,
    SigningKey,
    Stage,
    sign,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
LETTER = b"Surat 470/9001 CONTOH"
ROLES = ("Kasi Satu", "Kasi Dua", "Kasi Tiga", "Sekretaris", "Lurah", "Camat")
KEYS = {role: SigningKey.generate(use="approval") for role in ROLES}
TRUST = [key.public for key in KEYS.values()]


def plan(*, threshold=3, delegations=()):
    """Three heads of section side by side, the secretary, the lurah."""
    return ApprovalPlan(
        officers=tuple(
            Officer(id=f"p-{n}", role=role, key=KEYS[role].public.fingerprint)
            for n, role in enumerate(ROLES)
        ),
        stages=(
            Stage.paraf(*ROLES[:3], threshold=threshold),
            Stage.paraf("Sekretaris"),
            Stage.signature("Lurah"),
        ),
        delegations=delegations,
    )


def mandate(kind, role, by):
    """A mandate for an office."""
    return Delegation(kind=kind, role=role, officer=f"p-{ROLES.index(by)}", basis="9/1")


def start(**facts):
    """An empty chain of such a plan."""
    return ApprovalChain.start(LETTER, plan=plan(**facts))


def refused(code, act, **facts):
    """The chain refuses the act, and a judge refuses it when it is forced in."""
    with pytest.raises(UsageError) as caught:
        act(**facts)
    assert caught.value.code == code


def forced(chain, role, by, decision, *, acting=None):
    """The chain with a step that somebody signed against its rules."""
    step = ApprovalStep(
        document=chain.document,
        plan=chain.plan.digest,
        number=len(chain.steps) + 1,
        previous=chain.head,
        role=role,
        acting=acting,
        officer=f"p-{ROLES.index(by)}",
        decision=decision,
        reason="alasan" if decision in ("reject", "return") else None,
    )
    envelope = sign(step, key=KEYS[by], purpose="approval", at=NOW)
    text = json.dumps(
        {"origin": None, "steps": [s.to_compact() for s in (*chain.steps, envelope)]}
    )
    read = ApprovalChain.from_json(text, document=LETTER, plan=chain.plan)
    report = read.verify(document=LETTER, trust=TRUST, at=NOW)
    return report.outcome, report.reason.code if report.reason else None


def invalid(code):
    """INVALID for this reason."""
    return Outcome.INVALID, code


def test_an_office_acts_once_whoever_acts_for_it():
    """Its holder and its stand-in are two people and one office."""
    chain = start(delegations=(mandate("Plh.", "Kasi Satu", "Camat"),))
    acted = chain.paraf(role="Kasi Satu", key=KEYS["Kasi Satu"], at=NOW)
    facts = {"role": "Kasi Satu", "key": KEYS["Camat"], "at": NOW, "acting": "Plh."}
    refused("step_not_its_turn", acted.paraf, **facts)
    found = forced(acted, "Kasi Satu", "Camat", "paraf", acting="Plh.")
    assert found == invalid("step_not_its_turn")
    stood_in = chain.paraf(**facts)
    refused(
        "step_not_its_turn",
        stood_in.paraf,
        role="Kasi Satu",
        key=KEYS["Kasi Satu"],
        at=NOW,
    )


def test_a_person_acts_once_for_whatever_office():
    """A stand-in does not stand in twice, nor beside an office of their own."""
    two = (mandate("Plt.", "Kasi Satu", "Camat"), mandate("Plt.", "Kasi Dua", "Camat"))
    chain = start(delegations=two).paraf(
        role="Kasi Satu", key=KEYS["Camat"], at=NOW, acting="Plt."
    )
    found = forced(chain, "Kasi Dua", "Camat", "paraf", acting="Plt.")
    assert found == invalid("step_same_person")
    own = start(delegations=(mandate("Plh.", "Kasi Dua", "Kasi Satu"),)).paraf(
        role="Kasi Satu", key=KEYS["Kasi Satu"], at=NOW
    )
    found = forced(own, "Kasi Dua", "Kasi Satu", "paraf", acting="Plh.")
    assert found == invalid("step_same_person")


@pytest.mark.parametrize(
    ("kind", "role", "by", "stated", "allowed"),
    [
        ("Plh.", "Kasi Satu", "Camat", "Plh.", True),
        ("Plh.", "Kasi Satu", "Camat", "Plt.", False),
        ("Plh.", "Kasi Satu", "Camat", None, False),
        ("Plh.", "Kasi Satu", "Camat", "a.n.", False),
        ("Plh.", "Kasi Dua", "Camat", "Plh.", False),
        ("Plh.", "Kasi Satu", "Lurah", "Plh.", False),
    ],
    ids=[
        "as-given",
        "other-kind",
        "as-holder",
        "mandate",
        "other-office",
        "other-person",
    ],
)
def test_a_mandate_is_for_one_office_one_person_and_one_kind(
    kind, role, by, stated, allowed
):
    """UU 30/2014 Pasal 14: each of the three must be the one that was given.

    Another mandate stands in the plan beside it, which is of no help.
    """
    other = mandate("Plt.", "Sekretaris", "Kasi Tiga")
    chain = start(delegations=(mandate(kind, role, by), other))
    found = forced(chain, "Kasi Satu", "Camat", "paraf", acting=stated)
    expected = (
        (Outcome.INDETERMINATE, "approval_incomplete")
        if allowed
        else invalid("step_wrong_role")
    )
    assert found == expected


@pytest.mark.parametrize("threshold", [1, 2, 3])
def test_the_next_stage_begins_when_enough_have_acted(threshold):
    """Not one paraf sooner; and then the others of the stage may no longer act."""
    chain = start(threshold=threshold)
    for count, role in enumerate(ROLES[:3]):
        if count >= threshold:
            break
        found = forced(chain, "Sekretaris", "Sekretaris", "paraf")
        assert found == invalid("step_not_its_turn")
        chain = chain.paraf(role=role, key=KEYS[role], at=NOW)
    found = forced(chain, "Lurah", "Lurah", "signature")
    assert found == invalid("step_not_its_turn")
    later = chain.paraf(role="Sekretaris", key=KEYS["Sekretaris"], at=NOW)
    if threshold < 3:
        more = chain.paraf(role="Kasi Tiga", key=KEYS["Kasi Tiga"], at=NOW)
        assert len(more.steps) == threshold + 1
        found = forced(later, "Kasi Tiga", "Kasi Tiga", "paraf")
        assert found == invalid("step_not_its_turn")
    done = later.sign(role="Lurah", key=KEYS["Lurah"], at=NOW)
    report = done.verify(document=LETTER, trust=TRUST, at=NOW)
    assert report.outcome is Outcome.VALID


@pytest.mark.parametrize("decision", ["signature", "reject", "return"])
@pytest.mark.parametrize("after", ["paraf", "signature", "reject", "return"])
def test_nothing_follows_an_end(decision, after):
    """Signed, rejected or returned: the next step is one too many."""
    chain = start(threshold=1).paraf(role="Kasi Satu", key=KEYS["Kasi Satu"], at=NOW)
    chain = chain.paraf(role="Sekretaris", key=KEYS["Sekretaris"], at=NOW)
    reason = {} if decision == "signature" else {"reason": "alasan"}
    act = {"signature": chain.sign, "reject": chain.reject, "return": chain.send_back}
    ended = act[decision](role="Lurah", key=KEYS["Lurah"], at=NOW, **reason)
    found = forced(ended, "Camat", "Camat", after)
    assert found == invalid("step_after_end")


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_only_whose_turn_it_is_may_refuse(decision):
    """A later office does not send back what it has not got yet."""
    chain = start()
    for early in ("Sekretaris", "Lurah"):
        found = forced(chain, early, early, decision)
        assert found == invalid("step_not_its_turn")
    assert forced(chain, "Camat", "Camat", decision) == invalid("step_not_its_turn")
    code = {"reject": "approval_rejected", "return": "approval_returned"}[decision]
    assert forced(chain, "Kasi Dua", "Kasi Dua", decision) == invalid(code)


@pytest.mark.parametrize(("count", "passes"), [(0, True), (64, True), (65, False)])
def test_so_many_steps_are_read(count, passes):
    """Sixty-four: more than four times as many as any plan has stages."""
    step = start().paraf(role="Kasi Satu", key=KEYS["Kasi Satu"], at=NOW).steps[0]
    text = json.dumps({"origin": None, "steps": [step.to_compact()] * count})
    if passes:
        read = ApprovalChain.from_json(text, document=LETTER, plan=plan())
        assert len(read.steps) == count
        return
    with pytest.raises(InvalidFormatError):
        ApprovalChain.from_json(text, document=LETTER, plan=plan())


@pytest.mark.parametrize(
    "text",
    [
        '{"origin":null,"steps":"AAAA"}',
        '{"origin":null,"steps":{}}',
        '{"origin":null,"steps":null}',
        '{"origin":null,"steps":[1]}',
        '{"origin":null,"steps":[["x"]]}',
        '{"origin":null,"steps":[[["x"]]]}',
        '{"origin":5,"steps":[]}',
        '{"origin":["x"],"steps":[]}',
        '{"steps":[]}',
        '{"origin":null}',
        '{"origin":null,"steps":[],"plan":{}}',
        '{"origin":null,"origin":null,"steps":[]}',
        "[]",
        "null",
        '{"origin":"' + "x" * (1 << 20) + '","steps":[]}',
    ],
    ids=["text", "object", "null", "number", "nested", "deep", "origin-number",
         "origin-list", "no-origin", "no-steps", "plan", "twice", "list", "nothing",
         "long"],
)  # fmt: skip
def test_a_chain_is_read_strictly(text):
    """Origin and steps, nothing else, and no plan that came along."""
    empty = '{"origin":null,"steps":[]}'
    assert ApprovalChain.from_json(empty, document=LETTER, plan=plan()).steps == ()
    with pytest.raises(InvalidFormatError) as caught:
        ApprovalChain.from_json(text, document=LETTER, plan=plan())
    assert caught.value.code == "chain_unreadable"


# How large a plan may be


def officers(count):
    """So many officers, each in an office of their own."""
    return tuple(
        Officer(id=f"p-{n}", role=f"Jabatan {n}", key=f"{n:064x}") for n in range(count)
    )


def staged(count):
    """A plan of so many stages, the last of them the signature."""
    names = [f"Jabatan {n}" for n in range(count)]
    stages = [*map(Stage.paraf, names[:-1]), *map(Stage.signature, names[-1:])]
    return ApprovalPlan(officers=officers(max(count, 1)), stages=tuple(stages))


def one_signature(**facts):
    """A plan of one signature, with other facts."""
    given = {"officers": officers(1), "stages": (Stage.signature("Jabatan 0"),)}
    return ApprovalPlan(**(given | facts))


def mandates(count):
    """So many mandates for one office."""
    return tuple(
        Delegation(kind="Plh.", role="Jabatan 0", officer="p-0", basis=f"9/{n}")
        for n in range(count)
    )


LIMITS = {
    "role": (lambda n: Officer(id="p", role="J" * n, key="0" * 64), 1, 120),
    "id": (lambda n: Officer(id="p" * n, role="J", key="0" * 64), 1, 64),
    "key": (lambda n: Officer(id="p", role="J", key="0" * n), 64, 64),
    "basis": (
        lambda n: Delegation(kind="Plh.", role="J", officer="p", basis="9" * n), 1, 64,
    ),
    "officers": (lambda n: one_signature(officers=officers(n)), 1, 64),
    "stages": (staged, 1, 16),
    "side-by-side": (lambda n: Stage.paraf(*(f"J {k}" for k in range(n))), 1, 16),
    "delegations": (lambda n: one_signature(delegations=mandates(n)), 0, 64),
    "threshold": (
        lambda n: Stage(action="paraf", roles=("A", "B", "C"), threshold=n), 1, 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_a_plan_has_its_limits(name):
    """The smallest and the largest are plans, one less and one more are none."""
    make, least, most = LIMITS[name]
    make(least)
    make(most)
    for other in {least - 1, most + 1} - {-1}:
        with pytest.raises(ValidationError):
            make(other)


@pytest.mark.parametrize("key", ["G" * 64, "A" * 64, "0" * 63 + "\n", "0" * 63 + " "])
def test_a_fingerprint_in_a_plan_is_small_digits(key):
    """One spelling, so that one key is not two officers."""
    with pytest.raises(ValidationError):
        Officer(id="p", role="J", key=key)


@pytest.mark.parametrize(
    "text", ["p 1", "p\n", "p\u00e9", "p?", "", "3171015708459002x "]
)
def test_a_reference_is_no_free_text(text):
    """A pseudonym or a number of a file: no blank, no sentence, no name."""
    with pytest.raises(ValidationError):
        Officer(id=text, role="J", key="0" * 64)
    with pytest.raises(ValidationError):
        Delegation(kind="Plh.", role="J", officer="p", basis=text)


@pytest.mark.parametrize("reason", ["kk_tidak_terbaca", "a", "a" * 64])
def test_a_reason_is_a_code(reason):
    """Lower case with underscores, up to 64; what people write stands elsewhere."""
    chain = start()
    facts = {"role": "Kasi Satu", "key": KEYS["Kasi Satu"], "at": NOW}
    made = chain.reject(**facts, reason=reason)
    assert made.verify(document=LETTER, trust=TRUST, at=NOW).reason.code == (
        "approval_rejected"
    )
    for bad in ("", "A", "1a", "a b", "a" * 65, "é", "a\n"):
        with pytest.raises(UsageError) as caught:
            chain.reject(**facts, reason=bad)
        assert caught.value.code == "step_malformed"
