"""Validate a certificate: its path to a pinned anchor, and its revocation.

The path is checked by `cryptography.x509.verification` with the extension
policy of document signing; revocation, which that module leaves out, is checked
here from CRLs and OCSP responses that you supply. There is no network.

"Certified" (*tersertifikasi*) is said only of a path that ends in an anchor
pinned as the national root.

Sources:
    RFC 5280 6 (path validation), RFC 6960 (OCSP), RFC 3161 2.3 (time stamping
    certificates), PP 71/2019 Pasal 60 (certified and uncertified signatures).

Example:
    >>> from datetime import datetime
    >>> from egovkit.testing import TestAuthority
    >>> authority, now = TestAuthority(), datetime(2026, 11, 24, tzinfo=UTC)
    >>> budi = authority.officer("Budi Contoh")
    >>> report = verify_certificate(
    ...     budi.certificate, anchors=authority.anchors(), at=now, chain=budi.chain
    ... )
    >>> report.reason.code
    'revocation_unknown'
"""

from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import verification
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder

from egovkit._arguments import of_kind, wrong
from egovkit._clock import aware
from egovkit.signatures import _der as der
from egovkit.signatures._revocation import (
    RevocationData,
    Status,
    declares,
    status_of,
)
from egovkit.signatures._x509 import PARSE_ERRORS, is_strong, subject_of
from egovkit.signatures.anchors import (
    Anchor,
    TrustAnchors,
    load_certificate,
    load_chain,
    to_der,
)
from egovkit.signatures.report import Check, Language, Outcome, VerificationReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from egovkit._clock import Clock

__all__ = [
    "Assurance",
    "CertificatePolicy",
    "CertificateReport",
    "RevocationData",
    "RevocationPolicy",
    "verify_certificate",
]

Usage = Literal["signature", "timestamp"]


class RevocationPolicy(StrEnum):
    """What to do about revocation; the report always says which it was."""

    REQUIRE = "require"
    """Every certificate below the anchor needs a good answer."""
    IF_DECLARED = "if_declared"
    """Only certificates that name a CRL or OCSP service need one."""
    SKIP = "skip"
    """Nothing is asked."""


class Assurance(StrEnum):
    """What a signature is under Indonesian law, as far as a path can tell."""

    CERTIFIED = "certified"
    """The path ends in the pinned national root (*tersertifikasi*)."""
    UNCERTIFIED = "uncertified"
    """The path ends in another anchor."""
    UNKNOWN = "unknown"
    """No valid path."""

    def sentence(self, lang: Language = "id") -> str:
        """Say what the signature is, in one sentence."""
        from egovkit._messages import sentence

        return sentence(f"assurance_{self}", lang)


_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class CertificatePolicy:
    """How a certificate is judged.

    Args:
        revocation: What to do about revocation; its name as text will do.
        max_depth: Most intermediate certificates, 0 to 10.

    Raises:
        egovkit.errors.UsageError: Another word, or a depth out of range.

    Example:
        >>> CertificatePolicy().revocation
        <RevocationPolicy.REQUIRE: 'require'>
    """

    revocation: RevocationPolicy = RevocationPolicy.REQUIRE
    """What to do about revocation."""
    max_depth: int = 5
    """Most intermediate certificates between the anchor and the signer's."""

    def __post_init__(self) -> None:
        """A word that is misspelled must not pass for another policy."""
        try:
            meant = RevocationPolicy(self.revocation)
        except ValueError:
            raise wrong("revocation") from None
        if type(self.max_depth) is not int or not 0 <= self.max_depth <= _DEEPEST:
            raise wrong("max_depth")
        object.__setattr__(self, "revocation", meant)


class CertificateReport(VerificationReport):
    """What validating a certificate came to."""

    __slots__ = ("anchor", "assurance", "path")

    path: tuple[x509.Certificate, ...]
    """The path that was found, signer first, anchor last; empty without one."""
    anchor: Anchor | None
    """The anchor it ends in."""
    assurance: Assurance
    """CERTIFIED only if everything is VALID and the anchor is national."""

    def __init__(
        self,
        checks: tuple[Check, ...],
        *,
        path: tuple[x509.Certificate, ...] = (),
        anchor: Anchor | None = None,
    ) -> None:
        super().__init__(checks, document=path[0] if path else None)
        assurance = Assurance.UNKNOWN
        if self.outcome is Outcome.VALID and anchor is not None:
            assurance = (
                Assurance.CERTIFIED if anchor.national else Assurance.UNCERTIFIED
            )
        for name, value in (
            ("path", path),
            ("anchor", anchor),
            ("assurance", assurance),
        ):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.checks, tuple(map(to_der, self.path)), self.anchor))


def _rebuild(
    checks: tuple[Check, ...], path: tuple[bytes, ...], anchor: Anchor | None
) -> CertificateReport:
    certificates = tuple(map(load_certificate, path))
    return CertificateReport(checks, path=certificates, anchor=anchor)


def verify_certificate(  # noqa: PLR0913 - what is expected, each by name
    certificate: "bytes | x509.Certificate",
    *,
    anchors: TrustAnchors,
    at: "datetime | Clock",
    chain: "Iterable[bytes | x509.Certificate]" = (),
    revocation: RevocationData | None = None,
    policy: CertificatePolicy | None = None,
    usage: Usage = "signature",
    now: "datetime | Clock | None" = None,
) -> CertificateReport:
    """Validate a certificate at a time.

    Args:
        certificate: The signer's certificate, PEM or DER.
        anchors: Whom you trust.
        at: The moment the certificate must be valid at: a proven time, or one
            that is claimed.
        chain: Certificates that may lie between, in any order.
        revocation: CRLs and OCSP responses.
        policy: How strictly; revocation is required unless said.
        usage: What the certificate must be for: signing, or time stamping.
        now: The present moment, if later than ``at``; revocation lists may be
            as new as this.

    Raises:
        egovkit.errors.InvalidFormatError: A certificate cannot be read.
        egovkit.errors.UsageError: A time without a zone, a usage that is none,
            or an argument of another kind.

    Source:
        RFC 5280, 6.
    """
    policy = CertificatePolicy() if policy is None else policy
    check_arguments(anchors, revocation, policy)
    if usage not in tuple(_USAGES):  # a tuple asks no hash
        raise wrong("usage")
    leaf = load_certificate(certificate)
    between = load_chain(chain)
    moment = aware(at).astimezone(UTC)
    present = moment if now is None else max(moment, aware(now).astimezone(UTC))
    if anchors.store is None:
        return CertificateReport((_unsure("path", "anchors_empty"),))
    refused = _wrong_leaf(leaf, moment, usage)
    if refused is not None:
        return CertificateReport((refused,))
    found = _path(leaf, between, anchors.store, moment, policy.max_depth)
    if isinstance(found, Check):
        return CertificateReport((found,))
    anchor = anchors.find(found[-1])
    if anchor is None:  # the store holds pinned certificates only
        return CertificateReport((_invalid("path", "path_not_found"),))
    checks = [_PATH if anchor.national else _PRIVATE_PATH]
    if anchor.distrust_after is not None and moment.timestamp() > anchor.distrust_after:
        checks.append(_invalid("anchor", "anchor_distrusted"))
    checks.append(_revocation(found, moment, present, revocation, policy.revocation))
    return CertificateReport(tuple(checks), path=found, anchor=anchor)


def check_arguments(anchors: object, revocation: object, policy: object) -> None:
    """Refuse what is of another kind, before anything received is looked at.

    Raises:
        egovkit.errors.UsageError: One is; the error names it.
    """
    for name, value, kind in (
        ("anchors", anchors, TrustAnchors),
        ("revocation", revocation, RevocationData | None),
        ("policy", policy, CertificatePolicy | None),
    ):
        of_kind(value, kind, name)


def _invalid(name: str, code: str) -> Check:
    return Check(name, Outcome.INVALID, code)


def _unsure(name: str, code: str) -> Check:
    return Check(name, Outcome.INDETERMINATE, code)


_PATH = Check("path", Outcome.VALID, "path_national")
_PRIVATE_PATH = Check("path", Outcome.VALID, "path_private")


def _wrong_leaf(leaf: x509.Certificate, at: "datetime", usage: Usage) -> Check | None:
    """Reasons that people ask about, found before the path is built."""
    if at < leaf.not_valid_before_utc:
        return _invalid("certificate", "certificate_not_yet")
    if at > leaf.not_valid_after_utc:
        return _invalid("certificate", "certificate_expired")
    try:
        fits = _USAGES[usage](leaf.extensions)
        strong = is_strong(leaf.public_key())
    except UnsupportedAlgorithm:
        return _invalid("certificate", "certificate_weak")
    except PARSE_ERRORS:  # an extension that cannot be parsed, or stands twice
        return _invalid("certificate", "certificate_malformed")
    if not fits:
        return _invalid("certificate", "certificate_usage")
    return None if strong else _invalid("certificate", "certificate_weak")


def _value(extensions: x509.Extensions, kind: type[Any]) -> Any:  # noqa: ANN401
    try:
        return extensions.get_extension_for_class(kind)
    except x509.ExtensionNotFound:
        return None


# Certificates for these and nothing else are no officers': a web server, a time
# stamping authority and an OCSP responder also have "digital signature".
_OTHER_PURPOSES = frozenset(
    {
        ExtendedKeyUsageOID.SERVER_AUTH,
        ExtendedKeyUsageOID.TIME_STAMPING,
        ExtendedKeyUsageOID.OCSP_SIGNING,
    }
)


def _may_sign(extensions: x509.Extensions) -> bool:
    usage = _value(extensions, x509.KeyUsage)
    if usage is None:
        return False
    extended = _value(extensions, x509.ExtendedKeyUsage)
    if extended is not None and _OTHER_PURPOSES.issuperset(extended.value):
        return False
    return bool(usage.value.digital_signature or usage.value.content_commitment)


def _may_stamp(extensions: x509.Extensions) -> bool:
    """RFC 3161 2.3: time stamping, only that, and critical."""
    extended = _value(extensions, x509.ExtendedKeyUsage)
    return (
        extended is not None
        and extended.critical
        and list(extended.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
    )


_USAGES = {"signature": _may_sign, "timestamp": _may_stamp}

# Document signing certificates have no server name and their own key usages, so
# the leaf is judged above; certificates of authorities as on the web.
_AUTHORITIES = ExtensionPolicy.webpki_defaults_ca()
_LEAVES = ExtensionPolicy.permit_all()


def _path(
    leaf: x509.Certificate,
    between: list[x509.Certificate],
    store: verification.Store,
    at: "datetime",
    depth: int,
) -> tuple[x509.Certificate, ...] | Check:
    builder = (
        PolicyBuilder()
        .store(store)
        .time(at.replace(tzinfo=None, microsecond=0))
        .max_chain_depth(depth)
        .extension_policies(ca_policy=_AUTHORITIES, ee_policy=_LEAVES)
    )
    try:
        path = tuple(builder.build_client_verifier().verify(leaf, between).chain)
        unread = _has_unread_constraint(path)
    except verification.VerificationError:
        return _invalid("path", "path_not_found")
    except PARSE_ERRORS:  # an extension that the library cannot parse
        return _invalid("path", "certificate_malformed")
    return _invalid("path", "path_constraint") if unread else path


def _has_unread_constraint(path: tuple[x509.Certificate, ...]) -> bool:
    """Whether an authority is held to names that nobody has compared.

    The path builder passes over directory names where the extension is not
    critical, and over an address that stands in a subject's name. Whoever set the
    constraint meant both (RFC 5280 4.2.1.10); what is not compared is refused.
    """
    for depth, authority in enumerate(path[1:], 1):
        extension = _value(authority.extensions, x509.NameConstraints)
        if extension is None:
            continue
        permitted = extension.value.permitted_subtrees or ()
        excluded = extension.value.excluded_subtrees or ()
        kinds = {type(name) for name in (*permitted, *excluded)}
        if x509.DirectoryName in kinds:
            return True
        if x509.RFC822Name in kinds and any(map(_has_bare_address, path[:depth])):
            return True
    return False


_ADDRESS = NameOID.EMAIL_ADDRESS.dotted_string


def _has_bare_address(certificate: x509.Certificate) -> bool:
    """An address in the subject's name that is no alternative name as well."""
    others = _value(certificate.extensions, x509.SubjectAlternativeName)
    compared = others.value.get_values_for_type(x509.RFC822Name) if others else ()
    pairs = [
        attribute.children()
        for part in der.read(subject_of(certificate)).children()
        for attribute in part.children()
    ]
    return any(
        kind.oid() == _ADDRESS and value.content.decode("latin-1") not in compared
        for kind, value in pairs
    )


def _revocation(
    path: tuple[x509.Certificate, ...],
    at: "datetime",
    now: "datetime",
    data: RevocationData | None,
    policy: RevocationPolicy,
) -> Check:
    if policy is RevocationPolicy.SKIP:
        return Check("revocation", Outcome.VALID, "revocation_skipped")
    supplied = data or RevocationData()
    worst = _GOOD
    for certificate, issuer in pairwise(path):
        if policy is RevocationPolicy.IF_DECLARED and not declares(certificate):
            continue
        status = status_of(certificate, issuer, at=at, now=now, data=supplied)
        check = _STATUS_CHECKS[status]
        if check.outcome is Outcome.INVALID:
            return check
        if check.outcome is Outcome.INDETERMINATE:
            worst = check
    return worst


_GOOD = Check("revocation", Outcome.VALID, "revocation_good")
_STATUS_CHECKS = {
    Status.GOOD: _GOOD,
    Status.REVOKED: _invalid("revocation", "certificate_revoked"),
    Status.COMPROMISED_LATER: _unsure("revocation", "certificate_revoked_later"),
    Status.UNKNOWN: _unsure("revocation", "revocation_unknown"),
    Status.UNSUPPORTED: _unsure("revocation", "revocation_unsupported"),
}
