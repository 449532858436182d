"""Importing a table without a script: upload, columns, outcomes, all of it, taken back."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from planner.documents.book_template import example_rows
from planner.models import Book, Change, Engagement, Household, RememberedColumns, YearEndValue
from planner.services.history.changes import recording
from tests.book_rows import csv_of
from tests.html import Page
from tests.practices import practices

pytestmark = pytest.mark.django_db

HEAD, *ROWS = [list(row) for row in example_rows()]
MEGABYTE = 1024 * 1024


@pytest.fixture
def world():
    return practices()


@pytest.fixture
def url(world):
    return f"/practices/{world.oaks.practice.pk}/imports/"


@pytest.fixture
def sign_in(client, world):
    def as_(name, firm="oaks"):
        client.force_login(getattr(world, firm).user(name))
        return client

    return as_


def upload(client, url, content, name="clients.csv"):
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def words(response):
    return Page(response.content.decode()).words


def counts(response):
    found = re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", response.content.decode())
    return {name: int(count) for name, count in found}


# --- The way through -----------------------------------------------------------------------------


def test_the_example_is_uploaded_looked_at_imported_and_taken_back(sign_in, url):
    client = sign_in("principal")
    shown = upload(client, url, csv_of(ROWS, HEAD))
    assert shown.status_code == 302
    page = client.get(shown.url)
    assert counts(page) == {
        "Clients": 1,
        "Rows": 14,
        "New": 14,
        "Changed": 0,
        "There already": 0,
        "Refused": 0,
    }
    assert "Nothing is stored yet." in words(page)
    before = Household.objects.count()
    assert client.post(f"{shown.url}apply/").url == shown.url
    assert Household.objects.live().count() == before + 1
    home = Engagement.objects.get(reference="C-1001").home
    assert "Imported clients.csv: 14 new, 0 changed" in words(
        client.get(f"/households/{home.pk}/history/")
    )
    done = words(client.get(shown.url))
    assert "1 household changed, each with one entry in its history" in done
    assert client.post(f"{shown.url}undo/").url == shown.url
    assert Household.objects.live().count() == before
    assert "taken back by Oaks-Principal" in words(client.get(shown.url))
    assert "taken back" in words(client.get(url))


def test_columns_of_another_program_are_told_once(sign_in, url):
    client = sign_in("principal")
    client.post(f"{upload(client, url, csv_of(ROWS, HEAD)).url}apply/")
    table = b'Kunde,Konto,Person,Wert,Jahr\nC-1001,ira,dana,"1,500",2025\n'
    book = upload(client, url, table).url
    asked = client.get(book)
    assert asked.url == f"{book}columns/"
    page = client.get(asked.url)
    assert "1,500" in words(page)
    assert client.post(asked.url, {"column-0": "client", "column-1": "client"}).status_code == 422
    told = {"column-0": "client", "column-1": "account", "column-2": "person"}
    told |= {"column-3": "amount", "column-4": "year", "record": "value"}
    assert client.post(asked.url, told).url == book
    assert "Amount" not in words(client.get(book))
    assert "Wert: 0 → 1500" in words(client.get(book))
    assert RememberedColumns.objects.get().record == "value"
    again = upload(sign_in("assistant"), url, table)
    assert "Wert: 0 → 1500" in words(client.get(again.url))


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        ({"record": "value"}, "Say which column has your number of the client."),
        ({"column-0": "client"}, "Say what the rows are, or which column says it."),
        ({"column-0": "client", "column-1": "client"}, "“A” is this column already."),
        ({"column-0": "client", "column-1": "record", "record": "value"}, "“B” says already what"),
        (
            {"column-0": "client", "column-1": "else", "record": "value"},
            "Choose one from the list.",
        ),
    ],
)
def test_columns_that_make_no_table_are_asked_for_again(sign_in, url, posted, why):
    client = sign_in("principal")
    book = upload(client, url, b"A,B\n1,2\n").url
    answer = client.post(f"{book}columns/", posted)
    assert answer.status_code == 422
    assert why in words(answer)
    assert not RememberedColumns.objects.exists()


def test_refused_rows_are_shown_first_with_row_column_cell_and_why(sign_in, url):
    client = sign_in("principal")
    said = {"Record": "value", "Client number": "C-1001", "Person": "dana", "Account": "roth"}
    said |= {"Year": "2025", "Amount": "1.234,56"}
    rows = [*ROWS, [said.get(name, "") for name in HEAD]]
    page = client.get(upload(client, url, csv_of(rows, HEAD)).url)
    text = words(page)
    assert counts(page)["Refused"] == 1
    assert "16 C-1001 value refused Amount is '1.234,56', which is no amount" in text
    assert "Import all of it" not in text
    assert "conversion" not in text
    everything = words(client.get(f"{page.request['PATH_INFO']}?show=all"))
    assert "conversion" in everything
    before = Household.objects.count()
    answer = client.post(f"{page.request['PATH_INFO']}apply/")
    assert answer.status_code == 409
    assert "Some rows cannot be taken, so none was." in words(answer)
    assert Household.objects.count() == before


def test_rows_stand_a_hundred_to_a_page(sign_in, url):
    client = sign_in("principal")
    rows = [["client", f"N-{at}", *[""] * (len(HEAD) - 2)] for at in range(250)]
    book = upload(client, url, csv_of(rows, HEAD)).url
    first, last = client.get(book), client.get(f"{book}?page=3&show=new")
    assert first.content.count(b'<th scope="row"') == 100
    assert last.content.count(b'<th scope="row"') == 50
    assert "Page 3 of 3" in words(last)


def test_it_is_not_taken_back_over_a_later_change_and_says_whose(sign_in, world, url):
    client = sign_in("principal")
    book = upload(client, url, csv_of(ROWS, HEAD)).url
    client.post(f"{book}apply/")
    home = Engagement.objects.get(reference="C-1001").home
    with recording(home, world.oaks.user("assistant"), "Corrected a value"):
        value = YearEndValue.objects.filter(household=home)[0]
        value.amount = Decimal(3)
        value.save()
    answer = client.post(f"{book}undo/")
    assert answer.status_code == 409
    assert "Oaks-Assistant changed this since: Corrected a value." in words(answer)
    assert Engagement.objects.live().filter(household=home).exists()
    assert client.post(f"{book}apply/").status_code == 409


def test_what_changed_since_it_was_shown_is_shown_and_not_imported(sign_in, url):
    client = sign_in("principal")
    book, same = (upload(client, url, csv_of(ROWS, HEAD)).url for _ in range(2))
    client.post(f"{same}apply/")
    changes = Change.objects.count()
    answer = client.post(f"{book}apply/")
    assert answer.status_code == 409
    assert "Something was changed since this was shown." in words(answer)
    assert counts(answer)["There already"] == 14
    assert Change.objects.count() == changes


def test_a_table_is_put_away(sign_in, url):
    client = sign_in("principal")
    book = upload(client, url, csv_of(ROWS, HEAD)).url
    assert client.post(f"{book}drop/").url == url
    assert client.get(book).status_code == 404


# --- Files that are not taken --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"A,A\n1,2\n", "Columns A and B are both called “A”"),
        (b"A\n=1\n", "Cell A2 begins like a formula."),
        (b"A\n" + b"1\n" * 1_000_000, "This table has more than 10,000 rows."),
        (b"A\n" + b"1" * (5 * MEGABYTE), "a table here has at most 5 MB"),
        (b"1" * (100 * MEGABYTE), "This file has 100.0 MB; a table here has at most 5 MB."),
    ],
    ids=["empty", "pdf", "twice", "formula", "million", "large", "huge"],
)
def test_a_file_that_is_no_table_is_refused_and_nothing_is_kept(sign_in, url, content, why):
    answer = upload(sign_in("principal"), url, content)
    assert answer.status_code == 422
    assert why in words(answer)
    assert not Book.objects.exists()


def test_a_table_may_be_larger_than_a_household_file_and_no_other_upload_may(sign_in, url):
    content = b"Record,Client number,Name\n" + b"client,A,%b\n" % (b"B" * 60) * 9_000
    assert len(content) > 256 * 1024
    assert upload(sign_in("principal"), url, content).status_code == 302
    answer = upload(sign_in("principal"), "/households/import/", content)
    assert "a household file has at most 256 kB" in words(answer)


def test_without_a_file_it_asks_for_one(sign_in, url):
    answer = sign_in("principal").post(url)
    assert (answer.status_code, "Choose a file." in words(answer)) == (422, True)


# --- Who sees what -------------------------------------------------------------------------------


def test_an_advisor_sees_their_own_tables_and_the_others_see_all(sign_in, url):
    of_principal = upload(sign_in("principal"), url, csv_of(ROWS, HEAD), "principal.csv").url
    of_advisor = upload(sign_in("advisor"), url, csv_of(ROWS, HEAD), "advisor.csv").url
    client = sign_in("advisor")
    assert "principal.csv" not in words(client.get(url))
    for path in ("", "columns/"):
        assert client.get(of_principal + path).status_code == 404
    for path in ("apply/", "undo/", "drop/"):
        assert client.post(of_principal + path).status_code == 404
    assert "who has not imported it" in words(sign_in("assistant").get(of_advisor))


def test_only_who_uploaded_a_table_imports_it(sign_in, url):
    book = upload(sign_in("advisor"), url, csv_of(ROWS, HEAD)).url
    client = sign_in("principal")
    for path in ("apply/", "drop/", "columns/"):
        assert client.post(book + path).status_code == 404
    assert Book.objects.filter(applied_at=None).count() == 1


def test_another_practices_table_is_nowhere(sign_in, world, url):
    book = upload(sign_in("principal"), url, csv_of(ROWS, HEAD)).url
    pk = Book.objects.get().pk
    client = sign_in("principal", "firs")
    theirs = f"/practices/{world.firs.practice.pk}/imports/{pk}/"
    for address in (book, theirs):
        assert client.get(address).status_code == 404
        for path in ("apply/", "undo/", "drop/"):
            assert client.post(address + path).status_code == 404


# --- The template --------------------------------------------------------------------------------


def test_the_template_comes_as_csv_and_as_a_workbook(sign_in, url):
    client = sign_in("advisor")
    table = client.get(f"{url}template.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="prorata-import.csv"'
    assert table.content.decode("utf-8-sig").startswith('"Record","Client number"')
    book = client.get(f"{url}template.xlsx")
    assert load_workbook(BytesIO(book.content)).sheetnames[0] == "Import"
    assert client.get(f"{url}template.pdf").status_code == 404


def test_the_page_asks_the_database_no_more_for_many_rows(
    sign_in, url, django_assert_max_num_queries
):
    client = sign_in("principal")
    rows = [["client", f"N-{at}", *[""] * (len(HEAD) - 2)] for at in range(500)]
    book = upload(client, url, csv_of(rows, HEAD)).url
    with django_assert_max_num_queries(8):
        client.get(book)
