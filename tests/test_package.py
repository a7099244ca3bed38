"""The package as a whole: it is cheap to import, and each part stands alone."""

import ast
import importlib
import importlib.metadata
import json
import os
import re
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import egovkit

SOURCE = Path(egovkit.__file__).parent
MODULES = sorted(
    ".".join(("egovkit", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for path in SOURCE.rglob("*.py")
    if path.name != "__main__.py"
)
PUBLIC = [name for name in MODULES if "._" not in name]
ROOMS = sorted(
    path.parent.name
    for path in SOURCE.glob("*/__init__.py")
    if path.parent.name[0] != "_"
)

# What costs tens of milliseconds, and what an extra brings.
HEAVY = {"PIL", "babel", "cryptography", "dateutil", "qrcode"}
EXTRAS = {
    "PIL",
    "dask",
    "django",
    "distributed",
    "fastapi",
    "hypothesis",
    "httpx",
    "pkcs11",
    "psycopg",
    "pyarrow",
    "pyhanko",
    "pypdfium2",
    "pyspark",
    "sqlalchemy",
    "starlette",
    "typst",
    "zxingcpp",
}

# Forks once per module, so that each import starts from an interpreter that has
# loaded nothing of ours. What is not ours may be there before: it is most of the time.
_PROBE = """
import importlib, json, os, sys

modules, before, absent, watched = json.loads(sys.argv[1])


class Absent:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"{name} is absent here", name=name)


sys.meta_path.insert(0, Absent)
for name in before:
    importlib.import_module(name)
for module in modules:
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            importlib.import_module(module)
            answer = [n for n in watched if n in sys.modules]
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(write, json.dumps(answer).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        print(json.dumps([module, json.loads(pipe.read())]))
    os.wait()
"""

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")


FRONT_DOORS = ["egovkit", "egovkit.cli", *(f"egovkit.{room}" for room in ROOMS)]
_COMMON = ["pydantic"]
_BEHIND = [*_COMMON, "cryptography.x509", "cryptography.hazmat.primitives.ciphers.aead"]


def _probe(modules: list[str], before: list[str]) -> dict[str, list[str] | str]:
    task = json.dumps([modules, before, sorted(EXTRAS), sorted(HEAVY)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _PROBE, task],
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(line) for line in done.stdout.splitlines())


@cache
def import_alone() -> dict[str, list[str] | str]:
    """Import each module in an interpreter of its own, where no extra can be found.

    Returns:
        For each module the heavy modules that were there after, or its error.
    """
    rest = [module for module in MODULES if module not in FRONT_DOORS]
    return _probe(FRONT_DOORS, _COMMON) | _probe(rest, _BEHIND)


@forks
@pytest.mark.parametrize("module", MODULES)
def test_each_module_imports_alone_and_without_its_extra(module: str):
    """None needs another one first, and a missing extra shows at first use only."""
    found = import_alone()[module]
    assert isinstance(found, list), found


@forks
@pytest.mark.parametrize("module", FRONT_DOORS)
def test_a_room_loads_nothing_heavy(module: str):
    """What costs tens of milliseconds to import is imported when it is used."""
    assert import_alone()[module] == []


def test_importing_the_package_loads_nothing_else():
    """`import egovkit` adds this one module and nothing else."""
    probe = (
        "import sys; before = set(sys.modules)\n"
        "import egovkit\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["egovkit"]


def _static_names(path: Path) -> set[str]:
    """The names that a type checker sees in a façade, from its source."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in node.body if guarded else [node]:
            if isinstance(inner, (ast.Import, ast.ImportFrom)):
                names |= {alias.asname or alias.name for alias in inner.names}
            elif isinstance(inner, (ast.FunctionDef, ast.ClassDef)):
                names.add(inner.name)
            elif isinstance(inner, ast.AnnAssign):
                names.add(ast.unparse(inner.target))
            elif isinstance(inner, ast.Assign):
                names |= {ast.unparse(target) for target in inner.targets}
    return names


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_there(module: str):
    """Each name of `__all__` resolves, is listed by `dir`, and is stated once."""
    loaded = importlib.import_module(module)
    names = loaded.__all__
    assert len(names) == len(set(names))
    for name in names:
        getattr(loaded, name)
    assert set(names) <= set(dir(loaded))
    # A name that loads lazily is in no `dir` before someone asked for it.
    assert ("__getattr__" in vars(loaded)) == ("__dir__" in vars(loaded))


@pytest.mark.parametrize("module", PUBLIC)
def test_static_names_are_the_runtime_names(module: str):
    """What a type checker sees is what there is."""
    loaded = importlib.import_module(module)
    missing = set(loaded.__all__) - _static_names(Path(loaded.__file__))
    assert missing == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_name_that_is_not_there_is_an_attribute_error(room: str):
    """A typo says so, in every room, also where names load lazily."""
    loaded = importlib.import_module(f"egovkit.{room}")
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = loaded.no_such_name


def test_a_typo_at_the_front_door_is_an_attribute_error():
    """The façade has the names of `__all__` and no others."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = egovkit.no_such_name


def test_the_tables_of_the_facade_are_its_names():
    """`__all__` is the union of the two tables and the version."""
    listed = egovkit._SUBMODULES | set(egovkit._EXPORTS) | {"__version__"}
    assert set(egovkit.__all__) == listed


def test_the_version_is_the_installed_one():
    """The façade reads the version from the metadata, so there is one place for it."""
    assert egovkit.__version__ == importlib.metadata.version("egovkit")


def test_type_checkers_find_the_annotations():
    """PEP 561: the marker file is inside the package."""
    assert (SOURCE / "py.typed").is_file()


def test_the_package_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """`python -m egovkit` is the command `egovkit`."""
    monkeypatch.setattr(sys, "argv", ["egovkit", "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("egovkit", run_name="__main__")
    assert ended.value.code == 0
    assert "egovkit" in capsys.readouterr().out


def test_the_core_dependencies_are_exactly_five():
    """Everything else is an extra."""
    required = importlib.metadata.requires("egovkit")
    assert required is not None
    core = {
        re.split(r"[<>=!~;\[ ]", line)[0] for line in required if "extra ==" not in line
    }
    assert core == {"babel", "cryptography", "pydantic", "python-dateutil", "qrcode"}
