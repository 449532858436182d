"""Facts of the engine as columns of rows: the way back of ``planner.bridge``."""

from collections.abc import Mapping
from dataclasses import fields

from planner.engine import household as facts
from planner.engine.chosen import ChosenWay
from planner.engine.papers.paper import Paper
from planner.engine.papers.plain import plain_boxes
from planner.models import Account, Household, Person
from planner.services.households.settling import Columns


def household_columns(fact: facts.Household) -> Columns:
    """A household without those in it."""
    return {"name": fact.name, "rounding": fact.rounding, "ratio_places": fact.ratio_places}


def person_columns(household: Household, fact: facts.Person) -> Columns:
    """A person without accounts, events and years."""
    start = fact.basis_start
    return {
        "household_id": household.pk,
        "key": fact.key,
        "name": fact.name,
        "born": fact.born,
        "basis_after_year": start.after_year if start else None,
        "basis_amount": start.amount if start else None,
        "basis_evidence": start.evidence if start else "none",
    }


def account_columns(person: Person, fact: facts.Account) -> Columns:
    """An account of ``person``."""
    return {
        "household_id": person.household_id,
        "person_id": person.pk,
        "key": fact.key,
        "kind": fact.kind,
        "name": fact.name,
        "custodian": fact.custodian,
        "inherited_from": fact.inherited_from,
        "treated_as_own": fact.treated_as_own,
        "participation_began": fact.participation_began,
        "accepts_rollovers": fact.accepts_rollovers,
    }


def value_columns(
    person: Person, accounts: Mapping[str, Account], fact: facts.YearEndValue
) -> Columns:
    """A year-end value of one of the ``accounts``, which are looked up by key."""
    return {
        "household_id": person.household_id,
        "person_id": person.pk,
        "account_id": accounts[fact.account].pk,
        "year": fact.year,
        "amount": fact.amount,
        "source": fact.source,
    }


def event_columns(person: Person, accounts: Mapping[str, Account], fact: facts.Event) -> Columns:
    """An event between ``accounts``, which are looked up by key."""
    return {
        "household_id": person.household_id,
        "person_id": person.pk,
        "kind": fact.kind,
        "on": fact.on,
        "account_id": accounts[fact.account].pk if fact.account else None,
        "to_id": accounts[fact.to].pk if fact.to else None,
        "amount": fact.amount,
        "tax_year": fact.tax_year,
        "character": fact.character,
        "withheld": fact.withheld,
        "completed": fact.completed,
        "earnings": fact.earnings,
        "after_tax": fact.after_tax,
        "reason": fact.reason,
    }


def paper_columns(person: Person, accounts: Mapping[str, Account], fact: Paper) -> Columns:
    """A paper of one of the ``accounts``, which are looked up by key, or of none."""
    return {
        "household_id": person.household_id,
        "person_id": person.pk,
        "account_id": accounts[fact.account].pk if fact.account else None,
        "form": fact.form,
        "year": fact.year,
        "custodian": fact.custodian,
        "corrected": fact.corrected,
        "boxes": plain_boxes(fact),
    }


def chosen_columns(person: Person, fact: ChosenWay) -> Columns:
    """A way that ``person`` has chosen."""
    return {
        "household_id": person.household_id,
        "person_id": person.pk,
        "year": fact.year,
        "way": fact.way,
        "chosen": fact.chosen,
        "spread_years": fact.spread_years,
        "growth": fact.growth,
        "inside": fact.inside,
        "amounts": {code: f"{amount:f}" for code, amount in fact.amounts.items()},
        "done": {code: on.isoformat() for code, on in fact.done.items()},
    }


def person_year_columns(person: Person, fact: facts.YearRecord) -> Columns:
    """A year of a person's return without the form that was filed."""
    return {
        "household_id": person.household_id,
        "person_id": person.pk,
        "year": fact.year,
        "first_year": fact.first_year,
        "deducted": fact.deducted,
        "covered_by_plan": fact.covered_by_plan,
        "compensation": fact.compensation,
        "first_home_expenses": fact.first_home_expenses,
        "disabled": fact.disabled,
        "from_529": fact.from_529,
        "filed_route": fact.filed_route or "",
    } | {name: getattr(fact, name) for name in facts.PLANNED}


def filed_lines(fact: facts.FiledForm) -> dict[str, str]:
    """The lines of a filed form as plain text, with the places that were printed."""
    return {number: f"{amount:f}" for number, amount in fact.lines.items()}


def household_year_columns(household: Household, fact: facts.HouseholdYear) -> Columns:
    """A year of the household's return."""
    return {
        "household_id": household.pk,
        "year": fact.year,
        "filing_status": fact.filing_status or "",
        "lived_apart_all_year": fact.lived_apart_all_year,
        "magi": fact.magi,
        "taxable_income": fact.taxable_income,
        "marginal_rate": fact.marginal_rate,
        "state": fact.state,
        "state_rate": fact.state_rate,
        "ordinary_income": fact.ordinary_income,
        "gains": fact.gains,
        "investment_income": fact.investment_income,
        "itemized": fact.itemized,
        "tax_exempt_interest": fact.tax_exempt_interest,
        "medicare_part_b": fact.medicare_part_b,
        "medicare_part_d": fact.medicare_part_d,
        "blind": fact.blind,
    } | outlook_columns(fact.outlook)


def outlook_columns(fact: facts.Outlook) -> Columns:
    """What is assumed of the years ahead, as columns of a household's year."""
    found = {f"outlook_{field.name}": getattr(fact, field.name) for field in fields(fact)}
    return found | {"outlook_pricing": fact.pricing or ""}
