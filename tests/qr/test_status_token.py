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

from egovkit._cbor import Tag, encode
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
        assert parse_token(f"{token}\r\n") == parse_token(token)

    @pytest.mark.parametrize(
        ("alg", "read"),
        [("EdDSA", "EdDSA"), ("Ed25519", "EdDSA"), ("ES256", "ES256"), (7, 7)],
    )
    def test_algorithm_by_either_name(self, alg, read):
        """RFC 9864, 2.1: `Ed25519` is the name of an algorithm with its curve."""
        assert parse_token(jwt({"alg": alg}, {})).alg == read


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


def jwt(header, payload):
    """A JWT with these parts beside the good ones; its signature is nothing."""
    good = {"sub": URI, "iat": IAT, "status_list": {"bits": 1, "lst": "eA"}}
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"typ": "statuslist+jwt", **header}, {**good, **payload}, "")
    )


class TestFrame:
    """Section 5.2: a CWT with tag 18, its type and algorithm under the signature."""

    def token(self, key, *, alg=-8, more=None):
        """A signed token with further protected headers."""
        headers = {16: "application/statuslist+cwt", **(more or {})}
        return build_sign1(encode(GOOD), alg=alg, sign=key.sign, headers=headers)

    @pytest.mark.parametrize(
        "wrap",
        [
            pytest.param(lambda data: data[1:], id="no tag"),
            pytest.param(lambda data: b"\xd8\x3d" + data, id="inside a CWT tag"),
            pytest.param(lambda data: b"\xd8\x3d" + data[1:], id="a CWT tag alone"),
            pytest.param(lambda data: b"\xd1" + data[1:], id="COSE_Mac0"),
            pytest.param(lambda data: b"\xd8\x12" + data[1:], id="a longer tag"),
            pytest.param(lambda data: b"\xd2" + data, id="twice"),
        ],
    )
    def test_another_frame(self, key, wrap):
        """Tagged 18, and not inside another tag."""
        data = self.token(key)
        assert parse_token(data).lst == b"x"
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(wrap(data))
        assert caught.value.code == "cose_not_sign1"

    @pytest.mark.parametrize("label", [99, 16, 1])
    def test_critical_headers(self, key, label):
        """RFC 9052, 3.1: who does not know a critical header does not go on; a list
        whose meaning such a header changes would be read as one without it.
        """
        data = self.token(key, more={2: [label], 99: 1})
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(data)
        assert caught.value.code == "status_list_format"

    def test_critical_header_outside_the_signature(self):
        """Wrong by itself, and still no reason to read on."""
        protected = encode({1: -8, 16: "application/statuslist+cwt"})
        data = encode(Tag(18, [protected, {2: [99]}, encode(GOOD), b"x" * 64]))
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(data)
        assert caught.value.code == "status_list_format"

    @pytest.mark.parametrize("critical", [["b64"], ["exp"], [], None, "b64"])
    def test_critical_headers_of_a_jwt(self, critical):
        """RFC 7515, 4.1.11: the same; an empty one is wrong too."""
        assert parse_token(jwt({"alg": "EdDSA"}, {})).lst == b"x"
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(jwt({"alg": "EdDSA", "crit": critical, "b64": False}, {}))
        assert caught.value.code == "status_list_format"

    @pytest.mark.parametrize(
        ("alg", "read"), [(-8, -8), (-19, -8), (-7, -7), (-9, -7), (-51, -35), (5, 5)]
    )
    def test_algorithm_by_either_number(self, key, alg, read):
        """RFC 9864, 2.2: one algorithm, two numbers; others are left as they are."""
        assert parse_token(self.token(key, alg=alg)).alg == read

    def test_algorithm_outside_the_signature(self):
        """A number that no signature covers is not the token's."""
        protected = encode({16: "application/statuslist+cwt"})
        data = encode(Tag(18, [protected, {1: -8}, encode(GOOD), b"x" * 64]))
        assert parse_token(data).alg is None

    @pytest.mark.parametrize("typ", [None, 5, "statuslist+cwt", "APPLICATION/X"])
    def test_type_outside_the_signature_or_another(self, typ):
        """RFC 8725, 3.11: the type is what tells it from other things signed."""
        protected = encode({1: -8, **({} if typ is None else {16: typ})})
        outside = {16: "application/statuslist+cwt"}
        data = encode(Tag(18, [protected, outside, encode(GOOD), b"x" * 64]))
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(data)
        assert caught.value.code == "status_list_type"

    @staticmethod
    def long_token(key, size):
        """A token whose compressed list has this many bytes."""
        return build_sign1(
            encode({**GOOD, 65533: {"bits": 1, "lst": bytes(size)}}),
            alg=-8,
            sign=key.sign,
            headers={16: "application/statuslist+cwt"},
        )

    def test_the_longest_token(self, key):
        """Four mebibytes are read to the last byte; one more is refused unread."""
        most = 4 * 2**20
        around = len(self.long_token(key, 2**20)) - 2**20
        data = self.long_token(key, most - around)
        assert len(data) == most
        assert len(parse_token(data).lst) == most - around
        with pytest.raises(InvalidFormatError) as caught:
            parse_token(data + b"\0")
        assert caught.value.code == "status_list_too_large"
        assert caught.value.facts["limit"] == most


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
            {6: -1},
            {6: 253_402_300_800},
            {4: -(2**63)},
            {4: 253_402_300_800},
            {65534: "long"},
            {65534: 0},
            {65534: -(2**63)},
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
            "before 1970",
            "after 9999",
            "expiry long before",
            "expiry after 9999",
            "ttl",
            "no ttl at all",
            "ttl that goes back",
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

    @pytest.mark.parametrize(
        "change", [{6: 0}, {4: 0}, {4: 253_402_300_799}, {65534: 1}, {65534: 2**64 - 1}]
    )
    def test_times_at_their_bounds(self, key, change):
        """The first second of 1970 and the last of 9999; a ttl of any length."""
        assert parse_token(self.cwt({**GOOD, **change}, key)).lst == b"x"

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

    def test_what_is_written_is_read(self):
        """As many addresses as are read, and only such as are."""
        most = [f"{URI}/{n}" for n in range(10_000)]
        assert read_status_aggregation(status_aggregation(most)) == tuple(most)
        for wrong in ([*most, URI], ["http://v.contoh.example/"], [1], URI, None):
            with pytest.raises(UsageError) as caught:
                status_aggregation(wrong)
            assert caught.value.code == "status_addresses"
            data = json.dumps({"status_lists": wrong}).encode()
            with pytest.raises(InvalidFormatError):
                read_status_aggregation(data)

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
