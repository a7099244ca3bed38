"""The base of every identifier: one value, masked unless someone asks.

A subclass states its pattern and its rules; the verbs are here, so that every
number of the house has the same ones.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    InvalidLengthError,
)

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema, ValidationError

__all__ = ["Identifier", "refusal"]

# What people type between groups of digits, what word processors put in its place
# (no-break and thin spaces, dashes of every width), and the invisible marks that
# come along when a number is copied from a web page, a chat or a phone's contacts.
_SEPARATORS = dict.fromkeys(
    map(
        ord,
        " \t\r\n.-/"
        "\u00a0\u202f\u2007\u2009"
        "\u2010\u2011\u2012\u2013\u2014\u2212"
        "\u00ad\u200b\u200e\u200f\u2060\u2066\u2068\u2069\u202a\u202c\ufeff",
    )
)
_MAX_INPUT = 64  # no identifier with its separators is longer


class Identifier:
    """A personal or official number as an immutable value.

    ``repr``, ``str`` and ``format`` show the masked form; `reveal` gives the
    value itself. Values compare, sort and hash within one type only.

    A subclass sets the class attributes below and overrides `check` where a
    pattern is not enough.

    Attributes:
        NAME: What people call it, such as ``"NIK"``.
        PREFIX: Start of its error codes, such as ``"nik"``.
        LENGTHS: The lengths allowed, in characters.
        DIGITS: Whether it consists of ASCII digits only. The seal then carries
            it as an unsigned integer of the given width.
        MASK: Which positions `masked` shows, as a slice pair ``(first, last)``:
            the first and the last so many characters.
        EXAMPLE: A synthetic value, for JSON Schema and documentation.
    """

    __slots__ = ("_value",)

    NAME: ClassVar[str]
    PREFIX: ClassVar[str]
    LENGTHS: ClassVar[tuple[int, ...]]
    DIGITS: ClassVar[bool] = True
    MASK: ClassVar[tuple[int, int]] = (0, 0)
    EXAMPLE: ClassVar[str]

    _value: str

    def __init__(self, value: str) -> None:
        if type(value) is not str:
            raise InvalidFormatError("not_text")
        self.check(value)
        object.__setattr__(self, "_value", value)

    @classmethod
    def check(cls, value: str) -> None:
        """Raise unless the text is exactly a value of this type.

        Raises:
            egovkit.errors.InvalidFormatError: Another character than allowed.
            egovkit.errors.InvalidLengthError: Too short or too long.
        """
        if cls.DIGITS and not (value.isascii() and value.isdigit()):
            if "*" in value:
                raise InvalidFormatError("masked_text")
            raise InvalidFormatError(f"{cls.PREFIX}_format")
        if len(value) not in cls.LENGTHS:
            raise InvalidLengthError(
                f"{cls.PREFIX}_length", expected=cls.LENGTHS[0], got=len(value)
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a value as people write it: separators and spaces are forgiven.

        Digits of other scripts are refused, masked text too.

        Raises:
            egovkit.errors.InvalidValueError: No value of this type.
        """
        return cls(cls.readable(text))

    @classmethod
    def readable(cls, text: object) -> str:
        """The text without separators, once it is known to be text of a fair size.

        Raises:
            egovkit.errors.InvalidFormatError: No text.
            egovkit.errors.InvalidLengthError: More than 64 characters.
        """
        if not isinstance(text, str):
            raise InvalidFormatError("not_text")
        if len(text) > _MAX_INPUT:
            raise InvalidLengthError("text_too_long", limit=_MAX_INPUT)
        return cls.compact(text)

    @classmethod
    def compact(cls, text: str) -> str:
        """The text without separators; nothing is checked."""
        # Most come without: a tenth of the time of looking at each character.
        return text if text.isalnum() else text.translate(_SEPARATORS)

    @classmethod
    def is_valid(cls, text: object) -> bool:
        """Whether `parse` would accept the text."""
        try:
            cls.parse(cast("str", text))
        except EgovkitError:
            return False
        return True

    def reveal(self) -> str:
        """The value itself. Write this only where the full number must be."""
        return self._value

    def formatted(self) -> str:
        """The value as it is printed, full."""
        return self._value

    @property
    def masked(self) -> str:
        """The value with all but harmless positions replaced by ``*``."""
        first, last = self.MASK
        value = self._value
        hidden = len(value) - first - last
        return value[:first] + "*" * hidden + (value[-last:] if last else "")

    def toDict(self) -> dict[str, str]:  # noqa: N802 - the name pandas looks for
        """What `DataFrame.to_json` writes: the masked form.

        Without it pandas walks through every property, a birth date for one.
        """
        return {"masked": self.masked}

    def __repr__(self) -> str:
        return f"{type(self).__name__}('{self.masked}')"

    def __str__(self) -> str:
        return self.masked

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._value == other._value

    def __lt__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._value < other._value

    def __le__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._value <= other._value

    def __gt__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._value > other._value

    def __ge__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._value >= other._value

    def __hash__(self) -> int:
        return hash((type(self), self._value))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return (type(self), (self._value,))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        def read(value: object) -> Identifier:
            if type(value) is cls:
                return value
            try:
                return cls.parse(cast("str", value))
            except EgovkitError as error:
                quiet = refusal(cls.NAME, error)
            # Outside the ``except``, so that no chain carries the value either.
            raise quiet

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                cls.reveal, when_used="json", return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: "CoreSchema", handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        return {
            "type": "string",
            "title": cls.NAME,
            "pattern": cls.pattern(),
            "examples": [cls.EXAMPLE],
        }

    @classmethod
    def pattern(cls) -> str:
        """A regular expression of the strict form, for JSON Schema."""
        alternatives = "|".join(f"[0-9]{{{n}}}" for n in cls.LENGTHS)
        return f"^({alternatives})$"


def refusal(title: str, error: EgovkitError) -> "ValidationError":
    """An error of ours as pydantic's, without the value that was refused.

    pydantic would put the value into ``errors()``; an error that is made here
    brings its own input. The facts are figures and names, so that the sentence
    can be filled in another language too.
    """
    from pydantic_core import PydanticCustomError, ValidationError

    reason = PydanticCustomError(
        cast("Any", error.code), cast("Any", error.sentence("en")), dict(error.facts)
    )
    return ValidationError.from_exception_data(
        title, [{"type": reason, "input": "***"}], hide_input=True
    )
