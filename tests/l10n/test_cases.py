"""The fact table of formal Indonesian, row by row.

``data/cases.csv`` was written from EYD, CLDR and independent implementations;
each ``function`` of it is mapped here to a call of the API. ``ERROR`` means that
an `EgovkitError` must be raised. Numbers that belong to a person and the words
for a place are other rooms' work; the table tests them from here.

``data/more_cases.csv`` continues it, by the same rules: its expected values were
written by hand from the rule or with the package that ``basis`` names.
"""

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from egovkit import l10n
from egovkit.errors import EgovkitError
from egovkit.identity import PhoneNumber, PostalCode
from egovkit.regions import lookup

DATA = Path(__file__).parent / "data"
TABLES = ("cases.csv", "more_cases.csv")

# Rows that we find wrong, with the reason.
WRONG = {
    ("phone_e164", "08001234567"): (
        "a service number is neither a mobile number nor a landline, which is what "
        "egovkit.identity.PhoneNumber stands for; its own examples refuse this one"
    ),
}


def _number(text: str) -> int | Decimal:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _rupiah(text: str, **options) -> str:
    return l10n.terbilang_rupiah(_number(text), **options)


def _time_in_zone(text: str) -> str:
    clock, zone = text.split(" ")
    moment = datetime.fromisoformat(f"2026-11-24T{clock}").replace(
        tzinfo=ZoneInfo(zone)
    )
    return l10n.format_time(moment)


def _two_dates(text: str) -> str:
    first, last = text.split("..")
    calendar = l10n.WorkCalendar.indonesia()
    return str(calendar.count_working_days(_day(first), _day(last)))


def _added(text: str) -> str:
    start, n = text.split("+")
    calendar = l10n.WorkCalendar.indonesia()
    return calendar.add_working_days(_day(start), int(n)).isoformat()


def _age(text: str) -> str:
    born, on = text.split(" on ")
    return str(l10n.age(_day(born), _day(on)))


def _name_format(text: str) -> str:
    return l10n.PersonName(**json.loads(text)).formatted()


def _name_parse(text: str) -> str:
    name = l10n.PersonName.parse(text)
    return json.dumps(
        {"prefix": list(name.prefix), "name": name.name, "suffix": list(name.suffix)}
    )


FINDINGS = {"name_max_length": "ERROR_max_60", "name_punctuation": "ERROR_punctuation"}


def _name_findings(text: str) -> str:
    found = [FINDINGS[f.code] for f in l10n.name_findings(text) if f.refusable]
    return found[0] if found else "OK"


def _keys_equal(text: str) -> str:
    left, right = map(l10n.search_key, text.split("|"))
    return str(left == right).lower()


def _recipient(text: str) -> str:
    given = json.loads(text)
    sex = {"Bapak": "L", "Ibu": "P"}.get(given.pop("sapaan", None))
    return l10n.recipient_line(sex=sex, **given)


def _postal_code(text: str) -> str:
    return "OK" if PostalCode(text) else ""


def _region_term(text: str) -> str:
    """``prov=13 level=4``: the first region of that level there, not a kelurahan."""
    province, level = (part.split("=")[1] for part in text.split(" "))
    codes = {"3": ".01.01", "4": ".01.01.2001"}
    return lookup(province + codes[level]).term.title()


def _month_name_hijri(text: str) -> str:
    return l10n.HIJRI_MONTHS[int(text) - 1]


def _hijri_official(text: str) -> str:
    value = l10n.hijri(_day(text))
    assert value.official
    return str(value)


FUNCTIONS = {
    "address_expand": l10n.expand_address,
    "address_format": lambda text: l10n.format_address(json.loads(text)),
    "hijri_month_name": _month_name_hijri,
    "hijri_official": _hijri_official,
    "language_name_id": l10n.language_name,
    "parse_date": lambda text: l10n.parse_date(text).isoformat(),
    "parse_rt_rw": lambda text: json.dumps(l10n.parse_rt_rw(text)._asdict()),
    "parse_rupiah": lambda text: str(l10n.parse_rupiah(text)),
    "parse_terbilang": lambda text: str(l10n.parse_terbilang(text)),
    "parse_terbilang_lenient": lambda text: str(
        l10n.parse_terbilang(text, lenient=True)
    ),
    "parse_time": lambda text: l10n.parse_time(text).isoformat("minutes"),
    "pasaran": lambda text: l10n.pasaran(_day(text)),
    "phone_e164": lambda text: PhoneNumber.parse(text).reveal(),
    "phone_national": lambda text: PhoneNumber.parse(text).national(),
    "postal_code": _postal_code,
    "territory_name_id": l10n.territory_name,
    "village_term_default": _region_term,
    "add_working_days": _added,
    "age": _age,
    "count_working_days": _two_dates,
    "date_words": lambda text: l10n.date_in_words(_day(text)),
    "day_type": lambda text: str(l10n.WorkCalendar.indonesia().kind(_day(text))),
    "display_unchanged": l10n.title_case,
    "format_compact_long": lambda text: l10n.format_compact(_number(text)),
    "format_date_full": lambda text: l10n.format_date(_day(text), "full"),
    "format_date_long": lambda text: l10n.format_date(_day(text)),
    "format_date_medium": lambda text: l10n.format_date(_day(text), "medium"),
    "format_date_short": lambda text: l10n.format_date(_day(text), "short"),
    "format_list": lambda text: l10n.format_list(json.loads(text)),
    "format_list_or": lambda text: l10n.format_list(json.loads(text), "or"),
    "format_number": lambda text: l10n.format_number(_number(text)),
    "format_percent": lambda text: l10n.format_percent(_number(text)),
    "format_rupiah": lambda text: l10n.format_rupiah(_number(text)),
    "format_rupiah_accounting": lambda text: l10n.format_rupiah(
        _number(text), style="accounting"
    ),
    "format_rupiah_dash": lambda text: l10n.format_rupiah(_number(text), style="dash"),
    "format_rupiah_sen": lambda text: l10n.format_rupiah(_number(text), decimals=2),
    "format_time": _time_in_zone,
    "fraction_words": l10n.fraction_in_words,
    "month_abbr": lambda text: l10n.format_date(date(2026, int(text), 1), "medium")[
        2:-5
    ],
    "name_format": _name_format,
    "name_parse": _name_parse,
    "name_titlecase": l10n.title_case,
    "name_validate_dukcapil": _name_findings,
    "ordinal_num": lambda text: l10n.ordinal(int(text), form="digits"),
    "ordinal_roman": lambda text: (
        f"abad {l10n.ordinal(int(text.split()[1]), form='roman')}"
    ),
    "ordinal_words": lambda text: l10n.ordinal(int(text)),
    "ordinal_words_strict": lambda text: l10n.ordinal(int(text), first="kesatu"),
    "parse_roman_month": lambda text: str(l10n.parse_roman_month(text)),
    "percent_words": l10n.fraction_in_words,
    "address_line_recipient": _recipient,
    "roman": lambda text: l10n.roman(int(text)),
    "roman_month": lambda text: l10n.roman_month(int(text)),
    "sapaan": l10n.salutation,
    "search_key_equal": _keys_equal,
    "terbilang": lambda text: l10n.terbilang(_number(text)),
    "terbilang_decimal": lambda text: l10n.terbilang(_number(text)),
    "terbilang_rupiah": _rupiah,
    "terbilang_rupiah_kuitansi": lambda text: _rupiah(text, guard=True),
    "terbilang_rupiah_sen": lambda text: _rupiah(text, sen="tulis"),
    "terbilang_rupiah_sentence": lambda text: _rupiah(text, case="sentence"),
    "terbilang_rupiah_title": lambda text: _rupiah(text, case="title"),
}


def _rows() -> dict[str, dict[str, str]]:
    """Table and line → the row."""
    rows = {}
    for name in TABLES:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            table = enumerate(csv.DictReader(file), start=2)
            rows |= {f"{name}-{line}-{row['function']}": row for line, row in table}
    return rows


def test_every_function_of_the_table_is_mapped():
    """No row is left out silently."""
    assert {row["function"] for row in _rows().values()} - FUNCTIONS.keys() == set()


def test_no_row_stands_twice():
    """More rows are more cases."""
    asked = [(row["function"], row["input"]) for row in _rows().values()]
    assert len(asked) == len(set(asked)) > 900


def _agreed() -> list[object]:
    return [
        pytest.param(row, id=place)
        for place, row in _rows().items()
        if (row["function"], row["input"]) not in WRONG
    ]


def test_rows_found_wrong_are_in_the_table():
    """A reason that no row needs any more is removed."""
    asked = {(row["function"], row["input"]) for row in _rows().values()}
    assert asked >= WRONG.keys()


@pytest.mark.parametrize("row", _agreed())
def test_row(row: dict[str, str]):
    """The call gives what the table says, or raises where it says ERROR."""
    function = FUNCTIONS[row["function"]]
    if row["expected"] == "ERROR":
        with pytest.raises(EgovkitError):
            function(row["input"])
    else:
        assert function(row["input"]) == row["expected"]
