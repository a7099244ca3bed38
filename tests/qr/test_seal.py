"""Sealing: the bytes of format v1, the limits, and the reference letter's size."""

import hashlib
import pickle
from datetime import UTC, date, datetime, timedelta

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from egovkit.errors import EgovkitError, SigningError, UsageError
from egovkit.qr import Seal, SealedDocument, Sealer, sealed
from egovkit.qr._transport import from_base45, from_digits
from egovkit.signatures import Signer, SigningKey

URL = "https://v.contoh.example/s"


class Long(
    SealedDocument,
    registry="kota-contoh",
    profile=3,
    labels={"id": "Panjang", "en": "Long"},
):
    """A document of any length."""

    text: str = sealed(id="Teks", en="Text")


class TestReferenceLetter:
    """The letter by which sizes are compared."""

    @pytest.fixture
    def seal(self, sealer, letter, reference):
        """The letter as its data say."""
        return sealer.seal(
            letter,
            at=reference["issued_at"],
            expires=reference["expires"],
            status_index=reference["status_index"],
        )

    def test_signed_bytes(self, seal):
        """At most 180 signed bytes: 178."""
        assert len(seal.token) == 178
        assert seal.symbol.signed_bytes == 178

    def test_symbols(self, sealer, letter, reference, seal):
        """Version 10 when M is asked for, at most 13-Q by default."""
        assert (seal.symbol.version, seal.symbol.error_correction) == (13, "Q")
        asked = sealer.seal(
            letter,
            at=reference["issued_at"],
            expires=reference["expires"],
            status_index=reference["status_index"],
            error_correction="M",
        )
        assert (asked.symbol.version, asked.symbol.error_correction) == (10, "M")

    def test_another_decoder_reads_it(self, seal, key, reference):
        """cbor2 and the bare Ed25519 key agree: a COSE_Sign1 over CWT claims."""
        message = cbor2.loads(seal.token)
        assert message.tag == 18
        protected, unprotected, payload, signature = message.value
        assert dict(cbor2.loads(protected)) == {1: -8, 4: key.kid}
        assert dict(unprotected) == {}
        claims = cbor2.loads(payload)
        private = claims[-65537]
        assert dict(claims) == {
            4: int(reference["expires"].timestamp()),
            6: int(reference["issued_at"].timestamp()),
            -65537: private,
        }
        assert list(private) == [
            1,
            94_567,
            "470/0123/KEL-CTH/XI/2026-001",
            "Siti Aminah Wulandari",
            3_171_015_708_459_002,
            "Jakarta",
            date(1945, 8, 17).toordinal() - date(1970, 1, 1).toordinal(),
        ]
        to_be_signed = cbor2.dumps(["Signature1", protected, b"", payload])
        public = Ed25519PublicKey.from_public_bytes(key.public.to_bytes())
        public.verify(signature, to_be_signed)

    def test_kid_is_a_hint_of_the_key(self, key):
        """A kid is the start of SHA-256 over the raw public key."""
        digest = hashlib.sha256(key.public.to_bytes()).digest()
        assert key.kid == digest[:4]

    def test_texts(self, seal):
        """Both transports carry the same token."""
        url, _, digits = seal.text.partition("#")
        assert url == URL
        assert from_digits(digits) == seal.token
        assert seal.short_text.startswith("ID1:")
        assert from_base45(seal.short_text[4:]) == seal.token
        assert seal.host == "v.contoh.example"


class TestForm:
    """The bytes depend on what is sealed and on nothing else."""

    def test_ed25519_is_deterministic(self, sealer, letter, at):
        """The same letter, moment and key give the same bytes."""
        first, second = (sealer.seal(letter, at=at) for _ in range(2))
        assert first == second
        assert hash(first) == hash(second)
        assert first != sealer.seal(letter, at=at + timedelta(seconds=1))
        assert first != "a seal"

    def test_deterministic_encoding(self, sealer, letter, at):
        """RFC 8949, 4.2: cbor2's canonical form of the claims is ours."""
        seal = sealer.seal(
            letter, at=at, expires=at + timedelta(days=1), digest=bytes(32)
        )
        payload = cbor2.loads(seal.token).value[2]
        claims = dict(cbor2.loads(payload))
        assert list(claims) == [4, 6, -65537, -65538]
        assert cbor2.dumps(claims, canonical=True) == payload

    def test_a_seal_travels_and_does_not_change(self, sealer, letter, at):
        """It can be pickled; nothing on it can be set."""
        seal = sealer.seal(letter, at=at)
        copy = pickle.loads(pickle.dumps(seal))
        assert (copy, copy.text, copy.symbol) == (seal, seal.text, seal.symbol)
        with pytest.raises(AttributeError):
            seal.token = b""
        assert "470" not in repr(seal)
        assert isinstance(seal, Seal)

    def test_fractions_of_a_second_are_dropped(self, sealer, letter, at):
        """Whole seconds count."""
        later = at + timedelta(microseconds=999_999)
        assert sealer.seal(letter, at=at) == sealer.seal(letter, at=later)


class TestRefusals:
    """What cannot be meant is refused before anything is signed."""

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"at": datetime(2026, 1, 1)}, "naive_datetime"),  # noqa: DTZ001
            (
                {"expires": datetime(2026, 11, 24, 1, tzinfo=UTC)},
                "seal_expires_before_issue",
            ),
            (
                {"expires": datetime(2020, 1, 1, tzinfo=UTC)},
                "seal_expires_before_issue",
            ),
            ({"expires": datetime(2030, 1, 1)}, "naive_datetime"),  # noqa: DTZ001
            ({"status_index": -1}, "seal_status_index"),
            ({"status_index": 2**32}, "seal_status_index"),
            ({"status_index": True}, "seal_status_index"),
            ({"status_index": "7"}, "seal_status_index"),
            ({"digest": b""}, "seal_digest"),
            ({"digest": bytes(31)}, "seal_digest"),
            ({"digest": "0" * 32}, "seal_digest"),
            ({"mask": 8}, "symbol_mask"),
            ({"mask": -1}, "symbol_mask"),
            ({"mask": True}, "symbol_mask"),
            ({"error_correction": "L"}, "symbol_level"),
            ({"error_correction": "H"}, "symbol_level"),
        ],
        ids=str,
    )
    def test_options(self, sealer, letter, at, options, code):
        """Each with its code."""
        with pytest.raises(UsageError) as caught:
            sealer.seal(letter, **{"at": at, **options})
        assert caught.value.code == code

    @pytest.mark.parametrize("other", ["a text", None, {"number": "1"}, object()])
    def test_no_document(self, sealer, at, other):
        """Only a document can be sealed."""
        with pytest.raises(UsageError) as caught:
            sealer.seal(other, at=at)
        assert caught.value.code == "seal_no_document"

    @pytest.mark.parametrize(
        ("url", "code"),
        [
            ("http://v.contoh.example/s", "seal_url"),
            ("HTTPS://v.contoh.example/s", "seal_url"),
            ("https://V.contoh.example/s", "seal_url"),
            ("https://v.contoh.example", "seal_url"),
            ("https://v.contoh.example/s?a=1", "seal_url"),
            ("https://v.contoh.example/s#", "seal_url"),
            ("https://user@v.contoh.example/s", "seal_url"),
            ("https://v.contoh.example/s s", "seal_url"),
            ("https://v.contoh.example/%41", "seal_url"),
            ("https://v.contoh.example\\@x.example/s", "seal_url"),
            ("https://v.c\u043entoh.example/s", "seal_url"),
            ("https://.contoh.example/s", "seal_url"),
            ("https:///s", "seal_url"),
            ("https://v.contoh.example/" + "s" * 100, "seal_url"),
            ("", "seal_url"),
        ],
    )
    def test_urls(self, key, url, code):
        """Only https, a lower-case host and a plain path."""
        with pytest.raises(UsageError) as caught:
            Sealer(key=key, issuer="kelurahan-contoh", url=url)
        assert caught.value.code == code

    @pytest.mark.parametrize(
        "url",
        [
            "https://v.contoh.example/",
            "https://localhost:8443/s",
            "https://a.example/a/b/c.html",
        ],
    )
    def test_good_urls(self, key, url, letter, at):
        """A path of any depth, and a port while trying things out."""
        seal = Sealer(key=key, issuer="kelurahan-contoh", url=url).seal(letter, at=at)
        assert seal.text.startswith(f"{url}#")

    def test_key_of_another_use(self):
        """A key for approvals makes no seals."""
        key = SigningKey.generate("Ed25519", use="approval")
        with pytest.raises(UsageError) as caught:
            Sealer(key=key, issuer="x", url=URL)
        assert caught.value.code == "key_of_other_use"

    def test_key_of_another_algorithm(self):
        """Format v1 has two algorithms."""
        key = SigningKey.generate("ES384", use="seal")
        with pytest.raises(UsageError) as caught:
            Sealer(key=key, issuer="x", url=URL)
        assert caught.value.code == "seal_algorithm"

    @pytest.mark.parametrize("issuer", ["", "Kelurahan", "a b", "-a", "x" * 64])
    def test_issuer_ids(self, key, issuer):
        """The id is the one of the trust list."""
        with pytest.raises(UsageError) as caught:
            Sealer(key=key, issuer=issuer, url=URL)
        assert caught.value.code == "seal_issuer"

    @pytest.mark.parametrize("version", [0, 41])
    def test_max_version(self, key, version):
        """There are forty versions."""
        with pytest.raises(UsageError) as caught:
            Sealer(key=key, issuer="x", url=URL, max_version=version)
        assert caught.value.code == "symbol_version"

    def test_a_signer_that_gives_something_else(self, key, letter, at):
        """A remote signer may answer anything; no such token leaves."""

        class Remote:
            algorithm, use, kid, public = key.algorithm, key.use, key.kid, key.public

            def sign(self, message):
                return b"signature" + message[:3]

        assert isinstance(Remote(), Signer)
        with pytest.raises(SigningError) as caught:
            Sealer(key=Remote(), issuer="x", url=URL).seal(letter, at=at)
        assert caught.value.code == "signature_false"


class TestBudget:
    """Q while it fits version 13, else M up to 16, above it only when asked."""

    @staticmethod
    def document(sealer, at, size):
        """A document whose token has exactly that many bytes."""
        for length in range(size):
            document = Long(text="x" * length)
            if len(sealer.seal(document, at=at).token) == size:
                return document
        raise AssertionError(size)

    # 27 characters of address leave 8·244 - 252 = 1700 bits of 13-Q to digits:
    # 510 digits, 30 blocks, 210 bytes; and 8·453 - 252 = 3372 bits of 16-M:
    # 1011 digits, 59 blocks and 8 digits, 416 bytes.
    @pytest.mark.parametrize(
        ("size", "level", "version"),
        [(210, "Q", 13), (211, "M", 11), (416, "M", 16)],
    )
    def test_choice(self, sealer, at, size, level, version):
        """By the length of the token, at the edges computed by hand."""
        seal = sealer.seal(self.document(sealer, at, size), at=at)
        assert (seal.symbol.error_correction, seal.symbol.version) == (level, version)

    def test_one_byte_more(self, sealer, at):
        """Above 416 bytes this address has no room in version 16."""
        longest = self.document(sealer, at, 416)
        with pytest.raises(UsageError) as caught:
            sealer.seal(Long(text=f"{longest.text}x"), at=at)
        assert caught.value.code == "symbol_too_large"

    def test_too_large(self, sealer, at, key):
        """Above version 16 it is refused, unless the sealer was told otherwise."""
        document = Long(text="x" * 400)
        with pytest.raises(UsageError) as caught:
            sealer.seal(document, at=at)
        assert caught.value.code == "symbol_too_large"
        assert caught.value.facts["version"] == 16
        larger = Sealer(key=key, issuer="x", url=URL, max_version=40)
        assert larger.seal(document, at=at).symbol.version == 18

    def test_no_version_is_large_enough(self, key, at):
        """Version 40 is the end."""
        larger = Sealer(key=key, issuer="x", url=URL, max_version=40)
        with pytest.raises(EgovkitError) as caught:
            larger.seal(Long(text="x" * 3000), at=at)
        assert caught.value.code == "symbol_too_large"
        with pytest.raises(EgovkitError) as caught:
            larger.seal(Long(text="x" * 5000), at=at)
        assert caught.value.code == "seal_too_long"


class TestWhatItStates:
    """A seal says of itself what a verifier will read in its token."""

    @pytest.mark.parametrize("index", [None, 0, 23, 65_536, 2**32 - 1])
    def test_the_status_index(self, sealer, index):
        """As it was asked for, or none."""
        document = Long(text="x" * 30)
        made = sealer.seal(
            document, at=datetime(2026, 11, 24, tzinfo=UTC), status_index=index
        )
        assert made.status_index == index
        assert made.profile == Long.profile == 3

    def test_it_is_read_from_the_token(self, sealer, letter, reference):
        """With an expiry and a digest beside it, and in a copy."""
        made = sealer.seal(
            letter,
            at=reference["issued_at"],
            expires=reference["expires"],
            status_index=41,
            digest=hashlib.sha256(b"original").digest(),
        )
        copy = pickle.loads(pickle.dumps(made))
        assert (copy.profile, copy.status_index) == (type(letter).profile, 41)
        claims = cbor2.loads(cbor2.loads(made.token).value[2])
        assert claims[-65537][:2] == [type(letter).profile, 41]

    @pytest.mark.parametrize("token", [b"", b"\x00", b"\xd2\x84", b"\xff" * 200])
    def test_bytes_that_are_no_token(self, sealer, token):
        """An error of ours, never another one."""
        good = sealer.seal(Long(text="x"), at=datetime(2026, 11, 24, tzinfo=UTC))
        broken = Seal(token, good.url, good.symbol)
        for name in ("profile", "status_index"):
            with pytest.raises(EgovkitError):
                getattr(broken, name)
