"""Every identifier and every model has a JSON Schema that says what it takes."""

import importlib
import inspect
import pkgutil
import re

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

import egovkit
from egovkit._identifier import Identifier

ROOMS = [m.name for m in pkgutil.iter_modules(egovkit.__path__) if m.ispkg]


def public_classes(base: type) -> list[type]:
    """The public classes of the house that derive from a base."""
    found = {}
    for room in ROOMS:
        if room.startswith("_"):
            continue
        loaded = importlib.import_module(f"egovkit.{room}")
        for name in loaded.__all__:
            value = getattr(loaded, name)
            if inspect.isclass(value) and issubclass(value, base) and value is not base:
                found[name] = value
    return [found[name] for name in sorted(found)]


# A base that others derive from states no example.
IDENTIFIERS = [cls for cls in public_classes(Identifier) if hasattr(cls, "EXAMPLE")]
MODELS = [
    cls
    for cls in public_classes(BaseModel)
    if not cls.__pydantic_generic_metadata__["parameters"]
]


@pytest.mark.parametrize("cls", IDENTIFIERS, ids=lambda cls: cls.__name__)
def test_an_identifier_states_its_pattern_title_and_example(cls: type[Identifier]):
    """The example is a value, strictly, and fits the pattern."""
    schema = TypeAdapter(cls).json_schema()
    assert schema["type"] == "string"
    assert schema["title"] == cls.NAME
    (example,) = schema["examples"]
    assert re.search(schema["pattern"], example)
    assert cls(example).reveal() == example


@pytest.mark.parametrize("cls", IDENTIFIERS, ids=lambda cls: cls.__name__)
def test_an_identifier_travels_through_json(cls: type[Identifier]):
    """Read from text, written as text, the same value."""
    adapter = TypeAdapter(cls)
    value = adapter.validate_python(cls.EXAMPLE)
    assert adapter.validate_json(adapter.dump_json(value)) == value


@pytest.mark.parametrize("cls", IDENTIFIERS, ids=lambda cls: cls.__name__)
def test_a_refused_identifier_is_not_repeated(cls: type[Identifier]):
    """What was refused is in no message: it may be a citizen's number."""
    secret = "88997766554433221100"
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(cls).validate_python(secret + "x" * 70)
    (error,) = caught.value.errors(include_input=False, include_url=False)
    assert secret not in repr(error)
    assert error["type"] != "value_error"


@pytest.mark.parametrize("cls", MODELS, ids=lambda cls: cls.__name__)
def test_a_model_has_a_schema(cls: type[BaseModel]):
    """Forms and APIs can be made from every model, in both directions."""
    for mode in ("validation", "serialization"):
        assert cls.model_json_schema(mode=mode)["title"]


@pytest.mark.parametrize("cls", MODELS, ids=lambda cls: cls.__name__)
def test_a_model_is_frozen_closed_and_silent(cls: type[BaseModel]):
    """Values do not change, unknown fields are refused, errors show no input."""
    config = cls.model_config
    assert config.get("frozen")
    assert config.get("extra") == "forbid"
    assert config.get("hide_input_in_errors")
