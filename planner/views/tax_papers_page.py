"""What the pages of Forms 1099-R and 5498 show: what came, what differs, what is awaited."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.http import Http404

from planner.bridge import HouseholdRecords, PersonRecords, paper_facts
from planner.engine.money import CENT, to_unit
from planner.engine.papers.boxes import Box, boxes
from planner.engine.papers.codes import Code, codes_of
from planner.engine.papers.difference import Difference
from planner.engine.papers.expected import Expected
from planner.engine.papers.paper import Paper as PaperFacts
from planner.engine.papers.remark import Remark
from planner.engine.papers.year import Came, YearPapers, year_papers
from planner.engine.printing import day, entered
from planner.models import Account, Paper
from planner.services.households.papers import ValueEffect, box_5, value_effect

_CELLS = {
    "paid": "converted",
    "direct": "moved",
    "returned": "withdrawn",
    "recharacterized": "moved",
    "withheld": "converted",
    "contribution": "made",
    "value": "value",
}
"""The column of the year's sheet in which each topic is entered; others have none of their own."""


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper that came, with what there is to say of it by itself."""

    row: Paper
    came: Came
    effect: ValueEffect

    @property
    def figures(self) -> list[tuple[str, str]]:
        """What stands in its boxes: number and text."""
        form, values = self.came.paper.form, self.came.paper.boxes
        return [
            (f"Box {box.number}", _text(box, values[key]))
            for key, box in boxes(form).items()
            if key in values
        ]

    @property
    def codes(self) -> tuple[Code, ...]:
        """What the codes of box 7 mean."""
        return codes_of(self.came.paper) if self.came.paper.form == "1099-R" else ()


def _text(box: Box, value: object) -> str:
    if isinstance(value, Decimal):
        return f"${entered(to_unit(value, CENT))}"
    if isinstance(value, bool):
        return f"{box.name}: ticked"
    if box.kind == "choice":
        return box.options[str(value)]
    return day(value) if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference, the account it is about, the papers it was seen on and where it is entered."""

    found: Difference
    account: Account | None
    papers: tuple[Paper, ...]
    cell: str
    takes: Paper | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A paper that should come, or should have come."""

    found: Expected
    account: Account


@dataclass(frozen=True, slots=True)
class Side:
    """One person's papers of the year."""

    records: PersonRecords
    found: YearPapers
    papers: list[ShownPaper]
    differences: list[ShownDifference]
    awaited: list[Awaited]
    provisional: list[Account]
    is_locked: bool

    @property
    def chip(self) -> tuple[str, str]:
        """How the year stands in a few words, and the kind of chip that says them."""
        if count := len(self.differences):
            return f"{count} difference{'s' if count > 1 else ''}", "stop"
        if any(one.found.is_overdue for one in self.awaited):
            return "a paper is missing", "cost"
        if self.provisional:
            return "provisional until the 5498 arrives", "calm"
        if self.awaited:
            return "papers to come", "calm"
        return ("papers and entries agree", "ok") if self.papers else ("no papers", "")


def sides_of(records: HouseholdRecords, year: int, today: date) -> list[Side]:
    """Everybody's papers of ``year``; ``records`` hold them."""
    household = records.facts
    return [
        _side(one, year_papers(household, person, year, today))
        for one, person in zip(records.people, household.people, strict=True)
    ]


def _side(person: PersonRecords, found: YearPapers) -> Side:
    accounts = {account.key: account for account in person.accounts}
    by_pk = {account.pk: account for account in person.accounts}
    for paper in person.papers:
        paper.account = by_pk.get(paper.account_id or 0)  # so that nobody asks for it again
    return Side(
        records=person,
        found=found,
        papers=[_shown(person, came) for came in found.came],
        differences=[_difference(person, accounts, one) for one in found.differences],
        awaited=[Awaited(one, accounts[one.account]) for one in found.expected],
        provisional=[accounts[key] for key in found.provisional],
        is_locked=person.is_locked(found.year),
    )


def _shown(person: PersonRecords, came: Came) -> ShownPaper:
    row = person.papers[came.place]
    return ShownPaper(row, came, value_effect(person, row))


def _difference(
    person: PersonRecords, accounts: dict[str, Account], found: Difference
) -> ShownDifference:
    account, papers = accounts.get(found.account), [person.papers[at] for at in found.papers]
    column = _column(found)
    value = papers[0] if found.topic == "value" else None
    return ShownDifference(
        found=found,
        account=account,
        papers=tuple(papers),
        cell=f"c-a{account.pk}.{column}" if account and column else "",
        takes=value if value and value_effect(person, value).effect in ("takes", "asks") else None,
    )


def _column(found: Difference) -> str:
    """The column in which the events are, or would be entered; empty where there is none."""
    kinds = {event.kind for event in found.events}
    if found.topic == "paid" and kinds == {"distribution"}:
        return "withdrawn"
    is_late = bool(found.events) and all(event.on.year > found.year for event in found.events)
    if found.topic == "contribution" and is_late:
        return "late"
    return _CELLS.get(found.topic, "")


# --- One paper while it is typed -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of a paper that is being typed, were it kept as it is."""

    remarks: tuple[Remark, ...]
    codes: tuple[Code, ...]
    differences: tuple[Difference, ...]
    effect: ValueEffect

    @property
    def is_fine(self) -> bool:
        """Whether nothing is wrong and nothing differs."""
        return not self.differences and all(one.weight == "normal" for one in self.remarks)


def checked(records: HouseholdRecords, paper: Paper, today: date) -> Checked:
    """The paper of a person of ``records``, in the place of the one it changes if it is kept."""
    owner = _owner(records, paper)
    facts = _with_paper(owner, paper)
    household = records.facts
    people = {one.key: one for one in household.people}
    changed = replace(people[owner.person.key], papers=facts)
    people[changed.key] = changed
    whole = replace(household, people=tuple(people.values()))
    found = year_papers(whole, changed, paper.year, today)
    place = len(facts) - 1
    came = next(one for one in found.came if one.place == place)
    effect = value_effect(owner, paper, _before(owner, paper))
    settled = "value" if effect.effect == "takes" else ""
    return Checked(
        remarks=came.remarks,
        codes=codes_of(came.paper) if came.paper.form == "1099-R" else (),
        differences=tuple(
            one for one in found.differences if place in one.papers and one.topic != settled
        ),
        effect=effect,
    )


def _before(owner: PersonRecords, paper: Paper) -> Decimal | None:
    """What box 5 said when the paper was last kept."""
    return next((box_5(one) for one in owner.papers if one.pk == paper.pk), None)


def _owner(records: HouseholdRecords, paper: Paper) -> PersonRecords:
    person = records.person(paper.person_id)
    if person is None:
        raise Http404
    return person


def _with_paper(owner: PersonRecords, paper: Paper) -> tuple[PaperFacts, ...]:
    """The owner's papers with this one last, and without what is kept of it."""
    keys = {account.pk: account.key for account in owner.accounts}
    kept = [one for one in owner.papers if one.pk != paper.pk]
    return tuple(paper_facts(one, keys) for one in (*kept, paper))


def neighbours(year: int, today: date) -> Iterator[int]:
    """The years beside ``year`` that can be opened."""
    yield from (one for one in (year - 1, year, year + 1) if one <= today.year)
