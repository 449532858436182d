"""A Form 1099-R or 5498 to be typed in, box by box."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms import BoundField

from planner.bridge import PersonRecords
from planner.engine.household import PLANS
from planner.engine.json_node import EARLIEST, LATEST
from planner.engine.money import CENT, to_unit
from planner.engine.papers.boxes import Box, boxes
from planner.engine.papers.codes import signs
from planner.engine.papers.paper import BoxValue, FormName
from planner.engine.papers.paper import Paper as PaperFacts
from planner.engine.papers.plain import LONGEST_TEXT, boxes_of, plain_boxes
from planner.forms.fields import DollarField, money_text
from planner.forms.households import words
from planner.models import Paper

type Choices = list[tuple[str, list[tuple[str, str]]]]

_A_YEAR = "Write the year like 2025."
_TOO_LONG = f"A code is at most {LONGEST_TEXT} characters; leave numbers of accounts out."
_NO_ACCOUNT = "An account that is not entered here"


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of the form with its field."""

    box: Box
    field: BoundField

    @property
    def label(self) -> str:
        """What a screen reader says: the number as printed, then the name."""
        return f"Box {self.box.number}: {self.box.name}"


class TaxPaperForm(forms.Form):
    """The boxes of one form; every one may stay empty, which is not the same as zero."""

    account = forms.ChoiceField(
        label="Account",
        help_text="Look at the name on the paper: an IRA is one person’s, never a couple’s.",
        error_messages={
            "required": "Choose whose paper this is, and of which account.",
            "invalid_choice": "This account is not in the household. Choose one of the list.",
        },
    )
    custodian = words(
        label="From",
        required=False,
        help_text="Who sent it; only where the account is not entered here.",
    )
    corrected = forms.BooleanField(
        label="CORRECTED is ticked",
        required=False,
        help_text="It then stands in place of the first one.",
    )

    def __init__(
        self, *args: Any, form_name: FormName, people: Sequence[PersonRecords], **more: Any
    ) -> None:
        """``people`` are those whose paper it may be."""
        super().__init__(*args, **more)
        self.form_name = form_name
        self.people = people
        account: Any = self.fields["account"]
        account.choices = [("", "Choose …"), *_choices(form_name, people)]
        for key, box in boxes(form_name).items():
            field = self.fields[_name(key)] = _FIELDS[box.kind](box)
            field.widget.attrs["aria-describedby"] = f"id_{_name(key)}_error"
            if box.kind == "code":
                field.widget.attrs["list"] = f"id_{_name(key)}_options"

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The boxes with their fields, by key."""
        found = boxes(self.form_name)
        return {key: Cell(box, self[_name(key)]) for key, box in found.items()}

    @property
    def box_values(self) -> dict[str, BoxValue]:
        """What was typed and could be read, by the keys of the boxes."""
        return dict(self._values())

    def _values(self) -> Iterator[tuple[str, BoxValue]]:
        for key, box in boxes(self.form_name).items():
            value = getattr(self, "cleaned_data", {}).get(_name(key))
            if value not in (None, "", False):
                yield key, _kept(box, value)

    def clean(self) -> dict[str, Any]:
        """A paper says something."""
        cleaned = super().clean() or {}
        if cleaned.get("account") and not self.box_values and not self.errors:
            raise forms.ValidationError("Type what stands in at least one box.")
        return cleaned

    @property
    def owner(self) -> PersonRecords | None:
        """Whose paper it is by what was chosen."""
        chosen = getattr(self, "cleaned_data", {}).get("account", "")
        return next((one for one in self.people if chosen in _keys(one)), None)

    def fill(self, paper: Paper) -> Paper:
        """``paper`` with what was typed; only where somebody was chosen."""
        chosen = self.cleaned_data["account"]
        paper.account_id = int(chosen[1:]) if chosen.startswith("a") else None
        paper.custodian = "" if paper.account_id else self.cleaned_data.get("custodian", "")
        paper.corrected = self.cleaned_data.get("corrected", False)
        facts = PaperFacts(form=self.form_name, year=paper.year, boxes=self.box_values)
        paper.boxes = plain_boxes(facts)
        if owner := self.owner:
            paper.person = owner.person
        return paper

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that could not be read."""
        return [field for field in self if field.errors]


def initial_of(paper: Paper) -> dict[str, Any]:
    """What the fields of the form hold for a paper that is kept."""
    form: FormName = "5498" if paper.form == "5498" else "1099-R"
    chosen = f"a{paper.account_id}" if paper.account_id else f"p{paper.person_id}"
    kept = {_name(key): _shown(value) for key, value in boxes_of(form, paper.boxes).items()}
    return kept | {
        "account": chosen,
        "custodian": paper.custodian,
        "corrected": paper.corrected,
    }


def _shown(value: BoxValue) -> object:
    return money_text(value) if isinstance(value, Decimal) else value


def _kept(box: Box, value: Any) -> BoxValue:
    if isinstance(value, Decimal):
        return to_unit(value, CENT)
    if box.kind == "codes":
        return "".join(signs(value))
    found: BoxValue = value.upper() if box.kind in ("text", "code") else value
    return found


def _name(key: str) -> str:
    return f"box-{key}"


def _choices(form_name: FormName, people: Sequence[PersonRecords]) -> Choices:
    """Each person's accounts; employer plans send no Form 5498."""
    return [(str(one.person), list(_accounts(form_name, one))) for one in people]


def _accounts(form_name: FormName, person: PersonRecords) -> Iterator[tuple[str, str]]:
    for account in person.accounts:
        if form_name == "1099-R" or account.kind not in PLANS:
            where = f", {account.custodian}" if account.custodian else ""
            yield f"a{account.pk}", f"{account}{where}"
    yield f"p{person.person.pk}", _NO_ACCOUNT


def _keys(person: PersonRecords) -> set[str]:
    return {f"a{account.pk}" for account in person.accounts} | {f"p{person.person.pk}"}


# --- Fields by the kind of box -------------------------------------------------------------------


def _text(box: Box, **options: Any) -> forms.Field:
    widget = forms.TextInput(attrs={"class": "typed", "autocapitalize": "characters"})
    return forms.CharField(
        label=box.name,
        required=False,
        max_length=LONGEST_TEXT,
        widget=widget,
        error_messages={"max_length": _TOO_LONG},
        **options,
    )


def _state(box: Box) -> forms.Field:
    letters = RegexValidator(r"^[A-Za-z]{2}$", "Write the two letters of the state, like CA.")
    return _text(box, validators=[letters])


def _choice(box: Box) -> forms.Field:
    return forms.ChoiceField(
        label=box.name,
        required=False,
        choices=[("", "Not ticked"), *box.options.items()],
        error_messages={"invalid_choice": "Choose one of the boxes on the form."},
    )


def _date(box: Box) -> forms.Field:
    return forms.DateField(
        label=box.name,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the date like 2026-12-31."},
    )


def _year(box: Box) -> forms.Field:
    return forms.IntegerField(
        label=box.name,
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "typed"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _A_YEAR),
    )


_FIELDS: Mapping[str, Callable[[Box], forms.Field]] = {
    "dollars": lambda box: DollarField(label=box.name),
    "flag": lambda box: forms.BooleanField(label=box.name, required=False),
    "codes": _text,
    "text": _state,
    "choice": _choice,
    "code": _text,
    "date": _date,
    "year": _year,
}
