"""A thousand households that did everything right hear of nothing that costs money."""

from collections import Counter
from datetime import date

import pytest

from planner.engine.ledger import ledger
from planner.engine.mistakes import mistakes
from planner.engine.state import state
from tests.engine.clean_households import LAST, WAYS, clean_households
from tests.engine.households import read

DAYS = (date(2026, 2, 1), date(2026, 4, 15), date(2026, 11, 22), date(2027, 1, 10))
"""Before the deadline, on it, before the end of the year, and after it."""


@pytest.fixture(scope="module")
def corpus():
    """Each household with the ledgers of its people, and how often which way was gone."""
    found = []
    for made, ways in clean_households():
        home = read(made)
        found.append((home, {one.key: ledger(home, one) for one in home.people}, ways))
    return found


@pytest.mark.slow
def test_nothing_is_found_above_good_to_know(corpus) -> None:
    for at, (home, ledgers, _) in enumerate(corpus):
        for day in DAYS:
            found = [one for one in mistakes(home, day, ledgers) if one.severity != "info"]
            assert not found, (at, day, found[0])


def test_the_filed_forms_are_those_of_the_ledger(corpus) -> None:
    for at, (_, ledgers, _) in enumerate(corpus):
        off = [one for years in ledgers.values() for one in years if one.differences]
        assert not off, (at, off[0].year, off[0].differences)


def test_every_year_of_them_is_clean_or_split(corpus) -> None:
    found: Counter[str] = Counter()
    for home, ledgers, _ in corpus:
        for one in home.people:
            for year in {form.year for form in ledgers[one.key]} | {LAST}:
                found[state(home, one, year, DAYS[2], ledgers).code] += 1
    assert set(found) == {"clean", "split_year"}
    assert min(found.values()) > 500


def test_the_corpus_is_varied(corpus) -> None:
    ways = sum((found for *_, found in corpus), Counter[str]())
    assert all(ways[way] > 300 for way in WAYS)
    assert all(ways[f"began with {had}"] > 200 for had in ("nothing", "basis", "old_401k"))
    assert {"married_jointly", "single", "head_of_household"} <= ways.keys()
    people = [one for home, *_ in corpus for one in home.people]
    assert len(corpus) == 1_000
    assert sum(len(home.people) > 1 for home, *_ in corpus) > 500
    assert sum(one.born is not None and one.born.year <= 1970 for one in people) > 400
    assert sum(record.filed is not None for one in people for record in one.years) > 4_000
