"""COSE_Sign1: one signature over a payload, in CBOR.

The seal and the status lists are both such a message. The algorithm and the
key hint stand in the protected headers, which the signature covers; nothing
stands in the unprotected ones. What a message says about its algorithm is
compared with the key's, never followed.

Source:
    RFC 9052, 2022-08: COSE structures, sections 3, 4.2 and 4.4.
    RFC 9053, 2022-08: algorithms, section 2. RFC 9864, 2025-10: fully specified
    algorithms, section 2.2.

Example:
    >>> message = build_sign1(b"payload", alg=-8, sign=lambda data: bytes(64))
    >>> parse_sign1(message).payload
    b'payload'
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from egovkit._cbor import SIGN1_TAG, Tag, Value, decode, decode_foreign, encode, head
from egovkit.errors import InvalidFormatError

if TYPE_CHECKING:
    from egovkit.signatures.keys import VerificationKey

__all__ = [
    "ALG",
    "CRIT",
    "KID",
    "Sign1",
    "build_sign1",
    "parse_sign1",
    "to_be_signed",
    "verify_sign1",
]

# RFC 9864: one number for an algorithm and its curve, where RFC 9053 had one for
# the algorithm alone and left the curve to the key
_FULLY_SPECIFIED = {-9: -7, -19: -8, -51: -35}
ALG = 1
CRIT = 2
KID = 4
_CWT_TAG = 61
_PARTS = 4
_BYTES = 2


@dataclass(frozen=True, slots=True)
class Sign1:
    """A COSE_Sign1 that was read, its signature not yet verified.

    Attributes:
        protected_bytes: The protected headers as they were signed.
        protected: The same, read.
        unprotected: Headers that no signature covers.
        payload: The signed bytes.
        signature: The signature's bytes.
    """

    protected_bytes: bytes
    protected: Mapping[Value, Value]
    unprotected: Mapping[Value, Value]
    payload: bytes
    signature: bytes

    @property
    def signed_bytes(self) -> bytes:
        """The bytes that the signature is made over, without external data."""
        return to_be_signed(self.protected_bytes, self.payload)

    @property
    def algorithm(self) -> Value:
        """What the message says of its algorithm, by the number of RFC 9053.

        RFC 9864 gave some algorithms a second number, which says no more than
        the key does.
        """
        return _by_first_number(self.header(ALG))

    def header(self, label: int) -> Value:
        """The protected header of this label, else the unprotected, else None."""
        return self.protected.get(label, self.unprotected.get(label))


def _by_first_number(alg: Value) -> Value:
    return _FULLY_SPECIFIED.get(alg, alg) if type(alg) is int else alg


def to_be_signed(protected: bytes, payload: bytes, external: bytes = b"") -> bytes:
    """The Sig_structure (RFC 9052, 4.4), encoded.

    Args:
        protected: The encoded protected headers; empty for an empty map.
        payload: The payload.
        external: Data that the signature covers and the message does not carry.
    """
    return b"".join(
        (
            b"\x84\x6aSignature1",
            head(_BYTES, len(protected)),
            protected,
            head(_BYTES, len(external)),
            external,
            head(_BYTES, len(payload)),
            payload,
        )
    )


def verify_sign1(message: Sign1, key: "VerificationKey", external: bytes = b"") -> bool:
    """Whether the key signed the message.

    False also where the message names another algorithm than the key's, none,
    or a critical header (RFC 9052, 3.1): none is known here.

    Args:
        message: The message.
        key: The key; it owns its algorithm.
        external: Data that the signature covers and the message does not carry.
    """
    if CRIT in message.protected or message.algorithm != key.algorithm.cose:
        return False
    signed = to_be_signed(message.protected_bytes, message.payload, external)
    return key.verifies(message.signature, signed)


def build_sign1(
    payload: bytes,
    *,
    alg: int,
    sign: Callable[[bytes], bytes],
    kid: bytes | None = None,
    headers: Mapping[Value, Value] | None = None,
) -> bytes:
    """A signed message, tagged 18.

    Args:
        payload: The bytes to sign.
        alg: COSE number of the algorithm: -8 EdDSA, -7 ES256.
        sign: Makes the signature over the bytes it is given.
        kid: Key hint for the protected headers.
        headers: Further protected headers, such as 16 (type).
    """
    labels: dict[Value, Value] = {ALG: alg}
    labels.update(headers or {})
    if kid is not None:
        labels[KID] = kid
    protected = encode(labels)
    signature = sign(to_be_signed(protected, payload))
    return encode(Tag(SIGN1_TAG, [protected, {}, payload, signature]))


def parse_sign1(data: bytes, *, foreign: bool = False, limit: int = 4096) -> Sign1:
    """Read a message; nothing is verified yet.

    Args:
        data: The whole message.
        foreign: Also read what other writers send: no tag, tag 61 around it,
            CBOR that is well-formed and not deterministic.
        limit: The most bytes that are looked at.

    Raises:
        egovkit.errors.InvalidFormatError: Not a COSE_Sign1 of the form asked for.
        egovkit.errors.InvalidLengthError: Longer than the limit.
    """
    read = decode_foreign if foreign else decode
    value = read(data, limit=limit)
    if foreign and isinstance(value, Tag) and value.number == _CWT_TAG:
        value = value.value
    if isinstance(value, Tag) and value.number == SIGN1_TAG:
        value = value.value
    elif not foreign:
        raise InvalidFormatError("cose_not_sign1")
    if type(value) is not list or len(value) != _PARTS:
        raise InvalidFormatError("cose_not_sign1")
    protected, unprotected, payload, signature = value
    if (
        type(protected) is not bytes
        or type(unprotected) is not dict
        or type(payload) is not bytes
        or type(signature) is not bytes
    ):
        raise InvalidFormatError("cose_not_sign1")
    return Sign1(*_headers(protected, read), unprotected, payload, signature)


def _headers(
    protected: bytes, read: Callable[[bytes], Value]
) -> tuple[bytes, Mapping[Value, Value]]:
    if not protected:
        return b"", {}
    labels = read(protected)
    if type(labels) is not dict:
        raise InvalidFormatError("cose_headers")
    # RFC 9052, 4.4: an empty map is signed as a zero-length string
    return (protected if labels else b""), labels
