"""What a signature of a PDF covers, and what came after it.

Two questions are answered without looking at any key: whether the signature
covers all that was there but its own hexadecimal digits, and whether what follows
is signatures and validation data alone.

Source:
    ISO 32000-2 12.8.1 (the byte range) and 12.8.4.3 (validation data); the attacks
    are those of "1 Trillion Dollar Refund" (2019), "Shadow Attacks" (2021) and
    "Breaking the Specification: PDF Certification" (2021).
"""

import io
import re
from functools import cache
from typing import Any

from egovkit._optional import require
from egovkit.documents.pdf._additions import STAMP, additions_rule, hides_objects
from egovkit.signatures import Check, Outcome

__all__ = [
    "STAMP",
    "judge_structure",
    "read_fields",
    "signed_parts",
    "subfilter_of",
    "wrong",
]

_RANGE = 4  # two spans of offset and length
# What stands behind a cross-reference table or stream: once, and nothing else.
_END = re.compile(
    rb"\s*(endstream)?\s*(endobj)?\s*(<<.*>>)?\s*startxref\s+\d+\s+%%EOF\s*",
    re.DOTALL,
)
_OBJECT = re.compile(rb"\d\s+obj\b|startxref.*startxref|\bstream", re.DOTALL)
# The library would also let /MarkInfo change, by which a reader is told whether the
# tags count: a screen reader would then read something else.
_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
_XMP_VALUE = 16  # bytes of XMP that cost as much as a value elsewhere
# What every program that appends to a file notes of itself and of the moment.
_OWN_INFO = frozenset({"/ModDate", "/Producer"})
_OWN_XMP = frozenset({"ModifyDate", "MetadataDate", "Producer", "about"})


def wrong(code: str) -> Check:
    """A signature whose place in the file is wrong."""
    return Check("structure", Outcome.INVALID, code)


_WHOLE = Check("structure", Outcome.VALID, "pdf_covers_file")
_REVISION = Check("structure", Outcome.VALID, "pdf_covers_revision")


def subfilter_of(item: Any) -> str:  # noqa: ANN401
    """The form of a signature, as the file names it."""
    return str(item.sig_object.get("/SubFilter", ""))


def _covers_all_but_itself(pdf: bytes, item: Any) -> bool:  # noqa: ANN401
    """Whether all that is not signed is the digits of the signature itself.

    A wider gap is where signature wrapping hides another page; pyHanko compares
    the lengths alone.
    """
    numbers = [n for n in item.byte_range if isinstance(n, int)]
    if len(item.byte_range) != _RANGE or len(numbers) != _RANGE:
        return False
    start, first, second, length = numbers
    if start != 0 or not 0 < first < second < second + length <= len(pdf):
        return False
    digits = bytes(item.pkcs7_content).hex().encode()
    return pdf[first:second].lower() == b"<" + digits + b">"


def signed_parts(pdf: bytes, item: Any) -> tuple[bytes, bytes]:  # noqa: ANN401
    """The bytes that are signed, and the CMS object without its padding.

    Raises:
        ValueError: Something stands in the padding.
    """
    _, first, second, length = (int(number) for number in item.byte_range)
    cms = bytes(item.pkcs7_content)
    size = _der_length(cms)
    if any(cms[size:]):
        raise ValueError("padding")
    return pdf[:first] + pdf[second : second + length], cms[:size]


def _der_length(data: bytes) -> int:
    """How long the DER value at the start is."""
    if len(data) < 2 or data[1] < 0x80:  # noqa: PLR2004 - the short form
        return 2 + (data[1] if len(data) > 1 else 0)
    count = data[1] & 0x7F
    return 2 + count + int.from_bytes(data[2 : 2 + count], "big")


def judge_structure(pdf: bytes, reader: Any, item: Any) -> Check:  # noqa: ANN401
    """What a signature covers, and what came after it."""
    if not _covers_all_but_itself(pdf, item):
        return wrong("pdf_coverage")
    levels = require("pyhanko.sign.validation.status", extra="pdf")
    signed_later = any(
        other.signed_revision > item.signed_revision and subfilter_of(other) != STAMP
        for other in reader.embedded_signatures
    )
    item.compute_integrity_info(diff_policy=_only_signatures(drawn=signed_later))
    if item.coverage == levels.SignatureCoverageLevel.ENTIRE_FILE:
        return _WHOLE
    if item.coverage != levels.SignatureCoverageLevel.ENTIRE_REVISION:
        return wrong("pdf_coverage")
    code = _wrong_afterwards(pdf, reader, item, signed_later=signed_later)
    return _REVISION if code is None else wrong(code)


def _wrong_afterwards(
    pdf: bytes,
    reader: Any,  # noqa: ANN401
    item: Any,  # noqa: ANN401
    *,
    signed_later: bool,
) -> str | None:
    last = item.signed_revision == reader.xrefs.total_revisions - 1
    if last or not _ends_cleanly(pdf, reader):
        return "pdf_trailing_bytes"
    if not _only_allowed_changes(
        reader, item, signed_later=signed_later
    ) or hides_objects(pdf, reader, item):
        return "pdf_changed_after"
    if item.summarise_integrity_info().get("docmdp_ok") is False:
        return "pdf_changed_against_rule"
    return None


def _ends_cleanly(pdf: bytes, reader: Any) -> bool:  # noqa: ANN401
    """Whether the file ends with its last revision, and no byte later.

    Readers that rebuild a broken table would find objects there.
    """
    last = reader.xrefs.total_revisions - 1
    tail = pdf[reader.xrefs.get_xref_container_info(last).end_location :]
    return _END.fullmatch(tail) is not None and not _OBJECT.search(tail)


def _only_allowed_changes(reader: Any, item: Any, *, signed_later: bool) -> bool:  # noqa: ANN401
    """Whether only signatures and validation data follow.

    Whoever signs later answers for what that signature shows. After the last
    person it is validation data and time stamps alone, which show nothing: a time
    stamping authority stamps whatever it is sent.
    """
    rules = require("pyhanko.sign.diff_analysis", extra="pdf")
    result, levels = item.diff_result, rules.ModificationLevel
    if not isinstance(result, rules.DiffResult):
        return False
    before = read_fields(reader.get_historical_resolver(item.signed_revision))
    now = read_fields(reader)
    if any(not filled and name not in before for name, filled in now.items()):
        return False  # a field that nobody signed is no signature
    allowed = levels.FORM_FILLING if signed_later else levels.LTA_UPDATES
    return bool(result.modification_level <= allowed)


def read_fields(handler: Any) -> dict[str, bool]:  # noqa: ANN401
    """The signature fields of a revision by name, and whether each is filled."""
    library = require("pyhanko.sign.fields", extra="pdf")
    return {
        name: value is not None
        for name, value, _ in library.enumerate_sig_fields(handler)
    }


@cache
def _only_signatures(*, drawn: bool) -> Any:  # noqa: ANN401
    """What may come after a signature: signatures and validation data.

    Args:
        drawn: Whether a person signs later, whose signature may bring the fonts
            of its appearance along, and objects that nothing refers to.
    """
    rules = require("pyhanko.sign.diff_analysis", extra="pdf")
    level = rules.ModificationLevel.LTA_UPDATES
    info, xmp = _metadata_rules()
    return rules.StandardDiffPolicy(
        global_rules=[
            rules.CatalogModificationRule(ignored_keys=_CATALOG),
            info().as_qualified(level),
            rules.XrefStreamRule().as_qualified(level),
            rules.ObjectStreamRule().as_qualified(level),
            rules.DSSCompareRule().as_qualified(level),
            xmp().as_qualified(level),
        ],
        form_rule=rules.FormUpdatingRule(
            field_rules=[
                rules.SigFieldCreationRule(),
                rules.SigFieldModificationRule(),
                additions_rule(drawn=drawn),
            ],
            ignored_acroform_keys=None if drawn else {"/Fields"},
        ),
        ignore_orphaned_objects=drawn,
    )


@cache
def _metadata_rules() -> tuple[Any, Any]:
    """Rules for /Info and XMP: dates and program may change, a title may not."""
    rules = require("pyhanko.sign.diff_analysis", extra="pdf")

    class Info(rules.DocInfoRule):  # type: ignore[misc, name-defined]
        def apply(self, old: Any, new: Any) -> Any:  # noqa: ANN401
            yield from super().apply(old, new)
            if _info(old) != _info(new):
                raise rules.SuspiciousModification("/Info")

    class Xmp(rules.MetadataUpdateRule):  # type: ignore[misc, name-defined]
        def apply(self, old: Any, new: Any) -> Any:  # noqa: ANN401
            if _metadata_place(old) == _metadata_place(new):
                return
            yield from super().apply(old, new)  # refuses what is no XMP
            before, after = _xmp(old), _xmp(new)
            new.reader.spend(len(before) * len(after))
            for fact in after:  # in another order they say the same
                if fact not in before:
                    raise rules.SuspiciousModification("/Metadata")
                before.remove(fact)
            if before:
                raise rules.SuspiciousModification("/Metadata")

    return Info, Xmp


def _info(revision: Any) -> dict[str, str]:  # noqa: ANN401
    info: Any = _object_at(revision, revision.trailer_view, "/Info") or {}
    return {
        str(name): repr(info.raw_get(name)) for name in info if name not in _OWN_INFO
    }


def _metadata_place(revision: Any) -> Any:  # noqa: ANN401
    """Where in the file the metadata of a revision stand, or None."""
    found = revision.root.get_value_as_reference("/Metadata", optional=True)
    if found is None:
        return None
    return revision.reader.xrefs.get_historical_ref(found, revision.revision)


def _xmp(revision: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    """The statements of the metadata, without those of a program's own."""
    stream = _object_at(revision, revision.root, "/Metadata")
    if stream is None:
        return []
    library = require("pyhanko.pdf_utils.metadata.xmp_xml", extra="pdf")
    revision.reader.spend(len(stream.data) // _XMP_VALUE)
    return [
        (name, value)
        for structure in library.parse_xmp(io.BytesIO(stream.data))
        for name, value in structure
        if name.local_name not in _OWN_XMP
    ]


def _object_at(revision: Any, holder: Any, name: str) -> Any:  # noqa: ANN401
    """What an entry referred to at a revision, or None."""
    reference = holder.get_value_as_reference(name, optional=True)
    if reference is None:
        return None
    return revision.reader.get_object(reference, revision=revision.revision)
