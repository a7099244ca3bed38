"""Write tests/seal-v1.json: vectors of the seal format for every implementer.

    python tools/make_seal_vectors.py

What each vector must come to is stated by hand, here and in the two modules of
damage; the script stops where the verifier disagrees. The same source gives the
same bytes; a test compares them.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from seal_damaged_claims import CLAIMS, FIELDS
from seal_damaged_tokens import SIGNATURES, TEXTS, TOKENS
from seal_world import (
    COMPROMISED,
    DAY,
    ECDSA_KEY,
    ENDED,
    EPOCH,
    EVERYTHING,
    EVERYTHING_FIELDS,
    EVERYTHING_VALUES,
    LATER,
    LETTER,
    LETTER_FIELDS,
    LETTER_VALUES,
    NOW,
    ORIGINAL,
    RETIRED,
    STATUSES,
    STRANGER,
    URL,
    Permit,
    claims,
    sealer,
    signed,
    status_token,
    trust_list,
    with_value,
)

from egovkit._cbor import encode
from egovkit.qr import StatusSet, Verifier
from egovkit.qr._transport import to_base45, to_digits

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "tests" / "seal-v1.json"


class Vectors:
    """The vectors, each checked when it is added."""

    def __init__(self) -> None:
        self.trust = trust_list()
        self.status = status_token()
        statuses = StatusSet.from_tokens([self.status], trust=self.trust, at=NOW)
        self.offline = Verifier(self.trust)
        self.online = Verifier(self.trust, statuses=statuses)
        self.tests: list[dict[str, Any]] = []

    def add(  # noqa: PLR0913 - one row of the file
        self,
        name: str,
        comment: str,
        seal: str | bytes,
        outcome: str,
        reason: tuple[str, str] | None = None,
        *,
        at: datetime = NOW,
        with_status: bool = False,
        original: bytes | None = None,
        fields: list[list[str]] | None = None,
    ) -> None:
        """One vector; stops where the verifier comes to something else."""
        text = seal if isinstance(seal, str) else f"{URL}#{to_digits(seal)}"
        verifier = self.online if with_status else self.offline
        report = verifier.verify(text, at=at, original=original)
        check = report.reason
        found = (check.name, check.code) if check else None
        shown = [[*f.labelled("id"), *f.labelled("en")] for f in report.fields]
        assert (str(report.outcome), found) == (outcome, reason), (name, found)
        assert fields is None or fields == shown, (name, shown)
        test: dict[str, Any] = {
            "id": name,
            "comment": comment,
            "text": text,
            "at": int(at.timestamp()),
            "outcome": outcome,
            "check": reason[0] if reason else None,
            "code": reason[1] if reason else None,
            "with_status": with_status,
            "fields": shown,
        }
        if original is not None:
            test["original"] = original.hex()
        self.tests.append(test)


def valid(v: Vectors) -> None:
    """Seals that are good."""
    letter = sealer().seal(LETTER, at=NOW, expires=NOW + 180 * DAY)
    v.add("letter", "The plain case.", letter.text, "valid", fields=LETTER_FIELDS)
    v.add(
        "letter-base45",
        "The same token in the second transport.",
        letter.short_text,
        "valid",
        fields=LETTER_FIELDS,
    )
    v.add(
        "other-host",
        "The host is a convenience, never a proof.",
        f"https://palsu.example/lain?x=1#{to_digits(letter.token)}",
        "valid",
        fields=LETTER_FIELDS,
    )
    v.add(
        "upper-case-host",
        "A scanner rewrote scheme and host.",
        letter.text.replace(URL, URL.upper()),
        "valid",
        fields=LETTER_FIELDS,
    )
    v.add(
        "white-space-around",
        "White space around the text is forgiven.",
        f" \t{letter.text}\r\n",
        "valid",
        fields=LETTER_FIELDS,
    )
    v.add(
        "es256",
        "The second algorithm.",
        sealer(ECDSA_KEY).seal(LETTER, at=NOW).text,
        "valid",
        fields=LETTER_FIELDS,
    )
    everything = sealer().seal(EVERYTHING, at=NOW)
    assert everything.token == signed(encode(claims(EVERYTHING_VALUES, profile=2)))
    v.add(
        "every-kind",
        "One field of every kind; the NIK is above 2^53.",
        everything.text,
        "valid",
        fields=EVERYTHING_FIELDS,
    )


def valid_otherwise(v: Vectors) -> None:
    """Seals of other editions, and at the edges of time."""
    v.add(
        "optional-fields-absent",
        "An older token: appended fields are not there.",
        signed(encode(claims(EVERYTHING_VALUES[:11], profile=2))),
        "valid",
        fields=[*EVERYTHING_FIELDS[:12], ["Rangkap", "—", "Copies", "—"]],
    )
    v.add(
        "newer-fields",
        "A newer token: fields that the list does not describe are shown as unknown.",
        signed(encode(claims([*LETTER_VALUES, "baru", {1: [2, None]}]))),
        "valid",
        fields=[
            *LETTER_FIELDS,
            ["Isian ke-6", "(tidak dikenal)", "Field 6", "(unknown)"],
            ["Isian ke-7", "(tidak dikenal)", "Field 7", "(unknown)"],
        ],
    )
    v.add(
        "no-expiry",
        "A seal without an expiry does not end.",
        sealer().seal(LETTER, at=NOW).text,
        "valid",
        at=datetime(2039, 12, 31, tzinfo=UTC),
    )
    v.add(
        "retired-key-before",
        "What a retired key signed before it was retired stands.",
        sealer(RETIRED).seal(LETTER, at=NOW - DAY).text,
        "valid",
        at=NOW + DAY,
    )
    v.add(
        "rupiah-below-zero",
        "-1.50 rupiah is [-2, 50]: whole part down, sen up.",
        with_value(EVERYTHING_VALUES, 6, [-2, 50]),
        "valid",
        fields=[
            *EVERYTHING_FIELDS[:5],
            ["Biaya", "-Rp1,50", "Fee", "-Rp1,50"],
            *EVERYTHING_FIELDS[6:],
        ],
    )
    v.add(
        "clock-five-minutes-behind",
        "Two honest clocks may differ by 300 seconds.",
        sealer().seal(LETTER, at=NOW).text,
        "valid",
        at=NOW - timedelta(seconds=300),
    )
    v.add(
        "last-second",
        "One second before the expiry.",
        sealer().seal(LETTER, at=NOW, expires=NOW + DAY).text,
        "valid",
        at=NOW + DAY - timedelta(seconds=1),
    )


def status(v: Vectors) -> None:
    """Seals with a status index."""
    words = {
        "issued": ("valid", None),
        "revoked": ("invalid", ("status", "status_revoked")),
        "suspended": ("invalid", ("status", "status_suspended")),
        "never issued": ("invalid", ("status", "status_not_issued")),
    }
    for word, (outcome, reason) in words.items():
        text = sealer().seal(LETTER, at=NOW, status_index=STATUSES[word]).text
        name = word.replace(" ", "-")
        v.add(
            f"status-{name}", f"Index {word}.", text, outcome, reason, with_status=True
        )
    text = sealer().seal(LETTER, at=NOW, status_index=0).text
    v.add(
        "status-without-list",
        "An index and no list at hand: genuine, status not checked.",
        text,
        "indeterminate",
        ("status", "status_unknown"),
        fields=LETTER_FIELDS,
    )
    v.add(
        "status-stale",
        "The list at hand has expired.",
        text,
        "indeterminate",
        ("status", "status_stale"),
        at=NOW + 31 * DAY,
        with_status=True,
    )
    v.add(
        "status-index-highest",
        "Index 2^32-1 lies outside the list at hand.",
        sealer().seal(LETTER, at=NOW, status_index=2**32 - 1).text,
        "indeterminate",
        ("status", "status_unknown"),
        with_status=True,
    )


def original(v: Vectors) -> None:
    """Seals bound to a digital original."""
    digest = hashlib.sha256(ORIGINAL).digest()
    bound = sealer().seal(LETTER, at=NOW, digest=digest).text
    free = sealer().seal(LETTER, at=NOW).text
    v.add("original-same", "The file is the one.", bound, "valid", original=ORIGINAL)
    v.add("original-not-given", "On paper there is no file.", bound, "valid")
    v.add(
        "original-differs",
        "Another file.",
        bound,
        "invalid",
        ("original", "original_differs"),
        original=ORIGINAL + b" ",
    )
    v.add(
        "original-not-bound",
        "A file, and a seal that is bound to none.",
        free,
        "indeterminate",
        ("original", "original_not_bound"),
        original=ORIGINAL,
    )


def damaged(v: Vectors) -> None:
    """What is refused, by the tables of damage."""
    for name, (text, code, comment) in TEXTS.items():
        v.add(f"text-{name}", comment, text, "invalid", ("format", code))
    cut = f"{URL}#{to_digits(sealer().seal(LETTER, at=NOW).token)[:17]}"
    v.add("text-cut", "One block only.", cut, "invalid", ("format", "cbor_truncated"))
    for name, (token, code, comment) in TOKENS.items():
        v.add(f"token-{name}", comment, token, "invalid", ("format", code))
    for name, (seal, reason, comment) in SIGNATURES.items():
        v.add(f"signature-{name}", comment, seal, "invalid", reason, fields=[])


def keys(v: Vectors) -> None:
    """Keys that were not in force, profiles that are not the issuer's."""
    rows: dict[str, tuple[Any, datetime, tuple[str, str], str]] = {
        "retired-after": (
            RETIRED,
            NOW,
            ("key", "key_retired"),
            "Sealed at the second of retirement.",
        ),
        "compromised": (
            COMPROMISED,
            NOW - 365 * DAY,
            ("key", "key_compromised"),
            "However long ago: a thief can backdate.",
        ),
        "not-yet": (
            LATER,
            NOW,
            ("key", "key_not_yet_in_force"),
            "Before the key's first second.",
        ),
        "ended": (ENDED, NOW, ("key", "key_ended"), "After the key's last second."),
    }
    for name, (key, at, reason, comment) in rows.items():
        text = sealer(key).seal(LETTER, at=at).text
        v.add(f"key-{name}", comment, text, "invalid", reason, fields=LETTER_FIELDS)
    v.add(
        "profile-not-allowed",
        "Profile 3 exists, but this agency may not issue it.",
        sealer().seal(Permit(number="503/9001"), at=NOW).text,
        "invalid",
        ("profile", "profile_not_allowed"),
    )
    v.add(
        "profile-unknown",
        "Profile 9 exists in no registry.",
        signed(encode(claims(["x"], profile=9))),
        "invalid",
        ("profile", "profile_not_allowed"),
    )


def times(v: Vectors) -> None:
    """Seals at the wrong moment."""
    day = sealer().seal(LETTER, at=NOW, expires=NOW + DAY).text
    v.add(
        "time-expired",
        "At the very second of the expiry.",
        day,
        "invalid",
        ("validity", "validity_expired"),
        at=NOW + DAY,
        fields=LETTER_FIELDS,
    )
    v.add(
        "time-future",
        "301 seconds before the issue.",
        day,
        "invalid",
        ("validity", "validity_from_future"),
        at=NOW - timedelta(seconds=301),
    )
    v.add(
        "time-never",
        "The expiry is not after the issue.",
        signed(encode(claims(LETTER_VALUES, expires=EPOCH))),
        "invalid",
        ("validity", "validity_never"),
    )


def stale(v: Vectors) -> None:
    """A trust list past its time leaves open what it cannot disprove."""
    later = datetime(2040, 1, 2, tzinfo=UTC)
    expired = ("issuer", "issuer_list_expired")
    v.add(
        "list-expired",
        "Genuine, but nobody knows what changed since.",
        sealer().seal(LETTER, at=NOW).text,
        "indeterminate",
        expired,
        at=later,
        fields=LETTER_FIELDS,
    )
    v.add(
        "list-expired-unknown-key",
        "A newer list may have the key.",
        sealer(STRANGER).seal(LETTER, at=NOW).text,
        "indeterminate",
        ("signature", "signature_unchecked"),
        at=later,
        fields=[],
    )
    flipped = bytearray(sealer().seal(LETTER, at=NOW).token)
    flipped[40] ^= 1
    v.add(
        "list-expired-bit-flipped",
        "A false signature is false under any list that has the key.",
        bytes(flipped),
        "invalid",
        ("signature", "signature_false"),
        at=later,
    )


def contents(v: Vectors) -> None:
    """Claims and fields that are refused, or not understood, though signed."""
    for name, (payload, code, comment) in CLAIMS.items():
        token = signed(payload)
        v.add(f"claims-{name}", comment, token, "invalid", ("content", code), fields=[])
    for name, (token, code, comment) in FIELDS.items():
        v.add(f"field-{name}", comment, token, "invalid", ("content", code))
    v.add(
        "field-enum-unknown",
        "A number that the list has no word for: genuine, but not understood.",
        with_value(EVERYTHING_VALUES, 7, 3),
        "indeterminate",
        ("content", "field_value_unknown"),
    )


def transports() -> dict[str, list[list[str]]]:
    """Bytes and their texts, for an implementer's first hour."""
    samples = [bytes(n) for n in range(1, 9)]
    samples += [b"\xff" * n for n in range(1, 9)] + [bytes(range(1, 23))]
    return {
        "digits": [[data.hex(), to_digits(data)] for data in samples],
        "base45": [[data.hex(), to_base45(data)] for data in samples],
    }


GROUPS: tuple[Callable[[Vectors], None], ...] = (
    valid,
    valid_otherwise,
    status,
    original,
    damaged,
    keys,
    times,
    stale,
    contents,
)


def document() -> str:
    """The whole file."""
    v = Vectors()
    for group in GROUPS:
        group(v)
    names = [test["id"] for test in v.tests]
    assert len(names) == len(set(names))
    content = {
        "title": "egovkit seal format, version 1",
        "specification": "docs/reference/seal-format.md",
        "generator": "tools/make_seal_vectors.py",
        "license": "Apache-2.0",
        "notes": [
            "Verify 'text' at 'at' (seconds since 1970 UTC) against 'trust'.",
            "Give 'status_tokens' only where 'with_status' is true.",
            "Give 'original' (hexadecimal) where a test has it.",
            "'check' and 'code' name the check that decided; null where valid.",
            "'fields' are label and text in Indonesian, label and text in English.",
        ],
        "trust": json.loads(v.trust.to_bundle()),
        "trust_root_fingerprint": v.trust.root.fingerprint,
        "status_tokens": [v.status.hex()],
        "transport": transports(),
        "tests": v.tests,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")
