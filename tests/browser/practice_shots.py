"""The screens of a practice, for ``make shots``: the demo practice as its principal sees it."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from planner.documents.book_template import example_rows
from planner.models import ClientState, PacketKind, Staff
from planner.services.households.guests import make_guest_link
from planner.services.practice.board_work import waiting_anywhere, work_out_all
from planner.services.practice.demo import ensure_demo_practice
from planner.services.practice.packet_jobs import ask_for
from planner.tasks.packets import print_packets
from tests.book_rows import csv_of
from tests.browser.household_shots import Screens
from tests.browser.site import state_of

_OTHER_PROGRAM = ["Sort", "Client ID", "Who", "Account no", "Name", "Kind", "Year end", "Balance"]
_ROWS = [
    ["client", "P-1", "", "", "The Parks", "", "", ""],
    ["person", "P-1", "dana", "", "Dana Park", "", "", ""],
    ["account", "P-1", "dana", "ira", "", "rollover", "", ""],
    ["value", "P-1", "dana", "ira", "", "", "2025", "84500"],
    ["value", "P-1", "lee", "ira", "", "", "2025", "100"],
]


def _nothing(page: Page) -> None:
    """The page as it comes."""


def practice_screens(now: datetime) -> tuple[dict[str, Any], Screens]:
    """What the principal of a practice with 24 clients sees, by the name of its picture."""
    ensure_demo_practice(clients=24, now=now)
    today = now.date()
    work_out_all(waiting_anywhere(today.year - 1, today), today.year - 1, today)
    staff = Staff.objects.get(role="principal")
    client = Client()
    client.force_login(staff.user)
    home = f"/practices/{staff.practice_id}/"
    moving = ClientState.objects.filter(year=today.year, to_move__gt=0).order_by("-to_move")
    one = moving[0]
    assert one.person
    household = f"/households/{one.household_id}/"
    plans = f"{household}years/{one.year}/plan/"
    client.post(f"{plans}choose/", {"choose": f"{one.person.key}/convert_all"})
    until = date(2027, 4, 15)
    guest = "Olive Chen, CPA"
    make_guest_link(
        household=one.household, user=staff.user, label=guest, expires_on=until, today=today
    )
    header, *rows = [list(row) for row in example_rows()]
    screens = {
        "clients": home,
        "client": f"{home}clients/{one.client_id}/",
        "client-new": f"{home}clients/new/",
        "board": f"{home}board/",
        "board-filtered": f"{home}board/?state=pre_tax_present&contact=open",
        "board-past": f"{home}board/?past={one.year - 1}",
        "follow-up": f"{home}board/{one.client_id}/{one.person_id}/",
        "december": f"{home}board/december/",
        "packets": f"{home}packets/?state=to_move&kinds=december&year={one.year}&everyone=1",
        "packet-job": f"{home}packets/{_printed(staff, moving, today)}/",
        "imports": f"{home}imports/",
        "import-columns": _looked_into(client, home, csv_of(_ROWS, _OTHER_PROGRAM)),
        "import-rows": _looked_into(
            client, home, csv_of([*rows, [*rows[-2][:2], "nobody", *rows[-2][3:]]], header)
        ),
        "people": f"{home}people/",
        "log": f"{home}log/?verb=opened",
        "retention": f"{home}retention/",
        "settings": f"{home}settings/",
        "take-away": f"{home}take-away/",
        "of-household": f"{household}practice/",
        "guests": f"{household}guests/",
        "plan": f"{plans}{one.person_id}/",
        "plans": plans,
    }
    named: Screens = {f"practice-{name}": (path, _nothing) for name, path in screens.items()}
    return state_of(client), named


def _printed(staff: Staff, moving: Any, today: date) -> int:
    """A job that is done, with somebody who had nothing to print."""
    clients = [row.client for row in moving[:5]]
    clients += [
        row.client for row in ClientState.objects.filter(year=today.year, code="excess")[:1]
    ]
    job = ask_for(staff=staff, clients=set(clients), kinds=[PacketKind.DECEMBER], year=today.year)
    print_packets.call(job.pk)
    return job.pk


def _looked_into(client: Client, home: str, content: bytes) -> str:
    """Where the upload of a table leads."""
    file = SimpleUploadedFile("clients.csv", content, "text/csv")
    return str(client.post(f"{home}imports/", {"file": file}).headers["Location"])
