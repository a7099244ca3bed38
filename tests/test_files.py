"""New files appear whole or not at all, and never over another."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from egovkit._files import write_new


@pytest.fixture(params=["links", "no links"])
def disk(request, tmp_path, monkeypatch):
    """A folder, on a disk with hard links and on one without, such as FAT."""

    def refuse(*_):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse)
    return tmp_path


def names_in(folder):
    """What stands in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_its_content_and_its_owner_alone(disk):
    """Whatever the shell's mask allows: read and write for the owner."""
    before = os.umask(0)
    try:
        write_new(disk / "key", b"secret")
    finally:
        os.umask(before)
    assert (disk / "key").read_bytes() == b"secret"
    assert stat.S_IMODE((disk / "key").stat().st_mode) == 0o600
    assert names_in(disk) == ["key"]


def test_other_permissions_are_those_that_the_mask_leaves(disk):
    """A file that others may read is asked for by name."""
    before = os.umask(0o027)
    try:
        write_new(disk / "list", b"public", mode=0o666)
    finally:
        os.umask(before)
    assert stat.S_IMODE((disk / "list").stat().st_mode) == 0o640


def test_nothing_is_written_over(disk):
    """A file, an empty one, a folder and a link to nothing stay as they are."""
    (disk / "file").write_bytes(b"first")
    (disk / "empty").touch()
    (disk / "folder").mkdir()
    (disk / "link").symlink_to(disk / "nowhere")
    names = names_in(disk)
    for name in names:
        with pytest.raises(FileExistsError) as caught:
            write_new(disk / name, b"second")
        assert caught.value.filename == str(disk / name)
        assert caught.value.filename2 is None
    assert names_in(disk) == names
    assert (disk / "file").read_bytes() == b"first"
    assert (disk / "empty").read_bytes() == b""


def test_an_error_names_the_file_that_was_asked_for(disk):
    """Not the one beside it, whose name says nothing to anybody."""
    path = disk / "no folder" / "key"
    with pytest.raises(FileNotFoundError) as caught:
        write_new(path, b"secret")
    assert caught.value.filename == str(path)


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_full_disk_leaves_nothing(disk, monkeypatch, step):
    """What could not be written whole is not there; the next try is free."""

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Full:
        """An open file that takes nothing more."""

        def __init__(self, descriptor, _mode):
            self.descriptor = descriptor

        def __enter__(self):
            return self

        def __exit__(self, *_):
            os.close(self.descriptor)

        write = full

    with monkeypatch.context() as patch:
        patch.setattr(os, *{"write": ("fdopen", Full), "fsync": ("fsync", full)}[step])
        with pytest.raises(OSError, match="No space") as caught:
            write_new(disk / "key", b"secret")
    assert caught.value.filename == str(disk / "key")
    assert names_in(disk) == []
    write_new(disk / "key", b"secret")
    assert (disk / "key").read_bytes() == b"secret"


def test_a_disk_that_fills_while_the_file_gets_its_name(tmp_path, monkeypatch):
    """Without links it is written a second time: neither of the two is left half."""
    real, calls = os.fsync, []

    def full_at_the_second(descriptor):
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    def refuse(*_):
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "key", b"secret")
    assert names_in(tmp_path) == []


KILLED = """
import os, signal, sys
from egovkit._files import write_new

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(os, sys.argv[1], die)
write_new(sys.argv[2], b"secret")
"""


@pytest.mark.parametrize("step", ["fdopen", "fsync", "link"])
def test_a_process_that_is_killed_leaves_nothing_in_the_way(tmp_path, step):
    """At each step: the name is free, and the next process writes the file."""
    path = tmp_path / "key"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step, str(path)], check=False, timeout=60
    )
    assert done.returncode < 0
    assert not path.exists()
    write_new(path, b"secret")
    assert path.read_bytes() == b"secret"


def test_of_two_that_write_at_once_one_has_the_name(tmp_path, monkeypatch):
    """The other one is told; the file is the winner's, whole."""
    path, real = tmp_path / "key", os.link

    def late(source, target):
        Path(target).write_bytes(b"faster")
        real(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileExistsError):
        write_new(path, b"slower")
    assert path.read_bytes() == b"faster"
    assert names_in(tmp_path) == ["key"]


@pytest.mark.parametrize("name", ["", ".", "a\0b", "x" * 300])
def test_a_name_that_no_file_can_have(tmp_path, monkeypatch, name):
    """Python's own errors, and nothing is left."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises((OSError, ValueError)):
        write_new(name, b"secret")
    assert names_in(tmp_path) == []
