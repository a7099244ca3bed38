"""Seals and codes: against raw signatures, other QR writers, and other formats.

The reference letter (``tests/qr/data/reference_letter.json``) is sealed and
verified with every check on, its status looked up in a list of a million. The
writers draw the same text at the same error correction; segno chooses its mask
itself, which is what its users get.
"""

import base64
import io
import json
import os
import zlib
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

import qrcode
import segno
import zxingcpp
from _timing import Bench
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

from egovkit._cbor import encode
from egovkit.identity import NIK
from egovkit.qr import (
    Seal,
    SealedDocument,
    Sealer,
    StatusList,
    Verifier,
    sealed,
)
from egovkit.qr._transport import to_base45
from egovkit.qr.symbol import Level
from egovkit.signatures import Outcome
from egovkit.signatures.cose import build_sign1
from egovkit.testing import TestAuthority

REFERENCE = json.loads(
    (Path(__file__).parent.parent / "tests/qr/data/reference_letter.json").read_text(
        encoding="utf-8"
    )
)
FIELDS = REFERENCE["fields"]
ISSUED = datetime.fromisoformat(REFERENCE["issued_at"])
EXPIRES = datetime.fromisoformat(REFERENCE["expires"])
INDEX = REFERENCE["status_index"]


class Letter(
    SealedDocument,
    registry=REFERENCE["registry"],
    profile=REFERENCE["profile"],
    labels={"id": "Surat Rujukan", "en": "Reference Letter"},
):
    """The letter by which sizes and times are compared."""

    number: str = sealed(id="Nomor", en="Number")
    name: str = sealed(id="Nama", en="Name")
    nik: NIK = sealed(id="NIK", en="NIK", printed_in_full=True)
    birth_place: str = sealed(id="Tempat lahir", en="Place of birth")
    birth_date: date = sealed(id="Tanggal lahir", en="Date of birth")


print(", ".join(f"{p} {version(p)}" for p in ("segno", "qrcode", "zxing-cpp")))
bench = Bench("Seals and codes")

authority = TestAuthority()
key = authority.issuer_key("kelurahan-contoh", documents=[Letter])
statuses = StatusList(size=2**20)
statuses.issue(INDEX)
sealer = Sealer(key=key, issuer="kelurahan-contoh", url=REFERENCE["url"])
verifier = Verifier(
    trust=authority.trust_list(),
    documents=[Letter],
    statuses=authority.statuses(statuses, at=ISSUED),
)
letter = Letter(**FIELDS)


def seal(error_correction: Level | None = None, mask: int | None = None) -> Seal:
    return sealer.seal(
        letter,
        at=ISSUED,
        expires=EXPIRES,
        status_index=INDEX,
        error_correction=error_correction,
        mask=mask,
    )


text = seal().text
message = bytes(120)  # as long as what the letter's signature covers
raw = key.private_key
raw_public = key.public.public_key
signature = raw.sign(message)
assert verifier.verify(text, at=ISSUED).outcome is Outcome.VALID

bench.at_most(
    "seal with its text against a raw Ed25519 signature",
    1.8,
    ours=lambda: seal().text,
    other=lambda: raw.sign(message),
)
bench.at_most(
    "verify from text, all checks, against a raw verification",
    1.5,
    ours=lambda: verifier.verify(text, at=ISSUED),
    other=lambda: raw_public.verify(signature, message),
)
bench.at_most(
    "verify and `require` the document against a raw verification",
    2,
    ours=lambda: verifier.verify(text, at=ISSUED).require(Letter),
    other=lambda: raw_public.verify(signature, message),
)


def by_segno(kind: str, level: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error=level, micro=False, boost_error=False).save(
        out, kind=kind, border=4, scale=8 if kind == "png" else 1
    )
    return out.getvalue()


def by_zxing(level: str) -> object:
    return zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.QRCode, ec_level=level
    ).to_svg()


def by_qrcode(level: int) -> object:
    code = qrcode.QRCode(error_correction=level)
    code.add_data(text)
    code.make()
    return code.modules


for level, number in (("M", ERROR_CORRECT_M), ("Q", ERROR_CORRECT_Q)):
    bench.at_most(
        f"seal and SVG, fixed mask, {level}, against segno's SVG",
        0.3,
        ours=lambda level=level: seal(level, 3).to_svg(),
        other=lambda level=level: by_segno("svg", level),
    )
    bench.at_most(
        f"seal and SVG, fixed mask, {level}, against zxing-cpp's SVG",
        2,
        ours=lambda level=level: seal(level, 3).to_svg(),
        other=lambda level=level: by_zxing(level),
    )
    bench.at_most(
        f"seal and PNG, fixed mask, {level}, against segno's PNG",
        0.5,
        ours=lambda level=level: seal(level, 3).to_png(),
        other=lambda level=level: by_segno("png", level),
    )
    bench.at_most(
        f"seal and modules, best mask, {level}, against qrcode's modules",
        1,
        ours=lambda level=level: seal(level)._rows(),  # noqa: SLF001 - no picture
        other=lambda number=number: by_qrcode(number),
    )

asked = seal("M")
bench.value("reference letter, signed bytes", len(asked.token), "bytes", at_most=180)
bench.value("reference letter, version at M", asked.symbol.version, at_most=10)
bench.value("reference letter, version by default", seal().symbol.version, at_most=13)
bench.value("SVG at 10-M", len(asked.to_svg().encode()) / 1000, "kB", at_most=7)
bench.value("PNG at 10-M", len(asked.to_png()) / 1000, "kB")


# Sizes: the same ten facts in other formats. Signatures are random bytes of the
# right length; what counts is how many there are.


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def jws(header: object, payload: object) -> str:
    parts = (compact(header), compact(payload), os.urandom(64))
    return ".".join(map(b64, parts))


STATUS_URI = "https://v.contoh.example/status/1"
TIMES = {"iat": int(ISSUED.timestamp()), "exp": int(EXPIRES.timestamp())}
CLAIMS = {"iss": "https://v.contoh.example", **TIMES, "type": "domisili", **FIELDS}
WITH_STATUS = {**CLAIMS, "status": {"status_list": {"idx": INDEX, "uri": STATUS_URI}}}
HEADER = {"alg": "EdDSA", "kid": b64(bytes(8))}


def cwt(claims: object) -> bytes:
    return build_sign1(
        encode(claims), alg=-8, sign=lambda _: os.urandom(64), kid=bytes(8)
    )


def sd_jwt(hidden: int) -> str:
    names = list(FIELDS)[:hidden]
    disclosures = [b64(compact([b64(os.urandom(16)), n, FIELDS[n]])) for n in names]
    open_claims = {k: v for k, v in WITH_STATUS.items() if k not in names}
    hashes = [b64(os.urandom(32)) for _ in names]
    payload = {**open_claims, "vct": "domisili", "_sd": hashes, "_sd_alg": "sha-256"}
    return "~".join([jws({**HEADER, "typ": "dc+sd-jwt"}, payload), *disclosures, ""])


CREDENTIAL = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://v.contoh.example/c"],
    "type": ["VerifiableCredential", "DomicileCredential"],
    "issuer": "did:web:v.contoh.example",
    "validFrom": ISSUED.isoformat(),
    "validUntil": EXPIRES.isoformat(),
    "credentialStatus": {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(INDEX),
        "statusListCredential": STATUS_URI,
    },
    "credentialSubject": FIELDS,
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": ISSUED.isoformat(),
        "verificationMethod": "did:web:v.contoh.example#1",
        "proofPurpose": "assertionMethod",
        "proofValue": "z" + b64(os.urandom(64)),
    },
}
CLAIM_169 = {
    1: "https://v.contoh.example",
    4: TIMES["exp"],
    6: TIMES["iat"],
    169: {
        1: FIELDS["nik"],
        4: FIELDS["name"],
        8: FIELDS["birth_date"].replace("-", ""),
        21: FIELDS["birth_place"],
    },
}
HC1_CLAIMS = {
    1: "ID",
    4: TIMES["exp"],
    6: TIMES["iat"],
    -260: {1: {"type": "domisili", "ver": "1.0.0", **FIELDS}},
}


def packed(data: bytes) -> str:
    return to_base45(zlib.compress(data, 9))


FORMS = {
    "egovkit, address and digits": (text, len(seal().token)),
    "egovkit, ID1: and base45": (seal().short_text, len(seal().token)),
    "JWS compact, EdDSA, with status": (jws(HEADER, WITH_STATUS), 0),
    "SD-JWT VC, two disclosures": (sd_jwt(2), 0),
    "SD-JWT VC, four disclosures": (sd_jwt(4), 0),
    "PixelPass of a W3C VC": (packed(encode(CREDENTIAL)), 0),
    "HC1 (CWT, names as text, zlib)": ("HC1:" + packed(cwt(HC1_CLAIMS)), 0),
    "Claim 169 (four attributes, zlib)": (packed(cwt(CLAIM_169)), 0),
}


def smallest(content: str, level: int) -> int:
    code = qrcode.QRCode(error_correction=level)
    code.add_data(content)
    return int(code.best_fit())


print("\n| form | characters | version at M | at Q |\n|---|---|---|---|")
for name, (content, _) in FORMS.items():
    versions = [smallest(content, n) for n in (ERROR_CORRECT_M, ERROR_CORRECT_Q)]
    print(f"| {name} | {len(content)} | {versions[0]} | {versions[1]} |")
bench.exit()
