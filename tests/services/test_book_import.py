"""Tables into the households of a practice: every row's outcome, all or nothing, taken back."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.bridge import household_facts
from planner.engine.filing_status import FILING_STATUSES
from planner.engine.household_reading import read_household
from planner.engine.household_writing import write_household
from planner.engine.ledger import ledger
from planner.models import (
    Book,
    Change,
    ClientState,
    Deletion,
    Engagement,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Person,
    PersonYear,
    Staff,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.undo import undo
from planner.services.households.making import add_account
from planner.services.households.starting import delete_household
from planner.services.practice.board_work import waiting_for, work_out_all
from planner.services.practice.book import books
from planner.services.practice.book.outcomes import unpacked
from planner.services.practice.book.undoing import RefusedUndoError
from planner.services.practice.staff import remove_staff
from tests.book_rows import HEADER, csv_of, rows_of, xlsx_of
from tests.engine.households import amounts, households
from tests.practices import practices

pytestmark = pytest.mark.django_db

CASES = tomllib.loads((Path(__file__).parent / "book_gold.toml").read_text("utf-8"))["case"]
VALUES = "Record,Client number,Account,Year,Amount\nvalue,{client},ira,2025,{amount}\n"
RETURNS = """\
Record,Client number,Year,Deducted,First year,Filing status,Modified AGI
return,A-1,2025,0,yes,,
income,A-1,2025,,,single,300000
"""
PARKS = """\
Record,Client number,Person,Account,To account,Name,Type,Year,Date,Tax year,Amount
client,A-1,,,,The Parks,,,,,
person,A-1,dana,,,Dana Park,,,,,
account,A-1,dana,ira,,,traditional,,,,
account,A-1,dana,roth,,,roth,,,,
event,A-1,dana,ira,,,contribution,,2025-03-10,2025,7000
event,A-1,dana,ira,roth,,conversion,,2025-03-12,,7000
value,A-1,dana,ira,,,,2025,,,0
"""


@pytest.fixture
def world():
    return practices()


@pytest.fixture
def staff(world):
    return world.oaks.staff["principal"]


def take(staff, content, name="clients.csv"):
    content = content.encode() if isinstance(content, str) else content
    return books.take_in(staff=staff, name=name, content=content, now=timezone.now())


def imported(staff, content):
    book = take(staff, content)
    books.do_import(staff=staff, book=book, now=timezone.now())
    return book


def undone(staff, book):
    books.undo_import(staff=staff, book=book, now=timezone.now())


def outcomes(book):
    return unpacked(bytes(book.outcomes))


def told(book):
    found = []
    for one in outcomes(book):
        why = "".join(f" {column}: {why}" for column, _, why in one.problems)
        found.append(f"{one.row} {one.status}{why or f' {one.says}'}")
    return found


def home_of(staff, reference="A-1"):
    return Engagement.objects.live().get(practice=staff.practice, reference=reference).home


def text_of(household):
    home = Household.objects.get(pk=household.pk)
    return write_household(household_facts(home, with_papers=True, with_plans=True))


def everything():
    """How many rows there are of what an import could leave behind."""
    models = (Household, Engagement, Person, Event, YearEndValue, Change, Deletion)
    return [model.objects.count() for model in models]


# --- Every row's outcome -------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_table_does_what_was_worked_out_by_hand(staff, case):
    if "before" in case:
        imported(staff, case["before"].lstrip())
    before = everything()
    book = take(staff, case["table"].lstrip())
    found = told(book)
    assert len(found) == len(case["outcomes"]), found
    for got, wanted in zip(found, case["outcomes"], strict=True):
        assert got.startswith(wanted)
    assert everything() == before
    figured = case.get("carried") or case.get("returned")
    if figured:
        books.do_import(staff=staff, book=book, now=timezone.now())
        home = home_of(staff)
        if "carried" in case:
            with recording(home, staff.user, "Nothing was deducted"):
                PersonYear.objects.create(
                    household=home, person=home.people.get(), year=2025, deducted="0"
                )
        fact = household_facts(home)
        years = {year.year: year for year in ledger(fact, fact.people[0])}
        for line, amount in figured["lines"].items():
            assert years[figured["year"]].lines[line] == amount


def test_where_a_row_is_refused_nothing_is_imported(staff):
    before = everything()
    book = take(staff, PARKS + "value,A-1,dana,ira,,,,x,,,0\n")
    with pytest.raises(RefusedChangeError, match="Some rows cannot be taken"):
        books.do_import(staff=staff, book=book, now=timezone.now())
    assert everything() == before


def test_dates_that_others_read_otherwise_are_said_once(staff):
    book = take(staff, PARKS.replace("2025-03-10", "3/10/2025").replace("2025-03-12", "3/12/2025"))
    assert book.remarks == [
        "Dates were read with the month first: 3/10/2025 in row 6 is March 10, 2025."
    ]


# --- Into the households -------------------------------------------------------------------------


def test_each_household_has_one_change_and_its_history_shows_it(staff):
    book = imported(staff, PARKS)
    change = Change.objects.get(household=home_of(staff))
    assert (change.summary, change.by) == (
        "Imported clients.csv: 7 new, 0 changed",
        str(staff.user),
    )
    assert [one.is_new for one in book.households.all()] == [True]
    for model in (Household, Person, Event, YearEndValue):
        versions = model.history.filter(change=change)
        assert {(one.history_type, one.history_user_id) for one in versions} == {
            ("+", staff.user_id)
        }
    imported(staff, VALUES.format(client="A-1", amount="5"))
    assert Change.objects.filter(household=home_of(staff)).count() == 2
    assert Change.objects.order_by("-pk")[0].summary == "Imported clients.csv: 0 new, 1 changed"


def test_the_same_file_again_does_nothing(staff):
    imported(staff, PARKS)
    before, text = everything(), text_of(home_of(staff))
    book = take(staff, PARKS)
    assert (book.counts["same"], book.counts["rows"]) == (7, 7)
    with pytest.raises(RefusedChangeError, match="there already"):
        books.do_import(staff=staff, book=book, now=timezone.now())
    assert (everything(), text_of(home_of(staff))) == (before, text)


def test_a_table_is_imported_once(staff):
    book = imported(staff, PARKS)
    with pytest.raises(RefusedChangeError, match="imported already"):
        books.do_import(staff=staff, book=book, now=timezone.now())
    assert bytes(Book.objects.get(pk=book.pk).table) == b""


def test_what_was_changed_since_it_was_shown_is_shown_again(staff):
    imported(staff, PARKS)
    book = take(staff, VALUES.format(client="A-1", amount="5"))
    imported(staff, VALUES.format(client="A-1", amount="7"))
    with pytest.raises(RefusedChangeError, match="Something was changed since"):
        books.do_import(staff=staff, book=book, now=timezone.now())
    assert YearEndValue.objects.get(household=home_of(staff)).amount == 7


ANSWERS, DOLLARS = st.sampled_from([None, False, True]), st.none() | amounts
RATES = st.none() | st.integers(0, 9999).map(lambda parts: f"{parts / 10_000:.4f}")
OF_A_PERSON = {
    "deducted": DOLLARS,
    "covered_by_plan": ANSWERS,
    "compensation": DOLLARS,
    "first_year": ANSWERS,
    "first_home_expenses": DOLLARS,
    "disabled": ANSWERS,
    "from_529": DOLLARS,
}
OF_A_HOUSEHOLD = {
    "filing_status": st.none() | st.sampled_from(sorted(FILING_STATUSES)),
    "lived_apart_all_year": ANSWERS,
    "magi": DOLLARS | amounts.map("-{}".format),
    "taxable_income": DOLLARS,
    "marginal_rate": RATES,
    "state": st.sampled_from(["", "CA", "New York"]),
    "state_rate": RATES,
}
"""What a table says of a year."""


def years(figures):
    """Years of which the figures are known, or some of them, or none."""
    held = st.fixed_dictionaries({"year": st.integers(2017, 2026), **figures})
    return st.lists(held, unique_by=lambda one: one["year"], max_size=5)


@st.composite
def told_households(draw):
    """Households of which a table can say everything."""
    found = draw(households()) | {"years": draw(years(OF_A_HOUSEHOLD))}
    for person in found["people"]:
        person["years"] = draw(years(OF_A_PERSON))
    tidy(found)
    return json.loads(write_household(read_household(json.dumps(found))))


@given(found=st.lists(told_households(), min_size=1, max_size=2), as_workbook=st.booleans())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_households_as_rows_are_the_same_households_again(staff, found, as_workbook):
    taken = Engagement.objects.count()
    names = [f"R-{taken}-{at}" for at in range(len(found))]
    rows = [row for one, name in zip(found, names, strict=True) for row in rows_of(one, name)]
    content = xlsx_of(rows) if as_workbook else csv_of(rows)
    book = take(staff, content)
    assert book.counts["refused"] == 0, [one for one in told(book) if "refused" in one]
    books.do_import(staff=staff, book=book, now=timezone.now())
    for one, name in zip(found, names, strict=True):
        assert json.loads(text_of(home_of(staff, name))) == one
    assert take(staff, content).counts["same"] == len(rows)


def tidy(household):
    """Without what a table does not say; names as cells keep them, and none that is a key too."""
    household["name"] = " ".join(household["name"].split())
    for person in household["people"]:
        for key in ("papers", "plans"):
            person.pop(key, None)
        for item in (person, *person["accounts"]):
            item["name"] = "".join(filter(str.isprintable, " ".join(item.get("name", "").split())))
        keys = {one["key"].casefold() for one in person["accounts"]}
        for one in person["accounts"]:
            one["name"] = "" if one["name"].casefold() in keys else one["name"]
    names = {person["name"].casefold() for person in household["people"]}
    assume(len(names) == len(household["people"]))
    household["name"] = "".join(filter(str.isprintable, household["name"]))


# --- Taken back ----------------------------------------------------------------------------------


def test_taking_back_restores_every_byte(staff):
    imported(staff, PARKS)
    before = text_of(home_of(staff))
    table = (
        PARKS.replace(",7000\n", ",6500\n").replace(",,,0\n", ",,,12\n").replace("The Parks", "P")
    )
    table += (
        "person,A-1,lee,,,Lee,,,,,\naccount,A-1,lee,ira,,,sep,,,,\nvalue,A-1,lee,ira,,,,2025,,,9\n"
    )
    book = imported(staff, table)
    assert text_of(home_of(staff)) != before
    undone(staff, book)
    assert text_of(home_of(staff)) == before
    change = Change.objects.order_by("-pk")[0]
    assert change.summary.startswith("Took back: Imported clients.csv")
    assert change.undoes_id == book.households.get().change_id
    assert imported(staff, table).counts["changed"] == 4


def test_a_household_that_an_import_started_rests_and_its_number_is_free(staff):
    book = imported(staff, PARKS)
    home = home_of(staff)
    undone(staff, book)
    home.refresh_from_db()
    assert home.deleted_at is not None
    assert not Engagement.objects.live().filter(household=home).exists()
    assert imported(staff, PARKS).counts["new"] == 7
    assert home_of(staff).pk != home.pk


def test_years_of_returns_are_taken_back_too(staff):
    """Those that were added are gone, and in the history; those that were changed are as before."""
    imported(staff, PARKS)
    empty = text_of(home_of(staff))
    first = imported(staff, RETURNS)
    told_once = text_of(home_of(staff))
    second = imported(staff, RETURNS.replace(",0,yes", ",500,no") + "return,A-1,2024,0,,,\n")
    assert (second.counts["changed"], second.counts["new"], second.counts["same"]) == (1, 1, 1)
    undone(staff, second)
    assert text_of(home_of(staff)) == told_once
    undone(staff, first)
    assert text_of(home_of(staff)) == empty
    last = Change.objects.order_by("-pk")[0]
    assert [
        one.history_type
        for model in (PersonYear, HouseholdYear)
        for one in model.history.filter(change=last)
    ] == ["-", "-"]
    assert not Deletion.objects.filter(household=home_of(staff)).exists()
    assert imported(staff, RETURNS).counts["new"] == 2


def test_a_year_for_which_a_form_was_filed_since_stays(staff):
    imported(staff, PARKS)
    book = imported(staff, RETURNS)
    home = home_of(staff)
    with recording(home, staff.user, "Filed"):
        FiledForm.objects.create(
            household=home,
            person_year=PersonYear.objects.get(household=home),
            lines={"14": "0"},
            is_locked=False,
        )
    text = text_of(home)
    with pytest.raises(RefusedUndoError, match="The Parks: Dana Park filed a form for 2025 since"):
        undone(staff, book)
    assert text_of(home) == text


def test_imports_are_taken_back_one_after_the_other(staff):
    first = imported(staff, PARKS)
    second = imported(staff, VALUES.format(client="A-1", amount="5"))
    with pytest.raises(RefusedUndoError, match="changed this since: Imported"):
        undone(staff, first)
    undone(staff, second)
    undone(staff, first)
    assert not Engagement.objects.live().filter(reference="A-1").exists()
    with pytest.raises(RefusedChangeError, match="nothing to take back"):
        undone(staff, first)


def test_over_somebodys_later_change_nothing_is_taken_back(world, staff):
    imported(staff, PARKS + "client,A-2,,,,The Lees,,,,,\nperson,A-2,p1,,,Kim,,,,,\n")
    book = imported(
        staff,
        "Record,Client number,Account,Year,Amount\nvalue,A-1,ira,2025,5\nvalue,A-1,roth,2025,8\n",
    )
    home = home_of(staff)
    with recording(home, world.oaks.user("assistant"), "Corrected the value"):
        value = YearEndValue.objects.get(household=home, account__key="ira")
        value.amount = Decimal(6)
        value.save()
    text = text_of(home)
    with pytest.raises(RefusedUndoError) as caught:
        undone(staff, book)
    assert caught.value.reasons == [
        f"The Parks: {world.oaks.user('assistant')} changed this since: Corrected the value."
    ]
    assert text_of(home) == text
    undo(household=home, user=staff.user, change=Change.objects.get(summary="Corrected the value"))
    undone(staff, book)
    assert [one.amount for one in YearEndValue.objects.live().filter(household=home)] == [0]


def test_what_was_entered_about_somebody_new_stays(world, staff):
    imported(staff, PARKS)
    book = imported(staff, "Record,Client number,Person,Name\nperson,A-1,lee,Lee\n")
    lee = Person.objects.get(key="lee")
    add_account(person=lee, user=staff.user, kind="roth")
    with pytest.raises(RefusedUndoError, match="there is more of Lee by now"):
        undone(staff, book)
    assert Person.objects.live().filter(key="lee").exists()


def test_an_entry_that_rests_on_an_imported_account_holds_it(staff):
    imported(staff, PARKS)
    book = imported(staff, "Record,Client number,Account,Type\naccount,A-1,sep,sep\n")
    imported(staff, VALUES.format(client="A-1", amount="5").replace(",ira,", ",sep,"))
    with pytest.raises(RefusedChangeError, match="rests in the bin"):
        undone(staff, book)


# --- Filed years ---------------------------------------------------------------------------------


@pytest.fixture
def filed(staff):
    imported(staff, PARKS)
    home = home_of(staff)
    with recording(home, staff.user, "Filed"):
        year = PersonYear.objects.create(
            household=home, person=home.people.get(), year=2025, first_year=True
        )
        FiledForm.objects.create(household=home, person_year=year, lines={"14": "0"})
    return home


def test_a_filed_and_locked_year_is_not_changed_and_the_row_says_so(staff, filed):
    text = text_of(filed)
    book = take(staff, VALUES.format(client="A-1", amount="5") + "value,A-1,ira,2026,1\n")
    refused, other = outcomes(book)
    assert [why[0] for why in refused.problems] == ["Year"]
    assert refused.problems[0][2].startswith("Dana Park: 2025 is filed and locked")
    assert other.status == "new"
    with pytest.raises(RefusedChangeError):
        books.do_import(staff=staff, book=book, now=timezone.now())
    assert text_of(filed) == text


def test_returns_of_a_filed_and_locked_year_are_not_changed_either(staff, filed):
    book = take(staff, RETURNS + "return,A-1,2026,0,,,\n")
    assert told(book)[2] == "4 new 2026 · Deducted 0"
    for one in outcomes(book)[:2]:
        ((column, _, why),) = one.problems
        assert (column, why.split(",")[0]) == ("Year", "Dana Park: 2025 is filed and locked")


def test_a_year_that_was_filed_since_is_not_taken_back(staff):
    imported(staff, PARKS)
    book = imported(staff, VALUES.format(client="A-1", amount="5"))
    home = home_of(staff)
    with recording(home, staff.user, "Filed"):
        year = PersonYear.objects.create(
            household=home, person=home.people.get(), year=2025, first_year=True
        )
        FiledForm.objects.create(household=home, person_year=year, lines={"14": "0"})
    with pytest.raises(RefusedUndoError, match="filed 2025, and it is locked"):
        undone(staff, book)


# --- Whose clients -------------------------------------------------------------------------------


def test_new_clients_are_the_importing_advisors(world):
    advisor = world.oaks.staff["advisor"]
    imported(advisor, PARKS)
    assert Engagement.objects.get(reference="A-1").advisor == advisor
    imported(world.oaks.staff["assistant"], PARKS.replace("A-1", "A-2"))
    assert Engagement.objects.get(reference="A-2").advisor is None


def test_an_advisor_does_not_reach_others_clients(world):
    imported(world.oaks.staff["idle"], PARKS)
    book = take(world.oaks.staff["advisor"], VALUES.format(client="A-1", amount="5"))
    assert "is the number of a client who is not assigned to you" in told(book)[0]


def test_another_practices_numbers_are_unknown(world, staff):
    imported(world.elms.staff["principal"], PARKS)
    book = take(staff, VALUES.format(client="A-1", amount="5"))
    assert "names no client of yours" in told(book)[0]
    assert imported(staff, PARKS).counts["new"] == 7


def test_who_was_let_go_meanwhile_imports_and_takes_back_nothing(world):
    assistant = world.oaks.staff["assistant"]
    book, done = take(assistant, PARKS), imported(assistant, PARKS.replace("A-1", "A-2"))
    remove_staff(staff=Staff.objects.get(pk=assistant.pk))
    before = everything()
    for act in (books.do_import, books.undo_import):
        with pytest.raises(RefusedChangeError, match="was changed meanwhile"):
            act(staff=assistant, book=book if act is books.do_import else done, now=timezone.now())
    assert everything() == before


def test_the_number_of_a_deleted_client_is_not_used_again(staff):
    imported(staff, PARKS)
    delete_household(household=home_of(staff), user=staff.user, now=timezone.now())
    assert "whose household was deleted" in told(take(staff, PARKS))[0]


# --- Columns -------------------------------------------------------------------------------------


def test_columns_are_told_once_for_a_header(world, staff):
    table = "Konto,Kunde,Wert\nira,A-1,5\n"
    book = take(staff, table)
    assert book.mapping == {}
    mapping = {"Konto": "account", "Kunde": "client", "Wert": "amount"}
    books.tell_columns(staff=staff, book=book, mapping=mapping, record="value")
    assert [one.status for one in outcomes(book)] == ["refused"]
    again = take(world.oaks.staff["assistant"], table.replace("5", "6"))
    assert (again.mapping, again.record) == (mapping, "value")
    assert take(world.firs.staff["principal"], table).mapping == {}
    assert take(staff, table.replace("Wert", "Werte")).mapping == {}


def test_usual_names_of_the_figures_of_a_return_are_known(staff):
    imported(staff, PARKS)
    head = "Row,Client ID,Owner,Tax Year,IRA Deduction,Active participant,Earned income,MAGI"
    head += ",Filing status,Marginal rate,State marginal rate"
    of_person = 'return,A-1,Dana Park,2025,"1,000",N,90000,,,,'
    imported(staff, f"{head}\n{of_person}\nincome,A-1,,2025,,,,95000,HOH,22%,.05\n")
    figures = ("year", "deducted", "covered_by_plan", "compensation")
    assert PersonYear.objects.values_list(*figures).get() == (2025, 1000, False, 90000)
    of_household = ("year", "magi", "filing_status", "marginal_rate", "state_rate")
    assert HouseholdYear.objects.values_list(*of_household).get() == (
        *(2025, 95000, "head_of_household", Decimal("0.22"), Decimal("0.05")),
    )


def test_usual_names_of_columns_are_known(staff):
    names = "Record type,Client ID,Account Number,Value Year,Market value"
    book = take(staff, f"{names}\nvalue,A-1,ira,2025,5\n")
    assert list(book.mapping.values()) == ["record", "client", "account", "year", "amount"]


def test_tables_that_wait_are_forgotten(staff):
    old = take(staff, PARKS)
    Book.objects.filter(pk=old.pk).update(made_at=timezone.now() - 2 * books.KEPT_FOR)
    done = imported(staff, PARKS)
    last = [take(staff, PARKS) for _ in range(books.MOST_WAITING + 2)][-1]
    assert not Book.objects.filter(pk=old.pk).exists()
    assert Book.objects.filter(pk__in=[done.pk, last.pk]).count() == 2
    assert Book.objects.filter(applied_at=None).count() == books.MOST_WAITING


# --- On the board --------------------------------------------------------------------------------


def states(staff, today):
    work_out_all(waiting_for(staff, today.year, today), today.year, today)
    found = ClientState.objects.exclude(client__reference="").order_by("client__reference")
    return [(one.client.reference, one.code, one.to_move) for one in found]


def test_with_what_was_deducted_clients_are_incomplete_no_more(staff):
    """Of 7,500 converted beside 92,500 never taxed, all of the latter is to be moved."""
    today = date(2026, 11, 22)
    one = PARKS.replace("2025", "2026").replace(",7000\n", ",7500\n")
    other = one.replace(",0\n", ",92500\n").replace("A-1", "A-2").partition("\n")[2]
    imported(staff, one + other)
    head = "Record,Client number,Person,Year,Deducted,Basis after year,Basis amount\n"
    imported(staff, f"{head}person,A-1,dana,,,2025,0\nperson,A-2,dana,,,2025,0\n")
    assert states(staff, today) == [("A-1", "incomplete", 0), ("A-2", "incomplete", 0)]
    imported(staff, f"{head}return,A-1,,2026,0,,\nreturn,A-2,,2026,0,,\n")
    assert states(staff, today) == [("A-1", "clean", 0), ("A-2", "pre_tax_present", 92500)]


# --- Speed ---------------------------------------------------------------------------------------


def many(clients):
    head, *lines = f"{PARKS}return,A-1,dana,,,,,2025,,,\nincome,A-1,,,,,,2025,,,\n".splitlines()
    rows = [line.replace("A-1", f"N-{at}") for at in range(clients) for line in lines]
    return "\n".join([head, *rows, ""])


def test_many_clients_take_as_many_statements_as_few_but_for_their_changes(
    staff, django_assert_max_num_queries
):
    book = take(staff, many(3))
    with django_assert_max_num_queries(60):
        books.do_import(staff=staff, book=book, now=timezone.now())
    book = take(staff, many(60).replace(",,,0", ",,,3"))
    with django_assert_max_num_queries(60 + 57 * 4):
        books.do_import(staff=staff, book=book, now=timezone.now())


def test_what_is_read_back_must_be_what_was_shown(staff, monkeypatch):
    book = take(staff, PARKS)
    before = everything()
    monkeypatch.setattr(
        "planner.services.practice.book.writing._settle_events", lambda people: None
    )
    with pytest.raises(RefusedChangeError, match="does not read back"):
        books.do_import(staff=staff, book=book, now=timezone.now())
    assert everything() == before


def test_the_header_of_the_template_is_known_without_asking(staff):
    book = take(staff, csv_of(rows_of({"people": [], "name": "The Parks"}, "A-1")))
    assert list(book.mapping) == HEADER
    assert [one.status for one in outcomes(book)] == ["new"]
