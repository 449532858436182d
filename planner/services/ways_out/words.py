"""The ways out in words: what each is, and which one is best."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.engine.findings import Finding
from planner.engine.fixes import Outcome
from planner.engine.fixes.options import Option
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.services.ways_out.comparison import ROLLING, Joint, Side, WaysOut
from planner.services.ways_out.price import Pricing
from planner.services.ways_out.why import (
    Figure,
    amounts,
    figures,
    projected_years,
    still_to_convert,
    tax_steps,
)

NAMES = {
    "": "Each their own best way",
    "do_nothing": "Do nothing",
    "roll_in": "Roll into an employer plan",
    "solo_401k": "Open a solo 401(k) for it",
    "convert_all": "Convert everything",
    "spread": "Spread the conversion",
    "part_roll_in_part_convert": "Roll half in, convert the rest",
    "stop_backdoors": "Stop doing backdoors",
    "spread_to_bracket": "Fill the bracket each year",
    "spread_under_irmaa": "Stay below the next Medicare tier",
}

_ABOUT = {
    "do_nothing": "What is planned to be converted is converted; the rest stays in the IRAs.",
    "roll_in": "The pre-tax money goes to the plan, and what stays, the basis, is converted.",
    "solo_401k": "The same, into a plan that somebody who works for themselves opens.",
    "convert_all": "All that is in the IRAs becomes Roth money this year.",
    "spread": "Equal parts of what is in the IRAs are converted, one each year.",
    "part_roll_in_part_convert": "Half of the pre-tax money goes to the plan; the rest is"
    " converted.",
    "stop_backdoors": "Nothing more is contributed or converted; the basis waits.",
    "spread_to_bracket": "Each year as much is converted as fits below the top of the bracket.",
    "spread_under_irmaa": "Each year as much is converted as keeps Medicare premiums where they"
    " are.",
}


@dataclass(frozen=True, slots=True)
class ShownWay:
    """A way as the page shows it; without ``figures`` it cannot be priced."""

    option: Option
    is_best: bool
    figures: tuple[Figure, ...]
    projected: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """What it is called."""
        return NAMES[self.option.key]

    @property
    def about(self) -> str:
        """What is done, in a sentence."""
        return _ABOUT[self.option.key]

    @property
    def brief(self) -> list[Figure]:
        """The figures that a closed way shows."""
        return [one for one in self.figures if one.in_brief]

    @property
    def bars(self) -> list[Finding]:
        """What stands in the way, whatever is answered."""
        return [one for one in self.option.blocked_by if not one.key]

    @property
    def questions(self) -> list[Finding]:
        """What is not known, and has to be."""
        return [one for one in self.option.blocked_by if one.key]


@dataclass(frozen=True, slots=True)
class ShownJoint:
    """A way on one return as the page shows it."""

    joint: Joint
    is_best: bool
    steps: tuple[str, ...]
    is_projected: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return NAMES[self.joint.key]


@dataclass(frozen=True, slots=True)
class ShownSide:
    """A person's ways as the page shows them."""

    side: Side
    name: str
    sentences: tuple[str, ...]
    ways: tuple[ShownWay, ...]

    @property
    def same(self) -> str:
        """What every way comes to where all come to the same; nothing where they differ."""
        found = [one.option.outcome for one in self.ways]
        known = [one for one in found if one]
        sums = {(one.taxable, one.tax, one.basis_carried_forward) for one in known}
        if len(known) < len(found) or len(sums) != 1:
            return ""
        return f"Every way comes to the same: {_price(known[0])}."


def shown_sides(found: WaysOut) -> list[ShownSide]:
    """Everybody's ways, each person's best way said on top."""
    return [shown_side(found, side) for side in found.sides]


def shown_side(found: WaysOut, side: Side, *, is_bare: bool = False) -> ShownSide:
    """One person's ways, with the whys of their figures or ``is_bare`` of them."""
    pricing = found.pricing.alone(side.person)
    return ShownSide(
        side,
        side.person.name or side.person.key,
        tuple(_advice(side, found.assumed.year)),
        tuple(
            _bare(side, way, pricing) if is_bare else _shown(side, way, pricing)
            for way in side.ways
        ),
    )


def shown_joint(found: WaysOut) -> list[ShownJoint]:
    """The ways of all on one return; the one that takes the best of each is last."""
    best = found.joint[-1] if found.joint and not found.joint[-1].key else None
    return [
        ShownJoint(
            one,
            one is best,
            tuple(tax_steps(found.pricing, one.years)),
            bool(projected_years(found.pricing, one.years)),
        )
        for one in found.joint
    ]


def _bare(side: Side, way: Option, pricing: Pricing) -> ShownWay:
    if way.outcome is None:
        return ShownWay(way, way is side.best, ())
    projected = projected_years(pricing, way.outcome.years)
    found = amounts(way.outcome, is_projected=bool(projected))
    return ShownWay(way, way is side.best, tuple(found), projected)


def _shown(side: Side, way: Option, pricing: Pricing) -> ShownWay:
    found = figures(side.at, way.outcome, pricing) if side.at and way.outcome else ()
    projected = projected_years(pricing, way.outcome.years) if way.outcome else frozenset[int]()
    return ShownWay(way, way is side.best, tuple(found), projected)


# --- Which way ------------------------------------------------------------------------------------


def _advice(side: Side, year: int) -> Iterator[str]:
    """Which way, and how many dollars by December 31."""
    best, cheaper = side.best, side.cheaper
    if side.at is None or not any(one.outcome for one in side.ways):
        yield f"No way out of {year} can be priced yet."
        return
    if best is None and any(one.outcome is None for one in side.ways):
        yield f"What moves money in {year} cannot be priced yet: what is missing is named below."
    elif best is None or best.outcome is None:
        yield f"No way that frees the basis is open for {year} as things stand."
    else:
        yield _to_do(side.at, best.outcome, year)
        yield _leaves(best.outcome, side.nothing)
    if cheaper and cheaper.outcome:
        yield (
            f"“{NAMES[cheaper.key]}” would make {_price(cheaper.outcome)}, but for what stands in"
            " its way."
        )


def _to_do(at: Standpoint, outcome: Outcome, year: int) -> str:
    if outcome.key == "do_nothing":
        return f"Nothing has to be moved by December 31, {year}."
    more = still_to_convert(at, outcome)
    convert = f"convert {dollars(more)}{_withheld(at, outcome)}"
    by = f"by December 31, {year}"
    rolled = dollars(outcome.roll_in)
    if outcome.key in ROLLING:
        start = f"open a solo 401(k), roll {rolled} into it" if outcome.key == "solo_401k" else ""
        moves = start or f"roll {rolled} into the employer plan"
        said = f"{moves} and {convert} {by}." if more else f"{moves} {by}."
    elif len(outcome.years) > 1:
        later = outcome.convert - outcome.years[0].convert
        said = f"{convert} {by}, and {dollars(later)} in the years through"
        said += f" {outcome.years[-1].facts.tax_year}."
    else:
        said = f"{convert} {by}."
    return said[0].upper() + said[1:]


def _withheld(at: Standpoint, outcome: Outcome) -> str:
    """What goes to the tax office beside the first year's conversion."""
    before = at.settled.facts.distribution or ZERO
    held = (outcome.years[0].facts.distribution or ZERO) - before
    return f", with {dollars(held)} withheld beside it," if held else ""


def _leaves(outcome: Outcome, nothing: Option) -> str:
    said = f"That makes {_price(outcome)}"
    if outcome.key == "do_nothing" or nothing.outcome is None:
        return f"{said}."
    waits = nothing.outcome.basis_carried_forward
    left = f" and leaves {dollars(waits)} of basis in the IRAs" if waits else ""
    return f"{said}; doing nothing makes {_price(nothing.outcome)}{left}."


def _price(outcome: Outcome) -> str:
    if not outcome.taxable:
        return "nothing taxable"
    tax = "" if outcome.tax is None else f", {dollars(outcome.tax)} of tax"
    return f"{dollars(outcome.taxable)} taxable{tax}"
