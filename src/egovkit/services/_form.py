"""The application form: validated once, then plain data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from egovkit.services._definition import ServiceDefinition
from egovkit.services._refusal import Refusal

__all__ = ["Filled", "fill"]

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
    model = definition.form
    try:
        if isinstance(form, BaseModel):
            if model is not None and not isinstance(form, model):
                return Refusal("form_other", {"form": model.__name__})
            values = form.model_dump(mode="json")
        elif model is not None:
            values = model.model_validate(form).model_dump(mode="json")
        else:
            values = dict(form) if isinstance(form, Mapping) else {}
    except ValidationError as error:
        return _invalid(error)
    missing = tuple(
        r.name
        for r in definition.requirements
        if r.document and r.applies(values) and r.name not in handed_in
    )
    fee = definition.fee.due(values) if definition.fee else 0
    return Filled(values, missing, fee)


def _invalid(error: ValidationError) -> Refusal:
    """Fields and codes, never values; a name nobody declared is a value too."""
    problems = []
    for item in error.errors(include_input=False, include_url=False):
        place = item["loc"][:-1] if item["type"] == "extra_forbidden" else item["loc"]
        parts = [str(p) for p in place if isinstance(p, int) or _NAME.fullmatch(p)]
        problems.append(f"{'.'.join(parts) or '-'}: {item['type']}")
    return Refusal("form_invalid", {"count": len(problems), "fields": tuple(problems)})
