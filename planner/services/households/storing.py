"""A whole household of facts into rows, as one change, and read back before it counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.bridge import PersonRecords, filed_facts, filed_form, household_facts
from planner.bridge import household_records as records_of
from planner.engine import household as facts
from planner.models import (
    Account,
    ChosenWay,
    Deletion,
    Engagement,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Paper,
    Person,
    PersonYear,
    Staff,
    User,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, recording, rest
from planner.services.households.columns_of_facts import (
    account_columns,
    chosen_columns,
    event_columns,
    filed_lines,
    household_columns,
    household_year_columns,
    paper_columns,
    person_columns,
    person_year_columns,
    value_columns,
)
from planner.services.households.making import beginning, beginning_unowned
from planner.services.households.settling import Columns, settle

_UNEQUAL = "What was stored does not read back as it was written. Nothing was kept."


def store_new(*, owner: User, fact: facts.Household, summary: str) -> Household:
    """A new household of ``owner`` that holds what ``fact`` says; all of it, or nothing."""
    household = Household(**household_columns(fact))
    with beginning(household, owner, summary):
        _write(household, fact, None)
    return household


def store_client(
    *,
    staff: Staff,
    fact: facts.Household,
    reference: str,
    advisor: Staff | None = None,
    summary: str = "",
) -> Household:
    """A new client of a practice that holds what ``fact`` says; all of it, or nothing."""
    household = Household(**household_columns(fact))
    household.looked_after(staff.practice_id, staff.role)
    summary = summary or f"{staff.practice} brought the household from elsewhere"
    with beginning_unowned(household, staff.user, summary):
        Engagement.objects.create(
            practice=staff.practice, household=household, reference=reference, advisor=advisor
        )
        _write(household, fact, None)
    return household


def store_unowned(*, user: User, fact: facts.Household, summary: str) -> Household:
    """A new household that holds what ``fact`` says, and that nobody opens yet; all, or nothing."""
    household = Household(**household_columns(fact))
    with beginning_unowned(household, user, summary):
        _write(household, fact, None)
    return household


def store_over(*, household: Household, user: User, fact: facts.Household, summary: str) -> None:
    """Make ``household`` hold what ``fact`` says; what is no longer in it rests in the bin."""
    with recording(household, user, summary):
        deletion = rest(household, str(user), summary)
        _set(household, household_columns(fact))
        _write(household, fact, deletion)
        _forget(deletion)


def _set(household: Household, columns: Columns) -> None:
    if any(getattr(household, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(household, name, value)
        household.save()


def _forget(deletion: Deletion) -> None:
    """Take an empty deletion out of the bin."""
    models = (Person, Account, Event, YearEndValue, Paper, ChosenWay)
    if not any(model.objects.filter(deletion=deletion).exists() for model in models):
        deletion.delete()


def _write(household: Household, fact: facts.Household, deletion: Deletion | None) -> None:
    records = records_of(household, with_papers=True, with_plans=True)
    writing = _Writing(household, deletion, {one.person.pk: one for one in records.people})
    wanted = [person_columns(household, person) for person in fact.people]
    had = [one.person for one in records.people]
    people = settle(Person, had, wanted, known_by=("key",), deletion=deletion)
    for person, found in zip(people, fact.people, strict=True):
        writing.person(person, found)
    years = [household_year_columns(household, year) for year in fact.years]
    settle(HouseholdYear, records.years, years, known_by=("year",))
    stored = Household.objects.get(pk=household.pk)
    if household_facts(stored, with_papers=True, with_plans=True) != fact:
        raise RefusedChangeError(_UNEQUAL)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What is being written, beside what was there before."""

    household: Household
    deletion: Deletion | None
    before: Mapping[int, PersonRecords]

    def person(self, person: Person, fact: facts.Person) -> None:
        """Everything that belongs to a person who is stored."""
        had = self.before.get(person.pk) or PersonRecords(person)
        documents = _documents(self.before, person.key)
        wanted = [account_columns(person, one) for one in fact.accounts]
        stored = settle(Account, had.accounts, wanted, known_by=("key",), deletion=self.deletion)
        accounts = {account.key: account for account in stored}
        wanted = [value_columns(person, accounts, one) for one in fact.year_end_values]
        known_by = ("account_id", "year")
        settle(YearEndValue, had.year_end_values, wanted, known_by=known_by, deletion=self.deletion)
        wanted = [event_columns(person, accounts, one) for one in fact.events]
        settle(Event, had.events, wanted, deletion=self.deletion)
        wanted = [paper_columns(person, accounts, one) for one in fact.papers]
        settle(Paper, had.papers, wanted, deletion=self.deletion)
        wanted = [chosen_columns(person, one) for one in fact.plans]
        settle(ChosenWay, had.plans, wanted, known_by=("year",), deletion=self.deletion)
        self._years(person, had, fact, documents)

    def _years(
        self,
        person: Person,
        had: PersonRecords,
        fact: facts.Person,
        documents: Mapping[int, FiledForm],
    ) -> None:
        """The returns, and the forms that were filed: new ones are locked."""
        wanted = [person_year_columns(person, one) for one in fact.years]
        years = settle(PersonYear, had.years, wanted, known_by=("year",))
        kept = {year.pk: form for year in had.years if year.pk and (form := filed_form(year))}
        filed = [
            (year, one.filed) for year, one in zip(years, fact.years, strict=True) if one.filed
        ]
        forms = settle(
            FiledForm,
            [kept[year.pk] for year in years if year.pk in kept],
            [self._form(year, form, kept.get(year.pk)) for year, form in filed],
            known_by=("person_year_id",),
        )
        _keep_documents(forms, documents)

    def _form(self, year: PersonYear, fact: facts.FiledForm, had: FiledForm | None) -> Columns:
        is_same = had is not None and filed_facts(had) == fact
        return {
            "household_id": self.household.pk,
            "person_year_id": year.pk,
            "lines": had.lines if had and is_same else filed_lines(fact),
            "on": fact.on,
            "is_locked": had.is_locked if had and is_same else bool(fact.lines),
        }


def _documents(before: Mapping[int, PersonRecords], key: str) -> dict[int, FiledForm]:
    """The forms of the person called ``key`` by year, with the papers kept of them."""
    forms = FiledForm.objects.exclude(document=None)
    for one in before.values():
        if one.person.key == key:
            found = forms.filter(person_year__person=one.person).select_related("person_year")
            return {form.person_year.year: form for form in found}
    return {}


def _keep_documents(forms: list[FiledForm], documents: Mapping[int, FiledForm]) -> None:
    """A form that had to be stored again keeps the paper of what it still says."""
    for form in forms:
        had = documents.get(form.person_year.year)
        if had and had.pk != form.pk and filed_facts(had) == filed_facts(form):
            form.document = had.document
            form.save(update_fields=["document"])
