"""The services of an agency, each in the version that is in force on a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from egovkit.errors import DefinitionError, UsageError
from egovkit.services._definition import ServiceDefinition

__all__ = ["Catalogue"]


class Catalogue:
    """Published definitions and drafts, by name and version.

    Args:
        definitions: All versions that requests may still refer to, old ones too.

    Raises:
        egovkit.errors.DefinitionError: The same version twice.
        egovkit.errors.UsageError: Something else than definitions.

    Example:
        >>> len(Catalogue([]))
        0
    """

    def __init__(self, definitions: Iterable[ServiceDefinition]) -> None:
        self._by_key: dict[str, ServiceDefinition] = {}
        for definition in definitions:
            if not isinstance(definition, ServiceDefinition):
                raise UsageError("catalogue_type")
            if definition.key in self._by_key:
                raise DefinitionError("catalogue_twice", service=definition.id)
            self._by_key[definition.key] = definition

    @property
    def services(self) -> tuple[str, ...]:
        """The names of the services."""
        return tuple(dict.fromkeys(d.id for d in self._by_key.values()))

    def versions(self, service: str) -> tuple[ServiceDefinition, ...]:
        """All versions of a service, drafts included, oldest first."""
        found = (d for d in self._by_key.values() if d.id == service)
        return tuple(sorted(found, key=lambda d: d.version))

    def get(self, key: str) -> ServiceDefinition:
        """A version by its key, such as ``domisili@1``.

        Raises:
            egovkit.errors.DefinitionError: The catalogue does not hold it.
        """
        found = self._by_key.get(key)
        if found is None:
            raise DefinitionError("catalogue_unknown", service=key)
        return found

    def in_force(self, service: str, day: date) -> ServiceDefinition | None:
        """The highest version of a service in force on a day, if there is one.

        So a new version needs no change to the one it follows: from its first
        day on, it wins.
        """
        for definition in reversed(self.versions(service)):
            if definition.in_force(day):
                return definition
        return None

    def __iter__(self) -> Iterator[ServiceDefinition]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)
