"""A document class compiled once: how its fields go to the wire and come back."""

from __future__ import annotations

import types
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    NamedTuple,
    NoReturn,
    Union,
    get_args,
    get_origin,
)

from egovkit._arguments import of_kind
from egovkit._cbor import head
from egovkit._identifier import Identifier
from egovkit.errors import DefinitionError, UsageError
from egovkit.qr._format import MAX_ITEMS
from egovkit.qr._kinds import EPOCH_DAY, WRITERS, from_wire_rupiah
from egovkit.signatures.trust._shapes import FieldSpec, ProfileSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic.fields import FieldInfo

__all__ = ["FROM_SEAL", "Masked", "Plan", "compile_plan"]

FROM_SEAL = {"from": "seal"}  # compared by identity: nobody else can claim it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_DIGITS = 19  # more do not fit in 64 bits
_ARRAY = 4
_MAX_FIELDS = 64


class Masked:
    """An identifier of which the seal holds only the masked form.

    Example:
        >>> Masked("317101**********").masked
        '317101**********'
    """

    __slots__ = ("_value",)  # named as in Identifier, whose JSON form reads it

    def __init__(self, masked: str) -> None:
        object.__setattr__(self, "_value", masked)

    _value: str

    @property
    def masked(self) -> str:
        """The masked form, as sealed."""
        return self._value

    def reveal(self) -> NoReturn:
        """Always refuse: the seal does not hold the number.

        Raises:
            egovkit.errors.UsageError: Every time.
        """
        raise UsageError("masked_value")

    def fits(self, identifier: Identifier) -> bool:
        """Whether the identifier, masked, looks the same.

        Raises:
            egovkit.errors.UsageError: No identifier, such as its digits as text.
        """
        of_kind(identifier, Identifier | Masked, "identifier")
        return identifier.masked == self._value

    def __str__(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return f"Masked({self._value!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Masked) and other._value == self._value

    def __hash__(self) -> int:
        return hash((Masked, self._value))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Masked is immutable")

    def __reduce__(self) -> tuple[type[Masked], tuple[str]]:
        return (Masked, (self._value,))


class Shape(NamedTuple):
    """One field's kind, and its way to the wire and back."""

    type: str
    write: Callable[[Any], bytes]
    restore: Callable[[Any], Any]
    width: int | None = None
    values: Mapping[int, Mapping[str, str]] | None = None
    item: Shape | None = None


class Plan:
    """The compiled profile of one document class."""

    __slots__ = ("_head", "_nullable", "_restores", "_writes", "spec")

    def __init__(
        self, spec: ProfileSpec, shapes: list[Shape], nullable: list[str]
    ) -> None:
        self.spec = spec
        self._nullable = nullable
        pairs = list(zip(spec.fields, shapes, strict=True))
        self._writes = [
            (field.name, _or_null(shape.write) if field.optional else shape.write)
            for field, shape in pairs
        ]
        self._restores = [(field.name, shape.restore) for field, shape in pairs]
        self._head = head(_ARRAY, 2 + len(pairs)) + head(0, spec.profile)

    def write(self, document: Mapping[str, Any], status: bytes) -> bytes:
        """The private claim: ``[profile, status index or null, fields…]``.

        Args:
            document: The values by field name.
            status: The status index, encoded.
        """
        parts = [self._head, status]
        for name, write in self._writes:
            parts.append(write(document[name]))
        return b"".join(parts)

    def restore(self, values: Iterable[object]) -> dict[str, Any]:
        """Field values from the wire's; one that is absent takes its default.

        Values beyond the last field known here are a newer edition's.
        """
        found: dict[str, Any] = dict.fromkeys(self._nullable)
        for (name, restore), value in zip(self._restores, values, strict=False):
            if value is not None:
                found[name] = restore(value)
        return found


def _or_null(write: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    return lambda value: b"\xf6" if value is None else write(value)


def compile_plan(
    document: str,
    profile: int,
    labels: Mapping[str, str],
    fields: Mapping[str, FieldInfo],
    options: Mapping[str, Mapping[str, Any]],
) -> Plan:
    """Compile a class.

    Raises:
        egovkit.errors.DefinitionError: A field is of a type that a seal cannot
            hold, or an optional one has another default than None.
    """
    if len(fields) > _MAX_FIELDS:
        raise DefinitionError("profile_fields", document=document, limit=_MAX_FIELDS)
    specs, shapes, may_be_none = [], [], []
    for name, field in fields.items():
        wanted = options[name]
        bare, nullable = _without_none(field.annotation)
        shape = _shape(bare, wanted)
        has_default = not field.is_required()
        if shape is None:
            raise DefinitionError("field_kind", document=document, field=name)
        if nullable and has_default and field.get_default() is not None:
            raise DefinitionError("field_default", document=document, field=name)
        if nullable:
            may_be_none.append(name)
        shapes.append(shape)
        specs.append(
            FieldSpec(
                name=name,
                label=wanted["label"],
                type=shape.type,
                width=shape.width,
                optional=nullable or has_default,
                values=shape.values,
                item=None if shape.item is None else _item_spec(shape.item),
            )
        )
    spec = ProfileSpec(profile=profile, labels=labels, fields=tuple(specs))
    return Plan(spec, shapes, may_be_none)


def _item_spec(shape: Shape) -> FieldSpec:
    return FieldSpec(
        name="", label={}, type=shape.type, width=shape.width, values=shape.values
    )


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - what people annotate with
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _without_none(annotation: Any) -> tuple[Any, bool]:  # noqa: ANN401
    annotation = _bare(annotation)
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, False
    rest = [arg for arg in get_args(annotation) if arg is not types.NoneType]
    nullable = len(rest) < len(get_args(annotation))
    return (_bare(rest[0]) if len(rest) == 1 else None), nullable


def _shape(annotation: Any, options: Mapping[str, Any]) -> Shape | None:  # noqa: ANN401
    if get_origin(annotation) in (list, tuple):
        return _list_shape(annotation, options)
    if not isinstance(annotation, type):
        return None
    if any(
        options.get(option) and not issubclass(annotation, only_for)
        for option, only_for in _ONLY_FOR.items()
    ):
        return None
    for base, make in _SHAPES:
        if annotation is base or (base in _BASES and issubclass(annotation, base)):
            return make(annotation, options)
    return None


def _list_shape(annotation: Any, options: Mapping[str, Any]) -> Shape | None:  # noqa: ANN401
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is tuple and (len(args) != 2 or args[1] is not ...):  # noqa: PLR2004
        return None
    item = _shape(_bare(args[0]), options)
    if item is None or item.type == "list":
        return None

    def write(values: Any) -> bytes:  # noqa: ANN401 - the field's own type
        if len(values) > MAX_ITEMS:
            raise UsageError("field_items", limit=MAX_ITEMS)
        return head(_ARRAY, len(values)) + b"".join(map(item.write, values))

    return Shape(
        "list", write, lambda values: origin(map(item.restore, values)), item=item
    )


def _plain(kind: str, restore: Callable[[Any], Any]) -> Callable[..., Shape]:
    return lambda _annotation, _options: Shape(kind, WRITERS[kind], restore)


def _int_shape(_annotation: type, options: Mapping[str, Any]) -> Shape:
    kind = "rupiah" if options.get("rupiah") else "int"
    return Shape(kind, WRITERS[kind], _same)


def _enum_shape(annotation: type[IntEnum], options: Mapping[str, Any]) -> Shape:
    stated = options.get("values") or {}
    labels = {}
    for member in annotation:
        name = member.name.replace("_", " ").capitalize()
        labels[int(member)] = stated.get(str(int(member)), {"id": name, "en": name})
    return Shape("enum", WRITERS["enum"], annotation, values=labels)


def _identifier_shape(
    annotation: type[Identifier], options: Mapping[str, Any]
) -> Shape:
    if not options.get("printed_in_full"):
        return Shape("masked", WRITERS["masked"], Masked)
    width = annotation.LENGTHS[0]
    if not annotation.DIGITS or len(annotation.LENGTHS) > 1 or width > _MAX_DIGITS:
        text = WRITERS["text"]
        return Shape("text", lambda value: text(value.reveal()), annotation)
    return Shape(
        "digits",
        WRITERS["digits"],
        lambda value: annotation(f"{value:0{width}d}"),
        width=width,
    )


def _same(value: Any) -> Any:  # noqa: ANN401 - the wire's value is the field's
    return value


def _restore_date(days: int) -> date:
    return date.fromordinal(days + EPOCH_DAY)


def _restore_time(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


_ONLY_FOR = {"printed_in_full": Identifier, "rupiah": int, "values": IntEnum}
_BASES = frozenset({IntEnum, Identifier})  # for the others, a subclass is no match
_SHAPES: tuple[tuple[type, Callable[..., Shape]], ...] = (
    (str, _plain("text", _same)),
    (bool, _plain("bool", _same)),
    (IntEnum, _enum_shape),
    (int, _int_shape),
    (datetime, _plain("datetime", _restore_time)),
    (date, _plain("date", _restore_date)),
    (Decimal, _plain("rupiah", from_wire_rupiah)),
    (Identifier, _identifier_shape),
)
