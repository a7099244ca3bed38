"""Keys own their algorithm, their use and their validity, and refuse others."""

import pickle
import shutil
import stat
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa, x25519
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import (
    InvalidFormatError,
    InvalidValueError,
    SigningError,
    UsageError,
)
from egovkit.signatures import Algorithm, Signer, SigningKey, VerificationKey
from egovkit.signatures._verification_key import public_of
from egovkit.signatures.algorithms import AlgorithmSpec

SIGNING = ["Ed25519", "ES256", "ES384", "ML-DSA-65"]
LENGTHS = {"Ed25519": 64, "ES256": 64, "ES384": 96, "ML-DSA-65": 3309}


@pytest.fixture(scope="module", params=SIGNING)
def key(request):
    """One key of each algorithm that signs."""
    return SigningKey.generate(request.param, use="seal")


@pytest.fixture(scope="module")
def rsa_key():
    """An RSA key of 3072 bits, as the cryptography package makes it."""
    return rsa.generate_private_key(65537, 3072).public_key()


def test_signs_and_verifies(key):
    """A signature fits its message and its key only, and has a fixed width."""
    signature = key.sign(b"surat")
    other = SigningKey.generate(str(key.algorithm), use="seal")
    assert len(signature) == LENGTHS[key.algorithm]
    assert key.public.verifies(signature, b"surat")
    assert not key.public.verifies(signature, b"surat ")
    assert not other.public.verifies(signature, b"surat")
    assert not key.public.verifies(signature[:-1], b"surat")
    assert not key.public.verifies(b"", b"surat")
    assert not key.public.verifies(signature + b"\0", b"surat")


@pytest.mark.property
@given(data=st.binary(max_size=80), at=st.integers(0, 95), bit=st.integers(0, 7))
def test_no_bit_of_a_signature_may_change(data, at, bit):
    """Ed25519, ES256: one flipped bit and the signature is false."""
    for algorithm in ("Ed25519", "ES256"):
        key = SigningKey.generate(algorithm, use="seal")
        signature = bytearray(key.sign(data))
        signature[at % len(signature)] ^= 1 << bit
        assert not key.public.verifies(bytes(signature), data)


def test_is_a_signer(key):
    """A local key fulfils the protocol that HSM and remote keys fulfil."""
    assert isinstance(key, Signer)
    assert key.kid == key.public.kid
    assert key.algorithm is key.public.algorithm
    assert key.use == key.public.use == "seal"


def test_kid_is_the_start_of_the_hash_of_the_public_key(key):
    """SHA-256 over the raw key (Ed25519, ML-DSA) or the SPKI (EC), four bytes."""
    import hashlib

    raw = key.algorithm in ("Ed25519", "ML-DSA-65")
    data = key.public.to_bytes() if raw else key.public.to_spki()
    assert key.kid == hashlib.sha256(data).digest()[:4]
    assert key.public.fingerprint == hashlib.sha256(key.public.to_spki()).hexdigest()


def test_saves_encrypted_for_its_owner_only(key, tmp_path):
    """PKCS#8, encrypted, permissions 0600, never over an existing file."""
    path = tmp_path / "key.pem"
    key.save(path, password="rahasia sekali")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()
    again = SigningKey.load(path, password="rahasia sekali", use="seal")
    assert again.public == key.public
    with pytest.raises(FileExistsError):
        key.save(path, password="lain")
    assert SigningKey.load(path, password=b"rahasia sekali", use="seal")


def test_openssl_reads_the_file(tmp_path):
    """The file is ordinary PKCS#8, the line about its use notwithstanding."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")
    path = tmp_path / "key.pem"
    key = SigningKey.generate("ES256", use="seal")
    key.save(path, password="rahasia")
    command = ["openssl", "pkey", "-in", path, "-passin", "pass:rahasia", "-pubout"]
    output = subprocess.run(command, check=True, capture_output=True).stdout
    assert VerificationKey.from_pem(output, use="seal") == key.public


def test_a_password_is_needed_to_save(tmp_path):
    """An empty password is no password."""
    with pytest.raises(UsageError) as caught:
        SigningKey.generate(use="seal").save(tmp_path / "key.pem", password="")
    assert caught.value.code == "password_empty"
    assert not (tmp_path / "key.pem").exists()


@pytest.mark.parametrize(
    ("stored", "given", "code"),
    [
        ("benar", "salah", "password_wrong"),
        ("benar", None, "password_missing"),
        (None, "benar", "password_not_needed"),
    ],
)
def test_the_password_must_fit(stored, given, code):
    """Wrong, missing, or given without need: each says so, none shows it."""
    pem = SigningKey.generate(use="seal").to_pem(password=stored)
    with pytest.raises(SigningError) as caught:
        SigningKey.from_pem(pem, password=given, use="seal")
    assert caught.value.code == code
    assert caught.value.__cause__ is None
    assert "benar" not in str(caught.value)


def test_a_key_of_another_use_is_refused():
    """The file names its use; whoever needs another one does not get the key."""
    pem = SigningKey.generate(use="trust").to_pem(password=None)
    with pytest.raises(UsageError) as caught:
        SigningKey.from_pem(pem.decode(), password=None, use="seal")
    assert caught.value.code == "key_of_other_use"


@pytest.mark.parametrize("use", ["", "Seal", "a b", "x" * 33, "1"])
def test_a_use_has_one_shape(use):
    """Lower case, digits and hyphens, starting with a letter, at most 32."""
    with pytest.raises(UsageError) as caught:
        SigningKey.generate(use=use)
    assert caught.value.code == "key_use_malformed"


@pytest.mark.parametrize("pem", ["", "x", "\u00e9", "-----BEGIN PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused(pem):
    """Any text gives our error."""
    for read in (
        lambda: SigningKey.from_pem(pem, password=None, use="seal"),
        lambda: VerificationKey.from_pem(pem),
        lambda: VerificationKey.from_spki(pem.encode()),
        lambda: VerificationKey.from_bytes(pem.encode()),
    ):
        with pytest.raises(InvalidFormatError) as caught:
            read()
        assert caught.value.code == "key_unreadable"


def test_algorithms_that_only_verify_do_not_sign():
    """RSA is read for what others signed, never used to sign."""
    with pytest.raises(UsageError) as caught:
        SigningKey.generate("RS256", use="seal")
    assert caught.value.code == "algorithm_only_verifies"
    with pytest.raises(UsageError) as caught:
        SigningKey(rsa.generate_private_key(65537, 2048), use="seal")
    assert caught.value.code == "algorithm_only_verifies"
    with pytest.raises(UsageError) as caught:
        SigningKey.generate("HS256", use="seal")
    assert caught.value.code == "algorithm_unknown"


@pytest.mark.parametrize(
    ("public", "code"),
    [
        (ec.generate_private_key(ec.SECP256K1()).public_key(), "key_of_unknown_kind"),
        (ec.generate_private_key(ec.SECP521R1()).public_key(), "key_of_unknown_kind"),
        (x25519.X25519PrivateKey.generate().public_key(), "key_of_unknown_kind"),
        (dsa.generate_private_key(2048).public_key(), "key_of_unknown_kind"),
        (rsa.generate_private_key(65537, 1024).public_key(), "key_too_short"),  # noqa: S505
    ],
    ids=["secp256k1", "p521", "x25519", "dsa", "rsa1024"],
)
def test_other_keys_are_refused(public, code):
    """Only registered kinds, and RSA from 2048 bits."""
    with pytest.raises(UsageError) as caught:
        VerificationKey.from_public(public)
    assert caught.value.code == code


def test_rsa_owns_one_algorithm(rsa_key):
    """RS256 unless said otherwise; PS256 needs 3072 bits."""
    assert VerificationKey.from_public(rsa_key).algorithm == "RS256"
    assert VerificationKey.from_public(rsa_key, algorithm="PS256").algorithm == "PS256"
    small = rsa.generate_private_key(65537, 2048).public_key()
    with pytest.raises(UsageError) as caught:
        VerificationKey.from_public(small, algorithm="PS256")
    assert caught.value.code == "key_of_other_algorithm"
    with pytest.raises(UsageError):
        VerificationKey.from_public(rsa_key, algorithm="ES256")


def test_forms_of_a_public_key(key, rsa_key):
    """PEM, SPKI, raw, JWK and COSE_Key give the same key back."""
    public = key.public
    name = str(public.algorithm)
    assert VerificationKey.from_pem(public.to_pem(), use="seal") == public
    assert VerificationKey.from_pem(public.to_pem().decode(), use="seal") == public
    assert VerificationKey.from_spki(public.to_spki(), use="seal") == public
    raw = public.to_bytes()
    assert VerificationKey.from_bytes(raw, algorithm=name, use="seal") == public
    assert VerificationKey.from_jwk(public.to_jwk(), use="seal") == public
    assert VerificationKey.from_cose_key(public.to_cose_key(), use="seal") == public
    theirs = VerificationKey.from_public(rsa_key, algorithm="PS256")
    assert VerificationKey.from_jwk(theirs.to_jwk()) == theirs
    assert theirs.to_bytes() == theirs.to_spki()
    with pytest.raises(InvalidFormatError):
        theirs.to_cose_key()
    with pytest.raises(InvalidFormatError):
        VerificationKey.from_bytes(theirs.to_bytes(), algorithm="RS256")


ED25519_JWK = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}


def test_jwk_of_rfc_8037():
    """RFC 8037 A.2: the public key of the RFC, byte for byte."""
    key = VerificationKey.from_jwk(ED25519_JWK)
    assert key.to_bytes().hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )


EC = SigningKey.generate("ES256", use="seal").public


@pytest.mark.parametrize(
    "jwk",
    [
        ED25519_JWK | {"d": "AAAA"},
        ED25519_JWK | {"use": "enc"},
        ED25519_JWK | {"key_ops": ["encrypt"]},
        ED25519_JWK | {"alg": "ES256"},
        ED25519_JWK | {"crv": "X25519"},
        ED25519_JWK | {"x": "AAAA"},
        ED25519_JWK | {"x": 5},
        {"kty": "oct", "k": "AAAA"},
        {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"},
        {"kty": "EC", "crv": "P-521"} | {c: EC.to_jwk()[c] for c in "xy"},
        EC.to_jwk() | {"x": EC.to_jwk()["y"]},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"},
        {"kty": "RSA", "n": "AAAA", "e": "AQAB"},
        {"kty": "RSA", "n": "_" * 342, "e": "AQAB", "alg": "ES256"},
        {},
    ],
    ids=lambda jwk: str(sorted(jwk)) + str(len(str(jwk))) + str(jwk.get("kty")),
)
def test_jwks_that_are_no_public_signature_key(jwk):
    """Private parts, encryption keys, wrong curves and coordinates are refused."""
    with pytest.raises(InvalidValueError) as caught:
        VerificationKey.from_jwk(jwk)
    assert caught.value.code == "key_unreadable"


@pytest.mark.parametrize(
    "change",
    [{1: 3}, {3: -35}, {-1: 9}, {-2: b"x"}, {-2: "text"}, {-3: b"\0" * 32}],
    ids=str,
)
def test_cose_keys_that_are_none(change):
    """Another kind, algorithm or curve, or a point off the curve."""
    with pytest.raises(InvalidFormatError):
        VerificationKey.from_cose_key(EC.to_cose_key() | change)


def test_validity_is_part_of_the_key():
    """From the first second to the last, both included."""
    key = SigningKey.generate(use="seal", not_before=10, not_after=20).public
    assert [key.valid_at(t) for t in (9, 10, 20, 21)] == [False, True, True, False]
    bound = VerificationKey.from_bytes(key.to_bytes()).restricted(use="seal")
    assert bound.use == "seal"
    assert bound.valid_at(0)
    assert bound != key


def test_seeds_give_the_key_of_the_standard():
    """RFC 8032 7.1 test 1; ML-DSA-65 has seeds too, ECDSA has none."""
    seed = bytes.fromhex(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    )
    key = SigningKey.from_bytes(seed, use="seal")
    assert key.public.to_bytes().hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    one = SigningKey.from_bytes(seed, algorithm="ML-DSA-65", use="seal")
    two = SigningKey.from_bytes(seed, algorithm="ML-DSA-65", use="seal")
    assert one.public == two.public
    for bad, algorithm in ((b"short", "Ed25519"), (seed, "ES256")):
        with pytest.raises(InvalidFormatError):
            SigningKey.from_bytes(bad, algorithm=algorithm, use="seal")


def test_a_private_key_does_not_travel(key):
    """No pickle, and a repr without anything secret; public keys do travel."""
    with pytest.raises(UsageError) as caught:
        pickle.dumps(key)
    assert caught.value.code == "key_not_portable"
    assert repr(key) == f"<SigningKey {key.algorithm} {key.kid.hex()}, use='seal'>"
    copy = pickle.loads(pickle.dumps(key.public))
    assert copy == key.public
    assert hash(copy) == hash(key.public)
    assert repr(copy) == (
        f"<VerificationKey {key.algorithm} {key.kid.hex()}, use='seal'>"
    )
    assert copy != "key"


def test_registry_says_until_when():
    """Each algorithm has its dates, to the second."""
    last = 2240611199  # 2040-12-31T23:59:59Z
    assert Algorithm.ED25519.may_sign(last)
    assert not Algorithm.ED25519.may_sign(last + 1)
    assert Algorithm.RS256.may_sign(1924991999)  # 2030-12-31T23:59:59Z, in an HSM
    assert not Algorithm.RS256.may_sign(1924992000)
    assert Algorithm.RS256.may_verify(last)
    assert not Algorithm.RS256.may_verify(last + 1)
    assert Algorithm.ML_DSA_65.may_sign(2**40)
    assert Algorithm.of("ES384").spec.digest == "sha384"


def test_identifiers_of_the_registries():
    """IANA's names for JOSE and numbers for COSE."""
    assert {a: (a.jose, a.cose) for a in Algorithm} == {
        "Ed25519": ("EdDSA", -8),
        "ES256": ("ES256", -7),
        "ES384": ("ES384", -35),
        "ML-DSA-65": ("ML-DSA-65", -49),
        "PS256": ("PS256", -37),
        "RS256": ("RS256", -257),
        "RS384": ("RS384", -258),
    }


def test_keys_are_equal_in_every_part_or_not_at_all(rsa_key):
    """Algorithm, use, key and both ends of the validity: one other, another key."""
    one = SigningKey.generate("Ed25519", use="seal").public
    other = SigningKey.generate("Ed25519", use="seal").public
    bound = one.restricted(use="seal", not_before=5, not_after=9)
    again = one.restricted(use="seal", not_before=5, not_after=9)
    assert bound == again
    assert hash(bound) == hash(again)
    for different in (
        one,
        other.restricted(use="seal", not_before=5, not_after=9),
        one.restricted(use="status", not_before=5, not_after=9),
        one.restricted(use="seal", not_before=4, not_after=9),
        one.restricted(use="seal", not_before=5, not_after=8),
        one.restricted(use="seal", not_before=5),
        one.restricted(use="seal", not_after=9),
    ):
        assert bound != different
        assert different != bound
    schemes = [
        VerificationKey.from_public(rsa_key, algorithm=name)
        for name in ("RS256", "RS384", "PS256")
    ]
    assert len(set(schemes)) == 3


@pytest.mark.parametrize("moment", [4, 5, 6, 8, 9, 10])
def test_a_validity_holds_at_both_ends(moment):
    """From 5 to 9, both included; without an end it holds for ever."""
    key = SigningKey.generate("Ed25519", use="seal").public
    assert key.restricted(use="seal", not_before=5, not_after=9).valid_at(moment) is (
        5 <= moment <= 9
    )
    assert key.restricted(use="seal", not_before=5).valid_at(moment) is (moment >= 5)
    assert key.restricted(use="seal", not_after=9).valid_at(moment) is (moment <= 9)
    assert key.valid_at(moment)


@pytest.mark.parametrize("name", ["Ed25519", "ES256", "ES384", "ML-DSA-65"])
def test_a_private_cose_key_is_no_public_one(name):
    """RFC 9053 7: d is -4, of ML-DSA -2; whoever sends it sent the wrong half."""
    public = SigningKey.generate(name, use="seal").public
    form = public.to_cose_key()
    assert VerificationKey.from_cose_key(form).to_spki() == public.to_spki()
    private = -2 if name == "ML-DSA-65" else -4
    for value in (bytes(32), b"", None):
        with pytest.raises(InvalidFormatError):
            VerificationKey.from_cose_key(form | {private: value})


@pytest.mark.parametrize(
    ("operations", "passes"),
    [([2], True), (["verify"], True), ([1, 2], True), ([1], False), ([], False),
     ([3, 4], False), (2, False), (None, False), ([[2]], False), ("verify", False)],
    ids=repr,
)  # fmt: skip
def test_the_operations_of_a_cose_key(operations, passes):
    """RFC 9052 table 5: 2 is verify; a key for other work verifies nothing."""
    form = SigningKey.generate("ES256", use="seal").public.to_cose_key()
    if passes:
        VerificationKey.from_cose_key(form | {4: operations})
        return
    with pytest.raises(InvalidFormatError):
        VerificationKey.from_cose_key(form | {4: operations})


@pytest.mark.parametrize(
    ("name", "digest", "bits", "signs", "until", "read_until"),
    [
        ("Ed25519", None, None, True, (2040, 12, 31), (2050, 12, 31)),
        ("ES256", "sha256", None, True, (2040, 12, 31), (2050, 12, 31)),
        ("ES384", "sha384", None, True, (2040, 12, 31), (2050, 12, 31)),
        ("ML-DSA-65", None, None, True, None, None),
        ("PS256", "sha256", 3072, False, (2030, 12, 31), (2040, 12, 31)),
        ("RS256", "sha256", 2048, False, (2030, 12, 31), (2040, 12, 31)),
        ("RS384", "sha384", 2048, False, (2030, 12, 31), (2040, 12, 31)),
    ],
)
def test_every_row_of_the_registry(name, digest, bits, signs, until, read_until):
    """RFC 7518 3.1 and RFC 8032 say the hash; dates are this library's policy, and
    hold through the last second of their day (UTC).
    """
    algorithm = Algorithm(name)
    spec = algorithm.spec
    assert (spec.digest, spec.minimum_bits, spec.signs) == (digest, bits, signs)
    for last, stated, may in (
        (until, spec.sign_until, algorithm.may_sign),
        (read_until, spec.verify_until, algorithm.may_verify),
    ):
        if last is None:
            assert stated is None
            assert may(2**62)
            continue
        end = datetime(*last, 23, 59, 59, tzinfo=UTC)
        assert stated == end.date()
        assert may(int(end.timestamp()))
        assert not may(int(end.timestamp()) + 1)


def test_a_row_of_the_registry_does_not_change():
    """Whoever has a row cannot lower a bound for everybody."""
    spec = Algorithm.RS256.spec
    with pytest.raises(FrozenInstanceError):
        spec.minimum_bits = 512
    with pytest.raises(TypeError):
        AlgorithmSpec("RS256")  # by name only
    with pytest.raises(UsageError) as refused:
        Algorithm.of("none")
    assert refused.value.code == "algorithm_unknown"


def test_an_algorithm_that_the_installed_library_lacks(monkeypatch):
    """ML-DSA came late to the cryptography package: said in a sentence of ours."""
    name = "cryptography.hazmat.primitives.asymmetric.mldsa"
    monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delattr(name, raising=False)  # it is there once somebody imported it
    with pytest.raises(SigningError) as refused:
        SigningKey.generate("ML-DSA-65", use="seal")
    assert refused.value.code == "algorithm_unavailable"
    assert refused.value.facts == {"algorithm": "ML-DSA-65"}
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("key", [None, b"\0" * 32, "key", object()], ids=range(4))
def test_what_has_no_public_half_signs_nothing(key):
    """Named by its argument; a signer whose public half is none is no signer."""

    class Pretender:
        public = key

    for one in (key, Pretender()):
        with pytest.raises(UsageError) as refused:
            public_of(one)
        assert refused.value.code == "argument_wrong"
        assert refused.value.facts == {"argument": "key"}


def test_the_public_half_of_what_signs():
    """Itself, not a copy."""
    key = SigningKey.generate("ES256", use="seal")
    assert public_of(key) is key.public


def test_the_registry_knows_how_long_signatures_are():
    """RFC 8032, RFC 7518 3.4 and FIPS 204: 64, 64, 96 and 3,309 bytes."""
    stated = {name: Algorithm(name).spec.signature_length for name in SIGNING}
    assert stated == LENGTHS


@pytest.mark.parametrize(
    ("bits", "algorithm", "taken"),
    [
        (2047, "RS256", False),
        (2048, "RS256", True),
        (2047, "RS384", False),
        (2048, "RS384", True),
        (3071, "PS256", False),
        (3072, "PS256", True),
    ],
)
def test_a_modulus_one_bit_too_short_is_refused(bits, algorithm, taken):
    """RSA from 2048 bits, PSS from 3072: what Indonesian providers are seen to use."""
    modulus = (1 << (bits - 1)) + 1  # any odd number of that many bits
    public = rsa.RSAPublicNumbers(65537, modulus).public_key()
    assert public.key_size == bits
    if taken:
        key = VerificationKey.from_public(public, algorithm=algorithm)
        assert key.algorithm == algorithm
    else:
        with pytest.raises(UsageError):
            VerificationKey.from_public(public, algorithm=algorithm)
