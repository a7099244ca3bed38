"""The verify page: one static HTML file that checks seals in the browser.

It reads the seal format and the trust list with code of its own (JavaScript
beside this file), so that a fault in one implementation shows in the other. It
works from a web server, offline and from a file; nothing a seal holds leaves
the browser.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from egovkit._arguments import of_kind, several
from egovkit._messages import table
from egovkit.qr._arguments import trust_list
from egovkit.qr._status_token import numbered_token, parse_token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from egovkit.signatures.trust import TrustList

__all__ = ["build_page"]

# In the order in which each needs those before it.
_SCRIPTS = ("cbor", "crypto", "trust", "status", "seal", "fields", "lists", "ui")
_CODE = re.compile(r'"([a-z0-9]+(?:_[a-z0-9]+)+)"')


def build_page(
    trust: TrustList,
    out: str | os.PathLike[str],
    *,
    statuses: Iterable[bytes | str] = (),
    agency: str = "",
) -> Path:
    """Write the verify page with a trust list inside.

    Three files are written into the folder, replacing those of an earlier
    build: ``index.html``, which is all that a visitor needs; ``sw.js``, which
    keeps it for visits without a network; and ``trust.json``, which a page that
    was kept reads to find a newer list. Serve them over https from the address
    that your seals name; `docs/howto/host-the-verify-page.md` says how.

    Args:
        trust: The list; its root is what the page trusts from then on.
        out: The folder; made where it is missing.
        statuses: Status list tokens (CWT or JWT) to put inside, for visitors
            without a network. A page without them says "status not checked"
            offline.
        agency: The name at the top of the page.

    Returns:
        The path of ``index.html``.

    Raises:
        egovkit.errors.InvalidFormatError: Not a status list token; which one,
            counted from 1, says the error's fact ``token``.
        egovkit.errors.UsageError: An argument of another kind.
    """
    trust_list(trust)
    of_kind(out, str | os.PathLike, "out")
    of_kind(agency, str, "agency")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    bundle = trust.to_bundle()
    target = folder / "index.html"
    page = _html(trust, bundle.decode(), tuple(several(statuses, "statuses")), agency)
    target.write_bytes(page.encode())  # bytes: the policy's hashes are over them
    (folder / "trust.json").write_bytes(bundle)
    (folder / "sw.js").write_bytes(_part("sw.js").encode())
    return target


def _html(
    trust: TrustList, bundle: str, statuses: tuple[bytes | str, ...], agency: str
) -> str:
    script, style = _script(), _part("page.css")
    return _fill(
        policy=_policy(script, style, trust),
        style=style,
        agency=html.escape(agency),
        data=_data(trust, bundle, statuses, script),
        script=script,
    )


def _fill(**parts: str) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _part("page.html"))


@cache
def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _script() -> str:
    body = "\n".join(_part(f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _policy(script: str, style: str, trust: TrustList) -> str:
    origins = {
        f"https://{urlsplit(issuer.status_uri).netloc}"
        for issuer in trust.issuers.values()
        if issuer.status_uri is not None
    }
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            " ".join(("connect-src 'self'", *sorted(origins))),
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _data(
    trust: TrustList, bundle: str, statuses: tuple[bytes | str, ...], script: str
) -> str:
    sentences = table()
    value = {
        "trust": bundle,
        "root": trust.root.fingerprint,
        "trustAddress": "trust.json",
        "statuses": [_snapshot(*numbered) for numbered in enumerate(statuses, 1)],
        "sentences": {
            code: sentences[code]
            for code in sorted(set(_CODE.findall(script)) & sentences.keys())
        },
    }
    # A list may hold any text; "</script>" would end the block.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _snapshot(number: int, token: bytes | str) -> str:
    with numbered_token(number):
        parse_token(token)
    data = token.encode() if isinstance(token, str) else token
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
