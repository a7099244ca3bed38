"""``egovkit trust`` and ``egovkit page``: lists as verifiers and keepers use them."""

import argparse
from functools import partial
from pathlib import Path
from typing import Any, cast

from egovkit._cli_common import (
    add_trust_arguments,
    labeller,
    load_trust,
    moment,
    now_or,
    number,
    read,
    shown,
)
from egovkit._cli_parser import Lang, Parser, Verbs
from egovkit._clock import local_minute
from egovkit._messages import sentence

__all__ = ["add_page", "add_trust"]

_days = partial(number, least=1, most=36_500)
_threshold = partial(number, least=1)


def add_trust(commands: Verbs) -> None:
    """Add the commands on trust lists."""
    verbs = commands.add("trust").verbs()
    add_trust_arguments(verbs.add("show", run=_show), option=False)
    diff = verbs.add("diff", run=_diff)
    diff.add_argument("old", type=Path, metavar="LAMA.json", help="cli_help_old")
    diff.add_argument("new", type=Path, metavar="BARU.json", help="cli_help_new")
    diff.add_argument("--root-fingerprint", metavar="HEX", help="cli_help_root")
    diff.add_argument("--at", type=moment, metavar="WAKTU", help="cli_help_at")
    _add_root(verbs)
    _add_draft(verbs)
    _add_sign(verbs)
    _add_assemble(verbs)


def add_page(commands: Verbs) -> None:
    """Add the command that writes the verify page."""
    build = commands.add("page").verbs().add("build", run=_page_build)
    add_trust_arguments(build)
    build.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="cli_help_folder"
    )
    build.add_argument(
        "--status",
        type=Path,
        action="append",
        default=[],
        metavar="BERKAS",
        help="cli_help_status",
    )
    build.add_argument("--agency", default="", metavar="NAMA", help="cli_help_agency")


# ---------------------------------------------------------------- keepers


def _keeper(verbs: Verbs, name: str) -> Parser:
    """A command of a list's keeper, with what all of them take."""

    def run(args: argparse.Namespace) -> int:
        from egovkit import _cli_keeper

        return cast("int", getattr(_cli_keeper, name)(args))

    command = verbs.add(name, run=run)
    command.add_argument(
        "--trust", type=Path, metavar="trust.json", help="cli_help_force"
    )
    command.add_argument("--root-fingerprint", metavar="HEX", help="cli_help_root")
    command.add_argument("--at", type=moment, metavar="WAKTU", help="cli_help_at")
    command.add_argument(
        "--out", type=Path, required=True, metavar="BERKAS", help="cli_help_out"
    )
    return command


_FILES: dict[str, Any] = {"type": Path, "action": "append", "required": True}


def _add_root(verbs: Verbs) -> None:
    root = _keeper(verbs, "root")
    root.add_argument("--key", metavar="KUNCI.pub.pem", help="cli_help_keys", **_FILES)
    root.add_argument(
        "--list-key", metavar="KUNCI.pub.pem", help="cli_help_list_keys", **_FILES
    )
    for name in ("--threshold", "--list-threshold"):
        root.add_argument(
            name,
            type=_threshold,
            required=True,
            metavar="JUMLAH",
            help="cli_help_threshold",
        )
    _add_days(root, 400)


def _add_draft(verbs: Verbs) -> None:
    draft = _keeper(verbs, "draft")
    draft.add_argument(
        "changes", type=Path, metavar="PERUBAHAN.toml", help="cli_help_changes"
    )
    _add_days(draft, 7)


def _add_days(command: Parser, default: int) -> None:
    command.add_argument(
        "--days", type=_days, default=default, metavar="HARI", help="cli_help_days"
    )


def _add_sign(verbs: Verbs) -> None:
    sign = _keeper(verbs, "sign")
    sign.add_argument("file", type=Path, metavar="BERKAS", help="cli_help_signed")
    sign.add_argument(
        "--key", type=Path, required=True, metavar="KUNCI.pem", help="cli_help_key"
    )
    sign.add_argument(
        "--password-file", type=Path, metavar="BERKAS", help="cli_help_password_file"
    )


def _add_assemble(verbs: Verbs) -> None:
    assemble = _keeper(verbs, "assemble")
    assemble.add_argument(
        "--list", type=Path, required=True, metavar="BERKAS", help="cli_help_list"
    )
    assemble.add_argument(
        "--signature", metavar="BERKAS.sig", help="cli_help_signatures", **_FILES
    )
    assemble.add_argument(
        "--root", type=Path, metavar="BERKAS", help="cli_help_new_root"
    )
    assemble.add_argument(
        "--root-signature",
        type=Path,
        action="append",
        default=[],
        metavar="BERKAS.sig",
        help="cli_help_signatures",
    )


# ---------------------------------------------------------------- verifiers


def _show(args: argparse.Namespace) -> int:
    trust = load_trust(args, now_or(args.at))
    lang: Lang = args.lang
    say = labeller(lang)
    say("cli_root", trust.root.fingerprint)
    say("cli_version", str(trust.version))
    say("cli_issued", local_minute(trust.issued_at))
    say("cli_expires", local_minute(trust.expires_at))
    for issuer in trust.issuers.values():
        print()
        say("cli_issuer", f"{issuer.name} ({issuer.id})")
        numbers = ", ".join(map(str, sorted(issuer.profiles)))
        print(f"  {issuer.registry}, {sentence('cli_profiles', lang)} {numbers}")
        for key in issuer.keys:
            state = sentence(f"cli_{key.status}", lang)
            print(f"  {key.key.kid.hex()}  {key.key.algorithm}  {key.use}  {state}")
            print(f"    {key.key.fingerprint}")
    return 0


def _diff(args: argparse.Namespace) -> int:
    from egovkit.signatures import TrustList
    from egovkit.signatures.trust import compare

    at, pin = now_or(args.at), args.root_fingerprint
    old = TrustList.from_bundle(read(args.old), root_fingerprint=pin, at=at)
    new = TrustList.from_bundle(
        read(args.new),
        root_fingerprint=pin or old.root.chain[0].fingerprint,
        at=at,
        state=old.state,  # refuses what does not continue the old list
    )
    changes = compare(old, new)
    for change in changes:
        print(change.sentence(args.lang))
    if not changes:
        print(sentence("cli_no_change", args.lang))
    return 0


def _page_build(args: argparse.Namespace) -> int:
    from egovkit.qr import build_page

    trust = load_trust(args, now_or(args.at))
    statuses = [read(path) for path in args.status]
    page = build_page(trust, args.out, statuses=statuses, agency=args.agency)
    print(sentence("cli_page_written", args.lang, name=shown(page)))
    return 0
