"""A public name appears, moves or goes away only on purpose."""

import difflib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script that writes the list."""
    path = ROOT / "tools" / "public_api.py"
    spec = importlib.util.spec_from_file_location("public_api", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_shown_is_public(tool: ModuleType):
    """Pages and examples import from public modules only."""
    pages = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("examples/*.py"),
    ]
    shown = {
        module
        for page in pages
        for module in re.findall(
            r"^(?:>>> )?from (egovkit[\w.]*) import",
            page.read_text("utf-8"),
            re.MULTILINE,
        )
    }
    assert shown - set(tool.public_modules()) == set()


def test_the_public_names_are_those_of_the_list(repo: Path, tool: ModuleType):
    """`__all__` everywhere is what the checked-in list says.

    After a deliberate change run ``python tools/public_api.py``.
    """
    listed = (repo / "tests" / "public_api.txt").read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        listed.splitlines(), tool.listing().splitlines(), "listed", "found", n=0
    )
    assert list(difference) == []
