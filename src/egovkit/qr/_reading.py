"""Reading a token: the envelope before its signature is checked, claims after.

Only format v1's one form is read; everything else is refused by name.

Source:
    docs/reference/seal-format.md, sections 2 and 4.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from egovkit._cbor import decode, decode_flat
from egovkit.errors import InvalidFormatError
from egovkit.qr._format import (
    CLAIM,
    CLAIMS,
    DIGEST_CLAIM,
    DIGEST_LENGTH,
    EXPIRES,
    ISSUED,
    MAX_PROFILE,
    MAX_STATUS_INDEX,
    MAX_TOKEN,
    SIGNATURE_LENGTH,
    TIMES,
)
from egovkit.signatures.cose import ALG, KID, parse_sign1

__all__ = ["Claims", "Envelope", "read_claims", "read_envelope"]

_KID_LENGTH = 4
_ALGORITHMS = (-8, -7)  # EdDSA and ES256 (RFC 9053, 2)
_FIXED = 2  # profile and status index stand before the fields


class Envelope(NamedTuple):
    """A token taken apart; nothing in it is verified."""

    alg: int
    kid: bytes
    signed: bytes
    payload: bytes
    signature: bytes


class Claims(NamedTuple):
    """What a seal states, its fields still as they were on the wire."""

    issued: int
    expires: int | None
    profile: int
    status_index: int | None
    values: list[object]
    digest: bytes | None


# tag 18, four parts, nine bytes of protected headers: {1: EdDSA or ES256, 4: kid},
# no unprotected ones, a payload of 24 to 255 bytes, a signature of 64
_USUAL = re.compile(
    rb"\xd2\x84(?P<protected>\x49\xa2\x01(?P<alg>[\x26\x27])\x04\x44(?P<kid>.{4}))"
    rb"\xa0(?P<payload>\x58[\x18-\xff].{24,255})\x58\x40(?P<signature>.{64})",
    re.DOTALL,
)
_BEFORE = b"\x84\x6aSignature1"


def read_envelope(token: bytes) -> Envelope:
    """Take a token apart.

    Raises:
        egovkit.errors.InvalidFormatError: Not a COSE_Sign1 in the one form of
            format v1.
        egovkit.errors.InvalidLengthError: Too long.
    """
    usual = _USUAL.fullmatch(token)
    if usual is not None:
        protected, alg, kid, payload, signature = usual.groups()
        if payload[1] == len(payload) - 2:
            signed = b"".join((_BEFORE, protected, b"\x40", payload))
            parts = (~(alg[0] & 31), kid, signed, payload[2:], signature)
            return tuple.__new__(Envelope, parts)  # a named tuple's own is slower
    return _read_any_envelope(token)


def _read_any_envelope(token: bytes) -> Envelope:
    message = parse_sign1(token, limit=MAX_TOKEN)
    protected = message.protected
    alg, kid = protected.get(ALG), protected.get(KID)
    if (
        len(protected) != 2  # noqa: PLR2004 - alg and kid
        or message.unprotected
        or alg not in _ALGORITHMS
        or type(kid) is not bytes
        or len(kid) != _KID_LENGTH
    ):
        raise InvalidFormatError("seal_headers")
    if len(message.signature) != SIGNATURE_LENGTH:
        raise InvalidFormatError("seal_signature_length")
    return Envelope(
        alg,
        kid,
        message.signed_bytes,
        message.payload,
        message.signature,
    )


# a map of two or three: perhaps the expiry, the issue and the private claim, both
# times in the four bytes that the years 1970 to 2106 take
_USUAL_CLAIMS = re.compile(
    rb"(?:\xa2|\xa3\x04\x1a(?P<expires>.{4}))\x06\x1a(?P<issued>.{4})"
    rb"\x3a\x00\x01\x00\x00(?P<private>[\x80-\x97].*)",
    re.DOTALL,
)
_SMALLEST = b"\x00\x01\x00\x00"  # a smaller time has a shorter encoding


def read_claims(payload: bytes) -> Claims:
    """The claims of a payload whose signature was verified.

    Raises:
        egovkit.errors.InvalidFormatError: Not the claims of format v1.
    """
    usual = _USUAL_CLAIMS.fullmatch(payload)
    if usual is not None:
        expires, issued, private = usual.groups()
        if issued >= _SMALLEST and (expires is None or expires >= _SMALLEST):
            return _claims(
                int.from_bytes(issued, "big"),
                None if expires is None else int.from_bytes(expires, "big"),
                # one level deeper in the whole than it is by itself
                decode_flat(private) or decode(private, depth=1),
                None,
            )
    return _read_any_claims(payload)


def _read_any_claims(payload: bytes) -> Claims:
    claims = decode(payload)
    if type(claims) is not dict or not CLAIMS.issuperset(claims):
        raise InvalidFormatError("seal_claims")
    issued, expires = claims.get(ISSUED), claims.get(EXPIRES)
    if not _is_time(issued) or (EXPIRES in claims and not _is_time(expires)):
        raise InvalidFormatError("seal_times")
    digest = claims.get(DIGEST_CLAIM)
    if DIGEST_CLAIM in claims and not (
        type(digest) is bytes and len(digest) == DIGEST_LENGTH
    ):
        raise InvalidFormatError("seal_digest")
    return _claims(
        cast("int", issued),
        cast("int | None", expires),
        claims.get(CLAIM),
        cast("bytes | None", digest),
    )


def _claims(
    issued: int, expires: int | None, private: object, digest: bytes | None
) -> Claims:
    if type(private) is not list or len(private) < _FIXED:
        raise InvalidFormatError("seal_private_claim")
    profile, index = private[:_FIXED]
    if type(profile) is not int or not 1 <= profile <= MAX_PROFILE:
        raise InvalidFormatError("seal_private_claim")
    if index is not None and (
        type(index) is not int or not 0 <= index <= MAX_STATUS_INDEX
    ):
        raise InvalidFormatError("seal_private_claim")
    parts = (issued, expires, profile, index, private[_FIXED:], digest)
    return tuple.__new__(Claims, parts)


def _is_time(value: object) -> bool:
    return type(value) is int and value in TIMES
