"""Where the form of a person's year stands in a practice: prepared, reviewed, filed.

A step is pinned to the figures of its moment: once the ledger says otherwise, in whatever year the
change was made, the step has to be done again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.printing import day
from planner.models import Engagement, FiledForm, Person, Stage, Step, StepKind
from planner.services.history.versions import versions_of
from planner.services.practice.figures import (
    Figures,
    Lines,
    differences,
    figures_at,
    figures_through,
    same,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person's year stands: its last step, the figures now, and what is on file.

    ``changed`` says which figures are others than those of the step, line by line.
    """

    year: int
    figures: Figures
    steps: Sequence[Step] = ()
    filed: FiledForm | None = None

    @property
    def step(self) -> Step | None:
        """The last that counts: a filing that was taken off the record does not."""
        counting = (one for one in reversed(self.steps) if one.kind != StepKind.FILED)
        return next(counting, None)

    @property
    def prepared(self) -> Step | None:
        """Who prepared it last."""
        mine = (one for one in reversed(self.steps) if one.kind == StepKind.PREPARED)
        return next(mine, None)

    @property
    def changed(self) -> list[str]:
        """What became another figure since it was prepared or reviewed."""
        if self.step is None or self.step.kind == StepKind.SENT_BACK:
            return []
        return differences(self.step.lines, self.figures.lines)

    @property
    def since(self) -> str:
        """What has to be looked at again, in a sentence; empty where nothing has."""
        if self.stage != Stage.CHANGED or self.step is None:
            return ""
        missing = [] if self.figures.is_complete else ["something is missing now"]
        done = f"{self.step.kind} on {day(timezone.localtime(self.step.at).date())}"
        what = "; ".join([*self.changed, *missing])
        return f"Changed since it was {done} by {self.step.by}: {what}."

    @property
    def stage(self) -> Stage:
        """Where it is."""
        if self.filed:
            return Stage.FILED
        if self.step is None:
            is_open = self.figures.is_due or not self.figures.is_complete
            return Stage.NOT_BEGUN if is_open else Stage.NOT_DUE
        if self.changed or not self.figures.is_complete:
            return Stage.SENT_BACK if self.step.kind == StepKind.SENT_BACK else Stage.CHANGED
        return Stage(self.step.kind)

    @property
    def is_open(self) -> bool:
        """Whether somebody of the practice has to do something about it."""
        return self.stage not in (Stage.FILED, Stage.NOT_DUE)


def standings(
    records: HouseholdRecords, person: PersonRecords, steps: Iterable[Step], last: int
) -> dict[int, Standing]:
    """Every year of a person to ``last`` that something is known of, the latest first."""
    figures = figures_through(records.facts, person.facts, last)
    by_year: dict[int, list[Step]] = {}
    for step in steps:
        if step.person_id == person.person.pk and step.year:
            by_year.setdefault(step.year, []).append(step)
    years = sorted({*figures, *by_year, last}, reverse=True)
    return {
        year: Standing(
            year, figures.get(year, Figures()), by_year.get(year, ()), person.filed(year)
        )
        for year in years
    }


def standing_at(
    records: HouseholdRecords, person: PersonRecords, year: int, steps: Sequence[Step]
) -> Standing:
    """One year of a person."""
    figures = figures_at(records.facts, person.facts, year)
    return Standing(year, figures, steps, person.filed(year))


def steps_of(
    client: Engagement, person: Person | None = None, year: int | None = None
) -> list[Step]:
    """The steps of a client, or of one person's year, in the order they were taken."""
    found = Step.objects.filter(client=client)
    if person:
        found = found.filter(person=person, year=year)
    return list(found)


def stages(
    clients: Iterable[Engagement], records: Iterable[HouseholdRecords], year: int
) -> Mapping[tuple[int, int], Stage]:
    """Where ``year`` of each person of ``clients`` stands, by client and person, in one query."""
    pairs = list(zip(clients, records, strict=True))
    steps: dict[tuple[int, int | None], list[Step]] = {}
    for one in Step.objects.filter(client__in=[client for client, _ in pairs], year=year):
        steps.setdefault((one.client_id, one.person_id), []).append(one)
    found = {}
    for client, home in pairs:
        waiting = [one for one in home.people if not one.filed(year)]
        facts = home.facts if waiting else None
        for person in home.people:
            key = client.pk, person.person.pk
            found[key] = Stage.FILED
            if facts and person in waiting:
                figures = figures_at(facts, person.facts, year)
                found[key] = Standing(year, figures, steps.get(key, ())).stage
    return found


def is_reviewed(step: Step | None, lines: Lines) -> bool:
    """Whether the person's own form in ``lines`` says what ``step`` reviewed."""
    if step is None or step.kind != StepKind.REVIEWED:
        return False
    was, now = step.lines.get("", {}), lines.get("", {})
    return all(same(was.get(number), now.get(number)) for number in {*was, *now})


def reviewed_words(before: Sequence[Step], lines: Lines) -> str:
    """Whether what was filed after these steps had been reviewed, and by whom."""
    step = next((one for one in reversed(before) if one.kind != StepKind.FILED), None)
    return f"reviewed by {step.by}" if step and is_reviewed(step, lines) else "not reviewed"


type Filings = Mapping[int, tuple[str, datetime]]
"""By the id of each form on file: who put it there, and when."""


def filings_of(client: Engagement) -> Filings:
    """Those of the household that a client is."""
    made = versions_of(FiledForm).filter(household=client.household_id, history_type="+")
    rows = made.order_by("-history_id").values_list("id", "change__by", "change__at")
    return {form: (by, at) for form, by, at in rows}


def who_words(at: Standing, filings: Filings) -> str:
    """Who did what the year stands by, and when; empty where nobody has."""
    if at.filed:
        last = at.steps[-1] if at.steps else None
        if last and last.kind == StepKind.FILED:
            return f"{_by(last.by, last.at)}, {reviewed_words(at.steps[:-1], last.lines)}"
        put = filings.get(at.filed.pk)
        return f"put on record by {_by(*put)}" if put else ""
    return _by(at.step.by, at.step.at) if at.step else ""


def _by(who: str, at: datetime) -> str:
    return f"{who}, {day(timezone.localtime(at).date())}"
