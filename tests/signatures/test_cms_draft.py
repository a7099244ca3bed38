"""The bytes of a CMS signature, element by element, as the RFCs spell them.

Verifying our own output shows that reader and writer agree. Here another reader
(asn1crypto) takes it apart, and the expected bytes are written out by hand.
"""

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from egovkit.errors import SigningError, UsageError
from egovkit.signatures import (
    Outcome,
    SigningKey,
    VerificationKey,
    prepare_cms,
    sign_cms,
    verify_cms,
)
from egovkit.signatures._cms_draft import SCHEMES, Draft
from egovkit.signatures.algorithms import Algorithm
from egovkit.testing import TestAuthority

asn1 = pytest.importorskip("asn1crypto.cms")

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
CONTENT = b"Surat 470/9001 CONTOH\n"
TA = TestAuthority()
BUDI = TA.officer("Budi Contoh")
USAGE = BUDI.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ALGORITHMS = ["ES256", "ES384", "Ed25519", "RS256", "RS384"]


class RsaSigner:
    """A real RSA key that signs, as one in an HSM does."""

    use = "document"

    def __init__(self, name):
        self.algorithm = Algorithm(name)
        self.public = VerificationKey.from_public(
            RSA.public_key(), algorithm=name, use=self.use
        )
        self.kid = self.public.kid

    def sign(self, message):
        """PKCS #1 v1.5 with the algorithm's own hash."""
        digest = hashes.SHA384() if self.algorithm == "RS384" else hashes.SHA256()
        return RSA.sign(message, padding.PKCS1v15(), digest)


def officer(name):
    """A key of an algorithm and a certificate for it."""
    if name.startswith("RS"):
        key = RsaSigner(name)
    else:
        key = SigningKey.generate(name, use="document")
    public = key.public.public_key
    return key, TA._ca.issue(TA._ca.name, public, (USAGE, True))


OFFICERS = {name: officer(name) for name in ALGORITHMS}


def signed(name="ES256", **changes):
    """A signature by the key of an algorithm."""
    key, certificate = OFFICERS[name]
    call = {"key": key, "certificate": certificate, "chain": BUDI.chain, "at": NOW}
    return sign_cms(CONTENT, **(call | changes))


def taken_apart(data):
    """SignedData and its one SignerInfo, by another reader."""
    content = asn1.ContentInfo.load(data, strict=True)
    assert content["content_type"].native == "signed_data"
    body = content["content"]
    assert len(body["signer_infos"]) == 1
    return body, body["signer_infos"][0]


def attributes(info):
    """The signed attributes: name to the DER of each value."""
    found = {a["type"].dotted: list(a["values"]) for a in info["signed_attrs"]}
    assert len(found) == len(info["signed_attrs"])
    return found


# SEQUENCE { OID, parameters }: RFC 5758 3.2 and RFC 8410 3 leave the parameters
# out, RFC 4055 5 wants NULL. Digests have none (RFC 5754 2).
SHA256, SHA384, SHA512 = (f"300b06096086480165030402{n}" for n in ("01", "02", "03"))
IDENTIFIERS = {
    "ES256": (SHA256, "300a06082a8648ce3d040302"),
    "ES384": (SHA384, "300a06082a8648ce3d040303"),
    "Ed25519": (SHA512, "300506032b6570"),
    "RS256": (SHA256, "300d06092a864886f70d01010b0500"),
    "RS384": (SHA384, "300d06092a864886f70d01010c0500"),
}


@pytest.mark.parametrize("name", ALGORITHMS)
class TestIdentifiers:
    """What is said of the algorithms, byte by byte."""

    def test_algorithms(self, name):
        """The digest stands in both places (RFC 5652, 5.1 and 5.3)."""
        body, info = taken_apart(signed(name))
        digest, signature = IDENTIFIERS[name]
        assert [d.dump().hex() for d in body["digest_algorithms"]] == [digest]
        assert info["digest_algorithm"].dump().hex() == digest
        assert info["signature_algorithm"].dump().hex() == signature

    def test_the_digest_of_the_content(self, name):
        """By the digest that is named (RFC 5652, 11.2)."""
        _, info = taken_apart(signed(name))
        kind = {SHA256: "sha256", SHA384: "sha384", SHA512: "sha512"}
        wanted = hashlib.new(kind[IDENTIFIERS[name][0]], CONTENT).digest()
        (found,) = attributes(info)["1.2.840.113549.1.9.4"]
        assert found.native == wanted

    def test_the_signature_is_over_the_attributes_as_a_set(self, name):
        """RFC 5652, 5.4: the implicit tag is replaced by that of SET OF; checked
        with the cryptography package alone.
        """
        _, info = taken_apart(signed(name))
        _, certificate = OFFICERS[name]
        raw = info["signed_attrs"].dump()
        assert raw[:1] == b"\xa0"
        message, value = b"\x31" + raw[1:], info["signature"].native
        options = {
            "ES256": ["ecdsa", hashes.SHA256()],
            "ES384": ["ecdsa", hashes.SHA384()],
            "Ed25519": [],
            "RS256": [padding.PKCS1v15(), hashes.SHA256()],
            "RS384": [padding.PKCS1v15(), hashes.SHA384()],
        }[name]
        if options[:1] == ["ecdsa"]:
            options = [ec.ECDSA(options[1])]
        certificate.public_key().verify(value, message, *options)

    def test_we_read_it(self, name):
        """With certificates and revocation."""
        report = verify_cms(
            signed(name),
            content=CONTENT,
            anchors=TA.anchors(),
            at=NOW,
            revocation=TA.revocation(at=NOW),
        )
        assert report.outcome is Outcome.VALID


@pytest.mark.parametrize("name", [n for n in ALGORITHMS if n != "Ed25519"])
def test_openssl_reads_it(name, tmp_path):
    """As S/MIME mail programs do; OpenSSL 3.0 knows no Ed25519 in CMS."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")
    (tmp_path / "root.pem").write_bytes(TA.root_pem)
    (tmp_path / "content").write_bytes(CONTENT)
    (tmp_path / "cms.der").write_bytes(signed(name))
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER",
         "-in", "cms.der", "-content", "content", "-CAfile", "root.pem",
         "-purpose", "any", "-attime", str(int(NOW.timestamp()))],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == CONTENT


def test_a_row_for_each_algorithm_that_cms_knows():
    """PS256 and ML-DSA-65 are read, or have no CMS here."""
    assert sorted(SCHEMES) == sorted(ALGORITHMS)


class TestAttributes:
    """RFC 5652, 11 and RFC 5035, 3: which are signed, and what they hold."""

    OURS = (
        "1.2.840.113549.1.9.16.2.47",  # signing-certificate-v2
        "1.2.840.113549.1.9.3",  # content-type
        "1.2.840.113549.1.9.4",  # message-digest
    )
    TIME = "1.2.840.113549.1.9.5"

    def test_all_of_them_and_no_more(self):
        """The baseline of CAdES, and the time where one is stated."""
        _, info = taken_apart(signed())
        assert sorted(attributes(info)) == sorted([*self.OURS, self.TIME])
        _, info = taken_apart(signed(signing_time=False))
        assert sorted(attributes(info)) == sorted(self.OURS)

    def test_they_stand_in_the_order_of_der(self):
        """X.690, 11.6: a SET OF is sorted by its encodings."""
        _, info = taken_apart(signed())
        found = [one.dump() for one in info["signed_attrs"]]
        assert found == sorted(found)

    def test_the_type_of_the_content(self):
        """id-data, the same as outside."""
        body, info = taken_apart(signed())
        (found,) = attributes(info)["1.2.840.113549.1.9.3"]
        assert found.native == "data"
        assert body["encap_content_info"]["content_type"].native == "data"

    def test_the_time(self):
        """UTCTime until 2049, with seconds and Z (RFC 5652, 11.3)."""
        _, info = taken_apart(signed())
        (found,) = attributes(info)[self.TIME]
        assert found.dump() == b"\x17\x0d261124010000Z"

    def test_the_binding_to_the_certificate(self):
        """ESSCertIDv2: SHA-256 is the default and left out (X.690, 11.5)."""
        _, certificate = OFFICERS["ES256"]
        _, info = taken_apart(signed())
        (found,) = attributes(info)["1.2.840.113549.1.9.16.2.47"]
        own = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
        # SigningCertificateV2 { certs { ESSCertIDv2 { OCTET STRING } } }
        assert found.dump().hex() == "3026" + "3024" + "3022" + "0420" + own

    def test_none_outside_the_signature_without_a_stamp(self):
        """[1] is OPTIONAL and SIZE (1..MAX): an empty one is an error."""
        _, info = taken_apart(signed())
        assert info["unsigned_attrs"].native is None
        _, info = taken_apart(signed(timestamp=TA.timestamper(at=NOW)))
        (stamp,) = info["unsigned_attrs"]
        assert stamp["type"].dotted == "1.2.840.113549.1.9.16.2.14"


class TestFrame:
    """RFC 5652, 5.1 and 5.3: versions, names and what is enclosed."""

    def test_versions(self):
        """1 for data; the signer is named by issuer and serial number, so 1."""
        _, certificate = OFFICERS["ES256"]
        body, info = taken_apart(signed())
        assert (body["version"].native, info["version"].native) == ("v1", "v1")
        named = info["sid"].chosen
        assert info["sid"].name == "issuer_and_serial_number"
        assert named["serial_number"].native == certificate.serial_number
        assert named["issuer"].dump() == certificate.issuer.public_bytes()

    def test_the_version_of_other_content(self):
        """3 where the content is not id-data, as in a time stamp (RFC 3161, 2.4.2)."""
        key, certificate = OFFICERS["ES256"]
        draft = Draft(
            content=b"\x30\x00",
            certificate=certificate,
            others=[],
            at=None,
            algorithm=key.algorithm,
            content_type="1.2.840.113549.1.9.16.1.4",
            attached=True,
        )
        body, _ = taken_apart(draft.complete(draft.sign(key)))
        assert body["version"].native == "v3"
        inside = body["encap_content_info"]
        assert inside["content_type"].dotted == "1.2.840.113549.1.9.16.1.4"
        assert inside["content"].contents == b"\x30\x00"

    @pytest.mark.parametrize("attached", [True, False])
    def test_the_content_inside_or_not(self, attached):
        """Detached unless asked for (RFC 5652, 5.2)."""
        key, certificate = OFFICERS["ES256"]
        more = {"attached": True} if attached else {}
        draft = Draft(CONTENT, certificate, [], NOW, key.algorithm, **more)
        body, _ = taken_apart(draft.complete(draft.sign(key)))
        found = body["encap_content_info"]["content"].native
        assert found == (CONTENT if attached else None)

    def test_each_certificate_once(self):
        """A chain that holds the signer's, or one twice: a SET has each once."""
        _, certificate = OFFICERS["ES256"]
        once, _ = taken_apart(signed())
        twice, _ = taken_apart(signed(chain=[certificate, *BUDI.chain, *BUDI.chain]))
        wanted = {c.public_bytes(Encoding.DER) for c in (certificate, *BUDI.chain)}
        for body in (once, twice):
            found = [c.dump() for c in body["certificates"]]
            assert len(found) == len(wanted)
            assert set(found) == wanted
            assert found == sorted(found)


class Liar:
    """A signer whose signatures are not what they should be."""

    def __init__(self, answer):
        self.public = BUDI.key.public
        self.algorithm, self.use, self.kid = "ES256", "document", self.public.kid
        self.sign = answer


OTHER = SigningKey.generate("ES256", use="document")
LIES = {
    "another-key": OTHER.sign,
    "another-message": lambda message: BUDI.key.sign(message + b"x"),
    "cut": lambda message: BUDI.key.sign(message)[:-1],
    "longer": lambda message: BUDI.key.sign(message) + b"\0",
    "der": lambda message: BUDI.key.private_key.sign(
        message, ec.ECDSA(hashes.SHA256())
    ),
    "another-digest": lambda message: fixed(
        BUDI.key.private_key.sign(message, ec.ECDSA(hashes.SHA384()))
    ),
    "zeros": lambda _: bytes(64),
    "nothing": lambda _: b"",
}


def fixed(der):
    """An ECDSA signature as r and s side by side."""
    r, s = decode_dss_signature(der)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


@pytest.mark.parametrize("answer", LIES.values(), ids=LIES)
def test_a_signature_that_is_not_the_signers_goes_into_no_document(answer):
    """Whatever signs may be a service, a driver or a card: it is checked before
    the document leaves, as in two steps, and no stamp is asked for.
    """
    asked = []
    with pytest.raises(SigningError) as refused:
        sign_cms(
            CONTENT,
            key=Liar(answer),
            certificate=BUDI.certificate,
            at=NOW,
            timestamp=asked.append,
        )
    assert refused.value.code == "signature_false"
    assert asked == []


@pytest.mark.parametrize("answer", [None, "text", 5], ids=repr)
def test_an_answer_that_is_no_bytes(answer):
    """A signer that forgot to sign."""
    with pytest.raises(UsageError) as refused:
        sign_cms(
            CONTENT,
            key=Liar(lambda _: answer),
            certificate=BUDI.certificate,
            at=NOW,
        )
    assert refused.value.code == "not_bytes"


def with_key_byte(place, value):
    """Budi's certificate with one byte of its key exchanged."""
    data = BUDI.certificate.public_bytes(Encoding.DER)
    spki = BUDI.certificate.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    at = data.index(spki) + place
    return data[:at] + bytes([value]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("place", "value"),
    [(12, 9), (22, 9), (26, 5)],
    ids=["unknown-kind", "unknown-curve", "point-of-no-form"],
)
@pytest.mark.parametrize("how", [sign_cms, prepare_cms], ids=["sign", "prepare"])
def test_a_certificate_whose_key_cannot_be_read(how, place, value):
    """It is not the signer's key: an error of ours, not of the library below."""
    key = {"key": BUDI.key} if how is sign_cms else {"public": BUDI.key.public}
    with pytest.raises(UsageError) as refused:
        how(CONTENT, **key, certificate=with_key_byte(place, value), at=NOW)
    assert refused.value.code == "certificate_of_other_key"
    assert refused.value.__cause__ is None
