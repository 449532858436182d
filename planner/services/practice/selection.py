"""Which clients somebody means who looks at the board, the December 31 list, or at papers."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from planner.models import ClientState, Engagement, Staff
from planner.services.practice.board import Wanted, filtered
from planner.services.practice.board_words import STATES
from planner.services.practice.clients import called_like

TO_MOVE: Final = "to_move"
"""Asked for in the place of a state: money to move by December 31."""

WHAT: Final = {TO_MOVE: "money to move by December 31", **STATES}
"""What a client can be chosen by."""


def selected(clients: QuerySet[Engagement], staff: Staff, wanted: Wanted) -> QuerySet[Engagement]:
    """Those of ``clients`` of whom the board shows somebody to ``staff`` as is ``wanted``, by name.

    Whoever is not on it yet is found by name, number and advisor.
    """
    clients = clients.order_by("household__name", "pk")
    if not wanted.is_filtered:
        return clients
    rows = filtered(ClientState.objects.seen_by(staff, wanted.year), wanted)
    if wanted.state == TO_MOVE:
        rows = rows.filter(to_move__gt=0)
    elif wanted.state:
        rows = rows.filter(code=wanted.state)
    found: Q | Exists = Exists(rows.filter(client=OuterRef("pk")))
    if not (wanted.state or wanted.contact or wanted.plan):
        found = Q(found) | _by_name(wanted)
    return clients.filter(found)


def _by_name(wanted: Wanted) -> Q:
    if not wanted.advisor:
        return called_like(wanted.q)
    advisor = None if wanted.advisor == "none" else int(wanted.advisor)
    return called_like(wanted.q) & Q(advisor=advisor)
