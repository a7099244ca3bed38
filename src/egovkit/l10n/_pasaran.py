"""The Javanese five-day week.

Example:
    >>> from datetime import date
    >>> pasaran(date(1945, 8, 17))
    'Legi'
"""

from datetime import date

from egovkit.l10n._dates import require_date

__all__ = ["PASARAN", "pasaran"]

PASARAN = ("Legi", "Pahing", "Pon", "Wage", "Kliwon")
_LEGI = date(1945, 8, 17).toordinal()  # Jumat Legi, the Proclamation


def pasaran(day: date) -> str:
    """The day of the Javanese five-day week.

    Raises:
        egovkit.errors.UsageError: Not a date.

    Source:
        Counted from Jumat Legi, 17 August 1945.

    Example:
        >>> pasaran(date(2025, 6, 27))
        'Kliwon'
    """
    require_date(day)
    return PASARAN[(day.toordinal() - _LEGI) % len(PASARAN)]
