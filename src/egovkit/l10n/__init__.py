"""Formal Indonesian: numbers in words, rupiah, dates, working days, names.

Everything loads on first use, so that writing a date does not load the names
and nothing loads Babel until another language than Indonesian or English is
asked for.

Example:
    >>> from egovkit.l10n import format_rupiah, terbilang
    >>> terbilang(1_001_000)
    'satu juta seribu'
    >>> format_rupiah(1_500_000)
    'Rp1.500.000'
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from egovkit.l10n._address import (
        AddressLike,
        RtRw,
        expand_address,
        format_address,
        letter_address,
        parse_rt_rw,
    )
    from egovkit.l10n._calendar import (
        CalendarCoverageError,
        CalendarOptions,
        WorkCalendar,
    )
    from egovkit.l10n._dates import (
        age,
        date_in_words,
        format_date,
    )
    from egovkit.l10n._days import (
        DayKind,
        DayRecord,
        Holiday,
    )
    from egovkit.l10n._display_names import (
        language_name,
        territory_name,
    )
    from egovkit.l10n._errors import (
        TranslatedError,
        localized,
        translate,
    )
    from egovkit.l10n._figures import (
        format_compact,
        format_list,
        format_number,
        format_percent,
        format_rupiah,
    )
    from egovkit.l10n._gettext import (
        LOCALE_DIR,
        catalogue,
    )
    from egovkit.l10n._hijri import (
        HIJRI_MONTHS,
        HijriCalendar,
        HijriDate,
        Isbat,
        hijri,
    )
    from egovkit.l10n._letter_number import (
        LetterNumberTemplate,
    )
    from egovkit.l10n._names import (
        NameFinding,
        PersonName,
        name_findings,
        search_key,
        title_case,
    )
    from egovkit.l10n._parse_dates import (
        parse_date,
        parse_time,
    )
    from egovkit.l10n._parse_figures import (
        parse_rupiah,
    )
    from egovkit.l10n._parse_words import (
        parse_terbilang,
    )
    from egovkit.l10n._pasaran import (
        pasaran,
    )
    from egovkit.l10n._roman import (
        parse_roman,
        parse_roman_month,
        roman,
        roman_month,
    )
    from egovkit.l10n._salutation import (
        recipient_line,
        salutation,
    )
    from egovkit.l10n._times import (
        format_datetime,
        format_time,
    )
    from egovkit.l10n._words import (
        fraction_in_words,
        ordinal,
        percent_in_words,
        terbilang,
        terbilang_rupiah,
    )

__all__ = [
    "HIJRI_MONTHS",
    "LOCALE_DIR",
    "AddressLike",
    "CalendarCoverageError",
    "CalendarOptions",
    "DayKind",
    "DayRecord",
    "HijriCalendar",
    "HijriDate",
    "Holiday",
    "Isbat",
    "LetterNumberTemplate",
    "NameFinding",
    "PersonName",
    "RtRw",
    "TranslatedError",
    "WorkCalendar",
    "age",
    "catalogue",
    "date_in_words",
    "expand_address",
    "format_address",
    "format_compact",
    "format_date",
    "format_datetime",
    "format_list",
    "format_number",
    "format_percent",
    "format_rupiah",
    "format_time",
    "fraction_in_words",
    "hijri",
    "language_name",
    "letter_address",
    "localized",
    "name_findings",
    "ordinal",
    "parse_date",
    "parse_roman",
    "parse_roman_month",
    "parse_rt_rw",
    "parse_rupiah",
    "parse_terbilang",
    "parse_time",
    "pasaran",
    "percent_in_words",
    "recipient_line",
    "roman",
    "roman_month",
    "salutation",
    "search_key",
    "terbilang",
    "terbilang_rupiah",
    "territory_name",
    "title_case",
    "translate",
]
_EXPORTS = {
    "AddressLike": "_address",
    "CalendarCoverageError": "_calendar",
    "CalendarOptions": "_calendar",
    "DayKind": "_days",
    "DayRecord": "_days",
    "HIJRI_MONTHS": "_hijri",
    "HijriCalendar": "_hijri",
    "HijriDate": "_hijri",
    "Holiday": "_days",
    "Isbat": "_hijri",
    "LOCALE_DIR": "_gettext",
    "LetterNumberTemplate": "_letter_number",
    "NameFinding": "_names",
    "PersonName": "_names",
    "RtRw": "_address",
    "TranslatedError": "_errors",
    "WorkCalendar": "_calendar",
    "age": "_dates",
    "catalogue": "_gettext",
    "date_in_words": "_dates",
    "expand_address": "_address",
    "format_address": "_address",
    "format_compact": "_figures",
    "format_date": "_dates",
    "format_datetime": "_times",
    "format_list": "_figures",
    "format_number": "_figures",
    "format_percent": "_figures",
    "format_rupiah": "_figures",
    "format_time": "_times",
    "fraction_in_words": "_words",
    "hijri": "_hijri",
    "language_name": "_display_names",
    "letter_address": "_address",
    "localized": "_errors",
    "name_findings": "_names",
    "ordinal": "_words",
    "parse_date": "_parse_dates",
    "parse_roman": "_roman",
    "parse_roman_month": "_roman",
    "parse_rt_rw": "_address",
    "parse_rupiah": "_parse_figures",
    "parse_terbilang": "_parse_words",
    "parse_time": "_parse_dates",
    "pasaran": "_pasaran",
    "percent_in_words": "_words",
    "recipient_line": "_salutation",
    "roman": "_roman",
    "roman_month": "_roman",
    "salutation": "_salutation",
    "search_key": "_names",
    "terbilang": "_words",
    "terbilang_rupiah": "_words",
    "territory_name": "_display_names",
    "title_case": "_names",
    "translate": "_errors",
}

if not TYPE_CHECKING:  # hidden, so that a typo stays a type error
    from egovkit._lazy import lazy

    __getattr__, __dir__ = lazy(globals(), _EXPORTS)
