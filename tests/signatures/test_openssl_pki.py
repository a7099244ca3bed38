"""A whole PKI of OpenSSL's making: three authorities, lists, answers, time stamps.

OpenSSL signs and we verify, we sign and OpenSSL verifies, with its own chain of
three authorities, its CRLs, its OCSP responder and its time stamping authority.
"""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from egovkit.signatures import (
    Assurance,
    Outcome,
    RevocationData,
    SigningKey,
    TimestampRequest,
    TimestampToken,
    TrustAnchors,
    VerificationKey,
    sign_cms,
    verify_certificate,
    verify_cms,
)
from egovkit.testing import TestAuthority

DAY = timedelta(days=1)
CONFIG = """
[ca]
default_ca = own
[own]
dir = {dir}
database = $dir/{name}.index
new_certs_dir = $dir
certificate = $dir/{name}.pem
private_key = $dir/{name}.key
serial = $dir/{name}.serial
crlnumber = $dir/{name}.crlnumber
default_md = sha256
default_days = 365
default_crl_days = 7
policy = any
unique_subject = no
copy_extensions = none
crl_extensions = crl
[any]
commonName = supplied
[req]
distinguished_name = subject
prompt = no
[subject]
commonName = {name}
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[authority]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[officer]
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:http://pki.contoh.example/ca.crl
[responder]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
authorityKeyIdentifier = keyid:always
[stamper]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
authorityKeyIdentifier = keyid:always
[crl]
authorityKeyIdentifier = keyid:always
[tsa]
default_tsa = stamping
[stamping]
serial = $ENV::TSA_DIR/tsa.serial
signer_cert = $ENV::TSA_DIR/stamper.pem
certs = $ENV::TSA_DIR/ca3.pem
signer_key = $ENV::TSA_DIR/stamper.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""
FROM_2020 = ("-startdate", "20200101000000Z", "-enddate", "20400101000000Z")
KEYS = {
    "p256": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "p384": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"),
    "rsa": ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"),
}


class Pki:
    """The files of the PKI, and OpenSSL to make more of them."""

    def __init__(self, folder, kinds):
        self.folder = folder
        self.issue("root", "p384", None, "root")
        self.issue("ca1", "p256", "root", "authority")
        self.issue("ca2", kinds[-1], "ca1", "authority")
        self.issue("ca3", "p256", "ca2", "authority")
        for kind in kinds:
            self.issue(kind, kind, "ca3", "officer")
        self.issue("responder", "p256", "ca3", "responder")
        self.issue("stamper", "p256", "ca3", "stamper")
        self.path("tsa.serial").write_text("01\n")

    def path(self, name):
        """A file of the PKI."""
        return self.folder / name

    def read(self, name):
        """Its bytes."""
        return self.path(name).read_bytes()

    def run(self, *words):
        """OpenSSL, in the folder."""
        command = ["openssl", *map(str, words)]
        environment = {"TSA_DIR": str(self.folder), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def issue(self, name, kind, issuer, extensions, *options):
        """A key and its certificate, and what a CA needs to issue others."""
        self.path(f"{name}.index").touch()
        self.path(f"{name}.serial").write_text("9001\n")
        self.path(f"{name}.crlnumber").write_text("01\n")
        text = CONFIG.format(dir=self.folder, name=name)
        self.path(f"{name}.cnf").write_text(text)
        key, request = f"{name}.key", f"{name}.csr"
        self.run("genpkey", *KEYS[kind], "-out", key)
        config = ("-config", f"{name}.cnf")
        self.run("req", "-new", *config, "-key", key, "-out", request)
        own = ("-selfsign", "-keyfile", key) if issuer is None else ()
        self.run(
            *("ca", "-batch", "-notext", "-config", f"{issuer or name}.cnf", *own),
            *("-extensions", extensions, *(options or FROM_2020)),
            *("-in", request, "-out", f"{name}.pem"),
        )

    def crls(self):
        """The lists of all four authorities, as of now."""
        found = []
        for name in ("root", "ca1", "ca2", "ca3"):
            crl = f"{name}.crl"
            self.run("ca", "-gencrl", "-config", f"{name}.cnf", "-out", crl)
            found.append(self.read(crl))
        return found

    def revoke(self, name, *options):
        """Revoke a certificate of the last authority, from now on."""
        self.run("ca", "-config", "ca3.cnf", "-revoke", f"{name}.pem", *options)

    def ocsp(self, name, *signer):
        """OpenSSL's answer about a certificate of the last authority."""
        asked = ("-issuer", "ca3.pem", "-cert", f"{name}.pem")
        self.run("ocsp", *asked, "-no_nonce", "-reqout", "request.der")
        self.run(
            *("ocsp", "-index", "ca3.index", "-CA", "ca3.pem", "-ndays", "1"),
            *(signer or ("-rsigner", "responder.pem", "-rkey", "responder.key")),
            *("-reqin", "request.der", "-respout", "response.der"),
        )
        return self.read("response.der")

    def chain(self):
        """The certificates between root and officer."""
        return [self.read(f"ca{number}.pem") for number in (3, 2, 1)]

    def chain_file(self):
        """The same in one file."""
        path = self.path("chain.pem")
        path.write_bytes(b"".join(self.chain()))
        return path

    def anchors(self):
        """The root as the only anchor."""
        return TrustAnchors.of(self.read("root.pem"))

    def sign(self, content, kind, *options):
        """OpenSSL's signature, DER."""
        self.path("content").write_bytes(content)
        self.run(
            *("cms", "-sign", "-binary", "-in", "content", "-outform", "DER"),
            *("-signer", f"{kind}.pem", "-inkey", f"{kind}.key"),
            *("-certfile", self.chain_file(), "-out", "signature.der", *options),
        )
        return self.read("signature.der")

    def verify(self, signature, content, *options):
        """OpenSSL's own verdict over ours, with the lists of all authorities."""
        self.path("content").write_bytes(content)
        self.path("signature.der").write_bytes(signature)
        trusted = self.path("trusted.pem")
        trusted.write_bytes(b"".join([self.read("root.pem"), *self.crls()]))
        return self.run(
            *("cms", "-verify", "-binary", "-cades", "-inform", "DER"),
            *("-in", "signature.der", "-content", "content", "-CAfile", trusted),
            *("-crl_check_all", "-purpose", "any", "-out", "verified", *options),
        )


def now():
    """The machine's time: OpenSSL's lists are of now."""
    return datetime.now(UTC)


def reason(report):
    """Outcome and code of what decided."""
    return report.outcome, report.reason.code if report.reason else None


class RsaSigner:
    """An RSA key as an HSM would hold it."""

    use = "document"

    def __init__(self, pem, algorithm="RS256"):
        self.private = serialization.load_pem_private_key(pem, None)
        self.public = VerificationKey.from_public(
            self.private.public_key(), algorithm=algorithm, use=self.use
        )
        self.algorithm, self.kid = self.public.algorithm, self.public.kid

    def sign(self, message):
        """PKCS#1 v1.5 with the digest of the algorithm."""
        digest = hashes.SHA384() if self.algorithm == "RS384" else hashes.SHA256()
        return self.private.sign(message, padding.PKCS1v15(), digest)


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    """One PKI for the tests that revoke nothing."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")
    return Pki(Path(tmp_path_factory.mktemp("pki")), tuple(KEYS))


@pytest.fixture
def fresh(tmp_path):
    """A PKI of one's own, to revoke in."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")
    return Pki(tmp_path, ("p256",))  # RSA keys take long to make


def judged(pki, signature, content, **changes):
    """Our verdict over OpenSSL's."""
    call = {
        "anchors": pki.anchors(),
        "at": now(),
        "revocation": RevocationData.read(crls=pki.crls()),
    }
    return verify_cms(signature, content, **(call | changes))


CONTENTS = {
    "short": b"Surat 470/9001 CONTOH\n",
    "empty": b"",
    "zeros": bytes(3),
    "line-ends": b"a\r\nb\nc\rd",
    "five-megabytes": b"Surat CONTOH\n" * 400_000,
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("kind", KEYS)
def test_openssl_signs_any_content(pki, kind, content):
    """Chain of three, all four lists required: VALID, and only for this content."""
    signature = pki.sign(content, kind, "-cades")
    assert reason(judged(pki, signature, content)) == (Outcome.VALID, None)
    assert reason(judged(pki, signature, content + b" ")) == (
        Outcome.INVALID,
        "cms_other_content",
    )


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("p256", ("-md", "sha384")),
        ("p256", ("-md", "sha512")),
        ("p384", ("-md", "sha256")),
        ("p384", ("-md", "sha384")),
        ("rsa", ("-md", "sha384")),
        ("rsa", ("-md", "sha512")),
        ("rsa", ("-keyopt", "rsa_padding_mode:pss")),
        ("rsa", ("-keyopt", "rsa_padding_mode:pss", "-md", "sha384")),
        ("rsa", ("-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32")),
        ("p256", ("-keyid",)),
        ("p256", ("-nodetach",)),
        ("rsa", ("-nodetach", "-keyid")),
        ("p256", ("-nosmimecap",)),
    ],
    ids=" ".join,
)
def test_openssl_signs_in_many_ways(pki, kind, options):
    """Digests, PSS, key identifiers, content inside."""
    content = CONTENTS["short"]
    signature = pki.sign(content, kind, *options)
    inside = "-nodetach" in options
    report = judged(pki, signature, None if inside else content)
    assert reason(report) == (Outcome.VALID, None)
    assert report.require(bytes) == content
    assert report.assurance is Assurance.UNCERTIFIED


def test_five_megabytes_inside(pki):
    """The content may stand inside up to the limit of eight mebibytes."""
    content = CONTENTS["five-megabytes"]
    report = judged(pki, pki.sign(content, "p256", "-nodetach"), None)
    assert report.require(bytes) == content


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("-noattr",), "cms_no_attributes"),
        (("-nocerts",), "cms_certificate_missing"),
        (("-md", "sha1"), "cms_digest"),
        (("-signer", "p384.pem", "-inkey", "p384.key"), "cms_several"),
        (("-stream", "-nodetach"), "cms_unreadable"),
    ],
    ids=["no-attributes", "no-certificate", "sha1", "two-signers", "indefinite"],
)
def test_what_openssl_can_sign_and_we_refuse(pki, options, code):
    """Each stands on the page as refused, and says why."""
    content = CONTENTS["short"]
    signature = pki.sign(content, "p256", *options)
    report = judged(pki, signature, None if "-nodetach" in options else content)
    assert reason(report) == (Outcome.INVALID, code)


def signer(pki, kind):
    """The officer's key as ours."""
    pem = pki.read(f"{kind}.key")
    if kind == "rsa":
        return RsaSigner(pem)
    return SigningKey.from_pem(pem, password=None, use="document")


def ours(pki, content, kind="p256", **changes):
    """Our signature with an officer of that PKI."""
    call = {
        "key": signer(pki, kind),
        "certificate": pki.read(f"{kind}.pem"),
        "chain": pki.chain(),
        "at": now(),
    }
    return sign_cms(content, **(call | changes))


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("kind", KEYS)
def test_openssl_verifies_ours(pki, kind, content):
    """As CAdES, under its own root, against its own lists; and so do we."""
    signature = ours(pki, content, kind)
    pki.verify(signature, content)
    assert judged(pki, signature, content).outcome is Outcome.VALID
    with pytest.raises(AssertionError, match="erification failure"):
        pki.verify(signature, content + b" ")


def test_openssl_verifies_rs384_of_ours(pki):
    """The second digest of RSA."""
    key = RsaSigner(pki.read("rsa.key"), "RS384")
    signature = ours(pki, b"isi", "rsa", key=key)
    pki.verify(signature, b"isi")
    assert judged(pki, signature, b"isi").outcome is Outcome.VALID


def test_a_list_is_missing(pki):
    """REQUIRE: each of the four authorities must have told."""
    signature = ours(pki, b"isi")
    lists = pki.crls()
    for left_out in range(1, 4):
        some = lists[:left_out] + lists[left_out + 1 :]
        report = judged(
            pki, signature, b"isi", revocation=RevocationData.read(crls=some)
        )
        assert reason(report) == (Outcome.INDETERMINATE, "revocation_unknown")


def test_the_chain_is_missing(pki):
    """Without the authorities between there is no path; supplied apart, there is."""
    bare = ours(pki, b"isi", chain=())
    assert reason(judged(pki, bare, b"isi")) == (Outcome.INVALID, "path_not_found")
    report = judged(pki, bare, b"isi", chain=pki.chain())
    assert report.outcome is Outcome.VALID
    with pytest.raises(AssertionError, match="local issuer"):
        pki.verify(bare, b"isi")


def test_a_revoked_officer(fresh):
    """OpenSSL's list after the revocation: INVALID for both."""
    signature = ours(fresh, b"isi")
    assert judged(fresh, signature, b"isi").outcome is Outcome.VALID
    fresh.revoke("p256")
    later = now() + timedelta(seconds=2)
    report = judged(fresh, signature, b"isi", at=later)
    assert reason(report) == (Outcome.INVALID, "certificate_revoked")
    with pytest.raises(AssertionError, match="revoked"):
        fresh.verify(signature, b"isi")


@pytest.mark.parametrize(
    ("options", "before"),
    [
        (("-crl_reason", "superseded"), (Outcome.VALID, None)),
        (("-crl_reason", "cessationOfOperation"), (Outcome.VALID, None)),
        (("-crl_reason", "affiliationChanged"), (Outcome.VALID, None)),
        ((), (Outcome.INDETERMINATE, "certificate_revoked_later")),
        (("-crl_reason", "keyCompromise"),
         (Outcome.INDETERMINATE, "certificate_revoked_later")),
        (("-crl_compromise", "20200101000000Z"),
         (Outcome.INVALID, "certificate_revoked")),
    ],
    ids=["superseded", "ceased", "changed", "unsaid", "compromised", "backdated"],
)  # fmt: skip
def test_revoked_after_the_signature(fresh, options, before):
    """Before the revocation its reason decides; from it on, nothing does."""
    fresh.revoke("p256", *options)
    data = RevocationData.read(crls=fresh.crls())
    present = now() + timedelta(minutes=1)
    call = {"anchors": fresh.anchors(), "chain": fresh.chain(), "revocation": data}
    certificate = fresh.read("p256.pem")
    after = verify_certificate(certificate, at=present, **call)
    assert reason(after) == (Outcome.INVALID, "certificate_revoked")
    early = verify_certificate(certificate, at=present - DAY, now=present, **call)
    assert reason(early) == before


def test_a_revoked_authority(fresh):
    """An authority in the middle takes everyone below along."""
    fresh.run("ca", "-config", "ca1.cnf", "-revoke", "ca2.pem")
    later = now() + timedelta(seconds=2)
    report = judged(fresh, ours(fresh, b"isi"), b"isi", at=later)
    assert reason(report) == (Outcome.INVALID, "certificate_revoked")


@pytest.mark.parametrize("digest", ["sha1", "sha224", "sha512"])
def test_lists_with_weak_digests(fresh, digest):
    """SHA-1 has collisions: such a list is nobody's; others are read."""
    weak = digest == "sha1"
    lists = fresh.crls()[:3]
    config = ("-config", "ca3.cnf", "-md", digest, "-out", "weak.crl")
    fresh.run("ca", "-gencrl", *config)
    data = RevocationData.read(crls=[*lists, fresh.read("weak.crl")])
    expected = (Outcome.INDETERMINATE, "revocation_unknown")
    report = judged(fresh, ours(fresh, b"isi"), b"isi", revocation=data)
    assert reason(report) == (expected if weak else (Outcome.VALID, None))


def test_a_certificate_on_hold(fresh):
    """Held is revoked, until a later list without it says otherwise."""
    before = fresh.read("ca3.index")
    fresh.revoke("p256", "-crl_reason", "certificateHold")
    signature = ours(fresh, b"isi")
    later = now() + timedelta(seconds=2)
    report = judged(fresh, signature, b"isi", at=later)
    assert reason(report) == (Outcome.INVALID, "certificate_revoked")
    fresh.path("ca3.index").write_bytes(before)  # released
    assert judged(fresh, signature, b"isi", at=later).outcome is Outcome.VALID


@pytest.mark.parametrize("by", ["responder", "ca3"])
def test_openssl_answers_ocsp(fresh, by):
    """Good, then revoked; from a delegate, and from the issuer itself."""
    signer = ("-rsigner", f"{by}.pem", "-rkey", f"{by}.key")
    above = fresh.crls()[:3]  # the last authority publishes no list here
    signature = ours(fresh, b"isi")

    def report(answer, at):
        data = RevocationData.read(crls=above, ocsp=[answer])
        return judged(fresh, signature, b"isi", revocation=data, at=at)

    good = report(fresh.ocsp("p256", *signer), now())
    # A delegate without the no-check mark must itself be known to be good.
    expected = (Outcome.VALID, None)
    if by == "responder":
        expected = (Outcome.INDETERMINATE, "revocation_unknown")
    assert reason(good) == expected
    fresh.revoke("p256")
    revoked = report(fresh.ocsp("p256", *signer), now() + timedelta(seconds=2))
    if by == "ca3":
        assert reason(revoked) == (Outcome.INVALID, "certificate_revoked")
    else:
        assert revoked.outcome is Outcome.INDETERMINATE


def test_an_answer_about_somebody_else(pki):
    """An OCSP answer speaks of one certificate only."""
    answer = pki.ocsp("p384", "-rsigner", "ca3.pem", "-rkey", "ca3.key")
    data = RevocationData.read(crls=pki.crls()[:3], ocsp=[answer])
    report = judged(pki, ours(pki, b"isi"), b"isi", revocation=data)
    assert reason(report) == (Outcome.INDETERMINATE, "revocation_unknown")


def test_an_answer_about_two_at_once(pki):
    """The part about the signer is found and counts, as RFC 6960 4.2.1 has it."""
    certificates = ("-cert", "p256.pem", "-cert", "p384.pem")
    asked = ("-issuer", "ca3.pem", *certificates, "-no_nonce", "-reqout", "two.der")
    pki.run("ocsp", *asked)
    pki.run(
        *("ocsp", "-index", "ca3.index", "-CA", "ca3.pem", "-ndays", "1"),
        *("-rsigner", "ca3.pem", "-rkey", "ca3.key"),
        *("-reqin", "two.der", "-respout", "two-answers.der"),
    )
    data = RevocationData.read(crls=pki.crls()[:3], ocsp=[pki.read("two-answers.der")])
    assert len(list(data.ocsp[0].responses)) == 2
    report = judged(pki, ours(pki, b"isi"), b"isi", revocation=data)
    assert reason(report) == (Outcome.VALID, None)


def openssl_stamps(pki):
    """OpenSSL's time stamping authority, as `sign_cms` takes it."""

    def stamp(request):
        pki.path("stamp.tsq").write_bytes(request)
        config = ("-config", "root.cnf", "-section", "stamping")
        asked = ("-queryfile", "stamp.tsq", "-out", "stamp.tsr")
        pki.run("ts", "-reply", *config, *asked)
        return pki.read("stamp.tsr")

    return stamp


@pytest.mark.parametrize("kind", KEYS)
def test_openssl_stamps_our_signature(pki, kind):
    """CAdES-T with OpenSSL's stamp: the time is proven, and OpenSSL still reads it."""
    before = now().replace(microsecond=0)
    signature = ours(pki, b"isi", kind, timestamp=openssl_stamps(pki))
    report = judged(pki, signature, b"isi", at=now() + timedelta(seconds=1))
    assert report.outcome is Outcome.VALID
    assert before <= report.proven_time <= now()
    pki.verify(signature, b"isi")


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_openssl_asks_openssl_and_we_verify(pki, digest):
    """Its own requests, with its nonce and its choice of digest."""
    pki.path("stamped").write_bytes(b"isi surat")
    asked = ("-data", "stamped", f"-{digest}", "-cert", "-out", "asked.tsq")
    pki.run("ts", "-query", *asked)
    token = TimestampToken.from_response(openssl_stamps(pki)(pki.read("asked.tsq")))
    call = {
        "anchors": pki.anchors(),
        "at": now() + timedelta(seconds=1),
        "chain": pki.chain(),
        "revocation": RevocationData.read(crls=pki.crls()),
    }
    assert token.verify(b"isi surat", **call).time == token.stated_time
    assert token.verify(b"isi lain", **call).reason.code == "timestamp_other"
    trusted = pki.path("roots.pem")
    trusted.write_bytes(pki.read("root.pem"))
    pki.run(
        *("ts", "-verify", "-data", "stamped", "-in", "stamp.tsr"),
        *("-CAfile", trusted, "-untrusted", pki.chain_file()),
    )


def test_our_nonce_comes_back(pki):
    """The answer to one request is none to another."""
    request = TimestampRequest.over(b"isi", nonce=2**64 - 1)
    token = TimestampToken.from_response(
        openssl_stamps(pki)(request.to_der()), request=request
    )
    assert token.answers(request)
    assert not token.answers(TimestampRequest.over(b"isi", nonce=9001))
    assert not token.answers(TimestampRequest.over(b"isi"))


def test_an_officer_whose_certificate_has_expired(pki):
    """INVALID today, VALID at the time that a stamp proves, for us and for OpenSSL."""
    year = ("-startdate", "20240101000000Z", "-enddate", "20250101000000Z")
    pki.issue("old", "p256", "ca3", "officer", *year)
    key = SigningKey.from_pem(pki.read("old.key"), password=None, use="document")
    signed_at = datetime(2024, 6, 1, 8, tzinfo=UTC)
    stampers = TestAuthority()

    def signature(timestamp):
        return sign_cms(
            b"isi",
            key=key,
            certificate=pki.read("old.pem"),
            chain=pki.chain(),
            at=signed_at,
            timestamp=timestamp,
        )

    bare, stamped = signature(None), signature(stampers.timestamper(at=signed_at))
    expired = (Outcome.INVALID, "certificate_expired")
    assert reason(judged(pki, bare, b"isi")) == expired
    assert judged(pki, bare, b"isi").claimed_time == signed_at
    lists = [*pki.crls(), *stampers.crls(at=now())]
    report = judged(
        pki,
        stamped,
        b"isi",
        revocation=RevocationData.read(crls=lists),
        timestamp_anchors=stampers.anchors(),
    )
    assert reason(report) == (Outcome.VALID, None)
    assert report.proven_time == signed_at
    # A stamp of somebody nobody trusts proves nothing.
    assert judged(pki, stamped, b"isi").outcome is not Outcome.VALID
    with pytest.raises(AssertionError, match="expired"):
        pki.verify(bare, b"isi")
    then = str(int(signed_at.timestamp()))
    trusted = pki.path("roots.pem")
    trusted.write_bytes(pki.read("root.pem"))
    pki.run(
        *("cms", "-verify", "-binary", "-cades", "-inform", "DER"),
        *("-in", "signature.der", "-content", "content", "-CAfile", trusted),
        *("-purpose", "any", "-attime", then, "-out", "verified"),
    )


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("20200101000000Z", "20260101000000Z", "certificate_expired"),
        ("20390101000000Z", "20400101000000Z", "certificate_not_yet"),
    ],
    ids=["expired", "not-yet"],
)
def test_a_certificate_outside_its_validity(pki, start, end, code):
    """OpenSSL signs with it all the same; the report says which."""
    name = f"officer-{code}"
    dates = ("-startdate", start, "-enddate", end)
    pki.issue(name, "p256", "ca3", "officer", *dates)
    report = judged(pki, pki.sign(b"isi", name), b"isi")
    assert reason(report) == (Outcome.INVALID, code)
