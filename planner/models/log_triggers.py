"""What the database itself refuses about the log, on SQLite and on PostgreSQL.

A trigger belongs to its table: SQLite drops both when a migration of Django's makes the table anew,
so that a later migration of ``LogEntry`` has to end with ``put_up`` again.
"""

from typing import Any, Final

_TABLE: Final = "planner_logentry"

_SAYS: Final = "The log is only ever added to."

_MAY_GO: Final = """
    (OLD.practice IS NULL AND NOT EXISTS (
        SELECT 1 FROM planner_household AS home WHERE home.id = OLD.household
    )) OR (EXISTS (
        SELECT 1 FROM planner_retentionrun AS run
        WHERE run.practice_id = OLD.practice AND OLD.at < run.log_before
    ) AND NOT EXISTS (
        SELECT 1 FROM planner_legalhold AS hold
        WHERE hold.household = OLD.household AND hold.lifted_at IS NULL
    ))
"""
"""A household without a practice took its log along, or a practice's rule ended it and no hold."""

_SQLITE: Final = (
    f"CREATE TRIGGER log_never_changes BEFORE UPDATE ON {_TABLE}"
    f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END",
    f"CREATE TRIGGER log_stays BEFORE DELETE ON {_TABLE} WHEN NOT ({_MAY_GO})"
    f" BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END",
)

_POSTGRESQL: Final = (
    f"""CREATE FUNCTION log_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF {_MAY_GO} THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation';
    END $$""",
    f"CREATE TRIGGER log_never_changes BEFORE UPDATE ON {_TABLE}"
    " FOR EACH ROW EXECUTE FUNCTION log_refuses()",
    f"CREATE TRIGGER log_stays BEFORE DELETE ON {_TABLE}"
    " FOR EACH ROW EXECUTE FUNCTION log_refuses()",
)

_DOWN: Final = {
    "sqlite": ("DROP TRIGGER log_never_changes", "DROP TRIGGER log_stays"),
    "postgresql": (
        f"DROP TRIGGER log_never_changes ON {_TABLE}",
        f"DROP TRIGGER log_stays ON {_TABLE}",
        "DROP FUNCTION log_refuses",
    ),
}


_NO_EMPTYING: Final = (
    f"""CREATE FUNCTION log_stays_whole() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation';
    END $$""",
    f"CREATE TRIGGER log_is_never_emptied BEFORE TRUNCATE ON {_TABLE}"
    " FOR EACH STATEMENT EXECUTE FUNCTION log_stays_whole()",
)
"""PostgreSQL asks no trigger of rows when a table is emptied as a whole; SQLite cannot do that."""

_EMPTYING: Final = (
    f"DROP TRIGGER log_is_never_emptied ON {_TABLE}",
    "DROP FUNCTION log_stays_whole",
)


def put_up(_apps: Any, editor: Any) -> None:
    """Make the triggers."""
    vendor = editor.connection.vendor
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[vendor]:
        editor.execute(statement)


def take_down(_apps: Any, editor: Any) -> None:
    """Remove them."""
    for statement in _DOWN[editor.connection.vendor]:
        editor.execute(statement)


def forbid_emptying(_apps: Any, editor: Any) -> None:
    """Refuse ``TRUNCATE`` where there is one."""
    _on_postgresql(editor, _NO_EMPTYING)


def allow_emptying(_apps: Any, editor: Any) -> None:
    """Take that back."""
    _on_postgresql(editor, _EMPTYING)


def _on_postgresql(editor: Any, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement)
