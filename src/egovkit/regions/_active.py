"""Which table answers when nobody names one."""

from egovkit.regions._table import RegionTable

__all__ = ["active", "use"]

_tables: list[RegionTable] = []  # the last one answers


def active() -> RegionTable:
    """The table in use: the shipped one until `use` puts another in its place."""
    if not _tables:
        _tables.append(RegionTable.shipped())
    return _tables[-1]


def use(table: RegionTable) -> RegionTable:
    """Let another table answer from now on, for the whole process.

    Meant for the start of a program, before threads and requests: a number
    that was read under one table is not checked again under the next.

    Returns:
        The table that was in use before, so that a test can put it back.
    """
    before = active()
    _tables[:] = [table]
    return before
