"""Level 4: 83,762 villages in one packed file, unpacked when first asked for.

The unpacked text stays one string. A district's lines are found by an index
from district to position, so that a lookup reads a few dozen lines and the
whole level costs the memory of its text, not of 83,762 objects.
"""

import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property

from egovkit.regions import _codes
from egovkit.regions._files import read
from egovkit.regions._search import Index

__all__ = ["Villages"]

_NUMBER = 4  # digits of a village inside its district


class Villages:
    """The villages of one edition, with those that earlier editions had.

    Args:
        edition: Tag of the edition of the current ones.
    """

    def __init__(self, edition: str) -> None:
        self.edition = edition

    @classmethod
    def from_names(
        cls, names: Mapping[str, str], edition: str, before: "Villages"
    ) -> "Villages":
        """The villages of a newer edition; those before it stand as retired."""
        return _Replaced(names, edition, before)

    @cached_property
    def _current(self) -> "_Blocks":
        return _Blocks(_unpack("villages.z"))

    @cached_property
    def _retired(self) -> "_Blocks":
        return _Blocks(_unpack("villages_retired.z"))

    def find(self, code: str) -> tuple[str, str, str]:
        """Name, last edition and successor of a plain code; all empty if unknown."""
        for number, _, name in self._rows(code[:6]):
            if number == code[6:]:
                return name, self.edition, ""
        for line in self._retired.lines(code[:6]):
            if line.startswith(code[6:]):
                head, successor, name = line.split("\t")
                return name, head[_NUMBER:], successor
        return "", "", ""

    def codes(self, district: str) -> list[str]:
        """The plain codes of a district's current villages."""
        return [district + number for number, _, _ in self._rows(district)]

    def postal_codes(self, code: str) -> tuple[str, ...]:
        """The distinct postal codes of a district or village, in order."""
        rows = self._rows(code[:6])
        return tuple(
            sorted(
                {postal for number, postal, _ in rows if number.startswith(code[6:])}
            )
        )

    def search(self, name: str) -> list[str]:
        """Plain codes by name, the best match first."""
        return self._index.search(name, _codes.VILLAGE_LEVEL)

    @cached_property
    def _index(self) -> Index:
        return Index(self._named())

    def _rows(self, district: str) -> Iterator[tuple[str, str, str]]:
        postal = ""
        for line in self._current.lines(district):
            head, _, name = line.partition("\t")
            postal = head[_NUMBER:] or postal
            yield head[:_NUMBER], postal, name

    def _named(self) -> Iterator[tuple[str, str]]:
        for district in self._current.districts():
            for number, _, name in self._rows(district):
                yield district + number, name


class _Replaced(Villages):
    """Villages from a file, in front of those of the edition before."""

    def __init__(
        self, names: Mapping[str, str], edition: str, before: Villages
    ) -> None:
        super().__init__(edition)
        self._before = before
        self._by_district: dict[str, list[tuple[str, str]]] = {}
        for code, name in sorted(names.items()):
            self._by_district.setdefault(code[:6], []).append((code[6:], name))

    def find(self, code: str) -> tuple[str, str, str]:
        for number, _, name in self._rows(code[:6]):
            if number == code[6:]:
                return name, self.edition, ""
        return self._before.find(code)

    def postal_codes(self, code: str) -> tuple[str, ...]:
        return self._before.postal_codes(code)

    def _rows(self, district: str) -> Iterator[tuple[str, str, str]]:
        for number, name in self._by_district.get(district, ()):
            yield number, "", name

    def _named(self) -> Iterator[tuple[str, str]]:
        for district, rows in self._by_district.items():
            for number, name in rows:
                yield district + number, name


class _Blocks:
    """Text in blocks, each headed by ``>district``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start: dict[str, int] = {}
        at = 0
        while at >= 0:
            # Every block begins with its heading, the first at position 0.
            self._start[text[at + 1 : at + 7]] = at + 8
            at = text.find(">", at + 8)

    def districts(self) -> Iterator[str]:
        return iter(self._start)

    def lines(self, district: str) -> list[str]:
        start = self._start.get(district)
        if start is None:
            return []
        end = self._text.find(">", start)
        return self._text[start : end if end >= 0 else None].splitlines()


def _unpack(name: str) -> str:
    return zlib.decompress(read(name)).decode("utf-8")
