"""The public surface as a type checker sees it; never run, only checked.

A signature that drifts fails here. Each line with ``# type: ignore`` is a mistake
that must stay one: mypy reports an ignore that nothing needs.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import assert_type

import egovkit
from egovkit.errors import EgovkitError, NotVerified
from egovkit.identity import NIK, Citizen, Sex
from egovkit.l10n import (
    WorkCalendar,
    date_in_words,
    format_date,
    format_rupiah,
    terbilang,
)
from egovkit.qr import Seal, SealedDocument, Sealer, Verifier, sealed
from egovkit.regions import Region
from egovkit.services import (
    Actor,
    Deadline,
    Draft,
    Refusal,
    RequestDesk,
    ServiceDefinition,
    ServiceRequest,
    SQLiteStore,
)
from egovkit.signatures import (
    Check,
    Outcome,
    SigningKey,
    TrustList,
    VerificationReport,
)
from egovkit.testing import FixedClock, TestAuthority

now = datetime(2026, 11, 24, tzinfo=UTC)

# the front door
assert_type(egovkit.NIK("3171015708459002"), NIK)
assert_type(egovkit.__version__, str)
egovkit.no_such_name  # type: ignore[attr-defined]

# identity
nik = NIK.parse("31.71.01-570845 9002")
assert_type(nik, NIK)
assert_type(nik.reveal(), str)
assert_type(nik.masked, str)
assert_type(NIK.is_valid("x"), bool)
assert_type(nik.birth_dates(as_of=date(2026, 11, 24)), tuple[date, ...])
assert_type(nik.region, Region)
NIK(3171015708459002)  # type: ignore[arg-type]
nik < "3171015708459002"  # type: ignore[operator]

citizen = Citizen(
    nik=nik,
    name="Siti Aminah",
    birth_place="Jakarta",
    birth_date=date(1945, 8, 17),
    sex=Sex.FEMALE,
)
citizen.name = "Budi"  # type: ignore[misc]

# formal Indonesian
assert_type(terbilang(1), str)
assert_type(format_rupiah(Decimal("1.50")), str)
assert_type(format_date(date(2026, 11, 24), "long"), str)
assert_type(date_in_words(date(2026, 11, 24)), str)
assert_type(WorkCalendar.indonesia().add_working_days(date(2027, 3, 5), 5), date)
terbilang("1")  # type: ignore[arg-type]


# a sealed document
class Letter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat", "en": "Letter"},
):
    """A document with one field."""

    number: str = sealed(id="Nomor", en="Number")


authority = TestAuthority()
key = authority.issuer_key("kelurahan-contoh", documents=[Letter])
assert_type(key, SigningKey)
trust = authority.trust_list()
assert_type(trust, TrustList)
sealer = Sealer(key=key, issuer="kelurahan-contoh", url="https://v.contoh.example/s")
seal = sealer.seal(Letter(number="1"), at=FixedClock())
assert_type(seal, Seal)
assert_type(seal.token, bytes)
assert_type(seal.text, str)
assert_type(seal.to_svg(), str)
assert_type(seal.to_png(), bytes)
verifier = Verifier(trust=trust, documents=[Letter])
report: VerificationReport = verifier.verify(seal.text, at=now)
assert_type(report.outcome, Outcome)
assert_type(report.checks, tuple[Check, ...])
assert_type(report.require(Letter), Letter)
sealer.seal(Letter(number="1"))  # type: ignore[call-arg]


def _raises(error: NotVerified) -> None:
    assert_type(error.code, str)
    assert_type(error.sentence("id"), str)
    caught: EgovkitError = error
    caught.sentence("fr")  # type: ignore[arg-type]


# a service
def _service(definition: ServiceDefinition, calendar: WorkCalendar) -> None:
    desk = RequestDesk(definition, store=SQLiteStore("x.db"), calendar=calendar)
    officer = Actor.officer("u-1", "petugas")
    receipt = desk.submit({}, by=officer, at=now)
    assert_type(desk.get(receipt.ticket), ServiceRequest)
    assert_type(desk.get(receipt.ticket).deadline(at=now), Deadline)
    assert_type(desk.reserve(receipt.ticket, by=officer, at=now), Draft)
    assert_type(
        desk.check(receipt.ticket, "approve", by=officer, at=now), Refusal | None
    )
    desk.act(receipt.ticket, "approve", at=now)  # type: ignore[call-arg]
