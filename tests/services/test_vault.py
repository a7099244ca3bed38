"""The vault: what is sealed opens in its place alone, and what is committed is bound.

The formulas are stated on the page about the history; they are reckoned here once
more, with `hashlib` and `hmac` alone.
"""

import hmac
import json
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import DecryptionError
from egovkit.services._vault import Vault, commitment

SECRET = bytes(range(32))
TICKET = "7K3M9Q2X49"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
VALUES = st.dictionaries(st.text(min_size=1, max_size=10), JSON, max_size=4)


@pytest.fixture
def vault():
    """A vault under a known secret."""
    return Vault(SECRET)


@pytest.mark.property
@given(values=VALUES, seq=st.integers(1, 10**6))
def test_what_is_sealed_opens_as_it_was(values, seq):
    """Every value as JSON text with names sorted, under 32 bytes of its own."""
    vault = Vault(SECRET)
    wrapped = vault.new_key(TICKET)
    block, committed = vault.seal(wrapped, TICKET, seq, values)
    opened = vault.open(wrapped, TICKET, seq, block)
    assert {name: json.loads(text) for name, (_, text) in opened.items()} == values
    salts = [salt for salt, _ in opened.values()]
    assert {len(salt) for salt in salts} <= {32}
    assert len(set(salts)) == len(salts)
    for name, (salt, text) in opened.items():
        assert text == json.dumps(values[name], sort_keys=True, separators=(",", ":"))
        parts = b"egovkit.field.v1\n" + salt + name.encode() + b"\n" + text.encode()
        assert committed[name] == sha256(parts).hexdigest()
    assert set(committed) == set(values)


def test_a_commitment_binds_name_value_and_salt():
    """The formula by hand; another part is another commitment."""
    salt = b"\x01" * 32
    made = commitment("nama", salt, '"Siti"')
    assert made == sha256(b"egovkit.field.v1\n" + salt + b'nama\n"Siti"').hexdigest()
    others = {
        commitment("name", salt, '"Siti"'),
        commitment("nama", b"\x02" * 32, '"Siti"'),
        commitment("nama", salt, '"siti"'),
    }
    assert made not in others
    assert len(others) == 3


def test_the_same_value_is_sealed_differently_each_time(vault):
    """Neither block nor commitment tells that two citizens wrote the same."""
    wrapped = vault.new_key(TICKET)
    one, first = vault.seal(wrapped, TICKET, 1, {"kota": "Contoh"})
    two, second = vault.seal(wrapped, TICKET, 1, {"kota": "Contoh"})
    assert one != two
    assert first != second
    assert vault.new_key(TICKET) != wrapped


@pytest.mark.parametrize(
    "change",
    [
        {"ticket": "7K3M9Q2X4A"}, {"seq": 2}, {"seq": 11}, {"ticket": "7K3M9Q2X4"},
        {"secret": bytes(32)}, {"wrapped": "another"},
    ],
    ids=["ticket", "event", "event of two figures", "shorter", "secret", "key"],
)  # fmt: skip
def test_a_block_opens_in_its_own_place_alone(vault, change):
    """Another request, another event, another secret, another key: nothing."""
    wrapped = vault.new_key(TICKET)
    block, _ = vault.seal(wrapped, TICKET, 1, {"nik": "9971015708459002"})
    place = {"ticket": TICKET, "seq": 1, **change}
    if "secret" in place:
        vault = Vault(place.pop("secret"))
    if "wrapped" in place:
        wrapped = vault.new_key(TICKET)
        del place["wrapped"]
    with pytest.raises(DecryptionError) as caught:
        vault.open(wrapped, place["ticket"], place["seq"], block)
    assert caught.value.code == "vault_sealed"
    assert "997101" not in str(caught.value)


def test_every_bit_of_a_block_counts(vault):
    """One bit flipped anywhere, a byte less or more: it does not open."""
    wrapped = vault.new_key(TICKET)
    block, _ = vault.seal(wrapped, TICKET, 1, {"n": 1})
    damaged = [
        block[:i] + bytes([block[i] ^ (1 << bit)]) + block[i + 1 :]
        for i in range(len(block))
        for bit in (0, 7)
    ]
    damaged += [block[:-1], block + b"\0", block[:12], block[:5], b""]
    for found in damaged:
        with pytest.raises(DecryptionError):
            vault.open(wrapped, TICKET, 1, found)
    for found in (wrapped[:-1], wrapped[:-1] + bytes([wrapped[-1] ^ 1]), b""):
        with pytest.raises(DecryptionError):
            vault.open(found, TICKET, 1, block)


def test_a_key_is_wrapped_under_the_secret_and_bound_to_its_request(vault):
    """AES-256-GCM, a nonce of 12 bytes in front, the ticket beside it: by hand."""
    wrapped = vault.new_key(TICKET)
    assert len(wrapped) == 12 + 32 + 16
    wrapping = hmac.digest(SECRET, b"egovkit.wrap.v1", "sha256")
    key = AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], TICKET.encode())
    block, _ = vault.seal(wrapped, TICKET, 3, {"n": 1})
    plain = AESGCM(key).decrypt(block[:12], block[12:], f"{TICKET}/3".encode())
    assert json.loads(plain)["n"][1] == "1"


def test_a_pseudonym_is_the_same_for_the_same_citizen_and_no_other(vault):
    """Sixteen bytes under the secret; without it they are nobody's."""
    naming = hmac.digest(SECRET, b"egovkit.pseudonym.v1", "sha256")
    found = vault.pseudonym("9971015708459002")
    expected = hmac.digest(naming, b"id\n9971015708459002", "sha256")[:16]
    assert found == expected == Vault(SECRET).pseudonym("9971015708459002")
    assert found != vault.pseudonym("9971015708459003")
    assert found != Vault(bytes(32)).pseudonym("9971015708459002")
    assert b"9971015708459002" not in found


PIECES = ["", "a", "ab", "b", "c", "abc", "\n", "a\n"]


def test_no_two_lists_of_parts_have_one_fingerprint(vault):
    """Where one part ends is a part of it: "ab", "c" is not "a", "bc"."""
    lists = [(), *((p,) for p in PIECES), *((p, q) for p in PIECES for q in PIECES)]
    found = [vault.fingerprint(*parts) for parts in lists]
    assert len({*found}) == len(lists)
    assert {len(one) for one in found} == {32}


def test_a_fingerprint_is_of_bytes_and_needs_the_secret(vault):
    """Text counts as its UTF-8 bytes; the formula by hand."""
    assert vault.fingerprint("kué") == vault.fingerprint("kué".encode())
    assert vault.fingerprint("a") != Vault(bytes(32)).fingerprint("a")
    naming = hmac.digest(SECRET, b"egovkit.pseudonym.v1", "sha256")
    parts = b"fp\n" + (2).to_bytes(8, "big") + b"ab" + (1).to_bytes(8, "big") + b"c"
    assert vault.fingerprint("ab", b"c") == hmac.digest(naming, parts, "sha256")
