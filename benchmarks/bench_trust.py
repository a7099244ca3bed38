"""Trust lists, status lists and the index allocator.

The sizes are those of a country: 600 agencies with four keys each, and ten
million documents. Nothing is compared with another library here: none reads
this trust list, and the one package for issuing status lists implements an
early draft.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from _timing import Bench, seconds_per_call

from egovkit.qr import StatusIndexAllocator, StatusList
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
WEEK = timedelta(days=7)

# In a process of its own: its memory is what the operating system saw.
TEN_MILLION = """
import json, random, resource, time
from datetime import datetime, timedelta, UTC
from egovkit.qr import StatusList
from egovkit.signatures import SigningKey
key = SigningKey.generate("Ed25519", use="status")
at = datetime(2026, 11, 24, tzinfo=UTC)
draw = random.Random(1)
revoked = {draw.randrange(10_000_000) for _ in range(100_000)}
words = ("revoked" if i in revoked else "valid" for i in range(10_000_000))
start = time.process_time()
statuses = StatusList.from_entries(10_000_000, enumerate(words))
token = statuses.to_token(
    key=key, uri="https://v.contoh.example/status", at=at,
    expires=at + timedelta(days=7),
)
seconds = time.process_time() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, memory, len(token) / 1000]))
"""


def country() -> tuple[TrustList, TrustRoot]:
    """600 agencies with four keys each, signed by two of three keepers."""
    keepers = [SigningKey.generate("Ed25519", use="trust") for _ in range(3)]
    keys = [keeper.public for keeper in keepers]
    data = TrustRoot.build(
        keys=keys,
        threshold=2,
        list_keys=keys,
        list_threshold=2,
        at=AT,
        expires=AT + 52 * WEEK,
    )
    root = TrustRoot.first(data, [sign_detached(data, key) for key in keepers[:2]])
    builder = TrustListBuilder()
    label = {"id": "Nama", "en": "Name"}
    fields = tuple(FieldSpec(f"field_{n}", label, "text") for n in range(8))
    for registry in range(20):
        builder.add_registry(f"kota-{registry}")
        builder.set_profile(f"kota-{registry}", ProfileSpec(1, label, fields))
    for number in range(600):
        name = f"kelurahan-{number}"
        builder.add_issuer(
            name,
            name=f"Kelurahan {number}",
            registry=f"kota-{number % 20}",
            profiles=[1],
            status_uri=f"https://v.contoh.example/status/{name}",
        )
        for use in ("seal", "seal", "status", "approval"):
            builder.add_key(name, SigningKey.generate("Ed25519", use=use).public)
    return builder.sign(keepers[:2], root=root, at=AT, expires=AT + WEEK), root


def main() -> None:
    """Measure and print the table."""
    bench = Bench("Trust and status")
    rounds = 7 if bench.short else 25

    trust, root = country()
    load = seconds_per_call(
        lambda: TrustList.from_signed(trust.data, trust.signatures, root=root, at=AT),
        rounds=rounds,
    )
    bench.value(
        "600 agencies with 4 keys: verify and read", min(load) * 1e3, "ms", at_most=50
    )
    bench.value("the same list, JSON", len(trust.data) / 1000, "kB")

    output = subprocess.run(
        [sys.executable, "-c", TEN_MILLION], check=True, capture_output=True, text=True
    )
    seconds, memory, size = json.loads(output.stdout)
    bench.value("10 million entries: build and sign", seconds, "s", at_most=5)
    bench.value("the same: peak memory", memory, "MB", at_most=200)
    bench.value("the same: token with 1 % revoked", size, "kB")

    allocator = StatusIndexAllocator(bytes(range(32)))
    for counter, name in ((0, "empty"), (2**20 - 1, "full")):
        times = seconds_per_call(
            lambda counter=counter: allocator.index_of(counter), rounds=rounds
        )
        bench.value(f"one index of a shard that is {name}", min(times) * 1e6, "µs")

    statuses = StatusList(size=2**20)
    times = seconds_per_call(lambda: statuses.status(77_777), rounds=rounds)
    bench.value("one look-up in a status list", min(times) * 1e6, "µs")
    bench.exit()


if __name__ == "__main__":
    main()
