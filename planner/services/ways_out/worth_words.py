"""Whether a way out is worth it, in sentences: the verdict, what it rests on, and what turns it."""

from collections.abc import Iterator
from datetime import date

from planner.charts import Chart, Series, columns_around_zero
from planner.engine.money import DOLLAR, ZERO, to_unit
from planner.engine.printing import dollars
from planner.engine.required_distributions import first_required_year
from planner.services.ways_out.ahead import NOTHING, STOPPING
from planner.services.ways_out.ahead_words import titled
from planner.services.ways_out.comparison import ROLLING
from planner.services.ways_out.price import percent
from planner.services.ways_out.worth import LONGEST, Comparison, rate_words


def verdict(compared: Comparison) -> Iterator[str]:
    """Which is better, by how much at the end, and from when on."""
    ahead = compared.worth.at_the_end
    more, end = dollars(to_unit(abs(ahead), DOLLAR)), f"at the end of {compared.outlook.last}"
    is_nothing = compared.way.key == NOTHING
    if compared.is_even:
        both = "going on and stopping" if is_nothing else "this way and doing nothing"
        yield f"It makes no difference: {end} {both} leave the same after tax, but for rounding."
    elif ahead > 0:
        better = "Going on is worth it" if is_nothing else "This way is worth it"
        than = "stopping the backdoors" if is_nothing else "doing nothing"
        yield f"{better}: {end} it leaves {more} more after tax than {than}."
        yield _since(compared)
    else:
        better = "Stopping the backdoors is better" if is_nothing else "Doing nothing is better"
        than = "going on with them" if is_nothing else "this way"
        yield f"{better}: {end} it leaves {more} more after tax than {than}."
        yield _beyond(compared)


def _since(compared: Comparison) -> str:
    since = compared.worth.break_even
    if since == compared.outlook.first:
        return "It is never behind, from the first year on."
    return f"It breaks even in {since}, and is behind before."


def _beyond(compared: Comparison) -> str:
    it = "going on" if compared.way.key == NOTHING else "this way"
    if compared.beyond is None:
        return f"Looked at for {LONGEST} years, {it} does not break even either."
    return f"Looked at for longer, {it} would break even in {compared.beyond}."


def charts_of(compared: Comparison) -> Iterator[Chart]:
    """By how much the way is ahead or behind at the end of each year, in whole dollars.

    Where that is nothing but rounding in every year there is nothing to draw.
    """
    if any(abs(one) > compared.rounding for _year, one in compared.worth.ahead):
        yield _chart(compared)


def _chart(compared: Comparison) -> Chart:
    ahead = compared.worth.ahead
    is_nothing = compared.way.key == NOTHING
    against = "stopping" if is_nothing else "doing nothing"
    return columns_around_zero(
        f"{titled(compared.way)}: after tax, against {against}",
        tuple(year for year, _dollars in ahead),
        Series("Ahead", "pine", tuple(to_unit(one, DOLLAR) for _year, one in ahead)),
    )


def assumed(compared: Comparison) -> str:
    """What the comparison rests on."""
    outlook = compared.outlook
    now = "" if outlook.is_rate_typed else ", which is what the next dollar costs now"
    rate = percent(outlook.later_rate or ZERO)
    first = f"from {outlook.first + 1} on" if outlook.last > outlook.first else "later"
    backdoor = (
        f"a backdoor of {dollars(outlook.backdoor)} is done each year {first}"
        if outlook.backdoor
        else "there is no other backdoor"
    )
    outside = percent(outlook.outside) if outlook.is_outside_typed else "as much"
    return (
        f"Assumed: pre-tax money is taxed at {rate} when it comes out{now}; money inside grows by"
        f" {percent(outlook.growth)} a year, other money by {outside} after tax;"
        f" {backdoor}.{_less_outside(compared)}"
    )


def _less_outside(compared: Comparison) -> str:
    """What to do about other money where nobody has said how it grows."""
    outlook = compared.outlook
    if outlook.is_outside_typed or not outlook.growth:
        return ""
    return (
        " Other money grows by less where its yield is taxed each year, which speaks for Roth"
        " money: enter by how much."
    )


def turning(compared: Comparison) -> str:
    """The later rate that turns it, or that none does."""
    found = compared.turn
    this, other = (
        ("going on", "stopping") if compared.way.key == NOTHING else ("this way", "doing nothing")
    )
    if found is None and not compared.does_rate_matter:
        return "The later rate does not turn it: both leave as much to be taxed."
    if found is None:
        return "No later rate from 0% to 100% turns it."
    above, below = (this, other) if found.is_ahead_above else (other, this)
    return (
        f"It turns at a later rate of {rate_words(found.rate)}: where pre-tax money is taxed at"
        f" more than that when it comes out, {above} is ahead; where at less, {below} is."
    )


def turning_why(compared: Comparison) -> str:
    """How that rate follows, with its numbers; nothing where there is none."""
    found, one, two = compared.turn, compared.wealth[-1], compared.others[-1]
    if found is None:
        return ""
    first, second = (one, two) if one.untaxed > two.untaxed else (two, one)
    return (
        f"({dollars(first.whole)} − {dollars(second.whole)}) ÷ ({dollars(first.untaxed)} −"
        f" {dollars(second.untaxed)}) = {rate_words(found.rate)}"
    )


def counted(compared: Comparison) -> Iterator[str]:
    """What is in the comparison, and what is left out of it."""
    yield (
        "The end of each year is counted as if everything were withdrawn then, at that one later"
        " rate. The basis in it comes back untaxed: trapped basis is not lost, it comes late."
    )
    yield (
        "Contributions and tax are paid with other money, and what that would have grown to is"
        " counted against the way that paid it. The tax of a year is counted at its end."
    )
    yield from _contributed(compared)
    if compared.way.key in ROLLING:
        yield "What goes to the plan grows like the IRAs, and all of it is taxed later."
    yield "Withdrawals from Roth IRAs are taken to be qualified, so that nothing of them is taxed."
    yield _required(compared.way.side.person.born, compared.outlook.last)


def _contributed(compared: Comparison) -> Iterator[str]:
    if STOPPING not in {compared.way.key, compared.other.key}:
        yield "Both ways contribute the same."
        return
    yield "What stopping does not contribute stays with the other money and grows there."
    if compared.deducted:
        yield (
            f"Stopping also leaves out {dollars(compared.deducted)} of planned contributions that"
            " are deducted; they are missing from its IRAs and not counted as kept."
        )


def _required(born: date | None, last: int) -> str:
    if born is None:
        return (
            "Required distributions are left out; from when on there are any is not known without"
            " a date of birth."
        )
    first = first_required_year(born)
    if first > last:
        return f"No distribution is required before {first}."
    return (
        f"Required distributions, from {first} on, are left out: they would tax some of what is in"
        " the IRAs and plans earlier."
    )
