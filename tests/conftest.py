"""Random examples that are the same in every run, what is traced, and no databases left behind.

``HYPOTHESIS_PROFILE=random`` searches further: new examples each time, failures remembered.
"""

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations as OnPostgreSQL
from django.db.backends.sqlite3.base import DatabaseOperations  # type: ignore[attr-defined]
from hypothesis import settings

# How long an example takes is the machine's affair; speed has tests of its own.
settings.register_profile("same", derandomize=True, database=None, deadline=None, print_blob=True)
settings.register_profile("random", settings.get_profile("default"), deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


_execute_flush = DatabaseOperations.execute_sql_flush
_truncate = OnPostgreSQL.execute_sql_flush


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: one that waits for a browser leaves its own free."""
    return (os.process_cpu_count() or 1) + 1


def pytest_configure() -> None:
    """Remove the files that ``tests.settings`` names after processes which are gone."""
    for path in Path(tempfile.gettempdir()).glob("prorata-*.sqlite3*"):
        process = path.name.removeprefix("prorata-").partition(".")[0]
        if process.isdecimal() and not _lives(int(process)):
            path.unlink(missing_ok=True)
    DatabaseOperations.execute_sql_flush = _emptied  # type: ignore[method-assign, assignment]
    OnPostgreSQL.execute_sql_flush = _emptied_there  # type: ignore[method-assign, assignment]


def _emptied(self: DatabaseOperations, statements: list[str]) -> None:
    """Empty all tables between tests: the log too, which nobody can empty otherwise."""
    self.connection.ensure_connection()
    database: sqlite3.Connection = self.connection.connection
    database.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)  # noqa: FBT003
    try:
        _execute_flush(self, statements)
    finally:
        database.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, True)  # noqa: FBT003


def _emptied_there(self: OnPostgreSQL, statements: list[str]) -> None:
    """The same on PostgreSQL, in one transaction."""
    _truncate(self, ["SET LOCAL session_replication_role = replica", *statements])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace the tests of the engine only: they cover it by themselves, and tracing takes long.

    Those that may use the database are marked, so that they can be run on another one too.
    """
    here = Path(__file__).parent
    for item in items:
        if here / "engine" not in item.path.parents:
            item.add_marker("no_cover")
        if _uses_database(item):
            item.add_marker("database")


def _uses_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "_django_db_helper" in names


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
