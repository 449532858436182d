"""The papers of one person and year beside the household they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from planner.engine.household import KIND_NAMES, PLANS, Account, Household, Person
from planner.engine.money import ZERO
from planner.engine.papers.codes import Family, family, signs
from planner.engine.papers.paper import FormName, Paper
from planner.engine.printing import entered as written

_CLOSE = Decimal(1)
"""Form 8606 is filed in whole dollars: less than one is no difference."""


class Kept(NamedTuple):
    """A paper and its place among those of the person."""

    place: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class Case:
    """One person and year; ``papers`` are those that count, without what was corrected since."""

    household: Household
    person: Person
    year: int
    papers: tuple[Kept, ...]

    @classmethod
    def of(cls, household: Household, person: Person, year: int) -> "Case":
        """The papers that ``person`` has for ``year``."""
        kept = [Kept(at, one) for at, one in enumerate(person.papers) if one.year == year]
        return cls(household, person, year, tuple(one for one in kept if not replaced(one, kept)))

    def of_account(self, form: FormName, account: Account) -> tuple[Kept, ...]:
        """The papers of a form that came for ``account``."""
        return tuple(
            one
            for one in self.papers
            if one.paper.form == form and one.paper.account == account.key
        )

    def of_form(self, form: FormName) -> Iterator[Kept]:
        """The papers of a form, also those that fit no account."""
        return (one for one in self.papers if one.paper.form == form)

    @property
    def others(self) -> tuple[Person, ...]:
        """Everybody else in the household."""
        return tuple(one for one in self.household.people if one.key != self.person.key)


def replaced(kept: Kept, among: list[Kept]) -> bool:
    """Whether a corrected form has come for the same account and payment since."""
    one = kept.paper
    return not one.corrected and any(
        other.paper.corrected and _is_same(one, other.paper) for other in among
    )


def _is_same(one: Paper, other: Paper) -> bool:
    where = (one.form, one.year, one.account, one.custodian)
    if where != (other.form, other.year, other.account, other.custodian):
        return False
    if one.form == "5498":
        return True
    same_codes = set(signs(one.text("7"))) == set(signs(other.text("7")))
    return same_codes or one.dollars("1") == other.dollars("1")


def is_plan(account: Account) -> bool:
    """Whether it is an employer plan, which sends no Form 5498."""
    return account.kind in PLANS


def total(papers: tuple[Kept, ...], box: str) -> Decimal | None:
    """What a box comes to on several papers; ``None`` where it is empty on all of them."""
    found = [amount for one in papers if (amount := one.paper.dollars(box)) is not None]
    return sum(found, ZERO) if found else None


def by_family(papers: tuple[Kept, ...]) -> dict[Family, Decimal]:
    """Box 1 of several Forms 1099-R, by what the codes say that it was."""
    found: dict[Family, Decimal] = {}
    for one in papers:
        kind = family(one.paper)
        found[kind] = found.get(kind, ZERO) + (one.paper.dollars("1") or ZERO)
    return found


def agree(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two amounts are the same on a return: less than a dollar apart."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < _CLOSE


def dollars(amount: Decimal) -> str:
    """An amount in a sentence."""
    return f"{'−' if amount < 0 else ''}${written(abs(amount))}"


def called(account: Account) -> str:
    """An account in a sentence: its name, or what it is."""
    name = account.name or KIND_NAMES[account.kind]
    return f"{name} at {account.custodian}" if account.custodian else name
