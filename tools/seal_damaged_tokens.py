"""Texts and tokens that are no seal, each named by its damage.

Name → what is verified, the code it must be refused with, and a comment.
"""

from seal_world import (
    APPROVAL,
    ECDSA_KEY,
    KEY,
    LETTER,
    LETTER_VALUES,
    NOW,
    STATUS,
    STRANGER,
    URL,
    claims,
    envelope,
    sealer,
    signed,
)

from egovkit._cbor import encode
from egovkit.qr._transport import to_base45, to_digits
from egovkit.signatures.cose import build_sign1

_SEAL = sealer().seal(LETTER, at=NOW)
_TOKEN = _SEAL.token
_DIGITS = to_digits(_TOKEN)
_PAYLOAD = encode(claims(LETTER_VALUES))

TEXTS: dict[str, tuple[str, str, str]] = {
    "empty": ("", "seal_not_found", "No text."),
    "no-fragment": (URL, "seal_not_found", "An address alone."),
    "empty-fragment": (f"{URL}#", "seal_not_found", "Nothing after the sign."),
    "digits-alone": (_DIGITS, "seal_not_found", "Digits without an address."),
    "http": (
        f"http://v.contoh.example/s#{_DIGITS}",
        "seal_not_found",
        "The scheme is https.",
    ),
    "two-fragments": (f"{URL}#{_DIGITS}#1", "seal_not_found", "Two number signs."),
    "space-inside": (
        f"{URL}#{_DIGITS[:20]} {_DIGITS[20:]}",
        "seal_not_found",
        "White space inside the digits.",
    ),
    "letter-inside": (
        f"{URL}#{_DIGITS[:20]}x{_DIGITS[21:]}",
        "seal_not_found",
        "A letter among the digits.",
    ),
    "arabic-digits": (
        f"{URL}#{_DIGITS[:-1]}\u0663",
        "seal_not_found",
        "A digit of another script.",
    ),
    "not-ascii-address": (
        f"https://v.c\u043entoh.example/s#{_DIGITS}",
        "seal_not_found",
        "A look-alike letter in the address.",
    ),
    "length-impossible": (
        f"{URL}#{_DIGITS}1",
        "seal_digits_length",
        "Seven digits over: no token has this length.",
    ),
    "block-above-range": (
        f"{URL}#{'9' * 17}{_DIGITS[17:]}",
        "seal_block_range",
        "The first block is above 2^56-1.",
    ),
    "block-at-limit": (
        f"{URL}#{256**7}{_DIGITS[17:]}",
        "seal_block_range",
        "The first block is exactly 2^56.",
    ),
    "last-block-above-range": (
        f"{URL}#{'0' * 17}256",
        "seal_block_range",
        "A last block of three digits holds at most 255.",
    ),
    "too-long": (f"{URL}#{'0' * 8200}", "seal_text_too_long", "Above 8192."),
    "base45-lower-case": ("ID1:bb8", "base45_character", "Base45 has no a to z."),
    "base45-length": ("ID1:BB8B", "base45_length", "One character over."),
    "base45-range": ("ID1:GGW", "base45_range", "Above 65535."),
    "base45-token-too-long": (
        f"ID1:{to_base45(bytes(4097))}",
        "cbor_too_long",
        "A text of allowed length, a token above 4096 bytes.",
    ),
    "other-prefix": ("HC1:BB8", "seal_not_found", "Another kind of code."),
    "lower-case-prefix": ("id1:BB8", "seal_not_found", "The prefix is ID1:."),
}

TOKENS: dict[str, tuple[bytes, str, str]] = {
    "untagged": (_TOKEN[1:], "cose_not_sign1", "Tag 18 is part of the form."),
    "tag-17": (b"\xd1" + _TOKEN[1:], "cbor_tag", "A MAC, not a signature."),
    "cwt-tag-around": (b"\xd8\x3d" + _TOKEN, "cbor_tag", "Tag 61."),
    "tag-in-two-bytes": (b"\xd8\x12" + _TOKEN[1:], "cbor_not_shortest", "Tag 18."),
    "trailing-byte": (_TOKEN + b"\0", "cbor_trailing", "A byte after the token."),
    "cut": (_TOKEN[:-1], "cbor_truncated", "The last byte is missing."),
    "indefinite-array": (
        b"\xd2\x9f" + _TOKEN[2:] + b"\xff",
        "cbor_indefinite",
        "An indefinite length.",
    ),
    "reserved-length": (
        b"\xd2\x84\x5c" + _TOKEN[3:],
        "cbor_reserved",
        "Additional information 28.",
    ),
    "three-parts": (
        envelope(parts=lambda p: p[:3]),
        "cose_not_sign1",
        "No signature at all.",
    ),
    "five-parts": (
        envelope(parts=lambda p: [*p, 0]),
        "cose_not_sign1",
        "One part too many.",
    ),
    "detached-payload": (
        envelope(parts=lambda p: [*p[:2], None, p[3]]),
        "cose_not_sign1",
        "Null in place of the payload.",
    ),
    "unprotected-kid": (
        envelope(protected={1: -8}, unprotected={4: KEY.kid}),
        "seal_headers",
        "The key hint outside the signature.",
    ),
    "unprotected-header": (
        envelope(unprotected={99: 1}),
        "seal_headers",
        "The unprotected headers are empty.",
    ),
    "no-kid": (envelope(protected={1: -8}), "seal_headers", "No key hint."),
    "no-alg": (envelope(protected={4: KEY.kid}), "seal_headers", "No algorithm."),
    "kid-eight-bytes": (
        envelope(protected={1: -8, 4: KEY.kid * 2}),
        "seal_headers",
        "A key hint has four bytes.",
    ),
    "kid-text": (
        envelope(protected={1: -8, 4: "abcd"}),
        "seal_headers",
        "Text in place of bytes.",
    ),
    "extra-header": (
        envelope(protected={1: -8, 4: KEY.kid, 16: "x"}),
        "seal_headers",
        "A third protected header.",
    ),
    "alg-hmac": (
        envelope(protected={1: 5, 4: KEY.kid}),
        "seal_headers",
        "HMAC is no algorithm of seals.",
    ),
    "alg-true": (
        envelope(protected={1: True, 4: KEY.kid}),
        "seal_headers",
        "True is no integer.",
    ),
    "headers-array": (
        envelope(protected=encode([1, 2])),
        "cose_headers",
        "The headers are a map.",
    ),
    "headers-key-order": (
        envelope(protected=b"\xa2\x04\x44" + KEY.kid + b"\x01\x27"),
        "cbor_key_order",
        "Keys out of order.",
    ),
    "headers-duplicate": (
        envelope(protected=b"\xa2\x01\x27\x01\x27"),
        "cbor_duplicate_key",
        "A key twice.",
    ),
    "headers-trailing": (
        envelope(protected=encode({1: -8, 4: KEY.kid}) + b"\0"),
        "cbor_trailing",
        "A byte after the headers.",
    ),
    "signature-63-bytes": (
        envelope(signature=bytes(63)),
        "seal_signature_length",
        "A signature has 64 bytes.",
    ),
    "signature-empty": (
        envelope(signature=b""),
        "seal_signature_length",
        "An empty signature.",
    ),
    "nine-levels": (
        b"\x81" * 9 + b"\0",
        "cbor_depth",
        "Nine arrays in one another.",
    ),
    "array-of-2-64": (
        b"\x9b" + b"\xff" * 8,
        "cbor_truncated",
        "A length that the token does not have.",
    ),
}


def _flipped(token: bytes, place: int) -> bytes:
    """The token with one bit turned over."""
    changed = bytearray(token)
    changed[place] ^= 1
    return bytes(changed)


SIGNATURES: dict[str, tuple[str | bytes, tuple[str, str], str]] = {
    "bit-flipped": (
        _flipped(_TOKEN, 40),
        ("signature", "signature_false"),
        "One bit of the payload.",
    ),
    "digit-changed": (
        _SEAL.text[:-1] + str((int(_SEAL.text[-1]) + 1) % 10),
        ("signature", "signature_false"),
        "The last digit.",
    ),
    "other-key": (
        build_sign1(_PAYLOAD, alg=-8, sign=STRANGER.sign, kid=KEY.kid),
        ("signature", "signature_false"),
        "Another key under the agency's hint.",
    ),
    "unknown-key": (
        sealer(STRANGER).seal(LETTER, at=NOW).text,
        ("issuer", "issuer_unknown"),
        "A key hint that the list does not have.",
    ),
    "alg-of-another-key": (
        signed(_PAYLOAD, alg=-7),
        ("signature", "signature_algorithm"),
        "ES256 named, the key owns Ed25519.",
    ),
    "es256-named-eddsa": (
        signed(_PAYLOAD, ECDSA_KEY, alg=-8),
        ("signature", "signature_algorithm"),
        "EdDSA named, the key owns ES256.",
    ),
    "approval-key": (
        signed(_PAYLOAD, APPROVAL),
        ("signature", "signature_key_use"),
        "A key for approvals.",
    ),
    "status-key": (
        signed(_PAYLOAD, STATUS),
        ("signature", "signature_key_use"),
        "A key for status lists.",
    ),
}
