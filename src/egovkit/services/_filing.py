"""Filing: drafts, applications, parts of other requests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from egovkit._clock import to_epoch
from egovkit.errors import UsageError
from egovkit.services._actor import APPLICANT, Actor, ActorKind, demand_actor
from egovkit.services._attachment import (
    Attachment,
    judge_attachments,
    listed,
    sealable,
)
from egovkit.services._codes import is_code, is_reference
from egovkit.services._core import (
    Command,
    Standing,
    fold,
    granted_role,
    make_event,
)
from egovkit.services._definition import ServiceDefinition
from egovkit.services._desk_base import DeskBase, Moment, Receipt
from egovkit.services._events import Event
from egovkit.services._form import Filled, fill, one_text, plain
from egovkit.services._refusal import Refusal
from egovkit.services._state import State
from egovkit.services._tables import RequestRow, Tables
from egovkit.services._ticket import Ticket
from egovkit.services._workflow import DRAFT

__all__ = ["Filing"]

PARENT = "@parent"
"""The relation to the whole, beside those that people name."""
_TICKET_TRIES = 8


class Filing(DeskBase):
    """The verbs of filing."""

    def submit(  # noqa: PLR0913 - each part is a thing a citizen brings
        self,
        form: object,
        *,
        by: Actor,
        at: Moment,
        service: str | None = None,
        applicant: Actor | None = None,
        attachments: Iterable[Attachment] = (),
        place: str = "",
        parent: str | None = None,
        links: Mapping[str, str] | None = None,
        draft: str | None = None,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """File a request.

        Args:
            form: An instance of the definition's form, or a mapping of its fields.
            by: The citizen, or an officer who files for one.
            at: When.
            service: Which service, where the desk has several.
            applicant: For whom an officer files.
            attachments: Files by digest.
            place: The office that works on it, such as a region code; no spaces.
            parent: The request this one is a part of.
            links: Other requests it refers to, by relation.
            draft: The ticket of a draft that this completes.
            idempotency_key: The same key with the same content gives the same
                answer again instead of a second request.

        Raises:
            egovkit.errors.Refused: The form, an attachment or the key was refused;
                ``parent`` is another citizen's request, or one of a service in which
                the officer has no role.
            egovkit.errors.UsageError: Several services and none named; an
                applicant beside the citizen who files.
        """
        files = tuple(attachments)
        definition = self._in_force(service, at)
        with self._counted(definition, at):
            filled = self._filled(definition, form, files, to_epoch(at))
            who = _who(by, applicant)
            if place and not is_reference(place):
                Refusal("reference_format").throw()
        wish = _Filing(
            definition,
            {**filled.values, **sealable(files)},
            by,
            who,
            at,
            draft,
            place,
            {**(links or {}), **({PARENT: parent} if parent else {})},
        )

        def work(tables: Tables) -> Receipt:
            return self._once(
                tables,
                idempotency_key,
                lambda vault: vault.fingerprint("submit", *wish.parts()),
                lambda: self._file(tables, wish, filled, files),
            )

        return self._write(work, definition, at)

    def _related(self, tables: Tables, tickets: Mapping[str, str]) -> dict[str, Any]:
        """The other requests by relation, each of which must exist."""
        keys = {r: self._any_row(tables, t).state.ticket for r, t in tickets.items()}
        parent = keys.pop(PARENT, "")
        if not all(map(is_code, keys)):
            Refusal("reason_code").throw()
        return {"links": keys, "parent": parent}

    def _in_force(self, service: str | None, at: Moment) -> ServiceDefinition:
        names = self.catalogue.services
        if service is None and len(names) != 1:
            raise UsageError("service_not_named")
        day = self._today(to_epoch(at))
        found = self.catalogue.in_force(service or names[0], day)
        if found is None:
            with self._counted("", at):
                Refusal("not_in_force").throw()
        return found

    def _filled(
        self,
        definition: ServiceDefinition,
        form: object,
        files: tuple[Attachment, ...],
        at: int,
    ) -> Filled:
        refusal = judge_attachments(definition, files, self._today(at))
        filled = refusal or fill(
            definition, form, frozenset(item.requirement for item in files)
        )
        if isinstance(filled, Refusal):
            filled.throw()
        return filled

    def save_draft(
        self,
        form: Mapping[str, Any],
        *,
        by: Actor,
        at: Moment,
        service: str | None = None,
        draft: str | None = None,
    ) -> Receipt:
        """Keep an application that is not finished; no clock starts.

        Args:
            form: What is filled in so far; unknown fields are dropped, nothing is
                validated yet.
            by: The citizen.
            at: When.
            service: Which service, where the desk has several.
            draft: The ticket of the draft to be replaced.

        Raises:
            egovkit.errors.Refused: Somebody else's draft, or none any more; no
                JSON data.
            egovkit.errors.UsageError: Not by a citizen.
        """
        demand_actor(by)
        if by.kind is not ActorKind.CITIZEN:
            raise UsageError("applicant_no_citizen")
        definition = self._in_force(service, at)
        given = plain(form)
        if isinstance(given, Refusal):
            with self._counted(definition, at):
                given.throw()
        fields = definition.form.model_fields if definition.form else given
        values = {name: given[name] for name in given if name in fields}
        wish = _Filing(definition, values, by, by, at, draft)
        return self._write(
            lambda tables: self._receipt(self._put(tables, wish, "drafted", {})),
            definition,
            at,
        )

    def _file(
        self,
        tables: Tables,
        wish: "_Filing",
        filled: Filled,
        files: tuple[Attachment, ...],
    ) -> RequestRow:
        definition = wish.definition
        related = self._related(tables, wish.related)
        data = {
            "to": definition.workflow.initial,
            "missing": list(filled.missing),
            "fee": filled.fee,
            "place": wish.place,
            "attachments": listed(files),
            **related,
            **definition.workflow.entry(definition.workflow.initial),
        }
        row = self._put(tables, wish, "submitted", data)
        self._open_parent(tables, related["parent"], row.state.ticket, wish)
        return row

    def _put(
        self, tables: Tables, wish: "_Filing", kind: str, data: Mapping[str, Any]
    ) -> RequestRow:
        """Write a draft or an application, new or over a draft."""
        self._hold(tables, wish.definition, begins=True)
        row = self._drafted(tables, wish)
        key = row.state.ticket if row else self._new_key(tables)
        vault = self._vault(tables)
        wrapped = (tables.key(key) if row else None) or vault.new_key(key)
        values = {**wish.values, **({"@applicant": wish.who.id} if wish.who else {})}
        seq = row.state.seq + 1 if row else 1
        block, commitments = vault.seal(wrapped, key, seq, values)
        content = {
            "definition": wish.definition.key,
            "form_version": wish.definition.form_version,
            "commitments": commitments,
            **data,
        }
        by = wish.by
        known = wish.definition.readers().intersection(by.roles)
        role = APPLICANT if by.kind is ActorKind.CITIZEN else min(known, default="")
        state = row.state if row else State(key)
        event = make_event(
            state,
            Command(kind, by, to_epoch(wish.at)),
            kind,
            Standing(role),
            {name: value for name, value in content.items() if value},
        )
        tables.put_data(key, seq, block)
        if row:
            return self._append(tables, row, event)
        tables.put_key(key, wrapped)
        return self._begin(
            tables, event, vault.pseudonym(wish.who.id) if wish.who else None
        )

    def _begin(
        self, tables: Tables, event: Event, pseudonym: bytes | None
    ) -> RequestRow:
        state = fold(State(event.ticket), event)
        due = self._due_second(state)
        head = tables.insert(event, state, due, pseudonym)
        tables.put_message(event)
        return RequestRow(head, pseudonym, state, due)

    def _drafted(self, tables: Tables, wish: "_Filing") -> RequestRow | None:
        """The draft that a filing replaces or completes."""
        if wish.draft is None:
            return None
        row = self._row(tables, wish.draft, lock=True)
        if not self._command(tables, row, "submit", wish.by, wish.at).applicant:
            Refusal("not_applicant").throw()
        if row.state.state != DRAFT:
            Refusal("no_draft", {"state": row.state.state}).throw()
        return row

    def _new_key(self, tables: Tables) -> str:
        for _ in range(_TICKET_TRIES):
            key = Ticket.new().key
            if tables.request(key) is None:
                return key
        raise AssertionError("no free ticket among 2^45")

    def _open_parent(
        self, tables: Tables, parent: str, child: str, wish: "_Filing"
    ) -> None:
        if not parent:
            return
        row = self._row(tables, parent, lock=True)
        if row.state.closed:
            Refusal("closed", {"state": row.state.state}).throw()
        # A part can hold up the whole: a citizen adds one to an own request only, and
        # an officer where they have work to do.
        command = self._command(tables, row, "subrequest", wish.by, wish.at)
        roles = self._definition(row.state).readers()
        standing = granted_role(roles | {APPLICANT}, command)
        if standing is None:
            listed = tuple(sorted(roles))
            Refusal("wrong_role", {"action": "subrequest", "allowed": listed}).throw()
        event = make_event(
            row.state, command, "subrequest", standing, {"ticket": child}
        )
        self._append(tables, row, event)


@dataclass(frozen=True, slots=True)
class _Filing:
    """What somebody files."""

    definition: ServiceDefinition
    values: Mapping[str, Any]
    by: Actor
    who: Actor | None
    at: Moment
    draft: str | None
    place: str = ""
    related: Mapping[str, str] = field(default_factory=dict)

    def parts(self) -> tuple[str, ...]:
        """What makes a repeated filing the same one; the time is not part of it."""
        return (
            self.definition.id,
            self.by.id,
            self.who.id if self.who else "",
            self.place,
            self.draft or "",
            one_text(self.values),
            one_text(self.related),
        )


def _who(by: Actor, applicant: Actor | None) -> Actor | None:
    """Whose request it is: the citizen's own, or that of whom an officer files for."""
    demand_actor(by)
    if by.kind is ActorKind.CITIZEN:
        if applicant not in (None, by):
            raise UsageError("applicant_by_citizen")
        return by
    if applicant is not None:
        demand_actor(applicant)
        if applicant.kind is not ActorKind.CITIZEN:
            raise UsageError("applicant_no_citizen")
    return applicant
