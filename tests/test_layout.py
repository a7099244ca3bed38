"""The shape of the repository: what a reader may rely on, file by file."""

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
PAGES = [p for p in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in p.parts]
TEXT = {".md", ".py", ".toml", ".txt", ".html", ".js", ".css", ".json", ".sh"}
_LONGEST_FILE, _LONGEST_FUNCTION = 500, 40  # lines

# Paths of somebody's machine, and addresses that no test or reader can reach.
MACHINE = re.compile(
    r"(?<![\w.])/(root|work|home/\w+|tmp/\w*jobs)/|\.library\b|pypi\.org/simple"
)


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tracked() -> list[Path]:
    """What is in the repository; without git, what lies in the tree."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listing.returncode:
        pytest.skip("needs a git checkout")
    return [ROOT / os.fsdecode(name) for name in listing.stdout.split(b"\0") if name]


def _functions(path: Path) -> list[tuple[str, int]]:
    """The functions of a file with the lines of their bodies, docstrings apart."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            documented = ast.get_docstring(node) is not None
            body = node.body[1:] if documented else node.body
            lines = node.end_lineno - body[0].lineno + 1 if body else 0
            found.append((node.name, lines))
    return found


@pytest.mark.parametrize("path", SOURCE, ids=_id)
def test_a_file_is_at_most_500_lines(path: Path):
    """A longer one wants to be two, a table of sentences as well."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= _LONGEST_FILE


@pytest.mark.parametrize("path", SOURCE, ids=_id)
def test_a_function_is_at_most_40_lines(path: Path):
    """A longer one does more than one thing."""
    assert [f for f in _functions(path) if f[1] > _LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", PAGES, ids=_id)
def test_a_page_has_one_title(path: Path):
    """The table of contents shows one line for each page."""
    text = path.read_text(encoding="utf-8")
    if include := re.match(r"```\{include\} (\S+)\n```\n\Z", text):
        text = (path.parent / include.group(1)).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert len(re.findall(r"^# \S", text, re.MULTILINE)) == 1


def test_nothing_names_somebodys_machine():
    """The repository works wherever it is cloned."""
    named = []
    for path in _tracked():
        if path.suffix in TEXT and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            named += [f"{_id(path)}: {m.group()}" for m in MACHINE.finditer(text)]
    assert [line for line in named if "test_layout.py" not in line] == []


def test_no_file_is_huge():
    """Cloning stays quick: 2 MB a file is plenty."""
    assert [
        _id(p) for p in _tracked() if p.is_file() and p.stat().st_size > 2_000_000
    ] == []


def test_the_version_heads_the_changelog():
    """What is released is described."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## \[?([\w.]+)", changelog, re.MULTILINE)
    assert first.group(1) in {project["project"]["version"], "Unreleased"}


def test_every_nox_session_says_what_it_is_for():
    """`nox -l` is the index of the checks."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    sessions = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    ]
    assert sessions
    for node in sessions:
        assert len(ast.get_docstring(node).splitlines()) == 1


def test_the_readme_has_exactly_two_commands_and_ci_runs_them():
    """One line to install and see it work, one line to test it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert [len(block.splitlines()) for block in commands] == [1, 1]
    assert "examples/surat_domisili.py" in commands[0]
    assert "nox -s tests" in commands[1]
    indonesian = (ROOT / "README.id.md").read_text(encoding="utf-8")
    assert all(block in indonesian for block in commands)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def _shape(page: str) -> list[str]:
    """A README without its words: headings' levels, commands, code less comments."""
    shape = []
    for part in re.split(r"^(```.*?^```)$", page, flags=re.MULTILINE | re.DOTALL):
        if not part.startswith("```"):
            shape += re.findall(r"^#+|\]\(|^- ", part, re.MULTILINE)
        elif part.startswith("```python"):
            tree = ast.parse(part.removeprefix("```python").removesuffix("```"))
            shape.append(ast.unparse(tree).replace("ganti-ini", "change-me"))
        else:
            shape.append(part)
    return shape


def test_the_readme_says_the_same_in_both_languages():
    """The same parts, commands, code and links, in Indonesian and in English."""
    english, indonesian = (
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("README.md", "README.id.md")
    )
    assert _shape(indonesian) == _shape(english)


def test_the_readme_names_every_extra():
    """What can be installed can be found."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = set(project["project"]["optional-dependencies"])
    for name in ("README.md", "README.id.md"):
        readme = (ROOT / name).read_text(encoding="utf-8")
        [listed] = re.findall(r"(?:Extras|\*extras\*).*?: (.*?)\.\n", readme, re.DOTALL)
        assert set(re.findall(r"`(\w+)`", listed)) == extras
