"""The base of the models: what an error's place may hold, and what it never does."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from egovkit._model import Model, is_place, without_input

NUMBER = "3171015708459002"


class Inner(Model):
    """A part."""

    age: int
    ratio: float = 0.5


class Form(Model):
    """A form with every kind of place."""

    name: str
    parts: tuple[Inner, ...] = ()
    by_name: dict[str, Inner] = Field(default_factory=dict)


class TestPlaces:
    """A place is a field or a position; a key that was typed is neither."""

    @pytest.mark.parametrize("index", [0, 1, 9_999_999])
    def test_a_position(self, index):
        """No list is longer than ten million."""
        assert is_place(index)

    @pytest.mark.parametrize("index", [-1, 10_000_000, int(NUMBER)])
    def test_a_figure_that_is_no_position(self, index):
        """A JSON object may have numbers for keys."""
        assert not is_place(index)

    @pytest.mark.parametrize(
        "name",
        [
            "nik",
            "_x",
            "birth_date",
            "a" * 64,
            "a1234",
            "list[int]",
            "function-plain[read()]",
            "tagged-union[A,B]",
            "x.y",
            "NIK",
        ],
    )
    def test_a_field_or_a_branch(self, name):
        """As Python writes names and pydantic writes types."""
        assert is_place(name)

    @pytest.mark.parametrize(
        "key",
        [
            NUMBER,
            "a12345",
            "X9000001",
            "a" * 65,
            "Siti Aminah",
            "siti@warga.example",
            "",
            "1a",
            "-a",
            "é",
            "a\n",
            "a[",
            "list[12345]",
        ],
    )
    def test_a_key_that_was_typed(self, key):
        """A name, a number, an address: whatever an object was keyed by."""
        assert not is_place(key)

    @pytest.mark.property
    @given(key=st.text(max_size=80))
    def test_no_place_holds_five_digits(self, key):
        """Whatever is typed: not so much as a postal code passes."""
        digits = "".join(c if c.isdigit() else " " for c in key).split()
        if any(len(run) >= 5 for run in digits):
            assert not is_place(key)


def refusal(data):
    """What the form says of a value."""
    with pytest.raises(ValidationError) as caught:
        Form.model_validate(data)
    return caught.value


class TestErrors:
    """Places of fields stay, typed keys and inputs go."""

    @pytest.mark.parametrize(
        ("data", "loc"),
        [
            ({"name": 5}, ("name",)),
            ({"name": "x", "parts": [{"age": NUMBER + "x"}]}, ("parts", 0, "age")),
            (
                {"name": "x", "by_name": {NUMBER: {"age": "x"}}},
                ("by_name", "***", "age"),
            ),
            (
                {"name": "x", "by_name": {"siti": {"age": "x"}}},
                ("by_name", "siti", "age"),
            ),
            ({"name": "x", NUMBER: 1}, ("***",)),
            ({"name": "x", "extra": 1}, ("extra",)),
        ],
        ids=["field", "list", "key", "word", "unknown key", "unknown word"],
    )
    def test_the_place_of_an_error(self, data, loc):
        """As a person would look for it."""
        (item,) = refusal(data).errors(include_url=False)
        assert item["loc"] == loc
        assert item["input"] == "***"
        assert NUMBER not in str(item)

    def test_every_text_of_an_error_is_quiet(self):
        """`str`, `repr`, JSON, and what hangs on it."""
        error = refusal({"name": [NUMBER], NUMBER: NUMBER})
        for text in (str(error), repr(error), error.json(), str(error.errors())):
            assert NUMBER not in text
        assert error.__cause__ is None
        assert error.__context__ is None

    def test_types_and_figures_stay(self):
        """What a program asks an error for is still there."""
        (item,) = refusal({"name": "x", "parts": [{"age": 1.5}]}).errors()
        assert item["type"] == "int_from_float"
        again = without_input(refusal({"name": 5}))
        assert [e["type"] for e in again.errors()] == ["string_type"]


class TestValues:
    """Frozen, closed, and written as JSON that reads back."""

    @pytest.mark.parametrize("ratio", [0.0, -1.5, math.inf, -math.inf])
    def test_floats_travel(self, ratio):
        """Infinity too, in the way that Python's own `json` writes it."""
        value = Inner(age=1, ratio=ratio)
        assert Inner.model_validate_json(value.model_dump_json()) == value

    def test_nothing_can_be_set(self):
        """Neither a field nor a new attribute; and the value is not repeated."""
        value = Inner(age=1)
        for name in ("age", "other"):
            with pytest.raises(ValidationError) as caught:
                setattr(value, name, NUMBER)
            assert NUMBER not in str(caught.value)
        assert value.age == 1

    def test_json_that_is_none_is_not_repeated(self):
        """A whole form may be in it."""
        with pytest.raises(ValidationError) as caught:
            Form.model_validate_json(f'{{"name": "{NUMBER}"')
        assert NUMBER not in str(caught.value) + caught.value.json()

    def test_a_default_is_checked_as_well(self):
        """A class with a wrong default says so when it is used."""

        class Wrong(Model):
            age: int = "x"  # type: ignore[assignment]

        with pytest.raises(ValidationError):
            Wrong()

    @pytest.mark.property
    @given(
        name=st.text(max_size=20),
        ages=st.lists(st.integers(0, 200), max_size=3),
        keys=st.lists(st.text(max_size=8), max_size=3, unique=True),
    )
    def test_a_form_reads_back(self, name, ages, keys):
        """From JSON and from plain values."""
        form = Form(
            name=name,
            parts=[Inner(age=age) for age in ages],
            by_name={key: Inner(age=1) for key in keys},
        )
        text = form.model_dump_json()
        assert Form.model_validate_json(text) == form
        assert Form.model_validate(json.loads(text)) == form
