"""Somebody who signs up, in and out, as a browser without scripts would."""

import hmac
import re
import struct
from base64 import b32decode
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.html import Page

PASSWORD = "seven quiet harbors"
ANOTHER = "nine patient gardens"
HALF_MINUTE = 59_000_000
"""The counter of the app at the moment that ``stop_clock`` stops at."""


def stop_clock(patch: pytest.MonkeyPatch, steps: int = 0) -> None:
    """Let it be always the same half minute for the app, or one some ``steps`` away."""
    patch.setattr(
        "allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time",
        lambda: iter([HALF_MINUTE + steps]),
    )


def app_code(secret: str, counter: int = HALF_MINUTE) -> str:
    """What an authenticator app shows (RFC 4226 and 6238), worked out here once more."""
    mac = hmac.digest(b32decode(secret), struct.pack(">Q", counter), "sha1")
    offset = mac[-1] & 15
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"


def mailed_code(address: str) -> str:
    """The code in the newest mail to ``address``."""
    newest = [each for each in mail.outbox if each.to == [address]][-1]
    found = re.search(r"^ +([A-Z]{4}-[A-Z]{4})$", str(newest.body), re.MULTILINE)
    assert found, newest.body
    return found[1]


@dataclass
class Visitor:
    """A browser of its own; pages are named as their routes."""

    email: str = "ada@example.com"
    password: str = PASSWORD
    client: Client = field(default_factory=Client)

    def see(self, route: str, status: int = 200, **arguments: Any) -> Page:
        """The page."""
        response = self.client.get(reverse(route, kwargs=arguments), follow=True)
        assert response.status_code == status, response.redirect_chain
        return Page(response.content.decode())

    def send(self, route: str, status: int = 302, **fields: Any) -> Any:
        """What posting to the page answers."""
        response = self.client.post(reverse(route), fields)
        assert response.status_code == status, Page(response.content.decode()).words
        return response

    def refused(self, route: str, **fields: Any) -> Page:
        """The page again, saying what is wrong."""
        return Page(self.send(route, 200, **fields).content.decode())

    @property
    def is_signed_in(self) -> bool:
        """Whether the profile opens."""
        return self.client.get(reverse("profile")).status_code == 200

    def sign_up(self, **fields: Any) -> Any:
        """Ask for an account, up to the page that waits for the code."""
        return self.send(
            "account_signup", email=self.email, password1=self.password, name="", **fields
        )

    def type_code(self) -> Any:
        """Confirm the address with the code that was mailed."""
        return self.send("account_email_verification_sent", code=mailed_code(self.email))

    def sign_in(self, **fields: Any) -> Any:
        """Address and password."""
        return self.send("account_login", login=self.email, password=self.password, **fields)

    def sign_out(self) -> Any:
        """The button in the header."""
        return self.send("account_logout")

    def prove(self) -> None:
        """Type the password once more, as sensitive pages ask for."""
        self.send("account_reauthenticate", password=self.password)

    def add_app(self) -> str:
        """Add an authenticator app; the secret it keeps."""
        self.prove()
        secret = self.see("mfa_activate_totp").words_of("secret")
        self.send("mfa_activate_totp", code=app_code(secret))
        return secret

    def codes(self) -> list[str]:
        """The recovery codes that are left."""
        page = self.client.get(reverse("mfa_view_recovery_codes")).content.decode()
        return re.findall(r"<code>(\d{8})</code>", page)
