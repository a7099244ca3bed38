"""The page that says what redaction finds shows what was counted."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/explanation/what-redaction-finds.md"
COUNTED = runpy.run_path(str(ROOT / "benchmarks/found_by_redaction.py"))
KINDS = {
    kind: draw for group in COUNTED["ROWS"].values() for kind, draw in group.items()
}
PRINTED = dict(
    re.findall(
        r"^\| (.+?) \| ([0-9,]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
)


def test_every_kind_has_its_row():
    """In the script's order, and nothing else."""
    assert list(PRINTED) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_shows_what_was_counted(kind):
    """The draws are the same on every machine, so the count is."""
    assert f"{COUNTED['count'](kind, KINDS[kind]):,}" == PRINTED[kind]


# Spellings in which these numbers are printed or usually written.
USUAL = [
    kind
    for kind in COUNTED["ROWS"]["a number of a person"]
    if not re.search(
        r"pairs|fives|17|comma|list|markup|letter|wide|234 56|\(at\)|hyphen", kind
    )
]


@pytest.mark.parametrize("kind", USUAL)
def test_no_number_in_a_usual_spelling_is_missed(kind):
    """As printed, run together, in fours or boxes: every one of a thousand."""
    assert PRINTED[kind] == "1,000"
