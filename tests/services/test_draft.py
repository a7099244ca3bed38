"""A draft, and what a seal says of itself: the token's digest, profile and index."""

from dataclasses import FrozenInstanceError
from hashlib import sha256
from itertools import product
from types import SimpleNamespace

import pytest
from services_office import definition

from egovkit.errors import Refused, UsageError
from egovkit.services._draft import SILENT, Draft, Made

OUTPUT = {"title": "Surat Keterangan Domisili", "profile": 7}
WITH_PROFILE = definition(output=OUTPUT)
WITH_TITLE = definition(output="Surat Keterangan Domisili")
WITHOUT = definition()


def draft(index=5):
    """A draft under a status index."""
    return Draft("DOM-1", "400.12/1", "surat", 2027, 1, index, 1_804_230_600)


def made(**says):
    """What a seal says that says this."""
    return Made.of(SimpleNamespace(token=b"a seal", **says))


def test_a_seal_is_known_by_the_digest_of_its_bytes():
    """SHA-256 in hexadecimal digits: 64 of them, of the token and of nothing else."""
    assert made().token == sha256(b"a seal").hexdigest()
    assert made(profile=7, status_index=5).token == made().token
    assert Made.of(SimpleNamespace(token=b"")).token == sha256(b"").hexdigest()


@pytest.mark.parametrize(
    "odd", [None, "a seal", 5, bytearray(b"a seal"), memoryview(b"a seal"), [b"x"]],
    ids=["none", "text", "number", "array", "view", "list"],
)  # fmt: skip
def test_a_token_is_bytes(odd):
    """Text would have another digest on another day, a buffer may change."""
    for seal in (SimpleNamespace(token=odd), odd, object()):
        with pytest.raises(UsageError) as refused:
            Made.of(seal)
        assert refused.value.code == "not_bytes"


def test_what_a_seal_does_not_say_is_not_made_up():
    """No index and the index None are two things; so with a profile it has none."""
    for says, profile, index in (
        ({}, None, SILENT),
        ({"status_index": None}, None, None),
        ({"profile": 7, "status_index": 5}, 7, 5),
    ):
        found = made(**says)
        assert (found.profile, found.status_index) == (profile, index)


@pytest.mark.parametrize("wanted", [None, 0, 5])
@pytest.mark.parametrize(
    "said", [SILENT, None, 0, 5, 6], ids=["silent", "none", "0", "5", "6"]
)
def test_an_index_is_the_drafts_wherever_both_have_one(wanted, said):
    """What says nothing is trusted to have none; what says another one is refused.

    Index 0 is an index: the first document of a list can be revoked like any other.
    """
    seal = made() if said is SILENT else made(status_index=said)
    right = wanted is None or said is SILENT or said == wanted
    if right:
        seal.demand(WITHOUT, draft(wanted))
        return
    with pytest.raises(Refused) as refused:
        seal.demand(WITHOUT, draft(wanted))
    assert refused.value.code == "seal_other_index"
    assert refused.value.facts == {"expected": wanted}


@pytest.mark.parametrize(
    "said", [SILENT, None, 0, 6, "7", 7],
    ids=["silent", "none", "0", "6", "text", "7"],
)  # fmt: skip
def test_a_profile_is_asked_for_where_the_output_has_one(said):
    """Of a document that is only named, or not named at all, nothing is asked."""
    seal = made() if said is SILENT else made(profile=said)
    for service in (WITH_TITLE, WITHOUT):
        seal.demand(service, draft(None))
    if said == 7:
        seal.demand(WITH_PROFILE, draft(None))
        return
    with pytest.raises(Refused) as refused:
        seal.demand(WITH_PROFILE, draft(None))
    assert refused.value.code == "seal_other_profile"
    assert refused.value.facts == {"expected": 7}


def test_the_index_is_asked_for_first():
    """One reason at a time, the one that could never be mended."""
    codes = []
    for profile, index in product((6, 7), (4, 5)):
        try:
            made(profile=profile, status_index=index).demand(WITH_PROFILE, draft())
            codes.append(None)
        except Refused as refused:
            codes.append(refused.code)
    assert codes == [
        "seal_other_index", "seal_other_profile", "seal_other_index", None,
    ]  # fmt: skip


def test_a_draft_is_a_value():
    """It may wait in a queue until it is signed: nobody changes its number."""
    with pytest.raises(FrozenInstanceError):
        draft().number = "400.12/2"
    assert draft() == draft()
    assert draft() != draft(6)
    assert len({draft(), draft()}) == 1
