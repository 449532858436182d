"""What pages about accounts show: browsers by name, and data for the script of passkeys."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from planner.services.practice.browsers import browser_name

register = template.Library()


@register.filter
def browser(user_agent: str) -> str:
    """Say “Firefox on Windows” for the long line that a browser calls itself."""
    return browser_name(user_agent)


@register.filter
def as_json(value: Any) -> str:
    """The value for a data attribute, where Django escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)
