"""Why each figure of a year ahead is what it is: last year's form, the growth, and this year's."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.engine.fixes.ahead import YearAhead
from planner.engine.fixes.outcome import OutcomeYear, early_tax
from planner.engine.fixes.worth import inside_of
from planner.engine.money import ONE, UNITS, ZERO, to_unit
from planner.engine.printing import dollars
from planner.services.ways_out.ahead import NOTHING, STOPPING, Course
from planner.services.ways_out.why import Figure

_CONVERTED = {
    "spread": "an equal part of what is inside, grown with it, and the backdoor of the year; in the"
    " last year of the spread, and after it, all that is inside",
    "spread_to_bracket": "as much as fits below the top of the bracket",
    "spread_under_irmaa": "as much as stays below the next Medicare tier",
    STOPPING: "nothing is converted any more",
}


@dataclass(frozen=True, slots=True)
class ShownYear:
    """A year of a course as the page shows it, each figure with its why."""

    year: YearAhead
    figures: tuple[Figure, ...]


def shown_years(course: Course) -> list[ShownYear]:
    """Every year with the why of its figures (Form 8606, lines 5, 8, 9, 14, 15c and 18)."""
    before = (None, *course.years)
    return [
        ShownYear(one, tuple(_figures(course, last, one)))
        for last, one in zip(before, course.years, strict=False)
    ]


def _figures(course: Course, last: YearAhead | None, one: YearAhead) -> Iterator[Figure]:
    yield _pool(course, last, one)
    yield _basis(one)
    yield Figure("converted", "Converted", one.converted, _decided(course, one), (), "Line 8")
    yield _taxable(one)
    steps = tuple(_taxed(course, one))
    formula = "what is taxable, at what income costs" if steps else "what income costs is not known"
    yield Figure("tax", "Tax", one.tax, formula, steps, course.pricing.citation if steps else "")
    yield _carried(one)


def _taxed(course: Course, one: YearAhead) -> Iterator[str]:
    """The price of the income, and what comes on top where some is withheld before 59½."""
    if one.tax is None:
        return
    more = to_unit(early_tax(one.row.early), UNITS[one.row.facts.rounding])
    yield course.pricing.steps(one.year, one.taxable, one.tax - more)
    if one.row.early:
        early = f"10% of {dollars(one.row.early)} withheld before 59½"
        yield f"{dollars(one.tax - more)} + {early} = {dollars(one.tax)}"


def _pool(course: Course, last: YearAhead | None, one: YearAhead) -> Figure:
    facts = one.row.facts
    if last is None:
        parts = (facts.year_end_value, facts.outstanding_rollover, one.converted)
        added = [part for part in (*parts, facts.distribution) if part]
        words = " + ".join(map(dollars, added)) or dollars(ZERO)
        formula = "what is inside on December 31 + what left in the year"
    else:
        words = _grown(course, last.row)
        formula = "what was inside the year before, with growth, + the backdoor of the year"
        if facts.nondeductible_contribution:
            words += f" + {dollars(facts.nondeductible_contribution)}"
    return Figure("pool", "Pool", one.pool, formula, (f"{words} = {dollars(one.pool)}",), "Line 9")


def _grown(course: Course, before: OutcomeYear) -> str:
    inside = dollars(inside_of(before))
    growth = course.outlook.growth
    return f"{inside} × {(ONE + growth).normalize():f}" if growth else inside


def _basis(one: YearAhead) -> Figure:
    facts = one.row.facts
    unit = UNITS[facts.rounding]
    before, new, late = (
        to_unit(part or ZERO, unit)
        for part in (
            facts.prior_basis,
            facts.nondeductible_contribution,
            facts.contribution_after_year_end,
        )
    )
    less = f" − {dollars(late)}" if late else ""
    return Figure(
        "basis",
        "Basis",
        one.basis,
        "carried in from the year before + contributed without a deduction"
        + (" − contributed after December 31" if late else ""),
        (f"{dollars(before)} + {dollars(new)}{less} = {dollars(one.basis)}",),
        "Line 5",
    )


def _decided(course: Course, one: YearAhead) -> str:
    if course.key == NOTHING:
        return "the backdoor of the year" if one.is_projected else "what is converted as planned"
    return _CONVERTED.get(course.key, "all that is inside")


def _taxable(one: YearAhead) -> Figure:
    free = one.converted - one.taxable
    if one.row.otherwise or one.row.facts.distribution:
        steps = [f"lines 15c and 18 of the form = {dollars(one.taxable)}"]
    else:
        steps = [f"{dollars(one.converted)} − {dollars(free)} = {dollars(one.taxable)}"]
        if free and one.basis < one.pool:
            share = f"{dollars(one.basis)} ÷ {dollars(one.pool)}"
            steps.insert(0, f"{dollars(one.converted)} × {share} = {dollars(free)} tax-free")
    return Figure(
        "taxable",
        "Taxable",
        one.taxable,
        "what comes out − the basis in it",
        tuple(steps),
        "Lines 15c and 18; IRC §408(d)(2), §408A(d)(3)",
    )


def _carried(one: YearAhead) -> Figure:
    steps: tuple[str, ...] = ()
    if one.carried is not None:
        late = one.row.facts.contribution_after_year_end or ZERO
        whole = one.basis + to_unit(late, UNITS[one.row.facts.rounding])
        used = dollars(whole - one.carried)
        steps = (f"{dollars(whole)} − {used} = {dollars(one.carried)}",)
    formula = "the basis of the year − what of it came out"
    return Figure("carried", "Basis carried on", one.carried, formula, steps, "Line 14")
