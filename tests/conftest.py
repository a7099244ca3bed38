"""What holds for every test: no network, and no silent skip where all is there.

* Sockets reach the loopback interface only, name look-ups too.
* ``EGOVKIT_REQUIRE_ALL=1`` (the gate) turns a skip into a failure, because a
  part that is missing there is a fault of the gate. Two reasons remain:
  ``needs Python …`` and ``shared vectors absent``, the second only where the
  vectors really are absent.
* Any other run may skip what the machine does not have, with a reason. What fails
  only because an extra is not installed counts as such a skip.
"""

import os
import re
import sys
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from egovkit.errors import MissingDependencyError

ROOT = Path(__file__).resolve().parents[1]
SHARED_VECTORS = ROOT.parent / "shared" / "vectors"
_ADDRESS = re.compile(r" (object )?at 0x[0-9a-f]+")
REQUIRE_ALL = os.environ.get("EGOVKIT_REQUIRE_ALL") == "1"
# Module → the extra that brings it, of those that are not installed here.
_ABSENT = {
    module: extra
    for extra, modules in {
        "bulk": "pyarrow dask distributed",
        "django": "django",
        "fastapi": "fastapi starlette",
        "pdf": "typst pyhanko",
        "pkcs11": "pkcs11",
        "postgres": "psycopg",
        "remote": "httpx",
        "scan": "zxingcpp PIL pypdfium2",
        "sqlalchemy": "sqlalchemy",
    }.items()
    for module in modules.split()
    if find_spec(module) is None
}

# No deadline: two cores shared with a database say nothing about one example.
settings.register_profile("short", deadline=None, max_examples=60)
settings.register_profile(
    "full",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
# The same few examples for each mutant, and the same tests many times over.
settings.register_profile(
    "mutation",
    deadline=None,
    max_examples=20,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.load_profile(os.environ.get("EGOVKIT_HYPOTHESIS", "short"))


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _only_loopback(event: str, args: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # AF_UNIX: a path
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
    else:
        return
    if not _is_local(host):
        raise RuntimeError(f"a test reached for the network: {event}")


sys.addaudithook(_only_loopback)


def _skip_is_allowed(reason: str) -> bool:
    if not REQUIRE_ALL or "needs Python" in reason:
        return True
    return "shared vectors absent" in reason and not SHARED_VECTORS.is_dir()


def _refuse_skip(report: Any) -> None:
    if report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    where = report.longrepr
    reason = where[2] if isinstance(where, tuple) else str(where)
    if not _skip_is_allowed(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be missing: {reason}"


def pytest_itemcollected(item: pytest.Item) -> None:
    """A case has one name in every process, or they cannot share the work."""
    item._nodeid = _ADDRESS.sub("", item.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: one at the end would keep a core waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def _absent_extra(error: BaseException | None) -> str | None:
    """The extra for want of which this was raised, if it is not installed."""
    if isinstance(error, MissingDependencyError):
        extra = str(error.facts["extra"])
        return extra if extra in _ABSENT.values() else None
    if isinstance(error, ModuleNotFoundError):
        return _ABSENT.get((error.name or "").partition(".")[0])
    return None


def _skip(report: Any, extra: str) -> None:
    report.outcome = "skipped"
    place = report.fspath if hasattr(report, "fspath") else report.nodeid
    report.longrepr = (str(place), 1, f"the extra [{extra}] is not installed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Any:
    """Without its extra a test skips; in the gate, a test that skips has failed."""
    report = yield
    if report.failed and call.excinfo and (extra := _absent_extra(call.excinfo.value)):
        _skip(report, extra)
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Any:
    """The same for a module that cannot be imported, or that skips itself."""
    report = yield
    if report.failed:
        missing = re.findall(r"No module named '(\w+)", str(report.longrepr))
        if extra := next((_ABSENT[name] for name in missing if name in _ABSENT), None):
            _skip(report, extra)
    _refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def repo() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_vectors() -> Path:
    """Test vectors that nobody here wrote; they stand beside the repository."""
    if not SHARED_VECTORS.is_dir():
        pytest.skip("shared vectors absent")
    return SHARED_VECTORS


@pytest.fixture
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test runs in an empty directory of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
