"""No part of a log record shows the number of a person."""

# ruff: noqa: G004, LOG004, PLE1205, TRY301 - careless calls are what is tested

import io
import json
import logging
import sys
import threading
from datetime import date

import pytest
from pydantic import BaseModel, ValidationError

from egovkit.identity import NIK
from egovkit.privacy import RedactingFilter

DIGITS = "3171015708459002"
MASK = NIK(DIGITS).masked
BARE = {*vars(logging.makeLogRecord({})), "message"}


class Whole(logging.Formatter):
    """Writes every attribute of a record, as formatters for log servers do."""

    def format(self, record: logging.LogRecord) -> str:
        """The usual text and all attributes."""
        return super().format(record) + json.dumps(vars(record), default=repr)


@pytest.fixture
def log():
    """A logger with the filter on its handler, and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Whole())
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("egovkit-test")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)
    logger.propagate = True


class Form(BaseModel):
    """A form that pydantic quotes in its errors."""

    nik: str
    age: int = 0


class Quoting:
    """An object whose text holds the number."""

    def __str__(self) -> str:
        return f"pemohon {DIGITS}"


class Broken:
    """An object that cannot be shown."""

    def __str__(self) -> str:
        raise RuntimeError(DIGITS)


class Hopeless(Broken):
    """An object that has no form at all."""

    def __repr__(self) -> str:
        raise RuntimeError(DIGITS)


def fail() -> None:
    """Raise an error with the number in it and in its cause."""
    try:
        raise KeyError(DIGITS)
    except KeyError as error:
        raise ValueError(f"tidak ada: {DIGITS}") from error


def in_message(logger):
    """The message itself."""
    logger.error(f"ditolak {DIGITS}")


def in_arguments(logger):
    """An argument, as text, as an int, in a dictionary."""
    logger.error("ditolak %s %d %s", DIGITS, int(DIGITS), {"nik": DIGITS})


def in_named_arguments(logger):
    """A mapping of arguments."""
    logger.error("ditolak %(nik)s", {"nik": DIGITS})


def in_an_object(logger):
    """An object that is the message."""
    logger.error(Quoting())


def in_arguments_that_do_not_fit(logger):
    """Too many arguments: logging would print them in its own report."""
    logger.error("ditolak", DIGITS)


def in_an_argument_that_fails(logger):
    """The error of an argument's own text."""
    logger.error("ditolak %s", Broken())


def in_an_exception(logger):
    """A traceback with its cause."""
    try:
        fail()
    except ValueError:
        logger.exception("gagal")


def in_a_validation_error(logger):
    """Pydantic quotes the input."""
    try:
        Form.model_validate({"nik": DIGITS, "age": DIGITS + "x"})
    except ValidationError:
        logger.exception("gagal")


def in_an_exception_that_was_formatted(logger):
    """Another handler came first and kept its text in the record."""
    record = logger.makeRecord("x", logging.ERROR, "f", 1, "gagal", (), None)
    record.exc_text = f"ValueError: {DIGITS}"
    logger.handle(record)


def in_the_stack(logger):
    """The stack shows the line of source that holds the number."""
    logger.error("di sini", stack_info=True)  # 3171015708459002


def in_extra(logger):
    """Structured fields of every kind."""
    logger.error(
        "x",
        extra={
            "text": f"NIK {DIGITS}",
            "figure": int(DIGITS),
            "value": NIK(DIGITS),
            "nested": {"a": [DIGITS, {DIGITS: NIK(DIGITS)}]},
            "model": Form(nik=DIGITS),
            "object": Quoting(),
            "bad": Broken(),
        },
    )


CHANNELS = [
    in_message,
    in_arguments,
    in_named_arguments,
    in_an_object,
    in_arguments_that_do_not_fit,
    in_an_argument_that_fails,
    in_an_exception,
    in_a_validation_error,
    in_an_exception_that_was_formatted,
    in_the_stack,
    in_extra,
]


@pytest.mark.parametrize("write", CHANNELS)
def test_no_channel_of_a_record_shows_the_number(log, write, capsys):
    """Message, arguments, traceback, cause, stack, extra: it is nowhere."""
    logger, stream = log
    write(logger)
    written = stream.getvalue()
    assert written
    assert DIGITS not in written
    assert DIGITS not in capsys.readouterr().err


@pytest.mark.parametrize("write", CHANNELS)
def test_without_the_filter_it_would(write, capsys):
    """Each of these channels is one: the test above can fail."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Whole())
    logger = logging.getLogger("egovkit-unfiltered")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        write(logger)
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    assert DIGITS in stream.getvalue() + capsys.readouterr().err


def test_what_is_no_number_stays_as_it_was(log):
    """Other values keep their type for the formatters that come."""
    logger, _ = log
    kept: list[logging.LogRecord] = []
    catcher = logging.Handler()
    catcher.emit = kept.append  # type: ignore[method-assign]
    logger.addHandler(catcher)
    try:
        logger.error(
            "selesai %s",
            "cepat",
            extra={"status": 201, "ok": True, "none": None, "day": date(2026, 1, 2)},
        )
    finally:
        logger.removeHandler(catcher)
    (record,) = kept
    assert record.getMessage() == "selesai cepat"
    extra = {k: v for k, v in vars(record).items() if k not in BARE}
    assert extra == {"status": 201, "ok": True, "none": None, "day": "2026-01-02"}


def test_a_traceback_is_still_there(log):
    """Redacted, with its type, its lines and its cause."""
    logger, stream = log
    in_an_exception(logger)
    written = stream.getvalue()
    assert f"ValueError: tidak ada: {MASK}" in written
    assert "direct cause" in written
    assert "in fail" in written


def test_an_exception_outside_a_handler_does_not_fail(log):
    """`logger.exception` with nothing to report."""
    logger, stream = log
    logger.exception("tanpa galat")
    assert "tanpa galat" in stream.getvalue()


def test_a_message_that_cannot_be_made_is_covered(log):
    """The program goes on, and the line is there."""
    logger, stream = log
    logger.error(Hopeless())
    assert stream.getvalue().startswith("***")


def test_a_deep_value_is_covered(log):
    """What cannot be walked is hidden, and the record is written."""
    logger, stream = log
    deep: list[object] = []
    deep.append(deep)
    logger.error("x", extra={"deep": deep})
    assert '"deep": "***"' in stream.getvalue()


def test_the_name_of_a_process_is_redacted():
    """A worker may be named after what it works on."""
    record = logging.makeLogRecord({"msg": "mulai", "processName": f"kerja-{DIGITS}"})
    assert RedactingFilter().filter(record)
    assert record.processName == "kerja-317101**********"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="needs Python 3.12")
def test_the_name_of_a_task_is_redacted(log):
    """A task may be named after what it works on."""
    import asyncio

    logger, stream = log

    async def work() -> None:
        logger.error("x")

    async def main() -> None:
        await asyncio.create_task(work(), name=f"berkas-{DIGITS}")

    asyncio.run(main())
    assert DIGITS not in stream.getvalue()


def test_names_that_a_caller_chose_are_redacted(log):
    """A logger, a thread and a key of ``extra=`` may carry what they are about."""
    logger, stream = log

    def work() -> None:
        logger.getChild(f"berkas-{DIGITS}").error("x", extra={f"nik {DIGITS}": 1})

    thread = threading.Thread(target=work, name=f"berkas-{DIGITS}")
    thread.start()
    thread.join()
    assert DIGITS not in stream.getvalue()
    assert f'"name": "egovkit-test.berkas-{MASK}"' in stream.getvalue()
    assert f'"nik {MASK}": 1' in stream.getvalue()
