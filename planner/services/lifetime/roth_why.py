"""Why a year of the Roth IRAs says what it says: each figure with its formula and its entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine import roth_entries as entries
from planner.engine.entries import Entry
from planner.engine.printing import entered
from planner.engine.roth_clocks import FIVE_YEARS
from planner.engine.roth_layers import ConversionLayer, Drawn
from planner.services.lifetime.roth_life import RothLife, RothLifeYear, dollars
from planner.services.lifetime.why import Behind, Names, WhyLine, names_of, words_behind

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class RothLine:
    """One figure that is on no line of the form, explained.

    ``formula`` is in words and ``calculation`` the same with the real numbers.
    """

    key: str
    label: str
    text: str
    why: str
    formula: str
    calculation: str
    citation: str
    behind: tuple[Behind, ...] = ()


@dataclass(frozen=True)
class RothWhy:
    """One year: what came in and out and is left, then the lines of Part III."""

    year: RothLifeYear
    lines: tuple[RothLine, ...]
    form: tuple[WhyLine, ...]


def roth_why(life: RothLife, year: RothLifeYear) -> RothWhy:
    """Everything behind ``year``."""
    names = names_of(life.records, life.facts)
    return RothWhy(year, tuple(_lines(life, year, names)), tuple(_form(life, year, names)))


def _lines(life: RothLife, year: RothLifeYear, names: Names) -> Iterator[RothLine]:
    yield _contributed(life, year, names)
    yield from _converted(life, year, names)
    yield _out(life, year, names)
    yield _regular(year)
    yield _conversions(year)
    if year.found.roth.out.early:
        yield _tax(year)


# --- What came in --------------------------------------------------------------------------------


def _contributed(life: RothLife, year: RothLifeYear, names: Names) -> RothLine:
    return RothLine(
        key="contributed",
        label=f"Contributed for {year.year}",
        text=_text(year.contributed),
        why="Regular contributions for the year, also those made by its due date in April, less"
        " what was moved to a traditional IRA or returned.",
        formula="the sum of the entries",
        calculation=_text(year.contributed),
        citation="Instructions for Form 8606, line 22; Treas. Reg. §1.408A-6, Q&A 8(b)",
        behind=_behind(names, year, entries.contributed(life.ledger.history, year.year)),
    )


def _converted(life: RothLife, year: RothLifeYear, names: Names) -> Iterator[RothLine]:
    free = f"Free of the 10% from January 1, {year.year + FIVE_YEARS}, or from 59½."
    formula, calculation = _untaxed(year)
    yield RothLine(
        key="taxed",
        label=f"Converted in {year.year}, taxed",
        text=_text(year.taxed),
        why="The part of the year’s conversions that was income: line 18, and the pre-tax part of"
        f" what came from a plan. {free if year.taxed else ''}".strip(),
        formula="converted − not taxed",
        calculation=_equation([year.converted, year.untaxed], "−", year.taxed),
        citation="Form 8606, line 18; IRC §408A(d)(3)(A), (F)",
        behind=_behind(names, year, entries.converted(life.ledger.history, year.year)),
    )
    yield RothLine(
        key="untaxed",
        label=f"Converted in {year.year}, not taxed",
        text=_text(year.untaxed),
        why="The part that was basis: line 17, and the after-tax part of what came from a plan."
        " Neither tax nor the 10% takes it again.",
        formula=formula,
        calculation=calculation,
        citation="Form 8606, line 17; IRC §408A(d)(3)(C)",
    )


def _untaxed(year: RothLifeYear) -> tuple[str, str]:
    """How the untaxed part comes about: line 17, and what a plan's after-tax money adds."""
    form = year.found.form
    found = form.sheet.value("converted_basis") if form.is_known else None
    line_17 = found if isinstance(found, Decimal) else Decimal(0)
    if year.untaxed in (None, line_17):
        return "line 17", _text(year.untaxed)
    parts: list[Decimal | None] = [line_17, year.untaxed - line_17]
    return "line 17 + after-tax part from plans", _equation(parts, "+", year.untaxed)


# --- What came out -------------------------------------------------------------------------------


def _out(life: RothLife, year: RothLifeYear, names: Names) -> RothLine:
    drawn = year.found.roth.drawn
    layers = list(_layers(drawn))
    return RothLine(
        key="out",
        label=f"Came out in {year.year}",
        text=_text(year.out),
        why="Regular contributions come out first, then conversions, the oldest first and of each"
        " its taxed part first, and earnings last."
        + (" All of it was qualified, so the order decides nothing." if year.is_qualified else ""),
        formula=" + ".join(name for name, _ in layers),
        calculation=_equation([amount for _, amount in layers], "+", year.out) if layers else "0",
        citation="IRC §408A(d)(4)(B); Treas. Reg. §1.408A-6, Q&A 8(a)",
        behind=_behind(names, year, entries.came_out(life.ledger.history, year.year)),
    )


def _layers(drawn: Drawn) -> Iterator[tuple[str, Decimal | None]]:
    """What came out of each layer, by name, in the legal order; empty layers are left out."""
    if drawn.regular != 0:
        yield "contributions", drawn.regular
    if drawn.conversions is None:
        yield "conversions", None
    for layer in drawn.conversions or ():
        yield from _parts(layer)
    if drawn.earnings != 0:
        yield "earnings", drawn.earnings


def _parts(layer: ConversionLayer) -> Iterator[tuple[str, Decimal | None]]:
    if layer.taxable is None:
        yield f"conversion of {layer.year}", layer.amount
        return
    if layer.taxable:
        yield f"conversion of {layer.year}, taxed", layer.taxable
    if layer.nontaxable:
        yield f"conversion of {layer.year}, not taxed", layer.nontaxable


# --- What is left --------------------------------------------------------------------------------


def _regular(year: RothLifeYear) -> RothLine:
    roth = year.found.roth
    amounts = [roth.before.regular, year.contributed, roth.drawn.regular]
    return RothLine(
        key="regular",
        label=f"Contributions left after {year.year}",
        text=_text(roth.after.regular),
        why="What of the regular contributions has not come out: next year’s line 22 begins with"
        " it. It can come out at any age and any time, free of tax and of the 10%.",
        formula="before + contributed − came out of contributions",
        calculation=_equation(amounts, "+−", roth.after.regular),
        citation="Instructions for Form 8606, worksheet for line 22",
    )


def _conversions(year: RothLifeYear) -> RothLine:
    roth = year.found.roth
    amounts = [roth.before.converted, year.converted, roth.drawn.converted]
    left = roth.after.conversions or ()
    return RothLine(
        key="conversions",
        label=f"Conversions left after {year.year}",
        text=_text(roth.after.converted),
        why="What of the conversions has not come out, both parts: next year’s line 24 begins with"
        " it. It is never income again; the taxed part of each has its own five years.",
        formula="before + converted − came out of conversions",
        calculation=_equation(amounts, "+−", roth.after.converted),
        citation="Instructions for Form 8606, chart for line 24; IRC §408A(d)(3)(F)",
        behind=tuple(_layer_left(layer) for layer in left),
    )


def _layer_left(layer: ConversionLayer) -> Behind:
    if layer.taxable is None:
        note = "taxed part not known"
    elif layer.taxable:
        note = f"{dollars(layer.taxable)} taxed, free of the 10% from {layer.year + FIVE_YEARS}"
    else:
        note = "nothing taxed"
    return Behind(f"Converted in {layer.year}", dollars(layer.amount), note)


# --- The additional tax --------------------------------------------------------------------------


def _tax(year: RothLifeYear) -> RothLine:
    tax, home = year.found.roth.tax, year.found.roth.home.used
    of_home = f" Of what came out, {dollars(home)} paid for a first home and is free of it."
    base = f"{_text(tax.recaptured)} + {_text(tax.earnings)}"
    sure = f" Not known: {'; '.join(tax.doubts)}." if tax.doubts else ""
    return RothLine(
        key="tax",
        label="Additional tax of 10%",
        text=_text(tax.amount),
        why="It takes what came out before 59½ of conversions that were taxed less than five years"
        f" ago, and of earnings that are income.{of_home if home else ''}{sure}",
        formula="10% × (taxed part of young conversions + earnings)",
        calculation=f"10% × ({base}) = {_text(tax.amount)}",
        citation="IRC §72(t), 408A(d)(3)(F); Form 5329, Part I",
    )


# --- The form ------------------------------------------------------------------------------------


def _form(life: RothLife, year: RothLifeYear, names: Names) -> Iterator[WhyLine]:
    """The lines of Part III as the ledger has them."""
    found = year.found.form
    filed = {one.line: entered(Decimal(one.filed)) for one in found.differences}
    behind = _behind_form(life, year, names)
    if not found.is_known or "III" not in found.parts:
        return
    for line in found.sheet.lines:
        if line.layout.part == "III" and (line.state != "blank" or line.number in filed):
            yield WhyLine(line, behind.get(line.number, ()), filed.get(line.number, ""))


def _behind_form(life: RothLife, year: RothLifeYear, names: Names) -> dict[str, tuple[Behind, ...]]:
    """What stands behind the entries of Part III, by line."""
    roth = year.found.roth
    home = f"{dollars(roth.home.before)} of 10,000 used before" if roth.home.before else ""
    return {
        "19": _behind(names, year, entries.came_out(life.ledger.history, year.year)),
        "20": (Behind("Entered for a first home", dollars(roth.home.entered), home),)
        if roth.home.entered
        else (),
        "22": (
            Behind(f"Left after {year.year - 1}", _shown(roth.before.regular)),
            Behind(f"Contributed for {year.year}", _shown(year.contributed)),
        ),
        "24": tuple(
            Behind(f"Converted in {layer.year}", dollars(layer.amount))
            for layer in roth.available.conversions or ()
        ),
    }


# --- Amounts -------------------------------------------------------------------------------------


def _behind(names: Names, year: RothLifeYear, found: Iterable[Entry]) -> tuple[Behind, ...]:
    return tuple(words_behind(names, year.found.form, entry) for entry in found)


def _text(amount: Decimal | None) -> str:
    return NOT_KNOWN if amount is None else dollars(amount)


def _shown(amount: Decimal | None) -> str:
    """An amount behind a line, where nothing means that it is not known."""
    return "" if amount is None else dollars(amount)


def _equation(amounts: list[Decimal | None], signs: str, result: Decimal | None) -> str:
    """The amounts with their signs, ``+−`` being a plus and then a minus, and what they come to."""
    first, *rest = (_text(amount) for amount in amounts)
    between = signs if len(signs) == len(rest) else signs * len(rest)
    left = "".join(f" {sign} {text}" for sign, text in zip(between, rest, strict=True))
    return f"{first}{left} = {_text(result)}" if rest else first
