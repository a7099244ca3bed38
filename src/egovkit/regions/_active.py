"""Which table answers when nobody names one."""

from egovkit.errors import UsageError
from egovkit.regions._table import RegionTable

__all__ = ["active", "use"]

_tables: list[RegionTable] = []  # the one that answers, once there is one


def active() -> RegionTable:
    """The table in use: the shipped one until `use` puts another in its place."""
    try:
        return _tables[0]
    except IndexError:
        return use(RegionTable.shipped())


def use(table: RegionTable) -> RegionTable:
    """Let another table answer from now on, for the whole process.

    Meant for the start of a program, before threads and requests: a number
    that was read under one table is not checked again under the next.

    Returns:
        The table that was in use before, so that a test can put it back.

    Raises:
        egovkit.errors.UsageError: No table.
    """
    if not isinstance(table, RegionTable):
        raise UsageError("region_table_type")
    before = _tables[0] if _tables else RegionTable.shipped()
    _tables[:] = [table]
    return before
