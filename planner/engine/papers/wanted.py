"""What the boxes of a form should say that somebody sends about a year, by what is entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.household import INHERITED_IRAS, PLANS, ROTH_IRAS, Account, Event, Person
from planner.engine.mistakes.dates import half_birthday
from planner.engine.money import ZERO
from planner.engine.moves import SIMPLE_YEARS, years_later
from planner.engine.papers.case import Case
from planner.engine.papers.entered import Topic, entered
from planner.engine.papers.match_5498 import lines_for
from planner.engine.papers.paper import FormName

_OUT: tuple[Topic, ...] = ("paid", "direct", "returned", "recharacterized")
_VALUE = "was there on December 31"

_GIFT_CODE_SINCE = 2025
"""The first year of code Y, which a custodian may put beside code 7 (Table 1)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A box and the dollars that should stand in it, ``None`` while they are not known.

    ``code`` is box 7 of a Form 1099-R, ``says`` what the dollars did, after "that".
    """

    box: str
    amount: Decimal | None
    says: str
    code: str = ""


def wanted(case: Case, form: FormName, account: Account) -> tuple[Wanted, ...]:
    """The boxes with dollars of ``form`` for ``account`` (Instructions for Forms 1099-R and 5498).

    Form 1099-R is one for each code; what has the same code is added, as what was withheld is to
    the conversion that it was withheld from. Box 10 leaves out what came from a 529 plan.
    """
    return tuple(_1099_r(case, account) if form == "1099-R" else _5498(case, account))


def _1099_r(case: Case, account: Account) -> Iterator[Wanted]:
    sums: dict[str, Decimal | None] = {}
    for topic in _OUT:
        for event in entered(case.person, account, topic, case.year).events:
            code = distribution_code(case.person, event)
            before, amount = sums.get(code, ZERO), _left(event, topic)
            sums[code] = None if before is None or amount is None else before + amount
    yield from (Wanted("1", amount, "left", code) for code, amount in sums.items())


def _left(event: Event, topic: Topic) -> Decimal | None:
    """Box 1 takes earnings along with a contribution that goes back or over to another IRA."""
    if topic in ("paid", "direct") or event.amount is None:
        return event.amount
    return None if event.earnings is None else event.amount + event.earnings


def _5498(case: Case, account: Account) -> Iterator[Wanted]:
    for line in lines_for(account):
        found = entered(case.person, account, line.topic, case.year)
        if found.events:
            yield Wanted(line.box, found.amount, line.is_said)
    value = case.person.value(account.key, case.year)
    yield Wanted("5", value.amount if value else None, _VALUE)


# --- Box 7 ---------------------------------------------------------------------------------------


def distribution_code(person: Person, event: Event) -> str:
    """What box 7 should say of an event; two codes where the entries do not tell which.

    Source: Instructions for Forms 1099-R and 5498, Table 1, "Guide to Distribution Codes".
    """
    account = person.account(event.account)
    if event.kind == "recharacterization":
        return "N" if event.tax_year == event.on.year else "R"
    if event.character == "returned_contribution":
        return _returned(person, account, event)
    if account.kind in PLANS or (event.to and person.account(event.to).kind in PLANS):
        return "G"
    if account.kind in INHERITED_IRAS and not account.is_counted:
        return "4"
    return _by_age(person, account, event)


def _returned(person: Person, account: Account, event: Event) -> str:
    """8 for earnings taxed in the form's year, P for those of the year before; with the age."""
    code = "8" if event.tax_year == event.on.year else "P"
    if account.kind in ROTH_IRAS:
        return f"{code}J"
    return {True: code, False: f"{code}1", None: f"{code} or {code}1"}[_is_old(person, event)]


def _by_age(person: Person, account: Account, event: Event) -> str:
    is_old = _is_old(person, event)
    if account.kind in ROTH_IRAS:
        return {True: "Q or T", False: "J", None: "J, Q or T"}[is_old]
    if event.character == "qcd":
        return "7 or 7Y" if event.on.year >= _GIFT_CODE_SINCE else "7"
    if is_old or event.character == "rmd":
        return "7"
    is_converted = event.kind == "conversion" or event.character == "withheld_from_conversion"
    early = "2" if is_converted else _early(account, event.on)
    return early if is_old is False else f"{early} or 7"


def _is_old(person: Person, event: Event) -> bool | None:
    """Whether the person was 59½ on the day; ``None`` while nobody knows when they were born."""
    return None if person.born is None else event.on >= half_birthday(person.born, 59)


def _early(account: Account, on: date) -> str:
    """The code of money that was paid out before 59½: S within the first two years of a SIMPLE."""
    began = account.participation_began
    is_young = account.kind == "simple" and began is not None
    return "S" if is_young and began and on < years_later(began, SIMPLE_YEARS) else "1"
