"""Named secret keys, a key of its own for every use of them, and what they work on."""

import hmac
import re
from collections.abc import Mapping
from typing import NoReturn

from egovkit._identifier import Identifier
from egovkit.errors import InvalidFormatError, UsageError

__all__ = ["derived", "encoded", "framed", "refuse_pickle"]

_NAME = re.compile(r"[a-z0-9-]{1,16}")
_SIZE = 32


def derived(keys: Mapping[str, bytes], use: str, *labels: str) -> dict[str, bytes]:
    """For each named key a key for one use, in the order given.

    One secret may thus serve pseudonyms and encryption, and several purposes,
    without what is made for one telling anything about another. This is the
    expand step of HKDF (RFC 5869) for one block; the keys are uniform already.

    Raises:
        egovkit.errors.UsageError: No key, a key of another size than 32 bytes,
            or a name that is not 1–16 lower-case letters, digits or hyphens.
    """
    if not keys or not isinstance(keys, Mapping):
        raise UsageError("keys_missing")
    info = framed("egovkit", use, *labels)
    result: dict[str, bytes] = {}
    for name, key in keys.items():
        if type(name) is not str or not _NAME.fullmatch(name):
            raise UsageError("key_name_form")
        if type(key) is not bytes or len(key) != _SIZE:
            raise UsageError("key_size", expected=_SIZE)
        result[name] = hmac.digest(key, info + b"\x01", "sha256")
    return result


def framed(*parts: str) -> bytes:
    """Texts as bytes, each behind its length, so that none can pose as two."""
    framed_text = b""
    for part in parts:
        block = _utf8(part)
        framed_text += len(block).to_bytes(4, "big") + block
    return framed_text


def encoded(value: Identifier | str) -> bytes:
    """The full value as bytes.

    Raises:
        egovkit.errors.InvalidFormatError: Neither an identifier nor text.
    """
    text = value.reveal() if isinstance(value, Identifier) else value
    if not isinstance(text, str):
        raise InvalidFormatError("not_text")
    return _utf8(text)


def _utf8(text: str) -> bytes:
    # A lone surrogate has no strict form, and the error would hold the text.
    return text.encode("utf-8", "surrogatepass")


def refuse_pickle(_self: object) -> NoReturn:
    """Keys stay where they are: another process gets them from its own safe.

    Raises:
        egovkit.errors.UsageError: Always.
    """
    raise UsageError("keys_not_picklable")
