"""The revocation status of one certificate from CRLs and OCSP responses.

Whatever is not understood makes no answer: an indirect or partitioned list, a
delta list, an unknown critical extension, a responder without authority.

Sources:
    RFC 5280 5 and 6.3 (CRL), RFC 6960 3.2 and 4.2.2.2 (OCSP).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp as _ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from egovkit.errors import InvalidFormatError
from egovkit.signatures import _der as der
from egovkit.signatures._x509 import (
    PARSE_ERRORS,
    has_critical,
    is_strong,
    issuer_of,
    list_issuer,
    subject_of,
)

__all__ = ["RevocationData", "Status", "declares", "status_of"]

_SKEW = timedelta(minutes=15)
_MAX_CRL = 32 << 20
_MAX_OCSP = 64 << 10
_WEAK = (hashes.SHA1, hashes.MD5)  # collisions are for sale
_NOT_ISSUED: tuple[type[Exception], ...] = (InvalidSignature, *PARSE_ERRORS)

# Reasons that say the key may have been in wrong hands before the revocation.
_COMPROMISED = {
    None,
    x509.ReasonFlags.unspecified,
    x509.ReasonFlags.key_compromise,
    x509.ReasonFlags.ca_compromise,
    x509.ReasonFlags.aa_compromise,
    x509.ReasonFlags.certificate_hold,  # pending what an inquiry finds
}


class Status(Enum):
    """What is known of a certificate at a time."""

    GOOD = auto()
    REVOKED = auto()
    COMPROMISED_LATER = auto()
    UNKNOWN = auto()
    UNSUPPORTED = auto()


@dataclass(frozen=True, slots=True)
class RevocationData:
    """CRLs and OCSP responses, read.

    Example:
        >>> RevocationData.read(crls=[b"?"])
        Traceback (most recent call last):
        egovkit.errors.InvalidFormatError: The revocation data cannot be read. [revocation_unreadable]
    """  # noqa: E501 - a doctest line

    crls: tuple[x509.CertificateRevocationList, ...] = ()
    ocsp: tuple[_ocsp.OCSPResponse, ...] = ()

    @classmethod
    def read(
        cls, *, crls: Iterable[bytes] = (), ocsp: Iterable[bytes] = ()
    ) -> "RevocationData":
        """Read CRLs (PEM or DER) and OCSP responses (DER).

        Raises:
            egovkit.errors.InvalidFormatError: One cannot be read, or is longer
                than 32 MiB (a CRL) or 64 KiB (a response).
        """
        try:
            return cls(tuple(map(_load_crl, crls)), tuple(map(_load_ocsp, ocsp)))
        except PARSE_ERRORS:
            raise InvalidFormatError("revocation_unreadable") from None

    def __reduce__(self) -> tuple[Any, ...]:
        crls = tuple(crl.public_bytes(Encoding.DER) for crl in self.crls)
        answers = tuple(answer.public_bytes(Encoding.DER) for answer in self.ocsp)
        return (_restore, (crls, answers))


def _restore(crls: tuple[bytes, ...], ocsp: tuple[bytes, ...]) -> RevocationData:
    return RevocationData.read(crls=crls, ocsp=ocsp)


def _load_crl(data: bytes) -> x509.CertificateRevocationList:
    if not isinstance(data, bytes):
        raise ValueError  # noqa: TRY004 - caught with the others
    if len(data) > _MAX_CRL:
        raise ValueError
    if data.startswith(b"-----BEGIN"):
        return x509.load_pem_x509_crl(data)
    return x509.load_der_x509_crl(data)


def _load_ocsp(data: bytes) -> _ocsp.OCSPResponse:
    if not isinstance(data, bytes):
        raise ValueError  # noqa: TRY004 - caught with the others
    if len(data) > _MAX_OCSP:
        raise ValueError
    return _ocsp.load_der_ocsp_response(data)


def declares(certificate: x509.Certificate) -> bool:
    """Whether a certificate names a list or an OCSP service.

    Where its issuer's certificate is to be had does not count. What cannot be
    parsed might name one.
    """
    try:
        if _extension(certificate.extensions, x509.CRLDistributionPoints) is not None:
            return True
        access = _extension(certificate.extensions, x509.AuthorityInformationAccess)
        return any(
            one.access_method == AuthorityInformationAccessOID.OCSP
            for one in access or ()
        )
    except PARSE_ERRORS:
        return True


def status_of(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    *,
    at: datetime,
    now: datetime,
    data: RevocationData,
) -> Status:
    """The status at a time, from whatever answers; the worst answer counts.

    Args:
        certificate: The certificate in question.
        issuer: The certificate it was issued by.
        at: The moment asked about, UTC.
        now: The present moment, UTC.
        data: What was supplied.
    """
    found = set(_answers(certificate, issuer, at, now, data))
    for status in (Status.REVOKED, Status.COMPROMISED_LATER, Status.GOOD):
        if status in found:
            return status
    return Status.UNSUPPORTED if Status.UNSUPPORTED in found else Status.UNKNOWN


def _answers(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    now: datetime,
    data: RevocationData,
) -> Iterator[Status]:
    for crl in data.crls:
        try:
            yield _by_crl(crl, certificate, issuer, at, now)
        except PARSE_ERRORS:
            yield Status.UNSUPPORTED  # parts of it cannot be parsed
    for response in data.ocsp:
        try:
            yield from _by_ocsp(response, certificate, issuer, at, now, data)
        except PARSE_ERRORS:
            yield Status.UNSUPPORTED


def _extension(extensions: x509.Extensions, kind: type[Any]) -> Any:  # noqa: ANN401
    try:
        return extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _by_crl(
    crl: x509.CertificateRevocationList,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    now: datetime,
) -> Status:
    if not _is_by_issuer(crl, certificate, issuer) or crl.last_update_utc > now + _SKEW:
        return Status.UNKNOWN
    covered = _covers(crl, certificate)
    if covered is not Status.GOOD:
        return covered
    entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is not None:
        return _of_entry(entry, at)  # an old list tells of a revocation too
    if _extension(crl.extensions, x509.DeltaCRLIndicator) is not None:
        return Status.UNKNOWN  # only what was added since some other list
    current = _is_current(crl.last_update_utc, crl.next_update_utc, at, now)
    return Status.GOOD if current else Status.UNKNOWN


def _is_by_issuer(
    crl: x509.CertificateRevocationList,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
) -> bool:
    if list_issuer(crl) != issuer_of(certificate):
        return False
    usage = _extension(issuer.extensions, x509.KeyUsage)
    if usage is not None and not usage.crl_sign:
        return False
    if isinstance(crl.signature_hash_algorithm, _WEAK):
        return False
    key: Any = issuer.public_key()
    return crl.is_signature_valid(key)


def _of_entry(entry: x509.RevokedCertificate, at: datetime) -> Status:
    if any(extension.critical for extension in entry.extensions):
        return Status.UNSUPPORTED  # an indirect list's entry, or something newer
    reason = _extension(entry.extensions, x509.CRLReason)
    if reason is not None and reason.reason is x509.ReasonFlags.remove_from_crl:
        return Status.UNKNOWN
    since = _extension(entry.extensions, x509.InvalidityDate)
    revoked = entry.revocation_date_utc
    if since is not None:
        revoked = min(revoked, since.invalidity_date_utc)
    return _revoked(revoked, reason.reason if reason else None, at)


def _is_current(
    last: datetime, following: datetime | None, at: datetime, now: datetime
) -> bool:
    """Made by now, and not replaced before the moment asked about."""
    return last <= now + _SKEW and following is not None and following >= at


def _covers(
    crl: x509.CertificateRevocationList, certificate: x509.Certificate
) -> Status:
    """GOOD if the list speaks of this certificate and is fully understood."""
    for extension in crl.extensions:
        value = extension.value
        if isinstance(value, x509.IssuingDistributionPoint):
            status = _in_partition(value, certificate)
            if status is not Status.GOOD:
                return status
        elif extension.critical and not isinstance(value, x509.DeltaCRLIndicator):
            return Status.UNSUPPORTED
    return Status.GOOD


def _in_partition(
    point: x509.IssuingDistributionPoint, certificate: x509.Certificate
) -> Status:
    if point.indirect_crl or point.only_some_reasons:
        return Status.UNSUPPORTED
    basic = _extension(certificate.extensions, x509.BasicConstraints)
    is_authority = basic is not None and basic.ca
    if (
        point.only_contains_attribute_certs
        or (point.only_contains_user_certs and is_authority)
        or (point.only_contains_ca_certs and not is_authority)
    ):
        return Status.UNKNOWN
    if point.relative_name is not None:
        return Status.UNSUPPORTED
    if point.full_name is None:
        return Status.GOOD
    return _same_point(point.full_name, certificate)


def _same_point(
    names: Iterable[x509.GeneralName], certificate: x509.Certificate
) -> Status:
    """A partition speaks of the certificates that point to it (RFC 5280 6.3.3 b)."""
    declared = _extension(certificate.extensions, x509.CRLDistributionPoints) or ()
    points = {name for point in declared for name in point.full_name or ()}
    whole = all(p.reasons is None and p.crl_issuer is None for p in declared)
    if points.intersection(names) and whole:
        return Status.GOOD
    return Status.UNSUPPORTED


def _revoked(
    revoked: datetime, reason: x509.ReasonFlags | None, at: datetime
) -> Status:
    if revoked <= at:
        return Status.REVOKED
    return Status.COMPROMISED_LATER if reason in _COMPROMISED else Status.GOOD


def _by_ocsp(  # noqa: PLR0913, PLR0917 - a response and what it is asked about
    response: _ocsp.OCSPResponse,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    now: datetime,
    data: RevocationData,
) -> Iterator[Status]:
    if response.response_status is not _ocsp.OCSPResponseStatus.SUCCESSFUL:
        return
    matching = [s for s in response.responses if _is_about(s, certificate, issuer)]
    if not matching:
        return
    if _demands_more(response):
        yield Status.UNSUPPORTED
        return
    if not _has_authority(response, issuer, at, now, data):
        yield Status.UNKNOWN
        return
    for single in matching:
        status, made = _of_single(single, at), single.this_update_utc
        old_news = status in _OLD_NEWS and made <= now + _SKEW  # it stays so
        if old_news or _is_current(made, single.next_update_utc or made, at, now):
            yield status


_OLD_NEWS = (Status.REVOKED, Status.COMPROMISED_LATER)


def _demands_more(response: _ocsp.OCSPResponse) -> bool:
    """Whether it has a critical extension; none is known here (RFC 6960 4.4).

    Read from the bytes: of a response about several certificates the library tells
    no answer's extensions.
    """
    fields = der.read(response.tbs_response_bytes).children()
    at = [field.tag for field in fields].index(der.SEQUENCE)  # the answers
    rest = fields[at + 1 :]
    for single in fields[at].children():
        rest += single.children()[3:]  # behind certificate, status and time
    return any(has_critical(n.first()) for n in rest if n.tag == der.CONTEXT_1)


def _of_single(single: _ocsp.OCSPSingleResponse, at: datetime) -> Status:
    if single.certificate_status is _ocsp.OCSPCertStatus.GOOD:
        return Status.GOOD
    revoked = single.revocation_time_utc
    if single.certificate_status is _ocsp.OCSPCertStatus.REVOKED and revoked:
        return _revoked(revoked, single.revocation_reason, at)
    return Status.UNKNOWN


def _is_about(
    single: _ocsp.OCSPSingleResponse,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
) -> bool:
    if single.serial_number != certificate.serial_number:
        return False
    name = single.hash_algorithm.name
    if name not in ("sha1", "sha256", "sha384", "sha512"):
        return False
    return (
        single.issuer_name_hash == hashlib.new(name, subject_of(issuer)).digest()
        and single.issuer_key_hash == hashlib.new(name, _key_bits(issuer)).digest()
    )


def _key_bits(certificate: x509.Certificate) -> bytes:
    """The key inside the SPKI, without its algorithm (RFC 6960 4.1.1)."""
    key = certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    if isinstance(key, rsa.RSAPublicKey):
        return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _has_authority(
    response: _ocsp.OCSPResponse,
    issuer: x509.Certificate,
    at: datetime,
    now: datetime,
    data: RevocationData,
) -> bool:
    """Signed by the issuer, or by one whom the issuer authorized for it."""
    if _signed_by(response, issuer.public_key()):
        return True
    return any(
        _signed_by(response, candidate.public_key())
        and _is_delegate(candidate, issuer, at, now, data)
        for candidate in response.certificates[:4]
    )


def _is_delegate(
    candidate: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    now: datetime,
    data: RevocationData,
) -> bool:
    if not _is_issued_by(candidate, issuer) or not _is_understood(candidate.extensions):
        return False
    extended = _extension(candidate.extensions, x509.ExtendedKeyUsage)
    if extended is None or ExtendedKeyUsageOID.OCSP_SIGNING not in extended:
        return False
    if not candidate.not_valid_before_utc <= now <= candidate.not_valid_after_utc:
        return False
    if _extension(candidate.extensions, x509.OCSPNoCheck) is not None:
        return True
    # Without that mark the responder must itself be known not to be revoked.
    lists = RevocationData(crls=data.crls)
    return status_of(candidate, issuer, at=at, now=now, data=lists) is Status.GOOD


def _is_issued_by(candidate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        candidate.verify_directly_issued_by(issuer)
    except _NOT_ISSUED:
        return False
    return not isinstance(candidate.signature_hash_algorithm, _WEAK)


# What a certificate may demand to be understood, and is: its purposes are looked at,
# and a responder is asked for no name, no policy and no path below it.
_UNDERSTOOD = (
    x509.BasicConstraints,
    x509.CertificatePolicies,
    x509.ExtendedKeyUsage,
    x509.KeyUsage,
    x509.OCSPNoCheck,
    x509.SubjectAlternativeName,
)


def _is_understood(extensions: x509.Extensions) -> bool:
    """RFC 5280 4.2: a critical extension that is not processed ends the matter."""
    usage = _extension(extensions, x509.KeyUsage)
    if usage is not None and not usage.digital_signature:
        return False
    return all(isinstance(e.value, _UNDERSTOOD) for e in extensions if e.critical)


def _signed_by(response: _ocsp.OCSPResponse, key: Any) -> bool:  # noqa: ANN401
    """OCSP responses have no verify method in the cryptography package."""
    if not is_strong(key):
        return False
    digest = response.signature_hash_algorithm
    signed = response.signature, response.tbs_response_bytes
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(*signed)
        elif digest is None or isinstance(digest, _WEAK):
            return False
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(*signed, padding.PKCS1v15(), digest)
        else:
            key.verify(*signed, ec.ECDSA(digest))
    except (InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
