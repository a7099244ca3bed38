"""``egovkit profile lock`` and ``check``: printed seals keep their meaning."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from egovkit._cli_common import read, shown
from egovkit._cli_parser import Verbs
from egovkit._messages import sentence
from egovkit.errors import EgovkitError, UsageError

if TYPE_CHECKING:
    from egovkit.qr import SealedDocument

__all__ = ["add_profile"]

_DEFAULT = Path("profiles.lock.json")


def add_profile(commands: Verbs) -> None:
    """Add the commands on document profiles."""
    verbs = commands.add("profile").verbs()
    for name, run, failure in (("lock", _lock, 2), ("check", _check, 1)):
        verb = verbs.add(name, run=run, failure=failure)
        verb.add_argument(
            "modules", nargs="+", metavar="MODUL", help="cli_help_modules"
        )
        verb.add_argument(
            "--file",
            type=Path,
            default=_DEFAULT,
            metavar="BERKAS",
            help="cli_help_lock",
        )


def _lock(args: argparse.Namespace) -> int:
    from egovkit.qr import lock_profiles

    file: Path = args.file
    locked = _text(file) if file.exists() else None
    text = lock_profiles(_documents(args.modules), locked=locked)
    file.write_text(text, "utf-8")
    print(sentence("cli_profiles_locked", args.lang, name=shown(file)))
    return 0


def _check(args: argparse.Namespace) -> int:
    from egovkit.qr import check_profiles

    locked = _text(args.file)
    check_profiles(_documents(args.modules), locked)
    print(sentence("cli_profiles_same", args.lang, name=shown(args.file)))
    return 0


def _text(file: Path) -> str:
    try:
        return read(file).decode()
    except UnicodeDecodeError as error:
        raise UsageError("cli_file_unreadable", name=shown(file)) from error


def _documents(modules: list[str]) -> "list[type[SealedDocument]]":
    # as `python -m` does: the modules of the project one stands in
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - sys.path holds text
    try:
        return [document for module in modules for document in _documents_in(module)]
    finally:
        sys.path.pop(0)


def _documents_in(module: str) -> "list[type[SealedDocument]]":
    from egovkit.qr.profile_lock import documents_of

    if not all(part.isidentifier() for part in module.split(".")):
        raise UsageError("profile_module", module=shown(module))
    try:
        return documents_of(module)
    except EgovkitError:
        raise
    except (Exception, SystemExit) as error:  # whatever the module does when it loads
        kind = type(error).__name__
        raise UsageError(
            "cli_module_failed", module=shown(module), error=kind
        ) from error
