"""A small certificate authority whose every part a test can spoil."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID

from egovkit.signatures import (
    CertificatePolicy,
    RevocationData,
    RevocationPolicy,
    TrustAnchors,
    verify_certificate,
)
from egovkit.signatures import _der as der

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
START = datetime(2020, 1, 1, tzinfo=UTC)
END = datetime(2040, 1, 1, tzinfo=UTC)
SKIP = CertificatePolicy(revocation=RevocationPolicy.SKIP)
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment",
    "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
    "encipher_only", "decipher_only",
)  # fmt: skip


def usage(*names):
    """A key usage with just these bits."""
    return x509.KeyUsage(**{name: name in names for name in _USAGES})


def name(common="Contoh", organization="Kota Contoh", **more):
    """A name; ``email=`` puts an address into it."""
    parts = [(NameOID.ORGANIZATION_NAME, organization), (NameOID.COMMON_NAME, common)]
    if "email" in more:
        parts.append((NameOID.EMAIL_ADDRESS, more["email"]))
    return x509.Name([x509.NameAttribute(*part) for part in parts])


def new_key():
    """A P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


SIGNING = ((usage("digital_signature"), True),)
ISSUING = (
    (x509.BasicConstraints(ca=True, path_length=None), True),
    (usage("key_cert_sign", "crl_sign"), True),
)


class Authority:
    """A key, a name and a certificate that issue others."""

    def __init__(self, common, issuer=None, *extensions, key=None):
        self.key, self.name = key or new_key(), name(common)
        extensions = extensions or ISSUING
        self.certificate = (issuer or self).issue(
            self.name, self.key.public_key(), *extensions
        )

    def issue(self, subject, public, *extensions, serial=None, start=START, end=END):
        """A certificate for a public key."""
        builder = x509.CertificateBuilder(
            self.name,
            subject,
            public,
            serial or x509.random_serial_number(),
            start,
            end,
        )
        own = self.key.public_key()
        for extension, critical in (
            (x509.SubjectKeyIdentifier.from_public_key(public), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(own), False),
            *extensions,
        ):
            builder = builder.add_extension(extension, critical)
        return builder.sign(self.key, self.digest)

    @property
    def digest(self):
        """The hash that the key signs with."""
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return None
        return hashes.SHA256()

    def crl(self, *extensions, entries=(), last=NOW, following=NOW + DAY, by=None):
        """A revocation list, read."""
        builder = x509.CertificateRevocationListBuilder(self.name, last, following)
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        for entry in entries:
            builder = builder.add_revoked_certificate(entry)
        return builder.sign((by or self).key, (by or self).digest)

    def ocsp(self, certificate, *, status=ocsp.OCSPCertStatus.GOOD, **changes):
        """A response about a certificate, read; signed by itself unless ``by=``."""
        by = changes.get("by") or (self.key, self.certificate)
        revoked = status is ocsp.OCSPCertStatus.REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response(
            certificate,
            changes.get("issuer", self.certificate),
            changes.get("hashed", hashes.SHA256()),
            status,
            changes.get("made", NOW),
            changes.get("following", NOW + DAY),
            changes.get("revoked", NOW - DAY) if revoked else None,
            changes.get("why") if revoked else None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, by[1])
        if changes.get("enclosed", True):
            builder = builder.certificates([by[1]])
        for extension, critical in changes.get("extensions", ()):
            builder = builder.add_extension(extension, critical)
        signs_alone = isinstance(by[0], ed25519.Ed25519PrivateKey)
        return builder.sign(by[0], None if signs_alone else hashes.SHA256())


def entry(certificate, moment, *extensions):
    """An entry of a revocation list."""
    builder = x509.RevokedCertificateBuilder(certificate.serial_number, moment)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.build()


def judged(leaf, anchor, *chain, policy=SKIP, **changes):
    """Outcome word and reason code on a certificate."""
    report = verify_certificate(
        leaf,
        anchors=TrustAnchors.of(anchor),
        at=changes.pop("at", NOW),
        chain=chain,
        policy=policy,
        **changes,
    )
    return str(report.outcome), report.reason.code if report.reason else None


def data(*, crls=(), responses=()):
    """Revocation data from objects."""
    return RevocationData(tuple(crls), tuple(responses))


def resigned(certificate, issuer, change):
    """A certificate with another body: ``change`` gets and gives its fields, DER."""
    body, scheme, _ = der.read(certificate.public_bytes(Encoding.DER)).children()
    fields = change([field.raw for field in body.children()])
    signed = der.sequence(*fields)
    signature = issuer.key.sign(signed, ec.ECDSA(hashes.SHA256()))
    return der.sequence(signed, scheme.raw, der.encode(der.BITS, b"\0" + signature))
