"""Every example in the docstrings, the README and the documentation runs."""

import doctest
import importlib
from pathlib import Path

import pytest
from sybil import Document, Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

import egovkit

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(egovkit.__file__).parent
PAGES = sorted(
    str(path.relative_to(ROOT))
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
    if "_build" not in path.parts
)
MODULES = sorted(
    ".".join(("egovkit", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for path in SOURCE.rglob("*.py")
    if path.name != "__main__.py" and ">>>" in path.read_text(encoding="utf-8")
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

pages = Sybil(
    [PythonCodeBlockParser(doctest_optionflags=FLAGS), SkipParser()],
    document_types={".md": Document},
)


@pytest.mark.usefixtures("in_tmp_path")
@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_runs(page: str):
    """The Python blocks of a page run in order, in one namespace, as printed."""
    for example in pages.parse(ROOT / page).examples():
        example.evaluate()


@pytest.mark.usefixtures("in_tmp_path")
@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_docstring_run(module: str):
    """A docstring's example gives what it shows."""
    result = doctest.testmod(importlib.import_module(module), optionflags=FLAGS)
    assert result.failed == 0
    assert result.attempted > 0
