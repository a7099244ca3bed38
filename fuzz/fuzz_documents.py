"""Signed PDF files: whatever is done to them, a report, and never another page.

Most damage is done where a PDF decides what is read: numbers of tables and byte
ranges, names, object bodies, the digits of the signature, and whole updates with
a table that is right. Bytes anywhere are damaged as well; they fail early.
"""

import io
import logging
import random
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from _fuzz import Input, Target, mutate, run
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from egovkit.documents.pdf import PdfReport, _sign, add_fields, sign_pdf, verify_pdf
from egovkit.signatures import Outcome
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
AUTHORITY = TestAuthority()
OFFICER = AUTHORITY.officer("Budi Contoh")
ANCHORS = AUTHORITY.anchors()
REVOCATION = AUTHORITY.revocation(at=AT)
DRAWING = b"BT (Rp 1) Tj ET"


# The library reads digits one by one: half of the time would go into padding.
_sign._BASE_ROOM = 1200  # noqa: SLF001


def smallest() -> bytes:
    """One page with one line: the typeset letter would spend its time on fonts."""
    writer = PdfFileWriter(stream_xrefs=False)
    content = writer.add_object(generic.StreamObject(stream_data=DRAWING))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 100, 100)))
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def signed(pdf: bytes, **more: object) -> bytes:
    """Signed by the officer."""
    return sign_pdf(
        pdf,
        key=OFFICER.key,
        certificate=OFFICER.certificate,
        chain=OFFICER.chain,
        at=AT,
        **more,  # type: ignore[arg-type]
    )


ONCE = signed(smallest())
TWICE = signed(signed(add_fields(smallest(), ["Paraf", "Lurah"])))
KEPT = signed(
    smallest(),
    level="B-LT",
    timestamp=AUTHORITY.timestamper(at=AT),
    revocation=REVOCATION,
)
SEEDS = [ONCE, ONCE, ONCE, TWICE, KEPT]  # the small one costs half
DIGITS = re.compile(rb"<([0-9a-fA-F]{200,})>")
REVISIONS = {
    DIGITS.sub(b"", pdf[: end.end()])
    for pdf in (ONCE, TWICE, KEPT)
    for end in re.finditer(rb"%%EOF\n", pdf)
    if DIGITS.search(pdf[: end.end()])
}

NUMBER = re.compile(rb"(?<![\w.])-?\d+(?![\w.])")
NAME = re.compile(rb"/[A-Za-z.0-9]+")
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
NUMBERS = [b"0", b"1", b"-1", b"65535", b"2147483648", b"9" * 30, b"1.5", b"null"]
TOKENS = [b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"%", b"null", b"true"]
TOKENS += [b"R", b"obj", b"endobj", b"stream", b"xref", b"trailer", b"[" * 600]


def spot(chance: random.Random, pdf: bytes, pattern: re.Pattern[bytes]) -> slice:
    """One place of a kind, outside the digits where that is possible."""
    found = [m.span() for m in pattern.finditer(DIGITS.sub(_blank, pdf))]
    return slice(*(chance.choice(found) if found else (0, 0)))


def _blank(match: re.Match[bytes]) -> bytes:
    return b"<" + b"\0" * len(match[1]) + b">"


def replace(pdf: bytes, where: slice, new: bytes, *, keep: bool) -> bytes:
    """Other text in a place; padded, so that nothing moves, if it fits."""
    old = pdf[where]
    return (
        pdf[: where.start] + (new.ljust(len(old)) if keep else new) + pdf[where.stop :]
    )


def numbers(chance: random.Random, pdf: bytes) -> bytes:
    """Another number: of a table, a byte range, an object, a length."""
    where = spot(chance, pdf, NUMBER)
    near = b"%d" % (int(pdf[where] or 0) + chance.choice((-1, 1, 10, -20)))
    return replace(pdf, where, chance.choice([*NUMBERS, near, near]), keep=True)


def names(chance: random.Random, pdf: bytes) -> bytes:
    """A name where another stood."""
    where, other = spot(chance, pdf, NAME), spot(chance, pdf, NAME)
    return replace(pdf, where, pdf[other], keep=True)


def tokens(chance: random.Random, pdf: bytes) -> bytes:
    """A token of the syntax in some place."""
    where = spot(chance, pdf, re.compile(rb"\s"))
    return replace(pdf, where, chance.choice(TOKENS), keep=False)


def digits(chance: random.Random, pdf: bytes) -> bytes:
    """Other digits of the signature, its room as it was."""
    where = chance.choice([m.span(1) for m in DIGITS.finditer(pdf)])
    cms = bytes.fromhex(pdf[slice(*where)].decode())
    odd = mutate(chance, [cms.rstrip(b"\0")])
    assert isinstance(odd, bytes)
    odd = odd[: len(cms)].ljust(len(cms), b"\0")
    return replace(pdf, slice(*where), odd.hex().encode(), keep=True)


def updated(chance: random.Random, pdf: bytes) -> bytes:
    """An update with a right table: bodies damaged, exchanged, freed, new."""
    bodies = {int(number): body for number, body in OBJECT.findall(pdf)} or {1: b"<<>>"}
    changed: dict[int, bytes] = {}
    for _ in range(chance.choice((1, 1, 2, 3))):
        number = chance.choice([*bodies, max(bodies) + 1])
        body = bodies[chance.choice(list(bodies))]
        way = chance.choice((numbers, names, tokens, lambda _, same: same))
        changed[number] = way(chance, bodies.get(number, body) or body)
    root = int([*re.findall(rb"/Root (\d+)", pdf), b"1"][-1])
    return appended(pdf, changed, chance.choice([root, root, root, *bodies]))


def appended(pdf: bytes, objects: dict[int, bytes], root: int) -> bytes:
    """The file with an update behind it."""
    table, out = b"xref\n0 1\n0000000000 65535 f \n", pdf
    for number, body in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    previous = int([*re.findall(rb"startxref\s+(\d+)", pdf), b"0"][-1])
    trailer = b"trailer\n<</Size 99/Root %d 0 R/Prev %d>>\n" % (root, previous)
    return out + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


Way = Callable[[random.Random, bytes], bytes]
WAYS: list[Way] = [numbers, numbers, names, tokens, digits, updated, updated]


def damaged(chance: random.Random, seeds: Sequence[Input]) -> bytes:
    """One seed, damaged in one or two places of its structure."""
    pdf = chance.choice(seeds)
    assert isinstance(pdf, bytes)
    for _ in range(chance.choice((1, 1, 1, 2))):
        way = chance.choice(WAYS)
        if way is not digits or DIGITS.search(pdf):
            pdf = way(chance, pdf)
    return pdf


def check(data: Input) -> PdfReport:
    """A report whose sentences can be said; VALID only for what was signed."""
    assert isinstance(data, bytes)
    report = verify_pdf(data, anchors=ANCHORS, at=AT, revocation=REVOCATION)
    assert report.explain("id")
    assert report.explain("en")
    if report.outcome is Outcome.VALID:
        bare = DIGITS.sub(b"", data)
        assert any(bare.startswith(revision) for revision in REVISIONS)
        page = PdfFileReader(io.BytesIO(data)).root["/Pages"]["/Kids"][0]
        assert page["/Contents"].data == DRAWING
        assert len(page.get("/Annots", ())) <= 2
    return report


PLAIN = [smallest(), add_fields(smallest(), ["Paraf", "Lurah"]), ONCE]


def sign_again(data: Input) -> None:
    """A file that could be signed reports on it; nothing else than our errors."""
    assert isinstance(data, bytes)
    again = signed(data)
    assert again.startswith(data)
    verify_pdf(again, anchors=ANCHORS, at=AT, revocation=REVOCATION)


logging.disable()  # the library's own log of what it skips
run(
    Target("pdf structure", check, seeds=SEEDS, limit=5, one_in=20, change=damaged),
    Target("pdf bytes", check, seeds=SEEDS, limit=5, one_in=20),
    Target("pdf signing", sign_again, seeds=PLAIN, limit=5, one_in=40, change=damaged),
)
