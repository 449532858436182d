"""What is written into a blank: in its fields, or for good; on stand-ins that everyone has."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from planner.documents.official.inspect import inspect
from planner.documents.official.texts import texts
from planner.documents.official.writing import written
from tests.documents import sheets
from tests.documents.official.filled import frame, ink, places, printed_in, values
from tests.documents.official.standins import drawn, plan, standin

NAME = "Łukasz Żółć-Example"


def fill(year=2025, sheet=None, *, editable=False, name=NAME, content=None):
    content = content or standin(year)
    blank = inspect(content)
    lines = (sheet or sheets.full(year)).lines
    return written(content, blank, texts(lines, blank), name=name, editable=editable)


def changed_field(name, **changes):
    """A stand-in with one field that is otherwise."""
    with pikepdf.open(BytesIO(standin())) as pdf:
        for page in pdf.pages:
            for widget in page.Annots:
                if str(widget.T) == name:
                    widget.update({f"/{key}": value for key, value in changes.items()})
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_line_of_every_year_is_in_its_own_field(year):
    sheet = sheets.full(year)
    held = values(fill(year, sheet, editable=True))
    boxes = {row.number: row.field for row in plan(year).rows}
    for line in sheet.lines:
        if line.number == "10":
            whole, _, rest = line.text.partition(".")
            assert (held[boxes["10"]], held[boxes["10"] + "_part"]) == (whole, rest)
        else:
            assert held[boxes[line.number]] == line.text
    assert held["f1_01"] == NAME
    assert len(held) == len(sheet.lines) + 2


def test_the_split_of_line_10_by_hand():
    """20,500 less 1,000 of 93,434 is 0.2087; the form has its own point."""
    held = values(fill(editable=True))
    assert (held["f1_18"], held["f1_18_part"]) == ("0", "2087")


def test_a_line_that_is_blank_on_the_worksheet_stays_blank():
    sheet = sheets.quiet(2025)
    held = values(fill(sheet=sheet, editable=True))
    assert held == {
        "f1_01": NAME,
        "f1_09": "6,000",
        "f1_10": "500",
        "f1_11": "6,500",
        "f1_22": "6,500",
    }


def test_zero_is_written_and_not_left_out():
    sheet = sheets.full(2025, contribution_after_year_end=0)
    assert values(fill(sheet=sheet, editable=True))["f1_12"] == "0"


@pytest.mark.parametrize("editable", [False, True])
def test_it_shows_in_its_box(editable):
    content, boxes = fill(editable=editable), places(standin())
    found = printed_in(content, boxes)
    assert (found["f1_01"], found["f1_09"], found["f1_18"]) == (NAME, "6,000", "0")
    assert (found["f1_02"], found["c1_1"]) == ("", "")
    picture = ink(content)[0]
    assert picture.crop(frame(picture, boxes["f1_09"])).getextrema()[0] < 128
    assert picture.crop(frame(picture, boxes["f1_02"])).getextrema()[0] > 250


def test_the_finished_form_has_no_fields_and_holds_no_widget():
    content = fill()
    assert not PdfReader(BytesIO(content)).get_fields()
    assert b"/Widget" not in plain(content)
    assert b"/AcroForm" not in plain(content)


def plain(content):
    """The file with nothing compressed."""
    with pikepdf.open(BytesIO(content)) as pdf:
        out = BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
        return out.getvalue()


def test_the_open_form_keeps_every_field():
    fields = PdfReader(BytesIO(fill(editable=True))).get_fields()
    assert fields is not None
    assert fields.keys() == places(standin()).keys()


@pytest.mark.parametrize("editable", [False, True])
def test_the_other_form_its_scripts_and_the_broken_signature_are_gone(editable):
    content = plain(fill(editable=editable))
    for key in (b"/XFA", b"/NeedAppearances", b"/SigFlags", b"/Perms", b"/JavaScript"):
        assert key in plain(standin()), key
        assert key not in content, key


def test_the_finished_form_still_tells_what_stood_in_the_fields():
    """Each text is marked, and the structure of the page leads to it."""
    with pikepdf.open(BytesIO(fill())) as pdf:
        told = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for at, page in enumerate(pdf.pages):
            contents = told[at]
            marks = marked(page)
            assert [element.K for element in contents] == list(range(len(contents)))
            assert all(element.S == "/Span" and element.Pg == page.obj for element in contents)
            assert marks == list(range(len(contents)))
        assert sorted(told) == [0, 1]


def marked(page):
    """The numbers of marked content, in the order in which they are drawn."""
    return [
        int(instruction.operands[1].MCID)
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC"
    ]


def test_a_blank_without_structure_is_filled_too():
    bare = plan()
    content = drawn(type(bare)(bare.rows, feet=bare.feet, is_tagged=False))
    assert printed_in(fill(content=content), places(content))["f1_09"] == "6,000"


def test_a_long_name_ends_in_its_box():
    content = fill(name="Wolfeschlegelsteinhausen " * 12)
    found = printed_in(content, places(standin()))["f1_01"]
    assert found.startswith("Wolfeschlegelsteinhausen Wolfe")
    assert found.endswith("…")


def test_a_name_in_letters_that_the_typeface_lacks_is_legible_as_such():
    found = printed_in(fill(name="李 Example \u202e"), places(standin()))["f1_01"]
    assert found == "? Example"


def test_a_household_may_be_nameless():
    assert "f1_01" not in values(fill(name="", editable=True))


def test_characters_stand_in_the_cells_of_a_comb():
    comb = changed_field("f1_09", Ff=1 << 24, MaxLen=10)
    content = fill(content=comb)
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0].get_textpage()
        found = [
            (page.get_text_range(at, 1), page.get_charbox(at, loose=True))
            for at in range(page.count_chars())
        ]
    finally:
        document.close()
    box = places(standin())["f1_09"]
    centers = [
        (text, (left + right) / 2 - box.left)
        for text, (left, bottom, right, _) in found
        if text.strip() and left >= box.left and box.bottom <= bottom < box.top
    ]
    cells = [(at + 0.5) * 7.2 for at in range(5)]
    assert [text for text, _ in centers] == list("6,000")
    assert [center for _, center in centers] == pytest.approx(cells, abs=0.2)


@pytest.mark.parametrize("look", ["", "/Helv 0 Tf", "0 g /Helv 0 Tf 0.2 g"])
def test_a_field_that_asks_for_no_size_or_color_gets_one(look):
    content = changed_field("f1_09", DA=pikepdf.String(look))
    assert printed_in(fill(content=content), places(content))["f1_09"] == "6,000"


def test_the_same_year_gives_the_same_bytes():
    for editable in (False, True):
        assert fill(editable=editable) == fill(editable=editable)


def test_threads_fill_the_same():
    years = [2018, 2022, 2025] * 4
    alone = {year: fill(year) for year in set(years)}
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fill, years)) == [alone[year] for year in years]
