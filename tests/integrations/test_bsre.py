"""The BSrE client against a server that speaks the wire facts, errors included."""

import json
import logging
import socket
import sys
import time
import traceback
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the server stands beside

from bsre_server import PASSPHRASE, SIGNED, BsreServer

from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.integrations import _bsre_answers, bsre
from egovkit.integrations.bsre import (
    BsreClient,
    Placement,
    Rejected,
    Signed,
    Unknown,
    UserStatus,
)
from egovkit.signatures import Outcome

SIGNER = NIK("3171015708459002")
STRANGER = NIK("3171015708459009")
PDF = b"%PDF-1.7\nCONTOH\n%%EOF\n"
B64 = b64encode(PDF).decode()


@pytest.fixture
def server():
    """The service on loopback."""
    made = BsreServer().start()
    yield made
    for client in made.clients:
        client.close()
    made.shutdown()
    made.server_close()


@pytest.fixture(params=[1, 2], ids=["v1", "v2"])
def client(server, request):
    """A client of each version."""
    return connect(server, request.param)


def connect(server, version=2, word="kata-sandi"):
    """A client of the test server, which closes it."""
    made = BsreClient(
        server.url,
        username="aplikasi",
        password=lambda _: word,
        version=version,
        allow_plain_http=True,
    )
    server.clients.append(made)
    return made


def good(_):
    """The signer's passphrase, asked for."""
    return PASSPHRASE


def sign(client, signer=SIGNER, secret=good, **more):
    """Sign one file."""
    return client.sign([PDF], signer=signer, secret=secret, **more)


def test_signing_gives_the_file_back(client):
    """Both versions end as Signed with the service's file."""
    result = sign(client)
    assert isinstance(result, Signed)
    assert result.documents == (SIGNED,)
    assert len(result.reference) == 24


@pytest.mark.parametrize(
    ("signer", "expected"),
    [
        pytest.param(SIGNER, UserStatus.ISSUE, id="may-sign"),
        pytest.param(NIK("3171015708459003"), UserStatus.EXPIRED, id="expired"),
        pytest.param(STRANGER, UserStatus.NOT_REGISTERED, id="http-200-unknown"),
    ],
)
def test_status_is_told_by_the_services_word(client, signer, expected):
    """Unknown people come back as HTTP 200; only ISSUE may sign."""
    assert client.status(signer) is expected
    assert expected.may_sign == (expected is UserStatus.ISSUE)


@pytest.mark.parametrize(
    ("signer", "secret", "code", "number"),
    [
        pytest.param(STRANGER, good, "bsre_not_registered", 2011, id="stranger"),
        pytest.param(SIGNER, lambda _: "salah", "bsre_wrong_passphrase", 2031, id="pw"),
    ],
)
def test_a_refusal_is_told_by_number_not_by_text(client, signer, secret, code, number):
    """The service's sentences change; its numbers are what is read."""
    result = sign(client, signer, secret)
    assert isinstance(result, Rejected)
    assert (result.code, result.status_code) == (code, number)
    assert result.sentence("id")


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        pytest.param("cut", "remote_no_answer", id="connection-cut"),
        pytest.param("spring", "remote_server_error", id="spring-500"),
        pytest.param("gateway", "remote_server_error", id="bad-gateway"),
        pytest.param("garbage", "remote_bad_answer", id="no-json"),
        pytest.param("list", "remote_bad_answer", id="other-json"),
        pytest.param("not-a-pdf", "remote_bad_answer", id="not-a-pdf"),
        pytest.param("one-too-few", "remote_bad_answer", id="one-too-few"),
    ],
)
def test_what_was_sent_and_not_answered_is_unknown(server, client, mode, code):
    """No readable answer after sending: Unknown with a reference, sent once only."""
    server.mode = mode
    result = sign(client)
    assert isinstance(result, Unknown)
    assert result.code == code
    assert result.reference
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param({"file": [B64]}, Signed, id="a-file"),
        pytest.param({"file": [B64], "error": None}, Signed, id="no-error"),
        pytest.param({"file": [B64], "error": ""}, Signed, id="empty-error"),
        pytest.param({"file": [B64], "error": "x"}, Unknown, id="file-and-error"),
        pytest.param({"file": [B64], "status_code": 2031}, Unknown, id="and-number"),
        pytest.param({"error": "x"}, Rejected, id="error-alone"),
        pytest.param({"status_code": 2031}, Rejected, id="number-alone"),
        pytest.param({"error": None}, Unknown, id="nothing"),
        pytest.param({"file": [B64[:-3]]}, Unknown, id="cut-base64"),
        pytest.param({"file": [B64 + "\n"]}, Unknown, id="base64-with-a-line-end"),
        pytest.param({"file": B64}, Unknown, id="not-a-list"),
        pytest.param({"file": [B64, B64]}, Unknown, id="one-too-many"),
        pytest.param({"file": [None]}, Unknown, id="null-file"),
    ],
)
def test_version_2_is_believed_where_it_is_clear(server, answer, expected):
    """HTTP 200 says nothing by itself: the file, or the error, and not both."""
    server.canned["odd"] = (200, answer)
    server.mode = "odd"
    assert isinstance(sign(connect(server)), expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param({"base64_signed_file": B64}, Signed, id="a-file"),
        pytest.param({"base64_signed_file": B64, "error": None}, Signed, id="null"),
        pytest.param({"base64_signed_file": B64, "error": "x"}, Unknown, id="both"),
        pytest.param({"base64_signed_file": "%%"}, Unknown, id="no-base64"),
        pytest.param({"error": "x"}, Rejected, id="error-alone"),
        pytest.param(b"%PDF-1.7", Signed, id="bytes"),
        pytest.param(b"<html>masuk</html>", Unknown, id="a-page"),
    ],
)
def test_version_1_is_believed_where_it_is_clear(server, answer, expected):
    """The same for a file as bytes or as base64."""
    server.canned["odd"] = (200, answer)
    server.mode = "odd"
    assert isinstance(sign(connect(server, 1)), expected)


def test_a_timeout_is_unknown_and_is_not_repeated(server, client, monkeypatch):
    """A service that keeps silent may have signed."""
    monkeypatch.setitem(bsre._SECONDS, "sign", 0.3)
    server.mode = "silent"
    assert isinstance(sign(client), Unknown)
    until = time.monotonic() + 60
    while not server.seen and time.monotonic() < until:
        time.sleep(0.01)  # it may look up only after its client has given up
    assert len(server.seen) == 1


def test_nothing_sent_is_a_rejection():
    """If nobody listens, nothing can have been signed."""
    with socket.socket() as held:  # nobody else is given the port meanwhile
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        with BsreClient(
            url, username="a", password=lambda _: "b", allow_plain_http=True
        ) as client:
            result = sign(client)
    assert isinstance(result, Rejected)
    assert result.code == "remote_unreachable"


def test_wrong_application_credentials_are_told_apart(server):
    """401 is about the application, not about the signer."""
    result = sign(connect(server, word="salah"))
    assert isinstance(result, Rejected)
    assert result.code == "remote_unauthorized"


def test_an_unknown_outcome_is_settled_by_asking(server):
    """With the service's id the result is fetched; without one it stays unknown."""
    client = connect(server, 1)
    unknown = Unknown("acuan")
    assert client.reconcile(unknown) is unknown
    found = client.reconcile(unknown, document_id="dok-9001")
    assert isinstance(found, Signed)
    assert (found.documents, found.reference) == ((SIGNED,), "acuan")
    missing = client.reconcile(unknown, document_id="dok-0000")
    # A file that was fetched before is not found either, and it was signed.
    assert missing == Unknown("acuan", "remote_not_found", "dok-0000")
    with pytest.raises(UsageError):
        client.reconcile(unknown, document_id="../../admin")


def test_several_files_and_a_totp_in_version_2(server):
    """One property for each file; the TOTP replaces the passphrase."""
    client = connect(server)
    result = client.sign(
        [PDF, PDF],
        signer="rekaan@contoh.example",
        secret=lambda kind: {"totp": "123456"}[kind],
        kind="totp",
        placement=Placement(tag="#", image=b"\x89PNG", width=100, height=50),
        reason="Persetujuan",
    )
    assert isinstance(result, Signed)
    assert len(result.documents) == 2
    said = json.loads(server.seen[-1][3])
    assert (said["totp"], "passphrase" in said) == ("123456", False)
    assert [p["tampilan"] for p in said["signatureProperties"]] == ["VISIBLE"] * 2
    assert said["signatureProperties"][0]["tag_koordinat"] == "#"
    assert b64decode(said["signatureProperties"][0]["imageBase64"]) == b"\x89PNG"


def test_version_1_sends_the_documented_form(server):
    """Field names of the multipart form, visible with a QR tag."""
    client = connect(server, 1)
    placement = Placement(tag="$", link="https://v.contoh.example/s", image=b"\x89PNG")
    assert isinstance(sign(client, placement=placement), Signed)
    body = server.seen[-1][3]
    for name in (b"tampilan", b"tag_koordinat", b"linkQR", b"imageTTD", b"xAxis"):
        assert b'name="' + name + b'"' in body


def test_the_agency_signs_by_totp(server):
    """Version 2 signs in the agency's name; a wrong TOTP is a rejection."""
    client = connect(server)
    assert client.request_seal_totp("sub-9", files=1)
    assert client.request_totp(SIGNER)
    done = client.seal([PDF], subscriber="sub-9", secret=lambda _: "123456")
    assert isinstance(done, Signed)
    refused = client.seal([PDF], subscriber="sub-9", secret=lambda _: "000000")
    assert isinstance(refused, Rejected)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda c: c.request_totp(SIGNER), id="totp"),
        pytest.param(lambda c: c.seal([PDF], subscriber="s", secret=good), id="agency"),
        pytest.param(
            lambda c: c.sign([PDF, PDF], signer=SIGNER, secret=good), id="two-files"
        ),
        pytest.param(lambda c: sign(c, "rekaan@contoh.example"), id="e-mail"),
        pytest.param(lambda c: sign(c, kind="totp"), id="totp-signature"),
    ],
)
def test_version_1_says_what_it_cannot_do(server, call):
    """A call that version 1 has no words for is refused before sending."""
    with pytest.raises(UsageError):
        call(connect(server, 1))
    assert server.seen == []


def test_the_secret_is_asked_for_last_and_never_shown(server, client, caplog, capfd):
    """No log, repr, exception or result carries passphrase, password or NIK."""
    caplog.set_level(logging.DEBUG)
    server.mode = "cut"
    result = sign(client)
    client.status(SIGNER)
    shown = f"{result!r}{client!r}{client.__dict__!r}{caplog.text}"
    shown += "".join(capfd.readouterr())
    for secret in (PASSPHRASE, "kata-sandi", SIGNER.reveal()):
        assert secret not in shown


def test_an_exception_in_the_secrets_callback_is_the_callers(server, client):
    """If the person does not give the passphrase, nothing is sent."""

    def refuse(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stopped:
        sign(client, secret=refuse)
    assert server.seen == []
    assert SIGNER.reveal() not in "".join(traceback.format_exception(stopped.value))


@pytest.mark.parametrize(
    "url",
    [
        "http://esign.contoh.example",
        "ftp://esign.contoh.example",
        "https://user:secret@esign.contoh.example",
        "https://esign.contoh.example/?x=1",
        "https://",
        "esign.contoh.example",
    ],
)
def test_plain_http_and_odd_addresses_are_refused(url):
    """TLS is the rule; http takes a word of its own."""
    with pytest.raises(UsageError) as refused:
        BsreClient(url, username="a", password=lambda _: "b")
    assert refused.value.code == "remote_base_url"


def v2(conclusion, **changes):
    """A verify answer of version 2, misspelled fields as on the wire."""
    signature = {
        "id": "S-00",
        "fieldName": "Tanda Tangan",
        "signerName": "Rekaan Budi",
        "integrityValid": True,
        "certificateTrusted": True,
        "ltv": False,
        "lastSignature": False,
        "timestampInfomation": {"id": "T-00", "signerName": "TSA"},
        "certificateDetails": [{"id": "C-00", "signatureAlgoritm": "RSA"}],
    } | changes
    return {
        "conclusion": conclusion,
        "signatureCount": 1,
        "signatureInformations": [signature],
    }


def v1(**changes):
    """A verify answer of version 1."""
    return {
        "nama_dokumen": "x.pdf",
        "jumlah_signature": 1,
        "details": [
            {
                "info_signer": {"cert_user_certified": True},
                "signature_document": {"document_integrity": True},
            }
        ],
    } | changes


@pytest.mark.parametrize(
    ("version", "answer", "expected"),
    [
        pytest.param(2, v2("VALID"), Outcome.VALID, id="v2-valid"),
        pytest.param(
            2, v2("VALID", integrityValid=False), Outcome.INVALID, id="v2-changed"
        ),
        pytest.param(
            2, v2("VALID", certificateTrusted=False), Outcome.INVALID, id="v2-untrusted"
        ),
        pytest.param(
            2, v2("VALID", integrityValid="true"), Outcome.INDETERMINATE, id="v2-text"
        ),
        pytest.param(2, v2("INVALID"), Outcome.INVALID, id="v2-invalid"),
        pytest.param(2, v2("BARU"), Outcome.INDETERMINATE, id="v2-new-word"),
        pytest.param(
            2, {"conclusion": "NO_SIGNATURE"}, Outcome.INVALID, id="v2-unsigned"
        ),
        pytest.param(2, {"conclusion": "VALID"}, Outcome.INDETERMINATE, id="v2-empty"),
        pytest.param(2, {}, Outcome.INDETERMINATE, id="v2-nothing"),
        pytest.param(1, v1(), Outcome.VALID, id="v1-valid"),
        pytest.param(1, v1(jumlah_signature=0), Outcome.INVALID, id="v1-unsigned"),
        pytest.param(
            1,
            v1(jumlah_signature=3, details=[]),
            Outcome.INDETERMINATE,
            id="v1-a-count-proves-nothing",
        ),
        pytest.param(
            1,
            v1(details=[{"signature_document": {"document_integrity": False}}]),
            Outcome.INVALID,
            id="v1-changed",
        ),
    ],
)
def test_the_services_verdict_becomes_a_report(server, version, answer, expected):
    """Only true is true; a number of signatures proves nothing."""
    server.verdict = answer
    report = connect(server, version).verify(PDF)
    assert report.outcome is expected
    assert "BSrE" in report.explain("id")
    assert "tersertifikasi" not in report.explain("id")


def test_no_verdict_is_undecided(server, client):
    """A service that fails says nothing about the document."""
    server.mode = "gateway"
    assert client.verify(PDF).outcome is Outcome.INDETERMINATE
    assert client.status(SIGNER) is UserStatus.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b'"x"', b"{" * 100_000, b"\xff\xfe", b'{"status": {}}'],
    ids=range(7),
)
def test_any_answer_is_read_without_an_error(server, client, body):
    """Whatever the service answers with status 200: an outcome."""
    server.canned["odd"] = (200, body)
    server.mode = "odd"
    assert isinstance(sign(client), Unknown)
    assert client.status(SIGNER) is UserStatus.UNKNOWN
    assert client.verify(PDF).outcome is Outcome.INDETERMINATE


def test_the_reasons_are_the_documented_numbers():
    """Four numbers are known; another one is a plain refusal."""
    assert _bsre_answers._REASONS.keys() == {2011, 2021, 2031}


def test_verifying_is_waited_for_longer_than_signing(client, monkeypatch):
    """Eight signatures took the service 43 s to verify, a signature 0.9 s to make."""
    waited = []
    send = client._http.send

    def timed(*args, timeout, **more):
        waited.append(timeout)
        return send(*args, timeout=timeout, **more)

    monkeypatch.setattr(client._http, "send", timed)
    client.status(SIGNER)
    sign(client)
    client.verify(PDF)
    assert waited == [30, 30, 120]
