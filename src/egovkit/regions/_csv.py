"""Read a newer edition, or more history, from a CSV file."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from egovkit.errors import DefinitionError, InvalidFormatError
from egovkit.regions import _codes
from egovkit.regions._source import Retired, TableData
from egovkit.regions._villages import Villages

__all__ = ["with_edition", "with_history"]

# Names of one column in files from different hands.
_COLUMNS = {"prefix": "code", "district": "name", "successors": "successor"}

Row = tuple[int, str, dict[str, str]]
"""Line number, plain code and the columns."""


def with_edition(
    before: TableData, path: Path | str, *, edition: str, decree: str
) -> TableData:
    """The data of a newer edition; what it lost becomes retired."""
    # Under a tag that is known what was lost would count as current.
    if not edition or edition in before.editions:
        raise DefinitionError("region_table_edition")
    current: dict[str, str] = {}
    villages: dict[str, str] = {}
    for line, code, row in _rows(path):
        target = villages if len(code) > _codes.DISTRICT_DIGITS else current
        if code in target:
            raise DefinitionError("region_table_duplicate", line=line)
        target[code] = row["name"]
    _require_parents(current, villages)
    if not current:
        raise DefinitionError("region_table_empty")
    return TableData(
        edition=edition,
        editions={**before.editions, edition: decree},
        current=current,
        retired=_retired_since(before, current),
        former=before.former,
        iso=before.iso,
        villages=(
            Villages.from_names(villages, edition, before.villages)
            if villages
            else before.villages
        ),
    )


def with_history(before: TableData, path: Path | str, *, decree: str) -> TableData:
    """The data with more retired codes."""
    retired = dict(before.retired)
    editions = dict(before.editions)
    lines: dict[str, int] = {}
    for line, code, row in _rows(path):
        if row.get("status", "retired") != "retired":
            continue
        if code in before.current or code in before.retired:
            continue
        last = row.get("last_edition")
        if not last:
            raise DefinitionError("region_table_no_edition", line=line)
        editions.setdefault(last, decree)
        successors = (row.get("successor") or "").split()
        lines[code] = line
        retired[code] = (
            row["name"],
            last,
            tuple(_code(successor, line) for successor in successors),
        )
    for code, line in lines.items():
        name, last, _ = retired[code]
        retired[code] = (name, last, _today(code, retired, line))
    return TableData(
        edition=before.edition,
        editions=editions,
        current=before.current,
        retired=retired,
        former=before.former,
        iso=before.iso,
        villages=before.villages,
    )


def _today(code: str, retired: Mapping[str, Retired], line: int) -> tuple[str, ...]:
    """Where the successors of a code lead, over those that were retired too.

    Raises:
        egovkit.errors.DefinitionError: Back to the code itself.
    """
    found: list[str] = []
    seen: set[str] = set()
    ahead = list(reversed(retired[code][2]))
    while ahead:
        at = ahead.pop()
        if at == code:
            raise DefinitionError("region_table_code", line=line)
        if at in seen:
            continue
        seen.add(at)
        following = retired[at][2] if at in retired else ()
        ahead += reversed(following)
        if not following:
            found.append(at)
    return tuple(found)


def _retired_since(before: TableData, current: Mapping[str, str]) -> dict[str, Retired]:
    retired = {c: row for c, row in before.retired.items() if c not in current}
    for code, name in before.current.items():
        if code not in current:
            retired[code] = (name, before.edition, ())
    return retired


def _rows(path: Path | str) -> Iterator[Row]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DefinitionError("region_table_not_utf8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = [_COLUMNS.get(name, name) for name in reader.fieldnames or ()]
    if not {"code", "name"} <= set(columns):
        raise DefinitionError("region_table_columns")
    reader.fieldnames = columns
    for row in _complete(reader):
        yield reader.line_num, _code(row["code"], reader.line_num), row


def _complete(reader: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    try:
        for row in reader:
            if None in row or None in row.values() or not row["name"]:
                raise DefinitionError("region_table_row", line=reader.line_num)
            yield row
    except csv.Error:  # a field of more than 131,072 characters
        line = reader.line_num
        raise DefinitionError("region_table_row", line=line) from None


def _code(text: str, line: int) -> str:
    try:
        return _codes.to_plain(text)
    except InvalidFormatError:
        raise DefinitionError("region_table_code", line=line) from None


def _require_parents(current: Mapping[str, str], villages: Mapping[str, str]) -> None:
    for code in (*current, *villages):
        above = _codes.parent_of(code)
        if above and above not in current:
            raise DefinitionError("region_table_orphan", region=_codes.dotted(code))
