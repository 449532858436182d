"""Starting a household, and how it is called and rounded."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone

from planner.engine.household import KIND_NAMES
from planner.engine.money import FEWEST_PLACES, MOST_PLACES
from planner.models import Household
from planner.services.households.starting import USUAL_KINDS, NewPerson

_LONGEST = 120
_OLDEST = 1900
_ROUNDING = (("dollars", "Whole dollars, as returns are filed"), ("cents", "Dollars and cents"))
_PLACES = [("", "Exact: as many decimals as it takes")] + [
    (str(places), f"{places} decimals") for places in range(FEWEST_PLACES, MOST_PLACES + 1)
]


def words(**options: Any) -> forms.CharField:
    """A line of text."""
    widget = forms.TextInput(attrs={"class": "words", "autocomplete": "off"})
    empty = {"required": "Type a name."}
    return forms.CharField(max_length=_LONGEST, widget=widget, error_messages=empty, **options)


class DayField(forms.DateField):
    """A day, typed or picked; empty is *not entered*."""

    def __init__(self, **options: Any) -> None:
        """The browser's own calendar, where it has one."""
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "words"})
        invalid = {"invalid": "This is not a day. Write it like 05/01/1980."}
        super().__init__(required=False, widget=widget, error_messages=invalid, **options)


class BirthField(DayField):
    """A day of birth: past, and of somebody who may have an IRA."""

    def validate(self, value: Any) -> None:
        """Say what cannot be."""
        super().validate(value)
        if value and not value.year >= _OLDEST:
            raise ValidationError(f"This is before {_OLDEST}.")
        if value and value > timezone.localdate():
            raise ValidationError("This is in the future.")


class NewPersonForm(forms.Form):
    """Somebody to begin with."""

    name = words(label="Name")
    born = BirthField(label="Born", help_text="Decides catch-up amounts; may be left empty.")
    kinds = forms.MultipleChoiceField(
        label="Accounts",
        choices=[(kind, KIND_NAMES[kind]) for kind in USUAL_KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def to_person(self) -> NewPerson:
        """What was typed; only after ``is_valid``."""
        typed = self.cleaned_data
        return NewPerson(typed["name"], typed["born"], tuple(typed["kinds"]))


class _NameForm(forms.Form):
    name = words(
        label="Name of the household",
        help_text="For yourself: “The Parkers”. It is on no form.",
    )
    rounding = forms.ChoiceField(
        label="Lines in",
        choices=_ROUNDING,
        initial="dollars",
        help_text="Returns are filed in whole dollars.",
    )


class StartForm:
    """A household with one person or two; the second counts once something is typed for them."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        """``data`` is what was posted; without it the usual accounts are ticked."""
        usual = {"kinds": USUAL_KINDS[:2]}
        self.household = _NameForm(data)
        self.first = NewPersonForm(data, prefix="first", initial=usual)
        self.second = NewPersonForm(
            data, prefix="second", empty_permitted=True, use_required_attribute=False
        )

    @property
    def has_second(self) -> bool:
        """Whether the second person counts."""
        return self.second.has_changed()

    def is_valid(self) -> bool:
        """Whether everything that counts could be read."""
        wrong = [form for form in self._forms if not form.is_valid()]
        return not wrong

    @property
    def errors(self) -> dict[str, object]:
        """What could not be read, by the fields' names in HTML."""
        return {field.html_name: field.errors for field in self if field.errors}

    def __iter__(self) -> Iterator[BoundField]:
        for form in self._forms:
            yield from form

    @property
    def _forms(self) -> tuple[forms.Form, ...]:
        return self.household, self.first, self.second

    @property
    def people(self) -> list[NewPerson]:
        """Whom to begin with; only after ``is_valid``."""
        found = [self.first, self.second] if self.has_second else [self.first]
        return [form.to_person() for form in found]


class SettingsForm(_NameForm):
    """What a household is called and how its lines are rounded."""

    ratio_places = forms.TypedChoiceField(
        label="Line 10",
        choices=_PLACES,
        required=False,
        coerce=int,
        empty_value=None,
        help_text="To match forms that were filed with fewer decimals.",
    )

    @classmethod
    def of(cls, household: Household, data: Mapping[str, Any] | None = None) -> "SettingsForm":
        """The form as the household stands, or with what was typed."""
        names = ("name", "rounding", "ratio_places")
        return cls(data, initial={name: getattr(household, name) for name in names})


class SureForm(forms.Form):
    """A deletion that wants the name typed again."""

    name = words(label="Type its name to delete it")

    def __init__(self, *args: Any, wanted: str, **options: Any) -> None:
        """``wanted`` is what has to be typed."""
        super().__init__(*args, **options)
        self.wanted = wanted

    def clean_name(self) -> str:
        """The name, exactly but for capitals."""
        typed: str = self.cleaned_data["name"]
        if typed.casefold() != self.wanted.casefold():
            raise ValidationError(f"This is not “{self.wanted}”.")
        return typed
