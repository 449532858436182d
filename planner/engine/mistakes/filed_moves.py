"""Mistakes on lines 7, 8 and 16 as they were filed: what left, as what, and in which year."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.household import PLANS, ROTH_IRAS, Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.filed import Slip, explained, filed_line, is_same, told
from planner.engine.mistakes.mistake import Evidence, Mistake
from planner.engine.money import DOLLAR, ZERO
from planner.engine.moves import is_failed

_OUT_OF_7 = {
    "qcd": ("qcd-on-line-7", "gifts to charity", "IRC §408(d)(8)(D)"),
    "hsa_funding": ("hsa-funding-on-line-7", "HSA funding", "IRC §408(d)(9)(E)"),
    "returned_contribution": (
        "returned-contribution-on-line-7",
        "returned contributions",
        "IRC §408(d)(4)",
    ),
}
_AMEND_7 = "Amend the form: leave it off line 7."


def filed_move_mistakes(case: Case) -> Iterator[Mistake]:
    """What was put on the wrong line, or on the form of the wrong year."""
    found = case.off
    if "7" in found and is_same(found["7"], -found.get("8", ZERO)) and found["7"] > DOLLAR:
        yield from _conversion_on_line_7(case, found["7"])
    else:
        yield from explained(case, "7", _on_line_7(case))
        yield from explained(case, "8" if "8" in found else "16", _on_line_8(case))
    yield from _without_a_move(case)


def _conversion_on_line_7(case: Case, amount: Decimal) -> Iterator[Mistake]:
    slip = Slip(
        "conversion-on-line-7",
        amount,
        "The conversion of {dollars} in {year} was filed on line 7 as a distribution. It belongs on"
        " lines 8 and 16.",
        "Amend the form: a conversion is not subject to the 10% additional tax.",
        "IRC §408A(d)(3)(C); Form 8606, lines 7 and 8",
        Evidence(case.events("conversion")),
    )
    yield told(case, slip, "7", "8")


def _on_line_7(case: Case) -> Iterator[Slip]:
    for character, (code, name, citation) in _OUT_OF_7.items():
        events = tuple(one for one in case.events("distribution") if one.character == character)
        said = f"{{dollars}} of {name} was put on line 7 for {{year}}, which does not count it."
        yield Slip(code, _total(events), said, _AMEND_7, citation, Evidence(events))
    into_plans = tuple(_rolled(case))
    yield Slip(
        "plan-rollover-on-line-7",
        _total(into_plans),
        "{dollars} that was rolled into an employer plan in {year} was put on line 7. It counts"
        " neither there nor on line 6.",
        _AMEND_7,
        "IRC §408(d)(3)(H); Instructions for Form 8606, line 7",
        Evidence(into_plans),
    )


def _rolled(case: Case) -> Iterator[Event]:
    for event in case.events("rollover"):
        into_plan = case.person.account(event.to).kind in PLANS
        if into_plan and not is_failed(case.person, event):
            yield event


def _on_line_8(case: Case) -> Iterator[Slip]:
    withheld = tuple(one for one in case.events("conversion") if one.withheld)
    yield Slip(
        "withheld-tax-on-line-8",
        sum((one.withheld or ZERO for one in withheld), ZERO),
        "{dollars} that was withheld from the conversion in {year} was counted as converted. It"
        " did not reach the Roth IRA and belongs on line 7.",
        "Amend: lines 8 and 16 are what arrived.",
        "IRC §408A(d)(3)(C); Instructions for Form 8606, lines 7 and 8",
        Evidence(withheld),
    )
    from_plans = tuple(_from_plans_to_roth(case))
    yield Slip(
        "plan-conversion-on-form",
        _total(from_plans),
        "{dollars} that went from an employer plan to a Roth IRA in {year} was filed as a"
        " conversion of an IRA.",
        "Amend: it belongs on Form 1040, line 5, and adds to line 24 only.",
        "Instructions for Form 8606, lines 16 and 24",
        Evidence(from_plans),
    )


def _from_plans_to_roth(case: Case) -> Iterator[Event]:
    for event in case.person.events_in(case.year):
        if event.kind in ("conversion", "rollover"):
            kinds = [case.person.account(key).kind for key in (event.account, event.to)]
            if kinds[0] in PLANS and kinds[1] in ROTH_IRAS:
                yield event


def _without_a_move(case: Case) -> Iterator[Mistake]:
    """Lines 4 to 13 filled in for a year in which nothing left the IRAs."""
    if not case.filed or case.facts.conversion or case.facts.distribution:
        return
    converted = filed_line(case, "8") or filed_line(case, "16")
    later = pools.conversions(case.pool, case.year + 1)
    if converted and is_same(converted, later):
        slip = Slip(
            "conversion-in-the-contribution-year",
            converted,
            f"The conversion of {{dollars}} was filed for {{year}}, the year the contribution was"
            f" for, but made in {case.year + 1}.",
            "Amend both: a contribution goes by the year it is for, a conversion by the calendar"
            " year.",
            "IRC §408A(d)(3); Form 8606, line 8",
            Evidence(case.pool.events("conversion", case.year + 1)),
        )
        yield told(case, slip, "8", "16")
    elif case.found.is_known and filed_line(case, "13"):
        slip = Slip(
            "line-13-without-a-move",
            filed_line(case, "13"),
            "{dollars} of basis was used up on the form for {year}, but nothing left the IRAs.",
            "Amend: the form stops at line 14, which is line 3.",
            "Form 8606, line 3",
            Evidence(),
        )
        yield told(case, slip, "4", "13", "14")


def _total(events: Iterable[Event]) -> Decimal:
    return sum((event.amount or ZERO for event in events), ZERO)
