"""Every example runs as a user would run it, with nothing but the public API."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.py"))
_LONGEST = 150  # lines: an example is read in one go


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs(name: str, tmp_path: Path):
    """It ends without an error and without a warning, outside the repository."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / name)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_uses_only_public_names(name: str):
    """No part of an imported path starts with an underscore."""
    tree = ast.parse((ROOT / "examples" / name).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "egovkit"
        ):
            names = [*node.module.split("."), *(alias.name for alias in node.names)]
            assert not [part for part in names if part.startswith("_")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_short(name: str):
    """Nobody reads an example of two hundred lines."""
    text = (ROOT / "examples" / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= _LONGEST
