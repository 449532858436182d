"""Signing up and in, addresses and passwords: allauth's forms in our words."""

from typing import Any, ClassVar, cast

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from planner.forms.worded import Worded, Words
from planner.models.user import User
from planner.services.households.users import rename

_EMAIL = ("Email", "")
_NEW_PASSWORD = (
    "New password",
    "12 characters or more. Three or four unrelated words are easy to remember and hard to guess.",
)
_CODE = ("Code", "Eight letters; small ones and capitals are the same.")


def name_field() -> forms.CharField:
    """What a person is called by those who share a household with them."""
    return forms.CharField(
        label="Your name",
        required=False,
        max_length=User._meta.get_field("name").max_length,
        help_text="Shown to people you share a household with. Leave it empty to show your email.",
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "words"}),
    )


class SignInForm(Worded, allauth.LoginForm):
    """Address and password."""

    words: ClassVar[dict[str, Words]] = {
        "login": _EMAIL,
        "password": ("Password", ""),
        "remember": ("Keep me signed in for two weeks", "Not on a computer that others use."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        """Password managers look for a user name."""
        super().__init__(*args, **options)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUpForm(Worded, allauth.SignupForm):
    """An address, a name if one likes, and a password unless a passkey takes its place."""

    words: ClassVar[dict[str, Words]] = {
        "email": ("Email", "We send a code to it, and later only what concerns your account."),
        "name": ("Your name (optional)", "Shown to people you share a household with."),
        "password1": ("Password", _NEW_PASSWORD[1]),
    }
    name = name_field()
    field_order = ("email", "name", "password1")

    def try_save(self, request: HttpRequest) -> Any:
        """A known address takes as long as a new one, whose password is hashed."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))
        return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Keep the name too."""
        super().custom_signup(request, user)
        rename(user=cast("User", user), name=self.cleaned_data["name"])


class NameForm(forms.Form):
    """A person's name."""

    name = name_field()


class ChangeAddressForm(Worded, allauth.AddEmailForm):
    """Another address."""

    words: ClassVar[dict[str, Words]] = {
        "email": ("New email", "We send a code to it. Until you type that in, nothing changes."),
    }


class ConfirmAddressForm(Worded, allauth.ConfirmEmailVerificationCodeForm):
    """The code that was sent to a new address."""

    words: ClassVar[dict[str, Words]] = {"code": _CODE}


class ConfirmPasswordForm(Worded, allauth.ReauthenticateForm):
    """The password once more before something sensitive."""

    words: ClassVar[dict[str, Words]] = {"password": ("Password", "")}


class ChangePasswordForm(Worded, allauth.ChangePasswordForm):
    """The password that is and the one that shall be."""

    words: ClassVar[dict[str, Words]] = {
        "oldpassword": ("Current password", ""),
        "password1": _NEW_PASSWORD,
    }
    without = ("password2",)


class FirstPasswordForm(Worded, allauth.SetPasswordForm):
    """A password for an account that had only passkeys."""

    words: ClassVar[dict[str, Words]] = {"password1": _NEW_PASSWORD}
    without = ("password2",)


class ForgottenForm(Worded, allauth.ResetPasswordForm):
    """The address of an account whose password is lost."""

    words: ClassVar[dict[str, Words]] = {"email": _EMAIL}


class ConfirmResetForm(Worded, allauth.ConfirmPasswordResetCodeForm):
    """The code that was sent for a new password."""

    words: ClassVar[dict[str, Words]] = {"code": _CODE}


class NewPasswordForm(Worded, allauth.ResetPasswordKeyForm):
    """The password after a lost one."""

    words: ClassVar[dict[str, Words]] = {"password1": _NEW_PASSWORD}
    without = ("password2",)
