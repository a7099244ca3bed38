"""Other nations' documents in the forms that other software writes them in.

Numbers, names and examples are those of the standards, typed in here: RFC 8392
(CWT, appendix A), RFC 9053 and 9864 (algorithms), RFC 1950 (zlib), the EU's
hcert-spec and DCC schema, ID Claim 169 v1.2.0.
"""

import base64
import gzip
import hashlib
import re
import zlib
from datetime import UTC, datetime

import cbor2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import (
    dsa,
    ec,
    ed448,
    ed25519,
    padding,
    rsa,
    utils,
    x25519,
)
from cryptography.x509.oid import NameOID, ObjectIdentifier
from hypothesis import given
from hypothesis import strategies as st

from egovkit._cbor import Tag, encode
from egovkit.errors import UsageError
from egovkit.qr import read_claim169, read_hc1
from egovkit.qr._transport import to_base45
from egovkit.signatures import Outcome
from egovkit.signatures.cose import build_sign1, to_be_signed

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ED = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
P256 = ec.derive_private_key(9, ec.SECP256R1())
P384 = ec.derive_private_key(9, ec.SECP384R1())
RSA_2048 = rsa.generate_private_key(65537, 2048)
RSA_1024 = rsa.generate_private_key(65537, 1024)  # noqa: S505 - to be refused
PERSON = {169: {4: "Contoh Satu"}}


def packed(data, prefix=""):
    """A token as the QR code says it."""
    return prefix + to_base45(zlib.compress(data))


def pss(key):
    """RSASSA-PSS with SHA-256 (RFC 8230, 2)."""
    scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    return lambda data: key.sign(data, scheme, hashes.SHA256())


def ecdsa(key, digest):
    """ECDSA in the fixed width of RFC 9053, 2.1."""
    size = (key.curve.key_size + 7) // 8

    def sign(data):
        pair = utils.decode_dss_signature(key.sign(data, ec.ECDSA(digest)))
        return b"".join(number.to_bytes(size, "big") for number in pair)

    return sign


SIGNERS = {
    "Ed25519": (ED, -8, -19, ED.sign),
    "ES256": (P256, -7, -9, ecdsa(P256, hashes.SHA256())),
    "ES384": (P384, -35, -51, ecdsa(P384, hashes.SHA384())),
    "PS256": (RSA_2048, -37, None, pss(RSA_2048)),
}


def message(protected, unprotected, payload=None, sign=ED.sign):
    """A COSE_Sign1 with these headers, signed over the protected ones."""
    payload = encode(PERSON) if payload is None else payload
    raw = encode(protected) if isinstance(protected, dict) else protected
    signature = sign(to_be_signed(raw if protected else b"", payload))
    return encode(Tag(18, [raw, unprotected, payload, signature]))


class TestRFC8392:
    """Appendix A: the standard's own signed token and its key."""

    X = "143329cce7868e416927599cf65a34f3ce2ffda55a7eca69ed8919a394d42f0f"
    Y = "60f7f1a780d8a783bfb7a2dd6b2796e8128dbbcef9d3d168db9529971a36e7b9"
    # A.3, signed with ECDSA w/ SHA-256; the kid stands outside the signature
    TOKEN = (
        "d28443a10126a104524173796d6d657472696345434453413235365850a7"
        "0175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77"
        "037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a56"
        "12aeb0051a5610d9f0061a5610d9f007420b7158405427c1ff28d23fbad1"
        "f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131"
        "680c429a01f85951ecee743a52b9b63632c57209120e1c9e30"
    )

    @property
    def key(self):
        """A.2.3, as a point."""
        return bytes.fromhex(f"04{self.X}{self.Y}")

    def test_signature_and_claims(self):
        """Issuer, subject, audience, times and id as A.1 lists them."""
        report = read_claim169(packed(bytes.fromhex(self.TOKEN)), keys=self.key)
        assert report.signature_ok
        assert report.claims == {
            1: "coap://as.example.com",
            2: "erikw",
            3: "coap://light.example.com",
            4: 1444064944,
            5: 1443944944,
            6: 1443944944,
            7: b"\x0b\x71",
        }
        # a token of somebody, and no identity of anybody
        assert report.reason.code == "claim169_missing"
        assert report.content is None

    @pytest.mark.parametrize(
        ("at", "code"),
        [
            (1443944944, "validity_current"),
            (1443944944 - 300, "validity_current"),
            (1443944944 - 301, "validity_from_future"),
            (1444064943, "validity_current"),
            (1444064944, "foreign_expired"),
        ],
    )
    def test_its_times(self, at, code):
        """4 exp is the first second after; 5 nbf and 6 iat the first within."""
        moment = datetime.fromtimestamp(at, UTC)
        text = packed(bytes.fromhex(self.TOKEN))
        report = read_claim169(text, keys=self.key, at=moment)
        assert code in [check.code for check in report.checks]

    def test_its_kid(self):
        """It stands outside the signature, and is looked up all the same."""
        text = packed(bytes.fromhex(self.TOKEN))
        kid = b"AsymmetricECDSA256"
        assert read_claim169(text, keys={kid: self.key}).signature_ok
        report = read_claim169(text, keys={kid[:8]: self.key})
        assert report.reason.code == "issuer_unknown"

    def test_wrapped_in_a_cwt_tag(self):
        """Section 6: tag 61 may stand around it, and nothing else."""
        for prefix, good in ((b"\xd8\x3d", True), (b"\xd8\x3e", False)):
            data = prefix + bytes.fromhex(self.TOKEN)
            assert read_claim169(packed(data), keys=self.key).signature_ok is good

    def test_a_changed_byte(self):
        """Nothing of it can be changed but the one header outside the signature: its
        label, byte 7, and its value, bytes 9 to 26.
        """
        token = bytes.fromhex(self.TOKEN)
        assert token[9:27] == b"AsymmetricECDSA256"
        for place in range(len(token)):
            data = bytearray(token)
            data[place] ^= 1
            report = read_claim169(packed(bytes(data)), keys=self.key)
            assert report.signature_ok is (place == 7 or 9 <= place < 27)


class TestAlgorithms:
    """The key owns the algorithm; the message may name it in either way."""

    @pytest.mark.parametrize("name", SIGNERS)
    def test_both_numbers(self, name):
        """RFC 9053's number, and RFC 9864's where there is one."""
        key, first, second, sign = SIGNERS[name]
        for alg in (first, second) if second else (first,):
            text = packed(message({1: alg}, {}, sign=sign))
            assert read_claim169(text, keys=key.public_key()).signature_ok

    @pytest.mark.parametrize("name", SIGNERS)
    def test_no_number_of_another(self, name):
        """A name that is not the key's is refused, whoever signed."""
        key, first, second, sign = SIGNERS[name]
        numbers = {n for _, *pair, _ in SIGNERS.values() for n in pair}
        for alg in (numbers - {first, second}) | {None, 0, -36, -257, 5, "EdDSA"}:
            text = packed(message({1: alg}, {}, sign=sign))
            report = read_claim169(text, keys=key.public_key())
            assert report.reason.code == "signature_algorithm"

    @pytest.mark.parametrize("alg", [[-8], {1: -8}, b"\x27", True], ids=repr)
    def test_a_number_that_is_none(self, alg):
        """Any CBOR value may stand there."""
        text = packed(message({1: alg}, {}))
        report = read_claim169(text, keys=ED.public_key())
        assert report.reason.code == "signature_algorithm"

    def test_a_number_outside_the_signature(self):
        """RFC 9052, 3.1 asks for it inside; the key decides either way."""
        text = packed(message({}, {1: -8}))
        assert read_claim169(text, keys=ED.public_key()).signature_ok
        text = packed(message({1: -7}, {1: -8}))
        assert not read_claim169(text, keys=ED.public_key()).signature_ok

    def test_short_rsa(self):
        """1024 bits can be factored: its true signature is none. The EU asks for
        2048 (hcert-spec 3.3.2).
        """
        text = packed(message({1: -37}, {}, sign=pss(RSA_1024)))
        report = read_claim169(text, keys=RSA_1024.public_key())
        assert not report.signature_ok
        assert report.reason.code == "signature_algorithm"

    @pytest.mark.parametrize(
        "odd",
        [
            ed448.Ed448PrivateKey.generate().public_key(),
            x25519.X25519PrivateKey.generate().public_key(),
            ec.derive_private_key(7, ec.SECP521R1()).public_key(),
            ec.derive_private_key(7, ec.SECP256K1()).public_key(),
            ec.derive_private_key(7, ec.BrainpoolP256R1()).public_key(),
            dsa.generate_private_key(1024).public_key(),  # noqa: S505
        ],
        ids=["Ed448", "X25519", "P-521", "secp256k1", "brainpool", "DSA"],
    )
    def test_keys_that_verify_nothing(self, odd):
        """A list that holds one is still a list; the one verifies nothing."""
        text = packed(message({1: -8}, {}))
        assert read_claim169(text, keys=[odd, ED.public_key()]).signature_ok
        report = read_claim169(text, keys=odd)
        assert report.reason.code == "signature_algorithm"
        # nor one that names no algorithm, as such a key names none here
        for protected in ({}, {1: None}):
            report = read_claim169(packed(message(protected, {})), keys=odd)
            assert not report.signature_ok
            assert report.outcome is Outcome.INVALID

    def test_ecdsa_as_der_is_no_cose_signature(self):
        """RFC 9053, 2.1: r and s side by side, not ASN.1."""
        text = packed(
            message({1: -7}, {}, sign=lambda m: P256.sign(m, ec.ECDSA(hashes.SHA256())))
        )
        report = read_claim169(text, keys=P256.public_key())
        assert report.reason.code == "signature_false"


class TestKid:
    """hcert-spec 3.3.2: a hint; all keys of one kid are tried."""

    def test_the_protected_one_wins(self):
        """What the signature covers goes before what anybody may write."""
        text = packed(message({1: -8, 4: b"inside"}, {4: b"outside"}))
        key = ED.public_key()
        assert read_claim169(text, keys={b"inside": key}).signature_ok
        report = read_claim169(text, keys={b"outside": key})
        assert report.reason.code == "issuer_unknown"

    @pytest.mark.parametrize("kid", ["text", 5, [b"k"], b""], ids=repr)
    def test_a_kid_of_another_kind(self, kid):
        """It names no key that is known by one; keys without one are tried."""
        text = packed(message({1: -8, 4: kid}, {}))
        assert read_claim169(text, keys=ED.public_key()).signature_ok
        report = read_claim169(text, keys={b"k": ED.public_key()})
        assert report.reason.code == "issuer_unknown"

    def test_several_keys_of_one_kid(self):
        """All are tried, of whatever kind, in any order."""
        text = packed(message({1: -8, 4: b"k"}, {}))
        keys = [P256.public_key(), RSA_2048.public_key(), ED.public_key()]
        for order in (keys, keys[::-1]):
            assert read_claim169(text, keys={b"k": order}).signature_ok

    @pytest.mark.parametrize("named", ["2Rk3X8HntrI=", "d919375fc1e7b6b2", 5, ("k",)])
    def test_a_kid_written_as_text_finds_nothing(self, named):
        """EU lists write kids in base64: a mapping by such text would call every
        certificate's issuer unknown. It is the caller's mistake, and said so.
        """
        with pytest.raises(UsageError) as caught:
            read_hc1("HC1:", keys={named: ED.public_key()})
        assert caught.value.code == "foreign_kid"
        assert str(named) not in str(caught.value)

    def test_keys_by_no_kid(self):
        """None stands for a key without a kid."""
        text = packed(message({1: -8, 4: b"k"}, {}))
        assert read_claim169(text, keys={None: ED.public_key()}).signature_ok


class TestKeyTexts:
    """Keys as text: PEM, or DER in base64."""

    DER = ED.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    @pytest.mark.parametrize("change", ["!", "*", "\x00", "_", "-", "é", "=="])
    def test_base64_with_something_else_in_it(self, change):
        """Nothing is skipped: a text that is damaged is no key."""
        text = base64.b64encode(self.DER).decode()
        assert read_claim169(packed(message({1: -8}, {})), keys=text).signature_ok
        with pytest.raises(UsageError) as caught:
            read_claim169("", keys=text[:20] + change + text[20:])
        assert caught.value.code == "foreign_key"

    def test_white_space_is_none_of_it(self):
        """Lines of any width, as PEM bodies and JSON exports have them."""
        text = base64.b64encode(self.DER).decode()
        broken = "\r\n".join(text[at : at + 16] for at in range(0, len(text), 16))
        for form in (broken, f"  {text}\n", text.replace("A", "A\t", 1)):
            assert read_claim169(packed(message({1: -8}, {})), keys=form).signature_ok

    def test_a_private_key_is_no_key_to_verify_with(self):
        """In none of its forms: it does not belong into a verifier."""
        pem = ED.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        for form in (ED, pem, pem.decode(), [pem]):
            with pytest.raises(UsageError) as caught:
                read_claim169("", keys=form)
            assert caught.value.code == "foreign_key"


def certificate(usages=None, key=ED):
    """A certificate that signs itself, with extended key usages if any."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DSC Contoh")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(9001)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2030, 1, 1, tzinfo=UTC))
    )
    if usages is not None:
        oids = [ObjectIdentifier(oid) for oid in usages]
        builder = builder.add_extension(x509.ExtendedKeyUsage(oids), critical=False)
    return builder.sign(key, None)


ENTRY = {"tg": "840539006", "co": "ID", "is": "Contoh", "ci": "URN:UVCI:01:ID:9001"}
PARTS = {
    "v": {
        **ENTRY,
        "vp": "x",
        "mp": "x",
        "ma": "x",
        "dn": 1,
        "sd": 2,
        "dt": "2021-02-18",
    },
    "t": {**ENTRY, "tt": "LP6464-4", "sc": "2021-02-18T01:00:00Z", "tr": "260415000"},
    "r": {**ENTRY, "fr": "2021-02-18", "df": "2021-03-01", "du": "2021-08-01"},
}
NAME = {"fn": "Contoh", "gn": "Siti", "fnt": "CONTOH", "gnt": "SITI"}


def dcc(*parts, **change):
    """A certificate with these parts."""
    stated = {part: [PARTS[part]] for part in parts}
    return {"ver": "1.3.0", "nam": NAME, "dob": "1945-08-17", **stated, **change}


def hc1(content, keys=None, **headers):
    """The report for such a certificate."""
    payload = cbor2.dumps({1: "ID", -260: {1: content}})
    text = packed(message({1: -8, **headers}, {}, payload), "HC1:")
    return read_hc1(text, keys=ED.public_key() if keys is None else keys)


class TestDCC:
    """The DCC schema 1.3.0 and hcert-spec 3.3.5."""

    # the arc as registered, and as the first edition printed it
    ARCS = ("1.3.6.1.4.1.1847.2021.1", "1.3.6.1.4.1.0.1847.2021.1")
    NUMBERS = {"t": 1, "v": 2, "r": 3}  # noqa: RUF012 - a table of the tests

    @pytest.mark.parametrize("arc", ARCS)
    @pytest.mark.parametrize("part", NUMBERS)
    @pytest.mark.parametrize("allowed", NUMBERS)
    def test_usage_allows_its_own_kind(self, arc, part, allowed):
        """A key for tests vouches for no vaccination: 1 test, 2 vaccination, 3
        recovery.
        """
        signer = certificate([f"{arc}.{self.NUMBERS[allowed]}"])
        report = hc1(dcc(part), signer)
        assert report.signature_ok
        expected = Outcome.VALID if part == allowed else Outcome.INVALID
        assert report.outcome is expected
        assert (report.reason and report.reason.code) == (
            None if part == allowed else "dcc_key_usage"
        )

    @pytest.mark.parametrize(
        ("usages", "good"),
        [
            (None, True),
            (["1.3.6.1.5.5.7.3.1"], True),
            (["1.3.6.1.4.1.1847.2021.1.9"], True),
            ([f"{ARCS[0]}.1", f"{ARCS[0]}.2"], True),
            ([f"{ARCS[0]}.1", f"{ARCS[1]}.2"], True),
            ([f"{ARCS[0]}.1", "1.3.6.1.5.5.7.3.1"], False),
            ([f"{ARCS[0]}.3", f"{ARCS[0]}.1"], False),
        ],
        ids=str,
    )
    def test_usages_together(self, usages, good):
        """Without one of the three a key may sign all; of several one suffices."""
        report = hc1(dcc("v"), certificate(usages))
        assert (report.outcome is Outcome.VALID) is good

    def test_each_part_needs_its_own_usage(self):
        """Two kinds in one certificate: both must be allowed."""
        arc = self.ARCS[0]
        for usages, good in (([1], False), ([2], False), ([1, 2], True)):
            signer = certificate([f"{arc}.{number}" for number in usages])
            report = hc1(dcc("v", "t"), signer)
            assert (report.outcome is Outcome.VALID) is good

    def test_kid_of_a_certificate(self):
        """The first eight bytes of SHA-256 over its DER, and no other length."""
        signer = certificate()
        digest = hashlib.sha256(
            signer.public_bytes(serialization.Encoding.DER)
        ).digest()
        for size, good in ((8, True), (7, False), (9, False), (32, False)):
            assert hc1(dcc("v"), signer).signature_ok
            payload = cbor2.dumps({-260: {1: dcc("v")}})
            text = packed(message({1: -8, 4: digest[:size]}, {}, payload), "HC1:")
            assert read_hc1(text, keys=signer).signature_ok is good

    @pytest.mark.parametrize("part", PARTS)
    def test_fields_of_each_kind(self, part):
        """Name, birth and what the entry says, in the order of the paper."""
        words = {
            "v": ("vaksinasi", "vaccination"),
            "t": ("tes", "test"),
            "r": ("kesembuhan", "recovery"),
        }[part]
        report = hc1(dcc(part))
        assert [field.labelled("id")[1] for field in report.fields] == [
            *("Contoh", "Siti", "1945-08-17", words[0]),
            *("ID", "Contoh", "URN:UVCI:01:ID:9001"),
        ]
        assert report.fields[3].labelled("en") == ("Kind", words[1])

    @pytest.mark.parametrize(
        ("part", "name"), [(part, name) for part in PARTS for name in PARTS[part]]
    )
    def test_every_name_is_required(self, part, name):
        """Left out, null or a list: the part is named, and nothing is shown."""
        left = {key: value for key, value in PARTS[part].items() if key != name}
        for entry in (left, {**left, name: None}, {**left, name: []}):
            report = hc1(dcc(**{part: [entry]}))
            assert report.reason.code == "dcc_schema"
            assert report.reason.facts == {"part": part}
            assert report.fields == ()

    @pytest.mark.parametrize("name", ["dn", "sd"])
    @pytest.mark.parametrize(
        ("doses", "good"),
        [(1, True), (9, True), (0, False), (-1, False), (True, False)],
    )
    def test_doses(self, name, doses, good):
        """Counted from one."""
        report = hc1(dcc(v=[{**PARTS["v"], name: doses}]))
        assert (report.outcome is Outcome.VALID) is good

    @pytest.mark.parametrize(
        ("change", "good"),
        [
            ({"nam": {"fnt": "A" * 80}}, True),
            ({"nam": {"fnt": "A" * 81}}, False),
            ({"nam": {"fnt": "A", "gnt": "B" * 80}}, True),
            ({"nam": {"fnt": "A", "gnt": "B" * 81}}, False),
            ({"nam": {"fn": "A"}}, False),
            ({"dob": ""}, True),
            ({"dob": "1964"}, True),
            ({"dob": "1964-08"}, True),
            ({"dob": "1964-08-12T00:00:00Z"}, True),
            ({"dob": "1864-08-12"}, False),
            ({"dob": "1964-8-12"}, False),
            ({"dob": "1964-08-12\n"}, False),
            ({"dob": "\u0661964-08-12"}, False),
            ({"ver": "1.0.0"}, True),
            ({"ver": "10.20.30"}, True),
            ({"ver": "1.3.0.0"}, False),
            ({"ver": "v1.3.0"}, False),
            ({"ver": "1.3.0\n"}, False),
            ({"ver": "\u0661.3.0"}, False),
        ],
        ids=str,
    )
    def test_name_birth_and_version(self, change, good):
        """Lengths and digits at their bounds."""
        report = hc1(dcc("v", **change))
        assert (report.outcome is Outcome.VALID) is good
        assert report.signature_ok

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ({"fnt": "CONTOH"}, ("CONTOH", "—")),
            ({"fnt": "CONTOH", "fn": ""}, ("CONTOH", "—")),
            ({"fnt": "CONTOH", "fn": "Contoh", "gnt": "SITI"}, ("Contoh", "SITI")),
            ({"fnt": "C", "gn": "Siti", "gnt": "SITI"}, ("C", "Siti")),
        ],
        ids=str,
    )
    def test_names_that_are_absent(self, name, shown):
        """The spelling of the paper, else the one of the machine-readable zone."""
        report = hc1(dcc("v", nam=name, dob=""))
        assert tuple(field.text for field in report.fields[:2]) == shown
        assert report.fields[2].text == "—"

    def test_text_that_would_break_the_page(self):
        """Line ends and control characters of others are a comma here."""
        hostile = "A\r\nSah: ya\x9b2J\u2028B"
        entry = {**PARTS["v"], "is": hostile, "ci": hostile, "co": hostile}
        report = hc1(dcc(v=[entry], nam={"fnt": hostile, "gnt": hostile}))
        texts = [field.text for field in report.fields if isinstance(field.text, str)]
        assert texts.count("A, Sah: ya, 2J, B") == 5
        assert report.content["v"][0]["is"] == hostile  # the data are as signed

    def test_two_entries(self):
        """Each is shown, after one heading of their kind."""
        second = {**PARTS["v"], "ci": "URN:UVCI:01:ID:9002"}
        report = hc1(dcc(v=[PARTS["v"], second]))
        assert [field.text for field in report.fields if field.name == "ci"] == [
            "URN:UVCI:01:ID:9001",
            "URN:UVCI:01:ID:9002",
        ]
        assert [field.name for field in report.fields].count("kind") == 1


class TestClaim169Names:
    """The registry of attributes, v1.2.0."""

    NAMES = (
        *("id", "version", "language", "fullName", "firstName", "middleName"),
        *("lastName", "dateOfBirth", "gender", "address", "email", "phone"),
        *("nationality", "maritalStatus", "guardian", "photo", "photoFormat"),
        *("bestQualityFingers", "secondaryFullName", "secondaryLanguage"),
        *("locationCode", "legalStatus", "countryOfIssuance"),
    )
    BIOMETRICS = (
        *("rightThumb", "rightPointerFinger", "rightMiddleFinger", "rightRingFinger"),
        *("rightLittleFinger", "leftThumb", "leftPointerFinger", "leftMiddleFinger"),
        *("leftRingFinger", "leftLittleFinger", "rightIris", "leftIris", "face"),
        *("rightPalm", "leftPalm", "voice"),
    )

    def report(self, attributes):
        """The report for these attributes."""
        text = packed(message({1: -8}, {}, cbor2.dumps({169: attributes})))
        return read_claim169(text, keys=ED.public_key())

    def test_every_number(self):
        """1 to 23 demographics, 50 to 65 biometrics, and none between or after."""
        numbers = {
            **dict(enumerate(self.NAMES, 1)),
            **dict(enumerate(self.BIOMETRICS, 50)),
        }
        report = self.report(dict.fromkeys(range(100), "x"))
        assert report.content == {
            numbers.get(number, str(number)): "x" for number in range(100)
        }
        assert [field.name for field in report.fields] == list(numbers.values())
        labels = [
            field.labelled(lang)[0] for field in report.fields for lang in ("id",)
        ]
        assert len(set(labels)) == len(labels) == 39

    def test_names_agree_with_the_published_table(self, shared_vectors):
        """The reference implementation's own mapping of numbers to names."""
        path = shared_vectors / "claim169" / "schema" / "mapping.yaml"
        lines = path.read_text("utf-8").split("claim_169:")[1].split("\nbiometric:")[0]
        entry = r"^  (\d+):\n    name: .*\n    rust_name: (\w+)$"
        published = re.findall(entry, lines, re.MULTILINE)
        assert len(published) == 39
        snake = {
            number: re.sub("[A-Z]", lambda c: f"_{c[0].lower()}", name)
            for numbers in (enumerate(self.NAMES, 1), enumerate(self.BIOMETRICS, 50))
            for number, name in numbers
        }
        assert {int(number): name for number, name in published} == snake

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (9, {1: "male", 2: "female", 3: "other"}),
            (14, {1: "unmarried", 2: "married", 3: "divorced"}),
            (17, {1: "JPEG", 2: "JPEG2", 3: "AVIF", 4: "WEBP"}),
        ],
    )
    def test_coded_values(self, number, words):
        """Numbers in words; a number of no meaning stays a number."""
        for value in range(6):
            field = self.report({number: value}).fields[0]
            assert field.labelled("en")[1] == words.get(value, str(value))
        assert self.report({number: "1"}).fields[0].text == "1"

    @pytest.mark.parametrize(
        "value", [b"\xff\xd8", [1, 2], {0: b"x"}, None, 1.5], ids=repr
    )
    def test_values_that_are_no_text(self, value):
        """Pictures and lists are data, and nothing to compare with the paper."""
        report = self.report({4: "Siti", 16: value})
        assert [field.name for field in report.fields] == ["fullName"]
        assert report.content["photo"] == value

    @pytest.mark.parametrize("attributes", [None, [], "x", 5, b"x"], ids=repr)
    def test_no_attributes(self, attributes):
        """The claim is a map."""
        assert self.report(attributes).reason.code == "claim169_missing"

    def test_keys_of_another_kind(self):
        """Texts and negative numbers are kept under their own name."""
        report = self.report({"4": "a", -4: "b", 4: "c"})
        assert report.content == {"4": "a", "-4": "b", "fullName": "c"}
        assert [field.text for field in report.fields] == ["c"]


class TestCompression:
    """RFC 1950: one zlib stream, whole, and nothing else."""

    DATA = message({1: -8}, {})

    @pytest.mark.parametrize("level", [0, 1, 6, 9])
    def test_every_level(self, level):
        """Stored, fast or small: one document."""
        text = to_base45(zlib.compress(self.DATA, level))
        assert read_claim169(text, keys=ED.public_key()).signature_ok

    def test_other_windows(self):
        """A stream may state a smaller window."""
        for bits in range(9, 16):
            stream = zlib.compressobj(9, zlib.DEFLATED, bits)
            text = to_base45(stream.compress(self.DATA) + stream.flush())
            assert read_claim169(text, keys=ED.public_key()).signature_ok

    def broken(self):
        """Streams that are none, by what is wrong with them."""
        good = zlib.compress(self.DATA)
        raw = zlib.compressobj(9, zlib.DEFLATED, -15)
        preset = zlib.compressobj(9, zlib.DEFLATED, 15, zdict=b"Contoh Satu")
        yield "no zlib header", raw.compress(self.DATA) + raw.flush()
        yield "gzip", gzip.compress(self.DATA)
        yield "a dictionary nobody has", preset.compress(self.DATA) + preset.flush()
        yield "another checksum", good[:-1] + bytes((good[-1] ^ 1,))
        yield "no checksum", good[:-4]
        yield "one byte after", good + b"\0"
        yield "two streams", good + good
        yield "nothing", b""
        yield "not compressed", self.DATA

    def test_broken_streams(self):
        """Each is refused by the one code."""
        for name, data in self.broken():
            report = read_claim169(to_base45(data), keys=ED.public_key())
            assert report.reason.code == "foreign_compression", name

    @pytest.mark.parametrize(("size", "good"), [(65_536, True), (65_537, False)])
    def test_the_largest(self, size, good):
        """64 KiB are unpacked to the last byte; the limit is told in KiB."""

        def token(filling):
            claims = {169: {4: "x"}, 1: bytes(filling)}
            return message({1: -8}, {}, encode(claims))

        around = len(token(60_000)) - 60_000
        data = token(size - around)
        assert len(data) == size
        report = read_claim169(packed(data), keys=ED.public_key())
        assert report.signature_ok is good
        if not good:
            assert report.reason.code == "foreign_too_long"
            assert report.reason.facts == {"limit": 64}


class TestOtherWriters:
    """RFC 8949, 3 and 4: well-formed CBOR that is not deterministic."""

    @pytest.mark.parametrize(
        ("payload", "content"),
        [
            (b"\xbf\x18\xa9\xa1\x04\x61x\xff", {"fullName": "x"}),
            (b"\xa1\x18\xa9\xbf\x04\x61x\xff", {"fullName": "x"}),
            (b"\xa1\x18\xa9\xa1\x18\x04\x61x", {"fullName": "x"}),
            (b"\xa1\x19\x00\xa9\xa1\x04\x61x", {"fullName": "x"}),
            (b"\xa1\x18\xa9\xa1\x04\x7f\x61x\x61y\xff", {"fullName": "xy"}),
            (b"\xa1\x18\xa9\xa1\x04\x78\x01x", {"fullName": "x"}),
            (b"\xa1\x18\xa9\xa1\x10\x5f\x41\x01\x41\x02\xff", {"photo": b"\x01\x02"}),
            (
                b"\xa2\x18\xa9\xa1\x04\x61x\x06\xfb\x41\xd9" + bytes(6),
                {"fullName": "x"},
            ),
            (b"\xa2\x18\xa9\xa1\x04\x61x\x01\xf7", {"fullName": "x"}),
            (b"\xd8\x3d\xa1\x18\xa9\xa1\x04\x61x", {"fullName": "x"}),
            (b"\xa1\x18\xa9\xa1\x04\xd8\x20\x61x", {"fullName": "x"}),
        ],
        ids=lambda value: value.hex() if isinstance(value, bytes) else "",
    )
    def test_read(self, payload, content):
        """Indefinite lengths, longer heads, floats, undefined, tags."""
        report = read_claim169(
            packed(message({1: -8}, {}, payload)), keys=ED.public_key()
        )
        assert report.signature_ok
        assert report.content == content

    @pytest.mark.parametrize(
        "payload",
        [
            b"\xa2\x18\xa9\xa1\x04\x61x\x18\xa9\xa1\x04\x61y",
            b"\xa2\x18\xa9\xa1\x04\x61x\x19\x00\xa9\xa1\x04\x61y",
            b"\xbf\x18\xa9\xa1\x04\x61x\x18\xa9\xa1\x04\x61y\xff",
            b"\xa1\x18\xa9\xa2\x04\x61x\x04\x61y",
            b"\xa1\x18\xa9\xa2\x04\x61x\x18\x04\x61y",
        ],
        ids=bytes.hex,
    )
    def test_one_key_twice(self, payload):
        """RFC 8949, 5.6: two readers would see two persons. In any encoding."""
        report = read_claim169(
            packed(message({1: -8}, {}, payload)), keys=ED.public_key()
        )
        assert report.reason.code == "cbor_duplicate_key"
        assert not report.signature_ok

    def test_protected_headers_of_another_writer(self):
        """They are verified as they came, not as we would have written them."""
        for raw in (b"\xa1\x01\x27", b"\xbf\x01\x27\xff", b"\xa1\x18\x01\x27"):
            assert read_claim169(
                packed(message(raw, {})), keys=ED.public_key()
            ).signature_ok

    @pytest.mark.parametrize("raw", [b"\xa0", b"", b"\xbf\xff"], ids=bytes.hex)
    def test_empty_protected_headers(self, raw):
        """RFC 9052, 4.4: signed as a zero-length string, however they were sent."""
        payload = encode(PERSON)
        signature = ED.sign(to_be_signed(b"", payload))
        data = encode(Tag(18, [raw, {1: -8}, payload, signature]))
        assert read_claim169(packed(data), keys=ED.public_key()).signature_ok


@pytest.mark.property
class TestAnything:
    """For any claims and any damage: a report that hides what nothing proves."""

    @given(
        claims=st.dictionaries(
            st.sampled_from([1, 4, 5, 6, 169, -260, "x"]),
            st.none()
            | st.integers(-(2**64), 2**64 - 1)
            | st.floats()
            | st.text(max_size=9)
            | st.lists(st.integers(), max_size=3)
            | st.dictionaries(st.integers(1, 24), st.text() | st.none(), max_size=4),
        )
    )
    def test_any_signed_claims(self, claims):
        """Signed by a key we know, with any values: never an exception."""
        payload = cbor2.dumps(claims)
        text = packed(message({1: -8}, {}, payload))
        for read, prefix in ((read_claim169, ""), (read_hc1, "HC1:")):
            report = read(prefix + text, keys=ED.public_key(), at=NOW)
            assert report.signature_ok or report.outcome is Outcome.INVALID
            for lang in ("id", "en"):
                assert report.explain(lang)
                assert all(field.labelled(lang)[0] for field in report.fields)

    @given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
    def test_any_flipped_bit(self, place, bit):
        """Of the token under the compression."""
        data = bytearray(build_sign1(encode(PERSON), alg=-8, sign=ED.sign))
        data[place % len(data)] ^= 1 << bit
        report = read_claim169(packed(bytes(data)), keys=ED.public_key())
        if report.signature_ok:  # the tag around it is not signed
            assert place % len(data) == 0
            assert report.content == {"fullName": "Contoh Satu"}
        else:
            assert (report.claims, report.content, report.fields) == ({}, None, ())
