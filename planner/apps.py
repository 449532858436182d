"""The one app of the project."""

from django.apps import AppConfig


class PlannerConfig(AppConfig):
    """Everything a household sees, and the engine behind it."""

    name = "planner"
    verbose_name = "Prorata"

    def ready(self) -> None:
        """Listen to what passkeys, sessions and requests tell, and tell the log."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415
        from django.contrib.auth import signals  # noqa: PLC0415
        from django.contrib.sessions.models import Session  # noqa: PLC0415
        from django.core.signals import request_finished  # noqa: PLC0415
        from django.db.models.signals import post_delete, post_save  # noqa: PLC0415

        from planner.models import Change  # noqa: PLC0415
        from planner.services.households import users  # noqa: PLC0415
        from planner.services.practice import log  # noqa: PLC0415

        authenticator_added.connect(users.give_recovery_codes)
        post_delete.connect(users.forget_session, sender=Session)
        post_save.connect(log.told_change, sender=Change)
        signals.user_logged_in.connect(log.signed_in)
        signals.user_login_failed.connect(log.sign_in_failed)
        request_finished.connect(log.write_waiting)
