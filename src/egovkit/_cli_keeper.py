"""The keeper's part of ``egovkit trust``: root, draft, sign, assemble.

Keepers work on machines of their own, so every step reads and writes files:
whoever prepares an edition makes a draft, each keeper signs its bytes, and the
signatures are put together. Changes stand in a TOML file that people can read,
review and keep.
"""

import argparse
import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from egovkit._cli_common import (
    ask_password,
    load_trust,
    now_or,
    password_in,
    print_aloud,
    read,
    shown,
)
from egovkit._cli_parser import Lang
from egovkit._clock import local_minute
from egovkit._files import write_new
from egovkit._messages import sentence
from egovkit.errors import EgovkitError, UsageError
from egovkit.signatures import (
    DetachedSignature,
    ProfileSpec,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    VerificationKey,
    read_signatures,
    sign_detached,
    write_signatures,
)
from egovkit.signatures.trust import compare
from egovkit.signatures.trust._list import Draft, read_draft
from egovkit.signatures.trust._root import read_root

__all__ = ["assemble", "draft", "root", "sign"]

Entry = dict[str, Any]


def root(args: argparse.Namespace) -> int:
    """Write the bytes of a new root."""
    at = now_or(args.at)
    previous = load_trust(args, at).root if args.trust else None
    data = TrustRoot.build(
        keys=[_public(path, "trust") for path in args.key],
        threshold=args.threshold,
        list_keys=[_public(path, "trust") for path in args.list_key],
        list_threshold=args.list_threshold,
        at=at,
        expires=at + timedelta(days=args.days),
        previous=previous,
    )
    _write(args.out, data, args.lang)
    _say_digest(data, args.lang)
    return 0


def draft(args: argparse.Namespace) -> int:
    """Write the bytes of the next list, and say what it changes."""
    at = now_or(args.at)
    previous = load_trust(args, at) if args.trust else None
    builder = TrustListBuilder(previous)
    for table, entries in _changes(args.changes).items():
        for entry in entries:
            _apply(builder, table, entry, args.changes.parent)
    data = builder.build(at=at, expires=at + timedelta(days=args.days))
    _say_changes(previous, data, args.lang)
    _write(args.out, data, args.lang)
    return 0


def sign(args: argparse.Namespace) -> int:
    """Sign the bytes of a root or a list, after saying what stands in them."""
    data = read(args.file)
    known = load_trust(args, now_or(args.at)) if args.trust else None
    _say_content(known, data, args.lang)
    _say_digest(data, args.lang)
    pem = read(args.key)  # before anybody types a password for nothing
    password = (
        password_in(args.password_file)
        if args.password_file
        else ask_password("cli_password", args.lang)
    )
    key = SigningKey.from_pem(pem, password=password, use="trust")
    _write(args.out, write_signatures([sign_detached(data, key)]), args.lang)
    return 0


def assemble(args: argparse.Namespace) -> int:
    """Put root, list and signatures together, verify them, and write trust.json."""
    at = now_or(args.at)
    known = load_trust(args, at) if args.trust else None
    if args.root is None:
        if known is None:
            raise UsageError("keeper_no_root")
        trusted = known.root
    else:
        data, signatures = read(args.root), _signatures(args.root_signature)
        trusted = (
            TrustRoot.first(data, signatures)
            if known is None
            else known.root.successor(data, signatures)
        )
    made = TrustList.from_signed(
        read(args.list),
        _signatures(args.signature),
        root=trusted,
        at=at,
        state=None if known is None else known.state,
    )
    _write(args.out, made.to_bundle(), args.lang)
    return 0


def _public(path: Path, use: str) -> VerificationKey:
    return VerificationKey.from_pem(read(path), use=use)


def _signatures(paths: Sequence[Path]) -> list[DetachedSignature]:
    return [s for path in paths for s in read_signatures(read(path))]


def _write(path: Path, data: bytes, lang: Lang) -> None:
    """Write a file, and never over another."""
    write_new(path, data, mode=0o666)
    print(sentence("keeper_written", lang, name=shown(path)))


def _say_digest(data: bytes, lang: Lang) -> None:
    digest = hashlib.sha256(data).hexdigest()
    print(sentence("keeper_digest", lang, digest=digest))
    print_aloud(digest)


def _say_content(previous: TrustList | None, data: bytes, lang: Lang) -> None:
    """What a keeper puts a name to: every key by its whole fingerprint."""
    try:
        made = read_root(data)
    except EgovkitError:
        _say_changes(previous, data, lang)
        return
    _say_edition(made, lang)
    for what, needed, keys in (
        ("keeper_next_root", made.threshold, made.keys),
        ("keeper_next_list", made.list_threshold, made.list_keys),
    ):
        print(sentence(what, lang, threshold=needed, count=len(keys)))
        for key in keys:
            print(f"- {key.kid.hex()}  {key.fingerprint}")


def _say_changes(previous: TrustList | None, data: bytes, lang: Lang) -> None:
    made = read_draft(data)
    _say_edition(made, lang)
    for change in compare(previous, made):
        print(f"- {change.sentence(lang)}")


def _say_edition(made: TrustRoot | Draft, lang: Lang) -> None:
    """Version and times: a list that never ends would never be replaced."""
    facts = {
        "version": made.version,
        "issued": local_minute(made.issued_at),
        "expires": local_minute(made.expires_at),
    }
    print(sentence("keeper_edition", lang, **facts))


def _changes(path: Path) -> Mapping[str, list[Entry]]:
    try:
        value = tomllib.loads(read(path).decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise UsageError("keeper_not_toml", name=shown(path)) from None
    for table, entries in value.items():
        if table not in _TABLES or not isinstance(entries, list):
            raise UsageError("keeper_table", known=", ".join(_TABLES))
    # in the order of the file's needs, whatever order it was written in
    return {table: value[table] for table in _TABLES if table in value}


def _apply(builder: TrustListBuilder, table: str, entry: object, folder: Path) -> None:
    names, apply = _TABLES[table]
    needed = {name for name in names.split() if not name.endswith("?")}
    allowed = {name.removesuffix("?") for name in names.split()}
    if not isinstance(entry, dict) or not needed <= entry.keys() <= allowed:
        raise UsageError("keeper_entry", table=table, names=names)
    try:
        apply(builder, dict(entry), folder)
    except EgovkitError:
        raise
    except (AttributeError, TypeError, ValueError):  # a number where text belongs
        raise UsageError("keeper_entry", table=table, names=names) from None


def _registry(builder: TrustListBuilder, entry: Entry, _folder: Path) -> None:
    builder.add_registry(entry["name"])


def _profile(builder: TrustListBuilder, entry: Entry, _folder: Path) -> None:
    described = {"labels": entry["labels"], "fields": entry["fields"]}
    spec = ProfileSpec.from_dict(entry["number"], described)
    builder.set_profile(entry["registry"], spec)


def _issuer(builder: TrustListBuilder, entry: Entry, _folder: Path) -> None:
    builder.add_issuer(entry.pop("id"), **entry)


def _allow(builder: TrustListBuilder, entry: Entry, _folder: Path) -> None:
    builder.allow(entry["issuer"], entry["profiles"])


def _key(builder: TrustListBuilder, entry: Entry, folder: Path) -> None:
    key = _public(folder / entry.pop("file"), entry.pop("use"))
    builder.add_key(entry.pop("issuer"), key, **entry)


def _rotate(builder: TrustListBuilder, entry: Entry, folder: Path) -> None:
    builder.rotate_key(
        entry["issuer"],
        _public(folder / entry["file"], entry["use"]),
        old=_kid(entry["old"]),
        at=entry["at"],
    )


def _retire(builder: TrustListBuilder, entry: Entry, _folder: Path) -> None:
    builder.retire_key(entry["issuer"], _kid(entry["kid"]), at=entry["at"])


def _compromised(builder: TrustListBuilder, entry: Entry, _folder: Path) -> None:
    builder.declare_compromised(entry["issuer"], _kid(entry["kid"]))


def _kid(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except (TypeError, ValueError):
        raise UsageError("keeper_kid") from None


_Apply = Callable[[TrustListBuilder, Entry, Path], None]
# Table of the changes file → its names ("?" where one may be left out), and what
# it does. The order is that in which they are applied.
_TABLES: dict[str, tuple[str, _Apply]] = {
    "registry": ("name", _registry),
    "profile": ("registry number labels fields", _profile),
    "issuer": ("id name registry profiles? status_uri?", _issuer),
    "allow": ("issuer profiles", _allow),
    "key": ("issuer file use not_before? not_after?", _key),
    "rotate": ("issuer old file use at", _rotate),
    "retire": ("issuer kid at", _retire),
    "compromised": ("issuer kid", _compromised),
}
