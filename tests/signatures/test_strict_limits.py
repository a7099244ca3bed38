"""Limits of strict JSON and of anchors at both sides; what is off unless it is said."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import InvalidFormatError, InvalidLengthError, InvalidValueError
from egovkit.signatures import Anchor, TrustAnchors, canonicalize
from egovkit.signatures.anchors import MAX_CERTIFICATE, fingerprint, load_certificate
from egovkit.signatures.canonical import loads_strict
from egovkit.testing import TestAuthority

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TA = TestAuthority()
DIGEST = fingerprint(TA.root_certificate)


def nested(depth, inner="1"):
    """Arrays in arrays."""
    return "[" * depth + inner + "]" * depth


@pytest.mark.parametrize("limit", [2, 8, 64])
@pytest.mark.parametrize(
    "shape",
    [
        nested,
        lambda depth: '{"a":' * depth + "1" + "}" * depth,
        lambda depth: "[" + "[]," * 200 + nested(depth - 1) + "]",
        lambda depth: "[" + "{}," * 200 + nested(depth - 1) + "]",
        lambda depth: nested(depth, '"' + "[{" * 300 + '"'),
        lambda depth: nested(depth, r'"\"[[[\\"'),
        lambda depth: nested(depth, r'"\\",["' + "]" * 90 + r'"]'),
    ],
    ids=["arrays", "objects", "after-arrays", "after-objects", "in-text", "escaped",
         "closed-in-text"],
)  # fmt: skip
def test_how_deep_json_may_be(limit, shape):
    """Counted in the brackets that nest: not those beside, nor those in a text."""
    text = shape(limit)
    deepest = limit + 1 if r'\\",["' in text else limit
    assert loads_strict(text, max_depth=deepest) == json.loads(text)
    with pytest.raises(InvalidFormatError) as caught:
        loads_strict(shape(limit + 1), max_depth=limit)
    assert caught.value.code == "json_too_deep"


@pytest.mark.parametrize("size", [10, 11])
@pytest.mark.parametrize("kind", [str, bytes])
def test_how_long_json_may_be(size, kind):
    """Ten are read where ten are allowed; a mebibyte where nothing is said."""
    text = '"' + "x" * (size - 2) + '"'
    data = text if kind is str else text.encode()
    if size == 10:
        assert loads_strict(data, max_bytes=10) == "x" * 8
        return
    with pytest.raises(InvalidLengthError) as caught:
        loads_strict(data, max_bytes=10)
    assert caught.value.facts == {"limit": 10}


@pytest.mark.parametrize("depth", [64, 65])
def test_how_deep_a_value_may_be(depth):
    """Sixty-four levels are written; what nobody would read back is not."""
    value = 1
    for _ in range(depth):
        value = [value]
    if depth == 64:
        assert canonicalize(value).decode() == nested(64)
        return
    with pytest.raises(InvalidValueError) as caught:
        canonicalize(value)
    assert caught.value.facts == {"limit": 64}


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)


@pytest.mark.property
@given(st.recursive(SCALARS, lambda inner: st.one_of(
    st.lists(inner, max_size=4),
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
                    inner, max_size=4)), max_leaves=12))  # fmt: skip
def test_what_is_written_is_read_and_written_the_same(value):
    """One form: reading it and writing it again changes nothing, nor does order."""
    data = canonicalize(value)
    assert loads_strict(data) == value
    assert canonicalize(loads_strict(data)) == data

    def turned(node):
        if isinstance(node, dict):
            return {key: turned(node[key]) for key in reversed(list(node))}
        return [turned(item) for item in node] if isinstance(node, list) else node

    assert canonicalize(turned(value)) == data


# Anchors


def test_an_anchor_is_national_only_where_somebody_said_so():
    """PP 71/2019 Pasal 60(3): "certified" is never what happens to be left open."""
    assert Anchor.pin(TA.root_pem, sha256=DIGEST, name="Akar").national is False
    assert next(iter(TrustAnchors.of(TA.root_pem))).national is False
    plain = Anchor(TA.root_certificate, DIGEST, "Akar")
    assert (plain.national, plain.distrust_after) == (False, None)
    said = Anchor.pin(TA.root_pem, sha256=DIGEST, name="Akar", national=True)
    assert said.national is True
    assert TrustAnchors([said]) != TrustAnchors([plain])


@pytest.mark.parametrize(
    ("stated", "national"),
    [({}, False), ({"national": True}, True), ({"national": False}, False),
     ({"national": 1}, False), ({"national": "true"}, False),
     ({"national": None}, False), ({"national": [True]}, False)],
    ids=["unsaid", "true", "false", "one", "text", "null", "list"],
)  # fmt: skip
def test_a_file_makes_an_anchor_national_by_true_alone(stated, national, tmp_path):
    """JSON's true, and nothing that looks like it."""
    (tmp_path / "root.pem").write_bytes(TA.root_pem)
    row = {"file": "root.pem", "sha256": DIGEST, "name": "Akar"} | stated
    path = tmp_path / "anchors.json"
    path.write_text(json.dumps({"anchors": [row]}), "utf-8")
    (anchor,) = TrustAnchors.load(path)
    assert anchor.national is national
    for more in ({"distrust_after": 5}, {"comment": "x"}):
        path.write_text(json.dumps({"anchors": [row | more]}), "utf-8")
        with pytest.raises(InvalidFormatError):
            TrustAnchors.load(path)
    for left in row.keys() - {"national"}:
        rest = {key: value for key, value in row.items() if key != left}
        path.write_text(json.dumps({"anchors": [rest]}), "utf-8")
        with pytest.raises(InvalidFormatError):
            TrustAnchors.load(path)


def test_an_anchor_may_be_distrusted_from_a_moment():
    """The second itself is kept; without one it is trusted on."""
    later = Anchor.pin(
        TA.root_pem, sha256=DIGEST, name="Akar", distrust_after=NOW + timedelta(days=1)
    )
    assert later.distrust_after == int(NOW.timestamp()) + 86_400
    assert Anchor.pin(TA.root_pem, sha256=DIGEST, name="Akar").distrust_after is None


@pytest.mark.parametrize("more", [0, 1])
def test_how_long_a_certificate_may_be(more):
    """32 KiB: PEM may have text before it, which counts."""
    assert MAX_CERTIFICATE == 32 * 2**10
    padded = b"\n" * (MAX_CERTIFICATE - len(TA.root_pem) + more) + TA.root_pem
    if not more:
        assert load_certificate(padded) == TA.root_certificate
        return
    with pytest.raises(InvalidFormatError):
        load_certificate(padded)
