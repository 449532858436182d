"""Passkeys, the authenticator app and recovery codes: allauth's forms in our words."""

from typing import Any, ClassVar

from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys

from planner.forms.worded import Worded, Words

_SIX_DIGITS = "The six digits the app shows now."
_ANY_CODE = "Six digits from the app, or one of your recovery codes."
_PASSKEY_NAME = ("Name", "To tell it from others, like “My phone” or “Blue key”.")


class _Digits(Worded):
    """A code of digits: a telephone shows its keys."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ActivateAppForm(_Digits, app.ActivateTOTPForm):
    """The first code of a new app."""

    words: ClassVar[dict[str, Words]] = {"code": ("Code from the app", _SIX_DIGITS)}


class SecondStepForm(_Digits, codes.AuthenticateForm):
    """A code after the password."""

    words: ClassVar[dict[str, Words]] = {"code": ("Code", _ANY_CODE)}


class ConfirmCodeForm(_Digits, codes.ReauthenticateForm):
    """A code before something sensitive."""

    words: ClassVar[dict[str, Words]] = {"code": ("Code", _ANY_CODE)}


class AddPasskeyForm(Worded, passkeys.AddWebAuthnForm):
    """A passkey, which always signs in alone: there are no half ones to explain."""

    words: ClassVar[dict[str, Words]] = {"name": _PASSKEY_NAME}
    without = ("passwordless",)


class FirstPasskeyForm(Worded, passkeys.SignupWebAuthnForm):
    """The passkey of a new account."""

    words: ClassVar[dict[str, Words]] = {"name": _PASSKEY_NAME}


class RenamePasskeyForm(Worded, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    words: ClassVar[dict[str, Words]] = {"name": _PASSKEY_NAME}
