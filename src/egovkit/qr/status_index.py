"""Which status index a document gets: a keyed shuffle of a counter.

Neighbouring numbers would tell how many documents were issued and in which
order, so the counter is permuted under a secret key. Because it is a
permutation, no index comes twice and it never slows down as a shard fills; its
whole state is the counter, which a database hands out anyway.

Source:
    A Feistel network over a small domain with cycle walking, the construction
    behind FF1 (NIST SP 800-38G, 5.1); rounds are BLAKE2b keyed (RFC 7693).

Example:
    >>> allocator = StatusIndexAllocator(bytes(range(32)))
    >>> allocator.counter_of(allocator.index_of(5))
    5
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from egovkit._arguments import integer, is_count, is_kind, several
from egovkit.errors import UsageError
from egovkit.qr.status import SHARD_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["StatusIndexAllocator"]

_ROUNDS = 8
_MIN_KEY, _MAX_KEY = 16, 64


class StatusIndexAllocator:
    """A keyed permutation of a counter, shard by shard.

    Shard 0 takes counters 0 to ``size - 1``, shard 1 the next ones, and so on:
    a shard is full before the next one starts. The same key, size and counter
    give the same index in every process.

    Args:
        key: 16 to 64 secret random bytes. Keep it with the counter: with
            another key, indices come twice.
        size: Indices of a shard; the seal format has 2^20.

    Raises:
        egovkit.errors.UsageError: A key that is too short or too long or no
            bytes, or no size.
    """

    __slots__ = ("_half", "_key", "size")

    def __init__(self, key: bytes, size: int = SHARD_SIZE) -> None:
        if not is_kind(key, bytes | bytearray) or not _MIN_KEY <= len(key) <= _MAX_KEY:
            raise UsageError("status_allocator_key")
        if not is_count(size):
            raise UsageError("status_allocator_size")
        self._key = bytes(key)
        self.size = size
        self._half = max(1, ((size - 1).bit_length() + 1) // 2)

    def index_of(self, counter: int) -> int:
        """The status index of the n-th document, over all shards.

        Args:
            counter: 0, 1, 2 … as a database hands them out, each once.

        Raises:
            egovkit.errors.UsageError: A negative counter, or no whole number.
        """
        shard, place = self._split(counter)
        while True:  # cycle walking: the network's domain is a power of four
            place = self._network(place, shard, range(_ROUNDS))
            if place < self.size:
                return shard * self.size + place

    def counter_of(self, index: int) -> int:
        """The counter that gave this index.

        Raises:
            egovkit.errors.UsageError: A negative index, or no whole number.
        """
        shard, place = self._split(index)
        while True:
            place = self._swap(place)
            place = self._network(place, shard, reversed(range(_ROUNDS)))
            place = self._swap(place)
            if place < self.size:
                return shard * self.size + place

    def first_free(self, used: Iterable[int]) -> int:
        """The lowest counter above everything used: where to go on after a restore.

        Args:
            used: Indices that may have been issued, from the backup, from the
                published lists (`StatusList.used`, with the number of the
                shard), from anywhere.

        Raises:
            egovkit.errors.UsageError: Something that is no index.
        """
        return max(map(self.counter_of, several(used, "used")), default=-1) + 1

    def _split(self, number: int) -> tuple[int, int]:
        number = integer(number, "status_counter_negative")
        if number < 0:
            raise UsageError("status_counter_negative")
        return divmod(number, self.size)

    def _network(self, place: int, shard: int, rounds: Iterable[int]) -> int:
        mask = (1 << self._half) - 1
        left, right = place >> self._half, place & mask
        for number in rounds:
            left, right = right, left ^ self._round(number, shard, right) & mask
        return left << self._half | right

    def _round(self, number: int, shard: int, half: int) -> int:
        message = b"%d %d %d" % (number, shard, half)
        digest = hashlib.blake2b(message, digest_size=8, key=self._key)
        return int.from_bytes(digest.digest(), "big")

    def _swap(self, place: int) -> int:
        mask = (1 << self._half) - 1
        return (place & mask) << self._half | place >> self._half

    def __repr__(self) -> str:
        return f"<StatusIndexAllocator size={self.size}>"
