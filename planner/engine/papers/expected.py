"""Which papers a person should get for a year, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.engine.deadlines import form_1099_r_due, form_5498_due
from planner.engine.household import Account
from planner.engine.money import ZERO
from planner.engine.papers.case import Case, is_plan
from planner.engine.papers.entered import Topic, entered
from planner.engine.papers.match_value import SOURCE
from planner.engine.papers.paper import FormName

_OUT: tuple[Topic, ...] = ("paid", "direct", "returned", "recharacterized")
_IN: tuple[Topic, ...] = ("contribution", "arrived", "converted", "recharacterized_in", "employer")


@dataclass(frozen=True, slots=True)
class Expected:
    """A form that has not been typed in, for the account with this key, sent by ``due``.

    ``is_at_hand`` says that the value on December 31 is entered as from this form already.
    """

    form: FormName
    account: str
    due: date
    is_overdue: bool
    is_at_hand: bool = False


def should_come(case: Case) -> Iterator[tuple[FormName, Account]]:
    """Each form that somebody sends about the year, and the account that it is about."""
    for account in case.person.accounts:
        if _money_left(case, account):
            yield "1099-R", account
        if _has_5498(case, account):
            yield "5498", account


def sent_by(form: FormName, year: int) -> date:
    """The last day on which a form about ``year`` is to be sent."""
    return form_1099_r_due(year) if form == "1099-R" else form_5498_due(year)


def expected(case: Case, today: date) -> Iterator[Expected]:
    """The forms that should come, or should have come by ``today``, and are not typed in."""
    for form, account in should_come(case):
        if not case.of_account(form, account):
            due = sent_by(form, case.year)
            value = case.person.value(account.key, case.year) if form == "5498" else None
            is_at_hand = value is not None and value.source == SOURCE
            yield Expected(form, account.key, due, today > due and not is_at_hand, is_at_hand)


def _money_left(case: Case, account: Account) -> bool:
    return any(entered(case.person, account, topic, case.year).events for topic in _OUT)


def _has_5498(case: Case, account: Account) -> bool:
    """Something went in, or something was there on December 31.

    An account that was emptied and got nothing is reported on Form 1099-R alone (Instructions for
    Form 5498, "Total distribution, no contributions").
    """
    if is_plan(account):
        return False
    return _money_arrived(case, account) or _held(case, account)


def _money_arrived(case: Case, account: Account) -> bool:
    return any(entered(case.person, account, topic, case.year).events for topic in _IN)


def _held(case: Case, account: Account) -> bool:
    value = case.person.value(account.key, case.year)
    return bool(value and value.amount != ZERO)


def provisional(case: Case) -> tuple[str, ...]:
    """The accounts whose value on line 6 is not that of a Form 5498 yet, where line 6 matters.

    It matters where money left the pool in the year. An emptied account that gets no Form 5498 is
    worth 0 for sure.
    """
    pool = [account for account in case.person.accounts if account.is_counted]
    if not any(entered(case.person, account, "paid", case.year).events for account in pool):
        return ()
    return tuple(account.key for account in pool if _is_open(case, account))


def _is_open(case: Case, account: Account) -> bool:
    value = case.person.value(account.key, case.year)
    if value and value.source == SOURCE:
        return False
    is_empty = value is not None and value.amount == ZERO
    return not is_empty or _money_arrived(case, account)
