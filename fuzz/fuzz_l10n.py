"""Every reader of formal Indonesian; what is read is written back."""

import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from _fuzz import Input, Target, run

from egovkit import l10n
from egovkit.errors import EgovkitError

PATTERN = "{klasifikasi}/{urut:03}/{unit}/{bulan:romawi}/{tahun}"
TEMPLATE = l10n.LetterNumberTemplate(PATTERN)
FOLDER = tempfile.TemporaryDirectory(prefix="egovkit-fuzz-")  # gone at the end
Reader = Callable[[str], object]


def _quiet(read: Reader) -> Callable[[Input], object]:
    """The reader, whose errors have sentences that do not quote the text."""

    def parse(text: Input) -> object:
        try:
            return read(str(text))
        except EgovkitError as error:
            _check(error, str(text))
            raise

    return parse


def _check(error: EgovkitError, text: str) -> None:
    assert "…" not in f"{error.sentence('id')} {error.sentence('en')}"
    facts = " ".join(map(str, error.facts.values()))
    assert len(text) < 6 or text not in facts


def _words(text: str) -> None:
    value = l10n.parse_terbilang(text)
    assert l10n.terbilang(value) == text


def _lenient_words(text: str) -> None:
    value = l10n.parse_terbilang(text, lenient=True)
    assert l10n.parse_terbilang(l10n.terbilang(value)) == value


def _rupiah(text: str) -> None:
    value = l10n.parse_rupiah(text)
    written = l10n.format_rupiah(value, decimals=2, rounding="refuse")
    assert l10n.parse_rupiah(written) == value


def _day(text: str) -> None:
    value = l10n.parse_date(text)
    for style in ("long", "full", "medium", "short", "numeric"):
        assert l10n.parse_date(l10n.format_date(value, style)) == value
    assert l10n.parse_date(text, lenient=True) == value


def _lenient_day(text: str) -> None:
    value = l10n.parse_date(text, lenient=True)
    assert l10n.parse_date(l10n.date_in_words(value), lenient=True) == value


def _clock(text: str) -> None:
    value = l10n.parse_time(text)
    assert l10n.parse_time(l10n.format_time(value, seconds=True)) == value


def _numeral(text: str) -> None:
    assert l10n.roman(l10n.parse_roman(text)) == text.upper()


def _name(text: str) -> None:
    value = l10n.PersonName.parse(text)
    assert l10n.PersonName.parse(value.formatted()) == value
    assert value.eyd().eyd() == value.eyd()
    value.findings()
    value.sort_key()
    value.eyd().formatted()


def _number(text: str) -> None:
    assert TEMPLATE.format(**TEMPLATE.parse(text)) == text


def _template(text: str) -> None:
    built = l10n.LetterNumberTemplate(text)
    values = dict.fromkeys(built.slots, 12)
    try:
        written = built.format(**values)
    except EgovkitError:  # a slot that takes text, or a year of four digits
        return
    assert built.parse(written) == values


def _address(text: str) -> None:
    full = l10n.expand_address(text)
    l10n.format_address({"street": full, "desa": text}, "short")


def _key(text: str) -> None:
    assert l10n.search_key(text) == l10n.search_key(f" {text} ")


def _file_of(read: Callable[[Path], object]) -> Reader:
    path = Path(FOLDER.name, "table.csv")

    def parse(text: str) -> object:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return read(path)

    return parse


def _figures(text: str) -> None:
    try:
        value = Decimal(text)
    except ArithmeticError:
        return
    l10n.terbilang(value)
    l10n.format_number(value)
    l10n.format_rupiah(value)
    l10n.format_rupiah(value, decimals=2)
    l10n.format_percent(value)
    l10n.format_compact(value)


HOLIDAYS = "date,kind,name,decree\n2028-01-01,libur_nasional,Tahun Baru,SKB contoh\n"
ISBAT = "month,start,decree\n10,2028-02-27,contoh\n9,2028-01-28,contoh\n"
SEEDS: dict[str, tuple[Reader, list[str]]] = {
    "words": (_words, ["satu juta seribu", "minus dua koma lima nol", "sebelas"]),
    "words, lenient": (
        _lenient_words,
        ["# Satu Milyar Rupiah #", "sejuta", "seribu rupiah lima sen", "limaratus"],
    ),
    "fraction": (l10n.fraction_in_words, ["3/4", "2 1/2", "10%", "2,5‰", "1,2"]),
    "rupiah": (_rupiah, ["Rp. 1.500.000,-", "(Rp1.500,50)", "-Rp1", "IDR 1.500"]),
    "date": (
        _day,
        ["Selasa, 24 Nopember 2026", "24-11-2026", "2026-11-24", "1 Mei 2026"],
    ),
    "date, lenient": (
        _lenient_day,
        ["Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh"],
    ),
    "time": (_clock, ["pukul 14.05 WIB", "08:00", "23.59.59 WIT"]),
    "roman": (_numeral, ["MCMXLV", "xii", "IX"]),
    "name": (
        _name,
        [
            *("Prof. Dr. H. Ahmad bin Contoh, S.H., M.Si.", "I Made", "dr Rina"),
            *("Dr. H.C. Budi Contoh, S. H., B.Sc. (Hons)", "RINA BR GINTING"),
        ],
    ),
    "letter number": (_number, ["470/007/KEL-CTH/XI/2026", "B.1/999/A B/I/2000"]),
    "template": (_template, [PATTERN, "No. {urut:04} Tahun {tahun}", "{a}-{b:romawi}"]),
    "address": (_address, ["Jln. Contoh Gg. II No.9, Kel. Contoh", "Jl Contoh RT.1"]),
    "RT/RW": (l10n.parse_rt_rw, ["RT 003/RW 005", "rt 3 rw 5", "3/5", "RW 5 RT 3"]),
    "search key": (_key, ["Tjokroaminoto", "Soerabaja", "Jum'at"]),
    "language": (l10n.language_name, ["su", "id-ID", "su_Latn_ID"]),
    "holidays": (_file_of(l10n.WorkCalendar.from_file), [HOLIDAYS]),
    "isbat": (_file_of(l10n.HijriCalendar.from_file), [ISBAT]),
    "figures": (_figures, ["1234.50", "-0.05", "1E+20", "1e-30"]),
}
SLOW = {"holidays", "isbat"}  # they write and read a file each time
run(
    *(
        Target(title, _quiet(read), seeds, one_in=20 if title in SLOW else 1)
        for title, (read, seeds) in SEEDS.items()
    )
)
