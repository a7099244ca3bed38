"""A missing extra shows at first use, as an error that names the command."""

import ast
import importlib.metadata
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import egovkit
from egovkit._optional import require
from egovkit.errors import MissingDependencyError

SOURCE = Path(egovkit.__file__).parent
EXTRAS = set(importlib.metadata.metadata("egovkit").get_all("Provides-Extra", []))


def _scan() -> object:
    from egovkit.qr import scan

    return scan(b"\x89PNG\r\n\x1a\n")


def _verify_pdf() -> object:
    from egovkit.documents.pdf import verify_pdf
    from egovkit.signatures import TrustAnchors

    at = datetime(2026, 11, 24, tzinfo=UTC)
    return verify_pdf(b"%PDF-1.7", anchors=TrustAnchors(()), at=at)


def _hsm() -> object:
    from egovkit.integrations.pkcs11 import HsmSigner

    return HsmSigner(
        module="none.so", token="t", label="l", use="seal", pin=lambda _: ""
    )


def _bsre() -> object:
    from egovkit.integrations.bsre import BsreClient

    return BsreClient("https://tte.example", username="u", password=lambda: "p")


def _postgres() -> object:
    from egovkit.integrations.postgres import PostgresStore

    return PostgresStore("host=127.0.0.1")


def _sqlalchemy() -> object:
    from egovkit.integrations.sqlalchemy import SQLAlchemyConnection

    return SQLAlchemyConnection(None)


def _django() -> object:
    from egovkit.integrations.django import DjangoConnection

    return DjangoConnection()


def _fastapi() -> object:
    from egovkit.integrations.fastapi import use_safe_errors

    return use_safe_errors(None)


def _bulk() -> object:
    from egovkit.integrations import bulk

    return bulk._batch({"token": "binary"}, [])


def _testing() -> object:
    from egovkit.testing.strategies import niks

    return niks()


# Extra → the module that is looked for, and a first use that needs it.
FIRST_USES: dict[str, tuple[str, Callable[[], object]]] = {
    "bulk": ("pyarrow", _bulk),
    "django": ("django.db", _django),
    "fastapi": ("fastapi.exceptions", _fastapi),
    "pdf": ("pyhanko", _verify_pdf),
    "pkcs11": ("pkcs11", _hsm),
    "postgres": ("psycopg", _postgres),
    "remote": ("httpx", _bsre),
    "scan": ("zxingcpp", _scan),
    "sqlalchemy": ("sqlalchemy.exc", _sqlalchemy),
    "testing": ("hypothesis.strategies", _testing),
}


def _required() -> list[tuple[str, str, str]]:
    """Every `require` in the source: where, module, extra."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "require":
                extra = next(k.value for k in node.keywords if k.arg == "extra")
                module = node.args[0]
                if isinstance(extra, ast.Constant) and isinstance(module, ast.Constant):
                    where = f"{path.relative_to(SOURCE)}:{node.lineno}"
                    found.append((where, module.value, extra.value))
    return found


REQUIRED = _required()


@pytest.mark.parametrize(
    ("where", "module", "extra"), REQUIRED, ids=[use[0] for use in REQUIRED]
)
def test_every_extra_that_is_named_exists(where: str, module: str, extra: str):
    """The command in the message installs something."""
    assert extra in EXTRAS, (where, module)


def test_every_extra_that_is_used_has_its_first_use_here():
    """A new `require` brings its line in the table above."""
    assert {extra for _, _, extra in REQUIRED} - {"none"} == set(FIRST_USES)


def test_an_extra_that_nothing_asks_for_is_not_offered():
    """Whoever installs one gets something for it."""
    assert set(FIRST_USES) == EXTRAS


@pytest.mark.parametrize("extra", FIRST_USES)
def test_first_use_without_the_extra_names_it(
    extra: str, monkeypatch: pytest.MonkeyPatch
):
    """The error is an `ImportError` whose text is the command that mends it."""
    module, use = FIRST_USES[extra]
    # A None here is what Python itself takes for "cannot be imported".
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingDependencyError) as caught:
        use()
    assert caught.value.facts["extra"] == extra
    assert f'pip install "egovkit[{extra}]"' in str(caught.value)
    assert isinstance(caught.value, ImportError)


def test_a_module_that_is_there_is_given():
    """`require` is an import and nothing else."""
    assert require("json", extra="none").loads("1") == 1
