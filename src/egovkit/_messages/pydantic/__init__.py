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

from egovkit._messages import sentence, table
from egovkit._messages.pydantic.custom import CUSTOM, EMAIL
from egovkit._messages.pydantic.facts import SPOKEN, free_text, plain
from egovkit._messages.pydantic.texts import FREE_TEXTS
from egovkit._messages.pydantic.types import SENTENCES as CORE
from egovkit._messages.pydantic.types import UNKNOWN
from egovkit.errors import EgovkitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Plan = str | tuple[str, tuple[tuple[str, Callable[[object, int], str], str], ...]]

__all__ = ["FREE_TEXTS", "PLANS", "SENTENCES", "UNKNOWN", "free_text", "say", "words"]

SENTENCES = CORE | CUSTOM


def _plan(template: str) -> "Plan":
    """A sentence taken apart; pieces take a third of the time of a format string."""
    first, *rest = template.split("{")
    if not rest:
        return first
    facts = (piece.partition("}") for piece in rest)
    return first, tuple((key, SPOKEN.get(key, plain), after) for key, _, after in facts)


# Language → type → the sentence, or its beginning and (key, how to say it, text after it)
PLANS: "dict[str, dict[str, Plan]]" = {
    lang: {error_type: _plan(pair[which]) for error_type, pair in SENTENCES.items()}
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
    plan = PLANS["en" if which else "id"].get(error_type, UNKNOWN[which])
    if isinstance(plan, str):
        return plan
    said, facts = plan
    for key, _, after in facts:
        said += _fact(ctx or {}, key, which) + after
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


def _fact(ctx: "Mapping[str, object]", key: str, which: int) -> str:
    """One fact as it stands in the sentence; a missing one shows as ``…``."""
    if key not in ctx and key != "error":
        return plain(None, which)
    return SPOKEN.get(key, plain)(ctx.get(key), which)


class _Facts(dict[str, str]):
    def __init__(self, ctx: "Mapping[str, object]", which: int) -> None:
        super().__init__()
        self._ctx = ctx
        self._which = which

    def __missing__(self, key: str) -> str:
        return _fact(self._ctx, key, self._which)
