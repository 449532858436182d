"""What comes after the moves: a look at December 31, papers to keep, and the form to file."""

from collections.abc import Iterator

from planner.engine.contributions import takes
from planner.engine.deadlines import (
    contribution_deadline,
    correction_deadline,
    form_1099_r_due,
    form_5498_due,
)
from planner.engine.household import Event
from planner.engine.money import ZERO
from planner.engine.printing import day, dollars
from planner.engine.todo import days
from planner.engine.todo.standing import Standing
from planner.engine.todo.step import Step, called


def after(found: Standing) -> Iterator[Step]:
    """The steps from the last days of the year to the return (Form 8606, IRC 408(o)(4))."""
    yield _look(found)
    yield from _contribute(found)
    if found.roll_in or _leaves(found):
        yield _keep_1099_r(found)
    if _leaves(found) or found.outcome.years[0].facts.nondeductible_contribution:
        yield _file(found)
    yield _keep_5498(found)


def _leaves(found: Standing) -> bool:
    """Whether anything is on line 7 or 8."""
    facts = found.outcome.years[0].facts
    return bool(facts.conversion or facts.distribution)


def _look(found: Standing) -> Step:
    wanted = found.value_wanted
    moves = found.roll_in or found.convert
    rest = (
        " Interest and dividends that came in since have to go too: convert them."
        if moves and not wanted
        else ""
    )
    return Step(
        code="check-value",
        year=found.year,
        what="Look at the value of every traditional, SEP and SIMPLE IRA: together"
        f" {dollars(wanted)} should be there on December 31, {found.year}.{rest}",
        latest=days.last_working_day(found.year),
        reason="That value is line 6 of Form 8606. It is the last day on which anything about it"
        f" can be changed.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.LOOK),
        advice="It leaves some days to move what is left over. This is a recommendation only.",
        dollars=wanted,
        citation="IRC §408(d)(2)(C); Form 8606, line 6",
    )


def _contribute(found: Standing) -> Iterator[Step]:
    """The contributions for the year that are planned, or made since the choice."""
    if found.chosen.way == "stop_backdoors":
        return
    events = [one for one in found.at.pool.person.events_for(found.year) if _counts(found, one)]
    done = [one for one in events if one.on <= found.today]
    planned = [one for one in events if one.on > found.today]
    if not events:
        return
    amount = sum((one.amount or ZERO for one in events), ZERO)
    into = called(found.person.account(events[0].account))
    yield Step(
        code="contribute",
        year=found.year,
        what=f"Contribute {dollars(amount)} to {into} for {found.year}, and tell the custodian the"
        " year. What comes after December 31 is on line 4 and waits for the next conversion.",
        latest=contribution_deadline(found.year),
        reason=f"A contribution for {found.year} can be made until the return is due without an"
        " extension; later it is one for the year it is made in.",
        dollars=amount,
        records="contribution",
        entered=sum((one.amount or ZERO for one in done), ZERO),
        done_on=max((one.on for one in done), default=None),
        planned_on=min((one.on for one in planned), default=None),
        citation="IRC §219(f)(3), §7503; Form 8606, lines 1 and 4",
    )


def _counts(found: Standing, event: Event) -> bool:
    if event.kind != "contribution" or not found.at.pool.holds(event.account):
        return False
    return takes(found.person.account(event.account)) and event.on > found.at.on


def _keep_1099_r(found: Standing) -> Step:
    due = form_1099_r_due(found.year)
    return Step(
        code="keep-1099-r",
        year=found.year,
        what=f"Keep every Form 1099-R for {found.year}, hold it against what is said below of it,"
        " and have it corrected where it says something else.",
        latest=due,
        reason=f"Custodians have to send them by {day(due)}. The return is made with it.",
        citation="Instructions for Forms 1099-R and 5498",
    )


def _file(found: Standing) -> Step:
    due, extended = contribution_deadline(found.year), correction_deadline(found.year)
    return Step(
        code="file-8606",
        year=found.year,
        what=f"File Form 8606 for {found.year} with the return.",
        latest=due,
        reason=f"The form goes with the return, which is due on {day(due)}, or on {day(extended)}"
        " with an extension. It is what proves the basis: $50 are due where it was not filed,"
        " and $100 where it overstates the basis, unless there is reasonable cause.",
        citation="IRC §408(o)(4), §6072(a), §6693(b); Instructions for Form 8606",
    )


def _keep_5498(found: Standing) -> Step:
    due = form_5498_due(found.year)
    return Step(
        code="keep-5498",
        year=found.year,
        what=f"Keep every Form 5498 for {found.year}: box 3 shows what was converted, box 5 the"
        " value on December 31.",
        latest=due,
        reason=f"Custodians have to send them by {day(due)}, after the return is filed. They prove"
        " line 6 as long as there is basis.",
        citation="Instructions for Forms 1099-R and 5498; Form 8606, line 6",
    )
