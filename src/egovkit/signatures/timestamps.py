"""Time stamps by RFC 3161: ask for one, verify one, use it as proven time.

The transport is yours: a function from request bytes to response bytes.

Sources:
    RFC 3161 (requests, responses, tokens), RFC 5816 (ESSCertIDv2 in tokens).

Example:
    >>> request = TimestampRequest.over(b"signature value", nonce=9001)
    >>> request.to_der()[:2].hex()
    '303d'
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509

from egovkit._arguments import wrong
from egovkit._clock import aware
from egovkit.errors import InvalidFormatError, SigningError, UsageError
from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._revocation import RevocationData
from egovkit.signatures._x509 import has_critical
from egovkit.signatures.anchors import (
    TrustAnchors,
    load_certificate,
    load_chain,
    to_der,
)
from egovkit.signatures.certificates import (
    CertificatePolicy,
    check_arguments,
    verify_certificate,
)
from egovkit.signatures.report import Check, Outcome, VerificationReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from egovkit._clock import Clock

__all__ = ["TimestampReport", "TimestampRequest", "TimestampToken"]

_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = (0, 1)
_NONCE_BITS = 64
_SKEW = timedelta(minutes=15)  # between the authority's clock and the verifier's
_MAX_ACCURACY = 60  # seconds; a coarser time proves too little


def _imprint(name: str, digest: bytes) -> bytes:
    return der.sequence(
        der.sequence(der.oid(name), der.encode(der.NULL, b"")), der.octets(digest)
    )


@dataclass(frozen=True, slots=True)
class TimestampRequest:
    """What is sent to a time stamping authority (``application/timestamp-query``).

    Source:
        RFC 3161, 2.4.1.
    """

    digest: bytes
    """SHA-256 over the data."""
    nonce: int | None = None
    """A number that the answer must repeat; draw it at random."""

    @classmethod
    def over(cls, data: bytes, *, nonce: int | None = None) -> "TimestampRequest":
        """A request for a stamp over data; only its digest is sent.

        Args:
            data: What is to be stamped.
            nonce: A random number of up to 64 bits, if the answer shall be
                bound to this request.

        Raises:
            egovkit.errors.UsageError: The data is not bytes, or the nonce is
                no number of that size.
        """
        if not isinstance(data, bytes):
            raise UsageError("not_bytes")
        if nonce is not None and (
            type(nonce) is not int or not 0 <= nonce < 1 << _NONCE_BITS
        ):
            raise wrong("nonce")
        return cls(hashlib.sha256(data).digest(), nonce)

    def to_der(self) -> bytes:
        """The request; it asks for the authority's certificate."""
        nonce = b"" if self.nonce is None else der.integer(self.nonce)
        return der.sequence(
            der.integer(1),
            _imprint(_SHA256, self.digest),
            nonce,
            der.encode(der.BOOLEAN, b"\xff"),
        )


class TimestampReport(VerificationReport):
    """What verifying a token came to."""

    __slots__ = ("certificate", "time")

    time: datetime | None
    """The time proven, UTC; None unless everything is VALID."""
    certificate: x509.Certificate
    """The authority's certificate."""

    def __init__(
        self, checks: tuple[Check, ...], time: datetime, certificate: x509.Certificate
    ) -> None:
        super().__init__(checks, document=time)
        valid = self.outcome is Outcome.VALID
        object.__setattr__(self, "time", time if valid else None)
        object.__setattr__(self, "certificate", certificate)

    def __reduce__(self) -> "tuple[Any, ...]":
        return (_rebuild, (self.checks, self._document, to_der(self.certificate)))


def _rebuild(
    checks: tuple[Check, ...], time: datetime, certificate: bytes
) -> TimestampReport:
    return TimestampReport(checks, time, load_certificate(certificate))


class TimestampToken:
    """A token that an authority signed; `verify` says whether it proves a time.

    Made by `from_der` or `from_response`.
    """

    __slots__ = ("_digest", "_imprint", "_nonce", "_signed", "data", "stated_time")

    data: bytes
    """The token as received (a CMS ContentInfo, DER)."""
    stated_time: datetime
    """The time it states, UTC; not proven before `verify`."""

    def __init__(self, data: bytes, signed: cms.SignedData, info: "_Info") -> None:
        self.data = data
        self._signed = signed
        self.stated_time = info.time
        self._digest = info.digest
        self._imprint = info.imprint
        self._nonce = info.nonce

    @classmethod
    def from_der(cls, data: bytes) -> "TimestampToken":
        """Read a token; nothing is verified.

        Raises:
            egovkit.errors.InvalidFormatError: Not a time stamp token.
        """
        try:
            signed = cms.read(data)
            if signed.content_type != cms.ID_TST_INFO or signed.content is None:
                raise InvalidFormatError("timestamp_unreadable")
            return cls(data, signed, _info(signed.content))
        except ValueError as error:
            code = error.args[0] if isinstance(error, cms.CmsError) else None
            raise InvalidFormatError(code or "timestamp_unreadable") from None

    @classmethod
    def from_response(
        cls, data: bytes, *, request: TimestampRequest | None = None
    ) -> "TimestampToken":
        """Read the token out of an authority's answer.

        Args:
            data: The answer (``application/timestamp-reply``).
            request: What was asked; digest and nonce must be the same.

        Raises:
            egovkit.errors.InvalidFormatError: Not a time stamp response.
            egovkit.errors.SigningError: The authority refused, or answered
                another request.
        """
        try:
            status, *rest = der.read(data).expect(der.SEQUENCE).children()
            granted = status.first().integer() in _GRANTED
        except ValueError:
            raise InvalidFormatError("timestamp_unreadable") from None
        if not granted or len(rest) != 1:
            raise SigningError("timestamp_refused")
        token = cls.from_der(rest[0].raw)
        if request is not None and not token.answers(request):
            raise SigningError("timestamp_other_request")
        return token

    def answers(self, request: TimestampRequest) -> bool:
        """Whether it states the digest and the nonce of that request."""
        same = hmac.compare_digest(self._imprint, request.digest)
        return same and self._nonce == request.nonce

    def verify(  # noqa: PLR0913 - what is expected, each by name
        self,
        data: bytes,
        *,
        anchors: TrustAnchors,
        at: "datetime | Clock",
        chain: "Iterable[bytes | x509.Certificate]" = (),
        revocation: RevocationData | None = None,
        policy: CertificatePolicy | None = None,
    ) -> TimestampReport:
        """Verify the token over data; bad input is an answer, not an error.

        Args:
            data: What was stamped.
            anchors: Whom you trust to stamp time.
            at: The present moment.
            chain: Certificates between, beside those in the token.
            revocation: CRLs and OCSP responses.
            policy: How strictly the authority's certificate is judged.

        Raises:
            egovkit.errors.UsageError: A time without a zone, or an argument of
                another kind.
            egovkit.errors.InvalidFormatError: A certificate of ``chain``
                cannot be read.

        Source:
            RFC 3161, 2.2 and 2.3.
        """
        now = aware(at)
        check_arguments(anchors, revocation, policy)
        supplied = load_chain(chain)
        wrong: str | None = "not_bytes"
        if isinstance(data, bytes):
            wrong = cms.check_signer(self._signed, self._signed.content or b"")
        if wrong is None and not self._names_certificate():
            wrong = "timestamp_no_certificate"
        if wrong is not None:
            return self._report(Check("timestamp", Outcome.INVALID, wrong))
        imprint = hashlib.new(self._digest, data).digest()
        if not hmac.compare_digest(imprint, self._imprint):
            return self._report(Check("timestamp", Outcome.INVALID, "timestamp_other"))
        if self.stated_time > now + _SKEW:
            return self._report(
                Check("timestamp", Outcome.INVALID, "timestamp_in_future")
            )
        certificate = verify_certificate(
            self._signed.signer.certificate,
            anchors=anchors,
            at=self.stated_time,
            chain=[*self._signed.certificates, *supplied],
            revocation=revocation,
            policy=policy,
            usage="timestamp",
            now=now,
        )
        return self._report(_STAMP, *certificate.checks)

    def _names_certificate(self) -> bool:
        """RFC 3161 2.4.2: the token must bind the authority's certificate."""
        attributes = self._signed.signer.attributes
        return (
            cms.SIGNING_CERTIFICATE in attributes
            or cms.SIGNING_CERTIFICATE_V2 in attributes
        )

    def _report(self, *checks: Check) -> TimestampReport:
        certificate = self._signed.signer.certificate
        return TimestampReport(checks, self.stated_time, certificate)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TimestampToken):
            return NotImplemented
        return self.data == other.data

    def __hash__(self) -> int:
        return hash(self.data)

    def __reduce__(self) -> "tuple[Any, ...]":
        return (TimestampToken.from_der, (self.data,))

    def __repr__(self) -> str:
        return f"<TimestampToken, states {self.stated_time.isoformat()}>"


_STAMP = Check("timestamp", Outcome.VALID, "timestamp_true")


@dataclass(frozen=True, slots=True)
class _Info:
    digest: str
    imprint: bytes
    time: datetime
    nonce: int | None


def _info(content: bytes) -> _Info:
    """TSTInfo (RFC 3161, 2.4.2)."""
    version, policy, imprint, serial, moment, *rest = (
        der.read(content).expect(der.SEQUENCE).children()
    )
    if version.integer() != 1:
        raise der.DerError
    policy.oid()
    serial.integer()
    algorithm, digest = imprint.expect(der.SEQUENCE).children()
    name = algorithm.first().oid()
    if name not in cms.DIGESTS:
        raise cms.CmsError("cms_digest")
    nonce = None
    for node in rest:
        if node.tag == der.INTEGER:
            nonce = node.integer()
        elif node.tag == der.SEQUENCE and not 0 <= _seconds(node) <= _MAX_ACCURACY:
            raise cms.CmsError("timestamp_coarse")
        elif node.tag == der.CONTEXT_1 and has_critical(node):
            raise cms.CmsError("timestamp_unreadable")
    kind = moment.expect(der.GENERALIZED_TIME)
    return _Info(cms.DIGESTS[name].name, digest.octets(), kind.time(), nonce)


def _seconds(accuracy: der.Node) -> int:
    parts = accuracy.children()
    return parts[0].integer() if parts and parts[0].tag == der.INTEGER else 0
