"""The button that opens the demo, where there is one."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("planner/_try_demo.html", takes_context=True)
def try_demo(context: template.Context) -> dict[str, Any]:
    """A button for visitors who are not signed in, in DEBUG only."""
    user = context.get("user")
    is_signed_in = bool(user and user.is_authenticated)
    return {
        "is_offered": settings.DEBUG and not is_signed_in,
        "csrf_token": context.get("csrf_token"),
    }
