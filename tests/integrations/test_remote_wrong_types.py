"""Calls of the remote signers that cannot be meant: refused before anybody is asked.

A TOTP is good once and a wrong PIN is counted, so a call that cannot work must
not reach the person who knows them, let alone the service.
"""

from datetime import UTC, datetime

import pytest

from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.integrations._remote import Rejected, Unknown
from egovkit.integrations.bsre import BsreClient, UserStatus
from egovkit.integrations.bulk import SealJob, VerifyJob
from egovkit.integrations.csc import Authorization, CscClient, CscSigner

NOBODY = "http://127.0.0.1:9"  # the discard port: nobody listens
SAFE = "https://tte.contoh.example"
PDF = b"%PDF-1.7"
GRANTED = Authorization("sad", (bytes(32),))
SIGNER = NIK("3171015708459002")


class Other:
    """Something of another kind that must not be shown."""

    def __repr__(self):
        return "3171015708459002"


def asked(_name):
    """The person who knows the secret."""
    raise AssertionError("asked for a secret")


def told(_name):
    """The application's own password."""
    return "rahasia"


def bsre(version=2, **more):
    """A client whose service is not there."""
    arguments = {"username": "aplikasi", "password": told, "version": version}
    return BsreClient(NOBODY, allow_plain_http=True, **{**arguments, **more})


def csc(**more):
    """The same for the other protocol."""
    return CscClient(
        f"{NOBODY}/csc/v2", allow_plain_http=True, **{"token": told, **more}
    )


V1, V2, CSC = bsre(1), bsre(2), csc()
ATTEMPT = Unknown("0" * 24, document_id="abc")
SIGNING = {"documents": [PDF], "signer": SIGNER, "reason": "x", "location": "y"}

# name → the call, arguments that work, and which kinds each takes besides
CALLS = {
    "BsreClient": (
        BsreClient,
        {
            "base_url": SAFE,
            "username": "a",
            "password": told,
            "version": 2,
            "ca": None,
        },
        {
            "username": "text none",
            "password": "class none",
            "ca": "none text",
            "version": "int",
        },
    ),
    "CscClient": (
        CscClient,
        {"base_url": SAFE, "token": told, "ca": None},
        {"token": "class", "ca": "none text"},
    ),
    "bsre.status": (V2.status, {"signer": SIGNER}, {}),
    "bsre.sign": (
        V2.sign,
        {**SIGNING, "secret": asked, "kind": "totp", "placement": None},
        {
            "secret": "class",
            "placement": "none",
            "reason": "none text",
            "location": "none text",
        },
    ),
    "bsre 1 sign": (
        V1.sign,
        {**SIGNING, "secret": asked, "kind": "passphrase", "placement": None},
        {
            "secret": "class",
            "placement": "none",
            "reason": "none text",
            "location": "none text",
        },
    ),
    "bsre.request_totp": (
        V2.request_totp,
        {"signer": SIGNER, "files": 1},
        {"files": "int"},
    ),
    "bsre.request_seal_totp": (
        V2.request_seal_totp,
        {"subscriber": "a", "files": 1},
        {"files": "int", "subscriber": "text"},
    ),
    "bsre.seal": (
        V2.seal,
        {"documents": [PDF], "subscriber": "a", "secret": asked},
        {"subscriber": "text", "secret": "class"},
    ),
    "bsre.reconcile": (
        V2.reconcile,
        {"unknown": ATTEMPT, "document_id": "abc"},
        {"document_id": "none text"},
    ),
    "bsre.verify": (V2.verify, {"document": PDF}, {"document": "bytes"}),
    "bsre 1 verify": (V1.verify, {"document": PDF}, {"document": "bytes"}),
    "csc.credential": (
        CSC.credential,
        {"credential_id": "a"},
        {"credential_id": "text"},
    ),
    "csc.authorize": (
        CSC.authorize,
        {
            "credential_id": "a",
            "digests": [bytes(32)],
            "secret": asked,
            "digest_oid": "1.2",
        },
        {
            "credential_id": "text",
            "digests": "list tuple",
            "secret": "none class",
            "digest_oid": "text",
        },
    ),
    "csc.sign_hash": (
        CSC.sign_hash,
        {"credential_id": "a", "authorization": GRANTED, "algorithm": "ES256"},
        {"credential_id": "text"},
    ),
    "csc.sign_document": (
        CSC.sign_document,
        {
            "credential_id": "a",
            "documents": [PDF],
            "authorization": GRANTED,
            "algorithm": "ES256",
            "level": "Ades-B-B",
        },
        {"credential_id": "text", "level": "text"},
    ),
    "csc.timestamp": (
        CSC.timestamp,
        {"digest": bytes(32), "digest_oid": "1.2"},
        {"digest": "bytes", "digest_oid": "text"},
    ),
    "csc.reconcile": (CSC.reconcile, {"unknown": ATTEMPT}, {}),
    "CscSigner": (
        lambda **given: CscSigner(**given, use="document"),
        {"client": CSC, "credential_id": "a"},
        {"credential_id": "text"},
    ),
}
WRONG = {
    "none": None,
    "int": 1,
    "minus": -1,
    "number": 1.5,
    "text": "x",
    "bytes": b"x",
    "list": [],
    "mapping": {},
    "tuple": (),
    "object": Other(),
    "class": Other,
}


@pytest.mark.parametrize(
    ("call", "arguments", "allowed", "name"),
    [
        pytest.param(call, arguments, allowed, name, id=f"{title}-{name}")
        for title, (call, arguments, allowed) in CALLS.items()
        for name in arguments
    ],
)
def test_another_kind_is_refused(call, arguments, allowed, name):
    """Each wrong value for each argument: a sentence that repeats none of it, and
    nobody is asked for a secret.
    """
    fits = allowed.get(name, "").split()
    for kind, value in WRONG.items():
        given = {**arguments, name: value}
        if kind in fits:
            continue  # that call would be made
        try:
            answer = call(**given)
        except UsageError as error:
            for text in (str(error), error.sentence("id")):
                assert "…" not in text
                assert "3171015708459002" not in text
        else:
            pytest.fail(f"{name}={kind} gave {answer!r}")


class TestOftenMet:
    """Mistakes that are made once by everybody."""

    def refused(self, call, *args, **kwargs):
        """The argument that is named."""
        with pytest.raises(UsageError) as caught:
            call(*args, **kwargs)
        assert caught.value.code == "argument_wrong"
        return caught.value.facts["argument"]

    def test_a_password_in_place_of_a_function(self):
        """The text would live as long as the client does. The message does not
        repeat it.
        """
        for call, name in ((bsre, "password"), (csc, "token")):
            with pytest.raises(UsageError) as caught:
                call(**{name: "rahasia-sekali"})
            assert caught.value.facts == {"argument": name}
            assert "rahasia" not in str(caught.value)

    def test_a_passphrase_in_place_of_a_function(self):
        """Whoever is asked is asked when the request is ready."""
        for call in (
            lambda: V2.sign(**SIGNING, secret="rahasia"),
            lambda: V1.sign(**SIGNING, secret="rahasia"),
            lambda: V2.seal([PDF], subscriber="a", secret="123456"),
            lambda: CSC.authorize("a", [bytes(32)], secret="123456"),
        ):
            assert self.refused(call) == "secret"

    def test_one_file_in_place_of_several(self):
        """A file is a sequence of numbers to Python."""
        for one in (PDF, bytearray(PDF), memoryview(PDF), "surat.pdf", iter([PDF])):
            arguments = {**SIGNING, "documents": one}
            assert self.refused(V2.sign, **arguments, secret=asked) == "documents"
            assert self.refused(CSC.authorize, "a", one, secret=asked) == "digests"

    def test_a_path_in_place_of_a_file(self):
        """The contents are what is signed."""
        for call in (
            lambda: V2.sign(**{**SIGNING, "documents": ["surat.pdf"]}, secret=asked),
            lambda: V2.verify("surat.pdf"),
            lambda: CSC.timestamp("digest"),
            lambda: CSC.authorize("a", ["digest"], secret=asked),
        ):
            with pytest.raises(UsageError) as caught:
                call()
            assert caught.value.code == "not_bytes"

    def test_an_answer_that_is_no_attempt(self):
        """Only what is not known can be asked for."""
        for client in (V2, CSC):
            for one in (None, "abc", Rejected("remote_refused", "0" * 24)):
                assert self.refused(client.reconcile, one) == "unknown"

    @pytest.mark.parametrize("files", [0, -1, True, 1.0, "1", None])
    def test_how_many_files(self, files):
        """Counted from one."""
        assert self.refused(V2.request_totp, SIGNER, files=files) == "files"
        assert self.refused(V2.request_seal_totp, "a", files=files) == "files"

    def test_nothing_of_this_leaves_the_machine(self):
        """The calls that are right do reach out, and find nobody here."""
        assert V2.status(SIGNER) is UserStatus.UNKNOWN
        answer = V2.sign(**SIGNING, secret=told)
        assert isinstance(answer, Rejected)
        assert answer.code == "remote_unreachable"


class TestBulk:
    """A job is checked when it is made: the batches may run elsewhere and later."""

    PLACE = {"issuer": "a", "url": "https://v.contoh.example/s"}  # noqa: RUF012

    @pytest.mark.parametrize(
        "wrong",
        [None, 1, "x", b"x", [], Other(), lambda: None],
        ids=lambda value: type(value).__name__,
    )
    def test_what_no_process_could_import(self, wrong):
        """None, values and lambdas are functions of no module."""
        at = datetime(2026, 11, 24, tzinfo=UTC)
        for make in (
            lambda: VerifyJob(verifier=wrong, at=at),
            lambda: SealJob(
                document=wrong,
                signer=told,
                issuer="a",
                url="https://v.example/s",
                at=at,
            ),
            lambda: SealJob(
                document=Other,
                signer=wrong,
                issuer="a",
                url="https://v.example/s",
                at=at,
            ),
        ):
            with pytest.raises(UsageError) as caught:
                make()
            assert caught.value.code == "bulk_not_importable"

    @pytest.mark.parametrize("at", [None, 1, "2026-11-24", b"x", [], {}], ids=repr)
    def test_times(self, at):
        """A moment with a zone, and an end that is one too."""
        for make in (
            lambda: VerifyJob(verifier=told, at=at),
            lambda: SealJob(
                document=Other,
                signer=told,
                issuer="a",
                url="https://v.example/s",
                at=at,
            ),
        ):
            with pytest.raises(UsageError) as caught:
                make()
            assert caught.value.code == "not_a_moment"
