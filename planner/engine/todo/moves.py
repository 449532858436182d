"""The moves themselves: into the plan, its arrival, and the conversions of this and later years."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from planner.engine.deadlines import ROLLOVER_DAYS
from planner.engine.household import PLANS, ROTH_IRAS, Event
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.todo import days
from planner.engine.todo.standing import Standing
from planner.engine.todo.step import Step, called

_COUNTS = "IRC §408(d)(2)(C)"


def moves(found: Standing) -> Iterator[Step]:
    """What moves, in order (IRC 408(d)(3)(A)(ii) and (H), 408A(d)(3))."""
    if found.roll_in:
        yield _request(found)
        yield _arrival(found)
    if found.convert:
        yield _convert(found)
    yield from _stop(found)


def _request(found: Standing) -> Step:
    rolled, stays = found.roll_in, found.convert
    done, planned = _split(found.rollovers, found.today)
    leaves = f", and to leave {dollars(stays)} in the IRAs" if stays else ""
    return Step(
        code="request-rollover",
        year=found.year,
        what=f"Ask the custodian to roll exactly {dollars(rolled)} directly into"
        f" {_plan_name(found)}{leaves}. Not a dollar more: what is already taxed may not go to a"
        " plan.",
        latest=days.last_working_day(found.year),
        reason=f"What is in the IRAs at the end of December 31, {found.year}, counts for every"
        f" conversion of {found.year}, one made in January too. Pre-tax money that has left for a"
        f" plan by then is not among it.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.REQUEST),
        advice="Custodians take one to three weeks, and stop taking requests before the holidays."
        " This is a recommendation only.",
        dollars=rolled,
        parts=found.parts["request-rollover"],
        records="rollover",
        entered=_sum(done),
        done_on=_last(done),
        planned_on=_first(planned),
        citation=f"{_COUNTS}, §408(d)(3)(A)(ii) and (H)",
    )


def _arrival(found: Standing) -> Step:
    done, _ = _split(found.rollovers, found.today)
    arrived = [one for one in done if one.completed and one.completed <= found.today]
    return Step(
        code="confirm-arrival",
        year=found.year,
        what=f"Have {_plan_name(found)} confirm that {dollars(found.roll_in)} arrived, as a"
        " rollover of pre-tax money.",
        latest=days.last_working_day(found.year),
        reason="Only then is it sure that the money was not in the IRAs on December 31, and that"
        f" the plan took it. A check made out to you has to be there within {ROLLOVER_DAYS}"
        f" days.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.ARRIVAL),
        advice="It leaves some days to look for a check that got lost. This is a recommendation"
        " only.",
        dollars=found.roll_in,
        entered=_sum(arrived),
        done_on=max((one.completed for one in arrived if one.completed), default=None),
        citation=f"{_COUNTS}, §408(d)(3)(A)",
    )


def _convert(found: Standing) -> Step:
    done, planned = _split(found.conversions(found.year), found.today)
    after = " once the rollover has arrived" if found.roll_in else ""
    return Step(
        code="convert",
        year=found.year,
        what=f"Convert {dollars(found.convert)} to {_roth_name(found)}{after}. Have nothing"
        " withheld from it: pay the tax with other money.",
        latest=days.last_working_day(found.year),
        reason=f"A conversion belongs to the calendar year in which the money leaves: for"
        f" {found.year} that is by December 31, and it cannot be undone. A day in January makes it"
        f" a conversion of {found.year + 1}.{days.by_year_end(found.year)}",
        advised=days.recommended(found.year, days.CONVERT),
        advice="It leaves time to convert what is left over. This is a recommendation only.",
        dollars=found.convert,
        parts=found.parts["convert"],
        records="conversion",
        entered=_sum(done),
        done_on=_last(done),
        planned_on=_first(planned),
        citation="IRC §408A(d)(3), §408A(d)(6)(B)(iii)",
    )


def _stop(found: Standing) -> Iterator[Step]:
    """For who stops: what is planned is called off."""
    if found.chosen.way != "stop_backdoors":
        return
    yield Step(
        code="stop",
        year=found.year,
        what=f"Call off what is planned for {found.year}: contribute nothing more to traditional"
        " IRAs, and convert nothing more. Cancel standing orders.",
        latest=days.last_working_day(found.year),
        reason="The basis stays in the IRAs and comes back with every withdrawal in proportion,"
        " as long as the forms that show it are kept.",
        citation="IRC §408(d)(1)-(2), §72(e)(8)",
    )


def later(found: Standing) -> Iterator[Step]:
    """The conversions of later years, each by its own December 31 (IRC 408A(d)(3))."""
    first, *years = found.outcome.years
    for one in years:
        year = one.facts.tax_year
        done, planned = _split(found.conversions(year), found.today)
        if not one.convert:
            continue
        yield Step(
            code=f"convert-{year}",
            year=year,
            what=f"Convert {dollars(one.convert)} to {_roth_name(found)}. Look at the ways out of"
            f" {year} first: the dollars follow from what is in the IRAs then.",
            latest=days.last_working_day(year),
            reason=f"This is one part of a conversion that began in {first.facts.tax_year}; for"
            f" {year} the money has to leave by December 31. Each year has its Form 8606."
            f"{days.by_year_end(year)}",
            advised=days.recommended(year, days.CONVERT),
            advice="It leaves time to convert what is left over. This is a recommendation only.",
            dollars=one.convert,
            records="conversion",
            entered=_sum(done),
            done_on=_last(done),
            planned_on=_first(planned),
            citation="IRC §408A(d)(3), §408(d)(2)",
        )


# --- Names, and what is done ----------------------------------------------------------------------


def _plan_name(found: Standing) -> str:
    """The plan that takes the money, as far as it is known which one it is."""
    if found.chosen.way == "solo_401k":
        plans = [one for one in found.person.accounts if one.kind == "solo_401k"]
        return called(plans[0]) if plans else "the new solo 401(k)"
    plans = [one for one in found.person.accounts if one.kind in PLANS]
    takers = [one for one in plans if one.accepts_rollovers] or plans
    return called(takers[0]) if len(takers) == 1 else "the plan"


def _roth_name(found: Standing) -> str:
    roths = [one for one in found.person.accounts if one.kind in ROTH_IRAS]
    return called(roths[0]) if len(roths) == 1 else "a Roth IRA"


def _split(events: Sequence[Event], today: date) -> tuple[list[Event], list[Event]]:
    """What was done by ``today``, and what is entered for later."""
    return [one for one in events if one.on <= today], [one for one in events if one.on > today]


def _sum(events: Sequence[Event]) -> Decimal:
    return sum(((one.amount or ZERO) - (one.withheld or ZERO) for one in events), ZERO)


def _last(events: Sequence[Event]) -> date | None:
    return max((one.on for one in events), default=None)


def _first(events: Sequence[Event]) -> date | None:
    return min((one.on for one in events), default=None)
