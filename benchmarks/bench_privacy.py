"""What privacy costs, and how little a bare hash of a NIK hides.

Pseudonyms against a bare HMAC, encrypted fields against bare AES-GCM-SIV, and
the time in which one core finds a NIK from its SHA-256 when it knows the
district: what ``docs/explanation/privacy.md`` states.
"""

import hashlib
import hmac
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta

from _timing import Bench, seconds_per_call
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from egovkit.identity import NIK
from egovkit.privacy import FieldCipher, Pseudonymizer, redact_text

KEY = bytes(range(32))
NUMBER = NIK("3171015708459002")
DIGITS = NUMBER.reveal()
TEXT = DIGITS.encode()
LINE = (
    "2026-11-24 08:15:30,123 INFO layanan.permohonan tiket=KTC-9F3K-2M7Q diterima "
    "dari 10.12.0.7 status=201 lama=0.0341 langkah=verifikasi petugas=p-017 loket=3 "
    "berkas=4 ukuran=182733 catatan=lengkap lanjut=paraf nik="
)

bench = Bench("Privacy")

people = Pseudonymizer({"2026": KEY}, purpose="antrean-bansos")
pair = Pseudonymizer({"2026": KEY, "2025": bytes(32)}, purpose="antrean-bansos")
bench.at_most(
    "pseudonym against `hmac.digest`",
    2,
    ours=lambda: people.pseudonym(NUMBER),
    other=lambda: hmac.digest(KEY, TEXT, "sha256"),
)
bench.at_most(
    "pseudonym against `hmac.new(…).hexdigest()`",
    2,
    ours=lambda: people.pseudonym(NUMBER),
    other=lambda: hmac.new(KEY, TEXT, "sha256").hexdigest(),
)
bench.at_most(
    "candidates of two keys against two `hmac.digest`",
    2,
    ours=lambda: pair.candidates(NUMBER),
    other=lambda: (hmac.digest(KEY, TEXT, "sha256"), hmac.digest(KEY, TEXT, "sha256")),
)

cipher = FieldCipher({"2026": KEY}, table="warga", column="nik")
bare = AESGCMSIV(KEY)
fernet = Fernet(Fernet.generate_key())
stored = cipher.encrypt(NUMBER, context="tiket-9001")
nonce = os.urandom(12)
sealed = bare.encrypt(nonce, TEXT, b"tiket-9001")
bench.at_most(
    "encrypt a field against bare AES-GCM-SIV",
    3,
    ours=lambda: cipher.encrypt(NUMBER, context="tiket-9001"),
    other=lambda: bare.encrypt(os.urandom(12), TEXT, b"tiket-9001"),
)
bench.at_most(
    "decrypt a field against bare AES-GCM-SIV",
    3,
    ours=lambda: cipher.decrypt(stored, context="tiket-9001"),
    other=lambda: bare.decrypt(nonce, sealed, b"tiket-9001"),
)
bench.at_least(
    "encrypt a field against Fernet",
    1,
    ours=lambda: cipher.encrypt(NUMBER, context="tiket-9001"),
    other=lambda: fernet.encrypt(TEXT),
)
bench.value("an encrypted NIK", len(stored), "bytes")
bench.value("the same as Fernet", len(fernet.encrypt(TEXT)), "bytes")

for name, text in (("without a number", LINE), ("with a NIK", LINE + DIGITS)):
    least = min(seconds_per_call(lambda text=text: redact_text(text)))
    bench.value(
        f"redact a log line of {len(text)} characters {name}", least * 1e6, "µs"
    )


def district(serials: int, years: int) -> Iterator[str]:
    """The NIKs of one district: both sexes, every day, the first serial numbers."""
    day, end = date(1927, 1, 1), date(1927 + years, 1, 1)
    while day < end:
        for shift in (0, 40):
            head = f"317101{day.day + shift:02}{day.month:02}{day.year % 100:02}"
            for serial in range(1, serials + 1):
                yield f"{head}{serial:04}"
        day += timedelta(days=1)


# The target is a woman of 17 August 1945 with the serial number 17.
target = hashlib.sha256(b"3171015708450017").digest()
start = time.process_time()
tried = 0
for candidate in district(serials=20, years=25 if bench.short else 100):
    tried += 1
    if hashlib.sha256(candidate.encode()).digest() == target:
        print(f"| found {NIK(candidate).masked} after {tried:,} candidates | | | | |")
        break
else:
    raise AssertionError("the target is in the district")
elapsed = time.process_time() - start
whole = sum(1 for _ in district(serials=1, years=100)) * 9_999
bench.value(
    "SHA-256 of candidates, one core, plain Python", tried / elapsed / 1e6, "M/s"
)
bench.value("time until it was found", elapsed, "s")
bench.value("every candidate of a district, 100 years", whole / 1e6, "million")
bench.value("all of them at this rate", whole / (tried / elapsed) / 60, "min")
bench.exit()
