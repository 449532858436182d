"""Which papers of which clients are printed, for which year."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, override

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from planner.engine.layouts import form_years
from planner.forms.board import wanted_of
from planner.forms.clients import ClientsField
from planner.forms.ids import is_id
from planner.models import Engagement, PacketKind, Staff
from planner.services.practice.board import CONTACTS, Wanted
from planner.services.practice.board_words import DESTINATIONS
from planner.services.practice.packet_jobs import MOST_CLIENTS
from planner.services.practice.selection import TO_MOVE, WHAT, selected

_CARRIED: Final = ("clients", "kinds", "year", "past")
"""What an address can say beside which clients are listed."""


class ClientFilterForm(forms.Form):
    """Which clients are listed: as the board has them, by the same words in the address."""

    q = forms.CharField(
        label="Name or number",
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "words",
                "type": "search",
                "autocomplete": "off",
                "placeholder": "Name or number",
            }
        ),
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "any state"), *WHAT.items()]
    )
    advisor = forms.ChoiceField(label="Advisor", required=False)
    contact = forms.ChoiceField(
        label="Contact", required=False, choices=[("", "contacted or not"), *CONTACTS.items()]
    )
    plan = forms.ChoiceField(
        label="Plan", required=False, choices=[("", "any plan"), *DESTINATIONS.items()]
    )

    def __init__(self, data: QueryDict, *, people: Iterable[Staff], year: int) -> None:
        """``people`` are those to whom clients are assigned, ``year`` that of the board."""
        super().__init__(data)
        choices = [("", "any advisor"), ("none", "nobody assigned")]
        choices += [(str(one.pk), str(one)) for one in people]
        self.fields["advisor"].choices = choices  # type: ignore[attr-defined]
        past = {"past": data.get("past", "")}
        self.wanted = _wanted(self.cleaned_data | past, year) if self.is_valid() else Wanted(year)
        self.carried = [(key, one) for key in _CARRIED for one in data.getlist(key)]

    def found(self, clients: QuerySet[Engagement], staff: Staff) -> QuerySet[Engagement]:
        """Those of ``clients`` that are listed, by name; all where the question makes no sense."""
        return selected(clients, staff, self.wanted)


def _wanted(data: Mapping[str, str], year: int) -> Wanted:
    found = wanted_of(data, year)
    return replace(found, state=TO_MOVE) if data["state"] == TO_MOVE else found


def ticked_of(data: QueryDict) -> list[int]:
    """The clients that an address names, each once; what is no number is left out."""
    asked = dict.fromkeys(data.getlist("clients")[:MOST_CLIENTS])
    return [int(one) for one in asked if is_id(one)]


class PacketsForm(forms.Form):
    """A year, kinds of papers, and clients: those that are ticked, or all that are listed."""

    year = forms.TypedChoiceField(
        label="Year", coerce=int, error_messages={"invalid_choice": "Choose a year from the list."}
    )
    kinds = forms.TypedMultipleChoiceField(
        label="Papers",
        choices=PacketKind.choices,
        coerce=PacketKind,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of paper."},
    )
    everyone = forms.BooleanField(required=False)
    clients = ClientsField()

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        clients: QuerySet[Engagement],
        listed: QuerySet[Engagement],
        today_year: int,
        asked: QueryDict,
    ) -> None:
        """Any of ``clients`` may be ticked; those ``listed`` are all. ``asked`` is the address."""
        years = [year for year in reversed(form_years()) if year <= today_year]
        super().__init__(data, initial=_begun(asked, years, today_year))
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        self.fields["clients"].queryset = clients  # type: ignore[attr-defined]
        self._listed, self._today_year = listed, today_year

    @override
    def clean(self) -> dict[str, Any]:
        """What leaves the IRAs in another year changes nothing any more, or not yet."""
        kinds, year = self.cleaned_data.get("kinds", ()), self.cleaned_data.get("year")
        if PacketKind.DECEMBER in kinds and year not in (None, self._today_year):
            self.add_error(
                "year", f"Letters about December 31 are for {self._today_year}, which goes on."
            )
        return self.cleaned_data

    @property
    def chosen(self) -> QuerySet[Engagement]:
        """The clients to print."""
        found: QuerySet[Engagement] = self.cleaned_data["clients"]
        return self._listed if self.cleaned_data["everyone"] else found

    @property
    def ticked(self) -> set[str]:
        """The ids of the clients that are ticked when the page comes."""
        if self.is_bound:
            return set(self.data.getlist("clients"))  # type: ignore[attr-defined]
        return set(map(str, self.initial["clients"]))


def _begun(asked: QueryDict, years: list[int], today_year: int) -> dict[str, Any]:
    """What stands in the form at first: the year before, and worksheets, unless asked otherwise."""
    said = asked.get("year", "")
    kinds = [kind for kind in asked.getlist("kinds") if kind in PacketKind.values]
    return {
        "year": int(said) if said in map(str, years) else today_year - 1,
        "kinds": kinds or [PacketKind.WORKSHEETS],
        "everyone": "everyone" in asked,
        "clients": ticked_of(asked),
    }
