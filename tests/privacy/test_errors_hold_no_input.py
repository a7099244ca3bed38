"""Errors of our types and models hold no input, whoever reads them how."""

import copy
import json
import pickle
import traceback
from typing import Annotated, Literal

import pytest
from pydantic import (
    BaseModel,
    Field,
    PrivateAttr,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from egovkit._model import Model, without_input
from egovkit.errors import InvalidComponentError
from egovkit.identity import NIK, Citizen, FamilyCard, PhoneNumber
from egovkit.privacy import Encrypted, safe_errors
from egovkit.testing import sample_citizen, sample_family_card

DIGITS = "3171015708459002"
TYPO = DIGITS + "9"
TAIL = DIGITS[6:]


class Cat(Model):
    """A branch."""

    kind: Literal["cat"]


class Dog(Model):
    """The other branch."""

    kind: Literal["dog"]


class Pet(Model):
    """A tagged union: pydantic quotes the tag that was given."""

    pet: Annotated[Cat | Dog, Field(discriminator="kind")]


class Ruled(Model):
    """Rules of its own, at a field and over all."""

    nik: str
    even: int = 0

    @field_validator("even")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError("harus genap")
        return value

    @model_validator(mode="after")
    def _never(self) -> "Ruled":
        raise InvalidComponentError("nik_serial")


class Node(Model):
    """Refers to itself."""

    nik: NIK
    next: "Node | None" = None


class Theirs(BaseModel):
    """A model of somebody else with our types in it."""

    nik: NIK
    phones: list[PhoneNumber] = []
    secret: Encrypted[NIK] | None = None


class Counted(Model):
    """A mapping whose keys are typed by people."""

    votes: dict[str, int] = Field(default={})
    years: dict[int, int] = Field(default={})


REFUSED = {
    "our-type": lambda: TypeAdapter(NIK).validate_python(TYPO),
    "our-type-json": lambda: TypeAdapter(NIK).validate_json(f'"{TYPO}"'),
    "our-type-as-key": lambda: TypeAdapter(list[NIK]).validate_python([TYPO]),
    "encrypted": lambda: TypeAdapter(Encrypted[NIK]).validate_python(DIGITS),
    "their-model": lambda: Theirs(nik=TYPO, phones=[DIGITS], secret=DIGITS),
    "their-json": lambda: Theirs.model_validate_json(f'{{"nik": "{TYPO}"}}'),
    "citizen": lambda: Citizen.model_validate({"nik": TYPO, "name": int(DIGITS)}),
    "citizen-missing": lambda: Citizen.model_validate({"nik": DIGITS}),
    "citizen-text": lambda: Citizen.model_validate(DIGITS),
    "citizen-json": lambda: Citizen.model_validate_json(f'{{"nik": "{DIGITS}'),
    "citizen-strings": lambda: Citizen.model_validate_strings({"nik": TYPO}),
    "family": lambda: FamilyCard.model_validate(
        {"number": DIGITS, "members": [{"nik": TYPO}, DIGITS]}
    ),
    "tag": lambda: Pet.model_validate({"pet": {"kind": DIGITS}}),
    "own-field-rule": lambda: Ruled(nik=DIGITS, even=int(DIGITS) + 1),
    "own-model-rule": lambda: Ruled(nik=DIGITS),
    "assigned": lambda: setattr(sample_citizen(), "nik", NIK(DIGITS).reveal()),
    "assigned-unknown": lambda: setattr(sample_citizen(), DIGITS[:3], DIGITS),
    "recursive": lambda: Node(nik=DIGITS, next={"nik": TYPO}),
    "unknown-field": lambda: Citizen.model_validate({DIGITS: 1, f"nik {DIGITS}": 2}),
    "unknown-field-json": lambda: FamilyCard.model_validate_json(f'{{"{DIGITS}": 1}}'),
    "key": lambda: Counted(votes={DIGITS: "x"}, years={int(DIGITS): "x"}),
    "list-of-ours": lambda: TypeAdapter(list[Citizen]).validate_python([{"nik": TYPO}]),
}


def refusal(name: str) -> ValidationError:
    """The error of one case."""
    with pytest.raises(ValidationError) as refused:
        REFUSED[name]()
    return refused.value


@pytest.mark.parametrize("name", REFUSED)
def test_no_channel_of_the_error_holds_the_number(name):
    """`errors()`, `json()`, str, repr, traceback and chain, without any help."""
    error = refusal(name)
    trace = traceback.TracebackException.from_exception(error)
    channels = {
        "errors": repr(error.errors()),
        "json": error.json(),
        "str": str(error),
        "repr": repr(error),
        "args": repr(error.args),
        "traceback": "".join(trace.format()),
        "safe": json.dumps(safe_errors(error)),
    }
    assert {channel for channel, text in channels.items() if TAIL in text} == set()
    assert error.__cause__ is None
    assert error.__context__ is None


def test_places_codes_and_figures_stay():
    """What is needed to say what is wrong is still there."""
    error = refusal("family")
    seen = [(e["loc"], e["type"], e["input"]) for e in error.errors()]
    assert (("members", 0, "nik"), "nik_length", "***") in seen
    assert (("members", 1), "model_type", "***") in seen
    (length,) = (e for e in error.errors() if e["type"] == "nik_length")
    assert length["ctx"] == {"expected": 16, "got": 17}
    assert length["msg"] == "A NIK has 16 digits, not 17."


def test_a_key_that_was_typed_is_covered_in_the_place():
    """A misspelt field keeps its name; what can be no field does not."""
    with pytest.raises(ValidationError) as refused:
        Counted.model_validate({"vote": {}, "X9000001": 1, "Siti Aminah": 2})
    places = [entry["loc"] for entry in refused.value.errors()]
    assert places == [("vote",), ("***",), ("***",)]
    places = [entry["loc"] for entry in refusal("key").errors()]
    assert places == [("votes", "***"), ("years", "***")]
    with pytest.raises(ValidationError) as refused:
        Counted(years={2027: "x"})
    assert refused.value.errors()[0]["loc"] == ("years", 2027)


def test_a_model_s_own_message_stays():
    """The words of the author are the author's; only the input goes."""
    (entry,) = refusal("own-field-rule").errors()
    assert entry["msg"] == "Value error, harus genap"
    (safe,) = safe_errors(refusal("own-model-rule"))
    assert safe["type"] == "nik_serial"


def test_a_tag_that_was_typed_is_left_out():
    """The sentence names the choices instead."""
    (entry,) = refusal("tag").errors()
    assert entry["type"] == "union_tag_invalid"
    assert "cat" in entry["msg"]
    assert "tag" not in entry["ctx"]


def test_a_model_stays_frozen():
    """Neither assignment nor deletion changes it; its code is pydantic's."""
    person = sample_citizen()
    with pytest.raises(ValidationError) as refused:
        person.name = "Siti"
    assert [e["type"] for e in refused.value.errors()] == ["frozen_instance"]
    with pytest.raises(ValidationError):
        del person.name
    assert person == sample_citizen()


class Counting(Model):
    """Keeps something of its own beside its fields."""

    nik: NIK
    _asked: int = PrivateAttr(default=0)

    def ask(self) -> int:
        """Count."""
        self._asked += 1
        return self._asked


def test_private_attributes_are_still_set():
    """They are no fields, and a frozen model may have them."""
    counting = Counting(nik=DIGITS)
    assert (counting.ask(), counting.ask()) == (1, 2)


def test_what_fits_is_unchanged():
    """Models still go through JSON, pickle, copy and their schema."""
    for person in (sample_citizen(), sample_family_card()):
        kind = type(person)
        assert kind.model_validate_json(person.model_dump_json()) == person
        assert kind.model_validate(person.model_dump()) == person
        assert kind.model_validate(person) is person
        assert pickle.loads(pickle.dumps(person)) == person
        assert copy.deepcopy(person) == person
        assert kind.model_json_schema()["type"] == "object"
    assert Pet(pet={"kind": "dog"}).pet == Dog(kind="dog")
    assert Node(nik=DIGITS, next=Node(nik=DIGITS)).next == Node(nik=DIGITS)


def test_the_schema_is_that_of_the_fields():
    """A wrapped model documents itself as before."""
    assert Ruled.model_json_schema() == {
        "title": "Ruled",
        "description": "Rules of its own, at a field and over all.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "nik": {"title": "Nik", "type": "string"},
            "even": {"title": "Even", "type": "integer", "default": 0},
        },
        "required": ["nik"],
    }


def test_any_error_can_be_cleaned():
    """Of somebody else's model too; the count and the title stay."""
    with pytest.raises(ValidationError) as refused:
        Theirs(nik=DIGITS, phones=DIGITS)
    assert DIGITS in str(refused.value.errors())
    quiet = without_input(refused.value)
    assert DIGITS not in str(quiet.errors())
    assert (quiet.title, quiet.error_count()) == ("Theirs", 1)
