"""A fact of pydantic's ``ctx`` as it stands in a sentence.

Most are figures and stand as they are. Four kinds need care: a free English text
about what could not be read, a list of choices, a limit, and whatever is missing.
"""

import re
from functools import lru_cache

from egovkit._messages.pydantic.texts import FREE_TEXTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Spoken = Callable[[object, int], str]

__all__ = ["SPOKEN", "free_text", "plain"]

_MAX_FACT = 200  # characters of one fact; a pattern or a list of choices fits
_MAX_CHOICES = 10_000  # of a list before it is cut
_MISSING = "…"
# First word → the beginnings with it, the longest first
_BEGINNINGS: dict[str, list[str]] = {}
for _text in sorted(FREE_TEXTS, key=len, reverse=True):
    _BEGINNINGS.setdefault(_text.partition(" ")[0], []).append(_text)


def free_text(text: str, lang: str = "id") -> str | None:
    """The words for a free text of pydantic's ``ctx``, or None if not known."""
    pair = FREE_TEXTS.get(text)
    if pair is None:  # many are exact; some name a place or quote a character
        for beginning in _BEGINNINGS.get(text.partition(" ")[0], ()):
            if text.startswith(beginning):
                pair = FREE_TEXTS[beginning]
                break
    return pair and pair[0 if lang == "id" else 1]


def plain(value: object, _which: int) -> str:
    """The fact itself; a missing one shows as ``…``."""
    if value is None:
        return _MISSING
    try:
        return str(value)[:_MAX_FACT]
    except ValueError:  # an int of more than 4300 digits
        return _MISSING


def _reason(value: object, which: int) -> str:
    known = free_text(str(value), "en" if which else "id")
    return f" ({known})" if known else ""


def _count(value: object, which: int) -> str:
    """How many there are; pydantic stops counting a generator at the limit."""
    return ("lebih banyak", "more")[which] if value is None else plain(value, which)


def _choices(value: object, which: int) -> str:
    return _MISSING if value is None else _joined(str(value)[:_MAX_CHOICES], which)


# What stands in quotes is a choice, whatever words it has.
_JOINTS = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|, | or """)
_MEMBER = re.compile(r"<\w+\.\w+: ([^<>]*)>")


@lru_cache(maxsize=256)  # they come from the form's rules, not from its input
def _joined(text: str, which: int) -> str:
    """``'A', 'B' or 'C'`` in the language asked for, cut between two choices."""
    text = _MEMBER.sub(r"\1", text)  # a member of an enum, by its value
    joints = [m for m in _JOINTS.finditer(text) if m[0] in (", ", " or ")]
    if len(text) > _MAX_FACT:
        ends = [m.start() for m in joints if m.start() <= _MAX_FACT]
        return f"{text[: ends[-1]]}, …" if ends else f"{text[:_MAX_FACT]}…"
    if which == 0 and joints and joints[-1][0] == " or ":
        # EYD: a comma stands before the last of three or more.
        word = ", atau " if len(joints) > 1 else " atau "
        return f"{text[: joints[-1].start()]}{word}{text[joints[-1].end() :]}"
    return text


def _limit(value: object, which: int) -> str:
    if which == 0 and isinstance(value, float):
        return str(value).replace(".", ",")
    text = plain(value, which)
    return text if which else _indonesian(text)


_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_UNITS = {
    "day": "hari",
    "hour": "jam",
    "minute": "menit",
    "second": "detik",
    "microsecond": "mikrodetik",
}
_PART = rf"-?[0-9]+ (?:{'|'.join(_UNITS)})s?"
_DURATION = re.compile(rf"{_PART}(?: and {_PART})*")


def _indonesian(text: str) -> str:
    """A limit as Indonesian writes it: a decimal comma, words for a duration."""
    if _DECIMAL.fullmatch(text):
        return text.replace(".", ",")
    if not _DURATION.fullmatch(text):
        return text
    numbers, units = text.split(" ")[::3], text.split(" ")[1::3]
    *first, last = (
        f"{number} {_UNITS[unit.removesuffix('s')]}"
        for number, unit in zip(numbers, units, strict=True)
    )
    if not first:
        return last
    return f"{', '.join(first)}{',' * (len(first) > 1)} dan {last}"


# Key → how it is said; others as `plain` says them
SPOKEN: "dict[str, Spoken]" = {
    "error": _reason,
    "actual_length": _count,
    **dict.fromkeys(("expected", "expected_schemes", "expected_tags"), _choices),
    **dict.fromkeys(("gt", "ge", "lt", "le", "multiple_of"), _limit),
}
