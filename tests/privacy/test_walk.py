"""How values are taken apart: sixty-four levels, and each kind of part once."""

from collections import OrderedDict, UserDict, UserList, deque
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.privacy import MaskPolicy, mask, plain

SITI = NIK("3171015708459002")
LEVELS = 64  # of the docstrings: the leaf is one of them


def nested(kinds):
    """A text inside so many lists, mappings, models …, outermost first."""
    value = "Siti"
    for kind in reversed(kinds):
        value = kind(value)
    return value


class Box(BaseModel):
    """A model with anything inside."""

    inside: object


@dataclass
class Crate:
    """A dataclass with anything inside."""

    inside: object


KINDS = {
    "list": lambda inner: [inner],
    "tuple": lambda inner: (inner,),
    "mapping": lambda inner: {"inside": inner},
    "dataclass": Crate,
    "user list": lambda inner: UserList([inner]),
}


@pytest.mark.parametrize("read", [plain, mask])
class TestDepth:
    """Sixty-four levels are taken apart, and not one more."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_limit_is_the_same_for_each_kind(self, read, kind):
        """63 containers around a leaf are 64 levels."""
        read(nested([KINDS[kind]] * (LEVELS - 1)))
        with pytest.raises(UsageError) as caught:
            read(nested([KINDS[kind]] * LEVELS))
        assert (caught.value.code, caught.value.facts) == (
            "value_too_deep",
            {"limit": LEVELS},
        )

    @pytest.mark.property
    @given(kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=61, max_size=66))
    def test_kinds_may_alternate(self, read, kinds):
        """A level is a level, whatever it is made of."""
        value = nested([KINDS[kind] for kind in kinds])
        if len(kinds) < LEVELS:
            read(value)
        else:
            with pytest.raises(UsageError):
                read(value)

    def test_a_circle_ends(self, read):
        """A list that holds itself is too deep, not an endless walk."""
        value = []
        value.append(value)
        with pytest.raises(UsageError) as caught:
            read(value)
        assert caught.value.code == "value_too_deep"

    def test_a_circle_through_a_mapping_ends(self, read):
        """And one that goes through several kinds."""
        value = {"list": [Crate(None)]}
        value["list"][0].inside = value
        with pytest.raises(UsageError) as caught:
            read(value)
        assert caught.value.code == "value_too_deep"

    def test_keys_are_no_level(self, read):
        """A mapping in a mapping is two levels, whatever its keys are."""
        value = "Siti"
        for _ in range(LEVELS - 1):
            value = {date(2026, 1, 2): value}
        read(value)


class Place(Enum):
    """A member that is a dataclass is still one word of a list."""

    HERE = Crate("Siti")


class Level(IntEnum):
    """A number with a name."""

    ONE = 1


class TestKinds:
    """What is taken apart, and what is one leaf."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ([SITI], [SITI.reveal()]),
            ((SITI,), [SITI.reveal()]),
            (deque([SITI]), [SITI.reveal()]),
            (UserList([SITI]), [SITI.reveal()]),
            ({SITI}, [SITI.reveal()]),
            (frozenset([SITI]), [SITI.reveal()]),
            ({SITI: 1}, {SITI.reveal(): 1}),
            ({SITI: 1}.keys(), [SITI.reveal()]),
            (OrderedDict(a=SITI), {"a": SITI.reveal()}),
            (UserDict({"a": SITI}), {"a": SITI.reveal()}),
            (MappingProxyType({"a": SITI}), {"a": SITI.reveal()}),
            (Box(inside=SITI), {"inside": SITI.reveal()}),
            (Crate(Box(inside=[SITI])), {"inside": {"inside": [SITI.reveal()]}}),
            (range(3), [0, 1, 2]),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_containers_become_lists_and_dictionaries(self, value, expected):
        """Numbers of people in them as text."""
        assert plain(value) == expected

    @pytest.mark.parametrize("size", [0, 1, 2, 5])
    def test_a_set_has_one_order(self, size):
        """The same set gives the same list, however it was filled."""
        texts = [f"k{n}" for n in range(size)]
        assert plain(set(texts)) == plain(frozenset(texts[::-1])) == texts

    def test_a_member_of_an_enumeration_is_a_leaf(self):
        """It is covered whole; what its value holds is not walked through."""
        assert mask([Place.HERE]) == ["***"]
        assert mask({"a": Level.ONE}, MaskPolicy(show={"a"})) == {"a": "1"}

    @pytest.mark.parametrize(
        "value", [b"Siti", bytearray(b"Siti"), memoryview(b"Siti"), 1 + 2j, Decimal(1)]
    )
    def test_bytes_and_other_values_are_covered_whole(self, value):
        """They are sequences to Python, and one secret to us."""
        assert mask(value) == "***"
        assert mask([value]) == ["***"]

    def test_a_class_is_no_model(self):
        """The class of a model is shown by nothing of its own."""
        assert mask(Box) == "***"
        assert mask([Crate]) == ["***"]

    def test_the_nearest_name_above_decides(self):
        """Names reach through lists, and stop at the next name."""
        value = {"open": [["Siti", {"closed": "Siti"}, ("Siti",)]], "closed": ["Siti"]}
        assert mask(value, MaskPolicy(show={"open"})) == {
            "open": [["Siti", {"closed": "S***"}, ["Siti"]]],
            "closed": ["S***"],
        }

    def test_a_key_that_is_no_text_is_no_name(self):
        """Below a number or a pair the name above them still counts."""
        value = {"open": {1: "Siti", (2, 3): "Siti", "closed": "Siti"}}
        assert mask(value, MaskPolicy(show={"open"})) == {
            "open": {1: "Siti", "(2, 3)": "Siti", "closed": "S***"}
        }

    def test_dates_and_moments(self):
        """A year is left of each, in four digits."""
        assert mask([date(945, 8, 17), datetime(2026, 1, 2, 3, 4)]) == [  # noqa: DTZ001
            "0945-**-**",
            "2026-**-**",
        ]
