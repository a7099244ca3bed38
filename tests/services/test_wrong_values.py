"""Values of a wrong kind, whoever passes them: one of our errors, and nothing done."""

from datetime import UTC, date, datetime

import pytest
from services_office import LURAH, START, Seal, approved, issued, make_desk

from egovkit.errors import EgovkitError, Refused, UsageError
from egovkit.services import (
    Element,
    MemoryStore,
    Message,
    Outbox,
    Response,
    Survey,
    Ticket,
    recover,
    survey_index,
    verify_history,
)
from egovkit.services.exports import to_cpsv_ap
from egovkit.signatures import Outcome

DAY = date(2027, 3, 5)
ODD = {
    "none": None,
    "true": True,
    "a number": 7,
    "a fraction": 1.5,
    "a huge number": 10**30,
    "text": "x",
    "a path with a zero": "a\0b",
    "a lone surrogate": "\ud800",
    "bytes": b"x",
    "a list": ["x"],
    "a mapping": {"a": 1},
    "an object": object(),
    "a class": int,
    "a moment": datetime(2027, 3, 5, 9, tzinfo=UTC),
}


@pytest.fixture(scope="module")
def desk():
    """A desk with an issued document, and a number reserved for another."""
    with MemoryStore() as store:
        desk = make_desk(store)
        issued(desk)
        desk.draft = desk.reserve(approved(desk), by=LURAH, at=START)
        yield desk


BY = {"by": LURAH, "at": START}
MESSAGE = Message("0" * 10, 1, "submitted", 1)
CALLS = {
    "issue": lambda desk, odd: desk.issue(odd, seal=Seal(), **BY),
    "issue a seal": lambda desk, odd: desk.issue(desk.draft, seal=odd, **BY),
    "void": lambda desk, odd: desk.void(odd, reason="seal_failed", **BY),
    "void for a reason": lambda desk, odd: desk.void(desk.draft, reason=odd, **BY),
    "not answered": lambda desk, odd: desk.signing_unknown(odd, reference="J", **BY),
    "revoke": lambda desk, odd: desk.revoke(odd, reason="by_court", **BY),
    "checkpoint": lambda desk, odd: desk.checkpoint(key=odd, at=START),
    "performance from": lambda desk, odd: desk.performance(odd, DAY),
    "performance to": lambda desk, odd: desk.performance(DAY, odd),
    "refusals from": lambda desk, odd: desk.refusals_stored(odd, DAY),
    "refusals to": lambda desk, odd: desk.refusals_stored(DAY, odd),
    "csv from": lambda desk, odd: desk.performance_csv(odd, DAY),
    "overdue": lambda desk, odd: desk.mark_overdue(by=odd, at=START),
    "reminders": lambda desk, odd: next(desk.reminders(at=START, within=odd)),
    "recover": lambda desk, odd: recover(desk._store, registers={key(odd): 1}),
    "recover a year": lambda desk, odd: recover(
        desk._store, registers={("surat", -7 if odd == 7 else key(odd)): 1}
    ),
    "settle": lambda desk, odd: Outbox(desk._store).settle(MESSAGE, odd, at=START),
    "survey": lambda _, odd: Survey([Response((3,) * 9), odd]),
    "a row": lambda _, odd: survey_index([odd]),
    "an answer sheet": lambda _, odd: Response.of(odd),
    "answers": lambda _, odd: Response(odd),
    "a ticket": lambda _, odd: Ticket.parse(odd),
    "a new ticket": lambda _, odd: Ticket.new(odd),
    "a history": lambda _, odd: verify_history(odd),
    "a key": lambda _, odd: verify_history([], key=[odd]),
}


def key(odd):
    """It, or text of it where it cannot be a key."""
    return str(odd) if isinstance(odd, list | dict) else odd


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_value_of_a_wrong_kind_is_refused(desk, call, odd):
    """Typed, whatever it is; the value is not in the message."""
    with pytest.raises(EgovkitError) as caught:
        call(desk, odd)
    assert caught.value.sentence("id") != caught.value.code
    if isinstance(odd, str | bytes) and len(odd) > 1:
        assert repr(odd) not in str(caught.value)


def test_after_all_that_nothing_was_done(desk):
    """The number is still pending, the document valid, the history as it was."""
    before = verify_history(desk._store).checks[0].facts
    for call in CALLS.values():
        with pytest.raises(EgovkitError):
            call(desk, None)
    assert [state for _, _, state in desk.numbers("surat", 2027)] == [
        "issued",
        "pending",
    ]
    report = verify_history(desk._store)
    assert report.outcome is Outcome.VALID
    assert report.checks[0].facts == before


@pytest.mark.parametrize(
    "group", [None, 7, b"domisili", ["a"], date(2027, 1, 1)], ids=str
)
def test_services_and_offices_are_named_by_text(group):
    """Groups are sorted by name in the report, so that all of them are of one kind."""
    with pytest.raises(EgovkitError, match="not_text"):
        Response((3,) * 9, service=group)
    with pytest.raises(EgovkitError, match="not_text"):
        Response.of(dict.fromkeys(Element, 3), unit=group)


def test_a_moment_would_miss_the_refusals_of_its_day(desk):
    """2027-03-05T00:00 sorts after 2027-03-05: the first day would be left out."""
    with pytest.raises(Refused):
        desk.act(approved(desk), "check", **BY)
    assert desk.refusals_stored(DAY, DAY)
    with pytest.raises(UsageError, match="period_day"):
        desk.refusals_stored(datetime(2027, 3, 5, tzinfo=UTC), DAY)


@pytest.mark.parametrize("uri", [None, 7, b"https://a.example", "ftp://a.example", ""])
def test_a_service_has_an_address_on_the_web(desk, uri):
    """Text that begins with https; anything else names no service."""
    (definition,) = desk.catalogue
    with pytest.raises(UsageError, match="export_uri"):
        to_cpsv_ap(definition, uri=uri)
