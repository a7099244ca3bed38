"""Paraf berjenjang: a draft goes through three officers, comes back once, is signed.

Every step binds the document, the plan and the step before it, so the report names
the first thing that is wrong. The last part shows what a cheat finds: a step left
out, another document, a clerk who signs for the Lurah.
"""

import json
from datetime import datetime, timedelta

from egovkit.clock import WIB
from egovkit.errors import UsageError
from egovkit.signatures import (
    ApprovalChain,
    ApprovalPlan,
    Delegation,
    Officer,
    Outcome,
    SigningKey,
    Stage,
)

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
DRAFT = "Surat Keterangan Usaha nomor 500/9001 — Warung Contoh, Jl. Contoh 1"
LETTER = "Surat Keterangan Usaha nomor 500/9001 — Warung Contoh, Jalan Contoh 1"

# Keys are fresh here; an agency loads each officer's key with a passphrase of theirs.
OFFICES = ("Pengelola Layanan", "Kasi Pemerintahan", "Sekretaris Kelurahan", "Lurah")
keys = {office: SigningKey.generate(use="approval") for office in OFFICES}
trust = [key.public for key in keys.values()]

plan = ApprovalPlan(
    officers=tuple(
        Officer(id=f"p-900{number}", role=office, key=key.public.fingerprint)
        for number, (office, key) in enumerate(keys.items(), 1)
    ),
    stages=(
        Stage.paraf("Pengelola Layanan"),
        Stage.paraf("Kasi Pemerintahan", "Sekretaris Kelurahan", threshold=1),
        Stage.signature("Lurah"),
    ),
    delegations=(
        Delegation(kind="Plh.", role="Lurah", officer="p-9003", basis="800/9001"),
    ),
)


def act(chain: ApprovalChain, office: str, minutes: int) -> ApprovalChain:
    """One officer initials."""
    at = NOW + timedelta(minutes=minutes)
    return chain.paraf(role=office, key=keys[office], at=at)


print("== Konsep pertama dikembalikan")
first = act(ApprovalChain.start(DRAFT.encode(), plan=plan), "Pengelola Layanan", 0)
first = first.send_back(
    role="Kasi Pemerintahan",
    key=keys["Kasi Pemerintahan"],
    at=NOW + timedelta(minutes=20),
    reason="address_abbreviated",
)
half_past = NOW + timedelta(minutes=30)
print(first.verify(document=DRAFT.encode(), trust=trust, at=half_past).explain())

print("\n== Konsep kedua ditandatangani oleh Plh. Lurah")
letter = LETTER.encode()
chain = ApprovalChain.start(letter, plan=plan, continues=first)
chain = act(chain, "Pengelola Layanan", 40)
chain = act(chain, "Kasi Pemerintahan", 55)
try:  # nobody signs for an office without a mandate
    chain.sign(role="Lurah", key=keys["Sekretaris Kelurahan"], at=NOW, acting="Plt.")
except UsageError as refused:
    print("Ditolak:", refused.sentence("id"))
chain = chain.sign(
    role="Lurah",
    key=keys["Sekretaris Kelurahan"],
    at=NOW + timedelta(hours=2),
    acting="Plh.",
)
text = chain.to_json()  # keep it beside the letter
today = NOW + timedelta(hours=3)
read = ApprovalChain.from_json(text, document=letter, plan=plan)
report = read.verify(document=letter, trust=trust, at=today)
print(report.explain())
assert report.require(bytes) == letter

print("\n== Yang tidak boleh lolos")
steps = json.loads(text)
without = json.dumps(steps | {"steps": [steps["steps"][0], steps["steps"][2]]})
reordered = json.dumps(steps | {"steps": [steps["steps"][n] for n in (1, 0, 2)]})
for what, forged, document in (
    ("satu paraf dihilangkan", without, letter),
    ("urutan diubah", reordered, letter),
    ("dokumen lain", text, DRAFT.encode()),
):
    attempt = ApprovalChain.from_json(forged, document=document, plan=plan)
    report = attempt.verify(document=document, trust=trust, at=today)
    assert report.outcome is Outcome.INVALID
    assert report.reason is not None
    print(f"{what}: {report.reason.sentence('id')}")
