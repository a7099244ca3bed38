"""The command line of a trust list's keeper: differences, and the verify page."""

from datetime import UTC, datetime, timedelta

import pytest

from egovkit.cli import main
from egovkit.qr import StatusList
from egovkit.signatures import SigningKey, TrustListBuilder
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
ISSUER = "kelurahan-contoh"


@pytest.fixture
def authority(in_tmp_path):
    """An authority whose list is in force, as a file."""
    made = TestAuthority()
    made.issuer_key(ISSUER)
    (in_tmp_path / "trust.json").write_bytes(made.bundle())
    return made


def run(*words):
    """The command at a fixed moment."""
    return main([*map(str, words), "--at", AT.isoformat()])


class TestDiff:
    """Two editions, told in words."""

    def publish(self, authority, previous, change):
        """The next edition, as a file."""
        builder = TrustListBuilder(previous)
        change(builder)
        return builder.sign(
            authority.keepers,
            root=authority.root,
            at=AT - timedelta(days=1),
            expires=AT + timedelta(days=6),
        ).to_bundle()

    def test_words(self, authority, in_tmp_path, capsys):
        """A rotation is a key added and a key retired."""
        trust = authority.trust_list()
        [old, *_] = trust.issuers[ISSUER].keys_for("seal")
        new = SigningKey.generate("Ed25519", use="seal")
        data = self.publish(
            authority,
            trust,
            lambda b: b.rotate_key(ISSUER, new.public, old=old.key.kid, at=AT),
        )
        (in_tmp_path / "next.json").write_bytes(data)
        assert run("trust", "diff", "trust.json", "next.json", "--lang", "en") == 0
        out = capsys.readouterr().out.splitlines()
        assert out == [
            (
                f"Agency {ISSUER}: key {old.key.kid.hex()} (seal) is retired since"
                " 2026-11-24 15:00 WIB; earlier documents stand."
            ),
            (
                f"Agency {ISSUER}: key {new.kid.hex()} (seal) was added, valid from"
                " 2026-11-24 15:00 WIB to -; SHA-256 fingerprint"
                f" {new.public.fingerprint}."
            ),
        ]

    def test_a_list_of_another_authority(self, authority, in_tmp_path, capsys):
        """It continues nothing, and is refused."""
        assert authority
        (in_tmp_path / "next.json").write_bytes(TestAuthority().bundle())
        assert run("trust", "diff", "trust.json", "next.json") == 2
        assert "root_fingerprint" in capsys.readouterr().err

    def test_an_older_list(self, authority, in_tmp_path, capsys):
        """The wrong way round is refused as a roll-back."""
        data = self.publish(authority, authority.trust_list(), lambda _: None)
        (in_tmp_path / "next.json").write_bytes(data)
        assert run("trust", "diff", "next.json", "trust.json") == 2
        assert "trust_older" in capsys.readouterr().err


class TestPage:
    """`page build` writes what `build_page` writes."""

    def test_build(self, authority, in_tmp_path, capsys):
        """Three files, with a status list inside."""
        token = authority.status_token(StatusList(size=9), issuer=ISSUER, at=AT)
        (in_tmp_path / "status").write_bytes(token)
        code = run(
            *("page", "build", "--trust", "trust.json", "--out", "site"),
            *("--status", "status", "--agency", "Kota Contoh"),
        )
        assert code == 0
        names = {path.name for path in (in_tmp_path / "site").iterdir()}
        assert names == {"index.html", "sw.js", "trust.json"}
        assert "Kota Contoh" in (in_tmp_path / "site/index.html").read_text("utf-8")
        assert "index.html" in capsys.readouterr().out

    def test_another_root(self, authority, capsys):
        """A list under a root that is not the one trusted makes no page."""
        assert authority
        code = run(
            *("page", "build", "--trust", "trust.json", "--out", "site"),
            *("--root-fingerprint", "00" * 32),
        )
        assert code == 2
        assert "root_fingerprint" in capsys.readouterr().err
