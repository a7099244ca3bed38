"""A fingerprint as people write it, read it aloud and type it again."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._text import fingerprint_digits, read_aloud

DIGITS = st.text("0123456789abcdef", min_size=64, max_size=64)


@pytest.mark.property
@given(DIGITS)
def test_what_is_read_aloud_is_the_fingerprint(digits):
    """Four numbered lines of four groups of four; written down they give it back."""
    lines = read_aloud(digits)
    assert [line[0] for line in lines] == ["1", "2", "3", "4"]
    for line in lines:
        assert re.fullmatch(r"[1-4]   [0-9a-f]{4}( [0-9a-f]{4}){3}", line)
    assert fingerprint_digits("\n".join(line[1:] for line in lines)) == digits


@pytest.mark.property
@given(DIGITS, st.lists(st.sampled_from(" :\t\n\r\u00a0"), max_size=70), st.booleans())
def test_it_is_typed_in_any_grouping(digits, between, capitals):
    """Blanks, colons and capitals say nothing; every digit says something."""
    typed = digits.upper() if capitals else digits
    for at, mark in enumerate(between):
        typed = typed[: at * 2] + mark + typed[at * 2 :]
    assert fingerprint_digits(typed) == digits


@pytest.mark.property
@given(st.text(string.printable, max_size=80))
def test_nothing_else_is_forgiven(text):
    """What is no blank and no colon stays, so that it does not fit."""
    kept = [char.lower() for char in text if not char.isspace() and char != ":"]
    assert fingerprint_digits(text) == "".join(kept)


@pytest.mark.parametrize("value", [None, 5, b"00"], ids=str)
def test_another_kind_of_value_is_no_fingerprint(value):
    """It becomes text that no digest is."""
    assert not re.fullmatch("[0-9a-f]{64}", fingerprint_digits(value))
