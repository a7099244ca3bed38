"""Issuing a document in three steps, none of which can lose a number.

1. `Issuing.reserve`: one short transaction takes number and status index.
2. The application seals, typesets and signs, outside any transaction; this may
   be slow and may fail.
3. `Issuing.issue` makes it count, in one transaction; or `Issuing.void` gives
   the number up.

A remote signer that does not answer leaves `Issuing.signing_unknown`, settled
later by asking, never by signing again. So each number is issued, pending or
void at any time, whatever stops in between, and an index that was not issued
does not read as valid.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from egovkit.errors import DefinitionError, UsageError
from egovkit.services._actor import Actor
from egovkit.services._codes import is_reference
from egovkit.services._core import Command, Standing, decide, make_event, standing_of
from egovkit.services._desk_base import DeskBase, Moment, Receipt
from egovkit.services._draft import Draft, Made, Sealed
from egovkit.services._events import Event
from egovkit.services._numbering import NumberRule, letter_number
from egovkit.services._refusal import Refusal
from egovkit.services._state import State
from egovkit.services._tables import RequestRow, Tables
from egovkit.services._workflow import ISSUE

__all__ = ["Issuing"]

Answer = Literal["signed", "not_signed", "unknown"]


def _demand_draft(draft: object) -> None:
    if not isinstance(draft, Draft):
        raise UsageError("draft_type")


class _Claim(NamedTuple):
    """A request that may be issued, locked."""

    row: RequestRow
    command: Command
    standing: Standing
    day: date
    rule: NumberRule | None

    @property
    def key(self) -> str:
        """The request's ten symbols."""
        return self.row.state.ticket

    def counter(self) -> str:
        """The name of its register's counter."""
        return f"number/{self.rule.register_name}/{self.day.year}" if self.rule else ""


class Issuing(DeskBase):
    """The verbs of issuing."""

    def reserve(self, ticket: str, *, by: Actor, at: Moment) -> Draft:
        """Take a number and a status index for the document.

        Asked again before it is issued or void, it gives the same draft.

        Args:
            ticket: The request.
            by: Who issues.
            at: When; its year, in the office's zone, is the register's.

        Raises:
            egovkit.errors.Refused: The request cannot be issued now by them, or a
                signature is still unknown.
        """

        def work(tables: Tables) -> Draft:
            return self._take(tables, [self._claim(tables, ticket, by, at)])[0]

        return self._write(work, ticket, at)

    def _claim(self, tables: Tables, ticket: str, by: Actor, at: Moment) -> "_Claim":
        """A request that may be issued now; nothing is written yet."""
        row = self._row(tables, ticket, lock=True)
        command = self._command(tables, row, ISSUE, by, at)
        standing = Standing.of(self._may_issue(row.state, command))
        if row.state.paper == "signing_unknown":
            Refusal("signing_unknown").throw()
        day = self._today(max(command.at, row.state.last_at))
        return _Claim(row, command, standing, day, self._definition(row.state).number)

    def _may_issue(self, state: State, command: Command) -> Event:
        decided = decide(self._definition(state), state, command)
        if isinstance(decided, Refusal):
            decided.throw()
        return decided

    def _take(self, tables: Tables, claims: Sequence["_Claim"]) -> list[Draft]:
        """Give each claim a number and an index, but for those that have them.

        Counters are rows that everybody wants: taken last, and always in the order
        of their names, so that two desks never wait for each other crosswise.
        """
        new = {c.key: c for c in claims if c.row.state.paper != "reserved"}
        numbered = sorted((c for c in new.values() if c.rule), key=_Claim.counter)
        serials = {claim.key: tables.count(claim.counter()) for claim in numbered}
        rows = {}
        indices = {key: self._index(tables) for key in new}
        for key, claim in new.items():
            rows[key] = self._reserved(tables, claim, serials.get(key, 0), indices[key])
        return [self._draft(rows.get(c.key, c.row).state) for c in claims]

    def _index(self, tables: Tables) -> int | None:
        if self._status_indices is None:
            return None
        return self._status_indices.index_of(tables.count("status"))

    def _reserved(
        self, tables: Tables, claim: "_Claim", serial: int, index: int | None
    ) -> RequestRow:
        rule, day, state = claim.rule, claim.day, claim.row.state
        number = letter_number(rule, serial, day) if rule else ""
        register = rule.register_name if rule else ""
        data = {
            "number": number,
            "register": register,
            "year": day.year,
            "serial": serial,
            "status_index": index,
        }
        event = make_event(
            state, claim.command, "number_reserved", claim.standing, data
        )
        if rule:
            place = (register, day.year, serial)
            tables.put_number(place, state.ticket, "pending", number)
        return self._append(tables, claim.row, event)

    def _draft(self, state: State) -> Draft:
        return Draft(
            ticket=self._ticket(state),
            number=state.number or None,
            register=state.register,
            year=state.year,
            serial=state.serial,
            status_index=state.status_index,
            reserved_at=state.reserved_at,
        )

    def issue(self, draft: Draft, *, seal: Sealed, by: Actor, at: Moment) -> Receipt:
        """Make the document count: number issued, status valid, message queued.

        Asked again with the same seal it gives the same answer.

        Args:
            draft: What `reserve` gave.
            seal: What was made of it; its digest enters the history.
            by: Who issues.
            at: When.

        Raises:
            egovkit.errors.Refused: Not reserved, issued with another seal, void,
                a signature is still unknown, or the seal states another status index
                than the draft, or another profile than the definition's output.
        """
        _demand_draft(draft)
        made = Made.of(seal)

        def work(tables: Tables) -> Receipt:
            return self._issue(tables, *self._ready(tables, draft, made, by, at))

        return self._write(work, draft.ticket, at)

    def _ready(
        self, tables: Tables, draft: Draft, made: Made, by: Actor, at: Moment
    ) -> tuple[RequestRow, Event | None]:
        """The request and its event of being issued; none when it was already."""
        row = self._row(tables, draft.ticket, lock=True)
        if row.state.paper == "issued" and row.state.token == made.token:
            return row, None
        self._demand_reserved(row.state, draft)
        made.demand(self._definition(row.state), draft)
        command = self._command(tables, row, ISSUE, by, at)
        return row, self._issued(row.state, command, made.token)

    def _issue(self, tables: Tables, row: RequestRow, event: Event | None) -> Receipt:
        if event is None:
            return self._receipt(row)
        state = row.state
        if state.register:
            tables.set_number((state.register, state.year, state.serial), "issued")
        if state.status_index is not None:
            tables.set_status(state.status_index, state.ticket, "valid", event.at)
        return self._receipt(self._append(tables, row, event))

    def _demand_reserved(self, state: State, draft: Draft) -> None:
        if state.paper in {"issued", "revoked", "suspended"}:
            Refusal("already_issued").throw()
        if state.paper == "signing_unknown":
            Refusal("signing_unknown").throw()
        same = (state.register, state.year, state.serial, state.status_index) == (
            draft.register,
            draft.year,
            draft.serial,
            draft.status_index,
        )
        if state.paper != "reserved" or not same:
            Refusal("not_reserved").throw()

    def _issued(self, state: State, command: Command, token: str) -> Event:
        decided = self._may_issue(state, command)
        data = {
            **decided.data,
            "number": state.number,
            "status_index": state.status_index,
            "token": token,
        }
        return make_event(state, command, "issued", Standing.of(decided), data)

    def void(self, draft: Draft, *, reason: str, by: Actor, at: Moment) -> Receipt:
        """Give a reserved number up; it is never given out again.

        Args:
            draft: What `reserve` gave.
            reason: A code of the definition's ``void_reasons``.
            by: Who; one who may issue, or a system.
            at: When.

        Raises:
            egovkit.errors.Refused: Not reserved, unknown reason, wrong role.
        """
        _demand_draft(draft)

        def work(tables: Tables) -> Receipt:
            row = self._row(tables, draft.ticket, lock=True)
            state = row.state
            self._demand_reserved(state, draft)
            _demand_reason("void", reason, self._definition(state).void_reasons)
            command = self._command(tables, row, ISSUE, by, at)
            standing = self._issuing_role(state, command)
            data = {"number": state.number, "reason": reason}
            event = make_event(state, command, "number_void", standing, data)
            if state.register:
                tables.set_number((state.register, state.year, state.serial), "void")
            return self._receipt(self._append(tables, row, event))

        return self._write(work, draft.ticket, at)

    def _issuing_role(self, state: State, command: Command) -> Standing:
        """The role of whoever may issue in this service, or may by a system."""
        table = self._definition(state).workflow.transitions
        rows = [row for row in table if row.action == ISSUE]
        found = next(filter(None, (standing_of(row, command) for row in rows)), None)
        if found is None:
            allowed = tuple(sorted({role for row in rows for role in row.roles}))
            Refusal("wrong_role", {"action": ISSUE, "allowed": allowed}).throw()
        return found

    def signing_unknown(
        self, draft: Draft, *, reference: str, by: Actor, at: Moment
    ) -> Receipt:
        """Write down that a remote signer was asked and did not answer.

        Args:
            draft: What `reserve` gave.
            reference: The signer's reference for the job, without spaces.
            by: Who issues.
            at: When.

        Raises:
            egovkit.errors.Refused: Not reserved, or no plain reference.
        """
        _demand_draft(draft)

        def work(tables: Tables) -> Receipt:
            row = self._row(tables, draft.ticket, lock=True)
            self._demand_reserved(row.state, draft)
            if not is_reference(reference):
                Refusal("reference_format").throw()
            command = self._command(tables, row, ISSUE, by, at)
            standing = self._issuing_role(row.state, command)
            event = make_event(
                row.state,
                command,
                "signing_unknown",
                standing,
                {"reference": reference},
            )
            return self._receipt(self._append(tables, row, event))

        return self._write(work, draft.ticket, at)

    def reconcile(
        self, ticket: str, ask: Callable[[str], Answer], *, by: Actor, at: Moment
    ) -> Answer:
        """Settle an unknown signature by asking the signer.

        Args:
            ticket: The request.
            ask: Gets the signer's reference and answers ``signed``, ``not_signed``
                or ``unknown``; called outside any transaction.
            by: Who, or a system.
            at: When.

        Returns:
            What the signer said. After ``signed`` fetch the document and `issue`
            it; after ``not_signed`` sign again or `void`.

        Raises:
            egovkit.errors.Refused: Nothing is unknown here.
            egovkit.errors.UsageError: ``ask`` answered something else.
        """
        state = self._store.read(lambda tables: self._row(tables, ticket)).state
        if state.paper != "signing_unknown":
            with self._counted(ticket, at):
                Refusal("nothing_unknown").throw()
        answer = ask(state.signing_reference)
        if answer not in get_args(Answer):
            # Anything else read as "not signed" would have the document signed twice.
            raise UsageError("signer_answer", allowed=", ".join(get_args(Answer)))
        if answer == "unknown":
            return answer

        def work(tables: Tables) -> Answer:
            row = self._row(tables, ticket, lock=True)
            if row.state.seq != state.seq:
                Refusal("nothing_unknown").throw()
            command = self._command(tables, row, ISSUE, by, at)
            standing = self._issuing_role(row.state, command)
            data = {"reference": state.signing_reference, "answer": answer}
            event = make_event(row.state, command, "signing_resolved", standing, data)
            self._append(tables, row, event)
            return answer

        return self._write(work, ticket, at)

    def revoke(self, ticket: str, *, reason: str, by: Actor, at: Moment) -> Receipt:
        """Withdraw an issued document for good; its status becomes ``revoked``.

        Args:
            ticket: The request.
            reason: A code of the definition's ``revoke_reasons``.
            by: One who may issue.
            at: When.

        Raises:
            egovkit.errors.Refused: Nothing issued, unknown reason, wrong role.
        """
        return self._set_paper(ticket, "revoked", reason, by, at)

    def suspend(self, ticket: str, *, reason: str, by: Actor, at: Moment) -> Receipt:
        """Withdraw an issued document for a time; see `revoke`.

        Raises:
            egovkit.errors.Refused: Nothing issued, unknown reason, wrong role.
        """
        return self._set_paper(ticket, "suspended", reason, by, at)

    def reinstate(self, ticket: str, *, by: Actor, at: Moment) -> Receipt:
        """End a suspension.

        Raises:
            egovkit.errors.Refused: Not suspended, or wrong role.
        """
        return self._set_paper(ticket, "reinstated", None, by, at)

    def _set_paper(
        self, ticket: str, kind: str, reason: str | None, by: Actor, at: Moment
    ) -> Receipt:
        before, word = _PAPER_STEPS[kind]

        def work(tables: Tables) -> Receipt:
            row = self._row(tables, ticket, lock=True)
            state = row.state
            if state.paper not in before:
                Refusal("not_issued").throw()
            data: dict[str, str] = {"number": state.number}
            if kind != "reinstated":
                allowed = self._definition(state).revoke_reasons
                data["reason"] = _demand_reason(kind, reason, allowed)
            command = self._command(tables, row, ISSUE, by, at)
            standing = self._issuing_role(state, command)
            event = make_event(state, command, kind, standing, data)
            if state.status_index is not None:
                tables.set_status(state.status_index, state.ticket, word, event.at)
            return self._receipt(self._append(tables, row, event))

        return self._write(work, ticket, at)

    def statuses(self) -> Iterator[tuple[int, str]]:
        """Index and status of each document that was ever issued.

        Feed it to `egovkit.qr.StatusList.from_entries`. What is not here was not
        issued and must not read as valid.
        """
        last = -1
        while rows := self._store.read(lambda t, after=last: t.status_page(after)):  # type: ignore[misc]
            yield from ((row[0], row[1]) for row in rows)
            last = rows[-1][0]

    def numbers(self, register: str, year: int) -> tuple[tuple[int, str, str], ...]:
        """A register's year: serial, number, and issued, pending or void.

        Raises:
            egovkit.errors.DefinitionError: A serial is missing, which only
                tampering with the database or a botched restore can do.
        """
        rows = self._store.read(lambda tables: tables.numbers(register, year))
        if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
            raise DefinitionError("register_gap", register=register, year=year)
        return tuple((serial, number, state) for serial, number, state, _ in rows)


_PAPER_STEPS = {
    "revoked": (frozenset({"issued", "suspended"}), "revoked"),
    "suspended": (frozenset({"issued"}), "suspended"),
    "reinstated": (frozenset({"suspended"}), "valid"),
}


def _demand_reason(action: str, reason: object, allowed: frozenset[str]) -> str:
    if not isinstance(reason, str) or reason not in allowed:
        listed = tuple(sorted(allowed))
        Refusal("unknown_reason", {"action": action, "allowed": listed}).throw()
    return reason
