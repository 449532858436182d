"""What the page of mistakes shows: each with what was decided about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.access import dismissals_of
from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.ledger import ledger
from planner.engine.mistakes import Mistake, NotRun, mistakes, not_run
from planner.engine.state import State, states
from planner.models import Dismissal

_ORDER = {"blocks": 0, "costs": 1, "info": 2}
_NO_FORM = frozenset({"form-missing", "spouse-form-only", "conversion-without-form"})


@dataclass(frozen=True, slots=True)
class Item:
    """One mistake of one person, and who set it aside, if anybody did."""

    mistake: Mistake
    person: PersonRecords
    dismissal: Dismissal | None

    @property
    def lines(self) -> str:
        """The lines of the form it was seen on."""
        return ", ".join(self.mistake.evidence.lines)

    @property
    def is_mended_by_form(self) -> bool:
        """Whether a late or corrected form mends it."""
        found = self.mistake
        if found.code in _NO_FORM:
            return True
        is_filed = bool(self.person.filed(found.year))
        return is_filed and bool(found.evidence.lines) and found.severity == "costs"


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Everything found in a household, or in a part of it."""

    open: tuple[Item, ...]
    aside: tuple[Item, ...]
    not_run: tuple[tuple[PersonRecords, NotRun], ...]
    states: tuple[tuple[PersonRecords, State], ...]


def mistakes_of(
    records: HouseholdRecords, today: date, *, person: int | None = None, year: int | None = None
) -> Mistakes:
    """The mistakes of ``records``, of one person or one year where they are named."""
    household = records.facts
    ledgers = {one.key: ledger(household, one) for one in household.people}
    shown = {one.person.key: one for one in records.people if person in (None, one.person.pk)}

    def is_shown(found: Mistake | NotRun) -> bool:
        return found.person in shown and year in (None, found.year)

    found = filter(is_shown, mistakes(household, today, ledgers))
    items = _items(records, shown, found)
    lacking = filter(is_shown, not_run(household, today, ledgers))
    standing = states(household, year or today.year, today, ledgers)
    return Mistakes(
        open=tuple(one for one in items if not one.dismissal),
        aside=tuple(one for one in items if one.dismissal),
        not_run=tuple((shown[one.person], one) for one in lacking),
        states=tuple((one, standing[key]) for key, one in shown.items()),
    )


def _items(
    records: HouseholdRecords, people: Mapping[str, PersonRecords], found: Iterable[Mistake]
) -> list[Item]:
    """The mistakes, the costly and the late first, with what was decided about each."""
    aside = {(one.code, one.person.key, one.year): one for one in dismissals_of(records.household)}
    items = [Item(one, people[one.person], aside.get(one.key)) for one in found]
    return sorted(items, key=lambda one: (_ORDER[one.mistake.severity], -one.mistake.year))
