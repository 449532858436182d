"""Putting single rows back to what they were before a change."""

from functools import cached_property
from typing import Any

from django.db.models import Model

from planner.models import Change, Deletion, FiledForm, Household, PersonYear
from planner.services.history.changes import RefusedChangeError, rest
from planner.services.history.soundness import refuse_in_the_way
from planner.services.history.versions import RESTING, Step


class TakingBack:
    """Takes steps back within the change that is being made; what is removed rests together."""

    def __init__(self, household: Household, change: Change) -> None:
        """``change`` is the one that takes back."""
        self.household = household
        self.change = change

    def take(self, steps: list[Step]) -> None:
        """Make every row what it was: first remove what was added, then put back the rest.

        ``steps`` name what others belong to first; it is removed last and put back first.
        """
        for step in reversed(steps):
            if step.before is None:
                self._remove(step)
        for step in steps:
            if step.before is not None:
                self._put_back(step)

    def _remove(self, step: Step) -> None:
        row: Any = step.model._base_manager.filter(pk=step.pk).first()
        if isinstance(row, RESTING):
            row.deletion = self._deletion
            row.save(update_fields=["deletion"])
        elif row:
            _refuse_with_form(row)
            row.delete()

    def _put_back(self, step: Step) -> None:
        if row := step.model._base_manager.filter(pk=step.pk).first():
            self._set(row, self._figures(step))
            return
        row = step.model(**self._figures(step))
        refuse_in_the_way(row, str(row))
        row.save(force_insert=True)

    def _set(self, row: Model, figures: dict[str, Any]) -> None:
        """Write the figures that the version keeps; a filed form never loses its worksheet."""
        if figures.get("document", b"") is None:
            del figures["document"]
        for name, value in figures.items():
            setattr(row, name, value)
        refuse_in_the_way(row, str(row))
        row.save(update_fields=[name for name in figures if name != row._meta.pk.attname])

    def _figures(self, step: Step) -> dict[str, Any]:
        names = (field.attname for field in step.model._meta.concrete_fields)
        figures = {name: getattr(step.before, name) for name in names if hasattr(step.before, name)}
        if figures.get("deletion_id"):
            figures["deletion_id"] = self._deletion.pk
        return figures

    @cached_property
    def _deletion(self) -> Deletion:
        return rest(self.household, self.change.by, self.change.summary)


def _refuse_with_form(row: Model) -> None:
    """Refuse to remove a year that a form was filed for; nothing is removed unasked."""
    if isinstance(row, PersonYear) and FiledForm.objects.filter(person_year=row).exists():
        raise RefusedChangeError(f"A form was filed for {row.year} since. Take that back first.")
