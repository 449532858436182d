"""What was done of a plan: on which day, and as which entry."""

from datetime import date
from typing import Any

from django import forms

from planner.bridge import PersonRecords
from planner.engine.household import PLANS, ROTH_IRAS
from planner.engine.printing import dollars
from planner.engine.todo import Step
from planner.forms.events import EventForm
from planner.models import Account, Event
from planner.services.plans.choosing import expected_value


class DoneForm(forms.Form):
    """The day on which a step was done."""

    on = forms.DateField(
        label="Done on",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "invalid": "Write the date like 2026-12-31.",
            "required": "Say on which day it was done.",
        },
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        """``today`` is the last day that can be named."""
        self.today = today
        super().__init__(*args, **{"initial": {"on": today.isoformat()}} | options)

    def clean_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("This day has not come yet.")
        return on


class StepForm(EventForm):
    """The entry that a step makes, with what is known of it already."""

    def __init__(self, *args: Any, person: PersonRecords, step: Step, today: date, **options: Any):
        """Begins with an entry that is there as a plan, or else with what is left of the step."""
        event = planned_event(person, step, today) or begun_event(person, step, today)
        super().__init__(*args, kind=step.records, person=person, event=event, **options)
        mine = [one for one in person.accounts if _may_be_from(one)]
        self.fields = {"account": _choice("From" if _goes_out(step) else "Into", mine)} | {
            **self.fields
        }
        if "to" in self.fields:
            kinds = ROTH_IRAS if step.records == "conversion" else PLANS
            into = [one for one in person.accounts if one.kind in kinds]
            self.fields["to"] = _choice("Into", into)
        self.fields["on"].help_text = ""
        self.fields.pop("after_tax", None)  # what leaves an IRA for a plan has none
        if "completed" in self.fields:
            self.fields["completed"].help_text = "Or the day on which it is expected."
        value = None if event.pk else expected_value(person, event)
        if value and value.amount is not None:
            self.fields["adjusts"] = forms.BooleanField(
                label=f"Adjust what is expected on December 31, {value.year}",
                required=False,
                initial=True,
                help_text=f"{dollars(value.amount)} is entered for {value.account}, without this.",
            )

    @property
    def adjusts(self) -> bool:
        """Whether the expected value is to follow."""
        return bool(self.cleaned_data.get("adjusts"))

    def applied(self) -> Event:
        """The event with what was typed; the form is valid."""
        self.cleaned_data = {**self.cleaned_data}
        adjusts = self.cleaned_data.pop("adjusts", False)
        event = super().applied()
        self.cleaned_data["adjusts"] = adjusts
        return event


def planned_event(person: PersonRecords, step: Step, today: date) -> Event | None:
    """The entry that stands for the step as a plan, as if it were done today."""
    for event in person.events:
        if event.kind != step.records or event.on <= today or event.on != step.planned_on:
            continue
        event.on = today
        if event.kind == "rollover":
            event.completed = today
        return event
    return None


def begun_event(person: PersonRecords, step: Step, today: date) -> Event:
    """A new entry of what is left of the step."""
    part = next(iter(step.parts), None)
    mine = [one for one in person.accounts if _may_be_from(one)]
    key = part.account.key if part else None
    account = next((one for one in mine if one.key == key), mine[0] if len(mine) == 1 else None)
    kinds = ROTH_IRAS if step.records == "conversion" else PLANS
    into = [one for one in person.accounts if one.kind in kinds]
    return Event(
        household=person.person.household,
        person=person.person,
        kind=step.records,
        on=today,
        account=account,
        to=into[0] if _moves(step) and len(into) == 1 else None,
        amount=part.dollars if part and len(step.parts) > 1 else step.left,
        completed=today if step.records == "rollover" else None,
        tax_year=step.year if step.records == "contribution" else None,
        character="rmd" if step.records == "distribution" else "normal",
    )


def _moves(step: Step) -> bool:
    return step.records in ("conversion", "rollover")


def _goes_out(step: Step) -> bool:
    return step.records != "contribution"


def _may_be_from(account: Account) -> bool:
    return account.kind in ("traditional", "rollover", "sep", "simple") or account.treated_as_own


def _choice(label: str, accounts: list[Account]) -> forms.ChoiceField:
    choices = [("", "Choose an account"), *((str(one.pk), str(one)) for one in accounts)]
    missing = "" if accounts else "No such account is there yet; add it on the person's page first."
    return forms.ChoiceField(label=label, choices=choices, help_text=missing)
