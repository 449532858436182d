"""Accounts made without signing up, and what a passkey sign-up needs besides."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from planner.models.user import User


@transaction.atomic
def create_account(*, email: str, password: str | None = None, name: str = "") -> User:
    """A user whose address counts as confirmed: for demos, invitations and tests."""
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def rename(*, user: User, name: str) -> None:
    """Call ``user`` by another name, or by the address again."""
    user.name = name
    user.save(update_fields=["name"])


def forget_session(*, instance: Session, **_: Any) -> None:
    """Where a session was, by address and browser, is forgotten with the session."""
    UserSession.objects.filter(session_key=instance.session_key).delete()


def give_recovery_codes(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Make the codes of somebody who signs up with a passkey, and let them be seen at once.

    allauth makes them by itself for everyone who is signed in already.
    """
    if request.user.is_authenticated or authenticator.type != Authenticator.Type.WEBAUTHN:
        return
    RecoveryCodes.activate(user)
    record_authentication(
        request,
        user,
        method="mfa",
        id=authenticator.pk,
        type=authenticator.type,
        passwordless=True,
        reauthenticated=True,
    )
