"""Random examples that are the same in every run, and no databases left by runs that were killed.

``HYPOTHESIS_PROFILE=random`` searches further: new examples each time, failures remembered.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

# How long an example takes is the machine's affair; speed has tests of its own.
settings.register_profile("same", derandomize=True, database=None, deadline=None, print_blob=True)
settings.register_profile("random", settings.get_profile("default"), deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure() -> None:
    """Remove the files that ``tests.settings`` names after processes which are gone."""
    for path in Path(tempfile.gettempdir()).glob("prorata-*.sqlite3*"):
        process = path.name.removeprefix("prorata-").partition(".")[0]
        if process.isdecimal() and not _lives(int(process)):
            path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
