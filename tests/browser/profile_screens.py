"""Pictures of signing in and of an account: who has got where, with nothing left to chance."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from playwright.sync_api import Page

from planner.services.households.users import create_account
from tests.browser.household_shots import Screens
from tests.browser.site import state_of
from tests.profile.test_sessions import LAPTOP, PHONE
from tests.profile.visitor import PASSWORD, Visitor, stop_clock

_THEN = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@contextmanager
def steady() -> Iterator[None]:
    """What is drawn by lot otherwise is always the same."""
    with ExitStack() as held:
        stop_clock(held.enter_context(pytest.MonkeyPatch.context()))
        drawn = {
            "totp.internal.auth.generate_totp_secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            "recovery_codes.internal.auth.RecoveryCodes.generate_seed": "5eed" * 20,
        }
        for name, value in drawn.items():
            held.enter_context(patch(f"allauth.mfa.{name}", lambda *_, value=value: value))
        yield


def _nothing(page: Page) -> None:
    """As it comes."""


def _wrong_password(page: Page) -> None:
    page.locator('[name="login"]').fill("ada@example.com")
    page.locator('[name="password"]').fill("not it")
    page.get_by_role("button", name="Sign in", exact=True).click()


def _screens(**paths: str) -> Screens:
    return {name.replace("_", "-"): (f"/account/{path}", _nothing) for name, path in paths.items()}


def _ada() -> Visitor:
    """Has a passkey, an app, and is signed in on a phone too."""
    user = create_account(email="ada@example.com", password=PASSWORD, name="Ada Lovelace")
    phone = Visitor(client=Client(headers={"user-agent": PHONE}, REMOTE_ADDR="198.51.100.7"))
    phone.sign_in()
    ada = Visitor(client=Client(headers={"user-agent": LAPTOP}, REMOTE_ADDR="203.0.113.9"))
    ada.sign_in()
    ada.add_app()
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "My phone"})
    UserSession.objects.update(created_at=_THEN)
    Authenticator.objects.update(created_at=_THEN)
    return ada


ON_THE_WAY = _screens(sign_in="sign-in/", sign_up="sign-up/", forgotten="password/forgotten/") | {
    "sign-in-wrong": ("/account/sign-in/", _wrong_password)
}
"""What visitors see."""


def profile_screens() -> list[tuple[dict[str, Any], Screens]]:
    """What Grace sees, who waits for a code, Bob, who has nothing yet, and Ada, who has all."""
    grace = Visitor("grace@example.com")
    grace.sign_up()
    create_account(email="bob@example.com", password=PASSWORD)
    bob = Visitor("bob@example.com")
    bob.sign_in()
    bob.prove()
    has_all = _screens(profile="", passkeys="passkeys/", codes="codes/", sessions="sessions/")
    has_none = _screens(profile_new="", app="app/", passkey_add="passkeys/add/")
    return [
        (state_of(grace.client), _screens(sign_up_code="email/code/")),
        (state_of(bob.client), has_none),
        (state_of(_ada().client), has_all),
    ]
