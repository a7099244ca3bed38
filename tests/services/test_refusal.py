"""Refusals as data: facts, sentences, problem documents; and looking at requests."""

import json

import pytest
from services_office import (
    CITIZEN,
    LURAH,
    OFFICER,
    SEKLUR,
    START,
    approved,
    definition,
    file_one,
    issued,
    make_desk,
    wib,
)

from egovkit._messages import definitions, refusals, services
from egovkit.errors import Refused, UsageError
from egovkit.services import Actor, MemoryStore, Refusal, Ticket, verify_history
from egovkit.services._core import fold_all
from egovkit.services._events import Event, decode_event
from egovkit.services._state import State
from egovkit.signatures import Outcome


def test_an_unknown_ticket_says_whether_it_was_mistyped(desk):
    """`not_found`, with a hint when the check symbol fails."""
    known = file_one(desk)
    stranger = Ticket.new("DOM")
    last = known[-1]
    mistyped = known[:-1] + ("0" if last != "0" else "1")
    for ticket, facts, word in [
        (stranger, {}, "tidak ditemukan"),
        (mistyped, {"hint": "check_symbol"}, "salah ketik"),
        ("nonsense", {}, "tidak ditemukan"),
    ]:
        with pytest.raises(Refused) as caught:
            desk.get(ticket)
        refusal = caught.value.refusal
        assert (refusal.code, refusal.facts) == ("not_found", facts)
        assert word in refusal.sentence("id")
        assert refusal.to_problem()["status"] == 404
    assert desk.get(known.lower().replace("-", " ")).ticket == known


def test_a_refusal_is_a_problem_document(desk):
    """RFC 9457: type, title, status, detail, and the facts as extensions."""
    ticket = file_one(desk)
    problem = desk.check(ticket, "check", by=LURAH, at=START).to_problem("en")
    assert problem == {
        "type": "urn:egovkit:refusal:wrong_role",
        "title": "The action was refused.",
        "status": 403,
        "detail": 'The action "check" can only be done by: petugas.',
        "code": "wrong_role",
        "action": "check",
        "allowed": ["petugas"],
    }
    assert json.loads(json.dumps(problem)) == problem


def test_refused_carries_the_refusal_and_its_facts(desk):
    """The exception speaks for itself and holds the data."""
    ticket = file_one(desk)
    with pytest.raises(Refused) as caught:
        desk.act(ticket, "approve", by=LURAH, at=START)
    assert caught.value.facts["allowed_from"] == "initialled"
    assert "initialled" in str(caught.value)
    assert str(caught.value.refusal).endswith("[wrong_state]")


SENTENCES = definitions.SENTENCES | refusals.SENTENCES | services.SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_is_formal_and_in_both_languages(code):
    """No empty one, no slang of certification, placeholders alike."""
    import string

    indonesian, english = SENTENCES[code]
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (indonesian, english)
    ]
    assert fields[0] == fields[1]
    assert indonesian
    assert english
    assert "tersertifikasi" not in indonesian


def test_refusals_are_counted(desk):
    """For the report on the service itself."""
    ticket = file_one(desk)
    for _ in range(3):
        with pytest.raises(Refused):
            desk.act(ticket, "check", by=LURAH, at=START)
    assert desk.refusals == {"wrong_role": 3}
    assert "domisili@1,refusal,3,wrong_role" in desk.performance_csv(
        START.date(), START.date()
    )


def test_allowed_is_what_check_says(desk):
    """Who may do what now, as an office's screen asks."""
    ticket = file_one(desk)
    request = desk.get(ticket)
    assert request.allowed(by=OFFICER) == ("check", "return")
    assert request.allowed(by=CITIZEN) == ("withdraw",)
    assert request.allowed(by=SEKLUR) == ()
    assert desk.allowed(ticket, by=OFFICER) == ("check", "return")
    done = approved(desk)
    assert desk.allowed(done, by=LURAH) == ("issue",)


def test_a_request_shows_itself(desk):
    """State, label, opening, document number."""
    ticket = file_one(desk)
    request = desk.get(ticket)
    assert (request.state, request.label(), request.closed) == (
        "submitted", "submitted", False,
    )  # fmt: skip
    assert request.opened_at == START
    assert request.number is None
    assert request.waiting_for == ()
    desk.act(ticket, "return", by=OFFICER, reason="kk_unreadable", at=START)
    assert desk.get(ticket).waiting_for == ("applicant",)
    assert desk.get(issued(desk)).number == "400.12/1/KEL-CTH/III/2027"


def test_the_timeline_is_for_people(desk):
    """Who acted in which role, for what reason, into which state."""
    ticket = file_one(desk)
    desk.act(ticket, "return", by=OFFICER, reason="kk_unreadable", at=START)
    first, second = desk.timeline(ticket)
    assert (first.by, first.role, first.state) == ("applicant",) * 2 + ("submitted",)
    assert (second.action, second.reason, second.state) == (
        "return", "kk_unreadable", "returned",
    )  # fmt: skip
    assert first.at == START


def test_time_does_not_run_backwards_in_a_history(desk):
    """A clock set back: the event keeps the later time and says so."""
    ticket = file_one(desk)
    earlier = wib(2027, 3, 1, 9)
    receipt = desk.act(ticket, "check", by=OFFICER, at=earlier)
    assert receipt.at == int(START.timestamp())
    body = desk._store.read(lambda t: t.events(desk.get(ticket).ticket.key))[1][2]
    event = decode_event(body)
    assert event.data["clock_back"] == int((START - earlier).total_seconds())
    assert verify_history(desk._store).outcome is Outcome.VALID


# events


def test_events_hold_no_floats_and_no_unknown_layout():
    """A float has no one spelling; a later layout is refused, not guessed."""
    event = Event("0" * 10, 1, "acted", 1, "u", "officer", "r", {"x": [1, {"y": 1.5}]})
    with pytest.raises(UsageError, match="event_float"):
        event.body()
    good = event._replace(data={"x": [True, None, "a"]}).body()
    assert decode_event(good).data == {"x": [True, None, "a"]}
    for body, code in [
        (good.replace(b'"v":1', b'"v":2'), "event_format"),
        (b"[]", "event_unreadable"),
        (b"{", "event_unreadable"),
        (b'{"v":1}', "event_unreadable"),
        (b"\xff", "event_unreadable"),
    ]:
        with pytest.raises(UsageError) as caught:
            decode_event(body)
        assert caught.value.code == code


def test_an_event_of_an_unknown_kind_changes_only_the_counters():
    """A newer egovkit wrote it: an older one keeps what it knows."""
    first = Event("0" * 10, 1, "drafted", 5, "u", "citizen", "applicant",
                  {"definition": "d@1", "form_version": 1})  # fmt: skip
    second = Event("0" * 10, 2, "sung", 6, "u", "officer", "choir", {})
    state = fold_all([first, second])
    assert (state.state, state.seq, state.version, state.last_at) == ("draft", 2, 2, 6)
    with pytest.raises(ValueError, match="no events"):
        fold_all([])


def test_a_state_does_not_change():
    """Immutable, equal by content, and it drops names of other versions."""
    state = State("0" * 10)
    with pytest.raises(AttributeError):
        state.state = "x"
    later = state.after({"state": "x", "facts": ("paid",)})
    assert (state.state, later.state) == ("", "x")
    assert State.from_plain({**later.to_plain(), "mood": "good"}) == later
    assert later != state
    assert hash(later) == hash(later.after({}))
    assert repr(later) == "State('0000000000', 'x', seq=0)"
    assert Refusal("closed", {"state": "x"}) == Refusal("closed", {"state": "x"})


# how the service performs


def test_the_service_is_measured_by_its_own_clock():
    """Median, p90, share on time, outcomes, pauses: by hand for ten requests."""
    desk = make_desk(MemoryStore())
    begun = wib(2027, 4, 1, 9)  # Thursday; then 2, 5, 6, 7, 8, 9 April work
    ends = [2, 2, 2, 2, 5, 5, 6, 8, 9, 12]
    for day in ends:
        ticket = file_one(desk, begun)
        desk.act(ticket, "withdraw", by=CITIZEN, at=wib(2027, 4, day, 10))
    paused = file_one(desk, begun)
    desk.act(paused, "return", by=OFFICER, reason="kk_unreadable", at=begun)
    file_one(desk, begun)
    (report,) = desk.performance(wib(2027, 4, 1).date(), wib(2027, 4, 30).date())
    assert report.definition == "domisili@1"
    assert report.count == 10
    assert report.used == {1: 4, 2: 2, 3: 1, 5: 1, 6: 1, 7: 1}
    assert (report.median, report.p90) == (2, 6)
    assert (report.on_time, report.share_on_time) == (8, "80.0")
    assert report.outcomes == {"withdrawn": 10}
    assert report.pauses == {}
    svg = report.to_svg()
    assert svg.startswith("<svg")
    assert svg.count("<rect") == 8
    csv = desk.performance_csv(wib(2027, 4, 1).date(), wib(2027, 4, 30).date())
    assert csv.splitlines() == [
        "definition,term,count,median,p90,on_time_percent",
        "domisili@1,statutory,10,2,6,80.0",
        "domisili@1,outcome,10,withdrawn",
    ]
    desk.act(paused, "resubmit", by=CITIZEN, at=wib(2027, 4, 2, 9))
    desk.act(paused, "withdraw", by=CITIZEN, at=wib(2027, 4, 2, 9))
    (report,) = desk.performance(wib(2027, 4, 1).date(), wib(2027, 4, 30).date())
    assert report.pauses == {"kk_unreadable": 1}
    assert desk.performance(wib(2027, 5, 1).date(), wib(2027, 5, 31).date()) == ()


def test_an_empty_report_has_no_share():
    """Nothing closed: no percentage is made up."""
    from egovkit.services import ServicePerformance

    empty = ServicePerformance("d@1", "t", 0, {}, 0, {}, {}, {})
    assert (empty.share_on_time, empty.median, empty.p90) == ("", 0, 0)
    third = ServicePerformance("d@1", "t", 3, {1: 3}, 2, {}, {}, {})
    assert third.share_on_time == "66.7"
    assert "<rect" in empty.to_svg()


def test_a_service_without_clocks_is_counted_too():
    """No term: count and outcomes only."""
    desk = make_desk(MemoryStore(), definition=definition(terms={}))
    ticket = file_one(desk)
    desk.act(ticket, "withdraw", by=CITIZEN, at=START)
    (report,) = desk.performance(START.date(), START.date())
    assert (report.count, report.term, report.used) == (1, "", {})
    assert desk.mark_overdue(by=Actor.system("jam"), at=START) == []
