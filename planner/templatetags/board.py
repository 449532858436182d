"""How the board writes things."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from planner.engine.money import Ratio
from planner.models import FollowUp
from planner.services.practice.board import Row
from planner.templatetags.amounts import chip_kind, percent, share_of

register = template.Library()

NOTHING = SafeString('<span class="none">–</span>')
"""Where there is nothing to say."""

_STATUS = {"open": "stop", "asked": "cost", "sent": "calm", "done": "ok"}


@register.filter
def whole(amount: Decimal | None) -> str:
    """``$101,000``: dollars without cents, as a list that is looked over has them."""
    if not amount:
        return NOTHING
    return f"${amount.quantize(Decimal(1), ROUND_HALF_UP):,}"


@register.filter
def board_chip(code: str) -> str:
    """The kind of chip of a state; nobody has to do anything where no backdoor is needed."""
    return "calm" if code == "no_backdoor_needed" else chip_kind(code)  # type: ignore[arg-type]


@register.filter
def status_chip(row: Row) -> SafeString:
    """How far it is with a person, as a chip with its day."""
    followed = row.follow_up
    day = f" {followed.at:%b} {followed.at.day}" if followed and row.status != "open" else ""
    said = FollowUp.Status(row.status).label
    kind = _STATUS.get(row.status, "calm")
    return format_html('<span class="chip chip-{}">{}{}</span>', kind, said, day)


@register.filter
def mini(share: Ratio | None) -> SafeString:
    """The already-taxed share as cream in coffee, and in percent."""
    if share is None:
        return NOTHING
    return format_html(
        '<span class="mini"><svg viewBox="0 0 90 10" width="90" height="10"'
        ' preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="mini-coffee" width="90" height="10"/>'
        '<rect class="mini-cream" width="{}" height="10"/></svg> {}&nbsp;%</span>',
        share_of(share, 90),
        percent(share),
    )


@register.filter
def days_to_year_end(today: date) -> str:
    """How many days there are to December 31, in a sentence."""
    left = (date(today.year, 12, 31) - today).days
    if not left:
        return "Today is the last day."
    return f"{left} days are left." if left > 1 else "One day is left."
