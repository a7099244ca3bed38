"""Paraf berjenjang: who, in which order, for whom; and every way to cheat it."""

import json
import pickle
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit._clock import WIB
from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    Delegation,
    Officer,
    Outcome,
    SigningKey,
    Stage,
    sign,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
LETTER = b"Surat Keterangan Domisili 470/9001/2026 CONTOH"
ROLES = {
    "staf": "Pengelola Layanan",
    "kasi1": "Kasi Pemerintahan",
    "kasi2": "Kasi Pelayanan",
    "sek": "Sekretaris Kelurahan",
    "lurah": "Lurah",
    "camat": "Camat",
}
KEYS = {name: SigningKey.generate(use="approval") for name in ROLES}
TRUST = [key.public for key in KEYS.values()]


def officer(name, **changes):
    """An officer of the plan."""
    facts = {"id": name, "role": ROLES[name], "key": KEYS[name].public.fingerprint}
    return Officer(**(facts | changes))


def make_plan(**changes):
    """Draft, two heads of section side by side, secretary, lurah."""
    facts = {
        "officers": tuple(map(officer, ROLES)),
        "stages": (
            Stage.paraf(ROLES["staf"]),
            Stage.paraf(ROLES["kasi1"], ROLES["kasi2"]),
            Stage.paraf(ROLES["sek"]),
            Stage.signature(ROLES["lurah"]),
        ),
        "delegations": (
            Delegation(kind="Plh.", role=ROLES["lurah"], officer="camat", basis="9/1"),
        ),
    }
    return ApprovalPlan(**(facts | changes))


PLAN = make_plan()


def paraf(chain, *names, plan_role=None, **options):
    """Paraf by officers in turn."""
    for name in names:
        chain = chain.paraf(
            role=plan_role or ROLES[name], key=KEYS[name], at=NOW, **options
        )
    return chain


def full(plan=PLAN, document=LETTER):
    """A chain with all five steps."""
    chain = paraf(
        ApprovalChain.start(document, plan=plan), "staf", "kasi1", "kasi2", "sek"
    )
    return chain.sign(role=ROLES["lurah"], key=KEYS["lurah"], at=NOW)


FULL = full()


def judged(chain, document=LETTER, trust=TRUST):
    """The report on a chain."""
    return chain.verify(document=document, trust=trust, at=NOW)


def with_steps(*steps, plan=PLAN, document=LETTER):
    """A chain made of any envelopes."""
    text = json.dumps({"origin": None, "steps": [s.to_compact() for s in steps]})
    return ApprovalChain.from_json(text, document=document, plan=plan)


def wrong(chain, code, step, **options):
    """Assert the first thing wrong with a chain."""
    report = judged(chain, **options)
    assert report.outcome is Outcome.INVALID
    assert (report.reason.code, report.reason.facts["step"]) == (code, step)
    assert len(report.acts) == step - 1
    return report


def test_the_whole_way():
    """Draft, coordination, secretary, signature: VALID, and the document comes out."""
    report = judged(FULL)
    assert report.outcome is Outcome.VALID
    assert report.require(bytes) == LETTER
    assert [a.step.decision for a in report.acts] == ["paraf"] * 4 + ["signature"]
    assert report.explain() == (
        "Hasil: SAH.\n"
        "- Rangkaian persetujuan lengkap: 5 langkah dari 4 tahap.\n"
        "1. Paraf oleh Pengelola Layanan, 2026-11-24 08.00 WIB.\n"
        "2. Paraf oleh Kasi Pemerintahan, 2026-11-24 08.00 WIB.\n"
        "3. Paraf oleh Kasi Pelayanan, 2026-11-24 08.00 WIB.\n"
        "4. Paraf oleh Sekretaris Kelurahan, 2026-11-24 08.00 WIB.\n"
        "5. Tanda tangan oleh Lurah, 2026-11-24 08.00 WIB."
    )
    assert pickle.loads(pickle.dumps(report)).acts == report.acts


def test_json_keeps_the_chain():
    """Written, read with one's own plan, judged alike."""
    again = ApprovalChain.from_json(FULL.to_json(), document=LETTER, plan=PLAN)
    assert again.steps == FULL.steps
    assert judged(again).outcome is Outcome.VALID
    assert repr(again) == "<ApprovalChain, 5 step(s)>"
    with pytest.raises(AttributeError):
        again.steps = ()


def test_a_chain_under_way_is_indeterminate():
    """No step is missing but those at the end: not yet decided."""
    for steps in range(5):
        report = judged(with_steps(*FULL.steps[:steps]))
        assert report.outcome is Outcome.INDETERMINATE
        assert report.reason.code == "approval_incomplete"
        assert len(report.acts) == steps


def test_offices_of_one_stage_act_in_any_order():
    """Paraf koordinasi: side by side."""
    chain = ApprovalChain.start(LETTER, plan=PLAN)
    chain = paraf(chain, "staf", "kasi2", "kasi1", "sek")
    chain = chain.sign(role="Lurah", key=KEYS["lurah"], at=NOW)
    assert judged(chain).outcome is Outcome.VALID


def test_a_threshold_lets_the_rest_off():
    """One of two is enough where the plan says so; both may still act."""
    plan = make_plan(
        stages=(
            Stage.paraf(ROLES["kasi1"], ROLES["kasi2"], threshold=1),
            Stage.signature(ROLES["lurah"]),
        )
    )
    for names in (["kasi1"], ["kasi2"], ["kasi2", "kasi1"]):
        chain = paraf(ApprovalChain.start(LETTER, plan=plan), *names)
        chain = chain.sign(role="Lurah", key=KEYS["lurah"], at=NOW)
        assert judged(chain).outcome is Outcome.VALID


def test_a_delegate_acts_as_the_plan_allows():
    """Plh. Lurah by the one named, in that manner, and it is said."""
    chain = paraf(
        ApprovalChain.start(LETTER, plan=PLAN), "staf", "kasi1", "kasi2", "sek"
    )
    done = chain.sign(role="Lurah", key=KEYS["camat"], at=NOW, acting="Plh.")
    report = judged(done)
    assert report.outcome is Outcome.VALID
    assert "5. Tanda tangan oleh Plh. Lurah, 2026-11-24" in report.explain()
    for acting in ("Plt.", "a.n.", None):
        with pytest.raises(UsageError) as caught:
            chain.sign(role="Lurah", key=KEYS["camat"], at=NOW, acting=acting)
        assert caught.value.code == "step_wrong_role"


@pytest.mark.parametrize(
    ("name", "code"),
    [("reject", "approval_rejected"), ("send_back", "approval_returned")],
)
def test_rejection_and_return_end_the_chain(name, code):
    """INVALID with its own reason, and nothing may follow."""
    chain = paraf(ApprovalChain.start(LETTER, plan=PLAN), "staf")
    ended = getattr(chain, name)(
        role=ROLES["kasi2"], key=KEYS["kasi2"], at=NOW, reason="kk_unreadable"
    )
    report = judged(ended)
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == code
    assert report.acts[-1].step.reason == "kk_unreadable"
    with pytest.raises(UsageError) as caught:
        paraf(ended, "kasi1")
    assert caught.value.code == "step_after_end"


def test_a_returned_draft_is_taken_up_again():
    """The new chain binds the head of the one that was returned."""
    first = ApprovalChain.start(b"konsep", plan=PLAN).send_back(
        role=ROLES["staf"], key=KEYS["staf"], at=NOW, reason="typo"
    )
    chain = ApprovalChain.start(LETTER, plan=PLAN, continues=first)
    assert chain.origin == first.head
    chain = paraf(chain, "staf", "kasi1", "kasi2", "sek")
    chain = chain.sign(role="Lurah", key=KEYS["lurah"], at=NOW)
    assert judged(chain).outcome is Outcome.VALID
    torn = json.loads(chain.to_json()) | {"origin": None}
    torn = ApprovalChain.from_json(json.dumps(torn), document=LETTER, plan=PLAN)
    wrong(torn, "step_other_chain", 1)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda c: paraf(c, "kasi1"), "step_not_its_turn"),
        (lambda c: paraf(paraf(c, "staf"), "sek"), "step_not_its_turn"),
        (lambda c: paraf(paraf(c, "staf", "kasi1"), "sek"), "step_not_its_turn"),
        (lambda c: paraf(paraf(c, "staf"), "staf"), "step_same_person"),
        (lambda c: paraf(c, "camat"), "step_not_its_turn"),
        (
            lambda c: c.sign(role=ROLES["staf"], key=KEYS["staf"], at=NOW),
            "step_other_action",
        ),
        (
            lambda c: c.paraf(role=ROLES["staf"], key=KEYS["kasi1"], at=NOW),
            "step_wrong_role",
        ),
        (
            lambda c: c.paraf(
                role=ROLES["staf"], key=SigningKey.generate(use="approval"), at=NOW
            ),
            "step_officer_unknown",
        ),
        (
            lambda c: c.reject(
                role=ROLES["staf"], key=KEYS["staf"], at=NOW, reason="Alasan bebas"
            ),
            "step_malformed",
        ),
    ],
    ids=[
        "too-early",
        "skips-stage",
        "skips-colleague",
        "twice",
        "no-seat",
        "signs-for-paraf",
        "other-office",
        "stranger",
        "free-text",
    ],
)
def test_a_step_out_of_plan_is_not_made(act, code):
    """The chain refuses it before anything is signed."""
    with pytest.raises(UsageError) as caught:
        act(ApprovalChain.start(LETTER, plan=PLAN))
    assert caught.value.code == code


def test_a_key_of_another_use_makes_no_step():
    """An approval is signed with an approval key."""
    key = SigningKey.generate(use="seal")
    plan = make_plan(
        officers=(*PLAN.officers[1:], officer("staf", key=key.public.fingerprint))
    )
    with pytest.raises(UsageError) as caught:
        ApprovalChain.start(LETTER, plan=plan).paraf(
            role=ROLES["staf"], key=key, at=NOW
        )
    assert caught.value.code == "key_of_other_purpose"


# Attacks, each by somebody who holds some of the true steps.


def test_reordered_steps():
    """Two steps change places."""
    a, b, c, d, e = FULL.steps
    wrong(with_steps(a, c, b, d, e), "step_reordered", 2)


def test_dropped_step():
    """The secretary's paraf is left out."""
    a, b, c, _, e = FULL.steps
    wrong(with_steps(a, b, c, e), "step_dropped", 4)
    wrong(with_steps(*FULL.steps[1:]), "step_dropped", 1)


def test_repeated_step():
    """A step stands there twice."""
    a, b, c, d, e = FULL.steps
    wrong(with_steps(a, b, b, c, d, e), "step_repeated", 3)


def test_dropped_final_signature_is_not_complete():
    """Truncation leaves a chain under way, never a VALID one."""
    assert judged(with_steps(*FULL.steps[:4])).outcome is Outcome.INDETERMINATE


def test_other_document():
    """The steps of one letter under another."""
    chain = ApprovalChain.from_json(FULL.to_json(), document=b"lain", plan=PLAN)
    wrong(chain, "step_other_document", 1, document=b"lain")
    wrong(FULL, "step_other_document", 1, document=b"lain")


def test_other_plan():
    """A reader's plan is not the one that the officers agreed to."""
    plan = make_plan(delegations=())
    wrong(with_steps(*FULL.steps, plan=plan), "step_other_plan", 1)


def test_step_of_another_chain():
    """A step with the right number from another run over the same document."""
    other = paraf(
        ApprovalChain.start(LETTER, plan=PLAN), "staf", "kasi2", "kasi1", "sek"
    )
    steps = (*FULL.steps[:3], other.steps[3], FULL.steps[4])
    wrong(with_steps(*steps), "step_other_chain", 4)


def forge(chain, name, **changes):
    """A step signed by an officer who does not use our code."""
    from egovkit.signatures import ApprovalStep

    facts = {
        "document": chain.document,
        "plan": chain.plan.digest,
        "number": len(chain.steps) + 1,
        "previous": chain.head,
        "role": ROLES[name],
        "acting": None,
        "officer": name,
        "decision": "paraf",
        "reason": None,
    }
    key = changes.pop("key", KEYS[name])
    step = ApprovalStep(**(facts | changes))
    return with_steps(*chain.steps, sign(step, key=key, purpose="approval", at=NOW))


START = ApprovalChain.start(LETTER, plan=PLAN)


@pytest.mark.parametrize(
    ("chain", "name", "changes", "code"),
    [
        (START, "kasi1", {"role": ROLES["staf"]}, "step_wrong_role"),
        (START, "camat", {"role": "Lurah", "acting": "Plt."}, "step_wrong_role"),
        (START, "kasi1", {"officer": "staf", "role": ROLES["staf"]},
         "step_other_officer"),
        (START, "kasi1", {}, "step_not_its_turn"),
        (START, "staf", {"decision": "signature"}, "step_other_action"),
        (FULL, "camat", {}, "step_after_end"),
        (FULL, "lurah", {"decision": "signature"}, "step_after_end"),
        (paraf(START, "staf"), "staf", {"role": ROLES["kasi1"]}, "step_wrong_role"),
    ],
    ids=["wrong-role", "wrong-delegation", "other-officers-key", "not-its-turn",
         "wrong-action", "after-the-signature", "signed-again", "second-office"],
)  # fmt: skip
def test_an_officer_who_cheats(chain, name, changes, code):
    """A true key, a false step: the first thing wrong is named."""
    wrong(forge(chain, name, **changes), code, len(chain.steps) + 1)


def test_the_same_person_twice():
    """One person in two offices, by a plan that gives two offices one holder."""
    plan = make_plan(
        delegations=(
            Delegation(kind="Plt.", role=ROLES["sek"], officer="kasi1", basis="9/2"),
        )
    )
    chain = paraf(ApprovalChain.start(LETTER, plan=plan), "staf", "kasi1", "kasi2")
    with pytest.raises(UsageError) as caught:
        paraf(chain, "kasi1", plan_role=ROLES["sek"], acting="Plt.")
    assert caught.value.code == "step_same_person"


def test_a_stranger_in_the_plan():
    """A plan names a key that the trust list does not know."""
    report = judged(FULL, trust=TRUST[1:])
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == "signer_unknown"
    assert report.reason.facts == {"step": 1}


def test_a_trusted_key_that_is_not_in_the_plan():
    """A colleague's true key, stating an officer's reference."""
    key = SigningKey.generate(use="approval")
    chain = forge(START, "staf", key=key)
    wrong(chain, "step_officer_unknown", 1, trust=[*TRUST, key.public])


def test_changed_step():
    """One character of a step: the signature fails."""
    text = FULL.to_json()
    head, body, _ = FULL.steps[2].to_compact().split(".")
    other = full(document=b"lain").steps[2].to_compact().split(".")[1]
    chain = ApprovalChain.from_json(
        text.replace(f"{head}.{body}", f"{head}.{other}"), document=LETTER, plan=PLAN
    )
    report = judged(chain)
    assert report.outcome is Outcome.INVALID
    assert report.reason.code in {"signature_false", "step_other_document"}


def test_a_step_that_is_no_step():
    """Other signed things of the same officers are no steps."""
    other = sign(b"sesuatu", key=KEYS["staf"], purpose="approval", at=NOW)
    wrong(with_steps(other), "step_unreadable", 1)


def test_a_backdated_step_does_not_reorder():
    """Times are claims; the order is that of the digests."""
    chain = paraf(START, "staf")
    earlier = NOW - timedelta(days=30)
    chain = chain.paraf(role=ROLES["kasi1"], key=KEYS["kasi1"], at=earlier)
    assert [a.step.officer for a in judged(chain).acts] == ["staf", "kasi1"]


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"steps":[]}', '{"origin":1,"steps":[]}',
     '{"origin":null,"steps":{}}',
     '{"origin":null,"steps":"abc"}', '{"origin":null,"steps":[1]}',
     '{"origin":null,"steps":["x"]}', '{"origin":null,"steps":[],"x":1}',
     '{"origin":null,"origin":null,"steps":[]}'],
    ids=ascii,
)  # fmt: skip
def test_a_chain_that_cannot_be_read(text):
    """Not such JSON: our error."""
    with pytest.raises(InvalidFormatError) as caught:
        ApprovalChain.from_json(text, document=LETTER, plan=PLAN)
    assert caught.value.code == "chain_unreadable"


def test_too_many_steps():
    """Sixty-four is the limit."""
    steps = [FULL.steps[0].to_compact()] * 65
    with pytest.raises(InvalidFormatError):
        ApprovalChain.from_json(
            json.dumps({"origin": None, "steps": steps}), document=LETTER, plan=PLAN
        )


A, B = officer("staf"), officer("kasi1")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stages": (Stage.paraf("Lurah"),)}, "plan_signature_last"),
        ({"stages": (Stage.signature("Lurah"), Stage.signature("Camat"))},
         "plan_signature_last"),
        ({"stages": (Stage.paraf("Lurah"), Stage.signature("Lurah"))},
         "plan_role_twice"),
        ({"stages": (Stage.signature("Bupati"),)}, "plan_role_vacant"),
        ({"officers": (*PLAN.officers, A)}, "plan_person_twice"),
        ({"officers": (*PLAN.officers, officer("staf", id="x"))}, "plan_key_twice"),
        ({"delegations": (
            Delegation(kind="a.n.", role="Lurah", officer="x", basis="9"),
        )}, "plan_person_unknown"),
        ({"delegations": (
            Delegation(kind="u.b.", role="Lurah", officer="sek", basis="9"),
        )}, "plan_ub_without_an"),
        ({"delegations": (
            Delegation(kind="a.n.", role="Lurah", officer="sek", basis="9"),
            Delegation(kind="Plh.", role="Lurah", officer="camat", basis="9"),
        )}, "plan_an_with_plt"),
    ],
    ids=["no-signature", "two-signatures", "office-twice", "vacant", "person-twice",
         "key-twice", "unknown-delegate", "ub-alone", "an-with-plh"],
)  # fmt: skip
def test_a_plan_that_contradicts_itself(changes, code):
    """Checked when the plan is made."""
    with pytest.raises(ValidationError) as caught:
        make_plan(**changes)
    assert caught.value.errors()[0]["type"] == code


@pytest.mark.parametrize(("roles", "threshold"), [(["a"], 2), (["a", "a"], 1)])
def test_a_stage_that_contradicts_itself(roles, threshold):
    """A threshold above the number of offices, or an office twice."""
    with pytest.raises(ValidationError) as caught:
        Stage.paraf(*roles, threshold=threshold)
    assert caught.value.errors()[0]["type"] == "plan_threshold"


def test_an_and_ub_go_together():
    """a.n. Lurah by the secretary, u.b. by a head of section."""
    plan = make_plan(
        delegations=(
            Delegation(kind="a.n.", role="Lurah", officer="sek", basis="9"),
            Delegation(kind="u.b.", role="Lurah", officer="kasi1", basis="9"),
        )
    )
    assert ApprovalPlan.read(plan.canonical()) == plan
    assert len(plan.digest) == 64
    assert plan.digest != PLAN.digest


@pytest.mark.property
@given(st.data())
def test_no_selection_of_true_steps_but_the_whole_is_valid(data):
    """Any other list of true steps, in any order, is not VALID."""
    steps = data.draw(st.lists(st.sampled_from(FULL.steps), max_size=7))
    report = judged(with_steps(*steps))
    assert (report.outcome is Outcome.VALID) == (tuple(steps) == FULL.steps)


@pytest.mark.property
@given(st.data())
def test_any_byte_of_the_json_gives_a_report_or_our_error(data):
    """A changed byte never makes another VALID chain."""
    text = bytearray(FULL.to_json().encode())
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] = data.draw(st.integers(0, 255).filter(lambda b: b != text[at]))
    try:
        chain = ApprovalChain.from_json(bytes(text), document=LETTER, plan=PLAN)
    except EgovkitError:
        return
    assert judged(chain).outcome is not Outcome.VALID


def test_a_step_with_two_signatures_is_no_step():
    """One officer signs one step."""
    first = FULL.steps[0]
    both = first.cosigned(key=KEYS["kasi1"], at=NOW)
    text = json.dumps({"origin": None, "steps": [str(both)]})
    chain = ApprovalChain.from_json(text, document=LETTER, plan=PLAN)
    wrong(chain, "step_unreadable", 1)


def test_trust_may_be_any_iterable():
    """A generator of keys serves all steps."""
    keys = (key.public for key in KEYS.values())
    assert judged(FULL, trust=keys).outcome is Outcome.VALID
