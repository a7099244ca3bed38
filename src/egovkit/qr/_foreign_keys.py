"""Keys and certificates under which other nations' documents are verified.

Their issuers chose the algorithms, so a key here may be shorter than what
egovkit itself would sign with; what a message says about its algorithm is still
only compared with the kind of key, never followed.

Source:
    RFC 9053, 2 (ECDSA, EdDSA), RFC 8230, 2 (RSASSA-PSS). EU hcert-spec 3.3.2
    (kid) and 3.3.4 (algorithms).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from egovkit.errors import UsageError
from egovkit.signatures._schemes import verifying_function
from egovkit.signatures.algorithms import Algorithm
from egovkit.signatures.keys import VerificationKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["ForeignKey", "read_keys"]

_KID_LENGTH = 8
_MIN_RSA_BITS = 2048
_CURVES = {"secp256r1": Algorithm.ES256, "secp384r1": Algorithm.ES384}


class ForeignKey(NamedTuple):
    """A key that may have signed, and what its certificate says of it."""

    cose: int | None
    """COSE number of its algorithm; None if that is not verified here."""
    verify: Callable[[bytes, bytes], None] | None
    kid: bytes | None
    usages: frozenset[str]
    """Dotted object identifiers of its extended key usage."""

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over exactly this message."""
        if self.verify is None:
            return False
        try:
            self.verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def read_keys(keys: Any) -> list[ForeignKey]:  # noqa: ANN401 - see foreign.Keys
    """Keys in every form that callers have them in.

    A key of a kind that is not verified here stays in the list and verifies
    nothing: one such certificate must not spoil a nation's whole list.

    Raises:
        egovkit.errors.UsageError: Something that is no key and no certificate,
            or a kid that is no bytes.
    """
    return list(_each(keys, None))


def _each(keys: Any, kid: bytes | None) -> Iterator[ForeignKey]:  # noqa: ANN401
    if isinstance(keys, Mapping):
        for named, key in keys.items():
            if not isinstance(named, bytes | None):  # text would never be found
                raise UsageError("foreign_kid")
            yield from _each(key, named)
    elif isinstance(keys, Iterable) and not isinstance(keys, str | bytes):
        for key in keys:
            yield from _each(key, kid)
    else:
        yield _one(keys, kid)


def _one(key: Any, kid: bytes | None) -> ForeignKey:  # noqa: ANN401
    if isinstance(key, str | bytes):
        key = _load(key)
    usages: frozenset[str] = frozenset()
    if isinstance(key, VerificationKey):
        key = key.public_key
    if isinstance(key, x509.Certificate):
        if kid is None:
            der = key.public_bytes(serialization.Encoding.DER)
            kid = hashlib.sha256(der).digest()[:_KID_LENGTH]
        usages = _usages(key)
        key = key.public_key()
    if not hasattr(key, "public_bytes") or hasattr(key, "private_bytes"):
        raise UsageError("foreign_key")
    algorithm = _algorithm(key)
    if algorithm is None:
        return ForeignKey(None, None, kid, usages)
    return ForeignKey(algorithm.cose, verifying_function(key, algorithm), kid, usages)


def _algorithm(key: object) -> Algorithm | None:
    if isinstance(key, ed25519.Ed25519PublicKey):
        return Algorithm.ED25519
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name]
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= _MIN_RSA_BITS:
        return Algorithm.PS256
    return None


def _p256(point: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


# length of a key without any structure around it → how it is read: Ed25519, and a
# point of P-256, compressed or not (SEC 1, 2.3.3); DER is longer
_RAW: dict[int, Callable[[bytes], object]] = {
    32: ed25519.Ed25519PublicKey.from_public_bytes,
    33: _p256,
    65: _p256,
}


def _load(data: str | bytes) -> object:
    """A PEM or DER certificate or public key, DER in base64, or a key's own bytes."""
    if isinstance(data, bytes) and len(data) in _RAW:
        try:
            return _RAW[len(data)](data)
        except ValueError:
            raise UsageError("foreign_key") from None
    raw = data.encode("ascii", "replace") if isinstance(data, str) else data
    if not raw.lstrip().startswith(b"-----") and isinstance(data, str):
        try:
            raw = base64.b64decode(b"".join(raw.split()), validate=True)
        except binascii.Error:
            raise UsageError("foreign_key") from None
    for load in (
        x509.load_pem_x509_certificate,
        serialization.load_pem_public_key,
        x509.load_der_x509_certificate,
        serialization.load_der_public_key,
    ):
        try:
            return load(raw)
        except (ValueError, UnsupportedAlgorithm):
            continue
    raise UsageError("foreign_key")


def _usages(certificate: x509.Certificate) -> frozenset[str]:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, ValueError):
        return frozenset()
    return frozenset(oid.dotted_string for oid in usage.value)
