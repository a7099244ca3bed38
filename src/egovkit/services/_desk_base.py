"""What every part of the desk shares: finding, refusing, writing one event."""

import hmac
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from egovkit._clock import Clock, to_epoch
from egovkit.errors import (
    CoverageError,
    DefinitionError,
    InvalidChecksumError,
    InvalidValueError,
    Refused,
    StoreError,
    UsageError,
)
from egovkit.services._actor import Actor, ActorKind, demand_actor
from egovkit.services._catalogue import Catalogue
from egovkit.services._codes import is_key
from egovkit.services._core import Command, fold
from egovkit.services._deadline import Calendar, Deadline, compute
from egovkit.services._definition import ServiceDefinition
from egovkit.services._digest import rules_digest
from egovkit.services._events import Event
from egovkit.services._refusal import Refusal
from egovkit.services._schema import NO_DATE
from egovkit.services._state import State
from egovkit.services._store import Store
from egovkit.services._tables import RequestRow, Tables
from egovkit.services._ticket import Ticket
from egovkit.services._vault import Vault

__all__ = ["DeskBase", "Moment", "Receipt", "StatusIndices"]

T = TypeVar("T")
Moment = datetime | Clock
_MIN_SECRET = 32


class StatusIndices(Protocol):
    """Spreads a counter over the indices of a status list."""

    def index_of(self, counter: int, /) -> int:
        """The index of the counter's value."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody gets for a thing done.

    The head is the digest of the request's history up to and including this
    event. Whoever keeps it can later show that the history was not rewritten.

    Args:
        ticket: The request's ticket.
        state: The state after the event.
        version: For `expected_version` of the next action.
        seq: The event's number in the request's history.
        head: The event's digest, 64 hexadecimal digits.
        at: Seconds since 1970-01-01 UTC.
    """

    ticket: Ticket
    state: str
    version: int
    seq: int
    head: str
    at: int


class DeskBase:
    """The desk without its verbs."""

    def __init__(
        self,
        definition: ServiceDefinition | Catalogue,
        *,
        store: Store,
        calendar: Calendar,
        status_indices: StatusIndices | None = None,
        secret: bytes | None = None,
    ) -> None:
        if secret is not None and not isinstance(secret, bytes):
            raise UsageError("not_bytes")
        if secret is not None and len(secret) < _MIN_SECRET:
            raise UsageError("secret_too_short", limit=_MIN_SECRET)
        self.catalogue = (
            definition if isinstance(definition, Catalogue) else Catalogue([definition])
        )
        self._services = frozenset(self.catalogue.services)
        self.calendar = calendar
        self._store = store
        self._status_indices = status_indices
        self._secret = secret
        self.refusals: Counter[str] = Counter()
        """How often each code was refused since this desk was made."""
        self._digests: dict[str, bytes] = {}
        self._held: set[str] = set()
        self._to_count: Counter[tuple[str, str, str]] = Counter()
        self._counting = threading.Lock()

    # finding

    def _definition(self, state: State) -> ServiceDefinition:
        return self.catalogue.get(state.definition)

    def _hold(
        self, tables: Tables, definition: ServiceDefinition, *, begins: bool = False
    ) -> None:
        """Refuse a version that is not what this store knows under its name.

        A version without a first day is not published to anybody yet, and free to
        change.

        Args:
            tables: The tables.
            definition: The version that is about to decide something.
            begins: Whether a request begins under it: the store remembers it then.
        """
        key = definition.key
        if definition.valid_from is None or (key in self._held and not begins):
            return
        digest = self._digest(definition)
        known = tables.meta(_known_as(key))
        if known is None and begins:
            tables.put_meta(_known_as(key), digest)
            known = tables.meta(_known_as(key))  # somebody else's may have been first
        elif known == digest:
            self._held.add(key)  # found, not just written: that may be rolled back
        if known is not None and known != digest:
            raise DefinitionError("definition_edited", service=key)

    def _digest(self, definition: ServiceDefinition) -> bytes:
        key = definition.key
        if key not in self._digests:
            self._digests[key] = rules_digest(definition, definition.form)
        return self._digests[key]

    def edited(self) -> tuple[str, ...]:
        """Versions that say something else than when requests began under them.

        A version with a first day (``valid_from``) is published: the store remembers
        what it says with the first request under it, and refuses to go on under other
        rules. Ask when the application starts; put the version back as it was, and
        make a new one of the edited text. Labels and the last day may change.

        Returns:
            Their keys, such as ``domisili@1``, in the order of the catalogue.
        """

        def work(tables: Tables) -> tuple[str, ...]:
            dated = [d for d in self.catalogue if d.valid_from is not None]
            return tuple(
                definition.key
                for definition in dated
                if tables.meta(_known_as(definition.key))
                not in (None, self._digest(definition))
            )

        return self._store.read(work)

    def _vault(self, tables: Tables) -> Vault:
        # Not remembered: a borrowed transaction that created the tables may be
        # rolled back, and the next one has another secret.
        return Vault(self._secret or tables.meta("secret") or b"")

    def _serves(self, definition: str) -> bool:
        """Whether a definition, by its key, is a version of one of our services.

        Other desks may keep theirs in the same tables.
        """
        return definition.partition("@")[0] in self._services

    def _row(self, tables: Tables, ticket: str, *, lock: bool = False) -> RequestRow:
        """A request of this desk."""
        row = self._any_row(tables, ticket, lock=lock)
        if not self._serves(row.state.definition):
            Refusal("not_found").throw()
        return row

    def _any_row(
        self, tables: Tables, ticket: str, *, lock: bool = False
    ) -> RequestRow:
        """A request of whatever desk."""
        try:
            found = ticket if isinstance(ticket, Ticket) else Ticket.parse(ticket)
            key = found.key
        except InvalidChecksumError:
            Refusal("not_found", {"hint": "check_symbol"}).throw()
        except InvalidValueError:
            Refusal("not_found").throw()
        row = tables.request(key, lock=lock)
        if row is None:
            Refusal("not_found").throw()
        return row

    def _ticket(self, state: State) -> Ticket:
        return Ticket.from_key(state.ticket, self._definition(state).prefix)

    def _today(self, at: int) -> date:
        return datetime.fromtimestamp(at, self.calendar.zone).date()

    def _command(  # noqa: PLR0913 - a command has that many parts
        self,
        tables: Tables,
        row: RequestRow,
        action: str,
        by: Actor,
        at: Moment,
        *,
        reason: str | None = None,
        expected_version: int | None = None,
    ) -> Command:
        demand_actor(by)
        self._hold(tables, self._definition(row.state))
        applicant = False
        if by.kind is ActorKind.CITIZEN:
            who = self._vault(tables).pseudonym(by.id)
            applicant = row.pseudonym is not None and hmac.compare_digest(
                row.pseudonym, who
            )
            if not applicant:
                Refusal("not_applicant").throw()
        return Command(
            action,
            by,
            to_epoch(at),
            reason=reason,
            applicant=applicant,
            expected_version=expected_version,
        )

    # writing

    def _write(
        self, work: Callable[[Tables], T], about: ServiceDefinition | str, at: Moment
    ) -> T:
        """Run work in a transaction; what is refused is counted.

        Args:
            work: The work.
            about: The ticket, or the definition of what is being filed.
            at: When.
        """
        with self._counted(about, at):
            return self._store.write(work)

    @contextmanager
    def _counted(self, about: ServiceDefinition | str, at: Moment) -> Iterator[None]:
        """Count what is refused: nothing of the request is written by it."""
        second = to_epoch(at)
        try:
            yield
        except Refused as refused:
            why = Refusal.of(refused)
            (refused.refusal,) = self._count(((about, why),), second)
            raise

    def _count(
        self, found: Iterable[tuple[ServiceDefinition | str, Refusal]], at: int
    ) -> list[Refusal]:
        """Count refusals by the definition, or the ticket, they are about.

        Where the database fails or the transaction is the caller's, counts wait
        for `store_refusals`: the refusal itself is what has to be heard.

        Returns:
            Each in the words of its service.
        """
        day, said = self._today(at).isoformat(), []
        for about, why in found:
            self.refusals[why.code] += 1
            key = self._key_of(about)
            said.append(self._worded(key, why))
            if key is not None:
                with self._counting:
                    self._to_count[key, why.code, day] += 1
        with suppress(StoreError):
            self._store_refusals(self._store.apart)
        return said

    def _worded(self, key: str | None, why: Refusal) -> Refusal:
        """A refusal in the words of the service it is about, where that is known."""
        with suppress(DefinitionError):
            return why.worded(self.catalogue.get(key or "").words)
        return why

    def _key_of(self, about: ServiceDefinition | str) -> str | None:
        """The definition something is about; None where the database fails."""
        with suppress(StoreError):
            return self._store.read(partial(self._definition_key, about))
        return None

    def _definition_key(self, about: ServiceDefinition | str, tables: Tables) -> str:
        """The definition of a request; nothing for one that does not exist."""
        if isinstance(about, ServiceDefinition):
            return about.key
        try:
            return tables.definition_of(Ticket.parse(about).key) or ""
        except InvalidValueError:
            return ""

    def store_refusals(self) -> None:
        """Store how often what was refused, in the transaction of the caller.

        Only a desk inside the caller's own transactions needs it. There a refused
        command is mostly rolled back, and a count beside it would be lost, or
        would hold up everybody else's until the caller commits. So counts wait in
        this desk: call it in a short transaction, once a minute or after each
        request. The report on the service reads what was stored.

        Raises:
            egovkit.errors.NoTransactionError: The caller has none open.
            egovkit.errors.StoreError: The database failed; the counts wait on.
        """
        self._store_refusals(self._stored)

    def _stored(self, work: Callable[[Tables], None]) -> bool:
        self._store.write(work)
        return True

    def _store_refusals(
        self, write: Callable[[Callable[[Tables], None]], bool]
    ) -> None:
        with self._counting:
            counts, self._to_count = self._to_count, Counter()
        done = False
        try:
            done = not counts or write(lambda tables: tables.count_refusals(counts))
        finally:
            if not done:
                with self._counting:
                    self._to_count.update(counts)

    def _append(self, tables: Tables, row: RequestRow, event: Event) -> RequestRow:
        """Write one event and what follows from it; gives the new row."""
        state = fold(row.state, event)
        due = row.due
        # A whole of another desk's hears of its part only; that moves no clock.
        known = self._serves(state.definition)
        if known and _moves_clock(self._definition(state), row.state, state):
            due = self._due_second(state)
        head = tables.append(row.head, event, state, due)
        if event.kind != "data_read":
            tables.put_message(event)
        if state.closed and state.parent and not row.state.closed:
            self._tell_parent(tables, state, event)
        return RequestRow(head, row.pseudonym, state, due)

    def _tell_parent(self, tables: Tables, child: State, event: Event) -> None:
        """Write into the parent's history how a part of it has ended.

        A parent that has ended itself takes no more events of its parts.
        """
        parent = self._any_row(tables, Ticket.from_key(child.parent), lock=True)
        if parent.state.closed:
            return
        data: dict[str, Any] = {"ticket": child.ticket, "state": child.state}
        if "capacity" in event.data:
            data["capacity"] = event.data["capacity"]
        self._append(
            tables,
            parent,
            event._replace(
                ticket=parent.state.ticket,
                seq=parent.state.seq + 1,
                kind="subrequest",
                at=max(event.at, parent.state.last_at),
                data=data,
            ),
        )

    def _due_second(self, state: State) -> int:
        """The last second of the next clock to end, as work lists order by it.

        A clock whose end is in the history already counts no more, unless it is
        the only one left. There is none while the clocks stand still, and none
        that anybody could know while the calendar does not reach that far; a
        citizen's request is taken in all the same.
        """
        if state.closed:
            return NO_DATE
        definition = self._definition(state)
        names = [name for name in definition.terms if name not in state.overdue]
        clocks = (
            self._clock(name, state, state.last_at)
            for name in names or list(definition.terms)
        )
        ends = (
            int(found.due_at.timestamp()) for found in clocks if found and found.due_at
        )
        return min(ends, default=NO_DATE)

    def _clock(self, name: str, state: State, at: int) -> Deadline | None:
        """Where a clock stands; None where the calendar does not reach."""
        definition = self._definition(state)
        try:
            return compute(
                name,
                definition.terms[name],
                state,
                calendar=self.calendar,
                hours=definition.office_hours,
                at=at,
            )
        except CoverageError:
            return None

    def _receipt(self, row: RequestRow) -> Receipt:
        state = row.state
        return Receipt(
            ticket=self._ticket(state),
            state=state.state,
            version=state.version,
            seq=state.seq,
            head=row.head.hex(),
            at=state.last_at,
        )

    def _once(
        self,
        tables: Tables,
        key: str | None,
        fingerprint: Callable[[Vault], bytes],
        work: Callable[[], RequestRow],
    ) -> Receipt:
        """Do the work, or give what the same key led to before."""
        if key is None:
            return self._receipt(work())
        if not is_key(key):
            Refusal("idempotency_key_format").throw()
        vault = self._vault(tables)
        name, print_ = vault.fingerprint("once", key), fingerprint(vault)
        found = tables.once(name)
        if found is not None:
            ticket, seq, stored = found
            if not hmac.compare_digest(stored, print_):
                Refusal("idempotency_mismatch").throw()
            return self._receipt_of(tables, ticket, seq)
        row = work()
        tables.put_once(name, row.state.ticket, row.state.seq, print_)
        return self._receipt(row)

    def _receipt_of(self, tables: Tables, ticket: str, seq: int) -> Receipt:
        """The receipt as it was given for an earlier event."""
        from egovkit.services._core import fold_all
        from egovkit.services._events import decode_event

        rows = tables.events(ticket)[:seq]
        state = fold_all(decode_event(body) for _, _, body in rows)
        return self._receipt(RequestRow(rows[-1][1], None, state, NO_DATE))


def _known_as(key: str) -> str:
    """Under what name a store remembers what a version says."""
    return f"definition:{key}"


def _moves_clock(definition: ServiceDefinition, before: State, after: State) -> bool:
    """Whether an event can have changed the end of a clock."""
    return (
        any(t.starts not in before.starts for t in definition.terms.values())
        or before.waits is not after.waits
        or before.closed_at != after.closed_at
        or before.extensions is not after.extensions
        or before.overdue is not after.overdue
        or before.definition != after.definition
    )
