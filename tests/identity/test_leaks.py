"""A number reaches no message, no repr, no exception chain and no log line."""

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from egovkit.errors import EgovkitError
from egovkit.identity import (
    Address,
    Citizen,
    FamilyCard,
    Organization,
    Person,
    code_table,
)
from egovkit.identity._registry import _OURS
from egovkit.regions import lookup, search
from egovkit.testing import sample_citizen, sample_family_card, sample_official

# Near misses: what people really mistype, so what really stands in messages.
NEAR_MISSES = {
    "nik": ["3171013002909001", "9971010101909001", "3171010101900000"],
    "kk": ["3171015701129001", "9971010101129001"],
    "npwp": ["013121661091000", "9971010101909001", "000000000000000"],
    "nitku": ["0013121661091000000000"],
    "nip": ["198609312015051901", "198609261995051901", "198609262015053901"],
    "nib": ["912000000000"],
    "nisn": ["51234567"],
    "npsn": ["2010000"],
    "bpjs": ["1234567890"],
    "kpj": ["1234567890"],
    "passport": ["ABC1234567"],
    "sim": ["01134000900"],
    "plate": ["BQQ90019001"],
    "nop": ["31710100010019001"],
    "deed": ["3171-LU-32012020-9001"],
    "phone": ["+638123456789", "0812345"],
    "postal_code": ["01110"],
}
CASES = [
    pytest.param(cls, text, id=f"{cls.__name__} {text}")
    for cls in _OURS
    for text in NEAR_MISSES[cls.PREFIX]
]


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error, its causes and contexts, suppressed ones too."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        found = todo.pop()
        if found is not None and id(found) not in seen:
            seen.add(id(found))
            todo += [found.__cause__, found.__context__]
            yield found


def everything_said(error: BaseException) -> str:
    """All text that an error carries, however it is asked."""
    said = []
    for found in chain(error):
        said += [str(found), repr(found), repr(found.args), repr(vars(found))]
        if isinstance(found, EgovkitError):
            said += [found.sentence("id"), found.sentence("en"), repr(found.facts)]
        said.append(repr(pickle.loads(pickle.dumps(found))))
    said.append("".join(traceback.format_exception(error)))
    return "\n".join(said)


def raised(call: Callable[[], object]) -> BaseException:
    """What a call raises."""
    with pytest.raises(Exception) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(("cls", "text"), CASES)
def test_a_refused_number_is_in_no_error(cls, text):
    """Neither the constructor nor `parse` repeats what it refuses."""
    for call in (lambda: cls(text), lambda: cls.parse(text)):
        error = raised(call)
        assert isinstance(error, EgovkitError)
        # The traceback shows this file's own lines, which hold no number.
        assert text not in everything_said(error)


@pytest.mark.parametrize(("cls", "text"), CASES)
def test_a_refused_number_is_in_no_text_of_a_model_s_error(cls, text):
    """`str`, `repr` and what `errors` says besides the input that pydantic adds."""

    class Form(BaseModel):
        model_config = {"hide_input_in_errors": True}
        number: cls

    with pytest.raises(ValidationError) as caught:
        Form(number=text)
    error = caught.value
    said = [str(error), repr(error), error.json(include_input=False, include_url=False)]
    said += map(repr, error.errors(include_input=False, include_url=False))
    said += [repr(found.args) for found in chain(error)]
    assert not [line for line in said if text in line]


@pytest.mark.parametrize(
    "make",
    [sample_citizen, sample_official, lambda: sample_family_card().members[1]],
    ids=["Citizen", "CivilServant", "FamilyMember"],
)
def test_people_do_not_show_their_numbers(make, caplog):
    """`repr`, `str`, formatting and every way into a log record are masked."""
    person = make()
    numbers = [number.reveal() for number in person.numbers().values()]
    logger = logging.getLogger("egovkit.test")
    with caplog.at_level(logging.INFO):
        logger.info("%s", person)
        logger.info("%r", person)
        logger.info(f"{person}")  # noqa: G004 - people do
        logger.info("%s", list(person.numbers().values()))
        logger.info("%(x)s", {"x": person.numbers()})
    shown = [caplog.text, repr(person), str(person), f"{person!r:>9}", repr([person])]
    shown += [repr(copy.deepcopy(person)), repr(person.model_dump())]
    for text in shown:
        assert "*" in text
        assert not [number for number in numbers if number in text]


def test_json_of_python_dumps_refuses_a_number():
    """`json.dumps` cannot write one by accident, so nobody writes a mask by it."""
    with pytest.raises(TypeError):
        json.dumps(sample_citizen().model_dump(mode="python"), default=None)


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Citizen, {"nik": "3171013002909001", "name": "x"}),
        (Citizen, {"nik": 3171015708459002, "name": "x"}),
        (Person, {"name": "x", "phone": "0812345678901234567"}),
        (Person, {"name": "Siti\n3171015708459002"}),
        (Person, {"name": "x", "address": {"rt": "3171015708459002"}}),
        (Address, {"region_code": "3171015708459002"[:13]}),
        (FamilyCard, {"number": "3171015708459002", "members": ["3171015708459002"]}),
        (Organization, {"name": "x", "npwp": "013121661091000"}),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_model_s_error_is_silent_about_values(model: Any, data):
    """Wrong type or wrong value: the text of the error has no value."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    for value in _texts(data):
        if len(value) > 5:
            assert value not in str(caught.value)


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    else:
        yield str(data)


def test_claims_leave_nothing_in_the_chain():
    """Pydantic's error, which holds every claim, does not hang on ours."""
    claims = {"name": "Siti", "gender": "female", "birthdate": "1945-08-17"}
    claims["nik"] = "3171013002909001"
    error = raised(lambda: Citizen.from_oidc_claims(claims))
    assert list(chain(error)) == [error]
    assert claims["nik"] not in everything_said(error)


@pytest.mark.parametrize(
    "call",
    [
        lookup,
        lambda text: search(text * 7),
        lambda text: code_table("pekerjaan")[text],
        Address.at,
    ],
    ids=["lookup", "search", "code table", "address"],
)
def test_what_was_looked_up_is_not_repeated(call):
    """People paste numbers into every field."""
    text = "3171015708459002"
    assert text not in everything_said(raised(lambda: call(text)))


@pytest.mark.parametrize("cls", _OURS, ids=lambda cls: cls.__name__)
def test_a_type_adapter_is_silent_too(cls):
    """Outside a model pydantic is told to hide the input by its caller only."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(cls).validate_python(["3171015708459002"])
    (error,) = caught.value.errors(include_input=False, include_url=False)
    assert error["type"] == "not_text"
    assert "3171015708459002" not in repr(error)
