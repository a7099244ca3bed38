"""Text fields of the models: one line that looks like what it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from egovkit.identity import Address, Person
from egovkit.identity._text import Line, Name

LINE, NAME = TypeAdapter(Line), TypeAdapter(Name)


def refused(adapter, text):
    """The code of a refusal, None if the text is taken."""
    try:
        adapter.validate_python(text)
    except ValidationError as error:
        (found,) = error.errors(include_input=False, include_url=False)
        return found["type"]
    return None


@pytest.mark.parametrize(
    ("sign", "what"),
    [
        ("\n", "line feed"),
        ("\t", "tab"),
        ("\x00", "NUL"),
        ("\x1b", "escape of a terminal"),
        ("\x7f", "delete"),
        ("\x85", "next line"),
        ("\u2028", "line separator"),
        ("\u2029", "paragraph separator"),
        ("\u00ad", "soft hyphen"),
        ("\u200b", "zero-width space"),
        ("\u200d", "joiner"),
        ("\u200f", "right-to-left mark"),
        ("\u202e", "right-to-left override"),
        ("\u2066", "isolate"),
        ("\ufeff", "byte order mark"),
        ("\ue000", "private use"),
        ("\U000f0000", "private use, plane 15"),
        ("\u0378", "unassigned"),
        ("\ufdd0", "no character"),
    ],
    ids=lambda value: value if len(value) > 1 else f"U+{ord(value):04X}",
)
@pytest.mark.parametrize("adapter", [LINE, NAME], ids=["line", "name"])
def test_what_cannot_be_seen_is_refused(adapter, sign, what):
    """It would break a form, or make a name read otherwise than it is stored."""
    assert refused(adapter, f"Siti{sign}Aminah") == "text_unprintable", what


@pytest.mark.parametrize(
    "text",
    [
        "Siti Aminah",
        "Nur'aini",
        "O\u2019Brien",
        "Müller-Lüdenscheid",
        "Jl. H. Agus Salim No. 5/7 (lantai 2)",
        "ꦱꦶꦠꦶ",
        "محمد",
        "Blok A\u00a0\u2013 3",
        "½",
        "😀",
    ],
)
@pytest.mark.parametrize("adapter", [LINE, NAME], ids=["line", "name"])
def test_letters_of_every_script_are_taken(adapter, text):
    """Names of foreigners, of Java and of places stay as they are."""
    assert adapter.validate_python(text) == text


def test_an_accent_and_its_letter_become_one():
    """A name typed on another system is the same name."""
    assert NAME.validate_python("Rene\u0301") == "Ren\u00e9"
    assert Person(name="Rene\u0301") == Person(name="Ren\u00e9")


@pytest.mark.parametrize(
    ("adapter", "least", "most"), [(LINE, 0, 200), (NAME, 1, 150)], ids=["line", "name"]
)
def test_lengths(adapter, least, most):
    """A line may be empty, a name not; spaces around do not count."""
    assert adapter.validate_python("x" * most) == "x" * most
    assert adapter.validate_python(f"  {'x' * most}  ") == "x" * most
    assert refused(adapter, "x" * (most + 1)) == "string_too_long"
    assert refused(adapter, "  ") == (None if least == 0 else "string_too_short")


@pytest.mark.property
@given(text=st.text(max_size=60))
def test_a_text_that_was_taken_is_one_printable_line(text):
    """Whatever came in: one line, composed, and the same when it is read again."""
    for adapter in (LINE, NAME):
        if refused(adapter, text):
            continue
        taken = adapter.validate_python(text)
        assert len(taken.splitlines()) <= 1
        assert taken == taken.strip() == unicodedata.normalize("NFC", taken)
        assert not any(unicodedata.category(c).startswith("C") for c in taken)
        assert adapter.validate_python(taken) == taken


@pytest.mark.parametrize("field", ["street", "dusun", "village", "district"])
def test_the_fields_of_an_address_are_lines(field):
    """An address is printed in one place and read by people."""
    with pytest.raises(ValidationError):
        Address(**{field: "Contoh\nLain"})
