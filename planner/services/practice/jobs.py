"""Jobs of workers: taken by one holder at a time, kept alive, let go, given up, cancelled.

A job belongs to whoever claimed it last. Everything a holder does asks first whether it still is
the one: of two, or of one that was thought dead, only one ever ends it.
"""

import shutil
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from planner.models import JobState
from planner.models.jobs import KEPT_FOR, UNFINISHED, Job

LEASE: Final = timedelta(minutes=2)
"""A holder that was silent for so long is gone."""

MOST_ATTEMPTS: Final = 5
"""A job that ended so many workers is not given to another."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many clients are done, of how many, and of how many nothing could be printed."""

    done: int
    total: int
    problems: int = 0

    @property
    def percent(self) -> int:
        """The share that is done, rounded down, so that 100 means all."""
        return 100 * self.done // self.total if self.total else 100


def folder_of(job: Job) -> Path:
    """Where the files of ``job`` are; only the site's own user reads it."""
    return Path(settings.PACKETS_DIR) / str(job.folder)


def drop_files(job: Job) -> None:
    """Delete all of them."""
    shutil.rmtree(folder_of(job), ignore_errors=True)


def cancel(job: Job, now: datetime) -> bool:
    """Stop it and drop its files; whether there was still something to stop."""
    open_one = _rows(job).filter(pk=job.pk, state__in=UNFINISHED)
    stopped = open_one.update(state=JobState.CANCELLED, finished_at=now, holder=None)
    if stopped:
        drop_files(job)
    return bool(stopped)


def take[J: Job](model: type[J], pk: int, now: datetime) -> J | None:
    """Take a job that waits, or whose holder is gone; ``None`` where there is nothing to take."""
    rows: QuerySet[J] = model._default_manager.all()
    silent = Q(state=JobState.RUNNING, beat_at__lt=now - LEASE)
    free = rows.filter(Q(state=JobState.WAITING) | silent, pk=pk)
    free.filter(attempts__gte=MOST_ATTEMPTS).update(state=JobState.FAILED, finished_at=now)
    holder = uuid.uuid4()
    if not free.update(state=JobState.RUNNING, holder=holder, beat_at=now):
        return None
    job = rows.get(pk=pk)
    job.attempts += 1
    job.save(update_fields=["attempts"])
    return job


def held(job: Job) -> QuerySet[Any]:
    """The row of ``job`` while it is still this holder's, and nobody cancelled it."""
    return _rows(job).filter(pk=job.pk, state=JobState.RUNNING, holder=job.holder)


def is_held(job: Job, now: datetime) -> bool:
    """Say that somebody is still at it; whether it is this holder."""
    return bool(held(job).update(beat_at=now))


def release(job: Job) -> None:
    """Leave it to whoever comes next: this holder is being switched off."""
    held(job).update(state=JobState.WAITING, holder=None)


def fail(job: Job, now: datetime) -> bool:
    """Give it up: nothing of it is handed out. Whether it was still this holder's."""
    failed = held(job).update(state=JobState.FAILED, finished_at=now, holder=None)
    if failed:
        drop_files(job)
    return bool(failed)


def leave(job: Job) -> None:
    """Drop what was made of a job that somebody cancelled meanwhile."""
    if _rows(job).filter(pk=job.pk, state=JobState.CANCELLED).exists():
        drop_files(job)


def unfinished[J: Job](model: type[J]) -> list[J]:
    """What a worker that starts goes on with."""
    return list(model._default_manager.filter(state__in=UNFINISHED).order_by("pk"))


def drop_old(model: type[Job], now: datetime) -> int:
    """Delete the jobs that ended long enough ago, with their files, and say how many."""
    old = list(model._default_manager.filter(finished_at__lt=now - KEPT_FOR))
    for job in old:
        drop_files(job)
        job.delete()
    return len(old)


def _rows(job: Job) -> QuerySet[Any]:
    return type(job)._default_manager.all()
