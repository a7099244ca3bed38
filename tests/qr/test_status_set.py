"""What a verifier's status lists answer, and which lists it takes."""

import base64
import json
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from egovkit._cbor import encode
from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    NotVerified,
    UsageError,
)
from egovkit.qr import StatusAnswer, StatusList, StatusSet
from egovkit.qr.status_set import shard_uri
from egovkit.signatures import (
    SigningKey,
    TrustListBuilder,
    TrustRoot,
    VerificationKey,
    sign_detached,
)
from egovkit.signatures.cose import build_sign1

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
WEEK = timedelta(days=7)
EPOCH = 1795507200  # 2026-11-24 08:00:00 UTC
URI = "https://v.contoh.example/status/kelurahan-contoh"
ENTRIES = [(1, "valid"), (2, "revoked"), (3, "suspended")]


class World:
    """One agency with a status key and a seal key, and another agency."""

    def __init__(self, **times):
        keeper = SigningKey.generate("Ed25519", use="trust")
        data = TrustRoot.build(
            keys=[keeper.public],
            threshold=1,
            list_keys=[keeper.public],
            list_threshold=1,
            at=AT - WEEK,
            expires=AT.replace(year=2030),
        )
        root = TrustRoot.first(data, [sign_detached(data, keeper)])
        self.key = SigningKey.generate("Ed25519", use="status")
        self.seal_key = SigningKey.generate("Ed25519", use="seal")
        self.other = SigningKey.generate("Ed25519", use="status")
        builder = TrustListBuilder()
        builder.add_registry("kota-contoh")
        for name, uri in (
            ("kelurahan-contoh", URI),
            ("kelurahan-lain", f"{URI}-lain"),
            ("tanpa-daftar", None),
        ):
            builder.add_issuer(name, name=name, registry="kota-contoh", status_uri=uri)
        builder.add_key("kelurahan-contoh", self.key.public, **times)
        builder.add_key("kelurahan-contoh", self.seal_key.public)
        builder.add_key("kelurahan-lain", self.other.public)
        self._finish = lambda: builder.sign(
            [keeper], root=root, at=AT - WEEK, expires=AT.replace(year=2029)
        )
        self.builder = builder
        self.trust = self._finish()

    def refresh(self):
        """Sign the list again after a change."""
        self.trust = self._finish()

    def token(self, statuses=None, *, at=AT, key=None, uri=URI, **more):
        """A list of the agency."""
        if statuses is None:
            statuses = StatusList.from_entries(100, ENTRIES)
        return statuses.to_token(
            key=key or self.key, uri=uri, at=at, expires=at + WEEK, **more
        )

    def read(self, *tokens, at=AT, seen=None):
        """Verify and hold them."""
        return StatusSet.from_tokens(tokens, trust=self.trust, at=at, seen=seen)


@pytest.fixture
def world():
    """Agencies, keys and a trust list."""
    return World()


def refused(code, call, *args, **kwargs):
    """The call raises NotVerified with this code."""
    with pytest.raises(NotVerified) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code


class TestAnswers:
    """Valid, revoked, suspended, not issued, unknown: never valid by silence."""

    @pytest.mark.parametrize(
        ("index", "word"),
        [
            (0, "not_issued"),
            (1, "valid"),
            (2, "revoked"),
            (3, "suspended"),
            (4, "not_issued"),
            (99, "not_issued"),
            (100, "not_issued"),
        ],
    )
    def test_fresh(self, world, index, word):
        """The list's word; an index beyond its end was issued by nobody."""
        assert world.read(world.token()).lookup(URI, index, AT) == StatusAnswer(word)

    @pytest.mark.parametrize("index", [1, 3, 4, 1000])
    def test_stale(self, world, index):
        """After its end a list does not say valid, suspended or not issued: all
        of them may have changed. It says since when it is stale.
        """
        late = AT + WEEK + timedelta(seconds=1)
        answer = world.read(world.token()).lookup(URI, index, late)
        assert answer == StatusAnswer("unknown", since=EPOCH + 7 * 86_400)

    def test_stale_but_revoked(self, world):
        """Revoked is for ever, so an old list still tells it."""
        late = AT + 50 * WEEK
        assert world.read(world.token()).lookup(URI, 2, late).word == "revoked"

    def test_one_bit_stale(self, world):
        """One bit cannot tell revoked from not issued yet."""
        token = world.token(StatusList(size=9, bits=1))
        held = world.read(token)
        assert held.lookup(URI, 1, AT).word == "revoked"
        assert held.lookup(URI, 1, AT + 2 * WEEK).word == "unknown"

    def test_the_last_second_counts(self, world):
        """A list speaks until the very second of its end."""
        assert world.read(world.token()).lookup(URI, 1, AT + WEEK).word == "valid"

    @pytest.mark.parametrize("uri", [None, "https://v.contoh.example/other", ""])
    def test_no_list(self, world, uri):
        """Without a list nothing is known, since no time."""
        assert world.read(world.token()).lookup(uri, 1, AT) == StatusAnswer("unknown")

    @pytest.mark.parametrize("index", [-1, 2**32, 2**52, 2**64])
    def test_indices_that_cannot_be(self, world, index):
        """A negative or endless index is unknown, and no address is made of it."""
        assert world.read(world.token()).lookup(URI, index, AT).word == "unknown"

    def test_the_moment_may_be_seconds(self, world):
        """A verifier has the time as seconds already."""
        assert world.read(world.token()).lookup(URI, 1, EPOCH).word == "valid"


class TestShards:
    """Index i stands in shard i // 2^20, at i % 2^20."""

    def test_two_shards(self, world):
        """Each shard has its own address and answers for its own indices."""
        second = StatusList.from_entries(2**20, [(5, "valid")])
        held = world.read(
            world.token(StatusList.from_entries(2**20, ENTRIES)),
            world.token(second, uri=f"{URI}/1"),
        )
        assert held.lookup(URI, 1, AT).word == "valid"
        assert held.lookup(URI, 2**20 + 5, AT).word == "valid"
        assert held.lookup(URI, 2**20 + 6, AT).word == "not_issued"
        assert held.lookup(URI, 2 * 2**20 + 5, AT).word == "unknown"

    def test_the_first_of_the_second_shard(self, world):
        """Index 2^20 is the second list's first, not one past the end of the first."""
        held = world.read(
            world.token(StatusList.from_entries(2**20, [(2**20 - 1, "suspended")])),
            world.token(StatusList.from_entries(9, [(0, "valid")]), uri=f"{URI}/1"),
        )
        assert held.lookup(URI, 2**20 - 1, AT).word == "suspended"
        assert held.lookup(URI, 2**20, AT).word == "valid"
        assert held.lookup(URI, 2**20 + 1, AT).word == "not_issued"

    def test_the_first_and_the_last_index_there_is(self, world):
        """Index 0 is an index, and 2^32 - 1 the last that a seal can name: the last
        of shard 4095.
        """
        first = StatusList.from_entries(9, [(0, "revoked")])
        last = StatusList.from_entries(2**20, [(2**20 - 1, "revoked")])
        held = world.read(world.token(first), world.token(last, uri=f"{URI}/4095"))
        assert held.lookup(URI, 0, AT).word == "revoked"
        assert held.lookup(URI, 2**32 - 1, AT).word == "revoked"
        assert held.lookup(URI, 2**32, AT).word == "unknown"

    def test_one_list_for_all(self, world):
        """A list longer than a shard answers for as many indices as it has."""
        long = StatusList.from_entries(2**21, [(2**20 + 5, "valid")])
        held = world.read(world.token(long))
        assert held.lookup(URI, 2**20 + 5, AT).word == "valid"
        assert held.lookup(URI, 2**21 + 5, AT).word == "unknown"

    def test_addresses(self):
        """Shard 0 has the issuer's address, the others their number after it."""
        assert shard_uri(URI, 0) == URI
        assert shard_uri(URI, 3) == f"{URI}/3"


class TestWhoMaySign:
    """Only a status key of the agency whose address the list has."""

    def test_another_agency(self, world):
        """Agency B cannot revoke, or revive, what agency A issued."""
        refused("status_signature", world.read, world.token(key=world.other))

    def test_an_address_that_begins_alike(self, world):
        """`…/kelurahan-contoh-lain` is not below `…/kelurahan-contoh`."""
        refused("status_signature", world.read, world.token(uri=f"{URI}-lain"))
        token = world.token(uri=f"{URI}-lain", key=world.other)
        assert world.read(token).lookup(f"{URI}-lain", 1, AT).word == "valid"

    def test_an_address_below_another(self, world):
        """Where one agency publishes below another, only the lower one signs its
        list: a key of the upper one would revive what the lower one revoked.
        """
        below = f"{URI}/rt"
        key = SigningKey.generate("Ed25519", use="status")
        world.builder.add_issuer(
            "rt", name="RT", registry="kota-contoh", status_uri=below
        )
        world.builder.add_key("rt", key.public)
        world.refresh()
        refused("status_signature", world.read, world.token(uri=below))
        refused("status_signature", world.read, world.token(uri=f"{below}/1"))
        assert world.read(world.token(uri=below, key=key)).seen == {below: EPOCH}
        assert world.read(world.token(uri=f"{URI}/1")).seen == {f"{URI}/1": EPOCH}

    def test_two_agencies_of_one_address(self, world):
        """Agencies that share a list share the right to sign it."""
        key = SigningKey.generate("Ed25519", use="status")
        world.builder.add_issuer("b", name="B", registry="kota-contoh", status_uri=URI)
        world.builder.add_key("b", key.public)
        world.refresh()
        for signer in (world.key, key):
            assert world.read(world.token(key=signer)).seen == {URI: EPOCH}

    def test_a_seal_key(self, world):
        """A key has one use: seals are made on more machines than lists."""
        payload = {2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": StatusList(size=9)}}
        payload[65533]["lst"] = StatusList(size=9).compressed()
        token = build_sign1(
            encode(payload),
            alg=-8,
            sign=world.seal_key.sign,
            kid=world.seal_key.kid,
            headers={16: "application/statuslist+cwt"},
        )
        refused("status_signature", world.read, token)

    def test_a_key_of_nobody(self, world):
        """A key that the trust list does not know."""
        stranger = SigningKey.generate("Ed25519", use="status")
        refused("status_signature", world.read, world.token(key=stranger))

    def test_a_compromised_key(self, world):
        """A thief could revive what was revoked."""
        world.builder.declare_compromised("kelurahan-contoh", world.key.kid)
        world.refresh()
        refused("status_signature", world.read, world.token())

    def test_a_retired_key(self, world):
        """After its retirement it signs no list; before, it did."""
        world.builder.retire_key("kelurahan-contoh", world.key.kid, at=AT)
        world.refresh()
        refused("status_signature", world.read, world.token())
        before = AT - timedelta(seconds=1)
        assert world.read(world.token(at=before)).lookup(URI, 1, AT).word == "valid"

    def test_a_key_not_yet_valid(self):
        """A key published for next week signs nothing today."""
        world = World(not_before=AT + timedelta(seconds=1))
        refused("status_signature", world.read, world.token())

    def test_another_algorithm_in_the_header(self, world):
        """The key owns its algorithm; a message that says another is refused."""
        payload = encode(
            {2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": b"\x78\x9c\x03\0\0\0\0\x01"}}
        )
        token = build_sign1(
            payload,
            alg=-7,
            sign=world.key.sign,
            kid=world.key.kid,
            headers={16: "application/statuslist+cwt"},
        )
        refused("status_signature", world.read, token)

    @pytest.mark.parametrize("alg", [-19, "Ed25519"], ids=["CWT", "JWT"])
    def test_the_fully_specified_name(self, world, alg):
        """RFC 9864 renames EdDSA of this curve; the key is the same, so is the list."""
        lst = StatusList.from_entries(100, ENTRIES).compressed()
        if alg == -19:
            token = build_sign1(
                encode({2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": lst}}),
                alg=alg,
                sign=world.key.sign,
                headers={16: "application/statuslist+cwt"},
            )
        else:
            encoded = base64.urlsafe_b64encode(lst).rstrip(b"=").decode()
            claims = {"sub": URI, "iat": EPOCH}
            claims["status_list"] = {"bits": 2, "lst": encoded}
            signed = b".".join(
                base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
                for part in ({"alg": alg, "typ": "statuslist+jwt"}, claims)
            )
            signature = base64.urlsafe_b64encode(world.key.sign(signed)).rstrip(b"=")
            token = (signed + b"." + signature).decode()
        assert world.read(token).lookup(URI, 2, AT).word == "revoked"

    @pytest.mark.parametrize("alg", [-9, -51, -7, 8, None])
    def test_a_fully_specified_name_of_another_kind(self, world, alg):
        """A second number is no way round the key's algorithm."""
        token = build_sign1(
            encode({2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": b"x"}}),
            alg=alg,
            sign=world.key.sign,
            headers={16: "application/statuslist+cwt"},
        )
        refused("status_signature", world.read, token)

    def test_one_flipped_bit(self, world):
        """Whatever bit is flipped: refused, or no token at all."""
        token = world.token()
        for position in range(0, len(token), 5):
            changed = bytearray(token)
            changed[position] ^= 4
            with pytest.raises((NotVerified, InvalidFormatError)):
                world.read(bytes(changed))

    def test_jwt(self, world):
        """The JWT form is as good as the CWT form."""
        statuses = StatusList.from_entries(100, ENTRIES)
        token = statuses.to_jwt(key=world.key, uri=URI, at=AT, expires=AT + WEEK)
        assert world.read(token).lookup(URI, 2, AT).word == "revoked"
        changed = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]
        refused("status_signature", world.read, changed)


# draft-ietf-oauth-status-list, 4.1: the statuses of its signed examples.
DRAFT_STATUSES = (1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1)
# The P-256 key, kid "12", with which the draft signs its examples.
DRAFT_KEY = (
    "I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo",
    "6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M",
)


class TestDraft:
    """The draft's own tokens, made by other software, with another kid."""

    @pytest.mark.parametrize("name", ["status_list_cwt", "status_list_jwt_raw"])
    def test_signed_example(self, shared_vectors, name):
        """An agency that publishes with other software is read like any other."""
        x, y = (base64.urlsafe_b64decode(f"{part}=") for part in DRAFT_KEY)
        key = VerificationKey.from_bytes(
            b"\x04" + x + y, algorithm="ES256", use="status"
        )
        uri = "https://example.com/statuslists/1"
        world = World()
        world.builder.add_issuer(
            "draft", name="Draft", registry="kota-contoh", status_uri=uri
        )
        world.builder.add_key("draft", key)
        world.refresh()
        file = shared_vectors / "token-status-list" / "examples" / f"{name}.md"
        text = "".join(file.read_text("utf-8").split())
        held = world.read(bytes.fromhex(text) if name.endswith("cwt") else text)
        words = [held.lookup(uri, i, AT).word for i in range(16)]
        assert words == [("valid", "revoked")[value] for value in DRAFT_STATUSES]
        assert held.lookup(uri, 16, AT).word == "not_issued"


class TestWhichOne:
    """Of several tokens read together an error says which: its place, no content."""

    def refused(self, world, call, *tokens, **more):
        """Code, place and note of the refusal."""
        with pytest.raises(EgovkitError) as caught:
            call(tokens, trust=world.trust, at=AT, **more)
        error = caught.value
        assert error.__notes__ == [
            f"This is number {error.facts['token']} of the status lists given."
        ]
        return error.code, error.facts["token"]

    @pytest.mark.parametrize("place", [1, 2, 4])
    @pytest.mark.parametrize(
        ("bad", "code"),
        [
            ("noise", "cbor_reserved"),
            ("text", "status_list_format"),
            ("stranger", "status_signature"),
            ("future", "status_from_future"),
            ("broken list", "status_list_format"),
        ],
    )
    def test_place(self, world, bad, code, place):
        """Counted from 1, as a person counts files, whatever is wrong with it."""
        made = {
            "noise": lambda: b"\xd2\xff\xff",
            "text": lambda: "no token",
            "stranger": lambda: world.token(key=world.other),
            "future": lambda: world.token(at=AT + WEEK),
            "broken list": lambda: build_sign1(
                encode({2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": b"noise"}}),
                alg=-8,
                sign=world.key.sign,
                headers={16: "application/statuslist+cwt"},
            ),
        }[bad]()
        tokens = [world.token(uri=f"{URI}/{n}") for n in range(1, 4)]
        tokens.insert(place - 1, made)
        said, token = self.refused(world, StatusSet.from_tokens, *tokens)
        assert token == place
        assert said == code or bad == "noise"

    def test_an_older_one(self, world):
        """The same for an update, and for what was seen before a restart."""
        held = world.read(world.token())
        old, other = world.token(at=AT - WEEK), world.token(uri=f"{URI}/1")
        assert self.refused(world, held.updated, other, old) == ("status_older", 2)
        said = self.refused(world, StatusSet.from_tokens, old, other, seen=held.seen)
        assert said == ("status_older", 1)

    def test_other_facts_are_kept(self, world):
        """What the error said before, it still says."""
        with pytest.raises(InvalidFormatError) as caught:
            world.read(world.token(), bytes(4 * 2**20 + 1))
        assert caught.value.facts == {"limit": 4 * 2**20, "token": 2}
        copy = pickle.loads(pickle.dumps(caught.value))
        assert (copy.code, copy.facts) == (caught.value.code, caught.value.facts)

    def test_a_generator_is_gone_through_once(self, world):
        """Tokens may come one after the other, as files are read."""
        tokens = (world.token(uri=f"{URI}/{n}") for n in range(1, 4))
        held = StatusSet.from_tokens(tokens, trust=world.trust, at=AT)
        assert sorted(held.seen) == [f"{URI}/{n}" for n in range(1, 4)]


class TestTime:
    """Lists have an issue time that only grows, and an end."""

    def test_from_the_future(self, world):
        """More than five minutes ahead is not believed."""
        token = world.token(at=AT + timedelta(seconds=301))
        refused("status_from_future", world.read, token)
        assert world.read(world.token(at=AT + timedelta(seconds=300)))

    def test_an_older_list_is_not_taken_back(self, world):
        """Someone who kept last week's list cannot undo a revocation with it."""
        before = StatusList.from_entries(100, [(1, "valid")])
        after = StatusList.from_entries(100, [(1, "revoked")])
        old = world.token(before, at=AT - timedelta(days=1))
        held = world.read(world.token(after))
        refused("status_older", held.updated, [old], trust=world.trust, at=AT)
        refused("status_older", world.read, old, seen=held.seen)
        assert held.lookup(URI, 1, AT).word == "revoked"

    def test_a_newer_list_replaces_the_older_one(self, world):
        """An update takes what is newer and keeps the rest."""
        old = world.token(at=AT - timedelta(days=1))
        held = world.read(old, world.token(uri=f"{URI}/1"))
        newer = held.updated(
            [world.token(StatusList.from_entries(100, [(1, "revoked")]))],
            trust=world.trust,
            at=AT,
        )
        assert newer.lookup(URI, 1, AT).word == "revoked"
        assert newer.lookup(URI, 2**20 + 1, AT).word == "valid"
        assert held.lookup(URI, 1, AT).word == "valid"  # the old set is as it was

    def test_the_same_list_again(self, world):
        """Fetching what one has already is no attack."""
        token = world.token()
        held = world.read(token)
        assert held.updated([token], trust=world.trust, at=AT).seen == held.seen

    def test_the_newest_of_several(self, world):
        """In whatever order the files are read."""
        old = world.token(at=AT - timedelta(days=1))
        new = world.token(StatusList.from_entries(100, [(1, "revoked")]))
        for tokens in ((old, new), (new, old)):
            assert world.read(*tokens).lookup(URI, 1, AT).word == "revoked"

    @pytest.mark.parametrize(
        "moment", [None, "1795507200", 1795507200.0, True, [1], AT], ids=repr
    )
    def test_seen_is_read_back_as_it_was_stored(self, world, moment):
        """A store that made text of numbers would otherwise fail with the next list."""
        seen = json.loads(json.dumps(dict(world.read(world.token()).seen)))
        assert world.read(world.token(), seen=seen)
        for tokens in ((), (world.token(),)):
            with pytest.raises(UsageError) as caught:
                world.read(*tokens, seen={URI: moment})
            assert caught.value.facts == {"argument": "seen"}

    def test_seen_is_what_to_store(self, world):
        """Address and issue time of each list."""
        assert dict(world.read(world.token()).seen) == {URI: EPOCH}

    @pytest.mark.parametrize(
        ("claims", "lives"),
        [({}, 7 * 86_400), ({65534: 3600}, 3600), ({65534: 3600, 4: EPOCH + 60}, 60)],
        ids=["neither", "ttl", "both"],
    )
    def test_lists_of_others_without_expiry(self, world, claims, lives):
        """Without ``exp`` the ``ttl`` counts, and without both a week."""
        lst = StatusList.from_entries(100, ENTRIES).compressed()
        payload = {2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": lst}, **claims}
        token = build_sign1(
            encode(payload),
            alg=-8,
            sign=world.key.sign,
            headers={16: "application/statuslist+cwt"},
        )
        held = world.read(token)
        assert held.lookup(URI, 1, EPOCH + lives).word == "valid"
        answer = held.lookup(URI, 1, EPOCH + lives + 1)
        assert answer == StatusAnswer("unknown", since=EPOCH + lives)

    @pytest.mark.parametrize(
        "claims",
        [
            {6: 0, 4: 0},
            {6: 0, 65534: 1},
            {6: 0},
            {6: EPOCH, 4: 1},
            {6: 1, 65534: 2**63},
        ],
        ids=str,
    )
    def test_whatever_times_a_list_has_a_seal_gets_a_report(self, world, claims):
        """An agency's list may be stale since 1970 or good for ever: since when can
        always be told, so that verifying its seals never fails.
        """
        lst = StatusList.from_entries(100, ENTRIES).compressed()
        token = build_sign1(
            encode({2: URI, 65533: {"bits": 2, "lst": lst}, **claims}),
            alg=-8,
            sign=world.key.sign,
            headers={16: "application/statuslist+cwt"},
        )
        answer = world.read(token).lookup(URI, 1, AT)
        if answer.since is not None:
            assert datetime.fromtimestamp(answer.since, UTC).year == 1970
        else:
            assert answer.word == "valid"

    def test_a_signed_list_that_is_none(self, world):
        """A list that its own agency broke is refused, and nothing is held."""
        payload = {2: URI, 6: EPOCH, 65533: {"bits": 2, "lst": b"noise"}}
        token = build_sign1(
            encode(payload),
            alg=-8,
            sign=world.key.sign,
            headers={16: "application/statuslist+cwt"},
        )
        with pytest.raises(InvalidFormatError) as caught:
            world.read(token)
        assert caught.value.code == "status_list_format"
