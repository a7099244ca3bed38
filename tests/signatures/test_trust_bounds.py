"""Every limit of a trust list at its two sides: the last that passes, the first that
does not.

The limits keep a signer's mistake from becoming every verifier's: they hold for
lists that honest keepers signed.
"""

import base64
import copy
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from egovkit.errors import (
    EgovkitError,
    InvalidFormatError,
    NotVerified,
    UsageError,
)
from egovkit.signatures import (
    DetachedSignature,
    FieldSpec,
    Issuer,
    IssuerKey,
    ProfileSpec,
    Registry,
    SigningKey,
    TrustList,
    TrustListBuilder,
    TrustRoot,
    TrustState,
    read_signatures,
    sign_detached,
    write_signatures,
)
from egovkit.signatures.trust import _read, compare
from egovkit.signatures.trust._list import read_draft
from egovkit.signatures.trust._root import read_root

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
EPOCH = 1795507200
LABEL = {"id": "Nama", "en": "Name"}
KEEPER = SigningKey.generate(use="trust")
SECOND = timedelta(seconds=1)


def root(**changes):
    """A root of one keeper, with changes in its JSON."""
    data = TrustRoot.build(
        keys=[KEEPER.public],
        threshold=1,
        list_keys=[KEEPER.public],
        list_threshold=1,
        at=AT,
        expires=AT + timedelta(days=400),
    )
    value = json.loads(data) | changes
    data = json.dumps(value).encode()
    return TrustRoot.first(data, [sign_detached(data, KEEPER)])


def plain_list():
    """The JSON of a list with everything in it."""
    builder = TrustListBuilder()
    builder.add_registry("kota-contoh")
    fields = (
        FieldSpec("nama", LABEL, "text"),
        FieldSpec("nik", LABEL, "digits", width=16),
        FieldSpec("tujuan", LABEL, "enum", values={1: LABEL, -2: LABEL}),
        FieldSpec(
            "anggota", LABEL, "list", optional=True,
            item=FieldSpec("", {}, "digits", width=16),
        ),
    )  # fmt: skip
    builder.set_profile("kota-contoh", ProfileSpec(1, LABEL, fields))
    builder.add_issuer(
        "kelurahan-contoh",
        name="Kelurahan Contoh",
        registry="kota-contoh",
        profiles=[1],
        status_uri="https://v.contoh.example/status",
    )
    builder.add_key("kelurahan-contoh", SigningKey.generate(use="seal").public)
    data = builder.build(at=AT, expires=AT + timedelta(days=7))
    return json.loads(data)


PLAIN = plain_list()


def read(change=None, *, at=AT, state=None, by=None, text=None):
    """A list whose JSON was changed, truly signed, and read."""
    value = copy.deepcopy(PLAIN)
    if change is not None:
        change(value)
    data = text or json.dumps(value).encode()
    signatures = [sign_detached(data, KEEPER)]
    return TrustList.from_signed(
        data, signatures, root=by or root(), at=at, state=state
    )


def issuer(**changes):
    """What changes the agency."""
    return lambda value: value["issuers"][0].update(changes)


def key(**changes):
    """What changes the agency's key."""
    return lambda value: value["issuers"][0]["keys"][0].update(changes)


def field(number, **changes):
    """What changes a field of the profile."""
    return lambda value: value["registries"]["kota-contoh"]["1"]["fields"][
        number
    ].update(changes)


def label(text):
    """A label in both languages."""
    return {"id": text, "en": text}


PASSES = {
    "plain": None,
    "id-1": issuer(id="a"),
    "id-63": issuer(id="a" * 63),
    "id-marks": issuer(id="0._-"),
    "name-300": issuer(name="a" * 300),
    "name-1": issuer(name="a"),
    "name-no-break": issuer(name="Kelurahan\u00a0Contoh"),
    "name-wide-blank": issuer(name="東京\u3000都"),
    "name-others": issuer(name="Kelurahan Contoh “Méga” 東京 😀"),
    "key-from-0": key(not_before=0),
    "key-to-the-last": key(not_after=2**53 - 1),
    "retired-at-0": key(status="retired", retired_at=0),
    "active-with-an-end": key(status="active", retired_at=5),
    "compromised": key(status="compromised"),
    "width-1": field(1, width=1),
    "width-32": field(1, width=32),
    "label-300": field(0, label=label("a" * 300)),
    "optional-false": field(0, optional=False),
    **{
        f"type-{kind}": field(0, type=kind)
        for kind in ("text", "int", "bool", "date", "datetime", "rupiah", "masked")
    },
    "enum-0": field(2, values={"0": LABEL}),
    "enum-negative": field(2, values={"-1": LABEL}),
    "no-profiles": issuer(profiles=[]),
    "no-keys": lambda value: value["issuers"][0].update(keys=[]),
    "no-issuers": lambda value: value.update(issuers=[]),
    "version-0": lambda value: value.update(version=0),
    "version-last": lambda value: value.update(version=2**53 - 1),
    "uri-port": issuer(status_uri="https://v.contoh.example:8443/a/b;c=d"),
    "uri-null": issuer(status_uri=None),
}
REFUSED = {
    "id-0": ("id", issuer(id="")),
    "id-64": ("id", issuer(id="a" * 64)),
    "id-mark-first": ("id", issuer(id="-a")),
    "id-dot-first": ("id", issuer(id=".a")),
    "id-capital": ("id", issuer(id="A")),
    "id-newline": ("id", issuer(id="a\n")),
    "id-other-letters": ("id", issuer(id="é")),
    "name-301": ("text", issuer(name="a" * 301)),
    "name-0": ("text", issuer(name="")),
    "name-tab": ("text", issuer(name="a\tb")),
    "name-newline": ("text", issuer(name="a\nb")),
    "name-nul": ("text", issuer(name="a\0")),
    "name-private": ("text", issuer(name="a\ue000")),
    "name-joiner": ("text", issuer(name="a\u200db")),
    "name-line": ("text", issuer(name="a\u2028b")),
    "name-paragraph": ("text", issuer(name="a\u2029b")),
    "name-isolate": ("text", issuer(name="a\u2066b")),
    "name-number": ("name", issuer(name=5)),
    "key-before-0": ("not_before", key(not_before=-1)),
    "key-beyond": ("not_after", key(not_after=2**53)),
    "key-true": ("not_before", key(not_before=True)),
    "key-fraction": (None, key(not_before=1.0)),
    "key-retired-never": ("retired_at", key(status="retired")),
    "key-status": ("status", key(status="Active")),
    "key-status-none": ("status", key(status=None)),
    "key-use-none": ("use", key(use=None)),
    "key-kid-capitals": (
        "kid",
        lambda value: key(kid=value["issuers"][0]["keys"][0]["kid"].upper() + "A")(
            value
        ),
    ),
    "key-more": ("unknown_name", key(comment="x")),
    "width-0": ("width", field(1, width=0)),
    "width-33": ("width", field(1, width=33)),
    "width-true": ("width", field(1, width=True)),
    "width-null": ("width", field(1, width=None)),
    "label-301": ("text", field(0, label=label("a" * 301))),
    "label-empty": ("text", field(0, label=label(""))),
    "label-three": ("label", field(0, label=LABEL | {"jv": "Asma"})),
    "label-number": ("text", field(0, label=LABEL | {"en": 1})),
    "label-null": ("text", field(0, label=LABEL | {"id": None})),
    "label-list": ("label", field(0, label=["Nama", "Name"])),
    "optional-1": ("optional", field(0, optional=1)),
    "optional-null": ("optional", field(0, optional=None)),
    "enum-plus": ("values", field(2, values={"+1": LABEL})),
    "enum-blank": ("values", field(2, values={" 1": LABEL})),
    "enum-underscore": ("values", field(2, values={"1_0": LABEL})),
    "enum-minus-zero": ("values", field(2, values={"-0": LABEL})),
    "enum-wide": ("values", field(2, values={"１": LABEL})),  # noqa: RUF001 - the point
    "field-name-capital": ("id", field(0, name="Nama")),
    "field-more": ("unknown_name", field(0, comment="x")),
    "item-with-name": ("unknown_name", field(3, item={"type": "text", "name": "x"})),
    "item-optional": (
        "unknown_name",
        field(3, item={"type": "text", "optional": True}),
    ),
    "item-unknown": ("type", field(3, item={"type": "float"})),
    "profile-more": (
        "unknown_name",
        lambda value: value["registries"]["kota-contoh"]["1"].update(x=1),
    ),
    "profile-unknown": ("profiles", issuer(profiles=[2])),
    "profile-text": ("profiles", issuer(profiles=["1"])),
    "profile-fraction": (None, issuer(profiles=[1.0])),
    "profile-null": ("profiles", issuer(profiles=[None])),
    "profile-twice": ("profiles", issuer(profiles=[1, 1])),
    "issuer-more": ("unknown_name", issuer(comment="x")),
    "uri-http": ("status_uri", issuer(status_uri="http://v.contoh.example/")),
    "uri-capitals": ("status_uri", issuer(status_uri="HTTPS://v.contoh.example/")),
    "uri-twice": ("status_uri", issuer(status_uri=" https://v.contoh.example/")),
    "uri-blank": ("status_uri", issuer(status_uri="https://v.contoh.example/a b")),
    "uri-at": ("status_uri", issuer(status_uri="https://a@v.contoh.example/")),
    "uri-query": ("status_uri", issuer(status_uri="https://v.contoh.example/?a")),
    "uri-fragment": ("status_uri", issuer(status_uri="https://v.contoh.example/#a")),
    "uri-backslash": (
        "status_uri",
        issuer(status_uri="https://v.contoh.example\\@lain.example/"),
    ),
    "uri-quote": ("status_uri", issuer(status_uri='https://v.contoh.example/"x')),
    "uri-angle": ("status_uri", issuer(status_uri="https://v.contoh.example/<script>")),
    "uri-long": ("text", issuer(status_uri="https://v.contoh.example/" + "a" * 300)),
    "version-true": ("version", lambda value: value.update(version=True)),
    "version-null": ("version", lambda value: value.update(version=None)),
    "version-beyond": ("version", lambda value: value.update(version=2**53)),
    "format-0": ("type", lambda value: value.update(format=0)),
    "type-missing": ("type", lambda value: value.pop("type")),
    "expires-missing": ("expires_at", lambda value: value.pop("expires_at")),
    "previous-true": ("previous", lambda value: value.update(previous=True)),
}


@pytest.mark.parametrize("name", PASSES)
def test_the_last_that_passes(name):
    """Read, and nothing is lost: the same bytes say the same to everybody."""
    trust = read(PASSES[name])
    assert read_draft(trust.data).issuers == trust.issuers


@pytest.mark.parametrize("name", REFUSED)
def test_the_first_that_does_not(name):
    """Truly signed, and refused: by verifiers, and by keepers before they sign.

    The error says where to look; a fraction is refused before it has a name.
    """
    value = copy.deepcopy(PLAIN)
    place, change = REFUSED[name]
    change(value)
    text = json.dumps(value).encode()
    for reading in (lambda: read(text=text), lambda: read_draft(text)):
        with pytest.raises(InvalidFormatError) as caught:
            reading()
        assert caught.value.facts == ({} if place is None else {"field": place})


@pytest.mark.parametrize(("count", "passes"), [(0, True), (64, True), (65, False)])
def test_so_many_fields(count, passes):
    """A seal has room for far fewer than 64."""
    fields = [{"name": f"f{n}", "label": LABEL, "type": "text"} for n in range(count)]
    value = {"labels": LABEL, "fields": fields}
    if passes:
        assert len(ProfileSpec.from_dict(1, value).fields) == count
        return
    with pytest.raises(InvalidFormatError):
        ProfileSpec.from_dict(1, value)


@pytest.mark.parametrize(("count", "passes"), [(1, True), (32, True), (33, False)])
def test_so_many_keepers(count, passes):
    """Thirty-two in each group, and thresholds from one to all of them."""
    # Of so many keys at random, two would share a hint of four bytes one day.
    seeds = [number.to_bytes(32, "big") for number in range(count)]
    keys = [SigningKey.from_bytes(seed, use="trust") for seed in seeds]
    public = [one.public for one in keys]
    for threshold in {1, count}:
        data = TrustRoot.build(
            keys=public, threshold=threshold, list_keys=public,
            list_threshold=threshold, at=AT, expires=AT + SECOND,
        )  # fmt: skip
        signatures = [sign_detached(data, one) for one in keys[:threshold]]
        if passes:
            assert len(TrustRoot.first(data, signatures).keys) == count
            if threshold > 1:
                with pytest.raises(NotVerified) as caught:
                    TrustRoot.first(data, signatures[1:])
                facts = {"needed": threshold, "valid": threshold - 1}
                assert caught.value.facts == facts
            continue
        with pytest.raises(InvalidFormatError):
            TrustRoot.first(data, signatures)


@pytest.mark.parametrize("threshold", [0, 3, -1, True])
@pytest.mark.parametrize("which", ["threshold", "list_threshold"])
def test_a_threshold_from_one_to_all(which, threshold):
    """Zero signatures would do, or no number of them would: neither is a root."""
    keys = [SigningKey.generate(use="trust") for _ in range(2)]
    public = [one.public for one in keys]
    data = TrustRoot.build(
        keys=public, threshold=2, list_keys=public, list_threshold=2,
        at=AT, expires=AT + SECOND,
    )  # fmt: skip
    value = json.loads(data) | {which: threshold}
    data = json.dumps(value).encode()
    with pytest.raises(InvalidFormatError):
        TrustRoot.first(data, [sign_detached(data, one) for one in keys])
    if threshold is not True:
        given = {"threshold": 2, "list_threshold": 2} | {which: threshold}
        with pytest.raises(UsageError):
            TrustRoot.build(
                keys=public, list_keys=public, at=AT, expires=AT + SECOND, **given
            )


@pytest.mark.parametrize("group", ["keys", "list_keys"])
def test_a_keeper_stands_once_in_a_group(group):
    """The same key twice would be two of a threshold."""
    public = [KEEPER.public]
    given = {"keys": public, "list_keys": public} | {group: public * 2}
    with pytest.raises(UsageError) as caught:
        TrustRoot.build(
            threshold=1, list_threshold=1, at=AT, expires=AT + SECOND, **given
        )
    assert caught.value.facts == {"needed": 1, "keys": 2}


@pytest.mark.parametrize(("count", "passes"), [(0, True), (64, True), (65, False)])
def test_so_many_signatures(count, passes):
    """Sixty-four; what is read is what was written."""
    signatures = [
        DetachedSignature(n.to_bytes(4, "big"), b"x" * n) for n in range(count)
    ]
    data = write_signatures(signatures)
    if passes:
        assert read_signatures(data) == tuple(signatures)
        return
    with pytest.raises(InvalidFormatError):
        read_signatures(data)


@pytest.mark.parametrize(
    "kid",
    ["0A1B2C3D", "0a1b2c", "0a1b2c3d4e", "0a 1b 2c 3d", "0a1b2c3", "", "0a1b2c3g",
     "0x1b2c3d", "０a1b2c3d"],  # noqa: RUF001 - the point
    ids=["capitals", "three", "five", "blanks", "odd", "empty", "letter", "prefix",
         "wide"],
)  # fmt: skip
def test_a_hint_is_eight_small_digits(kid):
    """One spelling, so that two signatures of one key are seen to be of one."""
    with pytest.raises(InvalidFormatError) as caught:
        read_signatures(json.dumps([{"kid": kid, "sig": "AAAA"}]).encode())
    assert caught.value.facts == {"field": "kid"}


@pytest.mark.parametrize(
    "sig", ["AAAA=", "AAA=", "A", "AA+A", "AA/A", "AA A", "AB", "é"]
)
def test_a_signature_has_one_spelling(sig):
    """base64url without padding, blanks or loose bits."""
    with pytest.raises(InvalidFormatError) as caught:
        read_signatures(json.dumps([{"kid": "0a1b2c3d", "sig": sig}]).encode())
    assert caught.value.facts == {"field": "base64url"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[{}]", "kid"),
        ("{}", "signatures"),
        ('{"kid":"0a1b2c3d"}', "signatures"),
        ("[1]", "object"),
        ("null", "signatures"),
        ('[{"kid":"0a1b2c3d"}]', "sig"),
        ('[{"kid":"0a1b2c3d","sig":"AAAA","x":1}]', "unknown_name"),
    ],
    ids=["empty", "object", "one", "number", "null", "no-signature", "more"],
)
def test_signatures_are_a_list_of_pairs(text, place):
    """Hint and signature, nothing else."""
    with pytest.raises(InvalidFormatError) as caught:
        read_signatures(text.encode())
    assert caught.value.facts == {"field": place}


@pytest.mark.parametrize("fits", [True, False])
def test_how_long_a_file_may_be(fits, monkeypatch):
    """16 MiB; here as long as this one, and one byte less."""
    assert _read.MAX_BYTES == 16 * 2**20
    data = json.dumps(PLAIN).encode()
    monkeypatch.setattr(_read, "MAX_BYTES", len(data) - (not fits))
    if fits:
        assert read_draft(data).version == 1
        return
    with pytest.raises(InvalidFormatError) as caught:
        read_draft(data)
    assert caught.value.code == "trust_too_large"


@pytest.mark.parametrize(
    "text",
    [
        b'{"type":"egovkit-trust-list","type":"egovkit-trust-list"}',
        b'{"version":NaN}',
        b'{"version":Infinity}',
        b'{"version":1.5}',
        b'{"version":1e3}',
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"[" * 100_000,
    ],
    ids=["twice", "nan", "infinity", "fraction", "exponent", "two", "mark", "bytes",
         "deep"],
)  # fmt: skip
def test_json_that_two_readers_take_differently(text):
    """RFC 7493: none of it is read, though it were signed."""
    with pytest.raises(InvalidFormatError) as caught:
        read(text=text)
    assert caught.value.code == "trust_not_json"


# Times


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (AT, None),
        (AT - timedelta(seconds=300), None),
        (AT - timedelta(seconds=301), "trust_from_future"),
        (AT + timedelta(days=7), None),
        (AT + timedelta(days=7) + SECOND, "trust_expired"),
    ],
    ids=["made", "skewed", "before", "last-second", "after"],
)
def test_a_list_has_its_time(at, code):
    """From five minutes before it was made to the second of its end."""
    if code is None:
        assert read(at=at).version == 1
        return
    with pytest.raises(NotVerified) as caught:
        read(at=at)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("changes", "at", "code"),
    [
        ({"expires_at": EPOCH}, AT, None),
        ({"expires_at": EPOCH - 1}, AT, "root_expired"),
        ({"issued_at": EPOCH + 300}, AT, None),
        ({"issued_at": EPOCH + 301}, AT, "trust_from_future"),
    ],
    ids=["last-second", "ended", "skewed", "from-the-future"],
)
def test_its_root_has_a_time_too(changes, at, code):
    """A list lives no longer than the root that its keepers are named in."""
    if code is None:
        assert read(by=root(**changes), at=at).version == 1
        return
    with pytest.raises(NotVerified) as caught:
        read(by=root(**changes), at=at)
    assert caught.value.code == code


@pytest.mark.parametrize(("seen", "passes"), [(300, True), (301, False)])
def test_a_clock_that_was_set_back(seen, passes):
    """Five minutes behind a signed time seen before are forgiven, no more."""
    state = TrustState(latest=EPOCH + seen)
    if passes:
        assert read(state=state).version == 1
        return
    with pytest.raises(NotVerified) as caught:
        read(state=state)
    assert caught.value.code == "clock_set_back"


def test_what_is_remembered_is_the_later_of_two_times():
    """The list's and the root's, whichever was made later."""
    older = root(issued_at=EPOCH - 50)
    assert read(by=older).state.latest == EPOCH
    newer = root(issued_at=EPOCH + 50)
    assert read(by=newer).state.latest == EPOCH + 50


@pytest.mark.parametrize("seen", [0, EPOCH - 1, EPOCH, EPOCH + 1, EPOCH + 300])
def test_what_is_remembered_only_moves_forward(seen):
    """A keeper whose clock is behind takes nothing back of what was seen."""
    trust = read(state=TrustState(latest=seen))
    assert trust.state.latest == max(seen, EPOCH)
    assert trust == read()  # the same list, whoever reads it


@pytest.mark.parametrize(
    ("version", "previous", "state", "code"),
    [
        (5, None, {"list_version": 5}, None),
        (5, None, {"list_version": 6}, "trust_older"),
        (6, "a" * 64, {"list_version": 5, "list_digest": "a" * 64}, None),
        (6, "b" * 64, {"list_version": 5, "list_digest": "a" * 64}, "trust_forked"),
        (6, None, {"list_version": 5, "list_digest": "a" * 64}, "trust_forked"),
        (7, "b" * 64, {"list_version": 5, "list_digest": "a" * 64}, None),
        (5, None, {"list_version": 5, "list_digest": "a" * 64}, "trust_same_version"),
        (1, None, {"root_version": 1}, None),
        (1, None, {"root_version": 2}, "root_older"),
    ],
    ids=["same", "older", "next", "fork", "fork-from-nothing", "one-missed",
         "other-content", "same-root", "older-root"],
)  # fmt: skip
def test_what_follows_what(version, previous, state, code):
    """Versions only grow, and the next one names the one that is remembered."""
    change = lambda value: value.update(version=version, previous=previous)  # noqa: E731
    if code is None:
        assert read(change, state=TrustState(**state)).version == version
        return
    with pytest.raises(NotVerified) as caught:
        read(change, state=TrustState(**state))
    assert caught.value.code == code


# What a key covers, what an agency may issue


AGENCY = Issuer("kelurahan-contoh", "Kelurahan", "kota-contoh", frozenset({1, 2}))


@pytest.mark.parametrize(
    ("times", "covered"),
    [
        ({}, {4, 5, 6, 8, 9, 10}),
        ({"not_before": 5}, {5, 6, 8, 9, 10}),
        ({"not_after": 9}, {4, 5, 6, 8, 9}),
        ({"retired_at": 9}, {4, 5, 6, 8}),
        ({"not_before": 5, "not_after": 9, "retired_at": 8}, {5, 6}),
        ({"not_before": 0, "not_after": 0}, set()),
    ],
    ids=["always", "from", "to", "retired", "all", "one-second"],
)
def test_the_seconds_that_a_key_covers(times, covered):
    """Both ends belong to its validity; the second of retirement does not."""
    entry = IssuerKey(KEEPER.public, "seal", "active", AGENCY, **times)
    assert {at for at in (4, 5, 6, 8, 9, 10) if entry.covers(at)} == covered


def test_an_agency_issues_what_it_may_where_it_may():
    """Registry and profile both; a number means something only in its registry."""
    assert AGENCY.may_issue("kota-contoh", 1)
    assert not AGENCY.may_issue("kota-contoh", 3)
    assert not AGENCY.may_issue("kota-lain", 1)
    assert not AGENCY.may_issue("kota-lain", 3)


def test_the_keys_of_one_use():
    """All of that use, none of another."""
    trust = read()
    agency = trust.issuers["kelurahan-contoh"]
    assert [one.use for one in agency.keys_for("seal")] == ["seal"]
    assert agency.keys_for("status") == ()


def test_a_profile_is_found_in_its_registry_only():
    """Else None, never another one of that number."""
    trust = read()
    assert trust.profile("kota-contoh", 1).labels == LABEL
    assert trust.profile("kota-contoh", 2) is None
    assert trust.profile("kota-lain", 1) is None


@pytest.mark.parametrize(
    "name",
    ["01", "0", "-1", "1.0", "x", "", "१", "1\n", "1_0", "65536", "99999", "100000",
     "9" * 5000],
    ids=["zero-first", "zero", "minus", "fraction", "letter", "empty", "other-digit",
         "line", "underscore", "next", "five-digits", "six-digits", "endless"],
)  # fmt: skip
def test_the_numbers_of_profiles(name):
    """ASCII digits without a zero in front, and none that a seal could not state."""
    with pytest.raises(InvalidFormatError) as caught:
        Registry.from_dict("kota-contoh", {name: {"labels": LABEL, "fields": []}})
    assert caught.value.facts == {"field": "profiles"}


@pytest.mark.parametrize("number", [1, 9, 10, 65_535])
def test_a_profile_number_that_a_seal_can_state(number):
    """From 1 to 65,535, read as it was written."""
    stated = {"labels": LABEL, "fields": []}
    (found,) = Registry.from_dict("kota-contoh", {str(number): stated}).profiles.items()
    assert found == (number, ProfileSpec(number, LABEL, ()))


@pytest.mark.parametrize("number", [0, -1, 65_536, True, "1", 1.0, None], ids=repr)
def test_a_keeper_adds_no_profile_that_no_reader_takes(number):
    """Told when it is added, not by every verifier after the list was signed."""
    builder = TrustListBuilder()
    builder.add_registry("kota-contoh")
    with pytest.raises(InvalidFormatError) as caught:
        builder.set_profile("kota-contoh", ProfileSpec(number, LABEL, ()))
    assert caught.value.facts == {"field": "profiles"}


# The bundle


def bundle(change=None):
    """The JSON of trust.json, changed."""
    value = json.loads(read().to_bundle())
    if change is not None:
        change(value)
    return json.dumps(value).encode()


BUNDLES = {
    "type": ("type", lambda value: value.update(type="egovkit-trust-list")),
    "format": ("type", lambda value: value.update(format=2)),
    "more": ("unknown_name", lambda value: value.update(comment="x")),
    "no-roots": ("roots", lambda value: value.update(roots=[])),
    "too-many-roots": ("roots", lambda value: value.update(roots=value["roots"] * 65)),
    "root-more": ("unknown_name", lambda value: value["roots"][0].update(comment="x")),
    "list-more": ("unknown_name", lambda value: value["list"].update(comment="x")),
    "list-missing": ("list", lambda value: value.pop("list")),
    "list-null": ("list", lambda value: value.update(list=None)),
    "surrogate": ("signed", lambda value: value["list"].update(signed="\ud800")),
    "signed-object": ("signed", lambda value: value["list"].update(signed={})),
}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_read_strictly(name):
    """Roots and list, each with its signatures, and nothing beside them."""
    assert TrustList.from_bundle(bundle(), at=AT).version == 1
    place, change = BUNDLES[name]
    with pytest.raises(InvalidFormatError) as caught:
        TrustList.from_bundle(bundle(change), at=AT)
    assert caught.value.facts == {"field": place}


def test_sixty_four_roots_are_followed():
    """A year each: more than anybody's lifetime of keys."""
    last = root()
    for _ in range(63):
        data = TrustRoot.build(
            keys=[KEEPER.public], threshold=1, list_keys=[KEEPER.public],
            list_threshold=1, at=AT, expires=AT + timedelta(days=400), previous=last,
        )  # fmt: skip
        last = last.successor(data, [sign_detached(data, KEEPER)])
    assert len(last.chain) == 64
    trust = TrustList.from_bundle(read(by=last).to_bundle(), at=AT)
    assert trust.root.version == 64
    first = last.chain[0]
    for pin in (first, last.chain[31], last):
        found = TrustList.from_bundle(
            trust.to_bundle(), root_fingerprint=pin.fingerprint, at=AT
        )
        assert found.root.version == 64
        assert found.root.chain[0].fingerprint == pin.fingerprint


@pytest.mark.parametrize("name", ["root_version", "list_version", "latest"])
@pytest.mark.parametrize("value", [-1, True, "1", None, 2**53, 1.0])
def test_a_state_is_read_strictly(name, value):
    """What was stored is numbers from 0 that every reader takes alike."""
    stored = json.loads(TrustState().to_json()) | {name: value}
    with pytest.raises(InvalidFormatError):
        TrustState.from_json(json.dumps(stored))


@pytest.mark.parametrize("name", ["list_digest", "root_digest"])
@pytest.mark.parametrize("value", [5, True, [], {}])
def test_a_state_holds_digests_as_text(name, value):
    """Or nothing at all."""
    stored = json.loads(TrustState().to_json()) | {name: value}
    with pytest.raises(EgovkitError):
        TrustState.from_json(json.dumps(stored))


@pytest.mark.parametrize("use", ["seal", "status", "approval", "document"])
def test_only_keepers_sign_lists(use):
    """A key of another use never signs one, whoever holds it."""
    with pytest.raises(UsageError) as caught:
        sign_detached(b"{}", SigningKey.generate(use=use))
    assert caught.value.code == "trust_keeper_key"


@pytest.mark.parametrize(
    ("algorithm", "size"),
    [("ES256", 32), ("ES384", 32), ("ML-DSA-65", 32), ("RS256", 32), ("none", 32),
     ("EdDSA", 32), ("Ed25519", 31), ("Ed25519", 33), ("Ed25519", 0), ("ES256", 65)],
)  # fmt: skip
def test_a_key_is_of_the_algorithm_that_is_named(algorithm, size):
    """Thirty-two bytes are an Ed25519 key only where that is what they are called.

    The hint fits, as a keeper's program would have written it.
    """
    raw = bytes(range(1, size + 1))
    entry = {
        "alg": algorithm,
        "key": base64.urlsafe_b64encode(raw).decode().rstrip("="),
        "kid": hashlib.sha256(raw).digest()[:4].hex(),
    }
    right = SigningKey.generate(use="seal").public
    fitting = {
        "alg": "Ed25519",
        "key": base64.urlsafe_b64encode(right.to_bytes()).decode().rstrip("="),
        "kid": right.kid.hex(),
    }
    (found,) = read(key(**fitting)).keys_by_kid(right.kid)
    assert found.key == right
    with pytest.raises(InvalidFormatError) as caught:
        read(key(**entry))
    assert caught.value.facts == {"field": "key"}


def test_a_key_goes_by_its_own_hint():
    """Under another one a verifier would look for it in vain, or find it twice."""
    other = SigningKey.from_bytes(b"\x05" * 32, use="seal").public
    hint = bytes(byte ^ 1 for byte in other.kid).hex()
    value = base64.urlsafe_b64encode(other.to_bytes()).decode().rstrip("=")
    assert read(key(key=value, kid=other.kid.hex())).keys_by_kid(other.kid)
    with pytest.raises(InvalidFormatError) as caught:
        read(key(key=value, kid=hint))
    assert caught.value.facts == {"field": "kid"}


def test_a_root_is_pinned_by_its_fingerprint():
    """As it is computed, and as people write it down; one digit off is another."""
    made = root()
    digits = hashlib.sha256(made.data).hexdigest()
    assert made.fingerprint == digits
    pairs = [digits[at : at + 2] for at in range(0, 64, 2)]
    for text in (digits, digits.upper(), ":".join(pairs), " ".join(pairs)):
        pinned = TrustRoot.first(made.data, made.signatures, fingerprint=text)
        assert pinned == made
    for text in (digits[:-1], digits + "0", digits[1:] + digits[0], "", "0" * 64):
        with pytest.raises(NotVerified) as caught:
            TrustRoot.first(made.data, made.signatures, fingerprint=text)
        assert caught.value.code == "root_fingerprint"


def test_a_pinned_root_must_still_be_signed():
    """The fingerprint says which bytes; the signatures say that its keepers agree."""
    made = root()
    for signatures in ([], [DetachedSignature(KEEPER.kid, bytes(64))]):
        with pytest.raises(NotVerified) as caught:
            TrustRoot.first(made.data, signatures, fingerprint=made.fingerprint)
        assert caught.value.code == "root_signatures"


@pytest.mark.parametrize("pin", ["", " ", "0" * 64, ":", 5, b""], ids=repr)
def test_a_pin_that_is_empty_pins_nothing_open(pin):
    """A setting that was left blank must not mean: trust whoever gave the file."""
    for state in (None, read().state):
        with pytest.raises(NotVerified) as caught:
            TrustList.from_bundle(bundle(), root_fingerprint=pin, at=AT, state=state)
        assert caught.value.code == "root_fingerprint"


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("unknown_name", lambda value: value.update(comment="x")),
        ("unknown_name", lambda value: value["keys"][0].update(comment="x")),
        ("unknown_name", lambda value: value["list_keys"][0].update(use="trust")),
        ("type", lambda value: value.update(type="egovkit-trust-list")),
        ("type", lambda value: value.update(format=2)),
        ("format", lambda value: value.pop("format")),
        ("list_threshold", lambda value: value.pop("list_threshold")),
        ("keys", lambda value: value.update(keys={})),
        ("keys", lambda value: value.update(keys=value["keys"] * 2)),
        ("list_keys", lambda value: value.pop("list_keys")),
        ("keys", lambda value: value.update(list_keys=value["keys"] * 2)),
        ("threshold", lambda value: value.update(threshold=0)),
        ("threshold", lambda value: value.update(list_threshold=2)),
        ("version", lambda value: value.update(version=None)),
        ("issued_at", lambda value: value.update(issued_at=-1)),
        ("expires_at", lambda value: value.update(expires_at="2030")),
    ],
    ids=["more", "key-more", "key-use", "type", "format", "format-missing",
         "missing", "object", "key-twice", "no-list-keys", "list-key-twice",
         "nobody", "too-many", "version", "issued", "expires"],
)  # fmt: skip
def test_a_root_is_read_strictly(place, change):
    """A name that nobody knows is refused, in the root and in each of its keys.

    The error says where; so it is for whoever reads it before signing.
    """
    value = json.loads(root().data)
    change(value)
    data = json.dumps(value).encode()
    signatures = [sign_detached(data, KEEPER)]
    for reading in (lambda: TrustRoot.first(data, signatures), lambda: read_root(data)):
        with pytest.raises(InvalidFormatError) as caught:
            reading()
        assert caught.value.facts == {"field": place}


@pytest.mark.parametrize("version", [0, 1, 3, 2**40])
def test_the_next_root_is_the_next_number(version):
    """Exactly one more, and the error says which was expected."""
    first = root()
    value = json.loads(first.data) | {"version": version}
    data = json.dumps(value).encode()
    with pytest.raises(NotVerified) as caught:
        first.successor(data, [sign_detached(data, KEEPER)])
    assert (caught.value.code, caught.value.facts) == ("root_version", {"expected": 2})


def test_a_state_has_no_other_names():
    """What a later edition adds is not silently left out of what is remembered."""
    stored = json.loads(TrustState().to_json())
    assert TrustState.from_json(json.dumps(stored)) == TrustState()
    with pytest.raises(InvalidFormatError):
        TrustState.from_json(json.dumps(stored | {"more": 1}))


@pytest.mark.parametrize("name", ["not_before", "not_after", "retired_at"])
def test_the_times_of_a_key_are_written_where_there_are_any(name):
    """A time that is not there is left out; one that is comes back."""
    with_it = read(key(**{name: 5, "status": "retired", "retired_at": 9} | {name: 5}))
    again = TrustListBuilder(with_it).build(at=AT, expires=AT + SECOND)
    (entry,) = json.loads(again)["issuers"][0]["keys"]
    assert entry[name] == 5
    (bare,) = json.loads(TrustListBuilder(read()).build(at=AT, expires=AT + SECOND))[
        "issuers"
    ][0]["keys"]
    assert name not in bare


# What a later edition of a profile may change


A, B, C = label("Sekolah"), label("Kesehatan"), label("Pendidikan")


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ({1: A, 2: B}, {1: A, 2: B}, True),
        ({1: A, 2: B}, {1: A, 2: B, 3: C}, True),
        ({1: A, 2: B}, {1: C, 2: B}, True),
        ({1: A, 2: B}, {1: B, 2: A}, False),
        ({1: A, 2: B}, {1: C, 2: A}, False),
        ({1: A, 2: B}, {1: C, 2: B, 3: A}, False),
        ({1: A, 2: B}, {1: A}, False),
        ({1: A, 2: B}, {1: A, 3: B}, False),
        ({1: A}, {1: A, 2: A}, True),
        ({1: A, 2: A}, {1: A, 2: B}, True),
    ],
    ids=["same", "grown", "reworded", "swapped", "handed-on", "moved-to-new", "gone",
         "renumbered", "same-word-twice", "told-apart"],
)  # fmt: skip
def test_the_numbers_of_an_enum_keep_their_meaning(old, new, stays):
    """A seal holds the number: no number may go, and no word to another number."""
    before = FieldSpec("tujuan", LABEL, "enum", values=old)
    after = FieldSpec("tujuan", LABEL, "enum", values=new)
    assert after.extends(before) is stays
    as_item = [
        FieldSpec("daftar", LABEL, "list", item=FieldSpec("", {}, "enum", values=v))
        for v in (old, new)
    ]
    assert as_item[1].extends(as_item[0]) is stays


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({}, True),
        ({"label": label("Nomor induk")}, True),
        ({"optional": True}, True),
        ({"name": "lain"}, False),
        ({"type": "masked"}, False),
        ({"width": 15}, False),
        ({"width": 17}, False),
        ({"width": None}, False),
    ],
    ids=[
        "same",
        "reworded",
        "optional",
        "name",
        "type",
        "narrower",
        "wider",
        "no-width",
    ],
)
def test_a_field_keeps_what_the_wire_says(change, stays):
    """Name, type and width stay, in a field and in the items of a list."""
    facts = {"name": "nik", "label": LABEL, "type": "digits", "width": 16}
    before, after = FieldSpec(**facts), FieldSpec(**(facts | change))
    assert after.extends(before) is stays
    lists = [FieldSpec("daftar", LABEL, "list", item=one) for one in (before, after)]
    assert lists[1].extends(lists[0]) is stays


@pytest.mark.parametrize("turned", [False, True])
def test_a_list_does_not_lose_what_its_items_are(turned):
    """Nor is it said afterwards: printed seals were made without."""
    bare = FieldSpec("daftar", LABEL, "list")
    told = FieldSpec("daftar", LABEL, "list", item=FieldSpec("", {}, "text"))
    old, new = (told, bare) if turned else (bare, told)
    assert not new.extends(old)
    assert old.extends(old)


def test_what_may_be_missing_may_stay_missing():
    """Printed seals lack it: a later edition cannot demand it."""
    before = FieldSpec("nama", LABEL, "text", optional=True)
    assert before.extends(before)
    assert not FieldSpec("nama", LABEL, "text").extends(before)


@pytest.mark.parametrize(
    ("fields", "extends"),
    [
        ("ab", True), ("a", False), ("ba", False), ("abC", True), ("abc", False),
        ("abCD", True), ("abCd", False), ("aCb", False), ("", False),
    ],
    ids=["same", "fewer", "turned", "optional-more", "more", "two-more", "one-of-two",
         "inserted", "none"],
)  # fmt: skip
def test_a_profile_grows_at_its_end_by_optional_fields(fields, extends):
    """Capitals are optional: only they may be appended, and nothing moves."""
    specs = {
        one: FieldSpec(one.lower(), LABEL, "text", optional=one.isupper())
        for one in "abcCDd"
    }
    older = ProfileSpec(1, LABEL, (specs["a"], specs["b"]))
    newer = ProfileSpec(1, LABEL, tuple(specs[one] for one in fields))
    assert newer.extends(older) is extends
    reworded = ProfileSpec(1, label("Surat lain"), newer.fields)
    assert reworded.extends(older) is extends


def test_profiles_are_written_in_the_order_of_their_numbers():
    """However they were added: the same list is the same bytes."""
    spec = ProfileSpec(1, LABEL, ())
    registry = Registry("kota-contoh", {10: spec, 2: spec, 1: spec})
    assert list(registry.to_dict()) == ["1", "2", "10"]


def test_editions_are_numbered_from_one():
    """The first is 1 and continues nothing; the next names it."""
    first = read()
    assert (first.version, first.previous) == (1, None)
    builder = TrustListBuilder(first)
    data = json.loads(builder.build(at=AT, expires=AT + SECOND))
    assert (data["version"], data["previous"]) == (2, first.digest)
    fresh = json.loads(TrustListBuilder().build(at=AT, expires=AT + SECOND))
    assert (fresh["version"], fresh["previous"]) == (1, None)


def test_a_moved_status_list_is_told_with_its_new_address():
    """And one that is gone with a dash."""
    old = read()
    moved = read(issuer(status_uri="https://v.contoh.example/lain"))
    gone = read(issuer(status_uri=None))
    for new, uri in ((moved, "https://v.contoh.example/lain"), (gone, "-")):
        (change,) = compare(old, new)
        assert (change.code, change.facts["uri"]) == ("trust_change_status_uri", uri)
        assert uri in change.sentence("id")
    assert compare(old, old) == ()
