"""A keeper's program in careless hands: what is of another kind is named, at once."""

import json
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
from egovkit.signatures.trust._read import b64encode

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


EPOCH = 1795507200  # AT
NEW = SigningKey.from_bytes(b"\x03" * 32, use="seal").public


class _Running:
    """A clock that never says the same second twice."""

    def __init__(self):
        self.reads = 0

    def now(self):
        """A second later each time."""
        self.reads += 1
        return AT + timedelta(seconds=self.reads)


def keyed():
    """A builder whose agency has one key, and how to look at its keys."""
    made = builder()
    made.add_key("kelurahan-contoh", SEAL.public)

    def stated():
        data = made.build(at=AT, expires=AT + timedelta(days=1))
        return json.loads(data)["issuers"][0]["keys"]

    return made, stated


def test_the_new_key_begins_where_the_old_one_ends_on_any_clock():
    """Two readings of a clock would leave a second in which nobody may sign."""
    made, stated = keyed()
    made.rotate_key("kelurahan-contoh", NEW, old=SEAL.public.kid, at=_Running())
    old, new = stated()
    assert (old["status"], old["retired_at"]) == ("retired", EPOCH + 1)
    assert (new["status"], new["not_before"]) == ("active", EPOCH + 1)


@pytest.mark.parametrize(
    ("new", "old", "at", "code"),
    [
        (SEAL.public, SEAL.public.kid, AT, "trust_kid_taken"),
        (NEW, b"\0\0\0\0", AT, "trust_key_unknown"),
        (NEW, SEAL.public.kid, AT.replace(tzinfo=None), "naive_datetime"),
        (KEEPER.public, SEAL.public.kid, AT, "trust_rotate_use"),
        (SEAL, SEAL.public.kid, AT, "argument_wrong"),
    ],
    ids=["taken", "unknown", "no-zone", "use", "private"],
)
def test_a_rotation_happens_whole_or_not_at_all(new, old, at, code):
    """Refused, it does not leave the agency with a key that is retired already."""
    made, stated = keyed()
    before = stated()
    with pytest.raises(UsageError) as caught:
        made.rotate_key("kelurahan-contoh", new, old=old, at=at)
    assert caught.value.code == code
    assert stated() == before


@pytest.mark.parametrize("value", WRONG, ids=WRONG_IDS)
def test_what_replaces_a_key_is_a_key(value):
    """Named for what the caller called it."""
    made, _ = keyed()
    with pytest.raises(UsageError) as caught:
        made.rotate_key("kelurahan-contoh", value, old=SEAL.public.kid, at=AT)
    assert caught.value.facts == {"argument": "new"}


def one_hint():
    """A list in which two keys of an agency share a hint, as a reader allows.

    The seeds were found by trying 170,398 of them.
    """
    first, second = (
        SigningKey.from_bytes(seed.to_bytes(32, "big"), use="seal").public
        for seed in (34_433, 170_398)
    )
    made = builder()
    made.add_key("kelurahan-contoh", first)
    value = json.loads(made.build(at=AT, expires=AT + timedelta(days=1)))
    keys = value["issuers"][0]["keys"]
    keys.append(keys[0] | {"key": b64encode(second.to_bytes())})
    return value, first.kid


def listed(value):
    """The list in force."""
    data = TrustRoot.build(**ROOT)
    root = TrustRoot.first(data, [sign_detached(data, KEEPER)])
    data = json.dumps(value).encode()
    return TrustList.from_signed(data, [sign_detached(data, KEEPER)], root=root, at=AT)


def after(made):
    """The states of the agency's keys."""
    data = made.build(at=AT, expires=AT + timedelta(days=1))
    return [key["status"] for key in json.loads(data)["issuers"][0]["keys"]]


def test_a_hint_that_means_two_keys_means_both():
    """Whichever was stolen: what is declared holds for every key of that hint."""
    value, kid = one_hint()
    for call, state in (
        (lambda made: made.declare_compromised("kelurahan-contoh", kid), "compromised"),
        (lambda made: made.retire_key("kelurahan-contoh", kid, at=AT), "retired"),
    ):
        made = TrustListBuilder(listed(value))
        call(made)
        assert after(made) == [state, state]


@pytest.mark.parametrize("stolen", [0, 1])
def test_a_hint_takes_no_compromise_back(stolen):
    """Neither by retiring nor by rotating the key that it shares a hint with."""
    value, kid = one_hint()
    value["issuers"][0]["keys"][stolen]["status"] = "compromised"
    for call in (
        lambda made: made.retire_key("kelurahan-contoh", kid, at=AT),
        lambda made: made.rotate_key("kelurahan-contoh", NEW, old=kid, at=AT),
    ):
        made = TrustListBuilder(listed(value))
        with pytest.raises(UsageError) as caught:
            call(made)
        assert caught.value.code == "trust_key_compromised"
        assert after(made) == after(TrustListBuilder(listed(value)))
