"""Adding, changing and deleting people and their accounts."""

from datetime import date
from decimal import Decimal

import pytest

from planner.bridge import household_facts
from planner.models import Account, Event, FiledForm, Person, PersonYear, YearEndValue
from planner.services.history.changes import recording
from tests.households import account, cast, person
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def base(people):
    return f"/households/{people.household.pk}"


@pytest.fixture
def person_path(base, ana):
    return f"{base}/people/{ana.pk}/"


@pytest.fixture
def new_path(person_path):
    return f"{person_path}accounts/new/"


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(people, ana):
    return account(ana, people.owner)


def read(client, by, path, status=200):
    client.force_login(by)
    response = client.get(path)
    assert response.status_code == status
    return Page(response.content.decode())


def post(client, by, path, status=302, **data):
    client.force_login(by)
    response = client.post(path, data)
    assert response.status_code == status
    return response


def page_of(response):
    return Page(response.content.decode())


def happened(people, ira, kind="contribution", **fields):
    """An event of the account and a value, both of 2025."""
    of_ana = {"household": people.household, "person": ira.person}
    tax_year = 2025 if kind == "contribution" else None
    with recording(people.household, people.owner, "Filled", person=ira.person, year=2025):
        Event.objects.create(
            **of_ana,
            account=ira,
            kind=kind,
            on=date(2025, 3, 10),
            tax_year=tax_year,
            amount=Decimal(7),
            **fields,
        )
        YearEndValue.objects.create(**of_ana, account=ira, year=2025, amount=Decimal(5))


def lock(people, ana, year=2025):
    with recording(people.household, people.owner, f"Filed {year}", person=ana, year=year):
        record = PersonYear.objects.create(household=people.household, person=ana, year=year)
        FiledForm.objects.create(household=people.household, person_year=record)


PERSON = {"name": "Ana Garcia", "born": "1980-05-01", "basis_evidence": "none"}


# --- Who may -------------------------------------------------------------------------------------


def test_who_may_do_what(client, people, base, ana, ira):
    see = [f"/people/{ana.pk}/", f"/accounts/{ira.pk}/"]
    change = ["/people/new/", f"/people/{ana.pk}/accounts/new/"]
    change += [f"{path}delete/" for path in see]
    for path in see + change:
        assert client.get(base + path).status_code == 302
        read(client, people.editor, base + path)
        read(client, people.reader, base + path, 200 if path in see else 403)
        post(client, people.reader, base + path, 403, name="X", kind="roth")
        read(client, people.stranger, base + path, 404)
        post(client, people.stranger, base + path, 404, name="X", kind="roth")
        client.logout()
    assert household_facts(people.household).people[0].name == "Ana"


def test_what_is_elsewhere_is_not_found(client, people, base):
    other = person(people.others, people.stranger)
    ira = account(other, people.stranger)
    for path in (f"/people/{other.pk}/", f"/people/{other.pk}/delete/", f"/accounts/{ira.pk}/"):
        read(client, people.owner, base + path, 404)
        post(client, people.owner, base + path, 404, **PERSON)


def test_readers_get_no_buttons(client, people, base, ana, ira):
    for path in (f"/people/{ana.pk}/", f"/accounts/{ira.pk}/"):
        page = read(client, people.reader, base + path)
        assert "disabled" in page.tags("fieldset")[0]
        assert "Save" not in page.words


# --- People --------------------------------------------------------------------------------------


def test_a_new_person_is_led_to_their_first_account(client, people, base):
    response = post(client, people.editor, f"{base}/people/new/", **PERSON)
    added = Person.objects.get()
    assert response.url == f"{base}/people/{added.pk}/accounts/new/"
    assert (added.name, added.born, added.key) == ("Ana Garcia", date(1980, 5, 1), "p1")


def test_where_the_basis_begins(client, people, base, ana):
    typed = PERSON | {
        "basis_after_year": "2019",
        "basis_amount": "$12,500",
        "basis_evidence": "filed_8606",
    }
    post(client, people.editor, f"{base}/people/{ana.pk}/", **typed)
    (found,) = household_facts(people.household).people
    start = found.basis_start
    assert start is not None
    assert (start.after_year, start.amount, start.evidence) == (2019, Decimal(12500), "filed_8606")
    page = read(client, people.reader, f"{base}/people/{ana.pk}/")
    assert page.by_id("id_basis_amount")["value"] == "12,500"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, "Type a name."),
        ({"born": "soon"}, "This is not a day."),
        ({"born": "1799-01-01"}, "This is before 1900."),
        ({"basis_amount": "5"}, "Say which year’s form this was on."),
        ({"basis_after_year": "2019"}, "Type what line 14 says; 0 if it says nothing."),
        ({"basis_after_year": "19", "basis_amount": "x"}, "“x” is not an amount."),
    ],
)
def test_what_cannot_be_is_said_and_kept(client, people, person_path, changes, problem):
    response = post(client, people.editor, person_path, 422, **PERSON | changes)
    page = page_of(response)
    assert problem in page.words
    for name, text in (PERSON | changes).items():
        if name != "basis_evidence":
            assert page.by_id(f"id_{name}").get("value", "") == text
    assert Person.objects.get().name == "Ana"


def test_the_basis_under_a_locked_form_stays(client, people, base, ana):
    lock(people, ana, 2020)
    typed = PERSON | {"basis_after_year": "2019", "basis_amount": "5"}
    page = page_of(post(client, people.editor, f"{base}/people/{ana.pk}/", 422, **typed))
    assert "2020, which is filed and locked" in page.words
    post(client, people.editor, f"{base}/people/{ana.pk}/", **PERSON)


def test_deleting_a_person_says_what_goes_with_them(client, people, base, ana, ira):
    happened(people, ira)
    lock(people, ana)
    page = read(client, people.editor, f"{base}/people/{ana.pk}/delete/")
    assert "1 account 1 entry 1 year-end value 1 Form 8606 as filed" in page.words
    post(client, people.editor, f"{base}/people/{ana.pk}/delete/")
    assert household_facts(people.household).people == ()
    assert Account.objects.get().deletion is None
    assert "The bin keeps them" in read(client, people.editor, f"{base}/").words


# --- Accounts ------------------------------------------------------------------------------------


def test_a_new_account(client, people, base, ana):
    path = f"{base}/people/{ana.pk}/accounts/new/"
    typed = {"kind": "traditional", "name": "Old", "custodian": "Vanguard"}
    assert post(client, people.editor, path, **typed).url == f"{base}/"
    added = Account.objects.get()
    assert (added.kind, added.name, added.custodian, added.key) == (
        *("traditional", "Old", "Vanguard", "traditional"),
    )
    assert post(client, people.editor, path, kind="roth", another="1").url == path


def test_kinds_say_whether_they_are_counted(client, people, base, ana):
    page = read(client, people.editor, f"{base}/people/{ana.pk}/accounts/new/")
    labels = [group["label"] for group in page.tags("optgroup")]
    assert labels[0] == "Counted: one pool, whatever the custodian"
    assert all(label.startswith("Not counted, because") for label in labels[1:])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"kind": "simple", "participation_began": "2025-03-01"}, date(2025, 3, 1)),
        ({"kind": "inherited_traditional", "inherited_from": "Rosa"}, "Rosa"),
        ({"kind": "inherited_traditional", "treated_as_own": "on"}, True),
        ({"kind": "401k", "accepts_rollovers": "yes"}, True),
        ({"kind": "401k", "accepts_rollovers": "no"}, False),
        ({"kind": "401k", "accepts_rollovers": ""}, None),
    ],
)
def test_the_fields_of_a_kind_are_kept(client, people, new_path, typed, kept):
    post(client, people.editor, new_path, **typed)
    assert getattr(Account.objects.get(), list(typed)[1]) == kept


def test_the_fields_of_other_kinds_are_not(client, people, base, ana):
    typed = {
        "kind": "roth",
        "participation_began": "2025-03-01",
        "inherited_from": "Rosa",
        "treated_as_own": "on",
        "accepts_rollovers": "yes",
    }
    post(client, people.editor, f"{base}/people/{ana.pk}/accounts/new/", **typed)
    found = Account.objects.get()
    assert (found.participation_began, found.inherited_from) == (None, "")
    assert (found.treated_as_own, found.accepts_rollovers) == (False, None)


def test_an_account_needs_a_kind(client, people, base, ana):
    path = f"{base}/people/{ana.pk}/accounts/new/"
    page = page_of(post(client, people.editor, path, 422, name="Mine"))
    assert "Choose what kind of account it is." in page.words
    assert page.by_id("id_name")["value"] == "Mine"


def test_a_kind_that_an_entry_does_not_fit_is_refused(client, people, base, ana, ira):
    roth = account(ana, people.owner, "roth")
    happened(people, ira, "conversion", to=roth)
    path = f"{base}/accounts/{ira.pk}/"
    page = page_of(post(client, people.editor, path, 422, kind="roth", custodian="V"))
    assert "The conversion of March 10, 2025 would not fit" in page.words
    assert page.by_id("id_custodian")["value"] == "V"
    ira.refresh_from_db()
    assert ira.kind == "traditional"
    post(client, people.editor, path, kind="rollover")


def test_the_kind_of_an_account_on_a_locked_form_stays(client, people, base, ana, ira):
    happened(people, ira)
    lock(people, ana)
    path = f"{base}/accounts/{ira.pk}/"
    page = page_of(post(client, people.editor, path, 422, kind="sep"))
    assert "2025, which is filed and locked" in page.words
    post(client, people.editor, path, kind="traditional", name="Renamed")


def test_deleting_an_account_takes_its_entries_along(client, people, base, ana, ira):
    roth = account(ana, people.owner, "roth")
    happened(people, ira, "conversion", to=roth)
    page = read(client, people.editor, f"{base}/accounts/{roth.pk}/delete/")
    assert "1 entry out of it or into it 0 year-end values" in page.words
    post(client, people.editor, f"{base}/accounts/{roth.pk}/delete/")
    assert list(Account.objects.live()) == [ira]
    assert not Event.objects.live().exists()
    assert YearEndValue.objects.live().exists()


def test_an_account_on_a_locked_form_is_kept(client, people, base, ana, ira):
    happened(people, ira)
    lock(people, ana)
    path = f"{base}/accounts/{ira.pk}/delete/"
    assert "filed and locked" in page_of(post(client, people.editor, path, 422)).words
    assert Account.objects.live().exists()
