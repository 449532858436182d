"""What the papers of a practice's clients carry of the practice."""

from dataclasses import dataclass

from planner.models import Household, Practice
from planner.services.practice.engagements import practice_of


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who prepared a paper; ``logo`` is a PNG, and whatever is not there is empty."""

    name: str
    contact_line: str = ""
    disclaimer: str = ""
    logo: bytes = b""


def letterhead_of(household: Household) -> Letterhead | None:
    """That of the practice which looks after the household; none where there is none."""
    engagement = practice_of(household)
    if engagement is None:
        return None
    return letterhead_from(engagement.practice)


def letterhead_from(practice: Practice) -> Letterhead:
    """What the practice puts on the papers of all its clients."""
    return Letterhead(
        practice.name, practice.contact_line, practice.disclaimer, bytes(practice.logo)
    )
