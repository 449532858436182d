"""Events as they are entered: checked against the law's plain rules, kept whole, deleted softly."""

from collections.abc import Iterable

from planner.bridge import PersonRecords, account_facts, event_facts
from planner.engine import household as facts
from planner.engine.event_checks import event_problems
from planner.engine.timeline import years_touched
from planner.models import Event, Household, User
from planner.services.history.changes import RefusedChangeError, recording, rest


def facts_of(event: Event, person: PersonRecords) -> facts.Event:
    """The event as the engine knows it."""
    return event_facts(event, {account.pk: account.key for account in person.accounts})


def check(event: facts.Event, person: PersonRecords) -> None:
    """Refuse what cannot have happened, by field, and what would change a locked year."""
    accounts = {account.key: account_facts(account) for account in person.accounts}
    if problems := dict(event_problems(event, accounts)):
        raise RefusedChangeError({key: f"This {reason}." for key, reason in problems.items()})
    refuse_locked(person, years_touched(event))


def refuse_locked(person: PersonRecords, years: Iterable[int]) -> None:
    """Refuse a change that bears on a year that was filed and locked."""
    locked = [str(year) for year in sorted(years) if person.is_locked(year)]
    if locked:
        raise RefusedChangeError(
            f"This is on the form for {', '.join(locked)}, which is filed and locked."
            " Unlock it on the ledger, or correct it there."
        )


def save_event(*, household: Household, user: User, person: PersonRecords, event: Event) -> Event:
    """Keep a new event, or one whose figures were changed, of ``person``."""
    found = facts_of(event, person)
    check(found, person)
    if event.pk:
        refuse_locked(person, years_touched(facts_of(Event.objects.get(pk=event.pk), person)))
    verb = "Changed" if event.pk else "Added"
    summary = f"{verb} the {event.get_kind_display().lower()} of {event.on}, {event.account}"
    year = event.tax_year or event.on.year
    with recording(household, user, summary, person=person.person, year=year):
        event.save()
    return event


def delete_event(*, household: Household, user: User, person: PersonRecords, event: Event) -> None:
    """Let an event rest; it can be brought back for 30 days."""
    refuse_locked(person, years_touched(facts_of(event, person)))
    what = f"{event.get_kind_display()} of {event.on}, {event.account}"
    year = event.tax_year or event.on.year
    with recording(household, user, f"Deleted: {what}", person=person.person, year=year):
        event.deletion = rest(household, str(user), what)
        event.save()
