"""Steps, notes and tasks of a practice, as they are typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from planner.models import Person, Staff, StepKind
from planner.models.workflow import LONGEST_NOTE, LONGEST_REASON, LONGEST_TITLE
from planner.services.practice.tasks import ANYBODY, MINE, NOBODY, WantedTasks

_CHOOSE: Final = {"invalid_choice": "Choose one from the list."}
_FEWEST, _MOST_YEARS = 1, 10
_MOST_DIGITS = 12
_WORDS: Final = {"class": "words", "autocomplete": "off"}


def step_of(data: Mapping[str, str]) -> StepKind | None:
    """The step that a button asks for."""
    asked = data.get("do", "")
    steps = (StepKind.PREPARED, StepKind.REVIEWED, StepKind.SENT_BACK)
    return next((one for one in steps if one.value == asked), None)


class ReturnForm(forms.Form):
    """Why a year is sent back."""

    reason = forms.CharField(
        label="What has to be done",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, **_WORDS}),
        error_messages={"required": "Say what has to be done, for whoever prepares it again."},
        help_text="Kept with the step; the people of the practice alone see it.",
    )


class _AboutForm(forms.Form):
    """Which of the people, and which year of theirs, something is about."""

    about = forms.ChoiceField(
        label="About",
        required=False,
        error_messages=_CHOOSE,
    )

    def __init__(
        self, *args: Any, people: Iterable[Person], years: Iterable[int], **options: Any
    ) -> None:
        """``people`` of the client can be chosen, with ``years``."""
        super().__init__(*args, **options)
        span = list(years)
        self._known: dict[str, tuple[Person | None, int | None]] = {"": (None, None)}
        choices = [("", "The client as a whole")]
        for one in people:
            for year in (None, *span):
                key = f"{one.pk}-{year}" if year else str(one.pk)
                self._known[key] = (one, year)
                choices.append((key, f"{year} of {one}" if year else str(one)))
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    @property
    def subject(self) -> dict[str, Any]:
        """Whom and which year, as services want it."""
        person, year = self._known[self.cleaned_data["about"]]
        return {"person": person, "year": year}


class TextForm(forms.Form):
    """What a note says."""

    text = forms.CharField(
        label="Note",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4, **_WORDS}),
        error_messages={"required": "Type something first."},
        help_text="For the people of the practice alone. It can be corrected; nothing is lost.",
    )


class NoteForm(_AboutForm, TextForm):
    """A note, and what it is about."""

    field_order = ("text", "about")


class TaskFieldsForm(forms.Form):
    """What is to be done, by when, and by whom."""

    title = forms.CharField(
        label="What is to be done",
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs=_WORDS),
        error_messages={"required": "Say what is to be done."},
    )
    due = forms.DateField(
        label="Due",
        widget=forms.DateInput(attrs={"type": "date", "class": "words"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say by when.",
            "invalid": "This is not a date. Write it like 2026-12-15.",
        },
    )
    assignee = forms.ChoiceField(
        label="Who does it",
        required=False,
        error_messages=_CHOOSE,
        help_text="Those who open this client, and do more than read.",
    )

    def __init__(self, *args: Any, people_here: Iterable[Staff], today: date, **rest: Any) -> None:
        """``people_here`` can be given the task."""
        super().__init__(*args, **rest)
        self._today = today
        self._staff = {str(one.pk): one for one in people_here}
        choices = [("", "Nobody in particular")]
        choices += [(key, f"{one}, {one.role}") for key, one in self._staff.items()]
        self.fields["assignee"].choices = choices  # type: ignore[attr-defined]

    def clean_due(self) -> date:
        """A day that somebody can mean."""
        day: date = self.cleaned_data["due"]
        if not -_FEWEST <= day.year - self._today.year <= _MOST_YEARS:
            first, last = self._today.year - _FEWEST, self._today.year + _MOST_YEARS
            raise ValidationError(f"This must be a day from {first} to {last}.")
        return day

    def clean_assignee(self) -> Staff | None:
        """Who was chosen."""
        return self._staff.get(self.cleaned_data["assignee"])

    @property
    def task(self) -> dict[str, Any]:
        """What was typed, as services want it."""
        return {name: self.cleaned_data[name] for name in ("title", "due", "assignee")}


class NewTaskForm(_AboutForm, TaskFieldsForm):
    """A task, and what it is about."""

    field_order = ("title", "due", "assignee", "about")


def wanted_tasks(data: Mapping[str, str]) -> WantedTasks:
    """Which tasks an address asks for; what it cannot mean is left out."""
    whose = data.get("whose", MINE)
    is_id = whose.isascii() and whose.isdigit() and len(whose) <= _MOST_DIGITS
    known = whose in (MINE, ANYBODY, NOBODY) or is_id
    return WantedTasks(whose if known else MINE, data.get("state") == "done")


class TasksForm(forms.Form):
    """Whose tasks, and in which state."""

    use_required_attribute = False

    whose = forms.ChoiceField(label="Of")
    state = forms.ChoiceField(label="State", choices=[("open", "to do"), ("done", "done")])

    @classmethod
    def of(cls, wanted: WantedTasks, people: Iterable[Staff]) -> "TasksForm":
        """The form with what is wanted; ``people`` are those who work here."""
        form = cls(initial={"whose": wanted.whose, "state": "done" if wanted.is_done else "open"})
        named = [(str(one.pk), str(one.user)) for one in people]
        choices = [(MINE, "me"), (ANYBODY, "everybody"), (NOBODY, "nobody in particular"), *named]
        form.fields["whose"].choices = choices  # type: ignore[attr-defined]
        return form
