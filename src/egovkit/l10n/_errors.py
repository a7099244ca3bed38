"""pydantic's errors in formal Indonesian or plain English.

The sentences come from tables by the error's type, never from pydantic's
rendered message, and never hold what a person typed.

Example:
    >>> from pydantic import BaseModel, Field, ValidationError
    >>> class Form(BaseModel):
    ...     age: int = Field(ge=17)
    >>> try:
    ...     Form(age=10)
    ... except ValidationError as error:
    ...     [entry["msg"] for entry in translate(error, "id")]
    ['Nilai paling kecil adalah 17.']
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, cast

from egovkit._messages.pydantic import PLANS, words
from egovkit.errors import CoverageError, UsageError
from egovkit.l10n._locale import OWN, language

if TYPE_CHECKING:
    from pydantic import ValidationError

    Texts = Mapping[str, tuple[str, str]]

__all__ = ["TranslatedError", "localized", "translate"]

# Keys of ctx that hold a piece of the input, or an exception that may quote it.
_UNSAFE = frozenset({"error", "tag"})
# An exception of egovkit may stand behind the two types left out, and it speaks for
# itself.
_SIMPLE = {
    lang: {
        error_type: plan
        for error_type, plan in plans.items()
        if error_type not in ("value_error", "assertion_error")
    }
    for lang, plans in PLANS.items()
}


class TranslatedError(TypedDict):
    """One error, in the words asked for.

    The input and the context are left behind: they hold what was typed.
    """

    type: str
    """The stable code: pydantic's type or egovkit's code."""
    loc: tuple[int | str, ...]
    """Where it is, from the outside in, as pydantic says it."""
    msg: str
    """One sentence."""


def translate(
    errors: "ValidationError | Iterable[Mapping[str, Any]]",
    lang: str = "id",
    *,
    texts: "Texts | None" = None,
) -> list[TranslatedError]:
    """Say pydantic's errors in formal Indonesian or in English.

    Args:
        errors: A `pydantic.ValidationError` or another exception that lists
            errors in its shape (FastAPI's), or the list that ``errors()`` gives.
        lang: ``"id"`` or ``"en"``.
        texts: Sentences for an application's own errors, (Indonesian, English)
            by type, or by the exact words that a validator raises `ValueError`
            with. They may use the keys of ``ctx`` in braces. An error that
            nobody knows gets a general sentence, because its author's message
            may quote the value.

    Raises:
        egovkit.errors.CoverageError: Another language.
        egovkit.errors.UsageError: Nothing that lists errors, or an entry of it
            without a type.

    Example:
        >>> translate([{"type": "missing", "loc": ("nik",)}], "id")[0]["msg"]
        'Isian ini wajib diisi.'
    """
    if lang != "id" and lang != "en":  # noqa: PLR1714 - not all texts are hashable
        lang = _spoken(lang)
    which = 0 if lang == "id" else 1
    plans = {} if texts else _SIMPLE[lang]
    translated: list[TranslatedError] = []
    for entry in errors if errors.__class__ is list else _entries(errors):
        try:
            code, place = entry["type"], entry["loc"]
            plan = plans.get(code)
            if isinstance(plan, str):
                msg = plan
            elif plan is None:  # another type
                code, place, msg = _carefully(entry, lang, texts)
            else:
                msg, facts = plan
                ctx = entry["ctx"]
                for key, say, after in facts:
                    value = ctx[key]
                    if value.__class__ is not int:
                        value = say(value, which)
                    msg = f"{msg}{value}{after}"
        except (KeyError, TypeError, ValueError):  # an entry without its figure
            code, place, msg = _carefully(entry, lang, texts)
        translated.append({"type": code, "loc": place, "msg": msg})
    return translated


def _carefully(
    entry: object, lang: str, texts: "Texts | None"
) -> tuple[str, tuple[int | str, ...], str]:
    """What the quick way cannot say, and what is no entry at all."""
    if not isinstance(entry, (dict, Mapping)) or not isinstance(entry.get("type"), str):
        raise UsageError("validation_errors_expected")
    ctx = entry.get("ctx")
    facts = ctx if isinstance(ctx, (dict, Mapping)) else None
    code, msg = words(entry["type"], facts, lang, texts)
    return code, entry.get("loc", ()), msg


def localized(
    error: "ValidationError", lang: str = "id", *, texts: "Texts | None" = None
) -> "ValidationError":
    """The same validation error with its messages in another language.

    Title, places, types, inputs and the context stay, without an exception or
    a tag in the context; ``str()`` of it shows no input. The line "… validation
    errors for …" above them is pydantic's and stays English.

    Args:
        error: What pydantic raised.
        lang: As in `translate`.
        texts: As in `translate`.

    Raises:
        egovkit.errors.CoverageError: Another language.
        egovkit.errors.UsageError: Not a `pydantic.ValidationError`.
    """
    from pydantic import ValidationError
    from pydantic_core import InitErrorDetails, PydanticCustomError

    lang = _spoken(lang)
    if not isinstance(error, ValidationError):
        raise UsageError("validation_errors_expected")
    details = []
    for entry in error.errors(include_url=False):
        ctx = entry.get("ctx", {})
        code, msg = words(entry["type"], ctx, lang, texts)
        safe = {key: value for key, value in ctx.items() if key not in _UNSAFE}
        custom = PydanticCustomError(cast("Any", code), cast("Any", msg), safe or None)
        details.append(
            InitErrorDetails(type=custom, loc=entry["loc"], input=entry["input"])
        )
    return ValidationError.from_exception_data(error.title, details, hide_input=True)


def _entries(errors: Any) -> Iterable[Mapping[str, Any]]:  # noqa: ANN401
    """What `pydantic.ValidationError` lists, or FastAPI's exception, which is none.

    Raises:
        egovkit.errors.UsageError: Nothing that lists errors.
    """
    if not isinstance(errors, Exception):
        if isinstance(errors, Iterable) and not isinstance(errors, (str, Mapping)):
            return errors
        raise UsageError("validation_errors_expected")
    listed = getattr(errors, "errors", None)
    if not callable(listed):
        raise UsageError("validation_errors_expected")
    try:
        entries = listed(include_url=False, include_input=False)
    except TypeError:
        entries = listed()
    return cast("Iterable[Mapping[str, Any]]", entries)


def _spoken(lang: str) -> str:
    code = language(lang)
    if code not in OWN:
        raise CoverageError("language_without_sentences")
    return code
