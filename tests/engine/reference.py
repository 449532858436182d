"""Form 8606 a second time, for comparison: from the form's words, in exact fractions.

Shares no code with the engine. Lines are named as printed; a line that stays blank is absent.
Two things are the product's own: line 13 stops at line 5 (line 12 gives way first), and Part I
is filled in whenever there is basis and money left, also where the form lets it be skipped.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor

type Lines = dict[str, Fraction]
type Entry = Callable[..., Fraction]


def half_up(amount: Fraction, unit: Fraction) -> Fraction:
    return floor(amount / unit + Fraction(1, 2)) * unit


def form_8606(
    entries: Mapping[str, object], *, cents: bool = False, places: int | None = None
) -> Lines:
    """All filled-in lines and ``taxable`` of a person-year in which everything is known."""
    unit = Fraction(1, 100) if cents else Fraction(1)
    entered = {key: Fraction(str(amount)) for key, amount in entries.items() if amount is not None}

    def entry(*keys: str) -> Fraction:
        return half_up(sum((entered.get(key, Fraction(0)) for key in keys), Fraction(0)), unit)

    contributed = bool(entered.get("nondeductible_contribution"))
    basis = contributed or bool(entered.get("prior_basis"))
    left = bool(entered.get("distribution")) or bool(entered.get("conversion"))
    lines: Lines = {}
    if contributed or (basis and left):
        _part_1(lines, entry, left=left)
    if "4" in lines:
        _rest_of_part_1(lines, entry, unit, places)
    if entered.get("conversion"):
        _part_2(lines, entry)
    if entered.get("roth_distribution"):
        _part_3(lines, entry, known="roth_contribution_basis" in entered)
    without_basis = entry("distribution") - entry("qualified_disaster_amount")
    return lines | {"taxable": taxable(lines) + (0 if basis else max(Fraction(0), without_basis))}


def taxable(lines: Lines) -> Fraction:
    """Lines 15c, 18 and 25c where above zero."""
    amounts = (lines.get(number, Fraction(0)) for number in ("15c", "18", "25c"))
    return sum((max(Fraction(0), amount) for amount in amounts), Fraction(0))


def _part_1(lines: Lines, entry: Entry, *, left: bool) -> None:
    lines |= {"1": entry("nondeductible_contribution"), "2": entry("prior_basis")}
    lines["3"] = lines["1"] + lines["2"]
    if left:
        lines["4"] = entry("contribution_after_year_end")
    else:
        lines["14"] = lines["3"]


def _rest_of_part_1(lines: Lines, entry: Entry, unit: Fraction, places: int | None) -> None:
    lines["5"] = lines["3"] - lines["4"]
    lines["6"] = entry("year_end_value", "outstanding_rollover")
    lines["7"], lines["8"] = entry("distribution"), entry("conversion")
    lines["9"] = lines["6"] + lines["7"] + lines["8"]
    ratio = min(Fraction(1), lines["5"] / lines["9"]) if lines["9"] else Fraction(0)
    lines["10"] = half_up(ratio, Fraction(1, 10**places)) if places else ratio
    lines["11"] = half_up(lines["8"] * lines["10"], unit)
    lines["12"] = half_up(lines["7"] * lines["10"], unit)
    lines["15b"] = entry("qualified_disaster_amount")
    stop_at_line_5(lines)
    lines["13"] = lines["11"] + lines["12"]
    lines["14"] = lines["3"] - lines["13"]
    lines["15a"] = lines["7"] - lines["12"]
    lines["15c"] = lines["15a"] - lines["15b"]


def stop_at_line_5(lines: Lines) -> None:
    """Rounding may not use more basis than there is: first line 12 gives way, then line 11."""
    excess = max(Fraction(0), lines["11"] + lines["12"] - lines["5"])
    off_12 = min(excess, lines["12"])
    lines["12"] -= off_12
    lines["11"] -= excess - off_12


def _part_2(lines: Lines, entry: Entry) -> None:
    lines["16"], lines["17"] = entry("conversion"), lines.get("11", Fraction(0))
    lines["18"] = lines["16"] - lines["17"]


def _part_3(lines: Lines, entry: Entry, *, known: bool) -> None:
    lines["19"], lines["20"] = entry("roth_distribution"), entry("first_home_expenses")
    lines["21"] = max(Fraction(0), lines["19"] - lines["20"])
    if known:
        lines["22"] = entry("roth_contribution_basis")
    if not lines["21"]:
        return
    lines["23"] = max(Fraction(0), lines["21"] - lines["22"])
    if not lines["23"]:
        return
    lines["24"] = entry("roth_conversion_basis")
    lines["25a"] = max(Fraction(0), lines["23"] - lines["24"])
    if lines["25a"]:
        lines["25b"] = entry("roth_disaster_amount")
        lines["25c"] = lines["25a"] - lines["25b"]


def fewest_places_that_tie(ratio: Fraction, lines: Lines, unit: Fraction) -> int:
    """The fewest decimals, 3 to 10, with which lines 8 and 7 times line 10 come out the same."""
    exact = [half_up(lines[number] * ratio, unit) for number in ("8", "7")]
    for places in range(3, 10):
        decimal = half_up(ratio, Fraction(1, 10**places))
        if [half_up(lines[number] * decimal, unit) for number in ("8", "7")] == exact:
            return places
    return 10
