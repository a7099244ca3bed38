"""Say what is wrong with a form without repeating what was typed.

pydantic puts the refused input into ``str(error)``, ``errors()`` and
``json()``, and a field validator's own message may quote it once more. What
`safe_errors` returns is made afresh: a place, a code, and a sentence from our
own tables, filled with figures of the *rule* (a minimum, a list of choices).

Example:
    >>> from pydantic import BaseModel, Field, ValidationError
    >>> class Form(BaseModel):
    ...     age: int = Field(ge=17)
    >>> try:
    ...     Form(age=3)
    ... except ValidationError as error:
    ...     safe_errors(error)
    [{'loc': ('age',), 'type': 'greater_than_equal', 'msg': 'Nilai paling kecil \
adalah 17.'}]
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict

from egovkit._messages.pydantic import words
from egovkit._model import is_place
from egovkit.privacy.masking import mask
from egovkit.privacy.redaction import redact_text

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["HasErrors", "SafeError", "safe_errors"]


class SafeError(TypedDict):
    """One thing that is wrong, without the value that is."""

    loc: tuple[int | str, ...]
    """Names and positions from the outside in; keys that were typed are masked."""
    type: str
    """The stable code: pydantic's or ours."""
    msg: str
    """One sentence in the language asked for."""


class HasErrors(Protocol):
    """Anything with pydantic's list of errors, such as FastAPI's exceptions."""

    def errors(self) -> Sequence[Any]:
        """A sequence of mappings with ``loc``, ``type`` and perhaps ``ctx``."""


def safe_errors(
    error: "ValidationError | HasErrors", lang: Literal["id", "en"] = "id"
) -> list[SafeError]:
    """The errors of a form, fit for an answer, a page or a log.

    Args:
        error: A `pydantic.ValidationError`, or an exception that lists errors
            in the same shape (FastAPI's ``RequestValidationError``).
        lang: ``"id"`` for formal Indonesian, ``"en"`` for English.

    Returns:
        One entry per error, in pydantic's order. No entry holds an input, the
        message of a foreign exception, or a link.
    """
    return [_safe(item, lang) for item in error.errors()]


def _safe(item: Mapping[str, Any], lang: str) -> SafeError:
    code, text = words(str(item["type"]), item.get("ctx"), lang)
    return {
        "loc": tuple(_place(part) for part in item["loc"]),
        "type": str(_place(code)),  # a rule of somebody's may make one of the input
        # The figures come from the rule. Should a rule of somebody's hold the
        # number of a person, it ends here.
        "msg": redact_text(text),
    }


def _place(part: int | str) -> int | str:
    return part if is_place(part) else str(mask(str(part)))
