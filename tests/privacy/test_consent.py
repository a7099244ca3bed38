"""A consent says what was asked and answered, and for how long it holds."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit.errors import UsageError
from egovkit.privacy import (
    Consent,
    ConsentState,
    DataCategory,
    LawfulBasis,
    Party,
    PersonalData,
    PrivacyNotice,
    Processing,
    safe_errors,
)

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PSEUDONYM = "2026.a583aa6eafcb8486fb2ebf87045c85f8"
NOTICE = PrivacyNotice(uri="https://kota.example/p", version="3", sha256="0" * 64)
AGENCY = Party(
    party_id="dinkes",
    party_name="Dinas Kesehatan Kota Contoh",
    party_type="controller",
    party_address="Jl. Contoh 1",
    party_contact="ppdp@dinkes.kota.example",
)


def processing(*categories: str, **changes: object) -> Processing:
    """What a consent is for, with data of the given categories."""
    return Processing.model_validate(
        {
            "privacy_notice": NOTICE,
            "purpose": "Pengingat imunisasi",
            "pii_information": [
                PersonalData(pii_type="Data contoh", category=DataCategory(c))
                for c in categories or ("full_name",)
            ],
            "pii_controllers": ["dinkes"],
            "storage_locations": ["ID"],
            "retention_period": "Sampai ditarik kembali",
            "withdrawal_method": "Menu Akun",
            **changes,
        }
    )


def consent(**changes: object) -> Consent:
    """A consent that nobody has answered."""
    return Consent.model_validate(
        {
            "record_id": "c-9001",
            "pii_principal_id": PSEUDONYM,
            "processing": processing(),
            "parties": [AGENCY],
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("category", "article", "specific"),
    [
        ("health", "4(2)a", True),
        ("biometric", "4(2)b", True),
        ("genetic", "4(2)c", True),
        ("criminal_record", "4(2)d", True),
        ("children", "4(2)e", True),
        ("personal_finance", "4(2)f", True),
        ("other_specific", "4(2)g", True),
        ("full_name", "4(3)a", False),
        ("sex", "4(3)b", False),
        ("citizenship", "4(3)c", False),
        ("religion", "4(3)d", False),
        ("marital_status", "4(3)e", False),
        ("combined", "4(3)f", False),
    ],
)
def test_the_categories_are_those_of_article_4(category, article, specific):
    """Seven specific, six general; religion is general."""
    member = DataCategory(category)
    assert member.code("UU 27/2022") == article
    assert member.is_specific is specific
    assert member.label() != member.label("en")


def test_there_are_no_other_categories():
    """NIK and NPWP are in neither list of the law."""
    assert len(DataCategory) == 13


def test_the_bases_are_those_of_article_20():
    """Six, lettered a to f."""
    codes = [basis.code("UU 27/2022") for basis in LawfulBasis]
    assert codes == [f"20(2){letter}" for letter in "abcdef"]


def test_the_fields_have_the_names_of_the_standard():
    """The mandatory fields of TS 27560, as JSON."""
    given_consent = consent().give(at=START, by="pemohon", valid_for=365 * DAY)
    record = json.loads(given_consent.model_dump_json())
    assert {"schema_version", "record_id", "pii_principal_id"} <= set(record)
    assert {
        "privacy_notice",
        "purpose",
        "lawful_basis",
        "pii_information",
        "pii_controllers",
        "storage_locations",
        "retention_period",
        "jurisdiction",
        "recipient_third_parties",
        "withdrawal_method",
    } <= set(record["processing"])
    assert "language" in record["processing"]["privacy_notice"]
    assert "pii_type" in record["processing"]["pii_information"][0]
    assert set(record["parties"][0]) == {
        "party_id",
        "party_name",
        "party_type",
        "party_address",
        "party_contact",
    }
    assert set(record["events"][0]) == {
        "event_time",
        "event_state",
        "event_type",
        "entity_id",
        "validity_duration",
    }
    assert record["events"][0]["validity_duration"] == "P365D"


def test_a_record_is_read_back_as_itself():
    """JSON out and in, events and odd durations included."""
    whole = (
        consent().give(at=START, by="pemohon").withdraw(at=START + DAY, by="pemohon")
    )
    assert Consent.model_validate_json(whole.model_dump_json()) == whole


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("pii_principal_id", "3171015708459002", id="nik"),
        pytest.param("pii_principal_id", "31.71.01-570845 9002", id="nik-spelled"),
        pytest.param("pii_principal_id", "siti@warga.example", id="e-mail"),
        pytest.param("pii_principal_id", "081234567890", id="phone"),
        pytest.param("pii_principal_id", "317101**********", id="mask-of-many"),
        pytest.param("pii_principal_id", "Siti Aminah", id="name"),
    ],
)
def test_a_person_is_named_by_a_pseudonym(field, value):
    """A number or name in the record is refused, and not repeated."""
    with pytest.raises(ValidationError) as refused:
        consent(**{field: value})
    (safe,) = safe_errors(refused.value)
    assert safe["type"] == "consent_plain_person"
    assert value not in str(refused.value)


def test_who_acts_is_a_pseudonym_too():
    """The events hold no number either."""
    with pytest.raises(ValidationError) as refused:
        consent().give(at=START, by="3171015708459002")
    assert "3171015708459002" not in str(refused.value)


@pytest.mark.parametrize("role", ["pii_controllers", "recipient_third_parties"])
def test_every_party_is_described(role):
    """A recipient who is only an id tells the person nothing."""
    with pytest.raises(ValidationError) as refused:
        consent(processing=processing(**{role: ["dinkes", "lain"]}))
    (safe,) = safe_errors(refused.value)
    assert safe["type"] == "consent_party_unknown"


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "abc"},
        {"language": "Indonesia"},
        {"uri": ""},
    ],
    ids=lambda c: next(iter(c)),
)
def test_a_notice_is_pinned_by_its_digest(changes):
    """What was shown can be proved only with the digest of the text."""
    with pytest.raises(ValidationError):
        PrivacyNotice(
            **{"uri": "https://kota.example", "version": "1", "sha256": "0" * 64}
            | changes
        )


@pytest.mark.parametrize(
    ("field", "most"),
    [("record_id", 100), ("pii_principal_id", 100)],
)
def test_a_name_of_a_record_has_a_hundred_characters(field, most):
    """A hundred are taken, one more or none are not."""
    assert getattr(consent(**{field: "x" * most}), field) == "x" * most
    for text in ("x" * (most + 1), ""):
        with pytest.raises(ValidationError):
            consent(**{field: text})


@pytest.mark.parametrize(
    "field", ["purpose", "retention_period", "withdrawal_method", "privacy_rights"]
)
def test_a_text_of_a_record_has_five_hundred_characters(field):
    """Five hundred are taken, one more or none are not."""
    assert getattr(processing(**{field: "x" * 500}), field) == "x" * 500
    for text in ("x" * 501, ""):
        with pytest.raises(ValidationError):
            processing(**{field: text})


@pytest.mark.parametrize(
    "field", ["pii_information", "pii_controllers", "storage_locations"]
)
def test_a_consent_is_about_something(field):
    """Data, a controller and a place: none of the lists is empty."""
    with pytest.raises(ValidationError):
        processing(**{field: []})


def test_what_is_not_said_is_the_stricter_reading():
    """Data are needed unless they are called optional; nobody else gets them."""
    asked = processing()
    assert asked.pii_information[0].pii_optional is False
    assert asked.recipient_third_parties == ()
    assert asked.lawful_basis is LawfulBasis.CONSENT
    assert (asked.jurisdiction, asked.privacy_notice.language) == ("ID", "id")


@pytest.mark.parametrize(
    ("duration", "valid"),
    [
        (timedelta(seconds=1), True),
        (timedelta(milliseconds=999), False),
        (timedelta(0), False),
        (-DAY, False),
    ],
)
def test_a_consent_lasts_a_second_at_least(duration, valid):
    """One that never held would be no consent."""
    if valid:
        assert consent().give(at=START, by="p", valid_for=duration).is_valid(at=START)
    else:
        with pytest.raises(ValidationError):
            consent().give(at=START, by="p", valid_for=duration)


def test_nothing_holds_before_it_was_asked():
    """The state has no value, and processing is not allowed."""
    assert consent().state(at=START) is None
    assert not consent().is_valid(at=START)


def test_a_consent_holds_from_its_moment_until_it_is_withdrawn():
    """One second before and after each event."""
    second = timedelta(seconds=1)
    whole = consent().give(at=START, by="p").withdraw(at=START + 9 * DAY, by="p")
    assert not whole.is_valid(at=START - second)
    assert whole.is_valid(at=START)
    assert whole.is_valid(at=START + 9 * DAY - second)
    assert not whole.is_valid(at=START + 9 * DAY)
    assert whole.state(at=START + 9 * DAY) is ConsentState.WITHDRAWN


def test_a_consent_may_hold_longer_than_the_calendar():
    """Its end is never reckoned as a date, which would end with the year 9999."""
    ever = consent().give(at=START, by="p", valid_for=timedelta.max)
    assert ever.is_valid(at=datetime.max.replace(tzinfo=UTC))


def test_a_consent_expires():
    """At the end of its duration it no longer holds, without an event."""
    year = consent().give(at=START, by="p", valid_for=365 * DAY)
    assert year.is_valid(at=START + 365 * DAY - timedelta(seconds=1))
    assert year.state(at=START + 365 * DAY) is ConsentState.EXPIRED
    assert not year.is_valid(at=START + 365 * DAY)


def test_reconfirming_starts_a_new_duration():
    """The person says yes again, also after the first duration has run out."""
    again = (
        consent()
        .give(at=START, by="p", valid_for=30 * DAY)
        .record(
            ConsentState.RECONFIRMED, at=START + 40 * DAY, by="p", valid_for=30 * DAY
        )
    )
    assert again.state(at=START + 35 * DAY) is ConsentState.EXPIRED
    assert again.is_valid(at=START + 60 * DAY)


def test_processing_stops_within_seventy_two_hours():
    """Article 40(2), counted from the withdrawal."""
    assert consent().give(at=START, by="p").stop_by is None
    withdrawn = consent().give(at=START, by="p").withdraw(at=START + DAY, by="p")
    assert withdrawn.stop_by == START + 4 * DAY


GIVEN, WITHDRAWN = ConsentState.GIVEN, ConsentState.WITHDRAWN


@pytest.mark.parametrize(
    "states",
    [
        pytest.param([WITHDRAWN], id="withdrawn-first"),
        pytest.param([ConsentState.REFUSED], id="refused-unasked"),
        pytest.param([GIVEN, GIVEN], id="given-twice"),
        pytest.param([GIVEN, WITHDRAWN, GIVEN], id="taken-up-again"),
        pytest.param([GIVEN, ConsentState.EXPIRED], id="expiry-recorded"),
        pytest.param(
            [ConsentState.REQUESTED, ConsentState.REFUSED, GIVEN], id="refused"
        ),
    ],
)
def test_states_follow_each_other_as_they_can(states):
    """A consent that has ended stays so; asking anew makes a new record."""
    current = consent()
    for state in states[:-1]:
        current = current.record(state, at=START, by="p")
    with pytest.raises(UsageError) as refused:
        current.record(states[-1], at=START, by="p")
    assert refused.value.code == "consent_transition"


def test_events_are_in_order_of_time():
    """A withdrawal before the consent is a mistake or worse."""
    with pytest.raises(UsageError) as refused:
        consent().give(at=START, by="p").withdraw(at=START - DAY, by="p")
    assert refused.value.code == "consent_order"


def test_a_stored_record_out_of_order_is_refused():
    """What comes from a file is checked like what is made here."""
    whole = consent().give(at=START, by="p").withdraw(at=START + DAY, by="p")
    stored = json.loads(whole.model_dump_json())
    stored["events"].reverse()
    with pytest.raises(ValidationError) as refused:
        Consent.model_validate(stored)
    (safe,) = safe_errors(refused.value)
    assert safe["type"] == "consent_transition"


def codes(record: Consent) -> list[str]:
    """The codes of its findings."""
    return [finding.code for finding in record.findings()]


def test_a_child_does_not_consent_alone():
    """Article 25(2): a parent or guardian does."""
    child = consent(processing=processing("children", impact_assessment="DPIA-1"))
    assert codes(child) == []
    assert codes(child.give(at=START, by="anak")) == ["consent_child_alone"]
    assert codes(child.record(GIVEN, at=START, by="ibu", event_type="parental")) == []


def test_specific_data_call_for_an_assessment():
    """Article 34(2)b; general data do not."""
    assert codes(consent(processing=processing("health"))) == ["consent_no_assessment"]
    assessed = processing("health", impact_assessment="DPIA-1")
    assert codes(consent(processing=assessed)) == []
    assert codes(consent(processing=processing("religion"))) == []


def test_another_basis_is_not_consent():
    """A duty of the agency does not need consent and cannot be withdrawn from."""
    other = processing(lawful_basis=LawfulBasis.PUBLIC_TASK)
    (finding,) = consent(processing=other).findings()
    assert finding.code == "consent_other_basis"
    assert finding.sentence("id") == "Dasar pemrosesan yang dicatat bukan persetujuan."


@pytest.mark.property
@given(
    st.lists(st.sampled_from(ConsentState), max_size=6),
    st.integers(0, 10),
)
def test_a_consent_that_has_ended_is_never_valid_again(states, days):
    """Whatever is recorded, nothing follows an end."""
    record = consent()
    for position, state in enumerate(states):
        try:
            record = record.record(state, at=START + position * DAY, by="p")
        except UsageError:
            continue
    ends = [
        event.event_time
        for event in record.events
        if event.event_state in {WITHDRAWN, ConsentState.TERMINATED}
    ]
    moment = START + days * DAY
    if ends and moment >= ends[0]:
        assert not record.is_valid(at=moment)


def test_the_categories_have_the_words_of_article_4():
    """UU 27/2022 Pasal 4(2) and (3), as the statute names them."""
    specific = {c.label() for c in DataCategory if c.is_specific}
    general = {c.label() for c in DataCategory if not c.is_specific}
    assert specific == {
        "Data dan informasi kesehatan",
        "Data biometrik",
        "Data genetika",
        "Catatan kejahatan",
        "Data anak",
        "Data keuangan pribadi",
        "Data spesifik lainnya sesuai dengan peraturan perundang-undangan",
    }
    assert general == {
        "Nama lengkap",
        "Jenis kelamin",
        "Kewarganegaraan",
        "Agama",
        "Status perkawinan",
        "Data pribadi yang dikombinasikan untuk mengidentifikasi seseorang",
    }
