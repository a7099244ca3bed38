"""Tables of region codes: the one in the wheel, or a newer one from a file."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from egovkit.errors import UsageError
from egovkit.regions import _codes, _source
from egovkit.regions._region import Region, RegionStatus
from egovkit.regions._search import Index

TYPE_CHECKING = False  # `typing` alone costs as much as the whole table
if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["RegionTable"]


class RegionTable:
    """All regions of one edition, with the codes that editions before it retired.

    The functions `lookup`, `search` and `children` of this package ask the
    table in use; `use` puts another in its place.

    Args:
        data: The parts; `shipped`, `from_csv` and `with_history` find them.

    Attributes:
        edition: Tag of the edition, such as ``"2025"``.
        decree: The decree that set it.
        data: The parts.
        names: Plain code → name of levels 1 to 3, current and retired: what a
            NIK is checked against.

    Example:
        >>> table = RegionTable.shipped()
        >>> table.edition, len(table)
        ('2025', 7837)
    """

    def __init__(self, data: _source.TableData) -> None:
        self.data = data
        self.edition = data.edition
        self.decree = data.editions[data.edition]
        self.names = {code: row[0] for code, row in data.retired.items()}
        self.names |= data.current
        # Regions already made. Only known codes of levels 1 to 3 are kept, so
        # that nobody can fill the memory with codes of their own making.
        self._made: dict[str, Region] = {}
        self._sorted: list[str] = []
        self._index: Index | None = None

    @staticmethod
    @cache
    def shipped() -> "RegionTable":
        """The table in the wheel: levels 1 to 3 at once, villages when asked for."""
        return RegionTable(_source.shipped())

    @classmethod
    def from_csv(
        cls,
        path: "Path | str",
        *,
        edition: str,
        decree: str,
        previous: "RegionTable | None" = None,
    ) -> "RegionTable":
        """Read a newer edition from a CSV file with the columns code and name.

        Codes that the previous table has and the file has not become retired,
        with the previous edition as their last. Villages come from the file if
        it has any, else from the previous table.

        Args:
            path: UTF-8, codes with dots or without, one line of headings.
            edition: Its tag, such as ``"2027"``; one that the table before has not.
            decree: The decree that set it.
            previous: The table it follows; the shipped one when left out.

        Raises:
            egovkit.errors.DefinitionError: The file is no such table: a column
                is missing, a code is malformed, twice there or without parent, or
                it lists nothing; or the tag is empty or taken.
        """
        from egovkit.regions import _csv

        before = (previous or cls.shipped()).data
        return cls(_csv.with_edition(before, path, edition=edition, decree=decree))

    def with_history(self, path: "Path | str", *, decree: str = "") -> "RegionTable":
        """The same edition with more retired codes, from a CSV file.

        Columns: code (or prefix), name (or district), last_edition, and where
        known successor (several with spaces between) and status; rows whose
        status is not ``retired`` and codes the table knows are passed over. A
        successor that was retired in its turn is followed to those of today.

        Args:
            path: UTF-8, codes with dots or without, one line of headings.
            decree: What to name as the decree of editions the table lacks.

        Raises:
            egovkit.errors.DefinitionError: A column is missing, a code or a
                successor is malformed or its own successor, or an edition is
                not named.
        """
        from egovkit.regions import _csv

        return RegionTable(_csv.with_history(self.data, path, decree=decree))

    def lookup(self, code: str) -> Region:
        """What the table knows of a code of 2, 4, 6 or 10 digits.

        Args:
            code: With dots or without.

        Raises:
            egovkit.errors.InvalidFormatError: No region code.
        """
        return self.find(_codes.to_plain(code))

    def find(self, plain: str) -> Region:
        """As `lookup`, for a plain code whose form was checked already."""
        made = self._made.get(plain)
        if made is not None:
            return made
        data = self.data
        if len(plain) > _codes.DISTRICT_DIGITS:
            return self._village(plain)
        if plain in data.current:
            region = self._region(plain, data.current[plain], data.edition)
        elif plain in data.retired:
            region = self._region(plain, *data.retired[plain])
        else:
            return self._region(plain, "", "")
        self._made[plain] = region
        return region

    def children(self, code: str = "") -> tuple[Region, ...]:
        """The current regions directly inside one, by code; without one, provinces.

        Raises:
            egovkit.errors.InvalidFormatError: No region code.
        """
        plain = _codes.to_plain(code) if code else ""
        if len(plain) < _codes.DISTRICT_DIGITS:
            return tuple(map(self.find, self._inside(plain)))
        if len(plain) == _codes.DISTRICT_DIGITS:
            return tuple(map(self.find, self.data.villages.codes(plain)))
        return ()

    def search(
        self, name: str, *, level: int | None = None, limit: int = 20
    ) -> tuple[Region, ...]:
        """Current regions by name, the best match first.

        Case, spaces and dots do not matter; abbreviations (Kab., Kota Adm.,
        Kec., DKI), former names and the spelling before 1972 (Djakarta,
        Soerabaja) are understood. A word for the kind narrows the search.

        Args:
            name: At most 100 characters.
            level: 1 to 4; without it levels 1 to 3. Villages are searched only
                when 4 is asked for.
            limit: How many at most.

        Raises:
            egovkit.errors.InvalidValueError: The name is no text, or too long.
            egovkit.errors.UsageError: No such level, or a limit below zero.
        """
        if level not in (None, *_codes.LEVELS.values()):
            raise UsageError("unknown_option", option="level")
        if type(limit) is not int or limit < 0:
            raise UsageError("unknown_option", option="limit")
        if level == _codes.VILLAGE_LEVEL:
            codes = self.data.villages.search(name)
        else:
            if self._index is None:
                self._index = Index(self._named())
            codes = self._index.search(name, level)
        return tuple(map(self.find, codes[:limit]))

    def postal_codes(self, code: str) -> tuple[str, ...]:
        """The postal codes inside a district, or of a village; often one.

        A hint, never a rule: an independent list agrees on seven villages of
        ten.

        Raises:
            egovkit.errors.InvalidFormatError: No region code.
        """
        return self.data.villages.postal_codes(_codes.to_plain(code))

    def __len__(self) -> int:
        """How many current regions of levels 1 to 3 it has."""
        return len(self.data.current)

    def __repr__(self) -> str:
        return f"RegionTable(edition={self.edition!r}, {len(self)} regions)"

    def _village(self, plain: str) -> Region:
        name, edition, successor = self.data.villages.find(plain)
        return self._region(plain, name, edition, (successor,) if successor else ())

    def _region(
        self, plain: str, name: str, edition: str, successors: Iterable[str] = ()
    ) -> Region:
        above = _codes.parent_of(plain)
        return Region(
            code=_codes.dotted(plain),
            name=name,
            level=_codes.LEVELS[len(plain)],
            status=self._status(plain, edition),
            edition=edition,
            decree=self.data.editions.get(edition, ""),
            successors=tuple(map(self.find, successors)),
            parent=self.find(above) if above else None,
            iso_3166_2=self.data.iso.get(plain[:2], ""),
        )

    def _status(self, plain: str, edition: str) -> RegionStatus:
        if not edition:
            return RegionStatus.UNKNOWN
        newest = self.edition
        if len(plain) > _codes.DISTRICT_DIGITS:
            newest = self.data.villages.edition
        return RegionStatus.CURRENT if edition == newest else RegionStatus.RETIRED

    def _inside(self, plain: str) -> Iterator[str]:
        if not self._sorted:
            self._sorted = sorted(self.data.current)
        for code in self._sorted[bisect_left(self._sorted, plain) :]:
            if not code.startswith(plain):
                return
            if len(code) == len(plain) + 2:
                yield code

    def _named(self) -> Iterator[tuple[str, str]]:
        former = (
            (code, name)
            for code, names in self.data.former.items()
            if code in self.data.current
            for name in names
        )
        return chain(self.data.current.items(), former)
