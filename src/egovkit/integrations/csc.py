"""Remote signing by the Cloud Signature Consortium API 2 (extra ``remote``).

`CscClient` speaks ``credentials/list``, ``credentials/info``,
``credentials/authorize``, ``signatures/signHash``, ``signatures/signDoc``,
``signatures/signPolling`` and ``signatures/timestamp``. `CscSigner` makes one
credential an `egovkit.signatures.Signer`: wherever a key in memory signs, this
one can, PDF files included.

With SCAL2 the authorization is bound to the hashes, so they are known before it:
`CscClient.authorize` takes them, `CscClient.sign_hash` uses what it gave.

Source:
    Cloud Signature Consortium, *Architectures and protocols for remote signature
    applications*, 2.0; field names as public client libraries send them.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from egovkit._arguments import is_count, is_kind, of_kind, wrong
from egovkit.errors import SigningError, UsageError
from egovkit.integrations._csc_answers import (
    decoded,
    encoded,
    fixed_width,
    member,
    signed_results,
    success,
)
from egovkit.integrations._remote import (
    Answer,
    Failure,
    Http,
    Rejected,
    Secrets,
    Signed,
    Unknown,
    ask,
    check_documents,
    check_several,
    check_size,
    check_text,
    new_reference,
)
from egovkit.signatures.algorithms import Algorithm

if TYPE_CHECKING:
    import ssl

    from cryptography import x509

    from egovkit.signatures import VerificationKey

__all__ = [
    "Authorization",
    "Credential",
    "CscClient",
    "CscSigner",
    "Rejected",
    "Signed",
    "Unknown",
]

_SECONDS = 30.0
_SHA256 = "2.16.840.1.101.3.4.2.1"
_SHA384 = "2.16.840.1.101.3.4.2.2"

# Our algorithm → digest, its OID, the OID of ``signAlgo``.
_ALGORITHMS = {
    Algorithm.ES256: ("sha256", _SHA256, "1.2.840.10045.4.3.2"),
    Algorithm.ES384: ("sha384", _SHA384, "1.2.840.10045.4.3.3"),
    Algorithm.RS256: ("sha256", _SHA256, "1.2.840.113549.1.1.11"),
}


@dataclass(frozen=True, slots=True)
class Credential:
    """A key that the service holds for somebody.

    Args:
        id: The service's name for it (*credentialID*).
        chain: Its certificate and the ones above it, DER.
        algorithms: The OIDs that the service offers for it.
        enabled: Whether the service says that it can sign.
        scal: ``"1"``, or ``"2"`` where an authorization is bound to hashes.
        multisign: The most hashes for one authorization.
    """

    id: str
    chain: tuple[bytes, ...] = field(repr=False)
    algorithms: tuple[str, ...]
    enabled: bool
    scal: str = "1"
    multisign: int = 1


@dataclass(frozen=True, slots=True)
class Authorization:
    """The right to sign, for a short time (*SAD*); never shown.

    Args:
        sad: What the service gave.
        hashes: The digests it is bound to.
    """

    sad: str = field(repr=False)
    hashes: tuple[bytes, ...] = field(repr=False)


class CscClient:
    """A client of a remote signing service.

    Args:
        base_url: The service's address up to and with ``/csc/v2``, from
            configuration, never from a request.
        token: Called with ``"token"`` for each request; gives the access token.
        ca: Certificates to trust instead of the system's. Verification cannot be
            switched off.
        allow_plain_http: Accept http, for a test server.

    Raises:
        egovkit.errors.UsageError: An address that is not allowed.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """

    def __init__(
        self,
        base_url: str,
        *,
        token: Secrets,
        ca: "str | ssl.SSLContext | None" = None,
        allow_plain_http: bool = False,
    ) -> None:
        if not callable(token):
            raise wrong("token")  # a secret itself, which would stay in memory
        self._token = token
        self._http = Http(base_url, ca=ca, allow_plain_http=allow_plain_http)

    def credentials(self) -> tuple[str, ...]:
        """The ids of the credentials that the token may use.

        Raises:
            egovkit.errors.SigningError: The service refused or did not answer.
        """
        said = self._demand("/credentials/list", {})
        found = said.get("credentialIDs")
        items = found if isinstance(found, list) else []
        return tuple(item for item in items if isinstance(item, str))

    def credential(self, credential_id: str) -> Credential:
        """What the service says of a credential.

        Raises:
            egovkit.errors.SigningError: The service refused or did not answer,
                or gave no certificate.
        """
        _check_id(credential_id)
        body = {
            "credentialID": credential_id,
            "certificates": "chain",
            "certInfo": False,
            "authInfo": True,
        }
        said = self._demand("/credentials/info", body)
        key, certificate = member(said, "key"), member(said, "cert")
        chain = tuple(decoded(certificate.get("certificates")))
        if not chain:
            raise SigningError("csc_credential")
        algorithms = key.get("algo")
        items = algorithms if isinstance(algorithms, list) else []
        scal, multisign = said.get("SCAL"), said.get("multisign", 1)
        return Credential(
            id=credential_id,
            chain=chain,
            algorithms=tuple(item for item in items if isinstance(item, str)),
            enabled=key.get("status") == "enabled"
            and certificate.get("status", "valid") == "valid",
            scal=scal if isinstance(scal, str) else "1",
            multisign=multisign if is_count(multisign) else 1,
        )

    def authorize(
        self,
        credential_id: str,
        digests: Sequence[bytes],
        *,
        secret: Secrets | None = None,
        digest_oid: str = _SHA256,
    ) -> Authorization | Rejected | Unknown:
        """Ask for the right to sign these digests.

        Nothing is signed by this: an `Unknown` here may be given up.

        Args:
            credential_id: The credential.
            digests: What will be signed.
            secret: Called with ``"PIN"`` right before sending, if the service
                wants one.
            digest_oid: Which digest it is.
        """
        reference = new_reference()
        _check_id(credential_id)
        of_kind(digest_oid, str, "digest_oid")
        check_several(digests, "digests")
        for digest in digests:
            check_size(digest)
        body: dict[str, Any] = {
            "credentialID": credential_id,
            "numSignatures": len(digests),
            "hashes": encoded(digests),
            "hashAlgorithmOID": digest_oid,
        }

        def content() -> dict[str, Any]:
            if secret is None:
                return body
            return {**body, "authData": [{"id": "PIN", "value": ask(secret, "PIN")}]}

        answer = self._post("/credentials/authorize", content)
        said = success(answer, reference)
        if not isinstance(said, dict):
            return said
        sad = said.get("SAD")
        if not isinstance(sad, str) or not sad:
            return Unknown(reference, "remote_bad_answer")
        return Authorization(sad, tuple(digests))

    def sign_hash(
        self,
        credential_id: str,
        authorization: Authorization,
        *,
        algorithm: Algorithm | str,
    ) -> Signed | Rejected | Unknown:
        """Sign the digests that were authorized.

        Args:
            credential_id: The credential.
            authorization: What `authorize` gave.
            algorithm: ``"ES256"``, ``"ES384"`` or ``"RS256"``.

        Returns:
            `Signed` holds the signatures as the service gives them (DER for EC
            keys), in order.

        Raises:
            egovkit.errors.UsageError: Another algorithm, or digests that are not
                of its length.
        """
        _check_id(credential_id)
        of_kind(authorization, Authorization, "authorization")
        reference = new_reference()
        name, digest_oid, oid = _scheme(algorithm)
        size = hashlib.new(name).digest_size
        if any(len(digest) != size for digest in authorization.hashes):
            raise wrong("algorithm")  # it would sign them as digests of another kind
        body = {
            "credentialID": credential_id,
            "hashes": encoded(authorization.hashes),
            "hashAlgorithmOID": digest_oid,
            "signAlgo": oid,
            "operationMode": "S",
        }
        answer = self._post(
            "/signatures/signHash", lambda: {**body, "SAD": authorization.sad}
        )
        wanted = len(authorization.hashes)
        return signed_results(answer, reference, "signatures", wanted)

    def sign_document(
        self,
        credential_id: str,
        documents: Sequence[bytes],
        *,
        authorization: Authorization,
        algorithm: Algorithm | str,
        level: str = "Ades-B-B",
    ) -> Signed | Rejected | Unknown:
        """Let the service sign whole PDF files (PAdES).

        Args:
            credential_id: The credential.
            documents: The files.
            authorization: What `authorize` gave for them.
            algorithm: ``"ES256"``, ``"ES384"`` or ``"RS256"``.
            level: The service's *conformance_level*.

        Raises:
            egovkit.errors.UsageError: A file above 64 MiB, or another algorithm.
        """
        _check_id(credential_id)
        of_kind(authorization, Authorization, "authorization")
        of_kind(level, str, "level")
        check_documents(documents)
        reference = new_reference()
        described = [
            {
                "document": b64encode(document).decode(),
                "signature_format": "P",
                "conformance_level": level,
                "signAlgo": _scheme(algorithm)[2],
            }
            for document in documents
        ]
        body = {"credentialID": credential_id, "documents": described}
        answer = self._post(
            "/signatures/signDoc", lambda: {**body, "SAD": authorization.sad}
        )
        return signed_results(
            answer, reference, "DocumentWithSignature", len(documents)
        )

    def timestamp(self, digest: bytes, *, digest_oid: str = _SHA256) -> bytes:
        """A time stamp token over a digest, DER.

        Raises:
            egovkit.errors.SigningError: The service refused or did not answer.
        """
        check_size(digest)
        of_kind(digest_oid, str, "digest_oid")
        body = {"hash": b64encode(digest).decode(), "hashAlgo": digest_oid}
        said = self._demand("/signatures/timestamp", body)
        token = next(iter(decoded([said.get("timestamp")])), None)
        if token is None:
            raise SigningError("timestamp_refused")
        return token

    def reconcile(
        self, unknown: Unknown, *, documents: int = 1, key: str = "signatures"
    ) -> Signed | Unknown:
        """Ask for the result of an attempt that the service works on (*responseID*).

        A refusal to tell is no refusal to have signed: whatever is no result
        leaves the outcome unknown, under the same reference and *responseID*.

        Args:
            unknown: What the attempt came to.
            documents: How many results are expected.
            key: Where they stand: ``"signatures"`` or
                ``"DocumentWithSignature"``.
        """
        of_kind(unknown, Unknown, "unknown")
        if unknown.document_id is None:
            return unknown
        body = {"responseID": unknown.document_id}
        answer = self._post("/signatures/signPolling", lambda: body)
        if isinstance(answer, Failure):
            return unknown
        found = signed_results(answer, unknown.reference, key, documents)
        if isinstance(found, Signed):
            return found
        return Unknown(unknown.reference, found.code, unknown.document_id)

    def _demand(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer of an operation that signs nothing."""
        said = success(self._post(path, lambda: body), new_reference())
        if not isinstance(said, dict):
            raise SigningError(said.code)
        return said

    def _post(self, path: str, body: Callable[[], dict[str, Any]]) -> Answer | Failure:
        return self._http.send(
            "POST",
            path,
            timeout=_SECONDS,
            headers=lambda: {"authorization": f"Bearer {ask(self._token, 'token')}"},
            content=lambda: {"json": body()},
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class CscSigner:
    """One credential of a service as a signer.

    Each signature is one authorization and one ``signHash``. If its outcome is
    not known, `sign` raises with the reference: the caller asks first and never
    signs again by itself.

    Args:
        client: The client.
        credential_id: The credential.
        use: The one use of the key.
        secret: Called with ``"PIN"`` for each signature, if the service wants
            one.

    Raises:
        egovkit.errors.SigningError: The service refused or did not answer, or
            the credential cannot sign.
        egovkit.errors.UsageError: A key of another kind.
    """

    def __init__(
        self,
        client: CscClient,
        credential_id: str,
        *,
        use: str,
        secret: Secrets | None = None,
    ) -> None:
        from egovkit.signatures import VerificationKey
        from egovkit.signatures._x509 import PARSE_ERRORS
        from egovkit.signatures.anchors import load_certificate

        of_kind(client, CscClient, "client")
        found = client.credential(credential_id)
        if not found.enabled:
            raise SigningError("csc_credential")
        self.chain: tuple[x509.Certificate, ...] = tuple(
            load_certificate(data) for data in found.chain
        )
        try:
            key = self.chain[0].public_key()
        except PARSE_ERRORS:  # a key that is none, or of a kind that nobody knows
            raise SigningError("csc_credential") from None
        self._public = VerificationKey.from_public(key, use=use)
        _scheme(self._public.algorithm)
        self._client, self._id = client, credential_id
        self._secret, self._use = secret, use

    @property
    def certificate(self) -> "x509.Certificate":
        """The credential's certificate."""
        return self.chain[0]

    @property
    def public(self) -> "VerificationKey":
        """The public half."""
        return self._public

    @property
    def algorithm(self) -> Algorithm:
        """The one algorithm of the key."""
        return self._public.algorithm

    @property
    def use(self) -> str:
        """The one use of the key."""
        return self._use

    @property
    def kid(self) -> bytes:
        """Four bytes that hint at the key."""
        return self._public.kid

    def sign(self, message: bytes) -> bytes:
        """Sign a message remotely.

        Raises:
            egovkit.errors.SigningError: Refused, a signature that is not the
                key's, or ``remote_unknown_outcome`` with the reference to ask by.
            egovkit.errors.UsageError: The message is not bytes.
        """
        if not is_kind(message, bytes | bytearray | memoryview):
            raise UsageError("not_bytes")
        name, digest_oid, _ = _scheme(self.algorithm)
        digest = hashlib.new(name, message).digest()
        granted = self._client.authorize(
            self._id, [digest], secret=self._secret, digest_oid=digest_oid
        )
        if not isinstance(granted, Authorization):
            raise SigningError(granted.code)
        result = self._client.sign_hash(self._id, granted, algorithm=self.algorithm)
        if isinstance(result, Rejected):
            raise SigningError(result.code)
        if isinstance(result, Unknown):
            raise SigningError("remote_unknown_outcome", reference=result.reference)
        signature = fixed_width(result.documents[0], self.algorithm)
        if not self._public.verifies(signature, message):
            raise SigningError("remote_bad_answer")
        return signature

    def __repr__(self) -> str:
        return f"<CscSigner {self.algorithm} {self.kid.hex()}>"


def _check_id(credential_id: str) -> None:
    of_kind(credential_id, str, "credential_id")
    check_text(credential_id)


def _scheme(algorithm: Algorithm | str) -> tuple[str, str, str]:
    try:
        return _ALGORITHMS[Algorithm(algorithm)]
    except (KeyError, ValueError):
        raise UsageError("csc_algorithm") from None
