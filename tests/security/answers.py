"""Every kind of answer there is, by what was asked, for tests of what holds for all of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planner.models import PacketKind, StaffRole
from planner.services.households.guests import make_guest_link
from planner.services.households.starting import start_household
from planner.services.households.users import create_account
from planner.services.practice.book.books import take_in
from planner.services.practice.clients import assign
from planner.services.practice.engagements import offer
from planner.services.practice.follow_ups import save_filter
from planner.services.practice.notes import write_note
from planner.services.practice.packet_jobs import ask_for
from planner.services.practice.practices import save_logo
from planner.services.practice.staff import invite_staff
from planner.services.practice.tasks import add_task
from tests.forms.people import typed
from tests.households import cast, person
from tests.leaving import zip_of
from tests.practices import held, picture, practices
from tests.profile.visitor import PASSWORD, Visitor, mailed_code
from tests.security.routes import ROUTES
from tests.security.test_tenancy import furnished

PAGES = [
    *("/", "/?example=two-spouses", "/?example=split-year", "/rule/", "/sources/"),
    *("/unverified/", "/sums/", "/cases/", "/nowhere/"),
]
POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "img", "connect", "manifest")),
    "form-action 'self'",
}

type Answers = Iterator[tuple[str, Any]]


def public_answers() -> Answers:
    """To visitors without an account, each a new one; without a database."""
    yield from ((f"GET {path}", Client().get(path)) for path in PAGES)
    yield "POST", Client().post("/", typed(spouse={}))
    yield "wrong", Client().post("/", typed(you={"conversion": "x"}, spouse={"conversion": "y"}))
    yield "update", Client().post("/", typed(), headers={"HX-Request": "true"})
    yield "forged", Client(enforce_csrf_checks=True).post("/", typed())
    yield "method", Client().put("/")
    yield "too much", Client().post("/", {"name": "x" * 300_000})
    yield "worksheet", Client().post("/worksheet/you.pdf", typed())
    yield "icon", Client().get("/favicon.ico")
    for path in ("sign-in", "sign-up", "sign-up/passkey", "password/forgotten", "inactive"):
        yield f"GET /account/{path}/", Client().get(f"/account/{path}/")
    sheet: Any = Client().get("/static/css/tokens.css")
    assert b"".join(sheet.streaming_content)  # read to its end, the file is closed
    yield "static", sheet


def entrance_answers() -> Answers:
    """To somebody on the way in: what is wrong, what waits for a code, what is too much."""
    wrong = {"login": "ada@example.com", "password": "not it"}
    yield "wrong password", Client().post("/account/sign-in/", wrong)
    yield "weak password", Client().post("/account/sign-up/", {"email": "a@b.co", "password1": "x"})
    grace = Visitor("grace@example.com")
    yield "signed up", grace.sign_up()
    yield "waits for a code", grace.client.get("/account/email/code/")
    yield "wrong code", grace.client.post("/account/email/code/", {"code": "AAAA-AAAA"})
    yield "confirmed", grace.type_code()
    lost = Visitor("ada@example.com")
    yield "forgotten", lost.send("account_reset_password", email=lost.email)
    yield "waits for a reset", lost.client.get("/account/password/forgotten/code/")
    lost.send("account_confirm_password_reset_code", code=mailed_code(lost.email))
    yield "new password", lost.client.get("/account/password/forgotten/new/")
    yield "reset", lost.send("account_complete_password_reset", password1=PASSWORD)
    yield "reset done", lost.client.get("/account/password/forgotten/done/")
    passkey = Visitor("hopper@example.com")
    passkey.send("account_signup_by_passkey", email=passkey.email, name="")
    passkey.type_code()
    yield "first passkey", passkey.client.get("/account/sign-up/passkey/create/")
    *_, last = [Client().post("/account/sign-in/", wrong) for _ in range(31)]
    yield "too often", last


def household_answers() -> Answers:
    """To the owner of a household with one of everything, on each page of it."""
    people = cast()
    arguments = furnished(people.household, people.owner)
    client = Client()
    client.force_login(people.owner)
    yield "owner /households/", client.get("/households/", {"all": 1})
    yield "owner /households/new/", client.get("/households/new/")
    yield "owner import", client.get("/households/import/")
    for name, route in sorted(ROUTES.items()):
        if route.is_of_a_household:
            yield f"owner {name}", client.get(route.address(**arguments))


def practice_answers() -> Answers:
    """To the principal of a practice, on each of its pages, and to who reads its letters."""
    world = practices()
    staff = world.oaks.staff["principal"]
    assign(staff=staff, engagement=world.client, advisor=None, reference="<b>7")
    save_logo(practice=world.oaks.practice, logo=picture())
    made, token = invite_staff(
        practice=world.oaks.practice,
        user=staff.user,
        email="new@example.org",
        role=StaffRole.REVIEWER,
        now=timezone.now(),
    )
    ids: dict[str, Any] = {
        "practice": world.oaks.practice.pk,
        "hold": held(world.client).pk,
        "client": world.client.pk,
        "colleague": staff.pk,
    }
    table = b"Record,Client number,Name\nclient,<i>,<b>Lee\nclient,,<i>"
    book = take_in(staff=staff, name="<b>.csv", content=table, now=timezone.now())
    ids |= {"invitation": made.pk, "book": book.pk, "kind": "xlsx"}
    kinds = [PacketKind.WORKSHEETS]
    job = ask_for(staff=staff, clients=[world.client], kinds=kinds, year=2025)
    ids |= {"job": job.pk}
    ana = person(world.people.household, world.people.owner, "Ana <b>")
    saved = save_filter(staff=staff, name="Open <b>", query="q=%3Cb%3E")
    ids |= {"person": ana.pk, "saved": saved.pk, "year": 2025}
    work: dict[str, Any] = {"staff": staff, "client": world.client, "now": timezone.now()}
    note = write_note(**work, text="Call <b>", person=ana, year=2025)
    task = add_task(**work, title="Ask <i>", due=date(2025, 4, 15), assignee=None)
    ids |= {"note": note.pk, "task": task.pk}
    client = Client()
    client.force_login(staff.user)
    for name, route in sorted(ROUTES.items()):
        is_file = name.endswith("-zip")  # nothing is printed yet
        if "<int:practice>" in route.pattern and not is_file:
            yield f"principal {name}", client.get(route.address(**ids))
    yield "principal searches", client.get(f"/practices/{ids['practice']}/?q=<b>nobody")
    yield "principal filters", client.get(f"/practices/{ids['practice']}/board/?q=<b>&sort=name")
    yield "principal types", client.post(f"/practices/{ids['practice']}/settings/", {})
    yield "principal founds", client.get("/practices/new/")
    taken = SimpleUploadedFile("<b>.zip", zip_of(world.oaks.practice), "application/zip")
    yield "principal arrives", client.get("/practices/arrive/")
    yield "principal brings", client.post("/practices/arrive/", {"file": taken}, follow=True)
    yield "principal households", client.get("/households/?all=1")
    yield "invited", Client().get(f"/practices/invitations/{token}/")
    people = world.people
    _, token = offer(
        household=start_household(owner=people.reader, name="The <i>", rounding="cents", people=()),
        user=people.reader,
        email="new@example.org",
        now=timezone.now(),
    )
    yield "offered", Client().get(f"/practices/offers/{token}/")
    yield "offered to a principal", client.get(f"/practices/offers/{token}/")
    day = timezone.localdate()
    _, token = make_guest_link(
        household=people.household, user=people.owner, label="<i>", expires_on=day, today=day
    )
    yield "guest", Client().get(f"/guests/{token}/")
    guest = Client()
    yield "guest comes in", guest.post(f"/guests/{token}/")
    yield "guest reads", guest.get(f"/households/{people.household.pk}/ledger/", follow=True)


def profile_answers() -> Answers:
    """To Ada, on every page of her account."""
    user = create_account(email="ada@example.com", password=PASSWORD, name="Ada <b>Lovelace")
    ada = Visitor()
    yield "signed in", ada.sign_in()
    yield "asked once more", ada.client.get("/account/passkeys/add/", follow=True)
    ada.prove()
    yield "first of all", ada.client.get("/account/")
    yield "app", ada.client.get("/account/app/")
    yield "wrong app", ada.client.post("/account/app/", {"code": "1"})
    yield "add a passkey", ada.client.get("/account/passkeys/add/")
    ada.add_app()
    yield (
        "second step",
        Visitor().client.post(
            reverse("account_login"), {"login": ada.email, "password": PASSWORD}, follow=True
        ),
    )
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key <i>"})
    for path in (
        *("", "name", "email", "password", "passkeys", f"passkeys/{key.pk}/rename"),
        *(f"passkeys/{key.pk}/remove", "app/remove", "codes", "codes/new", "codes/download"),
        *("sessions", "sign-out", "confirm/password", "confirm/code"),
    ):
        address = f"/account/{path}/".replace("//", "/")
        yield f"Ada {address}", ada.client.get(address)
    yield "Ada /", ada.client.get("/")
    yield "Ada lost", ada.client.get("/nowhere/")
    yield "signed out", ada.sign_out()
