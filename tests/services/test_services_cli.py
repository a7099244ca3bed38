"""The services' part of the command line."""

import json

import pytest
from services_office import START, issued, make_desk

from egovkit.cli import main
from egovkit.services import SQLiteStore, verifier_script
from egovkit.signatures import SigningKey


def run(*words):
    """Run a command as the program does."""
    return main([str(word) for word in words])


@pytest.fixture
def path(tmp_path):
    """A database with one issued document."""
    with SQLiteStore(tmp_path / "l.db") as store:
        issued(make_desk(store))
    return tmp_path / "l.db"


def test_recover_lifts_the_counters_and_says_so(path, capsys):
    """Five numbers are known from outside, one stands in the backup."""
    words = ("recover", path, "--register", "surat/2027=5", "--status-counter", "9")
    assert run(*words) == 0
    assert capsys.readouterr().out == (
        "Register surat tahun 2027: 4 nomor dicatat batal.\n"
        "Pencacah status: 0 menjadi 9.\n"
    )
    assert run(*words, "--lang", "en") == 0
    assert "0 numbers entered as void" in capsys.readouterr().out
    with SQLiteStore(path) as store:
        states = [s for _, _, s in make_desk(store).numbers("surat", 2027)]
    assert states == ["issued", "void", "void", "void", "void"]


@pytest.mark.parametrize("text", ["surat=5", "surat/x=5", "surat/2027=x", "/2027=1"])
def test_a_register_that_cannot_be_read_is_refused(path, text, capsys):
    """A typing error changes nothing."""
    with pytest.raises(SystemExit):
        run("recover", path, "--register", text)
    assert "--register" in capsys.readouterr().err


def test_recovering_what_is_not_there_makes_nothing(tmp_path, capsys):
    """A wrong path must not look like a recovered, empty database."""
    assert run("recover", tmp_path / "none.db") == 2
    assert "store_cannot_open" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_a_history_is_verified_from_the_command_line(path, tmp_path, capsys):
    """0 intact, 1 broken, 3 when signatures could not be checked."""
    assert run("history", "verify", path) == 0
    assert "Rantai riwayat utuh: 6 peristiwa" in capsys.readouterr().out
    key = SigningKey.generate("Ed25519", use="history")
    with SQLiteStore(path) as store:
        desk = make_desk(store)
        desk.checkpoint(key=key, at=START)
        desk.export(tmp_path / "x.jsonl")
    pem = tmp_path / "key.pem"
    pem.write_bytes(key.public.to_pem())
    assert run("history", "verify", tmp_path / "x.jsonl") == 3
    assert run("history", "verify", tmp_path / "x.jsonl", "--key", pem) == 0
    capsys.readouterr()
    assert run("history", "verify", path, "--key", pem, "--json") == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "valid"
    with SQLiteStore(path) as store:
        store.write(lambda t: t.execute("DELETE FROM egk_event WHERE seq = 2"))
    assert run("history", "verify", path) == 1


def test_a_database_on_a_server_is_recovered_and_verified(postgres, capsys):
    """The same commands, with an address as libpq reads it."""
    from egovkit.integrations.postgres import PostgresStore

    schema = postgres.schema().rpartition("=")[2].strip("'")
    address = (
        f"postgresql://egk@127.0.0.1:{postgres.port}/postgres"
        f"?options=-csearch_path%3D{schema}"
    )
    assert run("recover", address, "--register", "surat/2027=5") == 2
    assert "store_no_tables" in capsys.readouterr().err  # and none were made
    with PostgresStore(address) as store:
        issued(make_desk(store))
    assert run("recover", address, "--register", "surat/2027=3") == 0
    assert "2 nomor dicatat batal" in capsys.readouterr().out
    with PostgresStore(address) as store:
        states = [s for _, _, s in make_desk(store).numbers("surat", 2027)]
        assert states == ["issued", "void", "void"]
        assert run("history", "verify", address) == 0
        assert "Rantai riwayat utuh: 6 peristiwa" in capsys.readouterr().out
        store.write(lambda t: t.execute("DELETE FROM egk_event WHERE seq = 2"))
    assert run("history", "verify", address) == 1


@pytest.mark.usefixtures("postgres")
def test_a_server_that_is_not_there_is_said_to_be_none(capsys):
    """A message and a code, no traceback of the driver."""
    nobody = "postgresql://127.0.0.1:1/layanan?connect_timeout=2"
    for words in (("recover", nobody), ("history", "verify", nobody)):
        assert run(*words) == 2
        assert "store_connection_lost" in capsys.readouterr().err


def test_the_script_is_written_to_standard_output(capsys):
    """For the auditor: a file of its own."""
    assert run("history", "script") == 0
    assert capsys.readouterr().out == verifier_script()
