"""Sealed documents: a class that states what the seal of a document holds.

The class is the profile: a number within a registry, labels in two languages,
and fields whose declared order is the order on the wire. Fields are only ever
appended, with a default; `egovkit.qr.profile_lock` holds that in a test.

Example:
    >>> class SampleLetter(
    ...     SealedDocument,
    ...     registry="kota-contoh",
    ...     profile=9,
    ...     labels={"id": "Surat Contoh", "en": "Sample Letter"},
    ... ):
    ...     number: str = sealed(id="Nomor", en="Number")
    ...     copies: int = sealed(id="Rangkap", en="Copies", default=1)
    >>> SampleLetter(number="470/001").copies
    1
    >>> [field.type for field in SampleLetter.profile_spec().fields]
    ['text', 'int']
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast, dataclass_transform

from pydantic import Field, ValidationError, field_validator
from pydantic.errors import PydanticUndefinedAnnotation
from pydantic_core import PydanticCustomError, PydanticUndefined

from egovkit._messages import sentence
from egovkit._model import Model
from egovkit.errors import DefinitionError, InvalidFormatError
from egovkit.qr._plan import FROM_SEAL, Masked, Plan, compile_plan
from egovkit.qr._text import is_clean, normalized

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationInfo, ValidatorFunctionWrapHandler
    from pydantic.fields import FieldInfo

    from egovkit.signatures.trust._shapes import ProfileSpec

__all__ = ["Masked", "SealedDocument", "sealed"]

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_MAX_PROFILE = 65_535
_LANGUAGES = {"id", "en"}
RESERVED = frozenset(
    {
        *("registry", "profile", "labels", "profile_spec", "seal_plan", "from_wire"),
        *(
            "issuer",
            "issued_at",
            "expires_at",
            "status_index",
            "digest",
            "kid",
            "token",
        ),
    }
)


def sealed(  # noqa: PLR0913 - each is one thing a field can be asked
    *,
    id: str,  # noqa: A002 - the language's code
    en: str,
    printed_in_full: bool = False,
    rupiah: bool = False,
    values: Mapping[int, tuple[str, str]] | None = None,
    default: Any = PydanticUndefined,  # noqa: ANN401 - of the field's own type
) -> Any:  # noqa: ANN401 - stands where a value of the field's type stands
    """Declare a field of a sealed document.

    Args:
        id: The label in Indonesian, as printed.
        en: The label in English.
        printed_in_full: The paper shows this identifier in full, so the seal
            holds it in full. Without it an identifier is sealed masked.
        rupiah: The integer is a sum in rupiah. A `decimal.Decimal` always is.
        values: For an enum: member → its labels in Indonesian and English.
            Without it the member's name is shown.
        default: Stands where the seal has no value; a field added later needs
            one.

    Raises:
        egovkit.errors.DefinitionError: ``values`` that are no pairs of labels.
    """
    seal: dict[str, Any] = {"label": {"id": id, "en": en}}
    if printed_in_full:
        seal["printed_in_full"] = True
    if rupiah:
        seal["rupiah"] = True
    if values is not None:
        seal["values"] = _value_labels(values)
    return Field(default, title=id, json_schema_extra={"sealed": seal})


def _value_labels(values: object) -> dict[str, dict[str, str]]:
    pairs = values.items() if isinstance(values, Mapping) else [(None, None)]
    found = {}
    for number, labels in pairs:
        if (
            not isinstance(number, int)
            or not isinstance(labels, tuple | list)
            or len(labels) != len(_LANGUAGES)
            or not all(isinstance(text, str) for text in labels)
        ):
            raise DefinitionError("field_values")
        found[str(int(number))] = {"id": labels[0], "en": labels[1]}
    return found


@dataclass_transform(kw_only_default=True, field_specifiers=(sealed,))
class SealedDocument(Model):
    """A document whose facts a QR code carries, signed.

    A subclass states its own profile number, and labels, in the class line::

        class Letter(SealedDocument, registry="kota-contoh", profile=1,
                     labels={"id": "Surat …", "en": "Letter …"}):

    Fields are ``str``, ``int``, ``bool``, ``date``, ``datetime``,
    ``decimal.Decimal`` (rupiah), an ``IntEnum``, an identifier of
    `egovkit.identity`, one of these ``| None``, or a short list of one of them.

    Raises:
        egovkit.errors.DefinitionError: The class is stated wrongly: no profile
            of its own, a label missing, a reserved name, a field without
            `sealed`, or of a type that a seal cannot hold.
    """

    registry: ClassVar[str]
    """The registry in which the profile number means something."""
    profile: ClassVar[int]
    """The profile number, 1 to 65535."""
    labels: ClassVar[Mapping[str, str]]
    """What the document is called: ``{"id": …, "en": …}``."""
    _plan: ClassVar[Plan | None]

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - see below
        # the class line's arguments are for __pydantic_init_subclass__; names
        # are checked here, before pydantic warns that they shadow its own
        super().__init_subclass__()
        for name in inspect.get_annotations(cls):
            if name in RESERVED or hasattr(SealedDocument, name):
                raise DefinitionError(
                    "field_reserved", document=cls.__name__, field=name
                )

    @classmethod
    def __pydantic_init_subclass__(
        cls,
        *,
        registry: str | None = None,
        profile: int | None = None,
        labels: Mapping[str, str] | None = None,
        **kwargs: Any,  # noqa: ANN401 - pydantic's own
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        registry = registry or getattr(cls, "registry", None)
        if type(registry) is not str or not _ID.fullmatch(registry):
            raise DefinitionError("profile_registry", document=cls.__name__)
        if type(profile) is not int or not 1 <= profile <= _MAX_PROFILE:
            raise DefinitionError("profile_number", document=cls.__name__)
        cls.registry, cls.profile = registry, profile
        cls.labels = _labels(labels, cls.__name__)
        cls._plan = None
        _check_names(cls)
        if cls.__pydantic_complete__:
            cls._compile()

    @classmethod
    def _compile(cls) -> Plan:
        options = {
            name: _options(cls, name, field) for name, field in cls.model_fields.items()
        }
        cls._plan = plan = compile_plan(
            cls.__name__, cls.profile, cls.labels, cls.model_fields, options
        )
        for base in cls.__mro__[1:]:
            older = base.__dict__.get("_plan")
            if (
                older is not None
                and (cls.registry, cls.profile) == (base.registry, base.profile)  # type: ignore[attr-defined]
                and not plan.spec.extends(older.spec)
            ):
                raise DefinitionError("profile_taken", document=cls.__name__)
        return plan

    @classmethod
    def seal_plan(cls) -> Plan:
        """The compiled profile; unresolved references are resolved now.

        Raises:
            egovkit.errors.DefinitionError: A reference cannot be resolved, or
                the class is stated wrongly.
        """
        plan = cls.__dict__.get("_plan")
        if plan is not None:
            return plan  # type: ignore[no-any-return]
        if cls is SealedDocument:
            raise DefinitionError("profile_number", document=cls.__name__)
        try:
            cls.model_rebuild()
        except PydanticUndefinedAnnotation:
            raise DefinitionError("class_incomplete", document=cls.__name__) from None
        return cls._compile()

    @classmethod
    def profile_spec(cls) -> ProfileSpec:
        """The profile as the trust list states it.

        Raises:
            egovkit.errors.DefinitionError: See `SealedDocument`.
        """
        return cls.seal_plan().spec

    @classmethod
    def from_wire(cls, values: Iterable[object]) -> Self:
        """The document of a seal's values, which the verifier has checked.

        Masked identifiers come as `Masked`.

        Raises:
            egovkit.errors.InvalidFormatError: The class does not accept them,
                such as an enum number it does not know.
        """
        try:
            restored = cls.seal_plan().restore(values)
            return cls.model_validate(restored, context=FROM_SEAL)
        except (ValidationError, ValueError, TypeError):
            raise InvalidFormatError("document_not_readable") from None

    @field_validator("*", mode="wrap")
    @classmethod
    def _sealable(
        cls,
        value: Any,  # noqa: ANN401 - any field's
        handler: ValidatorFunctionWrapHandler,
        info: ValidationInfo,
    ) -> Any:  # noqa: ANN401 - any field's
        if type(value) is Masked and info.context is FROM_SEAL:
            return value
        return _clean(handler(value))


def _clean(value: Any) -> Any:  # noqa: ANN401 - any field's
    if isinstance(value, str):
        text = normalized(value)
        if not is_clean(text):
            raise PydanticCustomError("text_unclean", sentence("text_unclean", "en"))
        return text
    if isinstance(value, list | tuple):
        return type(value)(map(_clean, value))
    return value


def _labels(labels: Mapping[str, str] | None, document: str) -> Mapping[str, str]:
    if (
        not isinstance(labels, Mapping)
        or set(labels) != _LANGUAGES
        or not all(
            type(text) is str and text and is_clean(text) for text in labels.values()
        )
    ):
        raise DefinitionError("profile_labels", document=document)
    return dict(labels)


def _check_names(cls: type[SealedDocument]) -> None:
    for name in cls.model_fields:
        if not _NAME.fullmatch(name):
            raise DefinitionError("field_name", document=cls.__name__, field=name)


def _options(
    cls: type[SealedDocument], name: str, field: FieldInfo
) -> Mapping[str, Any]:
    extra = field.json_schema_extra
    if not isinstance(extra, dict) or not isinstance(extra.get("sealed"), dict):
        raise DefinitionError("field_not_sealed", document=cls.__name__, field=name)
    options = cast("dict[str, Any]", extra["sealed"])
    _labels(options["label"], f"{cls.__name__}.{name}")
    return options
