"""Check an egovkit history export: python periksa_riwayat.py FILE [--key PUBLIC.pem].

Stands alone: Python 3.9 or later is enough. The chain of digests, each
request's head and the checkpoints are always checked. With --key (the public
key in PEM form, got from somewhere else than this file) and the package
"cryptography", the checkpoints' signatures are checked too: Ed25519, ES256, ES384,
ML-DSA-65, or RS256; for RS384 or PS256 say --algorithm, as an RSA key names none.

Exit status: 0 intact, 1 broken, 2 not checkable, 3 signatures not checked.
"""

# ruff: noqa: T201 - this program prints
from __future__ import annotations

import argparse
import hashlib
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Check = Callable[[bytes, bytes], object]

FORMAT = "egovkit-history/1"
EVENT = b"egovkit.event.v1\n"
CHECKPOINT = b"egovkit.checkpoint.v1\n"
UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
CURVES = {"secp256r1": ("ES256", "SHA256", 32), "secp384r1": ("ES384", "SHA384", 48)}
RSA = {"RS256": ("SHA256", 2048), "RS384": ("SHA384", 2048), "PS256": ("SHA256", 3072)}
WHOLE = {"Ed25519PublicKey": "Ed25519", "MLDSA65PublicKey": "ML-DSA-65"}


class Broken(Exception):  # noqa: N818 - the answer of this program
    """The first place where the file does not hold together."""


class Checker:
    """Reads the lines in order and remembers as little as possible."""

    def __init__(self, key: tuple[str, Check] | None = None) -> None:
        self.key = key
        self.promised: dict[tuple[str, int], str] = {}
        self.previous_checkpoint = ""
        self.counts = {"checkpoint": 0, "event": 0, "head": 0}
        self.ticket, self.seq, self.digest = "", 0, b""
        self.started = self.ended = False
        self.headed = True

    def line(self, found: dict[str, Any]) -> None:
        """Check one line."""
        kind = found.get("type")
        if self.ended:
            raise Broken("lines after the end")
        if (kind == "header") == self.started:
            raise Broken("a header is the first line and no other")
        if kind in self.counts:
            self.counts[kind] += 1
        if kind not in ("header", "checkpoint", "event", "head", "end"):
            raise Broken("unknown kind of line")
        getattr(self, kind)(found)

    def header(self, found: dict[str, Any]) -> None:
        """The first line."""
        if found.get("format") != FORMAT:
            raise Broken("another format")
        self.started = True

    def checkpoint(self, found: dict[str, Any]) -> None:
        """A signed list of heads, chained to the one before."""
        body = found["body"].encode("ascii")
        content = json.loads(body)
        where = f"checkpoint {content['number']}"
        if self.counts["event"]:
            raise Broken(where + ": stands after events")
        if content["number"] != self.counts["checkpoint"]:
            raise Broken(where + ": out of order")
        if content["previous"] != self.previous_checkpoint:
            raise Broken(where + ": does not follow the one before")
        self.previous_checkpoint = hashlib.sha256(body).hexdigest()
        for ticket, seq, head in content["heads"]:
            self.promised[ticket, seq] = head
        if self.key is not None:
            algorithm, check = self.key
            if content["algorithm"] != algorithm:
                raise Broken(f"{where}: is not signed with {algorithm}")
            self.signature(where, check, body, bytes.fromhex(found["signature"]))

    def signature(self, where: str, check: Check, body: bytes, found: bytes) -> None:
        """The signature of a checkpoint."""
        from cryptography.exceptions import InvalidSignature

        try:
            check(found, CHECKPOINT + body)
        except InvalidSignature:
            raise Broken(where + ": wrong signature") from None

    def event(self, found: dict[str, Any]) -> None:
        """One event: follows the one before, and its digest fits."""
        ticket, seq = found["ticket"], found["seq"]
        where = f"{ticket} event {seq}"
        body = found["body"].encode("ascii")
        if (ticket != self.ticket) != self.headed:
            raise Broken(f"{self.ticket}: its head does not stand at its end")
        if self.headed:
            if ticket < self.ticket:
                raise Broken(where + ": out of order")
            self.ticket, self.seq, self.digest = ticket, 0, bytes(32)
            self.headed = False
        if seq != self.seq + 1:
            raise Broken(where + ": an event before it is missing")
        self.digest = hashlib.sha256(EVENT + self.digest + body).digest()
        if self.digest != bytes.fromhex(found["digest"]):
            raise Broken(where + ": was changed")
        content = json.loads(body)
        if (content["ticket"], content["seq"]) != (ticket, seq):
            raise Broken(where + ": belongs elsewhere")
        promised = self.promised.pop((ticket, seq), None)
        if promised not in (None, self.digest.hex()):
            raise Broken(where + ": is not the one in the checkpoint")
        self.seq = seq

    def head(self, found: dict[str, Any]) -> None:
        """The end of a request's chain."""
        same = (found["ticket"], found["seq"], bytes.fromhex(found["head"]))
        if self.headed or same != (self.ticket, self.seq, self.digest):
            raise Broken(f"{found['ticket']}: its last events are missing")
        self.headed = True

    def end(self, found: dict[str, Any]) -> None:
        """The last line: how many of each there are."""
        counts = (found["checkpoints"], found["events"], found["requests"])
        if not self.headed or counts != tuple(self.counts.values()):
            raise Broken("lines are missing")
        for ticket, seq in self.promised:
            raise Broken(f"{ticket} event {seq}: is in a checkpoint but missing")
        self.ended = True

    def finish(self) -> None:
        """After the last line."""
        if not self.ended:
            raise Broken("the end of the file is missing")


def load_key(path: str, wanted: str | None) -> tuple[str, Check]:
    """The algorithm of the public key in a PEM file, and what verifies with it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - plain Python
            key: Any = load_pem_public_key(file.read())
    except UnsupportedAlgorithm:
        raise ValueError("kind of key") from None
    if isinstance(key, rsa.RSAPublicKey):
        algorithm = wanted or "RS256"
        return algorithm, rsa_check(key, algorithm)
    if isinstance(key, ec.EllipticCurvePublicKey):
        algorithm, digest, half = CURVES[key.curve.name]
        check = ecdsa_check(key, digest, half)
    else:
        algorithm, check = WHOLE[type(key).__name__.lstrip("_")], key.verify
    if wanted not in (None, algorithm):
        raise ValueError("kind of key")
    return algorithm, check


def ecdsa_check(key: Any, name: str, half: int) -> Check:  # noqa: ANN401
    """What raises InvalidSignature unless two numbers of fixed width fit."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    def check(signature: bytes, message: bytes) -> None:
        if len(signature) != 2 * half:
            raise InvalidSignature
        r, s = signature[:half], signature[half:]
        pair = utils.encode_dss_signature(
            int.from_bytes(r, "big"), int.from_bytes(s, "big")
        )
        key.verify(pair, message, ec.ECDSA(getattr(hashes, name)()))

    return check


def rsa_check(key: Any, algorithm: str) -> Check:  # noqa: ANN401
    """What raises InvalidSignature unless the RSA signature fits."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    name, bits = RSA[algorithm]
    if key.key_size < bits:
        raise ValueError("length of key")
    digest = getattr(hashes, name)()
    pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
    pad = pss if algorithm == "PS256" else padding.PKCS1v15()
    return lambda signature, message: key.verify(signature, message, pad, digest)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the file and say what was found."""
    parser = argparse.ArgumentParser(description="Check an egovkit history export.")
    parser.add_argument("file")
    parser.add_argument("--key", help="public key of the checkpoints, PEM")
    parser.add_argument("--algorithm", help="of an RSA key: RS256, RS384 or PS256")
    options = parser.parse_args(arguments)
    place = "the key"
    try:
        wanted = options.algorithm
        checker = Checker(load_key(options.key, wanted) if options.key else None)
        place = "the file"
        with open(options.file, encoding="ascii") as file:  # noqa: PTH123
            for number, text in enumerate(file, 1):
                place = f"line {number}"
                checker.line(json.loads(text))
        checker.finish()
    except Broken as broken:
        print(f"BROKEN at {place}: {broken}")
        return 1
    except ImportError:
        print('cannot check signatures: install the package "cryptography"')
        return 2
    except UNREADABLE as error:
        print(f"not checkable at {place}: {type(error).__name__}")
        return 2
    return report(checker)


def report(checker: Checker) -> int:
    """Say what was found in an intact file."""
    counts = checker.counts
    print(f"INTACT: {counts['event']} events, {counts['head']} requests")
    signed = counts["checkpoint"]
    if signed and checker.key is None:
        print(f"{signed} checkpoints fit; signatures NOT checked")
        return 3
    if signed:
        print(f"{signed} checkpoints fit and are signed by this key")
    else:
        print("no checkpoints: the owner of the database could have rewritten it all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
