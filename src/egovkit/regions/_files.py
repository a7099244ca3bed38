"""Read the data files of this package, from a directory or from a zip archive."""

from os.path import dirname, join

__all__ = ["read"]


def read(name: str) -> bytes:
    """The bytes of a file in ``_data``."""
    # What `pkgutil.get_data` does, without the modules that it and
    # `importlib.resources` bring: they cost more than the whole table.
    path = join(dirname(__file__), "_data", name)  # noqa: PTH118, PTH120 - pathlib too
    data: bytes = __spec__.loader.get_data(path)  # type: ignore[union-attr]
    return data
