"""One step of an approval, and the walk along a plan."""

import hashlib
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import StringConstraints

from egovkit.signatures.envelope import Envelope
from egovkit.signatures.signable import SignableModel

if TYPE_CHECKING:
    from egovkit.signatures.approval import ApprovalPlan, Officer

__all__ = [
    "Act",
    "Acting",
    "ApprovalStep",
    "Decision",
    "Walk",
    "officer_of",
    "sha256",
    "signed_digest",
]

Acting = Literal["a.n.", "u.b.", "Plt.", "Plh."]
Decision = Literal["paraf", "signature", "reject", "return"]


class ApprovalStep(SignableModel, schema="egovkit/approval-step", version=1):
    """What one officer signs in a chain."""

    document: str
    """SHA-256 of the document, hexadecimal."""
    plan: str
    """`ApprovalPlan.digest`."""
    number: int
    """The step's place, from 1."""
    previous: str | None
    """SHA-256 over what the step before signed; for the first step, the head of
    the chain that was returned, if this one continues it."""
    role: str
    """The office acted for."""
    acting: Acting | None
    """How, where the officer does not hold that office."""
    officer: str
    """The officer's reference in the plan."""
    decision: Decision
    """``"paraf"``, ``"signature"``, ``"reject"`` (*tolak*) or ``"return"``
    (*kembalikan*)."""
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")] | None
    """A reason code for a rejection or return; no free text."""


class Act(NamedTuple):
    """One verified step."""

    step: ApprovalStep
    """What was signed."""
    signed_at: int
    """When, as the signer says, seconds since 1970 UTC."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def signed_digest(envelope: Envelope) -> str:
    """Over what was signed, not over the signature: that one can be malleated."""
    jws = envelope.jws
    return sha256(jws.signing_input(jws.signatures[0]))


def officer_of(plan: "ApprovalPlan", fingerprint: str) -> "Officer | None":
    return next((o for o in plan.officers if o.key == fingerprint), None)


class Walk:
    """Follow a plan step by step; `take` gives the code of what is wrong."""

    def __init__(self, plan: "ApprovalPlan") -> None:
        self.plan = plan
        self.stage = 0
        self.done: set[str] = set()  # roles that acted in this stage
        self.people: set[str] = set()
        self.end: str | None = None  # the decision that ended the chain

    @property
    def complete(self) -> bool:
        return self.end == "signature"

    def take(self, step: ApprovalStep) -> str | None:
        if self.end is not None:
            return "step_after_end"
        if not self._entitled(step):
            return "step_wrong_role"
        if step.officer in self.people:
            return "step_same_person"
        wrong = self._turn(step)
        if wrong is None:
            self.people.add(step.officer)
            self.done.add(step.role)
            if step.decision != "paraf":
                self.end = step.decision
        return wrong

    def _entitled(self, step: ApprovalStep) -> bool:
        """Whether the officer holds the office, or acts for it by the plan."""
        if step.acting is None:
            return any(
                o.id == step.officer and o.role == step.role for o in self.plan.officers
            )
        return any(
            (d.officer, d.role, d.kind) == (step.officer, step.role, step.acting)
            for d in self.plan.delegations
        )

    def _turn(self, step: ApprovalStep) -> str | None:
        """Whether it is the office's turn, with this action."""
        stages = self.plan.stages
        here = stages[self.stage]
        if step.role not in here.roles and len(self.done) >= here.threshold:
            here = stages[self.stage + 1]  # the last stage ends the chain
            if step.role in here.roles:
                self.stage += 1
                self.done = set()
        if step.role not in here.roles or step.role in self.done:
            return "step_not_its_turn"
        if step.decision in ("paraf", "signature") and step.decision != here.action:
            return "step_other_action"
        return None
