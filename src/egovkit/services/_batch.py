"""Issuing many documents at once: one transaction to reserve, one to issue.

The three steps stay as they are (`egovkit.services._issuing`); only each is done
for all. What is refused for one request is no reason against the others, but a
failure of the database undoes the whole step: after it, and after a crash, the
same call can be made again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from egovkit._arguments import several
from egovkit._clock import to_epoch
from egovkit.errors import Refused
from egovkit.services._actor import Actor
from egovkit.services._desk_base import Moment, Receipt
from egovkit.services._draft import Draft, Made, Sealed
from egovkit.services._issuing import Issuing
from egovkit.services._refusal import Refusal
from egovkit.services._tables import Tables
from egovkit.services._ticket import Ticket

__all__ = ["Batch", "Batches"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """What became of many requests.

    Args:
        done: What each of those got that were not refused, in the order asked.
        refused: Why not, by ticket as it was given.
    """

    done: tuple[T, ...]
    refused: Mapping[str, Refusal]


class Batches(Issuing):
    """The verbs of issuing, for many requests."""

    def reserve_many(
        self, tickets: Iterable[str], *, by: Actor, at: Moment
    ) -> Batch[Draft]:
        """Take numbers and status indices for many documents, in one transaction.

        In each register numbers follow the order of the tickets. Asked again, those
        that are not issued or void yet get the same drafts. The registers are held
        until the transaction ends: some hundred tickets at a time are enough for
        one round of signing.

        Args:
            tickets: The requests; one that is named twice counts once.
            by: Who issues.
            at: When, as in `reserve`.
        """
        wanted = tuple(dict.fromkeys(several(tickets, "tickets")))

        def work(tables: Tables) -> Batch[Draft]:
            _lock(tables, wanted)
            claims, refused = [], {}
            for ticket in wanted:
                try:
                    claims.append(self._claim(tables, ticket, by, at))
                except Refused as error:
                    refused[ticket] = Refusal.of(error)
            return Batch(tuple(self._take(tables, claims)), refused)

        return self._refusing(self._store.write(work), at)

    def issue_many(
        self, sealed: Iterable[tuple[Draft, Sealed]], *, by: Actor, at: Moment
    ) -> Batch[Receipt]:
        """Make many documents count, in one transaction.

        Asked again with the same seals it gives the same receipts.

        Args:
            sealed: Each draft with what was made of it.
            by: Who issues.
            at: When.
        """
        items = [(draft, Made.of(seal)) for draft, seal in several(sealed, "sealed")]

        def work(tables: Tables) -> Batch[Receipt]:
            _lock(tables, (draft.ticket for draft, _ in items))
            done: list[Receipt] = []
            refused: dict[str, Refusal] = {}
            for draft, made in items:
                try:
                    ready = self._ready(tables, draft, made, by, at)
                except Refused as error:
                    refused[draft.ticket] = Refusal.of(error)
                else:
                    done.append(self._issue(tables, *ready))
            return Batch(tuple(done), refused)

        return self._refusing(self._store.write(work), at)

    def _refusing(self, batch: Batch[T], at: Moment) -> Batch[T]:
        said = self._count(batch.refused.items(), to_epoch(at))
        return Batch(batch.done, dict(zip(batch.refused, said, strict=True)))


def _lock(tables: Tables, tickets: Iterable[str]) -> None:
    """Lock requests in one order, so that two batches never wait crosswise."""
    keys = {Ticket.parse(ticket).key for ticket in tickets if Ticket.is_valid(ticket)}
    for key in sorted(keys):
        tables.request(key, lock=True)
