"""Each rule of an envelope by itself: its header, its key, its time, its count."""

import base64
import json
import tracemalloc
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._clock import WIB
from egovkit.errors import EgovkitError, InvalidFormatError, NotVerified
from egovkit.signatures import (
    EnvelopePolicy,
    Issuer,
    IssuerKey,
    Outcome,
    SigningKey,
    sign,
    verify,
)
from egovkit.signatures._envelope_header import Header
from egovkit.signatures.jws import _read_own, b64url, parse, unb64url

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
EPOCH = 1795482000
KEY = SigningKey.generate("Ed25519", use="approval")
OTHER = SigningKey.generate("ES256", use="approval")
QUANTUM = SigningKey.generate("ML-DSA-65", use="approval")
CONTENT = b"Surat 470/9001 disetujui"
MINUTE = timedelta(minutes=1)


def compact(header, *, key=KEY, content=CONTENT):
    """A compact JWS of this header, truly signed."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    message = b64url(text) + b"." + b64url(content)
    return (message + b"." + b64url(key.sign(message))).decode()


def header(**changes):
    """An envelope's header; None takes a member out."""
    members = {
        "alg": "EdDSA",
        "iat": EPOCH,
        "kid": KEY.public.hint,
        "typ": "egovkit.approval+jws",
    }
    return {name: v for name, v in (members | changes).items() if v is not None}


def judged(envelope, trust=KEY.public, at=NOW, **options):
    """The report on an envelope."""
    return verify(envelope, trust=trust, purpose="approval", at=at, **options)


def code(report):
    """The code that decided, or None."""
    return report.reason.code if report.reason else None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"iat": EPOCH + 15 * 60}, None),
        ({"iat": EPOCH + 15 * 60 + 1}, "signed_in_future"),
        ({"iat": (1 << 40) - 1}, "algorithm_not_accepted"),  # no key lasts so long
        ({"iat": 1 << 40}, "envelope_header"),
        ({"iat": 1}, None),
        ({"iat": 0}, None),
        ({"iat": -1}, "envelope_header"),
        ({"iat": True}, "envelope_header"),
        ({"iat": float(EPOCH)}, "envelope_header"),
        ({"iat": str(EPOCH)}, "envelope_header"),
        ({"exp": EPOCH + 1}, None),
        ({"exp": EPOCH}, "envelope_expired"),
        ({"exp": EPOCH - 1}, "envelope_expired"),
        ({"exp": 0}, "envelope_expired"),
        ({"exp": -1}, "envelope_header"),
        ({"exp": 1 << 40}, "envelope_header"),
        ({"exp": True}, "envelope_header"),
        ({"cty": "kota-contoh/keputusan;v=1"}, None),
        ({"cty": "kota-contoh/keputusan;v=999999999"}, None),
        ({"cty": "kota-contoh/keputusan;v=1000000000"}, "envelope_header"),
        ({"cty": "kota-contoh/keputusan;v=0"}, "envelope_header"),
        ({"cty": "kota-contoh/keputusan"}, "envelope_header"),
        ({"cty": "/keputusan;v=1"}, "envelope_header"),
        ({"cty": "k" * 63 + ";v=1"}, None),
        ({"cty": "k" * 64 + ";v=1"}, "envelope_header"),
        ({"cty": ""}, "envelope_header"),
        ({"cty": 1}, "envelope_header"),
        ({"typ": "egovkit.seal+jws"}, "purpose_other"),
        ({"typ": "egovkit.+jws"}, "envelope_header"),
        ({"typ": "egovkit.Approval+jws"}, "envelope_header"),
        ({"typ": "egovkit.approval+jws "}, "envelope_header"),
        ({"typ": "x-egovkit.approval+jws"}, "envelope_header"),
        ({"typ": "JWT"}, "envelope_header"),
        ({"typ": ["egovkit.approval+jws"]}, "envelope_header"),
        ({"typ": None}, "envelope_header"),
        ({"iat": None}, "envelope_header"),
        ({"kid": None}, "envelope_header"),
        ({"alg": None}, "jws_unprotected"),
        ({"alg": 5}, "jws_unprotected"),
        ({"alg": "ES256"}, "algorithm_other"),
        ({"alg": "Ed25519"}, "algorithm_other"),
        ({"alg": "eddsa"}, "algorithm_other"),
        ({"alg": "HS256"}, "algorithm_other"),
        ({"alg": "None"}, "jws_algorithm_none"),
        ({"kid": "AAAAAA"}, "signer_unknown"),
        ({"kid": "AAAAAB"}, "envelope_header"),
        ({"kid": "AAAAA"}, "envelope_header"),
        ({"kid": "AAAAAAA"}, "envelope_header"),
        ({"kid": "AAAA+A"}, "envelope_header"),
        ({"nbf": EPOCH}, "envelope_header"),
        ({"jti": "1"}, "envelope_header"),
        ({"sub": "x"}, "envelope_header"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_a_header_member_by_member(changes, expected):
    """Truly signed; what it says decides, and each limit is exact."""
    report = judged(compact(header(**changes)))
    assert code(report) == expected
    assert (report.payload is None) == (expected is not None)


@pytest.mark.parametrize("order", [sorted, lambda names: sorted(names, reverse=True)],
                         ids=["our-order", "reversed"])  # fmt: skip
@pytest.mark.parametrize("space", ["", " "], ids=["tight", "spaced"])
def test_order_and_blanks_of_a_header_do_not_matter(order, space):
    """It is read as JSON; what was signed are its bytes."""
    members = header(cty="kota-contoh/keputusan;v=2", exp=EPOCH + 60)
    ordered = {name: members[name] for name in order(members)}
    text = json.dumps(ordered, separators=(f",{space}", f":{space}")).encode()
    assert code(judged(compact(text))) is None
    changed = text.replace(b"approval", b"approva\\u006c")
    assert code(judged(compact(changed))) is None  # the same text, said otherwise


MEMBERS = st.fixed_dictionaries(
    {
        "alg": st.sampled_from(["EdDSA", "ES256", "ML-DSA-65", "none", "NONE1", "A"]),
        "iat": st.one_of(st.integers(-2, 2**44), st.just(1.5), st.just("1")),
        "kid": st.text("AQgwab_-+", min_size=5, max_size=7),
        "typ": st.sampled_from(
            ["egovkit.approval+jws", "egovkit.seal+jws", "JWT", 'a"b', "é"]
        ),
    },
    optional={
        "cty": st.sampled_from(["kota/x;v=1", "kota/x", "X", ""]),
        "exp": st.integers(-2, 2**44),
        "crit": st.just(["exp"]),
    },
)


@pytest.mark.property
@given(MEMBERS)
def test_the_short_way_reads_what_json_reads(members):
    """Headers as we write them are read without a JSON parser: never otherwise."""
    text = json.dumps(
        dict(sorted(members.items())), separators=(",", ":"), ensure_ascii=False
    ).encode()
    short = _read_own(text)
    if short is not None:
        assert short == json.loads(text)
        assert list(json.loads(text)) == sorted(short)


@pytest.mark.property
@given(st.binary(max_size=80))
def test_the_short_way_reads_no_other_bytes(noise):
    """Bytes around or inside a header of ours are no header of ours, or are JSON."""
    text = Header("EdDSA", "AAAAAA", "approval", 1, None, None).encode()
    for changed in (noise + text, text + noise, text.replace(b"approval", noise)):
        found = _read_own(changed)
        if found is not None:
            assert found == json.loads(changed)


@pytest.mark.property
@given(
    st.sampled_from(["EdDSA", "ES256", "ML-DSA-65"]),
    st.integers(1, 10**12),
    st.one_of(st.none(), st.integers(1, 10**12)),
    st.one_of(st.none(), st.from_regex(r"[a-z0-9][a-z0-9./-]{0,62}", fullmatch=True)),
    st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True),
)
def test_a_header_that_is_written_is_read(algorithm, issued, ends, schema, purpose):
    """Every header that `sign` can make, by JSON and by the short way alike."""
    stated = None if schema is None else f"{schema};v=1"
    made = Header(algorithm, "AAAAAA", purpose, issued, stated, ends)
    assert Header.read(json.loads(made.encode())) == made
    short = _read_own(made.encode())
    assert short is not None
    assert Header.read(short) == made


# Whose key


def test_the_hint_says_which_key_is_asked():
    """Signed by one trusted key under another's hint: false, though both are."""
    trust = [KEY.public, OTHER.public]
    swapped = compact(header(kid=OTHER.public.hint, alg="ES256"))
    assert code(judged(swapped, trust)) == "signature_false"
    mixed = compact(header(kid=OTHER.public.hint))
    assert code(judged(mixed, trust)) == "algorithm_other"
    stranger = SigningKey.generate(use="approval")
    unknown = compact(header(kid=stranger.public.hint), key=stranger)
    assert code(judged(unknown, trust)) == "signer_unknown"


def test_a_key_without_a_use_is_for_what_the_caller_says():
    """Read from a file without one, it was trusted for this purpose by the caller."""
    plain = type(KEY.public)(KEY.public.public_key, KEY.public.algorithm)
    assert plain.use is None
    assert code(judged(compact(header()), plain)) is None
    assert code(judged(compact(header()), [plain])) is None
    seal = KEY.public.restricted(use="seal")
    assert code(judged(compact(header()), seal)) == "key_of_other_purpose_found"


class Listed:
    """A trust list of any keys under any hint."""

    expires_at = EPOCH

    def __init__(self, *keys):
        issuer = Issuer("kelurahan-contoh", "Kelurahan", "kota-contoh", frozenset())
        self.keys = tuple(IssuerKey(key, key.use, "active", issuer) for key in keys)

    def keys_by_kid(self, _kid):
        return self.keys


@pytest.mark.parametrize("place", range(6))
def test_so_many_keys_are_tried_under_one_hint(place):
    """Four bytes may meet; whoever makes more than four meet is not followed."""
    others = [SigningKey.generate(use="approval").public for _ in range(5)]
    keys = [*others[:place], KEY.public, *others[place:]]
    report = judged(compact(header()), Listed(*keys))
    assert code(report) == (None if place < 4 else "signature_false")


@pytest.mark.parametrize(
    ("at", "expected"),
    [(NOW, None), (NOW + timedelta(seconds=1), "trust_expired")],
    ids=["last-second", "after"],
)
def test_a_trust_list_ends(at, expected):
    """Its last second counts, the next one decides nothing."""
    report = judged(compact(header()), Listed(KEY.public), at=at)
    assert code(report) == expected
    if expected:
        assert report.outcome is Outcome.INDETERMINATE


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"not_before": EPOCH}, None),
        ({"not_before": EPOCH + 1}, "key_not_in_force"),
        ({"not_after": EPOCH}, None),
        ({"not_after": EPOCH - 1}, "key_not_in_force"),
        ({"retired_at": EPOCH + 1, "status": "retired"}, None),
        ({"retired_at": EPOCH, "status": "retired"}, "key_not_in_force"),
        ({"status": "compromised"}, "signer_compromised"),
        ({"use": "seal"}, "key_of_other_purpose_found"),
    ],
    ids=["from-now", "from-later", "until-now", "until-before", "retired-later",
         "retired-now", "compromised", "other-use"],
)  # fmt: skip
def test_a_listed_key_has_its_time_and_use(facts, expected):
    """Each bound to the second, by the time that the signer claims."""
    trust = Listed(KEY.public)
    (entry,) = trust.keys
    given = {"use": entry.use, "status": "active"} | facts
    trust.keys = (IssuerKey(KEY.public, issuer=entry.issuer, **given),)
    report = judged(compact(header()), trust)
    assert code(report) == expected
    assert [s.issuer for s in report.signers] == ["kelurahan-contoh"]


# Several signatures


def general(*parts, content=CONTENT):
    """A general JSON serialization of signatures by keys over headers."""
    encoded = b64url(content)
    signatures = []
    for key, members in parts:
        protected = b64url(json.dumps(members).encode())
        value = b64url(key.sign(protected + b"." + encoded))
        signatures.append(
            {"protected": protected.decode(), "signature": value.decode()}
        )
    return json.dumps({"payload": encoded.decode(), "signatures": signatures})


def of(key, **changes):
    """A key with its header."""
    facts = {"alg": key.algorithm.jose, "kid": key.public.hint}
    return key, header(**(facts | changes))


BOTH = [KEY.public, OTHER.public]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"iat": EPOCH - 60}, None),
        ({"exp": EPOCH + 60}, "signatures_disagree"),
        ({"cty": "kota/x;v=1"}, "signatures_disagree"),
        ({"typ": "egovkit.seal+jws"}, "purpose_other"),
    ],
    ids=["same", "other-time", "other-end", "other-schema", "other-purpose"],
)
def test_what_signers_have_in_common(changes, expected):
    """Purpose, schema and end are of the content; the time is each one's own."""
    report = judged(general(of(KEY), of(OTHER, **changes)), BOTH)
    assert code(report) == expected
    turned = judged(general(of(OTHER, **changes), of(KEY)), BOTH)
    assert code(turned) == expected


@pytest.mark.parametrize("needed", [1, 2, 3])
def test_signers_are_counted_by_key(needed):
    """Two keys are two, one key twice is INVALID whatever was asked."""
    policy = EnvelopePolicy(signers=needed)
    two = judged(general(of(KEY), of(OTHER)), BOTH, policy=policy)
    assert code(two) == ("signers_too_few" if needed > 2 else None)
    twice = judged(general(of(KEY), of(KEY, iat=EPOCH - 1)), BOTH, policy=policy)
    assert twice.outcome is Outcome.INVALID
    assert "signer_twice" in [check.code for check in twice.checks]


def test_the_twin_of_a_signature_is_no_second_signer():
    """ECDSA's (r, n - s) verifies as well: another text, the same key, one signer."""
    n = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    value = json.loads(general(of(OTHER), of(OTHER)))
    first, second = value["signatures"]
    raw = unb64url(first["signature"].encode())
    s = n - int.from_bytes(raw[32:], "big")
    second |= first | {"signature": b64url(raw[:32] + s.to_bytes(32, "big")).decode()}
    report = judged(json.dumps(value), OTHER.public, policy=EnvelopePolicy(signers=2))
    assert report.outcome is Outcome.INVALID
    assert {"signer_twice", "signers_too_few"} <= {c.code for c in report.checks}


@pytest.mark.parametrize(
    ("keys", "both"),
    [
        ((KEY, QUANTUM), True),
        ((QUANTUM, KEY), True),
        ((KEY, OTHER), False),
        ((KEY,), False),
        ((QUANTUM,), False),
        ((KEY, OTHER, QUANTUM), True),
    ],
    ids=["classical-first", "quantum-first", "two-classical", "classical", "quantum",
         "three"],
)  # fmt: skip
def test_hybrid_means_one_of_each_kind(keys, both):
    """If either scheme falls, the other still stands."""
    envelope = sign(CONTENT, key=list(keys), purpose="approval", at=NOW)
    trust = [key.public for key in keys]
    report = judged(envelope, trust, policy=EnvelopePolicy(hybrid=True))
    assert code(report) == (None if both else "hybrid_one")


# What a report gives


@pytest.mark.parametrize(
    "report",
    [
        judged(compact(header(typ="egovkit.seal+jws"))),
        judged(compact(header(exp=EPOCH))),
        judged(compact(header()), [OTHER.public]),
        judged(compact(header()), Listed(KEY.public), at=NOW + MINUTE),
        judged("bukan amplop"),
    ],
    ids=["purpose", "expired", "stranger", "undecided", "garbage"],
)
def test_what_is_not_valid_gives_nothing(report):
    """Neither purpose nor content, by whatever way they are asked for."""
    assert report.outcome is not Outcome.VALID
    assert report.purpose is None
    assert report.payload is None
    for kind in (bytes, object, str):
        with pytest.raises(NotVerified) as caught:
            report.require(kind)
        assert caught.value.report is report


def test_what_is_valid_gives_the_content_as_bytes_only():
    """Asked for another kind, nothing is converted."""
    report = judged(compact(header()))
    assert report.require(bytes) == report.require(object) == CONTENT
    for kind in (str, dict, int):
        with pytest.raises(NotVerified) as caught:
            report.require(kind)
        assert caught.value.code == "document_of_other_class"


# The JSON around


@pytest.mark.parametrize("depth", [6, 7])
def test_how_deep_the_json_may_be(depth):
    """Eight levels with the header itself and the member: real ones have two."""
    nested = b"[" * depth + b"]" * depth
    text = b'{"alg":"EdDSA","kid":"AAAAAA","x":{"y":' + nested + b"}}"
    with_it = b".".join((b64url(text), b"QQ", b""))
    if depth == 6:
        assert parse(with_it).signatures[0].header["kid"] == "AAAAAA"
        return
    with pytest.raises(InvalidFormatError) as caught:
        parse(with_it)
    assert caught.value.facts == {"why": "json_too_deep"}


@pytest.mark.parametrize("length", [4096, 4097])
def test_how_long_a_header_may_be(length):
    """4096 characters of base64url, and not one more."""
    text = b'{"alg":"EdDSA","x":"%b"}' % (b"x" * (length * 3 // 4 - 22))
    protected = b64url(text)
    while len(protected) < length:
        text = text[:-2] + b'x"}'
        protected = b64url(text)
    assert len(protected) in (4096, 4098)
    if length == 4096:
        assert parse(protected + b".QQ.").signatures[0].header["alg"] == "EdDSA"
        return
    with pytest.raises(EgovkitError) as caught:
        parse(protected + b".QQ.")
    assert caught.value.code == "jws_too_long"


@pytest.mark.property
@given(st.binary(max_size=70))
def test_base64url_is_that_of_the_standard_library(data):
    """An independent encoder and decoder agree on every length."""
    text = base64.urlsafe_b64encode(data).rstrip(b"=")
    assert b64url(data) == text
    assert unb64url(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "." * (8 << 20),
        '{"payload":[' + "[]," * (1 << 20) + "[]]}",
        '{"payload":[' + "{}," * (1 << 20) + "{}]}",
        "{" + ",".join(f'"{number:x}":1' for number in range(1 << 18)) + "}",
        '{"payload":[' + "1," * (1 << 20) + "1]}",
        '{"payload":' + "[" * (1 << 20),
    ],
    ids=["dots", "arrays", "objects", "members", "numbers", "open"],
)
def test_a_file_of_brackets_is_not_taken_apart(text):
    """Refused by a count: no object is made for any of the million parts."""
    tracemalloc.start()
    try:
        report = judged(text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert code(report) == "jws_form"
    assert most < 2.5 * len(text)


def test_sixteen_signatures_with_all_that_may_stand_beside_them():
    """The count leaves room for the largest envelope that is one."""
    # Of so many keys at random, two would share a hint of four bytes one day.
    seeds = [number.to_bytes(32, "big") for number in range(16)]
    keys = [SigningKey.from_bytes(seed, use="approval") for seed in seeds]
    envelope = sign(CONTENT, key=keys, purpose="approval", at=NOW)
    value = json.loads(str(envelope))
    for signature in value["signatures"]:
        members = json.loads(unb64url(signature["protected"].encode()))
        hint = members.pop("kid")
        signature["protected"] = b64url(json.dumps(members).encode()).decode()
        signature["header"] = {"kid": hint}
    text = json.dumps(value, indent=1)
    assert [s.kid for s in parse(text).signatures] == [k.public.hint for k in keys]


def test_a_header_has_four_kibibytes_at_most():
    """The limit that the reference states, in the characters that are read."""
    frame = len(b'{"alg":"EdDSA","kid":""}')
    header = b'{"alg":"EdDSA","kid":"%b"}' % (b"x" * (3072 - frame))
    fits = b64url(header)
    assert len(fits) == 4096
    (signature,) = parse(fits + b".YQ." + b64url(bytes(64))).signatures
    assert len(signature.header["kid"]) == 3072 - frame
    with pytest.raises(EgovkitError) as caught:
        parse(fits + b"A.YQ." + b64url(bytes(64)))
    assert caught.value.code == "jws_too_long"


@pytest.mark.parametrize(("more", "code"), [(0, "jws_form"), (1, "jws_too_long")])
def test_an_envelope_has_eight_mebibytes_at_most(more, code):
    """Longer ones are refused by their length, before anything is read."""
    with pytest.raises(EgovkitError) as caught:
        parse(b"x" * (8 * 2**20 + more))
    assert caught.value.code == code
