"""Why an event is on the line it is on, or on none: a few plain words for each case."""

from collections.abc import Callable, Mapping

from planner.engine.contributions import contributions
from planner.engine.household import INHERITED_IRAS, PLANS, ROTH_IRAS, Account, Event, Person
from planner.engine.moves import arrived_in_time, is_failed, is_young_simple

_CHARACTERS = {
    "qcd": "Straight to a charity",
    "hsa_funding": "Straight to a health savings account",
    "returned_excess": "An excess given back comes off the basis",
}
_PLAN_TO_ROTH = "From an employer plan, which is a matter for Form 1040"


def reason(person: Person, event: Event) -> str:
    """What there is to say, without a full stop; empty where the line speaks for itself."""
    return _REASONS[event.kind](person, event)


def _contribution(person: Person, event: Event) -> str:
    account = person.account(event.account)
    if account.kind in ROTH_IRAS:
        return "Into a Roth IRA"
    if account.kind in PLANS:
        return "Into an employer plan"
    if account.kind in ("sep", "simple"):
        return "An employer's money"
    return _deduction(person, event.tax_year or event.on.year)


def _deduction(person: Person, year: int) -> str:
    """What the deduction took of the contributions to traditional IRAs for ``year``."""
    made, deducted = contributions(person, year).total, person.record(year).deducted
    if deducted == 0 or not made:
        return ""
    if deducted is not None and deducted >= made:
        return "Deducted"
    return "As far as it was not deducted"


def _conversion(person: Person, event: Event) -> str:
    account = person.account(event.account)
    if account.kind in PLANS:
        return _PLAN_TO_ROTH
    if _is_outside(account):
        return "Out of an inherited IRA, which cannot be converted"
    if is_young_simple(person, event):
        return "Out of a SIMPLE IRA in its first two years, so a distribution"
    return "What was withheld was not converted" if event.withheld else ""


def _distribution(person: Person, event: Event) -> str:
    account = person.account(event.account)
    if account.kind in ROTH_IRAS:
        return "Out of a Roth IRA"
    if account.kind in PLANS:
        return "Out of an employer plan"
    if _is_outside(account):
        return "Out of an inherited IRA"
    if event.character == "returned_contribution":
        return f"Comes off the contributions for {event.tax_year}"
    return _CHARACTERS.get(event.character, "")


def _rollover(person: Person, event: Event) -> str:
    account, to = person.account(event.account), person.account(event.to)
    if account.kind in PLANS:
        return _PLAN_TO_ROTH if to.kind in ROTH_IRAS else _from_plan(event)
    if account.kind in ROTH_IRAS:
        return "Between Roth IRAs"
    return "Out of an inherited IRA" if _is_outside(account) else _from_ira(person, event)


def _from_plan(event: Event) -> str:
    if not event.after_tax:
        return "From an employer plan, no after-tax money entered"
    if not arrived_in_time(event):
        return "Its after-tax money did not arrive within 60 days"
    return "Its after-tax money adds to the basis"


def _from_ira(person: Person, event: Event) -> str:
    if is_young_simple(person, event):
        return "Out of a SIMPLE IRA in its first two years, so a distribution"
    if is_failed(person, event):
        return "Not completed within 60 days, so a distribution"
    if person.account(event.to).kind in PLANS:
        return "Into an employer plan"
    under_way = event.completed is not None and event.completed.year > event.on.year
    return "Under way over December 31" if under_way else "From IRA to IRA"


def _recharacterization(_person: Person, event: Event) -> str:
    return f"Rewrites the contribution for {event.tax_year}"


def _is_outside(account: Account) -> bool:
    """Whether it is inherited and not treated as own."""
    return account.kind in INHERITED_IRAS and not account.is_counted


_REASONS: Mapping[str, Callable[[Person, Event], str]] = {
    "contribution": _contribution,
    "conversion": _conversion,
    "distribution": _distribution,
    "rollover": _rollover,
    "recharacterization": _recharacterization,
    "basis_adjustment": lambda _person, _event: "Changes the basis",
}
