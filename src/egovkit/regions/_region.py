"""One administrative region: its code, its name, and how it stands today."""

from enum import StrEnum

from egovkit.regions import _places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timezone
    from typing import Any

__all__ = ["Region", "RegionStatus"]


class RegionStatus(StrEnum):
    """How a code stands in the table that answered."""

    CURRENT = "current"
    """In the table's own edition."""
    RETIRED = "retired"
    """In an earlier edition only; a NIK or a letter may still carry it."""
    UNKNOWN = "unknown"
    """In no edition at hand: mistyped, or older than the table's history."""


class Region:
    """A region as one table knows it.

    Attributes:
        code: With dots, such as ``"31.71.01"``.
        name: As the decree writes it, without the word for a district or a
            village and with the one for a regency (``"Kota Bogor"``). Empty
            when the code is unknown.
        level: 1 province, 2 regency or city, 3 district, 4 village.
        status: Current, retired or unknown.
        edition: Tag of the latest edition that lists the code: the table's own
            when it is current, empty when it is unknown.
        decree: The decree of that edition.
        successors: What took the place of a retired code: current regions, unless a
            newer table retired them without naming others.
        parent: The region it lies in, as the same table knows it; None for a
            province.
        iso_3166_2: The code of its province in ISO 3166-2, such as ``"ID-JK"``.

    Source:
        Permendagri 58/2021, articles 5 to 8 (structure and life of codes).

    Example:
        >>> from egovkit.regions import lookup
        >>> merauke = lookup("91.01.01")
        >>> merauke.status, merauke.edition, merauke.successors[0].code
        (<RegionStatus.RETIRED: 'retired'>, '2021', '93.01.01')
    """

    # Written out: `dataclasses` would double the time of the first look-up.
    __slots__ = (
        "code",
        "decree",
        "edition",
        "iso_3166_2",
        "level",
        "name",
        "parent",
        "status",
        "successors",
    )

    code: str
    name: str
    level: int
    status: RegionStatus
    edition: str
    decree: str
    successors: "tuple[Region, ...]"
    parent: "Region | None"
    iso_3166_2: str

    def __init__(  # noqa: PLR0913 - the parts of a region, each under its name
        self,
        *,
        code: str,
        name: str,
        level: int,
        status: RegionStatus,
        edition: str,
        decree: str,
        successors: "tuple[Region, ...]" = (),
        parent: "Region | None" = None,
        iso_3166_2: str = "",
    ) -> None:
        put = object.__setattr__
        put(self, "code", code)
        put(self, "name", name)
        put(self, "level", level)
        put(self, "status", status)
        put(self, "edition", edition)
        put(self, "decree", decree)
        put(self, "successors", successors)
        put(self, "parent", parent)
        put(self, "iso_3166_2", iso_3166_2)

    def _parts(self) -> "dict[str, object]":
        return {name: getattr(self, name) for name in self.__slots__}

    def __eq__(self, other: object) -> bool:
        if type(other) is not Region:
            return NotImplemented
        return self is other or self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.code, self.status, self.edition))

    def __repr__(self) -> str:
        return (
            f"Region(code={self.code!r}, name={self.name!r}, level={self.level}, "
            f"status={self.status.value!r}, edition={self.edition!r})"
        )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Region is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("Region is immutable")

    def __reduce__(self) -> "tuple[object, ...]":
        return _region, (self._parts(),)

    @property
    def plain(self) -> str:
        """The code without dots."""
        return self.code.replace(".", "")

    @property
    def term(self) -> str:
        """What its kind is called there: ``distrik``, ``kota``, ``nagari``.

        Source:
            UU 21/2001; UU 6/2014, article 1. For a village other than a
            kelurahan it is the usual word of the place, not a rule.
        """
        if self.level == _PROVINCE:
            return "provinsi"
        if self.level == _REGENCY:
            return _places.regency_term(self.plain, self.name)
        if self.level == _DISTRICT:
            return _places.district_term(self.plain)
        return _places.village_term(self.plain)

    @property
    def titled(self) -> str:
        """The name with its kind, such as ``"Kecamatan Gambir"``.

        A province stands without the word, as usual; an unknown region gives
        its code.
        """
        if not self.name:
            return self.code
        if self.level <= _REGENCY:
            return self.name
        return f"{self.term.title()} {self.name}"

    @property
    def full_name(self) -> str:
        """The whole line from the region up to its province.

        Example:
            >>> from egovkit.regions import lookup
            >>> lookup("93.01.01").full_name
            'Distrik Merauke, Kabupaten Merauke, Papua Selatan'
        """
        return ", ".join(region.titled for region in reversed(self.lineage))

    @property
    def lineage(self) -> "tuple[Region, ...]":
        """The province first, down to the region itself."""
        line = [self]
        while line[-1].parent is not None:
            line.append(line[-1].parent)
        return tuple(reversed(line))

    @property
    def time_zone(self) -> "timezone":
        """WIB (UTC+7), WITA (UTC+8) or WIT (UTC+9).

        Source:
            Keppres 41/1987, article 1: zones follow provinces.
        """
        return _places.time_zone(self.plain)


_PROVINCE, _REGENCY, _DISTRICT = 1, 2, 3


def _region(parts: "dict[str, Any]") -> Region:
    """Put a pickled region together again."""
    return Region(**parts)
