"""The application form: valid and storable, or refused by field and code."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, computed_field
from services_office import CITIZEN, OFFICER, SETUP, START, DomicileForm, make_desk

from egovkit.services import MemoryStore, Refusal, ServiceDefinition
from egovkit.services._form import Filled, fill, one_text, plain

NIK = "9971015708459002"


def service(form, **more):
    """A service with another form, that asks for nothing and costs nothing."""
    setup = {**SETUP, "requirements": [], "fee": None, **more}
    return ServiceDefinition.from_mapping(setup, form=form)


def filled(form, values, handed_in=(), **more):
    """What becomes of values in a form."""
    return fill(service(form, **more), values, frozenset(handed_in))


class Anything(BaseModel):
    """A form with a field that may be anything."""

    x: Any


class Bytes(BaseModel):
    """A form that takes bytes, which JSON holds only where they are text."""

    x: bytes


class Numbers(BaseModel):
    """A form with a fraction."""

    x: float


def nested(depth):
    """A list in a list, and so on."""
    found: list = []
    for _ in range(depth):
        found = [found]
    return found


def circle():
    """A list that holds itself."""
    found: list = []
    found.append(found)
    return found


NOT_STORABLE = {
    "bytes that are no text": (Bytes, {"x": b"\xff"}),
    "bytes in any field": (Anything, {"x": b"\xff"}),
    "an object": (Anything, {"x": object()}),
    "a function": (Anything, {"x": len}),
    "itself": (Anything, {"x": circle()}),
    "too deep": (Anything, {"x": nested(400)}),
    "infinity": (Numbers, {"x": float("inf")}),
    "no number": (Numbers, {"x": float("nan")}),
    "an endless number": (Anything, {"x": 10**5000}),
}


@pytest.mark.parametrize(("form", "values"), NOT_STORABLE.values(), ids=NOT_STORABLE)
def test_what_json_cannot_hold_is_refused(form, values):
    """Valid for the form, and yet nothing a store can keep: no traceback."""
    assert filled(form, values) == Refusal(
        "form_invalid", {"count": 1, "fields": ("-: json",)}
    )
    assert filled(form, form.model_construct(**values)).code == "form_invalid"


@pytest.mark.parametrize("text", ["1e400", "nan", "-inf"])
def test_a_number_without_end_is_refused_as_text_too(text):
    """As a form on paper or on the web brings it."""
    assert filled(Numbers, {"x": text}).facts["fields"] == ("-: json",)


def test_what_json_holds_comes_back_from_it():
    """Dates, sums and identifiers become text, and the form reads them again."""

    class Rich(BaseModel):
        day: date
        sum: Decimal
        took: timedelta
        id: UUID
        text: bytes

    id_ = UUID("12345678123456781234567812345678")
    given_ = Rich(day=date(2027, 3, 5), sum="1.10", took="PT1H", id=id_, text=b"abc")
    found = filled(Rich, given_)
    assert found.values == {
        "day": "2027-03-05", "sum": "1.10", "took": "PT1H", "id": str(id_),
        "text": "abc",
    }  # fmt: skip
    assert Rich.model_validate(found.values) == given_
    assert filled(Rich, dict(given_)) == found
    assert filled(Rich, found.values) == found


class Closed(BaseModel):
    """A form that takes no other field, with one under another name."""

    model_config = ConfigDict(extra="forbid")
    nama: str = Field(min_length=1)
    rt: int = Field(validation_alias="nomor_rt")
    anak: list[int] = []


class Aliased(BaseModel):
    """A form whose fields go by other names outside."""

    model_config = ConfigDict(extra="forbid")
    nama: str = Field(alias="namaLengkap")
    rt: int = Field(validation_alias="nomor_rt", serialization_alias="nomorRt")
    rw: int = Field(default=1, validation_alias=AliasChoices("rw", "nomor_rw"))

    @computed_field
    @property
    def tempat(self) -> str:
        """Worked out, stored with the others, and no field of the application."""
        return f"{self.rt}/{self.rw}"


class Household(BaseModel):
    """A form with one such form inside."""

    kepala: Closed


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (Aliased, {"namaLengkap": "Siti", "nomor_rt": 3, "nomor_rw": 2}),
        (Household, {"kepala": {"nama": "Siti", "nomor_rt": "3"}}),
        (Closed, {"nama": "Siti", "nomor_rt": 3, "anak": [1, 2]}),
    ],
    ids=["aliases", "inside", "one alias"],
)
def test_a_form_is_read_again_whatever_its_fields_are_called(form, values):
    """Stored under the fields' own names; the form takes them back from there."""
    expected = form.model_validate(values)
    with MemoryStore() as store:
        desk = make_desk(store, definition=service(form))
        for given_ in (values, expected):
            ticket = desk.submit(given_, by=CITIZEN, at=START).ticket
            assert desk.read_form(ticket, by=OFFICER, at=START) == expected
            assert desk.verify_data(ticket)


def test_a_value_in_the_wrong_field_is_in_no_warning(recwarn):
    """Pydantic warns of an instance that was changed, and shows what is in it."""
    form = DomicileForm(name="S", purpose="x")
    form.area = NIK
    found = filled(DomicileForm, form)
    assert found.values["area"] == NIK
    assert [str(warning.message) for warning in recwarn] == []


PURPOSES = ["pindah", "sekolah"]


@pytest.mark.parametrize("handed_in", [(), ("kk",), ("ktp",)], ids=str)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_is_missing_follows_from_the_form(purpose, handed_in):
    """Only documents, only where their conditions hold, only what did not come."""
    asked = [
        *SETUP["requirements"],
        {"name": "ktp", "title": "KTP"},
        {"name": "saksi", "title": "Dua saksi", "document": False},
    ]
    found = filled(DomicileForm, {"name": "S", "purpose": purpose}, handed_in,
                   requirements=asked)  # fmt: skip
    expected = [n for n in ("kk", "ktp") if n not in handed_in]
    if purpose != "pindah":
        expected = [n for n in expected if n != "kk"]
    assert found.missing == tuple(expected)


@pytest.mark.parametrize(
    ("fee", "area", "rupiah"),
    [
        (None, 7, 0),
        ({"amount": 25_000}, 7, 25_000),
        ({"field": "area", "brackets": [{"up_to": 7, "rate": 10}, {"base": 1}]}, 7, 70),
        ({"field": "area", "brackets": [{"up_to": 7, "rate": 10}, {"base": 1}]}, 8, 1),
    ],
    ids=["none", "fixed", "first line", "last line"],
)
def test_the_fee_follows_from_the_form(fee, area, rupiah):
    """Reckoned from the values as they will be stored."""
    values = {"name": "S", "purpose": "x", "area": str(area)}
    assert filled(DomicileForm, values, fee=fee).fee == rupiah


def test_a_field_without_a_whole_number_is_named():
    """The tariff's field, and not its value."""

    class Loose(BaseModel):
        area: Any = None

    tariff = {"field": "area", "brackets": [{"rate": 10}]}
    for area in (None, -1, "9", 1.5, NIK):
        refusal = filled(Loose, {"area": area}, fee=tariff)
        assert refusal == Refusal(
            "form_invalid", {"count": 1, "fields": ("area: whole_number",)}
        )


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ("nama: missing", "nomor_rt: missing")),
        ({"nama": "", "nomor_rt": 1}, ("nama: string_too_short",)),
        ({"nama": NIK, "nomor_rt": NIK + "x"}, ("nomor_rt: int_parsing",)),
        ({"nama": "S", "nomor_rt": 1, NIK: 1}, ("-: extra_forbidden",)),
        (
            {"nama": "S", "nomor_rt": 1, "anak": [1, NIK + "x", None]},
            ("anak.1: int_parsing", "anak.2: int_type"),
        ),
        (None, ("-: model_type",)),
        ([NIK], ("-: model_type",)),
        (NIK, ("-: model_type",)),
    ],
    ids=["nothing", "empty", "no number", "a stranger", "in a list", "none", "list",
         "text"],
)  # fmt: skip
def test_a_refusal_names_fields_and_codes(values, fields):
    """In order, counted, under the names a form goes by; no value of anybody."""
    refusal = filled(Closed, values)
    assert refusal == Refusal("form_invalid", {"count": len(fields), "fields": fields})
    assert NIK not in repr(refusal) + refusal.sentence("id") + refusal.sentence("en")


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"kepala": {"nama": "S", "nomor_rt": 1, NIK: 1}},
         ("kepala: extra_forbidden",)),
        ({"kepala": {"nama": "S"}}, ("kepala.nomor_rt: missing",)),
        ({"kepala": {"nama": "S", "nomor_rt": 1, "anak": [1, "x"]}},
         ("kepala.anak.1: int_parsing",)),
        ({"kepala": NIK}, ("kepala: model_type",)),
        ({NIK: 1}, ("kepala: missing",)),
    ],
    ids=["a stranger", "missing", "in a list", "text", "outside"],
)  # fmt: skip
def test_a_place_inside_is_named_as_far_as_it_was_declared(values, fields):
    """The field that holds the part, then the part; never a name from outside."""
    refusal = filled(Household, values)
    assert refusal.facts["fields"] == fields
    assert NIK not in repr(refusal)


def test_an_instance_is_of_the_form_itself():
    """Or of a class made from it; of another, it is another form."""

    class More(DomicileForm):
        child: bool = True

    assert filled(DomicileForm, DomicileForm(name="S", purpose="x")).values == {
        "name": "S", "purpose": "x", "area": 20,
    }  # fmt: skip
    assert filled(DomicileForm, More(name="S", purpose="x")).values["child"] is True
    refusal = filled(DomicileForm, Closed(nama="S", nomor_rt=1))
    assert refusal == Refusal("form_other", {"form": "DomicileForm"})


@pytest.mark.parametrize("name", ["@applicant", "@file/0", "@"])
def test_names_of_ours_cannot_be_brought(name):
    """They stand beside the form's fields in the sealed block."""

    class Open(BaseModel):
        model_config = ConfigDict(extra="allow")

    assert filled(Open, {"a": 1}).values == {"a": 1}
    assert filled(Open, {"a": 1, name: 1}).code == "form_invalid"
    assert plain({name: 1}).code == "form_invalid"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False,
                                                                     allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,63}", fullmatch=True)


@pytest.mark.property
@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_json_is_taken_as_it_is_where_there_is_no_form(values):
    """Names of fields and JSON data: the same comes out."""
    assert plain(values) == values
    free = ServiceDefinition.from_mapping({**SETUP, "requirements": [], "fee": None})
    assert fill(free, values, frozenset()) == Filled(values, (), 0)


@pytest.mark.parametrize("name", ["", "1a", "a b", "a" * 65, "n\n", "nik:" + NIK, "é"])
def test_a_name_of_a_field_is_plain(name):
    """Letters, digits, underscore, up to 64; another name is not repeated."""
    refusal = plain({name: 1})
    assert refusal.code == "form_invalid"
    assert NIK not in repr(refusal)
    assert plain({"a" * 64: 1, "_A9": 2}) == {"a" * 64: 1, "_A9": 2}


def test_the_same_data_is_one_text():
    """Whatever the order of names; and what is none is refused, not raised."""
    assert (
        one_text({"b": 1, "a": [date(2027, 3, 5)]}) == '{"a": ["2027-03-05"], "b": 1}'
    )
    assert one_text({"a": 1, "b": 2}) == one_text({"b": 2, "a": 1})
    for wrong in ({1: 1, "a": 2}, circle()):
        with pytest.raises(Exception, match="form_invalid"):
            one_text(wrong)
