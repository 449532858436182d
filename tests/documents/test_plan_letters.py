"""The letters of a plan on paper: exact dollars, what is left of them, tags, and the same bytes."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from planner.documents.plan_letters import administrator_letter_pdf, custodian_letters_pdf
from planner.engine.chosen import ChosenWay
from planner.engine.household import Event, YearEndValue
from planner.engine.household_reading import read_household
from planner.engine.todo import standing, steps
from planner.models import ChosenWay as Row
from planner.services.plans.page import ShownPlan, ShownStep
from tests.documents.households import flat_pages
from tests.documents.tagging import marks_in_tree, marks_on_pages, strays
from tests.engine.test_todo_gold import gold

TODAY = date(2026, 11, 22)


def shown(of, /, *, events=(), values=None, today=TODAY, **account):
    """The plan of a gold case, without a database."""
    case = gold(of)
    household = read_household(json.dumps(case["household"]))
    [person] = household.people
    accounts = tuple(replace(one, **account) for one in person.accounts)
    person = replace(
        person,
        accounts=accounts,
        events=person.events + events,
        year_end_values=values or person.year_end_values,
    )
    chosen = ChosenWay(**case["chosen"])
    found = standing(replace(household, people=(person,)), person, chosen, today)
    listed = tuple(ShownStep(one, None, None, today) for one in steps(found))
    records: object = None
    plan = ShownPlan(Row(year=2026), records, found, (), listed, ())  # type: ignore[arg-type]
    return plan, found


def letters(of, **more):
    return flat_pages(custodian_letters_pdf(*shown(of, **more), today=TODAY))


def test_each_custodian_has_a_letter_of_its_own():
    plan, found = shown("solo")
    accounts = {"ira": "Fidelity", "sep": "Schwab"}
    person = replace(
        found.person,
        accounts=tuple(replace(one, custodian=accounts[one.key]) for one in found.person.accounts),
    )
    household = replace(read_household(json.dumps(gold("solo")["household"])), people=(person,))
    found = standing(household, person, found.chosen, date(2028, 10, 2))
    listed = tuple(ShownStep(one, None, None, date(2028, 10, 2)) for one in steps(found))
    plan = replace(plan, found=found, steps=listed)
    first, second = flat_pages(custodian_letters_pdf(plan, found, today=date(2028, 10, 2)))
    assert "To Schwab" in first
    assert "Roll exactly $80,000 directly over into my employer’s plan." in first
    assert "convert" not in first.partition("Nothing is withheld")[0].replace("conversion", "")
    assert "To Fidelity" in second
    assert "Roll exactly $5,000 directly over" in second
    assert "After that, convert $15,000 to my Roth IRA." in second
    assert "by December 29, 2028" in second


def test_a_required_distribution_goes_first():
    [page] = letters("required_first")
    required = page.index("Pay me my required minimum distribution for 2026: $10,000.")
    rolled = page.index("Roll exactly $216,000 directly over into my 403(b).")
    assert required < rolled < page.index("After that, convert $14,000")
    assert "To the custodian of my IRA" in page


def test_what_is_done_is_asked_for_no_more():
    [page] = letters("required_done", today=date(2026, 12, 12))
    assert "required minimum distribution" not in page
    assert "Roll exactly $16,000 directly over" in page


def test_a_conversion_alone_asks_for_no_rollover():
    [page] = letters("young_simple")
    assert "Conversion to a Roth IRA" in page
    assert "Convert $60,000 to my Roth IRA. It comes out of my Traditional IRA" in page
    assert "Roll exactly" not in page


def test_what_nobody_can_divide_has_blanks():
    plan, found = shown("solo")
    moved = Event(
        kind="rollover",
        on=date(2028, 10, 3),
        completed=date(2028, 10, 4),
        account="sep",
        to="plan",
        amount=Decimal(30_000),
    )
    person = found.person
    plan_account = replace(person.accounts[0], key="plan", kind="solo_401k", name="Bo's plan")
    person = replace(
        person,
        accounts=(*person.accounts, plan_account),
        events=(moved,),
        year_end_values=(
            YearEndValue(account="ira", year=2028, amount=Decimal(20_000)),
            YearEndValue(account="sep", year=2028, amount=Decimal(50_000)),
        ),
    )
    household = replace(read_household(json.dumps(gold("solo")["household"])), people=(person,))
    today = date(2028, 10, 5)
    found = standing(household, person, found.chosen, today)
    listed = tuple(ShownStep(one, None, None, today) for one in steps(found))
    [page] = flat_pages(
        custodian_letters_pdf(replace(plan, found=found, steps=listed), found, today=today)
    )
    assert "Roll exactly $55,000 directly over into Bo's plan. It comes out of my IRA" in page


def test_a_contribution_after_the_year_is_not_in_the_basis_of_the_letter():
    spring = Event(
        kind="contribution",
        on=date(2027, 3, 1),
        account="ira",
        amount=Decimal(6_000),
        tax_year=2026,
    )
    plan, found = shown("roll_in", events=(spring,))
    [page] = flat_pages(administrator_letter_pdf(plan, found, today=TODAY))
    assert "1 Nondeductible contributions for 2026 $13,500" in page
    assert "4 Less contributions made after December 31, 2026 $6,000" in page
    assert "5 Basis: what is already taxed, and stays in the IRAs $17,500" in page
    assert "accept a direct rollover of exactly $192,500" in page


def test_a_name_of_any_length_and_any_letters_fits():
    plan, found = shown("roll_in", name="<b>" * 60, custodian="𝕏" * 200)
    [page] = flat_pages(administrator_letter_pdf(plan, found, today=TODAY))
    assert "<b><b>" in page
    assert "…" in page


@pytest.mark.parametrize("make", [administrator_letter_pdf, custodian_letters_pdf])
def test_it_is_tagged_and_the_same_every_time(make):
    content = make(*shown("roll_in"), today=TODAY)
    assert content == make(*shown("roll_in"), today=TODAY)
    with pikepdf.open(BytesIO(content)) as document:
        assert [name for one in document.pages for name in strays(one)] == []
        assert marks_in_tree(document) == marks_on_pages(document)
        assert str(document.Root.Lang) == "en-US"
