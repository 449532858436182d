"""Year after year: the basis of a lifetime, carried from line 14 to line 2.

Every year from the first event to the last is there, quiet years too. What was filed stands beside
what should have been; the chain is carried by what should have been.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from planner.engine import pool as pools
from planner.engine.computation import compute
from planner.engine.disaster import disaster_part
from planner.engine.facts import PersonYear
from planner.engine.filed import Difference, differences
from planner.engine.findings import Finding
from planner.engine.household import Household, Person
from planner.engine.layouts import Part
from planner.engine.lines import WorksheetLine
from planner.engine.money import UNITS, ZERO, to_unit
from planner.engine.plan_findings import rolled_basis_findings
from planner.engine.pool import Pool
from planner.engine.pool_findings import basis_findings, start_findings, year_findings
from planner.engine.pool_missing import events_without_amount, hides_lines, missing_findings
from planner.engine.roth import RothIras, roth_iras, takes_out
from planner.engine.roth_findings import first_home_without_withdrawal, roth_findings
from planner.engine.route_findings import route_findings
from planner.engine.routes import Route, is_asked, routed
from planner.engine.worksheets import Worksheet, worksheet_on
from planner.engine.year_layouts import layout_for


@dataclass(frozen=True, slots=True)
class LedgerYear:
    """One year of one pool: the form as it should be, and how that differs from what was filed.

    ``brought`` is the basis carried into the year, before anything of the year changes it, and
    ``carried`` that carried out of it, in dollars; ``None`` while it is not known.
    ``form_due`` says whether the year's events call for a Form 8606.
    ``route`` says how line 13 came about where that is a question, with Worksheet 1-1 attached.
    """

    year: int
    sheet: Worksheet
    form_due: bool
    brought: Decimal | None
    carried: Decimal | None
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    decedent: str = ""
    route: Route | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing that the year needs is missing or unsupported."""
        return self.sheet.status == "complete" and not any(
            finding.severity == "blocks" for finding in self.findings
        )

    @property
    def is_known(self) -> bool:
        """Whether the events are known well enough to show any line."""
        return not any(hides_lines(finding) for finding in self.findings)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are filled in; none while events are unknown."""
        return self.sheet.parts if self.is_known else ()

    @property
    def taxable_conversion(self) -> Decimal | None:
        """Line 18 in dollars; ``None`` where it is blank or not known."""
        if not self.is_known:
            return None
        return cast("Decimal | None", self.sheet.value("taxable_conversion"))

    @property
    def lines(self) -> dict[str, str]:
        """The lines that are filled in, by number, as plain text; none while events are unknown."""
        if not self.is_known:
            return {}
        filled = (line for line in self.sheet.lines if line.state == "filled")
        return {line.number: line.plain_text for line in filled}

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What the form and the events have to say; amounts only where the events are known."""
        of_the_form = self.sheet.findings if self.is_known else ()
        return (*of_the_form, *self.findings)


@dataclass(frozen=True, slots=True)
class LedgerAt:
    """One year of a person: what the years before carry into it, in dollars, and its forms."""

    before: Decimal | None
    years: tuple[LedgerYear, ...]


@dataclass(frozen=True, slots=True)
class YearEntries:
    """What the person's own form of a year starts from, and what keeps its lines hidden."""

    pool: Pool
    facts: PersonYear
    hidden_by: tuple[Finding, ...]


def ledger(household: Household, person: Person) -> list[LedgerYear]:
    """Every year of ``person``: their own form, then one for each person inherited from.

    Not verified at the source: ``line-2-after-2024``.
    """
    years = _years(person)
    own = list(_chain(household, pools.own_pool(person), years))
    inherited = [
        year
        for pool in pools.inherited_pools(person)
        if pools.has_basis(pool)
        for year in _chain(household, pool, _years_of(pool, years))
    ]
    return sorted([*own, *inherited], key=lambda found: (found.year, found.decedent))


def ledger_at(household: Household, person: Person, year: int) -> LedgerAt:
    """The same for one ``year``: the years before are walked through for what they carry."""
    years = _years(person)
    pool = pools.own_pool(person)
    before = _brought(household, pool, years, year)
    found = [_own_year(household, pool, years, year, before)] if year in years else []
    for inherited in pools.inherited_pools(person):
        if pools.has_basis(inherited) and year in (of_pool := _years_of(inherited, years)):
            carried = _brought(household, inherited, of_pool, year)
            found.append(_in_turn(household, inherited, year, carried))
    return LedgerAt(before, tuple(sorted(found, key=lambda one: one.decedent)))


def prior_basis(household: Household, person: Person, year: int) -> Decimal | None:
    """Line 2 of the person's own form for ``year``, in dollars; ``None`` while it is not known.

    The years before are walked through, or what is stated for the start (Instructions, line 2).
    ``year`` may have no event of its own.
    """
    years, pool = _years(person) or range(year, year + 1), pools.own_pool(person)
    before = _brought(household, pool, range(min(years.start, year), years.stop), year)
    stated = _stated(person, year)
    return _prior(pool, year, stated[0] if stated else before)


def year_entries(
    household: Household, person: Person, year: int, prior: Decimal | None
) -> YearEntries:
    """The entries of the person's own form for ``year`` with ``prior`` on line 2 (Form 8606)."""
    pool = pools.own_pool(person)
    hidden = tuple(one for one in missing_findings(pool, year) if hides_lines(one))
    return YearEntries(pool, _facts(household, pool, year, prior), hidden)


def form_otherwise(household: Household, pool: Pool, facts: PersonYear) -> Worksheet | None:
    """The form of ``facts`` where it is not completed line by line from the entries alone.

    That is with Worksheet 1-1 and with a disaster distribution; ``None`` everywhere else.
    """
    disaster = pools.disaster_distributions(pool, facts.tax_year)
    if not disaster and not is_asked(household, pool, facts):
        return None
    return _routed(household, pool, facts)[0]


def _own_year(
    household: Household, pool: Pool, years: range, year: int, brought: Decimal | None
) -> LedgerYear:
    """One year; with what Roth IRAs held if something came out of them, from the first on."""
    if not takes_out(pool.person, year):
        return _in_turn(household, pool, year, brought)
    *_, found = _chain(household, pool, range(years.start, year + 1))
    return found


def _years(person: Person) -> range:
    """The years from the first event to the last, by date and by tax year, filed years too."""
    found = [event.on.year for event in person.events]
    found += [event.tax_year for event in person.events if event.tax_year]
    found += [event.completed.year for event in person.events if event.completed]
    found += [record.year for record in person.years if record.filed]
    return range(min(found), max(found) + 1) if found else range(0)


def _years_of(pool: Pool, years: range) -> range:
    """The years from the first event of an inherited pool to the last of the person."""
    events = pool.person.events
    first = min(one.on.year for one in events if pool.holds(one.account) or pool.holds(one.to))
    return range(first, years.stop)


def _chain(household: Household, pool: Pool, years: range) -> Iterator[LedgerYear]:
    """The years in order, each beginning with what the one before carried out."""
    carried = ZERO if pool.decedent else _carried_into(pool.person, years)
    is_drawn = not pool.decedent and takes_out(pool.person)
    roth = roth_iras(pool, household.rounding) if is_drawn else None
    for year in years:
        found = _in_turn(household, pool, year, carried, roth)
        carried = found.carried
        roth = roth and roth.after(roth.in_year(year, found.taxable_conversion))
        yield found


def _in_turn(
    household: Household,
    pool: Pool,
    year: int,
    carried: Decimal | None,
    roth: RothIras | None = None,
) -> LedgerYear:
    """One year, beginning with what is stated for its start, else with what was carried."""
    stated = None if pool.decedent else _stated(pool.person, year)
    if not stated:
        return _ledger_year(household, pool, year, carried, roth)
    found = _ledger_year(household, pool, year, stated[0], roth)
    return replace(found, findings=(*found.findings, *start_findings(stated[0], carried)))


def _brought(household: Household, pool: Pool, years: range, year: int) -> Decimal | None:
    """The basis that the years before carry into ``year``, in dollars, if that is known."""
    carried = ZERO if pool.decedent else _carried_into(pool.person, years)
    for one in range(years.start, min(year, years.stop)):
        stated = None if pool.decedent else _stated(pool.person, one)
        carried = _passed(household, pool, one, stated[0] if stated else carried)
    return carried


def _passed(household: Household, pool: Pool, year: int, brought: Decimal | None) -> Decimal | None:
    """What a year carries out, without its lines and without what there is to say of it."""
    if any(hides_lines(finding) for finding in missing_findings(pool, year)):
        return None
    facts = _facts(household, pool, year, _prior(pool, year, brought))
    if is_asked(household, pool, facts):
        return _carried(_routed(household, pool, facts)[0], facts.prior_basis)
    values = compute(facts).values
    if "total_basis" in values:
        return cast("Decimal | None", values.get("basis_carried_forward"))
    return _rounded(facts.prior_basis, UNITS[facts.rounding])


def _carried_into(person: Person, years: range) -> Decimal | None:
    """The basis before the first year: what an earlier form left, however long ago that was."""
    if any(_stated(person, year) is not None for year in years[:1]):
        return None
    start = person.basis_start
    if start and years and start.after_year < years[0]:
        return start.amount
    first_years = [record.year for record in person.years if record.first_year]
    return ZERO if years and first_years and min(first_years) < years[0] else None


def _stated(person: Person, year: int) -> tuple[Decimal | None] | None:
    """The basis at the start of ``year``, known or not, if the person says anything of it."""
    start = person.basis_start
    if start and start.after_year == year - 1:
        return (start.amount,)
    return (ZERO,) if person.record(year).first_year else None


def _ledger_year(
    household: Household,
    pool: Pool,
    year: int,
    brought: Decimal | None,
    roth: RothIras | None,
) -> LedgerYear:
    prior = _prior(pool, year, brought)
    drawn = roth.drawn_in(year) if roth else None
    facts = _facts(household, pool, year, prior)
    facts = drawn.on_form(facts) if drawn else facts
    sheet, route = _routed(household, pool, facts)
    findings = (
        *missing_findings(pool, year),
        *year_findings(pool, year),
        *basis_findings(pools.basis_changes(pool, year), brought),
        *(() if drawn else _home_findings(pool, year)),
    )
    is_known = not any(hides_lines(finding) for finding in findings)
    if is_known:
        told = route_findings(route, year) if route else ()
        findings += (*rolled_basis_findings(pool, facts), *told)
    carried = _carried(sheet, prior) if is_known else None
    filed = pool.person.record(year).filed if is_known and not pool.decedent else None
    is_on_form = drawn is not None and drawn.nonqualified != 0
    is_told = drawn is None or drawn.nonqualified is not None
    found = LedgerYear(
        year=year,
        sheet=sheet,
        form_due=is_on_form or _is_due(pool, facts, year),
        brought=brought,
        carried=carried,
        differences=tuple(differences(sheet, carried, filed, with_part_iii=is_told)),
        findings=findings,
        decedent=pool.decedent,
        route=route if is_known else None,
    )
    return _with_roth_findings(found, roth) if roth and drawn else found


def _home_findings(pool: Pool, year: int) -> Iterator[Finding]:
    """A first home in a year in which nothing came out of Roth IRAs (IRC 72(t)(8)(A))."""
    home = None if pool.decedent else pool.person.record(year).first_home_expenses
    if home:
        yield first_home_without_withdrawal(year, home)


def _with_roth_findings(found: LedgerYear, roth: RothIras) -> LedgerYear:
    """The same with what there is to say of what came out of Roth IRAs, given line 18."""
    drawn = roth.in_year(found.year, found.taxable_conversion)
    return replace(found, findings=(*found.findings, *roth_findings(roth.history, drawn)))


def _prior(pool: Pool, year: int, brought: Decimal | None) -> Decimal | None:
    """Line 2: what was brought forward, as the year's events change it."""
    return None if brought is None else max(ZERO, brought + pools.basis_changes(pool, year))


def _facts(household: Household, pool: Pool, year: int, prior: Decimal | None) -> PersonYear:
    """The entries of the year's form from the events of the pool."""
    contributed, late = pools.nondeductible(pool, year)
    return PersonYear(
        tax_year=year,
        nondeductible_contribution=contributed,
        prior_basis=prior,
        contribution_after_year_end=late,
        year_end_value=pools.year_end_value(pool, year),
        outstanding_rollover=pools.outstanding_rollovers(pool, year),
        distribution=pools.distributions(pool, year),
        conversion=pools.conversions(pool, year),
        rounding=household.rounding,
        ratio_places=household.ratio_places,
    )


def _routed(household: Household, pool: Pool, facts: PersonYear) -> tuple[Worksheet, Route | None]:
    """The worksheet by the way that holds, Worksheet 1-1 or line by line, and why."""
    disaster = pools.disaster_distributions(pool, facts.tax_year)
    return routed(household, pool, _sheet(facts, disaster))


def _sheet(facts: PersonYear, disaster: Decimal) -> Worksheet:
    """The worksheet; line 15b is the disaster part of line 15a (Instructions, line 15b)."""
    layout = layout_for(facts.tax_year)
    if not disaster:
        return worksheet_on(layout, facts)
    sheet = worksheet_on(layout, replace(facts, qualified_disaster_amount=disaster))
    above_basis = sheet.value("distribution_above_basis")
    if above_basis is None:
        return sheet if sheet.status == "complete" else _without_disaster(sheet)
    amount = disaster_part(
        taxable=cast("Decimal", above_basis),
        disaster=disaster,
        distributed=cast("Decimal", facts.distribution),
        unit=UNITS[facts.rounding],
    )
    return worksheet_on(layout, replace(facts, qualified_disaster_amount=amount))


def _without_disaster(sheet: Worksheet) -> Worksheet:
    """The same while line 15a is not known, and so line 15b is not either."""
    lines = tuple(
        WorksheetLine(line.layout, "unknown", None, "", line.sheet)
        if line.key == "qualified_disaster_amount" and line.state == "filled"
        else line
        for line in sheet.lines
    )
    return replace(sheet, lines=lines)


def _carried(sheet: Worksheet, prior: Decimal | None) -> Decimal | None:
    """Line 14, or the basis brought forward when the year fills in no Part I."""
    if "I" in sheet.parts:
        return cast("Decimal | None", sheet.value("basis_carried_forward"))
    return _rounded(prior, sheet.unit)


def _rounded(amount: Decimal | None, unit: Decimal) -> Decimal | None:
    return None if amount is None else to_unit(amount, unit)


def _is_due(pool: Pool, facts: PersonYear, year: int) -> bool:
    """Whether the year calls for a form (Instructions, "Who Must File").

    An amount that is not known counts as one above zero.
    """
    unknown = {event.kind for event in events_without_amount(pool, year)}
    if facts.nondeductible_contribution or facts.conversion:
        return True
    if unknown & {"contribution", "conversion"}:
        return True
    if (facts.distribution or "distribution" in unknown) and facts.prior_basis != 0:
        return True
    return any(event.reason == "divorce" for event in pools.adjustments(pool, year))
