"""Two ways to line 13: the plain form, or Worksheet 1-1 of Publication 590-B; and which was used.

The question arises in a year in which money left the IRAs and a contribution was not deducted in
full. Where income may have decided that, the worksheet is the way; a year filed by the other one
goes on as it was filed, and says so, with what each carries forward. By which way it was filed the
lines on file tell; where they do not, or none are entered, the mark of the year does.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, cast

from planner.engine import pool as pools
from planner.engine.computation import moved
from planner.engine.facts import PersonYear
from planner.engine.household import FiledForm, Household, Person, RouteCode, YearRecord
from planner.engine.money import ZERO
from planner.engine.pool import Pool
from planner.engine.worksheet_1_1 import CircularWorksheet, worksheet_1_1
from planner.engine.worksheet_1_1_form import BLANK_LINES, form_by_worksheet
from planner.engine.worksheet_1_1_need import Need, need
from planner.engine.worksheets import Worksheet, worksheet_on
from planner.engine.year_layouts import layout_for

type ToldBy = Literal["income", "lines", "mark"]
type Why = Literal["partly", "fully", "not", "unknown", "above_basis"]


@dataclass(frozen=True, slots=True)
class Route:
    """How line 13 came about, and what the other way would have carried.

    ``code`` is the way used and ``why`` the reason: income lets one deduct ``partly``, ``fully`` or
    ``not``; ``unknown`` for want of ``missing``; ``above_basis`` when line 8 of the worksheet is
    more than line 5 of the form, which then is completed as usual. ``by_law`` is the way that
    follows from the reason, and differs from ``code`` in a year filed by the other one. ``told_by``
    says what decided: the lines on file, else the ``mark`` of the year, else income.
    ``form`` is Form 8606 by the way used and ``otherwise`` by the other one; ``None`` where line 8
    of the worksheet rules the other out.
    """

    code: RouteCode
    by_law: RouteCode
    why: Why
    missing: str
    told_by: ToldBy
    mark: RouteCode | None
    worksheet: CircularWorksheet
    form: Worksheet
    otherwise: Worksheet | None

    @property
    def carried(self) -> Decimal:
        """Line 14 by the way used, in dollars."""
        return _line_14(self.form)

    @property
    def carried_otherwise(self) -> Decimal | None:
        """Line 14 by the other way, in dollars."""
        return _line_14(self.otherwise) if self.otherwise else None

    @property
    def is_filed_otherwise(self) -> bool:
        """Whether the year was filed by the way that does not follow from a known reason."""
        return self.code != self.by_law and self.why != "unknown"


def is_asked(household: Household, pool: Pool, facts: PersonYear) -> bool:
    """Whether the way is in question: always where a part was deducted.

    Where nothing was deducted nothing is circular, and both ways carry the same unless some was
    contributed after December 31; there it takes income inside the range, or a form filed so.
    """
    if not _is_open(pool, facts):
        return False
    record = pool.person.record(facts.tax_year)
    if record.deducted or record.filed_route:
        return True
    if record.filed and _is_filed_blank(record.filed):
        return True
    return _need(household, pool, facts, ZERO).deductible == "partly"


def routed(household: Household, pool: Pool, plain: Worksheet) -> tuple[Worksheet, Route | None]:
    """The form by the way that holds, and why; ``None`` where there is no question.

    ``plain`` is the form completed line by line.

    Not verified at the source: ``worksheet-1-1-gate``.
    """
    facts, year = plain.facts, plain.facts.tax_year
    if not is_asked(household, pool, facts) or plain.layout is None:
        return plain, None
    circular = worksheet_1_1(facts, pool.contributions(year).total)
    disaster = pools.disaster_distributions(pool, year)
    other = form_by_worksheet(plain.layout, facts, circular, disaster)
    found = _need(household, pool, facts, circular.amount("taxable"))
    forms: dict[RouteCode, Worksheet] = {"plain_form": plain, "worksheet_1_1": other}
    why = _why(found, plain, circular)
    by_law: RouteCode = "worksheet_1_1" if why == "partly" else "plain_form"
    is_open = not _is_above_basis(plain, circular)
    record = pool.person.record(year)
    decided = _decided(record, forms, why) if is_open else None
    used, told_by = decided or (by_law, "income")
    return forms[used], Route(
        code=used,
        by_law=by_law,
        why=why,
        missing="" if why == "above_basis" else found.missing,
        told_by=told_by,
        mark=record.filed_route,
        worksheet=circular,
        form=forms[used],
        otherwise=forms[other_way(used)] if is_open else None,
    )


def route_of(household: Household, pool: Pool, facts: PersonYear) -> Route | None:
    """How line 13 of the form of ``facts`` comes about (Publication 590-B, Worksheet 1-1).

    ``None`` where it is the plain form without a question.
    """
    plain = worksheet_on(layout_for(facts.tax_year), facts)
    return routed(household, pool, plain)[1]


def filed_by(person: Person, year: int, code: RouteCode) -> Person:
    """``person`` as if the form for ``year`` had been filed by the way ``code``.

    The lines on file are left out: they would tell the way that was really taken.
    """
    record = replace(person.record(year), filed=None, filed_route=code)
    others = (one for one in person.years if one.year != year)
    return replace(person, years=(*others, record))


def other_way(code: RouteCode) -> RouteCode:
    """The one of the two ways that ``code`` is not."""
    return "plain_form" if code == "worksheet_1_1" else "worksheet_1_1"


def _decided(
    record: YearRecord, forms: dict[RouteCode, Worksheet], why: Why
) -> tuple[RouteCode, ToldBy] | None:
    """The way the year was filed: by its lines if they tell, else by its mark, if it has one."""
    by_amounts = why in ("partly", "unknown")
    if record.filed and (by_lines := _filed_by(record.filed, forms, by_amounts=by_amounts)):
        return by_lines, "lines"
    return (record.filed_route, "mark") if record.filed_route else None


def _why(found: Need, plain: Worksheet, circular: CircularWorksheet) -> Why:
    if found.deductible in ("partly", "unknown") and _is_above_basis(plain, circular):
        return "above_basis"
    return found.deductible


def _is_open(pool: Pool, facts: PersonYear) -> bool:
    """Whether something left, a contribution stayed nondeductible, and Part I is known."""
    known = facts.prior_basis is not None and facts.year_end_value is not None
    return bool(
        facts.nondeductible_contribution
        and moved(facts)
        and known
        and not pool.decedent
        and pool.person.record(facts.tax_year).deducted is not None
    )


def _need(household: Household, pool: Pool, facts: PersonYear, ira_income: Decimal) -> Need:
    """What income makes of the contribution; of all of it where none of it was deducted."""
    year, person = facts.tax_year, pool.person
    deducted = person.record(year).deducted
    return need(
        household,
        person,
        year,
        contributed=None if deducted else pool.contributions(year).total,
        ira_income=ira_income if deducted else ZERO,
    )


def _is_above_basis(plain: Worksheet, circular: CircularWorksheet) -> bool:
    available = cast("Decimal", plain.value("basis_available"))
    return available < circular.amount("nontaxable")


def _is_filed_blank(filed: FiledForm) -> bool:
    """Whether lines 6 to 12 were filed as zeros beside a line 13, as tax programs print it."""
    blank = not any(filed.lines.get(number) for number in BLANK_LINES)
    return blank and filed.lines.get("9") == 0 and bool(filed.lines.get("13"))


def _filed_by(
    filed: FiledForm, forms: dict[RouteCode, Worksheet], *, by_amounts: bool
) -> RouteCode | None:
    """The way a year was filed, if that can be told from the lines that are entered."""
    if any(filed.lines.get(number) for number in BLANK_LINES):
        return "plain_form"
    if _is_filed_blank(filed):
        return "worksheet_1_1"
    return _filed_amounts(filed, forms) if by_amounts else None


def _filed_amounts(filed: FiledForm, forms: dict[RouteCode, Worksheet]) -> RouteCode | None:
    """The only way that gives line 13, else line 14, as it was filed."""
    for number in ("13", "14"):
        same = [code for code, form in forms.items() if _says(form, number, filed)]
        if len(same) == 1:
            return same[0]
    return None


def _says(form: Worksheet, number: str, filed: FiledForm) -> bool:
    was = filed.lines.get(number)
    return was is not None and form.line(number).value == was


def _line_14(form: Worksheet) -> Decimal:
    return cast("Decimal", form.value("basis_carried_forward"))
