"""The main job: an application becomes a letter that verifies; three others do not."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
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
    numbers = [int(re.search(r"nomor 470/(\d+)/", p)[1]) for p in twice[0]]
    tickets = [re.search(r"Tiket (\S+)\.", p)[1] for p in twice[0]]
    assert numbers == [1, 3]  # number 2 was reserved for the letter never issued
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"nik": "317101570845900X"}, "nik", id="letter-in-nik"),
        pytest.param({"nik": "31710157084590"}, "nik", id="short-nik"),
        pytest.param({"name": None}, "name", id="name-missing"),
        pytest.param({"birth_date": "1945-02-30"}, "birth_date", id="no-such-day"),
    ],
)
def test_a_wrong_application_is_refused_and_nothing_is_stored(tmp_path, change, said):
    """A sentence that names the field, no traceback, no number, no request."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples" / "data", data)
    form = json.loads((data / "permohonan.json").read_text("utf-8"))
    form["pemohon"] |= change
    form["pemohon"] = {k: v for k, v in form["pemohon"].items() if v is not None}
    (data / "permohonan.json").write_text(json.dumps(form), "utf-8")
    done = run(tmp_path / "out", data)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "3171015708459" not in done.stderr
    with sqlite3.connect(tmp_path / "out" / "layanan.db") as database:
        assert database.execute("SELECT count(*) FROM egk_request").fetchone() == (0,)
    database.close()
