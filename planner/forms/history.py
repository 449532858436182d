"""Which part of the history is asked for, in the address."""

from collections.abc import Iterable

from django import forms

from planner.models import Person


class HistoryForm(forms.Form):
    """All of it, or what concerns a person, a year, or both."""

    person = forms.TypedChoiceField(label="Person", required=False, coerce=int, empty_value=None)
    year = forms.TypedChoiceField(label="Year", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, people: Iterable[Person], years: Iterable[int]) -> None:
        """Only what there is can be chosen."""
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["person"].choices = [("", "Everyone"), *((one.pk, str(one)) for one in people)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", "Every year"), *((one, str(one)) for one in years)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, int | None]:
        """What was chosen; what cannot be is taken for everything."""
        self.full_clean()
        return {name: self.cleaned_data.get(name) for name in self.fields}
