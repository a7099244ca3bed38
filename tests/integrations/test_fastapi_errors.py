"""FastAPI's answers and logs do not repeat what was typed."""

import logging

import pytest
from pydantic import BaseModel

from egovkit.errors import MissingDependencyError, UsageError
from egovkit.identity import NIK
from egovkit.integrations import fastapi as adapter

fastapi = pytest.importorskip("fastapi", reason="the extra [fastapi] is not installed")
testclient = pytest.importorskip(
    "fastapi.testclient", reason="httpx, of the extra [remote], is not installed"
)

DIGITS = "3171015708459002"
TYPO = DIGITS + "9"
TAIL = DIGITS[6:]  # what no answer may hold


class Form(BaseModel):
    """A form of a citizen."""

    nik: NIK
    age: int = 17


class Account(BaseModel):
    """What the application promises to answer."""

    number: int


def application(lang: str | None = "id"):
    """An application with one path of each kind."""
    app = fastapi.FastAPI()
    if lang:
        adapter.use_safe_errors(app, lang=lang)

    @app.post("/form")
    def form(data: Form) -> str:
        return data.nik.masked

    @app.get("/warga/{nik}")
    def citizen(nik: NIK, page: int = 1) -> str:
        return f"{nik} {page}"

    @app.get("/wrong-answer/{nik}", response_model=Account)
    def wrong_answer(nik: str) -> dict[str, str]:
        return {"number": nik + "x"}

    @app.get("/uncaught/{nik}")
    def uncaught(nik: str) -> str:
        return Form.model_validate({"nik": nik, "age": nik + "x"}).nik.masked

    @app.websocket("/ws/{nik}")
    async def socket(websocket: fastapi.WebSocket, nik: NIK) -> None:  # noqa: ARG001
        await websocket.accept()
        await websocket.close()

    return testclient.TestClient(app, raise_server_exceptions=False)


def test_a_form_that_fits_passes():
    """The handlers change nothing for what validates."""
    answer = application().post("/form", json={"nik": DIGITS})
    assert (answer.status_code, answer.json()) == (200, "317101**********")


def test_a_form_that_does_not_fit_is_answered_in_indonesian():
    """422 in FastAPI's shape: place, code, sentence, and nothing else."""
    answer = application().post("/form", json={"nik": TYPO, "age": "x"})
    assert answer.status_code == 422
    assert answer.json() == {
        "detail": [
            {
                "loc": ["body", "nik"],
                "type": "nik_length",
                "msg": "NIK harus terdiri atas 16 angka, bukan 17.",
            },
            {
                "loc": ["body", "age"],
                "type": "int_parsing",
                "msg": "Isian tidak dapat dibaca sebagai bilangan bulat.",
            },
        ]
    }


def test_english_on_request():
    """The language is chosen when the handlers are installed."""
    answer = application("en").post("/form", json={"nik": TYPO})
    assert answer.json()["detail"][0]["msg"] == "A NIK has 16 digits, not 17."


REQUESTS = {
    "body": lambda client: client.post(
        "/form", json={"nik": TYPO, "age": DIGITS + "x"}
    ),
    "whole-body": lambda client: client.post("/form", json=[DIGITS]),
    "broken-json": lambda client: client.post(
        "/form",
        content=f'{{"nik": "{DIGITS}',
        headers={"content-type": "application/json"},
    ),
    "other-type": lambda client: client.post("/form", content=DIGITS),
    "query": lambda client: client.get(f"/warga/{DIGITS}?page={DIGITS}x"),
    "path": lambda client: client.get(f"/warga/{TYPO}"),
    "wrong-answer": lambda client: client.get(f"/wrong-answer/{DIGITS}"),
    "uncaught": lambda client: client.get(f"/uncaught/{TYPO}"),
}


@pytest.mark.parametrize("send", REQUESTS.values(), ids=REQUESTS)
def test_no_answer_and_no_log_holds_the_number(send, caplog):
    """Whatever went wrong and wherever: answer and log are clean."""
    client = application()
    with caplog.at_level(logging.DEBUG):
        answer = send(client)
    assert answer.status_code in {422, 500}
    ours = "".join(
        record.getMessage() for record in caplog.records if record.name != "httpx"
    )
    assert TAIL not in answer.text
    assert TAIL not in ours


@pytest.mark.parametrize("name", ["body", "whole-body", "query"])
def test_without_the_handlers_the_answer_would_hold_it(name):
    """FastAPI's default repeats the input: the test above can fail."""
    assert TAIL in REQUESTS[name](application(None)).text


def test_a_fault_of_the_application_is_logged_without_values(caplog):
    """The log names the route and the field; the client gets no details."""
    with caplog.at_level(logging.ERROR):
        answer = application().get(f"/wrong-answer/{DIGITS}")
    assert answer.json() == {"detail": "Internal Server Error"}
    assert "ResponseValidationError at /wrong-answer/{nik}" in caplog.text
    assert "int_parsing" in caplog.text


def test_a_websocket_is_closed_with_a_code():
    """The reason is a code, where FastAPI would send the input."""
    from starlette.websockets import WebSocketDisconnect

    with (
        pytest.raises(WebSocketDisconnect) as closed,
        application().websocket_connect(f"/ws/{TYPO}"),
    ):
        pass
    assert (closed.value.code, closed.value.reason) == (1008, "nik_length")


def test_without_fastapi_the_extra_is_named(monkeypatch):
    """The module imports; the first use says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "fastapi.exceptions", None)
    with pytest.raises(MissingDependencyError) as missing:
        adapter.use_safe_errors(fastapi.FastAPI())
    assert missing.value.facts["extra"] == "fastapi"


def test_the_schema_of_the_answer_is_the_documented_one():
    """Clients made from the OpenAPI document read our errors."""
    client = application()
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    documented = schemas["ValidationError"]["properties"]
    (entry,) = client.post("/form", json={"nik": TYPO}).json()["detail"]
    assert set(entry) <= set(documented)


@pytest.mark.parametrize(
    "app", [None, "app", 5, fastapi.APIRouter()], ids=lambda app: type(app).__name__
)
def test_what_is_no_application(app):
    """A router has no handlers of its own: errors would go on as they were."""
    with pytest.raises(UsageError) as caught:
        adapter.use_safe_errors(app)
    assert caught.value.facts == {"argument": "app"}
