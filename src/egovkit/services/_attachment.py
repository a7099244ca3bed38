"""What an applicant hands in: the bytes stay with the application.

The history holds which requirement a file answers, its media type, and a salted
commitment to its digest and size; these stand with the personal data. That is
enough to show later that a file is the one that was handed in, until the request
is erased: then even who has the same file cannot tell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Self

from egovkit.errors import UsageError
from egovkit.services._definition import ServiceDefinition
from egovkit.services._refusal import Refusal
from egovkit.services._requirement import MEDIA_TYPE

__all__ = ["FILE", "Attachment", "judge_attachments", "listed", "sealable"]

FILE = "@file/"
"""Before the number of a file among the personal data of its event."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(MEDIA_TYPE)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def _matches(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its digest.

    Args:
        requirement: The requirement it answers.
        digest: SHA-256 of the file, 64 hexadecimal digits.
        media_type: Such as ``application/pdf``.
        size: Bytes.
        dated: The date of the document itself, where its age matters.

    Raises:
        egovkit.errors.UsageError: No name, digest, media type, size or date in
            this form.

    Example:
        >>> Attachment.of("kk", b"...", "image/png").size
        3
    """

    requirement: str
    digest: str
    media_type: str
    size: int
    dated: date | None = None

    def __post_init__(self) -> None:
        sound = (
            _matches(_NAME, self.requirement)
            and _matches(_DIGEST, self.digest)
            and _matches(_MEDIA_TYPE, self.media_type)
            and type(self.size) is int
            and self.size >= 0
            and (self.dated is None or type(self.dated) is date)
        )
        if not sound:
            raise UsageError("attachment_form")

    @classmethod
    def of(
        cls,
        requirement: str,
        content: bytes,
        media_type: str,
        *,
        dated: date | None = None,
    ) -> Self:
        """The attachment for a file's bytes, which are not kept."""
        if not isinstance(content, bytes | bytearray | memoryview):
            raise UsageError("not_bytes")
        digest = sha256(content).hexdigest()
        return cls(requirement, digest, media_type, len(content), dated)

    def to_plain(self) -> dict[str, Any]:
        """It as JSON data."""
        return {
            "requirement": self.requirement,
            "digest": self.digest,
            "media_type": self.media_type,
            "size": self.size,
            "dated": None if self.dated is None else self.dated.isoformat(),
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Self:
        """What `to_plain` gave."""
        dated = data["dated"]
        return cls(**{**data, "dated": dated and date.fromisoformat(dated)})


def listed(files: Iterable[Attachment]) -> list[dict[str, str]]:
    """What an event says of files."""
    return [{"requirement": f.requirement, "media_type": f.media_type} for f in files]


def sealable(files: Iterable[Attachment]) -> dict[str, Any]:
    """What goes with the personal data of the event, each under a name of its own."""
    return {f"{FILE}{place}": f.to_plain() for place, f in enumerate(files)}


def judge_attachments(
    definition: ServiceDefinition, attachments: Iterable[Attachment], day: date
) -> Refusal | None:
    """Why the attachments are not accepted, if so.

    Args:
        definition: The service.
        attachments: What was handed in.
        day: When, in the office's zone.
    """
    wanted = {r.name: r for r in definition.requirements if r.document}
    for item in attachments:
        if not isinstance(item, Attachment):
            raise UsageError("attachment_type")
        rule = wanted.get(item.requirement)
        if rule is None:
            return Refusal("attachment_unknown", {"allowed": tuple(sorted(wanted))})
        facts: dict[str, str | int | tuple[str, ...]] = {"requirement": rule.name}
        if item.size > rule.max_bytes:
            return Refusal("attachment_too_large", {**facts, "limit": rule.max_bytes})
        if item.media_type not in rule.media_types:
            allowed = tuple(sorted(rule.media_types))
            return Refusal("attachment_media_type", {**facts, "allowed": allowed})
        if rule.max_age_days is not None:
            age = None if item.dated is None else (day - item.dated).days
            if age is None or not 0 <= age <= rule.max_age_days:
                return Refusal("attachment_age", {**facts, "limit": rule.max_age_days})
    return None
