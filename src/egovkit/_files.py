"""New files: whole or not at all, and never over another."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

__all__ = ["write_new"]


def write_new(
    path: "str | os.PathLike[str]", data: bytes, *, mode: int = 0o600
) -> None:
    """Write a file that does not exist yet.

    The bytes are on the disk, under a random name beside it, before the file gets its
    own: a process that is killed leaves no half file in the way of the next one.

    Args:
        path: The file.
        data: Its content.
        mode: Its permissions, before the process's mask: the owner's alone.

    Raises:
        FileExistsError: Something has that name, be it a link to nothing.
        OSError: The disk refused; no part of a file is left behind.
    """
    path = Path(path)
    beside = path.parent / f".{secrets.token_hex(8)}"
    try:
        _write(beside, data, mode)
        _name(beside, path, data, mode)
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # not the one beside it
        raise
    finally:
        with suppress(OSError):
            beside.unlink()


def _name(beside: Path, path: Path, data: bytes, mode: int) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, such as a USB stick's
        _write(path, data, mode)


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink()
        raise
