"""Sealing: a document, a key and a moment become a token, and the token a code.

Example:
    >>> from egovkit.signatures import SigningKey
    >>> from egovkit.qr import SealedDocument, sealed
    >>> class SampleLetter(
    ...     SealedDocument,
    ...     registry="kota-contoh",
    ...     profile=8,
    ...     labels={"id": "Surat Contoh", "en": "Sample Letter"},
    ... ):
    ...     number: str = sealed(id="Nomor", en="Number")
    >>> sealer = Sealer(
    ...     key=SigningKey.generate("Ed25519", use="seal"),
    ...     issuer="kelurahan-contoh",
    ...     url="https://v.contoh.example/s",
    ... )
    >>> from datetime import UTC, datetime
    >>> now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    >>> seal = sealer.seal(SampleLetter(number="470/001"), at=now)
    >>> len(seal.token), seal.symbol.version, seal.text[:27]
    (103, 10, 'https://v.contoh.example/s#')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from egovkit._arguments import is_count, is_length, of_kind, wrong
from egovkit._cbor import SIGN1_TAG, encode, encode_int, head
from egovkit._clock import to_epoch
from egovkit.errors import UsageError
from egovkit.qr import _render
from egovkit.qr._arguments import signer
from egovkit.qr._format import (
    CLAIM,
    DIGEST_CLAIM,
    DIGEST_LENGTH,
    EXPIRES,
    ISSUED,
    MAX_STATUS_INDEX,
    MAX_TOKEN,
)
from egovkit.qr._transport import PREFIX, digits_length, to_base45, to_digits
from egovkit.qr.symbol import (
    DEFAULT_MAX_VERSION,
    MAX_VERSION,
    MIN_MODULE_MM,
    Symbol,
)
from egovkit.signatures._signing import signing
from egovkit.signatures.cose import ALG, KID, to_be_signed

if TYPE_CHECKING:
    from datetime import datetime

    from egovkit._clock import Clock
    from egovkit.qr._reading import Claims
    from egovkit.qr.documents import SealedDocument
    from egovkit.qr.symbol import Level
    from egovkit.signatures.signer import Signer

__all__ = ["Seal", "Sealer"]

ALGORITHMS = frozenset({"Ed25519", "ES256"})
_EXPIRES, _ISSUED = encode(EXPIRES), encode(ISSUED)
_CLAIM, _DIGEST = encode(CLAIM), encode(DIGEST_CLAIM)
_BYTES, _MAP, _TAG = 2, 5, 6
_NULL = b"\xf6"
_URL = re.compile(
    r"https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@-]*)+"
)
_MAX_URL = 120
_MAX_SCALE = 64
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


class Seal:
    """A signed token and the forms people meet it in.

    Attributes:
        token: The COSE_Sign1.
        url: The address the code opens.
        symbol: Version, error correction, sizes and print advice.
    """

    __slots__ = ("_matrix", "_text", "symbol", "token", "url")

    token: bytes
    url: str
    symbol: Symbol

    def __init__(self, token: bytes, url: str, symbol: Symbol) -> None:
        set_once = object.__setattr__
        set_once(self, "token", token)
        set_once(self, "url", url)
        set_once(self, "symbol", symbol)
        set_once(self, "_text", None)
        set_once(self, "_matrix", None)

    _text: str | None
    _matrix: tuple[bytes, ...] | None

    @property
    def text(self) -> str:
        """What the QR code says: the address, ``#`` and decimal digits."""
        if self._text is None:
            object.__setattr__(self, "_text", f"{self.url}#{to_digits(self.token)}")
        return self._text  # type: ignore[return-value]

    def _rows(self) -> tuple[bytes, ...]:
        if self._matrix is None:
            from egovkit.qr._matrix import matrix

            prefix, _, digits = self.text.partition("#")
            rows = matrix(
                f"{prefix}#",
                digits,
                version=self.symbol.version,
                level=self.symbol.error_correction,
                mask=self.symbol.mask,
            )
            object.__setattr__(self, "_matrix", rows)
        return cast("tuple[bytes, ...]", self._matrix)

    def to_svg(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        module_mm: float | None = None,
    ) -> str:
        """The code as SVG: one path, with a title and description to be read out.

        Args:
            title: What a screen reader says first; plain text.
            description: What it says then. Without it: that this is a
                verification code, and its address.
            module_mm: Side of a module in millimetres; without it the image
                takes the size its surroundings give it.

        Raises:
            egovkit.errors.UsageError: A size that cannot be.
        """
        from egovkit._messages import sentence

        if module_mm is not None and not (
            module_mm and is_length(module_mm, 0, _MAX_SCALE)
        ):
            raise UsageError("print_resolution")
        for name, text in (("title", title), ("description", description)):
            of_kind(text, str | None, name)
        return _render.to_svg(
            self._rows(),
            title=title or sentence("seal_title", "id"),
            description=description
            or sentence("seal_description", "id", host=self.host),
            module_mm=module_mm,
        )

    def to_png(self, *, scale: int = 8, dpi: int = 300) -> bytes:
        """The code as a 1-bit PNG.

        Args:
            scale: Pixels per module, 1 to 64.
            dpi: Dots per inch, which the file states for printing.

        Raises:
            egovkit.errors.UsageError: A scale or resolution that cannot be.
        """
        if not is_count(scale, _MAX_SCALE) or not is_count(dpi):
            raise UsageError("print_resolution")
        return _render.to_png(self._rows(), scale=scale, dpi=dpi)

    def to_label(self, *, module_mm: float = 0.42) -> str:
        """A label to print: the code, what to do with it, and the official host.

        Args:
            module_mm: Side of a module in millimetres, 0.4 or more.

        Raises:
            egovkit.errors.UsageError: Modules below 0.4 mm, or a size that
                cannot be.
        """
        from egovkit.qr._label import to_label

        if not is_length(module_mm, 0, _MAX_SCALE):
            raise UsageError("print_resolution")
        if module_mm < MIN_MODULE_MM:
            raise UsageError("print_module_small", module=f"{module_mm:.2f}")
        return to_label(self._rows(), host=self.host, module_mm=module_mm)

    def to_terminal(self) -> str:
        """The code for a terminal, two modules a character."""
        return _render.to_terminal(self._rows())

    @property
    def host(self) -> str:
        """The official host, to be printed beside the code."""
        return self.url.removeprefix("https://").partition("/")[0]

    def _claims(self) -> Claims:
        from egovkit.qr._reading import read_claims, read_envelope

        return read_claims(read_envelope(self.token).payload)

    @property
    def profile(self) -> int:
        """The number of the document's profile, as the token states it.

        Raises:
            egovkit.errors.InvalidFormatError: The token is none of format v1.
        """
        return self._claims().profile

    @property
    def status_index(self) -> int | None:
        """The document's place in the status lists, as the token states it.

        Raises:
            egovkit.errors.InvalidFormatError: The token is none of format v1.
        """
        return self._claims().status_index

    @property
    def short_text(self) -> str:
        """The second transport: ``ID1:`` and the token in base45."""
        return PREFIX + to_base45(self.token)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a seal does not change")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Seal):
            return NotImplemented
        return (self.token, self.url) == (other.token, other.url)

    def __hash__(self) -> int:
        return hash(self.token)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Seal, (self.token, self.url, self.symbol))

    def __repr__(self) -> str:
        return f"<Seal {len(self.token)} bytes, {self.url}>"


class Sealer:
    """Seals documents under one key, for one address.

    Args:
        key: Any signer with use ``"seal"``, Ed25519 or ES256. Whether anybody
            trusts it is for the trust list to say.
        issuer: The issuer's id in the trust list, such as
            ``"kelurahan-contoh"``.
        url: The verify page: ``https``, lower-case host, a path, nothing after
            it. Short ones make smaller codes.
        max_version: The largest QR version that `seal` may choose, 1 to 40.

    Raises:
        egovkit.errors.UsageError: A key of another use or algorithm, an id or
            address that cannot be, or a version outside 1 to 40.
    """

    __slots__ = (
        "_head",
        "_max_version",
        "_prefix",
        "_protected",
        "_sign",
        "issuer",
        "url",
    )

    def __init__(
        self,
        *,
        key: Signer,
        issuer: str,
        url: str,
        max_version: int = DEFAULT_MAX_VERSION,
    ) -> None:
        signer(key)
        if key.use != "seal":
            raise UsageError("key_of_other_use", needed="seal")
        if key.algorithm not in ALGORITHMS:
            raise UsageError("seal_algorithm")
        if type(issuer) is not str or not _ID.fullmatch(issuer):
            raise UsageError("seal_issuer")
        if type(url) is not str or len(url) > _MAX_URL or not _URL.fullmatch(url):
            raise UsageError("seal_url")
        if not is_count(max_version, MAX_VERSION):
            raise UsageError("symbol_version")
        self.issuer, self.url = issuer, url
        self._sign = signing(key)
        self._protected = encode({ALG: key.algorithm.cose, KID: key.kid})
        self._head = head(_TAG, SIGN1_TAG) + head(4, 4) + encode(self._protected)
        self._prefix = len(url) + 1
        self._max_version = max_version

    def seal(  # noqa: PLR0913 - each is one thing a seal can state
        self,
        document: SealedDocument,
        *,
        at: datetime | Clock,
        expires: datetime | None = None,
        status_index: int | None = None,
        digest: bytes | None = None,
        mask: int | None = None,
        error_correction: Level | None = None,
    ) -> Seal:
        """Seal a document.

        Args:
            document: What the seal states.
            at: The moment of issue, with a time zone; whole seconds count.
            expires: From this moment on the document is no longer valid.
            status_index: Its place in the issuer's status lists, 0 to 2**32-1.
            digest: SHA-256 of a digital original that the seal is bound to.
            mask: A fixed QR mask, 0 to 7: much faster for many seals.
            error_correction: Ask for ``"M"`` or ``"Q"``.

        Raises:
            egovkit.errors.UsageError: No document, a naive time, an expiry before
                the issue, an index or digest that cannot be, or a code that would grow
                above the largest version allowed.
            egovkit.errors.SigningError: What the signer gave is not its signature.
        """
        payload = _payload(document, to_epoch(at), expires, status_index, digest)
        signature = self._sign(to_be_signed(self._protected, payload))
        token = b"".join(
            (
                self._head,
                b"\xa0",
                head(_BYTES, len(payload)),
                payload,
                b"\x58\x40",
                signature,
            )
        )
        if len(token) > MAX_TOKEN:
            raise UsageError("seal_too_long", limit=MAX_TOKEN)
        try:
            symbol = Symbol.fitting(
                prefix=self._prefix,
                digits=digits_length(len(token)),
                signed_bytes=len(token),
                error_correction=error_correction,
                max_version=self._max_version,
                mask=mask,
            )
        except TypeError:  # symbols are looked up, and lists cannot be
            raise wrong("mask, error_correction") from None
        return Seal(token, self.url, symbol)


def _payload(
    document: SealedDocument,
    issued: int,
    expires: datetime | None,
    status_index: int | None,
    digest: bytes | None,
) -> bytes:
    parts = [head(_MAP, 2 + (expires is not None) + (digest is not None))]
    if expires is not None:
        until = to_epoch(expires)
        if until <= issued:
            raise UsageError("seal_expires_before_issue")
        parts += (_EXPIRES, encode_int(until))
    parts += (_ISSUED, encode_int(issued), _CLAIM)
    plan = getattr(type(document), "seal_plan", None)
    if plan is None:
        raise UsageError("seal_no_document")
    parts.append(plan().write(document.__dict__, _status(status_index)))
    if digest is not None:
        if type(digest) is not bytes or len(digest) != DIGEST_LENGTH:
            raise UsageError("seal_digest")
        parts += (_DIGEST, encode(digest))
    return b"".join(parts)


def _status(index: int | None) -> bytes:
    if index is None:
        return _NULL
    if type(index) is not int or not 0 <= index <= MAX_STATUS_INDEX:
        raise UsageError("seal_status_index")
    return encode_int(index)
