"""The services' part of the command line: ``recover`` and ``history``.

``egovkit recover layanan.db --register surat/2027=4120`` lifts counters after a
backup was restored; ``egovkit history verify riwayat.jsonl`` checks a history.
"""

import argparse
import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from egovkit._cli_common import EXIT, number, read
from egovkit._cli_parser import Verbs
from egovkit._messages import sentence

if TYPE_CHECKING:
    from egovkit.services import Store

__all__ = ["add_services"]


def add_services(commands: Verbs) -> None:
    """Add the commands on request databases."""
    recover = commands.add("recover", run=_recover)
    recover.add_argument("database", metavar="layanan.db", help="cli_help_database")
    recover.add_argument(
        "--register",
        type=_register,
        action="append",
        default=[],
        metavar="NAMA/TAHUN=NOMOR",
        help="cli_help_register",
    )
    recover.add_argument(
        "--status-counter",
        type=number,
        default=0,
        metavar="JUMLAH",
        help="cli_help_status_counter",
    )
    verbs = commands.add("history").verbs()
    verify = verbs.add("verify", run=_verify, help="cli_do_history_verify")
    verify.add_argument(
        "source",
        metavar="layanan.db|riwayat.jsonl",
        help="cli_help_history",
    )
    verify.add_argument(
        "--key", type=Path, metavar="KUNCI.pub.pem", help="cli_help_history_key"
    )
    verify.add_argument(
        "--algorithm",
        choices=("RS256", "RS384", "PS256"),
        help="cli_help_history_algorithm",
    )
    verify.add_argument("--json", action="store_true", help="cli_help_json")
    verbs.add("script", run=_script)


def _register(text: str) -> tuple[tuple[str, int], int]:
    """Read ``surat/2027=4120``."""
    place, _, serial = text.partition("=")
    name, _, year = place.rpartition("/")
    try:
        if name:
            return (name, number(year, 1, 9999)), number(serial)
    except argparse.ArgumentTypeError:
        pass  # said below, with the form of the whole
    raise argparse.ArgumentTypeError("cli_register")


def _on_server(text: str) -> bool:
    """Whether it is an address of PostgreSQL's, as libpq reads one."""
    return text.startswith(("postgresql://", "postgres://"))


def _opened(text: str) -> "AbstractContextManager[Store]":
    """The store of a database that is there; a new, empty one would be no recovery.

    Raises:
        egovkit.errors.StoreError: There is none.
    """
    from egovkit.errors import StoreError
    from egovkit.services import SQLiteStore

    if _on_server(text):
        from egovkit.integrations.postgres import PostgresStore

        return PostgresStore.once(text)
    if not Path(text).is_file():
        raise StoreError("store_cannot_open")
    return SQLiteStore(text)


def _recover(args: argparse.Namespace) -> int:
    from egovkit.services import recover

    with _opened(args.database) as store:
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


def _source(text: str) -> "AbstractContextManager[str | Store]":
    """What `verify_history` takes: a file as it is, or a store on a server."""
    return _opened(text) if _on_server(text) else nullcontext(text)


def _verify(args: argparse.Namespace) -> int:
    from egovkit.services import verify_history
    from egovkit.signatures import VerificationKey

    key = None
    if args.key is not None:
        key = VerificationKey.from_pem(
            read(args.key), algorithm=args.algorithm, use="history"
        )
    with _source(args.source) as source:
        report = verify_history(source, key=key)
    if args.json:
        print(json.dumps(report.to_dict(args.lang), ensure_ascii=False, indent=1))
    else:
        print(report.explain(args.lang))
    return EXIT[str(report.outcome)]


def _script(_: argparse.Namespace) -> int:
    from egovkit.services import verifier_script

    print(verifier_script(), end="")
    return 0
