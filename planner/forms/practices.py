"""A practice: what it asks of its people, who they are, its clients, and its papers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from planner.forms.households import StartForm, words
from planner.models import Practice, Staff, StaffInvitation, StaffRole
from planner.models.practice import LONGEST_IDLE, SHORTEST_IDLE
from planner.services.practice.logos import LARGEST_LOGO, redrawn

STAFF_ROLES: Final = [(role.value, role.value.capitalize()) for role in StaffRole]
_WRONG_ROLE = {"invalid_choice": "Choose one from the list.", "required": "Choose a role."}


class PracticeNameForm(forms.Form):
    """What a practice is called."""

    name = words(
        label="Name of the practice",
        help_text="As clients know it: it stands on their papers.",
    )


class PracticeForm(PracticeNameForm):
    """What a practice is called, what it asks of its people, and what its papers say."""

    contact_line = forms.CharField(
        label="Contact line",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"class": "words", "autocomplete": "off"}),
        help_text="On every paper: a phone number, an address, a site.",
    )
    disclaimer = forms.CharField(
        label="Disclaimer",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "words"}),
        help_text="On every paper, in your own words; at most 600 characters.",
    )
    idle_minutes = forms.IntegerField(
        label="Sign out after",
        min_value=SHORTEST_IDLE,
        max_value=LONGEST_IDLE,
        required=False,
        widget=forms.TextInput(attrs={"class": "words", "inputmode": "numeric"}),
        help_text="Minutes without a request, for everyone who works here.",
        error_messages={
            "invalid": "This is not a number of minutes.",
            "min_value": f"The shortest time is {SHORTEST_IDLE} minutes.",
            "max_value": f"The longest time is {LONGEST_IDLE} minutes.",
        },
    )
    requires_second_factor = forms.BooleanField(
        label="Everyone who works here needs a passkey or an authenticator app",
        required=False,
        help_text="Whoever has neither opens nothing until one is set up.",
    )
    requires_review = forms.BooleanField(
        label="Nothing is filed unreviewed",
        required=False,
        help_text="Then the people of the practice mark a year as filed only with the lines that"
        " somebody else has reviewed.",
    )

    @classmethod
    def of(cls, practice: Practice, data: Mapping[str, Any] | None, usual: int) -> "PracticeForm":
        """The form as the practice stands, or with what was typed; ``usual`` is the site's time."""
        form = cls(data, initial={name: getattr(practice, name) for name in cls.base_fields})
        minutes = form.fields["idle_minutes"]
        minutes.help_text = f"{minutes.help_text} Empty: {usual}."
        return form


class LogoForm(forms.Form):
    """A picture for the papers, made anew: what else was in the file is left behind."""

    logo = forms.FileField(
        label="Logo",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg", "class": "words"}),
        error_messages={"required": "Choose a picture.", "empty": "This file is empty."},
        help_text="A PNG or JPEG of at most 200 kB, best wider than tall.",
    )

    def clean_logo(self) -> bytes:
        """The picture as a PNG of at most 1200 by 400 points."""
        file: UploadedFile[bytes] = self.cleaned_data["logo"]
        if (file.size or 0) > LARGEST_LOGO:
            size = f"{(file.size or 0) / 1024:,.0f} kB"
            raise ValidationError(f"This file has {size}; a logo has at most 200 kB.")
        return redrawn(file.read())


class StaffRoleForm(forms.Form):
    """What somebody does in the practice."""

    role = forms.ChoiceField(label="Role", choices=STAFF_ROLES, error_messages=_WRONG_ROLE)

    def clean_role(self) -> StaffRole:
        """The role itself."""
        return StaffRole(self.cleaned_data["role"])


class StaffInviteForm(StaffRoleForm):
    """An address and a role."""

    email = forms.EmailField(
        label="Email",
        max_length=StaffInvitation._meta.get_field("email").max_length,
        help_text="Prorata sends a link to it. Only the account of this address can use it.",
        error_messages={
            "required": "Type an email address.",
            "invalid": "This is not an email address.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "class": "words"}),
    )
    field_order = ("email", "role")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Say what each role does."""
        super().__init__(*args, **options)
        self.fields["role"].initial = StaffRole.ADVISOR
        self.fields["role"].choices = StaffRole.choices  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """The fields alone; the page has the form around them."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("email", "role")
        return helper


class ClientForm(forms.Form):
    """Who of the practice looks after a client, and the practice's own number for them."""

    reference = forms.CharField(
        label="Your number for them",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "words", "autocomplete": "off"}),
        help_text="Seen by the practice only; may be left empty.",
    )
    advisor = forms.ChoiceField(
        label="Advisor",
        required=False,
        help_text="Advisors open the clients that are assigned to them.",
        error_messages={"invalid_choice": "Choose one from the list."},
    )

    def __init__(self, *args: Any, people: Iterable[Staff], **options: Any) -> None:
        """``people`` are those who may be assigned."""
        super().__init__(*args, **options)
        self._people = {str(one.pk): one for one in people}
        choices = [("", "Nobody in particular")]
        choices += [(key, f"{one}, {one.role}") for key, one in self._people.items()]
        self.fields["advisor"].choices = choices  # type: ignore[attr-defined]

    def clean_advisor(self) -> Staff | None:
        """Who was chosen."""
        return self._people.get(self.cleaned_data["advisor"])


class NewClientForm(StartForm):
    """A household of a client: as any other, with the practice's number and its advisor."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, people: Iterable[Staff]) -> None:
        """``people`` are those who may be assigned."""
        super().__init__(data)
        self.household.fields["name"].help_text = "Such as “The Parkers”. It is on no form."
        self.client = ClientForm(data, people=people)

    @property
    def _forms(self) -> tuple[forms.Form, ...]:
        return (*super()._forms, self.client)


class OfferForm(forms.Form):
    """The address of somebody who runs a practice."""

    email = forms.EmailField(
        label="Email of the practice",
        max_length=StaffInvitation._meta.get_field("email").max_length,
        help_text="The address with which whoever runs the practice signs in to Prorata.",
        error_messages={
            "required": "Type an email address.",
            "invalid": "This is not an email address.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "class": "words"}),
    )


class PlaceForm(forms.Form):
    """Which of the practices that somebody runs is meant."""

    practice = forms.ChoiceField(
        label="For", error_messages={"invalid_choice": "Choose one from the list."}
    )

    def __init__(self, *args: Any, places: Iterable[Staff], **options: Any) -> None:
        """``places`` are those of the user."""
        super().__init__(*args, **options)
        self._places = {str(one.pk): one for one in places}
        choices = [(key, str(one.practice)) for key, one in self._places.items()]
        self.fields["practice"].choices = choices  # type: ignore[attr-defined]

    def clean_practice(self) -> Staff:
        """The place that was chosen."""
        return self._places[self.cleaned_data["practice"]]
