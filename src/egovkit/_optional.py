"""Import what an extra brings, or say which extra is missing."""

from importlib import import_module
from types import ModuleType

from egovkit.errors import MissingDependencyError

__all__ = ["require"]


def require(module: str, *, extra: str) -> ModuleType:
    """Import a module that the named extra installs.

    Raises:
        egovkit.errors.MissingDependencyError: The module is not installed.

    Example:
        >>> require("json", extra="none").__name__
        'json'
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingDependencyError(extra=extra, module=module) from error
