"""The pure core: ``decide`` says what a command leads to, ``fold`` remembers it.

Nothing here reads a clock, a database or a random number. A state is the fold of
its events and of nothing else: what a later fold needs to know about the
workflow (does the state close the request, whom does it wait for) was written
into the event when it was decided, so old requests keep their meaning under new
definitions.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from egovkit.services._actor import APPLICANT, Actor, ActorKind, Capacity
from egovkit.services._definition import ServiceDefinition
from egovkit.services._events import Event
from egovkit.services._refusal import Refusal
from egovkit.services._state import NOTHING, State, Wait
from egovkit.services._workflow import ISSUE, STAND_INS, Transition

__all__ = ["Command", "decide", "fold", "fold_all"]


class Command(NamedTuple):
    """Somebody wants something done now.

    Attributes:
        action: An action of the workflow.
        by: Who.
        at: Seconds since 1970-01-01 UTC.
        reason: A code of the row's closed list.
        applicant: Whether ``by`` is the citizen who filed the request.
        expected_version: The version the caller has seen; any when left out.
        data: More references for the event.
    """

    action: str
    by: Actor
    at: int
    reason: str | None = None
    applicant: bool = False
    expected_version: int | None = None
    data: Mapping[str, Any] = NOTHING


class Standing(NamedTuple):
    """For which role somebody acts, and in whose place.

    Attributes:
        role: The role; empty where none is needed.
        on_behalf: A `Capacity`, when the role is another officer's.
        reference: The assignment letter.
    """

    role: str = ""
    on_behalf: str = ""
    reference: str = ""

    @classmethod
    def of(cls, event: Event) -> "Standing":
        """How somebody acted in an event."""
        return cls(event.role, *event.data.get("capacity", ()))


def decide(
    definition: ServiceDefinition, state: State, command: Command
) -> Event | Refusal:
    """The event a command leads to, or why it does not."""
    row = definition.workflow.row(state.state, command.action)
    if row is None:
        return _no_row(definition, state, command)
    standing = standing_of(row, command)
    if standing is None:
        return Refusal(
            "wrong_role",
            {"action": command.action, "allowed": tuple(sorted(row.roles))},
        )
    refusal = (
        (command.expected_version is not None and _stale(state, command))
        or (row.not_by and _same_actor(row, state, command))
        or ((row.reasons or command.reason) and _reason(row, command.reason))
        or (row.requires and _missing(row, state))
        or (row.reasoned and _unreasoned(command))
    )
    return refusal or acted(definition, row, state, command, standing)


def standing_of(row: Transition, command: Command) -> Standing | None:
    """For which role the actor may do a row; its own before a delegated one."""
    return granted_role(row.roles, command, row.delegable)


def granted_role(
    roles: frozenset[str],
    command: Command,
    delegable: frozenset[Capacity] = STAND_INS,
) -> Standing | None:
    """For which of some roles the actor may act, and in whose place."""
    if command.applicant and APPLICANT in roles:
        return Standing(APPLICANT)
    own = roles.intersection(command.by.roles)
    if own:
        return Standing(min(own))
    for given in command.by.delegations:
        if given.role in roles and given.capacity in delegable:
            return Standing(given.role, given.capacity.value, given.reference)
    return None


def _no_row(definition: ServiceDefinition, state: State, command: Command) -> Refusal:
    if state.closed:
        return Refusal("closed", {"state": state.state})
    if command.action not in definition.workflow.actions:
        return Refusal("unknown_action")
    sources = definition.workflow.sources(command.action)
    return Refusal(
        "wrong_state",
        {"action": command.action, "state": state.state, "allowed_from": sources},
    )


def _stale(state: State, command: Command) -> Refusal | None:
    if command.expected_version == state.version:
        return None
    facts = {"expected": command.expected_version or 0, "found": state.version}
    return Refusal("version_conflict", facts)


def reference(command: Command) -> str:
    """How events name the actor: a citizen is never named."""
    return APPLICANT if command.by.kind is ActorKind.CITIZEN else command.by.id


def _same_actor(row: Transition, state: State, command: Command) -> Refusal | None:
    who = reference(command)
    for action in sorted(row.not_by):
        if who in state.acted.get(action, ()):
            return Refusal("same_actor", {"action": row.action, "done": action})
    return None


def _reason(row: Transition, reason: str | None) -> Refusal | None:
    allowed = tuple(sorted(row.reasons))
    if reason is None:
        if not allowed:
            return None
        return Refusal("reason_required", {"action": row.action, "allowed": allowed})
    if reason in row.reasons:
        return None
    return Refusal("unknown_reason", {"action": row.action, "allowed": allowed})


def _missing(row: Transition, state: State) -> Refusal | None:
    missing = tuple(sorted(name for name in row.requires if not state.holds(name)))
    if not missing:
        return None
    facts: dict[str, str | int | tuple[str, ...]] = {"missing": missing}
    if "documents" in missing:
        facts |= {"documents": state.missing, "hint": "documents"}
    return Refusal("missing_requirement", {"action": row.action, **facts})


def _unreasoned(command: Command) -> Refusal | None:
    if "decision" in command.data:
        return None
    return Refusal("decision_required", {"action": command.action})


def acted(
    definition: ServiceDefinition,
    row: Transition,
    state: State,
    command: Command,
    standing: Standing,
) -> Event:
    """The event of a row that may be done."""
    data = {
        "action": row.action,
        "from": row.source,
        "to": row.target,
        **definition.workflow.entry(row.target),
        **command.data,
    }
    if command.reason:
        data["reason"] = command.reason
    return make_event(state, command, "acted", standing, data)


def make_event(
    state: State,
    command: Command,
    kind: str,
    standing: Standing,
    data: Mapping[str, Any],
) -> Event:
    """An event that follows the state, with the capacity in which somebody acted.

    Time never runs backwards in a history.
    """
    at = command.at
    if standing.on_behalf:
        data = {**data, "capacity": [standing.on_behalf, standing.reference]}
    if at < state.last_at:
        data = {**data, "clock_back": state.last_at - at}
        at = state.last_at
    return Event(
        state.ticket,
        state.seq + 1,
        kind,
        at,
        reference(command),
        command.by.kind,
        standing.role,
        data,
    )


def fold_all(events: Iterable[Event]) -> State:
    """The state after all events of one request."""
    state: State | None = None
    for event in events:
        state = fold(state or State(event.ticket), event)
    if state is None:
        raise ValueError("no events")
    return state


# Kinds that leave a version as it is: reading or delivering changes nothing that
# somebody's decision could depend on.
_SILENT = frozenset({"data_read", "overdue"})


def fold(state: State, event: Event) -> State:
    """The state after one more event."""
    change = _FOLDS.get(event.kind)
    changes = change(state, event) if change else {}
    changes["seq"] = event.seq
    changes["last_at"] = event.at
    if event.kind not in _SILENT:
        changes["version"] = event.seq
    return state.after(changes)


def _submitted(state: State, event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "definition": data["definition"],
        "form_version": data["form_version"],
        "opened_at": state.opened_at or event.at,
        "place": data.get("place", ""),
        "parent": data.get("parent", ""),
        "links": data.get("links", {}),
        "missing": tuple(data.get("missing", ())),
        "fee": data.get("fee", 0),
        "attached": _with_files(state, event),
        **_entered(state, event, "submit"),
    }


def _drafted(state: State, event: Event) -> dict[str, Any]:
    return {
        "definition": event.data["definition"],
        "form_version": event.data["form_version"],
        "state": "draft",
        "opened_at": state.opened_at or event.at,
    }


def _acted(state: State, event: Event) -> dict[str, Any]:
    changes = _entered(state, event, event.data["action"])
    if not _BROUGHT.isdisjoint(event.data):
        changes |= _brought(state, event)
    return changes


_BROUGHT = frozenset({"missing", "fee", "form_version", "definition", "attachments"})


def _brought(state: State, event: Event) -> dict[str, Any]:
    """What an action may bring along; most bring nothing."""
    data = event.data
    changes = {
        name: data[name]
        for name in ("fee", "form_version", "definition")
        if name in data
    }
    if "missing" in data:
        changes["missing"] = tuple(data["missing"])
    if "attachments" in data:
        changes["attached"] = _with_files(state, event)
    return changes


def _with_files(state: State, event: Event) -> Mapping[str, str]:
    files = event.data.get("attachments", ())
    # The first events named the digest; it is a commitment of the event's now.
    handed = {f["requirement"]: f.get("digest", "") for f in files}
    return {**state.attached, **handed}


def _entered(state: State, event: Event, action: str) -> dict[str, Any]:
    data, at = event.data, event.at
    changes: dict[str, Any] = {
        "state": data["to"],
        "acted": {
            **state.acted,
            action: (*state.acted.get(action, ()), event.by),
        },
    }
    if action not in state.starts:
        changes["starts"] = {**state.starts, action: at}
    waits = _ended(state.waits, "state", at)
    if "waits" in data:
        reason = data.get("reason", "")
        waits = (*waits, Wait(data["waits"], "state", at, None, reason))
    opened = data.get("branches")
    if opened:
        waits += tuple(Wait(w, n, at, None) for n, w in opened.items() if w)
        changes["branches"] = {**state.branches, **dict.fromkeys(opened, "requested")}
    if "closes" in data:
        changes["closed_at"] = at
    if waits != state.waits:
        changes["waits"] = waits
    return changes


def _ended(waits: tuple[Wait, ...], cause: str, at: int) -> tuple[Wait, ...]:
    if not waits:
        return waits
    return tuple(
        w._replace(end=at) if w.end is None and w.cause == cause else w for w in waits
    )


def _branch_answered(state: State, event: Event) -> dict[str, Any]:
    name = event.data["branch"]
    return {
        "branches": {**state.branches, name: event.data["answer"]},
        "waits": _ended(state.waits, name, event.at),
        "acted": {
            **state.acted,
            name: (*state.acted.get(name, ()), event.by),
        },
    }


def _recorded(state: State, event: Event) -> dict[str, Any]:
    return {"facts": tuple(sorted({*state.facts, event.data["fact"]}))}


def _linked(state: State, event: Event) -> dict[str, Any]:
    return {"links": {**state.links, event.data["relation"]: event.data["ticket"]}}


def _subrequest(state: State, event: Event) -> dict[str, Any]:
    ended = event.data.get("state", "")
    return {"subrequests": {**state.subrequests, event.data["ticket"]: ended}}


def _extended(state: State, event: Event) -> dict[str, Any]:
    term, more = event.data["term"], event.data["length"]
    before = state.extensions.get(term, 0)
    return {"extensions": {**state.extensions, term: before + more}}


def _overdue(state: State, event: Event) -> dict[str, Any]:
    return {"overdue": (*state.overdue, event.data["term"])}


def _reserved(_: State, event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "paper": "reserved",
        "reserved_at": event.at,
        "number": data["number"],
        "register": data["register"],
        "year": data["year"],
        "serial": data["serial"],
        "status_index": data["status_index"],
        "signing_reference": "",
    }


def _issued(state: State, event: Event) -> dict[str, Any]:
    return {
        "paper": "issued",
        "token": event.data["token"],
        **_entered(state, event, ISSUE),
    }


def _paper(word: str) -> Callable[[State, Event], dict[str, Any]]:
    def change(_: State, event: Event) -> dict[str, Any]:
        return {
            "paper": word,
            "signing_reference": event.data.get("reference", ""),
        }

    return change


def _erased(_: State, __: Event) -> dict[str, Any]:
    return {"erased": True}


_FOLDS: Mapping[str, Callable[[State, Event], dict[str, Any]]] = {
    "submitted": _submitted,
    "drafted": _drafted,
    "acted": _acted,
    "branch_answered": _branch_answered,
    "recorded": _recorded,
    "linked": _linked,
    "subrequest": _subrequest,
    "extended": _extended,
    "overdue": _overdue,
    "number_reserved": _reserved,
    "issued": _issued,
    "number_void": _paper("void"),
    "signing_unknown": _paper("signing_unknown"),
    "signing_resolved": _paper("reserved"),
    "revoked": _paper("revoked"),
    "suspended": _paper("suspended"),
    "reinstated": _paper("issued"),
    "erased": _erased,
}
