"""The parts a table is made of, and the ones in the wheel."""

from collections.abc import Mapping
from functools import cache

from egovkit.regions._files import read
from egovkit.regions._villages import Villages

__all__ = ["Retired", "TableData", "shipped"]

Retired = tuple[str, str, tuple[str, ...]]
"""Name, last edition and successors of a retired code."""


class TableData:
    """All codes plain, that is without dots. Never changed once it is made.

    Attributes:
        edition: Tag of the edition.
        editions: Tag → decree, of all editions mentioned.
        current: Code → name, levels 1 to 3.
        retired: Code → name, last edition, successors.
        former: Code → names it had before, oldest first.
        iso: Province → ISO 3166-2.
        villages: Level 4.
    """

    def __init__(  # noqa: PLR0913 - the parts of a table, each under its name
        self,
        *,
        edition: str,
        editions: Mapping[str, str],
        current: Mapping[str, str],
        retired: Mapping[str, Retired],
        former: Mapping[str, tuple[str, ...]],
        iso: Mapping[str, str],
        villages: Villages,
    ) -> None:
        self.edition = edition
        self.editions = editions
        self.current = current
        self.retired = retired
        self.former = former
        self.iso = iso
        self.villages = villages


@cache
def shipped() -> TableData:
    """The data in the wheel, read once."""
    retired: dict[str, Retired] = {}
    former: dict[str, tuple[str, ...]] = {}
    for code, name, last, successor in _lines("history.tsv"):
        if successor == code:
            former[code] = (*former.get(code, ()), name)
        else:
            retired[code] = (name, last, (successor,))
    editions = {tag: decree for tag, _, decree in _lines("editions.tsv")}
    newest = max(editions)
    return TableData(
        edition=newest,
        editions=editions,
        current=_pairs("current.tsv"),
        retired=retired,
        former=former,
        iso={code: iso for code, iso, _ in _lines("provinces.tsv")},
        villages=Villages(newest),
    )


def _pairs(name: str) -> dict[str, str]:
    # A list for each of 7,837 lines would take three times as long.
    cells = read(name).decode("utf-8").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


def _lines(name: str) -> list[list[str]]:
    return [line.split("\t") for line in read(name).decode("utf-8").splitlines()]
