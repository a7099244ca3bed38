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
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, cast

from egovkit._cli_common import (
    EXIT,
    MAX_FILE,
    add_trust_arguments,
    ask_password,
    labeller,
    load_trust,
    now_or,
    password_in,
    print_aloud,
    read,
    shown,
)
from egovkit._cli_parser import Lang, Parser, Verbs, language
from egovkit._cli_profile import add_profile
from egovkit._cli_services import add_services
from egovkit._cli_trust import add_page, add_trust
from egovkit._clock import SystemClock
from egovkit._files import write_new
from egovkit._messages import sentence
from egovkit.errors import EgovkitError, UsageError

if TYPE_CHECKING:
    from egovkit.signatures import TrustList, VerificationReport

__all__ = ["main"]

_IMAGE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*", b"MM\0*")
# What ends like this was meant as a file, so that a typing error says so.
_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".pdf", ".txt"}
)
_USAGE = 2
# What a shell reports of a program that was stopped: nobody reads on, Ctrl+C.
_PIPE_CLOSED, _INTERRUPTED = 141, 130
_USES = ("seal", "status", "approval", "document", "trust", "exchange", "history")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Args:
        argv: The arguments without the program's name; those of the process
            when left out.
    """
    if argv is None:
        argv = sys.argv[1:]
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a name this terminal cannot show
                stream.reconfigure(errors="backslashreplace")
    lang = language(argv)
    try:
        return _run(argv, lang)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _PIPE_CLOSED
    except OSError:  # a disk that is full
        _drop_output()
        _complain(UsageError("cli_output_failed"), lang)
        return _USAGE


def _run(argv: Sequence[str], lang: Lang) -> int:
    try:
        args = _parser(lang).parse_args(argv)
        return _answer(args, lang)
    finally:  # also after --help: what is wrong with the output shows when it goes out
        if sys.stdout is not None:
            sys.stdout.flush()


def _answer(args: argparse.Namespace, lang: Lang) -> int:
    try:
        return cast("int", args.run(args))
    except EgovkitError as error:
        _complain(error, lang)
        return cast("int", args.failure)
    except OSError as error:
        if error.filename is None:  # not a file of the call: the output
            raise
        name = shown(os.fsdecode(error.filename))
        _complain(UsageError("cli_file_failed", name=name), lang)
        return _USAGE


def _drop_output() -> None:
    """Let what is still buffered go nowhere, or Python complains at its exit."""
    with suppress(OSError):  # a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(error: EgovkitError, lang: Lang) -> None:
    label = sentence("cli_error", lang)
    print(f"{label}: {error.sentence(lang)} [{error.code}]", file=sys.stderr)
    if "token" in error.facts:  # one of several --status files
        said = sentence("status_token_number", lang, **error.facts)
        print(said, file=sys.stderr)


class _Version(argparse.Action):
    """``--version``, looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from egovkit import __version__

        print(f"egovkit {__version__}")
        parser.exit()


def _parser(lang: Lang) -> Parser:
    parser = Parser(lang, prog="egovkit", description=sentence("cli_what", lang))
    parser.add_argument("--version", action=_Version, nargs=0, help="cli_help_version")
    parser.set_defaults(failure=_USAGE, lang=lang)
    commands = parser.verbs()
    _add_keygen(commands)
    _add_verify(commands)
    _add_nik(commands)
    add_trust(commands)
    add_page(commands)
    add_profile(commands)
    add_services(commands)
    return parser


def _add_keygen(commands: Verbs) -> None:
    command = commands.add("keygen", run=_keygen)
    command.add_argument(
        "--out", type=Path, required=True, metavar="BERKAS.pem", help="cli_help_key_out"
    )
    command.add_argument(
        "--algorithm",
        default="Ed25519",
        metavar="ALGORITMA",
        help="cli_help_algorithm",
    )
    command.add_argument("--use", default="seal", choices=_USES, help="cli_help_use")
    secret = command.add_mutually_exclusive_group()
    secret.add_argument(
        "--password-file", type=Path, metavar="BERKAS", help="cli_help_password_file"
    )
    secret.add_argument(
        "--no-password", action="store_true", help="cli_help_no_password"
    )


def _add_verify(commands: Verbs) -> None:
    command = commands.add("verify", run=_verify)
    command.add_argument("source", metavar="GAMBAR|TEKS|-", help="cli_help_source")
    add_trust_arguments(command)
    command.add_argument(
        "--status",
        type=Path,
        action="append",
        default=[],
        metavar="BERKAS",
        help="cli_help_status",
    )
    command.add_argument("--json", action="store_true", help="cli_help_json")


def _add_nik(commands: Verbs) -> None:
    command = commands.add("nik", run=_nik, failure=1)
    command.add_argument("text", metavar="TEKS", help="cli_help_nik")


# ---------------------------------------------------------------- keygen


def _keygen(args: argparse.Namespace) -> int:
    from egovkit.signatures import SigningKey

    out: Path = args.out
    if not out.name:
        raise UsageError("cli_file_failed", name=shown(out))
    public = out.with_suffix(".pub.pem")
    for path in (out, public):
        if path.exists():
            raise UsageError("cli_file_exists", name=shown(path))
    key = SigningKey.generate(args.algorithm, use=args.use)
    password = _password(args)
    if password is None:
        write_new(out, key.to_pem(password=None))
    else:
        key.save(out, password=password)
    write_new(public, key.public.to_pem())
    say = labeller(args.lang)
    if password is None:
        print(sentence("cli_password_warning", args.lang), file=sys.stderr)
    print(sentence("cli_key_written", args.lang, name=shown(out)))
    print(sentence("cli_public_written", args.lang, name=shown(public)))
    say("cli_key_id", key.kid.hex())
    say("cli_key_fingerprint", key.public.fingerprint)
    print_aloud(key.public.fingerprint)
    say("cli_algorithm", str(key.algorithm))
    say("cli_use", key.use)
    print(sentence("cli_not_certified", args.lang))
    return 0


def _password(args: argparse.Namespace) -> bytes | None:
    if args.no_password:
        return None
    if args.password_file:
        first = second = password_in(args.password_file)
    else:
        first = ask_password("cli_password", args.lang)
        second = ask_password("cli_password_again", args.lang)
    if first != second:
        raise UsageError("cli_password_mismatch")
    if not first:
        raise UsageError("cli_password_empty")
    return first


# ---------------------------------------------------------------- verify


def _verify(args: argparse.Namespace) -> int:
    from egovkit.qr import StatusSet, Verifier

    at = now_or(args.at)
    trust = load_trust(args, at)
    tokens = [read(path) for path in args.status]
    statuses = StatusSet.from_tokens(tokens, trust=trust, at=at) if tokens else None
    verifier = Verifier(trust=trust, documents=[], statuses=statuses)
    reports = [verifier.verify(text, at=at) for text in _texts(args.source)]
    # Among several codes on a page the seal is the one that got furthest.
    report = max(reports, key=lambda r: sum(c.outcome == "valid" for c in r.checks))
    if args.json:
        print(json.dumps(report.to_dict(args.lang), ensure_ascii=False, indent=2))
    else:
        _print_report(report, trust, args.lang)
    return EXIT[report.outcome]


def _texts(source: str) -> list[str]:
    if source == "-":
        return _texts_in(_standard_input())
    if _is_there(source) or _meant_as_file(source):
        return _texts_in(read(Path(source)))
    return [source]


def _standard_input() -> bytes:
    if sys.stdin is None:  # closed by whoever started us
        raise UsageError("cli_no_input")
    data = sys.stdin.buffer.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:  # no verdict on a part of it
        raise UsageError("cli_file_unreadable", name="-")
    return data


def _is_there(source: str) -> bool:
    try:
        return bool(source) and Path(source).exists()
    except (OSError, ValueError):  # a long text is no file name
        return False


def _meant_as_file(source: str) -> bool:
    """Whether somebody who typed this will look for a file, not for a seal."""
    return "://" not in source and Path(source).suffix.lower() in _SUFFIXES


def _texts_in(data: bytes) -> list[str]:
    if data.startswith((*_IMAGE_STARTS, b"%PDF-")):
        from egovkit.qr import scan

        texts = list(scan(data))
        if not texts:
            raise UsageError("cli_no_code_in_image")
        return texts
    return [data.decode("utf-8", "replace").strip()]


def _print_report(report: "VerificationReport", trust: "TrustList", lang: Lang) -> None:
    say = labeller(lang)
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
    say = labeller(lang)
    say("cli_nik", nik.masked)
    say("cli_sex", sentence(f"cli_sex_{nik.sex.lower()}", lang))
    days = nik.birth_dates(as_of=SystemClock().now().date())
    say("cli_birth", f" {sentence('cli_or', lang)} ".join(map(str, days)))
    region = nik.region
    say("cli_region", region.full_name)
    say("cli_region_status", sentence(f"cli_{region.status}", lang))
    print(sentence("cli_nik_note", lang))
    return 0
