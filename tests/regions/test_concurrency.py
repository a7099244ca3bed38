"""Many threads, one table: answers are shared and never half made."""

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from egovkit.regions import RegionTable


def in_threads(work: Callable[[], object], count: int = 8) -> list[object]:
    """What each of several threads got, all started at the same moment."""
    barrier = threading.Barrier(count)
    results: list[object] = [None] * count

    def run(number: int) -> None:
        barrier.wait()
        try:
            results[number] = work()
        except Exception as error:  # noqa: BLE001 - the test compares what came out
            results[number] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize(
    "work",
    [
        lambda table: table.lookup("31.71.01").full_name,
        lambda table: table.lookup("91.01.01").successors[0].code,
        lambda table: table.lookup("31.71.01.1001").name,
        lambda table: table.lookup("14.71.08.1011").status,
        lambda table: [r.code for r in table.search("bogor")],
        lambda table: [r.code for r in table.children("31.71")],
    ],
    ids=["district", "retired", "village", "retired village", "search", "children"],
)
def test_a_fresh_table_answers_all_threads_alike(work):
    """The first question of each kind, asked eight times at once."""
    table = RegionTable(RegionTable.shipped().data)
    results = in_threads(lambda: work(table))
    assert all(result == results[0] for result in results)
    assert not isinstance(results[0], Exception)


def test_the_first_question_of_a_process_may_come_from_many_threads():
    """Loading needs no lock: whoever comes first or last, the answers are equal."""
    probe = """
import sys, threading
sys.setswitchinterval(1e-6)
from egovkit.regions import active, lookup
found, barrier = [], threading.Barrier(8)
def ask():
    barrier.wait()
    region = lookup("31.71.01.1001")
    found.append((region.full_name, lookup("91.01").successors[0].code))
threads = [threading.Thread(target=ask) for _ in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
assert len(found) == 8 and len(set(found)) == 1, found
assert active().lookup("31.71") is active().lookup("3171")
"""
    subprocess.run([sys.executable, "-c", probe], check=True)
