"""After a backup was restored: what was issued since must not be issued again.

A restored database does not know the numbers that were given out after the
backup was made. The letters with those numbers are out there, so counters are
lifted above the highest number that anybody knows of (the paper register, the
published status list, the citizens' receipts), and the numbers in between are
entered as void: none is given twice and none is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR

from egovkit.errors import UsageError
from egovkit.services._numbering import is_register
from egovkit.services._store import Store
from egovkit.services._tables import Tables

__all__ = ["Recovery", "recover"]

_MOST = 100_000  # more lost numbers than that is a typing error
_LAST_INDEX = (1 << 32) - 1  # no seal holds a higher status index
_LAST_SERIAL = (1 << 63) - 1  # no database holds a higher one


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was lifted.

    Args:
        numbers: Numbers entered as void, by register and year.
        status_before: The status counter before.
        status_after: The status counter now.
    """

    numbers: Mapping[tuple[str, int], int]
    status_before: int
    status_after: int


def recover(
    store: Store,
    *,
    registers: Mapping[tuple[str, int], int],
    status_counter: int = 0,
) -> Recovery:
    """Lift counters above the highest number ever issued.

    Args:
        store: The restored store.
        registers: Register and year → the highest serial known from outside.
        status_counter: The highest value of the status counter known from
            outside, such as the count of issued entries in the last status list
            plus those under way.

    Returns:
        What was done; running it again does nothing.

    Raises:
        egovkit.errors.UsageError: More than 100,000 numbers would become void, no
            name of a register, or no whole number from 0 (a year from 1 to 9999,
            a status counter up to 2^32 - 1). Nothing is written.

    Example:
        >>> from egovkit.services import MemoryStore
        >>> done = recover(MemoryStore(), registers={("surat", 2027): 3})
        >>> done.numbers
        {('surat', 2027): 3}
    """
    for place, highest in registers.items():
        if not (_is_pair(place) and is_register(place[0])):
            raise UsageError("recover_name")
        _demand(place[1], MAXYEAR, least=1)
        _demand(highest, _LAST_SERIAL)
    _demand(status_counter, _LAST_INDEX)

    def work(tables: Tables) -> Recovery:
        lost = {
            (register, year): _lift(tables, register, year, highest)
            for (register, year), highest in sorted(registers.items())
        }
        before = tables.raise_counter("status", status_counter)
        return Recovery(lost, before, max(before, status_counter))

    return store.write(work)


def _is_pair(place: object) -> bool:
    return isinstance(place, tuple) and len(place) == 2  # noqa: PLR2004 - so a pair


def _demand(value: object, most: int, *, least: int = 0) -> None:
    if type(value) is not int or not least <= value <= most:
        raise UsageError("recover_value", least=least, most=most)


def _lift(tables: Tables, register: str, year: int, highest: int) -> int:
    before = tables.raise_counter(f"number/{register}/{year}", highest)
    if highest - before > _MOST:
        raise UsageError("recover_too_many", limit=_MOST)
    for serial in range(before + 1, highest + 1):
        tables.put_number((register, year, serial), "", "void", "")
    return max(0, highest - before)
