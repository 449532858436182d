"""Papers as they are kept: with the value on December 31, undone with it, and never over a lock."""

import json
from decimal import Decimal

import pytest

from planner.bridge import household_facts, household_records
from planner.engine.household_reading import RefusedError
from planner.models import Account, Change, Deletion, FiledForm, Paper, PersonYear, YearEndValue
from planner.services.history.bin import restore
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.reading import entries
from planner.services.history.undo import undo
from planner.services.households.imports import preview, read_file
from planner.services.households.papers import delete_paper, save_paper, take_value, value_effect
from planner.services.households.people import delete_account
from planner.services.households.storing import store_new, store_over
from tests.engine.households import household, person
from tests.engine.papers import converted, slip_5498
from tests.households import user
from tests.ledgers import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, person(accounts="ira roth k", name="Ana"))


def ira_of(home, key="ira"):
    return Account.objects.get(household=home, key=key)


def form_5498(home, value="76000", key="ira", **more):
    account = ira_of(home, key)
    boxes = {"boxes": {"5": value} if value else {}}
    return Paper(
        **{"household": home, "person": account.person, "account": account, "form": "5498"}
        | {"year": 2025}
        | boxes
        | more
    )


def keep(home, owner, paper):
    return save_paper(household=home, user=owner, paper=paper)


def put(home, owner, amount, source):
    account = ira_of(home)
    with recording(home, owner, "A value"):
        return YearEndValue.objects.create(
            household=home,
            person=account.person,
            account=account,
            year=2025,
            amount=amount,
            source=source,
        )


def lock(home, owner):
    one = home.people.get()
    with recording(home, owner, "Filed"):
        record = PersonYear.objects.get_or_create(household=home, person=one, year=2025)[0]
        FiledForm.objects.create(household=home, person_year=record, lines={"14": "0"})


def value_of(home):
    found = YearEndValue.objects.live().filter(household=home, year=2025).first()
    return (found.amount, found.source) if found else None


# --- The value on December 31 --------------------------------------------------------------------


def test_a_paper_brings_the_value_along(home, owner):
    assert keep(home, owner, form_5498(home)).effect == "takes"
    assert value_of(home) == (76000, "form_5498")
    change = Change.objects.latest("id")
    assert change.summary == (
        "Typed in Form 5498 for 2025, Traditional IRA; its value of $76,000 is taken"
    )
    assert (change.year, str(change.person)) == (2025, "Ana")


@pytest.mark.parametrize(
    ("had", "effect", "after"),
    [
        (("50", "estimate"), "takes", (76000, "form_5498")),
        ((None, "statement"), "takes", (76000, "form_5498")),
        (("76000", "statement"), "takes", (76000, "form_5498")),
        (("75999.99", "statement"), "asks", (Decimal("75999.99"), "statement")),
        (("76000", "form_5498"), "nothing", (76000, "form_5498")),
        (("50", "form_5498"), "asks", (50, "form_5498")),
    ],
)
def test_what_gives_way_to_a_paper(home, owner, had, effect, after):
    put(home, owner, *had)
    assert keep(home, owner, form_5498(home)).effect == effect
    assert value_of(home) == after


@pytest.mark.parametrize(
    "more",
    [
        {"form": "1099-R", "boxes": {"1": "5"}},
        {"boxes": {"1": "5"}},
        {"account": None, "custodian": "Fidelity"},
    ],
)
def test_papers_that_say_nothing_of_a_value(home, owner, more):
    assert keep(home, owner, form_5498(home, **more)).effect == "nothing"
    assert value_of(home) is None


def test_undo_takes_both_back(home, owner):
    put(home, owner, "50", "estimate")
    keep(home, owner, form_5498(home))
    undo(household=home, user=owner, change=Change.objects.latest("id"))
    assert value_of(home) == (50, "estimate")
    assert not Paper.objects.live().exists()


def test_a_value_follows_the_paper_it_came_from(home, owner):
    paper = form_5498(home)
    keep(home, owner, paper)
    paper.boxes = {"5": "76100"}
    assert keep(home, owner, paper).effect == "takes"
    assert value_of(home) == (76100, "form_5498")
    assert Change.objects.latest("id").summary.startswith("Changed Form 5498 for 2025")


def test_a_value_that_was_changed_since_does_not(home, owner):
    paper = form_5498(home)
    keep(home, owner, paper)
    with recording(home, owner, "By hand"):
        value = YearEndValue.objects.get()
        value.amount, value.source = Decimal(80000), "statement"
        value.save()
    paper.boxes = {"5": "76100"}
    assert keep(home, owner, paper).effect == "asks"
    assert value_of(home) == (80000, "statement")


def test_the_value_is_taken_when_asked(home, owner):
    put(home, owner, "50", "statement")
    paper = form_5498(home)
    keep(home, owner, paper)
    take_value(household=home, user=owner, paper=paper)
    assert value_of(home) == (76000, "form_5498")
    with pytest.raises(RefusedChangeError, match="nothing to take"):
        take_value(household=home, user=owner, paper=paper)


# --- Filed and locked ----------------------------------------------------------------------------


def test_a_locked_year_takes_the_paper_and_keeps_its_value(home, owner):
    put(home, owner, "50", "estimate")
    lock(home, owner)
    paper = form_5498(home)
    assert keep(home, owner, paper).effect == "locked"
    assert Paper.objects.live().count() == 1
    assert value_of(home) == (50, "estimate")
    with pytest.raises(RefusedChangeError, match="filed and locked"):
        take_value(household=home, user=owner, paper=paper)
    assert value_of(home) == (50, "estimate")


def test_a_paper_of_a_locked_year_can_be_taken_back(home, owner):
    lock(home, owner)
    keep(home, owner, form_5498(home))
    undo(household=home, user=owner, change=Change.objects.latest("id"))
    assert not Paper.objects.live().exists()


def test_a_value_taken_before_the_lock_is_not(home, owner):
    keep(home, owner, form_5498(home))
    change = Change.objects.latest("id")
    lock(home, owner)
    with pytest.raises(RefusedChangeError, match="filed and locked"):
        undo(household=home, user=owner, change=change)
    assert value_of(home) == (76000, "form_5498")


# --- Bin, history, accounts ----------------------------------------------------------------------


def test_a_deleted_paper_rests_and_comes_back(home, owner):
    paper = form_5498(home)
    keep(home, owner, paper)
    delete_paper(household=home, user=owner, paper=paper)
    assert not household_records(home, with_papers=True).people[0].papers
    deletion = Deletion.objects.get()
    assert deletion.what == "Form 5498 for 2025, Traditional IRA of Ana"
    restore(household=home, user=owner, deletion=deletion)
    assert household_facts(home, with_papers=True).people[0].papers[0].dollars("5") == 76000
    assert value_of(home) == (76000, "form_5498")


def test_an_account_takes_its_papers_along(home, owner):
    keep(home, owner, form_5498(home))
    account = ira_of(home)
    records = household_records(home).people[0]
    deletion = delete_account(household=home, user=owner, account=account, person=records)
    assert not Paper.objects.live().exists()
    restore(household=home, user=owner, deletion=deletion)
    assert Paper.objects.live().count() == 1


def test_a_paper_does_not_come_back_without_its_account(home, owner):
    paper = form_5498(home, value=None, boxes={"1": "5"})
    keep(home, owner, paper)
    delete_paper(household=home, user=owner, paper=paper)
    first = Deletion.objects.get()
    records = household_records(home).people[0]
    delete_account(household=home, user=owner, account=ira_of(home), person=records)
    with pytest.raises(RefusedChangeError, match="account of the Form 5498 for 2025 rests"):
        restore(household=home, user=owner, deletion=first)


def test_a_paper_of_a_person_who_is_gone_is_refused(home, owner):
    paper = form_5498(home)
    with recording(home, owner, "Gone"):
        one = home.people.get()
        one.deletion = Deletion.objects.create(household=home, by="x", what="Ana")
        one.save()
    with pytest.raises(RefusedChangeError, match="person is gone"):
        keep(home, owner, paper)


def test_the_history_tells_the_boxes(home, owner):
    keep(home, owner, form_5498(home, boxes={"5": "76000", "7": "ira", "11": True}))
    (entry,) = entries(home, [Change.objects.latest("id")])
    value, paper = entry.told
    assert paper.name == "Form 5498 for 2025 of Ana"
    assert paper.verb == "added"
    told = {one.label: one.now for one in paper.figures}
    assert told["Boxes"] == "box 5 76000, box 7 ira, box 11 RMD required for the next year ticked"
    assert value.name == "December 31, 2025, Traditional IRA of Ana"


# --- Files ---------------------------------------------------------------------------------------


def with_papers(*papers, **more):
    found = person(accounts="ira roth k", name="Ana", papers=list(papers), **more)
    return read_file(json.dumps(household(found, name="The Garcias")))


def test_papers_are_stored_and_read_back(owner):
    fact = with_papers(
        converted(), slip_5498("roth", b3="7000", b12a="2026-12-31"), slip_5498("", custodian="X")
    )
    made = store_new(owner=owner, fact=fact, summary="Imported")
    assert household_facts(made, with_papers=True) == fact
    assert household_facts(made).people[0].papers == ()


def test_a_file_over_a_household_changes_adds_and_removes_papers(owner):
    before = with_papers(converted(), slip_5498(b5="1"), slip_5498("roth", b5="2"))
    made = store_new(owner=owner, fact=before, summary="Imported")
    kept = list(Paper.objects.values_list("pk", flat=True))
    after = with_papers(converted(), slip_5498(b5="3"))
    shown = preview(user=owner, fact=after, into=made)
    assert [(one.verb, one.what, one.details) for one in shown.differences] == [
        (
            "changed",
            "Ana: Form 5498 for 2025, Traditional IRA",
            ("boxes box 5 $1 → box 5 $3",),
        ),
        ("removed", "Ana: Form 5498 for 2025, Roth IRA", ()),
    ]
    store_over(household=made, user=owner, fact=after, summary="Replaced")
    assert household_facts(made, with_papers=True) == after
    assert list(Paper.objects.live().values_list("pk", flat=True)) == kept[:2]
    assert Paper.objects.exclude(deletion=None).count() == 1


def test_an_added_paper_says_what_is_in_it(owner):
    made = store_new(owner=owner, fact=with_papers(), summary="Imported")
    shown = preview(user=owner, fact=with_papers(slip_5498(b11=True, b12a="2026-12-31")), into=made)
    (found,) = shown.differences
    assert (found.verb, found.what) == ("added", "Ana: Form 5498 for 2025, Traditional IRA")
    assert found.details == (
        "boxes box 11 RMD required for the next year ticked, box 12a 2026-12-31",
    )
    (empty,) = preview(user=owner, fact=with_papers(slip_5498()), into=made).differences
    assert empty.details == ("boxes nothing",)


def test_a_custodian_that_is_too_long_is_refused():
    with pytest.raises(RefusedError, match=r"people\[0\].papers\[0\].custodian is 'xxx"):
        with_papers(slip_5498("", custodian="x" * 121))


def test_a_paper_that_is_not_kept_yet_says_what_it_would_do(home):
    records = household_records(home).people[0]
    found = value_effect(records, form_5498(home))
    assert (found.effect, found.amount) == ("takes", Decimal(76000))
    assert found.kept is None
