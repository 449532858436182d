"""What Prorata says and decides where allauth asks: its two adapters."""

from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from prorata_site.vault import sealed, unsealed

_TOO_OFTEN = "Too many tries. Wait five minutes, then try again."
_NO_MATCH = "This code does not match. Use the newest one, as it stands."
# Where one can confirm with a passkey, that is the quickest way after a password.
_ORDER = ("reauthenticate", "mfa_reauthenticate:webauthn", "mfa_reauthenticate")
_WAYS = {
    "reauthenticate": "With your password",
    "mfa_reauthenticate:webauthn": "With a passkey",
    "mfa_reauthenticate": "With a code",
}


class AccountAdapter(DefaultAccountAdapter):
    """Addresses and passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "The email address or the password is wrong.",
        "email_taken": "This address cannot be used.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": _NO_MATCH,
        "incorrect_password": "This is not your password.",
        "rate_limited": "Too many requests. Wait a moment, then try again.",
        "same_as_current": "This is your address already.",
        "too_many_login_attempts": _TOO_OFTEN,
    }

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to where one came from."""
        return reverse("profile")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:  # noqa: ARG002
        """Somebody signed in has just changed their address."""
        return reverse("profile")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A passkey alone can be lost: its recovery codes come before everything else."""
        codes = Authenticator.objects.filter(
            user=request.user, type=Authenticator.Type.RECOVERY_CODES
        )
        if codes.exists():
            return reverse("mfa_view_recovery_codes")
        return super().get_signup_redirect_url(request)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """The ways to show that it is still you, the quickest first, in our words."""
        ways = super().get_reauthentication_methods(user)
        described = [way | {"description": _WAYS[way["id"]]} for way in ways]
        return sorted(described, key=lambda way: _ORDER.index(way["id"]))


class MFAAdapter(DefaultMFAAdapter):
    """Passkeys, the authenticator app and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That does not match. Try again, or choose another way.",
        "unverified_email": "Confirm your email address first.",
    }

    def encrypt(self, text: str) -> str:
        """Seal what is stored: a copy of the database alone opens no account."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Unseal it."""
        return unsealed(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element of the page: no picture to fetch, nothing inline but shapes."""
        code = qrcode.QRCode(border=0)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        return format_html(
            '<svg class="qr" viewBox="-4 -4 {0} {0}" role="img" aria-label="QR code for the app">'
            '<path d="{1}"/></svg>',
            len(rows) + 8,
            dots,
        )

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002
    ) -> str:
        """A name to begin with: "Passkey", "Passkey 2"."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkey it is: this host's, under our name."""
        return super().get_public_key_credential_rp_entity() | {"name": "Prorata"}
