"""What crosses the wire to the e-sign service of BSrE, field by field.

The names were collected from public client code; two are misspelled there and must
stay so. A service ignores a field that it does not know, so a wrong name is a
signature without its place, its reason, or its owner, and no error.
"""

import json
import sys
from base64 import b64encode
from email.parser import BytesParser
from pathlib import Path

import pytest

pytest.importorskip("httpx")
sys.path.insert(0, str(Path(__file__).parents[1] / "integrations"))  # the service

from bsre_server import PASSPHRASE, SIGNED, BsreServer

from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.integrations import _remote
from egovkit.integrations.bsre import (
    BsreClient,
    Placement,
    Rejected,
    Signed,
    Unknown,
    UserStatus,
)

PERSON = NIK("3171015708459002")
EMAIL = "rekaan@contoh.example"
PDF = b"%PDF-1.7\nCONTOH\n%%EOF\n"
CODED = b64encode(PDF).decode()
PNG = b"\x89PNG"
PLACE = Placement(
    image=PNG, tag="#", page=3, x=1.5, y=2, width=100, height=50,
    link="https://v.contoh.example/s",
)  # fmt: skip
WORDS = {"reason": "Persetujuan", "location": "Kota Contoh"}


@pytest.fixture(scope="module")
def service():
    """One service for all."""
    made = BsreServer().start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def server(service):
    """The service, with nothing seen yet."""
    service.seen.clear()
    service.mode = ""
    yield service
    while service.clients:
        service.clients.pop().close()


def connect(server, version):
    """A client, which the server closes."""
    made = BsreClient(
        server.url,
        username="aplikasi",
        password={"password": "kata-sandi"}.__getitem__,
        version=version,
        allow_plain_http=True,
    )
    server.clients.append(made)
    return made


def secret(kind):
    """Whoever is asked knows what for."""
    return {"passphrase": PASSPHRASE, "totp": "123456"}[kind]


def form(server):
    """Name to content, or to file name, type and content, of what was sent."""
    ((_, _, headers, body),) = server.seen
    kind = next(v for k, v in headers.items() if k.lower() == "content-type")
    message = BytesParser().parsebytes(
        b"content-type: " + kind.encode() + b"\n\n" + body
    )
    found = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert name not in found
        if part.get_filename():
            found[name] = (part.get_filename(), part.get_content_type(), content)
        else:
            found[name] = content.decode()
    return found


def sent(server):
    """Method, path and JSON of the one request."""
    ((method, path, _, body),) = server.seen
    return method, path, json.loads(body)


class TestVersion1:
    """Multipart forms."""

    FILE = ("document.pdf", "application/pdf", PDF)

    def test_the_status_of_somebody(self, server):
        """By NIK, in the address; nothing is posted."""
        assert connect(server, 1).status(PERSON) is UserStatus.ISSUE
        ((method, path, _, body),) = server.seen
        assert (method, path, body) == (
            "GET",
            "/api/user/status/3171015708459002",
            None,
        )

    def test_an_invisible_signature(self, server):
        """Nothing is said of a place."""
        result = connect(server, 1).sign([PDF], signer=PERSON, secret=secret)
        assert isinstance(result, Signed)
        assert result.document_id == "dok-9001"
        assert server.seen[0][:2] == ("POST", "/api/sign/pdf")
        assert form(server) == {
            "nik": "3171015708459002",
            "passphrase": PASSPHRASE,
            "jenis_response": "BASE64",
            "tampilan": "invisible",
            "file": self.FILE,
        }

    def test_a_visible_signature(self, server):
        """Page and box, picture, tag and link, reason and location."""
        connect(server, 1).sign(
            [PDF], signer=PERSON, secret=secret, placement=PLACE, **WORDS
        )
        assert form(server) == {
            "nik": "3171015708459002",
            "passphrase": PASSPHRASE,
            "jenis_response": "BASE64",
            "tampilan": "visible",
            "image": "true",
            "page": "3",
            "xAxis": "1.5",
            "yAxis": "2",
            "width": "100",
            "height": "50",
            "tag_koordinat": "#",
            "linkQR": "https://v.contoh.example/s",
            "file": self.FILE,
            "imageTTD": ("image.png", "image/png", PNG),
            **WORDS,
        }

    def test_a_visible_signature_without_a_picture(self, server):
        """From page 1, as the service draws it."""
        connect(server, 1).sign(
            [PDF], signer=PERSON, secret=secret, placement=Placement()
        )
        found = form(server)
        assert (found["tampilan"], found["image"], found["page"]) == (
            "visible",
            "false",
            "1",
        )
        assert not {"imageTTD", "tag_koordinat", "linkQR"} & found.keys()

    def test_a_file_to_verify(self, server):
        """Under a name of its own."""
        connect(server, 1).verify(PDF)
        assert server.seen[0][:2] == ("POST", "/api/sign/verify")
        assert form(server) == {"signed_file": self.FILE}

    @pytest.mark.parametrize(
        "call",
        [
            lambda c: c.request_totp(PERSON),
            lambda c: c.request_seal_totp("sub-9"),
            lambda c: c.seal([PDF], subscriber="sub-9", secret=secret),
            lambda c: c.sign([PDF, PDF], signer=PERSON, secret=secret),
            lambda c: c.sign([PDF], signer=PERSON, secret=secret, kind="totp"),
        ],
        ids=["totp", "seal-totp", "seal", "two-files", "by-totp"],
    )
    def test_what_it_has_no_words_for(self, server, call):
        """The version that has them is named."""
        with pytest.raises(UsageError) as refused:
            call(connect(server, 1))
        assert refused.value.code == "bsre_version"
        assert refused.value.facts == {"version": 2}
        assert server.seen == []


class TestVersion2:
    """JSON, files in base64."""

    @pytest.mark.parametrize(
        ("signer", "who"),
        [(PERSON, {"nik": "3171015708459002"}), (EMAIL, {"email": EMAIL})],
        ids=["nik", "e-mail"],
    )
    def test_who(self, server, signer, who):
        """By NIK or e-mail address, for every operation."""
        client = connect(server, 2)
        assert client.status(signer) is UserStatus.ISSUE
        assert sent(server) == ("POST", "/api/v2/user/check/status", who)
        server.seen.clear()
        assert client.request_totp(signer) is True
        assert sent(server) == ("POST", "/api/v2/sign/get/totp", {**who, "data": 1})
        server.seen.clear()
        assert client.request_totp(signer, files=7) is True
        assert sent(server)[2] == {**who, "data": 7}

    @pytest.mark.parametrize(
        ("kind", "value"), [("passphrase", PASSPHRASE), ("totp", "123456")]
    )
    @pytest.mark.parametrize("count", [1, 3])
    def test_an_invisible_signature(self, server, kind, value, count):
        """One description for each file, in the order of the files."""
        result = connect(server, 2).sign(
            [PDF] * count, signer=PERSON, secret=secret, kind=kind
        )
        assert isinstance(result, Signed)
        assert result.documents == (SIGNED,) * count
        assert sent(server) == (
            "POST",
            "/api/v2/sign/pdf",
            {
                "nik": "3171015708459002",
                kind: value,
                "signatureProperties": [{"tampilan": "INVISIBLE"}] * count,
                "file": [CODED] * count,
            },
        )

    def test_a_visible_signature(self, server):
        """Named otherwise than in version 1; the link has no name here."""
        connect(server, 2).sign(
            [PDF], signer=EMAIL, secret=secret, placement=PLACE, **WORDS
        )
        assert sent(server)[2]["signatureProperties"] == [
            {
                "tampilan": "VISIBLE",
                "page": 3,
                "originX": 1.5,
                "originY": 2,
                "width": 100,
                "height": 50,
                "imageBase64": b64encode(PNG).decode(),
                "tag_koordinat": "#",
                **WORDS,
            }
        ]

    def test_a_visible_signature_without_a_picture(self, server):
        """No picture, no field for one."""
        connect(server, 2).sign(
            [PDF], signer=EMAIL, secret=secret, placement=Placement(width=10, height=5)
        )
        assert sent(server)[2]["signatureProperties"] == [
            {
                "tampilan": "VISIBLE",
                "page": 1,
                "originX": 0,
                "originY": 0,
                "width": 10,
                "height": 5,
            }
        ]

    def test_the_agencys_own_signature(self, server):
        """By subscriber and TOTP; the TOTP is asked for by the same name."""
        client = connect(server, 2)
        assert client.request_seal_totp("sub-9", files=2) is True
        assert sent(server) == (
            "POST",
            "/api/v2/seal/get/totp",
            {"idSubscriber": "sub-9", "data": 2},
        )
        server.seen.clear()
        result = client.seal([PDF, PDF], subscriber="sub-9", secret=secret)
        assert isinstance(result, Signed)
        assert sent(server) == (
            "POST",
            "/api/v2/seal/pdf",
            {
                "idSubscriber": "sub-9",
                "totp": "123456",
                "signatureProperties": [{"tampilan": "INVISIBLE"}] * 2,
                "file": [CODED, CODED],
            },
        )

    def test_a_file_to_verify(self, server):
        """Alone in its object."""
        connect(server, 2).verify(PDF)
        assert sent(server) == ("POST", "/api/v2/verify/pdf", {"file": CODED})


@pytest.mark.parametrize("version", [1, 2])
class TestBoth:
    """What the versions share."""

    def test_the_result_is_fetched_by_its_name(self, server, version):
        """The given name goes before the attempt's own."""
        client = connect(server, version)
        attempt = Unknown("acuan", document_id="dok-0000")
        found = client.reconcile(attempt, document_id="dok-9001")
        assert isinstance(found, Signed)
        ((method, path, _, _),) = server.seen
        assert (method, path) == ("GET", "/api/sign/download/dok-9001")

    def test_the_application_names_itself(self, server, version):
        """RFC 7617: name, colon and password in base64."""
        connect(server, version).status(PERSON)
        headers = {k.lower(): v for k, v in server.seen[0][2].items()}
        pair = b64encode(b"aplikasi:kata-sandi").decode()
        assert headers["authorization"] == f"Basic {pair}"
        assert headers["accept"] == "*/*"

    def test_each_attempt_has_a_name_of_its_own(self, server, version):
        """96 bits at random, with nothing of the person in it."""
        client = connect(server, version)
        names = {
            client.sign([PDF], signer=PERSON, secret=secret).reference for _ in range(4)
        }
        assert len(names) == 4
        assert {len(bytes.fromhex(name)) for name in names} == {12}

    @pytest.mark.parametrize("kind", ["password", "PIN", "", None, "TOTP"], ids=repr)
    def test_another_kind_of_secret(self, server, version, kind):
        """Two are known, to the letter."""
        with pytest.raises(UsageError) as refused:
            connect(server, version).sign(
                [PDF], signer=PERSON, secret=secret, kind=kind
            )
        assert refused.value.code == "bsre_secret_kind"
        assert server.seen == []

    def test_the_largest_file(self, server, version, monkeypatch):
        """So many bytes and no more, whichever file of several it is."""
        assert _remote.MAX_SENT == 64 * 1024 * 1024
        monkeypatch.setattr(_remote, "MAX_SENT", len(PDF))
        client = connect(server, version)
        assert isinstance(client.sign([PDF], signer=PERSON, secret=secret), Signed)
        server.seen.clear()
        for call in (
            lambda: client.sign([PDF, PDF + b"x"], signer=PERSON, secret=secret),
            lambda: client.verify(PDF + b"x"),
        ):
            with pytest.raises(UsageError) as refused:
                call()
            assert refused.value.code == "remote_too_large"
        assert server.seen == []

    def test_a_stranger(self, server, version):
        """Refused by the service's number, which is kept."""
        result = connect(server, version).sign(
            [PDF], signer=NIK("3171015708459009"), secret=secret
        )
        assert isinstance(result, Rejected)
        assert (result.code, result.status_code) == ("bsre_not_registered", 2011)
        assert (
            result.sentence("en")
            == "The signer is not registered with the BSrE service."
        )


@pytest.mark.parametrize("version", [0, 3, "2", None, 1.5], ids=repr)
def test_there_are_two_versions(version):
    """The one to take is named."""
    with pytest.raises(UsageError) as refused:
        BsreClient(
            "https://tte.contoh.example",
            username="aplikasi",
            password=secret,
            version=version,
        )
    assert refused.value.code == "bsre_version"
    assert refused.value.facts == {"version": 2}
