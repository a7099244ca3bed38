"""The auditor's program: it stands alone, and checks every signature a desk can make.

A checkpoint is signed by whatever signer an office has: a key in a file (Ed25519,
ES256, ES384, ML-DSA-65), one in an HSM or at a provider (ES256, ES384, RS256,
PS256). The other reader, `verify_history`, gives the expected answers; what is
damaged here is damaged by hand.
"""

import ast
import json
import sys
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import (
    ec,
    ed448,
    padding,
    rsa,
    utils,
    x25519,
)
from services_office import OFFICER, START, file_one, issued, make_desk

from egovkit.cli import main as command_line
from egovkit.errors import UsageError
from egovkit.services import MemoryStore, verifier_script, verify_history
from egovkit.services import _verifier_script as script
from egovkit.signatures import Algorithm, Outcome, SigningKey, VerificationKey

MADE = ("Ed25519", "ES256", "ES384", "ML-DSA-65")
RSA = ("RS256", "RS384", "PS256")
EVERY = (*MADE, *RSA)


class RsaSigner:
    """An RSA key as an HSM or a provider gives one: egovkit makes none itself."""

    use = "history"

    def __init__(self, private, algorithm):
        self.algorithm = Algorithm.of(algorithm)
        self.public = VerificationKey.from_public(
            private.public_key(), algorithm=algorithm, use="history"
        )
        self.kid = self.public.kid
        self._private = private

    def sign(self, message):
        """RFC 7518, 3.3 and 3.5: PKCS #1 v1.5; PSS with a salt as long as the hash."""
        if self.algorithm is Algorithm.PS256:
            pss = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)
            return self._private.sign(message, pss, hashes.SHA256())
        digest = hashes.SHA384() if self.algorithm == "RS384" else hashes.SHA256()
        return self._private.sign(message, padding.PKCS1v15(), digest)


@pytest.fixture(scope="module")
def signers():
    """One signer of each algorithm."""
    private = rsa.generate_private_key(65537, 3072)
    found = {name: SigningKey.generate(name, use="history") for name in MADE}
    return found | {name: RsaSigner(private, name) for name in RSA}


@pytest.fixture(scope="module")
def others():
    """Public keys of somebody else."""
    private = rsa.generate_private_key(65537, 3072)
    return {name: SigningKey.generate(name, use="history").public for name in MADE} | {
        name: RsaSigner(private, name).public for name in RSA
    }


@pytest.fixture(scope="module")
def exports(signers):
    """The lines of an export for each algorithm: two checkpoints, two requests."""
    found = {}
    for name, signer in signers.items():
        store = MemoryStore()
        desk = make_desk(store)
        issued(desk)
        ticket = file_one(desk)
        desk.checkpoint(key=signer, at=START)
        desk.act(ticket, "check", by=OFFICER, at=START)
        desk.checkpoint(key=signer, at=START)
        found[name] = list(lines_of(desk))
        store.close()
    return found


def lines_of(desk):
    """The lines of an export, as objects."""
    from egovkit.services._history import export_lines

    return export_lines(desk._store)


@pytest.fixture
def read(tmp_path, signers):
    """What both readers say of lines, with a key: the exit status, and an outcome."""

    def answers(lines, name, key=None):
        path, pem = tmp_path / "riwayat.jsonl", tmp_path / "kunci.pem"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), "ascii")
        key = key or signers[name].public
        pem.write_bytes(key.to_pem())
        options = ["--algorithm", name] if name in RSA else []
        status = script.main([str(path), "--key", str(pem), *options])
        try:
            return status, verify_history(path, key=key).outcome
        except UsageError:
            return status, None

    return answers


def second(lines, change):
    """The lines with the second checkpoint changed."""
    return [*lines[:2], {**lines[2], **change(lines[2])}, *lines[3:]]


@pytest.mark.parametrize("name", EVERY)
def test_every_algorithm_a_desk_can_sign_with_is_checked(exports, read, name, capsys):
    """Intact, signed by this key: exit status 0, as `verify_history` says VALID."""
    assert read(exports[name], name) == (0, Outcome.VALID)
    assert "2 checkpoints fit and are signed by this key" in capsys.readouterr().out


def test_no_algorithm_was_forgotten():
    """What the registry of algorithms holds, the program holds too."""
    known = {found[0] for found in script.CURVES.values()}
    assert known | set(script.RSA) | set(script.WHOLE.values()) == {
        str(algorithm) for algorithm in Algorithm
    }
    for name, (digest, bits) in script.RSA.items():
        spec = Algorithm.of(name).spec
        assert (spec.digest, spec.minimum_bits) == (digest.lower(), bits)
    for name, digest, half in script.CURVES.values():
        spec = Algorithm.of(name).spec
        assert (spec.digest, spec.signature_length) == (digest.lower(), 2 * half)


DAMAGES = {
    "first bit": lambda s: bytes([s[0] ^ 0x80]) + s[1:],
    "last bit": lambda s: s[:-1] + bytes([s[-1] ^ 1]),
    "middle byte": lambda s: (
        s[: len(s) // 2] + bytes([s[len(s) // 2] ^ 0x5A]) + s[len(s) // 2 + 1 :]
    ),
    "cut": lambda s: s[:-1],
    "longer": lambda s: s + b"\x00",
    "zero in front": lambda s: b"\x00" + s,
    "empty": lambda s: s[:0],
    "zeros": lambda s: bytes(len(s)),
    "turned": lambda s: s[::-1],
    "twice": lambda s: s + s,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("name", EVERY)
def test_a_damaged_signature_is_broken(exports, read, name, damage, capsys):
    """Whatever stands in its place: exit status 1, and which checkpoint it is."""

    def change(line):
        found = damage(bytes.fromhex(line["signature"]))
        assert found.hex() != line["signature"]
        return {"signature": found.hex()}

    lines = second(exports[name], change)
    assert read(lines, name) == (1, Outcome.INVALID)
    assert capsys.readouterr().out == (
        "BROKEN at line 3: checkpoint 2: wrong signature\n"
    )


@pytest.mark.parametrize("name", EVERY)
def test_a_checkpoint_that_says_something_else_is_broken(exports, read, name):
    """The time of the last checkpoint moved by a second, under the old signature."""

    def change(line):
        body = json.loads(line["body"])
        body["at"] += 1
        return {"body": json.dumps(body, separators=(",", ":"), sort_keys=True)}

    assert read(second(exports[name], change), name) == (1, Outcome.INVALID)


@pytest.mark.parametrize("name", EVERY)
def test_a_signature_of_the_other_checkpoint_is_broken(exports, read, name):
    """Signatures belong to one body each."""
    lines = exports[name]
    swapped = second(lines, lambda _: {"signature": lines[1]["signature"]})
    assert read(swapped, name) == (1, Outcome.INVALID)


@pytest.mark.parametrize("name", EVERY)
def test_a_signature_for_another_purpose_is_broken(exports, read, signers, name):
    """The same body signed without the word that stands before it, or with another."""
    for domain in (b"", b"egovkit.event.v1\n", b"egovkit.checkpoint.v2\n"):

        def change(line, domain=domain):
            body = line["body"].encode()
            return {"signature": signers[name].sign(domain + body).hex()}

        assert read(second(exports[name], change), name) == (1, Outcome.INVALID)


@pytest.mark.parametrize("name", EVERY)
def test_a_history_signed_by_somebody_else_is_broken(exports, read, others, name):
    """The owner of the database has a key of the same kind, and not this one."""
    assert read(exports[name], name, others[name]) == (1, Outcome.INVALID)


@pytest.mark.parametrize("said", EVERY)
@pytest.mark.parametrize("name", EVERY)
def test_no_key_verifies_what_another_algorithm_signed(exports, read, name, said):
    """All pairs of an export and a key: intact only for its own.

    For RS256, RS384 and PS256 it is the same RSA key: then the algorithm alone
    tells them apart.
    """
    expected = (0, Outcome.VALID) if name == said else (1, Outcome.INVALID)
    assert read(exports[name], said) == expected


def test_a_checkpoint_says_its_algorithm_and_is_held_to_it(exports, read, signers):
    """A body that names another, signed all the same: no desk writes that."""
    signer = signers["ES256"]

    def change(line):
        text = line["body"].replace('"ES256"', '"Ed25519"')
        signature = signer.sign(b"egovkit.checkpoint.v1\n" + text.encode())
        return {"body": text, "signature": signature.hex()}

    assert read(second(exports["ES256"], change), "ES256") == (1, Outcome.INVALID)


@pytest.mark.parametrize("name", ["ES256", "ES384"])
def test_ecdsa_has_one_form_of_a_fixed_width(exports, read, name):
    """Two numbers of 32 or 48 bytes; the DER form of the same numbers is refused."""

    def change(line):
        raw = bytes.fromhex(line["signature"])
        r, s = raw[: len(raw) // 2], raw[len(raw) // 2 :]
        pair = int.from_bytes(r, "big"), int.from_bytes(s, "big")
        return {"signature": utils.encode_dss_signature(*pair).hex()}

    assert read(second(exports[name], change), name) == (1, Outcome.INVALID)


def test_pss_has_a_salt_as_long_as_its_hash(exports, read, signers):
    """RFC 7518, 3.5; a salt of another length is another scheme."""
    private = signers["PS256"]._private

    def change(line, salt):
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=salt)
        message = b"egovkit.checkpoint.v1\n" + line["body"].encode()
        return {"signature": private.sign(message, pss, hashes.SHA256()).hex()}

    for salt, status in [(32, 0), (20, 1), (0, 1), (64, 1)]:
        lines = second(exports["PS256"], lambda line, n=salt: change(line, n))
        assert read(lines, "PS256")[0] == status, salt


# keys


def pem(public):
    """A public key in PEM form."""
    return public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


UNKNOWN = {
    "ed448": lambda: pem(ed448.Ed448PrivateKey.generate().public_key()),
    "x25519": lambda: pem(x25519.X25519PrivateKey.generate().public_key()),
    "secp256k1": lambda: pem(ec.generate_private_key(ec.SECP256K1()).public_key()),
    "p521": lambda: pem(ec.generate_private_key(ec.SECP521R1()).public_key()),
    "short rsa": lambda: pem(
        rsa.generate_private_key(65537, 1024).public_key()  # noqa: S505 - on purpose
    ),
    "unknown oid": lambda: (
        b"-----BEGIN PUBLIC KEY-----\n"
        b"MBYwDgYKKwYBBAGC3BMBAgUAAwQAAQID\n-----END PUBLIC KEY-----\n"
    ),
    "private": lambda: ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ),
    "no pem": lambda: b"kunci",
    "empty": lambda: b"",
}


@pytest.mark.parametrize("make", UNKNOWN.values(), ids=UNKNOWN)
def test_a_key_that_is_of_no_use_is_said_to_be_so(exports, tmp_path, make, capsys):
    """Not checkable (2), which is neither intact nor broken; and never a traceback."""
    path, key = tmp_path / "x.jsonl", tmp_path / "x.pem"
    path.write_text("".join(json.dumps(line) + "\n" for line in exports["ES256"]))
    key.write_bytes(make())
    assert script.main([str(path), "--key", str(key)]) == 2
    assert capsys.readouterr().out.startswith("not checkable at the key: ")
    assert script.main([str(path), "--key", str(tmp_path / "none.pem")]) == 2


@pytest.mark.parametrize(
    ("name", "wanted", "status"),
    [
        ("RS256", None, 0),
        ("PS256", None, 1),
        ("RS384", None, 1),
        ("RS256", "RS256", 0),
        ("RS256", "HS256", 2),
        ("RS256", "none", 2),
        ("RS256", "ES256", 2),
        ("ES256", "ES256", 0),
        ("ES256", "ES384", 2),
        ("ES256", "RS256", 2),
        ("Ed25519", "Ed25519", 0),
        ("Ed25519", "ES256", 2),
        ("ML-DSA-65", "Ed25519", 2),
    ],
)
def test_the_key_owns_its_algorithm(exports, signers, tmp_path, name, wanted, status):
    """Only an RSA key leaves a choice, and it is the reader's, not the file's."""
    path, key = tmp_path / "x.jsonl", tmp_path / "x.pem"
    path.write_text("".join(json.dumps(line) + "\n" for line in exports[name]))
    key.write_bytes(signers[name].public.to_pem())
    options = ["--algorithm", wanted] if wanted else []
    assert script.main([str(path), "--key", str(key), *options]) == status


def test_ps256_wants_a_longer_key(tmp_path, exports):
    """2048 bits do for RS256 and not for PS256, as in the registry."""
    path, key = tmp_path / "x.jsonl", tmp_path / "x.pem"
    path.write_text("".join(json.dumps(line) + "\n" for line in exports["RS256"]))
    key.write_bytes(pem(rsa.generate_private_key(65537, 2048).public_key()))
    words = [str(path), "--key", str(key), "--algorithm"]
    assert [script.main([*words, name]) for name in RSA] == [1, 1, 2]


@pytest.mark.parametrize("name", RSA)
def test_the_command_line_takes_an_rsa_key_too(exports, signers, tmp_path, name):
    """``egovkit history verify --key … --algorithm PS256``."""
    path, key = tmp_path / "x.jsonl", tmp_path / "x.pem"
    path.write_text("".join(json.dumps(line) + "\n" for line in exports[name]))
    key.write_bytes(signers[name].public.to_pem())
    words = ["history", "verify", str(path), "--key", str(key)]
    assert command_line([*words, "--algorithm", name]) == 0
    assert command_line(words) == (0 if name == "RS256" else 1)
    with pytest.raises(SystemExit):
        command_line([*words, "--algorithm", "HS256"])


# it stands alone


def test_it_imports_the_standard_library_alone():
    """At its head; the package ``cryptography`` only where a key is given."""
    tree = ast.parse(verifier_script())
    head = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    names = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in head
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names
    inside = {
        node.module.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node not in head
    }
    assert inside == {"cryptography", "collections"}


def test_it_is_read_by_the_python_it_names():
    """An auditor's machine may have Python 3.9 and nothing newer."""
    assert "Python 3.9 or later" in verifier_script()
    ast.parse(verifier_script(), feature_version=(3, 9))


def test_it_says_where_it_stopped(exports, tmp_path, capsys):
    """The line, from 1; the file, where there is none; the end, where it is missing."""
    path = tmp_path / "x.jsonl"
    lines = [json.dumps(line) for line in exports["Ed25519"]]
    for text, words in [
        ("", "BROKEN at the file: the end of the file is missing"),
        (lines[0] + "\n{", "not checkable at line 2: "),
        (lines[0] + "\n[]", "not checkable at line 2: "),
        ("\n".join(lines[1:]), "BROKEN at line 1: a header is the first line"),
        ("\n".join(lines[:-1]), f"BROKEN at line {len(lines) - 1}: the end of the"),
        ("\n".join(lines[:3] + lines[2:]), "BROKEN at line 4: checkpoint 2: out of"),
        ("\u00e9", "not checkable at the file: UnicodeDecodeError"),
    ]:
        path.write_text(text, "utf-8")
        assert script.main([str(path)]) in (1, 2)
        assert capsys.readouterr().out.startswith(words)
    assert script.main([str(tmp_path / "none")]) == 2
    assert "not checkable at the file: FileNotFoundError" in capsys.readouterr().out


def test_what_it_reckons_is_what_the_page_says(exports):
    """The formulas of the documentation, reckoned here once more by hand."""
    heads, previous = {}, ""
    for line in exports["Ed25519"]:
        if line["type"] == "checkpoint":
            body = json.loads(line["body"])
            assert body["previous"] == previous
            previous = sha256(line["body"].encode()).hexdigest()
            promised = {(t, n): head for t, n, head in body["heads"]}
        elif line["type"] == "event":
            ticket, seq = line["ticket"], line["seq"]
            before = heads.get(ticket, bytes(32))
            digest = sha256(b"egovkit.event.v1\n" + before + line["body"].encode())
            heads[ticket] = digest.digest()
            assert line["digest"] == digest.hexdigest()
            assert promised.pop((ticket, seq), line["digest"]) == line["digest"]
        elif line["type"] == "head":
            assert heads[line["ticket"]].hex() == line["head"]
    assert promised == {}
    assert len(heads) == 2
