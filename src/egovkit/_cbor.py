"""CBOR as the seal uses it: a strict, deterministic subset of RFC 8949.

One value has one encoding, and only that encoding is read: shortest lengths,
map keys in bytewise order and none twice, nothing indefinite, nothing after
the value (section 4.2.1). The subset is integers of 64 bits, byte strings,
text, arrays, maps with integer or text keys, true, false, null and tag 18
(COSE_Sign1). What general decoders accept beyond that has been used to hang
them or to make two readers see two documents.

`decode_foreign` is for documents of other nations, whose issuers wrote CBOR
with other encoders: it forgives the form, keeps the caps, and still refuses
duplicate keys and trailing bytes.

Source:
    RFC 8949, 2020-12: CBOR. Section 4.2.1, core deterministic encoding.

Example:
    >>> encode({6: 1795482000, 4: None}).hex()
    'a204f6061a6b04e190'
    >>> decode(bytes.fromhex("a204f6061a6b04e190"))
    {4: None, 6: 1795482000}
"""

import struct
from collections.abc import Callable
from typing import Any, NamedTuple

from egovkit.errors import InvalidFormatError, InvalidLengthError, UsageError

__all__ = [
    "MAX_DEPTH",
    "SIGN1_TAG",
    "Tag",
    "Value",
    "decode",
    "decode_flat",
    "decode_foreign",
    "encode",
    "encode_int",
    "head",
]

Value = object
"""int, bytes, str, list, dict, bool, None or `Tag`; floats only from others."""

MAX_DEPTH = 8
SIGN1_TAG = 18
_FOREIGN_DEPTH = 24
_FOREIGN_ITEMS = 1000

_UINT, _NINT, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_INLINE = 24  # arguments below it stand in the first byte
_INDEFINITE = 31


class Tag(NamedTuple):
    """A tagged value."""

    number: int
    value: Value


def encode(value: Value) -> bytes:
    """The one deterministic encoding of a value.

    Raises:
        egovkit.errors.UsageError: A value outside the subset.
    """
    out = bytearray()
    _write(out, value, 0)
    return bytes(out)


def head(major: int, argument: int) -> bytes:
    """The first bytes of an item: major type and shortest argument."""
    first = major << 5
    if argument < _INLINE:
        return bytes((first | argument,))
    for limit, info, layout in _LAYOUTS:
        if argument < limit:
            return layout.pack(first | info, argument)
    raise UsageError("cbor_integer")


_LAYOUTS = (
    (2**8, 24, struct.Struct(">BB")),
    (2**16, 25, struct.Struct(">BH")),
    (2**32, 26, struct.Struct(">BI")),
    (2**64, 27, struct.Struct(">BQ")),
)


def encode_int(value: int) -> bytes:
    """The encoding of an integer; `encode` gives the same, by a longer way."""
    return head(_UINT, value) if value >= 0 else head(_NINT, -1 - value)


def _write(out: bytearray, value: Value, depth: int) -> None:
    writer = _WRITERS.get(type(value))
    if writer is None:
        raise UsageError("cbor_unsupported", type=type(value).__name__)
    writer(out, value, depth)


def _deeper(depth: int) -> int:
    """One level down, as far as a reader goes."""
    if depth >= MAX_DEPTH:
        raise UsageError("cbor_depth", limit=MAX_DEPTH)
    return depth + 1


def _write_int(out: bytearray, value: int, _depth: int) -> None:
    out += encode_int(value)


def _write_bytes(out: bytearray, value: bytes, _depth: int) -> None:
    out += head(_BYTES, len(value))
    out += value


def _write_text(out: bytearray, value: str, _depth: int) -> None:
    try:
        data = value.encode()
    except UnicodeEncodeError:  # a lone surrogate is no text
        raise UsageError("cbor_text") from None
    out += head(_TEXT, len(data))
    out += data


def _write_array(out: bytearray, value: list[Value], depth: int) -> None:
    out += head(_ARRAY, len(value))
    inside = _deeper(depth)
    for item in value:
        _write(out, item, inside)


def _write_map(out: bytearray, value: dict[Value, Value], depth: int) -> None:
    out += head(_MAP, len(value))
    inside = _deeper(depth)
    keys = []
    for key in value:
        if type(key) is not int and type(key) is not str:
            raise UsageError("cbor_key")
        keys.append((encode(key), key))
    for encoded, key in sorted(keys):  # bytewise, no two are equal
        out += encoded
        _write(out, value[key], inside)


def _write_tag(out: bytearray, value: Tag, depth: int) -> None:
    if value.number != SIGN1_TAG:
        raise UsageError("cbor_tag")
    out += head(_TAG, value.number)
    _write(out, value.value, _deeper(depth))


_WRITERS: dict[type, Callable[[bytearray, Any, int], None]] = {
    int: _write_int,
    bytes: _write_bytes,
    str: _write_text,
    list: _write_array,
    tuple: _write_array,
    dict: _write_map,
    Tag: _write_tag,
    bool: lambda out, value, _depth: out.append(0xF5 if value else 0xF4),
    type(None): lambda out, _value, _depth: out.append(0xF6),
}


def decode(data: bytes, *, limit: int = 4096, depth: int = 0) -> Value:
    """The value of a strictly deterministic encoding.

    Args:
        data: The whole encoding, nothing before or after it.
        limit: The most bytes that are looked at.
        depth: How many arrays, maps and tags stand around it already.

    Raises:
        egovkit.errors.InvalidFormatError: Not in the subset, or not in its one
            form; the code says which rule.
        egovkit.errors.InvalidLengthError: Longer than the limit.
    """
    return _read_all(_Reader(data), limit, depth)


def decode_flat(data: bytes) -> list[Value] | None:
    """The items of an array of at most 23 integers, texts, booleans and nulls.

    Much faster than `decode`, which gives the same for what is read here. None
    for everything else, be it nested, longer or wrong: ask `decode`.
    """
    items: list[Value] = []
    size, pos = len(data), 1
    try:
        while pos < size:
            first = data[pos]
            pos += 1
            major, argument = first >> 5, first & 31
            if argument >= _INLINE:
                width, smallest = _WIDTHS[argument]
                argument = int.from_bytes(data[pos : pos + width], "big")
                pos += width
                if argument < smallest:
                    return None
            if major == _TEXT:
                end = pos + argument
                items.append(data[pos:end].decode())
                pos = end
            elif major <= _NINT:
                items.append(argument ^ -major)  # -1 - n is n with all bits turned
            elif major == _SIMPLE:
                items.append(_SIMPLES[argument])
            else:
                return None
    except (UnicodeDecodeError, KeyError):
        return None
    # cut short, the last item ends after the data do
    whole = pos == size and data[:1] == bytes((_ARRAY << 5 | len(items) & 31,))
    return items if whole and len(items) < _INLINE else None


def decode_foreign(data: bytes, *, limit: int = 65_536) -> Value:
    """The value of a well-formed encoding that another writer chose.

    Floats, other tags (as `Tag`), indefinite lengths and any order of keys are
    read. Undefined becomes None.

    Raises:
        egovkit.errors.InvalidFormatError: Not well-formed, too deep, more than
            1,000 items, a key twice, or bytes after the value.
        egovkit.errors.InvalidLengthError: Longer than the limit.
    """
    return _read_all(_ForeignReader(data), limit, 0)


def _read_all(reader: "_Reader", limit: int, depth: int) -> Value:
    if reader.size > limit:
        raise InvalidLengthError("cbor_too_long", limit=limit)
    value = reader.item(depth)
    if reader.pos != reader.size:
        raise InvalidFormatError("cbor_trailing")
    return value


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise InvalidFormatError("cbor_text") from None


class _Reader:
    __slots__ = ("data", "pos", "size")
    max_depth = MAX_DEPTH

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pos = 0
        self.size = len(data)

    def item(self, depth: int) -> Value:
        # the one hot loop of verifying: arguments and texts are read in place
        data, pos = self.data, self.pos
        if pos >= self.size:
            raise InvalidFormatError("cbor_truncated")
        first = data[pos]
        pos += 1
        argument = first & 31
        if argument >= _INLINE:
            pos, argument = self.argument(first, pos)
        self.pos = pos
        major = first >> 5
        if major == _UINT:
            return argument
        if major == _TEXT:
            self.pos = end = pos + argument
            if end > self.size:
                raise InvalidFormatError("cbor_truncated")
            return _decoded(data[pos:end])
        return self.rest(major, argument, depth)

    def rest(self, major: int, argument: int, depth: int) -> Value:
        if major == _NINT:
            return -1 - argument
        if major == _BYTES:
            return self.take(argument)
        if major == _SIMPLE:
            return self.simple(argument)
        if depth >= self.max_depth:
            raise InvalidFormatError("cbor_depth", limit=self.max_depth)
        if major == _ARRAY:
            return self.read_array(argument, depth + 1)
        if major == _MAP:
            return self.read_map(argument, depth + 1)
        return self.read_tag(argument, depth + 1)

    def argument(self, first: int, pos: int) -> tuple[int, int]:
        """Position after the argument, and the argument in its shortest form."""
        info = first & 31
        if info not in _WIDTHS:
            code = "cbor_indefinite" if info == _INDEFINITE else "cbor_reserved"
            raise InvalidFormatError(code)
        if first >= _SIMPLE << 5:
            raise InvalidFormatError("cbor_simple")  # floats and two-byte simples
        width, smallest = _WIDTHS[info]
        end = pos + width
        if end > self.size:
            raise InvalidFormatError("cbor_truncated")
        value = int.from_bytes(self.data[pos:end], "big")
        if value < smallest:
            raise InvalidFormatError("cbor_not_shortest")
        return end, value

    def take(self, size: int) -> bytes:
        start = self.pos
        self.pos = end = start + size
        data = self.data
        if end > len(data):
            raise InvalidFormatError("cbor_truncated")
        return data[start:end]

    def simple(self, argument: int) -> Value:
        if argument not in _SIMPLES:
            raise InvalidFormatError("cbor_simple")
        return _SIMPLES[argument]

    def counted(self, count: int, width: int = 1) -> range:
        # each item is a byte at least: a huge claim is refused before the loop
        if count * width > len(self.data) - self.pos:
            raise InvalidFormatError("cbor_truncated")
        return range(count)

    def read_array(self, count: int, depth: int) -> list[Value]:
        return [self.item(depth) for _ in self.counted(count)]

    def read_map(self, count: int, depth: int) -> dict[Value, Value]:
        result: dict[Value, Value] = {}
        previous = b""
        for _ in self.counted(count, 2):
            start = self.pos
            key = self.item(depth)
            encoded = self.data[start : self.pos]
            if type(key) is not int and type(key) is not str:
                raise InvalidFormatError("cbor_key")
            if encoded <= previous:
                same = encoded == previous
                raise InvalidFormatError(
                    "cbor_duplicate_key" if same else "cbor_key_order"
                )
            previous = encoded
            result[key] = self.item(depth)
        return result

    def read_tag(self, number: int, depth: int) -> Tag:
        if number != SIGN1_TAG:
            raise InvalidFormatError("cbor_tag")
        return Tag(number, self.item(depth))


# additional information → bytes that follow, smallest number that needs them
_WIDTHS = {24: (1, 24), 25: (2, 2**8), 26: (4, 2**16), 27: (8, 2**32)}
_SIMPLES = {20: False, 21: True, 22: None}
_FLOATS = {25: ">e", 26: ">f", 27: ">d"}


class _ForeignReader(_Reader):
    __slots__ = ("items",)
    max_depth = _FOREIGN_DEPTH

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.items = 0

    def first(self) -> int:
        """The first byte of one more item; a few bytes may inflate to thousands."""
        self.items += 1
        if self.items > _FOREIGN_ITEMS:
            raise InvalidFormatError("cbor_items", limit=_FOREIGN_ITEMS)
        return self.take(1)[0]

    def item(self, depth: int) -> Value:
        first = self.first()
        major, info = first >> 5, first & 31
        if major == _SIMPLE:
            return self.simple_or_float(info)
        self.pos, argument = self.argument(first, self.pos)
        if major == _UINT:
            return argument
        if major == _TEXT:
            # RFC 8949 3.2.3: each chunk is well-formed text by itself
            return "".join(map(_decoded, self.chunks(_TEXT, argument)))
        if major == _BYTES:
            return b"".join(self.chunks(_BYTES, argument))
        return self.rest(major, argument, depth)

    def simple_or_float(self, info: int) -> Value:
        if info in _FLOATS:
            number: float = struct.unpack(_FLOATS[info], self.take(1 << (info - 24)))[0]
            return number
        return None if info == 23 else self.simple(info)  # noqa: PLR2004 - undefined

    def argument(self, first: int, pos: int) -> tuple[int, int]:
        """Position after the argument, and the argument in any form."""
        info = first & 31
        if info < _INLINE:
            return pos, info
        if info == _INDEFINITE:
            if _BYTES <= first >> 5 <= _MAP:
                return pos, _UNKNOWN
            raise InvalidFormatError("cbor_indefinite")
        if info not in _WIDTHS:
            raise InvalidFormatError("cbor_reserved")
        argument = int.from_bytes(self.take(_WIDTHS[info][0]), "big")
        return self.pos, argument

    def chunks(self, major: int, size: int) -> list[bytes]:
        if size != _UNKNOWN:
            return [self.take(size)]
        found = []
        while not self.at_break():
            first = self.first()
            self.pos, argument = self.argument(first, self.pos)
            if first >> 5 != major or argument == _UNKNOWN:
                raise InvalidFormatError("cbor_chunk")
            found.append(self.take(argument))
        return found

    def at_break(self) -> bool:
        if self.data[self.pos : self.pos + 1] != b"\xff":
            return False
        self.pos += 1
        return True

    def read_array(self, count: int, depth: int) -> list[Value]:
        if count != _UNKNOWN:
            return super().read_array(count, depth)
        result = []
        while not self.at_break():
            result.append(self.item(depth))
        return result

    def read_map(self, count: int, depth: int) -> dict[Value, Value]:
        result: dict[Value, Value] = {}
        if count != _UNKNOWN:
            for _ in self.counted(count, 2):
                self.pair(result, depth)
            return result
        while not self.at_break():
            self.pair(result, depth)
        return result

    def pair(self, result: dict[Value, Value], depth: int) -> None:
        key = self.item(depth)
        if type(key) not in _FOREIGN_KEYS:
            raise InvalidFormatError("cbor_key")
        if key in result:
            raise InvalidFormatError("cbor_duplicate_key")
        result[key] = self.item(depth)

    def read_tag(self, number: int, depth: int) -> Tag:
        return Tag(number, self.item(depth))


_UNKNOWN = -1  # the argument of an indefinite length
_FOREIGN_KEYS = (int, str, bytes)
