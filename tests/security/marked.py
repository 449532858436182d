"""Practices in which everything bears an unmistakable word and amount, and who asks for what."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from planner.models import (
    Engagement,
    ExpectedColleague,
    GuestLink,
    Household,
    PacketKind,
    Person,
    RetentionRule,
    StaffRole,
    User,
)
from planner.services.households.guests import make_guest_link
from planner.services.practice.board_work import work_out
from planner.services.practice.book.books import take_in
from planner.services.practice.engagements import dismiss
from planner.services.practice.follow_ups import save_filter, save_follow_up
from planner.services.practice.log import told_practice
from planner.services.practice.notes import write_note
from planner.services.practice.packet_jobs import ask_for, ask_for_all
from planner.services.practice.practices import save_practice
from planner.services.practice.staff import invite_staff
from planner.services.practice.tasks import add_task
from planner.tasks.packets import print_packets
from tests.documents.reading import page_text
from tests.households import user
from tests.ledgers import ana, store
from tests.practices import Firm, engage, firm, held
from tests.security.routes import ROUTES, Route
from tests.security.test_tenancy import furnished

NOWHERE = 987_654_321
"""An id that nothing has."""

_NEW = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|"exported_at": "[^"]+"')
"""What is another one each time."""


@dataclass
class Side:
    """A practice, its client with a login of their own, whoever looked after them before, a guest.

    ``ids`` are what addresses name, of one of each thing.
    """

    word: str
    dollars: int
    firm: Firm
    before: Firm
    owner: User
    guest: str
    ids: dict[str, Any]

    @property
    def marks(self) -> tuple[str, ...]:
        """What nobody else may ever read."""
        return self.word, self.word.lower(), f"{self.dollars}", f"{self.dollars:,}"


def side(word: str, dollars: int, others: int) -> Side:
    """A practice with so many ``others`` beside the client who has a login."""
    today, now = timezone.localdate(), timezone.now()
    before, mine = firm(f"Past{dollars % 7} LLC"), firm(f"{word} Advisors")
    owner, principal = user(f"{word}-owner"), mine.staff["principal"]
    somebody = ana() | {"name": f"{word} Ana"}
    somebody["year_end_values"][1]["amount"] = f"{dollars}"
    home = store(owner, somebody, name="Before")
    engage(before.practice, home)
    dismiss(household=home, user=owner, now=now)
    Household.objects.filter(pk=home.pk).update(name=f"The {word}s")
    home.refresh_from_db()
    client = engage(mine.practice, home, mine.staff["advisor"])
    Engagement.objects.filter(pk=client.pk).update(reference=f"{word}-7")
    ids = furnished(home, owner)
    for number in range(others):
        engage(mine.practice, store(owner, somebody, name=f"{word} {number}"))
    save_practice(
        practice=mine.practice,
        name=mine.practice.name,
        requires_second_factor=False,
        requires_review=False,
        idle_minutes=60,
        disclaimer=f"{word} gives no advice.",
        contact_line=f"{word} 555",
    )
    person = Person.objects.get(household=home, name=f"{word} Ana")
    save_follow_up(
        staff=principal,
        client=client,
        person=person,
        year=today.year,
        status="sent",
        note=f"{word} called",
        now=now,
    )
    work: dict[str, Any] = {"staff": principal, "client": client, "now": now, "person": person}
    note = write_note(**work, text=f"{word} was noted", year=2025)
    task = add_task(**work, title=f"{word} to do", due=today, assignee=principal)
    invited, _ = invite_staff(
        practice=mine.practice,
        user=principal.user,
        email=f"{word}-new@example.org",
        role=StaffRole.ADVISOR,
        now=now,
    )
    ExpectedColleague.objects.create(
        practice=mine.practice, email=f"{word}@example.org", role=StaffRole.ADVISOR
    )
    RetentionRule.objects.create(practice=mine.practice, client_years=7)
    told_practice(mine.practice.pk, principal.user, f"{word} was told")
    table = f"Record,Client number,Name\nclient,{word}-9,{word} Nine".encode()
    _, token = make_guest_link(
        household=home, user=owner, label=f"{word} CPA", expires_on=today, today=today
    )
    jobs = [
        ask_for(staff=principal, clients=[client], kinds=[PacketKind.BASIS], year=2025),
        ask_for_all(practice=mine.practice, user=principal.user, by=word, papers=False),
    ]
    for job in jobs:
        print_packets.call(job.pk)
    work_out([one.pk for one in mine.practice.engagements.all()], today.year, today)
    ids |= {
        "practice": mine.practice.pk,
        "client": client.pk,
        "person": person.pk,
        "colleague": principal.pk,
        "invitation": invited.pk,
        "hold": held(client).pk,
        "book": take_in(staff=principal, name=f"{word}.csv", content=table, now=now).pk,
        "saved": save_filter(staff=principal, name=f"{word} open", query="q=x").pk,
        "job": jobs[0].pk,
        "whole": jobs[1].pk,
        "arrival": NOWHERE,
        "kind": "csv",
        "note": note.pk,
        "task": task.pk,
    }
    return Side(word, dollars, mine, before, owner, f"/guests/{token}/", ids)


def browsers(mine: Side) -> dict[str, Client]:
    """Everybody who has to do with one side, signed in."""
    people = {name: one.user for name, one in mine.firm.staff.items()} | {"client": mine.owner}
    people["dismissed practice"] = mine.before.user("principal")
    found = {name: Client() for name in people}
    for name, one in people.items():
        found[name].force_login(one)
    return found | guests(mine)


def guests(mine: Side) -> dict[str, Client]:
    """One whose link is good, and two who came in by links that have ended since."""
    made = {name: Client() for name in ("guest", "withdrawn guest", "expired guest")}
    today = timezone.localdate()
    home = Household.objects.get(pk=mine.ids["household"])
    for name, client in made.items():
        link, token = make_guest_link(
            household=home,
            user=mine.owner,
            label=f"{mine.word} {name}",
            expires_on=today,
            today=today,
        )
        assert client.post(f"/guests/{token}/").status_code == 302
        if name == "withdrawn guest":
            GuestLink.objects.filter(pk=link.pk).update(withdrawn_at=timezone.now())
        if name == "expired guest":
            GuestLink.objects.filter(pk=link.pk).update(expires_on=today - timedelta(days=1))
    return made


def address(route: Route, ids: dict[str, Any]) -> str:
    """Where it is for these ids; the ZIP of everything has a job of its own."""
    job = ids["whole" if route.name == "practice-book-zip" else "job"]
    return route.address(**ids | {"job": job})


def routes(*named: str) -> list[Route]:
    """Those that name one of these things, but no secret: knowing that is the way in."""
    every = [one for one in ROUTES.values() if "token" not in one.pattern]
    return [one for one in every if any(f":{name}>" in one.pattern for name in named)]


def ask(client: Client, method: str, where: str) -> tuple[int, bytes]:
    """The status and everything that can be read, unpacked; what it did is taken back."""
    with transaction.atomic():
        answer: Any = getattr(client, method.lower())(where)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    head = f"{answer.headers.get('Location', '')}{answer.headers.get('Content-Disposition', '')}"
    return answer.status_code, _NEW.sub(b"", head.encode() + b"\n".join(unpacked(content)))


def unpacked(content: bytes) -> Iterator[bytes]:
    """The words of a PDF; names and members of a ZIP, and of what is in it; else as it is."""
    if content.startswith(b"%PDF") and len(content) > 100:
        yield "\n".join(page_text(content)).encode()
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for name in file.namelist():
                yield name.encode()
                yield from unpacked(file.read(name))
    else:
        yield content
