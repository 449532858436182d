"""A household file is read, shown for what it would do, and then stored: nothing in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache

from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine import household as facts
from planner.engine.household_reading import RefusedError, read_household
from planner.engine.household_writing import write_household
from planner.engine.ledger import ledger
from planner.models import Household, User
from planner.services.history.changes import RefusedChangeError, taking_turns
from planner.services.households.comparing import Difference, bearing_on, differences
from planner.services.households.drafts import Draft, fingerprint, sign
from planner.services.households.fit import fit_problems
from planner.services.households.storing import store_new, store_over

_REMEMBERED = 3 * 3600
"""Seconds: longer than a draft is good for."""


@dataclass(frozen=True, slots=True)
class PersonPreview:
    """What a file says of one person, and the basis the engine finds in it."""

    person: facts.Person
    years: range
    basis: Decimal | None
    wrong: tuple[int, ...]
    blocked: tuple[int, ...]

    @property
    def last(self) -> int | None:
        """The last year that anything happened in or for."""
        return self.years[-1] if self.years else None


@dataclass(frozen=True, slots=True)
class Preview:
    """What storing a file would do; ``draft`` is what to send back to have it done.

    ``into`` is the household whose contents it would replace, ``None`` for a new one.
    """

    fact: facts.Household
    people: tuple[PersonPreview, ...]
    into: Household | None
    differences: tuple[Difference, ...]
    refusals: tuple[str, ...]
    draft: str

    @property
    def is_same(self) -> bool:
        """Whether the household holds all this already."""
        return self.into is not None and not self.differences


def editable_households(user: User, named: int = 0) -> list[Household]:
    """The user's own households that they may replace, and that of a client who is ``named``."""
    mine = list(Household.objects.edited_by(user))
    client = Household.objects.visible_to(user, named).first() if named else None
    if client and client not in mine and client.may_file:
        return [client, *mine]
    return mine


def read_file(text: str) -> facts.Household:
    """The household in a file; ``RefusedError`` with every reason why it cannot be kept."""
    fact = read_household(text)
    if problems := fit_problems(fact):
        raise RefusedError(problems)
    return fact


def preview(*, user: User, fact: facts.Household, into: Household | None) -> Preview:
    """What it would do to store ``fact``. Nothing is written."""
    records = household_records(into, with_papers=True, with_plans=True) if into else None
    return Preview(
        fact=fact,
        people=tuple(_person(fact, person) for person in fact.people),
        into=into,
        differences=tuple(differences(records.facts, fact)) if records else (),
        refusals=tuple(_locked(records, fact)) if records else (),
        draft=sign(
            user=user,
            text=write_household(fact),
            into=into.pk if into else 0,
            seen=fingerprint(records) if records else "",
        ),
    )


def do_import(*, user: User, draft: Draft, into: Household | None) -> Household:
    """Store what was shown, once; refused where the household is no longer what it was then."""
    fact = read_file(draft.text)
    key = f"household-file:{draft.once}"
    if not cache.add(key, 1, _REMEMBERED):
        raise RefusedChangeError("This file was imported already.")
    try:
        return _store(user, draft, fact, into)
    except BaseException:
        cache.delete(key)
        raise


def _store(user: User, draft: Draft, fact: facts.Household, into: Household | None) -> Household:
    if into is None:
        return store_new(owner=user, fact=fact, summary=f"Imported a file: {_counted(fact)}")
    with taking_turns(into):
        records = household_records(into, with_papers=True, with_plans=True)
        if fingerprint(records) != draft.seen:
            raise RefusedChangeError(
                f"{into} was changed since this was shown. Look at what would happen now."
            )
        if refusals := _locked(records, fact):
            raise RefusedChangeError(refusals[0])
        summary = f"Replaced the contents with a file: {_counted(fact)}"
        store_over(household=into, user=user, fact=fact, summary=summary)
    return into


def _counted(fact: facts.Household) -> str:
    people, events = len(fact.people), sum(len(person.events) for person in fact.people)
    return (
        f"{people} {'person' if people == 1 else 'people'},"
        f" {events} {'event' if events == 1 else 'events'}"
    )


def _person(household: facts.Household, person: facts.Person) -> PersonPreview:
    own = [year for year in ledger(household, person) if not year.decedent]
    return PersonPreview(
        person=person,
        years=range(own[0].year, own[-1].year + 1) if own else range(0),
        basis=own[-1].carried if own else None,
        wrong=tuple(year.year for year in own if year.differences),
        blocked=tuple(year.year for year in own if not year.is_complete),
    )


def _locked(records: HouseholdRecords, after: facts.Household) -> list[str]:
    """The filed and locked years that would be changed, a sentence each."""
    return [locked_refusal(one, year) for one, year in locked_and_changed(records, after)]


def locked_and_changed(
    records: HouseholdRecords, after: facts.Household
) -> Iterator[tuple[PersonRecords, int]]:
    """The filed and locked years of which ``after`` says something else."""
    new = {person.key: person for person in after.people}
    for one in records.people:
        for year in one.years:
            if one.is_locked(year.year) and bearing_on(one.facts, year.year) != bearing_on(
                new.get(one.person.key), year.year
            ):
                yield one, year.year


def locked_refusal(one: PersonRecords, year: int) -> str:
    """Why a year that was filed and locked is not changed by a file."""
    return (
        f"{one.person}: {year} is filed and locked, and this file says something else of it."
        " Unlock it on the ledger first."
    )
