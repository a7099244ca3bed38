# ruff: noqa: T201 - a part of the command line prints
"""``egovkit profile lock`` and ``check``: printed seals keep their meaning."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from egovkit._messages import sentence
from egovkit.errors import UsageError

if TYPE_CHECKING:
    from egovkit.qr import SealedDocument

    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

__all__ = ["add_profile"]

_DEFAULT = Path("profiles.lock.json")


def add_profile(commands: "_Commands", common: argparse.ArgumentParser) -> None:
    """Add the commands on document profiles."""
    profile = commands.add_parser("profile", help="profil dokumen berkode verifikasi")
    verbs = profile.add_subparsers(required=True, metavar="PERINTAH")
    for name, run, failure, text in (
        ("lock", _lock, 2, "catat profil agar hanya dapat ditambah di akhir"),
        ("check", _check, 1, "bandingkan profil dengan catatan"),
    ):
        verb = verbs.add_parser(name, parents=[common], help=text)
        verb.add_argument("modules", nargs="+", metavar="MODUL")
        verb.add_argument("--file", type=Path, default=_DEFAULT, metavar="BERKAS")
        verb.set_defaults(run=run, failure=failure)


def _lock(args: argparse.Namespace) -> int:
    from egovkit.qr import lock_profiles

    file: Path = args.file
    locked = file.read_text("utf-8") if file.exists() else None
    text = lock_profiles(_documents(args.modules), locked=locked)
    file.write_text(text, "utf-8")
    print(sentence("cli_profiles_locked", args.lang, name=file))
    return 0


def _check(args: argparse.Namespace) -> int:
    from egovkit.qr import check_profiles

    file: Path = args.file
    if not file.exists():
        raise UsageError("cli_file_unreadable", name=file.name)
    check_profiles(_documents(args.modules), file.read_text("utf-8"))
    print(sentence("cli_profiles_same", args.lang, name=file))
    return 0


def _documents(modules: list[str]) -> "list[type[SealedDocument]]":
    from egovkit.qr.profile_lock import documents_of

    # as `python -m` does: the modules of the project one stands in
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - sys.path holds text
    try:
        return [document for module in modules for document in documents_of(module)]
    finally:
        sys.path.pop(0)
