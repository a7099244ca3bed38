"""Write CMS SignedData: everything before the signature, and after it.

Sources:
    RFC 5652 5 and 11, RFC 5035 (ESSCertIDv2), RFC 8419 3.1 (Ed25519).
"""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._x509 import issuer_of
from egovkit.signatures.algorithms import Algorithm

if TYPE_CHECKING:
    from egovkit.signatures.signer import Signer

__all__ = ["SCHEMES", "Draft", "attribute"]

_SHA256, _SHA384, _SHA512 = (
    "2.16.840.1.101.3.4.2.1",
    "2.16.840.1.101.3.4.2.2",
    "2.16.840.1.101.3.4.2.3",
)
# Algorithm: digest, its name, signature algorithm, whether with NULL parameters
SCHEMES: dict[Algorithm, tuple[str, str, str, bool]] = {
    Algorithm.ES256: (_SHA256, "sha256", "1.2.840.10045.4.3.2", False),
    Algorithm.ES384: (_SHA384, "sha384", "1.2.840.10045.4.3.3", False),
    Algorithm.ED25519: (_SHA512, "sha512", cms.ED25519, False),  # RFC 8419 3.1
    Algorithm.RS256: (_SHA256, "sha256", "1.2.840.113549.1.1.11", True),
    Algorithm.RS384: (_SHA384, "sha384", "1.2.840.113549.1.1.12", True),
}


def attribute(kind: str, value: bytes) -> bytes:
    """An attribute with one value."""
    return der.sequence(der.oid(kind), der.set_of(value))


class Draft(NamedTuple):
    """What will be signed, and the structure around it."""

    content: bytes
    """The content."""
    certificate: x509.Certificate
    """The signer's certificate."""
    others: list[x509.Certificate]
    """Further certificates to enclose."""
    at: datetime | None
    """The signing time, UTC; None leaves it out."""
    algorithm: Algorithm
    """The signer's algorithm."""
    content_type: str = cms.ID_DATA
    """What the content is."""
    attached: bool = False
    """Whether the content is enclosed."""

    def attributes(self) -> list[bytes]:
        """The signed attributes of the CAdES baseline."""
        _, name, _, _ = SCHEMES[self.algorithm]
        digest = hashlib.new(name, self.content).digest()
        encoded = self.certificate.public_bytes(Encoding.DER)
        # ESSCertIDv2 with its default, SHA-256.
        own = der.sequence(der.octets(hashlib.sha256(encoded).digest()))
        stated = [] if self.at is None else [der.utc_time(self.at)]
        return [
            attribute(cms.CONTENT_TYPE, der.oid(self.content_type)),
            *(attribute(cms.SIGNING_TIME, time) for time in stated),
            attribute(cms.MESSAGE_DIGEST, der.octets(digest)),
            attribute(cms.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(own))),
        ]

    def message(self) -> bytes:
        """What is signed: the signed attributes."""
        return der.set_of(*self.attributes())

    def sign(self, key: "Signer") -> bytes:
        """The signature value, as CMS wants it."""
        return self.encoded(key.sign(self.message()))

    def encoded(self, signature: bytes) -> bytes:
        """A signer's fixed-width signature as CMS wants it: ECDSA in DER."""
        if self.algorithm not in (Algorithm.ES256, Algorithm.ES384):
            return signature
        half = len(signature) // 2
        r, s = (int.from_bytes(p, "big") for p in (signature[:half], signature[half:]))
        return encode_dss_signature(r, s)

    def complete(self, signature: bytes, *, unsigned: bytes = b"") -> bytes:
        """The ContentInfo, DER.

        Args:
            signature: What `sign` gave.
            unsigned: An attribute outside the signature.
        """
        digest_oid, _, signature_oid, with_null = SCHEMES[self.algorithm]
        digest = der.sequence(der.oid(digest_oid))
        null = der.encode(der.NULL, b"") if with_null else b""
        certificate = self.certificate
        info = der.sequence(
            der.integer(1),
            der.sequence(
                issuer_of(certificate),
                der.integer(certificate.serial_number),
            ),
            digest,
            der.set_of(*self.attributes(), tag=der.CONTEXT_0),
            der.sequence(der.oid(signature_oid), null),
            der.octets(signature),
            der.set_of(unsigned, tag=der.CONTEXT_1) if unsigned else b"",
        )
        enclosed = {c.public_bytes(Encoding.DER) for c in (certificate, *self.others)}
        inside = der.explicit(0, der.octets(self.content)) if self.attached else b""
        body = der.sequence(
            der.integer(1 if self.content_type == cms.ID_DATA else 3),
            der.set_of(digest),
            der.sequence(der.oid(self.content_type), inside),
            der.set_of(*enclosed, tag=der.CONTEXT_0),
            der.set_of(info),
        )
        return der.sequence(der.oid(cms.ID_SIGNED_DATA), der.explicit(0, body))
