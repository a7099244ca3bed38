"""The life cycle of a request as a table, checked when it is built.

A row says: in this state, this action, by these roles, leads to that state. The
table is data, so it can stand in a file; what cannot work is refused before the
first citizen meets it.

Example:
    >>> flow = Workflow.from_rows(
    ...     "submitted",
    ...     [
    ...         ("submitted", "check", "checked", {"petugas"}),
    ...         ("checked", "issue", "issued", {"lurah"}),
    ...     ],
    ... )
    >>> sorted(flow.final)
    ['issued']
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from egovkit._model import Model
from egovkit.errors import DefinitionError
from egovkit.services._actor import APPLICANT, Capacity
from egovkit.services._words import Lang, word_for

__all__ = [
    "COMPUTED_FACTS",
    "DRAFT",
    "ISSUE",
    "Branch",
    "Name",
    "Transition",
    "Workflow",
]

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A name in a table: lower case, digits, underscore."""

ISSUE = "issue"
"""The action that ends in a document; done in three steps, never by `act`."""

DRAFT = "draft"
"""The state of an application that is not handed in yet."""

COMPUTED_FACTS = frozenset({"documents", "fee", "branches", "rejection", "subrequests"})
"""Facts that follow from a request's own history; nobody records them."""

STAND_INS = frozenset({Capacity.PELAKSANA_TUGAS, Capacity.PELAKSANA_HARIAN})
"""Capacities in which the whole office is held; a mandate must be allowed by name."""

_RESERVED_ACTIONS = frozenset({"submit", "reserve", "void", "revoke"})


class Transition(Model):
    """One row of the table.

    Args:
        source: The state before; ``from`` in a file.
        action: What is done.
        target: The state after; ``to`` in a file.
        roles: Who may do it; ``applicant`` is the citizen who filed.
        requires: Facts that must hold: ``documents`` (all that are required are
            there), ``fee`` (free, paid or waived), ``branches`` (all accepted),
            ``rejection`` (a branch was rejected), ``subrequests`` (all closed),
            or one of the definition's ``facts``, which `RequestDesk.record` sets.
        reasons: The closed list of reason codes; with it a reason is required.
        not_by: Actions and branches whose actor may not do this one (separation
            of duties).
        delegable: In which capacities another officer may do it; *u.b.* only
            where *a.n.* is allowed too.
        amends: Whether the applicant hands in the form again with it.
        reasoned: Whether it takes a written `ReasonedDecision`, as turning down an
            application does.
    """

    source: Name
    action: Name
    target: Name
    roles: frozenset[Name] = Field(min_length=1)
    requires: frozenset[Name] = frozenset()
    reasons: frozenset[Name] = frozenset()
    not_by: frozenset[Name] = frozenset()
    delegable: frozenset[Capacity] = STAND_INS
    amends: bool = False
    reasoned: bool = False

    @model_validator(mode="before")
    @classmethod
    def _file_names(cls, data: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        if isinstance(data, Mapping):
            renamed = {"from": "source", "to": "target"}
            return {renamed.get(key, key): value for key, value in data.items()}
        return data


class Branch(Model):
    """A decision taken beside the main line, by another agency or a system.

    It is *requested* when the request enters the state and later *accepted* or
    *rejected*; a slow agency blocks nothing but the rows that require it.

    Args:
        name: Such as ``fire_safety``.
        state: The state whose entry requests it.
        roles: Who may answer.
        reasons: Reason codes of a rejection.
        waits: The name under which clocks that list it stand still meanwhile.
    """

    name: Name
    state: Name
    roles: frozenset[Name] = Field(min_length=1)
    reasons: frozenset[Name] = frozenset()
    waits: Name | None = None


class Workflow(Model):
    """The table of a life cycle.

    Args:
        initial: The state after the request was submitted.
        transitions: The rows.
        waiting: States in which the office waits, and for whom (``applicant`` or
            a name of yours); clocks that list the name stand still there.
        branches: Decisions of others, taken in parallel.
        labels: What people read for a state or an action, by language:
            ``{"checked": {"id": "Sudah diperiksa", "en": "Checked"}}``.

    Raises:
        egovkit.errors.DefinitionError: Two rows for the same state and action, a
            state that cannot be reached or cannot reach an end, a name of a
            state or action that no row has, a reserved action name, *u.b.* without
            *a.n.*, answers of branches required where there is none, a reasoned
            ``issue`` (its decision is an action before it).
    """

    initial: Name
    transitions: tuple[Transition, ...] = Field(min_length=1)
    waiting: Mapping[Name, Name] = Field(default_factory=dict)
    branches: tuple[Branch, ...] = ()
    labels: Mapping[Name, Mapping[str, str]] = Field(default_factory=dict)

    @classmethod
    def from_rows(
        cls,
        initial: str,
        rows: Iterable[tuple[str, str, str, Iterable[str]]],
        **more: Any,  # noqa: ANN401 - the fields of the class
    ) -> Self:
        """A workflow of plain rows ``(source, action, target, roles)``."""
        transitions = tuple(
            Transition(source=s, action=a, target=t, roles=frozenset(roles))
            for s, a, t, roles in rows
        )
        return cls(initial=initial, transitions=transitions, **more)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401, ARG002
        """Check the table."""
        seen: set[tuple[str, str]] = set()
        for row in self.transitions:
            if (row.source, row.action) in seen:
                raise DefinitionError(
                    "workflow_ambiguous", state=row.source, action=row.action
                )
            seen.add((row.source, row.action))
            if row.reasoned and row.action == ISSUE:
                raise DefinitionError("workflow_reasoned_issue")
            may = row.delegable
            if Capacity.UNTUK_BELIAU in may and Capacity.ATAS_NAMA not in may:
                raise DefinitionError("workflow_ub_without_an", action=row.action)
            if row.action in _RESERVED_ACTIONS or row.source == DRAFT:
                raise DefinitionError("workflow_reserved", name=row.action)
        self._check_names()
        self._check_reachable()

    def _check_names(self) -> None:
        named = {*self.waiting, *(b.state for b in self.branches)}
        named |= set(self.labels) - self.actions
        for state in named - self.states:
            raise DefinitionError("workflow_unknown_state", state=state)
        names = [branch.name for branch in self.branches]
        for row in self.transitions:
            for action in row.not_by - self.actions - {"submit", *names}:
                raise DefinitionError("workflow_unknown_action", action=action)
            if not names and row.requires & {"branches", "rejection"}:
                raise DefinitionError("workflow_no_branch", action=row.action)
        if len(set(names)) != len(names):
            raise DefinitionError("workflow_branch_twice")

    def _check_reachable(self) -> None:
        forward: dict[str, set[str]] = {}
        backward: dict[str, set[str]] = {}
        for row in self.transitions:
            forward.setdefault(row.source, set()).add(row.target)
            backward.setdefault(row.target, set()).add(row.source)
        for state in self.states - _closure({self.initial}, forward):
            raise DefinitionError("workflow_unreachable", state=state)
        if not self.final:
            raise DefinitionError("workflow_no_end")
        for state in self.states - _closure(set(self.final), backward):
            raise DefinitionError("workflow_dead_end", state=state)

    @cached_property
    def states(self) -> frozenset[str]:
        """All states."""
        ends = {state for row in self.transitions for state in (row.source, row.target)}
        return frozenset(ends | {self.initial})

    @cached_property
    def actions(self) -> frozenset[str]:
        """All actions."""
        return frozenset(row.action for row in self.transitions)

    @cached_property
    def final(self) -> frozenset[str]:
        """States without a way out: the request is closed there."""
        return self.states - {row.source for row in self.transitions}

    @property
    def table(self) -> Mapping[tuple[str, str], Transition]:
        """``(state, action)`` → row."""
        return MappingProxyType(self._table)

    @cached_property
    def _table(self) -> dict[tuple[str, str], Transition]:
        # A plain dictionary: a proxy kept here would keep workflows from pickling.
        return {(row.source, row.action): row for row in self.transitions}

    def row(self, state: str, action: str) -> Transition | None:
        """The row for an action in a state, if there is one."""
        return self._table.get((state, action))

    def exits(self, state: str) -> tuple[Transition, ...]:
        """The rows that leave a state, in the order of the table."""
        return self._exits.get(state, ())

    @cached_property
    def _exits(self) -> dict[str, tuple[Transition, ...]]:
        exits: dict[str, tuple[Transition, ...]] = {}
        for row in self.transitions:
            exits[row.source] = (*exits.get(row.source, ()), row)
        return exits

    def entry(self, state: str) -> Mapping[str, Any]:
        """What an event says about the state it enters.

        Whether the state closes the request, for whom the office waits there, and
        which branches are asked for. It stands in the event, so a fold needs no
        workflow and old requests keep their meaning.
        """
        return self._entries[state]

    @cached_property
    def _entries(self) -> dict[str, dict[str, Any]]:
        return {state: self._entry(state) for state in self.states}

    def _entry(self, state: str) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        if state in self.final:
            entry["closes"] = True
        if state in self.waiting:
            entry["waits"] = self.waiting[state]
        asked = {b.name: b.waits or "" for b in self.branches if b.state == state}
        if asked:
            entry["branches"] = asked
        return entry

    def sources(self, action: str) -> tuple[str, ...]:
        """The states in which an action is possible."""
        return tuple(sorted(s for s, a in self._table if a == action))

    def states_for(self, role: str) -> tuple[str, ...]:
        """The states in which a role has something to do."""
        own = {row.source for row in self.transitions if role in row.roles}
        own |= {branch.state for branch in self.branches if role in branch.roles}
        return tuple(sorted(own))

    def label(self, name: str, lang: Lang = "id") -> str:
        """What people read for a state or action; its name where none is given."""
        return word_for(name, lang, self.labels)

    def steps(self, lang: Lang = "id") -> tuple[str, ...]:
        """The actions in the order of the table, as people read them."""
        actions = dict.fromkeys(row.action for row in self.transitions)
        return tuple(self.label(action, lang).replace("_", " ") for action in actions)

    def waiters(self) -> frozenset[str]:
        """Whom the office may wait for."""
        named = {branch.waits for branch in self.branches if branch.waits}
        return frozenset({*self.waiting.values(), *named, APPLICANT})

    def to_mermaid(self) -> str:
        """The table as a Mermaid state diagram; who is asked stands at the state."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [
            f"    {row.source} --> {row.target}: {row.action} "
            f"({', '.join(sorted(row.roles))})"
            for row in self.transitions
        ]
        lines += [f"    {state} --> [*]" for state in sorted(self.final)]
        for state in dict.fromkeys(branch.state for branch in self.branches):
            asked = [
                f"{branch.name} ({', '.join(sorted(branch.roles))})"
                for branch in self.branches
                if branch.state == state
            ]
            lines.append(f"    note right of {state}: {', '.join(asked)}")
        return "\n".join(lines) + "\n"


def _closure(start: set[str], edges: Mapping[str, set[str]]) -> set[str]:
    seen, queue = set(start), list(start)
    while queue:
        for state in edges.get(queue.pop(), ()):
            if state not in seen:
                seen.add(state)
                queue.append(state)
    return seen
