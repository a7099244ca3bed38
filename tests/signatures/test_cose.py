"""COSE_Sign1: the working group's own examples, and what is refused.

Vectors: cose-wg/Examples, public domain.
"""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._cbor import Tag, encode
from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.signatures import SigningKey, VerificationKey
from egovkit.signatures.cose import (
    Sign1,
    build_sign1,
    parse_sign1,
    to_be_signed,
    verify_sign1,
)

SHARED = Path(__file__).resolve().parents[3] / "shared" / "vectors" / "cose"
ABSENT = pytest.param("", marks=pytest.mark.skip(reason="shared vectors absent"))
NAMES = sorted(
    str(path.relative_to(SHARED))
    for path in SHARED.glob("*/*.json")
    if "sign0" in path.read_text("utf-8")
)

# why each failing example fails here
FAILURES = {
    "sign1-tests/sign-fail-01.json": "cose_not_sign1",  # tag 998
    "sign1-tests/sign-fail-02.json": False,  # a changed signature
    "sign1-tests/sign-fail-03.json": False,  # alg -999: not the key's
    "sign1-tests/sign-fail-04.json": False,  # alg "unknown": not the key's
    "sign1-tests/sign-fail-06.json": False,  # a protected header added
    "sign1-tests/sign-fail-07.json": False,  # a protected header removed
}
# curves and schemes that egovkit has no keys for
UNSUPPORTED = {
    "ecdsa-examples/ecdsa-sig-03.json",  # P-521
    "eddsa-examples/eddsa-sig-02.json",  # Ed448
}
# ES512 over P-256: the key owns ES256, and the message says another
OTHER_ALGORITHM = {"ecdsa-examples/ecdsa-sig-04.json"}


@pytest.fixture(scope="module")
def examples(shared_vectors):
    """The examples' folder."""
    return shared_vectors / "cose"


def unb64(text):
    """base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def public_key(jwk):
    """The example's key as egovkit's."""
    if jwk["kty"] == "OKP":
        raw = bytes.fromhex(jwk["x_hex"]) if "x_hex" in jwk else unb64(jwk["x"])
        algorithm = "Ed25519"
        if jwk["crv"] != "Ed25519":
            raise UsageError("key_of_unknown_kind")
    else:
        raw = b"\x04" + b"".join(
            bytes.fromhex(jwk[f"{part}_hex"])
            if f"{part}_hex" in jwk
            else unb64(jwk[part])
            for part in "xy"
        )
        algorithm = {"P-256": "ES256", "P-384": "ES384"}.get(jwk["crv"])
        if algorithm is None:
            raise UsageError("key_of_unknown_kind")
    return VerificationKey.from_bytes(raw, algorithm=algorithm)


@pytest.mark.parametrize("name", NAMES or [ABSENT])
def test_examples(examples, name):
    """Every positive verifies, every negative fails for its own reason."""
    example = json.loads((examples / name).read_text("utf-8"))
    given = example["input"]["sign0"]
    if name in UNSUPPORTED:
        with pytest.raises(UsageError):
            public_key(given["key"])
        return
    key = public_key(given["key"])
    data = bytes.fromhex(example["output"]["cbor"])
    external = bytes.fromhex(given.get("external", ""))
    expected = FAILURES.get(name, name not in OTHER_ALGORITHM)
    assert bool(example.get("fail")) == (name in FAILURES)
    if isinstance(expected, str):
        with pytest.raises(EgovkitError) as caught:
            parse_sign1(data, foreign=True)
        assert caught.value.code == expected
        return
    message = parse_sign1(data, foreign=True)
    assert verify_sign1(message, key, external) is expected
    if not example.get("fail"):
        wanted = example["intermediates"]["ToBeSign_hex"].lower()
        made = to_be_signed(message.protected_bytes, message.payload, external)
        assert made.hex() == wanted
    if expected:
        assert not verify_sign1(message, key, external + b"x")


def test_the_folder_has_all_three_kinds(examples):
    """A folder that lost its files would pass in silence."""
    assert examples.is_dir()
    assert set(FAILURES) | UNSUPPORTED | OTHER_ALGORITHM <= set(NAMES)
    assert len(NAMES) == 16


@pytest.fixture(scope="module", params=["Ed25519", "ES256"])
def key(request):
    """A key of each algorithm."""
    return SigningKey.generate(request.param, use="seal")


class TestRoundTrip:
    """What is built is read, and verified under its own key only."""

    def test_built_message(self, key):
        """The parts come back; another payload, key or external data fails."""
        data = build_sign1(
            b"payload",
            alg=key.algorithm.cose,
            sign=key.sign,
            kid=key.kid,
            headers={16: "application/x"},
        )
        message = parse_sign1(data)
        assert message.payload == b"payload"
        assert message.protected == {
            1: key.algorithm.cose,
            4: key.kid,
            16: "application/x",
        }
        assert message.unprotected == {}
        assert verify_sign1(message, key.public)
        other = SigningKey.generate(str(key.algorithm), use="seal")
        assert not verify_sign1(message, other.public)
        assert not verify_sign1(message, key.public, b"external")

    def test_without_a_kid(self, key):
        """The hint is optional in COSE."""
        data = build_sign1(b"", alg=key.algorithm.cose, sign=key.sign)
        message = parse_sign1(data)
        assert message.header(4) is None
        assert verify_sign1(message, key.public)


class TestHeaders:
    """RFC 9052, section 3."""

    @staticmethod
    def message(protected, unprotected, key):
        """A message that the key signed over any headers."""
        encoded = encode(protected) if protected else b""
        return Sign1(
            encoded, protected, unprotected, b"x", key.sign(to_be_signed(encoded, b"x"))
        )

    def test_the_protected_header_wins(self, key):
        """What the signature covers goes before what it does not."""
        both = self.message({1: key.algorithm.cose, 4: b"in"}, {1: 0, 4: b"out"}, key)
        assert both.header(4) == b"in"
        assert verify_sign1(both, key.public)

    def test_no_algorithm(self, key):
        """A message that names none is not guessed at."""
        assert not verify_sign1(self.message({4: b"a"}, {}, key), key.public)

    def test_critical_headers(self, key):
        """3.1: a critical header that is not understood makes it invalid."""
        crit = {1: key.algorithm.cose, 2: [99], 99: 1}
        assert not verify_sign1(self.message(crit, {}, key), key.public)

    def test_empty_protected_headers(self, key):
        """4.4: an empty map, however it was sent, is signed as a zero-length string."""
        signature = key.sign(to_be_signed(b"", b"x"))
        headers = {1: key.algorithm.cose}
        for sent in (b"", b"\xa0"):
            data = encode(Tag(18, [sent, headers, b"x", signature]))
            message = parse_sign1(data)
            assert message.protected_bytes == b""
            assert verify_sign1(message, key.public)


class TestForms:
    """One form is read strictly; other writers' forms when asked."""

    PARTS = (b"\xa1\x01\x27", {}, b"payload", bytes(64))

    @pytest.mark.parametrize(
        ("data", "strict"),
        [
            (encode(Tag(18, [*PARTS])), True),
            (encode([*PARTS]), False),  # untagged
            (b"\xd8\x3d" + encode(Tag(18, [*PARTS])), False),  # CWT tag around
            (b"\xd8\x3d" + encode([*PARTS]), False),
            (b"\xd2\x9f" + encode([*PARTS])[1:] + b"\xff", False),  # indefinite
            (b"\xd8\x12" + encode([*PARTS]), False),  # tag 18 in two bytes
        ],
    )
    def test_read(self, data, strict):
        """All of them read alike as foreign, the first one otherwise."""
        assert parse_sign1(data, foreign=True).payload == b"payload"
        if strict:
            assert parse_sign1(data).payload == b"payload"
        else:
            with pytest.raises(InvalidFormatError):
                parse_sign1(data)

    @pytest.mark.parametrize("foreign", [False, True])
    @pytest.mark.parametrize(
        "data",
        [
            encode(1),
            encode(None),
            encode([*PARTS][:3]),
            encode([*PARTS, 1]),
            encode(Tag(18, [1, {}, b"", b""])),
            encode(Tag(18, [b"", [], b"", b""])),
            encode(Tag(18, [b"", {}, None, b""])),  # detached
            encode(Tag(18, [b"", {}, b"", "text"])),
            encode(Tag(18, [b"\x01", {}, b"", b""])),
            encode(Tag(18, Tag(18, [*PARTS]))),
            b"\xd1" + encode([*PARTS]),  # tag 17: a MAC
        ],
        ids=lambda data: data.hex()[:40],
    )
    def test_refused(self, data, foreign):
        """No message, or one with parts of another type."""
        with pytest.raises(InvalidFormatError) as caught:
            parse_sign1(data, foreign=foreign)
        assert caught.value.code in {"cose_not_sign1", "cose_headers", "cbor_tag"}

    def test_limit(self):
        """A caller's cap holds."""
        with pytest.raises(EgovkitError):
            parse_sign1(encode(Tag(18, [*self.PARTS])), limit=10)


SECOND_NUMBERS = {"Ed25519": -19, "ES256": -9, "ES384": -51}  # RFC 9864 table 2


@pytest.mark.parametrize("name", SECOND_NUMBERS)
def test_both_numbers_of_an_algorithm(name):
    """RFC 9864: the second number says the curve too, and no more than the key."""
    key = SigningKey.generate(name, use="seal")
    for alg in (key.algorithm.cose, SECOND_NUMBERS[name]):
        message = parse_sign1(build_sign1(b"isi", alg=alg, sign=key.sign))
        assert verify_sign1(message, key.public)
        assert message.algorithm == key.algorithm.cose
    others = {-7, -8, -9, -19, -35, -36, -47, -49, -50, -51, -52, -53, -257, 0, 1, -1}
    for alg in sorted(others - {key.algorithm.cose, SECOND_NUMBERS[name]}):
        message = parse_sign1(build_sign1(b"isi", alg=alg, sign=key.sign))
        assert not verify_sign1(message, key.public)


@pytest.mark.parametrize("alg", ["EdDSA", "Ed25519", b"\x27", None, True, [-8], "-8"],
                         ids=repr)  # fmt: skip
def test_an_algorithm_is_a_number(alg):
    """Text, bytes and lists name nothing here, and break nothing."""
    key = SigningKey.generate(use="seal")
    message = parse_sign1(build_sign1(b"isi", alg=alg, sign=key.sign))
    assert message.algorithm == alg
    assert not verify_sign1(message, key.public)


@pytest.mark.parametrize("size", [4096, 4097])
def test_a_message_of_the_most_bytes(size):
    """4096 unless the caller says otherwise; the length is that of the whole."""
    key = SigningKey.generate(use="seal")
    rest = len(build_sign1(bytes(1000), alg=-8, sign=key.sign)) - 1000
    data = build_sign1(bytes(size - rest), alg=-8, sign=key.sign)
    assert len(data) == size
    if size == 4096:
        assert verify_sign1(parse_sign1(data), key.public)
        return
    with pytest.raises(EgovkitError):
        parse_sign1(data)
    assert verify_sign1(parse_sign1(data, limit=size), key.public)


def test_the_hint_is_signed_where_there_is_one():
    """Label 4 in the protected headers; without a hint there is no label 4."""
    key = SigningKey.generate(use="seal")
    with_hint = parse_sign1(build_sign1(b"isi", alg=-8, sign=key.sign, kid=key.kid))
    assert with_hint.protected == {1: -8, 4: key.kid}
    without = parse_sign1(build_sign1(b"isi", alg=-8, sign=key.sign))
    assert without.protected == {1: -8}
    assert without.unprotected == {}


def test_a_message_as_rfc_9052_prints_its_structure():
    """4.4: the context, the protected headers, external data, the payload; by hand."""
    structure = to_be_signed(bytes.fromhex("a10127"), b"isi", b"lain")
    assert structure.hex() == (
        "84"  # an array of four
        "6a5369676e617475726531"  # "Signature1"
        "43a10127"  # the protected headers, as a byte string
        "446c61696e"  # external data
        "43697369"  # the payload
    )


@pytest.mark.property
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=30))
def test_no_two_messages_are_signed_alike(payload, external, more):
    """Moving bytes between payload and external data makes another structure."""
    protected = bytes.fromhex("a10127")
    signed = to_be_signed(protected, payload, external)
    if more:
        assert to_be_signed(protected, payload + more, external) != signed
        assert to_be_signed(protected, more + payload, external) != signed
        assert to_be_signed(protected + more, payload, external) != signed
    if payload != external:
        assert to_be_signed(protected, external, payload) != signed
