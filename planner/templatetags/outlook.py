"""The parts of the options page that are open."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(found: Mapping[str, Any], key: str) -> Any:
    """What is kept under ``key``; nothing where there is none."""
    return found.get(key)


@register.filter
def any_joint(found: Mapping[str, Any]) -> bool:
    """Whether a part of a way that all take together is open: such a key has no person."""
    return any(key.startswith("/") for key in found)
