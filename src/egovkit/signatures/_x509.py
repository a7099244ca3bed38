"""What the cryptography package leaves to its callers about certificates.

It parses lazily, so any access may raise; and not all of it is a ValueError. Of
an odd name it warns, and a warning may be turned into an error by anybody: so
names are read from the bytes, which are also what issuers and lists compare.
"""

from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from egovkit.signatures import _der as der
from egovkit.signatures._schemes import has_small_order

__all__ = [
    "PARSE_ERRORS",
    "has_critical",
    "is_numbered",
    "is_strong",
    "issuer_of",
    "list_issuer",
    "subject_of",
]

PARSE_ERRORS: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.UnsupportedGeneralNameType,
    Warning,  # of an odd certificate, where warnings are turned into errors
)
_MINIMUM_RSA = 2048
_CURVES = ("secp256r1", "secp384r1", "secp521r1")


def is_strong(key: Any) -> bool:  # noqa: ANN401 - the union of all key classes
    """Whether signatures of a certified key prove anything."""
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= _MINIMUM_RSA
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.name in _CURVES
    return isinstance(key, ed25519.Ed25519PublicKey) and not has_small_order(
        key.public_bytes_raw()
    )


def issuer_of(certificate: x509.Certificate) -> bytes:
    """The issuer's name exactly as it stands in the certificate, DER.

    Raises:
        ValueError: The certificate is no DER.
    """
    return _fields(certificate)[2].raw


def subject_of(certificate: x509.Certificate) -> bytes:
    """The subject's name exactly as it stands in the certificate, DER.

    Raises:
        ValueError: The certificate is no DER.
    """
    return _fields(certificate)[4].raw


def is_numbered(data: bytes) -> bool:
    """Whether a certificate, DER, has a serial number above zero.

    RFC 5280 4.1.2.2 demands one, and the library warns where there is none: what
    was received must not write into a caller's log, nor mean another thing where
    warnings are errors.

    Raises:
        ValueError: It is no DER.
    """
    return _without_version(der.read(data).first())[0].integer() > 0


def _fields(certificate: x509.Certificate) -> list[der.Node]:
    """Serial number, algorithm, issuer, validity, subject … (RFC 5280 4.1)."""
    return _without_version(der.read(certificate.tbs_certificate_bytes))


def _without_version(body: der.Node) -> list[der.Node]:
    fields = body.children()
    if body.first().tag == der.CONTEXT_0:
        del fields[0]
    if not fields:
        raise der.DerError
    return fields


def list_issuer(crl: x509.CertificateRevocationList) -> bytes:
    """The issuer's name exactly as it stands in a revocation list, DER.

    Raises:
        ValueError: The list is no DER.
    """
    fields = der.read(crl.tbs_certlist_bytes).children()
    return fields[2 if fields[0].tag == der.INTEGER else 1].raw


def has_critical(extensions: der.Node) -> bool:
    """Whether one of the extensions is marked: DER leaves the mark out if it is not.

    Raises:
        ValueError: They are no DER.
    """
    return any(
        part.tag == der.BOOLEAN
        for extension in extensions.children()
        for part in extension.children()
    )
