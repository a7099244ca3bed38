"""The state of a request: what its events have led to."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

__all__ = ["NOTHING", "State", "Wait"]

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Wait(NamedTuple):
    """A time in which the office waits for somebody else.

    Attributes:
        waiter: For whom, such as ``applicant``.
        cause: ``state``, or the branch that waits.
        begin: Seconds since 1970-01-01 UTC.
        end: The same; None while it lasts.
        reason: The reason code given when the wait began, if any.
    """

    waiter: str
    cause: str
    begin: int
    end: int | None
    reason: str = ""


class State:
    """A request after its events; plain data, so a store can keep it.

    A state does not change: `after` gives the next one. Only what differs from
    the class's values is held, so a new state is one small copied dictionary.
    """

    ticket: str = ""
    definition: str = ""
    form_version: int = 1
    state: str = ""
    seq: int = 0
    version: int = 0
    opened_at: int = 0
    last_at: int = 0
    closed_at: int | None = None
    place: str = ""
    parent: str = ""
    links: Mapping[str, str] = NOTHING
    acted: Mapping[str, tuple[str, ...]] = NOTHING
    starts: Mapping[str, int] = NOTHING
    waits: tuple[Wait, ...] = ()
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    attached: Mapping[str, str] = NOTHING
    branches: Mapping[str, str] = NOTHING
    subrequests: Mapping[str, str] = NOTHING
    fee: int = 0
    paper: str = ""
    reserved_at: int = 0
    number: str = ""
    register: str = ""
    year: int = 0
    serial: int = 0
    status_index: int | None = None
    token: str = ""
    signing_reference: str = ""
    extensions: Mapping[str, int] = NOTHING
    overdue: tuple[str, ...] = ()
    erased: bool = False

    def __init__(self, ticket: str) -> None:
        self.__dict__["ticket"] = ticket

    def after(self, changes: Mapping[str, Any]) -> "State":
        """The state with some values changed."""
        new = object.__new__(State)
        held = new.__dict__
        held.update(self.__dict__)
        held.update(changes)
        return new

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a state does not change")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self.to_plain() == other.to_plain()

    def __hash__(self) -> int:
        return hash((self.ticket, self.seq))

    def __repr__(self) -> str:
        return f"State({self.ticket!r}, {self.state!r}, seq={self.seq})"

    @property
    def closed(self) -> bool:
        """Whether the request has reached an end."""
        return self.closed_at is not None

    def holds(self, requirement: str) -> bool:
        """Whether a fact that a row requires is there."""
        computed = _COMPUTED.get(requirement)
        return computed(self) if computed else requirement in self.facts

    def to_plain(self) -> dict[str, Any]:
        """The state as plain data; what has its usual value is left out."""
        return {
            name: value
            for name, value in self.__dict__.items()
            if value != getattr(State, name)
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "State":
        """The state of plain data; unknown names of other versions are dropped."""
        new = object.__new__(State)
        kept = new.__dict__
        for name, value in data.items():
            if name in _NAMES:
                kept[name] = tuple(value) if value.__class__ is list else value
        if "waits" in kept:
            kept["waits"] = tuple(Wait(*wait) for wait in kept["waits"])
        if "acted" in kept:
            kept["acted"] = {name: tuple(by) for name, by in kept["acted"].items()}
        return new


_NAMES = frozenset(State.__annotations__)

_COMPUTED: Mapping[str, Callable[[State], bool]] = {
    "documents": lambda s: not s.missing,
    "fee": lambda s: s.fee == 0 or "paid" in s.facts or "waived" in s.facts,
    "branches": lambda s: all(v == "accepted" for v in s.branches.values()),
    "rejection": lambda s: "rejected" in s.branches.values(),
    "subrequests": lambda s: all(s.subrequests.values()),
}
