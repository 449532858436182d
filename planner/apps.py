"""The one app of the project."""

from django.apps import AppConfig


class PlannerConfig(AppConfig):
    """Everything a household sees, and the engine behind it."""

    name = "planner"
    verbose_name = "Prorata"

    def ready(self) -> None:
        """Listen to what allauth tells."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415

        from planner.services.users import give_recovery_codes  # noqa: PLC0415

        authenticator_added.connect(give_recovery_codes)
