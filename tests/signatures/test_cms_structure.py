"""CMS taken apart and put together wrongly: each part that must bind another."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
)

from egovkit.signatures import Outcome, VerificationKey, verify_cms
from egovkit.signatures import _der as der
from egovkit.signatures import _signed_data as cms
from egovkit.signatures._cms_draft import Draft, attribute
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
CONTENT = b"Surat 470/9001 CONTOH"
TA = TestAuthority()
BUDI = TA.officer("Budi Contoh")
SHA256 = "2.16.840.1.101.3.4.2.1"


class Parts:
    """A SignedData as its parts, each encoded; `data` puts them together."""

    def __init__(self, signer=BUDI):
        self.version = der.integer(1)
        self.digests = der.set_of(der.sequence(der.oid(SHA256)))
        self.content = der.sequence(der.oid(cms.ID_DATA))
        chain = [signer.certificate, *signer.chain]
        self.certificates = [c.public_bytes(Encoding.DER) for c in chain]
        self.between = []  # what stands between certificates and signers
        self.key = signer.key
        self.info_version = der.integer(1)
        issuer = signer.certificate.issuer.public_bytes()
        serial = der.integer(signer.certificate.serial_number)
        self.sid = der.sequence(issuer, serial)
        self.digest = der.sequence(der.oid(SHA256))
        self.attributes = Draft(
            CONTENT, signer.certificate, [], NOW, signer.key.algorithm
        ).attributes()
        self.algorithm = der.sequence(der.oid("1.2.840.10045.4.3.2"))
        self.unsigned = []
        self.signature = None

    def signed(self):
        """The signer's signature over the attributes as they stand now."""
        message = der.set_of(*self.attributes)
        if self.signature is not None:
            return self.signature(message)
        draft = Draft(b"", BUDI.certificate, [], NOW, self.key.algorithm)
        return draft.encoded(self.key.sign(message))

    def info(self):
        """The SignerInfo."""
        outside = [der.set_of(*self.unsigned, tag=der.CONTEXT_1)]
        return der.sequence(
            self.info_version,
            self.sid,
            self.digest,
            der.set_of(*self.attributes, tag=der.CONTEXT_0),
            self.algorithm,
            der.octets(self.signed()),
            *(outside if self.unsigned else []),
        )

    def data(self):
        """The whole ContentInfo."""
        body = der.sequence(
            self.version,
            self.digests,
            self.content,
            der.encode(der.CONTEXT_0, b"".join(self.certificates)),
            *self.between,
            der.set_of(self.info()),
        )
        return der.sequence(der.oid(cms.ID_SIGNED_DATA), der.explicit(0, body))


def judged(parts, content=CONTENT):
    """Outcome and code on what the parts make."""
    data = parts if isinstance(parts, bytes) else parts.data()
    report = verify_cms(
        data,
        content,
        anchors=TA.anchors(),
        at=NOW,
        revocation=TA.revocation(at=NOW),
    )
    return report.outcome, report.reason.code if report.reason else None


VALID = (Outcome.VALID, None)


def invalid(code):
    """The answer INVALID with a reason."""
    return Outcome.INVALID, code


def test_the_parts_put_together_are_valid():
    """The tests below change one thing each; without a change all is well."""
    assert judged(Parts()) == VALID


@pytest.mark.parametrize("version", [1, 3, 4, 5])
def test_versions_of_signed_data(version):
    """RFC 5652 5.1: 1, 3, 4 and 5, by what is inside; readers take them all."""
    parts = Parts()
    parts.version = der.integer(version)
    assert judged(parts) == VALID


@pytest.mark.parametrize("version", [0, 2, 6, -1])
def test_versions_that_are_none(version):
    """Another number is another structure."""
    parts = Parts()
    parts.version = der.integer(version)
    assert judged(parts) == invalid("cms_unreadable")


@pytest.mark.parametrize("version", [0, 2, 4])
def test_versions_of_a_signer_that_are_none(version):
    """RFC 5652 5.3: 1 by issuer and serial number, 3 by key identifier."""
    parts = Parts()
    parts.info_version = der.integer(version)
    assert judged(parts) == invalid("cms_unreadable")


def test_a_signer_named_by_its_key():
    """The key identifier finds the certificate, another one does not."""
    kind = x509.SubjectKeyIdentifier
    extension = BUDI.certificate.extensions.get_extension_for_class(kind)
    parts = Parts()
    parts.info_version = der.integer(3)
    parts.sid = der.encode(der.PRIMITIVE_0, extension.value.digest)
    assert judged(parts) == VALID
    parts.sid = der.encode(der.PRIMITIVE_0, bytes(20))
    assert judged(parts) == invalid("cms_certificate_missing")


def test_a_serial_number_of_another_issuer():
    """Issuer and serial number name a certificate together."""
    parts = Parts()
    serial = der.integer(BUDI.certificate.serial_number)
    parts.sid = der.sequence(TA.root_certificate.issuer.public_bytes(), serial)
    assert judged(parts) == invalid("cms_certificate_missing")


@pytest.mark.parametrize(
    "tags",
    [(0xA1, 0xA1), (0xA2,), (0xA0,), (0x30,)],
    ids=["two-lists", "unknown", "certificates-again", "no-tag"],
)
def test_optional_parts_out_of_place(tags):
    """Certificates, then revocation lists, each once; nothing else."""
    parts = Parts()
    parts.between = [der.encode(tag, b"") for tag in tags]
    assert judged(parts) == invalid("cms_unreadable")


def test_enclosed_revocation_lists_are_passed_over():
    """They may stand there; only lists that were supplied count."""
    parts = Parts()
    parts.between = [der.encode(der.CONTEXT_1, b"".join(TA.crls(at=NOW)))]
    assert judged(parts) == VALID


def test_certificates_of_other_kinds_are_passed_over():
    """RFC 5652 10.2.2: attribute certificates may stand among them."""
    parts = Parts()
    parts.certificates.append(der.encode(0xA1, der.integer(1)))
    assert judged(parts) == VALID


def test_garbage_among_the_certificates():
    """What says it is a certificate and is none makes the whole unreadable."""
    parts = Parts()
    parts.certificates.append(der.sequence(der.integer(1)))
    assert judged(parts) == invalid("cms_unreadable")


def test_more_certificates_than_anyone_needs():
    """Thirty-two are enough for any chain."""
    parts = Parts()
    parts.certificates *= 16
    assert judged(parts) == VALID
    parts.certificates.append(parts.certificates[0])
    assert judged(parts) == invalid("cms_too_long")


def test_the_type_under_the_signature_is_another():
    """RFC 5652 11.1: content-type says what the content is."""
    parts = Parts()
    parts.attributes[0] = attribute(cms.CONTENT_TYPE, der.oid(cms.ID_TST_INFO))
    assert judged(parts) == invalid("cms_attributes")


def test_the_type_outside_the_signature_is_another():
    """A signature over data cannot be shown as one over a time stamp."""
    parts = Parts()
    parts.content = der.sequence(der.oid(cms.ID_TST_INFO))
    assert judged(parts) == invalid("cms_content_type")


@pytest.mark.parametrize(
    "value",
    [der.integer(5), der.octets(b""), der.sequence(), der.encode(der.NULL, b"")],
    ids=["integer", "empty", "sequence", "null"],
)
@pytest.mark.parametrize(
    "kind",
    [cms.CONTENT_TYPE, cms.MESSAGE_DIGEST, cms.SIGNING_CERTIFICATE_V2],
    ids=["content-type", "message-digest", "signing-certificate"],
)
def test_attributes_of_other_kinds(kind, value):
    """Signed, but not what the attribute must be: refused, not skipped."""
    parts = Parts()
    wanted = der.oid(kind)
    parts.attributes = [
        attribute(kind, value) if wanted in one else one for one in parts.attributes
    ]
    outcome, code = judged(parts)
    assert outcome is Outcome.INVALID
    assert code in {"cms_attributes", "cms_other_content"}


@pytest.mark.parametrize(
    "time",
    [
        der.encode(der.UTC_TIME, b"2611240100Z"),
        der.encode(der.UTC_TIME, b"261124010000+0700"),
        der.encode(der.UTC_TIME, b"261324010000Z"),
        der.encode(der.GENERALIZED_TIME, b"20261124010000"),
        der.integer(1),
    ],
    ids=["no-seconds", "zone", "month-13", "no-zone", "integer"],
)
def test_signing_times_that_are_none(time):
    """RFC 5652 11.3: seconds, and Z."""
    parts = Parts()
    wanted = der.oid(cms.SIGNING_TIME)
    parts.attributes = [
        attribute(cms.SIGNING_TIME, time) if wanted in one else one
        for one in parts.attributes
    ]
    assert judged(parts) == invalid("cms_unreadable")


def test_attributes_in_another_order_are_what_was_signed():
    """A signer who sorts otherwise signs other bytes; these bytes are what counts."""
    parts = Parts()
    order = sorted(parts.attributes, reverse=True)

    class Unsorted(Parts):
        def info(self):
            return der.sequence(
                self.info_version,
                self.sid,
                self.digest,
                der.encode(der.CONTEXT_0, b"".join(order)),
                self.algorithm,
                der.octets(self.signed()),
            )

    unsorted = Unsorted()
    assert judged(unsorted) == invalid("signature_false")
    unsorted.signature = lambda _: Draft(
        b"", BUDI.certificate, [], NOW, BUDI.key.algorithm
    ).encoded(BUDI.key.sign(der.encode(der.SET, b"".join(order))))
    assert judged(unsorted) == VALID


def test_unsigned_attributes_change_nothing():
    """What stands outside the signature is not believed, and does not harm."""
    parts = Parts()
    parts.unsigned = [attribute("1.3.6.1.4.1.99999.7", der.octets(b"terverifikasi"))]
    assert judged(parts) == VALID
    parts.unsigned.append(attribute(cms.TIMESTAMP_TOKEN, der.octets(b"x")))
    assert judged(parts)[0] is Outcome.INVALID


def test_a_signature_value_of_another_kind():
    """An OCTET STRING, whole and primitive."""
    whole = Parts().data()
    parts = Parts()
    parts.signature = lambda _: b""
    assert judged(parts) == invalid("signature_false")
    assert judged(whole) == VALID


def rsa_officer(*, named=None):
    """An RSA officer, whose certificate may name RSASSA-PSS for the key."""
    key = rsa.generate_private_key(65537, 3072)
    spki = key.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    plain = TA._ca.issue(
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "RSA Contoh")]),
        key.public_key(),
        (
            BUDI.certificate.extensions.get_extension_for_class(x509.KeyUsage).value,
            True,
        ),
    )
    if named is None:
        return key, plain
    # The same certificate with another name for the key, signed again.
    whole = der.read(plain.public_bytes(Encoding.DER))
    body, algorithm, _ = whole.children()
    theirs = der.sequence(named, der.read(spki).children()[1].raw)
    fields = [theirs if n.raw == spki else n.raw for n in body.children()]
    changed = der.sequence(*fields)
    signature = TA._ca.key.sign(changed, ec.ECDSA(hashes.SHA256()))
    data = der.sequence(changed, algorithm.raw, der.encode(der.BITS, b"\0" + signature))
    return key, x509.load_der_x509_certificate(data)


def rsa_parts(key, certificate, algorithm, scheme):
    """Parts that an RSA officer signs in some scheme."""
    parts = Parts()
    parts.certificates[0] = certificate.public_bytes(Encoding.DER)
    parts.sid = der.sequence(
        certificate.issuer.public_bytes(), der.integer(certificate.serial_number)
    )
    parts.attributes = Draft(
        CONTENT,
        certificate,
        [],
        NOW,
        VerificationKey.from_public(key.public_key()).algorithm,
    ).attributes()
    parts.algorithm = algorithm
    parts.signature = lambda message: key.sign(message, scheme, hashes.SHA256())
    return parts


PKCS1 = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.encode(der.NULL, b""))
STATED = der.sequence(
    der.explicit(0, der.sequence(der.oid(SHA256))),
    der.explicit(
        1, der.sequence(der.oid("1.2.840.113549.1.1.8"), der.sequence(der.oid(SHA256)))
    ),
    der.explicit(2, der.integer(32)),
)
PSS_NAME = der.oid("1.2.840.113549.1.1.10")
PSS_SCHEME = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)


@pytest.mark.parametrize(
    ("named", "algorithm", "scheme", "expected"),
    [
        (None, PKCS1, padding.PKCS1v15(), VALID),
        (None, der.sequence(PSS_NAME, STATED), PSS_SCHEME, VALID),
        (der.sequence(PSS_NAME), der.sequence(PSS_NAME, STATED), PSS_SCHEME, VALID),
        (der.sequence(PSS_NAME), PKCS1, padding.PKCS1v15(), invalid("cms_algorithm")),
    ],
    ids=["pkcs1", "pss", "pss-key", "pss-key-pkcs1"],
)
def test_rsa_keys_sign_as_their_certificates_say(named, algorithm, scheme, expected):
    """RFC 4055 1.2: a key that is named for PSS signs with nothing else."""
    key, certificate = rsa_officer(named=named)
    assert judged(rsa_parts(key, certificate, algorithm, scheme)) == expected
