"""Write the public names of egovkit to tests/public_api.txt.

A name is public when it stands in the ``__all__`` of ``egovkit``, of one of its
rooms, of ``egovkit.clock`` and ``egovkit.errors``, of an integration, or of one
of the few modules in `DEEPER`. The list is checked in, so that a name that
appears, moves or goes away is seen in review. Run it after a deliberate change::

    python tools/public_api.py
"""

import importlib
import inspect
from pathlib import Path

import egovkit

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "public_api.txt"
SOURCE = Path(egovkit.__file__).parent
# Needs an extra, or a name that says more with its module.
DEEPER = (
    "egovkit.documents.pdf",
    "egovkit.services.exports",
    "egovkit.services.statutory",
    "egovkit.signatures.trust",
    "egovkit.testing.strategies",
)


def public_modules() -> list[str]:
    """The dotted names of the modules a user may import."""
    rooms = [path.parent.name for path in SOURCE.glob("[a-z]*/__init__.py")]
    adapters = [path.stem for path in SOURCE.glob("integrations/[a-z]*.py")]
    return sorted(
        [
            "egovkit",
            "egovkit.clock",
            "egovkit.errors",
            *(f"egovkit.{room}" for room in rooms),
            *(f"egovkit.integrations.{adapter}" for adapter in adapters),
            *DEEPER,
        ]
    )


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
