"""What a service costs: free, fixed or by a tariff; never a guess, never a fraction."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from egovkit.errors import DefinitionError
from egovkit.services import Bracket, Fee

LINES = st.lists(
    st.tuples(st.integers(-5, 60), st.integers(0, 10**7), st.integers(0, 10**4)),
    max_size=5,
    unique_by=lambda line: line[0],
).map(sorted)


@pytest.mark.property
@given(
    lines=LINES,
    last=st.tuples(st.integers(0, 10**7), st.integers(0, 10**4)),
    value=st.integers(0, 80),
)
def test_the_first_line_that_reaches_the_value_is_the_one(lines, last, value):
    """Read from the top; the open line takes what is above all limits."""
    brackets = [{"up_to": n, "base": b, "rate": r} for n, b, r in lines]
    tariff = Fee(field="luas", brackets=[*brackets, {"base": last[0], "rate": last[1]}])
    base, rate = last
    for limit, line_base, line_rate in reversed(lines):
        if value <= limit:
            base, rate = line_base, line_rate
    assert tariff.due({"luas": value}) == base + rate * value


@pytest.mark.property
@given(st.lists(st.none() | st.integers(0, 6), max_size=5))
def test_a_tariff_has_rising_limits_and_one_open_end(limits):
    """Exactly those tables are accepted in which every value has one line."""
    brackets = [{"up_to": limit, "base": 1} for limit in limits]
    sound = bool(limits) and limits[-1] is None and None not in limits[:-1]
    sound = sound and all(a < b for a, b in pairwise(limits[:-1]))
    if sound:
        assert Fee(field="n", brackets=brackets).due({"n": 99}) == 1
    else:
        with pytest.raises(DefinitionError, match="fee_brackets"):
            Fee(field="n", brackets=brackets)


TARIFF = Fee(
    field="luas",
    brackets=[
        Bracket(up_to=50, base=100_000),
        Bracket(up_to=100, rate=2_500),
        Bracket(base=50_000, rate=1_500),
    ],
    source="Perda Contoh 3/2026",
)


@pytest.mark.parametrize(
    ("area", "rupiah"),
    [
        (0, 100_000),
        (50, 100_000),
        (51, 127_500),
        (100, 250_000),
        (101, 201_500),
        (1_000_000, 1_500_050_000),
    ],
)
def test_a_limit_belongs_to_its_line(area, rupiah):
    """Fifty square metres are in the line "up to 50", fifty-one are not."""
    assert TARIFF.due({"luas": area}) == rupiah


@pytest.mark.parametrize(
    "value", [-1, None, "50", 50.0, True, [50], {}, "", float("nan")], ids=repr
)
def test_what_is_no_whole_number_has_no_fee(value):
    """The field is named, the value is not."""
    with pytest.raises(DefinitionError) as caught:
        TARIFF.due({"luas": value})
    assert (caught.value.code, caught.value.facts) == ("fee_field", {"field": "luas"})
    with pytest.raises(DefinitionError, match="fee_field"):
        TARIFF.due({})


@pytest.mark.parametrize("amount", [-1, 0.5, "x", None])
def test_rupiah_are_whole_and_not_negative(amount):
    """In a fixed fee and in each line."""
    for make in (Fee, lambda amount: Bracket(base=amount)):
        with pytest.raises(ValidationError):
            make(amount=amount)
    with pytest.raises(ValidationError):
        Bracket(rate=amount)


def test_a_fixed_fee_and_none_ask_nothing_of_the_form():
    """The same for everybody, whatever the form holds."""
    for form in ({}, {"luas": -1}):
        assert Fee.free().due(form) == 0
        assert Fee.fixed(25_000).due(form) == 25_000
    assert Fee() == Fee.free() == Fee.fixed(0)


@pytest.mark.parametrize(
    ("fee", "indonesian", "english", "source"),
    [
        (Fee.free("Perda 1"), "Tidak dipungut biaya", "Free of charge", "Perda 1"),
        (Fee.fixed(1), "Rp1", "Rp1", ""),
        (Fee.fixed(1_250_000, "Perda 2"), "Rp1.250.000", "Rp1.250.000", "Perda 2"),
        (TARIFF, "Menurut tarif (luas)", "By tariff (luas)", "Perda Contoh 3/2026"),
    ],
    ids=["free", "one", "fixed", "tariff"],
)  # fmt: skip
def test_a_fee_in_words(fee, indonesian, english, source):
    """As the national catalogue writes it: "Tidak dipungut biaya"."""
    assert (fee.describe(), fee.describe("en")) == (indonesian, english)
    assert fee.source == source


@pytest.mark.parametrize(
    "stated",
    [
        {"amount": 1, "field": "n"},
        {"amount": 1, "brackets": [{"base": 1}]},
        {"amount": 1, "field": "n", "brackets": [{"base": 1}]},
        {"field": "n", "brackets": []},
    ],
    ids=["amount and field", "amount and lines", "all", "no lines"],
)
def test_a_fee_is_of_one_kind(stated):
    """An amount, or a field with lines."""
    with pytest.raises(DefinitionError, match="fee_brackets"):
        Fee(**stated)
