"""CMS both ways with OpenSSL, CAdES-B and -T, and every way to cheat."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidFormatError, SigningError, UsageError
from egovkit.signatures import (
    Assurance,
    CertificatePolicy,
    CmsReport,
    Outcome,
    RevocationPolicy,
    SigningKey,
    TimestampRequest,
    TimestampToken,
    TrustAnchors,
    prepare_cms,
    sign_cms,
    verify_cms,
)
from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._cms_draft import Draft, attribute
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CONTENT = b"Surat 470/9001 CONTOH\n"
TA = TestAuthority()
BUDI = TA.officer("Budi Contoh")
USAGE = BUDI.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
SKIP = CertificatePolicy(revocation=RevocationPolicy.SKIP)


def signed(content=CONTENT, officer=BUDI, **changes):
    """A CAdES-B signature of an officer."""
    call = {
        "key": officer.key,
        "certificate": officer.certificate,
        "chain": officer.chain,
        "at": NOW,
    }
    return sign_cms(content, **(call | changes))


def judged(data, **changes):
    """The report on a signature."""
    call = {
        "content": CONTENT,
        "anchors": TA.anchors(),
        "at": NOW,
        "revocation": TA.revocation(at=NOW),
    }
    return verify_cms(data, **(call | changes))


def reason(report):
    """Outcome and code of what decided."""
    return report.outcome, report.reason.code if report.reason else None


STAMPED = signed(timestamp=TA.timestamper(at=NOW + timedelta(minutes=13)))


def test_level_b():
    """Signature, certificate, claimed time; the content comes out."""
    report = judged(signed())
    assert reason(report) == (Outcome.VALID, None)
    assert report.require(bytes) == CONTENT
    assert report.certificate == BUDI.certificate
    assert (report.claimed_time, report.proven_time) == (NOW, None)
    assert report.assurance is Assurance.UNCERTIFIED
    assert "time_claimed" in [c.code for c in report.checks]


def test_level_t_proves_the_time():
    """The stamp's time, not the signer's clock, thirteen minutes apart."""
    report = judged(STAMPED, at=NOW + DAY)
    assert reason(report) == (Outcome.VALID, None)
    assert report.proven_time == NOW + timedelta(minutes=13)
    assert report.claimed_time == NOW
    assert "time_proven" in [c.code for c in report.checks]


def test_certified_under_the_national_root_only():
    """PP 71/2019 Pasal 60(3)."""
    report = judged(signed(), anchors=TA.anchors(national=True))
    assert report.assurance is Assurance.CERTIFIED
    wrong = judged(signed(), anchors=TA.anchors(national=True), content=b"lain")
    assert wrong.assurance is Assurance.UNKNOWN


def test_fractions_of_a_second_are_dropped():
    """CMS times have whole seconds."""
    data = signed(at=NOW.replace(microsecond=999_999))
    assert judged(data).claimed_time == NOW


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "Ed25519"])
def test_algorithms(algorithm):
    """Each that CMS knows, under a P-256 authority."""
    key = SigningKey.generate(algorithm, use="document")
    certificate = TA._ca.issue(
        TA._ca.name,
        key.public.public_key,
        (USAGE, True),
    )
    assert judged(signed(key=key, certificate=certificate)).outcome is Outcome.VALID


# OpenSSL


def openssl(*arguments, cwd):
    """Run OpenSSL; what it says."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")
    return subprocess.run(
        ["openssl", *arguments], check=True, capture_output=True, cwd=cwd
    )


@pytest.fixture
def files(tmp_path):
    """What OpenSSL reads from files."""
    (tmp_path / "root.pem").write_bytes(TA.root_pem)
    (tmp_path / "content").write_bytes(CONTENT)
    (tmp_path / "chain.pem").write_bytes(BUDI.chain[0].public_bytes(Encoding.PEM))
    return tmp_path


@pytest.mark.parametrize("data", [signed(), STAMPED], ids=["b", "t"])
def test_openssl_reads_ours(files, data):
    """``openssl cms -verify -cades`` accepts levels B and T."""
    (files / "signature").write_bytes(data)
    done = openssl(
        "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature",
        "-content", "content", "-CAfile", "root.pem", "-purpose", "any",
        cwd=files,
    )  # fmt: skip
    assert done.stdout == CONTENT
    assert b"CAdES Verification successful" in done.stderr


def test_openssl_reads_our_time_stamps(files):
    """``openssl ts -verify`` accepts a response of the test authority."""
    request = TimestampRequest.over(CONTENT, nonce=9001)
    (files / "response").write_bytes(TA.timestamper(at=NOW)(request.to_der()))
    (files / "request").write_bytes(request.to_der())
    for against in (["-data", "content"], ["-queryfile", "request"]):
        done = openssl(
            "ts", "-verify", "-in", "response", *against, "-CAfile", "root.pem",
            "-untrusted", "chain.pem", cwd=files,
        )  # fmt: skip
        assert b"Verification: OK" in done.stdout


def rsa_officer():
    """An RSA key with a certificate of the test CA."""
    key = rsa.generate_private_key(65537, 2048)
    return key, TA._ca.issue(TA._ca.name, key.public_key(), (USAGE, True))


@pytest.mark.parametrize("kind", ["ec", "rsa"])
@pytest.mark.parametrize(
    "options",
    [
        ["-cades"],
        [],
        ["-md", "sha512"],
        ["-keyid"],
        ["-nodetach"],
        ["-cades", "-keyopt", "rsa_padding_mode:pss"],
    ],
    ids=["cades", "plain", "sha512", "keyid", "attached", "pss"],
)
def test_we_read_openssl(files, kind, options):
    """Signatures of ``openssl cms -sign`` in its forms, EC and RSA."""
    key, certificate = BUDI.key.private_key, BUDI.certificate
    if kind == "rsa":
        key, certificate = rsa_officer()
    elif "-keyopt" in options:
        options = ["-cades"]
    (files / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (files / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    openssl(
        "cms", "-sign", "-binary", "-in", "content", "-signer", "cert.pem",
        "-inkey", "key.pem", "-certfile", "chain.pem", "-outform", "DER",
        "-out", "signature", *options, cwd=files,
    )  # fmt: skip
    data = (files / "signature").read_bytes()
    # OpenSSL signs with the machine's clock, which the certificates outlive.
    now = datetime.now(UTC)
    report = judged(data, at=now, revocation=TA.revocation(at=now))
    assert reason(report) == (Outcome.VALID, None)
    assert report.require(bytes) == CONTENT
    assert judged(data, content=b"lain", at=now).outcome is Outcome.INVALID


def test_we_read_openssl_time_stamps(files):
    """A token of ``openssl ts -reply`` proves the time."""
    key, certificate = TA._stamper
    (files / "tsa.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (files / "tsakey.pem").write_bytes(
        key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (files / "serial").write_text("01")
    (files / "ts.cnf").write_text(
        "[tsa]\ndefault_tsa=c\n[c]\ndir=.\nserial=./serial\ncrypto_device=builtin\n"
        "signer_cert=./tsa.pem\ncerts=./chain.pem\nsigner_key=./tsakey.pem\n"
        "signer_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n"
        "accuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_alg=sha256\n"
    )
    request = TimestampRequest.over(CONTENT, nonce=9001)
    (files / "request").write_bytes(request.to_der())
    openssl(
        "ts", "-reply", "-config", "ts.cnf", "-queryfile", "request", "-out",
        "response", cwd=files,
    )  # fmt: skip
    token = TimestampToken.from_response(
        (files / "response").read_bytes(), request=request
    )
    now = datetime.now(UTC) + timedelta(seconds=1)
    report = token.verify(
        CONTENT, anchors=TA.anchors(), at=now, revocation=TA.revocation(at=now)
    )
    assert reason(report) == (Outcome.VALID, None)
    assert report.time == token.stated_time


# Making them


def test_keys_that_do_not_sign_documents():
    """Another key's certificate, a seal key, an algorithm CMS does not know."""
    other = TA.officer("Lain Contoh")
    seal = SigningKey(BUDI.key.private_key, use="seal")
    for changes, code in (
        ({"certificate": other.certificate}, "certificate_of_other_key"),
        ({"certificate": rsa_officer()[1]}, "certificate_of_other_key"),
        ({"key": seal}, "key_of_other_purpose"),
    ):
        with pytest.raises(UsageError) as caught:
            signed(**changes)
        assert caught.value.code == code
    with pytest.raises(SigningError) as caught:
        signed(at=datetime(2041, 1, 1, tzinfo=UTC))
    assert caught.value.code == "key_outside_validity"
    with pytest.raises(InvalidFormatError):
        signed(certificate=b"x")


def test_post_quantum_keys_have_no_cms_here():
    """ML-DSA signs envelopes; in CMS it is refused by name."""
    key = SigningKey.generate("ML-DSA-65", use="document")
    certificate = TA._ca.issue(TA._ca.name, key.public.public_key)
    with pytest.raises(SigningError) as caught:
        signed(key=key, certificate=certificate)
    assert caught.value.code == "cms_algorithm"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda _: b"", "timestamp_refused"),
        (lambda _: der.sequence(der.sequence(der.integer(2))), "timestamp_refused"),
        (
            lambda _: TA.timestamper(at=NOW)(TimestampRequest.over(b"x").to_der()),
            "timestamp_other_request",
        ),
    ],
    ids=["garbage", "refusal", "other-request"],
)
def test_a_time_stamp_that_was_not_given(answer, code):
    """Then there is no signature of level T."""
    with pytest.raises(SigningError) as caught:
        signed(timestamp=answer)
    assert caught.value.code == code


@pytest.mark.parametrize("stamp", [None, TA.timestamper(at=NOW)], ids=["b", "t"])
def test_prepare_and_complete_are_sign_in_two_steps(stamp):
    """A remote key signs `message`; `complete` closes the structure."""
    prepared = prepare_cms(
        CONTENT,
        public=BUDI.key.public,
        certificate=BUDI.certificate,
        chain=BUDI.chain,
        at=NOW,
    )
    data = prepared.complete(BUDI.key.sign(prepared.message), timestamp=stamp)
    report = judged(data)
    assert report.require(bytes) == CONTENT
    assert (report.proven_time is None) == (stamp is None)
    with pytest.raises(SigningError) as caught:
        prepared.complete(TA.officer("Lain Contoh").key.sign(prepared.message))
    assert caught.value.code == "signature_false"


def test_the_signing_time_can_be_left_out():
    """PAdES states the time in the PDF instead."""
    report = judged(signed(signing_time=False))
    assert report.outcome is Outcome.VALID
    assert report.claimed_time is None


# Attacks


def test_other_content():
    """The signature of one letter under another, given or enclosed."""
    assert reason(judged(signed(), content=b"lain")) == (
        Outcome.INVALID,
        "cms_other_content",
    )
    assert reason(judged(signed(), content=None)) == (
        Outcome.INVALID,
        "content_missing",
    )


def draft(**changes):
    """A draft of an officer's signature."""
    facts = {
        "content": CONTENT,
        "certificate": BUDI.certificate,
        "others": list(BUDI.chain),
        "at": NOW,
        "algorithm": BUDI.key.algorithm,
    }
    return Draft(**(facts | changes))


def test_content_inside_and_outside_differ():
    """Enclosed content that is not the one at hand."""
    attached = draft(attached=True)
    data = attached.complete(attached.sign(BUDI.key))
    assert judged(data, content=None).require(bytes) == CONTENT
    assert reason(judged(data, content=b"lain")) == (
        Outcome.INVALID,
        "cms_other_content",
    )


def test_signature_of_another_officer():
    """Mallory signs and encloses Budi's certificate."""
    mallory = TA.officer("Mallory Contoh")
    one = draft()
    data = one.complete(one.sign(mallory.key))
    assert reason(judged(data)) == (Outcome.INVALID, "signature_false")


def test_certificate_exchanged():
    """Another certificate over the same key: ESSCertIDv2 tells."""
    twin = TA._ca.issue(
        BUDI.certificate.subject,
        BUDI.key.public.public_key,
        (USAGE, True),
    )
    one = draft()
    data = draft(certificate=twin).complete(one.sign(BUDI.key))
    assert reason(judged(data)) == (Outcome.INVALID, "signature_false")
    # the twin put in place of the one named under the signature
    enclosed = [c.public_bytes(Encoding.DER) for c in (twin, *BUDI.chain)]
    inside = der.set_of(*enclosed, tag=der.CONTEXT_0)
    swapped = rebuilt(lambda parts: [*parts[:3], inside, parts[-1]])
    assert reason(judged(swapped)) == (Outcome.INVALID, "cms_certificate_missing")


def rebuilt(change):
    """A signature whose SignedData parts were changed."""
    kind, outer = der.read(signed()).children()
    parts = outer.children()[0].children()
    return der.sequence(
        kind.raw, der.explicit(0, der.sequence(*change([p.raw for p in parts])))
    )


def changed_signer(change):
    """A signature whose SignerInfo parts were changed."""

    def within(parts):
        (info,) = der.read(parts[-1]).children()
        inside = [p.raw for p in info.children()]
        return [*parts[:-1], der.set_of(der.sequence(*change(inside)))]

    return rebuilt(within)


def test_zero_signatures():
    """A structure without signers is INVALID, never "valid"."""
    data = rebuilt(lambda parts: [*parts[:-1], der.set_of()])
    assert reason(judged(data)) == (Outcome.INVALID, "cms_unsigned")


def test_two_signers():
    """More than one is refused, so that nobody hides behind another."""
    data = rebuilt(
        lambda parts: [
            *parts[:-1],
            der.set_of(*[c.raw for c in der.read(parts[-1]).children()] * 2),
        ]
    )
    assert reason(judged(data)) == (Outcome.INVALID, "cms_several")


def test_signed_attributes_passed_off_as_content():
    """Without attributes the signed bytes could be read as content."""
    data = changed_signer(lambda parts: [*parts[:3], *parts[4:]])
    attributes = draft().attributes()
    content = der.set_of(*attributes)
    assert reason(judged(data, content=content)) == (
        Outcome.INVALID,
        "cms_no_attributes",
    )


def test_weak_digest():
    """SHA-1 is refused before anything is computed."""
    sha1 = der.sequence(der.oid("1.3.14.3.2.26"))
    data = changed_signer(lambda parts: [*parts[:2], sha1, *parts[3:]])
    assert reason(judged(data)) == (Outcome.INVALID, "cms_digest")


@pytest.mark.parametrize(
    "scheme",
    ["1.2.840.113549.1.1.11", "1.2.840.10045.4.1", "1.3.101.112", "1.2.3"],
)
def test_algorithm_confusion(scheme):
    """The algorithm must be one of the certificate's key."""
    other = der.sequence(der.oid(scheme))
    data = changed_signer(lambda parts: [*parts[:4], other, *parts[5:]])
    assert reason(judged(data)) == (Outcome.INVALID, "cms_algorithm")


PSS = "1.2.840.113549.1.1.10"
SHA256, SHA1 = "2.16.840.1.101.3.4.2.1", "1.3.14.3.2.26"
MGF1 = "1.2.840.113549.1.1.8"


def pss(*, digest=SHA256, mask=MGF1, inner=SHA256, salt=32):
    """Parameters of an RSA-PSS signature."""
    return der.sequence(
        der.explicit(0, der.sequence(der.oid(digest))),
        der.explicit(1, der.sequence(der.oid(mask), der.sequence(der.oid(inner)))),
        der.explicit(2, der.integer(salt)),
    )


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ([], "cms_algorithm"),
        ([pss(digest=SHA1)], "cms_algorithm"),
        ([pss(inner=SHA1)], "cms_algorithm"),
        ([pss(mask="1.2.3")], "cms_algorithm"),
        ([pss(salt=0)], "cms_algorithm"),
        ([pss(salt=10_000)], "cms_algorithm"),
        ([der.sequence()], "cms_algorithm"),
        ([pss()], "signature_false"),
    ],
    ids=["none", "sha1", "mask-sha1", "mask", "no-salt", "long-salt", "defaults",
         "good"],
)  # fmt: skip
def test_rsa_pss_parameters(parameters, code):
    """RFC 4055's defaults are SHA-1, so everything must be stated, and agree."""
    key, certificate = rsa_officer()
    one = draft(certificate=certificate)
    data = one.complete(key.sign(b"x", padding.PKCS1v15(), hashes.SHA256()))
    ours = der.sequence(der.oid("1.2.840.10045.4.3.2"))
    theirs = der.sequence(der.oid(PSS), *parameters)
    kind, outer = der.read(data).children()
    parts = [p.raw for p in outer.children()[0].children()]
    (info,) = der.read(parts[-1]).children()
    inside = [theirs if p.raw == ours else p.raw for p in info.children()]
    parts[-1] = der.set_of(der.sequence(*inside))
    changed = der.sequence(kind.raw, der.explicit(0, der.sequence(*parts)))
    assert reason(judged(changed)) == (Outcome.INVALID, code)


def test_attribute_twice():
    """Two message digests: readers would differ."""

    def twice(parts):
        values = [c.raw for c in der.read(parts[3]).children()]
        again = attribute(cms.MESSAGE_DIGEST, der.octets(b"x" * 32))
        return [*parts[:3], der.set_of(*values, again, tag=der.CONTEXT_0), *parts[4:]]

    assert reason(judged(changed_signer(twice))) == (Outcome.INVALID, "cms_attributes")


@pytest.mark.parametrize("left", [cms.CONTENT_TYPE, cms.MESSAGE_DIGEST])
def test_attribute_missing(left):
    """Content type and digest must be there."""

    def without(parts):
        values = [
            c.raw
            for c in der.read(parts[3]).children()
            if c.children()[0].oid() != left
        ]
        return [*parts[:3], der.set_of(*values, tag=der.CONTEXT_0), *parts[4:]]

    assert reason(judged(changed_signer(without))) == (
        Outcome.INVALID,
        "cms_attributes",
    )


def test_certificate_not_enclosed():
    """The signer's certificate is looked for among those enclosed only."""
    data = rebuilt(lambda parts: [*parts[:3], parts[-1]])
    assert reason(judged(data)) == (Outcome.INVALID, "cms_certificate_missing")


def test_a_time_stamp_token_is_no_document_signature():
    """Cross-protocol: a stamp shown as a signature over its content."""
    response = TA.timestamper(at=NOW)(TimestampRequest.over(CONTENT).to_der())
    token = TimestampToken.from_response(response)
    assert reason(judged(token.data)) == (Outcome.INVALID, "cms_content_type")


def test_signed_in_future():
    """The signer's clock may be a quarter of an hour ahead, no more."""
    ahead = signed(at=NOW + timedelta(minutes=15))
    assert judged(ahead).outcome is Outcome.VALID
    ahead = signed(at=NOW + timedelta(minutes=16))
    assert reason(judged(ahead)) == (Outcome.INVALID, "signed_in_future")


def test_backdated_signature_after_revocation():
    """A thief can set the clock back: without a stamp the present counts."""
    ta = TestAuthority()
    officer = ta.officer("Budi Contoh")
    data = signed(officer=officer, at=NOW - 30 * DAY)
    ta.revoke(officer.certificate, at=NOW - DAY)
    report = judged(data, anchors=ta.anchors(), revocation=ta.revocation(at=NOW))
    assert reason(report) == (Outcome.INVALID, "certificate_revoked")


def test_a_stamp_before_the_revocation_saves_the_signature():
    """Proven before, revoked later for a harmless reason: VALID."""
    ta = TestAuthority()
    officer = ta.officer("Budi Contoh")
    data = signed(
        officer=officer, at=NOW - 30 * DAY, timestamp=ta.timestamper(at=NOW - 30 * DAY)
    )
    ta.revoke(officer.certificate, at=NOW - DAY, reason=x509.ReasonFlags.superseded)
    report = judged(data, anchors=ta.anchors(), revocation=ta.revocation(at=NOW))
    assert reason(report) == (Outcome.VALID, None)


def test_time_stamp_of_another_signature():
    """A stamp moved from one signature to another."""
    token = TimestampToken.from_response(
        TA.timestamper(at=NOW)(TimestampRequest.over(b"another").to_der())
    )
    one = draft()
    data = one.complete(
        one.sign(BUDI.key), unsigned=attribute(cms.TIMESTAMP_TOKEN, token.data)
    )
    assert reason(judged(data)) == (Outcome.INVALID, "timestamp_other")
    bad = one.complete(
        one.sign(BUDI.key), unsigned=attribute(cms.TIMESTAMP_TOKEN, der.integer(1))
    )
    assert judged(bad).outcome is Outcome.INVALID


def test_time_stamp_of_an_untrusted_authority():
    """A stamp of a stranger proves nothing and is not passed over."""
    stranger = TestAuthority().timestamper(at=NOW)
    report = judged(signed(timestamp=stranger))
    assert reason(report) == (Outcome.INVALID, "path_not_found")
    assert report.proven_time is None


def test_separate_anchors_for_time():
    """Signers and time may be trusted under different roots."""
    other = TestAuthority()
    report = judged(
        signed(timestamp=other.timestamper(at=NOW)),
        timestamp_anchors=other.anchors(),
        policy=SKIP,
    )
    assert reason(report) == (Outcome.VALID, None)
    assert report.proven_time == NOW


def test_clock_rollback():
    """A stamp from the verifier's future is refused."""
    assert reason(judged(STAMPED, at=NOW - DAY)) == (
        Outcome.INVALID,
        "timestamp_in_future",
    )


def test_no_anchors_decide_nothing():
    """A true signature of nobody in particular."""
    report = judged(signed(), anchors=TrustAnchors(()))
    assert reason(report) == (Outcome.INDETERMINATE, "anchors_empty")
    assert report.certificate == BUDI.certificate


def test_rsa_key_too_short():
    """RSA of 1024 bits is refused."""
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - the point
    certificate = TA._ca.issue(TA._ca.name, key.public_key())
    one = draft(certificate=certificate)
    data = one.complete(one.sign(BUDI.key))
    assert reason(judged(data)) == (Outcome.INVALID, "cms_algorithm")
    curve = ec.generate_private_key(ec.SECP256K1())
    certificate = TA._ca.issue(TA._ca.name, curve.public_key())
    one = draft(certificate=certificate)
    data = one.complete(
        curve.sign(der.set_of(*one.attributes()), ec.ECDSA(hashes.SHA256()))
    )
    assert reason(judged(data)) == (Outcome.INVALID, "cms_algorithm")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30",
        b"\x30\x00",
        b"\x30\x80\x00\x00",
        b"\x30\x84\xff\xff\xff\xff",
        signed() + b"\0",
        signed()[:-1],
        b"\x30\x82\x00\x01\x00",
        der.sequence(der.oid("1.2.3"), der.explicit(0, der.integer(1))),
    ],
    ids=["empty", "cut", "nothing", "indefinite", "huge", "trailing", "short",
         "long-length", "other-type"],
)  # fmt: skip
def test_der_oddities(data):
    """Indefinite, padded or false lengths, trailing bytes: INVALID."""
    assert reason(judged(data)) == (Outcome.INVALID, "cms_unreadable")


def test_oversized_input():
    """Eight mebibytes, thirty-two certificates."""
    assert reason(judged(b"\x30" * ((8 << 20) + 1))) == (
        Outcome.INVALID,
        "cms_too_long",
    )
    many = [TA.officer(f"Contoh {n}").certificate for n in range(33)]
    assert reason(judged(signed(chain=many))) == (Outcome.INVALID, "cms_too_long")


@pytest.mark.property
@given(st.data())
def test_any_changed_byte_gives_a_report_that_is_not_valid(data):
    """Outside the certificates' and stamp's own slack nothing may change."""
    text = bytearray(STAMPED)
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] = data.draw(st.integers(0, 255).filter(lambda b: b != text[at]))
    report = judged(bytes(text), at=NOW + DAY)
    assert isinstance(report, CmsReport)


@pytest.mark.property
@given(st.binary(max_size=200))
def test_any_bytes_give_a_report(data):
    """Nothing is raised, nothing is VALID."""
    assert judged(data).outcome is Outcome.INVALID
