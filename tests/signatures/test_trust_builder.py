"""The keeper's tools: each change to the list, and the same change in words."""

from datetime import UTC, datetime, timedelta

import pytest

from egovkit._messages import table
from egovkit.errors import InvalidFormatError, UsageError
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    SigningKey,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)
from egovkit.signatures.trust import compare

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = AT + timedelta(days=14)
EPOCH = 1795507200  # 2026-11-24 08:00:00 UTC
LABEL = {"id": "Nama", "en": "Name"}


def spec(*names, number=1):
    """A profile with text fields of these names."""
    fields = tuple(
        FieldSpec(name, LABEL, "text", optional=name.startswith("more"))
        for name in names
    )
    return ProfileSpec(number, LABEL, fields)


def key(use="seal"):
    """A fresh public key."""
    return SigningKey.generate("Ed25519", use=use).public


@pytest.fixture(scope="module")
def keeper():
    """The one keeper."""
    return SigningKey.generate("Ed25519", use="trust")


@pytest.fixture(scope="module")
def root(keeper):
    """A root that names the one keeper."""
    data = TrustRoot.build(
        keys=[keeper.public],
        threshold=1,
        list_keys=[keeper.public],
        list_threshold=1,
        at=AT,
        expires=AT.replace(year=2036),
    )
    return TrustRoot.first(data, [sign_detached(data, keeper)])


@pytest.fixture
def start(keeper, root):
    """One agency with one key, in force."""
    builder = TrustListBuilder()
    builder.add_registry("kota-contoh")
    builder.set_profile("kota-contoh", spec("number"))
    builder.add_issuer(
        "kelurahan-contoh",
        name="Kelurahan Contoh",
        registry="kota-contoh",
        profiles=[1],
        status_uri="https://v.contoh.example/status",
    )
    builder.add_key("kelurahan-contoh", key())
    return builder.sign([keeper], root=root, at=AT, expires=LATER)


@pytest.fixture
def sign(keeper, root):
    """Sign the next edition."""
    return lambda builder: builder.sign(
        [keeper], root=root, at=AT, expires=LATER + timedelta(days=7)
    )


def only_key(trust):
    """The agency's one key."""
    [entry] = trust.issuers["kelurahan-contoh"].keys
    return entry


def codes(old, new):
    """The changes, by code."""
    return [change.code.removeprefix("trust_change_") for change in compare(old, new)]


class TestKeys:
    """A key is added, rotated, retired or declared compromised."""

    def test_rotation(self, start, sign):
        """The new key begins where the old one ends, to the second."""
        old, new = only_key(start), key()
        builder = TrustListBuilder(start)
        builder.rotate_key("kelurahan-contoh", new, old=old.key.kid, at=AT)
        trust = sign(builder)
        [was], [now] = trust.keys_by_kid(old.key.kid), trust.keys_by_kid(new.kid)
        assert (was.status, was.retired_at) == ("retired", EPOCH)
        assert (now.status, now.not_before) == ("active", EPOCH)
        assert was.covers(EPOCH - 1)
        assert not was.covers(EPOCH)
        assert not now.covers(EPOCH - 1)
        assert now.covers(EPOCH)
        assert codes(start, trust) == ["key_retired", "key_added"]

    def test_rotation_keeps_the_use(self, start):
        """A seal key is not replaced by a key of another use."""
        with pytest.raises(UsageError) as caught:
            TrustListBuilder(start).rotate_key(
                "kelurahan-contoh", key("approval"), old=only_key(start).key.kid, at=AT
            )
        assert caught.value.code == "trust_rotate_use"

    def test_compromise(self, start, sign):
        """A compromised key is marked, and told so."""
        kid = only_key(start).key.kid
        builder = TrustListBuilder(start)
        builder.declare_compromised("kelurahan-contoh", kid)
        trust = sign(builder)
        assert only_key(trust).status == "compromised"
        assert codes(start, trust) == ["key_compromised"]

    def test_compromise_cannot_be_taken_back(self, start, sign):
        """Retiring a compromised key would make a thief's seals valid again."""
        kid = only_key(start).key.kid
        builder = TrustListBuilder(start)
        builder.declare_compromised("kelurahan-contoh", kid)
        again = TrustListBuilder(sign(builder))
        with pytest.raises(UsageError) as caught:
            again.retire_key("kelurahan-contoh", kid, at=AT)
        assert caught.value.code == "trust_key_compromised"

    def test_validity(self, start, sign):
        """A key signs from its first to its last second."""
        builder = TrustListBuilder(start)
        new = key()
        builder.add_key("kelurahan-contoh", new, not_before=AT, not_after=LATER)
        [entry] = sign(builder).keys_by_kid(new.kid)
        last = EPOCH + 14 * 86_400
        assert [entry.covers(t) for t in (EPOCH - 1, EPOCH, last, last + 1)] == [
            False,
            True,
            True,
            False,
        ]

    @pytest.mark.parametrize("use", ["trust", None])
    def test_an_agency_key_has_a_use_of_its_own(self, start, use):
        """A keeper's key, or one of no use, is no agency's key."""
        public = key("trust") if use else type(key()).from_bytes(key().to_bytes())
        with pytest.raises(UsageError) as caught:
            TrustListBuilder(start).add_key("kelurahan-contoh", public)
        assert caught.value.code == "trust_key_use"

    def test_a_key_is_added_once(self, start):
        """The same key again is refused."""
        with pytest.raises(UsageError) as caught:
            TrustListBuilder(start).add_key("kelurahan-contoh", only_key(start).key)
        assert caught.value.code == "trust_kid_taken"

    def test_only_keepers_sign(self, start):
        """An agency's key signs no list."""
        with pytest.raises(UsageError) as caught:
            sign_detached(start.data, SigningKey.generate("Ed25519", use="seal"))
        assert caught.value.code == "trust_keeper_key"


class TestAgencies:
    """Agencies, registries and profiles."""

    def test_add_an_agency(self, start, sign):
        """A new agency may issue what it was allowed."""
        builder = TrustListBuilder(start)
        builder.add_issuer("dinas", name="Dinas Contoh", registry="kota-contoh")
        builder.allow("dinas", [1])
        trust = sign(builder)
        assert trust.issuers["dinas"].may_issue("kota-contoh", 1)
        assert trust.issuers["dinas"].status_uri is None
        assert codes(start, trust) == ["issuer_added", "profile_allowed"]

    def test_the_previous_list_is_untouched(self, start):
        """A builder works on a copy."""
        builder = TrustListBuilder(start)
        builder.add_key("kelurahan-contoh", key())
        assert only_key(start).issuer is start.issuers["kelurahan-contoh"]

    @pytest.mark.parametrize(
        ("code", "call"),
        [
            ("trust_registry_exists", lambda b: b.add_registry("kota-contoh")),
            ("trust_registry_unknown", lambda b: b.set_profile("x", spec("a"))),
            (
                "trust_issuer_exists",
                lambda b: b.add_issuer(
                    "kelurahan-contoh", name="x", registry="kota-contoh"
                ),
            ),
            (
                "trust_registry_unknown",
                lambda b: b.add_issuer("dinas", name="x", registry="x"),
            ),
            (
                "trust_profile_unknown",
                lambda b: b.add_issuer(
                    "dinas", name="x", registry="kota-contoh", profiles=[9]
                ),
            ),
            ("trust_issuer_unknown", lambda b: b.allow("x", [1])),
            ("trust_issuer_unknown", lambda b: b.add_key("x", key())),
            (
                "trust_key_unknown",
                lambda b: b.declare_compromised("kelurahan-contoh", b"\0\0\0\0"),
            ),
            (
                "trust_expires_first",
                lambda b: b.build(at=AT, expires=AT),
            ),
            (
                "profile_not_append_only",
                lambda b: b.set_profile("kota-contoh", spec("other")),
            ),
        ],
        ids=[
            "registry twice",
            "profile of no registry",
            "agency twice",
            "agency of no registry",
            "agency with unknown profile",
            "allow unknown agency",
            "key of unknown agency",
            "unknown key",
            "no time to live",
            "profile not append-only",
        ],
    )
    def test_a_call_that_cannot_be_meant(self, start, code, call):
        """Each mistake has its own code."""
        with pytest.raises(UsageError) as caught:
            call(TrustListBuilder(start))
        assert caught.value.code == code

    @pytest.mark.parametrize(
        "call",
        [
            lambda b: b.add_registry("Kota Contoh"),
            lambda b: b.add_issuer("a/b", name="x", registry="kota-contoh"),
            lambda b: b.add_issuer("a", name="a\u200bb", registry="kota-contoh"),
            lambda b: b.add_issuer(
                "a", name="a", registry="kota-contoh", status_uri="http://x.example"
            ),
            lambda b: b.set_profile(
                "kota-contoh",
                ProfileSpec(2, LABEL, (FieldSpec("a", LABEL, "colour"),)),
            ),
        ],
        ids=["registry", "issuer", "name", "address", "field type"],
    )
    def test_the_builder_refuses_what_the_reader_would(self, start, call):
        """Nothing is built that nobody could read."""
        with pytest.raises(InvalidFormatError):
            call(TrustListBuilder(start))


class TestWords:
    """Every difference between two lists has a sentence in both languages."""

    def test_profiles(self, start, sign):
        """Profiles: added, extended, altered, removed, allowed, withdrawn."""
        builder = TrustListBuilder(start)
        builder.set_profile("kota-contoh", spec("number", "more"))
        builder.set_profile("kota-contoh", spec("number", number=2))
        builder.allow("kelurahan-contoh", [2])
        trust = sign(builder)
        assert codes(start, trust) == [
            "profile_extended",
            "profile_added",
            "profile_allowed",
        ]
        assert codes(trust, start) == [
            "profile_altered",
            "profile_removed",
            "profile_withdrawn",
        ]

    def test_agencies_and_keys_the_other_way_round(self, start, sign):
        """What a keeper must not overlook: removed, revived, moved, renamed."""
        builder = TrustListBuilder(start)
        entry = only_key(start)
        builder.retire_key("kelurahan-contoh", entry.key.kid, at=AT)
        builder.add_issuer("dinas", name="Dinas Contoh", registry="kota-contoh")
        builder.add_key("dinas", key())
        trust = sign(builder)
        assert codes(trust, start) == ["issuer_removed", "key_revived"]

    def test_a_rebuilt_agency(self, start, keeper, root):
        """An agency that differs in everything is told in everything."""
        builder = TrustListBuilder()
        for name in ("kota-contoh", "kota-lain"):
            builder.add_registry(name)
        builder.set_profile("kota-contoh", spec("number"))
        builder.add_issuer("kelurahan-contoh", name="Baru", registry="kota-lain")
        other = builder.sign([keeper], root=root, at=AT, expires=LATER)
        assert codes(start, other) == [
            "issuer_renamed",
            "issuer_moved",
            "profile_withdrawn",
            "status_uri",
            "key_removed",
        ]

    def test_changed_times(self, start, sign):
        """Changed times are told in WIB, to the minute."""
        entry = only_key(start)
        builder = TrustListBuilder(start)
        builder.retire_key("kelurahan-contoh", entry.key.kid, at=AT)
        first = sign(builder)
        again = TrustListBuilder(first)
        again.retire_key("kelurahan-contoh", entry.key.kid, at=LATER)
        [change] = compare(first, sign(again))
        assert change.code == "trust_change_key_times"
        assert "2026-12-08 15:00 WIB" in change.sentence("id")
        assert entry.key.kid.hex() in change.sentence("en")

    def test_a_compromised_key_added(self, start, sign):
        """A key that arrives compromised is told as both."""
        builder = TrustListBuilder(start)
        new = key()
        builder.add_key("kelurahan-contoh", new)
        builder.declare_compromised("kelurahan-contoh", new.kid)
        assert codes(start, sign(builder)) == ["key_added", "key_compromised"]

    def test_nothing_changed(self, start, sign):
        """Two editions with the same content have no differences."""
        assert compare(start, sign(TrustListBuilder(start))) == ()

    def test_all_sentences_are_filled(self, start, sign):
        """No placeholder stays open."""
        builder = TrustListBuilder(start)
        builder.rotate_key(
            "kelurahan-contoh", key(), old=only_key(start).key.kid, at=AT
        )
        builder.add_issuer("dinas", name="Dinas Contoh", registry="kota-contoh")
        for change in compare(start, sign(builder)):
            assert change.code in table()
            for lang in ("id", "en"):
                assert "…" not in change.sentence(lang)
                assert change.sentence(lang) != change.code
