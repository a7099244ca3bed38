"""Keys and signatures that nobody made, and that must fit nothing.

The arithmetic here is written out from the standards, so that forgeries do not
depend on the library that is to refuse them.
"""

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.signatures import SigningKey, VerificationKey
from egovkit.signatures._schemes import has_small_order
from egovkit.signatures.trust import (
    DetachedSignature,
    TrustRoot,
)
from egovkit.signatures.trust._signed import require_threshold

# Ed25519 by RFC 8032 5.1: the curve -x² + y² = 1 + d x² y² modulo P

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
ORDER = 2**252 + 27742317777372353535851937790883648493
ROOT = pow(2, (P - 1) // 4, P)  # of -1


def added(one, other):
    """The sum of two points (RFC 8032 5.1.4)."""
    (a, b), (c, e) = one, other
    t = D * a * c * b * e % P
    return (
        (a * e + c * b) * pow(1 + t, -1, P) % P,
        (b * e + a * c) * pow(1 - t, -1, P) % P,
    )


def times(number, point):
    """A multiple of a point."""
    result = (0, 1)
    for bit in f"{number:b}":
        result = added(result, result)
        if bit == "1":
            result = added(result, point)
    return result


def point_at(y):
    """A point with that y coordinate, or None."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    return (x, y % P) if x * x % P == square else None


def order(point):
    """1, 2, 4 or 8; None for every larger one."""
    for number in (1, 2, 4, 8):
        if times(number, point) == (0, 1):
            return number
    return None


def small_orders():
    """Every encoding of 32 bytes whose point has an order that divides eight.

    The eight points are the multiples of one of order eight; y may be written
    beyond P where it fits in 255 bits, and the last bit is the sign of x.
    """
    y = next(
        y
        for y in range(2, 100)
        if (found := point_at(y)) and order(times(ORDER, found)) == 8
    )
    first = times(ORDER, point_at(y))
    points = {times(number, first) for number in range(8)}
    found = {}
    for _, y in points:
        for value in (y, y + P):
            if value < 2**255:
                for sign in (0, 1):
                    found[(value | sign << 255).to_bytes(32, "little")] = y
    return sorted(found)


SMALL = small_orders()
BASE_KEY = bytes.fromhex(  # RFC 8032 7.1 test 1
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
)


def test_there_are_fourteen_such_encodings():
    """Five y coordinates, two of them also as y + P, each with two signs."""
    assert len(SMALL) == 14
    assert {order(point_at(int.from_bytes(raw, "little") % 2**255 % P)) for raw in SMALL
            } == {1, 2, 4, 8}  # fmt: skip


@pytest.mark.parametrize(
    "raw", SMALL, ids=[raw.hex()[:8] + raw.hex()[-2:] for raw in SMALL]
)
class TestKeysOfSmallOrder:
    """With such a key a signature fits that nobody made, for one message in eight
    at the least; it is refused however it arrives.
    """

    def test_what_it_would_accept(self, raw):
        """R of the same small order and S of zero: no secret is needed."""
        try:
            key = ed25519.Ed25519PublicKey.from_public_bytes(raw)
        except ValueError:
            return  # the library has become stricter: so much the better
        hits = 0
        for number in range(400):
            for point in SMALL:
                try:
                    key.verify(point + bytes(32), b"surat %d" % number)
                except Exception:  # noqa: BLE001, S112 - of the library's own kind
                    continue
                hits += 1
            if hits:
                break
        assert hits or raw[-1] & 0x80  # x = 0 has no negative: refused by some

    def test_raw(self, raw):
        """As raw bytes."""
        assert has_small_order(raw)
        with pytest.raises(UsageError) as caught:
            VerificationKey.from_bytes(raw)
        assert caught.value.code == "key_of_small_order"

    def test_spki_and_pem(self, raw):
        """In SubjectPublicKeyInfo (RFC 8410 4), DER and PEM."""
        spki = bytes.fromhex("302a300506032b6570032100") + raw
        pem = b"".join(
            (b"-----BEGIN PUBLIC KEY-----\n", base64.b64encode(spki),
             b"\n-----END PUBLIC KEY-----\n")
        )  # fmt: skip
        for read, data in (
            (VerificationKey.from_spki, spki),
            (VerificationKey.from_pem, pem),
        ):
            with pytest.raises(UsageError) as caught:
                read(data)
            assert caught.value.code == "key_of_small_order"

    def test_jwk_and_cose(self, raw):
        """As a JWK (RFC 8037) and a COSE_Key (RFC 9053)."""
        text = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        for read, form in (
            (VerificationKey.from_jwk, {"kty": "OKP", "crv": "Ed25519", "x": text}),
            (VerificationKey.from_cose_key, {1: 1, -1: 6, -2: raw}),
        ):
            with pytest.raises(UsageError) as caught:
                read(form)
            assert caught.value.code == "key_of_small_order"

    def test_as_a_keeper(self, raw):
        """A root that names it is no root: anybody would be that keeper."""
        keeper = SigningKey.generate(use="trust").public
        entry = {
            "kid": hashlib.sha256(raw).digest()[:4].hex(),
            "alg": "Ed25519",
            "key": base64.urlsafe_b64encode(raw).decode().rstrip("="),
        }
        honest = {
            "kid": keeper.kid.hex(),
            "alg": "Ed25519",
            "key": base64.urlsafe_b64encode(keeper.to_bytes()).decode().rstrip("="),
        }
        root = {
            "type": "egovkit-root", "format": 1, "version": 1, "issued_at": 0,
            "expires_at": 2**40, "threshold": 1, "keys": [entry],
            "list_threshold": 1, "list_keys": [honest],
        }  # fmt: skip
        data = json.dumps(root).encode()
        forged = DetachedSignature(bytes.fromhex(entry["kid"]), SMALL[1] + bytes(32))
        with pytest.raises(InvalidFormatError) as caught:
            TrustRoot.first(data, [forged])
        assert caught.value.facts == {"field": "key"}


@pytest.mark.parametrize("change", [0, 1, 2, 31])
def test_keys_beside_the_small_ones_are_ordinary(change):
    """Only the fourteen are refused, not what looks like them."""
    for raw in SMALL:
        near = bytearray(raw)
        near[change] ^= 0x04
        assert has_small_order(bytes(near)) is (bytes(near) in SMALL)
    assert not has_small_order(BASE_KEY)
    assert VerificationKey.from_bytes(BASE_KEY).to_bytes() == BASE_KEY


def test_a_key_with_a_part_of_small_order():
    """A point of small order added to an honest key: other bytes, another key.

    The honest signature must not fit it, or two keepers could be one.
    """
    key = SigningKey.generate(use="trust")
    y = int.from_bytes(key.public.to_bytes(), "little")
    x, y = point_at(y % 2**255)
    if (x & 1) != key.public.to_bytes()[-1] >> 7:
        x = P - x
    signature = key.sign(b"akar")
    for raw in SMALL[1:]:
        small = point_at(int.from_bytes(raw, "little") % 2**255 % P)
        if small == (0, 1):
            continue
        other_x, other_y = added((x, y), small)
        shifted = (other_y | (other_x & 1) << 255).to_bytes(32, "little")
        assert not VerificationKey.from_bytes(shifted).verifies(signature, b"akar")


def test_the_order_may_not_be_added_to_s():
    """RFC 8032 5.1.7: S below the order, or one signature would have many forms."""
    key = SigningKey.generate(use="approval")
    signature = key.sign(b"isi")
    s = int.from_bytes(signature[32:], "little")
    assert key.public.verifies(signature, b"isi")
    for multiple in range(1, 16):
        if s + multiple * ORDER < 2**256:
            longer = (s + multiple * ORDER).to_bytes(32, "little")
            assert not key.public.verifies(signature[:32] + longer, b"isi")


# ECDSA in fixed width (RFC 7518 3.4)

N256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
N384 = int(
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
    "581a0db248b0a77aecec196accc52973", 16,
)  # fmt: skip


@pytest.mark.parametrize(
    ("algorithm", "n", "width"), [("ES256", N256, 32), ("ES384", N384, 48)]
)
def test_ecdsa_numbers_out_of_range(algorithm, n, width):
    """FIPS 186-5 6.4.2: r and s from 1 to n - 1; "psychic" zeros sign nothing."""
    key = SigningKey.generate(algorithm, use="seal")
    signature = key.sign(b"isi")
    r, s = (
        int.from_bytes(part, "big") for part in (signature[:width], signature[width:])
    )
    top = 256**width
    pairs = [
        (a, b)
        for a in (0, 1, n, n - 1, n + 1, top - 1, r + n, r)
        for b in (0, 1, n, n - 1, n + 1, top - 1, s + n, s)
        if (a, b) != (r, s) and max(a, b) < top
    ]
    for a, b in pairs:
        forged = a.to_bytes(width, "big") + b.to_bytes(width, "big")
        assert not key.public.verifies(forged, b"isi")
        assert not key.public.verifies(forged, b"")
    twin = signature[:width] + (n - s).to_bytes(width, "big")
    assert key.public.verifies(twin, b"isi")  # as ECDSA is; nothing counts twins


@pytest.mark.parametrize(("algorithm", "width"), [("ES256", 32), ("ES384", 48)])
def test_ecdsa_signatures_of_another_width(algorithm, width):
    """Exactly twice the curve's width: neither trimmed nor padded."""
    key = SigningKey.generate(algorithm, use="seal")
    signature = key.sign(b"isi")
    r, s = signature[:width], signature[width:]
    for other in (
        b"", r, signature[:-1], signature + b"\0", b"\0" + signature,
        b"\0" + r + b"\0" + s, r + b"\0" + s, signature * 2, r[1:] + s[1:],
    ):  # fmt: skip
        assert not key.public.verifies(other, b"isi")


def test_an_invalid_curve_point_is_no_key():
    """A point of another curve, and infinity, in each form."""
    point = SigningKey.generate("ES256", use="seal").public.to_bytes()
    x, y = point[1:33], point[33:]
    wrong = ((int.from_bytes(y, "big") + 1) % 2**256).to_bytes(32, "big")
    for raw in (b"\x04" + x + wrong, b"\0", b"\x04" + bytes(64), b"\x05" + x + y,
                b"\x06" + x + y, b"\x04" + x, b"\x04" + x + y + b"\0"):  # fmt: skip
        with pytest.raises(InvalidFormatError):
            VerificationKey.from_bytes(raw, algorithm="ES256")


# RSA with PKCS #1 v1.5 (RFC 8017 8.2.2), forged with the private exponent itself

CUBE = rsa.generate_private_key(3, 2048)
NUMBERS = CUBE.private_numbers()
MODULUS, WIDTH = NUMBERS.public_numbers.n, 256
MESSAGE = b"Surat 470/9001 CONTOH"
DIGEST = hashlib.sha256(MESSAGE).digest()
PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")  # RFC 8017 9.2


def raw_signature(block):
    """The block raised to the private exponent: what only the owner can make."""
    number = pow(int.from_bytes(block, "big"), NUMBERS.d, MODULUS)
    return number.to_bytes(WIDTH, "big")


def padded(info, *, head=b"\0\1", fill=b"\xff", end=b"\0"):
    """An encoded message of the full width around a DigestInfo."""
    room = WIDTH - len(head) - len(end) - len(info)
    return head + fill * room + end + info


def test_the_right_block_verifies():
    """The forgeries below change one thing each."""
    key = VerificationKey.from_public(CUBE.public_key())
    assert key.verifies(raw_signature(padded(PREFIX + DIGEST)), MESSAGE)


def short(info, garbage):
    """Eight bytes of padding, the DigestInfo, and garbage behind it."""
    head = b"\0\1" + b"\xff" * 8 + b"\0" + info
    return head + garbage * (WIDTH - len(head))


SHA1_PREFIX = bytes.fromhex("3021300906052b0e03021a05000414")
SHA384_PREFIX = bytes.fromhex("3041300d060960864801650304020205000430")
BLOCKS = {
    "garbage-behind": short(PREFIX + DIGEST, b"\xaa"),
    "zeros-behind": short(PREFIX + DIGEST, b"\0"),
    "block-type-2": padded(PREFIX + DIGEST, head=b"\0\2"),
    "block-type-0": padded(PREFIX + DIGEST, head=b"\0\0", fill=b"\0"),
    "fill-of-other-bytes": padded(PREFIX + DIGEST, fill=b"\xfe"),
    "no-zero-before": padded(PREFIX + DIGEST, end=b"\xff"),
    "no-null": padded(
        bytes.fromhex("302f300b0609608648016503040201") + b"\x04\x20" + DIGEST
    ),
    "long-length": padded(
        bytes.fromhex("308131300d060960864801650304020105000420") + DIGEST
    ),
    "long-inner-length": padded(
        bytes.fromhex("303230810d060960864801650304020105000420") + DIGEST
    ),
    "garbage-in-parameters": padded(
        bytes.fromhex("3034301006096086480165030402010503aaaaaa0420") + DIGEST
    ),
    "digest-alone": padded(DIGEST),
    "sha1": padded(SHA1_PREFIX + hashlib.sha1(MESSAGE).digest()),  # noqa: S324
    "sha384": padded(SHA384_PREFIX + hashlib.sha384(MESSAGE).digest()),
    "other-oid": padded(
        bytes.fromhex("3031300d060960864801650304020305000420") + DIGEST
    ),
    "digest-cut": padded(PREFIX + DIGEST[:-1]),
    "digest-of-another": padded(PREFIX + hashlib.sha256(b"lain").digest()),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_rsa_blocks_that_are_almost_right(name):
    """The whole block is compared, not parsed (RFC 8017 8.2.2, note)."""
    assert len(BLOCKS[name]) == WIDTH
    key = VerificationKey.from_public(CUBE.public_key())
    assert not key.verifies(raw_signature(BLOCKS[name]), MESSAGE)


def cube_root(number):
    """The largest whole number whose cube is not larger."""
    low, high = 0, 1 << (number.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**3 <= number:
            low = middle
        else:
            high = middle - 1
    return low


def test_bleichenbacher_with_an_exponent_of_three():
    """2006: a cube whose first bytes look right, made without any private key."""
    head = b"\0\1" + b"\xff" * 8 + b"\0" + PREFIX + DIGEST
    ceiling = int.from_bytes(head + b"\xff" * (WIDTH - len(head)), "big")
    forged = cube_root(ceiling)
    block = (forged**3).to_bytes(WIDTH, "big")
    assert block.startswith(head)
    key = VerificationKey.from_public(CUBE.public_key())
    assert not key.verifies(forged.to_bytes(WIDTH, "big"), MESSAGE)


def test_an_rsa_signature_is_below_the_modulus():
    """RFC 8017 5.2.2: the same number plus the modulus is no second signature."""
    key = VerificationKey.from_public(CUBE.public_key())
    good = raw_signature(padded(PREFIX + DIGEST))
    more = int.from_bytes(good, "big") + MODULUS
    width = (more.bit_length() + 7) // 8
    assert not key.verifies(more.to_bytes(max(width, WIDTH), "big"), MESSAGE)
    for number in (0, 1, MODULUS - 1, MODULUS):
        assert not key.verifies(number.to_bytes(WIDTH, "big"), MESSAGE)


@pytest.mark.parametrize("exponent", [1, 2, 0, 65536])
def test_rsa_exponents_that_sign_for_everybody(exponent):
    """With e = 1 the block is its own signature; an even e is no RSA."""
    n, e = (
        base64.urlsafe_b64encode(number.to_bytes(width, "big")).decode().rstrip("=")
        for number, width in ((MODULUS, WIDTH), (exponent, 3))
    )
    jwk = {"kty": "RSA", "n": n, "e": e}
    with pytest.raises(InvalidFormatError):
        VerificationKey.from_jwk(jwk)


@pytest.mark.parametrize("exponent", [1, 2])
def test_rsa_exponents_in_der(exponent):
    """The same in a SubjectPublicKeyInfo, where no JWK reader looks."""
    spki = CUBE.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    assert spki.endswith(b"\x02\x01\x03")
    changed = spki[:-1] + bytes((exponent,))
    try:
        key = VerificationKey.from_spki(changed)
    except EgovkitError:
        return
    block = padded(PREFIX + DIGEST)
    assert not key.verifies(block, MESSAGE)


# Thresholds


def test_a_key_that_stands_twice_counts_once():
    """Even where somebody made the list of keys by hand: no head start."""
    one, two = (SigningKey.generate(use="trust") for _ in range(2))
    data = b"daftar"
    keys = (one.public, one.public, two.public)
    signed = [DetachedSignature(one.kid, one.sign(data))]
    for signatures in ([], signed, signed * 3):
        with pytest.raises(EgovkitError) as caught:
            require_threshold(data, signatures, keys=keys, threshold=2, what="trust")
        assert caught.value.facts == {"needed": 2, "valid": min(len(signatures), 1)}
    signed.append(DetachedSignature(two.kid, two.sign(data)))
    require_threshold(data, signed, keys=keys, threshold=2, what="trust")


def test_keys_on_other_curves_are_none():
    """P-521, secp256k1 and X25519 have no place in the registry."""
    for curve in (ec.SECP521R1(), ec.SECP256K1(), ec.SECP224R1()):
        with pytest.raises(UsageError) as caught:
            VerificationKey.from_public(ec.generate_private_key(curve).public_key())
        assert caught.value.code == "key_of_unknown_kind"
