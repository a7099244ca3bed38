"""Build the package's Hijri tables.

    python tools/build_hijri.py [path/to/hijridate/ummalqura.py]

``hijri_isbat.csv``: the days that the Indonesian government has fixed, taken
from the holidays of the yearly decree and, for Ramadan, from
``tools/data/calendar/ramadan.csv``: what the Minister of Religious Affairs
decided after the *sidang isbat*, as the press reported it. Run it after
`build_calendar.py`.

``hijri_ummalqura.txt``: the lengths of the months by the Umm al-Qura calendar,
one line for each year, one digit for each month from Muharam on: its days less
28. It is made from the table of the MIT-licensed package
hijridate where its path is given; the calendar itself does not change.
"""

import csv
import runpy
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "egovkit" / "l10n" / "_data"
RAMADAN = ROOT / "tools" / "data" / "calendar" / "ramadan.csv"
# Holiday → the Hijri month and day that it is
FIXED = {
    "Tahun Baru Islam": (1, 1),
    "Maulid Nabi Muhammad": (3, 12),
    "Isra Mikraj Nabi Muhammad": (7, 27),
    "Hari Raya Idulfitri": (10, 1),
    "Hari Raya Iduladha": (12, 10),
}
FIRST_YEAR = 1343


def lengths(path: str) -> str:
    """The first year with its first day, then a line for each year."""
    table = runpy.run_path(path)
    starts = table["MONTH_STARTS"]
    first = date(*table["GREGORIAN_RANGE"][0]).isoformat()
    lines = [f"{FIRST_YEAR} {first}\n"]
    for at in range(0, len(starts) - 1, 12):
        year = pairwise(starts[at : at + 13])
        lines.append("".join(str(end - start - 28) for start, end in year) + "\n")
    return "".join(lines)


def isbat() -> str:
    """The first days of Hijri months: those that the decrees imply, and Ramadan."""
    fixed = [(row["start"], 9, row["decree"]) for row in _rows(RAMADAN)]
    seen = date(1, 1, 1)
    for row in _rows(DATA / "hari_libur.csv"):
        if row["kind"] != "libur_nasional" or row["name"] not in FIXED:
            continue
        day = date.fromisoformat(row["date"])
        month, number = FIXED[row["name"]]
        start = day - timedelta(days=number - 1)
        if (start - seen).days <= 1:  # the second day of Idulfitri
            continue
        seen = start
        fixed.append((start.isoformat(), month, row["decree"]))
    lines = (f'{month},{start},"{decree}"\n' for start, month, decree in sorted(fixed))
    return "".join(("month,start,decree\n", *lines))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        (DATA / "hijri_ummalqura.txt").write_text(lengths(sys.argv[1]))
    (DATA / "hijri_isbat.csv").write_text(isbat(), encoding="utf-8")
