"""A Django model field that keeps identifiers in full.

A plain ``CharField`` turns what it is given into text, and an identifier turns into
*masked* text: asterisks would be stored, without an error. `identifier_column` stores
the full value and gives identifiers back::

    class Citizen(models.Model):
        nik = identifier_column(NIK)

A unique index belongs on a pseudonym: of a number that is there already, PostgreSQL
quotes the number in its error and in its log. A number that need not be readable in
the database is better kept encrypted and looked up by its pseudonym, see
`egovkit.privacy`.

Needs the extra ``[django]``.
"""

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from egovkit._identifier import Identifier
from egovkit._optional import require
from egovkit.errors import EgovkitError
from egovkit.integrations.django_forms import identifier_field, kind_of

if TYPE_CHECKING:
    from django.db.models import CharField

__all__ = ["identifier_column"]


def identifier_column(kind: type[Identifier] | str, **options: Any) -> "CharField":  # noqa: ANN401
    """A column of identifiers of one type, as long as the type needs.

    It takes identifiers and what `parse` reads, in forms and fixtures too. A row that
    holds another text is refused as it is read: put the field on a column that is
    clean. Raw SQL passes it by.

    Args:
        kind: The type, such as `egovkit.identity.NIK`, or its prefix, ``"nik"``, as
            migrations write it.
        options: What every ``CharField`` takes.

    Raises:
        egovkit.errors.MissingDependencyError: Django is not installed.
        egovkit.errors.UsageError: No type of number.
    """
    field: CharField = _field_class()(kind=kind_of(kind), **options)
    return field


_Base: Any = object


class _Column(_Base):  # type: ignore[misc]
    """What differs from a ``CharField``, which stands behind it."""

    description = "Identifier, stored in full and shown masked"

    def __init__(self, *, kind: type[Identifier], **options: Any) -> None:  # noqa: ANN401
        self.kind = kind
        options.setdefault("max_length", max(kind.LENGTHS))
        super().__init__(**options)

    def deconstruct(self) -> tuple[Any, ...]:
        name, _, args, options = super().deconstruct()
        path = f"{__name__}.{identifier_column.__name__}"
        return name, path, args, {**options, "kind": self.kind.PREFIX}

    def clone(self) -> object:
        return identifier_column(**self.deconstruct()[3])

    def from_db_value(self, value: str | None, *_: object) -> Identifier | None:
        return self.kind(value) if value else None

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        if value in self.empty_values or isinstance(value, self.kind):
            return value
        try:
            return self.kind.parse(value)
        except EgovkitError as error:
            text, code = error.sentence("id"), error.code
        exceptions = require("django.core.exceptions", extra="django")
        raise exceptions.ValidationError(text, code=code)

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401
        return value.reveal() if isinstance(value, Identifier) else value

    def get_db_prep_save(self, value: Any, connection: object) -> Any:  # noqa: ANN401
        if not hasattr(value, "as_sql"):  # an expression is the database's to reckon
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def run_validators(self, value: Any) -> None:  # noqa: ANN401
        super().run_validators(self.get_prep_value(value))

    def value_to_string(self, obj: object) -> Any:  # noqa: ANN401 - or None
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **options: Any) -> Any:  # noqa: ANN401
        fields = require("django.db.models", extra="django")
        form_class = partial(identifier_field, self.kind)
        return fields.Field.formfield(self, form_class=form_class, **options)


@cache
def _field_class() -> Any:  # noqa: ANN401 - made when Django is there
    models = require("django.db.models", extra="django")
    return type("IdentifierColumn", (_Column, models.CharField), {})
