"""What somebody wants to see of the board, and what was done about a client."""

from collections.abc import Iterable, Mapping

from django import forms

from planner.forms.ids import is_id
from planner.models import FollowUp, Staff
from planner.services.practice.board import CONTACTS, FORMS, SORTS, Wanted
from planner.services.practice.board_words import DESTINATIONS, STATES

_LONGEST = 120


def wanted_of(data: Mapping[str, str], year: int) -> Wanted:
    """What the end of an address asks for in ``year``; what it cannot mean is left out."""
    past = data.get("past", "") if data.get("past") == str(year - 1) else ""
    sort = data.get("sort", "")
    advisor = data.get("advisor", "")
    return Wanted(
        year=year - 1 if past else year,
        past=past,
        state=_one_of(data.get("state", ""), STATES),
        advisor=advisor if advisor == "none" or is_id(advisor) else "",
        contact=_one_of(data.get("contact", ""), CONTACTS),
        plan=_one_of(data.get("plan", ""), DESTINATIONS),
        form=_one_of(data.get("form", ""), FORMS),
        q=" ".join(data.get("q", "").replace("\0", "").split())[:_LONGEST],
        sort=sort if sort in SORTS else "dollars",
    )


def page_of(data: Mapping[str, str]) -> int:
    """The page that is asked for; the first where that is no number."""
    asked = data.get("page", "")
    return int(asked) if is_id(asked) else 1


def _one_of(text: str, known: Mapping[str, str]) -> str:
    return text if text in known else ""


class BoardForm(forms.Form):
    """The search and the filters above the table; nothing has to be said."""

    use_required_attribute = False

    q = forms.CharField(
        label="Find a client",
        max_length=_LONGEST,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "class": "words",
                "autocomplete": "off",
                "placeholder": "Name or number",
                "aria-keyshortcuts": "/",
            }
        ),
    )
    advisor = forms.ChoiceField(label="Advisor")
    contact = forms.ChoiceField(
        label="Contact", choices=[("", "contacted or not"), *CONTACTS.items()]
    )
    plan = forms.ChoiceField(label="Plan", choices=[("", "any plan"), *DESTINATIONS.items()])
    form = forms.ChoiceField(label="Form of last year")
    sort = forms.ChoiceField(
        label="Sort by", choices=[(key, f"by {said}") for key, said in SORTS.items()]
    )

    @classmethod
    def of(cls, wanted: Wanted, people: Iterable[Staff]) -> "BoardForm":
        """The form with what is wanted; ``people`` are those who can be assigned."""
        form = cls(initial={name: getattr(wanted, name) for name in cls.base_fields})
        last = [(code, f"{wanted.last} {said}") for code, said in FORMS.items()]
        form.fields["form"].choices = [("", "any form"), *last]  # type: ignore[attr-defined]
        field = form.fields["advisor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type
        field.choices = [
            ("", "any advisor"),
            ("none", "nobody assigned"),
            *((str(one.pk), str(one.user)) for one in people),
        ]
        return form


class FollowUpForm(forms.Form):
    """How far it is with one person's year, and whom to ask."""

    status = forms.ChoiceField(
        label="How far it is",
        choices=FollowUp.Status.choices,
        error_messages={"invalid_choice": "Choose one from the list.", "required": "Choose one."},
    )
    note = forms.CharField(
        label="Contact and notes",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "words", "autocomplete": "off"}),
        help_text="Whom to ask and how, what was said. It is the practice's own.",
    )


class FilterNameForm(forms.Form):
    """What a filter is called."""

    name = forms.CharField(max_length=60, strip=True)
