"""Read a table of holidays; what is wrong with it is said with the line."""

import csv
from collections.abc import Iterator
from datetime import date
from os import PathLike
from pathlib import Path

from egovkit.errors import DefinitionError
from egovkit.l10n._days import DAYS_OFF, Holiday

__all__ = ["read_holidays"]

_MAX_LINES = 20_000  # eight centuries of decrees; more is not a calendar
_COLUMNS = frozenset({"date", "kind", "name", "decree"})
_KINDS = {str(kind): kind for kind in DAYS_OFF}


def read_holidays(path: str | PathLike[str]) -> Iterator[Holiday]:
    """Read a CSV file with the columns date, kind, name and decree.

    Raises:
        egovkit.errors.DefinitionError: Not such a table.
        OSError: The file cannot be read.
    """
    # "-sig": spreadsheets put a byte order mark before the first column.
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        try:
            reader = csv.DictReader(file, strict=True)
            if not set(reader.fieldnames or ()) >= _COLUMNS:
                raise DefinitionError("calendar_columns")
            for row in reader:
                yield _holiday(row, reader.line_num)
        except (UnicodeDecodeError, csv.Error) as error:
            raise DefinitionError("calendar_file") from error


def _holiday(row: dict[str, str | None], line: int) -> Holiday:
    if line > _MAX_LINES:
        raise DefinitionError("calendar_file")
    text, kind, name = row["date"] or "", row["kind"] or "", row["name"] or ""
    if kind not in _KINDS or not name or not text.isascii():
        raise DefinitionError("calendar_line", line=line)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise DefinitionError("calendar_line", line=line) from error
    return Holiday(day, _KINDS[kind], name, row["decree"] or "")
