"""A conversion that was meant to be undone (IRC 408A(d)(6)(B)(iii))."""

from collections.abc import Iterator
from dataclasses import replace

from planner.engine.mistakes.case import Case
from planner.engine.mistakes.mistake import ENTRIES_ONLY, Evidence, Mistake, Words
from planner.engine.printing import dollars

UNDONE = "conversion-undone"

_NO_RECHARACTERIZATION_SINCE = 2018
"""IRC 408A(d)(6)(B)(iii): conversions from 2018 on stay as they are."""


def undone_mistakes(case: Case) -> Iterator[Mistake]:
    """A recharacterization out of a Roth IRA of more than was contributed, after a conversion."""
    for move in case.pool.contributions(case.year).moves:
        converted = [one for one in case.events("conversion") if one.on <= move.event.on]
        is_meant = move.from_roth and move.missing and converted
        is_new = case.year >= _NO_RECHARACTERIZATION_SINCE
        if move.event.kind == "recharacterization" and is_meant and is_new:
            made = case.mistake(
                UNDONE,
                Words(
                    f"{dollars(move.missing)} that was recharacterized on {move.event.on} was"
                    " never contributed to a Roth IRA but, as it seems, converted. A conversion"
                    " cannot be undone.",
                    "Delete the recharacterization, or enter the Roth contribution that it is of.",
                    "IRC §408A(d)(6)(B)(iii)",
                ),
                dollars=move.missing,
                without=ENTRIES_ONLY,
                evidence=Evidence((move.event, *converted), (), ("8", "16")),
            )
            yield replace(made, severity="blocks")
