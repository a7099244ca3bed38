"""A record of consent: what was asked, what was answered, and until when.

The fields carry the names of ISO/IEC TS 27560:2023, so that another system
reads them; the categories of data and the legal bases are those of UU 27/2022.
A record is evidence only together with the text that was shown, hence the
notice's digest.

Source:
    ISO/IEC TS 27560:2023, 6.3 (field names and which are mandatory, as the W3C
    guide "Consent Records and Receipts as per ISO/IEC TS 27560:2023 using DPV"
    lists them; the standard itself was not at hand, and the names of the four
    sections are ours). UU 27/2022 art. 4 (categories), 9 and 40 (withdrawal),
    20(2) (legal bases), 22 (recorded consent), 24 (proof), 25 (children).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    PlainSerializer,
    model_validator,
)

from egovkit._clock import Clock, aware
from egovkit._model import Model
from egovkit.errors import InvalidComponentError, UsageError
from egovkit.identity import Coded, Finding, Severity
from egovkit.privacy.limits import TIME_LIMITS
from egovkit.privacy.redaction import redact_text

__all__ = [
    "Consent",
    "ConsentEvent",
    "ConsentState",
    "DataCategory",
    "LawfulBasis",
    "Party",
    "PersonalData",
    "PrivacyNotice",
    "Processing",
]

_UU = "UU 27/2022"  # the code system: article, paragraph and letter


class DataCategory(Coded):
    """The categories of UU 27/2022 art. 4: specific (2) and general (3).

    NIK and NPWP are in neither list. Religion is general.
    """

    HEALTH = (
        "health",
        "Data dan informasi kesehatan",
        "Health data and information",
        {_UU: "4(2)a"},
    )
    BIOMETRIC = ("biometric", "Data biometrik", "Biometric data", {_UU: "4(2)b"})
    GENETIC = ("genetic", "Data genetika", "Genetic data", {_UU: "4(2)c"})
    CRIMINAL_RECORD = (
        "criminal_record",
        "Catatan kejahatan",
        "Criminal record",
        {_UU: "4(2)d"},
    )
    CHILDREN = ("children", "Data anak", "Children's data", {_UU: "4(2)e"})
    PERSONAL_FINANCE = (
        "personal_finance",
        "Data keuangan pribadi",
        "Personal financial data",
        {_UU: "4(2)f"},
    )
    OTHER_SPECIFIC = (
        "other_specific",
        "Data spesifik lainnya sesuai dengan peraturan perundang-undangan",
        "Other specific data under laws and regulations",
        {_UU: "4(2)g"},
    )
    FULL_NAME = ("full_name", "Nama lengkap", "Full name", {_UU: "4(3)a"})
    SEX = ("sex", "Jenis kelamin", "Sex", {_UU: "4(3)b"})
    CITIZENSHIP = ("citizenship", "Kewarganegaraan", "Citizenship", {_UU: "4(3)c"})
    RELIGION = ("religion", "Agama", "Religion", {_UU: "4(3)d"})
    MARITAL_STATUS = (
        "marital_status",
        "Status perkawinan",
        "Marital status",
        {_UU: "4(3)e"},
    )
    COMBINED = (
        "combined",
        "Data pribadi yang dikombinasikan untuk mengidentifikasi seseorang",
        "Personal data combined to identify a person",
        {_UU: "4(3)f"},
    )

    @property
    def is_specific(self) -> bool:
        """Whether art. 4(2) lists it: more is due, such as an assessment (34)."""
        return str(self.code(_UU)).startswith("4(2)")


class LawfulBasis(Coded):
    """What makes processing lawful, UU 27/2022 art. 20(2)."""

    CONSENT = (
        "consent",
        "Persetujuan yang sah secara eksplisit",
        "Valid explicit consent",
        {_UU: "20(2)a"},
    )
    CONTRACT = (
        "contract",
        "Pemenuhan kewajiban perjanjian",
        "Performance of an agreement",
        {_UU: "20(2)b"},
    )
    LEGAL_OBLIGATION = (
        "legal_obligation",
        "Pemenuhan kewajiban hukum pengendali",
        "A legal obligation of the controller",
        {_UU: "20(2)c"},
    )
    VITAL_INTEREST = (
        "vital_interest",
        "Pelindungan kepentingan vital subjek data",
        "Vital interests of the data subject",
        {_UU: "20(2)d"},
    )
    PUBLIC_TASK = (
        "public_task",
        "Kepentingan umum, pelayanan publik, atau kewenangan pengendali",
        "Public interest, public service or official authority",
        {_UU: "20(2)e"},
    )
    LEGITIMATE_INTEREST = (
        "legitimate_interest",
        "Kepentingan sah lainnya",
        "Other legitimate interests",
        {_UU: "20(2)f"},
    )


class ConsentState(StrEnum):
    """The states of a consent; EXPIRED is reckoned, never recorded."""

    REQUESTED = "requested"
    REFUSED = "refused"
    GIVEN = "given"
    RECONFIRMED = "reconfirmed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    INVALIDATED = "invalidated"
    EXPIRED = "expired"


_IN_FORCE = frozenset({ConsentState.GIVEN, ConsentState.RECONFIRMED})
_ENDINGS = frozenset(
    {
        ConsentState.RECONFIRMED,
        ConsentState.WITHDRAWN,
        ConsentState.TERMINATED,
        ConsentState.INVALIDATED,
    }
)
# What may follow what. A consent that has ended is not taken up again: asking
# anew makes a new record, about the notice of that day.
_NEXT: Mapping[ConsentState | None, frozenset[ConsentState]] = {
    None: frozenset({ConsentState.REQUESTED, ConsentState.GIVEN}),
    ConsentState.REQUESTED: frozenset({ConsentState.GIVEN, ConsentState.REFUSED}),
    ConsentState.GIVEN: _ENDINGS,
    ConsentState.RECONFIRMED: _ENDINGS,
}


def _pseudonym(value: str) -> str:
    # Neither a number, nor a masked one, which stands for many, nor a name.
    if redact_text(value) != value or "***" in value or " " in value:
        raise InvalidComponentError("consent_plain_person")
    return value


Pseudonym = Annotated[
    str, Field(min_length=1, max_length=100), AfterValidator(_pseudonym)
]


def _iso_duration(value: timedelta) -> str:
    """In days and seconds: pydantic writes 365 days as a year, which they are not."""
    seconds = f"T{value.seconds}S" if value.seconds else ""
    return f"P{value.days}D{seconds}"


Duration = Annotated[
    timedelta,
    Field(ge=timedelta(seconds=1)),
    PlainSerializer(_iso_duration, return_type=str, when_used="json"),
]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class PrivacyNotice(Model):
    """The text that the person was shown (TS 27560, 6.3.4.1 and 6.3.4.2)."""

    uri: Text
    """Where it can be read."""
    version: Name
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of its bytes as shown, in lower-case hexadecimal digits."""
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")] = "id"


class PersonalData(Model):
    """One kind of data (TS 27560, 6.3.5, *PII information*)."""

    pii_type: Name
    """What it is, such as ``"Nomor telepon"``."""
    category: DataCategory
    pii_optional: bool = False
    """Whether the service is given without it, too."""


class Processing(Model):
    """What the consent is for (TS 27560, 6.3.4); one purpose for each record."""

    privacy_notice: PrivacyNotice
    purpose: Text
    lawful_basis: LawfulBasis = LawfulBasis.CONSENT
    pii_information: Annotated[tuple[PersonalData, ...], Field(min_length=1)]
    pii_controllers: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Ids of parties."""
    recipient_third_parties: tuple[Name, ...] = ()
    """Ids of parties; empty where the data go to nobody else."""
    storage_locations: Annotated[tuple[Name, ...], Field(min_length=1)]
    retention_period: Text
    """How long data are kept, and under which rule."""
    jurisdiction: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "ID"
    withdrawal_method: Text
    """How consent is withdrawn, in words."""
    privacy_rights: Text | None = None
    """Where the rights are explained (UU 27/2022 art. 21(1)g)."""
    impact_assessment: Text | None = None
    """Reference of the assessment; due for specific data (art. 34(2)b)."""


class Party(Model):
    """A controller or a recipient (TS 27560, 6.3.6)."""

    party_id: Name
    party_name: Name
    party_type: Literal["controller", "processor", "recipient", "authority"]
    party_address: Text
    party_contact: Text
    """How the officer for data protection is reached."""


class ConsentEvent(Model):
    """Something that happened to the consent (TS 27560, 6.3.7)."""

    event_time: AwareDatetime
    event_state: ConsentState
    event_type: Literal["explicit", "parental", "guardian", "controller"] = "explicit"
    """How it was expressed: by the person, a parent, a guardian, or by the
    controller for states that are not the person's."""
    entity_id: Pseudonym
    """Who acted; a pseudonym."""
    validity_duration: Duration | None = None
    """How long the consent holds from this event; None until withdrawn."""


class Consent(Model):
    """A consent with everything that happened to it; each change is a new value.

    Raises:
        pydantic.ValidationError: A field that is missing or out of form; a
            person named by a number instead of a pseudonym; a party that is not
            described; events out of order or that cannot follow each other.

    Example:
        >>> from datetime import datetime
        >>> from egovkit._clock import WIB
        >>> consent = Consent(
        ...     record_id="c-9001",
        ...     pii_principal_id="2026.a583aa6eafcb8486fb2ebf87045c85f8",
        ...     processing=Processing(
        ...         privacy_notice=PrivacyNotice(
        ...             uri="https://kota.example/privasi", version="3", sha256="0" * 64
        ...         ),
        ...         purpose="Pengiriman pengingat imunisasi",
        ...         pii_information=[
        ...             PersonalData(pii_type="Jadwal imunisasi", category="health")
        ...         ],
        ...         pii_controllers=["dinkes"],
        ...         storage_locations=["ID"],
        ...         retention_period="Sampai persetujuan ditarik kembali",
        ...         withdrawal_method="Menu Akun, Persetujuan",
        ...         impact_assessment="DPIA-2026-04",
        ...     ),
        ...     parties=[
        ...         Party(
        ...             party_id="dinkes",
        ...             party_name="Dinas Kesehatan Kota Contoh",
        ...             party_type="controller",
        ...             party_address="Jl. Contoh 1, Kota Contoh",
        ...             party_contact="ppdp@dinkes.kota.example",
        ...         )
        ...     ],
        ... )
        >>> given = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
        >>> year = timedelta(days=365)
        >>> consent = consent.give(at=given, by="pemohon", valid_for=year)
        >>> consent.state(at=datetime(2027, 1, 1, tzinfo=WIB)).value
        'given'
        >>> friday = datetime(2027, 2, 5, 14, 0, tzinfo=WIB)
        >>> consent = consent.withdraw(at=friday, by="pemohon")
        >>> consent.stop_by.isoformat()
        '2027-02-08T14:00:00+07:00'
    """

    schema_version: Literal["egovkit-consent/1"] = "egovkit-consent/1"
    record_id: Name
    pii_principal_id: Pseudonym
    """A pseudonym of the person, see `Pseudonymizer`; never a number."""
    processing: Processing
    parties: Annotated[tuple[Party, ...], Field(min_length=1)]
    events: tuple[ConsentEvent, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        known = {party.party_id for party in self.parties}
        named = {
            *self.processing.pii_controllers,
            *self.processing.recipient_third_parties,
        }
        if not named <= known:
            raise InvalidComponentError("consent_party_unknown")
        for earlier, later in zip((None, *self.events), self.events, strict=False):
            _check(earlier, later)
        return self

    def record(
        self,
        state: ConsentState,
        *,
        at: datetime | Clock,
        by: str,
        event_type: Literal[
            "explicit", "parental", "guardian", "controller"
        ] = "explicit",
        valid_for: timedelta | None = None,
    ) -> "Consent":
        """The consent after another event.

        Args:
            state: What it has become.
            at: When, with a time zone.
            by: Who acted; a pseudonym.
            event_type: How it was expressed.
            valid_for: How long it holds from then; None until withdrawn.

        Raises:
            egovkit.errors.UsageError: ``consent_order``, an event before the
                last one; ``consent_transition``, a state that cannot follow;
                or a time without a zone.
            pydantic.ValidationError: The actor is named by a number.
        """
        event = ConsentEvent(
            event_time=aware(at),
            event_state=state,
            event_type=event_type,
            entity_id=by,
            validity_duration=valid_for,
        )
        _check(self.events[-1] if self.events else None, event)
        return self.model_copy(update={"events": (*self.events, event)})

    def give(
        self, *, at: datetime | Clock, by: str, valid_for: timedelta | None = None
    ) -> "Consent":
        """The consent after the person has given it; see `record`."""
        return self.record(ConsentState.GIVEN, at=at, by=by, valid_for=valid_for)

    def withdraw(self, *, at: datetime | Clock, by: str) -> "Consent":
        """The consent after it was withdrawn; see `record` and `stop_by`."""
        return self.record(ConsentState.WITHDRAWN, at=at, by=by)

    def state(self, *, at: datetime | Clock) -> ConsentState | None:
        """What holds at a moment; None before anything was asked.

        Args:
            at: The moment, with a time zone. Events after it do not count.
        """
        moment = aware(at)
        past = [event for event in self.events if event.event_time <= moment]
        if not past:
            return None
        last = past[-1]
        expired = (
            last.event_state in _IN_FORCE
            and last.validity_duration is not None
            and moment - last.event_time >= last.validity_duration
        )
        return ConsentState.EXPIRED if expired else last.event_state

    def is_valid(self, *, at: datetime | Clock) -> bool:
        """Whether data may be processed on this consent at a moment."""
        return self.state(at=at) in _IN_FORCE

    @property
    def stop_by(self) -> datetime | None:
        """When processing must have stopped, if consent was withdrawn.

        Source:
            UU 27/2022 art. 40(2): 3 × 24 hours after the request is received.
        """
        for event in self.events:
            if event.event_state is ConsentState.WITHDRAWN:
                return TIME_LIMITS["stop_processing"].due(event.event_time)
        return None

    def findings(self) -> list[Finding]:
        """What a data protection officer should look at; nothing is blocked.

        Source:
            UU 27/2022 art. 25(2): a parent or guardian consents for a child;
            34(1) and 34(2)b: specific data call for an impact assessment;
            20(2)a: a consent record states consent as its basis.
        """
        found: list[Finding] = []
        categories = {data.category for data in self.processing.pii_information}
        adults = {"parental", "guardian"}
        if DataCategory.CHILDREN in categories and any(
            event.event_state in _IN_FORCE and event.event_type not in adults
            for event in self.events
        ):
            found.append(_warning("consent_child_alone", "events"))
        if (
            any(category.is_specific for category in categories)
            and not self.processing.impact_assessment
        ):
            found.append(_warning("consent_no_assessment", "impact_assessment"))
        if self.processing.lawful_basis is not LawfulBasis.CONSENT:
            found.append(_warning("consent_other_basis", "lawful_basis"))
        return found


def _warning(code: str, field: str) -> Finding:
    return Finding(code, Severity.WARNING, field)


def _check(earlier: ConsentEvent | None, later: ConsentEvent) -> None:
    before = earlier.event_state if earlier else None
    if later.event_state not in _NEXT.get(before, frozenset()):
        raise UsageError("consent_transition", state=later.event_state.value)
    if earlier and later.event_time < earlier.event_time:
        raise UsageError("consent_order")
