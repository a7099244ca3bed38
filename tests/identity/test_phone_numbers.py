"""Telephone numbers against libphonenumber, range by range, length by length.

``data/phone_kinds.txt`` was written with the Python port of libphonenumber 9.0.43:
every three digits a national number can begin with, seven ways to go on, and every
length. It is an oracle only: its own rules are not in the package.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError
from egovkit.identity import PhoneNumber

LENGTHS = range(5, 14)
KINDS = {"L": "landline", "M": "mobile"}


def read() -> dict[str, dict[str, str]]:
    """How a number goes on → its first three digits → its kind by length."""
    text = (Path(__file__).parent / "data" / "phone_kinds.txt").read_text("ascii")
    table: dict[str, dict[str, str]] = {}
    fill = ""
    for line in text.splitlines():
        word, *rest = line.split()
        if word == "fill":
            fill = rest[0]
            table[fill] = {}
        elif word != "#":
            for prefix in prefixes(rest):
                table[fill][prefix] = word
    return table


def prefixes(ranges: list[str]) -> Iterator[str]:
    """Each three digits of ``231-234`` and ``239``."""
    for one in ranges:
        first, _, last = one.partition("-")
        yield from map(str, range(int(first), int(last or first) + 1))


TABLE = read()


@pytest.mark.parametrize("fill", TABLE)
def test_the_same_numbers_are_numbers(fill):
    """Of 8,100 numbers each is a landline, a mobile number or neither, as there."""
    for prefix in map(str, range(100, 1000)):
        kinds = TABLE[fill].get(prefix, "." * len(LENGTHS))
        for length, kind in zip(LENGTHS, kinds, strict=True):
            text = f"+62{(prefix + fill)[:length]}"
            found = PhoneNumber(text).kind if PhoneNumber.is_valid(text) else None
            assert found == KINDS.get(kind), text


def test_there_are_both_kinds_and_neither():
    """The table would not notice that it is empty."""
    every = "".join(kinds for rows in TABLE.values() for kinds in rows.values())
    assert len(TABLE) == 7
    assert every.count("L") > 5_000
    assert every.count("M") > 1_500


VALID = [
    (prefix + fill)[:length]
    for fill, rows in TABLE.items()
    for prefix, kinds in rows.items()
    for length, kind in zip(LENGTHS, kinds, strict=True)
    if kind != "."
]


@pytest.mark.property
@given(
    national=st.sampled_from(VALID),
    start=st.sampled_from(["0", "62", "+62", "+62 ", "62-", "+62 (0)", "(0", "+620"]),
    joints=st.lists(
        st.sampled_from(["", "", " ", "-", ".", "\u00a0", "/"]), min_size=13
    ),
)
def test_every_number_is_read_however_it_is_written(national, start, joints):
    """With the trunk prefix or the country code, whatever stands in between."""
    spelled = "".join(d + joint for d, joint in zip(national, joints, strict=False))
    close = ")" if start == "(0" else ""
    phone = PhoneNumber.parse(f"{start}{spelled}{close}")
    assert phone.reveal() == f"+62{national}"


@pytest.mark.property
@given(national=st.sampled_from(VALID))
def test_what_is_printed_says_the_number(national):
    """The printed forms hold its digits in order, the country code or a 0 first."""
    phone = PhoneNumber(f"+62{national}")
    assert re.sub(r"[^0-9]", "", phone.formatted()) == f"62{national}"
    assert re.sub(r"[^0-9]", "", phone.national()) == f"0{national}"
    assert PhoneNumber.parse(phone.formatted()) == phone
    assert PhoneNumber.parse(phone.national()) == phone


@pytest.mark.property
@given(
    national=st.sampled_from(VALID),
    country=st.sampled_from(["+60", "+1", "+6", "0062", "00", "+062", "++62", "62+"]),
)
def test_another_country_is_not_ours(national, country):
    """Nothing is guessed from a code that is not +62."""
    try:
        phone = PhoneNumber.parse(f"{country}{national}")
    except EgovkitError:
        return
    # "+6" and a number that begins with 2 is +62 and a shorter one.
    assert phone.reveal() == f"{country}{national}"
