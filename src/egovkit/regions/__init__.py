"""Kode wilayah: the administrative regions of Indonesia, with their history.

A code never tells only whether it exists: it is current, it is retired (with
the edition that listed it last and what took its place), or it is unknown.
Numbers that people carry for life, such as a NIK, keep retired codes.

Source:
    Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025 for the
    current codes, and the decrees since Permendagri 56/2015 for the retired
    ones; Permendagri 58/2021 for the structure. The tables were transcribed by
    the MIT-licensed project cahyadsn/wilayah.

Example:
    >>> lookup("317101").full_name
    'Kecamatan Gambir, Kota Administrasi Jakarta Pusat, Daerah Khusus Ibukota Jakarta'
    >>> lookup("91.01").successors[0].full_name
    'Kabupaten Merauke, Papua Selatan'
"""

from egovkit.regions._active import active, use
from egovkit.regions._region import Region, RegionStatus
from egovkit.regions._table import RegionTable

__all__ = [
    "Region",
    "RegionStatus",
    "RegionTable",
    "active",
    "children",
    "lookup",
    "search",
    "use",
]


def lookup(code: str) -> Region:
    """What the table in use knows of a code.

    Args:
        code: 2, 4, 6 or 10 digits, with dots or without. Ten digits load the
            villages, once.

    Raises:
        egovkit.errors.InvalidFormatError: No region code.

    Example:
        >>> lookup("73.71").name, lookup("73.71").time_zone.tzname(None)
        ('Kota Makassar', 'WITA')
        >>> lookup("99").status
        <RegionStatus.UNKNOWN: 'unknown'>
    """
    return active().lookup(code)


def children(code: str = "") -> tuple[Region, ...]:
    """The current regions directly inside one, ordered by code.

    Args:
        code: As for `lookup`; the provinces when left out.

    Raises:
        egovkit.errors.InvalidFormatError: No region code.

    Example:
        >>> len(children()), children("31")[1].name
        (38, 'Kota Administrasi Jakarta Pusat')
    """
    return active().children(code)


def search(
    name: str, *, level: int | None = None, limit: int = 20
) -> tuple[Region, ...]:
    """Current regions by name, the best match first.

    Args:
        name: In any case, with abbreviations and old spelling as they come;
            at most 100 characters.
        level: 1 to 4. Villages are searched only when 4 is asked for.
        limit: How many at most.

    Raises:
        egovkit.errors.InvalidValueError: The name is no text, or too long.
        egovkit.errors.UsageError: No such level, or a limit below zero.

    Example:
        >>> [region.name for region in search("kab. bogor")]
        ['Kabupaten Bogor']
        >>> search("Soerabaja", level=2)[0].code
        '35.78'
    """
    return active().search(name, level=level, limit=limit)
