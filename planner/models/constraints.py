"""A constraint that ties a row to another row in the same household or person."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BaseConstraint, Model


class SameParent(BaseConstraint):
    """A foreign key over two columns, kept by the database itself.

    ``SameParent(field="account", parent="person", name=...)`` on an event says that its account
    belongs to its person: ``(person_id, account_id)`` refers to ``(person_id, id)`` of the account,
    which is unique there. A row without the second (NULL) is not tied.
    """

    def __init__(self, *, field: str, parent: str, name: str) -> None:
        """``field`` and ``parent`` are foreign keys of the model; its target has ``parent`` too."""
        super().__init__(name=name)
        self.field = field
        self.parent = parent

    def constraint_sql(self, model: type[Model] | None, schema_editor: Any) -> str:
        """The constraint as part of CREATE TABLE."""
        if model is None:
            raise TypeError("A constraint belongs to a model.")
        field: Any = model._meta.get_field(self.field)
        mine: Any = model._meta.get_field(self.parent)
        target = field.related_model._meta
        name, own, key, table, theirs = map(
            schema_editor.quote_name,
            (self.name, mine.column, field.column, target.db_table, mine.column),
        )
        return (
            f"CONSTRAINT {name} FOREIGN KEY ({own}, {key})"
            f" REFERENCES {table} ({theirs}, {schema_editor.quote_name(target.pk.column)})"
            " DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model: type[Model] | None, schema_editor: Any) -> str:
        """The constraint for a table that is there."""
        return f"{_alter(model, schema_editor)} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: type[Model] | None, schema_editor: Any) -> str:
        """The end of it."""
        name = schema_editor.quote_name(self.name)
        return f"{_alter(model, schema_editor)} DROP CONSTRAINT {name}"

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Nothing: the database refuses at the end of the transaction."""

    def deconstruct(self) -> Any:
        """How a migration writes it down."""
        return (
            f"{type(self).__module__}.{type(self).__qualname__}",
            (),
            {"field": self.field, "parent": self.parent, "name": self.name},
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SameParent):
            return NotImplemented
        return bool(self.deconstruct() == other.deconstruct())

    __hash__ = BaseConstraint.__hash__


def _alter(model: Any, schema_editor: Any) -> str:
    return f"ALTER TABLE {schema_editor.quote_name(model._meta.db_table)}"
