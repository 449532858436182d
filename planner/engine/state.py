"""How a person's year stands, in one word, with its dollars and one sentence.

The same for the overview, the year, the ledger and the mistakes: whatever they show, they ask here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.engine import pool as pools
from planner.engine.findings import Finding
from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerYear, ledger_at
from planner.engine.mistakes.case import Case, Ledgers, everybody
from planner.engine.mistakes.contributed import contribution_mistakes
from planner.engine.mistakes.mistake import Mistake
from planner.engine.mistakes.standing import TINY, Standing, standing
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.timeline import years_touched

type StateCode = Literal[
    "excess", "history_unknown", "incomplete", "pre_tax_present", "split_year", "clean"
]

_WORDS: dict[StateCode, str] = {
    "excess": "excess",
    "history_unknown": "history unknown",
    "incomplete": "incomplete",
    "pre_tax_present": "pre-tax money present",
    "split_year": "split year",
    "clean": "clean",
}

_EXCESS = frozenset(
    {
        "contributed-over-the-limit",
        "contributed-without-compensation",
        "roth-contribution-above-income",
        "traditional-contribution-at-70",
    }
)


@dataclass(frozen=True, slots=True)
class State:
    """``code``, the dollars it is about (``None`` where there are none) and one sentence.

    ``excess`` comes first, as it is taxed every year, in dollars of one year's 6 %; then
    ``history_unknown`` (the basis brought forward is not known and matters), ``incomplete`` (else
    something is missing), ``pre_tax_present`` (what could be moved to a plan), ``split_year`` (the
    basis that waits for the next year's form) and ``clean``.
    """

    code: StateCode
    sentence: str
    dollars: Decimal | None = None

    @property
    def words(self) -> str:
        """The code as screens and papers write it."""
        return _WORDS[self.code]


def states(household: Household, year: int, today: date, ledgers: Ledgers) -> dict[str, State]:
    """How ``year`` of everybody stands, by the person's key.

    Of ``ledgers`` only ``year`` is looked at, so that ``ledger_at`` of each person is enough.
    """
    return {one.key: state(household, one, year, today, ledgers) for one in household.people}


def state(
    household: Household, person: Person, year: int, today: date, ledgers: Ledgers | None = None
) -> State:
    """How ``year`` of ``person`` stands, seen from ``today``.

    A year without a ledger year of its own is decided by the basis brought into it and the values
    entered. ``ledgers`` are the people's ledgers by key, worked out where they are not passed in.
    """
    found = everybody(household, ledgers)
    books = found[person.key]
    if year not in books.own:
        return _quiet(household, person, year)
    case = Case(household, found, books, year, today)
    return next((one for one in (decide(case) for decide in _IN_ORDER) if one), _CLEAN)


def blocking(found: LedgerYear, *, is_over: bool) -> tuple[Finding, ...]:
    """What is missing of the year or unsupported, for whoever calls it incomplete.

    Before a year ``is_over``, nobody can know what the IRAs hold on its December 31.
    """
    blocks = (one for one in found.all_findings if one.severity == "blocks")
    return tuple(one for one in blocks if is_over or one.code != "missing-year-end-value")


def _excess(case: Case) -> State | None:
    found = contribution_mistakes(case)
    above = [one for one in found if isinstance(one, Mistake) and one.code in _EXCESS]
    if not above:
        return None
    tax = sum((one.dollars or ZERO for one in above), ZERO)
    return State("excess", above[0].message, tax)


def _history_unknown(case: Case) -> State | None:
    """Only where a form needs it: without any IRA there is nothing to know."""
    needs = case.found.form_due or bool(case.pool.accounts)
    return _UNKNOWN if case.found.brought is None and needs else None


_UNKNOWN = State(
    "history_unknown",
    "The basis brought forward is not known: say what the last Form 8606 carried, or which year"
    " was the first.",
)


def _incomplete(case: Case) -> State | None:
    if missing := blocking(case.found, is_over=case.is_over):
        return State("incomplete", missing[0].said)
    return None if standing(case) else _without_a_value(case.year)


def _without_a_value(year: int) -> State:
    return State("incomplete", f"What the IRAs held on December 31, {year} is not known.")


def _pre_tax(case: Case) -> State | None:
    found = standing(case)
    if found is None or found.to_move < TINY:
        return None
    return _pre_tax_state(found, case.year)


def _pre_tax_state(found: Standing, year: int) -> State:
    expected = ", going by the value of the year before" if found.is_expected else ""
    return State(
        "pre_tax_present",
        f"{dollars(found.to_move)} of pre-tax money is in the pool of {year}{expected}; it makes a"
        " conversion taxable.",
        found.to_move,
    )


def _split_year(case: Case) -> State | None:
    """Basis of this year's form that comes out on the next one, or came from the one before."""
    waits = case.found.carried or ZERO
    if case.facts.nondeductible_contribution and waits >= TINY:
        return State(
            "split_year",
            f"{dollars(waits)} was contributed and is carried on line 14 of {case.year}; its"
            f" conversion belongs on the form for {case.year + 1} or later.",
            waits,
        )
    before = pools.nondeductible(case.pool, case.year - 1)[1]
    if case.facts.conversion and before:
        return State(
            "split_year",
            f"{dollars(before)} was contributed in {case.year} for {case.year - 1}: it is on line 1"
            f" of the form for {case.year - 1} and on line 2 of this one.",
            before,
        )
    return None


_CLEAN = State("clean", "No pre-tax money is in the IRAs: a conversion of all of it is tax-free.")

_IN_ORDER: tuple[Callable[[Case], State | None], ...] = (
    _excess,
    _history_unknown,
    _incomplete,
    _pre_tax,
    _split_year,
)


# --- Years that the ledger does not reach --------------------------------------------------------


def _quiet(household: Household, person: Person, year: int) -> State:
    """A year without events: what the IRAs hold, and the basis brought into it."""
    pool = pools.own_pool(person)
    value = pools.year_end_value(pool, year)
    is_expected = value is None
    if value is None:
        value = pools.year_end_value(pool, year - 1)
    if value is None:
        return State(
            "incomplete",
            f"What the IRAs held is known neither for December 31, {year} nor for {year - 1}.",
        )
    basis = _brought(household, person, year) if value else ZERO
    if basis is None:
        return _UNKNOWN
    found = Standing(value, basis, ZERO, is_expected)
    return _pre_tax_state(found, year) if found.to_move >= TINY else _CLEAN


def _brought(household: Household, person: Person, year: int) -> Decimal | None:
    """The basis brought into the year; as it is stated where there is no event at all."""
    before = ledger_at(household, person, year).before
    start = person.basis_start
    if before is None and start and start.after_year < year:
        return start.amount
    is_first = any(one.first_year and one.year <= year for one in person.years)
    happened = any(min(years_touched(one)) < year for one in person.events)
    return ZERO if before is None and is_first and not happened else before
