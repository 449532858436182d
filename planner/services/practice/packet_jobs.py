"""Packets for many clients: asked for, printed step by step by one holder at a time, cancelled.

A job belongs to whoever claimed it last. Everything a holder does asks first whether it still is
the one: of two, or of one that was thought dead, only one ever gives a packet out.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from planner.bridge import HouseholdRecords, household_records
from planner.engine.printing import day
from planner.models import Engagement, JobState, PacketJob, PacketKind, PacketStep, Staff
from planner.models.packets import KEPT_FOR, UNFINISHED
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.packet_files import (
    client_folder,
    drop_files,
    drop_parts,
    give_out,
    has_parts,
    pack,
    write_parts,
)

MOST_CLIENTS: Final = 1_000
"""Clients of one job."""

MOST_OPEN: Final = 3
"""Jobs of one practice that go on at the same time."""

LEASE: Final = timedelta(minutes=2)
"""A holder that was silent for so long is gone."""

MOST_ATTEMPTS: Final = 5
"""A job that ended so many workers is not given to another."""

GONE: Final = "Not a client of the practice any more when it was printed."
_STILL_HELD = Q(state=JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed of one client, by file name; or the ``problem`` for which nothing was."""

    parts: dict[str, bytes] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many clients are done, of how many, and of how many nothing could be printed."""

    done: int
    total: int
    problems: int

    @property
    def percent(self) -> int:
        """The share that is done, rounded down, so that 100 means all."""
        return 100 * self.done // self.total if self.total else 100


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
    open_ones = PacketJob.objects.filter(practice=staff.practice, state__in=UNFINISHED)
    if open_ones.count() >= MOST_OPEN:
        raise RefusedChangeError(f"{MOST_OPEN} packets are being printed. Cancel one, or wait.")
    job = PacketJob.objects.create(
        practice=staff.practice,
        asked_by=staff.user,
        by=str(staff.user),
        kinds=[kind.value for kind in kinds],
        year=year,
    )
    PacketStep.objects.bulk_create(
        PacketStep(job=job, engagement=one, name=str(one.home)) for one in found
    )
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


def cancel(job: PacketJob, now: datetime) -> bool:
    """Stop it and drop what was printed; whether there was still something to stop."""
    open_one = PacketJob.objects.filter(pk=job.pk, state__in=UNFINISHED)
    stopped = open_one.update(state=JobState.CANCELLED, finished_at=now, holder=None)
    if stopped:
        drop_files(job)
    return bool(stopped)


def claim(pk: int, now: datetime) -> PacketJob | None:
    """Take a job that waits, or whose holder is gone; ``None`` where there is nothing to take."""
    silent = Q(state=JobState.RUNNING, beat_at__lt=now - LEASE)
    free = PacketJob.objects.filter(Q(state=JobState.WAITING) | silent, pk=pk)
    free.filter(attempts__gte=MOST_ATTEMPTS).update(state=JobState.FAILED, finished_at=now)
    holder = uuid.uuid4()
    taken = free.update(state=JobState.RUNNING, holder=holder, beat_at=now)
    if not taken:
        return None
    job = PacketJob.objects.select_related("practice").get(pk=pk)
    job.attempts += 1
    job.save(update_fields=["attempts"])
    return job


def is_held(job: PacketJob, now: datetime) -> bool:
    """Say that it is still being printed; whether it is, by this holder."""
    return bool(_held(job).update(beat_at=now))


def release(job: PacketJob) -> None:
    """Leave it to whoever comes next: this holder is being switched off."""
    _held(job).update(state=JobState.WAITING, holder=None)


def fail(job: PacketJob, now: datetime) -> bool:
    """Give it up: nothing of it is handed out. Whether it was still this holder's."""
    failed = _held(job).update(state=JobState.FAILED, finished_at=now, holder=None)
    if failed:
        drop_files(job)
    return bool(failed)


def leave(job: PacketJob) -> None:
    """Drop what was printed of a job that somebody cancelled meanwhile."""
    if PacketJob.objects.filter(pk=job.pk, state=JobState.CANCELLED).exists():
        drop_files(job)


def steps_left(job: PacketJob) -> list[PacketStep]:
    """The clients that are not done; one whose papers are gone from the disk is not."""
    steps = list(job.steps.select_related("job"))
    return [step for step in steps if not step.is_done or not has_parts(step)]


def records_of(step: PacketStep) -> HouseholdRecords | None:
    """Everything that is stored of the client; ``None`` where they are none any more."""
    live = Engagement.objects.live().select_related("household")
    found = live.filter(pk=step.engagement_id, practice=step.job.practice_id).first()
    return household_records(found.home, with_papers=True, with_plans=True) if found else None


def keep(steps: Collection[PacketStep], printed: Iterable[Printed]) -> None:
    """Write what was printed to the disk, and only then that it is done."""
    for step, one in zip(steps, printed, strict=True):
        write_parts(step, one.parts)
        step.files, step.remarks = sorted(one.parts), list(one.remarks)
        step.problem, step.is_done = one.problem[:300], True
    PacketStep.objects.bulk_update(steps, ["files", "remarks", "problem", "is_done"])


def finish(job: PacketJob, now: datetime) -> bool:
    """Pack everything in one go and give it out; whether this holder was still the one to."""
    steps = list(job.steps.select_related("job"))
    draft = pack(job, steps, contents(job, steps), timezone.localtime(job.asked_at))
    with transaction.atomic():
        if not _held(job).update(state=JobState.DONE, finished_at=now, holder=None):
            draft.unlink(missing_ok=True)
            return False
        give_out(job, draft)
    drop_parts(job)
    return True


def contents(job: PacketJob, steps: Iterable[PacketStep]) -> str:
    """What is in the packet, client by client, and what is not and why."""
    lines = [
        f"{job.practice}: packets for {job.year}",
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


def unfinished() -> list[PacketJob]:
    """What a worker that starts goes on with."""
    return list(PacketJob.objects.filter(state__in=UNFINISHED).order_by("pk"))


def can_be_fetched(job: PacketJob, clients: QuerySet[Engagement]) -> bool:
    """Whether it is done, and whoever sees ``clients`` sees every client in it now."""
    if job.state != JobState.DONE:
        return False
    return not job.steps.exclude(files=[]).exclude(engagement__in=clients.values("pk")).exists()


def printed_of(job: PacketJob) -> list[Engagement]:
    """The clients whose papers are in its ZIP."""
    steps = job.steps.exclude(files=[]).select_related("engagement__household")
    return [step.engagement for step in steps]


def drop_old(now: datetime) -> int:
    """Delete the jobs that ended long enough ago, with their files, and say how many."""
    old = list(PacketJob.objects.filter(finished_at__lt=now - KEPT_FOR))
    for job in old:
        drop_files(job)
        job.delete()
    return len(old)


def _held(job: PacketJob) -> QuerySet[PacketJob]:
    return PacketJob.objects.filter(_STILL_HELD, pk=job.pk, holder=job.holder)


def _asked_on(job: PacketJob) -> date:
    return timezone.localtime(job.asked_at).date()
