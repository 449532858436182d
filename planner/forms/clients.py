"""Which clients of a practice are listed, which of them are chosen, and who looks after them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, override

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from planner.forms.ids import is_id
from planner.models import Engagement, Staff
from planner.services.practice.clients import NOBODY, named_like

_LONGEST: Final = 120
_GONE: Final = "One of these clients is not yours any more. Choose again."
_NOBODY: Final = (NOBODY, "Nobody in particular")


class ClientsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Clients by id; what can be no id is none of them."""

    def __init__(self) -> None:
        """Which may be chosen is said by the form, as ``queryset``."""
        super().__init__(None, required=False, error_messages={"invalid_choice": _GONE})

    @override
    def clean(self, value: Any) -> QuerySet[Engagement]:
        """Those that are ticked."""
        if all(is_id(str(one)) for one in value or ()):
            return super().clean(value)
        raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class ClientListForm(forms.Form):
    """Which clients are listed: by name, number, and who looks after them."""

    q = forms.CharField(
        label="Name or number",
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "words",
                "type": "search",
                "maxlength": _LONGEST,
                "autocomplete": "off",
            }
        ),
    )
    advisor = forms.ChoiceField(label="Assigned to", required=False)

    def __init__(self, asked: Mapping[str, str], *, people: Iterable[Staff]) -> None:
        """``people`` are those who may be assigned; nobody is asked for where there are none."""
        words = asked.get("q", "").replace("\0", "").strip()[:_LONGEST]
        super().__init__({"q": words, "advisor": asked.get("advisor", "")}, auto_id="%s")
        choices = [(str(one.pk), str(one)) for one in people]
        if choices:
            choices = [("", "anybody or nobody"), (NOBODY, "nobody"), *choices]
            self.fields["advisor"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["advisor"]
        self.full_clean()

    @property
    def query(self) -> dict[str, str]:
        """What is asked for, as it stands in an address."""
        return {name: said for name, said in self.cleaned_data.items() if said}

    def found(self, clients: QuerySet[Engagement]) -> QuerySet[Engagement]:
        """Those of ``clients`` that are listed, by name."""
        said = self.cleaned_data
        return named_like(clients, said.get("q", ""), said.get("advisor", ""))


class AssignForm(forms.Form):
    """Clients, those that are ticked or all that are listed, and who looks after them from now on.

    ``everyone`` is as many as were listed when it was ticked.
    """

    everyone = forms.IntegerField(required=False, min_value=1)
    clients = ClientsField()
    advisor = forms.ChoiceField(
        label="Assign them to",
        error_messages={
            "required": "Choose who looks after them.",
            "invalid_choice": "Choose one from the list.",
        },
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        clients: QuerySet[Engagement],
        listed: QuerySet[Engagement],
        people: Iterable[Staff],
    ) -> None:
        """Any of ``clients`` may be ticked; those ``listed`` are all."""
        super().__init__(data)
        self._people = {str(one.pk): one for one in people}
        choices = [("", "Choose"), _NOBODY]
        choices += [(key, f"{one}, {one.role}") for key, one in self._people.items()]
        self.fields["advisor"].choices = choices  # type: ignore[attr-defined]
        self.fields["clients"].queryset = clients  # type: ignore[attr-defined]
        self._listed = listed

    def clean_advisor(self) -> Staff | None:
        """Who was chosen."""
        return self._people.get(self.cleaned_data["advisor"])

    @override
    def clean(self) -> dict[str, Any]:
        """Somebody has to be chosen."""
        said = self.cleaned_data
        if not (said.get("everyone") or said.get("clients") or self.errors):
            self.add_error("clients", "Choose at least one client.")
        return said

    @property
    def chosen(self) -> QuerySet[Engagement]:
        """The clients to assign."""
        found: QuerySet[Engagement] = self.cleaned_data["clients"]
        return self._listed if self.cleaned_data["everyone"] else found

    @property
    def expected(self) -> int:
        """As many as were chosen when the page came."""
        return int(self.cleaned_data["everyone"] or len(self.ticked))

    @property
    def ticked(self) -> set[str]:
        """The ids of the clients that are ticked."""
        return set(self.data.getlist("clients")) if self.is_bound else set()  # type: ignore[attr-defined]
