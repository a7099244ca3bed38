"""The report: three outcomes, no truth value, nothing lost on the way."""

import pickle

import pytest

from egovkit.errors import EgovkitError, NotVerified
from egovkit.signatures import Check, FieldText, Outcome, VerificationReport

VALID = Check("a", Outcome.VALID, "signature_true")
INVALID = Check("b", Outcome.INVALID, "signature_false")
UNSURE = Check("c", Outcome.INDETERMINATE, "key_unreadable")


@pytest.mark.parametrize(
    ("checks", "outcome", "reason"),
    [
        ((), Outcome.INDETERMINATE, None),
        ((VALID,), Outcome.VALID, None),
        ((VALID, UNSURE), Outcome.INDETERMINATE, UNSURE),
        ((VALID, UNSURE, INVALID), Outcome.INVALID, INVALID),
        ((INVALID, UNSURE), Outcome.INVALID, INVALID),
        ((UNSURE, VALID), Outcome.INDETERMINATE, UNSURE),
    ],
    ids=["none", "valid", "unsure", "worst-wins", "invalid-first", "unsure-first"],
)
def test_outcome_is_the_worst_check(checks, outcome, reason):
    """INVALID if any check is, else INDETERMINATE if any is or none was made."""
    report = VerificationReport(checks)
    assert report.outcome is outcome
    assert report.reason == reason


def test_report_is_neither_true_nor_false():
    """``if report:`` is an error, so that INDETERMINATE is never taken for yes."""
    with pytest.raises(TypeError) as caught:
        bool(VerificationReport((VALID,)))
    assert isinstance(caught.value, EgovkitError)
    assert caught.value.code == "report_has_no_truth_value"


def test_require_hands_out_the_document_only_when_valid():
    """The document is out of reach unless the outcome is VALID and the class fits."""
    assert VerificationReport((VALID,), document="surat").require(str) == "surat"
    for report, cls, code in [
        (VerificationReport((INVALID,), document="surat"), str, "not_verified"),
        (VerificationReport((UNSURE,), document="surat"), str, "not_verified"),
        (VerificationReport((), document="surat"), str, "not_verified"),
        (
            VerificationReport((VALID,), document="surat"),
            int,
            "document_of_other_class",
        ),
    ]:
        with pytest.raises(NotVerified) as caught:
            report.require(cls)
        assert caught.value.code == code
        assert caught.value.report is report


def test_report_does_not_change():
    """No attribute can be set or deleted."""
    report = VerificationReport((INVALID,))
    with pytest.raises(AttributeError):
        report.outcome = Outcome.VALID
    with pytest.raises(AttributeError):
        del report.checks
    assert report.outcome is Outcome.INVALID


def test_fields_are_made_when_somebody_looks():
    """A function for the fields runs once, and not before."""
    calls = []

    def make():
        calls.append(1)
        return (FieldText("name", {"id": "Nama", "en": "Name"}, "Siti"),)

    report = VerificationReport((VALID,), fields=make)
    assert calls == []
    assert [f.labelled() for f in report.fields] == [("Nama", "Siti")]
    assert report.fields is report.fields
    assert calls == [1]


def test_text_can_depend_on_the_language():
    """A date or an enum label has one text for each language."""
    field = FieldText(
        "until",
        {"id": "Berlaku sampai", "en": "Valid until"},
        {"id": "1 Maret 2027", "en": "1 March 2027"},
    )
    assert field.labelled("id") == ("Berlaku sampai", "1 Maret 2027")
    assert field.labelled("en") == ("Valid until", "1 March 2027")


def test_explain_says_outcome_and_every_check_in_indonesian():
    """One line for the outcome, one for each check."""
    assert VerificationReport((VALID, INVALID)).explain() == (
        "Hasil: TIDAK SAH.\n"
        "- Tanda tangan cocok dengan isi dan kunci.\n"
        "- Tanda tangan tidak cocok dengan isi dan kunci."
    )


def test_to_dict_is_plain_data():
    """Outcome, reason, checks with sentences, fields: ready for JSON."""
    report = VerificationReport(
        (INVALID,), fields=(FieldText("n", {"id": "Nama", "en": "Name"}, "Siti"),)
    )
    assert report.to_dict("en") == {
        "outcome": "invalid",
        "reason": "signature_false",
        "checks": [
            {
                "name": "b",
                "outcome": "invalid",
                "code": "signature_false",
                "facts": {},
                "sentence": "The signature does not fit the content and the key.",
            }
        ],
        "fields": [{"name": "n", "label": "Name", "text": "Siti"}],
    }
    assert VerificationReport((VALID,)).to_dict()["reason"] is None


def test_report_travels_between_processes():
    """Pickling keeps checks, fields and document."""
    report = VerificationReport(
        (VALID,),
        fields=lambda: (FieldText("n", {"id": "Nama", "en": "Name"}, "Siti"),),
        document="surat",
    )
    copy = pickle.loads(pickle.dumps(report))
    assert copy == report
    assert hash(copy) == hash(report)
    assert copy.fields == report.fields
    assert copy != VerificationReport((INVALID,))
    assert copy != "surat"


def test_repr_shows_the_reason_and_no_content():
    """A report in a log tells outcome and reason, nothing of the document."""
    report = VerificationReport((VALID, INVALID), document="3171015708459002")
    assert repr(report) == "<VerificationReport invalid, reason='signature_false'>"
    assert repr(VerificationReport((VALID,))) == "<VerificationReport valid>"


def test_fields_may_be_made_by_another_thread_meanwhile():
    """A page and a log ask at once: both get the fields, whoever made them.

    Here the other thread is faster each time: what was a function when it was
    looked at is the finished tuple at the next look.
    """
    made = (FieldText("name", {"id": "Nama", "en": "Name"}, "Siti"),)

    class Meanwhile(VerificationReport):
        __slots__ = ("looks",)

        @property
        def _fields(self):
            return self.looks.pop(0)

        @_fields.setter
        def _fields(self, _value):
            object.__setattr__(self, "looks", [lambda: made, made, made])

    report = Meanwhile((VALID,))
    assert report.fields == made
