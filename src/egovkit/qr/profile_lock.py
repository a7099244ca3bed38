"""Holding profiles append-only: a lock file that a test compares.

Printed seals live for years. A field that is renamed, retyped, moved or dropped
in the class makes them read as another document, and nothing fails until a
citizen stands at the counter. The lock file remembers every profile as it was
published, with a digest; a project's own test runs `check_profiles`.

Example:
    >>> from egovkit.qr import SealedDocument, sealed
    >>> class SampleLetter(
    ...     SealedDocument,
    ...     registry="kota-contoh",
    ...     profile=7,
    ...     labels={"id": "Surat Contoh", "en": "Sample Letter"},
    ... ):
    ...     number: str = sealed(id="Nomor", en="Number")
    >>> locked = lock_profiles([SampleLetter])
    >>> check_profiles([SampleLetter], locked)
"""

from __future__ import annotations

import hashlib
import importlib
import json
from typing import TYPE_CHECKING, Any

from egovkit._arguments import of_kind
from egovkit.errors import DefinitionError, EgovkitError, InvalidFormatError
from egovkit.qr._arguments import document_classes
from egovkit.signatures.trust._shapes import ProfileSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from egovkit.qr.documents import SealedDocument

__all__ = ["check_profiles", "documents_of", "lock_profiles", "profile_digest"]

FORMAT = 1


def profile_digest(spec: ProfileSpec) -> str:
    """SHA-256 over what a profile means on the wire, hexadecimal.

    Names, types, widths, what is optional, and the numbers of enums with their
    labels, because a number whose word changes may mean something else. Labels
    of fields and of the document may be reworded.

    Raises:
        egovkit.errors.UsageError: No profile.
    """
    of_kind(spec, ProfileSpec, "spec")
    fields = [
        {key: part for key, part in field.items() if key != "label"}
        for field in spec.to_dict()["fields"]
    ]
    wire = json.dumps(
        {"profile": spec.profile, "fields": fields},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(wire.encode()).hexdigest()


def lock_profiles(
    documents: Iterable[type[SealedDocument]], *, locked: str | None = None
) -> str:
    """The lock file for these classes, as JSON text to be committed.

    Args:
        documents: The classes, in any order.
        locked: The lock file so far. Profiles in it that no class states any
            more stay in it: their seals are still out there.

    Raises:
        egovkit.errors.DefinitionError: A class is no longer its locked profile
            with optional fields appended, or two classes state one profile.
        egovkit.errors.InvalidFormatError: ``locked`` is no lock file.
        egovkit.errors.UsageError: Something that is no class, or one class
            instead of several.
    """
    specs = {} if locked is None else _read(locked)
    own = _stated(documents)
    for key, spec in own.items():
        older = specs.get(key)
        if older is not None and not spec.extends(older):
            raise DefinitionError(
                "profile_not_append_only", registry=key[0], profile=key[1]
            )
    merged = {**specs, **own}
    profiles = [
        {
            "registry": registry,
            "profile": number,
            "digest": profile_digest(spec),
            **spec.to_dict(),
        }
        for (registry, number), spec in sorted(merged.items())
    ]
    content = {"format": FORMAT, "profiles": profiles}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def check_profiles(documents: Iterable[type[SealedDocument]], locked: str) -> None:
    """Compare classes with the lock file; for a project's own test.

    Raises:
        egovkit.errors.DefinitionError: A class is not in the file, or differs
            from it: changed (``profile_not_append_only``) or extended and not
            locked yet (``profile_not_locked``).
        egovkit.errors.InvalidFormatError: ``locked`` is no lock file.
        egovkit.errors.UsageError: As `lock_profiles`.
    """
    specs = _read(locked)
    for key, spec in _stated(documents).items():
        older = specs.get(key)
        if older is not None and profile_digest(older) == profile_digest(spec):
            continue
        extended = older is None or spec.extends(older)
        raise DefinitionError(
            "profile_not_locked" if extended else "profile_not_append_only",
            registry=key[0],
            profile=key[1],
        )


def documents_of(module: str) -> list[type[SealedDocument]]:
    """The document classes that a module defines, in order of their names.

    Args:
        module: Its dotted name; it is imported.

    Raises:
        egovkit.errors.DefinitionError: There is no such module, or none in it.
        egovkit.errors.UsageError: No name.
    """
    from egovkit.qr.documents import SealedDocument

    of_kind(module, str, "module")
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            raise  # the module is there; one that it needs is not
        raise DefinitionError("profile_module", module=module) from None
    classes = [
        value
        for _, value in sorted(vars(found).items())
        if isinstance(value, type)
        and issubclass(value, SealedDocument)
        and value.__module__ == found.__name__
    ]
    if not classes:
        raise DefinitionError("profile_module", module=module)
    return classes


def _stated(
    documents: Iterable[type[SealedDocument]],
) -> dict[tuple[str, int], ProfileSpec]:
    specs: dict[tuple[str, int], ProfileSpec] = {}
    for document in document_classes(documents, "documents"):
        key = (document.registry, document.profile_spec().profile)
        if key in specs:
            raise DefinitionError("profile_twice", document=document.__name__)
        specs[key] = document.profile_spec()
    return specs


def _read(locked: str) -> dict[tuple[str, int], ProfileSpec]:
    try:
        content = json.loads(locked)
        if content["format"] != FORMAT:
            raise InvalidFormatError("profile_lock_format")
        specs = dict(map(_entry, content["profiles"]))
    except (ValueError, KeyError, TypeError, EgovkitError):
        raise InvalidFormatError("profile_lock_format") from None
    return specs


def _entry(entry: Mapping[str, Any]) -> tuple[tuple[str, int], ProfileSpec]:
    number = entry["profile"]
    stated = {"labels": entry["labels"], "fields": entry["fields"]}
    spec = ProfileSpec.from_dict(number, stated)
    if profile_digest(spec) != entry["digest"]:  # edited by hand
        raise InvalidFormatError("profile_lock_format")
    return (entry["registry"], number), spec
