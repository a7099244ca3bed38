"""Organisations: a business, a foundation, an agency."""

from egovkit._model import Model
from egovkit.identity._address import Address
from egovkit.identity._business import NIB
from egovkit.identity._finding import Finding, Severity
from egovkit.identity._npwp import NITKU, NPWP, NPWPKind
from egovkit.identity._number_findings import inside, warning
from egovkit.identity._phone import PhoneNumber
from egovkit.identity._text import Line, Name

__all__ = ["Organization"]


class Organization(Model):
    """An organisation with the numbers that registers know it by.

    Example:
        >>> shop = Organization(
        ...     name="CV Contoh Jaya", npwp="01.000.000.8-000.000",
        ...     nitku="0010000008000000000012", nib="9120000000002",
        ... )
        >>> shop.findings()
        []
    """

    name: Name
    """The name, with its legal form as registered."""
    nib: NIB | None = None
    """*Nomor Induk Berusaha*."""
    npwp: NPWP | None = None
    """*Nomor Pokok Wajib Pajak*."""
    nitku: NITKU | None = None
    """The number of the place of business."""
    address: Address | None = None
    """The seat, or the place the NITKU names."""
    phone: PhoneNumber | None = None
    """One telephone number."""
    email: Line | None = None
    """One address of electronic mail; its form is not checked."""

    def findings(self) -> list[Finding]:
        """What looks wrong but need not be; nothing is refused.

        The NITKU against the NPWP, an NPWP whose digits no published rule
        covers, and the region of the address.
        """
        found = []
        if self.npwp and self.nitku and self.nitku.npwp != self.npwp.to_16():
            found.append(warning("nitku_npwp_mismatch", "nitku"))
        if self.npwp and self.npwp.kind is NPWPKind.UNVERIFIED:
            found.append(Finding("npwp_unverified", Severity.INFO, "npwp"))
        if self.address:
            found += [inside("address", f) for f in self.address.findings()]
        return found
