"""The e-sign client service of BSrE (extra ``remote``): status, sign, verify, seal.

The service runs inside an agency's network, takes a whole PDF with the signer's
NIK or e-mail address and a passphrase or TOTP, and gives a whole PDF back.
`BsreClient` speaks version 1 (multipart) and 2 (JSON) of its interface.

An attempt ends as `Signed`, `Rejected` or `Unknown`. After `Unknown` look with
`BsreClient.reconcile`, or in the service's own list; never just sign again.

Source:
    The wire facts were collected from public client code and one agency's notes,
    not from the official manual: field names (two of them misspelled on the
    wire), status codes and answers. Units and origin of coordinates are
    undocumented; they are passed on as given.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from egovkit._arguments import is_count, is_kind, is_length, of_kind, wrong
from egovkit.errors import UsageError
from egovkit.identity import NIK
from egovkit.integrations._bsre_answers import (
    UNASKED,
    UserStatus,
    accepted,
    judge_v1,
    judge_v2,
    outcome_v1,
    outcome_v2,
    user_status,
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
    check_size,
    check_text,
    new_reference,
)
from egovkit.signatures import VerificationReport

if TYPE_CHECKING:
    import ssl

__all__ = ["BsreClient", "Placement", "Rejected", "Signed", "Unknown", "UserStatus"]

SecretKind = Literal["passphrase", "totp"]

# Measured in the field: a status 0.5 s, a signature 0.9 s, but verifying a file
# with eight signatures 43 s.
_SECONDS = {"status": 30.0, "sign": 30.0, "verify": 120.0}

_NOT_FOUND = 404
_LONGEST_ID = 255  # of what becomes a part of an address
_FARTHEST = 1e6  # coordinates, far beyond any page


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a visible signature goes; leave it out for an invisible one.

    Args:
        image: A PNG; the service's own design without it.
        tag: One character on the page, ``#`` or ``$``, that is replaced by the
            signature; or coordinates.
        page: From 1.
        x: As the service counts it.
        y: As the service counts it.
        width: As the service counts it.
        height: As the service counts it.
        link: The address in the QR tag that version 1 draws.

    Raises:
        egovkit.errors.UsageError: A page below 1, or a number or picture that is
            none.
    """

    image: bytes | None = field(default=None, repr=False)
    tag: str | None = None
    page: int = 1
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    link: str | None = None

    def __post_init__(self) -> None:
        of_kind(self.image, bytes | None, "image")
        if not is_count(self.page):
            raise wrong("page")
        for name in ("x", "y", "width", "height"):
            if not is_length(getattr(self, name), -_FARTHEST, _FARTHEST):
                raise wrong(name)


class BsreClient:
    """A client of one agency's e-sign service.

    Args:
        base_url: The service's address, from configuration, never from a
            request.
        username: The application's name at the service.
        password: Called for each request; gives the application's password.
        version: 1 or 2.
        ca: Certificates to trust instead of the system's. Verification cannot be
            switched off.
        allow_plain_http: Accept http. The service was seen to speak nothing
            else; allow it only inside a network that you trust, since the
            passphrase crosses it.

    Raises:
        egovkit.errors.UsageError: An address that is not allowed, or another
            version.
        egovkit.errors.MissingDependencyError: The extra is not installed.
    """

    def __init__(  # noqa: PLR0913 - a connection, each part by name
        self,
        base_url: str,
        *,
        username: str,
        password: Secrets,
        version: int = 2,
        ca: "str | ssl.SSLContext | None" = None,
        allow_plain_http: bool = False,
    ) -> None:
        if version not in (1, 2):  # whatever it is, be it a list
            raise UsageError("bsre_version", version=2)
        self._version = version
        self._http = Http(
            base_url,
            username=username,
            password=password,
            ca=ca,
            allow_plain_http=allow_plain_http,
        )

    def status(self, signer: NIK | str) -> UserStatus:
        """Whether somebody may sign.

        Args:
            signer: A NIK, or for version 2 an e-mail address.
        """
        who = _signer(signer, self._version)
        if self._version == 1:
            answer = self._get(f"/api/user/status/{who['nik']}")
        else:
            answer = self._post(
                "/api/v2/user/check/status", "status", lambda: {"json": who}
            )
        if isinstance(answer, Failure):
            return UserStatus.UNKNOWN
        said = user_status(answer.mapping())
        # Nobody may sign by a word beside an error.
        return said if accepted(answer) or not said.may_sign else UserStatus.UNKNOWN

    def sign(  # noqa: PLR0913 - what the service asks for, by name
        self,
        documents: Sequence[bytes],
        *,
        signer: NIK | str,
        secret: Secrets,
        kind: SecretKind = "passphrase",
        placement: Placement | None = None,
        reason: str | None = None,
        location: str | None = None,
    ) -> Signed | Rejected | Unknown:
        """Sign PDF files.

        Args:
            documents: The files; version 1 takes one.
            signer: A NIK, or for version 2 an e-mail address.
            secret: Called once, with ``"passphrase"`` or ``"totp"``, right
                before sending.
            kind: Which of the two; version 1 knows the passphrase only.
            placement: Where a visible signature goes; invisible without.
            reason: Why it is signed, as the file states it.
            location: Where.

        Raises:
            egovkit.errors.UsageError: No file, several in version 1, a TOTP
                there, a file above 64 MiB, or an empty secret.
        """
        check_documents(documents)
        of_kind(placement, Placement | None, "placement")
        if kind not in ("passphrase", "totp"):
            raise UsageError("bsre_secret_kind")
        check_text(reason, location, *_texts(placement))
        if self._version == 1 and (len(documents) != 1 or kind != "passphrase"):
            raise UsageError("bsre_version", version=2)
        who = _signer(signer, self._version)
        told = {"reason": reason, "location": location}
        reference = new_reference()
        if self._version == 1:
            form = {**who, **_form_v1(placement), **_given(told)}
            answer = self._post(
                "/api/sign/pdf",
                "sign",
                lambda: {
                    "data": {**form, "passphrase": ask(secret, kind)},
                    "files": _files_v1("file", documents[0], placement),
                },
            )
            return outcome_v1(answer, reference)
        properties = {**_properties_v2(placement), **_given(told)}
        answer = self._post(
            "/api/v2/sign/pdf",
            "sign",
            lambda: {
                "json": {
                    **who,
                    kind: ask(secret, kind),
                    "signatureProperties": [properties] * len(documents),
                    "file": _base64(documents),
                }
            },
        )
        return outcome_v2(answer, reference, len(documents))

    def request_totp(self, signer: NIK | str, *, files: int = 1) -> bool:
        """Ask the service to send the signer a TOTP for so many files.

        Args:
            signer: A NIK or an e-mail address.
            files: How many files it shall be good for.

        Returns:
            Whether the service said that it did.

        Raises:
            egovkit.errors.UsageError: Version 1 has no TOTP.
        """
        self._only_v2()
        _check_files(files)
        body = {**_signer(signer, 2), "data": files}
        return accepted(
            self._post("/api/v2/sign/get/totp", "status", lambda: {"json": body})
        )

    def request_seal_totp(self, subscriber: str, *, files: int = 1) -> bool:
        """Ask for a TOTP for the agency's own signature (*idSubscriber*).

        Args:
            subscriber: The agency's id at the service.
            files: How many files it shall be good for.

        Raises:
            egovkit.errors.UsageError: Version 1 has no such operation.
        """
        self._only_v2()
        _check_files(files)
        of_kind(subscriber, str, "subscriber")
        check_text(subscriber)
        body = {"idSubscriber": subscriber, "data": files}
        return accepted(
            self._post("/api/v2/seal/get/totp", "status", lambda: {"json": body})
        )

    def seal(
        self, documents: Sequence[bytes], *, subscriber: str, secret: Secrets
    ) -> Signed | Rejected | Unknown:
        """Sign PDF files in the name of the agency.

        Args:
            documents: The files.
            subscriber: The agency's id at the service.
            secret: Called once, with ``"totp"``, right before sending.

        Raises:
            egovkit.errors.UsageError: Version 1 has no such operation, no file,
                a file above 64 MiB, or an empty secret.
        """
        self._only_v2()
        check_documents(documents)
        of_kind(subscriber, str, "subscriber")
        check_text(subscriber)
        reference = new_reference()
        answer = self._post(
            "/api/v2/seal/pdf",
            "sign",
            lambda: {
                "json": {
                    "idSubscriber": subscriber,
                    "totp": ask(secret, "totp"),
                    "signatureProperties": [_properties_v2(None)] * len(documents),
                    "file": _base64(documents),
                }
            },
        )
        return outcome_v2(answer, reference, len(documents))

    def reconcile(
        self, unknown: Unknown, *, document_id: str | None = None
    ) -> Signed | Rejected | Unknown:
        """Ask for the result of an attempt whose outcome is not known.

        The service finds a result by its own id only. Without one, from the
        attempt or from the service's own list, the outcome stays unknown.

        Args:
            unknown: What the attempt came to.
            document_id: The service's id of the result.
        """
        of_kind(unknown, Unknown, "unknown")
        of_kind(document_id, str | None, "document_id")
        wanted = document_id or unknown.document_id
        if wanted is None:
            return unknown
        plain = wanted.isascii() and wanted.replace("-", "").isalnum()
        if not plain or len(wanted) > _LONGEST_ID:
            raise UsageError("reference_format")
        answer = self._get(f"/api/sign/download/{wanted}")
        if isinstance(answer, Failure):
            return unknown
        if answer.status == _NOT_FOUND:
            # Seen as well for a file that was fetched before: it was signed.
            return Unknown(unknown.reference, "remote_not_found", wanted)
        if not accepted(answer) or not answer.body.startswith(b"%PDF-"):
            return unknown
        return Signed((answer.body,), unknown.reference, wanted)

    def verify(self, document: bytes) -> VerificationReport:
        """What the service says of a signed file, as a report.

        The report says "according to the service": it is no more than that. Use
        `egovkit.documents.pdf.verify_pdf` to verify yourself.

        Args:
            document: The PDF.

        Raises:
            egovkit.errors.UsageError: A file above 64 MiB.
        """
        check_size(document)
        if self._version == 1:
            files = {"signed_file": ("document.pdf", document, "application/pdf")}
            answer = self._post("/api/sign/verify", "verify", lambda: {"files": files})
            judge = judge_v1
        else:
            body = {"file": b64encode(document).decode()}
            answer = self._post("/api/v2/verify/pdf", "verify", lambda: {"json": body})
            judge = judge_v2
        if isinstance(answer, Failure) or not accepted(answer):
            return VerificationReport((UNASKED,))
        return VerificationReport(tuple(judge(answer.mapping())))

    def _only_v2(self) -> None:
        if self._version == 1:
            raise UsageError("bsre_version", version=2)

    def _get(self, path: str) -> Answer | Failure:
        return self._http.send("GET", path, timeout=_SECONDS["status"])

    def _post(
        self, path: str, kind: str, content: Callable[[], Mapping[str, Any]]
    ) -> Answer | Failure:
        return self._http.send("POST", path, timeout=_SECONDS[kind], content=content)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<BsreClient version {self._version}>"


def _check_files(files: int) -> None:
    if not is_count(files):
        raise wrong("files")


def _signer(signer: NIK | str, version: int) -> dict[str, str]:
    if isinstance(signer, NIK):
        return {"nik": signer.reveal()}
    if version == 1 or not is_kind(signer, str) or "@" not in signer:
        raise UsageError("bsre_signer")
    check_text(signer)
    return {"email": signer}


def _texts(placement: Placement | None) -> tuple[str | None, ...]:
    return () if placement is None else (placement.tag, placement.link)


def _base64(documents: Sequence[bytes]) -> list[str]:
    return [b64encode(document).decode() for document in documents]


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _form_v1(placement: Placement | None) -> dict[str, str]:
    form = {"jenis_response": "BASE64"}
    if placement is None:
        return {**form, "tampilan": "invisible"}
    form |= {
        "tampilan": "visible",
        "image": "true" if placement.image else "false",
        "page": str(placement.page),
        "xAxis": str(placement.x),
        "yAxis": str(placement.y),
        "width": str(placement.width),
        "height": str(placement.height),
    }
    return form | _given({"tag_koordinat": placement.tag, "linkQR": placement.link})


def _files_v1(
    name: str, document: bytes, placement: Placement | None
) -> dict[str, tuple[str, bytes, str]]:
    files = {name: ("document.pdf", document, "application/pdf")}
    if placement is not None and placement.image:
        files["imageTTD"] = ("image.png", placement.image, "image/png")
    return files


def _properties_v2(placement: Placement | None) -> dict[str, Any]:
    if placement is None:
        return {"tampilan": "INVISIBLE"}
    image = placement.image
    return {
        "tampilan": "VISIBLE",
        "page": placement.page,
        "originX": placement.x,
        "originY": placement.y,
        "width": placement.width,
        "height": placement.height,
        **({"imageBase64": b64encode(image).decode()} if image else {}),
        **_given({"tag_koordinat": placement.tag}),
    }
