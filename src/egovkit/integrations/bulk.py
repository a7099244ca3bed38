"""Seal and verify many documents at once, as Arrow record batches (extra ``bulk``).

`SealJob` and `VerifyJob` are functions of one record batch: the same batch gives
the same bytes, wherever it runs. `run` maps one over many batches, in a plain
loop or on any `concurrent.futures.Executor`: a process pool, or a Dask cluster
through ``client.get_executor()``. Spark takes the same function, see
:doc:`/howto/seal-in-bulk`.

A key never travels. A job names a function of a module that opens the key (a
file, an HSM, a key service), and every process calls it once.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from egovkit._clock import aware
from egovkit._optional import require
from egovkit.errors import EgovkitError, UsageError
from egovkit.privacy import safe_errors
from egovkit.qr import SealedDocument, Sealer

if TYPE_CHECKING:
    import pyarrow as pa

    from egovkit.qr import Verifier
    from egovkit.signatures import Signer

    Job = Callable[["pa.RecordBatch"], "pa.RecordBatch"]

__all__ = ["SealJob", "VerifyJob", "run"]

INDEX = "status_index"
_NEVER = datetime.max.replace(tzinfo=UTC)
_MASK = 0  # choosing the best of eight costs more than the signature
_SEALED = {"token": "binary", "text": "string", "error": "string", "field": "string"}
_VERIFIED = {"outcome": "string", "reason": "string", "issuer": "string"}


class _Row(NamedTuple):
    """What one document became: a seal, or why there is none."""

    token: bytes | None = None
    text: str | None = None
    error: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealJob:
    """Seal the rows of record batches.

    Args:
        document: The class of the documents; a row has a column for each field,
            as text, numbers or dates. Further columns are not read.
        signer: A function of a module, without arguments, that opens the key.
            Use Ed25519 where a batch that runs twice has to give the same
            bytes: an ES256 signature is never the same twice.
        issuer: The issuer's id in the trust list.
        url: The address of the verify page.
        at: The moment of issue, with a time zone; the same for all rows.
        expires: From this moment on the documents are no longer valid.

    Raises:
        egovkit.errors.UsageError: A function or class that another process
            could not import (nested, or a lambda), a naive time, or an expiry
            before the issue.
    """

    document: type[SealedDocument]
    signer: "Callable[[], Signer]"
    issuer: str
    url: str
    at: datetime
    expires: datetime | None = None

    def __post_init__(self) -> None:
        _importable(self.document)
        _importable(self.signer)
        if aware(self.at) >= aware(self.expires or _NEVER):
            raise UsageError("seal_expires_before_issue")

    def __call__(self, batch: "pa.RecordBatch") -> "pa.RecordBatch":
        """Seal a batch.

        Args:
            batch: One row per document: the fields, and ``status_index`` (an
                integer or null) where status lists are used. Numbers and
                indices are reserved beforehand, with the request.

        Returns:
            As many rows in the same order: ``token`` and ``text`` of the seal;
            where a row cannot be sealed both are null, ``error`` is the code of
            what is wrong and ``field`` the field it concerns. No column repeats
            what was refused.

        Raises:
            egovkit.errors.UsageError: A column is missing.
            egovkit.errors.MissingDependencyError: The extra is not installed.
        """
        names = list(self.document.model_fields)
        needed = [
            name for name in names if self.document.model_fields[name].is_required()
        ]
        _columns(batch, needed)
        wanted = [name for name in (*names, INDEX) if name in batch.schema.names]
        sealer = Sealer(key=_opened(self.signer), issuer=self.issuer, url=self.url)
        rows = batch.select(wanted).to_pylist()
        return _batch(_SEALED, [self._sealed(sealer, row) for row in rows])

    def _sealed(self, sealer: Sealer, row: dict[str, Any]) -> _Row:
        index = row.pop(INDEX, None)
        try:
            seal = sealer.seal(
                self.document.model_validate(row),
                at=self.at,
                expires=self.expires,
                status_index=index,
                mask=_MASK,
            )
        except ValidationError as error:
            first = safe_errors(error)[0]
            place = ".".join(map(str, first["loc"]))
            return _Row(error=first["type"], field=place or None)
        except EgovkitError as error:
            return _Row(error=error.code)
        return _Row(token=seal.token, text=seal.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyJob:
    """Verify the texts in record batches.

    Args:
        verifier: A function of a module, without arguments, that makes the
            `egovkit.qr.Verifier` with its lists; each process calls it once.
        at: The moment that is asked about, with a time zone.

    Raises:
        egovkit.errors.UsageError: A function that another process could not
            import, or a naive time.
    """

    verifier: "Callable[[], Verifier]"
    at: datetime

    def __post_init__(self) -> None:
        _importable(self.verifier)
        aware(self.at)

    def __call__(self, batch: "pa.RecordBatch") -> "pa.RecordBatch":
        """Verify a batch.

        Args:
            batch: One row per seal, its text in the column ``text``.

        Returns:
            As many rows in the same order: ``outcome`` (valid, invalid or
            indeterminate), ``reason`` (the code of the first check that is not
            valid, or null) and ``issuer`` (null until a signature verified).

        Raises:
            egovkit.errors.UsageError: The column is missing.
            egovkit.errors.MissingDependencyError: The extra is not installed.
        """
        _columns(batch, ["text"])
        verifier = _opened(self.verifier)
        rows = []
        for text in batch.column("text").to_pylist():
            report = verifier.verify(text or "", at=self.at)
            reason, issuer = report.reason, report.issuer
            rows.append((report.outcome, reason and reason.code, issuer and issuer.id))
        return _batch(_VERIFIED, rows)


def run(
    job: "Job",
    batches: "Iterable[pa.RecordBatch]",
    *,
    executor: Executor | None = None,
    ahead: int = 16,
) -> "Iterator[pa.RecordBatch]":
    """Map a job over record batches, in order.

    Args:
        job: A `SealJob` or a `VerifyJob`.
        batches: Read as they are needed, so a file larger than memory will do.
            Some thousand rows a batch keep every process busy.
        executor: Where the job runs; without it here, in a loop.
        ahead: How many batches may be under way at once.

    Yields:
        One batch for each, in the order they came.
    """
    if executor is None:
        yield from map(job, batches)
        return
    waiting: deque[Future[pa.RecordBatch]] = deque()
    try:
        for batch in batches:
            waiting.append(executor.submit(job, batch))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # whoever stops listening, or fails, has no use for the rest
        for future in waiting:
            future.cancel()


def _opened(make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever `make` makes
    # A process that was forked must not use its parent's HSM session.
    return _opened_in(os.getpid(), make)


@lru_cache(maxsize=8)
def _opened_in(_process: int, make: Callable[[], Any]) -> Any:  # noqa: ANN401
    return make()


def _importable(thing: object) -> None:
    name = getattr(thing, "__qualname__", "")
    module = getattr(thing, "__module__", None)
    found = getattr(import_module(module), name, None) if module else None
    if thing is None or found is not thing:
        raise UsageError("bulk_not_importable")


def _columns(batch: "pa.RecordBatch", needed: Iterable[str]) -> None:
    present = set(batch.schema.names)
    for name in needed:
        if name not in present:
            raise UsageError("bulk_column_missing", column=name)


def _batch(kinds: dict[str, str], rows: list[Any]) -> "pa.RecordBatch":
    pa = require("pyarrow", extra="bulk")
    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    arrays = [
        pa.array(column, type=getattr(pa, kind)())
        for kind, column in zip(kinds.values(), columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, names=list(kinds))
