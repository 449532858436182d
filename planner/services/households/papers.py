"""Papers as they are typed in, and the year-end values that Form 5498 settles."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.bridge import PersonRecords, household_records
from planner.engine.papers.plain import boxes_of
from planner.engine.printing import entered
from planner.models import Household, Paper, User, YearEndValue
from planner.services.history.changes import RefusedChangeError, recording, rest, taking_turns
from planner.services.households.entries import refuse_locked

SOURCE = "form_5498"
_GONE = "This person is gone. Reload the page."

type Effect = Literal["nothing", "takes", "asks", "locked"]


@dataclass(frozen=True, slots=True)
class ValueEffect:
    """What keeping a paper does to the year-end value of its account.

    ``takes`` puts ``amount`` there, where nothing or an estimate stood, or marks an equal one as
    that of Form 5498. ``asks`` leaves another figure until somebody decides, ``locked`` leaves it
    because the year is filed and locked. ``kept`` is what stands there now.
    """

    effect: Effect
    amount: Decimal | None = None
    kept: YearEndValue | None = None


_NOTHING = ValueEffect("nothing")


def value_effect(person: PersonRecords, paper: Paper, before: Decimal | None = None) -> ValueEffect:
    """What the ``paper`` of ``person`` does; ``before`` is what its box 5 said when last kept."""
    amount = box_5(paper)
    if paper.form != "5498" or amount is None or not paper.account_id:
        return _NOTHING
    kept = value_kept(person, paper)
    if kept and (kept.amount, kept.source) == (amount, SOURCE):
        return _NOTHING
    if person.is_locked(paper.year):
        return ValueEffect("locked", amount, kept)
    return ValueEffect("takes" if _gives_way(kept, amount, before) else "asks", amount, kept)


def _gives_way(kept: YearEndValue | None, amount: Decimal, before: Decimal | None) -> bool:
    """Whether what stands there is worth less than the paper, or was taken from it."""
    if kept is None or kept.amount in (None, amount) or kept.source == "estimate":
        return True
    return kept.source == SOURCE and before is not None and kept.amount == before


def value_kept(person: PersonRecords, paper: Paper) -> YearEndValue | None:
    """What is kept as the value of the paper's account at the end of its year."""
    place = paper.account_id, paper.year
    return next(
        (one for one in person.year_end_values if (one.account_id, one.year) == place), None
    )


def box_5(paper: Paper) -> Decimal | None:
    """The value on December 31 that a Form 5498 tells."""
    found = boxes_of("5498", paper.boxes).get("5") if paper.form == "5498" else None
    return found if isinstance(found, Decimal) else None


def save_paper(*, household: Household, user: User, paper: Paper) -> ValueEffect:
    """Keep a paper and, in the same change, the year-end value where it gives way to it."""
    with taking_turns(household):
        person = _person(household, paper)
        had = Paper.objects.filter(pk=paper.pk).first() if paper.pk else None
        effect = value_effect(person, paper, box_5(had) if had else None)
        verb = "Changed" if had else "Typed in"
        summary = f"{verb} {_named(paper)}"
        if effect.effect == "takes":
            summary += f"; its value of ${entered(effect.amount or Decimal(0))} is taken"
        with recording(household, user, summary, person=person.person, year=paper.year):
            paper.save()
            if effect.effect == "takes":
                _take(person, paper, effect)
    return effect


def take_value(*, household: Household, user: User, paper: Paper) -> None:
    """Make box 5 the year-end value, whatever stood there; refused in a locked year."""
    with taking_turns(household):
        person = _person(household, paper)
        effect = value_effect(person, paper)
        if effect.effect == "nothing":
            raise RefusedChangeError("There is nothing to take from this paper.")
        refuse_locked(person, {paper.year})
        summary = f"Took the value of ${entered(effect.amount or Decimal(0))} from {_named(paper)}"
        with recording(household, user, summary, person=person.person, year=paper.year):
            _take(person, paper, effect)


def delete_paper(*, household: Household, user: User, paper: Paper) -> None:
    """Let a paper rest; what was taken from it stays."""
    what = f"{_named(paper)} of {paper.person}"
    with recording(household, user, f"Deleted: {what}", person=paper.person, year=paper.year):
        paper.deletion = rest(household, str(user), what)
        paper.save(update_fields=["deletion"])


def _person(household: Household, paper: Paper) -> PersonRecords:
    person = household_records(household).person(paper.person_id)
    if person is None:
        raise RefusedChangeError(_GONE)
    return person


def _take(person: PersonRecords, paper: Paper, effect: ValueEffect) -> None:
    value = effect.kept or YearEndValue(
        household_id=paper.household_id,
        person=person.person,
        account=paper.account,
        year=paper.year,
    )
    value.amount, value.source = effect.amount, SOURCE
    value.save()


def _named(paper: Paper) -> str:
    where = str(paper.account) if paper.account else paper.custodian
    return f"{paper}{', ' if where else ''}{where}"
