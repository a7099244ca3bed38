"""Keyed pseudonyms: stable, separate by purpose, and found while keys change."""

import copy
import pickle
import re

import pytest
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidFormatError, UsageError
from egovkit.identity import NIK
from egovkit.privacy import Pseudonymizer

NIK_1 = NIK("3171015708459002")
NIK_2 = NIK("3171015708459003")
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


def people(**keys: bytes) -> Pseudonymizer:
    """A pseudonymizer for one purpose."""
    return Pseudonymizer(keys or {"a": OLD}, purpose="antrean-bansos")


def oracle(key: bytes, purpose: str, value: str) -> str:
    """The same by another implementation, from the description alone."""
    info = b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (b"egovkit", b"pseudonym", purpose.encode())
    )
    mac = hmac.HMAC(HKDFExpand(hashes.SHA256(), 32, info).derive(key), hashes.SHA256())
    mac.update(value.encode())
    return mac.finalize()[:16].hex()


def test_it_is_hmac_sha_256_under_a_key_expanded_for_the_purpose():
    """Another implementation of HKDF and HMAC gives the same pseudonym."""
    expected = oracle(OLD, "antrean-bansos", NIK_1.reveal())
    assert people().pseudonym(NIK_1) == f"a.{expected}"


def test_the_same_value_gives_the_same_pseudonym():
    """Another process with the same key joins on it."""
    assert people().pseudonym(NIK_1) == people().pseudonym(NIK("3171015708459002"))


def test_an_identifier_and_its_text_give_the_same():
    """A table that holds bare digits joins with one that holds values."""
    assert people().pseudonym(NIK_1) == people().pseudonym(NIK_1.reveal())


def test_text_is_taken_as_it_is():
    """Another spelling of a number is another text: parse it first."""
    assert people().pseudonym("31.71.01-570845 9002") != people().pseudonym(NIK_1)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(people().pseudonym(NIK_2), id="value"),
        pytest.param(people(a=NEW).pseudonym(NIK_1), id="key"),
        pytest.param(
            Pseudonymizer({"a": OLD}, purpose="statistik").pseudonym(NIK_1),
            id="purpose",
        ),
    ],
)
def test_another_value_key_or_purpose_gives_an_unrelated_one(other):
    """Tables of two purposes cannot be joined, whoever holds both."""
    assert other != people().pseudonym(NIK_1)


def test_the_form_is_a_key_name_and_128_bits():
    """It names its key and is harmless in URLs, file names and indexes."""
    assert re.fullmatch(r"a\.[0-9a-f]{32}", people().pseudonym(NIK_1))


def test_candidates_find_rows_of_every_key():
    """While keys change, one look-up finds rows written before and after."""
    before = people(old=OLD)
    during = people(new=NEW, old=OLD)
    after = people(new=NEW)
    assert during.candidates(NIK_1) == (after.pseudonym(NIK_1), before.pseudonym(NIK_1))
    assert during.pseudonym(NIK_1) == during.candidates(NIK_1)[0]
    assert before.pseudonym(NIK_1) in during.candidates(NIK_1)


def test_what_is_left_to_rewrite_can_be_told():
    """A job that changes keys finds the rows of the old one."""
    during = people(new=NEW, old=OLD)
    assert during.is_current(during.pseudonym(NIK_1))
    assert not during.is_current(people(old=OLD).pseudonym(NIK_1))
    assert not during.is_current("newer.00")


@pytest.mark.parametrize(
    ("keys", "purpose", "code"),
    [
        pytest.param({}, "p", "keys_missing", id="no-key"),
        pytest.param([OLD], "p", "keys_missing", id="key-without-name"),
        pytest.param({"a": b"short"}, "p", "key_size", id="short-key"),
        pytest.param({"a": "x" * 32}, "p", "key_size", id="text-key"),
        pytest.param({"A": OLD}, "p", "key_name_form", id="capital"),
        pytest.param({"a.b": OLD}, "p", "key_name_form", id="dot"),
        pytest.param({"": OLD}, "p", "key_name_form", id="empty-name"),
        pytest.param({2026: OLD}, "p", "key_name_form", id="name-as-an-int"),
        pytest.param({"a" * 17: OLD}, "p", "key_name_form", id="long-name"),
        pytest.param({"a": OLD}, "", "purpose_missing", id="no-purpose"),
    ],
)
def test_a_set_up_that_cannot_be_meant_is_refused(keys, purpose, code):
    """Weak keys and missing purposes show when the object is made."""
    with pytest.raises(UsageError) as refused:
        Pseudonymizer(keys, purpose=purpose)
    assert refused.value.code == code


@pytest.mark.parametrize("value", [3171015708459002, None, b"3171", ["x"]], ids=repr)
def test_only_identifiers_and_text_have_pseudonyms(value):
    """A number as an int has lost its zeros, so it is refused."""
    with pytest.raises(InvalidFormatError) as refused:
        people().pseudonym(value)
    assert refused.value.code == "not_text"


@pytest.mark.parametrize("ask", [Pseudonymizer.pseudonym, Pseudonymizer.candidates])
def test_masked_text_has_no_pseudonym(ask):
    """``str(nik)`` is one text for a whole district: people would be joined by it."""
    with pytest.raises(InvalidFormatError) as refused:
        ask(people(), str(NIK("3171015708459002")))
    assert refused.value.code == "masked_text"


@pytest.mark.parametrize("copying", [pickle.dumps, copy.copy, copy.deepcopy])
def test_keys_do_not_travel(copying):
    """A pickle to a worker or a cache would carry the secret."""
    with pytest.raises(UsageError) as refused:
        copying(people())
    assert refused.value.code == "keys_not_picklable"


def test_the_repr_names_keys_and_shows_none():
    """A log of the object tells which keys it has."""
    assert repr(people(new=NEW, old=OLD)) == "Pseudonymizer(keys=('new', 'old'))"


UNMASKED = st.text().filter(lambda text: "***" not in text)


@pytest.mark.property
@given(UNMASKED, UNMASKED)
def test_every_text_has_a_pseudonym_of_its_own(one, two):
    """Lone surrogates too; equal texts and only they give equal pseudonyms."""
    assert (one == two) == (people().pseudonym(one) == people().pseudonym(two))
