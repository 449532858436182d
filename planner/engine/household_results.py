"""From a household to the JSON object of the command ``worksheets``."""

from typing import Any

from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.printing import plain
from planner.engine.results import finding_object


def household_result(household: Household) -> dict[str, Any]:
    """Every person with every year, as plain data."""
    return {"people": [_person(household, person) for person in household.people]}


def _person(household: Household, person: Person) -> dict[str, Any]:
    return {"key": person.key, "years": [_year(found) for found in ledger(household, person)]}


def _year(found: LedgerYear) -> dict[str, Any]:
    sheet = found.sheet
    findings = [finding_object(one) for one in found.all_findings]
    year: dict[str, Any] = {"year": found.year}
    if found.decedent:
        year["decedent"] = found.decedent
    year |= {
        "form_due": found.form_due,
        "status": "complete" if found.is_complete else "incomplete",
        "parts": list(found.parts),
        "lines": found.lines,
    }
    if sheet.taxable is not None and found.is_complete:
        year["taxable"] = plain(sheet.taxable, sheet.unit)
    differences = [
        {"line": one.line, "filed": one.filed, "should_be": one.should_be}
        for one in found.differences
    ]
    return year | {"filed_differences": differences, "findings": findings}
