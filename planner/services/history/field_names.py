"""What the history calls the fields of each model, in the order in which it shows them."""

from collections.abc import Mapping

from django.db.models import Model

from planner.engine.household import KIND_NAMES
from planner.models import (
    Account,
    ChosenWay,
    Dismissal,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Membership,
    Paper,
    Person,
    PersonYear,
    YearEndValue,
)
from planner.models.chosen import WAY_NAMES
from planner.models.entries import CHARACTER_NAMES, EVENT_NAMES, SOURCE_NAMES
from planner.models.people import EVIDENCE_NAMES
from planner.models.years import FILING_STATUS_NAMES, PRICING_NAMES, ROUTE_NAMES

FIELD_NAMES: Mapping[type[Model], Mapping[str, str]] = {
    Household: {
        "name": "Name",
        "rounding": "Lines in",
        "ratio_places": "Decimals of line 10",
    },
    Membership: {"role": "Role"},
    Person: {
        "name": "Name",
        "born": "Born",
        "basis_after_year": "Basis begins after",
        "basis_amount": "Basis at the beginning (line 14)",
        "basis_evidence": "Evidence of it",
    },
    Account: {
        "kind": "Kind",
        "name": "Name",
        "custodian": "Custodian",
        "inherited_from": "Inherited from",
        "treated_as_own": "Treated as own",
        "participation_began": "First contribution of the employer",
        "accepts_rollovers": "Takes pre-tax money out of IRAs",
    },
    Event: {
        "amount": "Amount",
        "on": "Date",
        "date_assumed": "Date assumed",
        "account_id": "Account",
        "to_id": "Into",
        "tax_year": "For tax year",
        "character": "What it was",
        "withheld": "Withheld for tax",
        "completed": "Arrived",
        "earnings": "Earnings",
        "after_tax": "Of it, after tax",
        "reason": "Reason",
    },
    YearEndValue: {"amount": "Value", "source": "Source"},
    PersonYear: {
        "first_year": "First year with an IRA contribution",
        "deducted": "IRA deduction taken",
        "covered_by_plan": "Covered by a plan at work",
        "compensation": "Compensation",
        "first_home_expenses": "First home paid from Roth IRAs",
        "disabled": "Roth withdrawals due to a disability",
        "from_529": "Moved from a 529 plan to the Roth IRA",
        "filed_route": "Filed by",
        "self_employed": "Income from self-employment",
        "has_employees": "Employees other than a spouse",
        "can_finish": "A transfer can be done by December 31",
        "until": "Looked ahead through",
        "value_low": "Value on December 31, at least",
        "value_high": "Value on December 31, at most",
    },
    FiledForm: {"lines": "Lines", "on": "Filed on", "is_locked": "Locked"},
    HouseholdYear: {
        "filing_status": "Filing status",
        "lived_apart_all_year": "Lived apart all year",
        "magi": "Modified adjusted gross income",
        "taxable_income": "Taxable income",
        "marginal_rate": "Marginal federal rate",
        "state": "State",
        "state_rate": "Marginal state rate",
        "ordinary_income": "Ordinary income",
        "gains": "Long-term gains and qualified dividends",
        "investment_income": "Net investment income",
        "itemized": "Itemized deductions",
        "tax_exempt_interest": "Tax-exempt interest",
        "medicare_part_b": "People with Medicare Part B two years on",
        "medicare_part_d": "People with Medicare Part D two years on",
        "blind": "People who are blind",
        "outlook_pricing": "What income costs",
        "outlook_growth": "Growth of the money inside",
        "outlook_outside_growth": "Growth of other money after tax",
        "outlook_bracket_growth": "Growth of amounts not published",
        "outlook_later_rate": "Tax rate when pre-tax money comes out",
        "outlook_withheld": "Share of a conversion withheld",
        "outlook_backdoor": "Backdoor of each later year",
        "outlook_spread_years": "Years of the spread",
    },
    Dismissal: {"reason": "Reason"},
    ChosenWay: {
        "way": "Way out",
        "chosen": "Chosen on",
        "spread_years": "Years of the spread",
        "growth": "Growth of the money inside",
        "inside": "Inside on December 31",
        "amounts": "Dollars when it was chosen",
        "done": "Done",
    },
    Paper: {
        "year": "Year",
        "account_id": "Account",
        "custodian": "From",
        "corrected": "Corrected",
        "boxes": "Boxes",
    },
}

VALUE_NAMES: Mapping[str, Mapping[str, str]] = {
    "kind": EVENT_NAMES | KIND_NAMES,
    "character": CHARACTER_NAMES,
    "source": SOURCE_NAMES,
    "basis_evidence": EVIDENCE_NAMES,
    "filing_status": FILING_STATUS_NAMES,
    "filed_route": ROUTE_NAMES,
    "way": WAY_NAMES,
    "outlook_pricing": PRICING_NAMES,
    "rounding": {"dollars": "whole dollars", "cents": "dollars and cents"},
    "role": {"reader": "reader", "editor": "editor", "owner": "owner"},
}
"""What the values of a field are called, where screens do not show them as they are kept."""

RATES = frozenset(
    {
        *("marginal_rate", "state_rate", "outlook_growth", "outlook_outside_growth"),
        *("outlook_bracket_growth", "outlook_later_rate", "outlook_withheld"),
    }
)

DEFAULTS: Mapping[str, object] = {
    "character": "normal",
    "basis_evidence": "none",
    "treated_as_own": False,
    "date_assumed": False,
    "first_year": False,
    "corrected": False,
}
"""What stands there before anybody said anything; the history does not mention it."""
