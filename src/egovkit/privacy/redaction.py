"""Cover the numbers of people in free text, and in what a program logs.

Found are NIK, nomor KK, NPWP, NIP, telephone numbers and e-mail addresses, in
the digits of any script. Where a choice has to be made the text is covered: a
log that hides an order number is better than a log that shows a person.

* Fifteen digits in a row or more are covered, whatever they are: a NIK with a
  typing error is somebody's NIK almost whole. Only behind a decimal point must
  they be a valid NIK, nomor KK or NIP.
* Digits in groups are covered where they are a valid NIK, nomor KK or NIP, or
  stand in groups as these numbers and the NPWP are printed.
* Telephone numbers begin with ``+``, or with 62 or 0 and are valid.

Names, addresses and dates of birth cannot be found this way: log a ticket or a
pseudonym in their place.

Example:
    >>> redact_text("NIK 31.71.01-570845 9002, surel siti@warga.example")
    'NIK 317101**********, surel s***@warga.example'
"""

import re
from typing import TYPE_CHECKING

from egovkit.errors import InvalidFormatError

if TYPE_CHECKING:
    from egovkit._identifier import Identifier

__all__ = ["redact_text"]

# What people and programs put between groups of digits, spaces without width
# and the hyphens of word processors included.
_GAPS = (
    r" \t\r\n.\-/()\u00a0\u00ad\u2007\u200b-\u200d\u202f\u2010-\u2013\u2060\u2212\ufeff"
)
_RUN = re.compile(rf"\+?\d[\d{_GAPS}]{{7,}}\d")
_GROUP = re.compile(r"\d+")
_EMAIL = re.compile(r"[\w.%+'\-]{1,64}@(?:[\w\-]{1,63}\.){1,8}[^\W\d_]{2,63}")

_WHOLE = 15  # so many digits in a row are always covered
_LONGEST = 22  # digits of the longest number, NITKU
_WIDEST_GAP = 3
_DAY = 2  # a group of two digits may be a day or an hour
_PHONE_MIN, _PHONE_MAX = 9, 15  # digits behind a "+"; E.164 allows 15
_DECIMALS = re.compile(r"\d\.$")
# Lengths of the groups as the numbers are printed or written by hand.
_PRINTED = {
    (6, 6, 4),  # NIK, nomor KK
    (2, 2, 2, 6, 4),
    (2, 2, 2, 2, 2, 2, 4),
    (4, 4, 4, 4),
    (2, 3, 3, 1, 3, 3),  # NPWP, 15 digits
    (8, 6, 1, 3),  # NIP
}


def redact_text(text: str) -> str:
    """The text with every number of a person in it masked.

    Args:
        text: Free text, of any length.

    Returns:
        The text; a number shows what its type's ``masked`` shows. Redacting
        twice gives the same.

    Raises:
        egovkit.errors.InvalidFormatError: Not a text.
    """
    if not isinstance(text, str):
        raise InvalidFormatError("not_text")
    if "@" in text:
        text = _EMAIL.sub(_cover_email, text)
    return _RUN.sub(_cover_run, text)


def _cover_email(match: re.Match[str]) -> str:
    local, _, domain = match.group().rpartition("@")
    return f"{local[0] if local[0].isalpha() else ''}***@{domain}"


def _cover_run(match: re.Match[str]) -> str:
    """Cover the numbers in a run of digits and gaps, from left to right."""
    text = match.group()
    groups = [found.span() for found in _GROUP.finditer(text)]
    pieces: list[str] = []
    done = index = 0
    while index < len(groups):
        last, cover = _number_at(text, groups, index)
        if cover:
            pieces += text[done : groups[index][0]].removesuffix("+"), cover
            done = groups[last][1]
        index = last + 1
    return "".join(pieces) + text[done:]


def _number_at(
    text: str, groups: list[tuple[int, int]], first: int
) -> tuple[int, str | None]:
    """The longest number that begins with a group: its last group, its cover."""
    lead = text[: groups[first][0]]
    for last in reversed(range(first, _reach(groups, first) + 1)):
        parts = [text[start:end] for start, end in groups[first : last + 1]]
        cover = _cover("".join(parts), tuple(map(len, parts)), lead)
        if cover:
            return last, cover
    return first, None


def _reach(groups: list[tuple[int, int]], first: int) -> int:
    """The last group that can still belong to one number with the first."""
    start, end = groups[first]
    total = end - start
    for index in range(first + 1, len(groups)):
        start = groups[index][0]
        total += groups[index][1] - start
        if start - end > _WIDEST_GAP or total > _LONGEST:
            return index - 1
        end = groups[index][1]
    return len(groups) - 1


def _cover(digits: str, shape: tuple[int, ...], lead: str) -> str | None:
    """What to write in place of the digits, None to leave them."""
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    if person := _read(digits, ("NIK", "KKNumber", "NIP")):
        return person.masked
    is_whole = len(shape) == 1 and len(digits) >= _WHOLE
    if shape in _PRINTED or (is_whole and not _DECIMALS.search(lead)):
        other = _read(digits, ("NPWP", "NITKU"))
        return other.masked if other else "*" * min(len(digits), _LONGEST)
    return _cover_phone(digits, shape, lead)


def _cover_phone(digits: str, shape: tuple[int, ...], lead: str) -> str | None:
    if lead == "+":
        foreign = "+***" if _PHONE_MIN <= len(digits) <= _PHONE_MAX else None
        phone = _read("+" + digits, ("PhoneNumber",))
        return phone.masked if phone else foreign
    # 02-11-2026 10:15 is a time and not a number in Jakarta: the trunk prefix
    # stands together with at least two more digits.
    trunk = digits[0] == "0" and shape[0] > _DAY and not lead.endswith("0.")
    if not trunk and not digits.startswith("62"):
        return None
    phone = _read(digits, ("PhoneNumber",))
    return phone.masked if phone else None


def _read(digits: str, kinds: tuple[str, ...]) -> "Identifier | None":
    """The digits as a value of the first type that takes them."""
    from egovkit import identity

    for kind in kinds:
        number_type: type[Identifier] | None = getattr(identity, kind, None)
        if number_type and number_type.is_valid(digits):
            return number_type.parse(digits)
    return None
