"""The auditor's program and egovkit judge the same files alike.

They share no line of code. Whatever is done to an export, by chance or by somebody
who recomputes what can be recomputed, either both take it for intact or neither.
"""

import json
import string
from hashlib import sha256
from itertools import chain, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import OFFICER, START, file_one, issued, make_desk

from egovkit.errors import EgovkitError
from egovkit.services import MemoryStore, verify_history
from egovkit.services import _verifier_script as script
from egovkit.services._history import export_lines
from egovkit.signatures import Outcome, SigningKey

KEY = SigningKey.generate("Ed25519", use="history")


def export():
    """The lines of a history: three requests, two checkpoints."""
    with MemoryStore() as store:
        desk = make_desk(store)
        issued(desk)
        ticket = file_one(desk)
        desk.checkpoint(key=KEY, at=START)
        desk.act(ticket, "check", by=OFFICER, at=START)
        file_one(desk)
        desk.checkpoint(key=KEY, at=START)
        return list(export_lines(store))


LINES = export()
EVENTS = [place for place, line in enumerate(LINES) if line["type"] == "event"]
TEXT = [json.dumps(line, separators=(",", ":")) for line in LINES]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Whether each reader takes lines for intact, signatures and all."""
    folder = tmp_path_factory.mktemp("readers")
    path, pem = folder / "riwayat.jsonl", folder / "kunci.pem"
    pem.write_bytes(KEY.public.to_pem())

    def both(lines):
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        by_script = script.main([str(path), "--key", str(pem)]) == 0
        try:
            outcome = verify_history(path, key=KEY.public).outcome
        except EgovkitError:
            outcome = None
        return by_script, outcome is Outcome.VALID

    return both


def test_the_history_itself_is_intact_to_both(judged):
    """Or the tests below would say nothing."""
    assert judged(TEXT) == (True, True)
    assert len(EVENTS) == 6 + 2 + 1


@pytest.mark.property
@given(
    line=st.integers(0, len(TEXT) - 1),
    place=st.floats(0, 1, exclude_max=True),
    symbol=st.sampled_from(string.printable[:-5] + "\u00e9"),
)
def test_one_symbol_is_another(judged, line, place, symbol):
    """Any place of any line: both notice, or it says the same as before."""
    text = TEXT[line]
    at = int(place * len(text))
    damaged = [*TEXT[:line], text[:at] + symbol + text[at + 1 :], *TEXT[line + 1 :]]
    by_script, by_us = judged(damaged)
    assert by_script is by_us
    if by_us:
        assert read(damaged) == read(TEXT)


def read(lines):
    """What lines say, whatever the case of hexadecimal digits."""
    found = [json.loads(line) for line in lines]
    for line in found:
        for name in {"digest", "head", "signature"}.intersection(line):
            line[name] = bytes.fromhex(line[name])
    return found


@pytest.mark.property
@given(st.data())
def test_lines_in_another_order(judged, data):
    """Two lines that change places; one that is left out, or stands twice."""
    places = st.integers(0, len(TEXT) - 1)
    one, other = data.draw(places), data.draw(places)
    lines = list(TEXT)
    how = data.draw(st.sampled_from(["swap", "drop", "double", "move"]))
    if how == "swap":
        lines[one], lines[other] = lines[other], lines[one]
    elif how == "drop":
        del lines[one]
    elif how == "double":
        lines.insert(other, lines[one])
    else:
        lines.insert(other, lines.pop(one))
    by_script, by_us = judged(lines)
    assert by_script is by_us is (lines == TEXT)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 12),
    st.just(2**70),
    st.floats(allow_nan=False),
    st.sampled_from(["", "00", "0" * 64, "Z" * 10, "event", "end", "x"]),
    st.just([]),
    st.just({}),
    st.just([["Z" * 10, 1, "00"]]),
)


@pytest.mark.property
@given(st.data(), VALUES)
def test_a_member_with_another_value(judged, data, value):
    """Each member of each line, set to anything JSON can hold; or taken away."""
    place = data.draw(st.integers(0, len(LINES) - 1))
    name = data.draw(st.sampled_from(sorted(LINES[place])))
    line = dict(LINES[place])
    if data.draw(st.booleans()):
        line[name] = value
    else:
        del line[name]
    lines = [*TEXT[:place], json.dumps(line), *TEXT[place + 1 :]]
    by_script, by_us = judged(lines)
    assert by_script is by_us is (line == LINES[place])


BODY = st.sampled_from(
    ["actor", "at", "by", "data", "kind", "role", "seq", "ticket", "v"]
)


def recomputed(lines):
    """The lines with every digest and head that anybody can recompute."""
    heads, found = {}, []
    for line in lines:
        fresh = dict(line)
        if fresh["type"] == "event":
            before = heads.get(fresh["ticket"], bytes(32))
            body = fresh["body"].encode("ascii")
            digest = sha256(b"egovkit.event.v1\n" + before + body).digest()
            heads[fresh["ticket"]] = digest
            fresh["digest"] = digest.hex()
        elif fresh["type"] == "head":
            fresh["head"] = heads[fresh["ticket"]].hex()
        found.append(fresh)
    return found


def covered():
    """The events up to the last head that a checkpoint holds."""
    bodies = [
        json.loads(line["body"]) for line in LINES if line["type"] == "checkpoint"
    ]
    last = {ticket: seq for body in bodies for ticket, seq, _ in body["heads"]}
    return [p for p in EVENTS if LINES[p]["seq"] <= last.get(LINES[p]["ticket"], 0)]


@pytest.mark.property
@given(place=st.sampled_from(covered()), name=BODY, value=VALUES)
def test_a_rewriting_contradicts_the_checkpoints(judged, place, name, value):
    """An event changed, and every digest after it recomputed: the signature tells."""
    line = LINES[place]
    body = {**json.loads(line["body"]), name: value}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    lines = [*LINES[:place], {**line, "body": text}, *LINES[place + 1 :]]
    rewritten = recomputed(lines)
    expected = text == line["body"]
    assert judged([json.dumps(line) for line in rewritten]) == (expected, expected)


HEADS = [place for place, line in enumerate(LINES) if line["type"] == "head"]
LAST = HEADS[[LINES[place]["seq"] for place in HEADS].index(6)] - 1


def counted(lines):
    """The lines without the signed ones, and with a last line that counts them."""
    lines = [line for line in lines if line["type"] not in ("checkpoint", "end")]
    kinds = [line["type"] for line in lines]
    end = {"type": "end", "checkpoints": 0, "events": kinds.count("event")}
    lines = [*lines, {**end, "requests": kinds.count("head")}]
    return [json.dumps(line) for line in lines]


def without(*places):
    """The lines but for some."""
    return [line for place, line in enumerate(LINES) if place not in places]


@pytest.mark.parametrize(
    "lines",
    [
        *(without(place) for place in HEADS),
        without(LAST),
        without(LAST, LAST + 1),
        without(*range(LAST - 4, LAST + 2)),
        *([*LINES[:place], *LINES[place : place + 1] * 2, *LINES[place + 1 :]]
          for place in HEADS),
        [*LINES[: HEADS[0]], *LINES[HEADS[0] : HEADS[0] + 1] * 2,
         *(line for line in LINES[HEADS[0] + 1 :] if line is not LINES[HEADS[1]])],
        [LINES[0], {"type": "head", "ticket": "", "seq": 0, "head": "00" * 32},
         *LINES[1:]],
        [LINES[0], {"type": "head", "ticket": "", "seq": 0, "head": ""}, *LINES[1:]],
        [LINES[0], {"type": "head", "ticket": "", "seq": 0, "head": ""}],
        [*without(LAST), LINES[LAST]],
    ],
    ids=["no head 1", "no head 2", "no head 3", "last event", "last event and head",
         "all but one", "twice 1", "twice 2", "twice 3", "twice and none", "nothing's",
         "empty", "alone", "after its head"],
)  # fmt: skip
def test_each_request_has_one_head_at_its_end(judged, lines):
    """Counts at the end can be written anew: each request's head is looked for."""
    assert judged(counted(LINES)) == (True, True)
    assert judged(counted(lines)) == (False, False)


def by_ticket(lines):
    """The lines of each request, in the order of the file."""
    tickets = dict.fromkeys(line["ticket"] for line in lines if "ticket" in line)
    return [[line for line in lines if line.get("ticket") == t] for t in tickets]


def test_requests_stand_in_the_order_of_their_tickets(judged):
    """So that one reading tells whether a ticket comes twice."""
    groups = by_ticket(LINES)
    assert judged(counted([LINES[0], *chain(*groups)])) == (True, True)
    for order in permutations(groups):
        lines = [LINES[0], *chain(*order)]
        expected = list(order) == groups
        assert judged(counted(lines)) == (expected, expected)
    twice = [LINES[0], *groups[0], *groups[1], *groups[0]]
    assert judged(counted(twice)) == (False, False)


def test_an_empty_history_is_intact(tmp_path, judged):
    """Nothing was filed yet; the file says so, and both readers take it."""
    with MemoryStore() as store:
        assert make_desk(store).export(tmp_path / "x.jsonl") == 0
    lines = (tmp_path / "x.jsonl").read_text("ascii").splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["header", "end"]
    assert judged(lines) == (True, True)


def test_a_request_that_is_left_out_whole_shows_in_the_checkpoints(judged):
    """Nothing else tells of it: that is what checkpoints kept elsewhere are for."""
    gone = LINES[LAST]["ticket"]
    lines = [line for line in LINES if line.get("ticket") != gone]
    assert judged(counted(lines)) == (True, True)
    end = {**lines[-1], "events": lines[-1]["events"] - 6, "requests": 2}
    assert judged(map(json.dumps, [*lines[:-1], end])) == (False, False)


def test_every_event_is_covered_by_the_last_checkpoint():
    """It was made after the last event; so none of them can be rewritten."""
    assert covered() == EVENTS
    assert recomputed(LINES) == LINES


ROWS = [
    (line["ticket"], line["seq"], bytes.fromhex(line["digest"]), line["body"].encode())
    for line in (LINES[place] for place in EVENTS)
]


@pytest.mark.property
@given(
    place=st.integers(0, len(ROWS) - 1),
    part=st.sampled_from(["digest", "body"]),
    at=st.floats(0, 1, exclude_max=True),
    bit=st.integers(0, 7),
)
def test_the_first_broken_event_is_the_one_that_is_named(place, part, at, bit):
    """One bit anywhere in the bytes: the event that holds it, and no later one."""
    ticket, seq, digest, body = ROWS[place]
    old = {"digest": digest, "body": body}[part]
    index = int(at * len(old))
    new = old[:index] + bytes([old[index] ^ (1 << bit)]) + old[index + 1 :]
    damaged = {"digest": digest, "body": body, part: new}
    rows = [*ROWS]
    rows[place] = (ticket, seq, damaged["digest"], damaged["body"])
    report = verify_history(rows)
    assert report.reason.code == "history_changed"
    assert report.reason.facts == {"ticket": ticket, "seq": seq}


@pytest.mark.parametrize("place", range(len(ROWS)))
def test_an_event_that_is_missing_is_named_by_the_one_after_it(place):
    """The last of a request has none after it: rows alone do not tell where it ends."""
    left = ROWS[:place] + ROWS[place + 1 :]
    report = verify_history(left)
    ticket, seq = ROWS[place][:2]
    if any(row[0] == ticket and row[1] > seq for row in ROWS):
        assert report.reason.code == "history_gap"
        assert report.reason.facts == {"ticket": ticket, "seq": seq + 1}
    else:
        assert report.outcome is Outcome.VALID
        assert report.checks[0].facts["events"] == len(ROWS) - 1
