"""The first thing that a printing process does. It imports nothing that needs Django set up."""

import django


def set_up() -> None:
    """Make templates, models and static files known to this process."""
    django.setup()
