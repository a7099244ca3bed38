"""Calls that cannot be meant: an argument of another kind is refused by name.

A developer who passes a file instead of its contents, one token instead of
several or the public half of a key reads one sentence, and no error of Python's
from deep inside. Nothing that was passed is repeated: it may be a secret.
"""

from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

import pytest

from egovkit.errors import (
    DefinitionError,
    EgovkitError,
    InvalidFormatError,
    NotVerified,
    SigningError,
    UsageError,
)
from egovkit.identity import NIK
from egovkit.qr import (
    Masked,
    Policy,
    SealedDocument,
    Sealer,
    StatusIndexAllocator,
    StatusList,
    StatusSet,
    Symbol,
    Verifier,
    build_page,
    check_profiles,
    lock_profiles,
    read_claim169,
    read_hc1,
    read_status_aggregation,
    scan,
    sealed,
    shard_uri,
    status_aggregation,
)
from egovkit.qr.profile_lock import documents_of, profile_digest
from egovkit.signatures import Outcome, TrustRoot
from egovkit.testing import TestAuthority

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = AT + timedelta(days=7)
URL = "https://v.contoh.example/s"
URI = "https://v.contoh.example/status/kelurahan-contoh"


class Secret:
    """Something of another kind that must not be shown."""

    def __repr__(self):
        return "3171015708459002"


class Letter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat", "en": "Letter"},
):
    """A document."""

    number: str = sealed(id="Nomor", en="Number")


class Purpose(IntEnum):
    """A purpose."""

    SCHOOL = 1


AUTHORITY = TestAuthority()
KEY = AUTHORITY.issuer_key("kelurahan-contoh", documents=[Letter])
STATUS_KEY = AUTHORITY.status_key("kelurahan-contoh")
TRUST = AUTHORITY.trust_list()
SEALER = Sealer(key=KEY, issuer="kelurahan-contoh", url=URL)
LETTER = Letter(number="470/9001")
SEAL = SEALER.seal(LETTER, at=AT, mask=0)
LIST = StatusList.from_entries(100, [(1, "valid"), (2, "suspended")])
TOKEN = AUTHORITY.status_token(LIST, issuer="kelurahan-contoh", at=AT)
HELD = StatusSet.from_tokens([TOKEN], trust=TRUST, at=AT)
ALLOCATOR = StatusIndexAllocator(bytes(32))
LOCKED = lock_profiles([Letter])


def declare(**stated):
    """A class stated this way."""
    base = {"registry": "kota-contoh", "profile": 2, "labels": Letter.labels}

    class Stated(SealedDocument, **{**base, **stated}):
        number: str = sealed(id="Nomor", en="Number")

    return Stated


def declare_field(**stated):
    """A class with a field stated this way."""

    class Stated(SealedDocument, registry="k", profile=2, labels=Letter.labels):
        number: str = sealed(**{"id": "Nomor", "en": "Number", **stated})

    return Stated


def declare_enum(values):
    """A class with an enum labelled this way."""

    class Stated(SealedDocument, registry="k", profile=2, labels=Letter.labels):
        purpose: Purpose = sealed(id="Keperluan", en="Purpose", values=values)

    return Stated


# name → the call, arguments that work, and for each argument what else it takes:
# "text", "bytes", "none", "int" (of which 1), "number", "empty" (nothing to go through)
CALLS = {
    "Sealer": (
        Sealer,
        {"key": KEY, "issuer": "kelurahan-contoh", "url": URL, "max_version": 16},
        {"issuer": "text", "max_version": "int"},
    ),
    "Sealer.seal": (
        SEALER.seal,
        {
            "document": LETTER,
            "at": AT,
            "expires": LATER,
            "status_index": 3,
            "digest": bytes(32),
            "mask": 1,
            "error_correction": "M",
        },
        {
            "expires": "none",
            "status_index": "none int",
            "digest": "none",
            "mask": "none int",
            "error_correction": "none",
        },
    ),
    "Seal.to_svg": (
        SEAL.to_svg,
        {"title": "Kode", "description": "Kode verifikasi", "module_mm": 0.4},
        {
            "title": "none text",
            "description": "none text",
            "module_mm": "none int number",
        },
    ),
    "Seal.to_png": (
        SEAL.to_png,
        {"scale": 2, "dpi": 300},
        {"scale": "int", "dpi": "int"},
    ),
    "Seal.to_label": (SEAL.to_label, {"module_mm": 0.5}, {"module_mm": "int number"}),
    "Symbol.printed": (
        SEAL.symbol.printed,
        {"dpi": 300, "dots": 5},
        {"dpi": "int", "dots": "none int"},
    ),
    "Verifier": (
        Verifier,
        {"trust": TRUST, "documents": [Letter], "statuses": HELD, "policy": Policy()},
        {"documents": "empty", "statuses": "none", "policy": "none"},
    ),
    "Verifier.verify": (
        Verifier(TRUST).verify,
        {"seal": SEAL.text, "at": AT, "original": b"x"},
        # whatever the seal is, the answer is a report
        {"seal": "everything", "original": "none bytes"},
    ),
    "Policy": (
        Policy,
        {"unknown_status": Outcome.INVALID, "clock_skew": timedelta(minutes=1)},
        {},
    ),
    "StatusList": (StatusList, {"size": 9, "bits": 2}, {"size": "int", "bits": "int"}),
    "StatusList.from_entries": (
        StatusList.from_entries,
        {"size": 9, "entries": [(0, "valid")], "bits": 2},
        {"size": "int", "entries": "empty", "bits": "int"},
    ),
    "StatusList.by_shard": (
        StatusList.by_shard,
        {"entries": [(0, "valid")], "bits": 2},
        {"entries": "empty", "bits": "int"},
    ),
    "StatusList.from_compressed": (
        StatusList.from_compressed,
        {"lst": LIST.compressed(), "bits": 2},
        {"bits": "int"},
    ),
    "StatusList.value": (LIST.value, {"index": 1}, {"index": "int"}),
    "StatusList.status": (LIST.status, {"index": 1}, {"index": "int"}),
    "StatusList.issue": (LIST.issue, {"index": 1}, {"index": "int"}),
    "StatusList.revoke": (StatusList(9).revoke, {"index": 1}, {"index": "int"}),
    "StatusList.suspend": (LIST.suspend, {"index": 2}, {"index": "int"}),
    "StatusList.used": (LIST.used, {"shard": 0}, {"shard": "int"}),
    **{
        f"StatusList.{name}": (
            getattr(LIST, name),
            {
                "key": STATUS_KEY,
                "uri": URI,
                "at": AT,
                "expires": LATER,
                "ttl": 60,
                "aggregation_uri": URI,
            },
            {"uri": "text", "ttl": "none int", "aggregation_uri": "none text"},
        )
        for name in ("to_token", "to_jwt")
    },
    "StatusSet": (StatusSet, {"_lists": {}}, {"_lists": "mapping"}),
    "StatusSet.from_tokens": (
        StatusSet.from_tokens,
        {"tokens": [TOKEN], "trust": TRUST, "at": AT, "seen": {}},
        {"tokens": "empty", "seen": "none mapping"},
    ),
    "StatusSet.updated": (
        HELD.updated,
        {"tokens": [TOKEN], "trust": TRUST, "at": AT},
        {"tokens": "empty"},
    ),
    "StatusSet.lookup": (
        HELD.lookup,
        {"uri": URI, "index": 1, "at": AT},
        # an address that no list has is no mistake
        {"uri": "everything", "index": "int", "at": "int"},
    ),
    "shard_uri": (
        shard_uri,
        {"uri": URI, "shard": 1},
        {"uri": "text", "shard": "int"},
    ),
    "StatusIndexAllocator": (
        StatusIndexAllocator,
        {"key": bytes(32), "size": 9},
        {"size": "int"},
    ),
    "StatusIndexAllocator.index_of": (
        ALLOCATOR.index_of,
        {"counter": 1},
        {"counter": "int"},
    ),
    "StatusIndexAllocator.counter_of": (
        ALLOCATOR.counter_of,
        {"index": 1},
        {"index": "int"},
    ),
    "StatusIndexAllocator.first_free": (
        ALLOCATOR.first_free,
        {"used": [1]},
        {"used": "empty"},
    ),
    "status_aggregation": (status_aggregation, {"uris": [URI]}, {"uris": "list"}),
    "read_status_aggregation": (
        read_status_aggregation,
        {"data": b'{"status_lists": []}'},
        {},
    ),
    "check_profiles": (
        check_profiles,
        {"documents": [Letter], "locked": LOCKED},
        {"documents": "empty"},
    ),
    "lock_profiles": (
        lock_profiles,
        {"documents": [Letter], "locked": LOCKED},
        {"documents": "empty", "locked": "none"},
    ),
    "documents_of": (documents_of, {"module": __name__}, {}),
    "profile_digest": (profile_digest, {"spec": Letter.profile_spec()}, {}),
    "read_hc1": (
        read_hc1,
        {"text": "HC1:6BF", "keys": KEY.public, "at": AT},
        {"text": "everything", "keys": "empty", "at": "none"},
    ),
    "read_claim169": (
        read_claim169,
        {"text": "6BF", "keys": KEY.public, "at": AT},
        {"text": "everything", "keys": "empty", "at": "none"},
    ),
    "Masked.fits": (Masked("x").fits, {"identifier": NIK("3171015708459002")}, {}),
    "SealedDocument": (
        declare,
        {"registry": "kota-contoh", "profile": 2, "labels": Letter.labels},
        {"registry": "text", "profile": "int"},
    ),
    "sealed": (
        declare_field,
        {"id": "Nomor", "en": "Number"},
        {"id": "text", "en": "text"},
    ),
    "sealed, of an enum": (
        declare_enum,
        {"values": {1: ("sekolah", "school")}},
        {"values": "none mapping"},
    ),
}
# kind → what of it there is among the wrong values
WRONG = {
    "none": None,
    "int": 1,
    "minus": -1,
    "number": 1.5,
    "truth": True,
    "text": "x",
    "bytes": b"x",
    "list": [],
    "mapping": {},
    "tuple": (),
    "object": Secret(),
    "class": Secret,
}
TAKES = {
    "everything": set(WRONG),
    "empty": {"list", "mapping", "tuple"},
    "int": {"int"},
    "list": {"list", "tuple"},
}


def taken(words):
    """The kinds that the words allow."""
    return set().union(*(TAKES.get(word, {word}) for word in words.split()))


@pytest.mark.parametrize(
    ("call", "arguments", "allowed", "name"),
    [
        pytest.param(call, arguments, allowed, name, id=f"{title}-{name}")
        for title, (call, arguments, allowed) in CALLS.items()
        for name in arguments
    ],
)
def test_another_kind_is_refused_in_a_sentence(call, arguments, allowed, name):
    """Each wrong value for each argument: an error of ours, or what it allows."""
    fits = taken(allowed.get(name, ""))
    for kind, value in WRONG.items():
        try:
            call(**{**arguments, name: value})
        except EgovkitError as error:
            # a class line is a definition; lock files are read, whatever they are
            assert isinstance(error, (UsageError, DefinitionError, InvalidFormatError))
            for text in (str(error), error.sentence("id")):
                assert "…" not in text
                assert "{" not in text
                assert "3171015708459002" not in text
        else:
            # true is a 1 to Python, as an index and as a moment
            assert kind in fits or (kind in {"truth", "minus"} and "int" in fits)


class TestOftenMet:
    """Mistakes that are made while a program is written, each by its name."""

    def refused(self, call, *args, **kwargs):
        """Code and argument of the refusal."""
        with pytest.raises(UsageError) as caught:
            call(*args, **kwargs)
        return caught.value.code, caught.value.facts.get("argument")

    @pytest.mark.parametrize(
        "key",
        [None, "key.pem", b"key", KEY.public, TestAuthority],
        ids=["none", "a path", "bytes", "a public key", "a class"],
    )
    def test_a_key_that_cannot_sign(self, key):
        """A path, the public half, the class of a key."""
        assert self.refused(Sealer, key=key, issuer="a", url=URL) == (
            "argument_wrong",
            "key",
        )
        assert self.refused(LIST.to_token, key=key, uri=URI, at=AT, expires=LATER) == (
            "argument_wrong",
            "key",
        )

    def test_one_token_for_several(self):
        """Python would take a token apart, and call each of its bytes malformed."""
        for one in (TOKEN, TOKEN.decode("latin-1"), bytearray(TOKEN)):
            assert self.refused(StatusSet.from_tokens, one, trust=TRUST, at=AT) == (
                "argument_wrong",
                "tokens",
            )

    def test_one_class_for_several(self):
        """`documents=Letter`, and a letter in place of its class."""
        for one in (Letter, [LETTER], "Letter", ["Letter"], [None]):
            for call in (
                lambda one: Verifier(trust=TRUST, documents=one),
                lock_profiles,
                lambda one: check_profiles(one, LOCKED),
            ):
                assert self.refused(call, one) == ("argument_wrong", "documents")

    def test_a_list_for_a_set_of_lists(self):
        """What answers is a `StatusSet`; a list that nobody signed is none. An
        empty list is no "no lists" either: with it every seal would be an error.
        """
        for one in (LIST, [], [TOKEN], {}, TOKEN, False):
            assert self.refused(Verifier, TRUST, statuses=one) == (
                "argument_wrong",
                "statuses",
            )

    def test_tokens_given_as_if_verified(self):
        """A set is made by `from_tokens`, which verifies."""
        for one in ({URI: TOKEN}, {URI: LIST}, [TOKEN]):
            assert self.refused(StatusSet, one) == ("argument_wrong", "lists")

    def test_the_root_or_the_file_for_the_list(self, tmp_path):
        """A trust list is read and verified first."""
        assert isinstance(TRUST.root, TrustRoot)
        for one in (TRUST.root, AUTHORITY.bundle(), AUTHORITY, "trust.json", None):
            for call in (
                Verifier,
                lambda one: StatusSet.from_tokens([], trust=one, at=AT),
                lambda one: HELD.updated([], trust=one, at=AT),
                lambda one: build_page(one, tmp_path),
            ):
                assert self.refused(call, one) == ("argument_wrong", "trust")

    def test_a_policy_that_is_none(self):
        """False, an empty map and an outcome are not the default policy."""
        for one in ({}, False, 0, Outcome.VALID):
            assert self.refused(Verifier, TRUST, policy=one) == (
                "argument_wrong",
                "policy",
            )

    def test_require_without_a_class(self):
        """Asked of a valid seal; a union of classes is an answer to `issubclass`."""
        verifier = Verifier(TRUST, documents=[Letter], statuses=None)
        report = verifier.verify(SEAL.text, at=AT)
        assert report.outcome is Outcome.VALID
        for one in (None, "Letter", LETTER, [Letter]):
            assert self.refused(report.require, one) == ("argument_wrong", "cls")
        assert report.require(Letter | int) == LETTER
        with pytest.raises(NotVerified):
            report.require(int)

    def test_digits_for_an_identifier(self):
        """`Masked.fits` compares identifiers; text has no mask."""
        masked = Masked("317101**********")
        assert self.refused(masked.fits, "3171015708459002") == (
            "argument_wrong",
            "identifier",
        )
        assert masked.fits(NIK("3171015708459002"))
        assert masked.fits(Masked("317101**********"))

    def test_a_picture_for_its_path(self):
        """None, a number, an open file: nothing that `scan` reads."""
        for one in (None, 3, [b"x"], date(2026, 1, 1)):
            assert self.refused(scan, one) == ("argument_wrong", "source")

    def test_a_page_without_a_folder(self, tmp_path):
        """No folder, no name, one token for several: nothing is written."""
        for arguments in (
            {"out": None},
            {"agency": None},
            {"statuses": TOKEN},
            {"statuses": None},
        ):
            said = self.refused(build_page, TRUST, **{"out": tmp_path, **arguments})
            assert said == ("argument_wrong", *arguments)
        assert list(tmp_path.iterdir()) == []

    def test_sizes_of_a_symbol(self):
        """Characters, digits and bytes are counted from 0, versions from 1."""
        sizes = {"prefix": 27, "digits": 433, "signed_bytes": 178}
        assert Symbol.fitting(**sizes).version == 13
        for name in sizes:
            for one in (-1, None, "27", 2.5, True):
                assert self.refused(Symbol.fitting, **{**sizes, name: one}) == (
                    "argument_wrong",
                    name,
                )
        for one in (0, None, "16", 16.0, True):
            said = self.refused(Symbol.fitting, **sizes, max_version=one)
            assert said == ("symbol_version", None)

    @pytest.mark.parametrize(
        "values",
        [
            {1: "sekolah"},
            {1: "ab"},
            {1: ("sekolah",)},
            {1: ("sekolah", "school", "école")},
            {1: ("sekolah", None)},
            {"1": ("sekolah", "school")},
            {None: ("sekolah", "school")},
            [(1, ("sekolah", "school"))],
        ],
        ids=str,
    )
    def test_labels_of_an_enum(self, values):
        """A pair for each number. One text alone would lend its first two letters:
        the seal of a school letter would read "s" and "e".
        """
        with pytest.raises(DefinitionError) as caught:
            declare_enum(values)
        assert caught.value.code == "field_values"


class Odd:
    """A signer with the right names that gives no signature."""

    algorithm, use, kid, public = KEY.algorithm, "seal", KEY.kid, KEY.public

    def __init__(self, answer):
        self.answer = answer

    def sign(self, _message):
        """Whatever was asked for."""
        return self.answer


ODD_ANSWERS = {
    "nothing": None,
    "a number": 64,
    "text": "x" * 64,
    "a list": [0] * 64,
    "short": b"x" * 63,
    "long": b"x" * 65,
    "of something else": KEY.sign(b"something else"),
}


@pytest.mark.parametrize("answer", ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_a_signer_that_gives_no_signature(answer):
    """A remote signer's wrong answer is the signer's error, not the caller's."""
    sealer = Sealer(key=Odd(answer), issuer="kelurahan-contoh", url=URL)
    with pytest.raises(SigningError) as caught:
        sealer.seal(LETTER, at=AT)
    assert caught.value.code == "signature_false"


def test_an_error_inside_a_signer_is_its_own():
    """What a signer raises passes through: it is not this library's to explain."""

    class Broken(Odd):
        def sign(self, _message):
            raise TypeError("a bug of the signer")

    sealer = Sealer(key=Broken(None), issuer="kelurahan-contoh", url=URL)
    with pytest.raises(TypeError, match="a bug of the signer"):
        sealer.seal(LETTER, at=AT)


def test_numpy_numbers_are_numbers():
    """Indices often come from data frames: what says that it is an integer is one."""

    class Int64:  # as numpy.int64: no int, but with __index__
        def __init__(self, value):
            self.value = value

        def __index__(self):
            return self.value

    statuses = StatusList(9)
    statuses.issue(Int64(3))
    assert statuses.status(Int64(3)) == "valid"
    assert ALLOCATOR.index_of(Int64(5)) == ALLOCATOR.index_of(5)
    assert shard_uri(URI, Int64(2)) == f"{URI}/2"


def test_errors_of_what_is_gone_through_are_kept():
    """A generator that fails inside: its own error is the cause, not lost."""

    def rows():
        yield 1, "valid"
        yield int("no number"), "valid"

    with pytest.raises(UsageError) as caught:
        StatusList.from_entries(9, rows())
    assert caught.value.facts == {"argument": "entries"}
    assert "no number" in str(caught.value.__cause__)
