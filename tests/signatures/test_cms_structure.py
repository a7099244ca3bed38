"""CMS taken apart and put together wrongly: each part that must bind another."""

import hashlib
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # test modules import their helpers

from der_damage import damaged, places

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


def test_another_content_info():
    """RFC 5652 3: the outer type says SignedData; no other is read as one."""
    _, inside = der.read(Parts().data()).children()
    for kind in ("1.2.840.113549.1.7.1", "1.2.840.113549.1.7.3", cms.ID_TST_INFO):
        assert judged(der.sequence(der.oid(kind), inside.raw)) == invalid(
            "cms_unreadable"
        )
    whole = der.sequence(der.oid(cms.ID_SIGNED_DATA), inside.raw)
    assert judged(whole) == VALID
    for spoiled in (
        der.sequence(der.oid(cms.ID_SIGNED_DATA), inside.raw, inside.raw),
        der.sequence(der.oid(cms.ID_SIGNED_DATA), der.explicit(1, inside.content)),
        der.sequence(der.oid(cms.ID_SIGNED_DATA), der.explicit(0, inside.content * 2)),
        der.sequence(inside.raw),
        whole + b"\0",
    ):
        assert judged(spoiled) == invalid("cms_unreadable")


@pytest.mark.parametrize(
    "kind", [cms.CONTENT_TYPE, cms.MESSAGE_DIGEST, cms.SIGNING_CERTIFICATE_V2]
)
@pytest.mark.parametrize("values", [0, 2, 3])
def test_a_signed_attribute_has_one_value(kind, values):
    """RFC 5652 11: zero or several are refused, even if all say the same."""
    parts = Parts()
    (found,) = [one for one in parts.attributes if der.oid(kind) in one]
    value = der.read(found).children()[1].children()[0].raw
    again = der.sequence(der.oid(kind), der.encode(der.SET, value * values))
    parts.attributes = [again if one == found else one for one in parts.attributes]
    assert judged(parts) == invalid("cms_attributes")


@pytest.mark.parametrize("place", ["signed", "unsigned"])
def test_an_attribute_stands_once(place):
    """RFC 5652 11: two of a type, and a reader could take either."""
    parts = Parts()
    spare = attribute("1.3.6.1.4.1.99999.7", der.integer(1))
    more = attribute("1.3.6.1.4.1.99999.7", der.integer(2))
    if place == "signed":
        parts.attributes += [spare]
        assert judged(parts) == VALID
        parts.attributes += [more]
    else:
        parts.unsigned = [spare]
        assert judged(parts) == VALID
        parts.unsigned += [more]
    assert judged(parts) == invalid("cms_attributes")


def test_an_unsigned_attribute_may_have_several_values():
    """RFC 5652 11.4: countersignatures do; none at all is no attribute."""
    parts = Parts()
    kind = der.oid("1.3.6.1.4.1.99999.7")
    parts.unsigned = [der.sequence(kind, der.set_of(der.integer(1), der.integer(2)))]
    assert judged(parts) == VALID
    parts.unsigned = [der.sequence(kind, der.set_of())]
    assert judged(parts) == invalid("cms_attributes")


DIGESTS = {
    "sha256": SHA256,
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
    "sha224": "2.16.840.1.101.3.4.2.4",
    "sha1": "1.3.14.3.2.26",
}


@pytest.mark.parametrize("right", [True, False], ids=["own", "another"])
@pytest.mark.parametrize("name", DIGESTS)
def test_a_certificate_is_bound_by_the_hash_that_is_stated(name, right):
    """RFC 5035 3: SHA-256 unless another is named; a weak or unknown one binds none."""
    bound = BUDI if right else TA.officer("Ani Contoh")
    encoded = bound.certificate.public_bytes(Encoding.DER)
    one = der.sequence(
        der.sequence(der.oid(DIGESTS[name])),
        der.octets(hashlib.new(name, encoded).digest()),
    )
    wanted = der.oid(cms.SIGNING_CERTIFICATE_V2)
    value = der.sequence(der.sequence(one))
    parts = Parts()
    parts.attributes = [
        attribute(cms.SIGNING_CERTIFICATE_V2, value) if wanted in kept else kept
        for kept in parts.attributes
    ]
    if name in ("sha224", "sha1"):
        assert judged(parts) == invalid("cms_attributes")
    else:
        assert judged(parts) == (VALID if right else invalid("cms_other_certificate"))


@pytest.mark.parametrize("right", [True, False], ids=["own", "another"])
def test_the_first_form_of_the_binding(right):
    """RFC 2634 5.4: SHA-1, as old signers write it; it must still fit."""
    bound = BUDI if right else TA.officer("Ani Contoh")
    digest = hashlib.sha1(bound.certificate.public_bytes(Encoding.DER)).digest()  # noqa: S324
    parts = Parts()
    wanted = der.oid(cms.SIGNING_CERTIFICATE_V2)
    value = der.sequence(der.sequence(der.sequence(der.octets(digest))))
    parts.attributes = [
        attribute(cms.SIGNING_CERTIFICATE, value) if wanted in kept else kept
        for kept in parts.attributes
    ]
    assert judged(parts) == (VALID if right else invalid("cms_other_certificate"))


def test_a_signature_without_the_binding_is_read():
    """OpenSSL writes none unless asked; the signature still names its certificate."""
    parts = Parts()
    wanted = der.oid(cms.SIGNING_CERTIFICATE_V2)
    parts.attributes = [kept for kept in parts.attributes if wanted not in kept]
    assert judged(parts) == VALID


@pytest.mark.parametrize("needed", [cms.CONTENT_TYPE, cms.MESSAGE_DIGEST])
def test_attributes_that_must_be_there(needed):
    """RFC 5652 5.3: content type and message digest, or the content is not bound."""
    parts = Parts()
    parts.attributes = [
        kept for kept in parts.attributes if der.oid(needed) not in kept
    ]
    assert judged(parts) == invalid("cms_attributes")


def certified(key):
    """A certificate of the test authority over any key."""
    usage = BUDI.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Kunci Contoh")])
    return TA._ca.issue(subject, key.public_key(), (usage, True))


def parts_of(key, scheme, sign, digest="sha256"):
    """Parts that a key signs as a scheme says."""
    certificate = certified(key)
    parts = Parts()
    parts.certificates[0] = certificate.public_bytes(Encoding.DER)
    parts.sid = der.sequence(
        certificate.issuer.public_bytes(), der.integer(certificate.serial_number)
    )
    parts.digest = der.sequence(der.oid(DIGESTS[digest]))
    hashed = hashlib.new(digest, CONTENT).digest()
    own = hashlib.sha256(parts.certificates[0]).digest()
    binding = der.sequence(der.sequence(der.sequence(der.octets(own))))
    parts.attributes = [
        attribute(cms.CONTENT_TYPE, der.oid(cms.ID_DATA)),
        attribute(cms.MESSAGE_DIGEST, der.octets(hashed)),
        attribute(cms.SIGNING_CERTIFICATE_V2, binding),
    ]
    parts.algorithm = scheme
    parts.signature = sign
    return parts


def named(oid, *parameters):
    """An AlgorithmIdentifier."""
    return der.sequence(der.oid(oid), *parameters)


NULL = der.encode(der.NULL, b"")
ECDSA = {
    "1.2.840.10045.4.3.2": hashes.SHA256(),
    "1.2.840.10045.4.3.3": hashes.SHA384(),
    "1.2.840.10045.4.3.4": hashes.SHA512(),
    "1.2.840.10045.4.3.1": hashes.SHA224(),
}
RSA = {
    "1.2.840.113549.1.1.11": hashes.SHA256(),
    "1.2.840.113549.1.1.12": hashes.SHA384(),
    "1.2.840.113549.1.1.13": hashes.SHA512(),
    "1.2.840.113549.1.1.14": hashes.SHA224(),
}
RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEYS = {
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "p384": ec.generate_private_key(ec.SECP384R1()),
    "p521": ec.generate_private_key(ec.SECP521R1()),
}
ED_KEY = ed25519.Ed25519PrivateKey.generate()


@pytest.mark.parametrize("curve", EC_KEYS)
@pytest.mark.parametrize("oid", ECDSA)
def test_ecdsa_with_each_hash(curve, oid):
    """RFC 5754 3.3: SHA-256 to SHA-512 on any of the three curves; SHA-224 is weak."""
    key = EC_KEYS[curve]
    parts = parts_of(key, named(oid), lambda m: key.sign(m, ec.ECDSA(ECDSA[oid])))
    weak = ECDSA[oid].name == "sha224"
    assert judged(parts) == (invalid("cms_algorithm") if weak else VALID)
    parts.signature = lambda m: key.sign(m + b"x", ec.ECDSA(ECDSA[oid]))
    assert judged(parts) == invalid("cms_algorithm" if weak else "signature_false")


@pytest.mark.parametrize("oid", RSA)
def test_rsa_with_each_hash(oid):
    """RFC 5754 3.2: the hash is in the name of the scheme."""
    pad, digest = padding.PKCS1v15(), RSA[oid]
    parts = parts_of(RSA_KEY, named(oid, NULL), lambda m: RSA_KEY.sign(m, pad, digest))
    weak = digest.name == "sha224"
    assert judged(parts) == (invalid("cms_algorithm") if weak else VALID)
    parts.signature = lambda m: RSA_KEY.sign(m + b"x", pad, digest)
    assert judged(parts) == invalid("cms_algorithm" if weak else "signature_false")


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_rsa_whose_hash_is_the_signers(digest):
    """RFC 3370 3.2: rsaEncryption signs with the digest of the SignerInfo."""
    chosen = getattr(hashes, digest.upper())()
    parts = parts_of(
        RSA_KEY,
        named(cms.RSA_ENCRYPTION, NULL),
        lambda m: RSA_KEY.sign(m, padding.PKCS1v15(), chosen),
        digest,
    )
    assert judged(parts) == VALID
    parts.digest = der.sequence(
        der.oid(DIGESTS["sha512" if digest == "sha256" else "sha256"])
    )
    assert judged(parts)[0] is Outcome.INVALID


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_ed25519_in_cms(digest):
    """RFC 8419 3.1 wants SHA-512 for the content; others bind it as well."""
    parts = parts_of(ED_KEY, named("1.3.101.112"), ED_KEY.sign, digest)
    assert judged(parts) == VALID
    parts.signature = lambda m: ED_KEY.sign(m + b"x")
    assert judged(parts) == invalid("signature_false")


CROSSED = {
    "ec-as-rsa": (EC_KEYS["p256"], named("1.2.840.113549.1.1.11", NULL)),
    "ec-as-ed25519": (EC_KEYS["p256"], named("1.3.101.112")),
    "ec-as-rsa-encryption": (EC_KEYS["p256"], named(cms.RSA_ENCRYPTION, NULL)),
    "rsa-as-ec": (RSA_KEY, named("1.2.840.10045.4.3.2")),
    "rsa-as-ed25519": (RSA_KEY, named("1.3.101.112")),
    "ed25519-as-ec": (ED_KEY, named("1.2.840.10045.4.3.2")),
    "ed25519-as-rsa": (ED_KEY, named("1.2.840.113549.1.1.11", NULL)),
    "ed448": (ED_KEY, named("1.3.101.113")),
    "md5": (RSA_KEY, named("1.2.840.113549.1.1.4", NULL)),
    "sha1": (RSA_KEY, named("1.2.840.113549.1.1.5", NULL)),
    "dsa": (RSA_KEY, named("2.16.840.1.101.3.4.3.2")),
}


def own_signature(key):
    """How a key signs in its usual scheme."""
    if key is ED_KEY:
        return key.sign
    if key is RSA_KEY:
        return lambda m: key.sign(m, padding.PKCS1v15(), hashes.SHA256())
    return lambda m: key.sign(m, ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize("case", CROSSED)
def test_algorithm_confusion(case):
    """A scheme that is not the key's is refused, with a signature that is the key's."""
    key, scheme = CROSSED[case]
    parts = parts_of(key, scheme, own_signature(key))
    assert judged(parts) == invalid("cms_algorithm")


def pss(digest, mask, salt, *, generator="1.2.840.113549.1.1.8"):
    """RSASSA-PSS with its parameters (RFC 4055 3.1)."""
    inner = der.sequence(der.oid(mask))
    return named(
        "1.2.840.113549.1.1.10",
        der.sequence(
            der.explicit(0, der.sequence(der.oid(digest))),
            der.explicit(1, der.sequence(der.oid(generator), inner)),
            der.explicit(2, der.integer(salt)),
        ),
    )


@pytest.mark.parametrize(
    ("digest", "salt", "expected"),
    [
        ("sha256", 32, VALID),
        ("sha384", 48, VALID),
        ("sha512", 64, VALID),
        ("sha256", 20, VALID),
        ("sha256", 19, invalid("cms_algorithm")),
        ("sha224", 28, invalid("cms_algorithm")),
        ("sha1", 20, invalid("cms_algorithm")),
    ],
)
def test_pss_states_its_hash_and_salt(digest, salt, expected):
    """RFC 4055 3.1: SHA-2 of 256 bits or more, and no salt below the default."""
    chosen = getattr(hashes, digest.upper())()
    scheme = padding.PSS(padding.MGF1(chosen), salt_length=salt)

    def sign(message):
        if digest == "sha1":  # the library makes none
            return bytes(256)
        return RSA_KEY.sign(message, scheme, chosen)

    oid = DIGESTS[digest]
    assert judged(parts_of(RSA_KEY, pss(oid, oid, salt), sign)) == expected


@pytest.mark.parametrize(
    "scheme",
    [
        pss(SHA256, DIGESTS["sha512"], 32),
        pss(SHA256, SHA256, 32, generator="1.2.840.113549.1.1.9"),
        named("1.2.840.113549.1.1.10"),
        named("1.2.840.113549.1.1.10", der.sequence()),
        named("1.2.840.113549.1.1.10", der.sequence(), der.sequence()),
        pss(SHA256, SHA256, 513),
    ],
    ids=["two-hashes", "no-mgf1", "no-parameters", "defaults", "two-parameters",
         "salt-513"],
)  # fmt: skip
def test_pss_parameters_that_are_refused(scheme):
    """RFC 4055 3.1: defaults mean SHA-1, and a mask with another hash is nobody's."""
    pad = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)
    sign = lambda m: RSA_KEY.sign(m, pad, hashes.SHA256())  # noqa: E731 - one line
    assert judged(parts_of(RSA_KEY, scheme, sign)) == invalid("cms_algorithm")


@pytest.mark.parametrize("name", ["sha1", "sha224"])
def test_a_weak_digest_of_the_content(name):
    """A collision of the content is a forgery, whatever the signature scheme."""
    parts = Parts()
    parts.digest = der.sequence(der.oid(DIGESTS[name]))
    assert judged(parts) == invalid("cms_digest")


WHOLE = Parts().data()
SID = Parts().sid


@pytest.mark.property
@given(st.data())
def test_a_changed_byte_is_never_valid(data):
    """Whatever byte of the signer's part changes: INVALID, and no foreign error."""
    start = WHOLE.rindex(SID)  # from there to the end, the signer's part
    at = data.draw(st.integers(start, len(WHOLE) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda v: v != WHOLE[at]))
    changed = WHOLE[:at] + bytes((value,)) + WHOLE[at + 1 :]
    assert judged(changed)[0] is Outcome.INVALID


def renumbered(certificate, serial):
    """A certificate with another serial number, signed again by the test's CA."""
    whole = der.read(certificate.public_bytes(Encoding.DER))
    body, algorithm, _ = whole.children()
    version, _, *rest = [field.raw for field in body.children()]
    changed = der.sequence(version, der.integer(serial), *rest)
    signature = TA._ca.key.sign(changed, ec.ECDSA(hashes.SHA256()))
    bits = der.encode(der.BITS, b"\0" + signature)
    return der.sequence(changed, algorithm.raw, bits)


@pytest.mark.parametrize("how", ["default", "always", "error"])
@pytest.mark.parametrize("serial", [0, -1, -9001, 1, 9001])
def test_a_serial_number_is_above_zero(serial, how):
    """RFC 5280 4.1.2.2. No warning comes out, and none changes the answer."""
    parts = Parts()
    own = renumbered(BUDI.certificate, serial)
    parts.certificates[0] = own
    issuer = BUDI.certificate.issuer.public_bytes()
    parts.sid = der.sequence(issuer, der.integer(serial))
    digest = der.octets(hashlib.sha256(own).digest())
    binding = der.sequence(der.sequence(der.sequence(digest)))
    wanted = der.oid(cms.SIGNING_CERTIFICATE_V2)
    parts.attributes = [
        attribute(cms.SIGNING_CERTIFICATE_V2, binding) if wanted in kept else kept
        for kept in parts.attributes
    ]
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter(how)
        found = judged(parts)
    assert found == (VALID if serial > 0 else invalid("cms_certificate_missing"))
    assert told == []


@pytest.mark.parametrize("how", ["default", "error"])
def test_an_old_root_beside_the_signer_is_passed_over(how):
    """Some roots have the number zero; enclosed, they neither help nor harm."""
    parts = Parts()
    parts.certificates.append(renumbered(TA.root_certificate, 0))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter(how)
        assert judged(parts) == VALID
    assert told == []


@pytest.mark.parametrize(
    "body",
    [der.sequence(), der.sequence(der.sequence()), der.sequence(der.octets(b""))],
)
def test_what_has_no_serial_number_is_no_certificate(body):
    """An empty structure among the certificates: unreadable, and no other error."""
    parts = Parts()
    parts.certificates.append(body)
    assert judged(parts) == invalid("cms_unreadable")


EMPTY = der.sequence()


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("digest", "cms_unreadable"),
        ("algorithm", "cms_attributes"),
        ("sid", "cms_unreadable"),
        ("content", "cms_unreadable"),
        ("info_version", "cms_unreadable"),
        ("version", "cms_unreadable"),
    ],
)
def test_an_empty_part_is_a_report(part, code):
    """A structure with nothing in it where something must be: no error of Python's."""
    parts = Parts()
    setattr(parts, part, EMPTY)
    assert judged(parts) == invalid(code)


DAMAGES = {
    "emptied": lambda node: der.encode(node.tag, b""),
    "gone": lambda _node: b"",
    "twice": lambda node: node.raw * 2,
    "last-gone": lambda node: der.encode(
        node.tag,
        b"".join(child.raw for child in node.children()[:-1])
        if node.tag & 0x20
        else node.content[:-1],
    ),
    "another-type": lambda node: der.encode(node.tag ^ 0x20, node.content),
    "null": lambda _node: der.encode(der.NULL, b""),
}
BESIDE = ((1, 0, 1), (1, 0, 3))  # the list of digests, and the certificates
# The two names of algorithms: said twice, the second is a parameter nobody reads.
NAMES = ((1, 0, 4, 0, 2, 0), (1, 0, 4, 0, 4, 0))


@pytest.mark.parametrize("name", DAMAGES)
def test_whatever_is_damaged_is_a_report(name):
    """Each element of a signature in turn: INVALID, and no error of Python's.

    But for the list of digests, which only readers that stream have use for, and
    for what stands among the certificates: there it may leave all well.
    """
    whole = der.read(WHOLE)
    found = list(places(whole))
    assert len(found) > 100
    for path in found:
        changed = damaged(whole, path, DAMAGES[name])
        free = path[:3] in BESIDE or (name == "twice" and path in NAMES)
        outcome, _ = judged(changed)
        assert outcome is Outcome.INVALID or free or changed == WHOLE


def test_a_signer_with_a_certificate_of_the_first_version():
    """RFC 5280 4.1.2.1: no version, no extensions; found by its name, and no signer.

    Without a key usage nobody said that it may sign documents.
    """
    whole = der.read(BUDI.certificate.public_bytes(Encoding.DER))
    body, algorithm, _ = whole.children()
    fields = [field.raw for field in body.children()]
    assert fields[0][0] == der.CONTEXT_0
    changed = der.sequence(*fields[1:7])
    signature = TA._ca.key.sign(changed, ec.ECDSA(hashes.SHA256()))
    bits = der.encode(der.BITS, b"\0" + signature)
    parts = Parts()
    parts.certificates[0] = der.sequence(changed, algorithm.raw, bits)
    wanted = der.oid(cms.SIGNING_CERTIFICATE_V2)
    parts.attributes = [kept for kept in parts.attributes if wanted not in kept]
    assert judged(parts) == invalid("certificate_usage")
