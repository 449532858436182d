"""Inviting somebody, and what a member may do."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from planner.models import Invitation, Role

ROLES = [(role.value, role.value.capitalize()) for role in reversed(Role)]
_WRONG_ROLE = {"invalid_choice": "Choose one from the list.", "required": "Choose a role."}


class RoleForm(forms.Form):
    """What a member may do."""

    role = forms.ChoiceField(
        label="Role",
        choices=ROLES,
        error_messages=_WRONG_ROLE,
    )

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class InviteForm(RoleForm):
    """An address and a role."""

    email = forms.EmailField(
        label="Email",
        max_length=Invitation._meta.get_field("email").max_length,
        help_text="Prorata sends a link to it. Only the account of this address can use it.",
        error_messages={
            "required": "Type an email address.",
            "invalid": "This is not an email address.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "class": "words"}),
    )
    field_order = ("email", "role")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Suggest what gives the least away."""
        super().__init__(*args, **options)
        self.fields["role"].initial = Role.READER
        self.fields["role"].choices = Role.choices  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """The fields alone; the page has the form around them."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("email", "role")
        return helper
