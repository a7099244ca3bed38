"""The base of egovkit's pydantic models: frozen, closed, silent about input.

pydantic prints the refused value, a citizen's number included, in the text of
every error, and keeps it in ``errors()`` and ``json()``. Errors of these models
hold ``***`` in its place.

Example:
    >>> from pydantic import ValidationError
    >>> class Form(Model):
    ...     age: int
    >>> try:
    ...     Form(age="3171015708459002x")
    ... except ValidationError as error:
    ...     error.errors(include_url=False)[0]["input"]
    '***'
"""

import re
from typing import TYPE_CHECKING, Any, Self, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError
from pydantic_core import PydanticCustomError, core_schema

from egovkit._messages.pydantic import say

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, InitErrorDetails

__all__ = ["Model", "is_place", "without_input"]

# The messages of these types quote a piece of the input.
_QUOTING = frozenset({"union_tag_invalid"})
# A field, or a branch of a union as pydantic names it: "list[int]", "NIK",
# "function-plain[read()]". Anything else in a place is a key that was typed, and so
# is what holds as many digits as no name of a field does.
_PLACE = re.compile(
    r"(?!.*\d{5})[A-Za-z_][\w.\-]{0,63}(?:[\[(][\w.,|:\-\[\]()]{0,99}[\])])?"
)
_MAX_INDEX = 10_000_000  # no list is longer; a larger figure is a key


def is_place(part: object) -> bool:
    """Whether a part of an error's place can be a field's name or a position.

    Example:
        >>> is_place("birth_date"), is_place("3171015708459002"), is_place("X9000001")
        (True, False, False)
    """
    if isinstance(part, int):
        return 0 <= part < _MAX_INDEX
    return _PLACE.fullmatch(str(part)) is not None


def _quietly(
    value: object, handler: core_schema.ValidatorFunctionWrapHandler
) -> object:
    try:
        return handler(value)
    except ValidationError as error:
        quiet = without_input(error)
    # Outside the ``except``, so that no chain carries the input.
    raise quiet


def without_input(error: ValidationError) -> ValidationError:
    """The same errors with ``***`` in place of every input and of typed keys."""
    return ValidationError.from_exception_data(
        error.title, [_line(item) for item in error.errors()], hide_input=True
    )


def _line(item: "ErrorDetails") -> "InitErrorDetails":
    ctx = {**item.get("ctx", {})}
    message = item["msg"]
    if item["type"] in _QUOTING:
        ctx.pop("tag", None)
        message = say(item["type"], ctx, "en")
    kind = cast("Any", item["type"])
    reason = PydanticCustomError(kind, message, ctx)
    loc = tuple(part if is_place(part) else "***" for part in item["loc"])
    return {"type": reason, "loc": loc, "input": "***"}


class Model(BaseModel):
    """A frozen model without unknown fields, whose errors show no input."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_default=True,
        ser_json_inf_nan="constants",
        arbitrary_types_allowed=False,
    )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        # Around everything that pydantic does for the model, a subclass's own
        # validators included.
        return core_schema.no_info_wrap_validator_function(_quietly, handler(source))

    if not TYPE_CHECKING:  # hidden, so that assigning a typo stays a type error

        def __setattr__(self, name: str, value: object) -> None:
            # A frozen model refuses, and pydantic's refusal shows the value, in
            # its text too.
            try:
                super().__setattr__(name, value)
            except ValidationError as error:
                quiet = without_input(error)
            else:
                return
            raise quiet

    @classmethod
    def model_validate_json(
        cls,
        json_data: str | bytes | bytearray,
        **options: Any,  # noqa: ANN401 - pydantic's own
    ) -> Self:
        """Validate JSON; see `pydantic.BaseModel.model_validate_json`.

        JSON that cannot be parsed fails before any model is asked, and pydantic
        would keep the whole text in the error.
        """
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            quiet = without_input(error)
        raise quiet
