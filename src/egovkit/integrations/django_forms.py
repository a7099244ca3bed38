"""Django forms that speak our sentences and do not repeat what was typed.

A form field of an identifier type, and pydantic's errors on a form's fields.

Needs the extra ``[django]``.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from egovkit._arguments import is_kind, wrong
from egovkit._identifier import Identifier
from egovkit._optional import require
from egovkit.errors import EgovkitError, UsageError
from egovkit.identity import number_types
from egovkit.privacy import safe_errors

if TYPE_CHECKING:
    from django.forms import BaseForm, Field
    from pydantic import BaseModel, ValidationError

    M = TypeVar("M", bound=BaseModel)

__all__ = ["add_safe_errors", "identifier_field", "validate_with"]


def kind_of(kind: type[Identifier] | str) -> type[Identifier]:
    """The type of number, by itself or by its prefix.

    Raises:
        egovkit.errors.UsageError: There is none.
    """
    found = number_types().get(kind) if isinstance(kind, str) else kind
    if not (isinstance(found, type) and issubclass(found, Identifier)):
        raise UsageError("identifier_kind")
    return found


def identifier_field(
    kind: type[Identifier] | str, *, lang: Literal["id", "en"] = "id", **options: object
) -> "Field":
    """A form field whose cleaned value is an identifier.

    It reads what `parse` reads. A form that edits an existing value shows the
    full number: masked text could not be saved back.

    Args:
        kind: The type, such as `egovkit.identity.NIK`, or its prefix, ``"nik"``.
        lang: The language of its sentences.
        options: What every `django.forms.Field` takes: ``label``, ``required`` …

    Raises:
        egovkit.errors.MissingDependencyError: Django is not installed.
        egovkit.errors.UsageError: No type of number.
    """
    field: Field = _field_class()(kind_of(kind), lang, **options)
    return field


def add_safe_errors(
    form: "BaseForm", error: "ValidationError", *, lang: Literal["id", "en"] = "id"
) -> None:
    """Put pydantic's errors onto the fields of a form.

    An error inside a field stands at that field, one that belongs to no field of
    the form above the form, with its place.

    Args:
        form: A bound form, from within its ``clean``.
        error: What pydantic raised.
        lang: The language of the sentences.

    Raises:
        egovkit.errors.MissingDependencyError: Django is not installed.
    """
    forms = require("django.forms", extra="django")
    for item in safe_errors(error, lang):
        place = [str(part) for part in item["loc"]]
        name = place[0] if place and place[0] in form.fields else None
        rest = place[1:] if name else place
        text = f"{'.'.join(rest)}: {item['msg']}" if rest else item["msg"]
        form.add_error(name, forms.ValidationError(text, code=item["type"]))


def validate_with(
    form: "BaseForm", model: "type[M]", *, lang: Literal["id", "en"] = "id"
) -> "M | None":
    """The cleaned data of a form as a model, or None with errors on the form.

    Args:
        form: A bound form, from within its ``clean``.
        model: A pydantic model with the names of the form's fields.
        lang: The language of the sentences.

    Raises:
        egovkit.errors.MissingDependencyError: Django is not installed.
        egovkit.errors.UsageError: No pydantic model.
    """
    from pydantic import BaseModel, ValidationError

    if not (is_kind(model, type) and issubclass(model, BaseModel)):
        raise wrong("model")
    try:
        return model.model_validate(dict(form.cleaned_data))
    except ValidationError as error:
        add_safe_errors(form, error, lang=lang)
        return None


@cache
def _field_class() -> Any:  # noqa: ANN401 - made when Django is there
    forms = require("django.forms", extra="django")

    class IdentifierField(forms.Field):  # type: ignore[name-defined, misc]
        def __init__(
            self,
            kind: type[Identifier],
            lang: Literal["id", "en"],
            **options: object,
        ) -> None:
            super().__init__(**options)
            self.kind = kind
            self.lang = lang

        def to_python(self, value: object) -> Identifier | None:
            if value in self.empty_values:
                return None
            if isinstance(value, self.kind):
                return value
            try:
                return self.kind.parse(value)  # type: ignore[arg-type]
            except EgovkitError as error:
                raise forms.ValidationError(
                    error.sentence(self.lang), code=error.code
                ) from None

        def prepare_value(self, value: object) -> object:
            return value.reveal() if isinstance(value, Identifier) else value

    return IdentifierField
