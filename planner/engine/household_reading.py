"""From the file format ``prorata-household/1`` to a ``Household``: strict, every problem named."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from planner.engine.chosen_reading import read_chosen_ways
from planner.engine.event_reading import read_events
from planner.engine.household import (
    ACCOUNT_KINDS,
    ROUTES,
    Account,
    BasisStart,
    FiledForm,
    Household,
    Person,
    YearEndValue,
    YearRecord,
)
from planner.engine.json_node import Node, quoted
from planner.engine.layouts import form_layout, form_years
from planner.engine.money import FEWEST_PLACES, MOST_PLACES, UNITS
from planner.engine.papers.plain import read_papers
from planner.engine.plans_reading import read_household_year, read_plans
from planner.engine.reading import UnreadableError, read_object

FORMAT = "prorata-household/1"
SOURCES = frozenset({"estimate", "statement", "form_5498"})
EVIDENCE = frozenset({"filed_8606", "form_5498", "tax_return", "statement", "memory", "none"})

LINE_NUMBERS = tuple(line.number for line in form_layout(form_years()[-1]).lines)
"""The lines of Form 8606, the same on every form since 2018, top to bottom."""

_OLDEST = 1880
"""Nobody born earlier ever had an IRA."""


class RefusedError(ValueError):
    """A household file that cannot be taken; ``problems`` says what is wrong and where."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the problems in the order of the file."""
        super().__init__("\n".join(problems))
        self.problems = problems


def read_household(text: str) -> Household:
    """The household in the JSON ``text``; raises ``RefusedError`` with every problem."""
    try:
        found = read_object(text)
    except UnreadableError as error:
        raise RefusedError([str(error)]) from error
    problems: list[str] = []
    household = _household(Node(found, "", problems))
    if problems:
        raise RefusedError(problems)
    return household


def _household(node: Node) -> Household:
    if node.text("format", required=True) not in ("", FORMAT):
        node.problem("format", f"must be {FORMAT!r}")
    node.text("exported_at")
    places = node.integer("ratio_places")
    if places is not None and not FEWEST_PLACES <= places <= MOST_PLACES:
        node.problem("ratio_places", f"must be from {FEWEST_PLACES} to {MOST_PLACES}, or null")
    household = Household(
        name=node.text("name"),
        rounding=cast("Any", node.choice("rounding", frozenset(UNITS), "dollars")),
        ratio_places=places,
        people=tuple(_person(person) for person in node.children("people")),
        years=tuple(read_household_year(year) for year in node.children("years")),
    )
    _unique(node, "people", [person.key for person in household.people])
    _unique(node, "years", [year.year for year in household.years])
    node.end()
    return household


def _person(node: Node) -> Person:
    key, name = node.text("key", required=True), node.text("name")
    start = node.child("basis_start")
    accounts = _accounts(node)
    person = Person(
        key=key,
        name=name,
        born=node.day("born", earliest=_OLDEST),
        basis_start=_basis_start(start) if start else None,
        accounts=tuple(accounts.values()),
        year_end_values=_year_end_values(node, accounts),
        events=read_events(node, accounts),
        years=tuple(_year_record(year) for year in node.children("years")),
        papers=read_papers(node, accounts),
        plans=read_chosen_ways(node),
    )
    _unique(node, "years", [record.year for record in person.years])
    node.end()
    return person


def _basis_start(node: Node) -> BasisStart:
    start = BasisStart(
        after_year=_year(node, "after_year"),
        amount=node.amount("amount"),
        evidence=node.choice("evidence", EVIDENCE, "none"),
    )
    node.end()
    return start


def _accounts(person: Node) -> dict[str, Account]:
    found = [_account(node) for node in person.children("accounts")]
    _unique(person, "accounts", [account.key for account in found])
    return {account.key: account for account in found}


def _account(node: Node) -> Account:
    account = Account(
        key=node.text("key", required=True),
        kind=node.choice("kind", ACCOUNT_KINDS),
        name=node.text("name"),
        custodian=node.text("custodian"),
        inherited_from=node.text("inherited_from"),
        treated_as_own=node.flag("treated_as_own") or False,
        participation_began=node.day("participation_began"),
        accepts_rollovers=node.flag("accepts_rollovers"),
    )
    node.end()
    return account


def _year_end_values(person: Node, accounts: Mapping[str, Account]) -> tuple[YearEndValue, ...]:
    found = tuple(_year_end_value(node, accounts) for node in person.children("year_end_values"))
    _unique(person, "year_end_values", [(value.account, value.year) for value in found])
    return found


def _year_end_value(node: Node, accounts: Mapping[str, Account]) -> YearEndValue:
    value = YearEndValue(
        account=node.text("account", required=True),
        year=_year(node),
        amount=node.amount("amount"),
        source=node.choice("source", SOURCES, "estimate"),
    )
    if value.account and value.account not in accounts:
        node.problem("account", f"names no account: {quoted(value.account)}")
    node.end()
    return value


def _year_record(node: Node) -> YearRecord:
    filed = node.child("filed")
    route = node.choice("filed_route", ROUTES) if node.has("filed_route") else ""
    year = _year(node)
    record = YearRecord(
        year=year,
        deducted=node.amount("deducted"),
        covered_by_plan=node.flag("covered_by_plan"),
        compensation=node.amount("compensation"),
        first_home_expenses=node.amount("first_home_expenses"),
        disabled=node.flag("disabled"),
        from_529=node.amount("from_529"),
        first_year=node.flag("first_year") or False,
        filed_route=cast("Any", route or None),
        filed=_filed(filed) if filed else None,
        **read_plans(node, year),
    )
    node.end()
    return record


def _filed(node: Node) -> FiledForm:
    lines = node.child("lines")
    amounts: dict[str, Decimal] = {}
    for number in lines.values if lines else ():
        amount = _filed_line(cast("Node", lines), number)
        if amount is not None:
            amounts[number] = amount
    form = FiledForm(lines=amounts, on=node.day("on"))
    node.end()
    return form


def _filed_line(lines: Node, number: str) -> Decimal | None:
    if number not in LINE_NUMBERS:
        lines.problem(number, "is not a line of Form 8606")
        return None
    return lines.fraction(number) if number == "10" else lines.amount(number, signed=True)


def _year(node: Node, key: str = "year") -> int:
    return node.year(key, required=True) or 0


def _unique(node: Node, key: str, found: Sequence[object]) -> None:
    """Note what stands there twice; what could not be read is empty and was noted before."""
    seen: set[object] = set()
    for at, one in enumerate(found):
        was_read = all(one) if isinstance(one, tuple) else one
        if was_read and one in seen:
            node.problem(f"{key}[{at}]", f"stands there twice: {one!r}")
        seen.add(one)
