"""The command line on profiles: lock them, and notice a break."""

import sys

import pytest

from egovkit.cli import main

SOURCE = """
from egovkit.qr import SealedDocument, sealed
class Letter(SealedDocument, registry="kota-contoh", profile=1,
             labels={{"id": "Surat", "en": "Letter"}}):
    number: {kind} = sealed(id="Nomor", en="Number")
{more}
"""


@pytest.fixture
def project(in_tmp_path):
    """A project's folder, and how to write its module."""
    path = list(sys.path)

    def write(name, kind="str", more=""):
        (in_tmp_path / f"{name}.py").write_text(SOURCE.format(kind=kind, more=more))
        return name

    yield write
    assert sys.path == path  # nothing is left on it


def test_lock_and_check(project, capsys):
    """A class is locked, checked, extended, and locked again."""
    first = project("letters_first")
    assert main(["profile", "lock", first]) == 0
    assert "profiles.lock.json" in capsys.readouterr().out
    assert main(["profile", "check", first, "--lang", "en"]) == 0
    assert "those locked" in capsys.readouterr().out
    more = '    copies: int = sealed(id="Rangkap", en="Copies", default=1)'
    later = project("letters_later", more=more)
    assert main(["profile", "check", later]) == 1
    assert "profile_not_locked" in capsys.readouterr().err
    assert main(["profile", "lock", later]) == 0
    assert main(["profile", "check", later]) == 0
    # the first edition is no longer what is locked
    assert main(["profile", "check", first]) == 1


def test_a_break_is_not_locked(project, capsys, in_tmp_path):
    """The file stays as it was when a class breaks its profile."""
    first, broken = project("letters_kept"), project("letters_broken", kind="int")
    assert main(["profile", "lock", first, "--file", "a.json"]) == 0
    before = (in_tmp_path / "a.json").read_bytes()
    assert main(["profile", "lock", broken, "--file", "a.json"]) == 2
    assert "profile_not_append_only" in capsys.readouterr().err
    assert (in_tmp_path / "a.json").read_bytes() == before


def test_wrong_calls(project, capsys):
    """No such module, no lock file."""
    assert main(["profile", "lock", "no_such_letters"]) == 2
    assert "profile_module" in capsys.readouterr().err
    assert main(["profile", "check", project("letters_alone")]) == 1
    assert "cli_file_unreadable" in capsys.readouterr().err
