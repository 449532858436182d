"""The pages of a client's working papers, without a script, and who never sees them."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from planner.models import Arrival, Engagement, FiledForm, LogEntry, Note, Step, StepKind, Task
from planner.services.households.guests import make_guest_link
from planner.services.practice.notes import correct_note, notes_of, write_note
from planner.services.practice.tasks import add_task
from tests.households import user
from tests.html import Page
from tests.leaving import changed, members, zip_of
from tests.security.routes import ROUTES
from tests.security.test_tenancy import OF_A_HOUSEHOLD, furnished
from tests.services.test_workflow import LINES_2022, NOW, Desk
from tests.views.test_arrivals import PATH, sent
from tests.views.test_logs import browser

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def work(desk):
    return f"/practices/{desk.oaks.practice.pk}/clients/{desk.client.pk}/workflow/"


@pytest.fixture
def year(desk, work):
    return f"{work}{desk.person.pk}/2022/"


@pytest.fixture
def enter(desk):
    def as_(name, firm="oaks"):
        client = Client()
        client.force_login(getattr(desk.world, firm).user(name))
        return client

    return as_


def page_of(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def step(client, year, do, **typed):
    (seen, *_) = [
        one["value"]
        for one in Page(client.get(year).content.decode()).tags("input")
        if one.get("name") == "seen"
    ] or [""]
    return client.post(year, {"do": do, "seen": seen} | typed, follow=True)


# --- Steps ---------------------------------------------------------------------------------------


def test_a_year_on_its_way_from_prepared_to_filed(desk, work, year, enter):
    assistant, reviewer = enter("assistant"), enter("reviewer")
    assert "2022 not prepared" in page_of(assistant.get(work)).words.replace(" of Cleo", "")
    assert "2022 of Cleo is prepared." in page_of(step(assistant, year, "prepared")).words
    assert "Oaks-Assistant" in page_of(reviewer.get(year)).words
    page = page_of(reviewer.post(year, {"do": "sent_back", "reason": ""}), 422)
    assert "Say what has to be done" in page.words
    sent = page_of(step(reviewer, year, "sent_back", reason="Line 2 <b>")).words
    assert "2022 of Cleo is sent back." in sent
    assert "Line 2 <b>" in sent
    step(enter("advisor"), year, "prepared")
    assert "2022 of Cleo is reviewed." in page_of(step(reviewer, year, "reviewed")).words
    form = f"/households/{desk.home.pk}/ledger/{desk.person.pk}/2022/file/"
    advisor = enter("advisor")
    assert "Reviewed by Oaks-Reviewer" in page_of(advisor.get(form)).words
    lines = {f"line-{number}": text for number, text in LINES_2022.items()}
    advisor.post(form, lines | {"on": "2026-05-01", "do": "file"})
    words = page_of(reviewer.get(work)).words
    assert "reviewed by Oaks-Reviewer" in words
    assert [one.kind for one in Step.objects.filter(client=desk.client)] == [
        *("prepared", "sent_back", "prepared", "reviewed", "filed")
    ]
    assert FiledForm.objects.filter(household=desk.home).count() == 1


def test_the_page_says_what_changed_and_offers_no_review(desk, work, year, enter):
    step(enter("assistant"), year, "prepared")
    desk.change("Corrected 2019", amount="5500")
    page = page_of(enter("reviewer").get(year))
    assert "line 14 was $12,000, is $11,500" in page.words
    assert "Basis carried to next year$11,500$12,000" in page.words
    assert "Mark as reviewed" not in page.words
    assert "line 14 was $12,000, is $11,500" in page_of(enter("compliance").get(work)).words


def test_what_was_not_seen_or_is_ones_own_is_refused_on_the_page(desk, year, enter):
    principal = enter("principal")
    answer = principal.post(year, {"do": "prepared", "seen": "other figures"})
    assert "changed while you looked at them" in page_of(answer, 422).words
    step(principal, year, "prepared")
    page = page_of(principal.get(year))
    assert "You prepared it yourself. Somebody else has to review it." in page.words
    answer = principal.post(year, {"do": "reviewed", "seen": desk.at().figures.seen})
    assert "You prepared it yourself" in page_of(answer, 422).words


def test_a_refused_return_keeps_what_was_typed(desk, year, enter):
    typed = {"do": "sent_back", "reason": "Ask again"}
    answer = enter("reviewer").post(year, typed)
    assert "nothing to send back" in page_of(answer, 422).words
    desk.take("assistant", StepKind.PREPARED)
    answer = enter("reviewer").post(year, {"do": "sent_back", "reason": "x" * 501})
    assert "x" * 501 in page_of(answer, 422).words


@pytest.mark.parametrize("wrong", [2026, 1900])
def test_a_year_that_is_not_over_or_before_all_iras_is_nowhere(desk, work, enter, wrong):
    assert enter("principal").get(f"{work}{desk.person.pk}/{wrong}/").status_code == 404


def test_filing_is_refused_on_its_page_where_a_review_is_asked_for(desk, enter):
    desk.oaks.practice.requires_review = True
    desk.oaks.practice.save()
    form = f"/households/{desk.home.pk}/ledger/{desk.person.pk}/2022/file/"
    lines = {f"line-{number}": text for number, text in LINES_2022.items()} | {"on": ""}
    page = page_of(enter("advisor").post(form, lines), 422)
    assert "Nothing is filed unreviewed at Oaks Advisors. 2022 is not prepared." in page.words
    assert page.by_id("id_line-14")["value"] == "12000"


# --- Notes and tasks -----------------------------------------------------------------------------


def test_a_note_is_kept_corrected_and_withdrawn_on_its_pages(desk, work, enter):
    reviewer = enter("reviewer")
    page = page_of(reviewer.post(f"{work}notes/", {"text": " ", "about": ""}), 422)
    assert "Type something first." in page.words
    page = page_of(reviewer.post(f"{work}notes/", {"text": "Page 2 <i>", "about": "9-2"}), 422)
    assert "Page 2 <i>" in page.words
    about = f"{desk.person.pk}-2025"
    reviewer.post(f"{work}notes/", {"text": "Page 2 <i>", "about": about})
    note = Note.objects.get()
    assert "2025 of Cleo" in page_of(enter("principal").get(work)).words
    assert enter("principal").get(f"{work}notes/{note.pk}/").status_code == 403
    reviewer.post(f"{work}notes/{note.pk}/", {"text": "Page 3"})
    words = page_of(enter("compliance").get(work)).words
    assert "corrected" in words
    assert words.index("Page 3") < words.index("Page 2 <i>")
    reviewer.post(f"{work}notes/{note.pk}/", {"do": "withdraw"})
    assert "This note was withdrawn." in page_of(reviewer.get(work)).words
    answer = reviewer.post(f"{work}notes/{note.pk}/", {"text": "Back"}, follow=True)
    assert "This note was withdrawn." in page_of(answer).words


def test_a_task_from_the_page_of_a_year_to_done_and_back(desk, work, year, enter):
    staff = desk.oaks.staff["reviewer"]
    advisor = enter("advisor")
    page = page_of(advisor.post(f"{work}tasks/", {"title": "Call Kim", "due": "31/12/26"}), 422)
    assert page.by_id("id_title")["value"] == "Call Kim"
    assert page.by_id("id_due")["value"] == "31/12/26"
    typed = {"title": "Call Kim", "due": "2026-11-19", "assignee": str(staff.pk)}
    foreign = typed | {"assignee": str(desk.world.firs.staff["reviewer"].pk)}
    assert "Choose one from the list" in page_of(advisor.post(f"{work}tasks/", foreign), 422).words
    advisor.post(f"{work}tasks/", typed | {"about": f"{desk.person.pk}-2022"})
    reviewer, mine = enter("reviewer"), f"/practices/{desk.oaks.practice.pk}/tasks/"
    assert "Call Kim" not in page_of(reviewer.get(year.replace("2022", "2021"))).words
    for path in (mine, work, year):
        assert "3 days overdue, due November 19, 2026" in page_of(reviewer.get(path)).words, path
    assert "Nothing waits for you." in page_of(advisor.get(mine)).words
    task = Task.objects.get()
    reviewer.post(f"{mine}{task.pk}/", typed | {"due": "2026-11-22"})
    assert "due today" in page_of(reviewer.get(mine)).words
    back = {"next": mine}
    assert reviewer.post(f"{mine}{task.pk}/done/", back).headers["Location"] == mine
    assert "done by Oaks-Reviewer" in page_of(reviewer.get(f"{mine}?state=done")).words
    assert "done already" in page_of(advisor.post(f"{mine}{task.pk}/done/", follow=True)).words
    advisor.post(f"{mine}{task.pk}/done/", {"do": "reopen"})
    assert "Call Kim" in page_of(advisor.get(f"{mine}?whose=all")).words


@pytest.mark.parametrize("more", [1, 40], ids=["one", "forty"])
def test_as_many_queries_for_many_tasks(desk, enter, more, django_assert_num_queries):
    staff = desk.oaks.staff["principal"]
    mine = {"staff": staff, "client": desk.client, "assignee": staff, "now": NOW}
    for number in range(more):
        add_task(**mine, title=f"Task {number}", due=date(2026, 12, 1))
    client = enter("principal")
    address = f"/practices/{desk.oaks.practice.pk}/tasks/"
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


# --- Who never sees them -------------------------------------------------------------------------

SECRET = "Owes us an answer"


@pytest.fixture
def secret(desk, settings, tmp_path):
    """A note, a task and a reason that nobody but the practice may read."""
    settings.PACKETS_DIR = tmp_path
    staff = desk.oaks.staff["reviewer"]
    mine = {"staff": staff, "client": desk.client, "now": NOW, "person": desk.person}
    write_note(**mine, text=SECRET, year=2022)
    add_task(**mine, title=SECRET, due=TODAY, assignee=staff)
    desk.take("assistant", StepKind.PREPARED)
    desk.take("reviewer", StepKind.SENT_BACK, reason=SECRET)
    return desk


def test_neither_the_people_of_the_household_nor_a_guest_reads_a_word(secret):
    home, owner = secret.home, secret.world.people.owner
    ids = furnished(home, owner) | {"person": secret.person.pk, "year": 2022}
    _, token = make_guest_link(
        household=home, user=owner, label="CPA", expires_on=TODAY, today=TODAY
    )
    signed_in, guest = Client(), Client()
    signed_in.force_login(owner)
    guest.post(f"/guests/{token}/")
    looked = 0
    for name in OF_A_HOUSEHOLD:
        for client in (signed_in, guest):
            answer = client.get(ROUTES[name].address(**ids))
            looked += answer.status_code == 200
            assert SECRET.encode() not in answer.content, name
            assert b"Sent back 2022" not in answer.content, name
            assert b"Wrote a note" not in answer.content, name
    assert looked > 40


def test_another_practice_finds_nothing_and_takes_nothing_away(secret, work, year, enter):
    task, note = Task.objects.get(), Note.objects.get()
    firs = secret.world.firs
    theirs = f"/practices/{firs.practice.pk}/"
    engaged = Engagement.objects.get(practice=firs.practice)
    for path in (
        work,
        year,
        f"{work}notes/{note.pk}/",
        f"/practices/{secret.oaks.practice.pk}/tasks/{task.pk}/",
        f"{theirs}tasks/{task.pk}/",
        f"{theirs}clients/{secret.client.pk}/workflow/",
        f"{theirs}clients/{engaged.pk}/workflow/notes/{note.pk}/",
        f"{theirs}clients/{engaged.pk}/workflow/{secret.person.pk}/2022/",
        f"/households/{secret.home.pk}/workflow/",
    ):
        assert enter("principal", "firs").get(path).status_code == 404, path
        assert enter("idle").get(path).status_code == 404, path
    for path in ("tasks/?whose=all", "board/", "log/"):
        text = enter("principal", "firs").get(f"{theirs}{path}").content
        assert SECRET.encode() not in text
    assert SECRET not in "".join(packed(firs.practice).values())


def packed(practice):
    """The ZIP with everything of a practice, member by member."""
    return {name: content.decode() for name, content in members(zip_of(practice)).items()}


def rows(found: dict[str, str], section: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in found[f"practice/{section}.jsonl"].splitlines()]


def test_the_whole_practice_takes_them_along_and_the_households_file_does_not(secret):
    found = packed(secret.oaks.practice)
    prepared, sent_back = rows(found, "workflow")
    assert [prepared["step"], sent_back["step"]] == ["prepared", "sent_back"]
    assert (prepared["lines"], sent_back["reason"]) == ({"": LINES_2022}, SECRET)
    (note,), (task,) = rows(found, "notes"), rows(found, "tasks")
    assert (note["text"], note["person"], note["year"]) == (SECRET, "p1", 2022)
    assert (task["title"], task["due"]) == (SECRET, "2026-11-22")
    homes = [text for name, text in found.items() if name.endswith("household.json")]
    assert homes
    assert SECRET not in "".join(homes)
    assert "Sent back 2022 of Cleo" in found["log.csv"]
    assert {one["verb"] for one in json.loads(found["log.json"])} >= {"worked"}


def arrived(secret, content):
    """What becomes of a ZIP that somebody brings: the job, and the words of its page."""
    new = user("new")
    job = sent(content, new)
    client = browser(new)
    client.post(f"{PATH}{job.pk}/store/")
    return Arrival.objects.get(pk=job.pk), Page(client.get(f"{PATH}{job.pk}/").content.decode())


def without_ids(found: dict[str, str], section: str) -> list[dict[str, Any]]:
    """The rows of a section without what has to differ."""
    differs = {"client", "note"}
    return [
        {name: said for name, said in row.items() if name not in differs}
        for row in rows(found, section)
    ]


def test_elsewhere_they_are_the_same_by_name_and_nobodys(secret):
    staff = secret.oaks.staff["reviewer"]
    mine = {"staff": staff, "client": secret.client, "now": NOW}
    correct_note(**mine, note=notes_of(secret.client)[0], text="Corrected")
    write_note(**mine, text="About the client")
    content = zip_of(secret.oaks.practice)
    there = {name: text.decode() for name, text in members(content).items()}
    job, _ = arrived(secret, content)
    here = packed(job.practice)
    for section in ("workflow", "tasks", "notes"):
        assert without_ids(here, section) == without_ids(there, section), section
        assert rows(here, section)
    client = Engagement.objects.get(practice=job.practice, household__name="The Clients")
    about, note = notes_of(client)
    assert [len(about.versions), len(note.versions)] == [1, 2]
    assert not note.is_of(job.practice.staff.get())
    assert Step.objects.filter(client=client, user=None, person__isnull=False).count() == 2
    assert Task.objects.get(client=client).assignee is None


BAD: dict[str, dict[str, Any]] = {
    "workflow": {"step": "blessed", "lines": {"": {"14": "NaN"}}, "year": None, "person": "p9"},
    "notes": {"text": "x" * 4001, "note": "one", "at": "today"},
    "tasks": {"due": "soon", "title": None, "done_at": "2026-01-01"},
}


@pytest.mark.parametrize("section", BAD)
def test_a_row_that_cannot_be_kept_is_refused_by_its_number(secret, section):
    content = zip_of(secret.oaks.practice)
    good, *_ = rows({name: text.decode() for name, text in members(content).items()}, section)
    bad = [good | {name: said} for name, said in BAD[section].items()]
    text = "\n".join(json.dumps(row) for row in (good, *bad))
    job, page = arrived(secret, changed(content, **{f"practice/{section}": text}))
    assert job.practice is None
    assert "row 1 cannot" not in page.words
    for number in range(2, len(bad) + 2):
        assert f"practice/{section}.jsonl: row {number} cannot be kept." in page.words


def test_after_a_dismissal_only_the_whole_practice_has_them(secret, work, enter):
    owner = Client()
    owner.force_login(secret.world.people.owner)
    dismissing = f"/households/{secret.home.pk}/practice/dismiss/"
    assert "its own working papers" in page_of(owner.get(dismissing)).words
    owner.post(dismissing)
    principal = enter("principal")
    assert principal.get(work).status_code == 404
    tasks = f"/practices/{secret.oaks.practice.pk}/tasks/?whose=all"
    assert SECRET not in page_of(principal.get(tasks)).words
    found = packed(secret.oaks.practice)
    assert rows(found, "notes") == []
    former = found["former-clients.csv"].splitlines()
    assert [line.split(",")[3] for line in former[1:]] == ['"step"', '"step"', '"note"', '"task"']
    assert all(line.startswith('"The Clients"') for line in former[1:])
    assert sum(SECRET in line for line in former) == 3
    deleting = f"/households/{secret.home.pk}/delete/"
    assert "keeps its own working papers" in page_of(owner.get(deleting)).words


# --- Where it is shown ---------------------------------------------------------------------------


def test_a_strip_stands_on_the_pages_of_a_household_for_its_practice_alone(desk, enter):
    desk.take("assistant", StepKind.PREPARED)
    address = f"/households/{desk.home.pk}/"
    strip = f"{address}workflow/?year=2022"
    owner = Client()
    owner.force_login(desk.world.people.owner)
    for path in ("years/2022/", "ledger/"):
        assert b"/workflow/" not in owner.get(f"{address}{path}").content
        assert f"{address}workflow/".encode() in enter("reviewer").get(f"{address}{path}").content
    htmx = {"HX-Request": "true"}
    words = page_of(enter("reviewer").get(strip, headers=htmx)).words
    assert words.startswith("2022 Cleo prepared")
    desk.change("Corrected", amount="5500")
    words = page_of(enter("reviewer").get(strip, headers=htmx)).words
    assert "changed since line 2 was $6,000, is $5,500, and more" in words
    assert owner.get(strip, headers=htmx).status_code == 404
    assert (
        page_of(enter("reviewer").get(f"{address}workflow/?year=x", headers=htmx)).words[:4]
        == "2025"
    )


def test_the_board_shows_the_last_form_and_the_next_task_and_filters(desk, enter):
    desk.take("assistant", StepKind.PREPARED, year=2025)
    add_task(
        staff=desk.oaks.staff["principal"], client=desk.client, title="Call Kim",
        due=date(2026, 11, 21), assignee=None, now=NOW,
    )  # fmt: skip
    board, principal = f"/practices/{desk.oaks.practice.pk}/board/", enter("principal")
    words = page_of(principal.get(board)).words
    assert "2025 form of Cleo, The Clients: prepared" in words
    assert "Call Kim, one day overdue, due November 21, 2026" in words
    assert "The Clients" in page_of(principal.get(f"{board}?form=prepared")).words
    assert "Cleo" not in page_of(principal.get(f"{board}?form=reviewed")).words


def test_the_log_says_who_looked_at_a_clients_page(desk, work, enter):
    enter("compliance").get(work)
    entry = LogEntry.objects.get(household=desk.home.pk, verb="opened")
    assert (entry.by, entry.what) == ("Oaks-Compliance", "Client page")


def test_the_rule_of_review_is_set_and_told(desk, enter):
    address = f"/practices/{desk.oaks.practice.pk}/settings/"
    typed = {"name": "Oaks Advisors", "requires_review": "on"}
    enter("principal").post(address, typed)
    desk.oaks.practice.refresh_from_db()
    assert desk.oaks.practice.requires_review
    assert LogEntry.objects.filter(what="Nothing is filed unreviewed from now on").count() == 1
