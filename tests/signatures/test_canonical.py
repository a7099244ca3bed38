"""RFC 8785: one form for a value; and JSON that has one meaning only."""

import contextlib
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError, InvalidFormatError, InvalidValueError
from egovkit.signatures.canonical import canonicalize, loads_strict

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "jcs" / "testdata"
NAMES = ["arrays", "french", "structures", "unicode", "values", "weird"]


@pytest.mark.parametrize("name", NAMES)
def test_published_vectors(name):
    """The six documents of the RFC's authors come out byte for byte."""
    if not VECTORS.exists():
        pytest.skip("shared vectors absent")
    value = json.loads((VECTORS / "input" / f"{name}.json").read_bytes())
    expected = bytes.fromhex((VECTORS / "outhex" / f"{name}.txt").read_text())
    assert canonicalize(value) == expected
    assert canonicalize(loads_strict(expected)) == expected


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"),
        ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"),
        ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555554", "333333333.33333325"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_numbers_of_appendix_b(bits, text):
    """RFC 8785 appendix B: a double's bits and its text."""
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonicalize(value) == text.encode()


@pytest.mark.parametrize("bits", ["7fffffffffffffff", "7ff0000000000000"])
def test_numbers_that_are_none(bits):
    """RFC 8785 appendix B: NaN and Infinity are errors."""
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    with pytest.raises(InvalidValueError) as caught:
        canonicalize({"a": value})
    assert caught.value.code == "canonical_number"


def test_keys_are_sorted_by_utf16():
    """3.2.3: U+1F600 (D83D DE00) sorts before U+FB33, unlike by code point."""
    assert canonicalize({"\ufb33": 1, "\U0001f600": 2}) == (
        '{"\U0001f600":2,"\ufb33":1}'.encode()
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({1: "a"}, "canonical_type"),
        ({None: "a"}, "canonical_type"),
        ({"a": b"bytes"}, "canonical_type"),
        ({"a": {1, 2}}, "canonical_type"),
        ([object()], "canonical_type"),
        (2**53, "canonical_integer"),
        ([-(2**53)], "canonical_integer"),
        ({"a": float("nan")}, "canonical_number"),
        (["\ud800"], "canonical_text"),
        ({"\udfff": 1.0}, "canonical_text"),
    ],
)
def test_what_has_no_form_is_refused(value, code):
    """No coercion: keys are text, integers are exact, texts are Unicode."""
    with pytest.raises(InvalidValueError) as caught:
        canonicalize(value)
    assert caught.value.code == code


def test_a_value_that_holds_itself_is_too_deep():
    """A cycle ends as an error, not in a loop."""
    cycle = []
    cycle.append(cycle)
    with pytest.raises(InvalidValueError) as caught:
        canonicalize(cycle)
    assert caught.value.code == "canonical_depth"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=20,
)


@pytest.mark.property
@given(JSON)
def test_agrees_with_an_independent_implementation(value):
    """The PyPI package rfc8785 gives the same bytes."""
    rfc8785 = pytest.importorskip("rfc8785")
    assert canonicalize(value) == rfc8785.dumps(value)


@pytest.mark.property
@given(JSON)
def test_canonical_bytes_read_back_to_the_same_bytes(value):
    """Reading and canonicalizing again changes nothing."""
    data = canonicalize(value)
    try:
        again = loads_strict(data)
    except InvalidFormatError as error:  # 1e300 prints as digits beyond 2^53
        assert error.code == "json_number"
    else:
        assert canonicalize(again) == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"a":1,"a":1}', "json_twice"),
        (b'{"a":{"b":1,"b":2}}', "json_twice"),
        (b'{"a":1,"\\u0061":2}', "json_twice"),
        (b"NaN", "json_number"),
        (b"[Infinity]", "json_number"),
        (b"-Infinity", "json_number"),
        (b"1e999", "json_number"),
        (b"9007199254740992", "json_number"),
        (b"{} {}", "json_malformed"),
        (b"{}x", "json_malformed"),
        (b"", "json_malformed"),
        (b"[1,]", "json_malformed"),
        (b"01", "json_malformed"),
        (b"\xef\xbb\xbf{}", "json_malformed"),
        (b'"\xff"', "json_text"),
        (b'"\xed\xa0\x80"', "json_text"),
        (b'"\\ud800"', "json_text"),
        (b'{"\\udc00":1}', "json_text"),
        ('["\ud800"]', "json_text"),
        (b"[" * 65 + b"]" * 65, "json_too_deep"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "json_too_deep"),
        (b"9" * 5000, "json_malformed"),
        (b"[" * 100_000, "json_too_deep"),
        (b" " * (2**20 + 1), "json_too_long"),
    ],
)
def test_json_with_two_meanings_is_refused(data, code):
    """A key twice, NaN, trailing data, half a pair, a big number, depth, size."""
    with pytest.raises(EgovkitError) as caught:
        loads_strict(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"a": [1, -2.5e3, "x", null, true]}', {"a": [1, -2500.0, "x", None, True]}),
        (b"9007199254740991", 2**53 - 1),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b"[" * 64 + b"]" * 64, None),
        (b'["' + b"[" * 200 + b'\\""]', ["[" * 200 + '"']),
    ],
)
def test_json_with_one_meaning_is_read(data, value):
    """Ordinary JSON is read, brackets inside texts are not depth."""
    if value is None:
        assert loads_strict(data) == json.loads(data)
    else:
        assert loads_strict(data) == value


@pytest.mark.property
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_our_error(data):
    """Nothing but `EgovkitError` comes out, whatever the bytes."""
    with contextlib.suppress(EgovkitError):
        loads_strict(data)
