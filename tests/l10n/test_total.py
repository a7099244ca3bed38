"""Any text gives a value or an `EgovkitError`, and soon."""

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit import l10n
from egovkit.errors import EgovkitError

READERS: dict[str, Callable[[str], object]] = {
    "expand_address": l10n.expand_address,
    "format_address": lambda text: l10n.format_address({"street": text, "rt": text}),
    "fraction_in_words": l10n.fraction_in_words,
    "language_name": l10n.language_name,
    "letter_number": l10n.LetterNumberTemplate("{urut:03}/{unit}/{tahun}").parse,
    "letter_template": l10n.LetterNumberTemplate,
    "name_findings": l10n.name_findings,
    "parse_date": l10n.parse_date,
    "parse_date_lenient": lambda text: l10n.parse_date(text, lenient=True),
    "parse_roman": l10n.parse_roman,
    "parse_roman_month": l10n.parse_roman_month,
    "parse_rt_rw": l10n.parse_rt_rw,
    "parse_rupiah": l10n.parse_rupiah,
    "parse_terbilang": l10n.parse_terbilang,
    "parse_terbilang_lenient": lambda text: l10n.parse_terbilang(text, lenient=True),
    "parse_time": l10n.parse_time,
    "person_name": lambda text: l10n.PersonName.parse(text).eyd().formatted(),
    "recipient_line": lambda text: l10n.recipient_line(name=text, sex=text[:1]),
    "search_key": l10n.search_key,
    "territory_name": l10n.territory_name,
    "title_case": l10n.title_case,
    "translate": lambda text: l10n.translate(
        [{"type": text, "loc": (text,), "ctx": {"error": text, text: text}}]
    ),
}
# Pieces of what the readers know, so that more than the first check is reached
PIECES = [
    *("satu", "juta", "seribu", "koma", "minus", "Rp", "1.500", ",-", "24", "Nopember"),
    *("2026", "Selasa,", "-", "/", "XI", "RT", "005", "Dr.", "H.", ", S.H.", "bin"),
    *("{urut:03}", "{", "}", "1/2", "%", "pukul", "08.00", "WIB", "Jl.", "No.", " "),
    *("\u0663", "\uff11", "\u202e", "\ud800", "\u0000", "\u00a0", "é", "\u2019", "*"),
]
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.property
@given(text=texts)
def test_any_text_gives_a_value_or_an_error_of_ours(name, text):
    """Nothing else comes out, and no error quotes the text."""
    try:
        READERS[name](text)
    except EgovkitError as error:
        for lang in ("id", "en"):
            assert error.sentence(lang)
            assert "…" not in error.sentence(lang)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "piece",
    ["1", "a", " ", "satu ", ".", "-", "{", "RT ", "Dr.", "X", "1 ", "(", "\u0663"],
)
def test_absurd_lengths_cost_nothing(name, piece):
    """Half a megabyte is refused or answered within a fraction of a second."""
    text = piece * (500_000 // len(piece))
    start = process_time()
    with contextlib.suppress(EgovkitError):
        READERS[name](text)
    assert process_time() - start < 1.0


numbers = st.one_of(
    st.integers(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.builds(
        lambda sign, digits, exponent: Decimal((sign, digits, exponent)),
        st.integers(0, 1),
        st.lists(st.integers(0, 9), min_size=1, max_size=50).map(tuple),
        st.integers(-1000, 1000),
    ),
    st.floats(),
    st.booleans(),
    st.none(),
    st.text(max_size=5),
    st.binary(max_size=5),
)
WRITERS: dict[str, Callable[[object], object]] = {
    "format_compact": l10n.format_compact,
    "format_number": l10n.format_number,
    "format_percent": l10n.format_percent,
    "format_rupiah": l10n.format_rupiah,
    "fraction_in_words": l10n.fraction_in_words,
    "ordinal": l10n.ordinal,
    "percent_in_words": l10n.percent_in_words,
    "roman": l10n.roman,
    "roman_month": l10n.roman_month,
    "terbilang": l10n.terbilang,
    "terbilang_rupiah": l10n.terbilang_rupiah,
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.property
@given(value=numbers)
def test_any_number_gives_words_or_an_error_of_ours(name, value):
    """Whatever the type, the size or the exponent."""
    try:
        text = WRITERS[name](value)
    except EgovkitError as error:
        assert "…" not in error.sentence("id")
    else:
        assert isinstance(text, str)
        assert 0 < len(text) < 2000


@pytest.mark.property
@given(st.dates(), st.integers())
def test_any_day_gives_an_answer_or_an_error_of_ours(day, n):
    """Before the decrees, after them, and for any count."""
    calendar = l10n.WorkCalendar.indonesia()
    for ask in (
        lambda: calendar.kind(day),
        lambda: calendar.add_working_days(day, n),
        lambda: calendar.count_working_days(day, date(2026, 1, 1)),
        lambda: l10n.hijri(day),
        lambda: l10n.age(day, date(2026, 1, 1)),
    ):
        with contextlib.suppress(EgovkitError):
            ask()
