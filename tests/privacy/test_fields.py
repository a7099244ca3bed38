"""Encrypted fields open at their own place with their own key, or not at all."""

import pickle

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import DecryptionError, InvalidFormatError, UsageError
from egovkit.identity import NIK
from egovkit.privacy import FieldCipher

DIGITS = "3171015708459002"
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


def column(keys=None, table="warga", name="nik") -> FieldCipher:
    """The cipher of one column."""
    return FieldCipher(keys or {"a": OLD}, table=table, column=name)


STORED = column().encrypt(NIK(DIGITS), context="tiket-1")


def framed(*parts: bytes) -> bytes:
    """Each part behind its length in four bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def test_it_is_aes_gcm_siv_as_described():
    """The stored form opens by the description, without our code."""
    assert STORED[:3] == b"\x01\x01a"
    nonce, sealed = STORED[3:15], STORED[15:]
    key = HKDFExpand(hashes.SHA256(), 32, framed(b"egovkit", b"field")).derive(OLD)
    bound = STORED[:3] + framed(b"warga", b"nik", b"tiket-1")
    assert AESGCMSIV(key).decrypt(nonce, sealed, bound) == DIGITS.encode()


def test_a_value_comes_back():
    """Identifiers and texts, as text."""
    assert column().decrypt(STORED, context="tiket-1") == DIGITS


def test_encrypting_twice_gives_two_ciphertexts():
    """Equal values of two rows cannot be told from the table."""
    texts = {column().encrypt(DIGITS, context="tiket-1") for _ in range(50)}
    assert len(texts) == 50


def test_a_nik_takes_less_room_than_sixty_bytes():
    """16 digits, a tag of 16, a nonce of 12, and a header with the key's name."""
    assert len(STORED) == 16 + 16 + 12 + 2 + len("a")


@pytest.mark.parametrize(
    ("cipher", "context"),
    [
        pytest.param(column({"a": NEW}), "tiket-1", id="key"),
        pytest.param(column(table="pegawai"), "tiket-1", id="table"),
        pytest.param(column(name="kk"), "tiket-1", id="column"),
        pytest.param(column(table="war", name="ganik"), "tiket-1", id="boundary"),
        pytest.param(column(), "tiket-2", id="row"),
        pytest.param(column(), "tiket-1 ", id="row-with-space"),
    ],
)
def test_at_another_place_it_does_not_open(cipher, context):
    """Wrong key, table, column or row: one error, which does not say which."""
    with pytest.raises(DecryptionError) as refused:
        cipher.decrypt(STORED, context=context)
    assert refused.value.code == "field_not_opened"
    assert refused.value.__cause__ is None


def test_a_repeated_nonce_tells_only_that_two_values_are_equal(monkeypatch):
    """A generator that is stuck does not give the key stream away (RFC 8452, 1)."""
    monkeypatch.setattr("os.urandom", bytes)
    texts = (DIGITS, DIGITS, "3171015708459003")
    one, same, other = (column().encrypt(t, context="t")[15:] for t in texts)
    assert one == same
    sums = bytes(a ^ b for a, b in zip(one, other, strict=True))[: len(DIGITS)]
    assert sums != bytes(
        a ^ b for a, b in zip(*map(str.encode, texts[1:]), strict=True)
    )
    assert sums.count(0) < len(DIGITS) / 2


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_the_column_may_come_as_a_view(kind):
    """Some drivers hand binary columns out so."""
    cipher = column({"b": NEW, "a": OLD})
    assert cipher.decrypt(kind(STORED), context="tiket-1") == DIGITS
    assert not cipher.is_current(kind(STORED))
    moved = cipher.rotate(kind(STORED), context="tiket-1")
    assert type(moved) is bytes
    assert type(cipher.rotate(kind(moved), context="tiket-1")) is bytes


def test_no_flipped_bit_opens():
    """Each of the 376 bits of a stored NIK, one at a time."""
    codes = set()
    for bit in range(len(STORED) * 8):
        damaged = bytearray(STORED)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DecryptionError) as refused:
            column().decrypt(bytes(damaged), context="tiket-1")
        codes.add(refused.value.code)
    assert codes == {"field_malformed", "field_key_unknown", "field_not_opened"}


def test_no_truncated_or_lengthened_value_opens():
    """Every shorter length, and one byte more at either end."""
    damaged = [STORED[:n] for n in range(len(STORED))]
    damaged += [STORED + b"\0", b"\0" + STORED]
    for value in damaged:
        with pytest.raises(DecryptionError):
            column().decrypt(value, context="tiket-1")


@pytest.mark.parametrize(
    "value",
    [None, "text", 3, b"", b"\x01" * (1 << 21)],
    ids=["none", "text", "int", "empty", "long"],
)
def test_what_is_no_stored_value_says_so(value):
    """Whatever stands in the column: a typed error."""
    with pytest.raises(DecryptionError) as refused:
        column().decrypt(value, context="tiket-1")
    assert refused.value.code == "field_malformed"


def test_a_value_under_a_key_that_is_gone_says_so():
    """Destroying a key destroys what it encrypted."""
    with pytest.raises(DecryptionError) as refused:
        column({"b": OLD}).decrypt(STORED, context="tiket-1")
    assert refused.value.code == "field_key_unknown"


def test_a_key_cannot_be_renamed():
    """The name in front of the value is authenticated with it."""
    renamed = STORED[:2] + b"b" + STORED[3:]
    with pytest.raises(DecryptionError):
        column({"b": OLD}).decrypt(renamed, context="tiket-1")


def test_rotation_moves_a_value_to_the_current_key():
    """Old values open during the change, and not after the old key has gone."""
    during = column({"b": NEW, "a": OLD})
    assert during.decrypt(STORED, context="tiket-1") == DIGITS
    assert not during.is_current(STORED)
    moved = during.rotate(STORED, context="tiket-1")
    assert during.is_current(moved)
    assert column({"b": NEW}).decrypt(moved, context="tiket-1") == DIGITS


def test_rotation_leaves_current_values_alone():
    """A rotation job can run twice."""
    assert column().rotate(STORED, context="tiket-1") is STORED


def test_rotation_of_a_damaged_value_fails():
    """It is not re-encrypted into something that opens."""
    during = column({"b": NEW, "a": OLD})
    with pytest.raises(DecryptionError):
        during.rotate(STORED[:-1] + bytes([STORED[-1] ^ 1]), context="tiket-1")


@pytest.mark.parametrize("context", ["", None, 7, b"x"], ids=repr)
def test_a_row_must_be_named(context):
    """Without a context a value could be moved to any row."""
    for call in (
        lambda: column().encrypt("x", context=context),
        lambda: column().decrypt(STORED, context=context),
    ):
        with pytest.raises(UsageError) as refused:
            call()
        assert refused.value.code == "context_missing"


@pytest.mark.parametrize(("table", "name"), [("", "nik"), ("warga", ""), (7, "nik")])
def test_table_and_column_must_be_named(table, name):
    """They are what a value is bound to."""
    with pytest.raises(UsageError) as refused:
        column(table=table, name=name)
    assert refused.value.code == "column_missing"


def test_a_field_is_not_a_file():
    """Above one mebibyte a value is refused before any work."""
    assert column().encrypt("x" * (1 << 19), context="1")
    with pytest.raises(UsageError) as refused:
        column().encrypt("x" * (1 << 20), context="1")
    assert refused.value.code == "field_too_long"


@pytest.mark.parametrize("name", ["a", "k" * 16])
def test_the_largest_value_opens_again(name):
    """Whatever the length of the key's name: what was stored can be read."""
    cipher = FieldCipher({name: bytes(range(32))}, table="warga", column="catatan")
    most = (1 << 20) - 64
    stored = cipher.encrypt("x" * most, context="1")
    assert cipher.decrypt(stored, context="1") == "x" * most
    with pytest.raises(UsageError) as refused:
        cipher.encrypt("x" * (most + 1), context="1")
    assert (refused.value.code, refused.value.facts) == (
        "field_too_long",
        {"limit": most},
    )
    with pytest.raises(UsageError):
        cipher.encrypt("é" * (most // 2) + "xx", context="1")


@pytest.mark.parametrize("size", [(1 << 20) + 1, 2, 1, 0])
def test_what_cannot_be_a_stored_form_is_malformed(size):
    """More than a mebibyte, or not even a header."""
    with pytest.raises(DecryptionError) as refused:
        column().decrypt(
            b"\x01\x01a" + bytes(size) if size > 2 else bytes(size), context="1"
        )
    assert refused.value.code == "field_malformed"


@pytest.mark.parametrize("value", [None, 3, b"x"], ids=repr)
def test_only_identifiers_and_text_are_encrypted(value):
    """Anything else would come back as something else."""
    with pytest.raises(InvalidFormatError) as refused:
        column().encrypt(value, context="1")
    assert refused.value.code == "not_text"


def test_keys_do_not_travel_and_do_not_show():
    """Neither a pickle nor a repr holds a key."""
    with pytest.raises(UsageError):
        pickle.dumps(column())
    assert repr(column()) == "FieldCipher(warga.nik, keys=('a',))"


def test_one_secret_serves_pseudonyms_and_encryption():
    """Each use has a key of its own, so neither tells of the other."""
    from egovkit.privacy._keys import derived

    keys = {
        derived({"a": OLD}, "field")["a"],
        derived({"a": OLD}, "pseudonym", "x")["a"],
        derived({"a": OLD}, "pseudonym", "y")["a"],
        OLD,
    }
    assert len(keys) == 4


@pytest.mark.property
@given(st.text(max_size=200), st.text(min_size=1, max_size=50))
def test_every_text_comes_back_in_every_row(text, context):
    """Lone surrogates too."""
    stored = column().encrypt(text, context=context)
    assert column().decrypt(stored, context=context) == text


@pytest.mark.property
@given(st.binary(max_size=120))
def test_whatever_stands_in_the_column_gives_a_typed_error(stored):
    """No bytes open by chance, and none raise anything else."""
    with pytest.raises(DecryptionError):
        column().decrypt(stored, context="1")
