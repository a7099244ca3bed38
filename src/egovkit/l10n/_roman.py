"""Roman numerals, and the Roman month of a letter number.

The month of a letter number is not uniform in Indonesia: many agencies write
``XI``, some ``11``, some no month at all. Nothing here makes it Roman unless
asked.

Example:
    >>> roman(2026), roman_month(11)
    ('MMXXVI', 'XI')
    >>> parse_roman_month("xii")
    12
"""

from egovkit.errors import InvalidComponentError, InvalidFormatError
from egovkit.l10n._number import whole

__all__ = ["parse_roman", "parse_roman_month", "roman", "roman_month"]

MAX_ROMAN = 3999  # MMMCMXCIX; beyond it the numerals need overlines
_LONGEST = 15  # MMMDCCCLXXXVIII
_MONTHS = 12
_UNITS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD")),
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_VALUES = {symbol: value for value, symbol in _UNITS if len(symbol) == 1}


def roman(number: int) -> str:
    """Write 1 to 3999 in Roman numerals.

    Raises:
        egovkit.errors.UsageError: Not an `int`.
        egovkit.errors.InvalidComponentError: Below 1 or above 3999.

    Example:
        >>> roman(1945)
        'MCMXLV'
    """
    n = whole(number)
    if not 1 <= n <= MAX_ROMAN:
        raise InvalidComponentError("roman_range", limit=MAX_ROMAN)
    text = ""
    for value, symbol in _UNITS:
        count, n = divmod(n, value)
        text += symbol * count
    return text


def roman_month(month: int) -> str:
    """Write the month of a letter number, 1 to 12.

    Raises:
        egovkit.errors.UsageError: Not an `int`.
        egovkit.errors.InvalidComponentError: No month.

    Example:
        >>> roman_month(8)
        'VIII'
    """
    if not 1 <= whole(month) <= _MONTHS:
        raise InvalidComponentError("month_range")
    return roman(month)


def parse_roman(text: str) -> int:
    """Read a Roman numeral; small letters are accepted, odd spellings are not.

    Raises:
        egovkit.errors.InvalidFormatError: Not the one spelling of a number from
            1 to 3999 (``IIII`` and ``VX`` are refused).

    Example:
        >>> parse_roman("MCMXLV")
        1945
    """
    if not isinstance(text, str):
        raise InvalidFormatError("not_text")
    symbols = text.upper() if text.isascii() and len(text) <= _LONGEST else ""
    if not symbols or not set(symbols) <= _VALUES.keys():
        raise InvalidFormatError("roman_format")
    values = [_VALUES[symbol] for symbol in symbols]
    total = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    if not 1 <= total <= MAX_ROMAN or roman(total) != symbols:
        raise InvalidFormatError("roman_format")
    return total


def parse_roman_month(text: str) -> int:
    """Read the Roman month of a letter number.

    Raises:
        egovkit.errors.InvalidFormatError: Not a Roman numeral.
        egovkit.errors.InvalidComponentError: Above XII.
    """
    month = parse_roman(text)
    if month > _MONTHS:
        raise InvalidComponentError("month_range")
    return month
