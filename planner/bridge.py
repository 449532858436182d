"""Between what is stored and the engine's facts: the only module that knows both. It reads only.

``HouseholdRecords`` holds all live rows of a household. A service that writes one of them, or adds
or removes one there too, has fresh facts without asking the database again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from planner import models
from planner.engine import household as facts
from planner.engine.chosen import ChosenWay
from planner.engine.papers.paper import FORMS, Paper
from planner.engine.papers.plain import boxes_of


@dataclass(slots=True)
class PersonRecords:
    """One person with every live row that is theirs, in the order they were entered.

    ``papers``, ``plans`` and ``dismissals`` are there where they were asked for.
    """

    person: models.Person
    accounts: list[models.Account] = field(default_factory=list)
    events: list[models.Event] = field(default_factory=list)
    year_end_values: list[models.YearEndValue] = field(default_factory=list)
    years: list[models.PersonYear] = field(default_factory=list)
    papers: list[models.Paper] = field(default_factory=list)
    plans: list[models.ChosenWay] = field(default_factory=list)
    dismissals: list[models.Dismissal] = field(default_factory=list)

    def year(self, year: int) -> models.PersonYear | None:
        """What is kept of the person's return for ``year``."""
        return next((record for record in self.years if record.year == year), None)

    def filed(self, year: int) -> models.FiledForm | None:
        """The form the person filed for ``year``."""
        record = self.year(year)
        return filed_form(record) if record else None

    def is_locked(self, year: int) -> bool:
        """Whether the year was filed and has not been unlocked since."""
        form = self.filed(year)
        return bool(form and form.is_locked)

    @property
    def facts(self) -> facts.Person:
        """The person as the engine knows them."""
        keys = {account.pk: account.key for account in self.accounts}
        return facts.Person(
            key=self.person.key,
            name=self.person.name,
            born=self.person.born,
            basis_start=_basis_start(self.person),
            accounts=tuple(account_facts(account) for account in self.accounts),
            year_end_values=tuple(_value(value, keys) for value in self.year_end_values),
            events=tuple(event_facts(event, keys) for event in self.events),
            years=tuple(_person_year(record) for record in self.years),
            papers=tuple(paper_facts(paper, keys) for paper in self.papers),
            plans=tuple(chosen_facts(plan) for plan in self.plans),
        )


@dataclass(slots=True)
class HouseholdRecords:
    """A household with every live row that is in it."""

    household: models.Household
    people: list[PersonRecords]
    years: list[models.HouseholdYear]

    def person(self, pk: int) -> PersonRecords | None:
        """The person with this id."""
        return next((one for one in self.people if one.person.pk == pk), None)

    def year(self, year: int) -> models.HouseholdYear | None:
        """What is kept of the household's return for ``year``."""
        return next((record for record in self.years if record.year == year), None)

    @property
    def facts(self) -> facts.Household:
        """The household as the engine knows it."""
        return facts.Household(
            name=self.household.name,
            rounding=self.household.rounding,  # type: ignore[arg-type]
            ratio_places=self.household.ratio_places,
            people=tuple(person.facts for person in self.people),
            years=tuple(_household_year(record) for record in self.years),
        )


def household_records(
    household: models.Household,
    *,
    with_papers: bool = False,
    with_plans: bool = False,
    with_dismissals: bool = False,
) -> HouseholdRecords:
    """All live rows of ``household``, in six queries however many there are.

    Nothing is worked out from papers, from plans, nor from what was set aside, so each are read, in
    one more query, only where they are shown, compared or written to a file.
    """
    [found] = records_of_many(
        [household],
        with_papers=with_papers,
        with_plans=with_plans,
        with_dismissals=with_dismissals,
    )
    return found


def records_of_many(
    households: Sequence[models.Household],
    *,
    with_papers: bool = False,
    with_plans: bool = False,
    with_dismissals: bool = False,
) -> list[HouseholdRecords]:
    """The same for each of ``households``, in as many queries as for one."""
    of_households: dict[str, Any] = {"household__in": households}
    if len(households) == 1:
        of_households = {"household": households[0]}
    live = of_households | {"deletion": None}
    found = {one.pk: PersonRecords(one) for one in models.Person.objects.filter(**live)}
    _sort(found, "accounts", models.Account.objects.filter(**live))
    _sort(found, "events", models.Event.objects.filter(**live))
    _sort(found, "year_end_values", models.YearEndValue.objects.filter(**live))
    years = models.PersonYear.objects.select_related("filed").defer("filed__document")
    _sort(found, "years", years.filter(**of_households))
    if with_papers:
        _sort(found, "papers", models.Paper.objects.filter(**live))
    if with_plans:
        _sort(found, "plans", models.ChosenWay.objects.filter(**live))
    aside = models.Dismissal.objects.filter(**of_households)
    _sort(found, "dismissals", aside if with_dismissals else ())
    homes = {one.pk: HouseholdRecords(one, [], []) for one in households}
    for person in found.values():
        home = homes[person.person.household_id]
        person.person.household = home.household
        home.people.append(person)
    for record in models.HouseholdYear.objects.filter(**of_households):
        home = homes[record.household_id]
        record.household = home.household
        home.years.append(record)
    return list(homes.values())


def household_facts(
    household: models.Household, *, with_papers: bool = False, with_plans: bool = False
) -> facts.Household:
    """What is stored of ``household``, as the engine knows it."""
    records = household_records(household, with_papers=with_papers, with_plans=with_plans)
    return records.facts


def _sort(
    people: dict[int, PersonRecords],
    kind: str,
    rows: Iterable[
        models.Account
        | models.Event
        | models.YearEndValue
        | models.PersonYear
        | models.Paper
        | models.ChosenWay
        | models.Dismissal
    ],
) -> None:
    """Put ``rows`` with their people; those of deleted people rest with them."""
    for row in rows:
        if row.person_id in people:
            getattr(people[row.person_id], kind).append(row)


def filed_form(record: models.PersonYear) -> models.FiledForm | None:
    """The form filed for a person's year; Django raises where there is none."""
    try:
        return record.filed
    except ObjectDoesNotExist:
        return None


def _basis_start(person: models.Person) -> facts.BasisStart | None:
    if person.basis_after_year is None:
        return None
    return facts.BasisStart(
        after_year=person.basis_after_year,
        amount=person.basis_amount,
        evidence=person.basis_evidence,
    )


def account_facts(account: models.Account) -> facts.Account:
    """The account as the engine knows it."""
    return facts.Account(
        key=account.key,
        kind=account.kind,
        name=account.name,
        custodian=account.custodian,
        inherited_from=account.inherited_from,
        treated_as_own=account.treated_as_own,
        participation_began=account.participation_began,
        accepts_rollovers=account.accepts_rollovers,
    )


def event_facts(event: models.Event, keys: dict[int, str]) -> facts.Event:
    """The event as the engine knows it; ``keys`` are those of the person's accounts, by id."""
    return facts.Event(
        kind=event.kind,
        on=event.on,
        amount=event.amount,
        account=keys[event.account_id] if event.account_id else "",
        to=keys[event.to_id] if event.to_id else "",
        tax_year=event.tax_year,
        character=event.character,  # type: ignore[arg-type]
        withheld=event.withheld,
        completed=event.completed,
        earnings=event.earnings,
        after_tax=event.after_tax,
        reason=event.reason,
    )


def paper_facts(paper: models.Paper, keys: dict[int, str]) -> Paper:
    """The paper as the engine knows it; ``keys`` are those of the person's accounts, by id."""
    form = next(form for form in FORMS if form == paper.form)
    return Paper(
        form=form,
        year=paper.year,
        account=keys[paper.account_id] if paper.account_id else "",
        custodian=paper.custodian,
        corrected=paper.corrected,
        boxes=boxes_of(form, paper.boxes),
    )


def chosen_facts(plan: models.ChosenWay) -> ChosenWay:
    """The chosen way as the engine knows it."""
    return ChosenWay(
        year=plan.year,
        way=plan.way,
        chosen=plan.chosen,
        spread_years=plan.spread_years,
        growth=plan.growth,
        inside=plan.inside,
        amounts={code: Decimal(text) for code, text in plan.amounts.items()},
        done={code: date.fromisoformat(text) for code, text in plan.done.items()},
    )


def _value(value: models.YearEndValue, keys: dict[int, str]) -> facts.YearEndValue:
    return facts.YearEndValue(
        account=keys[value.account_id], year=value.year, amount=value.amount, source=value.source
    )


def _person_year(record: models.PersonYear) -> facts.YearRecord:
    form = filed_form(record)
    return facts.YearRecord(
        year=record.year,
        deducted=record.deducted,
        covered_by_plan=record.covered_by_plan,
        compensation=record.compensation,
        first_home_expenses=record.first_home_expenses,
        disabled=record.disabled,
        from_529=record.from_529,
        first_year=record.first_year,
        filed_route=record.filed_route or None,  # type: ignore[arg-type]
        self_employed=record.self_employed,
        has_employees=record.has_employees,
        can_finish=record.can_finish,
        until=record.until,
        value_low=record.value_low,
        value_high=record.value_high,
        filed=filed_facts(form) if form else None,
    )


def filed_facts(form: models.FiledForm) -> facts.FiledForm:
    """The filed form as the engine knows it."""
    lines = {number: Decimal(text) for number, text in form.lines.items()}
    return facts.FiledForm(lines=lines, on=form.on)


def _household_year(record: models.HouseholdYear) -> facts.HouseholdYear:
    return facts.HouseholdYear(
        year=record.year,
        filing_status=record.filing_status or None,  # type: ignore[arg-type]
        lived_apart_all_year=record.lived_apart_all_year,
        magi=record.magi,
        taxable_income=record.taxable_income,
        marginal_rate=record.marginal_rate,
        state=record.state,
        state_rate=record.state_rate,
        ordinary_income=record.ordinary_income,
        gains=record.gains,
        investment_income=record.investment_income,
        itemized=record.itemized,
        tax_exempt_interest=record.tax_exempt_interest,
        medicare_part_b=record.medicare_part_b,
        medicare_part_d=record.medicare_part_d,
        blind=record.blind,
        outlook=_outlook(record),
    )


def _outlook(record: models.HouseholdYear) -> facts.Outlook:
    return facts.Outlook(
        pricing=record.outlook_pricing or None,  # type: ignore[arg-type]
        growth=record.outlook_growth,
        outside_growth=record.outlook_outside_growth,
        bracket_growth=record.outlook_bracket_growth,
        later_rate=record.outlook_later_rate,
        withheld=record.outlook_withheld,
        backdoor=record.outlook_backdoor,
        spread_years=record.outlook_spread_years,
    )
