"""Formal Indonesian against the packages that do a part of it.

What is compared gives the same answer first; where a peer has known errors the
numbers are chosen so that it has none.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from importlib.metadata import version
from typing import Any, Literal

import holidays
import lokal
import num2words
from _timing import Bench, import_cpu
from babel import Locale
from babel.dates import format_date as babel_date
from babel.numbers import format_currency
from dateutil import parser as dateutil_parser
from pydantic import BaseModel, Field, ValidationError
from pydantic_i18n import PydanticI18n

from egovkit.l10n import (
    WorkCalendar,
    format_date,
    format_rupiah,
    parse_date,
    terbilang,
    translate,
)

Answer = Callable[[Any], object]
Inputs = Sequence[object]
PEERS = ("num2words", "lokal-id", "Babel", "holidays", "python-dateutil")
print(", ".join(f"{p} {version(p)}" for p in (*PEERS, "pydantic-i18n")))
bench = Bench("Formal Indonesian")
chance = random.Random(20261124)  # noqa: S311 - the same numbers every time

# Numbers of 6 to 12 digits without a lone thousand, which num2words misspells.
NUMBERS = [
    n
    for n in (chance.randrange(10**5, 10**12) for _ in range(40))
    if n // 1000 % 1000 != 1
]
DAYS = [date(2022, 1, 1) + timedelta(days=n) for n in range(0, 2190, 73)]
ID = Locale("id")


def every(function: Answer, inputs: Inputs) -> Callable[[], None]:
    """Call it with each input; the time per call is that of all of them."""

    def work() -> None:
        for value in inputs:
            function(value)

    return work


def same(ours: Answer, theirs: Answer, inputs: Inputs) -> None:
    """Stop unless both give the same answers."""
    for value in inputs:
        assert ours(value) == theirs(value), (value, ours(value), theirs(value))


def spelled_by_num2words(n: int) -> str:
    return num2words.num2words(n, lang="id")


same(terbilang, spelled_by_num2words, NUMBERS)
same(terbilang, lokal.terbilang, NUMBERS)
words = every(terbilang, NUMBERS)
bench.at_least(
    "terbilang against num2words",
    8,
    ours=words,
    other=every(spelled_by_num2words, NUMBERS),
)
bench.at_least(
    "terbilang against lokal-id", 5, ours=words, other=every(lokal.terbilang, NUMBERS)
)


def rupiah_by_babel(n: int) -> str:
    return format_currency(n, "IDR", "¤#,##0", locale=ID, currency_digits=False)


same(format_rupiah, rupiah_by_babel, NUMBERS)
bench.at_least(
    "format_rupiah against Babel",
    15,
    ours=every(format_rupiah, NUMBERS),
    other=every(rupiah_by_babel, NUMBERS),
)
SUMS = [Decimal(n) / 100 for n in NUMBERS]


def sen(amount: Decimal) -> str:
    return format_rupiah(amount, decimals=2)


def sen_by_babel(amount: Decimal) -> str:
    return format_currency(amount, "IDR", "¤#,##0.00", locale=ID, currency_digits=False)


same(sen, sen_by_babel, SUMS)
bench.at_least(
    "format_rupiah with sen against Babel",
    10,
    ours=every(sen, SUMS),
    other=every(sen_by_babel, SUMS),
)


def long_by_babel(day: date) -> str:
    return babel_date(day, "long", locale=ID)


same(format_date, long_by_babel, DAYS)
bench.at_least(
    "long date against Babel",
    10,
    ours=every(format_date, DAYS),
    other=every(long_by_babel, DAYS),
)

calendar = WorkCalendar.indonesia()
theirs = holidays.ID(
    years=range(2022, 2029), categories=("public", "government"), language="id"
)
# lokal-id knows two years; the last months of 2027 run out of them.
STARTS = [day for day in DAYS if date(2026, 1, 1) <= day < date(2027, 11, 1)]


def added(day: date) -> date:
    return calendar.add_working_days(day, 14)


def added_by_holidays(day: date) -> date:
    return theirs.get_nth_working_day(day, 14)


def added_by_lokal(day: date) -> date:
    return lokal.add_working_days(day, 14)


same(added, added_by_holidays, STARTS)
same(added, added_by_lokal, STARTS)
bench.at_least(
    "14 working days on against holidays",
    30,
    ours=every(added, STARTS),
    other=every(added_by_holidays, STARTS),
)
bench.at_least(
    "14 working days on against lokal-id",
    30,
    ours=every(added, STARTS),
    other=every(added_by_lokal, STARTS),
)

# Numeric: dateutil knows no Indonesian month; day first, as it must be told.
WRITTEN = [day.strftime("%d/%m/%Y") for day in DAYS]


def read_by_dateutil(text: str) -> date:
    return dateutil_parser.parse(text, dayfirst=True).date()


same(parse_date, read_by_dateutil, WRITTEN)
bench.at_least(
    "strict date against dateutil",
    10,
    ours=every(parse_date, WRITTEN),
    other=every(read_by_dateutil, WRITTEN),
)


class Form(BaseModel):
    """A form with seven things wrong, each of another kind."""

    nik: str = Field(min_length=16)
    age: int = Field(ge=17)
    religion: Literal["ISLAM", "KRISTEN", "KATOLIK"]
    born: date
    share: float = Field(multiple_of=0.5)
    members: list[int] = Field(min_length=2)
    name: str


WRONG = {"nik": "1", "age": 3, "religion": "X", "born": "2026-13-01"}
try:
    Form.model_validate(WRONG | {"share": 1.3, "members": [1]})
except ValidationError as error:
    ERRORS = error.errors(include_url=False)
# All of pydantic's messages, as its documentation says to start a catalogue.
KEYS = PydanticI18n.get_pydantic_messages()
catalogue = PydanticI18n({"en_US": {k: k for k in KEYS}, "id_ID": KEYS})


def by_pydantic_i18n() -> list[Any]:
    return catalogue.translate(ERRORS, "id_ID")


assert [e["type"] for e in translate(ERRORS)] == [e["type"] for e in by_pydantic_i18n()]
bench.at_least(
    "seven errors translated against pydantic-i18n",
    50,
    ours=lambda: translate(ERRORS),
    other=by_pydantic_i18n,
)

runs = 9 if bench.short else 31
FIRST_USES = {
    "terbilang(1001000)": "from egovkit.l10n import terbilang; terbilang(1001000)",
    "format_rupiah(1500)": "from egovkit.l10n import format_rupiah as f; f(1500)",
    "format_date, with datetime itself": (
        "from datetime import date; from egovkit.l10n import format_date; "
        "format_date(date(2026, 11, 24))"
    ),
}
for title, statement in FIRST_USES.items():
    least, middle = import_cpu(statement, runs=runs)
    bench.value(f"first use: {title}, least", least * 1000, "ms CPU", at_most=3)
    bench.value(f"first use: {title}, median", middle * 1000, "ms CPU")
bench.exit()
