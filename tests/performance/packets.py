"""A packet job of a practice with 300 clients: how long it takes, and how much memory at most."""

import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.test import override_settings

from planner.models import Engagement, PacketJob, PacketKind, Staff
from planner.services.practice.packet_files import zip_of
from planner.services.practice.packet_jobs import ask_for
from planner.services.practice.practices import found_practice
from planner.tasks.packets import print_packets
from tests.households import user
from tests.ledgers import contribution, store

YEAR = 2025


@dataclass(frozen=True)
class Job:
    """Seconds, those of one core in all, megabytes at most together, and papers in the ZIP."""

    seconds: float
    cpu: float
    megabytes: float
    papers: int


def somebody(rng: random.Random, number: int) -> dict[str, Any]:
    """Most have a clean backdoor each year, some an old rollover IRA, a few contribute late."""
    first, amount = rng.choice((2021, 2022, 2023)), str(rng.choice((6000, 6500, 7000)))
    years = range(first, YEAR + 1)
    old = rng.random() < 0.3
    late = rng.random() < 0.2
    accounts = [{"key": "ira", "kind": "traditional"}, {"key": "roth", "kind": "roth"}]
    values = [
        {"account": "ira", "year": year, "amount": str(rng.choice((0, 0, 0, 12)))} for year in years
    ]
    if old:
        accounts.append({"key": "old", "kind": "rollover"})
        values += [
            {"account": "old", "year": year, "amount": str(rng.randrange(5_000, 400_000))}
            for year in years
        ]
    events = [
        contribution(year, amount) | {"date": f"{year + 1}-02-10" if late else f"{year}-03-01"}
        for year in years
    ]
    events += [
        {"kind": "conversion", "account": "ira", "to": "roth", "date": f"{year + late}-03-12"}
        | {"amount": str(int(amount) + rng.randrange(30))}
        for year in years
        if year + late <= YEAR
    ]
    return {
        "key": "p1",
        "name": f"{rng.choice(('Ana', 'Ben', 'Cleo', 'Dorothy', 'Łukasz'))} Client {number}",
        "accounts": accounts,
        "year_end_values": [one | {"source": "form_5498"} for one in values],
        "events": events,
        "years": [
            {"year": year, "deducted": "0"} | ({"first_year": True} if year == first else {})
            for year in years
        ],
    }


def book(clients: int) -> Staff:
    """The principal of a practice with so many clients of one person each."""
    staff = found_practice(user=user("bench-principal"), name="Bench & Partners")
    rng, owner = random.Random(8606), user("bench-client")  # noqa: S311
    for number in range(clients):
        household = store(owner, somebody(rng, number), name=f"Client {number}")
        Engagement.objects.create(practice=staff.practice, household=household)
    return staff


def measure_packets(clients: int = 300, processes: int = 2) -> Job:
    """One job with the worksheets of everybody."""
    staff = book(clients)
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(PACKETS_DIR=folder, PACKET_PROCESSES=processes),
    ):
        job = ask_for(
            staff=staff,
            clients=Engagement.objects.seen_by(staff),
            kinds=[PacketKind.WORKSHEETS],
            year=YEAR,
        )
        with watched() as most:
            began, used = time.perf_counter(), _cpu()
            print_packets.call(job.pk)
            seconds, cpu = time.perf_counter() - began, _cpu() - used
        with ZipFile(zip_of(PacketJob.objects.get(pk=job.pk))) as packed:
            papers = sum(name.endswith(".pdf") for name in packed.namelist())
    return Job(seconds, cpu, max(most), papers)


def _cpu() -> float:
    """Of this process and of its children that have ended."""
    found = os.times()
    return sum(found[:4])


@contextmanager
def watched() -> Iterator[list[float]]:
    """The memory that this process and its children have to themselves and share, in megabytes."""
    found, ended = [0.0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.25):
            found.append(_memory("self") + sum(_memory(str(one.pid)) for one in active_children()))

    thread = threading.Thread(target=watch)
    thread.start()
    yield found
    ended.set()
    thread.join()


def _memory(process: str) -> float:
    """Its proportional share: a page that two processes have counts half for each."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended, or this is another system
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
