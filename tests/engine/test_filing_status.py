from typing import get_args

import pytest

from planner.engine.filing_status import FILING_STATUSES, FilingStatus, as_filing_status


def test_the_list_is_the_literal() -> None:
    assert get_args(FilingStatus.__value__) == FILING_STATUSES


@pytest.mark.parametrize("status", FILING_STATUSES)
def test_each_status_is_itself(status: FilingStatus) -> None:
    assert as_filing_status(status) is status


@pytest.mark.parametrize("text", ["", "Single", "widowed", "married"])
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=f"filing_status '{text}' is not one of single, "):
        as_filing_status(text)
