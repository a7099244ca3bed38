"""The JSON of a status list token: what is read means the same to a browser."""

import base64

import pytest

from egovkit.errors import InvalidFormatError
from egovkit.qr._status_token import parse_token

LISTED = '"status_list":{"bits":1,"lst":"eA"}'


def claimed(claims):
    """The JSON of the claims: these as they are written, and a good list."""
    return f'{{"sub":"https://v.contoh.example/1",{claims},{LISTED}}}'


def encoded(payload):
    """A JWT with this payload; its signature is nothing."""
    parts = (b'{"alg":"EdDSA","typ":"statuslist+jwt"}', payload, b"")
    return ".".join(
        base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts
    )


def written(claims):
    """A JWT with these claims as they are written."""
    return encoded(claimed(claims).encode())


@pytest.mark.parametrize(
    ("iat", "read"),
    [
        ("1795000000", 1_795_000_000),
        ("1795000000.0", 1_795_000_000),
        ("1.795e9", 1_795_000_000),
        ("1795000000000e-3", 1_795_000_000),
        ("-0.0", 0),
        ("0e9", 0),
    ],
)
def test_a_whole_number_however_it_is_written(iat, read):
    """RFC 8259, 6: fraction and exponent are ways to write a number."""
    token = parse_token(written(f'"iat":{iat}'))
    assert (token.issued_at, type(token.issued_at)) == (read, int)


NO_MOMENTS = {
    "half a second": "1795000000.5",
    "not a number": "NaN",
    "infinity": "Infinity",
    "beyond every number": "1e400",
    "below zero": "-1.0",
    "after the year 9999": "1e15",
    "text": '"1795000000"',
    "true": "true",
    "null": "null",
    "a list": "[1795000000]",
    "five thousand digits": "9" * 5000,
}


@pytest.mark.parametrize("iat", NO_MOMENTS.values(), ids=NO_MOMENTS)
def test_a_time_is_a_whole_number_of_seconds(iat):
    """From 1970 to the year 9999; anything else is no status list."""
    with pytest.raises(InvalidFormatError) as caught:
        parse_token(written(f'"iat":{iat}'))
    assert caught.value.code == "status_list_format"


@pytest.mark.parametrize("tail", ["", ".0", "e0"])
def test_a_number_that_a_browser_reads_as_another(tail):
    """RFC 8259, 6: whole numbers mean the same to all up to 2**53 - 1."""
    fits = written(f'"iat":1,"ttl":{2**53 - 1}{tail}')
    assert parse_token(fits).ttl == 2**53 - 1
    with pytest.raises(InvalidFormatError):
        parse_token(written(f'"iat":1,"ttl":{2**53}{tail}'))


@pytest.mark.parametrize("more", ["0.5", "1e400", "-1e-9", "18446744073709551616"])
def test_a_claim_that_nobody_asked_for_may_be_any_number(more):
    """Others' claims stand beside ours: what is not read is not judged."""
    assert parse_token(written(f'"iat":1,"x":{more}')).issued_at == 1


@pytest.mark.parametrize("code", ["utf-16", "utf-32", "utf-8-sig", "latin-1"])
def test_claims_in_another_encoding(code):
    """RFC 8259, 8.1: UTF-8, and no byte order mark before it."""
    text = claimed('"iat":1,"iss":"é"')
    assert parse_token(encoded(text.encode())).issued_at == 1
    with pytest.raises(InvalidFormatError):
        parse_token(encoded(text.encode(code)))


@pytest.mark.parametrize("tail", ["", ".", ".AAAA", ".AAAA.AAAA"])
def test_three_parts_and_no_more(tail):
    """RFC 7515, 7.1: header, payload, signature. What nobody signed is no token."""
    token = written('"iat":1')
    whole, _, _ = token.rpartition(".")
    assert parse_token(f"{whole}.AAAA").signature == bytes(3)
    with pytest.raises(InvalidFormatError):
        parse_token(f"{token}{tail}" if tail else whole)
