"""The official blanks, where somebody has put them: named by a variable or beside the project.

They are never in the repository. ``OFFICIAL_BLANKS`` names a folder that has them as
``f8606--2025.pdf`` and so on.
"""

import os
from pathlib import Path

import pytest

from tests.engine.people import SHARED

YEARS = (2018, 2021, 2022, 2023, 2025)
FOLDER = Path(os.environ.get("OFFICIAL_BLANKS") or SHARED / "irs")


def official(year: int) -> bytes:
    """The blank of a year; the test is skipped where it is not at hand."""
    path = FOLDER / f"f8606--{year}.pdf"
    if not path.exists():
        pytest.skip(f"The official blank of {year} is not at hand; OFFICIAL_BLANKS names a folder.")
    return path.read_bytes()
