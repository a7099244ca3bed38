"""The authority for tests: real keys, real signatures, no clock."""

from datetime import UTC, datetime, timedelta

import pytest

from egovkit.errors import EgovkitError, NotVerified, UsageError
from egovkit.qr import (
    SealedDocument,
    Sealer,
    StatusList,
    StatusSet,
    Verifier,
    sealed,
)
from egovkit.signatures import (
    FieldSpec,
    Outcome,
    ProfileSpec,
    TrustList,
    sign_detached,
)
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LABEL = {"id": "Surat", "en": "Letter"}


def document(registry="kota-contoh", profile=1):
    """A class that a trust list can describe."""

    class Document:
        @classmethod
        def profile_spec(cls):
            return ProfileSpec(profile, LABEL, (FieldSpec("a", LABEL, "text"),))

    Document.registry = registry
    return Document


class TestAgencies:
    """`issuer_key` adds what is missing and gives a key."""

    def test_seal_key(self):
        """The key is in the next list, allowed for its documents only."""
        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh", documents=[document()])
        [entry] = authority.trust_list().keys_by_kid(key.kid)
        assert (entry.use, entry.status) == ("seal", "active")
        assert entry.issuer.may_issue("kota-contoh", 1)
        assert not entry.issuer.may_issue("kota-contoh", 2)
        assert entry.issuer.name == "Kelurahan Contoh"
        assert (
            entry.issuer.status_uri
            == "https://v.contoh.example/status/kelurahan-contoh"
        )

    def test_approval_key_without_documents(self):
        """A key of another use needs no documents."""
        authority = TestAuthority()
        key = authority.issuer_key("dinas-contoh", use="approval")
        [entry] = authority.trust_list().keys_by_kid(key.kid)
        assert entry.use == "approval"
        assert entry.issuer.profiles == frozenset()

    def test_two_agencies_of_one_registry(self):
        """They share its profiles."""
        authority = TestAuthority()
        for name in ("kelurahan-satu", "kelurahan-dua"):
            authority.issuer_key(name, documents=[document()])
        trust = authority.trust_list()
        assert {i.registry for i in trust.issuers.values()} == {"kota-contoh"}

    def test_a_second_key_and_document(self):
        """The agency keeps what it had."""
        authority = TestAuthority()
        first = authority.issuer_key("kelurahan-contoh", documents=[document()])
        second = authority.issuer_key(
            "kelurahan-contoh", documents=[document(profile=2)]
        )
        trust = authority.trust_list()
        assert trust.issuers["kelurahan-contoh"].profiles == {1, 2}
        assert trust.keys_by_kid(first.kid)
        assert trust.keys_by_kid(second.kid)

    def test_one_registry_for_an_agency(self):
        """Documents of two registries cannot be one agency's."""
        authority = TestAuthority()
        authority.issuer_key("kelurahan-contoh", documents=[document()])
        with pytest.raises(UsageError) as caught:
            authority.issuer_key("kelurahan-contoh", documents=[document("lain")])
        assert caught.value.code == "trust_several_registries"


class TestEditions:
    """Each change makes the next edition."""

    def test_continues(self):
        """A verifier that remembers the first list accepts the second."""
        authority = TestAuthority()
        first = authority.trust_list()
        assert authority.trust_list() is first
        authority.issuer_key("kelurahan-contoh")
        second = TrustList.from_bundle(authority.bundle(), at=AT, state=first.state)
        assert (second.version, second.previous) == (2, first.digest)


class TestTimes:
    """Valid from 2020 to 2040, whatever the clock says."""

    @pytest.mark.parametrize("year", [2020, 2026, 2039])
    def test_within(self, year):
        """Read at any time in between."""
        authority = TestAuthority()
        assert TrustList.from_bundle(authority.bundle(), at=AT.replace(year=year))

    @pytest.mark.parametrize("year", [2019, 2041])
    def test_outside(self, year):
        """Before and after, it is refused like any list."""
        with pytest.raises(NotVerified):
            TrustList.from_bundle(TestAuthority().bundle(), at=AT.replace(year=year))


class TestStrangers:
    """Two authorities know nothing of each other."""

    def test_other_fingerprint(self):
        """Each has fresh keys."""
        one, two = TestAuthority(), TestAuthority()
        with pytest.raises(NotVerified):
            TrustList.from_bundle(
                one.bundle(), root_fingerprint=two.root.fingerprint, at=AT
            )


class TestStatuses:
    """`statuses` gives what a verifier takes."""

    def test_every_agency(self):
        """Without a name, each agency publishes the list."""
        authority = TestAuthority()
        for name in ("kelurahan-satu", "kelurahan-dua"):
            authority.issuer_key(name)
        statuses = StatusList.from_entries(10, [(1, "valid"), (2, "revoked")])
        held = authority.statuses(statuses, at=AT)
        for name in ("kelurahan-satu", "kelurahan-dua"):
            uri = authority.status_uri(name)
            assert [held.lookup(uri, i, AT).word for i in (1, 2, 3)] == [
                "valid",
                "revoked",
                "not_issued",
            ]

    def test_one_agency(self):
        """With a name, only that one."""
        authority = TestAuthority()
        for name in ("kelurahan-satu", "kelurahan-dua"):
            authority.issuer_key(name)
        held = authority.statuses(StatusList(size=10), at=AT, issuer="kelurahan-dua")
        assert list(held.seen) == [authority.status_uri("kelurahan-dua")]

    def test_stale(self):
        """An expiry can be given, for tests of staleness."""
        authority = TestAuthority()
        authority.issuer_key("kelurahan-satu")
        later = AT.replace(month=12)
        held = authority.statuses(StatusList(size=10), at=AT, expires=later)
        uri = authority.status_uri("kelurahan-satu")
        assert held.lookup(uri, 1, AT.replace(year=2027)).word == "unknown"

    def test_a_later_shard(self):
        """A list of shard 1 answers from index 2^20 on."""
        authority = TestAuthority()
        authority.issuer_key("kelurahan-satu")
        token = authority.status_token(
            StatusList.from_entries(9, [(5, "valid")]),
            issuer="kelurahan-satu",
            at=AT,
            shard=1,
        )
        held = StatusSet.from_tokens([token], trust=authority.trust_list(), at=AT)
        uri = authority.status_uri("kelurahan-satu")
        assert held.lookup(uri, 2**20 + 5, AT).word == "valid"
        assert held.lookup(uri, 5, AT).word == "unknown"

    def test_an_agency_nobody_added(self):
        """An unknown name is a mistake in the test."""
        with pytest.raises(UsageError) as caught:
            TestAuthority().statuses(StatusList(size=10), at=AT, issuer="siapa")
        assert caught.value.code == "trust_issuer_unknown"


class TestWrongCalls:
    """What cannot be meant is named; the authority stays as it was."""

    def refused(self, call, *args, **kwargs):
        """Code and argument of the refusal."""
        with pytest.raises(UsageError) as caught:
            call(*args, **kwargs)
        return caught.value.code, caught.value.facts.get("argument")

    @pytest.mark.parametrize(
        "issuer", [None, 1, b"kelurahan", ["a"], object()], ids=type
    )
    def test_an_agency_that_is_no_text(self, issuer):
        """In every call that names one."""
        authority = TestAuthority()
        authority.issuer_key("kelurahan-contoh")
        before = authority.bundle()
        for call in (authority.issuer_key, authority.status_key):
            assert self.refused(call, issuer) == ("argument_wrong", "issuer")
        said = self.refused(authority.status_token, StatusList(9), issuer=issuer, at=AT)
        assert said == ("argument_wrong", "issuer")
        assert authority.bundle() == before

    @pytest.mark.parametrize("issuer", ["", "A", "a b", "a" * 64, "ä", "-a"])
    def test_an_id_that_no_list_takes(self, issuer):
        """A short lower-case id; the next list is made all the same."""
        authority = TestAuthority()
        with pytest.raises(EgovkitError):
            authority.issuer_key(issuer)
        authority.issuer_key("kelurahan-contoh")
        assert list(authority.trust_list().issuers) == ["kelurahan-contoh"]

    def test_documents_that_are_no_classes(self):
        """One class for several, an instance, a name."""
        authority = TestAuthority()
        known = document()
        for wrong in (known, [known()], "Document", ["Document"], None, 5, [None]):
            said = self.refused(authority.issuer_key, "kelurahan", documents=wrong)
            assert said == ("argument_wrong", "documents")
        assert authority.trust_list().issuers == {}

    def test_a_status_list_that_is_none(self):
        """Its bytes, its token, an empty list."""
        authority = TestAuthority()
        authority.issuer_key("a")
        token = authority.status_token(StatusList(9), issuer="a", at=AT)
        for wrong in (None, [], token, {}, StatusList):
            for call in (
                lambda wrong: authority.status_token(wrong, issuer="a", at=AT),
                lambda wrong: authority.statuses(wrong, at=AT),
            ):
                assert self.refused(call, wrong) == ("argument_wrong", "status_list")

    @pytest.mark.parametrize("shard", [-1, None, "1", 1.0])
    def test_a_shard_that_is_none(self, shard):
        """A number from 0."""
        authority = TestAuthority()
        authority.issuer_key("a")
        said = self.refused(
            authority.status_token, StatusList(9), issuer="a", at=AT, shard=shard
        )
        assert said == ("argument_wrong", "shard")

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"use": "SEAL"}, "key_use_malformed"),
            ({"use": ""}, "key_use_malformed"),
            ({"algorithm": "none"}, "algorithm_unknown"),
            ({"algorithm": "RS256"}, "algorithm_only_verifies"),
        ],
        ids=str,
    )
    def test_keys_there_are_not(self, options, code):
        """As `SigningKey.generate` says."""
        assert self.refused(TestAuthority().issuer_key, "a", **options)[0] == code


class TestWholeRoad:
    """What a user's own test does: seal, verify, revoke, with nothing left out."""

    @pytest.fixture
    def office(self):
        """An agency with a class of documents."""

        class Letter(
            SealedDocument,
            registry="kota-contoh",
            profile=1,
            labels={"id": "Surat", "en": "Letter"},
        ):
            number: str = sealed(id="Nomor", en="Number")

        authority = TestAuthority()
        key = authority.issuer_key("kelurahan-contoh", documents=[Letter])
        sealer = Sealer(
            key=key, issuer="kelurahan-contoh", url="https://v.contoh.example/s"
        )
        seal = sealer.seal(Letter(number="470/9001"), at=AT, status_index=5)
        return authority, Letter, seal

    @pytest.mark.parametrize(
        ("word", "outcome", "code"),
        [
            ("valid", Outcome.VALID, None),
            ("revoked", Outcome.INVALID, "status_revoked"),
            ("suspended", Outcome.INVALID, "status_suspended"),
            ("not_issued", Outcome.INVALID, "status_not_issued"),
        ],
    )
    def test_each_word(self, office, word, outcome, code):
        """The list of the authority decides, through the real verifier."""
        authority, letter, seal = office
        statuses = StatusList.from_entries(9, [(5, word)])
        verifier = Verifier(
            authority.trust_list(),
            documents=[letter],
            statuses=authority.statuses(statuses, at=AT),
        )
        report = verifier.verify(seal.text, at=AT)
        assert report.outcome is outcome
        assert (report.reason and report.reason.code) == code

    def test_another_authority(self, office):
        """A seal of one is a stranger's to the other, whatever the agency is called."""
        _, letter, seal = office
        other = TestAuthority()
        other.issuer_key("kelurahan-contoh", documents=[letter])
        report = Verifier(other.trust_list()).verify(seal.text, at=AT)
        assert report.reason.code == "issuer_unknown"

    def test_a_class_of_another_profile(self, office):
        """The key may issue what it was made for, and nothing else."""
        authority, _, _ = office

        class Permit(
            SealedDocument,
            registry="kota-contoh",
            profile=2,
            labels={"id": "Izin", "en": "Permit"},
        ):
            number: str = sealed(id="Nomor", en="Number")

        key = authority.issuer_key("dinas-contoh", documents=[Permit])
        sealer = Sealer(
            key=key, issuer="dinas-contoh", url="https://v.contoh.example/s"
        )
        seal = sealer.seal(Permit(number="1"), at=AT)
        verifier = Verifier(authority.trust_list(), documents=[Permit])
        assert verifier.verify(seal.text, at=AT).outcome is Outcome.VALID
        stranger = authority.issuer_key("dinas-lain", documents=[])
        sealer = Sealer(
            key=stranger, issuer="dinas-lain", url="https://v.contoh.example/s"
        )
        seal = sealer.seal(Permit(number="1"), at=AT)
        report = Verifier(authority.trust_list()).verify(seal.text, at=AT)
        assert report.reason.code == "profile_not_allowed"

    @pytest.mark.parametrize(
        ("at", "good"),
        [
            (datetime(2020, 1, 1, tzinfo=UTC), True),
            (datetime(2040, 1, 1, tzinfo=UTC), True),
            (datetime(2040, 1, 1, 0, 0, 1, tzinfo=UTC), False),
        ],
    )
    def test_the_years_of_its_lists(self, office, at, good):
        """From the first second of 2020 to the first of 2040."""
        authority, letter, _ = office
        key = authority.issuer_key("kelurahan-contoh", documents=[letter])
        sealer = Sealer(
            key=key, issuer="kelurahan-contoh", url="https://v.contoh.example/s"
        )
        seal = sealer.seal(letter(number="1"), at=at)
        report = Verifier(authority.trust_list()).verify(seal.text, at=at)
        assert (report.outcome is Outcome.VALID) is good

    def test_the_seconds_of_its_lists(self, office):
        """20 years with 5 leap days lie between; 50 with 12 before them."""
        authority, _, _ = office
        begin = (50 * 365 + 12) * 86_400
        end = begin + (20 * 365 + 5) * 86_400
        trust = authority.trust_list()
        assert (trust.issued_at, trust.expires_at) == (begin, end)
        assert (trust.root.issued_at, trust.root.expires_at) == (begin, end)

    def test_status_lists_live_as_long(self, office):
        """Without an expiry of its own a list tells until 2040."""
        authority, _, _ = office
        held = authority.statuses(StatusList.from_entries(9, [(5, "valid")]), at=AT)
        uri = authority.status_uri("kelurahan-contoh")
        end = datetime(2040, 1, 1, tzinfo=UTC)
        assert held.lookup(uri, 5, end).word == "valid"
        assert held.lookup(uri, 5, end + timedelta(seconds=1)).word == "unknown"

    def test_both_keepers_sign(self, office):
        """One signature of two is not enough, as with a real list."""
        authority, _, _ = office
        trust = authority.trust_list()
        assert len(authority.keepers) == 2
        signatures = [sign_detached(trust.data, keeper) for keeper in authority.keepers]
        arguments = {"root": authority.root, "at": AT}
        assert TrustList.from_signed(trust.data, signatures, **arguments)
        for some in (signatures[:1], signatures[1:], [signatures[0]] * 2, []):
            with pytest.raises(NotVerified):
                TrustList.from_signed(trust.data, some, **arguments)
