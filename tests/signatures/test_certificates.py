"""Paths to pinned anchors, revocation from supplied bytes, assurance by law."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from egovkit._messages import table
from egovkit.errors import InvalidFormatError, InvalidValueError, UsageError
from egovkit.signatures import (
    Anchor,
    Assurance,
    CertificatePolicy,
    Outcome,
    RevocationData,
    RevocationPolicy,
    TrustAnchors,
    verify_certificate,
)
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SKIP = CertificatePolicy(revocation=RevocationPolicy.SKIP)
DAY = timedelta(days=1)


@pytest.fixture
def ta():
    """A fresh authority for each test: some revoke."""
    return TestAuthority()


def judged(ta, officer=None, **changes):
    """The report on an officer's certificate."""
    officer = officer or ta.officer("Budi Contoh")
    call = {
        "anchors": ta.anchors(),
        "at": NOW,
        "chain": officer.chain,
        "revocation": ta.revocation(at=NOW),
    }
    return verify_certificate(officer.certificate, **(call | changes))


def reason(report):
    """Outcome and code of what decided."""
    return report.outcome, report.reason.code if report.reason else None


def test_a_good_certificate(ta):
    """Path, anchor, revocation: VALID, and the path comes out."""
    report = judged(ta)
    officer = ta.officer("Budi Contoh")
    assert reason(report) == (Outcome.VALID, None)
    assert report.path == (officer.certificate, *officer.chain, ta.root_certificate)
    assert report.anchor.certificate == ta.root_certificate
    assert report.require(x509.Certificate) == officer.certificate


def test_certified_only_under_the_pinned_national_root(ta):
    """PP 71/2019 Pasal 60: anything else is never called certified."""
    assert judged(ta).assurance is Assurance.UNCERTIFIED
    national = judged(ta, anchors=ta.anchors(national=True))
    assert national.assurance is Assurance.CERTIFIED
    assert judged(ta, anchors=TestAuthority().anchors()).assurance is Assurance.UNKNOWN
    later = judged(ta, anchors=ta.anchors(national=True), revocation=None)
    assert later.outcome is Outcome.INDETERMINATE
    assert later.assurance is Assurance.UNKNOWN
    assert [a.sentence("id") for a in Assurance] == [
        (
            "Sertifikat berinduk pada PSrE Induk: tanda tangan elektronik "
            "tersertifikasi apabila perangkat pembuatnya juga tersertifikasi."
        ),
        "Tanda tangan elektronik yang tidak berinduk pada PSrE Induk.",
        "Tingkat tanda tangan elektronik belum dapat dipastikan.",
    ]


def test_our_output_calls_nothing_else_certified():
    """One sentence says it, and none says "segel elektronik"."""
    said = {c for c, (text, _) in table().items() if "tersertifikasi" in text.lower()}
    assert said == {"assurance_certified"}
    assert not [c for c, (t, _) in table().items() if "segel elektronik" in t.lower()]


def test_no_anchors_decide_nothing(ta):
    """INDETERMINATE, never VALID and never INVALID."""
    report = judged(ta, anchors=TrustAnchors(()))
    assert reason(report) == (Outcome.INDETERMINATE, "anchors_empty")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"at": datetime(2019, 12, 31, tzinfo=UTC)}, "certificate_not_yet"),
        ({"at": datetime(2040, 1, 1, 0, 0, 1, tzinfo=UTC)}, "certificate_expired"),
        ({"chain": ()}, "path_not_found"),
        ({"usage": "timestamp"}, "certificate_usage"),
        ({"policy": CertificatePolicy(max_depth=0)}, "path_not_found"),
    ],
    ids=["too-early", "expired", "no-intermediate", "usage", "too-deep"],
)
def test_what_makes_a_path_invalid(ta, changes, code):
    """Time, chain, use and depth, each with its reason."""
    assert reason(judged(ta, **changes)) == (Outcome.INVALID, code)


def test_root_with_the_same_name_and_another_key(ta):
    """Trust by fingerprint: the namesake of a pinned root is nobody."""
    assert reason(judged(ta, anchors=TestAuthority().anchors())) == (
        Outcome.INVALID,
        "path_not_found",
    )


def test_an_intermediate_can_be_the_anchor(ta):
    """Pin what you know."""
    officer = ta.officer("Budi Contoh")
    report = judged(ta, anchors=TrustAnchors.of(*officer.chain), chain=())
    assert reason(report) == (Outcome.VALID, None)


def test_an_anchor_that_is_no_longer_trusted(ta):
    """Signatures after the moment do not count, before it they do."""
    (own,) = ta.anchors()
    anchors = TrustAnchors(
        [
            Anchor.pin(
                own.certificate, sha256=own.sha256, name="x", distrust_after=NOW - DAY
            )
        ]
    )
    assert reason(judged(ta, anchors=anchors)) == (Outcome.INVALID, "anchor_distrusted")
    before = judged(ta, anchors=anchors, at=NOW - DAY, now=NOW)
    assert before.outcome is Outcome.VALID


def certificate(ta, *extensions, key=None, start=2020):
    """A certificate by the test CA with other extensions."""
    builder = x509.CertificateBuilder(
        issuer_name=ta._ca.name,
        subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Contoh")]),
        public_key=(key or ec.generate_private_key(ec.SECP256R1())).public_key(),
        serial_number=9001,
        not_valid_before=datetime(start, 1, 1, tzinfo=UTC),
        not_valid_after=datetime(2040, 1, 1, tzinfo=UTC),
    ).add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ta._ca.key.public_key()),
        critical=False,
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(ta._ca.key, hashes.SHA256())


def usage(**names):
    """A key usage."""
    every = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment",
            "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
            "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return x509.KeyUsage(**(every | names))


@pytest.mark.parametrize(
    ("extensions", "code"),
    [
        ([], "certificate_usage"),
        ([(usage(key_encipherment=True), True)], "certificate_usage"),
        (
            [
                (usage(digital_signature=True), True),
                (
                    x509.UnrecognizedExtension(
                        x509.ObjectIdentifier("1.3.6.1.4.1.99999.9"), b"\x05\x00"
                    ),
                    True,
                ),
            ],
            "path_not_found",
        ),
    ],
    ids=["no-key-usage", "encryption-only", "unknown-critical"],
)
def test_certificates_that_may_not_sign(ta, extensions, code):
    """No key usage, another one, or a critical extension nobody knows."""
    report = verify_certificate(
        certificate(ta, *extensions),
        anchors=ta.anchors(),
        at=NOW,
        chain=ta.officer("x").chain,
        policy=SKIP,
    )
    assert reason(report) == (Outcome.INVALID, code)


def test_a_leaf_may_not_issue(ta):
    """An officer's certificate signs another certificate."""
    officer = ta.officer("Budi Contoh")
    forged = (
        x509.CertificateBuilder()
        .issuer_name(officer.certificate.subject)
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lurah")]))
        .public_key(ec.generate_private_key(ec.SECP256R1()).public_key())
        .serial_number(9)
        .not_valid_before(NOW)
        .not_valid_after(NOW + DAY)
        .add_extension(usage(digital_signature=True), critical=True)
        .sign(officer.key.private_key, hashes.SHA256())
    )
    report = verify_certificate(
        forged,
        anchors=ta.anchors(),
        at=NOW,
        chain=[officer.certificate, *officer.chain],
        policy=SKIP,
    )
    assert reason(report) == (Outcome.INVALID, "path_not_found")


def test_garbage_is_no_certificate(ta):
    """PEM, DER, or our error; too long is not even tried."""
    for data in (b"", b"x", b"-----BEGIN CERTIFICATE-----\nAA", b"0" * 40_000):
        with pytest.raises(InvalidFormatError) as caught:
            verify_certificate(data, anchors=ta.anchors(), at=NOW)
        assert caught.value.code == "certificate_unreadable"
    with pytest.raises(UsageError):
        judged(ta, at=datetime(2026, 1, 1))  # noqa: DTZ001


# Revocation


@pytest.mark.parametrize(
    ("policy", "supplied", "expected"),
    [
        (RevocationPolicy.REQUIRE, True, (Outcome.VALID, None)),
        (
            RevocationPolicy.REQUIRE,
            False,
            (Outcome.INDETERMINATE, "revocation_unknown"),
        ),
        (RevocationPolicy.IF_DECLARED, False, (Outcome.VALID, None)),
        (RevocationPolicy.SKIP, False, (Outcome.VALID, None)),
    ],
    ids=str,
)
def test_revocation_policy(ta, policy, supplied, expected):
    """Required unless said; what was done is in the report."""
    data = ta.revocation(at=NOW) if supplied else None
    report = judged(ta, revocation=data, policy=CertificatePolicy(revocation=policy))
    assert reason(report) == expected
    skipped = [c for c in report.checks if c.code == "revocation_skipped"]
    assert bool(skipped) == (policy is RevocationPolicy.SKIP)


def test_if_declared_demands_what_the_certificate_names(ta):
    """A certificate that names a CRL needs an answer."""
    point = x509.DistributionPoint(
        [x509.UniformResourceIdentifier("http://crl.example/ca.crl")], None, None, None
    )
    leaf = certificate(
        ta,
        (usage(digital_signature=True), True),
        (x509.CRLDistributionPoints([point]), False),
    )
    policy = CertificatePolicy(revocation=RevocationPolicy.IF_DECLARED)
    report = verify_certificate(
        leaf, anchors=ta.anchors(), at=NOW, chain=ta.officer("x").chain, policy=policy
    )
    assert reason(report) == (Outcome.INDETERMINATE, "revocation_unknown")


@pytest.mark.parametrize("by", ["crl", "ocsp"])
@pytest.mark.parametrize(
    ("when", "why", "expected"),
    [
        (-1, None, (Outcome.INVALID, "certificate_revoked")),
        (0, x509.ReasonFlags.superseded, (Outcome.INVALID, "certificate_revoked")),
        (1, x509.ReasonFlags.superseded, (Outcome.VALID, None)),
        (1, x509.ReasonFlags.cessation_of_operation, (Outcome.VALID, None)),
        (1, None, (Outcome.INDETERMINATE, "certificate_revoked_later")),
        (
            1,
            x509.ReasonFlags.key_compromise,
            (Outcome.INDETERMINATE, "certificate_revoked_later"),
        ),
    ],
    ids=["before", "at", "later-superseded", "later-ceased", "later-unknown",
         "later-compromised"],
)  # fmt: skip
def test_a_revocation_counts_from_its_moment(ta, by, when, why, expected):
    """Before or at the moment asked about: INVALID; later: by its reason."""
    leaf = ta.officer("Budi Contoh").certificate
    ta.revoke(leaf, at=NOW + when * DAY, reason=why)
    later = NOW + 2 * DAY
    crls = ta.crls(at=later)
    data = (
        RevocationData.read(crls=crls)
        if by == "crl"
        else RevocationData.read(crls=crls[:1], ocsp=[ta.ocsp(leaf, at=later)])
    )
    assert reason(judged(ta, revocation=data, now=later)) == expected


def test_a_revoked_authority_takes_its_officers_along(ta):
    """Every certificate below the anchor is asked about."""
    ta.revoke(ta.officer("x").chain[0], at=NOW - DAY)
    report = judged(ta, revocation=ta.revocation(at=NOW))
    assert reason(report) == (Outcome.INVALID, "certificate_revoked")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (NOW - timedelta(days=8), "revocation_unknown"),
        (NOW + timedelta(minutes=16), "revocation_unknown"),
        (NOW - timedelta(days=7), None),
        (NOW + timedelta(minutes=15), None),
    ],
    ids=["stale", "from-the-future", "last-day", "skewed-clock"],
)
def test_a_list_has_its_times(ta, made, expected):
    """A list that was replaced, or is still to be made, answers nothing."""
    report = judged(ta, revocation=ta.revocation(at=made))
    assert (report.reason.code if report.reason else None) == expected


def test_an_old_list_still_tells_of_a_revocation(ta):
    """Stale lists prove no innocence, but a revocation stays one."""
    ta.revoke(ta.officer("Budi Contoh").certificate, at=NOW - 30 * DAY)
    old = ta.revocation(at=NOW - 20 * DAY)
    assert reason(judged(ta, revocation=old)) == (
        Outcome.INVALID,
        "certificate_revoked",
    )


def test_forged_revocation_list(ta):
    """A list signed by another CA of the same name answers nothing."""
    data = TestAuthority().revocation(at=NOW)
    assert reason(judged(ta, revocation=data)) == (
        Outcome.INDETERMINATE,
        "revocation_unknown",
    )


def crl(ta, *extensions, issuer=None, entry=None):
    """A CRL of the issuing CA with other extensions."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ta._ca.name)
        .last_update(NOW)
        .next_update(NOW + DAY)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    if entry is not None:
        builder = builder.add_revoked_certificate(entry)
    signed = builder.sign(issuer or ta._ca.key, hashes.SHA256())
    return signed.public_bytes(Encoding.DER)


def partition(**changes):
    """An issuing distribution point."""
    facts = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**(facts | changes))


URI = x509.UniformResourceIdentifier("http://crl.example/1.crl")


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        (partition(indirect_crl=True), "revocation_unsupported"),
        (partition(full_name=[URI]), "revocation_unsupported"),
        (
            partition(only_some_reasons=frozenset([x509.ReasonFlags.key_compromise])),
            "revocation_unsupported",
        ),
        (
            partition(
                relative_name=x509.RelativeDistinguishedName(
                    [x509.NameAttribute(NameOID.COMMON_NAME, "x")]
                )
            ),
            "revocation_unsupported",
        ),
        (partition(only_contains_user_certs=True), None),
        (partition(only_contains_ca_certs=True), "revocation_unknown"),
        (partition(only_contains_attribute_certs=True), "revocation_unknown"),
        (x509.DeltaCRLIndicator(1), "revocation_unknown"),
        (
            x509.UnrecognizedExtension(
                x509.ObjectIdentifier("1.3.6.1.4.1.99999.9"), b"\x05\x00"
            ),
            "revocation_unsupported",
        ),
    ],
    ids=["indirect", "partition", "some-reasons", "relative-name", "users-only",
         "cas-only", "attributes-only", "delta", "unknown-critical"],
)  # fmt: skip
def test_lists_that_do_not_speak_of_all(ta, extension, expected):
    """Indirect, partitioned, delta and unknown lists decide nothing."""
    data = RevocationData.read(crls=[ta.crls(at=NOW)[0], crl(ta, extension)])
    report = judged(ta, revocation=data)
    assert (report.reason.code if report.reason else None) == expected


def test_a_partition_that_the_certificate_names(ta):
    """RFC 5280 6.3.3 (b): same distribution point, then the list counts."""
    point = x509.DistributionPoint([URI], None, None, None)
    leaf = certificate(
        ta,
        (usage(digital_signature=True), True),
        (x509.CRLDistributionPoints([point]), False),
    )
    data = RevocationData.read(
        crls=[ta.crls(at=NOW)[0], crl(ta, partition(full_name=[URI]))]
    )
    report = verify_certificate(
        leaf,
        anchors=ta.anchors(),
        at=NOW,
        chain=ta.officer("x").chain,
        revocation=data,
    )
    assert reason(report) == (Outcome.VALID, None)


def test_entries_that_backdate_or_are_not_understood(ta):
    """An invalidity date counts; a critical entry extension is not understood."""
    leaf = ta.officer("Budi Contoh").certificate
    base = (
        x509.RevokedCertificateBuilder()
        .serial_number(leaf.serial_number)
        .revocation_date(NOW + DAY)
    )
    since = base.add_extension(
        x509.InvalidityDate(datetime(2026, 11, 1, tzinfo=UTC)), critical=False
    )
    odd = base.add_extension(
        x509.CertificateIssuer([x509.DirectoryName(ta._root.name)]), critical=True
    )
    removed = base.add_extension(
        x509.CRLReason(x509.ReasonFlags.remove_from_crl), critical=False
    )
    for entry, expected in (
        (since, "certificate_revoked"),
        (odd, "revocation_unsupported"),
        (removed, "revocation_unknown"),
    ):
        data = RevocationData.read(
            crls=[ta.crls(at=NOW)[0], crl(ta, entry=entry.build())]
        )
        assert judged(ta, revocation=data).reason.code == expected


def test_ocsp_alone_answers_for_the_leaf(ta):
    """A delegated responder with the CA's authority."""
    leaf = ta.officer("Budi Contoh").certificate
    data = RevocationData.read(
        crls=ta.crls(at=NOW)[:1], ocsp=[ta.ocsp(leaf, at=NOW - DAY)]
    )
    assert judged(ta, revocation=data).outcome is Outcome.VALID
    stale = RevocationData.read(
        crls=ta.crls(at=NOW)[:1], ocsp=[ta.ocsp(leaf, at=NOW - 2 * DAY)]
    )
    assert judged(ta, revocation=stale).reason.code == "revocation_unknown"
    other = RevocationData.read(
        crls=ta.crls(at=NOW)[:1], ocsp=[ta.ocsp(ta.tsa_certificate, at=NOW)]
    )
    assert judged(ta, revocation=other).reason.code == "revocation_unknown"


def test_an_old_answer_still_tells_of_a_revocation(ta):
    """Stale responses prove no innocence, but a revocation stays one."""
    leaf = ta.officer("Budi Contoh").certificate
    ta.revoke(leaf, at=NOW - 30 * DAY)
    read = RevocationData.read(
        crls=ta.crls(at=NOW)[:1], ocsp=[ta.ocsp(leaf, at=NOW - 20 * DAY)]
    )
    assert judged(ta, revocation=read).reason.code == "certificate_revoked"


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
@pytest.mark.parametrize(
    "name",
    [hashes.SHA1(), hashes.SHA384()],  # noqa: S303 - names only, as in RFC 6960
    ids=["sha1", "sha384"],
)
def test_ocsp_of_other_kinds_of_issuers(kind, name):
    """RSA and Ed25519 issuers, and the digests that name them."""
    from egovkit.signatures._revocation import Status, status_of

    if kind == "rsa":
        key, digest = rsa.generate_private_key(65537, 2048), hashes.SHA256()
    else:
        key, digest = ed25519.Ed25519PrivateKey.generate(), None
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA Contoh")])
    issuer = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, NOW, NOW + DAY)
    ).sign(key, digest)
    leaf = x509.CertificateBuilder(
        subject,
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Contoh")]),
        key.public_key(),
        2,
        NOW,
        NOW + DAY,
    ).sign(key, digest)
    good = ocsp.OCSPCertStatus.GOOD
    answer = (
        ocsp.OCSPResponseBuilder()
        .add_response(leaf, issuer, name, good, NOW, NOW + DAY, None, None)
        .responder_id(ocsp.OCSPResponderEncoding.NAME, issuer)
        .sign(key, digest)
    )
    data = RevocationData(ocsp=(answer,))
    assert status_of(leaf, issuer, at=NOW, now=NOW, data=data) is Status.GOOD
    assert status_of(issuer, issuer, at=NOW, now=NOW, data=data) is Status.UNKNOWN


def response(ta, responder_key, responder, *, enclosed=True, status=None):
    """An OCSP response by any responder."""
    leaf = ta.officer("Budi Contoh").certificate
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            leaf,
            ta._ca.certificate,
            hashes.SHA256(),
            status or ocsp.OCSPCertStatus.GOOD,
            NOW,
            NOW + DAY,
            None,
            None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, responder)
    )
    if enclosed:
        builder = builder.certificates([responder])
    return builder.sign(responder_key, hashes.SHA256()).public_bytes(Encoding.DER)


def with_response(ta, data):
    """The report with the root's list and one response."""
    read = RevocationData.read(crls=ta.crls(at=NOW)[:1], ocsp=[data])
    return judged(ta, revocation=read)


def test_ocsp_by_the_issuer_itself(ta):
    """The CA signs the response with its own key."""
    data = response(ta, ta._ca.key, ta._ca.certificate, enclosed=False)
    assert with_response(ta, data).outcome is Outcome.VALID
    unknown = response(
        ta, ta._ca.key, ta._ca.certificate, status=ocsp.OCSPCertStatus.UNKNOWN
    )
    assert with_response(ta, unknown).reason.code == "revocation_unknown"


def test_ocsp_responder_without_authority(ta):
    """An officer, another CA, or one with an expired mandate answers nothing."""
    officer = ta.officer("Jahat Contoh")
    other = TestAuthority()
    key = ec.generate_private_key(ec.SECP256R1())
    mark = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)
    future = certificate(ta, mark, (x509.OCSPNoCheck(), False), key=key, start=2030)
    for signer, responder in (
        (officer.key.private_key, officer.certificate),
        (other._responder[0].private_key, other._responder[1]),
        (key, future),
    ):
        report = with_response(ta, response(ta, signer, responder))
        assert reason(report) == (Outcome.INDETERMINATE, "revocation_unknown")


def test_changed_ocsp_response(ta):
    """One day moved: the responder's signature is false."""
    good = ta.ocsp(ta.officer("Budi Contoh").certificate, at=NOW)
    changed = good.replace(b"20261125", b"20261225")
    assert changed != good
    assert with_response(ta, good).outcome is Outcome.VALID
    assert with_response(ta, changed).reason.code == "revocation_unknown"


def test_ocsp_responder_that_must_itself_be_checked(ta):
    """Without the no-check mark the responder needs a good answer of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    mark = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)
    responder = certificate(ta, mark, key=key)
    data = response(ta, key, responder)
    assert with_response(ta, data).reason.code == "revocation_unknown"
    read = RevocationData.read(crls=ta.crls(at=NOW), ocsp=[data])
    assert judged(ta, revocation=read).outcome is Outcome.VALID
    ta.revoke(responder, at=NOW - DAY)
    only_root = RevocationData.read(crls=ta.crls(at=NOW), ocsp=[data])
    assert judged(ta, revocation=only_root).outcome is Outcome.VALID  # by the list


def test_ocsp_that_is_no_answer(ta):
    """A refusal ("try later") is no status."""
    refusal = ocsp.OCSPResponseBuilder.build_unsuccessful(
        ocsp.OCSPResponseStatus.TRY_LATER
    ).public_bytes(Encoding.DER)
    assert with_response(ta, refusal).reason.code == "revocation_unknown"


def test_revocation_data_that_cannot_be_read(ta):
    """Our error, with a code."""
    for crls, responses in (([b"x"], []), ([], [b"x"]), ([], [b"0" * 70_000])):
        with pytest.raises(InvalidFormatError) as caught:
            RevocationData.read(crls=crls, ocsp=responses)
        assert caught.value.code == "revocation_unreadable"
    pem = x509.load_der_x509_crl(ta.crls(at=NOW)[0]).public_bytes(Encoding.PEM)
    assert len(RevocationData.read(crls=[pem]).crls) == 1


# Anchors


def test_anchors_from_a_file(ta, tmp_path):
    """JSON that names files and fingerprints; a wrong fingerprint is refused."""
    (own,) = ta.anchors()
    (tmp_path / "root.pem").write_bytes(ta.root_pem)
    row = {"file": "root.pem", "sha256": own.sha256, "name": "Contoh", "national": True}
    listed = tmp_path / "anchors.json"
    listed.write_text(json.dumps({"anchors": [row]}))
    (read,) = TrustAnchors.load(listed)
    assert (read.sha256, read.national, read.name) == (own.sha256, True, "Contoh")
    assert judged(ta, anchors=TrustAnchors.load(listed)).outcome is Outcome.VALID
    listed.write_text(json.dumps({"anchors": [row | {"sha256": "0" * 64}]}))
    with pytest.raises(InvalidValueError) as caught:
        TrustAnchors.load(listed)
    assert caught.value.code == "anchor_fingerprint"


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"anchors":[1]}',
        '{"anchors":[{"file":"../root.pem","sha256":"00","name":"x"}]}',
        '{"anchors":[{"file":"root.pem","sha256":"00","name":"x","more":1}]}',
    ],
)
def test_anchor_lists_that_are_none(tmp_path, text):
    """Unknown members and files outside the directory are refused."""
    path = tmp_path / "anchors.json"
    path.write_text(text)
    with pytest.raises(InvalidFormatError) as caught:
        TrustAnchors.load(path)
    assert caught.value.code == "anchors_unreadable"


def test_fingerprints_as_people_write_them(ta):
    """Colons, spaces and capitals are forgiven, nothing else."""
    (own,) = ta.anchors()
    pairs = [own.sha256[i : i + 2] for i in range(0, 64, 2)]
    for text in (":".join(pairs).upper(), " ".join(pairs)):
        assert Anchor.pin(ta.root_pem, sha256=text, name="x").sha256 == own.sha256
    assert len(ta.anchors()) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x07"),
        (b"\x06\x03\x55\x1d\x0f", b"\x06\x03\x55\x1d\x0e"),
        (b"\x30\x1d\x06\x03\x55\x1d\x0e", b"\x30\x1d\x06\x03\x55\x1d\x13"),
    ],
    ids=["version-8", "extension-twice", "false-extension"],
)
def test_damaged_certificates(ta, old, new):
    """A version nobody knows, an extension twice, another's content in it."""
    officer = ta.officer("Budi Contoh")
    data = officer.certificate.public_bytes(Encoding.DER)
    assert old in data
    try:
        report = verify_certificate(
            data.replace(old, new, 1),
            anchors=ta.anchors(),
            at=NOW,
            chain=officer.chain,
            policy=SKIP,
        )
    except InvalidFormatError as error:
        assert error.code == "certificate_unreadable"
    else:
        assert report.outcome is Outcome.INVALID
