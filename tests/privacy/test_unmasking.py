"""`plain` is the one way from masked values to full ones."""

import json
import warnings
from collections import namedtuple
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    Secret,
    SecretStr,
    computed_field,
)

from egovkit.errors import UsageError
from egovkit.identity import NIK, KKNumber, PhoneNumber
from egovkit.privacy import Encrypted, FieldCipher, plain

DIGITS = "3171015708459002"
OTHER = "3171011708459001"


class Level(IntEnum):
    """Numbers as an enum."""

    LOW = 1


class State(StrEnum):
    """Texts as an enum."""

    OPEN = "terbuka"


class Owner(Enum):
    """An enum of identifiers."""

    SITI = NIK(DIGITS)


Pair = namedtuple("Pair", "nik kk")  # noqa: PYI024 - users have untyped ones


@dataclass
class Row:
    """A dataclass."""

    nik: NIK
    note: str = ""


class Applicant(BaseModel):
    """A model with all kinds of fields."""

    nik: NIK
    born: date
    phones: tuple[PhoneNumber, ...] = ()
    password: SecretStr = SecretStr("rahasia")
    anything: object = None


class Family(BaseModel):
    """A model of models."""

    kk: KKNumber
    members: dict[str, Applicant]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, None, id="none"),
        pytest.param("Siti", "Siti", id="text"),
        pytest.param(3, 3, id="int"),
        pytest.param(True, True, id="bool"),
        pytest.param(1.5, 1.5, id="float"),
        pytest.param(NIK(DIGITS), DIGITS, id="identifier"),
        pytest.param(Level.LOW, 1, id="int-enum"),
        pytest.param(State.OPEN, "terbuka", id="text-enum"),
        pytest.param(Owner.SITI, DIGITS, id="enum-of-identifiers"),
        pytest.param(date(1945, 8, 17), "1945-08-17", id="date"),
        pytest.param(
            datetime(2026, 11, 24, 8, tzinfo=UTC),
            "2026-11-24T08:00:00+00:00",
            id="time",
        ),
        pytest.param(time(8, 30), "08:30:00", id="time-of-day"),
        pytest.param(SecretStr("rahasia"), "rahasia", id="secret"),
        pytest.param(Secret[NIK](NIK(DIGITS)), DIGITS, id="secret-identifier"),
        pytest.param(Decimal("1.50"), "1.50", id="decimal"),
        pytest.param(UUID(int=1), "00000000-0000-0000-0000-000000000001", id="uuid"),
        pytest.param([NIK(DIGITS), 1], [DIGITS, 1], id="list"),
        pytest.param((NIK(DIGITS),), [DIGITS], id="tuple"),
        pytest.param({NIK(DIGITS), NIK(OTHER)}, [OTHER, DIGITS], id="set-is-sorted"),
        pytest.param(
            Pair(NIK(DIGITS), KKNumber("3171012301129001")),
            [DIGITS, "3171012301129001"],
            id="named-tuple",
        ),
        pytest.param({NIK(DIGITS): NIK(OTHER)}, {DIGITS: OTHER}, id="key-and-value"),
        pytest.param({1: NIK(DIGITS)}, {1: DIGITS}, id="other-key"),
        pytest.param(Row(NIK(DIGITS)), {"nik": DIGITS, "note": ""}, id="dataclass"),
        pytest.param(RootModel[list[NIK]]([NIK(DIGITS)]), [DIGITS], id="root-model"),
        pytest.param(
            {"a": {"b": [Row(NIK(DIGITS))]}},
            {"a": {"b": [{"nik": DIGITS, "note": ""}]}},
            id="nested",
        ),
    ],
)
def test_every_kind_of_value_has_its_full_form(value, expected):
    """Identifiers and secrets become text, structures become lists and dicts."""
    result = plain(value)
    assert result == expected
    json.dumps(result)


def test_a_model_gives_full_values_at_any_depth():
    """A field typed `object` gives its NIK too, and a secret its text."""
    inner = Applicant(
        nik=NIK(DIGITS),
        born=date(1945, 8, 17),
        phones=(PhoneNumber.parse("0812-3456-7890"),),
        anything=[NIK(OTHER)],
    )
    family = Family(kk=KKNumber("3171012301129001"), members={"istri": inner})
    result = plain(family)
    assert result == {
        "kk": "3171012301129001",
        "members": {
            "istri": {
                "nik": DIGITS,
                "born": "1945-08-17",
                "phones": [PhoneNumber.parse("0812-3456-7890").reveal()],
                "password": "rahasia",
                "anything": [OTHER],
            }
        },
    }


def test_what_plain_gives_is_read_back_as_the_same_model():
    """`plain` is the wire form: validating it gives an equal model."""
    model = Applicant(nik=NIK(DIGITS), born=date(1945, 8, 17))
    assert Applicant.model_validate(plain(model)) == model


def test_an_encrypted_field_stays_encrypted():
    """What is encrypted has no other plain form than its ciphertext."""
    cipher = FieldCipher({"a": bytes(32)}, table="t", column="c")
    secret = Encrypted.encrypt(NIK(DIGITS), cipher, context="1")
    assert plain({"nik": secret}) == {"nik": secret.text}


def test_two_keys_that_become_equal_are_refused():
    """No value is lost in silence because two keys have the same digits."""
    family_and_person = {NIK("3171012301129001"): 1, KKNumber("3171012301129001"): 2}
    with pytest.raises(UsageError) as refused:
        plain(family_and_person)
    assert refused.value.code == "keys_collide"


@pytest.mark.parametrize(
    "key", [(1, 2), frozenset({1}), (NIK(DIGITS), "ibu")], ids=repr
)
def test_a_key_that_is_no_text_is_refused_by_its_type(key):
    """A pair has no plain form as a key, and no error of Python's says so."""
    with pytest.raises(UsageError) as refused:
        plain({key: "x"})
    assert refused.value.code == "no_plain_form"
    assert refused.value.facts["type"] == type(key).__name__


def test_a_cycle_ends():
    """A list that holds itself is an error, not an endless loop."""
    cycle: list[object] = []
    cycle.append(cycle)
    with pytest.raises(UsageError) as refused:
        plain(cycle)
    assert refused.value.code == "value_too_deep"


@pytest.mark.parametrize(
    "value",
    [object(), NIK, print, b"\xff"],
    ids=["object", "class", "function", "bytes"],
)
def test_a_value_without_a_plain_form_is_refused_by_its_type(value):
    """The error names the type and nothing of the value."""
    with pytest.raises(UsageError) as refused:
        plain({"field": value})
    assert refused.value.code == "no_plain_form"
    assert refused.value.facts == {"type": type(value).__name__}


class Loud(BaseModel):
    """A model whose own code quotes the number."""

    nik: NIK

    @computed_field
    @property
    def broken(self) -> str:
        """Fail as careless code does."""
        raise RuntimeError(self.nik.reveal())


def test_a_model_whose_own_code_fails_shows_no_value():
    """Whatever a computed field raises may quote a number, so it is dropped."""
    with pytest.raises(UsageError) as refused:
        plain(Loud(nik=NIK(DIGITS)))
    assert refused.value.code == "model_not_dumped"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


class Aliased(BaseModel):
    """A model whose wire names are others."""

    number: NIK = Field(alias="nomor")


def test_fields_have_their_own_names():
    """Names are those of the class, with every pydantic."""
    assert plain(Aliased(nomor=NIK(DIGITS))) == {"number": DIGITS}


class Loose(BaseModel):
    """A model that checks no assignment."""

    model_config = ConfigDict(validate_assignment=False)
    name: str


def test_no_serialisation_warning_prints_a_value():
    """A value of another type than declared makes no warning that prints it."""
    loose = Loose(name="x")
    loose.name = NIK(DIGITS)  # type: ignore[assignment]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plain(loose) == {"name": DIGITS}


_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.just(NIK(DIGITS)),
    st.dates(),
)


@pytest.mark.property
@given(
    st.recursive(
        _leaves,
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_json_takes_whatever_comes_out(value):
    """The result goes through `json.dumps` and comes back equal."""
    result = plain(value)
    assert json.loads(json.dumps(result)) == result
