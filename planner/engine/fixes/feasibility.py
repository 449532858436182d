"""What stands in the way of a way out, asked in order: a known bar, or a fact to ask for.

Nothing is guessed: what is not known is an obstacle too, and its ``key`` names the fact.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.findings import Finding
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.required_first import required_first
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.household import PLANS, Account, Person
from planner.engine.money import ZERO
from planner.engine.moves import SIMPLE_YEARS, years_later
from planner.engine.pool import Pool
from planner.engine.printing import day, dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a household file does not say; ``None`` is *not known*.

    ``has_employees`` means others than a spouse who work enough to be covered by a plan.
    ``can_finish`` is whether the plan and the custodian can be done by December 31.
    """

    self_employed: bool | None = None
    has_employees: bool | None = None
    can_finish: bool | None = None


NO_ANSWERS = Answers()


def kept_answers(person: Person, year: int) -> Answers:
    """What is kept of ``person`` for ``year`` (IRC 401(c)(1), 410(b), 408(d)(2)(C))."""
    record = person.record(year)
    return Answers(
        self_employed=record.self_employed,
        has_employees=record.has_employees,
        can_finish=record.can_finish,
    )


_PLAN_LAW = "IRC §408(d)(3)(A)(ii)"
_SIMPLE_LAW = "IRC §72(t)(6), §408(d)(3)(G)"


@dataclass(frozen=True, slots=True)
class _Case:
    at: Standpoint
    answers: Answers
    outcome: Outcome | None


type _Check = Callable[[_Case], Iterator[Finding]]


def obstacles(
    key: str, at: Standpoint, outcome: Outcome | None, answers: Answers = NO_ANSWERS
) -> tuple[Finding, ...]:
    """What blocks the way called ``key``, in the order in which one asks; none for doing nothing.

    A finding with a ``key`` is a question; one without is a bar that no answer lifts. Each cites
    its law: IRC 408(d)(3), 72(t)(6), 401(c)(1), 410(b), 408(d)(2)(C).
    """
    case = _Case(at, answers, outcome)
    return tuple(found for check in _CHECKS.get(key, ()) for found in check(case))


def _plan(case: _Case) -> Iterator[Finding]:
    """Does a plan accept money out of IRAs? The law lets it, the plan's own terms decide."""
    plans = [account for account in case.at.person.accounts if account.kind in PLANS]
    if plans:
        yield from _accepts(plans)
    else:
        yield _bar("no-plan", "There is no employer plan that could take the money.", _PLAN_LAW)


def _accepts(plans: Sequence[Account]) -> Iterator[Finding]:
    """One that does is enough; otherwise those that may are asked."""
    asked = [plan for plan in plans if plan.accepts_rollovers is None]
    if any(plan.accepts_rollovers for plan in plans):
        return
    if asked:
        yield _question(
            "plan-acceptance-not-known",
            f"It is not known whether {_one_of(asked, plans)} takes money out of IRAs; its"
            " administrator says.",
            "accepts_rollovers",
            _PLAN_LAW,
        )
    else:
        message = "The plan does not take money out of IRAs."
        if len(plans) > 1:
            message = f"None of the plans takes money out of IRAs: {_listed(plans, 'and')}."
        yield _bar("plan-does-not-accept", message, _PLAN_LAW)


def _one_of(asked: Sequence[Account], plans: Sequence[Account]) -> str:
    return _listed(asked, "or") if len(plans) > 1 else "the plan"


def _simple(case: _Case) -> Iterator[Finding]:
    """Has the SIMPLE run two years? Before that its money may only go to another SIMPLE IRA."""
    held = simple_iras(case.at.pool, case.at.year)
    for one in held:
        which = one.account.called if len(held) > 1 else "the SIMPLE IRA"
        if one.free is None:
            yield _question(
                "simple-start-not-known",
                f"It is not known when the first contribution to {which} was made; its money"
                " may go elsewhere two years after that.",
                "participation_began",
                _SIMPLE_LAW,
            )
        elif _is_needed(case, one.free, held):
            yield Finding(
                "simple-two-years",
                "blocks",
                f"The money in {which} may only go to another SIMPLE IRA before"
                f" {day(one.free)}.{_rest(case, held)}",
                dollars=one.value,
                citation=_SIMPLE_LAW,
            )


@dataclass(frozen=True, slots=True)
class SimpleIra:
    """A SIMPLE IRA with money in it: its dollars on December 31, and the day it is free from.

    ``None`` where that is not known.
    """

    account: Account
    value: Decimal | None
    free: date | None


def simple_iras(pool: Pool, year: int) -> list[SimpleIra]:
    """The SIMPLE IRAs of ``pool`` that are not empty at the end of ``year`` (IRC 72(t)(6))."""
    found = []
    for account in pool.accounts:
        value, began = pool.value(account, year), account.participation_began
        if account.kind == "simple" and value != ZERO:
            found.append(SimpleIra(account, value, began and years_later(began, SIMPLE_YEARS)))
    return found


def _is_needed(case: _Case, free: date, held: Sequence[SimpleIra]) -> bool:
    """Whether a year that ends before ``free`` moves more than there is beside what is held."""
    if case.outcome is None or any(one.free and one.value is None for one in held):
        return free > _last_day(case.at.year)
    return any(
        free > _last_day(year.facts.tax_year)
        and (year.facts.year_end_value or ZERO) < _held_until(_last_day(year.facts.tax_year), held)
        for year in case.outcome.years
    )


def _held_until(on: date, held: Sequence[SimpleIra]) -> Decimal:
    """What is in SIMPLE IRAs that are not free ``on`` that day, in dollars."""
    return sum((one.value or ZERO for one in held if one.free and one.free > on), ZERO)


def _rest(case: _Case, held: Sequence[SimpleIra]) -> str:
    """What of the pool may go all the same, in a sentence where there is any."""
    inside = case.at.settled.facts.year_end_value
    rest = ZERO if inside is None else inside - _held_until(_last_day(case.at.year), held)
    if rest <= 0 or any(one.value is None for one in held):
        return ""
    return f" The other {dollars(rest)} in the IRAs may go."


def _last_day(year: int) -> date:
    return date(year, 12, 31)


def _solo_plan(case: _Case) -> Iterator[Finding]:
    """Does a solo 401(k) that is there already accept money out of IRAs? A new one can be chosen.

    Who has none is asked whether one can be opened at all.
    """
    there = [account for account in case.at.person.accounts if account.kind == "solo_401k"]
    if there:
        yield from _accepts(there)
        return
    yield from _employees(case)
    yield from _self_employment(case)


def _employees(case: _Case) -> Iterator[Finding]:
    """Are there employees other than a spouse? Then a plan has to cover them too."""
    citation = "IRC §410(b); Publication 560"
    if case.answers.has_employees:
        yield _bar(
            "employees",
            "A solo 401(k) covers the owner and a spouse alone; there are other employees.",
            citation,
        )
    elif case.answers.has_employees is None:
        yield _question(
            "employees-not-known",
            "It is not known whether there are employees other than a spouse.",
            "has_employees",
            citation,
        )


def _self_employment(case: _Case) -> Iterator[Finding]:
    """Is there self-employment income? Without it nobody can have a plan of their own."""
    citation = "IRC §401(c)(1); Publication 560"
    if case.answers.self_employed is False:
        yield _bar(
            "no-self-employment",
            "Without income from self-employment there is no solo 401(k).",
            citation,
        )
    elif case.answers.self_employed is None:
        yield _question(
            "self-employment-not-known",
            "It is not known whether there is income from self-employment.",
            "self_employed",
            citation,
        )


def _required(case: _Case) -> Iterator[Finding]:
    """Is a required distribution due first? It can be neither rolled over nor converted."""
    found = required_first(case.at.pool, case.at.year)
    if found is None or not found.is_short:
        return
    message = (
        f"From age {found.age} on the required distribution for {case.at.year} has to come out"
        " first; it can be neither rolled over nor converted."
    )
    yield Finding(
        "rmd-due-first",
        "blocks",
        f"{message} {found.told}",
        dollars=found.short,
        citation="IRC §408(d)(3)(E); Treas. Reg. §1.408A-4, Q&A-6",
    )


def _over(case: _Case) -> Iterator[Finding]:
    """Is there still time at all? What is inside on December 31 counts for the whole year."""
    if case.at.on > _last_day(case.at.year):
        message = f"December 31, {case.at.year} has passed."
        yield _bar("year-is-over", message, "IRC §408(d)(2)(C)")


def _transfer(case: _Case) -> Iterator[Finding]:
    """Can the plan and the custodian be done by December 31 of the year of the conversion?"""
    yield from _over(case)
    if case.answers.can_finish is False:
        yield _bar(
            "not-done-by-year-end",
            f"The transfer cannot be finished by December 31, {case.at.year}; what is inside then"
            " counts.",
            "IRC §408(d)(2)(C)",
        )


def _listed(accounts: Sequence[Account], last: str) -> str:
    """Accounts one after the other: ``Acme 401(k), the 403(b) at Fidelity or TSP``."""
    *names, name = (account.called for account in accounts)
    return f"{', '.join(names)} {last} {name}" if names else name


def _bar(code: str, message: str, citation: str) -> Finding:
    return Finding(code, "blocks", message, citation=citation)


def _question(code: str, message: str, key: str, citation: str) -> Finding:
    return Finding(code, "blocks", message, key, citation=citation)


_ROLLING: tuple[_Check, ...] = (_plan, _simple, _required, _transfer)
_CONVERTING: tuple[_Check, ...] = (_simple, _required, _over)
_CHECKS: Mapping[str, tuple[_Check, ...]] = {
    "roll_in": _ROLLING,
    "part_roll_in_part_convert": _ROLLING,
    "solo_401k": (_simple, _solo_plan, _required, _transfer),
    "convert_all": _CONVERTING,
    "spread": _CONVERTING,
    "spread_to_bracket": _CONVERTING,
    "spread_under_irmaa": _CONVERTING,
}
"""By the key of the way; one that is not here is always open."""
