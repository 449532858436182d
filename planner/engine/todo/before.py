"""What comes before any money moves: questions to ask, a plan to open, and what has to go first."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planner.engine.household import PLANS
from planner.engine.money import ZERO
from planner.engine.printing import day, dollars
from planner.engine.required_due import counted
from planner.engine.todo import days
from planner.engine.todo.parts import free_on
from planner.engine.todo.standing import Standing
from planner.engine.todo.step import Step, called

_WEEKS = "Plans and custodians take weeks, and some mail a check. This is a recommendation only."


def before(found: Standing) -> Iterator[Step]:
    """The steps before the first move, in order (IRC 408(d)(3), 72(t)(6), 401(a)(9))."""
    if found.roll_in:
        yield from _solo(found) if found.chosen.way == "solo_401k" else _acceptance(found)
    yield from _simple(found)
    yield from _required(found)


def _acceptance(found: Standing) -> Iterator[Step]:
    """Does the plan take money out of IRAs? The law lets it; its own terms decide."""
    plans = [one for one in found.person.accounts if one.kind in PLANS]
    if any(one.accepts_rollovers for one in plans):
        return
    names = " or ".join(called(one) for one in plans if one.accepts_rollovers is None)
    yield Step(
        code="ask-plan",
        year=found.year,
        what=f"Ask the administrator of {names or 'the plan'} whether it takes pre-tax money out"
        f" of IRAs, and for its form. The letter to the administrator asks it for"
        f" {dollars(found.roll_in)}.",
        latest=days.last_working_day(found.year),
        reason="The law lets a plan take pre-tax money out of IRAs and does not make it do so: its"
        " own terms decide. Without its consent nothing of this can be done, and what is in the"
        f" IRAs at the end of December 31, {found.year}, counts.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.ASK),
        advice=_WEEKS,
        citation="IRC §408(d)(3)(A)(ii), §408(d)(2)(C)",
    )


def _solo(found: Standing) -> Iterator[Step]:
    """A plan to open, unless there is one that takes the money."""
    there = [one for one in found.person.accounts if one.kind == "solo_401k"]
    if any(one.accepts_rollovers for one in there):
        return
    yield from _who_may_have_one(found)
    yield Step(
        code="open-solo",
        year=found.year,
        what="Adopt a solo 401(k) and open its account. Choose a plan whose adoption agreement says"
        " that it takes rollovers of pre-tax money out of IRAs: many free ones do not.",
        latest=days.last_working_day(found.year),
        reason="A plan may be adopted for a year as late as the due date of its return, but only a"
        " plan that exists and has an account can receive money, and the money has to have left"
        f" the IRAs by the end of December 31, {found.year}. So the later day is of no use"
        f" here.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.OPEN),
        advice="It takes an employer identification number, the papers of adoption and an account;"
        " the rollover comes after. This is a recommendation only.",
        citation="IRC §401(c)(1), §401(b)(2), §408(d)(2)(C); Publication 560",
    )


def _who_may_have_one(found: Standing) -> Iterator[Step]:
    """Whether a plan of one's own is possible at all, while nobody has said so."""
    unsaid = {one.code for one in found.option.blocked_by}
    if unsaid.isdisjoint({"employees-not-known", "self-employment-not-known"}):
        return
    yield Step(
        code="ask-solo",
        year=found.year,
        what=f"Make sure that there is income from self-employment in {found.year}, and that"
        " nobody but a spouse works there enough to have to be covered. Say both in the questions"
        " on the page of the ways out.",
        latest=days.last_working_day(found.year),
        reason="Without net earnings from self-employment nobody can have a plan of their own, and"
        " with other employees the plan has to cover them too.",
        advised=days.recommended(found.year, days.ASK),
        advice="Everything else waits for it. This is a recommendation only.",
        citation="IRC §401(c)(1), §410(b); Publication 560",
    )


def _simple(found: Standing) -> Iterator[Step]:
    """SIMPLE money stays where it is for two years, or until a day of this one."""
    for account in found.at.pool.accounts:
        value = found.at.pool.value(account, found.year)
        free = free_on(account)
        if free == date.min or not value:
            continue
        if free is None:
            yield _when_did_it_begin(found, called(account), value)
        elif free > found.at.on:
            yield _waits(found, called(account), value, free)


def _when_did_it_begin(found: Standing, name: str, value: Decimal) -> Step:
    return Step(
        code="ask-simple",
        year=found.year,
        what=f"Find out on which day the first contribution reached {name}, before anything of the"
        f" {dollars(value)} in it is moved.",
        reason="For two years from that day SIMPLE money may only go to another SIMPLE IRA; moved"
        " elsewhere it is a withdrawal, which costs 25% more below 59½.",
        advised=days.recommended(found.year, days.ASK),
        advice="The statement of the first year shows it. This is a recommendation only.",
        citation="IRC §72(t)(6), §408(d)(3)(G)",
    )


def _waits(found: Standing, name: str, value: Decimal, free: date) -> Step:
    return Step(
        code="simple-waits",
        year=found.year,
        what=f"Leave the {dollars(value)} in {name} alone until {day(free)}. From that day on it"
        " may be rolled into a plan or converted like the rest.",
        latest=free,
        reason="Two years have to pass from the first contribution to a SIMPLE IRA. Until then its"
        " money may only go to another SIMPLE IRA; moved elsewhere it is a withdrawal, which costs"
        " 25% more below 59½. It counts on line 6 all the same.",
        dollars=value,
        citation="IRC §72(t)(6), §408(d)(3)(G); Form 8606, line 6",
    )


def _required(found: Standing) -> Iterator[Step]:
    """The required distribution comes out before anything is rolled over or converted."""
    events = found.at.pool.events("distribution", found.year)
    if found.required == ZERO and not any(one.character == "rmd" for one in events):
        return
    done = [one for one in events if one.on <= found.today]
    planned = [one for one in events if one.on > found.today]
    moves = found.roll_in or found.convert
    taken = counted(events)
    due = None if found.required is None else found.required + taken
    amount = "what is required" if due is None else dollars(due)
    yield Step(
        code="take-rmd",
        year=found.year,
        what=f"Take the required minimum distribution for {found.year}, {amount}, out of the IRAs"
        f"{' before anything is rolled over or converted' if moves else ''}.",
        latest=days.last_working_day(found.year),
        reason="The first money out of the IRAs in a year of required distributions is the"
        " required one, and it can be neither rolled over nor converted: what goes before it is an"
        f" excess where it arrives.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.REQUIRED),
        advice="Everything else waits for it. This is a recommendation only.",
        dollars=due,
        parts=found.parts["take-rmd"],
        records="distribution",
        entered=counted(done),
        done_on=max((one.on for one in done), default=None) if due else None,
        planned_on=min((one.on for one in planned), default=None),
        citation="IRC §401(a)(9), §408(a)(6), §408(d)(3)(E); Treas. Reg. §1.408A-4, Q&A-6",
    )
