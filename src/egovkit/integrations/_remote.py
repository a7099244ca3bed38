"""Talk to a remote signer over HTTP, and know what is not known afterwards.

A request that was sent and got no readable answer may have signed something:
that outcome is `Unknown`, carries a reference, and is settled by asking. Nothing
here repeats a request by itself, follows a redirect, reads a proxy from the
environment, or logs an address (which may hold a NIK).
"""

import json
import os
import secrets
import time
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from egovkit._arguments import is_kind, of_kind, wrong
from egovkit._optional import require
from egovkit._text import is_encodable
from egovkit.errors import UsageError

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

__all__ = ["Answer", "Failure", "Http", "Rejected", "Secrets", "Signed", "Unknown"]

Secrets = Callable[[str], str]
"""Asked for ``"passphrase"``, ``"totp"`` or ``"token"`` at the last moment."""

MAX_SENT = 64 * 2**20
_MAX_RECEIVED = 128 * 2**20
_SUCCESS, _CLIENT_ERROR = range(200, 300), 400


@dataclass(frozen=True, slots=True)
class Signed:
    """The service signed.

    Args:
        documents: The signed files, in the order they were sent.
        reference: What the attempt was called.
        document_id: The service's own name for the result, if it gave one.
    """

    documents: tuple[bytes, ...] = field(repr=False)
    reference: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service did not sign, and said so; or nothing was sent.

    Args:
        code: Why; the key of a sentence.
        reference: What the attempt was called.
        status_code: The service's own number for the reason, if it gave one.
    """

    code: str
    reference: str
    status_code: int | None = None

    def sentence(self, lang: str = "id") -> str:
        """Why, in one sentence."""
        from egovkit._messages import sentence

        return sentence(self.code, lang)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something was sent and the outcome is not known: ask, never repeat.

    Args:
        reference: What the attempt was called; note it with the request.
        code: What happened; the key of a sentence.
        document_id: The service's own name for the result, if it is known.
    """

    reference: str
    code: str = "remote_no_answer"
    document_id: str | None = None

    def sentence(self, lang: str = "id") -> str:
        """What happened, in one sentence."""
        from egovkit._messages import sentence

        return sentence(self.code, lang)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole.

    Args:
        status: The HTTP status.
        headers: Lower-case names.
        body: The content.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def is_success(self) -> bool:
        """Whether HTTP says so."""
        return self.status in _SUCCESS

    @property
    def is_final(self) -> bool:
        """Whether it answers at all: success or an error, no redirect."""
        return self.is_success or self.status >= _CLIENT_ERROR

    def json(self) -> Any:  # noqa: ANN401 - whatever the service says
        """The content as JSON; None when it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def complains(self) -> bool:
        """Whether it names an error; services send ``null`` where there is none."""
        return bool(self.mapping().get("error"))

    def mapping(self) -> dict[str, Any]:
        """The content as a JSON object; empty when it is none."""
        value = self.json()
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer.

    Args:
        sent: Whether the service may have got the request.
    """

    sent: bool

    def outcome(self, reference: str) -> Rejected | Unknown:
        """What a failed attempt to sign means."""
        if self.sent:
            return Unknown(reference)
        return Rejected("remote_unreachable", reference)


class Http:
    """One service, by the address it was configured with.

    Args:
        base_url: https, without query; a path is kept.
        username: For HTTP Basic; None without.
        password: Called for each request.
        ca: A file of certificates to trust instead of the system's, or an
            `ssl.SSLContext`. Verification cannot be switched off.
        allow_plain_http: Accept http, for a gateway inside a network of your own.

    Raises:
        egovkit.errors.UsageError: An address that is not https, or holds a name,
            password, query or fragment; a password that is no function.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """

    def __init__(
        self,
        base_url: str,
        *,
        username: str | None = None,
        password: Secrets | None = None,
        ca: "str | ssl.SSLContext | None" = None,
        allow_plain_http: bool = False,
    ) -> None:
        self._httpx = require("httpx", extra="remote")
        of_kind(username, str | None, "username")
        check_text(username)
        if ":" in (username or ""):  # it would end the name (RFC 7617 2)
            raise wrong("username")
        if password is not None and not callable(password):
            raise wrong("password")  # a secret itself, which would stay in memory
        schemes = {"https", "http"} if allow_plain_http else {"https"}
        if not (is_kind(base_url, str) and self._is_base(base_url, schemes)):
            raise UsageError("remote_base_url")
        self._base = base_url.rstrip("/")
        self._username, self._password = username, password
        # The transport alone: the client around it logs every address.
        self._transport = self._httpx.HTTPTransport(verify=_trust(ca), retries=0)

    def _is_base(self, base_url: str, schemes: set[str]) -> bool:
        """Whether it is an address, for the two who read it, and nothing more."""
        try:
            parts, _ = urlsplit(base_url), self._httpx.URL(base_url)
            _ = parts.port  # read only when it is asked for
        except (ValueError, self._httpx.InvalidURL):
            return False
        clean = not (parts.query or parts.fragment or "@" in parts.netloc)
        return parts.scheme in schemes and bool(parts.hostname) and clean

    def send(
        self,
        method: str,
        path: str,
        *,
        timeout: float,
        headers: Callable[[], Mapping[str, str]] = dict,
        content: Callable[[], Mapping[str, Any]] = dict,
    ) -> Answer | Failure:
        """Send one request and read the whole answer.

        Args:
            method: Such as ``"POST"``.
            path: Appended to the configured address.
            timeout: Seconds for each step: connecting, sending, waiting; and for
                the whole of the answer's body, however slowly it drips.
            headers: Gives further headers.
            content: Gives ``json=``, ``data=`` and ``files=`` as httpx takes
                them. Called last: a secret in it is in no variable of ours.
        """
        httpx = self._httpx
        wait = httpx.Timeout(timeout).as_dict()
        request = self._request(
            method,
            self._base + path,
            # an object that does not show them, as a crash report would a dict
            headers=httpx.Headers(
                {"accept": "*/*", **self._credentials(), **headers()}
            ),
            extensions={"timeout": wait},
            content=content,
        )
        if request is None:
            raise UsageError("remote_text")
        unsent = (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
        )
        try:
            response = self._transport.handle_request(request)
            try:
                body = _bounded(response.stream, time.monotonic() + timeout)
            finally:
                response.close()
        except unsent:
            return Failure(sent=False)
        except (httpx.TransportError, ValueError):
            return Failure(sent=True)
        names = {k.decode("latin-1").lower(): v for k, v in response.headers.raw}
        found = {name: value.decode("latin-1") for name, value in names.items()}
        return Answer(response.status_code, found, body)

    def _request(
        self,
        *where: str,
        content: Callable[[], Mapping[str, Any]],
        **more: object,
    ) -> Any:  # noqa: ANN401 - an object of the extra
        """The request, or None where some text has no encoding."""
        made = content()
        try:
            return self._httpx.Request(*where, **more, **made)
        except UnicodeError:  # it would carry the whole body along
            return None

    def _credentials(self) -> dict[str, str]:
        if self._username is None or self._password is None:
            return {}
        pair = f"{self._username}:{ask(self._password, 'password')}"
        return {"authorization": f"Basic {b64encode(pair.encode()).decode()}"}

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: "TracebackType | None",
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._base}>"


def _trust(ca: "str | ssl.SSLContext | None") -> "ssl.SSLContext":
    import ssl

    if isinstance(ca, ssl.SSLContext):
        # A context of the caller's that trusts everybody would be silent.
        if ca.verify_mode is not ssl.CERT_REQUIRED or not ca.check_hostname:
            raise UsageError("remote_base_url")
        return ca
    of_kind(ca, str | os.PathLike | None, "ca")
    return ssl.create_default_context(cafile=ca)


def _bounded(stream: Any, until: float) -> bytes:  # noqa: ANN401 - a stream of the extra
    parts, size = [], 0
    for part in stream:
        size += len(part)
        if size > _MAX_RECEIVED or time.monotonic() > until:
            raise ValueError("too long")
        parts.append(part)
    return b"".join(parts)


def new_reference() -> str:
    """A fresh name for an attempt, without anything personal in it."""
    return secrets.token_hex(12)


def ask(secrets_: Secrets, name: str) -> str:
    """A secret, asked for now.

    Raises:
        egovkit.errors.UsageError: It is empty, no text, or cannot be sent; or
            there is nobody to ask.
    """
    if not callable(secrets_):
        raise wrong("secret")
    value: object = secrets_(name)
    if not isinstance(value, str) or not _is_secret(value, name):
        del value  # a crash report keeps the variables of this frame
        raise UsageError("remote_secret")
    return value


def _is_secret(value: str, name: str) -> bool:
    if name == "token":  # it goes into a header
        return bool(value) and value.isascii() and value.isprintable()
    return bool(value) and is_encodable(value)


def check_text(*values: str | None) -> None:
    """Refuse text that no encoding can send, before a secret is asked for.

    Raises:
        egovkit.errors.UsageError: It holds half a character (a lone surrogate).
    """
    if not all(value is None or is_encodable(value) for value in values):
        raise UsageError("remote_text")


def check_documents(documents: Sequence[bytes]) -> None:
    """Refuse to sign nothing, or what is too large to send.

    Raises:
        egovkit.errors.UsageError: No document, or one of more than 64 MiB, or one
            file instead of several.
    """
    check_several(documents, "documents")
    if not documents:
        raise UsageError("remote_no_documents")
    for document in documents:
        check_size(document)


def check_several(values: Sequence[bytes], argument: str) -> None:
    """Refuse one file, or what can be gone through only once.

    Raises:
        egovkit.errors.UsageError: It is that.
    """
    one = is_kind(values, str | bytes | bytearray | memoryview)
    if one or not is_kind(values, Sequence):
        raise wrong(argument)


def check_size(document: bytes) -> None:
    """Refuse what is too large to send.

    Raises:
        egovkit.errors.UsageError: More than 64 MiB, or no bytes.
    """
    if not is_kind(document, bytes | bytearray | memoryview):
        raise UsageError("not_bytes")
    if len(document) > MAX_SENT:
        raise UsageError("remote_too_large", limit=MAX_SENT // 2**20)
