"""Work beside the main line: answers of others, facts, extensions, versions."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, get_args

from egovkit.services._actor import APPLICANT, Actor, demand_actor
from egovkit.services._codes import is_code, is_reference
from egovkit.services._core import Command, Standing, granted_role, make_event
from egovkit.services._definition import ServiceDefinition
from egovkit.services._desk_base import DeskBase, Moment, Receipt
from egovkit.services._form import one_text
from egovkit.services._refusal import Refusal
from egovkit.services._state import State
from egovkit.services._tables import RequestRow, Tables

__all__ = ["Side"]

T = TypeVar("T")
Answer = Literal["accepted", "rejected"]


class Side(DeskBase):
    """The verbs beside the main line."""

    def answer(  # noqa: PLR0913 - an answer has that many parts
        self,
        ticket: str,
        branch: str,
        answer: Answer,
        *,
        by: Actor,
        at: Moment,
        reason: str | None = None,
        reference: str | None = None,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """Give the decision of another agency or system on its branch.

        Args:
            ticket: The request.
            branch: The branch that was requested.
            answer: ``accepted`` or ``rejected``.
            by: Somebody with a role of the branch.
            at: When.
            reason: For a rejection, a code of the branch's closed list.
            reference: The agency's own reference or a digest of its answer.
            idempotency_key: As in `RequestDesk.submit`.

        Raises:
            egovkit.errors.Refused: Not requested, answered already, wrong role, an
                answer that is neither, a reason is missing or unknown, the request is
                closed.
        """

        def decide(
            definition: ServiceDefinition, state: State, command: Command
        ) -> tuple[Standing, dict[str, Any]]:
            rule = next(
                (b for b in definition.workflow.branches if b.name == branch), None
            )
            if rule is None:
                Refusal("unknown_branch").throw()
            role = _role(rule.roles, command, branch)
            if answer not in get_args(Answer):
                Refusal("unknown_answer", {"allowed": get_args(Answer)}).throw()
            if state.branches.get(branch) != "requested":
                Refusal("branch_not_requested", {"branch": branch}).throw()
            data = {"branch": branch, "answer": answer}
            if answer == "rejected":
                _demand_reason(branch, reason, rule.reasons)
                data |= {"reason": reason} if reason else {}
            return role, data | _referring(reference)

        once = (idempotency_key, (branch, answer, reason, reference))
        return self._beside(ticket, "branch_answered", by, at, decide, once=once)

    def record(  # noqa: PLR0913 - a fact has that many parts
        self,
        ticket: str,
        fact: str,
        *,
        by: Actor,
        at: Moment,
        reference: str | None = None,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """Record a fact that rows may require, such as ``paid`` or ``waived``.

        Args:
            ticket: The request.
            fact: A name of the definition's ``facts``.
            by: Somebody with a role listed there.
            at: When.
            reference: The receipt's number or a digest of the proof.
            idempotency_key: As in `RequestDesk.submit`.

        Raises:
            egovkit.errors.Refused: Unknown fact, wrong role, closed.
        """

        def decide(
            definition: ServiceDefinition, _: State, command: Command
        ) -> tuple[Standing, dict[str, Any]]:
            roles = _known(definition.facts, fact)
            if roles is None:
                known = tuple(sorted(definition.facts))
                Refusal("unknown_fact", {"allowed": known}).throw()
            role = _role(roles, command, fact)
            return role, {"fact": fact} | _referring(reference)

        once = (idempotency_key, (fact, reference))
        return self._beside(ticket, "recorded", by, at, decide, once=once)

    def extend(  # noqa: PLR0913 - an extension has that many parts
        self,
        ticket: str,
        term: str,
        length: int,
        *,
        reason: str,
        by: Actor,
        at: Moment,
        idempotency_key: str | None = None,
    ) -> Receipt:
        """Lengthen a term, within what its rule allows; it never gets shorter.

        Args:
            ticket: The request.
            term: The term's name.
            length: By how many of its units.
            reason: A code of your own.
            by: Somebody with one of the term's ``extension_roles``.
            at: When.
            idempotency_key: As in `RequestDesk.submit`; without one a call that is
                repeated lengthens the term again.

        Raises:
            egovkit.errors.Refused: Not extendable that far, wrong role, closed.
        """

        def decide(
            definition: ServiceDefinition, state: State, command: Command
        ) -> tuple[Standing, dict[str, Any]]:
            rule = _known(definition.terms, term)
            if rule is None:
                Refusal("unknown_term").throw()
            role = _role(rule.extension_roles, command, "extend")
            left = rule.extension - state.extensions.get(term, 0)
            if type(length) is not int or not 0 < length <= left:
                Refusal("extension_limit", {"limit": left}).throw()
            if not is_code(reason):
                Refusal("reason_code").throw()
            return role, {"term": term, "length": length, "reason": reason}

        once = (idempotency_key, (term, length, reason))
        return self._beside(ticket, "extended", by, at, decide, once=once)

    def link(
        self, ticket: str, relation: str, other: str, *, by: Actor, at: Moment
    ) -> Receipt:
        """Refer to another request, such as the one this repeats.

        Args:
            ticket: The request.
            relation: A code of your own, such as ``objection_to``.
            other: The other request's ticket.
            by: Somebody with a role in the service, or the applicant.
            at: When.

        Raises:
            egovkit.errors.Refused: One of the two does not exist, wrong role.
        """

        def work(tables: Tables) -> Receipt:
            row = self._row(tables, ticket, lock=True)
            target = self._any_row(tables, other)
            if not is_code(relation):
                Refusal("reason_code").throw()
            command = self._command(tables, row, "link", by, at)
            role = self._insider(row.state, command)
            data = {"relation": relation, "ticket": target.state.ticket}
            event = make_event(row.state, command, "linked", role, data)
            return self._receipt(self._append(tables, row, event))

        return self._write(work, ticket, at)

    def move_version(
        self,
        ticket: str,
        version: int,
        *,
        by: Actor,
        at: Moment,
        states: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Go on under another version of the service's definition.

        Requests stay with the version they were filed under unless somebody
        moves them; the history says so.

        Args:
            ticket: The request, still open.
            version: The version to go on under.
            by: Somebody with a role in the service.
            at: When.
            states: Old state → new state, where names have changed.

        Raises:
            egovkit.errors.Refused: Closed, wrong role, or the new workflow has no
                such state.
            egovkit.errors.DefinitionError: The catalogue has no such version.
        """

        def decide(
            definition: ServiceDefinition, state: State, command: Command
        ) -> tuple[Standing, dict[str, Any]]:
            role = self._insider(state, command)
            target = self.catalogue.get(f"{definition.id}@{version}")
            entered = (states or {}).get(state.state, state.state)
            if entered not in target.workflow.states:
                Refusal("no_such_state", {"state": entered}).throw()
            entry = dict(target.workflow.entry(entered))
            # What others have answered, or are being asked, stands.
            asked = entry.pop("branches", {})
            new = {b: waits for b, waits in asked.items() if b not in state.branches}
            return role, {
                "action": "move_version",
                "definition": target.key,
                "from": state.state,
                "to": entered,
                **entry,
                **({"branches": new} if new else {}),
            }

        return self._beside(ticket, "acted", by, at, decide)

    # shared

    def _beside(  # noqa: PLR0913 - what an event beside the main line depends on
        self,
        ticket: str,
        kind: str,
        by: Actor,
        at: Moment,
        decide: Callable[
            [ServiceDefinition, State, Command], tuple[Standing, dict[str, Any]]
        ],
        *,
        once: tuple[str | None, tuple[object, ...]] = (None, ()),
    ) -> Receipt:
        """One event on an open request; with a key and what belongs to it, once."""
        demand_actor(by)
        key, parts = once

        def aside(tables: Tables) -> RequestRow:
            row = self._row(tables, ticket, lock=True)
            if row.state.closed:
                Refusal("closed", {"state": row.state.state}).throw()
            command = self._command(tables, row, kind, by, at)
            role, data = decide(self._definition(row.state), row.state, command)
            event = make_event(row.state, command, kind, role, data)
            return self._append(tables, row, event)

        def work(tables: Tables) -> Receipt:
            return self._once(
                tables,
                key,
                lambda vault: vault.fingerprint(
                    kind, str(ticket), by.id, one_text(parts)
                ),
                lambda: aside(tables),
            )

        return self._write(work, ticket, at)

    def _insider(self, state: State, command: Command) -> Standing:
        if command.applicant:
            return Standing(APPLICANT)
        return _role(self._definition(state).readers(), command, command.action)


def _known(table: Mapping[str, T], name: object) -> T | None:
    """What a table holds under a name; it may come from outside as anything."""
    return table.get(name) if isinstance(name, str) else None


def _role(roles: frozenset[str], command: Command, action: str) -> Standing:
    standing = granted_role(roles, command)
    if standing is None:
        listed = tuple(sorted(roles))
        Refusal("wrong_role", {"action": action, "allowed": listed}).throw()
    return standing


def _demand_reason(action: str, reason: str | None, allowed: frozenset[str]) -> None:
    listed = tuple(sorted(allowed))
    if reason is None and allowed:
        Refusal("reason_required", {"action": action, "allowed": listed}).throw()
    if reason is not None and reason not in listed:
        Refusal("unknown_reason", {"action": action, "allowed": listed}).throw()


def _referring(reference: str | None) -> dict[str, str]:
    """A reference from outside: short, plain, and no free text."""
    if reference is None:
        return {}
    if not is_reference(reference):
        Refusal("reference_format").throw()
    return {"reference": reference}
