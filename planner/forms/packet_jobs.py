"""Which papers of which clients are printed, for which year."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from planner.engine.layouts import form_years
from planner.models import Engagement, PacketKind, Staff
from planner.services.practice.clients import named_like

_GONE = "One of these clients is not yours any more. Choose again."


class ClientFilterForm(forms.Form):
    """Which clients are listed: by words in their name or number, and by their advisor."""

    q = forms.CharField(
        label="Name or number",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "words", "type": "search", "autocomplete": "off"}),
    )
    advisor = forms.ChoiceField(label="Advisor", required=False)

    def __init__(self, data: Mapping[str, Any], *, people: Iterable[Staff]) -> None:
        """``people`` are those to whom clients are assigned."""
        super().__init__(data)
        choices = [("", "Everybody"), ("none", "Nobody assigned")]
        choices += [(str(one.pk), str(one)) for one in people]
        self.fields["advisor"].choices = choices  # type: ignore[attr-defined]

    @property
    def is_narrow(self) -> bool:
        """Whether not every client is listed."""
        return any(self._asked)

    @property
    def query(self) -> dict[str, str]:
        """What is asked for, for an address."""
        wanted, advisor = self._asked
        return {key: value for key, value in (("q", wanted), ("advisor", advisor)) if value}

    def found(self, clients: QuerySet[Engagement]) -> QuerySet[Engagement]:
        """Those of ``clients`` that are listed, by name; all where the question makes no sense."""
        wanted, advisor = self._asked
        if advisor:
            clients = clients.filter(advisor=None if advisor == "none" else int(advisor))
        return named_like(clients, wanted)

    @property
    def _asked(self) -> tuple[str, str]:
        if not self.is_valid():
            return "", ""
        return self.cleaned_data["q"].strip(), self.cleaned_data["advisor"]


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
    clients: "forms.ModelMultipleChoiceField[Engagement]" = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        error_messages={"invalid_choice": _GONE, "invalid_pk_value": _GONE},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, listed: QuerySet[Engagement], today_year: int
    ) -> None:
        """``listed`` are the clients that may be chosen."""
        super().__init__(data, initial={"year": today_year - 1, "kinds": [PacketKind.WORKSHEETS]})
        years = [year for year in reversed(form_years()) if year <= today_year]
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        self.fields["clients"].queryset = listed  # type: ignore[attr-defined]
        self._listed = listed

    @property
    def chosen(self) -> QuerySet[Engagement]:
        """The clients to print."""
        found: QuerySet[Engagement] = self.cleaned_data["clients"]
        return self._listed if self.cleaned_data["everyone"] else found

    @property
    def ticked(self) -> set[str]:
        """The ids of the clients that were ticked, to tick them again."""
        return set(self.data.getlist("clients")) if self.is_bound else set()  # type: ignore[attr-defined]
