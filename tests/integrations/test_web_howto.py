"""The page on FastAPI, Flask and Django: its files run as they stand on the page."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "howto" / "serve-over-http.md"
NUMBER = "3171015708459002"
CITIZEN = {
    "nik": NUMBER,
    "name": "Siti Aminah",
    "birth_place": "Jakarta",
    "birth_date": "1945-08-17",
    "sex": "P",
}

# Drivers give `post(path, data)`, which returns status and decoded answer.
CLIENTS = {
    "fastapi": """
import warnings
warnings.simplefilter("ignore")  # its test client speaks of its own future
from fastapi.testclient import TestClient
from fastapi_app import app
client = TestClient(app, raise_server_exceptions=False)
def post(path, data=None):
    answer = client.post(path, json=data)
    return answer.status_code, answer.json()
""",
    "flask": """
from flask_app import app
client = app.test_client()
def post(path, data=None):
    answer = client.post(path, json=data)
    return answer.status_code, answer.json
""",
    "django": """
import logging, os
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
logging.disable(logging.CRITICAL)
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
client = Client(raise_request_exception=False)
def post(path, data=None):
    data = dict(data or {})
    answer = client.post(path, {**data.pop("citizen", {}), **data})
    return answer.status_code, answer.json()
""",
}
STEPS = """
import json, sys
form = json.loads(sys.argv[1])
steps = []
def step(*words):
    steps.append(post(*words))
    return steps[-1][1]
step("/requests", {**form, "citizen": {**form["citizen"], "nik": "31710157084590"}})
step("/requests/DOM-9999-9999-99/approval")
ticket = step("/requests", form)["ticket"]
step(f"/requests/{ticket}/letter")
step(f"/requests/{ticket}/approval")
step(f"/requests/{ticket}/approval")
code = step(f"/requests/{ticket}/letter")["code"]
step("/check", {"text": code})
step("/check", {"text": code[:-1]})
print(json.dumps(steps))
"""
NEEDS = {"fastapi": ("fastapi", "httpx"), "flask": ("flask",), "django": ("django",)}


@pytest.fixture(scope="module")
def files():
    """The page's files: name → content."""
    blocks = re.findall(
        r"^```py\n# (\S+)\n(.*?)^```$",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    return dict(blocks)


@pytest.fixture
def project(tmp_path, files):
    """The files of the page in a folder, with the empty ones that Python wants."""
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        for folder in path.relative_to(tmp_path).parents[:-1]:
            (tmp_path / folder / "__init__.py").touch()
    return tmp_path


@pytest.mark.parametrize("framework", CLIENTS)
def test_a_request_becomes_a_letter_that_verifies(framework, project):
    """Refused, submitted, approved once, issued, verified; and nobody's number."""
    for module in NEEDS[framework]:
        pytest.importorskip(module, reason=f"{module} is not installed")
    program = CLIENTS[framework] + STEPS
    form = json.dumps({"citizen": CITIZEN, "purpose": "school"})
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", program, form],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert NUMBER not in done.stdout
    steps = json.loads(done.stdout)
    assert [status for status, _ in steps] == [
        422,
        404,
        201,
        409,
        200,
        409,
        200,
        200,
        200,
    ]
    answers = [answer for _, answer in steps]
    assert "NIK harus terdiri atas 16 angka, bukan 14." in json.dumps(answers[0])
    assert answers[1]["code"] == "not_found"
    assert [answers[n]["code"] for n in (3, 5)] == ["wrong_state", "wrong_state"]
    assert answers[4] == {"state": "approved"}
    assert answers[6]["number"].startswith("470/0001/")
    assert [answers[n]["outcome"] for n in (7, 8)] == ["valid", "invalid"]


def test_each_block_is_a_file(files):
    """No block of the page is left out of the test for want of a name."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(files) == len(re.findall(r"^```py$", text, re.MULTILINE))
    assert "```python" not in text
    assert {"office.py", "fastapi_app.py", "flask_app.py", "urls.py"} <= set(files)
