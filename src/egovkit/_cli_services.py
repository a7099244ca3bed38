# ruff: noqa: T201 - a part of the command line prints
"""The services' part of the command line: ``recover`` and ``history``.

``egovkit recover layanan.db --register surat/2027=4120`` lifts counters after a
backup was restored; ``egovkit history verify riwayat.jsonl`` checks a history.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from egovkit._messages import sentence

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add_services"]

Lang = Literal["id", "en"]
_EXIT = {"valid": 0, "invalid": 1, "indeterminate": 3}


def add_services(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser of ``egovkit``."""
    recover = commands.add_parser(
        "recover",
        parents=[common],
        help="naikkan pencacah setelah cadangan dipulihkan",
    )
    recover.add_argument("database", type=Path, metavar="layanan.db")
    recover.add_argument(
        "--register",
        type=_register,
        action="append",
        default=[],
        metavar="NAMA/TAHUN=NOMOR",
        help="nomor tertinggi yang pernah terbit",
    )
    recover.add_argument("--status-counter", type=int, default=0)
    recover.set_defaults(run=_recover)
    history = commands.add_parser("history", help="riwayat permohonan")
    verbs = history.add_subparsers(required=True, metavar="PERINTAH")
    verify = verbs.add_parser("verify", parents=[common], help="periksa riwayat")
    verify.add_argument("source", type=Path, metavar="layanan.db|riwayat.jsonl")
    verify.add_argument("--key", type=Path, metavar="KUNCI.pub.pem")
    verify.add_argument("--json", action="store_true", help="keluaran JSON")
    verify.set_defaults(run=_verify)
    script = verbs.add_parser(
        "script", parents=[common], help="tulis program pemeriksa yang berdiri sendiri"
    )
    script.set_defaults(run=_script)


def _register(text: str) -> tuple[tuple[str, int], int]:
    """Read ``surat/2027=4120``."""
    place, _, serial = text.partition("=")
    name, _, year = place.rpartition("/")
    if not (name and year.isascii() and year.isdigit()):
        raise argparse.ArgumentTypeError("NAMA/TAHUN=NOMOR")
    return (name, int(year)), int(serial)


def _recover(args: argparse.Namespace) -> int:
    from egovkit.errors import StoreError
    from egovkit.services import SQLiteStore, recover

    if not args.database.is_file():  # a new, empty database would be no recovery
        raise StoreError("store_cannot_open")
    with SQLiteStore(args.database) as store:
        done = recover(
            store,
            registers=dict(args.register),
            status_counter=args.status_counter,
        )
    for (register, year), count in done.numbers.items():
        facts = {"register": register, "year": year, "count": count}
        print(sentence("recover_register", args.lang, **facts))
    status = {"before": done.status_before, "after": done.status_after}
    print(sentence("recover_status", args.lang, **status))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from egovkit.services import verify_history
    from egovkit.signatures import VerificationKey

    key = None
    if args.key is not None:
        key = VerificationKey.from_pem(args.key.read_bytes(), use="history")
    report = verify_history(args.source, key=key)
    if args.json:
        print(json.dumps(report.to_dict(args.lang), ensure_ascii=False, indent=1))
    else:
        print(report.explain(args.lang))
    return _EXIT[str(report.outcome)]


def _script(_: argparse.Namespace) -> int:
    from egovkit.services import verifier_script

    print(verifier_script(), end="")
    return 0
