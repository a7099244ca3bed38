"""One tree of errors; each has a code, a sentence, and no personal value."""

import copy
import inspect
import pickle

import pytest

from egovkit import errors
from egovkit.errors import (
    EgovkitError,
    InvalidLengthError,
    MissingDependencyError,
    NotVerified,
    Refused,
)
from egovkit.services import Refusal
from egovkit.signatures import Check, Outcome, VerificationReport

CLASSES = [getattr(errors, name) for name in errors.__all__]
IDS = errors.__all__


def make(cls: type[EgovkitError]) -> EgovkitError:
    """An error of the class, with facts where it takes them."""
    if cls is MissingDependencyError:
        return cls(extra="scan", module="zxingcpp")
    return cls("nik_length", expected=16, got=15)


@pytest.mark.parametrize("cls", CLASSES, ids=IDS)
def test_every_error_is_an_egovkit_error(cls: type[EgovkitError]):
    """One `except EgovkitError` catches all."""
    assert issubclass(cls, EgovkitError)


@pytest.mark.parametrize("cls", CLASSES, ids=IDS)
def test_the_tree_in_the_docstring_is_the_tree(cls: type[EgovkitError]):
    """The module's first page shows every class under its parent."""
    lines = inspect.getdoc(errors).splitlines()
    depth = {
        line.split("─")[-1].split()[0]: line.index(line.split("─")[-1].split()[0])
        for line in lines
        if "── " in line or line.strip() == "EgovkitError"
    }
    assert cls.__name__ in depth
    assert (depth[cls.__name__] - 4) // 4 == len(
        [c for c in cls.__mro__ if issubclass(c, EgovkitError)]
    ) - 1


@pytest.mark.parametrize("cls", CLASSES, ids=IDS)
def test_an_error_survives_pickling_and_copying(cls: type[EgovkitError]):
    """Errors cross process borders with their code and facts."""
    error = make(cls)
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is cls
        assert (other.code, other.facts) == (error.code, error.facts)


def test_text_is_the_english_sentence_and_the_code():
    """A log line says what is wrong and what to search for."""
    error = InvalidLengthError("nik_length", expected=16, got=15)
    assert str(error) == "A NIK has 16 digits, not 15. [nik_length]"


def test_an_unknown_code_is_its_own_sentence():
    """An error about an error would hide the first one."""
    assert str(EgovkitError("no_such_code")) == "no_such_code [no_such_code]"


def test_a_missing_extra_is_named():
    """The message is the command that mends it."""
    error = MissingDependencyError(extra="scan", module="zxingcpp")
    assert 'pip install "egovkit[scan]"' in str(error)
    assert 'pip install "egovkit[scan]"' in error.sentence("id")
    assert isinstance(error, ImportError)


@pytest.mark.parametrize(
    ("cls", "builtin"),
    [
        (errors.InvalidValueError, ValueError),
        (errors.DefinitionError, TypeError),
        (errors.UsageError, ValueError),
        (errors.CoverageError, LookupError),
        (errors.MissingDependencyError, ImportError),
    ],
    ids=lambda cls: cls.__name__,
)
def test_errors_are_also_what_python_calls_them(
    cls: type[EgovkitError], builtin: type[Exception]
):
    """Code that knows only the built-in classes still catches them."""
    assert issubclass(cls, builtin)


def test_the_report_and_the_refusal_travel_with_their_error():
    """Whoever catches the error has the whole answer."""
    report, refusal = object(), object()
    assert NotVerified(report=report).report is report
    assert Refused(refusal=refusal).refusal is refusal


FALSE = VerificationReport((Check("signature", Outcome.INVALID, "signature_false"),))
CLOSED = Refusal("closed", {"state": "terbit"})


@pytest.mark.parametrize("other", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_they_travel_across_processes_too(other):
    """A worker's error brings its report, its refusal and its notes."""
    error = NotVerified(report=FALSE)
    error.add_note("batch 7")
    assert other(error).report == FALSE
    assert other(error).__notes__ == ["batch 7"]
    assert other(Refused(refusal=CLOSED)).refusal == CLOSED


def test_what_is_not_verified_says_why():
    """The check that decided stands in the text, not only in the report."""
    error = NotVerified(report=FALSE)
    assert error.sentence() == (
        "Dokumen tidak terverifikasi sebagai sah. "
        "Tanda tangan tidak cocok dengan isi dan kunci."
    )
    assert str(error) == (
        "The document was not verified as valid. "
        "The signature does not fit the content and the key. "
        "[not_verified: signature_false]"
    )
    assert str(NotVerified()) == (
        "The document was not verified as valid. [not_verified]"
    )
