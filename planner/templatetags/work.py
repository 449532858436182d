"""How the working papers of a practice write things."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from planner.engine.printing import day
from planner.models import Stage, Task

register = template.Library()

_KINDS = {
    Stage.SENT_BACK: " chip-cost",
    Stage.CHANGED: " chip-stop",
    Stage.PREPARED: " chip-calm",
    Stage.REVIEWED: " chip-ok",
    Stage.FILED: " chip-ok",
}

_LOUD = frozenset({Stage.SENT_BACK, Stage.CHANGED})


@register.filter
def stage_chip(stage: str) -> SafeString:
    """Where a year stands, as a chip."""
    found = Stage(stage)
    return format_html('<span class="chip{}">{}</span>', _KINDS.get(found, ""), found.label)


@register.filter
def stage_words(stage: str) -> SafeString:
    """The same in words, where there is no room for a chip; loud where somebody has to act."""
    found = Stage(stage)
    mark = '<b class="stage-loud">{}</b>' if found in _LOUD else "{}"
    return format_html(mark, found.label)


@register.filter
def due_words(task: Task, today: date) -> SafeString:
    """By when, and how long that is past."""
    late = (today - task.due).days
    if task.is_done or late < 0:
        return format_html("due {}", day(task.due))
    if not late:
        return SafeString('<b class="task-late">due today</b>')
    days = "one day" if late == 1 else f"{late} days"
    return format_html('<b class="task-late">{} overdue</b>, due {}', days, day(task.due))
