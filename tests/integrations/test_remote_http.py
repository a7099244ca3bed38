"""The HTTP under the remote clients: TLS, bounds, and what is never followed."""

import datetime as dt
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from egovkit.errors import UsageError
from egovkit.integrations import _remote
from egovkit.integrations._remote import Answer, Failure, Http, Unknown


def self_signed(folder):
    """A certificate for 127.0.0.1 and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "contoh.example")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            pem,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


class Handler(BaseHTTPRequestHandler):
    """Redirects from /away, and a long answer at /long."""

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        """Answer by path."""
        if self.path.endswith("/away"):
            self.send_response(302)
            self.send_header("location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x" * (5000 if self.path.endswith("/long") else 5))


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """An https server and the file to trust it by."""
    certificate, key = self_signed(tmp_path_factory.mktemp("tls"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}", str(certificate)
    server.shutdown()
    server.server_close()


def test_a_certificate_of_ones_own_is_trusted_by_file(tls):
    """``ca=`` names what to trust; the answer arrives whole."""
    url, ca = tls
    with Http(url, ca=ca) as http:
        answer = http.send("GET", "/x", timeout=60)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.body) == (200, b"xxxxx")
    assert answer.json() is None
    assert answer.mapping() == {}


def test_a_server_that_nobody_vouches_for_gets_nothing(tls):
    """Without the file the connection is refused before anything is sent."""
    url, _ = tls
    with Http(url) as http:
        assert http.send("GET", "/x", timeout=60) == Failure(sent=False)


def test_verification_cannot_be_switched_off_by_a_context(tls):
    """A context that trusts everybody is refused, a strict one is taken."""
    url, ca = tls
    blind = ssl.create_default_context()
    blind.check_hostname = False
    blind.verify_mode = ssl.CERT_NONE
    with pytest.raises(UsageError):
        Http(url, ca=blind)
    with Http(url, ca=ssl.create_default_context(cafile=ca)) as http:
        assert isinstance(http.send("GET", "/x", timeout=60), Answer)


def test_a_redirect_is_an_answer_not_an_order(tls):
    """Nobody is sent elsewhere with a passphrase in the body."""
    url, ca = tls
    with Http(url, ca=ca) as http:
        answer = http.send("GET", "/away", timeout=60)
    assert isinstance(answer, Answer)
    assert answer.status == 302


def test_an_answer_without_end_is_cut(tls, monkeypatch):
    """Above the cap the outcome is unknown, not a full memory."""
    url, ca = tls
    monkeypatch.setattr(_remote, "_MAX_RECEIVED", 1000)
    with Http(url, ca=ca) as http:
        failure = http.send("GET", "/long", timeout=60)
    assert failure == Failure(sent=True)
    assert isinstance(failure.outcome("acuan"), Unknown)


def test_the_repr_shows_the_address_only(tls):
    """Neither name nor password."""
    url, ca = tls
    with Http(url, username="a", password=lambda _: "rahasia", ca=ca) as http:
        assert repr(http) == f"<Http {url}>"


def test_what_is_too_large_is_not_sent(monkeypatch):
    """The bound is checked before anything is encoded."""
    monkeypatch.setattr(_remote, "MAX_SENT", 10)
    with pytest.raises(UsageError) as refused:
        _remote.check_size(b"x" * 11)
    assert refused.value.code == "remote_too_large"


def test_an_empty_secret_is_no_secret():
    """An empty passphrase is refused before it locks an account."""
    with pytest.raises(UsageError):
        _remote.ask(lambda _: "", "passphrase")
