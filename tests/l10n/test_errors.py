"""pydantic's errors in two languages: every type, and never what was typed."""

import json
import string
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import AnyUrl, BaseModel, Field, ValidationError, field_validator
from pydantic_core import (
    PydanticCustomError,
    PydanticKnownError,
    core_schema,
)
from pydantic_core import (
    ValidationError as CoreError,
)
from pydantic_core._pydantic_core import list_all_errors

from egovkit._messages import sentence, table
from egovkit._messages.pydantic import FREE_TEXTS, SENTENCES, free_text, say, words
from egovkit.errors import CoverageError, InvalidComponentError
from egovkit.identity import NIK
from egovkit.l10n import localized, translate

TYPES = {entry["type"]: entry for entry in list_all_errors()}
# Facts that are a piece of the input, or an exception that may quote it, and
# names of Python classes, which tell a citizen nothing
LEFT_OUT = {
    *("tag", "class_name", "class", "field_type"),
    *("encoding_error", "expected_plural"),
}
SECRET = "3171015708459002"


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_all_types_of_this_pydantic_have_sentences():
    """112 types, and each has an Indonesian and an English sentence."""
    assert TYPES.keys() <= SENTENCES.keys()
    assert len(SENTENCES) >= 112


@pytest.mark.parametrize("error_type", sorted(SENTENCES))
def test_both_languages_hold_the_same_facts(error_type):
    """A figure in one language is in the other."""
    indonesian, english = SENTENCES[error_type]
    assert _fields(indonesian) == _fields(english)
    assert indonesian != english
    assert indonesian.endswith(".")
    assert english.endswith(".")


@pytest.mark.parametrize("error_type", sorted(TYPES))
def test_the_facts_are_those_of_pydantic(error_type):
    """Every placeholder is a key of the type's ctx; what is left out has a reason."""
    theirs = _fields(TYPES[error_type]["message_template_python"])
    ours = _fields(SENTENCES[error_type][0])
    assert ours <= theirs
    missing = theirs - ours - LEFT_OUT
    # Free text about code, not about the form; or an author's, which may quote
    assert missing in (set(), {"error"})


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("error_type", sorted(TYPES))
def test_a_real_error_of_each_type_is_translated(error_type, lang):
    """An error that pydantic-core itself raises, with the context of its type."""
    context = TYPES[error_type].get("example_context")
    if context and "error" in context and context["error"] is None:
        context = {"error": ValueError(SECRET)}
    if context:
        context = {
            key: "4" if isinstance(value, str) else 4 if value in (0, None) else value
            for key, value in context.items()
        }

    def refuse(_value: object) -> None:
        raise PydanticKnownError(error_type, context)

    schema = core_schema.no_info_plain_validator_function(refuse)
    from pydantic_core import SchemaValidator

    with pytest.raises(CoreError) as caught:
        SchemaValidator(schema).validate_python(SECRET)
    (entry,) = translate(caught.value, lang)
    assert entry["type"] == error_type
    assert "{" not in entry["msg"].replace("^[0-9]{", "")
    assert "…" not in entry["msg"]
    assert SECRET not in entry["msg"]
    for field in _fields(SENTENCES[error_type][0]) - {"error"}:
        assert "4" in entry["msg"], field


class Religion(Enum):
    """Two of the registry's codes."""

    ISLAM = "ISLAM"
    HINDU = "HINDU"


class Form(BaseModel):
    """A form in which everything can be wrong."""

    name: Annotated[str, Field(min_length=3, max_length=60)]
    code: Annotated[str, Field(pattern="^[0-9]{16}$")] = "0" * 16
    age: Annotated[int, Field(ge=17, lt=150)] = 17
    kind: Literal["A", "B", "C"] = "A"
    religion: Religion = Religion.ISLAM
    born: date = date(2000, 1, 1)
    at: datetime | None = None
    hour: time = time(8)
    term: timedelta = timedelta(days=1)
    link: AnyUrl | None = None
    uid: UUID | None = None
    price: Annotated[Decimal, Field(max_digits=5, decimal_places=2)] = Decimal(1)
    members: Annotated[list[int], Field(min_length=1, max_length=2)] = [1]


CASES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"name": "ab"},
        "Teks terlalu pendek: paling sedikit 3 karakter.",
        "The text is shorter than the 3-character minimum.",
    ),
    (
        {"name": "a" * 61},
        "Teks terlalu panjang: paling banyak 60 karakter.",
        "The text is longer than the 60-character limit.",
    ),
    ({}, "Isian ini wajib diisi.", "This field is required."),
    ({"name": 5}, "Isian harus berupa teks.", "The value must be text."),
    (
        {"code": "x"},
        "Teks tidak sesuai dengan pola ^[0-9]{16}$.",
        "The text does not match the pattern ^[0-9]{16}$.",
    ),
    ({"age": 3}, "Nilai paling kecil adalah 17.", "The value must be 17 or more."),
    (
        {"age": 200},
        "Nilai harus lebih kecil daripada 150.",
        "The value must be less than 150.",
    ),
    (
        {"age": "tua"},
        "Isian tidak dapat dibaca sebagai bilangan bulat.",
        "The value could not be read as a whole number.",
    ),
    (
        {"kind": "D"},
        "Pilihan yang tersedia: 'A', 'B', atau 'C'.",
        "The choices are: 'A', 'B' or 'C'.",
    ),
    (
        {"religion": "X"},
        "Pilihan yang tersedia: 'ISLAM' atau 'HINDU'.",
        "The choices are: 'ISLAM' or 'HINDU'.",
    ),
    (
        {"born": "2026-13-01"},
        "Tanggal tidak dapat dibaca (bulan harus 1 sampai dengan 12).",
        "The date could not be read (the month must be 1 to 12).",
    ),
    (
        {"born": "2026-02-30"},
        "Tanggal tidak dapat dibaca (tanggal itu tidak ada dalam bulannya).",
        "The date could not be read (that month has no such day).",
    ),
    (
        {"hour": "25:00"},
        "Jam tidak dapat dibaca (jam harus 0 sampai dengan 23).",
        "The time of day could not be read (the hour must be 0 to 23).",
    ),
    (
        {"term": "x"},
        "Lama waktu tidak dapat dibaca (lama waktu memuat karakter yang bukan angka).",
        "The duration could not be read (a character is not a digit).",
    ),
    (
        {"link": "contoh"},
        "Alamat web tidak sah (alamat harus lengkap, misalnya dimulai dengan https://).",
        (
            "The web address is invalid "
            "(the address must be complete, starting with https:// for example)."
        ),
    ),
    (
        {"uid": "1234"},
        "UUID tidak sah (panjangnya tidak sesuai).",
        "The UUID is invalid (the length is wrong).",
    ),
    (
        {"price": "1.234"},
        "Angka di belakang koma terlalu banyak: paling banyak 2.",
        "Too many digits after the point: the maximum is 2.",
    ),
    (
        {"members": []},
        "Jumlah butir terlalu sedikit: paling sedikit 1, yang ada 0.",
        "Too few items: the minimum is 1, there are 0.",
    ),
    (
        {"members": [1, 2, 3]},
        "Jumlah butir terlalu banyak: paling banyak 2, yang ada 3.",
        "Too many items: the maximum is 2, there are 3.",
    ),
]


def _refused(model: type[BaseModel], values: dict[str, Any]) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(values)
    return caught.value


@pytest.mark.parametrize(
    ("values", "indonesian", "english"), CASES, ids=[case[2] for case in CASES]
)
def test_forms(values, indonesian, english):
    """What a citizen reads, in one sentence, for the mistakes of real forms."""
    error = _refused(Form, {"name": "Budi", **values} if values else {})
    assert [entry["msg"] for entry in translate(error, "id")] == [indonesian]
    assert [entry["msg"] for entry in translate(error, "en")] == [english]
    assert translate(error.errors(), "id") == translate(error, "id")


def test_a_generator_is_not_counted_to_its_end():
    """It is known only that there are more than allowed."""

    class Some(BaseModel):
        items: Annotated[set[int], Field(max_length=2)]

    error = _refused(Some, {"items": (n for n in range(10**9))})
    assert error.errors()[0]["ctx"]["actual_length"] is None
    assert [translate(error, lang)[0]["msg"] for lang in ("id", "en")] == [
        "Jumlah butir terlalu banyak: paling banyak 2, yang ada lebih banyak.",
        "Too many items: the maximum is 2, there are more.",
    ]


# Every free text in the compiled module of pydantic-core 2.50, and how some go on
DATES = [
    "input is too short",
    "unexpected extra characters at the end of the input",
    "invalid datetime separator, expected `T`, `t`, `_` or space",
    "invalid date separator, expected `-`",
    "Timestamp is not an exact date",
    "invalid character in year",
    "invalid character in month",
    "invalid character in day",
    "invalid time separator, expected `:`",
    "invalid character in hour",
    "invalid character in minute",
    "invalid character in second",
    "invalid character in second fraction",
    "invalid timezone sign",
    "invalid timezone hour",
    "invalid timezone minute",
    "timezone minute value is outside expected range of 0-59",
    "timezone offset must be less than 24 hours",
    "timezone is required to adjust to a new timezone",
    "Error getting system time",
    "month value is outside expected range of 1-12",
    "day value is outside expected range",
    "hour value is outside expected range of 0-23",
    "minute value is outside expected range of 0-59",
    "second value is outside expected range of 0-59",
    "second fraction value is more than 6 digits long",
    "second fraction digits missing after `.`",
    "millisecond fraction value is more than 3 digits long",
    "invalid digit in duration",
    "`t` character repeated in duration",
    "quantity fraction invalid in duration",
    "quantity invalid in time part of duration",
    "quantity invalid in date part of duration",
    '"day" identifier in duration not correctly formatted',
    "a numeric value in the duration is too large",
    "durations may not exceed 999,999,999 hours",
    "durations may not exceed 999,999,999 days",
    "dates before 0000 are not supported as unix timestamps",
    "dates after 9999 are not supported as unix timestamps",
    "numeric times may not exceed 86,399 seconds",
    "NaN values not permitted",
]
ADDRESSES = [
    "input is empty",
    "empty host",
    "invalid international domain name",
    "invalid port number",
    "invalid IPv4 address",
    "invalid IPv6 address",
    "invalid domain character",
    "relative URL without a base",
    "relative URL with a cannot-be-a-base base",
    "a cannot-be-a-base URL doesn\u2019t have a host to set",
]
UUIDS = [
    "invalid length: found 0",
    "invalid length: expected 16 bytes, found 3",
    "invalid character: found `x` at 0",
    "invalid group count: expected 5, found 2",
    "invalid group length in group 1: expected 4, found 3",
]
JSON = [
    f"{text} at line 1 column 5"
    for text in (
        "EOF while parsing a list",
        "EOF while parsing an object",
        "EOF while parsing a string",
        "EOF while parsing a value",
        "expected `:`",
        "expected `,` or `]`",
        "expected `,` or `}`",
        "expected ident",
        "expected value",
        'expected `"`',
        "invalid escape",
        "invalid number",
        "number out of range",
        "invalid unicode code point",
        "control character (\\u0000-\\u001F) found while parsing a string",
        "key must be a string",
        "invalid value: expected key to be a number in quotes",
        "float key must be finite (got NaN or +/-inf)",
        "lone leading surrogate in hex escape",
        "trailing comma",
        "trailing characters",
        "unexpected end of hex escape",
        "recursion limit exceeded",
    )
]
SEEN = [*DATES, *ADDRESSES, *UUIDS, *JSON]


@pytest.mark.parametrize("text", SEEN)
def test_free_texts_are_mapped(text):
    """None stays English in an Indonesian sentence, none quotes the input."""
    indonesian, english = free_text(text, "id"), free_text(text, "en")
    assert indonesian
    assert english
    assert indonesian != english
    assert "`x`" not in indonesian + english
    for kind in ("date_parsing", "url_parsing", "uuid_parsing", "json_invalid"):
        assert f"({indonesian})" in say(kind, {"error": text}, "id")


@pytest.mark.parametrize(
    "text", ["2026-13-01", "24-11-2026", "", "2026/01/01", "2026-01-01T25:00", "abc"]
)
@pytest.mark.parametrize("kind", [date, datetime, time, timedelta, UUID, AnyUrl])
def test_no_free_text_of_this_pydantic_is_dropped(kind, text):
    """Whatever pydantic says about a real input is in the table."""

    class One(BaseModel):
        value: kind

    try:
        One.model_validate({"value": text})
    except ValidationError as error:
        (entry,) = error.errors()
        reason = entry.get("ctx", {}).get("error")
        if reason is not None:
            assert free_text(reason) is not None, reason
            assert free_text(reason) in translate(error)[0]["msg"]


@pytest.mark.parametrize(
    "text", ["{", "[1,", '{"a"}', "[1 2]", "nul", "1x", '"\\x"', "[" * 300]
)
def test_no_free_text_about_json_is_dropped(text):
    """The same for JSON."""
    with pytest.raises(ValidationError) as caught:
        Form.model_validate_json(text)
    (entry,) = caught.value.errors()
    assert entry["type"] == "json_invalid"
    assert free_text(entry["ctx"]["error"]) is not None, entry["ctx"]["error"]


def test_unknown_free_text_is_dropped():
    """It may quote the input: the sentence stands without it."""
    assert free_text(f"strange: {SECRET}") is None
    assert say("date_parsing", {"error": SECRET}, "id") == (
        "Tanggal tidak dapat dibaca; tulis dengan bentuk TTTT-BB-HH."
    )


def test_free_texts_have_two_languages():
    """Every mapped text differs in the two."""
    for indonesian, english in FREE_TEXTS.values():
        assert indonesian
        assert english


class Quoting(BaseModel):
    """A form whose validators quote what was typed, as they often do."""

    value: str
    again: str = "x"
    third: str = "x"

    @field_validator("value")
    @classmethod
    def _value(cls, value: str) -> str:
        raise ValueError(f"nilai {value} salah")

    @field_validator("again")
    @classmethod
    def _again(cls, value: str) -> str:
        assert value == "x", f"{value} is no x"
        return value

    @field_validator("third")
    @classmethod
    def _third(cls, value: str) -> str:
        if value != "x":
            raise PydanticCustomError("odd", "odd {value}", {"value": value})
        return value


QUOTED = {"value": SECRET, "again": SECRET, "third": SECRET}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_was_typed_is_in_no_message(lang):
    """Whoever wrote the validator, and whatever pydantic renders."""
    error = _refused(Quoting, QUOTED)
    assert SECRET in str(error)
    assert SECRET not in json.dumps(translate(error, lang))
    assert SECRET not in str(localized(error, lang))
    types = [entry["type"] for entry in translate(error, lang)]
    assert types == ["value_error", "assertion_error", "odd"]


def test_a_piece_of_the_input_in_a_tag_is_left_out():
    """``tag`` is what was typed; the choices are the rule's."""

    class A(BaseModel):
        kind: Literal["a"]

    class B(BaseModel):
        kind: Literal["b"]

    class Either(BaseModel):
        item: Annotated[A | B, Field(discriminator="kind")]

    error = _refused(Either, {"item": {"kind": SECRET}})
    (entry,) = translate(error)
    assert entry["msg"] == (
        "Jenis data pada 'kind' tidak dikenal; pilihannya: 'a', 'b'."
    )
    assert SECRET not in str(localized(error))
    assert "tag" not in localized(error).errors()[0]["ctx"]


def test_an_applications_own_sentences():
    """By type, or by the exact words of a ValueError; with figures of ctx."""
    texts = {
        "odd": ("Nilai ganjil.", "The value is odd."),
        "assertion_error": ("Isian tidak cocok.", "It does not fit."),
        "umur kurang": ("Umur kurang.", "Too young."),
        "low": ("Paling sedikit {least}.", "At least {least}."),
        "missing": ("Mohon diisi.", "Please fill in."),
    }
    said = [entry["msg"] for entry in translate(_refused(Quoting, QUOTED), texts=texts)]
    assert said[1:] == ["Isian tidak cocok.", "Nilai ganjil."]
    entry = {"loc": (), "ctx": {"error": ValueError("umur kurang")}}
    assert words("value_error", entry["ctx"], "en", texts)[1] == "Too young."
    assert words("low", {"least": 3}, "id", texts)[1] == "Paling sedikit 3."
    error = _refused(Form, {})
    assert translate(error, texts=texts)[0]["msg"] == "Mohon diisi."
    assert localized(error, texts=texts).errors()[0]["msg"] == "Mohon diisi."


def test_egovkits_own_errors_speak_for_themselves():
    """As a type that an identifier reports, and raised inside a validator."""

    class WithNik(BaseModel):
        nik: NIK
        month: int = 1

        @field_validator("month")
        @classmethod
        def _month(cls, value: int) -> int:
            if value > 12:
                raise InvalidComponentError("month_range")
            return value

    error = _refused(WithNik, {"nik": "123", "month": 13})
    assert translate(error, "id") == [
        {
            "type": "nik_length",
            "loc": ("nik",),
            "msg": sentence("nik_length", "id", expected=16, got=3),
        },
        {
            "type": "month_range",
            "loc": ("month",),
            "msg": "Bulan harus 1 sampai dengan 12.",
        },
    ]
    assert translate(error, "en")[1]["msg"] == "The month must be 1 to 12."


def test_no_code_of_egovkit_is_a_type_of_pydantic():
    """A code must not be answered with pydantic's sentence."""
    assert table().keys() & SENTENCES.keys() == set()


def test_localized_is_the_same_error_in_other_words():
    """Title, places, types, inputs and figures stay; str() shows no input."""
    error = _refused(Form, {"name": "ab", "age": 3, "code": SECRET + "1"})
    other = localized(error, "id")
    assert type(other) is ValidationError
    assert other.title == error.title
    assert other.error_count() == error.error_count()
    for theirs, ours in zip(error.errors(), other.errors(), strict=True):
        for key in ("type", "loc", "input", "ctx"):
            assert ours[key] == theirs[key]
        assert ours["msg"] != theirs["msg"]
    assert "paling sedikit 3 karakter" in str(other)
    assert SECRET not in str(other)


def test_braces_of_a_pattern_are_not_filled():
    """Pydantic fills templates again and again; ``{16}`` is no field."""
    other = localized(_refused(Form, {"name": "abc", "code": "x"}))
    assert other.errors()[0]["msg"].endswith("pola ^[0-9]{16}$.")


def test_a_long_fact_is_cut():
    """A pattern of a page is no help to anybody."""
    msg = say("string_pattern_mismatch", {"pattern": "x" * 1000}, "id")
    assert len(msg) < 300


def test_entries_of_somebody_elses_making():
    """JSON from another service may lack figures."""
    entries = [
        {"type": "string_too_short", "loc": ["nik"]},
        {"type": "greater_than", "loc": [], "ctx": {}},
        {"type": "too_short", "loc": [], "ctx": None},
        {"type": "strange", "loc": []},
        {"type": "literal_error", "loc": []},
    ]
    assert [entry["msg"] for entry in translate(entries)] == [
        "Teks terlalu pendek: paling sedikit … karakter.",
        "Nilai harus lebih besar daripada ….",
        "Jumlah butir terlalu sedikit: paling sedikit …, yang ada ….",
        "Isian tidak dapat diterima.",
        "Pilihan yang tersedia: ….",
    ]


def test_errors_of_other_exceptions_with_pydantics_list():
    """FastAPI's exception lists errors in pydantic's shape without its options."""

    class RequestError(Exception):
        def errors(self):
            return [{"type": "missing", "loc": ("body", "nik")}]

    assert translate(RequestError())[0] == {
        "type": "missing",
        "loc": ("body", "nik"),
        "msg": "Isian ini wajib diisi.",
    }


@pytest.mark.parametrize("lang", ["jv", "su", "ms", "de"])
def test_sentences_exist_in_two_languages(lang):
    """A clear error for the others, not silence in English."""
    for function in (translate, localized):
        with pytest.raises(CoverageError) as caught:
            function(_refused(Form, {}), lang)
        assert caught.value.code == "language_without_sentences"


@pytest.mark.parametrize("lang", ["id", "id-ID", "in", "id_ID"])
def test_language_tags_of_browsers(lang):
    """``id-ID`` and the old ``in`` are Indonesian."""
    assert translate(_refused(Form, {}), lang)[0]["msg"] == "Isian ini wajib diisi."


FORBIDDEN = ("silahkan", "ijin", "nomer", "milyar", "kwitansi", "jum'at", "pebruari")


@pytest.mark.parametrize("error_type", sorted(SENTENCES))
def test_the_register_is_formal_and_plain(error_type):
    """KBBI's spelling, one sentence, no names of Python types."""
    indonesian = SENTENCES[error_type][0]
    lowered = indonesian.lower()
    assert not any(word in lowered for word in FORBIDDEN)
    assert not any(word in lowered for word in (" str", " int ", "dict", "tuple"))
    assert indonesian[0].isupper()
