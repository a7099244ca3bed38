"""What counts as a number here: `int` and `decimal.Decimal`, bounded.

`float` is refused because it does not hold what people wrote (0.1 + 0.2 has
seventeen decimals), `bool` because it is a mistake wherever a sum is meant.
"""

from sys import modules

from egovkit.errors import InvalidComponentError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import TypeGuard

    Number = int | Decimal

__all__ = ["LIMIT", "MAX_DIGITS", "MAX_PLACES", "is_decimal", "parts", "whole"]

MAX_DIGITS = 36  # KBBI names the powers of a thousand up to desiliun, 10^33
MAX_PLACES = 36
LIMIT = 10**MAX_DIGITS


def whole(number: object) -> int:
    """The number as an `int` within the limit.

    Raises:
        egovkit.errors.UsageError: Not an `int`.
        egovkit.errors.InvalidComponentError: More than 36 digits.
    """
    if not isinstance(number, int) or isinstance(number, bool):
        raise UsageError("integer_expected")
    if not -LIMIT < number < LIMIT:
        raise InvalidComponentError("number_too_large", limit=MAX_DIGITS)
    return int(number)


def parts(number: object) -> tuple[bool, int, str]:
    """Sign, whole part and the digits after the comma, exactly as given.

    Returns:
        Whether the number is below zero, the absolute whole part, and the
        decimals as written: ``Decimal("1.50")`` has the decimals ``"50"``.

    Raises:
        egovkit.errors.UsageError: Neither `int` nor `decimal.Decimal`.
        egovkit.errors.InvalidComponentError: Not finite, more than 36 digits
            before the comma, or more than 36 after it.
    """
    if isinstance(number, int):
        value = whole(number)
        return value < 0, abs(value), ""
    if not is_decimal(number):
        raise UsageError("number_expected")
    if not number.is_finite():
        raise InvalidComponentError("number_not_finite")
    return _decimal_parts(number)


def is_decimal(value: object) -> "TypeGuard[Decimal]":
    """Whether the value is a `decimal.Decimal`."""
    # Whoever gives a Decimal has loaded its module. Importing it here would cost a
    # millisecond at the first int, and a statement at every number.
    decimal = modules.get("decimal")
    return decimal is not None and isinstance(value, decimal.Decimal)


def _decimal_parts(number: "Decimal") -> tuple[bool, int, str]:
    # The place of the first digit bounds both ends before any text is made:
    # 1E+999999 would be a million characters.
    first = number.adjusted()
    if first >= MAX_DIGITS and number:
        raise InvalidComponentError("number_too_large", limit=MAX_DIGITS)
    if first < -MAX_PLACES:
        raise InvalidComponentError("number_too_fine", limit=MAX_PLACES)
    text, _, places = f"{number.copy_abs():f}".partition(".")
    if len(places) > MAX_PLACES:
        raise InvalidComponentError("number_too_fine", limit=MAX_PLACES)
    n = int(text)
    negative = number.is_signed() and bool(n or places.strip("0"))
    return negative, n, places
