"""Digests of a definition: what a test pins, and what a store holds it to.

A published version never changes; a rule, form or step that does is a new version.
Whoever edits the old one all the same gets another digest.
"""

from collections.abc import Mapping
from datetime import date, time
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from egovkit.services._events import encode_json

__all__ = ["definition_digest", "rules_digest"]

_DOMAIN = b"egovkit.definition.v1\n"
_RULES_DOMAIN = b"egovkit.rules.v1\n"
# May change while a version is in force: when it ends, and how names are read.
_FREE = ("form", "published", "valid_until", "labels")


def definition_digest(definition: BaseModel, form: type[BaseModel] | None) -> str:
    """SHA-256 over what a definition says and the JSON Schema of its form.

    What has its usual value is left out, so a field that a later release of this
    library adds changes no digest. Functions (upcasters) count by the versions they
    lift, not by their code.
    """
    said = _said(definition)
    said.pop("form", None)
    schema = form.model_json_schema() if form else None
    # A form may state limits as floats, which have no one spelling of their own.
    content = encode_json({**said, "form": repr(_sorted(schema))})
    return sha256(_DOMAIN + content).hexdigest()


def rules_digest(definition: BaseModel, form: type[BaseModel] | None) -> bytes:
    """SHA-256 over what requests under a version rely on.

    Like `definition_digest`, without what may change while a version is in force (its
    last day, labels), and with the names of the form's fields in place of its JSON
    Schema: that is written by pydantic, and another release of it must not stop an
    office.
    """
    said = {k: v for k, v in _said(definition).items() if k not in _FREE}
    said["workflow"].pop("labels", None)
    fields = sorted(form.model_fields) if form else []
    return sha256(_RULES_DOMAIN + encode_json({**said, "form": fields})).digest()


def _said(model: BaseModel) -> dict[str, Any]:
    given = {
        name: getattr(model, name)
        for name, field in type(model).model_fields.items()
        if getattr(model, name)
        != field.get_default(call_default_factory=True, validated_data={})
    }
    return {name: _plain(value) for name, value in given.items()}


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON data
    if isinstance(value, BaseModel):
        return _said(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return "function" if callable(value) else value


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value
