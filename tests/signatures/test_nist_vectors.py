"""Signatures of NIST, of RFC 6979 and RFC 8032, and ruins of keys and certificates.

All files come with the package cryptography-vectors.
"""

import re
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from egovkit.errors import EgovkitError, InvalidFormatError
from egovkit.signatures import (
    CertificatePolicy,
    Outcome,
    RevocationData,
    SigningKey,
    TimestampToken,
    TrustAnchors,
    VerificationKey,
    verify_certificate,
    verify_cms,
)

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)


@cache
def folder():
    """Where the vectors are, or a skip."""
    if find_spec("cryptography_vectors") is None:
        pytest.skip("the package cryptography-vectors is not installed")
    import cryptography_vectors

    return Path(cryptography_vectors.__file__).parent


def sections(path):
    """A response file of NIST: (name of the section, members) for each test.

    Members that stand before the tests, such as a modulus, hold for all of them.
    """
    section, common, block = "", {}, {}
    text = (folder() / path).read_text("ascii").replace("\ncount =", "\n\ncount =")
    for line in [*text.splitlines(), ""]:
        if line.startswith("["):
            section, common = line.strip("[]"), {}
        elif "=" in line:
            name, _, value = line.partition("=")
            block[name.strip()] = value.strip()
        elif not line and block:
            if not {"S", "Result", "sm"}.isdisjoint(block):
                yield section, common | block
            else:
                common |= block
            block = {}


def fixed(r, s, width):
    """Both numbers in fixed width; what does not fit stays out of range."""
    numbers = (int(r, 16), int(s, 16))
    return b"".join(n.to_bytes(width, "big") for n in numbers)


def point(test, width):
    """The public point, uncompressed."""
    numbers = (int(test["Qx"], 16), int(test["Qy"], 16))
    return b"\x04" + b"".join(n.to_bytes(width, "big") for n in numbers)


CURVES = {
    "ES256": ("P-256", "SHA-256", 32),
    "ES384": ("P-384", "SHA-384", 48),
}


@pytest.mark.parametrize("algorithm", CURVES)
def test_ecdsa_verification_of_fips_186(algorithm):
    """SigVer: message, key, r or s changed: exactly the untouched ones verify."""
    curve, digest, width = CURVES[algorithm]
    ran = {True: 0, False: 0}
    for section, test in sections("asymmetric/ECDSA/FIPS_186-3/SigVer.rsp"):
        if section != f"{curve},{digest}" or "Result" not in test:
            continue
        expected = test["Result"].startswith("P")
        try:
            key = VerificationKey.from_bytes(point(test, width), algorithm=algorithm)
        except InvalidFormatError:
            assert not expected
            ran[False] += 1
            continue
        signature = fixed(test["R"], test["S"], width)
        assert key.verifies(signature, bytes.fromhex(test["Msg"])) is expected
        ran[expected] += 1
    assert sum(ran.values()) == 15
    assert min(ran.values()) >= 3


@pytest.mark.parametrize("algorithm", CURVES)
def test_ecdsa_signatures_of_fips_186(algorithm):
    """SigGen: all verify, and none of them as a signature over another digest."""
    curve, digest, width = CURVES[algorithm]
    ran = 0
    for section, test in sections("asymmetric/ECDSA/FIPS_186-3/SigGen.rsp"):
        if not section.startswith(curve) or "S" not in test:
            continue
        key = VerificationKey.from_bytes(point(test, width), algorithm=algorithm)
        signature = fixed(test["R"], test["S"], width)
        ours = key.verifies(signature, bytes.fromhex(test["Msg"]))
        assert ours is (section == f"{curve},{digest}")
        ran += ours
    assert ran == 15


@pytest.mark.parametrize("algorithm", CURVES)
def test_public_points_of_fips_186(algorithm):
    """PKV: a point off the curve or out of range is no key."""
    curve, _, width = CURVES[algorithm]
    verdicts = set()
    for section, test in sections("asymmetric/ECDSA/FIPS_186-3/PKV.rsp"):
        if section != curve:
            continue
        expected = test["Result"].startswith("P")
        try:
            raw = point(test, width)
        except OverflowError:  # a coordinate beyond the width cannot be written
            assert not expected
            continue
        try:
            VerificationKey.from_bytes(raw, algorithm=algorithm)
            read = True
        except InvalidFormatError:
            read = False
        assert read is expected
        verdicts.add(read)
    assert verdicts == {True, False}


@pytest.mark.parametrize("algorithm", CURVES)
def test_deterministic_signatures_of_rfc_6979(algorithm):
    """Appendix A.2.5 and A.2.6: they verify under the one digest of the key."""
    curve, digest, width = CURVES[algorithm]
    text = (folder() / "asymmetric/ECDSA/RFC6979/evppkey_ecdsa_rfc6979.txt").read_text()
    pem = re.search(
        rf"PublicKey={curve}_PUB\n(-----.*?END PUBLIC KEY-----)", text, re.DOTALL
    )
    key = VerificationKey.from_pem(pem[1])
    assert key.algorithm == algorithm
    blocks = re.findall(
        rf"DigestSign = (\w+)\nKey = {curve}_PRIV\nNonceType = deterministic\n"
        r'Input = "(\w+)"\nOutput = (\w+)',
        text,
    )
    verified = []
    for hashed, message, output in blocks:
        r, s = decode_dss_signature(bytes.fromhex(output))
        signature = r.to_bytes(width, "big") + s.to_bytes(width, "big")
        if key.verifies(signature, message.encode()):
            verified.append((hashed, message))
    assert verified == [(digest.replace("-", ""), m) for m in ("sample", "test")]
    assert len(blocks) == 10  # five digests, two messages


def rsa_key(test, algorithm):
    """The public key of a test."""
    numbers = rsa.RSAPublicNumbers(int(test["e"], 16), int(test["n"], 16))
    return VerificationKey.from_public(numbers.public_key(), algorithm=algorithm)


@pytest.mark.parametrize("algorithm", ["RS256", "RS384"])
def test_rsa_verification_of_fips_186(algorithm):
    """SigVer15, 2048 to 4096 bits: message, e, signature or padding changed."""
    digest, verdicts = f"SHA{algorithm[2:]}", []
    for section, test in sections("asymmetric/RSA/FIPS_186-2/SigVer15_186-3.rsp"):
        bits = int(section.rpartition(" ")[2])
        if bits < 2048 or "Result" not in test or test["SHAAlg"] != digest:
            continue
        signature, message = bytes.fromhex(test["S"]), bytes.fromhex(test["Msg"])
        expected = test["Result"].startswith("P")
        verdict = rsa_key(test, algorithm).verifies(signature, message)
        assert verdict is expected
        verdicts.append(verdict)
    assert len(verdicts) == 3 * 18
    assert 0 < sum(verdicts) < len(verdicts)


@pytest.mark.parametrize("algorithm", ["RS256", "RS384"])
def test_rsa_signatures_of_fips_186(algorithm):
    """SigGen15: each verifies with its digest and with no other."""
    verified = total = 0
    for section, test in sections("asymmetric/RSA/FIPS_186-2/SigGen15_186-3.rsp"):
        if int(section.rpartition(" ")[2]) < 2048 or "S" not in test:
            continue
        key = rsa_key(test, algorithm)
        verdict = key.verifies(bytes.fromhex(test["S"]), bytes.fromhex(test["Msg"]))
        assert verdict is (test["SHAAlg"] == f"SHA{algorithm[2:]}")
        verified, total = verified + verdict, total + 1
    assert (verified, total) == (3 * 10, 3 * 50)


def test_pss_with_another_salt_is_refused():
    """SigGenPSS and SigVerPSS have salts of 0 and 10 bytes; PS256 wants 32."""
    ran = 0
    for name in ("SigGenPSS_186-3.rsp", "SigVerPSS_186-3.rsp"):
        for section, test in sections(f"asymmetric/RSA/FIPS_186-2/{name}"):
            ours = int(section.rpartition(" ")[2]) >= 3072 and "S" in test
            if not ours or test["SHAAlg"] != "SHA256":
                continue
            key = rsa_key(test, "PS256")
            signature, message = (bytes.fromhex(test[part]) for part in ("S", "Msg"))
            assert not key.verifies(signature, message)
            ran += 1
    assert ran >= 20


def test_ed25519_of_its_authors():
    """1,024 lines of sign.input: key of the seed, signature, and both verify."""
    lines = (folder() / "asymmetric/Ed25519/sign.input").read_text().splitlines()
    for line in lines:
        secret, public, message, signed = map(bytes.fromhex, line.split(":")[:4])
        key = SigningKey.from_bytes(secret[:32], use="approval")
        signature = signed[:64]
        assert key.public.to_bytes() == public
        assert key.sign(message) == signature
        assert key.public.verifies(signature, message)
        assert not key.public.verifies(signature, message + b"\0")
    assert len(lines) == 1024


def test_ml_dsa_65_known_answers():
    """FIPS 204: keys of 100 seeds; only signatures without a context are ours."""
    empty = others = 0
    for _, test in sections("asymmetric/MLDSA/kat_MLDSA_65_det_pure.rsp"):
        seed, public, message, signed = (
            bytes.fromhex(test[name]) for name in ("xi", "pk", "msg", "sm")
        )
        key = SigningKey.from_bytes(seed, algorithm="ML-DSA-65", use="approval")
        assert key.public.to_bytes() == public
        without = not test.get("ctx")
        assert key.public.verifies(signed[:3309], message) is without
        empty, others = empty + without, others + (not without)
    assert empty + others == 100
    assert others > 50


KEY_FOLDERS = (
    "asymmetric/DER_Serialization", "asymmetric/EC", "asymmetric/Ed25519",
    "asymmetric/MLDSA", "asymmetric/OpenSSH", "asymmetric/PEM_Serialization",
    "asymmetric/PKCS8", "asymmetric/Traditional_OpenSSL_Serialization",
    "asymmetric/X25519", "asymmetric/public",
)  # fmt: skip


# Keys of other kinds, or RSA keys to sign with, which no software key is here.
WITHOUT = ("OpenSSH", "X25519", "MLDSA", "public", "Traditional_OpenSSL_Serialization")


@pytest.mark.filterwarnings("ignore:.*")  # some keys are deprecated kinds
@pytest.mark.parametrize("name", KEY_FOLDERS)
def test_any_key_file_gives_a_key_or_our_error(name):
    """Damaged, outdated and foreign keys, read in every way there is."""
    keys = 0
    for path in sorted((folder() / name).rglob("*.*")):
        if not path.is_file() or path.stat().st_size > 200_000:
            continue
        data = path.read_bytes()
        for read in (
            VerificationKey.from_pem,
            VerificationKey.from_spki,
            lambda data: SigningKey.from_pem(data, password=None, use="seal"),
            lambda data: SigningKey.from_pem(data, password="123456", use="seal"),
        ):
            try:
                key = read(data)
            except EgovkitError as error:
                assert error.code
            else:
                keys += 1
                assert key.kid
    assert keys > 0 or name.endswith(WITHOUT)


@pytest.mark.parametrize("name", ["ed25519-pub-non-zero-unused-bits.der"])
def test_bits_behind_a_key_are_refused(name):
    """X.690 11.2.1: the unused bits of a bit string are zero, or the key is another."""
    data = (folder() / "asymmetric/Ed25519" / name).read_bytes()
    with pytest.raises(InvalidFormatError):
        VerificationKey.from_spki(data)


@pytest.mark.filterwarnings("ignore:.*")  # many certificates are odd on purpose
def test_any_certificate_gives_a_report_or_our_error():
    """300 odd certificates and all the requests and lists among them."""
    anchors = TrustAnchors.of((folder() / "x509/ecdsa_root.pem").read_bytes())
    reports = 0
    for path in sorted((folder() / "x509").rglob("*.*")):
        if path.suffix not in (".pem", ".der") or "PKITS" in str(path):
            continue
        for policy in ("skip", "if_declared", "require"):
            try:
                report = verify_certificate(
                    path.read_bytes(),
                    anchors=anchors,
                    at=AT,
                    policy=CertificatePolicy(revocation=policy),
                )
            except EgovkitError as error:
                assert error.code == "certificate_unreadable"
            else:
                reports += 1
                assert report.explain()
                own_root = path.name == "ecdsa_root.pem"
                assert (report.outcome is Outcome.VALID) <= own_root
    assert reports > 300


@pytest.mark.filterwarnings("ignore:.*")
def test_any_list_and_answer_is_read_or_refused():
    """Odd CRLs and OCSP answers never make a certificate good that they do not name."""
    root = (
        folder() / "x509/PKITS_data/certs/TrustAnchorRootCertificate.crt"
    ).read_bytes()
    good = (folder() / "x509/PKITS_data/certs/GoodCACert.crt").read_bytes()
    read = 0
    for path in sorted((folder() / "x509").rglob("*.*")):
        if path.suffix not in (".pem", ".der") or "PKITS" in str(path):
            continue
        for kind in ("crls", "ocsp"):
            try:
                data = RevocationData.read(**{kind: [path.read_bytes()]})
            except EgovkitError as error:
                assert error.code == "revocation_unreadable"
                continue
            report = verify_certificate(
                good,
                anchors=TrustAnchors.of(root),
                at=AT,
                revocation=data,
            )
            read += 1
            assert report.outcome is not Outcome.VALID
    assert read > 30


@pytest.mark.parametrize(
    "name",
    ["amazon-roots.der", "authenticode.der", "enveloped-no-content.der",
     "enveloped.pem", "isrg.pem"],
)  # fmt: skip
def test_other_cms_is_no_signature_over_data(name):
    """Certificates only, enveloped data, signed code: each INVALID with its reason."""
    data = (folder() / "pkcs7" / name).read_bytes()
    report = verify_cms(data, b"isi", anchors=TrustAnchors(()), at=AT)
    expected = {
        "amazon-roots.der": "cms_unsigned",
    }
    assert report.outcome is Outcome.INVALID
    assert report.reason.code == expected.get(name, "cms_unreadable")
    with pytest.raises(InvalidFormatError):
        TimestampToken.from_der(data)
