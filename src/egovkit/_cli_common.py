"""What the commands share: files, passwords, times, labels."""

import argparse
import warnings
from collections.abc import Callable
from datetime import datetime
from getpass import GetPassWarning, getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egovkit._cli_parser import Lang, Parser
from egovkit._clock import SystemClock, aware
from egovkit._messages import sentence
from egovkit._text import read_aloud
from egovkit.errors import EgovkitError, UsageError

if TYPE_CHECKING:
    from egovkit.signatures import TrustList

__all__ = [
    "EXIT",
    "add_trust_arguments",
    "ask_password",
    "labeller",
    "load_trust",
    "moment",
    "now_or",
    "number",
    "password_in",
    "print_aloud",
    "read",
    "shown",
]

# The smallest bound that holds a photograph of a page; a seal is far smaller.
MAX_FILE = 32 * 2**20
EXIT = {"valid": 0, "invalid": 1, "indeterminate": 3}
_LARGEST = 999_999_999


def shown(path: Path | str) -> str:
    """A path for a message: the caller's own, but file names carry numbers too."""
    from egovkit.privacy import redact_text

    text = "".join(sign if sign.isprintable() else "?" for sign in str(path))
    return redact_text(text)


def read(path: Path) -> bytes:
    """The bytes of a file of a sensible size.

    Raises:
        egovkit.errors.UsageError: It cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UsageError("cli_file_unreadable", name=shown(path)) from error
    if len(data) > MAX_FILE:
        raise UsageError("cli_file_unreadable", name=shown(path))
    return data


def password_in(path: Path) -> bytes:
    """The first line of a file."""
    lines = read(path).splitlines()
    return lines[0] if lines else b""


def ask_password(code: str, lang: Lang) -> bytes:
    """A password from the terminal, never echoed.

    Raises:
        egovkit.errors.UsageError: There is no terminal to ask on.
    """
    with warnings.catch_warnings():
        # Without a terminal getpass would warn and show what is typed.
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(f"{sentence(code, lang)}: ").encode()
        except (EOFError, GetPassWarning):
            raise UsageError("cli_no_terminal") from None


def moment(text: str) -> datetime:
    """Read ``--at``: ISO 8601 with a zone."""
    try:
        return aware(datetime.fromisoformat(text))
    except (ValueError, EgovkitError) as error:
        raise argparse.ArgumentTypeError("cli_time") from error


def now_or(at: datetime | None) -> datetime:
    """The time that was given, or the machine's."""
    return at or SystemClock().now()


def number(text: str, least: int = 0, most: int = _LARGEST) -> int:
    """Read a count; ASCII digits only."""
    if text.isascii() and text.isdigit() and least <= int(text[:20]) <= most:
        return int(text)
    raise argparse.ArgumentTypeError("cli_number")


def add_trust_arguments(command: Parser, *, option: bool = True) -> None:
    """``--trust`` or the list itself, the pinned root, and the time."""
    name = "--trust" if option else "trust"
    more: dict[str, Any] = {"required": True} if option else {}
    command.add_argument(
        name, type=Path, metavar="trust.json", help="cli_help_trust", **more
    )
    command.add_argument("--root-fingerprint", metavar="HEX", help="cli_help_root")
    command.add_argument("--at", type=moment, metavar="WAKTU", help="cli_help_at")


def load_trust(args: argparse.Namespace, at: datetime) -> "TrustList":
    """The verified trust list that the arguments name."""
    from egovkit.signatures import TrustList

    return TrustList.from_bundle(
        read(args.trust), root_fingerprint=args.root_fingerprint, at=at
    )


def print_aloud(fingerprint: str) -> None:
    """A fingerprint as two people read it to each other."""
    for line in read_aloud(fingerprint):
        print(f"  {line}")


def labeller(lang: Lang) -> Callable[[str, str], None]:
    """Prints a value behind the label that a code names."""

    def say(code: str, value: str) -> None:
        print(f"{sentence(code, lang)}: {value}")

    return say
