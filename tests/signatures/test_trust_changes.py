"""What a keeper is told before signing: every difference, none behind another.

Somebody else prepared the bytes. Whatever the list would let an agency or a key do
from now on must stand in the words, or a keeper signs what nobody saw.
"""

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._messages import table
from egovkit.signatures import (
    FieldSpec,
    ProfileSpec,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    sign_detached,
)
from egovkit.signatures.trust import compare
from egovkit.signatures.trust._list import read_draft

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
EPOCH = 1795507200
LABEL = {"id": "Nama", "en": "Name"}
KEEPER = SigningKey.from_bytes(b"\x01" * 32, use="trust")
FIRST, SECOND = (
    SigningKey.from_bytes(bytes([n]) * 32, use="seal").public for n in (2, 3)
)


def spec(number, *names):
    """A profile of optional texts."""
    fields = tuple(FieldSpec(name, LABEL, "text", optional=True) for name in names)
    return ProfileSpec(number, LABEL, fields)


def made():
    """The JSON of a list: two registries, two agencies, two keys of the first."""
    builder = TrustListBuilder()
    for registry in ("kota-contoh", "kota-lain"):
        builder.add_registry(registry)
        for number in (1, 2, 3):
            builder.set_profile(registry, spec(number, "nama", "alamat"))
    builder.add_issuer(
        "dinas", name="Dinas Contoh", registry="kota-contoh", profiles=[1, 2],
        status_uri="https://v.contoh.example/status",
    )  # fmt: skip
    builder.add_issuer("kelurahan", name="Kelurahan", registry="kota-contoh")
    builder.add_key("dinas", FIRST, not_before=AT, not_after=AT + timedelta(days=1))
    builder.add_key("dinas", SECOND)
    return json.loads(builder.build(at=AT, expires=AT + timedelta(days=7)))


MADE = made()


def in_force(value):
    """The list as a verifier has it."""
    keepers = {"keys": [KEEPER.public], "list_keys": [KEEPER.public]}
    data = TrustRoot.build(
        threshold=1, list_threshold=1, at=AT, expires=AT + timedelta(days=99), **keepers
    )
    root = TrustRoot.first(data, [sign_detached(data, KEEPER)])
    data = json.dumps(value).encode()
    signatures = [sign_detached(data, KEEPER)]
    return TrustList.from_signed(data, signatures, root=root, at=AT)


def told(old, new):
    """The differences as (code without its prefix, facts)."""
    old = None if old is None else in_force(old)
    changes = compare(old, read_draft(json.dumps(new).encode()))
    assert changes == compare(old, in_force(new))  # proposed or received: the same
    return [
        (change.code.removeprefix("trust_change_"), dict(change.facts))
        for change in changes
    ]


def changed(change):
    """A copy of the list with a change in its JSON."""
    value = copy.deepcopy(MADE)
    change(value)
    return value


def of_key(key, **facts):
    """The facts of a key as it is after the change."""
    return {
        "issuer": "dinas",
        "kid": key.kid.hex(),
        "fingerprint": key.fingerprint,
        "use": "seal",
        "start": "-",
        "end": "-",
        "retired": "-",
    } | facts


FIRST_TIMES = {"start": "2026-11-24 15:00 WIB", "end": "2026-11-25 15:00 WIB"}


def test_the_first_edition_is_told_whole():
    """What every agency may do, not only that it is there."""
    assert told(None, MADE) == [
        *(
            ("profile_added", {"registry": registry, "profile": number})
            for registry in ("kota-contoh", "kota-lain")
            for number in (1, 2, 3)
        ),
        (
            "issuer_added",
            {"issuer": "dinas", "name": "Dinas Contoh", "registry": "kota-contoh"},
        ),
        ("profile_allowed", {"issuer": "dinas", "profile": 1}),
        ("profile_allowed", {"issuer": "dinas", "profile": 2}),
        ("status_uri", {"issuer": "dinas", "uri": "https://v.contoh.example/status"}),
        ("key_added", of_key(FIRST, **FIRST_TIMES)),
        ("key_added", of_key(SECOND)),
        (
            "issuer_added",
            {"issuer": "kelurahan", "name": "Kelurahan", "registry": "kota-contoh"},
        ),
    ]


def test_an_agency_that_is_gone_is_told_once():
    """Its keys and profiles went with it."""
    new = changed(lambda value: value["issuers"].pop(0))
    assert told(MADE, new) == [("issuer_removed", {"issuer": "dinas"})]


def profiles(value):
    """Change the second registry: its first profile stays."""
    stated = value["registries"]["kota-lain"]
    stated["2"]["fields"].append({**stated["2"]["fields"][0], "name": "tanggal"})
    del stated["3"]["fields"][1]
    stated["4"] = stated["1"]
    del value["registries"]["kota-contoh"]["3"]


def test_profiles_are_told_by_registry_and_number():
    """Also those that come after one that stayed."""
    assert told(MADE, changed(profiles)) == [
        ("profile_removed", {"registry": "kota-contoh", "profile": 3}),
        ("profile_extended", {"registry": "kota-lain", "profile": 2}),
        ("profile_altered", {"registry": "kota-lain", "profile": 3}),
        ("profile_added", {"registry": "kota-lain", "profile": 4}),
    ]


def test_an_agency_that_changes_is_told_in_everything():
    """Name, registry, each profile, and where its status lists are."""
    new = changed(
        lambda value: value["issuers"][0].update(
            name="Dinas Baru", registry="kota-lain", profiles=[2, 3], status_uri=None
        )
    )
    assert told(MADE, new) == [
        ("issuer_renamed", {"issuer": "dinas", "name": "Dinas Baru"}),
        ("issuer_moved", {"issuer": "dinas", "registry": "kota-lain"}),
        ("profile_allowed", {"issuer": "dinas", "profile": 3}),
        ("profile_withdrawn", {"issuer": "dinas", "profile": 1}),
        ("status_uri", {"issuer": "dinas", "uri": "-"}),
    ]


def keys(*updates):
    """A list in which the agency's keys were changed, one after the other."""
    value = copy.deepcopy(MADE)
    for key, update in zip(value["issuers"][0]["keys"], updates, strict=False):
        key.update(update)
    return value


ACTIVE, CLEARED = {"status": "active"}, {"status": "active", "retired_at": None}
RETIRED = {"status": "retired", "retired_at": EPOCH}
COMPROMISED = {"status": "compromised"}
RETIRED_FACT = {"retired": "2026-11-24 15:00 WIB"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, RETIRED, [("key_retired", RETIRED_FACT)]),
        ({}, COMPROMISED, [("key_compromised", {})]),
        (RETIRED, RETIRED | COMPROMISED, [("key_compromised", RETIRED_FACT)]),
        (RETIRED, CLEARED, [("key_revived", {})]),
        (COMPROMISED, ACTIVE, [("key_cleared", {}), ("key_revived", {})]),
        (
            COMPROMISED,
            RETIRED,
            [("key_cleared", RETIRED_FACT), ("key_retired", RETIRED_FACT)],
        ),
        (COMPROMISED, COMPROMISED, []),
        (RETIRED, RETIRED, []),
    ],
    ids=["retired", "compromised", "retired-compromised", "revived", "cleared",
         "cleared-retired", "still-compromised", "still-retired"],
)  # fmt: skip
def test_the_state_of_a_key(before, after, expected):
    """A thief's signatures do not come back in the words of a retirement."""
    expected = [(code, of_key(SECOND, **facts)) for code, facts in expected]
    assert told(keys({}, before), keys({}, after)) == expected


@pytest.mark.parametrize("state", [{}, RETIRED, COMPROMISED], ids=["", "ret", "comp"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"not_before": 0}, "key_times"),
        ({"not_after": 2**40}, "key_times"),
        ({"use": "approval"}, "key_use"),
    ],
    ids=["earlier", "longer", "use"],
)
def test_no_change_hides_behind_a_state(state, change, code):
    """A key that is retired in the same edition may have been given a longer past."""
    codes = [code for code, _ in told(MADE, keys({}, state | change))]
    alone = [code for code, _ in told(MADE, keys({}, state))]
    assert codes == [*alone, code]


def test_use_and_times_are_told_both():
    """And what they are now."""
    new = keys({"use": "status", "not_before": EPOCH + 60, "not_after": None})
    facts = of_key(FIRST, use="status", start="2026-11-24 15:01 WIB")
    assert told(MADE, new) == [("key_use", facts), ("key_times", facts)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (RETIRED, RETIRED | {"retired_at": EPOCH + 60}),
        (ACTIVE, ACTIVE | {"retired_at": EPOCH + 60}),
    ],
    ids=["retired", "active"],
)
def test_a_retirement_that_moves(before, after):
    """What was signed in between becomes valid, or is no longer."""
    expected = of_key(SECOND, retired="2026-11-24 15:01 WIB")
    assert told(keys({}, before), keys({}, after)) == [("key_times", expected)]


@pytest.mark.parametrize(
    ("state", "code"),
    [(ACTIVE, None), (RETIRED, "key_retired"), (COMPROMISED, "key_compromised")],
    ids=["active", "retired", "compromised"],
)
def test_a_key_that_arrives(state, code):
    """It is told with its times; and its state where it is not in use."""
    old = changed(lambda value: value["issuers"][0]["keys"].pop(0))
    new = keys(state)
    facts = of_key(FIRST, **FIRST_TIMES, **(RETIRED_FACT if state is RETIRED else {}))
    more = [] if code is None else [(code, facts)]
    assert told(old, new) == [("key_added", facts), *more]


def test_a_key_that_is_gone_is_told_by_its_hint():
    """Those beside it are not told."""
    new = changed(lambda value: value["issuers"][0]["keys"].pop(0))
    facts = {"issuer": "dinas", "kid": FIRST.kid.hex()}
    assert told(MADE, new) == [("key_removed", facts)]


def test_a_key_that_changes_hands_is_told_at_both():
    """Removed at one agency, added at the other."""
    new = copy.deepcopy(MADE)
    new["issuers"][1]["keys"].append(new["issuers"][0]["keys"].pop())
    assert told(MADE, new) == [
        ("key_removed", {"issuer": "dinas", "kid": SECOND.kid.hex()}),
        ("key_added", of_key(SECOND, issuer="kelurahan")),
    ]


OPTIONS = {
    "not_before": [None, 0, EPOCH],
    "not_after": [None, EPOCH, 2**40],
    "use": ["seal", "approval"],
    "status": ["active", "compromised"],
}
KEYS = st.fixed_dictionaries({name: st.sampled_from(v) for name, v in OPTIONS.items()})


@pytest.mark.property
@given(KEYS, KEYS)
def test_nothing_is_told_only_where_nothing_changed(before, after):
    """Two editions of a key: silent exactly where they are the same."""
    assert (told(keys(before), keys(after)) == []) is (before == after)


def test_every_difference_has_its_sentence():
    """In both languages, with every fact in its place."""
    changes = [
        *compare(None, in_force(MADE)),
        *compare(in_force(MADE), in_force(changed(profiles))),
        *compare(in_force(keys({}, COMPROMISED)), in_force(keys({}, RETIRED))),
        *compare(in_force(MADE), in_force(keys({"use": "status", "not_after": 1}))),
    ]
    assert {"trust_change_key_cleared", "trust_change_key_use"} < {
        change.code for change in changes
    }
    for change in changes:
        assert change.code in table()
        for lang in ("id", "en"):
            words = change.sentence(lang)
            assert "{" not in words
            assert "…" not in words
            name = "issuer" if "issuer" in change.facts else "registry"
            assert str(change.facts[name]) in words
