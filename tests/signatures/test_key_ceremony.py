"""The key ceremony as its page describes it: every command of it runs."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from egovkit.signatures import SigningKey, TrustList, TrustRoot, VerificationKey
from egovkit.signatures.trust import read_signatures

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "hold-a-key-ceremony.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
# The keepers type their passwords; here they stand in a file.
TYPED = re.compile(r"egovkit (?:keygen|trust sign)")
PASSWORD = "lima kata dari dadu"

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None or shutil.which("bash") is None,
    reason="OpenSSL is not installed",
)


@pytest.fixture(scope="module")
def ceremony(tmp_path_factory):
    """A folder in which all blocks of the page ran, and what they printed."""
    folder = tmp_path_factory.mktemp("ceremony")
    (folder / "password").write_text(PASSWORD + "\n", "utf-8")
    lines = [TYPED.sub(r"\g<0> --password-file password", block) for block in BLOCKS]
    script = 'egovkit() { "$EGOVKIT_PYTHON" -m egovkit --lang en "$@"; }\n'
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script + "\n".join(lines)],
        cwd=folder,
        env=os.environ | {"EGOVKIT_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_every_block_is_a_command_line():
    """The page has a block for each of its five steps with commands."""
    assert len(BLOCKS) == 5
    assert sum(block.count("egovkit keygen") for block in BLOCKS) == 3


def test_the_fingerprints_read_aloud(ceremony):
    """OpenSSL and sha256sum print what the library calls the fingerprint."""
    folder, printed = ceremony
    for keeper in "abc":
        pem = (folder / f"keeper-{keeper}.pub.pem").read_bytes()
        key = VerificationKey.from_pem(pem, use="trust")
        assert f"{key.fingerprint}  -" in printed


def test_the_root_is_signed_by_two_of_three(ceremony):
    """The root reads with its two signatures, and its fingerprint was printed."""
    folder, printed = ceremony
    data = (folder / "root.json").read_bytes()
    signatures = [
        one
        for keeper in "ab"
        for one in read_signatures((folder / f"root.json.{keeper}.sig").read_bytes())
    ]
    root = TrustRoot.first(data, signatures)
    assert root.fingerprint == hashlib.sha256(data).hexdigest()
    assert f"{root.fingerprint}  root.json" in printed
    assert f"Root fingerprint: {root.fingerprint}" in printed


def test_each_copy_of_each_key_signs(ceremony):
    """Both media hold all keys, encrypted, and each copy gave the same signature."""
    folder, _ = ceremony
    for keeper in "abc":
        copies = [
            SigningKey.load(
                folder / medium / f"keeper-{keeper}.pem", password=PASSWORD, use="trust"
            )
            for medium in ("medium-1", "medium-2")
        ]
        assert copies[0].public == copies[1].public
        tried = [
            (folder / medium / f"try-{keeper}.sig").read_bytes()
            for medium in ("medium-1", "medium-2")
        ]
        assert tried[0] == tried[1]


def test_the_first_list_reads_under_the_root(ceremony):
    """What is published: trust.json, pinned by the root's fingerprint."""
    folder, _ = ceremony
    fingerprint = hashlib.sha256((folder / "root.json").read_bytes()).hexdigest()
    trust = TrustList.from_bundle(
        (folder / "trust.json").read_bytes(),
        root_fingerprint=fingerprint,
        at=datetime.now(UTC),
    )
    assert trust.version == 1
