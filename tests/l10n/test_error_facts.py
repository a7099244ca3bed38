"""What pydantic's errors say besides the rule: limits, choices, its own fields."""

import ast
import ipaddress
import re
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from egovkit._messages.pydantic import SENTENCES, UNKNOWN, say
from egovkit._messages.pydantic.custom import CUSTOM
from egovkit.errors import UsageError
from egovkit.l10n import localized, translate

ENGLISH = re.compile(r"\b(or|and|days?|hours?|minutes?|seconds?|is|must|invalid)\b")


def _refused(kind: Any, value: object) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return caught.value


def _said(kind: Any, value: object, lang: str = "id") -> str:
    (entry,) = translate(_refused(kind, value), lang)
    return entry["msg"]


@pytest.mark.parametrize(
    ("kind", "value", "figure"),
    [
        (Annotated[float, Field(ge=0.5)], 0.1, "0,5"),
        (Annotated[float, Field(multiple_of=0.25)], 0.3, "0,25"),
        (Annotated[Decimal, Field(lt=Decimal("-1.50"))], 1, "-1,50"),
        (Annotated[int, Field(le=1945)], 2026, "1945"),  # a year has no dot
        (Annotated[date, Field(ge=date(2026, 1, 1))], date(2025, 1, 1), "2026-01-01"),
    ],
)
def test_a_limit_is_written_the_indonesian_way(kind, value, figure):
    """EYD: a comma before the decimals; what is no number keeps its dots."""
    assert f" {figure}." in _said(kind, value)
    address = {"gt": ipaddress.ip_address("10.0.0.1")}
    assert say("greater_than", address, "id").endswith(" 10.0.0.1.")


def test_english_keeps_the_point():
    """And the figure is the same."""
    said = _said(Annotated[float, Field(ge=0.5)], 0.1, "en")
    assert said == "The value must be 0.5 or more."


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (timedelta(days=1), "1 hari"),
        (timedelta(days=2, hours=3), "2 hari dan 3 jam"),
        (timedelta(hours=1, minutes=5, seconds=9), "1 jam, 5 menit, dan 9 detik"),
        (timedelta(microseconds=30), "30 mikrodetik"),
        (timedelta(0), "0 detik"),
        (timedelta(days=-2, hours=3), "-2 hari dan 3 jam"),
    ],
)
def test_a_limit_of_time_is_in_words(limit, words):
    """Pydantic writes *1 day* and *3 hours and 4 minutes* into its context."""
    kind = Annotated[timedelta, Field(le=limit)]
    assert _said(kind, timedelta(days=999)) == f"Nilai paling besar adalah {words}."


class Colour(Enum):
    """Values with the words that join choices in English."""

    RED = "merah or putih"
    BLUE = "biru, muda"
    GREEN = "it's or isn't"


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        (Literal["A", "B"], "'A' atau 'B'"),
        (Literal["A", "B", "C"], "'A', 'B', atau 'C'"),
        (Literal["A or B"], "'A or B'"),
        (Literal["A or B", "C, D"], "'A or B' atau 'C, D'"),
        (Colour, "'merah or putih', 'biru, muda', atau \"it's or isn't\""),
        (Literal[Colour.RED, Colour.BLUE], "'merah or putih' atau 'biru, muda'"),
        (Literal[1, 2], "1 atau 2"),
    ],
)
def test_choices_are_joined_with_atau(kind, choices):
    """EYD: a comma before *atau* from three on. A choice itself stays as it is."""
    assert _said(kind, "X") == f"Pilihan yang tersedia: {choices}."


def test_a_long_list_of_choices_ends_between_two():
    """No choice is cut in half, and dots say that there are more."""
    many = [f"pilihan-{n:02}" for n in range(60)]
    for lang in ("id", "en"):
        said = _said(Literal[tuple(many)], "X", lang)
        listed = said.partition(": ")[2].removesuffix(".")
        *shown, dots = listed.split(", ")
        assert shown == [f"'{choice}'" for choice in many[: len(shown)]]
        assert dots == "…"
        assert len(said) < 260


@pytest.mark.property
@given(
    st.lists(st.text(st.characters(codec="ascii"), max_size=12), min_size=1, max_size=9)
)
def test_no_choice_is_changed(choices):
    """Whatever a choice holds: with the joints put back, pydantic's text is there."""
    quoted = [repr(choice) for choice in choices]
    *first, last = quoted
    theirs = f"{', '.join(first)} or {last}" if first else last
    comma = "," if len(first) > 1 else ""
    ours = f"{', '.join(first)}{comma} atau {last}" if first else last
    said = say("literal_error", {"expected": theirs}, "id")
    if len(theirs) <= 200:
        assert said == f"Pilihan yang tersedia: {ours}."


def _raised_by_pydantic() -> set[str]:
    """The types in every ``PydanticCustomError`` of pydantic's own modules."""
    found = set()
    for path in Path(pydantic.__file__).parent.rglob("*.py"):
        if "v1" in path.parts or "mypy" in path.name:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name == "PydanticCustomError" and isinstance(first, ast.Constant):
                found.add(first.value)
    return found


def test_every_field_of_pydantic_has_its_sentence():
    """Not the core's types only: addresses, paths, sizes, cards, patterns."""
    raised = _raised_by_pydantic()
    assert len(raised) > 20
    assert raised <= SENTENCES.keys()


@pytest.mark.parametrize(
    ("name", "value", "type_"),
    [
        ("IPvAnyAddress", "x", "ip_any_address"),
        ("IPvAnyInterface", "x", "ip_any_interface"),
        ("IPvAnyNetwork", "x", "ip_any_network"),
        ("FilePath", "/tidak/ada", "path_not_file"),
        ("DirectoryPath", "/tidak/ada", "path_not_directory"),
        ("ByteSize", "x", "byte_size"),
        ("Base64Bytes", "a", "base64_decode"),
        ("ImportString", "tidak.ada", "import_error"),
    ],
)
def test_fields_of_pydantic_speak_indonesian(name, value, type_):
    """What their Python code says may quote the input; the sentence does not."""
    error = _refused(getattr(pydantic, name), value)
    (entry,) = translate(error)
    assert entry["type"] == type_
    assert entry["msg"] != UNKNOWN[0]
    assert not ENGLISH.search(entry["msg"])
    assert value not in (entry["msg"].split(" "))
    assert localized(error).errors()[0]["msg"] == entry["msg"]


def test_the_time_zone_field():
    """It quotes the value in its context."""
    assert _said(ZoneInfo, "Mars/Utopia") == "Zona waktu tidak dikenal."


@pytest.mark.parametrize("type_", sorted(CUSTOM))
def test_their_sentences_hold_no_fact(type_):
    """Their contexts are free text."""
    for text in CUSTOM[type_]:
        assert "{" not in text
        assert text.endswith(".")
    assert not ENGLISH.search(CUSTOM[type_][0])


def test_an_e_mail_address_that_is_none():
    """EmailStr reports ``value_error`` with a reason, which may quote the address."""
    reason = "The part after the @-sign is not valid: rahasia.invalid"
    try:
        kind = import_module("pydantic").EmailStr
        error = _refused(kind, "budi")
    except ImportError:  # the package email-validator is not installed

        def refuse(_: object) -> None:
            template = "value is not a valid email address: {reason}"
            raise PydanticCustomError("value_error", template, {"reason": reason})

        error = _refused(Annotated[str, pydantic.AfterValidator(refuse)], "budi")
    (entry,) = translate(error)
    assert entry["type"] == "value_error"
    assert entry["msg"].startswith("Alamat surel tidak sah")
    assert "rahasia" not in str(translate(error, "en")) + str(localized(error))
    own = {"value_error": ("Surel keliru.", "Wrong e-mail.")}
    assert translate(error, texts=own)[0]["msg"] == "Surel keliru."


@pytest.mark.parametrize(
    "errors",
    [
        *(None, 5, "missing", b"x", {"type": "missing"}, ["missing"], [None], [5]),
        *([{}], [{"loc": ()}], [{"type": None, "loc": ()}], [{"type": ["missing"]}]),
        *(ValueError("x"), KeyError("type")),
    ],
    ids=repr,
)
def test_what_lists_no_errors_is_refused(errors):
    """One clear error, whatever was given."""
    with pytest.raises(UsageError) as caught:
        translate(errors)
    assert caught.value.code == "validation_errors_expected"


@pytest.mark.parametrize("error", [None, "x", [], ValueError("x")], ids=repr)
def test_only_a_validation_error_is_localized(error):
    """`localized` gives back what it takes."""
    with pytest.raises(UsageError) as caught:
        localized(error)
    assert caught.value.code == "validation_errors_expected"


def test_an_entry_without_a_place_stands_at_the_top():
    """JSON from another service may leave ``loc`` out, or give an odd ``ctx``."""
    entries = [{"type": "missing"}, {"type": "greater_than", "loc": (1,), "ctx": "x"}]
    assert translate(iter(entries)) == [
        {"type": "missing", "loc": (), "msg": "Isian ini wajib diisi."},
        {
            "type": "greater_than",
            "loc": (1,),
            "msg": "Nilai harus lebih besar daripada ….",
        },
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_limit_of_absurd_length_is_left_out(lang):
    """Python refuses to write an int of 5001 digits; the sentence stands."""
    entry = {"type": "greater_than", "loc": (), "ctx": {"gt": 10**5000}}
    (said,) = translate([entry], lang)
    assert said["msg"].endswith(" ….")


def test_a_missing_fact_is_not_called_none():
    """*None* is a word of Python."""
    for key, type_ in (("ge", "greater_than_equal"), ("expected", "enum")):
        (said,) = translate([{"type": type_, "loc": (), "ctx": {key: None}}])
        assert said["msg"].endswith(" ….")
