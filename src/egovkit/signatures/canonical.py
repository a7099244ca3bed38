r"""One form for a value (RFC 8785), and one strict way to read JSON.

Two programs that canonicalize equal values get the same bytes, so that a digest
of a record in a database can be signed. Sign received bytes as they are; only
what you make yourself needs a canonical form.

Sources:
    RFC 8785 (JSON Canonicalization Scheme), RFC 7493 (I-JSON), ECMA-262
    Number::toString, RFC 8259.

Example:
    >>> canonicalize({"b": [1.0, 1e21, "é"], "a": None})
    b'{"a":null,"b":[1,1e+21,"\xc3\xa9"]}'
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, cast

from egovkit.errors import InvalidFormatError, InvalidLengthError, InvalidValueError

__all__ = ["canonicalize", "loads_strict"]

MAX_BYTES = 1 << 20
MAX_DEPTH = 64
MAX_INTEGER = (1 << 53) - 1  # I-JSON: beyond it two readers may differ

# The C encoder's output is RFC 8785 already, but for three things: some floats,
# the order of keys beyond the Basic Multilingual Plane, and keys that are no
# text. `_fits` finds out whether a value has any.
_encode_text: Callable[[str], str] = json.encoder.encode_basestring


def _encoder() -> Callable[[object], Iterable[str]]:
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:  # pragma: no cover - an interpreter without the C part
        return json.JSONEncoder(
            ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).iterencode
    # One encoder for all calls: json.dumps would make one for each.
    one = make(
        markers=None,
        default=_no_default,
        encoder=_encode_text,
        indent=None,
        key_separator=":",
        item_separator=",",
        sort_keys=True,
        skipkeys=False,
        allow_nan=False,
    )
    return lambda value: cast("Iterable[str]", one(value, 0))


def _no_default(_: object) -> NoReturn:
    raise AssertionError


_encode_fast = _encoder()


def canonicalize(value: object) -> bytes:
    """The canonical JSON of a value, UTF-8.

    Args:
        value: None, bool, int within ±(2^53 - 1), finite float, text, lists or
            tuples, and dicts with text keys; nothing else, no subclasses.

    Returns:
        The same bytes for equal values on every machine.

    Raises:
        egovkit.errors.InvalidValueError: The value has no canonical form; the
            code says why (``canonical_type``, ``canonical_integer``,
            ``canonical_number``, ``canonical_text``, ``canonical_depth``).

    Source:
        RFC 8785, 3.2.

    Example:
        >>> canonicalize({"nomor": "470/9001", "halaman": 2})
        b'{"halaman":2,"nomor":"470/9001"}'
    """
    try:
        text = "".join(_encode_fast(value)) if _fits(value) else _write(value)
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError("canonical_text") from None


_EASY = frozenset({str, bool, type(None)})
_CONTAINERS = frozenset({dict, list, tuple})
# Between these, a float that is no whole number prints alike in both languages.
_SAME_FROM, _SAME_BELOW = 1e-4, 1e16


def _fits(value: object) -> bool:
    """Whether the C encoder gives the canonical form; raise if there is none."""
    if type(value) not in _CONTAINERS:
        return _scalar_fits(value)
    fits = True
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        deeper: list[Any] = []
        for node in level:
            items = node
            if type(node) is dict:
                items = node.values()
                fits = _keys_fit(node) and fits
            if not _EASY.issuperset(map(type, items)):
                fits = _items_fit(items, deeper.append) and fits
        if not deeper:
            return fits
        level = deeper
    raise InvalidValueError("canonical_depth", limit=MAX_DEPTH)


def _keys_fit(node: dict[str, object]) -> bool:
    try:
        keys = "".join(node)
    except TypeError:
        raise InvalidValueError("canonical_type") from None
    return keys.isascii() or max(keys) <= "\uffff"


def _items_fit(items: Iterable[object], descend: Callable[[object], None]) -> bool:
    fits = True
    for item in items:
        kind = type(item)
        if kind in _CONTAINERS:
            descend(item)
        elif kind not in _EASY and not _scalar_fits(item):
            fits = False
    return fits


def _scalar_fits(value: object) -> bool:
    if type(value) in _EASY:
        return True
    if type(value) is int:
        if -MAX_INTEGER <= value <= MAX_INTEGER:
            return True
        raise InvalidValueError("canonical_integer")
    if type(value) is float:
        return _SAME_FROM <= abs(value) < _SAME_BELOW and not value.is_integer()
    raise InvalidValueError("canonical_type")


def _write(value: Any) -> str:  # noqa: ANN401
    """The canonical form of a value that `_fits` has looked at."""
    kind = type(value)
    if kind is str:
        return _encode_text(value)
    if kind is dict:
        # 3.2.3: keys are sorted as arrays of UTF-16 code units.
        keys = sorted(value)
        if not _keys_fit(value):
            keys.sort(key=_utf16)
        inner = [f"{_encode_text(key)}:{_write(value[key])}" for key in keys]
        return "{" + ",".join(inner) + "}"
    if kind is float:
        return _number(value)
    if kind in _CONTAINERS:
        return "[" + ",".join(map(_write, value)) + "]"
    return repr(value) if kind is int else _WORDS[value]


_WORDS = {None: "null", True: "true", False: "false"}


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


_SHORTEST_PLAIN, _LONGEST_PLAIN = -6, 21  # ECMA-262 Number::toString, 6.1.6.1.20


def _number(value: float) -> str:
    """A float as ECMAScript prints it; the shortest digits are Python's."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124
        raise InvalidValueError("canonical_number")
    if value.is_integer() and abs(value) < _SAME_BELOW:
        return repr(int(value))  # minus zero too
    text = repr(abs(value))
    if "e" not in text:
        return repr(value)
    mantissa, _, exponent = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    sign = "-" if value < 0 else ""
    return sign + _ecmascript(whole + fraction, int(exponent) + 1)


def _ecmascript(digits: str, point: int) -> str:
    """Digits d₁d₂… that stand for 0.d₁d₂… × 10^point, at least one digit."""
    if len(digits) <= point <= _LONGEST_PLAIN:
        return digits + "0" * (point - len(digits))
    if _SHORTEST_PLAIN < point <= 0:
        return "0." + "0" * -point + digits
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return f"{digits[0]}.{digits[1:]}{exponent}" if digits[1:] else digits + exponent


def loads_strict(
    data: bytes | str, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Any:  # noqa: ANN401 - whatever JSON it is
    """Read JSON that has one meaning only.

    Args:
        data: UTF-8 bytes, or text.
        max_bytes: Longest input, in bytes (characters for text).
        max_depth: Deepest nesting of arrays and objects.

    Raises:
        egovkit.errors.InvalidLengthError: Longer than allowed.
        egovkit.errors.InvalidFormatError: Neither bytes nor text, not JSON, or
            JSON that readers take in different ways: a key twice, NaN or Infinity, anything behind the
            value, half a surrogate pair, a number beyond ±(2^53 - 1) or beyond a
            float, too deep.

    Source:
        RFC 8259, RFC 7493 2.

    Example:
        >>> loads_strict(b'{"setuju": true}')
        {'setuju': True}
        >>> loads_strict(b'{"setuju": false, "setuju": true}')
        Traceback (most recent call last):
        egovkit.errors.InvalidFormatError: A name occurs twice in an object. [json_twice]
    """  # noqa: E501 - a doctest line
    if not isinstance(data, (str, bytes)):
        raise InvalidFormatError("json_malformed")
    if len(data) > max_bytes:
        raise InvalidLengthError("json_too_long", limit=max_bytes)
    try:
        text = data if isinstance(data, str) else str(data, "utf-8")
        if not text.isascii():
            text.encode()  # half a pair in text that was never bytes
        _check_depth(text, max_depth)
        value = _decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeError:
        raise InvalidFormatError("json_text") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, InvalidFormatError):
            raise
        raise InvalidFormatError("json_malformed") from None
    return value


_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


def _check_depth(text: str, limit: int) -> None:
    if len(text) <= limit or text.count("[") + text.count("{") <= limit:
        return
    depth = 0
    for bracket in _BRACKET.findall(_TEXT.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > limit:
            raise InvalidFormatError("json_too_deep", limit=limit)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InvalidFormatError("json_twice")
    return found


def _integer(text: str) -> int:
    value = int(text)
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise InvalidFormatError("json_number")
    return value


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise InvalidFormatError("json_number")
    return value


def _constant(_: str) -> object:
    raise InvalidFormatError("json_number")


_decode = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=_integer,
    parse_float=_float,
    parse_constant=_constant,
).decode
