"""Taking a token apart: the short way reads what the long way reads, and no more.

`read_envelope` and `read_claims` look at the usual form with a pattern and leave
everything else to the strict decoder. A pattern that took one byte more than the
decoder would make two readers of one seal, so the two are compared on every
change of every byte.
"""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._cbor import Tag, encode, head
from egovkit.errors import EgovkitError
from egovkit.qr._reading import (
    _read_any_claims,
    _read_any_envelope,
    read_claims,
    read_envelope,
)

CLAIM, DIGEST = -65537, -65538
ISSUED = 1_795_482_000
SIGNATURE = bytes(range(64))


def answer(read, data):
    """What a reader says: the parts, or the code of the refusal."""
    try:
        return tuple(read(data))
    except EgovkitError as error:
        return error.code


def token(payload, *, alg=-8, kid=b"\x01\x02\x03\x04", signature=SIGNATURE):
    """A COSE_Sign1 in the one form of the format."""
    protected = encode({1: alg, 4: kid})
    return encode(Tag(18, [protected, {}, payload, signature]))


def claims(*, issued=ISSUED, expires=None, private=(1, None, "a"), **more):
    """A payload in the one form of the format."""
    values = {6: issued, CLAIM: list(private)}
    if expires is not None:
        values[4] = expires
    if "digest" in more:
        values[DIGEST] = more["digest"]
    return encode(values)


# ---------------------------------------------------------------- the envelope


# sizes at the bounds of a length's own width: 23 fits in the first byte, 24 needs
# one more, 256 two more
@pytest.mark.parametrize("size", [0, 1, 23, 24, 25, 100, 254, 255, 256, 300])
@pytest.mark.parametrize("alg", [-8, -7])
def test_envelope_of_any_size(size, alg):
    """All five parts, by whichever way they are read."""
    payload = b"\xff" * size
    data = token(payload, alg=alg)
    signed = b"".join(
        (
            b"\x84\x6aSignature1",
            head(2, 9),
            encode({1: alg, 4: b"\x01\x02\x03\x04"}),
            b"\x40",
            head(2, size),
            payload,
        )
    )
    expected = (alg, b"\x01\x02\x03\x04", signed, payload, SIGNATURE)
    assert answer(read_envelope, data) == answer(_read_any_envelope, data) == expected


@pytest.mark.parametrize("size", [24, 88, 255])
def test_envelope_every_byte_changed(size):
    """For each byte of the frame and each of its 256 values: one answer."""
    data = token(bytes(size))
    frame = [*range(20), *range(len(data) - 68, len(data) - 62)]
    for place, value in product(frame, range(256)):
        changed = bytearray(data)
        changed[place] = value
        changed = bytes(changed)
        assert answer(read_envelope, changed) == answer(_read_any_envelope, changed)


def test_envelope_stated_length_is_the_length():
    """A payload said to be shorter or longer than it is: refused, as RFC 8949, 5.1
    asks, though the pattern alone would find a payload and a signature. Every byte
    of the payload is its length, so that no other byte can stand in for it.
    """
    data = token(bytes([100]) * 100)
    at = data.index(b"\x58\x64") + 1
    for stated in range(24, 256):
        changed = data[:at] + bytes((stated,)) + data[at + 1 :]
        expected = "accepted" if stated == 100 else "refused"
        said = answer(read_envelope, changed)
        assert ("refused" if isinstance(said, str) else "accepted") == expected


def test_envelope_cut_and_lengthened():
    """Every shorter token and every longer one is refused, by one code."""
    data = token(bytes(30))
    for end in range(len(data)):
        assert isinstance(answer(read_envelope, data[:end]), str)
        assert answer(read_envelope, data[:end]) == answer(
            _read_any_envelope, data[:end]
        )
    assert answer(read_envelope, data + b"\0") == "cbor_trailing"


@pytest.mark.parametrize(
    ("protected", "code"),
    [
        ({1: -8}, "seal_headers"),
        ({4: b"1234"}, "seal_headers"),
        ({}, "seal_headers"),
        ({1: -8, 4: b"123"}, "seal_headers"),
        ({1: -8, 4: b"12345"}, "seal_headers"),
        ({1: -8, 4: "1234"}, "seal_headers"),
        ({1: -35, 4: b"1234"}, "seal_headers"),
        ({1: -37, 4: b"1234"}, "seal_headers"),
        ({1: 5, 4: b"1234"}, "seal_headers"),
        ({1: True, 4: b"1234"}, "seal_headers"),
        ({1: "EdDSA", 4: b"1234"}, "seal_headers"),
        ({1: -8, 4: b"1234", 16: "x"}, "seal_headers"),
        ({1: -8, 2: [4], 4: b"1234"}, "seal_headers"),
    ],
    ids=repr,
)
def test_envelope_headers(protected, code):
    """Algorithm and kid stand under the signature, and nothing beside them."""
    data = encode(Tag(18, [encode(protected), {}, bytes(30), SIGNATURE]))
    assert answer(read_envelope, data) == code


@pytest.mark.parametrize("unprotected", [{4: b"1234"}, {1: -8}, {"x": 1}], ids=repr)
def test_envelope_nothing_unprotected(unprotected):
    """What no signature covers is not there to be believed."""
    protected = encode({1: -8, 4: b"1234"})
    data = encode(Tag(18, [protected, unprotected, bytes(30), SIGNATURE]))
    assert answer(read_envelope, data) == "seal_headers"


@pytest.mark.parametrize("size", [0, 1, 63, 65, 96, 128])
def test_envelope_signature_length(size):
    """An Ed25519 or ES256 signature has 64 bytes (RFC 9053, 2.1 and 2.2)."""
    data = token(bytes(30), signature=bytes(size))
    assert answer(read_envelope, data) == "seal_signature_length"


# ------------------------------------------------------------------ the claims

MANY = [f"n{n}" for n in range(30)]


@pytest.mark.parametrize("expires", [None, 0, 23, 65_535, 65_536, 2**32 - 1, 2**32])
@pytest.mark.parametrize(
    "issued", [-1, 0, 23, 24, 255, 65_535, 65_536, ISSUED, 2**32 - 1, 2**32]
)
def test_claims_of_any_time(issued, expires):
    """A time's width on the wire changes nothing about it."""
    data = claims(issued=issued, expires=expires)
    expected = (issued, expires, 1, None, ["a"], None)
    assert answer(read_claims, data) == answer(_read_any_claims, data) == expected


@pytest.mark.parametrize("count", [0, 1, 20, 21, 22, 23, 28])
def test_claims_of_any_number_of_fields(count):
    """An array of 24 items and more states its length in a second byte."""
    data = claims(private=(1, 5, *MANY[:count]))
    expected = (ISSUED, None, 1, 5, MANY[:count], None)
    assert answer(read_claims, data) == answer(_read_any_claims, data) == expected


@pytest.mark.parametrize(
    ("private", "good"),
    [
        ((1, None), True),
        ((65_535, None), True),
        ((1, 0), True),
        ((1, 2**32 - 1), True),
        ((), False),
        ((1,), False),
        ((0, None), False),
        ((65_536, None), False),
        ((-1, None), False),
        ((True, None), False),
        (("1", None), False),
        ((None, None), False),
        ((1, -1), False),
        ((1, 2**32), False),
        ((1, True), False),
        ((1, "0"), False),
        ((1, [0]), False),
    ],
    ids=repr,
)
def test_claims_profile_and_index(private, good):
    """Profile 1 to 65535, status index null or 0 to 2**32-1; both have to be there."""
    said = answer(read_claims, claims(private=private))
    assert said == answer(_read_any_claims, claims(private=private))
    if good:
        assert said[2:5] == (*private, [])
    else:
        assert said == "seal_private_claim"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({6: ISSUED}, "seal_private_claim"),
        ({CLAIM: [1, None]}, "seal_times"),
        ({6: ISSUED, CLAIM: {}}, "seal_private_claim"),
        ({6: None, CLAIM: [1, None]}, "seal_times"),
        ({6: True, CLAIM: [1, None]}, "seal_times"),
        ({6: ISSUED, 4: None, CLAIM: [1, None]}, "seal_times"),
        ({6: ISSUED, 4: "x", CLAIM: [1, None]}, "seal_times"),
        ({6: 253_402_300_800, CLAIM: [1, None]}, "seal_times"),
        ({6: -62_135_596_801, CLAIM: [1, None]}, "seal_times"),
        ({6: ISSUED, 4: 253_402_300_800, CLAIM: [1, None]}, "seal_times"),
        ({5: ISSUED, 6: ISSUED, CLAIM: [1, None]}, "seal_claims"),
        ({6: ISSUED, "iss": "x", CLAIM: [1, None]}, "seal_claims"),
        ({6: ISSUED, CLAIM: [1, None], DIGEST: bytes(31)}, "seal_digest"),
        ({6: ISSUED, CLAIM: [1, None], DIGEST: bytes(33)}, "seal_digest"),
        ({6: ISSUED, CLAIM: [1, None], DIGEST: "x" * 32}, "seal_digest"),
        ({6: ISSUED, CLAIM: [1, None], DIGEST: None}, "seal_digest"),
        ([6, ISSUED], "seal_claims"),
        (None, "seal_claims"),
    ],
    ids=repr,
)
def test_claims_refused(values, code):
    """Each rule of section 4 by its own code."""
    assert answer(read_claims, encode(values)) == code


@pytest.mark.parametrize("issued", [-62_135_596_800, 253_402_300_799])
def test_claims_first_and_last_second(issued):
    """The years 1 to 9999, to the second."""
    assert answer(read_claims, claims(issued=issued))[0] == issued
    assert answer(read_claims, claims(expires=issued))[1] == issued


def test_claims_digest():
    """32 bytes are the digest of an original."""
    digest = bytes(range(32))
    assert answer(read_claims, claims(digest=digest))[5] == digest


@pytest.mark.parametrize(
    ("data", "step"),
    [
        (claims(private=(1, 7, "Siti", 20_000, True, None)), 1),
        (claims(expires=ISSUED + 9, private=(300, None, "a" * 30, -5)), 5),
        (claims(private=(1, None, ["a", "b"], [1, 50])), 3),
    ],
    ids=["plain", "with expiry", "nested"],
)
def test_claims_every_byte_changed(data, step):
    """For each byte of the payload and its values in steps: one answer."""
    for place, value in product(range(len(data)), range(0, 256, step)):
        changed = bytearray(data)
        changed[place] = value
        changed = bytes(changed)
        assert answer(read_claims, changed) == answer(_read_any_claims, changed)


def test_claims_time_not_in_its_shortest_form():
    """65535 in four bytes is another text of one payload, and refused."""
    for place, broken in ((3, b"\x00\x00\xff\xff"), (9, b"\x00\x00\x00\x00")):
        data = bytearray(claims(issued=2**31, expires=2**31))
        data[place : place + 4] = broken
        assert answer(read_claims, bytes(data)) == "cbor_not_shortest"


def test_claims_depth_counts_from_the_whole():
    """The claims are the outermost level: a list eight deep inside is too deep."""
    inner = encode([])
    for _ in range(5):
        inner = b"\x81" + inner
    prefix = claims(private=(1, None))[:-3]  # up to the private claim's own head
    fits = prefix + b"\x83\x01\xf6" + inner
    deeper = prefix + b"\x83\x01\xf6" + b"\x81" + inner
    assert answer(read_claims, fits) == answer(_read_any_claims, fits)
    assert answer(read_claims, fits)[4] == [[[[[[[]]]]]]]
    assert answer(read_claims, deeper) == "cbor_depth"
    assert answer(_read_any_claims, deeper) == "cbor_depth"


@pytest.mark.property
@given(st.binary(max_size=60), st.integers(0, 40))
def test_claims_anything_after_a_good_beginning(tail, cut):
    """For any bytes behind the usual beginning: one answer."""
    data = claims(private=(1, None, *MANY[:3]))[:-cut] + tail
    assert answer(read_claims, data) == answer(_read_any_claims, data)


@pytest.mark.property
@given(st.binary(max_size=120))
def test_envelope_anything_in_the_middle(middle):
    """For any bytes between a token's beginning and its signature: one answer."""
    data = token(bytes(40))
    for changed in (data[:14] + middle + data[-66:], data[:30] + middle):
        assert answer(read_envelope, changed) == answer(_read_any_envelope, changed)
