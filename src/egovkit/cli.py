"""The command ``egovkit``: thin, and silent about personal numbers.

Exit status: 0 valid, 1 invalid, 2 the call was wrong, 3 not decided.

Example:
    >>> main(["nik", "3171015708459002", "--lang", "en"])  # doctest: +ELLIPSIS
    NIK: 317101**********
    ...
    0
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from egovkit._cli_profile import add_profile
from egovkit._cli_services import add_services
from egovkit._clock import SystemClock, aware
from egovkit._messages import sentence
from egovkit.errors import EgovkitError, UsageError

if TYPE_CHECKING:
    from egovkit.signatures import TrustList, VerificationReport

    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["main"]

Lang = Literal["id", "en"]

# The smallest bound that holds a photograph of a page; a seal is far smaller.
_MAX_FILE = 32 * 2**20
_MAX_STDIN = 32 * 2**20
_IMAGE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*", b"MM\0*")
# What ends like this was meant as a file, so that a typing error says so.
_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".pdf", ".txt"}
)
_EXIT = {"valid": 0, "invalid": 1, "indeterminate": 3}
_USAGE = 2
_USES = ("seal", "status", "approval", "document", "trust", "exchange", "history")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Args:
        argv: The arguments without the program's name; those of the process
            when left out.
    """
    parser = _parser()
    args = parser.parse_args(argv)
    run = cast("Callable[[argparse.Namespace], int]", args.run)
    try:
        return run(args)
    except EgovkitError as error:
        _complain(error, args.lang)
        return cast("int", args.failure)
    except OSError as error:  # a folder that is not there, a full disk
        name = Path(str(error.filename)).name
        _complain(UsageError("cli_file_failed", name=name), args.lang)
        return _USAGE


def _complain(error: EgovkitError, lang: Lang) -> None:
    label = sentence("cli_error", lang)
    print(f"{label}: {error.sentence(lang)} [{error.code}]", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="egovkit",
        description="Kotak peralatan layanan pemerintahan elektronik Indonesia.",
    )
    # Accepted before and after the command, whichever comes to the fingers.
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang", choices=("id", "en"), default="id", help="bahasa keluaran"
    )
    common.set_defaults(failure=_USAGE)
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    _add_keygen(commands, common)
    _add_verify(commands, common)
    _add_nik(commands, common)
    _add_trust(commands, common)
    _add_page(commands, common)
    add_profile(commands, common)
    add_services(commands, common)
    return parser


def _add_keygen(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    command = commands.add_parser(
        "keygen", parents=[common], help="buat pasangan kunci baru"
    )
    command.add_argument("--out", type=Path, required=True, metavar="BERKAS.pem")
    command.add_argument("--algorithm", default="Ed25519")
    command.add_argument(
        "--use",
        default="seal",
        choices=_USES,
        help="satu-satunya kegunaan kunci",
    )
    secret = command.add_mutually_exclusive_group()
    secret.add_argument(
        "--password-file", type=Path, help="baris pertama berkas ini adalah kata sandi"
    )
    secret.add_argument(
        "--no-password", action="store_true", help="simpan kunci tanpa kata sandi"
    )
    command.set_defaults(run=_keygen)


def _add_verify(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    command = commands.add_parser(
        "verify", parents=[common], help="periksa kode verifikasi pada surat"
    )
    command.add_argument(
        "source", metavar="GAMBAR|TEKS|-", help="gambar, berkas teks, teks, atau stdin"
    )
    command.add_argument("--trust", type=Path, required=True, metavar="trust.json")
    command.add_argument(
        "--root-fingerprint", metavar="HEX", help="SHA-256 akar yang Anda percayai"
    )
    command.add_argument(
        "--status", type=Path, action="append", default=[], metavar="BERKAS"
    )
    command.add_argument("--at", type=_moment, help="waktu pemeriksaan, ISO 8601")
    command.add_argument("--json", action="store_true", help="keluaran JSON")
    command.set_defaults(run=_verify)


def _add_nik(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("nik", parents=[common], help="baca sebuah NIK")
    command.add_argument("text", metavar="TEKS")
    command.set_defaults(run=_nik, failure=1)


def _add_trust(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    trust = commands.add_parser("trust", help="daftar kepercayaan")
    verbs = trust.add_subparsers(required=True, metavar="PERINTAH")
    show = verbs.add_parser(
        "show", parents=[common], help="tampilkan isi daftar kepercayaan"
    )
    show.add_argument("trust", type=Path, metavar="trust.json")
    show.add_argument("--root-fingerprint", metavar="HEX")
    show.add_argument("--at", type=_moment)
    show.set_defaults(run=_trust_show)
    diff = verbs.add_parser(
        "diff", parents=[common], help="perbedaan dua edisi, dengan kata-kata"
    )
    diff.add_argument("old", type=Path, metavar="LAMA.json")
    diff.add_argument("new", type=Path, metavar="BARU.json")
    diff.add_argument("--root-fingerprint", metavar="HEX")
    diff.add_argument("--at", type=_moment)
    diff.set_defaults(run=_trust_diff)
    _add_keeper(verbs, common)


def _add_keeper(verbs: "_Commands", common: argparse.ArgumentParser) -> None:
    force = argparse.ArgumentParser(add_help=False)
    force.add_argument(
        "--trust", type=Path, metavar="trust.json", help="yang sedang berlaku"
    )
    force.add_argument("--root-fingerprint", metavar="HEX")
    force.add_argument("--at", type=_moment)
    force.add_argument("--out", type=Path, required=True, metavar="BERKAS")

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, parents=[common, force], help=text)
        added.set_defaults(run=_keeper(name))
        return added

    files: dict[str, Any] = {"type": Path, "action": "append", "required": True}
    root = verb("root", "tulis akar baru untuk ditandatangani")
    root.add_argument("--key", metavar="KUNCI.pub.pem", **files)
    root.add_argument("--threshold", type=int, required=True)
    root.add_argument("--list-key", metavar="KUNCI.pub.pem", **files)
    root.add_argument("--list-threshold", type=int, required=True)
    root.add_argument("--days", type=int, default=400)
    draft = verb("draft", "tulis edisi berikutnya untuk ditandatangani")
    draft.add_argument("changes", type=Path, metavar="PERUBAHAN.toml")
    draft.add_argument("--days", type=int, default=7)
    sign = verb("sign", "tanda tangani akar atau daftar")
    sign.add_argument("file", type=Path, metavar="BERKAS")
    sign.add_argument("--key", type=Path, required=True, metavar="KUNCI.pem")
    sign.add_argument(
        "--password-file", type=Path, help="baris pertamanya adalah kata sandi"
    )
    assemble = verb("assemble", "gabungkan menjadi trust.json")
    assemble.add_argument("--list", type=Path, required=True)
    assemble.add_argument("--signature", metavar="BERKAS.sig", **files)
    assemble.add_argument("--root", type=Path, help="akar baru")
    assemble.add_argument("--root-signature", type=Path, action="append", default=[])


def _keeper(verb: str) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        from egovkit import _cli_keeper

        return cast("int", getattr(_cli_keeper, verb)(args))

    return run


def _add_page(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    page = commands.add_parser("page", help="halaman pemeriksaan")
    verbs = page.add_subparsers(required=True, metavar="PERINTAH")
    build = verbs.add_parser(
        "build", parents=[common], help="tulis halaman pemeriksaan yang statis"
    )
    build.add_argument("--trust", type=Path, required=True, metavar="trust.json")
    build.add_argument("--root-fingerprint", metavar="HEX")
    build.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    build.add_argument(
        "--status", type=Path, action="append", default=[], metavar="BERKAS"
    )
    build.add_argument("--agency", default="", help="nama instansi pada halaman")
    build.add_argument("--at", type=_moment)
    build.set_defaults(run=_page_build)


def _moment(text: str) -> datetime:
    try:
        return aware(datetime.fromisoformat(text))
    except (ValueError, EgovkitError) as error:
        raise argparse.ArgumentTypeError(sentence("cli_time", "id")) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_FILE + 1)
    except OSError as error:
        raise UsageError("cli_file_unreadable", name=path.name) from error
    if len(data) > _MAX_FILE:
        raise UsageError("cli_file_unreadable", name=path.name)
    return data


# ---------------------------------------------------------------- keygen


def _keygen(args: argparse.Namespace) -> int:
    from egovkit.signatures import SigningKey

    out: Path = args.out
    public = out.with_suffix(".pub.pem")
    for path in (out, public):
        if path.exists():
            raise UsageError("cli_file_exists", name=path.name)
    password = _password(args)
    key = SigningKey.generate(args.algorithm, use=args.use)
    if password is None:
        _write_new(out, key.to_pem(password=None))
    else:
        key.save(out, password=password)
    _write_new(public, key.public.to_pem())
    say = _sayer(args.lang)
    if password is None:
        print(sentence("cli_password_warning", args.lang), file=sys.stderr)
    print(sentence("cli_key_written", args.lang, name=out))
    print(sentence("cli_public_written", args.lang, name=public))
    say("cli_key_id", key.kid.hex())
    say("cli_algorithm", str(key.algorithm))
    say("cli_use", key.use)
    print(sentence("cli_not_certified", args.lang))
    return 0


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, and never over another."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _password(args: argparse.Namespace) -> bytes | None:
    if args.no_password:
        return None
    if args.password_file:
        lines = _read(args.password_file).splitlines()
        first = second = lines[0] if lines else b""
    else:
        first = getpass("Kata sandi: ").encode()
        second = getpass("Ulangi: ").encode()
    if first != second:
        raise UsageError("cli_password_mismatch")
    if not first:
        raise UsageError("cli_password_empty")
    return first


# ---------------------------------------------------------------- verify


def _verify(args: argparse.Namespace) -> int:
    from egovkit.qr import StatusSet, Verifier

    at = args.at or SystemClock().now()
    trust = _load_trust(args, at)
    tokens = [_read(path) for path in args.status]
    statuses = StatusSet.from_tokens(tokens, trust=trust, at=at) if tokens else None
    verifier = Verifier(trust=trust, documents=[], statuses=statuses)
    texts = _texts(args.source)
    reports = [verifier.verify(text, at=at) for text in texts]
    # Among several codes on a page the seal is the one that got furthest.
    report = max(reports, key=lambda r: sum(c.outcome == "valid" for c in r.checks))
    if args.json:
        print(json.dumps(report.to_dict(args.lang), ensure_ascii=False, indent=2))
    else:
        _print_report(report, trust, args.lang)
    return _EXIT[report.outcome]


def _texts(source: str) -> list[str]:
    if source == "-":
        return _texts_in(sys.stdin.buffer.read(_MAX_STDIN))
    path = Path(source)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # a long text is no file name
        is_file = False
    if is_file or path.suffix.lower() in _SUFFIXES:
        return _texts_in(_read(path))
    return [source]


def _texts_in(data: bytes) -> list[str]:
    if data.startswith((*_IMAGE_STARTS, b"%PDF-")):
        from egovkit.qr import scan

        texts = list(scan(data))
        if not texts:
            raise UsageError("cli_no_code_in_image")
        return texts
    return [data.decode("utf-8", "replace").strip()]


def _print_report(report: "VerificationReport", trust: "TrustList", lang: Lang) -> None:
    say = _sayer(lang)
    say("cli_result", sentence(f"cli_{report.outcome}", lang))
    print(f"\n{sentence('cli_checks', lang)}:")
    for check in report.checks:
        mark = sentence(f"cli_{check.outcome}", lang)
        print(f"  {check.sentence(lang)} [{mark}: {check.code}]")
    if report.fields:
        print(f"\n{sentence('cli_compare', lang)}:")
        for field in report.fields:
            label, text = field.labelled(lang)
            print(f"  {label}: {text}")
    fingerprint = trust.root.fingerprint
    print(f"\n{sentence('cli_trust_own', lang, fingerprint=fingerprint)}")


# ---------------------------------------------------------------- nik


def _nik(args: argparse.Namespace) -> int:
    from egovkit.identity import NIK

    lang: Lang = args.lang
    nik = NIK.parse(args.text)
    say = _sayer(lang)
    say("cli_nik", nik.masked)
    say("cli_sex", sentence(f"cli_sex_{nik.sex.lower()}", lang))
    days = nik.birth_dates(as_of=SystemClock().now().date())
    say("cli_birth", f" {sentence('cli_or', lang)} ".join(map(str, days)))
    region = nik.region
    say("cli_region", region.full_name)
    say("cli_region_status", sentence(f"cli_{region.status}", lang))
    print(sentence("cli_nik_note", lang))
    return 0


# ---------------------------------------------------------------- trust show


def _trust_show(args: argparse.Namespace) -> int:
    trust = _load_trust(args, args.at or SystemClock().now())
    lang: Lang = args.lang
    say = _sayer(lang)
    say("cli_root", trust.root.fingerprint)
    say("cli_version", str(trust.version))
    say("cli_issued", _time(trust.issued_at))
    say("cli_expires", _time(trust.expires_at))
    for issuer in trust.issuers.values():
        print()
        say("cli_issuer", f"{issuer.name} ({issuer.id})")
        numbers = ", ".join(map(str, sorted(issuer.profiles)))
        print(f"  {issuer.registry}, {sentence('cli_profiles', lang)} {numbers}")
        for key in issuer.keys:
            state = sentence(f"cli_{key.status}", lang)
            print(f"  {key.key.kid.hex()}  {key.key.algorithm}  {key.use}  {state}")
    return 0


def _trust_diff(args: argparse.Namespace) -> int:
    from egovkit.signatures import TrustList
    from egovkit.signatures.trust import compare

    at, pin = args.at or SystemClock().now(), args.root_fingerprint
    old = TrustList.from_bundle(_read(args.old), root_fingerprint=pin, at=at)
    new = TrustList.from_bundle(
        _read(args.new),
        root_fingerprint=pin or old.root.chain[0].fingerprint,
        at=at,
        state=old.state,  # refuses what does not continue the old list
    )
    for change in compare(old, new):
        print(change.sentence(args.lang))
    return 0


# ---------------------------------------------------------------- page build


def _page_build(args: argparse.Namespace) -> int:
    from egovkit.qr import build_page

    trust = _load_trust(args, args.at or SystemClock().now())
    statuses = [_read(path) for path in args.status]
    page = build_page(trust, args.out, statuses=statuses, agency=args.agency)
    print(sentence("cli_page_written", args.lang, name=page))
    return 0


def _load_trust(args: argparse.Namespace, at: datetime) -> "TrustList":
    from egovkit.signatures import TrustList

    return TrustList.from_bundle(
        _read(args.trust), root_fingerprint=args.root_fingerprint, at=at
    )


def _time(epoch: int) -> str:
    from egovkit._clock import WIB

    return datetime.fromtimestamp(epoch, WIB).strftime("%Y-%m-%d %H:%M WIB")


def _sayer(lang: Lang) -> Callable[[str, str], None]:
    def say(code: str, value: str) -> None:
        print(f"{sentence(code, lang)}: {value}")

    return say
