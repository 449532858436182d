"""A household as it is kept: people, their accounts, what happened, what was filed.

Frozen facts only, in the words of the file format ``prorata-household/1``. Amounts are ``Decimal``
US dollars; ``None`` is *not known*. IRAs belong to a person, never to a couple (IRC 408(d)(2)).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from planner.engine.chosen import ChosenWay
from planner.engine.filing_status import FilingStatus
from planner.engine.grouping import grouped
from planner.engine.money import Rounding
from planner.engine.papers.paper import Paper

type Character = Literal[
    "normal",
    "rmd",
    "qcd",
    "hsa_funding",
    "returned_contribution",
    "returned_excess",
    "qualified_disaster",
    "withheld_from_conversion",
]

type Pricing = Literal["rate", "schedule", "return"]

PRICINGS = frozenset({"rate", "schedule", "return"})
"""What income costs: at one marginal rate, by the rate schedules, or on a whole federal return."""

type RouteCode = Literal["worksheet_1_1", "plain_form"]

ROUTES = frozenset({"worksheet_1_1", "plain_form"})
"""The two ways to line 13: Worksheet 1-1 of Publication 590-B, or Part I line by line."""

OWN_IRAS = frozenset({"traditional", "rollover", "sep", "simple"})
ROTH_IRAS = frozenset({"roth", "roth_sep", "roth_simple"})
INHERITED_IRAS = frozenset({"inherited_traditional", "inherited_roth"})
PLANS = frozenset({"401k", "solo_401k", "403b", "457b", "tsp", "pension"})
KIND_NAMES = {
    "traditional": "Traditional IRA",
    "rollover": "Rollover IRA",
    "sep": "SEP IRA",
    "simple": "SIMPLE IRA",
    "inherited_traditional": "Inherited traditional IRA",
    "roth": "Roth IRA",
    "roth_sep": "Roth SEP IRA",
    "roth_simple": "Roth SIMPLE IRA",
    "inherited_roth": "Inherited Roth IRA",
    "401k": "401(k)",
    "solo_401k": "Solo 401(k)",
    "403b": "403(b)",
    "457b": "457(b)",
    "tsp": "Thrift Savings Plan",
    "pension": "Pension plan",
}
"""What a kind of account is called where it has no name of its own."""

ACCOUNT_KINDS = OWN_IRAS | ROTH_IRAS | INHERITED_IRAS | PLANS

_BECAUSE = {
    **dict.fromkeys(OWN_IRAS, "counted: one pool, whatever the custodian"),
    **dict.fromkeys(ROTH_IRAS, "not counted, because Roth IRAs are a pool of their own"),
    **dict.fromkeys(PLANS, "not counted, because it is an employer plan and not an IRA"),
    "inherited_traditional": "not counted, because it is inherited: a form of its own",
    "inherited_roth": "not counted, because it is inherited: a form of its own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One IRA or employer plan of one person. ``key`` is unique for the person."""

    key: str
    kind: str
    name: str = ""
    custodian: str = ""
    inherited_from: str = ""
    treated_as_own: bool = False
    participation_began: date | None = None
    accepts_rollovers: bool | None = None

    @property
    def is_counted(self) -> bool:
        """Whether line 6 counts it: the person's own traditional, rollover, SEP or SIMPLE IRA.

        A spouse may treat an inherited IRA as own (Publication 590-B); then it is counted too.
        """
        return self.kind in OWN_IRAS or (
            self.kind == "inherited_traditional" and self.treated_as_own
        )

    @property
    def called(self) -> str:
        """Its name in a sentence: ``Acme 401(k)``, or ``the 403(b) at Fidelity`` without one."""
        where = f" at {self.custodian}" if self.custodian else ""
        return self.name or f"the {KIND_NAMES[self.kind]}{where}"

    @property
    def because(self) -> str:
        """Counted or not counted, and why, in words for the screen."""
        return _BECAUSE["traditional" if self.is_counted else self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEndValue:
    """What an account was worth on December 31, in dollars, and where the figure comes from."""

    account: str
    year: int
    amount: Decimal | None = None
    source: str = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a date; which fields it has depends on its kind.

    ``tax_year`` is the year a contribution is designated for. ``withheld`` is the part of a
    conversion's ``amount`` that was withheld for tax. ``earnings`` rode along and may be negative.
    ``completed`` is when a rollover arrived, ``after_tax`` the part of it that was basis.
    """

    kind: str
    on: date
    amount: Decimal | None = None
    account: str = ""
    to: str = ""
    tax_year: int | None = None
    character: Character = "normal"
    withheld: Decimal | None = None
    completed: date | None = None
    earnings: Decimal | None = None
    after_tax: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledForm:
    """The lines of a Form 8606 as they were filed, in dollars, and the date of filing."""

    lines: dict[str, Decimal]
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRecord:
    """What a person's return says of a year, in dollars.

    ``first_year`` states that there was no basis before; ``deducted`` is the IRA deduction taken.
    ``first_home_expenses`` is what Roth IRAs paid for a first home (Form 8606, line 20), and
    ``disabled`` says whether what came out of them was due to a disability (IRC 72(m)(7)).
    ``from_529`` is what was moved from a 529 plan into the Roth IRA (IRC 529(c)(3)(E)).
    ``filed_route`` states by which way to line 13 the year was filed, where somebody says so.

    The rest is of plans, and no line of a form rests on it. Of the way out of the year:
    ``self_employed`` is whether there is income from self-employment (IRC 401(c)(1)),
    ``has_employees`` whether others than a spouse have to be covered by a plan (IRC 410(b)), and
    ``can_finish`` whether a transfer can be done by December 31. ``until`` is the last year looked
    at; ``value_low`` and ``value_high`` are the ends of what all IRAs may be worth on December 31.
    """

    year: int
    deducted: Decimal | None = None
    covered_by_plan: bool | None = None
    compensation: Decimal | None = None
    first_home_expenses: Decimal | None = None
    disabled: bool | None = None
    from_529: Decimal | None = None
    first_year: bool = False
    filed_route: RouteCode | None = None
    self_employed: bool | None = None
    has_employees: bool | None = None
    can_finish: bool | None = None
    until: int | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    filed: FiledForm | None = None

    @property
    def without_plans(self) -> "YearRecord":
        """What the return itself says (Form 8606 rests on this alone)."""
        nothing: dict[str, Any] = dict.fromkeys(PLANNED)
        return replace(self, **nothing)


PLANNED = ("self_employed", "has_employees", "can_finish", "until", "value_low", "value_high")
"""What a ``YearRecord`` says of plans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisStart:
    """Basis carried out of ``after_year``, in dollars, where older years are out of reach."""

    after_year: int
    amount: Decimal | None = None
    evidence: str = "none"


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person with their own accounts, events and years. ``key`` is unique in the household."""

    # No slots: what is looked up year after year is arranged once and kept beside the fields.

    key: str
    name: str = ""
    born: date | None = None
    basis_start: BasisStart | None = None
    accounts: tuple[Account, ...] = ()
    year_end_values: tuple[YearEndValue, ...] = ()
    events: tuple[Event, ...] = ()
    years: tuple[YearRecord, ...] = ()
    papers: tuple[Paper, ...] = ()
    plans: tuple[ChosenWay, ...] = ()

    def account(self, key: str) -> Account:
        """The account called ``key``; ``KeyError`` when the person has none."""
        return self._accounts[key]

    def record(self, year: int) -> YearRecord:
        """What is known of the return for ``year``, perhaps nothing."""
        return self._records.get(year) or YearRecord(year=year)

    def value(self, account: str, year: int) -> YearEndValue | None:
        """What was entered for the account called ``account`` on December 31 of ``year``."""
        return self._values.get((account, year))

    def events_in(self, year: int) -> tuple[Event, ...]:
        """What happened in the calendar year, in order."""
        return self._events_in.get(year, ())

    def events_for(self, tax_year: int) -> tuple[Event, ...]:
        """What is designated for the tax year, whenever it happened, in order."""
        return self._events_for.get(tax_year, ())

    def arrivals_in(self, year: int) -> tuple[Event, ...]:
        """The rollovers that arrived in the calendar year, in the order in which they left."""
        return self._arrivals_in.get(year, ())

    @property
    def tax_years(self) -> tuple[int, ...]:
        """The tax years that something is designated for."""
        return tuple(year for year in self._events_for if year)

    @cached_property
    def ordered_events(self) -> tuple[Event, ...]:
        """All events by date, in an order that does not depend on the order in the file."""
        found: list[Event] = []
        day = attrgetter("on")
        for _, events in groupby(sorted(self.events, key=day), day):
            together = list(events)
            found += sorted(together, key=repr) if len(together) > 1 else together
        return tuple(found)

    @cached_property
    def events_without_amount(self) -> tuple[Event, ...]:
        """The events of which nobody knows how much it was, in order."""
        return tuple(event for event in self.ordered_events if event.amount is None)

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        return {account.key: account for account in self.accounts}

    @cached_property
    def _records(self) -> dict[int, YearRecord]:
        return {record.year: record for record in self.years}

    @cached_property
    def _values(self) -> dict[tuple[str, int], YearEndValue]:
        return {(value.account, value.year): value for value in self.year_end_values}

    @cached_property
    def _events_in(self) -> dict[int, tuple[Event, ...]]:
        return grouped(self.ordered_events, lambda event: event.on.year)

    @cached_property
    def _events_for(self) -> dict[int | None, tuple[Event, ...]]:
        return grouped(self.ordered_events, attrgetter("tax_year"))

    @cached_property
    def _arrivals_in(self) -> dict[int, tuple[Event, ...]]:
        rollovers = (event for event in self.ordered_events if event.kind == "rollover")
        arrived = [event for event in rollovers if event.completed]
        return grouped(arrived, attrgetter("completed.year"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a household assumes when it looks ahead from a year; rates are fractions such as 0.06.

    ``pricing`` is what income costs. ``growth`` is that of money in IRAs and plans a year,
    ``outside_growth`` that of other money after tax, ``bracket_growth`` that of the amounts of
    years that are not published. ``later_rate`` is the tax on pre-tax money when it comes out,
    ``withheld`` the share of a conversion that is withheld for tax, ``backdoor`` the dollars that
    are contributed and converted in each later year. ``spread_years`` is over how many years a
    conversion is spread.
    """

    pricing: Pricing | None = None
    growth: Decimal | None = None
    outside_growth: Decimal | None = None
    bracket_growth: Decimal | None = None
    later_rate: Decimal | None = None
    withheld: Decimal | None = None
    backdoor: Decimal | None = None
    spread_years: int | None = None


NO_OUTLOOK = Outlook()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdYear:
    """What a joint or single return says of a year; rates are fractions such as 0.35.

    ``magi`` is modified AGI as the deduction takes it: with taxable IRA distributions and
    conversions, before the IRA deduction (IRC 219(g)(3)(A)). ``lived_apart_all_year`` is of a
    couple that files separately.

    From ``ordinary_income`` to ``blind`` it is the whole return beside the IRAs, in dollars and
    people, as ``federal.FederalReturn`` has it. ``medicare_part_b`` and ``medicare_part_d`` count
    who is covered two years on; ``tax_exempt_interest`` counts for their premiums (42 USC
    1395r(i)).
    """

    year: int
    filing_status: FilingStatus | None = None
    lived_apart_all_year: bool | None = None
    magi: Decimal | None = None
    taxable_income: Decimal | None = None
    marginal_rate: Decimal | None = None
    state: str = ""
    state_rate: Decimal | None = None
    ordinary_income: Decimal | None = None
    gains: Decimal | None = None
    investment_income: Decimal | None = None
    itemized: Decimal | None = None
    tax_exempt_interest: Decimal | None = None
    medicare_part_b: int | None = None
    medicare_part_d: int | None = None
    blind: int | None = None
    outlook: Outlook = NO_OUTLOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The people who file together, and how their lines are rounded."""

    name: str = ""
    rounding: Rounding = "dollars"
    ratio_places: int | None = None
    people: tuple[Person, ...] = ()
    years: tuple[HouseholdYear, ...] = ()
