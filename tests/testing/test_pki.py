"""The certificates of `TestAuthority`: OpenSSL finds them as real as we say."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from egovkit.errors import UsageError
from egovkit.signatures import (
    Assurance,
    Outcome,
    RevocationData,
    TimestampRequest,
    TimestampToken,
    sign_cms,
    verify_certificate,
    verify_cms,
)
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
AT = ("-attime", str(int(NOW.timestamp())))
DAY = timedelta(days=1)


@pytest.fixture
def ta():
    """A fresh authority."""
    return TestAuthority()


@pytest.fixture
def openssl(tmp_path):
    """OpenSSL in an empty folder; its output, or what it complains of."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")

    def run(*words, **files):
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        command = ["openssl", *map(str, words)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
        return done.stdout

    return run


def pem(*certificates):
    """Certificates in one PEM file."""
    return b"".join(c.public_bytes(Encoding.PEM) for c in certificates)


def crl_pem(ta, at=NOW):
    """The lists of root and issuing authority, PEM."""
    lists = map(x509.load_der_x509_crl, ta.crls(at=at))
    return b"".join(crl.public_bytes(Encoding.PEM) for crl in lists)


def test_three_lines(ta):
    """Make an authority, an officer, a signature: that is all a test needs."""
    budi = ta.officer("Budi Contoh")
    signature = sign_cms(
        b"isi", key=budi.key, certificate=budi.certificate, chain=budi.chain, at=NOW
    )
    report = verify_cms(
        signature,
        b"isi",
        anchors=ta.anchors(),
        at=NOW,
        revocation=ta.revocation(at=NOW),
    )
    assert report.outcome is Outcome.VALID
    assert report.assurance is Assurance.UNCERTIFIED


def test_the_same_name_is_the_same_officer(ta):
    """One person, one key; another authority's Budi is another one."""
    budi = ta.officer("Budi Contoh")
    assert ta.officer("Budi Contoh") is budi
    assert ta.officer("Siti Contoh").key.kid != budi.key.kid
    assert TestAuthority().officer("Budi Contoh").key.kid != budi.key.kid
    assert budi.key.use == "document"
    assert budi.key.algorithm == "ES256"
    assert budi.certificate_pem == pem(budi.certificate)


def test_openssl_finds_the_path(ta, openssl):
    """Officer, stamper and issuing authority chain to the root, lists included."""
    budi = ta.officer("Budi Contoh")
    trusted = ta.root_pem + crl_pem(ta)
    files = {"trusted": trusted, "chain": pem(*budi.chain)}
    for purpose, certificate in (
        ("any", budi.certificate),
        ("timestampsign", ta.tsa_certificate),
    ):
        openssl(
            *("verify", "-x509_strict", "-crl_check_all", *AT, "-purpose", purpose),
            *("-CAfile", "trusted", "-untrusted", "chain", "leaf"),
            **files,
            leaf=pem(certificate),
        )


def test_openssl_sees_a_revocation(ta, openssl):
    """Revoked since yesterday: the list of today says so to both."""
    budi = ta.officer("Budi Contoh")
    ta.revoke(budi.certificate, at=NOW - DAY, reason=x509.ReasonFlags.superseded)
    with pytest.raises(AssertionError, match="certificate revoked"):
        openssl(
            *("verify", "-crl_check_all", *AT, "-CAfile", "trusted"),
            *("-untrusted", "chain", "leaf"),
            trusted=ta.root_pem + crl_pem(ta),
            chain=pem(*budi.chain),
            leaf=budi.certificate_pem,
        )
    for moment, expected in ((NOW, Outcome.INVALID), (NOW - 2 * DAY, Outcome.VALID)):
        report = verify_certificate(
            budi.certificate,
            anchors=ta.anchors(),
            at=moment,
            chain=budi.chain,
            revocation=ta.revocation(at=NOW),
            now=NOW,
        )
        assert report.outcome is expected


def test_openssl_reads_the_ocsp_answer(ta, openssl):
    """Good, then revoked; signed by the authority's responder."""
    budi = ta.officer("Budi Contoh")
    words = (
        *("ocsp", "-sha256", "-respin", "answer", "-issuer", "issuer", "-cert", "leaf"),
        *("-CAfile", "root", "-verify_other", "issuer", *AT, "-no_nonce"),
        *("-validity_period", str(10**9)),
    )
    files = {"issuer": pem(*budi.chain), "leaf": budi.certificate_pem}
    files["root"] = ta.root_pem
    good = openssl(*words, **files, answer=ta.ocsp(budi.certificate, at=NOW))
    assert b"leaf: good" in good
    ta.revoke(budi.certificate, at=NOW)
    revoked = openssl(*words, **files, answer=ta.ocsp(budi.certificate, at=NOW + DAY))
    assert b"leaf: revoked" in revoked
    data = RevocationData.read(
        crls=ta.crls(at=NOW)[:1], ocsp=[ta.ocsp(budi.certificate, at=NOW + DAY)]
    )
    report = verify_certificate(
        budi.certificate,
        anchors=ta.anchors(),
        at=NOW + DAY,
        chain=budi.chain,
        revocation=data,
    )
    assert report.reason.code == "certificate_revoked"


@pytest.mark.parametrize("nonce", [None, 0, 9001, 2**63, 2**64 - 1])
def test_openssl_reads_the_time_stamp(ta, openssl, nonce):
    """Its digest and its nonce, under the root; the clock is the one given."""
    request = TimestampRequest.over(b"isi surat", nonce=nonce)
    response = ta.timestamper(at=NOW)(request.to_der())
    openssl(
        *("ts", "-verify", "-queryfile", "request", "-in", "response", *AT),
        *("-CAfile", "root", "-untrusted", "chain"),
        request=request.to_der(),
        response=response,
        root=ta.root_pem,
        chain=pem(*ta.officer("x").chain),
    )
    token = TimestampToken.from_response(response, request=request)
    assert token.stated_time == NOW


def test_the_stamper_answers_openssl(ta, openssl):
    """A request of OpenSSL's own, with its nonce and another digest."""
    asked = ("-data", "letter", "-sha512", "-cert", "-out", "request")
    openssl("ts", "-query", *asked, letter=b"isi surat")
    words = ("-queryfile", "request", "-in", "response", "-CAfile", "root")
    request = openssl("ts", "-query", "-data", "letter", "-sha512", "-cert")
    response = ta.timestamper(at=NOW)(request)
    openssl(
        *("ts", "-verify", *words, "-untrusted", "chain", *AT),
        request=request,
        response=response,
        root=ta.root_pem,
        chain=pem(*ta.officer("x").chain),
    )


def test_a_revoked_authority(ta):
    """Revoking the issuing authority goes to the root's list."""
    budi = ta.officer("Budi Contoh")
    ta.revoke(budi.chain[0], at=NOW)
    report = verify_certificate(
        budi.certificate,
        anchors=ta.anchors(),
        at=NOW + DAY,
        chain=budi.chain,
        revocation=ta.revocation(at=NOW + DAY),
    )
    assert (report.outcome, report.reason.code) == (
        Outcome.INVALID,
        "certificate_revoked",
    )


@pytest.mark.parametrize("national", [True, False])
def test_it_can_play_the_national_root(ta, national):
    """For tests of what a certified signature looks like, and only on request."""
    budi = ta.officer("Budi Contoh")
    report = verify_certificate(
        budi.certificate,
        anchors=ta.anchors(national=national),
        at=NOW,
        chain=budi.chain,
        revocation=ta.revocation(at=NOW),
    )
    expected = Assurance.CERTIFIED if national else Assurance.UNCERTIFIED
    assert report.assurance is expected


def test_times_need_a_zone(ta):
    """As everywhere."""
    naive = datetime(2026, 11, 24)  # noqa: DTZ001 - the point
    for call in (
        lambda: ta.crls(at=naive),
        lambda: ta.revocation(at=naive),
        lambda: ta.timestamper(at=naive),
        lambda: ta.ocsp(ta.officer("x").certificate, at=naive),
        lambda: ta.revoke(ta.officer("x").certificate, at=naive),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == "naive_datetime"
