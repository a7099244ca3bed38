"""NIST PKITS: 223 end certificates, with all its CRLs.

What must fail never passes. What must pass and does not, stands below with the
reason, so that nobody finds out in production.
"""

from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from cryptography import x509

from egovkit.errors import EgovkitError
from egovkit.signatures import (
    Outcome,
    RevocationData,
    TrustAnchors,
    verify_certificate,
)

AT = datetime(2012, 1, 1, tzinfo=UTC)  # PKITS is valid from 2010 to 2030

# Path building refuses these on purpose, or because cryptography does.
REFUSED_PATHS = {
    "policy mappings and policy constraints are critical and not processed": """
        ValidPolicyMappingTest1EE ValidPolicyMappingTest3EE ValidPolicyMappingTest5EE
        ValidPolicyMappingTest6EE ValidPolicyMappingTest9EE ValidPolicyMappingTest11EE
        ValidPolicyMappingTest12EE ValidPolicyMappingTest13EE
        ValidPolicyMappingTest14EE ValidinhibitPolicyMappingTest2EE
        ValidinhibitPolicyMappingTest4EE ValidSelfIssuedinhibitPolicyMappingTest7EE
        ValidrequireExplicitPolicyTest1EE ValidrequireExplicitPolicyTest2EE
        ValidrequireExplicitPolicyTest4EE ValidSelfIssuedrequireExplicitPolicyTest6EE
        ValidinhibitAnyPolicyTest2EE ValidSelfIssuedinhibitAnyPolicyTest7EE
        ValidSelfIssuedinhibitAnyPolicyTest9EE inhibitAnyPolicyTest3EE
    """,
    "name constraints on directory names and URIs are not processed": """
        ValidDNnameConstraintsTest1EE ValidDNnameConstraintsTest4EE
        ValidDNnameConstraintsTest5EE ValidDNnameConstraintsTest6EE
        ValidDNnameConstraintsTest11EE ValidDNnameConstraintsTest14EE
        ValidDNnameConstraintsTest18EE ValidDNnameConstraintsTest19EE
        ValidDNandRFC822nameConstraintsTest27EE ValidURInameConstraintsTest34EE
        ValidURInameConstraintsTest36EE
    """,
    "names are compared byte for byte, as CAs have written them for decades": """
        ValidNameChainingCapitalizationTest5EE ValidNameChainingWhitespaceTest3EE
        ValidNameChainingWhitespaceTest4EE ValidUTF8StringCaseInsensitiveMatchTest11EE
        ValidRolloverfromPrintableStringtoUTF8StringTest10EE
    """,
    "self-issued certificates count for the path length": """
        ValidSelfIssuedpathLenConstraintTest15EE
        ValidSelfIssuedpathLenConstraintTest17EE
    """,
    "DSA is not a signature algorithm here": """
        ValidDSASignaturesTest4EE ValidDSAParameterInheritanceTest5EE
    """,
    "a CA's basic constraints must be critical": """
        ValidbasicConstraintsNotCriticalTest4EE
    """,
    "a date before 2050 must be a UTCTime": """
        ValidGeneralizedTimenotBeforeDateTest4EE
    """,
}
# Revocation that is not understood decides nothing: INDETERMINATE.
UNDECIDED = {
    "the list is signed with another key of the issuer": """
        ValidBasicSelfIssuedCRLSigningKeyTest6EE ValidBasicSelfIssuedNewWithOldTest4EE
        ValidBasicSelfIssuedOldWithNewTest1EE
        ValidSeparateCertificateandCRLKeysTest19EE
    """,
    "indirect lists": """
        ValidIDPwithindirectCRLTest22EE ValidIDPwithindirectCRLTest24EE
        ValidIDPwithindirectCRLTest25EE ValidcRLIssuerTest28EE ValidcRLIssuerTest29EE
        ValidcRLIssuerTest30EE ValidcRLIssuerTest33EE
    """,
    "partitions that the certificate does not name in full": """
        ValiddistributionPointTest4EE ValiddistributionPointTest5EE
        ValiddistributionPointTest7EE
    """,
    "lists for some reasons only": """
        ValidonlySomeReasonsTest18EE ValidonlySomeReasonsTest19EE
    """,
}
# A delta list takes a hold back; we go by the full list, which still has it.
STILL_REVOKED = {"ValiddeltaCRLTest5EE"}


def names(table):
    """All names of a table."""
    return {name for text in table.values() for name in text.split()}


@cache
def data_dir():
    """Where the vectors are, or a skip."""
    if find_spec("cryptography_vectors") is None:
        pytest.skip("the package cryptography-vectors is not installed")
    import cryptography_vectors

    return Path(cryptography_vectors.__file__).parent / "x509" / "PKITS_data"


def load(path, read):
    """A file's object, or None for the one that nobody reads (inherited DSA)."""
    try:
        return read(path.read_bytes())
    except ValueError:
        return None


@cache
def world():
    """Anchor, all CA certificates, all CRLs."""
    folder = data_dir()
    authorities = [
        load(path, x509.load_der_x509_certificate)
        for path in sorted((folder / "certs").glob("*.crt"))
        if not path.stem.endswith("EE") and "TrustAnchorRoot" not in path.stem
    ]
    crls = [
        load(path, x509.load_der_x509_crl)
        for path in sorted((folder / "crls").glob("*.crl"))
    ]
    root = (folder / "certs" / "TrustAnchorRootCertificate.crt").read_bytes()
    return (
        TrustAnchors.of(root),
        [c for c in authorities if c is not None],
        RevocationData(tuple(c for c in crls if c is not None)),
    )


@cache
def outcomes():
    """The outcome of each end certificate, by name."""
    anchors, chain, revocation = world()
    found = {}
    for path in sorted((data_dir() / "certs").glob("*EE.crt")):
        try:
            found[path.stem] = verify_certificate(
                path.read_bytes(),
                anchors=anchors,
                at=AT,
                chain=chain,
                revocation=revocation,
            ).outcome
        except EgovkitError:
            found[path.stem] = Outcome.INVALID
    return found


@pytest.mark.filterwarnings("ignore:.*")  # PKITS has odd certificates
def test_what_must_fail_never_passes():
    """115 invalid end certificates, not one of them VALID."""
    invalid = {n: o for n, o in outcomes().items() if n.startswith("Invalid")}
    assert len(outcomes()) == 223
    assert len(invalid) == 115
    assert [name for name, o in invalid.items() if o is Outcome.VALID] == []


@pytest.mark.filterwarnings("ignore:.*")
def test_what_must_pass_passes_but_for_the_table():
    """Every other certificate is VALID, or in the table with its reason."""
    others = {n: o for n, o in outcomes().items() if not n.startswith("Invalid")}
    refused = {n for n, o in others.items() if o is Outcome.INVALID}
    undecided = {n for n, o in others.items() if o is Outcome.INDETERMINATE}
    assert refused == names(REFUSED_PATHS) | STILL_REVOKED
    assert undecided == names(UNDECIDED)
    assert sum(o is Outcome.VALID for o in others.values()) == 49
