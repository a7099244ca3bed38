"""How a service itself performs: time, punctuality, pauses, refusals."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydantic_core import from_json

from egovkit.errors import CoverageError, UsageError
from egovkit.services._deadline import spent
from egovkit.services._definition import ServiceDefinition
from egovkit.services._desk_base import DeskBase
from egovkit.services._state import State
from egovkit.services._tables import Tables

__all__ = ["Performance", "ServicePerformance"]

_BAR, _GAP, _HEIGHT, _FOOT = 18, 6, 120, 24
_LAST = 30


@dataclass(frozen=True, slots=True)
class ServicePerformance:
    """The closed requests of a service version in a period, and its refusals.

    Args:
        definition: Service and version.
        term: The clock that was judged.
        count: Closed requests.
        used: Units of the term that a request took, past its end too, pauses left
            out → how many requests. An hour or minute that was begun counts whole.
        on_time: How many were closed within the term.
        outcomes: Final state → how many.
        pauses: Reason of a pause (or for whom) → how many.
        refusals: Code → how often an action or an application was refused, of
            closed and open requests alike; one that was not filed counts too.
    """

    definition: str
    term: str
    count: int
    used: Mapping[int, int]
    on_time: int
    outcomes: Mapping[str, int]
    pauses: Mapping[str, int]
    refusals: Mapping[str, int]

    @property
    def median(self) -> int:
        """The units of the term that half of the requests needed at most."""
        return self._rank(1, 2)

    @property
    def p90(self) -> int:
        """The units of the term that nine of ten requests needed at most."""
        return self._rank(9, 10)

    @property
    def _measured(self) -> int:
        """Requests whose clock started and lies within the calendar."""
        return sum(self.used.values())

    def _rank(self, part: int, whole: int) -> int:
        """The smallest value that at least this share does not exceed."""
        wanted, passed = -(-self._measured * part // whole), 0
        for used, count in sorted(self.used.items()):
            passed += count
            if passed >= wanted:
                return used
        return 0

    @property
    def share_on_time(self) -> str:
        """Per cent on time with one place, rounded half up; nothing for none."""
        measured = self._measured
        if not measured:
            return ""
        tenths = (self.on_time * 2000 + measured) // (2 * measured)
        return f"{tenths // 10}.{tenths % 10}"

    def to_svg(self) -> str:
        """How many requests needed how many units, as a small bar chart.

        The last bar stands for all that needed 30 units or more.
        """
        bars: Counter[int] = Counter()
        for used, times in self.used.items():
            bars[min(used, _LAST)] += times
        most = max(bars.values(), default=1)
        last = max(bars, default=0)
        width = (last + 1) * (_BAR + _GAP) + _GAP
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}"'
            f' height="{_HEIGHT + _FOOT}" font-family="sans-serif" font-size="10">'
        )
        parts = [head, f"<title>{self.definition} · {self.term}</title>"]
        for used in range(last + 1):
            x = _GAP + used * (_BAR + _GAP)
            tall = round(bars[used] / most * (_HEIGHT - 16))
            label = f"{used}+" if used == _LAST else str(used)
            parts.append(
                f'<rect x="{x}" y="{_HEIGHT - tall}" width="{_BAR}" height="{tall}"'
                ' fill="#1f5a8a"/>'
                f'<text x="{x + _BAR // 2}" y="{_HEIGHT + 14}"'
                f' text-anchor="middle">{label}</text>'
            )
        return "".join([*parts, "</svg>"])


class Performance(DeskBase):
    """The verb of looking at the service itself."""

    def performance(self, first: date, last: date) -> tuple[ServicePerformance, ...]:
        """What was closed between two days, both included, by service version.

        The first clock of each definition is judged. Reads stored states page by
        page, no histories. Refusals are those of `refusals_stored` with a
        definition; one that only refused stands here too, with a count of 0.

        Args:
            first: In the office's zone.
            last: The same.

        Raises:
            egovkit.errors.UsageError: A moment or text instead of a date.
        """
        _demand_days(first, last)
        tallies: dict[str, _Tally] = {}
        for state in self._closed(first, last):
            definition = self._definition(state)
            name = next(iter(definition.terms), "")
            tally = tallies.setdefault(definition.key, _Tally(name))
            took = self._took(definition, state, name) if name else None
            if took is not None:
                used, overdue = took
                tally.used[used] += 1
                tally.on_time += not overdue
            tally.outcomes[state.state] += 1
            tally.pauses.update(wait.reason or wait.waiter for wait in state.waits)
        refused = self.refusals_stored(first, last)
        return tuple(
            tallies.get(key, _Tally("")).report(key, refused.get(key, {}))
            for key in sorted({*tallies, *refused} - {""})
        )

    def _took(
        self, definition: ServiceDefinition, state: State, name: str
    ) -> tuple[int, bool] | None:
        """Units of a term that a closed request took, and whether it was late."""
        clock = self._clock(name, state, state.last_at)
        if clock is None:
            return None
        try:
            used = spent(
                definition.terms[name],
                state,
                calendar=self.calendar,
                hours=definition.office_hours,
            )
        except CoverageError:
            return None
        return None if used is None else (used, clock.overdue)

    def refusals_stored(
        self, first: date, last: date
    ) -> Mapping[str, Mapping[str, int]]:
        """How often what was refused between two days, both included.

        A desk with a store of its own has stored each of its refusals when it
        raised it; for a desk inside the caller's transactions see
        `store_refusals`. No ticket and no person is in these counts.

        Args:
            first: In the office's zone, as `at` of what was refused.
            last: The same.

        Returns:
            Code → how often, by definition (service and version); under ``""``
            what belongs to none, such as a ticket that does not exist.

        Raises:
            egovkit.errors.UsageError: As in `performance`.
        """
        _demand_days(first, last)
        rows = self._store.read(
            lambda tables: tables.refusals(first.isoformat(), last.isoformat())
        )
        found: dict[str, dict[str, int]] = {}
        for definition, code, times in rows:
            if definition == "" or self._serves(definition):
                found.setdefault(definition, {})[code] = times
        return found

    def _closed(self, first: date, last: date) -> Iterator[State]:
        zone = self.calendar.zone
        begin = int(datetime.combine(first, time.min, zone).timestamp())
        after = datetime.combine(last + timedelta(days=1), time.min, zone)
        end, ticket = int(after.timestamp()), ""

        def page(tables: Tables) -> list[tuple[str, bytes]]:
            return tables.closed_page(begin, end, ticket)

        while rows := self._store.read(page):
            found = (State.from_plain(from_json(snapshot)) for _, snapshot in rows)
            yield from (state for state in found if self._serves(state.definition))
            ticket = rows[-1][0]

    def performance_csv(self, first: date, last: date) -> str:
        """The same as CSV with a header line; outcomes, pauses, refusals below it.

        Args:
            first: As in `performance`.
            last: As in `performance`.
        """
        out = io.StringIO()
        write = csv.writer(out, lineterminator="\n").writerow
        write(["definition", "term", "count", "median", "p90", "on_time_percent"])
        reports = self.performance(first, last)
        for r in reports:
            write([r.definition, r.term, r.count, r.median, r.p90, r.share_on_time])
        for r in reports:
            for kind, counts in (
                ("outcome", r.outcomes),
                ("pause", r.pauses),
                ("refusal", r.refusals),
            ):
                for name, count in sorted(counts.items()):
                    write([r.definition, kind, count, name])
        for code, count in self.refusals_stored(first, last).get("", {}).items():
            write(["", "refusal", count, code])
        return out.getvalue()


def _demand_days(*days: object) -> None:
    """Refuse a moment: its hour would be compared with days that have none."""
    if any(type(day) is not date for day in days):
        raise UsageError("period_day")


class _Tally:
    """Counts while reading."""

    def __init__(self, term: str) -> None:
        self.term = term
        self.used: Counter[int] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.pauses: Counter[str] = Counter()
        self.on_time = 0

    def report(
        self, definition: str, refusals: Mapping[str, int]
    ) -> ServicePerformance:
        return ServicePerformance(
            definition=definition,
            term=self.term,
            count=self.outcomes.total(),
            used=dict(self.used),
            on_time=self.on_time,
            outcomes=dict(self.outcomes),
            pauses=dict(self.pauses),
            refusals=refusals,
        )
