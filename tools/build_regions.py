"""Make the region tables of the wheel from the source tables.

    python tools/build_regions.py

Reads ``tools/data/regions`` (where `PROVENANCE.md` says what comes from where)
and writes ``src/egovkit/regions/_data``. The same sources give the same bytes,
so running it must leave the tree unchanged.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "tools" / "data" / "regions"
TARGET = ROOT / "src" / "egovkit" / "regions" / "_data"

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """All rows of a source table, packed or not."""
    data = (SOURCES / name).read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def plain(code: str) -> str:
    """A code without its dots."""
    return code.replace(".", "")


def current() -> str:
    """Levels 1 to 3: plain code, name."""
    return lines((plain(row["code"]), row["name"]) for row in read("regions.csv"))


def history() -> str:
    """Retired codes and former names: plain code, name, last edition, successor.

    A successor that equals the code says that only the name changed. Rows of
    one code are ordered by edition, so that the last name comes last.
    """
    rows = sorted(read("history.csv"), key=lambda r: (r["code"], r["last_edition"]))
    return lines(
        (plain(row["code"]), row["name"], row["last_edition"], plain(row["successor"]))
        for row in rows
    )


def editions() -> str:
    """Tag, date, decree; oldest first."""
    return lines((r["edition"], r["date"], r["decree"]) for r in read("editions.csv"))


def provinces() -> str:
    """Plain code, ISO 3166-2 code, the province it was split from."""
    return lines(
        (r["code"], r["iso3166_2"], r["split_from"]) for r in read("provinces.csv")
    )


def villages() -> str:
    """Level 4 by district: ``>district``, then ``NNNNppppp<tab>name`` lines.

    A postal code that equals the one before it in the district is left out:
    most do, and the packed file is a tenth smaller for it.
    """
    out: list[str] = []
    district = postal = ""
    for row in read("villages.csv.gz"):
        code = plain(row["code"])
        if code[:6] != district:
            district, postal = code[:6], ""
            out.append(f">{district}")
        same = row["postal_code"] == postal
        postal = row["postal_code"]
        out.append(f"{code[6:]}{'' if same else postal}\t{row['name']}")
    return "\n".join(out) + "\n"


def villages_retired() -> str:
    """Retired codes of level 4 by district, ``NNNNeeee<tab>successor<tab>name``."""
    out: list[str] = []
    district = ""
    for row in sorted(read("villages_history.csv.gz"), key=lambda r: r["code"]):
        code = plain(row["code"])
        if code[:6] != district:
            district = code[:6]
            out.append(f">{district}")
        out.append(
            f"{code[6:]}{row['last_edition']}\t{plain(row['successor'])}\t{row['name']}"
        )
    return "\n".join(out) + "\n"


def lines(rows: Iterable[tuple[str, ...]]) -> str:
    """Tab-separated lines."""
    return "".join("\t".join(row) + "\n" for row in rows)


def main() -> None:
    """Write all tables."""
    TARGET.mkdir(exist_ok=True)
    for name, text in {
        "current.tsv": current(),
        "history.tsv": history(),
        "editions.tsv": editions(),
        "provinces.tsv": provinces(),
    }.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    for name, text in {
        "villages.z": villages(),
        "villages_retired.z": villages_retired(),
    }.items():
        (TARGET / name).write_bytes(zlib.compress(text.encode("utf-8"), 9))
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:>9,} {path.name}")


if __name__ == "__main__":
    main()
