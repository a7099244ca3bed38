"""Models with exactly one signed form.

Measured on ordinary models: equal values give different bytes (``1.10`` and
``1.1``, two spellings of one moment), a set changes order from process to
process, a NaN becomes null. `SignableModel` refuses such types when the class
is made, and `SignableModel.read` accepts the one form only.

Example:
    >>> from datetime import date
    >>> class Decision(SignableModel, schema="kota-contoh/keputusan", version=1):
    ...     number: str
    ...     day: date
    ...     pages: int = 1
    >>> Decision(number="470/9001", day=date(2026, 11, 24)).canonical()
    b'{"day":"2026-11-24","number":"470/9001","pages":1}'
    >>> Decision.read(_).number
    '470/9001'
"""

import re
import types
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, Flag
from typing import Annotated, Any, ClassVar, Literal, Self, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, ValidationError

from egovkit._identifier import Identifier
from egovkit._model import Model
from egovkit.errors import (
    DefinitionError,
    InvalidFormatError,
    InvalidLengthError,
    InvalidValueError,
)
from egovkit.signatures.canonical import MAX_BYTES, canonicalize

__all__ = ["SignableModel"]

_SCHEMA = re.compile(r"[a-z0-9][a-z0-9./-]{0,62}")
_KEBAB = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")  # where a class's name has a new word
_SCALARS = (str, int, bool, type(None), date, AwareDatetime, Decimal, UUID)


class SignableModel(Model):
    """A frozen, strict model whose value has one canonical JSON form.

    State the schema and its version in the class line; unless you do, it is the
    class's name in lower case, version 1. Both go into the signed part of an
    envelope, so that a decision of version 1 is never read as one of version 2.

    Fields may be text, whole numbers within ±(2^53 - 1), bools, dates, moments
    with a zone, decimals, UUIDs, enums of text or numbers, identifiers, other
    such models, and lists, tuples, dicts with text keys, optionals and
    literals of these. Refused when the class is made: floats, sets, bytes,
    naive moments, `Any`, aliases, and unions in which two members read the
    same JSON.

    Raises:
        egovkit.errors.DefinitionError: A field type without a single form, or
            a schema name that is none.

    Example:
        >>> class Bad(SignableModel, schema="kota-contoh/buruk", version=1):
        ...     price: float
        Traceback (most recent call last):
        egovkit.errors.DefinitionError: Field price has a type without a single signed form. [signable_type]
    """  # noqa: E501 - a doctest line

    model_config = ConfigDict(strict=True)

    schema_id: ClassVar[str] = ""
    """``name;v=version``."""
    _checked: ClassVar[bool] = False

    def __init_subclass__(
        cls, *, schema: str | None = None, version: int = 1, **kwargs: object
    ) -> None:
        """Take the words of the class line; pydantic hands them on below."""
        super().__init_subclass__(**kwargs)  # type: ignore[arg-type]

    @classmethod
    def __pydantic_init_subclass__(
        cls, *, schema: str | None = None, version: int = 1, **kwargs: object
    ) -> None:
        """Check the field types as soon as they are known."""
        super().__pydantic_init_subclass__(**kwargs)
        name = _KEBAB.sub("-", cls.__name__).lower() if schema is None else schema
        if not _is_schema(name, version):
            raise DefinitionError("signable_schema")
        if cls.model_config.get("extra") != "forbid":
            raise DefinitionError("signable_extra")  # it would stay unsigned
        cls.schema_id = f"{name};v={version:d}"
        cls._checked = False
        if cls.__pydantic_complete__:
            cls._check_types()

    @classmethod
    def _check_types(cls) -> None:
        if cls._checked:
            return
        cls._checked = True  # before the walk: a model may contain itself
        try:
            cls._check_fields()
        except DefinitionError:
            cls._checked = False  # or it would pass when asked again
            raise

    @classmethod
    def _check_fields(cls) -> None:
        for name, field in cls.model_fields.items():
            if field.alias or field.validation_alias or field.serialization_alias:
                raise DefinitionError("signable_alias", field=name)
            if not _has_one_form(field.annotation, field.metadata):
                raise DefinitionError("signable_type", field=name)

    def canonical(self) -> bytes:
        """The one form: canonical JSON (RFC 8785), UTF-8.

        Raises:
            egovkit.errors.InvalidValueError: A number beyond ±(2^53 - 1) or a
                decimal of more than 400 places, half a surrogate pair in a
                text, a moment outside the years 1 to 9999 in UTC, or a value
                that came past the model's validation and is of another type.
            egovkit.errors.InvalidLengthError: Longer than a mebibyte: nobody
                would read it back.
        """
        self._check_types()
        try:
            data = canonicalize(_plain(self))
        except KeyError:  # a field that `model_construct` left out
            raise InvalidValueError("canonical_type") from None
        if len(data) > MAX_BYTES:
            raise InvalidLengthError("json_too_long", limit=MAX_BYTES)
        return data

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read a value from its one form; another spelling is refused.

        Raises:
            egovkit.errors.InvalidLengthError: Longer than a mebibyte.
            egovkit.errors.InvalidFormatError: Not this schema, or not in the
                canonical form.
        """
        if len(data) > MAX_BYTES:
            raise InvalidLengthError("json_too_long", limit=MAX_BYTES)
        try:
            # Leniently: whatever is coerced has other canonical bytes than these.
            value = cls.model_validate_json(data, strict=False)
        except ValidationError as error:
            raise InvalidFormatError(
                "payload_of_other_schema", problems=error.error_count()
            ) from None
        if value.canonical() != data:
            raise InvalidFormatError("payload_not_canonical")
        return value


def _is_schema(name: object, version: object) -> bool:
    named = isinstance(name, str) and _SCHEMA.fullmatch(name) is not None
    return named and type(version) is int and version >= 1


def _has_one_form(annotation: Any, metadata: Any = ()) -> bool:  # noqa: ANN401
    """Whether equal values of a type always give the same JSON."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _has_one_form(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return _union_has_one_form(arguments)
    if origin is Literal:
        simple = all(type(value) in _JSON_KINDS for value in arguments)
        return simple and len(set(arguments)) == len(arguments)  # 1 equals True
    if origin in (list, tuple):
        return all(a is Ellipsis or _has_one_form(a) for a in arguments)
    if origin is dict:
        return arguments[0] is str and _has_one_form(arguments[1])
    return _class_has_one_form(annotation, metadata)


def _class_has_one_form(annotation: Any, metadata: Any) -> bool:  # noqa: ANN401
    if annotation is datetime:  # AwareDatetime in a field leaves its mark here
        return any(type(mark).__name__ == "AwareDatetime" for mark in metadata)
    if annotation in _SCALARS or annotation is None:
        return True
    if not isinstance(annotation, type):
        return False
    if issubclass(annotation, SignableModel):
        annotation._check_types()  # noqa: SLF001 - the same class
        return True
    if issubclass(annotation, Enum):  # a Flag is a set in disguise
        simple = all(type(member.value) in (str, int) for member in annotation)
        return simple and not issubclass(annotation, Flag)
    return issubclass(annotation, Identifier)


def _union_has_one_form(arguments: tuple[Any, ...]) -> bool:
    """A union is unambiguous when no two members share a kind of value."""
    kinds = [_kinds(argument) for argument in arguments]
    apart = len(frozenset().union(*kinds)) == sum(map(len, kinds))
    return apart and all(map(_has_one_form, arguments))


def _kinds(annotation: Any) -> frozenset[str]:  # noqa: ANN401 - any annotation
    """Which kinds of JSON a type reads, and of Python values that can be equal."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kinds(arguments[0])
    if origin is Literal:
        return frozenset().union(*(_kinds(type(value)) for value in arguments))
    kinds = _JSON_KINDS.get(origin or annotation)
    if kinds is None and isinstance(annotation, type):
        if issubclass(annotation, SignableModel):
            return _JSON_KINDS[dict]
        if issubclass(annotation, Enum):
            values = (_kinds(type(member.value)) for member in annotation)
            return frozenset().union(*values)
    return kinds or _JSON_KINDS[str]


_JSON_KINDS: dict[Any, frozenset[str]] = {
    type(None): frozenset({"null"}),
    str: frozenset({"text"}),
    int: frozenset({"number"}),
    bool: frozenset({"number"}),  # True equals 1
    Decimal: frozenset({"text", "number"}),  # read from text, equal to a number
    list: frozenset({"array"}),
    tuple: frozenset({"array"}),
    dict: frozenset({"object"}),
}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field value
    """The JSON value of a field value, each kind in its one spelling."""
    kind = type(value)
    if kind is str:
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if kind in _AS_IS:
        return value
    if kind in (list, tuple):
        return [_plain(item) for item in value]
    if kind is dict:
        return _plain_dict(value)
    if isinstance(value, SignableModel):
        held = value.__dict__  # beside the fields it holds cached properties
        return {name: _plain(held[name]) for name in kind.__pydantic_fields__}
    return _plain_scalar(value)


_AS_IS = frozenset({int, bool, type(None)})


def _plain_dict(value: dict[str, Any]) -> dict[str, Any]:
    plain = {_plain(key): _plain(item) for key, item in value.items()}
    if len(plain) != len(value):  # two spellings of one name
        raise InvalidValueError("canonical_text")
    return plain


def _plain_scalar(value: Any) -> str | int:  # noqa: ANN401 - any scalar
    if isinstance(value, Enum):
        plain: str | int = value.value
        return plain
    if isinstance(value, datetime):
        return _plain_moment(value)
    if isinstance(value, date):
        return date.isoformat(value)
    if isinstance(value, Decimal):
        return _plain_decimal(value)
    if isinstance(value, Identifier):
        return value.reveal()
    if isinstance(value, UUID):
        return UUID.__str__(value)
    raise InvalidValueError("canonical_type")


def _plain_moment(value: datetime) -> str:
    """UTC with a Z. The methods are datetime's own: a subclass may print others."""
    try:
        utc = datetime.astimezone(value, UTC)
    except OverflowError:
        raise InvalidValueError("canonical_moment") from None
    return datetime.isoformat(utc).replace("+00:00", "Z")


_MOST_PLACES = 400  # more than any sum needs; 1E+999999999 would be a gigabyte


def _plain_decimal(value: Decimal) -> str:
    _, digits, exponent = Decimal.as_tuple(value)
    if isinstance(exponent, str):  # not a number, or infinite
        raise InvalidValueError("canonical_number")
    if max(len(digits), abs(exponent)) > _MOST_PLACES:
        raise InvalidValueError("canonical_number")
    text = Decimal.__format__(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
