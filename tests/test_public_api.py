"""A public name appears, moves or goes away only on purpose."""

import difflib
import importlib.util
from pathlib import Path


def test_the_public_names_are_those_of_the_list(repo: Path):
    """`__all__` everywhere is what the checked-in list says.

    After a deliberate change run ``python tools/public_api.py``.
    """
    spec = importlib.util.spec_from_file_location(
        "public_api", repo / "tools" / "public_api.py"
    )
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    listed = (repo / "tests" / "public_api.txt").read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        listed.splitlines(), tool.listing().splitlines(), "listed", "found", n=0
    )
    assert list(difference) == []
