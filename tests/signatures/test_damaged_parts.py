"""Every element of every structure that is received, damaged in every way.

Whatever a file says, the answer is a report or an error of this library: no error
of Python's or of another library's, and never the answer of the whole file.
"""

import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

sys.path.insert(0, str(Path(__file__).parent))  # test modules import their helpers

from der_damage import damaged, places
from pki_case import DAY, NOW, SIGNING, Authority, name, new_key

from egovkit.errors import EgovkitError
from egovkit.signatures import (
    CertificatePolicy,
    Outcome,
    RevocationData,
    SigningKey,
    TimestampRequest,
    TimestampToken,
    TrustAnchors,
    VerificationKey,
    verify_certificate,
)
from egovkit.signatures import _der as der
from egovkit.signatures._revocation import Status, status_of
from egovkit.testing import TestAuthority

ROOT = Authority("Root CA Contoh")
CA = Authority("CA Contoh", ROOT)
POINT = x509.DistributionPoint(
    [x509.UniformResourceIdentifier("http://crl.example/1.crl")], None, None, None
)
MORE = (
    (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False),
    (x509.CRLDistributionPoints([POINT]), False),
    (x509.SubjectAlternativeName([x509.RFC822Name("budi@contoh.example")]), False),
)
LEAF = CA.issue(name(), new_key().public_key(), *SIGNING, *MORE)
SKIP = CertificatePolicy(revocation="skip")
ANCHORS = TrustAnchors.of(ROOT.certificate)
TA = TestAuthority()
RESPONSE = TA.timestamper(at=NOW)(TimestampRequest.over(b"isi").to_der())


def without_last(node):
    """The element without its last child, or its last byte."""
    if not node.tag & 0x20:
        return der.encode(node.tag, node.content[:-1])
    kept = [child.raw for child in node.children()[:-1]]
    return der.encode(node.tag, b"".join(kept))


DAMAGES = {
    "emptied": lambda node: der.encode(node.tag, b""),
    "gone": lambda _node: b"",
    "twice": lambda node: node.raw * 2,
    "shorter": without_last,
    "another-type": lambda node: der.encode(node.tag ^ 0x20, node.content),
    "null": lambda _node: der.encode(der.NULL, b""),
    "ones": lambda node: der.encode(node.tag, b"\xff" * len(node.content)),
    "huge": lambda node: bytes((node.tag, 0x84)) + b"\xff" * 4 + node.content,
}


def raw(thing):
    """The DER of an object of the library."""
    return thing.public_bytes(Encoding.DER)


def every(data, damage):
    """The data with each element damaged, where that changes it."""
    whole = der.read(data)
    for path in places(whole):
        try:
            changed = damaged(whole, path, DAMAGES[damage])
        except ValueError:
            continue
        if changed != data:
            yield path, changed


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_certificate_in_pieces(damage):
    """The signer's own: unreadable, or INVALID, wherever it is damaged."""
    count = 0
    for path, changed in every(raw(LEAF), damage):
        count += 1
        try:
            report = verify_certificate(
                changed, anchors=ANCHORS, at=NOW, chain=[CA.certificate], policy=SKIP
            )
        except EgovkitError:
            continue
        assert report.outcome is Outcome.INVALID, path
    assert count > 50


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_authority_in_pieces(damage):
    """One between: without it whole there is no path."""
    for path, changed in every(raw(CA.certificate), damage):
        try:
            report = verify_certificate(
                LEAF, anchors=ANCHORS, at=NOW, chain=[changed], policy=SKIP
            )
        except EgovkitError:
            continue
        assert report.outcome is Outcome.INVALID, path


def status(**given):
    """The status of the signer's certificate by what was supplied, or None."""
    try:
        data = RevocationData.read(**given)
    except EgovkitError:
        return None
    return status_of(LEAF, CA.certificate, at=NOW, now=NOW, data=data)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_list_in_pieces(damage):
    """It answers nothing any more: neither good nor revoked."""
    other = CA.issue(name(), new_key().public_key(), *SIGNING)
    entry = x509.RevokedCertificateBuilder(
        other.serial_number, NOW - DAY
    ).add_extension(x509.CRLReason(x509.ReasonFlags.superseded), critical=False)
    data = raw(CA.crl((x509.CRLNumber(9001), False), entries=[entry.build()]))
    assert status(crls=[data]) is Status.GOOD
    for path, changed in every(data, damage):
        found = status(crls=[changed])
        assert found in (None, Status.UNKNOWN, Status.UNSUPPORTED), path


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("by", ["issuer", "delegate"])
def test_a_response_in_pieces(damage, by):
    """The same; and a delegate's certificate is a part that must be whole."""
    signer = None
    if by == "delegate":
        key = new_key()
        asked = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)
        mark = (x509.OCSPNoCheck(), False)
        signer = key, CA.issue(name("OCSP"), key.public_key(), asked, mark)
    data = raw(CA.ocsp(LEAF, by=signer, enclosed=by == "delegate"))
    assert status(ocsp=[data]) is Status.GOOD
    outer = der.read(data).children()
    basic = outer[1].first().children()[1]  # the OCTET STRING that holds it all
    for path, changed in every(basic.octets(), damage):
        holder = der.sequence(
            outer[0].raw,
            der.explicit(
                0,
                der.sequence(outer[1].first().first().raw, der.octets(changed)),
            ),
        )
        found = status(ocsp=[holder])
        harmless = by == "delegate" and damage == "twice" and path == (3, 0, 0)
        assert harmless or found in (None, Status.UNKNOWN, Status.UNSUPPORTED), path
    for _path, changed in every(data, damage):
        assert status(ocsp=[changed]) in (None, Status.UNKNOWN, Status.UNSUPPORTED)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_time_stamp_in_pieces(damage):
    """Refused, unreadable, or not VALID; beside it certificates may be odd."""
    beside = ((1, 1, 0, 1), (1, 1, 0, 3))  # the list of digests, the certificates
    names = ((1, 1, 0, 4, 0, 2, 0), (1, 1, 0, 4, 0, 4, 0))  # and a parameter of each
    for path, changed in every(RESPONSE, damage):
        try:
            token = TimestampToken.from_response(changed)
        except EgovkitError:
            continue
        report = token.verify(
            b"isi", anchors=TA.anchors(), at=NOW, revocation=TA.revocation(at=NOW)
        )
        free = path[:1] == (0,) or path[:4] in beside or path in names
        assert report.outcome is not Outcome.VALID or free, path


KEYS = {
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "p384": ec.generate_private_key(ec.SECP384R1()),
    "rsa": rsa.generate_private_key(65537, 2048),
    "ml-dsa": SigningKey.generate("ML-DSA-65", use="seal").private_key,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", KEYS)
def test_a_public_key_in_pieces(kind, damage):
    """Unreadable, or another key; never the one that it was.

    But for RSA without its NULL, which old programs leave out (RFC 3279 2.3.1).
    """
    public = KEYS[kind].public_key()
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    whole = VerificationKey.from_spki(spki)
    for path, changed in every(spki, damage):
        try:
            key = VerificationKey.from_spki(changed)
        except EgovkitError:
            continue
        null_left_out = kind == "rsa" and len(changed) == len(spki) - 2
        assert key != whole or null_left_out, path
