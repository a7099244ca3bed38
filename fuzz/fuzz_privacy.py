"""Redaction, masked forms, safe errors, encrypted values and consent records."""

import json
import re

from _fuzz import Input, Target, run
from pydantic import BaseModel, TypeAdapter, ValidationError

from egovkit.errors import DecryptionError
from egovkit.identity import NIK, Citizen
from egovkit.privacy import (
    Consent,
    Encrypted,
    FieldCipher,
    Party,
    PersonalData,
    PrivacyNotice,
    Processing,
    Pseudonymizer,
    mask,
    plain,
    redact_text,
    safe_errors,
)
from egovkit.testing import sample_citizen

KEY = bytes(range(32))
DIGITS = "3171015708459002"
# Decimals stay unless they are a valid number.
LONG_RUN = re.compile(r"(?<!\d)(?<!\d\.)\d{15,}")
# Its digits are none of a number.
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|\\x[0-9a-f]{2}|\\u[0-9A-Fa-f]{4}|&#160;")
CIPHER = FieldCipher({"a": KEY}, table="warga", column="nik")
PEOPLE = Pseudonymizer({"a": KEY}, purpose="fuzz")
STORED = CIPHER.encrypt(DIGITS, context="1")
FIELD = TypeAdapter(Encrypted[NIK])
CONSENT = Consent(
    record_id="c-9001",
    pii_principal_id="a.00",
    processing=Processing(
        privacy_notice=PrivacyNotice(uri="u", version="1", sha256="0" * 64),
        purpose="p",
        pii_information=(PersonalData(pii_type="Nama", category="full_name"),),
        pii_controllers=("a",),
        storage_locations=("ID",),
        retention_period="r",
        withdrawal_method="w",
    ),
    parties=(
        Party(
            party_id="a",
            party_name="A",
            party_type="controller",
            party_address="a",
            party_contact="c",
        ),
    ),
)


def text(value: Input) -> None:
    """No long run of digits is left; a mask is never refused, a pseudonym of none."""
    redacted = redact_text(value)  # type: ignore[arg-type]
    assert not LONG_RUN.search(ESCAPE.sub("~", redacted))
    redact_text(redacted)
    mask(value)
    if "***" not in value:  # type: ignore[operator]
        PEOPLE.pseudonym(value)  # type: ignore[arg-type]
    assert CIPHER.decrypt(CIPHER.encrypt(value, context="1"), context="1") == value  # type: ignore[arg-type]


def validated(model: type[BaseModel], value: Input) -> None:
    """A model or safe errors; what was accepted has a plain and a masked form."""
    try:
        accepted = model.model_validate_json(value)
    except ValidationError as error:
        for lang in ("id", "en"):
            shown = json.dumps(safe_errors(error, lang))
            assert DIGITS not in shown
    else:
        json.dumps(plain(accepted))
        assert DIGITS not in json.dumps(mask(accepted))


def stored(value: Input) -> None:
    """Only the very bytes open."""
    try:
        opened = CIPHER.decrypt(value, context="1")  # type: ignore[arg-type]
    except DecryptionError:
        return
    assert (opened, value) == (DIGITS, STORED)


def field(value: Input) -> None:
    """Encrypted values are recognised by their form, and nothing else is one."""
    try:
        FIELD.validate_python(value)
    except ValidationError as error:
        (told,) = safe_errors(error)
        assert len(value) < 8 or str(value) not in told["msg"]


run(
    Target(
        "text",
        text,
        seeds=[
            f"NIK {DIGITS}, KK 3171012301129001",
            "31.71.01-570845 9002 3171 0157 0845 9002",
            "WA 0812-3456-7890, (021) 555-1234, +60 12 345 6789",
            "NPWP 01.312.166.0-091.000 NIP 19860926 201505 1 901",
            "q=31%2071%2001%20570845%209002 \\u00a0081234567890 a%40b.example &#160;",
            "siti@warga.example 0.30000000000000004 2026-11-24 08:15:30,123",
        ],
    ),
    Target(
        "citizen",
        lambda value: validated(Citizen, value),
        seeds=[sample_citizen().model_dump_json(), json.dumps({"nik": DIGITS + "9"})],
    ),
    Target(
        "consent",
        lambda value: validated(Consent, value),
        seeds=[CONSENT.model_dump_json()],
    ),
    Target("stored", stored, seeds=[STORED, b"\x01\x01a" + bytes(40)]),
    Target("field", field, seeds=[Encrypted[NIK](STORED).text, DIGITS]),
)
