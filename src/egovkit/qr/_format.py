"""The numbers of seal format v1, each in one place.

Source:
    docs/reference/seal-format.md.
"""

__all__ = [
    "CLAIM",
    "CLAIMS",
    "DIGEST_CLAIM",
    "DIGEST_LENGTH",
    "EXPIRES",
    "ISSUED",
    "MAX_ITEMS",
    "MAX_PROFILE",
    "MAX_STATUS_INDEX",
    "MAX_TEXT",
    "MAX_TOKEN",
    "SIGNATURE_LENGTH",
    "TIMES",
]

MAX_TEXT = 8192
"""Characters of a scanned text."""
MAX_TOKEN = 4096
"""Bytes of a token."""
EXPIRES, ISSUED = 4, 6  # CWT claims (RFC 8392, 3.1)
CLAIM = -65537
"""Private CWT claim: ``[profile, status index or null, fields…]``."""
DIGEST_CLAIM = -65538
"""Private CWT claim: SHA-256 of a digital original."""
CLAIMS = frozenset({EXPIRES, ISSUED, CLAIM, DIGEST_CLAIM})
SIGNATURE_LENGTH = 64
"""Bytes of an Ed25519 or a fixed-width ES256 signature."""
DIGEST_LENGTH = 32
MAX_PROFILE = 65_535
MAX_STATUS_INDEX = 2**32 - 1
MAX_ITEMS = 32
"""Items of a list field."""
TIMES = range(-62_135_596_800, 253_402_300_800)
"""Seconds since 1970 UTC of the years 1 to 9999."""
