"""Models on the wire: what goes out comes in again, and nothing else does."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from egovkit.identity import (
    Address,
    Citizen,
    CivilServant,
    FamilyCard,
    FamilyMember,
    Organization,
    Person,
)
from egovkit.testing import sample_citizen, sample_family_card, sample_official

FULL_ADDRESS = {
    "street": "Jalan Contoh 1",
    "rt": "001",
    "rw": "002",
    "dusun": "Dusun Contoh",
    "village": "Gambir",
    "village_term": "kelurahan",
    "district": "Gambir",
    "district_term": "kecamatan",
    "regency": "Kota Administrasi Jakarta Pusat",
    "province": "Daerah Khusus Ibukota Jakarta",
    "postal_code": "10110",
    "region_code": "31.71.01.1001",
}
FULL_PERSON = {
    "name": "Siti Aminah",
    "titles_before": "Dr.",
    "titles_after": "S.H., M.H.",
    "birth_place": "Jakarta",
    "birth_date": "1945-08-17",
    "sex": "P",
    "citizenship": "WNI",
    "address": FULL_ADDRESS,
    "phone": "+6281234567890",
    "email": "siti@contoh.example",
}
FULL_RESIDENT = {
    **FULL_PERSON,
    "nik": "3171015708459002",
    "religion": "islam",
    "blood_type": "AB+",
    "occupation": "Guru",
    "education": "s1",
}
FULL_CITIZEN = {
    **FULL_RESIDENT,
    "kk_number": "3171012301129001",
    "marital_status": "cerai_mati",
}
FULL_MEMBER = {
    **FULL_RESIDENT,
    "relation": "kepala_keluarga",
    "marital_status": "kawin_belum_tercatat",
    "marriage_date": "1970-01-02",
    "passport": "X9000001",
    "permit_number": "2C21JE9001",
    "father_name": "Ahmad Contoh",
    "mother_name": "Aminah",
}
FULL = {
    Address: FULL_ADDRESS,
    Person: FULL_PERSON,
    Citizen: FULL_CITIZEN,
    FamilyMember: FULL_MEMBER,
    FamilyCard: {
        "number": "3171012301129001",
        "address": FULL_ADDRESS,
        "members": [FULL_MEMBER],
        "issued_on": "2020-02-29",
    },
    CivilServant: {
        **FULL_PERSON,
        "nip": "198609262015052901",
        "nik": "3171015708459002",
        "grade": "IV/e",
        "position": "Lurah",
        "unit": "Kelurahan Contoh",
        "agency": "Pemerintah Kota Contoh",
    },
    Organization: {
        "name": "CV Contoh Jaya",
        "nib": "9120000000002",
        "npwp": "010000008000000",
        "nitku": "0010000008000000000012",
        "address": FULL_ADDRESS,
        "phone": "+622155509001",
        "email": "toko@contoh.example",
    },
}
every_model = pytest.mark.parametrize(
    "model", [pytest.param(m, id=m.__name__) for m in FULL]
)


@every_model
def test_the_full_form_names_every_field(model):
    """So that a new field is seen here before it is seen on the wire."""
    assert set(FULL[model]) == set(model.model_fields)


@every_model
def test_json_comes_back_the_same(model):
    """Read, write, read: the same text, the same value."""
    text = json.dumps(FULL[model])
    value = model.model_validate_json(text)
    assert json.loads(value.model_dump_json()) == FULL[model]
    assert model.model_validate_json(value.model_dump_json()) == value
    assert model.model_validate(value.model_dump()) == value
    assert hash(value) == hash(model.model_validate_json(text))


@every_model
def test_a_field_that_is_not_there_is_refused(model):
    """Closed models: a typo in a field is an error and not a lost value."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate({**FULL[model], "nama": "x"})
    assert [e["type"] for e in caught.value.errors()] == ["extra_forbidden"]


@every_model
def test_values_cannot_be_changed(model):
    """Frozen: a model that was checked stays as it was checked."""
    value = model.model_validate(FULL[model])
    for name in model.model_fields:
        with pytest.raises(ValidationError):
            setattr(value, name, None)


@every_model
def test_what_may_be_left_out(model):
    """Only these are required, and the rest has a value that says nothing."""
    required = {n for n, field in model.model_fields.items() if field.is_required()}
    assert (
        required
        == {
            Address: set(),
            Person: {"name"},
            Citizen: {"name", "nik", "birth_place", "birth_date", "sex"},
            FamilyMember: {
                "name",
                "nik",
                "birth_place",
                "birth_date",
                "sex",
                "relation",
            },
            FamilyCard: {"number", "members"},
            CivilServant: {"name", "nip"},
            Organization: {"name"},
        }[model]
    )
    least = {name: FULL[model][name] for name in required}
    assert model.model_validate(least).findings() is not None
    for name in required:
        fewer = {key: value for key, value in least.items() if key != name}
        with pytest.raises(ValidationError) as caught:
            model.model_validate(fewer)
        assert [e["loc"] for e in caught.value.errors()] == [(name,)]


@every_model
def test_the_schema_is_closed_and_names_its_numbers(model):
    """JSON Schema: no other properties, a pattern on every number."""
    schema = model.model_json_schema()
    assert schema["additionalProperties"] is False
    text = json.dumps(schema)
    for name in ("nik", "nip", "npwp"):
        if name in model.model_fields:
            assert '"pattern"' in text
    assert "\\\\d" not in text


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Citizen, "nik", 3171015708459002),
        (Citizen, "nik", None),
        (Citizen, "nik", "317101**********"),
        (Citizen, "birth_date", "17-08-1945"),
        (Citizen, "birth_date", "1945-02-30"),
        (Citizen, "sex", "X"),
        (Citizen, "sex", 1),
        (Citizen, "religion", "Jedi"),
        (Citizen, "marital_status", "kawin_tercatat"),
        (Citizen, "blood_type", "C"),
        (Citizen, "phone", "112"),
        (Citizen, "address", "Jalan Contoh 1"),
        (FamilyMember, "marital_status", "kawin"),
        (FamilyMember, "relation", "tetangga"),
        (FamilyMember, "passport", "900001"),
        (FamilyCard, "members", []),
        (FamilyCard, "number", "3171015708459002"),
        (CivilServant, "grade", "V/a"),
        (CivilServant, "nip", "198609262015052000"),
        (Organization, "npwp", "010000009000000"),
        (Organization, "name", ""),
        (Address, "rt", "0001"),
        (Address, "postal_code", "01110"),
        (Address, "region_code", "31.7"),
        (Address, "street", "x" * 201),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(model: Any, field, value):
    """One error, at the field."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate({**FULL[model], field: value})
    assert {error["loc"][0] for error in caught.value.errors()} == {field}


def test_samples_are_what_they_say():
    """Every sample is a model of its kind, on the wire and back."""
    for sample in (sample_citizen(), sample_official(), sample_family_card()):
        again = type(sample).model_validate_json(sample.model_dump_json())
        assert again == sample
    assert len({sample_citizen(n).nik for n in range(999)}) == 999
    assert len({sample_official(n).nip for n in range(99)}) == 99


def test_a_list_of_citizens_is_validated_at_once():
    """As an import of a file does it, in one adapter."""
    many = TypeAdapter(tuple[Citizen, ...])
    people = tuple(sample_citizen(n) for n in range(50))
    assert many.validate_json(many.dump_json(people)) == people


@pytest.mark.property
@given(
    street=st.text(max_size=60),
    rt=st.none() | st.integers(0, 999).map(str),
    name=st.text(min_size=1, max_size=60),
    born=st.dates(date(1900, 1, 1), date(2026, 1, 1)),
)
def test_any_text_is_kept_or_refused(street, rt, name, born):
    """What is kept is trimmed, composed, and comes back from JSON the same."""
    try:
        person = Person(
            name=name, birth_date=born, address=Address(street=street, rt=rt)
        )
    except ValidationError:
        assert not name.strip() or not f"{name}{street}".isprintable()
        return
    assert person.name == person.name.strip()
    assert Person.model_validate_json(person.model_dump_json()) == person
