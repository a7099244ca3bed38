"""Attacks on trust lists, each test named after one; and the updates that pass.

The agencies, keepers and keys are made for each test; nothing is mocked.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from egovkit.errors import EgovkitError, InvalidFormatError, NotVerified
from egovkit.signatures import (
    DetachedSignature,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    TrustState,
    sign_detached,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
WEEK = timedelta(days=7)
YEAR = timedelta(days=365)


def trust_key():
    """A keeper's key."""
    return SigningKey.generate("Ed25519", use="trust")


def make_root(keys, threshold, list_keys, list_threshold, **more):
    """The bytes of a root."""
    return TrustRoot.build(
        keys=[key.public for key in keys],
        threshold=threshold,
        list_keys=[key.public for key in list_keys],
        list_threshold=list_threshold,
        at=more.get("at", NOW),
        expires=more.get("expires", NOW + YEAR),
        previous=more.get("previous"),
    )


def signed(data, keys):
    """The signatures of these keepers."""
    return [sign_detached(data, key) for key in keys]


@dataclass
class World:
    """Three root keepers of whom two are needed, and the same for the list."""

    root_keys: list
    list_keys: list
    root: TrustRoot
    first: TrustList

    def edition(self, previous, *, at=NOW, name="Kelurahan Baru", keys=None):
        """The next list after a given one, with one more agency."""
        builder = TrustListBuilder(previous)
        builder.add_issuer(f"baru-{at:%j}", name=name, registry="kota-contoh")
        data = builder.build(at=at, expires=at + WEEK)
        return data, signed(data, self.list_keys[:2] if keys is None else keys)

    def accept(self, data, signatures, *, at=NOW, state=None, root=None):
        """Read a list as a verifier would."""
        return TrustList.from_signed(
            data, signatures, root=root or self.root, at=at, state=state
        )


@pytest.fixture
def world():
    """Keepers, their root and the first list."""
    root_keys, list_keys = [trust_key() for _ in "abc"], [trust_key() for _ in "abc"]
    data = make_root(root_keys, 2, list_keys, 2)
    root = TrustRoot.first(data, signed(data, root_keys[:2]))
    builder = TrustListBuilder()
    builder.add_registry("kota-contoh")
    builder.add_issuer("kelurahan-contoh", name="Kelurahan", registry="kota-contoh")
    builder.add_key(
        "kelurahan-contoh", SigningKey.generate("Ed25519", use="seal").public
    )
    first = builder.sign(list_keys[:2], root=root, at=NOW, expires=NOW + WEEK)
    return World(root_keys, list_keys, root, first)


def refused(code, call, *args, **kwargs):
    """The call raises NotVerified with this code."""
    with pytest.raises(NotVerified) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code


class TestOrder:
    """A version only grows, and each edition continues the one before."""

    def test_older_list(self, world):
        """An edition below the highest one accepted is refused."""
        second = world.accept(*world.edition(world.first), state=world.first.state)
        refused(
            "trust_older",
            world.accept,
            world.first.data,
            world.first.signatures,
            state=second.state,
        )

    def test_same_version_other_content(self, world):
        """Two different lists with one number: the second one seen is refused."""
        second = world.accept(*world.edition(world.first), state=world.first.state)
        other = world.edition(world.first, name="Kelurahan Lain")
        refused("trust_same_version", world.accept, *other, state=second.state)

    def test_forked_previous(self, world):
        """An edition that continues another predecessor is refused."""
        second = world.accept(*world.edition(world.first), state=world.first.state)
        other = world.accept(*world.edition(world.first, name="Kelurahan Lain"))
        third = world.edition(other, at=NOW + timedelta(days=1))
        later = NOW + timedelta(days=1)
        refused("trust_forked", world.accept, *third, at=later, state=second.state)

    def test_the_same_list_again_is_accepted(self, world):
        """Reading the list in force again changes nothing."""
        again = world.accept(
            world.first.data, world.first.signatures, state=world.first.state
        )
        assert again.state == world.first.state

    def test_the_next_edition_is_accepted(self, world):
        """Version, digest and signatures continue: the update passes."""
        second = world.accept(*world.edition(world.first), state=world.first.state)
        assert second.version == world.first.version + 1
        assert second.previous == world.first.digest

    def test_missing_editions_between_is_accepted(self, world):
        """A verifier that was offline for an edition takes the one after it."""
        second = world.accept(*world.edition(world.first))
        later = NOW + timedelta(days=1)
        third = world.edition(second, at=later)
        assert world.accept(*third, at=later, state=world.first.state).version == 3


class TestSignatures:
    """Two of three keepers must sign exactly these bytes."""

    def test_one_signature_of_two(self, world):
        """One keeper alone cannot publish a list."""
        data, signatures = world.edition(world.first)
        refused("trust_signatures", world.accept, data, signatures[:1])

    def test_same_key_twice(self, world):
        """One keeper who signs twice is still one."""
        data, signatures = world.edition(world.first)
        refused("trust_signatures", world.accept, data, [signatures[0]] * 2)

    def test_unknown_signer(self, world):
        """Keys that the root does not name count nothing."""
        forged = world.edition(world.first, keys=[trust_key(), trust_key()])
        refused("trust_signatures", world.accept, *forged)

    def test_unknown_signer_under_a_known_kid(self, world):
        """The hint is not the key: another key's signature under it fails."""
        data, _ = world.edition(world.first)
        stranger = trust_key()
        forged = [
            DetachedSignature(kid=key.kid, signature=stranger.sign(data))
            for key in world.list_keys
        ]
        refused("trust_signatures", world.accept, data, forged)

    def test_root_keepers_are_no_list_keepers(self, world):
        """Each role has its own keys."""
        forged = world.edition(world.first, keys=world.root_keys)
        refused("trust_signatures", world.accept, *forged)

    def test_one_byte_changed(self, world):
        """Whichever byte is changed, the signatures no longer count."""
        data, signatures = world.edition(world.first)
        for position in range(0, len(data), 37):
            changed = bytearray(data)
            changed[position] ^= 1
            refused("trust_signatures", world.accept, bytes(changed), signatures)

    def test_no_signatures(self, world):
        """A list without signatures is refused."""
        data, _ = world.edition(world.first)
        refused("trust_signatures", world.accept, data, [])

    def test_a_broken_signature_beside_two_good_ones_is_accepted(self, world):
        """A third keeper's mistake does not stop the two that suffice."""
        data, signatures = world.edition(world.first)
        bad = DetachedSignature(kid=world.list_keys[2].kid, signature=b"\0" * 64)
        assert world.accept(data, [bad, *signatures]).version == 2

    def test_a_root_served_as_a_list(self, world):
        """A root that list keepers signed as well is still no list."""
        data = make_root(world.list_keys, 2, world.list_keys, 2)
        with pytest.raises(InvalidFormatError):
            world.accept(data, signed(data, world.list_keys))

    def test_a_list_served_as_a_root(self, world):
        """A list that root keepers signed is still no root."""
        data, _ = world.edition(world.first)
        with pytest.raises(InvalidFormatError):
            world.root.successor(data, signed(data, world.root_keys))


class TestTime:
    """A list has a beginning and an end, and the clock may not run backwards."""

    def test_expired(self, world):
        """One second after its end a list is refused."""
        later = NOW + WEEK + timedelta(seconds=1)
        refused(
            "trust_expired",
            world.accept,
            world.first.data,
            world.first.signatures,
            at=later,
        )

    def test_the_last_second_counts(self, world):
        """The list is good until the very second of its end."""
        at = NOW + WEEK
        assert world.accept(world.first.data, world.first.signatures, at=at)

    def test_future_time(self, world):
        """Issued more than five minutes from now: made with a wrong clock, or to
        outlive the keys.
        """
        early = NOW - timedelta(seconds=301)
        refused(
            "trust_from_future",
            world.accept,
            world.first.data,
            world.first.signatures,
            at=early,
        )

    def test_five_minutes_between_honest_clocks_pass(self, world):
        """Clocks differ; five minutes are forgiven."""
        at = NOW - timedelta(seconds=300)
        assert world.accept(world.first.data, world.first.signatures, at=at)

    def test_clock_set_back(self, world):
        """A machine whose clock is behind a signed time it has seen is told so,
        else an expired list would look fresh.
        """
        data, signatures = world.edition(world.first, at=NOW + WEEK)
        second = world.accept(data, signatures, at=NOW + WEEK)
        refused(
            "clock_set_back",
            world.accept,
            data,
            signatures,
            at=NOW,
            state=second.state,
        )

    def test_expired_root(self, world):
        """A root that has ended supports no list."""
        at = NOW + YEAR + timedelta(days=1)
        builder = TrustListBuilder(world.first)
        data = builder.build(at=at, expires=at + WEEK)
        signatures = signed(data, world.list_keys)
        refused("root_expired", world.accept, data, signatures, at=at)


class TestRoot:
    """Root N + 1 needs the threshold of root N and its own."""

    def next_root(self, world, new_keys, signers, previous=None):
        """Root 2 with these keys, signed by these keepers."""
        data = make_root(
            new_keys, 2, world.list_keys, 2, previous=previous or world.root
        )
        return data, signed(data, signers)

    def test_rotation_by_old_and_new_is_accepted(self, world):
        """Both thresholds signed: the rotation passes."""
        new = [trust_key() for _ in "abc"]
        data, signatures = self.next_root(world, new, [*world.root_keys[:2], *new[:2]])
        root = world.root.successor(data, signatures)
        assert root.version == 2
        assert root.chain == (world.root, root)

    def test_root_without_old_threshold(self, world):
        """New keepers cannot appoint themselves."""
        new = [trust_key() for _ in "abc"]
        step = self.next_root(world, new, [world.root_keys[0], *new])
        refused("root_signatures", world.root.successor, *step)

    def test_root_without_new_threshold(self, world):
        """Old keepers cannot appoint people who do not hold their keys."""
        new = [trust_key() for _ in "abc"]
        step = self.next_root(world, new, [*world.root_keys, new[0]])
        refused("root_signatures", world.root.successor, *step)

    def test_root_skipped(self, world):
        """From 1 to 3 there is no way past 2, even if the same keepers signed."""
        second = world.root.successor(
            *self.next_root(world, world.root_keys, world.root_keys)
        )
        third = self.next_root(world, world.root_keys, world.root_keys, previous=second)
        refused("root_version", world.root.successor, *third)

    def test_root_repeated(self, world):
        """The same root again is no successor."""
        refused(
            "root_version",
            world.root.successor,
            world.root.data,
            world.root.signatures,
        )

    def test_older_root(self, world):
        """Keys that a later root removed do not come back with an older root."""
        second = world.root.successor(
            *self.next_root(world, world.root_keys, world.root_keys)
        )
        newer = world.accept(world.first.data, world.first.signatures, root=second)
        refused(
            "root_older",
            world.accept,
            world.first.data,
            world.first.signatures,
            state=newer.state,
        )

    def test_removed_list_keepers_sign_nothing_any_more(self, world):
        """After the root names other list keepers, the old ones are strangers."""
        fresh = [trust_key() for _ in "abc"]
        data = make_root(world.root_keys, 2, fresh, 2, previous=world.root)
        second = world.root.successor(data, signed(data, world.root_keys))
        refused(
            "trust_signatures", world.accept, *world.edition(world.first), root=second
        )

    def test_other_root_than_the_pinned_one(self, world):
        """A bundle from another authority is refused by its fingerprint."""
        data = world.first.to_bundle()
        refused(
            "root_fingerprint",
            TrustList.from_bundle,
            data,
            root_fingerprint="00" * 32,
            at=NOW,
        )
        assert TrustList.from_bundle(
            data, root_fingerprint=world.root.fingerprint.upper(), at=NOW
        )

    def test_a_bundle_may_be_pinned_at_any_root_of_its_chain(self, world):
        """Whoever pinned root 1 or root 2 accepts a bundle with both."""
        second = world.root.successor(
            *self.next_root(world, world.root_keys, world.root_keys)
        )
        trust = world.accept(world.first.data, world.first.signatures, root=second)
        for root in (world.root, second):
            read = TrustList.from_bundle(
                trust.to_bundle(), root_fingerprint=root.fingerprint, at=NOW
            )
            assert read.root.version == 2


class TestRememberedRoot:
    """What was trusted once is not replaced by whoever serves the next file."""

    def stranger(self):
        """Another authority's first list, its versions as high as it likes."""
        keys = [trust_key() for _ in "ab"]
        data = make_root(keys, 1, keys, 1)
        root = TrustRoot.first(data, signed(data, keys))
        for _ in range(4):
            data = make_root(keys, 1, keys, 1, previous=root)
            root = root.successor(data, signed(data, keys))
        builder = TrustListBuilder()
        builder.add_registry("kota-contoh")
        for _ in range(4):
            given = builder.sign(keys, root=root, at=NOW, expires=NOW + WEEK)
            builder = TrustListBuilder(given)
        return given

    def test_another_authority_after_the_first_use(self, world):
        """A higher version of somebody else is no update, pinned or not."""
        other = self.stranger()
        assert other.version > world.first.version
        assert other.root.version > world.root.version
        bundle, state = other.to_bundle(), world.first.state
        refused("root_fingerprint", TrustList.from_bundle, bundle, at=NOW, state=state)
        fresh = TrustList.from_bundle(bundle, at=NOW)  # nothing was known: first use
        assert fresh.root.fingerprint == other.root.fingerprint

    def test_the_same_authority_after_the_first_use(self, world):
        """Its next list, and its next root, follow from what is remembered."""
        data = make_root(world.root_keys, 2, world.list_keys, 2, previous=world.root)
        second = world.root.successor(data, signed(data, world.root_keys))
        next_data, signatures = world.edition(world.first)
        moved = world.accept(next_data, signatures, root=second)
        read = TrustList.from_bundle(moved.to_bundle(), at=NOW, state=world.first.state)
        assert read.root.chain == (world.root, second)
        again = TrustList.from_bundle(moved.to_bundle(), at=NOW, state=read.state)
        assert again.state == read.state

    def test_two_roots_of_one_version(self, world):
        """Keepers who sign two different roots 2 fork everybody's trust."""
        forks = []
        for days in (1, 2):
            data = make_root(
                world.root_keys, 2, world.list_keys, 2,
                previous=world.root, expires=NOW + days * YEAR,
            )  # fmt: skip
            forks.append(world.root.successor(data, signed(data, world.root_keys)))
        one, other = forks
        state = world.accept(world.first.data, world.first.signatures, root=one).state
        for root in (other, self.after(world, other)):
            refused(
                "root_fingerprint",
                world.accept,
                world.first.data,
                world.first.signatures,
                root=root,
                state=state,
            )
        third = self.after(world, one)
        assert world.accept(
            world.first.data, world.first.signatures, root=third, state=state
        ).root.chain == (world.root, one, third)

    def after(self, world, root):
        """The root behind that one, by the same keepers."""
        data = make_root(world.root_keys, 2, world.list_keys, 2, previous=root)
        return root.successor(data, signed(data, world.root_keys))

    def test_a_pin_goes_before_what_is_remembered(self, world):
        """A fingerprint given decides, and what is remembered must agree with it."""
        bundle, state = world.first.to_bundle(), world.first.state
        pinned = TrustList.from_bundle(
            bundle, root_fingerprint=world.root.fingerprint, at=NOW, state=state
        )
        assert pinned.state == state
        refused(
            "root_fingerprint",
            TrustList.from_bundle,
            bundle,
            root_fingerprint="0" * 64,
            at=NOW,
            state=state,
        )

    def test_a_pin_on_what_does_not_follow(self, world):
        """Another authority's newest root alone, pinned: nothing leads there."""
        other = self.stranger()
        value = json.loads(other.to_bundle())
        value["roots"] = value["roots"][-1:]
        bundle = json.dumps(value).encode()
        pin = other.root.fingerprint
        assert other.root.version > world.root.version
        refused(
            "root_fingerprint",
            TrustList.from_bundle,
            bundle,
            root_fingerprint=pin,
            at=NOW,
            state=world.first.state,
        )
        # Whoever means it forgets what was known: this is a first use.
        fresh = TrustList.from_bundle(bundle, root_fingerprint=pin, at=NOW)
        assert fresh.root.chain == (fresh.root,)

    def test_a_root_without_the_way_to_it(self, world):
        """The same authority's second root, read as if it were a first: the state
        cannot tell it from a stranger's, who signs such a root himself.
        """
        second = self.after(world, world.root)
        alone = TrustRoot.first(second.data, second.signatures)
        call = (world.accept, world.first.data, world.first.signatures)
        refused("root_fingerprint", *call, root=alone, state=world.first.state)
        accept, *signed_list = call
        assert accept(*signed_list, root=second, state=world.first.state)

    def test_a_state_of_an_older_edition_of_this_library(self, world):
        """Without the root in it, it still counts for all that it says."""
        text = world.first.state.to_json()
        older = json.loads(text)
        del older["root_digest"]
        state = TrustState.from_json(json.dumps(older))
        assert state.root_digest is None
        read = TrustList.from_bundle(world.first.to_bundle(), at=NOW, state=state)
        assert read.state.to_json() == text
        assert read.state.root_digest == world.root.fingerprint


class TestContent:
    """What honest keepers signed by mistake is refused as well."""

    def resigned(self, world, change):
        """A changed list that honest keepers signed."""
        value = json.loads(world.first.data)
        change(value)
        data = json.dumps(value).encode()
        return data, signed(data, world.list_keys)

    def test_kid_reuse(self, world):
        """A key under another key's hint is refused."""

        def change(value):
            stranger = SigningKey.generate("Ed25519", use="seal").public
            value["issuers"][0]["keys"].append(
                {**value["issuers"][0]["keys"][0], "key": _b64(stranger.to_bytes())}
            )

        with pytest.raises(InvalidFormatError) as caught:
            world.accept(*self.resigned(world, change))
        assert caught.value.facts == {"field": "kid"}

    def test_one_key_for_two_agencies(self, world):
        """A key speaks for one agency, else a seal would name two."""

        def change(value):
            value["issuers"].append({**value["issuers"][0], "id": "kelurahan-lain"})

        with pytest.raises(InvalidFormatError):
            world.accept(*self.resigned(world, change))

    def test_one_key_for_two_uses(self, world):
        """A key has one use, whatever the list says."""

        def change(value):
            key = value["issuers"][0]["keys"][0]
            value["issuers"][0]["keys"].append({**key, "use": "approval"})

        with pytest.raises(InvalidFormatError):
            world.accept(*self.resigned(world, change))

    def test_key_outside_its_registry(self, world):
        """An agency's profiles are those of its registry; the others are none."""

        def change(value):
            value["issuers"][0]["profiles"] = [9]

        with pytest.raises(InvalidFormatError) as caught:
            world.accept(*self.resigned(world, change))
        assert caught.value.facts == {"field": "profiles"}

    def test_an_agency_may_not_issue_for_another_registry(self, world):
        """Outside its registry and profiles an agency may issue nothing."""
        issuer = world.first.issuers["kelurahan-contoh"]
        assert not issuer.may_issue("kota-lain", 1)
        assert not issuer.may_issue("kota-contoh", 1)

    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"null",
            b"[]",
            b"{}",
            b'{"type":"egovkit-trust-list","type":"egovkit-trust-list"}',
            b'{"a":NaN}',
            b'{"a":1.5}',
            b'{"a":1e400}',
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"a":' + b"9" * 5_000 + b"}",
        ],
        ids=[
            "empty",
            "null",
            "array",
            "no-names",
            "name-twice",
            "nan",
            "fraction",
            "infinite",
            "not-utf8",
            "deep",
            "huge-integer",
        ],
    )
    def test_signed_nonsense(self, world, text):
        """Whatever was signed: a list or an error of ours."""
        with pytest.raises(EgovkitError):
            world.accept(text, signed(text, world.list_keys))
        with pytest.raises(EgovkitError):
            TrustList.from_bundle(text, at=NOW)

    def test_state_survives_storing(self, world):
        """What a verifier remembers goes through JSON unchanged."""
        assert TrustState.from_json(world.first.state.to_json()) == world.first.state


def _b64(data):
    import base64

    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
