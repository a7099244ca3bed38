"""A certificate authority for tests: root, issuing CA, officers, TSA, CRL, OCSP.

Everything is real X.509 with fresh P-256 keys, valid from 2020 to 2040, and
nothing reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from egovkit._arguments import is_kind, of_kind, wrong
from egovkit._clock import aware
from egovkit.signatures import (
    Anchor,
    RevocationData,
    SigningKey,
    TrustAnchors,
)
from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._cms_draft import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from egovkit._clock import Clock

__all__ = ["PkiPart", "TestOfficer"]

_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2040, 1, 1, tzinfo=UTC)
_MAX_NAME = 64  # X.520, ub-common-name
_POLICY = "1.3.6.1.4.1.99999.1"  # of nobody


@dataclass(frozen=True, slots=True)
class TestOfficer:
    """An officer with a key and a certificate.

    Attributes:
        key: ES256, of use ``"document"``.
        certificate: The officer's certificate.
        chain: The certificates above it, without the root.
    """

    __test__ = False

    key: SigningKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def certificate_pem(self) -> bytes:
        """The certificate, PEM."""
        return self.certificate.public_bytes(Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kota Contoh"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*names: str) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment",
        "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
        "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: name in names for name in every})


class _Issuer:
    """A CA: its key, its certificate, and what it has revoked."""

    def __init__(self, common: str, parent: _Issuer | None = None) -> None:
        self.key = SigningKey.generate("ES256", use="document").private_key
        self.name = _name(common)
        self.revoked: dict[int, tuple[datetime, x509.ReasonFlags | None]] = {}
        signer = parent or self
        depth = 1 if parent is None else 0
        self.certificate = signer.issue(
            self.name,
            self.key.public_key(),
            (x509.BasicConstraints(ca=True, path_length=depth), True),
            (_usage("key_cert_sign", "crl_sign"), True),
        )

    def issue(
        self,
        subject: x509.Name,
        public_key: object,
        *extensions: tuple[x509.ExtensionType, bool],
    ) -> x509.Certificate:
        """A certificate from 2020 to 2040."""
        own = self.key.public_key()
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(public_key)  # type: ignore[arg-type]
            .serial_number(x509.random_serial_number())
            .not_valid_before(_FROM)
            .not_valid_after(_UNTIL)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(public_key),  # type: ignore[arg-type]
                critical=False,
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False
            )
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self.key, hashes.SHA256())

    def crl(self, at: datetime) -> bytes:
        """A list made at that moment, good for a week."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(at)
            .next_update(at + timedelta(days=7))
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(
                    self.key.public_key()
                ),
                critical=False,
            )
        )
        for serial, (moment, reason) in self.revoked.items():
            entry = (
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(moment)
            )
            if reason is not None:
                entry = entry.add_extension(x509.CRLReason(reason), critical=False)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


class PkiPart:
    """The certificates of `TestAuthority`."""

    @cached_property
    def _root(self) -> _Issuer:
        return _Issuer("Root CA Contoh")

    @cached_property
    def _ca(self) -> _Issuer:
        return _Issuer("CA Contoh G1", self._root)

    @cached_property
    def _responder(self) -> tuple[SigningKey, x509.Certificate]:
        return self._certified(
            "OCSP Contoh",
            (_usage("digital_signature"), True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
            (x509.OCSPNoCheck(), False),
        )

    @cached_property
    def _stamper(self) -> tuple[SigningKey, x509.Certificate]:
        return self._certified(
            "TSA Contoh",
            (_usage("digital_signature", "content_commitment"), True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
        )

    @cached_property
    def _officers(self) -> dict[str, TestOfficer]:
        return {}

    def _certified(
        self, common: str, *extensions: tuple[x509.ExtensionType, bool]
    ) -> tuple[SigningKey, x509.Certificate]:
        key = SigningKey.generate("ES256", use="document")
        public = key.public.public_key
        return key, self._ca.issue(_name(common), public, *extensions)

    def officer(self, name: str) -> TestOfficer:
        """An officer with an ES256 key and a certificate; the same name, the same one.

        Args:
            name: A synthetic name of 1 to 64 characters; it stands in the
                certificate.

        Raises:
            egovkit.errors.UsageError: Another name.
        """
        if not is_kind(name, str) or not 1 <= len(name) <= _MAX_NAME:
            raise wrong("name")
        if name not in self._officers:
            key, certificate = self._certified(
                name, (_usage("digital_signature", "content_commitment"), True)
            )
            chain = (self._ca.certificate,)
            self._officers[name] = TestOfficer(key, certificate, chain)
        return self._officers[name]

    @property
    def root_certificate(self) -> x509.Certificate:
        """The root of the certificates."""
        return self._root.certificate

    @property
    def root_pem(self) -> bytes:
        """The root of the certificates, PEM."""
        return self._root.certificate.public_bytes(Encoding.PEM)

    @property
    def tsa_certificate(self) -> x509.Certificate:
        """The certificate of the time stamping authority."""
        return self._stamper[1]

    def anchors(self, *, national: bool = False) -> TrustAnchors:
        """The root as the only anchor.

        Args:
            national: Pretend that it is the national root.
        """
        anchors = TrustAnchors.of(self._root.certificate)
        if not national:
            return anchors
        (own,) = anchors
        return TrustAnchors(
            [Anchor(own.certificate, own.sha256, "Root CA Contoh", national=True)]
        )

    def revoke(
        self,
        certificate: x509.Certificate,
        *,
        at: datetime | Clock,
        reason: x509.ReasonFlags | None = None,
    ) -> None:
        """Revoke a certificate from a moment on.

        Args:
            certificate: An officer's, the time stamper's, or the issuing CA's.
            at: When.
            reason: Why, if it is told.

        Raises:
            egovkit.errors.UsageError: A certificate that this authority did not
                issue, so that no list of it would be asked.
        """
        issuer = self._issuer_of(certificate)
        issuer.revoked[certificate.serial_number] = (aware(at), reason)

    def _issuer_of(self, certificate: x509.Certificate) -> _Issuer:
        of_kind(certificate, x509.Certificate, "certificate")
        for issuer in (self._ca, self._root):
            try:
                certificate.verify_directly_issued_by(issuer.certificate)
            except (ValueError, TypeError, InvalidSignature):
                continue
            return issuer
        raise wrong("certificate")

    def crls(self, *, at: datetime | Clock) -> list[bytes]:
        """The lists of root and issuing CA, made at that moment, DER."""
        moment = aware(at)
        return [self._root.crl(moment), self._ca.crl(moment)]

    def ocsp(self, certificate: x509.Certificate, *, at: datetime | Clock) -> bytes:
        """An OCSP response on a certificate, made at that moment, DER.

        Raises:
            egovkit.errors.UsageError: A certificate that the issuing CA of this
                authority did not issue.
        """
        moment = aware(at)
        if self._issuer_of(certificate) is not self._ca:
            raise wrong("certificate")
        key, responder = self._responder
        since, reason = self._ca.revoked.get(certificate.serial_number, (None, None))
        good, revoked = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=certificate,
                issuer=self._ca.certificate,
                algorithm=hashes.SHA256(),
                cert_status=good if since is None else revoked,
                this_update=moment,
                next_update=moment + timedelta(days=1),
                revocation_time=since,
                revocation_reason=reason,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, responder)
            .certificates([responder])
        )
        response = builder.sign(key.private_key, hashes.SHA256())
        return response.public_bytes(Encoding.DER)

    def revocation(self, *, at: datetime | Clock) -> RevocationData:
        """Both lists, read: what `verify_cms` and `verify_certificate` take."""
        return RevocationData.read(crls=self.crls(at=at))

    def timestamper(self, *, at: datetime | Clock) -> Callable[[bytes], bytes]:
        """A time stamping authority whose clock stands at a moment.

        Args:
            at: What its stamps state.

        Returns:
            A function from request bytes to response bytes, as `sign_cms` takes.
        """
        moment = aware(at).astimezone(UTC)

        def stamp(request: bytes) -> bytes:
            return self._stamp(request, moment)

        return stamp

    def _stamp(self, request: bytes, at: datetime) -> bytes:
        key, certificate = self._stamper
        _, imprint, *rest = der.read(request).children()
        nonce = b"".join(node.raw for node in rest if node.tag == der.INTEGER)
        info = der.sequence(
            der.integer(1),
            der.oid(_POLICY),
            imprint.raw,
            der.integer(x509.random_serial_number()),
            der.generalized_time(at),
            nonce,
        )
        draft = Draft(
            content=info,
            certificate=certificate,
            others=[self._ca.certificate],
            at=at,
            algorithm=key.algorithm,
            content_type=cms.ID_TST_INFO,
            attached=True,
        )
        token = draft.complete(draft.sign(key))
        return der.sequence(der.sequence(der.integer(0)), token)
