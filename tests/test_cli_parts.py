"""The parts that commands share: files, counts, times, words of usage."""

import argparse
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit import cli
from egovkit._cli_common import (
    EXIT,
    moment,
    now_or,
    number,
    password_in,
    read,
)
from egovkit._cli_parser import _ENGLISH
from egovkit._cli_services import _register
from egovkit._clock import local_minute
from egovkit.cli import main
from egovkit.errors import UsageError

LIMIT = 32 * 1024 * 1024  # of the reference page: a photograph of a page, and not more


def sized(path, size):
    """A file of so many bytes, without the disk having to hold them."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


class TestFiles:
    """Read whole or not at all; written once and for the owner."""

    def test_the_largest_file_is_read_whole(self, tmp_path):
        """32 MiB to the byte."""
        assert len(read(sized(tmp_path / "photo", LIMIT))) == LIMIT

    def test_one_byte_more_is_refused(self, tmp_path):
        """Never a part of a file as if it were all."""
        with pytest.raises(UsageError) as caught:
            read(sized(tmp_path / "photo", LIMIT + 1))
        assert caught.value.code == "cli_file_unreadable"

    def test_standard_input_has_the_same_limit(self, monkeypatch):
        """32 MiB, and one byte more is no text that was cut short."""
        for size in (LIMIT, LIMIT + 1):
            stdin = SimpleNamespace(buffer=BytesIO(bytes(size)))
            monkeypatch.setattr("sys.stdin", stdin)
            if size == LIMIT:
                assert len(cli._standard_input()) == LIMIT
            else:
                with pytest.raises(UsageError) as caught:
                    cli._standard_input()
                assert caught.value.code == "cli_file_unreadable"

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            pytest.param(b"", b"", id="empty"),
            pytest.param(b"\n", b"", id="blank-line"),
            pytest.param(b"kata sandi", b"kata sandi", id="no-line-end"),
            pytest.param(b"kata sandi\r\nlain\n", b"kata sandi", id="windows"),
            pytest.param(b" kata \n", b" kata ", id="spaces-are-part-of-it"),
        ],
    )
    def test_a_password_is_the_first_line(self, content, expected, tmp_path):
        """Without its end, and otherwise as it stands."""
        (tmp_path / "p").write_bytes(content)
        assert password_in(tmp_path / "p") == expected


class TestCounts:
    """ASCII digits, between two bounds that both count."""

    @pytest.mark.parametrize(
        ("text", "bounds", "expected"),
        [
            pytest.param("0", (), 0, id="least"),
            pytest.param("999999999", (), 999_999_999, id="most"),
            pytest.param("007", (), 7, id="zeros-in-front"),
            pytest.param("1", (1, 9), 1, id="least-given"),
            pytest.param("9", (1, 9), 9, id="most-given"),
        ],
    )
    def test_a_count_is_read(self, text, bounds, expected):
        """From nought to a billion less one, unless the command says otherwise."""
        assert number(text, *bounds) == expected

    @pytest.mark.parametrize(
        ("text", "bounds"),
        [
            pytest.param("1000000000", (), id="above"),
            pytest.param("0", (1, 9), id="below-given"),
            pytest.param("10", (1, 9), id="above-given"),
            pytest.param("9" * 10_000, (), id="ten-thousand-digits"),
            pytest.param("", (), id="nothing"),
            pytest.param("-1", (), id="minus"),
            pytest.param("+1", (), id="plus"),
            pytest.param("1_0", (), id="underscore"),
            pytest.param("\u0661", (), id="arabic-indic"),
            pytest.param("\u00b2", (), id="superscript"),
        ],
    )
    def test_anything_else_is_refused(self, text, bounds):
        """With the code of a sentence, not with Python's message."""
        with pytest.raises(argparse.ArgumentTypeError, match=r"^cli_number$"):
            number(text, *bounds)


class TestTimes:
    """``--at`` is one moment, or the machine's own."""

    def test_a_moment_keeps_its_zone(self):
        """ISO 8601; Z is UTC."""
        assert moment("2026-11-24T08:00:00Z") == datetime(2026, 11, 24, 8, tzinfo=UTC)
        assert moment("2026-11-24T15:00:00+07:00") == moment("2026-11-24T08:00:00Z")

    @pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T08:00:00", "now", ""])
    def test_what_could_be_any_of_three_zones_is_refused(self, text):
        """A time without a zone, a day, a word."""
        with pytest.raises(argparse.ArgumentTypeError, match=r"^cli_time$"):
            moment(text)

    def test_the_time_that_was_given(self):
        """Else the machine's, with a zone."""
        given_time = datetime(2026, 11, 24, tzinfo=UTC)
        assert now_or(given_time) is given_time
        assert datetime.now(UTC) - now_or(None) < timedelta(minutes=1)

    @pytest.mark.parametrize(
        ("epoch", "expected"),
        [
            (0, "1970-01-01 07:00 WIB"),
            (1_795_482_000, "2026-11-24 08:00 WIB"),
            (1_795_482_059, "2026-11-24 08:00 WIB"),
            (1_795_542_900, "2026-11-25 00:55 WIB"),
        ],
    )
    def test_shown_in_western_indonesian_time(self, epoch, expected):
        """Seven hours ahead of UTC, to the minute that has begun."""
        assert local_minute(epoch) == expected


class TestSources:
    """What ``verify`` takes for a file, and what for the text of a seal."""

    @pytest.mark.parametrize(
        "suffix",
        [
            *("png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "pdf", "txt"),
            *("PNG", "Jpg"),
        ],
    )
    def test_a_name_that_ends_like_a_file_is_one(self, suffix):
        """A typing error in it should say that there is no such file."""
        assert cli._meant_as_file(f"surat.{suffix}")
        assert not cli._meant_as_file(f"https://v.contoh.example/surat.{suffix}")
        assert not cli._meant_as_file(f"surat{suffix}")

    @pytest.mark.parametrize("text", ["", "-", "0123", "surat.example", "surat.json"])
    def test_another_text_is_the_seal_itself(self, text):
        """A number, a word, another kind of file."""
        assert not cli._meant_as_file(text)

    @pytest.mark.parametrize(
        "start",
        [
            pytest.param(b"\x89PNG\r\n\x1a\n", id="png"),
            pytest.param(b"\xff\xd8\xff\xe0", id="jpeg"),
            pytest.param(b"GIF89a", id="gif"),
            pytest.param(b"BM\x00\x00", id="bmp"),
            pytest.param(b"RIFF\x00\x00\x00\x00WEBP", id="webp"),
            pytest.param(b"II*\x00", id="tiff-little"),
            pytest.param(b"MM\x00*", id="tiff-big"),
            pytest.param(b"%PDF-1.7", id="pdf"),
        ],
    )
    def test_a_picture_is_known_by_its_first_bytes(self, start, monkeypatch):
        """Whatever it is called; the scanner gets all of it."""
        given = []
        monkeypatch.setattr("egovkit.qr.scan", lambda data: given.append(data) or ["x"])
        assert cli._texts_in(start + b"rest") == ["x"]
        assert given == [start + b"rest"]

    def test_any_other_bytes_are_text(self):
        """Trimmed; what is no UTF-8 is shown as such."""
        assert cli._texts_in(b" https://v.contoh.example/s#1 \n") == [
            "https://v.contoh.example/s#1"
        ]
        assert cli._texts_in(b"\xfe1") == ["\ufffd1"]


def helped(capsys, *words):
    """The help of a command."""
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    return capsys.readouterr().out


class TestUsage:
    """The words of a usage line are those of the language."""

    def test_words_are_english_in_english_only(self, capsys):
        """The same places, other words."""
        assert "GAMBAR|TEKS|-" in helped(capsys, "verify", "--lang", "id")
        english = helped(capsys, "verify", "--lang", "en")
        assert "IMAGE|TEXT|-" in english
        assert "--at TIME" in english

    def test_no_indonesian_word_in_any_english_help(self, capsys):
        """Every command, every option."""

        def texts(parser):
            yield parser.format_help()
            for action in parser._actions:
                if isinstance(action, argparse._SubParsersAction):
                    for child in action.choices.values():
                        yield from texts(child)

        left = [
            word
            for text in texts(cli._parser("en"))
            for word in text.replace("[", " ").replace("]", " ").split()
            if word in _ENGLISH
        ]
        assert left == []
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize("option", ["--tru", "--stat", "--no-p"])
    def test_an_option_is_written_out(self, option, capsys):
        """What is short for one option today may be another's tomorrow."""
        command = "keygen" if option == "--no-p" else "verify"
        with pytest.raises(SystemExit) as stopped:
            main([command, "x", option, "y"])
        assert stopped.value.code == 2
        err = capsys.readouterr().err
        assert "[cli_args_missing]" in err or "[cli_args_unknown]" in err

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("verify x", "--trust"),
            ("keygen", "--out"),
            ("page build --out p", "--trust"),
        ],
    )
    def test_what_a_verdict_needs_cannot_be_left_out(self, words, name, capsys):
        """The missing argument is named."""
        with pytest.raises(SystemExit) as stopped:
            main(words.split())
        assert stopped.value.code == 2
        err = capsys.readouterr().err.splitlines()[-1]
        assert name in err
        assert err.endswith("[cli_args_missing]")


@pytest.mark.property
@given(st.text())
def test_a_count_is_a_number_or_a_code(text):
    """Total: whatever is typed."""
    try:
        value = number(text)
    except argparse.ArgumentTypeError as error:
        assert str(error) == "cli_number"
    else:
        assert text.isascii()
        assert 0 <= value <= 999_999_999
        assert int(text) == value


def test_the_outcomes_have_a_status_each():
    """0 valid, 1 invalid, 3 not decided; 2 is a call that was wrong."""
    assert EXIT == {"valid": 0, "invalid": 1, "indeterminate": 3}


DEFAULTS = {  # a call with what it needs → what it means where nothing else is said
    "recover x.db": {"register": [], "status_counter": 0},
    "keygen --out k.pem": {
        "algorithm": "Ed25519",
        "use": "seal",
        "password_file": None,
        "no_password": False,
    },
    "verify x --trust t": {
        "status": [],
        "json": False,
        "at": None,
        "root_fingerprint": None,
    },
    "history verify x.db": {"key": None, "algorithm": None, "json": False},
    "profile lock m": {"modules": ["m"], "file": Path("profiles.lock.json")},
    "nik 1": {"failure": 1},
}


@pytest.mark.parametrize("call", DEFAULTS)
def test_what_is_not_said_changes_nothing(call):
    """No counter is lifted, no key without a password, no verdict from another day."""
    args = vars(cli._parser("id").parse_args(call.split()))
    assert {name: args[name] for name in DEFAULTS[call]} == DEFAULTS[call]
    assert args["lang"] == "id"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("surat/2027=4120", (("surat", 2027), 4120)),
        ("a/b/2027=1", (("a/b", 2027), 1)),
        ("surat/1=0", (("surat", 1), 0)),
        ("surat/9999=999999999", (("surat", 9999), 999_999_999)),
    ],
)
def test_a_register_with_its_year_and_number(text, expected):
    """The last slash parts the year; both figures have their bounds."""
    assert _register(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("surat/0=1", "surat/10000=1", "surat/2027=1000000000", "surat/2027=-1"),
        *("surat/2027", "surat=1", "/2027=1", "surat/2027=", "surat/=1", ""),
    ],
)
def test_another_text_names_no_register(text):
    """One sentence with the form of the whole."""
    with pytest.raises(argparse.ArgumentTypeError, match=r"^cli_register$"):
        _register(text)
