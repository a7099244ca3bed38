"""How strictly a root and a list are read, also when honest keepers signed them."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from egovkit.errors import InvalidFormatError, NotVerified, UsageError
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    TrustState,
    read_signatures,
    sign_detached,
)
from egovkit.signatures.trust._list import _index
from egovkit.signatures.trust._read import b64encode

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LABEL = {"id": "Nama", "en": "Name"}


FULL = ProfileSpec(1, LABEL, (FieldSpec("name", LABEL, "text"),))


class TestRead:
    """A list that honest keepers signed is still read strictly."""

    @pytest.fixture
    def world(self):
        """A keeper, a root and a list in force."""
        keeper = SigningKey.generate("Ed25519", use="trust")
        data = TrustRoot.build(
            keys=[keeper.public],
            threshold=1,
            list_keys=[keeper.public],
            list_threshold=1,
            at=AT,
            expires=AT.replace(year=2030),
        )
        root = TrustRoot.first(data, [sign_detached(data, keeper)])
        builder = TrustListBuilder()
        builder.add_registry("kota-contoh")
        builder.set_profile("kota-contoh", FULL)
        builder.add_issuer(
            "kelurahan-contoh",
            name="Kelurahan Contoh",
            registry="kota-contoh",
            profiles=[1],
            status_uri="https://v.contoh.example/status",
        )
        seal = SigningKey.generate("Ed25519", use="seal")
        builder.add_key("kelurahan-contoh", seal.public)
        trust = builder.sign([keeper], root=root, at=AT, expires=AT.replace(year=2027))
        return keeper, root, trust

    @pytest.mark.parametrize(
        ("damage", "change"),
        [
            ("version missing", lambda v: v.pop("version")),
            ("version negative", lambda v: v.update(version=-1)),
            ("version a text", lambda v: v.update(version="1")),
            ("version true", lambda v: v.update(version=True)),
            ("version beyond 2^53", lambda v: v.update(version=2**53)),
            ("previous a number", lambda v: v.update(previous=5)),
            ("format 2", lambda v: v.update(format=2)),
            ("unknown name", lambda v: v.update(extra=None)),
            ("issuers an object", lambda v: v.update(issuers={})),
            ("registries an array", lambda v: v.update(registries=[])),
            ("registry id", lambda v: v["registries"].update({"Kota!": {}})),
            (
                "issuer twice",
                lambda v: v["issuers"].append({**v["issuers"][0], "keys": []}),
            ),
            ("issuer id", lambda v: v["issuers"][0].update(id="../x")),
            ("issuer name", lambda v: v["issuers"][0].update(name="a\u202eb")),
            ("issuer registry", lambda v: v["issuers"][0].update(registry="x")),
            ("profile true", lambda v: v["issuers"][0].update(profiles=[True])),
            ("profile twice", lambda v: v["issuers"][0].update(profiles=[1, 1])),
            (
                "http",
                lambda v: v["issuers"][0].update(status_uri="http://v.contoh.example/"),
            ),
            (
                "credentials",
                lambda v: v["issuers"][0].update(
                    status_uri="https://a@v.contoh.example/"
                ),
            ),
            (
                "query",
                lambda v: v["issuers"][0].update(
                    status_uri="https://v.contoh.example/?a"
                ),
            ),
            (
                "not ascii",
                lambda v: v["issuers"][0].update(
                    status_uri="https://v.c\u00f6ntoh.example/"
                ),
            ),
            ("key algorithm", lambda v: v["issuers"][0]["keys"][0].update(alg="none")),
            (
                "key for another algorithm",
                lambda v: v["issuers"][0]["keys"][0].update(alg="ES256"),
            ),
            ("key too short", lambda v: v["issuers"][0]["keys"][0].update(key="AAAA")),
            ("key status", lambda v: v["issuers"][0]["keys"][0].update(status="x")),
            (
                "retired at no time",
                lambda v: v["issuers"][0]["keys"][0].update(status="retired"),
            ),
            ("key use", lambda v: v["issuers"][0]["keys"][0].update(use="Seal!")),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_refuses(self, world, damage, change):  # noqa: ARG002 - names the case
        """A list that could be read in two ways is refused."""
        keeper, root, trust = world
        value = json.loads(trust.data)
        change(value)
        data = json.dumps(value).encode()
        with pytest.raises(InvalidFormatError):
            TrustList.from_signed(data, [sign_detached(data, keeper)], root=root, at=AT)

    def test_null_reads_as_absent(self, world):
        """An optional part may be written as null."""
        keeper, root, trust = world
        value = json.loads(trust.data)
        value["issuers"][0]["status_uri"] = None
        value["issuers"][0]["keys"][0]["not_before"] = None
        data = json.dumps(value).encode()
        read = TrustList.from_signed(
            data, [sign_detached(data, keeper)], root=root, at=AT
        )
        assert read.issuers["kelurahan-contoh"].status_uri is None

    @pytest.mark.parametrize(
        ("damage", "change"),
        [
            ("threshold 0", lambda v: v.update(threshold=0)),
            ("threshold above", lambda v: v.update(threshold=2)),
            ("list threshold above", lambda v: v.update(list_threshold=2)),
            ("key twice", lambda v: v.update(keys=v["keys"] * 2)),
            ("too many keys", lambda v: v.update(keys=v["keys"] * 33)),
            ("type", lambda v: v.update(type="egovkit-trust-list")),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_refuses_a_root(self, world, damage, change):  # noqa: ARG002
        """A root that could not do its work is refused."""
        keeper, root, _ = world
        value = json.loads(root.data)
        change(value)
        data = json.dumps(value).encode()
        with pytest.raises(InvalidFormatError):
            TrustRoot.first(data, [sign_detached(data, keeper)])

    def test_a_root_of_another_fingerprint(self, world):
        """The fingerprint is compared before anything is read."""
        _, root, _ = world
        with pytest.raises(NotVerified) as caught:
            TrustRoot.first(root.data, root.signatures, fingerprint="0" * 64)
        assert caught.value.code == "root_fingerprint"

    @pytest.mark.parametrize("threshold", [0, 2])
    def test_a_threshold_nobody_can_meet_is_not_built(self, world, threshold):
        """From one to the number of keys."""
        keeper, _, _ = world
        with pytest.raises(UsageError):
            TrustRoot.build(
                keys=[keeper.public],
                threshold=threshold,
                list_keys=[keeper.public],
                list_threshold=1,
                at=AT,
                expires=AT,
            )

    def test_signatures_without_end_are_not_read(self):
        """More signatures than any keepers give are refused before the first."""
        with pytest.raises(InvalidFormatError):
            read_signatures(json.dumps([{}] * 65).encode())

    def test_a_lone_surrogate_is_no_state(self):
        """Text that cannot be encoded is refused like any other damage."""
        with pytest.raises(InvalidFormatError):
            TrustState.from_json('{"root_version":"\ud800"}')

    def test_another_file_is_no_state(self):
        """A state misses nothing."""
        with pytest.raises(InvalidFormatError):
            TrustState.from_json('{"root_version":1}')


class TestCollidingHints:
    """A kid is four bytes of a hash: two keys can share it, and four are tried."""

    def pair(self):
        """Two Ed25519 keys with one kid, found by trying 170,398 seeds."""
        return tuple(
            SigningKey.from_bytes(seed.to_bytes(32, "big"), use="seal").public
            for seed in (34_433, 170_398)
        )

    def test_a_verifier_finds_both(self):
        """Both keys of one kid are candidates; the builder avoids it."""
        first, second = self.pair()
        assert first.kid == second.kid == bytes.fromhex("d0175a60")
        keeper = SigningKey.generate("Ed25519", use="trust")
        data = TrustRoot.build(
            keys=[keeper.public],
            threshold=1,
            list_keys=[keeper.public],
            list_threshold=1,
            at=AT,
            expires=AT.replace(year=2030),
        )
        root = TrustRoot.first(data, [sign_detached(data, keeper)])
        builder = TrustListBuilder()
        builder.add_registry("kota-contoh")
        for name in ("kelurahan-satu", "kelurahan-dua"):
            builder.add_issuer(name, name=name, registry="kota-contoh")
        builder.add_key("kelurahan-satu", first)
        with pytest.raises(UsageError) as caught:  # the builder asks for another key
            builder.add_key("kelurahan-dua", second)
        assert caught.value.code == "trust_kid_taken"
        value = json.loads(builder.build(at=AT, expires=AT.replace(year=2027)))
        entry = {**value["issuers"][0]["keys"][0], "key": b64encode(second.to_bytes())}
        value["issuers"][1]["keys"].append(entry)
        data = json.dumps(value).encode()
        trust = TrustList.from_signed(
            data, [sign_detached(data, keeper)], root=root, at=AT
        )
        assert {k.issuer.id for k in trust.keys_by_kid(first.kid)} == {
            "kelurahan-satu",
            "kelurahan-dua",
        }

    def test_a_fifth_key_of_one_kid_is_refused(self):
        """Nobody can make a verifier try more than four signatures."""

        def issuer(count):
            keys = [
                SimpleNamespace(
                    key=SimpleNamespace(kid=b"kidd", to_spki=lambda n=n: b"%d" % n)
                )
                for n in range(count)
            ]
            return SimpleNamespace(keys=keys)

        assert len(_index([issuer(4)])[b"kidd"]) == 4
        with pytest.raises(InvalidFormatError):
            _index([issuer(5)])


@pytest.mark.parametrize("data", ["{}", None, 5])
@pytest.mark.parametrize(
    "read",
    [
        lambda data: TrustList.from_bundle(data, at=AT),
        read_signatures,
    ],
    ids=["bundle", "signatures"],
)
def test_what_is_signed_is_bytes(read, data):
    """Text has no one encoding: a file is read as bytes."""
    with pytest.raises(UsageError) as caught:
        read(data)
    assert caught.value.code == "not_bytes"
