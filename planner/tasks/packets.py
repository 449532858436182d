"""The task that prints a packet job: taken, printed client by client, packed, given out."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import batched
from multiprocessing import get_context
from typing import Final, Protocol

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from planner.bridge import HouseholdRecords
from planner.documents.book import beside
from planner.models import PacketJob, PacketKind, PacketStep
from planner.services.practice.jobs import fail, is_held, leave, release
from planner.services.practice.letterhead import letterhead_from
from planner.services.practice.packet_jobs import (
    GONE,
    Printed,
    claim,
    finish,
    keep,
    records_of,
    steps_left,
)
from planner.tasks.child import set_up
from planner.tasks.printing import Order, print_clients

_TOGETHER: Final = 5
"""Clients that are handed over, and marked as done, at once."""

_AHEAD: Final = 2
"""Batches that wait for each process."""

_log = logging.getLogger(__name__)


class Printer(Protocol):
    """What prints batches, here or in other processes."""

    def submit(self, order: Order, clients: Sequence[HouseholdRecords]) -> Future[list[Printed]]:
        """Begin to print them."""


@task
def print_packets(job: int) -> None:
    """Print the job with this id, or go on where another worker was switched off."""
    held = claim(job, timezone.now())
    if held is None:
        return
    try:
        if not (_print_steps(held) and finish(held, timezone.now(), beside(held))):
            leave(held)
    except Exception:
        if fail(held, timezone.now()):
            _log.exception("Packet job %s failed.", held.pk)
            raise
        leave(held)
    except BaseException:  # this process is being switched off
        release(held)
        raise


def _print_steps(job: PacketJob) -> bool:
    """Print what is left; whether it is still ours when all is done."""
    order = Order(
        kinds=tuple(PacketKind(kind) for kind in job.kinds),
        year=job.year,
        on=timezone.localdate(),
        letterhead=letterhead_from(job.practice),
        asked_at=job.asked_at if job.is_whole else None,
    )
    waiting: list[tuple[list[PacketStep], Future[list[Printed]]]] = []
    with _printer() as printer:
        for steps in batched(steps_left(job), _TOGETHER, strict=False):
            waiting.append(_begun(printer, order, job, steps))
            if len(waiting) > _AHEAD * max(settings.PACKET_PROCESSES, 1):
                if not is_held(job, timezone.now()):
                    return False
                _keep(*waiting.pop(0))
        while waiting and is_held(job, timezone.now()):
            _keep(*waiting.pop(0))
    return is_held(job, timezone.now())


def _begun(
    printer: Printer, order: Order, job: PacketJob, steps: Sequence[PacketStep]
) -> tuple[list[PacketStep], Future[list[Printed]]]:
    """Read the clients and hand them over; those who are none any more are done."""
    read = list(zip(steps, records_of(job, steps), strict=True))
    gone = [step for step, records in read if records is None]
    keep(gone, [Printed(problem=GONE)] * len(gone))
    here = [(step, records) for step, records in read if records is not None]
    return [step for step, _ in here], printer.submit(order, [records for _, records in here])


def _keep(steps: list[PacketStep], printed: Future[list[Printed]]) -> None:
    keep(steps, printed.result())


class _Here:
    """Prints in this process, at once."""

    def submit(self, order: Order, clients: Sequence[HouseholdRecords]) -> Future[list[Printed]]:
        """Print them."""
        done: Future[list[Printed]] = Future()
        done.set_result(print_clients(order, clients))
        return done


class _Elsewhere:
    """Prints in processes of their own, which ask no database: the rows are handed over."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """``pool`` has the processes."""
        self._pool = pool

    def submit(self, order: Order, clients: Sequence[HouseholdRecords]) -> Future[list[Printed]]:
        """Leave them to the next process that is free."""
        return self._pool.submit(print_clients, order, clients)


@contextmanager
def _printer() -> Iterator[Printer]:
    """What prints; processes that are not needed any more stop at once."""
    if not settings.PACKET_PROCESSES:
        yield _Here()
        return
    pool = ProcessPoolExecutor(settings.PACKET_PROCESSES, get_context("spawn"), set_up)
    try:
        yield _Elsewhere(pool)
    finally:
        pool.shutdown(cancel_futures=True)
