"""When a document is asked for: conditions on the form, each part of them."""

from itertools import product

import pytest
from pydantic import ValidationError

from egovkit.services import Requirement, When

VALUES = [None, "", "a", "b", "2", 0, 1, 2, 3, 1.5, 2.0, True, False]
PARTS = {
    "one_of": [(), ("a",), ("a", "b"), (2,)],
    "at_least": [None, 0, 2],
    "at_most": [None, 0, 2],
    "filled": [None, True, False],
}


def holds(value, *, one_of, at_least, at_most, filled):
    """The condition as a reader of its four parts would judge it."""
    number = value if type(value) in (int, float) else None
    return all(
        [
            filled is None or filled == (value not in (None, "")),
            not one_of or value in one_of,
            at_least is None or (number is not None and number >= at_least),
            at_most is None or (number is not None and number <= at_most),
        ]
    )


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_combination_of_parts(value):
    """All 108 conditions over each value: each part that is given has to hold."""
    for parts in product(*PARTS.values()):
        stated = dict(zip(PARTS, parts, strict=True))
        assert When(field="n", **stated).holds({"n": value}) is holds(value, **stated)


@pytest.mark.parametrize("filled", [None, True, False])
def test_a_field_that_is_missing_is_empty(filled):
    """As if it were there without a value; other fields do not count."""
    condition = When(field="n", filled=filled)
    assert condition.holds({"m": "x"}) is condition.holds({"n": None})
    assert condition.holds({}) is (filled is not True)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_all_conditions_of_a_requirement_hold(first, second):
    """Asked of the business that is large and serves food, not of one or the other."""
    needed = Requirement(
        name="ukl_upl",
        title="UKL-UPL",
        when=[
            {"field": "luas", "at_least": 100},
            {"field": "jenis", "one_of": ["kafe"]},
        ],
    )
    form = {"luas": 120 if first else 80, "jenis": "kafe" if second else "toko"}
    assert needed.applies(form) is (first and second)
    assert Requirement(name="kk", title="KK").applies(form)


def test_what_a_requirement_is_unless_stated():
    """A file of five mebibytes at most, PDF, JPEG or PNG, of any age."""
    plain = Requirement(name="kk", title="Kartu Keluarga")
    assert (plain.document, plain.max_bytes, plain.max_age_days) == (
        True,
        5_242_880,
        None,
    )
    assert plain.media_types == {"application/pdf", "image/jpeg", "image/png"}
    assert (plain.when, plain.source) == ((), "")


@pytest.mark.parametrize(
    "change",
    [
        {"max_bytes": 0}, {"max_bytes": -1}, {"max_age_days": 0}, {"title": ""},
        {"name": "KK"}, {"name": "kartu keluarga"}, {"name": ""}, {"media_types": []},
        {"media_types": ["image/png\n"]}, {"media_types": ["a" * 41 + "/b"]},
        {"media_types": ["a/" + "b" * 81]}, {"when": [{"field": "x", "least": 1}]},
        {"colour": "red"},
    ],
    ids=str,
)  # fmt: skip
def test_a_requirement_that_cannot_be_met_is_a_mistake(change):
    """Found when it is stated, not at the counter."""
    good = {"name": "kk", "title": "KK", "max_bytes": 1, "max_age_days": 1}
    assert Requirement(**good, media_types=["a" * 40 + "/" + "b" * 80])
    with pytest.raises(ValidationError):
        Requirement(**{**good, **change})
