"""The authority for tests: real keys, real signatures, no clock."""

from datetime import UTC, datetime

import pytest

from egovkit.errors import NotVerified, UsageError
from egovkit.qr import StatusList, StatusSet
from egovkit.signatures import FieldSpec, ProfileSpec, TrustList
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
