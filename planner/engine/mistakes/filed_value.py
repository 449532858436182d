"""Mistakes on line 6 as it was filed: which accounts were counted, and on which day."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.household import INHERITED_IRAS, PLANS, ROTH_IRAS, Account
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.filed import Slip, explained
from planner.engine.mistakes.mistake import Evidence, Mistake
from planner.engine.money import ZERO

_AMEND = "Amend the form: line 6 is what the person's own IRAs, all of them, held on December 31."


def value_mistakes(case: Case) -> Iterator[Mistake]:
    """What line 6 held too much or too little of."""
    if "6" in case.off:
        yield from explained(case, "6", _slips(case))


def _slips(case: Case) -> Iterator[Slip]:
    yield from _not_counted(case)
    yield from _left_off(case)
    yield from _of_the_spouse(case)
    yield from _of_the_day(case)


_FOREIGN = (
    (
        "roth-in-line-6",
        ROTH_IRAS,
        "{dollars} in a Roth IRA was counted on line 6 for {year}; Roth IRAs are not in the pool.",
        "IRC §408A(d)(4)(A)",
    ),
    (
        "plan-in-line-6",
        PLANS,
        "{dollars} in an employer plan was counted on line 6 for {year}; only IRAs are.",
        "IRC §408(d)(2); Instructions for Form 8606, line 6",
    ),
    (
        "inherited-in-line-6",
        INHERITED_IRAS,
        "{dollars} in an inherited IRA was counted on line 6 for {year}; it has a form of its own.",
        "Publication 590-B; Instructions for Form 8606",
    ),
)


def _not_counted(case: Case) -> Iterator[Slip]:
    for code, kinds, said, citation in _FOREIGN:
        accounts = [one for one in case.person.accounts if one.kind in kinds and not one.is_counted]
        for keys, amount in _values(case, accounts):
            yield Slip(code, amount, said, _AMEND, citation, Evidence(accounts=keys))


def _left_off(case: Case) -> Iterator[Slip]:
    for keys, amount in _values(case, case.pool.accounts):
        yield Slip(
            "ira-left-off-line-6",
            -amount,
            "{dollars} was left off line 6 for {year}: every traditional, rollover, SEP and SIMPLE"
            " IRA of the person is in the one pool, funded by an employer too.",
            _AMEND,
            "IRC §408(d)(2)(A); Instructions for Form 8606, line 6",
            Evidence(accounts=keys),
        )


def _values(case: Case, accounts: Iterable[Account]) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    """The values of December 31 that are known, one by one and all together; none of zero."""
    held = {one.key: case.person.value(one.key, case.year) for one in accounts}
    known = {key: value.amount for key, value in held.items() if value and value.amount}
    for key, amount in known.items():
        yield (key,), amount
    if len(known) > 1:
        yield tuple(known), sum(known.values(), ZERO)


def _of_the_spouse(case: Case) -> Iterator[Slip]:
    for books in case.everybody.values():
        amount = None if books is case.books else pools.year_end_value(books.pool, case.year)
        if amount:
            yield Slip(
                "spouse-in-line-6",
                amount,
                "{dollars} in the IRAs of the spouse was counted on line 6 for {year}; IRAs belong"
                " to one person, on a joint return too.",
                "Amend: one form for each of the two, with their own IRAs.",
                "IRC §408(d)(2); Instructions for Form 8606, More than one Form 8606 required",
                Evidence(accounts=tuple(one.key for one in books.pool.accounts)),
            )


def _of_the_day(case: Case) -> Iterator[Slip]:
    conversion, under_way = case.facts.conversion, case.facts.outstanding_rollover
    if conversion:
        yield Slip(
            "conversion-in-line-6",
            conversion,
            "The conversion of {dollars} was not taken off line 6 for {year}, which is what was"
            " left on December 31; line 9 adds line 8 to it, so it counted twice.",
            _AMEND,
            "IRC §408(d)(2)(C); Form 8606, lines 6 and 9",
            Evidence(case.events("conversion")),
        )
    if under_way:
        yield Slip(
            "outstanding-rollover-left-out",
            -under_way,
            "{dollars} on its way from IRA to IRA over December 31, {year} was left off line 6.",
            "Amend the form: an outstanding rollover belongs on line 6, not on line 7.",
            "Instructions for Form 8606, line 6",
            Evidence(tuple(pools.rollovers_under_way(case.pool, case.year))),
        )
