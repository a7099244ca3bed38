"""Keys, and what the keeper of a trust list does with the public ones.

`surat_domisili.py` calls this. In life the keeper is another body than the agency,
holds several keys of which m of n must sign, never sees a private key of the agency,
and continues the list in force; here each run makes a first edition. All names are
fictitious.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from egovkit.qr import SealedDocument
from egovkit.signatures import (
    SigningKey,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)
from kelurahan.berkas import Instansi


def kept(path: Path, content: bytes) -> bytes:
    """The content of a file; the first run writes it, whole or not at all."""
    if not path.exists():
        new = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        new.touch(mode=0o600)
        new.write_bytes(content)
        with suppress(FileExistsError):  # another run was faster: its content counts
            os.link(new, path)
        new.unlink()
    return path.read_bytes()


def kept_key(path: Path, use: str, password: str) -> SigningKey:
    """A key that the first run makes, encrypted on disk."""
    if not path.exists():
        with suppress(FileExistsError):  # another run was faster: its key counts
            SigningKey.generate("Ed25519", use=use).save(path, password=password)
    return SigningKey.load(path, password=password, use=use)


def make_trust_list(
    office: Instansi,
    document: type[SealedDocument],
    keys: Mapping[str, SigningKey],
    *,
    at: datetime,
) -> bytes:
    """A root and a list with one agency, its keys and its document: ``trust.json``."""
    keeper, until = keys["trust"], at + timedelta(days=30)
    data = TrustRoot.build(
        keys=[keeper.public],
        threshold=1,
        list_keys=[keeper.public],
        list_threshold=1,
        at=at,
        expires=until,
    )
    root = TrustRoot.first(data, [sign_detached(data, keeper)])
    spec = document.profile_spec()
    builder = TrustListBuilder()
    builder.add_registry(document.registry)
    builder.set_profile(document.registry, spec)
    builder.add_issuer(
        office.penerbit,
        name=office.nama,
        registry=document.registry,
        profiles=[spec.profile],
        status_uri=office.status,
    )
    for use in ("seal", "status"):
        builder.add_key(office.penerbit, keys[use].public)
    return builder.sign([keeper], root=root, at=at, expires=until).to_bundle()
