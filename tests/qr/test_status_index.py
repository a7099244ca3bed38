"""Indices are a keyed shuffle: each once, without visible order, in any process."""

import importlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import UsageError
from egovkit.qr import StatusIndexAllocator, StatusList
from egovkit.services import SQLiteStore, recover

KEY = bytes(range(32))


@pytest.mark.property
class TestPermutation:
    """Within a shard every index comes exactly once."""

    @given(size=st.integers(1, 300), key=st.binary(min_size=16, max_size=64))
    def test_every_index_once(self, size, key):
        """Three shards of any size: a bijection, shard by shard."""
        allocator = StatusIndexAllocator(key, size=size)
        indices = [allocator.index_of(n) for n in range(3 * size)]
        for shard in range(3):
            part = indices[shard * size : (shard + 1) * size]
            assert sorted(part) == list(range(shard * size, (shard + 1) * size))

    @given(counter=st.integers(0, 2**40), size=st.integers(1, 2**21))
    def test_back_to_the_counter(self, counter, size):
        """The counter is found again, so that a restore can go on above it."""
        allocator = StatusIndexAllocator(KEY, size=size)
        assert allocator.counter_of(allocator.index_of(counter)) == counter


class TestShard:
    """A whole shard, and how it looks from outside."""

    def test_a_full_shard_without_a_repetition(self):
        """2^20 counters fill the shard completely; the last ones are as quick as
        the first, because nothing is searched.
        """
        allocator = StatusIndexAllocator(KEY, size=2**16)
        assert len({allocator.index_of(n) for n in range(2**16)}) == 2**16

    def test_order_is_not_visible(self):
        """Neighbours in time are not neighbours in the list: of 20,000 steps
        about 20,000 / 2^20 * 2,000 = 38 are shorter than 1,000 by chance.
        """
        allocator = StatusIndexAllocator(KEY)
        indices = [allocator.index_of(n) for n in range(20_000)]
        near = sum(abs(a - b) < 1000 for a, b in pairwise(indices))
        assert 10 <= near <= 90
        rising = sum(a < b for a, b in pairwise(indices))
        assert 9_500 <= rising <= 10_500

    def test_shards_are_shuffled_differently(self):
        """Place 0 of shard 1 does not follow from place 0 of shard 0."""
        allocator = StatusIndexAllocator(KEY)
        first = [allocator.index_of(n) for n in range(50)]
        second = [allocator.index_of(2**20 + n) - 2**20 for n in range(50)]
        assert first != second

    def test_another_key_another_order(self):
        """Without the key the order is not known."""
        one, two = StatusIndexAllocator(KEY), StatusIndexAllocator(KEY[::-1])
        assert [one.index_of(n) for n in range(50)] != [
            two.index_of(n) for n in range(50)
        ]

    def test_another_process_gives_the_same(self):
        """The whole state is the counter: two workers never collide if the
        counter does not.
        """
        code = (
            "from egovkit.qr import StatusIndexAllocator as A;"
            "a = A(bytes(range(32)));"
            "print([a.index_of(n) for n in range(20)])"
        )
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        allocator = StatusIndexAllocator(KEY)
        assert out.stdout.strip() == str([allocator.index_of(n) for n in range(20)])

    def test_fixed_for_ever(self):
        """These values must never change: they are printed on paper."""
        allocator = StatusIndexAllocator(KEY)
        indices = [allocator.index_of(n) for n in (0, 1, 2, 2**20)]
        assert indices == [932_133, 836_665, 181_649, 1_147_002]


class TestRestore:
    """After a backup is restored, no index is given out a second time."""

    def test_going_on_above_everything_published(self):
        """The database went back to counter 40; the published list shows 100
        documents: allocation goes on at 100.
        """
        allocator = StatusIndexAllocator(KEY, size=1000)
        published = StatusList(size=1000)
        for counter in range(100):
            published.issue(allocator.index_of(counter))
        free = allocator.first_free(published.used())
        assert free == 100
        assert published.status(allocator.index_of(free)) == "not_issued"

    def test_nothing_used(self):
        """An empty list starts at 0."""
        assert StatusIndexAllocator(KEY).first_free([]) == 0


class TestCalls:
    """What cannot be meant."""

    @pytest.mark.parametrize("key", [b"", b"short", bytes(15), bytes(65)])
    def test_keys(self, key):
        """A key has 16 to 64 bytes."""
        with pytest.raises(UsageError) as caught:
            StatusIndexAllocator(key)
        assert caught.value.code == "status_allocator_key"

    def test_size(self):
        """A shard has one index at least."""
        with pytest.raises(UsageError) as caught:
            StatusIndexAllocator(KEY, size=0)
        assert caught.value.code == "status_allocator_size"

    def test_negative_numbers(self):
        """Counters and indices start at 0."""
        allocator = StatusIndexAllocator(KEY)
        for call in (allocator.index_of, allocator.counter_of):
            with pytest.raises(UsageError) as caught:
                call(-1)
            assert caught.value.code == "status_counter_negative"

    def test_the_key_is_not_shown(self):
        """A log line with the allocator does not give the order away."""
        assert repr(StatusIndexAllocator(KEY)) == "<StatusIndexAllocator size=1048576>"


WORKER = """
import sys
sys.path.insert(0, sys.argv[2])
from services_office import *
from egovkit.qr import StatusIndexAllocator
from egovkit.services import SQLiteStore
store = SQLiteStore(sys.argv[1])
desk = make_desk(store, status_indices=StatusIndexAllocator(bytes(range(32))))
print(*(desk.reserve(t, by=LURAH, at=START).status_index for t in sys.argv[3:]))
"""
OFFICE = Path(__file__).resolve().parents[1] / "services"


@pytest.mark.slow
class TestWithADatabase:
    """The counter is the database's: real processes, one file."""

    def reserve(self, path, *batches):
        """What processes that run at the same time give out."""
        workers = [
            subprocess.Popen(
                [sys.executable, "-c", WORKER, path, OFFICE, *tickets],
                stdout=subprocess.PIPE,
                text=True,
            )
            for tickets in batches
        ]
        outputs = [worker.communicate(timeout=120)[0] for worker in workers]
        assert [worker.returncode for worker in workers] == [0] * len(workers)
        return [int(index) for output in outputs for index in output.split()]

    def test_three_processes_and_a_restored_backup(self, tmp_path, monkeypatch):
        """Nothing comes twice: neither to workers that run at once, nor after the
        database went back to an older state and was lifted above what is published.
        """
        monkeypatch.syspath_prepend(OFFICE)
        office = importlib.import_module("services_office")
        allocator = StatusIndexAllocator(KEY)
        path, backup = tmp_path / "l.db", tmp_path / "backup.db"
        with SQLiteStore(path) as store:
            desk = office.make_desk(store, status_indices=allocator)
            tickets = [office.approved(desk) for _ in range(48)]
        given = self.reserve(path, tickets[0:4], tickets[4:8])
        with (
            closing(sqlite3.connect(path)) as source,
            closing(sqlite3.connect(backup)) as copy,
        ):
            source.backup(copy)
        given += self.reserve(path, tickets[8:20], tickets[20:32], tickets[32:40])
        assert sorted(map(allocator.counter_of, given)) == list(range(1, 41))
        published = StatusList.from_entries(
            2**20, [(index, "valid") for index in given[:35]]
        )
        with SQLiteStore(backup) as store:
            free = allocator.first_free([*published.used(), *given[35:]])
            assert free == 41
            done = recover(store, registers={}, status_counter=free - 1)
            assert (done.status_before, done.status_after) == (8, 40)
        after = self.reserve(backup, tickets[40:44], tickets[44:48])
        assert sorted(map(allocator.counter_of, after)) == list(range(41, 49))
        assert not {*after} & {*given}
