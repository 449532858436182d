"""Mistakes with the one pool of all IRAs: pre-tax money beside a conversion (IRC 408(d)(2))."""

from collections.abc import Iterator
from dataclasses import replace

from planner.engine.household import PLANS, Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.mistake import Evidence, Mistake, Seen, Without, Words
from planner.engine.mistakes.standing import TINY, Standing, standing
from planner.engine.money import ZERO
from planner.engine.moves import arrived_in_time
from planner.engine.printing import dollars

PRE_TAX = "pre-tax-money-beside-conversion"
ROLLED_IN = "plan-money-rolled-in-beside-conversion"
RESIDUE = "tiny-residue"


def pool_mistakes(case: Case) -> Iterator[Seen]:
    """What shares the pool with a conversion of the year."""
    if not case.facts.conversion:
        return
    found = standing(case)
    if found is None:
        if not case.is_over:
            yield case.not_run(PRE_TAX, "year_end_value")
        return
    if found.basis and found.to_move >= TINY:
        yield _pre_tax(case, found)
        yield from _rolled_in(case)
    elif ZERO < found.inside < TINY and not found.is_expected:
        yield _residue(case, found)


def _pre_tax(case: Case, found: Standing) -> Mistake:
    """Priced by line 18 where it is known."""
    converted = case.facts.conversion or ZERO
    taxable = case.amount("taxable_conversion")
    if taxable is None:
        taxable = found.taxable(converted, case.sheet.unit)
    tense = "is" if not case.is_over else "was"
    expected = ", going by the value of the year before" if found.is_expected else ""
    made = case.mistake(
        PRE_TAX,
        Words(
            f"Beside the basis, {dollars(found.to_move)} of pre-tax money {tense} in the pool of"
            f" {case.year}{expected}, so {dollars(taxable)} of the conversion of"
            f" {dollars(converted)} is taxable. All IRAs of a person are one pool: the basis"
            " cannot be converted alone, whichever account it is in.",
            _MOVE.format(dollars=dollars(found.to_move), year=case.year)
            if not case.is_over
            else _TOO_LATE,
            "IRC §408(d)(2), (d)(3)(A)(ii), (H)",
        ),
        dollars=taxable,
        mend_by=case.year_end,
        evidence=Evidence(
            case.events("conversion"),
            tuple(account.key for account in case.pool.accounts),
            ("6", "10", "18"),
        ),
    )
    return made if not case.is_over else replace(made, severity="info")


_MOVE = (
    "Roll {dollars} into an employer plan that takes it, a solo 401(k) of one's own included, by"
    " December 31, {year}: the year of the conversion counts."
)
_TOO_LATE = (
    "The year is over and the conversion stays as it is. Before the next one, roll the pre-tax"
    " money into an employer plan, or convert all of it."
)


def _rolled_in(case: Case) -> Iterator[Mistake]:
    """Money out of a plan that came into the pool in the year of the conversion."""
    events = tuple(_from_plans(case))
    pre_tax = sum(((event.amount or ZERO) - (event.after_tax or ZERO) for event in events), ZERO)
    if pre_tax:
        yield case.mistake(
            ROLLED_IN,
            Words(
                f"{dollars(pre_tax)} of pre-tax money went from an employer plan to an IRA in"
                f" {case.year}, the year of a conversion. The value of December 31 counts, so"
                " it makes no difference which of the two came first.",
                f"Roll it back into an employer plan by December 31, {case.year}."
                if not case.is_over
                else "Another time, leave it in the plan until the year after the conversion.",
                "IRC §408(d)(2)(C)",
            ),
            dollars=pre_tax,
            mend_by=case.year_end,
            evidence=Evidence(events, (), ("6",)),
        )


def _from_plans(case: Case) -> Iterator[Event]:
    for event in case.person.arrivals_in(case.year):
        from_plan = case.person.account(event.account).kind in PLANS
        if from_plan and case.pool.holds(event.to) and arrived_in_time(event):
            yield event


_HARMLESS = Without("Nothing runs out: it waits for the next conversion.")


def _residue(case: Case, found: Standing) -> Mistake:
    made = case.mistake(
        RESIDUE,
        Words(
            f"{dollars(found.inside)} was left in the IRAs on December 31, {case.year}. That is"
            " harmless: nearly all of the basis came out with the conversion, and the rest is"
            " carried forward.",
            "Convert it with the next conversion. Do not enter 0 for it.",
            "IRC §408(d)(2); Form 8606, line 6",
        ),
        dollars=found.inside,
        without=_HARMLESS,
        evidence=Evidence(lines=("6", "14")),
    )
    return replace(made, severity="info")
