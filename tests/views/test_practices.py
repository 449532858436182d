"""The pages of a practice, as each of its people, without a script."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from planner.access import clients_of
from planner.models import Engagement, Household, Practice, Staff, StaffInvitation, StaffRole
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.book.books import take_in
from planner.services.practice.clients import assign_many
from planner.services.practice.engagements import dismiss
from planner.services.practice.follow_ups import save_filter
from planner.services.practice.notes import write_note
from planner.services.practice.staff import invite_staff
from planner.services.practice.tasks import add_task
from tests.households import person, user
from tests.html import Page
from tests.practices import held, picture, practices
from tests.security.routes import ROUTES

pytestmark = pytest.mark.django_db

IMPORTING = ("principal", "advisor", "assistant")

# Statuses of GET and POST. A table is its uploader's: here the principal's. A POST carries nothing.
ROWS = {
    "board": {"else": (200, 405)},
    "december-list": {"else": (200, 405)},
    "filter-delete": {"principal": (405, 302), "else": (405, 404)},
    "filter-save": {"else": (405, 302)},
    "follow-up": {"reviewer": (403, 403), "compliance": (403, 403), "else": (200, 422)},
    "client": {"principal": (200, 302), "assistant": (200, 302), "else": (403, 403)},
    "board-work-out": {"else": (405, 302)},
    "client-note": {"principal": (200, 422), "else": (403, 403)},
    "client-note-new": {"compliance": (405, 403), "else": (405, 422)},
    "client-task-new": {"compliance": (403, 403), "else": (200, 422)},
    "client-work": {"else": (200, 405)},
    "client-year": {"compliance": (200, 403), "else": (200, 422)},
    "client-new": {
        "principal": (200, 422),
        "advisor": (200, 422),
        "assistant": (200, 422),
        "else": (403, 403),
    },
    "client-resign": {"principal": (405, 302), "else": (405, 403)},
    "hold": {"principal": (405, 422), "compliance": (405, 422), "else": (405, 403)},
    "hold-lift": {"principal": (405, 302), "compliance": (405, 302), "else": (405, 403)},
    # No job has such a number: who sees which is in ``test_packets``.
    "packet-cancel": {"else": (405, 404)},
    "packet-job": {"else": (404, 405)},
    "packet-zip": {"else": (404, 405)},
    "packets": {"else": (200, 422)},
    "practice": {"principal": (200, 422), "assistant": (200, 422), "else": (200, 403)},
    "practice-book": {"principal": (200, 302), "else": (403, 403)},
    "practice-book-zip": {"principal": (404, 405), "else": (403, 405)},
    "practice-log": {"principal": (200, 405), "compliance": (200, 405), "else": (403, 405)},
    "practice-log-csv": {"principal": (200, 405), "compliance": (200, 405), "else": (403, 405)},
    "practice-log-json": {"principal": (200, 405), "compliance": (200, 405), "else": (403, 405)},
    "retention-apply": {"principal": (405, 422), "else": (405, 403)},
    "practice-retention": {"principal": (200, 302), "compliance": (200, 403), "else": (403, 403)},
    "import-apply": {"principal": (405, 302), "assistant": (405, 404), "advisor": (405, 404)}
    | {"else": (405, 403)},
    "import-columns": {"principal": (200, 422), "assistant": (404, 404), "advisor": (404, 404)}
    | {"else": (403, 403)},
    "import-drop": {"principal": (405, 302), "assistant": (405, 404), "advisor": (405, 404)}
    | {"else": (405, 403)},
    "import-template": dict.fromkeys(IMPORTING, (200, 405)) | {"else": (403, 405)},
    "import-undo": {"principal": (405, 409), "assistant": (405, 409), "advisor": (405, 404)}
    | {"else": (405, 403)},
    "practice-import": {"principal": (200, 405), "assistant": (200, 405), "advisor": (404, 405)}
    | {"else": (403, 405)},
    "practice-imports": dict.fromkeys(IMPORTING, (200, 422)) | {"else": (403, 403)},
    "practice-logo": {"principal": (405, 422), "else": (405, 403)},
    "practice-logo-picture": {"else": (200, 405)},
    "practice-people": {"else": (200, 405)},
    "practice-task": {"compliance": (403, 403), "else": (200, 422)},
    "practice-tasks": {"else": (200, 405)},
    "task-done": {"compliance": (405, 403), "else": (405, 302)},
    "practice-settings": {"principal": (200, 422), "else": (403, 403)},
    "staff-invitation-withdraw": {"principal": (405, 302), "else": (405, 403)},
    "staff-invite": {"principal": (405, 422), "else": (405, 403)},
    "staff-remove": {"principal": (405, 302), "else": (405, 403)},
    "staff-role": {"principal": (405, 302), "else": (405, 403)},
}
ROLES = ("principal", "advisor", "assistant", "reviewer", "compliance")


@pytest.fixture
def world():
    return practices()


@pytest.fixture
def sign_in(client, world):
    def as_(name, firm="oaks"):
        client.logout()
        client.force_login(getattr(world, firm).user(name))
        return client

    return as_


@pytest.fixture
def url(world):
    return f"/practices/{world.oaks.practice.pk}/"


def page_of(response):
    return Page(response.content.decode())


def table_of(staff):
    """A table that waits to be imported."""
    content = b"Record,Client number,Name\nclient,A-77,The Lees\n"
    return take_in(staff=staff, name="oaks.csv", content=content, now=timezone.now())


def addresses(world):
    """Every route of the practice, with one of everything that an address can name."""
    world.oaks.practice.logo = picture()
    world.oaks.practice.save()
    invitation = invite_staff(
        practice=world.oaks.practice,
        user=world.oaks.user("principal"),
        email="new@example.org",
        role=StaffRole.REVIEWER,
        now=timezone.now(),
    )[0]
    ana = person(world.people.household, world.people.owner)
    mine = {"staff": world.oaks.staff["principal"], "client": world.client, "now": timezone.now()}
    note = write_note(**mine, text="A note")
    task = add_task(**mine, title="A task", due=timezone.localdate(), assignee=None)
    saved = save_filter(staff=world.oaks.staff["principal"], name="Mine", query="q=a")
    ids = {
        "person": ana.pk,
        "note": note.pk,
        "task": task.pk,
        "year": 2025,
        "saved": saved.pk,
        "practice": world.oaks.practice.pk,
        "client": world.client.pk,
        "colleague": world.oaks.staff["idle"].pk,
        "invitation": invitation.pk,
        "hold": held(world.client).pk,
        "book": table_of(world.oaks.staff["principal"]).pk,
        "kind": "csv",
        "job": 0,
    }
    of_practice = {name for name, route in ROUTES.items() if "<int:practice>" in route.pattern}
    return {name: ROUTES[name].address(**ids) for name in of_practice}


# --- Who may do what -----------------------------------------------------------------------------


def test_every_route_has_a_row(world):
    assert set(addresses(world)) == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_every_route_as_everyone_who_works_here(world, sign_in, name):
    address = addresses(world)[name]
    for role in (*ROLES[1:], "principal"):
        expected = ROWS[name].get(role, ROWS[name]["else"])
        got = (sign_in(role).get(address).status_code, sign_in(role).post(address).status_code)
        assert got == expected, role


@pytest.mark.parametrize("name", ROWS)
def test_to_others_a_practice_does_not_exist(world, client, name):
    address = addresses(world)[name]
    others = [world.people.owner, world.people.stranger, user("nobody")]
    others += [world.firs.user(role) for role in ROLES]
    for other in others:
        client.force_login(other)
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in {404, 405}, other
            assert b"Oaks" not in answer.content


def test_what_belongs_to_another_practice_is_nowhere(world, sign_in, url):
    theirs = Engagement.objects.get(practice=world.firs.practice, ended_at=None)
    colleague = world.firs.staff["idle"].pk
    invitation = invite_staff(
        practice=world.firs.practice,
        user=world.firs.user("principal"),
        email="x@example.org",
        role=StaffRole.REVIEWER,
        now=timezone.now(),
    )[0]
    client = sign_in("principal")
    assert client.get(f"{url}clients/{theirs.pk}/").status_code == 404
    for path in (
        f"clients/{theirs.pk}/resign/",
        f"people/{colleague}/role/",
        f"people/{colleague}/remove/",
        f"people/invitations/{invitation.pk}/withdraw/",
    ):
        assert client.post(url + path, {"role": "reviewer"}).status_code == 404
    assert Staff.objects.filter(pk=colleague).exists()


# --- Clients -------------------------------------------------------------------------------------


def test_each_sees_the_clients_that_are_theirs(world, sign_in, url):
    for role, seen in {"principal": True, "reviewer": True, "advisor": True, "idle": False}.items():
        words = page_of(sign_in(role).get(url)).words
        assert ("The Garcias" in words) == seen, role
        assert "The Others" not in words


def test_an_advisor_who_is_assigned_to_nobody_is_told_so(sign_in, url):
    assert "No clients yet" in page_of(sign_in("idle").get(url)).words


def test_a_search_for_what_no_database_keeps_finds_everybody(sign_in, url):
    assert b"The Garcias" in sign_in("principal").get(url, {"q": "\0"}).content


def test_a_search_finds_names_and_numbers_of_ones_own_clients(world, sign_in, url):
    world.client.reference = "A-17"
    world.client.save()
    client = sign_in("assistant")
    for wanted, found in [("garc", 1), ("a-17", 1), ("the a-1", 1), ("others", 0), ("%", 0)]:
        page = page_of(client.get(url, {"q": wanted}))
        assert ("The Garcias" in page.words) == bool(found), wanted
        assert "The Others" not in page.words
        assert page.by_id("q")["value"] == wanted


def clients(practice, count):
    homes = Household.objects.bulk_create([Household(name=f"H{at:04}") for at in range(count)])
    made = [Engagement(practice=practice, household=home) for home in homes]
    Engagement.objects.bulk_create(made)


def test_a_hundred_on_a_page(world, sign_in, url):
    clients(world.oaks.practice, 150)
    client = sign_in("reviewer")
    first, second = (page_of(client.get(url, {"page": number})).words for number in (1, 2))
    assert ("H0099" in first, "H0100" in first) == (True, False)
    assert ("H0100" in second, "The Garcias" in second) == (True, True)
    assert "151 clients" in first
    assert "Page 2 of 2" in second


@pytest.mark.parametrize("count", [2, 160])
def test_as_many_queries_for_many_clients(world, sign_in, url, count, django_assert_num_queries):
    clients(world.oaks.practice, count)
    client = sign_in("reviewer")
    client.get(url)  # remembers when it was asked
    with django_assert_num_queries(6):  # session, user, place, people, count, page
        client.get(url)


PEOPLE = {"name": "The Lees", "rounding": "dollars", "first-name": "Kim", "first-kinds": "roth"}


def test_a_client_is_added_with_people_number_and_advisor(world, sign_in, url):
    idle = world.oaks.staff["idle"]
    data = PEOPLE | {"reference": "42", "advisor": idle.pk}
    response = sign_in("assistant").post(f"{url}clients/new/", data, follow=True)
    assert "Added as a client: The Lees." in page_of(response).words
    made = Engagement.objects.get(reference="42")
    assert (made.practice, made.advisor) == (world.oaks.practice, idle)
    assert [one.name for one in made.home.people.all()] == ["Kim"]
    words = page_of(sign_in("idle").get(url)).words
    assert "42 · Oaks-Idle" in words


def test_what_is_wrong_with_a_client_is_said_and_nothing_lost(world, sign_in, url):
    world.client.reference = "42"
    world.client.save()
    client = sign_in("assistant")
    foreign = world.firs.staff["advisor"].pk
    for wrong, said in [
        ({"reference": "42"}, "Another client has this number."),
        ({"advisor": foreign}, "Choose one from the list."),
        ({"first-name": ""}, "Type a name."),
    ]:
        response = client.post(f"{url}clients/new/", PEOPLE | {"reference": "43"} | wrong)
        page = page_of(response)
        assert response.status_code == 422
        assert said in page.words
        assert page.values()["name"] == "The Lees"
    assert Household.objects.filter(name="The Lees").count() == 0


def test_an_advisor_adds_clients_for_themselves_only(world, sign_in, url):
    client = sign_in("idle")
    labels = page_of(client.get(f"{url}clients/new/")).tags("label")
    assert "id_advisor" not in [one.get("for") for one in labels]
    client.post(f"{url}clients/new/", PEOPLE | {"advisor": world.oaks.staff["advisor"].pk})
    client.post(f"{url}clients/new/", PEOPLE)
    (made,) = Engagement.objects.filter(household__name="The Lees")
    assert made.advisor == world.oaks.staff["idle"]


def test_a_client_is_assigned_and_the_page_holds_what_stands(world, sign_in, url):
    address = f"{url}clients/{world.client.pk}/"
    client = sign_in("assistant")
    client.post(address, {"advisor": world.oaks.staff["idle"].pk, "reference": "9"})
    assert page_of(client.get(address)).by_id("id_reference")["value"] == "9"
    world.client.refresh_from_db()
    assert world.client.advisor == world.oaks.staff["idle"]
    response = client.post(address, {"advisor": world.firs.staff["idle"].pk, "reference": "10"})
    assert response.status_code == 422
    assert page_of(response).by_id("id_reference")["value"] == "10"


def advisors(practice):
    return dict(practice.engagements.values_list("household__name", "advisor__user__email"))


def test_those_who_are_ticked_are_assigned_together_and_told_of(world, sign_in, url):
    clients(world.oaks.practice, 3)
    zero, one, _two = world.oaks.practice.engagements.filter(household__name__startswith="H")
    client, idle = sign_in("assistant"), world.oaks.staff["idle"]
    data = {"clients": [zero.pk, one.pk], "advisor": idle.pk}
    page = page_of(client.post(f"{url}?q=H&advisor=none", data, follow=True))
    assert "Assigned 2 clients to Oaks-Idle." in page.words
    assert (page.by_id("q")["value"], "H0002" in page.words, "H0001" in page.words) == (
        "H",
        True,
        False,
    )
    assert advisors(world.oaks.practice) == {
        "H0000": idle.user.email,
        "H0001": idle.user.email,
        "H0002": None,
        "The Garcias": world.oaks.user("advisor").email,
    }
    log = page_of(sign_in("principal").get(f"{url}log/?verb=shared")).words
    assert "Assigned 2 clients to Oaks-Idle" in log
    assert log.count("Oaks-Idle of Oaks Advisors is assigned") == 2


def test_all_that_a_search_finds_are_assigned_beyond_the_page(world, sign_in, url):
    clients(world.oaks.practice, 120)
    data = {"everyone": "120", "advisor": world.oaks.staff["advisor"].pk}
    page = page_of(sign_in("principal").post(f"{url}?q=H0", data, follow=True))
    assert "Assigned 120 clients to Oaks-Advisor." in page.words
    data = {"everyone": "121", "advisor": "none"}
    page = page_of(sign_in("principal").post(url, data, follow=True))
    assert "Assigned 121 clients to nobody in particular." in page.words
    assert set(advisors(world.oaks.practice).values()) == {None}


def test_nobody_is_assigned_where_one_of_them_cannot_be(world, sign_in, url):
    clients(world.oaks.practice, 2)
    zero, one = world.oaks.practice.engagements.filter(household__name__startswith="H")
    foreign = world.firs.practice.engagements.get()
    dismiss(household=one.home, user=world.people.owner, now=timezone.now())
    before, idle = advisors(world.oaks.practice), world.oaks.staff["idle"].pk
    client = sign_in("assistant")
    for data, said in [
        ({"clients": [zero.pk, one.pk], "advisor": idle}, "not yours any more"),
        ({"clients": [zero.pk, foreign.pk], "advisor": idle}, "not yours any more"),
        ({"clients": [zero.pk, "x"], "advisor": idle}, "not yours any more"),
        ({"everyone": "3", "advisor": idle}, "not the same clients any more"),
        ({"clients": [zero.pk]}, "Choose who looks after them."),
        ({"clients": [zero.pk], "advisor": world.firs.staff["idle"].pk}, "Choose one from"),
        ({"advisor": idle}, "Choose at least one client."),
    ]:
        response = client.post(url, data)
        assert (response.status_code, said in page_of(response).words) == (422, True), data
        assert advisors(world.oaks.practice) == before
    inputs = page_of(client.post(url, {"clients": [zero.pk]})).tags("input")
    assert [one["value"] for one in inputs if "checked" in one] == [str(zero.pk)]


def test_who_left_or_came_between_asking_and_assigning_stops_it(world):
    clients(world.oaks.practice, 2)
    staff, idle = world.oaks.staff["principal"], world.oaks.staff["idle"]
    mine = clients_of(staff)
    with pytest.raises(RefusedChangeError, match="not the same clients"):
        assign_many(staff=staff, clients=mine, expected=2, advisor=idle)
    Staff.objects.filter(pk=idle.pk).delete()
    with pytest.raises(RefusedChangeError, match="works here no more"):
        assign_many(staff=staff, clients=mine, expected=3, advisor=idle)


def test_the_list_shows_those_of_one_advisor_or_of_nobody(world, sign_in, url):
    clients(world.oaks.practice, 1)
    client = sign_in("reviewer")
    for advisor, seen in [
        ("none", (True, False)),
        (world.oaks.staff["advisor"].pk, (False, True)),
        (world.oaks.staff["idle"].pk, (False, False)),
        ("x", (True, True)),
    ]:
        words = page_of(client.get(url, {"advisor": advisor})).words
        assert ("H0000" in words, "The Garcias" in words) == seen, advisor
    reviewer, advisor = (page_of(sign_in(role).get(url)) for role in ("reviewer", "advisor"))
    for page in (reviewer, advisor):
        assert "checkbox" not in [one.get("type") for one in page.tags("input")]
    assert (len(reviewer.tags("select")), advisor.tags("select")) == (1, [])


def test_a_household_with_an_owner_can_be_let_go(world, sign_in, url):
    address = f"{url}clients/{world.client.pk}/"
    client = sign_in("principal")
    assert "Look after The Garcias no more" in page_of(client.get(address)).words
    response = client.post(f"{address}resign/", follow=True)
    assert "Oaks Advisors looks after The Garcias no more." in page_of(response).words
    assert client.get(f"/households/{world.people.household.pk}/").status_code == 404


# --- Refused --------------------------------------------------------------------------------------


def test_whoever_is_refused_reads_why_and_finds_back(world, sign_in, url):
    response = sign_in("reviewer").get(f"{url}log/")
    page = page_of(response)
    assert response.status_code == 403
    assert "Not everyone may read who saw, changed and exported what." in page.words
    assert "To what you may open" in page.words
    assert str(world.oaks.practice) not in page.words


def test_papers_offer_the_household_file_to_who_may_take_it_away(world, sign_in):
    address = f"/households/{world.client.household_id}/papers/"
    assert "Household file" in page_of(sign_in("principal").get(address)).words
    assert "Household file" not in page_of(sign_in("assistant").get(address)).words


# --- People --------------------------------------------------------------------------------------


def test_somebody_is_invited_accepts_and_works_here(world, sign_in, client, url):
    response = sign_in("principal").post(
        f"{url}people/invite/", {"email": "new@example.com", "role": "compliance"}, follow=True
    )
    assert "on its way to new@example.com" in page_of(response).words
    link = re.search(r"http://testserver(/practices/invitations/\S+/)", mail.outbox[-1].body)[1]  # type: ignore[index, arg-type]
    client.logout()
    assert "Your role would be “Compliance: reads" in page_of(client.get(link)).words
    new = user("new")
    client.force_login(new)
    refused = client.post(link)
    assert refused.status_code == 403
    assert "another address than yours" in page_of(refused).words
    EmailAddress.objects.create(user=new, email=new.email, verified=True)
    response = client.post(link, follow=True)
    assert "You work for Oaks Advisors now." in page_of(response).words
    assert client.get(link).status_code == 404


def test_an_invitation_that_has_expired_says_only_so(world, client):
    made, token = invite_staff(
        practice=world.oaks.practice,
        user=world.oaks.user("principal"),
        email="new@example.com",
        role=StaffRole.REVIEWER,
        now=timezone.now(),
    )
    StaffInvitation.objects.filter(pk=made.pk).update(expires_at=timezone.now())
    page = page_of(client.get(f"/practices/invitations/{token}/"))
    assert "has expired" in page.words
    assert "Oaks Advisors" not in page.words


def test_a_wrong_address_is_said_at_its_field(sign_in, url):
    response = sign_in("principal").post(f"{url}people/invite/", {"email": "x", "role": "advisor"})
    assert response.status_code == 422
    page = page_of(response)
    assert page.words_of("id_email_error") == "This is not an email address."
    assert page.by_id("id_email")["value"] == "x"


def no_mail(*_arguments):
    raise OSError


def test_mail_that_cannot_be_sent_leaves_no_invitation(sign_in, url, monkeypatch):
    monkeypatch.setattr("planner.services.households.invitations.EmailMessage.send", no_mail)
    data = {"email": "new@example.com", "role": "advisor"}
    response = sign_in("principal").post(f"{url}people/invite/", data, follow=True)
    assert "could not be sent" in page_of(response).words
    assert not StaffInvitation.objects.exists()


def test_roles_change_and_the_last_principal_stays(world, sign_in, url):
    client = sign_in("principal")
    reviewer = world.oaks.staff["reviewer"]
    response = client.post(f"{url}people/{reviewer.pk}/role/", {"role": "advisor"}, follow=True)
    assert "Oaks-Reviewer is advisor now." in page_of(response).words
    mine = world.oaks.staff["principal"].pk
    for path, data in (("role/", {"role": "advisor"}), ("remove/", {})):
        response = client.post(f"{url}people/{mine}/{path}", data, follow=True)
        assert "needs a principal" in page_of(response).words
    response = client.post(f"{url}people/{reviewer.pk}/role/", {"role": "king"}, follow=True)
    assert "Choose one from the list." in page_of(response).words


def test_anybody_may_leave(world, sign_in, url):
    mine = world.oaks.staff["reviewer"].pk
    response = sign_in("reviewer").post(f"{url}people/{mine}/remove/", follow=True)
    assert "You left Oaks Advisors." in page_of(response).words


# --- Founding and settings -----------------------------------------------------------------------


def test_a_practice_is_founded(client, world):
    client.force_login(world.people.reader)
    assert client.post("/practices/new/", {"name": ""}).status_code == 422
    response = client.post("/practices/new/", {"name": "Reader & Co."}, follow=True)
    assert "No clients yet" in page_of(response).words
    staff = Staff.objects.get(user=world.people.reader)
    assert (staff.role, staff.practice.name) == ("principal", "Reader & Co.")


def test_households_and_practices_stand_on_one_page(client, world, sign_in):
    assert sign_in("reviewer").get("/households/").headers["Location"] == (
        f"/practices/{world.oaks.practice.pk}/"
    )
    words = page_of(client.get("/households/?all=1")).words
    assert "Oaks Advisors reviewer" in words
    assert "The Garcias" not in words


SETTINGS = {
    "name": "Oaks LLC",
    "contact_line": "555",
    "disclaimer": "None.",
    "idle_minutes": "15",
    "requires_second_factor": "",
}


def test_settings_are_kept(world, sign_in, url):
    client = sign_in("principal")
    response = client.post(f"{url}settings/", SETTINGS, follow=True)
    assert "Saved." in page_of(response).words
    kept = Practice.objects.get(pk=world.oaks.practice.pk)
    assert (kept.name, kept.contact_line, kept.disclaimer) == ("Oaks LLC", "555", "None.")
    assert (kept.idle_minutes, kept.requires_second_factor) == (15, False)
    client.post(f"{url}settings/", SETTINGS | {"idle_minutes": ""})
    kept.refresh_from_db()
    assert kept.idle_minutes is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Type a name."),
        ({"idle_minutes": "4"}, "The shortest time is 5 minutes."),
        ({"idle_minutes": "481"}, "The longest time is 480 minutes."),
        ({"idle_minutes": "soon"}, "This is not a number of minutes."),
    ],
)
def test_what_is_wrong_with_settings_is_said_and_nothing_lost(sign_in, url, wrong, said):
    response = sign_in("principal").post(f"{url}settings/", SETTINGS | wrong)
    page = page_of(response)
    assert response.status_code == 422
    assert said in page.words
    assert page.by_id("id_contact_line")["value"] == "555"


def upload(client, url, content, name="logo.png"):
    return client.post(f"{url}logo/", {"logo": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_drawn_anew_and_shown(world, sign_in, url, form):
    client = sign_in("principal")
    content = picture(2400, 200, form) + b"<script>hidden</script>"
    response = upload(client, url, content)
    assert "The logo is on every paper from now on." in page_of(response).words
    shown = client.get(f"{url}logo.png")
    assert shown.headers["Content-Type"] == "image/png"
    assert b"hidden" not in shown.content
    with Image.open(BytesIO(shown.content)) as kept:
        assert (kept.format, kept.size) == ("PNG", (1200, 100))
    client.post(f"{url}logo/", {"do": "remove"})
    assert client.get(f"{url}logo.png").status_code == 404


SHORT_HEADER = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sI", 0, b"IHDR", zlib.crc32(b"IHDR"))


def test_what_is_no_logo_is_refused(sign_in, url):
    client = sign_in("principal")
    gif = picture(form="GIF")
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    for content, said in [
        (b"", "This file is empty."),
        (svg, "This is no PNG or JPEG picture."),
        (gif, "This is no PNG or JPEG picture."),
        (picture()[:60], "This is no PNG or JPEG picture."),
        (picture(5000, 4000), "too many points"),
        (picture(9000, 1), "too many points"),
        (SHORT_HEADER, "This is no PNG or JPEG picture."),
        (b"x" * 250_000, "a logo has at most 200 kB"),
    ]:
        response = upload(client, url, content)
        assert response.status_code == 422
        assert said in page_of(response).words
