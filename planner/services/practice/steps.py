"""The steps of a person's year: prepared, reviewed by somebody else, sent back with a reason."""

from datetime import datetime
from typing import Final

from planner.bridge import household_records
from planner.models import (
    ClientState,
    Engagement,
    Person,
    Right,
    Staff,
    Stage,
    Step,
    StepKind,
)
from planner.services.history.changes import NO_REASON, RefusedChangeError, taking_turns
from planner.services.practice.log import told_work
from planner.services.practice.workflow import Standing, standing_at, steps_of

GONE: Final = "Your practice does not look after this household any more."
_CHANGED_MEANWHILE: Final = (
    "The figures changed while you looked at them. They are shown as they are now: look again."
)


def refusal(staff: Staff, standing: Standing, kind: StepKind) -> str:
    """Why ``staff`` cannot take a step now; empty when they can."""
    return {
        StepKind.PREPARED: _no_preparation,
        StepKind.REVIEWED: _no_review,
        StepKind.SENT_BACK: _no_return,
    }[kind](staff, standing)


def _no_preparation(staff: Staff, at: Standing) -> str:
    if Right.PREPARE not in staff.powers.rights:
        return "Your role does not prepare."
    if at.filed:
        return f"{at.year} is filed."
    if not at.figures.is_complete:
        return f"{at.year} is incomplete. The ledger says what is missing."
    if at.stage in (Stage.PREPARED, Stage.REVIEWED) and at.step:
        return f"{at.year} is {at.stage.label} already, by {at.step.by}."
    return ""


def _no_review(staff: Staff, at: Standing) -> str:
    if Right.REVIEW not in staff.powers.rights:
        return "Your role does not review."
    if at.stage == Stage.CHANGED:
        return "The figures changed. It has to be prepared again before it is reviewed."
    if at.stage == Stage.REVIEWED and at.step:
        return f"{at.year} is reviewed already, by {at.step.by}."
    if at.stage != Stage.PREPARED:
        return f"{at.year} is {at.stage.label}: nothing waits for a review."
    if _is_own(staff, at):
        return "You prepared it yourself. Somebody else has to review it."
    return ""


def _no_return(staff: Staff, at: Standing) -> str:
    if Right.REVIEW not in staff.powers.rights and not _is_own(staff, at):
        return "Only who reviews, or who prepared it, sends a year back."
    if at.stage not in (Stage.PREPARED, Stage.REVIEWED):
        return f"{at.year} is {at.stage.label}: there is nothing to send back."
    return ""


def _is_own(staff: Staff, at: Standing) -> bool:
    return bool(at.prepared and at.prepared.user_id == staff.user_id)


def take_step(  # noqa: PLR0913
    *,
    staff: Staff,
    client: Engagement,
    person: Person,
    year: int,
    kind: StepKind,
    seen: str,
    now: datetime,
    reason: str = "",
) -> Step:
    """Prepare, review or send back a person's year as it was ``seen``; a reason to send it back.

    One at a time for a household: whoever comes second is told what stands there.
    """
    with taking_turns(client.home):
        _still(client)
        records = household_records(client.home)
        one = next(each for each in records.people if each.person.pk == person.pk)
        at = standing_at(records, one, year, steps_of(client, person, year))
        if why := refusal(staff, at, kind):
            raise RefusedChangeError(why)
        if kind == StepKind.SENT_BACK:
            if not reason.strip():
                raise RefusedChangeError({"reason": NO_REASON})
        elif seen != at.figures.seen:
            raise RefusedChangeError(_CHANGED_MEANWHILE)
        step = add_step(staff, client, person, at, kind, now, reason.strip())
        told_work(staff, client, f"{StepKind(kind).label} {step.subject}")
    return step


def add_step(  # noqa: PLR0913, PLR0917
    staff: Staff,
    client: Engagement,
    person: Person,
    at: Standing,
    kind: StepKind,
    now: datetime,
    reason: str = "",
) -> Step:
    """Store the next step, and let the board work the client out again."""
    ClientState.objects.filter(client=client).update(is_stale=True, touched_at=now)
    return Step.objects.create(
        client=client,
        household=client.home,
        person=person,
        about=str(person),
        year=at.year,
        number=len(at.steps) + 1,
        kind=kind,
        lines={of: dict(lines) for of, lines in at.figures.lines.items()},
        reason=reason,
        user=staff.user,
        by=str(staff.user),
        at=now,
    )


def _still(client: Engagement) -> None:
    if not Engagement.objects.live().filter(pk=client.pk).exists():
        raise RefusedChangeError(GONE)
