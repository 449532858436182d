"""The details of an entry: the fields that each kind of event has."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from planner.bridge import PersonRecords
from planner.engine.json_node import EARLIEST, LATEST
from planner.engine.money import CENT, to_unit
from planner.forms.fields import DollarField, SignedDollarField, money_text
from planner.models import Account, Event
from planner.models.entries import CHARACTER_NAMES
from planner.services.history.changes import RefusedChangeError

type Fields = dict[str, forms.Field]


class EventForm(forms.Form):
    """One event of one kind. Which fields there are depends on the kind."""

    def __init__(self, *args: Any, kind: str, person: PersonRecords, event: Event, **options: Any):
        """``event`` holds what is kept, or what a new one begins with."""
        self.kind, self.person, self.event = kind, person, event
        initial = {name: _written(getattr(event, name)) for name in _KEPT} | {
            "to": event.to_id,
            "account": event.account_id,
        }
        super().__init__(*args, **{"initial": initial} | options)
        self.fields.update(_FIELDS[kind](person, event))

    @property
    def title(self) -> str:
        """What the entry is called."""
        return self.event.get_kind_display() if self.kind != "distribution" else "Withdrawal"

    def applied(self) -> Event:
        """The event with what was typed; the form is valid."""
        for name, value in self.cleaned_data.items():
            if name in ("to", "account"):
                setattr(self.event, f"{name}_id", int(value) if value else None)
            else:
                setattr(self.event, name, value)
        if self.kind == "contribution" or self.event.character.startswith("returned"):
            self.event.tax_year = self.event.tax_year or self.event.on.year
        self.event.date_assumed = self.event.date_assumed and "on" not in self.changed_data
        return self.event

    def refuse(self, error: RefusedChangeError) -> None:
        """Show why the service would not take it, at the field it is about."""
        for key, reason in error.problems.items():
            self.add_error(key if key in self.fields else None, reason)


_KEPT = (
    *("on", "amount", "tax_year", "character", "withheld", "completed", "earnings"),
    *("after_tax", "reason"),
)


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return money_text(to_unit(value, CENT))
    return value.isoformat() if isinstance(value, date) else value


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the date like 2026-12-31."},
    )


def _year(help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label="For tax year",
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "typed"}),
    )


def _account(
    label: str, accounts: Iterable[Account], *, required: bool = True, help_text: str = ""
) -> forms.ChoiceField:
    none = [("", "Choose an account")] if required else [("", "All IRAs together")]
    choices = none + [(str(one.pk), str(one)) for one in accounts]
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=help_text)


def _others(person: PersonRecords, event: Event) -> list[Account]:
    return [one for one in person.accounts if one.pk != event.account_id]


def _contribution(_person: PersonRecords, _event: Event) -> Fields:
    return {
        "on": _day("Made on"),
        "tax_year": _year("Made from January 1 to the April deadline of the next year."),
        "amount": DollarField(label="Amount"),
    }


def _conversion(person: PersonRecords, event: Event) -> Fields:
    return {
        "on": _day("Converted on"),
        "to": _account("Into", _others(person, event)),
        "amount": DollarField(label="Amount that left"),
        "withheld": DollarField(
            label="Of it, withheld for tax",
            help_text="A withdrawal in the eyes of the law: line 7.",
        ),
    }


def _distribution(_person: PersonRecords, _event: Event) -> Fields:
    return {
        "on": _day("Taken on"),
        "amount": DollarField(label="Amount"),
        "character": forms.ChoiceField(label="What it was", choices=CHARACTER_NAMES.items()),
        "tax_year": _year("Only for a returned contribution: the year it was made for."),
        "earnings": SignedDollarField(
            label="Earnings with it", help_text="Only for a returned contribution; a loss is −."
        ),
    }


def _rollover(person: PersonRecords, event: Event) -> Fields:
    return {
        "on": _day("Left on"),
        "completed": _day("Arrived on", required=False, help_text="Empty: it never arrived."),
        "to": _account("Into", _others(person, event)),
        "amount": DollarField(label="Amount"),
        "after_tax": DollarField(
            label="Of it, after-tax money", help_text="Only out of an employer plan: it adds basis."
        ),
    }


def _recharacterization(person: PersonRecords, event: Event) -> Fields:
    return {
        "on": _day("Moved on"),
        "to": _account("Into", _others(person, event)),
        "tax_year": _year("The year of the contribution."),
        "amount": DollarField(label="The contribution"),
        "earnings": SignedDollarField(
            label="Earnings that went along", help_text="A loss is −; 0 if none."
        ),
    }


def _basis_adjustment(person: PersonRecords, _event: Event) -> Fields:
    inherited = [one for one in person.accounts if one.kind == "inherited_traditional"]
    fields: Fields = {
        "on": _day("On"),
        "amount": SignedDollarField(label="Change of basis", help_text="− takes basis away."),
        "reason": forms.CharField(
            label="Reason",
            max_length=200,
            help_text="“divorce” for a transfer under a decree; it makes a form due.",
        ),
    }
    if inherited:
        fields["account"] = _account("Of", inherited, required=False)
    return fields


_FIELDS: Mapping[str, Callable[[PersonRecords, Event], Fields]] = {
    "contribution": _contribution,
    "conversion": _conversion,
    "distribution": _distribution,
    "rollover": _rollover,
    "recharacterization": _recharacterization,
    "basis_adjustment": _basis_adjustment,
}
