"""Packets for many clients: asked for, printed step by step by one holder at a time, packed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from planner.bridge import HouseholdRecords, records_of_many
from planner.engine.printing import day
from planner.models import (
    Engagement,
    JobState,
    PacketJob,
    PacketKind,
    PacketStep,
    Practice,
    Staff,
    User,
)
from planner.models.jobs import UNFINISHED
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.clients import clients_of_practice
from planner.services.practice.jobs import Progress, held, is_held, take
from planner.services.practice.packet_files import (
    Member,
    client_folder,
    drop_parts,
    give_out,
    has_parts,
    pack,
    papers_of,
    write_parts,
)

MOST_CLIENTS: Final = 1_000
"""Clients of one job."""

MOST_OPEN: Final = 3
"""Jobs of one practice that go on at the same time."""

GONE: Final = "Not a client of the practice any more when it was printed."
_BEAT: Final = 500
"""Files that are packed until it is said that somebody is still at it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed of one client, by file name; or the ``problem`` for which nothing was."""

    parts: dict[str, bytes] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    problem: str = ""


@transaction.atomic
def ask_for(
    *, staff: Staff, clients: Iterable[Engagement], kinds: Sequence[PacketKind], year: int
) -> PacketJob:
    """A job that waits to be printed; raises ``RefusedChangeError`` for none or too many."""
    found = list(clients[: MOST_CLIENTS + 1] if isinstance(clients, QuerySet) else clients)
    if not found:
        raise RefusedChangeError({"clients": "Choose at least one client."})
    if len(found) > MOST_CLIENTS:
        raise RefusedChangeError({"clients": f"Choose at most {MOST_CLIENTS:,} clients at a time."})
    job = PacketJob(practice=staff.practice, asked_by=staff.user, by=str(staff.user), year=year)
    job.kinds = [kind.value for kind in kinds]
    return _begin(job, found)


@transaction.atomic
def ask_for_all(*, practice: Practice, user: User | None, by: str, papers: bool) -> PacketJob:
    """A job that takes everything of a practice away; with the latest ``papers`` on wish."""
    job = PacketJob(practice=practice, asked_by=user, by=by, is_whole=True)
    job.year = timezone.localdate().year
    job.kinds = [PacketKind.WORKSHEETS.value] if papers else []
    return _begin(job, clients_of_practice(practice).order_by("pk"))


def _begin(job: PacketJob, clients: Iterable[Engagement]) -> PacketJob:
    open_ones = PacketJob.objects.filter(practice=job.practice_id, state__in=UNFINISHED)
    if open_ones.count() >= MOST_OPEN:
        raise RefusedChangeError(f"{MOST_OPEN} packets are being printed. Cancel one, or wait.")
    job.save()
    steps = (PacketStep(job=job, engagement=one, name=str(one.home)) for one in clients)
    PacketStep.objects.bulk_create(steps, batch_size=1_000)
    return job


def progress_of(job: PacketJob) -> Progress:
    """How far it is."""
    found = job.steps.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(is_done=True)),
        problems=Count("pk", filter=~Q(problem="")),
    )
    return Progress(**found)


def problems_of(job: PacketJob) -> list[PacketStep]:
    """The clients of whom something was not printed, with the reason."""
    return list(job.steps.filter(is_done=True).exclude(problem="", remarks=[]))


def claim(pk: int, now: datetime) -> PacketJob | None:
    """Take a job that waits, or whose holder is gone; ``None`` where there is nothing to take."""
    return take(PacketJob, pk, now)


def steps_left(job: PacketJob) -> list[PacketStep]:
    """The clients that are not done; one whose papers are gone from the disk is not."""
    steps = list(job.steps.select_related("job"))
    return [step for step in steps if not step.is_done or not has_parts(step)]


def steps_with_clients(job: PacketJob) -> Iterable[PacketStep]:
    """The clients of a job, each with who looks after them."""
    return job.steps.select_related("engagement__advisor__user").iterator(1_000)


def records_of(job: PacketJob, steps: Iterable[PacketStep]) -> list[HouseholdRecords | None]:
    """Everything that is stored of each client; ``None`` where they are none any more."""
    asked = [step.engagement_id for step in steps]
    live = Engagement.objects.live().filter(practice=job.practice_id, pk__in=asked)
    homes = {one.pk: one.home for one in live.select_related("household")}
    found = records_of_many(
        list(homes.values()), with_papers=True, with_plans=True, with_dismissals=True
    )
    records = {one.household.pk: one for one in found}
    return [records[homes[pk].pk] if pk in homes else None for pk in asked]


def keep(steps: Collection[PacketStep], printed: Iterable[Printed]) -> None:
    """Write what was printed to the disk, and only then that it is done."""
    for step, one in zip(steps, printed, strict=True):
        write_parts(step, one.parts)
        step.files, step.remarks = sorted(one.parts), list(one.remarks)
        step.problem, step.is_done = one.problem[:300], True
    PacketStep.objects.bulk_update(steps, ["files", "remarks", "problem", "is_done"])


def finish(job: PacketJob, now: datetime, beside: Iterable[Member] = ()) -> bool:
    """Pack everything in one go and give it out; whether this holder was still the one to.

    ``beside`` the papers of clients these files are in the ZIP.
    """
    steps = list(job.steps.select_related("job", "engagement"))
    members = _members(job, steps, beside)
    draft = pack(job, members, timezone.localtime(job.asked_at))
    with transaction.atomic():
        if not held(job).update(state=JobState.DONE, finished_at=now, holder=None):
            draft.unlink(missing_ok=True)
            return False
        give_out(job, draft)
    drop_parts(job)
    return True


def _members(
    job: PacketJob, steps: Sequence[PacketStep], beside: Iterable[Member]
) -> Iterator[Member]:
    yield "contents.txt", [contents(job, steps).encode()]
    yield from beside
    for count, step in enumerate(steps, start=1):
        yield from papers_of(step)
        if count % _BEAT == 0:
            is_held(job, timezone.now())


def contents(job: PacketJob, steps: Iterable[PacketStep]) -> str:
    """What is in the packet, client by client, and what is not and why."""
    lines = [
        f"{job.practice}: {str(job)[0].lower()}{str(job)[1:]}",
        f"Asked for by {job.by} on {day(_asked_on(job))}",
        "",
        *(f"- {name}" for name in job.names),
    ]
    for step in steps:
        where = f": {client_folder(step)}/" if step.files else ""
        lines += ["", f"{step.name}{where}"]
        lines += [f"  NOT PRINTED: {step.problem}"] if step.problem else []
        lines += [f"  {name}" for name in step.files]
        lines += [f"  ({remark})" for remark in step.remarks]
    return "\n".join(lines) + "\n"


def can_be_fetched(job: PacketJob, clients: QuerySet[Engagement]) -> bool:
    """Whether it is done, and whoever sees ``clients`` sees every client in it now."""
    if job.state != JobState.DONE:
        return False
    return not job.steps.exclude(files=[]).exclude(engagement__in=clients.values("pk")).exists()


def printed_of(job: PacketJob) -> list[Engagement]:
    """The clients whose papers are in its ZIP."""
    steps = job.steps.exclude(files=[]).select_related("engagement__household")
    return [step.engagement for step in steps]


def _asked_on(job: PacketJob) -> date:
    return timezone.localtime(job.asked_at).date()
