"""The two clocks of Roth IRAs and what is free today, in plain words."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planner.engine.facts import MOST_FIRST_HOME_EXPENSES
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import day
from planner.engine.roth_clocks import FIVE_YEARS, QualifiedClock, is_young, of_age_from
from planner.engine.roth_layers import ConversionLayer
from planner.engine.roth_tax import RATE
from planner.engine.roth_today import FreeToday
from planner.services.lifetime.roth_life import RothLife, dollars

CLOCKS = "IRC §408A(d)(2)(B), (d)(3)(F); Treas. Reg. §1.408A-6, Q&A 2 and 5"
FREE = "IRC §72(t)(1), 408A(d)(2)–(4); Treas. Reg. §1.408A-6, Q&A 8"


def new_year(year: int) -> str:
    """January 1 of a year in words."""
    return day(date(year, 1, 1))


def qualified_words(life: RothLife) -> Iterator[str]:
    """The clock of the person, the age, and what the two come to together."""
    clock, today = life.ledger.clock, life.today
    if clock.began is None or clock.met_from is None:
        yield "In which year money first went in is not known, and so the five years are not."
        return
    begun = f"The five years of the Roth IRAs began on {new_year(clock.began)}"
    over = clock.met_from <= today.year
    yield f"{begun} and {'were' if over else 'are'} over on {new_year(clock.met_from)}."
    if not (clock.is_whole or over):
        yield "They may have begun earlier: money was in a Roth IRA before any is entered."
    yield _age(life.facts.born, today)
    yield _together(clock, life.facts.born, today, _home_left(life))


def _home_left(life: RothLife) -> Decimal:
    """What earlier years left of the lifetime limit of a first home, in dollars."""
    used = life.years[-1].found.roth.home.after if life.years else ZERO
    return MOST_FIRST_HOME_EXPENSES - used


def _age(born: date | None, today: date) -> str:
    if born is None:
        return "When 59½ is reached is not known, as the date of birth is not entered."
    when = of_age_from(born)
    return f"59½ {'was' if when <= today else 'is'} reached on {day(when)}."


def _together(clock: QualifiedClock, born: date | None, today: date, home_left: Decimal) -> str:
    """From when on everything is qualified."""
    if born is None or clock.met_from is None:
        return "Once both are behind, everything that comes out is qualified and free of tax."
    when = max(of_age_from(born), date(clock.met_from, 1, 1))
    if when <= today:
        return "Both are behind: everything that comes out is qualified, and Part III stays blank."
    home = f"up to ${dollars(home_left)} for a first home is"
    if clock.met_from > today.year:
        home += f", from {new_year(clock.met_from)}"
    young = of_age_from(born) > today
    more = f" Before, {home}." if young and home_left else ""
    return f"From {day(when)} on everything that comes out is qualified and free of tax.{more}"


def conversion_words(life: RothLife) -> Iterator[tuple[str, str]]:
    """For each conversion that is still inside: what is left of it, and its own five years."""
    after = life.years[-1].found.roth.after if life.years else None
    for layer in (after.conversions or ()) if after else ():
        yield f"Converted in {layer.year}", f"{_left(layer)} {_own_clock(life, layer)}"


def _left(layer: ConversionLayer) -> str:
    if layer.taxable is None:
        return f"${dollars(layer.amount)} inside; how much of it was taxed is not known yet."
    if not layer.taxable:
        return f"${dollars(layer.amount)} inside, nothing of it taxed."
    return f"${dollars(layer.amount)} inside, ${dollars(layer.taxable)} of it taxed."


def _own_clock(life: RothLife, layer: ConversionLayer) -> str:
    """From when on the 10% does not take its taxable part back."""
    if layer.taxable == 0:
        return "The 10% has nothing to take."
    born, free = life.facts.born, layer.year + FIVE_YEARS
    if not is_young(layer.year, life.today.year):
        return f"Free of the 10% since {new_year(free)}."
    if born and of_age_from(born) <= life.today:
        return "Free of the 10%, as 59½ is reached."
    if born and of_age_from(born) < date(free, 1, 1):
        return f"Free of the 10% from {day(of_age_from(born))}, at 59½."
    return f"Free of the 10% from {new_year(free)}."


def free_amount(life: RothLife) -> str:
    """What could come out today without tax or penalty, as the large figure."""
    free = life.free
    if free.is_all:
        return "Everything"
    if free.amount is None:
        return "Not known"
    return f"{'At least ' if free.is_least else ''}${dollars(free.amount)}"


def free_words(life: RothLife) -> Iterator[str]:
    """What that consists of, where it ends, and why."""
    free = life.free
    if free.is_all:
        yield "The five years are over and 59½ is reached, so all that is inside is qualified."
        return
    if free.amount == 0:
        yield "Nothing is inside that could."
    elif free.regular is not None:
        yield f"{_parts(free.regular, free.converted)}, as far as the accounts hold that much."
    if free.stop:
        yield _stop(free.stop)
        yield from _beyond(free)
    if life.facts.born is None:
        yield "The date of birth is not entered: it is taken that 59½ is not reached."
    yield _earnings(life)


def _parts(regular: Decimal, converted: Decimal | None) -> str:
    first = f"${dollars(regular)} of contributions come out first"
    if converted is None:
        return f"{first}; how much was converted is not known"
    second = f"${dollars(converted)} of conversions"
    if not regular:
        return f"No contributions are inside; {second} come out first"
    return f"{first}, then {second}" if converted else first


def _stop(layer: ConversionLayer) -> str:
    free = f"until {new_year(layer.year + FIVE_YEARS)} or 59½"
    if layer.taxable is None:
        return (
            f"It ends at the conversion of {layer.year}: how much of that was taxed is not known"
            f" yet, and the taxed part bears the 10% {free}."
        )
    return (
        f"It ends at the conversion of {layer.year}: the ${dollars(layer.taxable)} of it that were"
        f" taxed come out next and bear the 10% {free}."
    )


def _beyond(free: FreeToday) -> Iterator[str]:
    """What it would cost to take the conversions behind the first young one too."""
    if free.amount is None or free.bears is None:
        return
    tax = to_unit(free.bears * RATE, CENT)
    yield (
        f"All ${dollars(free.amount + free.behind)} of contributions and conversions could come out"
        f" for ${dollars(tax)}: the 10% on the ${dollars(free.bears)} of them that were taxed less"
        " than five years ago."
    )


def _earnings(life: RothLife) -> str:
    born = life.facts.born
    if born and of_age_from(born) <= life.today:
        return (
            "Earnings come out last and are income until the five years are over, without the 10%."
        )
    return "Earnings come out last; before both clocks are over they are income and bear the 10%."
