"""Sign bytes or a model in an envelope, verify an envelope into a report.

An envelope is a JWS whose protected header states, in this order and nothing
else: ``alg``, ``cty`` (the schema of a model), ``exp``, ``iat``, ``kid`` and
``typ`` (the purpose). So purpose, time and schema are under the signature, and
an envelope made for one purpose is refused for every other.

Sources:
    RFC 7515 (JWS), RFC 8725 3.11 (explicit typing), RFC 8037 (Ed25519).

Example:
    >>> from datetime import datetime
    >>> from egovkit.clock import WIB
    >>> from egovkit.signatures import SigningKey
    >>> now = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
    >>> key = SigningKey.generate("Ed25519", use="approval")
    >>> envelope = sign(b"disetujui", key=key, purpose="approval", at=now)
    >>> report = verify(envelope, trust=key.public, purpose="approval", at=now)
    >>> report.require(bytes)
    b'disetujui'
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn, cast

from egovkit._arguments import of_kind
from egovkit._clock import to_epoch
from egovkit.errors import EgovkitError, InvalidFormatError, SigningError, UsageError
from egovkit.signatures._envelope_checks import (
    EnvelopeReport,
    EnvelopeSigner,
    Question,
    judge,
    refused,
    settled,
)
from egovkit.signatures._envelope_header import Header
from egovkit.signatures._signing import signing
from egovkit.signatures._verification_key import VerificationKey, public_of
from egovkit.signatures.jws import MAX_SIGNATURES, Jws, b64url, parse

if TYPE_CHECKING:
    from egovkit._clock import Clock
    from egovkit.signatures._envelope_checks import Trust
    from egovkit.signatures.signable import SignableModel
    from egovkit.signatures.signer import Signer

__all__ = [
    "Envelope",
    "EnvelopePolicy",
    "EnvelopeReport",
    "EnvelopeSigner",
    "PreparedEnvelope",
    "prepare",
    "sign",
    "verify",
]


class Envelope:
    """A signed content: what `sign` makes and `verify` takes.

    ``str(envelope)`` is its text: compact with one signature, JSON with more.

    Example:
        >>> Envelope.parse("e30.e30.AAAA")
        Traceback (most recent call last):
        egovkit.errors.InvalidFormatError: A signature has no protected header with its algorithm. [jws_unprotected]
    """  # noqa: E501 - a doctest line

    __slots__ = ("_jws", "text")

    text: str
    """The envelope as it travels."""
    _jws: Jws | None

    def __init__(self, text: str, jws: Jws | None = None) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "_jws", jws)

    @classmethod
    def parse(cls, data: str | bytes) -> "Envelope":
        """Read an envelope; nothing is verified.

        Raises:
            egovkit.errors.InvalidFormatError: Not a JWS, or a form of it that
                is refused.
            egovkit.errors.InvalidLengthError: Longer than 8 MiB.
        """
        jws = parse(data)  # ASCII, or it would have been refused
        return cls(data if isinstance(data, str) else data.decode(), jws)

    @property
    def jws(self) -> Jws:
        """The parts, not verified. Contents come from a report, not from here."""
        if self._jws is None:
            object.__setattr__(self, "_jws", parse(self.text))
        return cast("Jws", self._jws)

    @property
    def is_detached(self) -> bool:
        """Whether the content travels apart."""
        return self.jws.encoded is None

    def detached(self) -> "Envelope":
        """The same signatures without the content."""
        return _written(None, _pairs(self.jws))

    def cosigned(
        self, *, key: "Signer", at: "datetime | Clock", content: bytes | None = None
    ) -> "Envelope":
        """The envelope with one more signature, over the same content.

        Purpose, schema and expiry are those of the first signature. Verify the
        envelope before you sign it too.

        Args:
            key: The further key, of the same use.
            at: The present moment.
            content: The content, where it travels apart.

        Raises:
            egovkit.errors.UsageError: A key of another use, or one that has
                signed already, or no content at hand, or another one beside
                the content that the envelope carries.
            egovkit.errors.InvalidFormatError: A JWS that is no envelope.
            egovkit.errors.SigningError: See `sign`.
        """
        encoded = self._encoded(content)
        signatures, public = self.jws.signatures, public_of(key)
        headers = [Header.read(s.header) for s in signatures]
        if len(signatures) >= MAX_SIGNATURES:
            raise UsageError("jws_too_many", limit=MAX_SIGNATURES)
        if any(header.hint == public.hint for header in headers):
            raise UsageError("signer_twice")
        issued_at = to_epoch(at)
        _check_key(public, headers[0].purpose, issued_at)
        header = headers[0]._replace(
            algorithm=public.algorithm.jose, hint=public.hint, issued_at=issued_at
        )
        more = _sign_message(encoded, key, header)
        return _written(self.jws.encoded, [*_pairs(self.jws), more])

    def _encoded(self, content: bytes | None) -> bytes:
        """The content as it is signed: the envelope's own, or the one given."""
        own = self.jws.encoded
        if own is None and content is None:
            raise UsageError("envelope_detached")
        if own is not None and content is not None:
            raise UsageError("content_twice")
        if own is None and not isinstance(content, bytes):
            raise UsageError("not_bytes")
        return own if own is not None else b64url(cast("bytes", content))

    def to_compact(self) -> str:
        """The compact serialization, for exactly one signature.

        Raises:
            egovkit.errors.UsageError: More than one signature.
        """
        if len(self.jws.signatures) != 1:
            raise UsageError("envelope_not_compact")
        return _compact(self.jws.encoded, *_pairs(self.jws)[0])

    def to_json(self) -> str:
        """The general JSON serialization, for any number of signatures."""
        return _json(self.jws.encoded, _pairs(self.jws))

    def __str__(self) -> str:
        return self.text

    def __bytes__(self) -> bytes:
        return self.text.encode()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Envelope):
            return NotImplemented
        return self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("an envelope does not change")

    def __reduce__(self) -> tuple[object, ...]:
        return (Envelope, (self.text,))

    def __repr__(self) -> str:
        try:
            return f"<Envelope, {len(self.jws.signatures)} signature(s)>"
        except EgovkitError as error:
            return f"<Envelope, unreadable: {error.code}>"


@dataclass(frozen=True, slots=True)
class EnvelopePolicy:
    """What an envelope must bear.

    Raises:
        egovkit.errors.UsageError: Less than one signer.

    Example:
        >>> EnvelopePolicy(signers=2).signers
        2
    """

    signers: int = 1
    """How many different keys must have signed."""
    hybrid: bool = False
    """Whether a classical and a post-quantum signature are both demanded."""

    def __post_init__(self) -> None:
        """A policy that anything fulfils is a mistake."""
        if type(self.signers) is not int or self.signers < 1:
            raise UsageError("policy_signers")


_DEFAULT_POLICY = EnvelopePolicy()


@dataclass(frozen=True, slots=True)
class PreparedEnvelope:
    """What a remote key or an HSM is given to sign, and how it goes on.

    Made by `prepare`.
    """

    message: bytes
    """The bytes to sign."""
    _public: "VerificationKey"

    def complete(self, signature: bytes) -> Envelope:
        """Close the envelope with the signature that came back.

        Raises:
            egovkit.errors.SigningError: The signature is not that key's over
                this message.
        """
        if not self._public.verifies(signature, self.message):
            raise SigningError("signature_false")
        return Envelope((self.message + b"." + b64url(signature)).decode())


def prepare(
    payload: "bytes | SignableModel",
    *,
    public: "VerificationKey",
    purpose: str,
    at: "datetime | Clock",
    expires: "datetime | None" = None,
) -> PreparedEnvelope:
    """Everything before the signature; `PreparedEnvelope.complete` does the rest.

    Args:
        payload: Bytes, or a model with a schema.
        public: The key that will sign; its use must be the purpose.
        purpose: What the signature is for.
        at: The moment of signing.
        expires: When the envelope ends.

    Raises:
        egovkit.errors.UsageError: See `sign`.
        egovkit.errors.SigningError: See `sign`.
    """
    of_kind(public, VerificationKey, "public")
    data, schema = _content(payload)
    header = _header(public, purpose, at, schema, expires)
    message = b64url(header.encode()) + b"." + b64url(data)
    return PreparedEnvelope(message, public)


def sign(
    payload: "bytes | SignableModel",
    *,
    key: "Signer | tuple[Signer, ...] | list[Signer]",
    purpose: str,
    at: "datetime | Clock",
    expires: datetime | None = None,
) -> Envelope:
    """Sign a content for one purpose.

    Args:
        payload: Bytes as they are, or a `SignableModel` in its one form.
        key: The signer, or several; a classical and an ML-DSA key make a
            hybrid envelope.
        purpose: What the signature is for; it must be the key's use.
        at: The moment of signing, with a time zone. It stands in the envelope
            as a claim.
        expires: When the envelope ends, if it does.

    Raises:
        egovkit.errors.UsageError: A key of another use, twice the same key, a
            model without a schema, an expiry before the signature.
        egovkit.errors.SigningError: A key outside its validity, an algorithm
            past its date, or the signer's answer is not its signature.

    Source:
        RFC 7515, 5.1.
    """
    data, schema = _content(payload)
    encoded = b64url(data)
    if not isinstance(key, (tuple, list)):
        header = _header(public_of(key), purpose, at, schema, expires)
        protected, signature = _sign_message(encoded, key, header)
        return Envelope(b".".join((protected, encoded, b64url(signature))).decode())
    if not key or len({public_of(one).hint for one in key}) < len(key):
        raise UsageError("signer_twice")
    signatures = []
    for one in key:
        header = _header(one.public, purpose, at, schema, expires)
        signatures.append(_sign_message(encoded, one, header))
    return _written(encoded, signatures)


def verify(  # noqa: PLR0913 - what is expected, each by name
    envelope: "Envelope | str | bytes",
    *,
    trust: "Trust",
    purpose: str,
    at: "datetime | Clock",
    content: bytes | None = None,
    policy: EnvelopePolicy | None = None,
) -> EnvelopeReport:
    """Verify an envelope; bad input is an answer, not an error.

    Args:
        envelope: An envelope or its text.
        trust: A trust list, or the key or keys you trust.
        purpose: What the signature must be for.
        at: The present moment, with a time zone.
        content: The content, where it travels apart.
        policy: How many keys must have signed, and of which kinds.

    Returns:
        A report; ``report.require(bytes)`` or ``report.require(Model)`` gives
        the content if everything is VALID.

    Raises:
        egovkit.errors.UsageError: A time without a zone, or a trust or policy
            that is none.
    """
    moment = to_epoch(at)
    trust = settled(trust)
    policy = _DEFAULT_POLICY if policy is None else policy
    of_kind(policy, EnvelopePolicy, "policy")
    try:
        jws = envelope.jws if isinstance(envelope, Envelope) else parse(envelope)
        if content is not None and not isinstance(content, bytes):
            raise InvalidFormatError("not_bytes")
        if (content is None) == (jws.encoded is None):
            raise InvalidFormatError(
                "content_missing" if content is None else "content_twice"
            )
    except EgovkitError as error:
        return refused(error)
    question = Question(trust, purpose, moment, policy.signers, policy.hybrid)
    return judge(jws, content, question)


def _content(payload: "bytes | SignableModel") -> tuple[bytes, str | None]:
    if isinstance(payload, bytes):
        if not payload:  # in compact form, no content means: it travels apart
            raise UsageError("payload_empty")
        return payload, None
    from egovkit.signatures.signable import SignableModel

    if not isinstance(payload, SignableModel):
        raise UsageError("payload_type")
    return payload.canonical(), payload.schema_id


def _header(
    public: "VerificationKey",
    purpose: str,
    at: "datetime | Clock",
    schema: str | None,
    expires: datetime | None,
) -> Header:
    issued_at = to_epoch(at)
    _check_key(public, purpose, issued_at)
    ends = None if expires is None else to_epoch(expires)
    if ends is not None and ends <= issued_at:
        raise UsageError("envelope_ends_before")
    return Header(public.algorithm.jose, public.hint, purpose, issued_at, schema, ends)


def _check_key(public: "VerificationKey", purpose: str, moment: int) -> None:
    if public.use != purpose:
        raise UsageError("key_of_other_purpose", purpose=purpose)
    if not public.valid_at(moment):
        raise SigningError("key_outside_validity")
    if not public.algorithm.may_sign(moment):
        raise SigningError("algorithm_past", algorithm=str(public.algorithm))


def _sign_message(encoded: bytes, key: "Signer", header: Header) -> tuple[bytes, bytes]:
    """Protected header and signature."""
    protected = b64url(header.encode())
    return protected, signing(key)(protected + b"." + encoded)


_Pair = tuple[bytes, bytes]  # protected header as it travels, and signature


def _pairs(jws: Jws) -> list[_Pair]:
    return [(one.protected, one.signature) for one in jws.signatures]


def _written(encoded: bytes | None, signatures: list[_Pair]) -> Envelope:
    if len(signatures) == 1:
        return Envelope(_compact(encoded, *signatures[0]))
    return Envelope(_json(encoded, signatures))


def _compact(encoded: bytes | None, protected: bytes, signature: bytes) -> str:
    return b".".join((protected, encoded or b"", b64url(signature))).decode()


def _json(encoded: bytes | None, signatures: list[_Pair]) -> str:
    items = ",".join(
        f'{{"protected":"{protected.decode()}",'
        f'"signature":"{b64url(signature).decode()}"}}'
        for protected, signature in signatures
    )
    start = "" if encoded is None else f'"payload":"{encoded.decode()}",'
    return f'{{{start}"signatures":[{items}]}}'
