"""What a trust list says, how it is written, and how strictly it is read."""

import json
import pickle
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError, InvalidFormatError
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    Registry,
    TrustList,
    read_signatures,
    write_signatures,
)
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
            ("values not an object", field(type="enum", values=[])),
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
            max_leaves=12,
        )
    )
    @pytest.mark.property
    def test_any_json_is_read_or_refused(self, value):
        """Whatever the file: a trust list or an error of ours."""
        with pytest.raises(EgovkitError):
            TrustList.from_bundle(json.dumps(value).encode(), at=AT)
