"""Write tests/seal-v1.json: vectors of the seal format for every implementer.

    python tools/make_seal_vectors.py

What each vector must come to is stated here by hand; the script stops where the
verifier disagrees. Keys are derived from fixed seeds and signatures are
deterministic, so the same source gives the same bytes; a test compares them.
All persons, numbers and agencies are fictitious, and the keys are public.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from egovkit._cbor import Tag, encode
from egovkit.identity import NIK
from egovkit.qr import (
    SealedDocument,
    Sealer,
    StatusList,
    StatusSet,
    Verifier,
    sealed,
)
from egovkit.qr._transport import to_base45, to_digits
from egovkit.signatures import (
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)
from egovkit.signatures.cose import build_sign1, to_be_signed

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "tests" / "seal-v1.json"
URL = "https://v.contoh.example/s"
STATUS_URI = "https://v.contoh.example/status/kelurahan-contoh"
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
EPOCH = int(NOW.timestamp())
DAY = timedelta(days=1)
CLAIM, DIGEST_CLAIM = -65537, -65538
ORIGINAL = b"Berkas contoh, bukan dokumen sungguhan.\n"


class Purpose(IntEnum):
    """Numbers are the wire."""

    SCHOOL = 1
    HEALTH = 2


class Letter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat Keterangan Domisili", "en": "Letter of Domicile"},
):
    """The reference letter's fields."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
    birth_place: str = sealed(id="Tempat lahir", en="Place of birth")
    birth_date: date = sealed(id="Tanggal lahir", en="Date of birth")


class Everything(
    SealedDocument,
    registry="kota-contoh",
    profile=2,
    labels={"id": "Semua Jenis Isian", "en": "Every Kind of Field"},
):
    """One field of every kind."""

    text: str = sealed(id="Teks", en="Text")
    count: int = sealed(id="Jumlah", en="Count")
    flag: bool = sealed(id="Disetujui", en="Approved")
    day: date = sealed(id="Hari", en="Day")
    moment: datetime = sealed(id="Waktu", en="Time")
    fee: Decimal = sealed(id="Biaya", en="Fee")
    purpose: Purpose = sealed(
        id="Keperluan",
        en="Purpose",
        values={
            Purpose.SCHOOL: ("Sekolah", "School"),
            Purpose.HEALTH: ("Kesehatan", "Health"),
        },
    )
    nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
    masked: NIK = sealed(id="NIK tersamar", en="Masked NIK")
    members: list[str] = sealed(id="Anggota", en="Members")
    days: list[date] = sealed(id="Hari-hari", en="Days")
    note: str | None = sealed(id="Catatan", en="Note", default=None)
    copies: int = sealed(id="Rangkap", en="Copies", default=1)


class Permit(
    SealedDocument,
    registry="kota-contoh",
    profile=3,
    labels={"id": "Izin", "en": "Permit"},
):
    """A kind that only another agency may issue."""

    number: str = sealed(id="Nomor", en="Number")


class Deterministic:
    """An ES256 signer whose signatures follow from the message (RFC 6979)."""

    def __init__(self, key: SigningKey) -> None:
        self.algorithm, self.use, self.kid = key.algorithm, key.use, key.kid
        self.public, self._key = key.public, key.private_key

    def sign(self, message: bytes) -> bytes:
        """Sign the message in fixed-width form."""
        scheme = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
        r, s = decode_dss_signature(self._key.sign(message, scheme))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def seed(name: str) -> bytes:
    """32 bytes that follow from a name."""
    return hashlib.sha256(f"egovkit seal vectors: {name}".encode()).digest()


def ed25519(name: str, use: str = "seal") -> SigningKey:
    """A key that follows from its name."""
    return SigningKey.from_bytes(seed(name), use=use)


def es256(name: str) -> Deterministic:
    """A P-256 key that follows from its name."""
    number = int.from_bytes(seed(name), "big") % (2**255)
    private = ec.derive_private_key(number, ec.SECP256R1())
    return Deterministic(SigningKey(private, use="seal"))


KEEPERS = (ed25519("keeper 1", "trust"), ed25519("keeper 2", "trust"))
KEY, ECDSA_KEY = ed25519("active"), es256("active ES256")
RETIRED, COMPROMISED = ed25519("retired"), ed25519("compromised")
LATER, ENDED = ed25519("later"), ed25519("ended")
APPROVAL, STATUS = ed25519("approval", "approval"), ed25519("status", "status")
STRANGER = ed25519("in no list")


def trust_list() -> TrustList:
    """The trust list of the vectors."""
    public = [keeper.public for keeper in KEEPERS]
    from_, until = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    data = TrustRoot.build(
        keys=public,
        threshold=2,
        list_keys=public,
        list_threshold=2,
        at=from_,
        expires=until,
    )
    root = TrustRoot.first(data, [sign_detached(data, keeper) for keeper in KEEPERS])
    builder = TrustListBuilder()
    builder.add_registry("kota-contoh")
    for document in (Letter, Everything, Permit):
        builder.set_profile("kota-contoh", document.profile_spec())
    builder.add_issuer(
        "kelurahan-contoh",
        name="Kelurahan Contoh",
        registry="kota-contoh",
        profiles=[1, 2],
        status_uri=STATUS_URI,
    )
    issuer = "kelurahan-contoh"
    for key in (KEY, ECDSA_KEY, RETIRED, COMPROMISED, APPROVAL, STATUS):
        builder.add_key(issuer, key.public)
    builder.add_key(issuer, LATER.public, not_before=NOW + DAY)
    builder.add_key(issuer, ENDED.public, not_after=NOW - DAY)
    builder.retire_key(issuer, RETIRED.kid, at=NOW)
    builder.declare_compromised(issuer, COMPROMISED.kid)
    return builder.sign(KEEPERS, root=root, at=from_, expires=until)


STATUSES = {"issued": 0, "revoked": 1, "suspended": 2, "never issued": 3}


def status_token() -> bytes:
    """A status list with one index of every word."""
    statuses = StatusList(size=2**17)
    for word in ("issued", "revoked", "suspended"):
        statuses.issue(STATUSES[word])
    statuses.revoke(STATUSES["revoked"])
    statuses.suspend(STATUSES["suspended"])
    return statuses.to_token(
        key=STATUS, uri=STATUS_URI, at=NOW - DAY, expires=NOW + 30 * DAY
    )


LETTER = Letter(
    number="470/0123/KEL-CTH/XI/2026-001",
    name="Siti Aminah Wulandari",
    nik=NIK("3171015708459002"),
    birth_place="Jakarta",
    birth_date=date(1945, 8, 17),
)
LETTER_VALUES = [
    "470/0123/KEL-CTH/XI/2026-001",
    "Siti Aminah Wulandari",
    3171015708459002,
    "Jakarta",
    -8903,
]
EVERYTHING = Everything(
    text="Kadék Añé 李",
    count=-7,
    flag=True,
    day=date(2027, 5, 24),
    moment=NOW,
    fee=Decimal("1500000.50"),
    purpose=Purpose.HEALTH,
    nik=NIK("9171015708459002"),
    masked=NIK("3171015708459002"),
    members=["Satu", "Dua"],
    days=[date(1970, 1, 1), date(1945, 8, 17)],
)
EVERYTHING_VALUES: list[Any] = [
    "Kadék Añé 李",
    -7,
    True,
    20962,
    EPOCH,
    [1500000, 50],
    2,
    9171015708459002,
    "317101**********",
    ["Satu", "Dua"],
    [0, -8903],
    None,
    1,
]


def sealer(key: Any = KEY) -> Sealer:
    """A sealer of the agency."""
    return Sealer(key=key, issuer="kelurahan-contoh", url=URL, max_version=40)


def signed(payload: bytes, key: Any = KEY, **changes: Any) -> bytes:
    """A token around any payload."""
    options = {"alg": key.algorithm.cose, "kid": key.kid} | changes
    return build_sign1(payload, sign=key.sign, **options)


def claims(
    values: list[Any], *, profile: Any = 1, index: Any = None, **more: Any
) -> Any:
    """The claims of a seal."""
    times = {6: more.pop("issued", EPOCH)}
    if "expires" in more:
        times[4] = more.pop("expires")
    return {**times, CLAIM: [profile, index, *values], **more.pop("extra", {})}


def with_value(values: list[Any], place: int, value: Any) -> bytes:
    """A signed letter with one value replaced; places count from 1."""
    changed = list(values)
    changed[place - 1] = value
    return signed(
        encode(claims(changed, profile=1 if len(values) == len(LETTER_VALUES) else 2))
    )


def envelope(**changes: Any) -> bytes:
    """A token whose envelope is wrong in one way, its signature true for it."""
    protected = changes.get("protected", {1: -8, 4: KEY.kid})
    head = protected if isinstance(protected, bytes) else encode(protected)
    payload = changes.get("payload", encode(claims(LETTER_VALUES)))
    signature = KEY.sign(to_be_signed(head, payload))
    parts = [head, changes.get("unprotected", {}), payload, signature]
    parts[3] = changes.get("signature", signature)
    if "parts" in changes:
        parts = changes["parts"](parts)
    return encode(Tag(18, parts))


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


LETTER_FIELDS = [
    ["Nomor", "470/0123/KEL-CTH/XI/2026-001", "Number", "470/0123/KEL-CTH/XI/2026-001"],
    ["Nama", "Siti Aminah Wulandari", "Name", "Siti Aminah Wulandari"],
    ["NIK", "3171015708459002", "NIK", "3171015708459002"],
    ["Tempat lahir", "Jakarta", "Place of birth", "Jakarta"],
    ["Tanggal lahir", "17 Agustus 1945", "Date of birth", "17 August 1945"],
]
EVERYTHING_FIELDS = [
    ["Teks", "Kadék Añé 李", "Text", "Kadék Añé 李"],
    ["Jumlah", "-7", "Count", "-7"],
    ["Disetujui", "ya", "Approved", "yes"],
    ["Hari", "24 Mei 2027", "Day", "24 May 2027"],
    ["Waktu", "24 November 2026 08.00 WIB", "Time", "24 November 2026 08:00 WIB"],
    ["Biaya", "Rp1.500.000,50", "Fee", "Rp1.500.000,50"],
    ["Keperluan", "Kesehatan", "Purpose", "Health"],
    ["NIK", "9171015708459002", "NIK", "9171015708459002"],
    ["NIK tersamar", "317101**********", "Masked NIK", "317101**********"],
    ["Anggota", "Satu; Dua", "Members", "Satu; Dua"],
    [
        "Hari-hari",
        "1 Januari 1970; 17 Agustus 1945",
        "Days",
        "1 January 1970; 17 August 1945",
    ],
    ["Catatan", "—", "Note", "—"],
    ["Rangkap", "1", "Copies", "1"],
]


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


def transport(v: Vectors) -> None:
    """Texts that are no seal."""
    good = sealer().seal(LETTER, at=NOW)
    digits = to_digits(good.token)
    rows: dict[str, tuple[str, str, str]] = {
        "empty": ("", "seal_not_found", "No text."),
        "no-fragment": (URL, "seal_not_found", "An address alone."),
        "empty-fragment": (f"{URL}#", "seal_not_found", "Nothing after the sign."),
        "digits-alone": (digits, "seal_not_found", "Digits without an address."),
        "http": (
            f"http://v.contoh.example/s#{digits}",
            "seal_not_found",
            "The scheme is https.",
        ),
        "two-fragments": (f"{URL}#{digits}#1", "seal_not_found", "Two number signs."),
        "space-inside": (
            f"{URL}#{digits[:20]} {digits[20:]}",
            "seal_not_found",
            "White space inside the digits.",
        ),
        "letter-inside": (
            f"{URL}#{digits[:20]}x{digits[21:]}",
            "seal_not_found",
            "A letter among the digits.",
        ),
        "arabic-digits": (
            f"{URL}#{digits[:-1]}\u0663",
            "seal_not_found",
            "A digit of another script.",
        ),
        "not-ascii-address": (
            f"https://v.c\u043entoh.example/s#{digits}",
            "seal_not_found",
            "A look-alike letter in the address.",
        ),
        "length-impossible": (
            f"{URL}#{digits}1",
            "seal_digits_length",
            "Seven digits over: no token has this length.",
        ),
        "block-above-range": (
            f"{URL}#{'9' * 17}{digits[17:]}",
            "seal_block_range",
            "The first block is above 2^56-1.",
        ),
        "block-at-limit": (
            f"{URL}#{256**7}{digits[17:]}",
            "seal_block_range",
            "The first block is exactly 2^56.",
        ),
        "last-block-above-range": (
            f"{URL}#{'0' * 17}256",
            "seal_block_range",
            "A last block of three digits holds at most 255.",
        ),
        "too-long": (f"{URL}#{'0' * 8200}", "seal_text_too_long", "Above 8192."),
        "base45-lower-case": ("ID1:bb8", "base45_character", "Base45 has no a to z."),
        "base45-length": ("ID1:BB8B", "base45_length", "One character over."),
        "base45-range": ("ID1:GGW", "base45_range", "Above 65535."),
        "other-prefix": ("HC1:BB8", "seal_not_found", "Another kind of code."),
        "lower-case-prefix": ("id1:BB8", "seal_not_found", "The prefix is ID1:."),
    }
    for name, (text, code, comment) in rows.items():
        v.add(f"text-{name}", comment, text, "invalid", ("format", code))
    cut = f"{URL}#{digits[:17]}"
    v.add("text-cut", "One block only.", cut, "invalid", ("format", "cbor_truncated"))


def envelopes(v: Vectors) -> None:
    """Tokens whose envelope is not format v1's."""
    good = sealer().seal(LETTER, at=NOW).token
    alg_bytes = encode({1: -8, 4: KEY.kid})
    rows: dict[str, tuple[bytes, str, str]] = {
        "untagged": (good[1:], "cose_not_sign1", "Tag 18 is part of the form."),
        "tag-17": (b"\xd1" + good[1:], "cbor_tag", "A MAC, not a signature."),
        "cwt-tag-around": (b"\xd8\x3d" + good, "cbor_tag", "Tag 61."),
        "tag-in-two-bytes": (b"\xd8\x12" + good[1:], "cbor_not_shortest", "Tag 18."),
        "trailing-byte": (good + b"\0", "cbor_trailing", "A byte after the token."),
        "cut": (good[:-1], "cbor_truncated", "The last byte is missing."),
        "indefinite-array": (
            b"\xd2\x9f" + good[2:] + b"\xff",
            "cbor_indefinite",
            "An indefinite length.",
        ),
        "three-parts": (
            envelope(parts=lambda p: p[:3]),
            "cose_not_sign1",
            "No signature at all.",
        ),
        "five-parts": (
            envelope(parts=lambda p: [*p, 0]),
            "cose_not_sign1",
            "One part too many.",
        ),
        "detached-payload": (
            envelope(parts=lambda p: [*p[:2], None, p[3]]),
            "cose_not_sign1",
            "Null in place of the payload.",
        ),
        "unprotected-kid": (
            envelope(protected={1: -8}, unprotected={4: KEY.kid}),
            "seal_headers",
            "The key hint outside the signature.",
        ),
        "unprotected-header": (
            envelope(unprotected={99: 1}),
            "seal_headers",
            "The unprotected headers are empty.",
        ),
        "no-kid": (envelope(protected={1: -8}), "seal_headers", "No key hint."),
        "no-alg": (envelope(protected={4: KEY.kid}), "seal_headers", "No algorithm."),
        "kid-eight-bytes": (
            envelope(protected={1: -8, 4: KEY.kid * 2}),
            "seal_headers",
            "A key hint has four bytes.",
        ),
        "kid-text": (
            envelope(protected={1: -8, 4: "abcd"}),
            "seal_headers",
            "Text in place of bytes.",
        ),
        "extra-header": (
            envelope(protected={1: -8, 4: KEY.kid, 16: "x"}),
            "seal_headers",
            "A third protected header.",
        ),
        "alg-hmac": (
            envelope(protected={1: 5, 4: KEY.kid}),
            "seal_headers",
            "HMAC is no algorithm of seals.",
        ),
        "alg-true": (
            envelope(protected={1: True, 4: KEY.kid}),
            "seal_headers",
            "True is no integer.",
        ),
        "headers-array": (
            envelope(protected=encode([1, 2])),
            "cose_headers",
            "The headers are a map.",
        ),
        "headers-key-order": (
            envelope(protected=b"\xa2\x04\x44" + KEY.kid + b"\x01\x27"),
            "cbor_key_order",
            "Keys out of order.",
        ),
        "headers-duplicate": (
            envelope(protected=b"\xa2\x01\x27\x01\x27"),
            "cbor_duplicate_key",
            "A key twice.",
        ),
        "headers-trailing": (
            envelope(protected=alg_bytes + b"\0"),
            "cbor_trailing",
            "A byte after the headers.",
        ),
        "signature-63-bytes": (
            envelope(signature=bytes(63)),
            "seal_signature_length",
            "A signature has 64 bytes.",
        ),
        "signature-empty": (
            envelope(signature=b""),
            "seal_signature_length",
            "An empty signature.",
        ),
        "nine-levels": (
            b"\x81" * 9 + b"\0",
            "cbor_depth",
            "Nine arrays in one another.",
        ),
        "array-of-2-64": (
            b"\x9b" + b"\xff" * 8,
            "cbor_truncated",
            "A length that the token does not have.",
        ),
    }
    for name, (token, code, comment) in rows.items():
        v.add(f"token-{name}", comment, token, "invalid", ("format", code))


def signatures(v: Vectors) -> None:
    """Tokens that nobody trusted has signed like this."""
    good = sealer().seal(LETTER, at=NOW)
    payload = encode(claims(LETTER_VALUES))
    flipped = bytearray(good.token)
    flipped[40] ^= 1
    digit = good.text[:-1] + str((int(good.text[-1]) + 1) % 10)
    refused: dict[str, tuple[str | bytes, tuple[str, str], str]] = {
        "bit-flipped": (
            bytes(flipped),
            ("signature", "signature_false"),
            "One bit of the payload.",
        ),
        "digit-changed": (
            digit,
            ("signature", "signature_false"),
            "The last digit.",
        ),
        "other-key": (
            build_sign1(payload, alg=-8, sign=STRANGER.sign, kid=KEY.kid),
            ("signature", "signature_false"),
            "Another key under the agency's hint.",
        ),
        "unknown-key": (
            sealer(STRANGER).seal(LETTER, at=NOW).text,
            ("issuer", "issuer_unknown"),
            "A key hint that the list does not have.",
        ),
        "alg-of-another-key": (
            signed(payload, alg=-7),
            ("signature", "signature_algorithm"),
            "ES256 named, the key owns Ed25519.",
        ),
        "es256-named-eddsa": (
            signed(payload, ECDSA_KEY, alg=-8),
            ("signature", "signature_algorithm"),
            "EdDSA named, the key owns ES256.",
        ),
        "approval-key": (
            signed(payload, APPROVAL),
            ("signature", "signature_key_use"),
            "A key for approvals.",
        ),
        "status-key": (
            signed(payload, STATUS),
            ("signature", "signature_key_use"),
            "A key for status lists.",
        ),
    }
    for name, (seal, reason, comment) in refused.items():
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


def payloads(v: Vectors) -> None:
    """Signed payloads that are not format v1's claims."""
    good = encode(claims(LETTER_VALUES))
    private = {CLAIM: [1, None, *LETTER_VALUES]}
    rows: dict[str, tuple[bytes, str, str]] = {
        "empty": (b"", "cbor_truncated", "No payload."),
        "trailing": (good + b"\0", "cbor_trailing", "A byte after the claims."),
        "duplicate-claim": (
            b"\xa2\x06\x00\x06\x01",
            "cbor_duplicate_key",
            "The issue time twice.",
        ),
        "key-order": (b"\xa2\x06\x01\x04\x02", "cbor_key_order", "6 before 4."),
        "time-not-shortest": (
            b"\xa1\x06\x1b\x00\x00\x00\x00" + EPOCH.to_bytes(4, "big"),
            "cbor_not_shortest",
            "Nine bytes for a number of five.",
        ),
        "indefinite-map": (b"\xbf\xff", "cbor_indefinite", "An indefinite map."),
        "nan": (b"\xa1\x06\xf9\x7e\x00", "cbor_simple", "NaN."),
        "float": (b"\xa1\x06\xf9\x3c\x00", "cbor_simple", "1.0."),
        "bignum": (
            b"\xa1\x06\xc2\x49\x01" + bytes(8),
            "cbor_tag",
            "2^64 as a bignum.",
        ),
        "date-tag": (b"\xa1\x06\xc1\x00", "cbor_tag", "A tagged time."),
        "undefined": (b"\xa1\x06\xf7", "cbor_simple", "Undefined."),
        "text-not-utf8": (b"\xa1\x06\x61\xff", "cbor_text", "Bytes that are no text."),
        "array-key": (b"\xa1\x80\x00", "cbor_key", "An array as a key."),
        "not-a-map": (encode([]), "seal_claims", "An array."),
        "unknown-claim": (
            encode({**claims(LETTER_VALUES), 1: "penerbit"}),
            "seal_claims",
            "A claim that format v1 does not have.",
        ),
        "text-claim": (
            encode({**claims(LETTER_VALUES), "x": 1}),
            "seal_claims",
            "A claim named by text.",
        ),
        "no-issue-time": (encode(private), "seal_times", "No issue time."),
        "issue-time-text": (encode({6: "x", **private}), "seal_times", "Text."),
        "issue-time-beyond": (
            encode({6: 253_402_300_800, **private}),
            "seal_times",
            "The year 10000.",
        ),
        "expiry-null": (
            encode({4: None, 6: EPOCH, **private}),
            "seal_times",
            "An expiry that is null.",
        ),
        "no-private-claim": (encode({6: EPOCH}), "seal_private_claim", "No content."),
        "private-claim-map": (
            encode({6: EPOCH, CLAIM: {}}),
            "seal_private_claim",
            "A map in place of the array.",
        ),
        "private-claim-short": (
            encode({6: EPOCH, CLAIM: [1]}),
            "seal_private_claim",
            "No place for the status index.",
        ),
        "profile-zero": (
            encode(claims(LETTER_VALUES, profile=0)),
            "seal_private_claim",
            "Profiles begin at 1.",
        ),
        "profile-65536": (
            encode(claims(LETTER_VALUES, profile=65_536)),
            "seal_private_claim",
            "Profiles end at 65535.",
        ),
        "profile-true": (
            encode(claims(LETTER_VALUES, profile=True)),
            "seal_private_claim",
            "True is no integer.",
        ),
        "index-negative": (
            encode(claims(LETTER_VALUES, index=-1)),
            "seal_private_claim",
            "An index below 0.",
        ),
        "index-2-32": (
            encode(claims(LETTER_VALUES, index=2**32)),
            "seal_private_claim",
            "An index above 2^32-1.",
        ),
        "digest-short": (
            encode(claims(LETTER_VALUES, extra={DIGEST_CLAIM: bytes(31)})),
            "seal_digest",
            "A digest of 31 bytes.",
        ),
    }
    for name, (payload, code, comment) in rows.items():
        token = signed(payload)
        v.add(f"claims-{name}", comment, token, "invalid", ("content", code), fields=[])


def contents(v: Vectors) -> None:
    """Signed fields that do not fit their profile."""
    rows: dict[str, tuple[bytes, str, str]] = {
        "missing": (
            signed(encode(claims(LETTER_VALUES[:4]))),
            "field_missing",
            "The last required field.",
        ),
        "text-is-number": (with_value(LETTER_VALUES, 1, 1), "field_type", "Number."),
        "text-null": (with_value(LETTER_VALUES, 1, None), "field_type", "Null."),
        "text-control": (with_value(LETTER_VALUES, 2, "a\x00b"), "field_text", "NUL."),
        "text-line-end": (with_value(LETTER_VALUES, 2, "a\nb"), "field_text", "LF."),
        "text-bidi": (
            with_value(LETTER_VALUES, 2, "a\u202eb"),
            "field_text",
            "Right-to-left override.",
        ),
        "text-isolate": (
            with_value(LETTER_VALUES, 2, "a\u2066b"),
            "field_text",
            "Left-to-right isolate.",
        ),
        "text-zero-width": (
            with_value(LETTER_VALUES, 2, "a\u200bb"),
            "field_text",
            "Zero-width space.",
        ),
        "text-private-use": (
            with_value(LETTER_VALUES, 2, "a\ue000"),
            "field_text",
            "A private character.",
        ),
        "text-line-separator": (
            with_value(LETTER_VALUES, 2, "a\u2028b"),
            "field_text",
            "Line separator.",
        ),
        "text-not-nfc": (
            with_value(LETTER_VALUES, 2, "Ane\u0301"),
            "field_text",
            "A letter and its accent apart.",
        ),
        "digits-too-many": (
            with_value(LETTER_VALUES, 3, 10**16),
            "field_width",
            "Seventeen digits for sixteen.",
        ),
        "digits-negative": (
            with_value(LETTER_VALUES, 3, -1),
            "field_width",
            "Below 0.",
        ),
        "digits-text": (
            with_value(LETTER_VALUES, 3, "3171015708459002"),
            "field_type",
            "Text.",
        ),
        "date-beyond": (
            with_value(LETTER_VALUES, 5, 2_932_897),
            "field_range",
            "The year 10000.",
        ),
        "date-before": (
            with_value(LETTER_VALUES, 5, -719_163),
            "field_range",
            "The year 0.",
        ),
        "bool-number": (with_value(EVERYTHING_VALUES, 3, 1), "field_type", "1."),
        "int-bool": (
            with_value(EVERYTHING_VALUES, 2, value=True),
            "field_type",
            "True.",
        ),
        "time-beyond": (
            with_value(EVERYTHING_VALUES, 5, 253_402_300_800),
            "field_range",
            "The year 10000.",
        ),
        "sen-zero": (
            with_value(EVERYTHING_VALUES, 6, [5, 0]),
            "field_range",
            "Without sen the plain number is the one form.",
        ),
        "sen-100": (with_value(EVERYTHING_VALUES, 6, [5, 100]), "field_range", "100."),
        "sen-three-parts": (
            with_value(EVERYTHING_VALUES, 6, [5, 1, 1]),
            "field_type",
            "Three numbers.",
        ),
        "enum-text": (with_value(EVERYTHING_VALUES, 7, "2"), "field_type", "Text."),
        "list-item": (
            with_value(EVERYTHING_VALUES, 10, ["a", 1]),
            "field_type",
            "An item of another type.",
        ),
        "list-33": (
            with_value(EVERYTHING_VALUES, 10, [""] * 33),
            "field_items",
            "At most 32 items.",
        ),
        "optional-wrong-type": (
            with_value(EVERYTHING_VALUES, 12, 5),
            "field_type",
            "Optional, but text.",
        ),
    }
    for name, (token, code, comment) in rows.items():
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
    status,
    original,
    transport,
    envelopes,
    signatures,
    keys,
    times,
    stale,
    payloads,
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
