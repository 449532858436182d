"""The federal amounts as files: complete for every year, tied together by law, strictly read."""

import re
from datetime import date

import pytest

from planner.engine.federal import amounts as module
from planner.engine.federal import federal_amounts
from planner.engine.filing_status import FILING_STATUSES
from planner.engine.tables import published_years, year_section
from planner.engine.toml_reader import DataFileError, Section, parse
from tests.engine.people import D

YEARS = [year for year in published_years() if year >= 2018]


@pytest.mark.parametrize("year", YEARS)
def test_every_year_is_complete_and_names_its_sources(year: int) -> None:
    found = federal_amounts(year)
    assert not found.is_projected
    assert set(found.gains.tops) == set(found.irmaa.tiers) == set(FILING_STATUSES)
    sources = [found.gains.source, found.irmaa.source]
    sources += [found.senior.source] if found.senior else []
    for source in sources:
        assert re.search(r"Rev\. Proc\.|P\.L\.|CMS", source.document)
        assert source.checked >= date(2026, 11, 22)


@pytest.mark.parametrize("year", YEARS)
def test_the_statuses_are_tied_together(year: int) -> None:
    found = federal_amounts(year)
    gains, tiers = found.gains.tops, found.irmaa.tiers
    assert gains["surviving_spouse"] == gains["married_jointly"]
    # IRC 1(h)(1)(B): the 0 % rate ends twice as high for a couple, a separate return has half.
    assert gains["married_jointly"][0] == 2 * gains["single"][0]
    assert gains["married_jointly"][0] == 2 * gains["married_separately"][0]
    assert abs(gains["married_jointly"][1] - 2 * gains["married_separately"][1]) <= 50
    assert tiers["head_of_household"] == tiers["surviving_spouse"] == tiers["single"]
    # 42 USC 1395r(i)(3)(C)(ii): twice as high for a couple, the top tier half as high again.
    for one, both in zip(tiers["single"][:4], tiers["married_jointly"][:4], strict=True):
        assert both.floor == 2 * one.floor
        assert (both.part_b, both.part_d) == (one.part_b, one.part_d)
    if year >= 2019:
        assert tiers["married_jointly"][4].floor == D("1.5") * tiers["single"][4].floor == 750_000
    # (i)(3)(C)(iii): a separate return begins where a single one does, and ends 500,000 higher.
    separate = tiers["married_separately"]
    assert separate[0].floor == tiers["single"][0].floor
    assert separate[0].part_b == tiers["single"][3].part_b
    if year >= 2019:
        assert separate[1].floor == 500_000 - separate[0].floor


def test_the_senior_deduction_is_there_from_2025() -> None:
    assert [year for year in YEARS if federal_amounts(year).senior] == [2025, 2026]
    senior = federal_amounts(2025).senior
    assert senior is not None
    assert "married_separately" not in senior.starts


def test_amounts_are_read_once() -> None:
    assert federal_amounts(2025) is federal_amounts(2025)


def section(**changes: str) -> Section:
    """The file of 2026 with the value of a key in one of our groups replaced."""
    lines = []
    for line in year_section_text().splitlines():
        key = line.partition(" = ")[0]
        lines.append(f"{key} = {changes[key]}" if key in changes else line)
    return parse("\n".join(lines), file="2026.toml")


def year_section_text() -> str:
    """The three groups of 2026 as they stand in the file."""
    from planner.engine import tables  # noqa: PLC0415

    text = (tables._folder() / "2026.toml").read_text("utf-8")
    return text[text.index("[long_term_gains]") :]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"single": "[49_450]"}, "long_term_gains.single: must be two amounts"),
        ({"part_b": '["1.00", "0.50"]'}, "irmaa.part_b: must rise"),
        ({"part_b": '["1", "2.00"]'}, "irmaa.part_b: must hold amounts written like"),
        ({"part_d": '["1.00"]'}, "irmaa.single: must have as many amounts as there are tiers"),
        ({"amount": '"6000"'}, "senior_deduction.amount: must be a TOML int"),
    ],
)
def test_what_is_wrong_is_named(
    changes: dict[str, str], problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "year_section", lambda _year: section(**changes))
    with pytest.raises(DataFileError, match=re.escape(problem)):
        federal_amounts.__wrapped__(2026)


def test_no_tiers_at_all_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    text = re.sub(
        r"(\[irmaa\].*?)\nsingle = .*?\n", r"\1\nsingle = []\n", year_section_text(), flags=re.S
    )
    monkeypatch.setattr(module, "year_section", lambda _year: parse(text, file="2026.toml"))
    with pytest.raises(DataFileError, match=r"irmaa\.single: must have"):
        federal_amounts.__wrapped__(2026)


def test_a_section_holds_the_whole_file() -> None:
    assert year_section(2026).get("year", int) == 2026
