"""By which way to line 13 a year was filed, as somebody says it."""

from typing import Any, cast

from django import forms

from planner.engine.household import RouteCode
from planner.forms.filing import LONGEST_REASON
from planner.models.years import ROUTE_NAMES

NOT_SAID = "not_said"


class FiledRouteForm(forms.Form):
    """The mark, and why it is set where the year is filed and locked."""

    route = forms.ChoiceField(
        label="Filed by",
        choices=[(NOT_SAID, "Not said: as income has it"), *ROUTE_NAMES.items()],
        error_messages={
            "required": "Choose one of the three.",
            "invalid_choice": "Choose one of the three.",
        },
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "words"}),
        help_text="Kept in the history with your name.",
    )

    def __init__(self, *args: Any, is_locked: bool = False, **more: Any) -> None:
        """A locked year asks for the reason."""
        super().__init__(*args, **more)
        self.fields["reason"].label = "Why" if is_locked else "Why (optional)"

    @property
    def code(self) -> RouteCode | None:
        """The way that was chosen; ``None`` where nothing is to be said."""
        chosen = self.cleaned_data["route"]
        return None if chosen == NOT_SAID else cast("RouteCode", chosen)
