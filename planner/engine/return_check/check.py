"""The check itself: every person's Form 8606, then lines 4a and 4b of Form 1040."""

from collections.abc import Iterator, Mapping, Sequence

from planner.engine.form_1040 import household_return
from planner.engine.household import Household
from planner.engine.ledger import LedgerYear
from planner.engine.return_check.case import Case
from planner.engine.return_check.figures import Figure, ReturnCheck, TypedReturn
from planner.engine.return_check.form_1040 import return_figures
from planner.engine.return_check.person_check import person_figures


def check_return(
    household: Household,
    year: int,
    ledgers: Mapping[str, Sequence[LedgerYear]],
    typed: TypedReturn,
) -> ReturnCheck:
    """Hold ``typed`` against ``year`` of ``household``; ``ledgers`` are whole, by person's key.

    Amounts in dollars. Nothing is judged of a person whose year is not complete, nor of Form 1040
    while anybody's is not; the figures say what is missing.
    """
    cases = [
        Case(
            person,
            year,
            [one for one in ledgers[person.key] if not one.decedent],
            typed.people.get(person.key, {}),
        )
        for person in household.people
    ]
    found = household_return(household, year, ledgers)
    return ReturnCheck((*_people(cases), *return_figures(found, cases, typed.lines)))


def _people(cases: Sequence[Case]) -> Iterator[Figure]:
    for case in cases:
        yield from person_figures(case, [one for one in cases if one is not case])
