"""What an authority's certificate forbids, and what a key is too weak for.

RFC 5280 leaves name constraints to whoever validates a path. The path builder
compares some of them; what it does not compare must never pass unseen.
"""

import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

sys.path.insert(0, str(Path(__file__).parent))  # test modules import pki_case

from pki_case import (
    END,
    ISSUING,
    NOW,
    SIGNING,
    START,
    Authority,
    data,
    judged,
    name,
    new_key,
    resigned,
    usage,
)

from egovkit.signatures import (
    CertificatePolicy,
    Outcome,
    SigningKey,
    TrustAnchors,
    sign_cms,
    verify_certificate,
    verify_cms,
)
from egovkit.signatures import _der as der

ROOT = Authority("Root CA Contoh")
VALID = ("valid", None)


def constraint(permitted=None, excluded=None, *, critical=True):
    """The extension name constraints."""
    return x509.NameConstraints(permitted, excluded), critical


def under(*limits, subject=None, alternative=()):
    """The answer on an officer under an authority with these limits."""
    authority = Authority("CA Contoh", ROOT, *ISSUING, *limits)
    names = [(x509.SubjectAlternativeName(alternative), False)] if alternative else []
    leaf = authority.issue(subject or name(), new_key().public_key(), *SIGNING, *names)
    return judged(leaf, ROOT.certificate, authority.certificate)


def directory(organization):
    """A directory name: everything of one organization."""
    part = x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization)
    return x509.DirectoryName(x509.Name([part]))


MAIL = x509.RFC822Name("contoh.example")
INSIDE = x509.RFC822Name("budi@contoh.example")
OUTSIDE = x509.RFC822Name("budi@lain.example")


def test_without_limits_all_is_well():
    """The tests below change one thing each."""
    assert under() == VALID


@pytest.mark.parametrize("critical", [True, False], ids=["critical", "not-critical"])
@pytest.mark.parametrize(
    ("permitted", "excluded"),
    [(["Kota Contoh"], None), (["Kota Lain"], None), (None, ["Kota Contoh"]),
     (None, ["Kota Lain"])],
    ids=["inside", "outside", "in-excluded", "not-in-excluded"],
)  # fmt: skip
def test_constraints_on_directory_names_are_not_passed_over(
    permitted, excluded, critical
):
    """RFC 5280 4.2.1.10: must be processed; nobody here does, so nothing passes.

    A CA must mark the extension critical; one that forgets it still means it.
    """
    limits = constraint(
        permitted and list(map(directory, permitted)),
        excluded and list(map(directory, excluded)),
        critical=critical,
    )
    outcome, code = under(limits)
    assert outcome == "invalid"
    assert code == ("path_not_found" if critical else "path_constraint")


@pytest.mark.parametrize("critical", [True, False], ids=["critical", "not-critical"])
@pytest.mark.parametrize(
    ("limits", "alternative", "passes"),
    [
        ({"permitted": [MAIL]}, [INSIDE], True),
        ({"permitted": [MAIL]}, [OUTSIDE], False),
        ({"permitted": [MAIL]}, [INSIDE, OUTSIDE], False),
        ({"excluded": [MAIL]}, [INSIDE], False),
        ({"excluded": [MAIL]}, [OUTSIDE], True),
        ({"permitted": [MAIL]}, [], True),
        ({"permitted": [x509.DNSName("contoh.example")]},
         [x509.DNSName("a.contoh.example")], True),
        ({"permitted": [x509.DNSName("contoh.example")]},
         [x509.DNSName("a.lain.example")], False),
        ({"excluded": [x509.UniformResourceIdentifier(".contoh.example")]},
         [x509.UniformResourceIdentifier("https://a.contoh.example/")], False),
        ({"excluded": [x509.RegisteredID(x509.ObjectIdentifier("1.3.6.1.4.1.9"))]},
         [x509.RegisteredID(x509.ObjectIdentifier("1.3.6.1.4.1.9"))], False),
        ({"permitted": [MAIL]}, [x509.DNSName("a.lain.example")], True),
    ],
    ids=["mail-inside", "mail-outside", "mail-one-outside", "mail-excluded",
         "mail-not-excluded", "no-mail", "dns-inside", "dns-outside", "uri",
         "registered-id", "another-form"],
)  # fmt: skip
def test_constraints_on_alternative_names(limits, alternative, passes, critical):
    """Compared, or refused; a name of another form than the constraint's is free."""
    outcome, code = under(
        constraint(**limits, critical=critical), alternative=alternative
    )
    assert (outcome, code) == (VALID if passes else ("invalid", "path_not_found"))


@pytest.mark.parametrize("limits", [{"permitted": [MAIL]}, {"excluded": [MAIL]}])
@pytest.mark.parametrize(
    ("address", "alternative", "expected"),
    [
        ("budi@lain.example", [], ("invalid", "path_constraint")),
        ("budi@contoh.example", [], ("invalid", "path_constraint")),
        ("budi@lain.example", [x509.DNSName("a.example")],
         ("invalid", "path_constraint")),
    ],
    ids=["outside", "inside", "beside-another-name"],
)  # fmt: skip
def test_an_address_in_the_subjects_name_is_not_passed_over(
    limits, address, alternative, expected
):
    """RFC 5280 4.2.1.10: the constraint applies there too; it is not compared."""
    subject = name(email=address)
    found = under(constraint(**limits), subject=subject, alternative=alternative)
    assert found == expected


def test_an_address_in_both_places_was_compared():
    """The alternative name says the same, and that one the builder looked at."""
    subject = name(email="budi@contoh.example")
    limits = constraint([MAIL])
    assert under(limits, subject=subject, alternative=[INSIDE]) == VALID
    mixed = name(email="budi@lain.example")
    assert under(limits, subject=mixed, alternative=[INSIDE])[0] == "invalid"


def test_an_address_without_a_constraint_is_free():
    """Many certificates have one; only a constraint on addresses makes it matter."""
    subject = name(email="budi@lain.example")
    assert under(subject=subject) == VALID
    dns = constraint([x509.DNSName("contoh.example")])
    assert under(dns, subject=subject) == VALID


def test_constraints_reach_below_the_next_authority():
    """They bind every certificate below, whoever issued it; and an anchor's too."""
    subject = name(email="budi@lain.example")
    upper = Authority("CA Contoh", ROOT, *ISSUING, constraint([MAIL]))
    lower = Authority("CA Bawahan Contoh", upper)
    leaf = lower.issue(subject, new_key().public_key(), *SIGNING)
    chain = (lower.certificate, upper.certificate)
    expected = ("invalid", "path_constraint")
    assert judged(leaf, ROOT.certificate, *chain) == expected
    assert judged(leaf, upper.certificate, lower.certificate) == expected
    assert judged(leaf, lower.certificate) == VALID  # pinned below the constraint


def test_constraints_in_a_leaf_bind_nobody():
    """They speak of certificates below; an officer's has none."""
    leaf = ROOT.issue(
        name(email="budi@lain.example"),
        new_key().public_key(),
        *SIGNING,
        constraint([MAIL]),
    )
    assert judged(leaf, ROOT.certificate) == VALID


@pytest.mark.parametrize(
    ("make", "strong"),
    [
        (lambda: rsa.generate_private_key(65537, 1024), False),  # noqa: S505
        (lambda: rsa.generate_private_key(65537, 2040), False),  # noqa: S505
        (lambda: rsa.generate_private_key(65537, 2048), True),
        (lambda: ec.generate_private_key(ec.SECP192R1()), False),
        (lambda: ec.generate_private_key(ec.SECP224R1()), False),
        (lambda: ec.generate_private_key(ec.SECP256K1()), False),
        (lambda: ec.generate_private_key(ec.SECP256R1()), True),
        (lambda: ec.generate_private_key(ec.SECP384R1()), True),
        (lambda: ec.generate_private_key(ec.SECP521R1()), True),
        (ed25519.Ed25519PrivateKey.generate, True),
        (ed448.Ed448PrivateKey.generate, False),
    ],
    ids=["rsa-1024", "rsa-2040", "rsa-2048", "p192", "p224", "secp256k1", "p256",
         "p384", "p521", "ed25519", "ed448"],
)  # fmt: skip
def test_a_certified_key_must_be_strong(make, strong):
    """A certificate over a key that anybody may break proves nothing."""
    leaf = ROOT.issue(name(), make().public_key(), *SIGNING)
    expected = VALID if strong else ("invalid", "certificate_weak")
    assert judged(leaf, ROOT.certificate) == expected


def test_a_certified_key_of_small_order():
    """One signature fits every message: such a certificate is nobody's."""
    point = ed25519.Ed25519PublicKey.from_public_bytes(b"\1" + bytes(31))
    leaf = ROOT.issue(name(), point, *SIGNING)
    assert judged(leaf, ROOT.certificate) == ("invalid", "certificate_weak")


def test_a_weak_authority_issues_nothing():
    """A 1024-bit key above a strong one: the path is as weak as the key."""
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that is the point
    weak = Authority("CA Contoh", ROOT, key=short)
    leaf = weak.issue(name(), new_key().public_key(), *SIGNING)
    assert judged(leaf, ROOT.certificate, weak.certificate)[0] == "invalid"


CA = (x509.BasicConstraints(ca=True, path_length=None), True)
CERTS = (usage("key_cert_sign"), True)


@pytest.mark.parametrize(
    "extensions",
    [
        (CERTS,),
        (CA, (usage("crl_sign", "digital_signature"), True)),
        ((x509.BasicConstraints(ca=False, path_length=None), True), CERTS),
        ((CA[0], False), CERTS),
        (CA, CERTS, (x509.PolicyConstraints(0, None), True)),
        (CA, CERTS, (x509.InhibitAnyPolicy(0), True)),
        (CA, CERTS,
         (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)),
    ],
    ids=["no-basic", "no-cert-sign", "no-authority", "not-critical",
         "policy-constraints", "inhibit-any-policy", "web-only"],
)  # fmt: skip
def test_who_may_not_issue(extensions):
    """RFC 5280 6.1.4: each of these ends the path."""
    authority = Authority("CA Contoh", ROOT, *extensions)
    leaf = authority.issue(name(), new_key().public_key(), *SIGNING)
    found = judged(leaf, ROOT.certificate, authority.certificate)
    assert found == ("invalid", "path_not_found")


@pytest.mark.parametrize(("length", "passes"), [(0, False), (1, True), (None, True)])
def test_the_length_that_an_authority_allows(length, passes):
    """RFC 5280 4.2.1.9: so many authorities below it, the officer not counted."""
    basic = x509.BasicConstraints(ca=True, path_length=length)
    upper = Authority("CA Contoh", ROOT, (basic, True), ISSUING[1])
    lower = Authority("CA Bawahan Contoh", upper)
    leaf = lower.issue(name(), new_key().public_key(), *SIGNING)
    found = judged(leaf, ROOT.certificate, lower.certificate, upper.certificate)
    assert found == (VALID if passes else ("invalid", "path_not_found"))


@pytest.mark.parametrize("depth", range(8))
def test_no_more_authorities_than_the_policy_allows(depth):
    """`max_depth` counts what stands between anchor and officer; 5 unless said."""
    above, chain = ROOT, []
    for number in range(depth):
        above = Authority(f"CA Contoh {number}", above)
        chain.append(above.certificate)
    leaf = above.issue(name(), new_key().public_key(), *SIGNING)
    usual = judged(leaf, ROOT.certificate, *chain, policy=SKIPPING)
    assert usual == (VALID if depth <= 5 else ("invalid", "path_not_found"))
    exact = CertificatePolicy(revocation="skip", max_depth=depth)
    assert judged(leaf, ROOT.certificate, *chain, policy=exact) == VALID


SKIPPING = CertificatePolicy(revocation="skip")


@pytest.mark.parametrize("depth", [0, 10])
def test_the_first_and_the_last_depth(depth):
    """0 to 10, both included."""
    assert CertificatePolicy(max_depth=depth).max_depth == depth


def test_a_non_repudiation_key_may_sign():
    """ContentCommitment alone is what many signing certificates have."""
    for bits in (("content_commitment",), ("digital_signature",)):
        leaf = ROOT.issue(name(), new_key().public_key(), (usage(*bits), True))
        assert judged(leaf, ROOT.certificate) == VALID


@pytest.mark.parametrize(
    ("purposes", "critical", "may"),
    [
        ([ExtendedKeyUsageOID.TIME_STAMPING], True, True),
        ([ExtendedKeyUsageOID.TIME_STAMPING], False, False),
        ([ExtendedKeyUsageOID.CODE_SIGNING], True, False),
        ([ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING],
         True, False),
        ([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE], True, False),
        (None, True, False),
    ],
    ids=["stamping", "not-critical", "another", "two", "any", "none"],
)  # fmt: skip
def test_who_may_stamp_time(purposes, critical, may):
    """RFC 3161 2.3: one purpose, time stamping, and the extension critical."""
    extended = purposes and [(x509.ExtendedKeyUsage(purposes), critical)]
    leaf = ROOT.issue(name(), new_key().public_key(), *SIGNING, *(extended or ()))
    found = judged(leaf, ROOT.certificate, usage="timestamp")
    assert found == (VALID if may else ("invalid", "certificate_usage"))


def test_a_pinned_certificate_is_trusted_as_it_is():
    """The path is the officer's certificate alone; its own times still count."""
    leaf = ROOT.issue(name(), new_key().public_key(), *SIGNING)
    report = verify_certificate(leaf, anchors=TrustAnchors.of(leaf), at=NOW)
    assert report.outcome is Outcome.VALID
    assert report.path == (leaf,)
    late = judged(leaf, leaf, at=NOW.replace(year=2041))
    assert late == ("invalid", "certificate_expired")


def test_the_seconds_at_the_ends_of_a_validity():
    """RFC 5280 4.1.2.5: both ends belong to it; a fraction behind the last does not."""
    later = NOW.replace(second=1)
    leaf = ROOT.issue(name(), new_key().public_key(), *SIGNING, start=NOW, end=later)
    assert judged(leaf, ROOT.certificate, at=NOW) == VALID
    assert judged(leaf, ROOT.certificate, at=later) == VALID
    before = NOW.replace(hour=0, minute=59, second=59, microsecond=999_999)
    found = judged(leaf, ROOT.certificate, at=before)
    assert found == ("invalid", "certificate_not_yet")
    found = judged(leaf, ROOT.certificate, at=later.replace(microsecond=1))
    assert found == ("invalid", "certificate_expired")


# Names that the library warns of


def with_subject(*parts):
    """What gives a certificate another subject: pairs of identifier and text."""
    encoded = [
        der.set_of(der.sequence(der.oid(kind), der.encode(0x0C, text.encode())))
        for kind, text in parts
    ]
    return lambda fields: [*fields[:5], der.sequence(*encoded), *fields[6:]]


ODD_NAMES = {
    "long": with_subject(("2.5.4.3", "B" * 65)),
    "empty": with_subject(("2.5.4.3", "")),
    "country": with_subject(("2.5.4.6", "IDN"), ("2.5.4.3", "Budi Contoh")),
}


@pytest.mark.parametrize("change", ODD_NAMES.values(), ids=ODD_NAMES)
def test_an_odd_name_is_no_warning_and_no_other_answer(change):
    """The library warns of lengths; warnings are errors here, and none comes out.

    X.520 bounds common names to 64 characters and countries to two; real
    certificates do not always keep to it, and a name decides nothing.
    """
    key = SigningKey.generate("ES256", use="document")
    plain = ROOT.issue(name(), key.public.public_key, *SIGNING)
    odd = resigned(plain, ROOT, change)
    crls = data(crls=[ROOT.crl()])
    assert judged(odd, ROOT.certificate, policy=None, revocation=crls) == VALID
    signature = sign_cms(b"isi", key=key, certificate=odd, at=NOW)
    report = verify_cms(
        signature,
        content=b"isi",
        anchors=TrustAnchors.of(ROOT.certificate),
        at=NOW,
        revocation=crls,
    )
    assert report.outcome is Outcome.VALID


@pytest.mark.parametrize("change", ODD_NAMES.values(), ids=ODD_NAMES)
def test_an_authority_with_an_odd_name(change):
    """Its name is in every certificate and list it issues, and in OCSP answers."""
    authority = Authority("CA Contoh", ROOT)
    own = x509.load_der_x509_certificate(resigned(authority.certificate, ROOT, change))
    key = SigningKey.generate("ES256", use="document")
    plain = authority.issue(name(), key.public.public_key, *SIGNING)
    subject = change([b""] * 6)[5]
    leaf = resigned(
        plain, authority, lambda fields: [*fields[:3], subject, *fields[4:]]
    )
    found = judged(leaf, ROOT.certificate, own)
    assert found == VALID
    signature = sign_cms(b"isi", key=key, certificate=leaf, chain=[own], at=NOW)
    report = verify_cms(
        signature,
        content=b"isi",
        anchors=TrustAnchors.of(ROOT.certificate),
        at=NOW,
        policy=SKIPPING,
    )
    assert report.outcome is Outcome.VALID


# Anchors and hostile chains


@pytest.mark.parametrize(
    ("extensions", "passes"),
    [
        (ISSUING, True),
        ((), False),
        ((ISSUING[0],), False),
        (((ISSUING[0][0], False), ISSUING[1]), False),
        ((ISSUING[0], (usage("digital_signature"), True)), False),
    ],
    ids=["authority", "bare", "no-usage", "not-critical", "signs-documents"],
)
def test_an_anchor_is_an_authority_too(extensions, passes):
    """Pinned for its fingerprint, it must still be a certificate that may issue."""
    builder = x509.CertificateBuilder(
        ROOT.name, ROOT.name, ROOT.key.public_key(), 9001, START, END
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    anchor = builder.sign(ROOT.key, ROOT.digest)
    leaf = ROOT.issue(name(), new_key().public_key(), *SIGNING)
    expected = VALID if passes else ("invalid", "path_not_found")
    assert judged(leaf, anchor) == expected


def test_an_anchor_that_has_expired():
    """Its end is part of what was pinned."""
    ended = ROOT.issue(ROOT.name, ROOT.key.public_key(), *ISSUING, end=NOW)
    leaf = ROOT.issue(name(), new_key().public_key(), *SIGNING)
    assert judged(leaf, ended, at=NOW) == VALID
    later = NOW.replace(second=1)
    assert judged(leaf, ended, at=later) == ("invalid", "path_not_found")


def test_authorities_that_certify_each_other():
    """A circle leads nowhere, however it is entered."""
    one, other = Authority("CA Satu"), Authority("CA Dua")
    circle = [
        one.issue(other.name, other.key.public_key(), *ISSUING),
        other.issue(one.name, one.key.public_key(), *ISSUING),
        one.certificate,
        other.certificate,
    ]
    leaf = one.issue(name(), new_key().public_key(), *SIGNING)
    found = judged(leaf, ROOT.certificate, *circle)
    assert found == ("invalid", "path_not_found")


def test_a_maze_of_certificates_is_left_in_time():
    """Sixty ways at each of ten steps: the builder gives up, and says so."""
    lost = Authority("CA Contoh")
    maze = [lost.issue(lost.name, lost.key.public_key(), *ISSUING) for _ in range(60)]
    leaf = lost.issue(name(), new_key().public_key(), *SIGNING)
    deep = CertificatePolicy(revocation="skip", max_depth=10)
    found = judged(leaf, ROOT.certificate, *maze, policy=deep)
    assert found == ("invalid", "path_not_found")


def test_two_million_comparisons_of_names_are_not_made():
    """A thousand constraints on two thousand names: refused, not worked through."""
    allowed = [x509.DNSName(f"a{number}.example") for number in range(1000)]
    names = [x509.DNSName(f"b{number}.example") for number in range(2000)]
    found = under(constraint(allowed), alternative=names)
    assert found == ("invalid", "path_not_found")
