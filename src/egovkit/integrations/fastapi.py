"""FastAPI answers that do not repeat what was typed.

FastAPI's own answer to a form that does not validate holds the refused input,
and so does the text of the exceptions that its server logs. `use_safe_errors`
replaces the handlers of all four.

Needs the extra ``[fastapi]``.
"""

import logging
from typing import TYPE_CHECKING, Any, Literal

from egovkit._arguments import wrong
from egovkit._optional import require
from egovkit.privacy import safe_errors

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["use_safe_errors"]

_logger = logging.getLogger(__name__)
_POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1


def use_safe_errors(app: "FastAPI", *, lang: Literal["id", "en"] = "id") -> None:
    """Let an application answer with `egovkit.privacy.safe_errors`.

    * A request that does not validate: 422 with ``{"detail": [...]}``, the shape
      that FastAPI documents in its OpenAPI, less the inputs.
    * A WebSocket whose parameters do not validate: closed with 1008 and the
      first error's code.
    * An answer of the application's own that does not validate, and a pydantic
      error that nobody caught: 500 without details; the log says what was
      wrong, without the values.

    Args:
        app: The application; call once, before it serves.
        lang: The language of the sentences.

    Raises:
        egovkit.errors.MissingDependencyError: FastAPI is not installed.
        egovkit.errors.UsageError: No application, such as one of its routers.
    """
    from pydantic import ValidationError

    exceptions = require("fastapi.exceptions", extra="fastapi")
    responses = require("fastapi.responses", extra="fastapi")
    if not callable(getattr(app, "add_exception_handler", None)):
        raise wrong("app")

    async def refuse(_request: object, error: Any) -> object:  # noqa: ANN401
        content = {"detail": safe_errors(error, lang)}
        return responses.JSONResponse(content, status_code=422)

    async def close(websocket: Any, error: Any) -> None:  # noqa: ANN401
        code = safe_errors(error, lang)[0]["type"]
        await websocket.close(code=_POLICY_VIOLATION, reason=code)

    async def fail(request: Any, error: Any) -> object:  # noqa: ANN401
        # The route's template, not the URL: a path may hold a number.
        route = getattr(request.scope.get("route"), "path", "?")
        _logger.error(
            "%s at %s: %s", type(error).__name__, route, safe_errors(error, "en")
        )
        content = {"detail": "Internal Server Error"}
        return responses.JSONResponse(content, status_code=500)

    app.add_exception_handler(exceptions.RequestValidationError, refuse)  # type: ignore[arg-type]
    app.add_exception_handler(exceptions.WebSocketRequestValidationError, close)
    app.add_exception_handler(exceptions.ResponseValidationError, fail)  # type: ignore[arg-type]
    app.add_exception_handler(ValidationError, fail)  # type: ignore[arg-type]
