"""Gifts to charity that are no qualified charitable distributions (IRC 408(d)(8))."""

from collections.abc import Iterator

from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.household import Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.dates import half_birthday
from planner.engine.mistakes.mistake import CORRECTED_ANY_TIME, Evidence, Mistake, Seen, Words
from planner.engine.money import ZERO
from planner.engine.printing import dollars

QCD_AGE = "qcd-before-70"
QCD_ABOVE = "qcd-above-pre-tax"


def gift_mistakes(case: Case) -> Iterator[Seen]:
    """Gifts that came too early, or of more than was pre-tax."""
    given = [one for one in case.events("distribution") if one.character == "qcd"]
    born, facts = case.person.born, case.facts
    if given and born is None:
        yield case.not_run(QCD_AGE, "born")
    if given and (facts.prior_basis is None or facts.year_end_value is None):
        yield case.not_run(QCD_ABOVE, "prior_basis", "year_end_value")
    elif given:
        yield from _above_pre_tax(case, given)
    for event in given:
        if born is not None and event.on < half_birthday(born, 70):
            yield _too_young(case, event)


def _above_pre_tax(case: Case, given: list[Event]) -> Iterator[Mistake]:
    total = sum((one.amount or ZERO for one in given), ZERO)
    above = min(total, basis_inside(case.facts) - whole_pool(case.facts))
    if above > 0:
        yield case.mistake(
            QCD_ABOVE,
            Words(
                f"{dollars(total)} went to charity in {case.year}, which is {dollars(above)} more"
                " than the IRAs held before tax. Only pre-tax money can be a qualified"
                " charitable distribution.",
                f"Enter {dollars(above)} of it as a normal distribution.",
                "IRC §408(d)(8)(B), (D)",
            ),
            dollars=above,
            without=CORRECTED_ANY_TIME,
            evidence=Evidence(tuple(given), (), ("7",)),
        )


def _too_young(case: Case, event: Event) -> Mistake:
    return case.mistake(
        QCD_AGE,
        Words(
            f"The gift of {event.on} came before the age of 70½: it is no qualified charitable"
            " distribution but a distribution of line 7.",
            "Enter it as a normal distribution; it may be deducted as a gift.",
            "IRC §408(d)(8)(B)(ii)",
        ),
        dollars=event.amount,
        without=CORRECTED_ANY_TIME,
        evidence=Evidence((event,), (), ("7",)),
    )
