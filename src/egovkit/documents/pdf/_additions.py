"""What a signature that comes later may bring along: nothing of what was signed.

The library's rules let a new signature field be anything that it takes for
invisible, and let annotations be put in another order. Both show another page than
the one that was signed, and a time stamping authority stamps whatever it is sent:
hence the rules here, of what a field may be and of what stays under it.

Source:
    ISO 32000-2 12.7.5.5 (a field that is not seen has no height and no width), 12.5.2
    (what is drawn later covers what is drawn before), 12.6.3 (what runs unasked),
    7.5.4 (objects are found by the tables).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from egovkit._optional import require

__all__ = ["STAMP", "additions_rule", "hides_objects"]

STAMP = "/ETSI.RFC3161"
# All that a field which shows nothing needs; /TU is its name in words.
_PLAIN = frozenset(
    {"/FT", "/Type", "/Subtype", "/T", "/TU", "/V", "/F", "/Ff", "/Rect", "/P"}
)
_RUNS = frozenset({"/A", "/AA"})
_POINT = [0, 0, 0, 0]
# What the values of a form are drawn with where they have no appearance.
_DRAWS = ("/DR", "/DA", "/Q", "/NeedAppearances")
_OBJECT = re.compile(rb"(?<!\d)\d+[\s\0]+\d+[\s\0]+obj\b")
_BLANK = re.compile(rb"[\s\0]*")


def hides_objects(pdf: bytes, reader: Any, item: Any) -> bool:  # noqa: ANN401
    """Whether an object stands behind a signature that no table lists.

    Readers that rebuild a broken table take the last object of a number for the
    one that counts, wherever it stands.
    """
    listed, xrefs = set(), reader.xrefs
    for revision in range(item.signed_revision + 1, xrefs.total_revisions):
        places = {
            xrefs.get_historical_ref(reference, revision)
            for reference in xrefs.explicit_refs_in_revision(revision)
        }
        places.add(xrefs.get_xref_container_info(revision).start_location)
        for place in places:
            if isinstance(place, int) and (blank := _BLANK.match(pdf, place)):
                listed.add(blank.end())
    _, _, second, length = item.byte_range
    found = _OBJECT.finditer(pdf, second + length)
    return any(match.start() not in listed for match in found)


@cache
def additions_rule(*, drawn: bool) -> Any:  # noqa: ANN401
    """A rule of the library's that approves nothing and refuses what is written here.

    Args:
        drawn: Whether a person signs later, whose signature may show itself.
    """
    rules = require("pyhanko.sign.diff_analysis", extra="pdf")

    class Additions(rules.FieldMDPRule):  # type: ignore[misc, name-defined]
        def apply(self, context: Any) -> Any:  # noqa: ANN401
            if wrong := _wrong(context, drawn=drawn):
                raise rules.SuspiciousModification(wrong)
            return ()

    return Additions()


def _wrong(context: Any, *, drawn: bool) -> str | None:  # noqa: ANN401
    """What of the additions is refused, or None."""
    if not _covers_nothing(context.old, context.new):
        return "annotations"
    values = False
    for spec in context.field_specs.values():
        values = values or spec.field_type != "/Sig"
        if spec.new_field is not None and not _is_quiet(spec, drawn=drawn):
            return "field"
    if values and _drawing(context.old) != _drawing(context.new):
        return "resources"
    return None


def _is_quiet(spec: Any, *, drawn: bool) -> bool:  # noqa: ANN401
    """Whether a field is as it was, a person's, or shows and runs nothing."""
    field = spec.new_field
    stamped = str(_value(_value(field, "/V"), "/SubFilter")) == STAMP
    if spec.old_field is not None:
        # It was put there for a person.
        return not stamped or "/V" in spec.old_field
    if stamped or not drawn:
        return _shows_nothing(field)
    widgets = [field, *(kid.get_object() for kid in _items(field, "/Kids"))]
    return all(_is_widget(widget) for widget in widgets)


def _shows_nothing(field: Any) -> bool:  # noqa: ANN401
    plain = _PLAIN.issuperset(field) and _is_widget(field)
    return plain and ("/Rect" not in field or _items(field, "/Rect") == _POINT)


def _is_widget(field: Any) -> bool:  # noqa: ANN401
    kind = _value(field, "/Subtype")
    return kind in (None, "/Widget") and _RUNS.isdisjoint(field)


def _covers_nothing(old: Any, new: Any) -> bool:  # noqa: ANN401
    """Whether the annotations of every page lie as they lay, and new ones behind."""
    for before, after in zip(_annotations(old), _annotations(new), strict=True):
        added = after[len(before) :]
        if after[: len(before)] != before or any(one in before for one in added):
            return False
    return True


def _annotations(revision: Any) -> Iterator[list[Any]]:  # noqa: ANN401
    """What lies on each page, by reference, from the bottom to the top."""
    pending, seen = [revision.root["/Pages"]], set()
    while pending:
        node = pending.pop()
        yield _items(node, "/Annots")
        for kid in _items(node, "/Kids"):
            if kid.reference in seen:
                raise ValueError("/Kids")
            seen.add(kid.reference)
            pending.append(kid.get_object())


def _drawing(revision: Any) -> list[str]:  # noqa: ANN401
    form = revision.root["/AcroForm"]
    return [repr(_value(form, key)) for key in _DRAWS]


def _items(holder: Any, key: str) -> list[Any]:  # noqa: ANN401
    """The entries of an array as they stand, references unresolved."""
    found = _value(holder, key)
    return list(found) if isinstance(found, list) else []


def _value(holder: Any, key: str) -> Any:  # noqa: ANN401
    # `get` gives the bare reference, [] what it refers to.
    return holder[key] if isinstance(holder, dict) and key in holder else None
