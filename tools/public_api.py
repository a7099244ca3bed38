"""Write the public names of egovkit to tests/public_api.txt.

A name is public when it stands in the ``__all__`` of a module whose path has no
underscore. The list is checked in, so that a name that appears, moves or goes
away is seen in review. Run it after a deliberate change::

    python tools/public_api.py
"""

import importlib
import inspect
from pathlib import Path

import egovkit

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "public_api.txt"
SOURCE = Path(egovkit.__file__).parent


def public_modules() -> list[str]:
    """The dotted names of the modules a user may import."""
    names = []
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        if not any(part.startswith("_") for part in parts):
            names.append(".".join(("egovkit", *parts)))
    return sorted(names)


def _line(module: str, name: str, value: object) -> str:
    """A name with its parameters, where it can be called."""
    try:
        parameters = list(inspect.signature(value).parameters)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        parameters = None
    is_function = inspect.isroutine(value)
    call = (
        f"({', '.join(parameters)})" if is_function and parameters is not None else ""
    )
    return f"{module}.{name}{call}"


def listing() -> str:
    """All public names, one a line, functions with the names of their parameters."""
    lines = []
    for module in public_modules():
        loaded = importlib.import_module(module)
        lines += [_line(module, name, getattr(loaded, name)) for name in loaded.__all__]
    return "".join(f"{line}\n" for line in sorted(lines))


if __name__ == "__main__":
    TARGET.write_text(listing(), encoding="utf-8")
