"""Approval in order: *paraf berjenjang*, *paraf koordinasi*, *tanda tangan*.

An `ApprovalPlan` says who must act, in which order, and who may act for whom.
Its digest goes into every step, so it cannot change later; each step also binds
the document and the step before it. Order comes from these digests, never from
dates: in a real result of three signers, their clocks and the time service gave
two different orders.

Sources:
    UU 30/2014 Pasal 14 (mandate, *atas nama*, Plt. and Plh.); Perka BKN 16/2020
    Pasal 241 to 243 as quoted in public guides (a.n., u.b.; unconfirmed);
    *paraf hierarki* and *paraf koordinasi* by Permendagri 1/2023 (text not
    read; unconfirmed).

Example:
    >>> from datetime import datetime
    >>> from egovkit.clock import WIB
    >>> from egovkit.signatures import SigningKey, ApprovalChain
    >>> kasi, lurah = (SigningKey.generate(use="approval") for _ in range(2))
    >>> plan = ApprovalPlan(
    ...     officers=(
    ...         Officer(id="p-9001", role="Kasi Pemerintahan", key=kasi.public.fingerprint),
    ...         Officer(id="p-9002", role="Lurah", key=lurah.public.fingerprint),
    ...     ),
    ...     stages=(Stage.paraf("Kasi Pemerintahan"), Stage.signature("Lurah")),
    ... )
    >>> now, letter = datetime(2026, 11, 24, 8, 0, tzinfo=WIB), b"isi surat"
    >>> chain = ApprovalChain.start(letter, plan=plan)
    >>> chain = chain.paraf(role="Kasi Pemerintahan", key=kasi, at=now)
    >>> chain = chain.sign(role="Lurah", key=lurah, at=now)
    >>> trust = [kasi.public, lurah.public]
    >>> print(chain.verify(document=letter, trust=trust, at=now).explain())
    Hasil: SAH.
    - Rangkaian persetujuan lengkap: 2 langkah dari 2 tahap.
    1. Paraf oleh Kasi Pemerintahan, 2026-11-24 08.00 WIB.
    2. Tanda tangan oleh Lurah, 2026-11-24 08.00 WIB.
"""  # noqa: E501 - doctest lines

import hashlib
from functools import cached_property
from typing import Annotated, Literal, LiteralString, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from egovkit.signatures._approval_chain import ApprovalChain
from egovkit.signatures._approval_judge import ApprovalReport
from egovkit.signatures._approval_step import Acting, ApprovalStep
from egovkit.signatures.signable import SignableModel

__all__ = [
    "ApprovalChain",
    "ApprovalPlan",
    "ApprovalReport",
    "ApprovalStep",
    "Delegation",
    "Officer",
    "Stage",
]

Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:/-]{1,64}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Officer(SignableModel):
    """Somebody who acts with one key in one office.

    Example:
        >>> Officer(id="p-9001", role="Lurah", key="0" * 64).role
        'Lurah'
    """

    id: Reference
    """A reference to the person, such as a pseudonym; never a name or number."""
    role: Name
    """The office (*jabatan*), as it stands under the signature."""
    key: Fingerprint
    """`VerificationKey.fingerprint` of the officer's key."""


class Delegation(SignableModel):
    """That an officer may act for another office.

    ``a.n.`` and ``u.b.`` act on a mandate; ``Plt.`` stands in while an office
    is vacant and ``Plh.`` while its holder is away.

    Source:
        UU 30/2014 Pasal 14.
    """

    kind: Acting
    """``"a.n."``, ``"u.b."``, ``"Plt."`` or ``"Plh."``."""
    role: Name
    """The office acted for."""
    officer: Reference
    """The `Officer.id` of the one who acts."""
    basis: Reference
    """The number of the mandate letter."""


class Stage(SignableModel):
    """One stage: the offices that act side by side, and how many must."""

    action: Literal["paraf", "signature"]
    """What they do."""
    roles: Annotated[tuple[Name, ...], Field(min_length=1, max_length=16)]
    """The offices."""
    threshold: Annotated[int, Field(ge=1)]
    """How many of them must act."""

    @classmethod
    def paraf(cls, *roles: str, threshold: int | None = None) -> "Stage":
        """A *paraf*; with several offices a *paraf koordinasi*.

        Args:
            roles: The offices that act side by side, in any order.
            threshold: How many must act; all of them unless said.
        """
        return cls(action="paraf", roles=roles, threshold=threshold or len(roles))

    @classmethod
    def signature(cls, role: str) -> "Stage":
        """The signature that ends the chain."""
        return cls(action="signature", roles=(role,), threshold=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.threshold > len(self.roles) or len(set(self.roles)) < len(self.roles):
            raise _plan_error("plan_threshold")
        return self


class ApprovalPlan(SignableModel, schema="egovkit/approval-plan", version=1):
    """Who must act on a document, in which order, and who may act for whom.

    Raises:
        pydantic.ValidationError: The plan contradicts itself: no signature at
            the end, an office twice, a seat nobody can take, a person or key
            twice, ``u.b.`` without ``a.n.``, or ``Plt.``/``Plh.`` beside it.
    """

    officers: Annotated[tuple[Officer, ...], Field(min_length=1, max_length=64)]
    """Everybody who may act."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=16)]
    """The stages in order; the last one is the signature."""
    delegations: Annotated[tuple[Delegation, ...], Field(max_length=64)] = ()
    """Who may act for whom."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the plan's canonical form, hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        self._check_stages()
        self._check_people()
        self._check_delegations()
        return self

    def _check_stages(self) -> None:
        actions = [stage.action for stage in self.stages]
        if actions[-1] != "signature" or "signature" in actions[:-1]:
            raise _plan_error("plan_signature_last")
        seats = [role for stage in self.stages for role in stage.roles]
        if len(set(seats)) < len(seats):
            raise _plan_error("plan_role_twice")
        held = {o.role for o in self.officers} | {d.role for d in self.delegations}
        if not held.issuperset(seats):
            raise _plan_error("plan_role_vacant")

    def _check_people(self) -> None:
        count = len(self.officers)
        if len({o.id for o in self.officers}) < count:
            raise _plan_error("plan_person_twice")
        if len({o.key for o in self.officers}) < count:
            raise _plan_error("plan_key_twice")

    def _check_delegations(self) -> None:
        known = {o.id for o in self.officers}
        kinds: dict[str, set[str]] = {}
        for delegation in self.delegations:
            if delegation.officer not in known:
                raise _plan_error("plan_person_unknown")
            kinds.setdefault(delegation.role, set()).add(delegation.kind)
        for found in kinds.values():
            if "u.b." in found and "a.n." not in found:
                raise _plan_error("plan_ub_without_an")
            if found & {"a.n."} and found & {"Plt.", "Plh."}:
                raise _plan_error("plan_an_with_plt")


def _plan_error(code: LiteralString) -> PydanticCustomError:
    from egovkit._messages import sentence

    return PydanticCustomError(code, sentence(code, "en"))
