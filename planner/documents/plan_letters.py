"""The letters of a plan: to the plan's administrator, and to each custodian of the IRAs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.engine.fixes.pool import basis_inside, pre_tax, whole_pool
from planner.engine.household import KIND_NAMES, PLANS, ROTH_IRAS, Account
from planner.engine.money import ZERO
from planner.engine.printing import day, dollars
from planner.engine.todo import Part, Standing, Step
from planner.services.plans.page import ShownPlan

STYLESHEETS: Final = ("css/paper.css", "css/plan_letters.css")
_NAME_ROOM: Final = 30.0


@dataclass(frozen=True, slots=True)
class Order:
    """What one custodian is asked to move: out of which account, and how many dollars."""

    name: str
    dollars: str


@dataclass(frozen=True, slots=True)
class CustodianLetter:
    """One letter: what is paid out first, rolled over and converted, in that order."""

    custodian: str
    required: tuple[Order, ...]
    rolled: tuple[Order, ...]
    converted: tuple[Order, ...]


def administrator_letter_pdf(plan: ShownPlan, found: Standing, *, today: date) -> bytes:
    """The request to take a rollover of so many pre-tax dollars, as PDF/UA-1.

    With how they were worked out (Form 8606, lines 1 to 9; IRC 408(d)(3)(A)(ii)). The same
    arguments give the same bytes.
    """
    context = _shared(plan, found, today) | {
        "rows": list(_worked_out(found)),
        "orders": _orders(_step(plan, "request-rollover")),
        "is_expected": bool(found.at.expected) or _is_estimate(found),
    }
    return _pdf("planner/documents/letter_administrator.html", context)


def custodian_letters_pdf(plan: ShownPlan, found: Standing, *, today: date) -> bytes:
    """A letter to each custodian: what to roll over and to convert, as PDF/UA-1.

    Nothing is withheld (IRC 3405(b)(2)). The same arguments give the same bytes.
    """
    context = _shared(plan, found, today) | {"letters": _letters(plan)}
    return _pdf("planner/documents/letter_custodian.html", context)


def _pdf(template: str, context: dict[str, Any]) -> bytes:
    return pdf_from_markup(render_to_string(template, context), *STYLESHEETS)


def _shared(plan: ShownPlan, found: Standing, today: date) -> dict[str, Any]:
    person = found.person
    rolled = _step(plan, "request-rollover")
    converted = _step(plan, "convert")
    return {
        "name": printable(person.name or person.key, ems=_NAME_ROOM),
        "today": day(today),
        "year": found.year,
        "roll_in": dollars(_left(rolled)) if rolled else "",
        "convert": dollars(_left(converted)) if converted else "",
        "latest": day(rolled.latest) if rolled and rolled.latest else "",
        "convert_by": day(converted.latest) if converted and converted.latest else "",
        "plan": _one_name(found, PLANS, solo=found.chosen.way == "solo_401k"),
        "roth": _one_name(found, ROTH_IRAS),
        "version": planner.__version__,
    }


def _step(plan: ShownPlan, code: str) -> Step | None:
    """A step of which something is left to do."""
    shown = plan.step(code)
    return shown.step if shown and not shown.is_done and shown.step.left else None


def _left(step: Step | None) -> Decimal:
    return (step.left if step else None) or ZERO


def _one_name(found: Standing, kinds: frozenset[str], *, solo: bool = False) -> str:
    """The one account of these kinds, by the name it was given; empty where there are more."""
    wanted = frozenset({"solo_401k"}) if solo else kinds
    named = [one for one in found.person.accounts if one.kind in wanted]
    takers = [one for one in named if one.accepts_rollovers] or named
    return _name(takers[0]) if len(takers) == 1 else ""


def _name(account: Account) -> str:
    return printable(account.name or f"my {KIND_NAMES[account.kind]}", ems=_NAME_ROOM)


def _is_estimate(found: Standing) -> bool:
    values = found.person.year_end_values
    return any(one.year == found.year and one.source == "estimate" for one in values)


def _worked_out(found: Standing) -> Iterator[tuple[str, str, str]]:
    """The line of Form 8606, what it holds, and its dollars, down to what may go to a plan."""
    facts = found.at.settled.facts
    contributed = facts.nondeductible_contribution or ZERO
    later = facts.contribution_after_year_end or ZERO
    year = found.year
    yield (
        "9",
        f"All of my traditional, SEP and SIMPLE IRAs for {year}, before this rollover",
        dollars(whole_pool(facts)),
    )
    if contributed:
        yield "1", f"Nondeductible contributions for {year}", dollars(contributed)
    yield "2", f"Basis from the years before {year}", dollars(facts.prior_basis or ZERO)
    if later:
        yield "4", f"Less contributions made after December 31, {year}", dollars(later)
    yield "5", "Basis: what is already taxed, and stays in the IRAs", dollars(basis_inside(facts))
    yield "", "Pre-tax money: line 9 less line 5", dollars(pre_tax(facts))


def _orders(step: Step | None) -> tuple[Order, ...]:
    return tuple(Order(_name(part.account), dollars(part.dollars)) for part in _parts(step))


def _parts(step: Step | None) -> tuple[Part, ...]:
    """Which account what is left comes out of; nothing where nobody can say that any more."""
    if step is None or not step.left:
        return ()
    if len(step.parts) == 1:
        return (Part(step.parts[0].account, step.left),)
    return step.parts if not step.entered else ()


def _letters(plan: ShownPlan) -> tuple[CustodianLetter, ...]:
    """One for each custodian; one for nobody in particular where the accounts are not known."""
    steps = [_step(plan, code) for code in ("take-rmd", "request-rollover", "convert")]
    if any(one and not _parts(one) for one in steps):
        return (CustodianLetter("", *(_unnamed(one) for one in steps)),)
    custodians = dict.fromkeys(part.account.custodian for one in steps for part in _parts(one))
    return tuple(_letter(custodian, steps) for custodian in custodians)


def _letter(custodian: str, steps: list[Step | None]) -> CustodianLetter:
    orders = (
        tuple(
            Order(_name(part.account), dollars(part.dollars))
            for part in _parts(one)
            if part.account.custodian == custodian
        )
        for one in steps
    )
    return CustodianLetter(printable(custodian, ems=_NAME_ROOM), *orders)


def _unnamed(step: Step | None) -> tuple[Order, ...]:
    return (Order("", dollars(_left(step))),) if step else ()
