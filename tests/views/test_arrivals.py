"""A practice that comes from elsewhere: shown first, then all of it or nothing, and the same."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from planner.models import (
    AppendOnlyError,
    Arrival,
    ArrivedHousehold,
    Book,
    Engagement,
    ExpectedColleague,
    FollowUp,
    Household,
    JobState,
    LogEntry,
    Person,
    Practice,
    RetentionRule,
    StaffRole,
)
from planner.services.households import storing
from planner.services.practice import arrivals
from planner.services.practice.jobs import cancel, folder_of
from planner.services.practice.logos import redrawn
from planner.services.practice.practices import save_logo, save_practice
from planner.services.practice.staff import accept_staff_invitation, invite_staff
from planner.tasks import arrivals as task
from tests.households import user
from tests.html import Page
from tests.leaving import changed, members, practices_with_a_demo, zip_of
from tests.practices import held, picture
from tests.views.test_logs import browser

pytestmark = pytest.mark.django_db

PATH = "/practices/arrive/"
DEMO = "whitfield"


@pytest.fixture
def world(tmp_path, settings):
    settings.PACKETS_DIR = tmp_path / "packets"
    return practices_with_a_demo()


@pytest.fixture
def packed(world):
    """Oaks with a logo, rules, a hold, a follow-up, and a client who left."""
    oaks = world.oaks.practice
    save_practice(
        practice=oaks,
        name=oaks.name,
        requires_second_factor=False,
        requires_review=True,
        idle_minutes=45,
        disclaimer="No advice.",
        contact_line="555 0100",
    )
    save_logo(practice=oaks, logo=redrawn(picture()))
    RetentionRule.objects.create(practice=oaks, client_years=7, log_years=None)
    client = oaks.engagements.get(reference="=12")
    held(client)
    person = Person.objects.filter(household=client.home)[0]
    FollowUp.objects.create(
        client=client,
        household=client.home,
        person=person,
        year=2025,
        status="sent",
        note="Called",
        at=timezone.now(),
        by="Zoe",
    )
    Engagement.objects.create(
        practice=oaks, name="The Parkers", ended_at=timezone.now(), ended_by="Zoe"
    )
    browser(world.oaks.user("advisor")).get(f"/households/{world.people.household.pk}/ledger/")
    return zip_of(oaks)


def sent(content, who):
    """Upload it as ``who``; what was found in it."""
    file = SimpleUploadedFile("oaks.zip", content, "application/zip")
    answer = browser(who).post(PATH, {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return Arrival.objects.filter(asked_by=who).latest("pk")


def arrived():
    return Practice.objects.latest("pk")


def counts():
    return Household.objects.count(), Practice.objects.count(), LogEntry.objects.count()


def plain(content):
    """What both exports say, without what has to differ: numbers of rows, and the moment."""
    found = members(content)
    index = json.loads(found["practice.json"])
    ids = {one["id"]: one["name"] for one in index["clients"]}
    files = {one["name"]: json.loads(found[one["file"]]) for one in index["clients"]}
    for one in files.values():
        del one["exported_at"]
    for one in [*index["clients"], *index["earlier_clients"]]:
        del one["id"]
        one.pop("file", None)
    for one in index["holds"]:
        one["id"], _ = ids[one["id"]], one.pop("at")
    rows = [json.loads(line) for line in found["practice/follow_ups.jsonl"].splitlines()]
    for row in rows:
        row["client"] = ids[row["client"]]
    del index["exported_at"], index["staff"]
    for one in index["clients"]:
        del one["advisor"]
    return index, files, rows, found["logo.png"]


# --- The way there -------------------------------------------------------------------------------


def test_elsewhere_it_becomes_the_same_practice(world, packed):
    new, before = user("new"), counts()
    job = sent(packed, new)
    assert counts() == before, "looking stores nothing"
    client = browser(new)
    page = Page(client.get(f"{PATH}{job.pk}/").content.decode()).words
    assert "2 clients, 1 of them assigned to somebody, with 2 people" in page
    assert "follow-ups of the December list: 1" in page
    assert "1 legal hold, and 1 record of clients who left" in page
    assert "oaks-advisor@example.com" in page
    client.post(f"{PATH}{job.pk}/store/")
    job.refresh_from_db()
    assert (job.state, str(job.practice)) == (JobState.DONE, "Oaks Advisors")
    assert job.practice.pk != world.oaks.practice.pk
    assert plain(zip_of(job.practice)) == plain(packed)
    assert [one.user for one in job.practice.staff.all()] == [new]
    assert not folder_of(job).exists()
    assert client.get(f"/practices/{job.practice.pk}/").status_code == 200


def test_the_log_comes_along_as_what_it_is_and_cannot_be_changed(world, packed):
    new = user("new")
    job = sent(packed, new)
    there = json.loads(members(packed)["log.json"])
    browser(new).post(f"{PATH}{job.pk}/store/")
    job.refresh_from_db()
    mine = LogEntry.objects.filter(practice=job.practice.pk)
    came = list(mine.filter(elsewhere=True).order_by("pk"))
    assert [(one.by, one.what, one.verb, one.name) for one in came] == [
        (one["by"], one["what"], one["verb"], one["client"] or "") for one in there
    ]
    garcias = job.practice.engagements.get(household__name="The Garcias").home
    opened = [one for one in came if one.what == "Ledger"]
    assert [(one.household, one.user) for one in opened] == [(garcias.pk, None)]
    with pytest.raises(AppendOnlyError):
        opened[0].delete()
    told = mine.get(elsewhere=False, what__startswith="Took the practice in")
    assert (told.by, f"{len(there)} entries of the log" in told.what) == ("New", True)
    page = browser(new).get(f"/practices/{job.practice.pk}/log/").content.decode()
    assert "from elsewhere" in page


def test_who_worked_there_is_expected_and_has_the_same_clients_again(world, packed):
    new = user("new")
    job = sent(packed, new)
    browser(new).post(f"{PATH}{job.pk}/store/")
    practice = arrived()
    people = f"/practices/{practice.pk}/people/"
    page = Page(browser(new).get(people).content.decode()).words
    assert "oaks-advisor@example.com, 1 client" in page
    made, _ = invite_staff(
        practice=practice,
        user=new,
        email="oaks-advisor@example.com",
        role=StaffRole.ADVISOR,
        now=timezone.now(),
    )
    assert "Expected from elsewhere" in browser(new).get(people).content.decode()
    assert "oaks-advisor@example.com, 1" not in browser(new).get(people).content.decode()
    advisor = world.oaks.user("advisor")
    EmailAddress.objects.create(user=advisor, email=advisor.email, verified=True)
    staff = accept_staff_invitation(invitation=made, user=advisor, now=timezone.now())
    clients = practice.engagements.filter(advisor=staff)
    assert [str(one.home) for one in clients] == ["The Garcias"]
    assert not ExpectedColleague.objects.filter(email=advisor.email).exists()


# --- What is refused -----------------------------------------------------------------------------


def index_with(packed, **said):
    index = json.loads(members(packed)["practice.json"])
    return changed(packed, **{"practice.json": json.dumps(index | said)})


def household_of(packed, name="The Garcias"):
    index = json.loads(members(packed)["practice.json"])
    return next(one["file"] for one in index["clients"] if one["name"] == name)


def bomb(packed):
    return changed(packed, **{household_of(packed): b" " * 2**26})


def twice(packed):
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr("practice.json", members(packed)["practice.json"])
        file.writestr("practice.jsox", "{}")
    return made.getvalue().replace(b"practice.jsox", b"practice.json")


def packed_otherwise(packed):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_LZMA) as file:
        for name, content in members(packed).items():
            file.writestr(name, content)
    return made.getvalue()


def damaged(packed):
    at = packed.index(b"practice.json") + 80
    return packed[:at] + b"damaged!" + packed[at + 8 :]


def with_clients(packed, **said):
    clients = json.loads(members(packed)["practice.json"])["clients"]
    return index_with(packed, clients=[clients[0] | said, *clients[1:]])


def log_with(packed, **said):
    first, *_ = json.loads(members(packed)["log.json"])
    return changed(packed, **{"log.json": json.dumps([first | said])[1:-1]})


REFUSED = {
    "no ZIP": (lambda packed: b"hello", "This is not a ZIP file, or it is damaged."),
    "cut off": (lambda packed: packed[: len(packed) // 2], "This is not a ZIP file"),
    "damaged": (damaged, "not a ZIP file, or it is damaged"),
    "without an index": (
        lambda packed: changed(packed, **{"practice.json": None}),
        "practice.json is not in the ZIP",
    ),
    "no index": (lambda packed: changed(packed, **{"practice.json": "[]"}), "not in the format"),
    "deep": (lambda packed: changed(packed, **{"practice.json": "[" * 10**6}), "cannot be read"),
    "another format": (lambda packed: index_with(packed, format="prorata-practice/9"), "format"),
    "a bomb": (bomb, "household.json is larger than 4 MB."),
    "a name twice": (twice, "practice.json is in the ZIP twice."),
    "another compression": (packed_otherwise, "packed in a way that is not read"),
    "a client twice": (
        lambda packed: index_with(
            packed, clients=json.loads(members(packed)["practice.json"])["clients"] * 2
        ),
        "practice.json names a file twice.",
    ),
    "a path": (lambda packed: with_clients(packed, file="../../etc/passwd"), "is not in the ZIP"),
    "clients of words": (lambda packed: index_with(packed, clients=["x"]), "clients is no list"),
    "an id of words": (lambda packed: with_clients(packed, id="1"), "clients, entry 1"),
    "half a character": (lambda packed: index_with(packed, name="\ud800"), "name has characters"),
    "no name": (lambda packed: index_with(packed, name=None), "name: This field cannot be"),
    "a short time": (lambda packed: index_with(packed, idle_minutes=1), "idle_minutes"),
    "staff of no role": (
        lambda packed: index_with(packed, staff=[{"email": "a@example.com", "role": "king"}]),
        "staff, entry 1",
    ),
    "a household of dimes": (
        lambda packed: changed(
            packed,
            **{household_of(packed): '{"format": "prorata-household/1", "rounding": "dimes"}'},
        ),
        "rounding",
    ),
    "a household gone": (
        lambda packed: changed(packed, **{household_of(packed): None}),
        "is not in the ZIP",
    ),
    "no logo": (lambda packed: changed(packed, **{"logo.png": "<svg/>"}), "logo.png: "),
    "a log of words": (lambda packed: changed(packed, **{"log.json": "Zoe"}), "log.json: line 1"),
    "a verb": (lambda packed: log_with(packed, verb="deleted"), "log.json, entry 1: verb"),
    "no time": (lambda packed: log_with(packed, at="soon"), "log.json: entry 1 cannot be read."),
    "an address": (lambda packed: log_with(packed, address="x"), "log.json, entry 1: address"),
    "a follow-up of nobody": (
        lambda packed: changed(
            packed,
            **{"practice/": '{"client": 0, "person": "p1", "year": 2025, "status": "sent"}'},
        ),
        "practice/follow_ups.jsonl: row 1 cannot be kept.",
    ),
}


def test_what_is_wrong_is_said_and_nothing_of_it_is_kept(world, packed):
    """Each as an upload of its own; then it is not stored, even when asked for."""
    new, before = user("new"), counts()
    client, wrong = browser(new), {}
    for name, (spoil, why) in REFUSED.items():
        job = sent(spoil(packed), new)
        client.post(f"{PATH}{job.pk}/store/")
        page = Page(client.get(f"{PATH}{job.pk}/").content.decode()).words
        if why not in page or "Make this practice" in page or counts() != before:
            wrong[name] = page
        client.post(f"{PATH}{job.pk}/drop/")
        assert not folder_of(job).exists()
    assert wrong == {}
    assert not Arrival.objects.exists()


def test_what_this_site_does_not_know_is_said_before(world, packed):
    made = BytesIO(packed)
    with ZipFile(made, "a") as file:
        file.writestr("practice/horoscopes.jsonl", "{}")
    job = sent(made.getvalue(), user("new"))
    page = Page(browser(job.asked_by).get(f"{PATH}{job.pk}/").content.decode()).words
    assert "practice/horoscopes.jsonl: this site does not know what it is." in page
    assert "Make this practice" in page


def test_nobody_else_sees_it(world, packed):
    job = sent(packed, user("new"))
    other = browser(world.oaks.user("principal"))
    assert other.get(f"{PATH}{job.pk}/").status_code == 404
    assert other.post(f"{PATH}{job.pk}/store/").status_code == 404
    assert other.post(f"{PATH}{job.pk}/drop/").status_code == 404
    assert "oaks.zip" not in other.get(PATH).content.decode()


# --- All or nothing ------------------------------------------------------------------------------


def wished(packed):
    job = sent(packed, user("new"))
    assert arrivals.wish(job)
    return Arrival.objects.get(pk=job.pk)


def second_of(monkeypatch, happens):
    """At the second household that is stored ``happens`` comes first."""

    def until(**options):
        stored.append(options)
        if len(stored) == 2:
            happens()
        return original(**options)

    stored: list[object] = []
    original = storing.store_unowned
    monkeypatch.setattr(arrivals, "store_unowned", until)
    monkeypatch.setattr(arrivals, "_BEAT", 1)
    return stored


def ended():
    raise SystemExit


def broken():
    raise ZeroDivisionError


def test_a_restart_goes_on_and_until_the_end_nobody_sees_anything(world, packed, monkeypatch):
    job, new = wished(packed), user_of_arrival()
    stored = second_of(monkeypatch, ended)
    with pytest.raises(SystemExit):
        task.take_in.call(job.pk)
    (half,) = ArrivedHousehold.objects.all()
    assert not Household.objects.visible_to(new).exists()
    assert not Household.objects.visible_to(world.oaks.user("principal"), half.household_id)
    task.take_in.call(job.pk)
    assert len(stored) == 3, "the first was not stored again"
    assert arrived().engagements.filter(ended_at=None).count() == 2
    assert not ArrivedHousehold.objects.exists()


def user_of_arrival():
    return Arrival.objects.get().asked_by


@pytest.mark.parametrize("how", ["broken", "cancelled"])
def test_what_fails_or_is_cancelled_leaves_nothing(world, packed, monkeypatch, how):
    job, before = wished(packed), counts()
    end = broken if how == "broken" else lambda: cancel(job, timezone.now())
    second_of(monkeypatch, end)
    monkeypatch.setattr(task._log, "exception", lambda *words: None)
    task.take_in.call(job.pk)
    job.refresh_from_db()
    assert job.state == (JobState.FAILED if how == "broken" else JobState.CANCELLED)
    assert counts() == before
    assert not folder_of(job).exists()
    page = Page(browser(job.asked_by).get(f"{PATH}{job.pk}/").content.decode()).words
    assert "Nothing of it is kept." in page


def test_the_purge_forgets_what_was_never_stored(world, packed):
    job = sent(packed, user("new"))
    table = Book.objects.create(practice=world.oaks.practice, by="Zoe", name="waits.csv")
    Arrival.objects.update(finished_at=timezone.now() - timedelta(days=15))
    Book.objects.update(made_at=timezone.now() - timedelta(days=3))
    call_command("purge")
    assert not Arrival.objects.filter(pk=job.pk).exists()
    assert not Book.objects.filter(pk=table.pk).exists()
