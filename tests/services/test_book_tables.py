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
        (
            b"=1,B\n1,2\n",
            "Cell A1 begins like a formula. Formulas are not worked out here: put its value there.",
        ),
        (b"A,,C\n1,2,3\n", "Column B has no name in the header."),
        (b"A\n1,2\n", "Row 2 has more cells than the header has names."),
        (
            b"A\n" + b"1" * 200_000,
            "Row 2 cannot be read: a cell has far more than 1,000 characters, or a quotation mark"
            " is not closed.",
        ),
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


SHEET = "xl/worksheets/sheet1.xml"
OF_SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c></row>'
NO_WORKBOOK = "This is no workbook (XLSX) that can be read."
UNREADABLE = "This workbook cannot be read. Save it again as XLSX, or as CSV."
TOO_LARGE = "This workbook unpacks to more than a table of this size can need."


def with_rows(rows):
    """A workbook whose sheet has these rows below a header."""
    sheet = f"<worksheet {OF_SHEETS}><sheetData>{HEADER}{rows}</sheetData></worksheet>"
    return with_member(xlsx_of([["1"]], ["A"]), SHEET, sheet)


def with_strings(strings, rows):
    """One that keeps its texts apart from its cells."""
    strings = f"<sst {OF_SHEETS}>{strings}</sst>"
    return with_member(with_rows(rows), "xl/sharedStrings.xml", strings)


def test_a_sheet_that_calls_itself_a_picture_is_not_read():
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(with_rows("<c/>" * 9))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.png")
            new.writestr(name.replace("sheet1.xml", "sheet1.png"), data)
    assert refused(made.getvalue()) == ["This workbook has no sheet with a table."]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_to_pack_that_takes_what_memory_it_says_is_refused(method):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert refused(made.getvalue()) == [NO_WORKBOOK]


def test_a_workbook_damaged_on_its_way_is_refused():
    content = bytearray(xlsx_of([["1"]], ["A"]))
    packed = content.index(SHEET.encode()) + len(SHEET)
    content[packed : packed + 40] = b"\xff" * 40
    assert refused(bytes(content)) == [NO_WORKBOOK]


@pytest.mark.parametrize(
    ("name", "part", "why"),
    [
        ("xl/workbook.xml", '<?xml version="1.0" encoding="x"?><a/>', NO_WORKBOOK),
        ("xl/workbook.xml", f"<workbook {OF_SHEETS}>{'<sheet/>' * 51}</workbook>", "50 sheets"),
        ("xl/styles.xml", f"<a>{'<xf/>' * 100_001}</a>", TOO_LARGE),
        ("[Content_Types].xml", "<Types/>", UNREADABLE),
        ("xl/workbook.xml", "<workbook xmlns='/>'/>", UNREADABLE),
    ],
    ids=["coding", "sheets", "styles", "types", "namespace"],
)
def test_parts_that_cost_too_much_or_say_nothing_are_refused(name, part, why):
    assert why in refused(with_member(xlsx_of([["1"]], ["A"]), name, part))[0]


def test_one_long_text_in_every_cell_is_refused_before_it_is_kept():
    texts = '<c t="s"><v>0</v></c>' * 30
    rows = "".join(f'<row r="{at}">{texts}</row>' for at in range(2, 202))
    content = with_strings(f"<si><t>{'x' * LONGEST_CELL}</t></si>", rows)
    assert refused(content) == [
        "This sheet has more than 5,242,880 characters. Split it into several files."
    ]


@pytest.mark.parametrize(
    ("formula", "why"),
    [('"abc', UNREADABLE), ("A1+" * 3_000 + "1", TOO_LARGE)],
    ids=["not closed", "long"],
)
def test_a_formula_that_cells_share_is_refused_whatever_it_is(formula, why):
    first = f'<row r="2"><c r="A2"><f t="shared" si="0">{formula}</f></c></row>'
    second = '<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
    assert refused(with_rows(first + second)) == [why]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="3"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
    ],
)
def test_rows_and_cells_out_of_order_are_refused_and_not_left_out(rows):
    assert refused(with_rows(rows)) == [NO_WORKBOOK]


def test_a_hidden_sheet_is_not_the_first():
    def write(book):
        for name in ("Notes", "Clients"):
            book.add_worksheet(name).write_column(0, 0, ["A", name])
        book.worksheets()[1].activate()
        book.worksheets()[0].hide()

    table = read_table(workbook(write))
    assert [row.cells for row in table.rows] == [("Clients",)]
    assert table.remarks == ("Only the first sheet, “Clients”, was read; not “Notes”.",)


def test_dates_count_from_1904_where_the_workbook_says_so():
    def write(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "A")
        sheet.write_datetime(1, 0, datetime(2025, 12, 31), book.add_format({"num_format": 14}))  # noqa: DTZ001

    for since in (False, True):
        assert cells(workbook(write, date_1904=since)) == [("2025-12-31",)]


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
