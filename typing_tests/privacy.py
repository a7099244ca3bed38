"""Privacy as a type checker sees it; never run, only checked."""

from datetime import UTC, datetime
from typing import assert_type

from pydantic import BaseModel, ValidationError

from egovkit.identity import NIK
from egovkit.privacy import (
    TIME_LIMITS,
    Consent,
    ConsentState,
    Encrypted,
    FieldCipher,
    Pseudonymizer,
    SafeError,
    redact_text,
    safe_errors,
)

now = datetime(2026, 11, 24, tzinfo=UTC)
nik = NIK("3171015708459002")


class Row(BaseModel):
    """A row with an encrypted number."""

    ticket: str
    nik: Encrypted[NIK]


people = Pseudonymizer({"2026": bytes(32)}, purpose="antrean")
assert_type(people.pseudonym(nik), str)
assert_type(people.candidates(nik.reveal()), tuple[str, ...])
people.pseudonym(3171015708459002)  # type: ignore[arg-type]
Pseudonymizer({"2026": bytes(32)})  # type: ignore[call-arg]

cipher = FieldCipher({"2026": bytes(32)}, table="warga", column="nik")
assert_type(cipher.encrypt(nik, context="tiket-9001"), bytes)
assert_type(cipher.decrypt(b"", context="tiket-9001"), str)
cipher.encrypt(nik)  # type: ignore[call-arg]

secret = Encrypted.encrypt(nik, cipher, context="tiket-9001")
assert_type(secret, Encrypted[NIK])
row = Row(ticket="tiket-9001", nik=secret)
assert_type(row.nik.decrypt(cipher, context=row.ticket), NIK)

assert_type(redact_text("x"), str)
assert_type(TIME_LIMITS["access"].due(now), datetime | None)


def _raises(error: ValidationError, consent: Consent) -> None:
    assert_type(safe_errors(error, "en"), list[SafeError])
    safe_errors(error, "fr")  # type: ignore[arg-type]
    assert_type(consent.state(at=now), ConsentState | None)
    assert_type(consent.withdraw(at=now, by="p"), Consent)
