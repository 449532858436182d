"""The way out of a year that a person has chosen: an intention, never an entry of the ledger."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

WAYS: Final = frozenset(
    {
        "do_nothing",
        "roll_in",
        "solo_401k",
        "convert_all",
        "spread",
        "spread_to_bracket",
        "spread_under_irmaa",
        "part_roll_in_part_convert",
        "stop_backdoors",
    }
)
"""The keys of the ways out, as the command ``fixes`` prints them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWay:
    """One choice of one person for one ``year``, made on the day ``chosen``.

    What was assumed: ``spread_years``, ``growth`` (a fraction a year), and the dollars that were to
    be ``inside`` on December 31 before any move; ``None`` as the ways out begin. ``amounts`` are
    the dollars on that day: of each step by its code, of the ``pool`` and of its ``basis``.
    ``done`` says on which day steps were done, by their code.
    """

    year: int
    way: str
    chosen: date
    spread_years: int | None = None
    growth: Decimal | None = None
    inside: Decimal | None = None
    amounts: dict[str, Decimal] = field(default_factory=dict)
    done: dict[str, date] = field(default_factory=dict)
