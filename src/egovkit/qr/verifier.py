"""Verifying a seal, offline: every check reported, in a fixed order.

The order: format, signature, issuer, key, profile, validity, status, content,
and the digital original where one is given. A check that cannot be made
because an earlier one failed is left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from egovkit._arguments import of_kind, wrong
from egovkit._clock import to_epoch
from egovkit.errors import EgovkitError, NotVerified, UsageError
from egovkit.qr._arguments import document_classes, trust_list
from egovkit.qr._kinds import ProfileReader, profile_reader
from egovkit.qr._reading import Claims, Envelope, read_claims, read_envelope
from egovkit.qr._transport import from_text
from egovkit.signatures.report import Check, FieldText, Outcome, VerificationReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from egovkit._clock import Clock
    from egovkit.qr.documents import SealedDocument
    from egovkit.qr.status_set import StatusAnswer
    from egovkit.signatures.trust import Issuer, IssuerKey, ProfileSpec, TrustList

    # number of its algorithm in COSE, how it verifies, and the key itself
    _Signer = tuple[int, Callable[[bytes, bytes], bool], IssuerKey]
    _Profile = tuple[ProfileReader | None, type[SealedDocument] | None]

__all__ = ["Policy", "SealReport", "Statuses", "Verifier"]

T = TypeVar("T")

_VALID, _INVALID, _UNSURE = Outcome.VALID, Outcome.INVALID, Outcome.INDETERMINATE
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_SKEW = timedelta(days=1)
_set = object.__setattr__  # a report does not change once it is made

_FORMAT_OK = Check("format", _VALID, "seal_format_ok")
_SIGNATURE_OK = Check("signature", _VALID, "signature_true")
_SIGNATURE_FALSE = Check("signature", _INVALID, "signature_false")
_OTHER_ALGORITHM = Check("signature", _INVALID, "signature_algorithm")
_OTHER_USE = Check("signature", _INVALID, "signature_key_use")
_ISSUER_OK = Check("issuer", _VALID, "issuer_known")
_KEY_OK = Check("key", _VALID, "key_in_force")
_PROFILE_OK = Check("profile", _VALID, "profile_allowed")
_VALIDITY_OK = Check("validity", _VALID, "validity_current")
_STATUS_NONE = Check("status", _VALID, "status_not_used")
_CONTENT_OK = Check("content", _VALID, "content_ok")
_ISSUER_UNKNOWN = Check("issuer", _INVALID, "issuer_unknown")
_LIST_EXPIRED = Check("issuer", _UNSURE, "issuer_list_expired")
_NO_KEY = Check("signature", _UNSURE, "signature_unchecked")
_STATUS_WORDS = {
    "valid": Check("status", _VALID, "status_valid"),
    "revoked": Check("status", _INVALID, "status_revoked"),
    "suspended": Check("status", _INVALID, "status_suspended"),
    "not_issued": Check("status", _INVALID, "status_not_issued"),
}


class Statuses(Protocol):
    """Anything that answers for a status index, such as a `StatusSet`."""

    def lookup(self, uri: str | None, index: int, at: int) -> StatusAnswer:
        """What the lists at hand say; ``"unknown"`` where they say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What an application decides.

    Attributes:
        unknown_status: The outcome when a seal has a status index and no fresh
            list is at hand. VALID accepts a document that may be revoked.
        clock_skew: How far two honest clocks may differ: a seal from further in
            the future is refused. At most a day.

    Raises:
        egovkit.errors.UsageError: No outcome, or no such time.
    """

    unknown_status: Outcome = Outcome.INDETERMINATE
    clock_skew: timedelta = timedelta(minutes=5)

    def __post_init__(self) -> None:
        if type(self.unknown_status) is not Outcome or (
            type(self.clock_skew) is not timedelta
            or not timedelta() <= self.clock_skew <= _MAX_SKEW
        ):
            raise UsageError("policy_value")


class _Read(NamedTuple):
    """A seal whose signature was verified, as the report needs it."""

    issuer: Issuer
    claims: Claims
    spec: ProfileSpec | None
    document: type[SealedDocument] | None


class SealReport(VerificationReport):
    """The answer for a seal; what it states is None until the signature verified."""

    __slots__ = ("_read",)
    _read: _Read | None

    def __init__(self, checks: tuple[Check, ...], read: _Read | None = None) -> None:
        super().__init__(checks, fields=() if read is None else partial(_show, read))
        _set(self, "_read", read)

    @property
    def issuer(self) -> Issuer | None:
        """Who sealed it, as the trust list knows them."""
        return self._read.issuer if self._read else None

    @property
    def issued_at(self) -> datetime | None:
        """When it was sealed, in UTC."""
        return _moment(self._read.claims.issued) if self._read else None

    @property
    def expires_at(self) -> datetime | None:
        """From when it is no longer valid, in UTC; None if it never ends."""
        expires = self._read.claims.expires if self._read else None
        return None if expires is None else _moment(expires)

    @property
    def status_index(self) -> int | None:
        """Its place in the issuer's status lists, if it has one."""
        return self._read.claims.status_index if self._read else None

    @property
    def profile(self) -> tuple[str, int] | None:
        """The registry and the profile number in it."""
        return (
            (self._read.issuer.registry, self._read.claims.profile)
            if self._read
            else None
        )

    @property
    def labels(self) -> Mapping[str, str] | None:
        """What the document is called, by language, if anybody knows."""
        return self._read.spec.labels if self._read and self._read.spec else None

    @property
    def digest(self) -> bytes | None:
        """SHA-256 of the digital original, if the seal is bound to one."""
        return self._read.claims.digest if self._read else None

    @property
    def unknown_fields(self) -> int:
        """How many fields a newer edition appended that nobody here knows."""
        if self._read is None or self._read.spec is None:
            return 0
        return max(0, len(self._read.claims.values) - len(self._read.spec.fields))

    def require(self, cls: type[T]) -> T:
        """The verified document, if it is of that class.

        Raises:
            egovkit.errors.NotVerified: The outcome is not VALID, the document
                is of another class, or the class does not accept the values
                (an older class and a newer enum number, for one).
            egovkit.errors.UsageError: No class was asked for.
        """
        if self.outcome is not Outcome.VALID or self._read is None:
            raise NotVerified(report=self)
        document = self._read.document
        if document is None or not _is_a(document, cls):
            raise NotVerified("document_of_other_class", report=self)
        try:
            return cast("T", document.from_wire(self._read.claims.values))
        except EgovkitError as error:
            raise NotVerified(error.code, report=self) from None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SealReport):
            return NotImplemented
        return (self.checks, self._read) == (other.checks, other._read)

    def __hash__(self) -> int:
        return super().__hash__()

    def __reduce__(self) -> tuple[Any, ...]:
        return (SealReport, (self.checks, self._read))


class Verifier:
    """Verifies seals against a trust list; keep one and use it for many.

    Args:
        trust: Who may seal what.
        documents: The classes that `VerificationReport.require` may be asked
            for. A document without its class is still shown from the trust list.
        statuses: The status lists at hand, such as a `StatusSet`.
        policy: What the application decides.

    Raises:
        egovkit.errors.UsageError: Two classes of one profile, a class whose
            fields are not those of the trust list's profile, or an argument of
            another kind.
    """

    __slots__ = (
        "_fresh_until",
        "_policy",
        "_profiles",
        "_signers",
        "_skew",
        "_statuses",
        "_trust",
    )

    def __init__(
        self,
        trust: TrustList,
        documents: Iterable[type[SealedDocument]] = (),
        statuses: Statuses | None = None,
        policy: Policy | None = None,
    ) -> None:
        trust_list(trust)
        of_kind(policy, Policy | None, "policy")
        if statuses is not None and not callable(getattr(statuses, "lookup", None)):
            raise wrong("statuses")
        self._trust, self._statuses = trust, statuses
        self._fresh_until = min(trust.expires_at, trust.root.expires_at)
        self._policy = policy or Policy()
        self._skew = int(self._policy.clock_skew.total_seconds())
        self._signers: dict[bytes, tuple[_Signer, ...]] = {}
        self._profiles: dict[tuple[str, int], _Profile] = {}
        for document in document_classes(documents, "documents"):
            spec = _widest(document.profile_spec(), _stated(trust, document))
            key = (document.registry, document.profile)
            if key in self._profiles:
                raise UsageError("profile_twice", document=document.__name__)
            self._profiles[key] = (profile_reader(spec), document)

    def verify(
        self,
        seal: str | bytes,
        *,
        at: datetime | Clock,
        original: bytes | None = None,
    ) -> SealReport:
        """Verify a seal; whatever it is, the answer is a report.

        Args:
            seal: The scanned text, or a token's bytes.
            at: The present moment, with a time zone.
            original: The digital original, where the seal should be bound to
                one.

        Raises:
            egovkit.errors.UsageError: ``at`` has no time zone, or the original
                is no bytes.
        """
        now = to_epoch(at)
        try:
            if isinstance(seal, str):
                seal = from_text(seal)
            elif type(seal) is not bytes:
                seal = _token(seal)
            envelope = read_envelope(seal)
        except EgovkitError as error:
            return SealReport((_refused("format", error),))
        signers = self._signers_of(envelope.kid)
        if not signers:
            # a list past its time proves nothing: a newer one may have the key
            issuer = _LIST_EXPIRED if now > self._fresh_until else _ISSUER_UNKNOWN
            return SealReport((_FORMAT_OK, _NO_KEY, issuer))
        key, answer = _signer(envelope, signers)
        if key is None:
            return SealReport((_FORMAT_OK, answer))
        return self._judge(key, envelope.payload, now, original)

    def __reduce__(self) -> tuple[Any, ...]:
        # to another process, such as a pool's: what was compiled is made there
        documents = [cls for _, cls in self._profiles.values() if cls is not None]
        return (Verifier, (self._trust, documents, self._statuses, self._policy))

    def _judge(
        self, key: IssuerKey, payload: bytes, now: int, original: bytes | None
    ) -> SealReport:
        issuer = key.issuer
        known = _LIST_EXPIRED if now > self._fresh_until else _ISSUER_OK
        try:
            claims = read_claims(payload)
        except EgovkitError as error:
            unread = _refused("content", error)
            return SealReport((_FORMAT_OK, _SIGNATURE_OK, known, unread))
        reader, document = self._profile(issuer.registry, claims.profile)
        checks: tuple[Check, ...] = (
            _FORMAT_OK,
            _SIGNATURE_OK,
            known,
            _in_force(key, claims.issued),
            _allowed(issuer, claims.profile),
            _validity(claims, now, self._skew),
            self._status(issuer, claims.status_index, now),
            _content(reader, claims.values),
        )
        if original is not None:
            checks = (*checks, _original(claims.digest, original))
        spec = reader.spec if reader else None
        read = tuple.__new__(_Read, (issuer, claims, spec, document))
        return SealReport(checks, read)

    def _signers_of(self, kid: bytes) -> tuple[_Signer, ...]:
        """The keys that a kid may mean; those of the list are looked up once."""
        signers = self._signers.get(kid)
        if signers is None:
            signers = tuple(
                (key.key.algorithm.cose, key.key.verifies, key)
                for key in self._trust.keys_by_kid(kid)
            )
            if signers:
                self._signers[kid] = signers
        return signers

    def _profile(self, registry: str, profile: int) -> _Profile:
        """How a profile is read, and its class; looked up once."""
        try:
            return self._profiles[registry, profile]
        except KeyError:
            spec = self._trust.profile(registry, profile)
            found = (None if spec is None else profile_reader(spec), None)
            self._profiles[registry, profile] = found
            return found

    def _status(self, issuer: Issuer, index: int | None, now: int) -> Check:
        if index is None:
            return _STATUS_NONE
        since = None
        if self._statuses is not None:
            answer = self._statuses.lookup(issuer.status_uri, index, now)
            check = _STATUS_WORDS.get(answer.word)
            if check is not None:
                return check
            since = answer.since
        outcome = self._policy.unknown_status
        if since is None:
            return Check("status", outcome, "status_unknown")
        day = _moment(since).date().isoformat()
        return Check("status", outcome, "status_stale", {"since": day})


def _is_a(document: type, cls: type) -> bool:
    try:
        return issubclass(document, cls)
    except TypeError:
        raise wrong("cls") from None


def _token(seal: object) -> bytes:
    if not isinstance(seal, bytes | bytearray | memoryview):
        raise UsageError("not_text")
    return bytes(seal)


def _refused(name: str, error: EgovkitError) -> Check:
    facts = {key: fact for key, fact in error.facts.items() if fact is not None}
    return Check(name, _INVALID, error.code, facts)


def _signer(
    envelope: Envelope, signers: tuple[_Signer, ...]
) -> tuple[IssuerKey | None, Check]:
    """The key that made the signature, among those its hint may mean."""
    answer = _OTHER_USE
    for cose, verifies, key in signers:
        if key.use != "seal":
            continue
        if cose != envelope.alg:
            answer = _OTHER_ALGORITHM
        elif verifies(envelope.signature, envelope.signed):
            return key, _SIGNATURE_OK
        else:
            answer = _SIGNATURE_FALSE
    return None, answer


def _in_force(key: IssuerKey, issued: int) -> Check:
    if key.status == "compromised":
        return Check("key", _INVALID, "key_compromised")
    if key.covers(issued):
        return _KEY_OK
    if key.not_before is not None and issued < key.not_before:
        return Check("key", _INVALID, "key_not_yet_in_force")
    if key.not_after is not None and issued > key.not_after:
        return Check("key", _INVALID, "key_ended")
    return Check("key", _INVALID, "key_retired")


def _allowed(issuer: Issuer, profile: int) -> Check:
    if profile in issuer.profiles:  # the registry is the issuer's own
        return _PROFILE_OK
    return Check("profile", _INVALID, "profile_not_allowed", {"profile": profile})


def _validity(claims: Claims, now: int, skew: int) -> Check:
    if claims.issued > now + skew:
        return Check("validity", _INVALID, "validity_from_future")
    if claims.expires is not None:
        if claims.expires <= claims.issued:
            return Check("validity", _INVALID, "validity_never")
        if now >= claims.expires:
            day = _moment(claims.expires).date().isoformat()
            return Check("validity", _INVALID, "validity_expired", {"since": day})
    return _VALIDITY_OK


def _content(reader: ProfileReader | None, values: list[object]) -> Check:
    if reader is None:
        return Check("content", _UNSURE, "profile_unknown")
    if len(values) < reader.required:
        return Check("content", _INVALID, "field_missing", {"field": len(values) + 1})
    for fits, value in zip(reader.tests, values, strict=False):
        if fits(value) is not None:
            return _misfit(reader, values)
    extra = len(values) - len(reader.fields)
    if extra > 0:
        return Check("content", _VALID, "content_newer", {"count": extra})
    return _CONTENT_OK


def _misfit(reader: ProfileReader, values: list[object]) -> Check:
    """The first field that is wrong, else the first that is not understood."""
    checks = [
        Check("content", _UNSURE if code == _NOT_UNDERSTOOD else _INVALID, code, at)
        for number, (fits, value) in enumerate(
            zip(reader.tests, values, strict=False), 1
        )
        for code, at in [(fits(value), {"field": number})]
        if code is not None
    ]
    return next((c for c in checks if c.outcome is _INVALID), checks[0])


def _original(digest: bytes | None, original: bytes) -> Check:
    if not isinstance(original, bytes | bytearray | memoryview):
        raise UsageError("not_bytes")
    if digest is None:
        return Check("original", _UNSURE, "original_not_bound")
    if hashlib.sha256(original).digest() != digest:
        return Check("original", _INVALID, "original_differs")
    return Check("original", _VALID, "original_same")


def _stated(trust: TrustList, document: type[SealedDocument]) -> ProfileSpec | None:
    return trust.profile(document.registry, document.profile)


def _widest(own: ProfileSpec, stated: ProfileSpec | None) -> ProfileSpec:
    """The newer edition of a profile: the class's or the trust list's."""
    if stated is None or own.extends(stated):
        return own
    if stated.extends(own):
        return stated
    raise UsageError("profile_differs", profile=own.profile)


def _moment(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


_ABSENT = "—"
_NOT_UNDERSTOOD = "field_value_unknown"
_UNREADABLE = {"id": "(tidak terbaca)", "en": "(unreadable)"}
_UNKNOWN_VALUE = {"id": "(tidak dikenal)", "en": "(unknown)"}


def _show(read: _Read) -> tuple[FieldText, ...]:
    if read.spec is None:
        return ()
    shown = []
    values = read.claims.values
    for number, field in enumerate(profile_reader(read.spec).fields):
        value = values[number] if number < len(values) else None
        text: str | Mapping[str, str]
        if value is None:
            text = _ABSENT
        elif field.fits(value) is not None:
            text = _UNREADABLE
        else:
            text = field.show(value)
        shown.append(FieldText(field.spec.name, field.spec.label, text))
    for number in range(len(shown), len(values)):
        label = {"id": f"Isian ke-{number + 1}", "en": f"Field {number + 1}"}
        shown.append(FieldText(f"field_{number + 1}", label, _UNKNOWN_VALUE))
    return tuple(shown)
