"""People and accounts as they are edited and deleted."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.bridge import PersonRecords
from planner.models import (
    Account,
    Deletion,
    Event,
    FiledForm,
    Household,
    Paper,
    Person,
    User,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, recording, rest
from planner.services.history.soundness import impossible, years_moved, years_of
from planner.services.households.entries import refuse_locked
from planner.services.households.making import free_key


def save_person(*, household: Household, user: User, person: Person, was: PersonRecords) -> None:
    """Keep what was changed of a person; ``was`` is how they stand."""
    starts = {_start(was.person), _start(person)}
    if len(starts) > 1:
        refuse_locked(was, {year + 1 for year, _ in starts if year})
    with recording(household, user, f"Changed {person}", person=person):
        person.save()


def _start(person: Person) -> tuple[int | None, object]:
    return person.basis_after_year, person.basis_amount


def delete_person(*, household: Household, user: User, person: Person) -> Deletion:
    """Let a person rest with all that is theirs, which is hidden with them."""
    with recording(household, user, f"Deleted {person}", person=person):
        person.deletion = rest(household, str(user), str(person))
        person.save(update_fields=["deletion"])
    return person.deletion


def new_account(*, household: Household, user: User, account: Account) -> Account:
    """Keep an account that was not there before."""
    person = account.person
    taken = Account.objects.live().filter(person=person).values_list("key", flat=True)
    with recording(household, user, f"Added {named(account)}", person=person):
        account.household = household
        account.key = free_key(account.kind, taken)
        account.save()
    return account


def save_account(
    *, household: Household, user: User, account: Account, person: PersonRecords
) -> None:
    """Keep what was changed of an account; ``person`` is how its owner stands.

    Another kind is refused where an entry would not fit it, or bears on a locked year; so is
    another first day of a SIMPLE IRA out of which money went in a locked year.
    """
    was = next(one for one in person.accounts if one.pk == account.pk)
    if (was.kind, was.treated_as_own) != (account.kind, account.treated_as_own):
        _check_kind(account, person)
    if was.participation_began != account.participation_began:
        refuse_locked(person, years_moved(account, person))
    with recording(household, user, f"Changed {named(account)}", person=person.person):
        account.save()


def _check_kind(account: Account, person: PersonRecords) -> None:
    others = [one for one in person.accounts if one.pk != account.pk]
    if problems := impossible(person, [*others, account]):
        raise RefusedChangeError({"kind": " ".join(problems)})
    refuse_locked(person, years_of(account, person))


def delete_account(
    *, household: Household, user: User, account: Account, person: PersonRecords
) -> Deletion:
    """Let an account rest, and with it its entries, values and papers."""
    refuse_locked(person, years_of(account, person))
    what = named(account)
    with recording(household, user, f"Deleted {what}", person=person.person):
        deletion = rest(household, str(user), what)
        rows: tuple[Account | Event | YearEndValue | Paper, ...] = (
            account,
            *_events(person, account),
            *_values(person, account),
            *Paper.objects.live().filter(account=account),
        )
        for row in rows:
            row.deletion = deletion
            row.save(update_fields=["deletion"])
    return deletion


def _events(person: PersonRecords, account: Account) -> list[Event]:
    return [one for one in person.events if account.pk in (one.account_id, one.to_id)]


def _values(person: PersonRecords, account: Account) -> list[YearEndValue]:
    return [one for one in person.year_end_values if one.account_id == account.pk]


def named(account: Account) -> str:
    """The account with its owner: ``Rollover IRA of Ana``."""
    return f"{account} of {account.person}"


# --- What goes with it ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Going:
    """What is deleted along with a person or an account, in counts."""

    accounts: int
    events: int
    values: int
    filed: tuple[FiledForm, ...] = ()
    papers: int = 0


def going_with_account(person: PersonRecords, account: Account) -> Going:
    """What rests with an account."""
    papers = Paper.objects.live().filter(account=account).count()
    return Going(0, len(_events(person, account)), len(_values(person, account)), papers=papers)


def going_with_person(person: PersonRecords) -> Going:
    """What is hidden while a person rests."""
    filed: Iterable[FiledForm | None] = (person.filed(record.year) for record in person.years)
    return Going(
        len(person.accounts),
        len(person.events),
        len(person.year_end_values),
        tuple(form for form in filed if form),
        Paper.objects.live().filter(person=person.person).count(),
    )
