"""Read the data files of this package, from a directory or from a zip archive."""

__all__ = ["read"]


def read(name: str) -> bytes:
    """The bytes of a file in ``_data``."""
    # `importlib.resources` would load tempfile, random and pathlib: 10 ms.
    from pkgutil import get_data

    data = get_data("egovkit.regions", f"_data/{name}")
    if data is None:
        raise FileNotFoundError(name)
    return data
