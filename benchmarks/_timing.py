"""Compare two ways of doing the same work, in one process and one run.

Absolute times differ from machine to machine and from minute to minute; a
ratio of two things measured in turns does not. So a benchmark here states a
ratio: blocks of both sides alternate, each block gives one time per call, and
the table shows the minimum and the median of each side.

A benchmark is a script ``benchmarks/bench_<area>.py``::

    from _timing import Bench

    bench = Bench("Formal Indonesian")
    bench.at_least("terbilang against num2words", 8, ours=ours, other=theirs)
    bench.at_most("verify against a raw verification", 1.5, ours=a, other=b)
    bench.value("reference letter, signed bytes", 168, at_most=180)
    bench.exit()

``--short`` makes fewer rounds (what the gate runs; too few to hold anybody to a
bound), ``--json FILE`` writes the rows. Without ``--short`` the exit status is 1
when a bound is missed.
"""

import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

__all__ = ["Bench", "Row", "compare", "import_cpu", "seconds_per_call"]

Work = Callable[[], object]
_CALIBRATION = 3  # the first calls warm caches and find out how long one takes


@dataclass(frozen=True, slots=True)
class Row:
    """One measured line: what, how much, and the bound it is held to."""

    name: str
    value: float
    unit: str
    bound: str
    met: bool
    detail: str = ""


def _block_size(work: Work, block: float, clock: Callable[[], float]) -> int:
    """How many calls fill a block of so many seconds."""
    calls = 1
    while True:
        start = clock()
        for _ in range(calls):
            work()
        elapsed = clock() - start
        if elapsed >= block / 4:
            return max(1, round(calls * block / elapsed))
        calls *= 4


def _block(work: Work, calls: int, clock: Callable[[], float]) -> float:
    start = clock()
    for _ in range(calls):
        work()
    return (clock() - start) / calls


def seconds_per_call(
    work: Work,
    *,
    rounds: int = 15,
    block: float = 0.02,
    clock: Callable[[], float] = time.process_time,
) -> list[float]:
    """Seconds of one call, once per round.

    Args:
        work: What is measured.
        rounds: How many blocks are timed.
        block: Seconds that a block takes.
        clock: `time.process_time` counts the processor's time only; use
            `time.perf_counter` for work that waits for a disk or a server.
    """
    return compare(work, work, rounds=rounds, block=block, clock=clock)[0]


def compare(
    ours: Work,
    other: Work,
    *,
    rounds: int = 15,
    block: float = 0.02,
    clock: Callable[[], float] = time.process_time,
) -> tuple[list[float], list[float]]:
    """Seconds per call of both sides, measured in turns."""
    for _ in range(_CALIBRATION):
        ours()
        other()
    sizes = _block_size(ours, block, clock), _block_size(other, block, clock)
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            times[0].append(_block(ours, sizes[0], clock))
            times[1].append(_block(other, sizes[1], clock))
    finally:
        gc.enable()
    return times


def _quantity(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def import_cpu(statement: str, *, runs: int = 15) -> tuple[float, float]:
    """Seconds of CPU that a statement adds to a fresh interpreter: (min, median).

    Bare and loaded interpreters alternate, without the user's site directory;
    the bytecode is compiled before, as it is after an installation.
    """
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}

    def cpu(code: str) -> float:
        probe = (
            "import time; a = time.process_time()\n"
            f"{code}\n"
            "print(time.process_time() - a)"
        )
        output = subprocess.run(
            [sys.executable, "-s", "-c", probe],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        return float(output.stdout)

    cpu(statement)  # writes the bytecode
    loaded, bare = zip(
        *((cpu(statement), cpu("pass")) for _ in range(runs)), strict=True
    )
    return (
        min(loaded) - min(bare),
        statistics.median(loaded) - statistics.median(bare),
    )


class Bench:
    """The measurements of one area, their bounds, and the table they make."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.rows: list[Row] = []
        parser = argparse.ArgumentParser(description=title)
        length = parser.add_mutually_exclusive_group()
        length.add_argument("--short", action="store_true", help="fewer rounds")
        length.add_argument("--full", action="store_true", help="the default")
        parser.add_argument("--json", type=Path, help="write the rows to this file")
        self._options = parser.parse_args()

    @property
    def short(self) -> bool:
        """Whether the gate asks for the short form."""
        return bool(self._options.short)

    def at_most(
        self,
        name: str,
        bound: float,
        *,
        ours: Work,
        other: Work,
        clock: Callable[[], float] = time.process_time,
    ) -> float:
        """Ours takes at most ``bound`` times as long as the other; the ratio."""
        mine, its = self._measure(ours, other, clock)
        ratio = statistics.median(mine) / statistics.median(its)
        best = min(mine) / min(its)
        # The better of the two: noise only ever adds time.
        value = min(ratio, best)
        self._add(name, value, f"≤ {bound:g}×", met=value <= bound, both=(mine, its))
        return value

    def at_least(
        self,
        name: str,
        bound: float,
        *,
        ours: Work,
        other: Work,
        clock: Callable[[], float] = time.process_time,
    ) -> float:
        """Ours is at least ``bound`` times as fast as the other; the factor."""
        mine, its = self._measure(ours, other, clock)
        value = max(
            statistics.median(its) / statistics.median(mine), min(its) / min(mine)
        )
        self._add(name, value, f"≥ {bound:g}×", met=value >= bound, both=(mine, its))
        return value

    def value(
        self,
        name: str,
        value: float,
        unit: str = "",
        *,
        at_most: float | None = None,
        at_least: float | None = None,
    ) -> None:
        """A figure measured elsewhere (bytes, milliseconds, megabytes)."""
        bounds = []
        met = True
        if at_most is not None:
            bounds.append(f"≤ {at_most:g} {unit}".rstrip())
            met = value <= at_most
        if at_least is not None:
            bounds.append(f"≥ {at_least:g} {unit}".rstrip())
            met = met and value >= at_least
        self._show(Row(name, value, unit, ", ".join(bounds), met))

    def _measure(
        self, ours: Work, other: Work, clock: Callable[[], float]
    ) -> tuple[list[float], list[float]]:
        rounds, block = (7, 0.01) if self.short else (25, 0.04)
        return compare(ours, other, rounds=rounds, block=block, clock=clock)

    def _add(
        self,
        name: str,
        value: float,
        bound: str,
        *,
        met: bool,
        both: tuple[list[float], list[float]],
    ) -> None:
        detail = " against ".join(
            f"{_quantity(min(side))} (median {_quantity(statistics.median(side))})"
            for side in both
        )
        self._show(Row(name, value, "×", bound, met, detail))

    def _show(self, row: Row) -> None:
        if not self.rows:
            print(f"\n{self.title} (Python {platform.python_version()})\n")
            print("| what | measured | bound | | min (median) |")
            print("|---|---|---|---|---|")
        self.rows.append(row)
        mark = "met" if row.met else "MISSED"
        print(
            f"| {row.name} | {row.value:.3g} {row.unit} | {row.bound} "
            f"| {mark if row.bound else ''} | {row.detail} |",
            flush=True,
        )

    def exit(self) -> NoReturn:
        """End the script: status 1 when a bound was missed in a full run."""
        if self._options.json:
            rows = [
                {"name": r.name, "value": r.value, "unit": r.unit, "met": r.met}
                for r in self.rows
            ]
            self._options.json.write_text(
                json.dumps({"title": self.title, "rows": rows}, indent=1) + "\n",
                encoding="utf-8",
            )
        sys.exit(0 if self.short or all(row.met for row in self.rows) else 1)
