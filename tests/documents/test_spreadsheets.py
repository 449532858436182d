"""What the app writes into spreadsheets: never a formula, and a template that imports as it is."""

import ast
import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import planner
from planner.documents.book_template import example_rows, template_csv, template_xlsx
from planner.documents.csv_text import csv_text, safe_words
from planner.documents.ledger_csv import ledger_csv
from planner.services.practice.book.cells import text
from planner.services.practice.book.columns import COLUMNS, RECORDS, guess
from tests.engine.households import contribution, household, person, read, value

PLANNER = Path(planner.__file__).parent
MAY_WRITE = {"documents/book_template.py"}
WRITERS = {"xlsxwriter", "csv.writer", "csv.DictWriter", "Workbook"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ana", "Ana"),
        ("=1+1", "'=1+1"),
        ("+1 555", "'+1 555"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\0=1", "'=1"),
        ("'=1", "''=1"),
        ("O'Neil", "O'Neil"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_are_no_formula(typed, written):
    assert safe_words(typed) == written


@given(st.text(max_size=12))
def test_no_words_begin_like_a_formula_and_an_import_reads_them_again(typed):
    found = safe_words(typed)
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert text(found) == "".join(filter(str.isprintable, " ".join(typed.split()))).strip()
    (row,) = csv.reader(StringIO(f"{csv_text(typed)},-5\r\n"))
    assert row == [found, "-5"]


def test_names_in_the_ledger_are_no_formulas_and_its_amounts_are_numbers():
    one = person(contribution("2025-03-10", 2025), name="=cmd", year_end_values=[value(2025)])
    home = read(household(one))
    rows = list(csv.DictReader(StringIO(ledger_csv(home, home.people[0]))))
    assert {row["person"] for row in rows} == {"'=cmd"}
    assert [row["line_1"] for row in rows if row["year"] == "2025"] == ["7000"]


def test_no_other_module_writes_spreadsheets_by_itself():
    for path in PLANNER.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        named |= {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        if str(path.relative_to(PLANNER)) not in MAY_WRITE:
            assert not named & WRITERS, path


# --- The template --------------------------------------------------------------------------------


def test_the_header_of_both_templates_is_known():
    (header,) = csv.reader(StringIO(template_csv().removeprefix("\ufeff")))
    book = load_workbook(BytesIO(template_xlsx()))
    assert [cell.value for cell in book["Import"][1]] == header
    assert guess(tuple(header)) == {column.name: column.code for column in COLUMNS}


def test_the_workbook_shows_an_example_and_says_what_each_column_means():
    book = load_workbook(BytesIO(template_xlsx()))
    assert book.sheetnames == ["Import", "Example", "Columns"]
    assert [cell.value for cell in book["Example"][2]][:2] == ["client", "C-1001"]
    means = {row[0].value: row[2].value for row in book["Columns"].iter_rows(min_row=2)}
    assert means == {column.name: column.says for column in COLUMNS}
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n"}  # empty cells are numbers without a value


def test_the_example_has_every_record_and_is_the_one_in_the_papers():
    head, *rows = example_rows()
    assert {row[0] for row in rows} == set(RECORDS)
    assert {len(row) for row in rows} == {len(head)}
    shown = (PLANNER.parent / "docs" / "import.md").read_text("utf-8")
    assert (PLANNER / "documents" / "book_example.csv").read_text("utf-8") in shown
    for column in COLUMNS:
        assert f"| {column.name} |" in shown
        assert column.says in shown
