"""A whole practice in a ZIP: everything of it, nothing of another, no secrets, given to few."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from planner.models import Engagement, GuestLink, JobState, PacketJob
from planner.services.households.demo import demo_facts
from planner.services.households.guests import make_guest_link
from planner.services.practice.engagements import dismiss
from planner.services.practice.packet_files import zip_of as file_of
from planner.services.practice.packet_jobs import ask_for_all
from planner.tasks import packets, printing
from planner.tasks.packets import print_packets
from tests.households import user
from tests.leaving import members, practices_with_a_demo, zip_of
from tests.packets import fresh
from tests.views.test_logs import browser, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(tmp_path, settings):
    settings.PACKETS_DIR = tmp_path / "packets"
    return practices_with_a_demo()


@pytest.fixture
def packed(world):
    return zip_of(world.oaks.practice)


def test_everything_of_the_practice_and_nothing_of_another_is_there(world, packed):
    found = members(packed)
    index = json.loads(found["practice.json"])
    assert [one["name"] for one in index["clients"]] == ["The Garcias", demo_facts().name]
    assert index["clients"][0]["advisor"] == "oaks-advisor@example.com"
    assert {one["role"] for one in index["staff"]} == {
        *("principal", "advisor", "assistant", "reviewer", "compliance")
    }
    assert {one["file"] for one in index["clients"]} < set(found)
    whole = b"".join(found.values())
    assert b"Firs" not in whole
    assert b"The Others" not in whole
    assert b'"\'=12"' in found["clients.csv"]
    assert json.loads(found["log.json"])


def test_no_secret_is_in_it(world):
    today = timezone.localdate()
    home, owner = world.people.household, world.people.owner
    _, token = make_guest_link(
        household=home, user=owner, label="CPA", expires_on=today, today=today
    )
    whole = b"".join(members(zip_of(world.oaks.practice)).values())
    assert token.encode() not in whole
    assert GuestLink.objects.get().digest.encode() not in whole
    passwords = [one.password for one in (owner, world.oaks.user("principal")) if one.password]
    assert not [one for one in passwords if one.encode() in whole]


def test_with_papers_each_persons_latest_worksheet_is_there(world):
    found = members(zip_of(world.oaks.practice, papers=True))
    papers = {name: content for name, content in found.items() if name.endswith(".pdf")}
    assert len(papers) == len(demo_facts().people)
    assert all(content.startswith(b"%PDF") for content in papers.values())


def test_a_principal_takes_it_away_and_the_log_says_so(world):
    client = browser(world.oaks.user("principal"))
    path = f"/practices/{world.oaks.practice.pk}/take-away/"
    assert b"2 clients" in client.get(path).content
    page = client.post(path, follow=True).content.decode()
    job = PacketJob.objects.get()
    address = f"{path}{job.pk}/prorata.zip"
    assert (job.state, address in page) == (JobState.DONE, True)
    answer = client.get(address)
    assert "prorata-oaks-advisors" in answer.headers["Content-Disposition"]
    assert "practice.json" in members(b"".join(answer.streaming_content))
    each = "The whole household, with the whole practice (ZIP)"
    assert [(one.by, one.name, one.what) for one in told(verb="exported")] == [
        ("Oaks-Principal", "", "Asked for the whole practice"),
        ("Oaks-Principal", "The Garcias", each),
        ("Oaks-Principal", demo_facts().name, each),
        ("Oaks-Principal", "", "The whole practice (ZIP)"),
    ]


def status(client, path):
    answer = client.get(path)
    assert not answer.streaming or b"".join(answer.streaming_content)
    return answer.status_code


def test_nobody_but_a_principal_sees_that_job_anywhere(world):
    job = ask_for_all(practice=world.oaks.practice, user=None, by="Zoe", papers=False)
    print_packets.call(job.pk)
    home = f"/practices/{world.oaks.practice.pk}/"
    job_page = f"packets/{job.pk}/"
    paths = (job_page, f"{job_page}packets.zip", f"take-away/{job.pk}/prorata.zip")
    found = {}
    for name in world.oaks.staff:
        client = browser(world.oaks.user(name))
        found[name] = tuple(status(client, f"{home}{path}") for path in paths)
        assert job_page not in client.get(f"{home}packets/").content.decode()
    others = dict.fromkeys(world.oaks.staff, (404, 404, 403))
    assert found == others | {"principal": (200, 404, 200)}


def test_once_a_client_has_left_it_is_given_to_nobody(world):
    job = ask_for_all(practice=world.oaks.practice, user=None, by="Zoe", papers=False)
    print_packets.call(job.pk)
    dismiss(household=world.people.household, user=world.people.owner, now=timezone.now())
    path = f"/practices/{world.oaks.practice.pk}/take-away/{job.pk}/prorata.zip"
    assert browser(world.oaks.user("principal")).get(path).status_code == 404


def test_a_restart_goes_on_and_a_household_that_fails_is_named(world, monkeypatch):
    """The process ends at the second client; then the first was written, and is not again."""

    def until(order, clients):
        handed.append(clients[0].household.name)
        if len(handed) == 2:
            raise SystemExit
        return original(order, clients)

    def broken(facts, **_):
        raise ZeroDivisionError

    handed: list[str] = []
    original = printing.print_clients
    monkeypatch.setattr(packets, "_TOGETHER", 1)
    monkeypatch.setattr(packets, "_AHEAD", 0)
    monkeypatch.setattr(packets, "print_clients", until)
    job = ask_for_all(practice=world.oaks.practice, user=None, by="Zoe", papers=False)
    with pytest.raises(SystemExit):
        print_packets.call(job.pk)
    assert not file_of(fresh(job)).exists()
    monkeypatch.setattr(printing, "write_household", broken)
    monkeypatch.setattr(printing._log, "exception", lambda words: None)
    print_packets.call(job.pk)
    assert handed == ["The Garcias", demo_facts().name, demo_facts().name]
    index = json.loads(members(file_of(fresh(job)).read_bytes())["practice.json"])
    assert [one["name"] for one in index["clients"]] == ["The Garcias"]
    assert index["not_exported"] == [demo_facts().name]


def test_the_command_goes_both_ways(world, tmp_path):
    path, out = tmp_path / "oaks.zip", StringIO()
    call_command("practice_book", "export", world.oaks.practice.pk, path, stdout=out)
    who = user("new")
    call_command("practice_book", "import", path, "--principal", who.email, stdout=out)
    assert "Oaks Advisors has number" in out.getvalue()
    assert Engagement.objects.filter(practice=who.staff.get().practice).count() == 2
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("practice_book", "import", path, "--principal", "x@example.com")
    path.write_bytes(b"hello")
    with pytest.raises(CommandError, match=r"Nothing was imported.\nThis is not a ZIP"):
        call_command("practice_book", "import", path, "--principal", who.email)
