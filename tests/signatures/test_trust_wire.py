"""Root, list and bundle, byte by byte as the reference page has them.

The bytes are written here by hand, and signed with the cryptography package, so
that a writer and a reader that are wrong in the same way are found out.
"""

import base64
import hashlib
import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    read_signatures,
    sign_detached,
    write_signatures,
)

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)  # 1795507200
WEEK_LATER = datetime(2026, 12, 1, 8, tzinfo=UTC)  # 1796112000
SEEDS = {"keeper": b"\x01" * 32, "seal": b"\x02" * 32}
KEEPER = SigningKey.from_bytes(SEEDS["keeper"], use="trust")
SEAL = SigningKey.from_bytes(SEEDS["seal"], use="seal")


def b64(data):
    """base64url without padding, by the standard library."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def raw(name):
    """A public key, by the cryptography package."""
    return Ed25519PrivateKey.from_private_bytes(SEEDS[name]).public_key()


def hint(name):
    """The first four bytes of its SHA-256, hexadecimal."""
    return hashlib.sha256(raw(name).public_bytes_raw()).hexdigest()[:8]


def public(name):
    """The inside of a public key's object."""
    text = b64(raw(name).public_bytes_raw())
    return f'"kid":"{hint(name)}","alg":"Ed25519","key":"{text}"'


def signed_by_keeper(data):
    """The JSON of one detached signature."""
    signature = Ed25519PrivateKey.from_private_bytes(SEEDS["keeper"]).sign(data)
    return f'[{{"kid":"{hint("keeper")}","sig":"{b64(signature)}"}}]'


ROOT = (
    '{"type":"egovkit-root","format":1,"version":1,'
    '"issued_at":1795507200,"expires_at":1796112000,'
    f'"threshold":1,"keys":[{{{public("keeper")}}}],'
    f'"list_threshold":1,"list_keys":[{{{public("keeper")}}}]}}'
).encode()
LABEL = '{"id":"Nama","en":"Name"}'
FIELDS = (
    f'{{"name":"nama","label":{LABEL},"type":"text"}},'
    f'{{"name":"nik","label":{LABEL},"type":"digits","width":16,"optional":true}},'
    f'{{"name":"tujuan","label":{LABEL},"type":"enum",'
    f'"values":{{"1":{LABEL},"-2":{LABEL}}}}},'
    f'{{"name":"anggota","label":{LABEL},"type":"list",'
    '"item":{"type":"digits","width":16},"optional":true}'
)
LIST = (
    '{"type":"egovkit-trust-list","format":1,"version":1,"previous":null,'
    '"issued_at":1795507200,"expires_at":1796112000,'
    '"registries":{"kota-contoh":{'
    f'"1":{{"labels":{LABEL},"fields":[{FIELDS}]}},'
    f'"7":{{"labels":{LABEL},"fields":[]}}}}}},'
    '"issuers":[{"id":"kelurahan-contoh","name":"Kelurahan “Contoh”",'
    '"registry":"kota-contoh","profiles":[1,7],'
    '"status_uri":"https://v.contoh.example/status",'
    f'"keys":[{{{public("seal")},"use":"seal","status":"active",'
    '"not_before":1795507200,"not_after":1796112000}]},'
    '{"id":"kelurahan-lain","name":"Kelurahan Lain","registry":"kota-contoh",'
    '"profiles":[],"keys":[]}]}'
).encode()
BUNDLE = (
    '{"type":"egovkit-trust","format":1,"roots":['
    f'{{"signed":{json.dumps(ROOT.decode(), ensure_ascii=False)},'
    f'"signatures":{signed_by_keeper(ROOT)}}}],'
    f'"list":{{"signed":{json.dumps(LIST.decode(), ensure_ascii=False)},'
    f'"signatures":{signed_by_keeper(LIST)}}}}}'
).encode()
STATE = (
    '{"root_version":1,"list_version":1,'
    f'"list_digest":"{hashlib.sha256(LIST).hexdigest()}","latest":1795507200,'
    f'"root_digest":"{hashlib.sha256(ROOT).hexdigest()}"}}'
)


def made_root():
    """The root, by our own writer."""
    return TrustRoot.build(
        keys=[KEEPER.public],
        threshold=1,
        list_keys=[KEEPER.public],
        list_threshold=1,
        at=AT,
        expires=WEEK_LATER,
    )


def builder():
    """A keeper's builder with all that the list says, the profiles the wrong way."""
    label = {"id": "Nama", "en": "Name"}
    fields = (
        FieldSpec("nama", label, "text"),
        FieldSpec("nik", label, "digits", width=16, optional=True),
        FieldSpec("tujuan", label, "enum", values={1: label, -2: label}),
        FieldSpec(
            "anggota", label, "list", optional=True,
            item=FieldSpec("", {}, "digits", width=16),
        ),
    )  # fmt: skip
    made = TrustListBuilder()
    made.add_registry("kota-contoh")
    made.set_profile("kota-contoh", ProfileSpec(7, label, ()))
    made.set_profile("kota-contoh", ProfileSpec(1, label, fields))
    made.add_issuer(
        "kelurahan-contoh",
        name="Kelurahan “Contoh”",
        registry="kota-contoh",
        profiles=[7, 1],
        status_uri="https://v.contoh.example/status",
    )
    made.add_key("kelurahan-contoh", SEAL.public, not_before=AT, not_after=WEEK_LATER)
    made.add_issuer("kelurahan-lain", name="Kelurahan Lain", registry="kota-contoh")
    return made


def test_a_root_is_these_bytes():
    """Names in this order, no blanks."""
    assert made_root() == ROOT


def test_a_list_is_these_bytes():
    """Text as it is, profiles by number, and no name of what is not there."""
    assert builder().build(at=AT, expires=WEEK_LATER) == LIST


def test_signatures_are_these_bytes():
    """Hint and signature; Ed25519 signs the same bytes alike every time."""
    made = write_signatures([sign_detached(LIST, KEEPER)])
    assert made.decode() == signed_by_keeper(LIST)
    assert read_signatures(made) == (sign_detached(LIST, KEEPER),)


def test_a_bundle_is_these_bytes():
    """And read from them, with nothing of ours having written them."""
    trust = TrustList.from_bundle(BUNDLE, at=AT)
    assert trust.to_bundle() == BUNDLE
    assert (trust.data, trust.root.data) == (LIST, ROOT)
    assert trust.state.to_json() == STATE
    assert TrustListBuilder(trust).build(at=AT, expires=WEEK_LATER) == LIST.replace(
        b'"version":1,"previous":null',
        f'"version":2,"previous":"{hashlib.sha256(LIST).hexdigest()}"'.encode(),
    )


def test_every_part_of_a_list_is_read():
    """What stands in the bytes is what the verifier has."""
    trust = TrustList.from_bundle(BUNDLE, at=AT)
    assert (trust.version, trust.previous) == (1, None)
    assert (trust.issued_at, trust.expires_at) == (1795507200, 1796112000)
    assert list(trust.issuers) == ["kelurahan-contoh", "kelurahan-lain"]
    agency, other = trust.issuers.values()
    assert (agency.id, agency.name) == ("kelurahan-contoh", "Kelurahan “Contoh”")
    assert (agency.registry, agency.profiles) == ("kota-contoh", {1, 7})
    assert agency.status_uri == "https://v.contoh.example/status"
    assert (other.profiles, other.status_uri, other.keys) == (frozenset(), None, ())
    [entry] = agency.keys
    assert entry.issuer is agency
    assert (entry.key, entry.use, entry.status) == (SEAL.public, "seal", "active")
    assert (entry.not_before, entry.not_after) == (1795507200, 1796112000)
    assert entry.retired_at is None
    assert trust.keys_by_kid(bytes.fromhex(hint("seal"))) == (entry,)
    kinds = [one.type for one in trust.profile("kota-contoh", 1).fields]
    assert kinds == ["text", "digits", "enum", "list"]
    assert trust.profile("kota-contoh", 7) == ProfileSpec(
        7, {"id": "Nama", "en": "Name"}, ()
    )


def test_every_part_of_a_root_is_read():
    """Keepers and thresholds of both roles, and the times."""
    root = TrustList.from_bundle(BUNDLE, at=AT).root
    assert (root.version, root.threshold, root.list_threshold) == (1, 1, 1)
    assert (root.issued_at, root.expires_at) == (1795507200, 1796112000)
    assert root.keys == root.list_keys == (KEEPER.public,)
    assert root.keys[0].use == "trust"
    assert (root.previous, root.chain) == (None, (root,))


@pytest.mark.parametrize("kept", ["threshold", "list_threshold"])
def test_the_two_thresholds_are_not_each_others(kept):
    """Two of two for one role, one of two for the other."""
    keys = [KEEPER, SigningKey.from_bytes(b"\x03" * 32, use="trust")]
    needed = {"threshold": 1, "list_threshold": 1} | {kept: 2}
    data = TrustRoot.build(
        keys=[key.public for key in keys],
        list_keys=[key.public for key in keys],
        at=AT,
        expires=WEEK_LATER,
        **needed,
    )
    root = TrustRoot.first(data, [sign_detached(data, key) for key in keys])
    assert {name: getattr(root, name) for name in needed} == needed
