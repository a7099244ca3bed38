"""Formal Indonesian: a receipt, its number, its date, and a term that is explained.

CONTOH: everything here is fictitious.
"""

from datetime import date
from decimal import Decimal

from egovkit.errors import EgovkitError
from egovkit.l10n import (
    LetterNumberTemplate,
    PersonName,
    WorkCalendar,
    date_in_words,
    format_date,
    format_rupiah,
    hijri,
    parse_date,
    parse_rupiah,
    parse_terbilang,
    recipient_line,
    terbilang_rupiah,
)

today = date(2027, 3, 5)
payer = PersonName.parse("Dr. H. AHMAD BIN CONTOH, SH, MSi").eyd()
amount = 1_500_000
number = LetterNumberTemplate("{urut:03}/KU/{unit}/{bulan:romawi}/{tahun}")

print("KUITANSI (CONTOH)")
print("Nomor          :", number.format(urut=7, unit="KEL-CTH", on=today))
print("Diterima dari  :", payer)
print("Uang sejumlah  :", format_rupiah(amount, rounding="refuse"))
print("Terbilang      :", terbilang_rupiah(amount, case="sentence", guard=True))
print("Kota Contoh,", format_date(today))
print(recipient_line(name=payer, sex="L"))

# Whoever receives it can check that figures and words agree.
words = terbilang_rupiah(amount, case="title", guard=True)
assert parse_rupiah("Rp 1.500.000,-") == parse_terbilang(words, lenient=True)

# The opening of the berita acara, and the date read back from it
print("\nPada hari ini,", date_in_words(today))
assert parse_date(date_in_words(today), lenient=True) == today
day = hijri(date(2027, 3, 10))
print(f"Lebaran: {day}, {'resmi' if day.official else 'hitungan'} ({day.decree})")

# Five working days from today, each day with its reason
print("\nTenggat lima hari kerja:")
calendar = WorkCalendar.indonesia()
for record in calendar.explain(today, 5):
    print(" ", record.sentence("id"))

# What cannot be meant is refused, with a sentence for the citizen.
print("\nDitolak:")
for attempt in (
    lambda: parse_rupiah("1.5"),
    lambda: parse_date("Senin, 24 November 2026"),
    lambda: terbilang_rupiah(Decimal("1500.50")),
    lambda: calendar.add_working_days(date(2027, 12, 30), 5),
):
    try:
        attempt()
    except EgovkitError as error:
        print(f"  {error.code}: {error.sentence('id')}")
