"""Keys in careless hands: wrong kinds of value give our errors, and no key is lost."""

import os
import stat

import pytest

from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.signatures import SigningKey, VerificationKey

KEY = SigningKey.generate("Ed25519", use="approval")
CURVE = SigningKey.generate("ES256", use="approval")
ODD = [None, 5, 1.5, "teks", [1], {"a": 1}, object(), ("a",), True]
ODD_IDS = [type(value).__name__ for value in ODD]


@pytest.mark.parametrize("value", ODD, ids=ODD_IDS)
@pytest.mark.parametrize(
    "read",
    [
        VerificationKey.from_pem,
        VerificationKey.from_spki,
        VerificationKey.from_bytes,
        VerificationKey.from_jwk,
        VerificationKey.from_cose_key,
        lambda value: SigningKey.from_pem(value, password=None, use="seal"),
        lambda value: SigningKey.from_bytes(value, use="seal"),
    ],
    ids=["pem", "spki", "bytes", "jwk", "cose", "private", "seed"],
)
def test_what_cannot_be_a_key_is_unreadable(read, value):
    """A missing form field, a number, a list: the same answer as for garbage."""
    with pytest.raises(InvalidFormatError) as caught:
        read(value)
    assert caught.value.code == "key_unreadable"


@pytest.mark.parametrize(
    "member",
    [
        {"key_ops": None},
        {"key_ops": 5},
        {"key_ops": "verify"},
        {"key_ops": []},
        {"use": ["sig"]},
        {"use": None},
        {"kty": ["OKP"]},
        {"kty": None},
        {"crv": ["Ed25519"]},
        {"alg": ["EdDSA"]},
        {"x": None},
        {"x": ""},
        {"x": "\u00e9"},
    ],
    ids=str,
)
def test_jwk_members_of_other_kinds(member):
    """RFC 7517 4: `kty`, `use` and `alg` are text, `key_ops` an array of it."""
    with pytest.raises(InvalidFormatError) as caught:
        VerificationKey.from_jwk(KEY.public.to_jwk() | member)
    assert caught.value.code == "key_unreadable"


@pytest.mark.parametrize("operations", [["verify"], ["sign", "verify"]])
def test_jwk_operations_that_allow_verifying(operations):
    """RFC 7517 4.3: verify among them is enough; unknown members are ignored."""
    jwk = KEY.public.to_jwk() | {"key_ops": operations, "kid": "1", "ext": True}
    assert VerificationKey.from_jwk(jwk, use="approval") == KEY.public


@pytest.mark.parametrize("key", [KEY, CURVE], ids=["ed25519", "es256"])
@pytest.mark.parametrize("value", [None, 5, "teks", 1.5], ids=str)
def test_only_bytes_are_signed_and_verified(key, value):
    """Text has no bytes until somebody chooses an encoding: that is the caller's."""
    signature = key.sign(b"isi")
    for call in (
        lambda: key.sign(value),
        lambda: key.public.verifies(value, b"isi"),
        lambda: key.public.verifies(signature, value),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == "not_bytes"


@pytest.mark.parametrize(
    ("not_before", "not_after"),
    [(20, 10), ("1", None), (None, 1.5), (True, None)],
    ids=str,
)
def test_a_validity_that_means_nothing(not_before, not_after):
    """Whole seconds, start before end; found when the key is made, not later."""
    for make in (
        lambda: SigningKey.generate(
            use="seal", not_before=not_before, not_after=not_after
        ),
        lambda: KEY.public.restricted(
            use="seal", not_before=not_before, not_after=not_after
        ),
    ):
        with pytest.raises(UsageError) as caught:
            make()
        assert caught.value.code == "key_validity"


def test_a_validity_of_one_second():
    """Both ends belong to it, so they may be the same."""
    key = KEY.public.restricted(use="seal", not_before=10, not_after=10)
    assert [key.valid_at(t) for t in (9, 10, 11)] == [False, True, False]


@pytest.mark.parametrize("value", [None, 5, [], b"seal"], ids=str)
def test_a_use_is_text(value):
    """A use of another kind is no name."""
    with pytest.raises(UsageError) as caught:
        SigningKey.generate(use=value)
    assert caught.value.code == "key_use_malformed"


@pytest.mark.parametrize("value", [None, "kunci", b"", 5], ids=repr)
def test_what_has_no_public_half_is_no_private_key(value):
    """The constructor takes key objects of the cryptography package."""
    with pytest.raises(UsageError) as caught:
        SigningKey(value, use="seal")
    assert caught.value.code == "key_of_unknown_kind"


@pytest.mark.parametrize(
    "password", ["x" * 1024, "\ud800", 5.5, ["a"]], ids=["long", "surrogate", "5", "[]"]
)
def test_a_password_that_cannot_be_one(password, tmp_path):
    """Refused before a file is made, and never shown."""
    path = tmp_path / "key.pem"
    for call in (
        lambda: KEY.save(path, password=password),
        lambda: KEY.to_pem(password=password),
        lambda: SigningKey.from_pem(
            KEY.to_pem(password="a"), password=password, use="approval"
        ),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == "password_malformed"
        assert "xxx" not in str(caught.value)
    assert not path.exists()


def test_the_longest_password(tmp_path):
    """1023 bytes go, as OpenSSL allows."""
    path, password = tmp_path / "key.pem", "x" * 1023
    KEY.save(path, password=password)
    assert SigningKey.load(path, password=password, use="approval").public == KEY.public


@pytest.mark.parametrize("password", ["", b""], ids=["text", "bytes"])
def test_an_empty_password_does_not_mean_none(password):
    """Only None writes a key in the clear: a secret that was not set must not."""
    with pytest.raises(UsageError) as caught:
        KEY.to_pem(password=password)
    assert caught.value.code == "password_empty"


def test_a_full_disk_leaves_no_half_key(tmp_path, monkeypatch):
    """What could not be written whole is not there; the next try is free."""

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    path = tmp_path / "key.pem"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            KEY.save(path, password="rahasia")
    assert not path.exists()
    KEY.save(path, password="rahasia")
    assert SigningKey.load(path, password="rahasia", use="approval")


def test_permissions_do_not_depend_on_the_mask(tmp_path):
    """0600 even where the process would let everybody read new files."""
    before = os.umask(0)
    try:
        KEY.save(tmp_path / "key.pem", password="rahasia")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600


def test_a_link_is_not_followed(tmp_path):
    """A link that somebody laid where the key goes: the key is not written through."""
    target = tmp_path / "elsewhere.pem"
    (tmp_path / "key.pem").symlink_to(target)
    with pytest.raises(FileExistsError):
        KEY.save(tmp_path / "key.pem", password="rahasia")
    assert not target.exists()


def test_attribute_noise_does_not_break_equality():
    """A key is equal to its like only, whatever it is compared with."""
    assert KEY.public != 5
    assert KEY.public != KEY.public.to_pem()
    with pytest.raises(EgovkitError):
        VerificationKey.from_bytes(bytes(31))


@pytest.mark.parametrize("use", ["Seal", "", "9seal", "s" * 33, "seal ", "séal"])
def test_a_public_key_is_bound_to_a_use_that_is_one(use):
    """However it is bound: read, restricted, or made from an object."""
    plain = SigningKey.generate(use="seal").public
    for bind in (
        lambda: plain.restricted(use=use),
        lambda: VerificationKey.from_bytes(plain.to_bytes(), use=use),
        lambda: VerificationKey.from_public(plain.public_key, use=use),
        lambda: VerificationKey.from_pem(plain.to_pem(), use=use),
    ):
        with pytest.raises(UsageError) as caught:
            bind()
        assert caught.value.code == "key_use_malformed"
    assert plain.restricted(use="s" * 32).use == "s" * 32
