"""Strict reading of signed JSON: nothing twice, nothing unknown, nothing huge.

The bytes were verified before they come here, so this guards against a signer's
mistake and against documents of another type, signed by the same keys.
"""

from __future__ import annotations

import binascii
import json
import re
import unicodedata
from typing import TYPE_CHECKING

from egovkit.errors import InvalidFormatError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Reader",
    "b64decode",
    "b64encode",
    "check_id",
    "check_labels",
    "check_text",
    "dump",
    "parse",
    "refuse",
]

MAX_BYTES = 16 * 2**20  # 600 agencies with four keys are 0.6 MB
_MAX_TEXT = 300
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}", re.ASCII)
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_TO_URL, _FROM_URL = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_", b"+/")
_LATEST = 2**53 - 1  # beyond it a browser reads another number


def refuse(field: str) -> InvalidFormatError:
    """The error for a field that is not as the format asks."""
    return InvalidFormatError("trust_format", field=field)


def parse(data: bytes) -> object:
    """JSON without duplicate names, fractions, NaN or lone surrogates.

    Raises:
        egovkit.errors.UsageError: Text in place of bytes: what was signed is bytes.
        egovkit.errors.InvalidFormatError: Not such JSON.
    """
    if not isinstance(data, bytes):
        raise UsageError("not_bytes")
    if len(data) > MAX_BYTES:
        raise InvalidFormatError("trust_too_large", limit=MAX_BYTES)
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise InvalidFormatError("trust_not_json") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError
    return out


def _no_number(_: str) -> object:
    raise ValueError


def dump(value: object) -> bytes:
    """JSON as this package writes it: UTF-8, no spaces, names as given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def check_id(text: object) -> str:
    """A short lower-case name, or refuse."""
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise refuse("id")
    return text


def check_text(text: object) -> str:
    """Text that shows as it is written: no control, no bidirectional mark."""
    if not isinstance(text, str):
        raise refuse("text")
    if not 0 < len(text) <= _MAX_TEXT or (
        not text.isprintable()
        and any(unicodedata.category(char) in _FORBIDDEN for char in text)
    ):
        raise refuse("text")
    return text


def check_labels(value: object) -> dict[str, str]:
    """A label in both languages, or refuse."""
    if not isinstance(value, dict) or set(value) != {"id", "en"}:
        raise refuse("label")
    return {lang: check_text(value[lang]) for lang in ("id", "en")}


def b64encode(data: bytes) -> str:
    """base64url without padding."""
    return _b64(data).decode()


def _b64(data: bytes) -> bytes:
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=")


def b64decode(text: str) -> bytes:
    """The one base64url text without padding back to its bytes, or refuse."""
    try:
        raw = text.encode("ascii")
        data = binascii.a2b_base64(raw.translate(_FROM_URL) + b"==")
    except ValueError:
        raise refuse("base64url") from None
    if _b64(data) != raw:  # other letters, padding, or bits to spare
        raise refuse("base64url")
    return data


class Reader:
    """An object of the JSON whose names are taken one by one, and all of them."""

    __slots__ = ("_data",)

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict):
            raise refuse("object")
        self._data: dict[str, object] = dict(data)

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self._data.pop(name, None)
        if type(value) is not str:
            raise refuse(name)
        return value

    def maybe_text(self, name: str) -> str | None:
        """A text, or None where it is absent."""
        value = self._data.pop(name, None)
        if value is not None and type(value) is not str:
            raise refuse(name)
        return value

    def maybe_integer(self, name: str) -> int | None:
        """A whole number from 0, or None where it is absent."""
        value = self._data.pop(name, None)
        if value is None:
            return None
        if type(value) is not int or not 0 <= value <= _LATEST:  # True is no integer
            raise refuse(name)
        return value

    def integer(self, name: str) -> int:
        """A whole number from 0 that must be there."""
        value = self.maybe_integer(name)
        if value is None:
            raise refuse(name)
        return value

    def flag(self, name: str) -> bool:
        """True or false; false where it is absent."""
        value = self._data.pop(name, False)
        if type(value) is not bool:
            raise refuse(name)
        return value

    def maybe_mapping(self, name: str) -> Mapping[str, object] | None:
        """An object, or None where it is absent."""
        value = self._data.pop(name, None)
        if value is not None and type(value) is not dict:
            raise refuse(name)
        return value

    def mapping(self, name: str) -> Mapping[str, object]:
        """An object that must be there."""
        value = self.maybe_mapping(name)
        if value is None:
            raise refuse(name)
        return value

    def sequence(self, name: str) -> list[object]:
        """An array that must be there."""
        value = self._data.pop(name, None)
        if type(value) is not list:
            raise refuse(name)
        return value

    def rest(self) -> dict[str, object]:
        """Everything not taken yet."""
        rest, self._data = self._data, {}
        return rest

    def end(self) -> None:
        """Refuse names that the format does not know."""
        if self._data:
            raise refuse("unknown_name")
