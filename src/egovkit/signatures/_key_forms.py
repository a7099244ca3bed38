"""Public keys as JWK and COSE_Key, read strictly.

Sources:
    RFC 7517 and 7518 6 (JWK), RFC 8037 2 (OKP), RFC 9052 7 and RFC 9053 7
    (COSE_Key); ML-DSA (``AKP``) by draft-ietf-cose-dilithium (unconfirmed).
"""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from egovkit.errors import InvalidFormatError
from egovkit.signatures._schemes import public_from_raw, raw_public
from egovkit.signatures.algorithms import Algorithm
from egovkit.signatures.jws import b64url, unb64url

__all__ = ["from_cose", "from_jwk", "to_cose", "to_jwk"]

_CURVES: dict[str, tuple[Algorithm, int, int]] = {
    # JWK name: algorithm, COSE curve, bytes of a coordinate
    "P-256": (Algorithm.ES256, 1, 32),
    "P-384": (Algorithm.ES384, 2, 48),
}
_PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"}
_RSA_ALGORITHMS = (Algorithm.RS256, Algorithm.RS384, Algorithm.PS256)
_KTY, _ALG, _CRV, _X, _Y = 1, 3, -1, -2, -3  # COSE labels
_KEY_OPS, _D, _PRIV, _VERIFY = 4, -4, -2, 2
_COSE_OKP, _COSE_EC2, _COSE_AKP, _COSE_ED25519 = 1, 2, 7, 6


def _refuse() -> InvalidFormatError:
    return InvalidFormatError("key_unreadable")


def from_jwk(jwk: object) -> tuple[Any, Algorithm | None]:
    """The key object, and the algorithm where the JWK names or implies one.

    Raises:
        egovkit.errors.InvalidFormatError: Not a public signature key.
    """
    if not isinstance(jwk, Mapping) or not _PRIVATE.isdisjoint(jwk):
        raise _refuse()
    operations = jwk.get("key_ops", ["verify"])
    for_signatures = isinstance(operations, list) and "verify" in operations
    if jwk.get("use", "sig") != "sig" or not for_signatures:
        raise _refuse()
    read = _JWK_READERS.get(str(jwk.get("kty")))
    if read is None:
        raise _refuse()
    try:
        public, algorithm = read(jwk)
    except ValueError:  # ours too: a key that cannot be is unreadable
        raise _refuse() from None
    named = jwk.get("alg")
    if algorithm is not None and named not in (None, algorithm.jose):
        raise _refuse()
    if algorithm is None and named is not None:
        algorithm = next((a for a in _RSA_ALGORITHMS if a.jose == named), None)
        if algorithm is None:
            raise _refuse()
    return public, algorithm


def _bytes(jwk: Mapping[str, Any], name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or not value:
        raise _refuse()
    return unb64url(value.encode())


def _read_okp(jwk: Mapping[str, Any]) -> tuple[Any, Algorithm | None]:
    if jwk.get("crv") != "Ed25519":
        raise _refuse()
    return public_from_raw(_bytes(jwk, "x"), Algorithm.ED25519), Algorithm.ED25519


def _read_ec(jwk: Mapping[str, Any]) -> tuple[Any, Algorithm | None]:
    algorithm, _, width = _CURVES.get(str(jwk.get("crv")), (None, 0, 0))
    x, y = _bytes(jwk, "x"), _bytes(jwk, "y")
    if algorithm is None or len(x) != width or len(y) != width:
        raise _refuse()
    return public_from_raw(b"\x04" + x + y, algorithm), algorithm


def _read_akp(jwk: Mapping[str, Any]) -> tuple[Any, Algorithm | None]:
    if jwk.get("alg") != Algorithm.ML_DSA_65.jose:
        raise _refuse()
    return public_from_raw(_bytes(jwk, "pub"), Algorithm.ML_DSA_65), Algorithm.ML_DSA_65


def _read_rsa(jwk: Mapping[str, Any]) -> tuple[Any, Algorithm | None]:
    modulus, exponent = (int.from_bytes(_bytes(jwk, name), "big") for name in "ne")
    return rsa.RSAPublicNumbers(exponent, modulus).public_key(), None


_JWK_READERS = {"OKP": _read_okp, "EC": _read_ec, "AKP": _read_akp, "RSA": _read_rsa}


def to_jwk(public: Any, algorithm: Algorithm) -> dict[str, str]:  # noqa: ANN401
    """The JWK of a key, with its algorithm, for signatures."""
    jwk = {"alg": algorithm.jose, "use": "sig"}
    if isinstance(public, rsa.RSAPublicKey):
        numbers = public.public_numbers()
        return jwk | {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
    raw = raw_public(public, algorithm)
    if isinstance(public, ec.EllipticCurvePublicKey):
        curve, width = next(
            (n, w) for n, (a, _, w) in _CURVES.items() if a is algorithm
        )
        x, y = raw[1 : width + 1], raw[width + 1 :]
        return jwk | {"kty": "EC", "crv": curve, "x": _b64(x), "y": _b64(y)}
    if algorithm is Algorithm.ML_DSA_65:
        return jwk | {"kty": "AKP", "pub": _b64(raw)}
    return jwk | {"kty": "OKP", "crv": "Ed25519", "x": _b64(raw)}


def _b64(data: bytes) -> str:
    return b64url(data).decode()


def _number(value: int) -> str:
    return _b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def from_cose(key: Mapping[int, Any]) -> tuple[Any, Algorithm]:
    """The key object and algorithm of a COSE_Key map.

    Raises:
        egovkit.errors.InvalidFormatError: Not a public signature key.
    """
    try:
        raw, algorithm = _raw_of_cose(key)
        if not _is_public_for_signatures(key):
            raise _refuse()
        if key.get(_ALG, algorithm.cose) != algorithm.cose:
            raise _refuse()
        return public_from_raw(raw, algorithm), algorithm
    except (ValueError, TypeError, AttributeError):
        raise _refuse() from None


def _is_public_for_signatures(key: Mapping[int, Any]) -> bool:
    """No private part, and verifying among the operations, if any are named."""
    private = _PRIV if key.get(_KTY) == _COSE_AKP else _D
    operations = key.get(_KEY_OPS, [_VERIFY])
    return private not in key and any(op in {_VERIFY, "verify"} for op in operations)


def _raw_of_cose(key: Mapping[int, Any]) -> tuple[bytes, Algorithm]:
    kind, curve = key.get(_KTY), key.get(_CRV)
    if kind == _COSE_OKP and curve == _COSE_ED25519 and type(key.get(_X)) is bytes:
        return key[_X], Algorithm.ED25519
    if kind == _COSE_AKP and type(curve) is bytes:  # label -1 is the key itself
        return curve, Algorithm.ML_DSA_65
    for algorithm, number, width in _CURVES.values():
        if kind == _COSE_EC2 and curve == number:
            x, y = key.get(_X), key.get(_Y)
            if type(x) is bytes and type(y) is bytes and len(x) == len(y) == width:
                return b"\x04" + x + y, algorithm
    raise _refuse()


def to_cose(public: Any, algorithm: Algorithm) -> dict[int, int | bytes]:  # noqa: ANN401
    """The COSE_Key map of a key; RSA has none here.

    Raises:
        egovkit.errors.InvalidFormatError: An RSA key.
    """
    raw = raw_public(public, algorithm)
    if algorithm is Algorithm.ED25519:
        return {_KTY: _COSE_OKP, _ALG: algorithm.cose, _CRV: _COSE_ED25519, _X: raw}
    if algorithm is Algorithm.ML_DSA_65:
        return {_KTY: _COSE_AKP, _ALG: algorithm.cose, _CRV: raw}
    for name_algorithm, number, width in _CURVES.values():
        if algorithm is name_algorithm:
            x, y = raw[1 : width + 1], raw[width + 1 :]
            kind = _COSE_EC2
            return {_KTY: kind, _ALG: algorithm.cose, _CRV: number, _X: x, _Y: y}
    raise _refuse()
