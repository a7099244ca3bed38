"""One agency, one kind of letter and one moment, for the tests of the seal."""

import itertools
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from egovkit.identity import NIK
from egovkit.qr import SealedDocument, Sealer, Verifier, sealed
from egovkit.signatures import SigningKey
from egovkit.testing import TestAuthority

REFERENCE = json.loads(
    (Path(__file__).parent / "data" / "reference_letter.json").read_text("utf-8")
)


class ReferenceLetter(
    SealedDocument,
    registry=REFERENCE["registry"],
    profile=REFERENCE["profile"],
    labels={"id": "Surat Rujukan", "en": "Reference Letter"},
):
    """The letter by which sizes and times are compared."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
    birth_place: str = sealed(id="Tempat lahir", en="Place of birth")
    birth_date: date = sealed(id="Tanggal lahir", en="Date of birth")


@pytest.fixture(scope="session")
def reference():
    """The data of the reference letter, with its times read."""
    return {
        **REFERENCE,
        "issued_at": datetime.fromisoformat(REFERENCE["issued_at"]),
        "expires": datetime.fromisoformat(REFERENCE["expires"]),
    }


@pytest.fixture(scope="session")
def letter_class():
    """The class of the reference letter."""
    return ReferenceLetter


@pytest.fixture(scope="session")
def letter(reference):
    """The reference letter itself."""
    return ReferenceLetter(**reference["fields"])


@pytest.fixture(scope="session")
def at(reference):
    """The moment of issue."""
    return reference["issued_at"]


@pytest.fixture(scope="session")
def agency():
    """A trust set-up of its own, and an agency's key in it.

    The agency's key is the same in every run, as the pictures hang on it: whether a
    scanner reads a code that is askew, stamped or poorly copied shall not change.
    """
    authority, seeds = TestAuthority(), itertools.count(1)

    def generate(algorithm, *, use):
        seed = bytes([next(seeds)]) * 32
        return SigningKey.from_bytes(seed, algorithm=algorithm, use=use)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SigningKey, "generate", generate)
        key = authority.issuer_key("kelurahan-contoh", documents=[ReferenceLetter])
    return authority, key


@pytest.fixture(scope="session")
def authority(agency):
    """The trust set-up."""
    return agency[0]


@pytest.fixture(scope="session")
def key(agency):
    """The agency's key, which may seal the reference letter."""
    return agency[1]


@pytest.fixture(scope="session")
def trust(authority, key):
    """The trust list that knows the key."""
    trust = authority.trust_list()
    assert trust.keys_by_kid(key.kid)
    return trust


@pytest.fixture(scope="session")
def sealer(key, reference):
    """The agency's sealer."""
    return Sealer(key=key, issuer="kelurahan-contoh", url=reference["url"])


@pytest.fixture(scope="session")
def verifier(trust):
    """A verifier without status lists."""
    return Verifier(trust=trust, documents=[ReferenceLetter])


@pytest.fixture(scope="session")
def sign_payload(key):
    """A token of format v1 around any payload, signed by the agency's key."""
    from egovkit.signatures.cose import build_sign1

    def sign(payload: bytes) -> bytes:
        return build_sign1(payload, alg=key.algorithm.cose, sign=key.sign, kid=key.kid)

    return sign
