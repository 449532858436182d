"""Every paper about a year: what it should say, by when it is sent, and how it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.engine.household import Account, Household
from planner.engine.papers.case import Case
from planner.engine.papers.expected import sent_by, should_come
from planner.engine.papers.paper import FormName
from planner.engine.papers.wanted import Wanted, wanted
from planner.engine.papers.year import YearPapers

type Standing = Literal["agrees", "differs", "at_hand", "overdue", "to_come"]


@dataclass(frozen=True, slots=True)
class Due:
    """One form about one account, sent by ``due``.

    ``agrees`` and ``differs`` say that it is typed in, ``at_hand`` that the value on December 31
    is entered as from it.
    """

    form: FormName
    account: Account
    due: date
    standing: Standing
    boxes: tuple[Wanted, ...]


def papers_due(household: Household, found: YearPapers) -> tuple[Due, ...]:
    """The papers about the year of ``found``, account by account.

    Source: Instructions for Forms 1099-R and 5498; the days as in IRC 7503.
    """
    case = Case.of(household, found.person, found.year)
    return tuple(
        Due(
            form,
            account,
            sent_by(form, found.year),
            _standing(case, found, form, account),
            wanted(case, form, account),
        )
        for form, account in should_come(case)
    )


def _standing(case: Case, found: YearPapers, form: FormName, account: Account) -> Standing:
    if came := case.of_account(form, account):
        places = {kept.place for kept in came}
        off = any(places & set(one.papers) for one in found.differences)
        return "differs" if off else "agrees"
    [waiting] = [one for one in found.expected if (one.form, one.account) == (form, account.key)]
    if waiting.is_at_hand:
        return "at_hand"
    return "overdue" if waiting.is_overdue else "to_come"
