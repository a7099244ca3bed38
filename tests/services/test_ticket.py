"""Tickets survive a telephone call: what the check symbol promises, it keeps."""

import json
import pickle
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import (
    InvalidChecksumError,
    InvalidFormatError,
    InvalidLengthError,
    InvalidValueError,
)
from egovkit.services import Ticket
from egovkit.services._ticket import ALPHABET, check_symbol

BODIES = st.text(ALPHABET, min_size=9, max_size=9)


def gf32(a, b):
    """Multiply in GF(32) by long multiplication and reduction: another way."""
    found = 0
    for bit in range(5):
        if b >> bit & 1:
            found ^= a << bit
    for bit in range(8, 4, -1):
        if found >> bit & 1:
            found ^= 0b100101 << (bit - 5)
    return found


def test_the_generator_reaches_all_31_elements():
    """X is primitive for x^5 + x^2 + 1, so 31 positions have different weights."""
    element, seen = 1, set()
    for _ in range(31):
        seen.add(element)
        element = gf32(element, 2)
    assert (len(seen), element) == (31, 1)


@pytest.mark.property
@given(BODIES)
def test_the_check_symbol_is_the_weighted_sum(body):
    """Position i from the right has weight x^i; computed here by powers."""
    total, weight = 0, 1
    for symbol in reversed(body):
        weight = gf32(weight, 2)
        total ^= gf32(ALPHABET.index(symbol), weight)
    assert check_symbol(body) == ALPHABET[total]


@pytest.mark.property
@given(BODIES)
def test_every_single_substitution_is_noticed(body):
    """All 10 x 31 wrong symbols of a ticket."""
    whole = body + check_symbol(body)
    for place in range(10):
        for symbol in set(ALPHABET) - {whole[place]}:
            wrong = whole[:place] + symbol + whole[place + 1 :]
            with pytest.raises(InvalidChecksumError):
                Ticket.parse(wrong)


@pytest.mark.property
@given(BODIES)
def test_every_swap_of_two_positions_is_noticed(body):
    """All 45 pairs, neighbours or not, the check symbol too."""
    whole = body + check_symbol(body)
    for i, j in combinations(range(10), 2):
        if whole[i] != whole[j]:
            swapped = list(whole)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert not Ticket.is_valid("".join(swapped))


def test_no_error_of_the_two_kinds_escapes():
    """Every wrong symbol in every place, every swap of every pair: all of them.

    The check symbol is linear (the test above shows the sum), so an error is
    noticed or not whatever the other symbols are; here they are zeros.
    """
    zeros = ["0"] * 10

    def noticed(symbols):
        return check_symbol("".join(symbols[:9])) != symbols[9]

    missed = 0
    for place, wrong in product(range(10), ALPHABET[1:]):
        missed += not noticed([*zeros[:place], wrong, *zeros[place + 1 :]])
    assert missed == 0
    swaps = 0
    for (i, j), (one, two) in product(
        combinations(range(10), 2), permutations(ALPHABET, 2)
    ):
        right = list(zeros)
        right[i], right[j] = one, two
        if j == 9:  # the check symbol follows from the others: let one more do so
            k = next(n for n in range(9) if n != i)
            right[k] = next(
                s
                for s in ALPHABET
                if check_symbol("".join([*right[:k], s, *right[k + 1 : 9]])) == two
            )
        else:
            right[9] = check_symbol("".join(right[:9]))
        assert not noticed(right)
        right[i], right[j] = right[j], right[i]
        missed += not noticed(right)
        swaps += 1
    assert (missed, swaps) == (0, 45 * 32 * 31)


def test_swaps_are_noticed_up_to_31_symbols():
    """The weights differ for every pair of up to 31 positions."""
    weights, weight = [1], 1
    for _ in range(30):
        weight = gf32(weight, 2)
        weights.append(weight)
    assert len(set(weights)) == 31


@pytest.mark.property
@given(BODIES, st.sampled_from(["", "DOM", "SKTM", "KAFE"]))
def test_a_ticket_is_read_as_people_write_it(body, prefix):
    """Case, spaces, dots and hyphens do not matter; O, I and L are digits."""
    ticket = Ticket.from_key(body + check_symbol(body), prefix)
    assert Ticket.is_valid(ticket)
    assert Ticket.parse(ticket) == ticket
    assert Ticket.parse(f"  {ticket.lower()} ") == ticket
    assert Ticket.parse(ticket.replace("-", ".")) == ticket
    letters = ticket.key.replace("0", "o").replace("1", "l")
    assert Ticket.parse(prefix + " " + letters).key == ticket.key
    assert (ticket.key, ticket.prefix) == (body + check_symbol(body), prefix)


def test_a_ticket_is_text():
    """It goes into JSON and pickles, and keeps its type."""
    ticket = Ticket.new("DOM")
    assert ticket.startswith("DOM-")
    assert json.loads(json.dumps({"ticket": ticket})) == {"ticket": str(ticket)}
    again = pickle.loads(pickle.dumps(ticket))
    assert (again, type(again)) == (ticket, Ticket)
    assert repr(ticket) == f"Ticket('{ticket}')"
    assert Ticket(ticket) == ticket


def test_new_tickets_are_drawn_at_random():
    """No two alike among a hundred, every symbol in use, no order.

    Of a thousand, two are alike in one run of seventy millions.
    """
    drawn = [Ticket.new().key for _ in range(100)]
    assert len(set(drawn)) == 100
    assert set("".join(drawn)) == set(ALPHABET)
    assert drawn != sorted(drawn)
    assert Ticket.new(choice=lambda symbols: symbols[0]).key == "0" * 10


def test_forty_characters_are_read_and_one_more_is_not():
    """Spoken slowly, with spaces; beyond that nobody wrote a ticket."""
    spaced = "DOM-7K3M-9Q2X-49".ljust(40)
    assert Ticket.parse(spaced) == "DOM-7K3M-9Q2X-49"
    with pytest.raises(InvalidLengthError) as caught:
        Ticket.parse(spaced + " ")
    assert caught.value.facts == {"limit": 40}


def test_the_facts_of_a_wrong_length_are_two_numbers():
    """What was expected and what was found, never the symbols."""
    with pytest.raises(InvalidLengthError) as caught:
        Ticket.parse("7K3M-9Q2")
    assert caught.value.facts == {"expected": 10, "got": 7}


@pytest.mark.parametrize("ticket", ["DOM-7K3M-9Q2X-49", "0000-0000-00"])
def test_no_single_mistake_in_a_printed_ticket_escapes(ticket):
    """Every other symbol in each place, every swap, every symbol left out or doubled.

    Counted: a wrong symbol is one of 31 for each of ten places, and O, I and L are
    the digits they look like; nothing of these is read as a ticket.
    """
    body = Ticket(ticket).key
    wrong = [
        body[:place] + symbol + body[place + 1 :]
        for place in range(10)
        for symbol in set(ALPHABET) - {body[place]}
    ]
    swapped = []
    for i, j in combinations(range(10), 2):
        symbols = list(body)
        symbols[i], symbols[j] = symbols[j], symbols[i]
        swapped.append("".join(symbols))
    other = [text for text in swapped if text != body]
    assert (len(wrong), len(swapped)) == (310, 45)
    assert [text for text in wrong + other if Ticket.is_valid(text)] == []
    shorter = {body[:place] + body[place + 1 :] for place in range(10)}
    assert [text for text in shorter if Ticket.is_valid(text)] == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", InvalidLengthError),
        ("DOM-7K3M", InvalidLengthError),
        ("7K3M-9Q2X-4U", InvalidFormatError),
        ("D0M-7K3M-9Q2X-49", InvalidFormatError),
        ("DOMDOMDOM-7K3M-9Q2X-49", InvalidFormatError),
        ("7K3M-9Q2X-4\u0669", InvalidFormatError),
        ("\uff17K3M-9Q2X-49", InvalidFormatError),
        ("x" * 41, InvalidLengthError),
        ("DOM-7K3M-9Q2X-4A", InvalidChecksumError),
        (12345, InvalidFormatError),
    ],
    ids=repr,
)
def test_what_is_no_ticket_gives_a_typed_error(text, error):
    """Other scripts, lengths and symbols; the text is not in the message."""
    with pytest.raises(error) as caught:
        Ticket.parse(text)
    assert "7K3M" not in str(caught.value)


@pytest.mark.parametrize("prefix", ["dom", "DOMDOMDOM", "D0M", "D-M", "\u00c9"])
def test_a_new_ticket_can_be_read_again(prefix):
    """Letters in front that no reader takes are refused when it is drawn."""
    with pytest.raises(InvalidFormatError):
        Ticket.new(prefix)
    assert Ticket(Ticket.new("DOMDOMDO")).prefix == "DOMDOMDO"


def test_the_strict_form_is_the_printed_one():
    """`Ticket(...)` accepts what is printed and nothing else."""
    with pytest.raises(InvalidFormatError):
        Ticket("dom-7k3m-9q2x-49")
    assert Ticket("DOM-7K3M-9Q2X-49").prefix == "DOM"


@pytest.mark.property
@given(st.text(max_size=60))
def test_any_text_gives_a_ticket_or_a_typed_error(text):
    """Parsing is total."""
    try:
        assert Ticket.is_valid(Ticket.parse(text))
    except InvalidValueError as error:
        assert error.code in {
            "ticket_format", "ticket_length", "ticket_checksum", "text_too_long",
        }  # fmt: skip
