"""Complete papers of households that entered everything right raise no alarm."""

from datetime import date

import pytest

from planner.engine.papers.year import year_papers
from tests.engine.clean_papers import YEARS, clean_household
from tests.engine.households import read

LATER = date(2026, 11, 22)


@pytest.mark.parametrize("seed", range(80))
def test_complete_papers_of_a_clean_household_raise_no_alarm(seed):
    home = read(clean_household(seed))
    for person in home.people:
        for year in YEARS:
            found = year_papers(home, person, year, LATER)
            assert found.differences == ()
            assert found.expected == ()
            assert found.provisional == ()
            said = [one for came in found.came for one in came.remarks]
            assert [one for one in said if one.weight != "normal"] == []
