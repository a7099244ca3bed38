"""CMS signatures in the CAdES baseline: B, and T with a time stamp. Detached.

OpenSSL reads what `sign_cms` writes and the other way round.

Sources:
    RFC 5652 (CMS), ETSI EN 319 122-1 5 and 6 (CAdES-B-B, CAdES-B-T).

Example:
    >>> now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    >>> report = verify_cms(b"?", content=b"", anchors=TrustAnchors(()), at=now)
    >>> report.reason.sentence("en")
    'This is not a well-formed CMS signature.'
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography import x509

from egovkit._arguments import of_kind
from egovkit._clock import aware
from egovkit.errors import InvalidFormatError, SigningError, UsageError
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._cms_draft import SCHEMES, Draft, attribute
from egovkit.signatures._revocation import RevocationData
from egovkit.signatures._verification_key import VerificationKey, public_of
from egovkit.signatures._x509 import PARSE_ERRORS
from egovkit.signatures.anchors import (
    TrustAnchors,
    load_certificate,
    load_chain,
    to_der,
)
from egovkit.signatures.certificates import (
    Assurance,
    CertificatePolicy,
    CertificateReport,
    check_arguments,
    verify_certificate,
)
from egovkit.signatures.report import Check, Outcome, VerificationReport
from egovkit.signatures.timestamps import (
    TimestampReport,
    TimestampRequest,
    TimestampToken,
)

if TYPE_CHECKING:
    from egovkit._clock import Clock
    from egovkit.signatures.signer import Signer

__all__ = ["CmsReport", "PreparedCms", "prepare_cms", "sign_cms", "verify_cms"]

_SKEW = timedelta(minutes=15)
# Formats of our own, whose keys sign nothing else.
_OTHER_USES = frozenset({"seal", "status", "trust", "exchange"})


class CmsReport(VerificationReport):
    """What verifying a CMS signature came to; ``require(bytes)`` gives the content."""

    __slots__ = ("assurance", "certificate", "claimed_time", "proven_time")

    certificate: x509.Certificate | None
    """The signer's certificate, if the signature is true."""
    claimed_time: datetime | None
    """When the signer says it signed, UTC."""
    proven_time: datetime | None
    """A time at which the signature existed, by a valid time stamp, UTC."""
    assurance: Assurance
    """CERTIFIED only if everything is VALID under the national root."""

    def __init__(  # noqa: PLR0913 - one report, each part named
        self,
        checks: tuple[Check, ...],
        *,
        content: bytes | None = None,
        certificate: x509.Certificate | None = None,
        claimed_time: datetime | None = None,
        proven_time: datetime | None = None,
        assurance: Assurance = Assurance.UNKNOWN,
    ) -> None:
        super().__init__(checks, document=content)
        if self.outcome is not Outcome.VALID:
            assurance = Assurance.UNKNOWN
        for name, value in (
            ("certificate", certificate),
            ("claimed_time", claimed_time),
            ("proven_time", proven_time),
            ("assurance", assurance),
        ):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        certificate = None if self.certificate is None else to_der(self.certificate)
        times = (self.claimed_time, self.proven_time)
        state = (self.checks, self._document, certificate, *times, self.assurance)
        return (_rebuild, state)


def _rebuild(  # noqa: PLR0913, PLR0917 - the parts of one report
    checks: tuple[Check, ...],
    content: bytes | None,
    certificate: bytes | None,
    claimed: datetime | None,
    proven: datetime | None,
    assurance: Assurance,
) -> CmsReport:
    return CmsReport(
        checks,
        content=content,
        certificate=None if certificate is None else load_certificate(certificate),
        claimed_time=claimed,
        proven_time=proven,
        assurance=assurance,
    )


def sign_cms(  # noqa: PLR0913 - what goes in, each by name
    content: bytes,
    *,
    key: "Signer",
    certificate: "bytes | x509.Certificate",
    chain: "Iterable[bytes | x509.Certificate]" = (),
    at: "datetime | Clock",
    timestamp: Callable[[bytes], bytes] | None = None,
    signing_time: bool = True,
) -> bytes:
    """Sign a content, detached, as CAdES-B, or CAdES-T with a time stamp.

    Args:
        content: What is signed; it is not put into the signature.
        key: The signer; ES256, ES384, Ed25519, or RSA in an HSM. OpenSSL 3.0
            cannot read Ed25519 in CMS.
        certificate: The certificate of that key, PEM or DER.
        chain: The certificates above it; the root may stay out.
        at: The moment of signing; fractions of a second are dropped.
        timestamp: Sends a request to a time stamping authority and returns its
            answer, bytes to bytes.
        signing_time: Whether ``at`` stands in the signature; in PAdES it stands
            in the PDF instead.

    Returns:
        The signature, DER.

    Raises:
        egovkit.errors.UsageError: The certificate is not the key's, the key is
            for a format of its own, or an argument is of another kind.
        egovkit.errors.SigningError: An algorithm that CMS does not know here,
            a signature that is not the key's, or no time stamp was given.
        egovkit.errors.InvalidFormatError: A certificate cannot be read.

    Source:
        ETSI EN 319 122-1, 6.3 (attributes of the baseline levels).
    """
    prepared = prepare_cms(
        content,
        public=public_of(key),
        certificate=certificate,
        chain=chain,
        at=at,
        signing_time=signing_time,
    )
    return prepared.complete(key.sign(prepared.message), timestamp=timestamp)


@dataclass(frozen=True, slots=True)
class PreparedCms:
    """What a remote key or an HSM is given to sign, and how it goes on.

    Made by `prepare_cms`.
    """

    message: bytes
    """The bytes to sign; where only a digest is sent, its digest."""
    _draft: Draft
    _public: VerificationKey

    def complete(
        self,
        signature: bytes,
        *,
        timestamp: Callable[[bytes], bytes] | None = None,
    ) -> bytes:
        """Close the structure with the signature that came back.

        Args:
            signature: The signature over `message`; ECDSA in fixed width.
            timestamp: See `sign_cms`.

        Raises:
            egovkit.errors.SigningError: The signature is not that key's over
                this message, or no time stamp was given.
        """
        if not self._public.verifies(signature, self.message):
            raise SigningError("signature_false")
        value = self._draft.encoded(signature)
        unsigned = b"" if timestamp is None else _stamp(value, timestamp)
        return self._draft.complete(value, unsigned=unsigned)

    def __reduce__(self) -> tuple[Any, ...]:
        certificates = (self._draft.certificate, *self._draft.others)
        draft = self._draft._asdict() | {"certificate": None, "others": []}
        return (_resume, (draft, tuple(map(to_der, certificates)), self._public))


def _resume(
    draft: dict[str, Any], certificates: tuple[bytes, ...], public: VerificationKey
) -> PreparedCms:
    own, *others = map(load_certificate, certificates)
    again = Draft(**draft | {"certificate": own, "others": others})
    return PreparedCms(again.message(), again, public)


def prepare_cms(  # noqa: PLR0913 - what goes in, each by name
    content: bytes,
    *,
    public: VerificationKey,
    certificate: "bytes | x509.Certificate",
    chain: "Iterable[bytes | x509.Certificate]" = (),
    at: "datetime | Clock",
    signing_time: bool = True,
) -> PreparedCms:
    """Everything before the signature; `PreparedCms.complete` does the rest.

    Args:
        content: See `sign_cms`, as the others.
        public: The key that will sign.
        certificate: Its certificate.
        chain: The certificates above it.
        at: The moment of signing.
        signing_time: Whether ``at`` stands in the signature.

    Raises:
        egovkit.errors.UsageError: See `sign_cms`.
        egovkit.errors.SigningError: See `sign_cms`.
        egovkit.errors.InvalidFormatError: See `sign_cms`.
    """
    if not isinstance(content, bytes):
        raise UsageError("not_bytes")
    of_kind(public, VerificationKey, "public")
    own = load_certificate(certificate)
    others = load_chain(chain)
    moment = aware(at).astimezone(UTC)
    _check_key(public, own, moment)
    stated = moment if signing_time else None
    draft = Draft(content, own, others, stated, public.algorithm)
    return PreparedCms(draft.message(), draft, public)


def _check_key(
    key: VerificationKey, certificate: x509.Certificate, at: datetime
) -> None:
    if key.use in _OTHER_USES:
        raise UsageError("key_of_other_purpose", purpose="document")
    try:
        certified = VerificationKey.from_public(
            certificate.public_key(), algorithm=key.algorithm
        )
    except PARSE_ERRORS:  # of another kind, or a key that is none
        raise UsageError("certificate_of_other_key") from None
    if certified.to_spki() != key.to_spki():
        raise UsageError("certificate_of_other_key")
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise SigningError("key_outside_validity")
    if key.algorithm not in SCHEMES:
        raise SigningError("cms_algorithm")


def _stamp(signature: bytes, timestamp: Callable[[bytes], bytes]) -> bytes:
    """The unsigned attribute that makes a level B a level T."""
    request = TimestampRequest.over(signature)
    try:
        token = TimestampToken.from_response(
            timestamp(request.to_der()), request=request
        )
    except InvalidFormatError:
        raise SigningError("timestamp_refused") from None
    return attribute(cms.TIMESTAMP_TOKEN, token.data)


def verify_cms(  # noqa: PLR0913 - what is expected, each by name
    signature: bytes,
    content: bytes | None = None,
    *,
    anchors: TrustAnchors,
    at: "datetime | Clock",
    chain: "Iterable[bytes | x509.Certificate]" = (),
    revocation: RevocationData | None = None,
    policy: CertificatePolicy | None = None,
    timestamp_anchors: TrustAnchors | None = None,
) -> CmsReport:
    """Verify a CMS signature; bad input is an answer, not an error.

    Without a valid time stamp the certificate must be valid at ``at``: the
    signer's own clock proves nothing.

    Args:
        signature: The signature, DER.
        content: The content, where the signature is detached.
        anchors: Whom you trust to certify signers.
        at: The present moment.
        chain: Certificates between, beside those in the signature.
        revocation: CRLs and OCSP responses.
        policy: How strictly certificates are judged; revocation is required
            unless said.
        timestamp_anchors: Whom you trust to stamp time; the same anchors
            unless said.

    Raises:
        egovkit.errors.UsageError: A time without a zone, or an argument of
            another kind.
        egovkit.errors.InvalidFormatError: A certificate of ``chain`` cannot be
            read.

    Source:
        RFC 5652 5.4 to 5.6; ETSI EN 319 102-1 5.
    """
    now = aware(at).astimezone(UTC)
    stampers = anchors if timestamp_anchors is None else timestamp_anchors
    for trusted in (anchors, stampers):
        check_arguments(trusted, revocation, policy)
    supplied = load_chain(chain)
    try:
        signed = cms.read(signature)
        covered = _covered(signed, content)
        claimed = signed.signer.signing_time()
    except ValueError as error:
        code = error.args[0] if isinstance(error, cms.CmsError) else "cms_unreadable"
        return CmsReport((_invalid("form", code),))
    wrong = cms.check_signer(signed, covered)
    if wrong is not None:
        return CmsReport((_FORM, _invalid("signature", wrong)))
    context = _Context(
        anchors,
        stampers,
        [*signed.certificates, *supplied],
        revocation,
        policy,
        now,
    )
    stamp = _verify_stamp(signed, context)
    proven = stamp.time if isinstance(stamp, TimestampReport) else None
    path = _verify_path(signed, proven or now, context)
    return _report(signed, covered, claimed, stamp, path, now)


class _Context(NamedTuple):
    """What a signature is judged by."""

    anchors: TrustAnchors
    stampers: TrustAnchors
    chain: list[x509.Certificate]
    revocation: RevocationData | None
    policy: CertificatePolicy | None
    now: datetime


def _verify_path(
    signed: cms.SignedData, at: datetime, context: _Context
) -> CertificateReport:
    return verify_certificate(
        signed.signer.certificate,
        anchors=context.anchors,
        at=at,
        chain=context.chain,
        revocation=context.revocation,
        policy=context.policy,
        now=context.now,
    )


def _covered(signed: cms.SignedData, content: bytes | None) -> bytes:
    """The content that the signature must cover: inside or given, not both."""
    if content is not None and not isinstance(content, bytes):
        raise cms.CmsError("not_bytes")
    if signed.content_type != cms.ID_DATA:
        raise cms.CmsError("cms_content_type")
    if signed.content is None:
        if content is None:
            raise cms.CmsError("content_missing")
        return content
    if content is not None and content != signed.content:
        raise cms.CmsError("cms_other_content")
    return signed.content


def _verify_stamp(
    signed: cms.SignedData, context: _Context
) -> TimestampReport | Check | None:
    node = signed.signer.unsigned.get(cms.TIMESTAMP_TOKEN)
    if node is None:
        return None
    try:
        token = TimestampToken.from_der(node.raw)
    except InvalidFormatError as error:
        return _invalid("timestamp", error.code)
    return token.verify(
        signed.signer.signature,
        anchors=context.stampers,
        at=context.now,
        chain=context.chain,
        revocation=context.revocation,
        policy=context.policy,
    )


def _report(  # noqa: PLR0913, PLR0917 - the parts of one report
    signed: cms.SignedData,
    content: bytes,
    claimed: datetime | None,
    stamp: TimestampReport | Check | None,
    path: CertificateReport,
    now: datetime,
) -> CmsReport:
    checks = [_FORM, _TRUE]
    proven = None
    if isinstance(stamp, Check):
        checks.append(stamp)
    elif stamp is not None:
        checks += stamp.checks
        proven = stamp.time
    checks.append(_PROVEN if proven else _CLAIMED)
    if claimed is not None and claimed > (proven or now) + _SKEW:
        checks.append(_invalid("time", "signed_in_future"))
    return CmsReport(
        (*checks, *path.checks),
        content=content,
        certificate=signed.signer.certificate,
        claimed_time=claimed,
        proven_time=proven,
        assurance=path.assurance,
    )


def _invalid(name: str, code: str) -> Check:
    return Check(name, Outcome.INVALID, code)


_FORM = Check("form", Outcome.VALID, "cms_read")
_TRUE = Check("signature", Outcome.VALID, "signature_true")
_PROVEN = Check("time", Outcome.VALID, "time_proven")
_CLAIMED = Check("time", Outcome.VALID, "time_claimed")
