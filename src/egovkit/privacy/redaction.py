"""Cover the numbers of people in free text, and in what a program logs.

Found are NIK, nomor KK, NPWP, NIP, telephone numbers and e-mail addresses, in
the digits of any script. Where a choice has to be made the text is covered: a
log that hides an order number is better than a log that shows a person.

* Fifteen digits in a row or more are covered, whatever they are: a NIK with a
  typing error is somebody's NIK almost whole. Only behind a decimal point must
  they be a valid NIK, nomor KK or NIP.
* Digits in groups (with spaces, dots, hyphens, slashes, brackets, ``_`` or ``+``
  between them, or these as a URL, JSON or HTML escapes them) are covered where they
  are a valid NIK, nomor KK or NIP, or stand in groups as these numbers and the NPWP
  are printed. In gaps of four to sixteen such marks the number must be valid and its
  district known.
* Telephone numbers begin with ``+``, or with 62 or 0 and are valid.

Names, addresses and dates of birth cannot be found this way: log a ticket or a
pseudonym in their place.

Example:
    >>> redact_text("NIK 31.71.01-570845 9002, surel siti@warga.example")
    'NIK 317101**********, surel s***@warga.example'
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from egovkit.errors import InvalidFormatError

if TYPE_CHECKING:
    from egovkit._identifier import Identifier

__all__ = ["redact_text"]

# What people and programs put between groups of digits: all white space, the
# hyphens and dashes of word processors, marks without width, "_" of a file name,
# and the "+" of a space in a URL.
_GAPS = (
    r"\s_+.\-/()\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\u2212\ufeff"
)
# The same as URLs, JSON, Python's repr and HTML write them.
_ESCAPED = (
    r"%(?:0[9AaDd]|2[0-9A-Fa-f]|C2%A0|E2%80%[0-9A-Fa-f]{2})"
    r"|\\(?:[nrt]|x[0-9a-f]{2}|u[0-9A-Fa-f]{4})"
    r"|&(?:nbsp|\#160);"
)
_ESCAPE = re.compile(_ESCAPED)
_RUN = re.compile(rf"\+?\d[\d{_GAPS}]{{7,}}\d")
# The same with escapes for gaps, or an escape alone: its digits begin no number.
_ESCAPED_RUN = re.compile(
    rf"(?:\+|%2[Bb])?\d[\d{_GAPS}]*+"
    rf"(?:(?:(?:{_ESCAPED})[{_GAPS}]*+)++\d[\d{_GAPS}]*+)*+"
    rf"|{_ESCAPED}"
)
_GROUP = re.compile(r"\d+")
_EMAIL = re.compile(
    r"(?<![\w.+\-])([\w.+\-][\w.+'\-]*+)(@|%40)"
    r"((?:[\w\-]{1,63}\.){1,8}[^\W\d_]{2,63})"
)

_WHOLE = 15  # so many digits in a row are always covered
_WIDEST = 22  # asterisks in place of a number that is longer
_CLOSE = 3  # a gap that people make inside one number
_WIDEST_GAP = 16  # one that a column or the indent of the next line makes
_SHORTEST = 9  # digits of a telephone number
_LONGEST = 18  # digits of the longest number that people write in groups
_GROUPED = {15, 16, 18}
# Types by their digits: those whose digits cannot easily be something else, and
# those that count only in a form that gives them away.
_CERTAIN = {16: ("NIK", "KKNumber"), 18: ("NIP",)}
_OTHER = {15: ("NPWP",), 16: ("NPWP",), 22: ("NITKU",)}
# A province and a month, or a year and a month. Asked before the types are: a
# text may be nothing but small groups of digits, and a refusal costs an exception.
_PLAUSIBLE = re.compile(
    r"[1-9]\d{7}(?:0[1-9]|1[0-2])\d{6}|(?:19|20)\d\d(?:0[1-9]|1[0-2])\d{12}"
)
# Lengths of the groups as these numbers are printed or written by hand.
_PRINTED = {
    (6, 6, 4),  # NIK, nomor KK
    (2, 2, 2, 6, 4),
    (2, 2, 2, 2, 2, 2, 4),
    (4, 4, 4, 4),
    (2, 3, 3, 1, 3, 3),  # NPWP, 15 digits
    (8, 6, 1, 3),  # NIP
}
_MOST_PARTS = max(map(len, _PRINTED))
# An NPWP without its dots: the check digit has to fit, and spaces would make it two
# figures of a table.
_NPWP_PARTS = {(9, 6), (9, 3, 3)}
_SPACE = re.compile(r"\s")
_YEARS = re.compile(r"(?:(?:19|20)\d\d){4}")  # 2023 2024 2025 2026, in no NIK
_PHONE = set(range(_SHORTEST, 16))  # E.164 allows 15 digits
_THOUSANDS = 3
_DAY = 2  # a group of two digits may be a day or an hour
_DECIMALS = re.compile(r"\d\.$")
_MONEY = re.compile(r"(?:Rp|IDR)[\s.]{0,2}\Z", re.IGNORECASE)
_LEAD = 5  # characters of that
_COUNTRY = re.compile(r"(?:^|\D)\+$")
# A number that was covered before: the digits it leaves in clear are parts of no
# other. NIK and nomor KK, NPWP, telephone, NIP, NITKU.
_COVERED = re.compile(
    r"((?<!\d)\d{6}\*{10}(?!\*)|(?<!\d)\d\d\*{14}(?!\*)|\+62\*{5,10}\d{3}(?!\d)"
    r"|(?<!\*)\*{15}\d{3}(?!\d)|(?<!\*)\*{16}\d{6}(?!\d))"
)


class _Groups(NamedTuple):
    """The groups of digits in a run: where they stand, and as ASCII digits."""

    text: str
    spans: list[tuple[int, int]]
    digits: list[str]


def redact_text(text: str) -> str:
    """The text with every number of a person in it masked.

    Args:
        text: Free text, of any length.

    Returns:
        The text; a number shows what its type's ``masked`` shows.

    Raises:
        egovkit.errors.InvalidFormatError: Not a text.
    """
    if not isinstance(text, str):
        raise InvalidFormatError("not_text")
    if "@" in text or "%40" in text:
        text = _EMAIL.sub(_cover_email, text)
    if "*****" not in text:
        return _redact(text)
    parts = _COVERED.split(text)
    parts[::2] = map(_redact, parts[::2])  # between them stands what is covered
    return "".join(parts)


def _redact(text: str) -> str:
    # Most texts hold no escape, and the shorter pattern is twice as fast.
    escaped = "%" in text or "\\" in text or "&" in text
    return (_ESCAPED_RUN if escaped else _RUN).sub(_cover_run, text)


def _cover_email(match: re.Match[str]) -> str:
    local, at, domain = match.groups()
    return f"{local[0] if local[0].isalpha() else ''}***{at}{domain}"


def _cover_run(match: re.Match[str]) -> str:
    """Cover the numbers in a run of digits and gaps, from left to right."""
    run = match.group()
    if len(run) < _SHORTEST:
        return run
    text = _ESCAPE.sub(_unescaped, run)
    spans = [found.span() for found in _GROUP.finditer(text)]
    groups = _Groups(text, spans, [_ascii(text[a:b]) for a, b in spans])
    pieces: list[str] = []
    done = index = 0
    sign = "Rp" if run.startswith("62") and _follows_money(match) else ""
    while index < len(spans):
        start = spans[index][0]
        lead = text[max(done, start - 2) : start] or sign
        last, cover = _number_at(groups, index, lead)
        if cover:
            before = text[done:start]
            pieces += before.removesuffix("+") if cover[0] == "+" else before, cover
            done = spans[last][1]
        index = last + 1
    return "".join(pieces) + text[done:] if pieces else run


def _follows_money(match: re.Match[str]) -> bool:
    start = match.start()
    return _MONEY.search(match.string[max(0, start - _LEAD) : start]) is not None


def _unescaped(match: re.Match[str]) -> str:
    return "+" if match.group() in ("%2B", "%2b") else " "


def _number_at(groups: _Groups, first: int, lead: str) -> tuple[int, str | None]:
    """The number that begins with a group: its last group, its cover.

    A group that is a number by itself is one; else the longest number counts. The
    two characters in front of it, as far as no number covers them, tell decimals
    and country codes.
    """
    text, spans, digits = groups
    start = spans[first][0]
    is_phone = _may_be_phone(digits[first], lead)
    lengths = _GROUPED | _PHONE if is_phone else _GROUPED
    for last, is_close in _ends(spans, first, lengths):
        parts = digits[first : last + 1]
        cover = _cover_certain("".join(parts), is_close=is_close)
        if cover is None and is_close:
            form = text[start : spans[last][1]]
            cover = _cover_close(parts, lead, form)
            if cover is None and is_phone and "/" not in form:
                cover = _cover_phone(parts, lead)
        if cover:
            return last, cover
    return first, None


def _ends(
    spans: list[tuple[int, int]], first: int, lengths: set[int]
) -> Iterator[tuple[int, bool]]:
    """Where a number can end: at its first group, else the farther the better.

    And whether its groups stand close together.
    """
    start, end = spans[first]
    total = end - start
    if total >= _SHORTEST:
        yield first, True
    found: list[tuple[int, bool]] = []
    is_close = True
    for index in range(first + 1, len(spans)):
        start, stop = spans[index]
        total += stop - start
        if start - end > _WIDEST_GAP or total > _LONGEST:
            break
        is_close = is_close and start - end <= _CLOSE
        if total in lengths:
            found.append((index, is_close))
        end = stop
    yield from reversed(found)


def _cover_certain(digits: str, *, is_close: bool) -> str | None:
    """What to write in place of digits that cannot easily be something else.

    Columns of figures may make a date and the number of a province, but hardly that
    of a district.
    """
    if not _PLAUSIBLE.fullmatch(digits):
        return None
    person = _read(digits, _CERTAIN[len(digits)])
    region = None if is_close else getattr(person, "region", None)
    if person is None or (region and region.status == "unknown"):
        return None
    return person.masked


def _cover_close(parts: list[str], lead: str, form: str) -> str | None:
    """What to write in place of digits whose form gives them away."""
    if len(parts) > _MOST_PARTS:  # asked before any work: a text may be but digits
        return None
    digits = "".join(parts)
    lengths = tuple(map(len, parts))
    if len(parts) == 1:
        is_one = len(digits) >= _WHOLE and not _DECIMALS.search(lead)
    else:
        is_one = lengths in _PRINTED and not _YEARS.fullmatch(digits)
    if not is_one and (lengths not in _NPWP_PARTS or _SPACE.search(form)):
        return None
    other = _read(digits, _OTHER.get(len(digits), ()))
    if other:
        return other.masked
    return "*" * min(len(digits), _WIDEST) if is_one else None


def _may_be_phone(group: str, lead: str) -> bool:
    if lead.endswith("+"):
        return True
    if group.startswith("62"):
        return lead != "Rp"
    # 02-11-2026 10:15 is a time and not a number in Jakarta: the trunk prefix
    # stands together with at least two more digits, and not behind "0.".
    return group[0] == "0" and len(group) > _DAY and lead != "0."


def _cover_phone(parts: list[str], lead: str) -> str | None:
    digits = "".join(parts)
    if digits.startswith("0062"):  # dialled from abroad
        digits = digits[2:]
    # A letter's number, 474.0274.51.03, is no landline: that comes in larger parts.
    is_landline = digits[0] == "0" and digits[1] != "8"
    if len(digits) not in _PHONE or (is_landline and min(map(len, parts)) <= _DAY):
        return None
    if _DECIMALS.search(lead) and {len(part) for part in parts} == {_THOUSANDS}:
        return None  # the end of 1.021.234.567
    is_country = _COUNTRY.search(lead)
    phone = _read("+" * bool(is_country) + digits, ("PhoneNumber",))
    if phone:
        return phone.masked
    return "+***" if is_country else None  # somebody's number in another country


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(d)) for d in digits)


def _read(digits: str, kinds: tuple[str, ...]) -> "Identifier | None":
    """The digits as a value of the first type that takes them."""
    from egovkit import identity

    for kind in kinds:
        number_type: type[Identifier] = getattr(identity, kind)
        if number_type.is_valid(digits):
            return number_type.parse(digits)
    return None
