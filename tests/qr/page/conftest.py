"""The verify page's surroundings: a host with TLS, a browser, an agency.

The host of the seals is served by this process with a certificate of its own;
the browser is told where that host is and which certificate to expect. Nothing
reaches the network.
"""

import hashlib
import itertools
import shutil
import ssl
import threading
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from egovkit.identity import NIK
from egovkit.qr import SealedDocument, Sealer, StatusList, build_page, sealed
from egovkit.signatures import SigningKey
from egovkit.testing import TestAuthority

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOST = "v.contoh.example"
NOW = datetime.now(UTC).replace(microsecond=0)  # the page asks the browser's clock
DAY = timedelta(days=1)
PATIENCE = 180_000  # milliseconds, of a browser beside other tests
# The page gives up a slow network after four seconds; no test wants that.
PATIENT = f"""((set) => {{
  window.setTimeout = (call, after, ...more) =>
    set(call, after === 4000 ? {PATIENCE} : after, ...more);
}})(window.setTimeout)"""
ISSUER = "kelurahan-contoh"
STATUS_PATH = f"/status/{ISSUER}"


class Letter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat Keterangan Domisili", "en": "Letter of Domicile"},
):
    """One field of each kind that needs care in a browser."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
    born: date = sealed(id="Lahir", en="Born")
    seen: datetime = sealed(id="Diperiksa", en="Seen")
    paid: bool = sealed(id="Lunas", en="Paid")
    count: int = sealed(id="Jumlah", en="Count")
    note: str | None = sealed(id="Catatan", en="Note", default=None)


def letter(**changes):
    """A fictitious letter whose NIK exceeds 2^53."""
    return Letter(
        **{
            "number": "470/0123",
            "name": "Siti Aminah",
            "nik": "9171015708459002",
            "born": date(1945, 8, 17),
            "seen": datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC),
            "paid": True,
            "count": -7,
            **changes,
        }
    )


class Site:
    """A web server with TLS: what it serves, and what it was asked."""

    def __init__(self, folder):
        self.routes, self.requests = {}, []
        certificate, self.pin = _certificate(folder)
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.requests.append((self.path, dict(self.headers)))
                kind, body = site.routes.get(self.path, ("text/plain", None))
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, folder):
        """Serve a built page as its host would: ``/s`` is the page too."""
        for path in Path(folder).iterdir():
            kind = {".html": "text/html", ".js": "text/javascript"}.get(
                path.suffix, "application/json"
            )
            self.routes[f"/{path.name}"] = (kind, path.read_bytes())
        self.routes["/"] = self.routes["/s"] = self.routes["/index.html"]

    def close(self):
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()


def _certificate(folder):
    """A fresh self-signed certificate, and the hash of its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "host.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    spki = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return file, b64encode(hashlib.sha256(spki).digest()).decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The host of the seals."""
    made = Site(tmp_path_factory.mktemp("host"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser(site):
    """One Chromium for all tests; each test has a profile of its own."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    hosts = f"MAP {HOST} 127.0.0.1:{site.port}, MAP * ~NOTFOUND"
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            timeout=PATIENCE,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                f"--host-resolver-rules={hosts}",
                f"--ignore-certificate-errors-spki-list={site.pin}",
            ],
        )
        yield launched
        launched.close()


class Tab:
    """A browser tab with a profile of its own, and what the page shows in it.

    Everything else is Playwright's page.
    """

    def __init__(self, browser, **options):
        self.page = browser.new_context(locale="id-ID", **options).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.add_init_script(PATIENT)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def __getattr__(self, name):
        return getattr(self.page, name)

    def visit(self, address):
        """Open an address and wait for the answer."""
        self.page.goto("about:blank")
        self.page.goto(address)
        return self.answer()

    def answer(self):
        """What the page shows: outcome, codes of the checks, fields."""
        self.page.wait_for_selector("#result:not([hidden])")
        self.page.wait_for_function("document.activeElement.id === 'verdict'")
        return {
            "outcome": self.page.get_attribute("#result", "data-outcome"),
            "codes": self.page.eval_on_selector_all(
                "#checks li", "items => items.map((item) => item.dataset.code)"
            ),
            "fields": self.page.eval_on_selector_all(
                "#fields > div",
                "rows => rows.map((r) => [...r.children].map((c) => c.textContent))",
            ),
        }

    def wait_until_kept(self):
        """Until the service worker has stored the page."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function(
            "async () => (await (await caches.open('egovkit-page')).keys()).length > 0"
        )


@pytest.fixture
def open_tab(browser):
    """Opens tabs; an error in the page's script fails the test."""
    tabs = []

    def open_one(**options):
        tabs.append(Tab(browser, **options))
        return tabs[-1]

    yield open_one
    for tab in tabs:
        tab.page.context.close()
    assert [tab.errors for tab in tabs] == [[]] * len(tabs)


@pytest.fixture
def tab(open_tab):
    """One tab."""
    return open_tab()


class World:
    """An authority, its agency, and a built page."""

    def __init__(self, site, folder, **options):
        self.authority = TestAuthority()
        self.key = self.authority.issuer_key(ISSUER, documents=[Letter])
        self.document = Letter
        self.folder = folder
        self.site = site
        site.routes.clear()
        site.requests.clear()
        self.build(**options)

    def build(self, **options):
        """Build the page again and serve it."""
        self.file = build_page(
            self.authority.trust_list(), self.folder, agency="Kota Contoh", **options
        )
        self.site.publish(self.folder)

    def seal(self, *, key=None, index=7, **options):
        """The text of a sealed letter."""
        stated = {name: options.pop(name, None) for name in ("expires", "digest")}
        at = options.pop("at", NOW - DAY)
        sealer = Sealer(key=key or self.key, issuer=ISSUER, url=f"https://{HOST}/s")
        return sealer.seal(letter(**options), at=at, status_index=index, **stated).text

    def picture(self):
        """A sealed letter's code as a PNG."""
        sealer = Sealer(key=self.key, issuer=ISSUER, url=f"https://{HOST}/s")
        return sealer.seal(letter(), at=NOW - DAY).to_png()

    def status(self, *entries, at=NOW, **more):
        """A signed status list."""
        return self.authority.status_token(
            StatusList.from_entries(100, entries), issuer=ISSUER, at=at, **more
        )

    def serve_status(self, *entries, **more):
        """Publish a status list at the agency's address."""
        self.site.routes[STATUS_PATH] = (
            "application/statuslist+cwt",
            self.status(*entries, **more),
        )

    def jwt(self, *entries, key=None, at=NOW, uri=None):
        """A signed status list in JWT form."""
        return StatusList.from_entries(100, entries).to_jwt(
            key=key or self.authority.status_key(ISSUER),
            uri=uri or self.authority.status_uri(ISSUER),
            at=at,
            expires=at + 30 * DAY,
        )

    def local(self, text):
        """The page's file with a seal in its fragment."""
        return f"{self.file.as_uri()}#{text.partition('#')[2]}"


@pytest.fixture
def world(site, tmp_path):
    """A fresh authority and page."""
    return World(site, tmp_path / "site")


@pytest.fixture
def steady_world(site, tmp_path):
    """The same, with the same keys in every run: what is damaged in what they signed
    is the same then as well.
    """
    seeds = itertools.count(1)

    def generate(algorithm, *, use):
        seed = bytes([next(seeds)]) * 32
        return SigningKey.from_bytes(seed, algorithm=algorithm, use=use)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SigningKey, "generate", generate)
        return World(site, tmp_path / "site")
