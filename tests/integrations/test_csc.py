"""The CSC client against a service that really signs, errors and silence included."""

import hashlib
import logging
import sys
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

sys.path.insert(0, str(Path(__file__).parent))  # the server stands beside

from csc_server import AUTHORITY, OFFICER, CscServer

from egovkit.documents import Kop, OfficialLetter, Signatory
from egovkit.documents.pdf import sign_pdf, to_pdf, verify_pdf
from egovkit.errors import SigningError, UsageError
from egovkit.integrations import csc
from egovkit.integrations.csc import (
    Authorization,
    CscClient,
    CscSigner,
    Rejected,
    Signed,
    Unknown,
)
from egovkit.signatures import Outcome, Signer, sign, verify

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DIGEST = hashlib.sha256(b"CONTOH").digest()
CREDENTIAL = "kred-9001"


@pytest.fixture
def server():
    """The service on loopback."""
    made = CscServer()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def client(server):
    """A client with a valid token."""
    with CscClient(
        server.url, token=lambda _: "kunci-akses", allow_plain_http=True
    ) as made:
        yield made


def pin(_):
    """The PIN, asked for."""
    return "9001"


def signer(client):
    """The credential as a signer."""
    return CscSigner(client, CREDENTIAL, use="approval", secret=pin)


def test_a_credential_is_found_and_described(client):
    """Certificate chain, algorithms, SCAL and the number of hashes."""
    assert client.credentials() == (CREDENTIAL,)
    found = client.credential(CREDENTIAL)
    assert (found.enabled, found.scal, found.multisign) == (True, "2", 5)
    assert len(found.chain) == 2


def test_a_remote_key_is_a_signer(client):
    """What it signs verifies under the certificate's key; it is a Signer."""
    remote = signer(client)
    assert isinstance(remote, Signer)
    assert remote.certificate == OFFICER.certificate
    assert remote.public.verifies(remote.sign(b"CONTOH"), b"CONTOH")
    assert not remote.public.verifies(remote.sign(b"CONTOH"), b"LAIN")


def test_a_remote_key_signs_envelopes(client):
    """Wherever a key in memory signs, this one can."""
    remote = signer(client)
    envelope = sign(b"CONTOH", key=remote, purpose="approval", at=AT)
    report = verify(envelope, trust=[remote.public], purpose="approval", at=AT)
    assert report.outcome is Outcome.VALID


def test_a_remote_key_signs_pdf(client):
    """A letter signed by a remote credential verifies as any other."""
    letter = OfficialLetter(
        kop=Kop(baris=("Pemerintah Kota Contoh",), alamat="Jalan Contoh 1"),
        judul="Surat Contoh",
        nomor="1",
        tempat="Kota Contoh",
        tanggal=AT.date(),
        isi=("CONTOH",),
        penandatangan=Signatory(jabatan="Lurah", nama="Budi"),
    )
    remote = CscSigner(client, CREDENTIAL, use="document", secret=pin)
    pdf = sign_pdf(
        to_pdf(letter),
        key=remote,
        certificate=remote.certificate,
        chain=remote.chain[1:],
        at=AT,
    )
    report = verify_pdf(
        pdf,
        anchors=AUTHORITY.anchors(),
        at=AT,
        revocation=AUTHORITY.revocation(at=AT),
    )
    assert report.outcome is Outcome.VALID


def test_two_phases_bind_the_authorization_to_the_hashes(client):
    """SCAL2: hashes are known before the authorization and cannot be swapped."""
    granted = client.authorize(CREDENTIAL, [DIGEST], secret=pin)
    assert isinstance(granted, Authorization)
    signed = client.sign_hash(CREDENTIAL, granted, algorithm="ES256")
    assert isinstance(signed, Signed)
    again = client.authorize(CREDENTIAL, [DIGEST], secret=pin)
    swapped = Authorization(again.sad, (hashlib.sha256(b"LAIN").digest(),))
    refused = client.sign_hash(CREDENTIAL, swapped, algorithm="ES256")
    assert isinstance(refused, Rejected)


def test_a_wrong_pin_is_a_rejection(client):
    """Nothing is signed, and the signer says so with a typed error."""
    granted = client.authorize(CREDENTIAL, [DIGEST], secret=lambda _: "0000")
    assert isinstance(granted, Rejected)
    remote = CscSigner(client, CREDENTIAL, use="seal", secret=lambda _: "0000")
    with pytest.raises(SigningError) as failed:
        remote.sign(b"CONTOH")
    assert failed.value.code == "remote_refused"


@pytest.mark.parametrize(
    "mode",
    [
        pytest.param("cut", id="cut"),
        pytest.param((503, b"x"), id="unavailable"),
        pytest.param((200, b"nonsense"), id="no-json"),
        pytest.param((200, {"signatures": []}), id="too-few"),
        pytest.param((200, {"signatures": ["%"]}), id="no-base64"),
    ],
)
def test_an_unknown_outcome_is_never_repeated(server, client, mode):
    """After sending without a readable answer: one request, a reference, no retry."""
    remote = signer(client)
    server.modes["/signatures/signHash"] = mode
    with pytest.raises(SigningError) as failed:
        remote.sign(b"CONTOH")
    assert failed.value.code == "remote_unknown_outcome"
    assert failed.value.facts["reference"]
    assert [path for path, _ in server.seen].count("/signatures/signHash") == 1


def test_a_timeout_is_unknown(server, client, monkeypatch):
    """Silence may be a signature."""
    granted = client.authorize(CREDENTIAL, [DIGEST], secret=pin)
    monkeypatch.setattr(csc, "_SECONDS", 0.3)
    server.modes["/signatures/signHash"] = "silent"
    result = client.sign_hash(CREDENTIAL, granted, algorithm="ES256")
    assert isinstance(result, Unknown)


def test_what_the_service_works_on_is_asked_for(client):
    """A responseID makes the outcome unknown until polling gives it."""
    granted = client.authorize(CREDENTIAL, [DIGEST], secret=pin)
    options = {"authorization": granted, "algorithm": "ES256"}
    done = client.sign_document(CREDENTIAL, [b"%PDF-"], **options)
    assert isinstance(done, Signed)
    assert done.documents == (b"%PDF-",)
    pending = client.sign_document(
        CREDENTIAL, [b"%PDF-"], level="Ades-B-LTA", **options
    )
    assert isinstance(pending, Unknown)
    assert pending.document_id == "tugas-9001"
    settled = client.reconcile(pending)
    assert isinstance(settled, Signed)
    assert (settled.documents, settled.reference) == ((b"hasil",), pending.reference)
    nameless = Unknown("acuan")
    assert client.reconcile(nameless) is nameless


def test_polling_without_an_answer_leaves_it_unknown(server, client):
    """Asking may fail too; the outcome is then as unknown as before."""
    pending = Unknown("acuan", document_id="tugas-9001")
    server.modes["/signatures/signPolling"] = "cut"
    assert client.reconcile(pending) is pending


def test_a_time_stamp_is_given_or_refused(server, client):
    """The token arrives as bytes; anything else is a typed error."""
    assert client.timestamp(DIGEST) == b"token"
    for mode in ((200, {"timestamp": "%"}), (400, {"error": "x"}), "cut"):
        server.modes["/signatures/timestamp"] = mode
        with pytest.raises(SigningError):
            client.timestamp(DIGEST)


def test_a_token_that_is_not_accepted_is_told(server):
    """401 is about the application."""
    with (
        CscClient(server.url, token=lambda _: "lain", allow_plain_http=True) as client,
        pytest.raises(SigningError) as failed,
    ):
        client.credentials()
    assert failed.value.code == "remote_unauthorized"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"key": {"status": "disabled"}, "cert": {}}, id="no-certificate"),
        pytest.param({"cert": {"certificates": ["%%"]}}, id="no-base64"),
        pytest.param({"cert": "text"}, id="no-object"),
    ],
)
def test_a_credential_that_cannot_sign_is_refused(server, client, answer):
    """Before anything is signed."""
    server.modes["/credentials/info"] = (200, answer)
    with pytest.raises(SigningError):
        signer(client)


def test_a_disabled_credential_is_refused(server, client):
    """The service says that it may not sign."""
    _, said = server._info()
    server.modes["/credentials/info"] = (200, said | {"key": {"status": "disabled"}})
    with pytest.raises(SigningError) as failed:
        signer(client)
    assert failed.value.code == "csc_credential"


def test_a_key_of_another_kind_is_refused(server, client):
    """A key that is registered but not for remote signing is named so."""
    other = ec.generate_private_key(ec.SECP521R1())
    server.certificate = AUTHORITY._ca.issue(
        OFFICER.certificate.subject, other.public_key()
    )
    with pytest.raises(UsageError):
        signer(client)
    with pytest.raises(UsageError):
        client.sign_hash(CREDENTIAL, Authorization("s", ()), algorithm="Ed25519")


def test_nothing_secret_is_shown(client, caplog):
    """Neither token, PIN nor SAD in a log, repr or error."""
    caplog.set_level(logging.DEBUG)
    granted = client.authorize(CREDENTIAL, [DIGEST], secret=pin)
    remote = signer(client)
    shown = f"{granted!r}{remote!r}{client!r}{caplog.text}"
    for secret in ("kunci-akses", "9001'", granted.sad):
        assert secret not in shown


def test_an_ec_signature_that_is_none_is_a_bad_answer(server, client):
    """What is not DER is not turned into something else."""
    remote = signer(client)
    server.modes["/signatures/signHash"] = (200, {"signatures": ["bm9uc2Vuc2U="]})
    with pytest.raises(SigningError) as failed:
        remote.sign(b"CONTOH")
    assert failed.value.code == "remote_bad_answer"


def test_a_signature_of_another_key_is_a_bad_answer(server, client):
    """What comes back is checked before it goes into a document."""
    remote = signer(client)
    other = ec.generate_private_key(ec.SECP256R1())
    wrong = b64encode(other.sign(b"CONTOH", ec.ECDSA(hashes.SHA256()))).decode()
    server.modes["/signatures/signHash"] = (200, {"signatures": [wrong]})
    with pytest.raises(SigningError) as failed:
        remote.sign(b"CONTOH")
    assert failed.value.code == "remote_bad_answer"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param({"DocumentWithSignature": ["JVBERi0="]}, Signed, id="a-pdf"),
        pytest.param(
            {"DocumentWithSignature": ["JVBERi0="], "error": None}, Signed, id="null"
        ),
        pytest.param({"DocumentWithSignature": ["eA=="]}, Unknown, id="no-pdf"),
        pytest.param({"DocumentWithSignature": []}, Unknown, id="none"),
        pytest.param({"error": "invalid_request"}, Rejected, id="refused"),
    ],
)
def test_a_document_is_a_pdf_or_the_outcome_is_unknown(
    server, client, answer, expected
):
    """HTTP 200 with something else may still have signed."""
    granted = client.authorize(CREDENTIAL, [DIGEST], secret=pin)
    server.modes["/signatures/signDoc"] = (200, answer)
    result = client.sign_document(
        CREDENTIAL, [b"%PDF-"], authorization=granted, algorithm="ES256"
    )
    assert isinstance(result, expected)
