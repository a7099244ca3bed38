"""Packages whose names load on first use (PEP 562).

A package lists where each public name lives and takes its ``__getattr__`` and
``__dir__`` from here, under ``if not TYPE_CHECKING`` so that a typo stays a type
error::

    __getattr__, __dir__ = lazy(globals(), {"NIK": "_nik"})
"""

TYPE_CHECKING = False  # `typing` alone costs more than this module
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["lazy"]


def lazy(
    names: "dict[str, Any]", home: "Mapping[str, str]"
) -> "tuple[Callable[[str], object], Callable[[], list[str]]]":
    """The two functions of a package that loads its names on first use.

    Args:
        names: The package's ``globals()``; a name that was found stays there.
        home: Public name → the module inside the package that it lives in.
    """
    package = names["__name__"]

    def load(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        # `importlib` alone would cost half of what a first date costs.
        module = __import__(f"{package}.{home[name]}", fromlist=[name])
        value = names[name] = getattr(module, name)
        return value

    def listed() -> list[str]:
        return sorted({*names, *names["__all__"]})

    return load, listed
