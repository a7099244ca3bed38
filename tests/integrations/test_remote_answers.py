"""What an answer of a remote signer means: signed, refused, or not known.

Not known is the answer whenever something was sent and what came back does not
say clearly. Signing again by mistake makes two letters of one; taking an unclear
answer for a refusal does that.
"""

import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit.integrations._bsre_answers import (
    UserStatus,
    accepted,
    judge_v1,
    judge_v2,
    outcome_v1,
    outcome_v2,
    user_status,
)
from egovkit.integrations._csc_answers import (
    decoded,
    encoded,
    member,
    signed_results,
    success,
)
from egovkit.integrations._remote import Answer, Failure, Rejected, Signed, Unknown
from egovkit.signatures import Outcome

REFERENCE = "0" * 24
PDF = b"%PDF-1.7 contoh"
CODED = b64encode(PDF).decode()


def answer(body=b"", status=200, **headers):
    """An answer; a body that is no bytes is JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, headers, data)


def said(result):
    """Kind and code, or the documents."""
    if isinstance(result, Signed):
        return result.documents
    return type(result).__name__.lower(), result.code


BAD = ("unknown", "remote_bad_answer")
REFUSED = ("rejected", "remote_refused")
READERS = {
    "BSrE 1": lambda given: outcome_v1(given, REFERENCE),
    "BSrE 2": lambda given: outcome_v2(given, REFERENCE, 1),
    "CSC": lambda given: signed_results(given, REFERENCE, "signatures", 1),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
class TestByStatusAlone:
    """What HTTP says, before anything is read."""

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (200, BAD),
            (204, BAD),
            (302, BAD),
            (399, BAD),
            (400, REFUSED),
            (401, ("rejected", "remote_unauthorized")),
            (403, ("rejected", "remote_unauthorized")),
            (404, REFUSED),
            (429, REFUSED),
            (499, REFUSED),
            (500, ("unknown", "remote_server_error")),
            (502, ("unknown", "remote_server_error")),
            (599, ("unknown", "remote_server_error")),
        ],
    )
    def test_an_empty_answer(self, read, status, expected):
        """4xx is a refusal; 5xx may have come after signing."""
        assert said(read(answer(b"", status))) == expected

    @pytest.mark.parametrize(
        ("sent", "expected"),
        [
            (True, ("unknown", "remote_no_answer")),
            (False, ("rejected", "remote_unreachable")),
        ],
    )
    def test_no_answer(self, read, sent, expected):
        """Nothing was signed only where nothing was sent."""
        assert said(read(Failure(sent=sent))) == expected

    @pytest.mark.parametrize(
        "body", [b"", b"null", b"[]", b'"x"', b"5", b"{", b"\xff", b"[" * 90_000]
    )
    def test_what_is_no_object(self, read, body):
        """Not understood is not known."""
        assert said(read(answer(body))) == BAD

    def test_the_reference_is_the_attempts(self, read):
        """Whatever the outcome, it can be asked for by the same name."""
        for given_ in (answer(b"", 500), answer(b"", 400), Failure(sent=True)):
            assert read(given_).reference == REFERENCE


class TestBsre:
    """Versions 1 and 2 of the BSrE service."""

    @pytest.mark.parametrize(
        ("body", "headers", "expected", "name"),
        [
            (PDF, {}, (PDF,), None),
            (PDF, {"id_dokumen": "abc"}, (PDF,), "abc"),
            ({"base64_signed_file": CODED}, {}, (PDF,), None),
            ({"base64_signed_file": CODED, "id_dokumen": "abc"}, {}, (PDF,), "abc"),
            ({"id_dokumen": "abc"}, {}, BAD, "abc"),
            ({"id_dokumen": 5}, {}, BAD, None),
            ({"id_dokumen": ["abc"]}, {}, BAD, None),
            ({"id_dokumen": "abc"}, {"id_dokumen": "def"}, BAD, "def"),
            ({"base64_signed_file": "***"}, {}, BAD, None),
            ({"base64_signed_file": 5}, {}, BAD, None),
            ({"base64_signed_file": b64encode(b"x").decode()}, {}, BAD, None),
            (b"<html>signed</html>", {}, BAD, None),
        ],
        ids=str,
    )
    def test_version_1(self, body, headers, expected, name):
        """The file itself or in JSON; its id, where it is text, to ask by."""
        result = outcome_v1(answer(body, **headers), REFERENCE)
        assert said(result) == expected
        assert result.document_id == name

    @pytest.mark.parametrize(
        ("body", "wanted", "expected"),
        [
            ({"file": [CODED]}, 1, (PDF,)),
            ({"file": [CODED, CODED]}, 2, (PDF, PDF)),
            ({"file": [CODED]}, 2, BAD),
            ({"file": [CODED, CODED]}, 1, BAD),
            ({"file": [CODED, "x"]}, 1, BAD),
            ({"file": [CODED, None]}, 2, BAD),
            ({"file": CODED}, 1, BAD),
            ({"file": []}, 1, BAD),
            ({"file": [b64encode(b"x").decode()]}, 1, BAD),
        ],
        ids=str,
    )
    def test_version_2(self, body, wanted, expected):
        """As many PDF files as were sent, and each a PDF."""
        assert said(outcome_v2(answer(body), REFERENCE, wanted)) == expected

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (2011, "bsre_not_registered"),
            (2021, "bsre_no_certificate"),
            (2031, "bsre_wrong_passphrase"),
        ],
    )
    @pytest.mark.parametrize("status", [200, 400, 404, 422])
    def test_reasons(self, number, code, status):
        """By number, with or without an HTTP error; the number is kept."""
        for read in (READERS["BSrE 1"], READERS["BSrE 2"]):
            result = read(answer({"status_code": number, "error": "x"}, status))
            assert said(result) == ("rejected", code)
            assert result.status_code == number

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({"error": "x"}, REFUSED),
            ({"error": {"a": 1}}, REFUSED),
            ({"error": None}, BAD),
            ({"error": ""}, BAD),
            ({"error": False}, BAD),
            ({"status_code": 9999}, BAD),
            ({"status_code": "2031"}, BAD),
            ({"error": "x", "file": [CODED]}, BAD),
            ({"status_code": 2031, "file": [CODED]}, BAD),
            ({"error": "x", "base64_signed_file": CODED}, BAD),
        ],
        ids=str,
    )
    def test_an_error_and_a_file_is_neither(self, body, expected):
        """An answer that contradicts itself decides nothing."""
        for read in (READERS["BSrE 1"], READERS["BSrE 2"]):
            assert said(read(answer(body))) == expected

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            *(({"status": word.value}, word) for word in UserStatus),
            ({"status": "issue"}, UserStatus.UNKNOWN),
            ({"status": None}, UserStatus.UNKNOWN),
            ({"status": ["ISSUE"]}, UserStatus.UNKNOWN),
            ({}, UserStatus.UNKNOWN),
            ({"status_code": 1111}, UserStatus.ISSUE),
            ({"status_code": 2011}, UserStatus.NOT_REGISTERED),
            ({"status_code": 2021}, UserStatus.NO_CERTIFICATE),
            ({"status_code": "1111"}, UserStatus.UNKNOWN),
            ({"status_code": 1112}, UserStatus.UNKNOWN),
            ({"status": "REVOKE", "status_code": 1111}, UserStatus.REVOKE),
            ({"status": "may sign", "status_code": 1111}, UserStatus.ISSUE),
        ],
        ids=str,
    )
    def test_who_may_sign(self, body, expected):
        """The word goes before the number; only ISSUE may sign."""
        assert user_status(body) is expected
        assert expected.may_sign is (expected.value == "ISSUE")

    @pytest.mark.parametrize(
        ("given_", "expected"),
        [
            (answer({}), True),
            (answer(b"ok"), True),
            (answer({"error": None}), True),
            (answer({"error": "x"}), False),
            (answer({}, 299), True),
            (answer({}, 300), False),
            (answer({}, 399), False),
            (answer({}, 400), False),
            (Failure(sent=True), False),
            (Failure(sent=False), False),
        ],
        ids=[
            "empty",
            "text",
            "null",
            "error",
            "299",
            "300",
            "399",
            "400",
            "sent",
            "unsent",
        ],
    )
    def test_accepted(self, given_, expected):
        """Whether a TOTP was sent, as far as the service says."""
        assert accepted(given_) is expected


class TestVerdicts:
    """The service's verdict on a signed file."""

    def judged(self, checks):
        """Name, outcome and which signature of each check."""
        return [
            (check.name, check.outcome.value, check.facts.get("signature"))
            for check in checks
        ]

    @pytest.mark.parametrize(
        ("conclusion", "expected"),
        [
            ("VALID", "valid"),
            ("INVALID", "invalid"),
            ("NOT_VALID", "invalid"),
            ("NO_SIGNATURE", "invalid"),
            ("valid", "indeterminate"),
            ("", "indeterminate"),
            (None, "indeterminate"),
            (True, "indeterminate"),
            (["VALID"], "indeterminate"),
        ],
        ids=str,
    )
    def test_version_2_conclusion(self, conclusion, expected):
        """Four words are known, to the letter."""
        body = {
            "conclusion": conclusion,
            "signatureInformations": [
                {"integrityValid": True, "certificateTrusted": True}
            ],
        }
        assert self.judged(judge_v2(body)) == [
            ("service", expected, None),
            ("integrity", "valid", 1),
            ("certificate", "valid", 1),
        ]

    @pytest.mark.parametrize("found", [None, [], {}, "x", 5], ids=str)
    def test_version_2_without_signatures(self, found):
        """The word VALID over nothing is no verdict."""
        body = {"conclusion": "VALID", "signatureInformations": found}
        assert self.judged(judge_v2(body)) == [("service", "indeterminate", None)]
        body["conclusion"] = "NO_SIGNATURE"
        assert self.judged(judge_v2(body)) == [("service", "invalid", None)]

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (True, "valid"),
            (False, "invalid"),
            (None, "indeterminate"),
            (1, "indeterminate"),
            ("true", "indeterminate"),
            ([True], "indeterminate"),
        ],
        ids=str,
    )
    def test_only_true_is_true(self, value, expected):
        """In both versions, for both facts, of the second signature too."""
        good = {"integrityValid": True, "certificateTrusted": True}
        for name, place in (("integrityValid", 0), ("certificateTrusted", 1)):
            body = {
                "conclusion": "VALID",
                "signatureInformations": [good, {**good, name: value}],
            }
            checks = judge_v2(body)[3:]
            assert checks[place].outcome.value == expected
            assert checks[1 - place].outcome is Outcome.VALID
        for outer, inner, place in (
            ("signature_document", "document_integrity", 0),
            ("info_signer", "cert_user_certified", 1),
        ):
            item = {
                "signature_document": {"document_integrity": True},
                "info_signer": {"cert_user_certified": True},
            }
            checks = judge_v1({"details": [{**item, outer: {inner: value}}]})
            assert checks[place].outcome.value == expected
            assert checks[1 - place].outcome is Outcome.VALID

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({"jumlah_signature": 0}, "invalid"),
            ({"jumlah_signature": 0, "details": [{}]}, "invalid"),
            ({"jumlah_signature": 3}, "indeterminate"),
            ({"jumlah_signature": 1, "details": []}, "indeterminate"),
            ({"details": {}}, "indeterminate"),
            ({}, "indeterminate"),
        ],
        ids=str,
    )
    def test_version_1_counts_prove_nothing(self, body, expected):
        """A number of signatures is not a number of valid ones."""
        assert self.judged(judge_v1(body))[0] == ("service", expected, None)

    @pytest.mark.parametrize("item", [None, 5, "x", [], {"info_signer": 5}], ids=str)
    def test_details_of_another_kind(self, item):
        """Undecided, signature by signature."""
        assert [outcome for _, outcome, _ in self.judged(judge_v1({"details": [item]}))]
        assert {
            outcome for _, outcome, _ in self.judged(judge_v1({"details": [item]}))
        } == {"indeterminate"}


class TestCsc:
    """CSC API v2."""

    @pytest.mark.parametrize(
        ("body", "key", "wanted", "expected", "name"),
        [
            ({"signatures": ["AAEC"]}, "signatures", 1, (b"\0\1\2",), None),
            ({"signatures": ["AAEC"] * 2}, "signatures", 2, (b"\0\1\2",) * 2, None),
            ({"signatures": ["AAEC"]}, "signatures", 2, BAD, None),
            ({"signatures": ["AAEC", "*"]}, "signatures", 2, BAD, None),
            ({"signatures": "AAEC"}, "signatures", 1, BAD, None),
            ({"signatures": [5]}, "signatures", 1, BAD, None),
            (
                {"DocumentWithSignature": [CODED]},
                "DocumentWithSignature",
                1,
                (PDF,),
                None,
            ),
            (
                {"DocumentWithSignature": ["AAEC"]},
                "DocumentWithSignature",
                1,
                BAD,
                None,
            ),
            (
                {"responseID": "abc"},
                "signatures",
                1,
                ("unknown", "remote_no_answer"),
                "abc",
            ),
            ({"responseID": 5}, "signatures", 1, BAD, None),
            (
                {"responseID": "abc", "signatures": ["AAEC"]},
                "signatures",
                1,
                (b"\0\1\2",),
                "abc",
            ),
            ({"error": "invalid_request"}, "signatures", 1, REFUSED, None),
            ({"error": "x", "signatures": ["AAEC"]}, "signatures", 1, BAD, None),
            ({"error": "x", "responseID": "abc"}, "signatures", 1, BAD, None),
            ({"error": "x", "other": "abc"}, "signatures", 1, REFUSED, None),
        ],
        ids=str,
    )
    def test_results(self, body, key, wanted, expected, name):
        """As many as were asked for; one that is pending is asked for by its id."""
        result = signed_results(answer(body), REFERENCE, key, wanted)
        assert said(result) == expected
        if not isinstance(result, Rejected):
            assert result.document_id == name

    def test_small_readers(self):
        """A member that is an object, base64 all or nothing, and its way there."""
        assert member({"key": {"a": 1}}, "key") == {"a": 1}
        for other in ({}, {"key": None}, {"key": []}, {"key": "x"}):
            assert member(other, "key") == {}
        assert encoded([b"\0\1\2", b""]) == ["AAEC", ""]
        assert decoded(["AAEC", ""]) == [b"\0\1\2", b""]
        for other in (None, "AAEC", {}, ["AAEC", "A"], ["AAEC", None], ["AA EC"]):
            assert decoded(other) == []

    def test_success_gives_the_object(self):
        """And nothing else counts as one."""
        assert success(answer({"SAD": "x"}), REFERENCE) == {"SAD": "x"}
        assert said(success(answer({}), REFERENCE)) == BAD


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 3000)
    | st.sampled_from(["", CODED, "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["document_integrity", "x"]), inner, max_size=2
        )
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(
    [
        *("error", "status_code", "file", "base64_signed_file", "id_dokumen"),
        *("signatures", "responseID", "status", "conclusion", "details"),
        "signatureInformations",
    ]
)


@pytest.mark.property
@given(body=st.dictionaries(NAMES, VALUES, max_size=4), status=st.integers(100, 599))
def test_signed_is_said_only_where_it_is_clear(body, status):
    """For any object and any HTTP status: Signed needs success, no error named, and
    a file (or signatures) in full; a refusal needs an error or a 4xx.
    """
    given_ = answer(body, status)
    named = bool(body.get("error")) or body.get("status_code") in (2011, 2021, 2031)
    for name, read in READERS.items():
        result = read(given_)
        if isinstance(result, Signed):
            assert status < 400
            assert not (body.get("error"))
            assert len(result.documents) == 1
            if name != "CSC":
                assert not named
                assert result.documents[0].startswith(b"%PDF-")
        elif isinstance(result, Rejected):
            assert 400 <= status < 500 or (status < 400 and named)
            if status < 400:  # an error beside a result decides nothing
                results = {"CSC": ("signatures", "responseID")}
                others = ("file", "base64_signed_file")
                assert not set(results.get(name, others)) & body.keys()
        else:
            assert isinstance(result, Unknown)
        document_id = getattr(result, "document_id", None)
        assert document_id is None or isinstance(document_id, str)


@pytest.mark.property
@given(body=st.dictionaries(NAMES, VALUES, max_size=4))
def test_a_verdict_is_never_better_than_its_words(body):
    """For any object: VALID as a whole needs the word and true for each fact."""
    checks = judge_v2(body)
    if all(check.outcome is Outcome.VALID for check in checks):
        assert body["conclusion"] == "VALID"
        assert all(
            item["integrityValid"] is True and item["certificateTrusted"] is True
            for item in body["signatureInformations"]
        )
    assert judge_v1(body)
    assert user_status(body) in UserStatus
