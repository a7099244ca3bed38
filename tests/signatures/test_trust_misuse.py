"""A keeper's program in careless hands: what is of another kind is named, at once."""

from datetime import UTC, datetime, timedelta

import pytest

from egovkit.errors import InvalidFormatError, UsageError
from egovkit.signatures import (
    DetachedSignature,
    FieldSpec,
    ProfileSpec,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    TrustState,
    sign_detached,
    write_signatures,
)
from egovkit.signatures.trust import compare

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
KEEPER = SigningKey.generate(use="trust")
SEAL = SigningKey.generate(use="seal")
ROOT = {
    "keys": [KEEPER.public],
    "threshold": 1,
    "list_keys": [KEEPER.public],
    "list_threshold": 1,
    "at": AT,
    "expires": AT + timedelta(days=1),
}
WRONG = [None, 5, 1.5, "te\0ks", b"bytes", ["teks"], {"a": 1}, [[]]]
WRONG_IDS = ["none", "number", "fraction", "text", "bytes", "list", "dict", "nested"]


def builder():
    """A builder with a registry and an agency."""
    made = TrustListBuilder()
    made.add_registry("kota-contoh")
    label = {"id": "Surat", "en": "Letter"}
    made.set_profile(
        "kota-contoh", ProfileSpec(1, label, (FieldSpec("nama", label, "text"),))
    )
    made.add_issuer("kelurahan-contoh", name="Kelurahan", registry="kota-contoh")
    return made


CALLS = {
    "registry": lambda v: builder().add_registry(v),
    "issuer-id": lambda v: builder().add_issuer(v, name="K", registry="kota-contoh"),
    "issuer-name": lambda v: builder().add_issuer("x", name=v, registry="kota-contoh"),
    "issuer-registry": lambda v: builder().add_issuer("x", name="K", registry=v),
    "issuer-profiles": lambda v: builder().add_issuer(
        "x", name="K", registry="kota-contoh", profiles=v
    ),
    "allow": lambda v: builder().allow("kelurahan-contoh", v),
    "allow-issuer": lambda v: builder().allow(v, [1]),
    "key": lambda v: builder().add_key("kelurahan-contoh", v),
    "key-issuer": lambda v: builder().add_key(v, SEAL.public),
    "rotate": lambda v: builder().rotate_key("kelurahan-contoh", v, old=b"1234", at=AT),
    "retire": lambda v: builder().retire_key("kelurahan-contoh", v, at=AT),
    "compromised": lambda v: builder().declare_compromised("kelurahan-contoh", v),
    "profile": lambda v: builder().set_profile("kota-contoh", v),
    "expires": lambda v: builder().build(at=AT, expires=v),
    "at": lambda v: builder().build(at=v, expires=AT),
    "sign": lambda v: sign_detached(b"isi", v),
    "write": write_signatures,
    "root-keys": lambda v: TrustRoot.build(**(ROOT | {"keys": v})),
    "root-list-keys": lambda v: TrustRoot.build(**(ROOT | {"list_keys": v})),
    "root-threshold": lambda v: TrustRoot.build(**(ROOT | {"threshold": v})),
    "root-list-threshold": lambda v: TrustRoot.build(**(ROOT | {"list_threshold": v})),
    "root-at": lambda v: TrustRoot.build(**(ROOT | {"at": v})),
    "root-expires": lambda v: TrustRoot.build(**(ROOT | {"expires": v})),
    "first": lambda v: TrustRoot.first(v, []),
    "first-signatures": lambda v: TrustRoot.first(TrustRoot.build(**ROOT), v),
    "list-root": lambda v: TrustList.from_signed(b"{}", [], root=v, at=AT),
    "bundle": lambda v: TrustList.from_bundle(v, at=AT),
    "compare-new": lambda v: compare(None, v),
}


@pytest.mark.parametrize("value", WRONG, ids=WRONG_IDS)
@pytest.mark.parametrize("name", CALLS)
def test_what_is_of_another_kind(name, value):
    """An error of ours where it is given, and not one of Python's further in."""
    with pytest.raises((UsageError, InvalidFormatError)):
        CALLS[name](value)


@pytest.mark.parametrize("value", WRONG[1:], ids=WRONG_IDS[1:])
@pytest.mark.parametrize(
    "call",
    [
        TrustListBuilder,
        TrustState.from_json,
        lambda v: TrustRoot.build(**(ROOT | {"previous": v})),
        lambda v: TrustList.from_bundle(b"{}", at=AT, state=v),
        lambda v: compare(v, v),
        lambda v: builder().add_key("kelurahan-contoh", SEAL.public, not_before=v),
    ],
    ids=["previous", "state", "root-previous", "bundle-state", "compare-old",
         "not-before"],
)  # fmt: skip
def test_what_may_be_left_out_is_not_something_else(call, value):
    """None means: there is none. Nothing else does."""
    with pytest.raises((UsageError, InvalidFormatError)):
        call(value)


@pytest.mark.parametrize("key", [SEAL, KEEPER], ids=["seal", "keeper"])
def test_a_private_key_is_not_put_into_a_list(key):
    """Its public half is; the mistake is told before any file is written."""
    with pytest.raises(UsageError) as caught:
        builder().add_key("kelurahan-contoh", key)
    assert caught.value.facts == {"argument": "key"}
    for group in ("keys", "list_keys"):
        with pytest.raises(UsageError) as caught:
            TrustRoot.build(**(ROOT | {group: [key]}))
        assert caught.value.facts == {"argument": "keys"}


@pytest.mark.parametrize("key", [KEEPER.public, SEAL.public, SEAL])
def test_a_public_key_signs_nothing(key):
    """Neither half of another key, nor the public half of the right one."""
    with pytest.raises(UsageError) as caught:
        sign_detached(b"isi", key)
    assert caught.value.code == "trust_keeper_key"


@pytest.mark.parametrize("threshold", [True, 1.0, "1"], ids=repr)
def test_a_threshold_is_a_whole_number(threshold):
    """True equals one in Python, and is no number in JSON."""
    for which in ("threshold", "list_threshold"):
        with pytest.raises(UsageError) as caught:
            TrustRoot.build(**(ROOT | {which: threshold}))
        assert caught.value.facts == {"argument": "threshold"}


def test_signatures_may_come_from_any_iterable():
    """A generator is read once, and is enough for root and list alike."""
    data = TrustRoot.build(**ROOT)
    root = TrustRoot.first(data, (sign_detached(data, one) for one in [KEEPER]))
    assert root.signatures == (sign_detached(data, KEEPER),)
    made = builder().build(at=AT, expires=AT + timedelta(days=1))
    signatures = iter([DetachedSignature(KEEPER.kid, KEEPER.sign(made))])
    trust = TrustList.from_signed(made, signatures, root=root, at=AT)
    assert len(trust.signatures) == 1
