"""What a trust list says, how it is written, and how strictly it is read."""

import json
import pickle
import shutil
import subprocess
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError, InvalidFormatError, NotVerified, UsageError
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    Registry,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    TrustState,
    read_signatures,
    sign_detached,
    write_signatures,
)
from egovkit.signatures.trust._list import _index
from egovkit.signatures.trust._read import b64decode, b64encode
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LABEL = {"id": "Nama", "en": "Name"}


def field(name="name", **more):
    """A field's JSON."""
    return {"name": name, "label": LABEL, "type": "text", **more}


def profile(*fields):
    """A profile's JSON."""
    return {"labels": LABEL, "fields": list(fields)}


FULL = ProfileSpec(
    profile=1,
    labels={"id": "Surat Contoh", "en": "Sample Letter"},
    fields=(
        FieldSpec("number", {"id": "Nomor", "en": "Number"}, "text"),
        FieldSpec("nik", {"id": "NIK", "en": "NIK"}, "digits", width=16),
        FieldSpec(
            "purpose",
            {"id": "Keperluan", "en": "Purpose"},
            "enum",
            values={
                1: {"id": "Sekolah", "en": "School"},
                -2: {"id": "Lain", "en": "Other"},
            },
        ),
        FieldSpec(
            "members",
            {"id": "Anggota", "en": "Members"},
            "list",
            optional=True,
            item=FieldSpec("", {}, "digits", width=16),
        ),
    ),
)


class _Document:
    registry = "kota-contoh"

    @classmethod
    def profile_spec(cls):
        return FULL


class TestProfile:
    """The fields of a profile go through JSON unchanged, and nothing else does."""

    def test_round_trip(self):
        """Every type of field comes back as it was."""
        text = json.dumps(FULL.to_dict())
        assert ProfileSpec.from_dict(1, json.loads(text)) == FULL

    def test_registry_round_trip(self):
        """A registry comes back as it was."""
        registry = Registry("kota-contoh", {1: FULL})
        assert Registry.from_dict("kota-contoh", registry.to_dict()) == registry

    @pytest.mark.parametrize(
        "number", ["0", "01", "-1", "x", "1.0", "\u0661", ""], ids=ascii
    )
    def test_profile_numbers_are_plain(self, number):
        """A profile's number is written in one way: ASCII digits, no leading 0."""
        with pytest.raises(InvalidFormatError):
            Registry.from_dict("kota-contoh", {number: profile(field())})

    @pytest.mark.parametrize(
        ("damage", "bad"),
        [
            ("unknown type", field(type="float")),
            ("text with a width", field(width=3)),
            ("digits without a width", field(type="digits")),
            ("digits of width 0", field(type="digits", width=0)),
            ("digits too wide", field(type="digits", width=33)),
            ("enum without values", field(type="enum")),
            ("text with values", field(values={})),
            (
                "enum number with leading zero",
                field(type="enum", values={"01": LABEL}),
            ),
            ("enum number that is none", field(type="enum", values={"a": LABEL})),
            ("enum label missing", field(type="enum", values={"1": {"id": "a"}})),
            ("list without item", field(type="list")),
            (
                "list of lists",
                field(type="list", item={"type": "list", "item": {"type": "text"}}),
            ),
            ("text with item", field(item={"type": "text"})),
            ("label in one language", field(label={"id": "Nama"})),
            ("label not text", field(label={"id": "Nama", "en": 1})),
            ("label with control character", field(label={**LABEL, "en": "a\x07"})),
            ("label with bidi mark", field(label={**LABEL, "en": "a\u202eb"})),
            ("label empty", field(label={**LABEL, "en": ""})),
            ("label endless", field(label={**LABEL, "en": "a" * 301})),
            ("unknown name", field(colour="red")),
            ("name with capitals", field(name="Name")),
            ("optional not boolean", field(optional=1)),
            ("not an object", "name"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_refuses(self, damage, bad):  # noqa: ARG002 - names the case
        """A field that no reader could show is refused."""
        with pytest.raises(InvalidFormatError):
            ProfileSpec.from_dict(1, profile(bad))

    def test_refuses_two_fields_of_one_name(self):
        """A name means one field."""
        with pytest.raises(InvalidFormatError):
            ProfileSpec.from_dict(1, profile(field(), field()))

    def test_refuses_more_fields_than_any_seal_holds(self):
        """At most 64 fields."""
        fields = [field(name=f"f{n}") for n in range(65)]
        with pytest.raises(InvalidFormatError):
            ProfileSpec.from_dict(1, profile(*fields))


class TestEvolution:
    """A profile is append-only: seals already printed must read the same."""

    OLD = ProfileSpec.from_dict(1, profile(field(), field("kind")))

    def new(self, *fields):
        """A later edition with these fields."""
        return ProfileSpec.from_dict(1, profile(*fields))

    def test_an_optional_field_at_the_end(self):
        """This is how a profile grows."""
        new = self.new(field(), field("kind"), field("more", optional=True))
        assert new.extends(self.OLD)

    def test_a_reworded_label(self):
        """Labels are for people; they may change."""
        new = self.new(field(label={"id": "Nama lengkap", "en": "Name"}), field("kind"))
        assert new.extends(self.OLD)

    def test_a_further_enum_value(self):
        """Numbers may be added to an enum, never removed."""
        one, two = {"1": LABEL}, {"1": LABEL, "2": LABEL}
        old = self.new(field(type="enum", values=one))
        assert self.new(field(type="enum", values=two)).extends(old)
        assert not old.extends(self.new(field(type="enum", values=two)))

    @pytest.mark.parametrize(
        ("change", "fields"),
        [
            ("removed", [field()]),
            ("reordered", [field("kind"), field()]),
            ("renamed", [field(), field("sort")]),
            ("other type", [field(type="int"), field("kind")]),
            ("required appended", [field(), field("kind"), field("more")]),
            ("inserted", [field(), field("more", optional=True), field("kind")]),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_everything_else_breaks_it(self, change, fields):  # noqa: ARG002
        """Whatever would make an old seal read differently."""
        assert not self.new(*fields).extends(self.OLD)

    def test_optional_stays_optional(self):
        """A reader of the new edition must still read seals without the field."""
        assert not self.new(field()).extends(self.new(field(optional=True)))
        assert self.new(field(optional=True)).extends(self.new(field()))


class TestBundle:
    """trust.json carries the signed bytes exactly."""

    def test_round_trip(self):
        """The file gives the same list, byte for byte."""
        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh", documents=[_Document])
        trust = authority.trust_list()
        read = TrustList.from_bundle(
            authority.bundle(), root_fingerprint=authority.root.fingerprint, at=AT
        )
        assert read == trust
        assert read.data == trust.data
        assert read.profile("kota-contoh", 1) == FULL
        assert read.profile("kota-contoh", 2) is None
        assert read.profile("kota-lain", 1) is None
        [entry] = read.keys_by_kid(key.kid)
        assert entry.key == key.public
        assert entry.issuer.may_issue("kota-contoh", 1)
        assert entry in entry.issuer.keys_for("seal")

    def test_an_unknown_kid_has_no_keys(self):
        """No key is guessed."""
        assert TestAuthority().trust_list().keys_by_kid(b"\0\0\0\0") == ()

    def test_es256_keys_are_carried(self):
        """The second algorithm travels as well."""
        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh", algorithm="ES256")
        trust = TrustList.from_bundle(authority.bundle(), at=AT)
        assert trust.keys_by_kid(key.kid)[0].key.algorithm == "ES256"

    @pytest.mark.parametrize(
        "change",
        [
            lambda v: v.update(roots=[]),
            lambda v: v.update(roots=v["roots"] * 65),
            lambda v: v.update(type="egovkit-root"),
            lambda v: v.update(format=2),
            lambda v: v.update(more=1),
            lambda v: v["list"].update(signed="\ud800"),
            lambda v: v["list"].update(signatures={}),
            lambda v: v["list"]["signatures"][0].update(kid="zz"),
            lambda v: v["list"]["signatures"][0].update(kid="ABCDEF01"),
            lambda v: v["list"]["signatures"][0].update(kid="aabb"),
            lambda v: v["list"]["signatures"][0].update(sig="a"),
            lambda v: v["list"]["signatures"][0].update(sig="ab"),
            lambda v: v["list"]["signatures"][0].update(sig="\u00e9\u00e9\u00e9\u00e9"),
            lambda v: v["list"]["signatures"][0].update(more=1),
        ],
        ids=[
            "no root",
            "too many roots",
            "other type",
            "other format",
            "unknown name",
            "lone surrogate",
            "signatures not a list",
            "kid not hexadecimal",
            "kid in capitals",
            "kid too short",
            "base64 length",
            "base64 with spare bits",
            "base64 not ascii",
            "unknown name in a signature",
        ],
    )
    def test_a_damaged_bundle_is_refused(self, change):
        """Each damage gives an error of ours."""
        value = json.loads(TestAuthority().bundle())
        change(value)
        with pytest.raises(EgovkitError):
            TrustList.from_bundle(json.dumps(value).encode(), at=AT)

    def test_a_bundle_beyond_any_real_one_is_not_parsed(self):
        """The size is looked at before the content."""
        with pytest.raises(InvalidFormatError) as caught:
            TrustList.from_bundle(b" " * (16 * 2**20 + 1), at=AT)
        assert caught.value.code == "trust_too_large"

    def test_detached_signatures_travel_as_json(self):
        """The file beside the list comes back as it was."""
        trust = TestAuthority().trust_list()
        assert read_signatures(write_signatures(trust.signatures)) == trust.signatures

    def test_openssl_verifies_a_list(self, tmp_path):
        """A signature over plain bytes: any tool can check it, as the page says."""
        openssl = shutil.which("openssl")
        if openssl is None:
            pytest.skip("OpenSSL is not installed")
        authority = TestAuthority()
        trust = authority.trust_list()
        [signature, _] = trust.signatures
        [keeper] = [k for k in authority.keepers if k.kid == signature.kid]
        parts = {
            "list.json": trust.data,
            "list.sig": signature.signature,
            "keeper.pub.pem": keeper.public.to_pem(),
        }
        for name, data in parts.items():
            (tmp_path / name).write_bytes(data)
        command = "pkeyutl -verify -pubin -inkey keeper.pub.pem -rawin -in list.json"
        words = [openssl, *command.split(), "-sigfile", "list.sig"]
        run = subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert "Signature Verified Successfully" in run.stdout

    def test_a_key_is_opened_on_first_use(self):
        """A key of a list is equal to the key itself, verifies, and is plain after
        pickling, whether it was used before or not.
        """
        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh")
        signature = key.sign(b"isi")
        for uses in (0, 1):
            trust = TrustList.from_bundle(authority.bundle(), at=AT)
            [entry] = trust.keys_by_kid(key.kid)
            for _ in range(uses):
                assert entry.key.verifies(signature, b"isi")
            copied = pickle.loads(pickle.dumps(entry.key))
            assert copied == key.public == entry.key
            assert copied.verifies(signature, b"isi")
            assert not entry.key.verifies(signature, b"lain")
            assert repr(entry.key) == repr(key.public)
            with pytest.raises(AttributeError):
                entry.key.colour  # noqa: B018

    def test_a_list_can_be_sent_to_a_worker(self):
        """Issuers and their keys name each other; pickling keeps the knot."""
        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh")
        trust = pickle.loads(pickle.dumps(authority.trust_list()))
        [entry] = trust.keys_by_kid(key.kid)
        assert entry.issuer is trust.issuers["kelurahan-contoh"]
        assert entry.key == key.public

    @given(st.binary(max_size=40))
    @pytest.mark.property
    def test_base64url_has_one_text(self, data):
        """Every byte string has one text; its variants are refused."""
        text = b64encode(data)
        assert b64decode(text) == data
        with pytest.raises(InvalidFormatError):
            b64decode(text + "=")

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        )
    )
    @pytest.mark.property
    def test_any_json_is_read_or_refused(self, value):
        """Whatever the file: a trust list or an error of ours."""
        with pytest.raises(EgovkitError):
            TrustList.from_bundle(json.dumps(value).encode(), at=AT)


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
