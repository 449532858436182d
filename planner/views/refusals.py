"""What a service refused, said at the fields of the form."""

from django import forms

from planner.services.history.changes import RefusedChangeError


def refuse(form: forms.Form, error: RefusedChangeError) -> None:
    """Put each reason at its field, or above the form where it has none."""
    for name, reason in error.problems.items():
        form.add_error(name if name in form.fields else None, reason)
