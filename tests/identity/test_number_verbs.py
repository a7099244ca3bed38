"""Every number type has the same verbs, and none of them leaks."""

import copy
import inspect
import json
import pickle
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
    InvalidValueError,
)
from egovkit.identity import NIK, NPSN, KKNumber, PhoneNumber, PostalCode
from egovkit.identity._registry import _OURS

TYPES = [pytest.param(cls, id=cls.__name__) for cls in _OURS]
PUBLIC = {NPSN, PostalCode}  # nothing of these is hidden, by design
every_type = pytest.mark.parametrize("cls", TYPES)
ADAPTERS = {param.values[0]: TypeAdapter(param.values[0]) for param in TYPES}


@every_type
def test_the_constructor_is_strict(cls):
    """Only the exact form: no space, no separator, no text-like object."""
    assert cls(cls.EXAMPLE).reveal() == cls.EXAMPLE
    for damaged in (f" {cls.EXAMPLE}", f"{cls.EXAMPLE}\n", f"{cls.EXAMPLE}\u200b"):
        with pytest.raises(InvalidValueError):
            cls(damaged)
    for other in (None, 3171015708459002, cls.EXAMPLE.encode(), [cls.EXAMPLE]):
        with pytest.raises(InvalidFormatError) as caught:
            cls(other)
        assert caught.value.code == "not_text"


@every_type
def test_parse_forgives_separators(cls):
    """Spaces, the no-break space, dots and dashes of every width disappear."""
    wanted = cls(cls.EXAMPLE)
    for joint in (" ", "\u00a0", "\u202f", ".", "-", "\u2011", "\u2013", "\u200b"):
        text = joint.join([cls.EXAMPLE[:2], cls.EXAMPLE[2:5], cls.EXAMPLE[5:]])
        assert cls.parse(text) == wanted
        assert cls.parse(f"{joint}{text}{joint}") == wanted


@every_type
def test_parse_forgives_what_comes_along_when_text_is_copied(cls):
    """Marks of direction around a number, a byte order mark, a soft hyphen."""
    wanted = cls(cls.EXAMPLE)
    for before, after in (("\u202a", "\u202c"), ("\u2068", "\u2069"), ("\ufeff", "")):
        assert cls.parse(f"{before}{cls.EXAMPLE}{after}") == wanted
    assert cls.parse(f"{cls.EXAMPLE[:3]}\u00ad{cls.EXAMPLE[3:]}\u200e") == wanted


@every_type
def test_a_mark_that_turns_text_around_is_refused(cls):
    """U+202E shows digits in another order than they are: nobody types that."""
    assert not cls.is_valid(f"\u202e{cls.EXAMPLE}")


@every_type
def test_what_is_printed_can_be_read(cls):
    """`formatted` is full, and `parse` takes it back."""
    value = cls(cls.EXAMPLE)
    assert cls.parse(value.formatted()) == value


@every_type
@pytest.mark.parametrize(
    "zero", ["\u0660", "\uff10", "\u06f0", "\u0966", "\U0001d7d8", "\u1040"]
)
def test_digits_of_other_scripts_are_refused(cls, zero):
    """Arabic-Indic, full-width, Devanagari …: never taken, so never given out."""
    foreign = re.sub(r"[0-9]", lambda m: chr(ord(zero) + int(m[0])), cls.EXAMPLE)
    last = re.sub(r"[0-9](?=[^0-9]*$)", zero, cls.EXAMPLE)
    for text in (foreign, last):
        assert not cls.is_valid(text)
        with pytest.raises(InvalidValueError):
            cls(text)


@every_type
def test_masked_text_is_not_read_back(cls):
    """A mask is no number, whatever stands around it."""
    masked = cls(cls.EXAMPLE).masked
    if cls in PUBLIC:
        assert masked == cls.EXAMPLE
        return
    for read in (cls, cls.parse, ADAPTERS[cls].validate_python):
        with pytest.raises((InvalidFormatError, ValidationError)):
            read(masked)
    with pytest.raises(InvalidFormatError) as caught:
        cls.parse(masked)
    assert caught.value.code == "masked_text"


@every_type
def test_every_way_to_text_is_masked(cls):
    """`repr`, `str`, `format` and both kinds of formatting show the mask."""
    value = cls(cls.EXAMPLE)
    shown = [repr(value), str(value), f"{value}", f"{value!r}", "%s" % value]  # noqa: UP031 - the old kind too
    shown += [f"{value:>30}", f"{[value]}", f"{ {value: value} }"]
    for text in shown:
        assert value.masked in text
        if cls not in PUBLIC:
            assert cls.EXAMPLE not in text


@every_type
def test_the_mask_shows_the_stated_positions_only(cls):
    """Same length, the first and last so many characters, asterisks between."""
    value = cls(cls.EXAMPLE)
    first, last = cls.MASK
    end = len(cls.EXAMPLE) - last
    for position, (shown, real) in enumerate(
        zip(value.masked, cls.EXAMPLE, strict=True)
    ):
        assert shown == (real if position < first or position >= end else "*")
    if cls not in PUBLIC:
        assert Counter(value.masked)["*"] >= len(cls.EXAMPLE) / 2


@every_type
def test_the_documentation_states_the_mask_and_the_source(cls):
    """Who reads the class knows what shows and where the rule is written."""
    documentation = inspect.getdoc(cls)
    for heading in ("Raises:", "Source:", "Mask: ", "Example:"):
        assert f"\n{heading}" in documentation


@every_type
def test_equality_and_order_are_by_value_within_one_type(cls):
    """The same text makes the same value; another type's value is another."""
    value = cls(cls.EXAMPLE)
    assert value == cls(cls.EXAMPLE)
    assert hash(value) == hash(cls(cls.EXAMPLE))
    assert value <= cls(cls.EXAMPLE)
    assert value >= cls(cls.EXAMPLE)
    assert not value < cls(cls.EXAMPLE)
    assert not value > cls(cls.EXAMPLE)
    assert value != cls.EXAMPLE
    other = PostalCode("10110") if cls is not PostalCode else NIK(NIK.EXAMPLE)
    assert value != other
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(value, compare)(other) is NotImplemented


def test_one_text_as_two_types_is_two_values():
    """A NIK and a KK number may have the same digits and are not the same."""
    text = "3171012301129001"
    assert NIK(text) != KKNumber(text)
    assert len({NIK(text), KKNumber(text)}) == 2


@every_type
def test_a_value_survives_copying_and_pickling(cls):
    """Every pickle protocol, `copy` and `deepcopy` give an equal value."""
    value = cls(cls.EXAMPLE)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.copy(value) is value
    assert copy.deepcopy({"x": value})["x"] == value


@every_type
def test_a_value_cannot_be_changed(cls):
    """No attribute can be set, replaced or deleted."""
    value = cls(cls.EXAMPLE)
    for change in (
        lambda: setattr(value, "_value", "1"),
        lambda: setattr(value, "new", "1"),
        lambda: delattr(value, "_value"),
    ):
        with pytest.raises(AttributeError):
            change()
    assert value.reveal() == cls.EXAMPLE


@every_type
def test_json_carries_the_full_value_and_the_schema_describes_it(cls):
    """JSON is the wire: text in, the same text out, a pattern that fits."""
    adapter = ADAPTERS[cls]
    value = adapter.validate_json(json.dumps(cls.EXAMPLE))
    assert value == cls(cls.EXAMPLE)
    assert json.loads(adapter.dump_json(value)) == cls.EXAMPLE
    schema = adapter.json_schema()
    assert schema["title"] == cls.NAME
    assert schema["examples"] == [cls.EXAMPLE]
    assert re.fullmatch(schema["pattern"], cls.EXAMPLE)
    assert "\\d" not in schema["pattern"]


@every_type
def test_one_refusal_is_one_error_without_the_input(cls):
    """Pydantic reports our code and our sentence, and keeps the value to itself."""
    secret = "8899776655443322110"
    with pytest.raises(ValidationError) as caught:
        ADAPTERS[cls].validate_python(f"{secret}?")
    assert caught.value.error_count() == 1
    (error,) = caught.value.errors(include_url=False, include_input=False)
    assert error["type"].startswith(cls.PREFIX)
    assert secret not in repr(error)
    assert caught.value.__cause__ is None


@every_type
def test_too_long_a_text_is_refused_before_it_is_read(cls):
    """64 characters are enough for every number with its separators."""
    with pytest.raises(InvalidLengthError) as caught:
        cls.parse(" " * 65)
    assert caught.value.code == "text_too_long"


@every_type
@pytest.mark.property
@given(text=st.one_of(st.text(max_size=70), st.binary(max_size=70), st.integers()))
def test_any_input_gives_a_value_or_an_error_of_ours(cls, text):
    """Parsers are total; what comes out is ASCII and reads back."""
    try:
        value = cls.parse(text)
    except EgovkitError as error:
        assert not cls.is_valid(text)
        assert "…" not in error.sentence("id")
        return
    assert cls.is_valid(text)
    assert value.reveal().isascii()
    assert cls(value.reveal()) == value


@every_type
@pytest.mark.property
@given(data=st.data())
def test_what_the_schema_allows_is_refused_only_for_a_part(cls, data):
    """The pattern and the strict form agree on characters and length."""
    pattern = cls.pattern()
    text = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    try:
        cls(text)
    except (InvalidFormatError, InvalidLengthError) as error:
        pytest.fail(f"{error.code} although the pattern fits")
    except InvalidValueError:
        return


@every_type
@pytest.mark.property
@given(text=st.text(alphabet="0123456789ABCKPXabc +-.*", max_size=24))
def test_what_is_accepted_strictly_fits_the_pattern(cls, text):
    """The schema never refuses a value that the constructor takes."""
    try:
        cls(text)
    except EgovkitError:
        return
    assert re.search(cls.pattern(), text)


@pytest.mark.property
@given(text=st.text(max_size=40))
def test_a_phone_number_comes_out_in_one_form(text):
    """Whatever was typed, the value begins with +62 and has digits after it."""
    try:
        phone = PhoneNumber.parse(text)
    except EgovkitError:
        return
    assert re.fullmatch(r"\+62[2-9][0-9]{6,11}", phone.reveal())
    assert PhoneNumber.parse(phone.national()) == phone
    assert len(phone.reveal()) in PhoneNumber.LENGTHS
