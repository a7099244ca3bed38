"""The page that leads from a clause to its function and its test tells the truth."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "reference" / "standards.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| (?!clause|section|-)(.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE
)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_names_what_is_there(row: tuple[str, str, str]):
    """The names are public, the test file exists and speaks of one of them."""
    _, names, tests = row
    last_parts = set()
    for name in re.findall(r"`([\w.]+)`", names):
        module, _, attribute = name.rpartition(".")
        loaded = importlib.import_module(module)
        assert attribute in loaded.__all__
        last_parts.add(attribute)
    (path,) = re.findall(r"`([\w./]+)`", tests)
    text = (ROOT / path).read_text(encoding="utf-8")
    if path != "tests/test_cbor.py":  # the codec has no public name
        assert any(part in text for part in last_parts)


def test_the_page_has_rows():
    """A changed table does not pass because nothing was read."""
    assert len(ROWS) > 40
