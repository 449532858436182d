"""Where a ledger starts: kept, taken away, and with a reason where a locked year stands on it."""

from decimal import Decimal

import pytest

from planner.bridge import household_records
from planner.engine.household import BasisStart
from planner.models import Change
from planner.services.history.changes import RefusedChangeError
from planner.services.households.basis_start import locked_by_start, start_basis, with_start
from planner.services.lifetime.ledger import lifetime
from planner.services.sheet.filing import mark_filed
from tests.households import user
from tests.ledgers import clean, store

pytestmark = pytest.mark.django_db

START = BasisStart(after_year=2018, amount=Decimal(1000), evidence="tax_return")


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, clean())


def begin(home, owner, start=START, **more):
    [one] = household_records(home).people
    return start_basis(household=home, user=owner, records=one, start=start, **more)


def carried(home):
    records = household_records(home)
    return lifetime(records, records.people[0], 2026).own.years[-1].found.carried


def test_it_is_kept_and_carried(home, owner):
    begin(home, owner)
    person = home.people.get()
    assert (person.basis_after_year, person.basis_amount) == (2018, 1000)
    assert person.basis_evidence == "tax_return"
    assert carried(home) == 13000
    assert (
        Change.objects.latest("pk").summary == "Basis of Cleo starts from line 14 for 2018: 1,000"
    )


def test_it_can_be_taken_away(home, owner):
    begin(home, owner)
    begin(home, owner, None)
    assert home.people.get().basis_after_year is None
    assert carried(home) == 12000


def test_a_locked_year_that_stands_on_it_asks_why(home, owner):
    person = home.people.get()
    mark_filed(
        household=home,
        user=owner,
        person=person,
        year=2019,
        lines={"14": "6000"},
        on=None,
        document=None,
    )
    [one] = household_records(home).people
    assert locked_by_start(one, START) == [2019]
    with pytest.raises(RefusedChangeError, match="Say why"):
        begin(home, owner)
    begin(home, owner, reason="Found the return")
    assert Change.objects.latest("pk").reason == "Found the return"


def test_trying_it_writes_nothing(home):
    [one] = household_records(home).people
    assert with_start(one.facts, START).basis_start == START
    assert home.people.get().basis_after_year is None
