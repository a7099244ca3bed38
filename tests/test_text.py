"""Text that can be written, and text that cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._text import is_encodable


@pytest.mark.property
@given(
    text=st.text()
    | st.text(st.characters(categories=["Cs", "L", "So"]), max_size=9)
    | st.sampled_from(["\ud7ff", "\ud800", "\udbff", "\udc00", "\udfff", "\ue000"])
)
def test_text_is_encodable_where_python_can_encode_it(text):
    """UTF-8 is the oracle: every character but half of one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        assert not is_encodable(text)
    else:
        assert is_encodable(text)


def test_every_half_of_a_character_alone():
    """2,048 surrogates, in a text and by themselves; their neighbours are whole."""
    for point in range(0xD7F0, 0xE010):
        is_half = 0xD800 <= point <= 0xDFFF
        assert is_encodable(chr(point)) is not is_half
        assert is_encodable(f"Siti {chr(point)}") is not is_half


@pytest.mark.parametrize(
    "value", [None, 5, b"Siti", ["Siti"], bytearray(b"x")], ids=repr
)
def test_what_is_no_text_has_no_encoding(value):
    """Bytes have been encoded already."""
    assert is_encodable(value) is False
