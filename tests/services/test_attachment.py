"""Files by their digest: what fits a requirement, and what an event says of them."""

from datetime import date, timedelta
from hashlib import sha256
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import definition

from egovkit.errors import UsageError
from egovkit.services import Attachment
from egovkit.services._attachment import (
    judge_attachments,
    listed,
    sealable,
)

TODAY = date(2027, 3, 5)
SERVICE = definition(
    requirements=[
        {"name": "kk", "title": "KK", "max_bytes": 1000},
        {"name": "rt", "title": "Pengantar RT", "max_age_days": 30,
         "media_types": ["application/pdf", "image/heic"]},
        {"name": "saksi", "title": "Dua saksi", "document": False},
    ]
)  # fmt: skip


def file(name="kk", size=10, media_type="application/pdf", age=None):
    """An attachment of a size and age."""
    dated = None if age is None else TODAY - timedelta(days=age)
    return Attachment(name, "ab" * 32, media_type, size, dated)


def expected(item):
    """The refusal a reader of the requirements would give; the order is the desk's."""
    if item.requirement not in ("kk", "rt"):
        return "attachment_unknown"
    most = {"kk": 1000, "rt": 5 * 1024 * 1024}[item.requirement]
    if item.size > most:
        return "attachment_too_large"
    kinds = {
        "kk": ("application/pdf", "image/jpeg", "image/png"),
        "rt": ("application/pdf", "image/heic"),
    }
    if item.media_type not in kinds[item.requirement]:
        return "attachment_media_type"
    if item.requirement == "rt" and (
        item.dated is None or item.dated > TODAY or (TODAY - item.dated).days > 30
    ):
        return "attachment_age"
    return None


SIZES = [0, 999, 1000, 1001, 5 * 1024 * 1024, 5 * 1024 * 1024 + 1]
KINDS = ["application/pdf", "image/png", "image/heic", "text/html"]
AGES = [None, -1, 0, 1, 29, 30, 31, 4000]


@pytest.mark.parametrize("name", ["kk", "rt", "saksi", "ktp"])
def test_every_size_type_and_age_is_judged(name):
    """192 files for each requirement: name, then size, then type, then age."""
    for size, kind, age in product(SIZES, KINDS, AGES):
        item = file(name, size, kind, age)
        refusal = judge_attachments(SERVICE, [item], TODAY)
        assert (refusal and refusal.code) == expected(item), item


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        (file("saksi"), {"allowed": ("kk", "rt")}),
        (file(size=1001), {"requirement": "kk", "limit": 1000}),
        (
            file(media_type="text/html"),
            {"requirement": "kk",
             "allowed": ("application/pdf", "image/jpeg", "image/png")},
        ),
        (file("rt", age=31), {"requirement": "rt", "limit": 30}),
    ],
    ids=["unknown", "large", "type", "age"],
)  # fmt: skip
def test_a_refusal_says_what_would_do(item, facts):
    """What is allowed, and never what was handed in."""
    refusal = judge_attachments(SERVICE, [file(), item], TODAY)
    assert refusal.facts == facts
    assert "ab" * 32 not in refusal.sentence("id") + refusal.sentence("en")


def test_every_file_is_looked_at():
    """The first that does not fit is the one that is named; none is no fault."""
    good, large, old = file(), file(size=1001), file("rt", age=31)
    for items, code in [
        ([], None),
        ([good, good], None),
        ([good, large, old], "attachment_too_large"),
        ([good, old, large], "attachment_age"),
    ]:
        refusal = judge_attachments(SERVICE, iter(items), TODAY)
        assert (refusal and refusal.code) == code
    for wrong in (None, "kk", {"requirement": "kk"}):
        with pytest.raises(UsageError, match="attachment_type"):
            judge_attachments(SERVICE, [good, wrong], TODAY)


FILES = st.builds(
    Attachment,
    requirement=st.from_regex(r"[a-z][a-z0-9_]{0,63}", fullmatch=True),
    digest=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    media_type=st.sampled_from(["image/png", "application/vnd.ms-excel", "a.b+c/d-e"]),
    size=st.integers(0, 10**12),
    dated=st.none() | st.dates(),
)


@pytest.mark.property
@given(st.lists(FILES, max_size=4))
def test_files_come_back_as_they_were(files):
    """As JSON data under a name for each place; an event says less of them."""
    sealed = sealable(files)
    assert list(sealed) == [f"@file/{place}" for place in range(len(files))]
    assert [Attachment.from_plain(plain) for plain in sealed.values()] == files
    told = listed(files)
    assert [set(entry) for entry in told] == [{"requirement", "media_type"}] * len(
        files
    )
    assert [entry["requirement"] for entry in told] == [f.requirement for f in files]
    assert not any(f.digest in repr(told) for f in files)


@pytest.mark.property
@given(st.binary(max_size=300))
def test_a_file_is_its_digest_and_its_length(content):
    """SHA-256 over the bytes, whichever kind of buffer they come in."""
    made = Attachment.of("kk", content, "image/png", dated=TODAY)
    assert made == Attachment("kk", sha256(content).hexdigest(), "image/png",
                              len(content), TODAY)  # fmt: skip
    assert Attachment.of("kk", bytearray(content), "image/png", dated=TODAY) == made
    assert Attachment.of("kk", memoryview(content), "image/png", dated=TODAY) == made


@pytest.mark.parametrize(
    "change",
    [
        {"requirement": ""}, {"requirement": "k" * 65}, {"requirement": "1kk"},
        {"requirement": "kk\n"}, {"requirement": "KK"}, {"digest": "ab" * 31},
        {"digest": "AB" * 32}, {"digest": "ab" * 32 + "\n"}, {"digest": b"ab" * 32},
        {"media_type": "image"}, {"media_type": "image/"}, {"media_type": "/png"},
        {"media_type": "Image/png"}, {"media_type": "image/png; q=1"},
        {"media_type": "image/png\n"}, {"media_type": "a" * 41 + "/b"},
        {"media_type": "a/" + "b" * 81}, {"size": -1}, {"size": 1.0}, {"size": None},
    ],
    ids=str,
)  # fmt: skip
def test_no_other_text_gets_into_an_event(change):
    """Names and types have one form; whatever else is refused when it is made."""
    good = {"requirement": "k" * 64, "digest": "0" * 64, "size": 0,
            "media_type": "a" * 40 + "/" + "b" * 80}  # fmt: skip
    Attachment(**good)
    with pytest.raises(UsageError, match="attachment_form"):
        Attachment(**{**good, **change})
