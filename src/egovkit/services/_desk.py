"""The desk: what an application says to file, move and look at requests.

`RequestDesk.act` raises `egovkit.errors.Refused`; `RequestDesk.check` gives the
same answer without acting. A refused command has written nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from egovkit.errors import Refused, UsageError
from egovkit.services._actor import Actor
from egovkit.services._attachment import (
    Attachment,
    judge_attachments,
    listed,
    sealable,
)
from egovkit.services._batch import Batches
from egovkit.services._core import Command, decide
from egovkit.services._decision import ReasonedDecision
from egovkit.services._definition import ServiceDefinition
from egovkit.services._desk_base import Moment, Receipt
from egovkit.services._events import Event
from egovkit.services._filing import Filing
from egovkit.services._form import Filled, fill, one_text
from egovkit.services._history import History
from egovkit.services._performance import Performance
from egovkit.services._personal import Personal
from egovkit.services._refusal import Refusal
from egovkit.services._request import ServiceRequest
from egovkit.services._side import Side
from egovkit.services._state import State
from egovkit.services._tables import RequestRow, Tables
from egovkit.services._workflow import ISSUE
from egovkit.services._worklist import WorkList

__all__ = ["RequestDesk"]

_TICKET_TRIES = 8
_MAX_NOTE = 2000


class RequestDesk(Filing, Batches, Side, Personal, History, WorkList, Performance):
    """Where requests of one or more services are filed and worked on.

    Args:
        definition: A service, or a `Catalogue` of several.
        store: Where requests are kept.
        calendar: The office's working days, zone and cut-off hour.
        status_indices: Spreads document counters over a status list's indices;
            without it documents have no status index.
        secret: At least 32 random bytes that encrypt request keys and name
            citizens by pseudonym. Kept apart from the database it protects
            against whoever gets hold of a copy; without it the store makes one
            of its own and keeps it beside the data, which serves erasure only.

    Raises:
        egovkit.errors.UsageError: The secret is too short.

    Example:
        >>> from datetime import datetime
        >>> from egovkit._clock import WIB
        >>> from egovkit.l10n import WorkCalendar
        >>> from egovkit.services import MemoryStore
        >>> definition = ServiceDefinition.from_mapping({
        ...     "id": "domisili", "title": "Surat Keterangan Domisili",
        ...     "prefix": "DOM",
        ...     "workflow": {"initial": "submitted", "transitions": [
        ...         {"from": "submitted", "action": "reject", "to": "rejected",
        ...          "roles": ["lurah"], "reasons": ["not_resident"]}]},
        ...     "terms": {"statutory": {"length": 5}}})
        >>> desk = RequestDesk(definition, store=MemoryStore(),
        ...                    calendar=WorkCalendar.indonesia())
        >>> now = datetime(2027, 3, 5, 14, 10, tzinfo=WIB)
        >>> receipt = desk.submit({}, by=Actor.citizen("warga-1"), at=now)
        >>> desk.get(receipt.ticket).deadline(at=now).due
        datetime.date(2027, 3, 22)
        >>> refusal = desk.check(receipt.ticket, "reject",
        ...                      by=Actor.officer("u-2", "petugas"), at=now)
        >>> refusal.code, refusal.facts["allowed"]
        ('wrong_role', ('lurah',))
    """

    # working

    def act(  # noqa: PLR0913 - each part is a thing an action may bring
        self,
        ticket: str,
        action: str,
        *,
        by: Actor,
        at: Moment,
        reason: str | None = None,
        note: str | None = None,
        decision: ReasonedDecision | None = None,
        form: object = None,
        attachments: Iterable[Attachment] = (),
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """Do an action of the workflow.

        Args:
            ticket: The request.
            action: The action's name.
            by: Who acts.
            at: When.
            reason: A code of the row's closed list.
            note: Free text for the applicant, at most 2,000 characters; kept
                with the personal data, never in the history.
            decision: The decision with its reasons; its digest enters the history,
                its text stays with the personal data.
            form: The form again, where the row ``amends``.
            attachments: Files by digest.
            expected_version: The version the actor has seen.
            idempotency_key: As in `submit`.

        Raises:
            egovkit.errors.Refused: Why not, as data in its ``refusal``.
        """
        wish = _Wish(action, by, at, reason, note, decision, form, tuple(attachments))

        def work(tables: Tables) -> Receipt:
            return self._once(
                tables,
                idempotency_key,
                lambda vault: vault.fingerprint("act", ticket, *wish.parts()),
                lambda: self._act(tables, ticket, wish, expected_version),
            )

        return self._write(work, ticket, at)

    def check(  # noqa: PLR0913 - as `act`
        self,
        ticket: str,
        action: str,
        *,
        by: Actor,
        at: Moment,
        reason: str | None = None,
        note: str | None = None,
        decision: ReasonedDecision | None = None,
        form: object = None,
        attachments: Iterable[Attachment] = (),
        expected_version: int | None = None,
    ) -> Refusal | None:
        """Say what `act` would refuse, without acting; None when it would not.

        Args:
            ticket: As in `act`.
            action: As in `act`; ``issue`` is judged as `reserve` would.
            by: As in `act`.
            at: As in `act`.
            reason: As in `act`.
            note: As in `act`.
            decision: As in `act`.
            form: As in `act`.
            attachments: As in `act`.
            expected_version: As in `act`.
        """
        wish = _Wish(action, by, at, reason, note, decision, form, tuple(attachments))

        def work(tables: Tables) -> None:
            row = self._row(tables, ticket)
            self._decided(tables, row, wish, expected_version)

        try:
            self._store.read(work)
        except Refused as refused:
            return self._worded(self._key_of(ticket), Refusal.of(refused))
        return None

    def _act(
        self, tables: Tables, ticket: str, wish: "_Wish", expected: int | None
    ) -> RequestRow:
        if wish.action == ISSUE:
            Refusal("issue_in_steps").throw()
        row = self._row(tables, ticket, lock=True)
        event, values = self._decided(tables, row, wish, expected)
        if values:
            key = row.state.ticket
            wrapped = tables.key(key)
            if wrapped is None:
                Refusal("erased").throw()
            block, commitments = self._vault(tables).seal(
                wrapped, key, event.seq, values
            )
            data = {**event.data, "commitments": commitments}
            event = event._replace(data=data)
            tables.put_data(key, event.seq, block)
        return self._append(tables, row, event)

    def _decided(
        self, tables: Tables, row: RequestRow, wish: "_Wish", expected: int | None
    ) -> tuple[Event, dict[str, Any]]:
        """The event of a wish, and what goes with it but not into it."""
        state, definition = row.state, self._definition(row.state)
        command = self._command(
            tables,
            row,
            wish.action,
            wish.by,
            wish.at,
            reason=wish.reason,
            expected_version=expected,
        )
        data, values = self._brought(definition, state, command, wish)
        # A document that comes with the action counts for it.
        missing = tuple(data.get("missing", state.missing))
        decided = decide(
            definition,
            state.after({"missing": missing}),
            command._replace(data=data),
        )
        if isinstance(decided, Refusal):
            decided.throw()
        return decided, values

    def _brought(
        self,
        definition: ServiceDefinition,
        state: State,
        command: Command,
        wish: "_Wish",
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Form, files and note of an action: for the event, and for the vault."""
        data: dict[str, Any] = {}
        values: dict[str, Any] = {}
        refusal = judge_attachments(definition, wish.files, self._today(command.at))
        if refusal is not None:
            refusal.throw()
        if wish.files:
            handed = {item.requirement for item in wish.files}
            data["attachments"] = listed(wish.files)
            values.update(sealable(wish.files))
            data["missing"] = [m for m in state.missing if m not in handed]
        if wish.form is not None:
            filled = self._amended(definition, state, wish)
            values.update(filled.values)
            data["missing"] = list(filled.missing)
            data["fee"] = filled.fee
            data["form_version"] = definition.form_version
        if wish.note:
            if len(wish.note) > _MAX_NOTE:
                Refusal("note_too_long", {"limit": _MAX_NOTE}).throw()
            values["@note"] = wish.note
        if wish.decision is not None:
            if not isinstance(wish.decision, ReasonedDecision):
                raise UsageError("decision_type")
            data["decision"] = wish.decision.digest
            values["@decision"] = wish.decision.plain()
        return data, values

    def _amended(
        self, definition: ServiceDefinition, state: State, wish: "_Wish"
    ) -> Filled:
        row = definition.workflow.row(state.state, wish.action)
        if row is not None and not row.amends:
            Refusal("form_not_expected", {"action": wish.action}).throw()
        handed = frozenset(state.attached) | {i.requirement for i in wish.files}
        filled = fill(definition, wish.form, handed)
        if isinstance(filled, Refusal):
            filled.throw()
        return filled

    # looking

    def get(self, ticket: str) -> ServiceRequest:
        """A request without its personal data.

        Raises:
            egovkit.errors.Refused: There is none; ``not_found``, with the hint
                ``check_symbol`` when the ticket was mistyped.
        """
        return self._store.read(lambda tables: self._seen(self._row(tables, ticket)))

    def _seen(self, row: RequestRow) -> ServiceRequest:
        return ServiceRequest(
            ticket=self._ticket(row.state),
            definition=self._definition(row.state),
            head=row.head.hex(),
            inner=row.state,
            calendar=self.calendar,
        )

    def allowed(self, ticket: str, *, by: Actor) -> tuple[str, ...]:
        """The actions somebody could do now; see `ServiceRequest.allowed`.

        Raises:
            egovkit.errors.Refused: There is no such request.
        """
        return self.get(ticket).allowed(by=by)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody brings to an action.

    Raises:
        egovkit.errors.UsageError: Something else than text for a name or a note.
    """

    action: str
    by: Actor
    at: Moment
    reason: str | None
    note: str | None
    decision: ReasonedDecision | None
    form: object
    files: tuple[Attachment, ...]

    def __post_init__(self) -> None:
        brought = (text for text in (self.reason, self.note) if text is not None)
        for text in (self.action, *brought):
            if not isinstance(text, str):
                raise UsageError("not_text")

    def parts(self) -> tuple[str, ...]:
        """What makes a repeated wish the same one; the time is not part of it."""
        form = self.form
        plain = form.model_dump() if isinstance(form, BaseModel) else form
        return (
            self.action,
            self.by.id,
            self.reason or "",
            self.note or "",
            self.decision.digest if self.decision else "",
            one_text(plain),
            *(one_text(item.to_plain()) for item in self.files),
        )
