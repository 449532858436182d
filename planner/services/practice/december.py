"""The December 31 list: who must move how many dollars where, how far it is, and the totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum

from planner.engine.money import ZERO
from planner.models import ClientState, FollowUp, PacketKind, Staff
from planner.services.practice.board import (
    A_PAGE,
    Row,
    Wanted,
    filtered,
    households,
    rows_of,
    with_names,
)
from planner.services.practice.board_words import DESTINATIONS
from planner.services.practice.selection import TO_MOVE


@dataclass(frozen=True, slots=True)
class Total:
    """So many people with so many dollars to move."""

    words: str
    people: int
    dollars: Decimal


@dataclass(frozen=True, slots=True)
class DecemberList:
    """One page of the people with something to move, or all of them, and what all come to."""

    wanted: Wanted
    rows: Sequence[Row]
    page: int
    pages: int
    clients: int
    whole: Total
    by_destination: Sequence[Total]
    by_status: Sequence[Total]

    @property
    def chosen(self) -> Wanted:
        """What is wanted, of those alone who have something to move."""
        return replace(self.wanted, state=TO_MOVE)

    @property
    def letters(self) -> str:
        """As the end of an address that asks for the letters to everybody on the list."""
        return f"{self.chosen.papers}&kinds={PacketKind.DECEMBER}&year={self.wanted.year}"


def december_list(
    staff: Staff, wanted: Wanted, page: int, today: date, *, everybody: bool = False
) -> DecemberList:
    """The list as ``staff`` sees it; ``everybody`` puts all on one page, to be printed."""
    rows = filtered(ClientState.objects.seen_by(staff, wanted.year), wanted).filter(to_move__gt=0)
    status = Subquery(
        FollowUp.objects.filter(
            client=OuterRef("client"), person=OuterRef("person"), year=OuterRef("year")
        ).values("status")[:1]
    )
    by_destination = _totals(rows.order_by().values_list("destination"), DESTINATIONS)
    by_status = _totals(
        rows.order_by().annotate(how=status).values_list("how"), dict(FollowUp.Status.choices)
    )
    people = sum(one.people for one in by_destination)
    pages = 1 if everybody else max(1, -(-people // A_PAGE))
    page = min(max(page, 1), pages)
    named = with_names(rows, wanted.sort)
    shown = named if everybody else named[(page - 1) * A_PAGE : page * A_PAGE]
    return DecemberList(
        wanted=wanted,
        rows=rows_of(shown, wanted.year, today),
        page=page,
        pages=pages,
        clients=households(rows),
        whole=Total("", people, sum((one.dollars for one in by_destination), ZERO)),
        by_destination=by_destination,
        by_status=by_status,
    )


def _totals(grouped: Any, words: Mapping[str, str]) -> list[Total]:
    """By what the rows are ``grouped`` by, in the order of ``words``; who has no status is open."""
    counted = grouped.annotate(people=Count("pk"), dollars=Sum("to_move"))
    return list(_in_order(counted, words))


def _in_order(
    counted: Iterable[tuple[str | None, int, Decimal]], words: Mapping[str, str]
) -> Iterable[Total]:
    found: dict[str, tuple[int, Decimal]] = {}
    for key, people, dollars in counted:
        known = key or FollowUp.Status.OPEN.value
        had = found.get(known, (0, ZERO))
        found[known] = had[0] + people, had[1] + dollars
    for key, said in words.items():
        if key in found:
            yield Total(said, *found[key])
