"""The world of the seal vectors: keys, lists, documents, and how to damage them.

Everything follows from fixed seeds, so that the same source gives the same bytes.
All persons, numbers and agencies are fictitious, and the keys are public.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from egovkit._cbor import Tag, encode
from egovkit.identity import NIK
from egovkit.qr import SealedDocument, Sealer, StatusList, sealed
from egovkit.signatures import (
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)
from egovkit.signatures.cose import build_sign1, to_be_signed

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
