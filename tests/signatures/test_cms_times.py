"""Which moment a CMS signature is judged at: claimed, proven, or the present one.

An authority of this test's own, with certificates that end when a test needs it.
"""

import hashlib
import pickle
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pki_case

from pki_case import DAY, END, NOW, SIGNING, START, Authority, data, entry, name

from egovkit.errors import SigningError, UsageError
from egovkit.signatures import (
    Assurance,
    CertificatePolicy,
    Outcome,
    SigningKey,
    TrustAnchors,
    prepare_cms,
    sign_cms,
    verify_cms,
)
from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._cms_draft import Draft

CONTENT = b"Surat 470/9001 CONTOH"
ROOT = Authority("Root CA Contoh")
STAMPERS = Authority("Root TSA Contoh")
SECOND, MINUTE, HOUR = (timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1))
STAMPING = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
KEY = SigningKey.generate("ES256", use="document")
VALID = ("valid", None)


def officer(**times):
    """An officer's certificate over the one key."""
    return ROOT.issue(name(), KEY.public.public_key, *SIGNING, **times)


LEAF = officer()
HOURLY = officer(end=NOW + HOUR)


def stamper(at, *, by=STAMPERS, start=START, end=END):
    """A time stamping authority that stands still at a moment."""
    key = SigningKey.generate("ES256", use="document")
    public = key.public.public_key
    certificate = by.issue(
        name("TSA"), public, *SIGNING, STAMPING, start=start, end=end
    )

    def answer(request):
        _, imprint, *_ = der.read(request).children()
        info = der.sequence(
            der.integer(1),
            der.oid("1.3.6.1.4.1.99999.1"),
            imprint.raw,
            der.integer(9001),
            der.generalized_time(at),
        )
        draft = Draft(
            info, certificate, [], at, key.algorithm, cms.ID_TST_INFO, attached=True
        )
        token = draft.complete(draft.sign(key))
        return der.sequence(der.sequence(der.integer(0)), token)

    return answer


def signed(certificate=LEAF, *, at=NOW, stamp=None, **changes):
    """A signature of the officer."""
    timestamp = None if stamp is None else stamper(stamp)
    call = {"key": KEY, "certificate": certificate, "at": at, "timestamp": timestamp}
    return sign_cms(CONTENT, **(call | changes))


def report(signature, at=NOW, **changes):
    """The whole report; both roots' lists are made at the present moment."""
    lists = data(
        crls=[
            authority.crl(last=at, following=at + DAY) for authority in (ROOT, STAMPERS)
        ]
    )
    call = {
        "content": CONTENT,
        "anchors": TrustAnchors.of(ROOT.certificate),
        "timestamp_anchors": TrustAnchors.of(STAMPERS.certificate),
        "revocation": lists,
    }
    return verify_cms(signature, at=at, **(call | changes))


def judged(signature, at=NOW, **changes):
    """Outcome word and reason code."""
    found = report(signature, at, **changes)
    return str(found.outcome), found.reason.code if found.reason else None


def times(found):
    """The codes of the checks that speak of time."""
    return [check.code for check in found.checks if check.name == "time"]


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (NOW, NOW, True),
        (NOW - DAY, NOW, True),
        (NOW, NOW + DAY, True),
        (NOW + SECOND, NOW + DAY, False),
        (NOW - DAY, NOW - SECOND, False),
    ],
    ids=["one-second", "last", "first", "too-early", "too-late"],
)
@pytest.mark.parametrize("way", ["sign", "prepare"])
def test_nobody_signs_outside_a_certificate(way, start, end, fits):
    """Both ends of the validity belong to it, for a local key and a remote one."""
    certificate = officer(start=start, end=end)

    def make():
        if way == "sign":
            return signed(certificate)
        given = {"public": KEY.public, "certificate": certificate, "at": NOW}
        prepared = prepare_cms(CONTENT, **given)
        return prepared.complete(KEY.sign(prepared.message))

    if fits:
        assert judged(make()) == VALID
        return
    with pytest.raises(SigningError) as caught:
        make()
    assert caught.value.code == "key_outside_validity"


def test_without_a_stamp_the_present_counts():
    """What the signer's clock said proves nothing: the certificate must be valid."""
    signature = signed(HOURLY)
    assert judged(signature, NOW + HOUR) == VALID
    late = judged(signature, NOW + HOUR + SECOND)
    assert late == ("invalid", "certificate_expired")
    found = report(signature, NOW + HOUR)
    assert times(found) == ["time_claimed"]
    assert (found.claimed_time, found.proven_time) == (NOW, None)


def test_with_a_stamp_the_proven_moment_counts():
    """Ten years later the certificate is long over, and the signature stands."""
    signature = signed(HOURLY, stamp=NOW + MINUTE)
    later = NOW + 3650 * DAY
    found = report(signature, later)
    assert found.outcome is Outcome.VALID
    assert times(found) == ["time_proven"]
    assert (found.claimed_time, found.proven_time) == (NOW, NOW + MINUTE)


def test_a_stamp_from_after_the_certificate_proves_too_late_a_moment():
    """Signed in time or not: what is proven is the later moment."""
    signature = signed(HOURLY, stamp=NOW + 2 * HOUR)
    found = judged(signature, NOW + DAY)
    assert found == ("invalid", "certificate_expired")


@pytest.mark.parametrize(
    ("stamp", "ahead", "passes"),
    [
        (None, 15 * MINUTE, True),
        (None, 15 * MINUTE + SECOND, False),
        (NOW, 15 * MINUTE, True),
        (NOW, 15 * MINUTE + SECOND, False),
        (NOW + DAY, -DAY, True),
    ],
    ids=["skewed", "future", "skewed-to-stamp", "after-the-stamp", "long-before"],
)
def test_what_is_claimed_cannot_be_later_than_what_is_known(stamp, ahead, passes):
    """A quarter of an hour between clocks; a signature does not follow its stamp."""
    signature = signed(at=NOW + ahead, stamp=stamp)
    present = NOW if stamp is None else NOW + DAY
    expected = VALID if passes else ("invalid", "signed_in_future")
    assert judged(signature, present) == expected


def test_no_claim_is_no_fault():
    """In PAdES the time stands in the file; here the present moment is used."""
    signature = signed(HOURLY, signing_time=False)
    found = report(signature)
    assert found.outcome is Outcome.VALID
    assert (found.claimed_time, found.proven_time) == (None, None)
    assert judged(signature, NOW + DAY) == ("invalid", "certificate_expired")


def test_a_stamp_that_is_not_decided_proves_nothing():
    """Its authority's revocation is unknown: the present counts, and all is unsure."""
    signature = signed(stamp=NOW + MINUTE)
    only = data(crls=[ROOT.crl()])
    found = report(signature, revocation=only)
    assert found.outcome is Outcome.INDETERMINATE
    assert found.reason.code == "revocation_unknown"
    assert found.proven_time is None
    assert times(found) == ["time_claimed"]
    assert found.assurance is Assurance.UNKNOWN
    late = report(signed(HOURLY, stamp=NOW), NOW + DAY, revocation=only)
    assert late.outcome is Outcome.INVALID  # not saved by a stamp that is unsure


def test_a_stamp_by_those_who_certify_signers():
    """Each kind of trust is for its kind: the officers' root stamps no time here."""
    signature = signed(timestamp=stamper(NOW, by=ROOT))
    assert judged(signature) == ("invalid", "path_not_found")
    both = TrustAnchors.of(ROOT.certificate)
    assert judged(signature, timestamp_anchors=both) == VALID
    assert judged(signature, timestamp_anchors=None) == VALID


def test_a_stampers_certificate_at_the_stamped_moment():
    """It may have ended since; it may not have begun later."""
    for start, end, expected in (
        (NOW, NOW, VALID),
        (NOW + SECOND, END, ("invalid", "certificate_not_yet")),
        (START, NOW - SECOND, ("invalid", "certificate_expired")),
    ):
        signature = signed(timestamp=stamper(NOW, start=start, end=end))
        assert judged(signature, NOW + DAY) == expected


@pytest.mark.parametrize(
    ("revoked", "stamp", "expected"),
    [
        (NOW + HOUR, None, ("invalid", "certificate_revoked")),
        (NOW + HOUR, NOW, ("indeterminate", "certificate_revoked_later")),
        (NOW, NOW, ("invalid", "certificate_revoked")),
    ],
    ids=["no-stamp", "stamped-before", "stamped-at"],
)
def test_a_revocation_against_the_moment(revoked, stamp, expected):
    """Only a proven moment is before a revocation; and without a reason, who knows."""
    signature = signed(stamp=stamp)
    later = NOW + DAY
    lists = data(
        crls=[
            ROOT.crl(entries=[entry(LEAF, revoked)], last=later, following=later + DAY),
            STAMPERS.crl(last=later, following=later + DAY),
        ]
    )
    assert judged(signature, later, revocation=lists) == expected


def test_a_policy_is_for_signer_and_stamper():
    """SKIP asks for neither; a depth of none allows neither an authority between."""
    lower = Authority("CA Contoh", ROOT)
    deep = lower.issue(name(), KEY.public.public_key, *SIGNING)
    signature = signed(deep, chain=[lower.certificate], stamp=NOW)
    skip = CertificatePolicy(revocation="skip")
    assert judged(signature, policy=skip, revocation=None) == VALID
    assert judged(signature, policy=None, revocation=None)[0] == "indeterminate"
    flat = CertificatePolicy(revocation="skip", max_depth=0)
    found = judged(signature, policy=flat)
    assert found == ("invalid", "path_not_found")
    assert judged(signed(stamp=NOW), policy=flat) == VALID


def test_certificates_between_come_with_the_signature_or_apart():
    """Enclosed or given: the path is the same."""
    lower = Authority("CA Contoh", ROOT)
    deep = lower.issue(name(), KEY.public.public_key, *SIGNING)
    skip = CertificatePolicy(revocation="skip")
    bare = signed(deep)
    assert judged(bare, policy=skip) == ("invalid", "path_not_found")
    assert judged(bare, policy=skip, chain=[lower.certificate]) == VALID
    enclosed = signed(deep, chain=[lower.certificate])
    assert judged(enclosed, policy=skip) == VALID


def test_what_a_report_says_and_keeps():
    """Every part, through a pickle; and nothing of it once the content is another."""
    found = report(signed(stamp=NOW + MINUTE))
    again = pickle.loads(pickle.dumps(found))
    for one in (found, again):
        assert one.require(bytes) == CONTENT
        assert one.certificate == LEAF
        assert one.assurance is Assurance.UNCERTIFIED
        assert (one.claimed_time, one.proven_time) == (NOW, NOW + MINUTE)
    other = report(signed(stamp=NOW), content=b"lain")
    assert other.reason.code == "cms_other_content"
    for name_ in ("certificate", "claimed_time", "proven_time"):
        assert getattr(other, name_) is None
    assert other.assurance is Assurance.UNKNOWN


@pytest.mark.parametrize("use", ["seal", "status", "trust", "exchange"])
def test_keys_of_our_own_formats_sign_no_document(use):
    """Whatever a certificate says, such a key signs one thing only."""
    key = SigningKey.generate("ES256", use=use)
    certificate = ROOT.issue(name(), key.public.public_key, *SIGNING)
    with pytest.raises(UsageError) as caught:
        sign_cms(CONTENT, key=key, certificate=certificate, at=NOW)
    assert caught.value.code == "key_of_other_purpose"
    for free in ("document", "approval"):
        twin = SigningKey.from_pem(
            key.to_pem(password=None).split(b"\n", 1)[1], password=None, use=free
        )
        signature = sign_cms(CONTENT, key=twin, certificate=certificate, at=NOW)
        assert judged(signature) == VALID


@pytest.mark.parametrize("size", [0, 1, 8 << 20, (8 << 20) + 1])
def test_a_detached_content_of_any_size(size):
    """The bound is on the signature, not on what it covers."""
    content = b"x" * size
    signature = sign_cms(content, key=KEY, certificate=LEAF, at=NOW)
    assert judged(signature, content=content) == VALID
    assert judged(signature, content=content + b"x")[1] == "cms_other_content"


@pytest.mark.parametrize("size", [8 << 20, (8 << 20) + 1])
def test_a_signature_of_the_most_bytes(size):
    """Eight mebibytes are read, one byte more is not looked at."""
    key = SigningKey.generate("Ed25519", use="document")  # all its signatures: 64 bytes
    certificate = ROOT.issue(name(), key.public.public_key, *SIGNING)

    def attached(content):
        draft = Draft(content, certificate, [], NOW, key.algorithm, attached=True)
        return draft.complete(draft.sign(key))

    around = len(attached(b"x" * size)) - size
    content = b"x" * (size - around)
    whole = attached(content)
    assert len(whole) == size
    expected = VALID if size == 8 << 20 else ("invalid", "cms_too_long")
    assert judged(whole, content=None) == expected
    assert hashlib.sha512(content).digest() in whole  # RFC 8419 3.1
