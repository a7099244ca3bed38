"""A trust list kept from the command line, from the first key to trust.json."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from egovkit.cli import main
from egovkit.signatures import SigningKey, TrustList, VerificationKey

AT = "2026-11-24T08:00:00+00:00"
LATER = "2026-11-29T08:00:00+00:00"
FIRST = """
[[registry]]
name = "kota-contoh"

[[profile]]
registry = "kota-contoh"
number = 1
labels = { id = "Surat Contoh", en = "Sample Letter" }
fields = [
  { name = "name", label = { id = "Nama", en = "Name" }, type = "text" },
  { name = "nik", label = { id = "NIK", en = "NIK" }, type = "digits", width = 16 },
]

[[issuer]]
id = "kelurahan-contoh"
name = "Kelurahan Contoh"
registry = "kota-contoh"
profiles = [1]
status_uri = "https://v.contoh.example/status"

[[key]]
issuer = "kelurahan-contoh"
file = "seal.pub.pem"
use = "seal"
not_before = 2026-11-24T00:00:00+07:00
"""


def run(*words, at=AT, code=0):
    """The command gives this exit status."""
    assert main([*map(str, words), "--at", at]) == code


@pytest.fixture
def desk(in_tmp_path):
    """Two keepers and an agency, each with key files made by the command line."""
    (in_tmp_path / "password").write_text("rahasia\n")
    for name, use in (("a", "trust"), ("b", "trust"), ("seal", "seal")):
        words = ("keygen", "--use", use, "--out", f"{name}.pem")
        assert main([*words, "--password-file", "password"]) == 0
    (in_tmp_path / "first.toml").write_text(FIRST)
    return in_tmp_path


def make_root(*extra, out="root.json", keys=("a", "b"), at=AT):
    """A root of these keepers, who must all sign; and their signatures."""
    files = [w for k in keys for w in ("--key", f"{k}.pub.pem")]
    files += [w for k in keys for w in ("--list-key", f"{k}.pub.pem")]
    count = str(len(keys))
    run(
        *("trust", "root", *files, "--threshold", count, "--list-threshold", count),
        *("--out", out, *extra),
        at=at,
    )


def sign(file, *keys, more=(), at=AT):
    """Each keeper signs, at a desk of their own."""
    for key in keys:
        run(
            *("trust", "sign", file, "--key", f"{key}.pem"),
            *("--password-file", "password", "--out", f"{file}.{key}.sig", *more),
            at=at,
        )


@pytest.fixture
def first(desk):
    """The first edition in force, as trust.json."""
    make_root()
    sign("root.json", "a", "b")
    run("trust", "draft", "first.toml", "--out", "list.json")
    sign("list.json", "a", "b")
    run(
        *("trust", "assemble", "--root", "root.json", "--list", "list.json"),
        *("--root-signature", "root.json.a.sig", "--root-signature", "root.json.b.sig"),
        *("--signature", "list.json.a.sig", "--signature", "list.json.b.sig"),
        *("--out", "trust.json"),
    )
    return desk


def load(folder, name="trust.json", at=AT):
    """The trust list of a file."""
    return TrustList.from_bundle(
        (folder / name).read_bytes(), at=datetime.fromisoformat(at)
    )


class TestFirstEdition:
    """Root, draft, two signatures each, and one file for verifiers."""

    def test_everything_is_in_it(self, first):
        """Agency, profile and key stand in the list as the changes said."""
        trust = load(first)
        issuer = trust.issuers["kelurahan-contoh"]
        [key] = issuer.keys
        assert trust.version == 1
        assert issuer.may_issue("kota-contoh", 1)
        assert issuer.status_uri == "https://v.contoh.example/status"
        sealing = SigningKey.load(first / "seal.pem", password="rahasia", use="seal")
        assert key.key == sealing.public
        midnight = datetime(2026, 11, 23, 17, tzinfo=UTC)
        assert key.not_before == int(midnight.timestamp())

    def test_words_before_signing(self, first, capsys):
        """The draft and each signature say what the list adds."""
        run(
            *("trust", "draft", "first.toml", "--out", "again.json", "--lang", "en"),
        )
        out = capsys.readouterr().out
        assert "Registry kota-contoh: profile 1 was added." in out
        added = "Agency kelurahan-contoh (Kelurahan Contoh) was added,"
        assert f"{added} in registry kota-contoh." in out
        assert "Agency kelurahan-contoh may now issue profile 1." in out
        assert first

    def test_one_signature_is_too_few(self, first, capsys):
        """The threshold holds here as everywhere."""
        words = ("trust", "assemble", "--trust", "trust.json", "--list", "list.json")
        run(*words, "--signature", "list.json.a.sig", "--out", "x.json", code=2)
        assert "trust_signatures" in capsys.readouterr().err
        assert not (first / "x.json").exists()

    def test_nothing_is_overwritten(self, first):
        """A file that exists stays as it is."""
        before = (first / "list.json").read_bytes()
        run("trust", "draft", "first.toml", "--out", "list.json", code=2)
        assert (first / "list.json").read_bytes() == before


class TestNextEdition:
    """Changes to the list in force."""

    def publish(self, folder, changes):
        """Draft, sign and assemble the next edition."""
        (folder / "next.toml").write_text(changes)
        force = ("--trust", "trust.json")
        run("trust", "draft", "next.toml", *force, "--out", "next-list.json", at=LATER)
        sign("next-list.json", "a", "b", more=(*force, "--lang", "en"), at=LATER)
        run(
            *("trust", "assemble", *force, "--list", "next-list.json"),
            *("--signature", "next-list.json.a.sig"),
            *("--signature", "next-list.json.b.sig", "--out", "next.json"),
            at=LATER,
        )
        return load(folder, "next.json", at=LATER)

    def test_rotate(self, first, capsys):
        """The old key is retired when the new one begins."""
        [old] = load(first).issuers["kelurahan-contoh"].keys
        SigningKey.generate("Ed25519", use="seal").save(first / "new", password="x")
        new = SigningKey.load(first / "new", password="x", use="seal").public
        (first / "new.pub.pem").write_bytes(new.to_pem())
        trust = self.publish(
            first,
            f"""
            [[rotate]]
            issuer = "kelurahan-contoh"
            old = "{old.key.kid.hex()}"
            file = "new.pub.pem"
            use = "seal"
            at = 2026-12-08T00:00:00+07:00
            """,
        )
        was, now = trust.issuers["kelurahan-contoh"].keys
        assert (was.status, now.status) == ("retired", "active")
        assert was.retired_at == now.not_before
        assert trust.version == 2
        assert "is retired since 2026-12-08 00:00 WIB" in capsys.readouterr().out

    def test_retire_allow_and_compromise(self, first):
        """Several changes in one edition."""
        [old] = load(first).issuers["kelurahan-contoh"].keys
        kid = old.key.kid.hex()
        trust = self.publish(
            first,
            f"""
            [[compromised]]
            issuer = "kelurahan-contoh"
            kid = "{kid}"

            [[retire]]
            issuer = "kelurahan-contoh"
            kid = "{kid}"
            at = 2026-11-29T00:00:00+07:00

            [[issuer]]
            id = "dinas-contoh"
            name = "Dinas Contoh"
            registry = "kota-contoh"

            [[allow]]
            issuer = "dinas-contoh"
            profiles = [1]
            """,
        )
        [key] = trust.issuers["kelurahan-contoh"].keys
        assert key.status == "compromised"
        assert trust.issuers["dinas-contoh"].may_issue("kota-contoh", 1)

    def test_a_new_root(self, first):
        """Old and new keepers sign; the bundle carries both roots."""
        words = ("keygen", "--use", "trust", "--out", "c.pem")
        assert main([*words, "--password-file", "password"]) == 0
        make_root("--trust", "trust.json", out="root2.json", keys=("b", "c"), at=LATER)
        sign("root2.json", "a", "b", "c", at=LATER)
        (first / "none.toml").write_text("")
        run(
            *("trust", "draft", "none.toml", "--trust", "trust.json"),
            *("--out", "list2.json"),
            at=LATER,
        )
        sign("list2.json", "b", "c", at=LATER)
        signatures = [f"root2.json.{k}.sig" for k in "abc"]
        run(
            *("trust", "assemble", "--trust", "trust.json", "--root", "root2.json"),
            *(w for s in signatures for w in ("--root-signature", s)),
            *("--list", "list2.json", "--signature", "list2.json.b.sig"),
            *("--signature", "list2.json.c.sig", "--out", "trust2.json"),
            at=LATER,
        )
        pinned = load(first).root.fingerprint
        data = (first / "trust2.json").read_bytes()
        trust = TrustList.from_bundle(
            data, root_fingerprint=pinned, at=datetime.fromisoformat(LATER)
        )
        assert trust.root.version == 2
        assert len(json.loads(data)["roots"]) == 2


class TestMistakes:
    """A wrong file of changes is named, and nothing is written."""

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ("keeper_not_toml", "a = "),
            ("keeper_table", "[[agency]]\nid = 'x'"),
            ("keeper_table", "registry = 1"),
            ("keeper_entry", "[[registry]]\nid = 'x'"),
            ("keeper_entry", "registry = [1]"),
            ("trust_format", "[[registry]]\nname = 5"),
            ("keeper_kid", "[[compromised]]\nissuer = 'x'\nkid = 'zz'"),
            ("trust_issuer_unknown", "[[allow]]\nissuer = 'x'\nprofiles = [1]"),
            ("trust_format", "[[registry]]\nname = 'Kota Contoh'"),
        ],
        ids=[
            "not toml",
            "unknown table",
            "no array",
            "unknown name",
            "no table",
            "number for text",
            "kid",
            "unknown agency",
            "bad id",
        ],
    )
    def test_changes(self, in_tmp_path, capsys, code, text):
        """Each mistake has its own code."""
        (in_tmp_path / "x.toml").write_text(text)
        run("trust", "draft", "x.toml", "--out", "x.json", code=2)
        assert f"[{code}]" in capsys.readouterr().err
        assert not (in_tmp_path / "x.json").exists()

    def test_no_root(self, first, capsys):
        """A list alone is under nobody."""
        words = ("trust", "assemble", "--list", "list.json")
        run(*words, "--signature", "list.json.a.sig", "--out", "x.json", code=2)
        assert "[keeper_no_root]" in capsys.readouterr().err
        assert first

    def test_a_wrong_password(self, first, monkeypatch, capsys):
        """The keeper's key stays shut; the password may be typed."""
        monkeypatch.setattr("egovkit._cli_common.getpass", lambda _: "salah")
        words = ("trust", "sign", "list.json", "--key", "a.pem")
        run(*words, "--out", "x.sig", code=2)
        assert "[password_wrong]" in capsys.readouterr().err
        assert not (first / "x.sig").exists()

    def test_an_agency_key_signs_no_list(self, first, capsys):
        """A key saved for seals is refused."""
        words = ("trust", "sign", "list.json", "--key", "seal.pem")
        run(*words, "--password-file", "password", "--out", "x.sig", code=2)
        assert "key" in capsys.readouterr().err
        assert not (first / "x.sig").exists()


def said(capsys, *words, at=AT):
    """What a command prints, in English."""
    capsys.readouterr()
    run(*words, "--lang", "en", at=at)
    return capsys.readouterr().out


def test_a_keeper_sees_whom_a_root_names(desk, capsys):
    """Every key whole: of two keys with one id, a grinder's and the keeper's."""
    make_root()
    words = ("trust", "sign", "root.json", "--key", "a.pem")
    out = said(capsys, *words, "--password-file", "password", "--out", "a.sig")
    keys = [
        VerificationKey.from_pem((desk / f"{name}.pub.pem").read_bytes())
        for name in "ab"
    ]
    listed = "".join(f"- {key.kid.hex()}  {key.fingerprint}\n" for key in keys)
    assert out.startswith(
        "Edition 1: made 2026-11-24 15:00 WIB, in force until 2027-12-29 15:00 WIB.\n"
        f"2 of these 2 keys sign the next root.\n{listed}"
        f"2 of these 2 keys sign the trust list.\n{listed}"
        "SHA-256 of what is signed: "
    )
    digest = hashlib.sha256((desk / "root.json").read_bytes()).hexdigest()
    assert f"  1   {digest[:4]} {digest[4:8]} {digest[8:12]} {digest[12:16]}\n" in out
    assert f"{digest[48:52]} {digest[52:56]} {digest[56:60]} {digest[60:]}\n" in out


def test_a_keeper_sees_a_first_list_without_asking(desk, capsys):
    """Nothing is in force yet: all that it says is new, each key whole."""
    make_root()
    run("trust", "draft", "first.toml", "--out", "list.json")
    words = ("trust", "sign", "list.json", "--key", "a.pem")
    out = said(capsys, *words, "--password-file", "password", "--out", "a.sig")
    seal = VerificationKey.from_pem((desk / "seal.pub.pem").read_bytes())
    assert "- Agency kelurahan-contoh" in out
    assert seal.fingerprint in out


@pytest.mark.parametrize("content", [b"", b"{}", b"isi apa pun", b'{"type":"egovkit"}'])
def test_a_keeper_signs_nothing_else(desk, content, capsys):
    """What is neither a root nor a list is not shown, and so not signed."""
    (desk / "other.json").write_bytes(content)
    words = ("trust", "sign", "other.json", "--key", "a.pem")
    run(*words, "--password-file", "password", "--out", "a.sig", code=2)
    assert not (desk / "a.sig").exists()
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "typed",
    [
        str.upper,
        lambda text: " ".join(text[at : at + 4] for at in range(0, 64, 4)),
        lambda text: ":".join(text[at : at + 2] for at in range(0, 64, 2)).upper(),
        lambda text: "\n".join(text[at : at + 16] for at in range(0, 64, 16)),
    ],
    ids=["capitals", "groups", "colons", "lines"],
)
def test_a_fingerprint_is_typed_as_it_was_read(first, typed, capsys):
    """From the sheet into --root-fingerprint, with the spaces that are on it."""
    digest = hashlib.sha256((first / "root.json").read_bytes()).hexdigest()
    show = ("trust", "show", "trust.json", "--root-fingerprint")
    assert "Root fingerprint" in said(capsys, *show, typed(digest))
    wrong = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    run(*show, typed(wrong), code=2)


def test_a_list_is_shown_with_whole_fingerprints(first, capsys):
    """What strangers compare with what an agency published."""
    out = said(capsys, "trust", "show", "trust.json")
    seal = VerificationKey.from_pem((first / "seal.pub.pem").read_bytes())
    assert f"    {seal.fingerprint}\n" in out


@pytest.mark.parametrize("moment", [2**53 - 1, 253_402_300_799, 253_402_275_600])
def test_a_list_that_would_never_end_is_told_as_it_stands(desk, moment, capsys):
    """Beyond the year 9999 there is no date to show; the keeper sees the number."""
    make_root()
    run("trust", "draft", "first.toml", "--out", "list.json")
    value = json.loads((desk / "list.json").read_text("utf-8"))
    value["expires_at"] = value["issuers"][0]["keys"][0]["not_after"] = moment
    (desk / "list.json").write_text(json.dumps(value), "utf-8")
    words = ("trust", "sign", "list.json", "--key", "a.pem")
    out = said(capsys, *words, "--password-file", "password", "--out", "a.sig")
    assert f"Edition 1: made 2026-11-24 15:00 WIB, in force until {moment} s." in out
    assert f"to {moment} s; SHA-256" in out
