"""Messages that belong to events: queued with them, delivered at least once.

A message is a reference: ticket, event number, kind. Whoever sends looks the
rest up. It enters the outbox in the transaction of its event, so none is lost
and none is sent for something that did not happen. A sender that dies leaves its
messages to the next one after the lease; receivers must bear a repetition.
Within one request messages are claimed in the order of its events.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from egovkit._clock import to_epoch
from egovkit.errors import UsageError
from egovkit.services._desk_base import Moment
from egovkit.services._store import Store
from egovkit.services._tables import Tables

__all__ = ["Delivery", "Message", "Outbox"]

_FIRST_DELAY = 30
_LONGEST_DELAY = 24 * 3600


class Delivery(StrEnum):
    """What became of a message."""

    CREATED = "created"
    SENDING = "sending"
    DELIVERED = "delivered"
    TEMPORARY_FAILURE = "temporary_failure"
    PERMANENT_FAILURE = "permanent_failure"


_ANSWERS = (
    Delivery.DELIVERED,
    Delivery.TEMPORARY_FAILURE,
    Delivery.PERMANENT_FAILURE,
)


class Message(NamedTuple):
    """A message to be sent.

    Attributes:
        ticket: The request's ten symbols.
        seq: The event.
        kind: The event's kind, such as ``issued``.
        attempts: How often it was tried, this time included.
    """

    ticket: str
    seq: int
    kind: str
    attempts: int


class Outbox:
    """The queue of one store.

    Args:
        store: The store the desk works on.
        lease: Seconds a sender has before others try its messages.
        max_attempts: After so many tries a message has failed for good.

    Example:
        >>> from egovkit.services import MemoryStore
        >>> from egovkit._clock import SystemClock
        >>> Outbox(MemoryStore()).run(lambda message: "delivered", at=SystemClock())
        0
    """

    def __init__(
        self, store: Store, *, lease: int = 60, max_attempts: int = 12
    ) -> None:
        self._store = store
        self._lease = lease
        self._max_attempts = max_attempts

    def claim(self, *, at: Moment, limit: int = 20) -> list[Message]:
        """Take messages that are due; they are ours until the lease ends.

        Args:
            at: When.
            limit: How many at most.
        """
        now = to_epoch(at)

        def work(tables: Tables) -> list[Message]:
            rows = tables.claim_messages(now, now + self._lease, limit)
            return [Message(*row) for row in rows]

        return self._store.write(work)

    def settle(self, message: Message, answer: str, *, at: Moment) -> Delivery:
        """Write down what became of a message.

        Args:
            message: As claimed.
            answer: ``delivered``, ``temporary_failure`` or ``permanent_failure``.
            at: When; a temporary failure waits 30 seconds from then, twice as
                long after each further one, at most a day.

        Returns:
            Its state; a temporary failure too often is permanent.

        Raises:
            egovkit.errors.UsageError: Another answer.
        """
        if answer not in _ANSWERS:
            raise UsageError("delivery_answer", allowed=", ".join(_ANSWERS))
        state = Delivery(answer)
        tried_out = message.attempts >= self._max_attempts
        if state is Delivery.TEMPORARY_FAILURE and tried_out:
            state = Delivery.PERMANENT_FAILURE
        due = to_epoch(at)
        if state is Delivery.TEMPORARY_FAILURE:
            due += min(_FIRST_DELAY << min(message.attempts - 1, 20), _LONGEST_DELAY)
        settled = state is not Delivery.TEMPORARY_FAILURE
        self._store.write(
            lambda tables: tables.settle_message(
                message.ticket, message.seq, state.value, due, settled=settled
            )
        )
        return state

    def run(
        self, send: Callable[[Message], str], *, at: Moment, limit: int = 20
    ) -> int:
        """Send what is due, once through.

        Args:
            send: Sends one message, outside any transaction, and gives an answer
                of `settle`. An exception leaves the message to the next run; it
                is raised when the other messages have been tried.
            at: When.
            limit: How many at most.

        Returns:
            How many messages were taken up. One whose senders raised or died
            too often has failed for good and is not tried again.
        """
        messages = self.claim(at=at, limit=limit)
        raised: Exception | None = None
        for message in messages:
            try:
                spent = message.attempts > self._max_attempts
                answer = Delivery.PERMANENT_FAILURE if spent else send(message)
                self.settle(message, answer, at=at)
            except Exception as error:  # noqa: BLE001 - raised below
                raised = raised or error
        if raised is not None:
            raise raised
        return len(messages)

    def counts(self) -> dict[Delivery, int]:
        """How many messages are in each state."""
        rows = self._store.read(Tables.message_counts)
        return {Delivery(state): count for state, count in rows}

    def purge(self, *, before: Moment) -> None:
        """Drop messages that were delivered before a time."""
        limit = to_epoch(before)
        self._store.write(lambda tables: tables.purge_messages(limit))
