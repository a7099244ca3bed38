"""The DER of X.690, as much as CMS needs."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.signatures import _der as der


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (0, "020100"),
        (127, "02017f"),
        (128, "02020080"),
        (256, "02020100"),
        (-128, "020180"),
        (-129, "0202ff7f"),
    ],
)
def test_integers_of_x690(value, encoded):
    """Shortest two's complement (8.3)."""
    assert der.integer(value).hex() == encoded
    assert der.read(bytes.fromhex(encoded)).integer() == value


@pytest.mark.parametrize(
    ("dotted", "encoded"),
    [
        ("2.100.3", "0603813403"),  # the standard's own example (8.19.5)
        ("1.2.840.113549", "06062a864886f70d"),
        ("2.16.840.1.101.3.4.2.1", "0609608648016503040201"),
        ("0.9", "060109"),
    ],
)
def test_object_identifiers(dotted, encoded):
    """Base 128, the first two numbers in one (8.19)."""
    assert der.oid(dotted).hex() == encoded
    assert der.read(bytes.fromhex(encoded)).oid() == dotted


@pytest.mark.parametrize(
    "encoded",
    ["0600", "060180", "06028001", "0602ff80", "0400", "06" + "41" + "01" * 65],
)
def test_object_identifiers_that_are_none(encoded):
    """Empty, unfinished, padded, of another type, too long."""
    with pytest.raises(ValueError):
        der.read(bytes.fromhex(encoded)).oid()


@pytest.mark.parametrize(
    "encoded",
    ["0200", "02020001", "0202ffff", "040101", "0241" + "01" * 65],
)
def test_integers_that_are_none(encoded):
    """Empty, padded, of another type, too long."""
    with pytest.raises(ValueError):
        der.read(bytes.fromhex(encoded)).integer()


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "30",
        "3001",
        "3080",
        "308000000000",
        "308101" + "00",
        "30820001" + "00",
        "3085" + "0000000001" + "00",
        "1f0100",
        "0201000",
        "02010000",
    ],
    ids=["empty", "no-length", "short", "indefinite", "indefinite-zeros", "long-1",
         "long-2", "long-5", "many-tags", "odd", "trailing"],
)  # fmt: skip
def test_elements_that_are_none(encoded):
    """Definite, shortest lengths; nothing behind the element."""
    data = bytes.fromhex(encoded + "0" * (len(encoded) % 2))
    with pytest.raises(ValueError):
        der.read(data)


def test_only_constructed_elements_have_children():
    """A primitive one is not looked into."""
    with pytest.raises(ValueError):
        der.read(der.octets(b"\x02\x01\x00")).children()
    many = der.sequence(*[der.integer(1)] * 4097)
    with pytest.raises(ValueError):
        der.read(many).children()


def test_sets_are_sorted():
    """A SET OF in DER order (11.6)."""
    assert der.set_of(der.integer(2), der.integer(1)) == der.set_of(
        der.integer(1), der.integer(2)
    )


@pytest.mark.parametrize(
    ("moment", "encoded"),
    [
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), b"\x17\x0d261124010000Z"),
        (datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC), b"\x17\x0d491231235959Z"),
        (datetime(2050, 1, 1, tzinfo=UTC), b"\x18\x0f20500101000000Z"),
    ],
)
def test_times(moment, encoded):
    """UTCTime until 2049, GeneralizedTime from 2050 (RFC 5652 11.3)."""
    assert der.utc_time(moment) == encoded
    assert der.read(encoded).time() == moment


def test_a_time_of_the_last_century():
    """RFC 5280 4.1.2.5.1: two digits from 50 mean 19YY."""
    assert der.read(b"\x17\x0d700101000000Z").time() == datetime(1970, 1, 1, tzinfo=UTC)
    assert der.read(b"\x17\x0d500101000000Z").time() == datetime(1950, 1, 1, tzinfo=UTC)


@pytest.mark.property
@given(st.integers(-(2**500), 2**500), st.binary(max_size=300))
def test_what_is_written_is_read(number, data):
    """Integers and octets survive, in a sequence of any length."""
    first, second = der.read(
        der.sequence(der.integer(number), der.octets(data))
    ).children()
    assert (first.integer(), second.octets()) == (number, data)


@pytest.mark.property
@given(st.binary(max_size=100))
def test_what_is_read_is_written_again(data):
    """Whatever is accepted is the one form of itself."""
    try:
        node = der.read(data)
    except ValueError:
        return
    assert der.encode(node.tag, node.content) == data


def inside(*elements):
    """The children of a SEQUENCE around these bytes, whatever they are."""
    return der.read(der.encode(der.SEQUENCE, b"".join(elements))).children()


@pytest.mark.parametrize(
    "encoded",
    ["02", "0201", "020200", "0281", "02820100", "028180" + "00" * 127,
     "0283000080" + "00" * 128, "02850000000001" + "00", "0280", "02ff" + "00" * 127],
    ids=["tag-alone", "length-1-of-0", "length-2-of-1", "no-length-byte",
         "one-length-byte-of-two", "127-of-128", "padded-length", "five-length-bytes",
         "indefinite", "127-length-bytes"],
)  # fmt: skip
def test_an_element_ends_within_its_parent(encoded):
    """X.690 8.1.3: what is announced must be there, also inside another element."""
    with pytest.raises(ValueError):
        inside(bytes.fromhex(encoded))
    with pytest.raises(ValueError):
        inside(der.integer(1), bytes.fromhex(encoded))


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, "0400"),
        (1, "0401"),
        (127, "047f"),
        (128, "048180"),
        (255, "0481ff"),
        (256, "04820100"),
        (65535, "0482ffff"),
        (65536, "0483010000"),
    ],
)
def test_lengths_have_one_form(size, head):
    """X.690 10.1: the fewest octets, written and read; any other is refused."""
    data = bytes(size)
    encoded = der.octets(data)
    assert encoded == bytes.fromhex(head) + data
    assert der.read(encoded).octets() == data
    for count in range(1, 5):
        if size >= 1 << 8 * count:
            continue
        longer = bytes((0x04, 0x80 | count)) + size.to_bytes(count, "big") + data
        if longer == encoded:
            continue
        with pytest.raises(ValueError):
            der.read(longer)


def test_the_longest_length_is_of_four_octets():
    """Whatever is announced must be there: five octets announce what nobody has."""
    sixteen_megabytes = der.octets(bytes(1 << 24))
    assert sixteen_megabytes[:6].hex() == "048401000000"
    assert len(der.read(sixteen_megabytes).octets()) == 1 << 24
    with pytest.raises(ValueError):
        der.read(bytes.fromhex("04850100000000"))


@pytest.mark.parametrize("size", [64, 65])
def test_integers_of_up_to_64_octets(size):
    """More than any serial number or nonce; as many bits as a length could claim."""
    encoded = der.encode(der.INTEGER, b"\x01" + bytes(size - 1))
    if size <= 64:
        assert der.read(encoded).integer() == 1 << 8 * (size - 1)
        return
    with pytest.raises(ValueError):
        der.read(encoded).integer()


@pytest.mark.parametrize(
    ("encoded", "value"),
    [("0201ff", -1), ("020180", -128), ("0202ff7f", -129), ("02028000", -32768),
     ("0203ff7fff", -32769)],
)  # fmt: skip
def test_negative_integers(encoded, value):
    """X.690 8.3: two's complement, shortest; the ends of each width."""
    assert der.read(bytes.fromhex(encoded)).integer() == value
    assert der.integer(value).hex() == encoded


@pytest.mark.parametrize(
    ("encoded", "dotted"),
    [("0600", None), ("060100", "0.0"), ("060127", "0.39"), ("060128", "1.0"),
     ("06014f", "1.39"), ("060150", "2.0"), ("06028137", "2.103"),
     ("06028000", None), ("0603558001", None), ("0603558101", "2.5.129"),
     ("06025580", None), ("06042a818000", "1.2.16384"),
     ("06052a81808000", "1.2.2097152")],
)  # fmt: skip
def test_object_identifiers_at_the_edges(encoded, dotted):
    """X.690 8.19: 40 times the first plus the second; no number begins with 0x80."""
    node = der.read(bytes.fromhex(encoded))
    if dotted is None:
        with pytest.raises(ValueError):
            node.oid()
    else:
        assert node.oid() == dotted
        assert der.oid(dotted).hex() == encoded


@pytest.mark.parametrize("size", [64, 65])
def test_object_identifiers_of_up_to_64_octets(size):
    """None is longer; a number inside could otherwise be as long as the file."""
    encoded = der.encode(der.OID, b"\x2a" * size)
    if size <= 64:
        assert der.read(encoded).oid().startswith("1.2.42.")
        return
    with pytest.raises(ValueError):
        der.read(encoded).oid()


@pytest.mark.parametrize("count", [4096, 4097])
def test_so_many_children(count):
    """Four thousand are more than any list of attributes needs."""
    whole = der.read(der.sequence(*[der.encode(der.NULL, b"")] * count))
    if count <= 4096:
        assert len(whole.children()) == count
        return
    with pytest.raises(ValueError):
        whole.children()


@pytest.mark.parametrize("tag", [0x1F, 0x3F, 0x5F, 0x7F, 0x9F, 0xBF, 0xDF, 0xFF])
def test_tags_of_several_octets_are_not_read(tag):
    """X.690 8.1.2.4: neither CMS nor RFC 3161 has any."""
    with pytest.raises(ValueError):
        der.read(bytes((tag, 0)))


@pytest.mark.parametrize("value", [None, "0500", bytearray(b"\x05\x00"), 5], ids=str)
def test_only_bytes_are_read(value):
    """What is signed is bytes, and what is read stays as it was."""
    with pytest.raises(ValueError):
        der.read(value)


@pytest.mark.parametrize(
    ("content", "microseconds"),
    [(b"20261124010000Z", 0), (b"20261124010000.1Z", 100_000),
     (b"20261124010000.000001Z", 1), (b"20261124010000.1234567Z", 123_456),
     (b"20261124010000.123456789Z", 123_456)],
)  # fmt: skip
def test_fractions_of_seconds(content, microseconds):
    """X.690 11.7: as many digits as are needed; the datetime keeps six."""
    node = der.read(der.encode(der.GENERALIZED_TIME, content))
    assert node.time() == datetime(2026, 11, 24, 1, 0, 0, microseconds, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [b"20261124010000.Z", b"20261124010000.10Z", b"20261124010000.0Z",
     b"20261124010000,1Z", b"202611240100Z", b"20261124010060Z", b"20261124240000Z",
     b"20261124010000", b"20261124010000z", b" 20261124010000Z",
     b"20261124010000.1234567891Z", b"00001124010000Z"],
    ids=["empty", "trailing-zero", "zero", "comma", "no-seconds", "second-60",
         "hour-24", "no-zone", "small-z", "space", "ten-digits", "year-0"],
)  # fmt: skip
def test_moments_that_are_none(content):
    """X.690 11.7 and the calendar: nothing is guessed at."""
    with pytest.raises(ValueError):
        der.read(der.encode(der.GENERALIZED_TIME, content)).time()


@pytest.mark.property
@given(st.binary(max_size=60), st.integers(0, 59))
def test_what_is_cut_off_is_not_read(data, at):
    """No prefix of an element is an element: nothing can be left out at the end."""
    whole = der.sequence(der.octets(data), der.integer(1))
    cut = whole[: at % len(whole)]
    with pytest.raises(ValueError):
        der.read(cut)


@pytest.mark.property
@given(st.recursive(st.binary(max_size=9), lambda deeper: st.lists(deeper, max_size=4)))
def test_a_tree_comes_back_as_it_was(tree):
    """Lists as SEQUENCEs, bytes as OCTET STRINGs, to any depth."""

    def write(node):
        if isinstance(node, bytes):
            return der.octets(node)
        return der.sequence(*map(write, node))

    def read(node):
        if node.tag == der.OCTETS:
            return node.octets()
        return [read(child) for child in node.children()]

    encoded = write(tree)
    assert read(der.read(encoded)) == tree


def test_the_first_of_nothing_is_an_error_of_ours():
    """A ValueError, as for everything that is not as expected; never an IndexError."""
    assert der.read(der.sequence(der.integer(7))).first().integer() == 7
    for empty in (der.sequence(), der.set_of(), der.octets(b""), der.integer(0)):
        with pytest.raises(ValueError):
            der.read(empty).first()
