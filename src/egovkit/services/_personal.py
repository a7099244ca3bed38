"""Personal data of a request: read on the record, erased for good."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from egovkit._clock import to_epoch
from egovkit.errors import CoverageError, UsageError
from egovkit.services._actor import APPLICANT, Actor, Capacity
from egovkit.services._attachment import FILE, Attachment
from egovkit.services._codes import is_code
from egovkit.services._core import Command, Standing, granted_role, make_event
from egovkit.services._decision import ReasonedDecision
from egovkit.services._definition import ServiceDefinition
from egovkit.services._desk_base import DeskBase, Moment, Receipt
from egovkit.services._events import decode_event
from egovkit.services._refusal import Refusal
from egovkit.services._state import State
from egovkit.services._tables import RequestRow, Tables
from egovkit.services._ticket import Ticket
from egovkit.services._vault import commitment
from egovkit.services._workflow import DRAFT

__all__ = ["Erasure", "Personal", "PersonalData"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a citizen handed in, opened for somebody who is on record.

    Args:
        values: The form's fields as JSON data, as last handed in.
        applicant: The identifier of who filed, or nothing.
        notes: Notes by the number of the event they belong to.
        decisions: Reasoned decisions, likewise.
        attachments: The files by digest, in the order they were handed in.
        form_version: The version of the form the values were given for.
    """

    values: Mapping[str, Any]
    applicant: str
    notes: Mapping[int, str]
    decisions: Mapping[int, ReasonedDecision]
    attachments: tuple[Attachment, ...]
    form_version: int

    def __repr__(self) -> str:
        return f"PersonalData({len(self.values)} fields)"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What became of an erasure.

    Args:
        receipt: The receipt of its event.
        scrubbed: Whether the erased bytes have left the database's own files
            too. False for a connection of the caller's, while another process
            reads (then run the store's ``scrub`` later), and in PostgreSQL (see
            `egovkit.integrations.postgres.PostgresStore.compact`).
    """

    receipt: Receipt
    scrubbed: bool


class Personal(DeskBase):
    """The verbs of personal data."""

    def read(
        self, ticket: str, *, by: Actor, at: Moment, purpose: str = "processing"
    ) -> PersonalData:
        """Open what the citizen handed in; the reading enters the history.

        Args:
            ticket: The request.
            by: The applicant, or somebody with a role in the service.
            at: When.
            purpose: Why, as a code of your own.

        Raises:
            egovkit.errors.Refused: Nobody who may, or the data were erased.
            egovkit.errors.DecryptionError: The desk's secret is another one.
        """
        if not is_code(purpose):
            raise UsageError("purpose_code")

        def work(tables: Tables) -> PersonalData:
            row = self._row(tables, ticket, lock=True)
            command = self._command(tables, row, "read", by, at)
            standing = self._reader(row, command)
            blocks = self._blocks(tables, row)
            found = _newest(blocks, row.state)
            data = {"purpose": purpose, "fields": sorted(found.values)}
            event = make_event(row.state, command, "data_read", standing, data)
            self._append(tables, row, event)
            return found

        return self._write(work, ticket, at)

    def read_form(
        self, ticket: str, *, by: Actor, at: Moment, purpose: str = "processing"
    ) -> BaseModel:
        """Open the form as an instance of the form class in force at that time.

        A form of an older version is lifted by the upcasters of the version in
        force, so code is written for one form only. A request that was moved to
        a version which is not in force yet is read by that version's form.

        Args:
            ticket: As in `read`.
            by: As in `read`.
            at: As in `read`.
            purpose: As in `read`.

        Raises:
            egovkit.errors.Refused: As in `read`.
            egovkit.errors.UsageError: The service has no form, an upcaster is
                missing, or what it gives is no such form.
        """
        found = self.read(ticket, by=by, at=at, purpose=purpose)
        own = self._store.read(
            lambda tables: self._definition(self._row(tables, ticket).state)
        )
        now = self.catalogue.in_force(own.id, self._today(to_epoch(at))) or own
        newest = max(own, now, key=lambda definition: definition.version)
        return lifted(newest, found.values, found.form_version)

    def _reader(self, row: RequestRow, command: Command) -> Standing:
        roles = self._definition(row.state).readers()
        # Whoever acts for another in any capacity has to read what it is about.
        standing = granted_role(roles | {APPLICANT}, command, frozenset(Capacity))
        if standing is None:
            listed = tuple(sorted(roles))
            Refusal("wrong_role", {"action": "read", "allowed": listed}).throw()
        return standing

    def _blocks(
        self, tables: Tables, row: RequestRow
    ) -> list[tuple[int, dict[str, tuple[bytes, str]]]]:
        key = row.state.ticket
        wrapped = tables.key(key)
        if wrapped is None:
            Refusal("erased").throw()
        vault = self._vault(tables)
        return [
            (seq, vault.open(wrapped, key, seq, block))
            for seq, block in tables.data(key)
        ]

    def verify_data(self, ticket: str) -> bool:
        """Whether what is stored is what the history committed to, all of it.

        Raises:
            egovkit.errors.Refused: There is no such request, or it was erased.
        """

        def work(tables: Tables) -> bool:
            row = self._row(tables, ticket)
            if not row.state.erased and tables.key(row.state.ticket) is None:
                return False  # gone, and nobody erased it
            committed = {
                seq: found
                for seq, _, body in tables.events(row.state.ticket)
                if (found := decode_event(body).data.get("commitments"))
            }
            stored = {
                seq: {n: commitment(n, salt, text) for n, (salt, text) in block.items()}
                for seq, block in self._blocks(tables, row)
                if block
            }
            return stored == committed

        return self._store.read(work)

    def erase(self, ticket: str, *, by: Actor, at: Moment) -> Erasure:
        """Destroy the key, the data, the salts and the pseudonym of a request.

        What stays is the history of references; its chain still verifies. The
        commitments in it say nothing any more: each had 32 random bytes in it.

        Args:
            ticket: The request, closed and past its retention; or a draft, which
                nothing keeps.
            by: Somebody with one of the definition's ``erase_roles``; for a draft
                its applicant too.
            at: When.

        Raises:
            egovkit.errors.Refused: Not closed, retention still runs, wrong role,
                erased already.
            egovkit.errors.CoverageError: Retention ends after the last date.
        """

        def work(tables: Tables) -> Receipt:
            row = self._row(tables, ticket, lock=True)
            definition = self._definition(row.state)
            command = self._command(tables, row, "erase", by, at)
            standing = self._may_erase(definition, row.state, command)
            event = make_event(row.state, command, "erased", standing, {})
            tables.erase(row.state.ticket)
            return self._receipt(self._append(tables, row, event))

        receipt = self._write(work, ticket, at)
        return Erasure(receipt, self._store.scrub())

    def erasable(self, *, at: Moment) -> Iterator[Ticket]:
        """Closed requests whose retention is over and that were not erased yet.

        Drafts have none; ``WorkQuery(states=("draft",))`` lists them.

        Args:
            at: The time to judge by.

        Raises:
            egovkit.errors.CoverageError: Retention ends after the last date.
        """
        now, last = to_epoch(at), ""
        while rows := self._store.read(
            lambda tables, after=last: tables.closed_page(0, now + 1, after)  # type: ignore[misc]
        ):
            for _, snapshot in rows:
                state = State.from_plain(from_json(snapshot))
                if not self._serves(state.definition) or state.erased:
                    continue
                definition = self._definition(state)
                if self._kept_until(definition, state).timestamp() <= now:
                    yield self._ticket(state)
            last = rows[-1][0]

    def _may_erase(
        self, definition: ServiceDefinition, state: State, command: Command
    ) -> Standing:
        draft = state.state == DRAFT
        own = {APPLICANT} if draft and command.applicant else set()
        held = own | definition.erase_roles.intersection(command.by.roles)
        if not held:
            listed = tuple(sorted(definition.erase_roles))
            Refusal("wrong_role", {"action": "erase", "allowed": listed}).throw()
        if state.erased:
            Refusal("erased").throw()
        if not draft:
            self._demand_past_retention(definition, state, command)
        return Standing(min(held))

    def _demand_past_retention(
        self, definition: ServiceDefinition, state: State, command: Command
    ) -> None:
        if state.closed_at is None:
            Refusal("not_closed", {"state": state.state}).throw()
        until = self._kept_until(definition, state)
        if command.at < until.timestamp():
            day = until.date().isoformat()
            Refusal("retention_running", {"until": day}).throw()

    def _kept_until(self, definition: ServiceDefinition, state: State) -> datetime:
        """The end of retention of a closed request."""
        from dateutil.relativedelta import relativedelta

        closed = datetime.fromtimestamp(state.closed_at or 0, self.calendar.zone)
        try:
            return closed + relativedelta(years=definition.retention.years)
        except ValueError:  # after the last year there is
            raise CoverageError("deadline_no_date") from None


def _newest(
    blocks: list[tuple[int, dict[str, tuple[bytes, str]]]], state: State
) -> PersonalData:
    form: dict[str, Any] = {}
    applicant = ""
    notes: dict[int, str] = {}
    decisions: dict[int, ReasonedDecision] = {}
    files: list[Attachment] = []
    for seq, block in blocks:
        plain = {name: json.loads(text) for name, (_, text) in block.items()}
        applicant = plain.pop("@applicant", applicant)
        if "@note" in plain:
            notes[seq] = plain.pop("@note")
        if "@decision" in plain:
            decision = plain.pop("@decision")
            decisions[seq] = ReasonedDecision.model_validate(decision)
        names = [name for name in plain if name.startswith(FILE)]
        files += [Attachment.from_plain(plain.pop(name)) for name in names]
        # A form is handed in as a whole: fields that an older one had are gone.
        form = plain or form
    return PersonalData(
        form, applicant, notes, decisions, tuple(files), state.form_version
    )


def lifted(
    definition: ServiceDefinition, values: Mapping[str, Any], version: int
) -> BaseModel:
    """Values of an older form as an instance of the definition's form.

    Raises:
        egovkit.errors.UsageError: No form, no upcaster for a version, or one that
            fails or gives no such form.
    """
    if definition.form is None:
        raise UsageError("service_without_form")
    plain = dict(values)
    while version < definition.form_version:
        upcaster = definition.upcasters.get(version)
        if upcaster is None:
            raise UsageError("upcaster_missing", version=version)
        try:
            plain = dict(upcaster(plain))
        except Exception:  # noqa: BLE001 - it is somebody else's code
            break
        version += 1
    else:
        # Stored are the fields by their names, with those that the form computes.
        for name in definition.form.model_computed_fields:
            plain.pop(name, None)
        with suppress(ValidationError):
            return definition.form.model_validate(plain, by_alias=True, by_name=True)
    # Outside any ``except``, so that no chain carries what the citizen wrote.
    raise UsageError("upcaster_failed", version=version)
