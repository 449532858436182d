"""Fields of facts in words, for a page that says what would change."""

from datetime import date
from decimal import Decimal
from typing import Any

from planner.engine import household as facts
from planner.engine.household import KIND_NAMES
from planner.engine.money import CENT, to_unit
from planner.engine.printing import day, entered
from planner.models.chosen import WAY_NAMES
from planner.models.entries import CHARACTER_NAMES, SOURCE_NAMES
from planner.models.people import EVIDENCE_NAMES
from planner.models.years import FILING_STATUS_NAMES, PRICING_NAMES, ROUTE_NAMES
from planner.services.households.paper_words import told_boxes
from planner.services.plans.names import told_steps

_NOTHING = "nothing"

_WORDS = {
    "on": "date",
    "born": "date of birth",
    "kind": "kind",
    "basis_start": "basis brought along",
    "ratio_places": "places of line 10",
    "rounding": "lines in",
    "treated_as_own": "treated as own",
    "inherited_from": "inherited from",
    "participation_began": "participation began",
    "accepts_rollovers": "accepts roll-ins",
    "first_year": "first year with an IRA contribution",
    "deducted": "IRA deduction",
    "covered_by_plan": "covered by a plan at work",
    "first_home_expenses": "first home paid from Roth IRAs",
    "disabled": "Roth withdrawals due to a disability",
    "from_529": "moved from a 529 plan",
    "filed_route": "filed by",
    "filed": "Form 8606 as filed",
    "after_tax": "after-tax part",
    "lived_apart_all_year": "lived apart all year",
    "magi": "modified AGI",
    "taxable_income": "taxable income",
    "marginal_rate": "marginal rate",
    "state_rate": "state rate",
    "filing_status": "filing status",
    "self_employed": "income from self-employment",
    "has_employees": "employees other than a spouse",
    "can_finish": "a transfer can be done by December 31",
    "until": "looked ahead through",
    "value_low": "value on December 31 at least",
    "value_high": "value on December 31 at most",
    "ordinary_income": "ordinary income",
    "gains": "long-term gains and qualified dividends",
    "investment_income": "net investment income",
    "itemized": "itemized deductions",
    "tax_exempt_interest": "tax-exempt interest",
    "medicare_part_b": "people with Medicare Part B",
    "medicare_part_d": "people with Medicare Part D",
    "blind": "people who are blind",
    "outlook": "assumptions for the years ahead:",
    "way": "way out",
    "chosen": "chosen on",
    "spread_years": "years of the spread",
    "inside": "inside on December 31",
    "amounts": "dollars when it was chosen:",
    "done": "done:",
}
_OUTLOOK = {
    "pricing": "income",
    "growth": "growth inside",
    "outside_growth": "growth outside",
    "bracket_growth": "growth of amounts not published",
    "later_rate": "tax rate later",
    "withheld": "withheld",
    "backdoor": "backdoor of later years",
    "spread_years": "years of the spread",
}
_NAMES = {
    **CHARACTER_NAMES,
    **SOURCE_NAMES,
    **EVIDENCE_NAMES,
    **KIND_NAMES,
    **FILING_STATUS_NAMES,
    **ROUTE_NAMES,
    **WAY_NAMES,
}
_RATES = (
    *("marginal_rate", "state_rate", "growth", "outside_growth", "bracket_growth"),
    "later_rate",
)


def said(name: str, *values: Any) -> str:
    """A field and its value, or its values before and after: ``amount $7,000 → $6,500``."""
    if len(values) > 1 and all(isinstance(value, facts.FiledForm) for value in values):
        return f"{_WORDS[name]}: {_filed(*values)}"
    shown = " → ".join(_value(name, value) for value in values)
    return f"{_WORDS.get(name, name)} {shown}"


def _filed(was: facts.FiledForm, now: facts.FiledForm) -> str:
    """The lines that differ, and the date where it does."""
    lines = {**was.lines, **now.lines}
    found = [
        f"line {number} {_line(was, number)} → {_line(now, number)}"
        for number in lines
        if was.lines.get(number) != now.lines.get(number)
    ]
    if was.on != now.on:
        found.append(said("on", was.on, now.on))
    return ", ".join(found)


def _line(form: facts.FiledForm, number: str) -> str:
    return f"{form.lines[number]:,f}" if number in form.lines else _NOTHING


def _value(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return _told(name, value)
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return _number(name, value)
    if isinstance(value, date):
        return day(value)
    return _other(value)


def _told(name: str, value: dict[str, Any]) -> str:
    """The boxes of a paper, or the steps of a plan."""
    if name == "boxes":
        return told_boxes(value)
    return told_steps({code: str(one) for code, one in value.items()}) or _NOTHING


def _number(name: str, value: Decimal) -> str:
    if name in _RATES:
        return f"{(value * 100).normalize():f}%"
    sign = "−" if value < 0 else ""
    return f"{sign}${entered(to_unit(abs(value), CENT))}"


def _other(value: Any) -> str:
    if isinstance(value, facts.FiledForm):
        lines = ", ".join(f"line {number} {_line(value, number)}" for number in value.lines)
        day = f", on {_value('', value.on)}" if value.on else ""
        return (lines or "no lines") + day
    if isinstance(value, facts.BasisStart):
        return f"{_value('', value.amount)} out of {value.after_year} ({_NAMES[value.evidence]})"
    if isinstance(value, facts.Outlook):
        return _outlook(value)
    return _NAMES.get(value, str(value))


def _outlook(outlook: facts.Outlook) -> str:
    """What is assumed, one after the other: ``growth inside 6%, withheld 22%``."""
    told = [
        f"{words} {_assumed(name, value)}"
        for name, words in _OUTLOOK.items()
        if (value := getattr(outlook, name)) is not None
    ]
    return ", ".join(told) or _NOTHING


def _assumed(name: str, value: Any) -> str:
    if name == "pricing":
        return PRICING_NAMES[value]
    return _value("growth" if name == "withheld" else name, value)
