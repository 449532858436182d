"""From a worksheet to the JSON object of the command ``form8606``."""

from typing import Any

from planner.engine.findings import Finding
from planner.engine.printing import plain
from planner.engine.reading import UnreadableError, read_facts, read_object
from planner.engine.worksheets import Worksheet, worksheet


def result_of_line(text: str) -> dict[str, Any]:
    """The result for one line of JSON Lines; whatever is wrong with it becomes a finding."""
    try:
        entry = read_object(text)
    except UnreadableError as error:
        return _invalid(None, None, (Finding("bad-json", "blocks", str(error)),))
    facts = read_facts(entry)
    if isinstance(facts, tuple):
        return _invalid(entry.get("id"), entry.get("tax_year"), facts)
    return result(worksheet(facts))


def result(sheet: Worksheet) -> dict[str, Any]:
    """A worksheet as plain data: amounts as strings without commas, blank lines absent."""
    facts = sheet.facts
    if sheet.status == "invalid":
        return _invalid(facts.id, facts.tax_year, sheet.findings)
    found: dict[str, Any] = {
        "id": facts.id,
        "tax_year": facts.tax_year,
        "status": sheet.status,
        "parts": list(sheet.parts),
        "lines": {line.number: line.plain_text for line in sheet.lines if line.state == "filled"},
    }
    if sheet.taxable is not None:
        found["taxable"] = plain(sheet.taxable, sheet.unit)
    return found | {"findings": [finding_object(finding) for finding in sheet.findings]}


def finding_object(finding: Finding) -> dict[str, str]:
    """A finding as plain data; what it does not have is absent."""
    found = {"code": finding.code, "severity": finding.severity, "message": finding.message}
    if finding.key:
        found["key"] = finding.key
    if finding.dollars is not None:
        found["dollars"] = str(finding.dollars)
    if finding.citation:
        found["citation"] = finding.citation
    return found


def _invalid(entry_id: Any, tax_year: Any, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "id": entry_id if isinstance(entry_id, str) else None,
        "tax_year": tax_year if type(tax_year) is int else None,
        "status": "invalid",
        "findings": [finding_object(finding) for finding in findings],
    }
