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
