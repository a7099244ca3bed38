"""Amounts of rupiah as people type them, read strictly.

Example:
    >>> parse_rupiah("Rp. 1.500.000,-")
    Decimal('1500000')
"""

import re
from decimal import Decimal

from egovkit.errors import InvalidFormatError
from egovkit.l10n._text import bounded

__all__ = ["parse_rupiah"]

_MAX_TEXT = 80  # 36 digits with their dots, and what stands around them
# Space, no-break space, narrow no-break space, thin space: browsers and word
# processors put the latter three after "Rp".
_AMOUNT = re.compile(
    r"""(?P<open>\()?
        (?P<minus>[-\u2212])?
        (?:(?:Rp|IDR)\.?[ \u00a0\u202f\u2009]{0,2})?
        (?P<inner>[-\u2212])?
        (?P<whole>0 | [1-9][0-9]{0,2}(?:\.[0-9]{3}){1,11} | [1-9][0-9]{0,35})
        (?: ,(?P<sen>[0-9]{1,2}) | [.,](?:-{1,2}|[\u2013\u2014]) )?
        (?P<close>\))?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


def parse_rupiah(text: str) -> Decimal:
    """Read an amount of rupiah.

    Accepted are ``Rp1.500.000`` with or without space (no-break spaces too) and
    dot after *Rp*, ``IDR``, the bare figure, ``1500000`` without dots, one or two
    decimals after a comma, the closing ``,-``, and below zero a minus before or
    after *Rp* or parentheses.

    Refused is everything that could mean two things, above all ``1.5`` (one and
    a half, or fifteen?) and ``1,500``; also dots that do not group by three,
    three decimals, leading zeros, exponents, underscores, digits of other
    scripts, and words such as *juta*.

    Args:
        text: The amount.

    Returns:
        Rupiah, exactly, with the decimals that were written.

    Raises:
        egovkit.errors.InvalidFormatError: Not an amount of this form.
        egovkit.errors.InvalidLengthError: Longer than 80 characters.

    Example:
        >>> parse_rupiah("(Rp1.500,50)")
        Decimal('-1500.50')
    """
    match = _AMOUNT.fullmatch(bounded(text, _MAX_TEXT).strip())
    if match is None:
        raise InvalidFormatError("rupiah_format")
    signs = [match["open"], match["minus"], match["inner"]]
    negative = sum(sign is not None for sign in signs)
    if negative > 1 or (match["open"] is None) != (match["close"] is None):
        raise InvalidFormatError("rupiah_format")
    digits = match["whole"].replace(".", "")
    sen = match["sen"]
    value = Decimal(f"{digits}.{sen}" if sen else digits)
    # An exact copy: unary minus would round to the context's 28 digits.
    return value.copy_negate() if negative and value else value
