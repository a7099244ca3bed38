"""pydantic's own error types as sentences: type → (Indonesian, English).

The placeholders are keys of the error's ``ctx`` as pydantic names them. What a
person typed is never among them: ``tag`` of ``union_tag_invalid`` is a piece of
the input, and the ``error`` of ``value_error`` may quote it, so both are left
out. Free English text that pydantic puts into ``ctx`` (why a date could not be
read) is mapped by `free_text`; text that is not known is dropped.

Example:
    >>> say("string_too_short", {"min_length": 16}, "id")
    'Teks terlalu pendek: paling sedikit 16 karakter.'
    >>> say("date_parsing", {"error": "input is too short"}, "id")
    'Tanggal tidak dapat dibaca; tulis dengan bentuk TTTT-BB-HH (isian terlalu pendek).'
"""

import re
from functools import lru_cache

from egovkit._messages import sentence, table
from egovkit._messages.pydantic.custom import CUSTOM, EMAIL
from egovkit._messages.pydantic.texts import FREE_TEXTS
from egovkit._messages.pydantic.types import SENTENCES as CORE
from egovkit._messages.pydantic.types import UNKNOWN
from egovkit.errors import EgovkitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Plan = str | tuple[str, str, str]

__all__ = ["PLANS", "SENTENCES", "UNKNOWN", "fact", "free_text", "say", "words"]

SENTENCES = CORE | CUSTOM
_MAX_FACT = 200  # characters of one fact; a pattern or a list of choices fits
_CHOICES = frozenset({"expected", "expected_schemes", "expected_tags"})
_BOUNDS = frozenset({"gt", "ge", "lt", "le", "multiple_of"})
# First word → the beginnings with it, the longest first
_BEGINNINGS: dict[str, list[str]] = {}
for _text in sorted(FREE_TEXTS, key=len, reverse=True):
    _BEGINNINGS.setdefault(_text.partition(" ")[0], []).append(_text)


def _pieces(template: str) -> tuple[str, ...]:
    """Text, key, text, key … text of a sentence."""
    before, brace, rest = template.partition("{")
    key, _, after = rest.partition("}")
    return (before, key, *_pieces(after)) if brace else (before,)


# Sentences taken apart once: most hold one figure, and putting two pieces around
# it takes a third of the time of a format string.
_PIECES = tuple(
    {error_type: _pieces(pair[which]) for error_type, pair in SENTENCES.items()}
    for which in (0, 1)
)
# Those with one fact or none: the sentence, or (text, key, text)
PLANS: "dict[str, dict[str, Plan]]" = {
    lang: {
        error_type: (pieces[0], pieces[1], pieces[2]) if pieces[1:] else pieces[0]
        for error_type, pieces in _PIECES[which].items()
        if len(pieces) <= 3  # noqa: PLR2004 - text, key, text
    }
    for which, lang in enumerate(("id", "en"))
}


def say(
    error_type: str, ctx: "Mapping[str, object] | None" = None, lang: str = "id"
) -> str:
    """The sentence of a pydantic error type, filled from its ``ctx``.

    Args:
        error_type: pydantic's ``type``; one that is not known gives a general
            sentence.
        ctx: pydantic's ``ctx``, or None.
        lang: ``"id"`` or ``"en"``; anything else gives English.
    """
    which = 0 if lang == "id" else 1
    pieces = _PIECES[which].get(error_type)
    if pieces is None:
        return UNKNOWN[which]
    facts = ctx or {}
    said = pieces[0]
    for key, text in zip(pieces[1::2], pieces[2::2], strict=True):
        said += fact(facts, key, which) + text
    return said


def words(
    error_type: str,
    ctx: "Mapping[str, object] | None" = None,
    lang: str = "id",
    texts: "Mapping[str, tuple[str, str]] | None" = None,
) -> tuple[str, str]:
    """The code and the sentence of one entry of ``ValidationError.errors()``.

    An error of egovkit that a validator raised speaks for itself; then come the
    caller's own texts, pydantic's types, and egovkit's codes. What nobody knows
    gets a general sentence: its author's message may quote the value.

    Args:
        error_type: The entry's ``type``.
        ctx: The entry's ``ctx``, or None.
        lang: ``"id"`` or ``"en"``; anything else gives English.
        texts: Sentences of the caller, (Indonesian, English) by type, or by the
            exact words that a validator raises `ValueError` with.
    """
    facts = ctx or {}
    cause = facts.get("error")
    if isinstance(cause, EgovkitError):
        return cause.code, sentence(cause.code, lang, **cause.facts)
    if texts and (own := texts.get(error_type) or texts.get(str(cause))):
        which = 0 if lang == "id" else 1
        return error_type, own[which].format_map(_Facts(facts, which))
    if error_type == "value_error" and cause is None and "reason" in facts:
        return error_type, EMAIL[0 if lang == "id" else 1]
    if error_type not in SENTENCES and error_type in table():
        return error_type, sentence(error_type, lang, **facts)
    return error_type, say(error_type, facts, lang)


def free_text(text: str, lang: str = "id") -> str | None:
    """The words for a free text of pydantic's ``ctx``, or None if not known."""
    pair = FREE_TEXTS.get(text)
    if pair is None:  # many are exact; some name a place or quote a character
        for beginning in _BEGINNINGS.get(text.partition(" ")[0], ()):
            if text.startswith(beginning):
                pair = FREE_TEXTS[beginning]
                break
    return pair and pair[0 if lang == "id" else 1]


def fact(ctx: "Mapping[str, object]", key: str, which: int) -> str:
    """One fact as it stands in the sentence; a missing one shows as ``…``.

    Args:
        ctx: pydantic's ``ctx``.
        key: Its key.
        which: 0 for Indonesian, 1 for English.
    """
    value = ctx.get(key)
    if key == "error":
        known = free_text(str(value), "en" if which else "id")
        return f" ({known})" if known else ""
    if value is None:  # pydantic stops counting a generator at the limit
        more = ("lebih banyak", "more")[which]
        return more if key == "actual_length" and key in ctx else "…"
    text = str(value)
    if key in _CHOICES:
        return _choices(text, which)
    if which == 0 and key in _BOUNDS:
        comma = isinstance(value, float)
        return (text.replace(".", ",") if comma else _bound(text))[:_MAX_FACT]
    return text[:_MAX_FACT]


# What stands in quotes is a choice, whatever words it has.
_JOINTS = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|, | or """)
_MEMBER = re.compile(r"<\w+\.\w+: ([^<>]*)>")


@lru_cache(maxsize=256)  # they come from the form's rules, not from its input
def _choices(text: str, which: int) -> str:
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


def _bound(text: str) -> str:
    """A limit as Indonesian writes it: a decimal comma, words for a duration."""
    if _DECIMAL.fullmatch(text):
        return text.replace(".", ",")
    if not _DURATION.fullmatch(text):
        return text
    numbers, units = text.split(" ")[::3], text.split(" ")[1::3]
    parts = [
        f"{number} {_UNITS[unit.removesuffix('s')]}"
        for number, unit in zip(numbers, units, strict=True)
    ]
    *first, last = parts
    if not first:
        return last
    return f"{', '.join(first)}{',' * (len(first) > 1)} dan {last}"


class _Facts(dict[str, str]):
    def __init__(self, ctx: "Mapping[str, object]", which: int) -> None:
        super().__init__()
        self._ctx = ctx
        self._which = which

    def __missing__(self, key: str) -> str:
        return fact(self._ctx, key, self._which)
