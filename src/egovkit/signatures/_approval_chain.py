"""The chain of an approval: steps that bind document, plan and the step before."""

import json
from typing import TYPE_CHECKING, NoReturn

from pydantic import ValidationError

from egovkit._arguments import of_kind
from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.signatures._approval_judge import PURPOSE, ApprovalReport, judge
from egovkit.signatures._approval_step import (
    Acting,
    ApprovalStep,
    Decision,
    Walk,
    officer_of,
    sha256,
    signed_digest,
)
from egovkit.signatures._verification_key import public_of
from egovkit.signatures.canonical import loads_strict
from egovkit.signatures.envelope import Envelope, sign

if TYPE_CHECKING:
    from datetime import datetime

    from egovkit._clock import Clock
    from egovkit.signatures._envelope_checks import Trust
    from egovkit.signatures.approval import ApprovalPlan
    from egovkit.signatures.signer import Signer

__all__ = ["ApprovalChain"]

MAX_STEPS = 64
MAX_BYTES = 1 << 20


class ApprovalChain:
    """The steps taken so far on one document; immutable, grows by copies.

    Start one with `start`, go on with `paraf`, `sign`, `reject` or
    `send_back`, keep it with `to_json`, judge it with `verify`.
    """

    __slots__ = ("document", "origin", "plan", "steps")

    document: str
    """SHA-256 of the document, hexadecimal."""
    plan: "ApprovalPlan"
    """The plan it follows."""
    origin: str | None
    """Head of the returned chain that this one continues."""
    steps: tuple[Envelope, ...]
    """The steps as envelopes, in order."""

    def __init__(
        self,
        *,
        document: str,
        plan: "ApprovalPlan",
        origin: str | None = None,
        steps: tuple[Envelope, ...] = (),
    ) -> None:
        for name, value in zip(
            ("document", "plan", "origin", "steps"),
            (document, plan, origin, steps),
            strict=True,
        ):
            object.__setattr__(self, name, value)

    @classmethod
    def start(
        cls,
        document: bytes,
        *,
        plan: "ApprovalPlan",
        continues: "ApprovalChain | None" = None,
    ) -> "ApprovalChain":
        """An empty chain for a document.

        Args:
            document: The document's bytes; every step binds their digest.
            plan: Who must act, in which order.
            continues: The chain that was returned and is taken up again, with
                a corrected document.

        Raises:
            egovkit.errors.UsageError: The document is not bytes, the plan is
                none, or the chain that is continued was not returned: nothing
                follows a signature or a rejection.
        """
        from egovkit.signatures.approval import ApprovalPlan

        of_kind(plan, ApprovalPlan, "plan")
        origin = None
        if continues is not None:
            of_kind(continues, ApprovalChain, "continues")
            if continues._walk().end != "return":  # noqa: SLF001 - the same class
                raise UsageError("chain_not_returned")
            origin = continues.head
        return cls(document=_digest(document), plan=plan, origin=origin)

    @property
    def head(self) -> str | None:
        """SHA-256 over what the last step signed; what the next one binds."""
        return signed_digest(self.steps[-1]) if self.steps else self.origin

    def paraf(
        self,
        *,
        role: str,
        key: "Signer",
        at: "datetime | Clock",
        acting: Acting | None = None,
    ) -> "ApprovalChain":
        """Add a *paraf*.

        Args:
            role: The office acted for, as the plan names it.
            key: The officer's key, of use ``"approval"``.
            at: The present moment.
            acting: ``"a.n."``, ``"u.b."``, ``"Plt."`` or ``"Plh."`` where the
                officer does not hold the office.

        Raises:
            egovkit.errors.UsageError: The plan does not allow this step now;
                the code says why.
        """
        return self._step("paraf", role, key, at, acting)

    def sign(
        self,
        *,
        role: str,
        key: "Signer",
        at: "datetime | Clock",
        acting: Acting | None = None,
    ) -> "ApprovalChain":
        """Add the signature that ends the chain; see `paraf`.

        Raises:
            egovkit.errors.UsageError: The plan does not allow this step now.
        """
        return self._step("signature", role, key, at, acting)

    def reject(
        self,
        *,
        role: str,
        key: "Signer",
        at: "datetime | Clock",
        reason: str,
        acting: Acting | None = None,
    ) -> "ApprovalChain":
        """End the chain: the document is rejected (*ditolak*).

        Args:
            role: The office acted for, whose turn it is.
            key: The officer's key.
            at: The present moment.
            reason: A reason code, not a text.
            acting: See `paraf`.

        Raises:
            egovkit.errors.UsageError: The plan does not allow this step now.
        """
        return self._step("reject", role, key, at, acting, reason)

    def send_back(
        self,
        *,
        role: str,
        key: "Signer",
        at: "datetime | Clock",
        reason: str,
        acting: Acting | None = None,
    ) -> "ApprovalChain":
        """End the chain: the draft goes back (*dikembalikan*) for correction.

        The corrected document starts a new chain with ``continues=`` this one.

        Raises:
            egovkit.errors.UsageError: The plan does not allow this step now.
        """
        return self._step("return", role, key, at, acting, reason)

    def _step(  # noqa: PLR0913, PLR0917 - one step, each part once
        self,
        decision: Decision,
        role: str,
        key: "Signer",
        at: "datetime | Clock",
        acting: Acting | None,
        reason: str | None = None,
    ) -> "ApprovalChain":
        officer = officer_of(self.plan, public_of(key).fingerprint)
        if officer is None:
            raise UsageError("step_officer_unknown")
        try:
            step = ApprovalStep(
                document=self.document,
                plan=self.plan.digest,
                number=len(self.steps) + 1,
                previous=self.head,
                role=role,
                acting=acting,
                officer=officer.id,
                decision=decision,
                reason=reason,
            )
        except ValidationError:
            raise UsageError("step_malformed") from None
        wrong = self._walk().take(step)
        if wrong is not None:
            raise UsageError(wrong, step=step.number)
        envelope = sign(step, key=key, purpose=PURPOSE, at=at)
        return self._with((*self.steps, envelope))

    def _walk(self) -> Walk:
        """The plan, as far as the steps have come along it; nothing is verified."""
        walk = Walk(self.plan)
        for envelope in self.steps:
            walk.take(ApprovalStep.read(envelope.jws.payload or b""))
        return walk

    def _with(self, steps: tuple[Envelope, ...]) -> "ApprovalChain":
        return ApprovalChain(
            document=self.document, plan=self.plan, origin=self.origin, steps=steps
        )

    def verify(
        self, *, document: bytes, trust: "Trust", at: "datetime | Clock"
    ) -> "ApprovalReport":
        """Judge the chain: every signature, every binding, the plan's order.

        Args:
            document: The document's bytes.
            trust: A trust list, or the keys you trust. The plan decides which
                of them may act; trust decides whether they are anybody's.
            at: The present moment.

        Returns:
            VALID if the plan is fulfilled, INDETERMINATE while steps are
            missing at the end, INVALID for anything else, with the first thing
            that is wrong. ``report.require(bytes)`` gives the document.
        """
        return judge(self, document, trust, at)

    def to_json(self) -> str:
        """The steps as JSON. The plan is kept apart: a reader brings its own."""
        return json.dumps(
            {"origin": self.origin, "steps": [s.to_compact() for s in self.steps]},
            separators=(",", ":"),
        )

    @classmethod
    def from_json(
        cls, data: str | bytes, *, document: bytes, plan: "ApprovalPlan"
    ) -> "ApprovalChain":
        """Read what `to_json` wrote; nothing is verified.

        Args:
            data: The JSON.
            document: The document's bytes.
            plan: The plan you expect, from your own records: a plan that came
                with the steps could make anybody the signer.

        Raises:
            egovkit.errors.InvalidFormatError: Not such JSON.
            egovkit.errors.UsageError: The document is not bytes, or the plan
                is none.
        """
        empty = cls.start(document, plan=plan)
        try:
            value = loads_strict(data, max_bytes=MAX_BYTES, max_depth=4)
            origin, texts = value["origin"], value["steps"]
            steps = tuple(Envelope.parse(text) for text in texts[: MAX_STEPS + 1])
        except (EgovkitError, KeyError, TypeError):
            raise InvalidFormatError("chain_unreadable") from None
        known = set(value) == {"origin", "steps"} and isinstance(texts, list)
        if not known or not isinstance(origin, str | None) or len(steps) > MAX_STEPS:
            raise InvalidFormatError("chain_unreadable")
        return cls(document=empty.document, plan=plan, origin=origin, steps=steps)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ApprovalChain):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[str, str, str | None, tuple[Envelope, ...]]:
        return self.document, self.plan.digest, self.origin, self.steps

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (self.document, self.plan, self.origin, self.steps))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a chain does not change; it grows by copies")

    def __repr__(self) -> str:
        return f"<ApprovalChain, {len(self.steps)} step(s)>"


def _digest(document: bytes) -> str:
    if not isinstance(document, bytes):
        raise UsageError("not_bytes")
    return sha256(document)


def _restore(
    document: str,
    plan: "ApprovalPlan",
    origin: str | None,
    steps: tuple[Envelope, ...],
) -> ApprovalChain:
    return ApprovalChain(document=document, plan=plan, origin=origin, steps=steps)
