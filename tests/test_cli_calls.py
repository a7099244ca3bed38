"""Calls of the command line as people make them: wrong, in a pipe, without a terminal.

Whatever the call: a sentence with a code and an exit status, never a traceback, and
nobody's number repeated.
"""

import argparse
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from getpass import GetPassWarning
from pathlib import Path
from types import SimpleNamespace

import pytest

from egovkit import cli
from egovkit._cli_parser import _ENGLISH, language
from egovkit._messages import table
from egovkit.cli import main
from egovkit.testing import TestAuthority

NUMBER = "3171015708459002"
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def desk(in_tmp_path):
    """A folder with a trust list and a file that is none."""
    authority = TestAuthority()
    authority.issuer_key("kelurahan-contoh")
    (in_tmp_path / "trust.json").write_bytes(authority.bundle())
    (in_tmp_path / "other").write_bytes(b"\xff\x00 no list")
    return in_tmp_path


def commands(parser=None, path=()):
    """Every command that runs, as its words, with its parser."""
    parser = parser or cli._parser("id")
    deeper = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not deeper:
        yield " ".join(path), parser
    for action in deeper:
        for name, child in action.choices.items():
            yield from commands(child, (*path, name))


COMMANDS = dict(commands())


def wrong(words, capsys):
    """What standard error says about a call that ends with 2."""
    try:
        status = main(words)
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err


class TestHelp:
    """Help is whole in either language, and costs no verdict."""

    @pytest.mark.parametrize("name", COMMANDS)
    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_every_argument_has_a_sentence(self, name, lang, capsys):
        """No code shows, no word of argparse's own, one heading."""
        with pytest.raises(SystemExit) as stopped:
            main([*name.split(), "--help", "--lang", lang])
        assert stopped.value.code == 0
        out = capsys.readouterr().out
        assert not re.search(r"cli_\w+", out)
        heads = {"id": ("pemakaian", "pilihan"), "en": ("usage", "options")}
        assert out.startswith(f"{heads[lang][0]}: egovkit {name} ")
        assert f"\n{heads[lang][1]}:\n" in out
        assert ("show this help" in out) == (lang == "en")

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_argument_is_explained(self, name):
        """An option without a word of help helps nobody."""
        assert [a.dest for a in COMMANDS[name]._actions if not a.help] == []

    def test_words_of_usage_have_an_english_form(self):
        """A metavar is the same in both languages, or in the table."""
        both = {"trust.json", "HEX", "FOLDER", "layanan.db", "layanan.db|riwayat.jsonl"}
        used = {
            action.metavar
            for parser in COMMANDS.values()
            for action in parser._actions
            if action.metavar
        }
        assert used - both <= set(_ENGLISH)
        assert set(_ENGLISH) - used == {"PERINTAH"}

    def test_no_help_is_left_over(self):
        """Each sentence of help belongs to a command or an argument."""
        files = (Path(cli.__file__).parent).glob("*cli*.py")
        source = "\n".join(path.read_text(encoding="utf-8") for path in files)
        codes = [code for code in table() if code.startswith("cli_help_")]
        assert [code for code in codes if code not in source] == []

    def test_version(self, capsys):
        """The version of the package, and nothing else."""
        with pytest.raises(SystemExit) as stopped:
            main(["--version"])
        assert stopped.value.code == 0
        assert re.fullmatch(r"egovkit \d+\.\d+\.\d+\n", capsys.readouterr().out)

    def test_the_page_names_every_command(self):
        """The reference of the command line has a line for each."""
        page = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
        assert [name for name in COMMANDS if f"egovkit {name}" not in page] == []


class TestLanguage:
    """``--lang`` counts wherever it stands."""

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            pytest.param([], "id", id="none"),
            pytest.param(["--lang", "en", "nik"], "en", id="before"),
            pytest.param(["nik", "x", "--lang", "en"], "en", id="after"),
            pytest.param(["nik", "--lang=en"], "en", id="joined"),
            pytest.param(["--lang", "en", "--lang", "id"], "id", id="last-wins"),
            pytest.param(["nik", "--", "--lang", "en"], "id", id="a-text"),
            pytest.param(["--lang"], "id", id="without-value"),
            pytest.param(["--lang", "fr"], "id", id="another"),
        ],
    )
    def test_it_is_found(self, words, expected):
        """Before or after the command; after ``--`` it is a text."""
        assert language(words) == expected

    def test_output_follows_it(self, capsys):
        """Also before the command."""
        assert main(["--lang", "en", "nik", NUMBER]) == 0
        assert "female" in capsys.readouterr().out


class TestWrongArguments:
    """Each has a code, in either language, and repeats nothing."""

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            pytest.param("", "cli_args_missing", id="nothing"),
            pytest.param("trust", "cli_args_missing", id="half-a-command"),
            pytest.param("nik", "cli_args_missing", id="no-text"),
            pytest.param(NUMBER, "cli_args_choice", id="number-as-command"),
            pytest.param(f"nik 1 {NUMBER}", "cli_args_unknown", id="two-texts"),
            pytest.param(f"nik 1 --{NUMBER}", "cli_args_unknown", id="option"),
            pytest.param("nik 1 --lang fr", "cli_args_choice", id="language"),
            pytest.param("keygen --out", "cli_args_value", id="no-value"),
            pytest.param(
                f"verify x --trust t --json={NUMBER}", "cli_args_wrong", id="flag"
            ),
            pytest.param(
                "keygen --out k --no-password --password-file p",
                "cli_args_one",
                id="both",
            ),
            pytest.param(f"verify x --trust t --at {NUMBER}", "cli_time", id="time"),
            pytest.param("trust draft c --out o --days 0", "cli_number", id="days"),
            pytest.param(
                "trust draft c --out o --days 99999999999", "cli_number", id="days-many"
            ),
            pytest.param(
                "recover d --status-counter 99999999999999999999",
                "cli_number",
                id="counter",
            ),
            pytest.param("recover d --status-counter -1", "cli_number", id="negative"),
            pytest.param("recover d --register surat", "cli_register", id="register"),
            pytest.param("recover d --register /2027=1", "cli_register", id="no-name"),
            pytest.param("recover d --register s/2027=x", "cli_register", id="serial"),
            pytest.param("recover d --register s/0=1", "cli_register", id="year"),
            pytest.param("recover d --register s/2027=-1", "cli_register", id="minus"),
        ],
    )
    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_a_sentence_with_its_code(self, words, code, lang, capsys):
        """Exit 2; the last line is ours; what was typed is not in it."""
        said = wrong(["--lang", lang, *words.split()], capsys)
        last = said.splitlines()[-1]
        assert last.startswith({"id": "Kesalahan: ", "en": "Error: "}[lang])
        assert last.endswith(f"[{code}]")
        assert NUMBER not in said

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            pytest.param("verify {} --trust trust.json", ".", id="source-folder"),
            pytest.param("verify x --trust {}", ".", id="trust-folder"),
            pytest.param("verify x --trust {}", "no.json", id="trust-missing"),
            pytest.param(
                "verify x --trust trust.json --status {}", "no", id="status-missing"
            ),
            pytest.param(
                "verify {} --trust trust.json", "no.jpeg", id="source-missing"
            ),
            pytest.param("page build --trust {} --out p", ".", id="page"),
            pytest.param("trust show {}", ".", id="show"),
            pytest.param("trust diff trust.json {}", ".", id="diff"),
            pytest.param("trust draft {} --out o", "no.toml", id="draft"),
            pytest.param("trust sign {} --key k --out o", "no", id="sign"),
            pytest.param("keygen --out k --password-file {}", ".", id="password"),
            pytest.param("profile check json --file {}", "other", id="lock-no-text"),
            pytest.param("history verify trust.json --key {}", "no", id="history-key"),
        ],
    )
    @pytest.mark.usefixtures("desk")
    def test_a_file_that_cannot_be_read_is_named(self, words, name, capsys):
        """Missing, or a folder where a file belongs."""
        failed = {"profile": 1}.get(words.split()[0], 2)
        assert main(words.format(name).split()) == failed
        err = capsys.readouterr().err
        assert f"Berkas {name} tidak dapat dibaca. [cli_file_unreadable]" in err

    @pytest.mark.usefixtures("desk")
    def test_a_number_in_a_file_name_is_masked(self, capsys):
        """A file may be named after a person; a log of errors need not be."""
        assert main(["verify", f"{NUMBER}.png", "--trust", "trust.json"]) == 2
        err = capsys.readouterr().err
        assert "317101**********.png" in err
        assert NUMBER not in err

    @pytest.mark.usefixtures("desk")
    def test_a_name_cannot_draw_on_the_terminal(self, capsys):
        """Control characters of a name are not printed."""
        assert main(["trust", "show", "no\x1b[31m\r"]) == 2
        assert "\x1b" not in capsys.readouterr().err


@pytest.mark.usefixtures("desk")
class TestSources:
    """What ``verify`` takes its argument for."""

    @pytest.mark.parametrize(
        "text",
        ["https://example.org/a.png", "https://example.org/x.pdf", "nosuchfile", ""],
        ids=["address-of-a-picture", "address-of-a-pdf", "a-word", "nothing"],
    )
    def test_a_text_gets_a_report(self, text, capsys):
        """Another address is no seal, whatever it ends with."""
        assert main(["verify", text, "--trust", "trust.json", "--at", str(AT)]) == 1
        assert "[TIDAK SAH: seal_not_found]" in capsys.readouterr().out

    @pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
    def test_a_pipe_with_a_name_is_read(self, capsys):
        """`verify <(command)` reads what the command prints."""
        reader, writer = os.pipe()
        os.write(writer, b"1" * 9000)
        os.close(writer)
        path = f"/dev/fd/{reader}"
        assert main(["verify", path, "--trust", "trust.json", "--at", str(AT)]) == 1
        os.close(reader)
        assert "seal_text_too_long" in capsys.readouterr().out

    def test_standard_input_that_is_closed(self, monkeypatch, capsys):
        """A service without standard input gets a sentence."""
        monkeypatch.setattr("sys.stdin", None)
        words = ["verify", "-", "--trust", "trust.json", "--at", str(AT)]
        assert "[cli_no_input]" in wrong(words, capsys)

    def test_bytes_that_are_no_text(self, monkeypatch, capsys):
        """Binary on standard input is INVALID, not a crash."""
        from io import BytesIO

        data = SimpleNamespace(buffer=BytesIO(bytes(range(256)) * 40))
        monkeypatch.setattr("sys.stdin", data)
        assert main(["verify", "-", "--trust", "trust.json", "--at", str(AT)]) == 1
        assert "TIDAK SAH" in capsys.readouterr().out


class TestKeygen:
    """A key is made where it was asked for, or not at all."""

    @pytest.mark.parametrize("out", [".", "/", ""])
    def test_a_name_is_needed(self, out, capsys, in_tmp_path):
        """A folder is no file to write."""
        said = wrong(["keygen", "--out", out, "--no-password"], capsys)
        assert "[cli_file_failed]" in said
        assert list(in_tmp_path.iterdir()) == []

    def test_an_algorithm_is_refused_before_a_password_is_typed(self, capsys):
        """Nobody types a password twice for nothing."""
        said = wrong(["keygen", "--out", "k.pem", "--algorithm", "RSA"], capsys)
        assert "[algorithm_unknown]" in said

    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_the_prompt_speaks_the_language(self, lang, monkeypatch, in_tmp_path):
        """Both questions, in the language asked for."""
        asked = []
        monkeypatch.setattr(
            "egovkit._cli_common.getpass", lambda text: asked.append(text) or "rahasia"
        )
        assert main(["keygen", "--out", "k.pem", "--lang", lang]) == 0
        assert (
            asked
            == {
                "id": ["Kata sandi: ", "Ulangi kata sandi: "],
                "en": ["Password: ", "Password again: "],
            }[lang]
        )
        assert (in_tmp_path / "k.pub.pem").is_file()

    @pytest.mark.parametrize("trouble", [EOFError, GetPassWarning])
    def test_without_a_terminal_nothing_is_echoed(self, trouble, monkeypatch, capsys):
        """Where the answer could not be hidden, none is asked for."""

        def refuse(_text):
            raise trouble

        monkeypatch.setattr("egovkit._cli_common.getpass", refuse)
        said = wrong(["keygen", "--out", "k.pem"], capsys)
        assert "[cli_no_terminal]" in said
        assert not Path("k.pem").exists()


@pytest.mark.usefixtures("in_tmp_path")
@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param("syntax error", "cli_module_failed", id="syntax"),
        pytest.param("1/0", "cli_module_failed", id="raises"),
        pytest.param("raise SystemExit(5)", "cli_module_failed", id="exits"),
        pytest.param("import no_such_thing_9", "cli_module_failed", id="imports"),
        pytest.param("x = 1", "profile_module", id="no-document"),
    ],
)
def test_a_module_that_does_not_load_is_named(source, code, capsys, request):
    """`profile` runs a project's module, and that may do anything."""
    name = f"letters_{request.node.callspec.id.replace('-', '_')}"
    Path(f"{name}.py").write_text(source, encoding="utf-8")
    said = wrong(["profile", "lock", name], capsys)
    assert name in said
    assert f"[{code}]" in said
    assert not Path("profiles.lock.json").exists()


@pytest.mark.parametrize("name", ["", ".", "../x", "a b", "os.", "x-y"])
def test_a_module_name_that_cannot_be(name, capsys):
    """A path or a blank is not imported."""
    assert "[profile_module]" in wrong(["profile", "lock", name], capsys)


@pytest.mark.usefixtures("desk")
def test_a_list_is_the_same_as_itself(capsys):
    """No difference is said, not left to be guessed from silence."""
    words = ["trust", "diff", "trust.json", "trust.json", "--at", str(AT)]
    assert main([*words, "--lang", "en"]) == 0
    assert capsys.readouterr().out == "There is no difference.\n"


class TestProcess:
    """As a program among others."""

    def start(self, *words, **settings):
        """The command in a process of its own."""
        # With buffers, as in a shell: what is left in one must not surprise us.
        env = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        settings = {"env": env, **pipes, **settings}
        command = [sys.executable, "-W", "error", "-m", "egovkit", *words]
        return subprocess.Popen(command, text=True, encoding="utf-8", **settings)

    @pytest.mark.parametrize("words", ["--help", "history script"])
    def test_a_reader_that_stops_reading(self, words):
        """`egovkit … | head -0` ends quietly, as `cat` does."""
        reader, writer = os.pipe()
        os.close(reader)
        process = self.start(*words.split(), stdout=writer)
        os.close(writer)
        assert process.communicate(timeout=60)[1] == ""
        assert process.returncode == 141

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.usefixtures("desk")
    def test_a_full_disk(self):
        """What could not be written is no verdict."""
        with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
            words = ("nik", NUMBER, "--lang", "en")
            process = self.start(*words, stdout=full)
            said = process.communicate(timeout=60)[1]
        assert process.returncode == 2
        assert said == "Error: The output cannot be written. [cli_output_failed]\n"

    def test_a_terminal_without_letters(self, desk):
        """A name that the terminal cannot show is no reason to fail."""
        env = {**os.environ, "PYTHONIOENCODING": "ascii"}
        process = self.start("trust", "show", "kelurahan-é.json", env=env)
        said = process.communicate(timeout=60)[1]
        assert process.returncode == 2
        assert r"kelurahan-\xe9.json" in said
        assert desk.is_dir()

    def test_an_interrupt(self, monkeypatch):
        """Ctrl+C ends with what shells expect, without a traceback."""

        def interrupt(_lang):
            raise KeyboardInterrupt

        monkeypatch.setattr(cli, "_parser", interrupt)
        assert main(["nik", NUMBER]) == 130
