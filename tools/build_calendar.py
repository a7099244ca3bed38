"""Build the package's calendar table from the sources in tools/data/calendar.

    python tools/build_calendar.py

``hari_libur.csv`` has the days, ``decrees.csv`` which decree made them: a row
further down wins, so a year's decree stands first and its revisions after it.
Run it after a new decree and commit both; a test compares the result.
"""

import csv
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "tools" / "data" / "calendar"
TARGET = ROOT / "src" / "egovkit" / "l10n" / "_data" / "hari_libur.csv"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one source table."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decree_of(day: str, decrees: list[dict[str, str]]) -> str:
    """The last decree whose days include this one."""
    fitting = [row["decree"] for row in decrees if row["from"] <= day <= row["to"]]
    return fitting[-1]


def table() -> str:
    """The package's table as text."""
    decrees = rows("decrees.csv")
    lines = ["date,kind,name,decree\n"]
    for row in sorted(rows("hari_libur.csv"), key=lambda row: row["date"]):
        date.fromisoformat(row["date"])  # a typo stops the build
        decree = decree_of(row["date"], decrees)
        lines.append(f'{row["date"]},{row["kind"]},{row["name"]},"{decree}"\n')
    return "".join(lines)


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
    print(TARGET.relative_to(ROOT))
