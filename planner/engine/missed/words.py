"""What the kit says of a year: what to send, by when, and why; each sentence with its rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.deadlines import contribution_deadline, correction_deadline
from planner.engine.interest import Interest, published
from planner.engine.limitation import RefundWindow
from planner.engine.missed.year import Because, KitYear
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import day, entered

_FORM = "Instructions for Form 8606, When and Where To File"
_AMENDING = "Instructions for Form 8606, Amending Form 8606; Instructions for Form 1040-X"
_WHO = "Instructions for Form 8606, Who Must File"
_REFUND = "IRC §6511(a), (b)(2)(A), §6513"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or two, and the rule they rest on."""

    text: str
    citation: str


def dollars(amount: Decimal) -> str:
    """An amount with its sign of dollars."""
    return f"${entered(abs(to_unit(amount, CENT)))}"


def percent(rate: Decimal) -> str:
    """A rate (0.24) in percent (24%), without zeros at its end."""
    text = f"{rate * 100:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


# --- What to send --------------------------------------------------------------------------------


_SEND: Mapping[Because, tuple[str, str]] = {
    "no_change": ("{form} by itself, signed: no tax of {year} changes.", _FORM),
    "refund": ("{amended}: {dollars} too much was taxed.", _AMENDING),
    "owed": ("{amended}, and the tax with it: {dollars} too little was taxed.", _AMENDING),
    "too_late": (
        "{form} by itself, signed. The tax of {year} can no longer be claimed back.",
        f"{_FORM}; {_REFUND}",
    ),
    "not_assessable": (
        "{form} by itself, signed. More tax of {year} can no longer be asked for.",
        f"{_FORM}; IRC §6501(a), §6401(a)",
    ),
    "unknown": (
        "{form}: by itself if line 4b of the {year} return holds {right} of these IRAs, otherwise"
        " with Form 1040-X.",
        _AMENDING,
    ),
}


def what_to_send(one: KitYear) -> Said:
    """What to do about the year's form, in a sentence or two (Instructions for Form 8606)."""
    if one.because not in _SEND:
        return _nothing(one)
    text, citation = _SEND[one.because]
    is_wrong = one.verdict == "wrong"
    said = text.format(
        year=one.year,
        form=f"{'Corrected ' if is_wrong else ''}Form 8606 for {one.year}",
        amended=f"Form 1040-X for {one.year} with {'a corrected' if is_wrong else 'its'} Form 8606",
        dollars=dollars(one.too_much or ZERO),
        right=dollars(one.taxed.should_be if one.taxed else ZERO),
    )
    return Said(said, citation)


def _nothing(one: KitYear) -> Said:
    match one.verdict:
        case "right":
            return Said("Filed as it should be. Nothing to send.", "Form 8606")
        case "not_due":
            return Said("No form was due. Nothing to send.", _WHO)
        case "not_yet":
            return Said(
                f"Goes with the return for {one.year}: due {day(contribution_deadline(one.year))},"
                f" or {day(correction_deadline(one.year))} if it is extended.",
                _FORM,
            )
        case _:
            return Said(
                "Too little is known to say what the form should hold. Later years wait for it"
                " where they rest on it.",
                _WHO,
            )


# --- Why -----------------------------------------------------------------------------------------


def why(one: KitYear) -> tuple[Said, ...]:
    """Everything behind the verdict of a year, in the order in which it was decided."""
    return tuple(_why(one))


def _why(one: KitYear) -> Iterator[Said]:
    yield from (
        Said(f"A form was due because {reason.words}.", reason.citation) for reason in one.reasons
    )
    if one.verdict in ("missing", "wrong"):
        yield _on_record(one)
        yield _as_filed(one)
        yield from _tax(one)
        yield from _time(one)
        if one.penalty:
            yield Said(one.penalty.words, one.penalty.citation)
        yield from _interest(one)


def _on_record(one: KitYear) -> Said:
    if one.verdict == "wrong":
        return _filed_otherwise([difference.line for difference in one.found.differences])
    if one.filed:
        return Said("It is entered that no form was filed.", _WHO)
    if one.is_on_record:
        return Said("A form for a later year is entered, and none for this one.", _WHO)
    return Said(
        "Nothing is entered of a form for this year, so it counts as not filed. If one was filed,"
        " enter what it says.",
        _WHO,
    )


def _filed_otherwise(lines: list[str]) -> Said:
    if len(lines) == 1:
        text = f"Line {lines[0]} was filed otherwise than it should have been."
    else:
        named = " and ".join(", ".join(lines).rsplit(", ", 1))
        text = f"Lines {named} were filed otherwise than they should have been."
    return Said(text, "Form 8606")


def _as_filed(one: KitYear) -> Said:
    """What is known of the return's line 4b, or assumed of it."""
    found, citation = one.taxed, "Form 1040, line 4b; Form 8606, lines 15c, 18 and 25c"
    if found is None or found.as_filed is None:
        should_be = found.should_be if found else ZERO
        text = (
            f"Of these IRAs, line 4b of the return should hold {dollars(should_be)}. What it holds"
            " is not known."
        )
    elif found.too_much:
        text = (
            f"As filed {dollars(found.as_filed)} of these IRAs was taxed; it should be"
            f" {dollars(found.should_be)}."
        )
    elif found.as_filed or found.should_be:
        text = f"{dollars(found.should_be)} of these IRAs was taxed, as it should be."
    else:
        text = "Nothing of these IRAs was taxable, and none is taken to have been taxed."
    return Said(text, citation)


def _tax(one: KitYear) -> Iterator[Said]:
    rate, amount, tax = (one.taxed.rate if one.taxed else None), one.too_much, one.tax
    if not amount:
        return
    if rate is None or tax is None:
        yield Said(
            f"The tax on it is not known: enter the marginal rate of {one.year}, or filing status"
            " and taxable income, on the page of the year.",
            "IRC §1",
        )
        return
    more = "too much" if amount > 0 else "too little"
    yield Said(
        f"{dollars(amount)} × {percent(rate)} = {dollars(tax)} of tax {more}, an estimate at the"
        " rate of the last dollar. Credits, other taxes (the 10% of Form 5329 is one) and the"
        " state's tax are left out.",
        "IRC §1",
    )


def _time(one: KitYear) -> Iterator[Said]:
    if one.because in ("refund", "too_late") and one.window:
        yield _refund_time(one.window, "was" if one.because == "too_late" else "is")
    elif one.because in ("owed", "not_assessable") and one.assessable:
        yield _time_to_assess(one, one.assessable)


def _time_to_assess(one: KitYear, last: date) -> Said:
    verb = "had" if one.because == "not_assessable" else "has"
    is_known = one.filed and one.filed.on
    return Said(
        f"The IRS {verb} until {day(last)}{'' if is_known else ' at the latest'} to ask for more"
        f" tax of {one.year}, three years from the return; longer where more than a quarter of the"
        " income was left out.",
        "IRC §6501(a), (e)",
    )


def _refund_time(window: RefundWindow, verb: str) -> Said:
    if window.sure == window.latest:
        until = (
            f"{day(window.until)}: three years from the day of filing, or from April 15 if that is"
            " later, and past a weekend or holiday."
        )
    elif window.filed_on:
        until = (
            f"{day(window.latest)} if the return was extended. If it was not, tax withheld or paid"
            f" by April 15 comes back only until {day(window.sure)}."
        )
    else:
        until = (
            f"{day(window.sure)} for a return that was filed by April 15, {window.year + 1}. The"
            " day of filing is not entered: for a return that came later, in time or with an"
            f" extension, it is three years from that day, {day(window.latest)} at the latest."
        )
    return Said(f"A claim {verb} in time until {until}", _REFUND)


def _interest(one: KitYear) -> Iterator[Said]:
    if one.interest:
        yield interest_words(one.interest)
    elif one.because == "owed" and one.tax:
        yield Said(_NO_INTEREST, "IRC §6601(a), §7503")
    if one.because == "refund":
        yield Said(
            "The IRS pays interest on a refund by itself; it is income of the year in which it"
            " arrives.",
            "IRC §6611(a), §61(a)(4)",
        )


_NO_INTEREST = (
    "No interest is worked out: the tax is not late yet, or no rate of that time is here."
)


def interest_words(found: Interest) -> Said:
    """How interest was worked out, stretch by stretch (IRC 6621, 6622)."""
    stretches = "; ".join(
        f"{stretch.days} days at {percent(stretch.rate)}"
        f"{' (carried on, not published yet)' if stretch.is_projected else ''}"
        for stretch in found.stretches
    )
    sources = dict.fromkeys(
        published()[stretch.first.year].source
        for stretch in found.stretches
        if not stretch.is_projected
    )
    return Said(
        f"{dollars(found.amount)} of interest on {dollars(found.tax)} from {day(found.since)} to"
        f" {day(found.paid)}, compounded daily: {stretches}. The IRS works out the exact amount.",
        "; ".join(dict.fromkeys(("IRC §6601(a), §6622(a)", *sources))),
    )
