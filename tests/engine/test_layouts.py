"""The forms of 2018 to 2026 as data: what each year prints, and what a broken file says."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.engine import layouts, worksheet
from planner.engine.facts import AMOUNTS
from planner.engine.form8606 import PART_I, PART_II, PART_III
from planner.engine.layouts import FormLayout, LayoutError, form_layout, form_years
from planner.engine.reading import read_facts
from tests.engine.people import NUMBERS, SHARED, person_year, shown

YEARS = range(2018, 2027)
DUE = {
    2018: "April 15, 2019",
    2019: "April 15, 2020",
    2020: "April 15, 2021",
    2021: "April 18, 2022",
    2022: "April 18, 2023",
    2023: "April 15, 2024",
    2024: "April 15, 2025",
    2025: "April 15, 2026",
    2026: "April 15, 2027",
}
RETURN_LINE = {
    2018: "2018 Form 1040, line 4b; or Form 1040NR, line 17b",
    2019: "2019 Form 1040 or 1040-SR, line 4b; or Form 1040-NR, line 16b",
} | {year: f"{year} Form 1040, 1040-SR or 1040-NR, line 4b" for year in range(2020, 2027)}
DISASTER = {  # form: (line for 15b, line for 25b)
    2018: {"8915B": (22, 23), "8915-C": (13, 14)},
    2019: {"8915-C": (22, 23), "8915-D": (13, 14)},
    2020: {"8915-C": (23, 24), "8915-D": (22, 23), "8915-E": (13, 14)},
    2021: {"8915-D": (23, 24), "8915-F": (18, 19)},
} | {year: {"8915-F": (18, 19)} for year in range(2022, 2027)}
INNER = {year: {"6", "7", "8", "10", "11", "12"} for year in range(2018, 2023)} | {
    year: {"9", "10", "11", "12"} for year in range(2023, 2027)
}
INMOST = {year: {"9"} if year < 2023 else set() for year in YEARS}
SECOND_PAGE = {year: "16" if year < 2024 else "15a" for year in YEARS}

each_year = pytest.mark.parametrize("year", YEARS)


def caption(layout: FormLayout, number: str) -> str:
    return next(line.caption for line in layout.lines if line.number == number)


def texts(layout: FormLayout) -> list[str]:
    gate = [layout.gate.question, layout.gate.no, layout.gate.yes]
    found = [layout.attach, layout.note_above, layout.note, layout.due_date, *gate]
    for line in layout.lines:
        found += [line.lead, line.caption, line.short, line.why, line.citation]
    for part in layout.parts:
        found += [part.title, part.intro, *part.conditions]
    return found


def test_the_years_that_are_held() -> None:
    assert form_years() == tuple(YEARS)


@each_year
def test_the_words_by_which_a_blank_is_known_tell_its_lines_apart(year: int) -> None:
    says = [line.says for line in form_layout(year).lines]
    assert all(says)
    assert not [(one, other) for one in says for other in says if one != other and one in other]
    assert len(set(says)) == len(says)


@each_year
def test_lines_in_printed_order(year: int) -> None:
    layout = form_layout(year)
    assert tuple(line.number for line in layout.lines) == NUMBERS
    assert layout.year == year
    assert layout.next_year == year + 1
    assert "".join(line.part for line in layout.lines) == "I" * 17 + "II" * 3 + "III" * 9
    kinds = {line.number: line.kind for line in layout.lines}
    assert kinds == dict.fromkeys(NUMBERS, "money") | {"10": "ratio"}
    leads = {line.number: line.lead for line in layout.lines if line.lead}
    taxable = dict.fromkeys(("15c", "18", "25c"), "Taxable amount.")
    assert leads == taxable | {"14": "Basis carried forward."}
    assert [part.number for part in layout.parts] == ["I", "II", "III"]


@each_year
def test_every_line_has_a_value_and_every_value_a_line(year: int) -> None:
    computed = {rule.key for rule in (*PART_I, *PART_II, *PART_III)}
    entered = AMOUNTS.keys() - {"outstanding_rollover"}
    numbers = form_layout(year).numbers
    assert numbers.keys() == computed | entered
    for key in entered:
        assert numbers[key] == AMOUNTS[key]


@each_year
def test_due_date(year: int) -> None:
    layout = form_layout(year)
    assert layout.due_date == DUE[year]
    assert f"from January 1 through {DUE[year]}" in caption(layout, "1")
    assert f"from January 1 through {DUE[year]}" in caption(layout, "4")
    others = {due for other, due in DUE.items() if other != year}
    assert not [text for text in texts(layout) if any(due in text for due in others)]


@each_year
def test_where_taxable_amounts_go_on_the_return(year: int) -> None:
    layout = form_layout(year)
    for number in ("15c", "18", "25c"):
        assert f"include it on {RETURN_LINE[year]}" in caption(layout, number)
    assert layout.short_return_line == "Form 1040, line 4b"


@each_year
def test_disaster_forms(year: int) -> None:
    layout = form_layout(year)
    for column, number in enumerate(("15b", "25b")):
        text = caption(layout, number)
        for form, lines in DISASTER[year].items():
            assert f"Form {form}, line {lines[column]}" in text
        named = set(re.findall(r"8915-?[A-F]", text))
        assert named == DISASTER[year].keys()


@each_year
def test_words_that_changed_between_the_years(year: int) -> None:
    layout = form_layout(year)
    assert ("0 if zero or less" in caption(layout, "6")) == (year == 2018)
    assert ("less all earlier ones" in caption(layout, "20")) == (year >= 2019)
    assert ("traditional SIMPLE IRAs on December" in caption(layout, "6")) == (year in {2023, 2024})
    assert ("all traditional IRAs on December" in caption(layout, "6")) == (year >= 2025)
    assert ("Roth SIMPLE" in caption(layout, "22")) == (year in {2023, 2024})
    assert bool(layout.note_above) == (year >= 2025)
    assert ("Employer money" in layout.parts[0].conditions[0]) == (year >= 2025)
    widened = f"certain {year} retirement plan distribution repayments"
    for number in ("6", "7", "15c", "25c"):
        assert (widened in caption(layout, number)) == (year >= 2024)


@each_year
def test_where_lines_stand(year: int) -> None:
    layout = form_layout(year)
    columns = {line.number: line.column for line in layout.lines}
    assert {number for number in columns if columns[number] == "inner"} == INNER[year]
    assert {number for number in columns if columns[number] == "inmost"} == INMOST[year]
    assert set(columns.values()) <= {"outer", "inner", "inmost"}
    assert layout.cents_column == (year == 2018)
    first_page = [line.number for line in layout.lines if line.page == 1]
    assert NUMBERS[len(first_page)] == SECOND_PAGE[year]
    assert {line.page for line in layout.lines} == {1, 2}
    assert (layout.gate.after, layout.note_after) == ("3", "15c")


@each_year
def test_every_text_is_filled_in(year: int) -> None:
    layout = form_layout(year)
    for text in texts(layout):
        assert "{" not in text
        assert "}" not in text
        assert "  " not in text
        assert text == text.strip()
    for line in layout.lines:
        assert line.caption
        assert line.short
        assert line.why.endswith(".")
        assert re.match(r"Form 8606, line \d", line.citation)
    assert str(year) in layout.attach
    assert str(year) in layout.gate.question


@each_year
def test_no_text_speaks_of_another_year(year: int) -> None:
    past = {"2017"} if year == 2018 else set()  # the 2018 form is about disasters of 2017
    for text in texts(form_layout(year)):
        assert set(re.findall(r"\b20\d\d\b", text)) <= {str(year), str(year + 1)} | past


@each_year
def test_sources_and_date(year: int) -> None:
    layout = form_layout(year)
    assert layout.sources
    assert layout.certainty
    assert date(2026, 1, 1) <= date.fromisoformat(layout.checked)


def test_what_is_not_certain_is_said() -> None:
    assert any("draft" in sentence for sentence in form_layout(2026).certainty)
    assert any("not checked" in sentence for sentence in form_layout(2024).certainty)


@pytest.mark.parametrize("year", [1999, 2017, 2027])
def test_a_year_without_a_form(year: int) -> None:
    with pytest.raises(LookupError, match=f"no Form 8606 layout for {year}"):
        form_layout(year)


# --- Held against the official blanks ------------------------------------------------------------

BLANKS = sorted((SHARED / "irs").glob("f8606--*.pdf"))
needs_the_blanks = pytest.mark.skipif(
    not BLANKS, reason="the official blanks are not beside this project"
)


def plain(text: str) -> str:
    """Lower-case words without marks, dots and line numbers' clutter."""
    return " ".join(re.findall(r"[a-z0-9$½%]+", text.lower().replace("’", "'")))


@needs_the_blanks
@pytest.mark.parametrize("blank", BLANKS, ids=lambda path: path.stem)
def test_the_words_are_our_own(blank: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(blank).pages)
    printed = plain(text)
    layout = form_layout(int(blank.stem[-4:]))
    names = {layout.attach, *(part.title for part in layout.parts)}  # what things are called
    written = [text for text in texts(layout) if len(text.split()) > 6 and text not in names]
    assert [text for text in written if plain(text) in printed] == []
    assert layout.arrowheads == ("▶" in text)


@needs_the_blanks
@pytest.mark.parametrize("blank", BLANKS, ids=lambda path: path.stem)
def test_lines_stand_where_the_blank_has_its_boxes(blank: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    layout = form_layout(int(blank.stem[-4:]))
    boxes = [box for page in pypdf.PdfReader(blank).pages for box in amount_boxes(page)]
    columns = {line.number: line.column for line in layout.lines}
    assert [column for column, _ in boxes[: len(NUMBERS)]] == [columns[line] for line in NUMBERS]
    first_page = sum(line.page == 1 for line in layout.lines)
    assert [top for _, top in boxes[:first_page]] == sorted(
        (top for _, top in boxes[:first_page]), reverse=True
    )
    assert boxes[first_page][1] > boxes[first_page - 1][1]


def amount_boxes(page: Any) -> Iterator[tuple[str, int]]:
    """Column and height of each amount's box, from the top; the address is left out."""
    edges: dict[int, int] = {}
    for note in page["/Annots"]:
        left, bottom, _, _ = (round(float(edge)) for edge in note.get_object()["/Rect"])
        if page.page_number or bottom < 600:
            edges[bottom] = min(left, edges.get(bottom, left))
    for bottom in sorted(edges, reverse=True):
        left = edges[bottom]
        yield "outer" if left >= 480 else "inner" if left >= 380 else "inmost", bottom


# --- A new year, and broken files ----------------------------------------------------------------


@pytest.fixture
def forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the layout files that a test may change."""
    folder = tmp_path / "forms"
    shutil.copytree(str(layouts._FORMS), folder)
    monkeypatch.setattr(layouts, "_FORMS", folder)
    for cached in (form_years, form_layout):
        cached.cache_clear()
    yield folder
    for cached in (form_years, form_layout):
        cached.cache_clear()


def test_a_new_year_is_one_new_file(forms: Path) -> None:
    old = (forms / "f8606_2026.toml").read_text("utf-8")
    (forms / "f8606_2027.toml").write_text(old.replace("2027", "2028").replace("2026", "2027"))
    entry = {"tax_year": 2027, "nondeductible_contribution": "7500", "prior_basis": "0"}
    facts = read_facts(entry | {"year_end_value": "0", "conversion": "7503"})
    assert not isinstance(facts, tuple)
    sheet = worksheet(facts)
    assert sheet.status == "complete"
    assert sheet.taxable == 3
    assert shown(sheet)["14"] == "0"
    assert "through April 15, 2028" in sheet.line("1").caption
    assert form_years() == tuple(range(2018, 2028))


def test_a_year_without_its_file_is_not_held(forms: Path) -> None:
    (forms / "f8606_2018.toml").unlink()
    sheet = worksheet(person_year(tax_year=2018))
    assert sheet.status == "invalid"
    assert "from 2019 to 2026" in sheet.findings[0].message


def test_other_files_are_no_years(forms: Path) -> None:
    for name in ("f8606_2030.toml.bak", "f8606_20.toml", "notes.txt", "xf8606_2031.toml"):
        (forms / name).write_text("")
    assert form_years() == tuple(YEARS)


def test_a_year_may_say_a_line_differently(forms: Path) -> None:
    own = forms / "f8606_2025.toml"
    change = '\n[lines.15c]\ncaption = "Changed for {year}"\nlead = "Mind this."\n'
    own.write_text(own.read_text("utf-8") + change)
    changed = next(line for line in form_layout(2025).lines if line.number == "15c")
    assert (changed.lead, changed.caption) == ("Mind this.", "Changed for 2025")
    assert "Changed" not in caption(form_layout(2024), "15c")


BROKEN = [
    ("f8606_2025.toml", "year = 2025", "year = 2024", "f8606_2025.toml: year says 2024"),
    ("f8606_2025.toml", "year = 2025", "year = ", "f8606_2025.toml: is not TOML: Invalid value"),
    ("f8606_2025.toml", "due_date", "due", "f8606_2025.toml: words due_date is missing"),
    ("f8606_2025.toml", "roth =", "rot =", "f8606_2025.toml: words roth is missing"),
    ("f8606_2025.toml", "attach", "attached", "f8606_2025.toml: page attach is missing"),
    ("f8606_2025.toml", "inmost = []", "", "f8606_2025.toml: page inmost is missing"),
    ("f8606_2025.toml", "[page]", "[pages]", "f8606_2025.toml: page is missing"),
    ("f8606_2025.toml", 'inner = ["9"', 'inner = ["99"', "f8606_2025.toml: there is no line 99"),
    ("f8606_2025.toml", '"15a"', '"15"', "f8606_2025.toml: there is no line 15"),
    (
        "f8606_2025.toml",
        "[page]",
        '[lines.26]\nlead = "x"\n[page]',
        "f8606_2025.toml: there is no line 26",
    ),
    (
        "f8606_2025.toml",
        "[page]",
        '[lines.14]\nlaed = "x"\n[page]',
        "f8606_2025.toml: lines 14 laed is not a key of a line",
    ),
    ("f8606_2025.toml", "sources", "source", "f8606_2025.toml: sources is missing"),
    ("f8606.toml", 'number = "1"\n', "", "f8606.toml: lines 1 number is missing"),
    ("f8606.toml", "[gate]", "[gates]", "f8606.toml: gate is missing"),
    ("f8606.toml", "[note]", "[notes]", "f8606.toml: note is missing"),
    ("f8606.toml", 'short = "All', 'brief = "All', "f8606.toml: lines 3 brief is not a key"),
    ("f8606.toml", 'short = "All already-taxed money"', "", "f8606.toml: lines 3 short is missing"),
    ("f8606.toml", "{roth}", "{rooth}", "f8606_2025.toml: words rooth is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), BROKEN)
def test_a_broken_layout_names_file_and_key(
    forms: Path, file: str, old: str, new: str, problem: str
) -> None:
    text = (forms / file).read_text("utf-8")
    assert old in text
    (forms / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        form_layout(2025)
    assert str(caught.value).startswith(problem)
