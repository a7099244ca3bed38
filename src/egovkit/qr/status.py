"""Status lists: which issued documents still stand, a few bits for each.

An index that nobody issued must not read as valid, so a list starts at 3, *not
issued*, and only issuing sets 0. The bytes are those of the Token Status List
draft: values packed from the low bits up, compressed with zlib.

Source:
    draft-ietf-oauth-status-list-20 (read 2026-04; no RFC number known):
    sections 4.1 (packing), 4.2 and 4.3 (JSON and CBOR), 7.1 (values). Value 3
    is one of those it leaves to applications.

Example:
    >>> statuses = StatusList(size=1000)
    >>> statuses.status(7)
    'not_issued'
    >>> statuses.issue(7)
    >>> statuses.status(7)
    'valid'
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from egovkit._arguments import integer, is_count, of_kind, several, taken_apart
from egovkit.errors import InvalidFormatError, UsageError
from egovkit.qr._status_token import sign_cwt, sign_jwt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import Self

    from egovkit._clock import Clock
    from egovkit.signatures.signer import Signer

__all__ = ["SHARD_SIZE", "StatusList"]

SHARD_SIZE = 2**20
_INDICES = 2**32  # what a seal can name
MAX_BYTES = 4 * 2**20  # 16 million entries of 2 bits; a bomb stops here
VALID, REVOKED, SUSPENDED, NOT_ISSUED = range(4)
WORDS = {
    VALID: "valid",
    REVOKED: "revoked",
    SUSPENDED: "suspended",
    NOT_ISSUED: "not_issued",
}
_CODES = {word: value for value, word in WORDS.items()}
_WIDTHS = (1, 2, 4, 8)
_FRESH = 255  # while a list is built: not named yet


class StatusList:
    """The status of each index of one shard.

    Args:
        size: How many indices it has, from 0.
        bits: Bits for each: 1, 2, 4 or 8. One bit knows only valid and
            revoked; an index not issued then reads as revoked.

    Raises:
        egovkit.errors.UsageError: Another number of bits, or a size that no
            reader would inflate.
    """

    __slots__ = ("_packed", "bits", "size")

    bits: int
    """Bits for each index."""
    size: int
    """How many indices it has."""

    def __init__(self, size: int = SHARD_SIZE, *, bits: int = 2) -> None:
        _check(size, bits)
        self.bits = bits
        self.size = size
        self._packed = bytearray([_untouched(bits)]) * -(-size * bits // 8)

    @classmethod
    def from_entries(
        cls, size: int, entries: Iterable[tuple[int, str]], *, bits: int = 2
    ) -> Self:
        """A list with everything that was issued, in one go.

        Args:
            size: How many indices it has.
            entries: Index and ``"valid"``, ``"revoked"``, ``"suspended"`` or
                ``"not_issued"``; each index once. Indices not named are not
                issued.
            bits: Bits for each index.

        Raises:
            egovkit.errors.UsageError: An index out of range or named twice,
                another word, or something that is no pair.
        """
        _check(size, bits)
        values = bytearray([_FRESH]) * size
        with taken_apart("entries"):
            for index, word in several(entries, "entries"):
                if not 0 <= index < size or values[index] != _FRESH:
                    raise UsageError("status_index_twice_or_outside", size=size)
                if word not in _CODES:
                    raise UsageError("status_word")
                values[index] = _CODES[word]
        return cls._filled(values, bits)

    @classmethod
    def by_shard(
        cls, entries: Iterable[tuple[int, str]], *, bits: int = 2
    ) -> dict[int, Self]:
        """The lists of all shards that have an entry, by shard number.

        Publish each at `shard_uri` of its number.

        Args:
            entries: As for `from_entries`, with indices over all shards.
            bits: Bits for each index.

        Raises:
            egovkit.errors.UsageError: An index outside 0 to 2**32-1 or named
                twice, another word, or something that is no pair.
        """
        shards: dict[int, bytearray] = {}
        with taken_apart("entries"):
            for index, word in several(entries, "entries"):
                if not 0 <= index < _INDICES:
                    raise UsageError("status_index_twice_or_outside", size=_INDICES)
                shard, place = divmod(index, SHARD_SIZE)
                values = shards.get(shard)
                if values is None:
                    values = shards[shard] = bytearray([_FRESH]) * SHARD_SIZE
                if values[place] != _FRESH:
                    raise UsageError("status_index_twice_or_outside", size=_INDICES)
                if word not in _CODES:
                    raise UsageError("status_word")
                values[place] = _CODES[word]
        return {shard: cls._filled(shards[shard], bits) for shard in sorted(shards)}

    @classmethod
    def _filled(cls, values: bytearray, bits: int) -> Self:
        """A list of these values, one byte for each index."""
        made = cls(len(values), bits=bits)
        values = values.replace(bytes([_FRESH]), bytes([_start(bits)]))
        if values.translate(None, bytes(range(1 << bits))):
            raise UsageError("status_word_needs_bits")
        made._packed = _pack(values, bits)
        return made

    @classmethod
    def from_compressed(cls, lst: bytes, *, bits: int) -> Self:
        """Read the ``lst`` of a status list claim.

        Args:
            lst: zlib data, at most 4 MiB when inflated.
            bits: Bits for each index.

        Raises:
            egovkit.errors.InvalidFormatError: Not zlib data, longer than that,
                or followed by other bytes.
            egovkit.errors.UsageError: No bytes.
        """
        of_kind(lst, bytes | bytearray | memoryview, "lst")
        if type(bits) is not int or bits not in _WIDTHS:
            raise InvalidFormatError("status_list_format")
        inflate = zlib.decompressobj()
        try:
            raw = inflate.decompress(lst, MAX_BYTES + 1)
        except zlib.error:
            raise InvalidFormatError("status_list_format") from None
        if len(raw) > MAX_BYTES:
            raise InvalidFormatError("status_list_too_large", limit=MAX_BYTES)
        if not raw or not inflate.eof or inflate.unused_data:
            raise InvalidFormatError("status_list_format")
        made = cls(len(raw) * 8 // bits, bits=bits)
        made._packed = bytearray(raw)
        return made

    def compressed(self) -> bytes:
        """The ``lst`` of a status list claim: zlib data at the best level."""
        return zlib.compress(self._packed, 9)

    def value(self, index: int) -> int:
        """The number that stands at an index.

        Raises:
            egovkit.errors.UsageError: An index outside the list.
        """
        position, shift = self._place(index)
        return self._packed[position] >> shift & ((1 << self.bits) - 1)

    def status(self, index: int) -> str:
        """``"valid"``, ``"revoked"``, ``"suspended"`` or ``"not_issued"``.

        A value that this list's applications never write reads ``"unknown"``.

        Raises:
            egovkit.errors.UsageError: An index outside the list.
        """
        return WORDS.get(self.value(index), "unknown")

    def issue(self, index: int) -> None:
        """Say that the document of this index was issued; again changes nothing.

        Raises:
            egovkit.errors.UsageError: It was revoked or suspended, or the index
                is outside the list.
        """
        word = self.status(index)
        if word in ("revoked", "suspended") and self.bits > 1:
            raise UsageError("status_not_issuable")
        self._set(index, VALID)

    def revoke(self, index: int) -> None:
        """Say that the document no longer stands; there is no way back.

        Raises:
            egovkit.errors.UsageError: An index outside the list.
        """
        self._set(index, REVOKED)

    def suspend(self, index: int) -> None:
        """Say that the document does not stand for the time being.

        Raises:
            egovkit.errors.UsageError: It was not issued or was revoked, the
                list has one bit only, or the index is outside the list.
        """
        if self.bits == 1:
            raise UsageError("status_word_needs_bits")
        if self.status(index) not in ("valid", "suspended"):
            raise UsageError("status_not_suspendable")
        self._set(index, SUSPENDED)

    def reinstate(self, index: int) -> None:
        """End a suspension.

        Raises:
            egovkit.errors.UsageError: It is not suspended, or the index is
                outside the list.
        """
        if self.status(index) != "suspended":
            raise UsageError("status_not_suspended")
        self._set(index, VALID)

    def used(self, *, shard: int = 0) -> Iterator[int]:
        """The indices that were ever issued or revoked, ascending.

        Args:
            shard: Which shard this list is; its indices are those after the
                shards before it.

        Raises:
            egovkit.errors.UsageError: The list has one bit only, which does not
                tell a revoked index from one that nobody issued: whoever goes
                on from there would give a revoked index out again.
        """
        if self.bits == 1:
            raise UsageError("status_word_needs_bits")
        first = integer(shard, "argument_wrong", argument="shard") * SHARD_SIZE
        return (first + index for index in self._used())

    def _used(self) -> Iterator[int]:
        untouched, width = _untouched(self.bits), 8 // self.bits
        for place, packed in enumerate(self._packed):
            if packed == untouched:
                continue  # most are, and looking at each entry takes its time
            for index in range(place * width, min((place + 1) * width, self.size)):
                if self.value(index) != NOT_ISSUED:
                    yield index

    def to_token(  # noqa: PLR0913 - the claims, each named
        self,
        *,
        key: Signer,
        uri: str,
        at: datetime | Clock,
        expires: datetime,
        ttl: int | None = None,
        aggregation_uri: str | None = None,
    ) -> bytes:
        """The list as a signed CWT (``application/statuslist+cwt``).

        Args:
            key: A key of use ``"status"``.
            uri: Where it will be published.
            at: When it is made, with a time zone.
            expires: From when it no longer tells anything.
            ttl: Seconds after which a reader with a network fetches again.
            aggregation_uri: Where a list of all status lists is published.

        Raises:
            egovkit.errors.UsageError: A key of another use, or it would expire
                before it is made.
            egovkit.errors.SigningError: What the signer gave is not its signature.
        """
        return sign_cwt(
            key,
            self.bits,
            self.compressed(),
            uri=uri,
            at=at,
            expires=expires,
            ttl=ttl,
            aggregation_uri=aggregation_uri,
        )

    def to_jwt(  # noqa: PLR0913 - the claims, each named
        self,
        *,
        key: Signer,
        uri: str,
        at: datetime | Clock,
        expires: datetime,
        ttl: int | None = None,
        aggregation_uri: str | None = None,
    ) -> str:
        """The list as a signed JWT (``statuslist+jwt``); arguments as `to_token`.

        Raises:
            egovkit.errors.UsageError: A key of another use, or it would expire
                before it is made.
            egovkit.errors.SigningError: What the signer gave is not its signature.
        """
        return sign_jwt(
            key,
            self.bits,
            self.compressed(),
            uri=uri,
            at=at,
            expires=expires,
            ttl=ttl,
            aggregation_uri=aggregation_uri,
        )

    def _place(self, index: int) -> tuple[int, int]:
        index = integer(index, "status_index_outside", size=self.size)
        if not 0 <= index < self.size:
            raise UsageError("status_index_outside", size=self.size)
        return index * self.bits // 8, index * self.bits % 8

    def _set(self, index: int, value: int) -> None:
        position, shift = self._place(index)
        cleared = self._packed[position] & ~(((1 << self.bits) - 1) << shift)
        self._packed[position] = cleared | value << shift

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StatusList):
            return NotImplemented
        return (self.bits, self.size, self._packed) == (
            other.bits,
            other.size,
            other._packed,
        )

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return f"<StatusList of {self.size} with {self.bits} bits>"


def _check(size: int, bits: int) -> None:
    if type(bits) is not int or bits not in _WIDTHS:
        raise UsageError("status_bits")
    if not is_count(size, MAX_BYTES * 8 // bits):
        raise UsageError("status_size", limit=MAX_BYTES * 8 // bits)


def _start(bits: int) -> int:
    """What stands at an index that nobody issued."""
    return min(NOT_ISSUED, (1 << bits) - 1)


def _untouched(bits: int) -> int:
    """The byte of as many indices as it holds, none of them issued."""
    return sum(_start(bits) << shift for shift in range(0, 8, bits))


def _pack(values: bytearray, bits: int) -> bytearray:
    """One byte for each value → values packed from the low bits up."""
    per_byte = 8 // bits
    values.extend(bytes(-len(values) % per_byte))
    packed = 0  # as one number: shifting is then a matter of milliseconds
    for place in range(per_byte):
        lane = int.from_bytes(values[place::per_byte], "little")
        packed |= lane << (place * bits)
    return bytearray(packed.to_bytes(len(values) // per_byte, "little"))
