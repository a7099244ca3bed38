"""Take any value apart down to its leaves: models, dataclasses, mappings, lists.

`plain` and `mask` differ only in what they make of a leaf; how a value is
taken apart is said once, here. Models are taken apart in pydantic's *python*
mode with warnings off: its JSON mode would put ``**********`` in place of a
`pydantic.SecretStr`, and its warnings print the value they complain about.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import NamedTuple

from egovkit._identifier import Identifier
from egovkit.errors import UsageError

__all__ = ["Rules", "rebuild"]

_MAX_DEPTH = 64  # deeper than any form; a cycle ends here too
# Most values by far; what comes after is dear: it asks abstract classes.
_LEAVES = frozenset({str, int, float, bool, NoneType, date, datetime})
_VALUES = (Identifier, Enum)
_TEXTS = (str, bytes, bytearray, memoryview)  # sequences, but leaves to us


class Rules(NamedTuple):
    """What becomes of the parts.

    Args:
        leaf: Makes the new leaf of an old one and of the nearest name above it.
        key: Makes the new key of an old one.
        clash: Makes another key where two have become equal, or raises.
    """

    leaf: Callable[[object, str], object]
    key: Callable[[object], object]
    clash: Callable[[object, int], object]


def rebuild(
    value: object, rules: Rules, *, name: str = "", depth: int = _MAX_DEPTH
) -> object:
    """The value as dictionaries and lists, each leaf and each key replaced.

    Args:
        value: Anything.
        rules: What becomes of leaves and keys.
        name: The nearest name above; empty at the top.
        depth: How many levels may still follow.

    Raises:
        egovkit.errors.UsageError: Nested deeper than 64 levels, or a model that
            cannot be taken apart.
    """
    if depth == 0:
        raise UsageError("value_too_deep", limit=_MAX_DEPTH)
    if type(value) in _LEAVES or isinstance(value, _VALUES):
        return rules.leaf(value, name)
    value = _open(value)
    if isinstance(value, Mapping):
        return _mapping(value, rules, name, depth - 1)
    if isinstance(value, Sequence | AbstractSet) and not isinstance(value, _TEXTS):
        items = [rebuild(v, rules, name=name, depth=depth - 1) for v in value]
        # A set has no order of its own; the same set must give the same bytes.
        return sorted(items, key=repr) if isinstance(value, AbstractSet) else items
    return rules.leaf(value, name)


def _mapping(
    value: Mapping[object, object], rules: Rules, name: str, depth: int
) -> dict[object, object]:
    result: dict[object, object] = {}
    for old, inner in value.items():
        new = rules.key(old)
        if new in result:
            new = rules.clash(new, len(result))
        below = old if type(old) is str else name
        result[new] = rebuild(inner, rules, name=below, depth=depth)
    return result


def _open(value: object) -> object:
    """A model or dataclass as a mapping of its fields; anything else as it is."""
    if isinstance(value, type):
        return value
    serializer = getattr(type(value), "__pydantic_serializer__", None)
    if serializer is not None:
        try:
            dumped: object = serializer.to_python(value, by_alias=False, warnings=False)
        except Exception:  # noqa: BLE001 - whatever a model's own code raises
            # may quote the value that it choked on.
            raise UsageError("model_not_dumped") from None
        return dumped
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value
