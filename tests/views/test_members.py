"""The page of members and the link of an invitation: as everyone, without a script."""

import logging
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from planner.models import Invitation, Membership, Role
from planner.services.households import invitations
from tests.households import cast, user
from tests.html import Page

pytestmark = pytest.mark.django_db

EVERYONE = ("owner", "editor", "reader", "stranger", None)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def url(people):
    return f"/households/{people.household.pk}/members/"


@pytest.fixture
def sign_in(client, people):
    def as_(name):
        client.logout()
        if name:
            client.force_login(getattr(people, name))
        return client

    return as_


@pytest.fixture
def guest():
    found = user("guest")
    EmailAddress.objects.create(user=found, email=found.email, verified=True)
    return found


def member(people, name):
    return Membership.objects.get(household=people.household, user=getattr(people, name))


def page_of(response):
    return Page(response.content.decode())


def link_in_mail():
    return re.search(r"http://testserver(/invitations/\S+/)", str(mail.outbox[-1].body))[1]  # type: ignore[index]


def invited(sign_in, url, email="guest@example.com", role="reader"):
    sign_in("owner").post(f"{url}invite/", {"email": email, "role": role})
    return link_in_mail()


# --- Who may do what -----------------------------------------------------------------------------


def test_members_see_each_other_and_strangers_nobody(sign_in, url):
    for name in EVERYONE:
        response = sign_in(name).get(url)
        if name in ("stranger", None):
            assert response.status_code == (404 if name else 302)
            assert b"editor@example.com" not in response.content
        else:
            assert response.status_code == 200
            assert "editor@example.com" in page_of(response).words


def test_only_owners_see_invitations_and_the_way_to_send_one(sign_in, url):
    invited(sign_in, url)
    for name in ("owner", "editor", "reader"):
        response = sign_in(name).get(url)
        assert (b"guest@example.com" in response.content) == (name == "owner")
        assert (b"Invite somebody" in response.content) == (name == "owner")


@pytest.mark.parametrize("name", ["editor", "reader", "stranger", None])
def test_only_owners_decide(sign_in, url, people, name):
    invited(sign_in, url)
    invitation = Invitation.objects.get()
    other = member(people, "owner").pk
    before = list(Membership.objects.values_list("user", "role"))
    expected = {"stranger": 404, None: 302}.get(name, 403)
    for path, data in [
        ("invite/", {"email": "x@example.org", "role": "owner"}),
        (f"{other}/role/", {"role": "reader"}),
        (f"{other}/remove/", {}),
        (f"../invitations/{invitation.pk}/withdraw/", {}),
    ]:
        address = url + path if not path.startswith("..") else url[: -len("members/")] + path[3:]
        assert sign_in(name).post(address, data).status_code == expected, path
    assert list(Membership.objects.values_list("user", "role")) == before
    assert list(Invitation.objects.all()) == [invitation]


def test_members_of_another_household_are_out_of_reach(sign_in, url, people):
    others = Membership.objects.get(household=people.others).pk
    assert sign_in("owner").post(f"{url}{others}/role/", {"role": "reader"}).status_code == 404
    assert sign_in("owner").post(f"{url}{others}/remove/").status_code == 404
    foreign, _ = invitations.invite(
        household=people.others,
        user=people.stranger,
        email="x@example.org",
        role=Role.READER,
        now=timezone.now(),
    )
    address = f"/households/{people.household.pk}/invitations/{foreign.pk}/withdraw/"
    assert sign_in("owner").post(address).status_code == 404
    assert Invitation.objects.exists()


def test_nothing_is_decided_by_looking(sign_in, url, people):
    pk = member(people, "reader").pk
    for path in ("invite/", f"{pk}/role/", f"{pk}/remove/"):
        assert sign_in("owner").get(url + path).status_code == 405


# --- Roles and leaving ---------------------------------------------------------------------------


def test_an_owner_changes_a_role(sign_in, url, people):
    pk = member(people, "reader").pk
    response = sign_in("owner").post(f"{url}{pk}/role/", {"role": "editor"}, follow=True)
    assert "Reader is editor now." in page_of(response).words
    assert member(people, "reader").role == "editor"
    response = sign_in("owner").post(f"{url}{pk}/role/", {"role": "king"}, follow=True)
    assert "Choose one from the list." in page_of(response).words
    assert member(people, "reader").role == "editor"


def test_the_last_owner_is_told_why_not(sign_in, url, people):
    pk = member(people, "owner").pk
    for path, data in [("role/", {"role": "reader"}), ("remove/", {})]:
        response = sign_in("owner").post(f"{url}{pk}/{path}", data, follow=True)
        assert "A household needs an owner." in page_of(response).words
    assert member(people, "owner").role == "owner"


@pytest.mark.parametrize("name", ["editor", "reader"])
def test_anybody_may_leave(sign_in, url, people, name):
    pk = member(people, name).pk
    response = sign_in(name).post(f"{url}{pk}/remove/")
    assert (response.status_code, response.url) == (302, "/households/")
    assert sign_in(name).get(url).status_code == 404


def test_an_owner_removes_a_member(sign_in, url, people):
    pk = member(people, "reader").pk
    response = sign_in("owner").post(f"{url}{pk}/remove/", follow=True)
    assert "Reader has no access any more." in page_of(response).words
    assert sign_in("reader").get(url).status_code == 404


# --- Inviting ------------------------------------------------------------------------------------


def test_an_invitation_goes_out_by_mail(sign_in, url):
    data = {"email": "guest@example.com", "role": "editor"}
    response = sign_in("owner").post(f"{url}invite/", data, follow=True)
    page = page_of(response)
    assert "An invitation is on its way to guest@example.com." in page.words
    assert "guest@example.com by Owner, good until" in page.words
    assert [one.to for one in mail.outbox] == [["guest@example.com"]]
    token = link_in_mail().split("/")[-2]
    assert token not in response.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"email": "", "role": "reader"}, "Type an email address."),
        ({"email": "guest", "role": "reader"}, "This is not an email address."),
        ({"email": "a@example.org\nBcc: b@example.org", "role": "reader"}, "not an email address"),
        ({"email": "guest@example.com", "role": "king"}, "Choose one from the list."),
        ({"email": "guest@example.com"}, "Choose a role."),
        ({"email": "reader@example.com", "role": "owner"}, "This is the address of a member."),
    ],
)
def test_what_cannot_be_invited_is_said_at_its_field(sign_in, url, data, words):
    response = sign_in("owner").post(f"{url}invite/", data)
    assert response.status_code == 422
    assert words in page_of(response).words
    assert mail.outbox == []
    assert not Invitation.objects.exists()


def test_a_mail_that_cannot_be_sent_leaves_no_invitation(sign_in, url, monkeypatch):
    def fail(*_):
        raise OSError("no mail server")

    monkeypatch.setattr(invitations, "send_invitation", fail)
    data = {"email": "guest@example.com", "role": "editor"}
    response = sign_in("owner").post(f"{url}invite/", data, follow=True)
    assert "The mail could not be sent." in page_of(response).words
    assert not Invitation.objects.exists()


def test_a_withdrawn_link_leads_nowhere(sign_in, url, client):
    link = invited(sign_in, url)
    pk = Invitation.objects.get().pk
    address = url.replace("members/", f"invitations/{pk}/withdraw/")
    response = sign_in("owner").post(address, follow=True)
    assert "The link sent to guest@example.com is void now." in page_of(response).words
    assert client.get(link).status_code == 404


# --- The link ------------------------------------------------------------------------------------


def test_a_visitor_is_told_what_it_is_and_led_to_sign_in_and_back(sign_in, url):
    link = invited(sign_in, url)
    page = page_of(sign_in(None).get(link))
    assert "Owner invites you to the household The Garcias." in page.words
    assert "Your role would be “Reader: sees everything”." in page.words
    leads = [one["href"] for one in page.tags("a") if "next=" in one.get("href", "")]
    assert leads == [f"/account/sign-up/?next={link}", f"/account/sign-in/?next={link}"]
    assert "guest@example.com" not in page.words
    assert sign_in(None).post(link).status_code == 200
    assert Invitation.objects.exists()


def test_accepting_opens_the_household_once(sign_in, url, client, guest, people):
    link = invited(sign_in, url, role="editor")
    client.force_login(guest)
    page = page_of(client.get(link))
    assert "Your role would be “Editor: sees and changes everything”." in page.words
    assert not people.household.memberships.filter(user=guest).exists()
    response = client.post(link)
    assert response.url == f"/households/{people.household.pk}/"
    assert people.household.memberships.get(user=guest).role == "editor"
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


def test_another_account_is_refused_without_naming_the_address(sign_in, url):
    link = invited(sign_in, url)
    for response in (sign_in("stranger").get(link), sign_in("stranger").post(link)):
        assert "sent to another address than yours" in page_of(response).words
        assert b"guest@example.com" not in response.content
        assert b"Accept" not in response.content
    assert response.status_code == 403
    assert sign_in("stranger").get(url).status_code == 404


def test_an_expired_link_says_so_and_names_no_household(sign_in, url, client, guest):
    link = invited(sign_in, url)
    Invitation.objects.update(expires_at=timezone.now())
    page = page_of(client.get(link))
    assert "has expired" in page.words
    client.force_login(guest)
    assert "has expired" in page_of(client.get(link)).words
    assert client.post(link).status_code == 403
    for response in (client.get(link), sign_in(None).get(link)):
        assert b"Garcias" not in response.content


def test_an_unknown_link_leads_nowhere(client, people):
    for token in ("x", "0" * 43, "%00", people.household.pk):
        assert client.get(f"/invitations/{token}/").status_code == 404


def test_a_deleted_household_takes_its_invitations_along(sign_in, url, client, people):
    link = invited(sign_in, url)
    type(people.household).objects.filter(pk=people.household.pk).update(deleted_at=timezone.now())
    assert client.get(link).status_code == 404


def test_no_log_line_holds_the_secret_of_a_link(sign_in, url, client, guest, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django")
    link = invited(sign_in, url)
    token = link.split("/")[-2]
    client.get(link)
    client.get(f"/account/sign-in/?next={link}")
    client.force_login(guest)
    client.post(link)
    client.get(link)
    client.get(link.rstrip("/"))
    lines = [one for one in caplog.text.splitlines() if "django.db" not in one]
    assert "POST /invitations/…/" in caplog.text
    assert not [line for line in lines if token in line]
