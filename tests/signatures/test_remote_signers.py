"""Signers behind a service that lies: whatever it answers, nothing false comes out.

The key is elsewhere, so all that is known of it is what a service says. Each test
takes one sentence of that away or turns it round: the outcome is an error of this
library with a fitting code, or not known, and never a second signature. No secret
is in a message, a repr, or a variable of a frame that an error passes.
"""

import hashlib
import json
import ssl
import sys
import traceback
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("httpx")
sys.path.insert(0, str(Path(__file__).parents[1] / "integrations"))  # the services

from csc_server import AUTHORITY, OFFICER, CscServer
from hostile_server import HostileServer

from egovkit.errors import EgovkitError, SigningError, UsageError
from egovkit.identity import NIK
from egovkit.integrations._bsre_answers import (
    judge_v1,
    judge_v2,
    outcome_v1,
    outcome_v2,
    user_status,
)
from egovkit.integrations._csc_answers import signed_results
from egovkit.integrations._remote import Answer, Http
from egovkit.integrations.bsre import BsreClient, Placement, UserStatus
from egovkit.integrations.csc import (
    Authorization,
    Credential,
    CscClient,
    CscSigner,
    Rejected,
    Signed,
    Unknown,
)
from egovkit.signatures import Outcome, VerificationReport

TOKEN, PIN, PASSWORD, PASSPHRASE = (
    "kunci-akses", "9001", "kata-sandi-9001", "frasa-rekaan-9001",
)  # fmt: skip
PERSON = NIK("3171015708459002")
PDF = b"%PDF-1.7\nCONTOH\n%%EOF\n"
CODED = b64encode(PDF).decode()
CREDENTIAL = "kred-9001"
SHA256, SHA384 = "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2"
DIGEST = hashlib.sha256(b"CONTOH").digest()
CERTIFICATE = OFFICER.certificate.public_bytes(Encoding.DER)
KEY_PLACE = CERTIFICATE.index(
    OFFICER.certificate.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
)


@pytest.fixture(scope="module")
def service():
    """One CSC service for all."""
    made = CscServer()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def server(service):
    """The service, with nothing said or seen yet."""
    service.modes.clear()
    service.seen.clear()
    service.certificate = OFFICER.certificate
    return service


@pytest.fixture
def client(server):
    """A client with a valid token."""
    with CscClient(server.url, token=lambda _: TOKEN, allow_plain_http=True) as made:
        yield made


@pytest.fixture
def dead():
    """A service that reads a request and resets the connection."""
    made = HostileServer("reset")
    yield made
    made.close()


def signer(client, **more):
    """The credential as a signer."""
    return CscSigner(client, CREDENTIAL, use="seal", secret=lambda _: PIN, **more)


def bsre(url, version=2, **changes):
    """A client of a BSrE service."""
    call = {"username": "aplikasi", "password": lambda _: PASSWORD}
    return BsreClient(
        url, version=version, allow_plain_http=True, **{**call, **changes}
    )


def says(server, path, **changes):
    """Let the service describe its credential, or answer, otherwise."""
    _, said = server._info()
    server.modes[path] = (200, said | changes)


def kept(error):
    """All that a crash report would keep of an error: the variables of our frames."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [f for f in frames if "egovkit" in f.f_code.co_filename]
    assert ours
    values = [value for f in ours for value in f.f_locals.values()]
    more = [error.__cause__, error.__context__, vars(error)]
    return "".join(map(repr, [error, str(error), *more, *values]))


class TestAsking:
    """CSC API 2.0, 11.11 signPolling: asking for a result that is not there yet."""

    PENDING = Unknown("acuan-9001", document_id="tugas-9001")

    @pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 410, 429, 500, 503])
    @pytest.mark.parametrize(
        "body", [{"error": "invalid_token"}, {}, {"signatures": []}], ids=str
    )
    def test_a_refusal_to_tell_is_no_refusal_to_have_signed(
        self, server, client, status, body
    ):
        """A token that ran out says nothing of a signature: it stays unknown, and
        can be asked for again by the same names.
        """
        server.modes["/signatures/signPolling"] = (status, body)
        found = client.reconcile(self.PENDING)
        assert isinstance(found, Unknown)
        assert (found.reference, found.document_id) == ("acuan-9001", "tugas-9001")

    @pytest.mark.parametrize(
        "body",
        [
            {"error": "invalid_request"},
            {"signatures": []},
            {"signatures": ["eA==", "eA=="]},
            {"responseID": "tugas-lain"},
            {"signatures": ["eA=="], "error": "x"},
        ],
        ids=str,
    )
    def test_no_result_is_no_result(self, server, client, body):
        """The service's new name for it does not take the place of the first."""
        server.modes["/signatures/signPolling"] = (200, body)
        found = client.reconcile(self.PENDING)
        assert isinstance(found, Unknown)
        assert (found.reference, found.document_id) == ("acuan-9001", "tugas-9001")

    def test_why_is_told(self, server, client):
        """Whoever asks learns that it is the token, not the signature."""
        server.modes["/signatures/signPolling"] = (401, {"error": "invalid_token"})
        assert client.reconcile(self.PENDING).code == "remote_unauthorized"

    def test_it_is_asked_by_the_services_own_name(self, server, client):
        """Field names of the standard; as many results as documents."""
        server.modes["/signatures/signPolling"] = (
            200,
            {"signatures": ["eA==", "eQ=="]},
        )
        found = client.reconcile(self.PENDING, documents=2)
        assert server.seen == [
            ("/signatures/signPolling", {"responseID": "tugas-9001"})
        ]
        assert isinstance(found, Signed)
        assert (found.documents, found.reference) == ((b"x", b"y"), "acuan-9001")
        server.modes["/signatures/signPolling"] = (
            200,
            {"DocumentWithSignature": [CODED]},
        )
        found = client.reconcile(self.PENDING, key="DocumentWithSignature")
        assert found.documents == (PDF,)


class TestWhatIsSent:
    """Field names of the CSC API 2.0: a service ignores the ones it does not know."""

    def test_to_learn_of_a_credential(self, server, client):
        """11.5: with its certificates and how to authorize."""
        client.credential(CREDENTIAL)
        assert server.seen == [
            (
                "/credentials/info",
                {
                    "credentialID": CREDENTIAL,
                    "certificates": "chain",
                    "certInfo": False,
                    "authInfo": True,
                },
            )
        ]

    @pytest.mark.parametrize(
        ("secret", "more"),
        [
            (None, {}),
            (lambda _: PIN, {"authData": [{"id": "PIN", "value": PIN}]}),
        ],
        ids=["without", "with-a-pin"],
    )
    def test_to_authorize(self, server, client, secret, more):
        """11.6: the digests, how many and of which kind, and a PIN if there is one."""
        granted = client.authorize(CREDENTIAL, [DIGEST, DIGEST], secret=secret)
        assert isinstance(granted, Authorization)
        assert server.seen == [
            (
                "/credentials/authorize",
                {
                    "credentialID": CREDENTIAL,
                    "numSignatures": 2,
                    "hashes": [b64encode(DIGEST).decode()] * 2,
                    "hashAlgorithmOID": SHA256,
                    **more,
                },
            )
        ]

    @pytest.mark.parametrize(
        ("algorithm", "size", "digest_oid", "oid"),
        [
            ("ES256", 32, SHA256, "1.2.840.10045.4.3.2"),
            ("ES384", 48, SHA384, "1.2.840.10045.4.3.3"),
            ("RS256", 32, SHA256, "1.2.840.113549.1.1.11"),
        ],
    )
    def test_to_sign(self, server, client, algorithm, size, digest_oid, oid):
        """11.9, with the identifiers of RFC 5758 and RFC 4055."""
        digest = bytes(range(size))
        granted = Authorization("sad-9001", (digest,))
        client.sign_hash(CREDENTIAL, granted, algorithm=algorithm)
        assert server.seen == [
            (
                "/signatures/signHash",
                {
                    "credentialID": CREDENTIAL,
                    "SAD": "sad-9001",
                    "hashes": [b64encode(digest).decode()],
                    "hashAlgorithmOID": digest_oid,
                    "signAlgo": oid,
                    "operationMode": "S",
                },
            )
        ]

    def test_to_sign_documents(self, server, client):
        """11.10: format P is PAdES, at the baseline unless told otherwise."""
        client.sign_document(
            CREDENTIAL,
            [PDF],
            authorization=Authorization("sad-9001", (DIGEST,)),
            algorithm="ES256",
        )
        assert server.seen == [
            (
                "/signatures/signDoc",
                {
                    "credentialID": CREDENTIAL,
                    "SAD": "sad-9001",
                    "documents": [
                        {
                            "document": CODED,
                            "signature_format": "P",
                            "conformance_level": "Ades-B-B",
                            "signAlgo": "1.2.840.10045.4.3.2",
                        }
                    ],
                },
            )
        ]

    def test_to_stamp(self, server, client):
        """11.12: the digest and its kind."""
        client.timestamp(DIGEST)
        assert server.seen == [
            (
                "/signatures/timestamp",
                {"hash": b64encode(DIGEST).decode(), "hashAlgo": SHA256},
            )
        ]

    def test_a_token_is_asked_for_by_name(self, server):
        """One function can give every secret of a client."""
        secrets = {"token": TOKEN}
        with CscClient(
            server.url, token=secrets.__getitem__, allow_plain_http=True
        ) as client:
            assert client.credentials() == (CREDENTIAL,)


class TestDigests:
    """A digest is signed as what it is, or the signature is of something else."""

    @pytest.mark.parametrize(
        ("digest", "algorithm"),
        [
            (hashlib.sha256(b"x").digest(), "ES384"),
            (hashlib.sha384(b"x").digest(), "ES256"),
            (hashlib.sha512(b"x").digest(), "RS256"),
            (hashlib.sha1(b"x", usedforsecurity=False).digest(), "ES256"),
            (b"", "ES256"),
            (b"a whole message, undigested", "ES256"),
        ],
        ids=["256-as-384", "384-as-256", "512-as-256", "sha1", "empty", "message"],
    )
    @pytest.mark.parametrize("place", [0, 1], ids=["first", "second"])
    def test_of_another_length(self, server, client, digest, algorithm, place):
        """Its length belongs to the algorithm; nothing is sent."""
        size = 48 if algorithm == "ES384" else 32
        digests = [bytes(size)]
        digests.insert(place, digest)
        with pytest.raises(UsageError) as refused:
            client.sign_hash(
                CREDENTIAL, Authorization("s", tuple(digests)), algorithm=algorithm
            )
        assert refused.value.facts == {"argument": "algorithm"}
        assert server.seen == []

    @pytest.mark.parametrize("sad", [None, "", 5, ["sad"], {"x": 1}], ids=str)
    def test_a_right_that_is_none(self, server, client, sad):
        """Nothing can be signed by it."""
        server.modes["/credentials/authorize"] = (200, {"SAD": sad, "expiresIn": 60})
        result = client.authorize(CREDENTIAL, [DIGEST])
        assert isinstance(result, Unknown)
        assert result.code == "remote_bad_answer"


def swapped(place, *values):
    """The certificate with bytes from a place within its key exchanged."""
    at = KEY_PLACE + place
    return CERTIFICATE[:at] + bytes(values) + CERTIFICATE[at + len(values) :]


# SEQUENCE { SEQUENCE { OID ecPublicKey (at 4), OID P-256 (at 13) }, BIT STRING
# (at 23) whose content begins with 00 04: the point, uncompressed }.
BROKEN = {
    "no-certificate": b"",
    "cut": CERTIFICATE[:-10],
    "longer": CERTIFICATE + b"\0",
    "no-der": b"0" * 200,
    "huge": b"\x30" * 40_000,
    "unknown-kind-of-key": swapped(12, 9),
    "unknown-curve": swapped(22, 9),
    "point-of-no-form": swapped(26, 5),
    "point-not-on-the-curve": swapped(60, CERTIFICATE[KEY_PLACE + 60] ^ 1),
}


class TestCertificates:
    """Whose key it is, is read from a certificate that the service sends."""

    @pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
    def test_that_cannot_be_read(self, server, client, data):
        """Whatever another library says of it, the error is ours."""
        coded = {"certificates": [b64encode(data).decode()]}
        says(server, "/credentials/info", cert=coded)
        with pytest.raises(EgovkitError) as refused:
            signer(client)
        assert refused.value.code in {"csc_credential", "certificate_unreadable"}
        assert refused.value.__cause__ is None

    @pytest.mark.parametrize(
        "chain",
        [None, [], "x", {"0": "x"}, [1], [None], [["x"]], ["\ud800"], ["*"]],
        ids=range(9),
    )
    def test_that_is_none(self, server, client, chain):
        """No certificate, no credential."""
        says(server, "/credentials/info", cert={"certificates": chain})
        with pytest.raises(SigningError) as refused:
            client.credential(CREDENTIAL)
        assert refused.value.code == "csc_credential"

    def test_of_somebody_else(self, server, client):
        """Another's certificate: no signature of this key passes under it."""
        server.certificate = AUTHORITY.officer("Camat Contoh").certificate
        with pytest.raises(SigningError) as refused:
            signer(client).sign(b"CONTOH")
        assert refused.value.code == "remote_bad_answer"

    @pytest.mark.parametrize("status", ["disabled", "Enabled", "", None, True], ids=str)
    def test_only_enabled_is_enabled(self, server, client, status):
        """To the letter."""
        says(server, "/credentials/info", key={"status": status})
        assert not client.credential(CREDENTIAL).enabled
        with pytest.raises(SigningError) as refused:
            signer(client)
        assert refused.value.code == "csc_credential"

    @pytest.mark.parametrize(
        ("status", "enabled"),
        [("valid", True), ("revoked", False), ("expired", False), (None, False)],
        ids=str,
    )
    def test_a_certificate_that_is_not_valid(self, server, client, status, enabled):
        """By the service's own word."""
        _, said = server._info()
        says(server, "/credentials/info", cert=said["cert"] | {"status": status})
        assert client.credential(CREDENTIAL).enabled is enabled

    def test_what_it_leaves_out(self, server, client):
        """SCAL is "1" and one hash at a time by default (11.5)."""
        _, said = server._info()
        answer = {"key": {"status": "enabled"}, "cert": said["cert"]}
        server.modes["/credentials/info"] = (200, answer)
        found = client.credential(CREDENTIAL)
        assert (found.scal, found.multisign, found.algorithms) == ("1", 1, ())

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"multisign": True}, ("2", 1)),
            ({"multisign": 0}, ("2", 1)),
            ({"multisign": -5}, ("2", 1)),
            ({"multisign": "5"}, ("2", 1)),
            ({"multisign": 7}, ("2", 7)),
            ({"SCAL": 2}, ("1", 5)),
            ({"SCAL": {"x": 1}}, ("1", 5)),
            ({"SCAL": None}, ("1", 5)),
        ],
        ids=str,
    )
    def test_what_is_of_another_kind_is_left_out(
        self, server, client, changes, expected
    ):
        """A count is a count; True is none."""
        says(server, "/credentials/info", **changes)
        found = client.credential(CREDENTIAL)
        assert (found.scal, found.multisign) == expected

    @pytest.mark.parametrize(
        ("algorithms", "expected"),
        [
            (["1.2", "1.3"], ("1.2", "1.3")),
            (["1.2", 3, None, ["1.4"]], ("1.2",)),
            ("1.2", ()),
            ({"1.2": 1}, ()),
            (None, ()),
        ],
        ids=str,
    )
    def test_its_algorithms_are_texts(self, server, client, algorithms, expected):
        """What else stands there is none."""
        key = {"status": "enabled", "algo": algorithms}
        says(server, "/credentials/info", key=key)
        assert client.credential(CREDENTIAL).algorithms == expected

    def test_by_default(self):
        """The standard's: the least that a service may offer."""
        made = Credential(id="x", chain=(b"y",), algorithms=(), enabled=True)
        assert (made.scal, made.multisign) == ("1", 1)

    def test_its_chain_is_not_shown(self, client):
        """A certificate names its owner."""
        found = client.credential(CREDENTIAL)
        assert isinstance(found, Credential)
        assert "chain" not in repr(found)


def in_der(r, s):
    """An EC signature as the service would send it."""
    return b64encode(utils.encode_dss_signature(r, s)).decode()


class TestSignatures:
    """What comes back is the key's own over this message, or it is an error."""

    @staticmethod
    def answered(server, client, value):
        """The code of the error when the service answers with this signature."""
        remote = signer(client)
        server.modes["/signatures/signHash"] = (200, {"signatures": [value]})
        with pytest.raises(SigningError) as refused:
            remote.sign(b"CONTOH")
        return refused.value.code

    @pytest.mark.parametrize(
        ("r", "s"),
        [(0, 0), (1, 1), (2**256, 1), (1, 2**256), (2**900, 1)],
        ids=["zero", "one", "long-r", "long-s", "longer-r"],
    )
    def test_numbers_of_no_signature(self, server, client, r, s):
        """SEC 1, 4.1.4: both within the order of the curve."""
        assert self.answered(server, client, in_der(r, s)) == "remote_bad_answer"

    @pytest.mark.parametrize("data", ["30060201ff020101", "30060201010201ff"])
    def test_numbers_below_zero(self, server, client, data):
        """X.690, 8.3.3: a first bit of 1 makes an INTEGER negative."""
        coded = b64encode(bytes.fromhex(data)).decode()
        assert self.answered(server, client, coded) == "remote_bad_answer"

    def test_of_another_message(self, server, client):
        """An answer for another document, by the right key."""
        value = OFFICER.key.private_key.sign(b"LAIN", ec.ECDSA(hashes.SHA256()))
        coded = b64encode(value).decode()
        assert self.answered(server, client, coded) == "remote_bad_answer"

    @pytest.mark.parametrize(
        "digest", [hashes.SHA384(), hashes.SHA512(), hashes.SHA3_256()], ids=range(3)
    )
    def test_of_another_digest(self, server, client, digest):
        """The right key over the right message, by another hash."""
        value = OFFICER.key.private_key.sign(b"CONTOH", ec.ECDSA(digest))
        coded = b64encode(value).decode()
        assert self.answered(server, client, coded) == "remote_bad_answer"

    def test_that_was_cut(self, server, client):
        """Each shorter piece of a true signature."""
        value = OFFICER.key.private_key.sign(b"CONTOH", ec.ECDSA(hashes.SHA256()))
        for size in (0, 1, 8, len(value) // 2, len(value) - 1):
            coded = b64encode(value[:size]).decode()
            assert self.answered(server, client, coded) == "remote_bad_answer"

    @pytest.mark.parametrize("message", ["text", None, 5, ["x"]], ids=repr)
    def test_over_what_is_no_message(self, server, client, message):
        """Nobody is asked for a PIN."""
        remote = signer(client)
        server.seen.clear()
        with pytest.raises(UsageError) as refused:
            remote.sign(message)
        assert refused.value.code == "not_bytes"
        assert server.seen == []

    def test_of_an_earlier_attempt(self, server, client):
        """What was true once is not true of the next message."""
        remote = signer(client)
        remote.sign(b"SATU")
        first = OFFICER.key.private_key.sign(b"SATU", ec.ECDSA(hashes.SHA256()))
        server.modes["/signatures/signHash"] = (
            200,
            {"signatures": [b64encode(first).decode()]},
        )
        assert remote.sign(b"SATU")
        with pytest.raises(SigningError):
            remote.sign(b"DUA")

    def test_by_rsa(self, server, client):
        """An RSA credential signs too; PSS in place of PKCS #1 v1.5 is no RS256."""
        own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        server.certificate = AUTHORITY._ca.issue(
            OFFICER.certificate.subject, own.public_key()
        )
        remote = signer(client)
        assert remote.algorithm == "RS256"
        for pad, passes in (
            (padding.PKCS1v15(), True),
            (padding.PSS(padding.MGF1(hashes.SHA256()), 32), False),
        ):
            value = own.sign(b"CONTOH", pad, hashes.SHA256())
            answer = {"signatures": [b64encode(value).decode()]}
            server.modes["/signatures/signHash"] = (200, answer)
            if passes:
                assert remote.sign(b"CONTOH") == value
            else:
                with pytest.raises(SigningError) as refused:
                    remote.sign(b"CONTOH")
                assert refused.value.code == "remote_bad_answer"


class TestSecrets:
    """A crash report keeps the variables of every frame that an error passes."""

    BASIC = b64encode(f"aplikasi:{PASSWORD}".encode()).decode()

    def test_the_token_where_the_pin_fails(self, server, client):
        """The token was asked for before."""
        with pytest.raises(UsageError) as refused:
            client.authorize(CREDENTIAL, [DIGEST], secret=lambda _: "")
        assert refused.value.code == "remote_secret"
        assert TOKEN not in kept(refused.value)
        assert server.seen == []

    @pytest.mark.parametrize("version", [1, 2])
    def test_the_application_where_the_passphrase_fails(self, dead, version):
        """Neither its password nor what HTTP makes of it."""
        with bsre(dead.url, version) as client, pytest.raises(UsageError) as refused:
            client.sign([PDF], signer=PERSON, secret=lambda _: "")
        assert refused.value.code == "remote_secret"
        assert PASSWORD not in kept(refused.value)
        assert self.BASIC not in kept(refused.value)

    def test_an_error_of_whoever_is_asked(self, dead):
        """It passes through, and passes nothing on."""

        def broken(_):
            raise LookupError("simpanan rahasia")

        with bsre(dead.url) as client, pytest.raises(LookupError) as failed:
            client.sign([PDF], signer=PERSON, secret=broken)
        assert self.BASIC not in kept(failed.value)

    @pytest.mark.parametrize("call", ["sign_hash", "sign_document"])
    def test_a_right_to_sign_where_the_token_fails(self, server, call):
        """What may be signed with it is signed by whoever reads it."""
        granted = Authorization("sad-rahasia-9001", (DIGEST,))
        calls = {
            "sign_hash": lambda c: c.sign_hash(CREDENTIAL, granted, algorithm="ES256"),
            "sign_document": lambda c: c.sign_document(
                CREDENTIAL, [PDF], authorization=granted, algorithm="ES256"
            ),
        }
        with (
            CscClient(server.url, token=lambda _: "", allow_plain_http=True) as client,
            pytest.raises(UsageError) as refused,
        ):
            calls[call](client)
        assert "sad-rahasia" not in kept(refused.value)

    @pytest.mark.parametrize(
        "username", ["aplikasi\ud800", "aplikasi:kota"], ids=["half", "colon"]
    )
    def test_a_name_that_basic_cannot_say(self, username):
        """RFC 7617, 2: no colon; half a character has no encoding, and Python's
        error about it would hold the password.
        """
        with pytest.raises(UsageError) as refused:
            bsre("https://tte.contoh.example", username=username)
        assert refused.value.__cause__ is None

    @pytest.mark.parametrize(
        ("part", "value"),
        [
            ("page", 0),
            ("page", -1),
            ("page", True),
            ("page", 1.5),
            ("page", "1"),
            ("x", float("nan")),
            ("y", float("inf")),
            ("y", float("-inf")),
            ("width", "100"),
            ("height", None),
            ("height", 1e7),
            ("x", True),
            ("image", "gambar.png"),
            ("image", 5),
        ],
        ids=str,
    )
    def test_a_place_that_is_none(self, part, value):
        """JSON has no word for it: refused before a secret is asked for."""
        with pytest.raises(UsageError) as refused:
            Placement(**{part: value})
        assert refused.value.facts == {"argument": part}

    @pytest.mark.parametrize(
        "place",
        [{}, {"page": 9001}, {"x": -1e6, "y": 1e6}, {"width": 0.5}, {"image": b"x"}],
        ids=str,
    )
    def test_a_place_that_is_one(self, place):
        """Units and origin are the service's."""
        assert Placement(**place)


@pytest.mark.parametrize(
    "make",
    [
        lambda url: CscClient(url, token=str, allow_plain_http=True),
        lambda url: bsre(url, 1),
        lambda url: bsre(url, 2),
    ],
    ids=["csc", "bsre-1", "bsre-2"],
)
def test_whoever_leaves_closes(make, monkeypatch):
    """The connections, and what TLS remembers of them, end with the block."""
    closed = []

    def close(http):
        closed.append(http)

    monkeypatch.setattr(Http, "close", close)
    with make("http://tte.contoh.example") as client:
        assert closed == []
    assert closed == [client._http]


class TestContexts:
    """An `ssl.SSLContext` of the caller's verifies (RFC 9110, 4.3.4)."""

    @staticmethod
    def context(**changes):
        """The strict one, less something."""
        made = ssl.create_default_context()
        made.check_hostname = False
        made.verify_mode = changes.get("verify_mode", ssl.CERT_REQUIRED)
        made.check_hostname = changes.get("check_hostname", True)
        return made

    @pytest.mark.parametrize(
        "changes",
        [
            {"check_hostname": False},
            {"verify_mode": ssl.CERT_OPTIONAL},
            {"verify_mode": ssl.CERT_OPTIONAL, "check_hostname": False},
            {"verify_mode": ssl.CERT_NONE, "check_hostname": False},
        ],
        ids=["any-name", "optional", "optional-any-name", "anybody"],
    )
    def test_that_trusts_more_than_it_should(self, changes):
        """A certificate is required, and the name in it is compared."""
        with pytest.raises(UsageError) as refused:
            Http("https://tte.contoh.example", ca=self.context(**changes))
        assert refused.value.code == "remote_base_url"

    def test_that_is_strict(self):
        """As Python makes it."""
        Http("https://tte.contoh.example", ca=self.context()).close()

    @pytest.mark.parametrize("ca", [True, False, 5, b"ca.pem"], ids=repr)
    def test_that_is_none(self, ca):
        """False would mean "do not verify" elsewhere; here it means nothing."""
        with pytest.raises(UsageError) as refused:
            Http("https://tte.contoh.example", ca=ca)
        assert refused.value.facts == {"argument": "ca"}


class TestAddresses:
    """A service is where its configuration says, and the configuration is read."""

    @pytest.mark.parametrize(
        "url",
        [
            "https://[::1",
            "https://tte.contoh.example:abc",
            "https://tte.contoh.example:99999999",
            "https://tte\n.contoh.example",
            "https://tte.contoh.example/\x00",
            "https://\u2013.contoh.example",
            "https://" + "a" * 70_000,
            "https://",
            "https:///api",
            "//tte.contoh.example",
            "ftp://tte.contoh.example",
            "http://tte.contoh.example",
            "https://nama@tte.contoh.example",
            "https://tte.contoh.example?x=1",
            "https://tte.contoh.example#x",
            "",
            None,
            b"https://tte.contoh.example",
        ],
        ids=range(18),
    )
    def test_what_is_none(self, url):
        """Refused when the client is made, and not repeated in the error."""
        with pytest.raises(UsageError) as refused:
            Http(url)
        assert refused.value.code == "remote_base_url"
        assert refused.value.__cause__ is None
        assert refused.value.facts == {}

    @pytest.mark.parametrize(
        "url",
        [
            "https://tte.contoh.example",
            "https://tte.contoh.example:8443/esign/",
            "https://[::1]:8443",
            "https://127.0.0.1/csc/v2",
        ],
    )
    def test_what_is_one(self, url):
        """With a port and a path."""
        with Http(url) as http:
            assert repr(http) == f"<Http {url.rstrip('/')}>"

    @pytest.mark.parametrize("version", [1, 2])
    @pytest.mark.parametrize(
        "name",
        ["a" * 256, "a" * 70_000, "", "-", "../x", "a b", "a%2fb", "a?b", "\u0663"],
        ids=range(9),
    )
    def test_a_name_that_is_no_part_of_an_address(self, dead, version, name):
        """The service gave it, in a header or an answer; it is not followed."""
        attempt = Unknown("acuan", document_id=name)
        with bsre(dead.url, version) as client, pytest.raises(UsageError) as refused:
            client.reconcile(attempt)
        assert refused.value.code == "reference_format"
        assert dead.requests == 0

    def test_the_longest_name(self, dead):
        """255 characters are asked for."""
        with bsre(dead.url) as client:
            attempt = Unknown("acuan", document_id="a" * 255)
            assert client.reconcile(attempt) is attempt
        assert dead.requests == 1


def answer(body, status=200, **headers):
    """An answer; a body that is no bytes is JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, headers, data)


READERS = {
    "bsre-1": lambda given_: outcome_v1(given_, "acuan"),
    "bsre-2": lambda given_: outcome_v2(given_, "acuan", 1),
    "csc-hash": lambda given_: signed_results(given_, "acuan", "signatures", 1),
    "csc-doc": lambda given_: signed_results(
        given_, "acuan", "DocumentWithSignature", 1
    ),
}
RESULTS = {
    "base64_signed_file": CODED,
    "file": [CODED],
    "signatures": [CODED],
    "DocumentWithSignature": [CODED],
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
class TestElsewhere:
    """What is neither success nor an error decides nothing (RFC 9110, 15)."""

    @pytest.mark.parametrize("status", [100, 101, 199, 300, 302, 304, 307, 399])
    @pytest.mark.parametrize(
        "more", [{}, {"error": "x"}, {"status_code": 2031}], ids=str
    )
    def test_a_redirect_with_a_result(self, read, status, more):
        """It was sent, so it may be signed; where it points, nobody looked."""
        result = read(answer({**RESULTS, **more}, status))
        assert isinstance(result, Unknown)
        assert result.code == "remote_bad_answer"

    @pytest.mark.parametrize("status", [300, 302, 399])
    def test_a_redirect_with_an_error(self, read, status):
        """Whose error it is cannot be told."""
        result = read(answer({"error": "x", "status_code": 2031}, status))
        assert isinstance(result, Unknown)

    @pytest.mark.parametrize("status", [200, 201, 299])
    def test_success(self, read, status):
        """Every status of success is one."""
        assert isinstance(read(answer(RESULTS, status)), Signed)

    @pytest.mark.property
    @given(
        status=st.integers(100, 599),
        body=st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from([*RESULTS, "error", "status_code", "responseID"]),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=8,
        ),
    )
    def test_signed_is_only_what_is_there(self, read, status, body):
        """For every status and every JSON: one of three outcomes; signed only by a
        success that holds a result, refused only by an error or a named reason.
        """
        result = read(answer(body, status))
        assert isinstance(result, Signed | Rejected | Unknown)
        said = body if isinstance(body, dict) else {}
        if isinstance(result, Signed):
            assert 200 <= status < 300
            assert not said.get("error")
            assert RESULTS.keys() & said.keys()
        if isinstance(result, Rejected):
            named = said.get("error") or said.get("status_code")
            assert 400 <= status < 500 or (200 <= status < 300 and named)


GOOD_2 = {"integrityValid": True, "certificateTrusted": True}
GOOD_1 = {
    "signature_document": {"document_integrity": True},
    "info_signer": {"cert_user_certified": True},
}


class TestVerdicts:
    """A verdict is about every signature of a file that was read without error."""

    @staticmethod
    def outcome(checks):
        """Of the report over them."""
        return VerificationReport(tuple(checks)).outcome

    @pytest.mark.parametrize("told", [1, 2, 3])
    @pytest.mark.parametrize("count", [1, 2, 3, "2", None], ids=repr)
    def test_as_many_as_are_counted(self, told, count):
        """A signature that is counted but not told of may be the forged one."""
        v1 = {"jumlah_signature": count, "details": [GOOD_1] * told}
        v2 = {
            "conclusion": "VALID",
            "signatureCount": count,
            "signatureInformations": [GOOD_2] * told,
        }
        agrees = count is None or count == told
        expected = Outcome.VALID if agrees else Outcome.INDETERMINATE
        assert self.outcome(judge_v1(v1)) is expected
        assert self.outcome(judge_v2(v2)) is expected

    def test_a_bad_one_is_bad_whatever_is_counted(self):
        """Undecided does not hide what is decided."""
        bad = {**GOOD_2, "integrityValid": False}
        checks = judge_v2(
            {
                "conclusion": "VALID",
                "signatureCount": 9,
                "signatureInformations": [GOOD_2, bad],
            }
        )
        assert self.outcome(checks) is Outcome.INVALID

    @pytest.mark.parametrize(
        ("status", "more", "expected"),
        [
            (200, {}, Outcome.VALID),
            (200, {"error": None}, Outcome.VALID),
            (200, {"error": "x"}, Outcome.INDETERMINATE),
            (302, {}, Outcome.INDETERMINATE),
            (400, {}, Outcome.INDETERMINATE),
            (500, {}, Outcome.INDETERMINATE),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("version", [1, 2])
    def test_beside_an_error(self, monkeypatch, version, status, more, expected):
        """A verdict and an error in one: nothing is known."""
        body = {
            "conclusion": "VALID",
            "signatureInformations": [GOOD_2],
            "details": [GOOD_1],
            **more,
        }
        with bsre("https://tte.contoh.example", version) as client:
            monkeypatch.setattr(
                client._http, "send", lambda *_, **__: answer(body, status)
            )
            assert client.verify(PDF).outcome is expected

    @pytest.mark.parametrize(
        ("status", "body", "expected"),
        [
            (200, {"status": "ISSUE"}, UserStatus.ISSUE),
            (200, {"status_code": 1111}, UserStatus.ISSUE),
            (200, {"status": "ISSUE", "error": "x"}, UserStatus.UNKNOWN),
            (302, {"status": "ISSUE"}, UserStatus.UNKNOWN),
            (401, {"status": "ISSUE"}, UserStatus.UNKNOWN),
            (500, {"status_code": 1111}, UserStatus.UNKNOWN),
            (404, {"status_code": 2011}, UserStatus.NOT_REGISTERED),
            (400, {"status": "REVOKE", "error": "x"}, UserStatus.REVOKE),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("version", [1, 2])
    def test_who_may_sign(self, monkeypatch, version, status, body, expected):
        """Nobody by a word beside an error; who may not is told with one, too."""
        with bsre("https://tte.contoh.example", version) as client:
            monkeypatch.setattr(
                client._http, "send", lambda *_, **__: answer(body, status)
            )
            assert client.status(PERSON) is expected
        assert expected.may_sign is (expected is UserStatus.ISSUE)

    def test_the_word_alone(self):
        """What `user_status` reads is the word, nothing else."""
        assert user_status({"status": "ISSUE"}) is UserStatus.ISSUE

    @pytest.mark.parametrize("status", [200, 302, 404, 500])
    @pytest.mark.parametrize("version", [1, 2])
    def test_a_file_that_is_fetched(self, monkeypatch, version, status):
        """A file is the result only where it was found."""
        attempt = Unknown("acuan", document_id="dok-9001")
        with bsre("https://tte.contoh.example", version) as client:
            monkeypatch.setattr(
                client._http, "send", lambda *_, **__: answer(PDF, status)
            )
            found = client.reconcile(attempt)
        assert isinstance(found, Signed if status == 200 else Unknown)
        assert found.reference == "acuan"
        assert found.document_id == "dok-9001"
