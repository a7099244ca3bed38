"""Findings that several numbers and models share."""

from egovkit.identity._finding import Finding, Severity
from egovkit.regions import Region, RegionStatus

__all__ = ["inside", "region_findings", "warning"]


def warning(code: str, field: str) -> Finding:
    """A finding of severity warning."""
    return Finding(code, Severity.WARNING, field)


def inside(field: str, finding: Finding) -> Finding:
    """A part's finding as one of the whole."""
    return Finding(
        finding.code, finding.severity, f"{field}.{finding.field}", finding.facts
    )


def region_findings(region: Region, field: str) -> list[Finding]:
    """That a number carries a retired or an unknown region."""
    if region.status is RegionStatus.RETIRED:
        successors = ", ".join(successor.code for successor in region.successors)
        facts = {"region": region.code, "edition": region.edition}
        if not successors:
            return [Finding("region_retired", Severity.INFO, field, facts)]
        facts["successors"] = successors
        return [Finding("region_replaced", Severity.INFO, field, facts)]
    if region.status is RegionStatus.UNKNOWN:
        facts = {"region": region.code}
        return [Finding("region_unknown", Severity.WARNING, field, facts)]
    return []
