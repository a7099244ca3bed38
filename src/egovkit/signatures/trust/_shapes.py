"""What a trust list says: who may issue what, and what its fields mean.

A profile number means something only inside a named registry. The list carries
the fields of every profile with labels in two languages, so that a verifier
without the Python class, the web page included, can show every value.

Example:
    >>> spec = ProfileSpec(
    ...     profile=1,
    ...     labels={"id": "Surat Contoh", "en": "Sample Letter"},
    ...     fields=(
    ...         FieldSpec(name="name", label={"id": "Nama", "en": "Name"}, type="text"),
    ...     ),
    ... )
    >>> spec == ProfileSpec.from_dict(1, spec.to_dict())
    True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from egovkit.signatures.trust._read import (
    Reader,
    check_id,
    check_labels,
    check_text,
    refuse,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from egovkit.signatures.keys import VerificationKey

__all__ = ["FIELD_TYPES", "FieldSpec", "Issuer", "IssuerKey", "ProfileSpec", "Registry"]

FIELD_TYPES = (
    "text",
    "int",
    "bool",
    "date",
    "datetime",
    "rupiah",
    "enum",
    "digits",
    "masked",
    "list",
)
KEY_STATUSES = ("active", "retired", "compromised")
_NUMBERS = range(1, 65_536)  # a seal states none beyond
_NUMBER = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
_MAX_FIELDS = 64  # a seal has room for far fewer
_MAX_WIDTH = 32


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a profile, as a reader without the class must know it.

    Args:
        name: The field's name in code, lower case with underscores.
        label: What people call it: ``{"id": …, "en": …}``.
        type: One of ``FIELD_TYPES``.
        width: For ``digits``: how many digits the number has, leading zeros
            included.
        optional: Whether the value may be absent.
        values: For ``enum``: the wire's integer → its label in both languages.
        item: For ``list``: what every item is.
    """

    name: str
    label: Mapping[str, str]
    type: str
    width: int | None = None
    optional: bool = False
    values: Mapping[int, Mapping[str, str]] | None = None
    item: FieldSpec | None = None

    def extends(self, older: FieldSpec) -> bool:
        """Whether every value of the older edition still means the same here.

        Labels may be reworded and an enum may grow; no number may go, and none
        may take over the word of another.
        """
        same = (self.name, self.type, self.width) == (
            older.name,
            older.type,
            older.width,
        )
        if not same or (older.optional and not self.optional):
            return False
        if self.item is None or older.item is None:
            return self.item is older.item and _numbers_stay(
                self.values or {}, older.values or {}
            )
        return self.item.extends(older.item)

    def to_dict(self) -> dict[str, Any]:
        """The form that stands in the trust list."""
        out: dict[str, Any] = {
            "name": self.name,
            "label": dict(self.label),
            **self.kind_to_dict(),
        }
        if self.optional:
            out["optional"] = True
        return out

    def kind_to_dict(self) -> dict[str, Any]:
        """The part that says what a value is, without name and label."""
        out: dict[str, Any] = {"type": self.type}
        if self.width is not None:
            out["width"] = self.width
        if self.values is not None:
            out["values"] = {
                str(number): dict(label) for number, label in self.values.items()
            }
        if self.item is not None:
            out["item"] = self.item.kind_to_dict()
        return out

    @classmethod
    def from_dict(cls, data: object) -> FieldSpec:
        """Read the form that stands in the trust list.

        Raises:
            egovkit.errors.InvalidFormatError: Not such a form.
        """
        reader = Reader(data)
        name = check_id(reader.text("name"))
        label = check_labels(reader.mapping("label"))
        optional = reader.flag("optional")
        return cls._of_kind(reader, name=name, label=label, optional=optional)

    @classmethod
    def _of_kind(
        cls, reader: Reader, *, name: str, label: Mapping[str, str], optional: bool
    ) -> FieldSpec:
        kind = reader.text("type")
        if kind not in FIELD_TYPES:
            raise refuse("type")
        width = reader.maybe_integer("width")
        values = reader.maybe_mapping("values")
        item = reader.maybe_mapping("item")
        reader.end()
        if (kind == "digits") != (width is not None) or (
            width is not None and not 1 <= width <= _MAX_WIDTH
        ):
            raise refuse("width")
        if (kind == "enum") != (values is not None):
            raise refuse("values")
        if (kind == "list") != (item is not None):
            raise refuse("item")
        return cls(
            name=name,
            label=label,
            type=kind,
            width=width,
            optional=optional,
            values=None if values is None else _enum_labels(values),
            item=None if item is None else cls._item(item),
        )

    @classmethod
    def _item(cls, data: Mapping[str, object]) -> FieldSpec:
        if data.get("type") == "list":
            raise refuse("item")  # no lists of lists
        return cls._of_kind(Reader(data), name="", label={}, optional=False)


def _numbers_stay(
    new: Mapping[int, Mapping[str, str]], old: Mapping[int, Mapping[str, str]]
) -> bool:
    if not old.keys() <= new.keys():
        return False
    left = [word for number, word in old.items() if new[number] != word]
    # a word that left its number and came to another was moved, not reworded
    return not any(
        new[number] == word != old.get(number) for word in left for number in new
    )


def _enum_labels(values: Mapping[str, object]) -> dict[int, Mapping[str, str]]:
    out: dict[int, Mapping[str, str]] = {}
    for text, label in values.items():
        try:
            number = int(text)
        except ValueError:
            raise refuse("values") from None
        if str(number) != text:
            raise refuse("values")
        out[number] = check_labels(label)
    return out


@dataclass(frozen=True, slots=True)
class ProfileSpec:
    """The fields of one kind of document, in the order of the wire.

    Args:
        profile: Its number within the registry, 1 to 65,535.
        labels: The document's name: ``{"id": …, "en": …}``.
        fields: Append-only: a later edition may only add fields at the end.
    """

    profile: int
    labels: Mapping[str, str]
    fields: tuple[FieldSpec, ...]

    def extends(self, older: ProfileSpec) -> bool:
        """Whether every seal of the older edition still reads under this one.

        Labels may be reworded; names, types, widths and the numbers of enums
        stay, and what is appended is optional.
        """
        if len(self.fields) < len(older.fields):
            return False
        same = all(
            new.extends(old)
            for new, old in zip(self.fields, older.fields, strict=False)
        )
        return same and all(new.optional for new in self.fields[len(older.fields) :])

    def to_dict(self) -> dict[str, Any]:
        """The form that stands in the trust list, under its number."""
        return {
            "labels": dict(self.labels),
            "fields": [spec.to_dict() for spec in self.fields],
        }

    @classmethod
    def from_dict(cls, profile: int, data: object) -> ProfileSpec:
        """Read the form that stands in the trust list.

        Raises:
            egovkit.errors.InvalidFormatError: Not such a form, or no such number.
        """
        if type(profile) is not int or profile not in _NUMBERS:
            raise refuse("profiles")
        reader = Reader(data)
        labels = check_labels(reader.mapping("labels"))
        fields = tuple(FieldSpec.from_dict(item) for item in reader.sequence("fields"))
        reader.end()
        if len(fields) > _MAX_FIELDS:
            raise refuse("fields")
        if len({spec.name for spec in fields}) != len(fields):
            raise refuse("fields")
        return cls(profile=profile, labels=labels, fields=fields)


@dataclass(frozen=True, slots=True)
class Registry:
    """A named set of profiles, kept by one body.

    Args:
        name: Lower case, such as ``"kota-contoh"``.
        profiles: Number → what it means.
    """

    name: str
    profiles: Mapping[int, ProfileSpec]

    def to_dict(self) -> dict[str, Any]:
        """The form that stands in the trust list, under its name."""
        return {str(n): spec.to_dict() for n, spec in sorted(self.profiles.items())}

    @classmethod
    def from_dict(cls, name: str, data: object) -> Registry:
        """Read the form that stands in the trust list.

        Raises:
            egovkit.errors.InvalidFormatError: Not such a form.
        """
        profiles: dict[int, ProfileSpec] = {}
        for text, item in Reader(data).rest().items():
            if not _NUMBER.fullmatch(text):
                raise refuse("profiles")
            profiles[int(text)] = ProfileSpec.from_dict(int(text), item)
        return cls(name=check_id(name), profiles=profiles)


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A public key that an agency signs with, and what it may do.

    Args:
        key: The public key; it owns its algorithm.
        use: Its one use: ``"seal"``, ``"status"``, ``"approval"`` …
        status: ``"active"``; ``"retired"``: no longer used, but what it signed
            before `retired_at` stands; ``"compromised"``: never VALID, because
            a thief can backdate.
        issuer: The agency.
        not_before: First second at which it may have signed (epoch, UTC).
        not_after: Last such second.
        retired_at: The second from which it signs nothing any more.
    """

    key: VerificationKey
    use: str
    status: str
    issuer: Issuer = field(repr=False, compare=False)
    not_before: int | None = None
    not_after: int | None = None
    retired_at: int | None = None

    def covers(self, moment: int) -> bool:
        """Whether the key was in force at that second (epoch, UTC)."""
        if self.not_before is not None and moment < self.not_before:
            return False
        if self.not_after is not None and moment > self.not_after:
            return False
        return self.retired_at is None or moment < self.retired_at


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency that the list trusts within one registry.

    Args:
        id: Lower case, such as ``"kelurahan-contoh"``.
        name: What is shown to people.
        registry: The registry in which its profile numbers mean something.
        profiles: The profile numbers it may issue.
        status_uri: Where its status lists are published, if it has any.
        keys: All its keys, of every use.
    """

    id: str
    name: str
    registry: str
    profiles: frozenset[int]
    status_uri: str | None = None
    keys: tuple[IssuerKey, ...] = ()

    def may_issue(self, registry: str, profile: int) -> bool:
        """Whether the list allows it to issue this kind of document."""
        return registry == self.registry and profile in self.profiles

    def keys_for(self, use: str) -> tuple[IssuerKey, ...]:
        """Its keys of one use."""
        return tuple(key for key in self.keys if key.use == use)


def own(issuer: Issuer, keys: tuple[IssuerKey, ...]) -> Issuer:
    """Give a new issuer its keys, which already name it."""
    object.__setattr__(issuer, "keys", keys)  # the one knot two frozen shapes need
    return issuer


def check_uri(text: str) -> str:
    """An https address without credentials, query or fragment, or refuse."""
    check_text(text)
    rest = text.removeprefix("https://")
    if rest == text or not rest.isascii() or set(rest) & set(' @?#\\"<>'):
        raise refuse("status_uri")
    return text
