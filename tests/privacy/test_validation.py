"""Errors of a form, without what was typed, in Indonesian or English."""

import json
import logging
import pickle
import sqlite3
import traceback
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import (
    AfterValidator,
    BaseModel,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from egovkit._model import Model
from egovkit.errors import EgovkitError, InvalidComponentError
from egovkit.identity import NIK, Citizen
from egovkit.privacy import FieldCipher, safe_errors

DIGITS = "3171015708459002"
TYPO = "3171015708459OO2"  # the letter O twice


def refusal(schema: Any, value: object) -> ValidationError:
    """The error of a value that does not fit."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(schema).validate_python(value)
    return refused.value


def quote(value: str) -> str:
    """What careless validators do."""
    raise ValueError(f"{value} tidak terdaftar")


def custom(value: str) -> str:
    """A custom error with the value in message and context."""
    raise PydanticCustomError("taken", "{nik} sudah dipakai", {"nik": value})


def asserting(value: str) -> str:
    """An assertion whose message is the value."""
    assert len(value) < 3, value
    return value


class Cat(BaseModel):
    """A branch of a tagged union."""

    kind: Literal["cat"]


class Dog(BaseModel):
    """The other branch."""

    kind: Literal["dog"]


class Strict(BaseModel, extra="forbid"):
    """A closed model."""

    age: int = Field(default=18, ge=17, le=150)


class Inner(BaseModel):
    """Holds a number."""

    nik: NIK


class Middle(BaseModel):
    """Holds inner ones."""

    people: list[dict[str, Inner]]


class Outer(BaseModel):
    """Nests three levels."""

    family: Middle


def tag_of(value: object) -> str | None:
    """The tag of a union is a piece of the input."""
    return value.get("kind") if isinstance(value, dict) else None


# Every way in which pydantic is known to repeat an input: in `input`, in `ctx`,
# in the message, in the place.
LEAKS = {
    "pattern": (Annotated[str, Field(pattern="^[A-Z]+$")], DIGITS),
    "too-long": (Annotated[str, Field(max_length=3)], DIGITS),
    "int-parsing": (int, TYPO + DIGITS),
    "date": (date, DIGITS),
    "decimal": (Annotated[Decimal, Field(max_digits=3)], DIGITS),
    "literal": (Literal["a", "b"], DIGITS),
    "identifier": (NIK, TYPO + DIGITS),
    "value-error": (Annotated[str, AfterValidator(quote)], DIGITS),
    "custom-error": (Annotated[str, AfterValidator(custom)], DIGITS),
    "assertion": (Annotated[str, AfterValidator(asserting)], DIGITS),
    "union-tag": (
        Annotated[Cat | Dog, Field(discriminator="kind")],
        {"kind": DIGITS},
    ),
    "callable-tag": (
        Annotated[
            Annotated[Cat, Tag("cat")] | Annotated[Dog, Tag("dog")],
            Discriminator(tag_of),
        ],
        {"kind": DIGITS},
    ),
    "plain-union": (int | date, DIGITS + "x"),
    "extra-field": (Strict, {DIGITS: 1}),
    "dict-key": (dict[NIK, int], {DIGITS + "1": 1}),
    "dict-value": (dict[str, int], {DIGITS: "x"}),
    "int-key": (dict[int, int], {int(DIGITS): "x"}),
    "key-in-groups": (dict[str, int], {"31.71.01-570845 9002": "x"}),
    "whole-object": (Strict, DIGITS),
    "nested": (Outer, {"family": {"people": [{DIGITS: {"nik": TYPO + DIGITS}}]}}),
    "citizen": (Citizen, {"nik": DIGITS + "9", "name": DIGITS}),
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("schema", "value"), LEAKS.values(), ids=LEAKS)
def test_nothing_that_was_typed_is_in_the_errors(schema, value, lang):
    """Whatever the error type, place and nesting: no number, in any spelling."""
    error = refusal(schema, value)
    safe = safe_errors(error, lang)
    shown = json.dumps(safe, ensure_ascii=False)
    assert len(safe) == error.error_count()
    assert DIGITS not in shown
    assert "570845" not in shown  # the birth date inside it
    assert "9OO2" not in shown
    assert set().union(*safe) == {"loc", "type", "msg"}


@pytest.mark.parametrize("name", ["value-error", "custom-error", "union-tag"])
def test_pydantic_itself_would_have_shown_it(name):
    """The cases above are leaks: without us the number is in the errors."""
    assert DIGITS in str(refusal(*LEAKS[name]).errors())


def test_a_number_in_the_rule_itself_is_masked():
    """Figures of a sentence come from the rule; a rule may hold a person too."""
    (safe,) = safe_errors(refusal(Literal["3171015708459002"], "x"))
    assert safe["msg"] == "Pilihan yang tersedia: '317101**********'."


def test_truncated_json_is_not_repeated():
    """The whole text is in the error that pydantic gives for invalid JSON."""
    with pytest.raises(ValidationError) as refused:
        Strict.model_validate_json('{"age": 17, "nik": "' + DIGITS)
    assert DIGITS in str(refused.value.errors())
    assert safe_errors(refused.value) == [
        {
            "loc": (),
            "type": "json_invalid",
            "msg": "JSON tidak sah (data terputus sebelum selesai).",
        }
    ]


@pytest.mark.parametrize(
    ("schema", "value", "code", "indonesian", "english"),
    [
        pytest.param(
            Strict,
            {"age": 3},
            "greater_than_equal",
            "Nilai paling kecil adalah 17.",
            "The value must be 17 or more.",
            id="pydantic-with-figure",
        ),
        pytest.param(
            NIK,
            DIGITS[:15],
            "nik_length",
            "NIK harus terdiri atas 16 angka, bukan 15.",
            "A NIK has 16 digits, not 15.",
            id="ours-with-figures",
        ),
        pytest.param(
            Annotated[str, AfterValidator(custom)],
            "x",
            "taken",
            "Isian tidak dapat diterima.",
            "The value was not accepted.",
            id="unknown-code",
        ),
        pytest.param(
            Annotated[str, AfterValidator(quote)],
            "x",
            "value_error",
            "Isian tidak dapat diterima.",
            "The value was not accepted.",
            id="foreign-message",
        ),
    ],
)
def test_the_sentence_comes_from_our_tables(schema, value, code, indonesian, english):
    """Formal Indonesian by default, English when asked for, one stable code."""
    error = refusal(schema, value)
    assert [(e["type"], e["msg"]) for e in safe_errors(error)] == [(code, indonesian)]
    assert [(e["type"], e["msg"]) for e in safe_errors(error, "en")] == [
        (code, english)
    ]


class Checked(BaseModel):
    """A model whose own rule raises one of our errors."""

    nik: str

    @model_validator(mode="after")
    def refuse(self) -> "Checked":
        """Refuse, as a rule of an agency would."""
        raise InvalidComponentError("nik_serial")


def test_our_error_in_a_validator_keeps_its_code():
    """It arrives wrapped as a `value_error`; the code and sentence are ours."""
    (safe,) = safe_errors(refusal(Checked, {"nik": DIGITS}))
    assert safe["type"] == "nik_serial"
    assert safe["msg"] == InvalidComponentError("nik_serial").sentence("id")


@pytest.mark.parametrize(
    ("key", "place"),
    [
        pytest.param("tanggal_lahir", "tanggal_lahir", id="field"),
        pytest.param("alamat.rt", "alamat.rt", id="dotted"),
        pytest.param("Siti Aminah", "S*** A***", id="name"),
        pytest.param("Jl. Contoh 5", "J*** C*** ***", id="address"),
        pytest.param("siti@warga.example", "s***@warga.example", id="e-mail"),
        pytest.param("081234567890x", None, id="phone"),
        pytest.param("X9000001", "X***", id="passport"),
        pytest.param("B9001XYZ", "B9001XYZ", id="too-few-digits-to-tell"),
        pytest.param("", "", id="empty"),
        pytest.param("x" * 65, "x***", id="long"),
        pytest.param("\ud83d", "***", id="sign"),
    ],
)
def test_a_place_that_was_typed_is_masked(key, place):
    """Names of fields stay readable; keys that are data are masked."""
    (safe,) = safe_errors(refusal(dict[str, int], {key: "x"}))
    if place is None:
        assert "1234567" not in str(safe["loc"])
    else:
        assert safe["loc"] == (place,)


def test_a_code_made_of_the_input_is_masked():
    """A rule of somebody's may raise what was typed as its error's type."""

    def rule(value: str) -> str:
        code = value
        raise PydanticCustomError(code, "salah")

    (safe,) = safe_errors(refusal(Annotated[str, AfterValidator(rule)], DIGITS))
    assert safe["type"] == "317101**********"


def test_positions_and_branches_stay():
    """A list index is a figure; a union names the branch that it tried."""
    safe = safe_errors(refusal(list[int | list[int]], ["x", ["y"]]))
    assert [entry["loc"] for entry in safe] == [
        (0, "int"),
        (0, "list[int]"),
        (1, "int"),
        (1, "list[int]", 0),
    ]


class FromElsewhere:
    """An exception of a framework with pydantic's list of errors."""

    def errors(self) -> list[dict[str, object]]:
        """One error, as FastAPI lists it."""
        return [
            {
                "type": "missing",
                "loc": ("body", "nik"),
                "msg": f"Field required, got {DIGITS}",
                "input": {"nama": DIGITS},
                "url": f"https://docs.example/{DIGITS}",
            }
        ]


def test_a_framework_error_of_the_same_shape_is_taken():
    """Only place and type are read; its message and input are dropped."""
    assert safe_errors(FromElsewhere()) == [
        {"loc": ("body", "nik"), "type": "missing", "msg": "Isian ini wajib diisi."}
    ]


def messages(value):
    """What is said of a value by three schemas."""
    for schema in (NIK, Annotated[str, AfterValidator(quote)], dict[str, NIK]):
        typed = {"a": value} if schema == dict[str, NIK] else value
        try:
            TypeAdapter(schema).validate_python(typed)
        except ValidationError as error:
            yield from (entry["msg"] for entry in safe_errors(error))


OTHERS = ["", "0", DIGITS + "9", 0, b"", b"\xff"]


@pytest.mark.property
@given(st.text(max_size=80) | st.integers() | st.binary(max_size=40))
@example("angka")
@example("tidak")
def test_no_message_repeats_any_input(value):
    """A text of four characters or more that was typed is not in a message.

    Unless the same is said of others: words of a message are typed now and then.
    """
    said = {message for other in OTHERS for message in messages(other)}
    for message in messages(value):
        assert len(str(value)) < 4 or str(value) not in message or message in said


# --- every channel by which an error of ours could leave a process ------------


class Form(Model):
    """A model on our base."""

    nik: NIK
    note: Annotated[str, Field(max_length=3)] = ""


def parse_error() -> EgovkitError:
    """A refused number, as `parse` reports it."""
    try:
        NIK.parse(DIGITS + "9")
    except EgovkitError as error:
        return error
    raise AssertionError


def model_error() -> ValidationError:
    """A refused form."""
    try:
        Form.model_validate({"nik": DIGITS + "9", "note": DIGITS})
    except ValidationError as error:
        return error
    raise AssertionError


def cipher_error() -> EgovkitError:
    """A value that does not open."""
    cipher = FieldCipher({"a": bytes(32)}, table="warga", column="nik")
    stored = cipher.encrypt(DIGITS, context="1")
    try:
        cipher.decrypt(stored, context="2")
    except EgovkitError as error:
        return error
    raise AssertionError


def database_error() -> Exception:
    """What sqlite3 says of a type that it cannot store."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("SELECT ?", (NIK(DIGITS),))
        except sqlite3.Error as error:
            return error
    raise AssertionError


def unpickling_error() -> Exception:
    """A pickle of a number that is no number any more."""
    data = pickle.dumps(NIK(DIGITS)).replace(
        DIGITS.encode(), b"X" + DIGITS[1:].encode()
    )
    try:
        pickle.loads(data)
    except EgovkitError as error:
        return error
    raise AssertionError


ERRORS = [
    parse_error,
    model_error,
    cipher_error,
    database_error,
    unpickling_error,
]


def text_of(error: BaseException) -> str:
    """The whole chain of an exception, as a traceback prints it, with locals."""
    captured = traceback.TracebackException.from_exception(error)
    return "".join(captured.format())


@pytest.mark.parametrize("make", ERRORS)
def test_no_channel_of_an_error_shows_the_number(make, caplog):
    """str, repr, args, traceback with its chain, log: the number is nowhere."""
    error = make()
    with caplog.at_level(logging.ERROR):
        logging.getLogger("test").error("gagal: %s", error, exc_info=error)
        logging.getLogger("test").error("gagal: %r", error)
    channels = {
        "str": str(error),
        "repr": repr(error),
        "args": repr(error.args),
        "traceback": text_of(error),
        "log": caplog.text,
    }
    tail = DIGITS[6:]
    assert {name for name, text in channels.items() if tail in text} == set()


@pytest.mark.parametrize("make", [parse_error, cipher_error, unpickling_error])
def test_no_error_of_ours_carries_the_number_in_a_pickle(make):
    """An error that travels to another process takes no value along."""
    assert DIGITS[6:].encode() not in pickle.dumps(make())
