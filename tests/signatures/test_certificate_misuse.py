"""Certificates, CMS and time stamps in careless hands; and how they travel."""

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidValueError,
    SigningError,
    UsageError,
)
from egovkit.signatures import (
    Anchor,
    Assurance,
    CertificatePolicy,
    Outcome,
    RevocationData,
    RevocationPolicy,
    TimestampRequest,
    TimestampToken,
    TrustAnchors,
    prepare_cms,
    sign_cms,
    verify_certificate,
    verify_cms,
)
from egovkit.signatures._revocation import declares
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TA = TestAuthority()
BUDI = TA.officer("Budi Contoh")
CONTENT = b"Surat 470/9001 CONTOH"
STAMPER = TA.timestamper(at=NOW)
SIGNATURE = sign_cms(
    CONTENT,
    key=BUDI.key,
    certificate=BUDI.certificate,
    chain=BUDI.chain,
    at=NOW,
    timestamp=STAMPER,
)
TOKEN = TimestampToken.from_response(STAMPER(TimestampRequest.over(CONTENT).to_der()))
RECEIVED = [None, 5, 1.5, "teks", [1], {"a": 1}, True]
RECEIVED_IDS = [type(value).__name__ for value in RECEIVED]
TRAVEL = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
TRAVEL_IDS = ["copy", "deepcopy", "pickle"]


def cms(**changes):
    """The report on the signature."""
    call = {
        "signature": SIGNATURE,
        "content": CONTENT,
        "anchors": TA.anchors(),
        "at": NOW,
        "revocation": TA.revocation(at=NOW),
    }
    return verify_cms(**(call | changes))


def certificate(**changes):
    """The report on the officer's certificate."""
    call = {
        "certificate": BUDI.certificate,
        "anchors": TA.anchors(),
        "at": NOW,
        "chain": BUDI.chain,
        "revocation": TA.revocation(at=NOW),
    }
    return verify_certificate(**(call | changes))


def stamp(data=CONTENT, **changes):
    """The report on the time stamp."""
    call = {
        "anchors": TA.anchors(),
        "at": NOW,
        "chain": BUDI.chain,
        "revocation": TA.revocation(at=NOW),
    }
    return TOKEN.verify(data, **(call | changes))


@pytest.mark.parametrize("value", RECEIVED, ids=RECEIVED_IDS)
def test_what_is_received_is_an_answer(value):
    """A signature, a content, stamped data of another kind: a report that says so."""
    assert cms(signature=value).reason.code == "cms_unreadable"
    expected = "content_missing" if value is None else "not_bytes"
    assert cms(content=value).reason.code == expected
    assert stamp(value).reason.code == "not_bytes"
    assert stamp(value).time is None


@pytest.mark.parametrize("value", RECEIVED, ids=RECEIVED_IDS)
@pytest.mark.parametrize(
    ("read", "code"),
    [
        (TimestampToken.from_der, "cms_unreadable"),
        (TimestampToken.from_response, "timestamp_unreadable"),
        (TrustAnchors.of, "certificate_unreadable"),
        (lambda v: Anchor.pin(v, sha256="0", name="x"), "certificate_unreadable"),
        (lambda v: RevocationData.read(crls=[v]), "revocation_unreadable"),
        (lambda v: RevocationData.read(ocsp=[v]), "revocation_unreadable"),
        (lambda v: certificate(certificate=v), "certificate_unreadable"),
        (lambda v: certificate(chain=[v]), "certificate_unreadable"),
        (lambda v: cms(chain=[v]), "certificate_unreadable"),
    ],
    ids=["token", "response", "anchors", "pin", "crl", "ocsp", "certificate", "chain",
         "cms-chain"],
)  # fmt: skip
def test_what_cannot_be_read(read, code, value):
    """The same answer as for garbage."""
    with pytest.raises(InvalidFormatError) as caught:
        read(value)
    assert caught.value.code == code


@pytest.mark.parametrize("ask", [cms, certificate, stamp])
@pytest.mark.parametrize(
    ("changes", "argument"),
    [
        ({"anchors": None}, "anchors"),
        ({"anchors": [BUDI.certificate]}, "anchors"),
        ({"revocation": [b"crl"]}, "revocation"),
        ({"policy": "skip"}, "policy"),
        ({"chain": BUDI.certificate}, "chain"),
        ({"chain": BUDI.certificate_pem}, "chain"),
        ({"chain": None}, "chain"),
    ],
)
def test_what_the_caller_expects_is_checked(ask, changes, argument):
    """A mistake of the caller's names the argument."""
    with pytest.raises(UsageError) as caught:
        ask(**changes)
    assert caught.value.facts == {"argument": argument}


@pytest.mark.parametrize("usage", ["sign", "", None, ["signature"]], ids=str)
def test_a_usage_is_one_of_two(usage):
    """Another word is no usage, and gives no weaker check."""
    with pytest.raises(UsageError) as caught:
        certificate(usage=usage)
    assert caught.value.facts == {"argument": "usage"}


@pytest.mark.parametrize("word", ["require", "if_declared", "skip"])
def test_a_policy_may_be_a_word(word):
    """The name as text means the same as the member."""
    assert CertificatePolicy(revocation=word).revocation is RevocationPolicy(word)


@pytest.mark.parametrize("word", ["REQUIRE", "none", "", None, True, 5], ids=str)
def test_a_misspelled_policy_is_refused(word):
    """It must neither be taken for SKIP nor silently for REQUIRE."""
    with pytest.raises(UsageError) as caught:
        CertificatePolicy(revocation=word)
    assert caught.value.facts == {"argument": "revocation"}


@pytest.mark.parametrize("depth", [-1, 11, 1.0, "2", None, True], ids=str)
def test_a_depth_out_of_range(depth):
    """Nobody needs more than ten between, and no number is no limit."""
    with pytest.raises(UsageError) as caught:
        CertificatePolicy(max_depth=depth)
    assert caught.value.facts == {"argument": "max_depth"}


def test_a_depth_of_zero_allows_no_authority_between():
    """The issuing CA is one too many; pinned itself, it is none."""
    shallow = CertificatePolicy(max_depth=0)
    assert certificate(policy=shallow).reason.code == "path_not_found"
    direct = TrustAnchors.of(BUDI.chain[0])
    assert certificate(policy=shallow, anchors=direct).outcome is Outcome.VALID


def test_no_anchors_for_time_does_not_mean_the_others():
    """An empty list of stampers trusts nobody for time, whoever certifies signers."""
    report = cms(timestamp_anchors=TrustAnchors(()))
    assert (report.outcome, report.reason.code) == (
        Outcome.INDETERMINATE,
        "anchors_empty",
    )
    assert report.proven_time is None
    assert cms(timestamp_anchors=None).proven_time == NOW


@pytest.mark.parametrize("value", [None, 5, "kunci", BUDI.key.public],
                         ids=["none", "number", "text", "public"])  # fmt: skip
def test_who_cannot_sign(value):
    """Only a signer signs; the public half prepares."""
    with pytest.raises(UsageError) as caught:
        sign_cms(CONTENT, key=value, certificate=BUDI.certificate, at=NOW)
    assert caught.value.facts == {"argument": "key"}
    with pytest.raises(UsageError):
        prepare_cms(CONTENT, public=BUDI.key, certificate=BUDI.certificate, at=NOW)


@pytest.mark.parametrize("content", [None, "isi", 5], ids=str)
def test_only_bytes_are_signed(content):
    """Text has no bytes until somebody encodes it."""
    with pytest.raises(UsageError) as caught:
        sign_cms(content, key=BUDI.key, certificate=BUDI.certificate, at=NOW)
    assert caught.value.code == "not_bytes"


@pytest.mark.parametrize("answer", [None, b"", "teks", 5], ids=repr)
def test_an_authority_that_answers_nothing(answer):
    """Whatever the transport returns: no signature without the stamp asked for."""
    with pytest.raises(SigningError) as caught:
        sign_cms(
            CONTENT,
            key=BUDI.key,
            certificate=BUDI.certificate,
            at=NOW,
            timestamp=lambda _request: answer,
        )
    assert caught.value.code == "timestamp_refused"


@pytest.mark.parametrize("nonce", [-1, 1 << 64, 1.5, "9", True], ids=str)
def test_a_nonce_has_64_bits(nonce):
    """RFC 3161 2.4.1 speaks of 64 bits; a negative one would be read otherwise."""
    with pytest.raises(UsageError) as caught:
        TimestampRequest.over(CONTENT, nonce=nonce)
    assert caught.value.facts == {"argument": "nonce"}
    with pytest.raises(UsageError):
        TimestampRequest.over("teks")


@pytest.mark.parametrize("make", TRAVEL, ids=TRAVEL_IDS)
@pytest.mark.parametrize(
    "thing",
    [
        cms(),
        cms(content=b"lain"),
        cms(signature=b"?"),
        certificate(),
        certificate(at=datetime(2050, 1, 1, tzinfo=UTC)),
        stamp(),
        stamp(b"lain"),
        TOKEN,
        TA.anchors(national=True),
        next(iter(TA.anchors())),
    ],
    ids=["cms", "cms-false", "cms-garbage", "certificate", "expired", "stamp",
         "stamp-false", "token", "anchors", "anchor"],
)  # fmt: skip
def test_reports_and_anchors_travel(make, thing):
    """Judged in one process, read in another, with all their parts."""
    again = make(thing)
    assert again == thing
    assert hash(again) == hash(thing)
    assert type(again) is type(thing)
    for name in (
        "outcome", "path", "anchor", "assurance", "certificate", "claimed_time",
        "proven_time", "time", "stated_time", "national", "checks",
    ):  # fmt: skip
        assert getattr(again, name, None) == getattr(thing, name, None)


@pytest.mark.parametrize("make", TRAVEL, ids=TRAVEL_IDS)
def test_revocation_data_travels(make):
    """Lists and answers, read once, judged in another process."""
    data = RevocationData.read(
        crls=TA.crls(at=NOW), ocsp=[TA.ocsp(BUDI.certificate, at=NOW)]
    )
    again = make(data)
    assert certificate(revocation=again).outcome is Outcome.VALID
    assert again.crls == data.crls
    assert len(again.ocsp) == 1


@pytest.mark.parametrize("make", TRAVEL, ids=TRAVEL_IDS)
def test_a_prepared_signature_waits_for_its_officer(make):
    """Prepared now, signed by a remote key after lunch in another process."""
    prepared = prepare_cms(
        CONTENT,
        public=BUDI.key.public,
        certificate=BUDI.certificate,
        chain=BUDI.chain,
        at=NOW,
    )
    later = make(prepared)
    assert later.message == prepared.message
    done = later.complete(BUDI.key.sign(later.message), timestamp=STAMPER)
    assert cms(signature=done).outcome is Outcome.VALID
    for false in (bytes(64), None, "teks"):
        with pytest.raises(EgovkitError):
            later.complete(false)


def test_tokens_and_anchors_differ():
    """Equal only to their like."""
    assert TOKEN != SIGNATURE
    assert TA.anchors() != TA.anchors(national=True)
    assert TA.anchors() != TestAuthority().anchors()
    assert TA.anchors() != [TA.root_certificate]


@pytest.mark.parametrize(
    "value", [[BUDI.certificate], ["root.pem"], [None], 5, None, "root.pem"], ids=repr
)
def test_anchors_are_made_of_anchors(value):
    """A certificate is no anchor before somebody pinned it."""
    with pytest.raises(UsageError) as caught:
        TrustAnchors(value)
    assert caught.value.facts == {"argument": "anchors"}


@pytest.mark.parametrize("sha256", [None, 5, b"00", "", "g" * 64], ids=repr)
def test_a_fingerprint_that_is_none(sha256):
    """Nothing but the right digits pins a certificate."""
    with pytest.raises(InvalidValueError) as caught:
        Anchor.pin(TA.root_pem, sha256=sha256, name="Root CA Contoh")
    assert caught.value.code == "anchor_fingerprint"


@pytest.mark.parametrize(
    "name", ["..", ".", "", "tidak-ada.pem", "a\0b", "../root.pem", "/etc/hosts"]
)
def test_an_anchor_file_that_is_not_beside_its_list(name, tmp_path):
    """Directories, missing files and paths elsewhere: the list is unreadable."""
    path = tmp_path / "anchors.json"
    row = {"file": name, "sha256": "0" * 64, "name": "Root CA Contoh"}
    path.write_text(json.dumps({"anchors": [row]}), "utf-8")
    with pytest.raises(InvalidFormatError) as caught:
        TrustAnchors.load(path)
    assert caught.value.code == "anchors_unreadable"


def certificate_with(*extensions):
    """A self-signed certificate that names services."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Contoh")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(9001)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(key, hashes.SHA256())


URI = x509.UniformResourceIdentifier("http://pki.contoh.example/x")
ISSUERS = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, URI)
OCSP = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, URI)
POINTS = x509.CRLDistributionPoints([x509.DistributionPoint([URI], None, None, None)])


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        ((), False),
        ((x509.AuthorityInformationAccess([ISSUERS]),), False),
        ((x509.AuthorityInformationAccess([ISSUERS, OCSP]),), True),
        ((POINTS,), True),
        ((x509.AuthorityInformationAccess([ISSUERS]), POINTS), True),
    ],
    ids=["nothing", "issuers", "ocsp", "crl", "issuers-and-crl"],
)
def test_what_counts_as_declared(extensions, expected):
    """IF_DECLARED: a list or an OCSP service; the issuer's address is neither."""
    assert declares(certificate_with(*extensions)) is expected


def test_what_cannot_be_parsed_may_declare():
    """An extension in ruins is no way round revocation."""
    whole = certificate_with(x509.AuthorityInformationAccess([OCSP]))
    oid = bytes.fromhex("06082b06010505073001")  # id-ad-ocsp
    broken = whole.public_bytes(Encoding.DER).replace(oid, b"\x13" + oid[1:])
    assert declares(x509.load_der_x509_certificate(broken)) is True


@pytest.mark.parametrize("national", [True, False])
def test_assurance_survives_travel(national):
    """Certified stays certified, and nothing becomes it on the way."""
    report = cms(anchors=TA.anchors(national=national))
    again = pickle.loads(pickle.dumps(report))
    expected = Assurance.CERTIFIED if national else Assurance.UNCERTIFIED
    assert again.assurance is report.assurance is expected
    false = pickle.loads(pickle.dumps(cms(content=b"lain")))
    assert false.assurance is Assurance.UNKNOWN


DOCUMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
PURPOSES = ExtendedKeyUsageOID


@pytest.mark.parametrize(
    ("purposes", "may"),
    [
        ([PURPOSES.SERVER_AUTH], False),
        ([PURPOSES.TIME_STAMPING], False),
        ([PURPOSES.OCSP_SIGNING], False),
        ([PURPOSES.SERVER_AUTH, PURPOSES.OCSP_SIGNING], False),
        ([PURPOSES.SERVER_AUTH, PURPOSES.CLIENT_AUTH], True),
        ([PURPOSES.EMAIL_PROTECTION], True),
        ([DOCUMENTS], True),
        ([PURPOSES.ANY_EXTENDED_KEY_USAGE], True),
    ],
    ids=["web", "time", "ocsp", "web-and-ocsp", "web-and-client", "mail", "documents",
         "any"],
)  # fmt: skip
def test_a_certificate_of_a_service_signs_no_document(purposes, may):
    """A web server's key is in a machine that anybody may talk to: it is no officer."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = BUDI.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    service = TA._ca.issue(
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Layanan Contoh")]),
        key.public_key(),
        (usage, True),
        (x509.ExtendedKeyUsage(purposes), True),
    )
    report = certificate(certificate=service)
    expected = (Outcome.VALID, None) if may else (Outcome.INVALID, "certificate_usage")
    assert (report.outcome, report.reason and report.reason.code) == expected


def test_the_time_stamper_signs_no_document():
    """The authority's own stamping certificate, taken for an officer's."""
    report = certificate(certificate=TA.tsa_certificate)
    assert (report.outcome, report.reason.code) == (
        Outcome.INVALID,
        "certificate_usage",
    )
    stamping = certificate(certificate=TA.tsa_certificate, usage="timestamp")
    assert stamping.outcome is Outcome.VALID
