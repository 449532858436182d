"""Two amounts that should be one: what a paper says of an account, and what is entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Account, Event, Person
from planner.engine.money import ZERO
from planner.engine.papers.case import Case, Kept, agree, by_family, total
from planner.engine.papers.entered import Entered, Topic, entered

NOUNS: dict[Topic, str] = {
    "paid": "a payment or conversion",
    "direct": "a rollover",
    "returned": "a returned contribution",
    "recharacterized": "a recharacterization",
    "withheld": "tax withheld",
    "contribution": "a contribution",
    "arrived": "a rollover",
    "converted": "a conversion",
    "recharacterized_in": "a recharacterization",
    "employer": "an employer’s contribution",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A box with ``on_paper`` dollars where ``found`` is entered; ``papers`` hold the box."""

    case: Case
    account: Account
    topic: Topic
    on_paper: Decimal
    found: Entered
    papers: tuple[Kept, ...] = ()

    @property
    def entered(self) -> Decimal:
        """What is known of the entries, in dollars."""
        return self.found.amount or ZERO

    @property
    def excess(self) -> Decimal:
        """How much more the paper says; below zero where it says less."""
        return self.on_paper - self.entered

    @property
    def noun(self) -> str:
        """What the box is about, in the middle of a sentence."""
        return NOUNS[self.topic]

    @property
    def person(self) -> Person:
        """Whose paper it is."""
        return self.case.person

    def elsewhere(self, person: Person, account: Account, year: int) -> Decimal | None:
        """What is entered of the same for another account, person or year.

        ``None`` for nothing, and where a paper of its own says just the same: it is no stray then.
        """
        amount = entered(person, account, self.topic, year).amount or None
        return None if self.is_confirmed(person, account, year) else amount

    def is_confirmed(self, person: Person, account: Account, year: int) -> bool:
        """Whether an account has papers for a year that say of the topic what is entered."""
        case = Case.of(self.case.household, person, year)
        said = _on_paper(case, account, self.topic)
        return bool(said) and agree(said, entered(person, account, self.topic, year).amount)

    def is_settled(self, year: int) -> bool:
        """Whether the account's own paper for another year agrees with its entries."""
        return self.is_confirmed(self.person, self.account, year)

    def events_of(self, year: int) -> Iterator[Event]:
        """The contributions to the account that were made in a calendar year."""
        for event in self.person.events_in(year):
            if event.kind == "contribution" and event.account == self.account.key:
                yield event

    def is_about(self, amount: Decimal | None) -> bool:
        """Whether an amount is the whole of the box, or exactly what is missing from it."""
        return bool(amount) and (agree(amount, self.on_paper) or agree(amount, self.excess))


_BOXES: dict[Topic, tuple[str, ...]] = {
    "contribution": ("1", "10"),
    "arrived": ("2",),
    "converted": ("3",),
    "recharacterized_in": ("4",),
    "employer": ("8", "9"),
}


def _on_paper(case: Case, account: Account, topic: Topic) -> Decimal | None:
    """What the papers of an account say of a topic."""
    papers = case.of_account("5498", account)
    if topic in _BOXES:
        found = (total(papers, box) for box in _BOXES[topic])
        return next((amount for amount in found if amount), None)
    said = by_family(case.of_account("1099-R", account))
    return next((amount for one, amount in said.items() if one == topic), None)
