"""Numbers as ECMAScript prints them: a million doubles, and where the forms change."""

import hashlib
import json
import math
import re
import shutil
import struct
import subprocess
from itertools import chain, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.signatures import canonicalize, loads_strict


def double(bits):
    """The double of 64 bits."""
    return struct.unpack(">d", struct.pack(">Q", bits))[0]


def bits_of(value):
    """The 64 bits of a double."""
    return struct.unpack(">Q", struct.pack(">d", value))[0]


def drawn():
    """Doubles out of a chain of SHA-256, as the authors of the vectors draw them."""
    block = bytes(32)
    while True:
        block = hashlib.sha256(block).digest()
        for value in struct.unpack("<4d", block):
            if value and math.isfinite(value):
                yield value


def sequence(static):
    """All doubles of the vectors: chosen ones, 2,000 in a row, drawn ones."""
    row = (double(0x0010_0000_0000_0000 + number) for number in range(2000))
    return chain(map(double, static), row, drawn())


@pytest.fixture(scope="module")
def readme(shared_vectors):
    """The page of the vectors: the algorithm, its chosen numbers and the digests."""
    path = shared_vectors / "jcs" / "testdata" / "README.md"
    return path.read_text("utf-8")


@pytest.mark.parametrize(
    "lines", [1000, 10_000, 100_000, pytest.param(1_000_000, marks=pytest.mark.slow)]
)
def test_the_published_digests(readme, lines):
    """The file of doubles and their texts has the digest that its authors state."""
    listed = readme[readme.index("staticU64s") : readme.index("staticF64s")]
    static = [int(bits, 16) for bits in re.findall(r"0x([0-9a-f]{16})n", listed)]
    stated = {
        int(count): digest
        for digest, count in re.findall(r"\| ([0-9a-f]{64}) \| (\d+) ", readme)
    }
    digest = hashlib.sha256()
    for value in islice(sequence(static), lines):
        digest.update(b"%x,%b\n" % (bits_of(value), canonicalize(value)))
    assert digest.hexdigest() == stated[lines]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-6, "0.000001"),
        (9.999e-7, "9.999e-7"),
        (1.5e-6, "0.0000015"),
        (1e-7, "1e-7"),
        (1.25e-7, "1.25e-7"),
        (1e16, "10000000000000000"),
        (1.5e16, "15000000000000000"),
        (1e17, "100000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.5e21, "1.5e+21"),
        (1e22, "1e+22"),
        (1e100, "1e+100"),
        (-1e-7, "-1e-7"),
        (-1e21, "-1e+21"),
        (-0.0, "0"),
        (0.0001, "0.0001"),
        (0.00001, "0.00001"),
        (5e-324, "5e-324"),
        (2.2250738585072014e-308, "2.2250738585072014e-308"),
        (4.35, "4.35"),
        (4.5, "4.5"),
        (1.0, "1"),
        (9007199254740993.0, "9007199254740992"),
    ],
)
def test_where_the_forms_change(value, text):
    """ECMA-262 6.1.6.1.20: plain from 1e-6 below 1e21, an exponent elsewhere."""
    assert canonicalize(value) == text.encode()
    assert canonicalize([value]) == f"[{text}]".encode()
    assert canonicalize({"a": {"b": value}}) == f'{{"a":{{"b":{text}}}}}'.encode()


@pytest.mark.property
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_is_the_number(value):
    """RFC 8785 3.2.2.3: the text reads back to exactly the same double."""
    text = canonicalize(value)
    assert float(text) == value
    assert re.fullmatch(rb"-?(0|[1-9]\d{0,20})(\.\d*[1-9])?(e[+-][1-9]\d{0,2})?", text)


@pytest.mark.property
@given(st.integers(-(2**53) + 1, 2**53 - 1))
def test_a_whole_number_prints_alike_however_it_is_held(value):
    """1 and 1.0 are one number in JSON, so they have one form."""
    assert canonicalize(float(value)) == canonicalize(value) == str(value).encode()
    assert loads_strict(canonicalize(value)) == value


def test_another_engine_prints_the_same():
    """ECMAScript itself: what node makes of a thousand doubles."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    values = [*islice(drawn(), 1000), *(10.0**n for n in range(-30, 30))]
    script = (
        "const s = require('fs').readFileSync(0, 'utf8').trim().split('\\n');"
        "const v = new DataView(new ArrayBuffer(8));"
        "for (const h of s) { v.setBigUint64(0, BigInt('0x' + h));"
        "console.log(JSON.stringify(v.getFloat64(0))); }"
    )
    lines = "\n".join(f"{bits_of(value):016x}" for value in values)
    done = subprocess.run(
        ["node", "-e", script], input=lines, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == [canonicalize(value).decode() for value in values]


def test_another_engine_sorts_and_quotes_the_same():
    """ECMAScript's own order of keys and its escapes, for awkward texts."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    texts = [chr(code) for code in range(0x80)]
    texts += [
        "\x7f",
        "\x80",
        "\u2028",
        "\u2029",
        "\ud7ff",
        "\ue000",
        "\ufb33",
        "\uffff",
    ]
    texts += ["\U00010000", "\U0001f600", "\U0010ffff", "a\u0301", "\u00e1", ""]
    value = {text: text * 2 for text in texts}
    script = (
        "const v = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const keys = Object.keys(v).sort();"
        "process.stdout.write('{' + keys.map("
        "k => JSON.stringify(k) + ':' + JSON.stringify(v[k])).join(',') + '}');"
    )
    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps(value).encode(),
        check=True,
        capture_output=True,
    )
    assert canonicalize(value) == done.stdout
