"""The strict CBOR subset: RFC 8949, section 4.2.1, and nothing beside it."""

import contextlib
import struct
import sys
import time

import cbor2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from egovkit._cbor import (
    MAX_DEPTH,
    Tag,
    decode,
    decode_flat,
    decode_foreign,
    encode,
)
from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
    UsageError,
)

# RFC 8949, appendix A: the rows that lie in the subset
APPENDIX_A = [
    (0, "00"),
    (1, "01"),
    (10, "0a"),
    (23, "17"),
    (24, "1818"),
    (25, "1819"),
    (100, "1864"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"),
    (18446744073709551615, "1bffffffffffffffff"),
    (-18446744073709551616, "3bffffffffffffffff"),
    (-1, "20"),
    (-10, "29"),
    (-100, "3863"),
    (-1000, "3903e7"),
    (False, "f4"),
    (True, "f5"),
    (None, "f6"),
    (b"", "40"),
    (bytes.fromhex("01020304"), "4401020304"),
    ("", "60"),
    ("a", "6161"),
    ("IETF", "6449455446"),
    ('"\\', "62225c"),
    ("\u00fc", "62c3bc"),
    ("\u6c34", "63e6b0b4"),
    ("\U00010151", "64f0908591"),
    ([], "80"),
    ([1, 2, 3], "83010203"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ({}, "a0"),
    ({1: 2, 3: 4}, "a201020304"),
    ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
    (["a", {"b": "c"}], "826161a161626163"),
    (
        {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"},
        "a56161614161626142616361436164614461656145",
    ),
]


@pytest.mark.parametrize(
    ("value", "encoded"), APPENDIX_A, ids=[row[1][:24] for row in APPENDIX_A]
)
def test_appendix_a(value, encoded):
    """RFC 8949, appendix A: the printed encodings are written and read."""
    assert encode(value).hex() == encoded
    assert decode(bytes.fromhex(encoded)) == value


def test_map_keys_are_sorted_bytewise():
    """4.2.1: keys in the bytewise order of their encodings: 10, 100, -1, "z"."""
    unsorted = {"z": 4, -1: 3, 100: 2, 10: 1}
    assert encode(unsorted).hex() == "a40a011864022003617a04"


REFUSED = {
    "empty": ("", "cbor_truncated"),
    "length cut": ("19", "cbor_truncated"),
    "text cut": ("6461", "cbor_truncated"),
    "array cut": ("8201", "cbor_truncated"),
    "map cut": ("a101", "cbor_truncated"),
    "bytes of 2^63": ("5b8000000000000000", "cbor_truncated"),
    "array of 2^32": ("9b0000000100000000", "cbor_truncated"),
    "array of 2^64-1": ("9bffffffffffffffff00", "cbor_truncated"),
    "map of 2^32": ("bb0000000100000000", "cbor_truncated"),
    "trailing byte": ("0000", "cbor_trailing"),
    "23 in two bytes": ("1817", "cbor_not_shortest"),
    "255 in three bytes": ("1900ff", "cbor_not_shortest"),
    "65535 in five bytes": ("1a0000ffff", "cbor_not_shortest"),
    "2^32-1 in nine bytes": ("1b00000000ffffffff", "cbor_not_shortest"),
    "-24 in two bytes": ("3817", "cbor_not_shortest"),
    "text length in two bytes": ("780161", "cbor_not_shortest"),
    "array length in two bytes": ("980101", "cbor_not_shortest"),
    "indefinite bytes": ("5f4100ff", "cbor_indefinite"),
    "indefinite text": ("7f6161ff", "cbor_indefinite"),
    "indefinite array": ("9f01ff", "cbor_indefinite"),
    "indefinite map": ("bf0102ff", "cbor_indefinite"),
    "lone break": ("ff", "cbor_indefinite"),
    "reserved 28": ("1c", "cbor_reserved"),
    "reserved 29 in a map": ("bd", "cbor_reserved"),
    "duplicate key": ("a201010102", "cbor_duplicate_key"),
    "duplicate text key": ("a2616101616102", "cbor_duplicate_key"),
    "keys out of order": ("a202010102", "cbor_key_order"),
    "text before integer": ("a26161010102", "cbor_key_order"),
    "array as key": ("a1800a", "cbor_key"),
    "bytes as key": ("a141610a", "cbor_key"),
    "true as key": ("a1f500", "cbor_key"),
    "null as key": ("a1f600", "cbor_key"),
    "undefined": ("f7", "cbor_simple"),
    "simple 0": ("e0", "cbor_simple"),
    "simple 32": ("f820", "cbor_simple"),
    "false in two bytes": ("f814", "cbor_simple"),
    "a half of the bits of null": ("f90016", "cbor_simple"),
    "a double of the bits of true": ("fb0000000000000015", "cbor_simple"),
    "half NaN": ("f97e00", "cbor_simple"),
    "half 1.0": ("f93c00", "cbor_simple"),
    "single float": ("fa47c35000", "cbor_simple"),
    "double infinity": ("fb7ff0000000000000", "cbor_simple"),
    "bignum 2^64": ("c249010000000000000000", "cbor_tag"),
    "decimal fraction 1E+1000000000": ("c4821a3b9aca0001", "cbor_tag"),
    "date tag": ("c11a514b67b0", "cbor_tag"),
    "CWT tag": ("d83d00", "cbor_tag"),
    "text is not UTF-8": ("61ff", "cbor_text"),
    "UTF-8 surrogate": ("63eda080", "cbor_text"),
    "UTF-8 overlong": ("62c080", "cbor_text"),
}


@pytest.mark.parametrize(("encoded", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(encoded, code):
    """4.2.1 and the subset: what is not the one form is refused, by name."""
    with pytest.raises(EgovkitError) as caught:
        decode(bytes.fromhex(encoded))
    assert caught.value.code == code
    assert caught.value.sentence("id") != code


# a tracer, such as coverage, makes Python several times slower
SOON = 0.005 if sys.gettrace() is None else 0.05


def cpu_seconds(call):
    """CPU time of a call, the least of three: other processes do not count."""
    times = []
    for _ in range(3):
        started = time.process_time()
        call()
        times.append(time.process_time() - started)
    return min(times)


def refused(call, *arguments):
    """The code under which the call refuses."""
    with pytest.raises(EgovkitError) as caught:
        call(*arguments)
    return caught.value.code


@pytest.mark.parametrize("opener", [b"\x81", b"\xa1\x00", b"\xd2"])
def test_depth_is_capped(opener):
    """Eight levels are read; nine, or four thousand, are refused at once."""
    assert decode(opener * MAX_DEPTH + b"\x00") is not None
    for levels in (MAX_DEPTH + 1, 4096 // len(opener) - 1):
        bomb = opener * levels + b"\x00"
        assert refused(decode, bomb) == "cbor_depth"
        assert cpu_seconds(lambda bomb=bomb: refused(decode, bomb)) < SOON


def test_size_is_capped_before_reading():
    """The cap comes first: a byte over it is refused whatever the content."""
    with pytest.raises(InvalidLengthError) as caught:
        decode(b"\x00" * 4097)
    assert caught.value.code == "cbor_too_long"
    assert decode(encode(b"a" * 4093)) == b"a" * 4093


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (2**64, "cbor_integer"),
        (-(2**64) - 1, "cbor_integer"),
        (1.5, "cbor_unsupported"),
        ({1, 2}, "cbor_unsupported"),
        (bytearray(b"a"), "cbor_unsupported"),
        ("\ud800", "cbor_text"),
        ({b"a": 1}, "cbor_key"),
        ({True: 1}, "cbor_key"),
        (Tag(61, 1), "cbor_tag"),
        ([[[[[[[[[[]]]]]]]]]], "cbor_depth"),
    ],
    ids=repr,
)
def test_encode_refuses(value, code):
    """What would not be read is not written."""
    with pytest.raises(UsageError) as caught:
        encode(value)
    assert caught.value.code == code


def nested(levels, wrap):
    """A value with this many arrays, maps or tags around it."""
    value = 7
    for _ in range(levels):
        value = wrap(value)
    return value


@pytest.mark.parametrize(
    ("wrap", "prefix"),
    [
        (lambda value: [value], b"\x81"),
        (lambda value: {1: value}, b"\xa1\x01"),
        (lambda value: Tag(18, value), b"\xd2"),
    ],
    ids=["array", "map", "tag"],
)
def test_depth_is_one_number_for_both(wrap, prefix):
    """Eight levels are written and read, nine neither."""
    value = nested(8, wrap)
    assert encode(value) == prefix * 8 + b"\x07"
    assert decode(encode(value)) == value
    with pytest.raises(UsageError) as caught:
        encode(wrap(value))
    assert caught.value.code == "cbor_depth"
    with pytest.raises(InvalidFormatError) as refused:
        decode(prefix * (9) + b"\x07")
    assert refused.value.code == "cbor_depth"


@pytest.mark.parametrize("empty", [[], {}], ids=["array", "map"])
def test_depth_of_what_is_empty(empty):
    """The ninth array is refused though nothing is in it, by both."""
    value = empty
    for _ in range(7):
        value = [value]
    assert decode(encode(value)) == value
    with pytest.raises(UsageError):
        encode([value])
    with pytest.raises(InvalidFormatError):
        decode(b"\x81" + encode(value))


def test_a_value_that_holds_itself():
    """A list inside itself ends at the depth, not at Python's own limit."""
    value = []
    value.append(value)
    with pytest.raises(UsageError) as caught:
        encode(value)
    assert caught.value.code == "cbor_depth"


SUBSET = st.recursive(
    st.integers(-(2**64), 2**64 - 1)
    | st.binary(max_size=40)
    | st.text(max_size=40)
    | st.booleans()
    | st.none(),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.integers(0, 2**64 - 1), inner, max_size=5)
        | st.dictionaries(st.text(max_size=9), inner, max_size=5)
    ),
    max_leaves=12,
)


def depth(value):
    """How many arrays and maps stand around the innermost value."""
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 0


def plain(value):
    """cbor2 6 gives tuples and frozen maps in places; compare like with like."""
    if isinstance(value, cbor2.CBORTag):
        return Tag(value.tag, plain(value.value))
    if isinstance(value, (list, tuple)) and not isinstance(value, Tag):
        return [plain(item) for item in value]
    if hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return value


@pytest.mark.property
@given(SUBSET)
def test_agrees_with_cbor2(value):
    """An independent encoder's canonical form is ours, and both read it alike."""
    assume(depth(value) <= MAX_DEPTH)
    # cbor2 sorts keys by length first (RFC 7049, 3.9): the same order as ours
    # in a map of non-negative integers, or of texts
    encoded = encode(value)
    assert encoded == cbor2.dumps(value, canonical=True)
    assert plain(cbor2.loads(encoded)) == value == decode(encoded)


@pytest.mark.property
@given(st.binary(max_size=64))
def test_what_is_read_has_one_form(data):
    """For any bytes: an EgovkitError, or a value whose encoding is the bytes."""
    try:
        value = decode(data)
    except EgovkitError:
        return
    assert encode(value) == data
    assert plain(cbor2.loads(data)) == value
    assert decode_foreign(data) == value


FLAT = st.lists(
    st.integers(-(2**64), 2**64 - 1) | st.text(max_size=40) | st.booleans() | st.none(),
    max_size=25,
)


@pytest.mark.property
@given(FLAT)
def test_the_short_way_reads_the_same(values):
    """Arrays of up to 23 scalars are read in one go, with the same result."""
    encoded = encode(values)
    assert decode_flat(encoded) == (values if len(values) < 24 else None)
    assert decode_flat(encoded[:-1]) is None
    assert decode_flat(encoded + b"\x00") is None


@pytest.mark.property
@given(FLAT, st.integers(0, 200), st.binary(min_size=1, max_size=3))
def test_the_short_way_never_reads_more(values, place, change):
    """Whatever bytes: what the short way accepts, the long way reads alike."""
    data = bytearray(encode(values))
    place %= len(data)
    data[place : place + len(change)] = change
    found = decode_flat(bytes(data))
    if found is not None:
        assert found == decode(bytes(data))


@pytest.mark.parametrize("encoded", [row for row, _ in REFUSED.values()], ids=REFUSED)
def test_the_short_way_refuses(encoded):
    """Every refused encoding, inside an array, is left to the long way."""
    assert decode_flat(b"\x81" + bytes.fromhex(encoded)) is None
    assert decode_flat(bytes.fromhex(encoded)) is None


@pytest.mark.parametrize("encoded", ["", "80", "8180", "81a0", "8140", "81d200"])
def test_the_short_way_is_for_scalars(encoded):
    """Nested values, bytes and tags are not read; an empty array is."""
    expected = [] if encoded == "80" else None
    assert decode_flat(bytes.fromhex(encoded)) == expected


# RFC 8949, appendix A: rows outside the subset, which others may send
FOREIGN = [
    (1.1, "fb3ff199999999999a"),
    (1.5, "f93e00"),
    (100000.0, "fa47c35000"),
    (-4.1, "fbc010666666666666"),
    (float("inf"), "f97c00"),
    (None, "f7"),
    (Tag(1, 1363896240), "c11a514b67b0"),
    (Tag(0, "2013-03-21T20:04:00Z"), "c074323031332d30332d32315432303a30343a30305a"),
    (Tag(2, bytes.fromhex("010000000000000000")), "c249010000000000000000"),
    (bytes.fromhex("0102030405"), "5f42010243030405ff"),
    ("streaming", "7f657374726561646d696e67ff"),
    ([], "9fff"),
    ([1, [2, 3], [4, 5]], "9f018202039f0405ffff"),
    ([1, [2, 3], [4, 5]], "83018202039f0405ff"),
    ({"a": 1, "b": [2, 3]}, "bf61610161629f0203ffff"),
    (["a", {"b": "c"}], "826161bf61626163ff"),
    ({"Fun": True, "Amt": -2}, "bf6346756ef563416d7421ff"),
    (23, "1817"),
    ({2: 1, 1: 2}, "a202010102"),
    ({b"a": 1}, "a1416101"),
]


@pytest.mark.parametrize(
    ("value", "encoded"), FOREIGN, ids=[row[1][:24] for row in FOREIGN]
)
def test_foreign_forms(value, encoded):
    """Appendix A: other writers' forms are read, though never by `decode`."""
    assert decode_foreign(bytes.fromhex(encoded)) == value
    with pytest.raises(EgovkitError):
        decode(bytes.fromhex(encoded))


FOREIGN_REFUSED = {
    "empty": ("", "cbor_truncated"),
    "float cut": ("fb3ff1", "cbor_truncated"),
    "duplicate key": ("a201010102", "cbor_duplicate_key"),
    "duplicate key in another form": ("a20101180102", "cbor_duplicate_key"),
    "duplicate key, indefinite": ("bf01010102ff", "cbor_duplicate_key"),
    "trailing byte": ("f600", "cbor_trailing"),
    "no break": ("9f01", "cbor_truncated"),
    "text never ends": ("7f6161", "cbor_truncated"),
    "break inside a map pair": ("bf01ff", "cbor_simple"),
    "lone break": ("ff", "cbor_simple"),
    "chunk of another type": ("7f4161ff", "cbor_chunk"),
    "chunk in a chunk": ("5f5f4100ffff", "cbor_chunk"),
    "chunk splits a character": ("7f61c361bcff", "cbor_text"),
    "array as key": ("a1800a", "cbor_key"),
    "reserved 30": ("1e", "cbor_reserved"),
    "indefinite integer": ("1f", "cbor_indefinite"),
    "indefinite tag": ("df00", "cbor_indefinite"),
    "array of 2^64-1": ("9bffffffffffffffff00", "cbor_truncated"),
    "25 levels": ("81" * 25 + "00", "cbor_depth"),
    "25 tags": ("c1" * 25 + "00", "cbor_depth"),
    "60,000 levels": ("9f" * 60_000, "cbor_depth"),
    "simple 32": ("f820", "cbor_simple"),
    "60,000 empty arrays": ("9a0000ea60" + "80" * 60_000, "cbor_items"),
    "60,000 empty chunks": ("7f" + "60" * 60_000 + "ff", "cbor_items"),
    "30,000 tags": ("997530" + "c180" * 30_000, "cbor_items"),
    "1,001 items": ("9903e8" + "00" * 1000, "cbor_items"),
}


@pytest.mark.parametrize(
    ("encoded", "code"), FOREIGN_REFUSED.values(), ids=FOREIGN_REFUSED
)
def test_foreign_refused(encoded, code):
    """Forgiving of form, not of ambiguity or of bombs."""
    data = bytes.fromhex(encoded)
    assert refused(decode_foreign, data) == code
    assert cpu_seconds(lambda: refused(decode_foreign, data)) < SOON


def test_foreign_a_thousand_items():
    """The array itself and 999 in it are still read."""
    assert decode_foreign(bytes.fromhex("9903e7") + bytes(999)) == [0] * 999


def test_foreign_long_chunks():
    """A chunk longer than 23 bytes states its length in further bytes."""
    chunk = b"\x58\x20" + bytes(32)
    assert decode_foreign(b"\x5f" + chunk * 2 + b"\xff") == bytes(64)


def test_foreign_nan():
    """A NaN is a float like any other."""
    value = decode_foreign(bytes.fromhex("f97e00"))
    assert struct.pack(">d", value) == struct.pack(">d", float("nan"))


def test_foreign_limit():
    """The size cap can be lowered by a caller."""
    with pytest.raises(InvalidLengthError):
        decode_foreign(b"\x40", limit=0)


@pytest.mark.property
@given(st.binary(max_size=200))
def test_foreign_never_breaks(data):
    """For any bytes: a value or an EgovkitError, nothing else."""
    with contextlib.suppress(EgovkitError):
        decode_foreign(data)
