"""Prepared, reviewed, filed: who may do which step, and what makes a step fall back."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from planner.bridge import household_records
from planner.models import (
    AppendOnlyError,
    ClientState,
    Engagement,
    Event,
    FiledForm,
    Household,
    LogEntry,
    Stage,
    Step,
    StepKind,
    Task,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.purging import purge_household
from planner.services.practice.board_work import work_out
from planner.services.practice.engagements import dismiss
from planner.services.practice.figures import figures_through
from planner.services.practice.filing_steps import file_year
from planner.services.practice.notes import correct_note, notes_of, write_note
from planner.services.practice.retention import end_due, set_rule
from planner.services.practice.steps import refusal, take_step
from planner.services.practice.tasks import (
    WantedTasks,
    add_task,
    assignable,
    finish_task,
    reopen_task,
    tasks_for,
    tasks_of,
)
from planner.services.practice.workflow import (
    filings_of,
    reviewed_words,
    standing_at,
    steps_of,
    who_words,
)
from planner.services.sheet.filing import mark_filed, remove_filed
from tests.ledgers import contribution, store
from tests.practices import engage, practices
from tests.security.test_tenancy import store_past_every_rule

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

# Worked out by hand: 6,000 for 2019 and 6,000 for 2022, nothing deducted or taken out. Line 2 for
# 2022 is line 14 of the last form, 6,000; line 3 is line 1 plus line 2, and line 14 all of it.
LINES_2022 = {"1": "6000", "2": "6000", "3": "12000", "14": "12000"}

PREPARED, REVIEWED, SENT_BACK = StepKind.PREPARED, StepKind.REVIEWED, StepKind.SENT_BACK


def cleo():
    return {
        "key": "p1",
        "name": "Cleo",
        "accounts": [{"key": "ira", "kind": "traditional"}, {"key": "roth", "kind": "roth"}],
        "events": [contribution(2019), contribution(2022)],
        "years": [
            {"year": 2019, "deducted": "0", "first_year": True},
            {"year": 2022, "deducted": "0"},
        ],
    }


class Desk:
    """The practice with its client Cleo since January 1, 2023; its people take steps for her."""

    def __init__(self):
        self.world = practices()
        self.oaks = self.world.oaks
        self.home = store(self.world.people.owner, cleo(), name="The Clients")
        self.client = engage(self.oaks.practice, self.home, self.oaks.staff["advisor"])
        self.person = self.home.people.get()
        began = datetime(2023, 1, 1, 17, tzinfo=UTC)
        Engagement.objects.filter(pk=self.client.pk).update(began_at=began)

    def at(self, year=2022):
        records = household_records(self.home)
        steps = steps_of(self.client, self.person, year)
        return standing_at(records, records.people[0], year, steps)

    def take(self, who, kind, year=2022, seen=None, reason=""):
        return take_step(
            staff=self.oaks.staff[who],
            client=self.client,
            person=self.person,
            year=year,
            kind=kind,
            seen=self.at(year).figures.seen if seen is None else seen,
            reason=reason,
            now=NOW,
        )

    def stage(self, year=2022):
        return self.at(year).stage

    def change(self, summary, **fields):
        """Correct the contribution of 2019, three years earlier."""
        event = Event.objects.get(person=self.person, tax_year=2019)
        with recording(self.home, self.world.people.owner, summary):
            for name, value in fields.items():
                setattr(event, name, value)
            event.save()

    def file(self, who, year=2022, lines=None, on=None):
        home = Household.objects.visible_to(self.oaks.user(who)).get(pk=self.home.pk)
        return file_year(
            household=home,
            user=self.oaks.user(who),
            person=self.person,
            year=year,
            lines=LINES_2022 if lines is None else lines,
            on=on,
            document=None,
        )


@pytest.fixture
def desk():
    return Desk()


def test_the_figures_are_those_worked_out_by_hand(desk):
    assert desk.at().figures.lines == {"": LINES_2022}


# --- Who may do what -----------------------------------------------------------------------------

# From the issue: who prepares edits; who reviews is a reviewer or a principal; compliance reads.
MAY = {
    "principal": {PREPARED, REVIEWED, SENT_BACK},
    "advisor": {PREPARED},
    "assistant": {PREPARED},
    "reviewer": {REVIEWED, SENT_BACK},
    "compliance": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_every_role_and_every_step(desk, who):
    allowed = set()
    if not refusal(desk.oaks.staff[who], desk.at(), PREPARED):
        allowed.add(PREPARED)
    desk.take("idle", PREPARED)
    for kind in (REVIEWED, SENT_BACK):
        if not refusal(desk.oaks.staff[who], desk.at(), kind):
            allowed.add(kind)
    assert allowed == MAY[who]


def test_nobody_reviews_what_they_prepared(desk):
    desk.take("principal", PREPARED)
    with pytest.raises(RefusedChangeError, match=r"You prepared it yourself\. Somebody else"):
        desk.take("principal", REVIEWED)
    assert desk.take("reviewer", REVIEWED).number == 2
    assert desk.stage() == Stage.REVIEWED


def test_who_prepared_takes_it_back_and_nobody_else_without_the_right(desk):
    desk.take("assistant", PREPARED)
    with pytest.raises(RefusedChangeError, match="Only who reviews, or who prepared it"):
        desk.take("advisor", SENT_BACK, reason="A slip")
    desk.take("assistant", SENT_BACK, reason="A slip")
    assert desk.stage() == Stage.SENT_BACK


def test_sent_back_needs_a_reason_and_the_whole_way_stays_on_record(desk):
    desk.take("assistant", PREPARED)
    with pytest.raises(RefusedChangeError, match="Say why"):
        desk.take("reviewer", SENT_BACK, reason=" ")
    desk.take("reviewer", SENT_BACK, reason="Line 6 rests on an estimate.")
    with pytest.raises(RefusedChangeError, match="sent back: nothing waits for a review"):
        desk.take("reviewer", REVIEWED)
    desk.take("advisor", PREPARED)
    desk.take("reviewer", REVIEWED)
    found = [(one.number, one.kind, one.by, one.reason) for one in steps_of(desk.client)]
    assert found == [
        (1, "prepared", "Oaks-Assistant", ""),
        (2, "sent_back", "Oaks-Reviewer", "Line 6 rests on an estimate."),
        (3, "prepared", "Oaks-Advisor", ""),
        (4, "reviewed", "Oaks-Reviewer", ""),
    ]
    assert who_words(desk.at(), {}) == "Oaks-Reviewer, March 2, 2026"


@pytest.mark.parametrize("kind", [PREPARED, REVIEWED])
def test_what_is_done_is_not_done_twice(desk, kind):
    desk.take("assistant", PREPARED)
    desk.take("reviewer", REVIEWED)
    with pytest.raises(RefusedChangeError, match="2022 is reviewed already, by Oaks-Reviewer"):
        desk.take("principal", kind)


def test_what_is_incomplete_cannot_be_prepared(desk):
    desk.change("Not known", amount=None)
    with pytest.raises(RefusedChangeError, match="2022 is incomplete"):
        desk.take("assistant", PREPARED)


# --- Pinned to the figures -----------------------------------------------------------------------


@pytest.mark.parametrize("done", [PREPARED, REVIEWED])
def test_a_correction_three_years_earlier_makes_it_fall_back(desk, done):
    desk.take("assistant", PREPARED)
    if done == REVIEWED:
        desk.take("reviewer", REVIEWED)
    desk.change("Corrected 2019", amount="5500")
    at = desk.at()
    assert at.stage == Stage.CHANGED
    who = {"prepared": "Oaks-Assistant", "reviewed": "Oaks-Reviewer"}[done]
    assert at.since == (
        f"Changed since it was {done.value} on March 2, 2026 by {who}: line 2 was $6,000, is"
        " $5,500; line 3 was $12,000, is $11,500; line 14 was $12,000, is $11,500."
    )
    with pytest.raises(RefusedChangeError, match="It has to be prepared again"):
        desk.take("principal", REVIEWED)
    desk.take("assistant", PREPARED)
    desk.take("reviewer", REVIEWED)
    assert desk.stage() == Stage.REVIEWED


def test_the_same_figures_again_are_what_was_prepared(desk):
    desk.take("assistant", PREPARED)
    desk.change("A slip", amount="5500")
    desk.change("Taken back", amount="6000")
    assert desk.stage() == Stage.PREPARED


def test_figures_that_nobody_saw_are_not_signed_off(desk):
    seen = desk.at().figures.seen
    desk.change("Meanwhile", amount="5500")
    with pytest.raises(RefusedChangeError, match="changed while you looked at them"):
        desk.take("assistant", PREPARED, seen=seen)
    assert not Step.objects.exists()


def test_a_year_without_a_form_is_prepared_too_until_one_is_due(desk):
    assert (desk.stage(2021), desk.at(2021).figures.is_due) == (Stage.NOT_DUE, False)
    desk.take("assistant", PREPARED, year=2021)
    desk.change("Other basis", amount="5500")
    assert desk.stage(2021) == Stage.PREPARED
    ira, roth = desk.person.accounts.order_by("pk")
    with recording(desk.home, desk.world.people.owner, "Found"):
        Event.objects.create(
            household=desk.home, person=desk.person, account=ira, to=roth,
            kind="conversion", on=date(2021, 5, 1), amount="1000",
        )  # fmt: skip
    at = desk.at(2021)
    assert at.stage == Stage.CHANGED
    assert "Form 8606 is due now; something is missing now." in at.since
    with recording(desk.home, desk.world.people.owner, "A value"):
        YearEndValue.objects.create(
            household=desk.home, person=desk.person, account=ira, year=2021, amount="0"
        )
    assert desk.at(2021).since.endswith("Oaks-Assistant: Form 8606 is due now.")


def test_years_one_by_one_are_the_years_of_the_whole_ledger(desk):
    records = household_records(desk.home)
    facts = records.people[0].facts
    for year, figures in figures_through(records.facts, facts, 2025).items():
        assert desk.at(year).figures == figures


# --- Filing --------------------------------------------------------------------------------------


def told():
    found = LogEntry.objects.filter(verb="worked").order_by("pk")
    return [(one.by, one.role, one.what) for one in found]


def test_the_log_tells_every_step(desk):
    desk.take("assistant", PREPARED)
    desk.take("reviewer", SENT_BACK, reason="A secret reason")
    desk.take("assistant", PREPARED)
    desk.take("reviewer", REVIEWED)
    desk.file("advisor")
    assert told() == [
        ("Oaks-Assistant", "assistant", "Prepared 2022 of Cleo"),
        ("Oaks-Reviewer", "reviewer", "Sent back 2022 of Cleo"),
        ("Oaks-Assistant", "assistant", "Prepared 2022 of Cleo"),
        ("Oaks-Reviewer", "reviewer", "Reviewed 2022 of Cleo"),
        ("Oaks-Advisor", "advisor", "Filed 2022 of Cleo, reviewed by Oaks-Reviewer"),
    ]
    assert desk.stage() == Stage.FILED
    assert who_words(desk.at(), {}).endswith(", reviewed by Oaks-Reviewer")


def test_filing_says_where_nobody_had_reviewed_it(desk):
    desk.take("assistant", PREPARED)
    desk.file("advisor")
    assert told()[-1][2] == "Filed 2022 of Cleo, not reviewed"
    assert who_words(desk.at(), {}).endswith(", not reviewed")


def test_other_lines_than_the_reviewed_ones_were_not_reviewed(desk):
    desk.take("assistant", PREPARED)
    desk.take("reviewer", REVIEWED)
    assert reviewed_words(desk.at().steps, {"": LINES_2022}) == "reviewed by Oaks-Reviewer"
    assert reviewed_words(desk.at().steps, {"": LINES_2022 | {"14": "1"}}) == "not reviewed"


@pytest.fixture
def strict(desk):
    """Nothing is filed unreviewed."""
    desk.oaks.practice.requires_review = True
    desk.oaks.practice.save()
    return desk


def test_nothing_is_filed_unreviewed_where_the_practice_says_so(strict):
    with pytest.raises(RefusedChangeError, match=r"unreviewed at Oaks Advisors\. 2022 is not prep"):
        strict.file("principal")
    strict.take("assistant", PREPARED)
    with pytest.raises(RefusedChangeError, match="2022 is prepared"):
        strict.file("principal")
    strict.take("reviewer", REVIEWED)
    with pytest.raises(RefusedChangeError, match="line 14 was \\$12,000, is \\$11,000"):
        strict.file("principal", lines=LINES_2022 | {"14": "11000"})
    strict.change("Corrected", amount="5500")
    with pytest.raises(RefusedChangeError, match="Changed since it was reviewed: line 2 was"):
        strict.file("principal")
    assert not FiledForm.objects.filter(household=strict.home).exists()
    strict.change("Back", amount="6000")
    strict.file("principal")
    assert strict.stage() == Stage.FILED


def test_what_was_filed_before_the_practice_came_or_was_no_form_is_a_record(strict):
    strict.file("advisor", year=2019, lines={"14": "6000"}, on=date(2020, 4, 10))
    strict.file("advisor", year=2020, lines={})
    assert [strict.stage(year) for year in (2019, 2020)] == [Stage.FILED] * 2
    assert not Step.objects.exists()
    with pytest.raises(RefusedChangeError, match="unreviewed"):
        strict.file("advisor", on=date(2023, 1, 2))


def test_the_people_of_the_household_file_as_they_like(strict):
    owner = strict.world.people.owner
    home = Household.objects.visible_to(owner).get(pk=strict.home.pk)
    file_year(
        household=home, user=owner, person=strict.person, year=2022,
        lines=LINES_2022, on=None, document=None,
    )  # fmt: skip
    assert strict.stage() == Stage.FILED
    assert not Step.objects.exists()
    words = who_words(strict.at(), filings_of(strict.client))
    assert words.startswith("put on record by Owner, ")


def test_a_filing_that_was_taken_off_the_record_leaves_what_was_reviewed(desk):
    desk.take("assistant", PREPARED)
    desk.take("reviewer", REVIEWED)
    desk.file("advisor")
    where = {"household": desk.home, "user": desk.world.people.owner, "person": desk.person}
    remove_filed(**where, year=2022, reason="Not sent")
    assert desk.stage() == Stage.REVIEWED
    mark_filed(**where, year=2022, lines=LINES_2022, on=None, document=None)
    with pytest.raises(RefusedChangeError, match="2022 is filed"):
        desk.take("assistant", PREPARED)


# --- One at a time -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_leave_one_step():
    desk = Desk()
    desk.take("assistant", PREPARED)
    seen, together, refused = desk.at().figures.seen, Barrier(2), []

    def review(who):
        try:
            together.wait()
            desk.take(who, REVIEWED, seen=seen)
        except RefusedChangeError as error:
            refused.append(str(error))
        finally:
            connections.close_all()

    threads = [Thread(target=review, args=(who,)) for who in ("reviewer", "principal")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kinds = [one.kind for one in steps_of(desk.client)]
    assert kinds == ["prepared", "reviewed"]
    assert len(refused) == 1
    assert "reviewed already" in refused[0]


def test_the_database_takes_each_step_once_and_none_is_changed(desk):
    step = desk.take("assistant", PREPARED)
    again = Step.objects.get(pk=step.pk)
    again.pk, again._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    with pytest.raises(AppendOnlyError, match="The workflow is only ever added to"):
        step.save()
    with pytest.raises(AppendOnlyError):
        step.delete()


# --- The board -----------------------------------------------------------------------------------


def test_the_board_follows_every_step_and_every_change(desk):
    def last_form():
        state = ClientState.objects.get(client=desk.client)
        if state.is_stale:
            work_out([desk.client.pk], 2023, date(2023, 3, 1))
            state = ClientState.objects.get(client=desk.client)
        return state.last_form

    work_out([desk.client.pk], 2023, date(2023, 3, 1))
    found = [last_form()]
    for act in (
        lambda: desk.take("assistant", PREPARED),
        lambda: desk.take("reviewer", REVIEWED),
        lambda: desk.change("Corrected", amount="5500"),
        lambda: desk.take("assistant", PREPARED),
        lambda: desk.take("reviewer", SENT_BACK, reason="Look again"),
        lambda: desk.file("advisor"),
    ):
        act()
        found.append(last_form())
    assert found == [
        *("not_begun", "prepared", "reviewed", "changed", "prepared", "sent_back", "filed")
    ]


# --- Notes ---------------------------------------------------------------------------------------


def test_a_note_is_corrected_and_withdrawn_by_its_writer_and_nothing_is_lost(desk):
    staff = desk.oaks.staff
    write_note(
        staff=staff["reviewer"], client=desk.client, text="Page 2", now=NOW,
        person=desk.person, year=2022,
    )  # fmt: skip
    (note,) = notes_of(desk.client)
    assert note.first.subject == "2022 of Cleo"
    with pytest.raises(RefusedChangeError, match="Only who wrote a note"):
        correct_note(staff=staff["principal"], client=desk.client, note=note, text="Mine", now=NOW)
    mine = {"staff": staff["reviewer"], "client": desk.client, "now": NOW}
    correct_note(**mine, note=note, text="Page 3")
    with pytest.raises(RefusedChangeError, match="changed while you looked"):
        correct_note(**mine, note=note, text="Page 4")
    (note,) = notes_of(desk.client, desk.person, 2022)
    correct_note(**mine, note=note, text="")
    (note,) = notes_of(desk.client)
    assert note.is_withdrawn
    assert [one.text for one in note.versions] == ["Page 2", "Page 3", ""]
    with pytest.raises(RefusedChangeError, match="withdrawn"):
        correct_note(**mine, note=note, text="Back")
    assert [what for *_, what in told()] == ["Wrote a note", "Corrected a note", "Withdrew a note"]


# --- Tasks ---------------------------------------------------------------------------------------


def test_tasks_are_in_the_order_of_their_days_overdue_first(desk):
    staff = desk.oaks.staff
    for title, day, who in (
        ("Later", date(2026, 12, 1), "advisor"),
        ("Overdue", date(2026, 10, 31), "reviewer"),
        ("Today", date(2026, 11, 22), "advisor"),
        ("Long overdue", date(2026, 1, 5), None),
    ):
        add_task(
            staff=staff["principal"], client=desk.client, title=title, due=day,
            assignee=staff[who] if who else None, now=NOW,
        )  # fmt: skip

    def titles(who, **wanted):
        return [one.title for one in tasks_for(staff[who], WantedTasks(**wanted))]

    assert titles("principal", whose="all") == ["Long overdue", "Overdue", "Today", "Later"]
    assert titles("advisor") == ["Today", "Later"]
    assert titles("principal", whose=str(staff["reviewer"].pk)) == ["Overdue"]
    assert titles("compliance", whose="none") == ["Long overdue"]
    assert titles("idle", whose="all") == []
    task = tasks_of(desk.client)[0]
    finish_task(staff=staff["advisor"], task=task, now=NOW)
    with pytest.raises(RefusedChangeError, match="done already, by Oaks-Advisor"):
        finish_task(staff=staff["principal"], task=task, now=timezone.now())
    assert titles("principal", whose="all", is_done=True) == ["Long overdue"]
    assert titles("principal", whose="all") == ["Overdue", "Today", "Later"]
    reopen_task(staff=staff["principal"], task=task)
    assert titles("principal", whose="all")[0] == "Long overdue"
    assert "Long overdue" not in " ".join(what for *_, what in told())


def test_a_task_is_given_to_who_opens_the_client_and_writes(desk):
    assert [one.role for one in assignable(desk.client)] == [
        *("advisor", "assistant", "principal", "reviewer")
    ]
    theirs = desk.world.firs.staff["principal"]
    row = Task(practice=desk.oaks.practice, client=desk.client, title="x", due=date.max, at=NOW)
    row.assignee = theirs
    with pytest.raises(IntegrityError):
        store_past_every_rule(row)


# --- What is kept --------------------------------------------------------------------------------


def test_working_papers_outlive_engagement_and_household_until_a_rule_ends_them(desk):
    principal = desk.oaks.staff["principal"]
    desk.take("assistant", PREPARED)
    write_note(staff=principal, client=desk.client, text="A note", now=NOW)
    add_task(
        staff=principal, client=desk.client, title="A task", due=date(2026, 12, 1),
        assignee=principal, now=NOW, person=desk.person, year=2022,
    )  # fmt: skip
    dismiss(household=desk.home, user=desk.world.people.owner, now=NOW)
    assert not tasks_for(principal, WantedTasks("all")).exists()
    with pytest.raises(RefusedChangeError, match="does not look after this household any more"):
        desk.take("assistant", PREPARED, year=2021)
    purge_household(Household.objects.get(pk=desk.home.pk))
    (step,) = steps_of(desk.client)
    assert (step.household, step.person, step.subject) == (None, None, "2022 of Cleo")
    assert step.lines == {"": LINES_2022}
    assert [note.last.text for note in notes_of(desk.client)] == ["A note"]
    assert [task.subject for task in tasks_of(desk.client)] == ["2022 of Cleo"]
    set_rule(staff=principal, client_years=3, log_years=None)
    end_due(desk.oaks.practice, now=datetime(2029, 3, 3, tzinfo=UTC), by="Oaks-Principal")
    assert not Step.objects.exists()
    assert not notes_of(desk.client)
    assert not tasks_of(desk.client)
