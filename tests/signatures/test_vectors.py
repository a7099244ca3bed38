"""Vectors that nobody here wrote: Wycheproof, RFC 7515, 7520, 7797, 8037.

What our policy refuses on purpose stands in a table with its reason.
"""

import hashlib
import hmac
import json
from functools import cache
from pathlib import Path

import pytest

from egovkit.errors import EgovkitError
from egovkit.signatures import VerificationKey
from egovkit.signatures.jws import parse, unb64url

VECTORS = Path(__file__).parents[3] / "shared" / "vectors"
WYCHEPROOF = VECTORS / "wycheproof"
COOKBOOK = VECTORS / "jose-cookbook"


@cache
def load(path):
    """A file of vectors, or a skip with its reason."""
    if not VECTORS.exists():
        pytest.skip("shared vectors absent")
    return json.loads(path.read_text("utf-8"))


def raw_key(group, algorithm):
    """The public key of a Wycheproof group."""
    if algorithm == "PS256":
        return VerificationKey.from_spki(
            bytes.fromhex(group["publicKeyDer"]), algorithm="PS256"
        )
    if algorithm == "ML-DSA-65":
        raw = bytes.fromhex(group["publicKey"])
        return VerificationKey.from_bytes(raw, algorithm="ML-DSA-65")
    return VerificationKey.from_spki(bytes.fromhex(group["publicKeyDer"]))


@pytest.mark.parametrize(
    ("name", "algorithm", "expected"),
    [
        ("ed25519_test.json", "Ed25519", 150),
        ("ecdsa_secp256r1_sha256_p1363_test.json", "ES256", 262),
        ("ecdsa_secp384r1_sha384_p1363_test.json", "ES384", 262),
        ("mldsa_65_verify_test.json", "ML-DSA-65", 40),
        ("rsa_pss_3072_sha256_mgf1_32_test.json", "PS256", 100),
    ],
    ids=["ed25519", "es256", "es384", "mldsa65", "ps256"],
)
def test_wycheproof_raw_signatures(name, algorithm, expected):
    """Every verdict of the file is ours; a bad key is unreadable."""
    ran = 0
    for group in load(WYCHEPROOF / name)["testGroups"]:
        try:
            key = raw_key(group, algorithm)
        except EgovkitError:
            key = None
        for test in group["tests"]:
            if test.get("ctx"):  # our ML-DSA signatures have no context
                continue
            message = bytes.fromhex(test["msg"])
            ours = key is not None and key.verifies(bytes.fromhex(test["sig"]), message)
            assert ours == (test["result"] == "valid"), test["tcId"]
            ran += 1
    assert ran >= expected


# Wycheproof's JOSE file: verdicts that differ on purpose.
NO_HMAC = "no shared-key algorithm exists here"


def jose_key(group):
    """The public key of a Wycheproof JOSE group; None for one we do not read."""
    jwk = group.get("public")
    if jwk is None:
        return None, NO_HMAC
    if isinstance(jwk, str):
        jwk = json.loads(jwk.replace("'", '"'))
    try:
        return VerificationKey.from_jwk(jwk), None
    except EgovkitError as error:
        return None, error.code


def verifies(text, key):
    """Whether a JWS verifies under one key."""
    try:
        jws = parse(text)
    except EgovkitError:
        return False
    return key is not None and any(
        s.header["alg"] == key.algorithm.jose
        and key.verifies(s.signature, jws.signing_input(s))
        for s in jws.signatures
    )


def jose_tests():
    """Every JOSE test with its group."""
    for group in load(WYCHEPROOF / "json_web_signature_test.json")["testGroups"]:
        for test in group["tests"]:
            yield group, test


def test_wycheproof_jose_never_accepts_what_is_invalid():
    """All 401 tests: nothing that must fail passes."""
    tests = list(jose_tests())
    accepted = [
        test["tcId"]
        for group, test in tests
        if verifies(test["jws"], jose_key(group)[0]) and test["result"] != "valid"
    ]
    assert len(tests) == 401
    assert accepted == []


def test_wycheproof_jose_accepts_what_is_valid_but_for_our_policy():
    """What must pass passes, but for the algorithms that we refuse."""
    refused = {}
    for group, test in jose_tests():
        key, why = jose_key(group)
        if test["result"] == "valid" and not verifies(test["jws"], key):
            refused.setdefault(why or "other", []).append(group["comment"])
    assert set(refused) <= {NO_HMAC, "key_unreadable", "key_of_other_algorithm"}
    for comments in (refused.get("key_unreadable", []),):
        assert set(comments) <= {
            "rs512",
            "ps384",
            "ps512",
            "rfc7520",  # ES521 is no algorithm of the IANA registry
            "rfc7520WithKeyOps",
        }
    assert set(refused.get("key_of_other_algorithm", [])) <= {
        "ps256",
        "rfc7520",
        "rfc7520WithKeyOps",
    }


JWS_FILES = {
    "jws/4_1.rsa_v15_signature.json": "RS256",
    "jws/4_2.rsa-pss_signature.json": "PS384 is not in our registry",
    "jws/4_3.ecdsa_signature.json": "ES512 is not in our registry",
    "jws/4_4.hmac-sha2_integrity_protection.json": "HS256",
    "jws/4_5.signature_with_detached_content.json": "HS256",
    "jws/4_6.protecting_specific_header_fields.json": "HS256",
    "curve25519/jws.json": "EdDSA",
    "rfc7797/hmac-sha2_b64_false.json": "HS256",
}


@pytest.mark.parametrize("name", JWS_FILES)
def test_rfc_7520_and_7797_read_alike(name):
    """Every serialization reads to the payload and the signing input printed.

    The HMAC examples are read, their signing input checked with the standard
    library, and no key of ours can verify them.
    """
    vector = load(COOKBOOK / name)
    payload = vector["input"]["payload"].encode()
    for form in vector["output"].values():
        jws = parse(form if isinstance(form, str) else json.dumps(form))
        content = payload if jws.encoded is None else None
        assert jws.payload in (payload, None)
        signature = jws.signatures[0]
        message = jws.signing_input(signature, content)
        if "b64" not in signature.header:
            assert message == vector["signing"]["sig-input"].encode()
        key = vector["input"]["key"]
        if key["kty"] == "oct":
            secret = unb64url(key["k"].encode())
            tag = hmac.digest(secret, message, hashlib.sha256)
            assert tag == signature.signature
        elif JWS_FILES[name] in ("RS256", "EdDSA"):
            public = {
                k: v for k, v in key.items() if k in ("kty", "crv", "x", "n", "e")
            }
            assert VerificationKey.from_jwk(public).verifies(
                signature.signature, message
            )
        assert not verifies(form if isinstance(form, str) else json.dumps(form), None)


def test_rfc_7520_algorithm_outside_the_signature_is_refused():
    """4.7: a header without protection chooses nothing."""
    vector = load(COOKBOOK / "jws/4_7.protecting_content_only.json")
    for form in vector["output"].values():
        with pytest.raises(EgovkitError) as caught:
            parse(json.dumps(form))
        assert caught.value.code == "jws_unprotected"


def test_rfc_7520_several_signatures_one_unprotected_is_refused():
    """4.8: one of its signers leaves the algorithm outside; nothing is read."""
    vector = load(COOKBOOK / "jws/4_8.multiple_signatures.json")
    with pytest.raises(EgovkitError) as caught:
        parse(json.dumps(vector["output"]["json"]))
    assert caught.value.code == "jws_unprotected"


def test_rfc_7797_b64_without_crit_is_refused():
    """RFC 7797 6: b64 must be critical; the second example's header lacks it."""
    vector = load(COOKBOOK / "rfc7797/4.2.hmac-sha2_b64_false.json")
    for form in vector["output"].values():
        with pytest.raises(EgovkitError) as caught:
            parse(json.dumps(form))
        assert caught.value.code == "jws_critical"


def test_rfc_7515_appendix_a_3():
    """The ES256 example of the RFC verifies with its key."""
    key = VerificationKey.from_jwk(
        {
            "kty": "EC",
            "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        }
    )
    text = (
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
        "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
        "pmWQxfKTUJqPP3-Kg6NU1Q"
    )
    assert verifies(text, key)
    assert parse(text).payload == (
        b'{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}'
    )


PAYLOAD = (
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
    "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
)
RSA_JWK = {
    "kty": "RSA",
    "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJr"
    "cS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_"
    "7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTB"
    "QY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs9"
    "1kzk2PAcDTW9gb54h4FRWyuXpoQ",
    "e": "AQAB",
}
RSA_SIGNATURE = (
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF"
    "5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK"
    "5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqt"
    "FZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
    "p0igcN_IoypGlUPQGe77Rw"
)
EC_JWK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
EC_SIGNATURE = (
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
    "pmWQxfKTUJqPP3-Kg6NU1Q"
)


def test_rfc_7515_appendix_a_2():
    """The RS256 example: the RSA key of 2048 bits needs no algorithm named."""
    text = f"eyJhbGciOiJSUzI1NiJ9.{PAYLOAD}.{RSA_SIGNATURE}"
    key = VerificationKey.from_jwk(RSA_JWK)
    assert key.algorithm == "RS256"
    assert verifies(text, key)
    assert not verifies(text, VerificationKey.from_jwk(EC_JWK))
    assert not verifies(text, VerificationKey.from_jwk(RSA_JWK | {"alg": "RS384"}))


def test_rfc_7515_appendix_a_4():
    """The ES512 example: its curve is not in the registry, so its key is none."""
    jwk = {
        "kty": "EC",
        "crv": "P-521",
        "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9t"
        "sz4qUxcWceqwQGk",
        "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZm"
        "h9ubmf63e3kyMj2",
    }
    with pytest.raises(EgovkitError) as caught:
        VerificationKey.from_jwk(jwk)
    assert caught.value.code == "key_unreadable"


def test_rfc_7515_appendix_a_5():
    """The unsecured example is refused before anything else is looked at."""
    with pytest.raises(EgovkitError) as caught:
        parse(f"eyJhbGciOiJub25lIn0.{PAYLOAD}.")
    assert caught.value.code == "jws_algorithm_none"


def test_rfc_7515_appendix_a_6():
    """Two signatures over one payload, their key ids outside: each fits its own key."""
    text = json.dumps(
        {
            "payload": PAYLOAD,
            "signatures": [
                {
                    "protected": "eyJhbGciOiJSUzI1NiJ9",
                    "header": {"kid": "2010-12-29"},
                    "signature": RSA_SIGNATURE,
                },
                {
                    "protected": "eyJhbGciOiJFUzI1NiJ9",
                    "header": {"kid": "e9bc097a-ce51-4036-9562-d2ade882db0d"},
                    "signature": EC_SIGNATURE,
                },
            ],
        }
    )
    jws = parse(text)
    keys = [VerificationKey.from_jwk(RSA_JWK), VerificationKey.from_jwk(EC_JWK)]
    assert [s.kid for s in jws.signatures] == [
        "2010-12-29",
        "e9bc097a-ce51-4036-9562-d2ade882db0d",
    ]
    fits = [
        [key.verifies(s.signature, jws.signing_input(s)) for key in keys]
        for s in jws.signatures
    ]
    assert fits == [[True, False], [False, True]]


def test_rfc_7515_appendix_a_7():
    """The flattened form of the second signature."""
    text = json.dumps(
        {
            "payload": PAYLOAD,
            "protected": "eyJhbGciOiJFUzI1NiJ9",
            "header": {"kid": "e9bc097a-ce51-4036-9562-d2ade882db0d"},
            "signature": EC_SIGNATURE,
        }
    )
    assert verifies(text, VerificationKey.from_jwk(EC_JWK))


def test_rfc_7515_appendix_f():
    """Detached: the payload travels apart, the signature is the same."""
    jws = parse(f"eyJhbGciOiJFUzI1NiJ9..{EC_SIGNATURE}")
    (one,) = jws.signatures
    key, content = VerificationKey.from_jwk(EC_JWK), unb64url(PAYLOAD.encode())
    assert jws.payload is None
    assert key.verifies(one.signature, jws.signing_input(one, content))
    assert not key.verifies(one.signature, jws.signing_input(one, content + b" "))


def test_rfc_7515_appendix_c():
    """Base64url without padding: the octets of the RFC's example."""
    assert unb64url(b"A-z_4ME") == bytes([3, 236, 255, 224, 193])


def test_rfc_8037_appendix_a_4():
    """The Ed25519 example of the RFC."""
    text = (
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_"
        "MuM0KAg"
    )
    key = VerificationKey.from_jwk(
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        }
    )
    assert verifies(text, key)
    assert parse(text).payload == b"Example of Ed25519 signing"


@pytest.mark.parametrize(
    ("name", "algorithm"),
    [
        ("jwk/3_1.ec_public_key.json", None),
        ("jwk/3_2.ec_private_key.json", None),
        ("jwk/3_3.rsa_public_key.json", "RS256"),
        ("jwk/3_4.rsa_private_key.json", None),
        ("jwk/3_5.symmetric_key_mac_computation.json", None),
        ("jwk/3_6.symmetric_key_encryption.json", None),
    ],
)
def test_rfc_7520_keys(name, algorithm):
    """Section 3: public keys of the registry are read; private and shared ones not."""
    jwk = load(COOKBOOK / name)
    if algorithm is None:  # P-521, private parts, shared secrets
        with pytest.raises(EgovkitError) as caught:
            VerificationKey.from_jwk(jwk)
        assert caught.value.code == "key_unreadable"
        return
    key = VerificationKey.from_jwk(jwk)
    assert key.algorithm == algorithm
    assert key.to_jwk()["n"] == jwk["n"]
