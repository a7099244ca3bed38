"""Which types have one signed form, and values that came past the validation."""

import datetime as dt
from decimal import Decimal
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum
from typing import Annotated, Literal, NewType, Optional
from uuid import UUID

import pytest
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StrictFloat,
    create_model,
)

from egovkit.errors import DefinitionError, InvalidLengthError, InvalidValueError
from egovkit.signatures import SignableModel, SigningKey, sign
from egovkit.signatures.canonical import MAX_BYTES

NOW = dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC)


class Level(IntEnum):
    """Whole numbers by name."""

    ONE = 1


class Kind(StrEnum):
    """Texts by name."""

    LETTER = "surat"


class Mixed(Enum):
    """Texts and numbers by name."""

    A = "a"
    ONE = 1


class Rights(IntFlag):
    """Bits that add up."""

    READ = 1
    WRITE = 2


class Choice(Flag):
    """The same without numbers."""

    A = 1


class Weight(Enum):
    """A number without a single spelling."""

    HALF = 0.5


class Inner(SignableModel):
    """A part."""

    name: str


class Open(BaseModel):
    """A model of pydantic's own."""

    name: str


def model(annotation):
    """A model with one field of that type."""
    return create_model("Letter", __base__=SignableModel, x=(annotation, ...))


@pytest.mark.parametrize(
    "annotation",
    [
        Level,
        Kind,
        Mixed,
        Inner,
        Optional[Inner],  # noqa: UP045 - the older spelling too
        Literal["a", 1] | None,
        Literal[True, "a"],
        str | int,
        str | bool,
        str | Level,
        int | Kind,
        Kind | Level,
        int | None,
        Inner | str,
        Inner | list[str],
        list[AwareDatetime],
        AwareDatetime | None,
        dict[str, list[Inner]],
        Annotated[int, Field(ge=0)],
        Annotated[str, Field(max_length=3)] | None,
    ],
    ids=str,
)
def test_types_with_one_form(annotation):
    """Each value has one spelling, and each spelling one value."""
    assert model(annotation).schema_id == "letter;v=1"


@pytest.mark.parametrize(
    "annotation",
    [
        Rights,
        Choice,
        Weight,
        Literal[1, True],
        bool | int,
        Decimal | int,
        Decimal | str,
        int | Level,
        Level | Literal[5],
        bool | Level,
        str | Kind,
        Kind | Literal["a"],
        str | UUID,
        Mixed | str,
        Mixed | int,
        Inner | dict[str, str],
        Inner | Open,
        list[str] | tuple[str, ...],
        list,
        dict,
        tuple,
        Open,
        SecretStr,
        StrictFloat,
        Annotated[float, Field(gt=0)],
        list[Annotated[float, Field(gt=0)]],
        list[dt.datetime],
        dt.datetime | None,
        NewType("Pages", int),
    ],
    ids=str,
)
def test_types_without_one_form(annotation):
    """Equal values with two spellings, or one spelling with two values."""
    with pytest.raises(DefinitionError) as caught:
        model(annotation)
    assert caught.value.code == "signable_type"


def test_extra_fields_would_stay_unsigned():
    """A model that takes what it does not know is no signed model."""
    for extra in ("allow", "ignore"):
        with pytest.raises(DefinitionError) as caught:
            type(
                "Letter",
                (SignableModel,),
                {"model_config": ConfigDict(extra=extra), "__module__": __name__},
            )
        assert caught.value.code == "signable_extra"


@pytest.mark.parametrize(
    ("schema", "version"),
    [
        ("surat", "1"),
        ("surat", True),
        ("surat", 1.0),
        ("surat", None),
        (5, 1),
        (b"s", 1),
    ],
    ids=str,
)
def test_a_schema_is_text_and_a_version_a_number(schema, version):
    """True is no version, and text is no number."""
    with pytest.raises(DefinitionError) as caught:
        type(
            "Letter",
            (SignableModel,),
            {"__module__": __name__},
            schema=schema,
            version=version,
        )
    assert caught.value.code == "signable_schema"


def test_a_type_that_is_known_later_is_refused_each_time():
    """A forward reference is judged at first use, and not forgotten after it."""

    class Letter(SignableModel):
        weight: "KnownLater"  # noqa: F821

    Letter.model_rebuild(_types_namespace={"KnownLater": float})
    letter = Letter(weight=1.5)
    for _ in range(2):
        with pytest.raises(DefinitionError) as caught:
            letter.canonical()
        assert caught.value.code == "signable_type"


class Sum(SignableModel):
    """A sum at a time."""

    amount: Decimal = Decimal(0)
    at: AwareDatetime = NOW
    day: dt.date = dt.date(2026, 11, 24)
    note: str = ""


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("-0.00", "0"),
        ("1E+5", "100000"),
        ("1.50", "1.5"),
        ("100", "100"),
        ("-1.5E-3", "-0.0015"),
        ("1E+400", "1" + "0" * 400),
        ("1E-400", "0." + "0" * 399 + "1"),
    ],
)
def test_decimals_in_one_spelling(amount, text):
    """Without exponent, without zeros at the end, no minus zero."""
    assert f'"amount":"{text}"'.encode() in Sum(amount=Decimal(amount)).canonical()


@pytest.mark.parametrize(
    "amount",
    ["1E+401", "1E-401", "1E+999999", "9" * 401, "-1E-999999"],
    ids=lambda text: text[:9],
)
def test_decimals_that_would_fill_the_memory(amount):
    """A few characters of input must not become a gigabyte."""
    with pytest.raises(InvalidValueError) as caught:
        Sum(amount=Decimal(amount)).canonical()
    assert caught.value.code == "canonical_number"


@pytest.mark.parametrize(
    "at",
    [
        dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=7))),
        dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.timezone(-dt.timedelta(hours=7))),
    ],
    ids=["first-year", "last-year"],
)
def test_moments_outside_the_calendar(at):
    """There is no year 0 and no year 10000 to write them in."""
    with pytest.raises(InvalidValueError) as caught:
        Sum(at=at).canonical()
    assert caught.value.code == "canonical_moment"


def test_a_subclass_does_not_choose_what_is_signed():
    """A moment, a day, a sum that print something else: their value is signed."""

    class Moment(dt.datetime):
        def isoformat(self, *_):
            return "2020-01-01T00:00:00+00:00"

        def astimezone(self, *_):
            return self

    class Day(dt.date):
        def isoformat(self):
            return "2020-01-01"

    class Amount(Decimal):
        def __format__(self, _):
            return "1"

        def as_tuple(self):
            return Decimal(1).as_tuple()

    honest = Sum(amount=Decimal(9), at=NOW, day=dt.date(2026, 11, 24))
    moment = Moment(2026, 11, 24, 1, tzinfo=dt.UTC)
    for build in (Sum, Sum.model_construct):
        sly = build(amount=Amount(9), at=moment, day=Day(2026, 11, 24), note="")
        assert sly.canonical() == honest.canonical()


@pytest.mark.parametrize(
    "change",
    [{"amount": 1.5}, {"note": object()}, {"note": b"x"}, {"note": {1, 2}},
     {"note": dt.time(8)}, {"note": 1 + 2j}],
    ids=lambda change: type(next(iter(change.values()))).__name__,
)  # fmt: skip
def test_what_came_past_the_validation_is_not_signed(change):
    """`model_copy(update=…)` and `model_construct` check nothing; signing does."""
    for letter in (Sum().model_copy(update=change), Sum.model_construct(**change)):
        with pytest.raises(InvalidValueError) as caught:
            letter.canonical()
        assert caught.value.code == "canonical_type"


def test_a_field_that_was_left_out_is_not_signed():
    """`model_construct` demands nothing; a letter without its name has no form."""
    with pytest.raises(InvalidValueError) as caught:
        Inner.model_construct().canonical()
    assert caught.value.code == "canonical_type"


def test_a_text_subclass_past_the_validation_is_not_signed():
    """Text that prints itself otherwise, or equals everything, is no text."""

    class Sly(str):
        __slots__ = ()

        def __str__(self):
            return "lain"

    with pytest.raises(InvalidValueError):
        Sum.model_construct(note=Sly("isi")).canonical()
    assert b'"note":"isi"' in Sum(note=Sly("isi")).canonical()


def test_nothing_is_signed_that_could_not_be_read():
    """The limit of reading is that of writing."""
    fits = MAX_BYTES - len(Sum(note="").canonical())
    assert Sum.read(Sum(note="x" * fits).canonical()).note == "x" * fits
    too_long = Sum(note="x" * (fits + 1))
    key = SigningKey.generate(use="approval")
    with pytest.raises(InvalidLengthError) as caught:
        sign(too_long, key=key, purpose="approval", at=NOW)
    assert caught.value.code == "json_too_long"
