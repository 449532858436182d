"""Tax withheld from a conversion, which never reached the Roth IRA."""

from collections.abc import Iterator
from dataclasses import replace

from planner.engine.mistakes.case import Case
from planner.engine.mistakes.dates import half_birthday, sixty_days_after
from planner.engine.mistakes.mistake import Evidence, Mistake, Words
from planner.engine.money import ZERO
from planner.engine.printing import dollars

WITHHELD = "withheld-from-conversion"


def withheld_mistakes(case: Case) -> Iterator[Mistake]:
    """Every amount withheld from a conversion of the year."""
    for event in (*case.events("conversion"), *case.events("distribution")):
        amount = event.withheld or ZERO
        if event.character == "withheld_from_conversion":
            amount = event.amount or ZERO
        if amount:
            born = case.person.born
            is_of_age = born is not None and event.on >= half_birthday(born, 59)
            made = case.mistake(
                WITHHELD,
                Words(
                    f"{dollars(amount)} was withheld for tax from the conversion of {event.on}: it"
                    " did not reach the Roth IRA, is a distribution of line 7"
                    + ("." if is_of_age else ", and bears the 10% additional tax before 59½."),
                    "Put the same amount into an IRA from other money within 60 days. Another"
                    " time, choose not to have tax withheld (Form W-4R), and pay estimated tax.",
                    "IRC §72(t), §408(d)(3); Instructions for Form 8606, line 7",
                ),
                dollars=amount,
                mend_by=sixty_days_after(event.on),
                evidence=Evidence((event,), (), ("7", "8")),
            )
            yield replace(made, severity="info") if is_of_age else made
