"""A model's field that is encrypted wherever the model goes.

The model holds ciphertext only: its dumps, its ``repr``, a pickle or a log show
nothing, and the value is there only after `Encrypted.decrypt` with the cipher of
the column and the row's context.

Example:
    >>> from pydantic import BaseModel
    >>> from egovkit.identity import NIK
    >>> from egovkit.privacy import FieldCipher
    >>> class Row(BaseModel):
    ...     ticket: str
    ...     nik: Encrypted[NIK]
    >>> cipher = FieldCipher({"2026": bytes(range(32))}, table="warga", column="nik")
    >>> secret = Encrypted.encrypt(
    ...     NIK("3171015708459002"), cipher, context="tiket-9001"
    ... )
    >>> row = Row(ticket="tiket-9001", nik=secret)
    >>> row
    Row(ticket='tiket-9001', nik=Encrypted(key '2026', 52 bytes))
    >>> row.nik.decrypt(cipher, context=row.ticket)
    NIK('317101**********')
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, get_args

from egovkit._identifier import refusal
from egovkit.errors import DecryptionError, UsageError
from egovkit.privacy.fields import as_bytes, key_name
from egovkit.privacy.unmasking import plain

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from egovkit.privacy.fields import FieldCipher, Stored

__all__ = ["Encrypted"]

T = TypeVar("T")


class Encrypted(Generic[T]):
    """An encrypted value of type T.

    As a pydantic field it accepts its own kind, the stored bytes, or their
    base64url text; a value that is not encrypted is refused, and the error does
    not hold it. In JSON it is the
    base64url text. Encrypted values are equal if their ciphertext is.

    Args:
        stored: What `FieldCipher.encrypt` gave for the JSON text of a value.
        kind: T, to read the value as; pydantic fills it in for a field.

    Raises:
        egovkit.errors.DecryptionError: Not a stored form.
    """

    __slots__ = ("_kind", "_name", "_stored")

    def __init__(self, stored: "Stored", kind: object = Any) -> None:
        self._name = key_name(stored)
        self._stored = as_bytes(stored)
        self._kind = kind

    @classmethod
    def encrypt(cls, value: T, cipher: "FieldCipher", *, context: str) -> Self:
        """Encrypt a value for one row.

        Args:
            value: Anything that `plain` has a form for.
            cipher: The cipher of the column.
            context: What names the row, see `FieldCipher.encrypt`.

        Raises:
            egovkit.errors.UsageError: An empty context, a value above 1 MiB, or
                one that cannot be read back from its plain form.
        """
        from pydantic import PydanticUserError, ValidationError

        text = json.dumps(plain(value), separators=(",", ":"))
        kind: Any = type(value)
        try:
            _adapter(kind).validate_json(text)
        except (PydanticUserError, ValidationError):  # could not be read back
            raise UsageError("no_plain_form", type=kind.__name__) from None
        return cls(cipher.encrypt(text, context=context), kind)

    def decrypt(self, cipher: "FieldCipher", *, context: str) -> T:
        """The value itself.

        Raises:
            egovkit.errors.DecryptionError: ``field_not_opened``,
                ``field_key_unknown``, or ``encrypted_kind`` where what was encrypted
                is no value of type T.
            egovkit.errors.UsageError: An empty context.
        """
        from pydantic import ValidationError

        text = cipher.decrypt(self._stored, context=context)
        try:
            return cast("T", _adapter(self._kind).validate_json(text))
        except ValidationError:  # it holds the value
            raise DecryptionError("encrypted_kind") from None

    def rotate(self, cipher: "FieldCipher", *, context: str) -> Self:
        """The same value under the cipher's current key.

        Raises:
            egovkit.errors.DecryptionError: As `decrypt`.
            egovkit.errors.UsageError: An empty context.
        """
        return type(self)(cipher.rotate(self._stored, context=context), self._kind)

    @property
    def stored(self) -> bytes:
        """The bytes for the database."""
        return self._stored

    @property
    def text(self) -> str:
        """The bytes in base64url without padding, for JSON and text columns."""
        return _text(self._stored)

    def __repr__(self) -> str:
        return f"Encrypted(key {self._name!r}, {len(self._stored)} bytes)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Encrypted):
            return NotImplemented
        return self._stored == other._stored

    def __hash__(self) -> int:
        return hash((Encrypted, self._stored))

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self._stored, self._kind))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        (kind,) = get_args(source) or (Any,)

        def read(value: object) -> Encrypted[Any]:
            try:
                return cls(_bytes(value), kind)
            except DecryptionError as error:
                quiet = refusal("Encrypted", error)
            raise quiet

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _text_of, when_used="json", return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: "CoreSchema", handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        return {
            "type": "string",
            "title": "Encrypted value",
            "contentEncoding": "base64url",
            "pattern": "^[A-Za-z0-9_-]+$",
        }


def _text_of(value: "Encrypted[Any]") -> str:
    return value.text


def _text(stored: bytes) -> str:
    return urlsafe_b64encode(stored).rstrip(b"=").decode("ascii")


def _bytes(value: object) -> bytes:
    if isinstance(value, Encrypted):
        return value.stored
    if isinstance(value, str):
        try:
            decoded = urlsafe_b64decode(value + "=" * (-len(value) % 4))
        except ValueError:  # not base64, or not ASCII
            raise DecryptionError("field_malformed") from None
        if _text(decoded) != value:  # the decoder forgives other spellings
            raise DecryptionError("field_malformed")
        return decoded
    return as_bytes(value)


@lru_cache(maxsize=256)
def _adapter(kind: object) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(cast("Any", kind))
