"""The wire of JWS: what is read, and what has two readings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.errors import EgovkitError
from egovkit.signatures.jws import b64url, parse, unb64url

HEADER = b64url(b'{"alg":"ES256"}').decode()
RAW = b64url(b'{"alg":"ES256","b64":false,"crit":["b64"]}').decode()


def general(*signatures, payload="YQ"):
    """A JWS in general JSON."""
    return json.dumps({"payload": payload, "signatures": list(signatures)})


def refused(text, code):
    """Assert that a text is refused for a reason."""
    with pytest.raises(EgovkitError) as caught:
        parse(text)
    assert caught.value.code == code


def test_a_key_hint_may_stand_outside():
    """RFC 7515 appendix A.6 leaves the kid unprotected; it is only a hint."""
    (one,) = parse(
        general({"protected": HEADER, "header": {"kid": "x"}, "signature": "AAAA"})
    ).signatures
    assert one.kid == "x"
    assert one.header == {"alg": "ES256"}
    assert one.signature == b"\0\0\0"


@pytest.mark.parametrize(
    "outside", [{"kid": "x", "alg": "ES256"}, {"typ": "x"}, {"kid": None}, "kid", None]
)
def test_nothing_else_may_stand_outside(outside):
    """Only what is signed is believed."""
    refused(
        general({"protected": HEADER, "header": outside, "signature": "AAAA"}),
        "jws_unprotected",
    )


@pytest.mark.parametrize("header", [b"[]", b"1", b'"x"', b"null"])
def test_a_header_is_an_object(header):
    """Other JSON is no header."""
    refused(b64url(header) + b".YQ.AAAA", "jws_form")


def test_signatures_agree_on_how_the_content_is_written():
    """RFC 7797 6: b64 must be the same for all signatures."""
    both = [{"protected": p, "signature": "AAAA"} for p in (HEADER, RAW)]
    refused(general(*both), "jws_critical")
    read = parse(general(both[1], both[1], payload="$.02"))
    assert read.payload == b"$.02"
    assert read.signing_input(read.signatures[0]) == RAW.encode() + b".$.02"
    assert read.signing_input(read.signatures[0], b"x.y") == RAW.encode() + b".x.y"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"payload": "YQ", "signatures": [], "more": 1}, "jws_form"),
        ({"payload": "YQ", "signatures": ["x"]}, "jws_form"),
        ({"payload": 1, "protected": HEADER, "signature": "AAAA"}, "jws_form"),
        ({"payload": "YQ", "protected": HEADER}, "jws_unprotected"),
        ({"payload": "YQ", "protected": "", "signature": "AAAA"}, "jws_unprotected"),
        ({"payload": "Y\u00e9", "protected": HEADER, "signature": "A"}, "jws_base64"),
    ],
    ids=["extra", "text", "number", "no-signature", "no-header", "not-ascii"],
)
def test_json_of_another_shape(value, code):
    """Each member has its place and kind."""
    refused(json.dumps(value), code)


def test_limits_are_exact():
    """8 MiB and sixteen signatures pass the form, one more does not."""
    assert (
        len(parse(general(*[{"protected": HEADER, "signature": "AAAA"}] * 16))[2]) == 16
    )
    refused(general(*[{"protected": HEADER, "signature": "AAAA"}] * 17), "jws_too_many")
    refused("A" * (8 << 20), "jws_form")
    refused("A" * ((8 << 20) + 1), "jws_too_long")
    refused("A" * 4096 + ".YQ.AAAA", "jws_json")
    refused("A" * 4097 + ".YQ.AAAA", "jws_too_long")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", b""),
        (b"f", b"Zg"),
        (b"fo", b"Zm8"),
        (b"foo", b"Zm9v"),
        (b"\xff\xfe", b"__4"),
    ],
)
def test_base64url_of_rfc_4648(data, text):
    """Section 10's examples, without padding, in the URL alphabet."""
    assert b64url(data) == text
    assert unb64url(text) == data


@pytest.mark.parametrize(
    "text", [b"Z", b"Zh", b"Zm9", b"Zg==", b"Z g", b"+/+/", b"Zm9v="]
)
def test_base64url_has_one_spelling(text):
    """One character, loose bits, padding, blanks, the other alphabet."""
    with pytest.raises(EgovkitError) as caught:
        unb64url(text)
    assert caught.value.code == "jws_base64"


@pytest.mark.property
@given(st.binary(max_size=50))
def test_whatever_decodes_is_written_the_same_way(text):
    """unb64url accepts exactly what b64url writes."""
    try:
        data = unb64url(text)
    except EgovkitError:
        return
    assert b64url(data) == text
