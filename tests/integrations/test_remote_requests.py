"""What the remote clients send, word for word, and what they refuse to send."""

import hashlib
import json
import sys
from base64 import b64encode
from email import message_from_bytes
from email.policy import HTTP
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the servers stand beside

from bsre_server import BsreServer
from csc_server import CscServer

from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.integrations import _remote
from egovkit.integrations._bsre_answers import outcome_v1, outcome_v2
from egovkit.integrations._csc_answers import fixed_width, signed_results
from egovkit.integrations._remote import Answer, Http, Rejected, Signed, Unknown
from egovkit.integrations.bsre import BsreClient, Placement
from egovkit.integrations.csc import Authorization, CscClient, CscSigner
from egovkit.signatures import Algorithm

DIGEST = hashlib.sha256(b"CONTOH").digest()
CREDENTIAL = "kred-9001"
REFERENCE = "0" * 24
PDF = b"%PDF-1.7 contoh"
SIGNER = NIK("3171015708459002")


def asked(_name):
    """The person who knows the secret."""
    raise AssertionError("asked for a secret")


@pytest.fixture
def service():
    """A CSC service on loopback and a client of it."""
    server = CscServer()
    with CscClient(
        server.url, token=lambda _: "kunci-akses", allow_plain_http=True
    ) as client:
        yield server, client
    server.shutdown()
    server.server_close()


@pytest.fixture
def gateway():
    """A BSrE gateway on loopback and a client of each version."""
    server = BsreServer().start()
    clients = {
        version: BsreClient(
            server.url,
            username="aplikasi",
            password=lambda _: "kata-sandi",
            version=version,
            allow_plain_http=True,
        )
        for version in (1, 2)
    }
    yield server, clients
    for client in clients.values():
        client.close()
    server.shutdown()
    server.server_close()


class TestAddresses:
    """https is the rule; plain http is asked for by name."""

    @pytest.mark.parametrize(
        "make",
        [
            pytest.param(lambda url: CscClient(url, token=asked), id="CSC"),
            pytest.param(
                lambda url: BsreClient(url, username="a", password=asked, version=2),
                id="BSrE",
            ),
            pytest.param(Http, id="HTTP"),
        ],
    )
    def test_plain_http_is_refused_unless_it_is_accepted(self, make):
        """By each client, where nothing is said."""
        make("https://sign.contoh.example").close()
        with pytest.raises(UsageError) as caught:
            make("http://sign.contoh.example")
        assert caught.value.code == "remote_base_url"

    @pytest.mark.parametrize(
        "url",
        [
            "https://[::1",
            "https://contoh.example:abc",
            "https://contoh.example:99999",
            "https://\x00contoh.example",
            "https://",
            "contoh.example",
            "ftp://contoh.example",
            "https://a@contoh.example",
            "https://contoh.example?x=1",
            "https://contoh.example#x",
        ],
    )
    def test_what_is_no_address_is_refused(self, url):
        """Whoever reads it, the standard library or httpx, must find a host."""
        with pytest.raises(UsageError) as caught:
            Http(url, allow_plain_http=True)
        assert caught.value.code == "remote_base_url"


class TestNamesAndSecrets:
    """What goes into a header or a body must be able to."""

    @pytest.mark.parametrize(
        ("name", "code"), [("a\ud800", "remote_text"), ("a:b", "argument_wrong")]
    )
    def test_a_name_that_cannot_be_sent(self, name, code):
        """Half a character, or a colon, which ends the name (RFC 7617, 2)."""
        with pytest.raises(UsageError) as caught:
            Http("https://contoh.example", username=name, password=asked)
        assert caught.value.code == code
        assert caught.value.facts.get("argument", "username") == "username"

    def test_a_name_alone_is_no_credential(self):
        """Without a password nothing of it is sent."""
        with Http("https://contoh.example", username="a") as http:
            assert http._credentials() == {}
        with Http("https://contoh.example", username="a", password=str) as http:
            pair = b64encode(b"a:password").decode()
            assert http._credentials() == {"authorization": f"Basic {pair}"}

    @pytest.mark.parametrize("word", ["a b", "kunci", "~!"])
    def test_a_token_of_letters(self, word):
        """It goes into a header as it is."""
        assert _remote.ask(lambda _: word, "token") == word

    @pytest.mark.parametrize("word", ["", "a\nb", "a\r\nx: y", "é", "a\x7f", "\ud800"])
    def test_a_token_that_no_header_can_hold(self, word):
        """A line end would begin another header."""
        with pytest.raises(UsageError) as caught:
            _remote.ask(lambda _: word, "token")
        assert caught.value.code == "remote_secret"

    @pytest.mark.parametrize("name", ["passphrase", "totp", "PIN", "password"])
    def test_any_other_secret_may_be_any_text(self, name):
        """It goes into a body, where only half a character cannot."""
        assert _remote.ask(lambda _: "frasa é\nsandi", name) == "frasa é\nsandi"
        for word in ("", "a\ud800"):
            with pytest.raises(UsageError) as caught:
                _remote.ask(lambda _, word=word: word, name)
            assert caught.value.code == "remote_secret"

    def test_the_limit_itself_is_sent(self, monkeypatch):
        """64 MiB and no byte more; the limit is told in MiB."""
        assert _remote.MAX_SENT == 64 * 2**20
        monkeypatch.setattr(_remote, "MAX_SENT", 3 * 2**20)
        _remote.check_size(bytes(3 * 2**20))
        with pytest.raises(UsageError) as caught:
            _remote.check_size(bytes(3 * 2**20 + 1))
        assert caught.value.facts == {"limit": 3}


class TestCsc:
    """The bodies of CSC API v2."""

    def test_a_document_goes_with_what_authorizes_it(self, service):
        """One description for each file; the SAD stands beside them."""
        server, client = service
        granted = client.authorize(CREDENTIAL, [DIGEST])
        done = client.sign_document(
            CREDENTIAL, [PDF, PDF], authorization=granted, algorithm="ES384"
        )
        assert isinstance(done, Signed)
        described = {
            "document": b64encode(PDF).decode(),
            "signature_format": "P",
            "conformance_level": "Ades-B-B",
            "signAlgo": "1.2.840.10045.4.3.3",
        }
        assert server.seen[-1] == (
            "/signatures/signDoc",
            {
                "credentialID": CREDENTIAL,
                "documents": [described, described],
                "SAD": granted.sad,
            },
        )

    @pytest.mark.parametrize("size", [0, 31, 33, 48])
    def test_a_digest_of_another_length_is_not_sent(self, service, size):
        """The service would sign it as a digest of the kind that is named."""
        server, client = service
        granted = Authorization("sad", (DIGEST, bytes(size)))
        with pytest.raises(UsageError) as caught:
            client.sign_hash(CREDENTIAL, granted, algorithm="ES256")
        assert caught.value.facts == {"argument": "algorithm"}
        assert server.seen == []

    @pytest.mark.parametrize("message", ["CONTOH", 5, None, [1]])
    def test_only_bytes_are_signed(self, service, message):
        """Text has several encodings: which was signed nobody could tell."""
        server, client = service
        signer = CscSigner(client, CREDENTIAL, use="approval", secret=asked)
        before = len(server.seen)
        with pytest.raises(UsageError) as caught:
            signer.sign(message)
        assert caught.value.code == "not_bytes"
        assert len(server.seen) == before

    @pytest.mark.parametrize("sad", [None, "", 5, ["sad"]])
    def test_an_authorization_is_a_text(self, service, sad):
        """Without it nothing can be signed, and nothing was."""
        server, client = service
        server.modes["/credentials/authorize"] = (200, {"SAD": sad, "expiresIn": 60})
        answer = client.authorize(CREDENTIAL, [DIGEST])
        assert isinstance(answer, Unknown)
        assert answer.code == "remote_bad_answer"

    @pytest.mark.parametrize(
        ("key", "certificate", "enabled"),
        [
            ("enabled", {"status": "valid"}, True),
            ("enabled", {}, True),  # the member is optional
            ("enabled", {"status": "expired"}, False),
            ("enabled", {"status": "revoked"}, False),
            ("enabled", {"status": None}, False),
            ("disabled", {"status": "valid"}, False),
            (None, {"status": "valid"}, False),
        ],
    )
    def test_a_credential_that_may_sign(self, service, key, certificate, enabled):
        """Key enabled, certificate valid: what is not said so is not."""
        server, client = service
        _, said = server._info()
        chain = said["cert"]["certificates"]
        said["key"]["status"] = key
        said["cert"] = {"certificates": chain, **certificate}
        server.modes["/credentials/info"] = (200, said)
        assert client.credential(CREDENTIAL).enabled is enabled

    def test_every_file_is_a_pdf(self):
        """One that is none leaves the outcome open for all."""

        def told(*files):
            listed = [b64encode(file).decode() for file in files]
            body = json.dumps({"DocumentWithSignature": listed}).encode()
            answer = Answer(200, {}, body)
            key = "DocumentWithSignature"
            return signed_results(answer, REFERENCE, key, len(files))

        assert isinstance(told(PDF, PDF), Signed)
        assert isinstance(told(PDF, b"no"), Unknown)
        assert isinstance(told(b"no", PDF), Unknown)

    @pytest.mark.parametrize(
        ("status", "expected"), [(200, Unknown), (400, Rejected), (422, Rejected)]
    )
    def test_an_error_beside_a_result(self, status, expected):
        """HTTP 200 with both may have signed; from 400 on it is an error."""
        body = {"error": "invalid_request", "signatures": ["eA=="]}
        answer = Answer(status, {}, json.dumps(body).encode())
        assert type(signed_results(answer, REFERENCE, "signatures", 1)) is expected

    def test_rsa_signatures_have_one_form(self):
        """Only those of EC keys come in DER (RFC 8017, 8.2.1; RFC 3279, 2.2.3)."""
        assert fixed_width(bytes(384), Algorithm.RS256) == bytes(384)


class TestBsre:
    """The form of version 1 and the properties of version 2."""

    PLACED = Placement(page=2, x=10, y=20, width=100, height=50, image=b"\x89PNG")

    def form(self, gateway, placement):
        """The parts of the multipart form: name → content type, bytes."""
        server, clients = gateway
        result = clients[1].sign(
            [PDF], signer=SIGNER, secret=lambda _: "frasa-sandi", placement=placement
        )
        assert not isinstance(result, Unknown)
        _, _, headers, body = server.seen[-1]
        names = {name.lower(): value for name, value in headers.items()}
        head = f"content-type: {names['content-type']}\r\n\r\n".encode()
        return {
            part.get_param("name", header="content-disposition"): (
                part.get_content_type(),
                part.get_payload(decode=True),
            )
            for part in message_from_bytes(head + body, policy=HTTP).iter_parts()
        }

    def test_a_visible_signature_of_version_1(self, gateway):
        """Each number under its own name, the picture beside."""
        form = self.form(gateway, self.PLACED)
        assert form["file"] == ("application/pdf", PDF)
        assert form["imageTTD"] == ("image/png", b"\x89PNG")
        said = {name: value for name, (_, value) in form.items()}
        assert (
            said
            | {
                "tampilan": b"visible",
                "image": b"true",
                "page": b"2",
                "xAxis": b"10",
                "yAxis": b"20",
                "width": b"100",
                "height": b"50",
            }
            == said
        )

    def test_without_a_picture_the_service_draws_its_own(self, gateway):
        """``image`` says so, and no file is sent."""
        form = self.form(gateway, Placement(tag="#"))
        assert form["image"][1] == b"false"
        assert form["tag_koordinat"][1] == b"#"
        assert "imageTTD" not in form

    def test_an_invisible_signature_has_no_place(self, gateway):
        """Neither page nor numbers."""
        form = self.form(gateway, None)
        assert form["tampilan"][1] == b"invisible"
        assert {"page", "xAxis", "yAxis", "width", "height", "image"}.isdisjoint(form)

    def test_a_visible_signature_of_version_2(self, gateway):
        """The same place in the words of version 2."""
        server, clients = gateway
        clients[2].sign(
            [PDF], signer=SIGNER, secret=lambda _: "frasa", placement=self.PLACED
        )
        assert json.loads(server.seen[-1][3])["signatureProperties"] == [
            {
                "tampilan": "VISIBLE",
                "page": 2,
                "originX": 10,
                "originY": 20,
                "width": 100,
                "height": 50,
                "imageBase64": b64encode(b"\x89PNG").decode(),
            }
        ]

    def test_version_1_signs_one_file_with_a_passphrase(self, gateway):
        """What it has not is told with the version that has it."""
        server, clients = gateway
        for files, kind in (([PDF, PDF], "passphrase"), ([PDF], "totp")):
            with pytest.raises(UsageError) as caught:
                clients[1].sign(files, signer=SIGNER, secret=asked, kind=kind)
            assert caught.value.code == "bsre_version"
            assert caught.value.facts == {"version": 2}
        assert server.seen == []

    def test_half_a_character_is_refused_before_anything_is_sent(self, gateway):
        """No encoding can send it."""
        server, clients = gateway
        for call in (
            lambda: clients[2].request_seal_totp("a\ud800", files=1),
            lambda: clients[2].seal([PDF], subscriber="a\ud800", secret=asked),
        ):
            with pytest.raises(UsageError) as caught:
                call()
            assert caught.value.code == "remote_text"
        assert server.seen == []

    @pytest.mark.parametrize("status", [301, 302, 304, 307])
    def test_a_redirect_with_a_file_is_no_answer(self, status):
        """Who sends elsewhere has not said that it signed."""
        coded = b64encode(PDF).decode()
        for read, body in (
            (outcome_v1, PDF),
            (outcome_v1, json.dumps({"base64_signed_file": coded}).encode()),
            (lambda a, r: outcome_v2(a, r, 1), json.dumps({"file": [coded]}).encode()),
        ):
            found = read(Answer(status, {}, body), REFERENCE)
            assert isinstance(found, Unknown)
            assert isinstance(read(Answer(200, {}, body), REFERENCE), Signed)
