"""A status list: what stands at each index, and how it is packed."""

import json
import re
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidFormatError, UsageError
from egovkit.qr import StatusIndexAllocator, StatusList

WORDS = ("valid", "revoked", "suspended")


class TestStart:
    """Nothing is valid that nobody issued."""

    @pytest.mark.parametrize("bits", [2, 4, 8])
    def test_starts_at_not_issued(self, bits):
        """Value 3 stands at every index, the last one included."""
        statuses = StatusList(size=1001, bits=bits)
        assert {statuses.value(i) for i in range(1001)} == {3}
        assert statuses.status(1000) == "not_issued"

    def test_one_bit_starts_at_revoked(self):
        """One bit has no room for a third word; the safe one is chosen."""
        assert StatusList(size=9, bits=1).status(8) == "revoked"

    def test_the_default_is_a_shard_of_two_bits(self):
        """2^20 indices of 2 bits are 256 KiB."""
        statuses = StatusList()
        assert (statuses.size, statuses.bits) == (2**20, 2)

    @pytest.mark.parametrize("bits", [0, 3, 16, -1])
    def test_other_widths_are_refused(self, bits):
        """The draft allows 1, 2, 4 and 8."""
        with pytest.raises(UsageError) as caught:
            StatusList(bits=bits)
        assert caught.value.code == "status_bits"

    @pytest.mark.parametrize("size", [0, -1, 2**24 + 1])
    def test_sizes_nobody_could_read_are_refused(self, size):
        """A reader inflates 4 MiB, which is 2^24 indices of 2 bits."""
        with pytest.raises(UsageError) as caught:
            StatusList(size=size)
        assert caught.value.code == "status_size"

    def test_says_what_it_is(self):
        """Its repr has the size, not a megabyte of states."""
        assert repr(StatusList(size=5)) == "<StatusList of 5 with 2 bits>"


class TestChanges:
    """Issue, suspend, reinstate, revoke: and no way back from revoked."""

    @pytest.fixture
    def statuses(self):
        """A small list."""
        return StatusList(size=100)

    def test_issue(self, statuses):
        """Only issuing makes an index valid; its neighbours stay as they were."""
        statuses.issue(50)
        assert [statuses.status(i) for i in (49, 50, 51)] == [
            "not_issued",
            "valid",
            "not_issued",
        ]

    def test_issue_twice_is_once(self, statuses):
        """A batch that runs again changes nothing."""
        statuses.issue(1)
        statuses.issue(1)
        assert statuses.status(1) == "valid"

    @pytest.mark.parametrize("word", ["revoke", "suspend"])
    def test_issuing_again_does_not_undo(self, statuses, word):
        """What was revoked or suspended does not come back by issuing."""
        statuses.issue(1)
        getattr(statuses, word)(1)
        with pytest.raises(UsageError) as caught:
            statuses.issue(1)
        assert caught.value.code == "status_not_issuable"

    def test_suspend_and_reinstate(self, statuses):
        """A suspension ends by being lifted."""
        statuses.issue(1)
        statuses.suspend(1)
        statuses.suspend(1)
        assert statuses.status(1) == "suspended"
        statuses.reinstate(1)
        assert statuses.status(1) == "valid"

    def test_what_was_not_issued_is_not_suspended(self, statuses):
        """Else lifting the suspension would issue it."""
        with pytest.raises(UsageError) as caught:
            statuses.suspend(1)
        assert caught.value.code == "status_not_suspendable"

    def test_what_is_not_suspended_is_not_reinstated(self, statuses):
        """Neither what was revoked nor what was never issued."""
        statuses.revoke(1)
        for index in (1, 2):
            with pytest.raises(UsageError) as caught:
                statuses.reinstate(index)
            assert caught.value.code == "status_not_suspended"

    def test_revoke_before_issuing(self, statuses):
        """A leaked draft can be revoked though it was never issued."""
        statuses.revoke(1)
        assert statuses.status(1) == "revoked"

    def test_one_bit(self):
        """One bit: valid and revoked, no more."""
        statuses = StatusList(size=10, bits=1)
        statuses.issue(3)
        assert statuses.status(3) == "valid"
        statuses.revoke(3)
        assert statuses.status(3) == "revoked"
        with pytest.raises(UsageError) as caught:
            statuses.suspend(3)
        assert caught.value.code == "status_word_needs_bits"

    @pytest.mark.parametrize("index", [-1, 100, 2**64])
    @pytest.mark.parametrize("call", ["issue", "revoke", "status", "value"])
    def test_outside(self, statuses, index, call):
        """Index -1 is not the last one: it is refused, like any other outside."""
        with pytest.raises(UsageError) as caught:
            getattr(statuses, call)(index)
        assert caught.value.code == "status_index_outside"

    def test_used(self, statuses):
        """What was ever issued or revoked, for going on after a restore."""
        statuses.issue(3)
        statuses.revoke(70)
        assert list(statuses.used()) == [3, 70]

    def test_used_of_a_later_shard(self, statuses):
        """Its indices are those of seals: after a restore, places within a shard
        would let counters of shard 0 run again.
        """
        statuses.issue(0)
        statuses.revoke(70)
        assert list(statuses.used(shard=2)) == [2 * 2**20, 2 * 2**20 + 70]
        allocator = StatusIndexAllocator(bytes(32))
        given = [allocator.index_of(2**20 + n) for n in range(5)]
        shards = StatusList.by_shard((index, "valid") for index in given)
        assert list(shards) == [1]
        free = allocator.first_free(shards[1].used(shard=1))
        assert free == 2**20 + 5
        assert allocator.first_free(shards[1].used()) < 2**20  # what goes wrong

    @given(
        size=st.integers(1, 70),
        bits=st.sampled_from([2, 4, 8]),
        issued=st.sets(st.integers(0, 69)),
    )
    @pytest.mark.property
    def test_used_is_what_is_not_untouched(self, size, bits, issued):
        """For any list: each index whose word is not "not issued", none beyond the
        end, where the last byte has room for more.
        """
        inside = sorted(index for index in issued if index < size)
        words = ("valid", "revoked", "suspended")
        entries = [(index, words[index % 3]) for index in inside]
        assert list(StatusList.from_entries(size, entries, bits=bits).used()) == inside

    def test_one_bit_does_not_tell_what_was_used(self):
        """Revoked and not issued are the same bit: going on from there would give
        a revoked index to another document, which would make it valid.
        """
        statuses = StatusList(9, bits=1)
        statuses.issue(3)
        with pytest.raises(UsageError) as caught:
            statuses.used()
        assert caught.value.code == "status_word_needs_bits"


@pytest.mark.property
class TestModel:
    """A list behaves as a dictionary of words would."""

    @given(
        bits=st.sampled_from([2, 4, 8]),
        steps=st.lists(
            st.tuples(
                st.sampled_from(["issue", "revoke", "suspend", "reinstate"]),
                st.integers(0, 20),
            )
        ),
    )
    def test_any_sequence(self, bits, steps):
        """Each step is allowed or refused as the table says, and touches one index."""
        allowed = {
            ("issue", "not_issued"): "valid",
            ("issue", "valid"): "valid",
            ("suspend", "valid"): "suspended",
            ("suspend", "suspended"): "suspended",
            ("reinstate", "suspended"): "valid",
        }
        model = dict.fromkeys(range(21), "not_issued")
        statuses = StatusList(size=21, bits=bits)
        for verb, index in steps:
            wanted = (
                "revoked" if verb == "revoke" else allowed.get((verb, model[index]))
            )
            if wanted is None:
                with pytest.raises(UsageError):
                    getattr(statuses, verb)(index)
            else:
                getattr(statuses, verb)(index)
                model[index] = wanted
        assert {i: statuses.status(i) for i in range(21)} == model

    @given(
        bits=st.sampled_from([2, 4, 8]),
        size=st.integers(1, 70),
        entries=st.dictionaries(st.integers(0, 69), st.sampled_from(WORDS)),
    )
    def test_in_one_go_or_one_by_one(self, bits, size, entries):
        """`from_entries` gives the list that issuing and revoking gives."""
        entries = {index: word for index, word in entries.items() if index < size}
        slow = StatusList(size=size, bits=bits)
        for index, word in entries.items():
            slow.issue(index)
            if word != "valid":
                getattr(slow, {"revoked": "revoke", "suspended": "suspend"}[word])(
                    index
                )
        fast = StatusList.from_entries(size, entries.items(), bits=bits)
        assert [fast.status(i) for i in range(size)] == [
            slow.status(i) for i in range(size)
        ]

    @given(
        bits=st.sampled_from([1, 2, 4, 8]),
        values=st.lists(st.integers(0, 255), min_size=1, max_size=64),
    )
    def test_compressing_and_reading(self, bits, values):
        """Any packed bytes come back as they were."""
        lst = zlib.compress(bytes(values), 9)
        read = StatusList.from_compressed(lst, bits=bits)
        assert read.size == len(values) * 8 // bits
        assert zlib.decompress(read.compressed()) == bytes(values)


class TestFromEntries:
    """Building in one go checks what one call at a time would."""

    @pytest.mark.parametrize(
        ("code", "entries"),
        [
            ("status_index_twice_or_outside", [(1, "valid"), (1, "revoked")]),
            ("status_index_twice_or_outside", [(10, "valid")]),
            ("status_index_twice_or_outside", [(-1, "valid")]),
            ("status_word", [(1, "sah")]),
        ],
        ids=["twice", "outside", "negative", "word"],
    )
    def test_refuses(self, code, entries):
        """No entry is lost or written elsewhere."""
        with pytest.raises(UsageError) as caught:
            StatusList.from_entries(10, entries)
        assert caught.value.code == code

    def test_a_fault_of_the_source_is_not_ours(self):
        """An error while entries are read, from a database say, comes through."""

        def entries():
            yield 1, "valid"
            raise KeyError("row")

        with pytest.raises(KeyError, match="row"):
            StatusList.from_entries(10, entries())

    def test_suspended_needs_two_bits(self):
        """A word that does not fit is refused, not cut off to another one."""
        with pytest.raises(UsageError) as caught:
            StatusList.from_entries(10, [(1, "suspended")], bits=1)
        assert caught.value.code == "status_word_needs_bits"

    def test_equality_is_by_content(self):
        """Two lists with the same words are equal; a list is no dictionary key."""
        entries = [(1, "valid"), (7, "revoked")]
        one, two = StatusList.from_entries(8, entries), StatusList(size=8)
        assert one != two
        two.issue(1)
        two.revoke(7)
        assert one == two
        assert one != "a list"
        with pytest.raises(TypeError):
            hash(one)


class TestShards:
    """Many documents: one list for each shard of 2^20 indices."""

    def test_by_shard(self):
        """Entries go to their shard, at their place in it; empty shards are none."""
        far = 3 * 2**20
        lists = StatusList.by_shard([(far + 5, "revoked"), (7, "valid")])
        assert list(lists) == [0, 3]
        assert lists[0] == StatusList.from_entries(2**20, [(7, "valid")])
        assert lists[3] == StatusList.from_entries(2**20, [(5, "revoked")])

    @pytest.mark.parametrize(
        ("code", "entries"),
        [
            ("status_index_twice_or_outside", [(1, "valid"), (1, "revoked")]),
            ("status_index_twice_or_outside", [(-1, "valid")]),
            ("status_index_twice_or_outside", [(2**32, "valid")]),
            ("status_word", [(1, "sah")]),
        ],
        ids=["twice", "negative", "more than a seal can name", "word"],
    )
    def test_refuses(self, code, entries):
        """No entry is lost or written elsewhere."""
        with pytest.raises(UsageError) as caught:
            StatusList.by_shard(entries)
        assert caught.value.code == code

    def test_nothing(self):
        """No entries, no lists."""
        assert StatusList.by_shard([]) == {}


class TestBadBytes:
    """Whatever claims to be a compressed list: read exactly or refused."""

    @pytest.mark.parametrize(
        "lst",
        [
            b"",
            b"x",
            zlib.compress(b""),
            zlib.compress(b"abc")[:-1],
            zlib.compress(b"abc") + b"\0",
            zlib.compress(b"abc")[2:],
            b"\x78\x9c" + b"\xff" * 20,
        ],
        ids=["empty", "short", "nothing", "cut", "trailing", "raw", "noise"],
    )
    def test_refuses(self, lst):
        """Cut, trailing or other data is no list."""
        with pytest.raises(InvalidFormatError) as caught:
            StatusList.from_compressed(lst, bits=2)
        assert caught.value.code == "status_list_format"

    def test_a_bomb_stops_at_the_cap(self):
        """500 MB in 486 kB: four megabytes are inflated, not more."""
        packer = zlib.compressobj(9)
        block = bytes(2**20)
        bomb = b"".join(packer.compress(block) for _ in range(500)) + packer.flush()
        tracemalloc.start()
        try:
            with pytest.raises(InvalidFormatError) as caught:
                StatusList.from_compressed(bomb, bits=2)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert caught.value.code == "status_list_too_large"
        assert peak < 10 * 2**20

    def test_other_widths(self):
        """Three bits are no width of the draft."""
        with pytest.raises(InvalidFormatError):
            StatusList.from_compressed(zlib.compress(b"abc"), bits=3)

    def test_values_of_other_applications(self):
        """A value that nobody here writes is unknown, never valid."""
        read = StatusList.from_compressed(zlib.compress(b"\x7f"), bits=4)
        assert [read.status(0), read.status(1)] == ["unknown", "unknown"]


# The example of the draft's section 4.1 and its table: 16 statuses of 1 bit,
# written from index 0.
ONE_BIT = (1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1)
TWO_BITS = (1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3)


class TestDraft:
    """The vectors of draft-ietf-oauth-status-list."""

    def test_packing_of_one_bit(self):
        """Section 4.1: the lowest bit of a byte is the lowest index: B9 A3."""
        read = StatusList.from_compressed(zlib.compress(b"\xb9\xa3"), bits=1)
        assert tuple(read.value(i) for i in range(16)) == ONE_BIT

    def test_packing_of_two_bits(self):
        """Section 4.1: C9 44 F9."""
        read = StatusList.from_compressed(zlib.compress(b"\xc9\x44\xf9"), bits=2)
        assert tuple(read.value(i) for i in range(12)) == TWO_BITS

    @pytest.mark.parametrize(
        ("name", "statuses"),
        [("encoding", ONE_BIT), ("encoding2", TWO_BITS)],
    )
    def test_short_vectors(self, shared_vectors, name, statuses):
        """The JSON examples hold the statuses of the text, and re-encode to the
        same bytes.
        """
        folder = shared_vectors / "token-status-list" / "examples"
        bits, lst = read_json(folder / f"status_list_{name}_json.md")
        read = StatusList.from_compressed(lst, bits=bits)
        assert tuple(read.value(i) for i in range(read.size)) == statuses
        assert read.compressed() == lst

    @pytest.mark.parametrize("name", ["1_long", "2_long", "4", "8"])
    def test_long_vectors(self, shared_vectors, name):
        """2^20 entries: JSON and CBOR hold the same list, and so does ours after
        writing and reading.
        """
        folder = shared_vectors / "token-status-list" / "examples"
        bits, lst = read_json(folder / f"status_list_encoding{name}_json.md")
        assert bits == int(name[0])
        read = StatusList.from_compressed(lst, bits=bits)
        assert read.size == 2**20
        text = (folder / f"status_list_encoding{name}_cbor.md").read_text()
        assert lst.hex() in re.sub(r"\s", "", text)
        again = StatusList.from_compressed(read.compressed(), bits=bits)
        assert again == read

    @pytest.mark.parametrize("name", ["1_long", "2_long", "4", "8"])
    def test_values_of_the_long_vectors(self, shared_vectors, name):
        """Index i stands at bit i times the width of one long little-endian number."""
        folder = shared_vectors / "token-status-list" / "examples"
        bits, lst = read_json(folder / f"status_list_encoding{name}_json.md")
        read = StatusList.from_compressed(lst, bits=bits)
        number = int.from_bytes(zlib.decompress(lst), "little")
        named = 0
        while number:
            index = ((number & -number).bit_length() - 1) // bits
            value = number >> (index * bits) & ((1 << bits) - 1)
            assert read.value(index) == value
            number ^= value << (index * bits)
            named += 1
        assert named == sum(1 for i in range(read.size) if read.value(i))


def read_json(path):
    """Bits and list of one of the draft's JSON examples."""
    import base64

    text = path.read_text()
    text = text[text.index("{") :]  # the short ones tell their bytes first
    value = json.loads(re.sub(r"\n\s+(?=[A-Za-z0-9_-])", "", text))
    text = value["lst"]
    return value["bits"], base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
