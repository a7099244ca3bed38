"""Which list and which response may speak of a certificate, sentence by sentence.

Responses are written here in DER by hand: the library's builder makes no odd ones.
"""

import hashlib
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pki_case

from pki_case import (
    DAY,
    ISSUING,
    NOW,
    SIGNING,
    Authority,
    data,
    entry,
    name,
    new_key,
    usage,
)

from egovkit.errors import InvalidFormatError
from egovkit.signatures import RevocationData, _revocation
from egovkit.signatures import _der as der
from egovkit.signatures._revocation import Status, status_of

CA = Authority("CA Contoh")
OTHER = Authority("CA Lain")
LEAF = CA.issue(name(), new_key().public_key(), *SIGNING, serial=9001)
NEIGHBOUR = CA.issue(name(), new_key().public_key(), *SIGNING, serial=9002)
SKEW = timedelta(minutes=15)
SECOND = timedelta(seconds=1)
ASKED = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)
NO_CHECK = (x509.OCSPNoCheck(), False)
UNKNOWN_OID = x509.ObjectIdentifier("1.3.6.1.4.1.99999.9")
ODD = x509.UnrecognizedExtension(UNKNOWN_OID, b"\x05\x00")


def status(*crls, responses=(), at=NOW, now=NOW, certificate=LEAF, issuer=CA):
    """The name of the status of a certificate."""
    given = data(crls=crls, responses=responses)
    found = status_of(certificate, issuer.certificate, at=at, now=now, data=given)
    return found.name


# Lists


def test_a_list_of_the_issuer_answers():
    """Not on it: good. On it: revoked."""
    assert status(CA.crl()) == "GOOD"
    assert status(CA.crl(entries=[entry(LEAF, NOW)])) == "REVOKED"
    assert status(CA.crl(entries=[entry(NEIGHBOUR, NOW)])) == "GOOD"
    assert status() == "UNKNOWN"


def test_a_list_of_another_name_under_the_same_key_is_another_issuers():
    """RFC 5280 6.3.3 (b): the issuer's name must be the same, and not only the key."""
    twin = Authority("CA Kembar", key=CA.key)
    assert status(twin.crl()) == "UNKNOWN"
    assert status(twin.crl(entries=[entry(LEAF, NOW)])) == "UNKNOWN"


def test_a_list_by_another_key_under_the_same_name_is_forged():
    """RFC 5280 6.3.3 (g): the signature is the issuer's."""
    assert status(CA.crl(by=OTHER)) == "UNKNOWN"
    assert status(CA.crl(by=OTHER, entries=[entry(LEAF, NOW)])) == "UNKNOWN"


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (("key_cert_sign",), "UNKNOWN"),
        (("key_cert_sign", "digital_signature"), "UNKNOWN"),
        (("crl_sign",), "GOOD"),
        (None, "GOOD"),
    ],
    ids=["certificates", "documents", "lists", "unsaid"],
)
def test_who_may_sign_lists(bits, expected):
    """RFC 5280 6.3.3 (f): with a key usage, cRLSign must be in it."""
    said = [] if bits is None else [(usage(*bits), True)]
    issuer = Authority("CA Contoh", None, ISSUING[0], *said)
    leaf = issuer.issue(name(), new_key().public_key(), *SIGNING)
    assert status(issuer.crl(), certificate=leaf, issuer=issuer) == expected


@pytest.mark.parametrize(
    ("last", "following", "at", "now", "expected"),
    [
        (NOW, NOW + DAY, NOW, NOW, "GOOD"),
        (NOW - DAY, NOW, NOW, NOW, "GOOD"),
        (NOW - DAY, NOW - SECOND, NOW, NOW, "UNKNOWN"),
        (NOW + SKEW, NOW + DAY, NOW, NOW, "GOOD"),
        (NOW + SKEW + SECOND, NOW + DAY, NOW, NOW, "UNKNOWN"),
        (NOW, NOW + DAY, NOW - 9 * DAY, NOW, "GOOD"),
        (NOW - 9 * DAY, NOW - 8 * DAY, NOW - 8 * DAY, NOW, "GOOD"),
    ],
    ids=["today", "last-second", "replaced", "skewed-clock", "from-the-future",
         "made-later", "old-list-old-question"],
)  # fmt: skip
def test_when_a_list_counts(last, following, at, now, expected):
    """Made by now, and not replaced before the moment asked about."""
    crl = CA.crl(last=last, following=following)
    assert status(crl, at=at, now=now) == expected


def test_a_list_from_the_future_tells_nothing_at_all():
    """Not even of a revocation: whoever made it has another clock than the world."""
    early = CA.crl(
        last=NOW + SKEW + SECOND, following=NOW + DAY, entries=[entry(LEAF, NOW - DAY)]
    )
    assert status(early) == "UNKNOWN"
    assert status(early, now=NOW + DAY) == "REVOKED"


def without_next_update(crl):
    """The list without the field, signed again by its issuer."""
    body, scheme, _ = der.read(crl.public_bytes(Encoding.DER)).children()
    fields = [field.raw for field in body.children()]
    assert fields[4][0] == der.UTC_TIME
    signed = der.sequence(*fields[:4], *fields[5:])
    signature = CA.key.sign(signed, ec.ECDSA(hashes.SHA256()))
    bits = der.encode(der.BITS, b"\0" + signature)
    return x509.load_der_x509_crl(der.sequence(signed, scheme.raw, bits))


def test_a_list_without_an_end_proves_no_innocence():
    """RFC 5280 5.1.2.5 demands nextUpdate; without it nobody knows what is newer."""
    assert status(without_next_update(CA.crl())) == "UNKNOWN"
    revoked = without_next_update(CA.crl(entries=[entry(LEAF, NOW)]))
    assert status(revoked) == "REVOKED"


def test_a_delta_list_tells_what_was_added():
    """RFC 5280 5.2.4: on it, revoked; not on it, nothing."""
    delta = (x509.DeltaCRLIndicator(1), True)
    assert status(CA.crl(delta)) == "UNKNOWN"
    assert status(CA.crl(delta, entries=[entry(LEAF, NOW)])) == "REVOKED"
    assert status(CA.crl(delta), CA.crl()) == "GOOD"


@pytest.mark.parametrize("critical", [True, False], ids=["critical", "not-critical"])
def test_an_extension_of_a_list_that_nobody_knows(critical):
    """RFC 5280 5.2: critical, the list must not be used to say good."""
    crl = CA.crl((ODD, critical))
    assert status(crl) == ("UNSUPPORTED" if critical else "GOOD")


@pytest.mark.parametrize("critical", [True, False], ids=["critical", "not-critical"])
def test_an_extension_of_an_entry_that_nobody_knows(critical):
    """RFC 5280 5.3: critical, the entry is not understood; else it revokes."""
    crl = CA.crl(entries=[entry(LEAF, NOW, (ODD, critical))])
    assert status(crl) == ("UNSUPPORTED" if critical else "REVOKED")


REASONS = {
    "unspecified": "COMPROMISED_LATER",
    "key_compromise": "COMPROMISED_LATER",
    "ca_compromise": "COMPROMISED_LATER",
    "aa_compromise": "COMPROMISED_LATER",
    "certificate_hold": "COMPROMISED_LATER",
    "affiliation_changed": "GOOD",
    "superseded": "GOOD",
    "cessation_of_operation": "GOOD",
    "privilege_withdrawn": "GOOD",
    "remove_from_crl": "UNKNOWN",
}


def test_every_reason_has_a_meaning():
    """RFC 5280 5.3.1: ten reasons, none forgotten."""
    assert set(REASONS) == {reason.name for reason in x509.ReasonFlags}


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_says_whether_what_was_signed_before_stands(reason):
    """A key that may have been in wrong hands is undecided, a retired one is not.

    A hold is an inquiry that has not ended: undecided too.
    """
    why = x509.CRLReason(x509.ReasonFlags[reason])
    later = CA.crl(entries=[entry(LEAF, NOW + SECOND, (why, False))])
    assert status(later) == REASONS[reason]
    now = CA.crl(entries=[entry(LEAF, NOW, (why, False))])
    expected = "UNKNOWN" if reason == "remove_from_crl" else "REVOKED"
    assert status(now) == expected


def test_a_later_revocation_without_a_reason():
    """Nobody said that the key was safe."""
    assert status(CA.crl(entries=[entry(LEAF, NOW + SECOND)])) == "COMPROMISED_LATER"


@pytest.mark.parametrize(
    ("revoked", "since", "expected"),
    [
        (DAY, -DAY, "REVOKED"),
        (DAY, DAY, "COMPROMISED_LATER"),
        (-DAY, DAY, "REVOKED"),
    ],
    ids=["earlier", "later", "cannot-postpone"],
)
def test_an_invalidity_date_only_makes_it_earlier(revoked, since, expected):
    """RFC 5280 5.3.2: since when it is known or suspected."""
    date = x509.InvalidityDate((NOW + since).replace(tzinfo=None))
    crl = CA.crl(entries=[entry(LEAF, NOW + revoked, (date, False))])
    assert status(crl) == expected


def scope(**changes):
    """The extension that says of which certificates a list speaks, critical."""
    everything = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**(everything | changes)), True


POINT = x509.UniformResourceIdentifier("http://crl.example/1.crl")
SOME = frozenset([x509.ReasonFlags.superseded])
ROOT_NAME = [x509.DirectoryName(OTHER.name)]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ([x509.DistributionPoint([POINT], None, None, None)], "GOOD"),
        ([x509.DistributionPoint([POINT], None, SOME, None)], "UNSUPPORTED"),
        ([x509.DistributionPoint([POINT], None, None, ROOT_NAME)], "UNSUPPORTED"),
        (
            [
                x509.DistributionPoint([POINT], None, None, None),
                x509.DistributionPoint([POINT], None, SOME, None),
            ],
            "UNSUPPORTED",
        ),
        (
            [
                x509.DistributionPoint(
                    [x509.UniformResourceIdentifier("http://crl.example/2.crl")],
                    None, None, None,
                )
            ],
            "UNSUPPORTED",
        ),
        (None, "UNSUPPORTED"),
    ],
    ids=["whole", "some-reasons", "another-issuer", "one-of-two", "another-point",
         "no-point"],
)  # fmt: skip
def test_a_partition_speaks_for_the_point_that_a_certificate_names_in_full(
    declared, expected
):
    """RFC 5280 6.3.3 (b): the same point, all reasons, this issuer."""
    extensions = (
        [] if declared is None else [(x509.CRLDistributionPoints(declared), False)]
    )
    leaf = CA.issue(name(), new_key().public_key(), *SIGNING, *extensions)
    assert status(CA.crl(scope(full_name=[POINT])), certificate=leaf) == expected


@pytest.mark.parametrize("authority", [True, False], ids=["authority", "officer"])
@pytest.mark.parametrize("kind", ["users", "authorities", "attributes"])
def test_a_list_for_one_kind_of_certificate(kind, authority):
    """RFC 5280 6.3.3 (b)(2): lists of users speak of users, and so on."""
    limits = scope(
        only_contains_user_certs=kind == "users",
        only_contains_ca_certs=kind == "authorities",
        only_contains_attribute_certs=kind == "attributes",
    )
    subject = ISSUING if authority else SIGNING
    certificate = CA.issue(name(), new_key().public_key(), *subject)
    fits = kind == ("authorities" if authority else "users")
    found = status(CA.crl(limits), certificate=certificate)
    assert found == ("GOOD" if fits else "UNKNOWN")


@pytest.mark.parametrize("fits", [True, False])
def test_how_long_a_list_may_be(fits, monkeypatch):
    """32 MiB; here as long as this one, and one byte less."""
    raw = CA.crl().public_bytes(Encoding.DER)
    assert _revocation._MAX_CRL == 32 * 2**20
    monkeypatch.setattr(_revocation, "_MAX_CRL", len(raw) - (not fits))
    if fits:
        assert len(RevocationData.read(crls=[raw]).crls) == 1
        return
    with pytest.raises(InvalidFormatError):
        RevocationData.read(crls=[raw])


@pytest.mark.parametrize("fits", [True, False])
def test_how_long_a_response_may_be(fits, monkeypatch):
    """64 KiB; here as long as this one, and one byte less."""
    raw = CA.ocsp(LEAF).public_bytes(Encoding.DER)
    assert _revocation._MAX_OCSP == 64 * 2**10
    monkeypatch.setattr(_revocation, "_MAX_OCSP", len(raw) - (not fits))
    if fits:
        assert len(RevocationData.read(ocsp=[raw]).ocsp) == 1
        return
    with pytest.raises(InvalidFormatError):
        RevocationData.read(ocsp=[raw])


# Responses


def test_a_response_of_the_issuer_answers():
    """Good, revoked, or not known to it."""
    assert status(responses=[CA.ocsp(LEAF)]) == "GOOD"
    revoked = CA.ocsp(LEAF, status=ocsp.OCSPCertStatus.REVOKED)
    assert status(responses=[revoked]) == "REVOKED"
    unknown = CA.ocsp(LEAF, status=ocsp.OCSPCertStatus.UNKNOWN)
    assert status(responses=[unknown]) == "UNKNOWN"
    assert status(responses=[CA.ocsp(NEIGHBOUR)]) == "UNKNOWN"


def test_the_worst_answer_counts():
    """A good response does not outweigh a list that revokes, nor the other way."""
    revoked = CA.ocsp(LEAF, status=ocsp.OCSPCertStatus.REVOKED)
    assert status(CA.crl(), responses=[revoked]) == "REVOKED"
    listed = CA.crl(entries=[entry(LEAF, NOW)])
    assert status(listed, responses=[CA.ocsp(LEAF)]) == "REVOKED"
    later = CA.crl(entries=[entry(LEAF, NOW + DAY)])
    assert status(later, responses=[CA.ocsp(LEAF)]) == "COMPROMISED_LATER"


@pytest.mark.parametrize(
    ("made", "following", "expected"),
    [
        (NOW, NOW + DAY, "GOOD"),
        (NOW - DAY, NOW, "GOOD"),
        (NOW - DAY, NOW - SECOND, "UNKNOWN"),
        (NOW, None, "GOOD"),
        (NOW - SECOND, None, "UNKNOWN"),
        (NOW + SKEW, NOW + DAY, "GOOD"),
        (NOW + SKEW + SECOND, NOW + DAY, "UNKNOWN"),
    ],
    ids=["today", "last-second", "replaced", "no-end-now", "no-end-earlier",
         "skewed-clock", "from-the-future"],
)  # fmt: skip
def test_when_a_response_counts(made, following, expected):
    """RFC 6960 3.2 and 4.2.2.1: recent enough, and made by now."""
    answer = CA.ocsp(LEAF, made=made, following=following)
    assert status(responses=[answer]) == expected


@pytest.mark.parametrize("following", [NOW - DAY, None], ids=["replaced", "no-end"])
def test_old_news_of_a_revocation_stays_news(following):
    """A response that was replaced still tells that the certificate is revoked."""
    old = CA.ocsp(
        LEAF,
        status=ocsp.OCSPCertStatus.REVOKED,
        made=NOW - 9 * DAY,
        following=following,
        revoked=NOW - 20 * DAY,
    )
    assert status(responses=[old]) == "REVOKED"
    early = CA.ocsp(
        LEAF,
        status=ocsp.OCSPCertStatus.REVOKED,
        made=NOW + SKEW + SECOND,
        following=NOW + DAY,
    )
    assert status(responses=[early]) == "UNKNOWN"


def test_a_response_revokes_from_its_moment():
    """As a list does."""
    for reason, expected in ((None, "COMPROMISED_LATER"),
                             (x509.ReasonFlags.superseded, "GOOD")):  # fmt: skip
        answer = CA.ocsp(
            LEAF,
            status=ocsp.OCSPCertStatus.REVOKED,
            made=NOW + DAY,
            following=NOW + 2 * DAY,
            revoked=NOW + SECOND,
            why=reason,
        )
        assert status(responses=[answer], now=NOW + DAY) == expected


def responder(*extensions, key=None, by=CA, **changes):
    """A responder's key and certificate."""
    key = key or new_key()
    return key, by.issue(name("OCSP"), key.public_key(), *extensions, **changes)


def test_a_delegate_answers_for_its_issuer():
    """RFC 6960 4.2.2.2: issued by the CA itself, with the purpose OCSPSigning."""
    assert status(responses=[CA.ocsp(LEAF, by=responder(ASKED, NO_CHECK))]) == "GOOD"


BASIC = (x509.BasicConstraints(ca=False, path_length=None), True)
POLICY = x509.PolicyInformation(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), None)
ALTERNATIVE = x509.SubjectAlternativeName([x509.DNSName("ocsp.contoh.example")])


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        ([NO_CHECK], "UNKNOWN"),
        ([NO_CHECK, (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)],
         "UNKNOWN"),
        ([NO_CHECK, (x509.ExtendedKeyUsage(
            [ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]), False)], "UNKNOWN"),
        ([ASKED, NO_CHECK, (usage("digital_signature"), True)], "GOOD"),
        ([ASKED, NO_CHECK, (usage("key_encipherment"), True)], "UNKNOWN"),
        ([ASKED, NO_CHECK, (usage("key_cert_sign", "crl_sign"), True)], "UNKNOWN"),
        ([ASKED, NO_CHECK, (ODD, True)], "UNKNOWN"),
        ([ASKED, NO_CHECK, (ODD, False)], "GOOD"),
        ([ASKED, NO_CHECK, (x509.NameConstraints([x509.DNSName("x")], None), True)],
         "UNKNOWN"),
        ([(ASKED[0], True), (NO_CHECK[0], True), BASIC], "GOOD"),
        ([ASKED, NO_CHECK, (x509.CertificatePolicies([POLICY]), True),
          (ALTERNATIVE, True)], "GOOD"),
        ([ASKED], "UNKNOWN"),
    ],
    ids=["no-purpose", "web", "any", "signs", "encrypts", "issues", "unknown-critical",
         "unknown", "constraints", "understood", "policy-and-name", "must-be-checked"],
)  # fmt: skip
def test_who_may_answer(extensions, expected):
    """Purpose, use, and no critical extension that is not understood (4.2.2.2)."""
    assert status(responses=[CA.ocsp(LEAF, by=responder(*extensions))]) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (NOW, NOW + DAY, "GOOD"),
        (NOW - DAY, NOW, "GOOD"),
        (NOW - DAY, NOW - SECOND, "UNKNOWN"),
        (NOW + SECOND, NOW + DAY, "UNKNOWN"),
    ],
    ids=["first-second", "last-second", "expired", "not-yet"],
)
def test_a_mandate_has_its_time(start, end, expected):
    """The responder's certificate must be valid now."""
    by = responder(ASKED, NO_CHECK, start=start, end=end)
    assert status(responses=[CA.ocsp(LEAF, by=by)]) == expected


def test_a_delegate_of_another_issuer_answers_nothing():
    """Not even of one with the same name, and not one the delegate issued itself."""
    namesake = Authority("CA Contoh")
    for by in (OTHER, namesake):
        found = responder(ASKED, NO_CHECK, by=by)
        assert status(responses=[CA.ocsp(LEAF, by=found)]) == "UNKNOWN"
    officer = Authority("Pejabat Contoh", CA, *SIGNING)
    below = responder(ASKED, NO_CHECK, by=officer)
    assert status(responses=[CA.ocsp(LEAF, by=below)]) == "UNKNOWN"


def test_a_delegate_without_the_mark_needs_a_good_answer_of_its_own():
    """RFC 6960 4.2.2.2.1: it is asked about in the lists."""
    by = responder(ASKED, serial=9003)
    answer = CA.ocsp(LEAF, by=by)
    assert status(responses=[answer]) == "UNKNOWN"
    assert status(responses=[answer, CA.ocsp(by[1], by=by)]) == "UNKNOWN"
    users = CA.crl(scope(only_contains_user_certs=True))
    assert status(users, responses=[answer], certificate=LEAF) == "GOOD"
    for revoked in (NOW, NOW + DAY):
        bad = CA.crl(entries=[entry(by[1], revoked), entry(LEAF, NOW)])
        assert status(bad, responses=[answer]) == "REVOKED"
    other = OTHER.crl()
    assert status(other, responses=[answer]) == "UNKNOWN"


def test_a_revoked_delegate_says_nothing():
    """Its word is not even heard where it says "revoked"."""
    by = responder(ASKED, serial=9003)
    said = CA.ocsp(LEAF, by=by, status=ocsp.OCSPCertStatus.REVOKED)
    assert status(CA.crl(), responses=[said]) == "REVOKED"
    without = CA.crl(entries=[entry(by[1], NOW)])
    assert status(without, responses=[said]) == "GOOD"


@pytest.mark.parametrize("place", range(6))
def test_only_the_first_certificates_of_a_response_are_tried(place):
    """Each costs a signature; four are more than any responder sends."""
    by = responder(ASKED, NO_CHECK)
    others = [OTHER.certificate] * place
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(LEAF, CA.certificate, hashes.SHA256(),
                      ocsp.OCSPCertStatus.GOOD, NOW, NOW + DAY, None, None)
        .responder_id(ocsp.OCSPResponderEncoding.HASH, by[1])
        .certificates([*others, by[1]])
    )  # fmt: skip
    answer = builder.sign(by[0], hashes.SHA256())
    assert status(responses=[answer]) == ("GOOD" if place < 4 else "UNKNOWN")


# Responses in DER

BASIC_RESPONSE = "1.3.6.1.5.5.7.48.1.1"
NAMES = {
    "sha1": "1.3.14.3.2.26",
    "sha224": "2.16.840.1.101.3.4.2.4",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
ECDSA_SHA256 = der.sequence(der.oid("1.2.840.10045.4.3.2"))
RSA_SHA256 = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.encode(der.NULL, b""))
ED25519 = der.sequence(der.oid("1.3.101.112"))


def hashed(issuer, digest="sha256"):
    """Hash of the issuer's name, and of its key (RFC 6960 4.1.1)."""
    public = issuer.key.public_key()
    bits = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    subject = issuer.name.public_bytes()
    return [hashlib.new(digest, part).digest() for part in (subject, bits)]


def single(serial=9001, *, digest="sha256", hashes_=None, status=None, extensions=b""):
    """A SingleResponse: good, made now, for a day."""
    issuer_name, issuer_key = hashes_ or hashed(CA, digest)
    return der.sequence(
        der.sequence(
            der.sequence(der.oid(NAMES[digest])),
            der.octets(issuer_name),
            der.octets(issuer_key),
            der.integer(serial),
        ),
        status or der.encode(0x80, b""),
        der.generalized_time(NOW),
        der.explicit(0, der.generalized_time(NOW + DAY)),
        extensions,
    )


REVOKED = der.encode(0xA1, der.generalized_time(NOW - DAY))


def extension(*, critical):
    """An Extensions in [1] with one that nobody knows."""
    mark = der.encode(der.BOOLEAN, b"\xff") if critical else b""
    one = der.sequence(
        der.oid(UNKNOWN_OID.dotted_string), mark, der.octets(b"\x05\x00")
    )
    return der.explicit(1, der.sequence(one))


def response(*singles, extensions=b"", sign=None, scheme=ECDSA_SHA256):
    """A whole OCSPResponse, signed by the CA unless said."""
    body = der.sequence(
        der.explicit(2, der.octets(bytes(20))),
        der.generalized_time(NOW),
        der.sequence(*singles),
        extensions,
    )
    if sign is None:
        signature = CA.key.sign(body, ec.ECDSA(hashes.SHA256()))
    else:
        signature = sign(body)
    basic = der.sequence(body, scheme, der.encode(der.BITS, b"\0" + signature))
    whole = der.sequence(
        der.encode(0x0A, b"\0"),
        der.explicit(0, der.sequence(der.oid(BASIC_RESPONSE), der.octets(basic))),
    )
    return ocsp.load_der_ocsp_response(whole)


def test_responses_by_hand_are_read_like_the_builders():
    """The tests below change one thing each."""
    assert status(responses=[response(single())]) == "GOOD"
    assert status(responses=[response(single(status=REVOKED))]) == "REVOKED"


@pytest.mark.parametrize(
    ("digest", "expected"),
    [("sha1", "GOOD"), ("sha256", "GOOD"), ("sha512", "GOOD"), ("sha224", "UNKNOWN")],
)
def test_the_hashes_that_name_an_issuer(digest, expected):
    """SHA-1 names, it proves nothing; what nobody uses is not computed."""
    assert status(responses=[response(single(digest=digest))]) == expected


@pytest.mark.parametrize("wrong", ["name", "key", "serial"])
def test_a_response_names_the_certificate_by_three_things(wrong):
    """RFC 6960 4.1.1: issuer's name, issuer's key, serial number; all must fit."""
    right, other = hashed(CA), hashed(OTHER)
    pair = [other[0] if wrong == "name" else right[0],
            other[1] if wrong == "key" else right[1]]  # fmt: skip
    serial = 9002 if wrong == "serial" else 9001
    for state in (None, REVOKED):
        answer = response(single(serial, hashes_=pair, status=state))
        assert status(responses=[answer]) == "UNKNOWN"


@pytest.mark.parametrize("critical", [True, False], ids=["critical", "not-critical"])
@pytest.mark.parametrize("where", ["single", "response"])
def test_extensions_of_responses_that_nobody_knows(where, critical):
    """RFC 6960 4.4: ignored unless critical."""
    more = extension(critical=critical)
    answer = (
        response(single(extensions=more))
        if where == "single"
        else response(single(), extensions=more)
    )
    assert status(responses=[answer]) == ("UNSUPPORTED" if critical else "GOOD")


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("state", ["good", "revoked"])
def test_a_response_about_several_certificates(place, state):
    """RFC 6960 4.2.1: one of them is the one asked about."""
    singles = [single(serial) for serial in (9101, 9102)]
    singles.insert(place, single(status=REVOKED if state == "revoked" else None))
    assert status(responses=[response(*singles)]) == state.upper()


def test_two_answers_about_one_certificate():
    """The worse one counts, wherever it stands."""
    good, revoked = single(), single(status=REVOKED)
    for pair in ((good, revoked), (revoked, good)):
        assert status(responses=[response(*pair)]) == "REVOKED"


RSA_KEY = rsa.generate_private_key(65537, 2048)
RSA_CA = Authority("CA RSA", key=RSA_KEY)
ED_CA = Authority("CA Ed25519", key=ed25519.Ed25519PrivateKey.generate())


@pytest.mark.parametrize("issuer", [CA, RSA_CA, ED_CA], ids=["ec", "rsa", "ed25519"])
def test_a_response_must_be_signed(issuer):
    """Each kind of key: the right signature counts and every other does not."""
    leaf = issuer.issue(name(), new_key().public_key(), *SIGNING)
    good = issuer.ocsp(leaf, enclosed=False)
    assert status(responses=[good], certificate=leaf, issuer=issuer) == "GOOD"
    raw = good.public_bytes(Encoding.DER)
    moved = raw.replace(b"20261125", b"20271125")
    assert moved != raw
    forged = ocsp.load_der_ocsp_response(moved)
    assert status(responses=[forged], certificate=leaf, issuer=issuer) == "UNKNOWN"


def test_a_response_by_another_key_than_its_scheme_says():
    """The key decides how it is verified; what the response names is not followed."""
    crossed = (
        (ECDSA_SHA256, lambda body: RSA_KEY.sign(
            body, padding.PKCS1v15(), hashes.SHA256())),
        (RSA_SHA256, lambda body: RSA_KEY.sign(
            body, padding.PKCS1v15(), hashes.SHA256())),
        (ED25519, ED_CA.key.sign),
        (ED25519, lambda body: CA.key.sign(body, ec.ECDSA(hashes.SHA256()))),
        (ECDSA_SHA256, lambda _body: b""),
    )  # fmt: skip
    for scheme, sign in crossed:
        answer = response(single(), sign=sign, scheme=scheme)
        assert status(responses=[answer]) == "UNKNOWN"


WEAK_KEYS = {
    "rsa-1024": rsa.generate_private_key(65537, 1024),  # noqa: S505 - the point
    "p224": ec.generate_private_key(ec.SECP224R1()),
}


@pytest.mark.parametrize("kind", WEAK_KEYS)
def test_a_delegate_with_a_weak_key(kind):
    """Whoever breaks it would say "good" for the whole authority."""
    by = responder(ASKED, NO_CHECK, key=WEAK_KEYS[kind])
    assert status(responses=[CA.ocsp(LEAF, by=by)]) == "UNKNOWN"


def test_the_subject_of_a_status_is_one_issuer():
    """A certificate with the same serial number by another issuer is another one."""
    theirs = OTHER.issue(name(), new_key().public_key(), *SIGNING, serial=9001)
    revoked = CA.crl(entries=[entry(LEAF, NOW)])
    assert status(revoked, certificate=theirs, issuer=OTHER) == "UNKNOWN"
    said = CA.ocsp(LEAF, status=ocsp.OCSPCertStatus.REVOKED)
    assert status(responses=[said], certificate=theirs, issuer=OTHER) == "UNKNOWN"


def test_all_statuses_are_reached():
    """Nothing above leaves one out."""
    assert {s.name for s in Status} == {
        "GOOD", "REVOKED", "COMPROMISED_LATER", "UNKNOWN", "UNSUPPORTED",
    }  # fmt: skip


@pytest.mark.parametrize("first", ["scope", "odd"])
def test_one_extension_that_is_understood_does_not_excuse_another(first):
    """RFC 5280 5.2: every critical one must be, in whatever order they stand."""
    extensions = [scope(only_contains_user_certs=True), (ODD, True)]
    if first == "odd":
        extensions.reverse()
    assert status(CA.crl(*extensions)) == "UNSUPPORTED"
    assert status(CA.crl(extensions[0 if first == "scope" else 1])) == "GOOD"


@pytest.mark.parametrize(
    "limits",
    [
        {"indirect_crl": True},
        {"only_some_reasons": SOME},
        {"indirect_crl": True, "only_some_reasons": SOME},
    ],
    ids=["indirect", "some-reasons", "both"],
)
def test_lists_that_are_not_followed(limits):
    """Either of the two is enough: such a list decides nothing."""
    crl = CA.crl(scope(**limits))
    assert status(crl) == "UNSUPPORTED"
    assert status(crl, CA.crl()) == "GOOD"


def test_a_list_of_the_first_version():
    """RFC 5280 5.1.2.1: no version, no extensions; the issuer is one place earlier."""
    for entries, expected in (((), "GOOD"), ([entry(LEAF, NOW)], "REVOKED")):
        body, scheme, _ = der.read(
            CA.crl(entries=entries).public_bytes(Encoding.DER)
        ).children()
        fields = [field.raw for field in body.children()]
        assert fields[0] == der.integer(1)  # version 2
        signed = der.sequence(*fields[1:])
        signature = CA.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        bits = der.encode(der.BITS, b"\0" + signature)
        first = x509.load_der_x509_crl(der.sequence(signed, scheme.raw, bits))
        assert status(first) == expected
        assert status(first, certificate=LEAF, issuer=OTHER) == "UNKNOWN"
