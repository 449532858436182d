"""Filing as a step of the people of a practice, who may be asked for a review before it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.models import Engagement, FiledForm, Household, Person, Staff, Stage, StepKind, User
from planner.services.history.changes import RefusedChangeError, taking_turns
from planner.services.practice.figures import Figures, differences, figures_at
from planner.services.practice.log import told_work
from planner.services.practice.steps import GONE, add_step
from planner.services.practice.workflow import (
    Standing,
    is_reviewed,
    reviewed_words,
    standing_at,
    steps_of,
)
from planner.services.sheet.filing import mark_filed

_UNREVIEWED: Final = "Nothing is filed unreviewed at {practice}. {why}"


def file_year(  # noqa: PLR0913
    *,
    household: Household,
    user: User,
    person: Person,
    year: int,
    lines: Mapping[str, str],
    on: date | None,
    document: bytes | None,
) -> FiledForm:
    """Mark a year as filed; by the people of a practice as one of its steps.

    Where the practice asks for a review first, they file the lines that were reviewed, or none. A
    return that was sent before the practice came, or no form at all, is a record and no filing.
    """
    with transaction.atomic():
        staff = _staff_in(household, user)
        form: dict[str, Any] = {"household": household, "user": user, "person": person}
        form |= {"year": year, "lines": lines, "on": on, "document": document}
        if staff is None:
            return mark_filed(**form)
        with taking_turns(household):
            client = _client_of(household)
            at = _standing(household, client, person, year)
            if why := filing_refusal(client, at, lines, on):
                raise RefusedChangeError(why)
            made = mark_filed(**form)
            if lines and not _before_us(client, on):
                _add_filing(staff, client, person, at, lines)
            return made


def _add_filing(
    staff: Staff, client: Engagement, person: Person, at: Standing, lines: Mapping[str, str]
) -> None:
    filed = Standing(at.year, Figures({"": dict(lines)}), at.steps)
    step = add_step(staff, client, person, filed, StepKind.FILED, timezone.now())
    how = reviewed_words(at.steps, step.lines)
    told_work(staff, client, f"Filed {step.subject}, {how}")


def filing_refusal(
    client: Engagement, at: Standing, lines: Mapping[str, str], on: date | None
) -> str:
    """Why the people of the practice cannot file these lines; empty where they can."""
    practice = client.practice
    if not practice.requires_review or not lines or _before_us(client, on):
        return ""
    if at.stage != Stage.REVIEWED:
        why = f"{at.year} is {at.stage.label}."
        if at.changed and at.step:
            why = f"Changed since it was {at.step.kind}: {'; '.join(at.changed)}."
        return _UNREVIEWED.format(practice=practice, why=why)
    if not is_reviewed(at.step, {"": lines}):
        other = differences({"": at.figures.lines.get("", {})}, {"": lines})
        why = f"These are not the lines that were reviewed: {'; '.join(other)}."
        return _UNREVIEWED.format(practice=practice, why=why)
    return ""


def standing_for_staff(records: HouseholdRecords, person: PersonRecords, year: int) -> Standing:
    """Where a year stands, for the people of the practice that looks after the household."""
    client = _client_of(records.household)
    return standing_at(records, person, year, steps_of(client, person.person, year))


def _standing(household: Household, client: Engagement, person: Person, year: int) -> Standing:
    """As the engine and the steps say, whatever is on file."""
    records = household_records(household)
    one = next(each for each in records.people if each.person.pk == person.pk)
    figures = figures_at(records.facts, one.facts, year)
    return Standing(year, figures, steps_of(client, person, year))


def _before_us(client: Engagement, on: date | None) -> bool:
    """Whether a return was sent before the practice looked after the household."""
    return on is not None and on < timezone.localtime(client.began_at).date()


def _client_of(household: Household) -> Engagement:
    """The live engagement of a household that one of the practice has open."""
    found = Engagement.objects.live().select_related("practice").defer("practice__logo")
    client = found.filter(household=household).first()
    if client is None:
        raise RefusedChangeError(GONE)
    return client


def _staff_in(household: Household, user: User) -> Staff | None:
    """The place of ``user`` in the practice, where they have the household open for it."""
    if not household.__dict__.get("staff_role"):
        return None
    found = Staff.objects.filter(user=user, practice=household.engaged_to)
    return found.select_related("user", "practice").defer("practice__logo").first()
