"""The papers of one person and year beside the household they belong to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from planner.engine.household import KIND_NAMES, PLANS, Account, Household, Person
from planner.engine.money import ZERO
from planner.engine.papers.codes import Family, family, signs
from planner.engine.papers.paper import FormName, Paper

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
        gone = replaced(kept)
        return cls(household, person, year, tuple(one for one in kept if one.place not in gone))

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


def replaced(kept: Sequence[Kept]) -> frozenset[int]:
    """The places of the papers in place of which a corrected one has come since.

    Form 5498 is one for an account and year, so the last corrected one is all that counts. Of Forms
    1099-R there may be several with the same codes: a corrected one stands in place of one.
    """
    gone: dict[int, int] = {}
    for one in kept:
        if one.paper.corrected:
            before = _all_before if one.paper.form == "5498" else _nearest
            gone |= dict.fromkeys(before(one, kept, gone), one.place)
    return frozenset(gone)


def _all_before(one: Kept, kept: Sequence[Kept], _: Mapping[int, int]) -> set[int]:
    """The first forms, and those corrected ones that were corrected again."""
    return {
        other.place
        for other in kept
        if _is_alike(one.paper, other.paper)
        and (other.place < one.place or not other.paper.corrected)
    }


def _nearest(one: Kept, kept: Sequence[Kept], gone: Mapping[int, int]) -> set[int]:
    """The form with the nearest amount: a first one, or the correction of one."""
    found = [
        other
        for other in kept
        if other.place not in gone
        and _is_same(one, other)
        and (other.place in gone.values() or not other.paper.corrected)
    ]
    return {min(found, key=lambda other: _distance(one, other)).place} if found else set()


def _distance(one: Kept, other: Kept) -> Decimal:
    return abs((one.paper.dollars("1") or ZERO) - (other.paper.dollars("1") or ZERO))


def _is_same(one: Kept, other: Kept) -> bool:
    """Whether a Form 1099-R may be of the same payment: its codes or its amount are."""
    same_codes = set(signs(one.paper.text("7"))) == set(signs(other.paper.text("7")))
    is_same = same_codes or one.paper.dollars("1") == other.paper.dollars("1")
    return is_same and _is_alike(one.paper, other.paper)


def _is_alike(one: Paper, other: Paper) -> bool:
    where = (one.form, one.account, one.custodian)
    return where == (other.form, other.account, other.custodian)


def is_plan(account: Account) -> bool:
    """Whether it is an employer plan, which sends no Form 5498."""
    return account.kind in PLANS


def is_from_employer(paper: Paper, account: Account) -> bool:
    """Whether a Form 1099-R tells of an employer's contribution to a Roth SEP or SIMPLE IRA.

    It is income of the year and nothing left the account: code 2 or 7, and the box IRA/SEP/SIMPLE
    ticked (Notice 2024-2, section K; Instructions for Forms 1099-R and 5498).
    """
    is_coded = bool({"2", "7"} & set(signs(paper.text("7"))))
    return account.kind in ("roth_sep", "roth_simple") and is_coded and paper.is_ticked("ira")


def total(papers: tuple[Kept, ...], box: str) -> Decimal | None:
    """What a box comes to on several papers; ``None`` where it is empty on all of them."""
    found = [amount for one in papers if (amount := one.paper.dollars(box)) is not None]
    return sum(found, ZERO) if found else None


def withheld(papers: Iterable[Kept]) -> Decimal | None:
    """What never left the custodian but to the Treasury and a state: boxes 4 and 14."""
    kept = tuple(papers)
    found = [amount for box in ("4", "14") if (amount := total(kept, box)) is not None]
    return sum(found, ZERO) if found else None


def withheld_boxes(papers: Iterable[Kept]) -> str:
    """The boxes that it stands in, in a sentence."""
    return "boxes 4 and 14" if total(tuple(papers), "14") else "box 4"


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


def called(account: Account) -> str:
    """An account in a sentence: its name, or what it is."""
    name = account.name or KIND_NAMES[account.kind]
    return f"{name} at {account.custodian}" if account.custodian else name
