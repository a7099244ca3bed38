"""Numbers of people in free text are covered, and other figures stay."""

import json
import re
import time
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidFormatError
from egovkit.identity import NIK, NIP, NITKU, NPWP, KKNumber, PhoneNumber
from egovkit.privacy import redact_text

DIGITS = "3171015708459002"
NIK_MASK = NIK(DIGITS).masked
PHONE = PhoneNumber.parse("081234567890").masked
NPWP_TEXT = "01.312.166.0-091.000"  # printed in the documentation of python-stdnum
NIP_TEXT = "198609262015051001"  # a published example


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"NIK {DIGITS}.", f"NIK {NIK_MASK}.", id="nik"),
        pytest.param("31.71.01-570845 9002", NIK_MASK, id="nik-dotted"),
        pytest.param("317101 570845 9002", NIK_MASK, id="nik-printed"),
        pytest.param("3171 0157 0845 9002", NIK_MASK, id="nik-in-fours"),
        pytest.param("3 1 7 1 0 1 5 7 0 8 4 5 9 0 0 2", NIK_MASK, id="nik-in-boxes"),
        pytest.param("3171\u00a00157\u20110845\u200b9002", NIK_MASK, id="nik-typeset"),
        pytest.param("3171015\n708459002", NIK_MASK, id="nik-over-two-lines"),
        pytest.param(
            "\uff13\uff11\uff17\uff11\uff10\uff11" + DIGITS[6:],
            NIK_MASK,
            id="nik-full-width",
        ),
        pytest.param(
            "".join(chr(0x660 + int(d)) for d in DIGITS),
            NIK_MASK,
            id="nik-arabic-indic",
        ),
        pytest.param(f"x{DIGITS}y", f"x{NIK_MASK}y", id="nik-inside-a-word"),
        pytest.param(f"ktp_{DIGITS}.pdf", f"ktp_{NIK_MASK}.pdf", id="nik-file-name"),
        pytest.param(f"1.{DIGITS}", f"1.{NIK_MASK}", id="nik-numbered-list"),
        pytest.param(f"{DIGITS},{DIGITS}", f"{NIK_MASK},{NIK_MASK}", id="csv"),
        pytest.param(f"{DIGITS} {DIGITS}", f"{NIK_MASK} {NIK_MASK}", id="two-niks"),
        pytest.param(DIGITS + DIGITS, "*" * 22, id="two-niks-glued"),
        pytest.param("3171017208459002", "*" * 16, id="nik-with-a-typing-error"),
        pytest.param("317101720845900", "*" * 15, id="nik-with-a-digit-missing"),
        pytest.param("31.71.01-720845 9002", "*" * 16, id="printed-with-an-error"),
        pytest.param(
            "KK 3171012301129001", f"KK {KKNumber('3171012301129001').masked}", id="kk"
        ),
        pytest.param(
            f"NPWP {NPWP_TEXT}", f"NPWP {NPWP.parse(NPWP_TEXT).masked}", id="npwp"
        ),
        pytest.param("0013121660091000", NPWP("0013121660091000").masked, id="npwp-16"),
        pytest.param(
            "0013121660091000000012", NITKU("0013121660091000000012").masked, id="nitku"
        ),
        pytest.param("19860926 201505 1 001", NIP(NIP_TEXT).masked, id="nip-printed"),
        pytest.param(f"NIP. {NIP_TEXT}", f"NIP. {NIP(NIP_TEXT).masked}", id="nip"),
        pytest.param("WA 0812-3456-7890", f"WA {PHONE}", id="phone"),
        pytest.param("+62 812 3456 7890", PHONE, id="phone-international"),
        pytest.param("6281234567890", PHONE, id="phone-bare-country"),
        pytest.param("hp081234567890", f"hp{PHONE}", id="phone-glued"),
        pytest.param("17,081234567890,3", f"17,{PHONE},3", id="phone-csv"),
        pytest.param("081234567890 12", f"{PHONE} 12", id="phone-and-a-figure"),
        pytest.param(
            "021-5551234", PhoneNumber.parse("021-5551234").masked, id="landline"
        ),
        pytest.param("tel +60 12 345 6789", "tel +***", id="phone-foreign"),
        pytest.param(
            "0215551234 +6281234567890",
            f"{PhoneNumber.parse('0215551234').masked} {PHONE}",
            id="two-phones",
        ),
        pytest.param(
            f"{DIGITS}+60 12 345 6789", f"{NIK_MASK}+***", id="phone-after-a-nik"
        ),
        pytest.param("0062 812 3456 7890", PHONE, id="phone-from-abroad"),
        pytest.param("hp_0812_3456_7890.vcf", f"hp_{PHONE}.vcf", id="phone-file-name"),
        pytest.param(
            "3171\u20030157\u20140845\u30009002", NIK_MASK, id="nik-wide-gaps"
        ),
        pytest.param("3171    0157    0845    9002", NIK_MASK, id="nik-in-columns"),
        pytest.param(
            f"317101\n{' ' * 15}570845 9002", NIK_MASK, id="nik-over-indented-lines"
        ),
        pytest.param(
            f"19860926{' ' * 16}201505 1 001", NIP(NIP_TEXT).masked, id="nip-in-columns"
        ),
        pytest.param(
            "013121660-091000", NPWP.parse(NPWP_TEXT).masked, id="npwp-undotted"
        ),
        pytest.param(
            "013121660.091.000", NPWP.parse(NPWP_TEXT).masked, id="npwp-half-dotted"
        ),
        pytest.param("3171 9957 0845 9002", "317199**********", id="unknown-district"),
        pytest.param(
            "9101    0157    0845    9002", "910101**********", id="retired-in-columns"
        ),
        pytest.param(
            f"Rp {DIGITS} +62 812 3456 7890", f"Rp {NIK_MASK} {PHONE}", id="after-rp"
        ),
        pytest.param(
            "Rp62.812.345.678 0857.345.678",
            "Rp62.812.345.678 +62******678",
            id="phone-after-an-amount",
        ),
        pytest.param("Rp +62 812 3456 7890", f"Rp {PHONE}", id="country-after-rp"),
        pytest.param("Rp 0812-3456-7890", f"Rp {PHONE}", id="trunk-after-rp"),
        pytest.param("Rp%2B6281234567890", f"Rp{PHONE}", id="escaped-plus-after-rp"),
        pytest.param("nomor.6281234567890", f"nomor.{PHONE}", id="phone-after-a-word"),
        pytest.param("1.0812.345.678", "1.+62******678", id="phone-in-a-list"),
        pytest.param("2023 2024 2025 0726", "*" * 16, id="not-only-years"),
        pytest.param("31%2071%2D01%20570845%209002", NIK_MASK, id="nik-in-a-url"),
        pytest.param("317101%C2%A0570845%E2%80%939002", NIK_MASK, id="nik-url-utf-8"),
        pytest.param("317101%0D%0A570845%2F9002", NIK_MASK, id="nik-url-lines"),
        pytest.param(
            f"nik=%22{DIGITS}%22&x=%20081234567890%0A",
            f"nik=%22{NIK_MASK}%22&x=%20{PHONE}%0A",
            id="json-in-a-url",
        ),
        pytest.param(
            json.dumps("317101\u00a0570845\u20139002\n"),
            f'"{NIK_MASK}\\n"',
            id="nik-in-json-escapes",
        ),
        pytest.param(
            repr("317101\xa0570845\t9002 \n"), f"'{NIK_MASK} \\n'", id="nik-in-a-repr"
        ),
        pytest.param("317101&nbsp;570845&#160;9002", NIK_MASK, id="nik-in-html"),
        pytest.param(
            json.dumps("WA\u00a0081234567890"),
            f'"WA\\u00a0{PHONE}"',
            id="phone-after-an-escape",
        ),
        pytest.param(
            "surel=siti%40warga.example", "surel=s***%40warga.example", id="e-mail-url"
        ),
        pytest.param("'siti@warga.example'", "'s***@warga.example'", id="e-mail-repr"),
        pytest.param(
            "o'brien@warga.example", "o***@warga.example", id="e-mail-apostrophe"
        ),
        pytest.param(f"{'a' * 90}@b.example", "a***@b.example", id="e-mail-long"),
        pytest.param("siti.a+ktp@warga.example", "s***@warga.example", id="e-mail"),
        pytest.param("<7siti@a.b.example>", "<***@a.b.example>", id="e-mail-digit"),
        pytest.param(f"{DIGITS}@warga.example", "***@warga.example", id="e-mail-nik"),
        pytest.param(
            f"a@{DIGITS}.example", f"a***@{NIK_MASK}.example", id="e-mail-host-nik"
        ),
    ],
)
def test_a_number_of_a_person_is_covered(text, expected):
    """In the form that its own type shows, wherever it stands."""
    assert redact_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tanpa angka",
        "2026-11-24 08:15:30,123 INFO",
        "02-11-2026 10:15",
        "2026-11-24T08:15:30.123456+07:00",
        "20261124081530",
        "1795482000",
        "1795482000123",
        "Rp 1.234.567.890.123",
        "Rp4.500.000,00",
        "10.12.0.7:54321",
        "550e8400-e29b-41d4-a716-446655440000",
        "0.30000000000000004",
        "12.345678901234567",
        "-6.2087634,106.845599",
        "0.0812345678",
        "1 0.0812345678",
        "-0.0812345678 0.0812345678",
        "tiket KTC-9F3K-2M7Q",
        "474/0912/401.03/2026",
        "474.0274.51.03.2026",
        "474/0812/3456/7890",
        "HTTP/1.1 200 1827331",
        "0812",
        "+62",
        "@nama",
        "a@b",
        "3171" + " " * 17 + "0157 0845 9002",
        "3171    0172    0845    9002",
        "02155512    34567",
        "tahun 2023 2024 2025 2026",
        "tahun 1998 1999 2000 2001",
        "013121661-091000",
        "013121660 091000",
        "3171    9957    0845    9002",
        "Rp62.812.345.678",
        "idr. 62.812.345.678",
        "Rp1.021.234.567,00",
        "total 3.062.812.345.678",
        "/cari?q=100%25&sejak=2026%2D11%2D24%2008%3A15",
        r"C:\new\u0020\12345678",
        "tanggal_2026_11_24_0815.log",
        "%",
        "%2",
        "\\u00",
        "&nbsp;",
    ],
)
def test_other_figures_stay(text):
    """Times, amounts, addresses, fractions and letter numbers are no people."""
    assert redact_text(text) == text


# One sign between groups, as text has it → as URLs, JSON, Python and HTML write it
WRITTEN = {
    " ": ["%20", "+", "\\x20", "\\u0020"],
    "\t": ["%09", "\\t"],
    "\n": ["%0A", "%0a", "\\n"],
    "\r": ["%0D", "%0d", "\\r"],
    "-": ["%2D", "%2d"],
    ".": ["%2E", "%2e"],
    "/": ["%2F", "%2f"],
    "(": ["%28"],
    ")": ["%29"],
    "\u00a0": ["%C2%A0", "\\xa0", "\\u00a0", "\\u00A0", "&nbsp;", "&#160;"],
    "\u2009": ["%E2%80%89", "\\u2009"],
    "\u2010": ["%E2%80%90", "\\u2010"],
    "\u2013": ["%E2%80%93", "\\u2013"],
    "\u202f": ["%E2%80%AF", "\\u202f"],
    "_": [],
    "\u00ad": [],
    "\u200b": [],
    "\u200f": [],
    "\u2014": [],
    "\u202a": [],
    "\u2060": [],
    "\u2069": [],
    "\u2212": [],
    "\u3000": [],
    "\ufeff": [],
}


@pytest.mark.parametrize("gap", WRITTEN, ids=lambda gap: f"U+{ord(gap):04X}")
def test_a_gap_is_bridged_however_it_is_written(gap):
    """One or two of them; in front of the number and behind it they stay."""
    for written in (gap, *WRITTEN[gap]):
        for joint in (written, written * 2):
            text = joint.join(("317101", "570845", "9002"))
            assert redact_text(text) == NIK_MASK
            assert redact_text(f"NIK {text}, lain") == f"NIK {NIK_MASK}, lain"


@pytest.mark.parametrize("sign", [*",;:|'=*#<>[]{}·•~^!?&$@"])
def test_another_sign_parts_numbers(sign):
    """Of CSV, JSON, times and markup: what stands on both sides is two things."""
    text = sign.join(("3171", "0157", "0845", "9002"))
    assert redact_text(text) == text


@pytest.mark.parametrize("cut", ["%", "%2", "%2G", "\\u00", "\\xg0", "&nbs;", "\\q"])
def test_what_only_begins_like_an_escape_is_none(cut):
    """Half an escape is two signs and perhaps a digit, and bridges nothing."""
    text = f"317101{cut} 5708459002"
    assert redact_text(text) == text


# A number as it is printed or written by hand, one digit mistyped
PRINTED = {
    "317101 720845 9002": 16,
    "31.71.01.720845.9002": 16,
    "31 71 01 72 08 45 9002": 16,
    "3171 0172 0845 9002": 16,
    "01.312.166.9-091.000": 15,
    "19861326 201505 1 001": 18,
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_mistyped_number_in_its_printed_form_is_covered(text):
    """Somebody's number almost whole; in any other groups it may be anything."""
    assert redact_text(text) == "*" * PRINTED[text]
    assert redact_text(f"no. {text}, x") == f"no. {'*' * PRINTED[text]}, x"
    joint = re.search(r"\D", text)[0]
    moved = text.replace(joint, "", 1)
    moved = f"{moved[:1]}{joint}{moved[1:]}"
    assert redact_text(moved) == moved


def test_numbers_in_the_languages_of_programs_are_found():
    """JSON, a query string and a Python literal."""
    values = {"nik": "3171 0157 0845 9002", "hp": "+62 812 3456 7890", "n": 3}
    assert redact_text(json.dumps(values)) == json.dumps(
        {"nik": NIK_MASK, "hp": PHONE, "n": 3}
    )
    assert redact_text(urlencode({"nik": "3171 0157 0845 9002"})) == f"nik={NIK_MASK}"
    assert redact_text(repr([int(DIGITS)])) == f"[{NIK_MASK}]"
    assert redact_text("%2B6281234567890") == PHONE
    assert redact_text("tel=%2B12025550123") == "tel=+***"


HARD = {
    "one-digit-groups": "0 ",
    "trunk-prefixes": "081 234 ",
    "almost-numbers": "20 05 01 01 01 01 01 0",
    "escapes": "1%20%20%2",
    "json-escapes": "1\\u002",
    "no-at-sign": "a.",
    "at-signs": "a@a.a.",
    "percent-40": "%40",
    "gaps": " - ",
    "plus-signs": "+1",
}


@pytest.mark.parametrize("name", HARD)
def test_time_grows_with_the_text_only(name):
    """Sixteen times the text takes about sixteen times as long, not 256 times."""
    piece = HARD[name]
    short, long = (f"1{piece * (size // len(piece))}@" for size in (5_000, 80_000))

    def seconds(text):
        started = time.process_time()  # a busy neighbour is nobody's fault
        redact_text(text)
        return time.process_time() - started

    once = min(seconds(short) for _ in range(5))
    assert min(seconds(long) for _ in range(2)) < 80 * once + 0.01


def test_only_text_is_redacted():
    """A value of another type has a form of its own, see `mask`."""
    with pytest.raises(InvalidFormatError) as refused:
        redact_text(int(DIGITS))
    assert refused.value.code == "not_text"


_words = st.text(
    st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="@"), max_size=12
)
# The first digits of a number right behind one of these are part of an escape.
_befores = _words.filter(lambda word: not re.search(r"\\[xu][0-9a-fA-F]*$", word))
_separators = st.sampled_from(["", " ", ".", "-", "\u00a0", " - ", "/"])
_niks = st.builds(
    lambda day, month, year, serial: f"317101{day:02}{month:02}{year:02}{serial:04}",
    st.integers(1, 28) | st.integers(41, 68),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(9001, 9999),
)


@pytest.mark.property
@given(_befores, _words, _niks, st.lists(_separators, min_size=15, max_size=15))
def test_a_nik_is_found_in_any_text_with_any_separators(before, after, digits, gaps):
    """Where no other digits stand beside it, nothing of it but its region stays."""
    spelled = "".join(d + gap for d, gap in zip(digits, [*gaps, ""], strict=True))
    assert redact_text(before + spelled + after).endswith(NIK_MASK + after)


# Not behind a decimal point: those digits are covered if they are a valid number.
LONG_RUN = re.compile(r"(?<!\d)(?<!\d\.)\d{15,}")
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|\\x[0-9a-f]{2}|\\u[0-9A-Fa-f]{4}|&#160;")


@pytest.mark.property
@given(
    st.text()
    | st.text(st.sampled_from("0123456789 .-+@a/\u00a0*\u0663"), max_size=60)
    | st.text(st.sampled_from("0123456789%CA\\ux&;"), max_size=60)
)
def test_no_long_run_of_digits_is_left(text):
    """Total: any text gives a text, and no fifteen digits in a row are in it.

    The digits of an escape, as in ``%20``, are none of them.
    """
    assert not LONG_RUN.search(ESCAPE.sub("~", redact_text(text)))


@pytest.mark.property
@given(
    st.text(st.characters(exclude_characters="@%"), max_size=40)
    | st.text(st.sampled_from("01289 .-+/()Rp:,T"), max_size=20)
)
def test_a_text_with_less_than_nine_digits_stays(text):
    """No number of a person is shorter; dates, hours and amounts often are."""
    if sum(map(str.isdigit, text)) < 9:
        assert redact_text(text) == text


_PIECES = st.sampled_from(
    [
        *(
            DIGITS,
            NIP_TEXT,
            NPWP_TEXT,
            "081234567890",
            "+62 812 3456 7890",
            "0215551234",
        ),
        *("317101", "570845", "9002", "0812", "3456", "2026", "62", "021", "1", "12"),
        *(" ", "    ", ".", "-", "/", ",", "+", "Rp", "(", "\u00a0", "x"),
    ]
)


@pytest.mark.property
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_what_was_redacted_holds_nothing_more_to_redact(text):
    """A second filter, on another handler, changes nothing."""
    once = redact_text(text)
    assert redact_text(once) == once


@pytest.mark.parametrize(
    ("before", "covered"),
    [
        ("091.000 ", "317101**********"),  # with 317101 a number in Jambi's area
        ("021 555 ", "317101**********"),
        ("0911 000 ", "+62********890"),
        ("+62******026+", "317101**********"),
    ],
)
def test_what_a_mask_leaves_in_clear_begins_no_other_number(before, covered):
    """Nor does it end one that stands in front of it."""
    assert redact_text(before + covered) == before + covered


@pytest.mark.parametrize(
    "stars", ["*", "*" * 8, "*" * 10, "*" * 11, "*" * 14, "*" * 16]
)
@pytest.mark.parametrize(
    "number",
    [DIGITS, "3171 0157 0845 9002", "317101 570845 9002", "31.71.01.570845.9002"],
)
def test_asterisks_behind_a_number_do_not_save_it(number, stars):
    """Ten behind the four last digits are no mask of ours: the number is covered."""
    assert redact_text(number + stars) == "317101**********" + stars


@pytest.mark.property
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_what_is_no_digit_stays_where_it_is(text):
    """Words and signs outside a number are the log's, in their order."""
    kept = [c for c in redact_text(text) if c in "x,Rp"]
    assert kept == [c for c in text if c in "x,Rp"]
