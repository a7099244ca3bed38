"""Who may import whom, and what the core never touches."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import egovkit

SOURCE = Path(egovkit.__file__).parent
LEAVES = {
    "errors",
    "_model",
    "_arguments",
    "_clock",
    "_files",
    "clock",
    "_optional",
    "_text",
    "_identifier",
    "_lazy",
    "_messages",
    "_cbor",
}
ANY = {
    "regions",
    "identity",
    "privacy",
    "l10n",
    "signatures",
    "qr",
    "services",
    "documents",
}

# Room → the rooms it may import, besides itself and the leaves.
LAYERS: dict[str, set[str]] = {
    "regions": set(),
    "l10n": set(),
    "signatures": set(),
    "identity": {"regions"},
    "privacy": {"identity"},
    "qr": {"signatures"},
    "services": {"identity", "l10n", "privacy", "signatures"},
    "documents": {"services", "identity", "l10n", "signatures", "qr"},
    "integrations": ANY,
    "testing": ANY,
    "cli": ANY | {"testing", "integrations"},
    "__main__": {"cli"},
    # The façade shows the rooms and imports none of them before it is asked.
    "__init__": ANY | {"testing"},
    **{leaf: set() for leaf in LEAVES},
}

# The core does no network; what does lives in `integrations`.
NETWORK = {"socket", "ssl", "http", "urllib.request", "httpx", "ftplib", "smtplib"}
# The core reads no clock; `_clock.SystemClock` does, for applications.
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
}
OUTSIDE_THE_CORE = {"integrations", "testing", "cli", "__main__"}

FILES = {str(path.relative_to(SOURCE)): path for path in sorted(SOURCE.rglob("*.py"))}


def room_of(name: str) -> str:
    """The first part of a file's path: its room or leaf; ``_cli_…`` is the cli."""
    first = Path(name).parts[0].removesuffix(".py")
    return "cli" if first.startswith("_cli") else first


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    package = ("egovkit", *path.relative_to(SOURCE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*parts, *([node.module] if node.module else [])))
            # `from egovkit import qr` imports a room, not a name.
            yield from (
                f"{base}.{alias.name}" if base == "egovkit" else base
                for alias in node.names
            )


@pytest.mark.parametrize("name", FILES)
def test_imports_follow_the_layers(name: str):
    """A room imports itself, the leaves, and the rooms below it."""
    room = room_of(name)
    assert room in LAYERS, f"{room} is in no layer"
    allowed = LAYERS[room] | LEAVES | {room}
    rooms = {
        room_of(module.split(".")[1])
        for module in imported(FILES[name])
        if module.startswith("egovkit.")
    }
    assert rooms - allowed - {"__version__"} == set()


@pytest.mark.parametrize("name", FILES)
def test_leaves_import_only_leaves(name: str):
    """A leaf can be imported by all, because it imports no room."""
    if room_of(name) in LEAVES:
        rooms = {m.split(".")[1] for m in imported(FILES[name]) if "egovkit." in m}
        assert rooms <= LEAVES


@pytest.mark.parametrize("name", FILES)
def test_the_core_does_no_network(name: str):
    """Only integrations open connections."""
    if room_of(name) not in OUTSIDE_THE_CORE:
        assert NETWORK.isdisjoint(imported(FILES[name]))


@pytest.mark.parametrize("name", FILES)
def test_the_core_reads_no_clock(name: str):
    """Time comes in as `at=` or as a Clock."""
    if room_of(name) in OUTSIDE_THE_CORE | {"_clock"}:
        return
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(FILES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert calls & CLOCKS == set()


def test_every_room_is_in_the_table():
    """A new room states what it stands on before it is built."""
    rooms = {room_of(name) for name in FILES}
    assert rooms <= set(LAYERS)


def test_the_layers_have_no_cycle():
    """The table itself is a hierarchy."""
    resolved: set[str] = set()
    waiting = dict(LAYERS)
    while waiting:
        ready = {room for room, below in waiting.items() if below <= resolved}
        assert ready, f"a cycle among {sorted(waiting)}"
        resolved |= ready
        for room in ready:
            del waiting[room]


def test_the_page_shows_the_table_that_holds():
    """What docs/architecture.md says about a room is what the tests hold."""
    page = Path(__file__).parents[1] / "docs" / "architecture.md"
    rows = {}
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            room, _, below = (cell.strip() for cell in line.strip("|").split("|"))
            names = {name.strip(" `") for name in below.split(",") if name.strip()}
            rows[room.strip("`")] = ANY if names == {"any"} else names
    shown = {room: LAYERS[room] & ANY for room in rows}
    assert rows == shown
    assert rows.keys() >= ANY | {"integrations", "testing", "cli"}
