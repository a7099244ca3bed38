"""Signing services that misbehave: one request each, and an outcome that is true.

After a request was sent whole, nothing that a service does may look like a
refusal, and nothing of ours may be sent twice, elsewhere, or into a log.
"""

import logging
import sys
import time
import traceback
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the server stands beside

from hostile_server import MANNERS, HostileServer

from egovkit.errors import EgovkitError, SigningError, UsageError
from egovkit.identity import NIK
from egovkit.integrations import _remote, bsre, csc
from egovkit.integrations.bsre import BsreClient, Placement, Unknown, UserStatus
from egovkit.integrations.csc import Authorization, CscClient
from egovkit.signatures import Outcome

SIGNER = NIK("3171015708459002")
PDF = b"%PDF-1.7\nCONTOH\n%%EOF\n"
SECRETS = {"passphrase": "frasa-rekaan-9001", "token": "kunci-akses-9001"}
APPLICATION = "kata-sandi-9001"
GRANTED = Authorization("sad-9001", (b"\0" * 32,))


LONG = 60  # seconds


@pytest.fixture(autouse=True)
def soon(monkeypatch, request):
    """A short limit where a service uses it up, one that is never reached elsewhere."""
    manner = getattr(request.node, "callspec", None)
    drips = manner is not None and manner.params.get("server") == "drip"
    limit = 0.5 if drips else 2 * LONG
    for kind in bsre._SECONDS:
        monkeypatch.setitem(bsre._SECONDS, kind, limit)
    monkeypatch.setattr(csc, "_SECONDS", limit)
    monkeypatch.setattr(_remote, "_MAX_RECEIVED", 2**20)


def requests(server):
    """How many came; the server may read one after its client has given up."""
    until = time.monotonic() + LONG
    while not server.requests and time.monotonic() < until:
        time.sleep(0.01)
    return server.requests


@pytest.fixture(params=sorted(MANNERS))
def server(request):
    """One service for each manner, and where it would redirect to."""
    elsewhere = HostileServer("digits")
    made = HostileServer(request.param, elsewhere=elsewhere.url)
    yield made
    made.close()
    elsewhere.close()
    assert elsewhere.requests == 0


def bsre_client(server, version):
    """A client of the server."""
    return BsreClient(
        server.url,
        username="aplikasi",
        password=lambda _: APPLICATION,
        version=version,
        allow_plain_http=True,
    )


def csc_client(server):
    """A client of the server."""
    return CscClient(server.url, token=SECRETS.get, allow_plain_http=True)


@pytest.mark.parametrize("version", [1, 2])
def test_bsre_may_have_signed(server, version, caplog, capfd):
    """Unknown, with a reference, sent once; no secret in log, repr or output."""
    caplog.set_level(logging.DEBUG)
    start = time.monotonic()
    with bsre_client(server, version) as client:
        result = client.sign([PDF], signer=SIGNER, secret=SECRETS.get)
    assert time.monotonic() - start < LONG
    assert isinstance(result, Unknown)
    assert result.reference
    assert requests(server) == 1
    shown = f"{result!r}{caplog.text}{capfd.readouterr()}"
    for secret in (*SECRETS.values(), APPLICATION, SIGNER.reveal()):
        assert secret not in shown


@pytest.mark.parametrize("version", [1, 2])
def test_bsre_says_nothing_about_people_or_files(server, version):
    """No status and no verdict follow from such an answer."""
    with bsre_client(server, version) as client:
        assert client.status(SIGNER) is UserStatus.UNKNOWN
        assert client.verify(PDF).outcome is Outcome.INDETERMINATE
        pending = Unknown("acuan", document_id="dok-9001")
        assert client.reconcile(pending) == pending


def test_csc_may_have_signed(server, caplog):
    """The same for a digest and for a document; asking leaves it as unknown."""
    caplog.set_level(logging.DEBUG)
    with csc_client(server) as client:
        result = client.sign_hash("kred", GRANTED, algorithm="ES256")
        assert isinstance(result, Unknown)
        assert requests(server) == 1
        result = client.sign_document(
            "kred", [PDF], authorization=GRANTED, algorithm="ES256"
        )
        assert isinstance(result, Unknown)
        pending = Unknown("acuan", document_id="tugas-9001")
        settled = client.reconcile(pending)
        assert isinstance(settled, Unknown)
        assert settled.reference == "acuan"
    for secret in (*SECRETS.values(), GRANTED.sad):
        assert secret not in caplog.text


def test_csc_gives_no_time_stamp_and_no_credential(server):
    """What signs nothing fails with a typed error."""
    with csc_client(server) as client:
        for ask in (
            lambda: client.timestamp(b"\0" * 32),
            lambda: client.credential("kred"),
        ):
            with pytest.raises(SigningError):
                ask()


def test_a_right_that_cannot_be_sent_back_is_refused():
    """A SAD with half a character: an error of ours, and no body in it."""
    server = HostileServer("half-a-character")
    try:
        with csc_client(server) as client:
            granted = client.authorize("kred", [b"\0" * 32])
            assert isinstance(granted, Authorization)
            with pytest.raises(UsageError) as refused:
                client.sign_hash("kred", granted, algorithm="ES256")
        assert refused.value.code == "remote_text"
        assert refused.value.__context__ is None
    finally:
        server.close()


def variables(error):
    """All that a crash report would keep: the variables of every frame of ours."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [f for f in frames if "egovkit" in f.f_code.co_filename]
    assert ours
    kept = [value for f in ours for value in f.f_locals.values()]
    causes = [error.__cause__, error.__context__]
    return "".join(map(repr, [error, *causes, *kept]))


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    "secret", ["frasa\ud800-rekaan", "", None, b"frasa-rekaan"], ids=range(4)
)
def test_a_passphrase_that_cannot_be_sent_is_not_shown(version, secret):
    """Half a character has no encoding; Python's own error would carry the body."""
    server = HostileServer("reset")
    try:
        with bsre_client(server, version) as client:
            with pytest.raises(UsageError) as refused:
                client.sign([PDF], signer=SIGNER, secret=lambda _: secret)
            assert refused.value.code == "remote_secret"
            assert "rekaan" not in variables(refused.value)
            assert APPLICATION not in variables(refused.value)
            assert server.requests == 0
    finally:
        server.close()


@pytest.mark.parametrize(
    "token", ["kunci\u2013akses", "kunci\r\nx-akses: 1", "", None], ids=range(4)
)
def test_a_token_that_is_no_header_is_not_shown(token):
    """Neither sent, nor split into headers, nor kept in an error."""
    server = HostileServer("reset")
    try:
        with CscClient(
            server.url, token=lambda _: token, allow_plain_http=True
        ) as client:
            with pytest.raises(UsageError) as refused:
                client.credentials()
            assert refused.value.code == "remote_secret"
            assert "akses" not in variables(refused.value)
            assert server.requests == 0
    finally:
        server.close()


def test_the_signers_secret_is_the_last_thing_asked_for():
    """After the application's own, so that no failure of that one meets it."""
    server, asked = HostileServer("reset"), []

    def password(_):
        asked.append("password")
        raise LookupError("simpanan rahasia")

    def secret(name):
        asked.append(name)
        return SECRETS[name]

    try:
        with BsreClient(
            server.url, username="a", password=password, allow_plain_http=True
        ) as client:
            with pytest.raises(LookupError) as failed:
                client.sign([PDF], signer=SIGNER, secret=secret)
            assert asked == ["password"]
            assert SECRETS["passphrase"] not in variables(failed.value)
    finally:
        server.close()


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda c, ask: c.sign([], signer=SIGNER, secret=ask), id="none"),
        pytest.param(
            lambda c, ask: c.sign([PDF], signer=SIGNER, secret=ask, reason="\ud800"),
            id="reason",
        ),
        pytest.param(
            lambda c, ask: c.sign(
                [PDF], signer=SIGNER, secret=ask, placement=Placement(tag="\ud800")
            ),
            id="tag",
        ),
        pytest.param(
            lambda c, ask: c.sign([PDF], signer="\ud800@contoh.example", secret=ask),
            id="signer",
        ),
        pytest.param(
            lambda c, ask: c.seal([PDF], subscriber="\ud800", secret=ask), id="agency"
        ),
        pytest.param(lambda c, ask: c.seal([], subscriber="a", secret=ask), id="empty"),
        pytest.param(
            lambda c, _: c.request_seal_totp("\ud800", files=1), id="agency-totp"
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_before_a_secret_is_asked_for(call):
    """A person is not asked for a passphrase in vain."""
    server, asked = HostileServer("reset"), []
    try:
        with bsre_client(server, 2) as client, pytest.raises(EgovkitError):
            call(client, asked.append)
        assert asked == []
        assert server.requests == 0
    finally:
        server.close()
