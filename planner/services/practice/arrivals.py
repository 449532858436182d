"""A practice that comes from elsewhere: uploaded, looked at, and stored as a whole or not at all.

Its households are stored one by one, and nobody opens them: they have no member and no practice.
The practice itself comes to be at the end, with all that leads to them, in one transaction. Until
then whatever was stored can be taken back, and is where somebody cancels or something fails.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final
from zipfile import ZipFile

from django.db import transaction

from planner.engine.household_reading import RefusedError
from planner.models import Arrival, ArrivedHousehold, Household, JobState, User
from planner.models.jobs import KEPT_FOR, UNFINISHED
from planner.services.history.changes import RefusedChangeError
from planner.services.history.purging import purge_household
from planner.services.households.storing import store_unowned
from planner.services.practice.archives import LONGEST_CHUNK, opened
from planner.services.practice.jobs import cancel, drop_files, folder_of, held, take
from planner.services.practice.moving_in import (
    Client,
    Index,
    read_client,
    read_index,
    read_log,
    read_logo,
    read_section,
)
from planner.services.practice.practices import refuse_another
from planner.services.practice.settling_in import settle_in

MOST_OPEN: Final = 3
"""ZIPs of one user that are looked at or stored at the same time."""

_MOST_PROBLEMS: Final = 50
_BEAT: Final = 20
"""Clients until it is said how far it is."""

NOT_TAKEN: Final = (
    "Passwords, passkeys and sessions: everybody signs in with an account of this site.",
    "Logins that clients have to their own households, and links of guests: share them anew.",
    "Histories of the households; they begin here with the import.",
    "Forms as they were filed, as PDF: their figures come along.",
    "Kept filters, remembered columns and tables that were imported.",
)
"""What no ZIP brings along."""


class StoppedError(Exception):
    """Somebody cancelled, or another worker took over."""


def take_up(*, user: User, name: str, source: BinaryIO) -> Arrival:
    """Keep a ZIP to look at; ``RefusedChangeError`` where there are too many."""
    mine = Arrival.objects.filter(asked_by=user)
    if mine.filter(state__in=UNFINISHED).count() >= MOST_OPEN:
        raise RefusedChangeError(f"{MOST_OPEN} files are being read. Wait, or cancel one.")
    job = Arrival.objects.create(asked_by=user, by=str(user), name=name[-120:])
    path = zip_of(job)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("wb") as kept:
        while piece := source.read(LONGEST_CHUNK):
            kept.write(piece)
    return job


def zip_of(job: Arrival) -> Path:
    """The file that was uploaded."""
    return folder_of(job) / "practice.zip"


def claim(pk: int, now: datetime) -> Arrival | None:
    """Take it up where nobody else is at it."""
    return take(Arrival, pk, now)


def wish(job: Arrival) -> bool:
    """Have what was shown stored; whether it could be. Refused to who runs too many practices."""
    if job.asked_by:
        refuse_another(job.asked_by)
    shown = Arrival.objects.filter(pk=job.pk, state=JobState.DONE, is_wanted=False)
    if job.report.get("problems"):
        return False
    return bool(
        shown.update(state=JobState.WAITING, is_wanted=True, done=0, attempts=0, finished_at=None)
    )


def work_on(job: Arrival, now: datetime) -> None:
    """Look at it, or store it, whatever was asked for; ``StoppedError`` when it is not ours."""
    try:
        with zip_of(job).open("rb") as source, opened(source) as file:
            if job.is_wanted:
                _store(job, file, now)
            else:
                _end(job, now, report=_look(job, file))
    except RefusedError as refused:
        if job.is_wanted:
            raise
        _end(job, now, report={"problems": refused.problems[:_MOST_PROBLEMS]})


def _end(job: Arrival, now: datetime, **said: Any) -> None:
    if not held(job).update(state=JobState.DONE, finished_at=now, holder=None, **said):
        raise StoppedError


def _look(job: Arrival, file: ZipFile) -> dict[str, Any]:
    """What would come to be, and every reason why it cannot; nothing is stored."""
    index = read_index(file)
    report: dict[str, Any] = {"people": 0, "events": 0, "values": 0}
    problems, people = list[str](), dict[int, set[str]]()
    for number, client in enumerate(index.clients):
        _say(job, number, len(index.clients))
        try:
            fact = read_client(file, client)
        except RefusedError as refused:
            problems += [f"{client.file}: {problem}" for problem in refused.problems]
            if len(problems) > _MOST_PROBLEMS:
                break
            continue
        people[client.id] = {person.key for person in fact.people}
        report["people"] += len(fact.people)
        report["events"] += sum(len(person.events) for person in fact.people)
        report["values"] += sum(len(person.year_end_values) for person in fact.people)
    else:
        report["sections"] = list(_sections(file, index, people, problems))
    report |= _told(file, index)
    return report | {"problems": problems[:_MOST_PROBLEMS]}


def _sections(
    file: ZipFile, index: Index, people: dict[int, set[str]], problems: list[str]
) -> Iterator[tuple[str, int]]:
    """How much there is of each kind; adds to ``problems`` what cannot be kept."""
    for section in index.sections:
        count = 0
        for count, row in enumerate(read_section(file, section), start=1):
            try:
                section.check(row)
                is_known = row["person"] in {None, *people[row["client"]]}
            except (KeyError, TypeError, ValueError):
                is_known = False
            if not is_known and len(problems) <= _MOST_PROBLEMS:
                problems.append(f"{section.file}: row {count} cannot be kept.")
        yield section.called, count


def _told(file: ZipFile, index: Index) -> dict[str, Any]:
    practice, emails = index.practice, {one.email for one in index.staff}
    return {
        "name": practice.name,
        "requires_second_factor": practice.requires_second_factor,
        "idle_minutes": practice.idle_minutes,
        "has_logo": bool(read_logo(file)),
        "clients": len(index.clients),
        "assigned": sum(one.advisor in emails for one in index.clients),
        "earlier": len(index.earlier),
        "holds": len(index.holds),
        "entries": sum(1 for _ in read_log(file)),
        "staff": [{"email": one.email, "name": one.name, "role": one.role} for one in index.staff],
        "omitted": index.omitted[:_MOST_PROBLEMS],
    }


def _store(job: Arrival, file: ZipFile, now: datetime) -> None:
    index = read_index(file)
    there = dict(job.households.values_list("number", "household"))
    for number, client in enumerate(index.clients):
        if number not in there:
            there[number] = _store_one(job, file, index, number, client)
    ids = {client.id: there[number] for number, client in enumerate(index.clients)}
    with transaction.atomic():
        practice = settle_in(job=job, file=file, index=index, homes=ids, source=digest_of(job))
        _end(job, now, practice=practice, done=len(ids))
        job.households.all().delete()
    drop_files(job)


def _store_one(job: Arrival, file: ZipFile, index: Index, number: int, client: Client) -> int:
    if job.asked_by is None:
        raise StoppedError
    fact = read_client(file, client)
    summary = f"{index.practice} brought the household from elsewhere"
    with transaction.atomic():
        _say(job, number, len(index.clients))
        home = store_unowned(user=job.asked_by, fact=fact, summary=summary)
        ArrivedHousehold.objects.create(arrival=job, household=home, number=number)
    return home.pk


def _say(job: Arrival, done: int, total: int) -> None:
    """Say how far it is, once in a while, and go on only while it is ours."""
    if done % _BEAT == 0 and not held(job).update(done=done, total=total):
        raise StoppedError


def digest_of(job: Arrival) -> str:
    """What tells this file from any other (SHA-256)."""
    with zip_of(job).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def take_back(job: Arrival) -> None:
    """Delete for good what was stored for an arrival that was cancelled, or failed."""
    found = Household.objects.filter(pk__in=job.households.values("household"))
    for home in found:
        purge_household(home)
    drop_files(job)


def put_away(job: Arrival, now: datetime) -> bool:
    """Stop it, or forget what was shown; whether there was something to. What is stored stays."""
    if job.is_open:
        return cancel(job, now)
    if job.practice_id is None:
        take_back(job)
        job.delete()
    return job.practice_id is None


def drop_old_arrivals(now: datetime) -> int:
    """Forget those that ended long enough ago, and say how many."""
    old = list(Arrival.objects.filter(finished_at__lt=now - KEPT_FOR))
    for job in old:
        take_back(job)
        job.delete()
    return len(old)


def is_over(job: Arrival) -> bool:
    """Whether it ended without a practice: nothing that was stored for it stays."""
    ended = (JobState.CANCELLED, JobState.FAILED)
    return Arrival.objects.filter(pk=job.pk, state__in=ended).exists()


def of_number(pk: int) -> Arrival | None:
    """The arrival of an id, while it is remembered."""
    return Arrival.objects.filter(pk=pk).first()
