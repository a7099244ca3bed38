"""DER, as much of it as CMS and RFC 3161 need: strict reading, plain writing.

The general decoders at hand either refuse what OpenSSL writes (a SET in another
order) or accept what is no DER. This one takes definite, minimal lengths only,
and no more bytes than it is told of.

Source:
    ITU-T X.690 (2021), 8 and 10.

Example:
    >>> node = read(sequence(integer(5), octets(b"x")))
    >>> [child.tag for child in node.children()]
    [2, 4]
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

__all__ = [
    "Node",
    "encode",
    "explicit",
    "generalized_time",
    "integer",
    "octets",
    "oid",
    "read",
    "sequence",
    "set_of",
    "utc_time",
]

BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
UTC_TIME, GENERALIZED_TIME, SEQUENCE, SET = 0x17, 0x18, 0x30, 0x31
# Context tags: [0] primitive, then [0], [1], [2] constructed.
PRIMITIVE_0, CONTEXT_0, CONTEXT_1, CONTEXT_2 = 0x80, 0xA0, 0xA1, 0xA2
MAX_CHILDREN = 4096
_MAX_INTEGER = 64  # bytes
_SHORT = 0x80
_MANY_TAGS = 0x1F


class DerError(ValueError):
    """Not the DER that was expected."""


class Node(NamedTuple):
    """One element."""

    tag: int
    """The identifier octet."""
    content: bytes
    """What is inside."""
    raw: bytes
    """The whole element as received."""

    def children(self) -> list["Node"]:
        """The elements inside a constructed one."""
        if not self.tag & 0x20:
            raise DerError
        return list(_walk(self.content))

    def first(self) -> "Node":
        """The first element inside; an error of DER where there is none."""
        children = self.children()
        if not children:
            raise DerError
        return children[0]

    def expect(self, tag: int) -> "Node":
        """The node itself, if it has that tag."""
        if self.tag != tag:
            raise DerError
        return self

    def integer(self) -> int:
        """The value of an INTEGER in its shortest form."""
        data = self.expect(INTEGER).content
        if len(data) > _MAX_INTEGER:
            raise DerError
        value = int.from_bytes(data, "big", signed=True)
        if integer(value) != self.raw:  # empty, or not the shortest form
            raise DerError
        return value

    def octets(self) -> bytes:
        """The value of an OCTET STRING."""
        return self.expect(OCTETS).content

    def oid(self) -> str:
        """The value of an OBJECT IDENTIFIER, dotted."""
        data = self.expect(OID).content
        if not data or data[-1] & _SHORT or len(data) > _MAX_INTEGER:
            raise DerError
        numbers, value, fresh = [], 0, True
        for byte in data:
            if fresh and byte == _SHORT:
                raise DerError
            value = value << 7 | byte & 0x7F
            fresh = not byte & _SHORT
            if fresh:
                numbers.append(value)
                value = 0
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))

    def time(self) -> datetime:
        """The value of a UTCTime or GeneralizedTime, UTC."""
        pattern = _TIMES.get(self.tag)
        found = pattern.fullmatch(self.content) if pattern else None
        if found is None:
            raise DerError
        text, fraction = found[1].decode(), (found[2] or b"").decode()
        if self.tag == UTC_TIME:  # two digits mean 1950 to 2049 (RFC 5280 4.1.2.5.1)
            text = ("20" if text < "50" else "19") + text
        try:
            moment = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            raise DerError from None
        return moment.replace(microsecond=int(f"{fraction:0<6.6}"))


# DER: seconds are there, the zone is Z, a fraction has no zero at its end.
_TIMES = {
    UTC_TIME: re.compile(rb"(\d{12})()Z"),
    GENERALIZED_TIME: re.compile(rb"(\d{14})(?:\.(\d{0,8}[1-9]))?Z"),
}


def read(data: bytes) -> Node:
    """The one element that the bytes are, without anything behind it.

    Raises:
        ValueError: Not one DER element.
    """
    if not isinstance(data, bytes):
        raise DerError
    node, end = _element(data, 0)
    if end != len(data):
        raise DerError
    return node


def _walk(data: bytes) -> Iterator[Node]:
    at, count = 0, 0
    while at < len(data):
        node, at = _element(data, at)
        count += 1
        if count > MAX_CHILDREN:
            raise DerError
        yield node


def _element(data: bytes, start: int) -> tuple[Node, int]:
    if len(data) < start + 2 or data[start] & _MANY_TAGS == _MANY_TAGS:
        raise DerError
    length, at = data[start + 1], start + 2
    if length >= _SHORT:
        count = length - _SHORT
        length = int.from_bytes(data[at : at + count], "big")
        at += count
        if length < _SHORT or length >> 8 * (count - 1) == 0:
            raise DerError  # not the shortest form, indefinite, or cut short
    end = at + length
    if end > len(data):
        raise DerError
    return Node(data[start], data[at:end], data[start:end]), end


def encode(tag: int, content: bytes) -> bytes:
    """One element."""
    size = len(content)
    if size < _SHORT:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _SHORT | len(length))) + length + content


def sequence(*items: bytes) -> bytes:
    """A SEQUENCE of encoded elements."""
    return encode(SEQUENCE, b"".join(items))


def set_of(*items: bytes, tag: int = SET) -> bytes:
    """A SET OF, its elements in DER order."""
    return encode(tag, b"".join(sorted(items)))


def explicit(number: int, content: bytes) -> bytes:
    """An explicit context tag around an element."""
    return encode(0xA0 | number, content)


def integer(value: int) -> bytes:
    """An INTEGER."""
    size = (value + (value < 0)).bit_length() // 8 + 1
    return encode(INTEGER, value.to_bytes(size, "big", signed=True))


def octets(value: bytes) -> bytes:
    """An OCTET STRING."""
    return encode(OCTETS, value)


def oid(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER."""
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray()
    for number in (40 * first + second, *rest):
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(number & 0x7F | _SHORT)
        out += bytes(reversed(digits))
    return encode(OID, bytes(out))


def utc_time(moment: datetime) -> bytes:
    """A UTCTime, or from 2050 on a GeneralizedTime (RFC 5652 11.3)."""
    if moment.year >= 2050:  # noqa: PLR2004 - the year of the standard
        return generalized_time(moment)
    return encode(UTC_TIME, moment.strftime("%y%m%d%H%M%SZ").encode())


def generalized_time(moment: datetime) -> bytes:
    """A GeneralizedTime, whole seconds."""
    return encode(GENERALIZED_TIME, moment.strftime("%Y%m%d%H%M%SZ").encode())
