"""One administrative region: its code, its name, and how it stands today."""

from dataclasses import dataclass, field
from datetime import timezone
from enum import StrEnum

from egovkit.regions import _places

__all__ = ["Region", "RegionStatus"]


class RegionStatus(StrEnum):
    """How a code stands in the table that answered."""

    CURRENT = "current"
    """In the table's own edition."""
    RETIRED = "retired"
    """In an earlier edition only; a NIK or a letter may still carry it."""
    UNKNOWN = "unknown"
    """In no edition at hand: mistyped, or older than the table's history."""


@dataclass(frozen=True, slots=True)
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
        successors: What took the place of a retired code, current regions.
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

    code: str
    name: str
    level: int
    status: RegionStatus
    edition: str
    decree: str = field(repr=False)
    successors: "tuple[Region, ...]" = field(default=(), repr=False)
    parent: "Region | None" = field(default=None, repr=False)
    iso_3166_2: str = field(default="", repr=False)

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
    def time_zone(self) -> timezone:
        """WIB (UTC+7), WITA (UTC+8) or WIT (UTC+9).

        Source:
            Keppres 41/1987, article 1: zones follow provinces.
        """
        return _places.time_zone(self.plain)


_PROVINCE, _REGENCY, _DISTRICT = 1, 2, 3
