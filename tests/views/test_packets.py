"""Asking for packets, watching and fetching them, as each role of two practices."""

from zipfile import ZipFile

import pytest
from django.utils import timezone

from planner.models import JobState, LogEntry, PacketJob, PacketStep, Verb
from planner.services.practice.engagements import close
from planner.services.practice.packet_files import zip_of
from planner.services.practice.packet_jobs import MOST_OPEN
from planner.tasks.packets import print_packets
from tests.html import Page
from tests.packets import book, fresh, steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def oaks(tmp_path, settings):
    settings.PACKETS_DIR = tmp_path
    return book()


@pytest.fixture
def url(oaks):
    return f"/practices/{oaks.oaks.practice.pk}/packets/"


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.logout()
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def principal(sign_in, oaks):
    return sign_in(oaks.oaks.user("principal"))


def asked(**changes):
    return {"year": "2025", "kinds": ["worksheets"]} | changes


def test_whoever_asks_is_shown_the_job_and_fetches_the_zip(principal, oaks, url):
    answer = principal.post(url, asked(everyone="1"), follow=True)
    job = PacketJob.objects.get()
    assert answer.redirect_chain == [(f"{url}{job.pk}/", 302)]
    page = answer.content.decode()
    assert "4 of 4 clients, 2 of them not printed" in page
    assert "Nobody yet" in page
    fetched = principal.get(f"{url}{job.pk}/packets.zip")
    assert fetched.headers["Content-Type"] == "application/zip"
    assert "no-store" in fetched.headers["Cache-Control"]
    assert "packets-2025-oaks-advisors" in fetched.headers["Content-Disposition"]
    content = b"".join(fetched.streaming_content)
    assert content == zip_of(job).read_bytes()
    assert (job.by, job.state) == ("Oaks-Principal", JobState.DONE)


def test_the_log_says_of_each_client_who_took_the_papers_away(principal, oaks, url):
    job = oaks.ask()
    print_packets.call(job.pk)
    fetched = principal.get(f"{url}{job.pk}/packets.zip")
    assert b"".join(fetched.streaming_content)
    told = LogEntry.objects.filter(verb=Verb.EXPORTED).exclude(household=None)
    printed = [oaks.clients[0].household_id, oaks.clients[3].household_id]
    assert [one.household for one in told.order_by("household")] == printed
    assert {(one.by, one.what) for one in told} == {
        ("Oaks-Principal", "Worksheets of the year of 2025 (ZIP)")
    }


def test_only_the_ticked_clients_are_printed(principal, oaks, url):
    principal.post(url, asked(clients=[oaks.clients[1].pk, oaks.clients[2].pk]))
    assert [step.name for step in PacketStep.objects.all()] == ["Cleo <b>", "Nobody yet"]


def test_all_means_all_that_are_listed(principal, oaks, url):
    principal.post(f"{url}?q=garcia", asked(everyone="1"))
    assert [step.name for step in PacketStep.objects.all()] == ["The Garcias", "The Garcias"]
    advisor = oaks.oaks.staff["advisor"]
    page = principal.get(f"{url}?advisor={advisor.pk}").content.decode()
    assert "All 2 clients listed" in page
    assert "Nobody yet" not in page
    assert "All 2 clients listed" in principal.get(f"{url}?advisor=none").content.decode()
    assert "All 4 clients\n" in principal.get(f"{url}?advisor=x").content.decode().replace(
        "</span>", "\n"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (asked(), "Choose at least one client."),
        (asked(everyone="1", kinds=[]), "Choose at least one kind of paper."),
        (asked(everyone="1", year="1999"), "Choose a year from the list."),
        (asked(clients=["x"]), "not yours any more"),
        (asked(clients=["9" * 30]), "not yours any more"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(principal, oaks, url, data, said):
    answer = principal.post(url, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PacketJob.objects.exists()


def test_ticks_stay_when_something_else_is_wrong(principal, oaks, url):
    answer = principal.post(url, asked(kinds=[], clients=[oaks.clients[1].pk]))
    page = Page(answer.content.decode())
    ticked = [
        one for one in page.tags("input") if "checked" in one and one.get("name") == "clients"
    ]
    assert [one["value"] for one in ticked] == [str(oaks.clients[1].pk)]


def test_a_client_of_another_practice_or_advisor_cannot_be_chosen(sign_in, oaks, url):
    advisor = sign_in(oaks.oaks.user("advisor"))
    assert "Nobody yet" not in advisor.get(url).content.decode()
    assert advisor.post(url, asked(clients=[oaks.clients[2].pk])).status_code == 422
    advisor.post(url, asked(everyone="1"))
    assert PacketStep.objects.count() == 2


def test_so_many_at_once_and_no_more(principal, oaks, url):
    for _ in range(MOST_OPEN):
        oaks.ask()
    answer = principal.post(url, asked(everyone="1"))
    assert answer.status_code == 422
    assert "3 packets are being printed" in answer.content.decode()


def test_a_running_job_is_looked_at_and_cancelled(principal, oaks, url):
    job = oaks.ask()
    PacketStep.objects.filter(pk=steps(job)[0].pk).update(is_done=True)
    part = principal.get(f"{url}{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "1 of 4 clients" in part
    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part
    assert principal.get(f"{url}{job.pk}/packets.zip").status_code == 404
    answer = principal.post(f"{url}{job.pk}/cancel/", follow=True)
    assert "Nothing of it is kept" in answer.content.decode()
    assert "hx-trigger" not in answer.content.decode()
    assert "ended already" in principal.post(f"{url}{job.pk}/cancel/", follow=True).content.decode()


# --- Who sees what -------------------------------------------------------------------------------

# GET of the page and of the ZIP, POST of the cancel: of a job with everybody, of the advisor's two.
ROWS = {
    "principal": ((200, 200, 302), (200, 200, 302)),
    "advisor": ((404, 404, 404), (200, 200, 302)),
    "idle": ((404, 404, 404), (404, 404, 404)),
    "assistant": ((200, 200, 302), (200, 200, 302)),
    "reviewer": ((200, 200, 302), (200, 200, 302)),
    "compliance": ((200, 200, 302), (200, 200, 302)),
}


def statuses(client, url, job):
    address = f"{url}{job.pk}/"
    found = client.get(f"{address}packets.zip")
    if found.streaming:
        assert b"".join(found.streaming_content).startswith(b"PK")
    return (
        client.get(address).status_code,
        found.status_code,
        client.post(f"{address}cancel/").status_code,
    )


@pytest.mark.parametrize("role", ROWS)
def test_every_role(sign_in, oaks, url, role):
    jobs = [oaks.ask(), oaks.ask(of=oaks.clients[:2], by="advisor")]
    for job in jobs:
        print_packets.call(job.pk)
    client = sign_in(oaks.oaks.user(role))
    assert tuple(statuses(client, url, job) for job in jobs) == ROWS[role]
    listed = client.get(url).content.decode()
    seen = tuple(f"{url}{job.pk}/" in listed for job in jobs)
    assert seen == tuple(row[0] == 200 for row in ROWS[role])


@pytest.mark.parametrize("role", ROWS)
def test_another_practice_finds_nothing(sign_in, oaks, url, role):
    job = oaks.ask()
    print_packets.call(job.pk)
    client = sign_in(oaks.elms.user(role))
    assert client.get(url).status_code == 404
    assert statuses(client, url, job) == (404, 404, 404)
    own = f"/practices/{oaks.elms.practice.pk}/packets/"
    assert statuses(client, own, job) == (404, 404, 404)
    assert "Garcia" not in client.get(own).content.decode()


def test_nobody_fetches_the_papers_of_a_client_who_left(principal, oaks, url):
    job = oaks.ask()
    print_packets.call(job.pk)
    close(oaks.clients[0], by="Ana", now=timezone.now())
    assert principal.get(f"{url}{job.pk}/packets.zip").status_code == 404
    page = principal.get(f"{url}{job.pk}/").content.decode()
    assert "cannot be fetched any more" in page
    assert zip_of(fresh(job)).exists()


def test_a_zip_that_is_gone_from_the_disk_is_nowhere(principal, oaks, url):
    job = oaks.ask()
    print_packets.call(job.pk)
    with ZipFile(zip_of(fresh(job))) as packed:
        assert packed.namelist()[0] == "contents.txt"
    zip_of(fresh(job)).unlink()
    assert principal.get(f"{url}{job.pk}/packets.zip").status_code == 404


@pytest.mark.parametrize("clients", [1, 4])
def test_the_pages_ask_as_often_however_many_clients(
    principal, oaks, url, clients, django_assert_num_queries
):
    job = oaks.ask(of=oaks.clients[:clients])
    principal.get(url)
    with django_assert_num_queries(6):
        principal.get(f"{url}{job.pk}/")
