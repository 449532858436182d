"""How much is done, in calls: a measure that no machine and no neighbor changes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(do: Callable[[], Any]) -> int:
    """How often ``do`` calls Python functions and built-in ones; 8,000 take about a millisecond."""
    count = 0

    def each(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(each)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count
