"""The token as text: decimal digits in a URL's fragment, or ``ID1:`` and base45.

Seven bytes become seventeen digits, because 256**7 < 10**17; a shorter last
block has a width of its own, so every token has one text and every text at most
one token. Digits survive cameras, chats and copying: nothing in them can be
percent-decoded, case-folded or trimmed.

Source:
    docs/reference/seal-format.md, section 3. RFC 9285, 2022-08: base45.

Example:
    >>> to_digits(bytes(range(9)))
    '0000110815215744601800'
    >>> from_digits("0000110815215744601800").hex()
    '000102030405060708'
"""

import re
from functools import cache
from struct import error as StructError  # noqa: N812 - a class
from struct import pack, unpack

from egovkit.errors import InvalidFormatError, InvalidLengthError
from egovkit.qr._format import MAX_TEXT

__all__ = [
    "digits_length",
    "from_base45",
    "from_digits",
    "from_text",
    "to_base45",
    "to_digits",
]

PREFIX = "ID1:"
_BLOCK, _WIDTH = 7, 17
_LAST_WIDTH = (0, 3, 5, 8, 10, 13, 15)  # digits of a last block of 0 to 6 bytes
_LAST_BYTES = {width: size for size, width in enumerate(_LAST_WIDTH)}
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_NO_VALUE = 255
_VALUES = bytes(
    _ALPHABET.index(char) if char in _ALPHABET else _NO_VALUE
    for char in map(chr, range(256))
)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
# scheme and host in either case: a scanner may rewrite them, the digits decide
_URL = re.compile(r"https://[!-\"$-~]{1,2000}#([0-9]+)", re.ASCII | re.IGNORECASE)


@cache
def _template(blocks: int) -> str:
    return "%017d" * blocks


@cache
def _slices(blocks: int) -> tuple[slice, ...]:
    return tuple(slice(at, at + _WIDTH) for at in range(0, blocks * _WIDTH, _WIDTH))


def digits_length(size: int) -> int:
    """How many digits a token of that many bytes becomes."""
    blocks, rest = divmod(size, _BLOCK)
    return blocks * _WIDTH + _LAST_WIDTH[rest]


def to_digits(token: bytes) -> str:
    """The token as decimal digits."""
    blocks, rest = divmod(len(token), _BLOCK)
    whole = bytearray(8 * blocks)
    end = blocks * _BLOCK
    for place in range(_BLOCK):  # each block becomes a 64-bit number
        whole[place + 1 :: 8] = token[place:end:_BLOCK]
    text = _template(blocks) % unpack(f">{blocks}Q", whole)
    if rest:
        last = int.from_bytes(token[end:], "big")
        text += f"{last:0{_LAST_WIDTH[rest]}d}"
    return text


def from_digits(text: str) -> bytes:
    """The token of a run of digits.

    Raises:
        egovkit.errors.InvalidFormatError: Another character, a length that no
            token has, or a block above its range.
    """
    if _DIGITS.fullmatch(text) is None:
        raise InvalidFormatError("seal_digits")
    return _from_ascii_digits(text)


def _from_ascii_digits(text: str) -> bytes:
    blocks, rest = divmod(len(text), _WIDTH)
    if rest and rest not in _LAST_BYTES:
        raise InvalidFormatError("seal_digits_length")
    end = blocks * _WIDTH
    numbers = map(int, map(text.__getitem__, _slices(blocks)))
    whole = bytearray(pack(f">{blocks}Q", *numbers))
    if any(whole[::8]):
        raise InvalidFormatError("seal_block_range")
    del whole[::8]
    if rest:
        last = int(text[end:])
        size = _LAST_BYTES[rest]
        if last >> (8 * size):
            raise InvalidFormatError("seal_block_range")
        whole += last.to_bytes(size, "big")
    return bytes(whole)


def to_base45(data: bytes) -> str:
    """The data in base45 (RFC 9285)."""
    out: list[str] = []
    for at in range(0, len(data) - 1, 2):
        high, low = divmod(data[at] << 8 | data[at + 1], 45)
        top, middle = divmod(high, 45)
        out += (_ALPHABET[low], _ALPHABET[middle], _ALPHABET[top])
    if len(data) % 2:
        high, low = divmod(data[-1], 45)
        out += (_ALPHABET[low], _ALPHABET[high])
    return "".join(out)


def from_base45(text: str) -> bytes:
    """The data of a base45 text; only what `to_base45` writes is read.

    Raises:
        egovkit.errors.InvalidFormatError: Another character, a length that
            cannot be, or a group above its range.
    """
    values = text.encode("ascii", "replace").translate(_VALUES)
    if _NO_VALUE in values:
        raise InvalidFormatError("base45_character")
    if len(values) % 3 == 1:
        raise InvalidFormatError("base45_length")
    pairs = len(values) // 3
    triples = zip(values[0::3], values[1::3], values[2::3], strict=False)
    try:
        out = pack(
            f">{pairs}H", *(low + 45 * mid + 2025 * top for low, mid, top in triples)
        )
        if len(values) % 3:
            out += bytes((values[-2] + 45 * values[-1],))
    except (StructError, ValueError):  # above two bytes, or one
        raise InvalidFormatError("base45_range") from None
    return out


def from_text(text: str) -> bytes:
    """The token of a scanned text; white space around it is forgiven.

    The host is not looked at: it is a convenience, never a proof.

    Raises:
        egovkit.errors.InvalidFormatError: Neither form, or a damaged one.
        egovkit.errors.InvalidLengthError: Too long to be a seal.
    """
    if len(text) > MAX_TEXT:
        raise InvalidLengthError("seal_text_too_long", limit=MAX_TEXT)
    text = text.strip(" \t\r\n")
    if text.startswith(PREFIX):
        return from_base45(text[len(PREFIX) :])
    match = _URL.fullmatch(text)
    if match is None:
        raise InvalidFormatError("seal_not_found")
    return _from_ascii_digits(match[1])
