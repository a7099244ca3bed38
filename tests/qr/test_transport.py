"""A token has one text, and a text at most one token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError
from egovkit.qr._transport import (
    digits_length,
    from_base45,
    from_digits,
    from_text,
    to_base45,
    to_digits,
)


@pytest.mark.parametrize(
    ("size", "width"), [(1, 3), (2, 5), (3, 8), (4, 10), (5, 13), (6, 15), (7, 17)]
)
def test_width_of_a_block(size, width):
    """A block of n bytes has the fewest digits that can hold 256**n - 1."""
    highest = 256**size - 1
    assert len(str(highest)) == width == digits_length(size)
    assert to_digits(b"\xff" * size) == str(highest)
    assert to_digits(bytes(size)) == "0" * width
    assert from_digits("0" * width) == bytes(size)


def test_two_blocks_by_hand():
    """The bytes 1..8: 0x01020304050607 = 283686952306183, then 8 in three digits."""
    assert to_digits(bytes(range(1, 9))) == "00283686952306183" + "008"


@pytest.mark.property
@given(st.binary(min_size=1, max_size=300))
def test_digits_go_there_and_back(token):
    """Any token's digits give the token, and their number is known beforehand."""
    digits = to_digits(token)
    assert from_digits(digits) == token
    assert len(digits) == digits_length(len(token))


@pytest.mark.property
@given(st.from_regex(r"[0-9]{1,90}", fullmatch=True))
def test_a_digit_text_has_one_token(digits):
    """What is read is written back as it was: no two texts of one token."""
    try:
        token = from_digits(digits)
    except EgovkitError:
        return
    assert to_digits(token) == digits


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        ("", "seal_digits"),
        ("12a", "seal_digits"),
        ("1_2", "seal_digits"),
        (" 12", "seal_digits"),
        ("+12", "seal_digits"),
        ("\u0661\u0662\u0663", "seal_digits"),  # Arabic-Indic
        ("\uff11\uff12\uff13", "seal_digits"),  # full width
        ("0", "seal_digits_length"),
        ("0" * 18, "seal_digits_length"),
        ("256", "seal_block_range"),
        ("65536", "seal_block_range"),
        (str(256**7), "seal_block_range"),
        ("9" * 17, "seal_block_range"),
        ("0" * 17 + "256", "seal_block_range"),
    ],
)
def test_damaged_digits(digits, code):
    """Another character, an impossible length, a block above its range."""
    with pytest.raises(EgovkitError) as caught:
        from_digits(digits)
    assert caught.value.code == code


# RFC 9285, 4.3 and 4.4
@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_base45_of_the_rfc(data, text):
    """RFC 9285, examples 1 to 3 of encoding and the one of decoding."""
    assert to_base45(data) == text
    assert from_base45(text) == data


@pytest.mark.property
@given(st.binary(max_size=300))
def test_base45_goes_there_and_back(data):
    """Any data's base45 gives the data."""
    assert from_base45(to_base45(data)) == data


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", "base45_character"),
        ("bb8", "base45_character"),
        ("BB8\n", "base45_character"),
        ("B", "base45_length"),
        ("BB8B", "base45_length"),
        ("GGW", "base45_range"),  # RFC 9285, 4.4: 65536
        (":::", "base45_range"),
        ("::", "base45_range"),
    ],
)
def test_damaged_base45(text, code):
    """RFC 9285, section 6: what no encoder writes is refused."""
    with pytest.raises(EgovkitError) as caught:
        from_base45(text)
    assert caught.value.code == code


def test_ffff_is_fgw():
    """RFC 9285, section 4.4: FGW is the highest group, GGW is above it."""
    assert from_base45("FGW") == b"\xff\xff"


@pytest.mark.parametrize(
    "text",
    [
        "https://v.contoh.example/s#00283686952306183008",
        "  https://v.contoh.example/s#00283686952306183008\r\n",
        "HTTPS://V.CONTOH.EXAMPLE/s#00283686952306183008",
        "https://other.example/whatever?x=1#00283686952306183008",
        "ID1:" + to_base45(bytes(range(1, 9))),
    ],
)
def test_texts_that_are_read(text):
    """The host decides nothing; white space around and letter case of it neither."""
    assert from_text(text) == bytes(range(1, 9))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "seal_not_found"),
        ("00283686952306183008", "seal_not_found"),
        ("https://v.contoh.example/s", "seal_not_found"),
        ("https://v.contoh.example/s#", "seal_not_found"),
        ("https://v.contoh.example/s#abc", "seal_not_found"),
        ("https://v.contoh.example/s#12#34", "seal_not_found"),
        ("https://v.contoh.example/s#123 456", "seal_not_found"),
        ("http://v.contoh.example/s#00283686952306183008", "seal_not_found"),
        ("javascript:alert(1)#00283686952306183008", "seal_not_found"),
        ("https://v.contoh.example/\u2044s#00283686952306183008", "seal_not_found"),
        ("https://v.contoh.example/s#\u0660\u0661\u0662", "seal_not_found"),
        ("id1:BB8", "seal_not_found"),
        ("HC1:BB8", "seal_not_found"),
        ("ID1:bb8", "base45_character"),
        ("https://v.contoh.example/s#0", "seal_digits_length"),
        ("1" * 8193, "seal_text_too_long"),
        ("https://v.contoh.example/s#" + "1" * 1_000_000, "seal_text_too_long"),
    ],
    ids=lambda value: value[:40],
)
def test_texts_that_are_not(text, code):
    """Everything else is refused with its own code."""
    with pytest.raises(EgovkitError) as caught:
        from_text(text)
    assert caught.value.code == code
    for lang in ("id", "en"):
        assert "{" not in caught.value.sentence(lang) != code
