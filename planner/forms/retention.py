"""How long a practice keeps what, and what it holds."""

from collections.abc import Iterable
from typing import Any

from django import forms

from planner.forms.households import SureForm, words
from planner.models import Engagement, RetentionRule
from planner.models.retention import FEWEST_YEARS, MOST_YEARS

_LONGEST_REASON = 300


def _years(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=FEWEST_YEARS,
        max_value=MOST_YEARS,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "words", "inputmode": "numeric"}),
        error_messages={
            "invalid": "This is not a number of years.",
            "min_value": f"The shortest time is {FEWEST_YEARS} year.",
            "max_value": f"The longest time is {MOST_YEARS} years.",
        },
    )


class RuleForm(forms.Form):
    """Years; left empty, everything is kept."""

    client_years = _years(
        "Records of clients who left",
        "Years after the end. Empty keeps them for good.",
    )
    log_years = _years("The log", "Years after an entry. Empty keeps it for good.")

    @classmethod
    def of(cls, rule: RetentionRule, posted: Any) -> "RuleForm":
        """The form with what was decided."""
        had = {"client_years": rule.client_years, "log_years": rule.log_years}
        return cls(posted, initial=had)


class EndForm(SureForm):
    """What the rules end is ended once the practice has been named."""

    name = words(label="Type the name of the practice to end this for good")


class HoldForm(forms.Form):
    """Which client is held, and why."""

    client = forms.TypedChoiceField(
        label="Client",
        coerce=int,
        error_messages={
            "invalid_choice": "Choose one from the list.",
            "required": "Choose a client.",
        },
    )
    reason = forms.CharField(
        label="Reason",
        max_length=_LONGEST_REASON,
        help_text="For instance the matter and who asked for it.",
        widget=forms.TextInput(attrs={"class": "words", "autocomplete": "off"}),
        error_messages={"required": "Say why; it stays in the log."},
    )

    def __init__(self, *args: Any, clients: Iterable[Engagement], **options: Any) -> None:
        """Only clients of the practice can be chosen."""
        super().__init__(*args, **options)
        found = [(one.pk, _called(one)) for one in clients]
        self.fields["client"].choices = [("", "Choose"), *found]  # type: ignore[attr-defined]


def _called(client: Engagement) -> str:
    number = f" ({client.reference})" if client.reference else ""
    return f"{client.household}{number}"
