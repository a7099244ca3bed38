"""Approval chains against a second reading of the rules, on plans and acts at random.

`Rules` says in its own words which acts a plan allows; the chain must allow the
same ones, sign no others, and call exactly the finished ones VALID.
"""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovkit._clock import WIB
from egovkit.errors import UsageError
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

# Each example signs and verifies a whole chain: in the long run fewer will do.
FEW = settings(max_examples=min(500, settings.default.max_examples))
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
LETTER = b"Surat 470/9001 CONTOH"
KEYS = [SigningKey.generate(use="approval") for _ in range(8)]
TRUST = [key.public for key in KEYS]


@st.composite
def plans(draw):
    """Up to three stages of paraf side by side, then the signature."""
    sizes = draw(st.lists(st.integers(1, 2), max_size=3))
    roles, stages = [], []
    for size in sizes:
        group = [f"Jabatan {len(roles) + n}" for n in range(size)]
        roles += group
        threshold = draw(st.integers(1, size))
        stages.append(Stage.paraf(*group, threshold=threshold))
    roles.append("Lurah")
    stages.append(Stage.signature("Lurah"))
    officers = tuple(
        Officer(id=f"p-{n}", role=role, key=KEYS[n].public.fingerprint)
        for n, role in enumerate(roles)
    )
    delegations = draw(
        st.lists(
            st.builds(
                Delegation,
                kind=st.sampled_from(["Plt.", "Plh."]),
                role=st.sampled_from(roles),
                officer=st.sampled_from([o.id for o in officers]),
                basis=st.just("800/9001"),
            ),
            max_size=3,
        )
    )
    return ApprovalPlan(
        officers=officers, stages=tuple(stages), delegations=tuple(delegations)
    )


class Rules:
    """What a plan allows, told once more.

    An act is (who, for which office, how, what). Nothing follows the end. Who
    acts holds the office, or has a mandate of that kind. Nobody acts twice. An
    office acts once. It acts while its stage is the latest that has begun, or
    when the latest one has enough. Paraf in a stage of paraf, the signature in
    the last; rejecting and sending back in any.
    """

    def __init__(self, plan):
        self.plan, self.acts = plan, []

    def stage_of(self, role):
        """The stage an office stands in."""
        return next(n for n, s in enumerate(self.plan.stages) if role in s.roles)

    def allows(self, who, role, how, what):
        """Whether the act may follow the acts so far."""
        plan, acts = self.plan, self.acts
        ended = any(a[3] != "paraf" for a in acts)
        mandates = {(d.officer, d.role, d.kind) for d in plan.delegations}
        held = {(o.id, o.role, None) for o in plan.officers}
        if ended or (who, role, how) not in mandates | held:
            return False
        if any(a[0] == who or a[1] == role for a in acts):
            return False
        latest = max((self.stage_of(a[1]) for a in acts), default=0)
        own, done = (
            self.stage_of(role),
            sum(self.stage_of(a[1]) == latest for a in acts),
        )
        enough = done >= plan.stages[latest].threshold
        if own != latest and not (enough and own == latest + 1):
            return False
        return what in ("reject", "return", plan.stages[own].action)

    @property
    def finished(self):
        """Whether the last act was the signature."""
        return bool(self.acts) and self.acts[-1][3] == "signature"


def attempts(plan):
    """An act that somebody may try."""
    return st.tuples(
        st.sampled_from([o.id for o in plan.officers]),
        st.sampled_from([o.role for o in plan.officers]),
        st.sampled_from([None, None, None, "Plt.", "Plh."]),
        st.sampled_from(["paraf", "paraf", "paraf", "signature", "reject", "return"]),
    )


def forced(chain, act):
    """The chain with a step that its officer signed against the rules."""
    who, role, how, what = act
    step = ApprovalStep(
        document=chain.document,
        plan=chain.plan.digest,
        number=len(chain.steps) + 1,
        previous=chain.head,
        role=role,
        acting=how,
        officer=who,
        decision=what,
        reason="alasan" if what in ("reject", "return") else None,
    )
    envelope = sign(step, key=KEYS[int(who[2:])], purpose="approval", at=NOW)
    return ApprovalChain(
        document=chain.document,
        plan=chain.plan,
        origin=chain.origin,
        steps=(*chain.steps, envelope),
    )


def take(chain, act):
    """The chain after an act, by its own methods."""
    who, role, how, what = act
    method = {"signature": "sign", "return": "send_back"}.get(what, what)
    reason = {"reason": "alasan"} if what in ("reject", "return") else {}
    key = KEYS[int(who[2:])]
    return getattr(chain, method)(role=role, key=key, at=NOW, acting=how, **reason)


@pytest.mark.property
@FEW
@given(st.data())
def test_the_chain_allows_what_the_rules_allow(data):
    """Each act tried is made, or refused and invalid if it is forced in."""
    plan = data.draw(plans())
    rules, chain = Rules(plan), ApprovalChain.start(LETTER, plan=plan)
    for act in data.draw(st.lists(attempts(plan), max_size=12)):
        if rules.allows(*act):
            chain = take(chain, act)
            rules.acts.append(act)
            continue
        with pytest.raises(UsageError):
            take(chain, act)
        report = forced(chain, act).verify(document=LETTER, trust=TRUST, at=NOW)
        assert report.outcome is Outcome.INVALID
        assert report.reason.facts["step"] == len(chain.steps) + 1
    report = chain.verify(document=LETTER, trust=TRUST, at=NOW)
    ended = bool(rules.acts) and rules.acts[-1][3] != "paraf"
    expected = Outcome.INVALID if ended else Outcome.INDETERMINATE
    assert report.outcome is (Outcome.VALID if rules.finished else expected)
    assert len(report.acts) == len(rules.acts)


@pytest.mark.property
@FEW
@given(st.data())
def test_every_plan_can_be_finished(data):
    """Offices act in order, each by its holder: the chain ends VALID."""
    plan = data.draw(plans())
    holders = {o.role: o.id for o in plan.officers}
    chain = ApprovalChain.start(LETTER, plan=plan)
    for stage in plan.stages:
        order = data.draw(st.permutations(stage.roles))
        count = data.draw(st.integers(stage.threshold, len(order)))
        for role in order[:count]:
            chain = take(chain, (holders[role], role, None, stage.action))
    read = ApprovalChain.from_json(chain.to_json(), document=LETTER, plan=plan)
    report = read.verify(document=LETTER, trust=TRUST, at=NOW)
    assert report.outcome is Outcome.VALID
    assert report.require(bytes) == LETTER


@pytest.mark.property
@FEW
@given(st.data())
def test_two_plans_never_share_a_step(data):
    """A step made under one plan is none under another, however alike they are."""
    one, other = data.draw(plans()), data.draw(plans())
    first = one.stages[0]
    holder = next(o.id for o in one.officers if o.role == first.roles[0])
    chain = ApprovalChain.start(LETTER, plan=one)
    chain = take(chain, (holder, first.roles[0], None, first.action))
    read = ApprovalChain.from_json(chain.to_json(), document=LETTER, plan=other)
    report = read.verify(document=LETTER, trust=TRUST, at=NOW)
    if one.digest == other.digest:
        assert report.outcome is not Outcome.INVALID
    else:
        assert report.reason.code == "step_other_plan"
