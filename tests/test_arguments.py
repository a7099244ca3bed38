"""Arguments of another kind are refused by name, and what was given is not shown."""

import pytest

from egovkit._arguments import (
    integer,
    is_count,
    is_length,
    of_kind,
    several,
    taken_apart,
)
from egovkit.errors import EgovkitError, UsageError

SECRET = "9971015708459002"


def refused(call, *args, **kwargs):
    """Code and argument of the refusal; the value is not in it."""
    with pytest.raises(UsageError) as caught:
        call(*args, **kwargs)
    assert SECRET not in f"{caught.value!r} {caught.value} {caught.value.facts}"
    return caught.value.code, caught.value.facts.get("argument")


def test_a_value_of_another_kind_is_refused_by_the_name_of_the_argument():
    """One kind, or one of several; None only where it is among them."""
    of_kind("x", str, "name")
    of_kind(None, str | None, "name")
    for value, kind in ((None, str), (SECRET, bytes | int), (b"x", str)):
        assert refused(of_kind, value, kind, "name") == ("argument_wrong", "name")


@pytest.mark.parametrize(
    "one",
    [SECRET, b"x", bytearray(b"x"), memoryview(b"x"), 5, None],
    ids=["text", "bytes", "bytearray", "view", "number", "none"],
)
def test_one_is_not_several(one):
    """Python would take a text apart, letter by letter."""
    assert refused(several, one, "names") == ("argument_wrong", "names")


def test_several_are_gone_through_in_their_order():
    """Whatever can be gone through, once."""
    assert list(several((c for c in "ab"), "names")) == ["a", "b"]
    assert list(several([], "names")) == []


def test_what_python_says_of_a_part_becomes_the_argument():
    """Errors of ours pass as they are: they say more."""

    def apart(error):
        with taken_apart("pairs"):
            raise error

    for error in (TypeError(SECRET), ValueError(SECRET)):
        assert refused(apart, error) == ("argument_wrong", "pairs")
    own = UsageError("not_text")
    with pytest.raises(EgovkitError) as caught:
        apart(own)
    assert caught.value is own


def test_a_whole_number_is_asked_for_as_python_asks():
    """True is 1 to it, and so is NumPy's; a float or a text is none."""

    class Whole:
        def __index__(self):
            return 7

    assert (integer(7, "not_text"), integer(Whole(), "not_text")) == (7, 7)
    for value in (7.0, "7", None):
        code, _ = refused(integer, value, "argument_wrong", argument="index")
        assert code == "argument_wrong"


@pytest.mark.parametrize(
    ("value", "most", "good"),
    [(1, None, True), (5, 5, True), (6, 5, False), (0, None, False),
     (True, None, False), (1.0, None, False), (None, None, False)],
)  # fmt: skip
def test_a_count_is_a_whole_number_from_one(value, most, good):
    """And no truth value."""
    assert is_count(value, most) is good


@pytest.mark.parametrize(
    ("value", "good"),
    [(0, True), (0.5, True), (2, True), (2.01, False), (-1, False), (True, False),
     (float("nan"), False), ("1", False)],
)  # fmt: skip
def test_a_length_lies_within_its_bounds(value, good):
    """Bounds included; not a number lies nowhere."""
    assert is_length(value, 0, 2) is good
