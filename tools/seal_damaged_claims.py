"""Signed claims and fields that are not format v1's, each named by its damage.

Name → what stands under a true signature, the code it must be refused with, and a
comment.
"""

from seal_world import (
    CLAIM,
    DIGEST_CLAIM,
    EPOCH,
    EVERYTHING_VALUES,
    LETTER_VALUES,
    claims,
    signed,
    with_value,
)

from egovkit._cbor import encode

_GOOD = encode(claims(LETTER_VALUES))
_PRIVATE = {CLAIM: [1, None, *LETTER_VALUES]}

CLAIMS: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "cbor_truncated", "No payload."),
    "trailing": (_GOOD + b"\0", "cbor_trailing", "A byte after the claims."),
    "duplicate-claim": (
        b"\xa2\x06\x00\x06\x01",
        "cbor_duplicate_key",
        "The issue time twice.",
    ),
    "key-order": (b"\xa2\x06\x01\x04\x02", "cbor_key_order", "6 before 4."),
    "time-not-shortest": (
        b"\xa1\x06\x1b\x00\x00\x00\x00" + EPOCH.to_bytes(4, "big"),
        "cbor_not_shortest",
        "Nine bytes for a number of five.",
    ),
    "indefinite-map": (b"\xbf\xff", "cbor_indefinite", "An indefinite map."),
    "nan": (b"\xa1\x06\xf9\x7e\x00", "cbor_simple", "NaN."),
    "float": (b"\xa1\x06\xf9\x3c\x00", "cbor_simple", "1.0."),
    "bignum": (
        b"\xa1\x06\xc2\x49\x01" + bytes(8),
        "cbor_tag",
        "2^64 as a bignum.",
    ),
    "date-tag": (b"\xa1\x06\xc1\x00", "cbor_tag", "A tagged time."),
    "undefined": (b"\xa1\x06\xf7", "cbor_simple", "Undefined."),
    "text-not-utf8": (b"\xa1\x06\x61\xff", "cbor_text", "Bytes that are no text."),
    "array-key": (b"\xa1\x80\x00", "cbor_key", "An array as a key."),
    "not-a-map": (encode([]), "seal_claims", "An array."),
    "unknown-claim": (
        encode({**claims(LETTER_VALUES), 1: "penerbit"}),
        "seal_claims",
        "A claim that format v1 does not have.",
    ),
    "text-claim": (
        encode({**claims(LETTER_VALUES), "x": 1}),
        "seal_claims",
        "A claim named by text.",
    ),
    "no-issue-time": (encode(_PRIVATE), "seal_times", "No issue time."),
    "issue-time-text": (encode({6: "x", **_PRIVATE}), "seal_times", "Text."),
    "issue-time-beyond": (
        encode({6: 253_402_300_800, **_PRIVATE}),
        "seal_times",
        "The year 10000.",
    ),
    "expiry-null": (
        encode({4: None, 6: EPOCH, **_PRIVATE}),
        "seal_times",
        "An expiry that is null.",
    ),
    "no-private-claim": (encode({6: EPOCH}), "seal_private_claim", "No content."),
    "private-claim-map": (
        encode({6: EPOCH, CLAIM: {}}),
        "seal_private_claim",
        "A map in place of the array.",
    ),
    "private-claim-short": (
        encode({6: EPOCH, CLAIM: [1]}),
        "seal_private_claim",
        "No place for the status index.",
    ),
    "profile-zero": (
        encode(claims(LETTER_VALUES, profile=0)),
        "seal_private_claim",
        "Profiles begin at 1.",
    ),
    "profile-65536": (
        encode(claims(LETTER_VALUES, profile=65_536)),
        "seal_private_claim",
        "Profiles end at 65535.",
    ),
    "profile-true": (
        encode(claims(LETTER_VALUES, profile=True)),
        "seal_private_claim",
        "True is no integer.",
    ),
    "index-negative": (
        encode(claims(LETTER_VALUES, index=-1)),
        "seal_private_claim",
        "An index below 0.",
    ),
    "index-2-32": (
        encode(claims(LETTER_VALUES, index=2**32)),
        "seal_private_claim",
        "An index above 2^32-1.",
    ),
    "digest-short": (
        encode(claims(LETTER_VALUES, extra={DIGEST_CLAIM: bytes(31)})),
        "seal_digest",
        "A digest of 31 bytes.",
    ),
}

FIELDS: dict[str, tuple[bytes, str, str]] = {
    "missing": (
        signed(encode(claims(LETTER_VALUES[:4]))),
        "field_missing",
        "The last required field.",
    ),
    "text-is-number": (with_value(LETTER_VALUES, 1, 1), "field_type", "Number."),
    "text-null": (with_value(LETTER_VALUES, 1, None), "field_type", "Null."),
    "text-control": (with_value(LETTER_VALUES, 2, "a\x00b"), "field_text", "NUL."),
    "text-line-end": (with_value(LETTER_VALUES, 2, "a\nb"), "field_text", "LF."),
    "text-bidi": (
        with_value(LETTER_VALUES, 2, "a\u202eb"),
        "field_text",
        "Right-to-left override.",
    ),
    "text-isolate": (
        with_value(LETTER_VALUES, 2, "a\u2066b"),
        "field_text",
        "Left-to-right isolate.",
    ),
    "text-zero-width": (
        with_value(LETTER_VALUES, 2, "a\u200bb"),
        "field_text",
        "Zero-width space.",
    ),
    "text-private-use": (
        with_value(LETTER_VALUES, 2, "a\ue000"),
        "field_text",
        "A private character.",
    ),
    "text-line-separator": (
        with_value(LETTER_VALUES, 2, "a\u2028b"),
        "field_text",
        "Line separator.",
    ),
    "text-not-nfc": (
        with_value(LETTER_VALUES, 2, "Ane\u0301"),
        "field_text",
        "A letter and its accent apart.",
    ),
    "digits-too-many": (
        with_value(LETTER_VALUES, 3, 10**16),
        "field_width",
        "Seventeen digits for sixteen.",
    ),
    "digits-negative": (
        with_value(LETTER_VALUES, 3, -1),
        "field_width",
        "Below 0.",
    ),
    "digits-text": (
        with_value(LETTER_VALUES, 3, "3171015708459002"),
        "field_type",
        "Text.",
    ),
    "date-beyond": (
        with_value(LETTER_VALUES, 5, 2_932_897),
        "field_range",
        "The year 10000.",
    ),
    "date-before": (
        with_value(LETTER_VALUES, 5, -719_163),
        "field_range",
        "The year 0.",
    ),
    "bool-number": (with_value(EVERYTHING_VALUES, 3, 1), "field_type", "1."),
    "int-bool": (
        with_value(EVERYTHING_VALUES, 2, value=True),
        "field_type",
        "True.",
    ),
    "time-beyond": (
        with_value(EVERYTHING_VALUES, 5, 253_402_300_800),
        "field_range",
        "The year 10000.",
    ),
    "sen-zero": (
        with_value(EVERYTHING_VALUES, 6, [5, 0]),
        "field_range",
        "Without sen the plain number is the one form.",
    ),
    "sen-100": (with_value(EVERYTHING_VALUES, 6, [5, 100]), "field_range", "100."),
    "sen-three-parts": (
        with_value(EVERYTHING_VALUES, 6, [5, 1, 1]),
        "field_type",
        "Three numbers.",
    ),
    "enum-text": (with_value(EVERYTHING_VALUES, 7, "2"), "field_type", "Text."),
    "list-item": (
        with_value(EVERYTHING_VALUES, 10, ["a", 1]),
        "field_type",
        "An item of another type.",
    ),
    "list-33": (
        with_value(EVERYTHING_VALUES, 10, [""] * 33),
        "field_items",
        "At most 32 items.",
    ),
    "optional-wrong-type": (
        with_value(EVERYTHING_VALUES, 12, 5),
        "field_type",
        "Optional, but text.",
    ),
}
