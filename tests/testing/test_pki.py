"""The certificates of `TestAuthority`: OpenSSL finds them as real as we say."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

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


class TestWrongCalls:
    """A revocation that no list would tell of makes a test that cannot fail."""

    def refused(self, call, *args, **kwargs):
        """The argument that is named."""
        with pytest.raises(UsageError) as caught:
            call(*args, **kwargs)
        assert caught.value.code == "argument_wrong"
        return caught.value.facts["argument"]

    def test_a_certificate_of_another_authority(self, ta):
        """Names are alike everywhere here; the signature tells whose it is."""
        stranger = TestAuthority().officer("Budi Contoh")
        own = ta.officer("Budi Contoh")
        assert stranger.certificate.issuer == own.certificate.issuer
        for certificate in (stranger.certificate, stranger.chain[0]):
            assert self.refused(ta.revoke, certificate, at=NOW) == "certificate"
            assert self.refused(ta.ocsp, certificate, at=NOW) == "certificate"
        assert all(
            len(x509.load_der_x509_crl(data)) == 0 for data in ta.crls(at=NOW + DAY)
        )

    @pytest.mark.parametrize("certificate", [None, "x", b"x", 1], ids=repr)
    def test_no_certificate(self, ta, certificate):
        """PEM and names are no certificates here."""
        assert self.refused(ta.revoke, certificate, at=NOW) == "certificate"
        assert self.refused(ta.ocsp, certificate, at=NOW) == "certificate"
        pem_of_one = ta.officer("x").certificate_pem
        assert self.refused(ta.revoke, pem_of_one, at=NOW) == "certificate"

    def test_ocsp_speaks_for_the_issuing_authority_only(self, ta):
        """Of the authority itself the root's list tells."""
        ca = ta.officer("x").chain[0]
        assert self.refused(ta.ocsp, ca, at=NOW) == "certificate"
        assert self.refused(ta.ocsp, ta.root_certificate, at=NOW) == "certificate"

    @pytest.mark.parametrize("name", [None, "", "x" * 65, b"Budi", 5], ids=repr)
    def test_names_that_no_certificate_holds(self, ta, name):
        """One to 64 characters (X.520)."""
        assert self.refused(ta.officer, name) == "name"
        assert ta.officer("x" * 64).certificate


class TestLists:
    """What the lists hold, read by the cryptography package alone."""

    def revoked(self, ta, at):
        """Serial → moment and reason, of both lists."""
        found = {}
        for data in ta.crls(at=at):
            for entry in x509.load_der_x509_crl(data):
                try:
                    reason = entry.extensions.get_extension_for_class(x509.CRLReason)
                    why = reason.value.reason
                except x509.ExtensionNotFound:
                    why = None
                found[entry.serial_number] = (entry.revocation_date_utc, why)
        return found

    def test_times(self, ta):
        """Made at the moment, good for seven days."""
        for data in ta.crls(at=NOW):
            crl = x509.load_der_x509_crl(data)
            assert crl.last_update_utc == NOW
            assert crl.next_update_utc == NOW + 7 * DAY

    def test_each_list_is_its_authoritys(self, ta):
        """The root's first, then the issuing authority's; each signs its own."""
        above = (ta.root_certificate, ta.officer("x").chain[0])
        for data, issuer in zip(ta.crls(at=NOW), above, strict=True):
            crl = x509.load_der_x509_crl(data)
            assert crl.issuer == issuer.subject
            assert crl.is_signature_valid(issuer.public_key())

    def test_what_was_revoked(self, ta):
        """Moment and reason, as stated; without a reason none is told."""
        one, other = ta.officer("Budi Contoh"), ta.officer("Siti Contoh")
        assert self.revoked(ta, NOW) == {}
        ta.revoke(one.certificate, at=NOW)
        ta.revoke(
            other.certificate, at=NOW - DAY, reason=x509.ReasonFlags.key_compromise
        )
        ta.revoke(ta.tsa_certificate, at=NOW)
        ta.revoke(one.chain[0], at=NOW)
        assert self.revoked(ta, NOW) == {
            one.certificate.serial_number: (NOW, None),
            other.certificate.serial_number: (
                NOW - DAY,
                x509.ReasonFlags.key_compromise,
            ),
            ta.tsa_certificate.serial_number: (NOW, None),
            one.chain[0].serial_number: (NOW, None),
        }
        root, issuing = map(x509.load_der_x509_crl, ta.crls(at=NOW))
        assert [entry.serial_number for entry in root] == [one.chain[0].serial_number]
        assert len(issuing) == 3

    def test_revoked_again(self, ta):
        """The later statement stands: a date can be corrected."""
        budi = ta.officer("Budi Contoh")
        ta.revoke(budi.certificate, at=NOW)
        ta.revoke(budi.certificate, at=NOW - DAY, reason=x509.ReasonFlags.superseded)
        assert self.revoked(ta, NOW) == {
            budi.certificate.serial_number: (NOW - DAY, x509.ReasonFlags.superseded)
        }


class TestCertificates:
    """RFC 5280 and 6960: who may do what, by the extensions."""

    def extension(self, certificate, kind):
        """An extension and whether it is critical."""
        found = certificate.extensions.get_extension_for_class(kind)
        return found.value, found.critical

    def test_authorities(self, ta):
        """A root above one authority, which issues to no further authority."""
        ca = ta.officer("x").chain[0]
        for certificate, depth in ((ta.root_certificate, 1), (ca, 0)):
            value, critical = self.extension(certificate, x509.BasicConstraints)
            assert (value.ca, value.path_length, critical) == (True, depth, True)
            usage, critical = self.extension(certificate, x509.KeyUsage)
            assert critical
            assert (usage.key_cert_sign, usage.crl_sign) == (True, True)
            assert (usage.digital_signature, usage.content_commitment) == (False, False)
        ca.verify_directly_issued_by(ta.root_certificate)
        ta.root_certificate.verify_directly_issued_by(ta.root_certificate)

    def test_an_officer_signs_and_is_no_authority(self, ta):
        """Signatures and commitment, and nothing above or below."""
        certificate = ta.officer("Budi Contoh").certificate
        usage, critical = self.extension(certificate, x509.KeyUsage)
        assert critical
        assert (usage.digital_signature, usage.content_commitment) == (True, True)
        assert (usage.key_cert_sign, usage.crl_sign) == (False, False)
        with pytest.raises(x509.ExtensionNotFound):
            self.extension(certificate, x509.BasicConstraints)
        assert "Budi Contoh" in certificate.subject.rfc4514_string()

    def test_the_time_stamper_does_nothing_else(self, ta):
        """RFC 3161, 2.3: this extended usage alone, and critical."""
        value, critical = self.extension(ta.tsa_certificate, x509.ExtendedKeyUsage)
        assert ([oid.dotted_string for oid in value], critical) == (
            ["1.3.6.1.5.5.7.3.8"],
            True,
        )

    def test_the_responder_is_its_own(self, ta):
        """RFC 6960, 4.2.2.2: OCSP signing, issued by the authority, not revocable."""
        answer = ocsp.load_der_ocsp_response(
            ta.ocsp(ta.officer("x").certificate, at=NOW)
        )
        (responder,) = answer.certificates
        value, _ = self.extension(responder, x509.ExtendedKeyUsage)
        assert [oid.dotted_string for oid in value] == ["1.3.6.1.5.5.7.3.9"]
        assert self.extension(responder, x509.OCSPNoCheck)
        responder.verify_directly_issued_by(ta.officer("x").chain[0])
        assert answer.this_update_utc == NOW
        assert answer.next_update_utc == NOW + DAY

    def test_years(self, ta):
        """From 2020 to 2040, like the trust lists."""
        for certificate in (ta.root_certificate, ta.officer("x").certificate):
            assert certificate.not_valid_before_utc == datetime(2020, 1, 1, tzinfo=UTC)
            assert certificate.not_valid_after_utc == datetime(2040, 1, 1, tzinfo=UTC)

    def test_serials_differ(self, ta):
        """No two certificates of one authority have one serial."""
        serials = {
            ta.officer(f"Contoh {n}").certificate.serial_number for n in range(9)
        }
        assert len(serials) == 9
        assert all(0 < serial < 2**159 for serial in serials)


class TestStrangers:
    """Two authorities of the same names know nothing of each other."""

    @pytest.fixture
    def other(self):
        """Another authority, with officers of the same names."""
        return TestAuthority()

    def test_certificates(self, ta, other):
        """A path ends at the anchor that is trusted, and at no other of its name."""
        budi = ta.officer("Budi Contoh")
        for whose, expected in ((ta, Outcome.VALID), (other, Outcome.INVALID)):
            report = verify_certificate(
                budi.certificate,
                anchors=whose.anchors(),
                at=NOW,
                chain=budi.chain,
                revocation=ta.revocation(at=NOW),
            )
            assert report.outcome is expected
        assert report.assurance is Assurance.UNKNOWN

    def test_the_chain_of_another_does_not_help(self, ta, other):
        """The other's issuing authority did not sign this certificate."""
        budi = ta.officer("Budi Contoh")
        report = verify_certificate(
            budi.certificate,
            anchors=other.anchors(),
            at=NOW,
            chain=other.officer("Budi Contoh").chain,
            revocation=other.revocation(at=NOW),
        )
        assert report.outcome is Outcome.INVALID

    def test_the_lists_of_another_tell_nothing(self, ta, other):
        """That a stranger revoked nobody is no news of ours: it stays undecided."""
        budi = ta.officer("Budi Contoh")
        ta.revoke(budi.certificate, at=NOW - DAY)
        report = verify_certificate(
            budi.certificate,
            anchors=ta.anchors(),
            at=NOW,
            chain=budi.chain,
            revocation=other.revocation(at=NOW),
        )
        assert report.outcome is Outcome.INDETERMINATE

    def test_time_stamps(self, ta, other):
        """Time is proven by the stamper one trusts."""
        request = TimestampRequest.over(b"isi surat")
        response = ta.timestamper(at=NOW)(request.to_der())
        token = TimestampToken.from_response(response, request=request)
        for whose, expected in ((ta, Outcome.VALID), (other, Outcome.INVALID)):
            report = token.verify(
                b"isi surat",
                anchors=whose.anchors(),
                at=NOW,
                chain=ta.officer("x").chain,
                revocation=ta.revocation(at=NOW),
            )
            assert report.outcome is expected

    def test_a_signature_with_anothers_certificate(self, ta, other):
        """A certificate belongs to one key, whatever name stands in it."""
        ours, theirs = ta.officer("Budi Contoh"), other.officer("Budi Contoh")
        with pytest.raises(UsageError) as caught:
            sign_cms(
                b"isi",
                key=ours.key,
                certificate=theirs.certificate,
                chain=theirs.chain,
                at=NOW,
            )
        assert caught.value.code == "certificate_of_other_key"
