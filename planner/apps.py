"""The one app of the project."""

from django.apps import AppConfig


class PlannerConfig(AppConfig):
    """Everything a household sees, and the engine behind it."""

    name = "planner"
    verbose_name = "Prorata"

    def ready(self) -> None:
        """Listen to what passkeys and sessions tell."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415
        from django.contrib.sessions.models import Session  # noqa: PLC0415
        from django.db.models.signals import post_delete  # noqa: PLC0415

        from planner.services import users  # noqa: PLC0415

        authenticator_added.connect(users.give_recovery_codes)
        post_delete.connect(users.forget_session, sender=Session)
