"""Status list tokens: CWT and JWT, as the draft says, verified by others' means."""

import base64
import json
import re
from datetime import UTC, datetime, timedelta

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from egovkit._cbor import encode
from egovkit.errors import EgovkitError, InvalidFormatError, UsageError
from egovkit.qr import StatusList, read_status_aggregation, status_aggregation
from egovkit.qr._status_token import parse_token
from egovkit.signatures import SigningKey, VerificationKey
from egovkit.signatures.cose import build_sign1

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
IAT = 1795507200  # 2026-11-24 08:00:00 UTC
URI = "https://v.contoh.example/status/kelurahan-contoh"


@pytest.fixture
def key():
    """A status key."""
    return SigningKey.generate("Ed25519", use="status")


@pytest.fixture
def statuses():
    """Three documents."""
    return StatusList.from_entries(
        100, [(1, "valid"), (2, "revoked"), (3, "suspended")]
    )


def claims(**more):
    """The arguments of a token that lives for a week."""
    return {"uri": URI, "at": AT, "expires": AT + timedelta(days=7), **more}


def unbase64(text):
    """base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class TestCWT:
    """Section 5.2 of the draft: a tagged COSE_Sign1 with the claims of section 5."""

    def test_claims(self, key, statuses):
        """cbor2 reads what was written: type, subject, times, ttl, list."""
        message = cbor2.loads(statuses.to_token(key=key, **claims(ttl=43_200)))
        assert message.tag == 18
        protected, unprotected, payload, _ = message.value
        assert cbor2.loads(protected) == {
            1: -8,
            4: key.kid,
            16: "application/statuslist+cwt",
        }
        assert unprotected == {}
        assert cbor2.loads(payload) == {
            2: URI,
            6: IAT,
            4: IAT + 7 * 86_400,
            65534: 43_200,
            65533: {"bits": 2, "lst": statuses.compressed()},
        }

    def test_signature(self, key, statuses):
        """Ed25519 over the Sig_structure of RFC 9052, built by cbor2."""
        protected, _, payload, signature = cbor2.loads(
            statuses.to_token(key=key, **claims())
        ).value
        message = cbor2.dumps(["Signature1", protected, b"", payload])
        public = ed25519.Ed25519PublicKey.from_public_bytes(key.public.to_bytes())
        public.verify(signature, message)

    def test_a_year_of_documents_fits_a_phone(self, key):
        """2^20 entries of which 1 % are revoked: at most 15 kB of list."""
        entries = ((i, "revoked" if hash_like(i) else "valid") for i in range(2**20))
        token = StatusList.from_entries(2**20, entries).to_token(key=key, **claims())
        assert len(token) < 15_500

    def test_aggregation_uri(self, key, statuses):
        """Section 9.2: the list may say where all lists are named."""
        uri = "https://v.contoh.example/status"
        token = statuses.to_token(key=key, **claims(aggregation_uri=uri))
        payload = cbor2.loads(cbor2.loads(token).value[2])
        assert payload[65533]["aggregation_uri"] == uri


def hash_like(number):
    """About one in a hundred, without a pattern zlib could find."""
    return (number * 2654435761 >> 7 ^ number * 40503) % 100 == 0


class TestJWT:
    """Section 5.1: a JWS in compact form."""

    def test_claims_and_signature(self, key, statuses):
        """The standard library and `cryptography` read and verify it."""
        token = statuses.to_jwt(key=key, **claims(ttl=43_200))
        header, payload, signature = map(unbase64, token.split("."))
        assert json.loads(header) == {
            "alg": "EdDSA",
            "kid": key.kid.hex(),
            "typ": "statuslist+jwt",
        }
        assert json.loads(payload) == {
            "sub": URI,
            "iat": IAT,
            "exp": IAT + 7 * 86_400,
            "ttl": 43_200,
            "status_list": {
                "bits": 2,
                "lst": base64.urlsafe_b64encode(statuses.compressed())
                .rstrip(b"=")
                .decode(),
            },
        }
        public = ed25519.Ed25519PublicKey.from_public_bytes(key.public.to_bytes())
        public.verify(signature, token.rpartition(".")[0].encode())

    def test_both_forms_say_the_same(self, key, statuses):
        """A reader gets one list from either."""
        cwt = parse_token(statuses.to_token(key=key, **claims()))
        jwt = parse_token(statuses.to_jwt(key=key, **claims()))
        assert (cwt.uri, cwt.issued_at, cwt.expires_at, cwt.ttl, cwt.bits, cwt.lst) == (
            jwt.uri,
            jwt.issued_at,
            jwt.expires_at,
            jwt.ttl,
            jwt.bits,
            jwt.lst,
        )

    def test_a_jwt_may_come_as_bytes(self, key, statuses):
        """A file holds bytes, with a line end at times."""
        token = statuses.to_jwt(key=key, **claims())
        assert parse_token(token.encode() + b"\n") == parse_token(token)


class TestDraft:
    """The signed examples of the draft verify with the key they were made with."""

    # The P-256 key with kid "12" with which the draft signs its examples.
    KEY = (
        "I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo",
        "6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M",
    )

    @pytest.fixture
    def examples(self, shared_vectors):
        """Where the draft's examples are."""
        return shared_vectors / "token-status-list" / "examples"

    @pytest.fixture
    def key(self):
        """The draft's key."""
        x, y = map(unbase64, self.KEY)
        public = ec.EllipticCurvePublicNumbers(
            int.from_bytes(x, "big"), int.from_bytes(y, "big"), ec.SECP256R1()
        ).public_key()
        return VerificationKey.from_public(public)

    @pytest.mark.parametrize("name", ["status_list_cwt", "status_list_jwt_raw"])
    def test_token(self, examples, key, name):
        """Subject, times, ttl and list are those printed beside the token."""
        text = re.sub(r"\s", "", (examples / f"{name}.md").read_text())
        raw = parse_token(bytes.fromhex(text) if name.endswith("cwt") else text)
        assert key.verifies(raw.signature, raw.signed)
        assert not key.verifies(raw.signature, raw.signed + b"\0")
        assert (raw.uri, raw.issued_at, raw.expires_at, raw.ttl, raw.bits) == (
            "https://example.com/statuslists/1",
            1686920170,
            2291720170,
            43200,
            1,
        )
        assert raw.lst.hex() == "78dadbb918000217015d"


GOOD = {2: URI, 6: IAT, 65533: {"bits": 1, "lst": b"x"}}


class TestBadTokens:
    """Whatever the bytes: a token or an error of ours."""

    def cwt(self, payload, key, typ="application/statuslist+cwt"):
        """A signed message with this payload."""
        return build_sign1(
            encode(payload), alg=-8, sign=key.sign, kid=key.kid, headers={16: typ}
        )

    @pytest.mark.parametrize(
        "change",
        [
            {2: 1},
            {6: "now"},
            {6: True},
            {4: "later"},
            {65534: "long"},
            {65533: []},
            {65533: {"bits": "2", "lst": b""}},
            {65533: {"bits": 2, "lst": "text"}},
            {65533: {"bits": 2}},
        ],
        ids=[
            "subject",
            "issued at",
            "issued at true",
            "expiry",
            "ttl",
            "list",
            "bits",
            "list of text",
            "no list",
        ],
    )
    def test_claims_of_another_type(self, key, change):
        """Each claim has one type."""
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(self.cwt({**GOOD, **change}, key))
        assert caught.value.code == "status_list_format"

    def test_other_type(self, key):
        """A seal signed by the same key is no status list."""
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(self.cwt(GOOD, key, typ="application/other"))
        assert caught.value.code == "status_list_type"

    def test_claims_that_are_no_map(self, key):
        """The payload is a map."""
        with pytest.raises(InvalidFormatError):
            parse_token(self.cwt([1], key))

    @pytest.mark.parametrize(
        ("header", "payload"),
        [
            ('{"typ":"JWT"}', "{}"),
            ('{"typ":"statuslist+jwt"}', "{}"),
            ('{"typ":"statuslist+jwt"}', '{"status_list":1}'),
            ('{"typ":"statuslist+jwt"}', "[]"),
            ('{"typ":"statuslist+jwt"}', "nonsense"),
            ('{"typ":"statuslist+jwt"}', '{"status_list":{"lst":"***"}}'),
            ('{"typ":"statuslist+jwt"}', '{"status_list":{"lst":null}}'),
        ],
        ids=["type", "empty", "list", "array", "text", "base64", "null"],
    )
    def test_bad_jwt(self, header, payload):
        """A token whose type, claims or list are not as the draft says."""
        parts = [
            base64.urlsafe_b64encode(p.encode()).rstrip(b"=").decode()
            for p in (header, payload)
        ]
        with pytest.raises(InvalidFormatError):
            parse_token(".".join([*parts, "AAAA"]))

    @pytest.mark.parametrize(
        "token",
        ["", "a.b", "a.b.c.d", "ey.ey.ey", b"", b"ey\xff.a.b", b"\xd2\x84"],
        ids=ascii,
    )
    def test_shapes(self, token):
        """Other shapes are refused."""
        with pytest.raises(EgovkitError):
            parse_token(token)

    def test_length_is_looked_at_first(self):
        """Four megabytes are the most that is read."""
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(bytes(4 * 2**20 + 1))
        assert caught.value.code == "status_list_too_large"

    @given(st.binary(max_size=200) | st.text(max_size=200))
    @pytest.mark.property
    def test_any_input(self, token):
        """Nothing but a token or an error of ours."""
        with pytest.raises(EgovkitError):
            parse_token(token)

    @given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
    @pytest.mark.property
    def test_any_flipped_bit(self, position, bit):
        """A flipped bit gives a token that no longer verifies, or an error."""
        key = SigningKey.from_bytes(bytes(32), use="status")
        token = bytearray(StatusList(size=100).to_token(key=key, **claims()))
        token[position % len(token)] ^= 1 << bit
        try:
            raw = parse_token(bytes(token))
        except EgovkitError:
            return
        assert not key.public.verifies(raw.signature, raw.signed)


class TestCalls:
    """What an issuer may not do."""

    def test_only_a_status_key_signs(self, statuses):
        """A seal key signs no status list, in neither form."""
        seal_key = SigningKey.generate("Ed25519", use="seal")
        for make in (statuses.to_token, statuses.to_jwt):
            with pytest.raises(UsageError) as caught:
                make(key=seal_key, **claims())
            assert caught.value.code == "status_key_use"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"uri": None},
            {"uri": b"https://v"},
            {"ttl": 0},
            {"ttl": "60"},
            {"ttl": True},
        ],
        ids=str,
    )
    def test_claims_of_the_wrong_kind(self, statuses, key, wrong):
        """No list is signed that no reader accepts."""
        for make in (statuses.to_token, statuses.to_jwt):
            with pytest.raises(UsageError) as caught:
                make(key=key, **claims(**wrong))
            assert caught.value.code == "status_claims"

    @pytest.mark.parametrize("token", [None, 5, ["a"], bytearray(b"x")])
    def test_no_token(self, token):
        """Neither bytes nor text."""
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(token)
        assert caught.value.code == "status_list_format"

    def test_it_ends_after_it_begins(self, statuses, key):
        """A list that is stale when made helps nobody."""
        with pytest.raises(UsageError) as caught:
            statuses.to_token(key=key, **claims(expires=AT))
        assert caught.value.code == "status_expires_first"

    def test_a_time_needs_a_zone(self, statuses, key):
        """Without a zone it is not clear when the list ends."""
        with pytest.raises(UsageError) as caught:
            statuses.to_token(key=key, **claims(at=datetime(2026, 11, 24)))  # noqa: DTZ001
        assert caught.value.code == "naive_datetime"


class TestAggregation:
    """Section 9: one file that names every list of an issuer."""

    def test_round_trip(self):
        """The names come back, each once, in order."""
        data = status_aggregation([URI, f"{URI}/1", URI])
        assert json.loads(data) == {"status_lists": [URI, f"{URI}/1", URI]}
        assert read_status_aggregation(data) == (URI, f"{URI}/1")

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"[]",
            b"{}",
            b'{"status_lists":"x"}',
            b'{"status_lists":[1]}',
            b'{"status_lists":["http://v.contoh.example/"]}',
            b'{"status_lists":["javascript:alert(1)"]}',
            b"[" * 50_000,
            b" " * (4 * 2**20 + 1),
        ],
        ids=["empty", "array", "none", "text", "number", "http", "js", "deep", "long"],
    )
    def test_refuses(self, data):
        """Only https addresses are fetched."""
        with pytest.raises(InvalidFormatError):
            read_status_aggregation(data)
