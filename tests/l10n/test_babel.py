"""Our tables against CLDR's, and what only CLDR knows.

The tables exist to be fast; this keeps them equal to what Babel says. Rupiah is
compared with an explicit pattern: CLDR 48 changes the default decimals.
"""

from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date as babel_date
from babel.lists import format_list as babel_list
from babel.numbers import format_currency, format_decimal
from babel.numbers import format_percent as babel_percent
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import CoverageError, EgovkitError, UsageError
from egovkit.l10n import (
    format_compact,
    format_date,
    format_list,
    format_number,
    format_percent,
    format_rupiah,
    format_time,
    language_name,
    territory_name,
)
from egovkit.l10n._dates import DAYS, MONTHS, MONTHS_SHORT
from egovkit.l10n._figures import SEPARATORS
from egovkit.l10n._locale import language

# Our English has the day first, as CLDR's en-001 and en-GB have it.
LOCALES = {"id": Locale("id"), "en": Locale("en", "GB")}


@pytest.mark.parametrize("lang", LOCALES)
def test_names_of_months_and_days_are_cldrs(lang):
    """In full and abbreviated: *Agu*, not *Agt* or *Ags*."""
    locale = LOCALES[lang]
    months = locale.months["format"]
    assert [months["wide"][n] for n in range(1, 13)] == list(MONTHS[lang])
    assert [months["abbreviated"][n] for n in range(1, 13)] == list(MONTHS_SHORT[lang])
    days = locale.days["format"]["wide"]
    assert [days[n] for n in range(7)] == list(DAYS[lang])


@pytest.mark.parametrize("lang", LOCALES)
def test_separators_are_cldrs(lang):
    """Dot and comma, or comma and dot."""
    symbols = LOCALES[lang].number_symbols["latn"]
    assert SEPARATORS[lang] == (symbols["group"], symbols["decimal"])


@pytest.mark.property
@given(st.dates(date(1000, 1, 1)), st.sampled_from(["long", "full", "medium"]))
def test_dates_are_cldrs(value, style):
    """Each of the three styles, in both languages."""
    for lang, locale in LOCALES.items():
        assert format_date(value, style, lang=lang) == babel_date(
            value, style, locale=locale
        )


@pytest.mark.property
@given(st.integers(-(10**15), 10**15), st.integers(0, 999))
def test_numbers_are_cldrs(n, thousandths):
    """With up to three decimals nothing is rounded, and both agree."""
    value = Decimal(f"{n}.{thousandths:03}")
    for lang, locale in LOCALES.items():
        assert format_number(value, lang=lang) == format_decimal(value, locale=locale)


@pytest.mark.property
@given(st.integers(-(10**15), 10**15), st.integers(0, 99))
def test_rupiah_are_cldrs_with_an_explicit_pattern(n, sen):
    """Without a space, with the decimals that the call says."""
    locale = LOCALES["id"]
    amount = Decimal(f"{n}.{sen:02}")
    assert format_rupiah(amount, decimals=2) == format_currency(
        amount, "IDR", "¤#,##0.00", locale=locale, currency_digits=False
    )
    assert format_rupiah(n) == format_currency(
        n, "IDR", "¤#,##0", locale=locale, currency_digits=False
    )


@pytest.mark.property
@given(st.integers(-(10**6), 10**6))
def test_percentages_are_cldrs(n):
    """With two decimals at most."""
    ratio = Decimal(n).scaleb(-4)
    expected = babel_percent(ratio, "#,##0.##%", locale=LOCALES["id"])
    assert format_percent(ratio) == expected.replace("-0%", "0%")


@pytest.mark.property
@given(st.lists(st.sampled_from("ABCD"), max_size=5), st.sampled_from(["and", "or"]))
def test_lists_are_cldrs(words, kind):
    """*dan* and *atau*, with CLDR's commas."""
    style = {"and": "standard", "or": "or"}[kind]
    for lang, locale in LOCALES.items():
        assert format_list(words, kind, lang=lang) == babel_list(
            words, style=style, locale=locale
        )


@pytest.mark.parametrize("n", [1000, 1500, 2_000_000, 1_500_000_000, 3 * 10**12])
def test_compact_numbers_are_cldrs(n):
    """The long form: *1,5 miliar*."""
    from babel.numbers import format_compact_decimal

    expected = format_compact_decimal(
        n, format_type="long", locale=LOCALES["id"], fraction_digits=1
    )
    assert format_compact(n) == expected.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("zone", "label"),
    [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
)
def test_names_of_zones_are_cldrs(zone, label):
    """Short names that CLDR has for Indonesian only."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from babel.dates import get_timezone_name

    moment = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo(zone))
    name = get_timezone_name(moment, width="short", locale=LOCALES["id"])
    assert format_time(moment).split(" ")[1] == name == label


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("jv", "Selasa, 24 November 2026"),
        ("su", "Salasa, 24 Nopémber 2026"),
        ("ms", "Selasa, 24 November 2026"),
        ("jw", "Selasa, 24 November 2026"),
        ("ms-ID", "Selasa, 24 November 2026"),
    ],
)
def test_regional_languages_come_from_cldr(lang, text):
    """Javanese, Sundanese, Malay; old codes and browser tags too."""
    assert format_date(date(2026, 11, 24), "full", lang=lang) == text


def test_regional_numbers_and_lists():
    """The language's own separators and words."""
    assert format_number(Decimal("1234.5"), lang="jv") == "1.234,5"
    assert format_number(Decimal("1234.5"), lang="ms") == "1,234.5"
    assert format_list(["A", "B", "C"], lang="ms") == "A, B dan C"
    assert format_list(["A", "B"], "or", lang="ms") == "A atau B"


@pytest.mark.parametrize("style", ["short", "numeric"])
def test_digits_need_no_language(style):
    """Day first in any of them."""
    assert format_date(date(2026, 5, 1), style, lang="jv").startswith("01")


@pytest.mark.parametrize("lang", ["ban", "min", "bug", "ace", "mad", "bjn", "sas"])
def test_languages_outside_cldr_are_a_clear_error(lang):
    """CLDR has no Balinese; nothing is written in another language instead."""
    for ask in (
        lambda: format_date(date(2026, 11, 24), lang=lang),
        lambda: format_list(["A"], lang=lang),
        lambda: language_name("id", lang=lang),
    ):
        with pytest.raises(CoverageError) as caught:
            ask()
        assert caught.value.code == "language_not_in_cldr"
        assert "CLDR" in caught.value.sentence("id")


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("id", "id"),
        ("ID", "id"),
        ("id-ID", "id"),
        ("id_ID", "id"),
        ("in", "id"),
        ("in_ID", "id"),
        ("jw", "jv"),
        ("su-Latn-ID", "su"),
        ("en-US", "en"),
        ("ban", "ban"),
    ],
)
def test_tags(tag, code):
    """BCP 47 with either sign, and the codes that ISO 639 withdrew."""
    assert language(tag) == code


@pytest.mark.parametrize(
    "tag",
    ["", "i", "indonesia", "12", "id" * 20, "*", "\u0131d", "i d", None, 5, "-id"],
    ids=repr,
)
def test_what_is_no_tag_is_refused(tag):
    """Accept-Language holds anything."""
    with pytest.raises(UsageError) as caught:
        language(tag)
    assert caught.value.code == "language_tag"


@pytest.mark.parametrize(
    ("code", "name"),
    [("su", "Sunda"), ("min", "Minangkabau"), ("jv", "Jawa"), ("in", "Indonesia")],
)
def test_names_of_languages(code, name):
    """CLDR's Indonesian names."""
    assert language_name(code) == name


def test_names_of_territories():
    """*Tiongkok*, whatever the case of the code; in English when asked."""
    assert territory_name("CN") == territory_name("cn") == "Tiongkok"
    assert territory_name("CN", lang="en") == "China"
    assert language_name("su", lang="en") == "Sundanese"


@pytest.mark.parametrize("code", ["XX", "Indonesia", "", "9", "'"])
def test_unknown_territories(code):
    """No name is made up."""
    with pytest.raises(CoverageError) as caught:
        territory_name(code)
    assert caught.value.code == "name_not_in_cldr"


def test_unknown_languages():
    """A tag that is well formed and means nothing, and one that is none."""
    with pytest.raises(CoverageError):
        language_name("xx")
    with pytest.raises(EgovkitError):
        language_name("?")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A atawa B"),
        (["A", "B", "C"], "A, B, atawa C"),
    ],
)
def test_a_sundanese_list_has_no_english_word(words, text):
    """CLDR 47 writes *A, B, or C* in Sundanese; *A sareng B* it knows."""
    assert format_list(words, "or", lang="su") == text
    assert format_list(["A", "B"], lang="su") == "A sareng B"
