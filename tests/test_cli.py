"""The command line: exit status, languages, and no personal number in any output."""

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from enum import IntEnum
from types import SimpleNamespace

import pytest

from egovkit.cli import main
from egovkit.identity import NIK
from egovkit.qr import SealedDocument, Sealer, StatusList, sealed
from egovkit.signatures import SigningKey
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NUMBER = "3171015708459002"
AT_TEXT = "2026-11-24T15:00:00+07:00"


class Purpose(IntEnum):
    """Explicit integers are the wire."""

    SCHOOL = 1


class Letter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat Contoh", "en": "Sample Letter"},
):
    """A document with a masked number."""

    number: str = sealed(id="Nomor", en="Number")
    nik: NIK = sealed(id="NIK", en="NIK")
    purpose: Purpose = sealed(id="Keperluan", en="Purpose")
    until: date = sealed(id="Berlaku sampai", en="Valid until")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A trust list, a sealed letter with status index 5, and its picture."""
    folder = tmp_path_factory.mktemp("cli")
    authority = TestAuthority()
    key = authority.issuer_key("kelurahan-contoh", documents=[Letter])
    status_key = authority.issuer_key("kelurahan-contoh", use="status")
    letter = Letter(
        number="470/9001",
        nik=NIK(NUMBER),
        purpose=Purpose.SCHOOL,
        until=date(2030, 1, 1),
    )
    sealer = Sealer(
        key=key, issuer="kelurahan-contoh", url="https://v.contoh.example/s"
    )
    seal = sealer.seal(letter, at=AT, status_index=5)
    (folder / "trust.json").write_bytes(authority.bundle())
    (folder / "seal.png").write_bytes(seal.to_png())
    (folder / "seal.txt").write_text(f"{seal.text}\n", encoding="utf-8")
    (folder / "empty.png").write_bytes(_blank_png())
    for name, change in (("valid", StatusList.issue), ("revoked", StatusList.revoke)):
        entries = StatusList(size=16)
        change(entries, 5)
        token = entries.to_token(
            key=status_key,
            uri="https://v.contoh.example/status/kelurahan-contoh",
            at=AT,
            expires=datetime(2026, 12, 1, tzinfo=UTC),
        )
        (folder / name).write_bytes(token)
    return SimpleNamespace(folder=folder, text=seal.text)


def _blank_png():
    from PIL import Image

    data = io.BytesIO()
    Image.new("1", (64, 64), 1).save(data, "PNG")
    return data.getvalue()


def verify(case, source, *more):
    """Run ``egovkit verify`` at the test's time."""
    trust = str(case.folder / "trust.json")
    return main(["verify", source, "--trust", trust, "--at", AT_TEXT, *more])


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param("valid", 0, id="valid"),
        pytest.param("revoked", 1, id="revoked"),
        pytest.param(None, 3, id="status-unknown"),
    ],
)
def test_exit_status_tells_the_outcome(case, status, expected):
    """0 VALID, 1 INVALID, 3 INDETERMINATE."""
    more = ["--status", str(case.folder / status)] if status else []
    assert verify(case, str(case.folder / "seal.png"), *more) == expected


@pytest.mark.parametrize(
    ("lang", "said"),
    [("id", "daftar status ke-2 dari"), ("en", "number 2 of the status lists")],
)
def test_a_bad_status_file_is_named_by_its_place(case, lang, said, capsys):
    """Of several ``--status`` files the one that is wrong: the second."""
    files = [case.folder / name for name in ("valid", "seal.txt")]
    more = [part for file in files for part in ("--status", str(file))]
    assert verify(case, case.text, *more, "--lang", lang) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "[status_list_format]" in error or "[cose_not_sign1]" in error


@pytest.mark.parametrize("source", ["seal.png", "seal.txt"])
def test_a_picture_and_a_text_file_say_the_same(case, source, capsys):
    """The code is found in a picture; a text file holds it as text."""
    status = ["--status", str(case.folder / "valid")]
    assert verify(case, str(case.folder / source), *status) == 0
    assert "470/9001" in capsys.readouterr().out


def test_standard_input_is_read(case, monkeypatch, capsys):
    """``-`` reads a text or a picture from standard input."""
    status = ["--status", str(case.folder / "valid")]
    for data in (case.text.encode(), (case.folder / "seal.png").read_bytes()):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        assert verify(case, "-", *status) == 0
    assert capsys.readouterr().out.count("Hasil: SAH") == 2


def test_one_digit_changed_is_invalid(case, capsys):
    """A changed digit is named in Indonesian, with its code."""
    # The last one, of which no block goes beyond its range: those end in 5.
    digit = "1" if case.text.endswith("0") else "0"
    assert verify(case, case.text[:-1] + digit) == 1
    assert "Tanda tangan tidak cocok" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://example.org/", id="another-url"),
        pytest.param("1" * 1_000_000, id="one-megabyte"),
        pytest.param("https://v.contoh.example/s#123", id="truncated"),
        pytest.param("\x00\udcff", id="not-a-text"),
    ],
)
def test_what_is_no_seal_is_invalid_not_a_traceback(case, text, capsys):
    """Whatever the text: a report."""
    assert verify(case, text) == 1
    assert "TIDAK SAH" in capsys.readouterr().out


def test_json_carries_codes_and_masked_fields(case, capsys):
    """``--json`` gives the report as data; the number stays masked."""
    status = ["--status", str(case.folder / "valid")]
    assert verify(case, case.text, "--json", *status) == 0
    printed = capsys.readouterr().out
    report = json.loads(printed)
    assert report["outcome"] == "valid"
    assert {f["name"]: f["text"] for f in report["fields"]}["number"] == "470/9001"
    assert NUMBER not in printed


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param("missing.png", "cli_file_unreadable", id="missing-file"),
        pytest.param("empty.png", "cli_no_code_in_image", id="no-code"),
    ],
)
def test_a_call_that_is_wrong_exits_with_2(case, source, code, capsys):
    """A missing file or a picture without a code is the caller's matter."""
    assert verify(case, str(case.folder / source)) == 2
    assert code in capsys.readouterr().err


def test_a_trust_list_that_cannot_be_trusted_exits_with_2(case, capsys):
    """The wrong root fingerprint: no verdict on the letter at all."""
    assert verify(case, case.text, "--root-fingerprint", "0" * 64) == 2
    assert "[" in capsys.readouterr().err


def test_argparse_refuses_a_time_without_zone(case, capsys):
    """A naive time could mean any of three zones."""
    trust = str(case.folder / "trust.json")
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "x", "--trust", trust, "--at", "2026-11-24T08:00:00"])
    assert stopped.value.code == 2
    assert "ISO 8601" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        pytest.param("id", ["Perempuan", "17", "Gambir", "berlaku"], id="id"),
        pytest.param("en", ["female", "Gambir", "current"], id="en"),
    ],
)
def test_nik_is_read_and_stays_masked(lang, words, capsys):
    """Sex, date and region are told; the number is not."""
    assert main(["nik", "31.71.01-570845 9002", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in words)
    assert NUMBER not in out


def _shifted(zero):
    """The number in the digits of another script."""
    return "".join(chr(ord(zero) + int(digit)) for digit in NUMBER)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("317101570845900", "nik_length", id="short"),
        pytest.param("317101570845900A", "nik_format", id="letter"),
        pytest.param(_shifted("\uff10"), "nik_format", id="full-width"),
        pytest.param(_shifted("\u0660"), "nik_format", id="arabic-indic"),
        pytest.param("317101**********", "masked_text", id="masked"),
    ],
)
def test_a_wrong_nik_is_refused_without_repeating_it(text, code, capsys):
    """Exit 1, a code, and never the text itself."""
    assert main(["nik", text]) == 1
    err = capsys.readouterr().err
    assert code in err
    assert text not in err


def test_trust_show_lists_issuers_and_keys(case, capsys):
    """Version, fingerprint, agencies, profiles, keys and their state."""
    path = str(case.folder / "trust.json")
    assert main(["trust", "show", path, "--at", AT_TEXT]) == 0
    out = capsys.readouterr().out
    assert "Kelurahan Contoh" in out
    assert "profil 1" in out
    assert out.count("aktif") == 3  # the authority brings a status key of its own


def test_keygen_writes_an_encrypted_key_once(tmp_path, capsys):
    """The key opens with its password only and is never overwritten."""
    secret = tmp_path / "password"
    secret.write_text("kata sandi contoh\n", encoding="utf-8")
    out = tmp_path / "key.pem"
    arguments = ["keygen", "--out", str(out), "--password-file", str(secret)]
    assert main(arguments) == 0
    key = SigningKey.load(out, password="kata sandi contoh", use="seal")
    printed = capsys.readouterr().out
    assert f"Pengenal kunci: {key.kid.hex()}\n" in printed
    assert out.stat().st_mode & 0o077 == 0
    assert main(arguments) == 2
    assert "cli_file_exists" in capsys.readouterr().err


def test_keygen_shows_the_whole_fingerprint_as_it_is_read_aloud(tmp_path, capsys):
    """All 64 digits, and again in four numbered lines of four groups of four.

    Four bytes are no proof: another key with the same id is found in hours.
    """
    out = tmp_path / "key.pem"
    assert main(["keygen", "--out", str(out), "--no-password", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    pem = (tmp_path / "key.pub.pem").read_bytes()
    body = b"".join(pem.splitlines()[1:-1])
    digits = hashlib.sha256(base64.b64decode(body)).hexdigest()
    at = lines.index(f"Fingerprint of the public key (SHA-256): {digits}")
    assert lines[at + 1 : at + 5] == [
        f"  {line + 1}   "
        + " ".join(digits[16 * line + at : 16 * line + at + 4] for at in (0, 4, 8, 12))
        for line in range(4)
    ]


def test_keygen_without_password_says_so(tmp_path, capsys):
    """An unencrypted key is written only on demand, with a warning."""
    out = tmp_path / "key.pem"
    assert main(["keygen", "--out", str(out), "--no-password", "--use", "status"]) == 0
    assert SigningKey.load(out, password=None, use="status").use == "status"
    assert "tanpa kata sandi" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        pytest.param(["satu", "dua"], "cli_password_mismatch", id="differ"),
        pytest.param(["", ""], "cli_password_empty", id="empty"),
    ],
)
def test_keygen_asks_for_the_password_twice(
    tmp_path, monkeypatch, capsys, answers, code
):
    """Two different answers, or none, make no key."""
    replies = iter(answers)
    monkeypatch.setattr("egovkit._cli_common.getpass", lambda _: next(replies))
    out = tmp_path / "key.pem"
    assert main(["keygen", "--out", str(out)]) == 2
    assert code in capsys.readouterr().err
    assert not out.exists()


def test_keygen_into_a_folder_that_is_not_there(tmp_path, capsys):
    """A wrong path is a message, not a traceback."""
    out = tmp_path / "no" / "key.pem"
    assert main(["keygen", "--out", str(out), "--no-password"]) == 2
    assert "key.pem" in capsys.readouterr().err


def test_the_command_runs_as_a_module():
    """``python -m egovkit`` is the same command, with help for each verb."""
    done = subprocess.run(
        [sys.executable, "-m", "egovkit", "verify", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    assert "--trust" in done.stdout
