"""A request as an application sees it: everything it has to show, by public names."""

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    START,
    Seal,
    approved,
    definition,
    file_one,
    make_desk,
)

from egovkit.services import Actor, Catalogue, MemoryStore, Ticket

FIRE = Actor.system("damkar-contoh", "damkar")
ADVISED = {
    "id": "izin",
    "prefix": "IZN",
    "facts": {"visited": ["petugas"]},
    "workflow": {
        "initial": "submitted",
        "branches": [
            {"name": "fire", "state": "submitted", "roles": ["damkar"]},
            {"name": "zone", "state": "submitted", "roles": ["atr"]},
        ],
        "transitions": [
            {"from": "submitted", "action": "close", "to": "closed",
             "roles": ["petugas"]},
        ],
    },
}  # fmt: skip


@pytest.fixture
def desk():
    """A desk for letters, and for permits that others advise on."""
    store = MemoryStore()
    both = Catalogue([definition(), definition(**ADVISED)])
    yield make_desk(store, definition=both)
    store.close()


def submit(desk, **more):
    """File an application for a permit."""
    form = {"name": "S", "purpose": "x"}
    return desk.submit(form, **{"service": "izin", "by": CITIZEN, "at": START, **more})


def test_what_others_said_and_what_was_recorded(desk):
    """Each who was asked, with the answer or that there is none yet."""
    ticket = submit(desk, place="99.71.01").ticket
    desk.answer(ticket, "fire", "rejected", by=FIRE, at=START)
    desk.record(ticket, "visited", by=OFFICER, at=START)
    request = desk.get(ticket)
    assert request.branches == {"fire": "rejected", "zone": "requested"}
    assert (request.facts, request.place) == (("visited",), "99.71.01")


def test_a_whole_its_parts_and_what_they_refer_to(desk):
    """By ticket, as the desk takes them; a part says how it ended."""
    whole = submit(desk).ticket
    open_, ended = (submit(desk, parent=whole).ticket for _ in range(2))
    desk.act(ended, "close", by=OFFICER, at=START)
    again = submit(desk, links={"repeats": whole}).ticket
    parts = desk.get(whole).parts
    assert {part.key: end for part, end in parts.items()} == {
        open_.key: "",
        ended.key: "closed",
    }
    assert [desk.get(part).ticket for part in parts] == [open_, ended]
    assert desk.get(desk.get(open_).parent).ticket == whole
    assert desk.get(again).links == {"repeats": Ticket.from_key(whole.key)}
    alone = desk.get(again)
    assert (alone.parent, dict(alone.parts), alone.document) == (None, {}, "")


def test_what_is_shown_cannot_be_changed_from_outside(desk):
    """A view is a copy."""
    request = desk.get(submit(desk).ticket)
    request.branches["fire"] = "accepted"
    assert request.branches["fire"] == "requested"


def test_what_became_of_the_document(desk):
    """Each step by its word; none before the first."""
    ticket = approved_letter(desk)
    words = [desk.get(ticket).document]
    by = {"by": LURAH, "at": START}

    def note(_):
        words.append(desk.get(ticket).document)

    draft = desk.reserve(ticket, **by)
    note(desk.void(draft, reason="seal_failed", **by))
    draft = desk.reserve(ticket, **by)
    note(desk.signing_unknown(draft, reference="TX-9", **by))
    note(desk.reconcile(ticket, lambda _: "signed", **by))
    note(desk.issue(draft, seal=Seal(), **by))
    note(desk.suspend(ticket, reason="data_wrong", **by))
    note(desk.reinstate(ticket, **by))
    note(desk.revoke(ticket, reason="data_wrong", **by))
    assert words == [
        "", "void", "signing_unknown", "reserved", "issued", "suspended", "issued",
        "revoked",
    ]  # fmt: skip


def approved_letter(desk):
    """A letter that may be issued."""
    only_letters = make_desk(desk._store)
    assert file_one(only_letters)
    return approved(only_letters)
