"""Messages: at least once, later and later, never in the way of one another."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_office import OFFICER, START, file_one, issued, make_desk

from egovkit.errors import UsageError
from egovkit.services import Delivery, MemoryStore, Outbox

FINAL = (Delivery.DELIVERED, Delivery.PERMANENT_FAILURE)


@pytest.fixture
def store():
    """A store in memory."""
    with MemoryStore() as store:
        yield store


def file_some(store, number=1):
    """File requests; each leaves one message. Gives their keys, as claimed."""
    desk = make_desk(store)
    return sorted(file_one(desk).key for _ in range(number))


def after(seconds):
    """A moment later."""
    return START + timedelta(seconds=seconds)


# 30 seconds, doubled each time, up to a day: reckoned by hand
DELAYS = [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 30720, 61440,
          86400, 86400, 86400]  # fmt: skip


def test_failures_wait_longer_each_time_and_at_most_a_day(store):
    """Not a second earlier, and due at the second."""
    file_some(store)
    outbox = Outbox(store, lease=5, max_attempts=len(DELAYS) + 1)
    now = 0
    for attempt, delay in enumerate(DELAYS, 1):
        (message,) = outbox.claim(at=after(now))
        assert message.attempts == attempt
        state = outbox.settle(message, "temporary_failure", at=after(now))
        assert state is Delivery.TEMPORARY_FAILURE
        assert outbox.claim(at=after(now + delay - 1)) == []
        now += delay
    (message,) = outbox.claim(at=after(now))
    last = outbox.settle(message, "temporary_failure", at=after(now))
    assert last is Delivery.PERMANENT_FAILURE
    assert outbox.claim(at=after(now + 10**9)) == []
    assert outbox.counts() == {Delivery.PERMANENT_FAILURE: 1}


@pytest.mark.parametrize("attempts", [25, 40])
def test_a_message_tried_for_weeks_still_waits_a_day(store, attempts):
    """No number grows without end, however often it was tried."""
    file_some(store)
    outbox = Outbox(store, lease=0, max_attempts=1000)
    for _ in range(attempts):
        (message,) = outbox.claim(at=START)
    assert message.attempts == attempts
    outbox.settle(message, "temporary_failure", at=START)
    assert outbox.claim(at=after(86_399)) == []
    assert len(outbox.claim(at=after(86_400))) == 1


@pytest.mark.parametrize(
    "answer",
    ["", "ok", "created", "sending", "Delivered", None, True, 200, b"delivered"],
)
def test_an_answer_is_one_of_three(store, answer):
    """``created`` or nothing at all would take the message out of the queue."""
    file_some(store)
    outbox = Outbox(store)
    (message,) = outbox.claim(at=START)
    with pytest.raises(UsageError) as caught:
        outbox.settle(message, answer, at=START)
    assert caught.value.code == "delivery_answer"
    allowed = "delivered, temporary_failure, permanent_failure"
    assert caught.value.facts == {"allowed": allowed}
    assert outbox.counts() == {Delivery.SENDING: 1}
    assert outbox.claim(at=after(60)) == [message._replace(attempts=2)]


@pytest.mark.parametrize("answer", ["delivered", "permanent_failure"])
def test_what_is_settled_stays_settled(store, answer):
    """A slow sender's answer about the same message changes nothing any more."""
    file_some(store)
    outbox = Outbox(store, lease=60)
    (slow,) = outbox.claim(at=START)
    (quick,) = outbox.claim(at=after(60))
    assert outbox.settle(quick, answer, at=after(61)) is Delivery(answer)
    outbox.settle(slow, "temporary_failure", at=after(62))
    assert outbox.counts() == {Delivery(answer): 1}
    assert outbox.claim(at=after(10**6)) == []


def test_a_message_that_breaks_its_sender_is_in_nobodys_way(store):
    """The others of the same run are sent; its error is raised after them."""
    first, *others = file_some(store, 4)
    outbox = Outbox(store)
    sent = []

    def send(message):
        if message.ticket == first:
            raise ConnectionError("gateway")
        sent.append(message.ticket)
        return "delivered"

    with pytest.raises(ConnectionError, match="gateway"):
        outbox.run(send, at=START)
    assert sent == others
    assert outbox.counts() == {Delivery.DELIVERED: 3, Delivery.SENDING: 1}
    assert outbox.run(send, at=after(59)) == 0
    with pytest.raises(ConnectionError):
        outbox.run(send, at=after(60))
    assert sent == others


def test_the_first_error_of_a_run_is_the_one_that_is_raised(store):
    """Of several; what is no answer is one of them."""
    first, second, third = file_some(store, 3)
    answers = {first: None, second: "delivered", third: "nonsense"}
    outbox = Outbox(store)
    with pytest.raises(UsageError, match="delivery_answer"):
        outbox.run(lambda message: answers[message.ticket], at=START)
    assert outbox.counts() == {Delivery.DELIVERED: 1, Delivery.SENDING: 2}

    def fail(message):
        raise ValueError(message.ticket)

    with pytest.raises(ValueError, match=first):
        outbox.run(fail, at=after(60))


def test_what_breaks_every_sender_fails_for_good_in_the_end(store):
    """Tried as often as the others, and not once more; then nobody asks for it."""
    file_some(store)
    outbox = Outbox(store, lease=10, max_attempts=3)
    tried = []

    def send(message):
        tried.append(message.attempts)
        raise OSError

    for turn in range(3):
        with pytest.raises(OSError, match=r"^$"):
            outbox.run(send, at=after(10 * turn))
    assert outbox.run(send, at=after(30)) == 1
    assert tried == [1, 2, 3]
    assert outbox.counts() == {Delivery.PERMANENT_FAILURE: 1}
    assert outbox.run(send, at=after(10**6)) == 0


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_a_run_takes_no_more_than_its_limit(store, limit):
    """Each message once, whatever the size of a run."""
    keys = file_some(store, 7)
    outbox = Outbox(store)
    runs, seen = [], []

    def send(message):
        seen.append(message.ticket)
        return "delivered"

    while taken := outbox.run(send, at=START, limit=limit):
        runs.append(taken)
    assert seen == keys
    assert runs == [limit] * (7 // limit) + [7 % limit] * (7 % limit > 0)


def test_messages_of_a_request_come_in_the_order_of_its_events(store):
    """And every kind of event but a reading leaves one."""
    desk = make_desk(store)
    ticket = issued(desk)
    desk.read(ticket, by=OFFICER, at=START)
    messages = Outbox(store).claim(at=START)
    assert [m.kind for m in messages] == [
        entry.kind for entry in desk.timeline(ticket) if entry.kind != "data_read"
    ]
    assert [m.seq for m in messages] == list(range(1, 7))


def test_only_what_was_delivered_before_is_dropped(store):
    """Failures stay to be seen, and what is still to be sent stays to be sent."""
    file_some(store, 4)
    outbox = Outbox(store, max_attempts=1)
    one, two, three, four = outbox.claim(at=START)
    outbox.settle(one, "delivered", at=START)
    outbox.settle(two, "delivered", at=after(1))
    outbox.settle(three, "permanent_failure", at=START)
    outbox.purge(before=START)
    assert outbox.counts()[Delivery.DELIVERED] == 2
    outbox.purge(before=after(1))
    assert outbox.counts() == {
        Delivery.DELIVERED: 1,
        Delivery.PERMANENT_FAILURE: 1,
        Delivery.SENDING: 1,
    }
    assert outbox.claim(at=after(60)) == [four._replace(attempts=2)]


class SenderError(Exception):
    """The gateway does not answer."""


class SenderDied(BaseException):
    """The process is no more; nobody catches this."""


MOST = 4
ERRORS = {"raises": SenderError(), "dies": SenderDied()}
ANSWERS = st.sampled_from(
    ["delivered", "temporary_failure", "permanent_failure", "raises", "dies"]
)


@pytest.mark.property
@given(
    plans=st.lists(st.lists(ANSWERS, min_size=1, max_size=5), min_size=1, max_size=4),
    limit=st.integers(1, 5),
)
def test_every_message_ends_and_none_is_tried_after_that(plans, limit):
    """Whatever senders do: tried until it is settled, at most as often as allowed.

    Each message has a plan; when it is used up, the message is delivered. A sender
    that raises goes on with the others of its run; one that dies leaves them too.
    """
    with MemoryStore() as store:
        keys = file_some(store, len(plans))
        outbox = Outbox(store, lease=60, max_attempts=MOST)
        left = {
            key: [*plan, "delivered"] for key, plan in zip(keys, plans, strict=True)
        }
        tried, now = Counter(), 0

        def send(message):
            tried[message.ticket] += 1
            answer = left[message.ticket].pop(0)
            if answer in ERRORS:
                raise ERRORS[answer]
            return answer

        while set(outbox.counts()) - set(FINAL):
            with suppress(SenderError, SenderDied):
                outbox.run(send, at=after(now), limit=limit)
            now += 30
        most = {key: tries_of(plan) for key, plan in zip(keys, plans, strict=True)}
        assert all(tried[key] <= most[key] for key in keys)
        if not any("dies" in plan for plan in plans):
            assert tried == most
        assert sum(outbox.counts().values()) == len(plans)
        assert outbox.run(send, at=after(now + 10**8)) == 0


def tries_of(plan):
    """How often a message is tried, by its plan."""
    for number, answer in enumerate([*plan, "delivered"], 1):
        if answer in FINAL or number == MOST:
            return number
    raise AssertionError


def test_twelve_tries_and_a_minute_for_each_unless_said_otherwise(store):
    """As the reference states: a lease of 60 seconds, and twelve tries in all."""
    file_some(store)
    outbox, now, states = Outbox(store), 0, []
    outbox.claim(at=after(now))  # a sender that dies
    assert outbox.claim(at=after(59)) == []
    now = 60
    while messages := outbox.claim(at=after(now)):
        states.append(outbox.settle(messages[0], "temporary_failure", at=after(now)))
        now += 86_400
    assert states == [Delivery.TEMPORARY_FAILURE] * 10 + [Delivery.PERMANENT_FAILURE]
