"""The application form: validated once, then plain data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    JsonValue,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from egovkit._model import is_place
from egovkit.errors import DefinitionError
from egovkit.services._definition import ServiceDefinition
from egovkit.services._refusal import Refusal

__all__ = ["Filled", "fill", "one_text", "plain"]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A valid application.

    Args:
        values: JSON data by field name.
        missing: Documents that are still to be handed in.
        fee: Rupiah.
    """

    values: Mapping[str, Any]
    missing: tuple[str, ...]
    fee: int


def fill(
    definition: ServiceDefinition, form: object, handed_in: frozenset[str]
) -> Filled | Refusal:
    """Validate an application, or say which fields are wrong.

    Args:
        definition: The service; one without a form takes a mapping as it is.
        form: An instance of the form's class, or a mapping of its fields.
        handed_in: Names of requirements that have an attachment.
    """
    values = _values(definition.form, form)
    if isinstance(values, Refusal):
        return values
    if not _storable(values):
        return _NO_JSON
    missing = tuple(
        r.name
        for r in definition.requirements
        if r.document and r.applies(values) and r.name not in handed_in
    )
    try:
        fee = definition.fee.due(values) if definition.fee else 0
    except DefinitionError as error:
        fields = (f"{error.facts['field']}: whole_number",)
        return Refusal("form_invalid", {"count": 1, "fields": fields})
    return Filled(values, missing, fee)


def _values(model: type[BaseModel] | None, form: object) -> dict[str, Any] | Refusal:
    try:
        if isinstance(form, BaseModel):
            if model is not None and not isinstance(form, model):
                return Refusal("form_other", {"form": model.__name__})
            # A warning would show what somebody wrote into the wrong field.
            return form.model_dump(mode="json", warnings=False)
        if model is None:
            return plain(form)
        return model.model_validate(form).model_dump(mode="json")
    except ValidationError as error:
        return _invalid(error, _declared(model))
    except ValueError:  # of dumping: bytes that are no text, too deep, no data at all
        return _NO_JSON


def plain(form: object) -> dict[str, Any] | Refusal:
    """Names and JSON data, as drafts and services without a form take them."""
    try:
        values = _ANY_FORM.validate_python(form)
    except ValidationError as error:
        return _invalid(error, frozenset())
    return values if _storable(values) else _NO_JSON


_FieldName = Annotated[str, StringConstraints(pattern=rf"^{_NAME.pattern}$")]
_ANY_FORM = TypeAdapter(dict[_FieldName, JsonValue])
_NO_JSON = Refusal("form_invalid", {"count": 1, "fields": ("-: json",)})


def one_text(value: object) -> str:
    """One text for the same data; what JSON cannot hold is refused as a form."""
    try:
        return json.dumps(value, sort_keys=True, default=str)
    except (TypeError, ValueError):
        _NO_JSON.throw()


def _storable(values: Mapping[str, Any]) -> bool:
    """Whether JSON can hold it: it has no infinity, and Python no endless number.

    Names of ours stand beside the form's in a sealed block; a form that takes any
    field cannot bring one.
    """
    if any(name.startswith("@") for name in values):
        return False
    try:
        json.dumps(values, allow_nan=False)
    except ValueError:
        return False
    return True


def _declared(model: type[BaseModel] | None) -> frozenset[str]:
    """The names under which a form takes its fields."""
    fields = model.model_fields if model else {}
    aliases = (f.validation_alias or f.alias for f in fields.values())
    return frozenset({*fields, *(a for a in aliases if isinstance(a, str))})


def _invalid(error: ValidationError, declared: frozenset[str]) -> Refusal:
    """Fields and codes, never values; a name nobody declared is a value too."""
    problems = []
    for item in error.errors(include_input=False, include_url=False):
        place = item["loc"][:-1] if item["type"] == "extra_forbidden" else item["loc"]
        if place and place[0] not in declared:
            place = ()
        parts = [str(part) for part in place if is_place(part)]
        problems.append(f"{'.'.join(parts) or '-'}: {item['type']}")
    return Refusal("form_invalid", {"count": len(problems), "fields": tuple(problems)})
