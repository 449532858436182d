"""The user of a session, with what their practices ask of them: read in the same query."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Coalesce

from planner.models import Staff, User

_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AuthenticationBackend(AllauthBackend):
    """Signs in as allauth does; whoever is signed in is read anew for each request."""

    def get_user(self, user_id: Any) -> User | None:
        """The user with the shortest time-out and the strictest rule of their practices."""
        row = _with_rules(settings.STAFF_IDLE_MINUTES).filter(pk=user_id).first()
        if row is None or not self.user_can_authenticate(row):
            return None
        user: User = row
        user.idle_minutes, user.needs_second_step = row.shortest_idle, row.lacks_step
        return user


@cache
def _with_rules(otherwise: int) -> Any:
    """Everybody with what their practices ask, put together once as every request begins with it.

    ``otherwise`` are the minutes of a practice that says none.
    """
    mine = Staff.objects.filter(user=OuterRef("pk"))
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=_STEPS)
    idle = (
        mine.order_by()
        .values("user")
        .annotate(shortest=Min(Coalesce("practice__idle_minutes", otherwise)))
    )
    rules = Q(Exists(mine.filter(practice__requires_second_factor=True))) & ~Q(Exists(steps))
    return User.objects.annotate(shortest_idle=idle.values("shortest"), lacks_step=rules)
