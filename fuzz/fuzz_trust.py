"""Trust lists, their signatures and states, and status lists in both forms."""

import json
from datetime import UTC, datetime

from _fuzz import Input, Target, run

from egovkit.errors import EgovkitError
from egovkit.qr import (
    StatusList,
    StatusSet,
    read_status_aggregation,
    status_aggregation,
)
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    TrustList,
    TrustState,
    read_signatures,
    sign_detached,
    write_signatures,
)
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
LABEL = {"id": "Nama", "en": "Name"}
ISSUER = "kelurahan-contoh"


class Letter:
    """A kind of document with a field of each form that JSON gives it."""

    registry = "kota-contoh"

    @classmethod
    def profile_spec(cls) -> ProfileSpec:
        """Its description."""
        item = FieldSpec("", {}, "digits", width=16)
        return ProfileSpec(
            1,
            LABEL,
            (
                FieldSpec("name", LABEL, "text"),
                FieldSpec("kind", LABEL, "enum", values={1: LABEL, 2: LABEL}),
                FieldSpec("members", LABEL, "list", item=item, optional=True),
            ),
        )


AUTHORITY = TestAuthority()
AUTHORITY.issuer_key(ISSUER, documents=[Letter])
TRUST = AUTHORITY.trust_list()
ENTRIES = [(1, "valid"), (2, "revoked"), (3, "suspended")]
STATUSES = StatusList.from_entries(100, ENTRIES)
TOKEN = AUTHORITY.status_token(STATUSES, issuer=ISSUER, at=AT)


def bundle(data: Input) -> None:
    """What is read says what the authority's keepers signed, and nothing else."""
    assert isinstance(data, bytes)
    read = TrustList.from_bundle(
        data, root_fingerprint=AUTHORITY.root.fingerprint, at=AT
    )
    assert read.data == TRUST.data


def resigned(data: Input) -> None:
    """Honest keepers sign anything: it is read strictly, and comes back."""
    assert isinstance(data, bytes)
    signatures = [sign_detached(data, keeper) for keeper in AUTHORITY.keepers]
    read = TrustList.from_signed(data, signatures, root=AUTHORITY.root, at=AT)
    assert TrustList.from_bundle(read.to_bundle(), at=AT) == read


def status(data: Input) -> None:
    """A list that is accepted answers as it was signed."""
    held = StatusSet.from_tokens([data], trust=TRUST, at=AT)
    uri = AUTHORITY.status_uri(ISSUER)
    assert [held.lookup(uri, i, AT).word for i in (1, 2, 3, 4)] == [
        "valid",
        "revoked",
        "suspended",
        "not_issued",
    ]


def compressed(data: Input) -> None:
    """Whatever inflates is a list of that many bytes."""
    assert isinstance(data, bytes)
    for bits in (1, 2, 4, 8):
        read = StatusList.from_compressed(data, bits=bits)
        assert StatusList.from_compressed(read.compressed(), bits=bits) == read


def state(data: Input) -> None:
    """A state that is read is written again the same."""
    assert isinstance(data, str)
    read = TrustState.from_json(data)
    assert TrustState.from_json(read.to_json()) == read


def small(data: Input) -> None:
    """The files beside the lists."""
    assert isinstance(data, bytes)
    for parse in (read_signatures, read_status_aggregation):
        try:
            parse(data)
        except EgovkitError:
            continue


URIS = [AUTHORITY.status_uri(ISSUER), f"{AUTHORITY.status_uri(ISSUER)}/1"]

run(
    Target("trust bundle", bundle, seeds=[AUTHORITY.bundle()]),
    Target("trust list, signed", resigned, seeds=[TRUST.data]),
    Target("status token", status, seeds=[TOKEN]),
    Target("status list, inflated", compressed, seeds=[STATUSES.compressed()]),
    Target("trust state", state, seeds=[TRUST.state.to_json()]),
    Target(
        "signatures and aggregation",
        small,
        seeds=[
            write_signatures(TRUST.signatures),
            status_aggregation(URIS),
            json.dumps([{"kid": "00000000", "sig": ""}]).encode(),
        ],
    ),
)
