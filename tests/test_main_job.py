"""The main job: an application becomes a letter that verifies; three others do not."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from egovkit.signatures import TrustList

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "surat_domisili.py"
NUMBER = "3171015708459002"


def run(folder, data=None):
    """Run the example into a folder, with the data it ships with or other ones."""
    arguments = [str(folder), *([str(data)] if data else [])]
    return subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLE), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
    )


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Two runs into the same folder: what each printed, and the folder."""
    folder = tmp_path_factory.mktemp("main") / "out"
    done = [run(folder), run(folder)]
    assert [(d.returncode, d.stderr) for d in done] == [(0, ""), (0, "")]
    return [d.stdout for d in done], folder


def outcomes(printed):
    """Step → the outcome it printed."""
    return dict(
        re.findall(r"^([4-7])\. [^:]+: Hasil: ([A-Z ]+)\.$", printed, re.MULTILINE)
    )


def test_the_letter_verifies_and_three_others_do_not(twice):
    """Scanned: valid. One digit changed, never issued, revoked: invalid."""
    for printed in twice[0]:
        assert outcomes(printed) == {
            "4": "SAH",
            "5": "TIDAK SAH",
            "6": "TIDAK SAH",
            "7": "TIDAK SAH",
        }


def test_each_failure_says_its_reason(twice):
    """The reason stands beside the outcome, in Indonesian."""
    steps = dict(
        re.findall(r"^([5-7])\. (.*?)(?=^\d\. )", twice[0][0], re.MULTILINE | re.DOTALL)
    )
    assert "Tanda tangan tidak cocok" in steps["5"]
    assert "tidak pernah diterbitkan" in steps["6"]
    assert "telah dicabut" in steps["7"]


def test_a_refusal_is_a_normal_answer(twice):
    """The wrong role is told who could."""
    assert "hanya dapat dilakukan oleh: lurah" in twice[0][0]


def test_the_deadline_is_explained_day_by_day(twice):
    """Day 0 to day 5, with the law it comes from."""
    assert "UU 30/2014" in twice[0][0]
    assert all(f"hari ke-{n}" in twice[0][0] for n in range(6))


def test_running_again_gives_a_new_request_and_a_later_number(twice):
    """No ticket and no number twice; nothing of the first run is overwritten."""
    found = [re.search(r"nomor 470/(\d+)/\S*/(\d{4})\b", p) for p in twice[0]]
    numbers, years = [int(f[1]) for f in found], {f[2] for f in found}
    tickets = [re.search(r"Tiket (\S+)\.", p)[1] for p in twice[0]]
    # Number 2 was reserved for the letter never issued; a new year begins with 1.
    assert numbers == ([1, 3] if len(years) == 1 else [1, 1])
    assert len(set(tickets)) == 2
    assert all((twice[1] / ticket / "surat.html").is_file() for ticket in tickets)


def test_the_files_are_there(twice):
    """The letter, its code twice, the trust list, the status list before and after."""
    folder = next(twice[1].glob("DOM-*"))
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "surat.html",
        "seal.svg",
        "seal.png",
        "trust.json",
        "status",
        "status-setelah-dicabut",
    }
    page = (folder / "surat.html").read_text("utf-8")
    assert "CONTOH" in page
    assert "<svg" in page
    bundle = (folder / "trust.json").read_bytes()
    trust = TrustList.from_bundle(bundle, at=datetime.now(UTC))
    assert "kelurahan-contoh" in trust.issuers


def test_no_full_number_is_printed(twice):
    """Neither the terminal nor the database shows the NIK."""
    assert all(NUMBER not in printed for printed in twice[0])
    for path in twice[1].glob("layanan.db*"):
        assert NUMBER.encode() not in path.read_bytes()


@pytest.fixture
def data(tmp_path):
    """The example's data, to be spoilt."""
    return shutil.copytree(ROOT / "examples" / "data", tmp_path / "data")


def spoil(data, place, value):
    """Change one field of the application; None leaves it out."""
    file = data / "permohonan.json"
    form = json.loads(file.read_text("utf-8"))
    *outer, name = place.split(".")
    inside = form[outer[0]] if outer else form
    if value is None:
        del inside[name]
    else:
        inside[name] = value
    file.write_text(json.dumps(form), "utf-8")


def refused(done):
    """A sentence on standard error, no traceback, nobody's number; exit 1."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert NUMBER[:13] not in done.stderr
    return done.stderr


def in_digits_from(zero):
    """The number in the digits of another script."""
    return "".join(chr(ord(zero) + int(digit)) for digit in NUMBER)


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        pytest.param("pemohon.nik", "317101570845900X", "nik_format", id="letter"),
        pytest.param("pemohon.nik", "31710157084590", "nik_length", id="short"),
        pytest.param(
            "pemohon.nik", in_digits_from("\uff10"), "nik_format", id="full-width"
        ),
        pytest.param(
            "pemohon.nik", in_digits_from("\u0660"), "nik_format", id="arabic-indic"
        ),
        pytest.param("pemohon.nik", 3171015708459002, "", id="a-number"),
        pytest.param("pemohon.name", None, "missing", id="name-missing"),
        pytest.param("pemohon.birth_date", "1945-02-30", "", id="no-such-day"),
        pytest.param("pemohon.agama", "-", "extra_forbidden", id="too-many"),
        pytest.param("pemohon", None, "missing", id="nobody"),
        pytest.param("pemohon", [], "model_type", id="a-list"),
        pytest.param("alamat", None, "missing", id="address-missing"),
        pytest.param("alamat", 9, "string_type", id="address-a-number"),
        pytest.param("keperluan", None, "missing", id="purpose-missing"),
        pytest.param("keperluan", "umum", "literal_error", id="purpose-unknown"),
    ],
)
def test_a_wrong_application_is_refused_and_nothing_is_stored(
    tmp_path, data, place, value, code
):
    """A sentence that names the field and its code; there is no request, no key."""
    spoil(data, place, value)
    said = refused(run(tmp_path / "out", data))
    assert re.search(rf"^  {place}: .+\. \[{code or r'[a-z_]+'}\]$", said, re.MULTILINE)
    assert not (tmp_path / "out").exists()


def test_a_wrong_application_leaves_the_database_as_it_was(tmp_path, data):
    """After a good run, a refused one adds no row and no file."""
    assert run(tmp_path / "out", data).returncode == 0
    before = sorted(tmp_path.rglob("out/**/*"))
    spoil(data, "keperluan", "umum")
    refused(run(tmp_path / "out", data))
    assert sorted(tmp_path.rglob("out/**/*")) == before
    with closing(sqlite3.connect(tmp_path / "out" / "layanan.db")) as database:
        [[count]] = database.execute("SELECT count(*) FROM egk_request")
    assert count == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("permohonan.json", b"{", "json_invalid", id="json-cut"),
        pytest.param("permohonan.json", b"", "json_invalid", id="json-empty"),
        pytest.param("permohonan.json", b"[1]", "model_type", id="json-list"),
        pytest.param("permohonan.json", b"\xff\xfe{", "bukan teks UTF-8", id="binary"),
        pytest.param("permohonan.json", None, "tidak dapat dibaca", id="json-missing"),
        pytest.param("instansi.toml", b"[", "bukan TOML", id="toml-broken"),
        pytest.param("instansi.toml", b"", "penerbit: Isian", id="toml-empty"),
        pytest.param("instansi.toml", None, "tidak dapat dibaca", id="toml-missing"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, data, name, content, said):
    """Missing, cut short, empty or not text."""
    if content is None:
        (data / name).unlink()
    else:
        (data / name).write_bytes(content)
    told = refused(run(tmp_path / "out", data))
    assert told.startswith(name)
    assert said in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            'to = "disetujui"', 'to = "entah"', "workflow_unreachable", id="workflow"
        ),
        pytest.param(
            "https://v.contoh.example/s",
            "http://v.contoh.example/s",
            "seal_url",
            id="url",
        ),
        pytest.param('= "lurah"', '= "camat"', "value_error", id="nobody-signs"),
    ],
)
def test_a_wrong_set_up_is_refused(tmp_path, data, old, new, said):
    """The agency's file is checked like the citizen's."""
    text = (data / "instansi.toml").read_text("utf-8").replace(old, new)
    (data / "instansi.toml").write_text(text, "utf-8")
    assert f"[{said}]" in refused(run(tmp_path / "out", data))


def test_the_data_may_be_edited_between_runs(tmp_path, data):
    """Another agency's name and address, with the keys that are there."""
    out = tmp_path / "out"
    assert run(out, data).returncode == 0
    text = (data / "instansi.toml").read_text("utf-8")
    text = text.replace("kelurahan-contoh", "kelurahan-lain")
    text = text.replace("Kelurahan Contoh", "Kelurahan Lain")
    # a mark of order in front, as editors on Windows write it
    (data / "instansi.toml").write_text(text, "utf-8-sig")
    done = run(out, data)
    assert (done.returncode, done.stderr) == (0, "")
    assert outcomes(done.stdout)["4"] == "SAH"


def test_a_run_that_was_killed_is_no_obstacle(tmp_path):
    """Whenever the first run stops, the next one finishes."""
    out = tmp_path / "out"
    for seconds in (0.2, 0.3, 0.4, 0.5):
        with subprocess.Popen(
            [sys.executable, str(EXAMPLE), str(out)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(seconds)
            process.kill()
    done = run(out)
    assert (done.returncode, done.stderr) == (0, "")
    assert outcomes(done.stdout)["4"] == "SAH"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("layanan.db", b"no database " * 99, id="database"),
        pytest.param("seal.pem", b"", id="key"),
        pytest.param("rahasia.bin", b"", id="secret"),
    ],
)
def test_a_damaged_folder_is_told(tmp_path, name, content):
    """A database, key or secret that is not ours: a sentence with a code."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(content)
    assert re.search(r"\. \[\w+\]$", refused(run(tmp_path / "out")).rstrip())


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "out").write_text("", "utf-8")
    assert "tidak dapat dibaca atau ditulis" in refused(run(tmp_path / "out"))
