"""Years marked as filed: what is kept, what a lock refuses, and what asks for a reason."""

from datetime import date
from decimal import Decimal

import pytest

from planner.bridge import household_records
from planner.models import Change, Event, FiledForm
from planner.services.history.changes import RefusedChangeError
from planner.services.history.undo import undo
from planner.services.households.entries import delete_event, save_event
from planner.services.sheet.all_cells import places
from planner.services.sheet.cells import Edit, save_cells
from planner.services.sheet.filing import (
    document_of,
    has_document,
    lock_year,
    mark_filed,
    remove_filed,
    unlock_year,
)
from tests.households import user
from tests.ledgers import clean, store

pytestmark = pytest.mark.django_db

LINES = {"1": "6000", "2": "0", "3": "6000", "14": "6000"}
DOCUMENT = b"%PDF-1.7 as it was"
TODAY = date(2026, 11, 22)


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, clean())


@pytest.fixture
def where(home, owner):
    return {"household": home, "user": owner, "person": home.people.get(), "year": 2019}


@pytest.fixture
def form(where):
    return mark_filed(**where, lines=LINES, on=date(2020, 4, 10), document=DOCUMENT)


def key_of(home, column="made"):
    return f"a{home.accounts.get(key='ira').pk}.{column}"


def reply_to(home, owner, key, value):
    place = places(household_records(home), 2019)[key]
    edits = [Edit(key, value, place.seen)]
    saved = save_cells(household=home, user=owner, year=2019, edits=edits, today=TODAY)
    return saved.replies[0]


def test_it_keeps_lines_day_and_document_and_locks(form):
    kept = FiledForm.objects.get()
    assert (kept.lines, kept.on, kept.is_locked) == (LINES, date(2020, 4, 10), True)
    assert document_of(kept) == DOCUMENT
    assert has_document(kept)
    change = Change.objects.latest("pk")
    assert (change.summary, change.year) == ("Marked 2019 of Cleo as filed", 2019)


def test_no_form_is_kept_without_a_lock(where):
    form = mark_filed(**where, lines={}, on=None, document=None)
    assert not form.is_locked
    assert not has_document(form)
    with pytest.raises(RefusedChangeError, match="not locked already"):
        lock_year(**where)


def test_a_locked_year_cannot_be_marked_again(where, form):
    with pytest.raises(RefusedChangeError, match="Unlock it first"):
        mark_filed(**where, lines={"1": "1"}, on=None, document=None)
    assert FiledForm.objects.get().lines == LINES


def test_a_locked_year_refuses_cells(home, owner, form):
    for key, value in ((key_of(home), Decimal(5)), (key_of(home, "value"), Decimal(5))):
        reply = reply_to(home, owner, key, value)
        assert reply.state == "refused"
        assert "2019 is filed and locked" in reply.reason
    figure = f"p{home.people.get().pk}.deducted"
    assert reply_to(home, owner, figure, Decimal(5)).state == "refused"


def test_a_locked_year_refuses_entries(home, owner, form):
    [one] = household_records(home).people
    event = one.events[0]
    event.amount = Decimal(5)
    with pytest.raises(RefusedChangeError, match="form for 2019"):
        save_event(household=home, user=owner, person=one, event=event)
    with pytest.raises(RefusedChangeError, match="form for 2019"):
        delete_event(household=home, user=owner, person=one, event=event)
    assert Event.objects.live().get(tax_year=2019).amount == 6000


def test_an_entry_cannot_be_moved_out_of_a_locked_year(home, owner, form):
    [one] = household_records(home).people
    event = one.events[0]
    event.on, event.tax_year = date(2021, 3, 1), 2021
    with pytest.raises(RefusedChangeError, match="form for 2019"):
        save_event(household=home, user=owner, person=one, event=event)


def test_other_years_are_open(home, owner, form):
    [one] = household_records(home).people
    event = one.events[1]
    event.amount = Decimal(5)
    save_event(household=home, user=owner, person=one, event=event)
    assert Event.objects.live().get(tax_year=2020).amount == 5


def test_unlocking_asks_why_and_keeps_what_was_filed(home, owner, where, form):
    for reason in ("", "   "):
        with pytest.raises(RefusedChangeError, match="Say why"):
            unlock_year(**where, reason=reason)
    assert FiledForm.objects.get().is_locked
    unlock_year(**where, reason=" A 5498 turned up ")
    assert Change.objects.latest("pk").reason == "A 5498 turned up"
    assert reply_to(home, owner, key_of(home), Decimal(5)).state == "saved"
    assert FiledForm.objects.get().lines == LINES
    assert document_of(FiledForm.objects.get()) == DOCUMENT


def test_it_locks_again(home, owner, where, form):
    unlock_year(**where, reason="Because")
    lock_year(**where)
    assert reply_to(home, owner, key_of(home), Decimal(5)).state == "refused"
    assert document_of(FiledForm.objects.get()) == DOCUMENT
    with pytest.raises(RefusedChangeError, match="locked already"):
        lock_year(**where)


def test_the_same_lines_again_keep_the_document(where, form):
    unlock_year(**where, reason="Because")
    again = mark_filed(**where, lines=LINES, on=date(2020, 4, 11), document=b"newer")
    assert again.pk == form.pk
    assert (again.on, again.is_locked) == (date(2020, 4, 11), True)
    assert document_of(again) == DOCUMENT


def test_other_lines_replace_the_record(where, form):
    unlock_year(**where, reason="Because")
    other = mark_filed(**where, lines={"14": "1"}, on=None, document=None)
    assert other.pk != form.pk
    assert document_of(other) is None
    assert bytes(FiledForm.history.filter(id=form.pk).first().document) == DOCUMENT


def test_removing_asks_why(where, form):
    with pytest.raises(RefusedChangeError, match="Say why"):
        remove_filed(**where, reason="")
    remove_filed(**where, reason="Wrong person")
    assert not FiledForm.objects.exists()
    assert Change.objects.latest("pk").reason == "Wrong person"
    with pytest.raises(RefusedChangeError, match="not marked as filed"):
        remove_filed(**where, reason="Twice")


def test_taking_a_removal_back_brings_the_document_back(home, owner, where, form):
    remove_filed(**where, reason="Wrong person")
    undo(household=home, user=owner, change=Change.objects.latest("pk"))
    kept = FiledForm.objects.get()
    assert document_of(kept) == DOCUMENT
    assert (kept.lines, kept.is_locked) == (LINES, True)


def test_taking_back_a_replacement_or_an_unlocking_never_loses_the_document(
    home, owner, where, form
):
    unlock_year(**where, reason="Because")
    mark_filed(**where, lines={"14": "1"}, on=None, document=None)
    unlock_year(**where, reason="Because")
    remove_filed(**where, reason="Because")
    undo(household=home, user=owner, change=Change.objects.latest("pk"))
    assert FiledForm.objects.get().lines == {"14": "1"}
    assert FiledForm.history.filter(document=DOCUMENT).exists()
