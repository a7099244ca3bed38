r"""Keep the numbers of people out of what a program logs.

Example:
    >>> import io, logging
    >>> stream = io.StringIO()
    >>> handler = logging.StreamHandler(stream)
    >>> handler.addFilter(RedactingFilter())
    >>> logger = logging.getLogger("contoh")
    >>> logger.addHandler(handler)
    >>> logger.warning("ditolak: %s", "3171015708459002")
    >>> stream.getvalue()
    'ditolak: 317101**********\n'
    >>> logger.removeHandler(handler)
"""

import logging
import traceback

from egovkit._identifier import Identifier
from egovkit.privacy._walk import Rules, rebuild
from egovkit.privacy.masking import masked_key, numbered, shown
from egovkit.privacy.redaction import redact_text

__all__ = ["RedactingFilter"]

# What the logging module itself puts into a record and no caller can choose: names
# of loggers, threads and tasks are the caller's.
_OWN = frozenset(vars(logging.makeLogRecord({}))) - {
    "name",
    "processName",
    "taskName",
    "threadName",
}


class RedactingFilter(logging.Filter):
    """Covers numbers of people in every part of a log record.

    The message with its arguments, the traceback, the stack, the names of logger,
    thread, process and task, and what was given as ``extra=`` pass through
    `redact_text`; objects in ``extra=`` become text.
    Records are changed in place, so that handlers that come later see the
    redacted form too. A record whose arguments do not fit its message is
    written with what there is, not with logging's own error report, which
    would print the arguments.

    Add it to *handlers*: a filter of a logger does not see the records of its
    children. Names of people are not found, see `redact_text`.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record; it always passes.

        Args:
            record: The record, changed in place.
        """
        record.msg = redact_text(_message(record))
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info))
        # The exception object itself would show its text to other formatters.
        record.exc_info = None
        if record.exc_text:
            record.exc_text = redact_text(record.exc_text).rstrip("\n")
        if record.stack_info:
            record.stack_info = redact_text(record.stack_info)
        for name, value in list(vars(record).items()):
            if name not in _OWN:
                delattr(record, name)
                setattr(record, redact_text(name), _redacted(value))
        return True


def _message(record: logging.LogRecord) -> str:
    for form in (record.getMessage, lambda: f"{record.msg!r} % {record.args!r}"):
        try:
            return form()
        except Exception:  # noqa: BLE001, S112 - a caller's own code may run here
            continue
    return "***"


def _redacted(value: object) -> object:
    """What was given as ``extra=``, whatever it is."""
    try:
        return rebuild(value, _RULES)
    except Exception:  # noqa: BLE001 - logging must not fail, nor show the value
        return "***"


def _leaf(value: object, _name: str) -> object:
    if isinstance(value, Identifier):
        return value.masked
    return value if value is None else shown(value)


_RULES = Rules(leaf=_leaf, key=masked_key, clash=numbered)
