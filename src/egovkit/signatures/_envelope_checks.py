"""Judge an envelope that was read: who signed, for what, when, with which key."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from egovkit._arguments import wrong
from egovkit.errors import EgovkitError, InvalidFormatError, NotVerified
from egovkit.signatures._envelope_header import Header
from egovkit.signatures.algorithms import Algorithm
from egovkit.signatures.jws import unb64url
from egovkit.signatures.keys import VerificationKey
from egovkit.signatures.report import Check, Outcome, VerificationReport

if TYPE_CHECKING:
    from egovkit.signatures.jws import Jws, JwsSignature
    from egovkit.signatures.trust import IssuerKey

__all__ = [
    "EnvelopeReport",
    "EnvelopeSigner",
    "Question",
    "judge",
    "refused",
    "settled",
]

T = TypeVar("T")

_set = object.__setattr__  # a report sets its own parts once
# Clocks of signers and of time services were seen to differ by 13 minutes.
LEEWAY = 15 * 60
MAX_CANDIDATES = 4


class KeysByHint(Protocol):
    """What a trust list offers."""

    @property
    def expires_at(self) -> int:
        """Until when it may be used, seconds since 1970 UTC."""

    def keys_by_kid(self, kid: bytes) -> "tuple[IssuerKey, ...]":
        """The keys with that hint."""


Trust = KeysByHint | VerificationKey | Iterable[VerificationKey]


class _Settled(tuple[VerificationKey, ...]):
    """Keys that were looked at already; a chain asks once for each step."""

    __slots__ = ()


def settled(trust: Trust) -> Trust:
    """The trust as something that can be asked often.

    Raises:
        egovkit.errors.UsageError: It is none.
    """
    if isinstance(trust, VerificationKey):
        return trust
    if isinstance(trust, _Settled) or hasattr(trust, "keys_by_kid"):
        return trust
    try:
        keys = _Settled(trust)
    except TypeError:
        raise wrong("trust") from None
    if not all(isinstance(key, VerificationKey) for key in keys):
        raise wrong("trust")
    return keys


class EnvelopeSigner(NamedTuple):
    """One verified signature of an envelope."""

    key: VerificationKey
    """The key that verified."""
    issuer: str | None
    """The id of its owner in the trust list; None for a key you trust yourself."""
    signed_at: int
    """When the signer says it signed, seconds since 1970 UTC; a claim."""


class EnvelopeReport(VerificationReport):
    """What verifying an envelope came to.

    ``require(bytes)`` gives the content, ``require(Model)`` reads it as that
    model, if the envelope states the model's schema and version.
    """

    __slots__ = ("_schema", "purpose", "signers")

    purpose: str | None
    """What the envelope was signed for; None unless everything is VALID."""
    signers: tuple[EnvelopeSigner, ...]
    """Who signed, as far as the signatures verified."""
    _schema: str | None

    def __init__(
        self,
        checks: tuple[Check, ...],
        *,
        document: bytes | None = None,
        signers: tuple[EnvelopeSigner, ...] = (),
        purpose: str | None = None,
        schema: str | None = None,
    ) -> None:
        super().__init__(checks, document=document)
        valid = self.outcome is Outcome.VALID
        _set(self, "signers", signers)
        _set(self, "purpose", purpose if valid else None)
        _set(self, "_schema", schema)

    @property
    def payload(self) -> bytes | None:
        """The content, only when everything is VALID."""
        if self.outcome is not Outcome.VALID or not isinstance(self._document, bytes):
            return None
        return self._document

    def require(self, cls: type[T]) -> T:
        """The content as bytes or as a `SignableModel`, if everything is VALID.

        Raises:
            egovkit.errors.NotVerified: Not VALID, or another schema or version.
        """
        if cls is bytes:
            return super().require(cls)
        from egovkit.signatures.signable import SignableModel

        if not issubclass(cls, SignableModel):
            return super().require(cls)
        payload = super().require(bytes)
        if cls.schema_id != self._schema:
            raise NotVerified("document_of_other_class", report=self)
        try:
            return cls.read(payload)
        except EgovkitError as error:
            raise NotVerified(error.code, report=self, **error.facts) from None

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self.checks, self._document, self.signers, self.purpose, self._schema)
        return (_rebuild, state)


def _rebuild(
    checks: tuple[Check, ...],
    document: bytes | None,
    signers: tuple[EnvelopeSigner, ...],
    purpose: str | None,
    schema: str | None,
) -> EnvelopeReport:
    return EnvelopeReport(
        checks, document=document, signers=signers, purpose=purpose, schema=schema
    )


def _invalid(name: str, code: str) -> Check:
    return Check(name, Outcome.INVALID, code)


_FORM = Check("form", Outcome.VALID, "envelope_read")
_PURPOSE = Check("purpose", Outcome.VALID, "purpose_fits")
_OTHER_PURPOSE = _invalid("purpose", "purpose_other")
_KNOWN = Check("signer", Outcome.VALID, "signer_trusted")
_UNKNOWN = _invalid("signer", "signer_unknown")
_NO_TRUST = Check("signer", Outcome.INDETERMINATE, "trust_empty")
_OLD_TRUST = Check("signer", Outcome.INDETERMINATE, "trust_expired")
_OTHER_ALGORITHM = _invalid("algorithm", "algorithm_other")
_TWICE = _invalid("signer", "signer_twice")
_HYBRID = Check("policy", Outcome.VALID, "hybrid_both")
_NOT_HYBRID = _invalid("policy", "hybrid_one")
_TIME = Check("time", Outcome.VALID, "time_fits")
_TRUE = Check("signature", Outcome.VALID, "signature_true")
_FALSE = _invalid("signature", "signature_false")


def refused(error: EgovkitError) -> EnvelopeReport:
    """The report on what could not even be read."""
    facts = {k: v for k, v in error.facts.items() if v is not None}
    return EnvelopeReport((Check("form", Outcome.INVALID, error.code, facts),))


class Question(NamedTuple):
    """What is asked of an envelope."""

    trust: Trust
    purpose: str
    at: int
    signers: int
    hybrid: bool


class _Candidate(NamedTuple):
    key: VerificationKey
    listed: "IssuerKey | None"


def judge(jws: "Jws", content: bytes | None, question: Question) -> EnvelopeReport:
    """Every check of every signature, and of all together."""
    try:
        headers = [Header.read(s.header) for s in jws.signatures]
    except InvalidFormatError as error:
        return refused(error)
    checks = [_FORM]
    verified: list[EnvelopeSigner] = []
    for signature, header in zip(jws.signatures, headers, strict=True):
        message = jws.signing_input(signature, content)
        signer = _judge_one(signature, header, message, question, checks)
        if signer is not None:
            verified.append(signer)
    if len(headers) > 1:
        _judge_all(headers, verified, checks)
    _judge_policy(verified, question, checks)
    return EnvelopeReport(
        tuple(checks),
        document=jws.payload if content is None else content,
        signers=tuple(verified),
        purpose=question.purpose,
        schema=headers[0].schema,
    )


def _judge_one(
    signature: "JwsSignature",
    header: Header,
    message: bytes,
    question: Question,
    checks: list[Check],
) -> EnvelopeSigner | None:
    checks.append(_PURPOSE if header.purpose == question.purpose else _OTHER_PURPOSE)
    candidates = _candidates(question.trust, header.hint, question.at)
    if isinstance(candidates, Check):
        checks.append(candidates)
        return None
    fitting = [c for c in candidates if c.key.algorithm.jose == header.algorithm]
    if not fitting:
        checks.append(_OTHER_ALGORITHM)
        return None
    for candidate in fitting:
        if candidate.key.verifies(signature.signature, message):
            checks += (
                _judge_key(candidate, header, question.at),
                _judge_time(header, question.at),
                _TRUE,
            )
            listed = candidate.listed
            issuer = None if listed is None else listed.issuer.id
            return EnvelopeSigner(candidate.key, issuer, header.issued_at)
    checks.append(_FALSE)
    return None


def _candidates(trust: Trust, hint: str, at: int) -> list[_Candidate] | Check:
    if isinstance(trust, VerificationKey):
        return [_Candidate(trust, None)] if trust.hint == hint else _UNKNOWN
    if isinstance(trust, _Settled):
        if not trust:
            return _NO_TRUST
        found = [_Candidate(key, None) for key in trust if key.hint == hint]
    else:
        trust = cast("KeysByHint", trust)
        if trust.expires_at < at:
            return _OLD_TRUST
        found = [
            _Candidate(k.key, k) for k in trust.keys_by_kid(unb64url(hint.encode()))
        ]
    return found[:MAX_CANDIDATES] or _UNKNOWN


def _judge_key(candidate: _Candidate, header: Header, at: int) -> Check:
    """Whether the key may sign this, at the time the signer claims."""
    key, listed, moment = *candidate, header.issued_at
    use = key.use if listed is None else listed.use
    if use is not None and use != header.purpose:
        return _invalid("signer", "key_of_other_purpose_found")
    if listed is not None and listed.status == "compromised":
        return _invalid("signer", "signer_compromised")
    in_force = key.valid_at(moment) and (listed is None or listed.covers(moment))
    if not in_force:
        return _invalid("signer", "key_not_in_force")
    # The present counts too: who can forge an algorithm can claim an early time.
    if not (key.algorithm.may_sign(moment) and key.algorithm.may_verify(at)):
        return _invalid("algorithm", "algorithm_not_accepted")
    return _KNOWN


def _judge_time(header: Header, at: int) -> Check:
    if header.issued_at > at + LEEWAY:
        return _invalid("time", "signed_in_future")
    if header.expires is not None and at >= header.expires:
        return _invalid("time", "envelope_expired")
    return _TIME


def _judge_all(
    headers: list[Header], verified: list[EnvelopeSigner], checks: list[Check]
) -> None:
    """What several signatures must have in common, and must not."""
    if len({(h.purpose, h.schema, h.expires) for h in headers}) > 1:
        checks.append(_invalid("form", "signatures_disagree"))
    if len({signer.key.to_spki() for signer in verified}) < len(verified):
        checks.append(_TWICE)


def _judge_policy(
    verified: list[EnvelopeSigner], question: Question, checks: list[Check]
) -> None:
    if question.signers > 1:
        count = len({signer.key.to_spki() for signer in verified})
        enough = count >= question.signers
        checks.append(
            Check(
                "policy",
                Outcome.VALID if enough else Outcome.INVALID,
                "signers_enough" if enough else "signers_too_few",
                {"needed": question.signers, "valid": count},
            )
        )
    if question.hybrid:
        kinds = {(s.issuer, s.key.algorithm is Algorithm.ML_DSA_65) for s in verified}
        # Both of one owner: two halves of two agencies are no hybrid.
        both = any((issuer, not quantum) in kinds for issuer, quantum in kinds)
        checks.append(_HYBRID if both else _NOT_HYBRID)
