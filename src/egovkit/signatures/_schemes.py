"""The schemes themselves, on the cryptography package: one table row each."""

from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from egovkit.errors import SigningError, UsageError
from egovkit.signatures.algorithms import Algorithm

__all__ = [
    "algorithm_of",
    "from_seed",
    "generate",
    "has_small_order",
    "public_from_raw",
    "raw_public",
    "signing_function",
    "verifying_function",
]

Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], None]

_CURVES: dict[Algorithm, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    Algorithm.ES256: (ec.SECP256R1(), hashes.SHA256(), 32),
    Algorithm.ES384: (ec.SECP384R1(), hashes.SHA384(), 48),
}
_RSA: dict[Algorithm, tuple[padding.AsymmetricPadding, hashes.HashAlgorithm]] = {
    Algorithm.PS256: (
        padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32),
        hashes.SHA256(),
    ),
    Algorithm.RS256: (padding.PKCS1v15(), hashes.SHA256()),
    Algorithm.RS384: (padding.PKCS1v15(), hashes.SHA384()),
}


def _mldsa() -> Any:  # noqa: ANN401 - a module that older releases lack
    try:
        from cryptography.hazmat.primitives.asymmetric import mldsa
    except ImportError:
        raise SigningError("algorithm_unavailable", algorithm="ML-DSA-65") from None
    return mldsa


def _is_mldsa65(public_key: object) -> bool:
    return type(public_key).__name__ == "MLDSA65PublicKey"


def algorithm_of(public_key: object, wanted: str | None) -> Algorithm:
    """The algorithm a public key owns.

    Raises:
        egovkit.errors.UsageError: No registered kind, too short, or of another
            kind than the one wanted.
    """
    possible = _possible(public_key)
    if wanted is None:
        return possible[0]
    algorithm = Algorithm.of(wanted)
    if algorithm not in possible:
        raise UsageError("key_of_other_algorithm", algorithm=str(algorithm))
    return algorithm


def _possible(public_key: object) -> tuple[Algorithm, ...]:
    if isinstance(public_key, ed25519.Ed25519PublicKey):
        return (Algorithm.ED25519,)
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        for algorithm, (curve, _, _) in _CURVES.items():
            if public_key.curve.name == curve.name:
                return (algorithm,)
    if _is_mldsa65(public_key):
        return (Algorithm.ML_DSA_65,)
    if isinstance(public_key, rsa.RSAPublicKey):
        fitting = tuple(
            a
            for a in (Algorithm.RS256, Algorithm.RS384, Algorithm.PS256)
            if public_key.key_size >= (a.spec.minimum_bits or 0)
        )
        if fitting:
            return fitting
        raise UsageError("key_too_short", bits=public_key.key_size)
    raise UsageError("key_of_unknown_kind")


# The y coordinates of the eight points whose order divides eight, on the curve of
# Ed25519; the sign of x, which is the last bit, does not matter.
_PRIME = 2**255 - 19
_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _PRIME - 1, _ORDER_8, _PRIME - _ORDER_8})


def has_small_order(raw: bytes) -> bool:
    """Whether an Ed25519 public key is one that signs for everybody.

    With such a key, signatures that nobody made verify, some over every message
    at once: whoever registers one can deny what was signed.

    Source:
        RFC 8032, 5.1.3 (the encoding); "Taming the many EdDSAs" (2020), table 1.
    """
    return (int.from_bytes(raw, "little") % 2**255) % _PRIME in _SMALL_ORDER


def generate(algorithm: Algorithm) -> Any:  # noqa: ANN401
    """A new private key."""
    if algorithm in _CURVES:
        return ec.generate_private_key(_CURVES[algorithm][0])
    if algorithm is Algorithm.ML_DSA_65:
        return _mldsa().MLDSA65PrivateKey.generate()
    return ed25519.Ed25519PrivateKey.generate()


def from_seed(algorithm: Algorithm, seed: bytes) -> Any:  # noqa: ANN401
    """The private key of a seed; ValueError where the scheme has no seeds."""
    if algorithm is Algorithm.ED25519:
        return ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    if algorithm is Algorithm.ML_DSA_65:
        return _mldsa().MLDSA65PrivateKey.from_seed_bytes(seed)
    raise ValueError(algorithm)


def public_from_raw(raw: bytes, algorithm: Algorithm) -> Any:  # noqa: ANN401
    """The public key of raw bytes; ValueError if they are none."""
    if algorithm is Algorithm.ED25519:
        return ed25519.Ed25519PublicKey.from_public_bytes(raw)
    if algorithm is Algorithm.ML_DSA_65:
        return _mldsa().MLDSA65PublicKey.from_public_bytes(raw)
    if algorithm in _CURVES:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[algorithm][0], raw)
    raise ValueError(algorithm)


def raw_public(public_key: Any, algorithm: Algorithm) -> bytes:  # noqa: ANN401
    """The raw bytes of a public key; SPKI for RSA."""
    raw: bytes
    if algorithm in _CURVES:
        raw = public_key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
    elif algorithm in _RSA:
        raw = public_key.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    else:
        raw = public_key.public_bytes_raw()
    return raw


def signing_function(private_key: Any, algorithm: Algorithm) -> Sign:  # noqa: ANN401
    """A function that signs; bound once, so that a signature costs little more."""
    if algorithm not in _CURVES:
        sign: Sign = private_key.sign
        return sign
    _, digest, width = _CURVES[algorithm]
    scheme = ec.ECDSA(digest)

    def sign_ecdsa(message: bytes) -> bytes:
        r, s = decode_dss_signature(private_key.sign(message, scheme))
        return r.to_bytes(width, "big") + s.to_bytes(width, "big")

    return sign_ecdsa


def verifying_function(public_key: Any, algorithm: Algorithm) -> Verify:  # noqa: ANN401
    """A function that returns or raises InvalidSignature; bound once."""
    if algorithm in _CURVES:
        return _verify_ecdsa(public_key, algorithm)
    if algorithm in _RSA:
        pad, digest = _RSA[algorithm]

        def verify_rsa(signature: bytes, message: bytes) -> None:
            public_key.verify(signature, message, pad, digest)

        return verify_rsa
    verify: Verify = public_key.verify
    return verify


def _verify_ecdsa(public_key: Any, algorithm: Algorithm) -> Verify:  # noqa: ANN401
    _, digest, width = _CURVES[algorithm]
    scheme = ec.ECDSA(digest)
    verify = public_key.verify

    def verify_ecdsa(signature: bytes, message: bytes) -> None:
        r = int.from_bytes(signature[:width], "big")
        s = int.from_bytes(signature[width:], "big")
        if len(signature) != 2 * width:
            raise InvalidSignature
        verify(encode_dss_signature(r, s), message, scheme)

    return verify_ecdsa
