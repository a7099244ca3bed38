"""A model with one signed form, or no model at all."""

import datetime as dt
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AwareDatetime, Field

from egovkit._identifier import Identifier
from egovkit.errors import (
    DefinitionError,
    EgovkitError,
    InvalidFormatError,
    InvalidValueError,
)
from egovkit.signatures import SignableModel


class Number(Identifier):
    """A number of this test."""

    __slots__ = ()
    NAME, PREFIX, LENGTHS, EXAMPLE = "Nomor", "nomor", (4,), "9001"


class Kind(StrEnum):
    """Kinds of documents."""

    LETTER = "surat"


class Level(IntEnum):
    """Levels."""

    ONE = 1


class Part(SignableModel):
    """An attachment."""

    name: str


class Decision(SignableModel, schema="kota-contoh/keputusan", version=2):
    """One field of every kind."""

    number: str
    at: AwareDatetime
    day: dt.date
    amount: Decimal
    kind: Kind
    level: Level
    parts: tuple[Part, ...]
    notes: dict[str, str]
    id: UUID
    owner: Number
    approved: bool | None = None
    answer: Literal["ya", "tidak"] = "ya"
    either: str | int = 1


WIB = dt.timezone(dt.timedelta(hours=7))


def decision(**changes):
    """A decision, with some fields changed."""
    values = {
        "number": "470/9001",
        "at": dt.datetime(2026, 11, 24, 8, 0, tzinfo=WIB),
        "day": dt.date(2026, 11, 24),
        "amount": Decimal("1500.50"),
        "kind": Kind.LETTER,
        "level": Level.ONE,
        "parts": (Part(name="kk.pdf"),),
        "notes": {"b": "2", "a": "1"},
        "id": UUID(int=9001),
        "owner": Number("9001"),
    }
    return Decision(**(values | changes))


FORM = (
    b'{"amount":"1500.5","answer":"ya","approved":null,"at":"2026-11-24T01:00:00Z",'
    b'"day":"2026-11-24","either":1,"id":"00000000-0000-0000-0000-000000002329",'
    b'"kind":"surat","level":1,"notes":{"a":"1","b":"2"},"number":"470/9001",'
    b'"owner":"9001","parts":[{"name":"kk.pdf"}]}'
)


def test_each_kind_of_field_has_its_one_spelling():
    """UTC with Z, decimals without trailing zeros, enums by value, sorted keys."""
    assert decision().canonical() == FORM
    assert Decision.schema_id == "kota-contoh/keputusan;v=2"


def test_the_form_reads_back():
    """`read` gives the value that was signed."""
    assert Decision.read(FORM) == decision()


@pytest.mark.parametrize(
    "same",
    [
        {"at": dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)},
        {"amount": Decimal("1500.5")},
        {"amount": Decimal("15005E-1")},
        {"notes": {"a": "1", "b": "2"}},
    ],
    ids=["zone", "trailing-zero", "exponent", "order"],
)
def test_equal_values_have_equal_bytes(same):
    """What compares equal is signed alike."""
    assert decision(**same).canonical() == FORM


def test_text_is_signed_in_nfc():
    """A letter with a combining accent and the letter precomposed are one text."""
    assert (
        decision(number="e\u0301").canonical() == decision(number="\u00e9").canonical()
    )


def test_two_spellings_of_one_name_are_refused():
    """A dict whose keys fall together in NFC has no form."""
    with pytest.raises(InvalidValueError) as caught:
        decision(notes={"e\u0301": "1", "\u00e9": "2"}).canonical()
    assert caught.value.code == "canonical_text"


@pytest.mark.parametrize(
    ("amount", "text"),
    [("0", "0"), ("-0", "0"), ("-0.00", "0"), ("100", "100"), ("1E+3", "1000")],
)
def test_decimals_have_one_spelling(amount, text):
    """No exponent, no trailing zeros, one zero."""
    assert f'"amount":"{text}"'.encode() in decision(amount=Decimal(amount)).canonical()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"amount":"1500.5"', b'"amount":"1500.50"'),
        (b"01:00:00Z", b"01:00:00+00:00"),
        (b"01:00:00Z", b"08:00:00+07:00"),
        (b'{"amount"', b'{ "amount"'),
        (b'"approved":null,', b""),
        (b'"day":"2026-11-24",', b'"day":"2026-11-24","day":"2026-11-24",'),
        (b'"level":1', b'"level":1.0'),
        (b'"level":1', b'"level":"1"'),
        (b'"either":1', b'"either":true'),
    ],
    ids=[
        "zeros",
        "offset",
        "zone",
        "space",
        "default",
        "twice",
        "float",
        "text-for-int",
        "bool-for-int",
    ],
)
def test_another_spelling_is_refused(old, new):
    """Bytes that mean the same but are not the form are no signed form."""
    assert old in FORM
    with pytest.raises(InvalidFormatError) as caught:
        Decision.read(FORM.replace(old, new, 1))
    assert caught.value.code in {"payload_not_canonical", "payload_of_other_schema"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"number":"470/9001"', b'"number":470'),
        (b'"level":1', b'"level":9'),
        (b'"number"', b'"nomor"'),
        (b'"owner":"9001"', b'"owner":"900"'),
        (b"}", b',"extra":1}'),
    ],
    ids=["int-for-text", "no-member", "name", "identifier", "extra"],
)
def test_another_schema_is_refused(old, new):
    """Types must fit, unknown and missing names are errors, nothing is shown."""
    with pytest.raises(InvalidFormatError) as caught:
        Decision.read(FORM.replace(old, new, 1))
    assert caught.value.code == "payload_of_other_schema"
    assert "9001" not in str(caught.value)


def test_too_long_is_refused_before_parsing():
    """A mebibyte is the limit."""
    with pytest.raises(EgovkitError) as caught:
        Decision.read(b" " * (2**20 + 1))
    assert caught.value.code == "json_too_long"


def test_an_integer_beyond_exactness_is_refused():
    """2^53 cannot be told from its neighbour by every reader."""
    with pytest.raises(InvalidValueError) as caught:
        decision(either=2**53).canonical()
    assert caught.value.code == "canonical_integer"


@pytest.mark.parametrize(
    "annotation",
    [
        float,
        set[str],
        frozenset[int],
        bytes,
        dt.datetime,
        Any,
        object,
        dt.time,
        dt.timedelta,
        list[float],
        tuple[str, Any],
        dict[str, float],
        dict[int, str],
        float | None,
        str | dt.date,
        Kind | Literal["x"],
        list[str] | tuple[int, ...],
        Part | dict[str, str],
    ],
    ids=str,
)
def test_types_without_one_form_are_refused_at_class_creation(annotation):
    """The author learns it when the class is made, not when somebody signs."""
    with pytest.raises(DefinitionError) as caught:
        type(
            "Bad",
            (SignableModel,),
            {"__annotations__": {"bad": annotation}, "__module__": __name__},
        )
    assert caught.value.code == "signable_type"
    assert caught.value.facts == {"field": "bad"}


def test_an_alias_is_refused():
    """A field has one name."""
    with pytest.raises(DefinitionError) as caught:

        class Bad(SignableModel):
            name: str = Field(alias="nama")

    assert caught.value.code == "signable_alias"


@pytest.mark.parametrize(
    ("schema", "version"), [("Kota", 1), ("", 1), ("a;v=2", 1), ("kota", 0)]
)
def test_schema_names_have_one_shape(schema, version):
    """Lower case, digits, dots, slashes, hyphens; versions start at 1."""
    with pytest.raises(DefinitionError) as caught:
        type(
            "Bad",
            (SignableModel,),
            {"__module__": __name__},
            schema=schema,
            version=version,
        )
    assert caught.value.code == "signable_schema"


class Tree(SignableModel, schema="kota-contoh/pohon"):
    """A model that holds its like."""

    name: str
    children: "tuple[Tree, ...]" = ()


def test_a_model_may_hold_its_like():
    """A recursive model is checked once it is complete."""
    tree = Tree(name="a", children=(Tree(name="b"),))
    assert tree.canonical() == (b'{"children":[{"children":[],"name":"b"}],"name":"a"}')
    assert Tree.read(tree.canonical()) == tree


@pytest.mark.property
@given(
    st.builds(
        decision,
        number=st.text(st.characters(exclude_categories=["Cs"])),
        at=st.datetimes(  # a day inside: beyond the ends there is no year in UTC
            dt.datetime(1, 1, 2),  # noqa: DTZ001 - the zone is drawn
            dt.datetime(9999, 12, 30, 23, 59, 59, 999_999),  # noqa: DTZ001
            timezones=st.timezones(),
        ),
        amount=st.decimals(allow_nan=False, allow_infinity=False),
        either=st.integers(-(2**53) + 1, 2**53 - 1) | st.just("x"),
    )
)
def test_whatever_the_values_the_form_reads_back_to_itself(value):
    """read(canonical(x)) has the bytes of canonical(x)."""
    data = value.canonical()
    assert Decision.read(data).canonical() == data
