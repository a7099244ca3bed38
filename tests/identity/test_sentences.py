"""Sentences of identity and regions: complete, in both languages, none left over."""

import re
import string
from pathlib import Path

import pytest

import egovkit
from egovkit._messages import identity, regions
from egovkit.identity import number_types

SOURCE = Path(egovkit.__file__).parent
TEXT = "".join(
    path.read_text(encoding="utf-8")
    for room in ("identity", "regions")
    for path in sorted((SOURCE / room).glob("*.py"))
)
ALL = {**identity.SENTENCES, **regions.SENTENCES}


def fields(text: str) -> set[str]:
    """The placeholders of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_sentence_is_one_in_both_languages(code):
    """A capital first, one full stop last, the same facts in both."""
    indonesian, english = ALL[code]
    assert fields(indonesian) == fields(english)
    for text in (indonesian, english):
        assert text[0].isupper() or text[0] == "{"
        assert text.endswith(".")
        assert "  " not in text


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_sentence_is_said_somewhere(code):
    """A code that no line can raise is a sentence too many."""
    prefix, _, rule = code.rpartition("_")
    made_by_the_base = rule in {"format", "length"} and prefix in number_types()
    assert made_by_the_base or f'"{code}"' in TEXT


@pytest.mark.parametrize("prefix", [*number_types()])
def test_every_number_can_say_what_is_wrong_with_its_form(prefix):
    """Length for those of fixed lengths, form for all."""
    from egovkit._messages import table

    cls = number_types()[prefix]
    assert f"{prefix}_format" in table()
    if cls.DIGITS:
        assert f"{prefix}_length" in table()


def test_indonesian_is_formal():
    """No second person, no slang, no English words of the trade."""
    for indonesian, _ in ALL.values():
        words = set(re.findall(r"[a-z]+", indonesian.lower()))
        assert not words & {"kamu", "anda", "nggak", "error", "invalid", "valid"}
