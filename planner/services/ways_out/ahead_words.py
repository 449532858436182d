"""The years ahead of a way out in sentences and pictures."""

from collections.abc import Iterator

from planner.charts import Chart, Series, lines_over_years, stacked_columns
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.services.ways_out.ahead import NOTHING, STOPPING, Course
from planner.services.ways_out.price import percent
from planner.services.ways_out.words import NAMES


def ahead_words(course: Course) -> Iterator[str]:
    """What is assumed of the years, what becomes of the basis, and what they come to."""
    yield _assumed(course)
    yield from _inside(course)
    yield _sums(course)
    if len(course.years) > 1:
        yield _projected(course)


def _projected(course: Course) -> str:
    said = f"The years from {course.years[1].year} on are projected"
    taxed = [one.year for one in course.years if one.tax]
    if not any(course.pricing.is_projected(year) for year in taxed):
        return f"{said}."
    return f"{said}, and so are the federal amounts that are not published yet."


def clean_since(course: Course) -> int | None:
    """The first year from which on nothing is taxable and no pre-tax dollar is inside."""
    found = None
    for one in reversed(course.years):
        if one.taxable or not one.is_clean:
            break
        found = one.year
    return found


def ahead_charts(course: Course) -> Iterator[Chart]:
    """What stays inside at the end of each year, and what is converted and taxed in it.

    What is nothing in every year is said, not drawn.
    """
    years = tuple(one.year for one in course.years)
    if any(one.inside for one in course.years):
        yield _inside_chart(course, years)
    if any(one.converted or one.taxable for one in course.years):
        yield _moved_chart(course, years)


def _inside_chart(course: Course, years: tuple[int, ...]) -> Chart:
    return stacked_columns(
        f"{titled(course)}: what is in the IRAs on December 31",
        years,
        (
            Series("Pre-tax", "coffee", tuple(one.pre_tax_inside for one in course.years)),
            Series("Already taxed", "cream", tuple(one.basis_inside for one in course.years)),
        ),
        said=" ".join(_inside(course)),
    )


def _moved_chart(course: Course, years: tuple[int, ...]) -> Chart:
    return lines_over_years(
        f"{titled(course)}: what is converted, and what it costs",
        years,
        (
            Series("Converted", "pine", tuple(one.converted for one in course.years)),
            Series("Taxable", "coffee", tuple(one.taxable for one in course.years)),
            Series("Tax", "stop", tuple(one.tax for one in course.years)),
        ),
    )


def titled(course: Course) -> str:
    """Whose way it is, so that no two pictures on a page are called the same."""
    person = course.side.person
    return f"{NAMES[course.key]}, {person.name or person.key}"


def _assumed(course: Course) -> str:
    outlook = course.outlook
    if outlook.last == outlook.first:
        return f"{outlook.first} alone is looked at."
    growth = f"Money inside grows by {percent(outlook.growth)} a year after {outlook.first}"
    left_out = "" if outlook.is_growth_typed else " The figures above are without that growth."
    if course.key == STOPPING:
        return f"{growth}, and nothing more is contributed.{left_out}"
    if not outlook.backdoor:
        return f"{growth}; no later backdoor is assumed.{left_out}"
    which = "which" if outlook.is_growth_typed else "both of which"
    return (
        f"{growth}, and a backdoor of {dollars(outlook.backdoor)} is repeated in each year from"
        f" {outlook.first + 1} on, {which} the figures above leave out."
    )


def _inside(course: Course) -> Iterator[str]:
    first, last = course.years[0], course.years[-1]
    since = clean_since(course)
    if since is not None:
        again = "what is contributed is converted, and nothing of it is taxable"
        is_repeated = course.outlook.backdoor and course.key != STOPPING
        said = again if is_repeated else "no pre-tax money is left inside"
        yield f"From {since} on every year is clean: {said}."
        return
    if last.carried is None:
        yield "How much of what is inside is basis is not known."
        return
    if not last.inside:
        yield f"At the end of {last.year} nothing is left inside."
        return
    rest = f"{dollars(last.pre_tax_inside)} of pre-tax money at the end of {last.year}"
    grows = last is not first and last.carried > (first.carried or ZERO)
    if course.key == NOTHING and grows:
        yield (
            f"Trapped basis grows from {dollars(first.carried or ZERO)} at the end of"
            f" {first.year} to {dollars(last.carried)}, beside {rest}."
        )
    else:
        yield f"{dollars(last.carried)} of basis stays inside, beside {rest}."


def _sums(course: Course) -> str:
    outcome = course.outcome
    if not outcome.taxable:
        moved = f"{dollars(outcome.convert)} is" if outcome.convert else "nothing is"
        return f"In all, {moved} converted, and nothing is taxable."
    tax = "" if outcome.tax is None else f", which costs {dollars(outcome.tax)} of tax"
    return (
        f"In all, {dollars(outcome.convert)} is converted and {dollars(outcome.taxable)} taxable"
        f"{tax}."
    )
