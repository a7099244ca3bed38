"""RSA keys: which scheme a key is for, as it says itself or as it is told."""

import base64
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from egovkit.errors import InvalidFormatError, UsageError
from egovkit.signatures import VerificationKey
from egovkit.signatures import _der as der
from egovkit.signatures._rsa_pss import (
    RSA_PSS,
    PssParameters,
    key_parameters,
    read_parameters,
)

SHA1, SHA256, SHA512 = (
    "1.3.14.3.2.26",
    "2.16.840.1.101.3.4.2.1",
    "2.16.840.1.101.3.4.2.3",
)
MGF1 = "1.2.840.113549.1.1.8"
PRIVATE = rsa.generate_private_key(65537, 3072)
SPKI = PRIVATE.public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
)
BITS = der.read(SPKI).children()[1].raw
MESSAGE = b"isi surat"


def parameters(*, digest=SHA256, mask=MGF1, inner=SHA256, salt=32, trailer=None):
    """RSASSA-PSS-params; None leaves a field out."""
    parts = []
    if digest is not None:
        parts.append(der.explicit(0, der.sequence(der.oid(digest))))
    if mask is not None:
        function = der.sequence(der.oid(mask), der.sequence(der.oid(inner)))
        parts.append(der.explicit(1, function))
    if salt is not None:
        parts.append(der.explicit(2, der.integer(salt)))
    if trailer is not None:
        parts.append(der.explicit(3, der.integer(trailer)))
    return der.sequence(*parts)


def pss_key(*stated, bits=BITS):
    """A public key that names RSASSA-PSS, DER."""
    return der.sequence(der.sequence(der.oid(RSA_PSS), *stated), bits)


def pem(spki):
    """The same, PEM."""
    body = base64.encodebytes(spki).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{body}-----END PUBLIC KEY-----\n"


def signed(*, pss, digest=None):
    """A signature over the message in one of the two schemes."""
    digest = digest or hashes.SHA256()
    scheme = padding.PKCS1v15()
    if pss:
        scheme = padding.PSS(padding.MGF1(digest), salt_length=32)
    return PRIVATE.sign(MESSAGE, scheme, digest)


@pytest.mark.parametrize("form", ["pem", "pem-text", "der"])
@pytest.mark.parametrize("stated", [(), (parameters(),)], ids=["open", "stated"])
def test_a_pss_key_is_of_ps256(form, stated):
    """RFC 4055 1.2: a key that names RSASSA-PSS signs in no other scheme."""
    spki = pss_key(*stated)
    read = {
        "pem": lambda: VerificationKey.from_pem(pem(spki).encode()),
        "pem-text": lambda: VerificationKey.from_pem(pem(spki)),
        "der": lambda: VerificationKey.from_spki(spki),
    }[form]
    key = read()
    assert key.algorithm == "PS256"
    assert key.verifies(signed(pss=True), MESSAGE)
    assert not key.verifies(signed(pss=False), MESSAGE)


@pytest.mark.parametrize("algorithm", ["RS256", "RS384"])
def test_a_pss_key_refuses_the_older_padding(algorithm):
    """Nobody can talk it into PKCS#1 v1.5."""
    for read in (
        lambda: VerificationKey.from_spki(pss_key(), algorithm=algorithm),
        lambda: VerificationKey.from_pem(pem(pss_key()), algorithm=algorithm),
    ):
        with pytest.raises(UsageError) as caught:
            read()
        assert caught.value.code == "key_of_other_algorithm"


@pytest.mark.parametrize(
    "stated",
    [
        parameters(digest=SHA512, inner=SHA512),
        parameters(salt=64),
        parameters(inner=SHA1),
        der.sequence(),  # the defaults are SHA-1
    ],
    ids=["sha512", "longer-salt", "mask-sha1", "sha1"],
)
def test_a_pss_key_of_another_hash_is_not_of_ps256(stated):
    """RFC 4055 3.3: hash and least salt of a key bind its signatures."""
    with pytest.raises(UsageError) as caught:
        VerificationKey.from_spki(pss_key(stated))
    assert caught.value.code == "key_of_other_algorithm"


def test_a_pss_key_that_is_too_short():
    """PS256 needs 3072 bits, however the key came to it."""
    short = rsa.generate_private_key(65537, 2048).public_key()
    spki = short.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(UsageError) as caught:
        VerificationKey.from_spki(pss_key(bits=der.read(spki).children()[1].raw))
    assert caught.value.code == "key_of_other_algorithm"


def test_an_ordinary_rsa_key_is_told_its_scheme():
    """RS256 unless told; then it takes that scheme's signatures only."""
    for algorithm, good, bad in (
        (None, signed(pss=False), signed(pss=True)),
        ("RS256", signed(pss=False), signed(pss=False, digest=hashes.SHA384())),
        ("RS384", signed(pss=False, digest=hashes.SHA384()), signed(pss=False)),
        ("PS256", signed(pss=True), signed(pss=False)),
    ):
        key = VerificationKey.from_pem(pem(SPKI), algorithm=algorithm)
        assert key.algorithm == (algorithm or "RS256")
        assert key.verifies(good, MESSAGE)
        assert not key.verifies(bad, MESSAGE)


@pytest.mark.parametrize("cut", [b"", b"\0", "longer"])
def test_rsa_signatures_have_the_width_of_the_modulus(cut):
    """RFC 8017 8.1.2 step 1: neither shorter nor longer; leading zeros count."""
    key = VerificationKey.from_spki(SPKI, algorithm="PS256")
    good = signed(pss=True)
    changed = {"longer": b"\0" + good}.get(cut, good[: len(good) - 1])
    assert key.verifies(good, MESSAGE)
    assert not key.verifies(changed, MESSAGE)


def test_salt_of_another_length_is_refused():
    """RFC 7518 3.5: the salt of PS256 is as long as the hash, 32 bytes."""
    key = VerificationKey.from_spki(SPKI, algorithm="PS256")
    for salt in (0, 20, 31, 33, 64):
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=salt)
        signature = PRIVATE.sign(MESSAGE, scheme, hashes.SHA256())
        assert not key.verifies(signature, MESSAGE)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (parameters(), PssParameters(SHA256, 32)),
        (parameters(salt=None), PssParameters(SHA256, 20)),
        (parameters(trailer=1), PssParameters(SHA256, 32)),
        (parameters(digest=SHA512, inner=SHA512, salt=64), PssParameters(SHA512, 64)),
        (parameters(digest=None), None),
        (parameters(mask=None), None),
        (parameters(mask="1.2.3"), None),
        (parameters(inner=SHA512), None),
        (parameters(salt=19), None),
        (parameters(salt=512), PssParameters(SHA256, 512)),
        (parameters(salt=513), None),
    ],
)
def test_parameters_of_rfc_4055(node, expected):
    """Section 3.1: defaults are SHA-1 and 20; both hashes are the same here."""
    assert read_parameters(der.read(node)) == expected


@pytest.mark.parametrize(
    "node",
    [der.integer(1), der.sequence(der.integer(1)), der.octets(b"")],
    ids=["integer", "no-tags", "octets"],
)
def test_parameters_that_are_none(node):
    """What is no structure of that kind raises a ValueError, which callers catch."""
    with pytest.raises(der.DerError):
        read_parameters(der.read(node))


def test_the_name_of_a_key_is_read_from_its_der():
    """An rsaEncryption key has no PSS parameters; RSASSA-PSS may have none or some."""
    assert key_parameters(SPKI) is None
    assert key_parameters(pss_key()) == []
    assert [n.raw for n in key_parameters(pss_key(parameters()))] == [parameters()]


def test_garbage_inside_a_pss_key():
    """Parameters that are no structure make the key unreadable."""
    spki = pss_key(der.sequence(der.explicit(0, b"")))
    with pytest.raises(InvalidFormatError) as caught:
        VerificationKey.from_spki(spki)
    assert caught.value.code == "key_unreadable"


def test_openssl_makes_such_keys(tmp_path):
    """`openssl genpkey -algorithm RSA-PSS`, its key and its signature."""
    if shutil.which("openssl") is None:
        pytest.skip("OpenSSL is not installed")
    private, message = tmp_path / "private.pem", tmp_path / "message"
    message.write_bytes(MESSAGE)

    def openssl(*words):
        command = ["openssl", *words]
        return subprocess.run(command, check=True, capture_output=True).stdout

    openssl(
        *("genpkey", "-algorithm", "RSA-PSS", "-out", private),
        *("-pkeyopt", "rsa_keygen_bits:3072"),
        *("-pkeyopt", "rsa_pss_keygen_md:sha256"),
        *("-pkeyopt", "rsa_pss_keygen_mgf1_md:sha256"),
        *("-pkeyopt", "rsa_pss_keygen_saltlen:32"),
    )
    key = VerificationKey.from_pem(openssl("pkey", "-in", private, "-pubout"))
    signature = openssl("dgst", "-sha256", "-sign", private, message)
    assert key.algorithm == "PS256"
    assert key.verifies(signature, MESSAGE)
    assert not key.verifies(signature, MESSAGE + b" ")


@pytest.mark.parametrize(
    ("salt", "fits"), [(None, True), (31, True), (32, True), (33, False), (64, False)]
)
def test_the_least_salt_of_a_key(salt, fits):
    """RFC 4055 3.3: PS256 has salts of 32 bytes; a key that wants longer has none."""
    spki = pss_key(parameters(salt=salt))
    if fits:
        assert VerificationKey.from_spki(spki).verifies(signed(pss=True), MESSAGE)
        return
    with pytest.raises(UsageError) as caught:
        VerificationKey.from_spki(spki)
    assert caught.value.facts == {"algorithm": "PS256"}


@pytest.mark.parametrize(
    ("salt", "expected"),
    [(None, 20), (19, None), (20, 20), (512, 512), (513, None), (-1, None), (0, None)],
)
def test_salts_from_the_default_to_the_widest_modulus(salt, expected):
    """RFC 4055 3.1: 20 where nothing is said; 512 bytes are 4096 bits."""
    found = read_parameters(der.read(parameters(salt=salt)))
    assert (None if found is None else found.salt_length) == expected


def test_a_key_in_the_older_pem_form():
    """PKCS #1, ``BEGIN RSA PUBLIC KEY`` (RFC 8017 A.1.1): it names no scheme."""
    older = PRIVATE.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.PKCS1
    )
    assert b"BEGIN RSA PUBLIC KEY" in older
    for algorithm, expected in ((None, "RS256"), ("PS256", "PS256")):
        key = VerificationKey.from_pem(older, algorithm=algorithm)
        assert key.algorithm == expected
        assert key.to_spki() == SPKI
