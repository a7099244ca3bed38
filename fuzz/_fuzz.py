"""Mutate known inputs and watch what a parser does with them.

The boundary rule of the library: whatever the input, a parser answers or raises
`egovkit.errors.EgovkitError`, soon, and nothing else. A fuzz target is a script
``fuzz/fuzz_<area>.py``::

    from _fuzz import Target, run

    run(
        Target("nik", NIK.parse, seeds=["3171015708459002", "31.71.01-570845 9002"]),
        Target("seal", verifier_on_bytes, seeds=[token, damaged]),
    )

Seeds are all text or all bytes. ``--inputs`` is the number for the whole
script, shared by its targets; ``--seed`` repeats a run. The exit status is 1
when something else than an answer or an `EgovkitError` came out, or when an
answer took longer than the target allows.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from egovkit.errors import EgovkitError

__all__ = ["Target", "mutate", "run"]

# What breaks parsers: other scripts' digits, marks that reorder text, ends of
# ranges, separators, and the letters of numbers that are none.
_STRANGE: list[str] = list("0123456789 .-/*#:;,+%\\\"'{}[]<>\0\n\t\x7f")
_STRANGE += ["٣", "１", "𝟘", "\u202e", "\ufeff", "\u00a0", "\ud800", "é"]
_STRANGE += ["NaN", "-1", "1e999", "9" * 40, "null", "{0}"]
_BYTES = [0x00, 0x1F, 0x3B, 0x5F, 0x7F, 0x80, 0x9F, 0xBF, 0xC0, 0xFB, 0xFF]

Input = str | bytes


@dataclass(frozen=True, slots=True)
class Target:
    """A parser under test.

    Args:
        name: Shown in the result.
        parse: Takes one input; its answer is not looked at.
        seeds: Inputs to start from, valid and damaged, all text or all bytes.
        limit: Seconds of CPU that one answer may take.
        one_in: Give a slow target only one in so many of its inputs.
        change: Makes an input of the seeds, where a format has places of its own
            to damage; `mutate` unless said.
    """

    name: str
    parse: Callable[[Input], object]
    seeds: Sequence[Input]
    limit: float = 0.5
    one_in: int = 1
    change: Callable[[random.Random, Sequence[Input]], Input] | None = None


def _piece(chance: random.Random, like: Input) -> Input:
    if isinstance(like, str):
        if chance.random() < 0.8:
            return chance.choice(_STRANGE)
        return chr(chance.randrange(0x110000))
    if chance.random() < 0.5:
        return bytes([chance.choice(_BYTES)])
    return chance.randbytes(chance.choice((1, 1, 2, 4, 8)))


def mutate(chance: random.Random, seeds: Sequence[Input]) -> Input:
    """One seed with one to four changes."""
    value = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        start = chance.randint(0, len(value))
        end = min(len(value), start + chance.choice((0, 1, 1, 2, 8, 64)))
        kind = chance.randrange(6)
        if kind == 0:  # replace or insert
            middle = _piece(chance, value)
        elif kind == 1:  # delete
            middle = value[:0]
        elif kind == 2:  # repeat
            middle = value[start:end] * chance.choice((2, 3, 50))
        elif kind == 3:  # cut off
            value, middle = value[:end], value[start:end]
        elif kind == 4:  # splice
            other = chance.choice(seeds)
            middle = other[chance.randint(0, len(other)) :]
        else:  # swap neighbours
            middle = value[start:end][::-1]
        value = value[:start] + middle + value[end:]  # type: ignore[operator]
    return value


def _judge(target: Target, value: Input) -> float:
    start = time.process_time()
    try:
        target.parse(value)
    except EgovkitError:
        pass
    except Exception:  # whatever else comes out is the finding
        print(f"{target.name}: {value!r}", file=sys.stderr)
        traceback.print_exc()
        sys.exit(1)
    elapsed = time.process_time() - start
    if elapsed > target.limit:
        print(f"{target.name}: {elapsed:.3f} s for {value!r}", file=sys.stderr)
        sys.exit(1)
    return elapsed


def run(*targets: Target) -> None:
    """Share the inputs among the targets and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(2**32)
    for target in targets:
        chance = random.Random(f"{seed}-{target.name}")
        count = max(1, options.inputs // len(targets) // target.one_in)
        change = target.change or mutate
        slowest = max(
            _judge(target, change(chance, target.seeds)) for _ in range(count)
        )
        print(
            f"{target.name}: {count} inputs, seed {seed}, "
            f"slowest {slowest * 1000:.2f} ms",
            flush=True,
        )
