"""RFC 3161: requests, tokens, fixtures of another implementation, damage."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from egovkit.errors import EgovkitError, InvalidFormatError, SigningError
from egovkit.signatures import (
    CertificatePolicy,
    Outcome,
    RevocationPolicy,
    TimestampRequest,
    TimestampToken,
    TrustAnchors,
)
from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._cms_draft import Draft, attribute
from egovkit.testing import TestAuthority

FIXTURES = Path(__file__).parents[3] / "shared" / "vectors" / "rfc3161"
SKIP = CertificatePolicy(revocation=RevocationPolicy.SKIP)
LATE = datetime(2026, 11, 24, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TA = TestAuthority()
DATA = b"nilai tanda tangan"


def fixture(name):
    """A file of the fixtures, or a skip."""
    if not FIXTURES.exists():
        pytest.skip("shared vectors absent")
    return (FIXTURES / name).read_bytes()


def pem_chain(name):
    """The certificates of a PEM file that can be read; the last is the root."""
    return x509.load_pem_x509_certificates(fixture(name))


def judged(response, data, chain_file):
    """The report on a fixture, under the root it came with."""
    *between, root = pem_chain(chain_file)
    token = TimestampToken.from_response(response)
    return token.verify(
        data,
        anchors=TrustAnchors.of(root),
        at=LATE,
        chain=between,
        policy=SKIP,
    )


def reason(report):
    """Outcome and code of what decided."""
    return report.outcome, report.reason.code if report.reason else None


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_fixtures_of_a_public_authority(digest):
    """Tokens of a public test authority over ``hello``."""
    response = fixture(f"sigstage/response-{digest}.tsr")
    report = judged(response, b"hello", "sigstage/ts_chain.pem")
    assert reason(report) == (Outcome.VALID, None)
    assert report.time.date() == date(2025, 5, 9)
    other = judged(response, b"hello ", "sigstage/ts_chain.pem")
    assert reason(other) == (Outcome.INVALID, "timestamp_other")
    assert other.time is None


def test_fixture_with_a_false_signature():
    """One of the fixtures has its signature changed."""
    response = fixture("sigstage/response-invalid-signature.tsr")
    report = judged(response, b"hello", "sigstage/ts_chain.pem")
    assert report.outcome is Outcome.INVALID


def test_fixture_without_its_certificate():
    """A token that encloses no certificate cannot be read here."""
    with pytest.raises(InvalidFormatError) as caught:
        TimestampToken.from_response(fixture("sigstage/response-no-embedded-cert.tsr"))
    assert caught.value.code == "cms_certificate_missing"


@pytest.mark.parametrize(
    ("name", "query"),
    [("response.tsr", "request.der"), ("other_response.tsr", "other_request.der")],
)
def test_fixtures_of_a_local_authority(name, query):
    """Response and request belong together, and to no other."""
    response = fixture(f"test_tsa/{name}")
    _, imprint, *_ = der.read(fixture(f"test_tsa/{query}")).children()
    asked = imprint.children()[1].octets()
    token = TimestampToken.from_response(response)
    assert token._imprint == asked
    other = TimestampRequest(hashlib.sha256(b"lain").digest())
    with pytest.raises(SigningError) as caught:
        TimestampToken.from_response(response, request=other)
    assert caught.value.code == "timestamp_other_request"


def test_fixture_with_injected_certificates():
    """Certificates put beside the true one change nothing."""
    token = TimestampToken.from_response(
        fixture("test_tsa/response-injected-certs.tsr")
    )
    clean = TimestampToken.from_response(fixture("test_tsa/response.tsr"))
    assert token._signed.signer.certificate == clean._signed.signer.certificate


# Our own authority


def answer(data=DATA, *, nonce=None, at=NOW):
    """A response of the test authority."""
    request = TimestampRequest.over(data, nonce=nonce)
    return request, TA.timestamper(at=at)(request.to_der())


def verify(token, data=DATA, at=NOW, **changes):
    """The report on a token of the test authority."""
    call = {"anchors": TA.anchors(), "revocation": TA.revocation(at=at)}
    return token.verify(data, at=at, **(call | changes))


def test_a_stamp_proves_its_time():
    """Signature, imprint, certificate: then the time is proven."""
    request, response = answer(nonce=9001)
    token = TimestampToken.from_response(response, request=request)
    report = verify(token)
    assert reason(report) == (Outcome.VALID, None)
    assert report.time == NOW == report.require(datetime)
    assert report.certificate == TA.tsa_certificate
    assert TimestampToken.from_der(token.data).stated_time == NOW
    assert repr(token) == "<TimestampToken, states 2026-11-24T01:00:00+00:00>"


def test_the_request_is_der():
    """Version 1, SHA-256 imprint, nonce, certificate wanted."""
    request = TimestampRequest.over(b"abc", nonce=1)
    assert request.to_der().hex() == (
        "303c"
        "020101"
        "3031300d06096086480165030402010500"
        "0420ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        "020101"
        "0101ff"
    )


def test_nonce_replay():
    """An answer to an older request with the same data is refused."""
    _, response = answer(nonce=1)
    for nonce in (2, None):
        with pytest.raises(SigningError) as caught:
            TimestampToken.from_response(
                response, request=TimestampRequest.over(DATA, nonce=nonce)
            )
        assert caught.value.code == "timestamp_other_request"


def test_an_officer_stamps_time():
    """A certificate that is not for time stamping proves no time."""
    officer = TA.officer("Budi Contoh")
    token = forged(officer.key, officer.certificate)
    assert reason(verify(token)) == (Outcome.INVALID, "certificate_usage")


def forged(key, certificate, *, info=None):
    """A token with any TSTInfo, signed by any key."""
    info = info or tst_info()
    draft = Draft(
        content=info,
        certificate=certificate,
        others=[TA._ca.certificate],
        at=NOW,
        algorithm=key.algorithm,
        content_type=cms.ID_TST_INFO,
        attached=True,
    )
    return TimestampToken.from_der(draft.complete(draft.sign(key)))


def tst_info(*, version=1, digest="2.16.840.1.101.3.4.2.1", rest=(), time=None):
    """A TSTInfo with some parts changed."""
    imprint = der.sequence(
        der.sequence(der.oid(digest)), der.octets(hashlib.sha256(DATA).digest())
    )
    return der.sequence(
        der.integer(version),
        der.oid("1.2.3"),
        imprint,
        der.integer(1),
        time or der.generalized_time(NOW),
        *rest,
    )


def test_optional_parts_are_read():
    """Accuracy, ordering, nonce, name, harmless extensions."""
    rest = (
        der.sequence(der.integer(60)),
        der.encode(der.BOOLEAN, b"\xff"),
        der.integer(7),
        der.explicit(0, der.octets(b"x")),
        der.encode(der.CONTEXT_1, der.sequence(der.oid("1.2.3"), der.octets(b"x"))),
    )
    token = forged(*TA._stamper, info=tst_info(rest=rest))
    assert verify(token).outcome is Outcome.VALID
    assert token._nonce == 7


@pytest.mark.parametrize(
    ("info", "code"),
    [
        (tst_info(version=2), "timestamp_unreadable"),
        (tst_info(digest="1.3.14.3.2.26"), "cms_digest"),
        (tst_info(rest=(der.sequence(der.integer(61)),)), "timestamp_coarse"),
        (
            tst_info(
                rest=(
                    der.encode(
                        der.CONTEXT_1,
                        der.sequence(
                            der.oid("1.2.3"),
                            der.encode(der.BOOLEAN, b"\xff"),
                            der.octets(b"x"),
                        ),
                    ),
                )
            ),
            "timestamp_unreadable",
        ),
        (tst_info(time=der.utc_time(NOW)), "timestamp_unreadable"),
        (
            tst_info(time=der.encode(der.GENERALIZED_TIME, b"20261124010000.50Z")),
            "timestamp_unreadable",
        ),
        (
            tst_info(time=der.encode(der.GENERALIZED_TIME, b"20261124010000+0700")),
            "timestamp_unreadable",
        ),
        (
            tst_info(time=der.encode(der.GENERALIZED_TIME, b"20261324010000Z")),
            "timestamp_unreadable",
        ),
    ],
    ids=["version", "sha1", "coarse", "critical", "utctime", "trailing-zero", "zone",
         "month-13"],
)  # fmt: skip
def test_tokens_that_are_refused(info, code):
    """Another version, a weak digest, a coarse clock, a time that is none."""
    with pytest.raises(InvalidFormatError) as caught:
        forged(*TA._stamper, info=info)
    assert caught.value.code == code


def test_fractions_of_a_second_are_read():
    """0.5 s is in DER as .5."""
    time = der.encode(der.GENERALIZED_TIME, b"20261124010000.5Z")
    token = forged(*TA._stamper, info=tst_info(time=time))
    assert token.stated_time == NOW + timedelta(milliseconds=500)


def test_a_token_must_bind_its_certificate(monkeypatch):
    """RFC 3161 2.4.2: without the signing certificate attribute, no proof."""
    whole = Draft.attributes
    monkeypatch.setattr(Draft, "attributes", lambda self: whole(self)[:3])
    token = forged(*TA._stamper)
    assert reason(verify(token)) == (Outcome.INVALID, "timestamp_no_certificate")


def test_signature_of_another_key():
    """Mallory signs in the authority's name."""
    token = forged(TA.officer("Mallory").key, TA.tsa_certificate)
    assert reason(verify(token)) == (Outcome.INVALID, "signature_false")


def test_clock_rollback():
    """A stamp from the verifier's future; clocks may differ by 15 minutes."""
    for ahead, expected in (
        (timedelta(minutes=15), (Outcome.VALID, None)),
        (timedelta(minutes=15, seconds=1), (Outcome.INVALID, "timestamp_in_future")),
    ):
        _, response = answer(at=NOW + ahead)
        token = TimestampToken.from_response(response)
        assert reason(verify(token)) == expected


def test_a_document_signature_is_no_time_stamp():
    """Cross-protocol: the content must be a TSTInfo."""
    officer = TA.officer("Budi Contoh")
    draft = Draft(DATA, officer.certificate, [], NOW, officer.key.algorithm)
    with pytest.raises(InvalidFormatError) as caught:
        TimestampToken.from_der(draft.complete(draft.sign(officer.key)))
    assert caught.value.code == "timestamp_unreadable"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x30\x00", b"\x30\x03\x02\x01\x00", der.sequence(der.sequence())],
)
def test_responses_that_cannot_be_read(data):
    """Our error, whatever the bytes."""
    with pytest.raises(EgovkitError):
        TimestampToken.from_response(data)


# Each rule by itself

STAMPED = forged(*TA._stamper)


def reply(status, *tokens):
    """A TimeStampResp with a status and what follows it (RFC 3161 2.4.2)."""
    return der.sequence(der.sequence(der.integer(status)), *tokens)


@pytest.mark.parametrize(
    ("status", "granted"),
    [(0, True), (1, True), (2, False), (3, False), (4, False), (5, False), (-1, False)],
)
def test_only_a_granted_answer_has_a_token(status, granted):
    """RFC 3161 2.4.2: 0 granted, 1 with modifications; else no token counts."""
    data = reply(status, STAMPED.data)
    if granted:
        assert TimestampToken.from_response(data) == STAMPED
        return
    for refused in (data, reply(status)):
        with pytest.raises(SigningError) as caught:
            TimestampToken.from_response(refused)
        assert caught.value.code == "timestamp_refused"


@pytest.mark.parametrize("tokens", [0, 2])
def test_a_granted_answer_has_one_token(tokens):
    """None, or two, is no answer."""
    with pytest.raises(SigningError) as caught:
        TimestampToken.from_response(reply(0, *[STAMPED.data] * tokens))
    assert caught.value.code == "timestamp_refused"


@pytest.mark.parametrize("nonce", [None, 7, 0], ids=str)
def test_an_answer_over_other_data_is_another_answer(nonce):
    """The nonce alone does not make it ours, and neither does the digest."""
    _, response = answer(b"lain", nonce=nonce)
    with pytest.raises(SigningError) as caught:
        TimestampToken.from_response(
            response, request=TimestampRequest.over(DATA, nonce=nonce)
        )
    assert caught.value.code == "timestamp_other_request"
    request, response = answer(nonce=nonce)
    assert TimestampToken.from_response(response, request=request).answers(request)


@pytest.mark.parametrize("nonce", [0, 127, 128, (1 << 64) - 1])
def test_nonces_of_every_size(nonce):
    """0 to 64 bits, as a positive INTEGER."""
    request, response = answer(nonce=nonce)
    _, _, written, _ = der.read(request.to_der()).children()
    assert written.integer() == nonce
    assert TimestampToken.from_response(response, request=request)._nonce == nonce


@pytest.mark.parametrize(
    ("seconds", "readable"),
    [(0, True), (1, True), (60, True), (61, False), (-1, False)],
)
def test_how_coarse_a_clock_may_be(seconds, readable):
    """A minute at most; less than nothing is no accuracy."""
    info = tst_info(rest=(der.sequence(der.integer(seconds)),))
    if readable:
        assert verify(forged(*TA._stamper, info=info)).outcome is Outcome.VALID
        return
    with pytest.raises(InvalidFormatError) as caught:
        forged(*TA._stamper, info=info)
    assert caught.value.code == "timestamp_coarse"


@pytest.mark.parametrize(
    "accuracy",
    [(), (der.encode(0x80, b"\x01\xf4"),), (der.encode(0x81, b"\x01"),)],
    ids=["empty", "millis", "micros"],
)
def test_an_accuracy_below_a_second(accuracy):
    """RFC 3161 2.4.2: seconds may be missing; parts of one are fine enough."""
    info = tst_info(rest=(der.sequence(*accuracy),))
    assert verify(forged(*TA._stamper, info=info)).outcome is Outcome.VALID


@pytest.mark.parametrize("place", range(5))
def test_every_field_of_a_stamp_has_its_type(place):
    """RFC 3161 2.4.2: version, policy, imprint, serial number, time."""
    fields = [child.raw for child in der.read(tst_info()).children()]
    for other in (der.octets(b"x"), der.encode(der.NULL, b"")):
        changed = [*fields[:place], other, *fields[place + 1 :]]
        with pytest.raises(InvalidFormatError) as caught:
            forged(*TA._stamper, info=der.sequence(*changed))
        assert caught.value.code == "timestamp_unreadable"
    with pytest.raises(InvalidFormatError):
        forged(*TA._stamper, info=der.sequence(*fields[:place], *fields[place + 1 :]))


def binding(kind, digest):
    """An attribute that binds a certificate by its digest (RFC 5035 3)."""
    return attribute(kind, der.sequence(der.sequence(der.sequence(der.octets(digest)))))


@pytest.mark.parametrize(
    ("kinds", "bound"),
    [
        ((cms.SIGNING_CERTIFICATE_V2,), True),
        ((cms.SIGNING_CERTIFICATE,), True),
        ((cms.SIGNING_CERTIFICATE, cms.SIGNING_CERTIFICATE_V2), True),
        ((), False),
    ],
    ids=["v2", "v1", "both", "neither"],
)
def test_either_attribute_binds_the_certificate(kinds, bound, monkeypatch):
    """RFC 3161 2.4.2 has the first form (SHA-1), RFC 5816 the second."""
    own = TA.tsa_certificate.public_bytes(Encoding.DER)
    hashed = {
        cms.SIGNING_CERTIFICATE: hashlib.sha1(own).digest(),  # noqa: S324 - the form
        cms.SIGNING_CERTIFICATE_V2: hashlib.sha256(own).digest(),
    }
    whole = Draft.attributes

    def attributes(self):
        return [*whole(self)[:3], *(binding(kind, hashed[kind]) for kind in kinds)]

    monkeypatch.setattr(Draft, "attributes", attributes)
    expected = (
        (Outcome.VALID, None)
        if bound
        else (Outcome.INVALID, "timestamp_no_certificate")
    )
    assert reason(verify(forged(*TA._stamper))) == expected


def test_the_second_form_is_the_one_that_counts(monkeypatch):
    """RFC 5816: with both, a right SHA-1 does not heal a wrong SHA-256."""
    own = TA.tsa_certificate.public_bytes(Encoding.DER)
    right = hashlib.sha1(own).digest()  # noqa: S324 - the first form
    whole = Draft.attributes

    def attributes(self):
        pair = (
            (cms.SIGNING_CERTIFICATE, right),
            (cms.SIGNING_CERTIFICATE_V2, bytes(32)),
        )
        named = [
            attribute(
                kind, der.sequence(der.sequence(der.sequence(der.octets(digest))))
            )
            for kind, digest in pair
        ]
        return [*whole(self)[:3], *named]

    monkeypatch.setattr(Draft, "attributes", attributes)
    token = forged(*TA._stamper)
    assert reason(verify(token)) == (Outcome.INVALID, "cms_other_certificate")


def test_a_stamp_needs_its_certificate_at_its_own_time():
    """Not at the present moment: it is the stamp that proves the past."""
    long_ago = datetime(2019, 12, 31, 23, 59, 59, tzinfo=UTC)
    early = forged(*TA._stamper, info=tst_info(time=der.generalized_time(long_ago)))
    report = verify(early)
    assert reason(report) == (Outcome.INVALID, "certificate_not_yet")
    assert report.time is None
    late = datetime(2041, 1, 1, tzinfo=UTC)
    then = verify(STAMPED, at=late, revocation=TA.revocation(at=late))
    assert (then.outcome, then.time) == (Outcome.VALID, NOW)


@pytest.mark.parametrize("place", range(5))
def test_an_empty_field_of_a_stamp(place):
    """Nothing where something must be: unreadable, and no error of Python's."""
    fields = [child.raw for child in der.read(tst_info()).children()]
    for empty in (der.sequence(), der.sequence(der.sequence(), der.octets(bytes(32)))):
        changed = [*fields[:place], empty, *fields[place + 1 :]]
        with pytest.raises(InvalidFormatError) as caught:
            forged(*TA._stamper, info=der.sequence(*changed))
        assert caught.value.code == "timestamp_unreadable"


@pytest.mark.parametrize(
    "data",
    [
        der.sequence(),
        der.sequence(der.sequence()),
        der.sequence(der.sequence(der.octets(b"x"))),
        der.sequence(der.octets(b"x")),
        der.sequence(der.sequence(der.integer(0)), der.sequence()),
        der.sequence(der.sequence(der.integer(0)), der.octets(b"x")),
    ],
    ids=["empty", "empty-status", "text-status", "no-status", "empty-token", "octets"],
)
def test_an_answer_with_empty_parts(data):
    """Our error, whatever is missing."""
    with pytest.raises(InvalidFormatError):
        TimestampToken.from_response(data)


@pytest.mark.parametrize("kind", [cms.ID_DATA, "1.2.840.113549.1.9.16.1.2"])
def test_a_stamp_of_another_content_type_is_none(kind):
    """RFC 3161 2.4.2: id-ct-TSTInfo. An authority that signs data stamps no time."""
    key, certificate = TA._stamper
    draft = Draft(tst_info(), certificate, [], NOW, key.algorithm, kind, attached=True)
    with pytest.raises(InvalidFormatError) as caught:
        TimestampToken.from_der(draft.complete(draft.sign(key)))
    assert caught.value.code == "timestamp_unreadable"


def test_a_stamp_carries_its_content():
    """RFC 3161 2.4.2: the TSTInfo stands inside; detached, there is no time."""
    key, certificate = TA._stamper
    draft = Draft(tst_info(), certificate, [], NOW, key.algorithm, cms.ID_TST_INFO)
    with pytest.raises(InvalidFormatError) as caught:
        TimestampToken.from_der(draft.complete(draft.sign(key)))
    assert caught.value.code == "timestamp_unreadable"
