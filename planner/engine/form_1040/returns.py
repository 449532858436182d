"""Lines 4a and 4b of a year: of each person, and of everybody who files together.

What a Form 8606 does not settle alone is not guessed: then there is no figure, and a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.form_1040.corrected import earnings_given_back
from planner.engine.form_1040.left import left_of
from planner.engine.form_1040.lines import ReturnLines, lines_of
from planner.engine.form_1040.own_form import OwnForm
from planner.engine.form_1040.unsettled import missing_of
from planner.engine.household import Household
from planner.engine.ledger import LedgerYear
from planner.engine.money import UNITS, ZERO
from planner.engine.returns import household_year

_SEPARATE = frozenset({"single", "married_separately", "head_of_household", "surviving_spouse"})


@dataclass(frozen=True, slots=True)
class PersonReturn:
    """One person's part of both lines, and the forms that line 4b takes over.

    ``of_forms`` is what those say, in dollars: lines 15c, 18 and 25c, and distributions without
    basis. ``earned`` is taxed beside them, with its cents: what contributions had earned that were
    given back.
    """

    own: OwnForm
    inherited: tuple[LedgerYear, ...]
    of_forms: Decimal
    earned: Decimal
    lines: ReturnLines


@dataclass(frozen=True, slots=True)
class HouseholdReturn:
    """The year of everybody. ``together`` is ``None`` where each files a return of their own."""

    year: int
    people: tuple[PersonReturn, ...]
    together: ReturnLines | None


def household_return(
    household: Household, year: int, ledgers: Mapping[str, Sequence[LedgerYear]]
) -> HouseholdReturn:
    """Both lines of ``year``; ``ledgers`` are whole, by person's key.

    Line 4b takes lines 15c, 18 and 25c of every Form 8606, and what no form has: distributions
    without basis, and the earnings of contributions given back. Source: Instructions for Form 1040,
    lines 4a and 4b; for Form 8606, lines 15c, 18 and 25c.
    """
    unit = UNITS[household.rounding]
    people = tuple(
        _person(own, ledgers[own.person.key], unit) for own in _forms(household, year, ledgers)
    )
    is_separate = household_year(household, year).filing_status in _SEPARATE and len(people) > 1
    return HouseholdReturn(year, people, None if is_separate else _together(year, people, unit))


def _forms(
    household: Household, year: int, ledgers: Mapping[str, Sequence[LedgerYear]]
) -> list[OwnForm]:
    return [
        OwnForm(person, year, [one for one in ledgers[person.key] if not one.decedent])
        for person in household.people
    ]


def _person(own: OwnForm, ledger: Sequence[LedgerYear], unit: Decimal) -> PersonReturn:
    inherited = tuple(one for one in ledger if one.decedent and one.year == own.year)
    of_forms = sum((one.sheet.taxable or ZERO for one in inherited), own.taxable)
    earned = earnings_given_back(own.person, own.year)
    lines = lines_of(
        own.year,
        left_of(own.person, own.year),
        of_forms + earned,
        unit=unit,
        missing=tuple(missing_of(own, inherited)),
    )
    return PersonReturn(own, inherited, of_forms, earned, lines)


def _together(year: int, people: Sequence[PersonReturn], unit: Decimal) -> ReturnLines:
    return lines_of(
        year,
        [left for one in people for left in one.lines.left],
        sum((one.of_forms + one.earned for one in people), ZERO),
        unit=unit,
        missing=tuple(words for one in people for words in one.lines.missing),
    )
