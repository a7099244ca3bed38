"""Masked forms show that something is there, not what it is."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.privacy import MaskPolicy, mask, safe_dump

DIGITS = "3171015708459002"
OTHER = "3171015708459003"


class Sex(StrEnum):
    """A code."""

    FEMALE = "P"


class Applicant(BaseModel):
    """A form."""

    nik: NIK
    name: str
    born: date
    sex: Sex = Sex.FEMALE
    income: int = 4_500_000
    member: bool = True
    note: str | None = None
    state: str = "diterima"


SITI = Applicant(nik=NIK(DIGITS), name="Siti Aminah", born=date(1945, 8, 17))


def test_every_leaf_is_covered_unless_it_is_named():
    """Nothing of a person is shown by default but the first letters and a year."""
    assert safe_dump(SITI) == {
        "nik": "317101**********",
        "name": "S*** A***",
        "born": "1945-**-**",
        "sex": "***",
        "income": "***",
        "member": "***",
        "note": None,
        "state": "d***",
    }


def test_named_fields_are_shown():
    """`show` opens fields by name, enums by their value."""
    policy = MaskPolicy(show={"state", "sex", "income", "member", "born"})
    assert safe_dump(SITI, policy) == {
        "nik": "317101**********",
        "name": "S*** A***",
        "born": "1945-08-17",
        "sex": "P",
        "income": 4_500_000,
        "member": True,
        "note": None,
        "state": "diterima",
    }


def test_naming_a_number_does_not_reveal_it():
    """Full numbers come from `plain` only."""
    assert safe_dump(SITI, MaskPolicy(show={"nik"}))["nik"] == "317101**********"


def test_a_number_in_a_shown_text_is_masked():
    """A NIK that somebody typed into a note does not pass."""
    noted = SITI.model_copy(update={"note": f"NIK suami {OTHER}", "income": int(OTHER)})
    shown = safe_dump(noted, MaskPolicy(show={"note", "income"}))
    assert shown["note"] == "NIK suami 317101**********"
    assert shown["income"] == "317101**********"


def test_a_policy_can_show_even_less():
    """First letters and years can be switched off."""
    dumped = safe_dump(SITI, MaskPolicy(initials=False, years=False))
    assert dumped["name"] == "***"
    assert dumped["born"] == "***"


def test_show_is_a_set_of_names():
    """A single text would be taken for a set of letters, so it is refused."""
    with pytest.raises(UsageError) as refused:
        MaskPolicy(show="name")  # type: ignore[arg-type]
    assert refused.value.code == "mask_policy_show"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Siti Aminah", "S*** A***", id="name"),
        pytest.param(DIGITS, "317101**********", id="nik"),
        pytest.param("siti@warga.example", "s***@warga.example", id="e-mail"),
        pytest.param("Jl. Contoh 5", "J*** C*** ***", id="address"),
        pytest.param("", "", id="empty"),
        pytest.param(f"{DIGITS} {OTHER}", "*** ***", id="two-numbers"),
    ],
)
def test_text_keeps_the_first_letters_of_its_words(text, expected):
    """Digits and signs are never kept, and lengths are not either."""
    assert mask(text) == expected


@dataclass
class Row:
    """A dataclass."""

    nik: NIK
    when: datetime


def test_structures_are_masked_at_any_depth():
    """Lists, dictionaries, dataclasses and models, keys included."""
    value = {
        DIGITS: [Row(NIK(DIGITS), datetime(2026, 1, 2, tzinfo=UTC))],
        "siti": {"deep": (NIK(OTHER),)},
    }
    assert mask(value) == {
        "317101**********": [{"nik": "317101**********", "when": "2026-**-**"}],
        "siti": {"deep": ["317101**********"]},
    }


def test_two_people_whose_masks_are_equal_both_stay():
    """Masked keys may collide; no entry disappears for it."""
    masked = mask({NIK(DIGITS): None, NIK(OTHER): None})
    assert list(masked) == ["317101**********", "317101********** (1)"]


@pytest.mark.parametrize("value", ["text", 3, None, [SITI]], ids=repr)
def test_only_models_are_dumped(value):
    """`safe_dump` gives a dictionary, or says that there was no model."""
    with pytest.raises(UsageError) as refused:
        safe_dump(value)
    assert refused.value.code == "not_a_model"
    assert refused.value.facts == {"type": type(value).__name__}


@pytest.mark.property
@given(
    name=st.text(max_size=30),
    note=st.from_regex(rf"[a-z ]{{0,9}}{DIGITS}[a-z ]{{0,9}}", fullmatch=True),
    show=st.sets(st.sampled_from(sorted(Applicant.model_fields))),
)
def test_no_policy_shows_the_number(name, note, show):
    """Whatever the policy names, the number is not in the dump."""
    person = SITI.model_copy(update={"name": name, "note": note})
    assert DIGITS not in json.dumps(safe_dump(person, MaskPolicy(show=show)))
