"""The one app of the project."""

from django.apps import AppConfig


class PlannerConfig(AppConfig):
    """Everything a household sees, and the engine behind it."""

    name = "planner"
    verbose_name = "Prorata"
