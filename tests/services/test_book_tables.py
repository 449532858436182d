"""Files of every sort as tables: what can be read is, and what is hostile is refused by name."""

import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from planner.services.practice.book.cells import amount, day, flag
from planner.services.practice.book.reading import read_table
from planner.services.practice.book.tables import LONGEST_CELL, MOST_BYTES, MOST_ROWS, TableError
from tests.book_rows import xlsx_of

MEGABYTE = 1024 * 1024


def cells(content):
    return [row.cells for row in read_table(content).rows]


def refused(content):
    with pytest.raises(TableError) as caught:
        read_table(content)
    return caught.value.problems


def workbook(write, **options):
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        write(book)
    return made.getvalue()


def with_member(content, name, data):
    """The workbook with one member replaced."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for member in old.infolist():
            new.writestr(member.filename, data if member.filename == name else old.read(member))
    return made.getvalue()


# --- Comma-separated values ----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_names_with_accents_are_read_in_every_encoding_that_says_what_it_is(encoding):
    assert cells("Name\nGarcía\n".encode(encoding)) == [("García",)]


def test_windows_is_recognized_and_said():
    table = read_table("Name\nGarcía – “Ltd”\n".encode("cp1252"))
    assert table.rows[0].cells == ("García – “Ltd”",)
    assert "Windows-1252" in table.remarks[0]


@pytest.mark.parametrize(
    "content",
    [
        "Name\nAna\n".encode("utf-16-le"),  # without its mark
        b"Name\n\x81\x8d\xff\n",
        b"\xff\xfeN",  # half a character
        b"\xef\xbb\xbfName\n\xff",
    ],
)
def test_what_is_no_text_is_refused(content):
    assert "no text that can be read" in refused(content)[0]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_usual_mark_between_cells_is_taken(mark):
    assert cells(f'A{mark}"B,;"\n1{mark}2\n'.encode()) == [("1", "2")]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows():
    table = read_table(b"A,B\n\n1,2\n,\n3,\n")
    assert [(row.number, row.cells) for row in table.rows] == [(3, ("1", "2")), (5, ("3", ""))]


def test_a_cell_over_two_lines_stays_one_cell():
    assert cells(b'A,B\n"x\ny",2\n') == [("x\ny", "2")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "This table is empty."),
        (b"\n,,\n", "This table is empty."),
        (b"A,B\n", "This table has a header and no rows below it."),
        (
            b"A,a \n1,2\n",
            "Columns A and B are both called “a”: which one is meant cannot be known.",
        ),
        (b"A,,C\n1,2,3\n", "Column B has no name in the header."),
        (b"A\n1,2\n", "Row 2 has more cells than the header has names."),
        (b'A\n"1\n', "Row 2 cannot be read: a quotation mark is not closed, or is too many."),
        (b"%PDF-1.7", "This is a PDF. A table is wanted: CSV or XLSX."),
        (
            b"\xd0\xcf\x11\xe0",
            "This is an old Excel file (XLS), or one with a password. Save it as XLSX or CSV.",
        ),
    ],
)
def test_what_is_no_table_is_refused_by_name(content, why):
    assert refused(content) == [why]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "＝1", '"\t=1"', "-2+3", "=HYPERLINK(1)"]
)
def test_formulas_are_refused_by_cell(cell):
    (why,) = refused(f"A,B\n1,2\n3,{cell}\n".encode())
    assert why.startswith("Cell B3 begins like a formula.")


@pytest.mark.parametrize("cell", ["-1250", "(1250)", "-$7.50", "-"])
def test_amounts_below_zero_are_no_formulas(cell):
    assert cells(f"A\n{cell}\n".encode()) == [(cell,)]


def test_many_formulas_are_counted_and_not_all_listed():
    problems = refused(b"A\n" + b"=1\n" * 100)
    assert len(problems) == 41
    assert problems[-1] == "and 60 more of the kind"


def test_a_cell_that_is_too_long_is_refused():
    assert "more than 1,000 characters" in refused(b"A\n" + b"x" * (LONGEST_CELL + 1))[0]


def test_as_many_rows_as_may_be_are_read_and_no_more():
    assert len(read_table(b"A\n" + b"1\n" * MOST_ROWS).rows) == MOST_ROWS
    assert "more than 10,000 rows" in refused(b"A\n" + b"1\n" * (MOST_ROWS + 1))[0]


# --- Workbooks -----------------------------------------------------------------------------------


def test_cells_of_a_workbook_are_what_they_show():
    row = ["Ana", 7000, 7000.37, 0.1 + 0.2, date(2026, 3, 10), True, None, 1e15]
    assert cells(xlsx_of([row], list("ABCDEFGH"))) == [
        ("Ana", "7000", "7000.37", "0.3", "2026-03-10", "yes", "", "1000000000000000")
    ]


def test_only_the_first_sheet_is_read_and_that_is_said():
    def write(book):
        for name in ("Clients", "Notes"):
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, ["A", name])

    table = read_table(workbook(write))
    assert [row.cells for row in table.rows] == [("Clients",)]
    assert table.remarks == ("Only the first sheet, “Clients”, was read; not “Notes”.",)


def test_formulas_errors_and_times_are_refused_by_cell():
    def write(book):
        noon = datetime.fromisoformat("2026-03-10T12:00")
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["A", 1])
        sheet.write_formula("A3", "=A2*2", None, 2)
        sheet.write_datetime("A4", noon, book.add_format({"num_format": 22}))

    assert refused(workbook(write)) == [
        "Cell A3 is a formula. Formulas are not worked out here: put its value there.",
        "Cell A4 has a time of day. Dates here are days.",
    ]


def test_text_that_would_be_a_formula_is_refused_too():
    def write(book):
        book.add_worksheet().write_column(0, 0, ["A"])
        book.worksheets()[0].write_string("A2", "=1")

    assert refused(workbook(write))[0].startswith("Cell A2 begins like a formula.")


def test_a_million_rows_are_refused_before_they_are_kept():
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 300_001))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    content = with_member(xlsx_of([["1"]], ["A"]), "xl/worksheets/sheet1.xml", sheet)
    assert len(content) < MOST_BYTES
    assert "more than 10,000 rows" in refused(content)[0]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("xl/worksheets/sheet1.xml", 60),
        ("xl/styles.xml", 3),
        ("xl/sharedStrings.xml", 13),
        ("xl/workbook.xml", 200),
    ],
)
def test_a_bomb_is_refused_before_it_is_unpacked(name, size):
    content = with_member(xlsx_of([["1"]], ["A"]), name, b" " * (size * MEGABYTE))
    assert len(content) < MEGABYTE
    assert refused(content) == ["This workbook unpacks to more than a table of this size can need."]


def test_a_row_of_a_million_cells_takes_no_memory():
    cells_ = "<c/>" * 1_000_000
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1">{cells_}</row></sheetData></worksheet>'
    )
    content = with_member(xlsx_of([["1"]], ["A"]), "xl/worksheets/sheet1.xml", sheet)
    del sheet, cells_
    tracemalloc.start()
    try:
        why = refused(content)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "more cells than a table here can need" in why[0]
    assert most < 5 * MEGABYTE


def test_entities_are_never_unfolded():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        "<x>&b;</x>"
    )
    content = with_member(xlsx_of([["1"]], ["A"]), "xl/workbook.xml", bomb)
    assert refused(content) == ["This is no workbook (XLSX) that can be read."]


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"PK\x03\x04" + b"\0" * 400])
def test_what_only_looks_like_a_workbook_is_refused(content):
    assert refused(content) == ["This is no workbook (XLSX) that can be read."]


def test_another_kind_of_archive_is_refused():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt.xml", "<a/>")
    assert "cannot be read" in refused(made.getvalue())[0]


def test_a_large_file_is_refused_with_its_size():
    assert refused(b"A" * (MOST_BYTES + MEGABYTE)) == [
        "This file has 6.0 MB; a table here has at most 5 MB."
    ]


# --- Cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "is_"),
    [
        ("$7,500", "7500"),
        ("(1,250)", "-1250"),
        ("7000.37", "7000.37"),
        ("7,000.50", "7000.50"),
        ("12k", "12000"),
        ("0", "0"),
        ("−5", "-5"),
    ],
)
def test_amounts_are_read_as_the_fields_of_the_app_read_them(cell, is_):
    assert amount(cell) == is_


@pytest.mark.parametrize("cell", ["1.234,56", "7,50", "EUR 5", "1 000", "(5", "5)", "9" * 41])
def test_amounts_that_could_mean_something_else_are_refused(cell):
    with pytest.raises(ValueError, match="amount of dollars"):
        amount(cell)


@pytest.mark.parametrize(
    ("cell", "is_"), [("2026-03-10", "2026-03-10"), ("3/4/2026", "2026-03-04")]
)
def test_days_are_read_with_the_month_first(cell, is_):
    assert day(cell) == is_


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("13/4/2026", "the month comes first, and there is no month 13"),
        ("2/30/2026", "a day that there is not"),
        ("3/4/26", "is no date"),
        ("10.3.2026", "is no date"),
        ("46091", "is no date"),
    ],
)
def test_days_that_could_be_others_are_refused(cell, why):
    with pytest.raises(ValueError, match=why):
        day(cell)


def test_yes_and_no_are_words_and_nothing_else_is():
    assert (flag("Yes"), flag("N")) == (True, False)
    with pytest.raises(ValueError, match="write yes or no"):
        flag("maybe")
