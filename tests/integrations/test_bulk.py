"""Many at once: one function of a record batch, in a loop, a pool or a cluster."""

import pickle
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from threading import Event

import pyarrow as pa
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # every process imports the office

import bulk_office
from bulk_office import AT, Certificate, Pair

from egovkit.errors import UsageError
from egovkit.integrations import bulk
from egovkit.integrations.bulk import SealJob, VerifyJob, run
from egovkit.qr import Sealer, Verifier

NIK = "3171015708459002"
JOB = SealJob(
    document=Certificate,
    signer=bulk_office.signer,
    issuer="balai-latihan",
    url="https://v.contoh.example/s",
    at=AT,
)
CHECK = VerifyJob(verifier=bulk_office.verifier, at=AT)


@pytest.fixture(autouse=True)
def office(tmp_path, monkeypatch):
    """A key and a trust list on file, and no key kept from the test before."""
    bulk_office.set_up(tmp_path)
    monkeypatch.setenv("BULK_OFFICE", str(tmp_path))
    bulk._opened_in.cache_clear()
    return tmp_path


def rows(count, *, start=0):
    """A batch of certificates, numbered on."""
    numbers = range(start, start + count)
    return pa.RecordBatch.from_pydict(
        {
            "number": [f"421/{n:05}/2026" for n in numbers],
            "name": [f"Peserta Contoh {n}" for n in numbers],
            "nik": [NIK] * count,
            "given": [date(2026, 11, 24)] * count,
            "status_index": [n if n % 2 else None for n in numbers],
        }
    )


BATCHES = [rows(3, start=10 * n) for n in range(5)]


def test_a_row_becomes_the_seal_that_a_sealer_makes():
    """Bulk is a loop over `Sealer.seal`: the same bytes, the same text."""
    sealed = JOB(rows(2))
    sealer = Sealer(key=bulk_office.signer(), issuer=JOB.issuer, url=JOB.url)
    for n, row in enumerate(sealed.to_pylist()):
        letter = Certificate(
            number=f"421/{n:05}/2026",
            name=f"Peserta Contoh {n}",
            nik=NIK,
            given=date(2026, 11, 24),
        )
        seal = sealer.seal(letter, at=AT, status_index=n if n % 2 else None)
        assert (row["token"], row["text"]) == (seal.token, seal.text)
        assert row["error"] is None
        assert row["field"] is None


def test_a_batch_that_runs_twice_gives_the_same_bytes():
    """So a cluster may run it again after a lost worker."""
    assert JOB(rows(4)) == JOB(rows(4))


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_a_process_pool_gives_what_the_loop_gives(start, office):
    """The batches come back in order, and each process opens the key once."""
    expected = list(run(JOB, BATCHES))
    (office / "opened").unlink()
    with ProcessPoolExecutor(2, mp_context=get_context(start)) as pool:
        assert list(run(JOB, BATCHES, executor=pool)) == expected
    opened = (office / "opened").read_text().split()
    assert len(opened) == len(set(opened)) <= 2


@pytest.mark.slow
def test_a_dask_cluster_gives_what_the_loop_gives():
    """``client.get_executor()`` is an executor like any other."""
    distributed = pytest.importorskip("distributed", reason="needs the extra bulk")
    expected = list(run(JOB, BATCHES))
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True,
            dashboard_address=None, host="127.0.0.1",
        ) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):  # fmt: skip
        assert list(run(JOB, BATCHES, executor=executor)) == expected


def test_what_was_sealed_verifies():
    """Sealing and verifying are one another's check."""
    answers = CHECK(JOB(rows(3)).select(["text"])).to_pylist()
    # An index without a status list at hand is never silently valid.
    assert [row["outcome"] for row in answers] == ["valid", "indeterminate", "valid"]
    assert [row["reason"] for row in answers] == [None, "status_unknown", None]
    assert {row["issuer"] for row in answers} == {"balai-latihan"}


def test_what_is_no_seal_is_an_answer_too():
    """Null, other text and a changed digit: a row each, none raises."""
    text = JOB(rows(1))["text"][0].as_py()
    changed = text[:-1] + ("1" if text.endswith("0") else "0")
    batch = pa.RecordBatch.from_pydict({"text": [None, "x" * 100_000, changed, text]})
    answers = CHECK(batch).to_pylist()
    outcomes = [row["outcome"] for row in answers]
    assert outcomes == ["invalid", "invalid", "invalid", "valid"]
    assert all(row["reason"] for row in answers[:3])
    assert answers[0]["issuer"] is None


@pytest.mark.parametrize(
    ("column", "value", "code", "field"),
    [
        ("nik", "3171015708450000", "nik_serial", "nik"),
        ("nik", None, "not_text", "nik"),
        ("name", "\u202eContoh", "text_unclean", "name"),
        ("given", None, "date_type", "given"),
    ],
)
def test_a_row_that_cannot_be_sealed_says_why_and_the_others_go_on(
    column, value, code, field
):
    """A code and a field; no column repeats what was refused."""
    table = rows(3).to_pydict()
    table[column][1] = value
    schema = rows(3).schema
    sealed = JOB(pa.RecordBatch.from_pydict(table, schema=schema)).to_pylist()
    assert [row["error"] for row in sealed] == [None, code, None]
    assert sealed[1]["field"] == field
    assert sealed[1]["token"] is sealed[1]["text"] is None
    assert NIK not in str(sealed)
    assert "3171015708450000" not in str(sealed)


def test_an_index_outside_the_lists_is_an_error_of_its_row():
    """What the sealer refuses is an answer as well."""
    batch = rows(2).set_column(4, "status_index", pa.array([2**32, 1]))
    errors = [row["error"] for row in JOB(batch).to_pylist()]
    assert errors == ["seal_status_index", None]


def test_fields_with_a_default_may_be_missing_and_other_columns_are_not_read():
    """A table from elsewhere has columns of its own."""
    table = rows(1).append_column("catatan", pa.array(["bebas"]))
    assert JOB(table)["error"][0].as_py() is None
    hours = rows(1).append_column("hours", pa.array([16]))
    assert JOB(hours)["token"] != JOB(table)["token"]


def test_a_column_that_is_needed_is_named():
    """The whole batch is wrong, so this raises."""
    with pytest.raises(UsageError) as caught:
        JOB(rows(1).drop_columns(["nik"]))
    assert caught.value.facts == {"column": "nik"}
    with pytest.raises(UsageError):
        CHECK(rows(1))


@pytest.mark.parametrize("job", [JOB, CHECK])
def test_no_rows_give_no_rows_of_the_same_shape(job):
    """An empty partition is ordinary in a cluster."""
    full = rows(1).append_column("text", pa.array(["x"]))
    empty = job(full.slice(0, 0))
    assert empty.num_rows == 0
    assert empty.schema == job(full).schema


@contextmanager
def refused(code):
    """A mistake of the caller's, by its code."""
    with pytest.raises(UsageError) as told:
        yield
    assert told.value.code == code


def nested():
    """A function that no other process could import."""

    def signer():
        raise AssertionError

    return signer


@pytest.mark.parametrize("signer", [lambda: None, nested(), 5, Verifier.verify])
def test_what_another_process_cannot_import_is_refused_when_the_job_is_made(signer):
    """Not an hour later, by the first worker."""
    with refused("bulk_not_importable"):
        replace(JOB, signer=signer)
    with refused("bulk_not_importable"):
        replace(CHECK, verifier=signer)


def test_a_time_without_a_zone_is_refused_when_the_job_is_made():
    """All rows would be wrong."""
    naive = datetime(2026, 11, 24, 8, 0, tzinfo=UTC).replace(tzinfo=None)
    with refused("naive_datetime"):
        replace(JOB, at=naive)
    with refused("naive_datetime"):
        replace(JOB, expires=naive)
    with refused("naive_datetime"):
        replace(CHECK, at=naive)


def test_an_expiry_before_the_issue_is_refused_when_the_job_is_made():
    """Every row would say the same."""
    with refused("seal_expires_before_issue"):
        replace(JOB, expires=AT)


def test_no_more_than_ahead_batches_are_read_before_the_first_is_given():
    """A file larger than memory stays larger than memory."""
    read = []

    def source():
        for batch in BATCHES:
            read.append(batch)
            yield batch

    with ThreadPoolExecutor(1) as pool:
        answers = run(JOB, source(), executor=pool, ahead=2)
        next(answers)
        assert len(read) == 2
        answers.close()
    assert len(read) == 2


def test_a_loop_reads_one_batch_at_a_time():
    """Without an executor nothing is read ahead."""
    source = iter(BATCHES)
    next(run(JOB, source))
    assert len(list(source)) == len(BATCHES) - 1


def test_a_batch_that_fails_fails_the_run_and_the_rest_is_cancelled():
    """An error of the table is not lost in a pool."""
    broken = [*BATCHES[:2], rows(1).drop_columns(["name"]), *BATCHES]
    with ThreadPoolExecutor(1) as pool:
        answers = run(JOB, broken, executor=pool, ahead=4)
        assert next(answers) == JOB(BATCHES[0])
        assert next(answers) == JOB(BATCHES[1])
        with pytest.raises(UsageError, match="name"):
            next(answers)


def test_a_row_that_is_wrong_as_a_whole_names_no_field():
    """Null, not an empty name; and the row beside it is sealed."""
    job = replace(JOB, document=Pair)
    days = [date(2026, 11, 24), date(2026, 11, 25)]
    batch = pa.RecordBatch.from_pydict({"first": days[::-1], "last": days})
    wrong, good = job(batch).to_pylist()
    assert wrong == {"token": None, "text": None, "error": "pair_order", "field": None}
    assert (good["error"], good["field"]) == (None, None)


def test_a_job_is_a_value_that_nobody_changes():
    """It travels to other processes: what was checked when it was made stays so."""
    for job, field in ((JOB, "issuer"), (CHECK, "at")):
        with pytest.raises(FrozenInstanceError):
            setattr(job, field, None)
        assert pickle.loads(pickle.dumps(job)) == job
    with pytest.raises(TypeError):
        SealJob(Certificate, bulk_office.signer, "i", "https://v.contoh.example/s", AT)
    with pytest.raises(TypeError):
        VerifyJob(bulk_office.verifier, AT)


def test_an_expiry_is_sealed_and_may_be_a_second_after_the_issue():
    """From that moment on the document is no longer valid; before it, it is."""
    end = AT + timedelta(seconds=1)
    sealed = replace(JOB, expires=end)(rows(1)).select(["text"])
    for moment, outcome in ((AT, "valid"), (end, "invalid")):
        (answer,) = replace(CHECK, at=moment)(sealed).to_pylist()
        assert answer["outcome"] == outcome
    with refused("seal_expires_before_issue"):
        replace(JOB, expires=AT - timedelta(seconds=1))


def test_the_moment_that_is_asked_about_is_the_jobs():
    """A seal from the future is none yet, whatever the machine's clock says."""
    text = JOB(rows(1)).select(["text"])
    (answer,) = replace(CHECK, at=AT - timedelta(days=1))(text).to_pylist()
    assert answer["outcome"] == "invalid"


def test_whoever_stops_listening_has_no_use_for_the_rest():
    """What has not begun is cancelled: a cluster does not seal for nobody."""
    begun, go = [], Event()

    def job(number):
        begun.append(number)
        assert number == 1 or go.wait(5)
        return number

    with ThreadPoolExecutor(1) as pool:
        answers = run(job, range(1, 6), executor=pool, ahead=4)
        assert next(answers) == 1
        answers.close()  # 2 waits or has not begun; 3 and 4 stand behind it
        go.set()
    assert begun in ([1], [1, 2])


def test_the_order_is_that_of_the_batches_whoever_is_first():
    """A batch that takes long holds its place."""
    first = Event()

    def job(number):
        if number == 0:
            assert first.wait(5)
        else:
            first.set()
        return number

    with ThreadPoolExecutor(2) as pool:
        assert list(run(job, range(6), executor=pool, ahead=3)) == list(range(6))


def test_a_key_is_opened_once_in_a_process(office):
    """However many batches it seals; another office's key is another one."""
    for _ in range(3):
        JOB(rows(1))
    assert len((office / "opened").read_text().split()) == 1


def test_a_batch_without_an_index_is_sealed_without_one():
    """Status lists are used where there is a column for them, and not asked for."""
    plain = JOB(rows(1).drop_columns(["status_index"]))
    assert plain == JOB(rows(1))  # its index is null
    assert plain.schema.names == ["token", "text", "error", "field"]
    assert [str(kind) for kind in plain.schema.types] == ["binary", *["string"] * 3]
