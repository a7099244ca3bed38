"""Judge an approval chain: the first thing that is wrong, or how it stands."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from egovkit._clock import WIB, to_epoch
from egovkit.errors import NotVerified
from egovkit.signatures._approval_step import (
    Act,
    ApprovalStep,
    Walk,
    officer_of,
    sha256,
    signed_digest,
)
from egovkit.signatures._envelope_checks import settled
from egovkit.signatures.envelope import EnvelopeSigner, verify
from egovkit.signatures.report import Check, Language, Outcome, VerificationReport

if TYPE_CHECKING:
    from egovkit._clock import Clock
    from egovkit.signatures._approval_chain import ApprovalChain
    from egovkit.signatures._envelope_checks import Trust
    from egovkit.signatures.approval import ApprovalPlan

__all__ = ["PURPOSE", "ApprovalReport", "judge"]

PURPOSE = "approval"


class ApprovalReport(VerificationReport):
    """What judging a chain came to, with the steps that verified."""

    __slots__ = ("acts",)

    acts: tuple[Act, ...]
    """The steps up to the first thing that is wrong."""

    def __init__(
        self,
        checks: tuple[Check, ...],
        *,
        document: bytes | None = None,
        acts: tuple[Act, ...] = (),
    ) -> None:
        super().__init__(checks, document=document)
        object.__setattr__(self, "acts", acts)

    def explain(self, lang: Language = "id") -> str:
        """The outcome, and what each officer did, one line each."""
        return "\n".join(
            [super().explain(lang), *(_say(act, lang) for act in self.acts)]
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.checks, self._document, self.acts))


def _rebuild(
    checks: tuple[Check, ...], document: bytes | None, acts: tuple[Act, ...]
) -> ApprovalReport:
    return ApprovalReport(checks, document=document, acts=acts)


def _say(act: Act, lang: Language) -> str:
    from egovkit._messages import sentence

    step = act.step
    when = datetime.fromtimestamp(act.signed_at, WIB).strftime("%Y-%m-%d %H.%M WIB")
    role = f"{step.acting} {step.role}" if step.acting else step.role
    text = sentence(f"act_{step.decision}", lang, role=role, when=when)
    return f"{step.number}. {text}"


def judge(
    chain: "ApprovalChain", document: object, trust: "Trust", at: "datetime | Clock"
) -> ApprovalReport:
    trust = settled(trust)
    to_epoch(at)  # a mistake of the caller's, steps or not
    if not isinstance(document, bytes):
        return ApprovalReport((Check("document", Outcome.INVALID, "not_bytes"),))
    acts: list[Act] = []
    walk = Walk(chain.plan)
    wrong = _first_wrong(chain, sha256(document), trust, at, walk, acts)
    if wrong is None:
        wrong = _end(chain, walk)
    return ApprovalReport((wrong,), document=document, acts=tuple(acts))


def _end(chain: "ApprovalChain", walk: Walk) -> Check:
    """How a chain without faults stands."""
    facts = {"steps": len(chain.steps), "stages": len(chain.plan.stages)}
    if walk.complete:
        return Check("approval", Outcome.VALID, "approval_complete", facts)
    if walk.end is not None:
        code = {"reject": "approval_rejected", "return": "approval_returned"}[walk.end]
        return Check("approval", Outcome.INVALID, code, facts)
    return Check("approval", Outcome.INDETERMINATE, "approval_incomplete", facts)


def _first_wrong(  # noqa: PLR0913, PLR0917 - the walk's state
    chain: "ApprovalChain",
    document: str,
    trust: "Trust",
    at: "datetime | Clock",
    walk: Walk,
    acts: list[Act],
) -> Check | None:
    verified, failure = _verify_steps(chain, trust, at)
    plan, previous = chain.plan.digest, chain.origin
    steps = [step for step, _ in verified]
    for number, (step, signer) in enumerate(verified, 1):
        code = _binding(step, document, plan) or _order(steps, number, previous)
        if code is None:
            code = _signer(chain.plan, step, signer) or walk.take(step)
        if code is not None:
            return _wrong(code, number)
        acts.append(Act(step, signer.signed_at))
        previous = signed_digest(chain.steps[number - 1])
    return failure


def _verify_steps(
    chain: "ApprovalChain", trust: "Trust", at: "datetime | Clock"
) -> tuple[list[tuple[ApprovalStep, EnvelopeSigner]], Check | None]:
    """The steps whose signatures verify, and the first one whose does not."""
    verified: list[tuple[ApprovalStep, EnvelopeSigner]] = []
    for number, envelope in enumerate(chain.steps, 1):
        report = verify(envelope, trust=trust, purpose=PURPOSE, at=at)
        if report.reason is not None:
            facts = {"step": number}
            check = Check("step", report.outcome, report.reason.code, facts)
            return verified, check
        if len(report.signers) != 1:
            return verified, _wrong("step_unreadable", number)
        try:
            verified.append((report.require(ApprovalStep), report.signers[0]))
        except NotVerified:
            return verified, _wrong("step_unreadable", number)
    return verified, None


def _wrong(code: str, number: int) -> Check:
    return Check("step", Outcome.INVALID, code, {"step": number})


def _binding(step: ApprovalStep, document: str, plan: str) -> str | None:
    if step.document != document:
        return "step_other_document"
    return "step_other_plan" if step.plan != plan else None


def _order(steps: list[ApprovalStep], number: int, previous: str | None) -> str | None:
    """Number and link of a step; and if they fail, what was done to the chain."""
    step = steps[number - 1]
    if step.number == number:
        return None if step.previous == previous else "step_other_chain"
    numbers = [s.number for s in steps]
    if len(set(numbers)) < len(numbers):
        return "step_repeated"
    if set(numbers) == set(range(1, len(steps) + 1)):
        return "step_reordered"
    return "step_dropped"


def _signer(
    plan: "ApprovalPlan", step: ApprovalStep, signer: EnvelopeSigner
) -> str | None:
    """Whether the key that verified is that of the officer who is stated."""
    officer = officer_of(plan, signer.key.fingerprint)
    if officer is None:
        return "step_officer_unknown"
    return None if officer.id == step.officer else "step_other_officer"
