"""What is assumed of the ways out of a year, as it is typed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField

from planner.engine.fixes.feasibility import Answers
from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.money import ZERO
from planner.forms.feasibility import (
    ANSWERS,
    AskedOf,
    Asking,
    Typed,
    answer_field,
    as_typed,
    fact_fields,
    name_of,
)
from planner.forms.fields import DollarField, GrowthField, PercentField
from planner.forms.kept import kept_text, to_keep
from planner.forms.options_fields import ShareField, count_field, year_field, years_field
from planner.services.ways_out.ahead import LOOKED_AT
from planner.services.ways_out.assumed import (
    LIKELY,
    LIKELY_OUTSIDE,
    Assumptions,
    PricedBy,
    ReturnFacts,
)
from planner.services.ways_out.keeping import Kept
from planner.services.ways_out.price import percent
from planner.services.ways_out.questions import Asked, questions

MOST_YEARS = 50

_PRICES: dict[PricedBy, str] = {
    "rate": "At one marginal rate",
    "schedule": "By the federal rate schedules",
    "return": "On the whole federal return",
}
_QUESTIONS = {
    "self_employed": "Income from self-employment",
    "has_employees": "Employees other than a spouse",
    "can_finish": "The transfer can be done by December 31",
}
_ASSUMED = ("price", "rate", "state_rate", "years", "growth", "withheld")
_INCOME = (
    "ordinary_income",
    "gains",
    "investment_income",
    "itemized",
    "tax_exempt_interest",
    "medicare_part_b",
    "medicare_part_d",
    "blind",
)
_DECEMBER = {
    "inside": ("All IRAs on December 31", "Empty: as estimated or expected."),
    "low": ("At least", "Empty: 15% less."),
    "high": ("At most", "Empty: 15% more."),
}


class OptionsForm(forms.Form):
    """How income is priced, what grows, and what is asked of each person; all may stay empty.

    A group of fields is on the page where its property is looped over; what is not there is as it
    is kept, or as if nobody had typed it.
    """

    price = forms.ChoiceField(
        label="What income costs", choices=list(_PRICES.items()), required=False
    )
    rate = PercentField(label="Marginal rate, federal and state")
    state_rate = PercentField(label="State rate, on every dollar")
    years = years_field("Years of the spread", MOST_YEARS)
    growth = GrowthField(
        label="Growth of the money inside, a year",
        help_text=f"Empty: {percent(LIKELY)} in the years ahead, none in the figures of the ways.",
    )
    withheld = ShareField(
        label="Share of a conversion withheld for tax",
        help_text="Empty: none, the tax is paid with other money.",
    )
    ordinary_income = DollarField(
        label="Ordinary income",
        help_text="Adjusted gross income without the IRAs and without what the next field holds.",
    )
    gains = DollarField(
        label="Long-term gains and qualified dividends", help_text="Empty: there are none."
    )
    investment_income = DollarField(
        label="Net investment income",
        help_text="Interest, dividends, rents and gains together. Empty: the gains alone.",
    )
    itemized = DollarField(
        label="Itemized deductions", help_text="Empty: the standard deduction is taken."
    )
    tax_exempt_interest = DollarField(
        label="Tax-exempt interest",
        help_text="It counts for Medicare premiums alone. Empty: there is none.",
    )
    medicare_part_b = count_field("With Medicare Part B two years later", "Whoever is 65 then")
    medicare_part_d = count_field("With Medicare Part D two years later", "Whoever is 65 then")
    blind = count_field("Blind", "Nobody is")
    bracket_growth = GrowthField(
        label="Growth of federal amounts, a year",
        help_text="For years whose amounts are not published. Empty: none.",
    )
    outside = GrowthField(
        label="Growth of other money after tax, a year",
        help_text=f"Empty: as the money inside; {percent(LIKELY_OUTSIDE)} where both are empty.",
    )
    later_rate = PercentField(
        label="Tax on pre-tax money when it comes out",
        help_text="Empty: what the next dollar costs now.",
    )
    backdoor = DollarField(label="Backdoor Roth in each later year")

    def __init__(self, data: Any, *, household: Household, year: int, today: date) -> None:
        """``data`` is what was posted; without it the page begins with what is kept and entered."""
        self.household, self.year, self.today = household, year, today
        self.record = next((one for one in household.years if one.year == year), None)
        begun = {"price": self._first, "years": DEFAULT_YEARS}
        self.posted = {key: data[key] for key in data or ()}
        self.kept = kept_text(household, year)
        super().__init__(self.kept | self.posted if self.posted else begun | self.kept)
        self.fields["price"].help_text = self._price_help
        self.fields["rate"].help_text = self._rate_help(self._entered)
        self.fields["state_rate"].help_text = self._rate_help(
            self.record.state_rate if self.record else None, " A marginal rate has it in it."
        )
        self.fields["backdoor"].help_text = f"Empty: what is contributed for {year}."
        for person in household.people:
            self.fields |= self._fields_of(person.key) | fact_fields(person)
            until = self.fields[f"{person.key}-until"]
            until.label = f"Last year looked at for {person.name or person.key}"
            until.help_text = f"Empty: {year + LOOKED_AT - 1}."
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("aria-describedby", self._described(name, field))

    def _fields_of(self, person: str) -> dict[str, forms.Field]:
        """What is asked of one person, by the names it has in the form."""
        found: dict[str, forms.Field] = {
            key: answer_field(label) for key, label in _QUESTIONS.items()
        }
        found |= {
            key: DollarField(label=label, help_text=empty)
            for key, (label, empty) in _DECEMBER.items()
        }
        found["until"] = year_field("Last year looked at", self.year, self.year + MOST_YEARS - 1)
        return {f"{person}-{key}": field for key, field in found.items()}

    def clean(self) -> dict[str, Any]:
        """No range ends below where it begins."""
        found = self.cleaned_data
        for person in self.household.people:
            low, high = found.get(f"{person.key}-low"), found.get(f"{person.key}-high")
            if low is not None and high is not None and high < low:
                self.add_error(f"{person.key}-high", "This is less than the least.")
        return found

    # --- Groups of fields -------------------------------------------------------------------------

    @property
    def assumed(self) -> list[BoundField]:
        """The fields of the price, the spread, the growth and what is withheld."""
        return self._bound(_ASSUMED)

    @property
    def income(self) -> list[BoundField]:
        """What a whole federal return has beside the IRAs."""
        return self._bound((*_INCOME, "bracket_growth"))

    @property
    def ahead(self) -> list[BoundField]:
        """What is assumed of the years ahead, and each person's last one."""
        last = (f"{one.key}-until" for one in self.household.people)
        return self._bound(("outside", "later_rate", "backdoor", *last))

    def december(self, person: str) -> list[BoundField]:
        """The value of December 31 and the ends of its range, of the person with that key."""
        return self._bound(f"{person}-{key}" for key in _DECEMBER)

    @cached_property
    def asked(self) -> list[AskedOf]:
        """What decides whether the ways are open, of each person in order, with its fields."""
        return [self._asked_of(one) for one in self.facts.people]

    def _asked_of(self, person: Person) -> AskedOf:
        found = questions(person, self.year, self.today, self._answers(person.key))
        asking = tuple(Asking(one, tuple(self._fields_for(person.key, one))) for one in found)
        names = [field.name for one in asking for field in one.fields]
        return AskedOf(person.key, person.name or person.key, asking, self._differs(names))

    def _differs(self, names: Iterable[str]) -> bool:
        """Whether something else was posted than is kept."""
        kept = self.kept
        return any(self.posted.get(one, kept.get(one, "")) != kept.get(one, "") for one in names)

    def _fields_for(self, person: str, asked: Asked) -> list[BoundField]:
        names = (name_of(person, *fact) for fact in asked.facts)
        return self._bound(name for name in names if name in self.fields)

    @property
    def shown(self) -> list[BoundField]:
        """Every field that is on the page."""
        asked = (field for one in self.asked for asking in one.questions for field in asking.fields)
        return [*self.assumed, *self.income, *self.ahead, *asked]

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that could not be read."""
        return [field for field in self if field.errors]

    def _bound(self, names: Iterable[str]) -> list[BoundField]:
        return [self[name] for name in names]

    # --- What was typed ---------------------------------------------------------------------------

    @cached_property
    def facts(self) -> Household:
        """The household with what was typed of its accounts and birth dates."""
        return as_typed(self.household, self._typed)

    @property
    def to_keep(self) -> Kept:
        """What was posted and can be kept."""
        return to_keep(self.household, self.year, self._typed, self._first)

    @property
    def _typed(self) -> Typed:
        """What was posted and could be read."""
        return {key: one for key, one in self.cleaned_data.items() if key in self.posted}

    @property
    def assumptions(self) -> Assumptions:
        """What was typed, as far as it could be read; the rest as the page begins."""
        found, pricing = self.cleaned_data, self._pricing
        growth, outside = found.get("growth"), found.get("outside")
        return Assumptions(
            year=self.year,
            on=self.today,
            pricing=pricing,
            rate=found.get("rate") if pricing == "rate" else None,
            state_rate=None if pricing == "rate" else found.get("state_rate"),
            federal=self._federal,
            bracket_growth=found.get("bracket_growth") or ZERO,
            withheld=found.get("withheld") or ZERO,
            growth=growth or ZERO,
            likely=LIKELY if growth is None else None,
            outside=LIKELY_OUTSIDE if growth is None and outside is None else outside,
            later_rate=found.get("later_rate"),
            backdoor=found.get("backdoor"),
            spread_years=found.get("years") or DEFAULT_YEARS,
            until=self._by_person("until"),
            inside=self._by_person("inside"),
            low=self._by_person("low"),
            high=self._by_person("high"),
            answers={one.key: self._answers(one.key) for one in self.household.people},
        )

    @property
    def _pricing(self) -> PricedBy:
        """What was chosen; a rate alone is a choice too."""
        typed = self.cleaned_data.get("price")
        otherwise = self._first if self.cleaned_data.get("rate") is None else "rate"
        return next((one for one in _PRICES if one == typed), otherwise)

    @property
    def _federal(self) -> ReturnFacts:
        typed = {key: self.cleaned_data.get(key) for key in _INCOME}
        return ReturnFacts(**typed | {"blind": typed["blind"] or 0})

    def _by_person(self, key: str) -> dict[str, Any]:
        """What was typed for each person; nobody who left it empty."""
        typed = {
            one.key: self.cleaned_data.get(f"{one.key}-{key}") for one in self.household.people
        }
        return {person: value for person, value in typed.items() if value is not None}

    def _answers(self, person: str) -> Answers:
        typed = {key: self.cleaned_data.get(f"{person}-{key}", "") for key in _QUESTIONS}
        return Answers(**{key: ANSWERS[answer] for key, answer in typed.items()})

    # --- What is entered --------------------------------------------------------------------------

    @property
    def _first(self) -> PricedBy:
        """By the schedules where they can be used and no marginal rate is entered."""
        return "schedule" if _has_schedule(self.record) and self._entered is None else "rate"

    @property
    def _entered(self) -> Decimal | None:
        return self.record.marginal_rate if self.record else None

    def _rate_help(self, entered: Decimal | None, more: str = "") -> str:
        if entered is None:
            return f"None is entered for {self.year}.{more}"
        return f"Empty: {percent(entered)}, as entered for {self.year}.{more}"

    @property
    def _price_help(self) -> str:
        if _has_schedule(self.record):
            return f"The schedules go by the taxable income entered for {self.year}."
        return (
            f"For the schedules, enter taxable income and filing status on the page of {self.year}."
        )

    def _described(self, name: str, field: forms.Field) -> str:
        help_text = f"id_{name}_helptext " if field.help_text else ""
        return f"{help_text}id_{name}_error"


def _has_schedule(record: HouseholdYear | None) -> bool:
    return bool(record and record.taxable_income is not None and record.filing_status)
