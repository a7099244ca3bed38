"""An address as KTP-el, KK and letters write it."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from egovkit._model import Model
from egovkit.errors import InvalidFormatError
from egovkit.identity._finding import Finding
from egovkit.identity._number_findings import region_findings
from egovkit.identity._postal import PostalCode
from egovkit.identity._text import Line
from egovkit.regions import Region, lookup

__all__ = ["Address"]


def _padded(number: object) -> object:
    if not isinstance(number, str):
        return number
    text = number.strip()
    return text.zfill(3) if text else text  # a field left blank is no RT 000


def _region_code(code: str) -> str:
    try:
        return lookup(code).code
    except InvalidFormatError as error:
        message: Any = error.sentence("en")
        raise PydanticCustomError("region_code_format", message) from None


Neighbourhood = Annotated[
    str, BeforeValidator(_padded), StringConstraints(pattern=r"^[0-9]{3}$")
]
RegionCode = Annotated[
    str, StringConstraints(max_length=13), AfterValidator(_region_code)
]


class Address(Model):
    """Where somebody or something is, in the parts that forms ask for.

    The words for the parts follow the place: in Papua a district is a
    *distrik*, in Aceh a village a *gampong*. `at` fills names and words from a
    region code; every part can be stated otherwise.

    Example:
        >>> address = Address.at("93.01.01.1001", street="Jalan Contoh 1", rt="1")
        >>> address.rt, address.district_term, address.district, address.regency
        ('001', 'distrik', 'Merauke', 'Kabupaten Merauke')
    """

    street: Line = ""
    """Street and number, or what stands there on the card."""
    rt: Neighbourhood | None = None
    """*Rukun tetangga*, three digits as the card pads it."""
    rw: Neighbourhood | None = None
    """*Rukun warga*, three digits."""
    dusun: Line = ""
    """Hamlet, or what the place calls it (*lingkungan*, *jorong*, *banjar*)."""
    village: Line = ""
    """Name of the kelurahan or desa, without the word."""
    village_term: Line = "desa"
    """``kelurahan``, ``desa``, ``gampong``, ``nagari``, ``kampung`` …"""
    district: Line = ""
    """Name of the kecamatan or distrik, without the word."""
    district_term: Line = "kecamatan"
    """``kecamatan`` or ``distrik``."""
    regency: Line = ""
    """With its kind, such as ``Kabupaten Bogor``."""
    province: Line = ""
    """Name of the province."""
    postal_code: PostalCode | None = None
    """*Kode pos*."""
    region_code: RegionCode | None = None
    """*Kode wilayah* of the smallest part known, with dots."""

    @classmethod
    def at(cls, region_code: str, **parts: object) -> Self:
        """An address in a region, its names and words filled from the code.

        Args:
            region_code: 2, 4, 6 or 10 digits; ten digits load the villages.
            parts: Other fields, or the same ones stated otherwise.

        Raises:
            egovkit.errors.InvalidFormatError: No region code.
            pydantic.ValidationError: A part that cannot be.
        """
        names: dict[str, object] = {}
        for region in lookup(region_code).lineage:
            part = _PARTS[region.level]
            names[part] = region.name
            if part in _WITH_TERM:
                names[f"{part}_term"] = region.term
        return cls.model_validate({"region_code": region_code, **names, **parts})

    @property
    def region(self) -> Region | None:
        """The region of the code, as the table in use knows it."""
        return lookup(self.region_code) if self.region_code else None

    def one_line(self) -> str:
        """All parts in their order, with commas; for letters use `egovkit.l10n`.

        Example:
            >>> Address(street="Jalan Contoh 1", rt="1", rw="2").one_line()
            'Jalan Contoh 1, RT 001/RW 002'
        """
        pair = (("RT", self.rt), ("RW", self.rw))
        parts = (
            self.street,
            "/".join(f"{word} {number}" for word, number in pair if number),
            self.dusun,
            self.village and f"{self.village_term.title()} {self.village}",
            self.district and f"{self.district_term.title()} {self.district}",
            self.regency,
            self.province,
            self.postal_code.reveal() if self.postal_code else "",
        )
        return ", ".join(part for part in parts if part)

    def findings(self) -> list[Finding]:
        """That its region code is retired or unknown."""
        region = self.region
        return region_findings(region, "region_code") if region else []


_PARTS = {1: "province", 2: "regency", 3: "district", 4: "village"}
_WITH_TERM = frozenset({"district", "village"})
