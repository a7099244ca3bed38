"""What the room hands out are values: they compare, and nobody changes them later."""

import dataclasses
import enum
import importlib
import pkgutil

import pytest
from pydantic import ValidationError
from services_office import START, definition

from egovkit import services
from egovkit._model import Model
from egovkit.services import (
    Complaint,
    Deadline,
    Refusal,
    Response,
    Term,
    survey_index,
)

MODULES = [
    importlib.import_module(f"egovkit.services.{info.name}")
    for info in pkgutil.iter_modules(services.__path__)
]
CLASSES = sorted(
    {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    },
    key=lambda cls: (cls.__module__, cls.__qualname__),
)
DATACLASSES = [cls for cls in CLASSES if dataclasses.is_dataclass(cls)]
MODELS = [cls for cls in CLASSES if issubclass(cls, Model)]


def named(cls):
    """A class in the ids of cases."""
    return f"{cls.__module__.rpartition('.')[2]}.{cls.__name__}"


@pytest.mark.parametrize("cls", DATACLASSES, ids=named)
def test_a_dataclass_is_frozen_and_holds_its_fields_alone(cls):
    """No field is set anew, and no misspelt attribute is added beside them."""
    assert cls.__dataclass_params__.frozen
    fresh = object.__new__(cls)
    assert not hasattr(fresh, "__dict__")
    for field in dataclasses.fields(cls):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(fresh, field.name, None)


@pytest.mark.parametrize("cls", MODELS, ids=named)
def test_a_model_is_frozen_and_takes_no_word_it_does_not_know(cls):
    """A misspelt rule in a definition is an error, not a rule that never applies."""
    assert cls.model_config["frozen"]
    assert cls.model_config["extra"] == "forbid"


def test_what_is_no_value_of_these_two_kinds_is_known():
    """Desks, stores and protocols do things; the others are tuples, text, a report."""
    kinds = (Model, enum.Enum, Exception, *DATACLASSES)
    public = [getattr(services, name) for name in services.__all__]
    others = {
        value.__name__
        for value in public
        if isinstance(value, type) and not issubclass(value, kinds)
    }
    does = {"RequestDesk", "Outbox", "Catalogue"}
    stores = {"Store", "MemoryStore", "SQLiteStore", "BorrowedStore"}
    protocols = {"Calendar", "StatusIndices"}
    assert others == does | stores | protocols | {"Day", "Message", "Survey", "Ticket"}


@pytest.mark.parametrize(
    "make",
    [
        lambda: Complaint(START.date(), START.date()),
        lambda: Response((3,) * 9, service="a"),
        lambda: Refusal("wrong_state", {"state": "x"}),
        lambda: Deadline("t", Term(length=5)),
        lambda: survey_index([(3,) * 9]),
        lambda: Term(length=5, source="x"),
        definition,
    ],
    ids=["complaint", "response", "refusal", "deadline", "index", "term", "definition"],
)
def test_two_made_alike_are_equal(make):
    """Equality is of what they say."""
    one, other = make(), make()
    assert one == other
    assert one is not other


def test_a_term_cannot_be_stretched_afterwards():
    """An extension is an event of a request, never another term."""
    term = Term(length=5)
    with pytest.raises(ValidationError):
        term.length = 10
    with pytest.raises(ValidationError):
        Term(length=5, lenght=10)
